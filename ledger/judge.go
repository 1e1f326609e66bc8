package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"dragoman"
)

// A Verdict is a person's word on a record.
type Verdict string

// The verdicts.
const (
	Accept Verdict = "accept" // it is as the record says
	Reject Verdict = "reject" // the text does not say so
	Amend  Verdict = "amend"  // the text says something else: the record given with the judgement
)

var verdicts = []Verdict{Accept, Reject, Amend}

// A Judgement is one person's verdict on one record.
type Judgement struct {
	Seq     int64       `json:"seq,omitempty"` // the assertion that it is
	Record  dragoman.ID `json:"record"`
	Doc     dragoman.ID `json:"doc"` // may be left out in a question where the record is in one report alone
	Person  string      `json:"person"`
	Verdict Verdict     `json:"verdict"`
	Reason  string      `json:"reason,omitempty"`
	// With Amend exactly one of these says what the record should be; it keeps the id of the record it amends.
	Event    *dragoman.Event    `json:"event,omitempty"`
	Standing *dragoman.Standing `json:"standing,omitempty"`
}

type judging struct {
	Judgement
	verdict int
	seq     int64
}

// Judge writes a person's verdict as an assertion of the edition "person/NAME". It outranks what any edition reads in the
// same words of the report, before and after.
func (l *Ledger) Judge(ctx context.Context, j Judgement) (Judgement, error) {
	verdict := -1
	for i, v := range verdicts {
		if v == j.Verdict {
			verdict = i
		}
	}
	amends := j.Event != nil || j.Standing != nil
	switch {
	case verdict < 0:
		return j, fmt.Errorf("judge: verdict %q: want accept, reject or amend: %w", j.Verdict, dragoman.ErrInvalid)
	case strings.TrimSpace(j.Person) == "":
		return j, fmt.Errorf("judge: name the person who judges: %w", dragoman.ErrInvalid)
	case (j.Verdict == Amend) != amends, j.Event != nil && j.Standing != nil:
		return j, fmt.Errorf("judge: amend, and only amend, comes with the event or the standing as it should be: %w", dragoman.ErrInvalid)
	}
	if j.Event != nil && j.Event.Type == "" || j.Standing != nil && j.Standing.Relation == "" {
		return j, fmt.Errorf("judge: the record as it should be has no type, or no relation: %w", dragoman.ErrInvalid)
	}
	if j.Doc.IsZero() {
		docs, err := l.docsOf(ctx, j.Record)
		if err != nil {
			return j, fmt.Errorf("judge: %w", err)
		}
		if len(docs) > 1 {
			return j, fmt.Errorf("judge: record %s is in %d reports: name the report: %w", j.Record, len(docs), dragoman.ErrConflict)
		}
		j.Doc = docs[0]
	}
	w := &write{edition: dragoman.Edition{Name: "person/" + j.Person, Rank: dragoman.PersonRank}, judge: &judging{Judgement: j, verdict: verdict}}
	if err := l.submit(ctx, w); err != nil {
		return j, fmt.Errorf("judge %s: %w", j.Record, err)
	}
	j.Seq = w.judge.seq
	return j, nil
}

// docsOf returns the reports that hold a record.
func (l *Ledger) docsOf(ctx context.Context, record dragoman.ID) ([]dragoman.ID, error) {
	var docs []dragoman.ID
	err := l.store.rows(ctx, l.store.r, `SELECT DISTINCT d.hash FROM assertions a JOIN readings r ON r.id = a.reading JOIN docs d ON d.id = r.doc
		WHERE a.record = ?`, []any{record[:]}, func(r *sql.Rows) error {
		var hash []byte
		if err := r.Scan(&hash); err != nil {
			return err
		}
		id, err := idOf(hash)
		docs = append(docs, id)
		return err
	})
	if err == nil && len(docs) == 0 {
		err = fmt.Errorf("record %s: %w", record, dragoman.ErrNotFound)
	}
	return docs, err
}

