package code

import "dragoman"

// Repairs of sentences without a main verb: the parser took the verb for a noun, a preposition or a participle of the subject.

// mainVerbs looks for the verb of each sentence whose root is a noun, and hangs the sentence on it.
func (t *tree) mainVerbs() {
	for s := range t.d.Sentences {
		first, end := t.d.Sentences[s].First, t.d.Sentences[s].End
		root := t.rootOf(first, end)
		switch {
		case root < 0:
		case t.upos(root) == dragoman.VERB:
		case t.sharedSubject(root, end):
		case !t.hasClause(root, first, end):
			t.findMain(first, end)
		}
	}
}

// sharedSubject makes the noun at the root the first of two subjects, where the parser joined the clause of the second to it: "Colombia's
// government and the rebels resumed talks", "Macedonia and the rebels are at war".
func (t *tree) sharedSubject(root, end int32) bool {
	if !t.isNominal(root) {
		return false
	}
	for v := root + 1; v < end && v < root+2*reach; v++ {
		if t.heads[v] != root || t.rels[v] != dragoman.RelConj || t.upos(v) != dragoman.VERB && !t.hasCopula(root+1, v, v) {
			continue
		}
		for s := root + 1; s < v; s++ {
			if t.heads[s] != v || t.rels[s] != dragoman.RelNsubj && t.rels[s] != dragoman.RelNsubjPass {
				continue
			}
			and, named := root+1, false
			for and < s && !(t.is(and, "and") && t.rels[and] == dragoman.RelCc) {
				named = named || t.heads[and] == root && t.rels[and] == dragoman.RelAppos
				if t.d.Word(and) == "," && !named && t.rels[and+1] != dragoman.RelAppos && t.tags[and+1] != dragoman.PROPN || t.isVerb(and) {
					return false // another clause
				}
				and++
			}
			if and >= s || t.heads[and] != v && t.heads[and] != s {
				return false
			}
			t.heads[v], t.rels[v] = -1, dragoman.RelRoot
			t.heads[root], t.rels[root] = v, t.rels[s]
			t.heads[s], t.rels[s] = root, dragoman.RelConj
			t.heads[and] = s
			return true
		}
		return false
	}
	return false
}

// findMain promotes the first word of the tokens from first to end that may be their verb.
func (t *tree) findMain(first, end int32) {
	for _, mayBe := range []func(v, first, end int32) bool{t.mayBeMain, t.mayBePresent} {
		for v := first + 1; v < end; v++ {
			if mayBe(v, first, end) && t.promote(v, first, end) {
				return
			}
		}
	}
}

func (t *tree) rootOf(first, end int32) int32 {
	for i := first; i < end; i++ {
		if t.heads[i] < 0 {
			return i
		}
	}
	return -1
}

// hasClause reports whether the tokens have a verb or copula with a subject, outside the clauses on its nouns.
func (t *tree) hasClause(root, first, end int32) bool {
	for i := first; i < end; i++ {
		switch t.rels[i] {
		case dragoman.RelCop:
			if t.heads[i] == root {
				return true
			}
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelAux, dragoman.RelAuxPass:
			v := t.heads[i]
			if v < first || v >= end || t.upos(v) != dragoman.VERB {
				continue
			}
			switch t.rels[v] {
			case dragoman.RelAclRelcl, dragoman.RelAcl, dragoman.RelAdvcl, dragoman.RelAmod:
			default:
				return true
			}
		}
	}
	return false
}

// goers are past forms of verbs that have no passive: after a noun they are its verb, not its participle.
var goers = setOf(`exploded erupted marched protested rallied demonstrated rioted fled retreated surrendered defected resigned withdrew clashed
	gathered advanced rampaged converged poured rolled streamed surged flocked swarmed landed sailed arrived departed rumbled fell rose
	fought battled quit escaped raged died perished walked went came broke detonated blew crossed massed assembled fanned burst
	voted spoke talked apologised apologized responded replied reacted objected complained insisted appealed`)

// mayBeMain reports whether v may be the verb of a sentence that has none: a past form after a nominal, with an object or a phrase of its
// own, which is no participle.
func (t *tree) mayBeMain(v, first, end int32) bool {
	w := lowerASCII(t.d.Word(v))
	if w != t.d.Word(v) || t.finite[w] == nil && t.upos(v) != dragoman.VERB || t.d.Word(v-1) == "-" {
		return false
	}
	b := t.skipAdverbs(v-1, first, -1)
	after := t.relativeNoun(b, first) >= 0 && (t.finite[w] != nil || t.xpos(v) == dragoman.VBD)
	if t.d.Word(b) == "," && b-1 > first && t.upos(v) == dragoman.VERB && (t.xpos(v) == dragoman.VBD || goers[w]) {
		b-- // "supporters, defying the army, marched"
	}
	before := t.upos(b)
	if !after && before != dragoman.NOUN && before != dragoman.PROPN && before != dragoman.PRON && before != dragoman.NUM && !t.named[b] {
		return false
	}
	n := t.skipAdverbs(v+1, end-1, 1)
	for n+1 < end && (t.is(n, "and") || t.is(n, "or") || t.is(n, ",")) { // "stabbed and then raped women"
		m := t.skipAdverbs(n+1, end-1, 1)
		if folded(t.finite, t.d.Word(m)) == nil {
			break
		}
		n = t.skipAdverbs(m+1, end-1, 1)
	}
	if n >= end || t.is(n, "by") || t.is(n, "of") {
		return false
	}
	next := t.upos(n)
	if after && t.xpos(v) != dragoman.VBG && (next == dragoman.ADP || next == dragoman.PART || next == dragoman.ADV) {
		return true
	}
	object := (next == dragoman.DET || next == dragoman.PRON || next == dragoman.NUM || next == dragoman.NOUN || next == dragoman.PROPN ||
		next == dragoman.ADJ) && !folded(timeWords, t.d.Word(n))
	if p := t.upos(v); p == dragoman.VERB || p == dragoman.AUX {
		if t.xpos(v) == dragoman.VBG || t.xpos(v) == dragoman.VB && !after || t.rels[v] == dragoman.RelAclRelcl || t.rels[v] == dragoman.RelAmod && !after && !t.objectOf(v, first) {
			return false
		}
		callsFor := w == "called" && (t.is(n, "for") || t.is(n, "on"))
		return t.xpos(v) == dragoman.VBD || object || goers[w] || callsFor || t.is(v+1, "together") || t.is(v+1, "jointly")
	}
	return object || next == dragoman.ADP || next == dragoman.ADV || next == dragoman.PART
}

