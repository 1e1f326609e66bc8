package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// before is the noun that stands as subject before the finite verb v, where the tree gives v none: right before it, or before what two
// commas set apart ("Ban Ki-moon, who heads the United Nations, expressed outrage").
func (r *reader) before(v int32) int32 {
	t := &r.tree
	if !t.isFinite(v) || t.passive(v) {
		return -1
	}
	switch t.rel(v) {
	case dragoman.RelAcl, dragoman.RelAclRelcl, dragoman.RelAmod, dragoman.RelXcomp, dragoman.RelCsubj, dragoman.RelCompound:
		return -1
	case dragoman.RelConj: // "flew to Belgrade, met the president and congratulated his rival"
		if h := t.head(v); t.isVerb(h) && h < v && t.rel(h) != dragoman.RelConj {
			return r.before(h)
		}
		return -1
	}
	if s := r.foregoing(v); s >= 0 {
		return s
	}
	first := r.d.Sentences[t.sent[v]].First
	i := v - 1
	for i > first && (t.upos(i) == dragoman.ADV || t.upos(i) == dragoman.AUX || t.upos(i) == dragoman.PART) {
		i--
	}
	if i > first && t.is(i, ",") {
		for i--; i > first && !t.is(i, ","); i-- {
		}
		i--
	}
	if i < first || !t.isNominal(i) || r.isTime(i) {
		return -1
	}
	n := i
	for steps := 0; steps < maxThrough; steps++ {
		h := t.head(n)
		if h < first || h >= v || !t.isNominal(h) || t.rel(n) == dragoman.RelAppos && h < n {
			break // "In Athens, Alexis Tsipras telephoned", hung on Athens
		}
		n = h
	}
	if n >= v || t.child(n, dragoman.RelCase) >= 0 && t.xpos(t.child(n, dragoman.RelCase)) != dragoman.POS {
		return -1
	}
	return n
}

// foregoing is the subject of the clause before v that the parser took for what v says, though v is no verb of saying: "[flew to Quito], met the
// president". -1 for none, and where a comma stands before it: "Massoud, [whose fighters] hold the valley, turned it down".
func (r *reader) foregoing(v int32) int32 {
	t := &r.tree
	if e := r.entryOf(v); e == nil || slices.Contains(e.ops, codebook.Say.String()) {
		return -1
	}
	for k := t.first[v]; k >= 0 && k < v; k = t.next[k] {
		if s := t.child(k, dragoman.RelNsubj); t.rel(k) == dragoman.RelCcomp && t.isVerb(k) && s >= 0 && s < k && t.commaBefore(s, r.d.Sentences[t.sent[s]].First) < 0 {
			return s
		}
	}
	return -1
}

// beyond appends the phrases of the verb v that the parser hung on a phrase between, which hung tells: on the time before them ("met on Monday [with
// rebels]"), or on the place ("held talks in Lima [with the minister]").
func (r *reader) beyond(v int32, prep string, hung func(*reader, int32) bool, out []int32) []int32 {
	t := &r.tree
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if k > v && t.rel(k).Universal() == dragoman.RelObl && hung(r, k) {
			out = r.phrases(k, prep, out)
		}
	}
	return out
}

// placed reports whether k is a place that an act is said to be in.
func (r *reader) placed(k int32) bool {
	return r.tree.rel(k) == dragoman.RelObl && r.placeAt[k] >= 0 && r.hasOneCase(k, []string{"in", "at"})
}

// isFinite reports whether v is a verb in a tense, by its form or its auxiliary.
func (t *tree) isFinite(v int32) bool {
	if t.xpos(v) == dragoman.VBN && t.rel(v) == dragoman.RelRoot && t.child(v, dragoman.RelObj) >= 0 {
		return true // "telephoned the minister", tagged a participle
	}
	return t.tensed(v) || t.isVerb(v) && t.child(v, dragoman.RelAux) >= 0
}

// relative is whom the relative clause v on the noun h is about: of the last of several names, where the verb is in the plural, all of them; of what
// somebody is said to be, himself ("Paraguay is the only state that has ties with Taiwan").
func (t *tree) relative(v, h int32) int32 {
	if g := t.head(h); g >= 0 && t.rel(h) == dragoman.RelConj && t.d.Word(h) != lowerASCII(t.d.Word(h)) && t.isNominal(g) && t.child(h, dragoman.RelCc) >= 0 && t.pluralVerb(v) {
		return g
	}
	if k := t.rightBefore(v, h); k >= 0 {
		return k
	}
	return t.said(h)
}

