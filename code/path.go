package code

import (
	"slices"
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// A place is where a frame fired: the verb or noun whose arguments are looked for, and the noun of a light verb.
type place struct {
	node  int32 // the predicate
	noun  int32 // of "hold > talks" the noun, else -1
	light int32 // of a noun the verb that says that it happens, else -1
}

// walk appends what the path finds from the place to out. One step finds all members that stand to the predicate in its way,
// without those joined to them by "and": members adds these.
func (r *reader) walk(p place, path codebook.Path, out []int32) []int32 {
	start := len(out)
	out = r.step(p, path[0], out)
	for _, step := range path[1:] {
		mid := len(out)
		for i := start; i < mid; i++ {
			out = r.step(place{out[i], -1, -1}, step, out)
		}
		n := copy(out[start:], out[mid:])
		out = out[:start+n]
	}
	for i := start; i < len(out); i++ {
		out[i] = r.standsFor(out[i])
	}
	return out
}

// step appends what stands to the place in the way of one step.
func (r *reader) step(p place, s codebook.PathStep, out []int32) []int32 {
	t := &r.tree
	n := p.node
	add := func(k int32) {
		if k >= 0 && k != n {
			out = append(out, k)
		}
	}
	switch s.Step {
	case codebook.Subj:
		add(r.subjOf(p))
	case codebook.Obj:
		if p.noun >= 0 {
			if o := t.object(n); o >= 0 && o != p.noun && r.core(o) != p.noun && (t.child(p.noun, dragoman.RelCase) >= 0 || t.hasMark(p.noun) || t.rel(p.noun) != dragoman.RelConj && p.noun > o) {
				add(o) // "struck X from its list", "took X hostage": the noun stands under a preposition or after the object
			} else if w := r.wedged(n, p.noun); w >= 0 {
				add(w)
			} else {
				add(p.noun)
			}
		} else if p.light < 0 {
			add(t.object(n))
		}
	case codebook.Iobj:
		v := r.verbOf(p)
		if k := t.child(v, dragoman.RelIobj); k >= 0 {
			add(k)
		} else if t.passive(v) && t.kept(v) >= 0 {
			add(t.undergoer(v, 0))
		}
	case codebook.Xcomp, codebook.Ccomp, codebook.Advcl, codebook.Acl, codebook.Csubj, codebook.Parataxis:
		out = r.clauses(p, s.Step, out)
	case codebook.Self:
		out = append(out, n)
	case codebook.Head:
		add(r.saidOf(n))
	case codebook.Adv, codebook.Aux:
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if rel := t.rel(k); s.Step == codebook.Adv && (rel == dragoman.RelAdvmod || rel == dragoman.RelCcPreconj) || s.Step == codebook.Aux && rel == dragoman.RelAux {
				out = append(out, k)
			}
		}
	case codebook.Poss:
		of := p.nounOf()
		if c := r.core(of); c != of && t.child(of, dragoman.RelNmodPoss) < 0 {
			of = c // "two of the charity's offices"
		}
		add(t.child(of, dragoman.RelNmodPoss))
	case codebook.Mod, codebook.Amod:
		out = r.modifiers(p.nounOf(), s.Step == codebook.Mod, out)
	case codebook.Between:
		out = r.between(p, out)
	case codebook.Prep:
		out = r.prepositional(p, s.Prep, out)
	}
	return out
}

// wedged is the noun between a verb and the prepositional phrase that its light noun heads, which the parser gave to that noun: "placed
// Mugabe under house arrest". -1 for none.
func (r *reader) wedged(v, noun int32) int32 {
	t := &r.tree
	c := t.child(noun, dragoman.RelCase)
	if c < 0 {
		return -1
	}
	for k := t.first[noun]; k >= 0 && k < c; k = t.next[k] {
		if k > v && t.isNominal(k) && t.rel(k) != dragoman.RelNmodPoss {
			return k
		}
	}
	return -1
}

// nounOf is the noun whose possessor and modifiers count.
func (p place) nounOf() int32 {
	if p.noun >= 0 {
		return p.noun
	}
	return p.node
}

func (r *reader) verbOf(p place) int32 {
	if p.light >= 0 {
		return p.light
	}
	return p.node
}

