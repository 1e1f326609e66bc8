package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dragoman"
)

// A group is one write transaction: it works out the difference between what is to be written and what is there, and
// writes it table by table.
type group struct {
	l        *Ledger
	s        *store
	tx       *tx
	seq      int64 // the last number given out
	now      int64
	terms    dict
	actors   dict
	parties  dict
	next     struct{ docs, readings, facts, editions int64 }
	facts    map[factKey]int64
	wrote    bool  // there was something new
	oldFacts int64 // the last number of a fact that was there before
	sides    map[[2]int64]bool
	maySides [][3]int64 // side, relation and fact, of facts that were there before
	editions map[dragoman.Edition]int64
	byID     map[int64]dragoman.Edition
	docs     map[dragoman.ID]*docState
	idents   map[int64][]*docState
	copies   *copier

	tDocs, tReadings, tAssertions, tEvents, tSides, tFacts, tFactSides, tTellings, tEnded, tEditions, tJudgements table
	texts                                                                                                         []*Entry
	textDocs                                                                                                      []int64
	ended                                                                                                         []ending
	tellings                                                                                                      map[int64][]*told
	redone                                                                                                        map[int64]int64 // doc to its edition
}

// A docState is a report as the transaction sees it.
type docState struct {
	id      int64
	hash    dragoman.ID
	root    int64
	pub     int64 // term of the publisher
	date    int64
	edition dragoman.Edition
	loaded  bool
	live    map[dragoman.ID]*lastLine // the last assertion of each record
	judged  map[dragoman.ID]bool      // records that a person has judged, and words
}

// A lastLine is the last assertion of one record.
type lastLine struct {
	seq, fact int64
	kind      int
	body      []byte // packed
	person    bool
}

type ending struct{ kind, fact, seq, until int64 }

func (l *Ledger) newGroup(ctx context.Context, tx *tx) (*group, error) {
	n := l.names
	g := &group{l: l, s: l.store, tx: tx, facts: map[factKey]int64{}, sides: map[[2]int64]bool{}, editions: map[dragoman.Edition]int64{},
		byID: map[int64]dragoman.Edition{}, docs: map[dragoman.ID]*docState{}, idents: map[int64][]*docState{}, redone: map[int64]int64{}, tellings: map[int64][]*told{}}
	g.copies = newCopier(g.s, tx)
	g.terms = dict{known: n.termIDs, fresh: map[string]int64{}, query: "SELECT id, term FROM terms WHERE term IN (?)",
		rows: table{name: "terms", columns: []string{"id", "term"}}}
	g.actors = dict{known: n.actorIDs, fresh: map[string]int64{}, query: "SELECT id, ident FROM actors WHERE ident IN (?)",
		rows: table{name: "actors", columns: []string{"id", "ident"}}}
	g.parties = dict{known: n.partyIDs, fresh: map[string]int64{}, query: "SELECT id, body FROM parties WHERE body IN (?)",
		rows: table{name: "parties", columns: []string{"id", "actor", "country", "state", "name", "body"}}}
	g.tables()
	lock := ""
	if g.s.dialect == postgresDialect {
		lock = " FOR UPDATE" // SQLite's transaction holds the file already
	}
	var last int64
	if err := g.s.one(ctx, tx, "SELECT seq, recorded FROM head WHERE one = 1"+lock, nil, &g.seq, &last); err != nil {
		return nil, err
	}
	g.now = l.now(last)
	top := func(t string) string { return "(SELECT coalesce(max(id), 0) FROM " + t + ")" }
	err := g.s.one(ctx, tx, "SELECT "+top("terms")+","+top("actors")+","+top("parties")+","+top("docs")+","+top("readings")+","+top("facts")+","+top("editions"),
		nil, &g.terms.next, &g.actors.next, &g.parties.next, &g.next.docs, &g.next.readings, &g.next.facts, &g.next.editions)
	g.oldFacts = g.next.facts
	return g, err
}

