package segment

import (
	"fmt"
	"strings"
	"testing"

	"dragoman"
	"dragoman/internal/golden"
)

// TestGolden segments the text of each case: a line for each block, and in it one for each sentence, tokens parted by spaces, or by | where none was; quoted
// tokens in ‹›.
func TestGolden(t *testing.T) {
	golden.Each(t, func(t *testing.T, text string) string { return segments(segmented(t, text)) })
}

func segments(d *dragoman.Document) string {
	var b strings.Builder
	block := int32(-1)
	for _, s := range d.Sentences {
		if s.Block != block {
			block = s.Block
			fmt.Fprintln(&b, d.Blocks[block].Kind)
		}
		b.WriteString("   ")
		for i := s.First; i < s.End; i++ {
			t := d.Tokens[i]
			if t.Flags&dragoman.NoSpaceBefore != 0 && i > s.First {
				b.WriteByte('|')
			} else {
				b.WriteByte(' ')
			}
			if t.Flags&dragoman.InQuotes != 0 {
				fmt.Fprintf(&b, "‹%s›", d.Word(i))
			} else {
				b.WriteString(d.Word(i))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
