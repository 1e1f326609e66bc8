package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// A Worker takes reports from a Stream, codes them, and records them. Run may be called once.
type Worker struct {
	Stream  *Stream
	Ledger  *ledger.Ledger
	Build   func() (*pipeline.Pipeline, error) // makes the pipeline of each core
	Edition dragoman.Edition
	Cores   int // pipelines side by side; default 1
	Batch   int // reports a transaction; default 64
	Log     *slog.Logger

	pipes []*pipeline.Pipeline
}

const (
	fetchWait = 2 * time.Second
	// mostPending is how many reports all workers together may hold: some batches each of a hundred workers and more.
	mostPending = 1 << 15
	// A ledger that is not to be had is asked again after firstWait, and after ever longer, up to mostWait.
	firstWait = 250 * time.Millisecond
	mostWait  = 10 * time.Second
)

// Run works until ctx ends, which is no error, or the ledger is damaged. While one batch is recorded the next is coded; what is coded
// when ctx ends is recorded.
func (w *Worker) Run(ctx context.Context) error {
	if err := w.begin(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	coded := make(chan *batch)
	ended := make(chan error, 1)
	go func() {
		var err error
		for b := range coded {
			if err == nil {
				err = w.record(ctx, b)
			}
			b.release()
			if err != nil {
				cancel()
			}
		}
		ended <- err
	}()
	var consumer jetstream.Consumer
	for ctx.Err() == nil {
		if consumer == nil {
			var err error
			if consumer, err = w.consumer(ctx); err != nil {
				w.Log.Warn("no consumer yet", "err", err)
				pause(ctx, time.Second)
				continue
			}
		}
		msgs, err := w.fetch(consumer)
		if err != nil {
			w.Log.Warn("fetch", "err", err)
			consumer = nil // a restarted cluster may have moved it
			pause(ctx, time.Second)
		}
		if len(msgs) > 0 {
			coded <- w.code(msgs)
		}
	}
	close(coded)
	return <-ended
}

// begin completes the settings and builds the pipelines.
func (w *Worker) begin() error {
	if w.Cores <= 0 {
		w.Cores = 1
	}
	if w.Batch <= 0 {
		w.Batch = 64
	}
	if w.Log == nil {
		w.Log = slog.New(slog.DiscardHandler)
	}
	for range w.Cores {
		p, err := w.Build()
		if err != nil {
			return err
		}
		w.pipes = append(w.pipes, p)
	}
	return nil
}

// pause waits, or less where ctx ends.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (w *Worker) consumer(ctx context.Context) (jetstream.Consumer, error) {
	return w.Stream.js.CreateOrUpdateConsumer(ctx, reportsStream, jetstream.ConsumerConfig{
		Durable: durable, AckPolicy: jetstream.AckExplicitPolicy, AckWait: w.Stream.settings.AckWait,
		// The worker counts, not the cluster: a ledger that is away for hours is no fault of a report.
		MaxDeliver: -1, MaxAckPending: mostPending,
	})
}

// fetch waits for a batch, or for what there is of it.
func (w *Worker) fetch(c jetstream.Consumer) ([]jetstream.Msg, error) {
	got, err := c.Fetch(w.Batch, jetstream.FetchMaxWait(fetchWait))
	if err != nil {
		return nil, err
	}
	var msgs []jetstream.Msg
	for m := range got.Messages() {
		msgs = append(msgs, m)
	}
	if err := got.Error(); err != nil && !errors.Is(err, nats.ErrTimeout) {
		return msgs, err
	}
	return msgs, nil
}

// A task is one message on its way through a batch.
type task struct {
	msg   jetstream.Msg
	entry *ledger.Entry
	err   error
}

// A batch is messages that share a transaction. Until release the cluster is told that they are in work.
type batch struct {
	tasks   []task
	release func()
}

// code reads the reports of messages on all cores.
func (w *Worker) code(msgs []jetstream.Msg) *batch {
	b := &batch{tasks: make([]task, len(msgs)), release: w.keepAlive(msgs)}
	var wg sync.WaitGroup
	next := make(chan *task)
	for _, p := range w.pipes {
		wg.Go(func() {
			d := new(dragoman.Document)
			for t := range next {
				t.entry, t.err = w.read(p, d, t.msg.Data())
			}
		})
	}
	for i, m := range msgs {
		b.tasks[i].msg = m
		next <- &b.tasks[i]
	}
	close(next)
	wg.Wait()
	return b
}

func (w *Worker) read(p *pipeline.Pipeline, d *dragoman.Document, data []byte) (*ledger.Entry, error) {
	a, err := w.Stream.decode(data)
	if err != nil {
		return nil, err
	}
	d.Reset(a)
	if err := p.Code(d); err != nil {
		return nil, err
	}
	return ledger.Prepare(d)
}

// record writes a batch in one transaction, and settles each message. Only a damaged ledger is an error.
func (w *Worker) record(ctx context.Context, b *batch) error {
	var entries []*ledger.Entry
	var good []*task
	for i := range b.tasks {
		if t := &b.tasks[i]; t.err == nil {
			entries, good = append(entries, t.entry), append(good, t)
		}
	}
	results, err := w.write(ctx, entries...)
	lasting := context.WithoutCancel(ctx)
	for i, t := range good {
		switch {
		case err == nil:
			w.tell(lasting, results[i])
		case errors.Is(err, dragoman.ErrInvalid) && len(good) > 1:
			// One bad report must not take the others with it.
			var one []ledger.Result
			if one, t.err = w.write(ctx, t.entry); t.err == nil {
				w.tell(lasting, one[0])
			}
		default:
			t.err = err
		}
		if errors.Is(t.err, dragoman.ErrCorrupt) {
			return fmt.Errorf("worker stops: %w", t.err) // nothing is settled: the reports wait for a sound ledger
		}
	}
	var wg sync.WaitGroup
	for i := range b.tasks {
		wg.Go(func() { w.settle(lasting, &b.tasks[i]) })
	}
	wg.Wait()
	return nil
}

// write records entries in one transaction. It waits for a ledger that is not to be had, so that nothing is coded in vain, until ctx
// ends; a transaction that is begun is finished.
func (w *Worker) write(ctx context.Context, entries ...*ledger.Entry) ([]ledger.Result, error) {
	for wait := firstWait; ; wait = min(2*wait, mostWait) {
		results, err := w.Ledger.RecordEntries(context.WithoutCancel(ctx), w.Edition, entries...)
		if !errors.Is(err, dragoman.ErrUnavailable) || ctx.Err() != nil {
			return results, err
		}
		w.Log.Warn("the ledger is not to be had", "err", err, "wait", wait.String())
		pause(ctx, wait)
	}
}

// keepAlive tells the cluster that a batch is in work, until the function it returns is called.
func (w *Worker) keepAlive(msgs []jetstream.Msg) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(w.Stream.settings.AckWait / 3)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				for _, m := range msgs {
					_ = m.InProgress() // lost with the connection: the report is then given to another
				}
			}
		}
	})
	return func() { close(done); wg.Wait() }
}
