package ledger

import (
	"errors"
	"math"
	"slices"
	"testing"

	"dragoman"
)

func TestJudgementOutranksAllEditions(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(61, 30, 50)
		d := w.report(1, 8)
		for len(d.Events) < 4 {
			d = w.report(2, 8)
		}
		mustRecord(t, l, d, edition1)
		accepted, rejected, changed := d.Events[0], d.Events[1], d.Events[2]
		amended := changed
		amended.Type, amended.Quad = "AID", 2
		for _, j := range []Judgement{
			{Record: accepted.ID, Person: "ada", Verdict: Accept},
			{Record: rejected.ID, Person: "ada", Verdict: Reject, Reason: "the text speaks of another"},
			{Record: changed.ID, Person: "ada", Verdict: Amend, Event: &amended},
		} {
			if _, err := l.Judge(ctx, j); err != nil {
				t.Fatal(err)
			}
		}
		// A better edition reads none of the accepted, the rejected again, and the amended otherwise, under a new id.
		better := *d
		better.Events = slices.Clone(d.Events[1:])
		better.Events[1].ID = dragoman.NewID("new id for the same words")
		better.Events[1].Score = 0.99
		res := mustRecord(t, l, &better, edition2)
		if res.Written != 0 || res.Retracted != 0 {
			t.Errorf("a person's word was overwritten: %+v", res)
		}
		lines, err := l.Records(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		by := map[dragoman.ID]*Line{}
		for i := range lines {
			by[lines[i].record()] = &lines[i]
		}
		if by[accepted.ID] == nil || by[rejected.ID] != nil || by[changed.ID] == nil || by[changed.ID].Event.Type != "AID" || len(lines) != 7 {
			t.Errorf("%d records stand: %v", len(lines), by)
		}
		if by[changed.ID].Edition.Name != "person/ada" {
			t.Errorf("said by %+v", by[changed.ID].Edition)
		}
		h, err := l.Show(ctx, rejected.ID, dragoman.ID{})
		if err != nil || h.Now != nil || h.Changes[1].What != WasJudged || h.Changes[1].Judged.Reason == "" {
			t.Errorf("%+v, %v", h, err)
		}
		if _, err := l.Judge(ctx, Judgement{Record: dragoman.NewID("none"), Person: "ada", Verdict: Accept}); !errors.Is(err, dragoman.ErrNotFound) {
			t.Error(err)
		}
		if _, err := l.Judge(ctx, Judgement{Record: accepted.ID, Person: "ada", Verdict: Amend}); !errors.Is(err, dragoman.ErrInvalid) {
			t.Error(err)
		}
		if _, err := l.Judge(ctx, Judgement{Record: accepted.ID, Person: "ada", Verdict: Amend, Event: new(dragoman.Event)}); !errors.Is(err, dragoman.ErrInvalid) {
			t.Errorf("amended to nothing: %v", err)
		}
		mustBeSound(t, l)
	})
}

func TestAgreement(t *testing.T) {
	// The example of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011), part A, cut to two values: two
	// persons, ten units, alpha 0.095.
	a := []int{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}
	b := []int{1, 1, 1, 0, 0, 1, 0, 0, 0, 0}
	var units []map[string]int
	for i := range a {
		units = append(units, map[string]int{"a": a[i], "b": b[i]})
	}
	if alpha := krippendorff(units); alpha == nil || math.Abs(*alpha-0.095) > 0.001 {
		t.Errorf("alpha %v, want 0.095", *alpha)
	}
	// Agreed 6 of 10; by chance .8*.6 + .2*.4 = .56; kappa .04/.44.
	if p := pairs(units); len(p) != 1 || p[0].Agreed != 6 || math.Abs(*p[0].Kappa-0.04/0.44) > 1e-9 {
		t.Errorf("%+v", p)
	}
	eachStore(t, func(t *testing.T, l *Ledger) {
		w := newWorld(62, 30, 50)
		d := w.report(1, 10)
		mustRecord(t, l, d, edition1)
		for i, e := range d.Events {
			for _, person := range []string{"ada", "ben"} {
				v := Accept
				if i == 0 || i == 1 && person == "ben" {
					v = Reject
				}
				if _, err := l.Judge(ctx, Judgement{Record: e.ID, Person: person, Verdict: v}); err != nil {
					t.Fatal(err)
				}
			}
		}
		got, err := l.Agreement(ctx)
		if err != nil || got.Judged != len(d.Events) || len(got.Pairs) != 1 || got.Pairs[0].Agreed != len(d.Events)-1 || got.Alpha == nil {
			t.Fatalf("%+v, %v", got, err)
		}
		if want := float64(len(d.Events)-2) / float64(len(d.Events)); got.Precision != want {
			t.Errorf("precision %v, want %v", got.Precision, want)
		}
	})
}

