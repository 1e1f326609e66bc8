package code

import (
	"dragoman"
	"dragoman/codebook"
)

// Repairs of phrases that the parser cut in two, joined to the wrong word, or hung too far back.

// secondSubject joins to the subject before it the noun i after "and" that the parser made a second subject: "Yemen's government and the Houthis
// agreed".
func (t *tree) secondSubject(i int32) {
	v := t.heads[i]
	if v <= i || t.rels[i] != dragoman.RelNsubj && t.rels[i] != dragoman.RelNsubjPass {
		return
	}
	and := int32(-1)
	for k := i - 1; k >= 0 && k > i-reach; k-- {
		switch {
		case t.d.Word(k) == "," && and == k+1 && k > 0: // "the minister, Ana Duarte, and her deputy resigned"
			k--
			for steps := 0; steps < maxThrough && t.heads[k] >= 0 && t.heads[k] < i && !t.isVerb(t.heads[k]); steps++ {
				k = t.heads[k]
			}
			if t.heads[k] == v && t.rels[k] == t.rels[i] {
				t.heads[i], t.rels[i] = k, dragoman.RelConj
				t.heads[and] = i
			}
			return
		case t.d.Word(k) == "," || t.d.Word(k) == ";":
			return
		case t.is(k, "and") && (t.heads[k] == v || t.heads[k] == i || t.heads[k] > k && t.heads[k] < i && t.within(t.heads[k], i)):
			and = k
		case t.heads[k] == v && t.rels[k] == t.rels[i]:
			if and > k {
				t.heads[i], t.rels[i] = k, dragoman.RelConj
				t.heads[and] = i
			}
			return
		}
	}
}

// within reports whether token k hangs, by the words of titles and names, on the noun i after it.
func (t *tree) within(k, i int32) bool {
	for steps := 0; k >= 0 && k < i && steps < maxThrough; steps++ {
		switch t.rels[k] {
		case dragoman.RelCompound, dragoman.RelNmodDesc, dragoman.RelAmod, dragoman.RelFlat:
		default:
			return false
		}
		k = t.heads[k]
	}
	return k == i
}

// listed gives to its noun the first of two nations in "orders French, American troops out", which the parser took for a complement of the verb.
func (t *tree) listed(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || int(i)+3 >= len(t.heads) || t.d.Word(i+1) != "," || t.upos(i+2) != dragoman.ADJ || t.rels[i+2] != dragoman.RelAmod || t.rels[i] != dragoman.RelXcomp && t.rels[i] != dragoman.RelObj {
		return
	}
	n := t.heads[i+2]
	if n <= i || t.heads[n] != v && t.heads[n] != i || !t.isNominal(n) {
		return
	}
	if t.rels[n] != dragoman.RelObj {
		t.heads[n], t.rels[n] = v, dragoman.RelObj
	}
	t.heads[i], t.rels[i] = n, dragoman.RelAmod
}

// heavy makes an object of "a US strike" in "condemned as illegal a US strike", which the parser took for what the verb says it was.
func (t *tree) heavy(as int32) {
	n := t.heads[as]
	if !t.is(as, "as") || n < as+3 || t.rels[n] != dragoman.RelObl {
		return
	}
	v, q := t.heads[n], as+1
	if v < 0 || v > as || !t.isVerb(v) || t.hasObject(v, as) || t.heads[q] != n || t.rels[q] != dragoman.RelAmod || t.xpos(q+1) != dragoman.DT && t.rels[q+1] != dragoman.RelNmodPoss {
		return
	}
	t.heads[q], t.rels[q] = v, dragoman.RelObl
	t.heads[as] = q
	t.rels[n] = dragoman.RelObj
	for k := n + 1; int(k) < len(t.heads) && k < n+reach; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelAdvcl && k == n+1 && t.xpos(k) == dragoman.VBG {
			t.heads[k], t.rels[k] = n, dragoman.RelAcl // "a US statement rejecting its claims"
		}
	}
}

// asMany makes the people of "shot dead as many as 40 people" the object, where the parser took "many" for it or for what they became.
func (t *tree) asMany(as int32) {
	n, many := t.heads[as], as-1
	if as < 3 || n != as+2 || !t.is(as, "as") || !t.is(as-2, "as") || !t.is(many, "many") && !t.is(many, "much") && !t.is(many, "few") || t.upos(as+1) != dragoman.NUM || t.heads[as+1] != n {
		return
	}
	v := t.heads[many]
	if v < 0 || v >= many-1 || !t.isVerb(v) || t.rels[n] != dragoman.RelObl || t.rels[many] != dragoman.RelObj && t.hasObject(v, many) {
		return
	}
	t.heads[n], t.rels[n] = v, dragoman.RelObj
	t.heads[as-2], t.rels[as-2] = as+1, dragoman.RelAdvmod
	t.heads[many], t.rels[many] = as-2, dragoman.RelFixed
	t.heads[as], t.rels[as] = as-2, dragoman.RelFixed
}

