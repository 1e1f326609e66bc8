package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dragoman"
)

// newsCache keeps the front page's standings. One fold runs at a time, on its own; who asks meanwhile gets the last one, or,
// where there is none for that day, waits a little and then does without.
type newsCache struct {
	fold  func(context.Context, dragoman.Date) (standingNews, error)
	clock func() time.Time

	mu      sync.Mutex
	day     dragoman.Date
	seq     int64
	at      time.Time
	have    bool
	news    standingNews
	err     error
	running chan struct{} // closed when the fold under way is done; nil where none is
}

// The longest that a fold of the whole ledger may take.
const longestFold = 2 * time.Minute

// get returns the standings of a day as of number seq or a little before; dragoman.ErrUnavailable where they are not there yet.
func (c *newsCache) get(ctx context.Context, day dragoman.Date, seq int64) (standingNews, error) {
	c.mu.Lock()
	fresh := c.have && c.day == day && (c.seq == seq || c.clock().Sub(c.at) < newsEvery)
	if !fresh {
		c.begin(ctx, day, seq)
	}
	news, err, usable, running := c.news, c.err, c.have && c.day == day, c.running
	c.mu.Unlock()
	if fresh || usable && running != nil && err == nil && c.waited(ctx, running) != nil {
		return news, err
	}
	if err := c.waited(ctx, running); err != nil {
		return standingNews{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.have || c.day != day {
		return standingNews{}, fmt.Errorf("standings of %s: %w", day, dragoman.ErrUnavailable)
	}
	return c.news, c.err
}

// begin starts a fold, if none is under way; c.mu is held.
func (c *newsCache) begin(ctx context.Context, day dragoman.Date, seq int64) {
	if c.running == nil {
		c.running = make(chan struct{})
		go c.run(context.WithoutCancel(ctx), day, seq)
	}
}

// warm folds for a day and waits until it is done.
func (c *newsCache) warm(ctx context.Context, day dragoman.Date, seq int64) error {
	c.mu.Lock()
	if c.have && c.day == day {
		defer c.mu.Unlock()
		return c.err
	}
	c.begin(ctx, day, seq)
	running := c.running
	c.mu.Unlock()
	select {
	case <-running:
	case <-ctx.Done():
		return ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// waited waits a little for a fold.
func (c *newsCache) waited(ctx context.Context, running chan struct{}) error {
	select {
	case <-running:
		return nil
	case <-time.After(newsWait):
	case <-ctx.Done():
	}
	return fmt.Errorf("standings are being folded: %w", dragoman.ErrUnavailable)
}

func (c *newsCache) run(ctx context.Context, day dragoman.Date, seq int64) {
	ctx, cancel := context.WithTimeout(ctx, longestFold)
	defer cancel()
	news, err := c.fold(ctx, day)
	c.mu.Lock()
	defer c.mu.Unlock()
	news.seq = seq
	c.day, c.seq, c.at, c.have, c.news, c.err = day, seq, c.clock(), true, news, err
	close(c.running)
	c.running = nil
}