// subjOf is the logical subject of a verb, of the verb that says that a noun happens, or of what an adjective is said of.
func (r *reader) subjOf(p place) int32 {
	t := &r.tree
	if p.light >= 0 {
		if undergoes[t.lemma(p.light)] {
			return -1
		}
		if s := t.subject(p.light); s != p.node {
			return s
		}
		return t.agent(p.light)
	}
	if t.isVerb(p.node) || t.child(p.node, dragoman.RelCop) >= 0 {
		if s := t.subject(p.node); s >= 0 || !t.isVerb(p.node) {
			return s
		}
		return r.before(p.node)
	}
	if t.upos(p.node) == dragoman.ADJ {
		return r.saidOf(p.node)
	}
	switch h := t.head(p.node); {
	case h >= 0 && t.rel(p.node) == dragoman.RelObj && r.selfish(h):
		return t.subject(h) // "suspended aid to Mali": whose aid it is
	case h >= 0 && t.rel(p.node) == dragoman.RelObl && t.isVerb(h) && accompaniments[t.lemma(p.node)] && t.hasChild(p.node, dragoman.RelCase, "with"):
		return t.surface(h, 0) // "took the town with the help of Russian pilots": who was helped
	}
	return -1
}

// accompaniments are nouns that "with" makes somebody's part in what another does.
var accompaniments = setOf(`help aid assistance backing support cover advice guidance supervision money funding`)

// selfish reports whether n fires an operator that works on what its own subject does.
func (r *reader) selfish(n int32) bool {
	e := r.entryOf(n)
	return e != nil && e.selfish
}

// saidOf is the noun an adjective stands with or is predicated of.
func (r *reader) saidOf(n int32) int32 {
	t := &r.tree
	if t.rel(n) == dragoman.RelAmod {
		return t.head(n)
	}
	return t.surface(n, 0)
}

// moves are the verbs that make somebody do something: the infinitive after their object says what, and is no purpose.
var moves = setOf(`ask tell order urge press push implore beseech entreat beg plead exhort persuade pressure pressurise pressurize prod want like get force
	compel encourage invite instruct direct command require request enjoin petition lobby call warn summon remind advise nudge coax oblige help
	allow permit let forbid ban cause lead drive prompt induce convince task`)

var clauseRels = map[codebook.Step]dragoman.Deprel{codebook.Xcomp: dragoman.RelXcomp, codebook.Ccomp: dragoman.RelCcomp,
	codebook.Advcl: dragoman.RelAdvcl, codebook.Acl: dragoman.RelAcl, codebook.Csubj: dragoman.RelCsubj, codebook.Parataxis: dragoman.RelParataxis}

// clauses finds the clauses of one kind. Of a noun they are its own, then its verb's; a clause of the kinds that parsers confuse
// is taken for either.
func (r *reader) clauses(p place, s codebook.Step, out []int32) []int32 {
	t := &r.tree
	rel := clauseRels[s]
	start := len(out)
	for _, n := range [3]int32{p.node, p.noun, p.light} {
		if n < 0 || len(out) > start {
			continue
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			got := t.rel(k).Universal()
			switch {
			case s == codebook.Advcl && t.hasChild(k, dragoman.RelMark, "after", "before", "since", "until", "because", "although", "though"):
				continue // when or why, not what
			case got == rel && (rel != dragoman.RelAcl || t.rel(k) != dragoman.RelAclRelcl):
			case s == codebook.Advcl && got == dragoman.RelObl && t.xpos(k) == dragoman.VBG:
			case s == codebook.Xcomp && got == dragoman.RelAdvcl && k > n && t.hasChild(k, dragoman.RelMark, "to") && (t.object(n) < 0 || moves[t.lemma(n)]):
			case s == codebook.Xcomp && got == dragoman.RelObl && k > n && t.isVerb(k) && t.hasChild(k, dragoman.RelMark, "to"):
			case s == codebook.Xcomp && got == dragoman.RelObj && k > n && t.xpos(n) == dragoman.VBN && t.passive(n): // "was appointed commander"
			case s == codebook.Xcomp && got == dragoman.RelCcomp && t.hasChild(k, dragoman.RelMark, "to"):
			case s == codebook.Ccomp && got == dragoman.RelXcomp && t.isVerb(k) && t.child(k, dragoman.RelNsubj) >= 0:
			default:
				continue
			}
			out = append(out, k)
		}
	}
	if s == codebook.Xcomp && len(out) == start && moves[t.lemma(p.node)] {
		out = r.told(p.node, out)
	}
	if s == codebook.Xcomp && len(out) == start && p.noun < 0 && callings[t.lemma(p.node)] {
		out = r.called(p.node, out)
	}
	if s == codebook.Parataxis && len(out) == start && t.rel(p.node) == dragoman.RelParataxis && !r.apartFrom(p.node, t.head(p.node)) {
		out = append(out, t.head(p.node)) // "France had bombed a convoy, the ministry said"
	}
	return out
}

