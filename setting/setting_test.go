package setting_test

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"dragoman"
	"dragoman/internal/score"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
)

// A reader takes text through segment, syntax, the stages given to newReader, and setting.
type reader struct {
	stages []dragoman.Stage
	doc    dragoman.Document
}

// newReader's reader has no names found before, unless extra stages find them.
func newReader(t testing.TB, extra ...dragoman.Stage) *reader {
	t.Helper()
	g, err := setting.Standard()
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{stages: []dragoman.Stage{segment.New().Stage()}}
	if m, err := syntax.English(); err == nil {
		r.stages = append(r.stages, syntax.New(m).Stage())
	} else {
		t.Log("no parser:", err)
	}
	r.stages = append(append(r.stages, extra...), setting.New(g).Stage())
	return r
}

func (r *reader) read(t testing.TB, text string, published dragoman.Date) *dragoman.Document {
	t.Helper()
	r.doc.Reset(dragoman.Article{Text: text, Published: published})
	for _, s := range r.stages {
		if err := s.Run(&r.doc); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
	}
	return &r.doc
}

// TestDates reads testdata/dates.txt, whose head says its form, and the blind files, where a span may be wider or narrower than its mark.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor float64
		exact bool // the span is the mark
	}{
		{"testdata/dates.txt", 0.99, true},
		{"testdata/dates-blind.txt", 0.97, false},
		{"testdata/dates-blind2.txt", 0.89, false},
		{"testdata/dates-blind3.txt", 0.97, false},
	} {
		t.Run(c.file, func(t *testing.T) { testDates(t, c.file, c.floor, c.exact) })
	}
}

func testDates(t *testing.T, file string, floor float64, exact bool) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := newReader(t, mention.New(mention.English()).Stage())
	var published dragoman.Date
	right, all, extra := 0, 0, 0
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if day, ok := strings.CutPrefix(line, "@ "); ok {
			published, _ = dragoman.ParseDate(day) // "none" is not known
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		marked, answers, _ := strings.Cut(line, " =")
		text, spans := unmark(marked)
		var want []string
		if answers = strings.TrimSpace(answers); answers != "" {
			want = strings.Split(answers, " ; ")
		}
		if len(want) != len(spans) {
			t.Fatalf("line %d: %d marks, %d answers", n, len(spans), len(want))
		}
		d := r.read(t, text, published)
		found := 0
		for i, span := range spans {
			all++
			got := "nothing"
			for _, m := range d.Times {
				if m.Span.Start < span.End && span.Start < m.Span.End {
					got = show(m)
					if m.Span != span && (exact || got != canonical(t, want[i])) {
						got += fmt.Sprintf(" of %q", d.Slice(m.Span))
					}
					found++
					break
				}
			}
			if got == canonical(t, want[i]) {
				right++
			} else {
				t.Logf("line %d: %s: got %s, want %s", n, marked, got, canonical(t, want[i]))
			}
		}
		if len(d.Times) > found {
			extra++
			t.Logf("line %d: %s: %d times too many", n, marked, len(d.Times)-found)
			for _, m := range d.Times {
				t.Logf("    %q %s", d.Slice(m.Span), show(m))
			}
		}
	}
	t.Logf("%d of %d right, %d lines with more than was there", right, all, extra)
	if got := float64(right) / float64(all+extra); got < floor {
		t.Errorf("%.3f of the expressions are right, want %.2f", got, floor)
	}
}

// unmark takes the marks out of a text and returns where they were.
func unmark(s string) (string, []dragoman.Span) {
	var b strings.Builder
	var spans []dragoman.Span
	for {
		before, rest, ok := strings.Cut(s, "[[")
		b.WriteString(before)
		if !ok {
			return b.String(), spans
		}
		inside, after, _ := strings.Cut(rest, "]]")
		start := b.Len()
		b.WriteString(inside)
		spans = append(spans, dragoman.Span{Start: int32(start), End: int32(b.Len())})
		s = after
	}
}

