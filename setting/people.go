package setting

import (
	"slices"

	"dragoman"
)

// What a typed mention says of a token.
const (
	coverNone = iota
	coverPerson
	coverOrganization
	coverPlace
)

// coverMentions notes for each token what kind of thing a mention found before names with it.
func (f *finder) coverMentions(d *dragoman.Document) {
	f.cover = slices.Grow(f.cover[:0], len(d.Tokens))[:len(d.Tokens)]
	clear(f.cover)
	f.body = slices.Grow(f.body[:0], len(d.Tokens))[:len(d.Tokens)]
	clear(f.body)
	f.site = slices.Grow(f.site[:0], len(d.Tokens))[:len(d.Tokens)]
	clear(f.site)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != dragoman.Name {
			continue
		}
		kind, ends := uint8(coverNone), []int32(nil)
		switch m.Type {
		case dragoman.PersonEntity:
			kind = coverPerson
		case dragoman.OrganizationEntity:
			kind, ends = coverOrganization, f.body
		case dragoman.PlaceEntity:
			kind, ends = coverPlace, f.site
		}
		for t := m.First; t < m.End && ends != nil; t++ {
			ends[t] = max(ends[t], m.End)
		}
		// Mentions come outermost first or last; the narrower one speaks.
		for t := m.First; t < m.End; t++ {
			if f.cover[t] == coverNone || m.End-m.First <= 2 {
				f.cover[t] = kind
			}
		}
	}
}

// isPerson reports whether a match is rather part of a person's name, or a name that was part of one before: "Smith said Jackson had left".
func (f *finder) isPerson(d *dragoman.Document, g *Gazetteer, m *match) bool {
	if f.isOfPerson(d, g, m) {
		for t := m.first; t < m.end; t++ {
			f.people = append(f.people, Key(d.Word(t)))
		}
		return true
	}
	return m.end == m.first+1 && f.cover[m.first] != coverPlace && m.cue&(acronym|plainCountry|inside) == 0 && slices.Contains(f.people, m.key)
}

// isOfPerson reports whether the words at or beside a match make it part of a person's name: "Jordan Smith", "President Lincoln".
func (f *finder) isOfPerson(d *dragoman.Document, g *Gazetteer, m *match) bool {
	s := &d.Sentences[m.sentence]
	words := m.end - m.first
	switch {
	case f.cover[m.first] == coverPerson && m.cue&located == 0 && !f.isBareSite(d, g, m):
		return true
	case words == 1 && m.end < s.End && f.cover[m.end] == coverPerson && isGivenName(d.Word(m.first)): // "Chad Daybell"
		return true
	case f.cover[m.first] == coverPlace, words > 2, m.cue&acronym != 0:
		return false
	}
	if before := m.first - 1; before >= s.First {
		w := d.Word(before)
		if isTitle(w) && m.cue&located == 0 {
			return true
		}
		if m.cue&plainCountry == 0 && isNameWord(d, before) && !isDirection(w) && !f.matched(before) && !isInstitution(w) && !allCapitals(w) && d.Tokens[m.first].Flags&dragoman.NoSpaceBefore == 0 {
			return true
		}
	}
	if m.cue&plainCountry != 0 || m.end >= s.End || !isNameWord(d, m.end) || f.matched(m.end) {
		return false
	}
	w := d.Word(m.end)
	return !allCapitals(w) && !isInstitution(w) && !isTitle(w) && adminWord(w) == NoFeature
}

// isBareSite reports whether a match taken for a person is the whole of the name, and one that only places bear which are no
// towns: "Al-Tanf", "the Koreas".
func (f *finder) isBareSite(d *dragoman.Document, g *Gazetteer, m *match) bool {
	if m.cue&(common|capitals) != 0 || m.first > 0 && f.cover[m.first-1] == coverPerson || int(m.end) < len(f.cover) && f.cover[m.end] == coverPerson {
		return false
	}
	for e := m.entry; e < m.to; e++ {
		if at, _ := g.entry(e); g.feature(at) < Region {
			return false
		}
	}
	return !isGivenName(d.Word(m.first))
}

// isNameWord reports whether token i is a capitalised name that touches its neighbour.
func isNameWord(d *dragoman.Document, i int32) bool {
	t := &d.Tokens[i]
	return isCapital(d.Word(i)) && (t.UPOS == dragoman.PROPN || t.UPOS == dragoman.NoUPOS || t.UPOS == dragoman.X)
}

// matched reports whether a token lies in a match.
func (f *finder) matched(t int32) bool { return f.matchAt(t) != nil }

// neighboursInCapitals reports whether the words beside a match are printed in capitals too.
func neighboursInCapitals(d *dragoman.Document, m *match, s *dragoman.Sentence) bool {
	for _, i := range [2]int32{m.first - 1, m.end} {
		if i >= s.First && i < s.End {
			if w := d.Word(i); len(w) > 2 && allCapitals(w) {
				return true
			}
		}
	}
	return false
}

// dropPeople drops bare names that were part of a person's name anywhere in the report.
func (f *finder) dropPeople() {
	for i := range f.matches {
		m := &f.matches[i]
		if m.end == m.first+1 && m.cue&(inside|plainCountry|typedPlace) == 0 && slices.Contains(f.people, m.key) && !f.linked(m) {
			m.dropped = true
		}
	}
}

// linked reports whether a neighbour speaks for a match.
func (f *finder) linked(m *match) bool {
	for i := m.from; i < m.till; i++ {
		if f.candidates[i].linked > 0 {
			return true
		}
	}
	return false
}

// opensDateline reports whether a match in capitals opens a dateline: "PARIS, May 3 -", "OSLO (AP)".
func opensDateline(d *dragoman.Document, m *match, s *dragoman.Sentence) bool {
	if d.Blocks[s.Block].Kind == dragoman.Dateline {
		return true
	}
	if m.end >= s.End {
		return false
	}
	switch d.Word(m.end) {
	case ",", "(", "-", "–", "—", ":":
		return true
	}
	return false
}
