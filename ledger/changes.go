package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dragoman"
)

// What an assertion did to what the ledger holds.
const (
	WasNew       = "new"       // a record that the report had not before
	WasRevised   = "revised"   // it says something else, or again, under the same id
	WasRetracted = "retracted" // the edition no longer reads it
	WasJudged    = "judged"    // a person said so
)

// A Change is one assertion, and what it did.
type Change struct {
	Line
	What     string     `json:"what"`
	Replaces int64      `json:"replaces,omitempty"` // the assertion whose place it took
	Judged   *Judgement `json:"judgement,omitempty"`
}

// Changes is the ledger's feed: the assertions after number since, in order, revisions and retractions among them. The next
// page starts after the last Seq given; Answer.Next is empty when there is nothing more yet.
func (l *Ledger) Changes(ctx context.Context, since int64, limit int) (Answer[Change], error) {
	ans := Answer[Change]{Items: []Change{}}
	p, err := l.paging(ctx, Page{Limit: limit}, fromMicros(0))
	if err != nil {
		return ans, fmt.Errorf("changes: %w", err)
	}
	ans.Known = p.known
	last := min(since+int64(p.limit), p.known)
	seqs := make([]int64, 0, max(0, last-since))
	for seq := max(since, 0) + 1; seq <= last; seq++ {
		seqs = append(seqs, seq)
	}
	if ans.Items, err = l.changes(ctx, seqs); err != nil {
		return ans, fmt.Errorf("changes: %w", err)
	}
	if last < p.known {
		ans.Next = fmt.Sprint(last)
	}
	return ans, nil
}

func (l *Ledger) changes(ctx context.Context, seqs []int64) ([]Change, error) {
	lines, err := l.lines(ctx, seqs)
	if err != nil {
		return nil, err
	}
	before := map[int64]int64{}
	err = in(ctx, l.store, l.store.r, `SELECT a.seq, max(b.seq) FROM assertions a JOIN readings ar ON ar.id = a.reading
		JOIN assertions b ON b.record = a.record AND b.seq < a.seq JOIN readings br ON br.id = b.reading AND br.doc = ar.doc
		WHERE a.seq IN (?) GROUP BY a.seq`, seqs, func(r *sql.Rows) error {
		var seq, prev int64
		err := r.Scan(&seq, &prev)
		before[seq] = prev
		return err
	})
	if err != nil {
		return nil, err
	}
	judged, err := l.judgements(ctx, "j.seq IN (?)", seqs)
	if err != nil {
		return nil, err
	}
	out := make([]Change, len(lines))
	for i, line := range lines {
		c := Change{Line: line, What: WasNew, Replaces: before[line.Seq]}
		switch {
		case line.Edition.Rank >= dragoman.PersonRank:
			c.What = WasJudged
			for k := range judged {
				if judged[k].Seq == line.Seq {
					c.Judged = &judged[k].Judgement
				}
			}
		case !line.Retract.IsZero():
			c.What = WasRetracted
		case c.Replaces != 0:
			c.What = WasRevised
		}
		out[i] = c
	}
	return out, nil
}

// A History is a record with all that was ever asserted of it.
type History struct {
	Record  dragoman.ID `json:"record"`
	Now     *Line       `json:"now,omitempty"` // what holds; nil where it is retracted or rejected
	Changes []Change    `json:"changes"`       // in order
	Report  Report      `json:"report"`
	// Before, Sentence and After are the evidence: the trigger lies at Sentence[Trigger.Start:Trigger.End].
	Sentence string        `json:"sentence"`
	Trigger  dragoman.Span `json:"trigger"`
	Text     string        `json:"-"` // of the report
}

// Show tells of one record: what holds, the sentence it was read from, and all that was asserted of it. Where several
// reports hold the same id, doc tells which; the zero ID takes the first.
func (l *Ledger) Show(ctx context.Context, record, doc dragoman.ID) (*History, error) {
	h, err := l.show(ctx, record, doc)
	if err != nil {
		return nil, fmt.Errorf("show %s: %w", record, err)
	}
	return h, nil
}

