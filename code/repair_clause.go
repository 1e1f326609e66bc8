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

// namesThing reports whether token i is a name, though it is tagged an adjective: "Beijing", not "Chinese".
func (t *tree) namesThing(i int32) bool {
	for m := range t.d.Mentions {
		if x := &t.d.Mentions[m]; x.Head == i {
			return x.Kind == dragoman.Name
		}
	}
	return false
}
