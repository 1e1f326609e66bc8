package syntax

import (
	"encoding/binary"
	"slices"
)

// A wordTable maps hashed words to numbers above 0. It is open-addressed with linear probing, 4 bytes a slot, little-endian: the number and a
// check. The upper bits of a key say where it belongs, the lower ones are its check; as that is shorter than a key, a word that was never
// learnt may pass for another about once in 65,536 times.
type wordTable []byte

// home returns the slot of n in which a key belongs.
func home(key, n uint32) uint32 { return uint32(uint64(key) * uint64(n) >> 32) }

func (t wordTable) find(key uint32) uint16 {
	n := uint32(len(t) / 4)
	for i := home(key, n); ; {
		slot := binary.LittleEndian.Uint32(t[i*4:])
		if slot == 0 {
			return 0
		}
		if uint16(slot>>16) == uint16(key) {
			return uint16(slot)
		}
		if i++; i == n {
			i = 0
		}
	}
}

// most returns the highest number.
func (t wordTable) most() (most uint16) {
	for i := 0; i+4 <= len(t); i += 4 {
		most = max(most, binary.LittleEndian.Uint16(t[i:]))
	}
	return most
}

func makeWordTable(values map[uint32]uint16) wordTable {
	t := make(wordTable, 4*slotsFor(len(values)))
	for _, key := range sortedKeys(values) {
		putSlot(t, key, key<<16|uint32(values[key]))
	}
	return t
}

func putSlot(t []byte, key, slot uint32) {
	n := uint32(len(t) / 4)
	i := home(key, n)
	for binary.LittleEndian.Uint32(t[i*4:]) != 0 {
		if i++; i == n {
			i = 0
		}
	}
	binary.LittleEndian.PutUint32(t[i*4:], slot)
}

// slotsFor returns how many slots hold n keys: two fifths are free.
func slotsFor(n int) int { return n*5/3 + 8 }

func sortedKeys[V any](m map[uint32]V) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