// told appends what one who is asked or told by the verb n is to do, where the parser hung it on him: "implored the president and
// [his deputy to rein in the army]".
func (r *reader) told(n int32, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl, dragoman.RelOblAgent:
		default:
			continue
		}
		for m := k; k > n && m >= 0; m = r.nextConj(m, k) {
			for c := t.first[m]; c >= 0; c = t.next[c] {
				if t.rel(c) == dragoman.RelAcl && t.isVerb(c) && t.hasChild(c, dragoman.RelMark, "to") && r.refer(m).ok() {
					return append(out, c)
				}
			}
		}
	}
	return out
}

// callings are verbs that give their object a name.
var callings = setOf(`call brand label dub term deem consider style pronounce declare name denounce`)

// called appends what the verb n calls its object where the parser hung it elsewhere: "branded [the vote a sham]", "called the tariff [on its
// cars regrettable]".
func (r *reader) called(n int32, out []int32) []int32 {
	t := &r.tree
	o := t.object(n)
	if o < n {
		return out
	}
	for k := o + 1; int(k) < len(t.heads) && k < o+reach && t.sent[k] == t.sent[n]; k++ {
		switch rel := t.rel(k); {
		case t.is(k, ","):
			return out
		case (rel == dragoman.RelAppos || rel == dragoman.RelOblUnmarked || rel == dragoman.RelObj) && (t.head(k) == o || t.head(k) == n),
			rel == dragoman.RelAmod && t.upos(k) == dragoman.ADJ && t.head(k) < k && t.under(k, n):
			return append(out, k)
		}
	}
	return out
}

// modifiers are the adjectives and nouns before a noun; where only parties count, those that name one.
func (r *reader) modifiers(n int32, parties bool, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodDesc, dragoman.RelNmodUnmarked:
			if !parties || r.namesParty(k) {
				out = append(out, k)
				continue
			}
			for c := t.first[k]; c >= 0 && c < k; c = t.next[c] { // "Russian missile strikes", where it hangs on the missile
				if t.rel(c) == dragoman.RelAmod && r.namesParty(c) && r.classOf(k)&people == 0 {
					out = append(out, c)
				}
			}
		case dragoman.RelNmod:
			if !parties {
				out = append(out, k)
			}
		}
	}
	return out
}

// people are the classes of those who act for themselves: "the Egyptian court clerks' strike" is no strike of Egypt's.
const people = codebook.Person | codebook.Civilian | codebook.Official | codebook.Leader | codebook.Org

// between finds the members of "between A and B" and of "among A, B and C", on the noun or its verb: A alone for a source, the others
// for a target are told apart by slot.
func (r *reader) between(p place, out []int32) []int32 {
	return r.prepositional(p, "between", out)
}

