package actor

import (
	"iter"

	"dragoman"
)

// Baseline yields the standings that the Directory knows, as records without evidence in a report: who holds which office
// (holds_office, and leads beside it), and which country is a member of which organisation (member_of; the first day is the
// one on which The Factbook was first seen to say so). The Standing yielded is reused: copy what is kept.
func (d *Directory) Baseline() iter.Seq[*dragoman.Standing] {
	return func(yield func(*dragoman.Standing) bool) {
		var s dragoman.Standing
		for i := range d.Terms {
			t := &d.Terms[i]
			subject, object := d.partyOf(t.Person), d.partyOf(t.Of)
			subject.Country, subject.Sectors, subject.Role = d.standingOn(t.Person, int32(i), max(t.Days.From, 1))
			subject.Code = codeOf(subject.Country, subject.Sectors)
			s = dragoman.Standing{Relation: "holds_office", Subject: &subject, Object: &object, Value: t.Title, Score: 1,
				When: &dragoman.When{Interval: t.Days, Basis: "directory"}, Change: dragoman.Hold}
			if t.Days.End != 0 {
				s.Change = dragoman.Past
			}
			if !yield(&s) {
				return
			}
			if t.Leads {
				s.Relation, s.Value = "leads", ""
				if !yield(&s) {
					return
				}
			}
		}
		members, err := d.Memberships()
		if err != nil {
			return // the lines are part of the build; TestDirectoryCounts reads them all
		}
		for i := range members {
			m := &members[i]
			c := d.countryEntry(m.Country)
			if c < 0 {
				continue
			}
			subject, object := d.partyOf(c), d.partyOf(m.Of)
			s = dragoman.Standing{Relation: "member_of", Subject: &subject, Object: &object, Value: m.Status, Score: 1, Change: dragoman.Hold,
				When: &dragoman.When{Interval: dragoman.Interval{From: m.First, End: m.Last + 1, Precision: dragoman.ByRange}, Basis: "directory"}}
			if !yield(&s) {
				return
			}
		}
	}
}

// partyOf is an entry as a party of a record.
func (d *Directory) partyOf(entry int32) dragoman.Party {
	e := &d.Entries[entry]
	return dragoman.Party{Name: e.Name, Actor: e.ID, Code: codeOf(e.Country, e.Sectors), Country: e.Country, Sectors: e.Sectors, Wikidata: e.Wikidata, Type: e.Type, Chain: -1}
}
