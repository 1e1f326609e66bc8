// Package intake turns bytes of any format into Articles: the first step of the way. Paths, folders and standard input go
// in; Articles with clean text come out, one after the other, each error in the place of the report it lost. For example:
//
//	for a, err := range intake.New(intake.Options{}).Read(ctx, "reports/", "rows.jsonl.gz", "crawl.warc.gz", "-") {
//		if err != nil { … } // names file, row and what to do; the next articles follow
//	}
//
// A format is known by what a file is named and by how it begins; archives and compressions are looked through. Every reader
// streams and stops at the limits of Options. The name of an entry in an archive names it for people, and is never a path.
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
	"time"

	"dragoman"
)

// Options bound and complete what is read. Zero values take the defaults.
type Options struct {
	Published  dragoman.Date // of reports that do not give their own
	CrawlDay   bool          // a page of a web archive that gives no day was published on the day of its crawl
	MaxArticle int           // bytes of one report's text; default DefaultMaxArticle
	Stdin      io.Reader     // what "-" reads; default os.Stdin

	Dedupe bool         // leave out a report that came before
	OnSkip func(*Error) // told of what is left out and is no failure; called by the goroutine that reads
	OnRead func(n int)  // told of bytes read from files, for progress; called by the goroutine that reads

	MaxBytes   int64            // of one input after decompression; default DefaultMaxBytes
	MaxEntries int              // of one input; default DefaultMaxEntries
	MaxDepth   int              // of archives in archives; default DefaultMaxDepth
	MaxWait    time.Duration    // for one report or entry; default DefaultMaxWait; standard input has no limit
	Now        func() time.Time // the clock of MaxWait; default time.Now

	Language func(text string) string // tells an article's language; default Language; AnyEnglish takes all for English
}

// DefaultMaxArticle is far above any report; what is larger is a dump that wants another format.
const DefaultMaxArticle = 16 << 20

// AnyEnglish takes every text for English.
func AnyEnglish(string) string { return "en" }

// A Reader reads Articles. It may be used by one goroutine at a time.
type Reader struct{ opts Options }

// New returns a Reader with the options.
func New(opts Options) *Reader {
	setDefault(&opts.MaxArticle, DefaultMaxArticle)
	setDefault(&opts.MaxBytes, DefaultMaxBytes)
	setDefault(&opts.MaxEntries, DefaultMaxEntries)
	setDefault(&opts.MaxDepth, DefaultMaxDepth)
	setDefault(&opts.MaxWait, DefaultMaxWait)
	if opts.Stdin == nil {
		opts.Stdin = os.Stdin
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Language == nil {
		opts.Language = Language
	}
	return &Reader{opts}
}

func setDefault[T int | int64 | time.Duration](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}

func (o *Options) now() time.Time { return o.Now() }

// A sink takes what a format reader finds; it returns false where nobody wants more.
type sink func(dragoman.Article, error) bool

// Read yields the Articles of the inputs in order: files, folders (in order of their names, hidden files left out) and "-".
func (r *Reader) Read(ctx context.Context, inputs ...string) iter.Seq2[dragoman.Article, error] {
	return func(yield func(dragoman.Article, error) bool) {
		for item, err := range r.ReadFrom(ctx, Mark{}, inputs...) {
			if !yield(item.Article, err) {
				return
			}
		}
	}
}

// ReadFrom is Read that begins at a Mark, which the same inputs gave before, and yields the Mark behind each item. Where they
// changed since, the one error is an ErrConflict.
func (r *Reader) ReadFrom(ctx context.Context, from Mark, inputs ...string) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		w := &walk{r: r, from: from}
		w.out = func(it Item, err error) bool { return ctx.Err() == nil && yield(it, err) }
		for _, in := range inputs {
			if ctx.Err() != nil || !w.input(in) {
				return
			}
		}
		if w.at.Files < from.Files {
			w.refuse(strings.Join(inputs, " "))
		}
	}
}

