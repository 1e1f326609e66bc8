package syntax

import (
	"encoding/binary"
	"math/bits"
)

// Two fifths of the slots of a table are free. In a model file they take a bit each: a packed table is the number of its slots (4 bytes), a
// bit for each that says whether it is filled (in words of 8 bytes), and the filled ones.

func pack(table []byte) []byte {
	n := len(table) / 4
	out := binary.LittleEndian.AppendUint32(nil, uint32(n))
	at := len(out)
	out = append(out, make([]byte, (n+63)/64*8)...)
	for i := range n {
		if slot := table[4*i : 4*i+4]; binary.LittleEndian.Uint32(slot) != 0 {
			out[at+i/8] |= 1 << (i % 8)
			out = append(out, slot...)
		}
	}
	return out
}

func unpack(b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, errCut
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	words := (n + 63) / 64
	if words*8 > len(b) {
		return nil, errCut
	}
	filled, slots := b[:words*8], b[words*8:]
	count := 0
	for w := range words {
		count += bits.OnesCount64(binary.LittleEndian.Uint64(filled[8*w:]))
	}
	if count*4 != len(slots) {
		return nil, errCut
	}
	table := make([]byte, words*64*4)
	for w := range words {
		for set := binary.LittleEndian.Uint64(filled[8*w:]); set != 0; set &= set - 1 {
			at := 4 * (64*w + bits.TrailingZeros64(set))
			copy(table[at:at+4], slots)
			slots = slots[4:]
		}
	}
	return table[:4*n], nil
}
