package score

import (
	"fmt"
	"io"

	"dragoman"
	"dragoman/internal/conllu"
)

// Coref is how well chains of mentions match a treebank's: F1 by MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAFe
// (Luo 2005), and their mean, over predicted mentions. A mention is matched by its head token; chains of one mention are left
// out on both sides, as the CorefUD shared tasks score.
type Coref struct {
	MUC      float64 `json:"muc"`
	B3       float64 `json:"b3"`
	CEAFe    float64 `json:"ceafe"`
	CoNLL    float64 `json:"conll_f1"`
	Mentions float64 `json:"mention_f1"` // of the mentions in chains of two and more
	Texts    int     `json:"texts"`
}

// cluster is a set of mention numbers; a mention of both sides has one number.
type cluster = []int

// ratio gathers what a metric is made of.
type ratio struct{ recallHit, recallAll, precisionHit, precisionAll float64 }

func (r *ratio) f1() float64 {
	p, q := safeDivide(r.precisionHit, r.precisionAll), safeDivide(r.recallHit, r.recallAll)
	return safeDivide(2*p*q, p+q)
}

func safeDivide(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// EvalCoref scores the chains that run finds in the texts of a treebank. run gets the treebank's tokens and fills in all from tags to
// chains. Relative pronouns are left out: the treebanks mark none as mentions.
func EvalCoref(r io.Reader, run func(*dragoman.Document) error) (Coref, error) {
	var muc, b3, ceafe, found ratio
	n := 0
	for t, err := range conllu.Texts(r) {
		if err != nil {
			return Coref{}, err
		}
		d := t.Plain()
		if err := run(d); err != nil {
			return Coref{}, fmt.Errorf("document %s: %w", t.Name, err)
		}
		key, response := alignChains(t, d)
		muc.addMUC(key, response)
		b3.addB3(key, response)
		ceafe.addCEAFe(key, response)
		found.addMentions(key, response)
		n++
	}
	c := Coref{MUC: muc.f1(), B3: b3.f1(), CEAFe: ceafe.f1(), Mentions: found.f1(), Texts: n}
	c.CoNLL = (c.MUC + c.B3 + c.CEAFe) / 3
	return c, nil
}

// alignChains returns the chains of two and more mentions on both sides, mentions numbered so that matched ones share a number.
func alignChains(t *conllu.Text, d *dragoman.Document) (key, response []cluster) {
	keys := map[int]cluster{}
	for i, e := range t.Entities {
		keys[e.Chain] = append(keys[e.Chain], i)
	}
	matches := t.Matches(d)
	for c := range d.Chains {
		var out cluster
		for m := d.Chains[c].First; m >= 0; m = d.Mentions[m].Next {
			if mention := &d.Mentions[m]; mention.Link == dragoman.LinkRelative && mention.Kind == dragoman.Pronoun {
				continue
			}
			id := matches[m]
			if id < 0 {
				id = len(t.Entities) + int(m)
			}
			out = append(out, id)
		}
		if len(out) > 1 {
			response = append(response, out)
		}
	}
	for c := range len(keys) {
		if len(keys[c]) > 1 {
			key = append(key, keys[c])
		}
	}
	return key, response
}

// owner maps each mention to the number of its chain.
func owner(clusters []cluster) map[int]int {
	of := map[int]int{}
	for c, members := range clusters {
		for _, m := range members {
			of[m] = c
		}
	}
	return of
}

// overlap counts the mentions that chains of both sides share: overlap[i][j] for left i and right j.
func overlap(left, right []cluster) []map[int]int {
	of := owner(right)
	shared := make([]map[int]int, len(left))
	for i, members := range left {
		shared[i] = map[int]int{}
		for _, m := range members {
			if j, ok := of[m]; ok {
				shared[i][j]++
			}
		}
	}
	return shared
}

func (r *ratio) addMUC(key, response []cluster) {
	r.addSides(key, response, func(size int, shared map[int]int) (hit, all float64) {
		for _, n := range shared {
			hit += float64(n - 1) // links of a chain that stand on the other side too
		}
		return hit, float64(size - 1)
	})
}

func (r *ratio) addB3(key, response []cluster) {
	r.addSides(key, response, func(size int, shared map[int]int) (hit, all float64) {
		for _, n := range shared {
			hit += float64(n) * float64(n) / float64(size)
		}
		return hit, float64(size)
	})
}

// addSides adds what hits says of each chain of the key, by its size and what it shares with each of the response, to the recall, and of
// each chain of the response to the precision.
func (r *ratio) addSides(key, response []cluster, hits func(size int, shared map[int]int) (hit, all float64)) {
	for i, shared := range overlap(key, response) {
		hit, all := hits(len(key[i]), shared)
		r.recallHit, r.recallAll = r.recallHit+hit, r.recallAll+all
	}
	for i, shared := range overlap(response, key) {
		hit, all := hits(len(response[i]), shared)
		r.precisionHit, r.precisionAll = r.precisionHit+hit, r.precisionAll+all
	}
}

// addCEAFe pairs the chains of both sides one to one so that their Dice similarities sum to the most.
func (r *ratio) addCEAFe(key, response []cluster) {
	n := max(len(key), len(response))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
	}
	for i, shared := range overlap(key, response) {
		for j, k := range shared {
			cost[i][j] = -2 * float64(k) / float64(len(key[i])+len(response[j]))
		}
	}
	sum := 0.0
	for i, j := range assign(cost) {
		sum -= cost[i][j]
	}
	r.recallHit, r.recallAll = r.recallHit+sum, r.recallAll+float64(len(key))
	r.precisionHit, r.precisionAll = r.precisionHit+sum, r.precisionAll+float64(len(response))
}

func (r *ratio) addMentions(key, response []cluster) {
	of := owner(key)
	for _, members := range response {
		for _, m := range members {
			if _, ok := of[m]; ok {
				r.recallHit++
				r.precisionHit++
			}
			r.precisionAll++
		}
	}
	r.recallAll += float64(len(of))
}
