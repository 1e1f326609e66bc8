package intake

import (
	"errors"
	"io"
	"strings"
	"time"
	"unicode"

	"dragoman"
)

// Limits of what one input may ask for. They are far above any archive of news, and low enough that a bomb ends soon.
const (
	DefaultMaxBytes   = 1 << 40         // of one input, after decompression
	DefaultMaxEntries = 50_000_000      // files in one input, at all depths
	DefaultMaxDepth   = 8               // archives and compressions inside each other
	DefaultMaxWait    = 5 * time.Minute // without a report or an entry
	// bombRatio is how many times larger than its file an input may become, once it is over bombGrace bytes: deflate ends at
	// 1032, and text at 20.
	bombRatio = 500
	bombGrace = 1 << 30
)

var (
	errBytes   = errors.New("it expands to more than an input may")
	errEntries = errors.New("it holds more entries than an input may")
	errDepth   = errors.New("it is nested deeper than an input may be")
	errWait    = errors.New("it took too long to yield a report")
)

// A meter counts what one input asks for, over all depths, and stops it at the limits.
type meter struct {
	raw     int64 // bytes of the file itself that were read
	out     int64 // bytes read from entries and after decompression
	entries int
	since   time.Time // of the last report or entry
	opts    *Options
	patient bool  // standard input may be a person: no limit of time
	over    error // the limit that ended the input
}

// alive notes that the input made progress.
func (m *meter) alive() { m.since = m.opts.now() }

// entry counts an entry of an archive.
func (m *meter) entry() error {
	m.entries++
	m.alive()
	if m.entries > m.opts.MaxEntries {
		m.over = errEntries
	}
	return m.over
}

// add counts bytes and returns the limit they are over.
func (m *meter) add(n int) error {
	m.out += int64(n)
	return m.check()
}

// check returns the limit that the input is over.
func (m *meter) check() error {
	switch {
	case m.out > m.opts.MaxBytes, m.out > bombGrace && m.out/bombRatio > m.raw:
		m.over = errBytes
	case !m.patient && m.opts.now().Sub(m.since) > m.opts.MaxWait:
		m.over = errWait
	}
	return m.over
}

// A metered reader counts what is read through it.
type metered struct {
	r io.Reader
	m *meter
}

func (r metered) Read(p []byte) (int, error) {
	if r.m.over != nil {
		return 0, r.m.over
	}
	n, err := r.r.Read(p)
	if over := r.m.add(n); over != nil {
		return n, over
	}
	return n, err
}

// ticking is a sink that notes progress: the time that whoever takes the reports spends on them is not the input's.
func (m *meter) ticking(send sink) sink {
	return func(a dragoman.Article, err error) bool {
		more := send(a, err)
		m.alive()
		return more
	}
}

// A source counts the bytes of a file itself: for the ratio, and for who shows progress.
type source struct {
	r io.Reader
	m *meter
}

func (s source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.m.read(n)
	if over := s.m.check(); over != nil {
		return n, over
	}
	return n, err
}

// A sourceAt is a source that is read at any place.
type sourceAt struct {
	r io.ReaderAt
	m *meter
}

func (s sourceAt) ReadAt(p []byte, at int64) (int, error) {
	if s.m.over != nil {
		return 0, s.m.over
	}
	n, err := s.r.ReadAt(p, at)
	s.m.read(n)
	return n, err
}

func (m *meter) read(n int) {
	m.raw += int64(n)
	if m.opts.OnRead != nil {
		m.opts.OnRead(n)
	}
}

// entryName makes the name of an entry fit for a person's eyes: it is never used as a path.
func entryName(s string) string {
	const most = 300
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == unicode.ReplacementChar {
			return '?'
		}
		return c
	}, strings.ToValidUTF8(s, "?"))
	if len(s) > most {
		s = "…" + strings.ToValidUTF8(s[len(s)-most:], "")
	}
	return s
}
