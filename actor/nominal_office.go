package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// Whether a description is that of the one who holds an office.

// holder finds who holds the office that a description is, and notes where that is open between several.
func (r *Resolver) holder(x *description, f *finding) bool {
	if x.of < 0 || !r.isOffice(x) {
		return false
	}
	title := x.first // without the words of the institution: "European Commission | president"
	if k := r.hitAt[title]; k >= 0 && r.hits[k].end <= x.m.Head && r.hits[k].end > title {
		title = r.hits[k].end
	}
	term, ambiguous := r.dir.officeOn(x.of, r.roleText(title, x.end), r.day)
	if term < 0 || r.besideOther(x.m, r.dir.Terms[term].Person) {
		f.ambiguous = ambiguous
		return false
	}
	f.kind, f.term, f.entry = foundOffice, term, r.dir.Terms[term].Person
	return true
}

// isOffice reports whether a description is that of the one who holds an office, not of a candidate, of several or of who heads a part.
func (r *Resolver) isOffice(x *description) bool {
	switch {
	case x.status == dragoman.Candidate, x.flags&(roleBody|rolePlural) != 0, x.flags&(roleOffice|roleLeads) == 0, x.m.Number == dragoman.Plural, !r.definite(x.m):
		return false
	case r.d.Lemmas[x.first] == "military" && !r.dir.isCountry(x.of):
		return false
	}
	return !r.ofField(x.m, x.first, x.end) && !r.becomes(x.m.Head) && !r.ofPart(x.m.First, x.first)
}

// besideOther reports whether a description stands beside the name of somebody else than the person who held the office on the day, by the tree or
// by a comma: it is he who holds it. "The prime minister, Ismail Haniyeh of Hamas,".
func (r *Resolver) besideOther(m *dragoman.Mention, person int32) bool {
	if t := &r.d.Tokens[m.Head]; t.Deprel == dragoman.RelAppos && t.Head >= 0 && r.nameOther(t.Head, person) {
		return true
	}
	end := m.End
	if int(end)+1 >= len(r.d.Tokens) || r.d.Word(end) != "," || end+1 >= r.sentenceOf(m.Head).End || r.d.Tokens[end+1].UPOS != dragoman.PROPN {
		return false
	}
	for j := end + 1; j < end+4 && int(j) < len(r.d.Tokens) && r.d.Tokens[j].UPOS == dragoman.PROPN; j++ {
		if r.mentionAt[j] >= 0 && r.d.Mentions[r.mentionAt[j]].First <= end+3 {
			x := &r.d.Mentions[r.mentionAt[j]]
			return r.endsApposition(x.End) && r.nameOther(j, person)
		}
	}
	return false
}

// endsApposition reports whether an apposition may end at token i.
func (r *Resolver) endsApposition(i int32) bool {
	if int(i) >= len(r.d.Tokens) {
		return true
	}
	switch r.d.Word(i) {
	case ",", ".", ";", "and", "of", ")", "—", "-", ":":
		return true
	}
	return false
}

// nameOther reports whether token j heads the name of a person who is not the one given.
func (r *Resolver) nameOther(j, person int32) bool {
	i := r.mentionAt[j]
	if i < 0 || r.d.Mentions[i].Kind != dragoman.Name || r.d.Mentions[i].Type != dragoman.PersonEntity {
		return false
	}
	m := &r.d.Mentions[i]
	for k := m.First; k < m.End; k++ {
		if h := r.hitAt[k]; h >= 0 {
			if len(r.hits[h].entries) == 0 {
				continue // "Its leader, Jordan Bardella"
			}
			e, _ := r.chooseEntry(&r.hits[h])
			return e >= 0 && e != person && r.dir.Entries[e].Type == dragoman.PersonEntity
		}
	}
	return m.End-m.First > 1 || r.dir.Entries[person].Surname == "" || !r.sameSurname(m, person)
}

