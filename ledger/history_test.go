package ledger

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dragoman"
)

// TestHistories holds the ledger against a small model over random histories of readings and judgements:
//
//	go test ./ledger -run TestHistories -rapid.checks=1000
//
// Recording again writes nothing, the past never changes, and the order of arrival leaves the same standing set.
func TestHistories(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		var other *Ledger // gets the same readings in another order
		if l.store.dialect == sqliteDialect {
			other = openTest(t, t.TempDir()+"/other.db")
		} else {
			other = openTest(t, postgresDatabase(t))
		}
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			n++
			h := newHistory(rt, n)
			h.run(rt, l)
			h.shuffled(rt, l, other)
		})
		mustBeSound(t, l)
		mustBeSound(t, other)
	})
}

// A history is what happens to three reports that three editions read.
type history struct {
	country  string
	editions []dragoman.Edition
	reads    [3][3]*dragoman.Document // by report and edition
	ops      []op
}

type op struct {
	doc, edition int
	judge        Verdict // "" for a reading
	record       dragoman.ID
}

func newHistory(rt *rapid.T, n int) *history {
	h := &history{country: string([]byte{'A' + byte(n%26), 'A' + byte(n/26%26), 'A' + byte(n/676%26)}),
		editions: []dragoman.Edition{{Name: "e/1", Rank: 1}, {Name: "e/2", Rank: 2}, {Name: "e/2b", Rank: 2}}}
	for d := range h.reads {
		text := fmt.Sprintf("Report %d of history %d. ", d, n)
		base := &dragoman.Document{Article: dragoman.Article{Ref: "r", Key: fmt.Sprint(n, "/", d), Source: "paper" + fmt.Sprint(d%2),
			Published: dragoman.NewDate(2024, 1, 1) + dragoman.Date(rapid.IntRange(0, 40).Draw(rt, "published")), Text: text + "Alpha beta gamma delta epsilon zeta eta theta iota kappa."}}
		var standings []dragoman.Standing
		for i := range 4 {
			standings = append(standings, h.standing(rt, i, base.Published))
		}
		for e := range h.editions {
			doc := &dragoman.Document{Article: base.Article}
			for i := range standings {
				s := standings[i]
				// An edition may leave a record out, or read another score or modality into it.
				switch rapid.IntRange(0, 5).Draw(rt, "reads") {
				case 0:
					continue
				case 1:
					s.Score = 0.25
				case 2:
					s.Modality = dragoman.Modality(rapid.IntRange(0, 3).Draw(rt, "modality"))
				}
				s.ID = dragoman.NewID("s", base.Key, fmt.Sprint(i))
				doc.Standings = append(doc.Standings, s)
			}
			doc.ID = doc.Article.ID()
			h.reads[d][e] = doc
		}
	}
	for range rapid.IntRange(1, 10).Draw(rt, "ops") {
		o := op{doc: rapid.IntRange(0, 2).Draw(rt, "doc"), edition: rapid.IntRange(0, 2).Draw(rt, "edition")}
		if rapid.IntRange(0, 4).Draw(rt, "judge") == 0 {
			o.judge = []Verdict{Accept, Reject}[rapid.IntRange(0, 1).Draw(rt, "verdict")]
			o.record = dragoman.NewID("s", h.reads[o.doc][0].Key, fmt.Sprint(rapid.IntRange(0, 3).Draw(rt, "record")))
		}
		h.ops = append(h.ops, o)
	}
	return h
}

func (h *history) standing(rt *rapid.T, i int, published dragoman.Date) dragoman.Standing {
	person := fmt.Sprintf("person/%s-%d", h.country, rapid.IntRange(0, 2).Draw(rt, "person"))
	s := dragoman.Standing{Relation: "holds_office", Value: "President", Score: 0.5,
		Subject: &dragoman.Party{Name: person, Actor: person, Country: h.country, Code: h.country + " GOV"},
		Object:  &dragoman.Party{Name: h.country, Actor: "country/" + h.country, Country: h.country, Code: h.country},
		Change:  dragoman.Change(rapid.IntRange(0, 3).Draw(rt, "change")),
	}
	if i == 3 {
		s.Relation, s.Value = "allied_with", ""
	}
	if rapid.Bool().Draw(rt, "dated") {
		s.When = &dragoman.When{Interval: dragoman.Day(published - dragoman.Date(rapid.IntRange(0, 5).Draw(rt, "ago")))}
	}
	s.Evidence = dragoman.Evidence{Span: dragoman.Span{Start: 0, End: 20}, Trigger: dragoman.Span{Start: int32(i), End: int32(i + 1)}, Rule: "r:1"}
	return s
}

// modelDoc is what the model knows of one report.
type modelDoc struct {
	edition int // -1 before the first reading
	live    map[dragoman.ID]*dragoman.Standing
	ever    map[dragoman.ID]*dragoman.Standing // the last that an edition said
	judged  map[dragoman.ID]bool
}

