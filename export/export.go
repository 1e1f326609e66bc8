// Package export takes records away: events and standings go in, one at a time, and a file in a form that other tools read
// comes out. It is what follows the ledger on the way.
//
//	w, err := export.New(export.GDELT, file)
//	for r, err := range export.Read(os.Stdin) { … w.Write(r) … }
//	err = w.Close()
//
// The forms are Parquet (a folder by year and month, see NewParquet), CSV of the same columns, the tables of POLECAT, GDELT 2.0
// and ICEWS, entities of FollowTheMoney, and JSON-LD with Wikidata's ids. The same records in the same order give the same
// bytes. Memory does not grow with the number of records.
package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"dragoman"
)

// A Record is an event or a standing with what is known of the report that it was read from.
type Record struct {
	Seq      int64            `json:"seq"`      // number in the ledger, 0 where it comes from none
	Recorded time.Time        `json:"recorded"` // zero where it comes from no ledger
	Edition  dragoman.Edition `json:"edition"`
	// One of these two is set.
	Event    *dragoman.Event    `json:"event"`
	Standing *dragoman.Standing `json:"standing"`
	Report   Report             `json:"report"`
}

// A Report is what is known of where a record was read.
type Report struct {
	ID        dragoman.ID   `json:"id"`
	Ref       string        `json:"ref"`
	URL       string        `json:"url"`
	Publisher string        `json:"publisher"`
	Title     string        `json:"title"`
	Published dragoman.Date `json:"published"`
}

// A Writer takes records in one form.
type Writer interface {
	// Write takes one record; what the form has no room for is left out.
	Write(*Record) error
	// Close completes the output. What Write was given is not complete before.
	Close() error
}

// A Format is a form of output that is one file of text.
type Format string

// The formats.
const (
	CSV            Format = "csv"           // events, the columns of Parquet
	CSVStandings   Format = "csv-standings" // standings, the columns of Parquet
	POLECAT        Format = "polecat"       // 40 columns, tab-separated, header
	GDELT          Format = "gdelt"         // GDELT 2.0 events: 61 columns, tab-separated, no header
	ICEWS          Format = "icews"         // 20 columns, tab-separated, header
	FollowTheMoney Format = "ftm"           // a JSON entity a line
	JSONLD         Format = "jsonld"        // one JSON-LD document
)

// Formats returns the formats of text in the order in which they are listed to people.
func Formats() []Format {
	return []Format{CSV, CSVStandings, POLECAT, GDELT, ICEWS, FollowTheMoney, JSONLD}
}

// New returns a Writer of a format of text. It does not close w.
func New(f Format, w io.Writer) (Writer, error) {
	switch f {
	case CSV:
		return newCSV[eventRow](w), nil
	case CSVStandings:
		return newCSV[standingRow](w), nil
	case POLECAT:
		return newTable(w, polecatColumns, polecat), nil
	case GDELT:
		return newGDELT(w)
	case ICEWS:
		return newICEWS(w)
	case FollowTheMoney:
		return newFTM(w), nil
	case JSONLD:
		return newJSONLD(w), nil
	}
	return nil, fmt.Errorf("format %q: not one of %q: %w", f, Formats(), dragoman.ErrInvalid)
}

// TellsModality reports whether a format has a place for what is not done: planned, possible, denied. In one that has none such
// records read as done, so a caller leaves them out; see Stated.
func (f Format) TellsModality() bool { return f == CSV || f == CSVStandings || f == JSONLD }

// Stated reports whether a record is true as it stands, without its modality: it tells of what is done, or of a plan whose
// announcement is itself the event (PLOVER: a planned cooperation is AGREE, a planned conflict THREATEN).
func Stated(r *Record) bool {
	if r.Standing != nil {
		return r.Standing.Modality == dragoman.Done
	}
	e := r.Event
	return e.Modality == dragoman.Done || e.Modality == dragoman.Planned && (e.Type == "AGREE" || e.Type == "THREATEN")
}

// evidence returns where a record was read.
func (r *Record) evidence() *dragoman.Evidence {
	if r.Event != nil {
		return &r.Event.Evidence
	}
	return &r.Standing.Evidence
}

// when returns the time of a record; the zero When where it tells none.
func (r *Record) when() dragoman.When {
	w := (*dragoman.When)(nil)
	if r.Event != nil {
		w = r.Event.When
	} else {
		w = r.Standing.When
	}
	if w == nil {
		return dragoman.When{}
	}
	return *w
}

// day returns the first day that is known of the record's time, else the last, else 0.
func (r *Record) day() dragoman.Date {
	w := r.when()
	if w.From != 0 {
		return w.From
	}
	return w.Last()
}

// publishedOr is the day of a record in a table that must have one: its own, else the day of the report.
func (r *Record) publishedOr() dragoman.Date {
	if d := r.day(); d != 0 {
		return d
	}
	return r.Report.Published
}

// ref names the report: as the ledger has it, else as the record has.
func (r *Record) ref() string {
	if r.Report.Ref != "" {
		return r.Report.Ref
	}
	return r.evidence().Ref
}

// doc is the id of the report.
func (r *Record) doc() dragoman.ID {
	if !r.Report.ID.IsZero() {
		return r.Report.ID
	}
	return r.evidence().Doc
}

// known is a party, or one of which nothing is known.
func known(p *dragoman.Party) *dragoman.Party {
	if p == nil {
		return &dragoman.Party{}
	}
	return p
}

// joined writes names as one cell.
func joined[S ~string](names []S) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return string(names[0])
	}
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(string(n))
	}
	return b.String()
}
