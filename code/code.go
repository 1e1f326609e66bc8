// Package code is the stage that says what happened: a Document with its tree, its parties, times and places goes in, Events and
// Standings come out. Its laws are the frames of a codebook, and PLOVER's rules of modality. For example,
//
//	Kenya refused to allow the release of two Ugandan soldiers on Monday.
//
// fires "release" (RETREAT release: Kenya -> Uganda), on which "allow" and "refuse" work as operators: the Document gains the Event
// REJECT yield 1243, Kenya -> Uganda, done, on that Monday, with the rule "operators.frames:10" as its evidence.
package code

import (
	"sync"

	"dragoman"
	"dragoman/codebook"
)

// A Coder is a codebook made ready to be read with. It is shared by all stages made from it and does not change.
type Coder struct {
	book    *codebook.Book
	frames  map[string]*entry // by lemma
	forms   map[string]*entry // by regular forms of verbs
	past    map[string]*entry
	finite  map[string]*entry // past, and past forms that are other words too
	present map[string]number // forms of the present
	nouns   map[string]bool   // what tells of something done as a noun
	// predicated holds nouns that fire the frames of "be".
	predicated map[string]bool
	phrasal    map[string]bool // verbs with a particle
	hyphens    map[string]bool // nouns with a hyphen
	reranker   *Reranker       // nil before one was trained
	joined     sync.Map        // "lemma word" -> *entry: lists joined as they are needed
}

// New makes a book ready.
func New(book *codebook.Book) *Coder {
	frames := compile(book)
	forms := verbForms(frames)
	past := pastForms(forms)
	return &Coder{book: book, frames: frames, forms: forms, past: past, finite: finiteForms(frames, past), present: presentForms(frames, forms), nouns: eventNouns(frames), predicated: predicated(frames), phrasal: phrasal(book),
		hyphens: hyphens(book), reranker: shipped()}
}

// Stage returns a stage for one goroutine. It needs the tree, mentions, parties, times and places, and adds the records.
func (c *Coder) Stage() dragoman.Stage {
	r := &reader{Coder: c}
	return dragoman.Stage{Name: "code", Adds: dragoman.LayerRecords,
		Needs: dragoman.LayerTree | dragoman.LayerMentions | dragoman.LayerParties | dragoman.LayerSetting,
		Run: func(d *dragoman.Document) error {
			r.run(d)
			return nil
		}}
}

// Book is the codebook that the Coder reads with.
func (c *Coder) Book() *codebook.Book { return c.book }
