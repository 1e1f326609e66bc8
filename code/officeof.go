package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// Of what an office is that a frame begins or ends without saying so: "a court sacked the premier", "succeeding Nangolo Mbumba", "named him
// foreign minister". The holder's title tells, else the office of another in the sentence, the appointer's country, the holder's own.

// officeSides leaves of the sides of an office the persons who hold it and the bodies it is of, and finds the bodies where the frame named none.
func (r *reader) officeSides(x *reading, rule *codebook.StandingRule, subjects, objects []dragoman.Party, value string) ([]dragoman.Party, []dragoman.Party, string) {
	subjects = slices.DeleteFunc(subjects, func(p dragoman.Party) bool {
		return p.Type == dragoman.PlaceEntity || p.Type == dragoman.OrganizationEntity || p.HasSector("LAB") || p.HasSector("CVL") || p.Actor == "" && nobodies[lower(lastWord(p.Name))]
	})
	objects = slices.DeleteFunc(objects, func(p dragoman.Party) bool { return p.Type == dragoman.PersonEntity })
	if len(objects) == 0 {
		objects, value = r.officeOf(x, rule, subjects, value)
	}
	return subjects, objects, value
}

// nobodies are words for a person that do not say who: "the man who had replaced him".
var nobodies = setOf(`man woman person figure someone somebody nobody candidate`)

// officeOf is the body of the office of subjects, and its title.
func (r *reader) officeOf(x *reading, rule *codebook.StandingRule, subjects []dragoman.Party, value string) ([]dragoman.Party, string) {
	if of := r.officeSucceeded(x); of != nil && value == "" {
		return []dragoman.Party{*of}, value
	}
	for i := range r.d.Roles {
		role := &r.d.Roles[i]
		if role.Of < 0 {
			continue
		}
		for a := range subjects {
			if c := r.d.Mentions[role.Holder].Chain; c >= 0 && c == subjects[a].Chain && (value == "" || r.d.Parties[role.Of].Type == dragoman.PlaceEntity) {
				if value == "" {
					value = role.Title
				}
				return []dragoman.Party{r.d.Parties[role.Of]}, value
			}
		}
	}
	if len(subjects) == 0 || subjects[0].Type != dragoman.PersonEntity {
		return nil, value
	}
	if of, title := r.officeBegun(x); of != nil {
		if value == "" {
			value = title
		}
		return []dragoman.Party{*of}, value
	}
	if who := subjects[0]; who.Actor != "" && isLand(who.Country) {
		return []dragoman.Party{r.nationOf(who)}, value
	}
	if of := r.officeBeside(x); of != nil {
		return []dragoman.Party{*of}, value
	}
	if rule.Authority != nil {
		for _, by := range r.slotParties(x, *rule.Authority, "") {
			if by.Type == dragoman.OrganizationEntity && presiding[lower(lastWord(value))] {
				return []dragoman.Party{by}, value // "parliament elected Tsai Mei-hua speaker"
			}
			if isLand(by.Country) {
				return []dragoman.Party{r.nationOf(by)}, value
			}
		}
	}
	return nil, value
}

// presiding are titles of who presides over the body that elects him.
var presiding = setOf(`speaker chairman chairwoman chairperson chair chief-whip`)

// officeSucceeded is the country whose office somebody succeeds to, where he is known whom he succeeds: "Liz Truss, leader of the party, succeeded Boris
// Johnson".
func (r *reader) officeSucceeded(x *reading) *dragoman.Party {
	switch r.tree.lemma(x.trigger) {
	case "succeed", "replace":
	default:
		return nil
	}
	for _, n := range r.list(x.target) {
		for _, p := range r.parties(n, nil) {
			if p.Type == dragoman.PersonEntity && p.Actor != "" && p.Role != "" && isLand(p.Country) {
				of := r.nationOf(p)
				return &of
			}
		}
	}
	return nil
}

// officeBegun is the body and the title of an office that somebody took in the same sentence: whom he succeeds held it.
func (r *reader) officeBegun(x *reading) (*dragoman.Party, string) {
	for i := len(r.d.Standings) - 1; i >= 0; i-- {
		if s := &r.d.Standings[i]; s.Evidence.Sentence == int(x.sent) && s.Relation == "holds_office" && s.Change == dragoman.Begin {
			return s.Object, s.Value
		}
	}
	return nil, ""
}

// officeBeside is the country of another's office in the sentence: "French President Macron reappointed Lecornu".
func (r *reader) officeBeside(x *reading) *dragoman.Party {
	for i := range r.d.Roles {
		role := &r.d.Roles[i]
		if role.Of >= 0 && role.Office && r.tree.sent[role.First] == x.sent && r.d.Parties[role.Of].Type == dragoman.PlaceEntity {
			return &r.d.Parties[role.Of]
		}
	}
	return nil
}

// inTitle reports whether a noun is part of a title, no body that an office is of: the state of "head of state".
func (r *reader) inTitle(n int32) bool {
	t := &r.tree
	h := t.head(n)
	return h >= 0 && titleParts[t.lemma(n)] && t.upos(n) == dragoman.NOUN && t.rel(n) == dragoman.RelNmod && t.child(n, dragoman.RelDet) < 0 &&
		t.child(n, dragoman.RelNmodPoss) < 0 && (t.lemma(h) == "head" || t.lemma(h) == "chief" || t.lemma(h) == "secretary" || t.lemma(h) == "minister" || t.lemma(h) == "oath")
}

var titleParts = setOf(`office state government staff defence defense finance interior justice health education energy trade oil agriculture war`)
