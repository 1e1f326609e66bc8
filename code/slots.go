package code

import (
	"dragoman"
	"dragoman/codebook"
)

// A slotRole says which of the parties of "between A and B" a slot takes: the first alone, or, where a slot before it has that, the others.
type slotRole uint8

const (
	firstSlot slotRole = iota
	secondSlot
)

// fill tries the paths of a slot in order until one finds a filler; of a target one that is somebody, where any path leads to such. As a source,
// "between A and B" gives A; as a target that comes after it B, else both.
func (r *reader) fill(p place, paths []codebook.Path, role slotRole) fillers {
	from := int32(len(r.nodes))
	wasBetween := r.betweened
	r.betweened = false
	var thing fillers
	for i, path := range paths {
		if r.whole(p, path, paths[i+1:]) {
			continue
		}
		r.found = r.walk(p, path, r.found[:0])
		for _, k := range r.found {
			if path[len(path)-1].Step == codebook.Between {
				r.betweened = true
				at := len(r.nodes)
				r.nodes = r.members(k, r.nodes)
				if other := r.acrossAnd(k); len(r.nodes) == at+1 && other >= 0 {
					r.nodes = append(r.nodes, other)
				}
				switch {
				case len(r.nodes) <= at+1:
				case role == secondSlot && wasBetween:
					r.nodes = append(r.nodes[:at], r.nodes[at+1:]...) // the first is the source
				case role == firstSlot:
					r.nodes = r.nodes[:at+1]
				}
				continue
			}
			if r.isClausal(k) || r.isTime(k) || r.inAnswer(k) || r.tree.howDone(k) && r.hasCase(k, "by") || role == secondSlot && accompaniments[r.tree.lemma(k)] && r.hasCase(k, "with") || k == p.noun && role == secondSlot && !r.captives(k) || path[len(path)-1].Step == codebook.Amod && !r.refer(k).ok() {
				continue // "its own sanctions", "masked gunmen": no adjective does anything but that of a nation, and nothing is done to help
			}
			if role == secondSlot && r.isSum(k) {
				if i := r.tree.child(r.tree.head(k), dragoman.RelIobj); i >= 0 {
					k = i
				}
			}
			r.nodes = r.members(k, r.nodes)
		}
		if int32(len(r.nodes)) == from {
			continue
		}
		f := fillers{from, int32(len(r.nodes))}
		if role == firstSlot || r.countParties(f) > 0 || r.anyone(f) {
			return f
		}
		if thing.empty() {
			thing = f // a later path may lead to a party
		}
		from = f.to
	}
	return thing
}

// inAnswer reports whether the bare noun k says for what a thing is done: "in exchange", "in retaliation".
func (r *reader) inAnswer(k int32) bool {
	t := &r.tree
	return answers[t.lemma(k)] && t.hasChild(k, dragoman.RelCase, "in") && t.next[t.first[k]] < 0
}

// answers are the bare nouns behind "in" that tell for what.
var answers = setOf(`exchange return response reply answer turn retaliation reprisal revenge protest addition`)

// captives reports whether the light noun k is itself whom something is done to: "took 52 hostages", but not "took them hostage".
func (r *reader) captives(k int32) bool {
	return r.tree.xpos(k) == dragoman.NNS && r.tree.rel(k) == dragoman.RelObj && (r.tree.lemma(k) == "hostage" || r.tree.lemma(k) == "captive")
}

// isSum reports whether k is a sum of money, the object of its verb: "fined her 20,000 euros".
func (r *reader) isSum(k int32) bool {
	t := &r.tree
	return t.head(k) >= 0 && t.rel(k) == dragoman.RelObj && t.upos(k) != dragoman.PROPN && t.child(k, dragoman.RelNmodPoss) < 0 && r.classOf(k)&^classed&codebook.Money != 0 && r.core(k) == k
}

// whole reports whether a path leads through a person, who is the filler himself by a later path: "praised the Syrian leader" praises him, not
// Syria, though "praised the Syrian decision" praises Syria.
func (r *reader) whole(p place, path codebook.Path, later []codebook.Path) bool {
	if len(path) != 2 {
		return false
	}
	switch path[1].Step {
	case codebook.Mod, codebook.Poss:
	default:
		return false
	}
	for _, l := range later {
		if len(l) != 1 || l[0] != path[0] {
			continue
		}
		r.found = r.walk(p, l, r.found[:0])
		for _, k := range r.found {
			if classWords[r.d.Lemmas[k]]&(codebook.Leader|codebook.Official) != 0 && r.mentionAt[k] >= 0 && r.isParty(r.mentionAt[k]) {
				return true
			}
		}
	}
	return false
}

// acrossAnd is the party that "and" joins to k by the words alone: "between Sharaa and his US counterpart".
func (r *reader) acrossAnd(k int32) int32 {
	t := &r.tree
	for i := k + 1; int(i) < len(t.heads) && i < k+reach/2 && t.sent[i] == t.sent[k]; i++ {
		if !t.is(i, "and") {
			continue
		}
		for j := i + 1; int(j) < len(t.heads) && j < i+reach/2 && t.sent[j] == t.sent[k]; j++ {
			if m := r.mentionAt[j]; m >= 0 && r.d.Mentions[m].Kind == dragoman.Name && r.isParty(m) && t.rel(j) != dragoman.RelAmod && t.rel(j) != dragoman.RelCompound {
				return j
			}
		}
		break
	}
	return -1
}

