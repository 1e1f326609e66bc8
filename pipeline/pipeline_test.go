package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dragoman"
)

func TestNewRefusesAnUnmetNeed(t *testing.T) {
	tree := dragoman.Stage{Name: "tree", Needs: dragoman.LayerTokens, Adds: dragoman.LayerTree}
	if _, err := New(tree); !errors.Is(err, dragoman.ErrInvalid) || !strings.Contains(err.Error(), "stage tree") {
		t.Errorf("error %v", err)
	}
	if _, err := New(dragoman.Stage{Name: "tokens", Needs: dragoman.LayerText, Adds: dragoman.LayerTokens}, tree); err != nil {
		t.Error(err)
	}
}

var errBad = errors.New("bad row")

// numbered yields n articles, every tenth of them an error.
func numbered(n int) iter.Seq2[dragoman.Article, error] {
	return func(yield func(dragoman.Article, error) bool) {
		for i := range n {
			a := dragoman.Article{Ref: fmt.Sprint(i), Text: strings.Repeat("x", i%7)}
			var err error
			if i%10 == 9 {
				a, err = dragoman.Article{}, errBad
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// lengths is a pipeline that makes a token for each byte.
func lengths() (*Pipeline, error) {
	return New(dragoman.Stage{Name: "bytes", Adds: dragoman.LayerTokens, Run: func(d *dragoman.Document) error {
		for range d.Text {
			d.Tokens = append(d.Tokens, dragoman.Token{})
		}
		return nil
	}})
}

func TestRunKeepsTheOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7} {
		i := 0
		for d, err := range Run(context.Background(), lengths, numbered(500), workers) {
			switch {
			case i%10 == 9:
				if !errors.Is(err, errBad) {
					t.Fatalf("item %d: error %v", i, err)
				}
			case err != nil || d.Ref != fmt.Sprint(i) || len(d.Tokens) != i%7:
				t.Fatalf("item %d: %v, %v", i, d, err)
			}
			i++
		}
		if i != 500 {
			t.Errorf("%d workers: %d items", workers, i)
		}
	}
}

func TestRunStops(t *testing.T) {
	n := 0
	for range Run(context.Background(), lengths, numbered(1000), 3) {
		n++
		if n == 5 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range Run(ctx, lengths, numbered(1<<30), 3) {
		last = err
		n++
		if n == 50 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("after cancelling the last error is %v", last)
	}
}

func TestLoadWithoutItsCodebook(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	if _, err := Load(Options{Codebook: gone}); !errors.Is(err, dragoman.ErrNotFound) || !strings.Contains(err.Error(), gone) {
		t.Errorf("%v, want an ErrNotFound that names the folder", err)
	}
}

// TestStandardIsRepeatable codes reports twice, alone and beside each other, and compares all records.
func TestStandardIsRepeatable(t *testing.T) {
	models, err := Load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"Kenya expelled two Rwandan diplomats on Monday. Its foreign minister said they had spied.",
		"Police arrested the opposition leader in Minsk after protesters marched to the parliament.",
		"Sweden joined NATO on Thursday as its 32nd member.",
	}
	articles := func(yield func(dragoman.Article, error) bool) {
		for i := range 60 {
			a := dragoman.Article{Ref: "same", Published: dragoman.NewDate(2024, 3, 8), Text: texts[i%len(texts)]}
			if !yield(a, nil) {
				return
			}
		}
	}
	read := func(workers int) (all []string) {
		for d, err := range Run(context.Background(), models.Pipeline, articles, workers) {
			if err != nil {
				t.Fatal(err)
			}
			for i := range d.Events {
				b, err := d.Events[i].MarshalJSON()
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, string(b))
			}
		}
		return all
	}
	one, many := read(1), read(4)
	if len(one) == 0 || !slices.Equal(one, many) {
		t.Errorf("one worker reads %d events, four read %d, or others", len(one), len(many))
	}
}
