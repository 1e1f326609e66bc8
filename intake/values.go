package intake

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"
)

// A valueSource yields the values of a page, one by one.
type valueSource func() ([]byte, error)

// listed yields values that are decoded already.
func listed(values [][]byte) valueSource {
	return func() ([]byte, error) {
		if len(values) == 0 {
			return nil, errPage
		}
		v := values[0]
		values = values[1:]
		return v, nil
	}
}

// plain yields the values of data in the encoding PLAIN; they share its memory.
func (p *pageReader) plain(data []byte) valueSource {
	return func() ([]byte, error) {
		size := 8
		switch p.col.kind {
		case format.Int32:
			size = 4
		case format.ByteArray:
			if len(data) < 4 {
				return nil, errPage
			}
			size = int(binary.LittleEndian.Uint32(data))
			data = data[4:]
		}
		if size > len(data) {
			return nil, errPage
		}
		v := data[:size:size]
		data = data[size:]
		return v, nil
	}
}

// lookUp decodes n indexes into the dictionary: a byte with their width, then runs.
func (p *pageReader) lookUp(data []byte, n int) (valueSource, error) {
	if n == 0 {
		return listed(nil), nil
	}
	if len(data) == 0 {
		return nil, errPage
	}
	indexes, err := runs(p.indexes[:0], data[1:], int(data[0]), n)
	if err != nil {
		return nil, err
	}
	p.indexes = indexes
	return func() ([]byte, error) {
		if len(indexes) == 0 || int(indexes[0]) >= len(p.dict) {
			return nil, errPage
		}
		v := p.dict[indexes[0]]
		indexes = indexes[1:]
		return v, nil
	}, nil
}

// runs decodes n numbers of width bits in the hybrid of runs and packed groups of eight.
func runs(out []uint32, data []byte, width, n int) ([]uint32, error) {
	const widest = 32
	if width > widest {
		return nil, errPage
	}
	for len(out) < n {
		head, size := uvarint(data)
		if size == 0 {
			return nil, errPage
		}
		data = data[size:]
		left := n - len(out)
		if head&1 == 0 { // one value, repeated
			bytes := (width + 7) / 8
			if len(data) < bytes {
				return nil, errPage
			}
			v := uint32(0)
			for i := range bytes {
				v |= uint32(data[i]) << (8 * i)
			}
			data = data[bytes:]
			if head>>1 == 0 {
				return nil, errPage
			}
			for range min(head>>1, uint64(left)) {
				out = append(out, v)
			}
			continue
		}
		groups := head >> 1
		if groups == 0 || width > 0 && groups > uint64(len(data)/width)+1 {
			return nil, errPage
		}
		count := int(min(groups, uint64(left/8+1))) * 8
		used := int(min(groups*uint64(width), uint64(len(data))))
		for i := range min(count, left) {
			v, ok := unpack(data[:used], i*width, width)
			if !ok {
				return nil, errPage
			}
			out = append(out, uint32(v))
		}
		data = data[used:]
	}
	return out, nil
}

// unpack reads width bits, at most 64, from the bit at, the lowest first.
func unpack(data []byte, at, width int) (v uint64, ok bool) {
	if at+width > 8*len(data) {
		return 0, false
	}
	for got := 0; got < width; {
		b := uint64(data[at/8]) >> (at % 8)
		n := min(8-at%8, width-got)
		v |= (b & (1<<n - 1)) << got
		got += n
		at += n
	}
	return v, true
}

// delta decodes n numbers in DELTA_BINARY_PACKED, and returns what follows them.
func delta(data []byte, n int) (out []int64, rest []byte, err error) {
	var head [4]uint64 // values in a block, miniblocks in a block, values, first value
	for i := range head {
		v, size := uvarint(data)
		if size == 0 {
			return nil, nil, errPage
		}
		head[i], data = v, data[size:]
	}
	const mostMini, mostBlock = 512, 1 << 16
	block, minis, total := head[0], head[1], head[2]
	if total != uint64(n) || block == 0 || block > mostBlock || minis == 0 || minis > mostMini || block%minis != 0 || block/minis%8 != 0 {
		return nil, nil, errPage
	}
	if n == 0 {
		return nil, data, nil
	}
	last := unzigzag(head[3])
	out = append(out, last)
	each := int(block / minis)
	for len(out) < n {
		least, size := uvarint(data)
		if size == 0 || len(data) < size+int(minis) {
			return nil, nil, errPage
		}
		widths := data[size : size+int(minis)]
		data = data[size+int(minis):]
		for _, width := range widths {
			if len(out) >= n {
				break // the widths of miniblocks that are not there
			}
			used := int(width) * each / 8
			if width > 64 || used > len(data) {
				return nil, nil, errPage
			}
			for i := range min(each, n-len(out)) {
				v, _ := unpack(data[:used], i*int(width), int(width)) // used bytes are there
				last += unzigzag(least) + int64(v)
				out = append(out, last)
			}
			data = data[used:]
		}
	}
	return out, data, nil
}

// deltaInts decodes numbers in DELTA_BINARY_PACKED as PLAIN has them.
func (p *pageReader) deltaInts(data []byte, n int) (out [][]byte, err error) {
	if p.col.kind == format.ByteArray {
		return nil, errPage
	}
	numbers, _, err := delta(data, n)
	if err != nil {
		return nil, err
	}
	all := make([]byte, 0, 8*len(numbers))
	for _, v := range numbers {
		at := len(all)
		all = binary.LittleEndian.AppendUint64(all, uint64(v))
		out = append(out, all[at:at+8:at+8])
	}
	return out, nil
}

// deltaLengths decodes texts in DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
func deltaLengths(data []byte, n int) (out [][]byte, err error) {
	lengths, data, err := delta(data, n)
	if err != nil {
		return nil, err
	}
	for _, size := range lengths {
		if size < 0 || size > int64(len(data)) {
			return nil, errPage
		}
		out = append(out, data[:size:size])
		data = data[size:]
	}
	return out, nil
}

// deltaStrings decodes texts in DELTA_BYTE_ARRAY: how much each shares with the one before, then the rest of each.
func deltaStrings(data []byte, n int) (out [][]byte, err error) {
	prefixes, data, err := delta(data, n)
	if err != nil {
		return nil, err
	}
	suffixes, err := deltaLengths(data, n)
	if err != nil {
		return nil, err
	}
	var last []byte
	total := 0
	for i, suffix := range suffixes {
		shared := prefixes[i]
		if shared < 0 || shared > int64(len(last)) {
			return nil, errPage
		}
		if total += int(shared) + len(suffix); total > maxPage {
			return nil, errPageLimit
		}
		v := make([]byte, 0, int(shared)+len(suffix))
		last = append(append(v, last[:shared]...), suffix...)
		out = append(out, last)
	}
	return out, nil
}
