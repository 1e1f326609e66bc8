package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// read returns the first reading of the frames that fire at n, with the operators that stand around n, or -1. Each token is read
// once.
func (r *reader) read(n int32) int32 {
	switch r.memo[n] {
	case unread:
	case inProgress:
		return -1 // a circle: the frames of n look at n itself
	default:
		return r.memo[n]
	}
	r.memo[n] = inProgress
	list := r.fire(n)
	switch list {
	case silent:
		list = -1
	case -1:
		list = r.through(n)
	}
	if list >= 0 {
		r.structural(n, list)
	}
	r.memo[n] = list
	return list
}

// What memo holds of a token, besides the reading.
const (
	unread     = -3
	inProgress = -2
)

// silent is what a frame gives that says the sense is harmless: no reading, and none of another frame either.
const silent = -4

// through passes a verb that says only that something happens to the reading of its object or subject, and a copula's noun or
// pronoun to nothing.
func (r *reader) through(n int32) int32 {
	t := &r.tree
	if !t.isVerb(n) || !happens[t.lemma(n)] {
		return -1
	}
	for _, k := range [2]int32{t.object(n), t.surface(n, 0)} {
		if k >= 0 && t.upos(k) == dragoman.NOUN && t.head(k) == n {
			if list := r.read(k); list >= 0 && r.readings[list].light == n {
				return list
			}
		}
	}
	return -1
}

// fire tries the frames of the word at n, the most specific first, and returns the readings of the first that matches.
func (r *reader) fire(n int32) int32 {
	e := r.entryOf(n)
	if e == nil {
		return -1
	}
	t := &r.tree
	switch p := t.upos(n); {
	case p == dragoman.VERB && len(e.noun) > 0 && r.mistagged(n):
		return r.fireList(n, e.noun)
	case p == dragoman.VERB, p == dragoman.AUX && t.rel(n) != dragoman.RelAux && t.rel(n) != dragoman.RelAuxPass && t.rel(n) != dragoman.RelCop:
		return r.fireVerb(n, e)
	case p == dragoman.NOUN, p == dragoman.PROPN:
		if list := r.firePredicate(n); list != -1 {
			return list
		}
		return r.fireList(n, e.noun)
	case p == dragoman.ADJ && len(e.noun) > 0 && t.isNominal(n): // "completed its withdrawal", tagged an adjective
		return r.fireList(n, e.noun)
	case p == dragoman.ADJ:
		if list := r.fireList(n, e.adj); list != -1 {
			return list
		}
		if t.xpos(n) == dragoman.VBN || t.xpos(n) == dragoman.VBD {
			return r.fireVerb(n, e)
		}
	}
	return -1
}

// mistagged reports whether a word tagged a verb is the plural noun that a happening verb has for object: "held naval exercises".
func (r *reader) mistagged(n int32) bool {
	t := &r.tree
	h := t.head(n)
	if h < 0 || t.xpos(n) != dragoman.VBZ || !happens[t.lemma(h)] || t.child(n, dragoman.RelNsubj) >= 0 {
		return false
	}
	return t.rel(n) == dragoman.RelCcomp || t.rel(n) == dragoman.RelXcomp
}

// firePredicate tries the frames of "be" with a noun that is predicated by it: "is in talks with".
func (r *reader) firePredicate(n int32) int32 {
	t := &r.tree
	if t.child(n, dragoman.RelCop) < 0 {
		return -1
	}
	be := r.frames["be"]
	if be == nil {
		return -1
	}
	for i := range be.light {
		for _, l := range be.light[i].pred.Light {
			if r.isNoun(n, l.Noun) && (l.Prep == "" || r.hasCase(n, l.Prep)) {
				if got := r.try(&be.light[i], place{n, -1, -1}); got != -1 {
					return got
				}
				break
			}
		}
	}
	return -1
}

func (r *reader) fireList(n int32, list []candidate) int32 {
	for i := range list {
		if p, ok := r.fits(n, list[i].pred); ok {
			if got := r.try(&list[i], p); got != -1 {
				return got
			}
		}
	}
	return -1
}

