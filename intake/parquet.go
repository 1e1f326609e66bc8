package intake

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"dragoman"
)

// Limits of a Parquet file. Writers make pages of one megabyte; the rest is for those with long texts.
const (
	maxFooter     = 16 << 20
	maxPage       = 32 << 20 // bytes of a page of texts, after decompression
	maxShortPage  = 8 << 20  // of the other columns
	maxPageValues = 2 << 20  // a column that says the same in all rows has them in one page
	footerEnd     = 8        // the footer's length, and "PAR1"
)

// parquet reads the rows of a Parquet file with a column of texts. Footer and schema are read by parquet-go, once it is known that
// they ask for no more memory than they should; pages by pageReader, which decodes only into what it has counted.
func (r *Reader) parquet(e entry, send sink) bool {
	e, done, err := r.seekable(e)
	if err != nil {
		return send(dragoman.Article{}, e.failed(err))
	}
	defer done()
	f, err := openParquet(e.at, e.size)
	if err != nil {
		if e.m.over != nil {
			return send(dragoman.Article{}, e.failed(err))
		}
		return send(dragoman.Article{}, damaged(e.ref, 0, "", "Parquet: %v", err))
	}
	columns, names := articleColumns(f.Root())
	if columns["text"] == nil && columns["body"] == nil {
		return send(dragoman.Article{}, noText(e.ref, 0, names))
	}
	row := 0
	for i := range f.Metadata().RowGroups {
		group := &f.Metadata().RowGroups[i]
		more, err := r.rowGroup(e, group, columns, &row, send)
		switch {
		case !more:
			return false
		case err != nil && e.m.over != nil:
			return send(dragoman.Article{}, e.failed(err))
		case err != nil:
			if !send(dragoman.Article{}, damaged(e.ref, row+1, "", "Parquet: row group %d: %v", i, err)) {
				return false
			}
		}
	}
	return true
}

// openParquet checks a footer and reads it. A panic of the library is damage of the file: it was written for files that are whole.
func openParquet(at io.ReaderAt, size int64) (f *parquet.File, err error) {
	var end [footerEnd]byte
	if size < 2*footerEnd {
		return nil, io.ErrUnexpectedEOF
	}
	if _, err := at.ReadAt(end[:], size-footerEnd); err != nil {
		return nil, err
	}
	length := int64(binary.LittleEndian.Uint32(end[:4]))
	if string(end[4:]) != "PAR1" || length > size-footerEnd {
		return nil, errors.New("it ends without a footer")
	}
	if length > maxFooter {
		return nil, fmt.Errorf("the footer is larger than %d bytes", maxFooter)
	}
	footer := make([]byte, length)
	if _, err := at.ReadAt(footer, size-footerEnd-length); err != nil {
		return nil, err
	}
	if err := (&thrift{b: footer}).walk(nil); err != nil {
		return nil, fmt.Errorf("footer: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("footer: %v", p)
		}
	}()
	return parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(1<<14))
}

// A parquetColumn is a column that is a part of an article.
type parquetColumn struct {
	name     string
	index    int
	kind     format.Type
	optional bool
	day      bool  // days since 1970
	unit     int64 // of a time: parts of a second; 0 where it is none
}

// articleColumns finds the columns of the top level that setField knows, and lists the names of all.
func articleColumns(root *parquet.Column) (map[string]*parquetColumn, []string) {
	columns := make(map[string]*parquetColumn)
	var names []string
	for _, c := range root.Columns() {
		names = append(names, c.Name())
		if !c.Leaf() || c.Repeated() {
			continue
		}
		col := &parquetColumn{name: strings.ToLower(c.Name()), index: c.Index(), kind: format.Type(c.Type().Kind()), optional: c.Optional()}
		if logical := c.Type().LogicalType(); logical != nil {
			switch t := logical.Value.(type) {
			case *format.DateType:
				col.day = true
			case *format.TimestampType:
				switch t.Unit.Value.(type) {
				case *format.MilliSeconds:
					col.unit = 1e3
				case *format.MicroSeconds:
					col.unit = 1e6
				case *format.NanoSeconds:
					col.unit = 1e9
				}
			}
		}
		switch col.kind {
		case format.ByteArray, format.Int32, format.Int64:
			columns[col.name] = col
		}
	}
	return columns, names
}

// rowGroup reads the rows of one group.
func (r *Reader) rowGroup(e entry, group *format.RowGroup, columns map[string]*parquetColumn, row *int, send sink) (more bool, err error) {
	var readers []*pageReader
	for _, name := range []string{"id", "title", "headline", "url", "link", "source", "publisher", "published", "date", "lang", "language", "text", "body"} {
		if col := columns[name]; col != nil {
			if col.index >= len(group.Columns) {
				return true, errors.New("it lacks a column of the schema")
			}
			p, err := newPageReader(e.at, e.size, col, &group.Columns[col.index].MetaData)
			if err != nil {
				return true, fmt.Errorf("column %q: %w", name, err)
			}
			readers = append(readers, p)
		}
	}
	for range group.NumRows {
		*row++
		a, rowErr, err := r.parquetRow(e, *row, readers)
		if err != nil {
			*row--
			return true, err
		}
		if !r.sendRow(a, rowErr, send) {
			return false, nil
		}
		if e.m.over != nil {
			return true, e.m.over
		}
	}
	return true, nil
}

// parquetRow reads one row: rowErr is wrong with it, err with the file.
func (r *Reader) parquetRow(e entry, row int, readers []*pageReader) (a dragoman.Article, rowErr, err error) {
	a.Ref = e.ref + "#" + strconv.Itoa(row)
	var names []string
	for _, p := range readers {
		v, err := p.next()
		if err != nil {
			return a, nil, fmt.Errorf("column %q: %w", p.col.name, err)
		}
		names = append(names, p.col.name)
		if v == nil || rowErr != nil {
			continue
		}
		if err := e.m.add(len(v)); err != nil {
			return a, nil, err
		}
		if len(v) > r.opts.MaxArticle {
			rowErr = tooLong(e.ref, row, r.opts.MaxArticle)
			continue
		}
		if err := setField(&a, p.col.name, p.col.text(v)); err != nil {
			rowErr = damaged(e.ref, row, "write it as a date, or as YYYY-MM-DD", "%v", err)
		}
	}
	if rowErr == nil {
		for _, s := range []*string{&a.Key, &a.URL, &a.Source, &a.Title} {
			*s = strings.ToValidUTF8(*s, "\uFFFD")
		}
		rowErr = r.finishRow(&a, e.ref, row, names)
	}
	return a, rowErr, nil
}

// text writes a value as a CSV would.
func (c *parquetColumn) text(v []byte) string {
	var n int64
	switch c.kind {
	case format.ByteArray:
		return string(v)
	case format.Int32:
		n = int64(int32(binary.LittleEndian.Uint32(v)))
	default:
		n = int64(binary.LittleEndian.Uint64(v))
	}
	const daySeconds, furthest = 24 * 60 * 60, 1 << 38 // seconds: beyond it there are no years of four digits
	switch seconds := n; {
	case c.day || c.unit > 0:
		if c.day {
			seconds *= daySeconds
		} else {
			seconds /= c.unit
		}
		if seconds > -furthest && seconds < furthest {
			return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
		}
	}
	return strconv.FormatInt(n, 10)
}
