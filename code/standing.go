package code

import (
	"strings"

	"dragoman"
)

// Standings that no predicate states: those of titles, appositions, compounds and relational nouns. Each construction is found in
// the tree of a sentence and handed on as a draft; whoever takes it resolves the parties, the time, the modality and who said so,
// as for any other record.

// A ref names a side of a draft: a token, to be resolved to the party that it names or implies, or a Party of the Document where
// the text gives no words of its own ("Vice President JD Vance": of the country the sentence speaks of).
type ref struct {
	token int32 // -1 where party is set
	party int32 // index in Document.Parties, -1 where token is set
}

func atToken(tok int32) ref { return ref{tok, -1} }
func atParty(p int32) ref   { return ref{-1, p} }

// noRef is a side that nothing names.
var noRef = ref{-1, -1}

func (r ref) none() bool { return r == noRef }

// A draft is a standing as a construction states it.
type draft struct {
	relation        string
	subject, object ref
	value           string
	change          dragoman.Change
	planned         bool   // of something to come: "president-elect"
	first, end      int32  // the words that state it
	rule            string // construction:NAME
}

// constructions hands each standing that a construction of the sentence states to emit.
func (t *tree) constructions(sent *dragoman.Sentence, emit func(draft)) {
	for i := sent.First; i < sent.End; i++ {
		switch t.upos(i) {
		case dragoman.NOUN, dragoman.PROPN:
			t.relationalNoun(i, emit)
			t.possessedGroup(i, emit)
		case dragoman.VERB, dragoman.ADJ:
			t.compound(i, emit)
		}
	}
}

// roles hands on the office or the part of each Role of the Document.
func roles(d *dragoman.Document, emit func(draft)) {
	for i := range d.Roles {
		r := &d.Roles[i]
		if r.Of < 0 || !r.Office && !r.Leads || r.Status == dragoman.Candidate {
			continue
		}
		holder := &d.Mentions[r.Holder]
		dr := draft{relation: "holds_office", subject: atToken(holder.Head), object: atParty(r.Of), value: r.Title,
			change: dragoman.Hold, first: r.First, end: r.End, rule: "construction:title"}
		switch r.Status {
		case dragoman.Former:
			dr.change = dragoman.End
			if formerWords(d, r) {
				dr.change = dragoman.Past
			}
		case dragoman.Elect:
			dr.change, dr.planned = dragoman.Begin, true
		}
		if r.Leads && !r.Office {
			dr.relation = "leads"
		}
		emit(dr)
	}
}

// formerWords reports whether the words of a role put it into the past without saying that it has just ended: "former", not "ousted".
func formerWords(d *dragoman.Document, r *dragoman.Role) bool {
	for i := max(0, r.First-4); i < r.End; i++ {
		switch w := lower(d.Word(i)); w {
		case "former", "formerly", "ex", "once", "onetime", "one-time", "erstwhile", "late", "then", "past", "fallen":
			return true
		default:
			if strings.HasPrefix(w, "ex-") || strings.HasPrefix(w, "then-") {
				return true
			}
		}
	}
	return false
}

// participles are the second halves of compounds such as "Israeli-occupied": the relation they state between the first half
// and the noun. swap says that the noun is the subject.
var participles = map[string]struct {
	relation string
	swap     bool
}{
	"occupied": {"controls", false}, "controlled": {"controls", false}, "held": {"controls", false},
	"administered": {"controls", false}, "annexed": {"controls", false}, "ruled": {"controls", false}, "run": {"controls", false},
	"governed": {"controls", false},
	"backed":   {"supports", false}, "supported": {"supports", false}, "funded": {"supports", false}, "armed": {"supports", false},
	"trained": {"supports", false}, "sponsored": {"supports", false}, "financed": {"supports", false}, "equipped": {"supports", false},
	"led": {"leads", false}, "commanded": {"leads", false},
	"allied": {"allied_with", true}, "aligned": {"allied_with", true},
}

