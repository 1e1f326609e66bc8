package mention

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dragoman"
)

// people tells how common a word is as a surname and as a given name.
//
// File: "DRMN" 2, log2 of the slots, two zeros; then, packed by zstd, a classTable of the peopleClass of words.
type people struct{ classTable }

// peopleClass is how common a surname is (the low 3 bits) and how common a given name: 0 none, 1 rare, to 5, the most common.
type peopleClass uint8

const peopleMagic = "DRMN\x02"

func openPeople(b []byte) (people, error) {
	t, ok := openClassTable(b, peopleMagic)
	if !ok {
		return people{}, fmt.Errorf("names of people: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return people{t}, nil
}

// of returns the class of the word with a foldHash.
func (p *people) of(h uint64) peopleClass { return peopleClass(p.byteOf(h)) }

// TrainPeople reads the names of a census, the most common first: lines of "module.exports.last = [", "first_male" or "first_female", and then
// a quoted name each.
func TrainPeople(w io.Writer, r io.Reader) error {
	p := people{newClassTable()}
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
	return p.write(w, peopleMagic)
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
	filed := p.file(h)
	fresh := *filed == 0
	if *filed>>shift&7 < class {
		*filed = *filed&^(7<<shift) | class<<shift
	}
	return fresh
}
