package actor

import (
	"strings"

	"dragoman"
)

// A description is a mention with a role noun: what it calls somebody, and what it says that he is of.
type description struct {
	roleNoun
	m          *dragoman.Mention
	first, end int32 // tokens of the role noun
	of         int32 // entry of what it is of, -1 for none
	home       string
	status     dragoman.RoleStatus
}

// nominal resolves a description by its role noun, and a person by the office and the day where it is an office's.
func (r *Resolver) nominal(m *dragoman.Mention) (finding, bool) {
	if f, ok := r.list(m); ok {
		return f, true
	}
	f := nothing(m)
	n, first, end, ok := r.role(m.Head)
	if !ok || r.notRole(m.Head) || r.isSide(first, end) || r.otherUnion(m, m.Head) || r.isSettlement(m.Head) {
		return f, false
	}
	if e := r.bodyNamed(m, first, end); e >= 0 {
		f.kind, f.entry, f.typ = foundEntry, e, dragoman.OrganizationEntity
		return f, true
	}
	f.kind, f.sectors, f.typ = foundRole, n.sectors, dragoman.PersonEntity
	if n.flags&roleBody != 0 {
		f.typ = dragoman.OrganizationEntity
	}
	x := description{roleNoun: n, m: m, first: first, end: end, status: r.statusAmong(m.First, first)}
	x.of, x.home = r.ofWhat(m.First, first, end, m.Head)
	switch {
	case x.of < 0 && x.home == "" && end == first+1 && r.vague(m.Head):
		return f, false
	case r.ofUnknown(&x, &f):
		return f, true
	case r.isLand(m.Head):
		return r.land(m, f, x.home)
	}
	if x.of < 0 && x.home == "" && r.definite(m) && !r.possessed(m.First, first) && !r.ofSome(m, first, end) && !r.addresses(m.Head) && r.atHome(m, n) {
		x.home = r.home
		x.of = r.dir.countryEntry(x.home)
	}
	if x.status == dragoman.Former {
		return f, r.former(&x, &f)
	}
	if r.holder(&x, &f) {
		return f, true
	}
	f.country = x.home
	r.sectorsOfWhole(&x, &f)
	if x.flags&roleBody != 0 && x.of >= 0 && r.dir.isCountry(x.of) && end == first+1 {
		r.bodyOfState(&x, &f)
	}
	return f, true
}

// ofUnknown tells of a description what the words for a body without a name here say: "Scientology officials" are no government's, "the head of the
// main opposition party" heads no state. It reports whether there are such words.
func (r *Resolver) ofUnknown(x *description, f *finding) bool {
	if x.of < 0 && mainSector(x.sectors) == "GOV" && x.flags&roleBody != 0 && x.end == x.first+1 {
		if body, its := r.bodyBefore(x.m, x.first); body {
			f.country, f.sectors = its.country, its.sectors
			return true
		}
	}
	if len(x.sectors) > 0 || x.flags&roleLeads == 0 || x.flags&roleBody != 0 {
		return false
	}
	sectors, ok := r.leadsBody(x.end, x.m.Head)
	if !ok {
		return false
	}
	f.sectors, f.country = sectors, x.home
	if x.home == "" && r.definite(x.m) && !r.addresses(x.m.Head) {
		f.country = r.home
	}
	return true
}

// former tells what somebody was. "The former French colony" is another country than France.
func (r *Resolver) former(x *description, f *finding) bool {
	if r.d.Lemmas[x.m.Head] == "colony" {
		return false
	}
	f.country = x.home
	if x.flags&roleOffice != 0 && x.flags&roleBody == 0 {
		f.sectors = eliSectors
		r.ousted(x.m, x.first, x.of, f)
	}
	return true
}

// sectorsOfWhole gives a description the sectors of what it is of, where its own noun has none or less: "a Hamas official", "the UN envoy", "Syrian leader".
func (r *Resolver) sectorsOfWhole(x *description, f *finding) {
	lemma := r.d.Lemmas[x.m.Head]
	switch own := mainSector(x.sectors); {
	case x.of >= 0 && !r.dir.isCountry(x.of):
		e := &r.dir.Entries[x.of]
		f.country = e.Country
		if own == "" || own == "PTY" || own == "IGO" || mainSector(e.Sectors) == "REB" {
			f.sectors = e.Sectors
		}
	case own != "":
	case x.of >= 0 && x.flags&roleLeads != 0 && x.flags&roleBody == 0 && lemma != "ringleader" && !r.ofPeople(x.m.First, x.first), x.home != "" && lemma == "official":
		f.sectors = govSectors
	}
}

// bodyOfState finds the entry of a country's government or armed forces: "the Syrian government", "Syria's regime", "Myanmar's military".
func (r *Resolver) bodyOfState(x *description, f *finding) {
	if mainSector(f.sectors) == "GOV" && r.isGovernment(x.m.Head) {
		f.kind, f.entry = foundEntry, x.of
		return
	}
	if len(x.sectors) == 1 && x.sectors[0] == "MIL" {
		if e := r.dir.armyOf(x.home, r.d.Lemmas[x.m.Head], r.day); e >= 0 {
			f.kind, f.entry = foundEntry, e
		}
	}
}

