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
			t.gather(i, n)
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

// ally makes a noun of "ally" in "Sweden is NATO's newest ally", which taggers take for an adverb, as it ends in -ly.
func (t *tree) ally(i int32) {
	if !t.is(i, "ally") {
		return
	}
	t.tags[i] = dragoman.NOUN
	if h := t.heads[i]; i > 0 && h == i-1 && t.upos(h) == dragoman.ADJ {
		t.inherit(h, i)
		t.heads[i], t.rels[i] = t.heads[h], t.rels[h]
		t.heads[h], t.rels[h] = i, dragoman.RelAmod
	}
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

// gather makes n the head of the words from i to n.
func (t *tree) gather(i, n int32) {
	within := func(k int32) bool { return k >= i && k <= n }
	top := int32(-1)
	for k := i; k <= n; k++ {
		if !within(t.heads[k]) && (top < 0 || t.rank(k) > t.rank(top)) {
			top = k
		}
	}
	v := t.verbBefore(i)
	if top == n && v < 0 && t.is(i, "between") { // "seized between six and eight observers"
		t.rels[i] = dragoman.RelAdvmod
		if t.rels[n] == dragoman.RelObl {
			t.rels[n] = dragoman.RelObj
		}
	}
	if top < 0 || top == n && v < 0 {
		return
	}
	head, rel := t.heads[top], t.rels[top]
	if v >= 0 { // "shot dead as many as 5,000 protesters"
		head, rel = v, dragoman.RelObj
		top = i
	}
	for h, steps := head, 0; h >= 0 && steps < maxThrough; h, steps = t.heads[h], steps+1 {
		if within(h) {
			return
		}
	}
	if head >= 0 && head < i && t.isVerb(head) {
		switch rel {
		case dragoman.RelXcomp, dragoman.RelAdvmod, dragoman.RelAmod, dragoman.RelNummod, dragoman.RelAdvcl, dragoman.RelCcomp, dragoman.RelDep:
			rel = dragoman.RelObj
		}
	}
	for k := i; k < n; k++ {
		if !within(t.heads[k]) || t.heads[k] == top {
			t.heads[k], t.rels[k] = n, dragoman.RelNummod
		}
		if t.rels[k] == dragoman.RelCase {
			t.rels[k] = dragoman.RelAdvmod
		}
	}
	if rel == dragoman.RelOblUnmarked && head == n+1 && t.upos(head) == dragoman.VERB {
		rel = dragoman.RelNsubj
	}
	t.heads[n], t.rels[n] = head, rel
	for k := n + 1; int(k) < len(t.heads) && k < n+2*reach; k++ {
		if t.heads[k] == top {
			t.heads[k] = n
		}
	}
}

// verbBefore is the verb without an object right before token i, a particle or "dead" between them, or -1.
func (t *tree) verbBefore(i int32) int32 {
	v := i - 1
	if v > 0 && (t.upos(v) == dragoman.ADP || t.upos(v) == dragoman.ADV || t.is(v, "dead")) && t.heads[v] == v-1 {
		v--
	}
	if v < 0 || t.upos(v) != dragoman.VERB || t.rels[v] == dragoman.RelAmod {
		return -1
	}
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		if t.heads[k] == v && (t.rels[k] == dragoman.RelObj || t.rels[k] == dragoman.RelCcomp) {
			return -1
		}
	}
	for k := max(0, v-reach/2); k < v; k++ {
		if t.heads[k] == v && (t.rels[k] == dragoman.RelAuxPass || t.rels[k] == dragoman.RelNsubjPass) {
			return -1
		}
	}
	return v
}

// rank prefers the arguments of a verb.
func (t *tree) rank(k int32) int {
	switch t.rels[k] {
	case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelObj, dragoman.RelIobj:
		return 2
	case dragoman.RelObl, dragoman.RelNmod, dragoman.RelConj, dragoman.RelOblUnmarked:
		return 1
	}
	return 0
}

// byGerund makes a noun of "shelling" in "were killed by shelling": what a passive is done by is no clause.
func (t *tree) byGerund(i int32) {
	h := t.heads[i]
	if t.xpos(i) != dragoman.VBG || i == 0 || h < 0 || h >= i || !t.is(i-1, "by") || t.heads[i-1] != i || t.xpos(h) != dragoman.VBN {
		return
	}
	switch t.rels[i] {
	case dragoman.RelAdvcl, dragoman.RelXcomp, dragoman.RelObl, dragoman.RelOblAgent:
	default:
		return
	}
	for k := i + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] == i && (t.rels[k] == dragoman.RelObj || t.rels[k] == dragoman.RelXcomp || t.rels[k] == dragoman.RelCcomp) {
			return
		}
	}
	t.tags[i] = dragoman.NOUN
	t.rels[i], t.rels[i-1] = dragoman.RelObl, dragoman.RelCase
	for k := i + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] == i && t.rels[k] == dragoman.RelObl {
			t.rels[k] = dragoman.RelNmod
		}
	}
}