// fireVerb merges the verb's own frames and those with a noun, by weight.
func (r *reader) fireVerb(n int32, e *entry) int32 {
	v, l := e.verb, e.light
	for len(v) > 0 || len(l) > 0 {
		var c *candidate
		if len(l) == 0 || len(v) > 0 && (v[0].weight > l[0].weight || v[0].weight == l[0].weight && v[0].order < l[0].order) {
			c, v = &v[0], v[1:]
		} else {
			c, l = &l[0], l[1:]
		}
		p, ok := r.fits(n, c.pred)
		if !ok {
			continue
		}
		if got := r.try(c, p); got != -1 {
			return got
		}
	}
	return -1
}

// fits reports whether the words of the predicate stand around n, and where its noun is.
func (r *reader) fits(n int32, p *codebook.Predicate) (place, bool) {
	at := place{n, -1, -1}
	for i, w := range p.Particle {
		if !r.hasParticle(n, w, int32(i)) {
			return at, false
		}
	}
	switch p.Kind {
	case codebook.Noun:
		if !r.nounFits(n, p) {
			return at, false
		}
		at.light = r.lightVerb(n)
	case codebook.Verb:
		if len(p.Light) > 0 {
			at.noun = r.lightNoun(n, p)
			return at, at.noun >= 0
		}
	}
	return at, true
}

// hasParticle reports whether the verb n has the particle: as such, as an adverb near it, or as the first of two prepositions
// ("pulled out of Syria").
func (r *reader) hasParticle(n int32, word string, skip int32) bool {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k).Universal() {
		case dragoman.RelCompound, dragoman.RelAdvmod, dragoman.RelCase, dragoman.RelMark:
			if t.is(k, word) {
				return true
			}
		case dragoman.RelObl, dragoman.RelAdvcl, dragoman.RelXcomp:
			if c := n + 1 + skip; c < k && int(c) < len(t.d.Tokens) && t.is(c, word) && t.under(c, k) {
				return true
			}
		}
	}
	if c := n + 1 + skip; int(c) < len(t.d.Tokens) && t.is(c, word) && (t.upos(c) == dragoman.ADV || t.xpos(c) == dragoman.RP || t.upos(c) == dragoman.ADP && t.head(c) == n) {
		return true
	}
	return strings.EqualFold(word, "themselves") && t.hasChild(n, dragoman.RelObj, "himself", "herself", "itself", "themselves")
}

// nounFits checks the words before and after the head of a noun.
func (r *reader) nounFits(n int32, p *codebook.Predicate) bool {
	t := &r.tree
	for i, w := range p.Before {
		at := n - int32(len(p.Before)-i)
		if at < 0 || !t.is(at, w) && t.lemma(at) != w {
			return false
		}
	}
	for i, w := range p.After {
		at := n + 1 + int32(i)
		if int(at) >= len(t.d.Tokens) || !t.is(at, w) && t.lemma(at) != w {
			return false
		}
	}
	return true
}

// lightVerb is the verb that says that the noun n happens: "held", "took place", "was carried out", or -1.
func (r *reader) lightVerb(n int32) int32 {
	t := &r.tree
	h := t.head(n)
	if h >= 0 && t.isVerb(h) && happens[t.lemma(h)] {
		switch t.rel(n).Universal() {
		case dragoman.RelObj, dragoman.RelNsubj:
			return h
		case dragoman.RelObl:
			if t.is(h, "engaged") || t.is(h, "went") || t.is(h, "entered") || t.is(h, "took") {
				return h
			}
		}
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if (t.rel(k) == dragoman.RelAcl || t.rel(k) == dragoman.RelAclRelcl) && happens[t.lemma(k)] && t.object(k) == n {
			return k // "talks held in Cairo"
		}
	}
	return -1
}

// lightNoun is the noun that the predicate asks for as object of the verb n, or after its preposition, or predicated by it.
func (r *reader) lightNoun(n int32, p *codebook.Predicate) int32 {
	t := &r.tree
	obj := int32(-2) // not looked up yet
	for i := range p.Light {
		l := &p.Light[i]
		if l.Prep == "" {
			if obj == -2 {
				obj = t.object(n)
				if obj < 0 && t.is(n, p.Lemma) {
					obj = t.child(n, dragoman.RelXcomp)
				}
			}
			if obj >= 0 {
				for m := obj; m >= 0; m = r.nextConj(m, obj) {
					if r.isNoun(m, l.Noun) {
						return m
					}
				}
			}
			continue
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObl, dragoman.RelXcomp, dragoman.RelNmod, dragoman.RelAdvcl:
				if r.isNoun(k, l.Noun) && r.hasCase(k, l.Prep) {
					return k
				}
			}
		}
	}
	return -1
}

