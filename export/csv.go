package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"dragoman"
)

// csvWriter writes rows of one kind as RFC 4180 has it, with a header; records of the other kind are left out.
type csvWriter[T row] struct {
	buf   *bufio.Writer
	out   *csv.Writer
	cols  []cell
	cells []string
	row   T
	begun bool
}

// A cell is a field of a row and how it is written.
type cell struct {
	name     string
	index    []int
	optional bool
	date     bool
}

func newCSV[T row](w io.Writer) *csvWriter[T] {
	buf := bufio.NewWriterSize(w, 1<<16)
	cols := cellsOf(reflect.TypeFor[T](), nil)
	return &csvWriter[T]{buf: buf, out: csv.NewWriter(buf), cols: cols, cells: make([]string, len(cols))}
}

// cellsOf lists the columns of a row, by the names that Parquet gives them.
func cellsOf(t reflect.Type, at []int) []cell {
	var cols []cell
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Anonymous {
			cols = append(cols, cellsOf(f.Type, index)...)
			continue
		}
		parts := strings.Split(f.Tag.Get("parquet"), ",")
		c := cell{name: parts[0], index: index}
		for _, p := range parts[1:] {
			c.optional = c.optional || p == "optional"
			c.date = c.date || p == "date"
		}
		cols = append(cols, c)
	}
	return cols
}

// Write writes a row.
func (w *csvWriter[T]) Write(r *Record) error {
	if !fill(&w.row, r) {
		return nil
	}
	w.header()
	v := reflect.ValueOf(&w.row).Elem()
	for i := range w.cols {
		w.cells[i] = w.cols[i].text(v)
	}
	if err := w.out.Write(w.cells); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// header writes the names of the columns, once.
func (w *csvWriter[T]) header() {
	if w.begun {
		return
	}
	w.begun = true
	for i, c := range w.cols {
		w.cells[i] = c.name
	}
	_ = w.out.Write(w.cells) // the writer keeps its first error, which Close returns
}

// Close writes what is buffered; a file without rows has its header.
func (w *csvWriter[T]) Close() error {
	w.header()
	w.out.Flush()
	if err := w.out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	if err := w.buf.Flush(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// text writes the cell of a row.
func (c *cell) text(row reflect.Value) string {
	v := row
	for _, i := range c.index {
		v = v.Field(i)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
		if v.Kind() == reflect.Int64 { // the only one is a time
			return time.UnixMicro(v.Int()).UTC().Format(time.RFC3339Nano)
		}
	} else if c.optional && v.IsZero() {
		return ""
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Float64:
		return number(v.Float())
	}
	if c.date {
		return (dragoman.Date(v.Int()) + epoch).String()
	}
	return strconv.FormatInt(v.Int(), 10)
}

// number writes a number as short as reads back to the same.
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
