package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"dragoman"
)

// A Count is how many records share a type, a dyad or a month.
type Count struct {
	Type   string `json:"type,omitempty"`
	Source string `json:"source,omitempty"`
	Target string `json:"target,omitempty"`
	Month  string `json:"month,omitempty"` // YYYY-MM; "" where no day is told
	Events int64  `json:"events"`
	// Intensity is the mean of the events' intensities.
	Intensity float64 `json:"intensity"`
	Reports   int64   `json:"reports"`
}

// By says by what to count; several count by their combinations.
type By string

// What can be counted by.
const (
	ByType  By = "type"
	ByDyad  By = "dyad"  // who did it to whom, each by name
	ByPair  By = "pair"  // the same by country
	ByMonth By = "month" // of the first day
)

// Counts counts the events that a filter chooses, most first; at most limit rows, 0 for 1,000.
func (l *Ledger) Counts(ctx context.Context, f Filter, by []By, limit int) ([]Count, error) {
	if limit <= 0 {
		limit = 1000
	}
	s, err := l.newEventScan(ctx, f, Page{})
	if err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	for _, b := range by {
		switch b {
		case ByType, ByDyad, ByPair, ByMonth:
		default:
			return nil, fmt.Errorf("count by %q: want type, dyad, pair or month: %w", b, dragoman.ErrInvalid)
		}
	}
	c := newCounter(l, by)
	if s.where != nil || s.docs != nil {
		err = c.walk(ctx, s)
	} else {
		err = c.ask(ctx, s)
	}
	if err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	return c.finish(ctx, limit)
}

// A countKey tells rows of a count apart; what is not counted by is 0.
type countKey struct {
	typ, source, target, sourceCountry, targetCountry int64
	month                                             int32 // year*12 + month - 1; 0 where not known
}

type counted struct {
	events int64
	sum    float64
	docs   map[int64]bool
}

type counter struct {
	l  *Ledger
	by map[By]bool
	n  map[countKey]*counted
}

func newCounter(l *Ledger, by []By) *counter {
	c := &counter{l: l, by: map[By]bool{}, n: map[countKey]*counted{}}
	for _, b := range by {
		c.by[b] = true
	}
	return c
}

const countRow = "SELECT e.seq, e.type, e.source, e.target, e.source_country, e.target_country, e.day, e.intensity, e.doc FROM "

// ask counts what the tables alone can choose.
func (c *counter) ask(ctx context.Context, s *eventScan) error {
	seen := int64(-1)
	return s.l.store.rows(ctx, s.l.store.r, countRow+s.from+" WHERE "+s.c.String()+" ORDER BY e.seq", s.c.args, func(r *sql.Rows) error {
		return c.row(r, &seen)
	})
}

// walk counts what must be read to be chosen.
func (c *counter) walk(ctx context.Context, s *eventScan) error {
	var seqs []int64
	flush := func() error {
		seen := int64(-1)
		err := in(ctx, s.l.store, s.l.store.r, countRow+"events e WHERE e.seq IN (?) ORDER BY e.seq", seqs, func(r *sql.Rows) error { return c.row(r, &seen) })
		seqs = seqs[:0]
		return err
	}
	add := func(h hit) error {
		if seqs = append(seqs, h.seq); len(seqs) >= 4096 {
			return flush()
		}
		return nil
	}
	var err error
	if s.where != nil {
		err = s.each(ctx, 1024, func(h hit, _ *Line) (bool, error) { return true, add(h) })
	} else {
		err = s.hits(ctx, 4096, func(part []hit) (bool, error) {
			for _, h := range part {
				if err := add(h); err != nil {
					return false, err
				}
			}
			return true, nil
		})
	}
	if err != nil {
		return err
	}
	return flush()
}

// row counts one event, once, however many of its sides were asked for.
func (c *counter) row(r *sql.Rows, seen *int64) error {
	var k countKey
	var seq, day, doc int64
	var intensity float64
	if err := r.Scan(&seq, &k.typ, &k.source, &k.target, &k.sourceCountry, &k.targetCountry, &day, &intensity, &doc); err != nil {
		return err
	}
	if seq == *seen {
		return nil
	}
	*seen = seq
	if !c.by[ByType] {
		k.typ = 0
	}
	if !c.by[ByDyad] {
		k.source, k.target = 0, 0
	}
	if !c.by[ByPair] {
		k.sourceCountry, k.targetCountry = 0, 0
	}
	if c.by[ByMonth] && day != 0 {
		t := dragoman.Date(day).Time()
		k.month = int32(t.Year()*12 + int(t.Month()) - 1)
	}
	n := c.n[k]
	if n == nil {
		n = &counted{docs: map[int64]bool{}}
		c.n[k] = n
	}
	n.events++
	n.sum += intensity
	n.docs[doc] = true
	return nil
}

// finish names the rows and orders them. Parties that differ in what was told of them, not in who they are, are one.
func (c *counter) finish(ctx context.Context, limit int) ([]Count, error) {
	parties, terms := map[int64]bool{}, map[int64]bool{}
	for k := range c.n {
		parties[k.source], parties[k.target] = true, true
		terms[k.typ], terms[k.sourceCountry], terms[k.targetCountry] = true, true, true
	}
	people, err := c.l.names.partiesOf(ctx, parties)
	if err != nil {
		return nil, err
	}
	words, err := c.l.names.termNames(ctx, terms)
	if err != nil {
		return nil, err
	}
	name := func(party, country int64) string {
		if p := people[party]; p != nil {
			return cmp.Or(p.body.Name, p.body.Code)
		}
		return words[country]
	}
	rows := map[Count]*counted{}
	for k, n := range c.n {
		row := Count{Type: words[k.typ], Source: name(k.source, k.sourceCountry), Target: name(k.target, k.targetCountry)}
		if k.month != 0 {
			row.Month = dragoman.NewDate(int(k.month/12), 1, 1).Time().AddDate(0, int(k.month%12), 0).Format("2006-01")
		}
		if o := rows[row]; o != nil {
			o.events, o.sum = o.events+n.events, o.sum+n.sum
			for doc := range n.docs {
				o.docs[doc] = true
			}
		} else {
			rows[row] = n
		}
	}
	out := make([]Count, 0, len(rows))
	for row, n := range rows {
		row.Events, row.Intensity, row.Reports = n.events, n.sum/float64(n.events), int64(len(n.docs))
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target))
	})
	return out[:min(limit, len(out))], nil
}
