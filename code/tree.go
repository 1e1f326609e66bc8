package code

import (
	"strings"

	"dragoman"
)

// A tree gives the children of each token of a Document. Its memory is kept from one Document to the next.
// It has its own heads and relations, in which a few things that parsers get wrong in the same way are set right.
type tree struct {
	d           *dragoman.Document
	heads       []int32
	rels        []dragoman.Deprel
	tags        []dragoman.UPOS   // what words are: some tagged adjectives or nouns are verbs, some verbs nouns
	past        map[string]*entry // past forms of verbs that fire frames
	finite      map[string]*entry // those, and those that are nouns or base forms too
	present     map[string]number // forms of the present, and of which number
	nouns       map[string]bool   // words that tell of something done as nouns
	named       []bool            // words of names of several words
	phrasal     map[string]bool   // verbs of frames that have a particle
	particles   []bool            // words that are the particle of a frame whose verb stands before them
	first, next []int32           // first child, and the next child of the same head; -1 for none
	sent        []int32           // sentence of each token
	hyphens     map[string]bool   // nouns of frames that are written with a hyphen
	words       map[string]*entry // what fires frames, by lemma
	united      []joint           // where they stand
}

func (t *tree) reset(d *dragoman.Document) {
	n := len(d.Tokens)
	t.d = d
	t.first = grow(t.first, n)
	t.next = grow(t.next, n)
	t.sent = grow(t.sent, n)
	for i := range n {
		t.first[i], t.next[i] = -1, -1
	}
	t.heads, t.rels, t.tags, t.particles = grow(t.heads, n), grow(t.rels, n), grow(t.tags, n), grow(t.particles, n)
	for i := range n {
		t.particles[i] = i > 0 && d.Tokens[i].UPOS == dragoman.ADP && t.phrasal[d.Lemmas[i-1]] && (particleWords[d.Lemmas[i]] || wedded[d.Lemmas[i]][d.Lemmas[i-1]])
		t.heads[i], t.rels[i], t.tags[i] = d.Tokens[i].Head, d.Tokens[i].Deprel, d.Tokens[i].UPOS
	}
	t.named = grow(t.named, n)
	clear(t.named)
	for m := range d.Mentions {
		if x := &d.Mentions[m]; x.Kind == dragoman.Name && x.End > x.First+1 {
			for i := x.First; i < x.End; i++ {
				t.named[i] = true
			}
		}
	}
	for s := range d.Sentences {
		t.numbers(d.Sentences[s].First, d.Sentences[s].End)
	}
	t.unite()
	t.mainVerbs()
	for i := range n {
		t.repair(int32(i))
		t.misread(int32(i))
	}
	for i := n - 1; i >= 0; i-- {
		if h := t.heads[i]; h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
	}
	for s := range d.Sentences {
		for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
			t.sent[i] = int32(s)
		}
	}
}

// grow returns s with length n, in its own memory where that is enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (t *tree) rel(n int32) dragoman.Deprel { return t.rels[n] }
func (t *tree) upos(n int32) dragoman.UPOS  { return t.tags[n] }
func (t *tree) xpos(n int32) dragoman.XPOS  { return t.d.Tokens[n].XPOS }
func (t *tree) head(n int32) int32          { return t.heads[n] }
func (t *tree) is(n int32, word string) bool {
	return n >= 0 && int(n) < len(t.heads) && strings.EqualFold(t.d.Word(n), word)
}

// lemma is that of the token, or of the hyphened noun that it heads.
func (t *tree) lemma(n int32) string {
	if u := t.unitedAt(n); u != "" {
		return u
	}
	return t.d.Lemmas[n]
}

// child returns the first child of n with the relation, or -1.
func (t *tree) child(n int32, rel dragoman.Deprel) int32 {
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rels[k] == rel {
			return k
		}
	}
	return -1
}

// hasChild reports whether n has a child with the relation and the word.
func (t *tree) hasChild(n int32, rel dragoman.Deprel, words ...string) bool {
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rels[k] != rel {
			continue
		}
		for _, w := range words {
			if t.is(k, w) {
				return true
			}
		}
	}
	return false
}

