package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman"
	"dragoman/intake"
	"dragoman/ledger"
	"dragoman/pipeline"
	"dragoman/watch"
	"dragoman/web"
)

var load = sync.OnceValues(func() (*pipeline.Models, error) { return pipeline.Load(pipeline.Options{}) })

// A desk is a server on a ledger of the examples, with the token of one writer.
type desk struct {
	*web.Server
	ledger *ledger.Ledger
	token  string
}

func openDesk(t testing.TB, change ...func(*web.Options)) *desk {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	record(t, l, "../examples")
	tokens := web.OpenTokens(filepath.Join(t.TempDir(), "tokens"))
	token, err := tokens.Add("ana", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	rule, err := watch.NewRule("members", `standing.relation == "member_of" && standing.change in ["begin", "end"]`)
	if err != nil {
		t.Fatal(err)
	}
	o := web.Options{Ledger: l, Load: load, Tokens: tokens, Rules: []watch.Rule{rule}, Rate: 1e6}
	for _, f := range change {
		f(&o)
	}
	s, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &desk{s, l, token}
}

// record reads inputs into a ledger.
func record(t testing.TB, l *ledger.Ledger, inputs ...string) {
	t.Helper()
	models, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range pipeline.Run(t.Context(), models.Pipeline, intake.New(intake.Options{}).Read(t.Context(), inputs...), 1) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Record(t.Context(), doc, models.Edition()); err != nil {
			t.Fatal(err)
		}
	}
}

// call makes one request; headers are pairs.
func (d *desk) call(method, address, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Host = "localhost:8080"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	return w
}

func (d *desk) json(t *testing.T, address string, into any) {
	t.Helper()
	w := d.call("GET", address, "")
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", address, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		t.Fatalf("GET %s: %v", address, err)
	}
}

// aReport is the report of the Syrian example, and a record of it.
func (d *desk) aReport(t *testing.T) (doc, record string, seq int64) {
	t.Helper()
	var ans ledger.Answer[ledger.Line]
	d.json(t, "/api/v1/events?actor=SYR&type=CONSULT&newest=true&limit=1", &ans)
	if len(ans.Items) != 1 {
		t.Fatalf("%d events of Syria, want 1", len(ans.Items))
	}
	l := ans.Items[0]
	return l.Doc.String(), l.Event.ID.String(), l.Seq
}

// TestPages asks for each page and its twin: what it should say stands in it, and every header that guards it.
func TestPages(t *testing.T) {
	d := openDesk(t)
	doc, _, seq := d.aReport(t)
	n := strconv.FormatInt(seq, 10)
	for _, c := range []struct{ page, twin, says string }{
		{"/", "/today.json", "Newest happenings"},
		{"/report/" + doc, "/report/" + doc + ".json", `data-r=`},
		{"/actor?who=Syria", "/actor.json?who=Syria", "Stands as of"},
		{"/actor", "/actor.json", "Look up"},
		{"/dyad?a=Syria&b=USA", "/dyad.json?a=Syria&b=USA", "What passed between them"},
		{"/happening/" + n, "/happening/" + n + ".json", "Who tells it"},
		{"/place", "/place.json", "Mean intensity"},
		{"/place?name=Moscow", "/place.json?name=Moscow", "Moscow"},
		{"/compare?who=Syria&before=2024-01-01&after=2025-12-01", "/compare.json?who=Syria&before=2024-01-01&after=2025-12-01", "what changed from"},
		{"/search?text=Syria", "/search.json?text=Syria", "Filters"},
		{"/codebook", "/codebook.json", "What it means"},
		{"/codebook/CONSULT", "/codebook/CONSULT.json", "frames"},
		{"/codebook/member_of", "/codebook/member_of.json", "frames"},
		{"/try", "/try.json", "Paste a report"},
		{"/alerts", "/alerts.json", "members"},
	} {
		w := d.call("GET", c.page, "", "Accept", "text/html")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("GET %s: %d, want 200 and %q in it", c.page, w.Code, c.says)
		}
		if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("GET %s: policy %q", c.page, p)
		}
		if strings.Contains(w.Body.String(), "<script>") || strings.Contains(w.Body.String(), " style=") {
			t.Errorf("GET %s: an inline script or style", c.page)
		}
		var twin any
		d.json(t, c.twin, &twin)
	}
	if w := d.call("GET", "/at/"+n, ""); w.Code != http.StatusFound || !strings.HasPrefix(w.Header().Get("Location"), "/report/"+doc+"#r-") {
		t.Errorf("GET /at/%s: %d %s", n, w.Code, w.Header().Get("Location"))
	}
	if w := d.call("GET", "/why/"+n, "", "HX-Request", "true"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "fires") {
		t.Errorf("GET /why/%s: %d %s", n, w.Code, w.Body)
	}
	if w := d.call("POST", "/try", "text=France+accused+Mali+on+Monday.&published=2025-11-12", "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "accuses") {
		t.Errorf("POST /try: %d", w.Code)
	}
	if w := d.call("GET", "/nowhere", "", "Accept", "text/html"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<h1>Not Found") {
		t.Errorf("GET /nowhere: %d", w.Code)
	}
}

