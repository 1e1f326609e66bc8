package code

import (
	"cmp"
	"math"
	"slices"
)

// A Judged is a record that was proposed, with whether it is right.
type Judged struct {
	Features []uint32
	Right    bool
	Optional bool // right, but nobody misses it
	Standing bool
	Told     string // an event's text and type, which are told once
	Wanted   string // the text and its wanted type that the type of an event meets, "" for none
	Unwanted bool   // no such type may be told of the text
}

// Whole is how many records and types the texts of judged records have, those that nothing proposes among them.
type Whole struct {
	Missing [2]int // events and standings that nothing proposes
	Types   int    // wanted types, a text at a time
}

// judgeRidge is the weight of the squares of the reranker's weights against the log-likelihood (Hoerl & Kennard 1970): it has few records
// and many words, and learns most of them by heart where the pull is weak.
const judgeRidge = 10

// TrainReranker fits a reranker to records, and calibrates it on unseen ones, of texts that no author of frames has read: what frames propose
// where they were written is right more often than elsewhere. Thresholds are where F1 is near its best: of standings theirs, of events the mean of
// that of dyads and that of types. Equal records in equal order give equal bytes.
func TrainReranker(records, unseen []Judged, whole Whole) *Reranker {
	k := &Reranker{model: trainJudge(records)}
	for kind := range k.kinds {
		var all []odds
		for i := range unseen {
			if u := &unseen[i]; u.Standing == (kind == standingKind) {
				all = append(all, odds{u, k.model.logOdds(u.Features)})
			}
		}
		a, b := calibrate(all)
		k.kinds[kind] = calibration{float32(a), float32(b), float32(bestThreshold(a, b, all, whole, kind))}
	}
	return k
}

// trainJudge fits the model of a Reranker.
func trainJudge(records []Judged) *Classifier {
	c := &Classifier{classes: []string{"right", "wrong"}}
	for i := range records {
		c.hashes = append(c.hashes, records[i].Features...)
	}
	slices.Sort(c.hashes)
	c.hashes = slices.Compact(c.hashes)
	rows := make([][]int, len(records))
	for i := range records {
		rows[i] = c.rowsOf(records[i].Features)
	}
	w := ridge(rows, records, len(c.hashes))
	both := make([]float32, 2*len(w))
	for i, v := range w {
		both[2*i], both[2*i+1] = float32(v/2), float32(-v/2)
	}
	c.freeze(both)
	return c
}

// How ridge goes downhill: the steps, their length at first and at last, and how slowly it forgets the slopes before.
const (
	ridgeSteps         = 150
	ridgeFirst         = 0.05
	ridgeLast          = 0.005
	momentum, steadier = 0.9, 0.999
)

// ridge fits a logistic regression with a penalty on the squares of its weights by Adam (Kingma & Ba 2015), all records at each step.
func ridge(rows [][]int, records []Judged, n int) []float64 {
	w, slope, mean, square := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	forgotten, unsteady := 1.0, 1.0
	for step := range ridgeSteps {
		for i := range slope {
			slope[i] = judgeRidge * w[i]
		}
		for i, row := range rows {
			odds := 0.0
			for _, k := range row {
				odds += w[k]
			}
			d := 1 / (1 + math.Exp(-odds))
			if records[i].Right {
				d--
			}
			for _, k := range row {
				slope[k] += d
			}
		}
		forgotten, unsteady = forgotten*momentum, unsteady*steadier
		length := ridgeFirst + (ridgeLast-ridgeFirst)*float64(step)/ridgeSteps
		for i, g := range slope {
			mean[i] = momentum*mean[i] + (1-momentum)*g
			square[i] = steadier*square[i] + (1-steadier)*g*g
			w[i] -= length * mean[i] / (1 - forgotten) / (math.Sqrt(square[i]/(1-unsteady)) + 1e-8)
		}
	}
	return w
}

// odds are the log-odds that a model gives a record.
type odds struct {
	*Judged
	x float64
}

// calibrate fits the slope and the offset by Newton's method on the log-likelihood.
func calibrate(all []odds) (a, b float64) {
	a = 1
	for range 50 {
		var ga, gb, haa, hab, hbb float64
		for _, o := range all {
			p := 1 / (1 + math.Exp(-(a*o.x + b)))
			d := p
			if o.Right {
				d--
			}
			w := p * (1 - p)
			ga, gb = ga+d*o.x, gb+d
			haa, hab, hbb = haa+w*o.x*o.x, hab+w*o.x, hbb+w
		}
		haa, hbb = haa+1e-3, hbb+1e-3
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		a, b = a-(hbb*ga-hab*gb)/det, b-(haa*gb-hab*ga)/det
	}
	return a, b
}

// nearBest is how much F1 a threshold may lose against the best one and still count as good: on a few hundred records F1 is flat at its top, and
// where exactly it is highest is chance.
const nearBest = 0.0025

// bestThreshold is the middle of the probabilities from which on telling records gives an F1 near the best.
func bestThreshold(a, b float64, all []odds, whole Whole, kind int) float64 {
	slices.SortStableFunc(all, func(o, p odds) int { return cmp.Compare(a*p.x, a*o.x) })
	dyads := tally{all: whole.Missing[kind]}
	for _, o := range all {
		if o.Right && !o.Optional {
			dyads.all++
		}
	}
	types := tally{all: whole.Types}
	seen := map[string]bool{}
	f := make([]float64, len(all))
	best := 0.0
	for n, o := range all {
		if !o.Optional {
			dyads.add(o.Right)
		}
		if kind == eventKind && !seen[o.Told] {
			seen[o.Told] = true
			if met := o.Wanted != ""; o.Unwanted || met && !seen[o.Wanted] {
				seen[o.Wanted] = met
				types.add(met)
			}
		}
		f[n] = dyads.f1()
		if kind == eventKind {
			f[n] = (dyads.f1() + types.f1()) / 2
		}
		best = max(best, f[n])
	}
	low, high := 1.0, 0.0
	for n, o := range all {
		if f[n] >= best-nearBest {
			p := 1 / (1 + math.Exp(-(a*o.x + b)))
			low, high = min(low, p), max(high, p)
		}
	}
	return (low + high) / 2
}

// A tally counts what is told, right or wrong, against all that should be.
type tally struct{ right, told, all int }

func (t *tally) add(right bool) {
	t.told++
	if right {
		t.right++
	}
}

func (t *tally) f1() float64 { return 2 * float64(t.right) / float64(max(t.told+t.all, 1)) }