// under reports whether n is a or hangs below it.
func (t *tree) under(n, a int32) bool {
	for depth := 0; n >= 0 && depth < maxDepth; depth++ {
		if n == a {
			return true
		}
		n = t.head(n)
	}
	return false
}

// maxDepth bounds walks up a tree, were it broken.
const maxDepth = 200

func (t *tree) isVerb(n int32) bool {
	p := t.upos(n)
	return p == dragoman.VERB || p == dragoman.AUX
}

func (t *tree) isNominal(n int32) bool {
	switch t.upos(n) {
	case dragoman.NOUN, dragoman.PROPN, dragoman.PRON, dragoman.NUM, dragoman.SYM, dragoman.X:
		return true
	case dragoman.ADJ, dragoman.DET: // "the wounded", "both"
		switch t.rel(n).Universal() {
		case dragoman.RelNsubj, dragoman.RelObj, dragoman.RelObl, dragoman.RelIobj, dragoman.RelConj:
			return true
		}
	}
	return false
}

// passive reports whether the verb stands in the passive: with its auxiliary, a passive subject, or as a bare participle on a noun.
func (t *tree) passive(v int32) bool {
	if t.xpos(v) == dragoman.VBN && t.upos(v) == dragoman.VERB && t.child(v, dragoman.RelCop) >= 0 {
		return true // "were refused permission", with a copula
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelNsubjPass:
			return t.child(v, dragoman.RelAuxPass) >= 0 || t.xpos(v) != dragoman.VBD && !t.saysAll(v)
		case dragoman.RelAuxPass, dragoman.RelCsubjPass, dragoman.RelOblAgent:
			return true
		case dragoman.RelNsubj, dragoman.RelObj:
			return t.suffers(v)
		}
	}
	if t.xpos(v) == dragoman.VBD && t.rel(v) == dragoman.RelAcl {
		return true // "Kashmir, disputed by both, has buried": a past form on a noun, with no subject of its own
	}
	if t.xpos(v) != dragoman.VBN {
		return false
	}
	switch t.rel(v) {
	case dragoman.RelAcl, dragoman.RelAdvcl, dragoman.RelAmod:
		return !t.hasChild(v, dragoman.RelAux, "have", "having", "had", "has")
	case dragoman.RelConj:
		return t.child(v, dragoman.RelAux) < 0 && t.passive(t.head(v))
	}
	return false
}

// saysAll reports whether a verb is the main one of a whole sentence, no headline: without an auxiliary it is no passive, as in "The Pope
// called for a ceasefire".
func (t *tree) saysAll(v int32) bool {
	end := t.d.Sentences[t.sent[v]].End
	return t.rel(v) == dragoman.RelRoot && t.is(end-1, ".")
}

// subject returns the logical subject of a verb, or of what is predicated by a copula; -1 where nothing in the sentence is.
func (t *tree) subject(v int32) int32 { return t.subjectAt(v, 0) }

func (t *tree) subjectAt(v int32, depth int) int32 {
	if depth > maxControl {
		return -1
	}
	if t.passive(v) {
		return t.agent(v)
	}
	return t.surface(v, depth)
}

// maxControl bounds chains of controlled clauses.
const maxControl = 8

