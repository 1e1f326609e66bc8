package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// events adds one event for each dyad of the reading.
func (r *reader) events(i int32) {
	e := &r.records
	x := &r.readings[i]
	if r.leftOpen(x) || r.recalled(x) {
		return
	}
	e.sources, e.targets = e.sources[:0], e.targets[:0]
	if r.among(x); len(e.sources) > 1 && (x.both || r.mutual(x)) {
		r.addMutual(i)
		return
	}
	r.findTargets(i)
	selves := r.findUnnamed(x)
	if r.untold(x, selves) {
		return
	}
	if len(e.targets) == 0 && len(e.sources) == 0 && x.typ == "CONSULT" && r.assembled(x) {
		e.sources = r.unnamed(x, x.source, false, e.sources)
	}
	if len(e.sources) > 0 || len(e.targets) > 0 {
		r.addDyads(i)
	}
}

// among finds the sources of x. Of an act that two sides do together both are sources: "unions and employers agreed".
func (r *reader) among(x *reading) {
	e := &r.records
	e.sources = r.sideOf(x.source, e.sources)
	if len(e.sources) == 0 && !r.bare(x) && (x.both || len(x.frame.Both) > 0) && r.mutual(x) {
		if e.sources = r.strangers(x, x.source, e.sources); len(e.sources) == 1 {
			e.sources = e.sources[:0]
		}
	}
}

// addMutual adds an event for each two of the sources.
func (r *reader) addMutual(i int32) {
	e := &r.records
	x := &r.readings[i]
	proto := r.event(i)
	for a := range e.sources {
		for b := a + 1; b < len(e.sources); b++ {
			r.addEvent(proto, &e.sources[a], &e.sources[b], i)
			if x.turns && groupOf[x.typ]&(agree|consult|cooperate) == 0 || groupOf[x.typ]&accuse != 0 { // who trade blame blame each other
				r.addEvent(proto, &e.sources[b], &e.sources[a], i)
			}
		}
	}
}

// findTargets finds the known parties that undergo the reading, and takes from both sides who belongs to the other.
func (r *reader) findTargets(i int32) {
	e := &r.records
	x := &r.readings[i]
	if x.typ == "PROTEST" {
		r.aggrieve(x)
	}
	if x.typ == "AGREE" && r.yetToBe(x.target) {
		x.target = fillers{}
	}
	e.targets = r.sideOf(x.target, e.targets)
	r.mediated(x)
	if x.mode == "third-party" && len(e.sources) > 1 {
		e.targets = slices.DeleteFunc(e.targets, func(p dragoman.Party) bool { // "the two sides" are not those who mediate between them
			return slices.ContainsFunc(e.sources, func(s dragoman.Party) bool { return s.Same(&p) })
		})
	}
	r.apart(x)
	r.disjoint(x)
	if len(e.targets) == 0 && groupOf[x.typ]&(aid|agree) != 0 {
		e.targets = r.purposeOf(x, e.targets)
	}
	if len(e.targets) == 0 && r.onlyNumber(x.target) {
		e.targets = r.counted(i, e.targets)
	}
	if len(e.targets) == 0 && len(e.sources) == 1 && x.typ == "SANCTION" {
		e.targets = r.likewise(i, e.targets)
	}
	if len(e.targets) == 0 && (groupOf[x.typ]&(agree|request|concede) != 0 || x.typ == "SUPPORT" && r.infinitive(x.node)) && !r.anyone(x.target) {
		e.targets = r.interlocutor(x, e.targets)
	}
	if s := r.provoker(x); s >= 0 && (len(e.targets) == 0 || x.frame.Code != nil && x.frame.Code.Type == "MOBILIZE" && r.allOwnLand()) {
		e.targets = r.parties(s, e.targets[:0]) // "would station missiles in Kaliningrad if the Americans built their shield"
	}
}

// allOwnLand reports whether all targets are places of the one source's own country.
func (r *reader) allOwnLand() bool {
	e := &r.records
	return len(e.sources) == 1 && !slices.ContainsFunc(e.targets, func(p dragoman.Party) bool {
		return p.Type != dragoman.PlaceEntity || p.Country == "" || p.Country != e.sources[0].Country
	})
}

// yetToBe reports whether what is promised is a body that does not exist: "promised an inquiry".
func (r *reader) yetToBe(f fillers) bool {
	list, t := r.list(f), &r.tree
	return len(list) == 1 && inquiries[t.lemma(list[0])] && t.rel(list[0]) == dragoman.RelObj && t.hasChild(list[0], dragoman.RelDet, "a", "an")
}

// inquiries are nouns for bodies that are set up to look into something.
var inquiries = setOf(`inquiry enquiry investigation probe commission committee panel tribunal review`)

