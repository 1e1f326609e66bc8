package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"dragoman"
)

// A Line is an assertion with the report it was read from.
type Line struct {
	dragoman.Assertion
	Report Report `json:"report"`
}

// A Report is what the ledger tells of the report of a line.
type Report struct {
	ID        dragoman.ID   `json:"id"`
	Ref       string        `json:"ref,omitempty"`
	URL       string        `json:"url,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	Title     string        `json:"title,omitempty"`
	Published dragoman.Date `json:"published"`
}

func (r *report) public() Report {
	a := &r.article
	return Report{ID: r.id, Ref: a.Ref, URL: a.URL, Publisher: a.Source, Title: a.Title, Published: a.Published}
}

// reports fetches the articles of docs.
func (l *Ledger) reports(ctx context.Context, docs map[int64]*report) error {
	var missing []int64
	for doc, r := range docs {
		if r == nil {
			missing = append(missing, doc)
		}
	}
	return in(ctx, l.store, l.store.r, "SELECT id, hash, body FROM docs WHERE id IN (?)", missing, func(r *sql.Rows) error {
		var doc int64
		var hash, body []byte
		if err := r.Scan(&doc, &hash, &body); err != nil {
			return err
		}
		id, err := idOf(hash)
		if err != nil {
			return err
		}
		a, err := unpackArticle(body)
		docs[doc] = &report{id: id, article: a}
		return err
	})
}

type rawLine struct {
	seq, doc, recorded, rank int64
	kind                     int
	edition                  string
	record, body             []byte
}

const lineColumns = `SELECT a.seq, r.doc, r.recorded, e.rank, a.kind, e.name, a.record, a.body FROM assertions a
	JOIN readings r ON r.id = a.reading JOIN editions e ON e.id = r.edition WHERE `

func (w *rawLine) scan(r *sql.Rows) error {
	return r.Scan(&w.seq, &w.doc, &w.recorded, &w.rank, &w.kind, &w.edition, &w.record, &w.body)
}

// lines fetches assertions by number, in the order of seqs.
func (l *Ledger) lines(ctx context.Context, seqs []int64) ([]Line, error) {
	raw, err := l.rawLines(ctx, seqs)
	if err != nil {
		return nil, err
	}
	return l.decodeLines(ctx, raw)
}

func (l *Ledger) rawLines(ctx context.Context, seqs []int64) ([]*rawLine, error) {
	found := make(map[int64]*rawLine, len(seqs))
	err := in(ctx, l.store, l.store.r, lineColumns+"a.seq IN (?)", seqs, func(r *sql.Rows) error {
		w := new(rawLine)
		err := w.scan(r)
		found[w.seq] = w
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]*rawLine, len(seqs))
	for i, seq := range seqs {
		if out[i] = found[seq]; out[i] == nil {
			return nil, fmt.Errorf("assertion %d is missing: %w", seq, dragoman.ErrCorrupt)
		}
	}
	return out, nil
}

func (l *Ledger) decodeLines(ctx context.Context, raw []*rawLine) ([]Line, error) {
	docs := map[int64]*report{}
	for _, w := range raw {
		docs[w.doc] = nil
	}
	if err := l.reports(ctx, docs); err != nil {
		return nil, err
	}
	out := make([]Line, len(raw))
	for i, w := range raw {
		var err error
		if out[i], err = w.decode(docs[w.doc]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (w *rawLine) decode(r *report) (Line, error) {
	if r == nil {
		return Line{}, fmt.Errorf("the report of assertion %d is missing: %w", w.seq, dragoman.ErrCorrupt)
	}
	id, err := idOf(w.record)
	if err != nil {
		return Line{}, err
	}
	out := Line{Report: r.public(), Assertion: dragoman.Assertion{Seq: w.seq, Recorded: fromMicros(w.recorded), Doc: r.id,
		Edition: dragoman.Edition{Name: w.edition, Rank: int(w.rank)}}}
	if w.kind == kindRetract {
		out.Retract = id
		return out, nil
	}
	body, err := unpack(w.body)
	if err != nil {
		return out, fmt.Errorf("assertion %d: %w", w.seq, err)
	}
	if w.kind == kindEvent {
		out.Event, err = decodeEvent(body, id, r)
	} else {
		out.Standing, err = decodeStanding(body, id, r)
	}
	return out, err
}

// record is the id of the record that a line is about.
func (w *Line) record() dragoman.ID {
	switch {
	case w.Event != nil:
		return w.Event.ID
	case w.Standing != nil:
		return w.Standing.ID
	}
	return w.Retract
}
