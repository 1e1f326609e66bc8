package mention

import "io"

// openSlots returns the slots of a file, of so many bytes each: a magic, log2 of their number, two zeros, the slots, packed by zstd.
func openSlots(b []byte, magic string, slot int) (slots []byte, mask uint64, ok bool) {
	header := len(magic) + 3
	if len(b) < header || string(b[:len(magic)]) != magic || b[len(magic)] > maxBits {
		return nil, 0, false
	}
	size := slot << b[len(magic)]
	slots, err := unpack(b[header:], size)
	return slots, 1<<b[len(magic)] - 1, err == nil && len(slots) == size
}

// writeSlots writes a file that openSlots reads.
func writeSlots(w io.Writer, magic string, bits byte, slots []byte) error {
	_, err := w.Write(pack(append([]byte(magic), bits, 0, 0), slots))
	return err
}
