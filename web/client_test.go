package web_test

import (
	"errors"
	"net/http/httptest"
	"net/url"
	"testing"

	"dragoman"
	"dragoman/client"
)

// TestClient asks a desk through the Go client: lists over pages, texts, judgements, errors of a kind.
func TestClient(t *testing.T) {
	d := openDesk(t)
	server := httptest.NewServer(d.Handler())
	defer server.Close()
	c := client.New(server.URL, d.token)
	var last client.Line
	n := 0
	for l, err := range client.All(t.Context(), c, "events", url.Values{"limit": {"20"}}, client.Line{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		last = l
	}
	if n < 50 || last.Event == nil || last.Event.Evidence.Quote == "" {
		t.Errorf("%d events, the last %+v", n, last)
	}
	for f, err := range client.All(t.Context(), c, "standings", url.Values{"actor": {"Syria"}, "as_of": {"2025-12-01"}}, client.Fact{}) {
		if err != nil || f.Relation == "" || f.Status == "" {
			t.Errorf("fact %+v: %v", f, err)
		}
	}
	read, err := c.Code(t.Context(), client.Text{Text: "France accused Mali of attacks on Monday.", Published: "2025-11-12"})
	if err != nil || len(read.Events) == 0 {
		t.Errorf("read %+v: %v", read, err)
	}
	added, err := c.Add(t.Context(), client.Text{Text: "France accused Mali of attacks on Monday.", Published: "2025-11-12", Source: "Morning Post"})
	if err != nil || len(added) != 1 || !added[0].New {
		t.Errorf("added %+v: %v", added, err)
	}
	if err := c.Judge(t.Context(), client.Verdict{Record: last.Event.ID, Doc: last.Doc, Verdict: "accept"}); err != nil {
		t.Error(err)
	}
	if err := c.Get(t.Context(), "events", url.Values{"from": {"yesterday"}}, new(any)); !errors.Is(err, dragoman.ErrInvalid) {
		t.Errorf("a bad day: %v", err)
	}
}
