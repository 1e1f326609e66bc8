package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// table writes events as lines of tab-separated cells: the form of GDELT, POLECAT and ICEWS, which knows no quoting. What would
// break a line within a cell becomes a blank.
type table struct {
	out  *bufio.Writer
	line []string
	make func(line []string, r *Record) bool // fills a line, all of whose cells are empty; false leaves the event out
	err  error
}

// newTable begins a table with its header.
func newTable(w io.Writer, header []string, fill func([]string, *Record) bool) *table {
	t := &table{out: bufio.NewWriterSize(w, 1<<16), line: make([]string, len(header)), make: fill}
	copy(t.line, header)
	t.err = t.write()
	return t
}

// newBareTable begins a table without a header.
func newBareTable(w io.Writer, width int, fill func([]string, *Record) bool) *table {
	return &table{out: bufio.NewWriterSize(w, 1<<16), line: make([]string, width), make: fill}
}

// Write writes an event; a standing has no place in these tables.
func (t *table) Write(r *Record) error {
	if t.err != nil || r.Event == nil {
		return t.err
	}
	clear(t.line)
	if t.make(t.line, r) {
		t.err = t.write()
	}
	return t.err
}

func (t *table) write() error {
	for i, c := range t.line {
		if i > 0 {
			t.out.WriteByte('\t') // the buffer keeps its first error
		}
		if strings.ContainsAny(c, "\t\n\r\"") {
			c = breaks.Replace(c)
		}
		t.out.WriteString(c)
	}
	if err := t.out.WriteByte('\n'); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// breaks replaces what ends a cell or a line, and the double quote, at which many readers of such tables begin a quoted cell.
var breaks = strings.NewReplacer("\r\n", " ", "\t", " ", "\n", " ", "\r", " ", `"`, "'")

// Close writes what is buffered.
func (t *table) Close() error {
	if t.err != nil {
		return t.err
	}
	if err := t.out.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
