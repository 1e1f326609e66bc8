package mention

import (
	"encoding/binary"
	"fmt"
	"math"

	"dragoman"
	"dragoman/internal/packed"
)

// linear is a log-linear model over hashed features: each feature adds a row of weights, one for each class. Rows lie next to each
// other, so that a feature costs one look into memory, however many classes there are.
//
// File: "DRML" 1, log2 of the rows, the row width, a zero, the scale (float32, little endian), then rows of signed bytes,
// packed by zstd: most are 0.
type linear struct {
	weights []byte
	mask    uint64
	width   int
	scale   float32
}

const (
	linearMagic  = "DRML\x02"
	linearHeader = len(linearMagic) + 3 + 4
)

// maxBits bounds the rows of a file.
const maxBits = 24

func openLinear(b []byte, width int) (linear, error) {
	if len(b) < linearHeader || string(b[:len(linearMagic)]) != linearMagic {
		return linear{}, fmt.Errorf("linear model: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	bits, w := b[5], int(b[6])
	if bits > maxBits || w != width {
		return linear{}, fmt.Errorf("linear model: 2^%d rows of width %d, want a width of %d: %w", bits, w, width, dragoman.ErrCorrupt)
	}
	weights, err := packed.Open(b[linearHeader:], w<<bits)
	if err != nil || len(weights) != w<<bits {
		return linear{}, fmt.Errorf("linear model: cut off or damaged: %w", dragoman.ErrCorrupt)
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(b[8:]))
	return linear{weights, 1<<bits - 1, w, scale}, nil
}

// score1 sums the weights of features in a model of one class.
func (l *linear) score1(features []uint64) float32 {
	sum := int32(0)
	for _, f := range features {
		sum += int32(int8(l.weights[f&l.mask]))
	}
	return float32(sum) * l.scale
}

// scores adds up the weights of each class.
func (l *linear) scores(features []uint64, out *[nameClasses]float32) {
	var sum [nameWidth]int32
	for _, f := range features {
		at := int(f&l.mask) * nameWidth
		row := l.weights[at : at+nameWidth : at+nameWidth]
		for c := range sum {
			sum[c] += int32(int8(row[c]))
		}
	}
	for c := range out {
		out[c] = float32(sum[c]) * l.scale
	}
}

// trainer learns a linear model by gradient steps of AdaGrad (Duchi et al. 2011).
type trainer struct {
	w, g  []float32
	sum   []float32 // of the weights at the end of rounds, for their mean
	ends  float32
	mask  uint64
	width int
	bits  uint8
	rate  float32
	decay float32 // pull toward 0 of every weight that a step touches
}

// firstGradient is where the sum of squared gradients begins: without it the first step of each feature would be as long as the rate, and
// the many features of one example overshoot together.
const firstGradient = 1

func newTrainer(bits uint8, width int, rate, decay float32) *trainer {
	n := width << bits
	g := make([]float32, n)
	for i := range g {
		g[i] = firstGradient
	}
	return &trainer{w: make([]float32, n), g: g, sum: make([]float32, n), mask: 1<<bits - 1, width: width, bits: bits, rate: rate, decay: decay}
}

func (t *trainer) score(features []uint64, class int) (sum float32) {
	for _, f := range features {
		sum += t.w[int(f&t.mask)*t.width+class]
	}
	return sum
}

// step moves the weights of features for class against the gradient.
func (t *trainer) step(features []uint64, class int, gradient float32) {
	if gradient > -1e-4 && gradient < 1e-4 {
		return
	}
	for _, f := range features {
		i := int(f&t.mask)*t.width + class
		g := gradient + t.decay*t.w[i]
		t.g[i] += g * g
		t.w[i] -= t.rate * g / float32(math.Sqrt(float64(t.g[i])))
	}
}

// endRound takes the weights as they are into their mean (Polyak and Juditsky 1992).
func (t *trainer) endRound() {
	t.ends++
	for i, w := range t.w {
		t.sum[i] += w
	}
}

// mean makes the weights the mean of those at the ends of rounds.
func (t *trainer) mean() {
	for i := range t.w {
		t.w[i] = t.sum[i] / max(t.ends, 1)
	}
}

// freeze writes the weights as signed bytes. The scale covers all but the largest weights, which are cut.
func (t *trainer) freeze() []byte {
	top := float32(0)
	for _, w := range t.w {
		top = max(top, w, -w)
	}
	scale := min(top, maxWeight) / math.MaxInt8
	if scale == 0 {
		scale = 1
	}
	out := append([]byte(linearMagic), t.bits, byte(t.width), 0)
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scale))
	rows := make([]byte, len(t.w))
	for i, w := range t.w {
		q := math.Round(float64(w / scale))
		rows[i] = byte(int8(max(-math.MaxInt8, min(math.MaxInt8, q))))
	}
	return packed.Append(out, rows)
}

// maxWeight bounds a weight in the file: few are larger, and finer steps for the rest are worth more.
const maxWeight = 2.5

// softmax turns scores into probabilities in place.
func softmax(s []float32) {
	top := s[0]
	for _, x := range s {
		top = max(top, x)
	}
	sum := float32(0)
	for i, x := range s {
		s[i] = float32(math.Exp(float64(x - top)))
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}
