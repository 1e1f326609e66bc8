package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dragoman"
)

type dialect uint8

const (
	sqliteDialect dialect = iota
	postgresDialect
)

// A store is a database of either kind. All SQL in this package is written once, with ? for parameters; what differs between
// the two is in this file and in text.go.
type store struct {
	dialect  dialect
	w, r     *sql.DB
	readOnly bool
	path     string // of an SQLite file
}

func (s *store) close() error {
	var errs []error
	if s.w != nil {
		errs = append(errs, s.w.Close())
	}
	if s.r != nil && s.r != s.w {
		errs = append(errs, s.r.Close())
	}
	return errors.Join(errs...)
}

// openPostgres connects to a database; it must exist, its tables are made.
func openPostgres(ctx context.Context, dsn string, o Options) (*store, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the database's address: %w: %w", err, dragoman.ErrInvalid)
	}
	cfg.RuntimeParams["lock_timeout"] = strconv.FormatInt(o.Wait.Milliseconds(), 10)
	cfg.RuntimeParams["application_name"] = "dragoman"
	s := &store{dialect: postgresDialect, readOnly: o.ReadOnly}
	s.r = stdlib.OpenDB(*cfg)
	s.r.SetMaxOpenConns(o.Readers)
	s.r.SetMaxIdleConns(o.Readers)
	if !o.ReadOnly {
		s.w = stdlib.OpenDB(*cfg)
		s.w.SetMaxOpenConns(1)
	}
	var version int
	if err := s.readOne(ctx, "SELECT current_setting('server_version_num')::int", nil, &version); err != nil {
		return nil, errors.Join(err, s.close())
	}
	if version < 150000 {
		return nil, errors.Join(fmt.Errorf("PostgreSQL %d is too old: 15 or newer is needed: %w", version/10000, dragoman.ErrInvalid), s.close())
	}
	if err := migrate(ctx, s); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// bind writes the store's own marks for parameters: PostgreSQL counts them.
func (s *store) bind(query string) string {
	if s.dialect == sqliteDialect || !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	n := 0
	for {
		before, after, ok := strings.Cut(query, "?")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
		query = after
	}
}

// An asker runs questions: a pool of connections, one, or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// rows runs a query and calls scan for each row.
func (s *store) rows(ctx context.Context, on asker, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := on.QueryContext(ctx, s.bind(query), args...)
	if err != nil {
		return s.wrap(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return s.wrap(err)
		}
	}
	return s.wrap(rows.Err())
}

// one runs a query of one row; no row is dragoman.ErrNotFound.
func (s *store) one(ctx context.Context, on asker, query string, args []any, into ...any) error {
	found := false
	err := s.rows(ctx, on, query, args, func(r *sql.Rows) error {
		found = true
		return r.Scan(into...)
	})
	if err == nil && !found {
		err = dragoman.ErrNotFound
	}
	return err
}

func (s *store) readOne(ctx context.Context, query string, args []any, into ...any) error {
	return s.one(ctx, s.r, query, args, into...)
}

// in runs query for each part of keys, with "(?)" standing for the part's list.
func in[T any](ctx context.Context, s *store, on asker, query string, keys []T, scan func(*sql.Rows) error) error {
	const part = 2000
	for len(keys) > 0 {
		n := min(part, len(keys))
		args := make([]any, n)
		for i, k := range keys[:n] {
			args[i] = k
		}
		list := "(" + strings.Repeat("?,", n-1) + "?)"
		if err := s.rows(ctx, on, strings.Replace(query, "(?)", list, 1), args, scan); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

// values runs query for each part of rows, with "(?)" standing for the part's list.
func values[T [3]int64 | [4]int64](ctx context.Context, s *store, on asker, query string, rows []T, scan func(*sql.Rows) error) error {
	const part = 400
	for chunk := range slices.Chunk(rows, part) {
		lists := make([]string, len(chunk))
		for i, row := range chunk {
			list, _ := json.Marshal(row)
			lists[i] = "(" + string(list[1:len(list)-1]) + ")"
		}
		if err := s.rows(ctx, on, strings.Replace(query, "(?)", "(VALUES "+strings.Join(lists, ",")+")", 1), nil, scan); err != nil {
			return err
		}
	}
	return nil
}

// wrap gives a database's error the kind that doors know, and says what to do next.
func (s *store) wrap(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return fmt.Errorf("another process is writing to it: try again when it is done: %w: %w", err, dragoman.ErrUnavailable)
		case sqlite3.SQLITE_FULL:
			return fmt.Errorf("the disk is full: free some space and run the same again, nothing of this write was kept: %w: %w", err, dragoman.ErrUnavailable)
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return fmt.Errorf("the file or its folder is read-only: make them writable, or name another with --db: %w: %w", err, dragoman.ErrUnavailable)
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return fmt.Errorf("the file is damaged: restore it from a backup: %w: %w", err, dragoman.ErrCorrupt)
		case sqlite3.SQLITE_IOERR:
			return fmt.Errorf("the disk does not answer: check it, and run the same again: %w: %w", err, dragoman.ErrUnavailable)
		}
		return err
	}
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		switch {
		case pe.Code == "53100":
			return fmt.Errorf("the database's disk is full: free some space and run the same again: %w: %w", err, dragoman.ErrUnavailable)
		case pe.Code == "55P03":
			return fmt.Errorf("another process is writing to it: try again when it is done: %w: %w", err, dragoman.ErrUnavailable)
		case pe.Code == "42501", pe.Code == "25006":
			return fmt.Errorf("the database does not let this user write: grant it, or name another with --db: %w: %w", err, dragoman.ErrUnavailable)
		case pe.Code == "3D000", pe.Code[:2] == "28":
			return fmt.Errorf("the database refuses: check its name, the user and the password: %w: %w", err, dragoman.ErrInvalid)
		case pe.Code[:2] == "08", pe.Code[:2] == "53", pe.Code[:2] == "57", pe.Code[:2] == "40":
			return fmt.Errorf("the database is not available: try again: %w: %w", err, dragoman.ErrUnavailable)
		case pe.Code[:2] == "XX":
			return fmt.Errorf("the database is damaged: %w: %w", err, dragoman.ErrCorrupt)
		}
		return err
	}
	var ce *pgconn.ConnectError
	if errors.As(err, &ce) {
		return fmt.Errorf("no database answers there: start it, or check its address: %w: %w", err, dragoman.ErrUnavailable)
	}
	return err
}