// nextConj goes through the conjuncts of first.
func (r *reader) nextConj(m, first int32) int32 {
	t := &r.tree
	k := t.first[first]
	if m != first {
		k = t.next[m]
	}
	for ; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj {
			return k
		}
	}
	return -1
}

// isNoun reports whether k is the noun, by lemma or as it stands; of several words the last is its head.
func (r *reader) isNoun(k int32, noun string) bool {
	t := &r.tree
	if head, rest, ok := strings.Cut(noun, " of "); ok { // "state of emergency"
		at := k + 1
		for w := range strings.SplitSeq("of "+rest, " ") {
			if int(at) >= len(t.heads) || !t.is(at, w) && t.lemma(at) != w {
				return false
			}
			at++
		}
		noun = head
	}
	if i := strings.LastIndexByte(noun, ' '); i >= 0 {
		before := noun[:i]
		at := k - 1 - int32(strings.Count(before, " "))
		for w := range strings.SplitSeq(before, " ") {
			if at < 0 || !t.is(at, w) && t.lemma(at) != w {
				return false
			}
			at++
		}
		noun = noun[i+1:]
	}
	if t.lemma(k) == noun || t.is(k, noun) {
		return true
	}
	w := t.d.Word(k) // a plural that the lemmatiser left as it stands
	return len(w) == len(noun)+1 && w[len(w)-1] == 's' && strings.EqualFold(w[:len(noun)], noun)
}

// try matches a candidate at its place: conditions, then slots, then what it means.
func (r *reader) try(c *candidate, p place) int32 {
	f := c.frame
	for i := range f.Conditions {
		if !r.holds(p, &f.Conditions[i]) {
			r.traceLost(c, p, &f.Conditions[i])
			return -1
		}
	}
	if f.Harmless {
		r.traceWon(c, p, 0)
		return silent
	}
	base := reading{frame: f, trigger: p.nounOf(), node: p.node, light: p.light, sent: r.tree.sent[p.node], say: -1, next: -1}
	if p.noun >= 0 {
		base.light = p.node
	}
	base.source = r.fill(p, f.Source, false)
	base.target = r.fill(p, f.Target, true)
	base.theme = r.fill(p, f.Theme, false)
	if len(f.Both) > 0 {
		if both := r.fill(p, f.Both, false); r.countParties(both) > 1 || base.source.empty() {
			if base.target.empty() || r.countParties(both) > 1 && r.countParties(base.target) == 0 {
				base.source, base.both = both, true
			}
		}
	}
	if f.Require&codebook.RequireSource != 0 && base.source.empty() && !r.lent(p) || f.Require&codebook.RequireTarget != 0 && base.target.empty() && !base.both ||
		f.Require&codebook.RequireTheme != 0 && base.theme.empty() {
		r.traceLost(c, p, nil)
		return -1
	}
	list := r.operate(&base, p)
	if f.Code != nil && (list < 0 || attributes(f)) {
		base.typ, base.mode, base.cameo = f.Code.Type, f.Code.Mode, f.Code.Cameo
		base.next = list // what is told beside the act of telling
		list = r.add(base)
	} else if list < 0 && len(f.Standings) > 0 && len(f.Operations) == 0 {
		list = r.add(base)
	}
	if p.noun >= 0 && list >= 0 {
		for k := r.read(p.noun); k >= 0; k = r.readings[k].next {
			r.readings[k].consumed = true // "suspended aid" is no aid
		}
	}
	if list >= 0 && len(f.Operations) == 0 {
		r.absorb(f, p)
	}
	r.traceWon(c, p, list)
	return list
}

