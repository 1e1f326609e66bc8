package score

import (
	"fmt"
	"io"
	"strings"

	"dragoman"
	"dragoman/internal/conllu"
)

// Names is how well names match a treebank's. Gold are its mentions of the types person, organization and place whose head token is
// PROPN, the outermost of them where they are nested; a prediction, chosen in the same way from the mentions found and
// their own tags, is right when head token and type agree.
type Names struct {
	MicroF1 float64            `json:"micro_f1"`
	Types   map[string]NameF1s `json:"types"`
	Heads   NameF1s            `json:"heads"` // the head token alone
	Texts   int                `json:"texts"`
	// Widest counts only names that lie in no other mention of any kind: a stricter reading of "outermost".
	Widest NameF1s `json:"widest"`
}

// NameF1s are precision, recall and their harmonic mean, and the gold count.
type NameF1s struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Gold      int     `json:"gold"`
}

// nameSpan is a name on either side: tokens [first, end) with all that hangs on its head.
type nameSpan struct {
	first, end, head int32
	kind             dragoman.EntityType
	named            bool // of a type that counts, with a proper noun as its head
}

// nameCount counts right, predicted and gold names.
type nameCount struct{ right, found, gold int }

func (c nameCount) f1() NameF1s {
	p, r := safeDivide(float64(c.right), float64(c.found)), safeDivide(float64(c.right), float64(c.gold))
	return NameF1s{p, r, safeDivide(2*p*r, p+r), c.gold}
}

// EvalNames scores the names that run finds in the texts of a treebank. run gets what of tells of a text, (*conllu.Text).Plain or Parsed, and fills in all the
// rest up to mentions.
func EvalNames(r io.Reader, of func(*conllu.Text) *dragoman.Document, run func(*dragoman.Document) error) (Names, error) {
	var all, heads, widest nameCount
	byType := map[dragoman.EntityType]*nameCount{dragoman.PersonEntity: {}, dragoman.OrganizationEntity: {}, dragoman.PlaceEntity: {}}
	n := 0
	for t, err := range conllu.Texts(r) {
		if err != nil {
			return Names{}, err
		}
		d := of(t)
		if err := run(d); err != nil {
			return Names{}, fmt.Errorf("document %s: %w", t.Name, err)
		}
		n++
		goldAll, foundAll := goldNames(t), foundNames(d)
		gold, found := outermost(goldAll, true), outermost(foundAll, true)
		all.add(gold, found, func(nameSpan) bool { return true }, true)
		heads.add(gold, found, func(nameSpan) bool { return true }, false)
		for kind, c := range byType {
			c.add(gold, found, func(s nameSpan) bool { return s.kind == kind }, true)
		}
		widest.add(outermost(goldAll, false), outermost(foundAll, false), func(nameSpan) bool { return true }, true)
	}
	out := Names{MicroF1: all.f1().F1, Heads: heads.f1(), Widest: widest.f1(), Types: map[string]NameF1s{}, Texts: n}
	for kind, c := range byType {
		out.Types[kind.String()] = c.f1()
	}
	return out, nil
}

func (c *nameCount) add(gold, found []nameSpan, counts func(nameSpan) bool, typed bool) {
	kinds := map[int32]dragoman.EntityType{}
	for _, g := range gold {
		if counts(g) {
			kinds[g.head] = g.kind
			c.gold++
		}
	}
	for _, f := range found {
		if !counts(f) {
			continue
		}
		c.found++
		if kind, ok := kinds[f.head]; ok && (!typed || kind == f.kind) {
			c.right++
			delete(kinds, f.head)
		}
	}
}

func goldNames(t *conllu.Text) (names []nameSpan) {
	for i := range t.Entities {
		e := &t.Entities[i]
		kind := e.Type()
		named := kind != dragoman.OtherEntity && t.Gold.Tokens[e.Head].UPOS == dragoman.PROPN
		names = append(names, nameSpan{e.First, e.End, e.Head, kind, named})
	}
	return names
}

// foundNames gives each mention the words that hang on its head, as the treebank does. Named are names, and what our own tags call a proper
// noun in the singular ("the President"); "Senators", which the finder takes for a common noun, is none.
func foundNames(d *dragoman.Document) (names []nameSpan) {
	first, end := subtrees(d)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind == dragoman.Pronoun || m.Kind == dragoman.Adjective {
			continue
		}
		h := m.Head
		named := m.Type != dragoman.OtherEntity && (m.Kind == dragoman.Name || d.Tokens[h].XPOS == dragoman.NNP)
		names = append(names, nameSpan{min(first[h], m.First), max(end[h], m.End), h, m.Type, named})
	}
	return names
}

// outermost keeps the names that lie in no wider one: in no wider name, or, where among is false, in no wider mention of any kind. Of
// two with one head the wider stands for both.
func outermost(spans []nameSpan, among bool) (out []nameSpan) {
	for i, s := range spans {
		if !s.named {
			continue
		}
		inside := false
		for j, o := range spans {
			if i == j || among && !o.named || s.first < o.first || s.end > o.end {
				continue
			}
			if o.end-o.first > s.end-s.first || j < i && o.head == s.head {
				inside = true
				break
			}
		}
		if !inside {
			out = append(out, s)
		}
	}
	return out
}

// subtrees returns for each token the range of tokens below it in the tree that a treebank's mention takes in: not what is merely joined to
// it, and not an apposition, which is a mention of its own.
func subtrees(d *dragoman.Document) (first, end []int32) {
	n := len(d.Tokens)
	first, end = make([]int32, n), make([]int32, n)
	kase := make([]int32, n) // the first preposition of each token, -1 for none
	for i := range n {
		first[i], end[i], kase[i] = int32(i), int32(i)+1, -1
	}
	for i := range int32(n) {
		if h := d.Tokens[i].Head; h >= 0 && i < h && kase[h] < 0 && d.Tokens[i].Deprel.Universal() == dragoman.RelCase {
			kase[h] = i
		}
	}
	for i := range int32(n) {
		// Each token widens all above it but what it merely joins: a conjunct widens not its neighbour, but what both hang on.
		for at, steps := i, 0; d.Tokens[at].Head >= 0 && steps < n; steps++ {
			beside := joins(d.Tokens[at].Deprel) || kase[at] >= 0 && !binds[strings.ToLower(d.Word(kase[at]))]
			at = d.Tokens[at].Head
			if !beside {
				first[at], end[at] = min(first[at], i), max(end[at], i+1)
			}
		}
	}
	return first, end
}

// binds are the prepositions whose phrase belongs to the name before them more often than to the clause.
var binds = map[string]bool{"of": true, "in": true}

func joins(r dragoman.Deprel) bool {
	switch r.Universal() {
	case dragoman.RelConj, dragoman.RelCc, dragoman.RelParataxis, dragoman.RelPunct, dragoman.RelCase, dragoman.RelMark,
		dragoman.RelCop, dragoman.RelNsubj, dragoman.RelAdvcl, dragoman.RelDiscourse, dragoman.RelList, dragoman.RelAppos, dragoman.RelDep,
		dragoman.RelVocative, dragoman.RelOrphan:
		return true
	}
	return r == dragoman.RelAcl
}
