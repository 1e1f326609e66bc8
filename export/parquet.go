package export

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"dragoman"
)

// How rows are gathered into files.
const (
	mostPending  = 1 << 15 // rows of one table in memory, of all its months together
	fewRows      = 1 << 12 // a month whose files hold fewer rows than this on average gets one file
	rowsInGroup  = 1 << 17 // at most
	copiedAtOnce = 1 << 10
)

// Parquet writes a folder of two tables, events and standings, each partitioned by the year and month of a record's first day
// as Hive has it: events/year=2025/month=11/part-0000.parquet. A record of no known day is in
// year=__HIVE_DEFAULT_PARTITION__, which readers take for null. Columns are flat and typed, pages compressed by Zstandard.
//
// Records may come in any order: rows wait by month, and when too many wait, the fullest month's become a file of their own.
type Parquet struct {
	dir       *folder
	events    months[eventRow]
	standings months[standingRow]
}

// NewParquet begins a folder at path, which must not hold anything yet; it appears whole when Close has returned.
func NewParquet(path string) (*Parquet, error) {
	dir, err := newFolder(path)
	if err != nil {
		return nil, err
	}
	return &Parquet{dir: dir,
		events:    months[eventRow]{dir: filepath.Join(dir.beside, "events"), of: map[month]*waiting[eventRow]{}},
		standings: months[standingRow]{dir: filepath.Join(dir.beside, "standings"), of: map[month]*waiting[standingRow]{}}}, nil
}

// Write takes a record.
func (p *Parquet) Write(r *Record) error {
	if r.Event != nil {
		return p.events.add(r)
	}
	return p.standings.add(r)
}

// Close writes what waits and puts the folder in its place. A table without rows has no folder.
func (p *Parquet) Close() error {
	if err := errors.Join(p.events.finish(), p.standings.finish()); err != nil {
		p.Abort()
		return err
	}
	return p.dir.commit()
}

// Abort removes what was written.
func (p *Parquet) Abort() { p.dir.abort() }

// A month is year*100 + month, 0 where no day is known.
type month int32

func monthOf(d dragoman.Date) month {
	if d == 0 {
		return 0
	}
	y, m, _ := d.Time().Date()
	return month(y*100 + int(m))
}

// path is the folder of a month below that of its table.
func (m month) path() string {
	if m == 0 {
		const null = "__HIVE_DEFAULT_PARTITION__"
		return filepath.Join("year="+null, "month="+null)
	}
	return filepath.Join(fmt.Sprintf("year=%04d", m/100), fmt.Sprintf("month=%02d", m%100))
}

// months is a table on its way to disk.
type months[T row] struct {
	dir     string
	of      map[month]*waiting[T]
	pending int
}

// waiting is the rows of a month that are in no file yet, and how many files and rows are.
type waiting[T row] struct {
	rows    []T
	files   int
	written int
}

func (t *months[T]) add(r *Record) error {
	m := monthOf(r.day())
	w := t.of[m]
	if w == nil {
		w = new(waiting[T])
		t.of[m] = w
	}
	w.rows = append(w.rows, *new(T))
	fill(&w.rows[len(w.rows)-1], r)
	t.pending++
	if t.pending < mostPending {
		return nil
	}
	fullest := slices.MaxFunc(t.sorted(), func(a, b month) int { return cmp.Compare(len(t.of[a].rows), len(t.of[b].rows)) })
	return t.flush(fullest)
}

// sorted lists the months in order, so that what is done by month is done alike each time.
func (t *months[T]) sorted() []month { return slices.Sorted(maps.Keys(t.of)) }

// flush writes the rows of a month to a new file.
func (t *months[T]) flush(m month) error {
	w := t.of[m]
	dir := filepath.Join(t.dir, m.path())
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	err := writeRows(partName(dir, w.files), func(out *parquet.GenericWriter[T]) error {
		_, err := out.Write(w.rows)
		return err
	})
	if err != nil {
		return err
	}
	w.files++
	w.written += len(w.rows)
	t.pending -= len(w.rows)
	w.rows = nil // let go: the next month to fill up may be another
	return nil
}

func partName(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("part-%04d.parquet", n))
}

// finish writes what waits, and joins small files.
func (t *months[T]) finish() error {
	for _, m := range t.sorted() {
		w := t.of[m]
		if len(w.rows) > 0 {
			if err := t.flush(m); err != nil {
				return err
			}
		}
		if w.files > 1 && w.written/w.files < fewRows {
			if err := joinFiles[T](filepath.Join(t.dir, m.path()), w.files); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeRows makes a file of rows and brings it to disk.
func writeRows[T row](path string, write func(*parquet.GenericWriter[T]) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	out := parquet.NewGenericWriter[T](f,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.MaxRowsPerRowGroup(rowsInGroup),
		parquet.CreatedBy("dragoman", "1", "export")) // the same whatever the build: equal records are equal bytes
	err = write(out)
	if err == nil {
		err = out.Close()
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// joinFiles makes one file of the files of a month.
func joinFiles[T row](dir string, files int) error {
	joined := filepath.Join(dir, "joined.parquet")
	err := writeRows(joined, func(out *parquet.GenericWriter[T]) error {
		for n := range files {
			if err := copyRows(out, partName(dir, n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n := range files {
		if err := os.Remove(partName(dir, n)); err != nil {
			return fmt.Errorf("join Parquet: %w", err)
		}
	}
	if err := os.Rename(joined, partName(dir, 0)); err != nil {
		return fmt.Errorf("join Parquet: %w", err)
	}
	return nil
}

func copyRows[T row](out *parquet.GenericWriter[T], path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := parquet.NewGenericReader[T](f)
	defer in.Close()
	for {
		rows := make([]T, copiedAtOnce)
		n, err := in.Read(rows)
		if _, werr := out.Write(rows[:n]); werr != nil {
			return werr
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
