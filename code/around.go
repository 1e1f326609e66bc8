package code

import (
	"dragoman"
	"dragoman/codebook"
)

// What the words around a predicate do to it: modals, adverbs, adjectives, purposes.

// around appends the operators that the words around n are, the innermost first.
func (r *reader) around(n int32, ops []codebook.Op) []codebook.Op {
	t := &r.tree
	neg, modal := false, codebook.NoOp
	perfect := false
	var adverb codebook.Op
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAux:
			if m, ok := modals[t.lemma(k)]; ok {
				modal = m
			}
			perfect = perfect || t.lemma(k) == "have"
		case dragoman.RelAdvmod, dragoman.RelCc, dragoman.RelCcPreconj:
			w := t.lemma(k)
			switch op := adverbs[w]; {
			case op == codebook.Negate:
				neg = true
			case op != codebook.NoOp:
				adverb = op
			}
			if w == "long" && t.hasChild(k, dragoman.RelAdvmod, "no") || w == "longer" && t.hasChild(k, dragoman.RelAdvmod, "no") || t.is(k, "longer") && t.hasChild(k, dragoman.RelDet, "no") {
				ops = append(ops, codebook.Stop)
			}
		case dragoman.RelDet:
			if t.upos(n) == dragoman.NOUN && (t.is(k, "no") || t.is(k, "neither")) {
				neg = true
			}
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelObj, dragoman.RelOblAgent:
			if t.hasChild(k, dragoman.RelCcPreconj, "neither") && (t.isVerb(n) || t.child(n, dragoman.RelCop) >= 0) {
				neg = true // "neither Athens nor Skopje is ready"
			}
			if t.isVerb(n) && (t.hasChild(k, dragoman.RelDet, "no", "neither") || t.is(k, "nobody") || t.is(k, "none") || t.is(k, "nothing")) {
				neg = true
			}
		case dragoman.RelMark, dragoman.RelCase:
			switch {
			case t.is(k, "without"):
				neg = true
			case t.is(k, "if") || t.is(k, "unless") || t.is(k, "whether") || t.is(k, "should") || t.is(k, "lest"):
				adverb = codebook.May
			}
		case dragoman.RelAmod:
			if t.upos(n) == dragoman.NOUN {
				if op := r.adjective(k); op != codebook.NoOp {
					adverb = op
				}
			}
		}
	}
	if t.provident(n) {
		adverb = codebook.May
	}
	if t.rel(n) == dragoman.RelConj && t.isVerb(n) && modal == codebook.NoOp && t.child(n, dragoman.RelNsubj) < 0 && t.xpos(n) == dragoman.VB {
		for k := t.first[t.head(n)]; k >= 0; k = t.next[k] { // "will meet and discuss"
			if m, ok := modals[t.lemma(k)]; ok && t.rel(k) == dragoman.RelAux {
				modal = m
			}
		}
	}
	if modal == codebook.NoOp && (r.isToBe(n) || t.rel(n) == dragoman.RelConj && t.xpos(n) == dragoman.VB && t.child(n, dragoman.RelNsubj) < 0 && r.isToBe(t.head(n))) {
		modal = codebook.Plan
	}
	if modal == codebook.NoOp && (r.bidden(n) || r.oughtTo(n)) {
		modal = codebook.Demand
	}
	if t.orElse(n) {
		return append(ops, codebook.Threaten)
	}
	if neg && t.hasChild(n, dragoman.RelMark, "before", "until", "because") && t.hasChild(n, dragoman.RelAdvmod, "not") && r.notAhead(n) {
		neg = false // "but not before two ministers had resigned": they had
	}
	switch {
	case neg && (modal == codebook.Plan || modal == codebook.May && !perfect):
		ops = append(ops, codebook.Refuse) // "will not", "cannot"
	case neg && modal == codebook.Demand:
		ops = append(ops, codebook.Stop, codebook.Demand) // "must not attack": to leave it is asked
	case neg:
		ops = append(ops, codebook.Negate)
	case modal == codebook.May && t.xpos(n) == dragoman.VBG && t.hasChild(n, dragoman.RelAux, "be"):
		ops = append(ops, codebook.May) // "may be arming the rebels" now
	case modal == codebook.May && !perfect:
		ops = append(ops, codebook.Plan, codebook.May)
	case modal != codebook.NoOp && !(perfect && modal == codebook.Demand):
		ops = append(ops, modal)
	}
	if adverb != codebook.NoOp {
		ops = append(ops, adverb)
	}
	return ops
}

