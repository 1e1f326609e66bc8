package segment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman"
	"dragoman/internal/conllu"
)

func segmented(t testing.TB, text string) *dragoman.Document {
	t.Helper()
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: text})
	if err := New().Stage().Run(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// rawText re-makes the text of a treebank, with the spans of its tokens and sentences.
func rawText(t *testing.T, name string) (text string, tokens, sentences []dragoman.Span) {
	root := os.Getenv("DRAGOMAN_SHARED")
	if root == "" {
		t.Skip("set DRAGOMAN_SHARED to the folder with the treebanks")
	}
	f, err := os.Open(filepath.Join(root, "data/ud", name+".conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for s, err := range conllu.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		if s.NewDoc != "" || s.NewPar {
			b.WriteString("\n\n")
		} else {
			b.WriteString(" ")
		}
		start := int32(b.Len())
		for i, r := range s.Rows {
			at := int32(b.Len())
			b.WriteString(r.Form)
			tokens = append(tokens, dragoman.Span{Start: at, End: int32(b.Len())})
			if r.SpaceAfter && i+1 < len(s.Rows) {
				b.WriteByte(' ')
			}
		}
		sentences = append(sentences, dragoman.Span{Start: start, End: int32(b.Len())})
	}
	return b.String(), tokens, sentences
}

func f1(gold, got []dragoman.Span) float64 {
	in := map[dragoman.Span]bool{}
	for _, s := range gold {
		in[s] = true
	}
	hits := 0
	for _, s := range got {
		if in[s] {
			hits++
		}
	}
	return 200 * float64(hits) / float64(len(gold)+len(got))
}

// TestTreebanks measures tokens and sentences on the treebanks' text.
func TestTreebanks(t *testing.T) {
	for _, c := range []struct {
		name              string
		tokens, sentences float64
	}{{"en_ewt-dev", 98, 80}, {"en_gum-dev", 98, 80}} {
		text, tokens, sentences := rawText(t, c.name)
		d := segmented(t, text)
		got := make([]dragoman.Span, len(d.Tokens))
		for i, tok := range d.Tokens {
			got[i] = tok.Span
		}
		gotS := make([]dragoman.Span, len(d.Sentences))
		for i, s := range d.Sentences {
			gotS[i] = s.Span
		}
		tf, sf := f1(tokens, got), f1(sentences, gotS)
		t.Logf("%s: tokens F1 %.2f, sentences F1 %.2f", c.name, tf, sf)
		if tf < c.tokens || sf < c.sentences {
			t.Errorf("%s: below the floors %.1f and %.1f", c.name, c.tokens, c.sentences)
		}
		if os.Getenv("SEGMENT_SHOW") != "" {
			show(t, text, "token", tokens, got)
			show(t, text, "sentence", sentences, gotS)
		}
	}
}

func show(t *testing.T, text, what string, gold, got []dragoman.Span) {
	diff := func(a, b []dragoman.Span, mark string) {
		in := map[dragoman.Span]bool{}
		for _, s := range b {
			in[s] = true
		}
		for _, s := range a {
			if !in[s] {
				t.Logf("%s %s %q", mark, what, text[s.Start:min(s.End, s.Start+150)])
			}
		}
	}
	diff(gold, got, "-")
	diff(got, gold, "+")
}

// checkSpans checks what must hold for any text.
func checkSpans(t *testing.T, text string) {
	t.Helper()
	d := segmented(t, text)
	at := int32(0)
	for i, tok := range d.Tokens {
		if tok.Span.Start < at || tok.Span.End <= tok.Span.Start || int(tok.Span.End) > len(text) {
			t.Fatalf("token %d has span %v after %d", i, tok.Span, at)
		}
		gap := text[at:tok.Span.Start]
		if strings.IndexFunc(gap, func(r rune) bool { return !isSpace(r) }) >= 0 {
			t.Fatalf("gap %q before token %d holds words", gap, i)
		}
		if gap == "" && i > 0 && tok.Flags&dragoman.NoSpaceBefore == 0 && at > 0 && text[at-1] != '\n' && d.Sentences != nil && !blockStart(d, tok.Span.Start) {
			t.Fatalf("token %d %q has no gap and no flag", i, d.Word(int32(i)))
		}
		if !utf8.RuneStart(text[tok.Span.Start]) || int(tok.Span.End) < len(text) && !utf8.RuneStart(text[tok.Span.End]) {
			t.Fatalf("token %d cuts a rune", i)
		}
		at = tok.Span.End
	}
	if strings.IndexFunc(text[at:], func(r rune) bool { return !isSpace(r) }) >= 0 {
		t.Fatalf("words after the last token: %q", text[at:])
	}
	next := int32(0)
	for i, s := range d.Sentences {
		if s.First != next || s.End <= s.First {
			t.Fatalf("sentence %d has tokens [%d,%d), want from %d", i, s.First, s.End, next)
		}
		if b := d.Blocks[s.Block]; !b.Span.Contains(s.Span) {
			t.Fatalf("sentence %d leaves its block", i)
		}
		next = s.End
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("%d tokens in sentences, %d in all", next, len(d.Tokens))
	}
}

func blockStart(d *dragoman.Document, at int32) bool {
	for _, b := range d.Blocks {
		if b.Span.Start == at {
			return true
		}
	}
	return false
}

func FuzzSegment(f *testing.F) {
	for _, text := range []string{
		"GENEVA, May 15 (Reuters) - Syria didn't sign. “No,” he said.",
		"a\r\n\r\nb\u2028c\u00a0d\u200be", "U.S.. e.g.i.e. http://a.b/c)). x@y.z 1-2-3-4 5-", "'''\"\"''s n't 's can't", "日本語のテキスト。नमस्ते दुनिया।",
		"TLE DESK: -", "By A\nB", "1.2.3,4:5/6 $5m US$ 90th '90s 10%%", "e\u0301\u0301 \u0301 \u200d👩\u200d👩",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			checkSpans(t, text)
		}
	})
}

const warmText = `GENEVA, May 15 (Reuters) - President Ahmed al-Sharaa didn't meet U.S. envoys on Monday, officials said. "We can't wait," he added.

A heading

The 15-nation council cannot agree; it's the U.N.'s 3rd try... www.un.org isn't up.`

func TestNoAllocation(t *testing.T) {
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: warmText})
	run := New().Stage().Run
	run(d)
	if n := testing.AllocsPerRun(20, func() { run(d) }); n != 0 {
		t.Errorf("%v allocations on a warm Document", n)
	}
}

func BenchmarkSegment(b *testing.B) {
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: strings.Repeat(warmText+"\n\n", 100)})
	run := New().Stage().Run
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		run(d)
	}
}
