package syntax

import (
	"math"
	"math/bits"

	"dragoman"
)

// The parser is transition-based, arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011): a stack, a buffer of the words to
// come with the root after the last, and three actions.
const (
	shift  = iota // the first of the buffer goes on the stack
	attach        // left arc: the top of the stack becomes a child of the first of the buffer
	reduce        // right arc: the top of the stack becomes a child of the one below it

	numActions = iota
)

// A cell is what the parser sees of a word, as inputs: 0 is no word.
type cell struct {
	lemma, tag, middle, coarse int32
	ahead                      int32 // read forwards, the next word that may head the nominal beginning here; read backwards, the next verb
	kind                       uint8 // UPOS
}

// Numbers of lemmas.
const (
	rootLemma    = 1
	unknownLemma = 2
	firstLemma   = 3
)

// A node is a word with the children it has so far.
type node struct {
	prev               int32 // the word below it on the stack
	word               int32
	l1, l2, r1, r2     int32  // outermost children and those next to them; the empty cell where there is none
	rl1, rl2, rr1, rr2 uint8  // their relations
	nl, nr             uint8  // numbers of children, up to 7
	rels               uint64 // the set of its children's relations
}

// A state is a parse in progress.
type state struct {
	top  int32 // the word on the top of the stack, the empty cell's where it is empty
	next int32 // the first of the buffer; the number of words where only the root is left
	size int32 // of the stack
}

// A parse holds a sentence that is being parsed, and the memory for it.
type parse struct {
	cells []cell // of the words, then the root, then the empty cell
	words int32
	nodes []node // of the same
	// backwards says that the sentence is read from its end, guided that guide holds the heads that such a reading found.
	backwards, guided bool
	guide             []int32
	sure              []uint8 // how sure the reading was of each, from 0 to 2
	margins           []int32 // by how much the action that made each word's arc was better than the next best
	far               []int32 // the last child of each word by guide
	// Counts of commas and other punctuation, verbs and conjunctions before each word, for what lies between two words.
	puncts, verbs, conjs []uint16
	brain                brain
}

func (p *parse) empty() int32 { return p.words + 1 }

// begin sets up the cells' context and returns the first state.
func (p *parse) begin() state {
	n := int(p.words)
	e := p.empty()
	p.nodes = p.nodes[:0]
	for i := range e + 1 {
		p.nodes = append(p.nodes, node{prev: e, word: i, l1: e, l2: e, r1: e, r2: e})
	}
	p.puncts, p.verbs, p.conjs = append(p.puncts[:0], 0), append(p.verbs[:0], 0), append(p.conjs[:0], 0)
	for i := range n {
		c := &p.cells[i]
		var punct, verb, conj uint16
		switch dragoman.UPOS(c.kind) {
		case dragoman.PUNCT:
			punct = 1
		case dragoman.VERB, dragoman.AUX:
			verb = 1
		case dragoman.CCONJ:
			conj = 1
		}
		p.puncts = append(p.puncts, p.puncts[i]+punct)
		p.verbs = append(p.verbs, p.verbs[i]+verb)
		p.conjs = append(p.conjs, p.conjs[i]+conj)
	}
	p.cells[n].ahead, p.cells[n+1].ahead = e, e
	if p.backwards {
		p.lookBack()
	} else {
		p.lookAhead()
	}
	if p.guided {
		p.far = p.far[:0]
		for range e + 1 {
			p.far = append(p.far, -1)
		}
		for i, h := range p.guide {
			p.far[h] = int32(i)
		}
	}
	return state{top: e}
}

func (p *parse) lookAhead() {
	n := int(p.words)
	ahead := p.empty()
	for i := n - 1; i >= 0; i-- {
		c := &p.cells[i]
		switch dragoman.UPOS(c.kind) {
		case dragoman.NOUN, dragoman.PROPN, dragoman.PRON, dragoman.NUM, dragoman.SYM, dragoman.X:
			// the last of a run of nouns heads it
			if next := p.cells[i+1].kind; i+1 >= n || dragoman.UPOS(next) != dragoman.NOUN && dragoman.UPOS(next) != dragoman.PROPN {
				ahead = int32(i)
			}
		case dragoman.DET, dragoman.ADJ, dragoman.ADV, dragoman.PART:
		default:
			c.ahead = ahead
			ahead = p.empty()
			continue
		}
		c.ahead = ahead
	}
}

func (p *parse) lookBack() {
	ahead := p.empty()
	for i := p.words - 1; i >= 0; i-- {
		p.cells[i].ahead = ahead
		if dragoman.UPOS(p.cells[i].kind) == dragoman.VERB {
			ahead = i
		}
	}
}

