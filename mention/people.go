package mention

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"dragoman"
)

// people tells how common a word is as a surname and as a given name.
//
// File: "DRMN" 2, log2 of the slots, two zeros; then, packed by zstd, slots of a fingerprint of a word (2 bytes, little endian) and its peopleClass (1 byte),
// 0 where empty.
type people struct {
	slots []byte
	mask  uint64
}

// peopleClass is how common a surname is (the low 3 bits) and how common a given name: 0 none, 1 rare, to 5, the most common.
type peopleClass uint8

const (
	peopleMagic = "DRMN\x02"
	peopleBits  = 17
	peopleSlot  = 3
)

func openPeople(b []byte) (people, error) {
	slots, mask, ok := openSlots(b, peopleMagic, peopleSlot)
	if !ok {
		return people{}, fmt.Errorf("names of people: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return people{slots, mask}, nil
}

// of returns the class of the word with a foldHash.
func (p *people) of(h uint64) peopleClass {
	if p.mask == 0 {
		return 0
	}
	mark := uint16(h >> 48)
	for i := h & p.mask; ; i = (i + 1) & p.mask {
		s := p.slots[peopleSlot*i:]
		switch {
		case s[2] == 0:
			return 0
		case binary.LittleEndian.Uint16(s) == mark:
			return peopleClass(s[2])
		}
	}
}

// TrainPeople reads the names of a census, the most common first: lines of "module.exports.last = [", "first_male" or "first_female", and then
// a quoted name each.
func TrainPeople(w io.Writer, r io.Reader) error {
	p := people{make([]byte, peopleSlot<<peopleBits), 1<<peopleBits - 1}
	shift, rank, n := 0, 0, 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if list, ok := strings.CutPrefix(line, "module.exports."); ok {
			shift, rank = 0, 0
			if strings.HasPrefix(list, "first") {
				shift = 3
			}
			continue
		}
		name, ok := strings.CutPrefix(line, "'")
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, "'")
		rank++
		if p.add(foldHash(name), commonness(rank), shift) {
			n++
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read names of people: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("read names of people: none found: %w", dragoman.ErrInvalid)
	}
	return writeSlots(w, peopleMagic, peopleBits, p.slots)
}

// commonness of the name with a rank.
func commonness(rank int) uint8 {
	for i, last := range []int{200, 1000, 5000, 20_000} {
		if rank <= last {
			return uint8(5 - i)
		}
	}
	return 1
}

// add files a name under the more common of its classes and reports whether it is new.
func (p *people) add(h uint64, class uint8, shift int) bool {
	mark := uint16(h >> 48)
	for i := h & p.mask; ; i = (i + 1) & p.mask {
		s := p.slots[peopleSlot*i:]
		switch {
		case s[2] == 0:
			binary.LittleEndian.PutUint16(s, mark)
			s[2] = class << shift
			return true
		case binary.LittleEndian.Uint16(s) == mark:
			if s[2]>>shift&7 < class {
				s[2] = s[2]&^(7<<shift) | class<<shift
			}
			return false
		}
	}
}
