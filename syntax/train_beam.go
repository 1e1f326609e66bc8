package syntax

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// trainBeam goes on from the weights of the greedy parser: where the gold parse falls behind the best of the beam, the actions up to the step
// where it is furthest behind are learnt (Huang, Fayong and Guo 2012, max-violation).
func (m *Model) trainBeam(ctx context.Context, cfg Config, acts *weights, examples []*example, progress func(string)) error {
	order := rand.New(rand.NewPCG(3, 3))
	list := slices.Clone(examples)
	trainers := make([]beamTrainer, beamBatch)
	for i := range trainers {
		trainers[i].m, trainers[i].acts = m, acts
		trainers[i].random = rand.New(rand.NewPCG(5, uint64(i)))
	}
	for epoch := range cfg.BeamEpochs {
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for batch := range slices.Chunk(list, beamBatch) {
			if err := ctx.Err(); err != nil {
				return err
			}
			var wait sync.WaitGroup
			for i, e := range batch {
				wait.Go(func() { trainers[i].sentence(e) })
			}
			wait.Wait()
			for i := range batch {
				acts.step++
				trainers[i].teach()
			}
		}
		words, right, updates := 0, 0, 0
		for i := range trainers {
			t := &trainers[i]
			words, right, updates = words+t.words, right+t.right, updates+t.updates
			t.words, t.right, t.updates = 0, 0, 0
		}
		progress(fmt.Sprintf("beam, round %d of %d: heads %.2f, %d of %d sentences taught, %d features", epoch+1, cfg.BeamEpochs,
			100*float64(right)/float64(words), updates, len(list), acts.used))
	}
	return nil
}

// beamBatch is how many sentences are parsed at once, by the same weights, before these are changed.
const beamBatch = 8

// A beamTrainer parses one sentence of a batch.
type beamTrainer struct {
	m      *Model
	acts   *weights
	random *rand.Rand
	p      parse
	b      beam
	gold   []candidate // the gold parse, step by step: the item before, the action, the score after
	best   []int32     // the best item after each step
	sum    [numActions]float32
	heads  []int32
	rels   []uint8
	// violation is the step where the gold parse is furthest behind the best, -1 where it is the best
	violation int

	words, right, updates int
}

func (t *beamTrainer) sentence(e *example) {
	p, b := &t.p, &t.b
	t.m.cells(p, e)
	p.forget(t.random)
	b.start(p)
	o := newOracle(e)
	steps := 2 * int(p.words)
	t.gold, t.best = t.gold[:0], t.best[:0]
	goldAt := int32(0)
	worst, violation := -1, float32(0)
	for step := range steps {
		b.count = 0
		seen := false
		for _, at := range b.live {
			t.expand(at, at == goldAt, o, &seen)
		}
		if !seen {
			t.expandGold(goldAt, o)
		}
		b.advance(t.m, p, math.MaxFloat32)
		goldAt = t.follow(goldAt)
		if last := t.gold[len(t.gold)-1]; last.action != shift {
			o.onStack[t.top(last.from)] = false
		} else {
			o.onStack[b.items[last.from].state.next] = true
		}
		t.best = append(t.best, b.live[0])
		if v := b.items[b.live[0]].score - b.items[goldAt].score; v > violation || v == violation && b.live[0] != goldAt && worst < 0 {
			worst, violation = step, v
		}
	}
	t.heads, t.rels = append(t.heads[:0], e.heads...), append(t.rels[:0], e.rels...)
	b.trace(p, b.live[0], t.heads, t.rels)
	for i, h := range t.heads {
		t.words++
		if h == e.heads[i] || h < 0 && e.heads[i] == p.words {
			t.right++
		}
	}
	if t.violation = -1; b.live[0] != goldAt {
		t.violation = worst
	}
}

func (t *beamTrainer) top(at int32) int32 { return t.p.nodes[t.b.items[at].state.top].word }

// scores fills t.sum with the scores of an item's actions and returns the legal ones.
func (t *beamTrainer) scores(at int32) uint8 {
	s := &t.b.items[at].state
	t.p.actFeatures(s)
	t.acts.score(t.p.keys[:], t.sum[:])
	return t.p.legal(s)
}

// expand offers the actions of an item, and notes the gold one where the item is the gold parse.
func (t *beamTrainer) expand(at int32, gold bool, o *oracle, seen *bool) {
	legal := t.scores(at)
	score := t.b.items[at].score
	for a, s := range t.sum {
		if legal>>a&1 != 0 {
			t.b.offer(candidate{score + s, at, uint8(a)})
		}
	}
	if gold {
		*seen = true
		a := t.goldAction(at, o, legal)
		t.gold = append(t.gold, candidate{score + t.sum[a], at, a})
	}
}

// expandGold scores the gold action of the gold parse, which has fallen out of the beam.
func (t *beamTrainer) expandGold(at int32, o *oracle) {
	legal := t.scores(at)
	a := t.goldAction(at, o, legal)
	t.gold = append(t.gold, candidate{t.b.items[at].score + t.sum[a], at, a})
}

// goldAction returns the action of the gold parse: of those that cost nothing, an arc before a shift.
func (t *beamTrainer) goldAction(at int32, o *oracle, legal uint8) uint8 {
	s := &t.b.items[at].state
	top, below := int32(-1), int32(-1)
	if s.size > 0 {
		top = t.p.nodes[s.top].word
	}
	if s.size > 1 {
		below = t.p.nodes[t.p.nodes[s.top].prev].word
	}
	costs := o.costs(s, top, below)
	best := -1
	for _, a := range []int{attach, reduce, shift} {
		if legal>>a&1 != 0 && (best < 0 || costs[a] < costs[best]) {
			best = a
		}
	}
	return uint8(best)
}

// follow returns the item that the gold parse has become.
func (t *beamTrainer) follow(goldAt int32) int32 {
	last := t.gold[len(t.gold)-1]
	for _, at := range t.b.live {
		if it := &t.b.items[at]; it.parent == goldAt && it.action == last.action {
			return at
		}
	}
	return t.b.take(t.m, &t.p, last)
}

// teach rewards the gold parse up to the worst step, and punishes the best one.
func (t *beamTrainer) teach() {
	if t.violation < 0 {
		return
	}
	t.updates++
	var path []candidate
	for at := t.best[t.violation]; t.b.items[at].parent >= 0; at = t.b.items[at].parent {
		it := &t.b.items[at]
		path = append(path, candidate{from: it.parent, action: it.action})
	}
	slices.Reverse(path)
	for i, wrong := range path {
		right := t.gold[i]
		if right.from == wrong.from && right.action == wrong.action {
			continue
		}
		t.p.actFeatures(&t.b.items[right.from].state)
		t.acts.update(t.p.keys[:], int(right.action), 1)
		t.p.actFeatures(&t.b.items[wrong.from].state)
		t.acts.update(t.p.keys[:], int(wrong.action), -1)
	}
}
