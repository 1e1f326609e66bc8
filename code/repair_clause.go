package code

import "dragoman"

// Repairs of clauses: what the parser hung on the wrong verb.

// relative hangs the clause of "who" on the noun before it, where the parser gave that noun to the clause: "Sharaa, who met Trump, was
// expected".
func (t *tree) relative(i, v int32) {
	for s := max(0, i-reach); s < i; s++ {
		if t.heads[s] != v || t.rels[s] != dragoman.RelNsubj && t.rels[s] != dragoman.RelNsubjPass && (t.rels[s] != dragoman.RelOblUnmarked || s != i-2 || t.d.Word(i-1) != ",") {
			continue
		}
		h := t.heads[v]
		if h <= v {
			if h = t.mainVerb(v); h < 0 {
				return
			}
			t.heads[h], t.rels[h] = t.heads[v], t.rels[v]
		}
		t.heads[s], t.rels[s] = h, dragoman.RelNsubj
		for k := v; k < h; k++ {
			if t.heads[k] == h && t.rels[k] == dragoman.RelAuxPass {
				t.rels[s] = dragoman.RelNsubjPass
			}
		}
		t.heads[v], t.rels[v] = s, dragoman.RelAclRelcl
		return
	}
}

// secondOfRelative makes the pronoun i the object of its clause, where the parser gave the verb v two subjects: "the coast which Morocco claims".
func (t *tree) secondOfRelative(i, v int32) {
	for k := i + 1; k < v; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelNsubj {
			t.rels[i] = dragoman.RelObj
			return
		}
	}
}

// parted gives the subject back to the main verb that the parser joined to a participle behind the subject: "Kashmir, disputed between two states,
// has buried a hundred boys".
func (t *tree) parted(v int32) {
	if t.xpos(v) != dragoman.VBN && t.xpos(v) != dragoman.VBD || v < 2 || t.d.Word(v-1) != "," {
		return
	}
	s := int32(-1)
	for k := max(0, v-2*reach); k < v; k++ {
		switch {
		case t.heads[k] != v:
		case t.rels[k] == dragoman.RelNsubj, t.rels[k] == dragoman.RelNsubjPass:
			s = k
		case t.upos(k) == dragoman.AUX, t.rels[k] == dragoman.RelMark, t.rels[k] == dragoman.RelCc:
			return
		}
	}
	h := int32(-1)
	if s >= 0 {
		h = t.mainVerb(v)
	}
	if h < 0 {
		return
	}
	t.heads[h], t.rels[h] = t.heads[v], t.rels[v]
	t.heads[s], t.rels[s] = h, dragoman.RelNsubj
	t.heads[v], t.rels[v] = s, dragoman.RelAcl
}

// aside gives the first of two subjects of the verb of saying v to the verb after it: "Yemen, its king said, would join the union".
func (t *tree) aside(v int32) {
	if int(v)+1 >= len(t.heads) || t.d.Word(v+1) != "," || !sayers[t.d.Lemmas[v]] {
		return
	}
	first, second := int32(-1), int32(-1)
	for k := max(0, v-2*reach); k < v; k++ {
		if t.heads[k] == v && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass) {
			if first < 0 {
				first = k
			} else {
				second = k
			}
		}
	}
	if second < 0 || t.commaBefore(second, first) < 0 {
		return
	}
	for w := v + 2; int(w) < len(t.heads) && w < v+2*reach; w++ {
		if t.upos(w) != dragoman.VERB && t.upos(w) != dragoman.NOUN || t.heads[w] != v && t.heads[v] != w {
			continue
		}
		for k := v + 1; k < w; k++ {
			if t.heads[k] == w && t.rels[k].Universal() == dragoman.RelNsubj {
				return
			}
		}
		t.heads[first], t.rels[first] = w, dragoman.RelNsubj
		return
	}
}

// mainVerb is the finite verb, or what is said with "be", that the parser hung below the verb v of a relative clause, though it has the sentence's subject: it has
// an auxiliary or copula, or is a past form right after the comma, and no subject of its own.
func (t *tree) mainVerb(v int32) int32 {
	for w := v + 1; int(w) < len(t.heads) && w < v+2*reach; w++ {
		if t.heads[w] != v || t.upos(w) != dragoman.VERB && !t.isNominal(w) && t.upos(w) != dragoman.ADJ || t.rels[w] != dragoman.RelAdvcl && t.rels[w] != dragoman.RelConj && t.rels[w] != dragoman.RelParataxis {
			continue
		}
		aux, comma := false, false
		for k := v + 1; k < w; k++ {
			switch {
			case t.heads[k] == w && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass || t.rels[k] == dragoman.RelMark && !aux || t.rels[k] == dragoman.RelCc):
				return -1
			case t.heads[k] == w && (t.rels[k] == dragoman.RelAux || t.rels[k] == dragoman.RelAuxPass || t.rels[k] == dragoman.RelCop):
				aux = true
			case t.d.Word(k) == ",":
				comma = true
			}
		}
		if comma && (aux || t.upos(w) == dragoman.VERB && t.d.Word(w-1) == "," && t.tensed(w)) {
			return w
		}
	}
	return -1
}

