package ledger

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"dragoman"
)

// What a transaction learns of the ledger before it writes: numbers of editions, reports, their last lines and facts.

// edition numbers an edition.
func (g *group) edition(ctx context.Context, ed dragoman.Edition) error {
	if id, ok := g.l.names.editions[ed]; ok {
		g.editions[ed] = id
		return nil
	}
	if _, ok := g.editions[ed]; ok {
		return nil
	}
	var id int64
	err := g.s.one(ctx, g.tx, "SELECT id FROM editions WHERE name = ? AND rank = ?", []any{ed.Name, int64(ed.Rank)}, &id)
	if errors.Is(err, dragoman.ErrNotFound) {
		g.next.editions++
		id = g.next.editions
		g.tEditions.add(id, ed.Name, int64(ed.Rank))
		err = nil
	}
	g.editions[ed] = id
	return err
}

// outranks reports whether a is to be believed over b; names decide between equal ranks, so that order of arrival does not.
func outranks(a, b dragoman.Edition) bool {
	return a.Rank > b.Rank || a.Rank == b.Rank && a.Name > b.Name
}

const docColumns = `SELECT d.id, d.hash, d.root, d.publisher, d.published, coalesce(d.ident, 0), e.name, e.rank
	FROM docs d JOIN editions e ON e.id = d.edition WHERE `

func (g *group) scanDoc(r *sql.Rows) error {
	var hash []byte
	var ident int64
	st := &docState{}
	if err := r.Scan(&st.id, &hash, &st.root, &st.pub, &st.date, &ident, &st.edition.Name, &st.edition.Rank); err != nil {
		return err
	}
	copy(st.hash[:], hash)
	if g.docs[st.hash] != nil {
		return nil
	}
	g.docs[st.hash] = st
	if ident != 0 {
		g.idents[ident] = append(g.idents[ident], st)
	}
	return nil
}

// loadDocs finds which reports are there, and all that the new records name.
func (g *group) loadDocs(ctx context.Context, entries []*Entry) error {
	var hashes [][]byte
	var idents []int64
	for _, e := range entries {
		hashes = append(hashes, e.id[:])
		if e.ident != 0 {
			idents = append(idents, e.ident)
		}
	}
	if err := in(ctx, g.s, g.tx, docColumns+"d.hash IN (?)", hashes, g.scanDoc); err != nil {
		return err
	}
	if err := in(ctx, g.s, g.tx, docColumns+"d.ident IN (?)", idents, g.scanDoc); err != nil {
		return err
	}
	var fresh []*Entry
	var states []*docState
	for _, e := range entries {
		if st := g.docs[e.id]; st != nil {
			states = append(states, st)
		} else {
			fresh = append(fresh, e)
		}
		states = append(states, g.idents[e.ident]...)
	}
	if err := g.loadLines(ctx, states); err != nil {
		return err
	}
	if err := g.copies.load(ctx, fresh); err != nil {
		return err
	}
	return g.number(ctx, entries)
}

// loadLines finds the last assertion of each record of known reports.
func (g *group) loadLines(ctx context.Context, states []*docState) error {
	byDoc := map[int64]*docState{}
	var ids []int64
	for _, st := range states {
		if !st.loaded {
			st.loaded, st.live, st.judged = true, map[dragoman.ID]*lastLine{}, map[dragoman.ID]bool{}
			byDoc[st.id] = st
			ids = append(ids, st.id)
		}
	}
	err := in(ctx, g.s, g.tx, `SELECT r.doc, a.seq, a.kind, a.fact, a.record, a.body, e.rank FROM readings r JOIN editions e ON e.id = r.edition
		JOIN assertions a ON a.seq BETWEEN r.first AND r.first + r.n - 1 WHERE r.doc IN (?) ORDER BY a.seq`, ids, func(r *sql.Rows) error {
		var doc, rank int64
		var record []byte
		ln := &lastLine{}
		if err := r.Scan(&doc, &ln.seq, &ln.kind, &ln.fact, &record, &ln.body, &rank); err != nil {
			return err
		}
		ln.person = rank >= dragoman.PersonRank
		byDoc[doc].live[dragoman.ID(record)] = ln
		return nil
	})
	if err != nil {
		return err
	}
	return in(ctx, g.s, g.tx, `SELECT doc, record, words FROM judgements WHERE doc IN (?)`, ids, func(r *sql.Rows) error {
		var doc int64
		var record, words []byte
		if err := r.Scan(&doc, &record, &words); err != nil {
			return err
		}
		byDoc[doc].judged[dragoman.ID(record)] = true
		byDoc[doc].judged[dragoman.ID(words)] = true
		return nil
	})
}

// number gives all words, actors and parties of the entries their numbers, and finds those of their facts.
func (g *group) number(ctx context.Context, entries []*Entry) error {
	terms, actors, parties := map[string]bool{}, map[string]bool{}, map[string]*partyKey{}
	for _, e := range entries {
		terms[clip(e.article.Source)] = true
		for i := range e.records {
			r := &e.records[i]
			terms[r.typ], terms[r.mode], terms[r.office] = true, true, true
			if r.where != nil {
				terms[placeTerm(r.where.Name)], terms[r.where.Country] = true, true
			}
			for _, p := range []*partyKey{r.first, r.snd} {
				if p != nil {
					terms[p.country], actors[p.ident], parties[p.body] = true, true, p
				}
			}
		}
	}
	if err := g.terms.resolve(ctx, g.s, g.tx, sortedKeys(terms), func(id int64, k string) []any { return []any{id, k} }); err != nil {
		return err
	}
	if err := g.actors.resolve(ctx, g.s, g.tx, sortedKeys(actors), func(id int64, k string) []any { return []any{id, k} }); err != nil {
		return err
	}
	err := g.parties.resolve(ctx, g.s, g.tx, sortedKeys(parties), func(id int64, k string) []any {
		p := parties[k]
		state := int64(0)
		if p.state {
			state = 1
		}
		return []any{id, g.actors.must(p.ident), g.terms.must(p.country), state, p.name, k}
	})
	if err != nil {
		return err
	}
	return g.loadFacts(ctx, entries)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		if k != "" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
