package ledger

import (
	"context"
	"database/sql"
	"fmt"
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
		t := table{name: "docs_text", columns: []string{"rowid", "title", "text"}}
		for i, e := range entries {
			t.add(docs[i], e.article.Title, e.article.Text)
		}
		return s.insert(ctx, tx, &t)
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

// search returns the reports whose text matches words, in order of their numbers, at most most of them.
func (s *store) search(ctx context.Context, words string, most int) ([]int64, error) {
	query, arg := "SELECT rowid FROM docs_text WHERE docs_text MATCH ? LIMIT ?", words
	if s.dialect == sqliteDialect {
		var err error
		if arg, err = matchExpression(words); err != nil {
			return nil, err
		}
	} else {
		query = "SELECT doc FROM docs_text WHERE words @@ websearch_to_tsquery('english', ?) LIMIT ?"
	}
	var docs []int64
	err := s.rows(ctx, s.r, query, []any{arg, most}, func(r *sql.Rows) error {
		var doc int64
		err := r.Scan(&doc)
		docs = append(docs, doc)
		return err
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
