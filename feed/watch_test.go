package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman"
)

const storyText = `<p>The foreign ministers of %s met in Vienna on Monday and agreed to open the border for trade, a spokesman said after the talks.</p>
<p>The two governments had closed it in March after a dispute about the river, and both had called back their envoys for a time.</p>`

func story(title string) string {
	return `<!doctype html><html><head><title>` + title + `</title></head><body><article><h1>` + title + `</h1>` + fmt.Sprintf(storyText, title) + `</article></body></html>`
}

// A site is a server of feeds and pages that a test fills.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]func(http.ResponseWriter, *http.Request)
	hits  []string
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: map[string]func(http.ResponseWriter, *http.Request){}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.hits = append(s.hits, r.URL.Path)
		h := s.pages[r.URL.Path]
		s.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) text(path, mime, body string) {
	s.page(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mime)
		io.WriteString(w, body)
	})
}

func (s *site) page(path string, h func(http.ResponseWriter, *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *site) rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Times</title>`)
	for _, it := range items {
		fmt.Fprintf(&b, `<item><title>%[2]s</title><link>%[1]s/%[2]s</link><guid>%[2]s</guid><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate></item>`, s.URL, it)
	}
	return b.String() + `</channel></rss>`
}

// A clock is moved by hand.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }
func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func watcher(s *site, paths ...string) (*Watcher, *clock) {
	c := &clock{t: time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)}
	var feeds []Feed
	for _, p := range paths {
		feeds = append(feeds, Feed{URL: s.URL + p})
	}
	return New(feeds, Options{Fetcher: NewFetcher(FetchOptions{AllowPrivate: true, Timeout: 2 * time.Second}), Pause: -1, Now: c.now, Parallel: 1}), c
}

func once(t *testing.T, w *Watcher) (titles []string, all []dragoman.Article) {
	t.Helper()
	err := w.Once(context.Background(), func(a dragoman.Article) error {
		titles, all = append(titles, a.Title), append(all, a)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return titles, all
}

func TestWatch(t *testing.T) {
	s := newSite(t)
	s.page("/feed", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"1"`)
		io.WriteString(w, s.rss("b", "a"))
	})
	s.text("/a", "text/html", story("a"))
	s.text("/b", "text/html", story("b"))
	w, c := watcher(s, "/feed")
	titles, all := once(t, w)
	if !slices.Equal(titles, []string{"a", "b"}) {
		t.Fatalf("titles %v", titles)
	}
	if a := all[0]; a.Source != "Harbour Times" || a.Published != dragoman.NewDate(2024, 5, 6) || a.URL != s.URL+"/a" || a.Lang != "en" || !strings.HasPrefix(a.Text, "The foreign ministers") {
		t.Errorf("article %+v", a)
	}
	if titles, _ := once(t, w); len(titles) > 0 {
		t.Errorf("it is not due, and brought %v", titles)
	}
	c.add(time.Hour)
	once(t, w)
	if h := w.Health()[0]; h.State != StateOK || h.Same != 1 || h.Looks != 2 || h.Articles != 2 {
		t.Errorf("health %+v", h)
	}

	// What was seen and when the next look is due outlives the process.
	var state bytes.Buffer
	if err := w.Save(&state); err != nil {
		t.Fatal(err)
	}
	again, c2 := watcher(s, "/feed")
	if err := again.Load(&state); err != nil {
		t.Fatal(err)
	}
	c2.add(3 * time.Hour)
	s.text("/feed", "text/xml", s.rss("c", "b", "a"))
	s.text("/c", "text/html", story("c"))
	if titles, _ := once(t, again); !slices.Equal(titles, []string{"c"}) {
		t.Errorf("after a restart: %v", titles)
	}

	// An article that was refused by whoever takes it comes again.
	s.text("/feed", "text/xml", s.rss("d"))
	s.text("/d", "text/html", story("d"))
	c2.add(time.Hour)
	full := errors.New("disk full")
	if err := again.Once(context.Background(), func(dragoman.Article) error { return full }); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	c2.add(time.Hour)
	if titles, _ := once(t, again); !slices.Equal(titles, []string{"d"}) {
		t.Errorf("after a failure of the ledger: %v", titles)
	}
}