// compound reads "Israeli-occupied Golan Heights", "Iran-backed militia", "Saudi-led coalition", as three tokens or as one.
func (t *tree) compound(i int32, emit func(draft)) {
	p, ok := participles[lower(t.d.Word(i))]
	if !ok || i < 2 || t.xpos(i-1) != dragoman.HYPH || t.sent[i-2] != t.sent[i] {
		return
	}
	noun := t.modified(i)
	if noun < 0 {
		return
	}
	dr := draft{relation: p.relation, subject: atToken(i - 2), object: atToken(noun), change: dragoman.Hold, first: i - 2, end: i + 1, rule: "construction:compound"}
	if p.swap {
		dr.subject, dr.object = dr.object, dr.subject
	}
	if t.formerly(i, noun) {
		dr.change = dragoman.Past
	}
	emit(dr)
}

// modified is the noun that the participle of a compound stands before; "-led" may stand before another adjective.
func (t *tree) modified(i int32) int32 {
	for n, steps := t.head(i), 0; n > i && steps < 3; n, steps = t.head(n), steps+1 {
		if t.isNominal(n) && t.sent[n] == t.sent[i] {
			return n
		}
	}
	for n := i + 1; n < i+4 && int(n) < len(t.d.Tokens) && t.sent[n] == t.sent[i]; n++ {
		if t.upos(n) == dragoman.NOUN || t.upos(n) == dragoman.PROPN {
			return n
		}
	}
	return -1
}

// A relational is what a noun says of whom it is predicated of (its holder) and of whom it is in relation to (its owner).
type relational struct {
	relation string
	swap     bool // the owner is the subject
}

var relationals = map[string]relational{
	"ally": {"allied_with", false}, "partner": {"", false},
	"adversary": {"adversary_of", false}, "enemy": {"adversary_of", false}, "foe": {"adversary_of", false}, "rival": {"adversary_of", false},
	"archenemy": {"adversary_of", false}, "archrival": {"adversary_of", false}, "nemesis": {"adversary_of", false}, "arch-foe": {"adversary_of", false},
	"arch-enemy": {"adversary_of", false}, "arch-rival": {"adversary_of", false}, "opponent": {"adversary_of", false},
	"member": {"member_of", false}, "signatory": {"party_to", false},
	"backer": {"supports", false}, "supporter": {"supports", false}, "sponsor": {"supports", false}, "patron": {"supports", false},
	"proxy": {"supports", true}, "client": {"supports", true},
}

// relationalNoun reads nouns that name a side of a relation: "Israel, a long-time adversary", "Iran is an ally of Syria", "its ally
// Russia", "NATO member Turkey", "becoming the 90th member of the alliance".
func (t *tree) relationalNoun(n int32, emit func(draft)) {
	rel, ok := relationals[t.lemma(n)]
	if !ok || rel.relation == "" {
		return
	}
	if rel.relation == "member_of" && t.child(n, dragoman.RelNmodPoss) >= 0 && t.child(n, dragoman.RelNmod) < 0 {
		return // "our members", "Parliament's members": nobody is named
	}
	owner := t.owner(n)
	holders := t.holders(n)
	if len(holders) == 0 {
		holders = t.namedNext(n)
	}
	if owner.none() {
		owner = t.ownerBefore(n)
	}
	if owner.none() && len(holders) > 1 && dragoman.Symmetric(rel.relation) {
		owner, holders = holders[0], holders[1:] // "long-time adversaries Turkey and Armenia"
	}
	if owner.none() && len(holders) > 0 && rel.relation != "member_of" && rel.relation != "party_to" {
		owner = t.clauseParty(holders[0].token, n)
	}
	if owner.none() {
		return
	}
	for _, h := range holders {
		if h == owner {
			continue
		}
		dr := draft{relation: rel.relation, subject: h, object: owner, change: dragoman.Hold, value: t.ordinal(n), first: n, end: n + 1, rule: "construction:noun"}
		if rel.swap {
			dr.subject, dr.object = owner, h
		}
		switch {
		case t.formerly(n, n):
			dr.change = dragoman.Past
		case t.becomes(n, "become", "join"):
			dr.change = dragoman.Begin
		case t.becomes(n, "cease", "stop", "quit"):
			dr.change = dragoman.End
		}
		emit(dr)
	}
}

