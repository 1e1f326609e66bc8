// Package watch tells people what is new: named rules over the ledger's feed of changes go in, alerts come out, to a webhook, a
// feed or a stream of lines. A rule is an expression in CEL over one record, the language of the ledger's own filters:
//
//	{"rules": [{"name": "members", "where": "standing.relation == 'member_of' && standing.change in ['begin', 'end']",
//	            "webhook": "https://desk.example/hook", "secret_file": "/etc/dragoman/hook.key"}]}
//
// Delivery is at least once: the place in the feed moves on when the other side has answered, and every alert has an id that
// is the same each time it is sent. No clock and no network of its own decides what an alert is; a rule tried on the past gives
// what it would have given then.
package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"dragoman"
	"dragoman/ledger"
)

// A Rule is a named expression, and where its alerts go; without a webhook they go to feeds and lines alone.
type Rule struct {
	Name       string `json:"name"`
	Where      string `json:"where"`
	Webhook    string `json:"webhook,omitempty"`
	SecretFile string `json:"secret_file,omitempty"` // holds the key that signs what the webhook gets

	match     *ledger.Match
	secret    []byte
	conflicts bool // the expression asks what speaks against a record
}

// An Alert is one record that a rule means.
type Alert struct {
	ID     dragoman.ID   `json:"id"` // of rule and assertion: the same each time it is sent
	Rule   string        `json:"rule"`
	Change ledger.Change `json:"change"`
}

var ruleName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// Read reads rules and checks each; the error names the rule.
func Read(r io.Reader) ([]Rule, error) {
	var file struct {
		Rules []Rule `json:"rules"`
	}
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("read rules: %w: %w", err, dragoman.ErrInvalid)
	}
	seen := map[string]bool{}
	for i := range file.Rules {
		rule := &file.Rules[i]
		if err := rule.prepare(); err != nil {
			return nil, fmt.Errorf("rule %q: %w", rule.Name, err)
		}
		if seen[rule.Name] {
			return nil, fmt.Errorf("rule %q: there are two of this name: %w", rule.Name, dragoman.ErrInvalid)
		}
		seen[rule.Name] = true
	}
	return file.Rules, nil
}

// NewRule is a rule without a webhook.
func NewRule(name, where string) (Rule, error) {
	r := Rule{Name: name, Where: where}
	return r, r.prepare()
}

func (r *Rule) prepare() error {
	if !ruleName.MatchString(r.Name) {
		return fmt.Errorf("the name wants small letters, digits and dashes, at most 64: %w", dragoman.ErrInvalid)
	}
	if strings.TrimSpace(r.Where) == "" {
		return fmt.Errorf("it has no expression: %w", dragoman.ErrInvalid)
	}
	var err error
	if r.match, err = ledger.NewMatch(r.Where); err != nil {
		return err
	}
	r.conflicts = strings.Contains(r.Where, "conflicts")
	if r.Webhook == "" {
		return nil
	}
	u, err := url.Parse(r.Webhook)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("webhook %q: want an address of http or https: %w", r.Webhook, dragoman.ErrInvalid)
	}
	if r.SecretFile != "" {
		key, err := os.ReadFile(r.SecretFile)
		if err != nil {
			return fmt.Errorf("read the webhook's key: %w", err)
		}
		if r.secret = []byte(strings.TrimSpace(string(key))); len(r.secret) < 16 {
			return fmt.Errorf("the key in %s has less than 16 bytes: %w", r.SecretFile, dragoman.ErrInvalid)
		}
	}
	return nil
}

// Means reports whether a rule means a change. A retraction is never meant, a person's judgement is.
func (r *Rule) Means(ctx context.Context, l *ledger.Ledger, c *ledger.Change) (bool, error) {
	n := 0
	if r.conflicts && c.Standing != nil {
		var err error
		if n, err = against(ctx, l, c); err != nil {
			return false, err
		}
	}
	ok, err := r.match.Line(&c.Line, n)
	if errors.Is(err, dragoman.ErrInvalid) {
		return false, nil // an expression that has no value for a record, such as a missing magnitude, does not mean it
	}
	return ok, err
}

// against counts the assertions that speak against a standing, as the ledger knows it now.
func against(ctx context.Context, l *ledger.Ledger, c *ledger.Change) (int, error) {
	s := c.Standing
	if s.Subject == nil {
		return 0, nil
	}
	q := ledger.StandingQuery{Filter: ledger.Filter{Actor: keyOf(s.Subject), Types: []string{s.Relation}}, Page: ledger.Page{Limit: 1000}, All: true}
	if s.Object != nil {
		q.Other = keyOf(s.Object)
	}
	ans, err := l.Standing(ctx, q)
	if err != nil {
		return 0, err
	}
	for i := range ans.Items {
		if f := &ans.Items[i]; slices.Contains(f.Seqs, c.Seq) {
			return len(f.Conflicts), nil
		}
	}
	return 0, nil
}

func keyOf(p *dragoman.Party) string {
	if p.Actor != "" {
		return p.Actor
	}
	return p.Name
}

// pageOf is how many changes are read at once.
const pageOf = 500

// Scan calls found with each alert of the changes after number since, in order, and returns the number of the last change seen.
func Scan(ctx context.Context, l *ledger.Ledger, rules []Rule, since int64, found func(*Rule, Alert) error) (int64, error) {
	for {
		ans, err := l.Changes(ctx, since, pageOf)
		if err != nil {
			return since, err
		}
		for i := range ans.Items {
			c := &ans.Items[i]
			for j := range rules {
				r := &rules[j]
				ok, err := r.Means(ctx, l, c)
				if err != nil {
					return since, fmt.Errorf("rule %s at %d: %w", r.Name, c.Seq, err)
				}
				if !ok {
					continue
				}
				if err := found(r, NewAlert(r.Name, *c)); err != nil {
					return since, err
				}
			}
			since = c.Seq
		}
		if len(ans.Items) < pageOf {
			return since, nil
		}
	}
}

// NewAlert names an alert.
func NewAlert(rule string, c ledger.Change) Alert {
	return Alert{dragoman.NewID("alert", rule, fmt.Sprint(c.Seq)), rule, c}
}

// Every is how often a watcher looks at the feed.
const Every = 2 * time.Second
