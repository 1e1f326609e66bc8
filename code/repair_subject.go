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

// listed joins the subjects of "Croats, Serbs and Muslims signed", where the parser made two of the first and the others.
func (t *tree) listed(i int32) {
	v := t.heads[i]
	if v <= i || !isSubject(t.rels[i]) {
		return
	}
	comma := t.leftmost(i) - 1
	if comma < 1 || t.d.Word(comma) != "," {
		return
	}
	more := false
	for k := i + 1; k < v; k++ {
		more = more || t.heads[k] == i && t.rels[k] == dragoman.RelConj && t.isNominal(k)
	}
	if !more {
		return
	}
	for k := comma - 1; k >= 0 && k > comma-reach; k-- {
		if t.heads[k] == v && t.rels[k] == t.rels[i] && t.rightmost(k) >= comma-1 {
			for c := i + 1; c < v; c++ {
				if t.heads[c] == i && t.rels[c] == dragoman.RelConj {
					t.heads[c] = k
				}
			}
			t.heads[i], t.rels[i] = k, dragoman.RelConj
			return
		}
	}
}

// nameInList joins the second name of "Trump, Sisi, Erdogan and the emir", where the parser made it an apposition of the first.
func (t *tree) nameInList(i int32) {
	h := t.heads[i]
	if t.rels[i] != dragoman.RelAppos || h < 0 || h > i || t.tags[h] != dragoman.PROPN || t.tags[i] != dragoman.PROPN || !t.persons(h, i) {
		return
	}
	if end := t.rightmost(i) + 1; int(end) >= len(t.heads) || t.d.Word(end) != "," && !t.is(end, "and") {
		return
	}
	for k := i + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] == h && t.rels[k] == dragoman.RelConj {
			t.rels[i] = dragoman.RelConj
			return
		}
	}
}

