package code

import "dragoman"

// Repairs of clauses: what the parser hung on the wrong verb.

// tensed reports whether w is a form that needs no auxiliary.
func (t *tree) tensed(w int32) bool {
	switch t.xpos(w) {
	case dragoman.VBD, dragoman.VBZ, dragoman.VBP:
		return true
	}
	return false
}

// gardenPath makes a participle of the verb v that the parser took for the first of two with one subject: "the G20, chaired by South Africa,
// admitted the African Union", "soldiers ordered out of Niger have gone home".
func (t *tree) gardenPath(v int32) {
	h := t.heads[v]
	if t.rels[v] != dragoman.RelCcomp || h <= v || t.tags[v] != dragoman.VERB || t.tags[h] != dragoman.VERB || sayers[t.d.Lemmas[h]] && (int(h)+2 >= len(t.heads) || t.heads[h+1] != h && t.heads[h+2] != h && !t.is(h+1, "the")) {
		return
	}
	switch t.d.Tokens[v].XPOS {
	case dragoman.VBN, dragoman.VBD:
	default:
		return
	}
	s, by := int32(-1), t.d.Tokens[v].XPOS == dragoman.VBN
	for i := max(0, v-maxClause); i < h; i++ {
		switch rel := t.rels[i].Universal(); {
		case t.heads[i] == h && (rel == dragoman.RelNsubj || rel == dragoman.RelMark):
			return
		case t.heads[i] != v:
			by = by || i > v && t.rels[i] == dragoman.RelCase && t.is(i, "by") && t.heads[i] > i && t.heads[t.heads[i]] == v
		case rel == dragoman.RelNsubj && i < v:
			s = i
		case rel == dragoman.RelNsubj, rel == dragoman.RelAux, rel == dragoman.RelMark, rel == dragoman.RelCop, rel == dragoman.RelObj:
			return
		}
	}
	if s < 0 || !by {
		return
	}
	t.heads[s], t.rels[s] = h, dragoman.RelNsubj
	t.heads[v], t.rels[v] = s, dragoman.RelAcl
}

// thatCase makes the subject of its clause of what the parser hung on the verb of saying with "that" for a preposition: "reports that a range of parties condemned the raid".
func (t *tree) thatCase(i int32) {
	n := t.heads[i]
	if h := t.heads[n]; t.is(i, "that") && n > i && t.rels[n] == dragoman.RelObl && h >= 0 && h < i {
		for v := n + 1; int(v) < len(t.heads) && v < n+maxClause; v++ {
			if t.heads[v] == h && t.rels[v] == dragoman.RelCcomp && t.isVerb(v) && !t.hasSubject(v) {
				t.heads[n], t.rels[n] = v, dragoman.RelNsubj
				t.heads[i], t.rels[i] = v, dragoman.RelMark
				return
			}
		}
	}
}

// ownSubject gives the verb v its subject in "sealed the borders and foreign channels were taken off the air" and "seized Damascus, and Bashar al-Assad, the
// president, fled", where the parser joined that to what stands before "and".
func (t *tree) ownSubject(v int32) {
	h := t.heads[v]
	if t.rels[v] != dragoman.RelConj && t.rels[v] != dragoman.RelAdvcl || h < 0 || h > v || t.tags[v] != dragoman.VERB {
		return
	}
	b, helped := v-1, false
	for ; b > h && (t.heads[b] == v && t.upos(b) != dragoman.PUNCT && t.upos(b) != dragoman.CCONJ); b-- {
		if !t.isVerb(b) && t.upos(b) != dragoman.ADV && t.upos(b) != dragoman.PART {
			return
		}
		helped = helped || t.isVerb(b)
	}
	if !helped && !t.tensed(v) && !goers[t.d.Word(v)] {
		return
	}
	comma := t.d.Word(b) == ","
	if comma {
		b--
	}
	n := b
	for steps := 0; n > h && steps < maxThrough && (t.rels[n] != dragoman.RelConj || t.rightOf(n) >= 0 && t.rightOf(n) < b); steps++ {
		n = t.heads[n]
	}
	if !t.isVerb(h) { // "freed him from an island, and Pedro Carmona, a businessman, resigned": hung on him
		if n = h; t.rels[n] != dragoman.RelConj {
			return
		}
	}
	if n < h || n > b || n <= 0 || !t.isNominal(n) || t.isVerb(n) || t.caseBefore(n) >= 0 || comma && !t.parted(n, b) {
		return
	}
	and := t.leftmost(n)
	if t.d.Word(and) == "," {
		and++
	}
	if !t.is(and, "and") && !t.is(and, "but") && !t.is(and, "while") {
		return
	}
	w := t.heads[n]
	for steps := 0; w >= 0 && !t.isVerb(w) && steps < maxThrough; steps++ {
		w = t.heads[w]
	}
	if w < 0 || w > n || !t.isVerb(w) || t.under(w, v) {
		return
	}
	t.heads[v], t.rels[v] = w, dragoman.RelConj
	t.heads[n], t.rels[n] = v, t.subjectRel(v)
	t.heads[and] = v
	for k := v + 1; int(k) < len(t.heads) && k < v+reach; k++ {
		if (t.heads[k] == n || t.heads[k] == w && !t.hasSubject(k)) && t.isVerb(k) && t.rels[k] == dragoman.RelConj {
			t.heads[k] = v // "resigned and was jailed"
		}
	}
}

