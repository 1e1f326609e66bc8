package code

import "dragoman"

// Clauses that leave out the verb of the clause before: "and so did Eritrea", "Poland three and Italy two".

// alike appends those who are said to have done, or to have been done by, as the subject n: "Russia vetoed it, and so did China", "as were two
// policemen", "Germany followed suit", "France expelled six, Poland three".
func (r *reader) alike(n int32, out []int32) []int32 {
	t := &r.tree
	v := t.head(n)
	if v < 0 || t.rel(n) != dragoman.RelNsubj && t.rel(n) != dragoman.RelNsubjPass {
		return out
	}
	for i := max(v, n) + 1; int(i) < len(t.heads) && t.sent[i] <= t.sent[v]+1; i++ {
		if t.sent[i] > t.sent[v] && (t.rel(v) != dragoman.RelRoot || r.d.Sentences[t.sent[i]].Block != r.d.Sentences[t.sent[v]].Block) {
			break
		}
		k := int32(-1)
		switch {
		case r.gapped(i) && t.sent[i] == t.sent[v] && t.isVerb(v):
			if !t.is(i+1, "none") && (t.rel(i+1) != dragoman.RelNummod || !r.folk(t.head(i+1))) {
				out = append(out, i)
			}
			continue
		case r.proVerb(i):
			if k = t.phraseAt(i + 2); k >= 0 && t.is(i, "as") && !r.namesParty(k) && !r.folk(k) {
				k = -1 // "as was the case in Gaza"
			}
		case r.sameAgain(i):
			k = t.surface(i, 0)
		}
		if k >= 0 && k != n && t.upos(k) != dragoman.PRON && r.after(i, k, v) {
			out = r.conjuncts(k, append(out, k), 0)
		}
	}
	return out
}

// after reports whether the clause of i, whose subject is k, takes up that of v: it hangs on it, or begins the next sentence.
func (r *reader) after(i, k, v int32) bool {
	t := &r.tree
	if t.sent[i] > t.sent[v] {
		return t.rel(v) == dragoman.RelRoot && (i == r.d.Sentences[t.sent[i]].First || t.rel(i) == dragoman.RelRoot)
	}
	first := min(i, k)
	for h, depth := i, 0; h >= 0 && depth < maxDepth; h, depth = t.head(h), depth+1 {
		if h < first {
			return h == v || r.clauseOf(h) == v
		}
	}
	return false
}

// proVerb reports whether "so did", "as were" or "nor has" begins at i.
func (r *reader) proVerb(i int32) bool {
	t := &r.tree
	if int(i)+2 >= len(t.heads) || t.sent[i+2] != t.sent[i] || !folded(proVerbs, r.d.Word(i+1)) {
		return false
	}
	begins := i == r.d.Sentences[t.sent[i]].First
	if !begins {
		switch r.d.Word(i - 1) {
		case ",", ";", "and", "–", "—", ":":
		default:
			return false
		}
	}
	switch lower(r.d.Word(i)) {
	case "so", "neither", "nor":
		return true
	case "as":
		return !begins
	}
	return false
}

var proVerbs = setOf(`do does did has have had is are was were`)

// phraseAt is the head of the noun phrase that begins at i, or -1.
func (t *tree) phraseAt(i int32) int32 {
	for k := i; int(k) < len(t.heads) && k < i+reach/2 && t.sent[k] == t.sent[i] && t.upos(k) != dragoman.PUNCT && !t.isVerb(k); k++ {
		if t.isNominal(k) && t.heads[k] < i {
			return k
		}
	}
	return -1
}

// sameAgain reports whether i is the verb of "did the same", "did likewise" or "followed suit", which nobody is said to have done to another.
func (r *reader) sameAgain(i int32) bool {
	t := &r.tree
	if !t.isVerb(i) || t.hasChild(i, dragoman.RelAux, "will", "would", "may", "might", "could", "should", "must", "to") || t.hasChild(i, dragoman.RelMark, "to") {
		return false
	}
	switch t.lemma(i) {
	case "do":
		if t.is(i+1, "likewise") {
			return true
		}
		return t.is(i+1, "the") && t.is(i+2, "same") && !(int(i)+3 < len(t.heads) && t.upos(i+3) == dragoman.ADP && !t.is(i+3, "on") && !t.is(i+3, "in"))
	case "follow":
		return t.is(i+1, "suit")
	}
	return false
}

