package web

import (
	"context"
	"errors"
	"net/http"
	"time"

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
	Counting   bool                `json:"counting,omitempty"`
	Queue      []lineView          `json:"queue"`
	Types      []ledger.Count      `json:"types"`

	passing bool // a part is older than the rest, or missing: the next to ask gets a better one
}

// Passing reports whether the view is not to be kept.
func (v todayView) Passing() bool { return v.passing }

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
	if v.Day, err = ledger.ParseDay("day", r.URL.Query().Get("day"), true); err != nil {
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
	v.Queue, err = s.queue(ctx, todayQueue)
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

// standingNews is what the front page tells of standings. It is folded from the whole ledger, which takes its time on a large one.
type standingNews struct {
	changed  []ledger.FactChange
	disputed []ledger.Fact
	types    []ledger.Count
	seq      int64 // what the ledger held when they were folded
}

// The front page waits so long for its standings before it is shown without them; they are folded again at most so often.
const (
	newsWait  = 100 * time.Millisecond
	newsEvery = 15 * time.Second
)

// todayStandings finds what changed of late and what is in dispute; Counting says that they are still being folded.
func (s *Server) todayStandings(ctx context.Context, v *todayView) error {
	news, err := s.news.get(ctx, v.Day, v.Seq)
	if errors.Is(err, dragoman.ErrUnavailable) {
		v.Counting, v.passing = true, true
		return nil
	}
	v.Changed, v.Disputed, v.Types, v.passing = news.changed, news.disputed, news.types, news.seq != v.Seq
	return err
}

// foldNews asks the ledger for the standings of the front page.
func (s *Server) foldNews(ctx context.Context, day dragoman.Date) (n standingNews, err error) {
	diff, err := s.Ledger.Diff(ctx, ledger.Filter{}, day-todayReach, day)
	if err != nil {
		return n, err
	}
	n.changed = diff.Items[:min(len(diff.Items), todayChanged)]
	disputed, err := s.Ledger.Standing(ctx, ledger.StandingQuery{Filter: ledger.Filter{Where: "standing.conflicts > 0"}, Page: ledger.Page{Limit: todayDisputed}, AsOf: day, All: true})
	if err != nil {
		return n, err
	}
	n.disputed = disputed.Items
	n.types, err = s.Ledger.Counts(ctx, ledger.Filter{}, []ledger.By{ledger.ByType}, 20)
	return n, err
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