// prepositional finds the phrases with a preposition: on the predicate, on the noun of a light verb or the verb of a noun, and on
// the object of a verb, where parsers like to hang them.
func (r *reader) prepositional(p place, prep string, out []int32) []int32 {
	start := len(out)
	for _, n := range [3]int32{p.node, p.noun, p.light} {
		if n >= 0 {
			out = r.phrases(n, prep, out)
		}
	}
	t := &r.tree
	if behind := func(k int32) bool { return k > p.node }; len(out) > start+1 && slices.ContainsFunc(out[start:], behind) {
		// "With monks as go-betweens, Caracas spoke with the opposition": what stands before the subject sets the scene
		kept := slices.DeleteFunc(out[start:], func(k int32) bool { return !behind(k) })
		out = out[:start+len(kept)]
	}
	if len(out) == start && p.noun >= 0 && t.head(p.noun) != p.node && r.hasCase(p.noun, prep) {
		out = append(out, p.noun) // the light noun itself, which hangs on the object
	}
	if len(out) == start && p.noun > p.node && t.hasChild(p.node, dragoman.RelCompoundPrt, prep) {
		out = append(out, p.noun) // "taken off the grey list": the particle of the verb
	}
	if len(out) == start && p.noun < 0 && p.light < 0 && prep == "on" && t.child(p.node, dragoman.RelCop) >= 0 && r.hasCase(p.node, prep) {
		out = append(out, p.node) // "is on the list": the predicate itself
	}
	if len(out) == start && p.noun < 0 && p.light < 0 && (prep != "of" || takesOf[t.lemma(p.node)]) && t.isVerb(p.node) {
		if o := t.object(p.node); o > p.node {
			out = r.phrases(o, prep, out)
		}
	}
	if a := r.agentOf(p); len(out) == start && a >= 0 && aiming[prep] {
		out = r.phrases(a, prep, out) // "rockets fired by Hamas at Israel"
	}
	if len(out) == start && p.noun < 0 && p.light < 0 && t.upos(p.node) == dragoman.NOUN && prep == "by" {
		out = r.doneBy(p.node, out)
	}
	if len(out) == start && p.noun < 0 && p.light < 0 && t.upos(p.node) == dragoman.NOUN && prep != "of" && prep != "by" {
		// "broke off talks with Cyprus": the phrase may hang on the verb
		if g := t.head(p.node); g >= 0 && t.isVerb(g) && t.rel(p.node).Universal() == dragoman.RelObj {
			for k := t.first[g]; k >= 0; k = t.next[k] {
				if k > p.node && t.rel(k).Universal() == dragoman.RelObl && r.hasCase(k, prep) {
					out = append(out, k)
				}
			}
		}
	}
	if len(out) == start && p.noun < 0 && t.upos(p.node) == dragoman.NOUN && prep != "of" && prep != "in" {
		// "the torture of prisoners by soldiers": it may hang on the phrase before it
		for k := t.first[p.node]; k >= 0 && len(out) == start; k = t.next[k] {
			if k > p.node && t.rel(k) == dragoman.RelNmod && r.hasOneCase(k, []string{"of", "by", "between", "from", "on", "against", "at"}) {
				out = r.phrases(k, prep, out)
			}
		}
	}
	if len(out) == start && p.noun < 0 && t.upos(p.node) == dragoman.NOUN && (prep == "by" || prep == "from") {
		out = r.launched(p.node, prep, out)
	}
	if len(out) == start && t.isVerb(p.node) && prep == "with" {
		out = r.pastPlace(p.node, prep, out)
	}
	if len(out) == start && t.isVerb(p.node) {
		if k := r.unsubject(p, prep); k >= 0 {
			out = append(out, k)
		}
	}
	if len(out) == start && t.isVerb(r.verbOf(p)) {
		out = r.pastTime(r.verbOf(p), prep, out)
	}
	if len(out) == start && t.isVerb(r.verbOf(p)) && roaming[prep] {
		if k := r.farPhrase(r.verbOf(p), prep, 0); k >= 0 {
			out = append(out, k)
		}
	}
	return out
}

// pastPlace appends the phrases of the verb v that the parser hung on the place before them: "held talks in Lima with the Chilean minister".
func (r *reader) pastPlace(v int32, prep string, out []int32) []int32 {
	t := &r.tree
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if k > v && t.rel(k) == dragoman.RelObl && r.placeAt[k] >= 0 && r.hasOneCase(k, []string{"in", "at"}) {
			out = r.phrases(k, prep, out)
		}
	}
	return out
}

// unsubject is the noun behind the object of a verb and the preposition, of which the parser made the subject of the verb that follows: "the decision to
// restore ties with the government reflects". -1 for none.
func (r *reader) unsubject(p place, prep string) int32 {
	t := &r.tree
	o := t.object(p.node)
	if p.noun >= 0 {
		o = p.noun
	}
	if o < p.node || int(o)+2 >= len(t.heads) || !t.is(o+1, prep) || t.sent[o+1] != t.sent[o] {
		return -1
	}
	if k := t.head(o + 1); k > o && t.rel(k) == dragoman.RelNsubj && t.isNominal(k) {
		return k
	}
	return -1
}

