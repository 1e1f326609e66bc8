package code

import (
	"dragoman"
	"dragoman/codebook"
)

// undergone is whom the pronoun n means where no chain tells, or one that makes it the doer: what was done to them in the clause before that
// "and" joins, as in "stripped a cleric of his rights and deported him", "expelled the reporters and seized their telephones". -1 for none.
func (r *reader) undergone(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.PRON {
		return -1
	}
	form, ok := undergoers[lowerASCII(r.d.Word(n))]
	if !ok {
		return -1
	}
	at := n
	v := t.head(at)
	for steps := 0; v >= 0 && !t.isVerb(v) && steps < maxThrough; steps++ {
		at, v = v, t.head(v)
	}
	if v < 0 || !t.isVerb(v) || at < v || t.rel(at) != dragoman.RelObj && t.rel(at) != dragoman.RelIobj && t.rel(at) != dragoman.RelObl {
		return -1
	}
	s := t.surface(v, 0)
	if s == n || !r.open(n, s) {
		return -1
	}
	o := r.other(v)
	if o < 0 || o == s || t.upos(o) == dragoman.PRON {
		return -1
	}
	if o = r.agreeing(o, form); o >= 0 && t.rel(at) != dragoman.RelObj && !r.refer(o).ok() {
		return -1 // "bought tea from Kenya and sold it rice": nothing is sold to tea
	}
	return o
}

// other is who stands beside the subject of the clause v in the clause that it is joined to: who suffers there, and of a relative clause who
// acts there, "Trump sent troops over the objections of Newsom, who sued him". -1 for none.
func (r *reader) other(v int32) int32 {
	t := &r.tree
	u := t.head(v)
	switch {
	case u >= 0 && t.rel(v) == dragoman.RelConj && t.isVerb(u):
		if o := t.object(u); o < v {
			return o
		}
	case u >= 0 && t.rel(v) == dragoman.RelAclRelcl:
		at := u
		for steps := 0; u >= 0 && !t.isVerb(u) && steps < maxThrough; steps++ {
			at, u = u, t.head(u)
		}
		if u < 0 || !t.isVerb(u) {
			break
		}
		if first := t.surface(u, 0); first != at {
			return first
		}
		if o := t.object(u); o != at {
			return o
		}
	}
	return -1
}

// agreeing is the noun o, or what it belongs to, where it may be what a pronoun of the form means; -1 where neither may.
func (r *reader) agreeing(o int32, form pronounForm) int32 {
	t := &r.tree
	for steps := 0; o >= 0 && steps < 2; steps++ {
		c := r.core(o)
		plural := t.xpos(c) == dragoman.NNS || t.xpos(c) == dragoman.NNPS || t.child(o, dragoman.RelConj) >= 0 || r.folk(o) && c != o
		human := t.upos(c) == dragoman.PROPN && r.placeAt[c] < 0 || r.classOf(c)&(codebook.Person|codebook.Civilian|codebook.Official|codebook.Leader|codebook.Armed) != 0
		switch {
		case form == them && plural && (human || steps > 0 || !r.peopleOf(o)), form == him && !plural && human, form == it && !plural && r.classOf(c)&(codebook.Person|codebook.Civilian) == 0 && !r.isTime(o):
			return o
		}
		next := int32(-1)
		for k := t.first[o]; k >= 0; k = t.next[k] {
			if rel := t.rel(k); rel == dragoman.RelNmodPoss || rel == dragoman.RelNmod && k > o && r.hasOneCase(k, []string{"of", "from"}) {
				next = k
			}
		}
		o = next
	}
	return -1
}

// peopleOf reports whether a thing belongs to people, whom a pronoun in the plural then means.
func (r *reader) peopleOf(o int32) bool {
	t := &r.tree
	for k := t.first[o]; k >= 0; k = t.next[k] {
		if rel := t.rel(k); (rel == dragoman.RelNmodPoss || rel == dragoman.RelNmod && r.hasOneCase(k, []string{"of", "from"})) && (t.xpos(k) == dragoman.NNS || t.xpos(k) == dragoman.NNPS) {
			return true
		}
	}
	return false
}

// open reports whether nothing tells whom the pronoun n means, or only a chain that cannot be right: nobody does to himself what is done to
// "him", and what is theirs is not taken by them.
func (r *reader) open(n, subject int32) bool {
	m := r.mentionAt[n]
	if m < 0 || r.d.Mentions[m].Chain < 0 {
		return true
	}
	chain := r.d.Mentions[m].Chain
	if subject >= 0 {
		if sm := r.mentionAt[subject]; sm >= 0 && r.d.Mentions[sm].Chain == chain {
			return true
		}
	}
	best := r.d.Chains[chain].Best
	return !r.isParty(m) && (best < 0 || r.d.Mentions[best].Kind == dragoman.Pronoun)
}

