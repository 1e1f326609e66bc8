package truecase_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman"
	"dragoman/internal/golden"
	"dragoman/internal/standard"
	"dragoman/segment"
	"dragoman/truecase"
)

// coder returns what codes a text.
func coder(t testing.TB) func(text string) *dragoman.Document {
	_, p := standard.Pipeline(t)
	d := new(dragoman.Document)
	return func(text string) *dragoman.Document {
		d.Reset(dragoman.Article{Text: text})
		if err := p.Code(d); err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// TestGolden cases the text of each case; a text without a sentence in capitals is written as it is.
func TestGolden(t *testing.T) {
	code := coder(t)
	golden.Each(t, func(t *testing.T, text string) string {
		d := code(text)
		return d.Cased
	})
}

// unasked is known of words that nobody may ask for.
type unasked struct{ t testing.TB }

func (u unasked) Tag(*dragoman.Document, int32, int32) { u.t.Fatal("a word was tagged") }
func (u unasked) Knows(word string) bool               { u.t.Fatalf("%q was looked up", word); return false }
func (u unasked) Named(*dragoman.Document, int32, int32) truecase.Kind {
	u.t.Fatal("a name was looked up")
	return truecase.Unknown
}

// TestUsual: a text without a sentence in capitals costs a look at a few words of each sentence, and no memory.
func TestUsual(t *testing.T) {
	var d dragoman.Document
	d.Reset(dragoman.Article{Text: strings.Repeat("KABUL (Reuters) - NATO and EU envoys met in Doha on Monday. The U.N. said so.\n\nUS, UK, EU: a list.\n\n", 50)})
	if err := segment.New().Stage().Run(&d); err != nil {
		t.Fatal(err)
	}
	stage := truecase.New(unasked{t}).Stage()
	if n := testing.AllocsPerRun(10, func() {
		if err := stage.Run(&d); err != nil {
			t.Fatal(err)
		}
	}); n != 0 || d.Cased != d.Text {
		t.Errorf("%v allocations, want 0; cased %q", n, d.Cased)
	}
}

// TestQuotes: records quote the report, and name their parties as is usual.
func TestQuotes(t *testing.T) {
	d := coder(t)("THE UNITED STATES EXPELLED 60 RUSSIAN DIPLOMATS ON MONDAY.")
	if len(d.Events) != 1 {
		t.Fatalf("%d events, want 1", len(d.Events))
	}
	e := &d.Events[0]
	if e.Target == nil || e.Target.Name != "60 Russian diplomats" || e.Target.Text != "60 RUSSIAN DIPLOMATS" || e.Evidence.Quote != d.Text {
		t.Errorf("target %+v, quote %q", e.Target, e.Evidence.Quote)
	}
	for _, m := range e.Magnitudes {
		if m.Text != d.Quote(m.Span) {
			t.Errorf("magnitude %q at %v", m.Text, m.Span)
		}
	}
}

// FuzzCased: the text that is read has the length of the report and its letters, whatever their case, and every token lies on whole runes of both.
func FuzzCased(f *testing.F) {
	for _, s := range []string{"", "THE UNITED STATES LEFT.", "SEN. McCAIN SAID ON MONDAY: \"I WILL NOT GO TO İZMİR.\"", "ẞ K ſ Ω ΑΘΗΝΑ ΕΛΛΑΔΑ ΤΩΡΑ", "A. B. C. D.", "ÉTÉ 20TH U.S. D'ETAT O'NEILL MC DVDS"} {
		f.Add(s)
	}
	code := coder(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			t.Skip()
		}
		d := code(text)
		if len(d.Cased) != len(text) || !utf8.ValidString(d.Cased) || !strings.EqualFold(d.Cased, text) {
			t.Fatalf("%q read as %q", text, d.Cased)
		}
		for i := range d.Tokens {
			if s := d.Tokens[i].Span; !utf8.ValidString(d.Slice(s)) || !utf8.ValidString(d.Quote(s)) {
				t.Errorf("token %v cuts a rune", s)
			}
		}
	})
}
