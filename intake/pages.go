package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

var (
	errPage      = errors.New("a page is damaged")
	errPageLimit = errors.New("a page is larger than a page may be")
)

// A pageReader yields the values of a column of one row group, one page in memory. It reads what Parquet's writers write for texts, days
// and times: pages of version 1 and 2; PLAIN, dictionary and DELTA encodings; all codecs but LZO and the old LZ4.
type pageReader struct {
	at       io.ReaderAt
	pos, end int64
	col      *parquetColumn
	codec    format.CompressionCodec
	raw, buf []byte // of the page, as it lies in the file and decompressed
	dict     [][]byte
	defined  []byte // one for each row of the page: 1 where it has a value
	indexes  []uint32
	values   valueSource
	row      int
	most     int64 // bytes of a page, after decompression
}

func newPageReader(at io.ReaderAt, size int64, col *parquetColumn, meta *format.ColumnMetaData) (*pageReader, error) {
	start := meta.DataPageOffset
	if d := meta.DictionaryPageOffset; d > 0 && d < start {
		start = d
	}
	if start < 0 || meta.TotalCompressedSize < 0 || start > size || meta.TotalCompressedSize > size-start || meta.Type != col.kind {
		return nil, errPage
	}
	p := &pageReader{at: at, pos: start, end: start + meta.TotalCompressedSize, col: col, codec: meta.Codec, most: maxShortPage}
	if col.name == "text" || col.name == "body" {
		p.most = maxPage
	}
	return p, nil
}

// next returns the value of the next row, valid until the one after; nil where it is null.
func (p *pageReader) next() ([]byte, error) {
	for p.row >= len(p.defined) {
		if p.pos >= p.end {
			return nil, io.ErrUnexpectedEOF
		}
		if err := p.page(); err != nil {
			return nil, err
		}
	}
	p.row++
	if p.defined[p.row-1] == 0 {
		return nil, nil
	}
	return p.values()
}

// A pageHeader is what is needed of format.PageHeader.
type pageHeader struct {
	kind, size, compressed int64
	values, encoding       int64
	defLength, repLength   int64 // of version 2
	isCompressed           bool
}

// header reads the header at pos.
func (p *pageReader) header() (h pageHeader, err error) {
	const usual, most = 4 << 10, 1 << 20 // statistics make it long
	h.isCompressed = true
	for size := int64(usual); ; size = most {
		b := make([]byte, min(size, p.end-p.pos))
		if _, err := p.at.ReadAt(b, p.pos); err != nil {
			return h, err
		}
		t := thrift{b: b}
		err := t.walk(h.see)
		if err == nil {
			p.pos += int64(t.at)
			break
		}
		if size == most || int64(len(b)) < size {
			return h, errPage
		}
	}
	if h.size < 0 || h.compressed < 0 || h.values < 0 || h.defLength < 0 || h.repLength < 0 || h.compressed > p.end-p.pos {
		return h, errPage
	}
	if h.size > p.most || h.compressed > p.most || h.values > maxPageValues {
		return h, errPageLimit
	}
	return h, nil
}

// see takes the fields of a page's header, by their ids in parquet.thrift.
func (h *pageHeader) see(path []int16, n int64) {
	switch {
	case len(path) == 1:
		switch path[0] {
		case 1:
			h.kind = n
		case 2:
			h.size = n
		case 3:
			h.compressed = n
		}
	case len(path) == 2 && (path[0] == 5 || path[0] == 7): // data page of version 1, dictionary page
		switch path[1] {
		case 1:
			h.values = n
		case 2:
			h.encoding = n
		}
	case len(path) == 2 && path[0] == 8: // data page of version 2
		switch path[1] {
		case 1:
			h.values = n
		case 4:
			h.encoding = n
		case 5:
			h.defLength = n
		case 6:
			h.repLength = n
		case 7:
			h.isCompressed = n != 0
		}
	}
}

