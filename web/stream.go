package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"dragoman"
)

// How often a stream looks at the ledger's head, and how many changes it sends at once.
const (
	streamEvery = time.Second
	streamBatch = 500
)

// streamPath describes the stream in the OpenAPI document.
var streamPath = &huma.PathItem{Get: &huma.Operation{OperationID: "changes-stream", Summary: "The feed of changes as a server-sent stream", Tags: []string{"Asking"},
	Description: "Each event is named change; its id is the assertion's number, its data a change as /api/v1/changes gives it. A client that comes back sends Last-Event-ID, and nothing is lost. Comments keep the line open.",
	Parameters: []*huma.Param{
		{Name: "since", In: "query", Schema: &huma.Schema{Type: huma.TypeInteger}, Description: "The number of the last assertion seen; now where it is left out."},
		{Name: "Last-Event-ID", In: "header", Schema: &huma.Schema{Type: huma.TypeInteger}, Description: "The same, as browsers send it when they come back."},
	},
	Responses: map[string]*huma.Response{"200": {Description: "A stream.", Content: map[string]*huma.MediaType{"text/event-stream": {}}}},
}}

// streamChanges sends the feed as server-sent events until the client goes away or the server stops.
func (s *Server) streamChanges(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	seq, _, err := s.Ledger.Ping(ctx)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	for _, at := range []string{r.URL.Query().Get("since"), r.Header.Get("Last-Event-ID")} {
		if at == "" {
			continue
		}
		if seq, err = strconv.ParseInt(at, 10, 64); err != nil || seq < 0 {
			s.fail(w, r, fmt.Errorf("since %q: want a number of the ledger: %w", at, dragoman.ErrInvalid))
			return
		}
	}
	line := http.NewResponseController(w)
	_ = line.SetWriteDeadline(time.Time{}) // a stream outlives the server's own limit
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	s.metrics.streams.Inc()
	defer s.metrics.streams.Dec()
	tick := time.NewTicker(streamEvery)
	defer tick.Stop()
	fmt.Fprint(w, ": changes\n\n")
	for quiet := 0; ; quiet++ {
		ans, err := s.Ledger.Changes(ctx, seq, streamBatch)
		if err != nil {
			return // the client comes back with Last-Event-ID
		}
		for i := range ans.Items {
			data, err := json.Marshal(&ans.Items[i])
			if err != nil {
				s.Logger.Error("stream changes", "error", err)
				return
			}
			seq, quiet = ans.Items[i].Seq, 0
			fmt.Fprintf(w, "id: %d\nevent: change\ndata: %s\n\n", seq, data)
		}
		if quiet%15 == 14 {
			fmt.Fprint(w, ": still here\n\n")
		}
		if line.Flush() != nil {
			return
		}
		if len(ans.Items) == streamBatch {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-s.closing:
			return
		case <-tick.C:
		}
	}
}