// namedNext is the name that follows the noun, with or without a comma, and what is joined to it.
func (t *tree) namedNext(n int32) (hs []ref) {
	at := n + 1
	if int(at) < len(t.heads) && t.is(at, ",") {
		at++
	}
	for i := range t.d.Mentions {
		m := &t.d.Mentions[i]
		if m.First != at || m.Kind != dragoman.Name {
			continue
		}
		if at > n+1 && (int(m.End) >= len(t.heads) || t.upos(m.End) != dragoman.PUNCT) {
			return nil
		}
		hs = append(hs, atToken(m.Head))
		for k := t.first[m.Head]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelConj && t.isNominal(k) {
				hs = append(hs, atToken(k))
			}
		}
		return hs
	}
	return nil
}

// ownerBefore is the owner in the words before the noun: "his Belarusian ally".
func (t *tree) ownerBefore(n int32) ref {
	for i := n - 1; i >= 0 && i > n-4 && t.sent[i] == t.sent[n]; i-- {
		switch {
		case t.xpos(i) == dragoman.POS:
			return atToken(i - 1)
		case t.xpos(i) == dragoman.PRPS:
			return atToken(i)
		case t.upos(i) != dragoman.ADJ && t.upos(i) != dragoman.PROPN:
			return noRef
		}
	}
	return noRef
}

// owner is whom a relational noun is in relation to: "of the alliance", "to Syria", "Syria's ally", "the NATO member".
func (t *tree) owner(n int32) ref {
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelNmod:
			if t.hasChild(k, dragoman.RelCase, "of", "to", "in", "for", "with") {
				return atToken(k)
			}
		case dragoman.RelNmodPoss:
			return atToken(k)
		}
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelCompound, dragoman.RelAmod, dragoman.RelNmodDesc:
			if k < n && (t.upos(k) == dragoman.PROPN || nationality(t.d, k)) {
				return atToken(k)
			}
		}
	}
	return noRef
}

// nationality reports whether a token is a mention of a party by its nationality.
func nationality(d *dragoman.Document, tok int32) bool {
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Head == tok && m.Kind == dragoman.Adjective && d.Chains[m.Chain].Party >= 0 {
			return true
		}
	}
	return false
}

// holders are those of whom a relational noun is said: the subject of a copula or of "become", the noun it is in apposition with, the
// name it stands before.
func (t *tree) holders(n int32) (hs []ref) {
	add := func(tok int32) {
		if tok < 0 {
			return
		}
		hs = append(hs, atToken(tok))
		for k := t.first[tok]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelConj && t.isNominal(k) {
				hs = append(hs, atToken(k))
			}
		}
	}
	// "X is a member", also through a conjunction of predicates
	for at, steps := n, 0; at >= 0 && steps < 3; steps++ {
		if t.child(at, dragoman.RelCop) >= 0 {
			add(t.surface(at, 0))
			return hs
		}
		if t.rel(at) != dragoman.RelConj {
			break
		}
		at = t.head(at)
	}
	h := t.head(n)
	switch t.rel(n) {
	case dragoman.RelAppos: // "Israel, an adversary"; "its ally, Russia" has the name below
		add(h)
	case dragoman.RelXcomp, dragoman.RelObj: // "became a member"
		if h >= 0 && (t.lemma(h) == "become" || t.lemma(h) == "remain" || t.lemma(h) == "stay" || t.lemma(h) == "be") {
			add(t.surface(h, 0))
		}
	case dragoman.RelObl, dragoman.RelAdvcl: // "as a member of the bloc, Togo …"
		if h >= 0 && t.hasChild(n, dragoman.RelCase, "as") && t.isVerb(h) {
			add(t.surface(h, 0))
		}
	case dragoman.RelCompound, dragoman.RelNmodDesc: // "NATO member Turkey"
		if h > n && t.upos(h) == dragoman.PROPN {
			add(h)
		}
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAppos: // "its ally, Russia", "ECOWAS members Mali and Togo"
			add(k)
		case dragoman.RelFlat, dragoman.RelNmodDesc:
			if k > n && t.upos(k) == dragoman.PROPN {
				add(k)
			}
		}
	}
	return hs
}

