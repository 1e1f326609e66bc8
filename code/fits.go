package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// fits reports whether the words of the predicate stand around n, and where its noun is.
func (r *reader) fits(n int32, p *codebook.Predicate) (place, bool) {
	at := place{n, -1, -1}
	for i, w := range p.Particle {
		if !r.hasParticle(n, w, int32(i)) {
			return at, false
		}
	}
	switch p.Kind {
	case codebook.Noun:
		if !r.nounFits(n, p) {
			return at, false
		}
		at.light = r.lightVerb(n)
	case codebook.Verb:
		if len(p.Light) > 0 {
			at.noun = r.lightNoun(n, p)
			return at, at.noun >= 0
		}
	}
	return at, true
}

// hasParticle reports whether the verb n has the particle: as such, as an adverb near it, or as the first of two prepositions
// ("pulled out of Syria").
func (r *reader) hasParticle(n int32, word string, skip int32) bool {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k).Universal() {
		case dragoman.RelCompound, dragoman.RelAdvmod, dragoman.RelCase, dragoman.RelMark:
			if t.is(k, word) && (k > n || t.rel(k) != dragoman.RelAdvmod || !particleWords[word]) { // not "a man out walking his dog"
				return true
			}
		case dragoman.RelObj:
			for c := t.first[k]; c >= 0; c = t.next[c] { // "cut two banks off from": it hangs on the object
				if c > k && t.is(c, word) && (t.rel(c) == dragoman.RelAdvmod || t.rel(c) == dragoman.RelCompoundPrt) {
					return true
				}
			}
		case dragoman.RelObl, dragoman.RelAdvcl, dragoman.RelXcomp:
			if particleWords[word] && t.hasChild(k, dragoman.RelCase, word) && t.object(n) >= 0 { // "pulled its envoys out of the city"
				return true
			}
			if c := n + 1 + skip; c <= k && int(c) < len(t.d.Tokens) && t.is(c, word) && t.under(c, k) {
				return true
			}
		}
	}
	if c := n + 1 + skip; int(c) < len(t.d.Tokens) && t.is(c, word) && (t.upos(c) == dragoman.ADV || t.xpos(c) == dragoman.RP || t.upos(c) == dragoman.ADP && t.head(c) == n) {
		return true
	}
	return strings.EqualFold(word, "themselves") && t.hasChild(n, dragoman.RelObj, "himself", "herself", "itself", "themselves")
}

// nounFits checks the words before and after the head of a noun.
func (r *reader) nounFits(n int32, p *codebook.Predicate) bool {
	t := &r.tree
	for i, w := range p.Before {
		at := n - int32(len(p.Before)-i)
		if at < 0 || !t.is(at, w) && t.lemma(at) != w {
			return false
		}
	}
	for i, w := range p.After {
		at := n + 1 + int32(i)
		if int(at) >= len(t.d.Tokens) || !t.is(at, w) && t.lemma(at) != w {
			return false
		}
	}
	return true
}

// lightVerb is the verb that says that the noun n happens: "held", "took place", "was carried out", or -1.
func (r *reader) lightVerb(n int32) int32 {
	t := &r.tree
	h, at := t.head(n), n
	if h >= 0 && t.isVerb(h) && t.lemma(n) == "protest" && t.rel(n) == dragoman.RelObl && r.hasCase(n, "in") {
		return h // "padlocked the gates in protest": whatever is done, it is one
	}
	if h >= 0 && rounds[t.lemma(h)] && t.rel(n) == dragoman.RelNmod && r.hasCase(n, "of") {
		h, at = t.head(h), h // "four hours of talks"
	}
	if h >= 0 && t.isVerb(h) && happens[t.lemma(h)] {
		switch t.rel(at).Universal() {
		case dragoman.RelObj, dragoman.RelNsubj:
			return h
		case dragoman.RelObl:
			if t.is(h, "engaged") || t.is(h, "went") || t.is(h, "entered") || t.is(h, "took") {
				return h
			}
		}
	}
	if h >= 0 && t.upos(n) == dragoman.NOUN && r.origin(n) >= 0 && t.isVerb(h) {
		return h // "the demand came from the opposition"
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if (t.rel(k) == dragoman.RelAcl || t.rel(k) == dragoman.RelAclRelcl) && happens[t.lemma(k)] && t.object(k) == n {
			return k // "talks held in Cairo"
		}
	}
	return -1
}

// rounds are the nouns that an event is measured by.
var rounds = setOf(`round hour day week minute series session set spate wave string night month year`)

