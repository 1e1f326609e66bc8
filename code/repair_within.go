package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// Repairs of verbs that the parser took for an adjective or a noun of the phrase after them, or for a clause of the participle before.

// misread sets right a verb that the parser took for another word of a phrase, and phrases that it cut there.
func (t *tree) misread(i int32) {
	switch t.d.Tokens[i].UPOS {
	case dragoman.ADJ:
		t.withinPhrase(i)
		t.coordinated(i)
	case dragoman.VERB:
		t.withinPhrase(i)
		t.coordinated(i)
		t.behindParticiple(i)
		t.serial(i)
		t.finiteConj(i)
	case dragoman.NOUN, dragoman.PROPN:
		t.gerundOf(i)
		t.underTwo(i)
		t.shotThem(i)
		t.behindAnd(i)
		t.samePreposition(i)
		t.owner(i)
		t.shotAt(i)
		t.behindVerb(i)
		if t.rels[i] == dragoman.RelAppos {
			t.nearest(i)
		}
	}
}

// behindParticiple gives the sentence back to the verb w after a participle that the parser took for its verb: "Rockets fired from Lebanon landed
// near", "A missile launched by rebels struck a tanker". v is that participle: right behind its subject and before a preposition.
func (t *tree) behindParticiple(v int32) {
	if v == 0 || int(v)+1 >= len(t.heads) || !strings.HasSuffix(t.d.Word(v), "ed") && t.xpos(v) != dragoman.VBN || t.upos(v+1) != dragoman.ADP {
		return
	}
	s := v - 1
	if t.heads[s] != v || t.rels[s] != dragoman.RelNsubj && t.rels[s] != dragoman.RelNsubjPass || t.upos(s) != dragoman.NOUN {
		return
	}
	w := t.secondVerb(v)
	if w < 0 {
		return
	}
	for k := v + 1; k < w; k++ { // what the parser took for the subject of "from Lebanon landed"
		switch {
		case t.heads[k] != w:
		case t.rels[k] == dragoman.RelMark, t.rels[k] == dragoman.RelCase:
			t.heads[k], t.rels[k] = w-1, dragoman.RelCase
		case k == w-1:
			t.heads[k], t.rels[k] = v, dragoman.RelObl
		default:
			t.heads[k] = w - 1
		}
	}
	t.heads[w], t.rels[w] = t.heads[v], t.rels[v]
	t.heads[s], t.rels[s] = w, dragoman.RelNsubj
	t.heads[v], t.rels[v] = s, dragoman.RelAcl
	for k := w + 1; int(k) < len(t.heads); k++ {
		if t.heads[k] == v {
			t.heads[k] = w
		}
	}
}

// secondVerb is the finite verb after the participle v, without "and" or a comma between, which hangs on it; -1 for none.
func (t *tree) secondVerb(v int32) int32 {
	for w := v + 2; int(w) < len(t.heads) && w < v+reach; w++ {
		switch p := t.upos(w); {
		case p == dragoman.PUNCT && t.d.Word(w) != "-", p == dragoman.CCONJ, p == dragoman.AUX, t.rels[w] == dragoman.RelAuxPass:
			return -1
		case p != dragoman.VERB || t.heads[w] != v:
			continue
		}
		switch t.rels[w] {
		case dragoman.RelXcomp, dragoman.RelAdvcl, dragoman.RelCcomp, dragoman.RelParataxis, dragoman.RelConj:
		default:
			return -1
		}
		word := lowerASCII(t.d.Word(w))
		if t.xpos(w) == dragoman.VBG || t.xpos(w) == dragoman.VB || t.finite[word] == nil && t.xpos(w) != dragoman.VBD || !t.isNominal(w-1) || t.is(w+1, "by") {
			return -1
		}
		for k := v + 1; k < w; k++ {
			if t.heads[k] == w && t.rels[k] == dragoman.RelMark && !nominal[t.d.Lemmas[k]] || subordinators[t.d.Lemmas[k]] || t.is(k, "as") {
				return -1
			}
		}
		return w
	}
	return -1
}

// nominal holds prepositions that begin no clause with a subject.
var nominal = setOf(`from by at on in into near of with over under against inside outside across`)

