package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"dragoman"
	"dragoman/export"
	"dragoman/ledger"
)

// exportPath describes the export in the OpenAPI document; its filters are those of /api/v1/events.
var exportPath = &huma.PathItem{Get: &huma.Operation{OperationID: "export", Summary: "Records in a form that other tools read", Tags: []string{"Asking"},
	Description: "A stream of text. The filters are those of /api/v1/events and choose events; standings come along in forms that hold them where nothing is filtered but known_at. Parquet is a folder: dragoman export writes it.",
	Parameters:  []*huma.Param{{Name: "format", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"csv", "csv-standings", "polecat", "gdelt", "icews", "ftm", "jsonld"}}}},
	Responses:   map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{"text/plain": {}}}},
}}

// exportTo streams an export. An error after its first byte cuts the connection, so that nobody takes a part for the whole.
func (s *Server) exportTo(w http.ResponseWriter, r *http.Request) {
	format := export.Format(r.URL.Query().Get("format"))
	if !slices.Contains(export.Formats(), format) {
		s.fail(w, r, fmt.Errorf("format %q: want one of %q: %w", format, export.Formats(), dragoman.ErrInvalid))
		return
	}
	q, err := queryOf(r.URL.Query())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f, err := q.filter()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q.KnownAt = ""
	all := len(q.values()) == 0
	if !all && format == export.CSVStandings {
		s.fail(w, r, fmt.Errorf("standings are exported as a whole, as of known_at: %w", dragoman.ErrInvalid))
		return
	}
	if _, err := s.Ledger.Events(r.Context(), f, ledger.Page{Limit: 1}); err != nil { // so that a bad filter has its answer
		s.fail(w, r, err)
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) // an export outlives the server's own limit
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="dragoman.`+string(format)+`"`)
	if err := s.writeExport(r.Context(), w, format, f, all); err != nil {
		s.Logger.Warn("export was cut off", "error", err)
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) writeExport(ctx context.Context, w http.ResponseWriter, format export.Format, f ledger.Filter, all bool) error {
	out, err := export.New(format, w)
	if err != nil {
		return err
	}
	write := func(l *ledger.Line) error {
		p := l.Report
		rec := &export.Record{Seq: l.Seq, Recorded: l.Recorded, Edition: l.Edition, Event: l.Event, Standing: l.Standing,
			Report: export.Report{ID: p.ID, Ref: p.Ref, URL: p.URL, Publisher: p.Publisher, Title: p.Title, Published: p.Published}}
		if !format.TellsModality() && len(f.Modalities) == 0 && !export.Stated(rec) {
			return nil // such a form would tell it as done
		}
		return out.Write(rec)
	}
	if all {
		err = s.Ledger.Each(ctx, ledger.Filter{KnownAt: f.KnownAt}, func(l *ledger.Line) error {
			if l.Event != nil && format == export.CSVStandings || l.Standing != nil && !holdsStandings(format) {
				return nil
			}
			return write(l)
		})
	} else {
		err = s.eachEvent(ctx, f, write)
	}
	if err != nil {
		return err
	}
	return out.Close()
}

func holdsStandings(f export.Format) bool {
	return f == export.CSVStandings || f == export.FollowTheMoney || f == export.JSONLD
}

// eachEvent visits the events that a filter chooses, page after page.
func (s *Server) eachEvent(ctx context.Context, f ledger.Filter, visit func(*ledger.Line) error) error {
	page := ledger.Page{Limit: 1000}
	for {
		ans, err := s.Ledger.Events(ctx, f, page)
		if err != nil {
			return err
		}
		for i := range ans.Items {
			if err := visit(&ans.Items[i]); err != nil {
				return err
			}
		}
		if ans.Next == "" {
			return nil
		}
		page.Cursor = ans.Next
	}
}
