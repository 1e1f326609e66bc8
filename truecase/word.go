package truecase

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman"
)

// longestName is how many words a name of the lists has at most.
const longestName = 8

// The words of a sentence are cased twice. The tagger was trained with sentences in capitals among others, and tells most names in them; but what
// is a name is best told where the other words are as they are usually written.

// first cases the words of a sentence by what the tagger says of them in capitals. Small stays what neither a list nor the tagger knows for a name,
// and what the tagger knows well enough to be asked again.
func (c *Caser) first(s *dragoman.Sentence) {
	c.words.Tag(c.d, s.First, s.End)
	for i := s.First; i < s.End; {
		end := c.longest(i, s.End)
		whole := end > i+1
		for ; i < end; i++ {
			kind := c.kind(i, whole)
			if kind == doubtful {
				c.doubts, kind = append(c.doubts, i), Unknown
			}
			c.write(i, kind)
		}
	}
	c.begin(s)
}

// again raises the words which the tagger takes for names where the others are as they are usually written.
func (c *Caser) again(s *dragoman.Sentence) {
	c.words.Tag(c.d, s.First, s.End)
	for i := s.First; i < s.End; i++ {
		if c.d.Tokens[i].UPOS == dragoman.PROPN && !isParticle(c.at(i)) {
			c.raise(i)
		}
	}
	for ; len(c.doubts) > 0 && c.doubts[0] < s.End; c.doubts = c.doubts[1:] {
		if i := c.doubts[0]; c.d.Tokens[i].XPOS == dragoman.NN {
			c.raise(i)
		}
	}
}

// begin gives the first word of a sentence its capital.
func (c *Caser) begin(s *dragoman.Sentence) {
	for i := s.First; i < s.End; i++ {
		if caseOf(string(c.at(i))) != noCase {
			c.raise(i)
			return
		}
	}
}

// longest returns the end of the longest name of the lists that begins with token i, that of the token where there is none.
func (c *Caser) longest(i, limit int32) (end int32) {
	if isSmall(c.d, i) {
		return i + 1
	}
	for end = min(i+longestName, limit); end > i+1; end-- {
		if !isSmall(c.d, end-1) && c.words.Named(c.d, i, end) != Unknown {
			break
		}
	}
	return end
}

// doubtful is the kind of a word that no list has and the tagger was not trained with, and yet takes for a name: in capitals it takes most such for one.
const doubtful = Acronym + 1

// kind says what token i is, alone or within a name.
func (c *Caser) kind(i int32, within bool) Kind {
	word, upos := c.d.Word(i), c.d.Tokens[i].UPOS
	month := word == "MAY" || word == "MARCH"
	listed := c.words.Named(c.d, i, i+1)
	switch {
	case listed == Acronym && c.before(i) == "THE" && isSmall(c.d, i): // "THE WHO"
		return Acronym
	case isSmall(c.d, i) || isParticle(c.at(i)) || word == "US" && c.ourselves(i) || month && !c.isMonth(i):
		return Unknown
	}
	proper, strange := within || upos == dragoman.PROPN, !c.words.Knows(word)
	switch {
	case listed == Acronym && (proper || strange), isNumeral(word), c.isShort(i):
		return Acronym
	case within, listed == Nation && (proper || upos == dragoman.ADJ), listed == Name && (proper || strange && upos == dragoman.NOUN),
		month, peoples[strings.TrimSuffix(word, "S")]:
		return Name
	case !proper || !strange:
		return Unknown
	case isSpelt(word):
		return Acronym
	}
	return doubtful
}

// isShort reports whether token i is a common noun in capitals: "TV", "MPs", but no unit ("60 KM").
func (c *Caser) isShort(i int32) bool {
	if t := &c.d.Tokens[i]; t.UPOS != dragoman.NOUN || i > 0 && c.d.Tokens[i-1].UPOS == dragoman.NUM {
		return false
	}
	word := strings.TrimSuffix(c.d.Word(i), "S")
	return spelt[word] || len(word) > 1 && isSpelt(word)
}

// before is the word before token i.
func (c *Caser) before(i int32) string {
	if i == 0 {
		return ""
	}
	return c.d.Word(i - 1)
}

// ourselves reports whether "US" is no country but the pronoun: in speech, after a verb or a preposition, and before no noun.
func (c *Caser) ourselves(i int32) bool {
	if c.d.Tokens[i].Flags&dragoman.InQuotes == 0 || i == 0 || int(i)+1 >= len(c.d.Tokens) {
		return false
	}
	switch c.d.Tokens[i+1].UPOS {
	case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ:
		return false
	}
	before := c.d.Tokens[i-1].UPOS
	return before == dragoman.VERB || before == dragoman.ADP
}