// legal returns the actions that a state allows, as a set of bits. The root takes one child, the last on the stack.
func (p *parse) legal(s *state) uint8 {
	set := uint8(0)
	if s.next < p.words {
		set = 1 << shift
		if s.size > 0 {
			set |= 1 << attach
		}
	} else if s.size == 1 {
		return 1 << attach
	}
	if s.size > 1 {
		set |= 1 << reduce
	}
	return set
}

// done reports whether all words have heads.
func (p *parse) done(s *state) bool { return s.next == p.words && s.size == 0 }

// apply takes an action; rel is the relation of the arc it makes.
func (p *parse) apply(s *state, action int, rel uint8) {
	switch action {
	case shift:
		p.nodes[s.next].prev = s.top
		s.top = s.next
		s.next++
		s.size++
	case attach:
		n := &p.nodes[s.next]
		n.l2, n.rl2 = n.l1, n.rl1
		n.l1, n.rl1 = s.top, rel
		n.nl = min(n.nl+1, 7)
		n.rels |= 1 << rel
		s.top = p.nodes[s.top].prev
		s.size--
	case reduce:
		below := p.nodes[s.top].prev
		n := &p.nodes[below]
		n.r2, n.rr2 = n.r1, n.rr1
		n.r1, n.rr1 = s.top, rel
		n.nr = min(n.nr+1, 7)
		n.rels |= 1 << rel
		s.top = below
		s.size--
	}
}

// greedy parses the sentence by the best action of a net at each step. With name, arcs are named as they are made.
func (p *parse) greedy(m *Model, net *frozen, name bool, heads []int32, rels []uint8) {
	if cap(p.margins) < int(p.words) {
		p.margins = make([]int32, p.words, 2*p.words+64)
	}
	p.margins = p.margins[:p.words]
	s := p.begin()
	for !p.done(&s) {
		legal := p.legal(&s)
		action, margin := 0, int32(math.MaxInt32)
		if legal&(legal-1) == 0 {
			action = bits.TrailingZeros8(legal)
		} else {
			p.actInputs(&p.brain.in, &s, &m.sizes)
			action, margin = bestAction(net.think(&p.brain), legal)
		}
		rel := uint8(0)
		if action != shift {
			head, child := p.arc(&s, action)
			heads[child.word], p.margins[child.word] = head.word, margin
			if name {
				rel = m.relation(p, head, child)
				rels[child.word] = rel
			}
		}
		p.apply(&s, action, rel)
	}
}

// bestAction returns the legal action with the highest logit, and by how much it is higher than the next.
func bestAction(logits []int32, legal uint8) (action int, margin int32) {
	best, second := int32(math.MinInt32/2), int32(math.MinInt32/2)
	for a, v := range logits {
		switch {
		case legal>>a&1 == 0:
		case v > best:
			action, best, second = a, v, best
		case v > second:
			second = v
		}
	}
	return action, best - second
}

// sureness puts a margin into one of three classes.
func sureness(margin int32, levels [2]int32) uint8 {
	switch {
	case margin < levels[0]:
		return 0
	case margin < levels[1]:
		return 1
	}
	return 2
}

// arc returns the nodes of the head and of the child that an action would join.
func (p *parse) arc(s *state, action int) (head, child *node) {
	child = &p.nodes[s.top]
	if action == attach {
		return &p.nodes[s.next], child
	}
	return &p.nodes[child.prev], child
}

// distance puts a number of words into one of nine classes.
func distance(n int32) int32 {
	switch {
	case n < 5:
		return max(n, 0)
	case n < 7:
		return 5
	case n < 11:
		return 6
	case n < 20:
		return 7
	}
	return 8
}

// between describes what lies between two words.
func (p *parse) between(a, b int32) int32 {
	if a >= p.words || b > p.words || a >= b {
		return 0
	}
	puncts := min(p.puncts[b]-p.puncts[a+1], 3)
	verbs := min(p.verbs[b]-p.verbs[a+1], 2)
	conjs := min(p.conjs[b]-p.conjs[a+1], 1)
	return int32(puncts | verbs<<2 | conjs<<4)
}

// relation names the arc from head to child.
func (m *Model) relation(p *parse, head, child *node) uint8 {
	if head.word == p.words {
		return uint8(dragoman.RelRoot)
	}
	p.relInputs(&p.brain.in, head, child, &m.sizes)
	best, top := 0, int32(math.MinInt32)
	for k, v := range m.relNet.think(&p.brain) {
		if k > int(dragoman.RelRoot) && v > top { // the root's is no arc's
			best, top = k, v
		}
	}
	return uint8(best)
}
