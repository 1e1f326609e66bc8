// Package segment is the second stage of the way: the text of an Article in; blocks, tokens and sentences out, each an exact span
// of the text.
//
//	s := segment.New() // one for each worker
//	err := s.Stage().Run(d)
//
// turns "GENEVA, May 15 (Reuters) - Syria didn't sign." into a dateline block and a paragraph block with one sentence,
// Syria|did|n't|sign|. Words are those of Unicode's UAX 29 (https://unicode.org/reports/tr29/, cited as WB5 and so on), cut
// further as the English treebanks of Universal Dependencies do (https://universaldependencies.org/en/tokenization.html).
//
// Segmenting takes time in proportion to the text, whatever it is, and a warm Document is segmented without allocation.
package segment

import "dragoman"

// A Segmenter segments Documents. It belongs to one goroutine.
type Segmenter struct {
	d      *dragoman.Document
	text   string
	block  int32
	quoted bool // a quotation is open in the block
}

// New returns a Segmenter.
func New() *Segmenter { return &Segmenter{} }

// Stage returns the segmenter as a step of the way.
func (s *Segmenter) Stage() dragoman.Stage {
	return dragoman.Stage{Name: "segment", Needs: dragoman.LayerText, Adds: dragoman.LayerTokens, Run: s.run}
}

func (s *Segmenter) run(d *dragoman.Document) error {
	s.d, s.text, d.Cased = d, d.Text, d.Text
	d.Blocks, d.Tokens, d.Sentences = d.Blocks[:0], d.Tokens[:0], d.Sentences[:0]
	s.blocks()
	for i, b := range d.Blocks {
		s.block = int32(i)
		first := int32(len(d.Tokens))
		s.tokens(b.Span)
		s.sentences(first, b.Kind)
	}
	s.d, s.text = nil, ""
	return nil
}
