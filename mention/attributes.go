package mention

import (
	"unicode/utf8"

	"dragoman"
)

// nameAttributes sets the number and gender of a name; left is where its title begins.
func (f *Finder) nameAttributes(m *dragoman.Mention, left int32) {
	if m.Type != dragoman.PersonEntity {
		if m.Type != dragoman.OtherEntity {
			m.Gender = dragoman.Neuter
		}
		if m.Type == dragoman.PlaceEntity {
			m.Number = dragoman.Singular
		}
		return
	}
	m.Number = dragoman.Singular
	if f.d.Tokens[m.Head].XPOS == dragoman.NNPS {
		m.Number = dragoman.Plural // "Syrians"
		return
	}
	title := wordClass(0)
	for j := left; j < m.First; j++ {
		title |= f.tokens[j].class
	}
	given := f.tokens[m.First].class
	switch {
	case title&classWoman != 0:
		m.Gender = dragoman.Feminine
	case title&classMan != 0:
		m.Gender = dragoman.Masculine
	case m.End-m.First < 2 && given&(classMale|classFemale) == 0:
	case given&classMale != 0 && given&classFemale == 0:
		m.Gender = dragoman.Masculine
	case given&classFemale != 0 && given&classMale == 0:
		m.Gender = dragoman.Feminine
	}
}

// folks are nouns in the singular for a few persons.
var folks = hashSet(`couple family trio duo pair crew household`)

// nominalAttributes sets the number and gender of a noun phrase.
func (f *Finder) nominalAttributes(m *dragoman.Mention) {
	t, tag := &f.tokens[m.Head], &f.d.Tokens[m.Head]
	if tag.XPOS == dragoman.NNS || tag.XPOS == dragoman.NNPS {
		m.Number = dragoman.Plural
	} else if t.class&classGroup != 0 {
		m.Number = dragoman.AnyNumber // "the group … they"
	}
	if folks[t.lemma] && m.Type == dragoman.OtherEntity {
		m.Type = dragoman.PersonEntity
		if m.Number == dragoman.Singular {
			m.Number = dragoman.AnyNumber // "holding a Swiss couple, they threatened to kill them"
		}
	}
	switch {
	case t.class&classWoman != 0 && t.class&classMan == 0:
		m.Gender, m.Type = dragoman.Feminine, dragoman.PersonEntity
	case t.class&classMan != 0 && t.class&classWoman == 0:
		m.Gender, m.Type = dragoman.Masculine, dragoman.PersonEntity
	case m.Type != dragoman.PersonEntity && m.Number != dragoman.Plural && t.class&classPerson == 0:
		m.Gender = dragoman.Neuter
	}
}

// nameKey is the hash of the word by which a name is taken up again: the last of a person's, the article "al-" left off; else the
// first.
func (f *Finder) nameKey(m *dragoman.Mention) uint64 {
	if m.Type != dragoman.PersonEntity {
		for j := m.First; j < m.End; j++ {
			if f.d.Tokens[j].UPOS != dragoman.DET && f.tokens[j].shape != shapePunct {
				return f.wordKey(j)
			}
		}
	}
	last := m.End - 1
	for last > m.First && f.isSuffix(last) {
		last--
	}
	return f.wordKey(last)
}

// isSuffix marks the suffixes of a name: "Jr.", "III".
func (f *Finder) isSuffix(i int32) bool {
	switch f.tokens[i].word {
	case wordJr, wordSr, wordII, wordIII, wordIV:
		return true
	}
	return f.tokens[i].shape == shapeLetter || f.tokens[i].shape == shapeDigit
}

var (
	wordJr, wordSr          = foldHash("jr."), foldHash("sr.")
	wordII, wordIII, wordIV = foldHash("II"), foldHash("III"), foldHash("IV")
)

// wordKey is the foldHash of a word without an Arabic article joined to its front.
func (f *Finder) wordKey(i int32) uint64 {
	word := f.d.Word(i)
	for _, article := range [...]string{"al-", "Al-", "el-", "El-", "as-", "ash-", "ar-", "an-", "at-", "ad-", "az-"} {
		if len(word) > len(article)+2 && word[:len(article)] == article {
			return foldHash(word[len(article):])
		}
	}
	return f.tokens[i].word
}

// acronym is the hash of a name's initials, or of the name itself where it is one short word in capitals: "HTS" for "Hayat Tahrir
// al-Sham" and for "HTS". 0 for a name that has none.
func (f *Finder) acronym(m *dragoman.Mention) uint64 {
	const shortest, longest = 2, 6
	first := m.First
	if f.d.Tokens[first].UPOS == dragoman.DET && first+1 < m.End {
		first++
	}
	if s := f.tokens[first].shape; m.End == first+1 && (s == shapeUpper || s == shapeDotted) {
		h := uint64(fnvOffset)
		n := 0
		for _, r := range f.d.Word(first) {
			if r != '.' {
				h = (h ^ uint64(foldRune(r))) * fnvPrime
				n++
			}
		}
		if n < shortest || n > longest {
			return 0
		}
		return mix(h)
	}
	if m.End-first < shortest {
		return 0
	}
	h, n := uint64(fnvOffset), 0
	for j := first; j < m.End; j++ {
		word := f.d.Word(j)
		if len(word) > 3 && lowerASCII(word[0]) == 'a' && word[1] == 'l' && word[2] == '-' {
			word = word[3:]
		}
		s := shapeOf(word)
		if s == shapeLower || s == shapePunct || s == shapeDigit {
			continue
		}
		r, _ := utf8.DecodeRuneInString(word)
		h = (h ^ uint64(foldRune(r))) * fnvPrime
		n++
	}
	if n < shortest || n > longest {
		return 0
	}
	return mix(h)
}
