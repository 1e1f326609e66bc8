package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// An emitter holds what making records needs.
type emitter struct {
	parties []dragoman.Party
	sources []dragoman.Party
	targets []dragoman.Party
	made    []made
}

// A made is a record's place in its Document and its reading, for what looks for doubles.
type made struct {
	event int
	x     int32
}

// emit turns the readings that no operator made another of into Events and Standings, in the order of their triggers.
func (r *reader) emit() {
	r.records.made = r.records.made[:0]
	r.fold()
	for i := range r.d.Sentences {
		r.offices(&r.d.Sentences[i], true, r.take)
	}
	r.flights()
	for i := range r.readings {
		x := &r.readings[i]
		if x.consumed || r.offTopic(x) || r.unfactual(x) {
			continue
		}
		if r.finish(x); x.typ != "" && !r.stipulated(x) {
			r.events(int32(i))
		}
		r.frameStandings(x)
		r.runnerUp(x)
	}
	r.standings()
}

// finish applies what stands above the reading: purposes and conditions.
func (r *reader) finish(x *reading) {
	if x.purpose && groupOf[x.typ]&(request|hostile|protest) == 0 && !r.expressed(x) { // who strikes to demand something does demand it
		apply(r.book, codebook.Plan, x)
	}
	if x.typ == "AGREE" && x.modality == dragoman.Done {
		x.modality = dragoman.Planned // what is agreed is still to come
	}
	r.byMeans(x)
	r.byForce(x)
	t := &r.tree
	for n, depth := x.node, 0; n >= 0 && depth < maxDepth; depth++ {
		if t.rel(n) == dragoman.RelAdvcl && t.hasChild(n, dragoman.RelMark, "if", "unless", "whether", "should") && n != x.node {
			x.modality = max(x.modality, dragoman.Possible)
		}
		n = t.head(n)
	}
	if r.asked(x) || r.imagined(x) {
		x.modality = max(x.modality, dragoman.Possible)
	}
	switch {
	case !r.permitted(x):
	case groupOf[x.typ]&coop != 0:
		apply(r.book, codebook.Plan, x)
	default:
		x.modality = max(x.modality, dragoman.Planned)
	}
	r.address(x)
}

// expressed reports whether x is praise or thanks that what was done for its purpose does express: "telephoned to congratulate her", "lined the road
// to cheer him".
func (r *reader) expressed(x *reading) bool {
	t := &r.tree
	h := t.head(x.node)
	return x.cameo == "051" && x.modality == dragoman.Done && h >= 0 && t.isVerb(h) && t.xpos(h) == dragoman.VBD && expressions[t.lemma(x.trigger)]
}

// expressions are the verbs by which one praises, thanks and greets.
var expressions = setOf(`cheer greet applaud praise congratulate thank acclaim hail salute toast honour honor commend laud welcome fete serenade bless`)

// stipulated reports whether x is what a threat is made to depend on: "threatened to use force unless the president was freed", "gave Syria a week to
// free the hostages".
func (r *reader) stipulated(x *reading) bool {
	t := &r.tree
	v := r.actOf(x)
	term := (t.rel(v) == dragoman.RelAdvcl || t.rel(v) == dragoman.RelAcl || t.rel(v) == dragoman.RelXcomp) && t.hasChild(v, dragoman.RelMark, "to") && groupOf[x.typ]&(agree|yield) != 0
	if !term && (t.rel(v) != dragoman.RelAdvcl || !t.hasChild(v, dragoman.RelMark, "if", "unless")) {
		return false
	}
	for n, depth := t.head(v), 0; n >= 0 && depth < maxThrough; n, depth = t.head(n), depth+1 {
		if h := r.memo[n]; h >= 0 && r.readings[r.alive(h)].typ == "THREATEN" && (!term || r.readings[r.alive(h)].cameo == "139") {
			return true
		}
	}
	return false
}

// imagined reports whether x is a noun that would do something: "a Chinese attack could oblige Japan to respond".
func (r *reader) imagined(x *reading) bool {
	t := &r.tree
	v := t.head(x.trigger)
	return x.light < 0 && x.node == x.trigger && t.upos(x.trigger) == dragoman.NOUN && v >= 0 && t.isVerb(v) && t.rel(x.trigger) == dragoman.RelNsubj &&
		t.hasChild(v, dragoman.RelAux, "could", "would", "might", "may")
}

// leftOpen reports whether x is what somebody leaves open: "did not say whether it had lost any men".
func (r *reader) leftOpen(x *reading) bool {
	t := &r.tree
	for n, depth := x.trigger, 0; n >= 0 && depth < maxThrough; n, depth = t.head(n), depth+1 {
		if t.rel(n) == dragoman.RelCcomp && t.hasChild(n, dragoman.RelMark, "whether", "if") {
			return tellings[t.lemma(t.head(n))]
		}
	}
	return false
}

var tellings = setOf(`say disclose reveal specify tell know confirm indicate`)

