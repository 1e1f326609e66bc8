package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"dragoman"
	"dragoman/internal/pgserver"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// TestProof sends reports through a cluster of three servers to worker processes that record in one PostgreSQL, while workers, a server and
// the database are killed and a worker is put to sleep. At the end the ledger holds each report once, is sound, and says what
// a ledger of one undisturbed process says. WORKER_PROOF=20000 sends that many; without it the proof is a small one.
func TestProof(t *testing.T) {
	reports, workers := 400, 2
	if s := os.Getenv("WORKER_PROOF"); s != "" {
		var err error
		if reports, err = strconv.Atoi(s); err != nil {
			t.Fatalf("WORKER_PROOF: %v", err)
		}
		workers = 4
	} else if testing.Short() {
		t.Skip("starts three servers and a database")
	}
	p := newProof(t, workers)
	start := time.Now()
	p.run(t, reports)
	took := time.Since(start)
	t.Logf("%d reports in %.0f s, %d deliveries; faults: %v", reports, took.Seconds(), p.deliveries(t), p.faults)
	p.stop(t)

	l, err := ledger.Open(t.Context(), p.dsn, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	quiet := undisturbed(t, reports)
	defer quiet.Close()
	for a := range shortReports(0, reports) {
		if _, err := l.Article(t.Context(), a.ID()); err != nil {
			t.Errorf("report %s: %v", a.Ref, err)
		}
	}
	for _, x := range []*ledger.Ledger{l, quiet} {
		if problems, err := x.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("check: %v, %v", problems, err)
		}
	}
	got, want := assertions(t, l), assertions(t, quiet)
	if !slices.Equal(got, want) {
		t.Errorf("%d assertions, %d in the ledger of an undisturbed run, or others", len(got), len(want))
	}
	if len(want) < reports/2 {
		t.Errorf("only %d assertions: the reports say too little to prove anything", len(want))
	}
}

// A proof is all parts of one.
type proof struct {
	servers, workers []*part
	database         *pgserver.Server
	dsn              string
	stream           *Stream
	random           *rand.Rand
	faults           map[string]int
}

func newProof(t *testing.T, workers int) *proof {
	t.Helper()
	p := &proof{random: rand.New(rand.NewPCG(7, 7)), faults: map[string]int{}}
	var err error
	if p.database, err = pgserver.Start(); err != nil {
		if errors.Is(err, pgserver.ErrMissing) {
			t.Skip(err)
		}
		t.Fatal(err)
	}
	t.Cleanup(p.database.Close)
	if p.dsn, err = p.database.Database("proof"); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if keep := os.Getenv("WORKER_PROOF_LOGS"); keep != "" {
		dir = keep
	}
	var address string
	p.servers, address = startCluster(t, dir)
	t.Cleanup(func() {
		for _, x := range slices.Concat(p.workers, p.servers) {
			_ = x.end(syscall.SIGKILL)
		}
	})
	patiently(t, "connect", func() (err error) {
		p.stream, err = Connect(t.Context(), address, Settings{Replicas: 3, AckWait: proofWait})
		return err
	})
	t.Cleanup(p.stream.Close)
	for i := range workers {
		w := &part{kind: "worker", args: []string{address, p.dsn}, log: filepath.Join(dir, fmt.Sprintf("worker%d.out", i))}
		w.start(t)
		p.workers = append(p.workers, w)
	}
	return p
}

