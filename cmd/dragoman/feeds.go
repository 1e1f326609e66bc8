package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dragoman"
	"dragoman/feed"
	"dragoman/ledger"
	"dragoman/pipeline"
)

type watchFeedsCmd struct {
	dbFlags
	List         string        `arg:"" help:"OPML, or an address a line." type:"existingfile"`
	Once         bool          `help:"Look once at each feed that is due, then print how they fare."`
	Every        time.Duration `help:"Between two looks at a feed." default:"15m"`
	Pause        time.Duration `help:"Between two requests to a host; its robots.txt may ask for more." default:"2s"`
	Timeout      time.Duration `help:"For one request." default:"30s"`
	Parallel     int           `help:"Feeds looked at at once." default:"8"`
	State        string        `help:"Keeps what was seen; default: beside the list, with .state at the end." placeholder:"FILE"`
	Health       string        `help:"Keeps how each feed fares: JSON, or a table where the name does not end in .json." placeholder:"FILE"`
	Opml         string        `help:"Write the list as OPML, and stop." placeholder:"FILE"`
	Codebook     string        `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
	AllowPrivate bool          `help:"Also fetch from loopback, private and link-local addresses."`
}

// Help is printed below the flags.
func (watchFeedsCmd) Help() string {
	return `Articles are fetched from their pages, within robots.txt, one request at a time to a host; each is coded and recorded, and what was
recorded is not fetched again after a stop.
Examples:
  dragoman watch-feeds feeds.opml --db world.db --health feeds.json
  dragoman watch-feeds feeds.txt --once
  dragoman watch-feeds feeds.txt --opml feeds.opml`
}

// Run watches until it is stopped.
func (c *watchFeedsCmd) Run(d *door) error {
	feeds, err := withFile(c.List, feed.ReadList)
	if err != nil {
		return err
	}
	if c.Opml != "" {
		var b bytes.Buffer
		if err := feed.WriteOPML(&b, filepath.Base(c.List), feeds); err != nil {
			return err
		}
		return writeWhole(c.Opml, b.Bytes())
	}
	if c.State == "" {
		c.State = c.List + ".state"
	}
	w := feed.New(feeds, feed.Options{
		Fetcher: feed.NewFetcher(feed.FetchOptions{AllowPrivate: c.AllowPrivate, Timeout: c.Timeout}),
		Every:   c.Every, Pause: c.Pause, Parallel: c.Parallel,
	})
	saved, err := os.ReadFile(c.State)
	if err == nil {
		err = w.Load(bytes.NewReader(saved))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // the first time there is none
		return fmt.Errorf("%s: %w", c.State, err)
	}
	models, err := pipeline.Load(pipeline.Options{Codebook: c.Codebook})
	if err != nil {
		return err
	}
	l, err := c.open(d, ledger.Options{})
	if err != nil {
		return err
	}
	r := &feedRecorder{d: d, l: l, models: models}
	err = c.watch(d, w, r)
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	if err := errors.Join(err, c.keep(w)); err != nil {
		return err
	}
	if c.Once {
		return feed.WriteHealth(d.stdout, w.Health())
	}
	return nil
}

// watch runs the watcher, and keeps its state while it does.
func (c *watchFeedsCmd) watch(d *door, w *feed.Watcher, r *feedRecorder) error {
	if c.Once {
		return w.Once(d.ctx, r.take)
	}
	ctx, stop := context.WithCancelCause(d.ctx)
	defer stop(nil)
	go func() {
		const keepEvery = 30 * time.Second
		for tick := time.NewTicker(keepEvery); ; {
			select {
			case <-tick.C:
				if err := c.keep(w); err != nil {
					stop(err)
				}
			case <-ctx.Done():
				tick.Stop()
				return
			}
		}
	}()
	return w.Run(ctx, r.take)
}

// keep writes the state and the health page, each whole.
func (c *watchFeedsCmd) keep(w *feed.Watcher) error {
	var state, health bytes.Buffer
	if err := w.Save(&state); err != nil {
		return err
	}
	if err := writeWhole(c.State, state.Bytes()); err != nil || c.Health == "" {
		return err
	}
	var err error
	if strings.HasSuffix(c.Health, ".json") {
		e := json.NewEncoder(&health)
		e.SetIndent("", "  ")
		err = e.Encode(w.Health())
	} else {
		err = feed.WriteHealth(&health, w.Health())
	}
	if err != nil {
		return fmt.Errorf("write health: %w", err)
	}
	return writeWhole(c.Health, health.Bytes())
}

// A feedRecorder codes articles and records them, one at a time.
type feedRecorder struct {
	d      *door
	l      *ledger.Ledger
	models *pipeline.Models
	pipe   *pipeline.Pipeline
	doc    dragoman.Document
}

// take codes and records one article: it is on disk before the feed goes on.
func (r *feedRecorder) take(a dragoman.Article) (err error) {
	if r.pipe == nil {
		if r.pipe, err = r.models.Pipeline(); err != nil {
			return err
		}
	}
	r.doc.Reset(a)
	if err := r.pipe.Code(&r.doc); err != nil {
		r.d.complain(err)
		return nil
	}
	e, err := ledger.Prepare(&r.doc)
	if err != nil {
		r.d.complain(err)
		return nil
	}
	results, err := r.l.RecordEntries(r.d.ctx, r.models.Edition(), e)
	if err != nil {
		return err
	}
	for _, res := range results {
		if res.New {
			fmt.Fprintf(r.d.stderr, "%s: %d records\n", a.Ref, res.Written)
		}
	}
	return nil
}
