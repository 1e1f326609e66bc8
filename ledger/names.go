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
	return lookUp(ctx, n, n.terms, ids, "SELECT id, term FROM terms WHERE id IN (?)", func(r *sql.Rows) (id int64, term string, err error) {
		err = r.Scan(&id, &term)
		return id, term, err
	})
}

// partiesOf returns the parties of ids, those of the dictionary: no words, no span.
func (n *names) partiesOf(ctx context.Context, ids map[int64]bool) (map[int64]*party, error) {
	return lookUp(ctx, n, n.parties, ids, "SELECT id, actor, country, body FROM parties WHERE id IN (?)", func(r *sql.Rows) (int64, *party, error) {
		var id int64
		var body string
		p := new(party)
		if err := r.Scan(&id, &p.actor, &p.country, &body); err != nil {
			return 0, nil, err
		}
		if err := json.Unmarshal([]byte(body), &p.body); err != nil {
			return 0, nil, fmt.Errorf("read party %d: %w: %w", id, err, dragoman.ErrCorrupt)
		}
		p.body.Chain = -1
		return id, p, nil
	})
}

// lookUp returns the values of ids, those that are cached from there and the others by the query, whose rows scan reads.
func lookUp[V any](ctx context.Context, n *names, cache map[int64]V, ids map[int64]bool, query string, scan func(*sql.Rows) (int64, V, error)) (map[int64]V, error) {
	out := make(map[int64]V, len(ids))
	var missing []int64
	n.mu.RLock()
	for id := range ids {
		if v, ok := cache[id]; ok {
			out[id] = v
		} else if id != 0 {
			missing = append(missing, id)
		}
	}
	n.mu.RUnlock()
	err := in(ctx, n.s, n.s.r, query, missing, func(r *sql.Rows) error {
		id, v, err := scan(r)
		out[id] = v
		return err
	})
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(cache) > mostNames {
		clear(cache)
	}
	for _, id := range missing {
		if v, ok := out[id]; ok {
			cache[id] = v
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