// TestLinks follows the links of the pages: each leads to a page of this desk, and one that names an actor to what the ledger
// has of it.
func TestLinks(t *testing.T) {
	d := openDesk(t)
	doc, _, _ := d.aReport(t)
	followed := map[string]bool{}
	for _, page := range []string{"/", "/report/" + doc, "/actor?who=Syria", "/dyad?a=Syria&b=USA", "/place", "/search?text=Syria"} {
		body := d.call("GET", page, "", "Accept", "text/html").Body.String()
		for _, m := range regexp.MustCompile(`<a [^>]*href="(/[^"#]*)`).FindAllStringSubmatch(body, -1) {
			link := html.UnescapeString(m[1])
			if followed[link] {
				continue
			}
			followed[link] = true
			w := d.call("GET", link, "", "Accept", "text/html")
			if w.Code != http.StatusOK && w.Code != http.StatusFound {
				t.Errorf("%s: the link %s: %d", page, link, w.Code)
			}
			if who, ok := strings.CutPrefix(link, "/actor?"); ok {
				var told ledger.Answer[ledger.Moment]
				var stands ledger.Answer[ledger.Fact]
				d.json(t, "/api/v1/timeline?"+who, &told)
				d.json(t, "/api/v1/standings?all=true&actor="+strings.TrimPrefix(who, "who="), &stands)
				if len(told.Items)+len(stands.Items) == 0 {
					t.Errorf("%s: the link %s leads to an actor of whom nothing is told", page, link)
				}
			}
		}
	}
	if len(followed) < 50 {
		t.Errorf("%d links followed, want many more", len(followed))
	}
	if w := d.call("GET", "/report/"+doc, "", "Accept", "text/html"); !strings.Contains(w.Body.String(), `href="/signin?to=%2freport%2f`+doc) {
		t.Error("the link for signing in does not lead back")
	}
}

// TestAPI asks each question and reads the answer's shape.
func TestAPI(t *testing.T) {
	d := openDesk(t)
	doc, record, _ := d.aReport(t)
	for _, address := range []string{"/api/v1/server", "/api/v1/events?actor=Syria", "/api/v1/happenings?from=2025", "/api/v1/standings?actor=Syria&as_of=2025-12-01",
		"/api/v1/timeline?who=Syria", "/api/v1/dyad?a=SYR&b=USA", "/api/v1/diff?before=2024-01-01&after=2025-12-01", "/api/v1/changes?since=3&limit=2",
		"/api/v1/counts?by=type,month", "/api/v1/places", "/api/v1/actors?who=the+Syrian+leader&on=2025-11-10", "/api/v1/agreement",
		"/api/v1/reports/" + doc, "/api/v1/records/" + record, "/openapi.json"} {
		var v any
		d.json(t, address, &v)
	}
	for _, text := range []string{"It rained.", `a\u0000b`} {
		if w := d.call("POST", "/api/v1/code", `{"text":"`+text+`"}`, "Content-Type", "application/json"); !strings.Contains(w.Body.String(), `"events":[],"standings":[]`) {
			t.Errorf("code %q: %s, want empty lists", text, w.Body)
		}
	}
	var page ledger.Answer[ledger.Line]
	seen := map[int64]bool{}
	for cursor := ""; ; cursor = page.Next {
		page = ledger.Answer[ledger.Line]{}
		d.json(t, "/api/v1/events?limit=7&cursor="+cursor, &page)
		for _, l := range page.Items {
			if seen[l.Seq] {
				t.Fatalf("assertion %d is on two pages", l.Seq)
			}
			seen[l.Seq] = true
		}
		if page.Next == "" {
			break
		}
	}
	if len(seen) < 50 {
		t.Errorf("%d events over all pages", len(seen))
	}
}

