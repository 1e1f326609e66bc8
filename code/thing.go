package code

import (
	"dragoman"
	"dragoman/codebook"
)

// Pronouns that stand for a list or a pact, which no chain of mentions knows: "the blacklist, from which Belize was removed", "a party to the
// treaty, it has withdrawn from it"; and relative pronouns under a preposition.

// standsFor is the noun that the pronoun k stands for; k itself where it stands for none, or for what mentions know.
func (r *reader) standsFor(k int32) int32 {
	t := &r.tree
	if k < 0 || t.upos(k) != dragoman.PRON {
		return k
	}
	switch {
	case t.xpos(k) == dragoman.WDT || t.xpos(k) == dragoman.WP:
		if n := r.relatedThing(k); n >= 0 {
			return n
		}
		if n := r.nounAhead(k); n >= 0 {
			return n
		}
	case t.is(k, "those") && t.hasChild(k, dragoman.RelCase, "among") && t.child(k, dragoman.RelCop) >= 0: // "among those killed were two guards"
		if s := t.child(k, dragoman.RelNsubj); s >= 0 {
			return s
		}
	case t.is(k, "it") && t.rel(k) != dragoman.RelNsubj && t.rel(k) != dragoman.RelNsubjPass && r.freeIt(k):
		if n := r.thingBefore(k); n >= 0 {
			return n
		}
	}
	return k
}

// isThing reports whether n is a list or a pact.
func (r *reader) isThing(n int32) bool {
	return r.tree.isNominal(n) && (registers[r.tree.lemma(n)] || folded(pactNouns, r.d.Word(n)))
}

// relatedThing is the thing that the clause of the relative pronoun k hangs on, or that what it hangs on is of: "the blacklist of tax havens, from
// which". -1 for none.
func (r *reader) relatedThing(k int32) int32 {
	t := &r.tree
	for c, steps := t.head(k), 0; c >= 0 && steps < maxThrough; c, steps = t.head(c), steps+1 {
		if t.rel(c) != dragoman.RelAclRelcl && t.rel(c) != dragoman.RelAcl {
			continue
		}
		for n := t.head(c); n >= 0 && t.isNominal(n); n = t.head(n) {
			if r.isThing(n) {
				return n
			}
			if t.rel(n) != dragoman.RelNmod {
				break
			}
		}
		return -1
	}
	return -1
}

// nounAhead is the noun before the relative pronoun k that stands under a preposition: "the government, with which it is at war". -1 where k stands
// under none, or no noun is there.
func (r *reader) nounAhead(k int32) int32 {
	t := &r.tree
	if k < 2 || t.upos(k-1) != dragoman.ADP || t.head(k-1) != k {
		return -1
	}
	n := k - 2
	if t.is(n, ",") && n > 0 {
		n--
	}
	if !t.isNominal(n) || t.sent[n] != t.sent[k] {
		return -1
	}
	if h := t.head(n); t.rel(n) == dragoman.RelFlat && h >= 0 {
		return h
	}
	return n
}

// freeIt reports whether "it" at k may stand for a thing: it leads to no party, or to the one that its verb is said of, which would be "itself".
func (r *reader) freeIt(k int32) bool {
	at := r.refer(k)
	if !at.ok() {
		return true
	}
	v := r.tree.head(k)
	if v < 0 || !r.tree.isVerb(v) {
		return false
	}
	s := r.tree.surface(v, 0)
	if s < 0 {
		return false
	}
	of := r.refer(s)
	return of == at || of.mention >= 0 && at.mention >= 0 && r.d.Mentions[of.mention].Chain == r.d.Mentions[at.mention].Chain
}

// thingBefore is the last thing named before k, in its sentence or the one before; -1 for none.
func (r *reader) thingBefore(k int32) int32 {
	s := r.tree.sent[k]
	for n := k - 1; n >= 0 && r.tree.sent[n] >= s-1; n-- {
		if r.isThing(n) {
			return n
		}
	}
	return -1
}

// carried is whom a vehicle carries, or -1: "a bus carrying Coptic pilgrims".
func (r *reader) carried(n int32) int32 {
	t := &r.tree
	if v := t.child(n, dragoman.RelAcl); v > n && carriers[t.lemma(v)] && vehicles[t.lemma(n)] {
		if o := t.object(v); o > v {
			return o
		}
	}
	return -1
}

var (
	carriers = setOf(`carry transport ferry take bring bear fly evacuate hold`)
	vehicles = setOf(`bus coach minibus car convoy truck lorry van vehicle plane aircraft airliner helicopter jet train ship boat ferry ambulance motorcade jeep`)
)

// wielded reports whether n is a weapon with a word for who uses it before it: "coalition planes", "police rubber bullets", "separatist rockets".
func (r *reader) wielded(n int32) bool {
	t := &r.tree
	if classWords[t.lemma(n)]&codebook.Weapon == 0 && !firepower[t.lemma(n)] {
		return false
	}
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		if rel := t.rel(k); (rel == dragoman.RelCompound || rel == dragoman.RelAmod) && (wielders[t.lemma(k)] || wielders[lower(r.d.Word(k))]) {
			return true
		}
	}
	return false
}

var (
	firepower = setOf(`plane aeroplane airplane airstrike strike raid gunfire shellfire fire gas teargas cannon baton truncheon barrage salvo volley shelling bombing pellet knife`)
	wielders  = setOf(`coalition alliance allied police army navy rebel separatist secessionist insurgent guerrilla guerilla militant jihadist jihadi islamist loyalist junta settler
		government regime militia paramilitary gang cartel bandit terrorist opposition opposing enemy commando garrison pirate mutineer`)
)
