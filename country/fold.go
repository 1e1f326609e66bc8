package country

import (
	"unicode"
	"unicode/utf8"
)

// latin and vietnamese give the plain letter of each letter of U+00C0..U+024F and U+1E00..U+1EFF, "?" where it has none.
const (
	latin = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii" +
		"??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs???????????????a????????????????oo?????????????uu" +
		"????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy" +
		"????????????????????????????"
	vietnamese = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuu" +
		"vvvvwwwwwwwwwwxxxxyyzzzzzzhtwy??????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????"
)

// Fold returns s as names are compared: lower case, without diacritics, apostrophes and full stops, every other run of
// marks and blanks one space: "Côte d’Ivoire" and "cote divoire", "U.S." and "us", "al-Shar'a" and "al shara" fold alike.
func Fold(s string) string { return string(AppendFold(nil, s)) }

// AppendFold appends the folded form of s to dst.
func AppendFold(dst []byte, s string) []byte {
	start, gap := len(dst), false
	put := func(c byte) {
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, c)
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				put(c)
			case 'A' <= c && c <= 'Z':
				put(c + 'a' - 'A')
			case c == '&':
				gap = true
				put('a')
				dst = append(dst, "nd"...)
				gap = true
			case c == '\'' || c == '.' || c == '`':
			default:
				gap = true
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch p := plain(r); {
		case p != "":
			put(p[0])
			dst = append(dst, p[1:]...)
		case r == '’' || r == '‘' || r == 'ʼ' || r == 'ʻ' || r == 'ʿ' || r == 'ʾ' || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			l := utf8.AppendRune(nil, unicode.ToLower(r))
			put(l[0])
			dst = append(dst, l[1:]...)
		default:
			gap = true
		}
	}
	return dst
}

// plain returns the letters without marks that stand for r, or "".
func plain(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'þ', 'Þ':
		return "th"
	case 'ə', 'Ə':
		return "a"
	}
	var t string
	switch {
	case r >= 0xC0 && int(r-0xC0) < len(latin):
		t = latin[r-0xC0:]
	case r >= 0x1E00 && int(r-0x1E00) < len(vietnamese):
		t = vietnamese[r-0x1E00:]
	}
	if t == "" || t[0] == '?' {
		return ""
	}
	return t[:1]
}