// persons reports whether both tokens head names of persons.
func (t *tree) persons(a, b int32) bool {
	found := [2]bool{}
	for m := range t.d.Mentions {
		x := &t.d.Mentions[m]
		if x.Kind != dragoman.Name || x.Type != dragoman.PersonEntity {
			continue
		}
		found[0] = found[0] || a >= x.First && a < x.End
		found[1] = found[1] || b >= x.First && b < x.End
	}
	return found[0] && found[1]
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
	if t.heads[k] != v || !t.isNominal(k) || isSubject(t.rels[k]) && !closed || t.cased(k) || timeWords[lowerASCII(t.d.Word(k))] {
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

// fronted gives the verb its subject in "Visiting Cairo, the minister discussed debt", where the parser took it for an apposition of the name before
// the comma.
func (t *tree) fronted(i int32) {
	h := t.heads[i]
	if t.rels[i] != dragoman.RelAppos || h < 0 || h >= i || t.tags[h] != dragoman.PROPN {
		return
	}
	if comma := t.leftmost(i) - 1; comma <= h || t.d.Word(comma) != "," || t.rightmostBefore(h, comma) != comma-1 {
		return
	}
	v := t.skipAuxiliaries(t.rightmost(i) + 1)
	if int(v) >= len(t.heads) || t.tags[v] != dragoman.VERB || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBN && t.xpos(v) != dragoman.VBZ && t.xpos(v) != dragoman.VBG && t.xpos(v) != dragoman.VB || t.subjectsOf(v) > 0 {
		return
	}
	top := h // the clause or phrase before the comma, on the verb itself
	for t.heads[top] >= 0 && t.heads[top] != v {
		top = t.heads[top]
	}
	if t.heads[top] != v || top > i || t.rels[top] != dragoman.RelAdvcl && t.rels[top] != dragoman.RelObl {
		return
	}
	t.heads[i], t.rels[i] = v, t.subjectRel(v)
}

// rightmostBefore is the last token right after n, before end, that hangs below it.
func (t *tree) rightmostBefore(n, end int32) int32 {
	for n+1 < end && t.under(n+1, n) {
		n++
	}
	return n
}

// skipAuxiliaries goes from i over adverbs and auxiliaries.
func (t *tree) skipAuxiliaries(i int32) int32 {
	for int(i) < len(t.heads) && (t.upos(i) == dragoman.ADV || t.upos(i) == dragoman.AUX && t.rels[i] != dragoman.RelRoot) {
		i++
	}
	return i
}

// interjected makes a remark of "the spokesman insisted" in "There will be no amnesty, the spokesman insisted, and no apology", where the
// parser took it for a clause on the noun before.
func (t *tree) interjected(i int32) {
	h := t.heads[i]
	if t.rels[i] != dragoman.RelAclRelcl && t.rels[i] != dragoman.RelAcl || h < 0 || h > i || !sayers[t.d.Lemmas[i]] || t.xpos(i) != dragoman.VBD && t.xpos(i) != dragoman.VBZ {
		return
	}
	s := int32(-1)
	for k := h + 1; k < i; k++ {
		if t.heads[k] == i && t.rels[k] == dragoman.RelNsubj {
			s = k
		}
	}
	if s < 0 || t.upos(s) == dragoman.PRON && t.xpos(s) != dragoman.PRP {
		return
	}
	comma := t.leftmost(s) - 1
	if comma < h || t.d.Word(comma) != "," {
		return
	}
	top := h
	for t.heads[top] >= 0 && t.heads[top] < comma && t.tags[top] != dragoman.VERB && t.rels[top] != dragoman.RelRoot {
		top = t.heads[top]
	}
	t.heads[i], t.rels[i] = top, dragoman.RelParataxis
}

// questioned gives the verb of a question its subject: "Why did Senegal release the priest?", where the tagger took the name for an adjective.
func (t *tree) questioned(i int32) {
	v := t.heads[i]
	if i == 0 || v <= i || t.upos(i-1) != dragoman.AUX || t.heads[i-1] != v || t.tags[v] != dragoman.VERB || !t.namesThing(i) || t.subjectsOf(v) > 0 || t.cased(i) {
		return
	}
	switch t.rels[i] {
	case dragoman.RelAdvmod, dragoman.RelAmod, dragoman.RelObl, dragoman.RelCompound, dragoman.RelOblUnmarked:
		t.rels[i] = t.subjectRel(v)
		t.tags[i] = dragoman.PROPN
	}
}

// whose makes a clause of "a charge NATO rejected", where the parser took its subject for an apposition of the noun.
func (t *tree) whose(i int32) {
	v := i + 1
	h := t.heads[i]
	if int(v) >= len(t.heads) || t.rels[i] != dragoman.RelAppos && t.rels[i] != dragoman.RelCompound && t.rels[i] != dragoman.RelFlat || h < 0 || h > i || t.tags[i] != dragoman.PROPN || t.tags[h] != dragoman.NOUN {
		return
	}
	v = t.skipAuxiliaries(v)
	if int(v) >= len(t.heads) || t.heads[v] != h || t.rels[v] != dragoman.RelAcl && t.rels[v] != dragoman.RelAclRelcl || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBN && t.xpos(v) != dragoman.VBZ {
		return
	}
	for k := h + 1; k < i; k++ {
		if t.upos(k) == dragoman.PUNCT {
			return
		}
	}
	if t.subjectsOf(v) > 0 || int(v)+1 < len(t.heads) && t.is(v+1, "by") {
		return
	}
	t.heads[i], t.rels[i] = v, dragoman.RelNsubj
	t.rels[v] = dragoman.RelAclRelcl
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

// scareQuotes makes an adjective of the word in quotation marks before a noun, where the parser made it the head: "held "candid" talks".
func (t *tree) scareQuotes(i int32) {
	if i == 0 || int(i)+2 >= len(t.heads) || !quoteMark(t.d.Word(i-1)) || !quoteMark(t.d.Word(i+1)) || t.tags[i] == dragoman.PROPN {
		return
	}
	for n := i + 2; int(n) < len(t.heads) && n < i+reach/2; n++ {
		if t.heads[n] != i {
			continue
		}
		if t.tags[n] != dragoman.NOUN || t.leftmost(n) > i+2 {
			return
		}
		t.heads[n], t.rels[n] = t.heads[i], t.rels[i]
		t.heads[i], t.rels[i] = n, dragoman.RelAmod
		t.tags[i] = dragoman.ADJ
		for k := max(0, i-reach); int(k) < len(t.heads) && k < n+2*reach; k++ {
			if t.heads[k] == i && t.tags[k] != dragoman.PUNCT {
				t.heads[k] = n
			}
		}
		return
	}
}

func quoteMark(w string) bool {
	switch w {
	case "\"", "“", "”", "'", "‘", "’", "``", "''":
		return true
	}
	return false
}

// reported makes what is said of the clause before "the agency reported", where the parser took it for an adverbial one.
func (t *tree) reported(root, first int32) bool {
	if !sayers[t.d.Lemmas[root]] {
		return false
	}
	for v := first; v < root; v++ {
		if t.heads[v] != root || t.rels[v] != dragoman.RelAdvcl || t.tags[v] != dragoman.VERB || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBN && t.xpos(v) != dragoman.VBZ {
			continue
		}
		subject := false
		for k := first; k < v; k++ {
			if t.heads[k] != v {
				continue
			}
			if subject = subject || isSubject(t.rels[k]); t.rels[k] == dragoman.RelMark || t.xpos(k) == dragoman.WRB || t.rels[k] == dragoman.RelCase {
				return false
			}
		}
		if subject && t.commaBefore(root, v) > v {
			t.rels[v] = dragoman.RelCcomp
			return true
		}
	}
	return false
}

// infinitives are verbs that a clause with "to" follows, besides those that move somebody to do something.
var infinitives = setOf(`agree refuse decline vow offer threaten promise pledge plan hope aim seek try fail undertake consent resolve decide prepare want intend`)

// compounded are words that are verbs and stand before nouns as nouns: "agreed to trade talks".
var compounded = setOf(`trade peace aid work state force market security police border power fire press gas water weapon arms test crime cash budget sport`)

// toDo makes a verb of "pardon" in "urged Israel's president, Isaac Herzog, to pardon the minister", and of "swap" in "agreed to swap prisoners", which
// the tagger took for nouns.
func (t *tree) toDo(i int32) {
	if i < 2 || !t.is(i-1, "to") || t.present[t.d.Word(i)] != plural || t.xpos(i) == dragoman.NNS || t.tags[i] == dragoman.VERB || int(i)+1 >= len(t.heads) || compounded[t.d.Word(i)] || t.named[i] {
		return
	}
	object, top := int32(-1), i
	switch h := t.heads[i]; {
	case t.heads[i-1] == i && t.rels[i-1] == dragoman.RelCase: // "to" and its object hang on it
		for k := i + 1; int(k) < len(t.heads) && k < i+reach/2 && object < 0; k++ {
			if t.heads[k] == i && t.isNominal(k) && !t.cased(k) && t.leftmost(k) == i+1 {
				object = k
			}
		}
	case t.heads[i-1] == h && t.rels[i-1] == dragoman.RelCase && h > i && (t.rels[i] == dragoman.RelCompound || t.rels[i] == dragoman.RelAmod) && t.xpos(h) == dragoman.NNS:
		object, top = h, h // it hangs on its object, as "to" does
	}
	if object < 0 {
		return
	}
	v := t.heads[top]
	for steps := 0; v >= 0 && v < i && t.tags[v] != dragoman.VERB && steps < maxThrough; steps++ {
		v = t.heads[v]
	}
	if v < 0 || v > i || t.tags[v] != dragoman.VERB || !moves[t.d.Lemmas[v]] && !infinitives[t.d.Lemmas[v]] {
		return
	}
	for k := object + 1; int(k) < len(t.heads) && k < i+2*reach; k++ {
		if top == object && t.heads[k] == object && t.rels[k] == dragoman.RelPunct {
			t.heads[k] = v
		}
	}
	t.tags[i], t.tags[i-1] = dragoman.VERB, dragoman.PART
	t.heads[i], t.rels[i] = v, dragoman.RelXcomp
	t.heads[i-1], t.rels[i-1] = i, dragoman.RelMark
	t.heads[object], t.rels[object] = i, dragoman.RelObj
}
