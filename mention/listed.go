package mention

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dragoman"
)

// listed tells names of one or more words that the lists of this package name, by what they are names of.
//
// File: "DRMG" 2, log2 of the slots, two zeros; then, packed by zstd, a classTable of the listedClass of names by their phraseHash. The beginning of a longer name is filed too,
// as listedPrefix.
type listed struct{ classTable }

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
	longestName = 8 // words
)

var listedSections = map[string]listedClass{"O": listedOrganization, "L": listedPlace, "P": listedPerson, "X": listedOther, "G": listedGiven, "S": listedSurname}

func openListed(b []byte) (listed, error) {
	t, ok := openClassTable(b, listedMagic)
	if !ok {
		return listed{}, fmt.Errorf("listed names: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return listed{t}, nil
}

// of returns the classes of the name with a phraseHash.
func (l *listed) of(h uint64) listedClass { return listedClass(l.byteOf(h)) }

// TrainListed reads lists of names, one a line, in sections that begin with "## O", "## L", "## P", "## X", "## G" (given names) and "## S" (surnames).
// words splits a name into tokens.
func TrainListed(w io.Writer, r io.Reader, words func(string) []string) error {
	l := listed{newClassTable()}
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
				*l.file(h) |= byte(listedPrefix)
			} else {
				*l.file(h) |= byte(class)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read lists of names: %w", err)
	}
	return l.write(w, listedMagic)
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

// Known reports whether the tokens [first, end) are a name that a list has, whatever their case; a name of persons only where it is common.
func (m *Model) Known(d *dragoman.Document, first, end int32) bool {
	h := uint64(0)
	for i := first; i < end; i++ {
		h = phraseHash(h, foldHash(d.Word(i)))
	}
	const common = 3
	p := m.words.people.of(h)
	return m.words.listed.of(h)&^listedPrefix != 0 || m.words.places.has(h) || p&7 >= common || p>>3 >= common
}
