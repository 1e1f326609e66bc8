package actor

import (
	"bytes"
	"strings"

	"dragoman/country"
)

// NameKey is what the transliterations of a name share: "al-Qaida", "El Qaida" and "Qaida" have one key.
func NameKey(name string) string { return string(nameKey(country.AppendFold(nil, name))) }

// nameKey reduces a folded name to what its transliterations share, in place: no article before it, no Arabic article
// before a word, and each word squeezed. A name of one word keeps it.
//
//	"the taliban" → "taliban"; "ahmed al sharaa", "ahmed al shara" → "ahmed shara"; "bashar assad", "bashar al asad" → "bashar asad"
func nameKey(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("the "))
	out := b[:0]
	for len(b) > 0 {
		word := b
		if i := bytes.IndexByte(b, ' '); i >= 0 {
			word, b = b[:i], b[i+1:]
			if isParticle(word) {
				continue
			}
		} else {
			b = nil
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = squeeze(out, word)
	}
	return out
}

// isParticle reports whether a folded word is the Arabic article as it is written before other letters.
func isParticle(w []byte) bool {
	switch string(w) {
	case "al", "el", "ad", "as", "ash", "ar", "an":
		return true
	}
	return false
}

// keptWord is the length up to which a word is kept as it is: abbreviations ("AAP") differ from each other by a letter.
const keptWord = 4

// american are words as Americans spell them, and as the British do.
var american = map[string][]byte{"labor": []byte("labour"), "defense": []byte("defence"), "program": []byte("programme"), "center": []byte("centre"), "theater": []byte("theatre"),
	"harbor": []byte("harbour"), "honor": []byte("honour"), "neighbor": []byte("neighbour"), "fiber": []byte("fibre")}

// addWord adds a folded word to a key, behind a space but for the first; none adds nothing.
func addWord(key, word []byte) []byte {
	if len(word) == 0 {
		return key
	}
	if len(key) > 0 {
		key = append(key, ' ')
	}
	return append(key, word...)
}

// squeeze appends a word with what transliterations spell in several ways in one: doubled letters once, y and i alike,
// ou and oo as u, ee, ei and ie as i, and what the British and Americans do: "organization", "labor".
func squeeze(out, word []byte) []byte {
	start := len(out)
	if len(word) <= keptWord {
		return append(out, word...)
	}
	if w, ok := american[string(word)]; ok {
		word = w
	}
	for i := 0; i < len(word); i++ {
		c, next := word[i], byte(0)
		if i+1 < len(word) {
			next = word[i+1]
		}
		switch {
		case c == 'o' && (next == 'u' || next == 'o'):
			c = 'u'
			i++
		case c == 'e' && (next == 'e' || next == 'i'), c == 'i' && next == 'e':
			c = 'i'
			i++
		case c == 'y':
			c = 'i'
		case c == 'z' && bytes.HasPrefix(word[i+1:], []byte("ation")):
			c = 's'
		}
		if len(out) > start && out[len(out)-1] == c && (c < '0' || c > '9') {
			continue
		}
		out = append(out, c)
	}
	return out
}

// wordSet is the set of the words of a text.
func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