func TestRobots(t *testing.T) {
	s := newSite(t)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /a\n\nUser-agent: dragoman\nDisallow: /b\nDisallow: /hidden\n")
	s.text("/feed", "text/xml", s.rss("b", "a"))
	s.text("/hidden", "text/xml", s.rss("a"))
	s.text("/a", "text/html", story("a"))
	s.text("/b", "text/html", story("b"))
	w, _ := watcher(s, "/feed", "/hidden")
	if titles, _ := once(t, w); !slices.Equal(titles, []string{"a"}) {
		t.Errorf("titles %v", titles)
	}
	if slices.Contains(s.hits, "/b") || slices.Contains(s.hits, "/hidden") {
		t.Errorf("robots.txt was not heeded: %v", s.hits)
	}
	if h := w.Health()[0]; h.State != StateFailing || !strings.Contains(h.Error, "robots.txt") {
		t.Errorf("health %+v", h)
	}
}

func TestFailures(t *testing.T) {
	s := newSite(t)
	s.text("/page", "text/html", story("x"))
	s.text("/empty", "text/xml", s.rss())
	s.text("/torn", "text/xml", s.rss("a")[:150])
	s.page("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	s.page("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s.page("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
	})
	s.text("/feed", "text/xml", s.rss())
	w, c := watcher(s, "/page", "/empty", "/torn", "/gone", "/busy", "/moved", "/none")
	once(t, w)
	got := map[string]Status{}
	for _, h := range w.Health() {
		got[strings.TrimPrefix(h.URL, s.URL)] = h
	}
	for path, want := range map[string]string{"/page": StateFailing, "/empty": StateEmpty, "/torn": StateFailing, "/gone": StateGone, "/busy": StateFailing, "/none": StateFailing} {
		if got[path].State != want {
			t.Errorf("%s: %+v", path, got[path])
		}
	}
	if got["/moved"].Moved != s.URL+"/feed" || !strings.Contains(got["/page"].Error, "web page") {
		t.Errorf("moved %+v, page %+v", got["/moved"], got["/page"])
	}
	if wait := got["/busy"].Next.Sub(c.now()); wait < 2*time.Hour {
		t.Errorf("Retry-After was not heeded: %v", wait)
	}
	if first, fifth := backOff(time.Minute, 1), backOff(time.Minute, 5); first != 2*time.Minute || fifth != 32*time.Minute || backOff(time.Minute, 99) != maxWait {
		t.Errorf("back-off %v, %v", first, fifth)
	}
	c.add(30 * 24 * time.Hour)
	s.text("/empty", "text/xml", s.rss("old"))
	once(t, w)
	var table strings.Builder
	if err := WriteHealth(&table, w.Health()); err != nil || !strings.Contains(table.String(), "silent") {
		t.Errorf("%s%v", &table, err)
	}
}

func TestWrongCharsets(t *testing.T) {
	const want = "Müller – “Łódź”"
	windows := func(s string) string { // the letters that Windows-1252 has
		return strings.NewReplacer("ü", "\xfc", "–", "\x96", "“", "\x93", "”", "\x94", "Łódź", "L\xf3dz").Replace(s)
	}
	s := newSite(t)
	feedOf := func(encoding, title string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?><rss version="2.0"><channel><title>T</title><item><title>` + title + `</title><link>` + s.URL + `/a</link></item></channel></rss>`
	}
	s.text("/a", "text/html; charset=windows-1251", story("a"))
	cases := []struct{ path, mime, body, want string }{
		{"/1", "text/xml; charset=iso-8859-1", feedOf("utf-8", want), want},          // the server is wrong
		{"/2", "text/xml", feedOf("windows-1251", want), want},                       // the file is wrong
		{"/3", "text/xml", feedOf("windows-1252", windows(want)), "Müller – “Lódz”"}, // right
		{"/4", "text/xml; charset=windows-1252", feedOf("utf-8", windows(want)), "Müller – “Lódz”"},
		{"/5", "text/xml; charset=nonsense", feedOf("klingon", want), want},
	}
	var paths []string
	for _, c := range cases {
		s.text(c.path, c.mime, c.body)
		paths = append(paths, c.path)
	}
	w, _ := watcher(s, paths...)
	titles, _ := once(t, w)
	if len(titles) != len(cases) {
		t.Fatalf("titles %q, health %+v", titles, w.Health())
	}
	for i, c := range cases {
		if titles[i] != c.want {
			t.Errorf("%s: title %q, want %q", c.path, titles[i], c.want)
		}
	}
}

func TestInlineText(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"`+s.URL+`/none","title":"T","content_html":`+
		fmt.Sprintf("%q", strings.ReplaceAll(fmt.Sprintf(storyText, "both"), "\n", ""))+`},{"id":"2","url":"`+s.URL+`/none2","title":"U","content_text":"Too short."}]}`)
	w, _ := watcher(s, "/feed")
	titles, all := once(t, w)
	if !slices.Equal(titles, []string{"T"}) || !strings.Contains(all[0].Text, "closed it in March") || strings.Contains(all[0].Text, "<p>") {
		t.Fatalf("articles %+v, health %+v", all, w.Health())
	}
	if h := w.Health()[0]; h.Lost != 1 || !strings.Contains(h.LastLoss, "404") {
		t.Errorf("health %+v", h)
	}
}

