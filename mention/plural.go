package mention

import (
	"slices"

	"dragoman"
)

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
	wordBetween, wordEach, wordEither      = foldHash("between"), foldHash("each"), foldHash("either")
)

// stateNouns are the nouns for states and what belongs to one.
var stateNouns = hashSet(`country state nation government neighbour neighbor republic army capital kingdom`)

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
	n := f.howMany(m)
	if f.mentions[m].pronoun == formThey && n == 0 {
		f.all(m)
		return
	}
	if n == 0 {
		return
	}
	if a, b := f.sides(m); n == 2 && a >= 0 {
		f.setParts(m, a, b)
		return
	}
	if f.isBareNumber(m) {
		f.bareNumber(m, n)
		return
	}
	var chains [mostJoined]int32
	if f.joined(m, &chains) == n && !slices.ContainsFunc(chains[:n], func(c int32) bool { return !f.isPart(m, c) }) {
		f.setParts(m, chains[:n]...)
		return
	}
	f.mostSpokenOf(m, n)
}

// mostSpokenOf sets the parts of m to the n chains of its kind that the last sentences speak of most.
func (f *Finder) mostSpokenOf(m int32, n int) {
	x := &f.d.Mentions[m]
	var chains [16]int32
	found := 0
	for a := m - 1; a >= 0 && f.mentions[a].sentence >= f.mentions[m].sentence-partSentences; a-- {
		id := f.d.Mentions[a].Chain
		if x.First <= f.d.Mentions[a].Head && f.d.Mentions[a].Head < x.End || f.isDoer(m, a) || !f.isPart(m, id) && !f.isNation(m, a) {
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
	f.setParts(m, chains[:n]...)
}

// isDoer reports whether a is the subject of the verb that m, which is not, stands with: "Iran attacked both kingdoms".
func (f *Finder) isDoer(m, a int32) bool {
	h := f.d.Tokens[f.mentions[m].top].Head
	if l := f.mentions[m].lemma; l == wordSide || l == wordParty {
		return false
	}
	return !f.isSubject(f.mentions[m].top) && h >= 0 && f.tokens[h].subject == f.mentions[a].top
}

// setParts makes the chain of m stand for others.
func (f *Finder) setParts(m int32, chains ...int32) {
	first := int32(len(f.d.Members))
	f.d.Members = append(f.d.Members, chains...)
	f.ranker.chains[f.d.Mentions[m].Chain].parts = [2]int32{first, first + int32(len(chains))}
	f.d.Mentions[m].Link = dragoman.LinkPlural
}

// sides are the chains of the two that "between" last joined, or that last did something together, for "the two sides": "Talks between the army and the
// guerrillas broke down", "The rebels and the government signed a truce".
func (f *Finder) sides(m int32) (a, b int32) {
	d := &f.mentions[m]
	if d.lemma != wordSide && d.lemma != wordParty {
		return -1, -1
	}
	for k := m - 1; k > 0 && f.mentions[k].sentence >= d.sentence-partSentences; k-- {
		t := &f.d.Tokens[f.mentions[k].top]
		if t.Deprel != dragoman.RelConj || t.Head < 0 || f.headOf[t.Head] < 0 || f.headOf[t.Head] >= k {
			continue
		}
		between := f.tokens[t.Head].kase >= 0 && f.tokens[f.tokens[t.Head].kase].word == wordBetween
		if !between && (!f.isSubject(t.Head) || f.d.Tokens[t.Head].Head == f.d.Tokens[d.top].Head || f.mentions[k].sentence == d.sentence && !f.isSubject(d.top) || f.tokens[t.Head].conj != f.mentions[k].top) {
			continue
		}
		a, b = f.d.Mentions[f.headOf[t.Head]].Chain, f.d.Mentions[k].Chain
		if a != b && f.ranker.chains[a].typ != dragoman.OtherEntity && f.ranker.chains[b].typ != dragoman.OtherEntity {
			return a, b
		}
	}
	return -1, -1
}

// all makes "they" stand for those joined by "and" in this sentence or the one before, where some are.
func (f *Finder) all(m int32) {
	var chains [mostJoined]int32
	if n := f.joined(m, &chains); n > 1 {
		f.setParts(m, chains[:n]...)
	}
}

// meansAll reports whether "they" stands for all of those joined by "and" rather than for a, the antecedent ranked first: a is one of them, or a
// thing: "Iran and Oman agreed to restore ties. Iraq congratulated them".
func (f *Finder) meansAll(m, a int32) bool {
	if f.mentions[m].pronoun != formThey {
		return false
	}
	var chains [mostJoined]int32
	n := f.joined(m, &chains)
	if n < 2 {
		return false
	}
	chain := f.d.Mentions[a].Chain
	c := &f.ranker.chains[chain]
	thing := c.typ == dragoman.OtherEntity && !c.named && f.d.Mentions[c.best].Kind == dragoman.Nominal
	for _, k := range chains[:n] {
		thing = thing || k == chain
	}
	return thing
}

// mostJoined is how many members of a list "they" may stand for.
const mostJoined = 8

// joined finds the chains of those joined by "and", in this sentence or the one before, that "they" may stand for: the subject of a clause with a
// name among them, or names of one kind. It is never the subject of its own verb.
func (f *Finder) joined(m int32, chains *[mostJoined]int32) int {
	top := &f.d.Tokens[f.mentions[m].top]
	for a := m - 1; a > 0 && f.mentions[a].sentence >= f.mentions[m].sentence-1; a-- {
		t := &f.d.Tokens[f.mentions[a].top]
		if t.Deprel != dragoman.RelConj || f.headOf[t.Head] < 0 || f.headOf[t.Head] >= a {
			continue
		}
		head := t.Head
		if f.mentions[m].pronoun == formThey && f.reflects(m) {
			return 0
		}
		if top.Deprel.Universal() != dragoman.RelNsubj && top.Head >= 0 && f.tokens[top.Head].subject == head {
			continue
		}
		if n := f.list(head, m, chains); n > 1 && (f.mayAct(head, chains[:n]) || n == 2 && f.isBareNumber(m) && f.isSubject(head) && f.bothAct(chains)) {
			return n
		}
	}
	return 0
}

// reflects reports whether the subject of the verb of m is itself several: "the two restored them" is not of themselves.
func (f *Finder) reflects(m int32) bool {
	h := f.d.Tokens[f.mentions[m].top].Head
	if f.isSubject(f.mentions[m].top) || h < 0 || f.tokens[h].subject < 0 || f.headOf[f.tokens[h].subject] < 0 {
		return false
	}
	c := f.d.Mentions[f.headOf[f.tokens[h].subject]].Chain
	if c < 0 {
		return false // it stands behind m
	}
	p := f.ranker.chains[c].parts
	return p[0] < p[1]
}

// list gathers the chains of the mention at token head and of what is joined to it before mention m.
func (f *Finder) list(head, m int32, chains *[mostJoined]int32) int {
	first := f.headOf[head]
	chains[0] = f.d.Mentions[first].Chain
	n := 1
	for k := first + 1; k < m && n < mostJoined; k++ {
		t := &f.d.Tokens[f.mentions[k].top]
		if t.Deprel != dragoman.RelConj || t.Head != head {
			continue
		}
		if c := f.d.Mentions[k].Chain; c >= 0 && !slices.Contains(chains[:n], c) {
			chains[n] = c
			n++
		}
	}
	return n
}

// mayAct reports whether those joined at token head are parties: with a name among them where they are a subject, all names of one kind where not.
func (f *Finder) mayAct(head int32, chains []int32) bool {
	named, alike := 0, true
	typ := f.ranker.chains[chains[0]].typ
	for _, id := range chains {
		c := &f.ranker.chains[id]
		if c.typ == dragoman.OtherEntity {
			return false
		}
		if c.named {
			named++
		}
		alike = alike && c.typ == typ && c.number != dragoman.Plural
	}
	if f.d.Tokens[head].Deprel.Universal() == dragoman.RelNsubj {
		return named > 0
	}
	return alike && named == len(chains)
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
	switch {
	case f.isThemBoth(m):
		return 2
	case x.Kind != dragoman.Nominal:
		return 0
	}
	definite := (d.form == formDefinite || d.form == formDemonstrative) && x.Number == dragoman.Plural
	for j := x.First; j <= d.top; j++ {
		switch f.tokens[j].word {
		case wordBoth:
			if x.Number == dragoman.Plural {
				return 2
			}
		case wordEach, wordEither:
			if j == d.top || d.lemma == wordSide || d.lemma == wordParty || stateNouns[d.lemma] { // "each side"
				return 2
			}
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

// isNation reports whether a is the adjective of a nation, one of the sides or countries of m: "Indian soldiers", then "both sides".
func (f *Finder) isNation(m, a int32) bool {
	lemma := f.mentions[m].lemma
	return f.d.Mentions[a].Kind == dragoman.Adjective && f.mentions[a].nation != 0 && (lemma == wordSide || lemma == wordParty || stateNouns[lemma])
}

// isPart reports whether a chain may be one of the things that a plural mention means.
func (f *Finder) isPart(m, chain int32) bool {
	x, c := &f.d.Mentions[m], &f.ranker.chains[chain]
	if c.number == dragoman.Plural || !c.named {
		return false
	}
	lemma := f.mentions[m].lemma
	switch {
	case stateNouns[lemma]: // "both countries", whatever kind of name the tagger takes them for
		return f.mentions[c.best].nation != 0 && c.typ == dragoman.PlaceEntity
	case lemma == wordSide || lemma == wordParty || x.Type == dragoman.OtherEntity && f.isBareNumber(m):
		return f.mentions[c.best].nation != 0 && c.typ == dragoman.PlaceEntity || c.typ == dragoman.OrganizationEntity
	case x.Type == dragoman.PersonEntity:
		return c.typ == dragoman.PersonEntity
	case x.Type == dragoman.PlaceEntity:
		return c.typ == dragoman.PlaceEntity && (c.nation != 0 || f.tokens[f.mentions[m].top].class&classGroup == 0)
	}
	return c.typ == dragoman.OrganizationEntity
}