// recalled reports whether x is a participle before people of whom the report has told: "embraced the freed captives".
func (r *reader) recalled(x *reading) bool {
	t := &r.tree
	n := x.trigger
	return groupOf[x.typ]&(yield|coerce) != 0 && t.isVerb(n) && t.rel(n) == dragoman.RelAmod && t.head(n) > n && x.source.empty() &&
		(t.hasChild(t.head(n), dragoman.RelDet, "the") || t.child(t.head(n), dragoman.RelNmodPoss) >= 0)
}

// asked reports whether the sentence is a question.
func (r *reader) asked(x *reading) bool {
	s := &r.d.Sentences[x.sent]
	return s.End > s.First && r.tree.is(s.End-1, "?")
}

// events adds one event for each dyad of the reading.
func (r *reader) events(i int32) {
	e := &r.records
	x := &r.readings[i]
	if r.leftOpen(x) || r.recalled(x) {
		return
	}
	e.sources, e.targets = e.sources[:0], e.targets[:0]
	e.sources = r.sideOf(x.source, e.sources)
	if len(e.sources) > 1 && (x.both || r.mutual(x)) {
		proto := r.event(i)
		for a := range e.sources {
			for b := a + 1; b < len(e.sources); b++ {
				r.addEvent(proto, &e.sources[a], &e.sources[b], i)
				if x.turns && groupOf[x.typ]&(agree|consult|cooperate) == 0 || groupOf[x.typ]&accuse != 0 { // who trade blame blame each other
					r.addEvent(proto, &e.sources[b], &e.sources[a], i)
				}
			}
		}
		return
	}
	if x.typ == "PROTEST" {
		r.aggrieve(x)
	}
	e.targets = r.sideOf(x.target, e.targets)
	r.apart(x)
	r.disjoint(x)
	r.mediated(x)
	if len(e.targets) == 0 && groupOf[x.typ]&(aid|agree) != 0 {
		e.targets = r.purposeOf(x, e.targets)
	}
	if len(e.targets) == 0 && r.onlyNumber(x.target) {
		e.targets = r.counted(i, e.targets)
	}
	if len(e.targets) == 0 && len(e.sources) == 1 && x.typ == "SANCTION" {
		e.targets = r.likewise(i, e.targets)
	}
	if len(e.targets) == 0 && groupOf[x.typ]&(agree|request|concede) != 0 && !r.anyone(x.target) {
		e.targets = r.interlocutor(x, e.targets)
	}
	if s := r.provoker(x); s >= 0 && len(e.targets) == 0 {
		e.targets = r.parties(s, e.targets)
	}
	if len(e.targets) == 0 && len(e.sources) > 0 {
		e.targets = r.unnamed(x, x.target, groupOf[x.typ]&(force&^(protest|mobilize)|yield|aid) != 0 || x.mode == "riot" || x.mode == "vandalize", e.targets)
	} else if len(e.sources) == 0 && len(e.targets) > 0 {
		e.sources = r.unnamed(x, x.source, false, e.sources)
	}
	if len(e.sources) == 0 && len(e.targets) == 0 && (groupOf[x.typ]&force != 0 || x.cameo == "115") && r.anyFolk(x) {
		e.sources = r.unnamed(x, x.source, false, e.sources)
		e.targets = r.unnamed(x, x.target, len(e.sources) > 0, e.targets)
	}
	if x.typ == "CONSULT" {
		e.sources = slices.DeleteFunc(e.sources, land)
	}
	if r.bare(x) && (len(e.sources) == 0 || len(e.targets) == 0) && (groupOf[x.typ]&force == 0 || len(e.targets) == 0) &&
		(x.typ != "PROTEST" || !slices.ContainsFunc(e.sources, named)) {
		return // a noun that is not said to happen needs both sides, or a crowd that protests
	}
	if x.purpose && groupOf[x.typ]&(consult|agree) != 0 && x.cameo == "036" && r.crowd(x) {
		return // who comes out to greet a crowd has not agreed to meet it
	}
	if len(e.targets) == 0 && x.numOps == 0 && x.frame.Require&codebook.RequireTarget != 0 && !r.assembled(x) {
		return
	}
	if len(e.targets) == 0 && x.typ == "CONSULT" {
		if !r.assembled(x) {
			return
		}
		if len(e.sources) == 0 {
			e.sources = r.unnamed(x, x.source, false, e.sources)
		}
	}
	if len(e.sources) == 0 && len(e.targets) == 0 {
		return
	}
	proto := r.event(i)
	r.settleIn(proto.Where, x)
	switch {
	case len(e.sources) == 0:
		for b := range e.targets {
			r.addEvent(proto, nil, &e.targets[b], i)
		}
	case len(e.targets) == 0:
		for a := range e.sources {
			r.addEvent(proto, &e.sources[a], nil, i)
		}
	default:
		told := false
		for a := range e.sources {
			for b := range e.targets {
				if !e.sources[a].Same(&e.targets[b]) {
					told = true
					r.addEvent(proto, &e.sources[a], &e.targets[b], i)
				}
			}
		}
		if !told && (groupOf[x.typ]&(coerce|protest|mobilize|yield) != 0 || groupOf[x.typ]&agree != 0 && r.ownThings(x)) { // "moved troops to its border"
			r.addEvent(proto, &e.sources[0], nil, i)
		}
	}
}

