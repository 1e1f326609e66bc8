package web

import (
	"context"
	"net/http"
	"slices"
	"time"

	"dragoman"
	"dragoman/ledger"
)

// actorView is an actor as of two clocks.
type actorView struct {
	Who       string        `json:"who"`
	Actor     candidate     `json:"actor"`
	Others    []candidate   `json:"others,omitempty"` // who else the words may mean
	AsOf      dragoman.Date `json:"as_of"`
	KnownAt   string        `json:"known_at,omitempty"`
	Clocks    clocks        `json:"clocks"`
	Standings []ledger.Fact `json:"standings"`
	Lives     []life        `json:"lives"`
	Moments   []lineView    `json:"moments"`
	More      string        `json:"more,omitempty"`
	Dyads     []dyadCount   `json:"dyads"`
	Places    []placeCount  `json:"places"`
}

// clocks are how far the two sliders reach.
type clocks struct {
	FirstDay  dragoman.Date `json:"first_day"`
	LastDay   dragoman.Date `json:"last_day"`
	FirstTold time.Time     `json:"first_told"`
	LastTold  time.Time     `json:"last_told"`
}

// A life is a fact drawn as a bar: shares of the whole width.
type life struct {
	Fact  ledger.Fact `json:"fact"`
	Left  float64     `json:"left"`
	Width float64     `json:"width"`
	Y     int         `json:"y"`
	Open  bool        `json:"open"`
	Label string      `json:"label"`
}

// A dyadCount is another party with what passed between it and the actor.
type dyadCount struct {
	Name      string  `json:"name"`
	Ask       string  `json:"ask"`
	Events    int     `json:"events"`
	Intensity float64 `json:"intensity"`
	Seq       int64   `json:"seq"`
}

// Sizes of the actor page.
const (
	actorStandings = 60
	actorFacts     = 400
	actorMoments   = 200
	actorDyads     = 24
	lifeHeight     = 22
)

func (s *Server) actorPage(r *http.Request) (string, any, error) {
	q, err := queryOf(r.URL.Query())
	if err != nil {
		return "", nil, err
	}
	v := actorView{Who: r.URL.Query().Get("who"), KnownAt: q.KnownAt}
	if v.Who == "" {
		return "Actors", v, nil
	}
	f, err := q.filter()
	if err != nil {
		return "", nil, err
	}
	ctx := r.Context()
	if v.Clocks, err = s.clocks(ctx); err != nil {
		return "", nil, err
	}
	day, err := ledger.ParseDay("as_of", r.URL.Query().Get("as_of"), true)
	if err != nil {
		return "", nil, err
	}
	v.AsOf = s.dayOr(day, f)
	if v.Actor, err = s.known(v.Who, v.AsOf); err != nil {
		return "", nil, err
	}
	f.Actor = v.Who
	if v.Actor.Actor != "" {
		f.Actor = v.Actor.Actor
	}
	if code := v.Actor.Country; "country/"+code == v.Actor.Actor {
		f.Actor = code // a country stands for everything under it
	}
	if err := s.fillActor(ctx, &v, f); err != nil {
		return "", nil, err
	}
	return v.Actor.Name, v, nil
}

func (s *Server) fillActor(ctx context.Context, v *actorView, f ledger.Filter) error {
	all, err := s.Ledger.Standing(ctx, ledger.StandingQuery{Filter: f, Page: ledger.Page{Limit: actorFacts}, AsOf: v.AsOf, All: true})
	if err != nil {
		return err
	}
	v.Standings = []ledger.Fact{}
	for _, fact := range all.Items {
		if stands(fact.Status) && len(v.Standings) < actorStandings {
			v.Standings = append(v.Standings, fact)
		}
	}
	moments, err := s.Ledger.Timeline(ctx, f, ledger.Page{Limit: actorMoments, Newest: true})
	if err != nil {
		return err
	}
	var lines []ledger.Line
	for i := range moments.Items {
		lines = append(lines, moments.Items[i].Line)
	}
	v.Moments, v.More = viewLines(lines), moments.Next
	v.Places = countPlaces(lines)
	v.Dyads = dyadsOf(lines, v.Actor, f.Actor)
	v.Lives = livesOf(all.Items[:min(len(all.Items), actorStandings)], v.Clocks)
	if len(v.Actor.Actor) == 0 && len(v.Standings)+len(v.Moments) == 0 {
		v.Others, err = s.who(v.Who, "")
		return err
	}
	return nil
}

// stands reports whether a fact is asked for with a day: it holds, or is said of that day otherwise.
func stands(status ledger.Status) bool {
	return status != ledger.Ended && status != ledger.Coming && status != ledger.Fulfilled
}

// clocks finds how far the ledger reaches on each clock.
func (s *Server) clocks(ctx context.Context) (c clocks, err error) {
	_, c.LastTold, err = s.Ledger.Ping(ctx)
	if err != nil {
		return c, err
	}
	first, err := s.Ledger.Changes(ctx, 0, 1)
	if err != nil {
		return c, err
	}
	c.FirstTold = c.LastTold
	if len(first.Items) > 0 {
		c.FirstTold = first.Items[0].Recorded
	}
	c.LastDay = dragoman.DateOf(s.Clock().UTC())
	c.FirstDay = c.LastDay - 3650
	old, err := s.Ledger.Events(ctx, ledger.Filter{From: dragoman.NewDate(1900, 1, 1)}, ledger.Page{Limit: 1})
	if len(old.Items) > 0 && old.Items[0].Event.When != nil {
		c.FirstDay = min(c.FirstDay, old.Items[0].Event.When.From)
	}
	return c, err
}

// dyadsOf counts who is on the other side of an actor's events.
func dyadsOf(lines []ledger.Line, who candidate, key string) []dyadCount {
	is := func(p *dragoman.Party) bool {
		return p != nil && (p.Actor == who.Actor && who.Actor != "" || p.Country == key || p.Name == who.Name)
	}
	at := map[string]int{}
	out := []dyadCount{}
	for i := range lines {
		e := lines[i].Event
		if e == nil || e.Source == nil || e.Target == nil {
			continue
		}
		other := e.Target
		if !is(e.Source) && is(e.Target) {
			other = e.Source
		} else if is(e.Target) {
			continue // within
		}
		name := nameOf(other)
		n, ok := at[name]
		if !ok {
			n = len(out)
			at[name] = n
			out = append(out, dyadCount{Name: name, Ask: askOf(other), Seq: lines[i].Seq})
		}
		d := &out[n]
		d.Intensity = (d.Intensity*float64(d.Events) + e.Intensity) / float64(d.Events+1)
		d.Events++
	}
	slices.SortStableFunc(out, func(a, b dyadCount) int { return b.Events - a.Events })
	return out[:min(len(out), actorDyads)]
}

// livesOf draws facts as bars over the years that the ledger reaches.
func livesOf(facts []ledger.Fact, c clocks) []life {
	out := []life{}
	whole := float64(max(1, c.LastDay-c.FirstDay))
	share := func(d dragoman.Date) float64 { return 100 * min(1, max(0, float64(d-c.FirstDay)/whole)) }
	for _, f := range facts {
		from, to := f.From, f.To
		l := life{Fact: f, Y: len(out) * lifeHeight, Open: to == 0 && !f.Closed}
		if from == 0 {
			from = c.FirstDay
		}
		if to == 0 && f.EndedBy != 0 {
			to = f.EndedBy
		}
		if to == 0 {
			to = c.LastDay
		}
		l.Left = share(from)
		l.Width = max(0.4, share(to)-l.Left)
		l.Label = relationWords(f.Relation)
		out = append(out, l)
	}
	return out
}
