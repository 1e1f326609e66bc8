package score

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"dragoman"
	"dragoman/code"
	"dragoman/codebook"
)

// A RelationRow is a sentence with a marked source and target (one of them may not be named in it), and the class of what the one does to the other.
type RelationRow struct {
	Number      int // from 1, without the header
	Text        string
	Pair        code.Pair
	Root, Penta string
}

// key names a row by what stands in it.
func (r *RelationRow) key() uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, r.Text, r.Pair, r.Root)
	return h.Sum64()
}

// ReadRelations reads tab-separated rows: sentence, marked_sentence, source, target, gold_root, gold_penta. Errors name the row.
func ReadRelations(r io.Reader) ([]RelationRow, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read relations: %w", err)
	}
	var all [][]string // quotation marks are part of the text: this is not CSV
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("read relations: no rows: %w", dragoman.ErrInvalid)
	}
	column := map[string]int{}
	for i, name := range all[0] {
		column[name] = i
	}
	var at [3]int
	for i, name := range []string{"marked_sentence", "gold_root", "gold_penta"} {
		c, ok := column[name]
		if !ok {
			return nil, fmt.Errorf("read relations: no column %q: %w", name, dragoman.ErrInvalid)
		}
		at[i] = c
	}
	var rows []RelationRow
	for n, f := range all[1:] {
		if len(f) <= slices.Max(at[:]) {
			return nil, fmt.Errorf("row %d: %d columns, want %d: %w", n+1, len(f), len(all[0]), dragoman.ErrInvalid)
		}
		row := RelationRow{Number: n + 1, Root: f[at[1]], Penta: f[at[2]]}
		row.Text, row.Pair = unmark(f[at[0]])
		if len(row.Pair.Sources) == 0 && len(row.Pair.Targets) == 0 {
			return nil, fmt.Errorf("row %d: neither <s> nor <t> stands in it: %w", n+1, dragoman.ErrInvalid)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// unmark takes the marks <s>, </s>, <t>, </t> out of a text and returns what they enclose.
func unmark(marked string) (text string, pair code.Pair) {
	var b strings.Builder
	var open [2]int32
	for i := 0; i < len(marked); {
		switch rest := marked[i:]; {
		case strings.HasPrefix(rest, "<s>"):
			open[0], i = int32(b.Len()), i+3
		case strings.HasPrefix(rest, "<t>"):
			open[1], i = int32(b.Len()), i+3
		case strings.HasPrefix(rest, "</s>"):
			pair.Sources, i = append(pair.Sources, trimmed(b.String(), open[0])), i+4
		case strings.HasPrefix(rest, "</t>"):
			pair.Targets, i = append(pair.Targets, trimmed(b.String(), open[1])), i+4
		default:
			b.WriteByte(marked[i])
			i++
		}
	}
	return b.String(), pair
}

// trimmed is the span of the text from start to its end, without outer space.
func trimmed(text string, start int32) dragoman.Span {
	s := text[start:]
	lead := int32(len(s) - len(strings.TrimLeft(s, " ")))
	return dragoman.Span{Start: start + lead, End: start + int32(len(strings.TrimRight(s, " ")))}
}

// Relations is how well classes are told.
type Relations struct {
	Rows         int     `json:"rows"`
	RootMacroF1  float64 `json:"root_macro_f1"`
	PentaMacroF1 float64 `json:"penta_macro_f1"`
	// OddRootMacroF1 is of the rows of odd number alone, which nobody looked at who wrote frames.
	OddRootMacroF1 float64 `json:"odd_root_macro_f1"`
	// FramesRootMacroF1 is of the best reading of the frames, with nothing learnt.
	FramesRootMacroF1 float64 `json:"frames_root_macro_f1"`
	Accuracy          float64 `json:"accuracy"`
	// Folds is 5 where the rows are those the classifier was trained on, and each was classified by one trained without it; else 0.
	Folds     int          `json:"folds"`
	Classes   []ClassScore `json:"classes"`
	Mistakes  []Mistake    `json:"-"`
	confusion map[[2]string]int
}

// A ClassScore is precision, recall and F1 of one class.
type ClassScore struct {
	Class     string  `json:"class"`
	Rows      int     `json:"rows"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// A Mistake is a row that was put into another class.
type Mistake struct {
	Row        RelationRow
	Got        string
	Confidence float64
	Links      []code.Link
}

const relationFolds = 5

// EvalRelations classifies the pairs of rows with trained, or, where it was trained on them, with five classifiers of which each has
// not seen the rows it is asked about. run fills in a Document up to its setting.
func EvalRelations(rows []RelationRow, coder *code.Coder, trained *code.Classifier, run func(*dragoman.Document) error) (*Relations, error) {
	examples, links, err := pairExamples(rows, coder, run)
	if err != nil {
		return nil, err
	}
	more, err := FrameExamples(coder.Book(), coder, run)
	if err != nil {
		return nil, err
	}
	got := make([]string, len(rows))
	sure := make([]float64, len(rows))
	res := &Relations{Rows: len(rows)}
	seen := 0
	for _, e := range examples {
		if trained != nil && trained.Seen(e.Key) {
			seen++
		}
	}
	if trained == nil || seen > len(rows)/10 {
		res.Folds = relationFolds
		crossValidate(examples, more, foldsOf(rows), got, sure)
	} else {
		for i, e := range examples {
			got[i], sure[i] = trained.Classify(e.Features)
		}
	}
	res.score(rows, got, sure, links)
	return res, nil
}

// TrainRelations fits the classifier that is shipped.
func TrainRelations(rows []RelationRow, coder *code.Coder, run func(*dragoman.Document) error) (*code.Classifier, error) {
	examples, _, err := pairExamples(rows, coder, run)
	if err != nil {
		return nil, err
	}
	more, err := FrameExamples(coder.Book(), coder, run)
	if err != nil {
		return nil, err
	}
	return code.Train(append(more, examples...)), nil
}

func pairExamples(rows []RelationRow, coder *code.Coder, run func(*dragoman.Document) error) ([]code.Example, [][]code.Link, error) {
	pairs := coder.Pairs()
	d := new(dragoman.Document)
	var examples []code.Example
	var links [][]code.Link
	for i := range rows {
		row := &rows[i]
		d.Reset(dragoman.Article{Ref: fmt.Sprint("row ", row.Number), Text: row.Text})
		if err := run(d); err != nil {
			return nil, nil, fmt.Errorf("row %d: %w", row.Number, err)
		}
		l := pairs.Read(d, row.Pair)
		links = append(links, l)
		examples = append(examples, code.Example{Features: pairs.Features(d, row.Pair, l), Class: row.Root, Key: row.key()})
	}
	return examples, links, nil
}

// frameWeight is what the example of a frame weighs against a row, chosen by cross-validation on the rows: examples are shorter and plainer.
const frameWeight = 0.01

// FrameExamples are the examples that the frames themselves give, where the frame reads its own as it should: sentences of ours, which
// teach a classifier what the rows have few of.
func FrameExamples(book *codebook.Book, coder *code.Coder, run func(*dragoman.Document) error) ([]code.Example, error) {
	pairs := coder.Pairs()
	d := new(dragoman.Document)
	var examples []code.Example
	for _, f := range book.Frames {
		if f.Code == nil || f.Harmless {
			continue
		}
		for _, eg := range f.Examples {
			d.Reset(dragoman.Article{Ref: f.Rule(), Text: eg})
			if err := run(d); err != nil {
				return nil, fmt.Errorf("example of %s: %w", f.Rule(), err)
			}
			coder.Candidates(d) // with nothing left out
			for i := range d.Events {
				e := &d.Events[i]
				if e.Evidence.Rule != f.Rule() || e.Type != f.Code.Type || e.Source == nil || e.Target == nil || e.Source.Code == "" || e.Target.Code == "" {
					continue
				}
				pair := code.Pair{Sources: []dragoman.Span{e.Source.Span}, Targets: []dragoman.Span{e.Target.Span}}
				d.Reset(dragoman.Article{Ref: f.Rule(), Text: eg})
				if err := run(d); err != nil {
					return nil, fmt.Errorf("example of %s: %w", f.Rule(), err)
				}
				links := pairs.Read(d, pair)
				examples = append(examples, code.Example{Features: pairs.Features(d, pair, links), Class: code.Root(f.Code.Type), Weight: frameWeight})
				break
			}
		}
	}
	return examples, nil
}

// foldsOf deals the sentences into folds in turn: rows of one sentence are in one fold.
func foldsOf(rows []RelationRow) []int {
	fold := make([]int, len(rows))
	of := map[string]int{}
	for i := range rows {
		f, met := of[rows[i].Text]
		if !met {
			f = len(of) % relationFolds
			of[rows[i].Text] = f
		}
		fold[i] = f
	}
	return fold
}

func crossValidate(examples, more []code.Example, folds []int, got []string, sure []float64) {
	for fold := range relationFolds {
		rest := slices.Clone(more)
		for i, e := range examples {
			if folds[i] != fold {
				rest = append(rest, e)
			}
		}
		c := code.Train(rest)
		for i, e := range examples {
			if folds[i] == fold {
				got[i], sure[i] = c.Classify(e.Features)
			}
		}
	}
}

// penta is the class of five that a root lies in.
func penta(root string) string {
	switch root {
	case "AGREE", "CONSULT", "SUPPORT":
		return "1"
	case "COOPERATE", "AID", "YIELD":
		return "2"
	case "ACCUSE", "REQUEST", "REJECT", "THREATEN":
		return "3"
	case "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT":
		return "4"
	}
	return ""
}

func (res *Relations) score(rows []RelationRow, got []string, sure []float64, links [][]code.Link) {
	res.confusion = map[[2]string]int{}
	var gold, goldPenta, gotPenta, oddGold, oddGot, frames []string
	right := 0
	for i := range rows {
		gold = append(gold, rows[i].Root)
		goldPenta = append(goldPenta, rows[i].Penta)
		gotPenta = append(gotPenta, penta(got[i]))
		if rows[i].Number%2 == 1 {
			oddGold, oddGot = append(oddGold, rows[i].Root), append(oddGot, got[i])
		}
		best := ""
		if len(links[i]) > 0 && links[i][0].Source+links[i][0].Target > 0 {
			best = code.Root(links[i][0].Type)
		}
		frames = append(frames, best)
		res.confusion[[2]string{rows[i].Root, got[i]}]++
		if got[i] == rows[i].Root {
			right++
			continue
		}
		res.Mistakes = append(res.Mistakes, Mistake{rows[i], got[i], sure[i], links[i]})
	}
	res.Classes, res.RootMacroF1 = macroF1(gold, got)
	_, res.PentaMacroF1 = macroF1(goldPenta, gotPenta)
	_, res.OddRootMacroF1 = macroF1(oddGold, oddGot)
	_, res.FramesRootMacroF1 = macroF1(gold, frames)
	res.Accuracy = safeDivide(float64(right), float64(len(rows)))
}

// macroF1 is the mean of the F1 of the classes that occur in gold.
func macroF1(gold, got []string) (classes []ClassScore, mean float64) {
	names := slices.Clone(gold)
	slices.Sort(names)
	names = slices.Compact(names)
	for _, name := range names {
		var hit, said, all float64
		for i := range gold {
			if gold[i] == name {
				all++
			}
			if got[i] == name {
				said++
				if gold[i] == name {
					hit++
				}
			}
		}
		p, r := safeDivide(hit, said), safeDivide(hit, all)
		c := ClassScore{Class: name, Rows: int(all), Precision: p, Recall: r, F1: safeDivide(2*p*r, p+r)}
		classes = append(classes, c)
		mean += c.F1
	}
	return classes, mean / float64(max(1, len(names)))
}

// Print writes the figures for a person.
func (res *Relations) Print(w io.Writer, confusions bool) {
	fmt.Fprintf(w, "rows %d  root macro-F1 %.3f (odd rows %.3f, frames alone %.3f)  penta macro-F1 %.3f  accuracy %.3f  folds %d\n",
		res.Rows, res.RootMacroF1, res.OddRootMacroF1, res.FramesRootMacroF1, res.PentaMacroF1, res.Accuracy, res.Folds)
	for _, c := range res.Classes {
		fmt.Fprintf(w, "  %-10s %4d rows  P %.2f  R %.2f  F1 %.2f\n", c.Class, c.Rows, c.Precision, c.Recall, c.F1)
	}
	if confusions {
		res.printConfusions(w)
	}
}

func (res *Relations) printConfusions(w io.Writer) {
	type cell struct {
		pair [2]string
		n    int
	}
	var cells []cell
	for p, n := range res.confusion {
		if p[0] != p[1] {
			cells = append(cells, cell{p, n})
		}
	}
	slices.SortFunc(cells, func(a, b cell) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.pair[0]+a.pair[1], b.pair[0]+b.pair[1])
	})
	for _, c := range cells {
		fmt.Fprintf(w, "  %3d %s read as %s\n", c.n, c.pair[0], c.pair[1])
	}
	for _, m := range res.Mistakes {
		fmt.Fprintf(w, "row %d: %s read as %s (%.2f): %s\n", m.Row.Number, m.Row.Root, m.Got, m.Confidence, m.Row.Text)
		for _, l := range m.Links[:min(3, len(m.Links))] {
			fmt.Fprintf(w, "    %s %s %s at %q by %s, ops [%s], source %d, target %d, outer %v\n", l.Type, l.Mode, l.Cameo, l.Trigger, l.Rule, l.Operators, l.Source, l.Target, l.Outer)
		}
	}
}