// sameSurname reports whether a name of one word is the surname of a person.
func (r *Resolver) sameSurname(m *dragoman.Mention, person int32) bool {
	return strings.EqualFold(r.d.Word(m.Head), r.dir.Entries[person].Surname)
}

// ofField reports whether a leader's title has a field before it: Algeria's "intelligence boss" does not lead Algeria.
func (r *Resolver) ofField(m *dragoman.Mention, first, end int32) bool {
	return first > m.First && r.d.Tokens[first-1].UPOS == dragoman.NOUN && r.hitAt[first-1] < 0 && officeClass(r.roleText(first, end)) == "leader"
}

// ofSome reports whether a leader is said to be of some people or cause that is no country: the "Sikh leader" in a report on India, Thailand's
// "reformist leader". How he rules does not tell it: "the authoritarian leader".
func (r *Resolver) ofSome(m *dragoman.Mention, first, end int32) bool {
	if officeClass(r.roleText(first, end)) != "leader" && (end != first+1 || officeClass(r.d.Lemmas[m.Head]) != "leader") {
		return false
	}
	for j := m.First; j < first; j++ {
		if t := &r.d.Tokens[j]; (t.UPOS == dragoman.ADJ || t.UPOS == dragoman.PROPN) && r.hitAt[j] < 0 && modifies(t.Deprel) && !rules[strings.ToLower(r.d.Lemmas[j])] {
			return true
		}
	}
	return false
}

// rules are adjectives of how, since when and by what right a leader rules.
var rules = wordSet(`former ex ousted deposed outgoing incoming new old longtime long-time veteran current present then young ageing aging ailing elderly late top supreme paramount authoritarian autocratic
		despotic strong powerful embattled beleaguered unpopular popular populist elected unelected democratic interim acting transitional provisional military civilian
		national facto ruthless brutal reclusive charismatic first next last long-serving longest-serving wartime hereditary hard-line hardline female eccentric mercurial`)

// ofPart reports whether a part of a country stands before an office: "the Chechen leader" is not Russia's, nor "the Tibetan leader" China's.
func (r *Resolver) ofPart(first, roleFirst int32) bool {
	for j := roleFirst - 1; j >= first; j-- {
		if k := r.hitAt[j]; k >= 0 {
			h := &r.hits[k]
			if len(h.countries) == 0 {
				return false
			}
			if c := h.countries[0].Kind; c == country.PartOf || c == country.Part {
				return true
			}
			if i := h.first - 1; i >= first && r.hitAt[i] >= 0 && len(r.hits[r.hitAt[i]].countries) > 0 {
				return true // "the Kosovo Serb leader"
			}
			return officeClass(r.d.Lemmas[roleFirst]) == "leader" && r.ofPeople(h.end, roleFirst)
		}
	}
	return false
}

// ofPeople reports whether between a country and its leader stands a people or a faction whom he leads: "the Iraqi Kurdish leader".
func (r *Resolver) ofPeople(first, end int32) bool {
	for j := first; j < end; j++ {
		switch w := r.d.Word(j); w {
		case "paramilitary", "tribal", "spiritual", "separatist", "secessionist", "rebel", "religious":
			return true
		default:
			if p := r.d.Tokens[j].UPOS; (p == dragoman.ADJ || p == dragoman.PROPN) && w[0] >= 'A' && w[0] <= 'Z' && r.hitAt[j] < 0 && w != "Communist" && !rules[strings.ToLower(w)] {
				return true
			}
		}
	}
	return false
}

// becomes reports whether a noun is what somebody is to be or is made: who "will become Mexico's first female president" is not who holds the office.
func (r *Resolver) becomes(head int32) bool {
	t := &r.d.Tokens[head]
	if t.Deprel != dragoman.RelXcomp || t.Head < 0 {
		return false
	}
	switch r.d.Lemmas[t.Head] {
	case "become", "elect", "make", "name", "appoint", "choose", "proclaim", "declare", "crown", "swear", "nominate":
		return true
	}
	return false
}
