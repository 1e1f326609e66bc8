package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dragoman"
)

// A piece is a stretch of a report's text over which the same marks lie.
type piece struct {
	Text    string
	Classes string // "mark trigger q4"
	Records string // numbers of the records whose words these are: "1 4"
}

// A block is a paragraph, or a part of one, with its pieces, and the records whose sentences begin in it.
type block struct {
	Pieces  []piece
	Records []*recordView
	Goes    bool // the paragraph goes on in the next
}

// A recordView is a record beside its sentence.
type recordView struct {
	lineView
	Number int
	JSON   string // the record itself, to be amended
}

// A mark is a span with what it is of which record.
type mark struct {
	span   dragoman.Span
	class  string
	record int
}

func marksOf(records []*recordView) []mark {
	var out []mark
	for _, r := range records {
		add := func(s dragoman.Span, class string) {
			if s.End > s.Start {
				out = append(out, mark{s, class, r.Number})
			}
		}
		party := func(p *dragoman.Party, class string) {
			if p != nil {
				add(p.Span, class)
			}
		}
		party(r.Who, "who")
		party(r.Whom, "who")
		switch rec := r.Raw.(type) {
		case *dragoman.Event:
			add(rec.Evidence.Trigger, "trigger q"+strconv.Itoa(rec.Quad))
			if rec.When != nil {
				add(rec.When.Span, "when")
			}
			if rec.Where != nil {
				add(rec.Where.Span, "where")
			}
			for i := range rec.Magnitudes {
				add(rec.Magnitudes[i].Span, "number")
			}
		case *dragoman.Standing:
			add(rec.Evidence.Trigger, "trigger q0")
			if rec.When != nil {
				add(rec.When.Span, "when")
			}
			party(rec.Authority, "who")
		}
	}
	return out
}

// blocksOf cuts a text into paragraphs, and those before each sentence that records were read in, so that records stand
// beside their own. Spans that lie outside the text or inside a rune are left out.
func blocksOf(text string, records []*recordView) []block {
	marks := marksOf(records)
	marks = slices.DeleteFunc(marks, func(m mark) bool {
		s := m.span
		return s.Start < 0 || int(s.End) > len(text) || !onRune(text, s.Start) || !onRune(text, s.End)
	})
	slices.SortStableFunc(marks, func(a, b mark) int { return int(a.span.Start - b.span.Start) })
	slices.SortStableFunc(records, func(a, b *recordView) int { return startOf(a) - startOf(b) })
	var out []block
	var here []mark // those that reach into the block at hand
	next, rec := 0, 0
	for _, c := range stretchesOf(text, records) {
		here = slices.DeleteFunc(here, func(m mark) bool { return int(m.span.End) <= c.start })
		for next < len(marks) && int(marks[next].span.Start) < c.end {
			here = append(here, marks[next])
			next++
		}
		b := block{Pieces: piecesOf(text, c.start, c.end, here), Goes: c.goes}
		for rec < len(records) && startOf(records[rec]) < c.end {
			b.Records = append(b.Records, records[rec])
			rec++
		}
		out = append(out, b)
	}
	if rec < len(records) && len(out) > 0 { // records of a report whose text ends before them
		out[len(out)-1].Records = append(out[len(out)-1].Records, records[rec:]...)
	}
	return out
}

// A stretch of text is to be a block.
type stretch struct {
	start, end int
	goes       bool // the paragraph goes on behind it
}

// stretchesOf cuts a text at the ends of paragraphs and where a record's sentence begins; what is blank is left out. The records
// are in the order of their sentences.
func stretchesOf(text string, records []*recordView) []stretch {
	var out []stretch
	rec := 0
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		if strings.TrimSpace(text[start:end]) != "" {
			at := start
			for ; rec < len(records) && startOf(records[rec]) < end; rec++ {
				s := startOf(records[rec])
				if s > at && onRune(text, int32(s)) && endsSentence(text[at:s]) && strings.TrimSpace(text[s:end]) != "" {
					out = append(out, stretch{at, s, true})
					at = s
				}
			}
			out = append(out, stretch{at, end, false})
		}
		start = end
	}
	return out
}

// endsSentence reports whether a text ends as sentences do; a dateline does not, and stays with the sentence behind it.
func endsSentence(s string) bool {
	s = strings.TrimRight(strings.TrimSpace(s), "\"'”’)]»")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

func onRune(text string, i int32) bool { return int(i) == len(text) || utf8.RuneStart(text[i]) }

func startOf(r *recordView) int {
	switch rec := r.Raw.(type) {
	case *dragoman.Event:
		return int(rec.Evidence.Span.Start)
	case *dragoman.Standing:
		return int(rec.Evidence.Span.Start)
	}
	return 0
}

// piecesOf cuts text[start:end) wherever a mark begins or ends.
func piecesOf(text string, start, end int, marks []mark) []piece {
	cuts := []int{start, end}
	for _, m := range marks {
		cuts = append(cuts, max(start, int(m.span.Start)), max(start, min(int(m.span.End), end)))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		p := piece{Text: text[cuts[i]:cuts[i+1]]}
		var classes, numbers []string
		for _, m := range marks {
			if int(m.span.Start) <= cuts[i] && cuts[i+1] <= int(m.span.End) {
				classes = append(classes, m.class)
				numbers = append(numbers, strconv.Itoa(m.record))
			}
		}
		if len(classes) > 0 {
			slices.Sort(classes)
			slices.Sort(numbers)
			p.Classes = "mark " + strings.Join(slices.Compact(classes), " ")
			p.Records = strings.Join(slices.Compact(numbers), " ")
		}
		out = append(out, p)
	}
	return out
}

// inert replaces what would turn the order of letters about or is no letter at all: control characters and overrides of
// direction (Unicode Standard Annex 9) become a box that can be seen.
func inert(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069, c == 0x200E, c == 0x200F, c == 0x061C:
			return '▯'
		case c < ' ' && c != '\n' && c != '\t', c >= 0x7F && c < 0xA0:
			return '▯'
		}
		return c
	}, s)
}
