package code

import (
	"dragoman"
	"dragoman/codebook"
)

// Whom a word is meant for, where the clause that says it names nobody: who is told it, or who is to do or leave what it hangs on.

// address gives a threat, a refusal, a promise, a request or an apology that names nobody opposite its hearer, and a threat him who can avert it: "told the Serbs
// that he would close the border", "would open the prisons if Turkey bombed the town".
func (r *reader) address(x *reading) {
	r.eachSide(x)
	if groupOf[x.typ]&threaten != 0 && r.countParties(x.target) > 0 && r.ultimatum(x) {
		r.threatener(x)
		x.modality = dragoman.Done
		return
	}
	if groupOf[x.typ]&(threaten|reject|request|agree|concede) == 0 || r.countParties(x.target) > 0 || x.both {
		return
	}
	if groupOf[x.typ]&threaten != 0 {
		r.threatener(x)
	}
	if x.source.empty() || r.countParties(x.source) > 1 && groupOf[x.typ]&agree != 0 {
		return
	}
	if h := r.hearer(x); h >= 0 && r.aim(x, h) {
		return
	}
	if groupOf[x.typ]&threaten == 0 {
		return
	}
	sent := &r.d.Sentences[x.sent]
	for v := sent.First; v < sent.End; v++ {
		if s := r.conditional(v, x); s >= 0 && r.refer(s).ok() && r.aim(x, s) {
			return
		}
	}
}

// eachSide gives "each side", "both" and the like that accuse "the other" the two who are named together before: "talks between Togo and Benin
// broke off, with each side blaming the other".
func (r *reader) eachSide(x *reading) {
	t := &r.tree
	if groupOf[x.typ]&(accuse|threaten) == 0 || x.both || !t.isVerb(x.trigger) {
		return
	}
	s, o := t.child(x.trigger, dragoman.RelNsubj), t.object(x.trigger)
	if s < 0 || o < 0 || !t.is(o, "other") || !t.is(s, "each") && !t.hasChild(s, dragoman.RelDet, "each") || r.countParties(x.source) > 0 {
		return
	}
	for a := r.d.Sentences[x.sent].First; a < s; a++ {
		m := r.mentionAt[a]
		if m < 0 || !r.isParty(m) {
			continue
		}
		b := r.nextConj(a, a)
		if b < 0 || b >= s || r.mentionAt[b] < 0 || !r.isParty(r.mentionAt[b]) {
			continue
		}
		from := int32(len(r.nodes))
		r.nodes = append(r.nodes, a, b)
		if f := (fillers{from, from + 2}); r.countParties(f) == 2 {
			x.source, x.target, x.both, x.turns = f, fillers{}, true, true
			return
		}
		r.nodes = r.nodes[:from]
	}
	x.target = fillers{} // who the other is, is not told
}

// ultimatum reports whether x befalls its target on a condition, and a power that is not the target says so: "Niger will face war if it does not
// free him, ECOWAS said".
func (r *reader) ultimatum(x *reading) bool {
	s := r.tellingOf(x).speaker
	if s < 0 || !x.source.empty() {
		return false
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, s)
	f := fillers{from, from + 1}
	if r.oneSide(f, x.target) || r.sameFillers(f, x.target) {
		return false
	}
	if r.tree.orElse(r.actOf(x)) {
		return true
	}
	sent := &r.d.Sentences[x.sent]
	for v := sent.First; v < sent.End; v++ {
		if r.conditional(v, x) >= 0 {
			return true
		}
	}
	return false
}

// threatener makes who says what will befall somebody the source, where no party is said to do it: "missiles would fall on the city, the marshal said".
func (r *reader) threatener(x *reading) {
	if r.countParties(x.source) > 0 || r.anyone(x.source) {
		return
	}
	s := r.tellingOf(x).speaker
	if s < 0 || r.classOf(s)&powers == 0 {
		return
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, s)
	x.source = fillers{from, from + 1}
}

// powers are the classes of those whose forecast of harm is a threat.
const powers = codebook.State | codebook.Armed | codebook.Leader | codebook.Official

// hearer is who is told what the reading says, or -1; those before whom one speaks are none.
func (r *reader) hearer(x *reading) int32 {
	t := &r.tree
	v := x.say
	if v < 0 {
		v = r.tellingOf(x).verb
	}
	if v < 0 || !t.isVerb(v) || t.passive(v) {
		return -1
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch rel := t.rel(k).Universal(); {
		case !t.isNominal(k) || audiences[t.lemma(k)] || r.isMedia(k):
		case rel == dragoman.RelIobj, rel == dragoman.RelObj && hearing[t.lemma(v)], rel == dragoman.RelObl && saying[t.lemma(v)] && r.hasCase(k, "to"):
			return k
		}
	}
	return -1
}

// hearing are the verbs whose object is told something, saying those that have him after "to".
var (
	hearing = setOf("tell inform notify assure warn remind advise caution promise")
	saying  = setOf("say announce signal suggest write indicate hint confirm repeat explain make")
)

// audiences are those before whom one speaks, of others.
var audiences = setOf(`reporter journalist newspaper paper magazine television radio broadcaster agency channel parliament congress senate lawmaker legislator mp deputy senator
	assembly council committee cabinet conference summit rally crowd audience supporter nation court judge tribunal inquiry panel hearing press media gathering
	meeting seminar forum congregation follower student graduate cadet voter viewer listener correspondent interviewer public people`)

// conditional is the subject of v where it heads a clause that says on what condition the reading comes true, or -1.
func (r *reader) conditional(v int32, x *reading) int32 {
	t := &r.tree
	if t.under(x.trigger, v) || v == x.node {
		return -1
	}
	for k := t.first[v]; k >= 0 && k < v; k = t.next[k] {
		if rel := t.rel(k); (rel == dragoman.RelMark || rel == dragoman.RelAdvmod) && (t.is(k, "if") || t.is(k, "unless") || t.is(k, "should") || t.is(k, "until")) {
			return t.surface(v, 0)
		}
	}
	return -1
}

// commands reports whether the fillers are forces or servants that do what they are told: the source's own, as far as is known.
func (r *reader) commands(source, f fillers) bool {
	serves := false
	for _, n := range r.list(f) {
		if r.classOf(n)&(codebook.Armed|codebook.Official) == 0 {
			continue
		}
		if k := r.tree.child(n, dragoman.RelNmodPoss); k >= 0 && (r.tree.upos(k) == dragoman.PRON || !r.abroad(source, f)) {
			return true
		}
		serves = serves || r.tree.upos(n) != dragoman.PRON // "told them to leave": who they are is not said
	}
	return serves && !r.abroad(source, f)
}
