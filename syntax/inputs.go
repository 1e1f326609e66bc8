package syntax

// maxInputs bounds the inputs of a decision.
const maxInputs = 128

// inputs are what a net sees in one decision: in each place one value of so many. The places, and the size of each, are always put in
// the same order; so a net knows by the order alone which of its rows stands for a value.
type inputs struct {
	n      int
	values [maxInputs]int32
	sizes  [maxInputs]int32
}

// put adds a place with a value below size.
func (x *inputs) put(value, size int32) {
	x.values[x.n], x.sizes[x.n] = value, size
	x.n++
}

// A layout is the first row of each place of a net, and the number of rows.
type layout struct {
	first []uint32
	rows  int
}

// layout returns where the rows of inputs like x are.
func (x *inputs) layout() layout {
	var l layout
	for _, size := range x.sizes[:x.n] {
		l.first = append(l.first, uint32(l.rows))
		l.rows += int(size)
	}
	return l
}

// rowsOf writes the rows of the inputs to at, and returns them.
func (l *layout) rowsOf(x *inputs, at *[maxInputs]uint32) []uint32 {
	first := l.first
	for i, v := range x.values[:len(first)] {
		at[i] = first[i] + uint32(v)
	}
	return at[:len(first)]
}
