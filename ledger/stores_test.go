package ledger

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/internal/pgserver"
)

// Every test of questions and answers runs on both stores. PostgreSQL is started here, on a socket in a folder of its own.

// A fakeClock ticks a minute each time it is read.
type fakeClock struct{ n atomic.Int64 }

var clockStart = time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)

func (c *fakeClock) now() time.Time { return clockStart.Add(time.Duration(c.n.Add(1)) * time.Minute) }

// eachStore runs a test on an empty ledger of each kind.
func eachStore(t *testing.T, f func(t *testing.T, l *Ledger)) {
	t.Run("sqlite", func(t *testing.T) {
		f(t, openTest(t, filepath.Join(t.TempDir(), "test.db")))
	})
	t.Run("postgres", func(t *testing.T) {
		f(t, openTest(t, postgresDatabase(t)))
	})
}

func openTest(t testing.TB, dsn string) *Ledger {
	t.Helper()
	clock := new(fakeClock)
	l, err := Open(context.Background(), dsn, Options{Clock: clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// A postgresServer is the server of all tests of this package.
type postgresServer struct {
	*pgserver.Server
	err    error
	number atomic.Int64
}

var startPostgres = sync.OnceValue(func() *postgresServer {
	fsync := "fsync=off"
	if os.Getenv("LEDGER_BENCH") != "" {
		fsync = "fsync=on" // figures are of a server that keeps its word
	}
	s := &postgresServer{}
	s.Server, s.err = pgserver.Start(fsync, "shared_buffers=512MB", "max_wal_size=4GB")
	return s
})

// started says whether startPostgres was called, so that TestMain stops what runs.
var started atomic.Bool

func TestMain(m *testing.M) {
	if path := os.Getenv("LEDGER_CRASH_CHILD"); path != "" {
		crashChild(path)
		return
	}
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		flag.Set("rapid.checks", "25") // quick; 1000 by hand
	}
	code := m.Run()
	if started.Load() && startPostgres().err == nil {
		startPostgres().Close()
	}
	os.Exit(code)
}

// postgresDatabase makes an empty database, or skips.
func postgresDatabase(t testing.TB) string {
	t.Helper()
	started.Store(true)
	s := startPostgres()
	if s.err != nil {
		t.Skip(s.err)
	}
	dsn, err := s.Database(fmt.Sprint("test", s.number.Add(1)))
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}
