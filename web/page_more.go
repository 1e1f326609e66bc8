package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/codebook"
	"dragoman/ledger"
)

// pageSize is how many records a page of a list holds.
const pageSize = 50

// listView is a page of records with the filter that chose them.
type listView struct {
	Query FilterQuery `json:"query"`
	Lines []lineView  `json:"records"`
	Next  string      `json:"next,omitempty"` // address of the next page
	Asked bool        `json:"-"`
}

// nextOf is the address of the page after this one.
func nextOf(r *http.Request, cursor string) string {
	if cursor == "" {
		return ""
	}
	v := r.URL.Query()
	v.Set("cursor", cursor)
	return strings.TrimSuffix(r.URL.Path, ".json") + "?" + v.Encode()
}

type dyadView struct {
	A          string          `json:"a"`
	B          string          `json:"b"`
	NameA      string          `json:"name_a"`
	NameB      string          `json:"name_b"`
	Standings  []ledger.Fact   `json:"standings"`
	Moments    []lineView      `json:"moments"`
	Happenings []happeningView `json:"-"`
	Next       string          `json:"next,omitempty"`
}

func (s *Server) dyadPage(r *http.Request) (string, any, error) {
	q, err := queryOf(r.URL.Query())
	if err != nil {
		return "", nil, err
	}
	f, err := q.filter()
	if err != nil {
		return "", nil, err
	}
	v := dyadView{A: r.URL.Query().Get("a"), B: r.URL.Query().Get("b")}
	if v.A == "" || v.B == "" {
		return "Dyad", v, nil
	}
	today := s.dayOr(0, f)
	a, err := s.known(v.A, today)
	if err != nil {
		return "", nil, err
	}
	b, err := s.known(v.B, today)
	if err != nil {
		return "", nil, err
	}
	v.NameA, v.NameB = a.Name, b.Name
	ans, err := s.Ledger.Dyad(r.Context(), keyFor(a, v.A), keyFor(b, v.B), f, ledger.Page{Limit: 200, Newest: true, Cursor: r.URL.Query().Get("cursor")})
	if err != nil {
		return "", nil, err
	}
	v.Moments, v.Next = viewLines(ans.Items), nextOf(r, ans.Next)
	f.Actor, f.Other = keyFor(a, v.A), keyFor(b, v.B)
	standings, err := s.Ledger.Standing(r.Context(), ledger.StandingQuery{Filter: f, Page: ledger.Page{Limit: pageSize}, AsOf: today, All: true})
	v.Standings = standings.Items
	return v.NameA + " and " + v.NameB, v, err
}

// keyFor is how the ledger is asked for somebody.
func keyFor(c candidate, words string) string {
	switch {
	case c.Actor == "country/"+c.Country && c.Country != "":
		return c.Country
	case c.Actor != "":
		return c.Actor
	}
	return words
}

type happeningPage struct {
	happeningView
	Lines   []lineView `json:"mentions"`
	Against []lineView `json:"contradictions"`
}

// mostMentions bounds how many mentions a page shows.
const mostMentions = 100

func (s *Server) happeningPage(r *http.Request) (string, any, error) {
	seq, err := strconv.ParseInt(strings.TrimSuffix(r.PathValue("seq"), ".json"), 10, 64)
	if err != nil {
		return "", nil, fmt.Errorf("happening %q: want the number of an event: %w", r.PathValue("seq"), dragoman.ErrInvalid)
	}
	l, err := s.line(r.Context(), seq)
	if err != nil {
		return "", nil, err
	}
	h, err := s.happeningOf(r.Context(), l)
	if err != nil {
		return "", nil, err
	}
	v := happeningPage{happeningView: viewHappenings([]ledger.Happening{*h})[0]}
	if v.Lines, err = s.lines(r.Context(), h.Seqs); err != nil {
		return "", nil, err
	}
	v.Against, err = s.lines(r.Context(), h.Against)
	return v.Line.Headline(), v, err
}

func (s *Server) lines(ctx context.Context, seqs []int64) ([]lineView, error) {
	out := []lineView{}
	for _, seq := range seqs[:min(len(seqs), mostMentions)] {
		l, err := s.line(ctx, seq)
		if err != nil {
			return nil, err
		}
		out = append(out, newLineView(l))
	}
	return out, nil
}

