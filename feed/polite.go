package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// agentToken is how robots.txt names us.
const agentToken = "dragoman"

const (
	robotsLife    = 24 * time.Hour
	robotsRetry   = time.Hour // where robots.txt could not be fetched
	maxRobots     = 500 << 10 // RFC 9309, section 2.5
	maxCrawlDelay = time.Minute
	maxHosts      = 4096 // whose state is kept
)

// ErrRobots says that a host's robots.txt asks not to fetch.
var ErrRobots = errors.New("robots.txt asks not to fetch this")

// A host is what is remembered of one: it serves one request at a time.
type host struct {
	turn   chan struct{}    // holds one token
	next   time.Time        // the earliest time of the next request
	robots *robotstxt.Group // nil where there are none
	deny   error            // why the rules are not to be had, and so nothing else
	until  time.Time        // when they are asked for again
}

// polite fetches with pauses and within robots.txt.
type polite struct {
	fetcher *Fetcher
	pause   time.Duration
	now     func() time.Time

	mu    sync.Mutex
	hosts map[string]*host
}

func (p *polite) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		if len(p.hosts) >= maxHosts {
			p.forget()
		}
		h = &host{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		p.hosts[name] = h
	}
	return h
}

// forget lets go of hosts that nobody waits for.
func (p *polite) forget() {
	for name, h := range p.hosts {
		select {
		case <-h.turn:
			delete(p.hosts, name)
			h.turn <- struct{}{} // for who found it just before
		default:
		}
	}
}

// get fetches an address; each redirect is a request of its own, to its own host.
func (p *polite) get(ctx context.Context, address string, header http.Header) (*Page, error) {
	return follow(ctx, address, header, p.step)
}

// step fetches one address when it is its turn.
func (p *polite) step(ctx context.Context, u *url.URL, header http.Header) (*Page, error) {
	h := p.host(strings.ToLower(u.Host))
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { h.turn <- struct{}{} }()
	if err := p.rules(ctx, u, h); err != nil {
		return nil, err
	}
	if h.deny != nil {
		return nil, h.deny
	}
	if h.robots != nil && !h.robots.Test(u.RequestURI()) {
		return nil, ErrRobots
	}
	if err := p.wait(ctx, h); err != nil {
		return nil, err
	}
	page, err := p.fetcher.step(ctx, u, header)
	p.rest(h)
	return page, err
}

// wait waits for the end of a host's pause.
func (p *polite) wait(ctx context.Context, h *host) error {
	return sleep(ctx, h.next.Sub(p.now()))
}

func (p *polite) rest(h *host) {
	pause := p.pause
	if h.robots != nil {
		pause = max(pause, min(h.robots.CrawlDelay, maxCrawlDelay))
	}
	h.next = p.now().Add(pause)
}

// rules fetches a host's robots.txt where it is not known. None is none; where the server fails, nothing is fetched (RFC 9309,
// section 2.3.1).
func (p *polite) rules(ctx context.Context, u *url.URL, h *host) error {
	if p.now().Before(h.until) {
		return nil
	}
	if err := p.wait(ctx, h); err != nil {
		return err
	}
	page, err := p.fetcher.Get(ctx, u.Scheme+"://"+u.Host+"/robots.txt", nil)
	p.rest(h)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	h.robots, h.deny, h.until = nil, nil, p.now().Add(robotsLife)
	switch {
	case err != nil && (errors.Is(err, ErrPrivate) || errors.Is(err, ErrScheme)):
		h.until = time.Time{}
		return err
	case errors.Is(err, ErrTooLarge): // rules that long are no rules
	case err != nil:
		h.deny, h.until = fmt.Errorf("robots.txt: %w", err), p.now().Add(robotsRetry)
	case page.Status >= http.StatusInternalServerError, page.Status == http.StatusTooManyRequests:
		h.deny, h.until = fmt.Errorf("robots.txt: the answer was %d: %w", page.Status, ErrRobots), p.now().Add(robotsRetry)
	case page.Status == http.StatusOK:
		if data, err := robotstxt.FromBytes(page.Body[:min(len(page.Body), maxRobots)]); err == nil {
			h.robots = data.FindGroup(agentToken)
		}
	}
	return nil
}

// sleep waits for a time or the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