// tensed reports whether w is a form that needs no auxiliary.
func (t *tree) tensed(w int32) bool {
	switch t.xpos(w) {
	case dragoman.VBD, dragoman.VBZ, dragoman.VBP:
		return true
	}
	return false
}

var subordinators = setOf("after before since until as while when")

// subordinate makes a clause of "after Washington struck his name", where the parser took the noun for the whole phrase and looked for
// the subject of the verb further back: that subject goes to the verb that follows.
func (t *tree) subordinate(i int32) {
	n := t.heads[i]
	if n <= i || n > i+4 || int(n)+1 >= len(t.heads) {
		return
	}
	v := n + 1
	for int(v)+1 < len(t.heads) && v < n+5 && (t.rels[v] == dragoman.RelFlat || t.d.Word(v) == "-") { // the rest of a name
		v++
	}
	perfect := false
	for ; int(v)+1 < len(t.heads) && v < n+5 && (t.upos(v) == dragoman.AUX || perfect && t.upos(v) == dragoman.ADV); v++ { // "after the army had accepted it"
		perfect = true
	}
	if t.upos(v) != dragoman.VERB || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBZ && !perfect || t.heads[n] == v {
		return
	}
	s, w := int32(-1), int32(-1)
	for k := max(0, i-2*reach); k < i; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelNsubj {
			s = k
		}
	}
	for k := v + 1; int(k) < len(t.heads) && k < v+2*reach && w < 0; k++ {
		if t.heads[k] == v && t.upos(k) == dragoman.VERB && (t.rels[k] == dragoman.RelAdvcl || t.rels[k] == dragoman.RelConj || t.rels[k] == dragoman.RelParataxis) {
			w = k
		}
	}
	if s >= 0 && s == t.heads[n] { // "days after Washington struck": the days are when, not who
		t.rels[s] = dragoman.RelObl
		s = -1
	}
	if s >= 0 && w < 0 {
		return
	}
	t.heads[n], t.rels[n] = v, dragoman.RelNsubj
	t.heads[i], t.rels[i] = v, dragoman.RelMark
	if s >= 0 {
		t.heads[w], t.rels[w] = t.heads[v], t.rels[v]
		t.heads[v], t.rels[v] = w, dragoman.RelAdvcl
		t.heads[s], t.rels[s] = w, dragoman.RelNsubj
		for k := v; k < w; k++ {
			if t.heads[k] == w && t.rels[k] == dragoman.RelAuxPass {
				t.rels[s] = dragoman.RelNsubjPass
			}
		}
	}
}

// bounds begin a number with a bound: "killed at least 22 villagers".
var bounds = setOf("at more up as around about some nearly over fewer less almost")

// bounded makes the noun of a bound number after the verb v its object, where the parser hung it elsewhere.
func (t *tree) bounded(v int32) {
	if int(v)+3 >= len(t.heads) || !bounds[t.d.Word(v+1)] {
		return
	}
	number := int32(-1)
	for k := v + 1; int(k) < len(t.heads) && k < v+reach/2; k++ {
		if t.upos(k) == dragoman.NUM {
			number = k
		}
	}
	if number < 0 {
		return
	}
	n := t.heads[number]
	if n <= number || t.rels[number] != dragoman.RelNummod || t.upos(n) != dragoman.NOUN || t.heads[n] >= v && t.heads[n] < n || t.cased(n) || timeWords[t.d.Lemmas[n]] || t.heads[v] == n {
		return
	}
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj {
			return
		}
	}
	t.heads[n], t.rels[n] = v, dragoman.RelObj
}

