package code

import (
	"dragoman"
)

// Repairs of what wires have and other texts hardly: Arabic names, titles behind names, charges and who rejected them.

// ofPerson hangs the clause of "who" on the noun before its comma, where the parser hung it on the verb: "over the objections of its governor, who sued".
func (t *tree) ofPerson(i int32) {
	if i < 3 || !t.is(i, "who") && !t.is(i, "whom") && !t.is(i, "whose") || t.d.Word(i-1) != "," || !t.isNominal(i-2) {
		return
	}
	v := t.heads[i]
	if t.rels[i] == dragoman.RelNmodPoss && v >= 0 {
		v = t.heads[v]
	}
	if v < i || t.tags[v] != dragoman.VERB || t.rels[v] != dragoman.RelAclRelcl && t.rels[v] != dragoman.RelAdvclRelcl && t.rels[v] != dragoman.RelConj {
		return
	}
	h, n := t.heads[v], i-2
	if h < 0 || h > i || !t.isVerb(h) {
		return
	}
	for t.rels[n] == dragoman.RelFlat && t.heads[n] < n {
		n = t.heads[n]
	}
	t.heads[v], t.rels[v] = n, dragoman.RelAclRelcl
}

// backIn makes the body what is said in "Morocco is back in the African Union", where the parser took "back" for it.
func (t *tree) backIn(i int32) {
	if !t.is(i, "back") || !t.hasCopula(max(0, i-reach/2), i, i) {
		return
	}
	for n := i + 1; int(n) < len(t.heads) && n < i+reach; n++ {
		if t.heads[n] != i || !t.isNominal(n) || t.caseBefore(n) < 0 {
			continue
		}
		t.heads[n], t.rels[n] = t.heads[i], t.rels[i]
		t.inherit(i, n)
		t.heads[i], t.rels[i] = n, dragoman.RelAdvmod
		return
	}
}

// compoundObject makes one noun of "sent 300 riot police", where the parser made two objects of it.
func (t *tree) compoundObject(i int32) {
	if i == 0 || t.rels[i] != dragoman.RelObj || t.rels[i-1] != dragoman.RelObj || t.heads[i] != t.heads[i-1] || t.heads[i] > i || t.tags[i] != dragoman.NOUN || t.tags[i-1] != dragoman.NOUN {
		return
	}
	t.inherit(i-1, i)
	t.heads[i-1], t.rels[i-1] = i, dragoman.RelCompound
}

// joinedParticiple makes a verb of "annexed" in "which Portugal invaded and annexed", which the tagger took for an adjective.
func (t *tree) joinedParticiple(i int32) {
	if h := t.heads[i]; t.rels[i] == dragoman.RelConj && h >= 0 && h == i-2 && t.is(i-1, "and") && t.tags[h] == dragoman.VERB && t.past[t.d.Word(i)] != nil {
		t.tags[i] = dragoman.VERB
	}
}

// charged makes "a charge NATO rejected" a remark on the clause before it, where the parser took it for the main one: "Russia accused the West of
// meddling, a charge NATO rejected".
func (t *tree) charged(i int32) {
	h := t.heads[i]
	if h < 0 || h >= i || t.rels[i] != dragoman.RelAppos && t.rels[i] != dragoman.RelCompound && t.rels[i] != dragoman.RelFlat || t.tags[h] != dragoman.NOUN || !isSubject(t.rels[h]) || !reports[t.d.Lemmas[h]] && !charges[t.d.Lemmas[h]] {
		return
	}
	v, comma := t.heads[h], t.commaAhead(h)
	if v <= i || t.tags[v] != dragoman.VERB || comma < 0 || t.commaBefore(i, h) >= 0 {
		return
	}
	for c := max(0, comma-2*reach); c < comma; c++ {
		if t.heads[c] == v && t.rels[c] == dragoman.RelCcomp {
			t.heads[c], t.rels[c] = t.heads[v], t.rels[v]
			t.inherit(v, c)
			t.heads[h], t.rels[h] = c, dragoman.RelParataxis
			t.heads[v], t.rels[v] = h, dragoman.RelAclRelcl
			t.heads[i], t.rels[i] = v, dragoman.RelNsubj
			return
		}
	}
}

// charges are nouns for what one side says and another may deny.
var charges = setOf(`charge accusation allegation claim assertion demand request proposal offer call appeal suggestion plea move step decision idea condition notion`)

