package code

import "dragoman"

// Readings that name an act without telling that anybody does it, and acts that are told again in passing.

// unfactual reports whether the act of a reading is only a way that is looked for, what something makes hard or easy, or what a
// talk is about.
func (r *reader) unfactual(x *reading) bool {
	return r.sought(r.actOf(x)) || r.weighed(x) || r.talkedOf(x) || r.unreal(x) || r.calledHome(x) || r.mishap(x) || r.imperative(x)
}

// imperative reports whether the act of x is what somebody is told to do: "Prosecute the officers", "Kill them all, the general said". What a quotation begins with is
// its speaker's request.
func (r *reader) imperative(x *reading) bool {
	t := &r.tree
	v := r.actOf(x)
	if t.xpos(v) != dragoman.VB || r.bidden(v) {
		return false
	}
	for steps := 0; t.rel(v) == dragoman.RelConj && steps < maxThrough; steps++ {
		v = t.head(v)
	}
	if t.xpos(v) != dragoman.VB || t.child(v, dragoman.RelAux) >= 0 || t.hasMark(v) || t.rel(v) != dragoman.RelRoot && t.rel(v) != dragoman.RelParataxis && t.rel(v) != dragoman.RelCcomp {
		return false
	}
	for k := v - 1; k >= r.d.Sentences[x.sent].First && t.upos(k) != dragoman.PUNCT; k-- {
		if t.isNominal(k) { // its subject, whatever the parser made of it
			return false
		}
	}
	return true
}

// mishap reports whether nobody did what x tells of those who "were killed": the sentence, or the one before it, is about weather or an accident, and
// neither tells of another attack ("the worst storm in history, with 10,000 people killed").
func (r *reader) mishap(x *reading) bool {
	t := &r.tree
	if x.typ != "ASSAULT" || !x.source.empty() || x.host >= 0 || !befalls[t.lemma(x.trigger)] {
		return false
	}
	for i := range r.readings {
		if o := &r.readings[i]; o.typ == "ASSAULT" && (o.sent == x.sent || o.sent == x.sent-1) && (!o.source.empty() || !befalls[t.lemma(o.trigger)]) {
			return false
		}
	}
	for i := r.d.Sentences[max(0, x.sent-1)].First; i < r.d.Sentences[x.sent].End; i++ {
		if mishaps[t.lemma(i)] && t.upos(i) == dragoman.NOUN {
			if c := t.child(i, dragoman.RelNmod); c < 0 || !t.hasChild(c, dragoman.RelCase, "of") { // but "a storm of protest"
				return true
			}
		}
	}
	return false
}

// befalls are verbs of what befalls people, whoever or whatever does it.
var befalls = setOf(`kill injure hurt wound crush maim`)

// mishaps are nouns of weather and accidents.
var mishaps = setOf(`cyclone hurricane typhoon tornado twister storm rainstorm snowstorm sandstorm thunderstorm blizzard monsoon downpour flood flooding floods floodwater earthquake
	quake aftershock tremor tsunami landslide mudslide rockslide avalanche volcano wildfire heatwave stampede derailment collision shipwreck pile-up crash accident`)

// calledHome reports whether x are the consultations for which envoys are recalled: talks with nobody.
func (r *reader) calledHome(x *reading) bool {
	t := &r.tree
	h := t.head(x.trigger)
	return x.typ == "CONSULT" && t.upos(x.trigger) == dragoman.NOUN && t.hasChild(x.trigger, dragoman.RelCase, "for") && h >= 0 && t.isVerb(h) && recalls[t.lemma(h)]
}

var recalls = setOf(`recall summon withdraw call`)

