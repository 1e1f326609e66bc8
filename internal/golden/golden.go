// Package golden compares what a test makes with what a file says that it made before, and with -update writes it anew. A case is one file
// that a person can read and diff. For example, in a test:
//
//	golden.Each(t, func(t *testing.T, text string) string { return layerOf(text) })
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Cases runs test as a subtest on each file of testdata/*.txtar, named for it.
func Cases(t *testing.T, test func(t *testing.T, path string)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases in testdata: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { test(t, path) })
	}
}

// Each is Cases where a file holds an input and what layer makes of it, in this order.
func Each(t *testing.T, layer func(t *testing.T, in string) string) {
	t.Helper()
	Cases(t, func(t *testing.T, path string) {
		a, err := txtar.ParseFile(path)
		if err != nil || len(a.Files) != 2 {
			t.Fatalf("%s: want an input and what is made of it: %v", path, err)
		}
		a.Files[1].Data = []byte(layer(t, string(a.Files[0].Data)))
		Same(t, path, txtar.Format(a))
	})
}

// Same fails where a file does not say got; with -update it writes it.
func Same(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != string(got) {
		t.Errorf("%s (look at it, and if it is right, run with -update; %v): got\n%s\nwant\n%s", path, err, got, want)
	}
}
