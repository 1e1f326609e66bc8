package syntax

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"dragoman"
)

// xor puts two bits and some noise; the class is whether the bits differ.
func xor(x *inputs, random *rand.Rand) (class int) {
	a, b := random.IntN(2), random.IntN(2)
	x.n = 0
	x.put(int32(a), 2)
	x.put(int32(b), 2)
	x.put(int32(random.IntN(5)), 5)
	return a ^ b
}

func trainedXor(t *testing.T) (*net, *inputs, *rand.Rand) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	x := new(inputs)
	xor(x, random)
	n := newNet(x.layout(), lineSize, 2, 3)
	n.rate, n.drop = 0.05, 0.1
	for range 3000 {
		class := xor(x, random)
		n.forward(x)
		n.learn(func(int) bool { return true }, func(c int) bool { return c == class })
	}
	n.drop = 0
	return n, x, random
}

// TestNetLearns shows that a net learns what no linear model can, and that the frozen one gives the same logits but for rounding.
func TestNetLearns(t *testing.T) {
	n, x, random := trainedXor(t)
	section, scale := n.freeze(100)
	f, err := thaw(bytes.Clone(section), n.layout, 2)
	if err != nil {
		t.Fatal(err)
	}
	var b brain
	for range 100 {
		class := xor(x, random)
		n.forward(x)
		if got := n.best(func(int) bool { return true }); got != class {
			t.Fatalf("class %d, want %d", got, class)
		}
		b.in = *x
		for c, v := range f.think(&b) {
			if d := math.Abs(float64(float32(v)*scale - n.logits[c])); d > 0.3 {
				t.Errorf("frozen logit %f, in training %f", float32(v)*scale, n.logits[c])
			}
		}
	}
}

// TestThawDamaged cuts a section, and asks for other sizes.
func TestThawDamaged(t *testing.T) {
	n, _, _ := trainedXor(t)
	section, _ := n.freeze(100)
	for size := range len(section) {
		if _, err := thaw(bytes.Clone(section[:size]), n.layout, 2); !errors.Is(err, dragoman.ErrCorrupt) {
			t.Fatalf("cut at %d: error %v", size, err)
		}
	}
	if _, err := thaw(bytes.Clone(section), n.layout, 3); !errors.Is(err, dragoman.ErrCorrupt) {
		t.Errorf("another number of classes: error %v", err)
	}
}

// TestFreezeKeepsTheWeightiestRows checks that rows past the limit weigh nothing.
func TestFreezeKeepsTheWeightiestRows(t *testing.T) {
	n, _, _ := trainedXor(t)
	kept := 0
	for _, ok := range n.weightiest(4) {
		if ok {
			kept++
		}
	}
	if kept != 4 {
		t.Errorf("%d rows, want 4", kept)
	}
	all, _ := n.freeze(9)
	some, _ := n.freeze(4)
	if len(all)-len(some) != 5*n.units {
		t.Errorf("%d and %d bytes", len(all), len(some))
	}
}

// TestSums compares what this processor's instructions add up with what plain ones do, and with the meaning of both.
func TestSums(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const classes = 7
	for width := 1; width <= maxUnits/lineSize; width++ {
		units := width * lineSize
		lines := make([]line, 40*width)
		for i := range lines {
			for k := range lines[i] {
				lines[i][k] = byte(random.IntN(256))
			}
		}
		rows := make([]uint32, maxInputs)
		for i := range rows {
			rows[i] = uint32(random.IntN(40))
		}
		var want, bias, plain, fast [maxUnits]int16
		for u := range units {
			bias[laneOf(u)] = int16(random.IntN(2*maxBias+1) - maxBias - 128*maxInputs)
			sum := int(bias[laneOf(u)])
			for _, r := range rows {
				sum += int(lines[int(r)*width+u/lineSize][u%lineSize])
			}
			want[laneOf(u)] = int16(max(0, sum))
		}
		sumRowsPlain(&plain, &bias, lines, rows, width)
		sumRows(&fast, &bias, lines, rows, width)
		if plain != want || fast != want {
			t.Errorf("width %d: the units differ", width)
		}
		out := make([]int16, classes*units)
		for i := range out {
			out[i] = int16(random.IntN(255) - 127)
		}
		var sums, plainSums, fastSums [classes]int32
		for i, w := range out {
			sums[i/units] += int32(w) * int32(want[i%units])
		}
		sumUnitsPlain(plainSums[:], out, &want, width)
		sumUnits(fastSums[:], out, &want, width)
		if plainSums != sums || fastSums != sums {
			t.Errorf("width %d: the sums differ: %v, %v, want %v", width, plainSums, fastSums, sums)
		}
	}
}
