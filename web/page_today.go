package web

import (
	"context"
	"net/http"

	"dragoman"
	"dragoman/ledger"
)

// todayView is the front page.
type todayView struct {
	Day        dragoman.Date       `json:"day"` // the ledger's newest day, or today
	Before     dragoman.Date       `json:"before"`
	Seq        int64               `json:"seq"`
	Happenings []happeningView     `json:"happenings"`
	Changed    []ledger.FactChange `json:"changed"`
	Disputed   []ledger.Fact       `json:"disputed"`
	Ahead      []happeningView     `json:"ahead"` // planned or possible after the day
	Queue      []lineView          `json:"queue"`
	Types      []ledger.Count      `json:"types"`
}

// A happeningView is a happening and its best mention.
type happeningView struct {
	ledger.Happening
	Line lineView `json:"line"`
}

// Sizes of the front page.
const (
	todayHappenings = 24
	todayChanged    = 14
	todayDisputed   = 8
	todayAhead      = 6
	todayQueue      = 8
	todayReach      = 30   // days over which standings are compared
	doubtfulScore   = 0.75 // records below it wait for a person
)

func viewHappenings(items []ledger.Happening) []happeningView {
	out := []happeningView{}
	for _, h := range items {
		v := happeningView{Happening: h}
		if h.Best != nil {
			v.Line = newLineView(h.Best)
		}
		out = append(out, v)
	}
	return out
}

func (s *Server) today(r *http.Request) (string, any, error) {
	ctx := r.Context()
	v := todayView{}
	var err error
	if v.Day, err = parseDay("day", r.URL.Query().Get("day"), true); err != nil {
		return "", nil, err
	}
	if v.Day == 0 {
		if v.Day, err = s.newestDay(ctx); err != nil {
			return "", nil, err
		}
	}
	happenings, err := s.Ledger.Happenings(ctx, ledger.Filter{To: v.Day}, ledger.Page{Limit: todayHappenings, Newest: true})
	if err != nil {
		return "", nil, err
	}
	v.Happenings, v.Seq = viewHappenings(happenings.Items), happenings.Known
	ahead, err := s.Ledger.Happenings(ctx, ledger.Filter{From: v.Day + 1, Modalities: []dragoman.Modality{dragoman.Planned, dragoman.Possible}}, ledger.Page{Limit: todayAhead})
	if err != nil {
		return "", nil, err
	}
	v.Ahead = viewHappenings(ahead.Items)
	v.Before = v.Day - todayReach
	if err := s.todayStandings(ctx, &v); err != nil {
		return "", nil, err
	}
	if v.Queue, err = s.queue(ctx, todayQueue); err != nil {
		return "", nil, err
	}
	v.Types, err = s.Ledger.Counts(ctx, ledger.Filter{}, []ledger.By{ledger.ByType}, 20)
	return "Today", v, err
}

// newestDay is the newest day on which something was done, as far as the ledger tells, but none after today: an archive's front
// page is that of its last day.
func (s *Server) newestDay(ctx context.Context) (dragoman.Date, error) {
	today := dragoman.DateOf(s.Clock().UTC())
	done, err := s.Ledger.Events(ctx, ledger.Filter{To: today, Modalities: []dragoman.Modality{dragoman.Done}}, ledger.Page{Limit: 1, Newest: true})
	if err != nil {
		return 0, err
	}
	if len(done.Items) > 0 && done.Items[0].Event.When != nil {
		return done.Items[0].Event.When.From, nil
	}
	return today, nil
}

// todayStandings finds what changed of late and what is in dispute.
func (s *Server) todayStandings(ctx context.Context, v *todayView) error {
	diff, err := s.Ledger.Diff(ctx, ledger.Filter{}, v.Before, v.Day)
	if err != nil {
		return err
	}
	v.Changed = diff.Items[:min(len(diff.Items), todayChanged)]
	disputed, err := s.Ledger.Standing(ctx, ledger.StandingQuery{Filter: ledger.Filter{Where: "standing.conflicts > 0"}, Page: ledger.Page{Limit: todayDisputed}, AsOf: v.Day, All: true})
	v.Disputed = disputed.Items
	return err
}

// queue is what waits for a person: the newest doubtful records that nobody judged.
func (s *Server) queue(ctx context.Context, n int) ([]lineView, error) {
	ans, err := s.Ledger.Events(ctx, ledger.Filter{Where: "event.score < 0.75"}, ledger.Page{Limit: 4 * n, Newest: true})
	out := []lineView{}
	for i := range ans.Items {
		if v := newLineView(&ans.Items[i]); v.JudgedBy == "" && v.Score < doubtfulScore && len(out) < n {
			out = append(out, v)
		}
	}
	return out, err
}
