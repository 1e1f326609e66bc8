package ledger

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dragoman"
	"dragoman/country"
)

// A Filter chooses records. Its zero value chooses all; what is set must hold together.
type Filter struct {
	// Actor is a directory id ("person/ahmed-al-sharaa"), an ISO 3166 alpha-3 code (everything under that country), or a name
	// as the ledger knows it; the name of a country stands for everything under it.
	Actor string `json:"actor,omitempty"`
	Other string `json:"other,omitempty"` // who is on the other side; written like Actor
	Side  Side   `json:"side,omitempty"`  // which side Actor is on

	Types      []string            `json:"types,omitempty"` // event types, or relations
	Modes      []string            `json:"modes,omitempty"`
	Quads      []int               `json:"quads,omitempty"`
	Modalities []dragoman.Modality `json:"modalities,omitempty"`
	MinScore   float64             `json:"min_score,omitempty"`
	Publishers []string            `json:"publishers,omitempty"`
	Place      string              `json:"place,omitempty"` // the name of a place, or an alpha-3 code
	Box        *Box                `json:"box,omitempty"`
	From       dragoman.Date       `json:"from"` // the first day, 0 for no bound
	To         dragoman.Date       `json:"to"`   // the last day
	// Text is a web search in the reports: words, "phrases", OR, -not.
	Text string `json:"text,omitempty"`
	// Where is an expression in CEL over event, source, target, standing, subject, object, report; see WhereHelp.
	Where string `json:"where,omitempty"`
	// KnownAt asks for what the ledger knew at that moment; the zero time is now.
	KnownAt time.Time `json:"known_at,omitzero"`
}

// A Side says on which side of a record an actor is: of events the source or the target, of standings the subject or the object.
type Side string

// The sides.
const (
	EitherSide Side = ""
	AsSource   Side = "source"
	AsTarget   Side = "target"
)

// A Box is an area between two parallels and two meridians, in degrees; West may be greater than East across the date line.
type Box struct {
	South float64 `json:"south"`
	West  float64 `json:"west"`
	North float64 `json:"north"`
	East  float64 `json:"east"`
}

// A Page says which part of an answer to give.
type Page struct {
	Limit  int    `json:"limit,omitempty"`  // 0 is 100; at most 10,000
	Cursor string `json:"cursor,omitempty"` // Answer.Next of the page before
	Newest bool   `json:"newest,omitempty"` // latest day first
}

// An Answer is a page of what was asked.
type Answer[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // cursor of the next page; empty on the last
	Known int64  `json:"known"`          // the number of the last assertion that the answer knows; the same for all its pages
}

const (
	defaultLimit = 100
	largestLimit = 10_000
)

// A place in an answer: what is known, and the last item given.
type cursor struct{ known, day, seq int64 }

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d.%d", c.known, c.day, c.seq))
}

func parseCursor(s string) (cursor, error) {
	bad := func() (cursor, error) {
		return cursor{}, fmt.Errorf("cursor %q: take it from the answer before: %w", s, dragoman.ErrInvalid)
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return bad()
	}
	var n [3]int64
	parts := strings.Split(string(b), ".")
	if len(parts) != len(n) {
		return bad()
	}
	for i, p := range parts {
		if n[i], err = strconv.ParseInt(p, 10, 64); err != nil {
			return bad()
		}
	}
	return cursor{n[0], n[1], n[2]}, nil
}

// A paging is a Page read.
type paging struct {
	limit  int
	newest bool
	at     *cursor
	known  int64
}

func (l *Ledger) paging(ctx context.Context, p Page, knownAt time.Time) (paging, error) {
	g := paging{limit: p.Limit, newest: p.Newest}
	if g.limit == 0 {
		g.limit = defaultLimit
	}
	if g.limit < 0 || g.limit > largestLimit {
		return g, fmt.Errorf("limit %d: want 1 to %d: %w", p.Limit, largestLimit, dragoman.ErrInvalid)
	}
	if p.Cursor != "" {
		c, err := parseCursor(p.Cursor)
		if err != nil {
			return g, err
		}
		g.at, g.known = &c, c.known
		return g, nil
	}
	var err error
	g.known, err = l.knownAt(ctx, knownAt)
	return g, err
}

// dyadOf returns the numbers of both actors of a filter.
func (l *Ledger) dyadOf(ctx context.Context, f Filter) (actor, other sideSet, err error) {
	if actor, err = l.sidesOf(ctx, f.Actor); err == nil {
		other, err = l.sidesOf(ctx, f.Other)
	}
	return actor, other, err
}

// sideSet are the numbers under which the ledger files an actor: who it is, or -country; nil where it is not asked for.
type sideSet []int64

func (s sideSet) has(actor, country int64) bool {
	return slices.Contains(s, actor) && actor != 0 || country != 0 && slices.Contains(s, -country)
}

func (s sideSet) split() (actors, countries []int64) {
	for _, id := range s {
		if id < 0 {
			countries = append(countries, -id)
		} else {
			actors = append(actors, id)
		}
	}
	return actors, countries
}

var countryCode = regexp.MustCompile(`^[A-Z]{3}$`)

// sidesOf finds an actor. One that the ledger has never met gives an empty answer, not an error: hence {0}.
func (l *Ledger) sidesOf(ctx context.Context, who string) (sideSet, error) {
	if who == "" {
		return nil, nil
	}
	// The name of a country stands for everything under it, also where no report names the country itself.
	if code, ok := country.ByName(who); ok {
		who = string(code)
	}
	s := l.store
	var set sideSet
	collect := func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		set = append(set, id)
		return err
	}
	if countryCode.MatchString(who) {
		if err := s.rows(ctx, s.r, "SELECT -id FROM terms WHERE term = ?", []any{who}, collect); err != nil {
			return nil, err
		}
	} else {
		if err := s.rows(ctx, s.r, "SELECT id FROM actors WHERE ident = ?", []any{who}, collect); err != nil {
			return nil, err
		}
		if len(set) == 0 {
			err := s.rows(ctx, s.r, `SELECT DISTINCT CASE WHEN state = 1 THEN -country ELSE actor END FROM parties WHERE name = ? ORDER BY 1`,
				[]any{strings.ToLower(who)}, collect)
			if err != nil {
				return nil, err
			}
		}
	}
	if len(set) == 0 {
		set = sideSet{0}
	}
	return set, nil
}

// termsOf finds the numbers of words; a word that the ledger never met is -1, which nothing has.
func (l *Ledger) termsOf(ctx context.Context, words []string) ([]int64, error) {
	if len(words) == 0 {
		return nil, nil
	}
	ids := []int64{-1}
	err := in(ctx, l.store, l.store.r, "SELECT id FROM terms WHERE term IN (?)", words, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// A clause is a part of a WHERE with its arguments.
type clause struct {
	sql  []string
	args []any
}

func (c *clause) and(sql string, args ...any) {
	c.sql = append(c.sql, sql)
	c.args = append(c.args, args...)
}

// oneOf adds column IN (ids), where ids are asked for at all.
func (c *clause) oneOf(column string, ids []int64) {
	if ids == nil {
		return
	}
	marks := make([]string, len(ids))
	for i, id := range ids {
		marks[i] = strconv.FormatInt(id, 10)
	}
	c.sql = append(c.sql, column+" IN ("+strings.Join(marks, ",")+")")
}

func (c *clause) String() string {
	if len(c.sql) == 0 {
		return "1 = 1"
	}
	return strings.Join(c.sql, " AND ")
}

func modalityNumbers(ms []dragoman.Modality) []int64 {
	var out []int64
	for _, m := range ms {
		out = append(out, int64(m))
	}
	return out
}
