package score

import (
	"io"
	"strings"

	"dragoman"
	"dragoman/code"
	"dragoman/internal/conllu"
)

// JudgeGold codes the training part of the gold and says of each record that is proposed whether it is right, and how many events and
// standings nothing proposes: what a reranker is trained on.
func JudgeGold(texts []GoldText, coder *code.Coder, run func(*dragoman.Document) error) (records []code.Judged, missing [2]int, err error) {
	var s RecordsScorer
	d := new(dragoman.Document)
	for i := range texts {
		g := &texts[i]
		if g.Testing() {
			continue
		}
		d.Reset(dragoman.Article{Ref: g.ID, Key: g.ID, Published: g.Published, Text: g.Text})
		if err := run(d); err != nil {
			return nil, missing, err
		}
		proposed := coder.Candidates(d)
		id := dragoman.NewID("gold", g.ID)
		fold := int(id[1]) % judgeFolds
		for i, m := range s.events(g, d) {
			records = append(records, code.Judged{Features: proposed.Events[i], Right: m >= 0, Fold: fold})
		}
		for i, right := range s.standings(g, d) {
			records = append(records, code.Judged{Features: proposed.Standings[i], Right: right, Standing: true, Fold: fold})
		}
	}
	return records, [2]int{s.res.Dyad.Missing, s.res.Standing.Missing}, nil
}

const judgeFolds = 5

// JudgeQuiet codes the reviews and answers of a treebank (EWT), in which nothing political happens: whatever is proposed there is wrong.
func JudgeQuiet(r io.Reader, coder *code.Coder, run func(*dragoman.Document) error) (records []code.Judged, err error) {
	d := new(dragoman.Document)
	n := 0
	for sent, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(sent.ID, "reviews-") && !strings.HasPrefix(sent.ID, "answers-") {
			continue
		}
		d.Reset(dragoman.Article{Ref: sent.ID, Key: sent.ID, Published: quietDay, Text: plainText(sent)})
		if err := run(d); err != nil {
			return nil, err
		}
		proposed := coder.Candidates(d)
		for _, f := range proposed.Events {
			records = append(records, code.Judged{Features: f, Fold: n % judgeFolds})
		}
		for _, f := range proposed.Standings {
			records = append(records, code.Judged{Features: f, Standing: true, Fold: n % judgeFolds})
		}
		n++
	}
	return records, nil
}

// quietDay is when the reviews are said to be written.
var quietDay = dragoman.NewDate(2011, 6, 15)

// plainText is the text of a sentence.
func plainText(s *conllu.Sentence) string {
	var b strings.Builder
	for i := range s.Rows {
		b.WriteString(s.Rows[i].Form)
		if s.Rows[i].SpaceAfter {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}
