package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"dragoman"
)

const (
	// fewDocs is how many reports a search may find for the search to lead the way to the records; more, and the other filters do.
	fewDocs = 2000
	// wideDays: an event told to the month or finer is found by any of its days, a vaguer one by its first.
	wideDays = 31
)

// Events answers which events a filter chooses, in order of their first day. A vaguely told day counts from its first.
func (l *Ledger) Events(ctx context.Context, f Filter, p Page) (Answer[Line], error) {
	s, err := l.newEventScan(ctx, f, p)
	if err != nil {
		return Answer[Line]{Items: []Line{}}, fmt.Errorf("events: %w", err)
	}
	ans, err := page(ctx, s, func(_ hit, line *Line) Line { return *line })
	if err != nil {
		return ans, fmt.Errorf("events: %w", err)
	}
	return ans, nil
}

// Dyad answers what two actors did to each other, in either direction.
func (l *Ledger) Dyad(ctx context.Context, a, b string, f Filter, p Page) (Answer[Line], error) {
	if a == "" || b == "" {
		return Answer[Line]{}, fmt.Errorf("dyad: name two actors: %w", dragoman.ErrInvalid)
	}
	f.Actor, f.Other, f.Side = a, b, EitherSide
	return l.Events(ctx, f, p)
}

// An eventScan walks the events that a filter chooses, in order of day and number.
type eventScan struct {
	paging
	l      *Ledger
	c      clause
	from   string  // the tables, the leading one first
	day    string  // the column of the leading table that orders
	seq    string  // and the one that breaks ties
	docs   *docSet // reports that match the text, nil for all
	where  *whereProgram
	last   cursor
	sorted bool // the leading table is not in order: take all, then sort
}

// A hit is an event that a scan came upon. Its parties are there only where the expression tests them.
type hit struct{ day, seq, doc, source, target int64 }

func (l *Ledger) newEventScan(ctx context.Context, f Filter, p Page) (*eventScan, error) {
	s := &eventScan{l: l}
	var err error
	if s.paging, err = l.paging(ctx, p, f.KnownAt); err != nil {
		return nil, err
	}
	if s.where, err = l.compileWhere(f.Where, whereEvents); err != nil {
		return nil, err
	}
	actor, other, err := l.dyadOf(ctx, f)
	if err != nil {
		return nil, err
	}
	if actor == nil && other != nil {
		actor, other = other, nil
	}
	docs, err := s.findDocs(ctx, f)
	if err != nil {
		return nil, err
	}
	s.lead(actor, docs)
	if err := s.restrict(ctx, f); err != nil {
		return nil, err
	}
	if actor != nil {
		s.restrictSides(actor, other, f.Side)
	}
	return s, nil
}

// findDocs finds the reports that the text or the publishers choose, where that is asked for and they are few enough to lead.
func (s *eventScan) findDocs(ctx context.Context, f Filter) ([]int64, error) {
	if f.Text != "" {
		docs, err := s.l.store.search(ctx, f.Text)
		if err != nil {
			return nil, err
		}
		if docs.n <= fewDocs {
			return append(docs.list(), -1), nil
		}
		s.docs = docs
		return nil, nil
	}
	if len(f.Publishers) == 0 || f.Actor != "" {
		return nil, nil
	}
	publishers, err := s.l.termsOf(ctx, f.Publishers)
	if err != nil {
		return nil, err
	}
	var c clause
	c.oneOf("publisher", publishers)
	docs := []int64{-1}
	err = s.l.store.rows(ctx, s.l.store.r, fmt.Sprintf("SELECT id FROM docs WHERE %s LIMIT %d", &c, fewDocs+1), nil, func(r *sql.Rows) error {
		var doc int64
		err := r.Scan(&doc)
		docs = append(docs, doc)
		return err
	})
	if len(docs) > fewDocs {
		return nil, err
	}
	return docs, err
}

// lead chooses the table that leads the way. CROSS JOIN keeps SQLite to that order; PostgreSQL finds its own.
func (s *eventScan) lead(actor sideSet, docs []int64) {
	s.day, s.seq = "e.day", "e.seq"
	switch {
	case docs != nil:
		s.from, s.sorted = "events e", true
		if actor != nil {
			s.from = "events e CROSS JOIN sides s"
			s.c.and("s.day = e.day AND s.seq = e.seq")
		}
		s.c.oneOf("e.doc", docs)
	case actor != nil:
		s.from, s.day, s.seq = "sides s CROSS JOIN events e", "s.day", "s.seq"
		s.c.and("e.seq = s.seq")
	default:
		s.from = "events e"
	}
	if actor != nil {
		s.c.oneOf("s.side", actor)
	}
}

