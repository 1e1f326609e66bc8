package pipeline

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman"
)

// TestPanicIsAnError: a report on which a stage panics is told, and the next one is coded.
func TestPanicIsAnError(t *testing.T) {
	build := func() (*Pipeline, error) {
		return New(dragoman.Stage{Name: "brittle", Adds: dragoman.LayerTokens, Run: func(d *dragoman.Document) error {
			d.Tokens = append(d.Tokens, dragoman.Token{})
			if d.Ref == "1" {
				_ = d.Tokens[len(d.Tokens)+int(d.Text[0])]
			}
			return nil
		}})
	}
	i := 0
	for d, err := range Run(context.Background(), build, numbered(3), 1) {
		switch {
		case i == 1 && (err == nil || !strings.Contains(err.Error(), "1: brittle: a defect")):
			t.Errorf("item 1: error %v", err)
		case i != 1 && (err != nil || len(d.Tokens) != 1):
			t.Errorf("item %d: %v", i, err)
		}
		i++
	}
	if i != 3 {
		t.Errorf("%d items, want 3", i)
	}
}

// TestScrambled codes texts that nobody writes: the sentences of the gold, cut, shuffled and with words put in that set off the readers of numbers,
// quotations and clauses. Nothing may panic.
func TestScrambled(t *testing.T) {
	files, err := filepath.Glob("../gold/*.gold")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	var sentences [][]string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimSpace(line); line != "" && !strings.ContainsAny(line[:1], "=>#") {
				sentences = append(sentences, strings.Fields(line))
			}
		}
	}
	traps := strings.Fields(`no as many as more than between and half a million - six forty , ; “ ” $ bn said according to including the one in by at least
		up F 16 called for plans who that is was have been killed dead toll its own President head of`)
	p := standard(t)
	r := rand.New(rand.NewPCG(11, 28))
	d := new(dragoman.Document)
	for i := range 3000 {
		words := append([]string{}, sentences[r.IntN(len(sentences))]...)
		switch i % 4 {
		case 0:
			r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		case 1:
			words = words[:1+r.IntN(len(words))]
		case 2:
			words = words[:0]
		}
		for range 1 + r.IntN(8) {
			at := r.IntN(len(words) + 1)
			words = append(words[:at], append([]string{traps[r.IntN(len(traps))]}, words[at:]...)...)
		}
		text := strings.Join(words, " ")
		d.Reset(dragoman.Article{Ref: text, Published: dragoman.NewDate(2025, 11, 28), Text: text})
		if err := p.Code(d); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNotation codes what is no prose, in which the halves of hyphened nouns hang on each other's phrases: every walk up a tree ends.
func TestNotation(t *testing.T) {
	p := standard(t)
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Ref: "notation", Published: dragoman.NewDate(2019, 6, 4), Text: "= a 2019-06-04\n" +
		"Sudanese paramilitaries broke up the sit-in outside army headquarters in Khartoum with gunfire, leaving dozens dead.\n" +
		"> event ASSAULT firearms/crowd-control | paramilitar/SDN -> sit-in/protester/SDN | done | mag killed 24..\n" +
		"> event? PROTEST | - -> army"})
	done := make(chan error, 1)
	go func() { done <- p.Code(d) }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("still coding after 30 s: a walk up the tree goes round")
	}
}

// standard is the standard pipeline.
func standard(t *testing.T) *Pipeline {
	t.Helper()
	models, err := Load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
