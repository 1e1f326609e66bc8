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

// events adds one event for each dyad of the reading.
func (r *reader) events(i int32) {
	e := &r.records
	x := &r.readings[i]
	if r.leftOpen(x) || r.recalled(x) {
		return
	}
	e.sources, e.targets = e.sources[:0], e.targets[:0]
	e.sources = r.sideOf(x.source, e.sources)
	if len(e.sources) == 0 && !r.bare(x) && (x.both || len(x.frame.Both) > 0) && r.mutual(x) { // "unions and employers agreed"
		if e.sources = r.strangers(x, x.source, e.sources); len(e.sources) == 1 {
			e.sources = e.sources[:0]
		}
	}
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
	selves := false
	if len(e.sources) == 0 && len(e.targets) == 0 && !r.bare(x) {
		e.sources = r.strangers(x, x.source, e.sources)
		selves = len(e.sources) > 0
		if len(e.sources) == 0 && x.typ == "RETREAT" {
			e.targets = r.strangers(x, x.target, e.targets)
		}
	}
	if len(e.targets) == 0 && (x.mode == "third-party" || x.mode == "phone" && len(e.sources) > 0) {
		e.targets = r.reconciled(x, e.targets)
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
	if len(e.targets) == 0 && x.typ == "CONSULT" && !(selves && len(x.frame.Both) > 0) && (x.mode != "third-party" || len(e.sources) == 0 || r.bare(x) || r.inPassing(x)) {
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
				if x.mode == "visit" && x.typ == "CONSULT" && atHome(&e.sources[a], &e.targets[b]) {
					told = true
				} else if e.sources[a].Actor != "" && e.sources[a].Name == e.targets[b].Name && !e.sources[a].Same(&e.targets[b]) {
					told = true // a pronoun taken for the subject of its own verb
				} else if !e.sources[a].Same(&e.targets[b]) {
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

// strangers appends those of whom a report tells nothing else where the act is theirs and nobody is named: "she has resigned", "the two sides
// agreed on an exchange", "the two countries have exchanged captives".
func (r *reader) strangers(x *reading, f fillers, out []dragoman.Party) []dragoman.Party {
	if groupOf[x.typ]&(agree|retreat|support|cooperate|consult) == 0 {
		return out
	}
	t := &r.tree
	list := r.list(f)
	for _, n := range list {
		if n == x.trigger || r.core(n) != n || r.refer(n).ok() {
			continue
		}
		switch lemma := t.lemma(n); {
		case t.upos(n) == dragoman.PRON:
			willing := x.numOps == 0 || x.did(codebook.Agree) || x.did(codebook.Promise) || x.did(codebook.Offer)
			public := x.typ == "AGREE" && x.cameo != "030" || x.mode == "resign" || x.mode == "release" || x.mode == "disarm" // "she committed herself to a diet"
			if !public || x.modality > dragoman.Planned || !willing || t.rel(r.actOf(x)) == dragoman.RelAclRelcl || !folded(persons, r.d.Word(n)) {
				continue
			}
		case t.xpos(n) == dragoman.NNS && (opposed[lemma] || together[lemma]):
		case x.mode == "release" && (kin[lemma] || t.upos(n) == dragoman.NUM && t.child(n, dragoman.RelNmod) < 0 && !t.hasChild(n, dragoman.RelCompound, "$")):
		case x.typ == "RETREAT" && r.classOf(n)&(codebook.Leader|codebook.Official|codebook.PlaceClass) != 0 && t.upos(n) == dragoman.NOUN:
		case len(list) > 1 && t.upos(n) == dragoman.NOUN && r.classOf(n)&(codebook.Org|codebook.Armed|codebook.Official|codebook.Leader|codebook.Civilian) != 0:
		default:
			continue
		}
		out = append(out, r.nominal(n))
	}
	return out
}

// kin are those who are told of as somebody's.
var kin = setOf(`brother sister son daughter wife husband father mother cousin nephew niece uncle aunt widow comrade parent child relative`)

// together are bodies in whose plural those are taken together who agree.
var together = setOf(`country nation state government neighbour neighbor house chamber leader premier president minister rival union`)

// reconciled appends the parties to what a third one brokered, where it is told of them beside: "under a truce brokered by Oman, the rebels agreed".
func (r *reader) reconciled(x *reading, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	v := r.actOf(x)
	h := t.head(v)
	if !t.isVerb(v) { // "changed his mind after a call from Pretoria"
		h = v
	} else if t.rel(v) != dragoman.RelAcl {
		return out
	}
	if h < 0 || t.rel(h) != dragoman.RelObl || !t.hasChild(h, dragoman.RelCase, "under", "after", "in", "at", "following", "during") {
		return out
	}
	g := t.head(h)
	if g < 0 || !t.isVerb(g) || t.passive(g) { // "hostages will be freed under the deal"
		return out
	}
	if s := t.surface(g, 0); s >= 0 {
		had := len(out)
		if out = r.parties(s, out); len(out) == had && r.folk(s) {
			out = append(out, r.nominal(s))
		}
	}
	return out
}

// atHome reports whether the target is the land of the source: who goes about his own country visits nobody.
func atHome(source, target *dragoman.Party) bool {
	return source.Actor != "" && source.Country != "" && source.Country == target.Country && target.Type == dragoman.PlaceEntity && len(target.Sectors) == 0 && len(source.Sectors) > 0 && source.Sectors[0] == "GOV"
}

// inPassing reports whether x is told in a clause on a noun: "a ceasefire brokered by Qatar collapsed".
func (r *reader) inPassing(x *reading) bool {
	switch v := r.actOf(x); r.tree.rel(v) {
	case dragoman.RelAcl, dragoman.RelAclRelcl, dragoman.RelAmod:
		return true
	default:
		return !r.tree.isVerb(v)
	}
}

// mutual reports whether several who do it, with nobody named opposite, do it with each other: "Israel and Hamas agreed to stop firing".
func (r *reader) mutual(x *reading) bool {
	if r.countParties(x.target) > 0 && !r.venues(x) {
		return false
	}
	switch {
	case x.mode == "visit", x.mode == "third-party": // who arrive or mediate together do so at another's
		return false
	case groupOf[x.typ]&agree != 0 && !x.did(codebook.Agree) && (x.did(codebook.Offer) || x.did(codebook.Promise)): // to another
		return false
	}
	return groupOf[x.typ]&(agree|consult|cooperate) != 0 || x.mode == "ceasefire" && x.numOps == 0 || x.cameo == "057" && len(x.frame.Both) > 0
}

// did reports whether an operator made the reading.
func (x *reading) did(op codebook.Op) bool { return slices.Contains(x.ops[:x.numOps], op) }

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
	return x.light < 0 && x.numOps == 0 && !r.tree.isVerb(x.trigger) && !r.granted(x) && r.tree.upos(x.trigger) != dragoman.ADJ && r.tree.child(x.trigger, dragoman.RelCop) < 0
}

// granted reports whether x is a resignation that a sentence takes for granted: "his resignation leaves Pristina without a negotiator".
func (r *reader) granted(x *reading) bool {
	t := &r.tree
	v := t.head(x.trigger)
	return x.mode == "resign" && v >= 0 && t.rel(x.trigger) == dragoman.RelNsubj && t.isVerb(v) && t.child(v, dragoman.RelAux) < 0 &&
		(t.xpos(v) == dragoman.VBD || t.xpos(v) == dragoman.VBZ || t.xpos(v) == dragoman.VBP)
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