// TestExport streams each form; what a form cannot tell as planned is left out by the exporter.
func TestExport(t *testing.T) {
	d := openDesk(t)
	for _, format := range []string{"csv", "csv-standings", "polecat", "gdelt", "icews", "ftm", "jsonld"} {
		if w := d.call("GET", "/api/v1/export?format="+format, ""); w.Code != http.StatusOK || strings.Count(w.Body.String(), "\n") < 5 {
			t.Errorf("%s: %d with %d lines", format, w.Code, strings.Count(w.Body.String(), "\n"))
		}
	}
	some := d.call("GET", "/api/v1/export?format=csv&actor=SYR", "").Body
	every := d.call("GET", "/api/v1/export?format=csv", "").Body
	if some.Len() == 0 || some.Len() >= every.Len() {
		t.Errorf("%d bytes of Syria, %d of all", some.Len(), every.Len())
	}
	for _, bad := range []string{"/api/v1/export", "/api/v1/export?format=xls", "/api/v1/export?format=csv&where=event.x", "/api/v1/export?format=csv-standings&actor=SYR"} {
		if w := d.call("GET", bad, ""); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

// TestErrors holds the table from kinds of error to statuses; each answer is a problem of RFC 9457.
func TestErrors(t *testing.T) {
	d := openDesk(t)
	for _, c := range []struct {
		method, address, body string
		status                int
		headers               []string
	}{
		{"GET", "/api/v1/events?from=yesterday", "", 400, nil},
		{"GET", "/api/v1/events?where=event.x", "", 400, nil},
		{"GET", "/api/v1/events?limit=0", "", 422, nil},
		{"GET", "/api/v1/reports/" + strings.Repeat("0", 32), "", 404, nil},
		{"GET", "/api/v1/records/nothex", "", 400, nil},
		{"POST", "/api/v1/reports", `{"reports":[{"text":"x"}]}`, 401, []string{"Content-Type", "application/json"}},
		{"POST", "/api/v1/judgements", `{"record":"x","verdict":"accept"}`, 401, []string{"Content-Type", "application/json"}},
		{"POST", "/api/v1/judgements", `{"record":"x","verdict":"accept"}`, 400, []string{"Content-Type", "application/json", "Authorization", "Bearer " + d.token}},
		{"POST", "/api/v1/code", `{"text":""}`, 422, []string{"Content-Type", "application/json"}},
		{"POST", "/api/v1/code", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, 413, []string{"Content-Type", "application/json"}},
		{"POST", "/judge", "record=x", 403, []string{"Origin", "https://evil.example", "Content-Type", "application/x-www-form-urlencoded"}},
		{"POST", "/judge", "record=x", 403, []string{"Sec-Fetch-Site", "cross-site", "Content-Type", "application/x-www-form-urlencoded"}},
		{"POST", "/api/v1/code", "text=a", 415, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"POST", "/api/v1/events", "{}", 405, []string{"Content-Type", "application/json"}},
		{"GET", "/api/v1/nowhere", "", 404, nil},
		{"GET", "/nowhere", "", 404, nil},
	} {
		w := d.call(c.method, c.address, c.body, c.headers...)
		var p struct {
			Status int
			Title  string
			Detail string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Status != c.status || p.Title == "" {
			t.Errorf("%s %s: %d %.200s, want a problem of %d", c.method, c.address, w.Code, w.Body, c.status)
		}
		if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
			t.Errorf("%s %s: content type %q", c.method, c.address, ct)
		}
	}
	if allow := d.call("POST", "/api/v1/events", "{}").Header().Get("Allow"); !strings.Contains(allow, "GET") {
		t.Errorf("405 allows %q", allow)
	}
	r := httptest.NewRequest("GET", "/api/v1/server", nil)
	r.Host = "rebound.example"
	w := httptest.NewRecorder()
	if d.Handler().ServeHTTP(w, r); w.Code != http.StatusMisdirectedRequest {
		t.Errorf("another host name: %d", w.Code)
	}
}

// TestTags: an answer that the asker has is not sent again until the ledger changes.
func TestTags(t *testing.T) {
	d := openDesk(t)
	first := d.call("GET", "/api/v1/events?limit=3", "")
	tag := first.Header().Get("ETag")
	if w := d.call("GET", "/api/v1/events?limit=3", "", "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("the same again: %d", w.Code)
	}
	if w := d.call("GET", "/api/v1/events?limit=3", ""); w.Body.String() != first.Body.String() {
		t.Error("the kept answer differs")
	}
	d.judge(t, "accept")
	if w := d.call("GET", "/api/v1/events?limit=3", "", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("after a change: %d", w.Code)
	}
}

func (d *desk) judge(t *testing.T, verdict string) {
	t.Helper()
	doc, record, _ := d.aReport(t)
	w := d.call("POST", "/api/v1/judgements", `{"record":"`+record+`","doc":"`+doc+`","verdict":"`+verdict+`"}`, "Content-Type", "application/json", "Authorization", "Bearer "+d.token)
	var j ledger.Judgement
	if err := json.Unmarshal(w.Body.Bytes(), &j); err != nil || w.Code != http.StatusOK || j.Person != "ana" {
		t.Fatalf("judge: %d %s", w.Code, w.Body)
	}
}

// TestWriting adds a report twice and judges one of its records.
func TestWriting(t *testing.T) {
	d := openDesk(t)
	body := `{"reports":[{"text":"Kenya expelled the French ambassador on Monday.","source":"Morning Post","published":"2025-11-12","url":"https://post.example/1"}]}`
	for i, want := range []bool{true, false} {
		w := d.call("POST", "/api/v1/reports", body, "Content-Type", "application/json", "Authorization", "Bearer "+d.token)
		var out struct{ Results []ledger.Result }
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || len(out.Results) != 1 || out.Results[0].New != want {
			t.Fatalf("time %d: %d %s", i, w.Code, w.Body)
		}
	}
	d.judge(t, "reject")
	if w := d.call("POST", "/judge", "record=x", "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/signin") {
		t.Errorf("a judge without a token: %d", w.Code)
	}
	w := d.call("POST", "/signin", "token="+d.token+"&to=//evil.example", "Content-Type", "application/x-www-form-urlencoded")
	cookie := w.Header().Get("Set-Cookie")
	if w.Header().Get("Location") != "/" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("sign in: to %q with %q", w.Header().Get("Location"), cookie)
	}
	quiet := openDesk(t, func(o *web.Options) { o.ReadOnly = true })
	if w := quiet.call("POST", "/api/v1/reports", body, "Content-Type", "application/json", "Authorization", "Bearer "+quiet.token); w.Code != http.StatusForbidden {
		t.Errorf("a read-only desk: %d", w.Code)
	}
}

// TestLimits: an address that asks too often waits.
func TestLimits(t *testing.T) {
	d := openDesk(t, func(o *web.Options) { o.Rate = 1 })
	for range 4 {
		d.call("GET", "/healthz", "")
	}
	if w := d.call("GET", "/healthz", ""); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Errorf("the fifth at once: %d", w.Code)
	}
}

