package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dragoman"
)

// rowFactor is how much longer a row may be than the text in it: JSON writes some bytes as six, and there are other columns.
const rowFactor = 6

// mostBad is after how many bad rows, without a good one, a file is taken for another kind.
const mostBad = 20

func quote(s string) string {
	const most = 40
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}

// jsonRows reads JSON Lines: an object a line. A file that is one array of objects is read as its rows.
func (r *Reader) jsonRows(e entry, send sink) bool {
	in := bufio.NewReaderSize(e.r, 1<<16)
	if first, err := in.Peek(1); err == nil && first[0] == '[' {
		return r.jsonArray(e, in, send)
	}
	row, good := 0, 0
	for {
		line, long, err := readLine(in, rowFactor*r.opts.MaxArticle)
		if err != nil && err != io.EOF {
			return send(dragoman.Article{}, e.failed(err))
		}
		if len(bytes.TrimSpace(line)) > 0 || long {
			row++
			a, rowErr := r.jsonRow(e.ref, row, line, long)
			if rowErr == nil {
				good++
			}
			if !r.sendRow(a, rowErr, send) {
				return false
			}
			if errors.Is(rowErr, errNoText) && good == 0 {
				return true // the file is of another kind: one error says so
			}
			if good == 0 && row >= mostBad {
				return send(dragoman.Article{}, damaged(e.ref, 0, "write an object a line", "none of the first %d lines is a row: the rest is left", mostBad))
			}
		}
		if err == io.EOF {
			if row == 0 {
				return send(dragoman.Article{}, because(Empty, e.ref, 0, "give it rows, or leave it out", "empty: there are no rows"))
			}
			return true
		}
	}
}

// jsonArray reads a file that is one array of objects.
func (r *Reader) jsonArray(e entry, in io.Reader, send sink) bool {
	budget := &budgetReader{r: in, limit: rowFactor * r.opts.MaxArticle}
	budget.renew()
	dec := json.NewDecoder(budget)
	if _, err := dec.Token(); err != nil {
		return send(dragoman.Article{}, damaged(e.ref, 0, "", "not JSON: %v", err))
	}
	for row := 1; dec.More(); row++ {
		budget.renew()
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			if e.m.over != nil {
				return send(dragoman.Article{}, e.failed(err))
			}
			return send(dragoman.Article{}, damaged(e.ref, row, "write a row a line (JSON Lines), so that one bad row does not end the file", "not JSON: %v", err))
		}
		a, err := r.jsonRow(e.ref, row, raw, false)
		if !r.sendRow(a, err, send) {
			return false
		}
	}
	return true
}

// errNoText is the problem of a row without a text.
var errNoText = errors.New("no text")

func noText(ref string, row int, found []string) error {
	return &Error{Ref: ref, Row: row, Hint: "name the column of the report text or body", Err: fmt.Errorf("%w: no text or body among the columns %q: %w", errNoText, found, dragoman.ErrInvalid), Reason: NotText}
}

func (r *Reader) jsonRow(ref string, row int, line []byte, long bool) (dragoman.Article, error) {
	a := dragoman.Article{Ref: ref + "#" + strconv.Itoa(row)}
	if long {
		return a, tooLong(ref, row, r.opts.MaxArticle)
	}
	if i := bytes.IndexByte(line, 0); i >= 0 {
		return a, because(NotText, ref, row, "", "NUL byte at offset %d of the row", i)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return a, damaged(ref, row, `write {"id": …, "text": …, "published": "YYYY-MM-DD"}`, "not a JSON object: %v", err)
	}
	var keys []string
	for key, raw := range fields {
		keys = append(keys, key)
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			return a, damaged(ref, row, "", "key %q: %v", key, err)
		}
		var text string
		switch v := value.(type) {
		case string:
			text = v
		case float64:
			text = string(raw)
		default:
			continue // lists, objects and null name none of an article's parts
		}
		if err := setField(&a, strings.ToLower(key), text); err != nil {
			return a, damaged(ref, row, "write it as YYYY-MM-DD", "%v", err)
		}
	}
	return a, r.finishRow(&a, ref, row, keys)
}