// withinPhrase makes a verb of the past form between a noun and the noun that both hang on: "Police tortured detainees", "officers confiscated
// bibles". A participle stands before the nouns of its phrase, not among them.
func (t *tree) withinPhrase(i int32) {
	h, s := t.heads[i], i-1
	if i == 0 || h <= i || h > i+reach/2 || t.rels[i] != dragoman.RelAmod || t.past[lowerASCII(t.d.Word(i))] == nil || t.heads[s] != h ||
		(t.tags[s] != dragoman.NOUN || t.rels[s] != dragoman.RelCompound) && !t.endsName(s) || modifying[lowerASCII(t.d.Word(i))] {
		return
	}
	for k := max(0, i-reach); k < h; k++ {
		if t.heads[k] == h && (t.rels[k] == dragoman.RelCop || t.rels[k] == dragoman.RelCase || t.rels[k] == dragoman.RelDet && k < i) {
			return
		}
	}
	if t.rels[h] == dragoman.RelNsubj || t.rels[h] == dragoman.RelNsubjPass {
		return
	}
	first := s
	up, rel := t.heads[h], t.rels[h]
	if up == s-1 && up >= 0 && t.isNominal(up) { // "Turkmen customs officers", of whom the first noun was the head
		first, up, rel = up, t.heads[up], t.rels[up]
		t.heads[first], t.rels[first] = s, dragoman.RelCompound
	}
	for k := max(0, i-reach); int(k) < len(t.heads) && k < h+reach; k++ {
		switch {
		case k < s && t.heads[k] == h:
			t.heads[k] = s
		case k > h && t.heads[k] == first && t.isNominal(k) && t.rels[k] == dragoman.RelNmod:
			t.heads[k], t.rels[k] = i, dragoman.RelObl
		}
	}
	t.tags[i] = dragoman.VERB
	t.heads[h], t.rels[h] = i, dragoman.RelObj
	t.heads[s], t.rels[s] = i, dragoman.RelNsubj
	switch {
	case up > h && !t.isVerb(up): // a noun further on was the root
		t.heads[i], t.rels[i] = t.heads[up], t.rels[up]
		t.heads[up], t.rels[up] = i, dragoman.RelObl
	case up >= 0 && t.isVerb(up) && rel != dragoman.RelConj:
		t.heads[i], t.rels[i] = up, dragoman.RelCcomp
	default:
		t.heads[i], t.rels[i] = up, rel
	}
}

// modifying are participles that stand between a noun and what it has to do with: "government backed militia", "army led coup".
var modifying = setOf(`backed led owned run funded sponsored controlled held based related linked supported imposed issued declared dominated ruled trained armed born
	made built allied aligned affiliated occupied administered sanctioned mandated appointed elected approved brokered registered licensed`)

// coordinated makes a verb of the past form after "and", where the parser joined what it is done to to the object before: "cut the lines and
// detained thousands", "documented killings and blamed the army's officers".
func (t *tree) coordinated(v int32) {
	n := t.heads[v]
	w := lowerASCII(t.d.Word(v))
	if v < 3 || n <= v || t.rels[v] != dragoman.RelAmod || !t.is(v-1, "and") || t.past[w] == nil || t.isVerb(v-2) || t.upos(n) != dragoman.NOUN {
		return
	}
	if states[w] && t.xpos(v) != dragoman.VBD && !quantities[t.d.Lemmas[n]] {
		return
	}
	for k := v + 1; k < n; k++ {
		if t.upos(k) == dragoman.VERB || t.upos(k) == dragoman.PUNCT {
			return
		}
	}
	if rel := t.rels[n]; rel != dragoman.RelConj && rel != dragoman.RelOblUnmarked && rel != dragoman.RelObj {
		return
	}
	o := t.heads[n]
	for steps := 0; o >= 0 && o < v && !t.isVerb(o) && steps < maxThrough; steps++ { // "seized the passports of activists and"
		if rel := t.rels[o]; rel != dragoman.RelObj && rel != dragoman.RelObl && rel != dragoman.RelNmod {
			return
		}
		o = t.heads[o]
	}
	if o < 0 || o > v || !t.isVerb(o) {
		return
	}
	t.tags[v] = dragoman.VERB
	t.heads[v], t.rels[v] = o, dragoman.RelConj
	t.heads[n], t.rels[n] = v, dragoman.RelObj
	if t.heads[v-1] == n {
		t.heads[v-1] = v
	}
	for k := n + 1; int(k) < len(t.heads) && k < n+reach; k++ {
		if t.heads[k] == o && t.upos(k) != dragoman.PUNCT && t.upos(k) != dragoman.VERB {
			t.heads[k] = v
		}
	}
}