// lightNoun is the noun that the predicate asks for as object of the verb n, or after its preposition, or predicated by it.
func (r *reader) lightNoun(n int32, p *codebook.Predicate) int32 {
	t := &r.tree
	obj := int32(-2) // not looked up yet
	for i := range p.Light {
		l := &p.Light[i]
		if l.Prep == "" {
			if obj == -2 {
				obj = t.object(n)
				if obj < 0 && t.is(n, p.Lemma) {
					obj = t.child(n, dragoman.RelXcomp)
				}
			}
			if obj >= 0 {
				for m := obj; m >= 0; m = r.nextConj(m, obj) {
					if r.isNoun(m, l.Noun) {
						return m
					}
					if core := r.core(m); core != m && r.isNoun(core, l.Noun) { // "part of Laos's debt"
						return core
					}
				}
				if m := r.secondObject(n, obj); m >= 0 && r.isNoun(m, l.Noun) {
					return m
				}
			}
			continue
		}
		if t.hasChild(n, dragoman.RelCompoundPrt, l.Prep) { // "walked off the job", where the parser made a particle of it
			if m := t.child(n, dragoman.RelObj); m > n && r.isNoun(m, l.Noun) {
				return m
			}
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObl, dragoman.RelXcomp, dragoman.RelNmod, dragoman.RelAdvcl, dragoman.RelObj:
				if r.isNoun(k, l.Noun) && r.hasCase(k, l.Prep) {
					return k
				}
			}
		}
		if l.Prep != "of" && t.isVerb(n) {
			if k := r.lightUnder(t.object(n), l); k >= 0 {
				return k
			}
		}
	}
	return -1
}

// lightUnder is the light noun in a phrase that the parser hung on the object of its verb: "struck [his name from its list]".
func (r *reader) lightUnder(obj int32, l *codebook.Light) int32 {
	t := &r.tree
	if obj < 0 {
		return -1
	}
	for k := t.first[obj]; k >= 0; k = t.next[k] {
		if k < obj || t.rel(k).Universal() != dragoman.RelNmod {
			continue
		}
		if r.isNoun(k, l.Noun) && r.hasCase(k, l.Prep) {
			return k
		}
		if far := r.lightUnder(k, l); far >= 0 { // "placed the head of a prison under investigation"
			return far
		}
	}
	return -1
}

// secondObject is the noun right after the object that the verb has for object as well: "took guests hostage".
func (r *reader) secondObject(n, obj int32) int32 {
	t := &r.tree
	if t.passive(n) {
		return t.child(n, dragoman.RelObj) // "were taken hostage"
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k > obj && t.upos(k) == dragoman.NOUN && (t.rel(k) == dragoman.RelObj || t.rel(k) == dragoman.RelXcomp || t.rel(k) == dragoman.RelOblUnmarked) {
			return k
		}
	}
	for k := t.first[obj]; k >= 0; k = t.next[k] {
		if k > obj && t.upos(k) == dragoman.NOUN && t.rel(k) == dragoman.RelObj {
			return k // "showed [three envoys the door]", hung on the envoys
		}
	}
	return -1
}

// nextConj goes through the conjuncts of first.
func (r *reader) nextConj(m, first int32) int32 {
	t := &r.tree
	k := t.first[first]
	if m != first {
		k = t.next[m]
	}
	for ; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj {
			return k
		}
	}
	return -1
}

// isNoun reports whether k, or what it stands for, is the noun.
func (r *reader) isNoun(k int32, noun string) bool { return r.tree.isNoun(r.standsFor(k), noun) }

// isNoun reports whether k is the noun, by lemma or as it stands; of several words the last is its head.
func (t *tree) isNoun(k int32, noun string) bool {
	if strings.IndexByte(noun, ' ') >= 0 {
		var ok bool
		if noun, ok = t.besideNoun(k, noun); !ok {
			return false
		}
	}
	if t.lemma(k) == noun {
		return true
	}
	w := t.d.Word(k)
	if w == "" || w[0]|0x20 != noun[0]|0x20 {
		return false
	}
	if t.is(k, noun) {
		return true
	}
	w, ok := strings.CutSuffix(w, "s") // a plural that the lemmatiser left as it stands
	switch {
	case !ok:
		return false
	case strings.HasSuffix(w, "ie") && strings.HasSuffix(noun, "y"):
		return strings.EqualFold(w[:len(w)-2], noun[:len(noun)-1])
	}
	return strings.EqualFold(w, noun) || strings.HasSuffix(w, "e") && strings.ContainsRune("hosxz", rune(noun[len(noun)-1])) && strings.EqualFold(w[:len(w)-1], noun)
}

// besideNoun returns the head of a noun of several words, where the others stand around k: "state of emergency", "patrol boat".
func (t *tree) besideNoun(k int32, noun string) (head string, ok bool) {
	if i := strings.Index(noun, " of "); i >= 0 {
		if !t.reads(k+1, noun[i+1:]) {
			return "", false
		}
		noun = noun[:i]
	}
	if i := strings.LastIndexByte(noun, ' '); i >= 0 {
		if !t.reads(k-1-int32(strings.Count(noun[:i], " ")), noun[:i]) {
			return "", false
		}
		noun = noun[i+1:]
	}
	return noun, true
}

// reads reports whether the words stand at token at and after it, by lemma or as they are.
func (t *tree) reads(at int32, words string) bool {
	for w := range strings.SplitSeq(words, " ") {
		if at < 0 || int(at) >= len(t.heads) || !t.is(at, w) && t.lemma(at) != w {
			return false
		}
		at++
	}
	return true
}
