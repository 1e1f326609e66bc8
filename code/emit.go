package code

import (
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
	r.retellings()
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
	x.source, x.target = r.ownVoice(x, x.source), r.ownVoice(x, x.target)
	r.byMeans(x)
	r.byForce(x)
	t := &r.tree
	for n, depth := x.node, 0; n >= 0 && depth < maxDepth; depth++ {
		if t.rel(n) == dragoman.RelAdvcl && t.hasChild(n, dragoman.RelMark, "if", "unless", "whether", "should") && n != x.node {
			x.modality = max(x.modality, dragoman.Possible)
		}
		if h := t.head(n); h >= 0 && t.rel(n) == dragoman.RelCcomp && (t.is(h, "provided") || t.is(h, "providing")) && t.hasChild(n, dragoman.RelMark, "that") {
			x.modality = max(x.modality, dragoman.Possible)
		}
		n = t.head(n)
	}
	if x.typ == "CONSULT" && r.forComing(x) || r.onceItComes(x) {
		apply(r.book, codebook.Plan, x)
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

// onceItComes reports whether x, which is cooperation, is told in the present of a time to come: "will sign it when the ministers meet in Nuuk".
func (r *reader) onceItComes(x *reading) bool {
	t := &r.tree
	v := r.actOf(x)
	if groupOf[x.typ]&(coop|yield) == 0 || x.modality != dragoman.Done || !t.isVerb(v) || t.rel(v) != dragoman.RelAdvcl || t.xpos(v) != dragoman.VBP && t.xpos(v) != dragoman.VBZ ||
		!t.hasChild(v, dragoman.RelMark, "when", "once", "until", "before", "after") && !t.hasChild(v, dragoman.RelAdvmod, "when", "once") {
		return false
	}
	h := t.head(v)
	return h >= 0 && (t.hasChild(h, dragoman.RelAux, "will", "would", "'ll") || r.isToBe(h))
}

// ownVoice puts who speaks in the place of "I" and "we" where nothing else tells who they are: "We thank our brothers", said the minister.
func (r *reader) ownVoice(x *reading, f fillers) fillers {
	list := r.list(f)
	if len(list) != 1 || r.refer(list[0]).ok() {
		return f
	}
	switch lowerASCII(r.d.Word(list[0])) {
	case "i", "we", "me", "us":
	default:
		return f
	}
	s := r.tellingOf(x).speaker
	if s < 0 || s == list[0] || !r.refer(s).ok() {
		return f
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, s)
	return fillers{from, from + 1}
}

// forComing reports whether x is a noun for which somebody will come: "will visit Washington for talks with the president".
func (r *reader) forComing(x *reading) bool {
	t := &r.tree
	if t.upos(x.trigger) != dragoman.NOUN || x.numOps > 0 || !t.hasChild(x.trigger, dragoman.RelCase, "for") {
		return false
	}
	v := t.head(x.trigger)
	for depth := 0; v >= 0 && !t.isVerb(v) && depth < maxThrough; depth++ {
		v = t.head(v)
	}
	if v < 0 || v > x.trigger || !t.isVerb(v) {
		return false
	}
	if m := r.memo[v]; m >= 0 && r.readings[r.alive(m)].typ == "AGREE" {
		return true
	}
	return t.hasChild(v, dragoman.RelAux, "will", "would", "'ll") || r.isToBe(v)
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
	if groupOf[x.typ]&yield != 0 && x.numOps == 0 && t.isVerb(v) && (r.awaited(v) || r.askedOf(v)) {
		return true
	}
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

// awaited reports whether what the verb v tells is only waited for or asked for: "would boycott it until he was freed", "the condition that
// hostages be freed".
func (r *reader) awaited(v int32) bool {
	t := &r.tree
	h := t.head(v)
	if h < 0 {
		return false
	}
	if t.rel(v) == dragoman.RelAdvcl && t.hasChild(v, dragoman.RelMark, "until", "till") {
		switch t.xpos(h) {
		case dragoman.VB, dragoman.VBG:
			return t.isVerb(h) // "vowing to stay until", "involved holding him until"
		}
		return false
	}
	if t.rel(v) != dragoman.RelCcomp && t.rel(v) != dragoman.RelAcl || !t.hasChild(v, dragoman.RelMark, "that") {
		return false
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelAuxPass && t.is(k, "be") {
			return t.child(v, dragoman.RelAux) < 0
		}
	}
	return false
}

// askedOf reports whether v is what somebody was told to do: "told by the bishops to resign".
func (r *reader) askedOf(v int32) bool {
	t := &r.tree
	h := t.head(v)
	return h >= 0 && t.rel(v) == dragoman.RelXcomp && t.hasChild(v, dragoman.RelMark, "to") && bidding[t.lemma(h)] &&
		(t.passive(h) || t.child(h, dragoman.RelObj) >= 0 || t.child(h, dragoman.RelIobj) >= 0) // "asked to resign, and was let go"
}

var bidding = setOf(`tell ask order urge call press advise want beg implore`)

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
	if x.typ == "SUPPORT" && t.isVerb(n) && t.rel(n) == dragoman.RelAmod && t.head(n) > n && x.source.empty() {
		return true // "the recognised government"
	}
	return groupOf[x.typ]&(yield|coerce) != 0 && t.isVerb(n) && t.rel(n) == dragoman.RelAmod && t.head(n) > n && x.source.empty() &&
		(t.hasChild(t.head(n), dragoman.RelDet, "the") || t.child(t.head(n), dragoman.RelNmodPoss) >= 0)
}

// asked reports whether the sentence is a question.
func (r *reader) asked(x *reading) bool {
	s := &r.d.Sentences[x.sent]
	return s.End > s.First && r.tree.is(s.End-1, "?")
}
