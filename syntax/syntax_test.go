package syntax

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"dragoman"
	"dragoman/internal/conllu"
	"dragoman/internal/golden"
)

func englishParser(t testing.TB) *Parser {
	t.Helper()
	m, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return New(m)
}

// words makes a Document of a sentence a line, its words parted by spaces.
func words(text string) *dragoman.Document {
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: text})
	at := int32(0)
	for line := range strings.Lines(text) {
		first := int32(len(d.Tokens))
		for _, w := range strings.Fields(line) {
			start := at + int32(strings.Index(text[at:], w))
			at = start + int32(len(w))
			d.Tokens = append(d.Tokens, dragoman.Token{Span: dragoman.Span{Start: start, End: at}, Head: -1})
		}
		if end := int32(len(d.Tokens)); end > first {
			d.Sentences = append(d.Sentences, dragoman.Sentence{Span: d.TokenSpan(first, end), First: first, End: end})
		}
	}
	return d
}

// TestGolden parses the sentences of each case: a line for each word, with its tags, lemma, relation and head.
func TestGolden(t *testing.T) {
	p := englishParser(t)
	golden.Each(t, func(t *testing.T, text string) string {
		d := words(text)
		if err := p.Stage().Run(d); err != nil {
			t.Fatal(err)
		}
		return tree(d)
	})
}

func tree(d *dragoman.Document) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		if i > 0 {
			b.WriteByte('\n')
		}
		for k := s.First; k < s.End; k++ {
			t := d.Tokens[k]
			head := "-"
			if t.Head >= 0 {
				head = d.Word(t.Head)
			}
			line := fmt.Sprintf("%-16s %-16s %-6s %-6s %-14s %s", d.Word(k), d.Lemmas[k], t.UPOS, t.XPOS, t.Deprel, head)
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

// checkTrees checks that each sentence has one root, from which all its words can be reached.
func checkTrees(t *testing.T, d *dragoman.Document) {
	t.Helper()
	if len(d.Lemmas) != len(d.Tokens) {
		t.Fatalf("%d lemmas for %d tokens", len(d.Lemmas), len(d.Tokens))
	}
	for n, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.End; i++ {
			tok := d.Tokens[i]
			if tok.Head < 0 {
				roots++
			} else if tok.Head < s.First || tok.Head >= s.End {
				t.Fatalf("sentence %d: the head of word %d is outside", n, i)
			}
			if tok.UPOS == dragoman.NoUPOS || tok.XPOS == dragoman.NoXPOS || tok.Deprel == dragoman.NoDeprel || d.Lemmas[i] == "" {
				t.Fatalf("sentence %d: word %d is not filled in: %+v %q", n, i, tok, d.Lemmas[i])
			}
			steps := int32(0)
			for at := i; d.Tokens[at].Head >= 0; at = d.Tokens[at].Head {
				if steps++; steps > s.End-s.First {
					t.Fatalf("sentence %d: word %d is on a cycle", n, i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", n, roots)
		}
	}
}

func FuzzTrees(f *testing.F) {
	p := englishParser(f)
	f.Add("Syria joined the coalition .\nWhy ?")
	f.Add("\x01 \x02 ’ “ 90th , , , ( ( -")
	f.Add(strings.Repeat("word and ", 400))
	f.Add(strings.Repeat(strings.Repeat("x", 300)+" ", 3))
	f.Fuzz(func(t *testing.T, text string) {
		d := words(text)
		if err := p.Stage().Run(d); err != nil {
			t.Fatal(err)
		}
		checkTrees(t, d)
	})
}

const warmText = `Syria has joined the international coalition against the group after talks between President Ahmed al - Sharaa and Donald Trump .
He said that his government would not sign a pact with the rebels , who had seized three towns near the border last week .`

func TestNoAllocation(t *testing.T) {
	d := words(warmText)
	run := englishParser(t).Stage().Run
	run(d)
	if n := testing.AllocsPerRun(20, func() { run(d) }); n != 0 {
		t.Errorf("%v allocations on a warm Document", n)
	}
}

func BenchmarkSyntax(b *testing.B) {
	d := words(strings.Repeat(warmText+"\n", 20))
	run := englishParser(b).Stage().Run
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		run(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// TestReadDamaged cuts and changes a model, which must give an ErrCorrupt or a model that does not panic.
func TestReadDamaged(t *testing.T) {
	for _, n := range []int{0, 5, len(magic), len(magic) + 20, len(englishBytes) / 2, len(englishBytes) - 1} {
		if _, err := Read(englishBytes[:n]); !errors.Is(err, dragoman.ErrCorrupt) {
			t.Errorf("cut at %d: error %v", n, err)
		}
	}
	b := append([]byte(nil), englishBytes...)
	b[len(magic)]++
	if _, err := Read(b); !errors.Is(err, dragoman.ErrCorrupt) || !strings.Contains(err.Error(), "train it again") {
		t.Errorf("another format: error %v", err)
	}
}

// TestTrainIsRepeatable trains twice on a tiny treebank: the bytes are equal, and the model has learnt it.
func TestTrainIsRepeatable(t *testing.T) {
	f, err := os.Open("testdata/tiny.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var sentences []*conllu.Sentence
	for s, err := range conllu.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		for range 6 { // so that features are frequent enough
			sentences = append(sentences, s)
		}
	}
	cfg := Config{TagEpochs: 6, ParseEpochs: 8, BackEpochs: 6, Folds: 1, Seeds: 1, TagUnits: 64, BackUnits: 64, ParseUnits: 64, RelUnits: 64}
	quiet := func(string) {}
	one, err := Train(context.Background(), cfg, sentences, quiet)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Train(context.Background(), cfg, sentences, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if string(one) != string(two) {
		t.Error("two trainings gave different bytes")
	}
	m, err := Read(one)
	if err != nil {
		t.Fatal(err)
	}
	var gold, d dragoman.Document
	for i := 0; i < len(sentences); i += 6 {
		sentences[i].Append(&gold, false)
		sentences[i].Append(&d, true)
	}
	if err := New(m).Stage().Run(&d); err != nil {
		t.Fatal(err)
	}
	if got, want := tree(&d), tree(&gold); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestTrainNothing(t *testing.T) {
	if _, err := Train(context.Background(), Config{}, nil, func(string) {}); !errors.Is(err, dragoman.ErrInvalid) {
		t.Errorf("error %v", err)
	}
}

func TestProjectivise(t *testing.T) {
	heads := []int32{2, 3, 4, 4, 5} // 0→2 and 1→3 cross
	projectivise(heads)
	for c := range int32(len(heads)) {
		if heads[c] < int32(len(heads)) && !covered(heads, c) {
			t.Errorf("word %d still crosses: %v", c, heads)
		}
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct{ word, lemma string }{{"tried", "try"}, {"was", "be"}, {"Nations", "Nation"}, {"The", "the"}, {"US", "US"}, {"went", "go"}} {
		if got := editOf(c.word, c.lemma).apply(c.word); got != c.lemma {
			t.Errorf("edit of %s gives %s, want %s", c.word, got, c.lemma)
		}
	}
}

// TestStrong asks for the lemmas that the model alone gets wrong.
func TestStrong(t *testing.T) {
	for form, want := range map[string]string{
		"boycotted": "boycott", "fined": "fine", "gassed": "gas", "tying": "tie", "seething": "seethe", "eyeing": "eye", "quizzed": "quiz", "bent": "bend", "overthrown": "overthrow",
	} {
		if got := strong[form]; got != want {
			t.Errorf("%s is of %q, want %q", form, got, want)
		}
	}
}
