package web

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"dragoman"
	"dragoman/watch"
)

// A feed looks so far back and gives so many alerts.
const (
	feedReach   = 5000
	feedEntries = 50
)

// ruleAlerts is a rule with its newest alerts, newest first.
type ruleAlerts struct {
	Name   string        `json:"name"`
	Where  string        `json:"where"`
	Alerts []watch.Alert `json:"alerts"`
}

// alerts finds the newest alerts of the rules of a name, all rules where it is empty.
func (s *Server) alerts(ctx context.Context, name string, rules []watch.Rule) ([]ruleAlerts, error) {
	seq, _, err := s.Ledger.Ping(ctx)
	if err != nil {
		return nil, err
	}
	out := []ruleAlerts{}
	for i := range rules {
		r := rules[i]
		if name != "" && r.Name != name {
			continue
		}
		found := ruleAlerts{r.Name, r.Where, []watch.Alert{}}
		_, err := watch.Scan(ctx, s.Ledger, []watch.Rule{r}, max(0, seq-feedReach), func(_ *watch.Rule, a watch.Alert) error {
			found.Alerts = append(found.Alerts, a)
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.Reverse(found.Alerts)
		found.Alerts = found.Alerts[:min(len(found.Alerts), feedEntries)]
		out = append(out, found)
	}
	if name != "" && len(out) == 0 {
		return nil, fmt.Errorf("there is no rule %q: %w", name, dragoman.ErrNotFound)
	}
	return out, nil
}

// An Atom feed (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Link    atomLink    `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feeds registers an Atom feed for each rule.
func (s *Server) feeds() {
	s.mux.Handle("GET /alerts/{rule}", s.tagged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutSuffix(r.PathValue("rule"), ".atom")
		if !ok {
			s.fail(w, r, fmt.Errorf("page %s: %w", r.URL.Path, dragoman.ErrNotFound))
			return
		}
		found, err := s.alerts(r.Context(), name, s.Rules)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		_, recorded, err := s.Ledger.Ping(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		host := "http://" + r.Host
		feed := atomFeed{Title: "Dragoman: " + name, ID: "urn:dragoman:alerts:" + name, Updated: recorded.UTC().Format(time.RFC3339), Author: "Dragoman",
			Link: atomLink{"self", host + r.URL.Path}}
		for _, a := range found[0].Alerts {
			l := newLineView(&a.Change.Line)
			feed.Entries = append(feed.Entries, atomEntry{Title: xmlText(l.Headline()), ID: "urn:dragoman:alert:" + a.ID.String(),
				Updated: a.Change.Recorded.UTC().Format(time.RFC3339), Link: atomLink{Href: host + "/at/" + strconv.FormatInt(a.Change.Seq, 10)}, Summary: xmlText(l.Quote)})
		}
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		fmt.Fprint(w, xml.Header)
		if err := xml.NewEncoder(w).Encode(feed); err != nil {
			s.Logger.Warn("write feed", "error", err)
		}
	})))
}

// xmlText leaves out what XML cannot hold.
func xmlText(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, s)
}