// secondObject joins to the object before it the noun i after "and" that the parser made a second object: "killed himself and 40 worshippers".
func (t *tree) secondObject(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelObj {
		return
	}
	and := i - 1
	for and > v && and > i-reach/2 && (t.heads[and] == i || t.heads[and] > and && t.heads[and] < i) && !t.is(and, "and") {
		and--
	}
	if !t.is(and, "and") {
		return
	}
	for k := and - 1; k > v && k > and-reach; k-- {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj {
			t.heads[i], t.rels[i] = k, dragoman.RelConj
			t.heads[and] = i
			return
		}
	}
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

// title hangs "President" on the name after it, where the parser made two of "Narendra Modi and President Emmanuel Macron".
func (t *tree) title(i int32) {
	if int(i)+1 >= len(t.heads) || t.upos(i) != dragoman.PROPN || t.upos(i+1) != dragoman.PROPN || t.heads[i] != t.heads[i+1] || t.rels[i] != t.rels[i+1] {
		return
	}
	switch t.rels[i] {
	case dragoman.RelConj, dragoman.RelNsubj, dragoman.RelObj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelAppos, dragoman.RelNsubjPass:
		t.heads[i], t.rels[i] = i+1, dragoman.RelNmodDesc
	}
}

// outcome hangs "killing" of "has bombed a monastery, killing 22 people, residents said" on the verb of what is said, where the parser hung it on
// that of saying, and so "becoming" of "confirmed that Syria announced it is joining the coalition, becoming the 90th member".
func (t *tree) outcome(i int32) {
	say := t.heads[i]
	if t.xpos(i) != dragoman.VBG || say < 0 || t.rels[i] != dragoman.RelAdvcl || !t.isVerb(say) {
		return
	}
	if say < i && (!sayers[t.d.Lemmas[say]] || speaks[t.d.Lemmas[i]] || sayers[t.d.Lemmas[i]] || i == 0 || t.upos(i-1) != dragoman.PUNCT) {
		return
	}
	for k := i - 1; k >= 0 && k > i-3*reach; k-- {
		if t.heads[k] == say && t.rels[k] == dragoman.RelCcomp && t.isVerb(k) {
			t.heads[i] = k
			return
		}
	}
}

// speaks are verbs of what a speaker goes on to do with his words: "said that the deal was dead, calling it a farce".
var speaks = setOf(`add say cite note warn call describe urge stress speak quote refer vow pledge promise accuse blame point use argue predict reject dismiss
	condemn praise welcome thank express echo repeat mention explain hint suggest signal open`)

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

// casedOwner hangs the preposition of "on the task force's grey list" on the list, where the parser hung it on the owner.
func (t *tree) casedOwner(i int32) {
	h := t.heads[i]
	if h > i && t.rels[h] == dragoman.RelNmodPoss && t.heads[h] > h && t.xpos(i) != dragoman.POS {
		t.heads[i] = t.heads[h]
	}
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

// casedNumber hangs the preposition of "granted protection to 60,000 Ukrainians" on the noun, where the parser hung it on the number.
func (t *tree) casedNumber(i int32) {
	n := t.heads[i]
	if n != i+1 || t.upos(n) != dragoman.NUM || t.rels[n] != dragoman.RelNummod || t.heads[n] <= n || bound(lower(t.d.Word(i))) != exact {
		return
	}
	if t.is(i, "between") || t.is(i, "from") || i > 0 && (t.is(i-1, "up") || t.is(i-1, "close")) {
		return
	}
	t.heads[i] = t.heads[n]
}

// model hangs the type of a craft on its noun, where the parser made two objects of "send F-16 fighters".
func (t *tree) model(i int32) {
	if i < 3 || t.tags[i-1] != dragoman.NUM || t.d.Word(i-2) != "-" || t.rels[i] != dragoman.RelObj {
		return
	}
	if k := i - 3; t.heads[k] == t.heads[i] && t.rels[k] == dragoman.RelObj && t.heads[i-1] == k {
		t.heads[k], t.rels[k] = i, dragoman.RelCompound
	}
}

// newClause makes the noun i after "and" the subject of the participle on it that has an object, and joins that to the verb before: "killed a
// couple in Kherson and a drone wounded a driver".
func (t *tree) newClause(i int32) {
	v := i + 1
	if t.rels[i] != dragoman.RelConj || int(v) >= len(t.heads) || t.heads[v] != i || t.rels[v] != dragoman.RelAcl || t.tags[v] != dragoman.VERB || t.xpos(v) == dragoman.VBG {
		return
	}
	object := false
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		object = object || t.heads[k] == v && t.rels[k] == dragoman.RelObj
	}
	main := t.heads[i]
	for steps := 0; main >= 0 && !t.isVerb(main) && steps < maxThrough; steps++ {
		main = t.heads[main]
	}
	if !object || main < 0 || main > i || !t.isVerb(main) {
		return
	}
	t.heads[v], t.rels[v] = main, dragoman.RelConj
	t.heads[i], t.rels[i] = v, dragoman.RelNsubj
}

// apposition makes one of a name after a comma that the parser joined without an "and" to the noun before it, to the verb, or to what the noun is of:
// "the opposition leader, Bobi Wine, was beaten", "threatened to topple the defence minister, Sergei Shoigu", "the leader in Derna, Abu Nabil,".
func (t *tree) apposition(i int32) {
	h := t.heads[i]
	switch t.rels[i] {
	case dragoman.RelConj, dragoman.RelParataxis, dragoman.RelAppos:
	default:
		return
	}
	if h < 0 || h >= i {
		return
	}
	first, end := i, i+1
	for first > h && t.heads[first-1] == i && t.d.Word(first-1) != "," {
		first--
	}
	for int(end) < len(t.heads) && t.rels[end] == dragoman.RelFlat && (t.heads[end] == i || t.heads[end] == end-1 || t.rels[t.heads[end]] == dragoman.RelFlat) {
		end++
	}
	if int(end)+1 < len(t.heads) && t.is(end, "of") && t.tags[end+1] == dragoman.PROPN && t.heads[end+1] == i {
		end += 2 // "the prime minister, Ismail Haniyeh of Hamas,"
	}
	if w := t.d.Word(first); w[0] < 'A' || w[0] > 'Z' || first < 2 || t.d.Word(first-1) != "," || int(end) >= len(t.heads) {
		return
	}
	if stop := t.d.Word(end); stop != "," && stop != "." {
		return
	}
	noun := h
	if titled := t.headingBefore(first - 1); titled >= 0 && titled != h && t.namesPerson(first, end) {
		noun = titled
	}
	if t.tags[noun] != dragoman.NOUN || noun == h && t.rels[i] == dragoman.RelAppos || t.joinedOn(i, h, end) {
		return
	}
	t.heads[i], t.rels[i] = noun, dragoman.RelAppos
}

// joinedOn reports whether "and" joins more to what i seems to be joined to: then it is a list.
func (t *tree) joinedOn(i, h, end int32) bool {
	for k := h + 1; int(k) < len(t.heads) && k < end+reach; k++ {
		if t.rels[k] != dragoman.RelCc {
			continue
		}
		if c := t.heads[k]; c == i || c >= 0 && t.heads[c] == h && t.rels[c] == dragoman.RelConj && !t.isVerb(c) {
			return true
		}
	}
	return false
}

// headingBefore is the noun for one person whose phrase ends before the comma: "minister" of "the minister of defence,", or -1.
func (t *tree) headingBefore(comma int32) int32 {
	for k := comma - 1; k >= 0 && k > comma-reach; k-- {
		switch t.tags[k] {
		case dragoman.NOUN:
			if heading[t.d.Lemmas[k]] && t.xpos(k) == dragoman.NN {
				return k
			}
		case dragoman.PROPN, dragoman.ADJ, dragoman.DET, dragoman.NUM, dragoman.PART:
		case dragoman.ADP:
			switch t.d.Lemmas[k] {
			case "of", "to", "in", "for", "at":
				continue
			}
			return -1
		default:
			if t.d.Word(k) != "-" {
				return -1
			}
		}
	}
	return -1
}

// namesPerson reports whether the tokens from first to end are the name of a person, as far as mentions tell.
func (t *tree) namesPerson(first, end int32) bool {
	for m := range t.d.Mentions {
		if x := &t.d.Mentions[m]; x.First >= first && x.End <= end && x.Kind == dragoman.Name {
			return x.Type == dragoman.PersonEntity
		}
	}
	return false
}

// heading are nouns for one person, who is named after them.
var heading = setOf(`minister president premier chancellor leader chief head king queen commander general spokesman spokeswoman secretary ambassador envoy governor mayor
	chairman director founder capital`)

// toldOf sets right "confirmed that Syria announced it is joining the coalition", where the parser hung "announced" on "joining" and took "it" for
// what was announced.
func (t *tree) toldOf(i int32) {
	tell := t.heads[i]
	if tell != i-1 || t.rels[i] != dragoman.RelObj || int(i)+1 >= len(t.heads) || t.rels[i+1] != dragoman.RelAux && t.rels[i+1] != dragoman.RelAuxPass {
		return
	}
	act := t.heads[i+1]
	if act <= i || t.heads[tell] != act || t.rels[tell] != dragoman.RelCcomp || t.heads[act] == tell {
		return
	}
	t.heads[tell], t.rels[tell] = t.heads[act], t.rels[act]
	t.heads[act], t.rels[act] = tell, dragoman.RelCcomp
	t.heads[i], t.rels[i] = act, dragoman.RelNsubj
}

// twoClauses gives the word v back its subject and its object in "A fire killed 128 people, and police arrested three men", where the parser made
// people and police together subjects of the second verb.
func (t *tree) twoClauses(v int32) {
	people := t.heads[v]
	if people <= v || t.rels[v] != dragoman.RelAmod || t.xpos(v) == dragoman.VBG || t.rels[people] != dragoman.RelNsubj || t.heads[people] < people {
		return
	}
	main, s, other := t.heads[people], int32(-1), int32(-1)
	for k := max(0, v-3*reach); k < main; k++ {
		switch {
		case k < v && t.heads[k] == main && t.rels[k] == dragoman.RelNsubj:
			s = k
		case k > people && t.heads[k] == people && t.rels[k] == dragoman.RelConj:
			other = k
		}
	}
	if s < 0 || other < 0 {
		return
	}
	t.heads[v], t.rels[v] = t.heads[main], t.rels[main]
	t.heads[main], t.rels[main] = v, dragoman.RelConj
	t.heads[s] = v
	t.heads[people], t.rels[people] = v, dragoman.RelObj
	t.heads[other], t.rels[other] = main, dragoman.RelNsubj
}

// names makes one noun of a name of which the parser took a word for a verb: "banned Human Rights Watch".
func (t *tree) names() {
	for m := range t.d.Mentions {
		x := &t.d.Mentions[m]
		if x.Kind != dragoman.Name || x.End < x.First+2 {
			continue
		}
		v := x.End - 1
		h := t.heads[v]
		if t.tags[v] != dragoman.VERB || h < 0 || h >= x.First || !t.isVerb(h) {
			continue
		}
		switch t.rels[v] {
		case dragoman.RelCcomp, dragoman.RelXcomp, dragoman.RelAdvcl, dragoman.RelObj:
		default:
			continue
		}
		t.tags[v], t.rels[v] = dragoman.PROPN, dragoman.RelObj
		for k := x.First; int(k) < len(t.heads) && k < v+reach; k++ {
			switch {
			case t.heads[k] != v:
			case k < v:
				t.rels[k] = dragoman.RelCompound
			case k > v && t.rels[k] != dragoman.RelFlat:
				t.heads[k] = h
			}
		}
	}
}

// makers are verbs that make somebody something.
var makers = setOf(`elect appoint name choose declare proclaim make crown nominate install reelect`)

// madeWhat gives the verb what somebody is made in "elected Abdul Latif Rashid president", where the parser made it a part of the name or a
// second object.
func (t *tree) madeWhat(i int32) {
	v := t.heads[i]
	if w := t.d.Word(i); v < 0 || w[0] < 'a' || w[0] > 'z' || !heading[t.d.Lemmas[i]] {
		return
	}
	if t.rels[i] == dragoman.RelFlat || t.rels[i] == dragoman.RelAppos || t.rels[i] == dragoman.RelConj {
		v = t.heads[v]
	} else if t.rels[i] != dragoman.RelObj {
		return
	}
	if v < 0 || v > i || !makers[t.d.Lemmas[v]] || !t.isVerb(v) {
		return
	}
	for k := v + 1; k < i; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj && t.tags[k] == dragoman.PROPN {
			t.heads[i], t.rels[i] = v, dragoman.RelXcomp
			if t.tags[i] == dragoman.PROPN {
				t.tags[i] = dragoman.NOUN
			}
			return
		}
	}
}
