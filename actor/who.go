package actor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// A Candidate is who words may mean on a day, and why.
type Candidate struct {
	Party dragoman.Party
	Score float64 // 1 is certain; candidates of one score are ambiguous
	Why   []string
}

// Who returns the candidates for words on a day, the likeliest first; day 0 is "on any day". For example, on 2025-11-10
// "the Syrian leader" gives Ahmed al-Sharaa: President of Syria since 2025-01-29.
func (d *Directory) Who(words string, day dragoman.Date) []Candidate {
	var all []Candidate
	all = d.whoOffice(all, words, day)
	all = d.whoName(all, words, day)
	all = d.whoSurname(all, words, day)
	all = d.whoCountry(all, words, day)
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	var out []Candidate
	for _, c := range all {
		i := slices.IndexFunc(out, func(o Candidate) bool { return o.Party.Actor == c.Party.Actor && c.Party.Actor != "" })
		if i < 0 {
			out = append(out, c)
			continue
		}
		for _, w := range c.Why {
			if !slices.Contains(out[i].Why, w) {
				out[i].Why = append(out[i].Why, w)
			}
		}
	}
	return out
}

// candidate makes the Candidate of an entry on a day.
func (d *Directory) candidate(entry, term int32, day dragoman.Date, score float64, why ...string) Candidate {
	e := &d.Entries[entry]
	p := dragoman.Party{Name: e.Name, Actor: e.ID, Country: e.Country, Sectors: e.Sectors, Wikidata: e.Wikidata, Type: e.Type, Chain: -1}
	if e.Type == dragoman.PersonEntity {
		p.Country, p.Sectors, p.Role = d.standingOn(entry, term, day)
	}
	for _, c := range e.Dated {
		if day != 0 && c.Days.Holds(day) {
			p.Country, p.Sectors = c.Country, c.Sectors
		}
	}
	p.Code = codeOf(p.Country, p.Sectors)
	return Candidate{Party: p, Score: score, Why: why}
}

// whoOffice reads words as an office: a country or an organisation, and a title, in either order.
func (d *Directory) whoOffice(all []Candidate, words string, day dragoman.Date) []Candidate {
	f := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(words, "’s", "'s"), "'s ", " "))
	for len(f) > 1 && (strings.EqualFold(f[0], "the") || strings.EqualFold(f[0], "new")) {
		f = f[1:]
	}
	for cut := 1; cut < len(f); cut++ {
		left, right := strings.Join(f[:cut], " "), strings.Join(f[cut:], " ")
		all = d.holders(all, left, right, day)
		if before, after, ok := strings.Cut(strings.Join(f, " "), " of "); ok && cut == 1 {
			all = d.holders(all, strings.TrimPrefix(after, "the "), before, day)
		}
	}
	return all
}

// holders adds who held a title of a country or an organisation on a day.
func (d *Directory) holders(all []Candidate, of, title string, day dragoman.Date) []Candidate {
	var ofs []int32
	for _, m := range country.Lookup(of) {
		if c := country.Get(m.Code); c.Existed(day) {
			if i := d.countryEntry(string(m.Code)); i >= 0 && !slices.Contains(ofs, i) {
				ofs = append(ofs, i)
			}
		}
	}
	for _, n := range d.byName(of) {
		ofs = append(ofs, n.entry)
	}
	class := officeClass(title)
	for _, o := range ofs {
		if day != 0 {
			if t, _ := d.officeOn(o, title, day); t >= 0 {
				all = append(all, d.candidate(d.Terms[t].Person, t, day, 1/float64(len(ofs)), d.termWhy(t)))
				continue
			}
		}
		for _, t := range d.offices[o] {
			if (day == 0 || d.Terms[t].Days.Holds(day)) && class != "" && d.fits(&d.Terms[t], class, o) > 0 {
				all = append(all, d.candidate(d.Terms[t].Person, t, d.Terms[t].Days.From, 0.3/float64(len(ofs)), d.termWhy(t)))
			}
		}
	}
	return all
}

// termWhy tells an office and its days: "President of Syria since 2025-01-29".
func (d *Directory) termWhy(t int32) string {
	v := d.Terms[t].Days
	switch {
	case v.From == 0:
		return d.roleOf(t) + " until " + v.Last().String()
	case v.End == 0:
		return d.roleOf(t) + " since " + v.From.String()
	}
	return fmt.Sprintf("%s from %s to %s", d.roleOf(t), v.From, v.Last())
}

// whoName reads words as a name in full.
func (d *Directory) whoName(all []Candidate, words string, day dragoman.Date) []Candidate {
	found := d.byName(words)
	for _, n := range found {
		e := &d.Entries[n.entry]
		score, why := 0.9, "a name of "+e.Name
		if n.weak {
			score, why = 0.4, "an abbreviation that others share"
		}
		switch {
		case e.Type == dragoman.PersonEntity && day != 0 && d.termOn(n.entry, day) >= 0:
			c := d.candidate(n.entry, -1, day, score, why, d.termWhy(d.termOn(n.entry, day)))
			all = append(all, c)
			continue
		case e.Type == dragoman.PersonEntity && day != 0:
			score -= 0.1
		case day != 0 && !e.Days.Holds(day):
			score, why = score-0.4, why+", not there on the day"
		}
		all = append(all, d.candidate(n.entry, -1, day, score/float64(len(found))+score/100, why))
	}
	return all
}

// whoSurname reads words as a surname: who held an office on the day comes first.
func (d *Directory) whoSurname(all []Candidate, words string, day dragoman.Date) []Candidate {
	if strings.Contains(strings.TrimSpace(words), " ") {
		if w := strings.Fields(words); len(w) == 2 {
			return d.titled(all, w[0], w[1], day)
		}
		return all
	}
	for _, p := range d.bySurname(words) {
		score, why := 0.1, "a surname"
		if t := d.termOn(p, day); t >= 0 && day != 0 {
			score, why = 0.3, "surname of the "+d.termWhy(t)
			if d.Terms[t].Leads {
				score = 0.6
				if famous(d.Entries[d.Terms[t].Of].Country) {
					score = 0.7
				}
			}
		}
		all = append(all, d.candidate(p, -1, day, score, why))
	}
	return all
}

// titled reads "President Assad".
func (d *Directory) titled(all []Candidate, title, name string, day dragoman.Date) []Candidate {
	for _, p := range d.bySurname(name) {
		for _, t := range d.held[p] {
			if d.fits(&d.Terms[t], officeClass(title), d.Terms[t].Of) == 0 {
				continue
			}
			score := 0.4
			switch days := d.Terms[t].Days; {
			case day == 0:
			case days.Holds(day):
				score = 0.8
			case days.From > day:
				score = 0.2 // nobody bears a title before its day
			}
			all = append(all, d.candidate(p, t, max(day, d.Terms[t].Days.From), score, d.termWhy(t)))
		}
	}
	return all
}

// whoCountry reads words as a country's.
func (d *Directory) whoCountry(all []Candidate, words string, day dragoman.Date) []Candidate {
	for _, m := range country.Lookup(words) {
		i := d.countryEntry(string(m.Code))
		score := 0.9
		if m.Shared {
			score = 0.5
		}
		if !country.Get(m.Code).Existed(day) {
			score -= 0.4
		}
		c := d.candidate(i, -1, day, score, m.Kind.String()+" of "+m.Code.Name())
		if m.Kind == country.Capital || m.Kind == country.Metonym {
			c.Party.Sectors = govSectors
			c.Party.Code = codeOf(c.Party.Country, govSectors)
			c.Why[0] += ", as what its government says and does"
		}
		all = append(all, c)
	}
	return all
}
