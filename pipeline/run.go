package pipeline

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"dragoman"
)

const (
	// inFlight is how many documents a worker may be ahead of the consumer: enough that one long report does not stall the
	// other workers, few enough that memory stays flat.
	inFlight = 8
	// keepText is the longest text whose Document is kept for the next article; one that a giant has grown is let go.
	keepText = 1 << 20
)

// A job is one item of the input on its way: a Document to fill in, or the error that stands in its place.
type job struct {
	doc  *dragoman.Document
	err  error
	done chan struct{}
}

// Run codes articles on workers goroutines (below 1: one a core), each with a Pipeline of its own from build, and yields the Documents in the
// order of the input. A Document is valid until the next is asked for. An error of the input is yielded in its place and
// the rest goes on; so is an error of a stage, with its Document's Article. Cancelling ctx stops cleanly.
func Run(ctx context.Context, build func() (*Pipeline, error), articles iter.Seq2[dragoman.Article, error], workers int) iter.Seq2[*dragoman.Document, error] {
	return func(yield func(*dragoman.Document, error) bool) {
		if workers < 1 {
			workers = runtime.GOMAXPROCS(0)
		}
		pipes := make([]*Pipeline, workers)
		for i := range pipes {
			var err error
			if pipes[i], err = build(); err != nil {
				yield(nil, err)
				return
			}
		}
		ctx, cancel := context.WithCancel(ctx)
		var working sync.WaitGroup
		defer working.Wait()
		defer cancel()

		todo := make(chan *job)
		order := make(chan *job, inFlight*workers)
		free := make(chan *dragoman.Document, (inFlight+1)*workers+1)
		for _, p := range pipes {
			working.Go(func() { work(ctx, p, todo) })
		}
		// The feed is not waited for: it may be reading a terminal, and ends with its next article.
		go feed(ctx, articles, free, order, todo)
		for {
			j, ok := next(ctx, order)
			if !ok {
				break
			}
			if !yield(j.doc, j.err) {
				return
			}
			if j.doc != nil && len(j.doc.Text) <= keepText {
				select {
				case free <- j.doc:
				default:
				}
			}
		}
		if err := context.Cause(ctx); err != nil {
			yield(nil, err)
		}
	}
}

// work codes jobs until there are no more.
func work(ctx context.Context, p *Pipeline, todo <-chan *job) {
	for {
		select {
		case j, ok := <-todo:
			if !ok {
				return
			}
			j.err = p.Code(j.doc)
			close(j.done)
		case <-ctx.Done():
			return
		}
	}
}

// next returns the next job of the input once it is done, or false at the end.
func next(ctx context.Context, order <-chan *job) (*job, bool) {
	select {
	case j, ok := <-order:
		if !ok || j.done == nil {
			return j, ok
		}
		select {
		case <-j.done:
			return j, true
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	return nil, false
}

// feed hands each article to the workers and, in the same order, to the consumer.
func feed(ctx context.Context, articles iter.Seq2[dragoman.Article, error], free chan *dragoman.Document, order, todo chan<- *job) {
	defer close(order)
	defer close(todo)
	for a, err := range articles {
		j := &job{err: err}
		if err == nil {
			select {
			case j.doc = <-free:
			default:
				j.doc = new(dragoman.Document)
			}
			j.doc.Reset(a)
			j.done = make(chan struct{})
		}
		select {
		case order <- j:
		case <-ctx.Done():
			return
		}
		if j.doc == nil {
			continue
		}
		select {
		case todo <- j:
		case <-ctx.Done():
			return
		}
	}
}
