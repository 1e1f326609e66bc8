package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// surname resolves a name of one word by the full name elsewhere in the report, else by the one person of that surname who
// leads a state or an organisation on the day.
func (r *Resolver) surname(m *dragoman.Mention) (finding, bool) {
	f := finding{entry: -1, term: -1, first: m.First, end: m.End}
	first, end := r.nameTokens(m)
	f.first, f.end = first, end
	if first >= end {
		return f, false
	}
	key := r.key[:0]
	words := 0
	for j := first; j < end; j++ {
		p := r.pieceOf(j)
		if len(p) == 0 || isParticle(p) && j+1 < end {
			continue
		}
		if len(key) > 0 {
			key = append(key, ' ')
		}
		key = append(key, p...)
		words++
	}
	r.key = key
	if e, ok := r.people[string(key)]; ok && e >= 0 {
		f.kind, f.entry, f.typ = foundEntry, e, dragoman.PersonEntity
		return f, true
	}
	persons := r.dir.surnames[string(key)]
	title, of := r.titleOf(first)
	if of < 0 {
		of = r.landBehind(end)
	}
	if e := r.monarch(title, of, first, end); e >= 0 {
		f.kind, f.entry, f.typ = foundEntry, e, dragoman.PersonEntity
		return f, true
	}
	if len(persons) == 0 || m.Type == dragoman.OrganizationEntity {
		return f, false
	}
	class := officeClass(title)
	best, rank, tie := int32(-1), 0, false
	polite := r.politeBefore(first)
	for _, p := range persons {
		s := r.standing(p, title, class, of, polite)
		if land := r.landBehind(end); land >= 0 && !r.heldOf(p, land) {
			s = 0
		}
		if s == 0 && len(persons) == 1 && title == "" && (r.ledOnce(p, m) || r.ofNote(p, m)) {
			s = 1
		}
		if s > rank {
			best, rank, tie = p, s, false
		} else if s == rank && s > 0 {
			tie = true
		}
	}
	if best < 0 {
		return f, false
	}
	f.typ = dragoman.PersonEntity
	if tie {
		f.kind, f.ambiguous = foundEntry, true
		return f, true
	}
	f.kind, f.entry = foundEntry, best
	return f, true
}

// landBehind is the country of "of Saudi Arabia" behind a name that ends at a token, -1 for none.
func (r *Resolver) landBehind(end int32) int32 {
	if int(end)+1 >= len(r.d.Tokens) || r.d.Word(end) != "of" {
		return -1
	}
	for j := end + 1; j < end+3 && int(j) < len(r.d.Tokens); j++ {
		if k := r.hitAt[j]; k >= 0 && len(r.hits[k].countries) > 0 {
			if of, _ := r.ofHit(&r.hits[k]); of >= 0 && r.dir.isCountry(of) {
				return of
			}
		}
	}
	return -1
}

// landBefore is the country of "Saudi Arabia's" before a title at a token, -1 for none.
func (r *Resolver) landBefore(first int32) int32 {
	if first < 2 || r.d.Tokens[first-1].XPOS != dragoman.POS || r.hitAt[first-2] < 0 || len(r.hits[r.hitAt[first-2]].countries) == 0 {
		return -1
	}
	of, _ := r.ofHit(&r.hits[r.hitAt[first-2]])
	return of
}

// monarch is the one who reigned on the day under a name by which monarchs alone are called, "King Hussein": of a country where one is named.
// -1 for none, or where more than one did.
func (r *Resolver) monarch(title string, of, first, end int32) int32 {
	class := officeClass(title)
	switch class {
	case "king", "emir", "sultan", "shah", "emperor", "pope":
	default:
		return -1
	}
	if r.day == 0 || end != first+1 {
		return -1
	}
	found := int32(-1)
	for i := range r.dir.Terms {
		t := &r.dir.Terms[i]
		if t.class != class || !t.Days.Holds(r.day) || of >= 0 && t.Of != of || !r.bears(t.Person, first) {
			continue
		}
		if found >= 0 && found != t.Person {
			return -1
		}
		found = t.Person
	}
	return found
}

// bears reports whether the word of token i is the first name of a person.
func (r *Resolver) bears(person, i int32) bool {
	name := r.dir.Entries[person].Name
	given, _, _ := strings.Cut(name, " ")
	if given == "King" || given == "Queen" || given == "Sultan" || given == "Emir" || given == "Pope" || given == "Sheikh" {
		_, name, _ = strings.Cut(name, " ")
		given, _, _ = strings.Cut(name, " ")
	}
	return string(squeeze(nil, country.AppendFold(nil, given))) == string(r.pieceOf(i))
}

