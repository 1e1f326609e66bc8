package score

import (
	"dragoman/internal/standard"
	"os"
	"strings"
	"testing"

	"dragoman"
)

// leastOfCapitals is the share of the dyads' F1 that texts in capitals keep at least.
const leastOfCapitals = 0.95

// TestCapitals codes the training texts of the gold as they are written and in capitals.
func TestCapitals(t *testing.T) {
	_, p := standard.Pipeline(t)
	texts, err := ReadGold(os.DirFS("../../gold"), nil)
	if err != nil {
		t.Fatal(err)
	}
	measure := func(write func(string) string) RecordsResult {
		var s RecordsScorer
		var d dragoman.Document
		for i := range texts {
			g := &texts[i]
			if g.Testing() {
				continue
			}
			d.Reset(dragoman.Article{Ref: g.ID, Key: g.ID, Published: g.Published, Text: write(g.Text)})
			if err := p.Code(&d); err != nil {
				t.Fatal(err)
			}
			s.Add(g, &d)
		}
		return s.Result()
	}
	written := measure(func(text string) string { return text })
	capitals := measure(strings.ToUpper)
	t.Logf("%d texts, F1 as written and in capitals: types %.3f %.3f, dyads %.3f %.3f, standings %.3f %.3f", written.Texts, written.Type.F1, capitals.Type.F1,
		written.Dyad.F1, capitals.Dyad.F1, written.Standing.F1, capitals.Standing.F1)
	if capitals.Dyad.F1 < leastOfCapitals*written.Dyad.F1 {
		t.Errorf("dyads in capitals %.3f, as written %.3f", capitals.Dyad.F1, written.Dyad.F1)
	}
}