// unreal reports whether the act of x is told as one that was not done: "has yet to reopen", "would have gone home", "had the Senate ratified it",
// "shot himself rather than surrender".
func (r *reader) unreal(x *reading) bool {
	t := &r.tree
	if v := r.actOf(x); t.isVerb(v) && t.head(v) >= 0 {
		h := t.head(v)
		if m := r.memo[h]; t.rel(v) == dragoman.RelXcomp && (permits[t.lemma(h)] || t.lemma(h) == "let") && m >= 0 && r.readings[r.alive(m)].typ == "REJECT" {
			return true // "refused to let the bank lend Ukraine the money"
		}
		if t.rel(v) == dragoman.RelAcl && t.hasChild(h, dragoman.RelDet, "any") {
			return true // "would respect any truce agreed by the rebels"
		}
		if t.xpos(v) == dragoman.VBG && systems[t.lemma(h)] && (t.hasChild(v, dragoman.RelMark, "of") || t.hasChild(v, dragoman.RelCase, "of")) {
			return true // "a new system of lending to poor countries"
		}
	}
	for n, steps := r.actOf(x), 0; n >= 0 && steps < maxThrough; n, steps = t.head(n), steps+1 {
		if t.isVerb(n) && (t.wouldHave(n) || t.insteadOf(n)) {
			return true
		}
		switch t.rel(n) {
		case dragoman.RelXcomp:
			if h := t.head(n); (t.lemma(h) == "have" || t.lemma(h) == "be") && t.hasChild(h, dragoman.RelAdvmod, "yet") && t.hasChild(n, dragoman.RelMark, "to") {
				return true
			}
		case dragoman.RelConj, dragoman.RelObj:
		default:
			return false
		}
	}
	return false
}

// systems are nouns for how a thing is done, whoever does it.
var systems = setOf(`system practice method art technique habit tradition`)

// wouldHave reports whether the verb v tells what would have been, or on what that hung.
func (t *tree) wouldHave(v int32) bool {
	if t.hasChild(v, dragoman.RelAux, "would") && t.hasChild(v, dragoman.RelAux, "have") && !t.hasChild(v, dragoman.RelMark, "that") {
		return true
	}
	a := t.first[v] // "had the Senate ratified"
	return a >= 0 && !t.is(t.d.Sentences[t.sent[v]].End-1, "?") && t.rel(a) == dragoman.RelAux && t.is(a, "had") && t.rel(v) != dragoman.RelRoot && (t.rel(a+1) == dragoman.RelDet || t.rel(a+1) == dragoman.RelNsubj || t.rel(a+1) == dragoman.RelNsubjPass) &&
		max(t.child(v, dragoman.RelNsubj), t.child(v, dragoman.RelNsubjPass)) > a
}

// insteadOf reports whether the verb v is one side of "would sooner resign than", "rather than surrender": what is not done, or only would be.
func (t *tree) insteadOf(v int32) bool {
	if v > 1 && t.is(v-1, "than") && (t.is(v-2, "rather") || t.is(v-2, "sooner")) {
		return true
	}
	if h := t.head(v); v > 0 && t.is(v-1, "than") && h >= 0 && t.preferred(h) {
		return true
	}
	return t.preferred(v)
}

func (t *tree) preferred(v int32) bool {
	return t.hasChild(v, dragoman.RelAux, "would", "'d") && t.hasChild(v, dragoman.RelAdvmod, "sooner", "rather")
}

// sought reports whether the infinitive v says to what end a way is looked for: "discussed ways to strengthen their ties". A way that was found has
// been gone.
func (r *reader) sought(v int32) bool {
	t := &r.tree
	for steps := 0; t.rel(v) == dragoman.RelConj && steps < maxThrough; steps++ {
		v = t.head(v)
	}
	h := t.head(v)
	if h < 0 || !t.hasChild(v, dragoman.RelMark, "to") {
		return false
	}
	if t.isVerb(h) { // where the parser hung it on the verb
		o := t.object(h)
		return weighing[t.lemma(h)] && o > h && o < v && ways[t.lemma(o)]
	}
	g := t.head(h)
	return t.rel(v) == dragoman.RelAcl && ways[t.lemma(h)] && g >= 0 && t.isVerb(g) && weighing[t.lemma(g)]
}

