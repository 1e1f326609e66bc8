package worker

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dragoman"
)

// window is how many messages may be on their way to the cluster, unacknowledged by it.
const window = 256

// Submit puts articles into the stream, each under its id, so that one submitted again within Settings.Dedupe is the same message. Errors of
// the input and articles that are too long for the cluster go to problem, and the rest goes on. It returns how many the
// cluster has on disk.
func (s *Stream) Submit(ctx context.Context, articles iter.Seq2[dragoman.Article, error], problem func(error)) (n int, err error) {
	var pending []jetstream.PubAckFuture
	var waiting []*nats.Msg
	settle := func() error {
		for i, f := range pending {
			if err := s.settled(ctx, f, waiting[i]); err != nil {
				return err
			}
			n++
		}
		pending, waiting = pending[:0], waiting[:0]
		return nil
	}
	for a, err := range articles {
		if err == nil {
			var b []byte
			if b, err = s.encode(&a); err == nil && int64(len(b)) > s.nc.MaxPayload() {
				err = fmt.Errorf("%s: %d bytes compressed, the cluster takes %d: raise its max_payload: %w", a.Ref, len(b), s.nc.MaxPayload(), dragoman.ErrInvalid)
			}
			if err == nil {
				m := &nats.Msg{Subject: subjectReports, Data: b, Header: nats.Header{nats.MsgIdHdr: {a.ID().String()}}}
				f, perr := s.js.PublishMsgAsync(m)
				if perr != nil {
					return n, fmt.Errorf("submit %s: %w: %w", a.Ref, perr, dragoman.ErrUnavailable)
				}
				pending, waiting = append(pending, f), append(waiting, m)
			}
		}
		if err != nil {
			problem(err)
		}
		if len(pending) >= window {
			if err := settle(); err != nil {
				return n, err
			}
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err := settle(); err != nil {
		return n, err
	}
	return n, ctx.Err()
}

// publishTries is how often a message that the cluster did not acknowledge is sent again; its id makes that harmless.
const publishTries = 20

// settled waits until the cluster has a message on disk, and sends it again where it did not say so in time.
func (s *Stream) settled(ctx context.Context, f jetstream.PubAckFuture, m *nats.Msg) error {
	select {
	case <-f.Ok():
		return nil
	case <-f.Err():
	case <-time.After(5 * time.Second):
	case <-ctx.Done():
		return ctx.Err()
	}
	var err error
	for range publishTries {
		if _, err = s.js.PublishMsg(ctx, m); err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(500 * time.Millisecond)
	}
	return fmt.Errorf("submit: the cluster does not acknowledge: %w: %w", err, dragoman.ErrUnavailable)
}
