package code

import (
	"strings"

	"dragoman"
)

// A tree gives the children of each token of a Document. Its memory is kept from one Document to the next.
// It has its own heads and relations, in which a few things that parsers get wrong in the same way are set right.
type tree struct {
	d           *dragoman.Document
	heads       []int32
	rels        []dragoman.Deprel
	tags        []dragoman.UPOS   // what words are: some tagged adjectives or nouns are verbs, some verbs nouns
	past        map[string]*entry // past forms of verbs that fire frames
	finite      map[string]*entry // those, and those that are nouns or base forms too
	present     map[string]number // forms of the present, and of which number
	nouns       map[string]bool   // words that tell of something done as nouns
	named       []bool            // words of names of several words
	phrasal     map[string]bool   // verbs of frames that have a particle
	particles   []bool            // words that are the particle of a frame whose verb stands before them
	first, next []int32           // first child, and the next child of the same head; -1 for none
	sent        []int32           // sentence of each token
	hyphens     map[string]bool   // nouns of frames that are written with a hyphen
	words       map[string]*entry // what fires frames, by lemma
	united      []joint           // where they stand
	objects     []int32           // the object of each verb that was asked for, else unasked
	passives    []int8            // whether it is passive, 1 or 0, else unasked
}

// unasked is what has not been asked of a word.
const unasked = -2

func (t *tree) reset(d *dragoman.Document) {
	n := len(d.Tokens)
	t.d = d
	t.objects, t.passives = t.objects[:0], t.passives[:0]
	t.first = grow(t.first, n)
	t.next = grow(t.next, n)
	t.sent = grow(t.sent, n)
	for i := range n {
		t.first[i], t.next[i] = -1, -1
	}
	t.heads, t.rels, t.tags, t.particles = grow(t.heads, n), grow(t.rels, n), grow(t.tags, n), grow(t.particles, n)
	for i := range n {
		t.particles[i] = i > 0 && d.Tokens[i].UPOS == dragoman.ADP && t.phrasal[d.Lemmas[i-1]] && (particleWords[d.Lemmas[i]] || wedded[d.Lemmas[i]][d.Lemmas[i-1]])
		t.heads[i], t.rels[i], t.tags[i] = d.Tokens[i].Head, d.Tokens[i].Deprel, d.Tokens[i].UPOS
	}
	t.named = grow(t.named, n)
	clear(t.named)
	for m := range d.Mentions {
		if x := &d.Mentions[m]; x.Kind == dragoman.Name && x.End > x.First+1 {
			for i := x.First; i < x.End; i++ {
				t.named[i] = true
			}
		}
	}
	for s := range d.Sentences {
		for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
			t.sent[i] = int32(s)
		}
	}
	t.unite()
	t.mainVerbs()
	for i := range n {
		t.repair(int32(i))
	}
	for i := n - 1; i >= 0; i-- {
		if h := t.heads[i]; h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
	}
	t.objects, t.passives = grow(t.objects, n), grow(t.passives, n)
	for i := range n {
		t.objects[i], t.passives[i] = unasked, unasked
	}
}

// grow returns s with length n, in its own memory where that is enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (t *tree) rel(n int32) dragoman.Deprel { return t.rels[n] }

func (t *tree) upos(n int32) dragoman.UPOS { return t.tags[n] }

func (t *tree) xpos(n int32) dragoman.XPOS { return t.d.Tokens[n].XPOS }

func (t *tree) head(n int32) int32 { return t.heads[n] }

func (t *tree) is(n int32, word string) bool {
	return n >= 0 && int(n) < len(t.heads) && strings.EqualFold(t.d.Word(n), word)
}

// lemma is that of the token, or of the hyphened noun that it heads.
func (t *tree) lemma(n int32) string {
	if u := t.unitedAt(n); u != "" {
		return u
	}
	return t.d.Lemmas[n]
}

// child returns the first child of n with the relation, or -1.
func (t *tree) child(n int32, rel dragoman.Deprel) int32 {
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rels[k] == rel {
			return k
		}
	}
	return -1
}

// hasChild reports whether n has a child with the relation and the word.
func (t *tree) hasChild(n int32, rel dragoman.Deprel, words ...string) bool {
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rels[k] != rel {
			continue
		}
		for _, w := range words {
			if t.is(k, w) {
				return true
			}
		}
	}
	return false
}

// under reports whether n is a or hangs below it.
func (t *tree) under(n, a int32) bool {
	for depth := 0; n >= 0 && depth < maxDepth; depth++ {
		if n == a {
			return true
		}
		n = t.head(n)
	}
	return false
}

// maxDepth bounds walks up a tree, were it broken.
const maxDepth = 200

func (t *tree) isVerb(n int32) bool {
	p := t.upos(n)
	return p == dragoman.VERB || p == dragoman.AUX
}

func (t *tree) isNominal(n int32) bool {
	switch t.upos(n) {
	case dragoman.NOUN, dragoman.PROPN, dragoman.PRON, dragoman.NUM, dragoman.SYM, dragoman.X:
		return true
	case dragoman.ADJ, dragoman.DET: // "the wounded", "both"
		switch t.rel(n).Universal() {
		case dragoman.RelNsubj, dragoman.RelObj, dragoman.RelObl, dragoman.RelIobj, dragoman.RelConj:
			return true
		}
	}
	return false
}