// TestStream: what is written comes down an open stream, and a client that comes back misses nothing.
func TestStream(t *testing.T) {
	d := openDesk(t)
	server := httptest.NewServer(d.Handler())
	defer server.Close()
	seq, _, err := d.ledger.Ping(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", server.URL+"/api/v1/changes/stream", nil)
	r.Header.Set("Last-Event-ID", strconv.FormatInt(seq-1, 10))
	res, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	d.judge(t, "accept")
	var got bytes.Buffer
	buf := make([]byte, 4096)
	for !strings.Contains(got.String(), `"what":"judged"`) {
		n, err := res.Body.Read(buf)
		got.Write(buf[:n])
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatalf("%v after %s", err, got.String())
		}
	}
	if !strings.Contains(got.String(), "id: "+strconv.FormatInt(seq, 10)+"\n") {
		t.Error("the assertion after Last-Event-ID is missing")
	}
}

// TestHealth: the routes for those who run the desk, and each metric that the docs list.
func TestHealth(t *testing.T) {
	d := openDesk(t)
	d.call("POST", "/api/v1/code", `{"text":"France accused Mali."}`, "Content-Type", "application/json")
	d.judge(t, "accept")
	if w := d.call("GET", "/readyz", ""); w.Code != http.StatusServiceUnavailable {
		t.Errorf("GET /readyz of a cold desk: %d", w.Code)
	}
	if err := d.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/healthz", "/readyz"} {
		if w := d.call("GET", address, ""); w.Code != http.StatusOK {
			t.Errorf("GET %s: %d", address, w.Code)
		}
	}
	metrics := d.call("GET", "/metrics", "").Body.String()
	for _, name := range []string{"dragoman_http_requests_total", "dragoman_http_request_seconds", "dragoman_texts_coded_total 1", "dragoman_text_coding_seconds",
		"dragoman_records_written_total", `dragoman_judgements_total{verdict="accept"} 1`, "dragoman_streams", "dragoman_ledger_seq"} {
		if !strings.Contains(metrics, name) {
			t.Errorf("no metric %s", name)
		}
	}
}