// shotThem makes a verb of the past form read as a noun that has a pronoun for object: "surrounded the villagers and shot them".
func (t *tree) shotThem(i int32) {
	o := i + 1
	if int(o) >= len(t.heads) || i < 2 || t.heads[o] != i || t.rels[o] != dragoman.RelObj || t.tags[o] != dragoman.PRON || t.rels[i] != dragoman.RelConj || t.finite[lowerASCII(t.d.Word(i))] == nil {
		return
	}
	v := t.heads[i]
	for steps := 0; v >= 0 && v < i && !t.isVerb(v) && steps < maxThrough; steps++ {
		v = t.heads[v]
	}
	if v < 0 || v > i || !t.isVerb(v) {
		return
	}
	t.tags[i] = dragoman.VERB
	t.heads[i] = v
}

// states are participles that tell of people what they are: "ministers and elected officials".
var states = setOf(`elected displaced armed wounded injured retired detained jailed imprisoned captured occupied disputed united organised organized exiled deposed
	ousted suspected alleged accused convicted masked uniformed paid educated skilled limited increased reduced renewed continued trained abandoned damaged
	destroyed banned stolen seized sanctioned abducted kidnapped arrested uprooted persecuted oppressed fortified mechanised armoured`)

// gerundOf makes a verb of "bombing" in "answered by bombing Gori": no name is that of a bombing.
func (t *tree) gerundOf(i int32) {
	h := t.heads[i]
	if i < 2 || h != i+1 && !(h == i+2 && t.rels[i+1] == dragoman.RelCompound) || t.rels[i] != dragoman.RelCompound || t.tags[h] != dragoman.PROPN || !strings.HasSuffix(t.d.Word(i), "ing") ||
		t.upos(i-1) != dragoman.ADP || t.heads[i-1] != h {
		return
	}
	up := t.heads[h]
	if up < 0 || up > i {
		return
	}
	t.tags[i] = dragoman.VERB
	t.heads[i], t.rels[i] = up, dragoman.RelAdvcl
	if !t.isVerb(up) {
		t.rels[i] = dragoman.RelAcl
	}
	t.heads[i-1], t.rels[i-1] = i, dragoman.RelMark
	t.heads[h], t.rels[h] = i, dragoman.RelObj
	for k := max(0, up-reach); k < up; k++ { // nothing was done by Gori
		if t.heads[k] == up && t.rels[k] == dragoman.RelAuxPass {
			return
		}
	}
	for k := max(0, up-2*reach); k < up; k++ {
		if t.heads[k] == up && t.rels[k] == dragoman.RelNsubjPass {
			t.rels[k] = dragoman.RelNsubj
		}
	}
}

// underTwo makes one phrase of "under house arrest", where the parser took the second noun for a clause of the verb.
func (t *tree) underTwo(i int32) {
	n := i - 1
	if i < 2 || t.rels[i] != dragoman.RelXcomp && t.rels[i] != dragoman.RelDep && t.rels[i] != dragoman.RelObj || t.tags[n] != dragoman.NOUN || t.xpos(n) != dragoman.NN ||
		t.heads[n-1] != n || t.rels[n-1] != dragoman.RelCase || t.heads[i] >= n {
		return
	}
	t.heads[n-1] = i
	t.heads[n], t.rels[n] = i, dragoman.RelCompound
	t.rels[i] = dragoman.RelObl
}

// nearest hangs an apposition on the noun before its comma, where the parser hung it on one further back that it cannot mean: "the convoy of
// the prime minister, Gérard Latortue", "officers of hacking into the watchdog, the OPCW".
func (t *tree) nearest(i int32) {
	h := t.heads[i]
	c := i
	for c > h && t.d.Word(c) != "," {
		c--
	}
	if h < 0 || c <= h+1 || c < i-reach/2 {
		return
	}
	a := t.meant(i)
	if a == 0 || a&t.meant(h) != 0 && t.xpos(h) != dragoman.NNS {
		return
	}
	for n, steps := c-1, int32(0); n > h && n < c && steps < reach/2; n, steps = t.heads[n], steps+1 {
		if t.isNominal(n) && t.xpos(n) != dragoman.NNS && t.meant(n)&a != 0 && t.rels[n] != dragoman.RelCompound && t.rels[n] != dragoman.RelFlat {
			t.heads[i] = n
			return
		}
	}
}

