package wires

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dragoman"
	"dragoman/internal/conllu"
	"dragoman/internal/golden"
)

// TestGolden shows what the grammar writes: the words, and for each its head and relation.
func TestGolden(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, 40, 1); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for s, err := range conllu.Read(&b) {
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range s.Rows {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(r.Form)
		}
		out.WriteByte('\n')
		for _, r := range s.Rows {
			head := "root"
			if r.Head >= 0 {
				head = s.Rows[r.Head].Form
			}
			out.WriteString("    " + r.Form + " " + r.XPOS.String() + " < " + head + " " + r.Deprel.String() + "\n")
		}
	}
	golden.Same(t, "testdata/wires.txt", out.Bytes())
}

func TestTrees(t *testing.T) {
	var b, again bytes.Buffer
	for _, w := range []*bytes.Buffer{&b, &again} {
		if err := Write(w, 2000, 7); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same seed gives other sentences")
	}
	n := 0
	for s, err := range conllu.Read(&b) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if what := fault(s); what != "" {
			t.Errorf("%s: %s", s.ID, what)
		}
		if unicode.IsLower(rune(s.Rows[0].Form[0])) {
			t.Errorf("%s: begins in lower case", s.ID)
		}
		if what := crossing(s); what != "" {
			t.Errorf("%s: %s", s.ID, what)
		}
	}
	if n != 2000 {
		t.Errorf("%d sentences", n)
	}
}

// TestTreebank reads the sentences with trees corrected by hand that the parser learns from too.
func TestTreebank(t *testing.T) {
	files, err := filepath.Glob("../../syntax/t*/wires-*.conllu")
	if err != nil || len(files) == 0 {
		t.Fatalf("no treebank: %v", err)
	}
	ids := map[string]bool{}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		for s, err := range conllu.Read(f) {
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if what := fault(s); what != "" {
				t.Errorf("%s: %s: %s", path, s.ID, what)
			}
			if ids[s.ID] {
				t.Errorf("%s: %s is there twice", path, s.ID)
			}
			ids[s.ID] = true
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

// fault says what is wrong with a tree: it has one root, no ring, and words have known tags.
func fault(s *conllu.Sentence) string {
	roots := 0
	for i, r := range s.Rows {
		if r.Head < 0 {
			roots++
		}
		if r.UPOS == dragoman.NoUPOS || r.XPOS == dragoman.NoXPOS {
			return "no tag for " + r.Form
		}
		at := int32(i)
		for range s.Rows {
			if at = s.Rows[at].Head; at < 0 {
				break
			}
		}
		if at >= 0 {
			return "a ring at " + r.Form
		}
	}
	if roots != 1 {
		return "not one root"
	}
	return ""
}

// crossing names two arcs that cross: the grammar makes none.
func crossing(s *conllu.Sentence) string {
	for i, r := range s.Rows {
		for j, o := range s.Rows {
			if r.Head >= 0 && o.Head >= 0 && crosses(int32(i), r.Head, int32(j), o.Head) {
				return r.Form + " and " + o.Form + " cross"
			}
		}
	}
	return ""
}

func crosses(a, b, c, d int32) bool {
	a, b, c, d = min(a, b), max(a, b), min(c, d), max(c, d)
	return a < c && c < b && b < d
}

func TestGrammarErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"S 1 the*", "wires.grammar:1: no colon"},
		{"S x: $a.NN*", `weight "x"`},
		{"S 1: $a.NN~obj", "0 heads"},
		{"S 1: $a.NN* $b.NN*", "2 heads"},
		{"S 1: $a.NN", "$a.NN has no relation"},
		{"S 1: $a.NN* B~obj?x", `chance "x"`},
		{"word the the", "needs key"},
	} {
		if _, err := parseGrammar(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestInflect(t *testing.T) {
	for _, c := range []struct{ verb, irregular, tag, want string }{
		{"kill", "", "VBD", "killed"}, {"plan+", "", "VBG", "planning"}, {"die", "", "VBG", "dying"}, {"free", "", "VBG", "freeing"},
		{"deny", "", "VBN", "denied"}, {"shoot", "shot:shot", "VBN", "shot"}, {"take", "took:taken", "VBD", "took"}, {"reach", "", "VBZ", "reaches"},
	} {
		if _, got := inflectVerb(c.verb, c.irregular, c.tag); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.verb, c.tag, got, c.want)
		}
	}
}
