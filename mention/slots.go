package mention

import (
	"dragoman/internal/packed"
	"encoding/binary"
	"io"
)

// openSlots returns the slots of a file, of so many bytes each: a magic, log2 of their number, two zeros, the slots, packed by zstd.
func openSlots(b []byte, magic string, slot int) (slots []byte, mask uint64, ok bool) {
	header := len(magic) + 3
	if len(b) < header || string(b[:len(magic)]) != magic || b[len(magic)] > maxBits {
		return nil, 0, false
	}
	size := slot << b[len(magic)]
	slots, err := packed.Open(b[header:], size)
	return slots, 1<<b[len(magic)] - 1, err == nil && len(slots) == size
}

// writeSlots writes a file that openSlots reads.
func writeSlots(w io.Writer, magic string, bits byte, slots []byte) error {
	_, err := w.Write(packed.Append(append([]byte(magic), bits, 0, 0), slots))
	return err
}

// classTable files a byte under the hash of a word or a name: slots of a fingerprint of the hash (2 bytes, little endian) and the byte, 0 where empty.
type classTable struct {
	slots []byte
	mask  uint64
}

const (
	classBits = 17
	classSlot = 3
)

func newClassTable() classTable {
	return classTable{make([]byte, classSlot<<classBits), 1<<classBits - 1}
}

func openClassTable(b []byte, magic string) (t classTable, ok bool) {
	t.slots, t.mask, ok = openSlots(b, magic, classSlot)
	return t, ok
}

func (t *classTable) write(w io.Writer, magic string) error {
	return writeSlots(w, magic, classBits, t.slots)
}

// byteOf returns what is filed under a hash, 0 for nothing.
func (t *classTable) byteOf(h uint64) byte {
	if t.mask == 0 {
		return 0
	}
	return t.slot(h)[2]
}

// slot is the slot of a hash, the empty one that it would take where it has none.
func (t *classTable) slot(h uint64) []byte {
	mark := uint16(h >> 48)
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		s := t.slots[classSlot*i : classSlot*(i+1)]
		if s[2] == 0 || binary.LittleEndian.Uint16(s) == mark {
			return s
		}
	}
}

// file returns the byte under a hash, to be made other than 0.
func (t *classTable) file(h uint64) *byte {
	s := t.slot(h)
	binary.LittleEndian.PutUint16(s, uint16(h>>48))
	return &s[2]
}
