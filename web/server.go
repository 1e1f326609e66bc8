// Package web is the desk: the ledger's questions as a JSON API, as pages for people, and as tools for language models. Requests
// go in, answers come out; only this package serves HTTP.
//
//	s, err := web.New(web.Options{Ledger: l, Load: load, Tokens: tokens})
//	err = s.Serve(ctx, listener)      // until ctx ends; what is under way is finished
//	GET /api/v1/standings?actor=Syria&as_of=2025-12-01
//
// Every page has a twin: the same address with .json behind its path gives what the page shows. Reading needs no one's leave;
// writing needs a token.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
	"dragoman/watch"
)

// Options say what a Server serves and within which bounds. Ledger and Load must be set; zero values of the rest take defaults.
type Options struct {
	Ledger   *ledger.Ledger
	Load     func() (*pipeline.Models, error) // called once, when a text is first to be coded or at Warm
	Logger   *slog.Logger                     // nil logs nothing
	Clock    func() time.Time                 // nil is time.Now
	Tokens   *Tokens                          // who may write; nil is nobody
	ReadOnly bool                             // nobody may write, whatever the tokens
	Rules    []watch.Rule                     // alerts to show and to give as feeds
	Hosts    []string                         // names besides loopback under which the desk may be called; "*" is any
	Rate     float64                          // requests a second of one address; 0 is 100
	Workers  int                              // texts coded at once; 0 is two
	Timeout  time.Duration                    // of one request; 0 is 30 seconds
}

// Bounds of what a request may carry, and of requests.
const (
	mostBody    = 1 << 20  // of a request that codes, judges or asks
	mostReports = 32 << 20 // of a request that adds reports
	atOnce      = 2        // answers made at once for each processor; more would only share them, and fill the memory
	burst       = 4        // seconds' worth of requests that one address may make at once
)

// A Server is the desk on one ledger.
type Server struct {
	Options
	mux     *http.ServeMux
	handler http.Handler
	coders  *coders
	metrics *metrics
	pages   *pageSet
	answers *answerCache
	limits  *rateLimits
	turns   chan struct{} // one for each answer that is being made
	ready   atomic.Bool   // warm
	news    *newsCache
	closing chan struct{} // closed when the server stops: ends streams
}

// New makes the desk; it fails only where the build is defective or a rule cannot be read.
func New(o Options) (*Server, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Tokens == nil {
		o.Tokens = new(Tokens)
	}
	if o.Rate == 0 {
		o.Rate = 100
	}
	if o.Workers == 0 {
		o.Workers = 2
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	s := &Server{Options: o, mux: http.NewServeMux(), coders: newCoders(o.Load, o.Workers), metrics: newMetrics(o.Ledger),
		answers: newAnswerCache(), limits: newRateLimits(o.Rate, burst), turns: make(chan struct{}, atOnce*runtime.GOMAXPROCS(0)), closing: make(chan struct{})}
	s.news = &newsCache{fold: s.foldNews, clock: o.Clock}
	var err error
	if s.pages, err = parsePages(); err != nil {
		return nil, err
	}
	s.health()
	s.api()
	s.routes()
	s.feeds()
	s.mux.Handle("/mcp", s.mcpHandler())
	s.handler = s.guard(s.mux)
	return s, nil
}

// Handler is the whole desk as one handler.
func (s *Server) Handler() http.Handler { return s.handler }

// Warm does ahead what the first texts and the first front page would wait for: it reads the models and folds the standings of the
// day. The desk answers before, but says that it is ready only after.
func (s *Server) Warm(ctx context.Context) error {
	if _, err := s.coders.models(); err != nil {
		return err
	}
	seq, _, err := s.Ledger.Ping(ctx)
	if err != nil {
		return err
	}
	if err := s.news.warm(ctx, dragoman.DateOf(s.Clock().UTC()), seq); err != nil {
		return err
	}
	s.ready.Store(true)
	return nil
}

// The time that a stop gives to requests under way.
const graceful = 10 * time.Second

// Serve answers on a listener until ctx ends, then finishes what is under way.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second,
		WriteTimeout:      s.Timeout + 30*time.Second, // streams lift it for themselves
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.Logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(ln) }()
	s.Logger.Info("listening", "address", ln.Addr().String(), "read_only", s.ReadOnly)
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	close(s.closing)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceful)
	defer cancel()
	err := server.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	s.Logger.Info("stopped")
	return nil
}

// health registers what those who run the desk ask: is it alive, is it ready (warm, and the ledger answers), how is it.
func (s *Server) health() {
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	s.mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		seq, _, err := s.Ledger.Ping(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if !s.ready.Load() {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "the models are being read and the day's standings folded", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, "ok %d\n", seq)
	})
	s.mux.Handle("GET /metrics", s.metrics.handler())
}
