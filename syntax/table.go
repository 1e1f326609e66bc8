package syntax

import (
	"encoding/binary"
	"math"
	"slices"
)

// A feature is a 32-bit hash. Three kinds of table map it to weights; all are little-endian bytes that are read in place:
//
//	wordTable  key -> a 16-bit value               4 bytes a slot: value, the key's upper half
//	actTable   key -> 3 weights of 8 bits          4 bytes a slot: weights, the key's upper byte
//	rowTable   key -> a weight of 8 bits a class   4 bytes a slot (row, check), and 1 + 2 for each weight that is not 0
//
// All are open-addressed with linear probing, and hold a power of two of slots. A check shorter than the key lets a
// feature that was never learnt pass for another now and then: 1 in 256 at an actTable, which costs no accuracy that can be measured.

// wordTable maps hashed words to numbers above 0.
type wordTable []byte

func (t wordTable) find(key uint32) uint16 {
	mask := uint32(len(t)/4 - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		slot := binary.LittleEndian.Uint32(t[i*4:])
		if slot == 0 {
			return 0
		}
		if slot>>16 == key>>16 {
			return uint16(slot)
		}
	}
}

func makeWordTable(values map[uint32]uint16) wordTable {
	t := make(wordTable, 4*slotsFor(len(values)))
	for _, key := range sortedKeys(values) {
		t.put(key, key>>16<<16|uint32(values[key]))
	}
	return t
}

func (t wordTable) put(key, slot uint32) { putSlot(t, key, slot) }

func putSlot(t []byte, key, slot uint32) {
	mask := uint32(len(t)/4 - 1)
	i := key & mask
	for binary.LittleEndian.Uint32(t[i*4:]) != 0 {
		i = (i + 1) & mask
	}
	binary.LittleEndian.PutUint32(t[i*4:], slot)
}

// slotsFor returns the power of two that holds n keys with a quarter of the slots free at least.
func slotsFor(n int) int {
	slots := 8
	for slots*3 < n*4 {
		slots *= 2
	}
	return slots
}

func sortedKeys[V any](m map[uint32]V) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// actTable holds the weights of the parser's three actions.
type actTable []byte

// score adds up the weights of the features.
func (t actTable) score(keys []uint32) (a, b, c int32) {
	mask := uint32(len(t)/4 - 1)
	for _, key := range keys {
		for i := key & mask; ; i = (i + 1) & mask {
			slot := binary.LittleEndian.Uint32(t[i*4:])
			if slot == 0 {
				break
			}
			if slot>>24 == key>>24 {
				a += int32(int8(slot))
				b += int32(int8(slot >> 8))
				c += int32(int8(slot >> 16))
				break
			}
		}
	}
	return a, b, c
}

// rowTable holds the weights of many classes for each feature; most features have one for two or three of them. A row is their number
// and then, for each, the class and its weight. An index slot holds where the row begins, from 1, and a check.
type rowTable struct {
	index []byte
	rows  []byte
}

const (
	rowBits    = 23 // of an index slot; the rest is the check
	maxClasses = 96
)

// sums holds the added weights of each class.
type sums [maxClasses]int32

// score adds up the rows of the features.
func (t *rowTable) score(keys []uint32, s *sums) {
	*s = sums{}
	mask := uint32(len(t.index)/4 - 1)
	rows := t.rows
	for _, key := range keys {
		for i := key & mask; ; i = (i + 1) & mask {
			slot := binary.LittleEndian.Uint32(t.index[i*4:])
			if slot == 0 {
				break
			}
			if slot>>rowBits != key>>rowBits {
				continue
			}
			at := int(slot & (1<<rowBits - 1))
			for n := rows[at-1]; n > 0; n-- {
				s[rows[at]] += int32(int8(rows[at+1]))
				at += 2
			}
			break
		}
	}
}

// valid reports whether no lookup can leave the table.
func (t *rowTable) valid(classes int) bool {
	for i := 0; i+4 <= len(t.index); i += 4 {
		slot := binary.LittleEndian.Uint32(t.index[i:])
		if slot == 0 {
			continue
		}
		at := int(slot & (1<<rowBits - 1))
		if at == 0 || at > len(t.rows) || at+2*int(t.rows[at-1]) > len(t.rows) {
			return false
		}
		for k := range int(t.rows[at-1]) {
			if int(t.rows[at+2*k]) >= classes {
				return false
			}
		}
	}
	return true
}

// weights are a model in training: an averaged perceptron (Collins 2002; the averages are kept as Daumé describes) with a row
// of n weights for each feature that ever had an update.
type weights struct {
	n    int
	keys []uint32 // 0 is a free slot
	w, u []float32
	used int
	step float32 // number of examples seen
	// seen counts, by the upper bits of their keys, how often features were seen in the first round; rarer ones than least are left out.
	seen  []uint8
	least uint8
}

const seenBits = 27

func newWeights(n, least int) *weights {
	t := &weights{n: n, step: 1, seen: make([]uint8, 1<<seenBits), least: uint8(least)}
	t.grow(1 << 16)
	return t
}