// objectOf reports whether v is read as a word of what the noun before it has for an object: "Police tortured detainees".
func (t *tree) objectOf(v, first int32) bool {
	h := t.heads[v]
	return h > v && (t.rels[h] == dragoman.RelObj || t.rels[h] == dragoman.RelAppos) && t.heads[h] >= first && t.heads[h] < v && !t.isVerb(t.heads[h])
}

// skipAdverbs goes from i over adverbs, and over "both" and "all" after a subject, towards limit.
func (t *tree) skipAdverbs(i, limit, step int32) int32 {
	for i != limit && i >= 0 && int(i) < len(t.heads) && (t.upos(i) == dragoman.ADV || t.is(i, "both") || t.is(i, "all")) {
		i += step
	}
	return i
}

// promote makes v the root: what ends before it is its subject, what follows it its object, phrases and further clauses.
func (t *tree) promote(v, first, end int32) bool {
	s := t.skipAdverbs(v-1, first, -1)
	if t.d.Word(s) == "," && s > first {
		s--
	}
	for h, depth := t.heads[s], 0; h >= first && h < v && depth < maxDepth; h, depth = t.heads[s], depth+1 {
		s = h
	}
	if t.tags[s] == dragoman.ADJ && s == v-1 && heading[t.d.Lemmas[s]] {
		t.tags[s] = dragoman.NOUN // "Army chief"
	}
	if !t.isNominal(s) || s == v || t.cased(s) {
		return false
	}
	if t.upos(v) != dragoman.VERB {
		t.tags[v] = dragoman.VERB
	}
	for k := first; k < end; k++ {
		h := t.heads[k]
		switch {
		case k == v || k == s:
		case k < v && (h < 0 || h >= v): // hung on the right: a phrase before the subject, or a word of it
			t.heads[k] = v
			if k < s && (t.rels[k] == dragoman.RelAmod || t.rels[k] == dragoman.RelCompound || t.rels[k] == dragoman.RelDet || t.rels[k] == dragoman.RelNummod || t.rels[k] == dragoman.RelNmodPoss) {
				t.heads[k] = s
			} else if t.isNominal(k) {
				t.rels[k] = dragoman.RelObl
			}
		case k > v && (h <= v || h >= end):
			t.heads[k] = v
		}
	}
	t.heads[v], t.rels[v] = -1, dragoman.RelRoot
	t.heads[s], t.rels[s] = v, dragoman.RelNsubj
	object := false
	for k := v + 1; k < end; k++ {
		if t.heads[k] == v {
			t.rels[k] = t.below(k, v, &object)
		}
	}
	return true
}

// below is the relation in which k, after the verb v, stands to it.
func (t *tree) below(k, v int32, object *bool) dragoman.Deprel {
	switch {
	case t.upos(k) == dragoman.VERB:
		switch {
		case t.xpos(k) != dragoman.VBG && (t.is(k-1, "and") || folded(t.finite, t.d.Word(k)) != nil && t.joined(v, k)):
			return dragoman.RelConj
		case t.rels[k] == dragoman.RelCcomp || t.rels[k] == dragoman.RelXcomp || t.rels[k] == dragoman.RelParataxis:
			return t.rels[k]
		}
		return dragoman.RelAdvcl
	case t.isNominal(k) && t.rels[k] != dragoman.RelPunct:
		if t.cased(k) {
			return dragoman.RelObl
		}
		if *object || folded(timeWords, t.d.Word(k)) {
			return dragoman.RelOblUnmarked
		}
		*object = true
		return dragoman.RelObj
	}
	return t.rels[k]
}

// joined reports whether "and" stands between two verbs, with adverbs at most beside it.
func (t *tree) joined(v, k int32) bool {
	i := t.skipAdverbs(k-1, v, -1)
	return t.is(i, "and") && t.skipAdverbs(i-1, v, -1) == v
}

// cased reports whether a preposition hangs on k.
func (t *tree) cased(k int32) bool {
	for c := max(0, k-reach); c < k; c++ {
		if t.heads[c] == k && t.rels[c] == dragoman.RelCase && !(folded(bounds, t.d.Word(c)) && t.upos(c+1) == dragoman.NUM) {
			return true // but not that of "around 100,000 Israelis"
		}
	}
	return false
}
