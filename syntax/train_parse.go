package syntax

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"dragoman"
)

func sortStable(keys []uint32, value func(uint32) int) {
	slices.SortStableFunc(keys, func(a, b uint32) int { return cmp.Compare(value(a), value(b)) })
}

// explore is how often training goes on from the parser's own action where that is wrong (Goldberg and Nivre 2013).
const explore = 0.9

// margin is how far a parse may fall behind the best one before it is dropped, in units of the weights in training.
const margin = 150

// An oracle knows what the actions cost: how many gold arcs can no longer be made after each (Goldberg and Nivre 2013, arc-hybrid).
type oracle struct {
	heads    []int32
	children [][]int32
	onStack  []bool
}

func newOracle(e *example) *oracle {
	n := len(e.heads)
	o := &oracle{heads: e.heads, children: make([][]int32, n+1), onStack: make([]bool, n+1)}
	for c, h := range e.heads {
		o.children[h] = append(o.children[h], int32(c))
	}
	return o
}

// costs returns the cost of each action. below is the word under the top of the stack, -1 where there is none.
func (o *oracle) costs(s *state, top, below int32) (cost [numActions]int) {
	ahead := 0 // children of the top still in the buffer
	if s.size > 0 {
		for _, c := range o.children[top] {
			if c >= s.next {
				ahead++
			}
		}
		cost[attach], cost[reduce] = ahead, ahead
		switch h := o.heads[top]; {
		case h == s.next:
			cost[reduce]++
		case h > s.next:
			cost[attach]++
			cost[reduce]++
		case h == below:
			cost[attach]++
		}
	}
	if int(s.next) < len(o.heads) {
		for _, c := range o.children[s.next] {
			if c < s.next && o.onStack[c] {
				cost[shift]++
			}
		}
		if h := o.heads[s.next]; h < s.next && o.onStack[h] && h != top {
			cost[shift]++
		}
	}
	return cost
}

// trainParse trains the parser and the naming of relations together.
func (m *Model) trainParse(ctx context.Context, cfg Config, examples []*example, progress func(string)) error {
	acts, relations := newWeights(numActions, cfg.LeastParse), newWeights(dragoman.NumDeprel, cfg.LeastParse)
	order := rand.New(rand.NewPCG(2, 2))
	list := slices.Clone(examples)
	for epoch := range cfg.ParseEpochs {
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		t := &trainer{m: m, acts: acts, relations: relations, random: order, explore: epoch > 0}
		for _, e := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			m.cells(&t.p, e)
			t.p.forget(t.random)
			t.sentence(e)
		}
		progress(fmt.Sprintf("parser, round %d of %d: heads %.2f, relations of right heads %.2f, %d and %d features", epoch+1, cfg.ParseEpochs,
			100*float64(t.rightHead)/float64(t.words), 100*float64(t.rightRel)/float64(t.rightHead), acts.used, relations.used))
	}
	m.relRows = relations.rows(cfg.RelRows)
	beam := acts.averaged()
	if err := m.trainBeam(ctx, cfg, beam, examples, progress); err != nil {
		return err
	}
	scale := float32(0)
	m.acts, scale = beam.acts(cfg.Acts)
	m.margin = uint32(margin * scale)
	return nil
}

// cells sets up a parse of an example with guessed tags and lemmas.
func (m *Model) cells(p *parse, e *example) {
	p.resize(len(e.forms))
	for i := range e.forms {
		tag := e.guess[i]
		lemma := mix(uint64(wordKey(m.lemma(e.rows[i].Form, tag))))
		p.cells[i].set(&e.forms[i], lemma, tag, m.tags[tag])
	}
	p.end()
}

// A trainer goes over the sentences once.
type trainer struct {
	m               *Model
	acts, relations *weights
	random          *rand.Rand
	explore         bool
	p               parse
	sum             [numActions]float32
	relSum          [dragoman.NumDeprel]float32

	words, rightHead, rightRel int
}

// forgotten is the share of the words whose lemma is hidden in a round, so that the parser learns to do without it.
const forgotten = 0.2

// forget hides the lemmas of some words of the sentence.
func (p *parse) forget(random *rand.Rand) {
	for i := range p.words {
		if random.Float64() < forgotten {
			c := &p.cells[i]
			c.lemma = mix(c.upos + 1)
			c.both = mix(c.lemma ^ c.tag)
		}
	}
}

func (t *trainer) sentence(e *example) {
	p := &t.p
	o := newOracle(e)
	s := p.begin()
	for !p.done(&s) {
		top, below := int32(-1), int32(-1)
		if s.size > 0 {
			top = p.nodes[s.top].word
		}
		if s.size > 1 {
			below = p.nodes[p.nodes[s.top].prev].word
		}
		action := t.choose(o, &s, top, below)
		rel := uint8(0)
		if action == shift {
			o.onStack[s.next] = true
		} else {
			head, child := p.arc(&s, action)
			rel = t.relation(e, head, child)
			o.onStack[child.word] = false
		}
		s = p.apply(s, action, rel)
	}
}

// choose takes the next action, and learns from it.
func (t *trainer) choose(o *oracle, s *state, top, below int32) int {
	p := &t.p
	legal := p.legal(s)
	if legal&(legal-1) == 0 {
		for a := range numActions {
			if legal>>a == 1 {
				return a
			}
		}
	}
	p.actFeatures(s)
	if !t.explore {
		t.acts.count(p.keys[:])
	}
	t.acts.score(p.keys[:], t.sum[:])
	t.acts.step++
	costs := o.costs(s, top, below)
	least := 1 << 30
	for a, c := range costs {
		if legal>>a&1 != 0 {
			least = min(least, c)
		}
	}
	best, right := -1, -1
	for a, v := range t.sum {
		if legal>>a&1 == 0 {
			continue
		}
		if best < 0 || v > t.sum[best] {
			best = a
		}
		if costs[a] == least && (right < 0 || v > t.sum[right]) {
			right = a
		}
	}
	if best == right {
		return best
	}
	t.acts.update(p.keys[:], right, 1)
	t.acts.update(p.keys[:], best, -1)
	if t.explore && t.random.Float64() < explore {
		return best
	}
	return right
}

// relation names an arc, and learns from it where the head is right.
func (t *trainer) relation(e *example, head, child *node) uint8 {
	t.words++
	right := e.heads[child.word] == head.word
	if right {
		t.rightHead++
	}
	if int(head.word) == len(e.heads) {
		if right {
			t.rightRel++
		}
		return uint8(dragoman.RelRoot)
	}
	t.p.relFeatures(head, child)
	if !t.explore {
		t.relations.count(t.p.relKeys[:])
	}
	t.relations.score(t.p.relKeys[:], t.relSum[:])
	best := int(dragoman.RelRoot) + 1
	for k := best; k < dragoman.NumDeprel; k++ {
		if t.relSum[k] > t.relSum[best] {
			best = k
		}
	}
	t.relations.step++
	if gold := int(e.rels[child.word]); right && gold == best {
		t.rightRel++
	} else if right && gold != int(dragoman.RelRoot) {
		t.relations.update(t.p.relKeys[:], gold, 1)
		t.relations.update(t.p.relKeys[:], best, -1)
	}
	return uint8(best)
}
