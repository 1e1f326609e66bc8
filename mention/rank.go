package mention

import (
	"strings"

	"dragoman"
)

const (
	// Windows within which antecedents are sought: of pronouns and of noun phrases, in sentences and in mentions.
	pronounSentences, pronounMentions = 4, 24
	nominalSentences, nominalMentions = 3, 12
	sameHeads                         = 5  // mentions with one head that are weighed
	mostCandidates                    = 40 // of any mention
)

// ranked links a mention to the candidate that the model scores highest; -1 where that is none.
func (f *Finder) ranked(m int32) (int32, dragoman.Link) {
	f.candidates(m)
	if f.ranker.learn != nil {
		f.ranker.learn(m)
	}
	if len(f.ranker.cands) == 0 {
		return -1, 0
	}
	model := &f.model.chains
	f.aloneFeatures(m)
	top, best := model.score1(f.features), int32(-1)
	for k, a := range f.ranker.cands {
		f.pairFeatures(m, a, k)
		if s := model.score1(f.features); s > top {
			top, best = s, a
		}
	}
	if best < 0 {
		return -1, 0
	}
	return best, f.reason(m, best)
}

// reason names the link of m to a.
func (f *Finder) reason(m, a int32) dragoman.Link {
	x, y := &f.d.Mentions[m], &f.d.Mentions[a]
	switch {
	case x.Kind == dragoman.Pronoun:
		return dragoman.LinkPronoun
	case y.Kind == dragoman.Pronoun && f.ranker.chains[y.Chain].best == a:
		return dragoman.LinkCataphor
	case f.d.Tokens[f.mentions[m].top].Deprel == dragoman.RelAppos && f.d.Tokens[f.mentions[m].top].Head == f.mentions[a].top:
		return dragoman.LinkAppos
	case f.copular(m, a):
		return dragoman.LinkCopula
	case x.Kind == dragoman.Name && y.Kind == dragoman.Name:
		return dragoman.LinkSameName
	}
	return dragoman.LinkSameHead
}

// copular reports whether one mention is said to be the other: "X is the leader".
func (f *Finder) copular(m, a int32) bool {
	mt, at := f.mentions[m].top, f.mentions[a].top
	return f.tokens[mt].kids&kidCop != 0 && f.tokens[mt].subject == at || f.tokens[at].kids&kidCop != 0 && f.tokens[at].subject == mt
}

// candidate adds a mention to the candidates once.
func (f *Finder) candidate(a int32) {
	r := &f.ranker
	if len(r.cands) >= mostCandidates {
		return
	}
	for _, c := range r.cands {
		if c == a {
			return
		}
	}
	r.cands = append(r.cands, a)
}

// candidates gathers the mentions before m that it may be linked to, those nearest first within each way of finding them.
func (f *Finder) candidates(m int32) {
	f.ranker.cands = f.ranker.cands[:0]
	x, d := &f.d.Mentions[m], &f.mentions[m]
	switch x.Kind {
	case dragoman.Pronoun:
		switch d.pronoun {
		case formI, formWe, formYou:
			f.each(keyPronoun, uint64(d.pronoun), 3)
			f.near(m, pronounSentences, 8)
		case formRelative:
		default:
			f.near(m, pronounSentences, pronounMentions)
		}
		return
	case dragoman.Name:
		f.each(keyPhrase, d.phrase, sameHeads)
		if !f.crowned(x) {
			f.each(keySurname, d.key, sameHeads)
			f.each(keyHead, d.lemma, sameHeads)
		}
		if d.acronym != 0 {
			f.each(keyAcronym, d.acronym, 2)
		}
		f.near(m, 1, 6)
	case dragoman.Nominal:
		f.each(keyHead, d.lemma, sameHeads)
		switch d.form {
		case formDefinite, formDemonstrative, formPossessed:
			f.near(m, nominalSentences, nominalMentions)
		default:
			f.near(m, 0, 5)
		}
	}
	kept := f.ranker.cands[:0]
	for _, a := range f.ranker.cands {
		c := &f.ranker.chains[f.d.Mentions[a].Chain]
		if f.congruent(m, a) && !f.described(m, a) && !f.owns(m, a) && !f.bodyOfOne(m, a) && !f.listed(m, a) && (x.Number == c.number || x.Number == dragoman.AnyNumber || c.number == dragoman.AnyNumber) {
			kept = append(kept, a)
		}
	}
	f.ranker.cands = kept
}

// described reports whether the words of a description that has a name beside it are somebody else's than a's: of all that came before they take up
// only "an activist", by "the activist, Ana Ruiz", and nobody by "Togo's president, Faure Gnassingbe".
func (f *Finder) described(m, a int32) bool {
	if f.nameOf(m) < 0 {
		return false
	}
	d, c := &f.mentions[m], &f.ranker.chains[f.d.Mentions[a].Chain]
	return c.named || d.form != formDefinite || f.mentions[c.best].lemma != d.lemma
}

