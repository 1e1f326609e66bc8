package ledger

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"dragoman"
)

var ctx = context.Background()

var (
	edition1 = dragoman.Edition{Name: "dragoman/0.1.0", Rank: 1}
	edition2 = dragoman.Edition{Name: "dragoman/0.2.0", Rank: 2}
)

func mustRecord(t testing.TB, l *Ledger, d *dragoman.Document, ed dragoman.Edition) Result {
	t.Helper()
	res, err := l.Record(ctx, d, ed)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func mustBeSound(t testing.TB, l *Ledger) {
	t.Helper()
	problems, err := l.Check(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

func TestRecordAgainWritesNothing(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(1, 50, 100)
		for i := range 40 {
			d := w.report(i, 5)
			res := mustRecord(t, l, d, edition1)
			if !res.New || res.Written != 5 || res.Last-res.First != 4 {
				t.Fatalf("first: %+v", res)
			}
			d.Ref = "moved/elsewhere.txt" // the path is not what a report is
			if res := mustRecord(t, l, d, edition1); res.New || res.Written != 0 || res.First != 0 {
				t.Fatalf("again: %+v", res)
			}
		}
		seq, _, err := l.Ping(ctx)
		if err != nil || seq != 200 {
			t.Fatalf("head %d, %v", seq, err)
		}
		mustBeSound(t, l)
	})
}

func TestRecordsComeBackWhole(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(2, 50, 100)
		d := w.report(1, 12)
		mustRecord(t, l, d, edition1)
		lines, err := l.Records(ctx, d.ID)
		if err != nil || len(lines) != 12 {
			t.Fatalf("%d lines, %v", len(lines), err)
		}
		want := map[dragoman.ID]any{}
		for i := range d.Events {
			want[d.Events[i].ID] = &d.Events[i]
		}
		for i := range d.Standings {
			want[d.Standings[i].ID] = &d.Standings[i]
		}
		for _, line := range lines {
			var got any = line.Event
			if line.Event == nil {
				got = line.Standing
			}
			a, _ := json.Marshal(want[line.record()])
			b, _ := json.Marshal(got)
			if string(a) != string(b) {
				t.Errorf("kept\n%s\nof\n%s", b, a)
			}
		}
		h, err := l.Show(ctx, d.Events[0].ID, dragoman.ID{})
		if err != nil || h.Sentence != d.Events[0].Evidence.Quote || h.Now == nil || len(h.Changes) != 1 {
			t.Fatalf("%+v, %v", h, err)
		}
	})
}

func TestBetterEdition(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(3, 50, 100)
		d := w.report(1, 6)
		mustRecord(t, l, d, edition1)
		better := *d
		better.Events = append([]dragoman.Event(nil), d.Events...)
		gone := better.Events[0].ID
		better.Events[1].Score = 0.123
		better.Events = better.Events[1:]
		res := mustRecord(t, l, &better, edition2)
		if res.Written != 1 || res.Retracted != 1 {
			t.Fatalf("%+v", res)
		}
		if res := mustRecord(t, l, d, edition1); res.Written != 0 || res.Outranked != edition2.Name {
			t.Fatalf("a lower edition: %+v", res)
		}
		h, err := l.Show(ctx, gone, dragoman.ID{})
		if err != nil || h.Now != nil || len(h.Changes) != 2 || h.Changes[1].What != WasRetracted || h.Sentence == "" {
			t.Fatalf("%+v, %v", h, err)
		}
		changes, err := l.Changes(ctx, 6, 10)
		if err != nil || len(changes.Items) != 2 {
			t.Fatalf("%+v, %v", changes, err)
		}
		mustBeSound(t, l)
	})
}

func TestEventsPaging(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(4, 20, 60)
		var docs []*dragoman.Document
		for i := range 60 {
			docs = append(docs, w.report(i, 6))
		}
		if _, err := l.RecordAll(ctx, docs, edition1); err != nil {
			t.Fatal(err)
		}
		e := &docs[0].Events[0]
		filters := map[string]Filter{"all": {}, "country": {Actor: "AAX"}, "name": {Actor: "state of bax"}, "person": {Actor: "person/p1"},
			"type": {Types: []string{"ASSAULT"}}, "text": {Text: "bake OR rimo OR " + w.words[0]}, "days": {From: w.first + 20, To: w.first + 30},
			"where": {Where: `event.intensity < -2.0 && report.publisher != "The Ledger"`}, "publisher": {Publishers: madeUpPublishers[:1]},
			"dyad": {Actor: e.Target.Country, Other: e.Source.Actor}, "source": {Actor: "AAX", Side: AsSource}, "place": {Place: "AAX"}, "box": {Box: &Box{-30, -100, 30, 100}},
			"many": {Types: []string{"AGREE", "CONSULT"}, Quads: []int{1}, Modalities: []dragoman.Modality{dragoman.Done}, MinScore: 0.2}}
		for name, f := range filters {
			whole, err := l.Events(ctx, f, Page{Limit: 1000})
			if err != nil {
				t.Fatal(name, err)
			}
			if len(whole.Items) == 0 {
				t.Errorf("%s: nothing", name)
			}
			for _, newest := range []bool{false, true} {
				var got []int64
				p := Page{Limit: 7, Newest: newest}
				for {
					ans, err := l.Events(ctx, f, p)
					if err != nil {
						t.Fatal(name, err)
					}
					for _, line := range ans.Items {
						got = append(got, line.Seq)
					}
					if p.Cursor = ans.Next; p.Cursor == "" {
						break
					}
				}
				if len(got) != len(whole.Items) {
					t.Fatalf("%s: %d by pages, %d at once", name, len(got), len(whole.Items))
				}
				for i, line := range whole.Items {
					j := i
					if newest {
						j = len(got) - 1 - i
					}
					if got[j] != line.Seq {
						t.Fatalf("%s, newest %v: item %d is %d, want %d", name, newest, i, got[j], line.Seq)
					}
				}
			}
		}
		mustBeSound(t, l)
	})
}

func TestBackup(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(5, 20, 60)
		for i := range 20 {
			mustRecord(t, l, w.report(i, 5), edition1)
		}
		path := filepath.Join(t.TempDir(), "copy.db")
		if err := l.Backup(ctx, path); err != nil {
			t.Fatal(err)
		}
		if err := l.Backup(ctx, path); err == nil {
			t.Fatal("a backup wrote over a file")
		}
		c := openTest(t, path)
		mustBeSound(t, c)
		q := StandingQuery{All: true}
		a, err := l.Standing(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		b, err := c.Standing(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if string(x) != string(y) || len(a.Items) == 0 {
			t.Errorf("the copy answers\n%s\nthe ledger\n%s", y, x)
		}
		f := Filter{Text: w.words[0]}
		one, err1 := l.Events(ctx, f, Page{})
		two, err2 := c.Events(ctx, f, Page{})
		if err1 != nil || err2 != nil || len(one.Items) != len(two.Items) || len(one.Items) == 0 {
			t.Errorf("search finds %d and %d, %v, %v", len(one.Items), len(two.Items), err1, err2)
		}
		mustRecord(t, c, w.report(99, 5), edition1)
	})
}
