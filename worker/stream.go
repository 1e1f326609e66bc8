// Package worker moves reports through a JetStream cluster: Submit puts Articles into a stream, a Worker takes them out, codes
// them, records them in a ledger and only then acknowledges them. Reports go in; the ledger grows. Many workers may share a stream
// and a ledger (PostgreSQL); since recording is idempotent, a message that is delivered twice writes nothing. For example:
//
//	s, err := worker.Connect(ctx, "nats://127.0.0.1:4222", worker.Settings{Replicas: 3})
//	err = s.Submit(ctx, articles, report)       // one process
//	err = (&worker.Worker{Stream: s, …}).Run(ctx) // many processes
//
// Laws: a report is acknowledged after the transaction that holds it is on disk; a report that can never be read is parked with
// its reason; an unreachable ledger delays and loses nothing; a damaged ledger (ErrCorrupt) stops the worker and parks nothing.
package worker

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dragoman"
)

// Settings say how the streams are laid out. Zero values take the defaults.
type Settings struct {
	Replicas   int           // copies of each message in the cluster; default 1, 3 for a cluster of three
	MaxDeliver int           // how often a report is tried before it is parked; default 5
	AckWait    time.Duration // after which an unacknowledged report is given to another worker; default 1 minute
	Dedupe     time.Duration // how long a report submitted again is known as the same; default 1 hour
}

func (s *Settings) setDefaults() {
	if s.Replicas == 0 {
		s.Replicas = 1
	}
	if s.MaxDeliver == 0 {
		s.MaxDeliver = 5
	}
	if s.AckWait == 0 {
		s.AckWait = time.Minute
	}
	if s.Dedupe == 0 {
		s.Dedupe = time.Hour
	}
}

// Names of the streams and subjects.
const (
	reportsStream  = "DRAGOMAN_REPORTS"
	parkedStream   = "DRAGOMAN_PARKED"
	recordedStream = "DRAGOMAN_RECORDED"

	subjectReports  = "dragoman.reports"  // reports to be coded
	subjectParked   = "dragoman.parked"   // reports that could not be, with the reason in the header Dragoman-Reason
	subjectRecorded = "dragoman.recorded" // what each report added to the ledger: see Recorded

	durable      = "coders"
	headerReason = "Dragoman-Reason"

	// keepRecorded is how long news of records is kept: who missed it asks the ledger for its changes.
	keepRecorded = 24 * time.Hour
)

// A Stream is a connection to a cluster whose streams are laid out.
type Stream struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	settings Settings
	encoder  *zstd.Encoder
	decoder  *zstd.Decoder
}

// Connect connects to a server or a cluster ("nats://a:4222,nats://b:4222") and lays out the streams: files on disk, a work queue
// for reports. An unreachable server is ErrUnavailable.
func Connect(ctx context.Context, url string, s Settings) (*Stream, error) {
	s.setDefaults()
	nc, err := nats.Connect(url, nats.Name("dragoman"), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second), nats.RetryOnFailedConnect(false))
	if err != nil {
		return nil, fmt.Errorf("connect to %s: no server answers there: start it, or check its address: %w: %w", url, err, dragoman.ErrUnavailable)
	}
	st, err := layOut(ctx, nc, s)
	if err != nil {
		nc.Close()
		return nil, err
	}
	return st, nil
}

func layOut(ctx context.Context, nc *nats.Conn, s Settings) (*Stream, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("open JetStream: %w", err)
	}
	for _, c := range []jetstream.StreamConfig{
		{Name: reportsStream, Subjects: []string{subjectReports}, Retention: jetstream.WorkQueuePolicy, Duplicates: s.Dedupe},
		{Name: parkedStream, Subjects: []string{subjectParked}, Duplicates: s.Dedupe},
		{Name: recordedStream, Subjects: []string{subjectRecorded}, MaxAge: keepRecorded, Duplicates: s.Dedupe},
	} {
		c.Storage, c.Replicas = jetstream.FileStorage, s.Replicas
		if _, err := js.CreateOrUpdateStream(ctx, c); err != nil {
			return nil, fmt.Errorf("lay out stream %s: %w: %w", c.Name, err, dragoman.ErrUnavailable)
		}
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open compressor: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxMessage))
	if err != nil {
		return nil, fmt.Errorf("open decompressor: %w", err)
	}
	return &Stream{nc, js, s, enc, dec}, nil
}

// Close lets go of the connection.
func (s *Stream) Close() {
	s.nc.Close()
	s.decoder.Close()
}

// maxMessage bounds a message once it is decompressed.
const maxMessage = 64 << 20

// A message is an Article as it travels: JSON, compressed.
type message struct {
	Ref       string        `json:"ref"`
	Key       string        `json:"key,omitempty"`
	URL       string        `json:"url,omitempty"`
	Source    string        `json:"source,omitempty"`
	Title     string        `json:"title,omitempty"`
	Published dragoman.Date `json:"published"`
	Text      string        `json:"text"`
}

func (s *Stream) encode(a *dragoman.Article) ([]byte, error) {
	b, err := json.Marshal(message{a.Ref, a.Key, a.URL, a.Source, a.Title, a.Published, a.Text})
	if err != nil {
		return nil, fmt.Errorf("%s: write message: %w", a.Ref, err)
	}
	return s.encoder.EncodeAll(b, nil), nil
}

// decode reads a message; one that is none is ErrInvalid.
func (s *Stream) decode(b []byte) (dragoman.Article, error) {
	plain, err := s.decoder.DecodeAll(b, nil)
	if err != nil {
		return dragoman.Article{}, fmt.Errorf("decompress message: %w: %w", err, dragoman.ErrInvalid)
	}
	var m message
	if err := json.Unmarshal(plain, &m); err != nil {
		return dragoman.Article{}, fmt.Errorf("read message: %w: %w", err, dragoman.ErrInvalid)
	}
	if m.Text == "" {
		return dragoman.Article{}, fmt.Errorf("read message: there is no text: %w", dragoman.ErrInvalid)
	}
	return dragoman.Article{Ref: m.Ref, Key: m.Key, URL: m.URL, Source: m.Source, Title: m.Title, Published: m.Published, Text: m.Text}, nil
}

// Backlog returns how many reports wait to be coded, and how many are parked.
func (s *Stream) Backlog(ctx context.Context) (waiting, parked uint64, err error) {
	for _, q := range []struct {
		name string
		n    *uint64
	}{{reportsStream, &waiting}, {parkedStream, &parked}} {
		st, err := s.js.Stream(ctx, q.name)
		if err != nil {
			return 0, 0, fmt.Errorf("ask for stream %s: %w", q.name, err)
		}
		info, err := st.Info(ctx)
		if err != nil {
			return 0, 0, fmt.Errorf("ask for stream %s: %w", q.name, err)
		}
		*q.n = info.State.Msgs
	}
	return waiting, parked, nil
}
