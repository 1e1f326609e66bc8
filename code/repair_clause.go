package code

import "dragoman"

// Repairs of clauses: what the parser hung on the wrong verb.

// relative hangs the clause of "who" on the noun before it, where the parser gave that noun to the clause: "Sharaa, who met Trump, was
// expected".
func (t *tree) relative(i, v int32) {
	for s := max(0, i-reach); s < i; s++ {
		if t.heads[s] != v || t.rels[s] != dragoman.RelNsubj && t.rels[s] != dragoman.RelNsubjPass {
			continue
		}
		h := t.heads[v]
		if h <= v {
			if h = t.mainVerb(v); h < 0 {
				return
			}
			t.heads[h], t.rels[h] = t.heads[v], t.rels[v]
		}
		t.heads[s], t.rels[s] = h, dragoman.RelNsubj
		for k := v; k < h; k++ {
			if t.heads[k] == h && t.rels[k] == dragoman.RelAuxPass {
				t.rels[s] = dragoman.RelNsubjPass
			}
		}
		t.heads[v], t.rels[v] = s, dragoman.RelAclRelcl
		return
	}
}

// mainVerb is the finite verb that the parser hung below the verb v of a relative clause, though it has the sentence's subject: it has
// an auxiliary and no subject of its own, and a comma before it.
func (t *tree) mainVerb(v int32) int32 {
	for w := v + 1; int(w) < len(t.heads) && w < v+2*reach; w++ {
		if t.heads[w] != v || t.upos(w) != dragoman.VERB || t.rels[w] != dragoman.RelAdvcl && t.rels[w] != dragoman.RelConj && t.rels[w] != dragoman.RelParataxis {
			continue
		}
		aux, comma := false, false
		for k := v + 1; k < w; k++ {
			switch {
			case t.heads[k] == w && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass || t.rels[k] == dragoman.RelMark || t.rels[k] == dragoman.RelCc):
				return -1
			case t.heads[k] == w && (t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelAuxPass):
				aux = true
			case t.d.Word(k) == ",":
				comma = true
			}
		}
		if aux && comma {
			return w
		}
	}
	return -1
}

var subordinators = setOf("after before since until as while when")

// subordinate makes a clause of "after Washington struck his name", where the parser took the noun for the whole phrase and looked for
// the subject of the verb further back: that subject goes to the verb that follows.
func (t *tree) subordinate(i int32) {
	n := t.heads[i]
	if n <= i || n > i+4 || int(n)+1 >= len(t.heads) {
		return
	}
	v := n + 1
	if t.upos(v) != dragoman.VERB || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBZ || t.heads[n] == v {
		return
	}
	s, w := int32(-1), int32(-1)
	for k := max(0, i-2*reach); k < i; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelNsubj {
			s = k
		}
	}
	for k := v + 1; int(k) < len(t.heads) && k < v+2*reach && w < 0; k++ {
		if t.heads[k] == v && t.upos(k) == dragoman.VERB && (t.rels[k] == dragoman.RelAdvcl || t.rels[k] == dragoman.RelConj || t.rels[k] == dragoman.RelParataxis) {
			w = k
		}
	}
	if s >= 0 && s == t.heads[n] { // "days after Washington struck": the days are when, not who
		t.rels[s] = dragoman.RelObl
		s = -1
	}
	if s >= 0 && w < 0 {
		return
	}
	t.heads[n], t.rels[n] = v, dragoman.RelNsubj
	t.heads[i], t.rels[i] = v, dragoman.RelMark
	if s >= 0 {
		t.heads[w], t.rels[w] = t.heads[v], t.rels[v]
		t.heads[v], t.rels[v] = w, dragoman.RelAdvcl
		t.heads[s], t.rels[s] = w, dragoman.RelNsubj
		for k := v; k < w; k++ {
			if t.heads[k] == w && t.rels[k] == dragoman.RelAuxPass {
				t.rels[s] = dragoman.RelNsubjPass
			}
		}
	}
}
