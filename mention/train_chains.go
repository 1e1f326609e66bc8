package mention

import (
	"fmt"

	"dragoman"
)

// The settings of TrainChains, found by trying on GUM dev.
const (
	chainBits   = 20 // weights, log2: 1 MB
	chainRounds = 6
	chainRate   = 0.1
	chainDecay  = 1e-6
	// What an error costs in training: a link of what stands alone, a missed link, a link to a wrong one.
	falseLink, missedLink, wrongLink = 0.3, 2.0, 1.0
)

// TrainChains learns to rank antecedents from treebank texts, given the other parts of a model, and returns the model's file. The same
// input gives the same bytes.
func TrainChains(names []byte, words Words, examples []Example) ([]byte, error) {
	if len(examples) == 0 {
		return nil, fmt.Errorf("train chains: no examples: %w", dragoman.ErrInvalid)
	}
	t := newTrainer(chainBits, 1, chainRate, chainDecay)
	m, err := Open(names, t.freeze(), words)
	if err != nil {
		return nil, err
	}
	f := New(m)
	l := learner{f: f, t: t}
	for round := range chainRounds {
		for i := range examples {
			e := &examples[(i*7+round*13)%len(examples)] // texts of one kind lie together
			l.learn(e)
		}
		if f.model.chains, err = openLinear(t.freeze(), 1); err != nil {
			return nil, err
		}
	}
	return t.freeze(), nil
}

// learner follows the linking of a text and moves the weights at each ranking.
type learner struct {
	f        *Finder
	t        *trainer
	chain    []int      // of each mention, by the treebank; -1 for none
	features [][]uint64 // of "begins a chain" and of each candidate
	scores   []float32
	gold     []float32
}

func (l *learner) learn(e *Example) {
	f := l.f
	f.find(e.Doc)
	l.chain = l.chain[:0]
	for _, i := range e.Text.Matches(e.Doc) {
		c := -1
		if i >= 0 {
			c = e.Text.Entities[i].Chain
		}
		l.chain = append(l.chain, c)
	}
	f.ranker.learn = l.rank
	f.link()
	f.ranker.learn = nil
}

// rank is a step on the marginal likelihood of all right antecedents, with what each error costs added to its score
// (Durrett and Klein 2013).
func (l *learner) rank(m int32) {
	f := l.f
	if len(f.ranker.cands) == 0 {
		return
	}
	l.features, l.scores, l.gold = l.features[:0], l.scores[:0], l.gold[:0]
	f.aloneFeatures(m)
	l.keep(0)
	any := false
	for k, a := range f.ranker.cands {
		f.pairFeatures(m, a, k)
		l.keep(0)
		if l.chain[m] >= 0 && l.chain[a] == l.chain[m] {
			any = true
			l.gold[len(l.gold)-1] = 1
		}
	}
	if !any {
		l.gold[0] = 1
	}
	for k := range l.scores {
		switch {
		case l.gold[k] == 1:
		case k == 0:
			l.scores[k] += missedLink
		case any:
			l.scores[k] += wrongLink
		default:
			l.scores[k] += falseLink
		}
	}
	l.step()
}

func (l *learner) keep(gold float32) {
	l.features = append(l.features, append([]uint64(nil), l.f.features...))
	l.scores = append(l.scores, l.t.score(l.f.features, 0))
	l.gold = append(l.gold, gold)
}

func (l *learner) step() {
	softmax(l.scores)
	sum := float32(0)
	for k, g := range l.gold {
		sum += g * l.scores[k]
	}
	for k, features := range l.features {
		want := float32(0)
		if l.gold[k] == 1 && sum > 0 {
			want = l.scores[k] / sum
		}
		l.t.step(features, 0, l.scores[k]-want)
	}
}
