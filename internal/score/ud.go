package score

import (
	"fmt"
	"io"
	"time"

	"dragoman"
	"dragoman/internal/conllu"
)

// UDResult is how well a stage tags, lemmatises and parses a treebank's own tokens, as shares of the words in percent.
type UDResult struct {
	Sentences int     `json:"sentences"`
	Tokens    int     `json:"tokens"`
	UPOS      float64 `json:"upos"`
	XPOS      float64 `json:"xpos"`
	Lemma     float64 `json:"lemma"`
	UAS       float64 `json:"uas"` // right heads
	LAS       float64 `json:"las"` // right heads with the right relation, its subtype included
	// LASUniversal is LAS by the relations without their subtypes.
	LASUniversal       float64 `json:"las_universal"`
	SentencesPerSecond float64 `json:"sentences_per_second"`
	TokensPerSecond    float64 `json:"tokens_per_second"`
}

// batch is how many sentences make a Document: about as many as a report has.
const batch = 40

// UD runs a stage that fills in trees over the gold tokens of a treebank in CoNLL-U and compares. The speed is that of a warm stage on one
// core. now is the clock. An error names the line of the treebank, or is the stage's.
func UD(treebank io.Reader, stage dragoman.Stage, now func() time.Time) (UDResult, error) {
	var gold, plain []*dragoman.Document
	sentences := 0
	for s, err := range conllu.Read(treebank) {
		if err != nil {
			return UDResult{}, fmt.Errorf("read treebank: %w", err)
		}
		if sentences%batch == 0 {
			gold, plain = append(gold, new(dragoman.Document)), append(plain, new(dragoman.Document))
		}
		sentences++
		s.Append(gold[len(gold)-1], false)
		s.Append(plain[len(plain)-1], true)
	}
	if sentences == 0 {
		return UDResult{}, fmt.Errorf("read treebank: no sentences: %w", dragoman.ErrInvalid)
	}
	var took time.Duration
	for range 2 { // the first time warms it
		start := now()
		for _, d := range plain {
			if err := stage.Run(d); err != nil {
				return UDResult{}, fmt.Errorf("%s: %w", stage.Name, err)
			}
		}
		took = now().Sub(start)
	}
	r := compareUD(gold, plain)
	r.Sentences = sentences
	if seconds := took.Seconds(); seconds > 0 {
		r.SentencesPerSecond = float64(sentences) / seconds
		r.TokensPerSecond = float64(r.Tokens) / seconds
	}
	return r, nil
}

func compareUD(gold, got []*dragoman.Document) UDResult {
	var r UDResult
	var upos, xpos, lemma, uas, las, plain int
	for i, g := range gold {
		for j, want := range g.Tokens {
			r.Tokens++
			have := got[i].Tokens[j]
			count(&upos, want.UPOS == have.UPOS)
			count(&xpos, want.XPOS == have.XPOS)
			count(&lemma, g.Lemmas[j] == got[i].Lemmas[j])
			if want.Head != have.Head {
				continue
			}
			uas++
			count(&las, want.Deprel == have.Deprel)
			count(&plain, want.Deprel.Universal() == have.Deprel.Universal())
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(r.Tokens) }
	r.UPOS, r.XPOS, r.Lemma = share(upos), share(xpos), share(lemma)
	r.UAS, r.LAS, r.LASUniversal = share(uas), share(las), share(plain)
	return r
}

func count(n *int, hit bool) {
	if hit {
		*n++
	}
}
