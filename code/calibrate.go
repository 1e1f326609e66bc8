package code

import (
	"math"
	"slices"
)

// A Judged is a record that was proposed, with whether it is right.
type Judged struct {
	Features []uint32
	Right    bool
	Standing bool
	Fold     int // records of one text are in one fold
}

// folds is how many parts the texts are cut into, to calibrate on what was not trained on.
const folds = 5

// judgeShrinkage pulls the reranker's weights towards zero: it has few records and many words.
const judgeShrinkage = 0.04

// TrainReranker fits a reranker. Missing is how many records, events and standings, the texts have that nothing proposes: thresholds are
// where F1 is best. Equal records in equal order give equal bytes.
func TrainReranker(records []Judged, missing [2]int) *Reranker {
	odds := make([]float64, len(records))
	for fold := range folds {
		m := train(judgedExamples(records, func(j *Judged) bool { return j.Fold != fold }), judgeShrinkage)
		for i := range records {
			if records[i].Fold == fold {
				odds[i] = m.logOdds(records[i].Features)
			}
		}
	}
	k := &Reranker{model: train(judgedExamples(records, func(*Judged) bool { return true }), judgeShrinkage)}
	for kind := range k.kinds {
		var x []float64
		var y []bool
		for i := range records {
			if records[i].Standing == (kind == standingKind) {
				x, y = append(x, odds[i]), append(y, records[i].Right)
			}
		}
		k.kinds[kind] = calibrate(x, y, missing[kind])
	}
	return k
}

func judgedExamples(records []Judged, take func(*Judged) bool) (out []Example) {
	for i := range records {
		if r := &records[i]; take(r) {
			class := "wrong"
			if r.Right {
				class = "right"
			}
			out = append(out, Example{Features: r.Features, Class: class})
		}
	}
	return out
}

// calibrate fits the slope and the offset by Newton's method on the log-likelihood, and finds the threshold.
func calibrate(x []float64, y []bool, missing int) calibration {
	a, b := 1.0, 0.0
	for range 50 {
		var ga, gb, haa, hab, hbb float64
		for i := range x {
			p := 1 / (1 + math.Exp(-(a*x[i] + b)))
			d := p
			if y[i] {
				d--
			}
			w := p * (1 - p)
			ga, gb = ga+d*x[i], gb+d
			haa, hab, hbb = haa+w*x[i]*x[i], hab+w*x[i], hbb+w
		}
		haa, hbb = haa+1e-3, hbb+1e-3
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		a, b = a-(hbb*ga-hab*gb)/det, b-(haa*gb-hab*ga)/det
	}
	return calibration{float32(a), float32(b), float32(bestThreshold(a, b, x, y, missing))}
}

// bestThreshold is the probability from which on telling records gives the best F1.
func bestThreshold(a, b float64, x []float64, y []bool, missing int) float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case a*x[i] > a*x[j]:
			return -1
		case a*x[i] < a*x[j]:
			return 1
		}
		return 0
	})
	all := missing
	for _, right := range y {
		if right {
			all++
		}
	}
	best, threshold, right := 0.0, 0.0, 0
	for n, i := range order {
		if y[i] {
			right++
		}
		if f := 2 * float64(right) / float64(n+1+all); f > best {
			best, threshold = f, 1/(1+math.Exp(-(a*x[i]+b)))
		}
	}
	return threshold
}