func (l *Ledger) show(ctx context.Context, record, doc dragoman.ID) (*History, error) {
	var seqs []int64
	err := l.store.rows(ctx, l.store.r, `SELECT a.seq, d.hash FROM assertions a JOIN readings r ON r.id = a.reading JOIN docs d ON d.id = r.doc
		WHERE a.record = ? ORDER BY a.seq`, []any{record[:]}, func(r *sql.Rows) error {
		var seq int64
		var hash []byte
		if err := r.Scan(&seq, &hash); err != nil {
			return err
		}
		id, err := idOf(hash)
		if err == nil && (doc.IsZero() || doc == id) {
			doc = id
			seqs = append(seqs, seq)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(seqs) == 0 {
		return nil, fmt.Errorf("no such record: %w", dragoman.ErrNotFound)
	}
	h := &History{Record: record}
	if h.Changes, err = l.changes(ctx, seqs); err != nil {
		return nil, err
	}
	last := &h.Changes[len(h.Changes)-1]
	h.Report = last.Line.Report
	if last.Retract.IsZero() {
		h.Now = &last.Line
	}
	rep, err := l.Article(ctx, doc)
	if err != nil {
		return nil, err
	}
	h.Text = rep.Text
	for _, c := range slices.Backward(h.Changes) {
		v := evidenceOf(&c.Line)
		if v != nil && inText(v.Span, rep.Text) && v.Span.Contains(v.Trigger) {
			h.Sentence = rep.Text[v.Span.Start:v.Span.End]
			h.Trigger = dragoman.Span{Start: v.Trigger.Start - v.Span.Start, End: v.Trigger.End - v.Span.Start}
			break
		}
	}
	return h, nil
}

func evidenceOf(w *Line) *dragoman.Evidence {
	switch {
	case w.Event != nil:
		return &w.Event.Evidence
	case w.Standing != nil:
		return &w.Standing.Evidence
	}
	return nil
}

// Article returns a report as it was recorded.
func (l *Ledger) Article(ctx context.Context, id dragoman.ID) (dragoman.Article, error) {
	var body []byte
	err := l.store.readOne(ctx, "SELECT body FROM docs WHERE hash = ?", []any{id[:]}, &body)
	if errors.Is(err, dragoman.ErrNotFound) {
		return dragoman.Article{}, fmt.Errorf("report %s: %w", id, err)
	}
	if err != nil {
		return dragoman.Article{}, err
	}
	return unpackArticle(body)
}

// Records returns what holds of one report: its records, in the order of its text.
func (l *Ledger) Records(ctx context.Context, doc dragoman.ID) ([]Line, error) {
	var seqs []int64
	err := l.store.rows(ctx, l.store.r, `SELECT a.seq FROM docs d JOIN readings r ON r.doc = d.id JOIN assertions a ON a.seq BETWEEN r.first AND r.first + r.n - 1
		LEFT JOIN events e ON e.seq = a.seq LEFT JOIN ended s ON s.fact = a.fact AND s.seq = a.seq
		WHERE d.hash = ? AND a.kind <> 2 AND coalesce(e.until, s.until, 0) = 0 ORDER BY a.seq`, []any{doc[:]}, func(r *sql.Rows) error {
		var seq int64
		err := r.Scan(&seq)
		seqs = append(seqs, seq)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("records of %s: %w", doc, err)
	}
	lines, err := l.lines(ctx, seqs)
	if err != nil {
		return nil, fmt.Errorf("records of %s: %w", doc, err)
	}
	slices.SortStableFunc(lines, func(a, b Line) int {
		x, y := evidenceOf(&a), evidenceOf(&b)
		return int(x.Trigger.Start) - int(y.Trigger.Start)
	})
	return lines, nil
}

// Each calls visit with every event and standing that holds as known at the filter's KnownAt, in order of number; it is
// what an export reads. Of the filter only KnownAt counts.
func (l *Ledger) Each(ctx context.Context, f Filter, visit func(*Line) error) error {
	known, err := l.knownAt(ctx, f.KnownAt)
	if err != nil {
		return fmt.Errorf("each: %w", err)
	}
	const part = 2000
	for at := int64(0); at < known; at += part {
		var seqs []int64
		err := l.store.rows(ctx, l.store.r, `SELECT a.seq FROM assertions a
			LEFT JOIN events e ON e.seq = a.seq LEFT JOIN ended s ON s.fact = a.fact AND s.seq = a.seq
			WHERE a.seq > ? AND a.seq <= ? AND a.kind <> 2 AND (coalesce(e.until, s.until, 0) = 0 OR coalesce(e.until, s.until) > ?) ORDER BY a.seq`,
			[]any{at, min(at+part, known), known}, func(r *sql.Rows) error {
				var seq int64
				err := r.Scan(&seq)
				seqs = append(seqs, seq)
				return err
			})
		if err != nil {
			return fmt.Errorf("each: %w", err)
		}
		lines, err := l.lines(ctx, seqs)
		if err != nil {
			return fmt.Errorf("each: %w", err)
		}
		for i := range lines {
			if err := visit(&lines[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