// run does the history and checks each step against the model, and at the end that no past answer has changed.
func (h *history) run(rt *rapid.T, l *Ledger) {
	var docs [3]modelDoc
	for i := range docs {
		docs[i] = modelDoc{-1, map[dragoman.ID]*dragoman.Standing{}, map[dragoman.ID]*dragoman.Standing{}, map[dragoman.ID]bool{}}
	}
	type past struct {
		at  time.Time
		ans string
	}
	var pasts []past
	for _, o := range h.ops {
		m := &docs[o.doc]
		if o.judge != "" {
			h.judge(rt, l, o, m)
		} else {
			h.read(rt, l, o, m)
		}
		h.compare(rt, l, o.doc, m)
		_, at, err := l.Ping(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		if at.IsZero() {
			continue // nothing is recorded yet: there is no past
		}
		pasts = append(pasts, past{at, h.answer(rt, l, at, false)})
	}
	for i, p := range pasts {
		if again := h.answer(rt, l, p.at, false); again != p.ans {
			rt.Fatalf("what was known after step %d has changed from\n%s\nto\n%s", i, p.ans, again)
		}
	}
}

func (h *history) read(rt *rapid.T, l *Ledger, o op, m *modelDoc) {
	d := h.reads[o.doc][o.edition]
	res, err := l.Record(ctx, d, h.editions[o.edition])
	if err != nil {
		rt.Fatal(err)
	}
	if m.edition >= o.edition { // ranks and then names order the editions as they are listed
		if res.Written+res.Retracted > 0 {
			rt.Fatalf("edition %d after %d wrote %+v", o.edition, m.edition, res)
		}
		return
	}
	m.edition = o.edition
	read := map[dragoman.ID]bool{}
	for i := range d.Standings {
		s := &d.Standings[i]
		read[s.ID] = true
		m.ever[s.ID] = s
		if !m.judged[s.ID] {
			m.live[s.ID] = s
		}
	}
	for id := range m.live {
		if !read[id] && !m.judged[id] {
			delete(m.live, id)
		}
	}
	again, err := l.Record(ctx, d, h.editions[o.edition])
	if err != nil || again.Written+again.Retracted > 0 {
		rt.Fatalf("recorded again: %+v, %v", again, err)
	}
}

func (h *history) judge(rt *rapid.T, l *Ledger, o op, m *modelDoc) {
	orig := m.ever[o.record]
	_, err := l.Judge(ctx, Judgement{Record: o.record, Person: "jo", Verdict: o.judge})
	if (err == nil) != (orig != nil) {
		rt.Fatalf("judge %v: %v", orig, err)
	}
	if orig == nil {
		return
	}
	m.judged[o.record] = true
	if o.judge == Reject {
		delete(m.live, o.record)
	} else {
		// A judged record stays as the person saw it: the last that an edition wrote down.
		h2, err := l.Show(ctx, o.record, dragoman.ID{})
		if err != nil || h2.Now == nil {
			rt.Fatal(err)
		}
		m.live[o.record] = h2.Now.Standing
	}
}

func (h *history) compare(rt *rapid.T, l *Ledger, doc int, m *modelDoc) {
	lines, err := l.Records(ctx, h.reads[doc][0].ID)
	if err != nil {
		rt.Fatal(err)
	}
	if len(lines) != len(m.live) {
		rt.Fatalf("%d records stand, want %d", len(lines), len(m.live))
	}
	for _, line := range lines {
		want := m.live[line.Standing.ID]
		if want == nil || want.Score != line.Standing.Score || want.Modality != line.Standing.Modality {
			rt.Fatalf("record %s stands as %+v, want %+v", line.Standing.ID, line.Standing, want)
		}
	}
}

// answer is all that stands, as text. With records in place of numbers, two ledgers can be compared.
func (h *history) answer(rt *rapid.T, l *Ledger, at time.Time, byRecord bool) string {
	ans, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: h.country, KnownAt: at}, AsOf: dragoman.NewDate(2024, 1, 30), All: true, Page: Page{Limit: 1000}})
	if err != nil {
		rt.Fatal(err)
	}
	if byRecord {
		for i := range ans.Items {
			f := &ans.Items[i]
			conflicts := []int64{}
			for _, c := range f.Conflicts {
				conflicts = append(conflicts, c.Seq)
			}
			records := map[string][]string{"for": recordsOf(rt, l, f.Seqs), "against": recordsOf(rt, l, conflicts), "foretold": recordsOf(rt, l, f.Foretold), "true": recordsOf(rt, l, f.MadeTrue)}
			f.Seqs, f.Against, f.Conflicts, f.Foretold, f.MadeTrue = nil, nil, nil, nil, nil
			b, _ := json.Marshal(records)
			f.Value += string(b)
		}
		text := func(f Fact) string { b, _ := json.Marshal(f); return string(b) }
		slices.SortFunc(ans.Items, func(a, b Fact) int { return cmp.Compare(text(a), text(b)) })
		ans.Known = 0
	}
	b, err := json.Marshal(ans)
	if err != nil {
		rt.Fatal(err)
	}
	return string(b)
}

func recordsOf(rt *rapid.T, l *Ledger, seqs []int64) []string {
	lines, err := l.lines(ctx, seqs)
	if err != nil {
		rt.Fatal(err)
	}
	out := []string{}
	for i := range lines {
		out = append(out, lines[i].record().String())
	}
	slices.Sort(out)
	return out
}

// shuffled records the history's readings in another order elsewhere.
func (h *history) shuffled(rt *rapid.T, l, other *Ledger) {
	var reads []op
	for _, o := range h.ops {
		if o.judge == "" {
			reads = append(reads, o)
		}
	}
	if len(reads) < len(h.ops) {
		return
	}
	for _, o := range rapid.Permutation(reads).Draw(rt, "order") {
		if _, err := other.Record(ctx, h.reads[o.doc][o.edition], h.editions[o.edition]); err != nil {
			rt.Fatal(err)
		}
	}
	here, there := h.answer(rt, l, time.Time{}, true), h.answer(rt, other, time.Time{}, true)
	if here != there {
		rt.Fatalf("in another order\n%s\nhere\n%s", there, here)
	}
}
