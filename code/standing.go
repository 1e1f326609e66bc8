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
	modality        dragoman.Modality // planned of something to come: "president-elect"
	first, end      int32             // the words that state it
	rule            string            // construction:NAME
}

// constructions hands each standing that a construction of the sentence states to emit.
func (t *tree) constructions(sent *dragoman.Sentence, emit func(draft)) {
	for i := sent.First; i < sent.End; i++ {
		switch t.upos(i) {
		case dragoman.NOUN, dragoman.PROPN:
			t.possessedGroup(i, emit)
		}
		t.compound(i, emit)
	}
}

// roles hands on the office or the part of each Role of the Document that is not told already.
func roles(d *dragoman.Document, told func(*dragoman.Role) bool, emit func(draft)) {
	for i := range d.Roles {
		r := &d.Roles[i]
		if told(r) || r.Of < 0 || !r.Office && !r.Leads || r.Status == dragoman.Candidate {
			continue
		}
		holder := &d.Mentions[r.Holder]
		if alien(d, r) {
			continue
		}
		dr := draft{relation: "holds_office", subject: atToken(holder.Head), object: atParty(r.Of), value: r.Title,
			change: dragoman.Hold, first: r.First, end: r.End, rule: "construction:title"}
		switch r.Status {
		case dragoman.Former:
			switch { // whom only the directory calls former held the office when the text was told
			case formerWords(d, r):
				dr.change = dragoman.Past
			case endedWords(d, r):
				dr.change = dragoman.End
			case lapsed(d, r.End):
				dr.change = dragoman.Past
			}
		case dragoman.Incumbent:
			if lapsed(d, r.End) {
				dr.change = dragoman.Past
			}
		case dragoman.Elect:
			dr.change, dr.modality = dragoman.Begin, dragoman.Planned
		}
		switch {
		case ranks[lower(r.Title)]:
			continue // a rank is no office
		case r.Leads && (!r.Office || rulers[lower(lastWord(r.Title))]) && !functional(d, r) && !(lower(r.Title) == "commander" && d.Parties[r.Of].Type == dragoman.PlaceEntity):
			dr.relation = "leads"
		}
		emit(dr)
	}
}

// alien reports whether a Role joins a title to who cannot bear it: a rank alone ("Maj. Gen."), a newspaper ("told Le Monde, the Malian minister …"), a
// person whom the directory knows to be of another country.
func alien(d *dragoman.Document, r *dragoman.Role) bool {
	holder := &d.Mentions[r.Holder]
	ranked := true
	for i := holder.First; i < holder.End; i++ {
		w := d.Word(i)
		ranked = ranked && (folded(honorifics, w) || folded(ranks, w) || w == ".")
	}
	if ranked {
		return true
	}
	if holder.Chain < 0 || d.Chains[holder.Chain].Party < 0 {
		return holder.Kind == dragoman.Name && holder.Type == dragoman.OrganizationEntity
	}
	who, of := &d.Parties[d.Chains[holder.Chain].Party], &d.Parties[r.Of]
	if who.Type == dragoman.OrganizationEntity {
		return true
	}
	return who.Actor != "" && who.Type == dragoman.PersonEntity && of.Type == dragoman.PlaceEntity && otherLand(of.Country, who.Country)
}

// ranks are what soldiers are called, whatever they are in charge of.
var ranks = setOf(`general colonel major captain lieutenant sergeant admiral brigadier marshal commodore corporal lieutenant-general major-general`)

// rulers are titles of nobody's giving: who bears them leads, and holds no office by it.
var rulers = setOf(`leader ruler strongman dictator founder co-founder boss autocrat warlord tyrant despot ringleader`)

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// functional reports whether "chief" or "head" has a field before it, not a band: "human rights chief", "security chief", "army chief".
func functional(d *dragoman.Document, r *dragoman.Role) bool {
	if w := lower(r.Title); w != "chief" && w != "head" || r.First == 0 {
		return false
	}
	before := lower(d.Lemmas[r.First-1])
	return (d.Tokens[r.First-1].UPOS == dragoman.NOUN || services[before]) && !groups[before] && !bands[before]
}

// services are what states have chiefs of.
var services = setOf(`army navy police military security intelligence`)

// bands are what a chief leads who has no office, beside groups.
var bands = setOf(`rebel gang junta cartel opposition tribe clan mafia guerrilla militant coup terror mercenary union campaign`)

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

// lapsed reports whether the words at i give an office an end: "prime minister from 2008 to 2013", "president until last year".
func lapsed(d *dragoman.Document, i int32) bool {
	if int(i)+3 >= len(d.Tokens) {
		return false
	}
	switch lower(d.Word(i)) {
	case "until", "till":
		return true
	case "from":
		w := lower(d.Word(i + 2))
		return d.Tokens[i+1].UPOS == dragoman.NUM && (w == "to" || w == "until" || w == "till")
	}
	return false
}

// endedWords reports whether words beside a role say that it was lost: "the ousted president".
func endedWords(d *dragoman.Document, r *dragoman.Role) bool {
	for i := max(0, r.First-3); i < r.End; i++ {
		if ended[lower(d.Word(i))] {
			return true
		}
	}
	return false
}

var ended = setOf(`ousted deposed toppled overthrown sacked dismissed resigned removed outgoing fugitive exiled`)

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
	"allied": {"allied_with", true}, "aligned": {"allied_with", true}, "affiliated": {"allied_with", true}, "linked": {"allied_with", true},
	"sanctioned": {"sanctions", false}, "headed": {"leads", false}, "dominated": {"controls", false}, "seized": {"controls", false},
	"bankrolled": {"supports", false}, "aided": {"supports", false},
}

