package worker

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// madeUp yields n reports.
func madeUp(n int) iter.Seq2[dragoman.Article, error] {
	return func(yield func(dragoman.Article, error) bool) {
		for i := range n {
			text := fmt.Sprintf("Report %d: Kenya expelled %d diplomats.", i, i)
			if !yield(dragoman.Article{Ref: fmt.Sprint(i), Key: fmt.Sprint("row-", i), Published: dragoman.NewDate(2024, 5, 1), Text: text}, nil) {
				return
			}
		}
	}
}

// oneEvent is a pipeline that reads one event in each report; a report that says "poison" cannot be read.
func oneEvent() (*pipeline.Pipeline, error) {
	return pipeline.New(dragoman.Stage{Name: "test", Adds: dragoman.LayerRecords, Run: func(d *dragoman.Document) error {
		if strings.Contains(d.Text, "poison") {
			return fmt.Errorf("a report of poison: %w", dragoman.ErrInvalid)
		}
		span := dragoman.Span{Start: 0, End: int32(len(d.Text))}
		d.Events = append(d.Events, dragoman.Event{ID: dragoman.NewID(d.ID.String(), "event"), Type: "SANCTION", Mode: "expel", Code: "161", Quad: 4, Score: 0.9,
			Source:   &dragoman.Party{Name: "Kenya", Actor: "country/KEN", Country: "KEN", Code: "KEN"},
			When:     &dragoman.When{Interval: dragoman.Day(d.Published), Basis: "published"},
			Evidence: dragoman.Evidence{Doc: d.ID, Ref: d.Ref, Span: span, Trigger: span, Quote: d.Text, Rule: "test:1"}})
		return nil
	}})
}

var testEdition = dragoman.Edition{Name: "test/1", Rank: 1}

// cluster starts a server on loopback and connects to it.
func cluster(t *testing.T, s Settings) *Stream {
	t.Helper()
	srv, err := Start(t.TempDir(), -1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Stop)
	st, err := Connect(t.Context(), srv.URL(), s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	return st
}

func openLedger(t *testing.T) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// work runs workers until nothing waits.
func work(t *testing.T, s *Stream, l *ledger.Ledger, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ended := make(chan error, n)
	for range n {
		w := &Worker{Stream: s, Ledger: l, Build: oneEvent, Edition: testEdition, Batch: 16}
		go func() { ended <- w.Run(ctx) }()
	}
	for {
		waiting, _, err := s.Backlog(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if waiting == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	for range n {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func events(t *testing.T, l *ledger.Ledger) map[string]int {
	t.Helper()
	ans, err := l.Events(t.Context(), ledger.Filter{}, ledger.Page{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, line := range ans.Items {
		n[line.Event.Evidence.Quote]++
	}
	return n
}

func noProblem(t *testing.T) func(error) { return func(err error) { t.Error(err) } }

func TestReportsGoThroughOnce(t *testing.T) {
	s, l := cluster(t, Settings{}), openLedger(t)
	const reports = 300
	for range 2 { // the second time each is known already
		if n, err := s.Submit(t.Context(), madeUp(reports), noProblem(t)); err != nil || n != reports {
			t.Fatalf("submitted %d: %v", n, err)
		}
	}
	if waiting, _, err := s.Backlog(t.Context()); err != nil || waiting != reports {
		t.Fatalf("%d wait, want %d: %v", waiting, reports, err)
	}
	work(t, s, l, 3)
	got := events(t, l)
	if len(got) != reports {
		t.Errorf("%d reports in the ledger, want %d", len(got), reports)
	}
	for quote, n := range got {
		if n != 1 {
			t.Errorf("%q is there %d times", quote, n)
		}
	}
}

// TestAWorkerThatDies takes messages and never settles them: another gets them, and one that was recorded already writes nothing.
func TestAWorkerThatDies(t *testing.T) {
	s, l := cluster(t, Settings{AckWait: time.Second}), openLedger(t)
	if _, err := s.Submit(t.Context(), madeUp(20), noProblem(t)); err != nil {
		t.Fatal(err)
	}
	dead := &Worker{Stream: s, Ledger: l, Edition: testEdition, Batch: 8}
	c, err := dead.consumer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	msgs, err := dead.fetch(c)
	if err != nil || len(msgs) == 0 {
		t.Fatalf("fetched %d: %v", len(msgs), err)
	}
	p, err := oneEvent()
	if err != nil {
		t.Fatal(err)
	}
	entry, err := dead.read(p, new(dragoman.Document), msgs[0].Data())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.RecordEntries(t.Context(), testEdition, entry); err != nil { // recorded, and killed before it acknowledged
		t.Fatal(err)
	}
	work(t, s, l, 2)
	seq, _, err := l.Ping(t.Context())
	if err != nil || seq != 20 || len(events(t, l)) != 20 {
		t.Errorf("%d assertions, %d events, want 20 of each: %v", seq, len(events(t, l)), err)
	}
}

func TestWhatCannotBeReadIsParked(t *testing.T) {
	s, l := cluster(t, Settings{}), openLedger(t)
	if _, err := s.js.PublishMsg(t.Context(), &nats.Msg{Subject: subjectReports, Data: []byte("no message")}); err != nil {
		t.Fatal(err)
	}
	poison := func(yield func(dragoman.Article, error) bool) { yield(dragoman.Article{Ref: "p", Text: "poison"}, nil) }
	if _, err := s.Submit(t.Context(), poison, noProblem(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Submit(t.Context(), madeUp(5), noProblem(t)); err != nil {
		t.Fatal(err)
	}
	work(t, s, l, 1)
	if n := len(events(t, l)); n != 5 {
		t.Errorf("%d good reports recorded, want 5", n)
	}
	c, err := s.js.OrderedConsumer(t.Context(), parkedStream, jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	var reasons []string
	for range 2 {
		m, err := c.Next(jetstream.FetchMaxWait(2 * time.Second))
		if err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons, m.Headers().Get(headerReason))
	}
	slices.Sort(reasons) // a batch is settled all at once
	for i, want := range []string{"decompress message", "a report of poison"} {
		if !strings.Contains(reasons[i], want) {
			t.Errorf("reasons %q, want %q", reasons, want)
		}
	}
}

func TestSubmitSaysWhatIsTooLong(t *testing.T) {
	s := cluster(t, Settings{})
	long := func(yield func(dragoman.Article, error) bool) {
		var b strings.Builder
		for i := range 3_000_000 { // does not compress well
			fmt.Fprintf(&b, "%x", i*2654435761)
		}
		yield(dragoman.Article{Ref: "long", Text: b.String()}, nil)
	}
	var problems []error
	n, err := s.Submit(t.Context(), long, func(err error) { problems = append(problems, err) })
	if err != nil || n != 0 || len(problems) != 1 || !errors.Is(problems[0], dragoman.ErrInvalid) {
		t.Errorf("submitted %d, problems %v, error %v", n, problems, err)
	}
}

func TestConnectToNothing(t *testing.T) {
	if _, err := Connect(t.Context(), "nats://127.0.0.1:1", Settings{}); !errors.Is(err, dragoman.ErrUnavailable) {
		t.Errorf("error %v", err)
	}
}
