package syntax

import (
	"unicode"
	"unicode/utf8"
)

// maxFolded bounds how much of a word is looked at: no English word is longer.
const maxFolded = 48

// The pieces of a word that the tagger knows it by.
const (
	pieceWord   = iota            // the whole, folded to lower case, digits to 0 and curly quotation marks to straight ones
	pieceShape                    // the kinds of its letters
	pieceEnding                   // of 2 to 5 letters
	pieceBegin  = pieceEnding + 4 // of 1 to 3 letters

	numPieces = pieceBegin + 3
)

// A wordForm is what the tagger and the parser see of a word, all as numbers of their own kind: 0 is no word, 1 one that is not known.
type wordForm struct {
	pieces               [numPieces]uint16
	amb                  uint16 // ambiguity class: which tags the word had in training
	set                  uint16 // the only tags it may have, where it is frequent enough to know; 0 any
	coarse, middle, fine uint16 // clusters of its vector
	letters              uint8  // lowerKind, upperKind for a capitalised word, 7 times that for one in upper case; 0 for others
	hash                 uint64 // of the whole word and its shape
}

// Letter kinds, the digits of a shape.
const (
	lowerKind = iota + 1
	upperKind
	digitKind
	hyphenKind
	otherKind
)

const (
	mixer  = 0x9e3779b97f4a7c15 // the golden ratio, odd
	mixer2 = 0xd6e8feb86659fd93
)

func mix(x uint64) uint64 {
	x = (x ^ x>>32) * mixer2
	x = (x ^ x>>29) * mixer
	return x ^ x>>32
}

// fold writes the folded word to buf, and returns it with its shape: the kinds of its letters, runs of one kind written once,
// and whether the first is alone, so that "Syria", "NATO", "al-Qaeda" and "90th" differ.
func fold(word string, buf *[maxFolded + 4]byte) (folded []byte, shape uint64) {
	n := 0
	last := uint64(0)
	run := 0
	for i := 0; i < len(word) && n < maxFolded; {
		c := word[i]
		size := 1
		kind := uint64(otherKind)
		switch {
		case 'a' <= c && c <= 'z':
			kind = lowerKind
		case 'A' <= c && c <= 'Z':
			kind = upperKind
			c |= 0x20
		case '0' <= c && c <= '9':
			kind = digitKind
			c = '0'
		case c == '-':
			kind = hyphenKind
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(word[i:])
			switch {
			case r == '’' || r == '‘':
				r = '\''
			case r == '“' || r == '”':
				r = '"'
			case unicode.IsUpper(r):
				kind = upperKind
			case unicode.IsLetter(r):
				kind = lowerKind
			}
			n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
		}
		if size == 1 {
			buf[n] = c
			n++
		}
		i += size
		if kind != last {
			shape = shape*7 + kind
			last, run = kind, 0
		} else if run++; run == 1 {
			shape = shape*7 + 6
		}
	}
	return buf[:n], shape
}

func hashBytes(b []byte, seed uint64) uint64 {
	h := seed
	for _, c := range b {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return mix(h)
}

// piecesOf returns the keys of the pieces of a word, each of its own kind, and the kind of its letters. The first is its wordKey.
func piecesOf(word string) (keys [numPieces]uint32, letters uint8, hash uint64) {
	var buf [maxFolded + 4]byte
	folded, shape := fold(word, &buf)
	whole := hashBytes(folded, 1)
	keys[pieceWord] = uint32(whole >> 32)
	keys[pieceShape] = uint32(mix(shape+11) >> 32)
	h := uint64(2)
	for i := range numPieces - pieceBegin {
		if i < len(folded) {
			h = (h ^ uint64(folded[i])) * 0x100000001b3
		}
		keys[pieceBegin+i] = uint32(mix(h+uint64(i)) >> 32)
	}
	h = 3
	for i := range 1 + pieceBegin - pieceEnding {
		if i < len(folded) {
			h = (h ^ uint64(folded[len(folded)-1-i])) * 0x100000001b3
		}
		if i > 0 {
			keys[pieceEnding+i-1] = uint32(mix(h+uint64(16*i)) >> 32)
		}
	}
	switch {
	case len(word) > 0 && 'a' <= word[0] && word[0] <= 'z':
		letters = lowerKind
	case len(word) > 1 && 'A' <= word[0] && word[0] <= 'Z':
		letters = upperKind
		if 'A' <= word[1] && word[1] <= 'Z' {
			letters = upperKind * 7
		}
	}
	return keys, letters, whole + mix(shape+11)
}

// wordKey is the key of a word in the tables of words.
func wordKey(word string) uint32 {
	var buf [maxFolded + 4]byte
	folded, _ := fold(word, &buf)
	return uint32(hashBytes(folded, 1) >> 32)
}

// form looks a word up in the model's tables.
func (m *Model) form(word string) wordForm {
	var f wordForm
	var keys [numPieces]uint32
	keys, f.letters, f.hash = piecesOf(word)
	for i, key := range keys {
		f.pieces[i] = 1
		if n := m.pieces.find(key); n != 0 && int32(n) < m.sizes.pieces[i] {
			f.pieces[i] = n
		}
	}
	key := keys[pieceWord]
	f.amb, f.set = m.classes.find(key)+1, m.allowed.find(key)
	f.coarse, f.middle, f.fine = unknownCluster, unknownCluster, unknownCluster
	if c := m.clusters.find(key); c >= 1<<coarseShift {
		c -= 1 << coarseShift
		f.coarse, f.middle, f.fine = c>>coarseShift+firstCluster, c>>fineShift+firstCluster, c+firstCluster
	}
	return f
}

// Knows reports whether a word is among those that the model was trained with often enough, whatever its case.
func (m *Model) Knows(word string) bool { return m.form(word).pieces[pieceWord] > 1 }

// lemmaNumber returns the number of a lemma.
func (m *Model) lemmaNumber(lemma string) int32 {
	if n := m.lemmas.find(wordKey(lemma)); n != 0 {
		return int32(n)
	}
	return unknownLemma
}