// near adds up to n mentions before m, at most some sentences back, that m may stand for.
func (f *Finder) near(m, sentences int32, n int) {
	d := &f.mentions[m]
	for a := m - 1; a >= 0 && n > 0; a-- {
		if f.mentions[a].sentence < d.sentence-sentences {
			return
		}
		if f.d.Mentions[a].Chain >= 0 && f.may(m, a) {
			f.candidate(a)
			n--
		}
	}
}

// may reports whether mention m may stand for a: what no weight can outdo.
func (f *Finder) may(m, a int32) bool {
	x, y, d, e := &f.d.Mentions[m], &f.d.Mentions[a], &f.mentions[m], &f.mentions[a]
	if y.Kind == dragoman.Adjective || e.pronoun == formRelative {
		return false
	}
	if y.First <= x.Head && x.Head < y.End && d.form == formPronoun { // "his wife": he is not she
		return false
	}
	if x.First <= y.Head && y.Head < x.End && y.Kind == dragoman.Pronoun {
		return false
	}
	if x.Kind != dragoman.Pronoun && f.backward(m, a) {
		return false
	}
	switch x.Kind {
	case dragoman.Pronoun:
		return f.pronounMay(m, a)
	case dragoman.Nominal:
		if y.Kind == dragoman.Pronoun {
			return e.pronoun != formI && e.pronoun != formWe && e.pronoun != formYou && f.agree(m, a) &&
				(x.Type == dragoman.PersonEntity) == (e.pronoun == formHe || e.pronoun == formShe || e.pronoun == formThey)
		}
		if y.Kind == dragoman.Name && (x.Type != f.ranker.chains[y.Chain].typ || f.namesItself(m)) {
			return false
		}
		return f.agree(m, a)
	case dragoman.Name:
		if y.Kind == dragoman.Name {
			return f.d.Tokens[d.top].Deprel == dragoman.RelAppos
		}
		if y.Kind == dragoman.Nominal && (f.belowSubject(m, a) || f.commanded(m, a)) || f.spokenOf(m, a) {
			return false
		}
		return f.agree(m, a) && (x.Type == f.ranker.chains[y.Chain].typ || y.Kind == dragoman.Pronoun)
	}
	return false
}

// spokenOf reports whether the person m says the quotation that the noun or pronoun a is in: he would call himself "I" there ("'a test for the president,'
// said Hanna", "'we welcome his decision,' said Peskov").
func (f *Finder) spokenOf(m, a int32) bool {
	d, e := &f.mentions[m], &f.mentions[a]
	verb := f.d.Tokens[d.top].Head
	return e.pronoun != formI && e.quote > 0 && d.quote != e.quote && d.sentence == e.sentence && verb >= 0 && f.tokens[verb].class&classSay != 0 && f.tokens[verb].subject == d.top
}

// belowSubject reports whether the name m stands in the clause whose subject a is, beside its verb or below: then a is somebody else (principle C of
// binding theory): "the king accepted Mahathir's resignation".
func (f *Finder) belowSubject(m, a int32) bool {
	t := &f.d.Tokens[f.mentions[m].top]
	if f.d.Mentions[m].Type != dragoman.PersonEntity || t.Head < 0 || t.Head == f.mentions[a].top || f.copular(m, a) {
		return false
	}
	switch t.Deprel.Universal() {
	case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl, dragoman.RelNmodPoss.Universal():
		return f.subjectOver(f.mentions[m].top) == a
	}
	return false
}