// mutual reports whether several who do it, with nobody named opposite, do it with each other: "Israel and Hamas agreed to stop firing".
func (r *reader) mutual(x *reading) bool {
	if r.countParties(x.target) > 0 && !r.venues(x) {
		return false
	}
	if x.mode == "visit" && !x.target.empty() {
		return false // who arrive together visit those to whom they come
	}
	for _, n := range r.list(x.target) {
		if opposed[r.tree.lemma(n)] && r.tree.xpos(n) == dragoman.NNS {
			return false // "mediating between the two sides"
		}
	}
	for _, op := range x.ops[:x.numOps] {
		if x.typ == "AGREE" && (op == codebook.Offer || op == codebook.Promise) {
			return false // "Fiji and Tuvalu offered to host the talks": each offers it
		}
	}
	if r.tree.is(x.trigger, "backed") || r.tree.is(x.trigger, "back") {
		return false // "France and Italy backed the plan"
	}
	return groupOf[x.typ]&(agree|consult|cooperate) != 0 || x.cameo == "057" || x.mode == "ceasefire" && x.numOps == 0
}

// mediated takes "the two sides" between whom several mediate for others than these, where a chain makes one of them.
func (r *reader) mediated(x *reading) {
	e := &r.records
	list := r.list(x.target)
	if len(e.sources) < 2 || len(e.targets) == 0 || len(list) != 1 || !opposed[r.tree.lemma(list[0])] {
		return
	}
	for i := range e.targets {
		if !slices.ContainsFunc(e.sources, func(p dragoman.Party) bool { return p.Same(&e.targets[i]) }) {
			return
		}
	}
	p := r.nominal(list[0])
	p.Chain = -1
	e.targets = append(e.targets[:0], p)
}

// opposed are nouns in whose plural those are taken together who face each other.
var opposed = setOf(`side party faction camp`)

// purposeOf appends the parties for whose good help is given: "sent engineers to rebuild Iraq's power stations".
func (r *reader) purposeOf(x *reading, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	for k := t.first[x.trigger]; k >= 0; k = t.next[k] {
		if k < x.trigger || t.rel(k) != dragoman.RelAdvcl && t.rel(k) != dragoman.RelXcomp || !t.hasChild(k, dragoman.RelMark, "to") {
			continue
		}
		if o := t.child(k, dragoman.RelObj); o >= 0 && len(out) == 0 {
			out = r.parties(o, out)
		}
	}
	return out
}

// venues reports whether all that stands opposite is where it takes place: "resumed negotiations at Wye Plantation".
func (r *reader) venues(x *reading) bool {
	for _, n := range r.list(x.target) {
		if r.placeAt[n] < 0 && r.classOf(n)&codebook.PlaceClass == 0 || !r.hasOneCase(n, []string{"in", "at", "near", "outside", "on"}) {
			return false
		}
	}
	return true
}

// bare reports whether the reading is of a noun with no verb that says it happens, and no operator.
func (r *reader) bare(x *reading) bool {
	return x.light < 0 && x.numOps == 0 && !r.tree.isVerb(x.trigger) && r.tree.upos(x.trigger) != dragoman.ADJ && r.tree.child(x.trigger, dragoman.RelCop) < 0
}

// crowd reports whether the target is common people.
func (r *reader) crowd(x *reading) bool {
	for _, n := range r.list(x.target) {
		if r.classOf(n)&(codebook.State|codebook.Org|codebook.Leader|codebook.Official|codebook.Armed) != 0 {
			return false
		}
	}
	return !x.target.empty()
}

// land reports whether a party is a place that stands for nobody: the Golan Heights hold no talks, as Damascus does.
func land(p dragoman.Party) bool {
	return p.Actor == "" && p.Type == dragoman.PlaceEntity && p.Text == p.Name
}

// named reports whether a party is somebody, not a place alone.
func named(p dragoman.Party) bool { return !land(p) && p.Type != dragoman.PlaceEntity }

// assembled reports whether several leaders or bodies, told of by one plural, confer among themselves: "European foreign ministers met in Brussels".
func (r *reader) assembled(x *reading) bool {
	list := r.list(x.source)
	if len(list) != 1 || len(x.frame.Both) == 0 || r.bare(x) || r.infinitive(x.trigger) && x.numOps == 0 {
		return false
	}
	for _, n := range r.list(x.target) {
		if !r.hasOneCase(n, []string{"in", "at"}) {
			return false
		}
	}
	n := r.core(list[0])
	return r.tree.xpos(n) == dragoman.NNS && classWords[r.tree.lemma(n)]&(codebook.Leader|codebook.Official|codebook.Armed|codebook.Org) != 0
}

// infinitive reports whether n is a verb that only somebody else's verb bears on: "forbade the parties to meet", "let them meet".
func (r *reader) infinitive(n int32) bool {
	t := &r.tree
	return t.isVerb(n) && t.child(n, dragoman.RelAux) < 0 && (t.rel(n) == dragoman.RelXcomp || t.hasChild(n, dragoman.RelMark, "to"))
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