// leftOut reports whether k, which the parser joined to what an act was done to, belongs to a clause without its verb.
func (r *reader) leftOut(k int32) bool {
	if r.gapped(k) {
		return true
	}
	num := r.tree.child(k, dragoman.RelNummod)
	return num > 0 && r.gapped(num-1)
}

// gapped reports whether the party k stands right before the number or the thing that it did the act of the clause to, without the verb: "Hamas freed
// three women and Israel ninety prisoners", "France gave $5m, Japan $2m", "Russia sent masks, and China a plane of doctors".
func (r *reader) gapped(k int32) bool {
	t := &r.tree
	if t.upos(k) != dragoman.PROPN || !r.namesParty(k) || int(k)+2 >= len(t.heads) || t.sent[k+1] != t.sent[k] {
		return false
	}
	if h := t.head(k); t.rel(k) == dragoman.RelConj && t.rel(h) == dragoman.RelIobj {
		return false // "gave Kenya $5m and Uganda $3m"
	}
	first := k
	if m := r.mentionAt[k]; m >= 0 {
		first = r.d.Mentions[m].First
	}
	if first > 0 && t.is(first-1, "the") {
		first--
	}
	if first == 0 || t.sent[first-1] != t.sent[k] {
		return false
	}
	switch r.d.Word(first - 1) {
	case ",", ";", "and", "while":
	default:
		return false
	}
	switch {
	case r.isTime(k + 1):
		return false
	case t.upos(k+1) == dragoman.NUM:
		return (t.head(k+1) < 0 || !r.isTime(t.head(k+1))) && r.d.Word(k + 1)[0] != '-'
	case t.upos(k+1) == dragoman.SYM:
		return t.is(k+1, "$") || t.is(k+1, "€") || t.is(k+1, "£")
	}
	return t.is(k+1, "a") || t.is(k+1, "an") || t.is(k+1, "none")
}

// countedBefore is the noun that a number leaves out, the last that was counted, or -1: "expelled six diplomats, and Poland sent home four".
func (r *reader) countedBefore(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NUM || t.first[n] >= 0 && t.child(n, dragoman.RelNmodUnmarked) < 0 || t.rel(n) != dragoman.RelObj && t.rel(n) != dragoman.RelNsubjPass {
		return -1
	}
	for k := n - 1; k >= 0 && t.sent[k] >= t.sent[n]-1; k-- {
		if t.xpos(k) == dragoman.NNS && t.child(k, dragoman.RelNummod) >= 0 {
			if r.folk(k) {
				return k
			}
			return -1
		}
	}
	return -1
}

// takenUp is the noun that a number or "several" without one takes up, or -1.
func (r *reader) takenUp(n int32) int32 {
	if r.countedOf(n) >= 0 {
		return -1
	}
	return max(r.sameNumber(n), r.someOf(n))
}

// sameNumber is the noun that "the six" takes up, or -1: the last plural that the same number counted, "over the murder of six priests. The six were shot".
func (r *reader) sameNumber(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NUM || !t.hasChild(n, dragoman.RelDet, "the", "these", "those", "all") || r.isTime(n) {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.isNominal(k) || t.upos(k) == dragoman.SYM {
			return -1
		}
	}
	number := lowerASCII(r.d.Word(n))
	for k := n - 1; k >= 0 && t.sent[k] >= t.sent[n]-sameReach; k-- {
		if t.rel(k) != dragoman.RelNummod || lowerASCII(r.d.Word(k)) != number {
			continue
		}
		if h := t.head(k); h < n && (t.xpos(h) == dragoman.NNS || t.xpos(h) == dragoman.NNPS) && !r.isTime(h) {
			return h
		}
	}
	return -1
}

// sameReach is how many sentences back a number is taken up again.
const sameReach = 4
