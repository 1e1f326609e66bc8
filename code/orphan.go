package code

import "dragoman"

// before is the noun that stands as subject before the finite verb v, where the tree gives v none: right before it, or before what two
// commas set apart ("Ban Ki-moon, who heads the United Nations, expressed outrage").
func (r *reader) before(v int32) int32 {
	t := &r.tree
	if !t.isFinite(v) || t.passive(v) {
		return -1
	}
	switch t.rel(v) {
	case dragoman.RelAcl, dragoman.RelAclRelcl, dragoman.RelAmod, dragoman.RelXcomp, dragoman.RelCsubj, dragoman.RelCompound, dragoman.RelConj:
		return -1
	}
	first := r.d.Sentences[t.sent[v]].First
	i := v - 1
	for i > first && (t.upos(i) == dragoman.ADV || t.upos(i) == dragoman.AUX || t.upos(i) == dragoman.PART) {
		i--
	}
	if i > first && t.is(i, ",") {
		for i--; i > first && !t.is(i, ","); i-- {
		}
		i--
	}
	if i < first || !t.isNominal(i) || r.isTime(i) {
		return -1
	}
	n := i
	for steps := 0; steps < maxThrough; steps++ {
		h := t.head(n)
		if h < first || h >= v || !t.isNominal(h) || t.rel(n) == dragoman.RelAppos && h < n {
			break // "In Athens, Alexis Tsipras telephoned", hung on Athens
		}
		n = h
	}
	if n >= v || t.child(n, dragoman.RelCase) >= 0 && t.xpos(t.child(n, dragoman.RelCase)) != dragoman.POS {
		return -1
	}
	return n
}

// isFinite reports whether v is a verb in a tense, by its form or its auxiliary.
func (t *tree) isFinite(v int32) bool {
	if t.xpos(v) == dragoman.VBN && t.rel(v) == dragoman.RelRoot && t.child(v, dragoman.RelObj) >= 0 {
		return true // "telephoned the minister", tagged a participle
	}
	return t.tensed(v) || t.isVerb(v) && t.child(v, dragoman.RelAux) >= 0
}