// clauseParty is the subject of the clause in which host stands: who an unnamed side of a relation is ("Syria might sign a pact
// with Israel, a long-time adversary").
func (t *tree) clauseParty(host, noun int32) ref {
	for at, steps := t.head(host), 0; at >= 0 && steps < maxControl; at, steps = t.head(at), steps+1 {
		if at == noun || !t.isVerb(at) {
			continue
		}
		if s := t.surface(at, 0); s >= 0 && s != host && s != noun {
			return atToken(s)
		}
	}
	return noRef
}

// ordinal is "90th" in "the 90th member".
func (t *tree) ordinal(n int32) string {
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		if w := t.d.Word(k); w[0] >= '0' && w[0] <= '9' && len(w) > 2 {
			switch w[len(w)-2:] {
			case "st", "nd", "rd", "th":
				return strings.Clone(w)
			}
		}
	}
	return ""
}

// formerly reports whether the noun or its modifier is said of the past: "a former ally", "once-allied", "the then-enemy".
func (t *tree) formerly(i, noun int32) bool {
	for _, at := range [2]int32{i, noun} {
		for k := t.first[at]; k >= 0; k = t.next[k] {
			switch lower(t.d.Word(k)) {
			case "former", "formerly", "once", "onetime", "one-time", "ex", "erstwhile", "then", "previously", "past":
				if t.rel(k) != dragoman.RelCase {
					return true
				}
			}
		}
	}
	return false
}

// becomes reports whether the noun is what one of the verbs brings about, directly or through a copula.
func (t *tree) becomes(n int32, verbs ...string) bool {
	h := t.head(n)
	for steps := 0; h >= 0 && steps < 2; h, steps = t.head(h), steps+1 {
		for _, v := range verbs {
			if t.lemma(h) == v {
				return true
			}
		}
	}
	return false
}

// groups are nouns for bodies that a person is said to own by leading them.
var groups = setOf(`faction militia movement party alliance group organisation organization insurgency rebel rebels army forces force
	fighters guerrillas gang cartel brigade battalion coalition junta`)

// possessedGroup reads "his faction", "whose rebel alliance", "Haftar's forces": a person who owns a body of people leads it.
func (t *tree) possessedGroup(n int32, emit func(draft)) {
	if !groups[t.lemma(n)] {
		return
	}
	p := t.child(n, dragoman.RelNmodPoss)
	if p < 0 || !t.personal(p) {
		return
	}
	object := n
	if a := t.child(n, dragoman.RelAppos); a >= 0 && t.upos(a) == dragoman.PROPN {
		object = a
	}
	emit(draft{relation: "leads", subject: atToken(p), object: atToken(object), change: dragoman.Hold, first: p, end: n + 1, rule: "construction:possessor"})
}

// personal reports whether a possessor is one person: "his", "her", "whose" of a person, a person's name.
func (t *tree) personal(p int32) bool {
	switch lower(t.d.Word(p)) {
	case "his", "her":
		return true
	case "their", "its", "our", "my", "your":
		return false
	}
	for i := range t.d.Mentions {
		if m := &t.d.Mentions[i]; m.Head == p && m.Chain >= 0 {
			c := &t.d.Chains[m.Chain]
			return m.Type == dragoman.PersonEntity || c.Type == dragoman.PersonEntity
		}
	}
	return false
}
