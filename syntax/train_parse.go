package syntax

import (
	"bytes"
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"

	"dragoman"
)

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
// names relations. The second learns from what the first finds in sentences that it has not seen. It returns the sections of the nets of
// the actions backwards, forwards, and of the relations.
func (m *Model) trainParse(ctx context.Context, cfg Config, examples []*example, progress func(string)) (sections [3][]byte, err error) {
	m.numberLemmas(examples)
	var levels [2]int32
	err = eachFold(cfg.jobs(), func(job int) error {
		own := *m
		learn, read := cfg.split(examples, job)
		net, err := own.fitBack(ctx, cfg, learn, uint64(job))
		if err != nil {
			return err
		}
		section, scale := net.freeze(cfg.BackRows)
		if own.backNet, err = thaw(bytes.Clone(section), net.layout, numActions); err != nil {
			return err
		}
		own.levels = [2]int32{int32(unsure / scale), int32(quiteSure / scale)}
		right, words := own.guide(read)
		if len(read) > 0 {
			progress(fmt.Sprintf("backwards without part %d of %d: heads %.2f in it", job+1, cfg.Folds, 100*float64(right)/float64(words)))
		}
		if job == cfg.jobs()-1 {
			sections[0], levels = section, own.levels
		}
		return nil
	})
	if err != nil {
		return sections, err
	}
	m.levels = levels
	acts, relations := make([]*net, cfg.Seeds), make([]*net, cfg.Seeds)
	err = eachFold(cfg.Seeds, func(seed int) (err error) {
		acts[seed], relations[seed], err = m.fitForwards(ctx, cfg, examples, uint64(seed), progress)
		return err
	})
	if err != nil {
		return sections, err
	}
	sections[1], _ = merge(acts).freeze(cfg.ParseRows)
	sections[2], _ = merge(relations).freeze(cfg.RelRows)
	return sections, nil
}

// A choice is unsure where its logit is less than unsure above the next best's, and quite sure from quiteSure on: the odds are 5.6 and 100 to 1.
const (
	unsure    = 1.73
	quiteSure = 4.6
)

// leastLemma is how often a lemma must occur to be known.
const leastLemma = 4

// numberLemmas numbers the lemmas that the examples have by their guessed tags, the most frequent first.
func (m *Model) numberLemmas(examples []*example) {
	counts := map[uint32]int{}
	for _, e := range examples {
		for i, r := range e.rows {
			e.forms[i] = m.form(r.Form)
			counts[wordKey(m.lemma(r.Form, e.guess[i]))]++
		}
	}
	numbers := map[uint32]uint16{}
	next := uint16(firstLemma)
	for _, key := range byCount(counts) {
		if counts[key] < leastLemma || next == maxSize-1 {
			break
		}
		numbers[key] = next
		next++
	}
	m.lemmas, m.sizes.lemmas = makeWordTable(numbers), int32(next)
	for _, e := range examples {
		e.lemmas = make([]int32, len(e.rows))
		for i, r := range e.rows {
			e.lemmas[i] = m.lemmaNumber(m.lemma(r.Form, e.guess[i]))
		}
	}
}