// comingWith is what the deed of the participle n shares with the verb before it that has yet to come: "will visit Cairo, meeting the opposition", "plans to
// march north, taking the passes".
func (r *reader) comingWith(n int32) codebook.Op {
	t := &r.tree
	h := t.head(n)
	if t.xpos(n) != dragoman.VBG {
		return codebook.NoOp
	}
	for steps := 0; h >= 0 && t.xpos(h) == dragoman.VBG && (t.rel(n) == dragoman.RelConj || t.rel(n) == dragoman.RelAdvcl) && steps < maxThrough; steps++ {
		n, h = h, t.head(h) // "meeting the opposition and touring the camps"
	}
	if t.rel(n) != dragoman.RelAdvcl || h < 0 || h > n || !t.isVerb(h) || t.child(n, dragoman.RelNsubj) >= 0 ||
		t.hasMark(n) && !t.hasChild(n, dragoman.RelMark, "by") || t.hasChild(h, dragoman.RelAdvmod, "not", "never") {
		return codebook.NoOp
	}
	switch g := t.head(h); {
	case t.hasChild(h, dragoman.RelAux, "may", "might", "could"):
		return codebook.May
	case t.hasChild(h, dragoman.RelAux, "will", "would", "'ll"), r.isToBe(h), r.meansTo(h),
		g >= 0 && (t.rel(h) == dragoman.RelXcomp || t.rel(h) == dragoman.RelAcl) && r.meansTo(g):
		return codebook.Plan
	}
	return codebook.NoOp
}

// meansTo reports whether h says that what its infinitive names has yet to come: "wants to visit", "a plan to march".
func (r *reader) meansTo(h int32) bool {
	t := &r.tree
	if !ahead[t.lemma(h)] || t.hasChild(h, dragoman.RelAdvmod, "not", "never") {
		return false
	}
	for k := t.first[h]; k >= 0; k = t.next[k] {
		if k > h && (t.rel(k) == dragoman.RelXcomp || t.rel(k) == dragoman.RelAcl) && t.hasChild(k, dragoman.RelMark, "to") {
			return true
		}
	}
	return false
}

var ahead = setOf(`want plan hope intend expect threaten vow promise pledge prepare aim agree decide due set ready likely schedule wish intention decision threat`)

// orElse reports whether the verb v is what befalls those who do not do as they are told: "told to leave their posts or be shot", "must go or face arrest".
func (t *tree) orElse(v int32) bool {
	h := t.head(v)
	if h < 0 || t.rel(v) != dragoman.RelConj || !t.isVerb(h) || !t.hasChild(v, dragoman.RelCc, "or") || !t.hasChild(v, dragoman.RelAuxPass, "be") || t.child(v, dragoman.RelNsubjPass) >= 0 {
		return false
	}
	up := t.head(h)
	return t.hasChild(h, dragoman.RelAux, "must") || up >= 0 && t.hasChild(h, dragoman.RelMark, "to") && moves[t.lemma(up)]
}

// provident reports whether the clause of v tells what may happen, against which something is done: "in case the junta attacks".
func (t *tree) provident(v int32) bool {
	m := t.child(v, dragoman.RelMark)
	return m >= 0 && t.is(m, "in") && t.hasChild(m, dragoman.RelFixed, "case")
}

// wondered reports whether the verb n is in the clause of a question whether something is so: "asked whether Poland would send troops".
func (r *reader) wondered(n int32) bool {
	t := &r.tree
	h := t.head(n)
	return h >= 0 && t.isVerb(n) && t.rel(n) == dragoman.RelCcomp && (t.lemma(h) == "ask" || t.lemma(h) == "wonder") && t.hasChild(n, dragoman.RelMark, "whether", "if")
}

// notAhead reports whether "not" stands before the word that opens the clause of n, and so says when, not whether.
func (r *reader) notAhead(n int32) bool {
	t := &r.tree
	m := t.child(n, dragoman.RelMark)
	return m > 0 && t.is(m-1, "not")
}

// stances are verbs of what one takes or leaves: who has never recognised a state refuses to.
var stances = setOf(`recognise recognize accept acknowledge admit apologise apologize ratify sign join concede forgive allow permit`)

