package export_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"dragoman/export"
)

// TestMillion measures an export of a million records over five years, in the order of days as news comes: time, and the most
// memory held. It takes half a minute, so it runs where DRAGOMAN_MILLION is set.
func TestMillion(t *testing.T) {
	if os.Getenv("DRAGOMAN_MILLION") == "" {
		t.Skip("DRAGOMAN_MILLION is not set: the measure of a million records is left out")
	}
	const n, atOnce = 1_000_000, 10_000
	kinds := madeUp(atOnce, 1) // cut by days below
	for _, name := range append(export.Formats(), "parquet") {
		path := filepath.Join(t.TempDir(), "out")
		w, done := openExport(t, name, path)
		begun, most := time.Now(), uint64(0)
		for i := range n {
			r := *kinds[i%atOnce]
			moved(&r, i*5*365/n)
			if err := w.Write(&r); err != nil {
				t.Fatal(err)
			}
			if i%100_000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
		done()
		t.Logf("%-14s %7.0f records/s, %4d MB of heap at most", name, n/time.Since(begun).Seconds(), most>>20)
	}
}

// openExport begins a file or folder; done completes it.
func openExport(t *testing.T, name export.Format, path string) (w export.Writer, done func()) {
	t.Helper()
	if name == "parquet" {
		p, err := export.NewParquet(path)
		if err != nil {
			t.Fatal(err)
		}
		return p, func() {
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	f, err := export.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if w, err = export.New(name, f); err != nil {
		t.Fatal(err)
	}
	return w, func() {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}
