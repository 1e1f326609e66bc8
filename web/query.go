package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/ledger"
)

// A FilterQuery is ledger.Filter as an address writes it. The API, the pages and the tools read it alike.
type FilterQuery struct {
	Actor     string   `query:"actor" maxLength:"300" doc:"A country (name or ISO alpha-3: everything under it), a person, a group, or a directory id." example:"SYR"`
	With      string   `query:"with" maxLength:"300" doc:"Who is on the other side."`
	Side      string   `query:"side" enum:"source,target" doc:"On which side the actor is; either where it is left out."`
	Type      []string `query:"type" maxItems:"40" doc:"Event types or relations, with commas between."`
	Mode      []string `query:"mode" maxItems:"40" doc:"Event modes."`
	Quad      []int    `query:"quad" maxItems:"4" doc:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."`
	Modality  []string `query:"modality" maxItems:"4" doc:"done, planned, possible, denied."`
	MinScore  float64  `query:"min_score" doc:"The least score, 0 to 1."`
	Publisher []string `query:"publisher" maxItems:"40" doc:"Publishers."`
	Place     string   `query:"place" maxLength:"300" doc:"The name of a place, or an alpha-3 code."`
	Box       string   `query:"box" maxLength:"100" doc:"An area: south,west,north,east in degrees." example:"29,34,33,36"`
	From      string   `query:"from" maxLength:"10" doc:"The first day: YYYY, YYYY-MM or YYYY-MM-DD."`
	To        string   `query:"to" maxLength:"10" doc:"The last day: YYYY, YYYY-MM or YYYY-MM-DD."`
	Text      string   `query:"text" maxLength:"300" doc:"Words that the report holds; phrases in quotes, OR and -not as in a web search."`
	Where     string   `query:"where" maxLength:"2000" doc:"An expression in CEL, such as event.intensity < -5 && \"MIL\" in source.sectors."`
	KnownAt   string   `query:"known_at" maxLength:"40" doc:"What the ledger knew at this time: YYYY-MM-DD (its end) or RFC 3339."`
}

// A PageQuery says which part of an answer to give.
type PageQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many items at most."`
	Cursor string `query:"cursor" maxLength:"200" doc:"The next of the answer before."`
	Newest bool   `query:"newest" doc:"The latest day first."`
}

func (p PageQuery) page() ledger.Page {
	return ledger.Page{Limit: p.Limit, Cursor: p.Cursor, Newest: p.Newest}
}

// filter reads the query.
func (q FilterQuery) filter() (f ledger.Filter, err error) {
	f = ledger.Filter{Actor: q.Actor, Other: q.With, Types: q.Type, Modes: q.Mode, Quads: q.Quad, MinScore: q.MinScore,
		Publishers: q.Publisher, Place: q.Place, Text: q.Text, Where: q.Where, Side: ledger.Side(q.Side)}
	for _, name := range q.Modality {
		var m dragoman.Modality
		if err := m.UnmarshalText([]byte(name)); err != nil {
			return f, err
		}
		f.Modalities = append(f.Modalities, m)
	}
	if f.From, err = ledger.ParseDay("from", q.From, false); err != nil {
		return f, err
	}
	if f.To, err = ledger.ParseDay("to", q.To, true); err != nil {
		return f, err
	}
	if f.KnownAt, err = ledger.ParseMoment("known_at", q.KnownAt); err != nil {
		return f, err
	}
	if q.Box != "" {
		f.Box, err = ledger.ParseBox("box", q.Box)
	}
	return f, err
}

// queryOf reads the filter of a page's address, where a list may be written twice or with commas.
func queryOf(v url.Values) (FilterQuery, error) {
	list := func(key string) (out []string) {
		for _, s := range v[key] {
			for _, part := range strings.Split(s, ",") {
				if part = strings.TrimSpace(part); part != "" {
					out = append(out, part)
				}
			}
		}
		return out
	}
	get := func(key string) string { return strings.TrimSpace(v.Get(key)) }
	q := FilterQuery{Actor: get("actor"), With: get("with"), Side: get("side"), Type: list("type"), Mode: list("mode"), Modality: list("modality"),
		Publisher: list("publisher"), Place: get("place"), Box: get("box"), From: get("from"), To: get("to"), Text: get("text"), Where: get("where"), KnownAt: get("known_at")}
	for _, s := range list("quad") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return q, fmt.Errorf("quad %q: want 1 to 4: %w", s, dragoman.ErrInvalid)
		}
		q.Quad = append(q.Quad, n)
	}
	if s := get("min_score"); s != "" {
		var err error
		if q.MinScore, err = strconv.ParseFloat(s, 64); err != nil {
			return q, fmt.Errorf("min_score %q: want a number: %w", s, dragoman.ErrInvalid)
		}
	}
	return q, nil
}

// values writes the query back as an address has it, without what is not set.
func (q FilterQuery) values() url.Values {
	v := url.Values{}
	set := func(key, s string) {
		if s != "" {
			v.Set(key, s)
		}
	}
	set("actor", q.Actor)
	set("with", q.With)
	set("side", q.Side)
	set("type", strings.Join(q.Type, ","))
	set("mode", strings.Join(q.Mode, ","))
	var quads []string
	for _, n := range q.Quad {
		quads = append(quads, strconv.Itoa(n))
	}
	set("quad", strings.Join(quads, ","))
	set("modality", strings.Join(q.Modality, ","))
	if q.MinScore != 0 {
		v.Set("min_score", strconv.FormatFloat(q.MinScore, 'g', -1, 64))
	}
	set("publisher", strings.Join(q.Publisher, ","))
	set("place", q.Place)
	set("box", q.Box)
	set("from", q.From)
	set("to", q.To)
	set("text", q.Text)
	set("where", q.Where)
	set("known_at", q.KnownAt)
	return v
}

// parseBy reads by what to count.
func parseBy(names []string) ([]ledger.By, error) {
	all := []ledger.By{ledger.ByType, ledger.ByDyad, ledger.ByPair, ledger.ByMonth}
	var by []ledger.By
	for _, n := range names {
		if !slices.Contains(all, ledger.By(n)) {
			return nil, fmt.Errorf("by %q: want one of %q: %w", n, all, dragoman.ErrInvalid)
		}
		by = append(by, ledger.By(n))
	}
	return by, nil
}
