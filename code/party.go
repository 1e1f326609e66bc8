package code

import (
	"cmp"
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// A filler leads to a party by its own mention, or through the words that tell whose it is.
type partyRef struct {
	mention int32 // -1 where a place gives the party
	place   int32 // index in Document.Places, -1 for none
	through bool  // seen through another word: "the government's decision", "villages in Idlib"
}

var noParty = partyRef{-1, -1, false}

func (p partyRef) ok() bool { return p.mention >= 0 || p.place >= 0 }

// refer finds who is meant by the filler at n.
func (r *reader) refer(n int32) partyRef { return r.referAt(n, 0) }

// maxThrough bounds how many nouns are seen through: "the decision of the leader of the party of …".
const maxThrough = 4

func (r *reader) referAt(n int32, depth int) partyRef {
	if o := r.undergone(n); o >= 0 && depth < maxThrough {
		return r.referAt(o, depth+1)
	}
	if r.ownWords(n) {
		if p := r.speakerFor(n, depth); p.ok() {
			return p
		}
	}
	m := r.mentionAt[n]
	if k := r.carried(n); k >= 0 && depth < maxThrough {
		if p := r.referAt(k, depth+1); p.ok() {
			return p
		}
	}
	if k := r.ownLand(n); k >= 0 && depth < maxThrough {
		if p := r.referAt(k, depth+1); p.ok() {
			return p
		}
	}
	if r.relation(n, m) {
		return noParty
	}
	if a := r.bodyNamed(n); a >= 0 {
		return partyRef{a, -1, depth > 0}
	}
	if a := r.named(n, m); a >= 0 {
		return partyRef{a, -1, depth > 0}
	}
	if m >= 0 && r.isParty(m) {
		return partyRef{m, -1, depth > 0}
	}
	if p := r.placeAt[n]; p >= 0 && r.d.Places[p].Country != "" {
		return partyRef{-1, p, depth > 0}
	}
	if k := r.oneOfMany(n); k >= 0 && depth < maxThrough {
		return r.referAt(k, depth+1)
	}
	if k := r.ofThose(n); k >= 0 && depth < maxThrough {
		p := r.referAt(k, depth+1)
		p.through = true
		return p
	}
	if r.tree.upos(n) == dragoman.PRON {
		p := r.speakerFor(n, depth)
		if k := r.doerBefore(n); k >= 0 && !p.ok() && depth < maxThrough {
			p = r.referAt(k, depth+1)
		}
		return p
	}
	if p := r.sameTown(n); p >= 0 {
		return partyRef{-1, p, depth > 0}
	}
	if depth == maxThrough {
		return noParty
	}
	t := &r.tree
	if k := t.child(n, dragoman.RelNmodPoss); k >= 0 && !others[t.lemma(n)] { // "Iran's neighbours" are not Iran
		if p := r.referAt(k, depth+1); p.ok() {
			p.through = true
			return p
		}
	}
	attack := r.isAttack(n)
	for _, pass := range throughOrder {
		if attack && pass.preps != nil {
			continue // "shelling in El Fasher" is not El Fasher's
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if !pass.rels.has(t.rel(k)) || pass.preps != nil && !r.hasOneCase(k, pass.preps) || r.patronOf(k) || r.onceOf(n, k) {
				continue
			}
			if t.rel(k) == dragoman.RelFlat && t.upos(n) == dragoman.PROPN {
				continue // "Washington" of the ship "George Washington"
			}
			if p := r.referAt(k, depth+1); p.ok() && !((r.folk(n) || quantities[t.lemma(n)]) && r.elsewhere(k, p)) {
				p.through = true
				return p
			}
			if s := r.authorOf(n, k); s >= 0 {
				if p := r.referAt(s, depth+1); p.ok() {
					p.through = true
					return p
				}
			}
		}
	}
	if t.upos(n) == dragoman.NOUN && r.classOf(n)&(people|codebook.Armed|codebook.PlaceClass|codebook.State)&^codebook.Weapon == 0 {
		at := len(r.scratch)
		r.scratch = r.launched(n, "by", r.scratch)
		by := r.scratch[at:]
		r.scratch = r.scratch[:at]
		for _, k := range by {
			if p := r.referAt(k, depth+1); p.ok() {
				p.through = true
				return p
			}
		}
	}
	return noParty
}

// patronOf reports whether k only says with whose help something is: "US-backed forces" are not America's, nor are "Chinese-made drones" China's.
func (r *reader) patronOf(k int32) bool {
	t := &r.tree
	if k > 0 && t.is(k-1, "-") { // the participle itself, with the nation below it
		return helped[lower(r.d.Word(k))] && t.upos(k) != dragoman.NOUN
	}
	return int(k)+2 < len(r.d.Tokens) && t.is(k+1, "-") && helped[lower(r.d.Word(k+2))]
}

var helped = setOf(`backed supported funded financed armed trained brokered mediated sponsored built supplied equipped made`)

// onceOf reports whether k is whose n was once: "the former French colony" is not France, nor are "the former Soviet republics" Russia.
func (r *reader) onceOf(n, k int32) bool {
	t := &r.tree
	return (t.rel(k) == dragoman.RelAmod || t.rel(k) == dragoman.RelCompound) && onceHeld[t.lemma(n)] && t.hasChild(n, dragoman.RelAmod, "former", "erstwhile", "one-time", "onetime")
}

var onceHeld = setOf(`colony republic possession protectorate province territory satellite dominion state`)

// authorOf is the subject of the clause k on what somebody has put forward, n, or -1: "the terms NATO put to them".
func (r *reader) authorOf(n, k int32) int32 {
	t := &r.tree
	if t.rel(k) != dragoman.RelAclRelcl || !authored[t.lemma(n)] || t.is(n+1, "that") && reports[t.lemma(n)] {
		return -1
	}
	if s := t.child(k, dragoman.RelNsubj); s >= 0 && t.antecedent(s, k) == s {
		return s
	}
	return -1
}

// authored are nouns of what somebody has put forward.
var authored = setOf(`term condition offer proposal plan idea suggestion demand request appeal invitation resolution draft text truce ceasefire deal blueprint
	roadmap initiative ultimatum compromise formula call motion`)

// isAttack reports whether a noun tells of an attack.
func (r *reader) isAttack(n int32) bool {
	e := r.entries[n]
	if e == nil || r.tree.upos(n) != dragoman.NOUN {
		return false
	}
	for i := range e.noun {
		if c := e.noun[i].frame.Code; c != nil && c.Type == "ASSAULT" {
			return true
		}
	}
	return false
}

// elsewhere reports whether k is where people are and p nobody whose people they are: "generations in the Canberra parliament".
func (r *reader) elsewhere(k int32, p partyRef) bool {
	abroad := p.through && r.placeAt[k] < 0 // "demonstrators outside the Israeli embassy"
	return p.mention >= 0 && (abroad || r.d.Mentions[p.mention].Type != dragoman.PlaceEntity) && r.hasOneCase(k, []string{"in", "on", "at", "near", "around", "outside", "inside", "with", "to", "for"})
}

// ownLand is the pronoun that says whose country n is, or -1: "the king said his country would help" means the king's.
func (r *reader) ownLand(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || !homelands[t.lemma(n)] {
		return -1
	}
	k := t.child(n, dragoman.RelNmodPoss)
	if k < 0 || t.upos(k) != dragoman.PRON {
		return -1
	}
	if v := t.head(n); v >= 0 && t.rel(v) == dragoman.RelCcomp && hearing[t.lemma(t.head(v))] {
		if s := t.surface(t.head(v), 0); s >= 0 && s != n {
			return s // who told somebody "that his country" spoke of his own
		}
	}
	return k
}

// relation reports whether n is somebody's kin of whom the chain of its mention m makes that somebody: "Massoud, whose father was killed".
func (r *reader) relation(n, m int32) bool {
	t := &r.tree
	if m < 0 || t.upos(n) != dragoman.NOUN || !kin[t.lemma(n)] {
		return false
	}
	k := t.child(n, dragoman.RelNmodPoss)
	if k < 0 || t.upos(k) != dragoman.PRON || r.mentionAt[k] < 0 || r.d.Mentions[r.mentionAt[k]].Chain < 0 {
		return false
	}
	return r.mentionAt[k] == m || r.d.Mentions[r.mentionAt[k]].Chain == r.d.Mentions[m].Chain
}

var homelands = setOf("country nation homeland government")

// bodies are nouns by which a body of states is taken up again.
var bodies = setOf(`alliance coalition bloc grouping organisation organization union body pact club bank fund league`)

// blocs are the words for a body of states that take it up again sentences later.
var blocs = setOf(`alliance bloc organisation organization`)

// bodyNamed is the mention of the body of states that the sentence named before "the alliance", or -1; of the one body that the sentence before named,
// where it is called a bloc.
func (r *reader) bodyNamed(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || !bodies[t.lemma(n)] || n == 0 || lowerASCII(r.d.Word(n)) != r.d.Word(n) || !t.is(n-1, "the") && !t.is(n-1, "that") {
		return -1
	}
	found, before, others := int32(-1), int32(-1), false
	for m, to := r.mentionsIn(t.sent[n]-1, t.sent[n]); m < to; m++ {
		x := &r.d.Mentions[m]
		if p := r.partyOf(m); x.Kind != dragoman.Name || x.End >= n || p.Country != "IGO" && !p.HasSector("IGO") {
			continue
		}
		switch t.sent[n] - t.sent[x.First] {
		case 0:
			found = m
		case 1:
			others = others || before >= 0 && x.Chain != r.d.Mentions[before].Chain
			before = m
		}
	}
	if found < 0 && blocs[t.lemma(n)] && !others {
		return before
	}
	return found
}

// speakerFor is the subject of the verb above the clause of an unresolved pronoun: "Ankara said it would expel the envoy".
func (r *reader) speakerFor(n int32, depth int) partyRef {
	t := &r.tree
	v := t.head(n)
	if depth == maxThrough || v < 0 || t.rel(n) != dragoman.RelNsubj && t.rel(n) != dragoman.RelNsubjPass {
		return noParty
	}
	switch t.rel(v) {
	case dragoman.RelCcomp, dragoman.RelAdvcl, dragoman.RelParataxis, dragoman.RelConj:
	default:
		return noParty
	}
	switch lower(r.d.Word(n)) {
	case "it", "they", "he", "she":
	default:
		return noParty
	}
	if s := t.surface(t.head(v), 0); s >= 0 && s < n && t.upos(s) != dragoman.PRON {
		return r.referAt(s, depth+1)
	}
	return noParty
}

// doerBefore is the body or state named last before "it", the subject of an active verb with an object, of which a chain makes an act: "its retreat gave
// Russia a victory, the first since it took Bakhmut", "the court issued a warrant for the general, whom it accuses". -1 for none.
func (r *reader) doerBefore(n int32) int32 {
	t := &r.tree
	v := t.head(n)
	if !t.is(n, "it") || t.rel(n) != dragoman.RelNsubj || v < 0 || !t.isVerb(v) || t.passive(v) || t.object(v) < 0 {
		return -1
	}
	m := r.mentionAt[n]
	if m < 0 || r.d.Mentions[m].Chain < 0 {
		return -1
	}
	best := r.d.Chains[r.d.Mentions[m].Chain].Best
	if best < 0 || r.d.Mentions[best].Kind != dragoman.Nominal || r.entries[r.d.Mentions[best].Head] == nil || r.isAttack(r.d.Mentions[best].Head) || r.classOf(r.d.Mentions[best].Head)&(people|codebook.Armed|codebook.State) != 0 {
		return -1
	}
	for k := n - 1; k >= 0 && t.sent[k] == t.sent[n]; k-- {
		switch t.rel(k) {
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelObj, dragoman.RelIobj:
			if r.classOf(k)&(codebook.Org|codebook.State) != 0 && r.classOf(k)&codebook.Person == 0 && t.upos(k) != dragoman.PRON {
				return k
			}
		}
	}
	return -1
}

// ownWords reports whether "it" is the subject of what a body or a state says, and no chain ties it to a word of the sentence: then it speaks of
// itself, "the White House said it was shutting the embassy".
func (r *reader) ownWords(n int32) bool {
	t := &r.tree
	v := t.head(n)
	if v < 0 || !t.is(n, "it") || t.upos(n) != dragoman.PRON || t.rel(n) != dragoman.RelNsubj || t.rel(v) != dragoman.RelCcomp || t.head(v) < 0 {
		return false
	}
	s := t.surface(t.head(v), 0)
	if s < 0 || s > n || r.classOf(s)&(codebook.Org|codebook.State|codebook.Armed|codebook.PlaceClass) == 0 || r.classOf(s)&codebook.Person != 0 {
		return false
	}
	m := r.mentionAt[n]
	if m < 0 || r.d.Mentions[m].Chain < 0 {
		return true
	}
	for k := r.d.Chains[r.d.Mentions[m].Chain].First; k >= 0; k = r.d.Mentions[k].Next {
		if h := r.d.Mentions[k].Head; h < n && t.sent[h] == t.sent[n] {
			return false
		}
	}
	return true
}

// named is the mention that names what the nominal n describes, where the chains do not join them: "his faction, Hayat Tahrir al-Sham",
// "strongman Bashar al-Assad", "Israel, a long-time adversary". m is the mention of n, -1 for none.
func (r *reader) named(n, m int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || m >= 0 && r.d.Mentions[m].Kind == dragoman.Name {
		return -1
	}
	if a := r.namedAfter(n); a >= 0 {
		return a
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if rel := t.rel(k); rel != dragoman.RelAppos && rel != dragoman.RelFlat && rel != dragoman.RelNmodDesc || k < n {
			continue
		}
		a := r.mentionAt[k]
		for f := t.first[k]; f >= 0 && a < 0; f = t.next[f] {
			if t.rel(f) == dragoman.RelFlat {
				a = r.mentionAt[f]
			}
		}
		if a >= 0 && r.isParty(a) && (r.d.Mentions[a].Kind == dragoman.Name || r.partyOf(a).Actor != "") && !(r.isPerson(a) && impersonal[t.lemma(n)]) {
			return a
		}
	}
	if t.rel(n) != dragoman.RelAppos || m >= 0 && r.partyOf(m).Actor != "" {
		return -1
	}
	for i := n - 1; i > 0 && i > n-reach && t.heads[n] < i; i-- {
		if r.d.Word(i) != "," {
			continue
		}
		for h, steps := i-1, 0; h >= 0 && steps < maxThrough; h, steps = t.heads[h], steps+1 {
			if a := r.mentionAt[h]; a >= 0 && r.d.Mentions[a].Kind == dragoman.Name && r.d.Mentions[a].End == i && r.isParty(a) {
				return a
			}
		}
		break
	}
	return -1
}

// mentionsIn is the range [from, to) of Document.Mentions, which are in the order of their heads, that stand in the sentences first to last.
func (r *reader) mentionsIn(first, last int32) (from, to int32) {
	d := r.d
	begin, end := d.Sentences[max(first, 0)].First, d.Sentences[last].End
	head := func(m dragoman.Mention, token int32) int { return cmp.Compare(m.Head, token) }
	i, _ := slices.BinarySearchFunc(d.Mentions, begin, head)
	j, _ := slices.BinarySearchFunc(d.Mentions[i:], end, head)
	return int32(i), int32(i + j)
}

// noOne is the party of a mention that has none.
var noOne dragoman.Party

// partyOf is the party of a mention's chain.
func (r *reader) partyOf(m int32) *dragoman.Party {
	if c := r.d.Mentions[m].Chain; c >= 0 && r.d.Chains[c].Party >= 0 {
		return &r.d.Parties[r.d.Chains[c].Party]
	}
	return &noOne
}

// relSet is a set of relations.
type relSet uint64

func rels(list ...dragoman.Deprel) (s relSet) {
	for _, r := range list {
		s |= 1 << r
	}
	return s
}

func (s relSet) has(r dragoman.Deprel) bool { return s&(1<<r) != 0 }

// throughOrder is where the party behind a noun is looked for: its of-phrase, the names before it, its apposition, its place.
var throughOrder = []struct {
	rels  relSet
	preps []string
}{

	{rels(dragoman.RelNmod), []string{"of", "by"}},
	{rels(dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodDesc, dragoman.RelNmodUnmarked, dragoman.RelFlat), nil},
	{rels(dragoman.RelAppos), nil},
	{rels(dragoman.RelNmod, dragoman.RelObl), []string{"from", "in", "at", "on", "near", "around", "outside", "inside", "within", "along", "across", "with", "to", "for"}},
	{rels(dragoman.RelAcl, dragoman.RelAclRelcl), nil},
}

func (r *reader) hasOneCase(k int32, preps []string) bool {
	return r.tree.hasChild(k, dragoman.RelCase, preps...)
}
