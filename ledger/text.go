package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"math/bits"
	"strings"
	"unicode"

	"dragoman"
)

// indexText makes reports known to full text search: FTS5 in SQLite, tsvector in PostgreSQL, both with English stems.
func (s *store) indexText(ctx context.Context, tx *tx, docs []int64, entries []*Entry) error {
	if len(docs) == 0 {
		return nil
	}
	if s.dialect == sqliteDialect {
		// One at a time: a statement of many rows opens a savepoint, at which FTS5 writes out what it has gathered.
		stmt, err := tx.stmt(ctx, "INSERT INTO docs_text (rowid, title, text) VALUES (?, ?, ?)")
		for i, e := range entries {
			if err == nil {
				_, err = stmt.ExecContext(ctx, docs[i], e.article.Title, e.article.Text)
			}
		}
		return s.wrap(err)
	}
	texts := make([]string, len(entries))
	for i, e := range entries {
		// A tsvector holds a megabyte: the start of a longer text must do.
		const most = 700_000
		text := strings.ReplaceAll(e.article.Title+"\n"+e.article.Text, "\x00", " ")
		texts[i] = strings.ToValidUTF8(text[:min(len(text), most)], "")
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO docs_text (doc, words)
		SELECT d, to_tsvector('english', t) FROM unnest($1::bigint[], $2::text[]) AS u (d, t)`, docs, texts)
	return s.wrap(err)
}

// A docSet is a set of reports by number.
type docSet struct {
	bits []uint64
	n    int
}

func (d *docSet) add(doc int64) {
	word := int(doc >> 6)
	if word >= len(d.bits) {
		d.bits = append(d.bits, make([]uint64, word+1-len(d.bits))...)
	}
	if bit := uint64(1) << (doc & 63); d.bits[word]&bit == 0 {
		d.bits[word] |= bit
		d.n++
	}
}

func (d *docSet) has(doc int64) bool {
	word := int(doc >> 6)
	return word < len(d.bits) && d.bits[word]>>(doc&63)&1 != 0
}

// list gives the reports in order of their numbers.
func (d *docSet) list() []int64 {
	out := make([]int64, 0, d.n)
	for i, word := range d.bits {
		for ; word != 0; word &= word - 1 {
			out = append(out, int64(i)<<6+int64(bits.TrailingZeros64(word)))
		}
	}
	return out
}

// search returns the reports whose text matches words. The database joins their numbers into one text: a common word is in
// a hundred thousand, and a row each would take several times as long.
func (s *store) search(ctx context.Context, words string) (*docSet, error) {
	query, arg := "SELECT coalesce(group_concat(rowid), '') FROM docs_text WHERE docs_text MATCH ?", words
	if s.dialect == sqliteDialect {
		var err error
		if arg, err = matchExpression(words); err != nil {
			return nil, err
		}
	} else {
		query = "SELECT coalesce(string_agg(doc::text, ','), '') FROM docs_text WHERE words @@ websearch_to_tsquery('english', ?)"
	}
	var joined sql.RawBytes
	docs := new(docSet)
	err := s.rows(ctx, s.r, query, []any{arg}, func(r *sql.Rows) error {
		if err := r.Scan(&joined); err != nil {
			return err
		}
		doc := int64(0)
		for _, c := range joined {
			if c != ',' {
				doc = doc*10 + int64(c-'0')
				continue
			}
			docs.add(doc)
			doc = 0
		}
		if doc > 0 {
			docs.add(doc)
		}
		return nil
	})
	return docs, err
}

// matchExpression writes a web search (words, "phrases", OR, -not) as an FTS5 query.
func matchExpression(words string) (string, error) {
	var must, not []string
	or := false
	for _, t := range searchTerms(words) {
		switch {
		case t.word == "":
		case t.bare && t.word == "OR":
			or = len(must) > 0
		case t.not:
			not = append(not, quoteFTS(t.word))
		case or:
			must[len(must)-1] += " OR " + quoteFTS(t.word)
			or = false
		default:
			must = append(must, quoteFTS(t.word))
		}
	}
	if len(must) == 0 {
		return "", fmt.Errorf("search for %q: name at least one word to find: %w", words, dragoman.ErrInvalid)
	}
	for i, m := range must {
		must[i] = "(" + m + ")"
	}
	q := strings.Join(must, " AND ")
	for _, n := range not {
		q = "(" + q + ") NOT " + n
	}
	return q, nil
}

type searchTerm struct {
	word      string
	not, bare bool
}

func searchTerms(s string) []searchTerm {
	var out []searchTerm
	for s != "" {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		t := searchTerm{}
		if strings.HasPrefix(s, "-") {
			t.not, s = true, s[1:]
		}
		if strings.HasPrefix(s, `"`) {
			t.word, s, _ = strings.Cut(s[1:], `"`)
		} else {
			n := strings.IndexFunc(s, unicode.IsSpace)
			if n < 0 {
				n = len(s)
			}
			t.word, t.bare, s = s[:n], true, s[n:]
		}
		if strings.IndexFunc(t.word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			out = append(out, t)
		}
	}
	return out
}

func quoteFTS(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