// saidIn gives what is said in a speech or a paper, the clause v, to the verb that says it, where the parser hung it on the speech: "demanded in a broadcast
// that the king resign".
func (t *tree) saidIn(v int32) {
	n := t.heads[v]
	if t.rels[v] != dragoman.RelAcl || n < 0 || n > v || t.rels[n] != dragoman.RelObl || !writings[t.d.Lemmas[n]] && !spokenIn[t.d.Lemmas[n]] {
		return
	}
	g := t.heads[n]
	if g < 0 || g > n || !sayers[t.d.Lemmas[g]] && !demanders[t.d.Lemmas[g]] {
		return
	}
	for k := n + 1; k < v; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelMark && t.is(k, "that") {
			t.heads[v], t.rels[v] = g, dragoman.RelCcomp
			return
		}
	}
}

// spokenIn are the nouns, besides those of writings, for what something is said in; demanders are the verbs of those who want more than to be heard.
var (
	spokenIn  = setOf(`interview address sermon conference briefing editorial recording book memoir column newspaper testimony message`)
	demanders = setOf(`demand ask urge recommend propose agree promise vow pledge threaten hint`)
)

// hasSubject reports whether the verb v has a subject of its own before it.
func (t *tree) hasSubject(v int32) bool {
	for k := max(0, v-reach); k < v; k++ {
		if t.heads[k] == v && isSubject(t.rels[k]) {
			return true
		}
	}
	return false
}

// rightOf is the first token behind the phrase of the noun n's own words that is its conjunct, or -1.
func (t *tree) rightOf(n int32) int32 {
	for k := n + 1; int(k) < len(t.heads) && k < n+reach; k++ {
		if t.heads[k] == n && t.rels[k] == dragoman.RelConj && !t.isVerb(k) {
			return k
		}
	}
	return -1
}

// parted reports whether an apposition or a clause in commas stands between the noun n and token end.
func (t *tree) parted(n, end int32) bool {
	for k := n + 1; k <= end; k++ {
		if t.heads[k] == n && (t.rels[k] == dragoman.RelAppos || t.rels[k] == dragoman.RelAclRelcl || t.rels[k] == dragoman.RelAcl) {
			return true
		}
	}
	return false
}

// maxClause bounds how far before its verb a subject is looked for.
const maxClause = 60

// bounds begin a number with a bound: "killed at least 22 villagers".
var bounds = setOf("at more up as around about some nearly over fewer less almost")

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

// sayers are the verbs that close a sentence with who says it.
var sayers = setOf(`say tell report announce add state claim declare confirm note insist warn admit acknowledge`)

// commaBefore is the last comma before token i, no further back than low, or -1.
func (t *tree) commaBefore(i, low int32) int32 {
	for k := i - 1; k >= low; k-- {
		if t.is(k, ",") {
			return k
		}
	}
	return -1
}

// leftmost is the first of the tokens right before n that hang below it, or n.
func (t *tree) leftmost(n int32) int32 {
	i := n
	for i > 0 && t.under(i-1, n) {
		i--
	}
	return i
}

// commaAhead is the comma right before the phrase of n, which may hang below n itself; -1 where there is none.
func (t *tree) commaAhead(n int32) int32 {
	i := t.leftmost(n)
	if t.d.Word(i) != "," {
		i--
	}
	if i < 0 || t.d.Word(i) != "," {
		return -1
	}
	return i
}

// isSubject reports whether a relation is that of a subject.
func isSubject(rel dragoman.Deprel) bool {
	return rel == dragoman.RelNsubj || rel == dragoman.RelNsubjPass
}

// subjectRel is how a subject stands to v.
func (t *tree) subjectRel(v int32) dragoman.Deprel {
	for k := max(0, v-reach); k < v; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelAuxPass {
			return dragoman.RelNsubjPass
		}
	}
	return dragoman.RelNsubj
}
