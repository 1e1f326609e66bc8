package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// mostGrowth is how many kB the memory of a reading may grow from its smaller to its larger input: what the collector of garbage
// lets lie, and what a reader of duplicates remembers.
const mostGrowth = 60 << 10

// TestFlatMemory reads a small input and a large one as JSON Lines from standard input, each report with an id and names of its own, and
// compares the memory at their peaks. By default the text is in another language, which is read and not coded, to be quick. Other sizes in
// MB, and with DRAGOMAN_SHARED its reports in English, are read with
//
//	FLAT_MB=10,100 go test ./cmd/dragoman -run FlatMemory -v -timeout 3h
//
// and FLAT_ARGS="add - --db /tmp/flat.db --workers 1" runs another verb than "code - --format jsonl --duplicates skip".
func TestFlatMemory(t *testing.T) {
	texts := []string{strings.Repeat("El presidente de la república se reunió ayer con el ministro de asuntos exteriores para hablar de la paz. ", 40)}
	sizes, args := []int{1, 20}, []string{"code", "-", "--format", "jsonl", "--duplicates", "skip"}
	if s := os.Getenv("FLAT_MB"); s != "" {
		sizes = numbers(t, s)
		if shared := os.Getenv("DRAGOMAN_SHARED"); shared != "" {
			texts = wikinews(t, shared)
		}
	}
	if s := os.Getenv("FLAT_ARGS"); s != "" {
		args = strings.Fields(s)
	}
	var peaks []int64
	for _, mb := range sizes {
		cmd := exec.Command("dragoman", args...) // this test's own binary, which testscript puts into the path
		in := &rows{texts: texts, left: mb * 1_000_000}
		var complaints strings.Builder
		cmd.Stdin, cmd.Stderr = in, &complaints
		start := time.Now()
		if err := cmd.Run(); err != nil {
			t.Fatalf("dragoman %s: %v: %s", strings.Join(args, " "), err, &complaints)
		}
		use := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		t.Logf("%d MB, %d reports: %.1f s, %.1f s of the processors, %d kB at the peak", mb, in.n, time.Since(start).Seconds(),
			(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), use.Maxrss)
		peaks = append(peaks, use.Maxrss)
	}
	if grown := peaks[len(peaks)-1] - peaks[0]; grown > mostGrowth {
		t.Errorf("%d kB more for %d MB than for %d MB", grown, sizes[len(sizes)-1], sizes[0])
	}
}

func numbers(t *testing.T, s string) (all []int) {
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(part)
		if err != nil {
			t.Fatalf("want sizes in MB, parted by commas: %v", err)
		}
		all = append(all, n)
	}
	return all
}

func wikinews(t *testing.T, shared string) (texts []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared, "data", "wikinews", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skipf("no reports in %s/data/wikinews: %v", shared, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// rows gives texts over and over as JSON Lines, until left bytes are given. Each row has an id of its own, and a first sentence with names
// that no other has: what is kept for each id or word would grow.
type rows struct {
	texts []string
	left  int
	n     int
	line  []byte
}

func (r *rows) Read(p []byte) (int, error) {
	if len(r.line) == 0 {
		if r.left <= 0 {
			return 0, io.EOF
		}
		name := strings.Map(func(c rune) rune { return c - '0' + 'a' }, strconv.Itoa(r.n))
		text := fmt.Sprintf("Minister Ab%s met the mayor of Zu%s.\n\n%s", name, name, r.texts[r.n%len(r.texts)])
		b, err := json.Marshal(map[string]string{"id": fmt.Sprint("row-", r.n), "published": "2015-09-01", "text": text})
		if err != nil {
			return 0, err
		}
		r.line = append(b, '\n')
		r.left -= len(r.line)
		r.n++
	}
	n := copy(p, r.line)
	r.line = r.line[n:]
	return n, nil
}