// findUnnamed fills a side that has no known party with the words that stand for one, where the act needs no more. It reports whether who acts
// is known by such words alone.
func (r *reader) findUnnamed(x *reading) (selves bool) {
	e := &r.records
	if len(e.targets) == 0 && len(e.sources) > 0 {
		e.targets = r.unnamed(x, x.target, groupOf[x.typ]&(force&^(protest|mobilize)|yield|aid) != 0 || x.mode == "riot" || x.mode == "vandalize", e.targets)
	} else if len(e.sources) == 0 && len(e.targets) > 0 {
		e.sources = r.unnamed(x, x.source, false, e.sources)
	}
	if len(e.sources) == 0 && len(e.targets) == 0 && (groupOf[x.typ]&force != 0 || x.cameo == "115") && r.anyFolk(x) {
		e.sources = r.unnamed(x, x.source, false, e.sources)
		e.targets = r.unnamed(x, x.target, len(e.sources) > 0, e.targets)
	}
	if len(e.sources) == 0 && len(e.targets) == 0 && !r.bare(x) {
		e.sources = r.strangers(x, x.source, e.sources)
		selves = len(e.sources) > 0
		if !selves && x.typ == "RETREAT" {
			e.targets = r.strangers(x, x.target, e.targets)
		}
	}
	if len(e.targets) == 0 && (x.mode == "third-party" || x.mode == "phone" && len(e.sources) > 0) {
		e.targets = r.reconciled(x, e.targets)
	}
	if x.typ == "CONSULT" {
		e.sources = slices.DeleteFunc(e.sources, land)
	}
	return selves
}

// untold reports whether the sides that were found are too few for x to be told.
func (r *reader) untold(x *reading, selves bool) bool {
	e := &r.records
	if r.bare(x) && (len(e.sources) == 0 || len(e.targets) == 0) && (groupOf[x.typ]&force == 0 || len(e.targets) == 0) &&
		(x.typ != "PROTEST" || !slices.ContainsFunc(e.sources, named)) {
		return true // a noun that is not said to happen needs both sides, or a crowd that protests
	}
	if x.purpose && groupOf[x.typ]&(consult|agree) != 0 && x.cameo == "036" && r.crowd(x) {
		return true // who comes out to greet a crowd has not agreed to meet it
	}
	if len(e.targets) > 0 {
		return false
	}
	if x.numOps == 0 && x.frame.Require&codebook.RequireTarget != 0 && !r.assembled(x) {
		return true
	}
	return x.typ == "CONSULT" && !(selves && len(x.frame.Both) > 0) && (x.mode != "third-party" || len(e.sources) == 0 || r.bare(x) || r.inPassing(x)) && !r.assembled(x)
}

// addDyads adds an event for each source and each target that are not the same.
func (r *reader) addDyads(i int32) {
	e := &r.records
	x := &r.readings[i]
	proto := r.event(i)
	r.settleIn(proto.Where, x)
	if len(e.sources) == 0 {
		for b := range e.targets {
			r.addEvent(proto, nil, &e.targets[b], i)
		}
		return
	}
	if len(e.targets) == 0 {
		for a := range e.sources {
			r.addEvent(proto, &e.sources[a], nil, i)
		}
		return
	}
	told := false
	for a := range e.sources {
		for b := range e.targets {
			switch s, t := &e.sources[a], &e.targets[b]; {
			case x.mode == "visit" && x.typ == "CONSULT" && atHome(s, t):
				told = true
			case s.Actor != "" && s.Name == t.Name && !s.Same(t):
				told = true // a pronoun taken for the subject of its own verb
			case !s.Same(t):
				told = true
				r.addEvent(proto, s, t, i)
			}
		}
	}
	if !told && (groupOf[x.typ]&(coerce|protest|mobilize|yield) != 0 || groupOf[x.typ]&agree != 0 && r.ownThings(x)) { // "moved troops to its border"
		r.addEvent(proto, &e.sources[0], nil, i)
	}
}

// bare reports whether the reading is of a noun with no verb that says it happens, and no operator.
func (r *reader) bare(x *reading) bool {
	return x.light < 0 && x.numOps == 0 && !r.tree.isVerb(x.trigger) && !r.granted(x) && r.tree.upos(x.trigger) != dragoman.ADJ && r.tree.child(x.trigger, dragoman.RelCop) < 0
}

// granted reports whether x is a resignation that a sentence takes for granted: "his resignation leaves Pristina without a negotiator".
func (r *reader) granted(x *reading) bool {
	t := &r.tree
	v := t.head(x.trigger)
	return x.mode == "resign" && v >= 0 && t.rel(x.trigger) == dragoman.RelNsubj && t.isVerb(v) && t.child(v, dragoman.RelAux) < 0 &&
		(t.xpos(v) == dragoman.VBD || t.xpos(v) == dragoman.VBZ || t.xpos(v) == dragoman.VBP)
}

// infinitive reports whether n is a verb that only somebody else's verb bears on: "forbade the parties to meet", "let them meet".
func (r *reader) infinitive(n int32) bool {
	t := &r.tree
	return t.isVerb(n) && t.child(n, dragoman.RelAux) < 0 && (t.rel(n) == dragoman.RelXcomp || t.hasChild(n, dragoman.RelMark, "to")) && !r.isToBe(n)
}

// ownThings reports whether all that x is about is a thing of somebody's: "agreed to shut its reactor".
func (r *reader) ownThings(x *reading) bool {
	for _, n := range r.list(x.target) {
		if !r.refer(n).through || r.folk(n) {
			return false
		}
	}
	return true
}
