package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dragoman"
)

// A Problem is one thing that is wrong with a ledger.
type Problem struct {
	Seq  int64       `json:"seq,omitempty"` // the assertion, where it is one's
	Doc  dragoman.ID `json:"doc,omitzero"`  // the report, where it is one's
	What string      `json:"what"`
}

func (p Problem) String() string {
	switch {
	case p.Seq != 0:
		return fmt.Sprintf("assertion %d: %s", p.Seq, p.What)
	case !p.Doc.IsZero():
		return fmt.Sprintf("report %s: %s", p.Doc, p.What)
	}
	return p.What
}

// mostProblems is where Check stops counting.
const mostProblems = 1000

// Check walks the whole ledger and lists what is wrong: the file's own structure, numbers without gaps, times that never run
// backwards, reports whose text is not what their id was made of, records that cannot be read or point outside their text,
// and indexes that do not say what the assertions say. A sound ledger gives none.
func (l *Ledger) Check(ctx context.Context) ([]Problem, error) {
	c := &checker{l: l, s: l.store}
	for _, step := range []func(context.Context) error{c.file, c.numbers, c.reports, c.records, c.facts, c.indexes} {
		if err := step(ctx); err != nil {
			return c.problems, fmt.Errorf("check: %w", err)
		}
		if len(c.problems) >= mostProblems {
			break
		}
	}
	return c.problems, nil
}

type checker struct {
	l        *Ledger
	s        *store
	problems []Problem
}

func (c *checker) found(p Problem, format string, args ...any) {
	if len(c.problems) < mostProblems {
		p.What = fmt.Sprintf(format, args...)
		c.problems = append(c.problems, p)
	}
}

// file asks SQLite about its own pages.
func (c *checker) file(ctx context.Context) error {
	if c.s.dialect != sqliteDialect {
		return nil
	}
	return c.s.rows(ctx, c.s.r, "PRAGMA quick_check", nil, func(r *sql.Rows) error {
		var what string
		err := r.Scan(&what)
		if what != "ok" {
			c.found(Problem{}, "the file is damaged: %s", what)
		}
		return err
	})
}

// numbers checks that assertions are numbered from 1 without gaps, each within its reading, in the order of time.
func (c *checker) numbers(ctx context.Context) error {
	var head, recorded, count, top int64
	if err := c.s.readOne(ctx, "SELECT seq, recorded FROM head", nil, &head, &recorded); err != nil {
		return err
	}
	if err := c.s.readOne(ctx, "SELECT count(*), coalesce(max(seq), 0) FROM assertions", nil, &count, &top); err != nil {
		return err
	}
	if head != count || head != top {
		c.found(Problem{}, "the head is at %d, but there are %d assertions, the last of number %d", head, count, top)
	}
	next, last := int64(1), int64(0)
	err := c.s.rows(ctx, c.s.r, "SELECT id, recorded, first, n FROM readings ORDER BY id", nil, func(r *sql.Rows) error {
		var id, at, first, n int64
		if err := r.Scan(&id, &at, &first, &n); err != nil {
			return err
		}
		if first != next {
			c.found(Problem{Seq: first}, "reading %d begins here, but %d was due", id, next)
		}
		if at < last || at > recorded {
			c.found(Problem{Seq: first}, "reading %d was recorded out of the order of time", id)
		}
		next, last = first+n, at
		return nil
	})
	if err != nil {
		return err
	}
	return c.list(ctx, "it is not within its reading", `SELECT a.seq FROM assertions a LEFT JOIN readings r ON r.id = a.reading
		WHERE r.id IS NULL OR a.seq < r.first OR a.seq >= r.first + r.n`)
}

// list reports each assertion that a query gives.
func (c *checker) list(ctx context.Context, what, query string) error {
	return c.s.rows(ctx, c.s.r, query+fmt.Sprintf(" LIMIT %d", mostProblems), nil, func(r *sql.Rows) error {
		var seq int64
		err := r.Scan(&seq)
		c.found(Problem{Seq: seq}, "%s", what)
		return err
	})
}

// reports checks that each report is what its id was made of.
func (c *checker) reports(ctx context.Context) error {
	err := c.s.rows(ctx, c.s.r, "SELECT id, hash, root, body FROM docs ORDER BY id", nil, func(r *sql.Rows) error {
		var id, root int64
		var hash, body []byte
		if err := r.Scan(&id, &hash, &root, &body); err != nil {
			return err
		}
		doc, err := idOf(hash)
		if err != nil {
			return err
		}
		a, err := unpackArticle(body)
		switch {
		case err != nil:
			c.found(Problem{Doc: doc}, "its text cannot be read: %v", err)
		case a.ID() != doc:
			c.found(Problem{Doc: doc}, "its text is not what its id was made of")
		case root > id || root < 1:
			c.found(Problem{Doc: doc}, "it is said to be a copy of a later report")
		}
		return nil
	})
	if err != nil {
		return err
	}
	text := "SELECT count(*) FROM docs_text_docsize"
	if c.s.dialect == postgresDialect {
		text = "SELECT count(*) FROM docs_text"
	}
	var docs, indexed int64
	if err := c.s.readOne(ctx, "SELECT count(*) FROM docs", nil, &docs); err != nil {
		return err
	}
	if err := c.s.readOne(ctx, text, nil, &indexed); err != nil {
		return err
	}
	if docs != indexed {
		c.found(Problem{}, "%d reports, but %d are indexed for search", docs, indexed)
	}
	return nil
}

