package actor

import (
	"slices"
	"strings"

	"dragoman"
)

// Bodies that a description belongs to, and lists.

// notRole reports whether a noun that can be a body is an act here: "the movement of foreign fighters".
func (r *Resolver) notRole(h int32) bool {
	switch r.d.Lemmas[h] {
	case "house":
		return r.d.Word(h)[0] >= 'a' && (h == 0 || r.d.Lemmas[h-1] != "lower" && r.d.Lemmas[h-1] != "upper" && r.d.Lemmas[h-1] != "full") // a building
	case "movement", "network", "association", "service", "force", "security", "mission", "service member", "side", "industry", "market", "campaign", "front", "line", "body", "people":
	default:
		return false
	}
	next := h + 1
	return int(next) < len(r.d.Tokens) && r.d.Lemmas[next] == "of" && r.d.Word(h)[0] >= 'a'
}

// bodyNamed is the body of states that "the alliance" or "the bloc" is: the only one of its kind that the report names before.
func (r *Resolver) bodyNamed(m *dragoman.Mention, first, end int32) int32 {
	if end != first+1 || first == 0 || m.First < first-1 || m.Number == dragoman.Plural || !strings.EqualFold(r.d.Word(first-1), "the") {
		return -1
	}
	var kind []string
	switch r.d.Lemmas[first] {
	case "alliance":
		kind = alliances
	case "bloc":
		kind = blocs
	default:
		return -1
	}
	body := int32(-1)
	for i := range r.hits {
		h := &r.hits[i]
		if h.first >= first && (body >= 0 || h.first >= r.sentenceOf(first).End) {
			break
		}
		if len(h.entries) == 0 {
			continue
		}
		if e, amb := r.chooseEntry(h); e >= 0 && !amb && e != body && slices.Contains(kind, r.dir.Entries[e].ID) {
			if body >= 0 {
				return -1
			}
			body = e
		}
	}
	return body
}

// bodyBefore reports whether a noun stands behind the name of an organisation that the Directory lacks, and what the name tells of it.
func (r *Resolver) bodyBefore(m *dragoman.Mention, first int32) (bool, finding) {
	for j := first - 1; j >= m.First && modifies(r.d.Tokens[j].Deprel); j-- {
		k := r.mentionAt[j]
		if k >= 0 && r.d.Mentions[k].Kind == dragoman.Name && r.d.Mentions[k].Type == dragoman.OrganizationEntity && r.hitAt[j] < 0 {
			its := r.unknownName(&r.d.Mentions[k])
			return mainSector(its.sectors) != "GOV", its
		}
	}
	return false, finding{}
}

// isSide reports whether "party" is a side to a matter, not a political party: "all relevant parties", "a third party".
func (r *Resolver) isSide(first, end int32) bool {
	if end != first+1 || first == 0 || r.d.Lemmas[first] != "party" {
		return false
	}
	switch strings.ToLower(r.d.Word(first - 1)) {
	case "relevant", "warring", "interested", "concerned", "third", "negotiating", "contracting", "signatory", "involved", "conflicting", "affected", "injured", "guilty", "responsible",
		"belligerent", "feuding":
		return true
	}
	return false
}

// vague reports whether a noun is a body only where something says whose: "the party's front", not "the front on Thursday".
func (r *Resolver) vague(h int32) bool {
	switch r.d.Lemmas[h] {
	case "front", "campaign", "market", "security", "service", "force", "line", "base", "camp", "office", "radio", "industry", "state", "house", "board", "side", "unit",
		"body", "cell", "mission", "network", "movement", "business", "staff", "crew", "bench", "chamber", "department", "commission", "agency", "intelligence", "panel", "school",
		"college", "university", "bank", "club", "league", "daily", "weekly", "magazine", "temple", "church", "congregation", "society", "association", "committee", "forum",
		"resistance", "house of cards", "prosecution", "assembly", "palace", "treasury", "department store", "mafia", "cartel", "town", "village", "campus", "class":
		return true
	}
	return false
}

// list resolves a list of terrorists or of sanctions by whose it is: "America's terrorism blacklist".
func (r *Resolver) list(m *dragoman.Mention) (finding, bool) {
	f := nothing(m)
	want := r.listKind(m)
	if want == "" {
		return f, false
	}
	_, home := r.ofWhat(m.First, m.Head, m.Head+1, m.Head)
	f.kind, f.country, f.typ = foundRole, home, dragoman.OrganizationEntity
	if e := r.dir.listOf(home, want); e >= 0 {
		f.kind, f.entry = foundEntry, e
	}
	return f, true
}

// listKind tells a list of terrorists ("terror") and one of sanctions ("sanction") from all else ("").
func (r *Resolver) listKind(m *dragoman.Mention) (want string) {
	switch r.d.Lemmas[m.Head] {
	case "list", "blacklist", "watchlist", "designation", "register", "roster":
	default:
		return ""
	}
	for j := m.First; j < m.End; j++ {
		switch w := strings.ToLower(r.d.Word(j)); {
		case strings.HasPrefix(w, "terror"):
			want = "terror"
		case strings.HasPrefix(w, "sanction") && want == "":
			want = "sanction"
		}
	}
	return want
}