// patiently tries for a minute: a cluster chooses a new leader now and then.
func patiently(t *testing.T, what string, try func() error) {
	t.Helper()
	var err error
	for range 120 {
		if err = try(); err == nil {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	t.Fatalf("%s: %v", what, err)
}

// run submits reports in parts, with a fault after each, and goes on with faults of workers until nothing waits.
func (p *proof) run(t *testing.T, reports int) {
	t.Helper()
	faults := []func(*testing.T){p.killWorker, p.killServer, p.killWorker, p.crashDatabase, p.killWorker, p.sleepWorker, p.killWorker, p.killWorker}
	rounds := max(len(faults), reports/400)
	for round, sent := 0, 0; ; round++ {
		for _, x := range slices.Concat(p.workers, p.servers) {
			x.alive(t)
		}
		if round < rounds {
			upTo := reports * (round + 1) / rounds
			n, err := p.stream.Submit(t.Context(), shortReports(sent, upTo), noProblem(t))
			if err != nil || n != upTo-sent {
				t.Fatalf("submitted %d of %d: %v", n, upTo-sent, err)
			}
			sent = upTo
			p.between()
			faults[round%len(faults)](t)
			continue
		}
		var waiting, parked uint64
		patiently(t, "backlog", func() (err error) { waiting, parked, err = p.stream.Backlog(t.Context()); return err })
		if parked > 0 {
			t.Fatalf("%d reports are parked", parked)
		}
		if waiting == 0 {
			return
		}
		if round > rounds+600 {
			t.Fatalf("%d reports still wait", waiting)
		}
		p.between()
		if waiting > 1000 && round%3 == 0 {
			p.killWorker(t)
		}
	}
}

// between waits half a second to two: the faults keep no step with the work.
func (p *proof) between() {
	time.Sleep(time.Second/2 + time.Duration(p.random.Int64N(int64(3*time.Second/2))))
}

func (p *proof) anyOf(parts []*part) *part { return parts[p.random.IntN(len(parts))] }

func (p *proof) killWorker(t *testing.T) {
	w := p.anyOf(p.workers)
	_ = w.end(syscall.SIGKILL) // killed is an error
	w.start(t)
	p.faults["worker killed"]++
}

func (p *proof) killServer(t *testing.T) {
	s := p.anyOf(p.servers)
	_ = s.end(syscall.SIGKILL)
	p.between()
	s.start(t)
	p.faults["server killed"]++
}

func (p *proof) crashDatabase(t *testing.T) {
	p.database.Crash()
	p.between()
	if err := p.database.Run(); err != nil {
		t.Fatal(err)
	}
	p.faults["database crashed"]++
}

// sleepWorker stops a worker until its reports were given to others, then wakes it: it goes on where it was.
func (p *proof) sleepWorker(t *testing.T) {
	w := p.anyOf(p.workers)
	for _, how := range []syscall.Signal{syscall.SIGSTOP, syscall.SIGCONT} {
		if err := w.cmd.Process.Signal(how); err != nil {
			t.Fatal(err)
		}
		if how == syscall.SIGSTOP {
			time.Sleep(proofWait + 2*time.Second)
		}
	}
	p.faults["worker slept"]++
}

// deliveries is how often the cluster gave a report to a worker.
func (p *proof) deliveries(t *testing.T) (n uint64) {
	t.Helper()
	patiently(t, "ask for deliveries", func() error {
		c, err := p.stream.js.Consumer(t.Context(), reportsStream, durable)
		if err == nil {
			n = c.CachedInfo().Delivered.Consumer
		}
		return err
	})
	return n
}

// stop ends the workers as an administrator would.
func (p *proof) stop(t *testing.T) {
	t.Helper()
	for _, w := range p.workers {
		if err := w.end(syscall.SIGTERM); err != nil {
			t.Errorf("worker: %v", err)
		}
	}
}

// undisturbed records the same reports in one process.
func undisturbed(t *testing.T, reports int) *ledger.Ledger {
	t.Helper()
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := openLedger(t)
	var entries []*ledger.Entry
	for d, err := range pipeline.Run(context.Background(), models.Pipeline, shortReports(0, reports), 2) {
		if err != nil {
			t.Fatal(err)
		}
		e, err := ledger.Prepare(d)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	for part := range slices.Chunk(entries, 500) {
		if _, err := l.RecordEntries(t.Context(), models.Edition(), part...); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// assertions are all lines of a ledger less number and time, which depend on the order in which reports come.
func assertions(t *testing.T, l *ledger.Ledger) (all []string) {
	t.Helper()
	for since := int64(0); ; {
		ans, err := l.Changes(t.Context(), since, 5000)
		if err != nil {
			t.Fatal(err)
		}
		if len(ans.Items) == 0 {
			slices.Sort(all)
			return all
		}
		for i := range ans.Items {
			line := ans.Items[i].Line
			if since++; line.Seq != since {
				t.Fatalf("assertion %d follows %d", line.Seq, since-1)
			}
			if !line.Retract.IsZero() {
				t.Errorf("assertion %d retracts", line.Seq)
			}
			line.Seq, line.Recorded = 0, time.Time{}
			b, err := json.Marshal(struct {
				dragoman.Assertion
				Report ledger.Report
			}{line.Assertion, line.Report})
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, string(b))
		}
	}
}
