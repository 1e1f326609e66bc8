package code

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sort"

	"dragoman"
	"dragoman/internal/packed"
)

// An Example is a pair with the class it is in.
type Example struct {
	Features []uint32
	Class    string
	Weight   float32 // of what is learnt from it; 0 is 1
	Key      uint64  // names the row, so that a model knows what it was trained on
}

// A Classifier is a log-linear model over the features of a pair (Berger et al. 1996), trained by AdaGrad (Duchi et al. 2011).
type Classifier struct {
	classes []string
	hashes  []uint32 // sorted
	weights []int8   // a row of len(classes) for each hash
	scale   float32
	seen    []uint64 // keys of the rows it was trained on, sorted
}

// Training: how often all examples are gone through, the step, the pull towards zero, in which a hundred examples are the unit, and in how
// many examples a feature must stand to be learnt. All were chosen by cross-validation on the rows.
const (
	epochs    = 60
	stepSize  = 0.03
	shrinkage = 1.5e-2
	leastSeen = 2
)

// Train fits a classifier. Equal examples in equal order give equal bytes.
func Train(examples []Example) *Classifier {
	c := &Classifier{}
	for _, e := range examples {
		c.classes = append(c.classes, e.Class)
		c.seen = append(c.seen, e.Key)
	}
	slices.Sort(c.classes)
	c.classes = slices.Compact(c.classes)
	slices.Sort(c.seen)
	c.hashes = allFeatures(examples)
	weights := c.fit(examples)
	c.freeze(weights)
	return c
}

// allFeatures returns the features that stand in enough examples.
func allFeatures(examples []Example) (hashes []uint32) {
	count := map[uint32]int{}
	for _, e := range examples {
		own := slices.Clone(e.Features)
		slices.Sort(own)
		for _, h := range slices.Compact(own) {
			count[h]++
		}
	}
	for h, n := range count {
		if n >= leastSeen {
			hashes = append(hashes, h)
		}
	}
	slices.Sort(hashes)
	return hashes
}

// rowsOf returns the places of the known features, each once.
func (c *Classifier) rowsOf(features []uint32) (rows []int) {
	for _, h := range features {
		if i, ok := slices.BinarySearch(c.hashes, h); ok {
			rows = append(rows, i)
		}
	}
	slices.Sort(rows)
	return rows // one that stands twice weighs twice
}

func (c *Classifier) fit(examples []Example) []float32 {
	k := len(c.classes)
	w := make([]float32, len(c.hashes)*k)
	g2 := make([]float32, len(w))
	rows := make([][]int, len(examples))
	gold := make([]int, len(examples))
	for i, e := range examples {
		rows[i] = c.rowsOf(e.Features)
		gold[i] = sort.SearchStrings(c.classes, e.Class)
	}
	p := make([]float64, k)
	mean := make([]float32, len(w)) // of the weights after each of the later epochs: steadier than the last
	for epoch := range epochs {
		for j := range examples {
			i := (j*7919 + epoch*104729) % len(examples) // a fixed walk through all, since 7919 is prime to their number or nearly so
			scores(w, rows[i], p)
			softmax(p)
			p[gold[i]]--
			if weight := examples[i].Weight; weight != 0 {
				for y := range p {
					p[y] *= float64(weight)
				}
			}
			for _, row := range rows[i] {
				for y, d := range p {
					at := row*k + y
					g := float32(d) + shrinkage*w[at]*float32(len(examples))/100
					g2[at] += g * g
					w[at] -= stepSize * g / float32(math.Sqrt(float64(g2[at])+1e-6))
				}
			}
		}
		if epoch >= epochs/2 {
			for i, v := range w {
				mean[i] += v
			}
		}
	}
	for i := range mean {
		mean[i] /= float32(epochs - epochs/2)
	}
	return mean
}

func scores(w []float32, rows []int, p []float64) {
	clear(p)
	k := len(p)
	for _, row := range rows {
		for y, v := range w[row*k : row*k+k] {
			p[y] += float64(v)
		}
	}
}