// isTime reports whether k names a time: "lifted its sanctions on Monday".
func (r *reader) isTime(k int32) bool {
	if folded(timeWords, r.d.Word(k)) && r.tree.upos(k) != dragoman.AUX {
		return true
	}
	for i := range r.d.Times {
		if t := &r.d.Times[i]; k >= t.First && k < t.End {
			return true
		}
	}
	return false
}

// isClausal reports whether k is a clause, which fills no slot of a party.
func (r *reader) isClausal(k int32) bool { return r.tree.isVerb(k) && !r.tree.isNominal(k) }

func (r *reader) list(f fillers) []int32 { return r.nodes[f.from:f.to] }

// quantities are nouns that count others: what is counted is what they are of.
var quantities = setOf(`ten hundred thousand dozen score million half group number majority handful member all some most both part crowd contingent tens scores couple
	pair band team dozens hundreds thousands millions lot plenty upward upwards series string wave hordes throng quarter third percent rest few several many
	metre meter barrel round last remainder batch one two three four five six seven eight nine twenty thirty forty fifty
	tonne ton kilo kilogram litre gallon bushel barrel sack bag crate box container truckload lorryload planeload boatload shipload shipment consignment
	cargo load batch sackful canister volley salvo barrage burst hail shower pallet suitcase supply volume amount quantity stock trove cache fleet array range variety kind sort type`)

// taken is the noun that a pronoun takes up, "plan" of "presented a plan; the army accepted it", else n.
func (r *reader) taken(n int32) int32 {
	if k := r.countedBefore(n); k >= 0 {
		return k
	}
	if r.tree.upos(n) != dragoman.PRON || r.mentionAt[n] < 0 {
		return n
	}
	c := r.d.Mentions[r.mentionAt[n]].Chain
	if c < 0 || r.d.Chains[c].Best < 0 {
		return n
	}
	if v := r.tree.head(n); v >= 0 && r.tree.isVerb(v) {
		if s := r.tree.surface(v, 0); s >= 0 && s != n && r.mentionAt[s] >= 0 && r.d.Mentions[r.mentionAt[s]].Chain == c {
			return n // nobody flies them who are they
		}
	}
	if b := &r.d.Mentions[r.d.Chains[c].Best]; b.Kind == dragoman.Nominal {
		return b.Head
	}
	return n
}

// core is the counted noun of "tens of thousands of people", or the one that "the six" or "several" takes up, else n.
func (r *reader) core(n int32) int32 {
	t := &r.tree
	for range maxThrough {
		if t.upos(n) != dragoman.NUM && t.upos(n) != dragoman.SYM && !quantities[t.lemma(n)] && !quantities[t.d.Word(n)] {
			return n
		}
		of := r.countedOf(n)
		if of < 0 {
			if k := r.takenUp(n); k >= 0 {
				return k
			}
			return n
		}
		n = of
	}
	return n
}

// countedOf is what n is a number or a part of, or -1: "people" of "tens of thousands of people".
func (r *reader) countedOf(n int32) int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k > n && (t.rel(k) == dragoman.RelNmod || t.rel(k) == dragoman.RelObl) && r.hasCase(k, "of") {
			return k
		}
	}
	return -1
}

// holds reports whether the condition is met.
func (r *reader) holds(p place, c *codebook.Condition) bool {
	at := len(r.scratch)
	r.scratch = r.walk(p, c.Path, r.scratch)
	for _, path := range c.Or {
		r.scratch = r.walk(p, path, r.scratch)
	}
	met := false
	for i := at; i < len(r.scratch) && !met; i++ {
		k := r.scratch[i]
		switch {
		case c.Class != 0:
			met = r.inClass(k, c.Class) && !(c.Unless && r.guessed(k, c.Class)) || r.lenient && !c.Unless && c.Class&things == 0 && r.unclassed(k)
		case len(c.Lemmas) > 0:
			core := r.core(r.taken(k))
			if r.tree.is(k, "march") && r.tree.upos(k) == dragoman.PROPN {
				continue // the month
			}
			noun, coreNoun := r.standsFor(k), r.standsFor(core)
			for _, l := range c.Lemmas {
				if met = r.tree.isNoun(noun, l) || core != k && r.tree.isNoun(coreNoun, l); met {
					break
				}
			}
		default:
			met = !c.Unless && !r.hasCase(k, "on") || !r.isTime(k) // "into the sea on Wednesday" is not on anybody, "insisted on Monday" on nothing
		}
	}
	if r.lenient && !c.Unless && !met && len(r.scratch) == at {
		met = r.unsaid(p, c)
	}
	r.scratch = r.scratch[:at]
	return met != c.Unless
}

// guessed reports whether only the word of a pronoun puts it into the class: "they" may be anybody, which excludes nothing.
func (r *reader) guessed(k int32, want codebook.Class) bool {
	if r.tree.upos(k) != dragoman.PRON || want&(codebook.PartyClass|codebook.EventClass|codebook.Clause) != 0 {
		return false
	}
	m := r.mentionAt[k]
	return m < 0 || r.classOfMention(&r.d.Mentions[m])&want == 0
}

// unsaid reports whether the condition asks who does what a passive leaves open: "Haiti might be invaded".
func (r *reader) unsaid(p place, c *codebook.Condition) bool {
	return c.Class&(codebook.State|codebook.Official|codebook.PartyClass) != 0 && len(c.Path) == 1 && c.Path[0].Step == codebook.Subj && p.noun < 0 && r.tree.isVerb(p.node) && r.tree.passive(p.node) &&
		r.tree.child(p.node, dragoman.RelAuxPass) >= 0 && r.tree.child(p.node, dragoman.RelNsubjPass) >= 0
}
