package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dragoman"
	"dragoman/intake"
	"dragoman/pipeline"
)

// A reading is one reading of the inputs: what was left out and why, how far it has come, and the bar that shows it. The goroutine
// that reads fills it in, and the verb asks it.
type reading struct {
	d       *door
	resume  string // the file of the mark; empty for none
	needDay bool

	mu     sync.Mutex
	left   leftOut
	queued []intake.Mark // of the items that are on their way through the pipeline
	mark   intake.Mark   // behind the last item that the verb was given
	saved  time.Time
	last   intake.Mark // that was saved
	bar    *bar
}

// saveEvery is how often the mark is written: a stop costs that much reading, and no record.
const saveEvery = time.Second

// begin opens the files that a reading keeps, and hangs it into the options of the reader.
func (f *readFlags) begin(d *door, opts *intake.Options) (*reading, error) {
	r := &reading{d: d, resume: f.Resume, needDay: f.NeedDay}
	if f.Resume != "" {
		mark, err := loadMark(f.Resume)
		if err != nil {
			return nil, err
		}
		r.mark, r.last = mark, mark
	}
	if f.Skipped != "" {
		how := os.O_TRUNC
		if r.mark != (intake.Mark{}) {
			how = os.O_APPEND
		}
		file, err := os.OpenFile(f.Skipped, os.O_CREATE|os.O_WRONLY|how, 0o644)
		if err != nil {
			return nil, fmt.Errorf("open --skipped: %w", err)
		}
		r.left.list = file
	}
	opts.OnSkip = func(e *intake.Error) { r.leave(e) }
	if isTerminal(d.stderr) && (f.toLedger || !isTerminal(d.stdout)) {
		r.bar = newBar(d, f.Inputs)
		opts.OnRead = r.bar.read
	}
	return r, nil
}

// leave notes what was left out.
func (r *reading) leave(e *intake.Error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left.add(e)
}

// articles hands items to the pipeline and notes what it will not code.
func (r *reading) articles(items iter.Seq2[intake.Item, error]) iter.Seq2[dragoman.Article, error] {
	return func(yield func(dragoman.Article, error) bool) {
		for item, err := range items {
			var known *intake.Error
			switch {
			case errors.As(err, &known):
				r.leave(known)
			case err == nil && item.Published == 0 && r.needDay:
				r.leave(&intake.Error{Ref: item.Ref, Err: errors.New("no day is given"), Reason: intake.NoDate})
				continue
			case err == nil:
				r.kept(&item.Article)
			}
			r.mu.Lock()
			r.queued = append(r.queued, item.Mark)
			r.mu.Unlock()
			if !yield(item.Article, err) {
				return
			}
		}
	}
}

// kept counts a report, and notes where it is in another language.
func (r *reading) kept(a *dragoman.Article) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left.reports++
	if a.Published == 0 {
		r.left.undated++
	}
	if !pipeline.Reads(a.Lang) {
		r.left.foreign(a)
	}
}

// documents follows the Documents that the verb is given.
func (r *reading) documents(docs documents) documents {
	return func(yield func(*dragoman.Document, error) bool) {
		defer r.end()
		for doc, err := range docs {
			if doc != nil || r.d.ctx.Err() == nil {
				r.mu.Lock()
				if len(r.queued) > 0 {
					r.mark, r.queued = r.queued[0], r.queued[1:]
				}
				r.mu.Unlock()
				if r.bar != nil {
					r.bar.report()
				}
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// due reports whether it is time to save: the verb first makes lasting what it wrote.
func (r *reading) due() bool { return r.resume != "" && time.Since(r.saved) >= saveEvery }

// here is the mark behind all that the verb was given so far.
func (r *reading) here() intake.Mark {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.mark
}

// save writes that all before a mark is recorded. The file is replaced whole.
func (r *reading) save(mark intake.Mark) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.resume == "" || mark == r.last {
		return nil
	}
	b, err := json.Marshal(markFile{markVersion, mark})
	if err != nil {
		return fmt.Errorf("save %s: %w", r.resume, err)
	}
	r.saved, r.last = time.Now(), mark
	return writeWhole(r.resume, append(b, '\n'))
}

// end closes the list and says what was left out.
func (r *reading) end() {
	if r.bar != nil {
		r.bar.end()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.left.close(); err != nil {
		fmt.Fprintln(r.d.stderr, "dragoman: write --skipped:", err)
	}
	if s := r.left.String(); s != "" {
		fmt.Fprintln(r.d.stderr, s)
	}
}

// A markFile is the file of --resume.
type markFile struct {
	Version int         `json:"version"`
	Mark    intake.Mark `json:"mark"`
}

// markVersion is the form of the file. 1: version and mark.
const markVersion = 1

func loadMark(path string) (m intake.Mark, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil // the first time
	}
	if err != nil {
		return m, fmt.Errorf("read --resume: %w", err)
	}
	var f markFile
	if err := json.Unmarshal(b, &f); err != nil || f.Version != markVersion || f.Mark.Files < 0 || f.Mark.Items < 0 {
		return m, fmt.Errorf("%s is no file of --resume: remove it, and the reading begins again: %w", path, dragoman.ErrCorrupt)
	}
	return f.Mark, nil
}

// sizeOf is how many bytes the inputs have, as far as that can be told.
func sizeOf(inputs []string) (total int64) {
	for _, in := range inputs {
		_ = filepath.WalkDir(in, func(_ string, d fs.DirEntry, err error) error { // the reader reports what cannot be read
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					total += info.Size()
				}
			}
			return nil
		})
	}
	return total
}
