package pipeline

import (
	"os"
	"strings"
	"testing"

	"dragoman"
)

// blindEvent is a line of testdata/reports*.txt, whose heads say their form.
type blindEvent struct{ trigger, when, where string }

type blindReport struct {
	day    dragoman.Date
	text   string
	events []blindEvent
}

func blindReports(t *testing.T, path string) (all []blindReport) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq(string(b), "\n### ") {
		first, rest, ok := strings.Cut(part, "\n")
		day, err := dragoman.ParseDate(strings.TrimSpace(first))
		if !ok || err != nil {
			continue // the head
		}
		r := blindReport{day: day}
		for line := range strings.Lines(rest) {
			mark, ok := strings.CutPrefix(line, "> ")
			if !ok {
				r.text += line
				continue
			}
			f := strings.Split(strings.TrimSpace(mark), " | ")
			if len(f) != 4 {
				t.Fatalf("%s: %q has %d fields, want 4", path, line, len(f))
			}
			r.events = append(r.events, blindEvent{f[0], f[2], f[3]})
		}
		all = append(all, r)
	}
	return all
}

// TestBlindReports reads when and where events happen in reports of writers who do not know the code. The rules were written with the misses of the second
// file in view, never those of the first.
func TestBlindReports(t *testing.T) {
	p := standard(t)
	for _, c := range []struct {
		file        string
		when, where float64 // floors
	}{{"testdata/reports1.txt", 0.86, 0.62}, {"testdata/reports2.txt", 0.9, 0.78}} {
		told, found, when, where := 0, 0, 0, 0
		for _, r := range blindReports(t, c.file) {
			var d dragoman.Document
			d.Reset(dragoman.Article{Text: r.text, Published: r.day})
			if err := p.Code(&d); err != nil {
				t.Fatal(err)
			}
			for _, want := range r.events {
				told++
				e := eventAt(&d, want.trigger)
				if e == nil {
					continue
				}
				found++
				if sameDays(e.When, want.when, r.day) {
					when++
				} else {
					t.Logf("%s %q: when %+v, want %s", r.day, want.trigger, e.When, want.when)
				}
				if samePlace(e.Where, want.where) {
					where++
				} else {
					t.Logf("%s %q: where %+v, want %s", r.day, want.trigger, e.Where, want.where)
				}
			}
		}
		t.Logf("%s: %d events told, %d found, of those %d with the right time (%.3f), %d with the right place (%.3f)", c.file, told, found,
			when, float64(when)/float64(found), where, float64(where)/float64(found))
		if float64(when) < c.when*float64(found) || float64(where) < c.where*float64(found) {
			t.Errorf("%s: the floors are %.2f and %.2f", c.file, c.when, c.where)
		}
	}
}

// eventAt is the first event one of whose trigger's words is of a trigger as a mark has it.
func eventAt(d *dragoman.Document, trigger string) *dragoman.Event {
	for i := range d.Events {
		e := &d.Events[i]
		for at := strings.Index(d.Text, trigger); at >= 0; {
			if s := e.Evidence.Trigger; int(s.Start) < at+len(trigger) && at < int(s.End) {
				return e
			}
			next := strings.Index(d.Text[at+1:], trigger)
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return nil
}

// sameDays reports whether a time is what a mark says.
func sameDays(w *dragoman.When, want string, published dragoman.Date) bool {
	switch {
	case want == "unknown":
		return w == nil || w.Basis == "published"
	case want == "published":
		return w != nil && w.From == published && w.Last() == published
	case w == nil:
		return false
	}
	from, to, ranged := strings.Cut(want, "..")
	if !ranged {
		to = from
	}
	return w.From == edge(from, false) && w.Last() == edge(to, true)
}

// edge is the first or the last day of a day, a month or a year; 0 for none.
func edge(s string, last bool) dragoman.Date {
	whole := [2]string{s + "-01-01", s + "-12-31"}
	if len(s) == len("2025-11") {
		whole = [2]string{s + "-01", s + "-01"}
	} else if len(s) != len("2025") {
		whole = [2]string{s, s}
	}
	if !last {
		d, _ := dragoman.ParseDate(whole[0]) // 0 for what is left open
		return d
	}
	d, _ := dragoman.ParseDate(whole[1])
	if len(s) == len("2025-11") {
		for m := d.Time().Month(); d.Time().Month() == m; d++ {
		}
		d--
	}
	return d
}

// samePlace reports whether a place has the name that a mark says, or is none where it says so.
func samePlace(w *dragoman.Where, want string) bool {
	if w == nil || want == "none" {
		return w == nil && want == "none"
	}
	name, _, _ := strings.Cut(strings.ToLower(want), ";")
	for _, n := range []string{w.Name, w.Text} {
		if n = strings.ToLower(n); n != "" && (strings.Contains(name, n) || strings.Contains(n, name)) {
			return true
		}
	}
	return false
}
