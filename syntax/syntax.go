// Package syntax is the third stage of the way: tokens and sentences in; parts of speech, lemmas and a dependency tree of
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
	cache lemmaCache
	parse parse // forwards
	back  parse
}

// New returns a Parser that uses m.
func New(m *Model) *Parser {
	return &Parser{model: m, cache: lemmaCache{make([]cachedLemma, cacheSlots)}, parse: parse{guided: true}, back: parse{backwards: true}}
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

// sentence fills in the tokens [first, end) and returns the root.
func (p *Parser) sentence(d *dragoman.Document, first, end int32) (root int32) {
	n := int(end - first)
	p.resize(n)
	for i := range n {
		p.forms[i].look(d.Word(first + int32(i)))
		p.model.know(&p.forms[i])
	}
	p.model.tag(p.forms, p.tags)
	for i := range n {
		t := &d.Tokens[int(first)+i]
		tag := p.model.tags[p.tags[i]]
		t.UPOS, t.XPOS = tag.upos, tag.xpos
		lemma, hash := p.cache.find(p.model, d.Slice(t.Span), p.tags[i], p.forms[i].word+p.forms[i].shape)
		d.Lemmas = append(d.Lemmas, lemma)
		p.parse.cells[i].set(&p.forms[i], hash, p.tags[i], tag)
	}
	p.parse.end()
	p.back.turn(&p.parse)
	p.back.greedy(p.model, p.model.back, false, p.heads, nil)
	p.parse.take(p.heads, p.back.margins, p.model.levels)
	p.parse.greedy(p.model, p.model.acts, true, p.heads, p.rels)
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

// know looks the word up in the model's tables.
func (m *Model) know(f *wordForm) {
	f.amb, f.set, f.cluster = m.classes.find(f.key), m.allowed.find(f.key), m.clusters.find(f.key)
	if int(f.set) >= len(m.sets) {
		f.set = 0
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
	for i := range uint64(2) {
		p.cells[uint64(p.words)+i] = cell{lemma: 17 + i, tag: mix(17 + i), upos: mix(27 + i), both: mix(37 + i), middle: mix(47 + i), coarse: mix(57 + i)}
	}
}

func (c *cell) set(f *wordForm, lemma uint64, tag uint8, joint jointTag) {
	c.lemma = lemma
	c.tag = hashTag(int(tag))
	c.upos = mix(uint64(joint.upos) + 0x9000)
	c.both = mix(lemma ^ c.tag)
	if f.cluster == 0 {
		c.middle, c.coarse = mix(c.tag), mix(c.tag)
	} else {
		c.middle, c.coarse = hash16(f.cluster>>fineShift)*mixer, hash16(f.cluster>>coarseShift)*mixer2
	}
	c.kind = uint8(joint.upos)
}
