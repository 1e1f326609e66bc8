package intake

import (
	"fmt"
	"io/fs"
	"strconv"

	"dragoman"
)

// A Mark is a place in the inputs: all before it was read. The zero Mark is their beginning. Files are counted in the order in which
// they are read; Before is the fingerprint of those that are done, so that a Mark is refused where they changed since.
type Mark struct {
	Files  int         `json:"files"`  // read to their ends
	Before dragoman.ID `json:"before"` // of their names, sizes and times
	Items  int         `json:"items"`  // reports, problems and skips of the next file that are done
	Next   dragoman.ID `json:"next"`   // of the next file, where Items is not 0
}

// An Item is an Article with the Mark behind it.
type Item struct {
	dragoman.Article
	Mark Mark
}

// errMoved says that a Mark belongs to other inputs.
var errMoved = fmt.Errorf("the inputs are not those that were read before: %w", dragoman.ErrConflict)

const movedHint = "give the same inputs, or begin again without the resume file"

// stamp is the fingerprint of a file as far as it tells whether the file changed.
func stamp(path string, info fs.FileInfo) dragoman.ID {
	if info == nil {
		return dragoman.NewID("file", path)
	}
	return dragoman.NewID("file", path, strconv.FormatInt(info.Size(), 10), strconv.FormatInt(info.ModTime().UnixNano(), 10))
}

// A walk is one reading of the inputs: it knows where it is, and where it shall begin.
type walk struct {
	r    *Reader
	from Mark
	at   Mark
	out  func(Item, error) bool
	seen seen
}

// file reads the next file of the inputs, or passes over it where the Mark to begin from is behind it.
func (w *walk) file(id dragoman.ID, ref string, read func(sink) bool) bool {
	switch {
	case w.at.Files < w.from.Files:
		w.fold(id)
		if w.at.Files == w.from.Files && w.at.Before != w.from.Before {
			return w.refuse(ref)
		}
		return true
	case w.at.Files == w.from.Files && w.from.Items > 0 && w.from.Next != id:
		return w.refuse(ref)
	}
	w.at.Next = id
	if !read(w.take) {
		return false
	}
	if w.at.Items == 0 && !w.take(dragoman.Article{}, because(Empty, ref, 0, "", "there is no report in it")) {
		return false
	}
	w.fold(id)
	return true
}

func (w *walk) refuse(ref string) bool {
	w.out(Item{Mark: w.at}, &Error{Ref: ref, Hint: movedHint, Err: errMoved})
	return false
}

func (w *walk) fold(id dragoman.ID) {
	w.at = Mark{Files: w.at.Files + 1, Before: dragoman.NewID("files", w.at.Before.String(), id.String())}
}

// take is the sink of all readers: it counts, leaves out what was read before the Mark, and tells duplicates.
func (w *walk) take(a dragoman.Article, err error) bool {
	w.at.Items++
	old := w.at.Files == w.from.Files && w.at.Items <= w.from.Items
	opts := &w.r.opts
	if err == nil && opts.Dedupe && !w.seen.add(a.ID()) {
		err = &Error{Ref: a.Ref, Err: &problem{"the same report came before"}, Reason: Duplicate, Skip: true}
	}
	if old {
		return true
	}
	if e, ok := err.(*Error); ok && e.Skip {
		if opts.OnSkip != nil {
			opts.OnSkip(e)
		}
		return true
	}
	return w.out(Item{a, w.at}, err)
}

// A seen remembers the last half to one million reports: enough for the copies that crawls and feeds bring, in flat memory.
type seen struct{ young, old map[dragoman.ID]struct{} }

const seenMost = 1 << 19

// add remembers an ID and reports whether it is new.
func (s *seen) add(id dragoman.ID) bool {
	if _, ok := s.young[id]; ok {
		return false
	}
	if _, ok := s.old[id]; ok {
		return false
	}
	if s.young == nil || len(s.young) >= seenMost {
		s.young, s.old = make(map[dragoman.ID]struct{}), s.young
	}
	s.young[id] = struct{}{}
	return true
}
