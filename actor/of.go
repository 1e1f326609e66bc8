package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// ofWhat finds what a role is of: a country or organisation named before its noun, its possessor, or the phrase after it
// ("of", "in", "at", "for"). It returns the entry, -1 for none, and the country.
func (r *Resolver) ofWhat(first, roleFirst, roleEnd, head int32) (of int32, home string) {
	of = -1
	for j := roleFirst - 1; j >= first && j >= roleFirst-8; j-- {
		if k := r.hitAt[j]; k >= 0 {
			if end := r.hits[k].end; end+1 < roleFirst && r.d.Word(end) == "-" && strings.HasSuffix(r.d.Word(end+1), "ed") {
				continue // "Libya's U.N.-recognised prime minister"
			}
			if of, home = r.ofHit(r.landOfPeople(k)); of >= 0 {
				break
			}
		}
	}
	if of >= 0 {
		// "the US programme director at the International Crisis Group": the body behind it, not the country before it.
		if after, its := r.ofAfter(roleEnd, head); after >= 0 && r.dir.isCountry(of) && !r.dir.isCountry(after) {
			return after, its
		}
		return of, home
	}
	// A hit that begins the role noun's own words: "Kremlin spokesman".
	if k := r.hitAt[roleFirst]; k >= 0 && r.hits[k].end <= head {
		if of, home = r.ofHit(&r.hits[k]); of >= 0 {
			return of, home
		}
	}
	if of, home = r.ofAfter(roleEnd, head); of >= 0 {
		return of, home
	}
	if w := r.d.Lemmas[head]; strings.EqualFold(w, "pope") || strings.EqualFold(w, "pontiff") {
		return r.dir.countryEntry("VAT"), "VAT" // there is but one
	}
	if of, home = r.possessor(first, roleFirst, head); of >= 0 || home != "" {
		return of, home
	}
	if home = r.reign(first, roleFirst, head); home != "" {
		return r.dir.countryEntry(home), home
	}
	return -1, r.townOf(first, roleEnd, head)
}

// reign is the country of a government that is called by who leads or led it: "the Reagan administration", "the Koizumi cabinet". "" for none, and where
// leaders of that surname led several countries, of whom none or more than one does so on the day.
func (r *Resolver) reign(first, roleFirst, head int32) (home string) {
	j := roleFirst - 1
	if j < first || r.d.Tokens[j].UPOS != dragoman.PROPN || !modifies(r.d.Tokens[j].Deprel) || !r.isGovernment(head) && r.d.Lemmas[head] != "cabinet" {
		return ""
	}
	var now, once sole
	for _, p := range r.dir.bySurname(r.d.Word(j)) {
		for _, i := range r.dir.held[p] {
			if t := &r.dir.Terms[i]; t.Leads && r.dir.isCountry(t.Of) && (r.day == 0 || t.Days.From <= r.day) {
				code := r.dir.Entries[t.Of].Country
				once.add(code)
				if t.Days.Holds(r.day) {
					now.add(code)
				}
			}
		}
	}
	if code := now.get(); code != "" {
		return code
	}
	return once.get()
}

// townOf is the country of the town or the region that a role is of: "a court in Graz", "the Kirkuk police", "workers at a Mandalay shipyard". "" for none.
func (r *Resolver) townOf(first, roleEnd, head int32) string {
	if w := r.d.Lemmas[head]; machines[w] || foreigners[w] || strangers[w] {
		return ""
	}
	s := r.sentenceOf(head)
	for j := max(first, s.First); j < s.End && j < roleEnd+8; j++ {
		k := r.placeAt[j]
		if k < 0 || r.hitAt[j] >= 0 || r.d.Places[k].Country == "" || !r.attached(j, head) {
			continue
		}
		switch r.caseOf(r.topOf(j)) {
		case "", "of", "in", "at", "from":
			return r.d.Places[k].Country
		}
	}
	return ""
}

// landOfPeople is the hit of the country before a people's name that lives in it, "Kosovo" in "a Kosovo Albanian policeman", else hit k itself. A "Turkish
// Cypriot" is of Cyprus.
func (r *Resolver) landOfPeople(k int32) *hit {
	h := &r.hits[k]
	if h.first == 0 || len(h.countries) == 0 || r.hitAt[h.first-1] < 0 || h.countries[0].Code == "CYP" {
		return h
	}
	before := &r.hits[r.hitAt[h.first-1]]
	if len(before.countries) == 0 || r.d.Tokens[h.first].Flags&dragoman.NoSpaceBefore != 0 || !modifies(r.d.Tokens[before.end-1].Deprel) ||
		before.first > 0 && r.d.Tokens[before.first-1].UPOS == dragoman.ADP { // "In Iraq British troops"
		return h
	}
	switch h.countries[0].Kind {
	case country.Adjective, country.Person, country.People:
		return before
	}
	return h
}

