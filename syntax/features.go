package syntax

import "dragoman"

// Clusters as inputs: 0 is no word.
const (
	rootCluster    = 1
	unknownCluster = 2
	firstCluster   = 3
)

// Sizes of the inputs.
const (
	coarseSize = coarseClusters + firstCluster
	middleSize = coarseClusters*middleSplit + firstCluster
	fineSize   = coarseClusters*middleSplit*fineSplit + firstCluster

	labelSize  = int32(dragoman.NumDeprel)
	someLemmas = 2500 // lemmas known of words further off
	fewLemmas  = 800  // and of children
)

// sizes are those that training finds.
type sizes struct {
	tags, ambs, lemmas int32
	pieces             [numPieces]int32
}

// numbers lists them all.
func (z *sizes) numbers() []*int32 {
	all := []*int32{&z.tags, &z.ambs, &z.lemmas}
	for i := range z.pieces {
		all = append(all, &z.pieces[i])
	}
	return all
}

// putWhole puts all that is known of a word.
func (c *cell) putWhole(x *inputs, z *sizes) {
	x.put(c.lemma, z.lemmas)
	x.put(c.tag, z.tags)
	x.put(c.middle, middleSize)
	x.put(c.coarse, coarseSize)
}

// putPart puts what is known of a word further off.
func (c *cell) putPart(x *inputs, z *sizes) {
	x.put(frequent(c.lemma, someLemmas), someLemmas)
	x.put(c.tag, z.tags)
	x.put(c.coarse, coarseSize)
}

// putLittle puts what is known of a child.
func (c *cell) putLittle(x *inputs, z *sizes) {
	x.put(frequent(c.lemma, fewLemmas), fewLemmas)
	x.put(c.tag, z.tags)
}

// frequent returns a lemma that is among the most frequent ones, else the unknown one.
func frequent(lemma, size int32) int32 {
	if lemma >= size {
		return unknownLemma
	}
	return lemma
}

// actInputs puts what is seen of a state: the words, tags and clusters on the top of the stack (s0, s1, s2) and at the front of the buffer (b0
// to b3), their children, and what lies between them, after Zhang and Nivre (2011). Of a preposition in the buffer the noun ahead is
// seen too, since the preposition itself will be that noun's child.
func (p *parse) actInputs(x *inputs, s *state, z *sizes) {
	x.n = 0
	n0 := &p.nodes[s.top]
	n1 := &p.nodes[n0.prev]
	n2 := &p.nodes[n1.prev]
	nb := &p.nodes[s.next]
	e := p.empty()
	s0, s1, b0, b1 := &p.cells[n0.word], &p.cells[n1.word], &p.cells[nb.word], &p.cells[min(s.next+1, e)]
	before, after := &p.cells[e], &p.cells[e]
	if s.next > 0 {
		before = &p.cells[s.next-1]
	}
	if n0.word < p.words {
		after = &p.cells[n0.word+1]
	}
	prep := b0 // the preposition of the nominal at the front of the buffer
	switch {
	case p.backwards: // it came before the nominal on the stack
		prep = &p.cells[n0.r1]
	case nb.nl > 0:
		prep = &p.cells[nb.l1]
	}
	mark := n0.l1 // what introduces the top of the stack
	if p.backwards {
		mark = n0.r1
	}
	s0.putWhole(x, z)
	s1.putWhole(x, z)
	b0.putWhole(x, z)
	b1.putWhole(x, z)
	p.cells[b0.ahead].putWhole(x, z)
	p.cells[n2.word].putPart(x, z)
	p.cells[min(s.next+2, e)].putPart(x, z)
	p.cells[min(s.next+3, e)].putLittle(x, z)
	before.putLittle(x, z)
	after.putLittle(x, z)
	x.put(frequent(prep.lemma, fewLemmas), fewLemmas)
	x.put(frequent(p.cells[mark].lemma, fewLemmas), fewLemmas)
	for _, w := range [...]int32{n0.l1, n0.r1, n1.l1, n1.r1, nb.l1} {
		p.cells[w].putLittle(x, z)
		x.put(p.cells[w].coarse, coarseSize)
	}
	for _, w := range [...]int32{n0.l2, n0.r2, n1.l2, n1.r2, nb.l2} {
		p.cells[w].putLittle(x, z)
	}
	for _, r := range [...]uint8{n0.rl1, n0.rl2, n0.rr1, n0.rr2, n1.rl1, n1.rl2, n1.rr1, n1.rr2, nb.rl1, nb.rl2} {
		x.put(int32(r), labelSize)
	}
	x.put(int32(n0.nl)<<3|int32(n0.nr), 64)
	x.put(int32(n1.nl)<<3|int32(n1.nr), 64)
	x.put(int32(nb.nl), 8)
	d0, d1 := distance(nb.word-n0.word), distance(n0.word-n1.word)
	if s.size == 0 {
		d0 = 9
	}
	if s.size < 2 {
		d1 = 9
	}
	x.put(d0, 10)
	x.put(d1, 10)
	x.put(p.between(n0.word, nb.word), 32)
	x.put(p.between(n1.word, n0.word), 32)
	x.put(min(s.size, 7), 8)
	for _, pair := range [...][2]*cell{{s0, b0}, {s1, s0}, {b0, b1}, {s1, b0}} {
		x.put(pair[0].tag*z.tags+pair[1].tag, z.tags*z.tags)
	}
	if p.guided {
		p.guideInputs(x, s, d0, z)
	}
}

