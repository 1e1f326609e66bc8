package code

import (
	"strings"

	"dragoman"
)

// Phrases with a preposition, wherever the tree hung them, and the clauses and nouns that do their work.

// unsubject is the noun behind the object of a verb and the preposition, of which the parser made the subject of the verb that follows: "the decision to
// restore ties with the government reflects". -1 for none.
func (r *reader) unsubject(p place, prep string) int32 {
	t := &r.tree
	o := t.object(p.node)
	if p.noun >= 0 {
		o = p.noun
	}
	if o < p.node || int(o)+2 >= len(t.heads) || !t.is(o+1, prep) || t.sent[o+1] != t.sent[o] {
		return -1
	}
	if k := t.head(o + 1); k > o && t.rel(k) == dragoman.RelNsubj && t.isNominal(k) {
		return k
	}
	return -1
}

// aiming are the prepositions of what something is sent or shot at.
var aiming = setOf("at on into to against towards toward over from")

// agentOf is the by-phrase of a passive predicate, or -1.
func (r *reader) agentOf(p place) int32 {
	if p.noun >= 0 || p.light >= 0 || !r.tree.isVerb(p.node) || !r.tree.passive(p.node) {
		return -1
	}
	return r.tree.agent(p.node)
}

// doneBy appends who did what the noun n tells, where the parser hung him on the active verb that has it for an object: "documented the torture of
// prisoners by soldiers".
func (r *reader) doneBy(n int32, out []int32) []int32 {
	t := &r.tree
	v := t.head(n)
	if v >= 0 && t.rel(n) == dragoman.RelNmod && tidings[t.lemma(v)] && r.hasCase(n, "of") {
		for k := t.first[v]; k >= 0; k = t.next[k] { // "reports of the abduction of girls by bandits", hung on the reports
			if k > n && t.rel(k) == dragoman.RelNmod && r.hasCase(k, "by") && !r.isTime(k) {
				out = append(out, k)
			}
		}
		return out
	}
	if v < 0 || !t.isVerb(v) || t.rel(n) != dragoman.RelObj || t.passive(v) {
		return out
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if rel := t.rel(k); k > n && (rel == dragoman.RelObl || rel == dragoman.RelOblAgent) && r.hasCase(k, "by") && !r.isTime(k) && (r.refer(k).ok() || r.folk(k)) {
			out = append(out, k)
		}
	}
	return out
}

// tidings are nouns of what is told of an act, and what counts acts.
var tidings = setOf(`report news rumour rumor evidence footage video proof case instance risk danger threat wave series spate string history pattern`)

// launched appends whom or whence a thing comes from by the participle behind it: "bombs planted by insurgents", "rockets fired from Lebanon".
func (r *reader) launched(n int32, prep string, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if c := t.child(k, dragoman.RelAcl); k > n && t.rel(k) == dragoman.RelNmod && c > k && t.lemma(c) == "announce" && prep == "by" && t.agent(c) >= 0 {
			return append(out, t.agent(c)) // "amnesty for activists announced by the president"
		}
		if k < n || t.rel(k) != dragoman.RelAcl || !launchings[t.lemma(k)] {
			continue
		}
		if prep != "by" {
			out = r.phrases(k, prep, out)
		} else if a := t.agent(k); a >= 0 {
			out = append(out, a)
		}
	}
	return out
}

// origin is from whom the deed or the word n comes by the predicate it is the subject of: "the call came from ten ministers", "the killing of the
// monks was the work of bandits". -1 for none.
func (r *reader) origin(n int32) int32 {
	t := &r.tree
	h := t.head(n)
	if h < n || !isSubject(t.rel(n)) {
		return -1
	}
	prep := "from"
	switch {
	case works[t.lemma(h)] && t.child(h, dragoman.RelCop) >= 0:
		prep = "of"
	case !arrives[t.lemma(h)] || !t.isVerb(h):
		return -1
	}
	for k := t.first[h]; k >= 0; k = t.next[k] {
		if k < h || !t.isNominal(k) || r.isTime(k) {
			continue
		}
		if r.hasCase(k, prep) && (r.refer(k).ok() || r.folk(k)) {
			return k
		}
		return -1 // "came under fire from unions"
	}
	return -1
}

// arrives are the verbs of words and deeds that come from somebody.
var arrives = setOf(`come arrive pour flow`)

// struckAt reports whether the name k before the attack n is of the town or province where it was: "the Cabinda raid". A state strikes, and a capital, whose
// name may be its government's, does where the attack is said to be on another: "a Damascus raid on the rebels".
func (r *reader) struckAt(k, n int32) bool {
	switch r.d.Places[r.placeAt[k]].Feature {
	case "country":
		return false
	case "capital":
		for c := r.tree.first[n]; c >= 0; c = r.tree.next[c] {
			if c > n && r.hasOneCase(c, []string{"on", "against"}) {
				return false
			}
		}
	}
	return true
}

// works are nouns for what somebody did.
var works = setOf(`work doing handiwork deed`)

// cameFrom is who did something after the talks n, if that is what n is: "after three days of talks with Mr Banga, Zambian officials left".
func (r *reader) cameFrom(n int32) int32 {
	t := &r.tree
	if !parleys[t.lemma(n)] {
		return -1
	}
	h := t.head(n)
	if h >= 0 && t.rel(n) == dragoman.RelNmod && timeWords[t.lemma(h)] && t.hasChild(n, dragoman.RelCase, "of") {
		n, h = h, t.head(h)
	}
	if h < 0 || t.rel(n) != dragoman.RelObl || !t.isVerb(h) || !t.hasChild(n, dragoman.RelCase, "after", "following", "during") || t.passive(h) {
		return -1
	}
	return t.surface(h, 0)
}

