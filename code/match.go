package code

import (
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
	if list == -1 && r.entryOf(n) != nil && r.tree.isVerb(n) && !r.lenient {
		r.lenient = true
		list = r.fire(n)
		r.lenient = false
	}
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
	if t.upos(n) == dragoman.NOUN && instances[t.lemma(n)] {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if k > n && t.upos(k) == dragoman.NOUN && t.rel(k) == dragoman.RelNmod && r.hasCase(k, "of") {
				return r.read(k) // "prevent acts of genocide"
			}
		}
	}
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

// instances are nouns that count acts, and are none themselves.
var instances = setOf(`act wave spate series string campaign instance case form kind number`)

// fire tries the frames of the word at n, the most specific first, and returns the readings of the first that matches.
func (r *reader) fire(n int32) int32 {
	e := r.entryOf(n)
	if e == nil {
		return -1
	}
	t := &r.tree
	switch p := t.upos(n); {
	case p == dragoman.VERB && r.rangeEnd(n):
		return -1
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
	if t.child(n, dragoman.RelCop) < 0 && r.verbless(n) < 0 {
		return -1
	}
	be := r.frames["be"]
	if be == nil {
		return -1
	}
	if r.placeAt[n] >= 0 && r.hasOneCase(n, []string{"in", "at"}) {
		return r.fireList(n, be.verb) // "was in Cairo"
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

// verbless is of what a headline without a verb says by the phrase of n where it is: "Sudan commanders [on US blacklist]". -1 for none.
func (r *reader) verbless(n int32) int32 {
	t := &r.tree
	h := t.head(n)
	if h < 0 || h > n || t.rel(h) != dragoman.RelRoot || t.rel(n) != dragoman.RelNmod || !t.isNominal(h) || !r.hasOneCase(n, []string{"on", "in", "under", "at"}) || t.child(h, dragoman.RelDet) >= 0 {
		return -1
	}
	sent := &r.d.Sentences[t.sent[n]]
	for k := sent.First; k < sent.End; k++ {
		if t.isVerb(k) || t.is(k, ".") {
			return -1
		}
	}
	return h
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
		if ok && len(c.pred.Particle)+len(c.pred.Light) == 0 && r.otherGround(n, c.frame) {
			continue // "took in refugees" takes no ground
		}
		if !ok || c.frame.Code == nil && len(c.pred.Particle)+len(c.pred.Light) == 0 && len(c.frame.Standings) > 0 && r.tree.child(n, dragoman.RelCompoundPrt) >= 0 {
			continue // "ruled out a coalition" rules nothing
		}
		if got := r.try(c, p); got != -1 {
			return got
		}
	}
	return -1
}

// otherGround reports whether a frame of taking or leaving ground stands at a verb with a particle that makes it mean something else.
func (r *reader) otherGround(n int32, f *codebook.Frame) bool {
	if len(f.Standings) == 0 || f.Standings[0].Relation != "controls" {
		return false
	}
	for k := r.tree.first[n]; k >= 0; k = r.tree.next[k] {
		if r.tree.rel(k) == dragoman.RelCompoundPrt && otherSense[r.tree.lemma(k)] {
			return true
		}
	}
	return false
}

// otherSense are the particles that make no ground of what is taken or held.
var otherSense = setOf(`in on up off out down apart aside`)

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
	base := reading{frame: f, trigger: p.nounOf(), node: p.node, light: p.light, sent: r.tree.sent[p.node], say: -1, host: -1, next: -1, lenient: r.lenient}
	if p.noun >= 0 {
		base.light = p.node
	}
	base.source = r.fill(p, f.Source, firstSlot)
	r.companion(&base, p)
	base.target = r.fill(p, f.Target, secondSlot)
	base.theme = r.fill(p, f.Theme, firstSlot)
	if base.source.empty() && f.Code != nil && (f.Code.Type == "CONSULT" || f.Code.Type == "COOPERATE") {
		r.host(&base, p)
		base.both = len(f.Both) > 0 && base.target.empty() && r.countParties(base.source) > 1
	}
	if len(f.Both) > 0 {
		if both := r.fill(p, f.Both, firstSlot); r.countParties(both) > 1 || base.source.empty() {
			if base.target.empty() || r.countParties(both) > 1 && r.countParties(base.target) == 0 {
				base.source, base.both = both, true
			}
		}
	}
	r.reciprocal(&base, p)
	if f.Require&codebook.RequireSource != 0 && base.source.empty() && !r.lent(p) || f.Require&codebook.RequireTarget != 0 && base.target.empty() && !base.both && !r.confers(&base) ||
		f.Require&codebook.RequireTheme != 0 && base.theme.empty() {
		r.traceLost(c, p, nil)
		return -1
	}
	if base.target.empty() && p.light >= 0 && undergoes[r.tree.lemma(p.light)] && f.Code != nil {
		if s := r.tree.surface(p.light, 0); s >= 0 && s != p.node {
			r.aim(&base, s) // "women received an apology", "will face war"
		}
	}
	if base.target.empty() && !base.both && f.Code != nil {
		r.undirected(&base, p)
		r.despite(&base, p)
	}
	list := r.operate(&base, p)
	if f.Code != nil && (list < 0 || attributes(f)) {
		base.typ, base.mode, base.cameo = f.Code.Type, f.Code.Mode, f.Code.Cameo
		if list < 0 && r.countParties(base.target) == 0 && len(f.Operations) > 0 && len(f.Both) == 0 {
			r.innerTarget(&base, p)
		}
		base.next = list // what is told beside the act of telling
		list = r.add(base)
	} else if list < 0 && len(f.Standings) > 0 && len(f.Operations) == 0 {
		list = r.add(base)
	}
	if p.noun >= 0 && list >= 0 {
		r.spend(f, p.noun, base.source) // "suspended aid" is no aid
	}
	if list >= 0 && len(f.Operations) == 0 {
		r.absorb(f, p, base.source)
	}
	r.traceWon(c, p, list)
	return list
}

// companion makes who is followed in an act do it too: "Sudan joined Riyadh in breaking with Iran".
func (r *reader) companion(x *reading, p place) {
	t := &r.tree
	h := t.head(p.node)
	if h < 0 || t.xpos(p.node) != dragoman.VBG || !following[t.lemma(h)] || !t.hasChild(p.node, dragoman.RelMark, "in") || x.source.empty() {
		return
	}
	o := t.child(h, dragoman.RelObj)
	if o < h || !r.refer(o).ok() {
		return
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, r.list(x.source)...)
	r.nodes = r.members(o, r.nodes)
	x.source = fillers{from, int32(len(r.nodes))}
}

var following = setOf("follow join echo emulate imitate copy")

// confers reports whether the reading may be of several who meet among themselves.
func (r *reader) confers(x *reading) bool {
	return x.frame.Code != nil && x.frame.Code.Type == "CONSULT" && r.assembled(x)
}

// host makes the subject of the verb around a talk or a joint work its source: "the pope prayed there during a visit to Turkey", "in a call
// with Putin, Macron raised the matter", "Morocco and Spain broke up a cell in a joint swoop".
func (r *reader) host(x *reading, p place) {
	t := &r.tree
	n := p.node
	if p.light >= 0 || t.upos(n) != dragoman.NOUN || !r.hasOneCase(n, occasions) || t.hasChild(n, dragoman.RelDet, "the", "no") {
		return
	}
	v := t.head(n)
	if v < 0 || t.rel(n) != dragoman.RelObl && t.rel(n) != dragoman.RelNmod {
		return
	}
	s := t.subject(v)
	if !t.isVerb(v) {
		if s = v; t.rel(v) != dragoman.RelRoot && t.rel(v) != dragoman.RelCcomp || v > n || !t.hasChild(n, dragoman.RelCase, "for") || !r.knownAway(v) {
			return
		}
		if at := t.child(v, dragoman.RelNmod); x.target.empty() && at >= 0 && at < n && r.placeAt[at] >= 0 {
			r.aim(x, at) // "Lavrov in Ankara for talks"
		}
	}
	if s >= 0 && r.refer(s).ok() {
		from := int32(len(r.nodes))
		r.nodes = r.members(s, r.nodes)
		x.source = fillers{from, int32(len(r.nodes))}
	}
}

// knownAway reports whether the noun n that a headline without a verb begins with names one who is known for himself, or an officer of a country: "Lavrov in
// Ankara for talks".
func (r *reader) knownAway(n int32) bool {
	p := r.parties(n, nil)
	return len(p) == 1 && (p[0].Actor != "" || r.tree.upos(n) == dragoman.NOUN && r.classOf(n)&(codebook.Leader|codebook.Official) != 0)
}

// occasions are the prepositions that say on what occasion something is done.
var occasions = []string{"in", "during", "on", "at", "after", "following", "for"}

// absorb takes away the reading of the object, or of what is asked for, that a verb's frame asks for by its word: who signs a pact makes one event,
// not two.
func (r *reader) absorb(f *codebook.Frame, p place, source fillers) {
	if f.Predicates[0].Kind != codebook.Verb || p.noun >= 0 {
		return
	}
	for i := range f.Conditions {
		c := &f.Conditions[i]
		if c.Unless || len(c.Lemmas) == 0 || len(c.Path) != 1 {
			continue
		}
		switch c.Path[0].Step {
		case codebook.Obj:
			if o := r.tree.object(p.node); o >= 0 && r.memo[o] != inProgress {
				r.spend(f, o, source)
			}
		case codebook.Xcomp: // "asked the court to order a withdrawal"
			at := len(r.scratch)
			r.scratch = r.walk(p, c.Path, r.scratch)
			for _, k := range r.scratch[at:] {
				if r.memo[k] != inProgress && f.Code != nil && f.Code.Type == "REQUEST" {
					r.spend(f, k, source)
				}
			}
			r.scratch = r.scratch[:at]
		}
	}
}

// spend takes away the readings of n, but for what the frame is only an answer to.
func (r *reader) spend(f *codebook.Frame, n int32, answerer fillers) {
	for k := r.read(n); k >= 0; k = r.readings[k].next {
		r.readings[k].consumed = (!refuses(f) || !r.stands(answerer, k)) && !r.hosts(f, n, answerer, &r.readings[k])
	}
}

// hosts reports whether the talks x of two others are held with the source of the frame: "Oman hosted talks between Iran and America".
func (r *reader) hosts(f *codebook.Frame, noun int32, host fillers, x *reading) bool {
	if v := r.tree.head(noun); v >= 0 {
		if r.tree.hasChild(v, dragoman.RelMark, "to") || r.tree.hasChild(v, dragoman.RelAux, "will", "would", "may", "might", "could", "can") {
			return false // they are still to come
		}
	}
	return f.Code != nil && f.Code.Type == "CONSULT" && x.typ == "CONSULT" && !r.sameFillers(host, x.source) && !r.sameFillers(host, x.target) &&
		(r.countParties(x.source) > 0 && r.countParties(x.target) > 0 || x.both)
}

// refuses reports whether the frame is an answer to what others ask or say.
func refuses(f *codebook.Frame) bool {
	return f.Code != nil && (f.Code.Type == "REJECT" || f.Code.Type == "CONCEDE")
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
