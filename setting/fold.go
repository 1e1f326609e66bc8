package setting

import "unicode/utf8"

// A name is looked up by the hash of its folded form: letters in lower case without diacritics, words joined by one space.
// Apostrophes, full stops and commas are dropped, hyphens are spaces, so that "Port-au-Prince", "Sana'a" and "San José" are
// found however a paper prints them.
type folder struct {
	hash    uint64
	pending bool // a space is owed before the next letter
	some    bool // a letter was seen
}

// The constants of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func newFolder() folder { return folder{hash: fnvOffset} }

// add folds s onto what was folded before.
func (f *folder) add(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			f.rune(r)
			i += n
			continue
		}
		i++
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			f.letter(c)
		case 'A' <= c && c <= 'Z':
			f.letter(c + 'a' - 'A')
		case c == '\'' || c == '.' || c == ',' || c == '`':
		case c == '&':
			f.pending = true
			f.letter('a')
			f.letter('n')
			f.letter('d')
			f.pending = true
		default:
			f.pending = true
		}
	}
}

func (f *folder) letter(c byte) {
	if f.pending {
		f.pending = false
		if f.some {
			f.hash = (f.hash ^ ' ') * fnvPrime
		}
	}
	f.some = true
	f.hash = (f.hash ^ uint64(c)) * fnvPrime
}

// Plain letters of U+00C0 to U+024F and U+1E00 to U+1EFF, one for each rune; '-' has none, '*' has two (see twoLetters).
const (
	latin1 = "aaaaaa*ceeeeiiiidnooooo-ouuuuy**aaaaaa*ceeeeiiiidnooooo-ouuuuy*yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz--b----o---d---eae---g---kk------oo-------------uu--yy------------------------aaiioouuuuuuuuuueaaaa**--ggkkoooo--j---gg--nnaa**ooaaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy----------------------------"
	latin2 = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy----*-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------"
)

func (f *folder) rune(r rune) {
	var c byte
	switch {
	case r >= 0xC0 && r <= 0x24F:
		c = latin1[r-0xC0]
	case r >= 0x1E00 && r <= 0x1EFF:
		c = latin2[r-0x1E00]
	case r == '’' || r == '‘' || r >= 0x2B0 && r <= 0x36F: // apostrophes, modifier letters, combining marks
		return
	case r == 0xA0 || r >= 0x2010 && r <= 0x2015:
		f.pending = true
		return
	default:
		var b [utf8.UTFMax]byte
		for _, c := range b[:utf8.EncodeRune(b[:], r)] {
			f.letter(c)
		}
		return
	}
	switch c {
	case '-':
	case '*':
		for _, c := range []byte(twoLetters(r)) {
			f.letter(c)
		}
	default:
		f.letter(c)
	}
}

func twoLetters(r rune) string {
	switch r {
	case 'Þ', 'þ':
		return "th"
	case 'ß', 'ẞ':
		return "ss"
	case 'Œ', 'œ':
		return "oe"
	}
	return "ae"
}

// mixed spreads the entropy of an FNV hash over its high bits, by which the index is laid out.
func mixed(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// Key returns the hash by which a name is found in a Gazetteer.
func Key(name string) uint64 {
	f := newFolder()
	f.add(name)
	return mixed(f.hash)
}
