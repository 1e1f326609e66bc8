package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWatchFeeds watches a feed on this machine into a ledger, twice: the second time there is nothing to do.
func TestWatchFeeds(t *testing.T) {
	pages := 0
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Harbour Times</title><item><title>Envoys sent home</title><link>%s/1</link><pubDate>Wed, 08 May 2024 10:00:00 GMT</pubDate></item></channel></rss>`, s.URL)
		case "/1":
			pages++
			fmt.Fprint(w, `<html><head><title>Envoys sent home</title></head><body><article><p>Kenya expelled two Rwandan diplomats on Monday, the foreign ministry said in Nairobi after weeks of quarrels.</p>
				<p>Rwanda recalled its ambassador from Kenya for talks about what to do next, a spokesman in Kigali told reporters.</p></article></body></html>`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	dir := t.TempDir()
	list, db, health := filepath.Join(dir, "feeds.txt"), filepath.Join(dir, "world.db"), filepath.Join(dir, "health.json")
	if err := os.WriteFile(list, []byte(s.URL+"/feed Harbour\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dragoman := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := run(context.Background(), args, strings.NewReader(""), &out, &out)
		return code, out.String()
	}
	// Without leave, this machine is not fetched from.
	if code, out := dragoman("watch-feeds", list, "--once", "--pause", "1ms", "--db", filepath.Join(dir, "none.db"), "--state", filepath.Join(dir, "none")); code != exitOK || !strings.Contains(out, "failing") || !strings.Contains(out, "--allow-private") {
		t.Errorf("exit %d: %s", code, out)
	}
	for range 2 {
		code, out := dragoman("watch-feeds", list, "--once", "--pause", "1ms", "--every", "1ns", "--allow-private", "--db", db, "--health", health)
		if code != exitOK || !strings.Contains(out, "ok ") {
			t.Fatalf("exit %d: %s", code, out)
		}
	}
	if pages != 1 {
		t.Errorf("the page was fetched %d times", pages)
	}
	if code, out := dragoman("events", "--actor", "KEN", "--db", db, "--format", "jsonl"); code != exitOK || !strings.Contains(out, `"quote":"Kenya expelled two Rwandan diplomats on Monday`) {
		t.Errorf("exit %d: %s", code, out)
	}
	if b, err := os.ReadFile(health); err != nil || !strings.Contains(string(b), `"state": "ok"`) {
		t.Errorf("health %s, %v", b, err)
	}
	opml := filepath.Join(dir, "feeds.opml")
	if code, out := dragoman("watch-feeds", list, "--opml", opml); code != exitOK {
		t.Errorf("exit %d: %s", code, out)
	}
	if b, err := os.ReadFile(opml); err != nil || !strings.Contains(string(b), `text="Harbour"`) {
		t.Errorf("OPML %s, %v", b, err)
	}
}
