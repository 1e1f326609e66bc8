package web

import (
	"bytes"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"dragoman"
	"dragoman/ledger"
	"dragoman/watch"
)

//go:embed templates static
var files embed.FS

// assetsVersion names the assets, so that browsers may keep them for good.
var assetsVersion = sync.OnceValue(func() string {
	h := fnv.New64a()
	_ = fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := files.ReadFile(path) // embedded: it cannot fail
			h.Write([]byte(path))
			h.Write(data)
		}
		return err
	})
	return hex.EncodeToString(h.Sum(nil))[:8]
})

// A view is what a page template gets; Data is the page's own, and what its JSON twin gives.
type view struct {
	Title    string
	Page     string // which template
	Path     string // of the request, with its query
	Twin     string // where the same stands as JSON
	Person   string
	ReadOnly bool
	Head     int64 // the ledger's
	Data     any
}

// pageSet is a template for each page.
type pageSet struct{ pages map[string]*template.Template }

func parsePages() (*pageSet, error) {
	layout, err := template.New("layout.html").Funcs(templateFuncs()).ParseFS(files, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	set := &pageSet{map[string]*template.Template{}}
	paths, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		clone, err := layout.Clone()
		if err == nil {
			_, err = clone.ParseFS(files, path)
		}
		if err != nil {
			return nil, fmt.Errorf("read templates: %w", err)
		}
		set.pages[name] = clone
	}
	return set, nil
}

// render writes a page whole or not at all.
func (p *pageSet) render(w http.ResponseWriter, status int, page string, v view) {
	v.Page = page
	var b bytes.Buffer
	if err := p.pages[page].Execute(&b, v); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the client may be gone
}

// templateFuncs are what templates may call.
func templateFuncs() template.FuncMap {
	return template.FuncMap{
		"inert":    inert,
		"name":     nameOf,
		"ask":      askOf,
		"words":    relationWords,
		"asset":    func(path string) string { return "/static/" + path + "?v=" + assetsVersion() },
		"percent":  func(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) + "%" },
		"fixed":    func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) },
		"lower":    strings.ToLower,
		"join":     strings.Join,
		"days":     func(from, to dragoman.Date) string { return daysOf(from.String(), to.String()) },
		"party":    func(p dragoman.Party) *dragoman.Party { return &p },
		"address":  safeAddress,
		"line":     func(l *ledger.Line) lineView { return newLineView(l) },
		"lineOf":   func(a watch.Alert) *ledger.Line { return &a.Change.Line },
		"number":   magnitudeWords,
		"longDay":  longDay,
		"minute":   func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") },
		"first":    firstOf,
		"statuses": statusWords,
	}
}

// safeAddress gives an address that a person may follow, "" where it leads elsewhere than to the web.
func safeAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// longDay writes a day as a newspaper does: "Wednesday, 12 November 2025".
func longDay(d dragoman.Date) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("Monday, 2 January 2006")
}

func firstOf(n int, s string) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}

// magnitudeWords reads a count: "at least 12 killed".
func magnitudeWords(m dragoman.Magnitude) string {
	n := func(f *float64) string { return strconv.FormatFloat(*f, 'f', -1, 64) }
	kind := strings.ReplaceAll(m.Kind, "_", " ")
	switch {
	case m.Low != nil && m.High != nil && *m.Low == *m.High:
		return n(m.Low) + " " + kind
	case m.Low != nil && m.High != nil:
		return n(m.Low) + " to " + n(m.High) + " " + kind
	case m.Low != nil:
		return "at least " + n(m.Low) + " " + kind
	case m.High != nil:
		return "at most " + n(m.High) + " " + kind
	}
	return m.Text + " " + kind
}

// statusWords say how a fact stands, for a person.
func statusWords(f ledger.Fact) string {
	switch f.Status {
	case ledger.Holds:
		return "holds"
	case ledger.Doubtful:
		return "in doubt"
	}
	return string(f.Status)
}

// page registers a page and its twin: path and path.json. make gives its title and what it shows.
func (s *Server) page(path, name string, make func(*http.Request) (string, any, error)) {
	handler := s.tagged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		title, data, err := make(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if p, ok := data.(interface{ Passing() bool }); ok && p.Passing() {
			w.Header().Del("ETag")
			w.Header().Set("Cache-Control", "no-store")
		}
		if strings.HasSuffix(r.URL.Path, ".json") {
			w.Header().Set("Content-Type", "application/json")
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(data); err != nil {
				s.Logger.Warn("write twin", "path", r.URL.Path, "error", err)
			}
			return
		}
		head, _, err := s.Ledger.Ping(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.pages.render(w, http.StatusOK, name, view{Title: title, Path: r.URL.RequestURI(), Twin: twinOf(r.URL), Person: s.person(r), ReadOnly: s.ReadOnly, Head: head, Data: data})
	}))
	s.mux.Handle("GET "+path, handler)
	if !strings.HasSuffix(path, "}") { // an id may end with .json itself
		s.mux.Handle("GET "+path+".json", handler)
	}
}

func twinOf(u *url.URL) string {
	twin := *u
	if twin.Path == "/" {
		twin.Path = "/today"
	}
	twin.Path += ".json"
	return twin.RequestURI()
}

// assets serves the embedded files; an address with its version may be kept for good.
func (s *Server) assets() http.Handler {
	static, err := fs.Sub(files, "static")
	if err != nil {
		panic(err) // the folder is embedded
	}
	server := http.FileServerFS(static)
	return http.StripPrefix("/static/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("v") == assetsVersion() {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if strings.HasSuffix(r.URL.Path, ".woff2") {
			w.Header().Set("Content-Type", "font/woff2")
		}
		if strings.HasSuffix(r.URL.Path, "/") || r.URL.Path == "" {
			http.NotFound(w, r)
			return
		}
		server.ServeHTTP(w, r)
	}))
}
