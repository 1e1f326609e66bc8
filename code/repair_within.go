package code

import (
	"dragoman"
	"dragoman/codebook"
)

// Repairs of phrases that the parser cut in two, joined to the wrong word, or hung too far back.

// misread sets right phrases that the parser cut at a noun, or hung elsewhere.
func (t *tree) misread(i int32) {
	if u := t.d.Tokens[i].UPOS; u != dragoman.NOUN && u != dragoman.PROPN {
		return
	}
	t.behindVerb(i)
	if t.rels[i] == dragoman.RelAppos {
		t.nearest(i)
	}
}

// nearest hangs an apposition on the noun before its comma, where the parser hung it on one further back that it cannot mean: "the convoy of
// the prime minister, Gérard Latortue", "officers of hacking into the watchdog, the OPCW".
func (t *tree) nearest(i int32) {
	h := t.heads[i]
	c := i
	for c > h && t.d.Word(c) != "," {
		c--
	}
	if h < 0 || c <= h+1 || c < i-reach/2 {
		return
	}
	a := t.meant(i)
	if a == 0 || a&t.meant(h) != 0 && t.xpos(h) != dragoman.NNS {
		return
	}
	for n, steps := c-1, int32(0); n > h && n < c && steps < reach/2; n, steps = t.heads[n], steps+1 {
		if t.isNominal(n) && t.xpos(n) != dragoman.NNS && t.meant(n)&a != 0 && t.rels[n] != dragoman.RelCompound && t.rels[n] != dragoman.RelFlat {
			t.heads[i] = n
			return
		}
	}
}

// meant is what a noun or name may be of persons, bodies and places.
func (t *tree) meant(n int32) codebook.Class {
	const person = codebook.Person | codebook.Official | codebook.Leader | codebook.Civilian
	if t.upos(n) == dragoman.PROPN {
		for m := range t.d.Mentions {
			x := &t.d.Mentions[m]
			if x.Kind != dragoman.Name || n < x.First || n >= x.End {
				continue
			}
			switch x.Type {
			case dragoman.PersonEntity:
				return codebook.Person
			case dragoman.OrganizationEntity:
				return codebook.Org
			case dragoman.PlaceEntity:
				return codebook.PlaceClass
			}
		}
		return 0
	}
	c, out := classWords[t.d.Lemmas[n]], codebook.Class(0)
	if c&person != 0 {
		out |= codebook.Person
	}
	if c&(codebook.Org|codebook.Armed) != 0 {
		out |= codebook.Org
	}
	if c&(codebook.PlaceClass|codebook.State) != 0 {
		out |= codebook.PlaceClass
	}
	return out
}

// caseBefore is the preposition that hangs on k before it, or -1.
func (t *tree) caseBefore(k int32) int32 {
	for c := max(0, k-reach/2); c < k; c++ {
		if t.heads[c] == k && t.rels[c] == dragoman.RelCase {
			return c
		}
	}
	return -1
}

// behindVerb joins to the object the noun behind "and" that the parser joined to the verb: "murdered the minister and ten peacekeepers who had been
// sent to protect her".
func (t *tree) behindVerb(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelConj || !t.isVerb(v) || !t.isNominal(i) || t.isVerb(i) {
		return
	}
	first, and := i, int32(-1)
	for k := max(v+1, i-reach/2); int(k) < len(t.heads) && k < i+reach/2; k++ {
		if t.heads[k] != i {
			continue
		}
		switch rel := t.rels[k]; {
		case rel == dragoman.RelPunct:
		case rel == dragoman.RelCase, rel == dragoman.RelNsubj, rel == dragoman.RelNsubjPass, rel == dragoman.RelCop, rel == dragoman.RelMark, rel == dragoman.RelAux:
			return
		case rel == dragoman.RelCc:
			and = k
		case k < first:
			first = k
		}
	}
	if and < 0 || and != first-1 {
		return
	}
	for k := and - 1; k > v; k-- {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj && t.isNominal(k) {
			t.heads[i] = k
			return
		}
	}
}