// records reads every assertion and compares each event with its row.
func (c *checker) records(ctx context.Context) error {
	const part = 2000
	var top int64
	if err := c.s.readOne(ctx, "SELECT coalesce(max(seq), 0) FROM assertions", nil, &top); err != nil {
		return err
	}
	docs := map[int64]*report{}
	for at := int64(0); at < top && len(c.problems) < mostProblems; at += part {
		var raw []*rawLine
		missing := map[int64]*report{}
		err := c.s.rows(ctx, c.s.r, lineColumns+"a.seq > ? AND a.seq <= ? ORDER BY a.seq", []any{at, at + part}, func(r *sql.Rows) error {
			w := new(rawLine)
			err := w.scan(r)
			raw = append(raw, w)
			missing[w.doc] = docs[w.doc]
			return err
		})
		if err != nil {
			return err
		}
		if err := c.l.reports(ctx, missing); err != nil {
			return err
		}
		docs = missing
		if err := c.compare(ctx, raw, docs); err != nil {
			return err
		}
	}
	return nil
}

// indexed is what the row of an event says of its record.
type indexed struct {
	day, last, modality    int64
	score                  float64
	typ, first, snd, value string
}

func (c *checker) compare(ctx context.Context, raw []*rawLine, docs map[int64]*report) error {
	var seqs []int64
	for _, w := range raw {
		seqs = append(seqs, w.seq)
	}
	rows := map[int64]indexed{}
	scan := func(r *sql.Rows) error {
		var seq int64
		var x indexed
		err := r.Scan(&seq, &x.day, &x.last, &x.modality, &x.score, &x.typ, &x.first, &x.snd, &x.value)
		rows[seq] = x
		return err
	}
	const names = `coalesce(p.body, ''), coalesce(q.body, ''), coalesce(v.term, '')`
	err := in(ctx, c.s, c.s.r, `SELECT e.seq, e.day, e.last, e.modality, e.score, coalesce(t.term, ''), `+names+` FROM events e LEFT JOIN terms t ON t.id = e.type
		LEFT JOIN parties p ON p.id = e.source LEFT JOIN parties q ON q.id = e.target LEFT JOIN terms v ON v.id = e.mode WHERE e.seq IN (?)`, seqs, scan)
	if err != nil {
		return err
	}
	body := func(k *partyKey) string {
		if k == nil {
			return ""
		}
		return k.body
	}
	for _, w := range raw {
		line, err := w.decode(docs[w.doc])
		if err != nil {
			c.found(Problem{Seq: w.seq}, "%v", err)
			continue
		}
		v := evidenceOf(&line)
		if v == nil {
			continue
		}
		if !inText(v.Span, docs[w.doc].article.Text) || !v.Trigger.IsZero() && !inText(v.Trigger, docs[w.doc].article.Text) {
			c.found(Problem{Seq: w.seq}, "its evidence lies outside the text")
		}
		r, err := recordOf(w.kind, w.body, line.record(), docs[w.doc])
		if err != nil {
			c.found(Problem{Seq: w.seq}, "%v", err)
			continue
		}
		if w.kind == kindStanding {
			continue // facts compares it
		}
		want := indexed{int64(r.day), int64(r.last), int64(r.modality), r.score, r.typ, body(r.first), body(r.snd), r.mode}
		if got, ok := rows[w.seq]; !ok || got != want {
			c.found(Problem{Seq: w.seq}, "the index does not say what the record says")
		}
	}
	return nil
}

// facts checks that what is told of each fact is what the standings say, all of them, and that it is found by their parties.
func (c *checker) facts(ctx context.Context) error {
	const part = 2000
	var top, standings, seen int64
	if err := c.s.readOne(ctx, "SELECT coalesce(max(id), 0) FROM facts", nil, &top); err != nil {
		return err
	}
	if err := c.s.readOne(ctx, "SELECT count(*) FROM assertions WHERE kind = 1", nil, &standings); err != nil {
		return err
	}
	for at := int64(0); at < top && len(c.problems) < mostProblems; at += part {
		tells := map[int64]*told{}
		of := map[int64]int64{}
		keys := map[int64]factKey{}
		var seqs []int64
		var cl clause
		cl.and("f.id > ? AND f.id <= ?", at, at+part)
		err := c.l.everTold(ctx, cl, func(fact int64, k factKey, t *told) {
			tells[t.seq], of[t.seq], keys[fact] = t, fact, k
			seqs = append(seqs, t.seq)
		})
		if err != nil {
			return err
		}
		seen += int64(len(seqs))
		sides := map[[2]int64]bool{}
		err = c.s.rows(ctx, c.s.r, `SELECT s.side, s.fact FROM fact_sides s JOIN facts f ON f.id = s.fact AND f.relation = s.relation
			WHERE s.fact > ? AND s.fact <= ?`, []any{at, at + part}, func(r *sql.Rows) error {
			var k [2]int64
			err := r.Scan(&k[0], &k[1])
			sides[k] = true
			return err
		})
		if err != nil {
			return err
		}
		for chunk := range slices.Chunk(seqs, part) {
			if err := c.compareTold(ctx, chunk, tells, of, keys, sides); err != nil {
				return err
			}
		}
	}
	if seen != standings {
		c.found(Problem{}, "%d standings, but %d are told of facts", standings, seen)
	}
	return nil
}

