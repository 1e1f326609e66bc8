package score

import (
	"strings"
	"testing"
	"time"

	"dragoman"
)

const twoWords = `1	Syria	Syria	PROPN	NNP	_	2	nsubj	_	_
2	agreed	agree	VERB	VBD	_	0	root	_	_
3	yesterday	yesterday	NOUN	NN	_	2	obl:unmarked	_	_

`

func TestUD(t *testing.T) {
	stage := dragoman.Stage{Name: "fake", Run: func(d *dragoman.Document) error {
		for i := range d.Tokens {
			d.Tokens[i] = dragoman.Token{Span: d.Tokens[i].Span, UPOS: dragoman.NOUN, XPOS: dragoman.NN, Head: 1, Deprel: dragoman.RelObl}
			d.Lemmas[i] = d.Word(int32(i))
		}
		return nil
	}}
	tick := time.Unix(0, 0)
	now := func() time.Time { tick = tick.Add(time.Second / 2); return tick }
	r, err := UD(strings.NewReader(twoWords), stage, now)
	if err != nil {
		t.Fatal(err)
	}
	third := func(n int) float64 { return 100 * float64(n) / 3 }
	want := UDResult{Sentences: 1, Tokens: 3, UPOS: third(1), XPOS: third(1), Lemma: third(2), UAS: third(2), LAS: 0, LASUniversal: third(1),
		SentencesPerSecond: 2, TokensPerSecond: 6}
	if r != want {
		t.Errorf("got  %+v\nwant %+v", r, want)
	}
	if _, err := UD(strings.NewReader(""), stage, now); err == nil {
		t.Error("no error for a treebank without sentences")
	}
}