// A table collects rows for one INSERT. The first keys columns, all int64, are the primary key of a table that is laid out by
// it: rows go in by that order, for neighbours share a page.
type table struct {
	name    string
	columns []string
	keys    int
	rows    [][]any
}

func (t *table) add(row ...any) { t.rows = append(t.rows, row) }

// insert writes the rows of a table: with COPY into PostgreSQL, many to a statement into SQLite.
func (s *store) insert(ctx context.Context, tx *tx, t *table) error {
	defer func() { t.rows = t.rows[:0] }()
	t.sort()
	if s.dialect == postgresDialect && len(t.rows) > 0 {
		return s.wrap(tx.conn.Raw(func(dc any) error {
			_, err := dc.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(t.rows))
			return err
		}))
	}
	return s.statements(ctx, tx, t, "")
}

// replace writes the rows of a table over those of the same keys.
func (s *store) replace(ctx context.Context, tx *tx, t *table) error {
	defer func() { t.rows = t.rows[:0] }()
	t.sort()
	var set []string
	for _, c := range t.columns[t.keys:] {
		set = append(set, c+" = excluded."+c)
	}
	return s.statements(ctx, tx, t, " ON CONFLICT ("+strings.Join(t.columns[:t.keys], ", ")+") DO UPDATE SET "+strings.Join(set, ", "))
}

// sort puts the rows in the order of the table's keys.
func (t *table) sort() {
	if t.keys > 0 {
		slices.SortFunc(t.rows, func(a, b []any) int {
			for i := range t.keys {
				if c := cmp.Compare(a[i].(int64), b[i].(int64)); c != 0 {
					return c
				}
			}
			return 0
		})
	}
}

// statements writes rows many to a statement.
func (s *store) statements(ctx context.Context, tx *tx, t *table, conflict string) error {
	const many = 32
	rows := t.rows
	args := make([]any, 0, many*len(t.columns))
	for len(rows) > 0 {
		n := 1
		if len(rows) >= many {
			n = many
		}
		stmt, err := s.prepare(ctx, tx, t, n, conflict)
		if err != nil {
			return s.wrap(err)
		}
		args = args[:0]
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		if _, err := stmt.ExecContext(ctx, args...); err != nil {
			return s.wrap(fmt.Errorf("insert into %s: %w", t.name, err))
		}
		rows = rows[n:]
	}
	return nil
}

// A tx is a write transaction on the store's one writing connection.
type tx struct {
	*sql.Tx
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (s *store) begin(ctx context.Context) (*tx, error) {
	if s.readOnly {
		return nil, fmt.Errorf("the ledger is open for reading alone: open it for writing: %w", dragoman.ErrInvalid)
	}
	conn, err := s.w.Conn(ctx)
	if err != nil {
		return nil, s.wrap(err)
	}
	t, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.wrap(errors.Join(err, conn.Close()))
	}
	return &tx{Tx: t, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

func (s *store) prepare(ctx context.Context, tx *tx, t *table, n int, conflict string) (*sql.Stmt, error) {
	row := "(" + strings.Repeat("?,", len(t.columns)-1) + "?)"
	return tx.stmt(ctx, s.bind("INSERT INTO "+t.name+" ("+strings.Join(t.columns, ",")+") VALUES "+strings.Repeat(row+",", n-1)+row+conflict))
}

// stmt prepares a statement once in a transaction.
func (t *tx) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := t.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := t.PrepareContext(ctx, query)
	if err == nil {
		t.stmts[query] = stmt
	}
	return stmt, err
}

// rollback drops the transaction; after a commit it only gives the connection back.
func (t *tx) rollback() {
	_ = t.Rollback()
	_ = t.conn.Close()
}
