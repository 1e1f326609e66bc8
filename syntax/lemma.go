package syntax

import (
	"bytes"
	"encoding/binary"
	"strings"

	"dragoman"
)

// A lemma is made from a word by an edit: cut bytes from its end and add others. Which edit depends on the word's tag and on its
// ending: the longest ending that the model knows for the tag decides, the whole word being the longest.

// An edit makes a lemma of a word.
type edit struct {
	keep bool // keep upper case
	cut  int
	add  string
}

func (e edit) apply(word string) string {
	if !e.keep {
		word = strings.ToLower(word)
	}
	if e.cut > len(word) {
		return word
	}
	return word[:len(word)-e.cut] + e.add
}

// editOf finds the edit that makes lemma of word.
func editOf(word, lemma string) edit {
	lower := strings.ToLower(word)
	common := func(a string) int {
		n := 0
		for n < len(a) && n < len(lemma) && a[n] == lemma[n] {
			n++
		}
		return n
	}
	low, kept := common(lower), common(word)
	if kept > low {
		return edit{true, len(word) - kept, lemma[kept:]}
	}
	return edit{false, len(lower) - low, lemma[low:]}
}

// maxEnding is the longest ending but the whole word, in bytes.
const maxEnding = 6

// endings calls yield with the key of each ending of a word for a tag, the longest first.
func endings(word string, tag uint8, yield func(key uint32) bool) {
	var buf [maxFolded + 4]byte
	folded, _ := fold(word, &buf)
	h := hashBytes(folded, 5)
	if !yield(join(template(90), h, uint64(tag), 0)) {
		return
	}
	var keys [maxEnding + 1]uint32
	h = 6
	n := 0
	for ; n <= maxEnding && n < len(folded); n++ {
		keys[n] = join(template(91), mix(h), uint64(tag), uint64(n))
		h = (h ^ uint64(folded[len(folded)-1-n])) * 0x100000001b3
	}
	for n--; n >= 0; n-- {
		if !yield(keys[n]) {
			return
		}
	}
}

// lemma makes the lemma of a word.
func (m *Model) lemma(word string, tag uint8) string {
	if word == "i" && m.tags[tag].upos == dragoman.PRON {
		return "I"
	}
	if t := m.tags[tag]; t.upos == dragoman.VERB && (t.xpos == dragoman.VBD || t.xpos == dragoman.VBN || t.xpos == dragoman.VBP || t.xpos == dragoman.VBG) {
		if l, ok := strong[word]; ok {
			return l
		}
	}
	e := edit{}
	endings(word, tag, func(key uint32) bool {
		n := m.endings.find(key)
		if n != 0 {
			e = m.edits[n-1]
		}
		return n == 0
	})
	return e.apply(word)
}

// appendEdits and readEdits are the form of edits in a file: flags, cut, length of add, add.
func appendEdits(b []byte, edits []edit) []byte {
	b = binary.AppendUvarint(b, uint64(len(edits)))
	for _, e := range edits {
		keep := byte(0)
		if e.keep {
			keep = 1
		}
		b = append(b, keep)
		b = binary.AppendUvarint(b, uint64(e.cut))
		b = binary.AppendUvarint(b, uint64(len(e.add)))
		b = append(b, e.add...)
	}
	return b
}

func readEdits(b []byte) ([]edit, error) {
	r := bytes.NewReader(b)
	n, err := binary.ReadUvarint(r)
	if err != nil || n > uint64(len(b)) {
		return nil, errCut
	}
	edits := make([]edit, n)
	for i := range edits {
		keep, _ := r.ReadByte()
		cut, _ := binary.ReadUvarint(r)
		size, err := binary.ReadUvarint(r)
		if err != nil || size > uint64(r.Len()) {
			return nil, errCut
		}
		add := make([]byte, size)
		r.Read(add)
		edits[i] = edit{keep != 0, int(cut), string(add)}
	}
	return edits, nil
}
