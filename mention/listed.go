package mention

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"dragoman"
)

// listed tells names of one or more words that the lists of this package name, by what they are names of.
//
// File: "DRMG" 2, log2 of the slots, two zeros; then, packed by zstd, slots of a fingerprint of a phraseHash (2 bytes, little endian) and listedClass (1 byte),
// 0 where empty. The beginning of a longer name is filed too, as listedPrefix.
type listed struct {
	slots []byte
	mask  uint64
}

// listedClass is a set of what a name is of.
type listedClass uint8

const (
	listedOrganization listedClass = 1 << iota
	listedPlace
	listedPerson
	listedOther
	listedGiven
	listedSurname
	listedPrefix
)

// place within a listed name, a set.
const (
	withinListed uint8 = 1 << iota
	beginsListed
	endsListed
)

const (
	listedMagic = "DRMG\x02"
	listedBits  = 17
	listedSlot  = 3
	longestName = 8 // words
)

var listedSections = map[string]listedClass{"O": listedOrganization, "L": listedPlace, "P": listedPerson, "X": listedOther, "G": listedGiven, "S": listedSurname}

func openListed(b []byte) (listed, error) {
	slots, mask, ok := openSlots(b, listedMagic, listedSlot)
	if !ok {
		return listed{}, fmt.Errorf("listed names: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return listed{slots, mask}, nil
}

// of returns the classes of the name with a phraseHash.
func (l *listed) of(h uint64) listedClass {
	if l.mask == 0 {
		return 0
	}
	mark := uint16(h >> 48)
	for i := h & l.mask; ; i = (i + 1) & l.mask {
		s := l.slots[listedSlot*i:]
		switch {
		case s[2] == 0:
			return 0
		case binary.LittleEndian.Uint16(s) == mark:
			return listedClass(s[2])
		}
	}
}

func (l *listed) add(h uint64, class listedClass) {
	mark := uint16(h >> 48)
	for i := h & l.mask; ; i = (i + 1) & l.mask {
		s := l.slots[listedSlot*i:]
		if s[2] == 0 || binary.LittleEndian.Uint16(s) == mark {
			binary.LittleEndian.PutUint16(s, mark)
			s[2] |= byte(class)
			return
		}
	}
}

// TrainListed reads lists of names, one a line, in sections that begin with "## O", "## L", "## P", "## X", "## G" (given names) and "## S" (surnames).
// words splits a name into tokens.
func TrainListed(w io.Writer, r io.Reader, words func(string) []string) error {
	l := listed{make([]byte, listedSlot<<listedBits), 1<<listedBits - 1}
	class := listedClass(0)
	n := 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		n++
		line := strings.TrimSpace(lines.Text())
		if section, ok := strings.CutPrefix(line, "## "); ok {
			if class = listedSections[section]; class == 0 {
				return fmt.Errorf("line %d: no section %q: %w", n, section, dragoman.ErrInvalid)
			}
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		tokens := words(line)
		if len(tokens) > longestName {
			continue
		}
		h := uint64(0)
		for i, t := range tokens {
			h = phraseHash(h, foldHash(t))
			if i+1 < len(tokens) {
				l.add(h, listedPrefix)
			} else {
				l.add(h, class)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read lists of names: %w", err)
	}
	return writeSlots(w, listedMagic, listedBits, l.slots)
}

// findListed marks the words of the longest names of the lists, from left to right.
func (f *Finder) findListed() {
	for s := range f.d.Sentences {
		sentence := &f.d.Sentences[s]
		for i := sentence.First; i < sentence.End; {
			class, end := f.longestListed(i, sentence.End)
			if class == 0 {
				i++
				continue
			}
			for j := i; j < end; j++ {
				f.tokens[j].listed = class
				f.tokens[j].listedAt = withinListed
			}
			f.tokens[i].listedAt |= beginsListed
			f.tokens[end-1].listedAt |= endsListed
			i = end
		}
	}
}

// longestListed returns the classes and the end of the longest listed name that begins with token i and lies before limit; none where the token has no capital.
func (f *Finder) longestListed(i, limit int32) (class listedClass, end int32) {
	if !f.capital(i) {
		return 0, i
	}
	h := f.tokens[i].word
	for j := i; ; {
		c := f.model.words.listed.of(h)
		if whole := c &^ listedPrefix; whole != 0 {
			class, end = whole, j+1
		}
		if j++; c&listedPrefix == 0 || j >= limit || j-i >= longestName {
			return class, end
		}
		h = phraseHash(h, f.tokens[j].word)
	}
}