// fled gives the verb its subject in "seized Damascus, and Bashar al-Assad, the president, fled", where the parser joined that to the object before.
func (t *tree) fled(i int32) {
	o := t.heads[i]
	if t.rels[i] != dragoman.RelConj || o < 0 || o > i {
		return
	}
	v, and := t.heads[o], t.leftmost(i)
	if t.d.Word(and) == "," {
		and++
	}
	if v < 0 || v > o || !t.isVerb(v) || !t.is(and, "and") || and == 0 || t.d.Word(and-1) != "," {
		return
	}
	w := t.skipAuxiliaries(t.rightmost(i) + 1)
	if int(w) >= len(t.heads) || t.heads[w] != v || t.rels[w] != dragoman.RelConj || t.tags[w] != dragoman.VERB || t.xpos(w) != dragoman.VBD && t.xpos(w) != dragoman.VBN || t.subjectsOf(w) > 0 {
		return
	}
	t.heads[i], t.rels[i] = w, t.subjectRel(w)
	t.heads[and] = w
}

// armedAnd makes a passive of "armed" in "is armed and trained by Tehran", which the tagger took for an adjective.
func (t *tree) armedAnd(i int32) {
	if t.past[t.d.Word(i)] == nil || int(i)+3 >= len(t.heads) || !t.is(i+1, "and") || t.xpos(i+2) != dragoman.VBN || t.heads[i+2] != i || !t.is(i+3, "by") {
		return
	}
	for k := max(0, i-reach); k < i; k++ {
		switch {
		case t.heads[k] != i:
		case t.rels[k] == dragoman.RelCop:
			t.tags[i] = dragoman.VERB
			t.rels[k] = dragoman.RelAuxPass
		case t.rels[k] == dragoman.RelNsubj:
			t.rels[k] = dragoman.RelNsubjPass
		}
	}
}

// stoppedShort makes a particle of "short" in "stopped short of imposing sanctions", and gives the verb what hangs on it.
func (t *tree) stoppedShort(i int32) {
	if i == 0 || !t.is(i, "short") || t.heads[i] != i-1 || t.d.Lemmas[i-1] != "stop" {
		return
	}
	t.tags[i], t.rels[i] = dragoman.ADV, dragoman.RelAdvmod
	t.inherit(i, i-1)
}

// reduced makes a participle of the root of "a dissident granted asylum by Sweden was found dead", where the main verb was hung on it.
func (t *tree) reduced(v, end int32) {
	switch t.d.Tokens[v].XPOS {
	case dragoman.VBN, dragoman.VBD:
	default:
		return
	}
	s, by := int32(-1), false
	for k := max(0, v-maxClause); k < end; k++ {
		switch h := t.heads[k]; {
		case t.is(k, "by") && k > v && t.rels[k] == dragoman.RelCase && t.heads[h] == v:
			by = true
		case h == v && isSubject(t.rels[k]) && k < v:
			s = k
		case h == v && k < v && (t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelAuxPass || t.rels[k] == dragoman.RelCop):
			return
		case s >= 0 && by && h == v && k > v && t.tags[k] == dragoman.VERB && t.rels[k] != dragoman.RelAcl:
			if t.finiteAlone(k, v) {
				t.heads[k], t.rels[k] = -1, dragoman.RelRoot
				t.heads[s], t.rels[s] = k, t.subjectRel(k)
				t.heads[v], t.rels[v] = s, dragoman.RelAcl
			}
			return
		}
	}
}

// finiteAlone reports whether the verb k is finite and has no subject, conjunction or comma of its own after the verb v.
func (t *tree) finiteAlone(k, v int32) bool {
	finite := t.d.Tokens[k].XPOS == dragoman.VBD || t.d.Tokens[k].XPOS == dragoman.VBZ
	for c := v + 1; c < k; c++ {
		if t.heads[c] != k {
			continue
		}
		switch t.rels[c] {
		case dragoman.RelAux, dragoman.RelAuxPass, dragoman.RelCop:
			finite = finite || c > v+1
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelMark, dragoman.RelCc, dragoman.RelObl, dragoman.RelPunct:
			return false
		}
	}
	for c := v + 1; c < k; c++ {
		if t.d.Word(c) == "," && t.is(c+1, "and") {
			return false // "moved out by noon, and crowds danced"
		}
	}
	return finite
}

// frontedFor gives the root v the subject right before it, which the parser took for a remark on the last noun of the participle that opens the
// sentence: "Urged by Washington to free the pastor, Turkey refused".
func (t *tree) frontedFor(v, first int32) {
	p := t.d.Tokens[first].XPOS
	if v == first && p == dragoman.VBN {
		t.underMain(v)
		return
	}
	if p != dragoman.VBN && p != dragoman.VBG || t.heads[first] != v || t.rels[first] != dragoman.RelAdvcl {
		return
	}
	s := int32(-1)
	for k := v - 1; k > first; k-- {
		if t.upos(k) == dragoman.ADV || t.upos(k) == dragoman.AUX || t.upos(k) == dragoman.PART {
			continue
		}
		s = k
		break
	}
	if s < 0 || !t.isNominal(s) || t.heads[s] >= s || t.heads[s] < 0 || t.rels[s] != dragoman.RelAppos && t.rels[s] != dragoman.RelConj || t.subjectsOf(v) > 0 {
		return
	}
	if c := t.commaAhead(s); c > first {
		t.heads[s], t.rels[s] = v, t.subjectRel(v)
	}
}

