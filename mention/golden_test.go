package mention

import (
	"fmt"
	"strings"
	"testing"

	"dragoman"
	"dragoman/internal/conllu"
	"dragoman/internal/golden"
)

// TestGolden reads testdata/*.txtar: a tree in CoNLL-U, and the mentions expected of it, a line each:
//
//	Ahmed al-Sharaa   name person   = Sharaa, whose, he
//
// with the chain's other mentions behind "=" at its first, each with the reason of its link.
func TestGolden(t *testing.T) { golden.Each(t, describeDocument) }

func describeDocument(t *testing.T, tree string) string {
	var d dragoman.Document
	for s, err := range conllu.Read(strings.NewReader(tree)) {
		if err != nil {
			t.Fatal(err)
		}
		s.Append(&d, false)
	}
	if err := New(English()).Run(&d); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for c := range d.Chains {
		chain := &d.Chains[c]
		for i := chain.First; i >= 0; i = d.Mentions[i].Next {
			m := &d.Mentions[i]
			words := d.Slice(d.TokenSpan(m.First, m.End))
			if i == chain.First {
				fmt.Fprintf(&out, "%s [%s %s]", words, m.Kind, chain.Type)
			} else {
				fmt.Fprintf(&out, " = %s (%s)", words, m.Link)
			}
		}
		for _, p := range d.Members[chain.Parts[0]:chain.Parts[1]] {
			best := &d.Mentions[d.Chains[p].Best]
			fmt.Fprintf(&out, " + %s", d.Slice(d.TokenSpan(best.First, best.End)))
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func FuzzRun(f *testing.F) {
	f.Add("Ahmed al-Sharaa met his US counterpart . “ I am glad ” , he said", []byte{12, 0, 2, 3, 12, 1, 4, 20})
	f.Add("the two leaders of the HTS ( group ) who the latter knew", []byte{1, 5, 9, 11, 40, 3, 2, 7, 6})
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		d := randomTree(text, shape)
		if err := New(English()).Run(d); err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
	})
}

// randomTree makes a Document of words with tags and heads drawn from shape; cycles and all.
func randomTree(text string, shape []byte) *dragoman.Document {
	var s conllu.Sentence
	at := 0
	next := func(n int) int {
		if len(shape) == 0 {
			return 0
		}
		at++
		return int(shape[at%len(shape)]) % n
	}
	words := strings.Fields(strings.ToValidUTF8(text, "?"))
	for range words {
		s.Rows = append(s.Rows, conllu.Row{})
	}
	for i, w := range words {
		s.Rows[i] = conllu.Row{Form: w, Lemma: w, UPOS: dragoman.UPOS(next(dragoman.NumUPOS)), XPOS: dragoman.XPOS(next(dragoman.NumXPOS)),
			Deprel: dragoman.Deprel(next(dragoman.NumDeprel)), Head: int32(next(len(words)+1)) - 1, SpaceAfter: next(4) > 0}
	}
	d := new(dragoman.Document)
	if len(words) > 0 {
		s.Append(d, false)
	}
	return d
}

// checkDocument holds what every Document must: spans in bounds, heads within them, chains that part the mentions among them, in order.
func checkDocument(t *testing.T, d *dragoman.Document) {
	seen := make([]bool, len(d.Mentions))
	for i, m := range d.Mentions {
		if m.First < 0 || m.First > m.Head || m.Head >= m.End || int(m.End) > len(d.Tokens) {
			t.Fatalf("mention %d is [%d, %d) with head %d of %d tokens", i, m.First, m.End, m.Head, len(d.Tokens))
		}
		if m.Chain < 0 || int(m.Chain) >= len(d.Chains) {
			t.Fatalf("mention %d is in chain %d of %d", i, m.Chain, len(d.Chains))
		}
	}
	for c, chain := range d.Chains {
		for i, last := chain.First, int32(-1); i >= 0; i = d.Mentions[i].Next {
			if i <= last || seen[i] || d.Mentions[i].Chain != int32(c) {
				t.Fatalf("chain %d goes from mention %d to %d", c, last, i)
			}
			seen[i], last = true, i
		}
		if d.Mentions[chain.Best].Chain != int32(c) || chain.Parts[0] > chain.Parts[1] || int(chain.Parts[1]) > len(d.Members) {
			t.Fatalf("chain %d is %+v", c, chain)
		}
	}
	for i, s := range seen {
		if !s {
			t.Fatalf("mention %d is in no chain", i)
		}
	}
}