func TestPauses(t *testing.T) {
	s := newSite(t)
	var times []time.Time
	note := func(w http.ResponseWriter, _ *http.Request) {
		times = append(times, time.Now())
		io.WriteString(w, s.rss())
	}
	s.page("/robots.txt", note)
	s.page("/1", note)
	s.page("/2", note)
	w := New([]Feed{{URL: s.URL + "/1"}, {URL: s.URL + "/2"}}, Options{Fetcher: NewFetcher(FetchOptions{AllowPrivate: true}), Pause: 60 * time.Millisecond})
	once(t, w)
	for i := 1; i < len(times); i++ {
		if d := times[i].Sub(times[i-1]); d < 50*time.Millisecond {
			t.Errorf("request %d came %v after the one before", i, d)
		}
	}
	if len(times) != 3 {
		t.Errorf("%d requests", len(times))
	}
}

func TestList(t *testing.T) {
	const list = "# mine\nhttps://a.example/rss  The A Times\n\nhttps://b.example/atom\nhttps://a.example/rss\n"
	feeds, err := ReadList(strings.NewReader(list))
	if err != nil || !slices.Equal(feeds, []Feed{{URL: "https://a.example/rss", Title: "The A Times"}, {URL: "https://b.example/atom"}}) {
		t.Fatalf("feeds %+v, %v", feeds, err)
	}
	feeds = append(feeds, Feed{URL: "https://c.example/?a=1&b=2", Title: "C & <D>", Group: "World"}, Feed{URL: "https://d.example/", Title: "D", Group: "World"})
	feeds[1].Title = feeds[1].URL
	var out bytes.Buffer
	if err := WriteOPML(&out, "News", feeds); err != nil {
		t.Fatal(err)
	}
	back, err := ReadList(&out)
	if err != nil || !slices.Equal(back, feeds) {
		t.Errorf("back %+v, %v", back, err)
	}
	for _, bad := range []string{"", "# nothing", "file:///etc/passwd", "nonsense", `<opml><body><outline xmlUrl="gopher://x/"/></body></opml>`, "<opml>"} {
		if _, err := ReadList(strings.NewReader(bad)); !errors.Is(err, dragoman.ErrInvalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// FuzzParse states: whatever a server answers as a feed, reading it ends and does not panic.
func FuzzParse(f *testing.F) {
	s := &site{Server: &httptest.Server{URL: "http://x.example"}}
	f.Add([]byte(s.rss("a", "b")), "text/xml")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>e</title><link href="http://x.example/"/><updated>2024-05-06T10:00:00Z</updated></entry></feed>`), "application/atom+xml; charset=utf-16")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","date_published":"2024"}]}`), "application/json")
	f.Add([]byte(`<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`), "")
	f.Fuzz(func(_ *testing.T, body []byte, mime string) {
		_, _ = parse(&Page{Status: 200, Header: http.Header{"Content-Type": {mime}}, Body: body})
		_, _ = ReadList(bytes.NewReader(body))
	})
}