// ofAfter reads the phrase behind a role noun: "of Syria", "at the International Crisis Group".
func (r *Resolver) ofAfter(roleEnd, head int32) (int32, string) {
	s := r.sentenceOf(head)
	for j := roleEnd; j < s.End && j < roleEnd+12; j++ {
		t := &r.d.Tokens[j]
		if k := r.hitAt[j]; k >= 0 {
			c := r.caseOf(r.topOf(j))
			switch c {
			case "of", "in", "at", "for", "from", "with", "to":
				if end := r.hits[k].end; end < s.End && r.d.Word(end) == "-" { // "leader of an Israeli-backed clan" does not lead Israel
					return -1, ""
				}
				if r.attached(j, head) {
					return r.ofHit(&r.hits[k])
				}
			}
			return -1, ""
		}
		if t.UPOS == dragoman.VERB || t.UPOS == dragoman.PUNCT && r.d.Word(j) != "-" || t.UPOS == dragoman.SCONJ {
			break
		}
	}
	return -1, ""
}

// strangeBody reports whether the phrase behind a role noun names a body that nobody knows: "leader of the Northern Alliance", "chief of the
// Somali National Alliance". What else is named near it is not what the role is of.
func (r *Resolver) strangeBody(roleEnd int32) bool {
	s := r.sentenceOf(roleEnd - 1)
	if roleEnd+1 >= s.End || r.d.Lemmas[roleEnd] != "of" {
		return false
	}
	for j := roleEnd + 1; j < s.End && j < roleEnd+8; j++ {
		switch r.d.Tokens[j].UPOS {
		case dragoman.DET, dragoman.ADJ, dragoman.PROPN, dragoman.NOUN:
		default:
			return false
		}
		if r.bodyWord(j) {
			return r.hitAt[j] < 0
		}
	}
	return false
}

// bodyWord reports whether a token is a noun for a body: "Alliance", "Front", "Party".
func (r *Resolver) bodyWord(j int32) bool {
	switch r.d.Word(j) {
	case "Alliance", "Front", "Party", "Movement", "Union", "Army", "League", "Council", "Congress", "Coalition", "Organisation", "Organization", "Brigade", "Brigades",
		"Forces", "Force", "Federation", "Association", "Committee", "Commission", "Group", "Foundation", "Institute", "University", "Bank", "Church", "Court", "Agency", "Authority",
		"Society", "Club", "Company", "Corporation", "Resistance", "Guard", "Guards", "Bloc", "Tribe", "Battalion", "Assembly", "Centre", "Center", "Board", "Network":
		return true
	}
	return false
}

// possessor resolves "its", "the country's" before a role noun.
func (r *Resolver) possessor(first, roleFirst, head int32) (int32, string) {
	for j := roleFirst - 1; j >= first && j >= 0; j-- {
		if r.d.Tokens[j].Deprel != dragoman.RelNmodPoss {
			continue
		}
		if r.isLand(j) && r.home != "" && !r.addresses(head) {
			return r.dir.countryEntry(r.home), r.home
		}
	}
	return -1, ""
}

// ofHit is the entry and the country of a hit, as what a role is of.
func (r *Resolver) ofHit(h *hit) (int32, string) {
	if len(h.countries) > 0 {
		code, ok := r.chooseCountry(h)
		if !ok {
			return -1, ""
		}
		return r.dir.countryEntry(code), code
	}
	e, amb := r.chooseEntry(h)
	if e < 0 || amb || r.dir.Entries[e].Type == dragoman.PersonEntity {
		return -1, ""
	}
	c := r.dir.Entries[e].Country
	switch r.dir.Entries[e].ID {
	case "org/pentagon", "org/state-dept", "org/us-treasury", "org/us-justice", "org/foreign-office", "org/white-house", "org/joint-chiefs", "org/mod-uk":
		return r.dir.countryEntry(c), c // their officials are their country's
	}
	return e, c
}