// neverDone reports whether the verb n tells what was not done at any time, which is no refusal: "had never met her", "no president had
// addressed it".
func (r *reader) neverDone(n int32) bool {
	t := &r.tree
	if !t.isVerb(n) || stances[t.lemma(n)] || !t.hasChild(n, dragoman.RelAux, "have", "has", "had", "'ve", "'s", "'d") {
		return false
	}
	if s := t.child(n, dragoman.RelNsubj); s >= 0 && t.hasChild(s, dragoman.RelDet, "no", "neither") {
		return true
	}
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		if t.rel(k) == dragoman.RelAdvmod && t.is(k, "never") {
			return true
		}
	}
	return false
}

// wishes are verbs of saying whose clause in the bare form says what ought to be: "insisted that Chad open the border".
var wishes = setOf(`insist propose suggest recommend urge`)

// bidden reports whether the bare verb n is an order: of a quotation that begins with it, or in the clause of a wish.
func (r *reader) bidden(n int32) bool {
	t := &r.tree
	if !t.isVerb(n) || t.xpos(n) != dragoman.VB || t.hasChild(n, dragoman.RelMark, "to") || t.child(n, dragoman.RelAux) >= 0 {
		return false
	}
	if t.child(n, dragoman.RelNsubj) >= 0 {
		h := t.head(n)
		return t.rel(n) == dragoman.RelCcomp && h >= 0 && wishes[t.lemma(h)]
	}
	if n == 0 {
		return false
	}
	switch r.d.Word(n - 1) {
	case "\"", "“", "'", "‘", "``":
		return r.speakerAbove(n) >= 0
	}
	return false
}

// oughtTo reports whether the infinitive n stands below "ought".
func (r *reader) oughtTo(n int32) bool {
	h := r.tree.head(n)
	return h >= 0 && r.tree.rel(n) == dragoman.RelXcomp && r.tree.is(h, "ought")
}

// isToBe reports whether the infinitive n is told of as what will be: "is to visit", and in headlines "Seoul to buy jets".
func (r *reader) isToBe(n int32) bool {
	t := &r.tree
	m := t.child(n, dragoman.RelMark)
	if !t.isVerb(n) || m < 0 || m > n || !t.is(m, "to") {
		return false
	}
	if h := t.head(n); h < 0 {
		return t.child(n, dragoman.RelNsubj) >= 0 || t.child(n, dragoman.RelNsubjPass) >= 0 || t.child(n, dragoman.RelNsubjOuter) >= 0 || t.afterBe(m, n)
	} else if t.lemma(h) == "be" && t.rel(n) == dragoman.RelXcomp {
		return true
	} else if s := t.child(n, dragoman.RelNsubj); h > n && (t.rel(n) == dragoman.RelCcomp || t.rel(n) == dragoman.RelParataxis) && s >= 0 && s < m {
		return true // "Pope to visit Iraq, says Vatican"
	}
	return t.afterBe(m, n)
}

// afterBe reports whether the mark m of the infinitive n stands right after "is" or "was", which hangs on it.
func (t *tree) afterBe(m, n int32) bool {
	return m > 0 && t.sent[m-1] == t.sent[n] && t.lemma(m-1) == "be" && (t.head(m-1) == n || t.rel(n) != dragoman.RelAcl)
}

// adjective is the operator of an adjective on its noun: "planned", "alleged".
func (r *reader) adjective(k int32) codebook.Op {
	if op, ok := adjectives[r.tree.d.Lemmas[k]]; ok {
		return op
	}
	return adjectives[lowerASCII(r.tree.d.Word(k))]
}

var modals = map[string]codebook.Op{"will": codebook.Plan, "would": codebook.Plan, "shall": codebook.Plan, "may": codebook.May,

	"might": codebook.May, "could": codebook.May, "can": codebook.May, "must": codebook.Demand, "should": codebook.Demand, "'ll": codebook.Plan,
	"ought": codebook.Demand, "wo": codebook.Plan, "ca": codebook.May}

var adverbs = map[string]codebook.Op{"not": codebook.Negate, "n't": codebook.Negate, "never": codebook.Negate, "nor": codebook.Negate,

	"neither": codebook.Negate, "reportedly": codebook.Reported, "allegedly": codebook.Reported, "purportedly": codebook.Reported,
	"apparently": codebook.Reported, "supposedly": codebook.Reported, "seemingly": codebook.Reported, "possibly": codebook.May,
	"perhaps": codebook.May, "maybe": codebook.May, "probably": codebook.May, "likely": codebook.May, "presumably": codebook.May,
	"potentially": codebook.May, "hardly": codebook.Negate, "almost": codebook.Negate, "nearly": codebook.Negate}