// adjacent hangs the phrase that the preposition i begins on the noun before it, where the parser hung it on that noun's verb: any
// phrase with "of", and where a building, a post or a target stands: "pounded suburbs of Beirut", "hit a school in Gaza".
func (t *tree) adjacent(i int32) {
	x, n := t.heads[i], i-1
	v := t.heads[x]
	if x <= i || v < 0 || v >= n || t.rels[x] != dragoman.RelObl || t.heads[n] != v || t.upos(n) != dragoman.NOUN || t.upos(v) != dragoman.VERB {
		return
	}
	switch t.rels[n] {
	case dragoman.RelObj, dragoman.RelIobj, dragoman.RelNsubjPass, dragoman.RelObl, dragoman.RelOblUnmarked:
	default:
		return
	}
	switch t.d.Word(i) {
	case "of":
		if takesOf[t.d.Lemmas[v]] {
			return
		}
	case "in", "at", "near", "outside", "inside", "around":
		if !sites[t.d.Lemmas[n]] || t.upos(x) != dragoman.PROPN {
			return
		}
	default:
		return
	}
	t.heads[x], t.rels[x] = n, dragoman.RelNmod
}

// sites are nouns of what stands somewhere: a place after them says whose it is.
var sites = setOf(`hospital school building block base camp barracks position target hideout stronghold house home office station checkpoint
	village town refinery depot airport airfield market mosque church post headquarters port plant hotel prison jail embassy consulate site facility
	bridge suburb district neighbourhood neighborhood settlement compound bunker warehouse factory university outpost garrison territory area
	infrastructure border shrine temple monastery farm camp region province`)

// coordinate makes a verb of "wounded" in "torched 30 cars and wounded 12 villagers", where the parser joined the villagers to the cars.
func (t *tree) coordinate(v int32) {
	n := t.heads[v]
	if n <= v+1 || t.rels[n] != dragoman.RelConj || v == 0 || !t.is(v-1, "and") || t.xpos(v) != dragoman.VBD && t.xpos(v) != dragoman.VBN {
		return
	}
	switch t.upos(v + 1) { // "killed and wounded soldiers" are soldiers killed and wounded
	case dragoman.DET, dragoman.NUM, dragoman.PRON, dragoman.PROPN, dragoman.ADV, dragoman.ADP:
	default:
		return
	}
	o := t.heads[n]
	if o < 0 || t.heads[o] < 0 || !t.isVerb(t.heads[o]) || t.heads[o] > o || t.rels[o] != dragoman.RelObj && t.rels[o] != dragoman.RelObl && t.rels[o] != dragoman.RelNsubjPass {
		return
	}
	t.heads[v], t.rels[v] = t.heads[o], dragoman.RelConj
	t.heads[n], t.rels[n] = v, dragoman.RelObj
	if t.heads[v-1] == n {
		t.heads[v-1] = v
	}
}

// counted makes an adjective of the participle in "released three captured soldiers", "its twenty living captives" and "treated wounded Somalis", where
// the parser took the number for the object or for the participle's own subject, and the participle for a verb.
func (t *tree) counted(v int32) {
	going := t.xpos(v) == dragoman.VBG
	if v == 0 || t.xpos(v) != dragoman.VBN && t.xpos(v) != dragoman.VBD && !going {
		return
	}
	main := t.heads[v]
	if main < 0 || main >= v || !t.isVerb(main) {
		return
	}
	number := t.upos(v-1) == dragoman.NUM && (t.heads[v-1] == v || t.rels[v-1] == dragoman.RelObj && t.heads[v-1] == main && !going)
	if !number && (going || !t.participleOf(main, v)) {
		return
	}
	for k := v + 1; int(k) < len(t.heads) && k < v+reach/2; k++ {
		if t.heads[k] != v || t.rels[k] != dragoman.RelObj || t.upos(k) != dragoman.NOUN && t.upos(k) != dragoman.PROPN || t.leftmost(k) != v+1 {
			continue
		}
		t.heads[k], t.rels[k] = main, dragoman.RelObj
		t.heads[v], t.rels[v] = k, dragoman.RelAmod
		if number {
			t.heads[v-1], t.rels[v-1] = k, dragoman.RelNummod
			t.determined(main, v-1, k)
		}
		for c := k + 1; int(c) < len(t.heads) && c < k+reach; c++ {
			if t.heads[c] == v {
				t.heads[c] = main
			}
		}
		return
	}
}

// participleOf reports whether the participle v, right after the verb main or its particle, is a bare complement of it, as none with an object is.
func (t *tree) participleOf(main, v int32) bool {
	if main < v-2 || t.upos(main) == dragoman.AUX || t.rels[v] != dragoman.RelXcomp {
		return false
	}
	return main == v-1 || t.rels[v-1] == dragoman.RelCompoundPrt && t.heads[v-1] == main
}

