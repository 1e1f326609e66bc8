package intake

import "errors"

// Limits of a structure in Thrift's compact protocol: each element of a list becomes a few hundred bytes in memory.
const (
	maxThriftDepth    = 32
	maxThriftElements = 400_000
)

var (
	errThrift      = errors.New("it is no Thrift structure")
	errThriftLimit = errors.New("it holds more than a footer may")
)

// The types of Thrift's compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftI16    = 4
	thriftI32    = 5
	thriftI64    = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

// A thrift walks a structure without keeping it, and refuses lengths that its bytes cannot hold.
type thrift struct {
	b        []byte
	at       int
	depth    int
	elements int
	path     []int16 // of the field
}

// walk goes over one structure. see is told each number, with the ids of the fields that lead to it.
func (t *thrift) walk(see func(path []int16, n int64)) error {
	if t.depth++; t.depth > maxThriftDepth {
		return errThriftLimit
	}
	defer func() { t.depth-- }()
	t.path = append(t.path, 0)
	defer func() { t.path = t.path[:len(t.path)-1] }()
	id := int16(0)
	for {
		head, err := t.byte()
		if err != nil {
			return err
		}
		if head == 0 {
			return nil
		}
		if delta := head >> 4; delta != 0 {
			id += int16(delta)
		} else {
			n, err := t.varint()
			if err != nil {
				return err
			}
			id = int16(unzigzag(n))
		}
		t.path[len(t.path)-1] = id
		if err := t.value(head&0xf, false, see); err != nil {
			return err
		}
	}
}

// value goes over one value; inList is whether it is an element, where booleans take a byte.
func (t *thrift) value(kind byte, inList bool, see func([]int16, int64)) error {
	switch kind {
	case thriftTrue, thriftFalse:
		if inList {
			return t.skip(1)
		}
		if see != nil {
			see(t.path, int64(2-int(kind)))
		}
		return nil
	case thriftByte:
		return t.skip(1)
	case thriftI16, thriftI32, thriftI64:
		n, err := t.varint()
		if err == nil && see != nil && !inList {
			see(t.path, unzigzag(n))
		}
		return err
	case thriftDouble:
		return t.skip(8)
	case thriftBinary:
		n, err := t.varint()
		if err != nil {
			return err
		}
		return t.skip(n)
	case thriftList, thriftSet:
		return t.list(see)
	case thriftMap:
		return errThriftLimit // Parquet has none
	case thriftStruct:
		return t.walk(see)
	}
	return errThrift
}

func (t *thrift) list(see func([]int16, int64)) error {
	if t.depth++; t.depth > maxThriftDepth {
		return errThriftLimit
	}
	defer func() { t.depth-- }()
	head, err := t.byte()
	if err != nil {
		return err
	}
	size, kind := uint64(head>>4), head&0xf
	if size == 15 {
		if size, err = t.varint(); err != nil {
			return err
		}
	}
	if size > uint64(len(t.b)-t.at) {
		return errThrift
	}
	if t.elements += int(size); t.elements > maxThriftElements {
		return errThriftLimit
	}
	for range size {
		if err := t.value(kind, true, see); err != nil {
			return err
		}
	}
	return nil
}

func (t *thrift) byte() (byte, error) {
	if t.at >= len(t.b) {
		return 0, errThrift
	}
	t.at++
	return t.b[t.at-1], nil
}

func (t *thrift) skip(n uint64) error {
	if n > uint64(len(t.b)-t.at) {
		return errThrift
	}
	t.at += int(n)
	return nil
}

func (t *thrift) varint() (uint64, error) {
	n, size := uvarint(t.b[t.at:])
	if size == 0 {
		return 0, errThrift
	}
	t.at += size
	return n, nil
}

// uvarint reads an unsigned number of seven bits a byte; size is 0 where there is none.
func uvarint(b []byte) (n uint64, size int) {
	for i, c := range b {
		if i == 10 {
			return 0, 0
		}
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

func unzigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }
