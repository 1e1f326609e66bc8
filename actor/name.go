package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// surname resolves a name of one word by the full name elsewhere in the report, else by the one person of that surname who
// leads a state or an organisation on the day.
func (r *Resolver) surname(m *dragoman.Mention) (finding, bool) {
	f := nothing(m)
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
		key = addWord(key, p)
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
	addressed := r.politeBefore(first)
	for _, p := range persons {
		s := r.standing(p, title, class, of, addressed)
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

// monarch is the one who reigns on the day, or did a month before, under a name by which monarchs alone are called, "King Hussein": of a country where one is named.
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
	const lately = 30 // days: the news of a death, an abdication, a coup
	if p := r.reigning(class, of, first, r.day); p >= 0 {
		return p
	}
	return r.reigning(class, of, first, r.day-lately)
}

// reigning is the only one whose first name is the word of token i and who held an office of a class on a day, -1 for none.
func (r *Resolver) reigning(class string, of, i int32, day dragoman.Date) int32 {
	found := int32(-1)
	for k := range r.dir.Terms {
		t := &r.dir.Terms[k]
		if t.class != class || !t.Days.Holds(day) || of >= 0 && t.Of != of || !r.bears(t.Person, i) {
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
func (r *Resolver) standing(p int32, title, class string, of int32, addressed bool) int {
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
		case t.Leads && (famous(home) || addressed) && title == "":
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
	if m.Type != dragoman.PersonEntity || m.Chain < 0 || r.day == 0 || r.namedInFull(m) {
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
