package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"dragoman"
)

// A fact that everybody reports is told thousands of times. What is told of it lies together, tellingsInRow to a row, so that
// a fold reads few rows. Rows only grow; what was superseded is listed apart.
const tellingsInRow = 64

// appendTold packs an assertion: its number less the row's first, then days, change and modality, score, and the numbers of
// the rest, all but the score as varints.
func appendTold(b []byte, first int64, t *told) []byte {
	b = binary.AppendUvarint(b, uint64(t.seq-first))
	b = binary.AppendVarint(b, int64(t.day))
	b = binary.AppendVarint(b, int64(t.last-t.day))
	b = binary.AppendVarint(b, int64(t.published-t.day))
	b = append(b, byte(t.change)|byte(t.modality)<<4)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(t.score))
	for _, id := range [...]int64{t.subject, t.object, t.value, t.doc, t.doc - t.root, t.publisher} {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return b
}

var errTellings = fmt.Errorf("what is told of a fact cannot be read: %w", dragoman.ErrCorrupt)

// readTold unpacks one assertion and returns what follows it.
func readTold(b []byte, first int64, t *told) ([]byte, error) {
	bad := false
	uvarint := func() int64 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			bad = true
			return 0
		}
		b = b[n:]
		return int64(v)
	}
	varint := func() dragoman.Date {
		v, n := binary.Varint(b)
		if n <= 0 {
			bad = true
			return 0
		}
		b = b[n:]
		return dragoman.Date(v)
	}
	t.seq = first + uvarint()
	t.day = varint()
	t.last = t.day + varint()
	t.published = t.day + varint()
	if bad || len(b) < 9 {
		return nil, errTellings
	}
	t.change, t.modality = dragoman.Change(b[0]&15), dragoman.Modality(b[0]>>4)
	t.score = math.Float64frombits(binary.LittleEndian.Uint64(b[1:]))
	b = b[9:]
	t.subject, t.object, t.value, t.doc = uvarint(), uvarint(), uvarint(), uvarint()
	t.root = t.doc - uvarint()
	t.publisher = uvarint()
	if bad || t.change > dragoman.Past || t.modality > dragoman.Denied {
		return nil, errTellings
	}
	return b, nil
}

// flushTellings adds what is newly told to the last row of each fact, or to new rows.
func (g *group) flushTellings(ctx context.Context) error {
	facts := slices.Sorted(maps.Keys(g.tellings))
	grown := table{name: g.tTellings.name, columns: g.tTellings.columns, keys: g.tTellings.keys}
	old, _ := slices.BinarySearch(facts, g.oldFacts+1)
	err := in(ctx, g.s, g.tx, `SELECT t.fact, t.first, t.n, t.body FROM facts f JOIN tellings t ON t.fact = f.id
		AND t.first = (SELECT max(x.first) FROM tellings x WHERE x.fact = f.id) WHERE f.id IN (?)`, facts[:old], func(r *sql.Rows) error {
		var fact, first, n int64
		var body []byte
		err := r.Scan(&fact, &first, &n, &body)
		ts := g.tellings[fact]
		room := max(0, min(tellingsInRow-int(n), len(ts)))
		if err != nil || room == 0 {
			return err
		}
		for _, t := range ts[:room] {
			body = appendTold(body, first, t)
		}
		grown.add(fact, first, n+int64(room), body)
		g.tellings[fact] = ts[room:]
		return nil
	})
	if err != nil {
		return err
	}
	for _, fact := range facts {
		for part := range slices.Chunk(g.tellings[fact], tellingsInRow) {
			var body []byte
			for _, t := range part {
				body = appendTold(body, part[0].seq, t)
			}
			g.tTellings.add(fact, part[0].seq, int64(len(part)), body)
		}
	}
	if err := g.s.replace(ctx, g.tx, &grown); err != nil {
		return err
	}
	return g.s.insert(ctx, g.tx, &g.tTellings)
}

// eachTold calls visit with what is told of the facts that a condition on facts f chooses, as known, in order of fact and number. The told is visit's to keep.
func (l *Ledger) eachTold(ctx context.Context, c clause, known int64, visit func(fact int64, k factKey, t *told)) error {
	ended := map[int64]int64{}
	err := l.store.rows(ctx, l.store.r, "SELECT e.seq, e.until FROM ended e JOIN facts f ON f.id = e.fact WHERE "+c.String(), c.args, func(r *sql.Rows) error {
		var seq, until int64
		err := r.Scan(&seq, &until)
		ended[seq] = until
		return err
	})
	if err != nil {
		return err
	}
	c.and("t.first <= ?", known)
	return l.everTold(ctx, c, func(fact int64, k factKey, t *told) {
		if t.until = ended[t.seq]; t.seq <= known && (t.until == 0 || t.until > known) {
			visit(fact, k, t)
		}
	})
}

// everTold is eachTold with what was superseded.
func (l *Ledger) everTold(ctx context.Context, c clause, visit func(fact int64, k factKey, t *told)) error {
	var fact, first, n int64
	var k factKey
	var body sql.RawBytes
	return l.store.rows(ctx, l.store.r, "SELECT t.fact, t.first, t.n, t.body, f.relation, f.subject, f.object, f.value FROM facts f JOIN tellings t ON t.fact = f.id WHERE "+
		c.String()+" ORDER BY t.fact, t.first", c.args, func(r *sql.Rows) error {
		if err := r.Scan(&fact, &first, &n, &body, &k.relation, &k.subject, &k.object, &k.value); err != nil {
			return err
		}
		if n < 1 || n > tellingsInRow {
			return fmt.Errorf("fact %d: %w", fact, errTellings)
		}
		ts := make([]told, n)
		b := []byte(body)
		for i := range ts {
			var err error
			if b, err = readTold(b, first, &ts[i]); err != nil {
				return fmt.Errorf("fact %d: %w", fact, err)
			}
			visit(fact, k, &ts[i])
		}
		if len(b) > 0 {
			return fmt.Errorf("fact %d: %w", fact, errTellings)
		}
		return nil
	})
}
