package feed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mmcdole/gofeed"

	"dragoman"
	"dragoman/intake"
)

// Options say how feeds are watched. Zero values take the defaults.
type Options struct {
	Fetcher  *Fetcher
	Every    time.Duration    // between two looks at a feed; default 15 minutes
	Pause    time.Duration    // between two requests to a host; default 2 s; a negative one is none
	Parallel int              // feeds looked at at once; default 8
	Silence  time.Duration    // after which a feed that brings nothing new is silent; default 14 days
	MaxItems int              // of one look that are fetched; default 100
	Now      func() time.Time // default time.Now
}

const (
	maxWait   = 24 * time.Hour // after failures
	maxTries  = 3              // looks at which an article that cannot be had is tried
	minInline = 200            // bytes of text in the feed itself that are taken where the page cannot be had
	maxSeen   = 4000           // items of a feed that are remembered
)

// A Watcher looks at feeds and hands on what they announce.
type Watcher struct {
	opts   Options
	polite *polite

	mu    sync.Mutex
	feeds []*watched
	wake  chan struct{}

	taking sync.Mutex // one article at a time is handed on
}

// A watched feed is its status and what was seen of it. While busy it belongs to one goroutine, but for status, which mu guards.
type watched struct {
	status Status
	seen   map[dragoman.ID]bool
	order  []dragoman.ID // of seen, the oldest first
	tries  map[dragoman.ID]int
	busy   bool
}

// New returns a Watcher of feeds.
func New(feeds []Feed, o Options) *Watcher {
	o.Every = cmp.Or(o.Every, 15*time.Minute)
	o.Pause = cmp.Or(o.Pause, 2*time.Second)
	o.Parallel = cmp.Or(o.Parallel, 8)
	o.Silence = cmp.Or(o.Silence, 14*24*time.Hour)
	o.MaxItems = cmp.Or(o.MaxItems, 100)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Fetcher == nil {
		o.Fetcher = NewFetcher(FetchOptions{})
	}
	w := &Watcher{opts: o, wake: make(chan struct{}, 1)}
	w.polite = &polite{fetcher: o.Fetcher, pause: max(o.Pause, 0), now: o.Now, hosts: make(map[string]*host)}
	for _, f := range feeds {
		w.feeds = append(w.feeds, &watched{
			status: Status{URL: f.URL, Title: f.Title, Group: f.Group, State: StateNew, Since: o.Now()},
			seen:   make(map[dragoman.ID]bool), tries: make(map[dragoman.ID]int),
		})
	}
	return w
}

// Run looks at each feed when it is due, until ctx ends or take returns an error. take gets one article at a time; one that it took is
// not handed on again, by this Watcher or by one that loads its state.
func (w *Watcher) Run(ctx context.Context, take func(dragoman.Article) error) error {
	return w.run(ctx, take, false)
}

// Once looks once at each feed that is due.
func (w *Watcher) Once(ctx context.Context, take func(dragoman.Article) error) error {
	return w.run(ctx, take, true)
}

func (w *Watcher) run(ctx context.Context, take func(dragoman.Article) error, once bool) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var working sync.WaitGroup
	defer working.Wait()
	free := make(chan struct{}, w.opts.Parallel)
	for {
		due, wait := w.due()
		for _, f := range due {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			working.Go(func() {
				if err := w.look(ctx, f, take); err != nil {
					cancel(err)
				}
				<-free
				select {
				case w.wake <- struct{}{}:
				default:
				}
			})
		}
		if once {
			working.Wait()
			return context.Cause(ctx)
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-w.wake:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return context.Cause(ctx)
		}
	}
}

// due takes the feeds whose time has come, and returns how long it is to the next.
func (w *Watcher) due() (due []*watched, wait time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.opts.Now()
	wait = time.Minute
	for _, f := range w.feeds {
		switch left := f.status.Next.Sub(now); {
		case f.busy, f.status.State == StateGone:
		case left <= 0:
			f.busy = true
			due = append(due, f)
		default:
			wait = min(wait, left)
		}
	}
	return due, wait
}

// look fetches a feed and what is new in it. Only the errors of take and of ctx are returned: the feed's own are its status.
func (w *Watcher) look(ctx context.Context, f *watched, take func(dragoman.Article) error) error {
	defer func() {
		w.mu.Lock()
		f.busy = false
		w.mu.Unlock()
	}()
	header := http.Header{"Accept": {"application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"}}
	if f.status.ETag != "" {
		header.Set("If-None-Match", f.status.ETag)
	}
	if f.status.Modified != "" {
		header.Set("If-Modified-Since", f.status.Modified)
	}
	page, err := w.polite.get(ctx, cmp.Or(f.status.Moved, f.status.URL), header)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var parsed *gofeed.Feed
	if err == nil {
		parsed, err = parse(page)
	}
	if err != nil || page.Status == http.StatusNotModified {
		w.note(f, func(s *Status) { s.answered(w.opts, page, err) })
		return nil
	}
	fresh, lost, more, err := w.items(ctx, f, parsed, take)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	w.note(f, func(s *Status) {
		s.answered(w.opts, page, nil)
		s.brought(w.opts, parsed, fresh, lost)
		s.ETag, s.Modified = page.Header.Get("ETag"), page.Header.Get("Last-Modified")
		if more { // the next answer must be whole, or what is left is never seen
			s.ETag, s.Modified = "", ""
		}
	})
	return nil
}

func (w *Watcher) note(f *watched, change func(*Status)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&f.status)
}

// statusError is an answer that is no feed.
type statusError int

