package syntax

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unsafe"

	"dragoman"
)

// A frozen net is a trained one in whole numbers, the same on every machine. The weights of a row are bytes, 128 more than their
// value, which are added in lanes of 16 bits: as many as 257 before a lane overflows.
type frozen struct {
	layout
	units, classes int
	index          []uint16        // of each row, where it is kept; 0 is a row of zeros
	lines          []line          // of each row that is kept, a line for each 64 units
	bias           [maxUnits]int16 // of each unit, in the order of lanes
	out            []int16         // of each class, the weights of the units, in the order of lanes
	outBias        []int32
}

// A line is the weights of 64 units; a processor fetches it in one go.
type line [lineSize]byte

const (
	lineSize = 64
	maxUnits = 256
)

// A brain is the memory for one use of a frozen net.
type brain struct {
	in     inputs
	at     [maxInputs]uint32
	hidden [maxUnits]int16
	logits [maxTags]int32
}

// think fills in the logits for the inputs.
func (f *frozen) think(b *brain) []int32 {
	width := f.units / lineSize
	rows := f.rowsOf(&b.in, &b.at)
	for i, r := range rows {
		rows[i] = uint32(f.index[r])
	}
	sumRows(&b.hidden, &f.bias, f.lines, rows, width)
	logits := b.logits[:f.classes]
	sumUnits(logits, f.out, &b.hidden, width)
	for c, bias := range f.outBias {
		logits[c] += bias
	}
	return logits
}

// laneOf returns the lane of a unit: of each 32 units the even ones come first, then the odd ones.
func laneOf(unit int) int {
	return unit/32*32 + unit%2*16 + unit%32/2
}

// sumRowsPlain fills in the units: the sums of rows, each of so many lines, and the bias, or 0 where that is less. It adds eight weights at
// once: the even bytes of a word of 64 bits are four lanes, and the odd ones.
func sumRowsPlain(hidden, bias *[maxUnits]int16, lines []line, rows []uint32, width int) {
	const even = 0x00ff00ff00ff00ff
	for at := range width * lineSize / 32 {
		var a0, a1, a2, a3, b0, b1, b2, b3 uint64
		for _, r := range rows {
			l := lines[int(r)*width+at/2][at%2*32:][:32]
			w := binary.LittleEndian.Uint64(l)
			a0 += w & even
			b0 += w >> 8 & even
			w = binary.LittleEndian.Uint64(l[8:])
			a1 += w & even
			b1 += w >> 8 & even
			w = binary.LittleEndian.Uint64(l[16:])
			a2 += w & even
			b2 += w >> 8 & even
			w = binary.LittleEndian.Uint64(l[24:])
			a3 += w & even
			b3 += w >> 8 & even
		}
		for k, s := range [8]uint64{a0, a1, a2, a3, b0, b1, b2, b3} {
			for i := at*32 + k*4; i < at*32+k*4+4; i++ {
				hidden[i] = max(0, int16(s)+bias[i])
				s >>= 16
			}
		}
	}
}

// sumUnitsPlain fills in the sum of each class.
func sumUnitsPlain(logits []int32, out []int16, hidden *[maxUnits]int16, width int) {
	units := width * lineSize
	var active [maxUnits]uint8
	n := 0
	for u, v := range hidden[:units] {
		if v > 0 {
			active[n] = uint8(u)
			n++
		}
	}
	for c := range logits {
		w := out[c*units:][:units]
		sum := int32(0)
		for _, u := range active[:n] {
			sum += int32(hidden[u]) * int32(w[u])
		}
		logits[c] = sum
	}
}

// widest is the share of the weights that may be cut off when they are put into bytes.
const widest = 1e-4

