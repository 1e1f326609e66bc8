package code

import (
	"dragoman"
	"dragoman/codebook"
)

// At whom a reading is aimed where no slot says it.

// innerTarget finds whom a word about an act is about where the act has no reading: "refused to accept Bush's letter", "threatened to
// march on Khartoum", "demanded that the mission leave".
func (r *reader) innerTarget(x *reading, p place) {
	t := &r.tree
	was := x.target
	for _, o := range x.frame.Operations {
		if o.Op == codebook.Deny {
			continue // "denied that villagers had been harmed": not at the villagers
		}
		for _, path := range o.Paths {
			at := len(r.scratch)
			r.scratch = r.walk(p, path, r.scratch)
			for i := at; i < len(r.scratch) && x.target == was; i++ {
				k := r.scratch[i]
				if s := t.child(k, dragoman.RelNsubj); s >= 0 && r.aim(x, s) {
					break
				}
				if t.isVerb(k) {
					if ob := t.object(k); ob >= 0 && r.aim(x, ob) {
						break
					}
				}
				r.aimed(x, k, aims)
			}
			r.scratch = r.scratch[:at]
		}
	}
}

// aimed looks for the target of x among the phrases on k that begin with one of the prepositions.
func (r *reader) aimed(x *reading, k int32, preps []string) {
	t := &r.tree
	for c := t.first[k]; c >= 0; c = t.next[c] {
		if rel := t.rel(c).Universal(); (rel == dragoman.RelObl || rel == dragoman.RelNmod) && (c != x.trigger || x.frame.Code == nil || x.frame.Code.Type != "REQUEST") && r.hasOneCase(c, preps) && !(airs[t.lemma(c)] && r.hasCase(c, "on")) && !(urgings[t.lemma(c)] && r.hasCase(c, "at")) && r.aim(x, c) {
			return
		}
	}
}

// undirected looks for the target of an act where its slot finds none: whom it is done for, and whom the phrases on the verb, its noun
// and its object name. The frame has a code.
func (r *reader) undirected(x *reading, p place) {
	t := &r.tree
	if !t.isVerb(r.verbOf(p)) || x.frame.Code.Mode == "resign" || x.frame.Code.Mode == "withdraw" {
		return // who goes does so from somewhere, at nobody: "withdrew to their base"
	}
	if k := t.child(r.verbOf(p), dragoman.RelIobj); k >= 0 && r.aim(x, k) {
		return
	}
	places := [4]int32{p.noun, p.node, p.light, -1}
	if p.noun < 0 {
		places[3] = t.object(p.node)
	}
	preps := against
	if x.frame.Code.Type == "ASSAULT" {
		preps = struck // "responded with water cannon"
	}
	for _, k := range places {
		if k >= 0 && x.target.empty() {
			r.aimed(x, k, preps)
		}
	}
	if o := places[3]; o >= 0 && x.target.empty() {
		for k := t.first[o]; k >= 0; k = t.next[k] {
			if s := r.authorOf(o, k); s >= 0 && r.aim(x, s) {
				return
			}
		}
	}
}

// despite makes the subject of a clause the target of the plea or the blame under whose weight, or in spite of which, it acts: "sent
// observers at Chad's request", "despite appeals from the pope".
func (r *reader) despite(x *reading, p place) {
	t := &r.tree
	if !x.target.empty() || x.source.empty() || p.light >= 0 || p.noun >= 0 || t.upos(p.node) != dragoman.NOUN || !r.hasOneCase(p.node, weights) {
		return
	}
	switch x.frame.Code.Type {
	case "REQUEST", "ACCUSE", "REJECT":
	default:
		return
	}
	v := t.head(p.node)
	if v < 0 || !t.isVerb(v) || t.rel(p.node) != dragoman.RelObl && t.rel(p.node) != dragoman.RelOblAgent {
		return
	}
	s := t.subject(v)
	if s == p.node {
		s = t.undergoer(v, 0) // "stung by criticism from auditors"
	}
	if s >= 0 {
		r.aim(x, s)
	}
}

// weights are the prepositions of the words under which, or against which, one acts.
var weights = []string{"at", "despite", "amid", "under", "to", "by", "following", "notwithstanding"}

// airs are where words are said, not whom they are said to: "begged for help on television".
var airs = setOf(`television tv radio airwaves podcast twitter facebook telegram instagram youtube tiktok whatsapp x channel air internet website platform`)

// urgings are nouns for words at which one acts: who spoke them is not whom the act is for.
var urgings = setOf(`urging behest insistence suggestion instigation prompting`)

// against are those that name whom a blow or a word is meant for.
var against = []string{"against", "on", "at", "to", "with", "for"}

// struck are those of whom is attacked.
var struck = []string{"against", "on", "at", "for"}

// aims are the prepositions of those whom an act is for or against.
var aims = []string{"to", "with", "for", "against", "on", "of", "from", "over", "into", "by", "at"}

// aim makes the target of x what leads from n to a party or to people, other than its source.
func (r *reader) aim(x *reading, n int32) bool {
	if r.isTime(n) || !r.refer(n).ok() && !r.folk(n) || r.ownThing(x, n) || airs[r.tree.lemma(n)] && r.hasCase(n, "on") {
		return false
	}
	from := int32(len(r.nodes))
	r.nodes = r.members(n, r.nodes)
	f := fillers{from, int32(len(r.nodes))}
	if r.sameFillers(f, x.source) || !x.source.empty() && r.refer(n) == r.refer(r.nodes[x.source.from]) {
		r.nodes = r.nodes[:from]
		return false
	}
	x.target = f
	return true
}

// ownThing reports whether n is a thing of the source of x itself, named by a pronoun: "stuck to their guns", "made good on its threat".
func (r *reader) ownThing(x *reading, n int32) bool {
	t := &r.tree
	k := t.child(n, dragoman.RelNmodPoss)
	if k < 0 || t.upos(k) != dragoman.PRON || t.upos(n) != dragoman.NOUN || r.folk(n) || r.entries[n] != nil || x.source.empty() {
		return false
	}
	if r.classOf(n)&(codebook.Person|codebook.Org|codebook.State|codebook.Armed|codebook.Civilian|codebook.Leader|codebook.Official|codebook.PlaceClass) != 0 {
		return false
	}
	owner := r.refer(k)
	return owner.ok() && owner == r.refer(r.nodes[x.source.from])
}
