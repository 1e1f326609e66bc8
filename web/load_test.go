package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"dragoman/ledger"
	"dragoman/web"
)

// TestLoad measures pages and API under 50 requests a second, on a ledger that is named:
//
//	LEDGER_BENCH=1000000 LEDGER_BENCH_DB=/tmp/bench.db go test ./ledger -run TestFigures/sqlite -timeout 60m
//	DRAGOMAN_LOAD_DB=/tmp/bench.db DRAGOMAN_LOAD_SECONDS=60 go test ./web -run TestLoad -v
func TestLoad(t *testing.T) {
	path := os.Getenv("DRAGOMAN_LOAD_DB")
	if path == "" {
		t.Skip("set DRAGOMAN_LOAD_DB to a ledger, such as LEDGER_BENCH_DB leaves")
	}
	seconds, _ := strconv.Atoi(os.Getenv("DRAGOMAN_LOAD_SECONDS"))
	l, err := ledger.Open(t.Context(), path, ledger.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	began := time.Now()
	s, err := web.New(web.Options{Ledger: l, Load: load, Rate: 1e6})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	fetch := func(address string) (time.Duration, error) {
		at := time.Now()
		res, err := http.Get(server.URL + address)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		if _, err := res.Body.Read(make([]byte, 1)); err != nil || res.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("GET %s: %s", address, res.Status)
		}
		return time.Since(at), nil
	}
	first, err := fetch("/")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("start to first page: %v, of which the page %v", time.Since(began).Round(time.Millisecond), first.Round(time.Millisecond))
	if err := s.Warm(t.Context()); err != nil { // a balancer sends nothing before /readyz says ok
		t.Fatal(err)
	}
	routes := loadRoutes(t, l)
	took := map[string][]time.Duration{}
	var mu sync.Mutex
	var all sync.WaitGroup
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for i := range 50 * max(seconds, 5) {
		<-tick.C
		if i%(50*15) == 0 {
			logMemory(t, i/50)
		}
		r := routes[i%len(routes)]
		all.Go(func() {
			d, err := fetch(r.address(i / len(routes)))
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
				return
			}
			took[r.name] = append(took[r.name], d)
		})
	}
	all.Wait()
	for _, r := range routes {
		ds := took[r.name]
		slices.Sort(ds)
		if len(ds) > 0 {
			t.Logf("%-12s %4d requests, median %8v, p99 %8v", r.name, len(ds), ds[len(ds)/2].Round(time.Millisecond/10), ds[len(ds)*99/100].Round(time.Millisecond/10))
		}
	}
	logMemory(t, max(seconds, 5))
}

func logMemory(t *testing.T, second int) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("second %d: heap in use %d MB, from the system %d MB, given back %d MB", second, m.HeapInuse>>20, m.Sys>>20, m.HeapReleased>>20)
}

// A loadRoute is a page or a question, different each time.
type loadRoute struct {
	name    string
	address func(int) string
}

// loadRoutes asks for actors and reports that the ledger holds.
func loadRoutes(t *testing.T, l *ledger.Ledger) []loadRoute {
	t.Helper()
	ans, err := l.Events(t.Context(), ledger.Filter{}, ledger.Page{Limit: 2000, Newest: true})
	if err != nil {
		t.Fatal(err)
	}
	line := func(i int) *ledger.Line { return &ans.Items[i*7%len(ans.Items)] }
	who := func(i int) string { return url.QueryEscape(line(i).Event.Source.Actor) }
	return []loadRoute{
		{"today", func(int) string { return "/" }},
		{"report", func(i int) string { return "/report/" + line(i).Doc.String() }},
		{"actor", func(i int) string { return "/actor?who=" + who(i) }},
		{"search", func(i int) string { return "/search?actor=" + who(i) }},
		{"events", func(i int) string { return "/api/v1/events?newest=true&actor=" + who(i) }},
		{"standings", func(i int) string { return "/api/v1/standings?actor=" + who(i) }},
		{"timeline", func(i int) string { return "/api/v1/timeline?who=" + who(i) }},
		{"diff", func(i int) string { return "/api/v1/diff?before=2018-01-01&after=2019-01-01&actor=" + who(i) }},
		{"counts", func(i int) string { return "/api/v1/counts?by=month&actor=" + who(i) }},
		{"changes", func(i int) string { return fmt.Sprint("/api/v1/changes?since=", i*31) }},
	}
}