// isMonth reports whether "MAY" or "MARCH" is the month, or who is named so. The tagger takes it for the common word where it is in small letters.
func (c *Caser) isMonth(i int32) bool {
	before := c.before(i)
	return c.d.Tokens[i].UPOS == dragoman.PROPN && before != "A" || beforeMonths[before]
}

// peoples have a capital in whatever part of speech, as the nations do that package country has.
var peoples = setOf(`AFRICAN ASIAN EUROPEAN ARAB BALTIC BALKAN CARIBBEAN NORDIC SLAV SLAVIC LATIN
	KURD KURDISH TUAREG BERBER HUTU TUTSI PASHTUN HAZARA TAMIL SINHALESE ZULU UYGHUR ROHINGYA YAZIDI DRUZE ALAWITE MARONITE COPTIC
	ISLAM ISLAMIC ISLAMIST MUSLIM SUNNI SHIA SHIITE CHRISTIAN CATHOLIC PROTESTANT JEW JEWISH ZIONIST HINDU BUDDHIST SIKH OLYMPIC`)

// beforeMonths stand before a month, and not before a verb or a noun without an article.
var beforeMonths = setOf(`IN OF SINCE UNTIL LAST NEXT EARLY LATE`)

// spelt are common nouns in capitals that have a vowel.
var spelt = setOf(`CEO CFO NGO UAV IED VIP DNA`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// isSmall reports whether a token is of a closed class, and neither begins nor ends a name.
func isSmall(d *dragoman.Document, i int32) bool {
	switch d.Tokens[i].UPOS {
	case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ, dragoman.VERB, dragoman.ADV, dragoman.X, dragoman.NUM:
		return false
	}
	return true
}

// isParticle reports whether a word is small within names.
func isParticle(w []byte) bool {
	switch string(bytes.ToLower(w)) {
	case "al", "el", "de", "der", "den", "von", "van", "bin", "ibn", "du", "au", "ul", "ut", "d'etat", "d’etat", "d'état", "d’état":
		return true
	}
	return false
}

// isNumeral reports whether a word numbers kings and wars: "II". "Xi" is rather a name.
func isNumeral(w string) bool { return len(w) > 1 && strings.Trim(w, "IVX") == "" && w != "XI" }

// isSpelt reports whether a word is spoken letter by letter: it has stops between them, no vowel, or a digit after them.
func isSpelt(w string) bool {
	if w[0] < 'A' || w[0] > 'Z' {
		return false // "20TH", "ÉTÉ"
	}
	return len(w) > 1 && w[1] == '.' || !strings.ContainsAny(w, "AEIOUY") || strings.ContainsAny(w, "0123456789")
}

// at is the bytes of token i as they are written so far.
func (c *Caser) at(i int32) []byte {
	span := c.d.Tokens[i].Span
	return c.text[span.Start:span.End]
}

// write cases token i.
func (c *Caser) write(i int32, kind Kind) {
	w := c.at(i)
	inner := innerCapital(w)
	switch {
	case kind == Acronym:
		if last := &w[len(w)-1]; c.d.Tokens[i].XPOS == dragoman.NNS && *last == 'S' {
			*last = 's' // "MPs"
		}
		return
	case string(w) == "I" || !lowers(w):
		return
	case caseOf(string(w)) != lowerCase:
	case inner == 0:
		return
	default:
		kind = Name // "McCAIN"
	}
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRune(w[i:])
		if kind == Unknown || i > 0 && i != inner {
			utf8.EncodeRune(w[i:i+n], unicode.ToLower(r))
		}
		i += n
	}
}

// innerCapital returns where in a name another begins: "McKinley", "O'Neill". It is 0 where none does.
func innerCapital(w []byte) int {
	for _, start := range []string{"MC", "Mc", "Mac", "O'", "O’", "D'", "D’"} {
		if bytes.HasPrefix(w, []byte(start)) && len(w) > len(start)+2 {
			return len(start)
		}
	}
	return 0
}

// raise gives token i the first letter that the report has.
func (c *Caser) raise(i int32) {
	at := c.d.Tokens[i].Span.Start
	_, n := utf8.DecodeRuneInString(c.d.Text[at:])
	copy(c.text[at:], c.d.Text[at:int(at)+n])
}

// lowers reports whether the lower case of each letter is as long as the letter.
func lowers(w []byte) bool {
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRune(w[i:])
		if utf8.RuneLen(unicode.ToLower(r)) != n {
			return false
		}
		i += n
	}
	return true
}
