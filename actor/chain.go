package actor

import (
	"sort"
	"strings"

	"dragoman"
)

// chains gives each chain that is a party, or may be one, its Party: the best of what its mentions tell.
func (r *Resolver) chains() {
	d := r.d
	for c := 0; c < len(d.Chains); c++ { // split appends
		best, at := finding{entry: -1, term: -1}, int32(-1)
		var role finding
		for i := d.Chains[c].First; i >= 0; i = d.Mentions[i].Next {
			f := &r.found[i]
			if f.kind > best.kind && !(f.ambiguous && best.kind > foundPlace) {
				best, at = *f, i
			}
			if f.kind == foundRole && role.kind == 0 && !f.ambiguous {
				role = *f
			}
		}
		if at >= 0 && best.entry >= 0 && (best.kind == foundEntry || best.kind == foundOffice) {
			r.split(int32(c), at, &best)
		}
		switch {
		case at < 0 || best.kind == foundPlace:
			continue
		case best.kind == foundName && role.kind != 0:
			// "Margus Tamm, the Estonian minister": an apposition tells what the name does not.
			if best.country == "" {
				best.country = role.country
			}
			if len(best.sectors) == 0 {
				best.sectors = role.sectors
			}
		case best.kind == foundRole && best.typ == dragoman.PlaceEntity:
			continue
		}
		d.Chains[c].Party = r.makeParty(int32(c), at, &best)
		if best.kind == foundOffice {
			d.Mentions[at].Link = dragoman.LinkRole
		}
	}
}

// split takes out of a chain the mentions that are certainly of another than its best: names of two entries of the Directory,
// or an army of one country in the chain of another's. They become a chain of their own, so that no wrong link makes two
// powers one.
func (r *Resolver) split(c, at int32, best *finding) {
	d := r.d
	last, out := int32(-1), int32(-1)
	var other int32 = -1 // the new chain
	for i := d.Chains[c].First; i >= 0; {
		next, f := d.Mentions[i].Next, &r.found[i]
		apart := i != at && r.contradicts(f, best, &d.Mentions[i])
		switch {
		case !apart:
			last = i
		case last < 0:
			d.Chains[c].First = next
		default:
			d.Mentions[last].Next = next
		}
		if apart {
			if other < 0 {
				other = int32(len(d.Chains))
				d.Chains = append(d.Chains, dragoman.Chain{First: i, Best: i, Party: -1, Type: d.Mentions[i].Type})
				d.Mentions[i].Link = dragoman.LinkFirst
			} else {
				d.Mentions[out].Next = i
			}
			d.Mentions[i].Chain, d.Mentions[i].Next = other, -1
			out = i
			if d.Chains[c].Best == i {
				d.Chains[c].Best = at
			}
		}
		i = next
	}
}

// contradicts reports whether a mention's finding cannot be of the same as the best of its chain.
func (r *Resolver) contradicts(f, best *finding, m *dragoman.Mention) bool {
	switch {
	case f.ambiguous:
		return false
	case f.kind == foundEntry || f.kind == foundOffice:
		return f.entry >= 0 && f.entry != best.entry
	case f.kind == foundRole && m.Kind == dragoman.Nominal && f.country != "" && best.typ != dragoman.PersonEntity:
		return f.country != r.dir.Entries[best.entry].Country && len(r.dir.Entries[best.entry].Country) == 3 && r.dir.countryEntry(r.dir.Entries[best.entry].Country) >= 0
	}
	return false
}

// makeParty makes the Party of a chain, or returns the one that is there of the same entry.
func (r *Resolver) makeParty(c, at int32, f *finding) int32 {
	m := &r.d.Mentions[at]
	p := dragoman.Party{Chain: c, Span: r.d.TokenSpan(m.First, m.End), Type: f.typ, Ambiguous: f.ambiguous}
	p.Text = r.d.Slice(p.Span)
	switch {
	case f.ambiguous || f.entry < 0:
		p.Name = r.plainName(m, f)
		p.Country, p.Sectors = f.country, f.sectors
		if f.ambiguous {
			p.Country = ""
		}
	default:
		r.fill(&p, f)
	}
	p.Code = codeOf(p.Country, p.Sectors)
	return r.party(p)
}

// fill takes over what the Directory knows of an entry on the day.
func (r *Resolver) fill(p *dragoman.Party, f *finding) {
	e := &r.dir.Entries[f.entry]
	p.Name, p.Actor, p.Country, p.Wikidata, p.Type = e.Name, e.ID, e.Country, e.Wikidata, e.Type
	switch e.Type {
	case dragoman.PersonEntity:
		p.Country, p.Sectors, p.Role = r.dir.standingOn(f.entry, f.term, r.day)
	case dragoman.PlaceEntity:
		p.Sectors = f.sectors
	default:
		p.Sectors = e.Sectors
	}
	for _, c := range e.Dated {
		if r.day != 0 && c.Days.Holds(r.day) {
			p.Country, p.Sectors = c.Country, c.Sectors
		}
	}
}