// aiming are the prepositions of what something is sent or shot at.
var aiming = setOf("at on into to against towards toward over from")

// agentOf is the by-phrase of a passive predicate, or -1.
func (r *reader) agentOf(p place) int32 {
	if p.noun >= 0 || p.light >= 0 || !r.tree.isVerb(p.node) || !r.tree.passive(p.node) {
		return -1
	}
	return r.tree.agent(p.node)
}

// doneBy appends who did what the noun n tells, where the parser hung him on the active verb that has it for an object: "documented the torture of
// prisoners by soldiers".
func (r *reader) doneBy(n int32, out []int32) []int32 {
	t := &r.tree
	v := t.head(n)
	if v < 0 || !t.isVerb(v) || t.rel(n) != dragoman.RelObj || t.passive(v) {
		return out
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if rel := t.rel(k); k > n && (rel == dragoman.RelObl || rel == dragoman.RelOblAgent) && r.hasCase(k, "by") && !r.isTime(k) && (r.refer(k).ok() || r.folk(k)) {
			out = append(out, k)
		}
	}
	return out
}

// launched appends whom or whence a thing comes from by the participle behind it: "bombs planted by insurgents", "rockets fired from Lebanon".
func (r *reader) launched(n int32, prep string, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k < n || t.rel(k) != dragoman.RelAcl || !launchings[t.lemma(k)] {
			continue
		}
		if prep != "by" {
			out = r.phrases(k, prep, out)
		} else if a := t.agent(k); a >= 0 {
			out = append(out, a)
		}
	}
	return out
}

// launchings are verbs after which a thing is that of who did it, and comes from where it was done.
var launchings = setOf(`fire launch plant throw hurl lob drop send lay lead drive fly pilot detonate place leave mail post aim write issue publish draft organise
	organize wage mount conduct carry stage unleash release operate man crew table sponsor file bring shoot owe`)

// roaming holds the prepositions whose phrases parsers hang on any noun before them, though they tell where a thing goes or comes from.
var roaming = setOf(`to from into against alongside as`)

// farPhrase is the first phrase with the preposition among the nouns below n that no clause parts from it: "flew 90 tonnes of shells to
// Israel".
func (r *reader) farPhrase(n int32, prep string, depth int) int32 {
	t := &r.tree
	if depth == maxThrough {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k < n || !t.isNominal(k) {
			continue
		}
		switch t.rel(k).Universal() {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelConj, dragoman.RelDep, dragoman.RelFlat, dragoman.RelAppos:
		default:
			continue
		}
		if depth > 0 && r.hasCase(k, prep) {
			return k
		}
		if far := r.farPhrase(k, prep, depth+1); far >= 0 {
			return far
		}
	}
	return -1
}

// takesOf holds verbs that say of what: an of-phrase on their object is theirs.
var takesOf = setOf(`accuse convict suspect acquit charge rob strip deprive warn inform notify remind assure clear find relieve cleanse purge rid`)

// phrases appends the dependents of n that stand under the preposition.
func (r *reader) phrases(n int32, prep string, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		rel := t.rel(k).Universal()
		if rel == dragoman.RelConj && t.isNominal(k) && t.child(k, dragoman.RelCc) < 0 {
			rel = dragoman.RelNmod // "wired a billion to Sri Lanka": nothing joins them
		}
		switch rel {
		case dragoman.RelObl, dragoman.RelNmod, dragoman.RelAdvcl, dragoman.RelAcl, dragoman.RelXcomp, dragoman.RelDep, dragoman.RelObj:
			if r.hasCase(k, prep) {
				out = append(out, r.cutShort(k))
			} else if first, rest, ok := strings.Cut(prep, " "); ok && t.upos(k) == dragoman.NOUN && r.hasCase(k, first) {
				out = r.nested(k, rest, out)
			}
		case dragoman.RelAdvmod, dragoman.RelCompound:
			if k > n && t.isVerb(n) && t.upos(k) != dragoman.NOUN && t.upos(k) != dragoman.PROPN { // "handed it back to China"
				for c := t.first[k]; c >= 0; c = t.next[c] {
					if rel := t.rel(c).Universal(); c > k && (rel == dragoman.RelObl || rel == dragoman.RelNmod) && r.hasCase(c, prep) {
						out = append(out, r.cutShort(c))
					}
				}
			}
		}
	}
	// the dependents of "met and talked with": a preposition of the last verb serves the first
	if len(out) == 0 && t.isVerb(n) {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelConj && t.isVerb(k) && !t.hasComplement(n) && t.object(n) < 0 && t.child(k, dragoman.RelNsubj) < 0 {
				return r.phrases(k, prep, out)
			}
		}
	}
	return out
}

