package mention

import "io"

// openSlots returns the slots of a file, of so many bytes each: a magic, log2 of their number, two zeros, the slots.
func openSlots(b []byte, magic string, slot int) (slots []byte, mask uint64, ok bool) {
	header := len(magic) + 3
	if len(b) < header || string(b[:len(magic)]) != magic || b[len(magic)] > maxBits || len(b) != header+slot<<b[len(magic)] {
		return nil, 0, false
	}
	return b[header:], 1<<b[len(magic)] - 1, true
}

// writeSlots writes a file that openSlots reads.
func writeSlots(w io.Writer, magic string, bits byte, slots []byte) error {
	_, err := w.Write(append(append([]byte(magic), bits, 0, 0), slots...))
	return err
}