// passive reports whether the verb stands in the passive: with its auxiliary, a passive subject, or as a bare participle on a noun.
func (t *tree) passive(v int32) bool {
	if len(t.passives) == 0 {
		return t.findPassive(v)
	}
	if t.passives[v] == unasked {
		t.passives[v] = 0
		if t.findPassive(v) {
			t.passives[v] = 1
		}
	}
	return t.passives[v] == 1
}

func (t *tree) findPassive(v int32) bool {
	if t.xpos(v) == dragoman.VBN && t.upos(v) == dragoman.VERB && t.child(v, dragoman.RelCop) >= 0 {
		return true // "were refused permission", with a copula
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelNsubjPass:
			return t.child(v, dragoman.RelAuxPass) >= 0 || t.xpos(v) != dragoman.VBD && !t.saysAll(v)
		case dragoman.RelAuxPass, dragoman.RelCsubjPass, dragoman.RelOblAgent:
			return true
		case dragoman.RelNsubj, dragoman.RelObj:
			return t.suffers(v) || t.given(v)
		}
	}
	if t.xpos(v) == dragoman.VBD && t.rel(v) == dragoman.RelAcl {
		return true // "Kashmir, disputed by both, has buried": a past form on a noun, with no subject of its own
	}
	if t.xpos(v) != dragoman.VBN {
		return false
	}
	switch t.rel(v) {
	case dragoman.RelAcl, dragoman.RelAdvcl, dragoman.RelAmod:
		return !t.hasChild(v, dragoman.RelAux, "have", "having", "had", "has")
	case dragoman.RelXcomp:
		return t.undergoes(v) || imputing[t.lemma(v)] && t.lemma(t.head(v)) == "stand" // "stands accused of bribery"
	case dragoman.RelConj:
		return t.child(v, dragoman.RelAux) < 0 && t.passive(t.head(v))
	}
	return false
}

// given reports whether the participle v says what somebody was given, though the thing stands as its object: "rebels given amnesty", "awarded the
// prize, Mr Abiy went to war", "was arrested and handed a sentence".
func (t *tree) given(v int32) bool {
	joined := t.rel(v) == dragoman.RelConj && handed[t.d.Word(v)] && t.child(v, dragoman.RelCc) >= 0 && t.child(v, dragoman.RelCompoundPrt) < 0 && t.head(v) >= 0 && t.head(v) < v && t.isVerb(t.head(v)) && t.passive(t.head(v))
	if t.xpos(v) != dragoman.VBN && (!joined || t.xpos(v) != dragoman.VBD) || !joined && t.rel(v) != dragoman.RelAcl && t.rel(v) != dragoman.RelAdvcl || !ditransitive[t.lemma(v)] || t.hasMark(v) {
		return false
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAux, dragoman.RelNsubj, dragoman.RelIobj:
			return false
		}
	}
	o := t.child(v, dragoman.RelObj)
	return o > v && (!joined || !t.is(o+1, "to")) // but "was elected and handed power to the colonels"
}

// handed are participles that tell what one was given where they are joined to another passive: "was summoned and handed a protest".
var handed = setOf("handed given granted awarded")

// bidTo reports whether the verb v, which has nobody for an object, says what its subject was told to do: "Israel told to halt offensive".
func (t *tree) bidTo(v int32) bool {
	x := int32(-1)
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelObj, dragoman.RelIobj, dragoman.RelAux, dragoman.RelAuxPass:
			return false
		case dragoman.RelXcomp:
			x = k
		}
	}
	if t.is(v+1, "from") && t.sent[v+1] == t.sent[v] && shut[t.d.Word(v)] {
		return true // "Syria suspended from Arab League"
	}
	return x > v && bidden[t.d.Word(v)] && t.is(v+1, "to") && t.head(v+1) == x
}

// shut are past forms that are passives where nobody stands between them and "from".
var shut = setOf("suspended expelled barred banned excluded evicted ousted dismissed deported")

// bidden are past forms that mean nothing before an infinitive but in the passive.
var bidden = setOf("told ordered instructed urged pressed forced compelled allowed permitted forbidden advised encouraged persuaded invited obliged")

// saysAll reports whether a verb is the main one of a whole sentence, no headline: without an auxiliary it is no passive, as in "The Pope
// called for a ceasefire".
func (t *tree) saysAll(v int32) bool {
	end := t.d.Sentences[t.sent[v]].End
	return t.rel(v) == dragoman.RelRoot && t.is(end-1, ".")
}

// undergoes reports whether the bare participle v tells what somebody has done to another: "was ordered held", "had the reporter killed".
func (t *tree) undergoes(v int32) bool {
	return t.xpos(v) == dragoman.VBN && undergone[t.lemma(t.head(v))] && t.child(v, dragoman.RelAux) < 0 && !t.hasChild(v, dragoman.RelMark, "to")
}

// undergone are verbs whose object is to undergo what a bare participle after it tells.
var undergone = setOf(`order have get want need`)