// parleys are nouns for what their sides themselves take part in.
var parleys = setOf(`talk talks negotiation consultation discussion`)

// launchings are verbs after which a thing is that of who did it, and comes from where it was done.
var launchings = setOf(`fire launch plant throw hurl lob drop send lay lead drive fly pilot detonate place leave mail post aim write issue publish draft organise
	organize wage mount conduct carry stage unleash release operate man crew table sponsor file bring shoot owe`)

// roaming holds the prepositions whose phrases parsers hang on any noun before them, though they tell where a thing goes or comes from.
var roaming = setOf(`to from into against alongside as`)

// farPhrase is the first phrase with the preposition among the nouns below n that no clause parts from it: "flew 90 tonnes of shells to
// Israel".
func (r *reader) farPhrase(n int32, prep string, depth int) int32 {
	t := &r.tree
	if depth == maxThrough {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k < n || !t.isNominal(k) {
			continue
		}
		switch t.rel(k).Universal() {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelConj, dragoman.RelDep, dragoman.RelFlat, dragoman.RelAppos:
		default:
			continue
		}
		if depth > 0 && r.hasCase(k, prep) {
			return k
		}
		if far := r.farPhrase(k, prep, depth+1); far >= 0 {
			return far
		}
	}
	return -1
}

// takesOf holds verbs that say of what: an of-phrase on their object is theirs.
var takesOf = setOf(`accuse convict suspect acquit charge rob strip deprive warn inform notify remind assure clear find relieve cleanse purge rid`)

// phrases appends the dependents of n that stand under the preposition.
func (r *reader) phrases(n int32, prep string, out []int32) []int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		rel := t.rel(k).Universal()
		if rel == dragoman.RelConj && t.isNominal(k) && t.child(k, dragoman.RelCc) < 0 {
			rel = dragoman.RelNmod // "wired a billion to Sri Lanka": nothing joins them
		}
		switch rel {
		case dragoman.RelObl, dragoman.RelNmod, dragoman.RelAdvcl, dragoman.RelAcl, dragoman.RelXcomp, dragoman.RelDep, dragoman.RelObj:
			if rel == dragoman.RelAdvcl && t.child(k, dragoman.RelCop) >= 0 {
				continue // "a murder committed while he was in hospital"
			}
			if r.hasCase(k, prep) {
				out = append(out, r.cutShort(k))
			} else if first, rest, ok := strings.Cut(prep, " "); ok && t.upos(k) == dragoman.NOUN && r.hasCase(k, first) {
				out = r.nested(k, rest, out)
			}
		case dragoman.RelAdvmod, dragoman.RelCompound:
			if k > n && t.isVerb(n) && t.upos(k) != dragoman.NOUN && t.upos(k) != dragoman.PROPN { // "handed it back to China"
				for c := t.first[k]; c >= 0; c = t.next[c] {
					if rel := t.rel(c).Universal(); c > k && (rel == dragoman.RelObl || rel == dragoman.RelNmod) && r.hasCase(c, prep) {
						out = append(out, r.cutShort(c))
					}
				}
			}
		}
	}
	// the dependents of "met and talked with": a preposition of the last verb serves the first
	if len(out) == 0 && t.isVerb(n) {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelConj && t.isVerb(k) && !t.hasComplement(n) && t.object(n) < 0 && t.child(k, dragoman.RelNsubj) < 0 {
				return r.phrases(k, prep, out)
			}
		}
	}
	return out
}

// cutShort returns the head of the phrase after the preposition of k: where a dash or a comma stands between them, and a party is named
// before it, that party is meant and k is what was said of it ("talks with President Putin — their first meeting").
func (r *reader) cutShort(k int32) int32 {
	t := &r.tree
	c := t.child(k, dragoman.RelCase)
	if c < 0 || c > k {
		return k
	}
	named := int32(-1)
	for i := c + 1; i < k; i++ {
		if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Kind == dragoman.Name && r.isParty(m) && r.d.Mentions[m].Type != dragoman.PlaceEntity {
			named = i
		}
		switch r.d.Word(i) {
		case "—", "–", ",", "--":
			if named >= 0 && t.child(k, dragoman.RelConj) < 0 {
				return named
			}
			return k
		}
	}
	return k
}

// nested reads "behalf of" of "on behalf of": k is "behalf", its phrase with "of" is meant.
func (r *reader) nested(k int32, rest string, out []int32) []int32 {
	noun, last, ok := strings.Cut(rest, " ")
	if ok && r.tree.is(k, noun) {
		return r.phrases(k, last, out)
	}
	return out
}

// aimless are the words whose "to" names no goal, and whose "of" no owner: "according to the United Nations", "because of corruption".
var aimless = setOf(`according due thanks owing prior contrary because instead regardless irrespective`)

// hasCase reports whether k stands under the preposition: one word, or several that are all there.
func (r *reader) hasCase(k int32, prep string) bool {
	t := &r.tree
	for first, more := true, true; more; first = false {
		var word string
		word, prep, more = strings.Cut(prep, " ")
		found := false
		for c := t.first[k]; c >= 0 && !found; c = t.next[c] {
			switch t.rel(c) {
			case dragoman.RelCase, dragoman.RelMark:
				found = t.is(c, word) || t.hasChild(c, dragoman.RelFixed, word) && !(first && folded(aimless, t.d.Word(c)))
			}
		}
		if !found && !r.beforeName(k, word) {
			return false
		}
	}
	return true
}

// beforeName reports whether the word stands before the place name that k heads, wherever the parser hung it: "in Port-au-Prince".
func (r *reader) beforeName(k int32, word string) bool {
	p := r.placeAt[k]
	return p >= 0 && r.d.Places[p].First > 0 && r.d.Places[p].First < k && r.tree.is(r.d.Places[p].First-1, word)
}