// meant is what a noun or name may be of persons, bodies and places.
func (t *tree) meant(n int32) codebook.Class {
	const person = codebook.Person | codebook.Official | codebook.Leader | codebook.Civilian
	if t.upos(n) == dragoman.PROPN {
		for m := range t.d.Mentions {
			x := &t.d.Mentions[m]
			if x.Kind != dragoman.Name || n < x.First || n >= x.End {
				continue
			}
			switch x.Type {
			case dragoman.PersonEntity:
				return codebook.Person
			case dragoman.OrganizationEntity:
				return codebook.Org
			case dragoman.PlaceEntity:
				return codebook.PlaceClass
			}
		}
		return 0
	}
	c, out := classWords[t.d.Lemmas[n]], codebook.Class(0)
	if c&person != 0 {
		out |= codebook.Person
	}
	if c&(codebook.Org|codebook.Armed) != 0 {
		out |= codebook.Org
	}
	if c&(codebook.PlaceClass|codebook.State) != 0 {
		out |= codebook.PlaceClass
	}
	return out
}

// serial joins to the verb before it a finite verb without a subject that the parser set beside it: "sealed off the court, put the judge under
// arrest and closed the channels".
func (t *tree) serial(i int32) {
	h := t.heads[i]
	if i < 2 || t.rels[i] != dragoman.RelParataxis || h < 0 || h >= i || !t.isVerb(h) || t.d.Word(i-1) != "," || sayers[t.d.Lemmas[i]] || t.upos(i) != dragoman.VERB ||
		t.xpos(i) == dragoman.VBG || t.finite[lowerASCII(t.d.Word(i))] == nil {
		return
	}
	object := false
	for k := h + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] != i {
			continue
		}
		switch t.rels[k] {
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelAux, dragoman.RelAuxPass, dragoman.RelMark:
			return
		case dragoman.RelObj:
			object = true
		}
	}
	if object {
		t.rels[i] = dragoman.RelConj
	}
}

// behindAnd joins to the object of the verb the name that the parser hung on the "and" itself: "killed Soleimani, a general, and Muhandis".
func (t *tree) behindAnd(i int32) {
	and := t.heads[i]
	if and < 0 || and > i || t.upos(and) != dragoman.CCONJ {
		return
	}
	v := and
	for steps := 0; v >= 0 && !t.isVerb(v) && steps < maxThrough; steps++ {
		v = t.heads[v]
	}
	if v < 0 || v > and || !t.isVerb(v) {
		return
	}
	for k := and - 1; k > v; k-- {
		if t.heads[k] == v && (t.rels[k] == dragoman.RelObj || t.rels[k] == dragoman.RelObl) {
			t.heads[i], t.rels[i] = k, dragoman.RelConj
			t.heads[and], t.rels[and] = i, dragoman.RelCc
			return
		}
	}
}

// samePreposition joins a phrase behind "and" to the one before with the same preposition, where the parser joined it to the verb: "fired at a
// factory in Khartoum and at camps".
func (t *tree) samePreposition(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelConj || !t.isVerb(v) {
		return
	}
	c := t.caseBefore(i)
	if c <= v+1 || !t.is(c-1, "and") {
		return
	}
	for k := c - 2; k > v; k-- {
		if rel := t.rels[k]; rel != dragoman.RelObl && rel != dragoman.RelNmod || t.heads[k] != v && !(t.heads[k] > v && t.heads[t.heads[k]] == v) {
			continue
		}
		if b := t.caseBefore(k); b >= 0 && t.d.Lemmas[b] == t.d.Lemmas[c] {
			t.heads[i] = k
			return
		}
	}
}

// caseBefore is the preposition that hangs on k before it, or -1.
func (t *tree) caseBefore(k int32) int32 {
	for c := max(0, k-reach/2); c < k; c++ {
		if t.heads[c] == k && t.rels[c] == dragoman.RelCase {
			return c
		}
	}
	return -1
}

// finiteConj joins a past form with an object to the finite verb above the infinitive or gerund that the parser joined it to: "stopped them
// from being flown to France and arrested the founder".
func (t *tree) finiteConj(v int32) {
	u := t.heads[v]
	if u < 0 || u > v || t.rels[v] != dragoman.RelConj || t.xpos(v) != dragoman.VBD || !t.isVerb(u) {
		return
	}
	bare := t.xpos(u) == dragoman.VB || t.xpos(u) == dragoman.VBG
	for k := max(0, u-reach/2); k < u; k++ {
		bare = bare || t.heads[k] == u && t.is(k, "being")
	}
	object := false
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		object = object || t.heads[k] == v && t.rels[k] == dragoman.RelObj
	}
	w := t.heads[u]
	if !bare || !object || w < 0 || w > u || !t.isVerb(w) || t.xpos(w) != dragoman.VBD && t.xpos(w) != dragoman.VBN {
		return
	}
	t.heads[v] = w
}

