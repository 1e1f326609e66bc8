package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// Who is in a phrase: the members of a list, the parts of a whole, the nations of an adjective.

// inListOfLands reports whether the country k, which the parser took for another name of n, is the next of a list: "the EU, Britain and Canada".
func (r *reader) inListOfLands(n, k int32) bool {
	t := &r.tree
	if t.rel(k) != dragoman.RelAppos || t.upos(k) != dragoman.PROPN || t.upos(n) != dragoman.PROPN || !r.isCountry(k) || !r.isCountry(n) && !r.acronym(n) {
		return false
	}
	for c := t.next[k]; c >= 0; c = t.next[c] {
		if t.rel(c) == dragoman.RelConj && t.child(c, dragoman.RelCc) >= 0 {
			return true
		}
	}
	return false
}

// isCountry reports whether n names a country.
func (r *reader) isCountry(n int32) bool {
	p := r.placeAt[n]
	return p >= 0 && r.d.Places[p].Feature == "country"
}

// members appends n and what "and", "or" and commas join to it.
func (r *reader) members(n int32, out []int32) []int32 {
	t := &r.tree
	n = r.so(n)
	if rel := t.rel(n); rel != dragoman.RelNsubj && rel != dragoman.RelNsubjPass && r.gapped(n) {
		return out
	}
	if had := len(out); t.xpos(n) == dragoman.NNS || collectives[t.lemma(n)] {
		if out = r.nations(n, out); len(out) > had {
			return out
		}
	}
	had := len(out)
	if e := r.firstSubject(n); e >= 0 {
		out = r.conjuncts(e, append(out, e), 0)
		return r.conjuncts(n, append(out, n), 0)
	}
	if out = r.conjuncts(n, append(out, n), 0); len(out) > had+1 && t.denied(n) {
		out = append(out[:had], out[had+1:]...) // "handed power not to the opposition but to a cousin"
	}
	return r.alike(n, out)
}

// firstSubject is the subject that "and" joins to the subject n, where the parser gave both to the verb: "the minister, Ivan Lebed, and the commander
// Aslan Maskhadov agreed". -1 for none.
func (r *reader) firstSubject(n int32) int32 {
	t := &r.tree
	v := t.head(n)
	if v < 0 || t.rel(n) != dragoman.RelNsubj && t.rel(n) != dragoman.RelNsubjPass {
		return -1
	}
	and := n - 1
	for ; and >= 0 && and > n-reach/2 && !t.is(and, "and"); and-- {
		if !t.under(and, n) {
			return -1
		}
	}
	if and < 0 || !t.is(and, "and") {
		return -1
	}
	for k := t.first[v]; k >= 0 && k < and; k = t.next[k] {
		if rel := t.rel(k); (rel == dragoman.RelNsubj || rel == dragoman.RelNsubjPass) && t.isNominal(k) && t.upos(k) != dragoman.PRON && !r.verbBetween(k, and) {
			return k
		}
	}
	return -1
}

// denied reports whether "not" or "rather than" leaves the noun k out: "freed the women, but not the men".
func (t *tree) denied(k int32) bool {
	for c := t.first[k]; c >= 0 && c < k; c = t.next[c] {
		switch {
		case t.is(c, "not") && (t.rel(c) == dragoman.RelAdvmod || t.rel(c) == dragoman.RelCc):
			switch lowerASCII(t.d.Word(c + 1)) {
			case "only", "just", "merely", "simply", "least", "all":
				return false
			}
			return t.child(k, dragoman.RelCop) < 0
		case t.is(c, "rather") && t.is(c+1, "than") && (t.rel(c) == dragoman.RelCc || t.rel(c) == dragoman.RelCase):
			return true
		}
	}
	return false
}

// collectives are nouns that are plural in sense: "Bolivian and Peruvian police" are two.
var collectives = setOf(`police personnel staff infantry cavalry artillery aircraft`)

// conjuncts appends what is joined to n, and what is joined to that: the parser hangs "Swedes" of "Finns, Danes and Swedes" on either.
func (r *reader) conjuncts(n int32, out []int32, depth int) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj && (t.isNominal(k) || !t.isNominal(n)) && !r.partOf(k) && !t.denied(k) && !t.secondRole(n, k) && !r.leftOut(k) && r.parted(n, k) || r.inListOfLands(n, k) {
			out = append(out, k)
			if depth < maxJoined && t.isNominal(k) {
				out = r.conjuncts(k, out, depth+1)
			}
		}
	}
	if k := r.joinsIn(n); k >= 0 && !slices.Contains(out, k) {
		out = r.conjuncts(k, append(out, k), depth+1)
	}
	return out
}

