package ledger

import (
	"context"
	"fmt"

	"dragoman"
)

// A Moment is one item of a timeline: an event, or a standing that begins or ends.
type Moment struct {
	Day dragoman.Date `json:"day"` // 0 where no day is told
	Line
}

// Timeline answers what an actor did, underwent, began and ceased to be, in order of day. Of the filter, Actor must be set;
// Other, Types (event types and relations), From, To, Text, Where and KnownAt count besides.
func (l *Ledger) Timeline(ctx context.Context, f Filter, p Page) (Answer[Moment], error) {
	s, err := l.newTimelineScan(ctx, f, p)
	if err != nil {
		return Answer[Moment]{Items: []Moment{}}, fmt.Errorf("timeline: %w", err)
	}
	ans, err := page(ctx, s, func(h hit, line *Line) Moment { return Moment{dragoman.Date(h.day), *line} })
	if err != nil {
		return ans, fmt.Errorf("timeline: %w", err)
	}
	return ans, nil
}

func (l *Ledger) newTimelineScan(ctx context.Context, f Filter, p Page) (*eventScan, error) {
	s := &eventScan{l: l, day: "e.day", seq: "e.seq"}
	var err error
	if s.paging, err = l.paging(ctx, p, f.KnownAt); err != nil {
		return nil, err
	}
	if s.where, err = l.compileWhere(f.Where, whereRecords); err != nil {
		return nil, err
	}
	if f.Actor == "" {
		return nil, fmt.Errorf("name an actor: %w", dragoman.ErrInvalid)
	}
	actor, other, err := l.dyadOf(ctx, f)
	if err != nil {
		return nil, err
	}
	types, err := l.termsOf(ctx, f.Types)
	if err != nil {
		return nil, err
	}
	if f.Text != "" {
		if s.docs, err = l.store.search(ctx, f.Text); err != nil {
			return nil, err
		}
	}
	// The scan reads the table of sides under the name of the events that it walks otherwise.
	s.from = `(SELECT x.side, x.day, x.seq, x.other, x.other_country, x.type, r.doc, coalesce(v.until, t.until, 0) AS until FROM sides x
		JOIN assertions a ON a.seq = x.seq JOIN readings r ON r.id = a.reading
		LEFT JOIN events v ON v.seq = x.seq LEFT JOIN ended t ON t.fact = a.fact AND t.seq = x.seq) e`
	s.c.oneOf("e.side", actor)
	if other != nil {
		s.c.sql = append(s.c.sql, "("+sidesSQL("e.other", "e.other_country", other)+")")
	}
	s.c.oneOf("+e.type", types)
	if f.From != 0 {
		s.c.and("e.day >= ?", int64(f.From))
	}
	if f.To != 0 {
		s.c.and("e.day <= ?", int64(f.To))
	}
	s.c.and("e.seq <= ? AND (e.until = 0 OR e.until > ?)", s.known, s.known)
	return s, nil
}
