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
	today := dragoman.DateOf(s.Clock().UTC())
	f := ledger.Filter{To: today}
	if v.Day != 0 {
		f.To = v.Day
	}
	happenings, err := s.Ledger.Happenings(ctx, f, ledger.Page{Limit: todayHappenings, Newest: true})
	if err != nil {
		return "", nil, err
	}
	v.Happenings, v.Seq = viewHappenings(happenings.Items), happenings.Known
	if v.Day == 0 {
		v.Day = today
		if len(happenings.Items) > 0 {
			v.Day = happenings.Items[0].From // an archive's newest day is its today
		}
	}
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
