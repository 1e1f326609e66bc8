package syntax

import (
	"math"
	"math/rand/v2"
)

// A net is a network in training: sparse inputs, each with a row of weights, one layer of rectified units, and a softmax over the classes
// (Chen and Manning 2014, with the embeddings and the first layer in one). Rows are learnt by Adagrad with one rate a row.
type net struct {
	layout
	units, classes int
	weights        []float32 // of each row, units
	seen           []float32 // of each row, the sum of its squared gradients
	bias           []float32
	seenBias       float32
	out            []float32 // of each class, units
	seenOut        []float32
	outBias        []float32
	rate, drop     float32
	random         *rand.Rand

	at                        [maxInputs]uint32
	in                        []uint32 // the rows of the last forward
	sum, hidden, back, masked []float32
	logits, share             []float32
}

// firstSeen is where the sums of squares begin, which bounds the first steps.
const firstSeen = 1e-3

func newNet(l layout, units, classes int, seed uint64) *net {
	random := rand.New(rand.NewPCG(seed, 77))
	n := &net{layout: l, units: units, classes: classes, random: random, seenBias: firstSeen}
	n.weights = normal(random, l.rows*units, 0.05)
	n.out = normal(random, classes*units, math.Sqrt(2/float64(units)))
	n.seen, n.seenOut = filled(l.rows, firstSeen), filled(classes*units, firstSeen)
	n.bias, n.outBias = filled(units, 0.1), make([]float32, classes)
	n.sum, n.hidden, n.back, n.masked = make([]float32, units), make([]float32, units), make([]float32, units), make([]float32, units)
	n.logits, n.share = make([]float32, classes), make([]float32, classes)
	return n
}

// merge makes one net of several: its units are theirs, and so its logits are the sums of theirs.
func merge(nets []*net) *net {
	first := nets[0]
	m := &net{layout: first.layout, classes: first.classes, seen: make([]float32, first.rows), outBias: make([]float32, first.classes)}
	for _, n := range nets {
		m.units += n.units
		m.bias = append(m.bias, n.bias...)
		for c, b := range n.outBias {
			m.outBias[c] += b
		}
		for r, s := range n.seen {
			m.seen[r] = max(m.seen[r], s)
		}
	}
	for r := range m.rows {
		for _, n := range nets {
			m.weights = append(m.weights, n.weights[r*n.units:][:n.units]...)
		}
	}
	for c := range m.classes {
		for _, n := range nets {
			m.out = append(m.out, n.out[c*n.units:][:n.units]...)
		}
	}
	return m
}

func normal(random *rand.Rand, n int, deviation float64) []float32 {
	w := make([]float32, n)
	for i := range w {
		w[i] = float32(random.NormFloat64() * deviation)
	}
	return w
}

func filled(n int, value float32) []float32 {
	w := make([]float32, n)
	for i := range w {
		w[i] = value
	}
	return w
}

// forward fills in the logits, with some of the units left out (Srivastava and others 2014).
func (n *net) forward(x *inputs) {
	n.in = n.rowsOf(x, &n.at)
	sum := n.sum
	copy(sum, n.bias)
	for _, r := range n.in {
		add(sum, n.weights[int(r)*n.units:][:n.units], 1)
	}
	keep := 1 / (1 - n.drop)
	for k, v := range sum {
		n.hidden[k], n.masked[k] = 0, 0
		if v > 0 && n.random.Float32() >= n.drop {
			n.hidden[k], n.masked[k] = v*keep, keep
		}
	}
	for c := range n.logits {
		n.logits[c] = n.outBias[c] + dot(n.out[c*n.units:][:n.units], n.hidden)
	}
}

// best returns the class with the highest logit of a set.
func (n *net) best(set func(int) bool) int {
	best := -1
	for c, v := range n.logits {
		if set(c) && (best < 0 || v > n.logits[best]) {
			best = c
		}
	}
	return best
}

// learn takes a step from the last forward towards the right classes, some or all of the legal ones.
func (n *net) learn(legal, right func(int) bool) {
	top := n.logits[n.best(legal)]
	sum, good := float32(0), float32(0)
	for c, v := range n.logits {
		n.share[c] = 0
		if !legal(c) {
			continue
		}
		n.share[c] = float32(math.Exp(float64(v - top)))
		sum += n.share[c]
		if right(c) {
			good += n.share[c]
		}
	}
	if good <= 0 {
		return
	}
	if loss := -math.Log(float64(good / sum)); loss < 1e-3 {
		return
	}
	clear(n.back)
	for c, s := range n.share {
		g := s / sum
		if g > 0 && right(c) {
			g -= s / good
		}
		if g > 1e-5 || g < -1e-5 {
			n.learnClass(c, g)
		}
	}
	n.learnRows()
}

// learnClass changes the weights of a class by its gradient, and gathers that of the units.
func (n *net) learnClass(c int, g float32) {
	w, seen := n.out[c*n.units:][:n.units], n.seenOut[c*n.units:][:n.units]
	for k, v := range n.hidden {
		if v == 0 {
			continue
		}
		n.back[k] += g * w[k]
		d := g * v
		seen[k] += d * d
		w[k] -= n.rate * d / root(seen[k])
	}
	n.outBias[c] -= n.rate * 0.1 * g
}

func (n *net) learnRows() {
	squares := float32(0)
	for k, m := range n.masked {
		n.back[k] *= m
		squares += n.back[k] * n.back[k]
	}
	if squares == 0 {
		return
	}
	squares /= float32(n.units)
	n.seenBias += squares
	add(n.bias, n.back, -n.rate/root(n.seenBias))
	for _, r := range n.in {
		n.seen[r] += squares
		add(n.weights[int(r)*n.units:][:n.units], n.back, -n.rate/root(n.seen[r]))
	}
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for k := 0; k+4 <= len(a); k += 4 { // units are a multiple of 32
		s0 += a[k] * b[k]
		s1 += a[k+1] * b[k+1]
		s2 += a[k+2] * b[k+2]
		s3 += a[k+3] * b[k+3]
	}
	return s0 + s1 + s2 + s3
}

// add adds by times x to y.
func add(y, x []float32, by float32) {
	x = x[:len(y)]
	for k := 0; k+4 <= len(y); k += 4 {
		y[k] += by * x[k]
		y[k+1] += by * x[k+1]
		y[k+2] += by * x[k+2]
		y[k+3] += by * x[k+3]
	}
}
