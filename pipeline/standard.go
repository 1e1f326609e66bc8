package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"sync"

	"dragoman"
	"dragoman/actor"
	"dragoman/code"
	"dragoman/codebook"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
	"dragoman/truecase"
)

// Options choose what the standard pipeline reads with.
type Options struct {
	Codebook string // a folder of frames laid over the built-in codebook; empty for none
}

// Models are the frozen tables that all workers share.
type Models struct {
	Syntax    *syntax.Model
	Mention   *mention.Model
	Directory *actor.Directory
	Gazetteer *setting.Gazetteer
	Book      *codebook.Book

	coder *code.Coder // shared: a stage of it keeps its own memory
}

// Load reads the built-in models and the codebook, side by side: each takes a share of the time to the first record.
func Load(o Options) (*Models, error) {
	// What is read stays: collecting meanwhile would go over it again and again.
	defer debug.SetGCPercent(debug.SetGCPercent(whileLoading))
	m := new(Models)
	var errs [3]error
	var wg sync.WaitGroup
	for i, load := range []func() error{
		func() (err error) { m.Syntax, err = syntax.English(); return err },
		func() (err error) { m.Directory, err = actor.Builtin(); return err },
		func() error { return m.loadBook(o.Codebook) },
	} {
		wg.Go(func() { errs[i] = load() })
	}
	m.Mention = mention.English()
	var err error
	m.Gazetteer, err = setting.Standard()
	wg.Wait()
	for _, e := range append(errs[:], err) {
		if e != nil {
			return nil, fmt.Errorf("load models: %w", e)
		}
	}
	return m, nil
}

// whileLoading is how far the heap may grow between collections while models are read, in percent.
const whileLoading = 400

// loadBook reads the codebook, and lays out its frames for all workers.
func (m *Models) loadBook(overlay string) (err error) {
	if overlay == "" {
		m.Book, err = codebook.Builtin()
	} else if _, err = os.Stat(overlay); err == nil {
		m.Book, err = codebook.Load(os.DirFS(overlay))
	} else if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("codebook %s: no such folder: %w", overlay, dragoman.ErrNotFound)
	}
	if err == nil {
		m.coder = code.New(m.Book)
	}
	return err // names file, line and column itself
}

// Pipeline returns the standard pipeline for one worker: the order of the way is said here.
func (m *Models) Pipeline() (*Pipeline, error) {
	parser := syntax.New(m.Syntax)
	return New(
		segment.New().Stage(),
		truecase.New(&words{parser, m}).Stage(),
		parser.Stage(),
		mention.New(m.Mention).Stage(),
		setting.New(m.Gazetteer).Stage(),
		actor.New(m.Directory).Stage(),
		m.coder.Stage(),
	)
}

// Parser returns the stage that tags and parses, alone.
func (m *Models) Parser() dragoman.Stage { return syntax.New(m.Syntax).Stage() }

// FromTokens returns the pipeline up to the actors for Documents that hold tokens and sentences already, as those of a treebank do.
func (m *Models) FromTokens() (*Pipeline, error) {
	return m.upToActors(given("tokens", dragoman.LayerTokens), m.Parser())
}

// FromTrees is FromTokens for Documents that hold tags and trees too.
func (m *Models) FromTrees() (*Pipeline, error) {
	return m.upToActors(given("trees", dragoman.LayerTokens|dragoman.LayerTree))
}

// upToActors is the way from trees to actors, behind the stages that bring the trees.
func (m *Models) upToActors(trees ...dragoman.Stage) (*Pipeline, error) {
	return New(append(trees, mention.New(m.Mention).Stage(), setting.New(m.Gazetteer).Stage(), actor.New(m.Directory).Stage())...)
}

// given is the stage of what a Document brings along.
func given(what string, layers dragoman.Layer) dragoman.Stage {
	return dragoman.Stage{Name: "given " + what, Adds: layers, Run: func(*dragoman.Document) error { return nil }}
}
