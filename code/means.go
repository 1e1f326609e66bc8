package code

import "dragoman"

// The mode of an attack by its means, and of a show of force by who is sent, where the frame of the verb does not tell: "missiles hit the
// port", "suicide bombers attacked", "sent 400 policemen".

// A manner is a mode with its code.
type manner struct{ mode, cameo string }

// means are what an attack is made with, by the word for it.
var means = func() map[string]manner {
	m := map[string]manner{}
	for words, w := range map[string]manner{
		`missile rocket shell mortar artillery howitzer projectile tank gunboat warship torpedo cannon`: {"heavy-weapons", "194"},
		`drone uav quadcopter`:                               {"drone", "1952"},
		`airstrike warplane jet aircraft helicopter gunship`: {"aerial", "195"},
	} {
		for k := range setOf(words) {
			m[k] = w
		}
	}
	return m
}()

// byMeans gives an attack whose frame has no mode, or no more than that shots were fired, that of what strikes.
func (r *reader) byMeans(x *reading) {
	t := &r.tree
	v := r.actOf(x)
	if x.typ != "ASSAULT" || x.numOps > 0 && x.mode != "" || !t.isVerb(v) || t.passive(v) {
		return
	}
	s := t.surface(v, 0)
	if s < 0 {
		return
	}
	w, ok := means[t.lemma(s)]
	if t.lemma(s) == "bomber" && t.hasChild(s, dragoman.RelCompound, "suicide") {
		w, ok = manner{"suicide-attack", "1831"}, true
	}
	switch {
	case !ok:
	case x.mode == "", x.mode == "firearms" && w.mode == "heavy-weapons":
		x.mode, x.cameo = w.mode, w.cameo
	}
}

// byForce tells police that are sent from soldiers.
func (r *reader) byForce(x *reading) {
	t := &r.tree
	v := r.actOf(x)
	if x.typ != "MOBILIZE" || x.mode != "troops" || !t.isVerb(v) {
		return
	}
	o := t.object(v)
	if o < 0 {
		o = t.surface(v, 0)
	}
	if o < 0 {
		return
	}
	o = r.core(o)
	police := constabulary[t.lemma(o)] || t.hasChild(o, dragoman.RelCompound, "police", "riot") || t.hasChild(o, dragoman.RelAmod, "riot")
	if s := t.surface(v, 0); t.lemma(o) == "officer" && s >= 0 && t.lemma(s) == "police" {
		police = true
	}
	if police {
		x.mode, x.cameo = "police", "153"
	}
}

var constabulary = setOf(`police policeman policewoman constable gendarme`)