// agent is the by-phrase of a passive.
func (t *tree) agent(v int32) int32 {
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelOblAgent || t.rel(k) == dragoman.RelObl && k > v && t.hasChild(k, dragoman.RelCase, "by") {
			return k
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "was received at the palace by the emir", hung on the palace
		if k < v || t.rel(k) != dragoman.RelObl && t.rel(k) != dragoman.RelObj {
			continue
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if c > k && t.rel(c) == dragoman.RelNmod && t.upos(c) == dragoman.PROPN && t.hasChild(c, dragoman.RelCase, "by") && t.upos(k) != dragoman.VERB {
				return c
			}
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "were seized from their homes by gunmen": it hangs on the phrase before it
		if t.rel(k) != dragoman.RelObl || k < v || t.is(k, "by") {
			continue
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if t.rel(c) == dragoman.RelNmod && c > k && t.hasChild(c, dragoman.RelCase, "by") {
				return c
			}
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "were let go by guards": it hangs on the second verb
		if t.rel(k) == dragoman.RelXcomp && k > v && t.isVerb(k) {
			for c := t.first[k]; c >= 0; c = t.next[c] {
				if t.rel(c) == dragoman.RelOblAgent {
					return c
				}
			}
		}
	}
	if h := t.head(v); t.rel(v) == dragoman.RelConj && h >= 0 && t.isVerb(h) && t.child(v, dragoman.RelAuxPass) < 0 { // "was enslaved and raped by", hung on the first
		for c := t.first[h]; c >= 0; c = t.next[c] {
			if c > v && t.rel(c) == dragoman.RelOblAgent {
				return c
			}
		}
	}
	// "was arrested and deported by": the agent stands with the last
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj && t.isVerb(k) && t.passive(k) && t.child(k, dragoman.RelAuxPass) < 0 {
			return t.agent(k)
		}
	}
	return -1
}

// surface is the grammatical subject, found through conjunction, control, relative and participial clauses.
func (t *tree) surface(v int32, depth int) int32 {
	if depth > maxControl {
		return -1
	}
	near := int32(-1) // of several, the one nearest before the verb
	for k := t.first[v]; k >= 0 && (k < v || near < 0); k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelNsubjOuter:
			if near < 0 || !t.is(k, "all") && !t.is(k, "both") && !t.is(k, "each") { // "Obama and Merkel have both declared"
				near = k
			}
		}
	}
	if near >= 0 {
		return t.antecedent(near, v)
	}
	if p := t.pronounBefore(v, depth); p >= 0 {
		return p
	}
	h := t.head(v)
	if h < 0 {
		return -1
	}
	switch rel := t.rel(v); rel {
	case dragoman.RelConj:
		if t.isNominal(h) && t.isVerb(v) && t.child(h, dragoman.RelCop) < 0 {
			return -1
		}
		return t.surface(h, depth+1)
	case dragoman.RelXcomp, dragoman.RelCcomp:
		return t.controller(v, h, depth)
	case dragoman.RelAdvcl, dragoman.RelParataxis:
		if rel == dragoman.RelParataxis && t.xpos(v) != dragoman.VBG {
			return -1
		}
		if (t.hasChild(v, dragoman.RelMark, "of", "from", "into", "for") || t.hasChild(v, dragoman.RelCase, "of", "from")) && !t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth) // "accused Russia of sending"
		}
		if t.isNominal(h) && t.child(h, dragoman.RelCop) < 0 {
			return h
		}
		if moves[t.lemma(h)] && v > h && t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth)
		}
		if k := t.outcome(v, h); k >= 0 {
			return t.surface(k, depth+1)
		}
		return t.surface(h, depth+1)
	case dragoman.RelAclRelcl:
		return t.relative(v, h)
	case dragoman.RelAcl:
		return t.aclSubject(v, h, depth)
	case dragoman.RelObl, dragoman.RelNmod, dragoman.RelObj: // a gerund under a preposition, an infinitive
		if t.isVerb(h) && t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth)
		}
		if t.isVerb(h) {
			return t.subjectAt(h, depth+1)
		}
	}
	return -1
}

// antecedent sees through the relative pronoun k of clause v to the noun that the clause hangs on.
func (t *tree) antecedent(k, v int32) int32 {
	switch t.xpos(k) {
	case dragoman.WDT, dragoman.WP:
	default:
		if !t.is(k, "that") || t.upos(k) != dragoman.PRON || t.rel(v) != dragoman.RelAclRelcl {
			return k
		}
	}
	for c := v; c >= 0; c = t.head(c) {
		switch t.rel(c) {
		case dragoman.RelAclRelcl:
			return t.relative(c, t.head(c))
		case dragoman.RelConj:
			continue
		}
		break
	}
	return k
}