// owner makes the first of two names in a list the owner of the second: "Obama and NATO's Jens Stoltenberg".
func (t *tree) owner(i int32) {
	n := i + 2
	if int(n) >= len(t.heads) || t.rels[i] != dragoman.RelConj || t.xpos(i+1) != dragoman.POS || t.heads[i+1] != i || t.rels[n] != dragoman.RelConj || t.heads[n] != t.heads[i] || t.tags[n] != dragoman.PROPN {
		return
	}
	t.heads[i], t.rels[i] = n, dragoman.RelNmodPoss
	if i > 0 && t.heads[i-1] == i && t.rels[i-1] == dragoman.RelCc {
		t.heads[i-1] = n
	}
}

// endsName reports whether token i is the last of a name of several words: "International" of "Amnesty International".
func (t *tree) endsName(i int32) bool {
	for m := range t.d.Mentions {
		if x := &t.d.Mentions[m]; x.Kind == dragoman.Name && x.End == i+1 && x.First < i {
			return true
		}
	}
	return false
}

// shotAt makes a verb of "shot" in "Pakistan shot down a jet" and "raided the campus and shot at students", where the parser took it for a noun.
func (t *tree) shotAt(i int32) {
	n := i + 1
	if i < 1 || int(n) >= len(t.heads) || !t.is(i, "shot") || !t.is(n, "at") && !t.is(n, "down") && !t.is(n, "dead") {
		return
	}
	for k := max(0, i-reach/2); k < i; k++ {
		if t.heads[k] == i && (t.rels[k] == dragoman.RelCop || t.rels[k] == dragoman.RelAux) {
			return
		}
	}
	s, v := i-1, t.heads[i]
	switch {
	case t.heads[s] == i && t.rels[s] == dragoman.RelCompound && (t.tags[s] == dragoman.PROPN || classWords[t.d.Lemmas[s]]&folkClasses != 0):
		t.rels[s] = dragoman.RelNsubj
	case t.rels[i] == dragoman.RelConj && t.is(s, "and"):
		for steps := 0; v >= 0 && !t.isVerb(v) && steps < maxThrough; steps++ {
			v = t.heads[v]
		}
		if v < 0 || v > i || !t.isVerb(v) {
			return
		}
		t.heads[i] = v
	default:
		return
	}
	t.tags[i] = dragoman.VERB
	for k := n + 1; int(k) < len(t.heads) && k < n+reach/2; k++ {
		if h := t.heads[k]; !t.isNominal(k) || h != i && h != v && (h > i || h < 0 || t.rels[k] != dragoman.RelNmod) {
			continue
		}
		t.heads[k], t.rels[k] = i, dragoman.RelObj
		if t.is(n, "at") {
			t.rels[k] = dragoman.RelObl
		} else {
			t.heads[n], t.rels[n] = i, dragoman.RelCompoundPrt
		}
		return
	}
}

// behindVerb joins to the object the noun behind "and" that the parser joined to the verb: "murdered the minister and ten peacekeepers who had been
// sent to protect her".
func (t *tree) behindVerb(i int32) {
	v := t.heads[i]
	if v < 0 || v > i || t.rels[i] != dragoman.RelConj || !t.isVerb(v) || !t.isNominal(i) || t.isVerb(i) {
		return
	}
	first, and := i, int32(-1)
	for k := max(v+1, i-reach/2); int(k) < len(t.heads) && k < i+reach/2; k++ {
		if t.heads[k] != i {
			continue
		}
		switch rel := t.rels[k]; {
		case rel == dragoman.RelPunct:
		case rel == dragoman.RelCase, rel == dragoman.RelNsubj, rel == dragoman.RelNsubjPass, rel == dragoman.RelCop, rel == dragoman.RelMark, rel == dragoman.RelAux:
			return
		case rel == dragoman.RelCc:
			and = k
		case k < first:
			first = k
		}
	}
	if and < 0 || and != first-1 {
		return
	}
	for k := and - 1; k > v; k-- {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj && t.isNominal(k) {
			t.heads[i] = k
			return
		}
	}
}