func show(m dragoman.Time) string {
	switch {
	case m.Duration:
		return "duration"
	case m.Interval.IsZero():
		return "?"
	}
	return showInterval(m.Interval)
}

func showInterval(v dragoman.Interval) string {
	if v.From == 0 || v.End == 0 {
		return fmt.Sprintf("%s..%s ", v.From, v.Last()) // open ends keep the precision of the words; not judged
	}
	return fmt.Sprintf("%s..%s %s", v.From, v.Last(), v.Precision)
}

// canonical spells an answer of dates.txt out as show does.
func canonical(t *testing.T, s string) string {
	t.Helper()
	if s == "duration" || s == "?" {
		return s
	}
	spell := func(from, end dragoman.Date, p dragoman.Precision) string {
		return showInterval(dragoman.Interval{From: from, End: end, Precision: p})
	}
	day := func(s string) dragoman.Date {
		if s == "" {
			return 0
		}
		d, err := dragoman.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	s, precision, hasPrecision := strings.Cut(s, " ")
	if from, to, ok := strings.Cut(s, ".."); ok {
		p := dragoman.ByRange
		switch {
		case hasPrecision:
			if err := p.UnmarshalText([]byte(precision)); err != nil {
				t.Fatal(err)
			}
		case from == "" || to == "":
			return fmt.Sprintf("%s..%s ", from, to)
		}
		return spell(day(from), day(to)+1, p)
	}
	switch {
	case s == "weekend":
		return spell(day(precision), day(precision)+2, dragoman.ByWeekend)
	case s == "century":
		n, _ := strconv.Atoi(precision)
		return spell(dragoman.NewDate(n*100-99, 1, 1), dragoman.NewDate(n*100+1, 1, 1), dragoman.ByCentury)
	}
	y, err := strconv.Atoi(s[:4])
	if err != nil {
		t.Fatal(err)
	}
	switch rest := s[4:]; {
	case rest == "":
		return spell(dragoman.NewDate(y, 1, 1), dragoman.NewDate(y+1, 1, 1), dragoman.ByYear)
	case rest == "s":
		return spell(dragoman.NewDate(y, 1, 1), dragoman.NewDate(y+10, 1, 1), dragoman.ByDecade)
	case strings.HasPrefix(rest, "-Q"):
		m := time.Month(3*int(rest[2]-'0') - 2)
		return spell(dragoman.NewDate(y, m, 1), dragoman.NewDate(y, m+3, 1), dragoman.ByQuarter)
	case strings.HasPrefix(rest, "-W"):
		w, _ := strconv.Atoi(rest[2:])
		fourth := dragoman.NewDate(y, 1, 4) // is in the first week (ISO 8601)
		first := fourth - dragoman.Date((int(fourth.Weekday())+6)%7) + dragoman.Date(7*(w-1))
		return spell(first, first+7, dragoman.ByWeek)
	case len(rest) == 3:
		m, _ := strconv.Atoi(rest[1:])
		return spell(dragoman.NewDate(y, time.Month(m), 1), dragoman.NewDate(y, time.Month(m+1), 1), dragoman.ByMonth)
	case len(rest) == 6:
		return spell(day(s), day(s)+1, dragoman.ByDay)
	}
	for m, name := range map[time.Month]string{3: "-spring", 6: "-summer", 9: "-autumn", 12: "-winter"} {
		if s[4:] == name {
			return spell(dragoman.NewDate(y, m, 1), dragoman.NewDate(y, m+3, 1), dragoman.BySeason)
		}
	}
	t.Fatalf("answer %q: of no form that dates.txt has", s)
	return ""
}

// TestPlaces reads files whose form the head of testdata/places.txt says. The second was written by one who had not seen the
// rules; most of its misses were mended after.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		file                    string
		nearFloor, countryFloor float64
		extra                   int // lines with a place too many, at most
	}{
		{"places.txt", 0.98, 0.98, 0},
		{"places-blind.txt", 0.90, 0.91, 1},
		{"places-blind2.txt", 0.86, 0.86, 2},
	} {
		check := func(t *testing.T, r *reader) {
			near, country, extra := r.readPlaces(t, "testdata/"+c.file)
			if near < c.nearFloor {
				t.Errorf("%.3f of places within %d km, want %.2f", near, score.NearKilometres, c.nearFloor)
			}
			if country < c.countryFloor {
				t.Errorf("%.3f of places in the right country, want %.2f", country, c.countryFloor)
			}
			if extra > c.extra {
				t.Errorf("%d lines have a place too many, want at most %d", extra, c.extra)
			}
		}
		t.Run(c.file, func(t *testing.T) { check(t, newReader(t)) })
		t.Run(c.file+" with names", func(t *testing.T) { check(t, newReader(t, mention.New(mention.English()).Stage())) })
	}
}

