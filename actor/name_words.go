package actor

import (
	"dragoman"
	"dragoman/country"
)

// titleOf reads the title right before a name, and what it is of.
func (r *Resolver) titleOf(first int32) (string, int32) {
	if first == 0 {
		return "", -1
	}
	a, b, _, ok := r.titleBefore(first)
	if !ok {
		return "", -1
	}
	of, _ := r.ofWhat(max(a-6, r.sentenceOf(a).First), a, b, b-1)
	return r.roleText(a, b), of
}

// titleBefore finds the longest role noun that ends right before token i: "Chairman of the Joint Chiefs of Staff" before
// "General". Its words are in the same sentence, with no mark between but a hyphen.
func (r *Resolver) titleBefore(i int32) (first, end int32, n roleNoun, ok bool) {
	if int(i) >= len(r.d.Tokens) {
		return 0, 0, n, false
	}
	s := r.sentenceOf(i)
	for a := max(i-8, s.First); a < i; a++ {
		key := r.key[:0]
		clean := true
		for j := a; j < i; j++ {
			if r.d.Tokens[j].UPOS == dragoman.PUNCT && r.d.Word(j) != "-" {
				clean = false
				break
			}
			key = addWord(key, r.pieceOf(j))
		}
		r.key = key
		if !clean || len(r.pieceOf(a)) == 0 {
			continue
		}
		if a == i-1 && firstName(string(key)) {
			continue
		}
		if n, ok = r.dir.roles[string(key)]; ok && n.flags&(roleBody|rolePlural) == 0 {
			return a, i, r.ranked(n, a, i), true
		}
		if n, ok = honorific(string(key)); ok {
			return a, i, n, true
		}
	}
	return 0, 0, n, false
}

// firstName reports whether a role noun before a name is more likely the first name: "Dean Kamen".
func firstName(key string) bool {
	switch key {
	case "dean", "hunter", "singer", "fisher", "farmer", "shepherd", "baker", "miner", "porter", "carter", "foster", "mason", "page", "guard", "villager", "planter", "grower",
		"runer", "hero", "fan", "guest", "miler", "fowler", "boy", "maid", "dancer", "green", "roial", "maia", "arab", "leader-elect", "guide":
		return true
	}
	return false
}

// honorific knows the short forms of titles that only stand before names.
func honorific(key string) (roleNoun, bool) {
	var s dragoman.Sector
	switch key {
	case "gen", "lt gen", "maj gen", "brig gen", "col", "lt col", "maj", "capt", "lt", "sgt", "adm", "cpl", "brig", "cmdr":
		s = "MIL"
	case "sen", "rep", "congresman", "congreswoman":
		s = "LEG"
	case "gov", "pm", "amb", "pres":
		s = "GOV"
	case "rev", "fr", "aiatola", "imam", "popi":
		s = "REL"
	case "prof":
		s = "EDU"
	case "insp", "supt", "det", "sherif":
		s = "COP"
	default:
		return roleNoun{}, false
	}
	return roleNoun{sectors: []dragoman.Sector{s}, flags: roleOffice}, true
}

// nameTokens are the tokens of a mention's name itself, without determiner, titles and possessive mark.
func (r *Resolver) nameTokens(m *dragoman.Mention) (first, end int32) {
	if m.Kind == dragoman.Name {
		first, end = m.First, m.End
	} else {
		first, end = m.Head, m.Head+1
		for first > m.First && r.inName(first-1) {
			first--
		}
		for end < m.End && r.inName(end) {
			end++
		}
	}
	for end > first && (r.d.Tokens[end-1].XPOS == dragoman.POS || r.d.Tokens[end-1].UPOS == dragoman.PUNCT) {
		end--
	}
	for first < end-1 {
		if t := &r.d.Tokens[first]; t.UPOS == dragoman.DET || t.XPOS == dragoman.JJ && r.isSmall(first) || polite(r.d.Word(first)) { // "a frail Mobutu"
			first++
			continue
		}
		cut := false
		for e := min(first+7, end-1); e > first; e-- {
			if a, b, _, ok := r.titleBefore(e); ok && a <= first && b == e {
				first, cut = e, true
				break
			}
		}
		if !cut {
			if k := r.hitAt[first]; k >= 0 && r.hits[k].end < end && len(r.hits[k].countries) > 0 && r.hits[k].countries[0].Kind == country.Adjective {
				first = r.hits[k].end
				continue
			}
			break
		}
	}
	return first, end
}

// polite reports whether a word is a form of address that tells of no office.
func polite(w string) bool {
	switch w {
	case "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Madame", "Mme", "Monsieur", "M.", "Señor", "Señora", "Herr", "Frau", "Comrade":
		return true
	}
	return false
}

// politeBefore reports whether a form of address stands right before token i, or before the "de" or "van der" before it.
func (r *Resolver) politeBefore(i int32) bool {
	for i > 0 && r.inName(i-1) && r.isSmall(i-1) {
		i--
	}
	return i > 0 && polite(r.d.Word(i-1)) && r.sentenceOf(i).First < i
}