var adjectives = map[string]codebook.Op{"planned": codebook.Plan, "proposed": codebook.Plan, "upcoming": codebook.Plan, "future": codebook.Plan,

	"scheduled": codebook.Plan, "forthcoming": codebook.Plan, "impending": codebook.Plan, "imminent": codebook.Plan, "expected": codebook.Plan,
	"intended": codebook.Plan, "promised": codebook.Promise, "possible": codebook.Consider, "potential": codebook.Consider,
	"likely": codebook.Consider, "alleged": codebook.Reported, "suspected": codebook.Reported, "reported": codebook.Reported,
	"supposed": codebook.Reported, "purported": codebook.Reported, "rumoured": codebook.Reported, "rumored": codebook.Reported,
	"apparent": codebook.Reported, "threatened": codebook.Threaten, "cancelled": codebook.Cancel, "canceled": codebook.Cancel,
	"suspended": codebook.Suspend, "stalled": codebook.Suspend, "failed": codebook.Fail, "foiled": codebook.Negate, "attempted": codebook.Attempt,
	"hypothetical": codebook.Consider, "eventual": codebook.Plan, "looming": codebook.Plan, "averted": codebook.Negate}

// singled are the adjectives of who was the one to do a thing, besides ordinals and superlatives.
var singled = setOf(`first second third fourth fifth sixth seventh eighth ninth tenth last latest only newest sole`)

// firstTo reports whether the infinitive n says what one of a row has done: "the 90th country to join", "the latest firm to leave", unless it
// will only become so.
func (r *reader) firstTo(n int32) bool {
	t := &r.tree
	h := t.head(n)
	if h < 0 || t.rel(n) != dragoman.RelAcl && !singled[t.lemma(h)] {
		return false
	}
	if g := t.head(h); t.rel(h) == dragoman.RelNmod && g >= 0 && t.hasChild(h, dragoman.RelCase, "of") { // "the fourth head of the board to resign"
		h = g
	}
	found := singled[t.lemma(h)] // "the first to congratulate her"
	for k := t.first[h]; k >= 0 && k < h; k = t.next[k] {
		if t.rel(k) == dragoman.RelAmod && (singled[t.lemma(k)] || t.xpos(k) == dragoman.JJS) {
			found = true
		}
	}
	if !found && t.ordinal(h) == "" {
		return false
	}
	for _, v := range [2]int32{h, t.head(h)} {
		if v >= 0 && v != n && (t.hasMark(v) || t.hasChild(v, dragoman.RelAux, "will", "would", "may", "might", "could", "can", "should", "must", "'ll")) {
			return false
		}
	}
	return true
}

// speedy are the adjectives of what was done, not meant: "was quick to praise the army".
var speedy = setOf(`quick swift prompt fast slow right wrong proud privileged`)

// isPurpose reports whether n heads an infinitive of purpose: "met to discuss", "a mission to monitor".
func (r *reader) isPurpose(n int32) bool {
	t := &r.tree
	switch t.rel(n) {
	case dragoman.RelAdvcl, dragoman.RelAcl:
		if h := t.head(n); t.lemma(h) == "take" && t.hasChild(h, dragoman.RelExpl, "it") {
			return false // "it took the jury an hour to convict him"
		}
		return t.hasChild(n, dragoman.RelMark, "to") && t.child(n, dragoman.RelNsubj) < 0 && !r.firstTo(n) && !speedy[t.lemma(t.head(n))] &&
			!(attaining[t.lemma(t.head(n))] && t.rel(n) == dragoman.RelAdvcl && !r.isPurpose(t.head(n)))
	case dragoman.RelConj:
		h := t.head(n)
		return h >= 0 && t.xpos(n) == dragoman.VB && (t.rel(h) == dragoman.RelAdvcl || t.rel(h) == dragoman.RelAcl) && t.hasChild(h, dragoman.RelMark, "to")
	}
	return false
}

// attaining are verbs whose purpose is reached in their doing: "used explosives to destroy houses", "fired tear gas to disperse them".
var attaining = setOf(`use employ fire`)

func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for j := range b {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// longestFolded is how long a word that is looked up may be.
const longestFolded = 32

// folded is what a map of lower-case words has for the word, without regard to the case of its ASCII letters.
func folded[V any](words map[string]V, word string) (none V) {
	var b [longestFolded]byte
	if len(word) > len(b) {
		return none
	}
	for i := range len(word) {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		b[i] = c
	}
	return words[string(b[:len(word)])]
}
