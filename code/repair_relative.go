package code

import "dragoman"

// Repairs of relative clauses: which noun they hang on, and the verb that follows them.

// nearName hangs the clause of the relative pronoun i on the name before the comma that the chains say it means, where the parser hung it on the
// noun of that name: "cut all links with Qatar, which they accuse".
func (t *tree) nearName(i int32) {
	comma := i - 1
	if comma > 0 && t.upos(comma) == dragoman.ADP {
		comma--
	}
	name := t.chained(i, comma)
	if name < 0 {
		return
	}
	for c, steps := i, 0; c >= 0 && steps < maxThrough; c, steps = t.heads[c], steps+1 {
		if t.rels[c] != dragoman.RelAclRelcl {
			continue
		}
		if h := t.heads[c]; h < name && t.under(name, h) && !t.under(name, c) {
			t.heads[c] = name
		}
		return
	}
}

// agreed hangs the clause of the relative pronoun i on what stands right before the comma, where the parser hung it on a noun further back that its verb
// does not agree with: "the front between Iran and Iraq, which have been at war", "sanctions on the junta, which is led by a general".
func (t *tree) agreed(i int32) {
	c := i
	for steps := 0; c >= 0 && t.rels[c] != dragoman.RelAclRelcl && steps < maxThrough; steps++ {
		c = t.heads[c]
	}
	if i < 2 || c < i || t.d.Word(i-1) != "," || t.heads[i] != c || !isSubject(t.rels[i]) {
		return
	}
	h, n := t.heads[c], i-2
	for t.rels[n] == dragoman.RelFlat && t.heads[n] < n {
		n = t.heads[n]
	}
	if h < 0 || h >= n || !t.isNominal(n) || !t.under(n, h) {
		return
	}
	several := t.rels[n] == dragoman.RelConj && t.heads[n] > h && !t.isVerb(t.heads[n])
	one := t.xpos(n) == dragoman.NN || t.xpos(n) == dragoman.NNP
	switch many, ok := t.ofMany(c, i); {
	case !ok:
	case many && several && (t.xpos(h) == dragoman.NN || t.xpos(h) == dragoman.NNP):
		t.heads[c] = t.heads[n]
	case !many && one && !several && t.xpos(h) == dragoman.NNS:
		t.heads[c] = n
	}
}

// offVerb hangs the clause of the relative pronoun i, its object, on the noun before the comma, where the parser hung it on the verb: "asked for asylum,
// which Peru granted".
func (t *tree) offVerb(i int32) {
	c, n := t.heads[i], i-2
	if n < 0 || c < i || t.rels[i] != dragoman.RelObj || t.rels[c] != dragoman.RelAclRelcl || t.d.Word(i-1) != "," {
		return
	}
	h := t.heads[c]
	for t.heads[n] > h && t.isNominal(t.heads[n]) && t.heads[n] < n {
		n = t.heads[n]
	}
	if h >= 0 && h < n && t.isVerb(h) && t.isNominal(n) && t.under(n, h) {
		t.heads[c] = n
	}
}

// ofMany reports whether the verb of the clause c behind token i is in the plural; false where its form does not tell.
func (t *tree) ofMany(c, i int32) (many, ok bool) {
	for k := i + 1; k < c; k++ {
		if t.heads[k] == c && (t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelAuxPass || t.rels[k] == dragoman.RelCop) {
			many = t.is(k, "have") || t.is(k, "are") || t.is(k, "were") || t.is(k, "do")
			return many, many || t.is(k, "has") || t.is(k, "is") || t.is(k, "was") || t.is(k, "does")
		}
	}
	return t.xpos(c) == dragoman.VBP, t.xpos(c) == dragoman.VBP || t.xpos(c) == dragoman.VBZ
}

// chained is the head of the name that ends at the token end and is in the chain of the pronoun i, or -1.
func (t *tree) chained(i, end int32) int32 {
	chain, name := int32(-1), int32(-1)
	for m := range t.d.Mentions {
		x := &t.d.Mentions[m]
		switch {
		case x.Head == i && x.Kind == dragoman.Pronoun && x.Link == dragoman.LinkRelative:
			chain = x.Chain
		case x.End == end && x.Kind == dragoman.Name:
			name = int32(m)
		}
	}
	if chain < 0 || name < 0 || t.d.Mentions[name].Chain != chain {
		return -1
	}
	return t.d.Mentions[name].Head
}

// relativeNoun is the noun before a relative clause in commas that begins after token first and ends at the comma, or -1: "rebels" of "rebels, whom
// Iran backs,".
func (t *tree) relativeNoun(comma, first int32) int32 {
	if t.d.Word(comma) != "," {
		return -1
	}
	for i := max(first+2, comma-2*reach); i < comma-1; i++ {
		if x := t.xpos(i); x != dragoman.WDT && x != dragoman.WP && !t.is(i, "whose") || t.is(i, "what") {
			continue
		}
		open := i - 1
		if t.upos(open) == dragoman.ADP {
			open--
		}
		if open > first && t.d.Word(open) == "," && t.isNominal(open-1) {
			return open - 1
		}
	}
	return -1
}