func TestBaseline(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		day := dragoman.NewDate
		since := func(d dragoman.Date) *dragoman.When { return &dragoman.When{Interval: dragoman.Day(d)} }
		norland := someone("NRL")
		first := []dragoman.Standing{
			{Relation: "holds_office", Subject: someone("Ann"), Object: norland, Value: "President", When: since(day(2010, 1, 1)), Score: 1},
			{Relation: "member_of", Subject: norland, Object: someone("League"), When: since(day(1994, 3, 1)), Score: 1},
		}
		if _, err := l.Baseline(ctx, edition1, day(2024, 1, 1), slices.Values(first)); err != nil {
			t.Fatal(err)
		}
		ask := func(d dragoman.Date) []Fact {
			ans, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: "NRL"}, AsOf: d})
			if err != nil {
				t.Fatal(err)
			}
			return ans.Items
		}
		if f := ask(day(2020, 1, 1)); len(f) != 2 || f[0].Subject.Name != "Ann" || f[0].Papers != 1 {
			t.Fatalf("%+v", f)
		}
		if res, err := l.Baseline(ctx, edition1, day(2024, 1, 1), slices.Values(first)); err != nil || res.Written+res.Retracted != 0 {
			t.Errorf("again: %+v, %v", res, err)
		}
		// The news ends what the baseline began.
		tell(t, l, "2024-12-09 A Ann holds_office NRL President end 2024-12-08")
		if f := ask(day(2024, 12, 8)); len(f) != 2 {
			t.Errorf("on the last day: %+v", f)
		}
		if f := ask(day(2024, 12, 9)); len(f) != 1 || f[0].Relation != "member_of" {
			t.Errorf("after: %+v", f)
		}
		// A later baseline takes the place of the first: it says no more that Norland is a member.
		second := []dragoman.Standing{first[0]}
		res, err := l.Baseline(ctx, edition2, day(2025, 1, 1), slices.Values(second))
		if err != nil || res.Written != 1 || res.Retracted != 2 {
			t.Errorf("%+v, %v", res, err)
		}
		if res, err := l.Baseline(ctx, edition1, day(2023, 1, 1), slices.Values(first[:1])); err != nil || res.Written != 0 || res.Outranked == "" {
			t.Errorf("a lower edition: %+v, %v", res, err)
		}
		diff, err := l.Diff(ctx, Filter{Actor: "NRL"}, day(2024, 1, 1), day(2025, 1, 1))
		if err != nil || len(diff.Items) != 1 || diff.Items[0].What != "ended" {
			t.Errorf("%+v, %v", diff, err)
		}
		mustBeSound(t, l)
	})
}

func TestHappeningsAndTheRest(t *testing.T) {
	eachStore(t, func(t *testing.T, l *Ledger) {
		day := dragoman.NewDate(2024, 5, 10)
		event := func(key, publisher string, when dragoman.Interval, m dragoman.Modality) {
			text := key + " The envoys of AAA met those of BBB and talked of the harbour for a whole long day until the evening came at last."
			d := &dragoman.Document{Article: dragoman.Article{Key: key, Source: publisher, Published: day + 1, Text: text}}
			d.ID = d.Article.ID()
			d.Events = []dragoman.Event{{ID: dragoman.NewID(key), Type: "CONSULT", Quad: 1, Source: someone("AAA"), Target: someone("BBB"), When: &dragoman.When{Interval: when}, Modality: m, Score: 0.5,
				Evidence: dragoman.Evidence{Span: dragoman.Span{End: int32(len(text))}, Quote: text, Rule: "r:1"}}}
			mustRecord(t, l, d, edition1)
		}
		month := dragoman.Interval{From: dragoman.NewDate(2024, 5, 1), End: dragoman.NewDate(2024, 6, 1), Precision: dragoman.ByMonth}
		event("one", "Post", dragoman.Day(day), dragoman.Done)
		event("two", "Wire", dragoman.Day(day), dragoman.Done)
		event("three", "Wire", month, dragoman.Done)
		event("four", "Wire", dragoman.Day(day), dragoman.Denied)
		event("five", "Wire", dragoman.Day(day+100), dragoman.Done)
		ans, err := l.Happenings(ctx, Filter{}, Page{})
		if err != nil || len(ans.Items) != 3 {
			t.Fatalf("%+v, %v", ans, err)
		}
		// The month's mention comes first in order of day, and leads to the happening that it belongs to.
		h := ans.Items[0]
		if h.From != day || h.To != day || h.Reports != 3 || h.Papers != 2 || h.Sources != 1 || len(h.Against) != 1 {
			t.Errorf("%+v", h)
		}
		var paged []dragoman.ID
		for p := (Page{Limit: 1}); ; {
			one, err := l.Happenings(ctx, Filter{}, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range one.Items {
				paged = append(paged, h.ID)
			}
			if p.Cursor = one.Next; p.Cursor == "" {
				break
			}
		}
		if len(paged) != 3 || paged[0] != h.ID {
			t.Errorf("by pages: %v", paged)
		}
		counts, err := l.Counts(ctx, Filter{Actor: "AAA"}, []By{ByType, ByPair, ByMonth}, 0)
		if err != nil || len(counts) != 2 || counts[0].Events != 4 || counts[0].Month != "2024-05" || counts[0].Source != "AAA" {
			t.Errorf("%+v, %v", counts, err)
		}
		tell(t, l, "2024-05-12 A AAA member_of League begin 2024-05-11")
		line, err := l.Timeline(ctx, Filter{Actor: "AAA"}, Page{})
		if err != nil || len(line.Items) != 6 || line.Items[4].Standing == nil {
			t.Errorf("%d moments, %v", len(line.Items), err)
		}
		if dyad, err := l.Dyad(ctx, "BBB", "AAA", Filter{}, Page{}); err != nil || len(dyad.Items) != 5 {
			t.Errorf("%d events of the dyad, %v", len(dyad.Items), err)
		}
		if _, err := l.Events(ctx, Filter{Where: "event.intensty < 0.0"}, Page{}); !errors.Is(err, dragoman.ErrInvalid) {
			t.Errorf("an expression with a slip: %v", err)
		}
		facts, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: "AAA", Where: `standing.relation == "member_of" && "x/League" == object.actor`}, AsOf: day + 30})
		if err != nil || len(facts.Items) != 1 {
			t.Errorf("%+v, %v", facts, err)
		}
	})
}