// restrict adds what is asked of the event itself. A plus before a column keeps its index out of the plan: a filter that
// many events pass must not lead, for the answer is in order of day.
func (s *eventScan) restrict(ctx context.Context, f Filter) error {
	types, err := s.l.termsOf(ctx, f.Types)
	if err != nil {
		return err
	}
	typeColumn := "+e.type"
	if len(types) == 2 && s.from == "events e" && !s.sorted && f.Place == "" && f.Box == nil {
		typeColumn, types = "e.type", types[1:] // one type: its index is in order of day
	}
	s.c.oneOf(typeColumn, types)
	modes, err := s.l.termsOf(ctx, f.Modes)
	if err != nil {
		return err
	}
	s.c.oneOf("e.mode", modes)
	var quads []int64
	for _, q := range f.Quads {
		if q < 1 || q > 4 {
			return fmt.Errorf("quad %d: want 1 to 4: %w", q, dragoman.ErrInvalid)
		}
		quads = append(quads, int64(q))
	}
	s.c.oneOf("e.quad", quads)
	s.c.oneOf("e.modality", modalityNumbers(f.Modalities))
	publishers, err := s.l.termsOf(ctx, f.Publishers)
	if err != nil {
		return err
	}
	s.c.oneOf("e.publisher", publishers)
	if f.MinScore > 0 {
		s.c.and("e.score >= ?", f.MinScore)
	}
	if s.where != nil {
		s.c.sql = append(s.c.sql, s.where.columns.sql...)
		s.c.args = append(s.c.args, s.where.columns.args...)
	}
	if err := s.restrictPlace(ctx, f); err != nil {
		return err
	}
	if f.To != 0 && f.From > f.To {
		return fmt.Errorf("from %s to %s: want the earlier day first: %w", f.From, f.To, dragoman.ErrInvalid)
	}
	if f.From != 0 {
		s.c.and(s.day+" >= ?", int64(f.From-wideDays))
		s.c.and("(e.day >= ? OR (e.last >= ? AND e.last - e.day <= ?))", int64(f.From), int64(f.From), wideDays)
	}
	if f.To != 0 {
		s.c.and(s.day+" <= ?", int64(f.To))
	}
	s.c.and("e.seq <= ? AND (e.until = 0 OR e.until > ?)", s.known, s.known)
	return nil
}

func (s *eventScan) restrictPlace(ctx context.Context, f Filter) error {
	if f.Place != "" {
		column, word := "e.place", placeTerm(f.Place)
		if countryCode.MatchString(f.Place) {
			column, word = "e.place_country", f.Place
		}
		places, err := s.l.termsOf(ctx, []string{word})
		if err != nil {
			return err
		}
		if s.from != "events e" || s.sorted {
			column = "+" + column
		}
		s.c.and(fmt.Sprintf("%s = %d AND %s <> 0", column, places[len(places)-1], column))
	}
	if b := f.Box; b != nil {
		if b.South > b.North || b.South < -90 || b.North > 90 || b.West < -180 || b.East > 180 {
			return fmt.Errorf("box %+v: want south below north, within 90 and 180 degrees: %w", *b, dragoman.ErrInvalid)
		}
		lat := "e.lat"
		if s.from != "events e" || s.sorted || b.North-b.South > 20 {
			lat = "+e.lat"
		}
		s.c.and(lat+" >= ? AND "+lat+" <= ? AND e.lat IS NOT NULL", b.South, b.North)
		if b.West <= b.East {
			s.c.and("e.lon >= ? AND e.lon <= ?", b.West, b.East)
		} else {
			s.c.and("(e.lon >= ? OR e.lon <= ?)", b.West, b.East)
		}
	}
	return nil
}

// restrictSides asks that the actor be on the side wanted, and the other on the other.
func (s *eventScan) restrictSides(actor, other sideSet, side Side) {
	if other != nil {
		s.c.sql = append(s.c.sql, "("+sidesSQL("s.other", "s.other_country", other)+")")
	}
	is := func(column string) string {
		actors, countries := actor.split()
		sql := oneOfSQL("e."+column+"_country", append(countries, -1))
		if len(actors) > 0 {
			sql += " OR e." + column + " IN (SELECT id FROM parties WHERE " + oneOfSQL("actor", actors) + ")"
		}
		return "(" + sql + ")"
	}
	switch side {
	case AsSource:
		s.c.sql = append(s.c.sql, is("source"))
	case AsTarget:
		s.c.sql = append(s.c.sql, is("target"))
	}
}

// sidesSQL asks that the pair of columns be one of a set.
func sidesSQL(actor, country string, set sideSet) string {
	actors, countries := set.split()
	return oneOfSQL(actor, append(actors, -1)) + " OR " + oneOfSQL(country, append(countries, -1))
}
