package syntax

import "dragoman"

// The parser keeps several parses of a sentence at once, the best by the sum of their actions' scores (Zhang and Clark 2008), and
// drops those that fall far behind the best, so that what is plain costs little.
const (
	beamWidth = 5
	// relationSlots is how many arcs' names are remembered.
	relationSlots = 1 << 10
)

// An item is a parse in progress and how it came about.
type item struct {
	state  state
	score  float32
	parent int32 // index in beam.items, -1 for the first
	action uint8 // that led here
	rel    uint8 // of the arc it made
}

// A candidate is an action that an item could take.
type candidate struct {
	score  float32
	from   int32
	action uint8
}

// A beam searches for the best parse of a sentence.
type beam struct {
	items []item
	live  []int32 // the items of the step
	next  [beamWidth]candidate
	count int
	known []knownRelation
	stamp uint32
}

// A knownRelation remembers the name of an arc, which parses that share it share too.
type knownRelation struct {
	head, child int32
	stamp       uint32
	rel         uint8
}

// start begins the search with one parse.
func (b *beam) start(p *parse) {
	if b.known == nil {
		b.known = make([]knownRelation, relationSlots)
	}
	b.stamp++
	b.items = append(b.items[:0], item{state: p.begin(), parent: -1})
	b.live = append(b.live[:0], 0)
}

// offer keeps a candidate where it is among the best.
func (b *beam) offer(c candidate) {
	i := b.count
	if i == beamWidth {
		if i--; c.score <= b.next[i].score {
			return
		}
	} else {
		b.count++
	}
	for i > 0 && b.next[i-1].score < c.score {
		b.next[i] = b.next[i-1]
		i--
	}
	b.next[i] = c
}

// advance takes the best candidates, and forgets those far behind.
func (b *beam) advance(m *Model, p *parse, margin float32) {
	b.live = b.live[:0]
	for _, c := range b.next[:b.count] {
		if c.score < b.next[0].score-margin {
			break
		}
		b.live = append(b.live, b.take(m, p, c))
	}
}

// take applies a candidate's action and returns the new item's index.
func (b *beam) take(m *Model, p *parse, c candidate) int32 {
	s := b.items[c.from].state
	rel := uint8(0)
	if c.action != shift {
		head, child := p.arc(&s, int(c.action))
		rel = b.relation(m, p, head, child)
	}
	b.items = append(b.items, item{p.apply(s, int(c.action), rel), c.score, c.from, c.action, rel})
	return int32(len(b.items) - 1)
}

func (b *beam) relation(m *Model, p *parse, head, child *node) uint8 {
	k := &b.known[uint32(head.word*31+child.word)%relationSlots]
	if k.stamp != b.stamp || k.head != head.word || k.child != child.word {
		*k = knownRelation{head.word, child.word, b.stamp, m.relation(p, head, child)}
	}
	return k.rel
}

// search parses the sentence in p.
func (b *beam) search(m *Model, p *parse, heads []int32, rels []uint8) {
	b.start(p)
	for range 2 * p.words { // each word is shifted once and attached once
		b.count = 0
		for _, at := range b.live {
			it := &b.items[at]
			legal := p.legal(&it.state)
			if legal&(legal-1) == 0 && len(b.live) == 1 {
				b.offer(candidate{it.score, at, onlyAction(legal)})
				continue
			}
			p.actFeatures(&it.state)
			v := m.acts.score(&p.keys)
			for a, s := range v {
				if legal>>a&1 != 0 {
					b.offer(candidate{it.score + float32(s), at, uint8(a)})
				}
			}
		}
		b.advance(m, p, float32(m.margin))
	}
	b.trace(p, b.live[0], heads, rels)
}

func onlyAction(legal uint8) uint8 {
	for a := range uint8(numActions) {
		if legal>>a == 1 {
			return a
		}
	}
	return 0
}

// trace fills in heads and relations along the way to an item.
func (b *beam) trace(p *parse, at int32, heads []int32, rels []uint8) {
	for at >= 0 {
		it := &b.items[at]
		if it.action != shift && it.parent >= 0 {
			head, child := p.arc(&b.items[it.parent].state, int(it.action))
			heads[child.word], rels[child.word] = head.word, it.rel
			if head.word == p.words {
				heads[child.word], rels[child.word] = -1, uint8(dragoman.RelRoot)
			}
		}
		at = it.parent
	}
}