// rightBefore is the name right before the comma and "which" that begin the clause v, below the noun h on which the parser hung that: "the embargo on
// Cyprus, which belongs to the union". -1 for none.
func (t *tree) rightBefore(v, h int32) int32 {
	if t.upos(h) != dragoman.NOUN {
		return -1
	}
	for i := h + 2; i < v; i++ {
		if !t.is(i, "which") || !t.is(i-1, ",") {
			continue
		}
		if k := i - 2; k > h && t.upos(k) == dragoman.PROPN && t.head(k) == h && t.rel(k) == dragoman.RelNmod && t.hasChild(k, dragoman.RelCase, "on", "against", "with", "in", "from") {
			return k
		}
		return -1
	}
	return -1
}

// said is the name of which the noun h is said by a copula, or h: "Kenya and Chad are among six states invited".
func (t *tree) said(h int32) int32 {
	if g := t.head(h); t.rel(h) == dragoman.RelNmod && g >= 0 && t.upos(g) == dragoman.NUM && t.hasChild(h, dragoman.RelCase, "of") {
		s := t.child(g, dragoman.RelNsubj) // "Tuvalu is one of 12 states that recognise Taiwan"
		if t.rel(g) == dragoman.RelAppos && t.is(g, "one") {
			s = t.head(g) // "Tuvalu, one of 12 states that recognise Taiwan, voted"
		}
		if s >= 0 && s < g && t.upos(s) == dragoman.PROPN && (t.rel(g) == dragoman.RelAppos || t.child(g, dragoman.RelCop) >= 0) {
			return s
		}
	}
	if t.child(h, dragoman.RelCop) >= 0 && t.upos(h) == dragoman.NOUN && !t.hasChild(h, dragoman.RelCase, "in", "at", "on", "of", "with", "for", "from", "to") {
		if s := t.child(h, dragoman.RelNsubj); s >= 0 && s < h && t.upos(s) == dragoman.PROPN {
			return s
		}
	}
	return h
}

// pluralVerb reports whether the form of v or of its auxiliary is that of several.
func (t *tree) pluralVerb(v int32) bool {
	return t.hasChild(v, dragoman.RelAux, "have", "are", "were") || t.hasChild(v, dragoman.RelAuxPass, "are", "were") || t.hasChild(v, dragoman.RelCop, "are", "were") || t.xpos(v) == dragoman.VBP
}

// pronounBefore is the pronoun right before the auxiliary of v of which the parser made the object of the verb before: "announced [they] are leaving".
// "It" is whoever tells it there: "Syria announced [it] is joining the coalition". -1 for none.
func (t *tree) pronounBefore(v int32, depth int) int32 {
	a := t.child(v, dragoman.RelAux)
	if a < 1 || a > v || t.sent[a-1] != t.sent[v] || t.xpos(a-1) != dragoman.PRP || t.rel(a-1) != dragoman.RelObj || t.head(a-1) != a-2 {
		return -1
	}
	if s := t.surface(a-2, depth+1); s >= 0 && t.is(a-1, "it") {
		return s
	}
	return a - 1
}

// outcome is the clause that somebody is said to tell by the verb h, of which the participle v behind it tells what comes of it, though the
// parser hung it on h: "confirmed that Syria is joining it, becoming the 90th member". -1 for none.
func (t *tree) outcome(v, h int32) int32 {
	if t.xpos(v) != dragoman.VBG || v < h || !sayers[t.lemma(h)] || t.hasMark(v) || aside[t.lemma(v)] {
		return -1
	}
	for k := t.first[h]; k >= 0 && k < v; k = t.next[k] {
		if k > h && t.rel(k) == dragoman.RelCcomp && t.isVerb(k) {
			return k
		}
	}
	return -1
}

// aside are the verbs of participles by which a teller goes on to speak.
var aside = setOf(`say add cite note stress warn refer call describe accuse blame urge quote speak express insist vow promise pledge argue claim point
	allude address voice declare announce thank praise hail denounce condemn dismiss ask demand threaten reject deny echo invoke appeal appear write sign reply answer respond`)
