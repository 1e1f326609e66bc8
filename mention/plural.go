package mention

import "dragoman"

const (
	// partSentences is how far back the parts of "the two leaders" are sought.
	partSentences = 3
	mostParts     = 4
	// counterpartMentions is how far back a counterpart is sought.
	counterpartMentions = 120
)

var (
	wordBoth, wordTwo, wordThree, wordFour = foldHash("both"), foldHash("two"), foldHash("three"), foldHash("four")
	wordCounterpart                        = foldHash("counterpart")
	wordSide, wordParty, wordPair          = foldHash("side"), foldHash("party"), foldHash("pair")
)

// ordered links "the former" and "the latter" to the earlier and the later of the two things named last.
func (f *Finder) ordered(m int32) (int32, dragoman.Link) {
	d := &f.mentions[m]
	word := f.tokens[d.top].word
	if d.form != formDefinite || word != wordFormer && word != wordLatter {
		return -1, 0
	}
	later := [...]int32{-1, -1, -1, -1} // of each type
	for a := m - 1; a >= 0 && f.mentions[a].sentence >= d.sentence-1; a-- {
		y := &f.d.Mentions[a]
		c := &f.ranker.chains[y.Chain]
		if y.Kind == dragoman.Adjective || c.typ == dragoman.OtherEntity || y.Kind == dragoman.Nominal && !c.named {
			continue
		}
		switch b := later[c.typ]; {
		case b < 0:
			later[c.typ] = a
		case f.d.Mentions[b].Chain != y.Chain:
			if word == wordLatter {
				return b, dragoman.LinkFormer
			}
			return a, dragoman.LinkFormer
		}
	}
	return -1, 0
}

// counterpart links "his Iraqi counterpart" to the last person named who is of that nation, and is not "he".
func (f *Finder) counterpart(m int32) (int32, dragoman.Link) {
	d := &f.mentions[m]
	t := &f.tokens[d.top]
	if t.lemma != wordCounterpart || d.nation == 0 || t.appos >= 0 || t.poss < 0 || t.kids&kidFlat != 0 {
		return -1, 0
	}
	self := int32(-1)
	if p := f.headOf[t.poss]; p >= 0 {
		self = f.d.Mentions[p].Chain
	}
	for a := m - 1; a >= 0 && a > m-counterpartMentions; a-- {
		c := &f.ranker.chains[f.d.Mentions[a].Chain]
		if f.d.Mentions[a].Chain != self && c.named && c.typ == dragoman.PersonEntity && c.nation == d.nation {
			return a, dragoman.LinkCounterpart
		}
	}
	return -1, 0
}

// together finds what "the two leaders" or "both countries" are made of, where no earlier mention is the same: the chains of that kind that
// the last sentences speak of most. It sets the parts of m's chain.
func (f *Finder) together(m int32) {
	x := &f.d.Mentions[m]
	if f.mentions[m].pronoun == formThey {
		f.pair(m)
		return
	}
	n := f.howMany(m)
	if n == 0 || x.Number != dragoman.Plural {
		return
	}
	var chains [16]int32
	found := 0
	for a := m - 1; a >= 0 && f.mentions[a].sentence >= f.mentions[m].sentence-partSentences; a-- {
		id := f.d.Mentions[a].Chain
		if x.First <= f.d.Mentions[a].Head && f.d.Mentions[a].Head < x.End || !f.isPart(m, id) {
			continue
		}
		seen := false
		for _, c := range chains[:found] {
			seen = seen || c == id
		}
		if !seen && found < len(chains) {
			chains[found] = id
			found++
		}
	}
	if found < n {
		return
	}
	// The n spoken of most, the later of equals; then in the order of the text.
	f.sortChains(chains[:found], func(a, b int32) bool { return f.ranker.chains[a].count >= f.ranker.chains[b].count })
	f.sortChains(chains[:n], func(a, b int32) bool { return a <= b })
	first := int32(len(f.d.Members))
	f.d.Members = append(f.d.Members, chains[:n]...)
	f.ranker.chains[x.Chain].parts = [2]int32{first, first + int32(n)}
	x.Link = dragoman.LinkPlural
}

// pair makes "they" stand for two names joined by "and" in this sentence or the one before.
func (f *Finder) pair(m int32) {
	for a := m - 1; a > 0 && f.mentions[a].sentence >= f.mentions[m].sentence-1; a-- {
		t := &f.d.Tokens[f.mentions[a].top]
		if t.Deprel != dragoman.RelConj || f.headOf[t.Head] < 0 {
			continue
		}
		x, y := f.d.Mentions[f.headOf[t.Head]].Chain, f.d.Mentions[a].Chain
		if x < 0 || x == y {
			continue
		}
		c, e := &f.ranker.chains[x], &f.ranker.chains[y]
		if c.named && e.named && c.typ == e.typ && c.typ != dragoman.OtherEntity && c.number != dragoman.Plural && e.number != dragoman.Plural {
			first := int32(len(f.d.Members))
			f.d.Members = append(f.d.Members, min(x, y), max(x, y))
			f.ranker.chains[f.d.Mentions[m].Chain].parts = [2]int32{first, first + 2}
			f.d.Mentions[m].Link = dragoman.LinkPlural
			return
		}
	}
}

// sortChains sorts a few chains by insertion, equals left as they are.
func (f *Finder) sortChains(chains []int32, before func(a, b int32) bool) {
	for i := 1; i < len(chains); i++ {
		for j := i; j > 0 && !before(chains[j-1], chains[j]); j-- {
			chains[j-1], chains[j] = chains[j], chains[j-1]
		}
	}
}

// howMany reads the number in "the two", "both", "the three"; 0 where the words give none or are not definite.
func (f *Finder) howMany(m int32) int {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	if x.Kind != dragoman.Nominal {
		return 0
	}
	definite := d.form == formDefinite || d.form == formDemonstrative
	for j := x.First; j <= d.top; j++ {
		switch f.tokens[j].word {
		case wordBoth:
			return 2
		case wordTwo, wordPair:
			if definite {
				return 2
			}
		case wordThree:
			if definite {
				return 3
			}
		case wordFour:
			if definite {
				return mostParts
			}
		}
	}
	return 0
}

// isPart reports whether a chain may be one of the things that a plural mention means.
func (f *Finder) isPart(m, chain int32) bool {
	x, c := &f.d.Mentions[m], &f.ranker.chains[chain]
	if c.number == dragoman.Plural || !c.named {
		return false
	}
	lemma := f.mentions[m].lemma
	switch {
	case lemma == wordSide || lemma == wordParty || x.Type == dragoman.OtherEntity:
		return c.nation != 0 && c.typ == dragoman.PlaceEntity || c.typ == dragoman.OrganizationEntity
	case x.Type == dragoman.PersonEntity:
		return c.typ == dragoman.PersonEntity
	case x.Type == dragoman.PlaceEntity:
		return c.typ == dragoman.PlaceEntity && (c.nation != 0 || f.tokens[f.mentions[m].top].class&classGroup == 0)
	}
	return c.typ == dragoman.OrganizationEntity
}
