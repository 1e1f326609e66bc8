package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"dragoman"
)

// reports reads the texts to measure with.
func reports(b *testing.B) (articles []dragoman.Article, size int64) {
	b.Helper()
	shared := os.Getenv("DRAGOMAN_SHARED")
	if shared == "" {
		b.Skip("set DRAGOMAN_SHARED to the folder whose data/wikinews holds reports")
	}
	files, err := filepath.Glob(filepath.Join(shared, "data", "wikinews", "*.txt"))
	if err != nil || len(files) == 0 {
		b.Skipf("no reports in %s/data/wikinews: %v", shared, err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, dragoman.Article{Ref: filepath.Base(f), Published: dragoman.NewDate(2015, 9, 1), Text: string(text)})
		size += int64(len(text))
	}
	return articles, size
}

func load(b *testing.B) *Models {
	b.Helper()
	m, err := Load(Options{})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// BenchmarkStage measures each stage by itself, on warm memory, after those before it: time and allocations for all reports.
func BenchmarkStage(b *testing.B) {
	articles, size := reports(b)
	p, err := load(b).Pipeline()
	if err != nil {
		b.Fatal(err)
	}
	for last, stage := range p.stages {
		b.Run(stage.Name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			docs := make([]dragoman.Document, len(articles))
			prepare := func(n int) {
				for i := range docs {
					docs[i].Reset(articles[i])
					for _, s := range p.stages[:n] {
						if err := s.Run(&docs[i]); err != nil {
							b.Fatal(err)
						}
					}
				}
			}
			prepare(last + 1)
			for b.Loop() {
				b.StopTimer()
				prepare(last)
				b.StartTimer()
				for i := range docs {
					if err := stage.Run(&docs[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkWay measures the whole way, text to records, with one worker and with two. Beside the clock it gives the time of the
// processors, which a busy machine disturbs less.
func BenchmarkWay(b *testing.B) {
	articles, size := reports(b)
	m := load(b)
	for name, workers := range map[string]int{"one": 1, "two": 2} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			input := func(yield func(dragoman.Article, error) bool) {
				for b.Loop() {
					for _, a := range articles {
						if !yield(a, nil) {
							return
						}
					}
				}
			}
			sentences := 0
			start, cpu := time.Now(), processors(b)
			for d, err := range Run(context.Background(), m.Pipeline, input, workers) {
				if err != nil {
					b.Fatal(err)
				}
				sentences += len(d.Sentences)
			}
			b.ReportMetric(float64(sentences)/time.Since(start).Seconds(), "sentences/s")
			b.ReportMetric(float64((processors(b)-cpu).Microseconds())/float64(sentences), "cpu-µs/sentence")
		})
	}
}

// processors is the time that this process has had of them.
func processors(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