// A pronounForm says what pronouns may stand for.
type pronounForm uint8

const (
	them pronounForm = iota + 1
	him
	it
)

var undergoers = map[string]pronounForm{"them": them, "their": them, "him": him, "his": him, "her": him, "it": it, "its": it}

// onlyNumber reports whether the filler is a number alone, or says how many of some who were named before: "Germany and Poland each expelled four",
// "both were arrested", "three of whom were beaten".
func (r *reader) onlyNumber(f fillers) bool {
	list := r.list(f)
	if len(list) != 1 {
		return false
	}
	core := r.core(list[0])
	if r.tree.upos(list[0]) == dragoman.NUM || folded(fewOf, r.d.Word(list[0])) {
		return core == list[0] || r.tree.upos(core) == dragoman.PRON
	}
	return false
}

// fewOf are the words that stand for some of those named before.
var fewOf = setOf(`both several some many most all others dozens scores hundreds thousands half none`)

// counted appends those whom a number alone counts: whom the like was done to before, in this sentence or the last two, or who protested; those
// whom another number counted were others.
func (r *reader) counted(i int32, out []dragoman.Party) []dragoman.Party {
	x := &r.readings[i]
	n := r.nodes[x.target.from]
	bare := r.tree.upos(n) == dragoman.NUM && r.core(n) == n
	for j := i - 1; j >= 0; j-- {
		y := &r.readings[j]
		if y.sent > x.sent || y.sent < x.sent-2 || groupOf[y.typ]&force == 0 {
			continue
		}
		f := y.target
		if !bare && y.typ == "PROTEST" {
			f = y.source
		}
		if f.empty() || r.onlyNumber(f) || bare && y.mode != x.mode && (y.mode != "deport" || x.mode != "expel") || !bare && !r.folk(r.nodes[f.from]) {
			continue
		}
		had := len(out)
		if out = r.sideOf(f, out); len(out) == had && !bare {
			out = append(out, r.nominal(r.nodes[f.from]))
		}
		return out
	}
	return out
}

// likewise appends whom the sanction right before in the same sentence is laid on, where this one names nobody: "broke off relations with Iran, and
// Oman withdrew its ambassador"; who was himself its target pays back whoever laid it.
func (r *reader) likewise(i int32, out []dragoman.Party) []dragoman.Party {
	x := &r.readings[i]
	for j := i - 1; j >= 0 && r.readings[j].sent == x.sent; j-- {
		y := &r.readings[j]
		if y.typ != x.typ || y.consumed || y.target.empty() || y.source.empty() {
			continue
		}
		own := &r.records.sources[0]
		side := r.sideOf(y.target, nil)
		if len(side) > 0 && side[0].Country == own.Country {
			side = r.sideOf(y.source, nil)
		}
		if len(side) == 1 && side[0].Country != "" && side[0].Country != own.Country {
			return append(out, side[0])
		}
	}
	return out
}

// doneTo reports whether the reading is of a passive that leaves open who did what has been done, and he who tells it no more than tells it: "she has been
// charged, her lawyer told the BBC". What will be done, or what a power has had done short of an attack, is done by who says so.
func (r *reader) doneTo(x, outer *reading) bool {
	t := &r.tree
	if x.typ != "ASSAULT" && !outer.source.empty() && r.classOf(r.nodes[outer.source.from])&powers != 0 {
		return false
	}
	return t.isVerb(x.trigger) && x.modality == dragoman.Done && t.passive(x.trigger) && t.child(x.trigger, dragoman.RelAuxPass) >= 0
}

// shownOut reports whether envoys are told, nobody says by whom, to leave a country, whose word it then is: "the consul was told to leave Niger".
func (r *reader) shownOut(outer, inner *reading) bool {
	if inner.typ != "SANCTION" || inner.mode != "withdraw" || !outer.source.empty() || r.countParties(inner.target) == 0 || !r.tree.isVerb(outer.node) || !r.tree.passive(outer.node) {
		return false
	}
	for _, n := range r.list(outer.target) {
		if classWords[r.tree.lemma(n)]&codebook.Official == 0 {
			return false
		}
	}
	return !outer.target.empty() && r.abroad(inner.target, outer.target)
}

// ownWord reports whether who says the word v speaks of himself: "ECOWAS says it could use force", which is a threat made.
func (r *reader) ownWord(v int32, f fillers) bool {
	s := r.tellingAt(v).speaker
	if s < 0 {
		return false
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, s)
	return r.sameFillers(fillers{from, from + 1}, f)
}
