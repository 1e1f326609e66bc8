package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dragoman"
)

// FuzzBlocks: whatever spans records claim, the pieces joined are the text's paragraphs, and every record stands beside a part of one.
func FuzzBlocks(f *testing.F) {
	f.Add("One.\n\nTwo é three.", int32(0), int32(4), int32(8), int32(12))
	f.Add("", int32(-1), int32(9), int32(3), int32(2))
	f.Add("a\n \nb", int32(2), int32(5), int32(2), int32(3))
	f.Add("a\nb", int32(0), int32(3), int32(1), int32(2))
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int32) {
		e := &dragoman.Event{Source: &dragoman.Party{Span: dragoman.Span{Start: a, End: b}}, Evidence: dragoman.Evidence{Span: dragoman.Span{Start: c, End: d}, Trigger: dragoman.Span{Start: c, End: d}}}
		r := &recordView{Number: 1, lineView: lineView{Who: e.Source, Raw: e}}
		blocks := blocksOf(text, []*recordView{r})
		var got strings.Builder
		records := 0
		for _, block := range blocks {
			for _, p := range block.Pieces {
				got.WriteString(p.Text)
			}
			records += len(block.Records)
		}
		var want strings.Builder
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				want.WriteString(line)
			}
		}
		if got.String() != want.String() {
			t.Errorf("pieces %q, text %q", got.String(), want.String())
		}
		if want.Len() > 0 && records != 1 {
			t.Errorf("the record stands beside %d paragraphs", records)
		}
	})
}

// TestBlocks: a record stands beside its own sentence, not at the top of the paragraph; a mark that reaches over a cut goes on.
func TestBlocks(t *testing.T) {
	text := "First one. Second one. Third one.\nOSLO - Last."
	record := func(start, end int32) *recordView {
		e := &dragoman.Event{Source: &dragoman.Party{Span: dragoman.Span{Start: start + 4, End: end + 2}}, Evidence: dragoman.Evidence{Span: dragoman.Span{Start: start, End: end}}}
		return &recordView{Number: int(start), lineView: lineView{Who: e.Source, Raw: e}}
	}
	blocks := blocksOf(text, []*recordView{record(23, 31), record(11, 22), record(11, 22), record(41, 44)})
	var got []string
	for _, b := range blocks {
		s := ""
		for _, p := range b.Pieces {
			if p.Classes != "" {
				s += "[" + p.Text + "]"
			} else {
				s += p.Text
			}
		}
		got = append(got, fmt.Sprintf("%q %d %v", s, len(b.Records), b.Goes))
	}
	want := []string{`"First one. " 0 true`, `"Seco[nd one. ]" 2 true`, `"[T]hir[d one.]\n" 1 false`, `"OSLO - Last[.]" 1 false`}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
