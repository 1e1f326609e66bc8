package intake

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"

	"dragoman"
)

// maxDirectory is how much of a zip file its table of files may be: archive/zip keeps all of it in memory. It is enough for
// about 300,000 files; a tar may hold any number.
const maxDirectory = 32 << 20

var errDirectory = errors.New("the table of files is too large: pack them as tar")

// zip reads the entries of a zip file in the order of its table.
func (r *Reader) zip(e entry, send sink) bool {
	e, done, err := r.seekable(e)
	if err != nil {
		return send(dragoman.Article{}, e.failed(err))
	}
	defer done()
	table := &budgetReaderAt{r: e.at, left: maxDirectory}
	z, err := zip.NewReader(table, e.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if errors.Is(err, errDirectory) {
			return send(dragoman.Article{}, because(OverLimit, e.ref, 0, "pack the files as tar", "zip: %v", err))
		}
		return send(dragoman.Article{}, damaged(e.ref, 0, "", "zip: %v", err))
	}
	table.left = -1
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1)))
	for _, f := range z.File {
		if f.FileInfo().IsDir() || hidden(f.Name) {
			continue
		}
		if !r.zipEntry(e, f, send) {
			return false
		}
		if e.m.over != nil {
			return true
		}
	}
	return true
}

func (r *Reader) zipEntry(e entry, f *zip.File, send sink) bool {
	in := e.within(f.Name)
	if err := e.m.entry(); err != nil {
		return send(dragoman.Article{}, e.failed(err))
	}
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return send(dragoman.Article{}, because(NotText, in.ref, 0, "unpack it with its password", "it is encrypted"))
	}
	body, err := f.Open()
	if err != nil {
		return send(dragoman.Article{}, damaged(in.ref, 0, "", "zip: %v", err))
	}
	defer body.Close() // read only
	in.r = metered{body, e.m}
	return r.entry(in, skipping(send))
}

// tar reads the entries of a tar file as they come.
func (r *Reader) tar(e entry, send sink) bool {
	t := tar.NewReader(e.r)
	for {
		h, err := t.Next()
		if err == io.EOF || err == nil && e.m.over != nil {
			return true
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			if e.m.over == nil {
				return send(dragoman.Article{}, damaged(e.ref, 0, "", "tar: %v", err))
			}
			return send(dragoman.Article{}, e.failed(err))
		}
		if h.Typeflag != tar.TypeReg || hidden(h.Name) {
			if err := e.m.entry(); err != nil {
				return send(dragoman.Article{}, e.failed(err))
			}
			continue
		}
		in := e.within(h.Name)
		if err := e.m.entry(); err != nil {
			return send(dragoman.Article{}, e.failed(err))
		}
		in.r = metered{t, e.m}
		if !r.entry(in, skipping(send)) {
			return false
		}
	}
}

// within is the entry of a name in an archive.
func (e *entry) within(name string) entry {
	name = entryName(name)
	return entry{ref: e.ref + "!" + name, name: path.Base(name), depth: e.depth + 1, inner: true, m: e.m}
}

// hidden reports whether an entry is one that a folder's reader would pass over: "__MACOSX/._a.txt", ".git/config".
func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "..") || strings.HasPrefix(name, ".git/") || strings.Contains(name, "/.git/")
}

// skipping is a sink for the entries of an archive: what was never a report there is left out, and no failure.
func skipping(send sink) sink {
	return func(a dragoman.Article, err error) bool {
		var e *Error
		if errors.As(err, &e) && (e.Reason == NotText || e.Reason == NotArticle || e.Reason == Empty) {
			e.Skip = true
		}
		return send(a, err)
	}
}

// maxSpool is the largest zip or Parquet file that is read from a stream, or from within an archive: it goes to disk first.
const maxSpool = 8 << 30

// seekable returns e with its bytes readable at any place: those of a stream are written to a file of a random name, which done
// removes.
func (r *Reader) seekable(e entry) (_ entry, done func(), err error) {
	if e.at != nil {
		return e, func() {}, nil
	}
	f, err := os.CreateTemp("", "dragoman-intake-*")
	if err != nil {
		return e, nil, fmt.Errorf("spool: %w", err)
	}
	done = func() {
		_ = f.Close() // a copy that nobody needs any more
		_ = os.Remove(f.Name())
	}
	n, err := io.Copy(f, io.LimitReader(e.r, maxSpool+1))
	if err == nil && n > maxSpool {
		e.m.over = errBytes
		err = errBytes
	}
	if err != nil {
		done()
		return e, nil, err
	}
	e.at, e.size = spooled{f, e.m}, n
	return e, done, nil
}

// A spooled file is read under the limits of its input; its bytes were counted when they came.
type spooled struct {
	f *os.File
	m *meter
}

func (s spooled) ReadAt(p []byte, at int64) (int, error) {
	if err := s.m.check(); err != nil {
		return 0, err
	}
	return s.f.ReadAt(p, at)
}

// A budgetReaderAt fails once more than left bytes are read; a negative left is no limit.
type budgetReaderAt struct {
	r    io.ReaderAt
	left int64
}

func (b *budgetReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if b.left < 0 {
		return b.r.ReadAt(p, at)
	}
	if b.left < int64(len(p)) {
		return 0, errDirectory
	}
	n, err := b.r.ReadAt(p, at)
	b.left -= int64(n)
	return n, err
}
