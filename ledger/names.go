package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"sync"

	"dragoman"
)

// mostNames bounds each cache of numbered names; a full one is emptied and fills again from the store.
const mostNames = 200_000

// names caches the dictionaries of a ledger: words, actors and parties, numbered once and never changed. Number 0 is none.
type names struct {
	s       *store
	mu      sync.RWMutex
	terms   map[int64]string
	parties map[int64]*party

	// Of the writer, who holds the group's token.
	termIDs, actorIDs, partyIDs map[string]int64
	facts                       map[factKey]int64
	sides                       map[[2]int64]bool
	editions                    map[dragoman.Edition]int64
}

// A party is a row of the dictionary of parties.
type party struct {
	actor, country int64
	body           dragoman.Party
}

type factKey struct{ relation, subject, object, value int64 }

func newNames(s *store) *names {
	return &names{s: s, terms: map[int64]string{}, parties: map[int64]*party{},
		termIDs: map[string]int64{}, actorIDs: map[string]int64{}, partyIDs: map[string]int64{},
		facts: map[factKey]int64{}, sides: map[[2]int64]bool{}, editions: map[dragoman.Edition]int64{}}
}

// termNames returns the terms of ids.
func (n *names) termNames(ctx context.Context, ids map[int64]bool) (map[int64]string, error) {
	out := make(map[int64]string, len(ids))
	var missing []int64
	n.mu.RLock()
	for id := range ids {
		if term, ok := n.terms[id]; ok {
			out[id] = term
		} else if id != 0 {
			missing = append(missing, id)
		}
	}
	n.mu.RUnlock()
	err := in(ctx, n.s, n.s.r, "SELECT id, term FROM terms WHERE id IN (?)", missing, func(r *sql.Rows) error {
		var id int64
		var term string
		err := r.Scan(&id, &term)
		out[id] = term
		return err
	})
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.terms) > mostNames {
		clear(n.terms)
	}
	for _, id := range missing {
		if term, ok := out[id]; ok {
			n.terms[id] = term
		}
	}
	return out, nil
}

// partiesOf returns the parties of ids, those of the dictionary: no words, no span.
func (n *names) partiesOf(ctx context.Context, ids map[int64]bool) (map[int64]*party, error) {
	out := make(map[int64]*party, len(ids))
	var missing []int64
	n.mu.RLock()
	for id := range ids {
		if p, ok := n.parties[id]; ok {
			out[id] = p
		} else if id != 0 {
			missing = append(missing, id)
		}
	}
	n.mu.RUnlock()
	err := in(ctx, n.s, n.s.r, "SELECT id, actor, country, body FROM parties WHERE id IN (?)", missing, func(r *sql.Rows) error {
		var id int64
		var body string
		p := new(party)
		if err := r.Scan(&id, &p.actor, &p.country, &body); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &p.body); err != nil {
			return fmt.Errorf("read party %d: %w: %w", id, err, dragoman.ErrCorrupt)
		}
		p.body.Chain = -1
		out[id] = p
		return nil
	})
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.parties) > mostNames {
		clear(n.parties)
	}
	for _, id := range missing {
		if p, ok := out[id]; ok {
			n.parties[id] = p
		}
	}
	return out, nil
}

// A dict numbers the strings of one table within a transaction; what it finds or adds becomes known to all at the commit.
type dict struct {
	known map[string]int64 // of committed transactions
	fresh map[string]int64
	query string // SELECT id, string … IN (?)
	next  int64
	rows  table
}

// resolve numbers all keys; add makes the row of a new one.
func (d *dict) resolve(ctx context.Context, s *store, tx *tx, keys []string, add func(id int64, key string) []any) error {
	var missing []string
	for _, k := range keys {
		if _, ok := d.id(k); !ok {
			d.fresh[k] = 0
			missing = append(missing, k)
		}
	}
	err := in(ctx, s, tx, d.query, missing, func(r *sql.Rows) error {
		var id int64
		var k string
		err := r.Scan(&id, &k)
		d.fresh[k] = id
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range missing {
		if d.fresh[k] == 0 {
			d.next++
			d.fresh[k] = d.next
			d.rows.add(add(d.next, k)...)
		}
	}
	return s.insert(ctx, tx, &d.rows)
}

func (d *dict) id(k string) (int64, bool) {
	if k == "" {
		return 0, true
	}
	if id, ok := d.known[k]; ok {
		return id, true
	}
	id, ok := d.fresh[k]
	return id, ok
}

func (d *dict) must(k string) int64 {
	id, ok := d.id(k)
	if !ok {
		panic("ledger: a name was not numbered: " + k)
	}
	return id
}

// commit makes what the transaction numbered known.
func (d *dict) commit() {
	if len(d.known) > mostNames {
		clear(d.known)
	}
	for k, id := range d.fresh {
		d.known[k] = id
	}
}