// talkedOf reports whether the reading is only what a talk is about: "spoke about [reopening the frontier]", "held talks on [sending troops]".
func (r *reader) talkedOf(x *reading) bool {
	t := &r.tree
	v := r.actOf(x)
	if !t.isVerb(v) || t.xpos(v) != dragoman.VBG || !t.hasChild(v, dragoman.RelMark, "about", "on", "over") && !t.hasChild(v, dragoman.RelCase, "about", "on", "over") {
		return false
	}
	for n, steps := t.head(v), 0; n >= 0 && steps < 2; n, steps = t.head(n), steps+1 {
		if r.memo[n] >= 0 && r.readings[r.memo[n]].typ == "CONSULT" {
			return true
		}
		for k := t.first[n]; k >= 0; k = t.next[k] { // the talks are the object of the verb
			if t.rel(k).Universal() == dragoman.RelObj && r.memo[k] >= 0 && r.readings[r.memo[k]].typ == "CONSULT" {
				return true
			}
		}
	}
	return false
}

// ways are nouns for how a thing could be done.
var ways = setOf(`way means avenue method option possibility measure step mechanism modality prospect chance opportunity scope`)

// weighing are the verbs of those who have not yet chosen.
var weighing = setOf(`discuss explore seek study examine review consider debate weigh mull ponder address assess outline hash want need look evaluate`)

// weighed reports whether a reading is within what its sentence makes hard or easy: "the row made entering talks with Israel difficult".
func (r *reader) weighed(x *reading) bool {
	t := &r.tree
	for n, depth := x.node, 0; n >= 0 && depth < maxThrough; n, depth = t.head(n), depth+1 {
		h := t.head(n)
		if h < 0 || !t.isVerb(h) {
			continue
		}
		rel := t.rel(n)
		if !renders[t.lemma(h)] || rel != dragoman.RelXcomp && rel != dragoman.RelObj && rel != dragoman.RelCcomp {
			continue
		}
		for _, up := range [2]int32{h, n} { // the parser may hang it on the object
			for k := t.first[up]; k >= 0; k = t.next[k] {
				if k > n && t.upos(k) == dragoman.ADJ && (t.rel(k) == dragoman.RelXcomp || t.rel(k) == dragoman.RelAcl) {
					return true
				}
			}
		}
	}
	return false
}

// renders are verbs that give their object a quality.
var renders = setOf(`make render keep leave find consider deem`)

// permitted reports whether a reading is what somebody is let do: that it may be done is not that it is ("will allow Syria to restore relations").
func (r *reader) permitted(x *reading) bool {
	v := r.actOf(x)
	h := r.tree.head(v)
	return h >= 0 && x.numOps == 0 && r.tree.rel(v) == dragoman.RelXcomp && r.tree.hasChild(v, dragoman.RelMark, "to") && permits[r.tree.lemma(h)]
}

var permits = setOf(`allow permit authorise authorize entitle enable license invite`)

// rangeEnd reports whether the noun n closes a range, though the tree makes a verb of it: "from pariah state to partner in security".
func (r *reader) rangeEnd(n int32) bool {
	if r.d.Tokens[n].UPOS != dragoman.NOUN || n < 2 || !r.tree.is(n-1, "to") {
		return false
	}
	for i := n - 2; i >= 0 && i > n-maxEpithets && r.tree.sent[i] == r.tree.sent[n]; i-- {
		switch r.d.Tokens[i].UPOS {
		case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ, dragoman.DET:
			continue
		}
		return r.tree.is(i, "from")
	}
	return false
}

// retold reports whether an event is told in a relative clause, without a time of its own, of a dyad of whom the report has told the like already:
// "Trump, who met Sharaa in private, praised him".
func (r *reader) retold(e *dragoman.Event, x *reading) bool {
	v := r.actOf(x)
	if r.tree.rel(v) != dragoman.RelAclRelcl || e.Source == nil || e.Target == nil || e.When != nil && e.When.Basis == "clause" {
		return false
	}
	for i := range r.d.Events {
		old := &r.d.Events[i]
		if old.Type != e.Type || old.Modality != e.Modality || old.Evidence.Sentence == e.Evidence.Sentence {
			continue
		}
		if equalParty(old.Source, e.Source) && equalParty(old.Target, e.Target) || equalParty(old.Source, e.Target) && equalParty(old.Target, e.Source) {
			return true
		}
	}
	return false
}
