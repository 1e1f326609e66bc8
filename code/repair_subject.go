package code

import "dragoman"

// Repairs of subjects: what stands before a verb, between commas, that the parser gave to another word.

// leftmost is the first of the tokens right before n that hang below it, or n.
func (t *tree) leftmost(n int32) int32 {
	i := n
	for i > 0 && t.under(i-1, n) {
		i--
	}
	return i
}

// commaAhead is the comma right before the phrase of n, which may hang below n itself; -1 where there is none.
func (t *tree) commaAhead(n int32) int32 {
	i := t.leftmost(n)
	if t.d.Word(i) != "," {
		i--
	}
	if i < 0 || t.d.Word(i) != "," {
		return -1
	}
	return i
}

// rightmost is the last of the tokens right after n that hang below it, or n.
func (t *tree) rightmost(n int32) int32 {
	i := n
	for int(i)+1 < len(t.heads) && t.under(i+1, n) {
		i++
	}
	return i
}

// isSubject reports whether a relation is that of a subject.
func isSubject(rel dragoman.Deprel) bool {
	return rel == dragoman.RelNsubj || rel == dragoman.RelNsubjPass
}

// subjectsOf counts the subjects of v among the tokens around it.
func (t *tree) subjectsOf(v int32) (n int) {
	for k := max(0, v-3*reach); int(k) < len(t.heads) && k < v+reach; k++ {
		if t.heads[k] == v && (isSubject(t.rels[k]) || t.rels[k] == dragoman.RelNsubjOuter) {
			n++
		}
	}
	return n
}

// subjectRel is how a subject stands to v.
func (t *tree) subjectRel(v int32) dragoman.Deprel {
	for k := max(0, v-reach); k < v; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelAuxPass {
			return dragoman.RelNsubjPass
		}
	}
	return dragoman.RelNsubj
}

// described gives the verb its subject in "Nigerian peacekeepers, the vanguard of a larger force, flew in", where the parser took what is said
// of it between two commas; and both in the headline "India, Pakistan agree".
func (t *tree) described(i int32) {
	v := t.heads[i]
	if v <= i || !isSubject(t.rels[i]) {
		return
	}
	comma := t.commaAhead(i)
	if comma < 1 {
		return
	}
	k := comma - 1
	for h, steps := t.heads[k], 0; h >= 0 && h < comma && steps < maxThrough; h, steps = t.heads[h], steps+1 {
		k = h
	}
	end := t.rightmost(i) + 1
	closed := end < v && t.d.Word(end) == "," || end-1 < v && t.d.Word(end-1) == ","
	if t.heads[k] != v || !t.isNominal(k) || isSubject(t.rels[k]) && !closed || t.cased(k) || folded(timeWords, t.d.Word(k)) {
		return
	}
	if first := t.leftmost(k); first > 0 && t.d.Tokens[first-1].Head >= 0 && t.upos(first-1) != dragoman.CCONJ && t.upos(first-1) != dragoman.SCONJ && t.upos(first-1) != dragoman.PUNCT {
		return
	}
	rel := t.rels[i]
	switch {
	case closed:
		t.heads[k], t.rels[k] = v, rel
		t.heads[i], t.rels[i] = k, dragoman.RelAppos
	case k == comma-1 && comma+1 == i && v == i+1 && t.namesThing(k) && t.namesThing(i):
		t.rels[k] = rel
		t.heads[i], t.rels[i] = k, dragoman.RelConj
	}
}

// skipAuxiliaries goes from i over adverbs and auxiliaries.
func (t *tree) skipAuxiliaries(i int32) int32 {
	for int(i) < len(t.heads) && (t.upos(i) == dragoman.ADV || t.upos(i) == dragoman.AUX && t.rels[i] != dragoman.RelRoot) {
		i++
	}
	return i
}

// casualties makes a noun of "the wounded", which the tagger took for a verb.
func (t *tree) casualties(i int32) {
	if i == 0 || t.xpos(i) != dragoman.VBN && t.xpos(i) != dragoman.VBD && t.xpos(i) != dragoman.JJ || t.upos(i-1) != dragoman.DET || t.heads[i-1] != i || t.rels[i-1] != dragoman.RelDet {
		return
	}
	switch t.rels[i] {
	case dragoman.RelObj, dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelObl, dragoman.RelNmod:
		t.tags[i] = dragoman.NOUN
	}
}