// absorb takes away the reading of the object that a verb's frame asks for by its word: who signs a pact makes one event, not two.
func (r *reader) absorb(f *codebook.Frame, p place) {
	if f.Predicates[0].Kind != codebook.Verb || p.noun >= 0 {
		return
	}
	for i := range f.Conditions {
		c := &f.Conditions[i]
		if c.Unless || len(c.Lemmas) == 0 || len(c.Path) != 1 || c.Path[0].Step != codebook.Obj {
			continue
		}
		if o := r.tree.object(p.node); o >= 0 && r.memo[o] != inProgress {
			for k := r.read(o); k >= 0; k = r.readings[k].next {
				r.readings[k].consumed = true
			}
		}
	}
}

// lent reports whether the noun stands below an operator that gives it a source: "put an end to the siege".
func (r *reader) lent(p place) bool {
	n := p.node
	if r.tree.upos(n) != dragoman.NOUN {
		return false
	}
	for range maxLent {
		if n = r.tree.head(n); n < 0 {
			return false
		}
		if r.selfish(n) {
			return true
		}
	}
	return false
}

// maxLent is how far above a noun its operator may stand.
const maxLent = 2

// attributes reports whether the frame tells what somebody says or thinks: it is then an act of its own besides.
func attributes(f *codebook.Frame) bool {
	for _, o := range f.Operations {
		switch o.Op {
		case codebook.Say, codebook.Reported, codebook.Believe, codebook.Deny, codebook.Expect:
			return true
		}
	}
	return false
}

func (r *reader) add(x reading) int32 {
	r.readings = append(r.readings, x)
	return int32(len(r.readings) - 1)
}

// fill tries the paths of a slot in order until one finds a filler. As a target, "between A and B" gives B.
func (r *reader) fill(p place, paths []codebook.Path, target bool) fillers {
	from := int32(len(r.nodes))
	for _, path := range paths {
		r.found = r.walk(p, path, r.found[:0])
		for _, k := range r.found {
			if path[len(path)-1].Step == codebook.Between {
				if target {
					at := len(r.nodes)
					r.nodes = r.members(k, r.nodes)
					if len(r.nodes) > at+1 {
						r.nodes = append(r.nodes[:at], r.nodes[at+1:]...)
					}
				} else {
					r.nodes = append(r.nodes, k)
				}
				continue
			}
			if r.isClausal(k) {
				continue
			}
			r.nodes = r.members(k, r.nodes)
		}
		if int32(len(r.nodes)) > from {
			break
		}
	}
	return fillers{from, int32(len(r.nodes))}
}

// isClausal reports whether k is a clause, which fills no slot of a party.
func (r *reader) isClausal(k int32) bool { return r.tree.isVerb(k) && !r.tree.isNominal(k) }

func (r *reader) list(f fillers) []int32 { return r.nodes[f.from:f.to] }

// quantities are nouns that count others: what is counted is what they are of.
var quantities = setOf(`ten hundred thousand dozen score million half group number majority handful member some most part crowd contingent tens scores couple
	pair band team dozens hundreds thousands millions lot plenty series string wave hordes throng quarter third percent rest few several many
	batch one two three four five six seven eight nine twenty thirty forty fifty`)

// core is the counted noun of "tens of thousands of people", else n.
func (r *reader) core(n int32) int32 {
	t := &r.tree
	for range maxThrough {
		if t.upos(n) != dragoman.NUM && !quantities[t.lemma(n)] && !quantities[lowerASCII(t.d.Word(n))] {
			return n
		}
		of := int32(-1)
		for k := t.first[n]; k >= 0 && of < 0; k = t.next[k] {
			if k > n && (t.rel(k) == dragoman.RelNmod || t.rel(k) == dragoman.RelObl) && r.hasCase(k, "of") {
				of = k
			}
		}
		if of < 0 {
			return n
		}
		n = of
	}
	return n
}

// holds reports whether the condition is met.
func (r *reader) holds(p place, c *codebook.Condition) bool {
	at := len(r.scratch)
	r.scratch = r.walk(p, c.Path, r.scratch)
	met := false
	for i := at; i < len(r.scratch) && !met; i++ {
		k := r.scratch[i]
		switch {
		case c.Class != 0:
			met = r.inClass(k, c.Class)
		case len(c.Lemmas) > 0:
			core := r.core(k)
			for _, l := range c.Lemmas {
				if met = r.isNoun(k, l) || core != k && r.isNoun(core, l); met {
					break
				}
			}
		default:
			met = true
		}
	}
	r.scratch = r.scratch[:at]
	return met != c.Unless
}
