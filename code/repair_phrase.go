package code

import "dragoman"

// numbers sets right numbers whose words the parser scattered: "Forty-six people", "as many as 60 people", "more than half a million Rohingya".
// The noun counted takes the place of what the parser took for the head of the phrase.
func (t *tree) numbers(first, end int32) {
	for i := first; i < end; i++ {
		if n := t.twin(i, end); n >= 0 {
			t.heads[i], t.rels[i] = n, dragoman.RelNummod
			continue
		}
		if n := t.lastMember(i, end); n >= 0 {
			t.heads[n], t.rels[n] = t.heads[i], dragoman.RelConj
			t.heads[i], t.rels[i] = n, dragoman.RelNummod
			continue
		}
		number := min(t.afterBound(i, end), end-1)
		if number == i && t.d.Tokens[i].UPOS != dragoman.NUM && !t.is(i, "half") && !(t.is(i, "a") && i+1 < end && t.is(i+1, "quarter")) {
			continue
		}
		_, _, next, ok := readNumber(t.d, number, end)
		if ok && t.is(i, "between") && next+1 < end && t.is(next, "and") { // "between six and eight observers"
			_, _, next, ok = readNumber(t.d, next+1, end)
		}
		if !ok || next-i < 3 {
			continue
		}
		if n := t.countedNoun(next, end); n >= 0 {
			i = n
		}
	}
}

// twin is the noun that the number i counts where the parser made two of them: "the two Koreas" as two subjects, "sent 10,000 National Guard
// soldiers" as two objects. -1 where there is none.
func (t *tree) twin(i, end int32) int32 {
	if t.d.Tokens[i].UPOS != dragoman.NUM || t.rels[i] == dragoman.RelConj {
		return -1
	}
	for n := i + 1; n < end && n < i+reach/2; n++ {
		switch t.upos(n) {
		case dragoman.NOUN, dragoman.PROPN:
			if t.heads[n] == t.heads[i] && t.rels[n] == t.rels[i] {
				return n
			}
		case dragoman.ADJ:
		default:
			if t.d.Word(n) != "-" {
				return -1
			}
		}
		if t.heads[n] <= i {
			return -1
		}
	}
	return -1
}

// lastMember is the noun that the number i counts where the parser joined the number to the nouns before it, and made the noun a second subject or
// object beside them: "Malta, Cyprus and eight former communist states have joined". -1 where there is none.
func (t *tree) lastMember(i, end int32) int32 {
	h := t.heads[i]
	if t.d.Tokens[i].UPOS != dragoman.NUM || t.rels[i] != dragoman.RelConj || h < 0 {
		return -1
	}
	for n := i + 1; n < end && n < i+reach/2; n++ {
		switch {
		case t.upos(n) == dragoman.NOUN && t.heads[n] == t.heads[h] && t.rels[n] == t.rels[h]:
			return n
		case t.upos(n) != dragoman.ADJ && t.upos(n) != dragoman.NOUN:
			return -1
		}
	}
	return -1
}

// afterBound returns the token after the bound that begins at i: "as many as", "more than", "no fewer than", "at least"; i where none does.
func (t *tree) afterBound(i, end int32) int32 {
	if i+3 >= end {
		return i
	}
	k := i
	if t.is(k, "no") {
		k++
	}
	switch {
	case t.is(k, "as") && (t.is(k+1, "many") || t.is(k+1, "few")) && t.is(k+2, "as"):
		return k + 3
	case (t.is(k, "more") || t.is(k, "fewer") || t.is(k, "less")) && t.is(k+1, "than"):
		return k + 2
	case k == i && (t.is(k, "at") && (t.is(k+1, "least") || t.is(k+1, "most")) || t.is(k, "close") && t.is(k+1, "to")):
		return k + 2
	case k == i && t.is(k, "between"):
		return k + 1
	}
	return i
}

// countedNoun returns the noun that a number counts which ends before token i: the last of the nouns that begin there, after adjectives.
func (t *tree) countedNoun(i, end int32) int32 {
	k := i
	for k < end && k < i+reach/2 && t.d.Tokens[k].UPOS == dragoman.ADJ {
		k++
	}
	n := int32(-1)
	for k < end && k < i+reach && (t.d.Tokens[k].UPOS == dragoman.NOUN || t.d.Tokens[k].UPOS == dragoman.PROPN && (n < 0 || t.heads[n] == k)) {
		n = k
		k++
	}
	if w := k - 1; n < 0 && w >= i && k < end && t.d.Tokens[k].UPOS == dragoman.VERB && t.d.Word(w)[0] >= 'A' && t.d.Word(w)[0] <= 'Z' {
		return w // "close to a million Lebanese rallied"
	}
	if n < 0 || timeWords[t.d.Lemmas[n]] {
		return -1
	}
	return n
}

// calledWhat parts "his rival" from "a traitor" in "called his rival a traitor", which the parser read as one phrase: who is named is the
// object, and the name said of him.
func (t *tree) calledWhat(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || i-v > reach || t.rels[i] != dragoman.RelObj || !naming[t.d.Lemmas[v]] {
		return
	}
	second := i
	for k := v + 2; k < i; k++ {
		if t.heads[k] == i && t.rels[k] == dragoman.RelDet && (t.is(k, "a") || t.is(k, "an")) || t.is(k, "persona") {
			second = k
			break
		}
	}
	if second == i && !t.is(i, "persona") || second < v+2 {
		return
	}
	first := second - 1
	switch t.upos(first) {
	case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ, dragoman.PRON:
	default:
		return
	}
	for k := v + 1; k < first; k++ {
		if t.heads[k] == i {
			t.heads[k] = first
		}
	}
	t.heads[first], t.rels[first] = v, dragoman.RelObj
	t.rels[i] = dragoman.RelXcomp
	if t.upos(first) == dragoman.ADJ {
		t.tags[first] = dragoman.NOUN
	}
}

var naming = setOf(`call brand label declare dub term designate pronounce deem consider`)

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

// afterParticle makes the bare noun after a verb and its particle its object, where the parser took both for a phrase with a preposition: "was taken
// off the grey list".
func (t *tree) afterParticle(i int32) {
	v := t.heads[i]
	if t.rels[i] != dragoman.RelObl || v < 0 || v >= i || i > v+reach || t.upos(v) != dragoman.VERB || timeWords[t.d.Lemmas[i]] {
		return
	}
	if t.rels[v+1] != dragoman.RelCompoundPrt || t.heads[v+1] != v {
		return
	}
	for k := v + 2; k < i; k++ {
		if t.upos(k) == dragoman.ADP || t.upos(k) == dragoman.PUNCT || t.heads[k] == v {
			return
		}
	}
	t.rels[i] = dragoman.RelObj
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
