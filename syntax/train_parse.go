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

// trainParse trains the two readings of a sentence: one backwards, which finds heads only, and one forwards, which is guided by the first and
// names relations. The second learns from what the first finds in sentences that it has not seen.
func (m *Model) trainParse(ctx context.Context, cfg Config, examples []*example, progress func(string)) error {
	levels := make([][2]float32, cfg.Folds) // of the margins, in units of the weights in training
	err := eachFold(cfg.Folds, func(fold int) error {
		w, err := m.trainBack(ctx, cfg, examples, fold, 0)
		if err != nil {
			return err
		}
		acts, scale := w.acts(cfg.BackActs)
		right, words := 0, 0
		p := parse{backwards: true}
		var margins []float64
		for i, e := range examples {
			if foldOf(i, cfg.Folds) != fold && cfg.Folds > 1 {
				continue
			}
			m.cells(&p, e)
			n := len(e.forms)
			heads := make([]int32, n)
			p.greedy(m, acts, false, heads, nil)
			e.guide = turned(heads)
			e.sure = make([]uint8, n)
			for j := range e.sure {
				e.margins = append(e.margins, p.margins[n-1-j])
				margins = append(margins, float64(p.margins[j]))
			}
			for j, h := range e.guide {
				words++
				if h == e.heads[j] {
					right++
				}
			}
		}
		slices.Sort(margins)
		level := [2]int32{int32(margins[len(margins)/4]), int32(margins[len(margins)/2])}
		for i, e := range examples {
			if foldOf(i, cfg.Folds) != fold && cfg.Folds > 1 {
				continue
			}
			for j, v := range e.margins {
				e.sure[j] = sureness(v, level)
			}
		}
		for i := range levels[fold] {
			levels[fold][i] = float32(level[i]) / scale
		}
		progress(fmt.Sprintf("backwards without part %d of %d: heads %.2f in it", fold+1, cfg.Folds, 100*float64(right)/float64(words)))
		return nil
	})
	if err != nil {
		return err
	}
	back := make([]*weights, cfg.Seeds)
	err = eachFold(cfg.Seeds, func(seed int) (err error) {
		back[seed], err = m.trainBack(ctx, cfg, examples, -1, seed)
		return err
	})
	if err != nil {
		return err
	}
	scale := float32(0)
	m.back, scale = mean(back).acts(cfg.BackActs)
	for i := range m.levels {
		for _, l := range levels {
			m.levels[i] += int32(l[i] / float32(cfg.Folds) * scale * float32(cfg.Seeds))
		}
	}
	acts, relations := make([]*weights, cfg.Seeds), make([]*weights, cfg.Seeds)
	err = eachFold(cfg.Seeds, func(seed int) (err error) {
		acts[seed], relations[seed], err = m.trainForwards(ctx, cfg, examples, seed, progress)
		return err
	})
	if err != nil {
		return err
	}
	m.relRows = mean(relations).rows(cfg.RelRows)
	m.acts, _ = mean(acts).acts(cfg.Acts)
	return nil
}

// turned returns the heads of a sentence that is read from its other end.
func turned(heads []int32) []int32 {
	n := int32(len(heads))
	out := make([]int32, n)
	for i, h := range heads {
		if h < n {
			h = n - 1 - h
		}
		out[n-1-int32(i)] = h
	}
	return out
}

// trainBack trains the reading backwards on all examples but those of a fold.
func (m *Model) trainBack(ctx context.Context, cfg Config, examples []*example, fold, seed int) (*weights, error) {
	acts := newWeights(numActions, cfg.LeastParse)
	order := rand.New(rand.NewPCG(4+uint64(seed)*10, uint64(fold+2)))
	var list []*example
	for i, e := range examples {
		if foldOf(i, cfg.Folds) != fold || cfg.Folds == 1 {
			list = append(list, e)
		}
	}
	t := &trainer{m: m, acts: acts, random: order}
	t.p.backwards = true
	for epoch := range cfg.BackEpochs {
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		t.explore = epoch > 0
		for _, e := range list {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m.cells(&t.p, e)
			t.p.forget(t.random)
			t.sentence(&example{heads: turned(e.heads)})
		}
	}
	return acts, nil
}

func (m *Model) trainForwards(ctx context.Context, cfg Config, examples []*example, seed int, progress func(string)) (*weights, *weights, error) {
	acts, relations := newWeights(numActions, cfg.LeastParse), newWeights(dragoman.NumDeprel, cfg.LeastParse)
	order := rand.New(rand.NewPCG(2, uint64(seed)+2))
	list := slices.Clone(examples)
	t := &trainer{m: m, acts: acts, relations: relations, random: order}
	t.p.guided = true
	for epoch := range cfg.ParseEpochs {
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		t.explore = epoch > 0
		t.words, t.rightHead, t.rightRel = 0, 0, 0
		for _, e := range list {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			m.cells(&t.p, e)
			t.p.guide, t.p.sure = e.guide, e.sure
			t.p.forget(t.random)
			t.sentence(e)
		}
		progress(fmt.Sprintf("forwards, round %d of %d: heads %.2f, relations of right heads %.2f, %d and %d features", epoch+1, cfg.ParseEpochs,
			100*float64(t.rightHead)/float64(t.words), 100*float64(t.rightRel)/float64(t.rightHead), acts.used, relations.used))
	}
	return acts, relations, nil
}

// cells sets up a parse of an example with guessed tags and lemmas.
func (m *Model) cells(p *parse, e *example) {
	n := len(e.forms)
	p.resize(n)
	if e.lemmas == nil {
		e.lemmas = make([]uint64, n)
		for i := range e.forms {
			e.lemmas[i] = mix(uint64(wordKey(m.lemma(e.rows[i].Form, e.guess[i]))))
		}
	}
	for i := range e.forms {
		at := i
		if p.backwards {
			at = n - 1 - i
		}
		tag := e.guess[i]
		p.cells[at].set(&e.forms[i], e.lemmas[i], tag, m.tags[tag])
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
			top = s.top
		}
		if s.size > 1 {
			below = p.nodes[s.top].prev
		}
		action := t.choose(o, &s, top, below)
		rel := uint8(0)
		if action == shift {
			o.onStack[s.next] = true
		} else {
			head, child := p.arc(&s, action)
			if t.relations != nil {
				rel = t.relation(e, head, child)
			}
			o.onStack[child.word] = false
		}
		p.apply(&s, action, rel)
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