// helped makes those whom one helps the object in "helped prosecutors trace the money", where the parser took them for the subject of a clause.
func (t *tree) helped(v int32) {
	h := t.heads[v]
	if h < 0 || h >= v || t.rels[v] != dragoman.RelCcomp || t.d.Lemmas[h] != "help" || t.xpos(v) != dragoman.VB && t.xpos(v) != dragoman.VBP {
		return
	}
	for k := h + 1; k < v; k++ {
		if t.heads[k] != v || t.rels[k] == dragoman.RelMark && t.is(k, "to") {
			continue
		}
		if t.rels[k] != dragoman.RelNsubj {
			return
		}
		t.heads[k], t.rels[k] = h, dragoman.RelObj
		t.rels[v] = dragoman.RelXcomp
		return
	}
}

// determined hangs on the noun k what stands right before token i and belongs to its phrase: "its last" of "its last twenty captives".
func (t *tree) determined(after, i, k int32) {
	for c := i - 1; c > after; c-- {
		switch t.upos(c) {
		case dragoman.DET:
			t.heads[c], t.rels[c] = k, dragoman.RelDet
		case dragoman.PRON:
			if t.xpos(c) == dragoman.PRPS {
				t.heads[c], t.rels[c] = k, dragoman.RelNmodPoss
			}
			return
		case dragoman.ADJ:
			t.heads[c], t.rels[c] = k, dragoman.RelAmod
		default:
			return
		}
	}
}

// held gives the subject back to the main verb that a participle between commas took it from: "Anderson, held since 1985, was turned
// over".
func (t *tree) held(v int32) {
	h := t.heads[v]
	if h <= v || t.rels[v] != dragoman.RelAdvcl || t.xpos(v) != dragoman.VBN || !t.isVerb(h) || v < 2 || t.d.Word(v-1) != "," {
		return
	}
	s, passive := int32(-1), false
	for k := max(0, v-2*reach); k < h; k++ {
		switch {
		case t.heads[k] == v && k < v && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass):
			s = k
		case t.heads[k] == h && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass):
			return
		case t.heads[k] == h && t.rels[k] == dragoman.RelAuxPass:
			passive = true
		}
	}
	if s < 0 {
		return
	}
	t.heads[s], t.rels[s] = h, dragoman.RelNsubj
	if passive {
		t.rels[s] = dragoman.RelNsubjPass
	}
	t.heads[v], t.rels[v] = s, dragoman.RelAcl
}

// sayers are the verbs that close a sentence with who says it.
var sayers = setOf(`say tell report announce add state claim declare confirm note insist warn admit acknowledge`)

// sayer gives a verb of saying the subject that stands between it and a comma, where the parser joined that to what is said: "was violated by
// Armenia, Azerbaijan said".
func (t *tree) sayer(i int32) {
	if !sayers[t.d.Lemmas[i]] || t.xpos(i) != dragoman.VBD && t.xpos(i) != dragoman.VBZ {
		return
	}
	comma := t.commaBefore(i, max(0, i-reach))
	if comma <= 0 {
		return
	}
	if comma == i-1 {
		t.namedSayer(i)
		return
	}
	head := int32(-1)
	for k := comma + 1; k < i; k++ {
		switch h := t.heads[k]; {
		case h > comma && h < i:
		case head >= 0 || h > comma || !t.isNominal(k) || t.rels[k] != dragoman.RelConj && t.rels[k] != dragoman.RelAppos:
			return
		default:
			head = k
		}
		if t.rels[k] == dragoman.RelCc {
			return
		}
	}
	if head < 0 {
		return
	}
	for k := int32(0); int(k) < len(t.heads); k++ {
		if t.heads[k] == i && (t.rels[k] == dragoman.RelNsubj || t.rels[k] == dragoman.RelNsubjPass) {
			return
		}
	}
	t.heads[head], t.rels[head] = i, dragoman.RelNsubj
}

// namedSayer gives the verb of saying i the subject in "the American envoy, Tom Barrack, said", where the parser joined noun and name to what is said.
func (t *tree) namedSayer(i int32) {
	for k := i + 1 - 2*reach; k < i+reach; k++ {
		if k >= 0 && int(k) < len(t.heads) && t.heads[k] == i && t.rels[k].Universal() == dragoman.RelNsubj {
			return
		}
	}
	name, from := t.phraseBefore(i - 1)
	noun, _ := t.phraseBefore(from)
	if name < 0 || noun < 0 || t.upos(name) != dragoman.PROPN || t.upos(noun) != dragoman.NOUN {
		return
	}
	t.heads[noun], t.rels[noun] = i, dragoman.RelNsubj
	t.heads[name], t.rels[name] = noun, dragoman.RelAppos
}

