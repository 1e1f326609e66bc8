package syntax

import (
	"encoding/binary"
	"math"
	"slices"
)

// A feature is a 32-bit hash. Three kinds of table map it to weights; all are little-endian bytes:
//
//	wordTable  key -> a 16-bit value               4 bytes a slot: value, check
//	actTable   key -> 3 weights of 7 bits          4 bytes a slot: weights, check
//	rowTable   key -> a weight of 8 bits a class   4 bytes a slot: row, check; and 1 + 2 for each weight that is not 0
//
// All are open-addressed with linear probing, and packed in a file (pack). The upper bits of a key say where it belongs, the lower ones are its check. As a check is
// shorter than a key, a feature that was never learnt may pass for another: about once in 65,536 look-ups at a wordTable, 2,048
// at an actTable, 1,024 at a rowTable.

// home returns the slot of n in which a key belongs.
func home(key, n uint32) uint32 { return uint32(uint64(key) * uint64(n) >> 32) }

// wordTable maps hashed words to numbers above 0.
type wordTable []byte

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

// actTable holds the weights of the parser's three actions.
type actTable []byte

const (
	actBits  = 7 // of each weight in a slot; the rest is the check
	actCheck = 1<<(32-3*actBits) - 1
)

// score adds up the weights of the features. All first probes are read before any is looked at: most miss the caches, and so the
// processor waits for many of them at once.
func (t actTable) score(keys []uint32) (v [numActions]int32) {
	var slots [actTemplates]uint32
	n := uint32(len(t) / 4)
	keys = keys[:min(len(keys), len(slots))]
	for i, key := range keys {
		slots[i] = binary.LittleEndian.Uint32(t[home(key, n)*4:])
	}
	a, b, c := int32(0), int32(0), int32(0)
	for i, key := range keys {
		slot := slots[i]
		if slot == 0 {
			continue
		}
		for at := home(key, n); slot != 0; {
			if slot>>(3*actBits) == key&actCheck {
				a += weight(int32(slot<<25) >> 25)
				b += weight(int32(slot<<18) >> 25)
				c += weight(int32(slot<<11) >> 25)
				break
			}
			if at++; at == n {
				at = 0
			}
			slot = binary.LittleEndian.Uint32(t[at*4:])
		}
	}
	return [numActions]int32{a, b, c}
}

// rowTable holds the weights of many classes for each feature; most features have one for two or three of them. A row is their number
// and then, for each, the class and its weight. An index slot holds where the row begins, from 1, and a check.
type rowTable struct {
	index []byte
	rows  []byte
}

const (
	rowBits    = 22 // of an index slot; the rest is the check
	checkMask  = 1<<(32-rowBits) - 1
	maxClasses = 96
)

// sums holds the added weights of each class.
type sums [maxClasses]int32

// maxKeys bounds the features of one lookup.
const maxKeys = 56

// score adds up the rows of the features, after it has found where all of them begin.
func (t *rowTable) score(keys []uint32, s *sums) {
	*s = sums{}
	var found [maxKeys]uint32
	slots := uint32(len(t.index) / 4)
	for i, key := range keys {
		found[i] = binary.LittleEndian.Uint32(t.index[home(key, slots)*4:])
	}
	n := 0
	for i, key := range keys {
		slot := found[i]
		if slot == 0 {
			continue
		}
		for at := home(key, slots); slot != 0; {
			if slot>>rowBits == key&checkMask {
				found[n] = slot & (1<<rowBits - 1)
				n++
				break
			}
			if at++; at == slots {
				at = 0
			}
			slot = binary.LittleEndian.Uint32(t.index[at*4:])
		}
	}
	rows := t.rows
	for _, at := range found[:n] {
		count := uint32(rows[at-1])
		row := rows[at : at+2*count]
		for len(row) >= 2 {
			s[row[0]] += weight(int32(int8(row[1])))
			row = row[2:]
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

const seenBits = 26

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
		if key == 0 {
			continue
		}
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
		i := t.place(key)
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
// the size of the largest weight.
func (t *weights) strongest(limit int) ([]uint32, float32) {
	var all []rankedKey
	largest := float32(1)
	row := make([]float32, t.n)
	for i, key := range t.keys {
		if key == 0 {
			continue
		}
		t.average(i, row)
		spread := slices.Max(row) - slices.Min(row)
		for _, w := range row {
			largest = max(largest, w, -w)
		}
		if spread < 1e-3 {
			continue
		}
		all = append(all, rankedKey{key, spread})
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
	return keys, largest
}

// code writes a weight as its sign and the root of its size, up to most, since few weights are large, but those must not be cut off.
func code(w, scale float32, most int) int32 {
	c := min(int32(most), int32(math.Round(math.Sqrt(math.Abs(float64(w*scale))))))
	if w < 0 {
		return -c
	}
	return c
}

// weight reads what code wrote.
func weight(code int32) int32 {
	sign := code >> 31
	return code * ((code ^ sign) - sign)
}

// mean returns the sum of the averages of several models: as they are linear, they vote as one.
func mean(models []*weights) *weights {
	sum := newWeights(models[0].n, 0)
	sum.seen = nil
	row := make([]float32, sum.n)
	for _, t := range models {
		for i, key := range t.keys {
			if key == 0 {
				continue
			}
			t.average(i, row)
			j := sum.place(key)
			for k, w := range row {
				sum.w[j*sum.n+k] += w
			}
		}
	}
	return sum
}

// place returns the slot of a key, which is made where there is none.
func (t *weights) place(key uint32) int {
	i := t.slot(key)
	if t.keys[i] != 0 {
		return i
	}
	if t.used*3 > len(t.keys)*2 {
		t.grow(len(t.keys) * 2)
		i = t.slot(key)
	}
	t.keys[i] = key
	t.used++
	return i
}

// acts freezes a model of three classes, and tells what its weights were multiplied by.
func (t *weights) acts(limit int) (actTable, float32) {
	keys, largest := t.strongest(limit)
	const most = 1<<(actBits-1) - 1
	scale := most * most / largest
	table := make(actTable, 4*slotsFor(len(keys)))
	row := make([]float32, t.n)
	for _, key := range keys {
		t.average(t.slot(key), row)
		slot := uint32(0)
		for k, w := range row {
			slot |= uint32(code(w, scale, most)) & (1<<actBits - 1) << (k * actBits)
		}
		if slot != 0 {
			putSlot(table, key, key<<(3*actBits)|slot)
		}
	}
	return table, scale
}

// rows freezes a model of many classes.
func (t *weights) rows(limit int) rowTable {
	const most = 127
	keys, largest := t.strongest(limit)
	scale := most * most / largest
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
			if q := code(w, scale, most); q != 0 {
				table.rows = append(table.rows, byte(k), byte(q))
				table.rows[at]++
			}
		}
		if table.rows[at] == 0 {
			table.rows = table.rows[:at]
			continue
		}
		putSlot(table.index, key, key<<rowBits|uint32(at+1))
	}
	return table
}
