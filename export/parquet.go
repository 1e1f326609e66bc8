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
	mostPending = 1 << 15 // rows of one table in memory, of all its months together
	rowsAtOnce  = 1 << 6  // a month's rows are kept in pieces of so many
	fewRows     = 1 << 12 // a month whose files hold fewer rows than this on average gets one file
	rowsInGroup = 1 << 17 // at most
)

// Parquet writes a folder of two tables, events and standings, each partitioned by the year and month of a record's first day
// as Hive has it: events/year=2025/month=3/part-0000.parquet. A record of no known day is in
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
	codec := &zstd.Codec{Level: zstd.SpeedFastest}
	return &Parquet{dir: dir,
		events:    months[eventRow]{dir: filepath.Join(dir.beside, "events"), codec: codec, of: map[month]*waiting[eventRow]{}},
		standings: months[standingRow]{dir: filepath.Join(dir.beside, "standings"), codec: codec, of: map[month]*waiting[standingRow]{}}}, nil
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

// path is the folder of a month below that of its table. Months have no leading zero, so that readers take them for numbers.
func (m month) path() string {
	if m == 0 {
		const null = "__HIVE_DEFAULT_PARTITION__"
		return filepath.Join("year="+null, "month="+null)
	}
	return filepath.Join(fmt.Sprintf("year=%d", m/100), fmt.Sprintf("month=%d", m%100))
}

// months is a table on its way to disk.
type months[T row] struct {
	dir     string
	codec   *zstd.Codec // one for all files: it keeps its tables
	of      map[month]*waiting[T]
	pending int
	spare   [][]T // empty pieces, to be used again
}

// waiting is the rows of a month that are in no file yet, and how many files and rows are.
type waiting[T row] struct {
	pieces  [][]T // all full but the last
	rows    int
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
	if w.rows == len(w.pieces)*rowsAtOnce {
		w.pieces = append(w.pieces, t.piece())
	}
	last := &w.pieces[len(w.pieces)-1]
	*last = (*last)[:len(*last)+1]
	fill(&(*last)[len(*last)-1], r)
	w.rows++
	t.pending++
	if t.pending < mostPending {
		return nil
	}
	fullest := slices.MaxFunc(t.sorted(), func(a, b month) int { return cmp.Compare(t.of[a].rows, t.of[b].rows) })
	return t.flush(fullest)
}

// piece returns room for rows.
func (t *months[T]) piece() []T {
	if n := len(t.spare); n > 0 {
		p := t.spare[n-1]
		t.spare = t.spare[:n-1]
		return p
	}
	return make([]T, 0, rowsAtOnce)
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
	err := t.file(partName(dir, w.files), func(out *parquet.GenericWriter[T]) error {
		for _, p := range w.pieces {
			if _, err := out.Write(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range w.pieces {
		clear(p) // lets go of the words
		t.spare = append(t.spare, p[:0])
	}
	w.files++
	w.written += w.rows
	t.pending -= w.rows
	w.pieces, w.rows = nil, 0
	return nil
}

func partName(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("part-%04d.parquet", n))
}

// finish writes what waits, and joins small files.
func (t *months[T]) finish() error {
	for _, m := range t.sorted() {
		w := t.of[m]
		if w.rows > 0 {
			if err := t.flush(m); err != nil {
				return err
			}
		}
		if w.files > 1 && w.written/w.files < fewRows {
			if err := t.join(filepath.Join(t.dir, m.path()), w.files); err != nil {
				return err
			}
		}
	}
	return nil
}

// file makes a file of rows.
func (t *months[T]) file(path string, write func(*parquet.GenericWriter[T]) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	out := parquet.NewGenericWriter[T](f,
		parquet.Compression(t.codec),
		parquet.MaxRowsPerRowGroup(rowsInGroup),
		parquet.CreatedBy("dragoman", "1", "export")) // the same whatever the build: equal records are equal bytes
	err = write(out)
	if err == nil {
		err = out.Close()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// join makes one file of the files of a month.
func (t *months[T]) join(dir string, files int) error {
	joined := filepath.Join(dir, "joined.parquet")
	err := t.file(joined, func(out *parquet.GenericWriter[T]) error {
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
	rows := make([]T, rowsAtOnce)
	for {
		clear(rows) // the reader leaves what is null as it was
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