// inName reports whether a token may be part of a run of names.
func (r *Resolver) inName(i int32) bool {
	t := &r.d.Tokens[i]
	switch {
	case t.UPOS == dragoman.PROPN:
		return true
	case r.d.Word(i) == "-":
		return true
	}
	switch r.d.Word(i) {
	case "al", "bin", "ibn", "de", "del", "van", "von", "der", "la", "da", "dos", "el":
		return true
	}
	return false
}

// unknownName gives a name that the Directory lacks what its words tell: type, and country and sectors of its titles.
func (r *Resolver) unknownName(m *dragoman.Mention) finding {
	f := finding{entry: -1, term: -1}
	f.first, f.end = r.nameTokens(m)
	f.typ = m.Type
	a, b, n, ok := r.titleBefore(f.first)
	if ok {
		of, home := r.ofWhat(r.phraseStart(a, max(a-6, r.sentenceOf(a).First)), a, b, b-1)
		f.kind, f.typ, f.country, f.sectors = foundName, dragoman.PersonEntity, home, n.sectors
		if of >= 0 && !r.dir.isCountry(of) {
			f.country = r.dir.Entries[of].Country
			if len(f.sectors) == 0 || f.sectors[0] == "IGO" {
				f.sectors = r.dir.Entries[of].Sectors
			}
		}
		if s := r.statusAmong(max(a-3, 0), a); s == dragoman.Former && n.flags&roleOffice != 0 {
			f.sectors = eliSectors
		}
		if f.country == "" && of < 0 && n.flags&(roleOffice|roleLeads) != 0 && ofState(mainSector(f.sectors)) && !r.otherLand(m) && !r.addresses(m.Head) && (mainSector(f.sectors) != "MIL" || len(r.votes) < 2) {
			f.country = r.home // "General Williams Kaliman", in a report on Bolivia
		}
		return f
	}
	switch m.Type {
	case dragoman.PersonEntity:
		f.kind = foundName
	case dragoman.OrganizationEntity:
		f.kind = foundName
		f.country, f.sectors = r.wordsOf(m)
	}
	return f
}

// otherLand reports whether the sentence of a mention names another country than that which the report is about.
func (r *Resolver) otherLand(m *dragoman.Mention) bool {
	s := &r.d.Sentences[m.Sentence]
	for j := s.First; j < s.End; j++ {
		if k := r.hitAt[j]; k >= 0 {
			if c := r.countryOf(&r.hits[k]); c != "" && c != r.home {
				return true
			}
		}
	}
	return false
}

// ofState reports whether who holds an office of a sector serves a state.
func ofState(s dragoman.Sector) bool {
	switch s {
	case "GOV", "MIL", "COP", "JUD", "LEG":
		return true
	}
	return false
}

// phraseStart goes back from token a, not before left, to where its phrase begins: a mark, a preposition or a verb ends it, so that "its border with
// Belarus, the defence minister" is not of Belarus.
func (r *Resolver) phraseStart(a, left int32) int32 {
	for j := a - 1; j >= left; j-- {
		t := &r.d.Tokens[j]
		if j > left && r.d.Word(j) == "," {
			if _, _, _, title := r.role(j - 1); title {
				continue // "the Ugandan army chief, General Okot Odongo"
			}
		}
		if t.UPOS == dragoman.VERB && t.XPOS != dragoman.VBN && t.XPOS != dragoman.VBG || t.UPOS == dragoman.ADP || t.UPOS == dragoman.CCONJ ||
			t.UPOS == dragoman.PUNCT && r.d.Word(j) != "-" && r.d.Word(j) != "'" && r.d.Word(j) != "." {
			return j + 1
		}
	}
	return left
}

// wordsOf reads the country and the sectors of an unknown organisation from the words of its name: "Jordanian Farmers'
// Union", "Kachin Independence Army", "Bank of Ghana".
func (r *Resolver) wordsOf(m *dragoman.Mention) (home string, sec []dragoman.Sector) {
	for j := max(m.First-2, r.d.Sentences[m.Sentence].First); j < m.End; j++ {
		if k := r.hitAt[j]; k >= 0 {
			if c := r.countryOf(&r.hits[k]); c != "" {
				home = c
			}
		}
	}
	for j := m.End - 1; j >= m.First; j-- {
		if n, _, _, ok := r.role(j); ok && n.flags&roleBody != 0 && !r.otherUnion(m, j) {
			return home, n.sectors
		}
	}
	return home, nil
}

// otherUnion reports whether token j is the "Union" of a name that tells of no trade: "the Union of Rationalists", "the Arab Union".
func (r *Resolver) otherUnion(m *dragoman.Mention, j int32) bool {
	if r.d.Word(j) != "Union" {
		return false
	}
	for k := m.First; k < m.End; k++ {
		if _, _, _, ok := r.role(k); k != j && (ok && r.d.Tokens[k].UPOS != dragoman.ADJ || trades[r.d.Word(k)]) {
			return false // "of Journalists"
		}
	}
	return true
}

var trades = wordSet(`Trade Trades Labour Labor Workers Employees Staff Craft Industrial`)
