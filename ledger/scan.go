package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// chunkSize is how many candidates are fetched at a time: few at first, for most questions are answered by few.
func chunkSize(n, wanted int) int {
	return min(max(wanted, 256)<<min(n, 6), 16384)
}

// hits calls visit with parts of the events that the tables choose, in order, until it says that it has enough.
func (s *eventScan) hits(ctx context.Context, wanted int, visit func([]hit) (bool, error)) error {
	order, after := " ASC", ">"
	if s.newest {
		order, after = " DESC", "<"
	}
	at := s.at
	parties := ", 0, 0"
	if s.where != nil && len(s.where.sides) > 0 {
		parties = ", e.source, e.target"
	}
	for n := 0; ; n++ {
		c := clause{slices.Clone(s.c.sql), slices.Clone(s.c.args)}
		if at != nil {
			// The first half is what an index can use.
			c.and(s.day+" "+after+"= ? AND ("+s.day+" "+after+" ? OR "+s.seq+" "+after+" ?)", at.day, at.day, at.seq)
		}
		query := "SELECT e.day, e.seq, e.doc" + parties + " FROM " + s.from + " WHERE " + c.String()
		size := chunkSize(n, wanted)
		if !s.sorted {
			query += fmt.Sprintf(" ORDER BY %s%s, %s%s LIMIT %d", s.day, order, s.seq, order, size)
		}
		var part []hit
		read := 0
		err := s.l.store.rows(ctx, s.l.store.r, query, c.args, func(r *sql.Rows) error {
			var h hit
			err := r.Scan(&h.day, &h.seq, &h.doc, &h.source, &h.target)
			read++
			at = &cursor{s.known, h.day, h.seq}
			if s.docs == nil || s.docs.has(h.doc) {
				part = append(part, h)
			}
			return err
		})
		if err != nil {
			return err
		}
		if s.sorted {
			slices.SortFunc(part, func(a, b hit) int {
				o := cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.seq, b.seq))
				if s.newest {
					return -o
				}
				return o
			})
		}
		// An event with the actor on both sides, or two of the actors asked for, comes twice.
		part = slices.Compact(part)
		if s.where != nil {
			for _, t := range s.where.sides {
				if part, err = t.passing(ctx, s.l.names, part); err != nil {
					return err
				}
			}
		}
		if more, err := visit(part); err != nil || !more || s.sorted || read < size {
			return err
		}
	}
}

// each calls visit with each event chosen, its record read, until visit says that it has enough.
func (s *eventScan) each(ctx context.Context, wanted int, visit func(hit, *Line) (bool, error)) error {
	return s.hits(ctx, wanted, func(part []hit) (bool, error) {
		for len(part) > 0 {
			n := min(len(part), wanted)
			kept, lines, err := s.read(ctx, part[:n])
			if err != nil {
				return false, err
			}
			for i := range lines {
				if more, err := visit(kept[i], &lines[i]); err != nil || !more {
					return false, err
				}
			}
			part = part[n:]
		}
		return true, nil
	})
}

// page answers with a page of what a scan comes upon, each made by item.
func page[T any](ctx context.Context, s *eventScan, item func(hit, *Line) T) (Answer[T], error) {
	ans := Answer[T]{Items: []T{}, Known: s.known}
	err := s.each(ctx, s.limit+1, func(h hit, line *Line) (bool, error) {
		if len(ans.Items) == s.limit {
			ans.Next = s.last.String()
			return false, nil
		}
		ans.Items = append(ans.Items, item(h, line))
		s.last = cursor{s.known, h.day, h.seq}
		return true, nil
	})
	return ans, err
}

// read fetches the records of hits and keeps those for which the expression holds. Their reports are fetched last, but where
// the expression looks at them.
func (s *eventScan) read(ctx context.Context, hits []hit) ([]hit, []Line, error) {
	seqs := make([]int64, len(hits))
	for i, h := range hits {
		seqs[i] = h.seq
	}
	raw, err := s.l.rawLines(ctx, seqs)
	if err != nil {
		return nil, nil, err
	}
	if s.where == nil {
		lines, err := s.l.decodeLines(ctx, raw)
		return hits, lines, err
	}
	var lines []Line
	if s.where.report {
		if lines, err = s.l.decodeLines(ctx, raw); err != nil {
			return nil, nil, err
		}
	}
	var kept []hit
	n := 0
	for i, w := range raw {
		var line Line
		if s.where.report {
			line = lines[i]
		} else if line, err = w.decode(&report{}); err != nil {
			return nil, nil, err
		}
		keep, err := s.where.entry(&line)
		if err != nil {
			return nil, nil, err
		}
		if keep {
			kept = append(kept, hits[i])
			raw[n] = w
			if s.where.report {
				lines[n] = line
			}
			n++
		}
	}
	if s.where.report {
		return kept, lines[:n], nil
	}
	lines, err = s.l.decodeLines(ctx, raw[:n])
	return kept, lines, err
}