// hostile is a report whose every part tries to be more than text.
func hostile() dragoman.Article {
	return dragoman.Article{Key: "hostile", URL: `javascript:alert(1)`, Source: `<img src=x onerror=alert(2)>`, Title: `"><script>alert(3)</script>`,
		Published: dragoman.NewDate(2025, 11, 12),
		Text: "France accused <script>alert(4)</script> Mali of attacks on Monday.\n\nGermany met \u202Eilam\u202C <svg onload=alert(5)> Kenya {{.}} ' onmouseover='alert(6) in Berlin.\n\n" +
			"</p></article><iframe src=\"javascript:alert(7)\"></iframe> Russia invaded Ukraine."}
}

// TestHostile: such a report stands in every page as letters.
func TestHostile(t *testing.T) {
	d := openDesk(t)
	id := d.add(t, hostile())
	for _, page := range []string{"/", "/report/" + id, "/search?text=accused", "/actor?who=France", `/search?text="><script>alert(1)</script>`, `/actor?who=<script>alert(1)</script>`, "/place"} {
		body := d.call("GET", strings.ReplaceAll(strings.ReplaceAll(page, " ", "+"), "\"", "%22"), "", "Accept", "text/html").Body.String()
		for _, bad := range []string{"<script>alert", "<img src=x", "<svg onload", "<iframe", `href="javascript:`, "\u202E", "onmouseover='"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", page, bad)
			}
		}
	}
}

// add reads one report into the ledger.
func (d *desk) add(t testing.TB, a dragoman.Article) string {
	t.Helper()
	models, err := load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	doc := new(dragoman.Document)
	doc.Reset(a)
	if err := p.Code(doc); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ledger.Record(t.Context(), doc, models.Edition()); err != nil {
		t.Fatal(err)
	}
	return doc.ID.String()
}

// TestNews: the front page shows what changed, and what was written since.
func TestNews(t *testing.T) {
	d := openDesk(t)
	var v struct {
		Counting bool
		Changed  []ledger.FactChange
	}
	for range 100 {
		if d.json(t, "/today.json", &v); !v.Counting {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if v.Counting || len(v.Changed) == 0 {
		t.Errorf("the front page tells of %d changes, counting %v", len(v.Changed), v.Counting)
	}
	d.judge(t, "accept")
	if w := d.call("GET", "/today.json", ""); w.Header().Get("Cache-Control") != "no-store" && w.Header().Get("ETag") == "" {
		t.Errorf("an older part is kept: %v", w.Header())
	}
}

// TestTokenNames: a token is of a name that fits on one line of its file.
func TestTokenNames(t *testing.T) {
	tokens := web.OpenTokens(filepath.Join(t.TempDir(), "tokens"))
	for _, name := range []string{"ana", "Björn.9-x_y", "王", strings.Repeat("é", 64)} {
		if _, err := tokens.Add(name, time.Now()); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", "-a", "a b", "a\nb", "a/b", strings.Repeat("é", 65)} {
		if _, err := tokens.Add(name, time.Now()); !errors.Is(err, dragoman.ErrInvalid) {
			t.Errorf("%q: %v, want an error", name, err)
		}
	}
}
