package actor

import (
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// byName returns the entries that bear a name in full, an alias included.
func (d *Directory) byName(name string) []naming {
	return d.names[string(nameKey(country.AppendFold(nil, name)))]
}

// Known reports whether a name or an alias is that of an entry, whatever its case, and whether it is an abbreviation. What is shared with
// much else is not known.
func (d *Directory) Known(name string) (known, abbreviation bool) {
	for _, n := range d.byName(name) {
		e := &d.Entries[n.entry]
		short := func(alias string) bool { return strings.EqualFold(alias, name) && isCaps(alias) }
		abbreviation = abbreviation || short(e.Name) || slices.ContainsFunc(e.Aliases, short)
		known = known || !n.weak
	}
	return known, abbreviation
}

// bySurname returns the persons of a surname.
func (d *Directory) bySurname(name string) []int32 {
	return d.surnames[string(nameKey(country.AppendFold(nil, name)))]
}

// termOn returns the term of the office that counts most which a person held on a day: one that leads before others, a
// country's before an organisation's, the later before the earlier. -1 where there is none.
func (d *Directory) termOn(person int32, day dragoman.Date) int32 {
	best, rank := int32(-1), -1
	for _, i := range d.held[person] {
		t := &d.Terms[i]
		if day != 0 && !t.Days.Holds(day) {
			continue
		}
		r := 0
		if t.Leads {
			r += 4
		}
		if d.isCountry(t.Of) {
			r += 2
		}
		if best < 0 || r > rank || r == rank && t.Days.From >= d.Terms[best].Days.From {
			best, rank = i, r
		}
	}
	return best
}

// lastTerm returns the last term of a person that ended by day, -1 where there is none; one that leads before others.
func (d *Directory) lastTerm(person int32, day dragoman.Date) int32 {
	best := int32(-1)
	for _, i := range d.held[person] {
		t := &d.Terms[i]
		if t.Days.End == 0 || day != 0 && t.Days.End > day {
			continue
		}
		if best < 0 || t.Leads && !d.Terms[best].Leads || t.Leads == d.Terms[best].Leads && t.Days.End > d.Terms[best].Days.End {
			best = i
		}
	}
	return best
}

func (d *Directory) isCountry(i int32) bool {
	return len(d.Entries[i].ID) == len("country/XXX") && d.Entries[i].ID[:8] == "country/"
}

// countryEntry returns the entry of a country's code, -1 where there is none.
func (d *Directory) countryEntry(code string) int32 {
	if i, ok := d.byID["country/"+code]; ok {
		return i
	}
	return -1
}

// armyOf returns the armed forces of a country by the word that stands for them ("army", "military"), -1 where the Directory has
// no name of theirs with it.
func (d *Directory) armyOf(code, word string, day dragoman.Date) int32 {
	if word != "army" && word != "military" {
		return -1
	}
	for _, n := range d.byName(country.Code(code).Adjective() + " " + word) {
		e := &d.Entries[n.entry]
		if e.Country == code && mainSector(e.Sectors) == "MIL" && (day == 0 || e.Days.Holds(day)) {
			return n.entry
		}
	}
	return -1
}

// listOf returns the list of terrorists or of sanctions of an authority, -1 where there is none.
func (d *Directory) listOf(authority, want string) int32 {
	if authority == "" || want == "" {
		return -1
	}
	for _, i := range d.lists {
		if e := &d.Entries[i]; e.Country == authority && strings.Contains(strings.ToLower(e.Name), want) {
			return i
		}
	}
	return -1
}

// roleOf is the office of a term as a record cites it: "President of Syria".
func (d *Directory) roleOf(term int32) string {
	t := &d.Terms[term]
	of := d.Entries[t.Of].Name
	switch of {
	case "United States", "United Kingdom", "Netherlands", "Philippines", "Soviet Union", "United Nations", "United Arab Emirates", "Czech Republic",
		"European Union", "European Commission", "African Union", "Democratic Republic of the Congo", "Republic of the Congo", "Central African Republic",
		"Dominican Republic", "Maldives", "Bahamas", "Gambia":
		of = "the " + of
	}
	if to, ok := strings.CutPrefix(t.Title, "Ambassador to "); ok {
		return "Ambassador of " + of + " to " + to
	}
	return t.Title + " of " + of
}
