package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dragoman"
)

// Backup copies the ledger, as it is at this moment, into a new SQLite file, while others read and write. A ledger in
// PostgreSQL is copied into an SQLite file too, which answers the same.
func (l *Ledger) Backup(ctx context.Context, path string) error {
	if err := l.backup(ctx, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}

func (l *Ledger) backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("there is a file of that name: name another, or move it away: %w", dragoman.ErrConflict)
	}
	dir := filepath.Dir(path)
	temp, err := tempFile(dir, ".dragoman-backup-*.db")
	if err != nil {
		return err
	}
	defer removeFile(temp)
	if l.store.dialect == sqliteDialect {
		if err = l.vacuumInto(ctx, temp); err != nil {
			return err
		}
	} else if err = l.copyInto(ctx, temp); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o644); err != nil {
		return err
	}
	if err := os.Link(temp, path); err != nil {
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("there is a file of that name: name another, or move it away: %w", dragoman.ErrConflict)
		}
		if err := os.Rename(temp, path); err != nil {
			return unwritable(path, err)
		}
	}
	return syncDir(dir)
}

// vacuumInto writes a snapshot out compactly: one read transaction, on a connection of its own, for the readers' may not write.
func (l *Ledger) vacuumInto(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURL(l.store.path)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", path)
	return l.store.wrap(err)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// copied are the tables of a ledger, all but head, format and the text index.
func copied() []table {
	g := &group{}
	g.tables()
	return []table{
		{name: "terms", columns: []string{"id", "term"}}, {name: "actors", columns: []string{"id", "ident"}},
		{name: "parties", columns: []string{"id", "actor", "country", "state", "name", "body"}},
		g.tEditions, g.tDocs, {name: "copies", columns: []string{"root", "into_root", "doc"}}, {name: "shingles", columns: []string{"hash", "doc"}},
		g.tReadings, g.tAssertions, g.tEvents, g.tSides, g.tFacts, g.tFactSides, g.tTellings, g.tEnded, g.tJudgements}
}

// copyInto copies a PostgreSQL ledger, from one snapshot, into a new file.
func (l *Ledger) copyInto(ctx context.Context, path string) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	to, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer to.Close()
	from, err := l.store.r.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return l.store.wrap(err)
	}
	defer from.Rollback()
	tx, err := to.store.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.rollback()
	for _, t := range copied() {
		if err := l.copyTable(ctx, from, to.store, tx, &t); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	var seq, recorded int64
	if err := l.store.one(ctx, from, "SELECT seq, recorded FROM head", nil, &seq, &recorded); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE head SET seq = ?, recorded = ?", seq, recorded); err != nil {
		return to.store.wrap(err)
	}
	if err := tx.Commit(); err != nil {
		return to.store.wrap(err)
	}
	tx.rollback()
	return to.Close()
}

func (l *Ledger) copyTable(ctx context.Context, from *sql.Tx, to *store, tx *tx, t *table) error {
	query := "SELECT "
	for i, c := range t.columns {
		if i > 0 {
			query += ", "
		}
		query += c
	}
	var entries []*Entry
	var docs []int64
	flush := func() error {
		if err := to.indexText(ctx, tx, docs, entries); err != nil {
			return err
		}
		docs, entries = docs[:0], entries[:0]
		return to.insert(ctx, tx, t)
	}
	err := l.store.rows(ctx, from, query+" FROM "+t.name, nil, func(r *sql.Rows) error {
		row := make([]any, len(t.columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		t.add(row...)
		if t.name == "docs" {
			a, err := unpackArticle(row[len(row)-1].([]byte))
			if err != nil {
				return err
			}
			docs, entries = append(docs, row[0].(int64)), append(entries, &Entry{article: a})
		}
		if len(t.rows) < 1024 {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}