// readPlaces reads a file and returns which shares of its places are near and in the right country, and how many lines have a
// place too many.
func (r *reader) readPlaces(t *testing.T, path string) (nearShare, countryShare float64, extra int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	within, country, all := 0, 0, 0
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		marked, answers, _ := strings.Cut(line, " = ")
		text, spans := unmark(marked)
		d := r.read(t, text, 0)
		found := 0
		for i, want := range strings.Split(answers, " ; ") {
			if i >= len(spans) {
				break
			}
			var code string
			var lat, lon float64
			if _, err := fmt.Sscan(want, &code, &lat, &lon); err != nil {
				t.Fatalf("line %d: answer %q: %v", n, want, err)
			}
			all++
			got := "nothing"
			for _, p := range d.Places {
				if p.Span.Start >= spans[i].End || spans[i].Start >= p.Span.End {
					continue
				}
				found++
				got = fmt.Sprintf("%s, %s, %s %s %.2f %.2f", p.Name, p.Admin1, p.Feature, p.Country, p.Lat, p.Lon)
				isNear := score.Kilometres(lat, lon, p.Lat, p.Lon) <= score.NearKilometres
				if isNear || p.Feature == "country" && p.Country == code {
					within++
				}
				if p.Country == code || code == "-" || p.Country == "" && isNear {
					country++
					if isNear || p.Feature == "country" {
						got = ""
					}
				}
				break
			}
			if got != "" {
				t.Logf("line %d: %s: %q is %s, want %s", n, marked, text[spans[i].Start:spans[i].End], got, want)
			}
		}
		if len(d.Places) > found {
			extra++
			t.Logf("line %d: %s: %d too many", n, marked, len(d.Places)-found)
			for _, p := range d.Places {
				t.Logf("    %q %s %s", d.Slice(p.Span), p.Feature, p.Country)
			}
		}
	}
	t.Logf("%d places: %d within %d km, %d in the right country, %d lines with a place too many", all, within, score.NearKilometres, country, extra)
	return float64(within) / float64(all), float64(country) / float64(all), extra
}

// TestNear: a name that no gazetteer knows has the point of what the text puts it in or by, and says so.
func TestNear(t *testing.T) {
	r := newReader(t, mention.New(mention.English()).Stage())
	for _, c := range []struct{ text, name, near, country, feature string }{
		{"Gunmen raided Tungushe, a village in Borno State, on Sunday.", "Tungushe", "Borno State", "NGA", "city"},
		{"A bomb went off at the Tayounek roundabout in Beirut.", "Tayounek", "Beirut", "LBN", ""},
		{"The blast hit Zorvat, 30 km north of Homs.", "Zorvat", "Homs", "SYR", ""},
		{"Police searched a flat in Wexmoor, a suburb of Manchester.", "Wexmoor", "Manchester", "GBR", "quarter"},
		{"The army shelled Kabul's Qala-e-Zaman district.", "Qala-e-Zaman", "Kabul", "AFG", "quarter"},
		{"The Somali town of Bulo Xawo was shelled.", "Bulo Xawo", "Somalia", "SOM", "city"},
		{"Smith, a lawyer in London, denied it.", "London", "", "GBR", "capital"},
	} {
		d := r.read(t, c.text, 0)
		if len(d.Places) == 0 {
			t.Errorf("%s: no place", c.text)
			continue
		}
		var p dragoman.Place
		for _, m := range d.Places {
			if d.Slice(m.Span) == c.name {
				p = m.Place
			}
		}
		if hasPoint := p.Lat != 0 || p.Lon != 0; p.Near != c.near || p.Country != c.country || p.Feature != c.feature || hasPoint == (c.near == "Somalia") {
			t.Errorf("%s: %q is %+v, want near %q, %s %s", c.text, c.name, p, c.near, c.country, c.feature)
		}
	}
}