// step returns the size of a unit of bytes for weights.
func step(weights []float32) float32 {
	sizes := make([]float32, 0, len(weights))
	for _, w := range weights {
		if w != 0 {
			sizes = append(sizes, max(w, -w))
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return sizes[len(sizes)-1-int(float64(len(sizes))*widest)] / 127
}

func toByte(w, step float32) byte {
	return byte(128 + max(-127, min(127, int(math.Round(float64(w/step))))))
}

// freeze returns the file section of a net of which at most so many rows are kept, the weightiest ones, and what its logits were divided by.
//
// A section is the numbers of units, classes and rows (4 bytes each), the bias of units and classes (4 bytes each), the weights of the classes
// (for each unit, a byte each), a bit for each row that is kept (in words of 8 bytes), and their weights.
func (n *net) freeze(most int) ([]byte, float32) {
	kept := n.weightiest(most)
	fine, fineOut := step(n.weights), step(n.out)
	var b []byte
	for _, v := range []int{n.units, n.classes, n.rows} {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	for _, w := range n.bias {
		b = binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(float64(w/fine)))))
	}
	for _, w := range n.outBias {
		b = binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(float64(w/fine/fineOut)))))
	}
	for u := range n.units {
		for c := range n.classes {
			b = append(b, toByte(n.out[c*n.units+u], fineOut))
		}
	}
	set := make([]byte, (n.rows+63)/64*8)
	for r, ok := range kept {
		if ok {
			set[r/8] |= 1 << (r % 8)
		}
	}
	b = append(b, set...)
	for r, ok := range kept {
		if ok {
			for _, w := range n.weights[r*n.units:][:n.units] {
				b = append(b, toByte(w, fine))
			}
		}
	}
	return b, fine * fineOut
}

// weightiest says which rows to keep: those that learnt something, the most of them that change most, by their length and how much they
// learnt, which grows with how often they are seen.
func (n *net) weightiest(most int) []bool {
	type ranked struct {
		row    int
		weight float32
	}
	var all []ranked
	for r := range n.rows {
		if n.seen[r] > firstSeen {
			w := n.weights[r*n.units:][:n.units]
			all = append(all, ranked{r, dot(w, w) * n.seen[r]})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return a.row - b.row
	})
	kept := make([]bool, n.rows)
	for _, r := range all[:min(most, len(all), maxKept-1)] {
		kept[r.row] = true
	}
	return kept
}

// maxBias bounds the bias of a unit, so that with the most inputs no lane overflows.
const maxBias = 1<<15 - 1 - 128*maxInputs

// thaw reads a section that freeze wrote, for inputs of a layout. The net keeps b, and lays its rows out in it.
func thaw(b []byte, l layout, classes int) (*frozen, error) {
	section := b
	var head [3]int
	for i := range head {
		if len(b) < 4 {
			return nil, errCut
		}
		head[i], b = int(binary.LittleEndian.Uint32(b)), b[4:]
	}
	f := &frozen{layout: l, units: head[0], classes: head[1]}
	if f.units == 0 || f.units > maxUnits || f.units%lineSize != 0 || f.classes != classes || head[2] != l.rows {
		return nil, fmt.Errorf("a net of %d units, %d classes and %d rows, want %d and %d: %w", head[0], head[1], head[2], classes, l.rows, dragoman.ErrCorrupt)
	}
	setSize := (l.rows + 63) / 64 * 8
	if len(b) < 4*(f.units+classes)+f.units*classes+setSize {
		return nil, errCut
	}
	bias, b := readInts(b, f.units)
	for u, v := range bias {
		f.bias[laneOf(u)] = int16(max(-maxBias, min(maxBias, v)) - int32(128*len(l.first)))
	}
	f.outBias, b = readInts(b, classes)
	f.out = make([]int16, f.units*classes)
	for i := range f.units * classes {
		f.out[i%classes*f.units+laneOf(i/classes)] = int16(b[i]) - 128
	}
	b = b[f.units*classes:]
	return f, f.thawRows(section, b[:setSize], b[setSize:])
}

func readInts(b []byte, n int) ([]int32, []byte) {
	v := make([]int32, n)
	for i := range v {
		v[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v, b[4*n:]
}

// maxKept bounds the rows that a net keeps, with the one of zeros.
const maxKept = 1 << 16

// thawRows lays out the rows that were kept where they are, at the end of the section: they are most of the model, and a copy of them
// would take a tenth of the start. What stands before them has been read by then, and makes room for the row of zeros and for the rows
// to begin on a line of the processor's cache.
func (f *frozen) thawRows(section, set, rows []byte) error {
	count := 0
	f.index = make([]uint16, f.rows)
	for r := range f.rows {
		if set[r/8]>>(r%8)&1 == 0 {
			continue
		}
		if count++; count >= maxKept {
			return errCut
		}
		f.index[r] = uint16(count)
	}
	if count*f.units != len(rows) {
		return errCut
	}
	room := len(section) - len(rows) - f.units // at least three bytes a unit: the biases stand there
	room -= int(uintptr(unsafe.Pointer(&section[room])) % lineSize)
	all := section[room:][:f.units+len(rows)]
	copy(all[f.units:], rows)
	for i := range f.units {
		all[i] = 128
	}
	f.lines = unsafe.Slice((*line)(unsafe.Pointer(&all[0])), len(all)/lineSize)
	return nil
}