// guide reads sentences backwards and makes what is found their guides.
func (m *Model) guide(examples []*example) (right, words int) {
	p := parse{backwards: true}
	for _, e := range examples {
		m.cells(&p, e)
		heads := make([]int32, len(e.rows))
		p.greedy(m, m.backNet, false, heads, nil)
		var forwards parse
		forwards.words = p.words
		forwards.take(heads, p.margins, m.levels)
		e.guide, e.sure = forwards.guide, forwards.sure
		for j, h := range e.guide {
			words++
			if h == e.heads[j] {
				right++
			}
		}
	}
	return right, words
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

// Shares of the units that are left out in each step of training.
const (
	backDrop  = 0.3
	parseDrop = 0.4
	relDrop   = 0.4
)

// fitBack trains the nets of the reading backwards, which are merged.
func (m *Model) fitBack(ctx context.Context, cfg Config, examples []*example, seed uint64) (*net, error) {
	l := m.layouts()[1]
	nets := make([]*net, cfg.Seeds)
	for i := range nets {
		nets[i] = newNet(l, cfg.BackUnits, numActions, seed+uint64(100*i)+20)
		nets[i].drop = backDrop
		t := &trainer{m: m, acts: nets[i], random: rand.New(rand.NewPCG(4, seed+uint64(100*i)))}
		t.p.backwards = true
		gold := func(e *example) *example { return &example{heads: turned(e.heads)} }
		if err := t.train(ctx, cfg.BackEpochs, examples, gold, func(int) {}); err != nil {
			return nil, err
		}
	}
	return merge(nets), nil
}

// fitForwards trains the reading forwards: its actions and the names of the relations.
func (m *Model) fitForwards(ctx context.Context, cfg Config, examples []*example, seed uint64, progress func(string)) (acts, relations *net, err error) {
	l := m.layouts()
	t := &trainer{m: m, random: rand.New(rand.NewPCG(2, seed))}
	t.acts = newNet(l[2], cfg.ParseUnits, numActions, seed+1)
	t.relations = newNet(l[3], cfg.RelUnits, dragoman.NumDeprel, seed+101)
	t.acts.drop, t.relations.drop = parseDrop, relDrop
	t.p.guided = true
	err = t.train(ctx, cfg.ParseEpochs, examples, func(e *example) *example { return e }, func(epoch int) {
		progress(fmt.Sprintf("forwards, net %d, round %d of %d: heads %.2f, relations of right heads %.2f", seed+1, epoch+1, cfg.ParseEpochs,
			100*float64(t.rightHead)/float64(t.words), 100*float64(t.rightRel)/float64(t.rightHead)))
	})
	return t.acts, t.relations, err
}

// cells sets up a parse of an example with guessed tags and lemmas.
func (m *Model) cells(p *parse, e *example) {
	n := len(e.forms)
	p.resize(n)
	for i := range e.forms {
		at := i
		if p.backwards {
			at = n - 1 - i
		}
		p.cells[at].set(&e.forms[i], e.lemmas[i], e.guess[i], m.tags[e.guess[i]])
	}
	p.end()
	if p.guided { // backwards, another job may be finding the guide
		p.guide, p.sure = e.guide, e.sure
	}
}

// A trainer goes over the sentences.
type trainer struct {
	m               *Model
	acts, relations *net // relations is nil where arcs are not named
	random          *rand.Rand
	explore         bool
	p               parse
	x               inputs

	words, rightHead, rightRel int
}

// The rate of learning falls from the first to the last round.
const (
	firstRate = 0.05
	rateFalls = 0.95
)

func rate(epoch, epochs int) float32 {
	return firstRate * (1 - rateFalls*float32(epoch)/float32(epochs))
}

// train goes over the examples; gold gives the tree that the oracle knows of each.
func (t *trainer) train(ctx context.Context, epochs int, examples []*example, gold func(*example) *example, done func(epoch int)) error {
	list := slices.Clone(examples)
	for epoch := range epochs {
		t.acts.rate = rate(epoch, epochs)
		if t.relations != nil {
			t.relations.rate = t.acts.rate
		}
		t.random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		t.explore = epoch > 0
		t.words, t.rightHead, t.rightRel = 0, 0, 0
		for _, e := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			t.m.cells(&t.p, e)
			t.p.forget(t.random)
			t.sentence(gold(e))
		}
		done(epoch)
	}
	return nil
}

// forgotten is the share of the words whose lemma is hidden in a round, so that the parser learns to do without it.
const forgotten = 0.1

// forget hides the lemmas of some words of the sentence.
func (p *parse) forget(random *rand.Rand) {
	for i := range p.words {
		if random.Float64() < forgotten {
			p.cells[i].lemma = unknownLemma
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
	set := p.legal(s)
	if set&(set-1) == 0 {
		return bits.TrailingZeros8(set)
	}
	p.actInputs(&t.x, s, &t.m.sizes)
	t.acts.forward(&t.x)
	costs := o.costs(s, top, below)
	legal := func(a int) bool { return set>>a&1 != 0 }
	least := 1 << 30
	for a, c := range costs {
		if legal(a) {
			least = min(least, c)
		}
	}
	free := func(a int) bool { return legal(a) && costs[a] == least }
	best, right := t.acts.best(legal), t.acts.best(free)
	t.acts.learn(legal, free)
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
	t.p.relInputs(&t.x, head, child, &t.m.sizes)
	t.relations.forward(&t.x)
	named := func(r int) bool { return r > int(dragoman.RelRoot) }
	best := t.relations.best(named)
	if gold := int(e.rels[child.word]); right && named(gold) {
		if gold == best {
			t.rightRel++
		}
		t.relations.learn(named, func(r int) bool { return r == gold })
	}
	return uint8(best)
}
