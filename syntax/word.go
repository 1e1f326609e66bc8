package syntax

import (
	"unicode"
	"unicode/utf8"
)

// maxFolded bounds how much of a word is looked at: no English word is longer.
const maxFolded = 48

// A wordForm is what the tagger sees of a word: hashes of its letters, folded to lower case, digits to 0 and curly quotation
// marks to straight ones, and the kind of its letters.
type wordForm struct {
	word    uint64 // the whole, folded
	prefix  [3]uint64
	suffix  [5]uint64 // of 1 to 5 letters
	shape   uint64
	letters uint8  // lowerKind, upperKind for a capitalised word, 7 times that for one in upper case; 0 for others
	key     uint32 // of word, for tables
	amb     uint16 // ambiguity class: which tags the word had in training
	set     uint16 // the only tags it may have, where it is frequent enough to know; 0 any
	cluster uint16 // of its vector; 0 is none
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

// look fills in the form of a word.
func (f *wordForm) look(word string) {
	var buf [maxFolded + 4]byte
	folded, shape := fold(word, &buf)
	f.shape = mix(shape + 11)
	f.letters = 0
	switch {
	case len(word) > 0 && 'a' <= word[0] && word[0] <= 'z':
		f.letters = lowerKind
	case len(word) > 1 && 'A' <= word[0] && word[0] <= 'Z':
		f.letters = upperKind
		if 'A' <= word[1] && word[1] <= 'Z' {
			f.letters = upperKind * 7
		}
	}
	f.word = hashBytes(folded, 1)
	f.key = uint32(f.word >> 32)
	h := uint64(2)
	for i := range f.prefix {
		if i < len(folded) {
			h = (h ^ uint64(folded[i])) * 0x100000001b3
		}
		f.prefix[i] = mix(h)
	}
	h = 3
	for i := range f.suffix {
		if i < len(folded) {
			h = (h ^ uint64(folded[len(folded)-1-i])) * 0x100000001b3
		}
		f.suffix[i] = mix(h)
	}
}

// wordKey is the key of a word in the tables of words.
func wordKey(word string) uint32 {
	var buf [maxFolded + 4]byte
	folded, _ := fold(word, &buf)
	return uint32(hashBytes(folded, 1) >> 32)
}