func softmax(p []float64) {
	top := slices.Max(p)
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// freeze rounds weights to a byte each.
func (c *Classifier) freeze(w []float32) {
	largest := float32(1e-6)
	for _, v := range w {
		largest = max(largest, float32(math.Abs(float64(v))))
	}
	c.scale = largest / math.MaxInt8
	k := len(c.classes)
	kept := 0
	q := make([]int8, k)
	for row := range c.hashes {
		seen := false
		for y, v := range w[row*k : row*k+k] {
			q[y] = int8(math.Round(float64(v / c.scale)))
			seen = seen || q[y] != 0
		}
		if seen {
			c.hashes[kept] = c.hashes[row]
			c.weights = append(c.weights, q...)
			kept++
		}
	}
	c.hashes = c.hashes[:kept]
}

// Classify returns the likeliest class of the features, and how likely it is.
func (c *Classifier) Classify(features []uint32) (class string, p float64) {
	k := len(c.classes)
	out := make([]float64, k)
	for _, row := range c.rowsOf(features) {
		for y, v := range c.weights[row*k : row*k+k] {
			out[y] += float64(v) * float64(c.scale)
		}
	}
	softmax(out)
	best := 0
	for y := range out {
		if out[y] > out[best] {
			best = y
		}
	}
	return c.classes[best], out[best]
}

// Seen reports whether the row of that key was among the examples.
func (c *Classifier) Seen(key uint64) bool {
	_, ok := slices.BinarySearch(c.seen, key)
	return ok
}

// classifierMagic begins the file of a Classifier: its form and its number.
const classifierMagic = "DGCR0002"

// MarshalBinary writes the form that ReadClassifier reads: magic and, packed, classes, scale, keys, hashes, weights; little-endian.
func (c *Classifier) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	u32 := func(n int) { b.Write(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	u32(len(c.classes))
	for _, name := range c.classes {
		u32(len(name))
		b.WriteString(name)
	}
	u32(int(math.Float32bits(c.scale)))
	u32(len(c.seen))
	for _, k := range c.seen {
		b.Write(binary.LittleEndian.AppendUint64(nil, k))
	}
	u32(len(c.hashes))
	for _, h := range c.hashes {
		u32(int(h))
	}
	for _, w := range c.weights {
		b.WriteByte(byte(w))
	}
	return packed.Append([]byte(classifierMagic), b.Bytes()), nil
}

// maxClassifier bounds what a file is unpacked to.
const maxClassifier = 64 << 20

// ReadClassifier reads what MarshalBinary writes.
func ReadClassifier(data []byte) (*Classifier, error) {
	file, ok := bytes.CutPrefix(data, []byte(classifierMagic))
	if !ok {
		return nil, fmt.Errorf("read classifier: not a file of this form: %w", dragoman.ErrCorrupt)
	}
	file, err := packed.Open(file, maxClassifier)
	if err != nil {
		return nil, fmt.Errorf("read classifier: %w", err)
	}
	r := cursor{data: file}
	c := &Classifier{}
	for range r.count(4) {
		c.classes = append(c.classes, string(r.take(r.u32())))
	}
	c.scale = math.Float32frombits(uint32(r.u32()))
	for range r.count(8) {
		if b := r.take(8); len(b) == 8 {
			c.seen = append(c.seen, binary.LittleEndian.Uint64(b))
		}
	}
	for range r.count(4) {
		c.hashes = append(c.hashes, uint32(r.u32()))
	}
	for _, w := range r.take(len(c.hashes) * len(c.classes)) {
		c.weights = append(c.weights, int8(w))
	}
	if r.bad || len(r.data) != r.at || !slices.IsSorted(c.hashes) || len(c.classes) == 0 {
		return nil, fmt.Errorf("read classifier: it is cut short or damaged: %w", dragoman.ErrCorrupt)
	}
	return c, nil
}

// A cursor reads a file from its start; bad says that it was too short.
type cursor struct {
	data []byte
	at   int
	bad  bool
}

func (r *cursor) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.data)-r.at {
		r.bad = true
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *cursor) u32() int {
	b := r.take(4)
	if b == nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

// count reads how many items of at least size bytes follow.
func (r *cursor) count(size int) int {
	n := r.u32()
	if n > (len(r.data)-r.at)/size {
		r.bad = true
		return 0
	}
	return n
}
