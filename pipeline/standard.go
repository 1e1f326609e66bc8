package pipeline

import (
	"fmt"
	"os"

	"dragoman"
	"dragoman/actor"
	"dragoman/code"
	"dragoman/codebook"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
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
}

// Load reads the built-in models and the codebook.
func Load(o Options) (*Models, error) {
	m := new(Models)
	var err error
	if m.Syntax, err = syntax.English(); err != nil {
		return nil, fmt.Errorf("load syntax: %w", err)
	}
	m.Mention = mention.English()
	if m.Directory, err = actor.Builtin(); err != nil {
		return nil, fmt.Errorf("load directory: %w", err)
	}
	if m.Gazetteer, err = setting.Standard(); err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	if o.Codebook == "" {
		m.Book, err = codebook.Builtin()
	} else {
		m.Book, err = codebook.Load(os.DirFS(o.Codebook))
	}
	if err != nil {
		return nil, err // names file, line and column itself
	}
	return m, nil
}

// Pipeline returns the standard pipeline for one worker: the order of the way is said here.
func (m *Models) Pipeline() (*Pipeline, error) {
	return New(
		segment.New().Stage(),
		syntax.New(m.Syntax).Stage(),
		mention.New(m.Mention).Stage(),
		actor.New(m.Directory).Stage(),
		setting.New(m.Gazetteer).Stage(),
		code.New(m.Book).Stage(),
	)
}

// Parser returns the stage that tags and parses, alone.
func (m *Models) Parser() dragoman.Stage { return syntax.New(m.Syntax).Stage() }

// FromTokens returns the pipeline up to the setting for Documents that hold tokens and sentences already, as those of a treebank do.
func (m *Models) FromTokens() (*Pipeline, error) {
	given := dragoman.Stage{Name: "given tokens", Adds: dragoman.LayerTokens, Run: func(*dragoman.Document) error { return nil }}
	return New(given, m.Parser(), mention.New(m.Mention).Stage(), actor.New(m.Directory).Stage(), setting.New(m.Gazetteer).Stage())
}