// page reads one page: a dictionary is kept, values take the place of those before.
func (p *pageReader) page() error {
	h, err := p.header()
	if err != nil {
		return err
	}
	p.raw = resized(p.raw, int(h.compressed))
	if _, err := p.at.ReadAt(p.raw, p.pos); err != nil {
		return err
	}
	p.pos += h.compressed
	levels, data := []byte(nil), p.raw
	if format.PageType(h.kind) == format.DataPageV2 {
		if h.defLength+h.repLength > int64(len(data)) || h.repLength != 0 {
			return errPage
		}
		levels, data = data[:h.defLength], data[h.defLength:]
		h.size -= h.defLength
	}
	if h.isCompressed {
		if data, err = p.inflate(data, int(h.size)); err != nil {
			return err
		}
	}
	switch format.PageType(h.kind) {
	case format.DictionaryPage:
		next := p.plain(bytes.Clone(data)) // pages to come reuse the memory
		p.dict = p.dict[:0]
		for range h.values {
			v, err := next()
			if err != nil {
				return err
			}
			p.dict = append(p.dict, v)
		}
		return nil
	case format.DataPage:
		if p.col.optional {
			if len(data) < 4 || int64(binary.LittleEndian.Uint32(data)) > int64(len(data)-4) {
				return errPage
			}
			n := 4 + int(binary.LittleEndian.Uint32(data))
			levels, data = data[4:n], data[n:]
		}
	case format.DataPageV2:
	default:
		return nil // an index page
	}
	return p.data(h, levels, data)
}

// data decodes the levels and values of a page.
func (p *pageReader) data(h pageHeader, levels, data []byte) (err error) {
	rows, defined := int(h.values), int(h.values)
	p.defined, p.row = resized(p.defined, rows), 0
	if p.col.optional {
		got, err := runs(nil, levels, 1, rows)
		if err != nil {
			return err
		}
		defined = 0
		for i, level := range got {
			p.defined[i] = byte(level)
			defined += int(level)
		}
	} else {
		for i := range p.defined {
			p.defined[i] = 1
		}
	}
	var values [][]byte
	switch format.Encoding(h.encoding) {
	case format.Plain:
		p.values = p.plain(data)
		return nil
	//lint:ignore SA1019 deprecated for writers: files of before 2.0 have it, and a reader must know it
	case format.PlainDictionary, format.RLEDictionary:
		p.values, err = p.lookUp(data, defined)
		return err
	case format.DeltaBinaryPacked:
		values, err = p.deltaInts(data, defined)
	case format.DeltaLengthByteArray:
		values, err = deltaLengths(data, defined)
	case format.DeltaByteArray:
		values, err = deltaStrings(data, defined)
	default:
		return fmt.Errorf("pages in the encoding %v are not read", format.Encoding(h.encoding))
	}
	p.values = listed(values)
	return err
}

func resized(b []byte, n int) []byte {
	if cap(b) < n {
		return make([]byte, n)
	}
	return b[:n]
}

// inflate decompresses a page into no more than its header says.
func (p *pageReader) inflate(data []byte, size int) ([]byte, error) {
	if size < 0 {
		return nil, errPage
	}
	var r io.Reader
	switch p.codec {
	case format.Uncompressed:
		return data, nil
	case format.Snappy:
		if n, err := snappy.DecodedLen(data); err != nil || n != size {
			return nil, errPage
		}
		p.buf = resized(p.buf, size)
		return snappy.Decode(p.buf, data)
	case format.Lz4Raw:
		p.buf = resized(p.buf, size)
		n, err := lz4.UncompressBlock(data, p.buf)
		if err != nil || n != size {
			return nil, errPage
		}
		return p.buf, nil
	case format.Gzip:
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		r = z
	case format.Zstd:
		z, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		r = z
	case format.Brotli:
		r = brotli.NewReader(bytes.NewReader(data))
	default:
		return nil, fmt.Errorf("pages compressed with %v are not read", p.codec)
	}
	p.buf = resized(p.buf, size)
	if _, err := io.ReadFull(r, p.buf); err != nil {
		return nil, errPage
	}
	return p.buf, nil
}