// commaBefore is the last comma before token i, no further back than low, or -1.
func (t *tree) commaBefore(i, low int32) int32 {
	for k := i - 1; k >= low; k-- {
		if t.is(k, ",") {
			return k
		}
	}
	return -1
}

// phraseBefore returns the head of the noun phrase that stands between two commas, of which the second is at end, and the place of the first;
// -1 where something else stands there.
func (t *tree) phraseBefore(end int32) (head, from int32) {
	if !t.is(end, ",") {
		return -1, -1
	}
	if from = t.commaBefore(end, max(0, end-reach)); from < 0 || from == end-1 {
		return -1, -1
	}
	head = -1
	for k := from + 1; k < end; k++ {
		switch h := t.heads[k]; {
		case t.isVerb(k) || t.rels[k] == dragoman.RelCc:
			return -1, -1
		case h > from && h < end:
		case head >= 0 && t.upos(k) != dragoman.PUNCT:
			return -1, -1
		case t.isNominal(k):
			head = k
		}
	}
	if head >= 0 && t.rels[head] != dragoman.RelConj && t.rels[head] != dragoman.RelAppos {
		return -1, -1
	}
	return head, from
}

// charge hangs "of executing patients" on the verb of "was accused by survivors of executing patients", where the parser hung it on the accusers.
func (t *tree) charge(i int32) {
	n := t.heads[i]
	if t.xpos(i) != dragoman.VBG || t.rels[i] != dragoman.RelAcl || i < 2 || n != i-2 || !t.is(i-1, "of") || t.rels[n] != dragoman.RelOblAgent {
		return
	}
	t.heads[i], t.rels[i] = t.heads[n], dragoman.RelAdvcl
}

// namesThing reports whether token i is a name, though it is tagged an adjective: "Beijing", not "Chinese".
func (t *tree) namesThing(i int32) bool {
	for m := range t.d.Mentions {
		if x := &t.d.Mentions[m]; x.Head == i {
			return x.Kind == dragoman.Name
		}
	}
	return false
}

// infinitive makes a verb of the noun "plans" that has a subject and a clause with "to": "The Philippines plans to accept refugees".
func (t *tree) infinitive(i int32) {
	k := i + 2
	if int(k) >= len(t.heads) || !t.is(i+1, "to") || t.heads[k] != i || t.rels[k] != dragoman.RelAcl || t.tags[k] != dragoman.VERB || !intents[t.d.Lemmas[i]] {
		return
	}
	for s := i - 1; s >= 0 && s > i-reach; s-- {
		if t.heads[s] == i && t.rels[s] == dragoman.RelNsubj {
			t.tags[i], t.rels[k] = dragoman.VERB, dragoman.RelXcomp
			return
		}
	}
}

var intents = setOf(`plan hope pledge promise vow aim need want move`)

// blamed makes a verb of the word between a name and a noun that heads a clause: "Pakistan blamed militants", read as one phrase.
func (t *tree) blamed(i int32) {
	h := t.heads[i]
	if i == 0 || h <= i || t.rels[i] != dragoman.RelAmod || t.past[t.d.Word(i)] == nil || t.heads[i-1] != h {
		return
	}
	if named := t.tags[i-1] == dragoman.PROPN && t.rels[i-1] == dragoman.RelCompound; !named && (t.rels[i-1] != dragoman.RelAmod || !t.namesThing(i-1)) {
		return
	}
	switch t.rels[h] {
	case dragoman.RelRoot, dragoman.RelParataxis, dragoman.RelCcomp, dragoman.RelConj:
	default:
		return
	}
	for k := max(0, i-reach); k < h; k++ {
		if t.heads[k] == h && (t.rels[k] == dragoman.RelCop || t.rels[k] == dragoman.RelCase || t.rels[k] == dragoman.RelDet && k < i) {
			return
		}
	}
	if up := t.heads[h]; t.rels[h] == dragoman.RelConj && (up < 0 || !t.isVerb(up)) {
		return
	}
	t.tags[i] = dragoman.VERB
	t.heads[i], t.rels[i] = t.heads[h], t.rels[h]
	t.heads[h], t.rels[h] = i, dragoman.RelObj
	t.heads[i-1], t.rels[i-1] = i, dragoman.RelNsubj
	for k := max(0, i-reach); k < i-1; k++ {
		if t.heads[k] == h {
			if t.heads[k] = i; t.tags[k] == dragoman.PROPN || t.tags[k] == dragoman.NOUN || t.tags[k] == dragoman.ADJ {
				t.heads[k] = i - 1
			}
		}
	}
}
