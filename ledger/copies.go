package ledger

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Copies of one story are found by bottom-k sketches (Broder, "On the resemblance and containment of documents", 1997): of
// the hashes of all runs of four words, the eight smallest are kept in an index. A report that shares one of them
// with another is compared with it word for word. If the shorter text is a cut of the longer, each of the longer's eight
// is in the shorter with a chance of their common part, and then among its eight for sure.
const (
	shapeWords = 4   // words to a run
	sketchSize = 8   // hashes kept of each report
	copyShare  = 0.5 // share of the shorter report's runs that must be in the longer one
	minShapes  = 12  // shorter reports are never copies: too little is there to tell
	mostShared = 48  // a hash that this many reports have is a phrase of the trade, not of a story
	mostTries  = 6   // reports to compare with
)

// shapes are the sorted hashes of all runs of words of a text.
type shapes []uint64

// A sketch is the smallest hashes of a text's shapes, the high 32 bits of each.
type sketch []int64

// shapesOf hashes the runs of words of a text; case and punctuation do not count.
func shapesOf(text string) shapes {
	var last [shapeWords]uint64
	out := make(shapes, 0, len(text)/6)
	n, h := 0, uint64(fnvOffset)
	inWord := false
	end := func() {
		copy(last[:], last[1:])
		last[shapeWords-1] = h
		if n++; n >= shapeWords {
			var run uint64
			for _, w := range last {
				run = mix(run ^ w)
			}
			out = append(out, run)
		}
		h, inWord = fnvOffset, false
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			h, inWord = (h^uint64(c))*fnvPrime, true
			i++
		case 'A' <= c && c <= 'Z':
			h, inWord = (h^uint64(c+'a'-'A'))*fnvPrime, true
			i++
		case c < utf8.RuneSelf:
			if inWord && c != '\'' {
				end()
			}
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
				h, inWord = (h^uint64(unicode.ToLower(r)))*fnvPrime, true
			} else if inWord && r != '’' {
				end()
			}
			i += size
		}
	}
	if inWord {
		end()
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// mix is the finaliser of splitmix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (s shapes) sketch() sketch {
	if len(s) < minShapes {
		return nil
	}
	k := make(sketch, 0, sketchSize)
	for _, h := range s {
		if v := int64(h >> 32); len(k) == 0 || k[len(k)-1] != v {
			if k = append(k, v); len(k) == sketchSize {
				break
			}
		}
	}
	return k
}

// containment is the share of the shorter's shapes that the longer has.
func (s shapes) containment(o shapes) float64 {
	if len(s) > len(o) {
		s, o = o, s
	}
	if len(s) < minShapes {
		return 0
	}
	common, j := 0, 0
	for _, h := range s {
		for j < len(o) && o[j] < h {
			j++
		}
		if j < len(o) && o[j] == h {
			common++
		}
	}
	return float64(common) / float64(len(s))
}

// A copier finds the family of copies of each new report of a transaction.
type copier struct {
	s       *store
	tx      *tx
	holders map[int64][]int64 // sketch hash to the reports that have it
	shapes  map[int64]shapes
	roots   map[int64]int64 // report to the root of its family
	merged  map[int64]int64 // root to the root it was joined to
	hashes  table
	joins   table
}

func newCopier(s *store, tx *tx) *copier {
	return &copier{s: s, tx: tx, holders: map[int64][]int64{}, shapes: map[int64]shapes{}, roots: map[int64]int64{}, merged: map[int64]int64{},
		hashes: table{name: "shingles", columns: []string{"hash", "doc"}, keys: 2},
		joins:  table{name: "copies", columns: []string{"root", "into_root", "doc"}}}
}

// load fetches who has the hashes of the new reports, and how families were joined so far.
func (c *copier) load(ctx context.Context, entries []*Entry) error {
	var keys []int64
	for _, e := range entries {
		for _, k := range e.sketch {
			if _, ok := c.holders[k]; !ok {
				c.holders[k] = nil
				keys = append(keys, k)
			}
		}
	}
	err := in(ctx, c.s, c.tx, "SELECT hash, doc FROM shingles WHERE hash IN (?) ORDER BY hash, doc", keys, func(r *sql.Rows) error {
		var k, doc int64
		err := r.Scan(&k, &doc)
		c.holders[k] = append(c.holders[k], doc)
		return err
	})
	if err != nil {
		return err
	}
	err = c.s.rows(ctx, c.tx, "SELECT root, into_root FROM copies", nil, func(r *sql.Rows) error {
		var from, into int64
		err := r.Scan(&from, &into)
		c.merged[from] = into
		return err
	})
	if err != nil {
		return err
	}
	return c.loadShapes(ctx, entries)
}

// loadShapes fetches the texts of the reports that the new ones may be compared with.
func (c *copier) loadShapes(ctx context.Context, entries []*Entry) error {
	wanted := map[int64]bool{}
	for _, e := range entries {
		for _, doc := range c.candidates(e.sketch) {
			wanted[doc] = true
		}
	}
	return in(ctx, c.s, c.tx, "SELECT id, root, body FROM docs WHERE id IN (?)", slices.Sorted(maps.Keys(wanted)), func(r *sql.Rows) error {
		var doc, root int64
		var body []byte
		if err := r.Scan(&doc, &root, &body); err != nil {
			return err
		}
		a, err := unpackArticle(body)
		c.shapes[doc], c.roots[doc] = shapesOf(a.Text), root
		return err
	})
}

// place finds the root of a new report's family, joins families that it bridges, and indexes it.
func (c *copier) place(doc int64, e *Entry) int64 {
	root := doc
	families := map[int64]bool{}
	for _, other := range c.candidates(e.sketch) {
		family := c.top(c.roots[other])
		if families[family] || e.shapes.containment(c.shapes[other]) < copyShare {
			continue
		}
		families[family] = true
		if root == doc {
			root = family
			continue
		}
		from, into := max(root, family), min(root, family)
		c.merged[from] = into
		c.joins.add(from, into, doc)
		root = into
	}
	c.roots[doc], c.shapes[doc] = root, e.shapes
	for _, k := range e.sketch {
		if len(c.holders[k]) < mostShared {
			c.holders[k] = append(c.holders[k], doc)
			c.hashes.add(k, doc)
		}
	}
	return root
}

func (c *copier) top(root int64) int64 {
	for {
		into, ok := c.merged[root]
		if !ok {
			return root
		}
		root = into
	}
}

// candidates are the reports that share most hashes with a sketch: of those that were there before, the shapes are loaded, for a
// report of the same transaction can only take such a one's place.
func (c *copier) candidates(k sketch) []int64 {
	shared := map[int64]int{}
	for _, h := range k {
		for _, doc := range c.holders[h] {
			shared[doc]++
		}
	}
	docs := make([]int64, 0, len(shared))
	for doc := range shared {
		docs = append(docs, doc)
	}
	slices.SortFunc(docs, func(a, b int64) int {
		if shared[a] != shared[b] {
			return shared[b] - shared[a]
		}
		return int(a - b)
	})
	return docs[:min(len(docs), mostTries)]
}

// flush writes the new rows of the index.
func (c *copier) flush(ctx context.Context) error {
	if err := c.s.insert(ctx, c.tx, &c.hashes); err != nil {
		return err
	}
	return c.s.insert(ctx, c.tx, &c.joins)
}