// happeningOf finds the happening that an event is a mention of.
func (s *Server) happeningOf(ctx context.Context, l *ledger.Line) (*ledger.Happening, error) {
	e := l.Event
	if e == nil {
		return nil, fmt.Errorf("assertion %d is no event: %w", l.Seq, dragoman.ErrNotFound)
	}
	f := ledger.Filter{Types: []string{e.Type}, Actor: askOf(e.Source)}
	if f.Actor == "" {
		f.Actor = askOf(e.Target)
	}
	if e.When != nil {
		f.From, f.To = e.When.From, e.When.Last()
	}
	page := ledger.Page{Limit: 200}
	for range 10 {
		ans, err := s.Ledger.Happenings(ctx, f, page)
		if err != nil {
			return nil, err
		}
		for i := range ans.Items {
			if slices.Contains(ans.Items[i].Seqs, l.Seq) {
				return &ans.Items[i], nil
			}
		}
		if ans.Next == "" {
			break
		}
		page.Cursor = ans.Next
	}
	return nil, fmt.Errorf("what assertion %d tells of no longer holds: %w", l.Seq, dragoman.ErrNotFound)
}

type placeView struct {
	listView
	Name   string       `json:"name"`
	Places []placeCount `json:"places"`
}

func (s *Server) placePage(r *http.Request) (string, any, error) {
	q, err := queryOf(r.URL.Query())
	if err != nil {
		return "", nil, err
	}
	v := placeView{Name: r.URL.Query().Get("name"), listView: listView{Query: q}}
	f, err := q.filter()
	if err != nil {
		return "", nil, err
	}
	if v.Name != "" {
		f.Place = v.Name
	}
	if f.Place == "" && f.Box == nil {
		ans, err := s.places(r.Context(), f, pageSize)
		v.Places = ans.Items
		return "Places", v, err
	}
	ans, err := s.Ledger.Events(r.Context(), f, ledger.Page{Limit: pageSize, Newest: true, Cursor: r.URL.Query().Get("cursor")})
	v.Lines, v.Next, v.Places = viewLines(ans.Items), nextOf(r, ans.Next), countPlaces(ans.Items)
	title := v.Name
	if title == "" {
		title = "An area"
	}
	return title, v, err
}

type compareView struct {
	Who     string              `json:"who"`
	Name    string              `json:"name"`
	Before  dragoman.Date       `json:"before"`
	After   dragoman.Date       `json:"after"`
	KnownAt string              `json:"known_at,omitempty"`
	Changes []ledger.FactChange `json:"changes"`
	More    int                 `json:"more"`
}

// mostChanges bounds a comparison on a page; the API gives all.
const mostChanges = 300

func (s *Server) comparePage(r *http.Request) (string, any, error) {
	q, err := queryOf(r.URL.Query())
	if err != nil {
		return "", nil, err
	}
	f, err := q.filter()
	if err != nil {
		return "", nil, err
	}
	v := compareView{Who: r.URL.Query().Get("who"), KnownAt: q.KnownAt}
	if v.Before, err = ledger.ParseDay("before", r.URL.Query().Get("before"), false); err != nil {
		return "", nil, err
	}
	if v.After, err = ledger.ParseDay("after", r.URL.Query().Get("after"), true); err != nil {
		return "", nil, err
	}
	if v.After == 0 {
		v.After = s.dayOr(0, f)
	}
	if v.Before == 0 {
		v.Before = dragoman.DateOf(v.After.Time().AddDate(-1, 0, 0))
	}
	v.Name = "Everyone"
	if v.Who != "" {
		c, err := s.known(v.Who, v.After)
		if err != nil {
			return "", nil, err
		}
		v.Name, f.Actor = c.Name, keyFor(c, v.Who)
	}
	ans, err := s.Ledger.Diff(r.Context(), f, v.Before, v.After)
	v.Changes = ans.Items[:min(len(ans.Items), mostChanges)]
	v.More = len(ans.Items) - len(v.Changes)
	return "Compare: " + v.Name, v, err
}

func (s *Server) searchPage(r *http.Request) (string, any, error) {
	q, err := queryOf(r.URL.Query())
	if err != nil {
		return "", nil, err
	}
	v := listView{Query: q, Asked: len(q.values()) > 0}
	f, err := q.filter()
	if err != nil {
		return "", nil, err
	}
	ans, err := s.Ledger.Events(r.Context(), f, ledger.Page{Limit: pageSize, Newest: true, Cursor: r.URL.Query().Get("cursor")})
	v.Lines, v.Next = viewLines(ans.Items), nextOf(r, ans.Next)
	return "Search", v, err
}

