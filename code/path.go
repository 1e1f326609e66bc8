package code

import (
	"slices"

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
	case r.verbless(p.node) >= 0:
		return h
	case h >= 0 && t.rel(p.node) == dragoman.RelObj && r.selfish(h):
		return t.subject(h) // "suspended aid to Mali": whose aid it is
	case h >= 0 && r.claimant(p.node) >= 0:
		return r.claimant(p.node)
	case h >= 0 && t.rel(p.node) == dragoman.RelNmod && stoppages[t.lemma(p.node)] && t.isNominal(h) && t.hasChild(p.node, dragoman.RelCase, "on"):
		return h // "miners on strike since May"
	case h >= 0 && t.rel(p.node) == dragoman.RelObl && t.isVerb(h) && t.takesPart(h) && t.hasChild(p.node, dragoman.RelCase, "in"):
		return t.surface(h, 0) // "fighters took part in the looting"
	case h >= 0 && t.rel(p.node) == dragoman.RelObl && t.isVerb(h) && accompaniments[t.lemma(p.node)] && t.hasChild(p.node, dragoman.RelCase, "with"):
		return t.surface(h, 0) // "took the town with the help of Russian pilots": who was helped
	}
	return r.cameFrom(p.node)
}

// claimant is who claims the attack or the weapon n for himself, or -1: "Islamic State claimed the bombing", "claimed responsibility for a bomb".
func (r *reader) claimant(n int32) int32 {
	t := &r.tree
	if !r.isAttack(n) && r.classOf(n)&codebook.Weapon == 0 || t.upos(n) != dragoman.NOUN {
		return -1
	}
	h := t.head(n)
	if h >= 0 && t.rel(n) == dragoman.RelNmod && t.lemma(h) == "responsibility" {
		n, h = h, t.head(h)
	}
	if h < 0 || t.rel(n) != dragoman.RelObj || t.lemma(h) != "claim" || !t.isVerb(h) {
		return -1
	}
	return t.subject(h)
}

// stoppages are nouns for the refusal that people are "on".
var stoppages = setOf(`strike hunger-strike walkout go-slow`)

// takesPart reports whether the verb v says of its subject that it has a part in what stands under "in".
func (t *tree) takesPart(v int32) bool {
	switch t.lemma(v) {
	case "participate", "partake":
		return true
	case "involve", "implicate":
		return t.passive(v)
	case "take":
		o := t.child(v, dragoman.RelObj)
		return o >= 0 && t.is(o, "part")
	}
	return false
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
			case s == codebook.Advcl && t.hasChild(k, dragoman.RelMark, "after", "before", "since", "until", "because", "although", "though"), s == codebook.Advcl && t.provident(k):
				continue // when or why, not what
			case got == rel && (rel != dragoman.RelAcl || t.rel(k) != dragoman.RelAclRelcl):
			case s == codebook.Advcl && got == dragoman.RelObl && t.xpos(k) == dragoman.VBG:
			case s == codebook.Xcomp && got == dragoman.RelAdvcl && k > n && t.hasChild(k, dragoman.RelMark, "to") && (t.object(n) < 0 || moves[t.lemma(n)]):
			case s == codebook.Xcomp && got == dragoman.RelObl && k > n && t.isVerb(k) && t.hasChild(k, dragoman.RelMark, "to"):
			case s == codebook.Xcomp && got == dragoman.RelObj && k > n && t.xpos(n) == dragoman.VBN && t.passive(n): // "was appointed commander"
			case s == codebook.Xcomp && got == dragoman.RelCcomp && t.hasChild(k, dragoman.RelMark, "to"):
			case s == codebook.Xcomp && got == dragoman.RelCcomp && t.lemma(n) == "ask" && t.hasChild(k, dragoman.RelMark, "that"): // a wish; without it a question
			case s == codebook.Ccomp && got == dragoman.RelXcomp && t.isVerb(k) && t.child(k, dragoman.RelNsubj) >= 0:
			default:
				continue
			}
			out = append(out, k)
		}
	}
	if s == codebook.Advcl && len(out) == start && outcomes[t.lemma(p.node)] && p.noun < 0 {
		for k := t.first[p.node]; k >= 0; k = t.next[k] { // "one was killed and three were injured when their car overturned"
			if t.rel(k) == dragoman.RelConj && t.isVerb(k) && outcomes[t.lemma(k)] {
				return r.clauses(place{k, -1, -1}, s, out)
			}
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
			if parties && t.upos(k) == dragoman.PROPN && r.placeAt[k] >= 0 && r.isAttack(n) && r.struckAt(k, n) {
				continue // "the Cabinda raid"
			}
			if !parties || r.namesParty(k) || r.classOf(k)&(codebook.Armed|codebook.Weapon) == codebook.Armed && t.upos(k) != dragoman.ADJ && r.classOf(n)&codebook.Weapon != 0 {
				out = append(out, k) // "Russian shells", and "rebel shells", whoever the rebels are
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
	if g := r.tree.head(p.node); prep == "on" && g >= 0 && r.tree.rel(p.node) == dragoman.RelObj && (r.tree.lemma(g) == "blame" || r.tree.lemma(g) == "pin") {
		return out // "blamed the bombing on separatists": they are blamed, not bombed
	}
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
	if len(out) == start && p.noun < 0 && p.light < 0 && prep == "on" && (t.child(p.node, dragoman.RelCop) >= 0 || r.verbless(p.node) >= 0) && r.hasCase(p.node, prep) {
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
	if len(out) == start && p.noun < 0 && t.upos(p.node) == dragoman.NOUN && prep != "of" {
		for k := t.first[p.node]; k >= 0; k = t.next[k] { // "aid worth €250m to Kabul", hung on the worth
			if k > p.node && t.is(k, "worth") {
				out = r.phrases(k, prep, out)
			}
		}
	}
	if len(out) == start && p.noun < 0 && t.upos(p.node) == dragoman.NOUN && (prep == "by" || prep == "from") {
		if out = r.launched(p.node, prep, out); len(out) == start && prep == "by" && r.origin(p.node) >= 0 {
			out = append(out, r.origin(p.node))
		}
	}
	if len(out) == start && p.noun < 0 && p.light < 0 && prep == "by" {
		if s := r.claimant(p.node); s >= 0 {
			out = append(out, s)
		}
	}
	if len(out) == start && p.noun < 0 && prep == "by" && r.isAttack(p.node) {
		for k := t.first[p.node]; k >= 0; k = t.next[k] { // "an attack claimed by Islamic State"
			if a := t.agent(k); k > p.node && t.rel(k) == dragoman.RelAcl && t.lemma(k) == "claim" && a >= 0 {
				out = append(out, a)
			}
		}
	}
	if len(out) == start && t.isVerb(p.node) && prep == "with" {
		out = r.beyond(p.node, prep, (*reader).placed, out)
	}
	if len(out) == start && t.isVerb(p.node) {
		if k := r.unsubject(p, prep); k >= 0 {
			out = append(out, k)
		}
	}
	if len(out) == start && prep != "of" && t.isVerb(r.verbOf(p)) {
		out = r.beyond(r.verbOf(p), prep, (*reader).isTime, out)
	}
	if len(out) == start && t.isVerb(r.verbOf(p)) && roaming[prep] {
		if k := r.farPhrase(r.verbOf(p), prep, 0); k >= 0 {
			out = append(out, k)
		}
	}
	return out
}
