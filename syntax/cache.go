package syntax

import "strings"

// A lemmaCache keeps the lemmas a Parser has made, so that a warm one makes none: direct-mapped, so that it never grows, and
// checked against the word itself.
type lemmaCache struct {
	slots []cachedLemma
}

type cachedLemma struct {
	word, lemma string
	hash        uint64 // of the lemma
	tag         uint8
}

const cacheSlots = 1 << 14

// find returns the lemma of a word and its hash. key identifies word and tag.
func (c *lemmaCache) find(m *Model, word string, tag uint8, key uint64) (string, uint64) {
	e := &c.slots[mix(key+uint64(tag))&(cacheSlots-1)]
	if e.word != word || e.tag != tag || e.lemma == "" {
		e.word, e.tag = strings.Clone(word), tag
		e.lemma = m.lemma(e.word, tag)
		e.hash = uint64(wordKey(e.lemma))
		e.hash = mix(e.hash)
	}
	return e.lemma, e.hash
}