// typeRow is an event type or relation in the codebook.
type typeRow struct {
	Name      string  `json:"name"`
	Quad      int     `json:"quad,omitempty"`
	Means     string  `json:"means"`
	Modes     int     `json:"modes"`
	Frames    int     `json:"frames"`
	Events    int64   `json:"events"`
	Intensity float64 `json:"intensity"`
	Judged    int     `json:"judged"`
	Right     int     `json:"right"`
}

type codebookView struct {
	Types     []typeRow           `json:"types"`
	Relations []codebook.Relation `json:"relations"`
	Agreement *ledger.Agreement   `json:"agreement"`
	Frames    int                 `json:"frames"`
}

func (s *Server) codebookPage(r *http.Request) (string, any, error) {
	models, err := s.coders.models()
	if err != nil {
		return "", nil, err
	}
	v := codebookView{Relations: models.Book.Relations, Frames: len(models.Book.Frames)}
	counts, err := s.Ledger.Counts(r.Context(), ledger.Filter{}, []ledger.By{ledger.ByType}, 100)
	if err != nil {
		return "", nil, err
	}
	if v.Agreement, err = s.Ledger.Agreement(r.Context()); err != nil {
		return "", nil, err
	}
	for i := range models.Book.Types {
		v.Types = append(v.Types, rowOf(&models.Book.Types[i], models.Book, counts, v.Agreement))
	}
	return "Codebook", v, nil
}

func rowOf(t *codebook.Type, book *codebook.Book, counts []ledger.Count, a *ledger.Agreement) typeRow {
	row := typeRow{Name: t.Name, Quad: t.Quad, Means: t.Means, Modes: len(t.Modes), Intensity: t.Score}
	for _, f := range book.Frames {
		if f.Code != nil && f.Code.Type == t.Name {
			row.Frames++
		}
	}
	for _, c := range counts {
		if c.Type == t.Name {
			row.Events = c.Events
		}
	}
	for _, p := range a.Types {
		if p.Name == t.Name {
			row.Judged, row.Right = p.Judged, p.Right
		}
	}
	return row
}

type frameView struct {
	Rule   string            `json:"rule"`
	Text   string            `json:"text"`
	Judged *ledger.Precision `json:"judged,omitempty"`
}

type typeView struct {
	Row    typeRow         `json:"row"`
	Modes  []codebook.Mode `json:"modes"`
	Frames []frameView     `json:"frames"`
}

func (s *Server) typePage(r *http.Request) (string, any, error) {
	models, err := s.coders.models()
	if err != nil {
		return "", nil, err
	}
	name := strings.TrimSuffix(r.PathValue("type"), ".json")
	v := typeView{Row: typeRow{Name: name}}
	agreement, err := s.Ledger.Agreement(r.Context())
	if err != nil {
		return "", nil, err
	}
	if t, ok := models.Book.Type(name); ok {
		counts, err := s.Ledger.Counts(r.Context(), ledger.Filter{Types: []string{name}}, []ledger.By{ledger.ByType}, 1)
		if err != nil {
			return "", nil, err
		}
		v.Row, v.Modes = rowOf(t, models.Book, counts, agreement), t.Modes
	} else if _, ok := models.Book.Relation(name); !ok {
		return "", nil, fmt.Errorf("the codebook has no %q: %w", name, dragoman.ErrNotFound)
	}
	for _, f := range models.Book.Frames {
		tells := f.Code != nil && f.Code.Type == name || slices.ContainsFunc(f.Standings, func(r codebook.StandingRule) bool { return r.Relation == name })
		if !tells {
			continue
		}
		fv := frameView{Rule: f.Rule(), Text: f.String()}
		for i := range agreement.Rules {
			if agreement.Rules[i].Name == fv.Rule {
				fv.Judged = &agreement.Rules[i]
			}
		}
		v.Frames = append(v.Frames, fv)
	}
	return name, v, nil
}

func (s *Server) alertsPage(r *http.Request) (string, any, error) {
	found, err := s.alerts(r.Context(), "", s.Rules)
	return "Alerts", found, err
}
