package code

import "dragoman"

// Parsers err on news in ways that repeat. Each repair sets one of them right in the tree's own heads
// and relations; the Document keeps what the parser said.

// repair sets right what hangs wrongly on token i.
func (t *tree) repair(i int32) {
	h := t.heads[i]
	switch t.d.Tokens[i].UPOS {
	case dragoman.ADJ:
		t.listed(i)
		t.toVerb(i)
		t.stoppedShort(i)
	case dragoman.VERB, dragoman.AUX:
		t.gardenPath(i)
		t.nounObject(i)
		if t.d.Lemmas[i] == "have" || t.d.Lemmas[i] == "be" {
			t.auxiliary(i)
		}
		if i > 1 && t.d.Word(i-1) == "-" && (t.xpos(i) == dragoman.VBG || t.xpos(i) == dragoman.VBN || t.xpos(i) != dragoman.VBZ && int(i)+1 < len(t.heads) && t.isNominal(i+1) && t.heads[i+1] == i) && t.rels[i] != dragoman.RelAmod && !t.perfect(i) {
			t.hyphenated(i)
			return
		}
		if h > i && (t.rels[i] == dragoman.RelCompound || t.rels[i] == dragoman.RelAmod) {
			t.verbBeforeObject(i)
		}
		t.active(i)
		t.inverted(i)
		t.joinedVerb(i)
		t.joinedInfinitive(i)
		t.ownSubject(i)
		t.saidIn(i)
		t.counted(i)
		t.recipient(i)
	case dragoman.ADV:
		t.between(i)
		t.alongWith(i)
		t.backIn(i)
	case dragoman.DET, dragoman.INTJ:
		t.saidNo(i)
	case dragoman.ADP, dragoman.SCONJ:
		if t.rels[i] == dragoman.RelCase && i > 0 {
			t.casedTitle(i)
			t.casedObject(i)
			if t.particles[i] {
				t.particle(i)
			}
			t.adjacent(i)
			t.heavy(i)
			t.asMany(i)
			t.alongWith(i)
			t.thatCase(i)
		}
	case dragoman.PRON:
		if t.xpos(i) == dragoman.WDT || t.xpos(i) == dragoman.WP || t.is(i, "whose") {
			t.agreed(i)
			t.nearName(i)
			t.offVerb(i)
		}
	case dragoman.NOUN, dragoman.PROPN:
		t.between(i)
		t.beforeTime(i)
		t.toVerb(i)
		t.joinedNoun(i)
		t.confined(i)
		t.compoundObject(i)
		t.charged(i)
		t.inCase(i)
		t.timed(i)
		t.secondSubject(i)
		if t.rels[i] == dragoman.RelAppos {
			t.nearest(i)
		}
	}
}

// particle gives "off" of "broke off relations" to its verb, and the noun after it as object, where the parser made a preposition of it.
func (t *tree) particle(i int32) {
	n := t.heads[i]
	if v := t.heads[n]; n > i && v == i-1 && t.upos(v) == dragoman.VERB && t.rels[n] == dragoman.RelObl && (t.upos(n) == dragoman.NOUN || t.counts(n)) && !registers[t.d.Lemmas[n]] {
		t.heads[i], t.rels[i] = v, dragoman.RelCompoundPrt
		t.rels[n] = dragoman.RelObj
	}
}

// counts reports whether a number right before the name n, or its adjective, counts who is named: "took in eleven West Africans".
func (t *tree) counts(n int32) bool {
	for k := max(0, n-reach/2); k < n; k++ {
		if t.heads[k] == n && t.rels[k] == dragoman.RelNummod {
			return true
		}
	}
	return false
}

// reach is how far along the sentence a repair looks.
const reach = 12

// auxiliary makes "has" of "has refused" an auxiliary where the parser took it for the verb or for a noun.
func (t *tree) auxiliary(i int32) {
	if t.rels[i] == dragoman.RelAux || t.rels[i] == dragoman.RelAuxPass || t.rels[i] == dragoman.RelCop {
		if h := t.heads[i]; h >= 0 {
			t.inherit(i, h) // an auxiliary has no subject of its own
		}
		return
	}
	v := i + 1
	for int(v) < len(t.heads) && v < i+4 && (t.upos(v) == dragoman.ADV || t.upos(v) == dragoman.PART || t.xpos(v) == dragoman.RB) && t.d.Word(v) != "to" {
		v++
	}
	if int(v) >= len(t.heads) || t.upos(v) != dragoman.VERB {
		return
	}
	perfect := t.d.Lemmas[i] == "have" && (t.xpos(v) == dragoman.VBN || t.heads[v] == i && t.rels[v] == dragoman.RelXcomp && (t.xpos(v) == dragoman.VB || t.xpos(v) == dragoman.VBD))
	if !perfect && !(t.d.Lemmas[i] == "be" && (t.xpos(v) == dragoman.VBG || t.xpos(v) == dragoman.VBN)) {
		return
	}
	switch {
	case t.heads[v] == i:
		t.heads[v], t.rels[v] = t.heads[i], t.rels[i]
	case t.heads[i] != v:
		return
	}
	t.heads[i], t.rels[i] = v, dragoman.RelAux
	if t.d.Lemmas[i] == "be" && t.xpos(v) == dragoman.VBN {
		t.rels[i] = dragoman.RelAuxPass
	}
	t.inherit(i, v)
}

