// Package pipeline runs the stages of the way in order, over many documents at once: Articles go in, Documents with all
// that was read of them come out, in the order of the input. The standard order is said once, in Models.Pipeline. For example:
//
//	models, err := pipeline.Load(pipeline.Options{})
//	for doc, err := range pipeline.Run(ctx, models.Pipeline, articles, 2) {
//		fmt.Println(len(doc.Events), "events in", doc.Ref)
//	}
package pipeline

import (
	"fmt"
	"runtime/debug"

	"dragoman"
)

// A Pipeline is stages in an order in which each finds what it needs. It belongs to one goroutine.
type Pipeline struct {
	stages []dragoman.Stage
}

// New returns the pipeline of stages, or an error where one needs a layer that none before it adds.
func New(stages ...dragoman.Stage) (*Pipeline, error) {
	have := dragoman.LayerText
	for _, s := range stages {
		if missing := s.Needs &^ have; missing != 0 {
			return nil, fmt.Errorf("stage %s needs layers %#b, which no stage before it adds: %w", s.Name, missing, dragoman.ErrInvalid)
		}
		have |= s.Adds
	}
	return &Pipeline{stages}, nil
}

// Code fills in d, which Reset has made the Document of an Article. An Article in a language that the models do not read is
// left as it is: it is a Document with nothing known of it. A stage that panics is an error like any other, so that one report
// never takes the rest of an archive with it.
func (p *Pipeline) Code(d *dragoman.Document) (err error) {
	if !Reads(d.Lang) {
		return nil
	}
	at := ""
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%s: %s: a defect of the program, please report it with the text: %v\n%s", d.Ref, at, x, debug.Stack())
		}
	}()
	for _, s := range p.stages {
		at = s.Name
		if err := s.Run(d); err != nil {
			return fmt.Errorf("%s: %s: %w", d.Ref, s.Name, err)
		}
	}
	return nil
}

// Reads reports whether the standard models read a language, named as in Article.Lang: English, and what is not known.
func Reads(lang string) bool { return lang == "" || lang == "en" || lang == "eng" }