// cutShort returns the head of the phrase after the preposition of k: where a dash or a comma stands between them, and a party is named
// before it, that party is meant and k is what was said of it ("talks with President Putin — their first meeting").
func (r *reader) cutShort(k int32) int32 {
	t := &r.tree
	c := t.child(k, dragoman.RelCase)
	if c < 0 || c > k {
		return k
	}
	named := int32(-1)
	for i := c + 1; i < k; i++ {
		if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Kind == dragoman.Name && r.isParty(m) && r.d.Mentions[m].Type != dragoman.PlaceEntity {
			named = i
		}
		switch r.d.Word(i) {
		case "—", "–", ",", "--":
			if named >= 0 && t.child(k, dragoman.RelConj) < 0 {
				return named
			}
			return k
		}
	}
	return k
}

// nested reads "behalf of" of "on behalf of": k is "behalf", its phrase with "of" is meant.
func (r *reader) nested(k int32, rest string, out []int32) []int32 {
	noun, last, ok := strings.Cut(rest, " ")
	if ok && r.tree.is(k, noun) {
		return r.phrases(k, last, out)
	}
	return out
}

// aimless are the words whose "to" names no goal, and whose "of" no owner: "according to the United Nations", "because of corruption".
var aimless = setOf(`according due thanks owing prior contrary because instead regardless irrespective`)

// hasCase reports whether k stands under the preposition: one word, or several that are all there.
func (r *reader) hasCase(k int32, prep string) bool {
	t := &r.tree
	for first, more := true, true; more; first = false {
		var word string
		word, prep, more = strings.Cut(prep, " ")
		found := false
		for c := t.first[k]; c >= 0 && !found; c = t.next[c] {
			switch t.rel(c) {
			case dragoman.RelCase, dragoman.RelMark:
				found = t.is(c, word) || t.hasChild(c, dragoman.RelFixed, word) && !(first && aimless[lowerASCII(t.d.Word(c))])
			}
		}
		if !found && !r.beforeName(k, word) {
			return false
		}
	}
	return true
}

// beforeName reports whether the word stands before the place name that k heads, wherever the parser hung it: "in Port-au-Prince".
func (r *reader) beforeName(k int32, word string) bool {
	p := r.placeAt[k]
	return p >= 0 && r.d.Places[p].First > 0 && r.d.Places[p].First < k && r.tree.is(r.d.Places[p].First-1, word)
}

// inListOfLands reports whether the country k, which the parser took for another name of n, is the next of a list: "the EU, Britain and Canada".
func (r *reader) inListOfLands(n, k int32) bool {
	t := &r.tree
	if t.rel(k) != dragoman.RelAppos || t.upos(k) != dragoman.PROPN || t.upos(n) != dragoman.PROPN || !r.isCountry(k) || !r.isCountry(n) && !r.acronym(n) {
		return false
	}
	for c := t.next[k]; c >= 0; c = t.next[c] {
		if t.rel(c) == dragoman.RelConj && t.child(c, dragoman.RelCc) >= 0 {
			return true
		}
	}
	return false
}

// isCountry reports whether n names a country.
func (r *reader) isCountry(n int32) bool {
	p := r.placeAt[n]
	return p >= 0 && r.d.Places[p].Feature == "country"
}

// members appends n and what "and", "or" and commas join to it.
func (r *reader) members(n int32, out []int32) []int32 {
	t := &r.tree
	n = r.so(n)
	if had := len(out); t.xpos(n) == dragoman.NNS || collectives[t.lemma(n)] {
		if out = r.nations(n, out); len(out) > had {
			return out
		}
	}
	return r.conjuncts(n, append(out, n), 0)
}

