// Package intake turns bytes of any format into Articles: the first step of the way. Paths, folders and standard input go
// in; Articles with clean text come out, one after the other, each error in the place of the report it lost. For example:
//
//	for a, err := range intake.New(intake.Options{}).Read(ctx, "reports/", "rows.jsonl.gz", "-") {
//		if err != nil { … } // names file, row and what to do; the next articles follow
//	}
//
// A format is known by what a file is named, else by how it begins; gzip and zstd are looked through. Every reader streams and
// stops at the limits of Options.
package intake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"dragoman"
)

// Options bound and complete what is read. Zero values take the defaults.
type Options struct {
	Published  dragoman.Date // of reports that do not give their own
	MaxArticle int           // bytes of one report's text; default DefaultMaxArticle
	Stdin      io.Reader     // what "-" reads; default os.Stdin
}

// DefaultMaxArticle is far above any report; what is larger is a dump that wants another format.
const DefaultMaxArticle = 16 << 20

// A Reader reads Articles. It may be used by one goroutine at a time.
type Reader struct{ opts Options }

// New returns a Reader with the options.
func New(opts Options) *Reader {
	if opts.MaxArticle <= 0 {
		opts.MaxArticle = DefaultMaxArticle
	}
	if opts.Stdin == nil {
		opts.Stdin = os.Stdin
	}
	return &Reader{opts}
}

// An Error is why a report, a row or a file could not be read. It names the place and what to do.
type Error struct {
	Ref  string // the path or URL
	Row  int    // from 1; 0 where it is the whole file
	Hint string // what to do about it
	Err  error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Ref)
	if e.Row > 0 {
		fmt.Fprintf(&b, " row %d", e.Row)
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	if e.Hint != "" {
		fmt.Fprintf(&b, " (%s)", e.Hint)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// invalid is an Error about input that is wrong.
func invalid(ref string, row int, hint, format string, args ...any) error {
	return &Error{ref, row, hint, &problem{fmt.Sprintf(format, args...)}}
}

// A problem is an ErrInvalid that says only what is wrong.
type problem struct{ what string }

func (p *problem) Error() string        { return p.what }
func (p *problem) Is(target error) bool { return target == dragoman.ErrInvalid }

// A sink takes what a format reader finds; it returns false where nobody wants more.
type sink func(dragoman.Article, error) bool

// Read yields the Articles of the inputs in order: files, folders (in order of their names, hidden files left out) and "-".
func (r *Reader) Read(ctx context.Context, inputs ...string) iter.Seq2[dragoman.Article, error] {
	return func(yield func(dragoman.Article, error) bool) {
		send := func(a dragoman.Article, err error) bool {
			return ctx.Err() == nil && yield(a, err)
		}
		for _, in := range inputs {
			if !r.input(in, send) {
				return
			}
		}
	}
}

func (r *Reader) input(path string, send sink) bool {
	if path == "-" {
		return r.entry(entry{ref: "-", r: r.opts.Stdin}, send)
	}
	info, err := os.Stat(path)
	if err != nil {
		return send(dragoman.Article{}, fileError(path, err))
	}
	if !info.IsDir() {
		return r.file(path, send)
	}
	more := true
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = send(dragoman.Article{}, fileError(p, err))
		case p != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			more = r.file(p, send)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return send(dragoman.Article{}, fileError(path, err))
	}
	return more
}

func (r *Reader) file(path string, send sink) bool {
	f, err := os.Open(path)
	if err != nil {
		return send(dragoman.Article{}, fileError(path, err))
	}
	defer f.Close() // read only: nothing is lost with its error
	return r.entry(entry{ref: path, name: filepath.Base(path), r: f}, send)
}

// fileError says what to do about a file that cannot be opened or read.
func fileError(path string, err error) error {
	var perr *fs.PathError
	if errors.As(err, &perr) {
		err = perr.Err
	}
	hint := ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{path, 0, "check the path", fmt.Errorf("no such file or folder: %w", dragoman.ErrNotFound)}
	case errors.Is(err, fs.ErrPermission):
		hint = "give yourself the right to read it"
	}
	return &Error{path, 0, hint, err}
}

// An entry is a stream of bytes with the name it has where it lies.
type entry struct {
	ref  string
	name string // decides the format by its ending; empty for standard input
	r    io.Reader
}

// sniffLen is how much of an entry decides its format.
const sniffLen = 4096

// entry reads one stream in the format that its name or its first bytes tell.
func (r *Reader) entry(e entry, send sink) bool {
	in := bufio.NewReaderSize(e.r, sniffLen)
	head, err := in.Peek(sniffLen)
	if err != nil && err != io.EOF && len(head) == 0 {
		return send(dragoman.Article{}, fileError(e.ref, err))
	}
	e.r = in
	if open, ending := decompressor(head); open != nil {
		inner, err := open(in)
		if err != nil {
			return send(dragoman.Article{}, invalid(e.ref, 0, "", "damaged compressed file: %v", err))
		}
		defer inner.Close()
		e.name = strings.TrimSuffix(e.name, ending)
		e.r = inner
		return r.entry(e, send)
	}
	switch formatOf(e.name, head) {
	case formatHTML:
		return r.html(e, send)
	case formatJSON:
		return r.jsonRows(e, send)
	case formatCSV:
		return r.csvRows(e, ',', send)
	case formatTSV:
		return r.csvRows(e, '\t', send)
	}
	return r.text(e, send)
}

// send completes an article with the options and hands it on.
func (r *Reader) send(a dragoman.Article, send sink) bool {
	if a.Published == 0 {
		a.Published = r.opts.Published
	}
	return send(a, nil)
}