// confined gives to the verb the phrase of "put the president and his son under house arrest", which the parser hung on the last of them or cut in two.
func (t *tree) confined(i int32) {
	if i < 3 || !confinements[t.d.Lemmas[i]] {
		return
	}
	p, h := i-1, t.heads[i]
	if t.is(p, "house") {
		if k := t.heads[p]; k != i && k >= 0 && k < p && (t.rels[p] == dragoman.RelNmod || t.rels[p] == dragoman.RelObl) && t.is(p-1, "under") {
			t.heads[p-1] = i
			t.heads[i], t.rels[i] = k, t.rels[p]
			t.heads[p], t.rels[p] = i, dragoman.RelCompound
			h = k
		}
		p--
	}
	if !t.is(p, "under") && !t.is(p, "in") || t.rels[i] != dragoman.RelNmod {
		return
	}
	for steps := 0; h >= 0 && h < i && t.rels[h] == dragoman.RelConj && steps < maxThrough; steps++ {
		h = t.heads[h]
	}
	if h < 0 || h > p || t.rels[h] != dragoman.RelObj {
		return
	}
	if v := t.heads[h]; v >= 0 && v < h && confining[t.d.Lemmas[v]] {
		t.heads[i], t.rels[i] = v, dragoman.RelObl
	}
}

// confinements are what somebody is put under or in, and confining the verbs for it.
var (
	confinements = setOf(`arrest custody detention surveillance guard jail prison confinement captivity quarantine`)
	confining    = setOf(`put place keep hold`)
)

// alongWith joins to the object those who share its lot in "detained the president along with two ministers".
func (t *tree) alongWith(i int32) {
	if !t.is(i, "along") && !(t.is(i, "together") && t.d.Word(max(i-1, 0)) == ",") || !t.is(i+1, "with") || t.rels[i+1] != dragoman.RelCase && t.rels[i+1] != dragoman.RelFixed {
		return
	}
	n := max(t.heads[i], t.heads[i+1])
	if n < i {
		return
	}
	v := t.heads[n]
	if v < 0 || v > i || !t.isVerb(v) || t.rels[n] != dragoman.RelObl {
		return
	}
	for k := v + 1; k < i; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj {
			t.heads[n], t.rels[n] = k, dragoman.RelConj
			t.heads[i], t.rels[i] = n, dragoman.RelCc
			t.heads[i+1], t.rels[i+1] = i, dragoman.RelFixed
			return
		}
	}
}

// casedObject makes an oblique of "under house arrest", which the parser took for the object of "placed".
func (t *tree) casedObject(i int32) {
	o := t.heads[i]
	if o <= i || t.rels[o] != dragoman.RelObj || t.heads[o] < 0 || t.heads[o] > i || !t.isVerb(t.heads[o]) || bounds[t.d.Word(i)] || bound(lower(t.d.Word(i))) != exact || t.is(i, "of") {
		return
	}
	t.rels[o] = dragoman.RelObl
	if k := t.iobjBefore(t.heads[o], i); k >= 0 {
		t.rels[k] = dragoman.RelObj
	}
}

// iobjBefore returns the receiver that the verb v has before token end, or -1.
func (t *tree) iobjBefore(v, end int32) int32 {
	for k := v + 1; k < end; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelIobj {
			return k
		}
	}
	return -1
}

// casedTitle hangs the preposition of "on Russian President Vladimir Putin" on the name, where the parser hung it on what stands before its head.
func (t *tree) casedTitle(i int32) {
	n := t.heads[i]
	for n > i && t.heads[n] > n && (t.rels[n] == dragoman.RelNmodDesc || t.rels[n] == dragoman.RelCompound) && t.upos(t.heads[n]) == dragoman.PROPN {
		n = t.heads[n]
		t.heads[i] = n
	}
}

// heading are nouns for one person, who is named after them.
var heading = setOf(`minister president premier chancellor leader chief head king queen commander general spokesman spokeswoman secretary ambassador envoy governor mayor
	chairman director founder capital`)

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