// inherit hangs what hangs on from on to.
func (t *tree) inherit(from, to int32) {
	for k := max(0, from-3*reach); int(k) < len(t.heads) && k < from+3*reach; k++ {
		if t.heads[k] == from && k != to {
			t.heads[k] = to
		}
	}
}

// verbBeforeObject makes the noun of "have shared evidence" the object of its verb, where the parser made the verb its modifier.
func (t *tree) verbBeforeObject(i int32) {
	h := t.heads[i]
	clause, past := false, t.xpos(i) == dragoman.VBD || t.xpos(i) == dragoman.VBN
	for k := max(0, i-reach); k < i; k++ {
		switch {
		case t.heads[k] == i && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelNsubjPass):
			clause = true
		case t.heads[k] == h && t.rels[k] == dragoman.RelNsubj && past && !t.hasCopula(k+1, i, h):
			t.heads[k] = i // "The United States on Thursday imposed sanctions", read as if the States were sanctions
			clause = true
		}
	}
	if !clause {
		return
	}
	t.heads[i], t.rels[i] = t.heads[h], t.rels[h]
	t.heads[h], t.rels[h] = i, dragoman.RelObj
	for k := i + 1; int(k) < len(t.heads) && k < h+3*reach; k++ {
		if t.heads[k] == h && (t.rels[k] == dragoman.RelPunct || t.rels[k] == dragoman.RelAdvcl || t.rels[k] == dragoman.RelParataxis || t.rels[k] == dragoman.RelConj && t.upos(k) == dragoman.VERB) {
			t.heads[k] = i
		}
	}
}

// hasCopula reports whether one of the tokens from i to end is a copula of h.
func (t *tree) hasCopula(i, end, h int32) bool {
	for ; i < end; i++ {
		if t.heads[i] == h && t.rels[i] == dragoman.RelCop {
			return true
		}
	}
	return false
}

// hyphenated makes the participle of "long-standing sanctions" and "Iran-backed groups" an adjective of the noun that the parser made
// its object.
func (t *tree) hyphenated(i int32) {
	for k := i + 1; int(k) < len(t.heads) && k < i+reach/2; k++ {
		if p := t.upos(k); p == dragoman.DET || p == dragoman.NUM || p == dragoman.PRON {
			return // "test-fired two missiles" is a verb
		}
		if t.heads[k] != i || t.upos(k) != dragoman.NOUN && (t.upos(k) != dragoman.PROPN || k != i+1) {
			continue
		}
		switch t.rels[k] {
		case dragoman.RelObj, dragoman.RelNsubj, dragoman.RelObl, dragoman.RelNmod:
		default:
			continue
		}
		first := i - 2 // the word before the hyphen
		up := i
		if t.heads[first] != i && t.heads[first] != i-1 && t.rels[first] != dragoman.RelCompound {
			up = first
		}
		head, rel := t.heads[up], t.rels[up]
		switch rel {
		case dragoman.RelXcomp, dragoman.RelAcl, dragoman.RelAdvcl, dragoman.RelAmod, dragoman.RelCcomp:
			rel = dragoman.RelObj
		}
		if head == i-1 || head == i || head == k {
			return
		}
		if rel == dragoman.RelObj && head > k && t.isVerb(head) { // "the Kurdish-led HDP threw"
			rel = dragoman.RelNsubj
		}
		if head >= 0 && t.heads[head] == i { // "Iran and Taliban-run Afghanistan have": its first noun was taken for the subject
			t.heads[head], t.rels[head] = t.heads[i], t.rels[i]
		}
		t.heads[k], t.rels[k] = head, rel
		t.heads[i], t.rels[i] = k, dragoman.RelAmod
		t.heads[first], t.rels[first] = i, dragoman.RelCompound
		t.regroup(first, i, k)
		return
	}
}

// perfect reports whether the participle i has an auxiliary of its own, so that it is the verb of a clause: "has test-fired a missile".
func (t *tree) perfect(i int32) bool {
	for k := max(0, i-reach); k < i; k++ {
		if t.heads[k] == i && t.rels[k] == dragoman.RelAux {
			return true
		}
	}
	return false
}
