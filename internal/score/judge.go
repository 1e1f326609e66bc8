package score

import (
	"io"
	"slices"
	"strings"

	"dragoman"
	"dragoman/code"
	"dragoman/internal/conllu"
)

// JudgeGold codes gold texts and says of each record that is proposed whether it is right, and how much the texts have in all: what a reranker is
// trained and calibrated on.
func JudgeGold(texts []GoldText, coder *code.Coder, run func(*dragoman.Document) error) (records []code.Judged, whole code.Whole, err error) {
	var s RecordsScorer
	d := new(dragoman.Document)
	for i := range texts {
		g := &texts[i]
		d.Reset(dragoman.Article{Ref: g.ID, Key: g.ID, Published: g.Published, Text: g.Text})
		if err := run(d); err != nil {
			return nil, whole, err
		}
		proposed := coder.Candidates(d)
		wanted, allowed := g.types()
		whole.Types += len(wanted)
		for i, m := range s.events(g, d) {
			j := code.Judged{Features: proposed.Events[i], Right: m >= 0, Optional: g.optional(m), Told: g.ID + " " + d.Events[i].Type}
			j.Unwanted = !allowed[d.Events[i].Type]
			for _, w := range wanted {
				if slices.Contains(strings.Split(w, "/"), d.Events[i].Type) {
					j.Wanted = g.ID + " wants " + w
					break
				}
			}
			records = append(records, j)
		}
		for i, m := range s.standings(g, d) {
			records = append(records, code.Judged{Features: proposed.Standings[i], Right: m >= 0, Optional: g.optional(m), Standing: true})
		}
	}
	whole.Missing = [2]int{s.res.Dyad.Missing, s.res.Standing.Missing}
	return records, whole, nil
}

// optional reports whether record m of the text may be there or not; -1 is none.
func (g *GoldText) optional(m int) bool { return m >= 0 && g.Records[m].Optional }

// JudgeJudged codes texts of which it is known for each record that was once proposed whether it is right; records that nobody has judged are
// left out.
func JudgeJudged(texts []GoldText, coder *code.Coder, run func(*dragoman.Document) error) (records []code.Judged, err error) {
	d := new(dragoman.Document)
	for i := range texts {
		g := &texts[i]
		d.Reset(dragoman.Article{Ref: g.ID, Key: g.ID, Published: g.Published, Text: g.Text})
		if err := run(d); err != nil {
			return nil, err
		}
		proposed := coder.Candidates(d)
		for i, f := range proposed.Events {
			if rec := g.judged(func(rec *GoldRecord) bool { return !rec.Standing && rec.meets(&d.Events[i]) }); rec != nil {
				records = append(records, code.Judged{Features: f, Right: !rec.Untrue})
			}
		}
		for i, f := range proposed.Standings {
			if rec := g.judged(func(rec *GoldRecord) bool { return rec.Standing && rec.stands(&d.Standings[i]) }); rec != nil {
				records = append(records, code.Judged{Features: f, Right: !rec.Untrue, Standing: true})
			}
		}
	}
	return records, nil
}

// judged is the first record of the text that is the same, nil where there is none.
func (g *GoldText) judged(same func(*GoldRecord) bool) *GoldRecord {
	for i := range g.Records {
		if same(&g.Records[i]) {
			return &g.Records[i]
		}
	}
	return nil
}

// JudgeQuiet codes the reviews and answers of a treebank (EWT), in which nothing political happens: whatever is proposed there is wrong.
func JudgeQuiet(r io.Reader, coder *code.Coder, run func(*dragoman.Document) error) (records []code.Judged, err error) {
	d := new(dragoman.Document)
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
			records = append(records, code.Judged{Features: f})
		}
		for _, f := range proposed.Standings {
			records = append(records, code.Judged{Features: f, Standing: true})
		}
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
