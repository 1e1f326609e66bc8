package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"

	"dragoman"
)

//go:embed migrations
var migrations embed.FS

// A FormatStep is one line of a ledger's history of formats.
type FormatStep struct {
	Number int    `json:"number"`
	Note   string `json:"note"`
}

// Formats returns the history of the ledger's format, oldest first.
func (l *Ledger) Formats(ctx context.Context) ([]FormatStep, error) {
	rows, err := l.store.r.QueryContext(ctx, "SELECT number, note FROM format ORDER BY number")
	if err != nil {
		return nil, l.store.wrap(err)
	}
	defer rows.Close()
	var steps []FormatStep
	for rows.Next() {
		var f FormatStep
		if err := rows.Scan(&f.Number, &f.Note); err != nil {
			return nil, err
		}
		steps = append(steps, f)
	}
	return steps, l.store.wrap(rows.Err())
}

// migrate brings a ledger to this build's format, and leaves alone one that is newer.
func migrate(ctx context.Context, s *store) error {
	number, err := formatOf(ctx, s)
	switch {
	case err != nil:
		return err
	case number == Format:
		return nil
	case number > Format:
		return fmt.Errorf("it has format %d and this build knows formats up to %d: use a newer dragoman: %w", number, Format, dragoman.ErrInvalid)
	case s.readOnly:
		return fmt.Errorf("it has format %d, older than %d: open it once for writing to bring it up: %w", number, Format, dragoman.ErrInvalid)
	}
	kind, folder := goose.DialectSQLite3, "migrations/sqlite"
	if s.dialect == postgresDialect {
		kind, folder = goose.DialectPostgres, "migrations/postgres"
	}
	sub, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(kind, s.w, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		// Two processes may bring up the same empty database at once: who comes second finds it done.
		if now, ferr := formatOf(ctx, s); ferr == nil && now == Format {
			return nil
		}
		return s.wrap(fmt.Errorf("bring the ledger to format %d: %w", Format, err))
	}
	return nil
}

// formatOf returns the ledger's format, 0 where there are no tables yet.
func formatOf(ctx context.Context, s *store) (int, error) {
	var number int
	if s.dialect == sqliteDialect {
		var tables int
		err := s.readOne(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'format'", nil, &tables)
		if err != nil || tables == 0 {
			return 0, err
		}
	}
	err := s.readOne(ctx, "SELECT max(number) FROM format", nil, &number)
	var pe *pgconn.PgError
	if errors.As(err, &pe) && pe.Code == "42P01" {
		return 0, nil
	}
	return number, err
}
