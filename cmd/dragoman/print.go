package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"

	"dragoman"
)

// writeJSON writes v as one line, leaving <, > and & as they are: these lines are no HTML.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// readable writes documents for people: a sentence with its triggers marked, then its records, aligned.
type readable struct {
	width int
	color bool
}

// The widths of a terminal that is none, and of the widest text that reads well.
const (
	defaultWidth = 100
	mostWidth    = 120
)

func newReadable(w io.Writer) readable {
	r := readable{width: defaultWidth}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if cols, _, err := term.GetSize(int(f.Fd())); err == nil {
			r.width = min(cols, mostWidth)
		}
		r.color = os.Getenv("NO_COLOR") == ""
	}
	return r
}

// The looks of the parts of a record.
const (
	plain   = ""
	bold    = "1"
	dim     = "2"
	red     = "31"
	green   = "32"
	yellow  = "33"
	cyan    = "36"
	magenta = "35"
)

func (r readable) paint(look, s string) string {
	if !r.color || look == plain || s == "" {
		return s
	}
	return "\x1b[" + look + "m" + s + "\x1b[0m"
}

// A row is one record as it is printed, with the place it was read from.
type row struct {
	evidence *dragoman.Evidence
	look     string
	cells    [3]string // what, who, and the rest
}

func (r readable) document(w io.Writer, doc *dragoman.Document) error {
	var rows []row
	for i := range doc.Events {
		rows = append(rows, eventRow(&doc.Events[i]))
	}
	for i := range doc.Standings {
		rows = append(rows, standingRow(&doc.Standings[i]))
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.evidence.Sentence, b.evidence.Sentence) })
	head := doc.Ref
	if doc.Published != 0 {
		head += "  " + doc.Published.String()
	}
	fmt.Fprintf(w, "%s  %s\n", r.paint(bold, head), r.paint(dim, fmt.Sprintf("%d events, %d standings", len(doc.Events), len(doc.Standings))))
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].evidence.Sentence == rows[0].evidence.Sentence {
			n++
		}
		r.sentence(w, doc, rows[:n])
		rows = rows[n:]
	}
	_, err := fmt.Fprintln(w)
	return err
}

// sentence prints one sentence and its records.
func (r readable) sentence(w io.Writer, doc *dragoman.Document, rows []row) {
	fmt.Fprintln(w)
	for _, line := range wrap(r.marked(doc, rows), r.width-2) {
		fmt.Fprintln(w, "  "+line)
	}
	var widths [2]int
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], displayWidth(row.cells[i]))
		}
	}
	for _, row := range rows {
		line := "    " + r.paint(row.look, pad(row.cells[0], widths[0])) + "  " + pad(row.cells[1], widths[1]) + "  " + r.paint(dim, row.cells[2])
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-displayWidth(s)))
}

// marked returns the sentence of rows with their triggers marked: bold on a terminal, in brackets elsewhere.
func (r readable) marked(doc *dragoman.Document, rows []row) string {
	span := rows[0].evidence.Span
	var triggers []dragoman.Span
	for _, row := range rows {
		if t := row.evidence.Trigger; t.Len() > 0 && span.Contains(t) {
			triggers = append(triggers, t)
		}
	}
	slices.SortFunc(triggers, func(a, b dragoman.Span) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	at := span.Start
	for _, t := range triggers {
		if t.Start < at {
			continue
		}
		b.WriteString(printable(doc.Text[at:t.Start]))
		trigger := printable(doc.Quote(t))
		if r.color {
			// Word by word, so that a line may break inside the trigger.
			for i, word := range strings.Split(trigger, " ") {
				if i > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(r.paint(bold, word))
			}
		} else {
			b.WriteString("[" + trigger + "]")
		}
		at = t.End
	}
	b.WriteString(printable(doc.Text[at:span.End]))
	return b.String()
}

// printable replaces control characters and overrides of direction, with which a hostile text could steer a terminal.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			return ' '
		}
		return c
	}, s)
}

// wrap breaks s at spaces into lines of at most width columns.
func wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		n := displaywidth.Options{ControlSequences: true}.String(word)
		if used > 0 && used+1+n > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line += " "
			used++
		}
		line += word
		used += n
	}
	return append(lines, line)
}

func eventRow(e *dragoman.Event) row {
	look := green
	switch e.Quad {
	case 3:
		look = yellow
	case 4:
		look = red
	}
	what := e.Type
	if e.Mode != "" {
		what += " " + e.Mode
	}
	return row{&e.Evidence, look, [3]string{what, partyLabel(e.Source) + " → " + partyLabel(e.Target), rest(e)}}
}

// rest is what an event says beside its type and parties.
func rest(e *dragoman.Event) string {
	var parts []string
	if e.When != nil {
		parts = append(parts, days(e.When.From, e.When.Last()))
	}
	if e.Where != nil {
		parts = append(parts, e.Where.Name)
	}
	for _, m := range e.Magnitudes {
		parts = append(parts, m.Kind+": "+m.Text)
	}
	return strings.Join(append(parts, said(e.Modality, e.Attribution)...), " · ")
}

func standingRow(s *dragoman.Standing) row {
	what := s.Relation + " " + s.Change.String()
	who := partyLabel(s.Subject) + " — " + partyLabel(s.Object)
	if s.Value != "" {
		who += " (" + s.Value + ")"
	}
	var parts []string
	if s.Authority != nil {
		word := "by "
		if s.Relation == "listed_on" {
			word = "list of "
		}
		parts = append(parts, word+partyLabel(s.Authority))
	}
	if s.When != nil {
		parts = append(parts, days(s.When.From, s.When.Last()))
	}
	look := cyan
	if s.Change == dragoman.End || s.Change == dragoman.Past {
		look = magenta
	}
	return row{&s.Evidence, look, [3]string{what, who, strings.Join(append(parts, said(s.Modality, s.Attribution)...), " · ")}}
}

// said is the modality where the record is not plainly done, and who said so.
func said(m dragoman.Modality, a *dragoman.Attribution) (parts []string) {
	if m != dragoman.Done {
		parts = append(parts, strings.ToUpper(m.String()))
	}
	if a != nil {
		by := ""
		if a.Speaker != nil {
			by = partyLabel(a.Speaker)
		}
		if a.Medium != "" {
			by += " on " + a.Medium
		}
		parts = append(parts, "says "+strings.TrimSpace(by))
	}
	return parts
}

func partyLabel(p *dragoman.Party) string {
	if p == nil {
		return "?"
	}
	name := cmp.Or(p.Name, p.Text)
	if p.Code != "" && p.Code != name {
		name += " [" + p.Code + "]"
	}
	return printable(name)
}

func days(from, to dragoman.Date) string {
	switch {
	case from == to:
		return from.String()
	case to == 0:
		return "since " + from.String()
	case from == 0:
		return "until " + to.String()
	}
	return from.String() + "…" + to.String()
}

// displayWidth is how many columns of a terminal s takes.
func displayWidth(s string) int { return displaywidth.String(s) }
