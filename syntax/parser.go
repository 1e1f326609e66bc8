package syntax

import (
	"math"

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

// A cell is what the parser sees of a word: hashes of its lemma, joint tag, UPOS, lemma with tag, and two sizes of cluster.
type cell struct {
	lemma, tag, upos, both uint64
	middle, coarse         uint64
	ahead                  int32 // the next word that may head the nominal beginning here: a noun, name or pronoun
	kind                   uint8 // UPOS
}

// A node is a word with the children it has so far: an entry of the stack (prev is the one below) or the first of the buffer. Nodes never
// change, so that parses that share a beginning share its nodes.
type node struct {
	prev               int32
	word               int32
	l1, l2, r1, r2     int32  // outermost children and those next to them, words; the empty cell where there is none
	rl1, rl2, rr1, rr2 uint8  // their relations
	nl, nr             uint8  // numbers of children, up to 7
	rels               uint64 // the set of its children's relations
}

// A state is a parse in progress.
type state struct {
	top  int32 // node on the top of the stack, 0 where it is empty
	buf  int32 // node of the first of the buffer
	next int32 // its word; the number of words where only the root is left
	size int32 // of the stack
}

// A parse holds a sentence that is being parsed, and the memory for it.
type parse struct {
	cells []cell // of the words, then the root, then the empty cell
	words int32
	nodes []node // nodes[0] is the empty one
	// Counts of commas and other punctuation, verbs and conjunctions before each word, for what lies between two words.
	puncts, verbs, conjs []uint16
	keys                 [actTemplates]uint32
	relKeys              [relTemplates]uint32
}

func (p *parse) empty() int32 { return p.words + 1 }

// begin sets up the cells' context and returns the first state.
func (p *parse) begin() state {
	n := int(p.words)
	p.nodes = append(p.nodes[:0], node{word: p.empty(), l1: p.empty(), l2: p.empty(), r1: p.empty(), r2: p.empty()})
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
	p.cells[n].ahead, p.cells[n+1].ahead = p.empty(), p.empty()
	return state{buf: p.fresh(0), next: 0}
}

// fresh makes the node of a word without children.
func (p *parse) fresh(word int32) int32 {
	e := p.empty()
	p.nodes = append(p.nodes, node{word: word, l1: e, l2: e, r1: e, r2: e})
	return int32(len(p.nodes) - 1)
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
func (p *parse) apply(s state, action int, rel uint8) state {
	switch action {
	case shift:
		n := p.nodes[s.buf]
		n.prev = s.top
		p.nodes = append(p.nodes, n)
		s.top = int32(len(p.nodes) - 1)
		s.next++
		s.size++
		s.buf = p.fresh(s.next)
	case attach:
		child := &p.nodes[s.top]
		n := p.nodes[s.buf]
		n.l2, n.rl2 = n.l1, n.rl1
		n.l1, n.rl1 = child.word, rel
		n.nl = min(n.nl+1, 7)
		n.rels |= 1 << rel
		s.top = child.prev
		s.size--
		p.nodes = append(p.nodes, n)
		s.buf = int32(len(p.nodes) - 1)
	case reduce:
		child := &p.nodes[s.top]
		n := p.nodes[child.prev]
		n.r2, n.rr2 = n.r1, n.rr1
		n.r1, n.rr1 = child.word, rel
		n.nr = min(n.nr+1, 7)
		n.rels |= 1 << rel
		s.size--
		p.nodes = append(p.nodes, n)
		s.top = int32(len(p.nodes) - 1)
	}
	return s
}

// arc returns the nodes of the head and of the child that an action would join.
func (p *parse) arc(s *state, action int) (head, child *node) {
	child = &p.nodes[s.top]
	if action == attach {
		return &p.nodes[s.buf], child
	}
	return &p.nodes[child.prev], child
}

// distance puts a number of words into one of eight classes.
func distance(n int32) uint64 {
	switch {
	case n < 5:
		return uint64(max(n, 0))
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
func (p *parse) between(a, b int32) uint64 {
	if a >= p.words || b > p.words || a >= b {
		return 0
	}
	puncts := min(p.puncts[b]-p.puncts[a+1], 3)
	verbs := min(p.verbs[b]-p.verbs[a+1], 2)
	conjs := min(p.conjs[b]-p.conjs[a+1], 1)
	return uint64(puncts | verbs<<2 | conjs<<4)
}

// relation names the arc from head to child.
func (m *Model) relation(p *parse, head, child *node) uint8 {
	if head.word == p.words {
		return uint8(dragoman.RelRoot)
	}
	p.relFeatures(head, child)
	var s sums
	m.relRows.score(p.relKeys[:], &s)
	return bestRelation(&s)
}

// bestRelation returns the relation with the highest sum; the root's is no arc's.
func bestRelation(s *sums) uint8 {
	best, top := 0, int32(math.MinInt32)
	for k := int(dragoman.RelRoot) + 1; k < dragoman.NumDeprel; k++ {
		if s[k] > top {
			best, top = k, s[k]
		}
	}
	return uint8(best)
}
