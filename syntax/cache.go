package syntax

import "strings"

// A wordCache keeps what a Parser has found about words, so that a warm one looks nothing up and makes nothing: direct-mapped, so that it
// never grows, and checked against the word itself.
type wordCache struct {
	forms  []cachedForm
	lemmas []cachedLemma
}

type cachedForm struct {
	word string
	form wordForm
}

type cachedLemma struct {
	word, lemma string
	number      int32 // of the lemma
	tag         uint8
}

const cacheSlots = 1 << 14

func newWordCache() wordCache {
	return wordCache{make([]cachedForm, cacheSlots), make([]cachedLemma, cacheSlots)}
}

// form returns the form of a word.
func (c *wordCache) form(m *Model, word string) wordForm {
	h := uint64(len(word))
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * mixer
	}
	e := &c.forms[h>>50]
	if e.word != word {
		e.word, e.form = strings.Clone(word), m.form(word)
	}
	return e.form
}

// lemma returns the lemma of a word and its number. hash identifies the word.
func (c *wordCache) lemma(m *Model, word string, tag uint8, hash uint64) (string, int32) {
	e := &c.lemmas[mix(hash+uint64(tag))&(cacheSlots-1)]
	if e.word != word || e.tag != tag || e.lemma == "" {
		e.word, e.tag = strings.Clone(word), tag
		e.lemma = m.lemma(e.word, tag)
		e.number = m.lemmaNumber(e.lemma)
	}
	return e.lemma, e.number
}
