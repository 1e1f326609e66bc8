package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"dragoman"
	"dragoman/ledger"
)

// dbFlags say which ledger a verb works on.
type dbFlags struct {
	DB string `name:"db" help:"The ledger: the path of an SQLite file, or postgres://…" default:"${db}" env:"DRAGOMAN_DB" placeholder:"PATH"`
}

// open opens the ledger; a question about one that does not exist is an error, not a new ledger.
func (f dbFlags) open(d *door, o ledger.Options) (*ledger.Ledger, error) {
	l, err := ledger.Open(d.ctx, f.DB, o)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// ask opens the ledger for a question, and closes it after.
func (f dbFlags) ask(d *door, question func(*ledger.Ledger) error) error {
	l, err := f.open(d, ledger.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	if err := question(l); err != nil {
		_ = l.Close() // the question's error says more
		return ofCall(err)
	}
	return l.Close()
}

// filterFlags choose records.
type filterFlags struct {
	Actor     string   `help:"A country (name or ISO alpha-3: everything under it), a person, a group, or a directory id." placeholder:"WHO"`
	With      string   `help:"Who is on the other side." placeholder:"WHO"`
	Side      string   `help:"On which side the actor is." enum:"any,source,target" default:"any"`
	Type      []string `help:"Event types or relations." placeholder:"TYPE"`
	Mode      []string `help:"Event modes." placeholder:"MODE"`
	Quad      []int    `help:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict." placeholder:"N"`
	Modality  []string `help:"done, planned, possible, denied." placeholder:"MODALITY"`
	MinScore  float64  `help:"The least score."`
	Publisher []string `help:"Publishers." placeholder:"NAME"`
	Place     string   `help:"A place, or a country's alpha-3 code."`
	Box       string   `help:"An area: south,west,north,east in degrees." placeholder:"S,W,N,E"`
	From      string   `help:"The first day: YYYY, YYYY-MM or YYYY-MM-DD." placeholder:"DAY"`
	To        string   `help:"The last day: YYYY, YYYY-MM or YYYY-MM-DD." placeholder:"DAY"`
	Text      string   `help:"Words that the report holds; \"phrases\", OR and -not as in a web search."`
	Where     string   `help:"An expression in CEL, such as 'event.intensity < -5 && \"MIL\" in source.sectors'." placeholder:"CEL"`
	KnownAt   string   `help:"What the ledger knew at this time: YYYY-MM-DD (its end) or RFC 3339." placeholder:"TIME"`
}

func (f *filterFlags) filter() (flt ledger.Filter, err error) {
	defer func() { err = ofCall(err) }()
	flt = ledger.Filter{Actor: f.Actor, Other: f.With, Types: f.Type, Modes: f.Mode, Quads: f.Quad, MinScore: f.MinScore,
		Publishers: f.Publisher, Place: f.Place, Text: f.Text, Where: f.Where}
	if f.Side != "any" {
		flt.Side = ledger.Side(f.Side)
	}
	for _, name := range f.Modality {
		var m dragoman.Modality
		if err := m.UnmarshalText([]byte(name)); err != nil {
			return flt, fmt.Errorf("--modality: %w", err)
		}
		flt.Modalities = append(flt.Modalities, m)
	}
	if flt.From, err = ledger.ParseDay("--from", f.From, false); err != nil {
		return flt, err
	}
	if flt.To, err = ledger.ParseDay("--to", f.To, true); err != nil {
		return flt, err
	}
	if flt.KnownAt, err = ledger.ParseMoment("--known-at", f.KnownAt); err != nil {
		return flt, err
	}
	if f.Box != "" {
		flt.Box, err = ledger.ParseBox("--box", f.Box)
	}
	return flt, err
}

// pageFlags choose a part of an answer.
type pageFlags struct {
	Limit  int    `help:"How many at most." default:"100"`
	Cursor string `help:"Where the last page ended: the cursor that it printed." placeholder:"CURSOR"`
	Newest bool   `help:"The latest day first."`
}

func (p pageFlags) page() ledger.Page {
	return ledger.Page{Limit: p.Limit, Cursor: p.Cursor, Newest: p.Newest}
}

// outFlags choose how an answer is printed.
type outFlags struct {
	Format string `help:"table for people, jsonl or csv for programs; auto: table on a terminal, else jsonl." enum:"auto,table,jsonl,csv" default:"auto"`
}

// A column is a head and how its cell is made of an item.
type column[T any] struct {
	head string
	cell func(*T) string
}

// printItems prints items: as JSON Lines, or the columns as CSV or a table. next is the cursor of the next page.
func printItems[T any](d *door, f outFlags, items []T, next string, columns []column[T]) error {
	format := f.Format
	if format == "auto" {
		format = "jsonl"
		if isTerminal(d.stdout) {
			format = "table"
		}
	}
	if next != "" {
		defer fmt.Fprintln(d.stderr, "more: --cursor", next)
	}
	if format == "jsonl" {
		for i := range items {
			if err := writeJSON(d.stdout, &items[i]); err != nil {
				return err
			}
		}
		return nil
	}
	rows := [][]string{make([]string, len(columns))}
	for i, c := range columns {
		rows[0][i] = c.head
	}
	for i := range items {
		cells := make([]string, len(columns))
		for j, c := range columns {
			cells[j] = c.cell(&items[i])
		}
		rows = append(rows, cells)
	}
	if format == "csv" {
		return csv.NewWriter(d.stdout).WriteAll(rows)
	}
	return newReadable(d.stdout).table(d.stdout, rows)
}

// table prints rows with aligned columns; the first row is the head. The widest columns give way where the line is too long.
func (r readable) table(w io.Writer, rows [][]string) error {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i := range row {
			row[i] = printable(row[i])
			widths[i] = max(widths[i], displayWidth(row[i]))
		}
	}
	const gap = 2
	total := gap * (len(widths) - 1)
	for _, n := range widths {
		total += n
	}
	const narrowest = 8
	for over := total - r.width; over > 0; over-- {
		widest := 0
		for i, n := range widths {
			if n > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	for n, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(pad(shorten(cell, widths[i]), widths[i]+gap))
		}
		line := strings.TrimRight(b.String(), " ")
		if n == 0 {
			line = r.paint(bold, line)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// shorten cuts s to width columns.
func shorten(s string, width int) string {
	if displayWidth(s) <= width {
		return s
	}
	out, used := "", 0
	for _, c := range s {
		n := displayWidth(string(c))
		if used+n > width-1 {
			break
		}
		out += string(c)
		used += n
	}
	return out + "…"
}