// pronounMay reports whether a pronoun may stand for a.
func (f *Finder) pronounMay(m, a int32) bool {
	d, e := &f.mentions[m], &f.mentions[a]
	y, c := &f.d.Mentions[a], &f.ranker.chains[f.d.Mentions[a].Chain]
	if f.quoted(m, a) || f.oneOfSubjects(m, a) {
		return false
	}
	switch d.pronoun {
	case formI, formWe, formYou:
		if y.Kind == dragoman.Pronoun {
			return e.pronoun == d.pronoun
		}
		return y.Kind == dragoman.Name && c.typ == dragoman.PersonEntity && d.pronoun != formWe || d.pronoun == formWe && c.typ != dragoman.PlaceEntity
	case formHe, formShe:
		if c.typ != dragoman.PersonEntity && c.typ != dragoman.OtherEntity || c.number == dragoman.Plural || c.gender == dragoman.Neuter {
			return false
		}
	case formIt:
		if c.typ == dragoman.PersonEntity && y.Kind != dragoman.Nominal || c.number == dragoman.Plural {
			return false
		}
	case formThey, formThese:
		if c.number == dragoman.Singular && (c.typ == dragoman.OtherEntity && c.gender == dragoman.Neuter && c.count < 2 || c.gender == dragoman.Masculine || c.gender == dragoman.Feminine || d.quote == 0 && f.mentions[c.best].title != 0) {
			return false // "the ambassador" is not "them"
		}
	}
	if y.Kind == dragoman.Pronoun && (e.pronoun == formI || e.pronoun == formYou || e.pronoun == formWe) {
		return false
	}
	if !genderFits(f.d.Mentions[m].Gender, c.gender) {
		return false
	}
	if (d.pronoun == formThese || d.pronoun == formThis) && f.tells(d.top) {
		return false // "Relatives say that those detained are beaten"
	}
	if !c.named && c.typ == dragoman.OtherEntity && y.Kind == dragoman.Nominal && (d.pronoun == formIt || d.pronoun == formThey && !amounts[e.lemma]) && f.spokenTo(m) {
		return false
	}
	if f.toldOf(m, a) || d.pronoun == formThey && f.modifies(a) {
		return false
	}
	return d.reflexive || !f.coArguments(m, a) && !f.ofItsOwnDoer(m, a)
}

// listed reports whether the noun m stands in one list with a, or beside it with one verb, and so is something else: "called on the archbishop and on the imam".
func (f *Finder) listed(m, a int32) bool {
	mt, at := &f.d.Tokens[f.mentions[m].top], &f.d.Tokens[f.mentions[a].top]
	x, y := &f.d.Mentions[m], &f.d.Mentions[a]
	if x.Kind == dragoman.Name && y.Kind == dragoman.Nominal && y.End+1 == x.First && f.d.Word(y.End) == "," {
		return false // "his former ally, Hemedti"
	}
	if mt.Deprel == dragoman.RelConj && (mt.Head == f.mentions[a].top || at.Deprel == dragoman.RelConj && at.Head == mt.Head) {
		return true
	}
	if y.Kind == dragoman.Nominal && f.coArguments(m, a) {
		return true
	}
	if y.Kind == dragoman.Nominal && x.Kind == dragoman.Nominal && mt.Deprel == dragoman.RelNsubj && f.mentions[m].form != formDefinite && f.commanded(m, a) {
		return true // "aid workers said members of the guard had"
	}
	if x.Kind == dragoman.Nominal && y.Kind == dragoman.Name && mt.Deprel == dragoman.RelObj && f.isSubject(f.mentions[a].top) && mt.Head == at.Head {
		return true // "the Front blamed the army"
	}
	if f.ranker.chains[y.Chain].typ != dragoman.PersonEntity || x.Kind != dragoman.Nominal {
		return false
	}
	for b := f.ranker.chains[y.Chain].first; b >= 0 && b < m; b = f.d.Mentions[b].Next { // "Kuwait's emir, Sheikh Sabah, telephoned the ruler of Qatar"
		if f.mentions[b].sentence == f.mentions[m].sentence && f.d.Mentions[b].Kind == dragoman.Nominal && f.coArguments(m, b) {
			return true
		}
	}
	return false
}

// coArguments reports whether both are arguments of one verb, neither within the other's phrase: then a pronoun that is not reflexive stands
// for something else (principle B of binding theory).
func (f *Finder) coArguments(m, a int32) bool {
	mt, at := &f.d.Tokens[f.mentions[m].top], &f.d.Tokens[f.mentions[a].top]
	if h := mt.Head; h >= 0 && mt.Deprel == dragoman.RelNmod && f.d.Tokens[h].UPOS != dragoman.NOUN && f.d.Tokens[h].UPOS != dragoman.PROPN {
		mt = &f.d.Tokens[h] // "police arrested forty of them"
	}
	return mt.Head >= 0 && mt.Head == at.Head && argument(mt.Deprel) && argument(at.Deprel)
}

func argument(r dragoman.Deprel) bool {
	switch r.Universal() {
	case dragoman.RelNsubj, dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl:
		return true
	}
	return false
}

// namesItself reports whether a nominal says its own name: "the town of Melitopol" is no other place.
func (f *Finder) namesItself(m int32) bool {
	x := &f.d.Mentions[m]
	if x.Type != dragoman.PlaceEntity || x.Head+2 >= int32(len(f.d.Tokens)) || !strings.EqualFold(f.d.Word(x.Head+1), "of") {
		return false
	}
	next := x.Head + 2
	return f.d.Tokens[next].UPOS == dragoman.PROPN || f.d.Tokens[next].UPOS == dragoman.DET && next+1 < int32(len(f.d.Tokens)) && f.d.Tokens[next+1].UPOS == dragoman.PROPN
}