// aclSubject is who does what a clause on a noun tells: the noun of "forces fighting", the owner of "its decision to close".
func (t *tree) aclSubject(v, h int32, depth int) int32 {
	if g := t.head(h); g >= 0 && t.hasChild(v, dragoman.RelMark, "for", "over") && t.judged(v, g) == h {
		return h
	}
	if s := t.firstTo(v, h, depth); s >= 0 {
		return s
	}
	if t.xpos(v) == dragoman.VBG && !t.hasMark(v) {
		if writings[t.lemma(h)] {
			if a := t.author(h, depth); a >= 0 {
				return a // "signed a letter urging the president to resign"
			}
		}
		return h
	}
	if t.xpos(v) == dragoman.VBN && !t.hasMark(v) {
		return t.said(h)
	}
	if t.xpos(v) == dragoman.VBD { // a finite verb: its subject begins the phrase that it hangs in
		for a, steps := t.head(h), 0; a >= 0 && steps < maxControl; a, steps = t.head(a), steps+1 {
			if g := t.head(a); t.rel(a) == dragoman.RelAcl && t.isVerb(a) && g >= 0 && t.isNominal(g) {
				return g
			}
		}
		return h
	}
	if p := t.child(h, dragoman.RelNmodPoss); p >= 0 {
		return p
	}
	for k := t.first[h]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && t.hasChild(k, dragoman.RelCase, "by", "of") && k < v {
			return k
		}
	}
	if g := t.head(h); g >= 0 && t.isVerb(g) {
		switch t.rel(h) {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelXcomp:
			if o := t.child(g, dragoman.RelIobj); o >= 0 {
				return o
			}
			return t.subjectAt(g, depth+1)
		}
	}
	return h
}

// firstTo is who "was the first state to recognise" another: the subject of the noun h, of which the infinitive v tells a rank. -1 where it tells none.
func (t *tree) firstTo(v, h int32, depth int) int32 {
	if !t.hasChild(v, dragoman.RelMark, "to") || !t.hasChild(h, dragoman.RelAmod, "first", "second", "third", "fourth", "fifth", "only", "last", "latest", "next") {
		return -1
	}
	if t.child(h, dragoman.RelCop) >= 0 {
		return t.surface(h, depth+1)
	}
	switch g := t.head(h); {
	case g < 0:
	case t.rel(h) == dragoman.RelAppos && t.isNominal(g):
		return g
	case t.isVerb(g) && (t.lemma(g) == "become" || t.lemma(g) == "remain"):
		return t.surface(g, depth+1)
	}
	return -1
}

func (t *tree) hasMark(v int32) bool {
	return t.child(v, dragoman.RelMark) >= 0
}

// controller is the subject of the clause v below the verb h: the object of h where there is one, else its subject.
func (t *tree) controller(v, h int32, depth int) int32 {
	if t.hasChild(v, dragoman.RelMark, "for") {
		return t.judged(v, h)
	}
	if !subjectControl[t.lemma(h)] {
		for k := t.first[h]; k >= 0; k = t.next[k] {
			switch t.rel(k) {
			case dragoman.RelObj, dragoman.RelIobj:
				if k != v {
					return t.antecedent(k, h)
				}
			}
		}
	}
	return t.surface(h, depth+1)
}

// judged is the object of the verb g, where that praises, blames or punishes him for what the gerund v tells: "praised the court for having jailed
// a warlord". -1 for none.
func (t *tree) judged(v, g int32) int32 {
	if !judging[t.lemma(g)] || t.hasChild(v, dragoman.RelMark, "to") || t.xpos(v) != dragoman.VBG && !t.hasChild(v, dragoman.RelAux, "having") {
		return -1
	}
	return t.object(g)
}

var judging = setOf(`accuse blame condemn criticise criticize praise thank laud hail commend applaud salute fault chide rebuke reprimand scold upbraid
	attack slam denounce castigate berate lambast censure deplore jail imprison arrest detain fine sentence convict sanction punish expel indict charge prosecute sue
	forgive pardon reward honour honor decorate congratulate admire curse mock ridicule deride flog hang execute shoot try suspend sack dismiss
	ostracise shun excoriate admonish reproach pillory credit rap reprove lash chastise decry penalise penalize blacklist ban bar demote fire
	strip deport shame lambaste roast carpet bless toast lionise cheer knight court-martial excommunicate beat flay tear-gas club cane whip expose`)

// subjectControl holds verbs whose subject does what the clause tells, although they have an object.
var subjectControl = map[string]bool{"promise": true, "threaten": true, "vow": true, "agree": true, "pledge": true, "use": true, "offer": true}