// guideInputs puts where the guide has the heads of s0, s1 and b0, and how sure it is.
func (p *parse) guideInputs(x *inputs, s *state, d0 int32, z *sizes) {
	n0 := &p.nodes[s.top]
	w0, w1, wb := n0.word, p.nodes[n0.prev].word, s.next
	side0, side1, sideB := p.side(w0, wb, w1), p.side(w1, wb, w0), p.side(wb, wb, w0)
	more := int32(0) // which of s0, s1 and b0 have children to come
	if p.far[w0] > wb {
		more = 1
	} else if p.far[w0] == wb {
		more = 2
	}
	if p.far[w1] >= wb {
		more += 3
	}
	if p.far[wb] > wb {
		more += 6
	}
	sure := p.sureOf(w0) | p.sureOf(wb)<<2
	x.put((side0*64+side1*8+sideB)*12+more, 512*12)
	x.put((side0*12+more)*16+sure, 8*12*16)
	x.put(side0*16+sure, 8*16)
	x.put((side0*12+more)*10+d0, 8*12*10)
	x.put(p.cells[p.guideHead(w0)].tag, z.tags)
	x.put(p.cells[p.guideHead(wb)].tag, z.tags)
	x.put(side0*z.tags+p.cells[w0].tag, 8*z.tags)
	x.put(sideB*z.tags+p.cells[wb].tag, 8*z.tags)
}

func (p *parse) guideHead(word int32) int32 {
	if word >= p.words {
		return p.empty()
	}
	return p.guide[word]
}

func (p *parse) sureOf(word int32) int32 {
	if word >= p.words {
		return 3
	}
	return int32(p.sure[word])
}

// side says where the guide has the head of a word: at the front of the buffer, the other word, further right, the root, further left.
func (p *parse) side(word, next, other int32) int32 {
	switch h := p.guideHead(word); {
	case h == p.empty():
		return 1
	case h == other:
		return 2
	case h == p.words:
		return 3
	case h == next:
		return 4
	case h > next:
		return 5
	case h > word:
		return 6
	}
	return 7
}

// telling are the relations whose presence among the children of the head or the child tells most about the arc between them.
var telling = [...]dragoman.Deprel{dragoman.RelNsubj, dragoman.RelObj, dragoman.RelCase, dragoman.RelMark, dragoman.RelCop, dragoman.RelIobj,
	dragoman.RelNsubjPass, dragoman.RelExpl, dragoman.RelCc}

// relInputs puts what is seen of an arc.
func (p *parse) relInputs(x *inputs, head, child *node, z *sizes) {
	x.n = 0
	h, c := &p.cells[head.word], &p.cells[child.word]
	e := p.empty()
	dir := int32(0)
	if child.word > head.word {
		dir = 1
	}
	left, right := &p.cells[e], &p.cells[e]
	if child.word > 0 {
		left = &p.cells[child.word-1]
	}
	if child.word+1 < p.words {
		right = &p.cells[child.word+1]
	}
	for _, w := range [...]*cell{h, c} {
		x.put(w.lemma, z.lemmas)
		x.put(w.tag*2+dir, z.tags*2)
		x.put(w.middle, middleSize)
		x.put(w.coarse, coarseSize)
	}
	for _, w := range [...]int32{child.l1, child.r1, child.l2, child.r2, head.l1, head.r1, head.l2, head.r2} {
		p.cells[w].putLittle(x, z)
	}
	x.put(p.cells[child.l1].middle, middleSize)
	left.putLittle(x, z)
	right.putLittle(x, z)
	p.cells[min(head.word+1, e)].putLittle(x, z)
	for _, r := range [...]uint8{child.rl1, child.rl2, child.rr1, child.rr2, head.rl1, head.rl2, head.rr1, head.rr2} {
		x.put(int32(r), labelSize)
	}
	for _, r := range telling {
		x.put(int32(head.rels>>r&1)<<1|int32(child.rels>>r&1), 4)
	}
	lo, hi := min(head.word, child.word), max(head.word, child.word)
	x.put(distance(hi-lo)<<1|dir, 20)
	x.put(p.between(lo, hi), 32)
	x.put((h.tag*z.tags+c.tag)*2+dir, z.tags*z.tags*2)
	p.guideRelInputs(x, head, child, z)
}

// guideRelInputs puts where the guide has the heads of an arc's words, their last children, and the head's first child after the child.
func (p *parse) guideRelInputs(x *inputs, head, child *node, z *sizes) {
	same := int32(0)
	if p.guideHead(child.word) == head.word {
		same = 1
	}
	e := p.empty()
	last, own, sibling := e, e, e
	if f := p.far[head.word]; f >= 0 {
		last = f
	}
	if f := p.far[child.word]; f >= 0 {
		own = f
	}
	for w := child.word + 1; w < p.words; w++ {
		if w != head.word && p.guide[w] == head.word {
			sibling = w
			break
		}
	}
	above := &p.cells[p.guideHead(head.word)]
	x.put(p.cells[p.guideHead(child.word)].tag*2+same, 2*z.tags)
	x.put(above.tag*2+same, 2*z.tags)
	above.putLittle(x, z)
	p.cells[last].putLittle(x, z)
	p.cells[own].putLittle(x, z)
	p.cells[sibling].putLittle(x, z)
}
