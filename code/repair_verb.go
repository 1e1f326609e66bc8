package code

import "dragoman"

// Repairs of verbs that the tagger took for nouns, and of the clauses that they head.

// fires reports whether the word is the base form of a verb that fires frames.
func (t *tree) fires(w string) bool {
	e := t.words[w]
	return e != nil && len(e.verb)+len(e.light) > 0
}

// modalVerb makes a verb of the noun right after a modal: "its army would march into Iraq", "rebels will target the port".
func (t *tree) modalVerb(i int32) {
	m := t.skipAdverbs(i-1, 0, -1)
	if m >= 0 && t.rels[i] == dragoman.RelCompound && t.heads[m] == t.heads[i] {
		t.compoundVerb(i, m)
		return
	}
	if m < 0 || t.xpos(m) != dragoman.MD || t.heads[m] != i || t.rels[m] != dragoman.RelAux || t.d.Word(i) != lowerASCII(t.d.Word(i)) || !t.fires(t.d.Word(i)) {
		return
	}
	for k := i + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] != i {
			continue
		}
		switch t.rels[k] {
		case dragoman.RelCop:
			return
		case dragoman.RelNmod:
			t.rels[k] = dragoman.RelObl
		case dragoman.RelAppos, dragoman.RelFlat, dragoman.RelDep:
			t.rels[k] = dragoman.RelObj
		}
	}
	t.tags[i] = dragoman.VERB
	that := t.heads[i]
	if that < 0 || that > i || t.rels[i] != dragoman.RelAclRelcl || !t.is(that, "that") || t.heads[that] < 0 || !t.isVerb(t.heads[that]) {
		return
	}
	t.heads[i], t.rels[i] = t.heads[that], dragoman.RelCcomp
	t.heads[that], t.rels[that] = i, dragoman.RelMark
}

// compoundVerb makes a verb of "station" in "could station missiles", which the parser made one noun with its object; m is the modal or the "to".
func (t *tree) compoundVerb(i, m int32) {
	o := t.heads[i]
	w := t.d.Word(i)
	modal := t.xpos(m) == dragoman.MD && t.rels[m] == dragoman.RelAux || t.is(m, "to") && t.rels[m] == dragoman.RelMark && m == i-1
	if o <= i || !modal || w != lowerASCII(w) || !t.fires(w) || t.hasCopula(m, o, o) {
		return
	}
	t.tags[i] = dragoman.VERB
	t.heads[i], t.rels[i] = t.heads[o], t.rels[o]
	t.heads[o], t.rels[o] = i, dragoman.RelObj
	for k := max(0, i-2*reach); int(k) < len(t.heads) && k < o+2*reach; k++ {
		if t.heads[k] != o || k == i {
			continue
		}
		switch rel := t.rels[k]; {
		case k < i, k > o && (rel == dragoman.RelAdvcl || rel == dragoman.RelParataxis || rel == dragoman.RelObl || rel == dragoman.RelPunct):
			t.heads[k] = i
		}
	}
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

// joinedNoun joins to the object the noun i after "and" that the parser joined to the verb: "massacred 58 tourists, mostly Swiss, and four Egyptians".
func (t *tree) joinedNoun(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelConj || !t.isVerb(v) || !t.isNominal(i) {
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

// bareNoun makes an object of "help" in "sought help from the IMF", read as an infinitive without "to" of a verb that takes none.
func (t *tree) bareNoun(i int32) {
	h := t.heads[i]
	if t.rels[i] != dragoman.RelXcomp || t.xpos(i) != dragoman.VB && t.xpos(i) != dragoman.NN || h < 0 || h >= i || !wanting[t.d.Lemmas[h]] {
		return
	}
	for k := h + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] == i && (t.rels[k] == dragoman.RelMark || t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelObj) {
			return
		}
	}
	t.tags[i], t.rels[i] = dragoman.NOUN, dragoman.RelObj
}

var wanting = setOf(`seek request offer provide give receive accept reject deny refuse need demand promise pledge beg`)