// judge writes one verdict.
func (g *group) judge(ctx context.Context, w *write) error {
	j := w.judge
	if err := in(ctx, g.s, g.tx, docColumns+"d.hash IN (?)", [][]byte{j.Doc[:]}, g.scanDoc); err != nil {
		return err
	}
	st := g.docs[j.Doc]
	if st == nil {
		return fmt.Errorf("report %s: %w", j.Doc, dragoman.ErrNotFound)
	}
	if err := g.loadLines(ctx, []*docState{st}); err != nil {
		return err
	}
	judged, orig, err := g.judgedRecord(ctx, st, j)
	if err != nil {
		return err
	}
	r := *orig
	if j.Verdict == Amend {
		rep := &report{id: st.hash}
		if rep.article, err = g.article(ctx, st.id); err != nil {
			return err
		}
		if r, err = amended(j, &rep.article); err != nil {
			return err
		}
	}
	r.id = j.Record
	if err := g.number(ctx, []*Entry{{article: dragoman.Article{}, records: []record{r}}}); err != nil {
		return err
	}
	if err := g.terms.resolve(ctx, g.s, g.tx, []string{clip(j.Person)}, func(id int64, k string) []any { return []any{id, k} }); err != nil {
		return err
	}
	g.next.readings++
	first := g.seq + 1
	if j.Verdict == Reject {
		if st.live[j.Record] == nil {
			st.live[j.Record] = &lastLine{kind: kindRetract}
		}
		g.retract(st, j.Record)
	} else {
		g.assert(st, &r)
	}
	st.live[j.Record].person = true
	st.judged[j.Record], st.judged[orig.words] = true, true
	g.tReadings.add(g.next.readings, st.id, g.editions[w.edition], g.now, first, int64(1))
	g.tJudgements.add(g.seq, st.id, j.Record[:], orig.words[:], g.terms.must(clip(j.Person)), int64(j.verdict), judged, strings.ToValidUTF8(strings.ReplaceAll(j.Reason, "\x00", ""), "�"))
	j.seq = g.seq
	return nil
}

// judgedRecord finds the last thing that an edition, not a person, said under the record's id.
func (g *group) judgedRecord(ctx context.Context, st *docState, j *judging) (int64, *record, error) {
	var seq int64
	var kind int
	var body []byte
	err := g.s.rows(ctx, g.tx, `SELECT a.seq, a.kind, a.body FROM assertions a JOIN readings r ON r.id = a.reading JOIN editions e ON e.id = r.edition
		WHERE a.record = ? AND r.doc = ? AND a.kind <> 2 AND e.rank < ? ORDER BY a.seq DESC LIMIT 1`,
		[]any{j.Record[:], st.id, int64(dragoman.PersonRank)}, scanInto(&seq, &kind, &body))
	if err != nil {
		return 0, nil, err
	}
	if seq == 0 {
		return 0, nil, fmt.Errorf("record %s in report %s: %w", j.Record, j.Doc, dragoman.ErrNotFound)
	}
	article, err := g.article(ctx, st.id)
	if err != nil {
		return 0, nil, err
	}
	r, err := recordOf(kind, body, j.Record, &report{id: st.hash, article: article})
	return seq, &r, err
}

// recordOf makes a record of what is kept of it.
func recordOf(kind int, packed []byte, id dragoman.ID, rep *report) (record, error) {
	body, err := unpack(packed)
	if err != nil {
		return record{}, err
	}
	var r record
	if kind == kindEvent {
		e, err := decodeEvent(body, id, rep)
		if err != nil {
			return r, err
		}
		r, err = eventRecord(e, &rep.article)
		if err != nil {
			return r, err
		}
	} else {
		s, err := decodeStanding(body, id, rep)
		if err != nil {
			return r, err
		}
		if r, err = standingRecord(s, &rep.article); err != nil {
			return r, err
		}
	}
	r.pack = packed
	return r, nil
}

func amended(j *judging, a *dragoman.Article) (record, error) {
	var r record
	var err error
	if j.Event != nil {
		r, err = eventRecord(j.Event, a)
	} else {
		r, err = standingRecord(j.Standing, a)
	}
	if err != nil {
		return r, fmt.Errorf("amended record: %w: %w", err, dragoman.ErrInvalid)
	}
	r.pack = theCodec().record.EncodeAll(r.body, nil)
	return r, nil
}

func (g *group) article(ctx context.Context, doc int64) (dragoman.Article, error) {
	var body []byte
	if err := g.s.one(ctx, g.tx, "SELECT body FROM docs WHERE id = ?", []any{doc}, &body); err != nil {
		return dragoman.Article{}, err
	}
	return unpackArticle(body)
}
