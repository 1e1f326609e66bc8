package ledger

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
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

const noPostgres = "needs the PostgreSQL server, 15 or newer: apt-get install postgresql"

type postgresServer struct {
	cmd    *exec.Cmd
	dir    string
	err    error
	number atomic.Int64
}

var startPostgres = sync.OnceValue(func() *postgresServer {
	s := &postgresServer{}
	s.err = s.start()
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
	if started.Load() {
		startPostgres().stop()
	}
	os.Exit(code)
}

func serverBinary(name string) (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) > 0 {
		return found[len(found)-1], nil
	}
	return exec.LookPath(name)
}

func (s *postgresServer) start() error {
	initdb, err := serverBinary("initdb")
	if err != nil {
		return err
	}
	server, err := serverBinary("postgres")
	if err != nil {
		return err
	}
	if s.dir, err = os.MkdirTemp("/tmp", "ledger-pg-"); err != nil {
		return err
	}
	attr, err := unprivileged(s.dir)
	if err != nil {
		return err
	}
	init := exec.Command(initdb, "-D", s.dir+"/data", "-U", "dragoman", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
	init.SysProcAttr, init.Dir = attr, s.dir
	if out, err := init.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	fsync := "fsync=off"
	if os.Getenv("LEDGER_BENCH") != "" {
		fsync = "fsync=on" // figures are of a server that keeps its word
	}
	s.cmd = exec.Command(server, "-D", s.dir+"/data", "-k", s.dir, "-c", "listen_addresses=", "-c", fsync, "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB")
	s.cmd.SysProcAttr, s.cmd.Dir = attr, s.dir
	log, err := os.Create(s.dir + "/log")
	if err != nil {
		return err
	}
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for range 100 {
		db, err := sql.Open("pgx", s.dsn("postgres"))
		if err != nil {
			return err
		}
		err = db.Ping()
		db.Close()
		if err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the server did not start: see %s/log", s.dir)
}

// unprivileged gives a folder to the user postgres where the test runs as root, whom the server refuses.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	if os.Getuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return attr, os.Chown(dir, uid, gid)
}

func (s *postgresServer) stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		s.cmd.Process.Signal(syscall.SIGINT)
		s.cmd.Wait()
	}
	os.RemoveAll(s.dir)
}

func (s *postgresServer) dsn(database string) string {
	return "postgres:///" + database + "?host=" + s.dir + "&user=dragoman"
}

// postgresDatabase makes an empty database, or skips.
func postgresDatabase(t testing.TB) string {
	t.Helper()
	if _, err := serverBinary("initdb"); err != nil {
		t.Skip(noPostgres)
	}
	started.Store(true)
	s := startPostgres()
	if s.err != nil {
		t.Skipf("%s (%v)", noPostgres, s.err)
	}
	db, err := sql.Open("pgx", s.dsn("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("test%d", s.number.Add(1))
	if _, err := db.Exec("CREATE DATABASE " + name + " TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	return s.dsn(name)
}
