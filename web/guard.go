package web

import (
	"context"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// policy lets a page load what this host serves and nothing else, and run no script that stands in it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard stands before every route: it names the request, bounds it, refuses what comes from elsewhere, and writes one line of
// log and the metrics when it is done.
func (s *Server) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection() // Sec-Fetch-Site, else Origin against Host, on every method that may write
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.Clock()
		out := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer s.finish(out, r, began)
		h := out.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		switch {
		case !s.calledRight(r.Host):
			s.fail(out, r, errWrongHost)
		case !s.limits.allow(r.RemoteAddr):
			s.fail(out, r, errTooMany)
		case cross.Check(r) != nil:
			s.fail(out, r, errForeign)
		default:
			limit := int64(mostBody)
			if r.URL.Path == "/api/v1/reports" {
				limit = mostReports
			}
			r.Body = http.MaxBytesReader(out, r.Body, limit)
			if !isStream(r.URL.Path) {
				ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
				defer cancel()
				r = r.WithContext(ctx)
			}
			next.ServeHTTP(out, r)
			out.route = r.Pattern
		}
	})
}

func isStream(path string) bool {
	return path == "/api/v1/changes/stream" || path == "/api/v1/export" || path == "/mcp"
}

// finish logs a request, and turns a panic into an answer.
func (s *Server) finish(out *recorder, r *http.Request, began time.Time) {
	if p := recover(); p != nil {
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.Logger.Error("panic", "path", r.URL.Path, "what", p, "stack", string(debug.Stack()))
		if !out.wrote {
			http.Error(out, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		}
	}
	took := s.Clock().Sub(began)
	route := out.route
	if route == "" {
		route = "none"
	}
	s.metrics.observe(route, r.Method, out.status, took)
	s.Logger.Info("request", "method", r.Method, "path", r.URL.Path, "status", out.status, "bytes", out.bytes,
		"ms", float64(took.Microseconds())/1000, "from", addressOf(r.RemoteAddr))
}

// calledRight reports whether the desk may be called by this name. A page of another site that makes its own name point here
// (DNS rebinding) is told by it.
func (s *Server) calledRight(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if name == "localhost" || name == "" || slices.Contains(s.Hosts, "*") || slices.Contains(s.Hosts, name) {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil // an address cannot be made to point elsewhere
}

// A recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
	wrote  bool
	route  string
}

// WriteHeader notes the status.
func (w *recorder) WriteHeader(status int) {
	if !w.wrote {
		w.status, w.wrote = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (w *recorder) Write(b []byte) (int, error) {
	w.wrote = true
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what is written, for streams.
func (w *recorder) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() } // a writer that cannot flush sends at its own time

func addressOf(remote string) string {
	if host, _, err := net.SplitHostPort(remote); err == nil {
		return host
	}
	return remote
}

// rateLimits keep a bucket for each address; the table is emptied when it has grown large.
type rateLimits struct {
	mu     sync.Mutex
	each   map[string]*rate.Limiter
	rate   rate.Limit
	bursts int
}

// mostAddresses bounds the table of addresses: an attacker with many gains fresh buckets, not our memory.
const mostAddresses = 10_000

func newRateLimits(perSecond float64, seconds int) *rateLimits {
	return &rateLimits{each: map[string]*rate.Limiter{}, rate: rate.Limit(perSecond), bursts: max(1, int(perSecond*float64(seconds)))}
}

func (l *rateLimits) allow(remote string) bool {
	address := addressOf(remote)
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.each[address]
	if b == nil {
		if len(l.each) >= mostAddresses {
			clear(l.each)
		}
		b = rate.NewLimiter(l.rate, l.bursts)
		l.each[address] = b
	}
	return b.Allow()
}

// An answerCache keeps answers of pages and of the API for as long as the ledger's head and the day stay the same.
type answerCache struct {
	mu    sync.Mutex
	kept  map[string]*answer
	bytes int
}

type answer struct {
	contentType string
	body        []byte
	until       time.Time // zero for good
}

// passingFor is how long an answer is kept that a better one will follow: many who ask at once get one.
const passingFor = time.Second

// Bounds of the cache.
const (
	mostKept   = 64 << 20
	largestOne = 1 << 20
)

func newAnswerCache() *answerCache { return &answerCache{kept: map[string]*answer{}} }

func (c *answerCache) get(key string) *answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept[key]
}

func (c *answerCache) put(key string, a *answer) {
	if len(a.body) > largestOne {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes+len(a.body) > mostKept {
		clear(c.kept)
		c.bytes = 0
	}
	if old := c.kept[key]; old != nil {
		c.bytes -= len(old.body)
	}
	c.kept[key] = a
	c.bytes += len(a.body)
}

// tagged gives GET answers an ETag made of the ledger's head, the day and who asks, answers 304 where the asker has it, and
// keeps good answers. The head is read before the answer is made: a write between the two only makes the tag older than the answer.
func (s *Server) tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || isStream(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		seq, _, err := s.Ledger.Ping(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		person := s.person(r)
		tag := `W/"` + strconv.FormatInt(seq, 10) + "-" + s.Clock().UTC().Format("20060102") + "-" + assetsVersion() + "-" + hashOf(person)[:8] + `"`
		h := w.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("Vary", "Cookie, HX-Request")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		key := tag + r.Header.Get("HX-Request") + r.URL.RequestURI()
		if a := s.answers.get(key); a != nil && (a.until.IsZero() || s.Clock().Before(a.until)) {
			if !a.until.IsZero() {
				h.Del("ETag")
				h.Set("Cache-Control", "no-store")
			}
			h.Set("Content-Type", a.contentType)
			_, _ = w.Write(a.body) // the client may be gone
			return
		}
		select {
		case s.turns <- struct{}{}:
			defer func() { <-s.turns }()
		case <-r.Context().Done():
			s.fail(w, r, r.Context().Err())
			return
		}
		keep := &keeper{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(keep, r)
		if keep.status == http.StatusOK {
			a := &answer{contentType: h.Get("Content-Type"), body: keep.body}
			if h.Get("Cache-Control") == "no-store" {
				a.until = s.Clock().Add(passingFor)
			}
			s.answers.put(key, a)
		}
	})
}

// A keeper keeps a copy of what is written, up to the size that the cache takes.
type keeper struct {
	http.ResponseWriter
	status int
	body   []byte
}

// WriteHeader takes the tag off what is no answer.
func (k *keeper) WriteHeader(status int) {
	k.status = status
	if status != http.StatusOK {
		k.Header().Del("ETag")
	}
	k.ResponseWriter.WriteHeader(status)
}

// Write copies.
func (k *keeper) Write(b []byte) (int, error) {
	if len(k.body) <= largestOne {
		k.body = append(k.body, b...)
	}
	return k.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (k *keeper) Unwrap() http.ResponseWriter { return k.ResponseWriter }