// collectives are nouns that are plural in sense: "Bolivian and Peruvian police" are two.
var collectives = setOf(`police personnel staff infantry cavalry artillery aircraft`)

// conjuncts appends what is joined to n, and what is joined to that: the parser hangs "Swedes" of "Finns, Danes and Swedes" on either.
func (r *reader) conjuncts(n int32, out []int32, depth int) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj && (t.isNominal(k) || !t.isNominal(n)) && !r.partOf(k) && r.parted(n, k) || r.inListOfLands(n, k) {
			out = append(out, k)
			if depth < maxJoined && t.isNominal(k) {
				out = r.conjuncts(k, out, depth+1)
			}
		}
	}
	return out
}

// maxJoined bounds how deep lists nest.
const maxJoined = 8

// partOf reports whether k only says what some of those before it are: "3,113 prisoners, 13 of them foreigners".
func (r *reader) partOf(k int32) bool {
	t := &r.tree
	for i := k - 1; i > 0 && i > k-reach/2; i-- {
		if (t.is(i, "them") || t.is(i, "whom")) && t.is(i-1, "of") && t.under(i, k) {
			return true
		}
	}
	return false
}

// parted reports whether a comma or an "and" stands between n and k, which the parser joined.
func (r *reader) parted(n, k int32) bool {
	for i := min(n, k) + 1; i < max(n, k); i++ {
		switch r.d.Word(i) {
		case "and", "or", "but", "nor", "&", ",", ";", "/", "as", "well", "plus", "-", "–", "to", "And", "with", "then":
			return true
		}
	}
	return false
}

// so sees through "what" to what it is called: "fired at what it called a spy base", "rejected what it described as blackmail".
func (r *reader) so(n int32) int32 {
	t := &r.tree
	if t.xpos(n) != dragoman.WP || !t.is(n, "what") {
		return n
	}
	for v := t.first[n]; v >= 0; v = t.next[v] {
		if t.rel(v) != dragoman.RelAclRelcl && t.rel(v) != dragoman.RelCcomp {
			continue
		}
		switch t.lemma(v) {
		case "call", "say", "term", "deem", "label", "dub":
			for k := t.first[v]; k >= 0; k = t.next[k] {
				if rel := t.rel(k); k > v && t.isNominal(k) && (rel == dragoman.RelObj || rel == dragoman.RelXcomp || rel == dragoman.RelCcomp || rel == dragoman.RelOblUnmarked) {
					return k
				}
			}
		case "describe", "see", "regard", "denounce":
			for k := t.first[v]; k >= 0; k = t.next[k] {
				if k > v && t.isNominal(k) && r.hasCase(k, "as") {
					return k
				}
			}
		}
	}
	return n
}

// nations appends the nationalities of a plural that has several: "the Turkish and Greek presidents", "US and Jordanian forces".
func (r *reader) nations(n int32, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodPoss:
		default:
			continue
		}
		had := len(out)
		if t.rel(k) == dragoman.RelNmodPoss && t.xpos(k) == dragoman.NNS { // "the Thai and Cambodian armies' commanders"
			if out = r.nations(k, out); len(out) > had {
				return out
			}
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if t.rel(c) == dragoman.RelConj && c < n && r.namesParty(c) && r.namesParty(k) {
				out = append(out, c)
			}
		}
		if len(out) > had {
			return append(out, k)
		}
	}
	return r.lands(n, out)
}

// lands appends the countries of a plural that has several after it: "the presidents of Poland and Latvia", "detectives from Peru and Chile".
func (r *reader) lands(n int32, out []int32) []int32 {
	t := &r.tree
	body := classWords[t.lemma(n)]&(codebook.Leader|codebook.Official|codebook.Armed|codebook.Org) != 0
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k < n || t.rel(k) != dragoman.RelNmod || !(body && r.hasCase(k, "of")) && !r.hasCase(k, "from") || !r.namesParty(k) {
			continue
		}
		had := len(out)
		for c := r.nextConj(k, k); c >= 0; c = r.nextConj(c, k) {
			if r.namesParty(c) {
				out = append(out, c)
			}
		}
		if len(out) > had {
			return append(out, k)
		}
	}
	return out
}
