package watch_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman"
	"dragoman/ledger"
	"dragoman/watch"
)

// open makes a ledger in which Syria joins, and later leaves, a coalition; another report denies that it joined.
func open(t *testing.T) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	tell(t, l, "2025-11-10", "Syria joined the coalition.", dragoman.Begin, dragoman.Done)
	tell(t, l, "2025-11-11", "Syria did not join the coalition.", dragoman.Begin, dragoman.Denied)
	tell(t, l, "2025-12-01", "Syria left the coalition.", dragoman.End, dragoman.Done)
	return l
}

// tell records a report of one standing.
func tell(t *testing.T, l *ledger.Ledger, day, text string, change dragoman.Change, m dragoman.Modality) {
	t.Helper()
	published, err := dragoman.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	doc := new(dragoman.Document)
	doc.Reset(dragoman.Article{Key: text, Source: "Morning Post", Published: published, Text: text})
	span := dragoman.Span{End: int32(len(text))}
	doc.Standings = append(doc.Standings, dragoman.Standing{ID: dragoman.NewID(text), Relation: "member_of", Change: change, Modality: m, Score: 0.9,
		Subject: &dragoman.Party{Name: "Syria", Actor: "country/SYR", Country: "SYR"}, Object: &dragoman.Party{Name: "Coalition", Actor: "org/coalition"},
		When:     &dragoman.When{Interval: dragoman.Day(published)},
		Evidence: dragoman.Evidence{Doc: doc.ID, Span: span, Trigger: dragoman.Span{Start: 6, End: 10}, Quote: text, Rule: "test.frames:1"}})
	if _, err := l.Record(t.Context(), doc, dragoman.Edition{Name: "test", Rank: 1}); err != nil {
		t.Fatal(err)
	}
}

// TestScan tries rules on the past.
func TestScan(t *testing.T) {
	l := open(t)
	for _, c := range []struct {
		where string
		want  int
	}{
		{`standing.relation == "member_of" && standing.change in ["begin", "end"]`, 3},
		{`standing.modality == "denied" && standing.conflicts > 0`, 1},
		{`event.intensity < -7.0`, 0},
		{`report.published >= "2025-12-01"`, 1},
	} {
		r, err := watch.NewRule("given", c.where)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		if _, err := watch.Scan(t.Context(), l, []watch.Rule{r}, 0, func(*watch.Rule, watch.Alert) error { n++; return nil }); err != nil || n != c.want {
			t.Errorf("%s: %d alerts, %v; want %d", c.where, n, err, c.want)
		}
	}
}

// TestRead refuses rules that could not work, by name.
func TestRead(t *testing.T) {
	for _, bad := range []string{`{`, `{"rules":[{"name":"A b","where":"true"}]}`, `{"rules":[{"name":"a","where":"event.x"}]}`,
		`{"rules":[{"name":"a","where":"true","webhook":"ftp://x"}]}`, `{"rules":[{"name":"a","where":"true"},{"name":"a","where":"true"}]}`,
		`{"rules":[{"name":"a","where":"true","colour":"red"}]}`} {
		if _, err := watch.Read(strings.NewReader(bad)); !errors.Is(err, dragoman.ErrInvalid) {
			t.Errorf("%s: %v, want %v", bad, err, dragoman.ErrInvalid)
		}
	}
}

// TestDelivery: a webhook that fails at first gets every alert in the end, in order, signed, under one id; one that is down
// holds up no other rule; a watcher that starts again does not begin anew.
func TestDelivery(t *testing.T) {
	l := open(t)
	key := "a key of sixteen bytes"
	secret := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(secret, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	calls := 0
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if calls++; calls == 2 || calls == 3 {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		if want := "sha256=" + watch.Sign([]byte(key), r.Header.Get(watch.HeaderTime), body); r.Header.Get(watch.HeaderSignature) != want {
			t.Errorf("signature %q, want %q", r.Header.Get(watch.HeaderSignature), want)
		}
		var a watch.Alert
		if err := json.Unmarshal(body, &a); err != nil || a.ID.String() != r.Header.Get(watch.HeaderID) {
			t.Errorf("alert %s: %v", body, err)
		}
		got = append(got, a.ID.String())
	}))
	defer hook.Close()
	rules, err := watch.Read(strings.NewReader(fmt.Sprintf(`{"rules":[{"name":"down","where":"true","webhook":"http://127.0.0.1:1/"},
		{"name":"members","where":"standing.relation == 'member_of'","webhook":%q,"secret_file":%q}]}`, hook.URL, secret)))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	state := filepath.Join(t.TempDir(), "places")
	newWatcher := func() *watch.Watcher {
		return &watch.Watcher{Ledger: l, Rules: rules, State: state, Clock: func() time.Time { return now }}
	}
	w := newWatcher()
	for range 4 {
		if err := w.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(10 * time.Minute)
	}
	if len(got) != 3 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 3 {
		t.Fatalf("delivered %q over %d calls, want three", got, calls)
	}
	tell(t, l, "2025-12-05", "Syria joined it again.", dragoman.Begin, dragoman.Done)
	if err := newWatcher().Once(t.Context()); err != nil || len(got) != 4 {
		t.Errorf("after a new start: %d alerts, %v; want the one that is new", len(got), err)
	}
}
