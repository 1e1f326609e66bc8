package code

import "dragoman"

// People who run from an attack are those it is aimed at: "700,000 Rohingya fled to Bangladesh after an army crackdown".

// flights gives an attack that only says what people fled from these people for its target.
func (r *reader) flights() {
	for i := range r.readings {
		x := &r.readings[i]
		if x.consumed || groupOf[x.typ]&(assault|coerce) == 0 || !r.bare(x) || x.modality != dragoman.Done {
			continue
		}
		v := r.fledFrom(x.trigger)
		if v < 0 {
			continue
		}
		s := r.tree.surface(v, 0)
		if s < 0 || r.countParties(x.source) == 0 && !r.refer(s).ok() || !r.refer(s).ok() && !r.folk(s) {
			continue
		}
		if r.countParties(x.target) == 0 && !r.aim(x, s) {
			continue
		}
		x.light = v
	}
}

// fledFrom is the verb of flight whose cause the noun n is, or -1.
func (r *reader) fledFrom(n int32) int32 {
	t := &r.tree
	v := t.head(n)
	if v < 0 || !t.isVerb(v) {
		return -1
	}
	switch fleeing, moved := flight[t.lemma(v)] || t.is(v, "fled"), uprooting[t.lemma(v)] && t.passive(v); {
	case !fleeing && !moved:
		return -1
	case t.rel(n) == dragoman.RelObj && fleeing, t.rel(n).Universal() == dragoman.RelObl && r.hasOneCase(n, fleds):
		return v
	}
	return -1
}

var (
	flight    = setOf("flee escape")
	uprooting = setOf("displace uproot drive")
	fleds     = []string{"from", "after", "since", "because", "amid", "following", "during", "in", "by", "under"}
)
