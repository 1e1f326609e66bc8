package mention

import (
	"os"
	"path/filepath"
	"testing"

	"dragoman"
	"dragoman/internal/conllu"
)

// treebank returns a text of GUM dev, tokens and trees the treebank's own.
func treebank(tb testing.TB) *dragoman.Document {
	root := os.Getenv("DRAGOMAN_SHARED")
	if root == "" {
		tb.Skip("set DRAGOMAN_SHARED to the folder whose data/ud holds the treebanks")
	}
	r, err := os.Open(filepath.Join(root, "data", "ud", "en_gum-dev.conllu"))
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	var last *dragoman.Document
	for t, err := range conllu.Texts(r) {
		if err != nil {
			tb.Fatal(err)
		}
		if last = t.Gold; t.Name == "GUM_news_homeopathic" {
			break
		}
	}
	return last
}

func TestRunAllocatesNothingWarm(t *testing.T) {
	d := treebank(t)
	f := New(English())
	run := func() {
		if err := f.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	run()
	if n := testing.AllocsPerRun(5, run); n > 0 {
		t.Errorf("%v allocations on a warm Document, want none", n)
	}
}

func BenchmarkRun(b *testing.B) {
	d := treebank(b)
	f := New(English())
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if err := f.Run(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}
