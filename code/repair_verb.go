package code

import "dragoman"

// Repairs of verbs that the tagger took for nouns, and of the clauses that they head.

// fires reports whether the word is the base form of a verb that fires frames.
func (t *tree) fires(w string) bool {
	e := t.words[w]
	return e != nil && len(e.verb)+len(e.light) > 0
}

// willers are verbs before an infinitive that hardly have a noun after "to".
var willers = setOf(`threaten vow refuse decline want plan intend promise pledge decide begin try attempt fail manage prepare seek hope offer force ask tell
	urge order press plead beg implore call help allow permit dare aim need warn defy`)

// toVerb makes an infinitive of the noun in "threatened to march on Khartoum", and of the adjective in "begged the gunmen to free the pupils".
func (t *tree) toVerb(i int32) {
	to := i - 1
	if to < 1 || !t.is(to, "to") || int(i)+1 >= len(t.heads) || !t.fires(t.d.Word(i)) {
		return
	}
	h := t.heads[i]
	switch {
	case t.heads[to] == i && t.rels[i] == dragoman.RelObl && h >= 0 && h < i && t.isVerb(h) && (willers[t.d.Lemmas[h]] || t.is(i, "march") && t.is(i+1, "on")):
		t.tags[i], t.rels[i], t.rels[to] = dragoman.VERB, dragoman.RelXcomp, dragoman.RelMark
		if !moves[t.d.Lemmas[h]] && t.hasObject(h, to) {
			t.rels[i] = dragoman.RelAdvcl
		}
	case h > i && t.rels[i] == dragoman.RelAmod && t.heads[to] == h && t.heads[h] >= 0 && t.heads[h] < to && (t.upos(i+1) == dragoman.DET || t.is(i+1, "their") || t.is(i+1, "its") || t.is(i+1, "his")):
		v := t.heads[h]
		for steps := 0; v >= 0 && !t.isVerb(v) && steps < maxThrough; steps++ {
			v = t.heads[v]
		}
		if v < 0 || !t.isVerb(v) {
			return
		}
		t.tags[i], t.heads[i], t.rels[i] = dragoman.VERB, v, dragoman.RelXcomp
		t.heads[to], t.rels[to] = i, dragoman.RelMark
		t.heads[h], t.rels[h] = i, dragoman.RelObj
	}
}

// hasObject reports whether the verb v has an object before token end.
func (t *tree) hasObject(v, end int32) bool {
	for k := v + 1; k < end; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj {
			return true
		}
	}
	return false
}

// inverted sets right "missiles would fall on Israel should war break out" and "vowed to destroy the economy should Ankara go too far": what stands before "should"
// belongs to the clause before.
func (t *tree) inverted(i int32) {
	v := t.heads[i]
	if v <= i || !t.is(i, "should") || t.rels[i] != dragoman.RelAux {
		return
	}
	own, other := int32(-1), int32(-1)
	for k := max(0, i-reach); k < v; k++ {
		if t.heads[k] != v || t.rels[k] != dragoman.RelNsubj && t.rels[k] != dragoman.RelNsubjPass {
			continue
		}
		if k > i {
			own = k
		} else {
			other = k
		}
	}
	if own < 0 {
		return
	}
	t.rels[i] = dragoman.RelMark
	w := t.heads[v]
	if w >= i || w < 0 || !t.isVerb(w) {
		return
	}
	t.rels[v] = dragoman.RelAdvcl
	if other < 0 || other < w {
		return
	}
	t.heads[other], t.rels[other] = w, dragoman.RelObj
	for k := w + 1; k < other; k++ {
		if t.heads[k] == v && t.upos(k) == dragoman.ADP {
			t.heads[k], t.rels[k], t.rels[other] = other, dragoman.RelCase, dragoman.RelObl
		}
	}
}

// joinedVerb hangs on its verb what "and" joins to it in "killed 192 people in Madrid and wounded 1,400", where the parser joined it to the people.
func (t *tree) joinedVerb(v int32) {
	n := t.heads[v]
	if n < 0 || n > v || t.rels[v] != dragoman.RelConj || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBN || t.isVerb(n) || v == 0 {
		return
	}
	if and := t.skipAdverbs(v-1, n, -1); !t.is(and, "and") && !t.is(and, "but") {
		return
	}
	object := false
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		object = object || t.heads[k] == v && t.rels[k] == dragoman.RelObj
	}
	w := n
	for steps := 0; w >= 0 && !t.isVerb(w) && steps < maxThrough; steps++ {
		w = t.heads[w]
	}
	if !object || w < 0 || w > n || !t.isVerb(w) || t.xpos(w) == dragoman.VBG && t.xpos(v) != dragoman.VBG {
		return
	}
	t.heads[v] = w
}