// finishRow checks a row's text and names it by its URL or id.
func (r *Reader) finishRow(a *dragoman.Article, ref string, row int, found []string) error {
	if a.Text == "" {
		for _, k := range found {
			if k = strings.ToLower(k); k == "text" || k == "body" {
				return because(Empty, ref, row, "give it text, or leave it out", "empty: there is no text to code")
			}
		}
		return noText(ref, row, found)
	}
	if len(a.Text) > r.opts.MaxArticle {
		return tooLong(ref, row, r.opts.MaxArticle)
	}
	if err := checkText(ref, row, []byte(a.Text)); err != nil {
		return err
	}
	switch {
	case a.Key != "":
		a.Ref = a.Key
	case a.URL != "":
		a.Key, a.Ref = a.URL, a.URL
	}
	return nil
}

func (r *Reader) sendRow(a dragoman.Article, err error, send sink) bool {
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.send(a, send)
}

// csvRows reads CSV or TSV with a header.
func (r *Reader) csvRows(e entry, comma rune, send sink) bool {
	budget := &budgetReader{r: e.r, limit: rowFactor * r.opts.MaxArticle}
	in := bufio.NewReader(budget)
	budget.renew()
	if bom, err := in.Peek(len(utf8BOM)); err == nil && bytes.Equal(bom, utf8BOM) {
		_, _ = in.Discard(len(utf8BOM)) // peeked: it is there
	}
	rows := csv.NewReader(in)
	rows.Comma, rows.ReuseRecord = comma, true
	header, err := rows.Read()
	if err == io.EOF {
		return send(dragoman.Article{}, because(Empty, e.ref, 0, "give it rows, or leave it out", "empty: there is no header"))
	}
	if err != nil {
		return send(dragoman.Article{}, damaged(e.ref, 0, "the first row names the columns", "header: %v", err))
	}
	columns := make([]string, len(header))
	for i, name := range header {
		columns[i] = strings.ToLower(strings.TrimSpace(name))
	}
	if !hasText(columns) {
		return send(dragoman.Article{}, noText(e.ref, 0, columns))
	}
	for row := 1; ; row++ {
		budget.renew()
		fields, err := rows.Read()
		if err == io.EOF {
			return true
		}
		var a dragoman.Article
		if err == nil {
			a, err = r.csvRow(e.ref, row, columns, fields)
		} else if errors.Is(err, errBudget) {
			return send(a, tooLong(e.ref, row, r.opts.MaxArticle))
		} else if perr := new(csv.ParseError); errors.As(err, &perr) {
			err = damaged(e.ref, row, "put fields with commas, quotes or line ends in double quotes", "line %d: %v", perr.Line, perr.Err)
		} else {
			return send(a, e.failed(err))
		}
		if !r.sendRow(a, err, send) {
			return false
		}
	}
}

func hasText(columns []string) bool {
	for _, c := range columns {
		if c == "text" || c == "body" {
			return true
		}
	}
	return false
}

func (r *Reader) csvRow(ref string, row int, columns, fields []string) (dragoman.Article, error) {
	a := dragoman.Article{Ref: ref + "#" + strconv.Itoa(row)}
	for i, value := range fields {
		if err := setField(&a, columns[i], strings.Clone(value)); err != nil {
			return a, damaged(ref, row, "write it as YYYY-MM-DD", "%v", err)
		}
	}
	return a, r.finishRow(&a, ref, row, columns)
}

// readLine reads a line of at most limit bytes; of a longer one it keeps nothing and reads on to its end.
func readLine(in *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > limit {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

var errBudget = errors.New("row over the limit")

// A budgetReader fails once more than limit bytes are read between two calls of renew: it bounds what a decoder buffers for
// one row.
type budgetReader struct {
	r           io.Reader
	limit, left int
}

func (b *budgetReader) renew() { b.left = b.limit }

func (b *budgetReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBudget
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
