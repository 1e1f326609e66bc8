// Package ledger keeps what reports say: records go in as assertions that never change, facts come out as folds over them,
// as of two clocks. It is the last stage of the way.
//
// One clock is the world's: on which day was it so. The other is the ledger's own: what had been recorded by then.
// An assertion is one line: an event or a standing that an edition read in a report, or that it no longer reads it. Lines
// are numbered from 1 without gaps and are never changed or deleted. A ledger is an SQLite file or a PostgreSQL database;
// both answer alike.
//
//	l, err := ledger.Open(ctx, "dragoman.db", ledger.Options{})
//	res, err := l.Record(ctx, doc, edition)     // writes what is new; again: nothing
//	ans, err := l.Standing(ctx, ledger.StandingQuery{
//		Filter: ledger.Filter{Actor: "SYR"},
//		AsOf:   dragoman.NewDate(2025, 12, 1),
//	})
//	ans.Items[0].Relation                       // "member_of"
//	ans.Items[0].Seqs                           // the assertions that say so
//
// The laws it keeps: recording a report again writes nothing; of two editions the higher rank is believed, whichever came
// first; a person outranks all; an answer as known at a moment never changes once that moment is past.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dragoman"
)

// Format is the number of the ledger format that this build writes. The table "format" in each ledger holds its history.
const Format = 2

// Options say how to open a ledger.
type Options struct {
	// Clock gives the time of recording; nil is time.Now. The ledger's time never runs backwards, whatever the clock says.
	Clock func() time.Time
	// ReadOnly opens an existing ledger for questions alone.
	ReadOnly bool
	// MustExist makes a missing SQLite file an error instead of a new ledger.
	MustExist bool
	// Wait is how long to wait for another writer; 0 is five seconds.
	Wait time.Duration
	// Readers is the size of the pool of readers; 0 is four.
	Readers int
}

// A Ledger is an open ledger. It may be used by many goroutines at once; writes of several goroutines share transactions.
type Ledger struct {
	store  *store
	clock  func() time.Time
	names  *names
	groups chan struct{} // holds one token: who has it leads the next group of writes
	mu     sync.Mutex
	queue  []*write
	where  sync.Map // compiled filter expressions
	wheres atomic.Int32
}

// Open opens the ledger at dsn: the path of an SQLite file, made where there is none, or postgres://user@host/database.
// A file that is locked or unreachable is dragoman.ErrUnavailable, one that is no ledger or of a newer format
// dragoman.ErrInvalid, a damaged one dragoman.ErrCorrupt; the file is untouched then.
func Open(ctx context.Context, dsn string, o Options) (*Ledger, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	if o.Readers == 0 {
		o.Readers = 4
	}
	open := openSQLite
	if IsPostgres(dsn) {
		open = openPostgres
	}
	s, err := open(ctx, dsn, o)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", Redact(dsn), err)
	}
	l := &Ledger{store: s, clock: o.Clock, names: newNames(s), groups: make(chan struct{}, 1)}
	l.groups <- struct{}{}
	return l, nil
}

// IsPostgres reports whether dsn names a PostgreSQL database, not a file.
func IsPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// Redact returns dsn without a password, fit for messages.
func Redact(dsn string) string {
	scheme, rest, ok := strings.Cut(dsn, "://")
	if !ok {
		return dsn
	}
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		user, _, _ := strings.Cut(rest[:at], ":")
		rest = user + rest[at:]
	}
	if before, _, ok := strings.Cut(rest, "password="); ok {
		rest = before + "password=…"
	}
	return scheme + "://" + rest
}

// Close lets go of the ledger. All that was acknowledged is on disk already.
func (l *Ledger) Close() error { return l.store.close() }

// Ping asks the store for its head: the number of the last assertion and the time it was recorded.
func (l *Ledger) Ping(ctx context.Context) (seq int64, recorded time.Time, err error) {
	var micros int64
	err = l.store.readOne(ctx, "SELECT seq, recorded FROM head", nil, &seq, &micros)
	return seq, fromMicros(micros), err
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// openSQLite opens a file with one writing connection and a pool of reading ones.
func openSQLite(ctx context.Context, path string, o Options) (*store, error) {
	state, err := inspect(path)
	if err != nil {
		return nil, err
	}
	if state == fileMissing || state == fileEmpty {
		if o.ReadOnly || o.MustExist {
			return nil, fmt.Errorf("no ledger there: add reports to begin one: %w", dragoman.ErrNotFound)
		}
		if err := createSQLite(ctx, path, state); err != nil {
			return nil, err
		}
	}
	if !o.ReadOnly {
		if err := writable(path); err != nil {
			return nil, err
		}
	}
	s := &store{dialect: sqliteDialect, readOnly: o.ReadOnly, path: path}
	wait := fmt.Sprintf("&_pragma=busy_timeout(%d)", o.Wait.Milliseconds())
	cache := "&_pragma=cache_size(-65536)&_pragma=temp_store(memory)&_pragma=mmap_size(1073741824)"
	mode := "?_pragma=query_only(1)"
	if o.ReadOnly && frozen(path) {
		mode = "?immutable=1" // no log can be kept beside it, and nobody writes
	}
	if s.r, err = sql.Open("sqlite", fileURL(path)+mode+wait+cache); err != nil {
		return nil, err
	}
	s.r.SetMaxOpenConns(o.Readers)
	s.r.SetMaxIdleConns(o.Readers)
	if !o.ReadOnly {
		// FULL: the log is synced to the disk before a write is acknowledged.
		s.w, err = sql.Open("sqlite", fileURL(path)+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(16000)"+wait+cache+
			"&_pragma=cache_size(-262144)") // an index with random keys wants its pages at hand
		if err != nil {
			return nil, err
		}
		s.w.SetMaxOpenConns(1)
	}
	if err := migrate(ctx, s); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func fileURL(path string) string {
	return "file:" + (&urlPath{path}).String()
}

// urlPath escapes what a file URI gives a meaning to.
type urlPath struct{ path string }

func (u *urlPath) String() string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(u.path)
}

// createSQLite makes a new ledger beside path and gives it its name when it is whole, so that no one ever finds half of one.
func createSQLite(ctx context.Context, path string, state fileState) (err error) {
	dir := filepath.Dir(path)
	sweep(dir)
	temp, err := tempFile(dir, ".dragoman-new-*.db")
	if err != nil {
		return err
	}
	defer removeFile(temp)
	s := &store{dialect: sqliteDialect, path: temp}
	if s.w, err = sql.Open("sqlite", fileURL(temp)+"?_pragma=page_size(8192)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"); err != nil {
		return err
	}
	s.w.SetMaxOpenConns(1)
	s.r = s.w
	err = migrate(ctx, s)
	if cerr := s.w.Close(); err == nil {
		err = s.wrap(cerr)
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o644); err != nil {
		return err
	}
	if state == fileEmpty {
		return os.Rename(temp, path)
	}
	// Another process may have made it meanwhile: then theirs is as good.
	if err := os.Link(temp, path); err != nil && !errors.Is(err, os.ErrExist) {
		return os.Rename(temp, path) // a file system without links
	}
	return syncDir(dir)
}

// tempFile makes an empty file of a name that no other has.
func tempFile(dir, pattern string) (string, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return "", unwritable(dir, err)
	}
	f.Close()
	return f.Name(), nil
}

// removeFile removes an SQLite file, where it is there still, and what SQLite keeps beside it.
func removeFile(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(path + suffix)
	}
}

// sweep removes what a process that was killed while it made a ledger has left, when it is surely dead.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, ".dragoman-new-*"))
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(path)
		}
	}
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
