package actor

import (
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// resolve says what mention i tells of who is meant.
func (r *Resolver) resolve(i int32) finding {
	m := &r.d.Mentions[i]
	none := nothing(m)
	if m.Kind == dragoman.Pronoun {
		return none
	}
	if m.Kind == dragoman.Adjective {
		return r.adjective(m, none)
	}
	if m.Kind == dragoman.Name {
		if f, ok := r.vessel(m); ok {
			return f
		}
	}
	if half := r.half(m); half != "" {
		none.kind, none.country, none.entry, none.typ = foundEntry, half, r.dir.countryEntry(half), dragoman.PlaceEntity
		return none
	}
	head := &r.d.Tokens[m.Head]
	// A name of the Directory that covers the head, but for a common noun that it only precedes: "the Hamas leader".
	if k := r.hitAt[m.Head]; k >= 0 {
		h := &r.hits[k]
		if r.inner(m, h) {
			for j := m.First; j <= m.Head; j++ {
				if in := r.longest(j, m.End); in.end > m.Head {
					h = &in
					break
				}
			}
		}
		if p := r.personIn(m, h); p != nil {
			h = p
		}
		if f, ok := r.named(m, h); ok && !r.adjectiveOnly(m, h) {
			return f
		}
	}
	if head.UPOS != dragoman.NOUN || m.Kind == dragoman.Name {
		if k := r.hitIn(m); k >= 0 {
			if f, ok := r.named(m, &r.hits[k]); ok {
				return f
			}
		}
		if f, ok := r.surname(m); ok {
			return f
		}
	}
	if f, ok := r.nominal(m); ok {
		return f
	}
	if m.Kind == dragoman.Name || head.UPOS == dragoman.PROPN {
		return r.unknownName(m)
	}
	return none
}

// halves are the states that reports call "the North" and "the South" for short. That either is meant the southern one's name tells, and in
// Korea's case the northern one's too.
var halves = [...][2]string{{"PRK", "KOR"}, {"VNM", "RVN"}, {"YEM", "YMD"}, {"SDN", "SSD"}}

// half is the country that "the North" or "the South" is short for: "the North fired two missiles", in a report that names South Korea. "" for none.
func (r *Resolver) half(m *dragoman.Mention) string {
	side := slices.Index([]string{"North", "South"}, r.d.Word(m.Head))
	if side < 0 || m.Head == 0 || !strings.EqualFold(r.d.Word(m.Head-1), "the") || r.hitAt[m.Head] >= 0 || modifies(r.d.Tokens[m.Head].Deprel) {
		return ""
	}
	if next := m.Head + 1; int(next) < len(r.d.Tokens) && (r.d.Word(next) == "of" || r.d.Tokens[next].UPOS == dragoman.PROPN) {
		return ""
	}
	for _, pair := range halves {
		named := r.seen[pair[1]] > 0 || pair[0] == "PRK" && r.seen["PRK"] > 0
		if named && country.Get(country.Code(pair[side])).Existed(r.day) {
			return pair[side]
		}
	}
	return ""
}

// inner reports whether a mention is only a part of a longer name that another heads: "ISIS" in "Global Coalition to Defeat
// ISIS".
func (r *Resolver) inner(m *dragoman.Mention, h *hit) bool {
	if h.first >= m.First {
		return false
	}
	for j := h.first; j < m.Head; j++ {
		switch r.d.Tokens[j].UPOS {
		case dragoman.ADP, dragoman.PART, dragoman.SCONJ:
			return true
		}
	}
	return false
}

// personIn returns the person's name in a mention whose head the model saw in the nation before it: "Estonian Foreign Minister
// Margus Tsahkna".
func (r *Resolver) personIn(m *dragoman.Mention, h *hit) *hit {
	if m.Kind != dragoman.Name || len(h.countries) == 0 {
		return nil
	}
	end := m.End
	for s := r.d.Sentences[m.Sentence]; end < s.End && r.d.Tokens[end].UPOS == dragoman.PROPN; {
		end++
	}
	for j := h.end; j < end; j++ {
		if k := r.hitAt[j]; k >= 0 && len(r.hits[k].entries) > 0 {
			if e, amb := r.chooseEntry(&r.hits[k]); e >= 0 && !amb && r.dir.Entries[e].Type == dragoman.PersonEntity {
				return &r.hits[k]
			}
		}
	}
	return nil
}

// adjectiveOnly reports whether a hit is a nation's adjective in a longer name with a title: an unknown official's.
func (r *Resolver) adjectiveOnly(m *dragoman.Mention, h *hit) bool {
	if m.Kind != dragoman.Name || len(h.countries) == 0 || h.countries[0].Kind != country.Adjective || h.end >= m.End-1 {
		return false
	}
	for j := m.End - 1; j > h.end; j-- {
		if _, _, _, ok := r.titleBefore(j); ok {
			return true
		}
	}
	return false
}

// adjective resolves a nationality adjective that stands for a party.
func (r *Resolver) adjective(m *dragoman.Mention, f finding) finding {
	k := r.hitAt[m.Head]
	if k < 0 || len(r.hits[k].countries) == 0 {
		return f
	}
	code, ok := r.chooseCountry(&r.hits[k])
	if !ok {
		f.kind, f.ambiguous, f.typ = foundAdjective, true, dragoman.PlaceEntity
		return f
	}
	f.kind, f.country, f.entry, f.typ = foundAdjective, code, r.dir.countryEntry(code), dragoman.PlaceEntity
	return f
}

// hitIn returns the hit of a name mention that does not cover its head, where the head is within the same run of names:
// the model may take the first name for the head.
func (r *Resolver) hitIn(m *dragoman.Mention) int32 {
	for j := m.First; j < m.End; j++ {
		if k := r.hitAt[j]; k >= 0 && r.hits[k].end > m.Head && r.hits[k].first <= m.Head {
			return k
		}
	}
	// "General Dan Caine", where the model takes the title for the head of the name.
	for j := m.Head + 1; j < m.End; j++ {
		if k := r.hitAt[j]; k >= 0 && r.hits[k].first == j {
			if a, b, _, ok := r.titleBefore(j); ok && a <= m.Head && m.Head < b {
				return k
			}
		}
	}
	return -1
}

// named resolves a mention by a hit over its head.
func (r *Resolver) named(m *dragoman.Mention, h *hit) (finding, bool) {
	f := finding{entry: -1, term: -1, first: h.first, end: h.end}
	if len(h.countries) > 0 {
		return r.countryName(m, h, f)
	}
	e, amb := r.chooseEntry(h)
	if e < 0 {
		return f, false
	}
	if r.insideLonger(h, e) {
		return f, false
	}
	if amb {
		f.kind, f.ambiguous, f.typ = foundEntry, true, r.dir.Entries[e].Type
		return f, true
	}
	if r.isMetonym(e) && r.inside(m) {
		f.kind, f.typ = foundPlace, dragoman.PlaceEntity
		return f, true
	}
	f.kind, f.entry, f.typ = foundEntry, e, r.dir.Entries[e].Type
	return f, true
}

// tailOfName reports whether one word that is an organisation's short name is the last of a longer name that the Directory lacks:
// "Brotherhood" in "the International Brotherhood of Magicians". An abbreviation stands for itself wherever it is.
func (r *Resolver) tailOfName(h *hit) bool {
	before := h.first - 1
	if h.end-h.first != 1 || before < r.sentenceOf(h.first).First || isUpperASCII(r.d.Word(h.first)) {
		return false
	}
	t := &r.d.Tokens[before]
	return t.UPOS == dragoman.PROPN && t.Head == h.first && modifies(t.Deprel) && r.hitAt[before] < 0 && r.d.Tokens[h.first].Flags&dragoman.NoSpaceBefore == 0
}

// insideLonger reports whether a hit is only part of a longer name that is another's: "Ahmed Khan Jr.", "Hillary" before an
// unknown surname.
func (r *Resolver) insideLonger(h *hit, e int32) bool {
	if r.dir.Entries[e].Type == dragoman.OrganizationEntity {
		return r.tailOfName(h)
	}
	if r.dir.Entries[e].Type != dragoman.PersonEntity || int(h.end) >= len(r.d.Tokens) {
		return false
	}
	t := &r.d.Tokens[h.end]
	if t.UPOS != dragoman.PROPN || t.Flags&dragoman.NoSpaceBefore != 0 || r.hitAt[h.end] >= 0 || t.Deprel != dragoman.RelFlat {
		return false
	}
	w := r.d.Word(h.end)
	return w != "Jr." && w != "Sr." && len(w) > 2
}

// isMetonym reports whether an organisation's name is a building's too.
func (r *Resolver) isMetonym(e int32) bool {
	switch r.dir.Entries[e].ID {
	case "org/pentagon", "org/foreign-office", "org/knesset", "org/bundestag":
		return true
	}
	return false
}

// inside reports whether a mention of an institution means its building.
func (r *Resolver) inside(m *dragoman.Mention) bool {
	switch r.caseOf(m.Head) {
	case "in", "at", "inside", "outside", "near", "around", "into":
		return true
	}
	return false
}

// countryName resolves a country's name, its people, its capital or a metonym.
func (r *Resolver) countryName(m *dragoman.Mention, h *hit, f finding) (finding, bool) {
	f.typ = dragoman.PlaceEntity
	code, ok := r.chooseCountry(h)
	if !ok {
		f.kind, f.ambiguous = foundEntry, true
		return f, true
	}
	kind, shared := country.Name, true
	for _, x := range h.countries {
		if string(x.Code) == code {
			kind, shared = x.Kind, x.Shared
			break
		}
	}
	if shared && r.otherThing(m, h, code, kind) {
		return f, false
	}
	switch kind {
	case country.Capital, country.Metonym:
		if r.placePart(m) || kind == country.Capital && h.first > 0 && r.d.Lemmas[h.first-1] == "the" && !r.isNamed(code) {
			f.kind = foundPlace // "the Valley", of Kashmir, is not the capital of Anguilla
			return f, true
		}
		if eu, ok := r.dir.byID["org/eu"]; ok && kind == country.Capital && code == "BEL" && !r.isNamed(code) {
			f.kind, f.entry, f.typ = foundEntry, eu, dragoman.OrganizationEntity
			return f, true
		}
		f.sectors = govSectors
	case country.Person, country.People:
		f.kind, f.country, f.sectors, f.typ = foundRole, code, cvlSectors, dragoman.PersonEntity
		return f, true
	case country.Adjective, country.PartOf:
		if !modifies(r.d.Tokens[m.Head].Deprel) && m.Number == dragoman.Plural {
			f.kind, f.country, f.sectors, f.typ = foundRole, code, cvlSectors, dragoman.PersonEntity
			return f, true
		}
	case country.Part:
		f.kind = foundPlace
		return f, true
	}
	f.kind, f.country, f.entry = foundEntry, code, r.dir.countryEntry(code)
	return f, f.entry >= 0
}

// isNamed reports whether the report names a country by more than its capital, so that "Brussels" is Belgium's government, as in "Rwanda broke with Belgium; Brussels …".
// In all other reports that is the European Union: "Brussels threatened Warsaw with fines".
func (r *Resolver) isNamed(code string) bool {
	for i := range r.hits {
		for _, c := range r.hits[i].countries {
			if string(c.Code) == code && c.Kind != country.Capital {
				return true
			}
		}
	}
	return false
}

var (
	govSectors = []dragoman.Sector{"GOV"}
	cvlSectors = []dragoman.Sector{"CVL"}
	eliSectors = []dragoman.Sector{"ELI"}
)

// otherThing reports whether a word that is a country's and much else is something else here: a first name before a surname
// ("Jordan Smith"), a part of a longer name, a state of the United States.
func (r *Resolver) otherThing(m *dragoman.Mention, h *hit, code string, kind country.Kind) bool {
	next := h.end
	if int(next) < len(r.d.Tokens) && r.d.Tokens[next].UPOS == dragoman.PROPN && r.d.Tokens[next].Flags&dragoman.NoSpaceBefore == 0 && r.hitAt[next] < 0 &&
		r.d.Tokens[next].Deprel == dragoman.RelFlat {
		return true
	}
	if h.first > 0 {
		p := &r.d.Tokens[h.first-1]
		if p.UPOS == dragoman.PROPN && r.hitAt[h.first-1] < 0 && (r.d.Tokens[h.first].Deprel == dragoman.RelFlat || p.Deprel == dragoman.RelCompound && p.Head == h.first) {
			return true // "Michael Jordan", "South Georgia"
		}
	}
	if m.Type == dragoman.PersonEntity && h.end-h.first == 1 && kind == country.Name {
		return true
	}
	// Georgia in a report about the United States, and not the Caucasus.
	return code == "GEO" && r.seen["USA"] > 0 && r.seen["RUS"] == 0 && r.seen["USA"] >= r.seen["GEO"] && !r.caucasian()
}

// caucasian reports whether the report has a word of the country Georgia that no US state has.
func (r *Resolver) caucasian() bool {
	for i := range r.hits {
		for _, c := range r.hits[i].countries {
			if c.Code == "GEO" && (c.Kind != country.Name && c.Kind != country.Adjective && c.Kind != country.Person && c.Kind != country.People || !c.Shared && c.Kind == country.Name) {
				return true
			}
		}
		if len(r.hits[i].entries) == 1 && r.dir.Entries[r.hits[i].entries[0].entry].Country == "GEO" {
			return true
		}
	}
	return false
}

// placePart reports whether a mention of a capital or a building has the part of a place in its sentence: after "in" or
// "at", before a noun, where something happened.
func (r *Resolver) placePart(m *dragoman.Mention) bool {
	t := m.Head
	for r.d.Tokens[t].Deprel == dragoman.RelConj && r.d.Tokens[t].Head >= 0 {
		t = r.d.Tokens[t].Head
	}
	switch tok := &r.d.Tokens[t]; tok.Deprel {
	case dragoman.RelObj:
		return tok.Head >= 0 && placeVerb(r.d.Lemmas[tok.Head])
	case dragoman.RelNsubjPass:
		return tok.Head >= 0 && placeVerb(r.d.Lemmas[tok.Head])
	case dragoman.RelNsubj, dragoman.RelNsubjOuter, dragoman.RelNmodPoss, dragoman.RelOblAgent, dragoman.RelIobj, dragoman.RelRoot:
		return false
	case dragoman.RelCompound, dragoman.RelNmodDesc, dragoman.RelNmodUnmarked, dragoman.RelFlat, dragoman.RelAppos, dragoman.RelOblUnmarked:
		return true
	}
	switch r.caseOf(t) {
	case "by", "with", "between", "against", "among", "than", "like", "for":
		return false
	case "on":
		g := r.d.Tokens[t].Head // "sanctions on Moscow": a power; "a strike on Beirut", "marched on Kabul": a place
		return g >= 0 && (attack(r.d.Lemmas[g]) || placeVerb(r.d.Lemmas[g]))
	case "of":
		// "the government of Damascus", "the agreement of Washington and Kabul": powers; "the streets of Paris": a place.
		g := r.d.Tokens[t].Head
		return g < 0 || !relational(r.d.Lemmas[g])
	case "to", "from":
		g := r.d.Tokens[t].Head
		return g < 0 || !relational(r.d.Lemmas[g])
	case "":
		return r.d.Tokens[t].Deprel.Universal() == dragoman.RelObl || r.d.Tokens[t].Deprel.Universal() == dragoman.RelNmod
	}
	return true
}

// placeVerb reports whether what a verb acts on is a place, where it may be one.
func placeVerb(lemma string) bool {
	switch lemma {
	case "enter", "leave", "flee", "reach", "take", "capture", "recapture", "retake", "seize", "storm", "overrun", "besiege", "surround", "encircle", "approach", "near",
		"shell", "bomb", "bombard", "strike", "hit", "pound", "raid", "fill", "cross", "visit", "tour", "occupy", "quit", "evacuate", "abandon", "vacate", "march", "advance",
		"shake", "rock", "flood", "swarm", "inhabit", "circle", "defend", "hold", "exit", "depart", "devastate", "destroy", "liberate", "free", "escape", "control", "lose":
		return true
	}
	return false
}

// attack reports whether a noun is an attack, which has a place as its aim.
func attack(lemma string) bool {
	switch lemma {
	case "strike", "attack", "raid", "assault", "airstrike", "offensive", "bombing", "bombardment", "advance", "march", "air", "shelling", "missile", "rocket", "bomb":
		return true
	}
	return false
}

// relational reports whether a word relates powers, not places.
func relational(lemma string) bool {
	switch lemma {
	case "government", "agreement", "decision", "support", "response", "demand", "threat", "pressure", "message", "letter", "offer", "aid", "appeal", "say", "tell",
		"warn", "accuse", "criticism", "policy", "ally", "relation", "tie", "loyalty", "answer", "supply", "sell", "give", "deny", "provide", "send", "pledge", "statement",
		"signal", "permission", "approval", "recognition", "loyal", "hostile", "concession", "opposition", "stance", "position", "order", "request", "condemnation", "call",
		"advice", "warning", "assurance", "reassurance", "instruction", "directive", "backing", "encouragement", "blessing", "reply", "protest", "rebuke", "complaint", "ultimatum",
		"invitation", "objection", "interference", "funding", "assistance", "guarantee", "denial", "reaction", "rebuff", "silence", "demarche", "complain", "hear", "receive",
		"relief", "delight", "anger", "dismay", "annoyance", "displeasure", "fury", "embarrassment", "satisfaction", "irritation", "alarm":
		return true
	}
	return false
}