// inCase makes a conjunction of "in case" before a clause, in which the parser saw a case: "in case the junta attacks Benin".
func (t *tree) inCase(i int32) {
	if i < 2 || !t.is(i, "case") || !t.is(i-1, "in") || int(i)+2 >= len(t.heads) {
		return
	}
	s, v := int32(-1), i+1
	for ; int(v) < len(t.heads) && v < i+reach; v++ {
		switch p := t.upos(v); {
		case p == dragoman.PUNCT, v == i+1 && (p == dragoman.ADP || p == dragoman.VERB):
			return
		case p == dragoman.VERB && t.rels[v] != dragoman.RelAmod && t.rels[v] != dragoman.RelAcl:
		default:
			if t.isNominal(v) && (t.heads[v] <= i || t.heads[v] > v && t.upos(t.heads[v]) == dragoman.VERB) && !t.leads(v) || t.heads[i] == v {
				s = v
			}
			continue
		}
		break
	}
	if s < 0 || int(v) >= len(t.heads) || t.upos(v) != dragoman.VERB {
		return
	}
	u := t.heads[v]
	if u < 0 || t.rels[v] == dragoman.RelRoot { // "police deployed in case protesters attacked"
		for u = i - 2; u > 0 && (t.upos(u) != dragoman.VERB || t.heads[u] < 0 || t.heads[t.heads[u]] != v); u-- {
		}
		if u <= 0 {
			return
		}
		k := t.heads[u]
		t.heads[u], t.rels[u] = -1, dragoman.RelRoot
		t.heads[k], t.rels[k] = u, dragoman.RelNsubj
	}
	for u >= 0 && t.upos(u) != dragoman.VERB && t.upos(u) != dragoman.ADJ && t.heads[u] >= 0 {
		u = t.heads[u]
	}
	t.heads[v], t.rels[v] = u, dragoman.RelAdvcl
	t.heads[s], t.rels[s] = v, t.subjectRel(v)
	t.heads[i-1], t.rels[i-1] = v, dragoman.RelMark
	t.heads[i], t.rels[i] = i-1, dragoman.RelFixed
}

// timed takes the day for no subject in "policemen yesterday occupied the radio" and "bandits that morning had killed two", and gives the verb the noun before it.
func (t *tree) timed(i int32) {
	v, k := t.heads[i], i-1
	if v <= i || k < 0 || !isSubject(t.rels[i]) || !timeWords[t.d.Lemmas[i]] {
		return
	}
	if t.is(k, "that") || t.is(k, "this") {
		k--
	} else if !t.is(i, "yesterday") && !t.is(i, "today") && !t.is(i, "tomorrow") {
		return
	}
	if k < 0 || !t.isNominal(k) {
		return
	}
	switch {
	case t.heads[k] == v && isSubject(t.rels[k]):
	case t.heads[k] == i && t.rels[k] == dragoman.RelCompound:
		for c := max(0, k-reach); c < k; c++ {
			if t.heads[c] == i {
				t.heads[c] = k
			}
		}
	case t.heads[k] < 0 && t.heads[v] == k:
		t.heads[v], t.rels[v] = -1, dragoman.RelRoot
		if k+1 < i {
			t.heads[k+1], t.rels[k+1] = i, dragoman.RelDet
		}
	default:
		return
	}
	t.heads[k], t.rels[k] = v, t.rels[i]
	t.rels[i] = dragoman.RelOblUnmarked
}

// underMain hangs the participle v, which opens the sentence and which the parser took for its main verb, on the clause that follows it: "Kidnapped on the road,
// a judge was led away".
func (t *tree) underMain(v int32) {
	for w := v + 1; int(w) < len(t.heads) && w < v+2*reach; w++ {
		if t.heads[w] != v || t.tags[w] != dragoman.VERB || t.rels[w] != dragoman.RelParataxis && t.rels[w] != dragoman.RelCcomp && t.rels[w] != dragoman.RelConj {
			continue
		}
		s := int32(-1)
		for k := v + 1; k < w; k++ {
			if t.heads[k] == w && isSubject(t.rels[k]) {
				s = k
			}
			if t.heads[k] == w && (t.rels[k] == dragoman.RelMark || t.rels[k] == dragoman.RelCc) || t.heads[k] == v && isSubject(t.rels[k]) {
				return
			}
		}
		if s >= 0 && t.commaAhead(s) > v {
			t.heads[w], t.rels[w] = -1, dragoman.RelRoot
			t.heads[v], t.rels[v] = w, dragoman.RelAdvcl
		}
		return
	}
}