// tables names the tables that a group writes.
func (g *group) tables() {
	g.tDocs = table{name: "docs", columns: []string{"id", "hash", "ident", "publisher", "published", "at", "root", "edition", "body"}}
	g.tReadings = table{name: "readings", columns: []string{"id", "doc", "edition", "recorded", "first", "n"}}
	g.tAssertions = table{name: "assertions", columns: []string{"seq", "reading", "kind", "fact", "record", "body"}}
	g.tEvents = table{name: "events", columns: []string{"seq", "until", "doc", "day", "last", "type", "mode", "quad", "modality", "score", "intensity",
		"source", "target", "source_country", "target_country", "publisher", "place", "place_country", "lat", "lon"}}
	g.tSides = table{name: "sides", columns: []string{"side", "day", "seq", "other", "other_country", "type"}, keys: 3}
	g.tFacts = table{name: "facts", columns: []string{"id", "relation", "subject", "object", "value"}}
	g.tFactSides = table{name: "fact_sides", columns: []string{"side", "relation", "fact"}, keys: 3}
	g.tTellings = table{name: "tellings", columns: []string{"fact", "first", "n", "body"}, keys: 2}
	g.tEnded = table{name: "ended", columns: []string{"fact", "seq", "until"}}
	g.tEditions = table{name: "editions", columns: []string{"id", "name", "rank"}}
	g.tJudgements = table{name: "judgements", columns: []string{"seq", "doc", "record", "words", "person", "verdict", "judged", "reason"}}
}

// run writes all of a group of writes.
func (g *group) run(ctx context.Context, writes []*write) error {
	for _, w := range writes {
		if err := g.edition(ctx, w.edition); err != nil {
			return err
		}
	}
	var entries []*Entry
	for _, w := range writes {
		entries = append(entries, w.entries...)
	}
	if err := g.loadDocs(ctx, entries); err != nil {
		return err
	}
	for _, w := range writes {
		if w.judge != nil {
			if err := g.judge(ctx, w); err != nil {
				return err
			}
			continue
		}
		w.results = w.results[:0]
		for _, e := range w.entries {
			res, err := g.read(e, w.edition)
			if err != nil {
				return err
			}
			w.results = append(w.results, res)
		}
	}
	return g.flush(ctx)
}

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

// read works out what an edition's reading of a report changes.
func (g *group) read(e *Entry, ed dragoman.Edition) (Result, error) {
	res := Result{Doc: e.id}
	st := g.docs[e.id]
	if st != nil && !outranks(ed, st.edition) {
		if st.edition != ed {
			res.Outranked = st.edition.Name
		}
		return res, nil
	}
	for _, old := range g.idents[e.ident] {
		if old != st && outranks(old.edition, ed) {
			res.Outranked = old.edition.Name
			return res, nil
		}
	}
	if st == nil {
		st = g.newDoc(e, ed)
		res.New = true
	} else {
		g.redone[st.id] = g.editions[ed]
	}
	st.edition = ed
	first := g.seq + 1
	g.next.readings++
	read := make(map[dragoman.ID]bool, len(e.records))
	for i := range e.records {
		r := &e.records[i]
		read[r.id] = true
		old := st.live[r.id]
		if old != nil && (old.person || st.judged[r.id]) || old == nil && st.judged[r.words] {
			continue // a person's word stands
		}
		if old != nil && old.kind == r.kind {
			same, err := samePacked(old.body, r)
			if err != nil {
				return res, err
			}
			if same {
				continue
			}
		}
		g.assert(st, r)
		res.Written++
	}
	res.Retracted = g.retractBut(st, read)
	g.tReadings.add(g.next.readings, st.id, g.editions[ed], g.now, first, g.seq-first+1)
	for _, old := range g.idents[e.ident] {
		if old != st {
			res.Retracted += g.replace(old, ed)
		}
	}
	if g.seq >= first {
		res.First, res.Last = first, g.seq
	}
	return res, nil
}

// samePacked reports whether r says what is kept. A packer of another version may pack the same into other bytes.
func samePacked(kept []byte, r *record) (bool, error) {
	if bytes.Equal(kept, r.pack) {
		return true, nil
	}
	body, err := unpack(kept)
	return bytes.Equal(body, r.body), err
}

// newDoc adds a report.
func (g *group) newDoc(e *Entry, ed dragoman.Edition) *docState {
	g.next.docs++
	st := &docState{id: g.next.docs, hash: e.id, loaded: true, live: map[dragoman.ID]*lastLine{}, judged: map[dragoman.ID]bool{},
		pub: g.terms.must(clip(e.article.Source)), date: int64(e.article.Published)}
	st.root = g.copies.place(st.id, e)
	g.docs[e.id] = st
	var ident any
	if e.ident != 0 {
		ident = e.ident
		g.idents[e.ident] = append(g.idents[e.ident], st)
	}
	g.tDocs.add(st.id, e.id[:], ident, st.pub, st.date, g.seq, st.root, g.editions[ed], e.packed)
	g.textDocs = append(g.textDocs, st.id)
	g.texts = append(g.texts, e)
	return st
}