func (w *walk) input(path string) bool {
	if path == "-" {
		return w.file(stamp("-", nil), path, func(send sink) bool {
			m := w.r.meter()
			m.patient = true
			return w.r.entry(entry{ref: "-", r: source{w.r.opts.Stdin, m}, m: m}, m.ticking(send))
		})
	}
	info, err := os.Stat(path)
	if err != nil {
		return w.lost(path, err)
	}
	if !info.IsDir() {
		return w.path(path, info)
	}
	root := path
	if link, err := os.Lstat(path); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator) // WalkDir does not follow a link that it is given
	}
	more := true
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = w.lost(p, err)
		case p != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			if info, err := d.Info(); err != nil {
				more = w.lost(p, err)
			} else {
				more = w.path(p, info)
			}
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return w.lost(path, err)
	}
	return more
}

// lost reports a file that cannot be read; it counts as one of the files.
func (w *walk) lost(path string, err error) bool {
	return w.file(stamp(path, nil), path, func(send sink) bool { return send(dragoman.Article{}, fileError(path, err)) })
}

func (w *walk) path(path string, info fs.FileInfo) bool {
	return w.file(stamp(path, info), path, func(send sink) bool {
		f, err := os.Open(path)
		if err != nil {
			return send(dragoman.Article{}, fileError(path, err))
		}
		defer f.Close() // read only: nothing is lost with its error
		m := w.r.meter()
		e := entry{ref: path, name: filepath.Base(path), r: source{f, m}, m: m}
		if info.Mode().IsRegular() {
			e.at, e.size = sourceAt{f, m}, info.Size()
		}
		return w.r.entry(e, m.ticking(send))
	})
}

func (r *Reader) meter() *meter {
	m := &meter{opts: &r.opts}
	m.alive()
	return m
}

// fileError says what to do about a file that cannot be opened or read.
func fileError(path string, err error) *Error {
	var perr *fs.PathError
	if errors.As(err, &perr) {
		err = perr.Err
	}
	hint := ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Ref: path, Hint: "check the path", Err: fmt.Errorf("no such file or folder: %w", dragoman.ErrNotFound)}
	case errors.Is(err, fs.ErrPermission):
		hint = "give yourself the right to read it"
	}
	return &Error{Ref: path, Hint: hint, Err: err}
}

// An entry is a stream of bytes with the name it has where it lies.
type entry struct {
	ref   string
	name  string // decides the format by its ending; empty for standard input
	r     io.Reader
	at    io.ReaderAt // the same bytes at any place, where they lie in a file; else nil
	size  int64       // of at
	depth int         // how many archives and compressions it lies in
	inner bool        // it lies in an archive: what is no report there is no failure
	m     *meter
}

// sniffLen is how much of an entry decides its format.
const sniffLen = 4096

// entry reads one stream in the format that its name and its first bytes tell.
func (r *Reader) entry(e entry, send sink) bool {
	in := bufio.NewReaderSize(e.r, sniffLen)
	head, err := in.Peek(sniffLen)
	if err != nil && err != io.EOF && len(head) == 0 {
		return send(dragoman.Article{}, e.failed(err))
	}
	e.r = in
	if e.depth > r.opts.MaxDepth {
		return send(dragoman.Article{}, e.failed(errDepth))
	}
	if open, endings := decompressor(e.name, head); open != nil {
		return r.decompress(e, open, endings, send)
	}
	f, err := formatOf(&e, head)
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.read(f, e, send)
}

// failed is the error of an entry's stream: a limit, a damaged compression, or the file system's.
func (e *entry) failed(err error) *Error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case e.m != nil && e.m.over != nil:
		return &Error{Ref: e.ref, Hint: "unpack it by hand, and give the files", Err: &problem{e.m.over.Error()}, Reason: OverLimit}
	case errors.Is(err, errDepth):
		return &Error{Ref: e.ref, Hint: "unpack it by hand, and give the files", Err: &problem{err.Error()}, Reason: OverLimit}
	case e.depth > 0 && !errors.As(err, new(*fs.PathError)): // not of the disk a copy was written to
		return damaged(e.ref, 0, "", "damaged compressed file: %v", err)
	}
	return fileError(e.ref, err)
}

// send completes an article with the options and hands it on.
func (r *Reader) send(a dragoman.Article, send sink) bool {
	if a.Published == 0 {
		a.Published = r.opts.Published
	}
	if a.Lang == "" {
		a.Lang = r.opts.Language(a.Text)
	}
	return send(a, nil)
}
