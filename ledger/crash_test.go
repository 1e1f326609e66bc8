package ledger

import (
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

	"dragoman"
)

const crashReports = 150

func crashWorld() []*dragoman.Document {
	w := newWorld(31, 50, 200)
	docs := make([]*dragoman.Document, crashReports)
	for i := range docs {
		docs[i] = w.report(i, 5)
	}
	return docs
}

// crashChild adds reports to a ledger until it is done or killed.
func crashChild(path string) {
	l, err := Open(ctx, path, Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	docs := crashWorld()
	for len(docs) > 0 {
		n := min(7, len(docs))
		if _, err := l.RecordAll(ctx, docs[:n], edition1); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		docs = docs[n:]
	}
	l.Close()
}

// TestKill kills a process that adds reports at random moments and runs it again: no report is lost, none is there twice, and
// the ledger is that of an undisturbed run. Four kills by default:
//
//	LEDGER_KILLS=200 go test ./ledger -run TestKill
func TestKill(t *testing.T) {
	kills := 4
	if s := os.Getenv("LEDGER_KILLS"); s != "" {
		kills, _ = strconv.Atoi(s)
	}
	calm := filepath.Join(t.TempDir(), "calm.db")
	start := time.Now()
	if out, err := addProcess(calm).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	want := standingText(t, calm)
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	for killed := 0; killed < kills; {
		path := filepath.Join(t.TempDir(), "killed.db")
		for killed < kills {
			cmd := addProcess(path)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() { done <- cmd.Wait() }()
			select {
			case err := <-done:
				if err != nil {
					t.Fatalf("run after %d kills: %v", killed, err)
				}
			case <-time.After(time.Duration(rng.Int64N(int64(whole)))):
				cmd.Process.Signal(syscall.SIGKILL)
				<-done
				killed++
				continue
			}
			break
		}
		if out, err := addProcess(path).CombinedOutput(); err != nil {
			t.Fatalf("last run: %v: %s", err, out)
		}
		if got := standingText(t, path); got != want {
			t.Fatalf("after %d kills the ledger differs from that of an undisturbed run", killed)
		}
		left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
		t.Logf("%d kills; files: %d", killed, len(left))
	}
}

func addProcess(path string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "LEDGER_CRASH_CHILD="+path)
	return cmd
}

// standingText is all that a ledger holds, less the times of recording.
func standingText(t *testing.T, path string) string {
	t.Helper()
	l := openTest(t, path)
	mustBeSound(t, l)
	var out []byte
	n := 0
	err := l.Each(ctx, Filter{}, func(line *Line) error {
		line.Recorded = time.Time{}
		b, err := json.Marshal(line)
		out = append(append(out, b...), '\n')
		n++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n != crashReports*5 {
		t.Fatalf("%d records, want %d", n, crashReports*5)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return string(out)
}
