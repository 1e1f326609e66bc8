package mention

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dragoman"
)

// placeSet tells the names of larger towns: a set of hashes, for the classifier to lean on; the gazetteer proper is the setting stage's.
//
// File: "DRMP" 2, log2 of the slots, two zeros; then, packed by zstd, slots of a fingerprint of a name's phraseHash (2 bytes, little endian), 0 where empty.
type placeSet struct {
	slots []byte
	mask  uint64
}

const (
	placeMagic = "DRMP\x02"
	placeBits  = 16
	placeNames = 36_000 // names kept, those of the largest towns
)

func openPlaces(b []byte) (placeSet, error) {
	slots, mask, ok := openSlots(b, placeMagic, 2)
	if !ok {
		return placeSet{}, fmt.Errorf("place names: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return placeSet{slots, mask}, nil
}

// has reports whether a phraseHash is that of a town; one name in many thousands is taken for one wrongly.
func (p *placeSet) has(h uint64) bool {
	if p.mask == 0 {
		return false
	}
	mark := uint16(h>>48) | 1
	for i := h & p.mask; ; i = (i + 1) & p.mask {
		switch binary.LittleEndian.Uint16(p.slots[2*i:]) {
		case 0:
			return false
		case mark:
			return true
		}
	}
}

// TrainPlaces reads a table of GeoNames (cities500.txt: tab-separated, name, ASCII name, …, population) and writes the names of the
// largest towns.
func TrainPlaces(w io.Writer, r io.Reader) error {
	type town struct {
		name  string
		souls int
	}
	var towns []town
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 15 {
			return fmt.Errorf("read towns: %d columns, want 19: %w", len(f), dragoman.ErrInvalid)
		}
		souls, _ := strconv.Atoi(f[14])
		towns = append(towns, town{f[1], souls}, town{f[2], souls})
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read towns: %w", err)
	}
	slices.SortStableFunc(towns, func(a, b town) int { return b.souls - a.souls })
	p := placeSet{make([]byte, 2<<placeBits), 1<<placeBits - 1}
	for n := 0; n < placeNames && len(towns) > 0; towns = towns[1:] {
		h := uint64(0)
		for word := range strings.FieldsSeq(towns[0].name) {
			h = phraseHash(h, foldHash(word))
		}
		if p.has(h) {
			continue
		}
		i := h & p.mask
		for binary.LittleEndian.Uint16(p.slots[2*i:]) != 0 {
			i = (i + 1) & p.mask
		}
		binary.LittleEndian.PutUint16(p.slots[2*i:], uint16(h>>48)|1)
		n++
	}
	return writeSlots(w, placeMagic, placeBits, p.slots)
}
