// Package client asks a Dragoman desk over HTTP. Questions go in, typed answers come out, page after page; an error is the
// desk's own, with its status.
//
//	c := client.New("http://127.0.0.1:8080", "")
//	for e, err := range client.All(ctx, c, "events", url.Values{"actor": {"SYR"}}, client.Line{}) {
//		fmt.Println(e.Event.Type, e.Event.Evidence.Quote)
//	}
//
// Writing wants a token: "dragoman serve token add NAME".
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dragoman"
)

// A Client asks one desk. It may be used by many goroutines.
type Client struct {
	Base  string
	Token string
	HTTP  *http.Client
}

// New returns a client of the desk at base; token may be empty where nothing is written.
func New(base, token string) *Client {
	return &Client{strings.TrimSuffix(base, "/"), token, &http.Client{Timeout: time.Minute}}
}

// An Error is what the desk answers where it cannot do what is asked (RFC 9457).
type Error struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

// Error says what and why.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", strings.ToLower(e.Title), e.Detail) }

// Is lets errors.Is know the kinds of the root package.
func (e *Error) Is(kind error) bool {
	switch e.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		return kind == dragoman.ErrInvalid
	case http.StatusNotFound:
		return kind == dragoman.ErrNotFound
	case http.StatusConflict:
		return kind == dragoman.ErrConflict
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		return kind == dragoman.ErrUnavailable
	}
	return false
}

// An Answer is a page of items; Next is the cursor of the page after it.
type Answer[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
	Known int64  `json:"known"`
}

// A Line is an assertion with its report: of events, timeline (with its day) and dyad.
type Line struct {
	dragoman.Assertion
	Report Report        `json:"report"`
	Day    dragoman.Date `json:"day"`
}

// A Report is what is told of the report of a line.
type Report struct {
	ID        dragoman.ID   `json:"id"`
	URL       string        `json:"url"`
	Publisher string        `json:"publisher"`
	Title     string        `json:"title"`
	Published dragoman.Date `json:"published"`
}

// A Fact is a standing as of two clocks.
type Fact struct {
	dragoman.Fact
	Status   string        `json:"status"`
	Begun    bool          `json:"begun"`
	LastSeen dragoman.Date `json:"last_seen"`
	Score    float64       `json:"score"`
	Reports  int           `json:"reports"`
}

// A Text is a report to be read.
type Text struct {
	Text      string `json:"text"`
	Title     string `json:"title,omitempty"`
	Source    string `json:"source,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"` // YYYY-MM-DD
}

// Records are what was read in a text.
type Records struct {
	Doc       dragoman.ID          `json:"doc"`
	Edition   string               `json:"edition"`
	Events    []*dragoman.Event    `json:"events"`
	Standings []*dragoman.Standing `json:"standings"`
}

// A Result says what adding one report did.
type Result struct {
	Doc     dragoman.ID `json:"doc"`
	New     bool        `json:"new"`
	Written int         `json:"written"`
}

// A Verdict is a judgement: accept, reject or amend.
type Verdict struct {
	Record  dragoman.ID `json:"record"`
	Doc     dragoman.ID `json:"doc"`
	Verdict string      `json:"verdict"`
	Reason  string      `json:"reason,omitempty"`
	Amended any         `json:"amended,omitempty"` // with amend: *dragoman.Event or *dragoman.Standing
}

// All asks a list of the API ("events", "standings", "timeline", "dyad", "happenings") and yields its items over all pages. The
// last argument says of which type they are.
func All[T any](ctx context.Context, c *Client, list string, query url.Values, _ T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		q := url.Values{}
		for k, v := range query {
			q[k] = v
		}
		for {
			var page Answer[T]
			if err := c.Get(ctx, list, q, &page); err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			q.Set("cursor", page.Next)
		}
	}
}

// Get asks one question of the API and reads the answer into v.
func (c *Client) Get(ctx context.Context, path string, query url.Values, v any) error {
	return c.do(ctx, http.MethodGet, path+"?"+query.Encode(), nil, v)
}

// Code reads a text; nothing is stored.
func (c *Client) Code(ctx context.Context, t Text) (Records, error) {
	var r Records
	return r, c.do(ctx, http.MethodPost, "code", t, &r)
}

// Add reads reports into the ledger.
func (c *Client) Add(ctx context.Context, reports ...Text) ([]Result, error) {
	var out struct {
		Results []Result `json:"results"`
	}
	err := c.do(ctx, http.MethodPost, "reports", map[string]any{"reports": reports}, &out)
	return out.Results, err
}

// Judge writes a verdict in the name of the token's person.
func (c *Client) Judge(ctx context.Context, v Verdict) error {
	return c.do(ctx, http.MethodPost, "judgements", v, new(any))
}

func (c *Client) do(ctx context.Context, method, path string, body, v any) error {
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return fmt.Errorf("ask desk: %w", err)
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, c.Base+"/api/v1/"+path, bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("ask desk: %w", err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	res, err := c.HTTP.Do(r)
	if err != nil {
		return fmt.Errorf("ask desk: %w: %w", err, dragoman.ErrUnavailable)
	}
	answer, err := io.ReadAll(res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return fmt.Errorf("ask desk: %w", err)
	}
	if res.StatusCode/100 != 2 {
		problem := &Error{Status: res.StatusCode, Title: res.Status}
		_ = json.Unmarshal(answer, problem) // a proxy's answer may be no problem of ours
		return problem
	}
	if err := json.Unmarshal(answer, v); err != nil {
		return fmt.Errorf("read the desk's answer: %w", err)
	}
	return nil
}
