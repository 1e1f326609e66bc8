package mention

import (
	"slices"

	"dragoman"
)

// "Both", "each" and "the two" with no noun, and whom they stand for.

// isBareNumber reports whether m is "both", "each", "the two" or "the three" with no noun, or the "them" of "both of them".
func (f *Finder) isBareNumber(m int32) bool {
	switch f.tokens[f.mentions[m].top].word {
	case wordBoth, wordEach, wordTwo, wordThree, wordFour:
		return true
	}
	return f.isThemBoth(m)
}

// isThemBoth reports whether m is the pronoun of "both of them".
func (f *Finder) isThemBoth(m int32) bool {
	h := f.d.Tokens[f.mentions[m].top].Head
	return f.mentions[m].pronoun == formThey && h >= 0 && f.tokens[h].word == wordBoth
}

// isCounted reports whether mention a is of as many as "both" or "the two" m: "two spies", "the two leaders".
func (f *Finder) isCounted(m, a int32) bool {
	x := &f.d.Mentions[a]
	if x.Kind != dragoman.Nominal || x.Number != dragoman.Plural {
		return false
	}
	number := f.tokens[f.mentions[m].top].word
	if number != wordThree && number != wordFour {
		number = wordTwo
	}
	for j := x.First; j <= f.mentions[a].top; j++ {
		if f.tokens[j].word == number || f.tokens[j].word == wordBoth && number == wordTwo {
			return true
		}
	}
	return false
}

// bareNumber makes "both" or "the two" stand for the n that "and" joined last, else for the last persons or bodies: "Turkey and Egypt signed. Germany
// thanked both". Where things so counted stand nearer, "two spies", they are meant.
func (f *Finder) bareNumber(m int32, n int) {
	x := &f.d.Mentions[m]
	for a := m - 1; a >= 0 && f.mentions[a].sentence >= f.mentions[m].sentence-1; a-- {
		if f.isCounted(m, a) {
			if p := f.ranker.chains[f.d.Mentions[a].Chain].parts; p[0] < p[1] {
				f.setParts(m, f.d.Members[p[0]:p[1]]...) // "by Poland and by Canada, the first two countries to do so"
			}
			return
		}
		if f.d.Tokens[f.mentions[a].top].Deprel == dragoman.RelConj {
			break
		}
	}
	var chains [mostJoined]int32
	if f.joined(m, &chains) == n {
		x.Type = f.ranker.chains[chains[0]].typ
		f.setParts(m, chains[:n]...)
		return
	}
	for back := range int32(partSentences) {
		for _, x.Type = range [...]dragoman.EntityType{dragoman.PersonEntity, dragoman.OtherEntity} {
			if f.onlyNamed(m, back, false, &chains) == n || f.onlyNamed(m, back, true, &chains) == n { // "Russia sent masks to Serbia, and China doctors. Belgrade thanked both"
				f.setParts(m, chains[:n]...)
				return
			}
		}
	}
}

// onlyNamed finds the chains of the kind of m that the words before it name, in its sentence and some before, or those that are subjects there.
func (f *Finder) onlyNamed(m, back int32, subjects bool, chains *[mostJoined]int32) (n int) {
	for a := m - 1; a >= 0 && f.mentions[a].sentence >= f.mentions[m].sentence-back; a-- {
		id := f.d.Mentions[a].Chain
		if f.d.Mentions[a].Kind != dragoman.Name || f.isDoer(m, a) || !f.isPart(m, id) || slices.Contains(chains[:n], id) || subjects && !f.isSubject(f.mentions[a].top) {
			continue
		}
		if n == len(chains) {
			return 0
		}
		chains[n] = id
		n++
	}
	slices.Sort(chains[:n])
	return n
}

// bothAct reports whether two that "and" joins are parties without a name: "The army and the rebels fought. Each blamed the other".
func (f *Finder) bothAct(chains *[mostJoined]int32) bool {
	return f.ranker.chains[chains[0]].typ != dragoman.OtherEntity && f.ranker.chains[chains[1]].typ != dragoman.OtherEntity
}