func (t *weights) grow(slots int) {
	old := *t
	t.keys, t.w, t.u = make([]uint32, slots), make([]float32, slots*t.n), make([]float32, slots*t.n)
	for i, key := range old.keys {
		if key != 0 {
			j := t.slot(key)
			t.keys[j] = key
			copy(t.w[j*t.n:], old.w[i*t.n:][:t.n])
			copy(t.u[j*t.n:], old.u[i*t.n:][:t.n])
		}
	}
}

// slot returns where key is, or the free slot where it would be.
func (t *weights) slot(key uint32) int {
	mask := uint32(len(t.keys) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if t.keys[i] == key || t.keys[i] == 0 {
			return int(i)
		}
	}
}

func (t *weights) score(keys []uint32, sum []float32) {
	clear(sum)
	for _, key := range keys {
		if i := t.slot(key); t.keys[i] != 0 {
			for k, w := range t.w[i*t.n:][:t.n] {
				sum[k] += w
			}
		}
	}
}

// count tells the model that the features were seen in the first round.
func (t *weights) count(keys []uint32) {
	for _, key := range keys {
		if c := &t.seen[key>>(32-seenBits)]; *c < 255 {
			*c++
		}
	}
}

// update adds to the weights of a class, for features that were seen often enough.
func (t *weights) update(keys []uint32, class int, by float32) {
	for _, key := range keys {
		if key == 0 || t.seen[key>>(32-seenBits)] < t.least {
			continue
		}
		i := t.slot(key)
		if t.keys[i] == 0 {
			if t.used*3 > len(t.keys)*2 {
				t.grow(len(t.keys) * 2)
				i = t.slot(key)
			}
			t.keys[i] = key
			t.used++
		}
		t.w[i*t.n+class] += by
		t.u[i*t.n+class] += by * t.step
	}
}

// average returns the averaged weights of a slot.
func (t *weights) average(i int, row []float32) {
	for k := range row {
		row[k] = t.w[i*t.n+k] - t.u[i*t.n+k]/t.step
	}
}

// A ranked key has the largest difference between the averaged weights of its row.
type rankedKey struct {
	key    uint32
	spread float32
}

// strongest returns the keys of the limit features whose weights differ most between classes, in the order of their hash, and
// the factor that brings all but the largest weights into 8 bits.
func (t *weights) strongest(limit int) ([]uint32, float32) {
	var all []rankedKey
	var sizes []float32
	row := make([]float32, t.n)
	for i, key := range t.keys {
		if key == 0 {
			continue
		}
		t.average(i, row)
		spread := slices.Max(row) - slices.Min(row)
		if spread < 1e-3 {
			continue
		}
		all = append(all, rankedKey{key, spread})
		for _, w := range row {
			if w != 0 {
				sizes = append(sizes, max(w, -w))
			}
		}
	}
	slices.SortFunc(all, func(a, b rankedKey) int {
		if a.spread != b.spread {
			return int(math.Copysign(1, float64(b.spread-a.spread)))
		}
		return int(int64(a.key) - int64(b.key))
	})
	all = all[:min(limit, len(all))]
	keys := make([]uint32, len(all))
	for i, r := range all {
		keys[i] = r.key
	}
	slices.Sort(keys)
	slices.Sort(sizes)
	const kept = 0.9995 // of the weights are not cut off at 127
	scale := float32(127)
	if len(sizes) > 0 {
		scale = 127 / sizes[int(float64(len(sizes)-1)*kept)]
	}
	return keys, scale
}

func quantised(w, scale float32) int8 {
	return int8(max(-127, min(127, math.Round(float64(w*scale)))))
}

// acts freezes a model of three classes into slots of four bytes.
func (t *weights) acts(slots int) actTable {
	keys, scale := t.strongest(slots * 3 / 4)
	for slots > 8 && len(keys) < slots*3/8 {
		slots /= 2
	}
	table := make(actTable, slots*4)
	row := make([]float32, t.n)
	for _, key := range keys {
		t.average(t.slot(key), row)
		slot := uint32(uint8(quantised(row[0], scale))) | uint32(uint8(quantised(row[1], scale)))<<8 | uint32(uint8(quantised(row[2], scale)))<<16
		if slot != 0 {
			putSlot(table, key, slot|key>>24<<24)
		}
	}
	return table
}

// rows freezes a model of many classes.
func (t *weights) rows(limit int) rowTable {
	keys, scale := t.strongest(limit)
	table := rowTable{index: make([]byte, 4*slotsFor(len(keys)))}
	row := make([]float32, t.n)
	for _, key := range keys {
		t.average(t.slot(key), row)
		at := len(table.rows)
		if at >= 1<<rowBits-2*t.n-2 {
			break
		}
		table.rows = append(table.rows, 0)
		for k, w := range row {
			if q := quantised(w, scale); q != 0 {
				table.rows = append(table.rows, byte(k), byte(q))
				table.rows[at]++
			}
		}
		if table.rows[at] == 0 {
			table.rows = table.rows[:at]
			continue
		}
		putSlot(table.index, key, key>>rowBits<<rowBits|uint32(at+1))
	}
	return table
}