// leadsBody reports whether a leader is said to be of a body that is no state and has no name here, and the sectors of that body:
// "of the gang", "of the main opposition party".
func (r *Resolver) leadsBody(end, head int32) ([]dragoman.Sector, bool) {
	s := r.sentenceOf(head)
	if end >= s.End || r.d.Word(end) != "of" {
		return nil, false
	}
	for j := end + 1; j < s.End && j < end+8; j++ {
		t := &r.d.Tokens[j]
		if r.hitAt[j] >= 0 && (t.UPOS == dragoman.ADJ || t.Deprel == dragoman.RelNmodPoss) || t.XPOS == dragoman.POS {
			continue // "the head of Egyptian intelligence", "leaders of Thailand's protesters"
		}
		if r.hitAt[j] >= 0 || t.UPOS == dragoman.VERB || t.UPOS == dragoman.PUNCT {
			return nil, false
		}
		if t.UPOS == dragoman.PROPN {
			if modifies(t.Deprel) && t.Head > j && r.d.Tokens[t.Head].UPOS == dragoman.NOUN {
				continue // "the leader of the Shia bloc"
			}
			return nil, false
		}
		if t.UPOS != dragoman.NOUN || !r.attached(j, head) || t.Deprel == dragoman.RelCompound || t.Deprel == dragoman.RelNmodPoss {
			continue // "the head of the enclave's rescue service"
		}
		if r.isLand(j) || r.isGovernment(j) {
			return nil, false
		}
		n, _, _, ok := r.role(j)
		if ok && n.flags&roleBody == 0 { // of people: "leaders of the strikers"
			return n.sectors, t.XPOS == dragoman.NNS && len(n.sectors) > 0 && n.sectors[0] != "GOV"
		}
		return n.sectors, ok && mainSector(n.sectors) != "GOV"
	}
	return nil, false
}

// possessed reports whether a pronoun that stands for somebody who is no country owns a role: "its commander", after a militia.
func (r *Resolver) possessed(first, roleFirst int32) bool {
	for j := first; j < roleFirst; j++ {
		if r.d.Tokens[j].Deprel != dragoman.RelNmodPoss || r.d.Tokens[j].UPOS != dragoman.PRON || r.mentionAt[j] < 0 {
			continue
		}
		c := r.d.Mentions[r.mentionAt[j]].Chain
		its := strings.EqualFold(r.d.Word(j), "its")
		if c < 0 {
			return its // "After the arrest of its leader, the group …"
		}
		owned := its
		for m := r.d.Chains[c].First; m >= 0; m = r.d.Mentions[m].Next {
			switch x := &r.d.Mentions[m]; x.Kind {
			case dragoman.Name:
				k := r.hitAt[x.First]
				return k < 0 || len(r.hits[k].countries) == 0
			case dragoman.Nominal:
				owned = !r.isLand(x.Head) && !r.isGovernment(x.Head)
			}
		}
		return owned
	}
	return false
}

// isGovernment reports whether a word stands for all of a country's government.
func (r *Resolver) isGovernment(t int32) bool {
	switch r.d.Lemmas[t] {
	case "government", "regime", "administration", "authority", "leadership", "presidency", "authorities":
		return true
	}
	return false
}

// isLand reports whether a word stands for a country itself.
func (r *Resolver) isLand(t int32) bool {
	switch strings.ToLower(r.d.Lemmas[t]) {
	case "country", "nation", "homeland", "kingdom", "republic", "emirate", "sultanate", "superpower", "neighbour", "neighbor":
		return true
	}
	return false
}

// land resolves "the country": the one the report is about, where it is not another's.
func (r *Resolver) land(m *dragoman.Mention, f finding, home string) (finding, bool) {
	f.sectors, f.typ = nil, dragoman.PlaceEntity
	if m.Number == dragoman.Plural || !r.definite(m) || r.d.Lemmas[m.Head] == "neighbour" || r.d.Lemmas[m.Head] == "neighbor" {
		return f, m.Number == dragoman.Plural
	}
	if home == "" {
		home = r.home
	}
	if home != "" {
		f.kind, f.country, f.entry = foundEntry, home, r.dir.countryEntry(home)
	}
	return f, f.entry >= 0
}

// definite reports whether a mention is of one that is known: "the", a possessor, or a bare title.
func (r *Resolver) definite(m *dragoman.Mention) bool {
	for j := m.First; j <= m.Head; j++ {
		switch r.d.Lemmas[j] {
		case "a", "an", "another", "some", "any", "no", "every", "each", "one", "several", "many", "other":
			return false
		}
	}
	return true
}

// roleText is the words of a role noun.
func (r *Resolver) roleText(first, end int32) string { return r.d.Slice(r.d.TokenSpan(first, end)) }

// isSettlement reports whether a noun only says what a place is that stands beside it: "the town of Rafah", "Adamawa state".
func (r *Resolver) isSettlement(head int32) bool {
	switch r.d.Lemmas[head] {
	case "town", "village", "city", "state", "neighbourhood", "neighborhood", "district", "province", "municipality", "camp":
	default:
		return false
	}
	if head > 0 && r.placeAt[head-1] >= 0 && r.hitAt[head-1] < 0 && r.d.Tokens[head-1].Head == head {
		return true
	}
	of := head + 1
	return int(of)+1 < len(r.d.Tokens) && r.d.Lemmas[of] == "of" && r.placeAt[of+1] >= 0 && r.hitAt[of+1] < 0
}