// standingOn says what a person is on a day: country, sectors and role. term is the office by which he was found, -1 for the one
// that counts most.
func (d *Directory) standingOn(person, term int32, day dragoman.Date) (home string, sec []dragoman.Sector, role string) {
	e := &d.Entries[person]
	home = e.Country
	if term < 0 {
		term = d.termOn(person, day)
	}
	if term >= 0 && day != 0 {
		t := &d.Terms[term]
		of := &d.Entries[t.Of]
		home, sec = of.Country, of.Sectors
		if d.isCountry(t.Of) {
			sec = officeSectors(t.Title)
		}
		return home, sec, d.roleOf(term)
	}
	if e.Role != "" && (day == 0 || e.Days.Holds(day)) {
		return home, e.Sectors, e.Role
	}
	if last := d.lastTerm(person, day); last >= 0 && day != 0 {
		t := &d.Terms[last]
		role = "former " + d.roleOf(last)
		if of := &d.Entries[t.Of]; !d.isCountry(t.Of) {
			return of.Country, eliSectors, role
		}
		return d.Entries[t.Of].Country, eliSectors, role
	}
	if e.Role != "" || day == 0 {
		return home, e.Sectors, ""
	}
	return home, nil, ""
}

// officeSectors are the sectors of the holder of a state's office.
func officeSectors(title string) []dragoman.Sector {
	t := strings.ToLower(title)
	switch {
	case strings.Contains(t, "army chief"), strings.Contains(t, "chief of staff"), strings.Contains(t, "general staff"), strings.Contains(t, "joint chiefs"),
		strings.HasPrefix(t, "commander"):
		return milSectors
	case strings.Contains(t, "speaker"):
		return legSectors
	}
	return govSectors
}

var (
	milSectors = []dragoman.Sector{"MIL"}
	legSectors = []dragoman.Sector{"LEG"}
)

// plainName is a party's name from the text: the name without titles, or the description without its article.
func (r *Resolver) plainName(m *dragoman.Mention, f *finding) string {
	first, end := f.first, f.end
	if f.kind != foundName || first >= end { // or a name of which its titles leave nothing
		first, end = m.First, m.End
		if end > m.Head+1 { // what hangs on the noun behind it is not of its name, but "of X" is
			end = r.shortEnd(m)
		}
	}
	for first < end-1 && (r.d.Tokens[first].UPOS == dragoman.DET || r.d.Tokens[first].UPOS == dragoman.PRON || r.d.Tokens[first].UPOS == dragoman.PUNCT) {
		first++
	}
	if m.Kind == dragoman.Nominal {
		first = min(r.behindTime(first), m.Head)
	}
	for end-1 > first && (r.d.Tokens[end-1].XPOS == dragoman.POS || r.d.Tokens[end-1].UPOS == dragoman.PUNCT) {
		end--
	}
	return r.d.Slice(r.d.TokenSpan(first, end))
}

// behindTime is the first token from i on that is of no time: of "soldiers" in "An hour later soldiers closed the road", which trees make one phrase.
func (r *Resolver) behindTime(i int32) int32 {
	k := sort.Search(len(r.d.Times), func(k int) bool { return r.d.Times[k].End > i })
	if k == len(r.d.Times) || r.d.Times[k].First > i {
		return i
	}
	if i = r.d.Times[k].End; int(i) < len(r.d.Tokens) && r.d.Tokens[i].XPOS == dragoman.POS {
		i++ // "last week's"
	}
	return i
}

// shortEnd ends a description before its relative clause, its apposition or a mark.
func (r *Resolver) shortEnd(m *dragoman.Mention) int32 {
	for j := m.Head + 1; j < m.End; j++ {
		t := &r.d.Tokens[j]
		if t.UPOS == dragoman.PUNCT && r.d.Word(j) != "-" || t.UPOS == dragoman.VERB || t.UPOS == dragoman.AUX || t.XPOS == dragoman.WDT || t.XPOS == dragoman.WP || j > m.Head+7 {
			return j
		}
	}
	return m.End
}

// possessors gives what is somebody's the country of that somebody: "his administration", "Sharaa's government", "its army".
func (r *Resolver) possessors() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		f := &r.found[i]
		if f.kind != foundRole || f.country != "" || f.ambiguous || m.Chain < 0 {
			continue
		}
		c := &r.d.Chains[m.Chain]
		if c.Party < 0 || r.d.Parties[c.Party].Country != "" || r.d.Parties[c.Party].Actor != "" {
			continue
		}
		of := r.possessorParty(m)
		if of == nil || of.Country == "" {
			continue
		}
		p := &r.d.Parties[c.Party]
		f.country = of.Country
		if e := r.dir.listOf(of.Country, r.listKind(m)); e >= 0 {
			f.entry, f.kind = e, foundEntry
			c.Party = r.makeParty(m.Chain, int32(i), f)
			continue
		}
		if r.isGovernment(m.Head) && (of.HasSector("GOV") || of.Type == dragoman.PlaceEntity) && len(of.Country) == 3 && r.dir.countryEntry(of.Country) >= 0 {
			f.entry, f.kind = r.dir.countryEntry(of.Country), foundEntry
			c.Party = r.makeParty(m.Chain, int32(i), f)
			continue
		}
		if len(p.Sectors) == 0 && of.HasSector("REB") {
			p.Sectors = of.Sectors
		}
		p.Country = of.Country
		p.Code = codeOf(p.Country, p.Sectors)
	}
}

// possessorParty is the party of the possessor of a mention's noun.
func (r *Resolver) possessorParty(m *dragoman.Mention) *dragoman.Party {
	for j := m.First; j < m.End; j++ {
		if t := &r.d.Tokens[j]; t.Deprel != dragoman.RelNmodPoss || t.Head < m.First || t.Head >= m.End {
			continue
		}
		if k := r.mentionAt[j]; k >= 0 && r.d.Mentions[k].Chain >= 0 && &r.d.Mentions[k] != m {
			if p := r.partyOf(k); p != nil {
				return p
			}
		}
	}
	return nil
}
