package setting_test

import (
	"testing"
	"unicode/utf8"

	"dragoman"
	"dragoman/segment"
	"dragoman/setting"
)

// FuzzGround holds that whatever the text and its day, spans and tokens of times and places are in bounds and on rune starts,
// intervals do not end before they begin, and nothing relative has a day where the report has none.
func FuzzGround(f *testing.F) {
	f.Add(report, int32(739567))
	f.Add("On 31 February 2025, from May 3-5, 1939–45; mid-May '90s 9/11 Q3 3rd of", int32(0))
	f.Add("the last 999999 centuries ago, 99999 decades later, in 900000 years' time", int32(739567))
	f.Add("al-Tanf, Port-au-Prince (Haiti) U.S. d'Ivoire ’s 's", int32(1))
	g, err := setting.Standard()
	if err != nil {
		f.Fatal(err)
	}
	stages := []dragoman.Stage{segment.New().Stage(), setting.New(g).Stage()}
	d := new(dragoman.Document)
	f.Fuzz(func(t *testing.T, text string, published int32) {
		if !utf8.ValidString(text) || len(text) > 1<<12 {
			return
		}
		d.Reset(dragoman.Article{Text: text, Published: dragoman.Date(max(0, published%1_000_000))})
		for _, s := range stages {
			if err := s.Run(d); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range d.Times {
			checkSpan(t, d, m.Span, m.First, m.End)
			if v := m.Interval; v.From != 0 && v.End != 0 && v.End <= v.From {
				t.Errorf("%q: %v ends before it begins", d.Slice(m.Span), v)
			}
		}
		for _, p := range d.Places {
			checkSpan(t, d, p.Span, p.First, p.End)
			if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Name == "" || p.Score < 0 || p.Score > 1 {
				t.Errorf("%q: %+v is no place", d.Slice(p.Span), p.Place)
			}
		}
	})
}

func checkSpan(t *testing.T, d *dragoman.Document, s dragoman.Span, first, end int32) {
	t.Helper()
	if s.Start < 0 || s.End > int32(len(d.Text)) || s.Start >= s.End || !utf8.RuneStart(d.Text[s.Start]) ||
		s.End < int32(len(d.Text)) && !utf8.RuneStart(d.Text[s.End]) {
		t.Fatalf("span %v of a text of %d bytes", s, len(d.Text))
	}
	if first < 0 || end > int32(len(d.Tokens)) || first >= end || d.TokenSpan(first, end) != s {
		t.Fatalf("tokens [%d, %d) do not make %v", first, end, s)
	}
}