// compareTold compares what is told with the records.
func (c *checker) compareTold(ctx context.Context, seqs []int64, tells map[int64]*told, of map[int64]int64, keys map[int64]factKey, sides map[[2]int64]bool) error {
	lines, err := c.l.lines(ctx, seqs)
	if err != nil {
		return err
	}
	parties, terms := map[int64]bool{}, map[int64]bool{}
	for _, seq := range seqs {
		t, k := tells[seq], keys[of[seq]]
		parties[t.subject], parties[t.object] = true, true
		terms[t.value], terms[k.relation], terms[k.value] = true, true, true
	}
	people, err := c.l.names.partiesOf(ctx, parties)
	if err != nil {
		return err
	}
	words, err := c.l.names.termNames(ctx, terms)
	if err != nil {
		return err
	}
	for i := range lines {
		line := &lines[i]
		t, fact := tells[line.Seq], of[line.Seq]
		k := keys[fact]
		if line.Standing == nil {
			c.found(Problem{Seq: line.Seq}, "a fact is told of by what is no standing")
			continue
		}
		r, err := standingRecord(line.Standing, &dragoman.Article{})
		if err != nil {
			return err
		}
		same := t.day == r.day && t.last == r.last && t.change == r.change && t.modality == r.modality && t.score == r.score &&
			t.published == line.Report.Published && words[t.value] == r.mode && words[k.relation] == r.typ && words[k.value] == r.office
		for _, p := range []struct {
			id, actor int64
			key       *partyKey
		}{{t.subject, k.subject, r.first}, {t.object, k.object, r.snd}} {
			got := people[p.id]
			if got == nil || p.key == nil {
				same = same && got == nil && p.key == nil
				continue
			}
			same = same && partyName(got.body) == partyNameOf(p.key) && got.actor == p.actor
			if !sides[[2]int64{got.actor, fact}] || got.country != 0 && !sides[[2]int64{-got.country, fact}] {
				c.found(Problem{Seq: line.Seq}, "its fact is not found by its parties")
			}
		}
		if !same {
			c.found(Problem{Seq: line.Seq}, "what is told of its fact is not what the record says")
		}
	}
	return nil
}

func partyNameOf(k *partyKey) string {
	var p dragoman.Party
	if err := json.Unmarshal([]byte(k.body), &p); err != nil {
		return ""
	}
	return partyName(p)
}

// indexes checks what took whose place, and that each record is found by its sides.
func (c *checker) indexes(ctx context.Context) error {
	err := c.list(ctx, "the index does not say rightly what took its place", `SELECT seq FROM (SELECT a.seq, a.kind,
		coalesce(lead(a.seq) OVER (PARTITION BY r.doc, a.record ORDER BY a.seq), 0) AS want, coalesce(e.until, s.until, 0) AS until
		FROM assertions a JOIN readings r ON r.id = a.reading LEFT JOIN events e ON e.seq = a.seq
		LEFT JOIN ended s ON s.fact = a.fact AND s.seq = a.seq) x WHERE kind <> 2 AND until <> want`)
	if err != nil {
		return err
	}
	for _, side := range []string{"source", "target"} {
		query := `SELECT e.seq FROM events e JOIN parties p ON p.id = e.` + side + ` WHERE NOT EXISTS (SELECT 1 FROM sides s WHERE s.side = SIDE AND s.day = e.day AND s.seq = e.seq)`
		for _, who := range []string{"p.actor", "-p.country"} {
			q := strings.Replace(query, "SIDE", who, 1)
			if who == "-p.country" {
				q += " AND p.country <> 0"
			}
			if err := c.list(ctx, "it is not found by its "+side, q); err != nil {
				return err
			}
		}
	}
	err = c.list(ctx, "a side leads to it, but it is not there", "SELECT s.seq FROM sides s LEFT JOIN assertions a ON a.seq = s.seq WHERE a.seq IS NULL")
	if err != nil {
		return err
	}
	return c.s.rows(ctx, c.s.r, `SELECT d.hash FROM docs d JOIN editions e ON e.id = d.edition WHERE EXISTS
		(SELECT 1 FROM readings r JOIN editions o ON o.id = r.edition WHERE r.doc = d.id AND o.rank < ? AND (o.rank > e.rank OR o.rank = e.rank AND o.name > e.name))`,
		[]any{int64(dragoman.PersonRank)}, func(r *sql.Rows) error {
			var hash []byte
			err := r.Scan(&hash)
			if doc, derr := idOf(hash); derr == nil {
				c.found(Problem{Doc: doc}, "a lower edition than the best that read it is believed")
			}
			return err
		})
}
