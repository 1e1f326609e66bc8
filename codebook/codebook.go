// Package codebook holds the ontology and the frames: what a political scientist edits, as text. In go `.ontology` and
// `.frames` files, the built-in ones and a user's overlay of them; out comes a Book, in which every rule knows its file and
// line. The law is PLOVER (event types, modes, contexts, sectors) and CAMEO 1.1b3 (codes). An error in a file shows the line
// with a caret:
//
//	consult.frames:12:9: mode "vist" is not one of CONSULT: visit, third-party, multilateral, phone
//	    code: CONSULT vist 042
//	                  ^
//
// docs/codebook.md describes both forms.
package codebook

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed frames ontology
var builtin embed.FS

// A Book is an ontology and the frames that are coded by it. It is not changed after Load.
type Book struct {
	Types     []Type
	Contexts  []Term
	Sectors   []Term
	Relations []Relation
	Codes     []Code // CAMEO, in the order of their digits
	Frames    []*Frame

	types     map[string]int
	codes     map[string]int
	contexts  map[string]bool
	relations map[string]int
}

// Builtin returns the codebook that Dragoman ships. Its error is a defect of the build, which a test of this package finds.
var Builtin = sync.OnceValues(func() (*Book, error) { return Load() })

// Load reads the built-in codebook and lays overlays over it, the later over the earlier: an overlay's frames come before
// those beneath it, its types, codes and relations replace those of the same name. The error joins one SyntaxError for each
// line that is wrong; the Book beside it, where its ontology could be read, holds the frames that are right.
func Load(overlays ...fs.FS) (*Book, error) {
	b := &Book{types: map[string]int{}, codes: map[string]int{}, contexts: map[string]bool{}, relations: map[string]int{}}
	layers := append([]fs.FS{builtin}, overlays...)
	var errs []error
	for _, codes := range []bool{false, true} { // codes name types, which may stand in a later file
		for _, layer := range layers {
			errs = append(errs, eachFile(layer, ".ontology", func(name, text string) error { return b.readOntology(name, text, codes) }))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	b.number()
	for i, layer := range slices.Backward(layers) {
		err := eachFile(layer, ".frames", func(name, text string) error {
			frames, err := ParseFrames(name, text)
			for _, f := range frames {
				f.Layer = i
			}
			b.Frames = append(b.Frames, frames...)
			return err
		})
		errs = append(errs, err)
	}
	errs = append(errs, b.check())
	for i := range overlays { // that no built-in frame is hidden is tested once, not at every start
		errs = append(errs, b.hidden(i+1))
	}
	return b, errors.Join(errs...)
}

// Check reads the files of an overlay over the built-in codebook and returns the lines that are wrong.
func Check(overlay fs.FS) []*SyntaxError {
	_, err := Load(overlay)
	return syntaxErrors(err)
}

func syntaxErrors(err error) (list []*SyntaxError) {
	if err == nil {
		return nil
	}
	if e, ok := err.(*SyntaxError); ok {
		return []*SyntaxError{e}
	}
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range j.Unwrap() {
			list = append(list, syntaxErrors(e)...)
		}
		return list
	}
	return []*SyntaxError{{Message: err.Error()}}
}

// eachFile calls read with the name and text of each file with the extension, in the order of their paths.
func eachFile(f fs.FS, ext string, read func(name, text string) error) error {
	var errs []error
	err := fs.WalkDir(f, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ext {
			return err
		}
		text, err := fs.ReadFile(f, p)
		if err != nil {
			return fmt.Errorf("read codebook: %w", err)
		}
		errs = append(errs, read(path.Base(p), string(text)))
		return nil
	})
	return errors.Join(append(errs, err)...)
}

// Type returns the event type of that name.
func (b *Book) Type(name string) (*Type, bool) {
	i, ok := b.types[name]
	if !ok {
		return nil, false
	}
	return &b.Types[i], true
}

// Code returns the CAMEO code.
func (b *Book) Code(digits string) (*Code, bool) {
	i, ok := b.codes[digits]
	if !ok {
		return nil, false
	}
	return &b.Codes[i], true
}

// HasContext reports whether name is a context.
func (b *Book) HasContext(name string) bool { return b.contexts[name] }

// Relation returns the relation of that name.
func (b *Book) Relation(name string) (*Relation, bool) {
	i, ok := b.relations[name]
	if !ok {
		return nil, false
	}
	return &b.Relations[i], true
}

// number fills the maps from names to places.
func (b *Book) number() {
	slices.SortStableFunc(b.Codes, func(x, y Code) int { return strings.Compare(x.Digits, y.Digits) })
	clear(b.codes)
	for i, c := range b.Codes {
		b.codes[c.Digits] = i
	}
}
