package segment

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dragoman"
)

var update = flag.Bool("update", false, "rewrite the golden cases")

// TestGolden segments the text of each case: a line for each block, and in it one for each sentence, tokens parted by spaces, or by | where none was; quoted
// tokens in ‹›.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil || len(a.Files) != 2 || a.Files[0].Name != "text" {
				t.Fatalf("want the files text and segments: %v", err)
			}
			got := segments(segmented(t, string(a.Files[0].Data)))
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(a.Files[1].Data); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
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
