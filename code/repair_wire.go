package code

import (
	"dragoman"
)

// Repairs of what wires have and other texts hardly: Arabic names, titles behind names, charges and who rejected them.

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

// stoppedShort makes a particle of "short" in "stopped short of imposing sanctions", and gives the verb what hangs on it.
func (t *tree) stoppedShort(i int32) {
	if i == 0 || !t.is(i, "short") || t.heads[i] != i-1 || t.d.Lemmas[i-1] != "stop" {
		return
	}
	t.tags[i], t.rels[i] = dragoman.ADV, dragoman.RelAdvmod
	t.inherit(i, i-1)
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
		for u = i - 2; u > 0 && t.sent[u] == t.sent[i] && (t.upos(u) != dragoman.VERB || t.heads[u] < 0 || t.heads[t.heads[u]] != v); u-- {
		}
		if u <= 0 || t.sent[u] != t.sent[i] {
			return
		}
		k := t.heads[u]
		t.heads[u], t.rels[u] = -1, dragoman.RelRoot
		t.heads[k], t.rels[k] = u, dragoman.RelNsubj
	}
	for depth := 0; t.upos(u) != dragoman.VERB && t.upos(u) != dragoman.ADJ && t.heads[u] >= 0 && depth < maxDepth; depth++ {
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
