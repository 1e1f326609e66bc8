package ledger

import (
	"context"
	"database/sql"
	"fmt"

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
		docs: map[dragoman.ID]*docState{}, idents: map[int64][]*docState{}, redone: map[int64]int64{}, tellings: map[int64][]*told{}}
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
