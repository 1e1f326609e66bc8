package worker

import (
	"context"
	"encoding/json"
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

// Recorded tells what one report added to the ledger: the assertions numbered First to Last.
type Recorded struct {
	Doc       dragoman.ID `json:"doc"`
	First     int64       `json:"first"`
	Last      int64       `json:"last"`
	Written   int         `json:"written"`
	Retracted int         `json:"retracted"`
}

const (
	fetchWait = 2 * time.Second
	// retryDelay is how long a report waits after the ledger was not to be had; it doubles with each delivery.
	retryDelay = 2 * time.Second
	mostDelay  = time.Minute
)

// Run works until ctx ends, which is no error, or the ledger is damaged. A batch that is being recorded when ctx ends is finished.
func (w *Worker) Run(ctx context.Context) error {
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
		if len(msgs) == 0 {
			continue
		}
		if err := w.batch(context.WithoutCancel(ctx), msgs); err != nil {
			return err
		}
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
	s := w.Stream.settings
	return w.Stream.js.CreateOrUpdateConsumer(ctx, reportsStream, jetstream.ConsumerConfig{
		Durable: durable, AckPolicy: jetstream.AckExplicitPolicy, AckWait: s.AckWait,
		// The worker counts, not the cluster: a ledger that is away for hours is no fault of a report.
		MaxDeliver: -1, MaxAckPending: 16 * w.Batch,
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

// batch codes messages on all cores, records them in one transaction, and settles each. Only a damaged ledger is an error.
func (w *Worker) batch(ctx context.Context, msgs []jetstream.Msg) error {
	tasks := make([]task, len(msgs))
	for i, m := range msgs {
		tasks[i].msg = m
	}
	stop := w.keepAlive(msgs)
	w.code(tasks)
	var entries []*ledger.Entry
	var good []*task
	for i := range tasks {
		if t := &tasks[i]; t.err == nil {
			entries, good = append(entries, t.entry), append(good, t)
		}
	}
	results, err := w.Ledger.RecordEntries(ctx, w.Edition, entries...)
	stop()
	if errors.Is(err, dragoman.ErrCorrupt) {
		return fmt.Errorf("worker stops: %w", err) // nothing is settled: the reports wait for a sound ledger
	}
	for i, t := range good {
		if err != nil {
			t.err = err
			if errors.Is(err, dragoman.ErrInvalid) && len(good) > 1 {
				// One bad report must not take the others with it.
				var one []ledger.Result
				if one, t.err = w.Ledger.RecordEntries(ctx, w.Edition, t.entry); t.err == nil {
					w.tell(ctx, one[0])
				}
			}
			continue
		}
		w.tell(ctx, results[i])
	}
	for i := range tasks {
		w.settle(ctx, &tasks[i])
	}
	return nil
}

// code reads the reports of tasks on all cores.
func (w *Worker) code(tasks []task) {
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
	for i := range tasks {
		next <- &tasks[i]
	}
	close(next)
	wg.Wait()
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

// settle says to the cluster what became of a message: done, try later, or never.
func (w *Worker) settle(ctx context.Context, t *task) {
	var err error
	switch delivered := deliveries(t.msg); {
	case t.err == nil:
		// Acknowledged twice over: the cluster says that it knows. Otherwise it is delivered again, and writes nothing.
		ackCtx, cancel := context.WithTimeout(ctx, 5*time.Second)
		err = t.msg.DoubleAck(ackCtx)
		cancel()
	case errors.Is(t.err, dragoman.ErrInvalid):
		err = w.park(ctx, t.msg, t.err.Error())
	case errors.Is(t.err, dragoman.ErrUnavailable):
		// The ledger's trouble is no fault of the report: it waits, however often.
		err = t.msg.NakWithDelay(backoff(delivered))
	case delivered >= uint64(w.Stream.settings.MaxDeliver):
		err = w.park(ctx, t.msg, fmt.Sprintf("tried %d times: %v", delivered, t.err))
	default:
		err = t.msg.NakWithDelay(backoff(delivered))
	}
	if t.err != nil {
		w.Log.Warn("report", "err", t.err, "delivered", deliveries(t.msg))
	}
	if err != nil {
		w.Log.Warn("settle", "err", err)
	}
}

func deliveries(m jetstream.Msg) uint64 {
	if meta, err := m.Metadata(); err == nil {
		return meta.NumDelivered
	}
	return 1
}

func backoff(delivered uint64) time.Duration {
	return min(mostDelay, retryDelay<<min(delivered-1, 5))
}

// park puts a report aside with its reason, then takes it off the queue.
func (w *Worker) park(ctx context.Context, m jetstream.Msg, reason string) error {
	id := m.Headers().Get(nats.MsgIdHdr)
	parked := &nats.Msg{Subject: subjectParked, Data: m.Data(), Header: nats.Header{headerReason: {oneLine(reason)}, nats.MsgIdHdr: {id}}}
	if _, err := w.Stream.js.PublishMsg(ctx, parked); err != nil {
		return fmt.Errorf("park %s: %w", id, err)
	}
	return m.TermWithReason(oneLine(reason))
}

// oneLine makes a reason fit for a header.
func oneLine(s string) string {
	const most = 400
	b := []byte(s[:min(len(s), most)])
	for i, c := range b {
		if c < ' ' || c == 0x7f {
			b[i] = ' '
		}
	}
	return string(b)
}

// tell publishes what a report added. It is news, not the record: who misses it asks the ledger for its changes.
func (w *Worker) tell(ctx context.Context, r ledger.Result) {
	if r.First == 0 {
		return
	}
	b, err := json.Marshal(Recorded{r.Doc, r.First, r.Last, r.Written, r.Retracted})
	if err == nil {
		msg := &nats.Msg{Subject: subjectRecorded, Data: b, Header: nats.Header{nats.MsgIdHdr: {fmt.Sprint(r.First)}}}
		_, err = w.Stream.js.PublishMsgAsync(msg)
	}
	if err != nil {
		w.Log.Warn("tell", "doc", r.Doc, "err", err)
	}
}
