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