// replace retracts all of a report whose place another took, as a reading of its own.
func (g *group) replace(old *docState, ed dragoman.Edition) int {
	g.next.readings++
	first := g.seq + 1
	n := g.retractBut(old, nil)
	g.tReadings.add(g.next.readings, old.id, g.editions[ed], g.now, first, int64(n))
	old.edition = ed
	g.redone[old.id] = g.editions[ed]
	return n
}

// retractBut retracts the records of a report that are not in keep, but for those a person has judged.
func (g *group) retractBut(st *docState, keep map[dragoman.ID]bool) int {
	var gone []dragoman.ID
	for id, ln := range st.live {
		if !keep[id] && ln.kind != kindRetract && !ln.person && !st.judged[id] {
			gone = append(gone, id)
		}
	}
	slices.SortFunc(gone, func(a, b dragoman.ID) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range gone {
		g.retract(st, id)
	}
	return len(gone)
}

func (g *group) retract(st *docState, id dragoman.ID) {
	g.seq++
	g.end(st.live[id])
	g.tAssertions.add(g.seq, g.next.readings, int64(kindRetract), int64(0), bytes.Clone(id[:]), []byte{})
	st.live[id] = &lastLine{seq: g.seq, kind: kindRetract}
}

// end says that the assertion about to be written takes the place of old.
func (g *group) end(old *lastLine) {
	if old != nil && old.kind != kindRetract {
		g.ended = append(g.ended, ending{int64(old.kind), old.fact, old.seq, g.seq})
	}
}

// assert writes one record.
func (g *group) assert(st *docState, r *record) {
	g.seq++
	old := st.live[r.id]
	g.end(old)
	ln := &lastLine{seq: g.seq, kind: r.kind, body: r.pack}
	first, snd := g.side(r.first), g.side(r.snd)
	if r.kind == kindEvent {
		g.addEvent(st, r, first, snd)
	} else {
		ln.fact = g.addStanding(st, r, first, snd)
	}
	g.tAssertions.add(g.seq, g.next.readings, int64(r.kind), ln.fact, bytes.Clone(r.id[:]), r.pack)
	st.live[r.id] = ln
}

// flush writes the tables.
func (g *group) flush(ctx context.Context) error {
	if g.wrote = len(g.tReadings.rows) > 0; !g.wrote {
		return nil
	}
	if err := g.newSides(ctx); err != nil {
		return err
	}
	for _, t := range []*table{&g.tEditions, &g.tDocs, &g.tReadings, &g.tAssertions, &g.tEvents, &g.tSides, &g.tFacts, &g.tFactSides,
		&g.tJudgements} {
		if err := g.s.insert(ctx, g.tx, t); err != nil {
			return err
		}
	}
	if err := g.flushTellings(ctx); err != nil {
		return err
	}
	if err := g.copies.flush(ctx); err != nil {
		return err
	}
	if err := g.s.indexText(ctx, g.tx, g.textDocs, g.texts); err != nil {
		return err
	}
	exec := func(query string, args ...any) error {
		stmt, err := g.tx.stmt(ctx, g.s.bind(query))
		if err == nil {
			_, err = stmt.ExecContext(ctx, args...)
		}
		return g.s.wrap(err)
	}
	for _, e := range g.ended {
		if e.kind == kindStanding {
			g.tEnded.add(e.fact, e.seq, e.until)
		} else if err := exec("UPDATE events SET until = ? WHERE seq = ?", e.until, e.seq); err != nil {
			return err
		}
	}
	if err := g.s.insert(ctx, g.tx, &g.tEnded); err != nil {
		return err
	}
	for doc, ed := range g.redone {
		if err := exec("UPDATE docs SET edition = ? WHERE id = ?", ed, doc); err != nil {
			return err
		}
	}
	return exec("UPDATE head SET seq = ?, recorded = ? WHERE one = 1", g.seq, g.now)
}

// committed makes what was numbered known to the next group.
func (g *group) committed() {
	n := g.l.names
	g.terms.commit()
	g.actors.commit()
	g.parties.commit()
	if len(n.facts) > mostNames || len(n.sides) > 2*mostNames {
		clear(n.facts)
		clear(n.sides)
	}
	for k, id := range g.facts {
		n.facts[k] = id
	}
	for k := range g.sides {
		n.sides[k] = true
	}
	for ed, id := range g.editions {
		n.editions[ed] = id
	}
}

func scanInto(into ...any) func(*sql.Rows) error {
	return func(r *sql.Rows) error { return r.Scan(into...) }
}

func idOf(b []byte) (dragoman.ID, error) {
	if len(b) != len(dragoman.ID{}) {
		return dragoman.ID{}, fmt.Errorf("an id of %d bytes: %w", len(b), dragoman.ErrCorrupt)
	}
	return dragoman.ID(b), nil
}
