package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"dragoman"
)

// TestWherePushed: what is decided before a record is read never changes which records are chosen.
func TestWherePushed(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(6, 40, 60)
		var docs []*dragoman.Document
		for i := range 60 {
			docs = append(docs, w.report(i, 6))
		}
		docs[3].Events[0].Source = nil
		docs[4].Events[0].Target.Sectors = slices.Repeat([]dragoman.Sector{"GOV"}, mostSectors+3)
		docs[4].Events[0].Target.Sectors[mostSectors+1] = "MIL"
		if _, err := l.RecordAll(ctx, docs, edition1); err != nil {
			t.Fatal(err)
		}
		all, err := l.Events(ctx, Filter{}, Page{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for source, sides := range map[string]int{
			`"MIL" in source.sectors`: 1,
			`event.intensity < 0.0 && "MIL" in source.sectors && !("GOV" in target.sectors)`: 2,
			`"MIL" in target.sectors`: 1,
			`source.sectors.exists(event, event == "REB") || source.country == ""`:                    0, // a name that means another thing outside
			`source.sectors.exists(s, s == "REB") || source.country == ""`:                            1,
			`source.country == target.country`:                                                        0,
			`source.role == "" && source.actor.startsWith("person/")`:                                 1,
			`source.sectors[0] == "MIL" || source.name == ""`:                                         1, // fails for who has none
			`event.type == "ASSAULT" && (target.code.contains("REB") || event.modality == "planned")`: 0,
		} {
			where, err := l.compileWhere(source, whereEvents)
			if err != nil {
				t.Fatal(source, err)
			}
			if len(where.sides) != sides {
				t.Errorf("%s: %d parts look at one party, want %d", source, len(where.sides), sides)
			}
			var want []int64
			failed := false
			for i := range all.Items {
				keep, err := where.entry(&all.Items[i])
				failed = failed || err != nil
				if keep {
					want = append(want, all.Items[i].Seq)
				}
			}
			for range 2 { // the second time what is known of the parties is used again
				ans, err := l.Events(ctx, Filter{Where: source}, Page{Limit: 1000})
				if failed != (err != nil) {
					t.Fatal(source, err)
				}
				var got []int64
				for _, line := range ans.Items {
					got = append(got, line.Seq)
				}
				if !failed && !slices.Equal(got, want) || len(want) == 0 {
					t.Errorf("%s: %d events, want %d", source, len(got), len(want))
				}
			}
		}
	})
}

// TestStandingPages: the pages of an answer, folded relation by relation as far as they need, are the whole answer.
func TestStandingPages(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(7, 30, 300)
		var told *dragoman.Standing
		for i := range 120 {
			d := w.report(i, 6)
			mustRecord(t, l, d, edition1)
			if len(d.Standings) > 0 {
				told = &d.Standings[0]
			}
		}
		for name, f := range map[string]Filter{"all": {}, "country": {Actor: "AAX"}, "person": {Actor: "person/p1"}, "two": {Actor: told.Subject.Actor, Other: told.Object.Country},
			"relation": {Actor: "AAX", Types: []string{"leads", "member_of"}}, "where": {Actor: "AAX", Where: `standing.score > 0.5 || standing.conflicts > 0`}} {
			q := StandingQuery{Filter: f, Page: Page{Limit: 1000}, AsOf: w.first + 200, All: name != "country"}
			whole, err := l.Standing(ctx, q)
			if err != nil || len(whole.Items) == 0 {
				t.Fatal(name, len(whole.Items), err)
			}
			var got []Fact
			q.Limit = 7
			for {
				ans, err := l.Standing(ctx, q)
				if err != nil {
					t.Fatal(name, err)
				}
				got = append(got, ans.Items...)
				if q.Cursor = ans.Next; q.Cursor == "" {
					break
				}
			}
			if factsText(got) != factsText(whole.Items) {
				t.Errorf("%s: %d facts by pages, %d at once", name, len(got), len(whole.Items))
			}
		}
		changed, err := l.Diff(ctx, Filter{Actor: "AAX"}, w.first+100, w.first+200)
		if err != nil || len(changed.Items) == 0 {
			t.Errorf("%d changes, %v", len(changed.Items), err)
		}
		// A fact that changed between two days stands otherwise on the second than on the first.
		q := StandingQuery{Filter: Filter{Actor: "AAX"}, Page: Page{Limit: 1000}, All: true}
		status := func(day dragoman.Date) map[string]Status {
			q.AsOf = day
			ans, err := l.Standing(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]Status{}
			for _, f := range ans.Items {
				out[factIdent(f)] = f.Status
			}
			return out
		}
		before, after := status(w.first+100), status(w.first+200)
		n := 0
		for k, s := range after {
			if changeOf(before[k], s) != "" {
				n++
			}
		}
		if n != len(changed.Items) {
			t.Errorf("%d changes, want %d", len(changed.Items), n)
		}
	})
}

func factsText(facts []Fact) string {
	b, err := json.Marshal(facts)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func factIdent(f Fact) string { return fmt.Sprint(f.Modality, f.EndPlan, f.Seqs) }