// TestOwnDate: where the input gives no day, a report's own date line does, and never today's clock.
func TestOwnDate(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ text, want string }{
		{"Shells land in port\n\nFriday, August 21, 2015\n\nShells hit the port yesterday, officials said.", "2015-08-20..2015-08-20 day"},
		{"GENEVA, May 15, 2019 (Wire) - The envoys met on Monday.", "2019-05-13..2019-05-13 day"},
		{"The envoys met on Monday.", "?"},
		{"The envoys, who had signed a pact on May 15, 2019, met on Monday.", "?"},
	} {
		d := r.read(t, c.text, 0)
		if len(d.Times) == 0 {
			t.Errorf("%s: no times", c.text)
			continue
		}
		if got := show(d.Times[len(d.Times)-1]); got != c.want {
			t.Errorf("%s: last time is %s, want %s", c.text, got, c.want)
		}
	}
}

// TestMentions: a typed name that covers a place decides.
func TestMentions(t *testing.T) {
	r := newReader(t)
	d := r.read(t, "Officials told Lansing in Montgomery that Sofia would pay.", 0)
	word := func(w string) int32 {
		for i := range d.Tokens {
			if d.Word(int32(i)) == w {
				return int32(i)
			}
		}
		t.Fatalf("no token %q", w)
		return 0
	}
	for w, kind := range map[string]dragoman.EntityType{"Lansing": dragoman.PersonEntity, "Sofia": dragoman.PersonEntity, "Montgomery": dragoman.PlaceEntity} {
		i := word(w)
		d.Mentions = append(d.Mentions, dragoman.Mention{First: i, End: i + 1, Head: i, Type: kind})
	}
	if err := r.stages[len(r.stages)-1].Run(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Places) != 1 || d.Places[0].Name != "Montgomery" {
		t.Errorf("places %+v, want Montgomery alone", d.Places)
	}
}

// TestRingOfVerbs grounds a day below two verbs that head each other: no parser makes such a tree, but a treebank that somebody edited may.
func TestRingOfVerbs(t *testing.T) {
	g, err := setting.Standard()
	if err != nil {
		t.Fatal(err)
	}
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: "They kept trying trying on Monday.", Published: 739567})
	if err := segment.New().Stage().Run(d); err != nil {
		t.Fatal(err)
	}
	heads := []int32{1, -1, 3, 2, 5, 3, 1}
	tags := []dragoman.XPOS{dragoman.PRP, dragoman.VBD, dragoman.VBG, dragoman.VBG, dragoman.IN, dragoman.NNP, dragoman.NoXPOS}
	for i := range d.Tokens {
		d.Tokens[i].Head, d.Tokens[i].XPOS, d.Tokens[i].UPOS, d.Tokens[i].Deprel = heads[i], tags[i], dragoman.VERB, dragoman.RelAdvcl
	}
	d.Tokens[5].UPOS, d.Tokens[5].Deprel = dragoman.PROPN, dragoman.RelObl
	if err := setting.New(g).Stage().Run(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Times) != 1 {
		t.Errorf("%d times, want Monday", len(d.Times))
	}
}
