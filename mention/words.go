package mention

import (
	"unicode"
	"unicode/utf8"
)

// foldHash hashes a word with its case and Latin diacritics folded and its apostrophes dropped, so that "Shara'a", "Sharaa" and
// "SHARAA" are one. It is FNV-1a over the folded runes, mixed at the end.
func foldHash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c != '\'' && c != '`' {
				h = (h ^ uint64(c)) * fnvPrime
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r = foldRune(r); r != 0 {
			h = (h ^ uint64(r)) * fnvPrime
		}
	}
	return mix(h)
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// latin holds the base letter of U+00C0 to U+017F; a space where there is none.
const latin = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// foldRune is the base letter of r in lower case, or 0 for an apostrophe, a half ring or a combining mark.
func foldRune(r rune) rune {
	switch {
	case r >= 0xC0 && r <= 0x17F:
		if c := latin[r-0xC0]; c != ' ' {
			return rune(c)
		}
	case r == '’' || r == '‘' || r == 'ʿ' || r == 'ʾ' || r == 'ʼ' || r == 'ʻ':
		return 0
	case r >= 0x300 && r <= 0x36F:
		return 0
	}
	return unicode.ToLower(r)
}

// mix spreads the bits of h (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// A shape is how a word is written: a few classes, not letters.
type shape uint8

const (
	shapeOther  shape = iota
	shapeLower        // lower case
	shapeTitle        // Capitalised
	shapeUpper        // CAPITALS, two letters or more
	shapeMixed        // iPhone, McDonald
	shapeLetter       // one capital letter, with or without its stop
	shapeDigit        // has a digit
	shapePunct        // no letter or digit
	shapeDotted       // U.S.
)

func shapeOf(s string) shape {
	var upper, lower, digits, dots, letters int
	first := true
	firstUpper := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			firstUpper = firstUpper || first
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digits++
		case r == '.':
			dots++
		}
		first = false
	}
	letters = upper + lower
	switch {
	case digits > 0:
		return shapeDigit
	case letters == 0:
		return shapePunct
	case upper == 1 && lower == 0:
		return shapeLetter
	case dots > 0 && upper > 1:
		return shapeDotted
	case upper > 0 && lower == 0:
		return shapeUpper
	case upper == 0:
		return shapeLower
	case firstUpper && upper == 1:
		return shapeTitle
	}
	return shapeMixed
}
