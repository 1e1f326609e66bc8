package web

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"dragoman"
	"dragoman/code"
	"dragoman/pipeline"
)

// coders lends pipelines: a pipeline belongs to one goroutine at a time.
type coders struct {
	models func() (*pipeline.Models, error)
	free   chan *coder
}

// A coder is a pipeline and the Document it fills in.
type coder struct {
	pipeline *pipeline.Pipeline
	explain  *code.Coder
	doc      dragoman.Document
}

func newCoders(load func() (*pipeline.Models, error), n int) *coders {
	c := &coders{models: sync.OnceValues(load), free: make(chan *coder, n)}
	for range n {
		c.free <- new(coder)
	}
	return c
}

// code reads a text and hands its Document to use, which must not keep it.
func (c *coders) code(ctx context.Context, a dragoman.Article, use func(*coder) error) error {
	if strings.TrimSpace(a.Text) == "" {
		return fmt.Errorf("the text is empty: %w", dragoman.ErrInvalid)
	}
	if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) {
		return fmt.Errorf("the text is not UTF-8: %w", dragoman.ErrInvalid)
	}
	models, err := c.models()
	if err != nil {
		return err
	}
	var w *coder
	select {
	case w = <-c.free:
	case <-ctx.Done():
		return fmt.Errorf("all coders are at work: %w", dragoman.ErrUnavailable)
	}
	defer func() { c.free <- w }()
	if w.pipeline == nil {
		if w.pipeline, err = models.Pipeline(); err != nil {
			return err
		}
		w.explain = code.New(models.Book)
	}
	w.doc.Reset(a)
	if err := w.pipeline.Code(&w.doc); err != nil {
		return fmt.Errorf("code text: %w", err)
	}
	return use(w)
}
