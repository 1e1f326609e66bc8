package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"dragoman/ledger"
)

// killReports is more than two batches, so that kills fall between transactions and within them.
const killReports = 2*batch + 88

// TestKillAdd kills `dragoman add` at random moments and runs the same command again: no report is lost, none is there twice, the
// ledger is sound, and what it holds is what an undisturbed run writes. Every other ledger is filled with --resume. Three
// kills by default:
//
//	LEDGER_KILLS=200 go test ./cmd/dragoman -run TestKillAdd -v -timeout 60m
func TestKillAdd(t *testing.T) {
	kills := 3
	if s := os.Getenv("LEDGER_KILLS"); s != "" {
		kills, _ = strconv.Atoi(s)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "dragoman") // this test's own binary is the command under that name
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, program)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "rows.jsonl"), killRows(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	add := func(db string, resume bool) *exec.Cmd {
		cmd := exec.Command(program, "add", "rows.jsonl", "--db", db, "--quiet")
		if resume {
			cmd.Args = append(cmd.Args, "--resume", db+".state")
		}
		cmd.Dir, cmd.Stderr = dir, new(bytes.Buffer)
		return cmd
	}
	start := time.Now()
	if err := add("calm.db", false).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	want := allOf(t, filepath.Join(dir, "calm.db"))
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	for killed, round := 0, 0; killed < kills; round++ {
		db := fmt.Sprintf("killed%d.db", round)
		for killed < kills {
			cmd := add(db, round%2 == 1)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			timer := time.AfterFunc(time.Duration(rng.Int64N(int64(whole))), func() { cmd.Process.Signal(syscall.SIGKILL) })
			err := cmd.Wait()
			timer.Stop()
			if err == nil {
				break
			}
			if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
				t.Fatalf("run after %d kills: %v: %s", killed, err, cmd.Stderr)
			}
			killed++
		}
		if cmd := add(db, round%2 == 1); cmd.Run() != nil {
			t.Fatalf("last run after %d kills: %s", killed, cmd.Stderr)
		}
		if got := allOf(t, filepath.Join(dir, db)); got != want {
			t.Fatalf("after %d kills the ledger differs from that of an undisturbed run", killed)
		}
		t.Logf("%d kills; the ledger is as it should be", killed)
	}
}

// killRows makes up reports, no two alike.
func killRows() []byte {
	rng := rand.New(rand.NewPCG(5, 5))
	who := []string{"Kenya", "France", "Norway", "Brazil", "Egypt", "Japan", "Poland", "Chile", "Turkey", "India", "Mexico", "Ghana"}
	what := []string{"expelled %d diplomats of %s on Monday.", "signed %d agreements with %s on Tuesday.", "imposed sanctions on %d banks of %s.",
		"sent %d tonnes of food to %s.", "accused %[2]s of holding %[1]d of its citizens.", "will withdraw %d soldiers from %s next month."}
	var out bytes.Buffer
	for i := range killReports {
		var text string
		for range 3 {
			a, b := rng.IntN(len(who)), rng.IntN(len(who)-1)
			if b >= a {
				b++
			}
			text += who[a] + " " + fmt.Sprintf(what[rng.IntN(len(what))], 2+rng.IntN(900), who[b]) + " "
		}
		row, _ := json.Marshal(map[string]string{"id": fmt.Sprint("row-", i), "text": text, "published": fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28)})
		out.Write(append(row, '\n'))
	}
	return out.Bytes()
}

// allOf is all that a sound ledger holds, less the times of recording.
func allOf(t *testing.T, path string) string {
	t.Helper()
	ctx := context.Background()
	l, err := ledger.Open(ctx, path, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if problems, err := l.Check(ctx); err != nil || len(problems) > 0 {
		t.Fatalf("check: %v, %v", problems, err)
	}
	var out bytes.Buffer
	reports := map[string]bool{}
	err = l.Each(ctx, ledger.Filter{}, func(line *ledger.Line) error {
		line.Recorded = time.Time{}
		reports[line.Doc.String()] = true
		return json.NewEncoder(&out).Encode(line)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) < killReports*9/10 { // in a few nothing is read
		t.Fatalf("records of %d reports, want most of %d", len(reports), killReports)
	}
	return out.String()
}
