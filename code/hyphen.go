package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// hyphens gathers the nouns of frames that are written with a hyphen: "sit-in", "cease-fire". Treebanks part them into three words.
func hyphens(book *codebook.Book) map[string]bool {
	nouns := map[string]bool{}
	for _, f := range book.Frames {
		for i := range f.Predicates {
			p := &f.Predicates[i]
			if p.Kind == codebook.Noun && strings.Count(p.Lemma, "-") == 1 {
				nouns[p.Lemma] = true
			}
			for _, l := range p.Light {
				if strings.Count(l.Noun, "-") == 1 && !strings.Contains(l.Noun, " ") {
					nouns[l.Noun] = true
				}
			}
		}
	}
	return nouns
}

// unite makes one noun of the words around each hyphen where a frame has a noun that is written so: the word that hangs in the sentence is
// its head, and the other hangs on it.
func (t *tree) unite() {
	t.united = t.united[:0]
	for i := int32(1); int(i)+1 < len(t.heads); i++ {
		tokens := t.d.Tokens
		if t.d.Word(i) != "-" || tokens[i-1].Span.End != tokens[i].Span.Start || tokens[i].Span.End != tokens[i+1].Span.Start {
			continue
		}
		first := lowerASCII(t.d.Word(i-1)) + "-"
		noun := first + lowerASCII(t.d.Word(i+1))
		if !t.hyphens[noun] {
			if noun = strings.TrimSuffix(noun, "s"); !t.hyphens[noun] {
				continue
			}
		}
		head, other := i+1, i-1
		if t.heads[head] == other || t.heads[head] == i || t.heads[other] != head && t.argument(other) {
			head, other = other, head
		}
		if n := t.heads[head]; t.rels[head] == dragoman.RelCase && n > head { // its second word, read as a preposition: "broke up the sit-in outside"
			t.heads[head], t.rels[head] = t.heads[n], dragoman.RelObj
			t.heads[n], t.rels[n] = head, dragoman.RelNmod
			t.regroup(other, i, head)
		}
		if t.under(head, other) || t.under(head, i) { // "the sit-in outside army headquarters"
			t.heads[head], t.rels[head] = t.heads[other], t.rels[other]
		}
		for k := max(0, i-3*reach); int(k) < len(t.heads) && k < i+3*reach; k++ {
			if k != head && (t.heads[k] == other || t.heads[k] == i) {
				t.heads[k] = head
			}
		}
		t.heads[other], t.rels[other] = head, dragoman.RelCompound
		t.heads[i], t.rels[i] = head, dragoman.RelPunct
		if t.rels[head] == dragoman.RelAdvmod || t.rels[head] == dragoman.RelCompoundPrt {
			t.rels[head] = dragoman.RelObj
		}
		t.tags[head] = dragoman.NOUN
		t.united = append(t.united, joint{head, other, noun})
	}
}

// A joint is a noun of several tokens: its head, the other word, and the whole.
type joint struct {
	head, other int32
	noun        string
}

// argument reports whether k stands in its clause as nouns do.
func (t *tree) argument(k int32) bool {
	switch t.rels[k].Universal() {
	case dragoman.RelNsubj, dragoman.RelObj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelConj, dragoman.RelRoot, dragoman.RelNsubjPass:
		return true
	}
	return false
}

// unitedAt is the noun whose head n is, or "".
func (t *tree) unitedAt(n int32) string {
	for i := range t.united {
		if t.united[i].head == n {
			return t.united[i].noun
		}
	}
	return ""
}

// regroup hangs on the noun k what the parser hung on the participle i of "rebel-held Idlib" or on the word before its hyphen, and that
// belongs to the whole: the preposition and the article before it, the phrases and clauses after it.
func (t *tree) regroup(first, i, k int32) {
	head := t.heads[k]
	for c := max(0, first-reach); int(c) < len(t.heads) && c < k+reach; c++ {
		if c == k || c == first || t.heads[c] != i && t.heads[c] != first {
			continue
		}
		switch {
		case c < first && (t.rels[c] == dragoman.RelCase || t.rels[c] == dragoman.RelDet):
			t.heads[c] = k
		case c > k && head >= 0 && t.isVerb(head):
			t.heads[c] = head
		}
	}
}