// standing scores a person as the bearer of a bare surname: by an office held on the day that the title names, by leading a
// country of the report, by leading at all, of any state where "Mr" stands before the name as before one that all readers know. 0 is no ground to think of him.
func (r *Resolver) standing(p int32, title, class string, of int32, polite bool) int {
	if r.day == 0 {
		return 0
	}
	switch title {
	case "Prince", "Princess", "Queen", "King", "Duke", "Duchess":
		return 0 // what follows is a first name: "Prince Hassan"
	}
	best := 0
	for _, i := range r.dir.held[p] {
		t := &r.dir.Terms[i]
		holds := t.Days.Holds(r.day)
		home := r.dir.Entries[t.Of].Country
		ago := dragoman.Date(3 * 365)
		if r.seen[home] > 0 && t.Leads {
			ago *= 4
		}
		if !holds && !(t.Days.End != 0 && t.Days.End <= r.day && t.Days.End > r.day-ago) {
			continue
		}
		s := 0
		near := of >= 0 && of == t.Of || r.seen[home] > 0 && r.dir.isCountry(t.Of)
		switch titled := title != "" && r.dir.fits(t, class, t.Of) > 0; {
		case titled && near:
			s = 9
		case titled:
			s = 5
		case rank(title) && holds && t.Leads:
			s = 4
		case rank(title) && holds && r.dir.isCountry(t.Of) && (near || officeSectors(t.Title)[0] == "MIL"):
			s = 3
		case title != "" && !rank(title) && !t.Leads:
			continue
		case t.Leads && near:
			s = 6
		case t.Leads && (famous(home) || polite) && title == "":
			s = 4
		case near && title == "":
			s = 2
		}
		if !holds {
			s /= 2
		}
		best = max(best, s)
	}
	return best
}

// ofNote reports whether a person who held no office was of note on the day in a country that the report names, and the report gives no other full name with the
// surname: "Mr Odinga" in Kenya.
func (r *Resolver) ofNote(p int32, m *dragoman.Mention) bool {
	e := &r.dir.Entries[p]
	return e.Role != "" && r.day != 0 && e.Days.Holds(r.day) && r.seen[e.Country] > 0 && m.Type == dragoman.PersonEntity && !r.namedInFull(m)
}

// ledOnce reports whether a person whose surname is no other's led a country that the report names, whenever before it, and the report never
// gives the name in full, as it would an unknown person's: "Gorbachev", in 2009.
func (r *Resolver) ledOnce(p int32, m *dragoman.Mention) bool {
	if m.Type != dragoman.PersonEntity || m.Chain < 0 || r.day == 0 {
		return false
	}
	if r.namedInFull(m) {
		return false
	}
	for _, i := range r.dir.held[p] {
		t := &r.dir.Terms[i]
		if t.Leads && t.Days.From <= r.day && r.dir.isCountry(t.Of) && r.seen[r.dir.Entries[t.Of].Country] > 0 {
			return true
		}
	}
	return false
}

// namedInFull reports whether a mention's chain has a name of more than one word.
func (r *Resolver) namedInFull(m *dragoman.Mention) bool {
	if m.Chain < 0 {
		return false
	}
	for i := r.d.Chains[m.Chain].First; i >= 0; i = r.d.Mentions[i].Next {
		o := &r.d.Mentions[i]
		if first, end := r.nameTokens(o); o.Kind == dragoman.Name && end-first > 1 {
			return true
		}
	}
	return false
}

// rank reports whether a title is a rank or a style, which tells of no office.
func rank(title string) bool {
	switch strings.ToLower(title) {
	case "general", "gen.", "gen", "colonel", "col.", "col", "senior general", "lieutenant general", "major general", "marshal", "field marshal", "admiral", "captain", "major",
		"sheikh", "ayatollah", "imam", "prince", "lt. gen.", "maj. gen.", "commander":
		return true
	}
	return false
}

// famous are the states whose leaders reports name by surname without more.
func famous(home string) bool {
	switch home {
	case "USA", "GBR", "RUS", "SUN", "CHN", "FRA", "DEU", "UKR", "ISR", "IND", "TUR", "IRN", "UNO", "EUR":
		return true
	}
	return false
}

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
			if p := r.pieceOf(j); len(p) > 0 {
				if len(key) > 0 {
					key = append(key, ' ')
				}
				key = append(key, p...)
			}
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
		if t := &r.d.Tokens[first]; t.UPOS == dragoman.DET || t.XPOS == dragoman.JJ && r.d.Word(first)[0] >= 'a' && r.d.Word(first)[0] <= 'z' || polite(r.d.Word(first)) { // "a frail Mobutu"
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
	for i > 0 && r.inName(i-1) && r.d.Word(i - 1)[0] >= 'a' && r.d.Word(i - 1)[0] <= 'z' {
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
		if s := r.statusBefore(max(a-3, 0), a); s == dragoman.Former && n.flags&roleOffice != 0 {
			f.sectors = eliSectors
		}
		if f.country == "" && of < 0 && n.flags&(roleOffice|roleLeads) != 0 && len(f.sectors) > 0 && ofState(f.sectors[0]) && !r.otherLand(m) && (f.sectors[0] != "MIL" || len(r.votes) < 2) {
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
		if n, _, _, ok := r.role(j); ok && n.flags&roleBody != 0 && !r.unionOf(m, j) {
			return home, n.sectors
		}
	}
	return home, nil
}

// unionOf reports whether a "Union of …" is one of other people than those of a trade: "the Union of Rationalists".
func (r *Resolver) unionOf(m *dragoman.Mention, j int32) bool {
	if r.d.Word(j) != "Union" || j+1 >= m.End || r.d.Lemmas[j+1] != "of" {
		return false
	}
	for k := j + 2; k < m.End; k++ {
		if _, _, _, ok := r.role(k); ok {
			return false // "of Journalists"
		}
	}
	return true
}