// joinedInfinitive joins to the infinitive before it what "and to" joins in "urged Chad to let monitors into the camps, where men were shot, and to free the
// wounded", where the parser joined it to a verb that is none.
func (t *tree) joinedInfinitive(i int32) {
	to := t.is(i-1, "to") || t.is(i-1, "be") && t.is(i-2, "or") // "told to leave or be shot"
	if i < 2 || t.rels[i] != dragoman.RelConj || !to || t.heads[i-1] != i || !t.is(i-2, "and") && !t.is(i-2, "or") || t.infinitive(t.heads[i]) {
		return
	}
	for w := i - 3; w > 0 && t.sent[w] == t.sent[i] && t.d.Word(w) != "." && t.d.Word(w) != ";"; w-- {
		if t.isVerb(w) && t.infinitive(w) && t.rels[w] != dragoman.RelConj && (t.under(t.heads[i], w) || t.under(w, t.heads[i])) {
			t.heads[i] = w
			return
		}
	}
}

// infinitive reports whether "to" stands right before the verb w.
func (t *tree) infinitive(w int32) bool {
	return w > 0 && t.is(w-1, "to") && t.heads[w-1] == w
}

// between makes a verb of the noun or adverb i that has a subject before it and an object: "which Khartoum and Juba both claim", "Mali and Niger, whose
// juntas back the coup".
func (t *tree) between(i int32) {
	if t.d.Word(i) != lowerASCII(t.d.Word(i)) || !t.fires(t.d.Lemmas[i]) {
		return
	}
	s, object := int32(-1), false
	for k := max(0, i-2*reach); int(k) < len(t.heads) && k < i+reach; k++ {
		switch {
		case t.heads[k] != i:
		case t.rels[k] == dragoman.RelCop, t.rels[k] == dragoman.RelCase:
			return
		case t.rels[k] == dragoman.RelNsubj && k < i:
			s = k
		case t.rels[k] == dragoman.RelObj:
			object = true
		}
	}
	if s < 0 || !object {
		return
	}
	t.tags[i] = dragoman.VERB
	if whose := t.leftmost(s); t.is(whose, "whose") && whose > 1 && t.d.Word(whose-1) == "," && t.isNominal(whose-2) && t.rels[i] == dragoman.RelCcomp {
		t.heads[i], t.rels[i] = whose-2, dragoman.RelAclRelcl
	}
}

// joinedNoun joins to the object the noun i after "and" that the parser joined to the verb: "massacred 58 tourists, mostly Swiss, and four Egyptians".
func (t *tree) joinedNoun(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelConj || !t.isVerb(v) || !t.isNominal(i) {
		return
	}
	if w := t.skipAdverbs(i+1, int32(len(t.heads)), 1); t.is(i-1, "and") && int(w) < len(t.heads) && t.heads[w] == v && t.rels[w] == dragoman.RelConj && t.xpos(w) != dragoman.VBG && t.xpos(w) != dragoman.VB && !t.hasSubject(w) {
		t.heads[i], t.rels[i] = w, dragoman.RelNsubj // "whom Libya held and Egypt later freed"
		t.heads[i-1] = w
		return
	}
	object, and := int32(-1), false
	for k := v + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		switch {
		case t.heads[k] == i && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelCop || t.rels[k] == dragoman.RelNsubjPass || t.isVerb(k)), k > i && t.isVerb(k) && t.heads[k] == v:
			return
		case k > i:
		case t.heads[k] == i && t.rels[k] == dragoman.RelCc:
			and = true
		case t.heads[k] == v && t.rels[k] == dragoman.RelObj && object < 0:
			object = k
		}
	}
	if and && object >= 0 {
		t.heads[i] = object
	}
}

// reports are the nouns of what is said, which a clause with "that" tells.
var reports = setOf(`report claim rumour rumor news allegation accusation charge suggestion statement announcement evidence fear warning threat belief lie myth fact
	demand confirmation denial assertion word speculation suspicion proof sign complaint`)

// saidNo makes "no" what was said in "said no to American requests", where the parser gave it to the requests.
func (t *tree) saidNo(i int32) {
	n := t.heads[i]
	if i == 0 || n <= i+1 || !t.is(i, "no") || !t.is(i+1, "to") || t.heads[n] != i-1 || !t.isVerb(i-1) {
		return
	}
	t.tags[i], t.heads[i], t.rels[i] = dragoman.NOUN, i-1, dragoman.RelObj
	t.rels[n] = dragoman.RelObl
}

// nounObject makes a noun of a word in "-s" that the parser took for a verb and yet for the object of another: "are striking Hamas targets in Gaza".
func (t *tree) nounObject(i int32) {
	if t.rels[i] != dragoman.RelObj || t.xpos(i) != dragoman.VBZ {
		return
	}
	t.tags[i] = dragoman.NOUN
	for k := max(0, i-reach); k < i; k++ {
		if t.heads[k] == i && isSubject(t.rels[k]) {
			t.rels[k] = dragoman.RelCompound
		}
	}
}