// joinsIn is who stands under "together with" or "along with" beside n, the subject before its verb or the object, or -1: "France, together with Germany,
// urged Iran", "detained the president along with two of his aides".
func (r *reader) joinsIn(n int32) int32 {
	t := &r.tree
	v := t.head(n)
	if rel := t.rel(n).Universal(); v < 0 || rel != dragoman.RelNsubj && rel != dragoman.RelObj {
		return -1
	}
	for i := n + 2; i < n+reach && int(i) < len(t.heads) && t.sent[i] == t.sent[n]; i++ {
		if v > n && i > v {
			break
		}
		if !t.is(i, "with") || !t.is(i-1, "together") && !t.is(i-1, "along") {
			continue
		}
		k := t.head(i)
		if k <= i || t.rel(i) != dragoman.RelCase {
			continue
		}
		if h := t.head(k); h != n && h != v && (h != i-1 || t.head(h) != n && t.head(h) != v) && !(v < n && t.under(h, n)) {
			return -1
		}
		if r.folk(k) || r.refer(k).ok() && !r.refer(k).through {
			return k
		}
		return -1
	}
	return -1
}

// secondRole reports whether k only says what else the name n is called: "Chaima Issa, a poet and activist". A bare singular is nobody beside it.
func (t *tree) secondRole(n, k int32) bool {
	if t.upos(n) != dragoman.PROPN || t.xpos(k) != dragoman.NN || t.child(k, dragoman.RelDet) >= 0 || t.child(k, dragoman.RelNmodPoss) >= 0 || t.child(k, dragoman.RelNummod) >= 0 {
		return false
	}
	a := t.child(n, dragoman.RelAppos)
	return a > n && a < k && t.xpos(a) == dragoman.NN && t.child(a, dragoman.RelDet) >= 0
}

// maxJoined bounds how deep lists nest.
const maxJoined = 8

// partOf reports whether k only says what some of those before it are: "3,113 prisoners, 13 of them foreigners".
func (r *reader) partOf(k int32) bool {
	t := &r.tree
	for i := k - 1; i > 0 && i > k-reach/2; i-- {
		if (t.is(i, "them") || t.is(i, "whom")) && t.is(i-1, "of") && t.under(i, k) {
			return true
		}
	}
	return false
}

// parted reports whether a comma or an "and" stands between n and k, which the parser joined.
func (r *reader) parted(n, k int32) bool {
	for i := min(n, k) + 1; i < max(n, k); i++ {
		switch r.d.Word(i) {
		case "and", "or", "but", "nor", "&", ",", ";", "/", "as", "well", "plus", "-", "–", "to", "And", "with", "then":
			return true
		}
	}
	return false
}

// so sees through "what" to what it is called: "fired at what it called a spy base", "rejected what it described as blackmail".
func (r *reader) so(n int32) int32 {
	t := &r.tree
	if t.xpos(n) != dragoman.WP || !t.is(n, "what") {
		return n
	}
	for v := t.first[n]; v >= 0; v = t.next[v] {
		if t.rel(v) != dragoman.RelAclRelcl && t.rel(v) != dragoman.RelCcomp {
			continue
		}
		switch t.lemma(v) {
		case "call", "say", "term", "deem", "label", "dub":
			for k := t.first[v]; k >= 0; k = t.next[k] {
				if rel := t.rel(k); k > v && t.isNominal(k) && (rel == dragoman.RelObj || rel == dragoman.RelXcomp || rel == dragoman.RelCcomp || rel == dragoman.RelOblUnmarked) {
					return k
				}
			}
		case "describe", "see", "regard", "denounce":
			for k := t.first[v]; k >= 0; k = t.next[k] {
				if k > v && t.isNominal(k) && r.hasCase(k, "as") {
					return k
				}
			}
		}
	}
	return n
}

// nations appends the nationalities of a plural that has several: "the Turkish and Greek presidents", "US and Jordanian forces".
func (r *reader) nations(n int32, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodPoss:
		default:
			continue
		}
		had := len(out)
		if t.rel(k) == dragoman.RelNmodPoss && t.xpos(k) == dragoman.NNS { // "the Thai and Cambodian armies' commanders"
			if out = r.nations(k, out); len(out) > had {
				return out
			}
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if t.rel(c) == dragoman.RelConj && c < n && r.namesParty(c) && r.namesParty(k) {
				out = append(out, c)
			}
		}
		if len(out) > had {
			return append(out, k)
		}
	}
	return r.lands(n, out)
}

// lands appends the countries of a plural that has several after it: "the presidents of Poland and Latvia", "detectives from Peru and Chile".
func (r *reader) lands(n int32, out []int32) []int32 {
	t := &r.tree
	body := classWords[t.lemma(n)]&(codebook.Leader|codebook.Official|codebook.Armed|codebook.Org) != 0
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k < n || t.rel(k) != dragoman.RelNmod || !(body && r.hasCase(k, "of")) && !r.hasCase(k, "from") || !r.namesParty(k) {
			continue
		}
		had := len(out)
		for c := r.nextConj(k, k); c >= 0; c = r.nextConj(c, k) {
			if r.namesParty(c) {
				out = append(out, c)
			}
		}
		if len(out) > had {
			return append(out, k)
		}
	}
	return out
}
