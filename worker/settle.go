package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dragoman"
	"dragoman/ledger"
)

const (
	// ackWait is how long a worker waits for the cluster to say that it knows a report is done.
	ackWait = 5 * time.Second
	// retryDelay is how long a report that failed waits; it doubles with each delivery, up to mostDelay.
	retryDelay = 2 * time.Second
	mostDelay  = time.Minute
)

// settle says to the cluster what became of a message: done, try later, or never.
func (w *Worker) settle(ctx context.Context, t *task) {
	var err error
	switch delivered := deliveries(t.msg); {
	case t.err == nil:
		// Acknowledged twice over: the cluster says that it knows. Otherwise it is delivered again, and writes nothing.
		ackCtx, cancel := context.WithTimeout(ctx, ackWait)
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

// Recorded tells what one report added to the ledger: the assertions numbered First to Last.
type Recorded struct {
	Doc       dragoman.ID `json:"doc"`
	First     int64       `json:"first"`
	Last      int64       `json:"last"`
	Written   int         `json:"written"`
	Retracted int         `json:"retracted"`
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
