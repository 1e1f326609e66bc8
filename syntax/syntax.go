// Package syntax is the fourth stage of the way: tokens and sentences in; parts of speech, lemmas and a dependency tree of
// Universal Dependencies out. All three are learnt here from treebanks (Train); the English model is built in.
//
//	m, err := syntax.English()
//	parser := syntax.New(m) // one for each worker
//	err = parser.Stage().Run(d)
//	d.Tokens[1].Deprel // nsubj, of "Syria joined the coalition."
package syntax

import (
	"dragoman"
)

// maxWindow bounds what is parsed at once: a longer sentence is cut into windows, and the root of each but the first hangs on
// the first root as parataxis. No sentence of the treebanks is longer.
const maxWindow = 300

// A Parser tags, lemmatises and parses Documents with a Model, and keeps the memory to do so. It belongs to one goroutine.
type Parser struct {
	model *Model
	forms []wordForm
	tags  []uint8
	heads []int32
	rels  []uint8
	cache wordCache
	parse parse // forwards
	back  parse
}

// New returns a Parser that uses m.
func New(m *Model) *Parser {
	return &Parser{model: m, cache: newWordCache(), parse: parse{guided: true}, back: parse{backwards: true}}
}

// Stage returns the parser as a step of the way.
func (p *Parser) Stage() dragoman.Stage {
	return dragoman.Stage{
		Name:  "syntax",
		Needs: dragoman.LayerText | dragoman.LayerTokens,
		Adds:  dragoman.LayerTree,
		Run:   p.run,
	}
}

func (p *Parser) run(d *dragoman.Document) error {
	d.Lemmas = d.Lemmas[:0]
	for i := range d.Sentences {
		s := &d.Sentences[i]
		root := int32(-1)
		for first := s.First; first < s.End; first += maxWindow {
			end := min(first+maxWindow, s.End)
			top := p.sentence(d, first, end)
			if root >= 0 {
				d.Tokens[top].Head, d.Tokens[top].Deprel = root, dragoman.RelParataxis
			} else {
				root = top
			}
		}
	}
	return nil
}

// Tag fills in the parts of speech of the tokens [first, end), which are of one sentence, and nothing else.
func (p *Parser) Tag(d *dragoman.Document, first, end int32) {
	for ; first < end; first += maxWindow {
		p.tag(d, first, min(first+maxWindow, end))
	}
}

// tag fills in the parts of speech of a window.
func (p *Parser) tag(d *dragoman.Document, first, end int32) {
	n := int(end - first)
	p.resize(n)
	for i := range n {
		p.forms[i] = p.cache.form(p.model, d.Word(first+int32(i)))
	}
	p.model.tag(&p.parse.brain, p.forms, p.tags)
	for i := range n {
		t := &d.Tokens[int(first)+i]
		tag := p.model.tags[p.tags[i]]
		t.UPOS, t.XPOS = tag.upos, tag.xpos
	}
}

// sentence fills in the tokens [first, end) and returns the root.
func (p *Parser) sentence(d *dragoman.Document, first, end int32) (root int32) {
	p.tag(d, first, end)
	n := int(end - first)
	for i := range n {
		t := &d.Tokens[int(first)+i]
		tag := p.model.tags[p.tags[i]]
		lemma, number := p.cache.lemma(p.model, d.Slice(t.Span), p.tags[i], p.forms[i].hash)
		d.Lemmas = append(d.Lemmas, lemma)
		p.parse.cells[i].set(&p.forms[i], number, p.tags[i], tag)
	}
	p.parse.end()
	p.back.turn(&p.parse)
	p.back.greedy(p.model, p.model.backNet, false, p.heads, nil)
	p.parse.take(p.heads, p.back.margins, p.model.levels)
	p.parse.greedy(p.model, p.model.actNet, true, p.heads, p.rels)
	root = first
	for i := range n {
		t := &d.Tokens[int(first)+i]
		t.Deprel = dragoman.Deprel(p.rels[i])
		if h := p.heads[i]; h < int32(n) {
			t.Head = first + h
		} else {
			t.Head, root = -1, first+int32(i)
		}
	}
	return root
}

func (p *Parser) resize(n int) {
	if cap(p.forms) < n {
		p.forms = make([]wordForm, max(n, 64))
		p.tags, p.heads, p.rels = make([]uint8, cap(p.forms)), make([]int32, cap(p.forms)), make([]uint8, cap(p.forms))
	}
	p.forms, p.tags, p.heads, p.rels = p.forms[:n], p.tags[:n], p.heads[:n], p.rels[:n]
	p.parse.resize(n)
	p.back.resize(n)
}

// turn sets up the sentence of q, read from its other end.
func (p *parse) turn(q *parse) {
	n := int(q.words)
	for i := range n {
		p.cells[n-1-i] = q.cells[i]
	}
	p.cells[n], p.cells[n+1] = q.cells[n], q.cells[n+1]
}

// take makes the heads that a reading from the other end found the guide.
func (p *parse) take(heads, margins []int32, levels [2]int32) {
	p.guide, p.sure = p.guide[:0], p.sure[:0]
	for i := range p.words {
		h := heads[p.words-1-i]
		if h < p.words {
			h = p.words - 1 - h
		}
		p.guide = append(p.guide, h)
		p.sure = append(p.sure, sureness(margins[p.words-1-i], levels))
	}
}

func (p *parse) resize(n int) {
	p.words = int32(n)
	if cap(p.cells) < n+2 {
		p.cells = make([]cell, n+2, 2*n+64)
	}
	p.cells = p.cells[:n+2]
}

// end sets the cells of the root and of no word.
func (p *parse) end() {
	p.cells[p.words] = cell{lemma: rootLemma, tag: rootTag, middle: rootCluster, coarse: rootCluster}
	p.cells[p.words+1] = cell{}
}

// Tags as inputs of the parser: 0 is no word.
const (
	rootTag   = 1
	parserTag = 2 // the first
)

func (c *cell) set(f *wordForm, lemma int32, tag uint8, joint jointTag) {
	c.lemma, c.tag, c.middle, c.coarse = lemma, int32(tag)+parserTag, int32(f.middle), int32(f.coarse)
	c.kind = uint8(joint.upos)
}
