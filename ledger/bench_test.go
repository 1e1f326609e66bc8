package ledger

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"dragoman"
)

// TestFigures measures the ledger at size; it runs only when asked for:
//
//	LEDGER_BENCH=1000000 go test ./ledger -run TestFigures/sqlite -v -timeout 60m
//
// The number is of assertions, five to a report. LEDGER_BENCH_DB=PATH keeps the SQLite file and uses it again.
func TestFigures(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("LEDGER_BENCH"))
	if n == 0 {
		t.Skip("set LEDGER_BENCH to the number of assertions, such as 1000000")
	}
	t.Run("sqlite", func(t *testing.T) {
		path := os.Getenv("LEDGER_BENCH_DB")
		if path == "" {
			path = filepath.Join(t.TempDir(), "figures.db")
		}
		figures(t, path, n)
		if info, err := os.Stat(path); err == nil {
			t.Logf("file: %d MB, %d bytes a report, %d an assertion", info.Size()>>20, info.Size()*5/int64(n), info.Size()/int64(n))
		}
	})
	t.Run("postgres", func(t *testing.T) { figures(t, postgresDatabase(t), n) })
}

func figures(t *testing.T, dsn string, n int) {
	l, err := Open(ctx, dsn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	w := newWorld(11, 5000, 3650)
	have, _, err := l.Ping(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if have == 0 {
		fill(t, l, w, n)
	}
	if l.store.dialect == postgresDialect {
		if _, err := l.store.w.Exec("ANALYZE"); err != nil {
			t.Fatal(err)
		}
	}
	ask(t, l, w)
}

func fill(t *testing.T, l *Ledger, w *world, n int) {
	var spent, used, served time.Duration
	reports := n / 5
	var text int64
	const part = 4 * groupSize
	for at := 0; at < reports; at += part {
		docs := make([]*dragoman.Document, 0, part)
		for i := at; i < min(at+part, reports); i++ {
			docs = append(docs, w.report(i, 5))
			text += int64(len(docs[len(docs)-1].Text))
		}
		start, cpu, server := time.Now(), cpuTime(), serverTime()
		if _, err := l.RecordAll(ctx, docs, edition1); err != nil {
			t.Fatal(err)
		}
		spent += time.Since(start)
		used += cpuTime() - cpu
		served += serverTime() - server
		t.Logf("%7d reports, %s in all: %.0f records/s", at+len(docs), spent.Round(time.Second), float64(at+len(docs))*5/spent.Seconds())
	}
	t.Logf("wrote %d records of %d reports (%d bytes of text each) in %s: %.0f records/s; processor time: %s of this process, %s of PostgreSQL's",
		n, reports, text/int64(reports), spent.Round(time.Millisecond), float64(n)/spent.Seconds(), used.Round(time.Millisecond), served.Round(time.Millisecond))
}

// serverTime is the processor time that PostgreSQL's living processes have used, where the tests started it.
func serverTime() (sum time.Duration) {
	if !started.Load() || startPostgres().err != nil {
		return 0
	}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		b, _ := os.ReadFile(path)
		fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		if len(fields) < 13 || fields[1] != strconv.Itoa(startPostgres().PID()) {
			continue
		}
		const tick = 10 * time.Millisecond // proc(5): clock ticks, 100 a second
		for _, s := range fields[11:13] {  // utime and stime
			n, _ := strconv.Atoi(s)
			sum += time.Duration(n) * tick
		}
	}
	return sum
}

// cpuTime is what the process has used so far: what a figure means on a machine that others use too.
func cpuTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ask(t *testing.T, l *Ledger, w *world) {
	rng := rand.New(rand.NewPCG(3, 3))
	var recorded []int64
	l.store.rows(ctx, l.store.r, "SELECT recorded FROM readings WHERE id % 997 = 0", nil, func(r *sql.Rows) error {
		var at int64
		err := r.Scan(&at)
		recorded = append(recorded, at)
		return err
	})
	moment := func() time.Time {
		if len(recorded) == 0 || rng.IntN(2) == 0 {
			return time.Time{}
		}
		return fromMicros(recorded[rng.IntN(len(recorded))])
	}
	day := func() dragoman.Date { return w.first + dragoman.Date(rng.IntN(w.days)) }
	anyActor := func() string { return w.actors[rng.IntN(len(w.actors))].Actor }
	inNews := func() string { return w.actors[w.names.Uint64()].Actor }
	word := func() string { return w.words[200+rng.IntN(5000)] }
	questions := []struct {
		name string
		ask  func() error
	}{
		{"standing of any actor", func() error {
			_, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: anyActor(), KnownAt: moment()}, AsOf: day()})
			return err
		}},
		{"standing of actors as often as they are in the news", func() error {
			_, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: inNews(), KnownAt: moment()}, AsOf: day()})
			return err
		}},
		{"standing of all under a country", func() error {
			_, err := l.Standing(ctx, StandingQuery{Filter: Filter{Actor: w.actors[rng.IntN(120)].Country, KnownAt: moment()}, AsOf: day()})
			return err
		}},
		{"events by actor, type and days", func() error {
			from := day()
			_, err := l.Events(ctx, Filter{Actor: inNews(), Types: []string{madeUpTypes[rng.IntN(16)]}, From: from, To: from + 365, KnownAt: moment()}, Page{})
			return err
		}},
		{"events by text", func() error { _, err := l.Events(ctx, Filter{Text: word(), KnownAt: moment()}, Page{}); return err }},
		{"events by two words, actor and days", func() error {
			from := day()
			_, err := l.Events(ctx, Filter{Text: word() + " OR " + word(), Actor: inNews(), From: from, To: from + 730}, Page{})
			return err
		}},
		{"events by a common word and country", func() error {
			_, err := l.Events(ctx, Filter{Text: w.words[rng.IntN(50)], Actor: w.actors[rng.IntN(120)].Country}, Page{})
			return err
		}},
		{"events by place", func() error {
			_, err := l.Events(ctx, Filter{Place: fmt.Sprintf("Town %d", rng.IntN(2000)), KnownAt: moment()}, Page{})
			return err
		}},
		{"events by expression and country", func() error {
			_, err := l.Events(ctx, Filter{Actor: w.actors[rng.IntN(120)].Country, Where: `event.intensity < -5.0 && "MIL" in source.sectors`}, Page{})
			return err
		}},
		{"dyad", func() error { _, err := l.Dyad(ctx, inNews(), inNews(), Filter{}, Page{}); return err }},
		{"timeline", func() error { _, err := l.Timeline(ctx, Filter{Actor: inNews()}, Page{Newest: true}); return err }},
		{"happenings by actor", func() error { _, err := l.Happenings(ctx, Filter{Actor: inNews()}, Page{}); return err }},
		{"newest happenings", func() error { _, err := l.Happenings(ctx, Filter{}, Page{Newest: true, Limit: 50}); return err }},
		{"diff of a country", func() error {
			d := day()
			_, err := l.Diff(ctx, Filter{Actor: w.actors[rng.IntN(120)].Country}, d-400, d)
			return err
		}},
		{"changes", func() error { _, err := l.Changes(ctx, rng.Int64N(100000), 100); return err }},
	}
	for _, q := range questions {
		if only := os.Getenv("LEDGER_BENCH_ASK"); !strings.Contains(q.name, only) {
			continue
		}
		const times = 300
		var took, used []time.Duration
		for range times {
			start, cpu := time.Now(), cpuTime()
			if err := q.ask(); err != nil {
				t.Fatal(q.name, err)
			}
			took, used = append(took, time.Since(start)), append(used, cpuTime()-cpu)
		}
		slices.Sort(took)
		slices.Sort(used)
		ms := func(d time.Duration) string { return fmt.Sprintf("%6.2f ms", float64(d)/1e6) }
		t.Logf("%-52s p50 %s, p99 %s, longest %s; of processor time p50 %s, p99 %s", q.name, ms(took[times/2]), ms(took[times*99/100]), ms(took[times-1]),
			ms(used[times/2]), ms(used[times*99/100]))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("memory: %d MB of heap in use", m.HeapInuse>>20)
}
