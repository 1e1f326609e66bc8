package ledger

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"dragoman"
)

// A Result says what recording one report did.
type Result struct {
	Doc       dragoman.ID `json:"doc"`
	New       bool        `json:"new"`                // the report was not in the ledger
	Written   int         `json:"written"`            // records asserted
	Retracted int         `json:"retracted"`          // records that the edition no longer reads
	First     int64       `json:"first,omitempty"`    // number of the first assertion written, 0 where none was
	Last      int64       `json:"last,omitempty"`     // number of the last
	Outranked string      `json:"outranked,omitzero"` // the edition already there, where it ranks higher: nothing was written
}

// Record writes what an edition reads in a report and the ledger does not hold yet, in one transaction. The same edition
// again writes nothing; a better one writes what changed and retracts what it no longer reads; a lower one writes nothing.
// When Record returns without an error all is on disk. Calls of several goroutines share transactions.
func (l *Ledger) Record(ctx context.Context, d *dragoman.Document, ed dragoman.Edition) (Result, error) {
	e, err := Prepare(d)
	if err != nil {
		return Result{}, err
	}
	res, err := l.RecordEntries(ctx, ed, e)
	if err != nil {
		return Result{}, err
	}
	return res[0], nil
}

// RecordAll records many reports, prepared on all cores, in transactions of a few thousand each; Results are in order. After
// an error, Results are those of the reports that are on disk.
func (l *Ledger) RecordAll(ctx context.Context, docs []*dragoman.Document, ed dragoman.Edition) ([]Result, error) {
	type part struct {
		entries []*Entry
		err     error
	}
	parts := make(chan part, 1) // one is prepared while the one before is written
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(parts)
		for chunk := range slices.Chunk(docs, groupSize) {
			entries, err := prepareAll(chunk)
			select {
			case parts <- part{entries, err}:
			case <-stop:
				return
			}
		}
	}()
	var results []Result
	for p := range parts {
		if p.err != nil {
			return results, p.err
		}
		res, err := l.RecordEntries(ctx, ed, p.entries...)
		if err != nil {
			return results, err
		}
		results = append(results, res...)
	}
	return results, nil
}

func prepareAll(docs []*dragoman.Document) ([]*Entry, error) {
	entries, errs := make([]*Entry, len(docs)), make([]error, len(docs))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(docs))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(docs); i += workers {
				entries[i], errs[i] = Prepare(docs[i])
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// RecordEntries records prepared reports in one transaction: all of them or none.
func (l *Ledger) RecordEntries(ctx context.Context, ed dragoman.Edition, entries ...*Entry) ([]Result, error) {
	if ed.Name == "" || ed.Rank >= dragoman.PersonRank {
		return nil, fmt.Errorf("record: an edition needs a name and a rank below a person's: %w", dragoman.ErrInvalid)
	}
	if len(entries) == 0 {
		return nil, nil
	}
	w := &write{edition: ed, entries: entries}
	if err := l.submit(ctx, w); err != nil {
		return nil, fmt.Errorf("record %s: %w", entries[0].article.Ref, err)
	}
	return w.results, nil
}

// groupSize is the most reports that share a transaction.
const groupSize = 4096

// A write is what one caller wants written, and what came of it.
type write struct {
	edition dragoman.Edition
	entries []*Entry
	judge   *judging
	results []Result
	err     error
	done    chan struct{}
}

// submit queues a write and waits for it. Whoever gets the token leads: it writes all that is queued in one transaction.
func (l *Ledger) submit(ctx context.Context, w *write) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.done = make(chan struct{})
	l.mu.Lock()
	l.queue = append(l.queue, w)
	l.mu.Unlock()
	for {
		select {
		case <-w.done:
			return w.err
		case <-l.groups:
			// One caller's cancelled context must not fail the others' writes.
			l.lead(context.WithoutCancel(ctx))
			l.groups <- struct{}{}
		}
	}
}

func (l *Ledger) lead(ctx context.Context) {
	l.mu.Lock()
	n, size := 0, 0
	for n < len(l.queue) && (n == 0 || size+len(l.queue[n].entries) <= groupSize) {
		size += len(l.queue[n].entries)
		n++
	}
	group := l.queue[:n:n]
	l.queue = l.queue[n:]
	l.mu.Unlock()
	if n == 0 {
		return
	}
	if err := l.writeGroup(ctx, group); err != nil && n > 1 {
		// One may have spoilt it for all: each for itself.
		for _, w := range group {
			w.err = l.writeGroup(ctx, []*write{w})
		}
	} else {
		for _, w := range group {
			w.err = err
		}
	}
	for _, w := range group {
		close(w.done)
	}
}

func (l *Ledger) writeGroup(ctx context.Context, group []*write) error {
	tx, err := l.store.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.rollback()
	g, err := l.newGroup(ctx, tx)
	if err != nil {
		return err
	}
	if err := g.run(ctx, group); err != nil {
		return err
	}
	if !g.wrote {
		return nil // nothing was new: not even a name is kept
	}
	if err := tx.Commit(); err != nil {
		return l.store.wrap(err)
	}
	g.committed()
	return nil
}

// now is the time of recording: the clock's, but never before what is recorded already.
func (l *Ledger) now(last int64) int64 { return max(l.clock().UnixMicro(), last) }

// knownAt is the number of the last assertion recorded at or before t; for the zero time, of the last of all.
func (l *Ledger) knownAt(ctx context.Context, t time.Time) (int64, error) {
	var seq int64
	if t.IsZero() {
		err := l.store.readOne(ctx, "SELECT seq FROM head", nil, &seq)
		return seq, err
	}
	err := l.store.rows(ctx, l.store.r, `SELECT first + n - 1 FROM readings WHERE recorded <= ? ORDER BY recorded DESC, id DESC LIMIT 1`,
		[]any{t.UnixMicro()}, scanInto(&seq))
	return seq, err
}