func (e statusError) Error() string {
	return fmt.Sprintf("the answer was %d %s", int(e), http.StatusText(int(e)))
}

var xmlEncoding = regexp.MustCompile(`^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']`)

// parse reads the answer of a feed.
func parse(page *Page) (*gofeed.Feed, error) {
	if page.Status == http.StatusNotModified {
		return nil, nil
	}
	if page.Status != http.StatusOK {
		return nil, statusError(page.Status)
	}
	body := intake.ToUTF8(page.Body, page.Header.Get("Content-Type"))
	body = xmlEncoding.ReplaceAll(body, []byte("$1"))
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		head := bytes.ToLower(body[:min(len(body), 512)])
		if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")) {
			return nil, errors.New("a web page and no feed: look on it for the feed's address")
		}
		return nil, fmt.Errorf("no feed: %w", err)
	}
	return parsed, nil
}

// items hands on what is new in a feed, the oldest first. more says that some of it is left for the next look.
func (w *Watcher) items(ctx context.Context, f *watched, parsed *gofeed.Feed, take func(dragoman.Article) error) (fresh, lost int, more bool, err error) {
	items := slices.Clone(parsed.Items)
	slices.Reverse(items) // feeds begin with the newest
	for _, it := range items {
		id := dragoman.NewID("item", cmp.Or(it.GUID, it.Link, it.Title))
		if f.seen[id] {
			continue
		}
		if fresh+lost >= w.opts.MaxItems {
			return fresh, lost, true, nil
		}
		a, err := w.article(ctx, f, parsed, it)
		if ctx.Err() != nil {
			return fresh, lost, true, context.Cause(ctx)
		}
		if err != nil {
			w.note(f, func(s *Status) { s.LastLoss = it.Link + ": " + err.Error() })
			if f.tries[id]++; f.tries[id] < maxTries && !final(err) {
				more = true
				continue
			}
			lost++
		} else {
			w.taking.Lock()
			err = take(a)
			w.taking.Unlock()
			if err != nil {
				return fresh, lost, true, err
			}
			fresh++
		}
		delete(f.tries, id)
		w.mu.Lock()
		f.remember(id)
		w.mu.Unlock()
	}
	return fresh, lost, more, nil
}

// remember notes that an item is done with.
func (f *watched) remember(id dragoman.ID) {
	if f.seen[id] {
		return
	}
	f.seen[id] = true
	f.order = append(f.order, id)
	if len(f.order) > maxSeen {
		delete(f.seen, f.order[0])
		f.order = f.order[1:]
	}
}

// final reports whether an error comes again however often it is tried.
func final(err error) bool {
	var status statusError
	var page *intake.Error
	return errors.Is(err, ErrPrivate) || errors.Is(err, ErrRobots) || errors.Is(err, ErrTooLarge) || errors.Is(err, ErrScheme) ||
		errors.As(err, &page) || errors.As(err, &status) && status < 500 && status != http.StatusTooManyRequests
}

// article fetches and reads the page of an item; where that fails, the feed's own text is taken if it is one.
func (w *Watcher) article(ctx context.Context, f *watched, parsed *gofeed.Feed, it *gofeed.Item) (dragoman.Article, error) {
	a, err := w.page(ctx, it.Link)
	if err != nil {
		text := intake.HTMLText(cmp.Or(it.Content, it.Description))
		if len(text) < minInline {
			return a, err
		}
		a = dragoman.Article{Text: strings.ToValidUTF8(text, "\uFFFD")}
	}
	a.URL = cmp.Or(a.URL, it.Link)
	a.Key = cmp.Or(a.Key, it.Link, it.GUID)
	a.Ref = cmp.Or(it.Link, it.GUID)
	a.Title = cmp.Or(strings.TrimSpace(it.Title), a.Title)
	a.Source = cmp.Or(a.Source, f.status.Title, parsed.Title)
	for _, t := range []*time.Time{it.PublishedParsed, it.UpdatedParsed} {
		if a.Published == 0 && t != nil {
			a.Published = dragoman.DateOf(*t)
		}
	}
	a.Lang = intake.Language(a.Text)
	return a, nil
}

func (w *Watcher) page(ctx context.Context, link string) (dragoman.Article, error) {
	if link == "" {
		return dragoman.Article{}, fmt.Errorf("the item has no link: %w", ErrScheme)
	}
	page, err := w.polite.get(ctx, link, http.Header{"Accept": {"text/html, application/xhtml+xml, */*;q=0.5"}})
	if err != nil {
		return dragoman.Article{}, err
	}
	if page.Status != http.StatusOK {
		return dragoman.Article{}, statusError(page.Status)
	}
	return intake.ParseHTML(link, page.Body, page.Header.Get("Content-Type"))
}

// backOff is how long to wait after n failures in a row: twice as long each time, up to a day.
func backOff(every time.Duration, n int) time.Duration {
	const most = 20 // doublings
	wait := every << min(n, most)
	if wait <= 0 || wait > maxWait {
		wait = maxWait
	}
	return wait
}

// spread moves a time by up to a tenth, the same for the same feed: feeds that began together do not stay together.
func spread(d time.Duration, url string) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(url)) // a hash takes all
	return d + d*time.Duration(h.Sum32()%100)/1000
}

// retryAfter is what a server asks to wait (RFC 9110, section 10.2.3): seconds or a time.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(v); err == nil {
		return min(max(time.Duration(seconds)*time.Second, 0), maxWait)
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(t.Sub(now), 0), maxWait)
	}
	return 0
}