// compound reads "Israeli-occupied Golan Heights", "Iran-backed militia", "Saudi-led coalition", as three tokens or as one.
func (t *tree) compound(i int32, emit func(draft)) {
	if i < 2 || !t.is(i-1, "-") || t.sent[i-2] != t.sent[i] {
		return
	}
	p, ok := participles[lower(t.d.Word(i))]
	if !ok {
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
	if h := t.head(noun); dr.relation == "controls" && h >= 0 && quarrels[t.lemma(h)] && t.hasChild(noun, dragoman.RelCase, "over") {
		dr.relation = "disputes" // "the dispute over the Israeli-occupied heights": Israel is one side of it
		emit(dr)
	}
}

// quarrels are nouns for what sides have over land.
var quarrels = setOf(`dispute row quarrel standoff stand-off feud spat claim conflict tension`)

// modified is the noun that the participle of a compound stands before; "-led" may stand before another adjective.
func (t *tree) modified(i int32) int32 {
	for n, steps := t.head(i), 0; n > i && steps < 3; n, steps = t.head(n), steps+1 {
		if t.isNominal(n) && t.sent[n] == t.sent[i] {
			return n
		}
	}
	for n := i + 1; n < i+4 && int(n) < len(t.d.Tokens) && t.sent[n] == t.sent[i]; n++ {
		if t.upos(n) == dragoman.NOUN || t.upos(n) == dragoman.PROPN || sides[t.lemma(n)] { // "Cyprus's Turkish-held north"
			return n
		}
	}
	return -1
}

// formerly reports whether the noun or its modifier is said of the past: "a former ally", "once-allied", "the then-enemy".
func (t *tree) formerly(i, noun int32) bool {
	for _, at := range [2]int32{i, noun} {
		for k := t.first[at]; k >= 0; k = t.next[k] {
			if t.rel(k) != dragoman.RelCase && folded(formerWord, t.d.Word(k)) {
				return true
			}
		}
	}
	return false
}

// groups are nouns for bodies that a person is said to own by leading them.
var groups = setOf(`faction militia movement party alliance group organisation organization insurgency rebels forces
	fighters guerrillas gang cartel brigade battalion coalition junta paramilitaries insurgents militiamen`)

// possessedGroup reads "his faction", "whose rebel alliance", "Haftar's forces", "Carney's Liberals": a person who owns a body of people leads it.
func (t *tree) possessedGroup(n int32, emit func(draft)) {
	if !folded(groups, t.d.Word(n)) && !t.partyMembers(n) { // one movement, not his movements
		return
	}
	p := t.child(n, dragoman.RelNmodPoss)
	for k := t.first[n]; k >= 0 && p < 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && t.upos(k) == dragoman.PROPN && t.hasChild(k, dragoman.RelCase, "of") && (t.xpos(n) == dragoman.NN || t.xpos(n) == dragoman.NNP) {
			p = k // "the party of Ilan Shor"
		}
	}
	if p < 0 || !t.personal(p) {
		return
	}
	if t.is(n, "party") && (t.minor(p) || t.hasChild(n, dragoman.RelAmod, "own")) { // "opposed by his own party"
		return
	}
	object := n
	if a := t.child(n, dragoman.RelAppos); a >= 0 && t.upos(a) == dragoman.PROPN {
		object = a
	}
	emit(draft{relation: "leads", subject: atToken(p), object: atToken(object), change: dragoman.Hold, first: min(p, n), end: max(p, n) + 1, rule: "construction:possessor"})
}

// minor reports whether a possessor is one of those who seldom lead their party: a minister other than the first, a mayor, an envoy.
func (t *tree) minor(p int32) bool {
	for i := range t.d.Mentions {
		m := &t.d.Mentions[i]
		if m.Head != p || m.Chain < 0 || t.d.Chains[m.Chain].Party < 0 {
			continue
		}
		title, _, _ := strings.Cut(lower(t.d.Parties[t.d.Chains[m.Chain].Party].Role), " of ")
		switch lastWord(title) {
		case "minister":
			return !strings.HasSuffix(title, "prime minister")
		case "mayor", "governor", "ambassador", "envoy", "spokesman", "spokeswoman", "lawmaker", "senator", "deputy", "legislator":
			return true
		}
	}
	return false
}

// partyMembers reports whether n is a party by the name of its members: "Liberals", "Social Democrats", "Labour".
func (t *tree) partyMembers(n int32) bool {
	return t.upos(n) == dragoman.PROPN && folded(partyNames, t.d.Word(n))
}

var partyNames = setOf(`liberals conservatives democrats republicans labour socialists tories greens nationalists populists royalists peronists likud ldp fidesz
	communists islamists centrists progressives`)

// personal reports whether a possessor is one person: "his", "her", "whose" of a person, a person's name.
func (t *tree) personal(p int32) bool {
	switch lower(t.d.Word(p)) {
	case "his", "her":
		return true
	case "their", "its", "our", "my", "your":
		return false
	}
	for i := range t.d.Mentions {
		if m := &t.d.Mentions[i]; m.Head == p && m.Chain >= 0 && m.Number != dragoman.Plural {
			c := &t.d.Chains[m.Chain]
			return m.Type == dragoman.PersonEntity || c.Type == dragoman.PersonEntity
		}
	}
	return false
}
