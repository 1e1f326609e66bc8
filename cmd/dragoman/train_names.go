package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dragoman"
	"dragoman/internal/conllu"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/syntax"
)

// trainNamesCmd trains both models of the mention stage. No text is parsed by a parser that has seen it: each of two parsers
// learns from one half of the marked treebank.
type trainNamesCmd struct {
	Treebank string   `arg:"" help:"Treebank in CoNLL-U with Entity= marks." type:"existingfile"`
	With     []string `help:"Further treebanks for the parsers to learn from." type:"existingfile" placeholder:"FILE"`
	Heads    string   `help:"What the proper nouns of the further treebanks head, as in mention/train/ewt.heads." type:"existingfile" placeholder:"FILE"`
	Marked   []string `help:"Sentences with marked names, as in mention/train." type:"existingfile" placeholder:"FILE"`
	Vectors  string   `help:"Word vectors for the parsers." type:"existingfile" placeholder:"FILE"`
	Halves   string   `help:"Keep the two parsers in this folder, and take them from there where they are." type:"existingdir" placeholder:"DIR"`
	Out      string   `help:"The folder where names.bin and chains.bin go." required:"" type:"existingdir" placeholder:"DIR"`
}

// Run trains the parsers, then names, then chains.
func (c *trainNamesCmd) Run(d *door) error {
	with, err := readTreebanks(c.With)
	if err != nil {
		return err
	}
	own, err := readTreebanks([]string{c.Treebank})
	if err != nil {
		return err
	}
	parsers, half, err := c.parsers(d, append(with, own...))
	if err != nil {
		return err
	}
	parse := func(name string, doc *dragoman.Document) error { return parsers[half[name]].Stage().Run(doc) }
	examples, err := twice(own, nil, parse)
	if err != nil {
		return err
	}
	var further []mention.Example
	if c.Heads != "" {
		marks, err := withFile(c.Heads, mention.ReadHeadMarks)
		if err != nil {
			return err
		}
		if further, err = twice(with, marks, parse); err != nil {
			return err
		}
	}
	marked, err := c.marked(parsers)
	if err != nil {
		return err
	}
	words, err := mention.BuiltInWords()
	if err != nil {
		return err
	}
	names, err := mention.TrainNames(words, append(further, examples...), marked)
	if err != nil {
		return err
	}
	if err := writeWhole(filepath.Join(c.Out, "names.bin"), names); err != nil {
		return err
	}
	chains, err := mention.TrainChains(names, words, examples)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(c.Out, "chains.bin"), chains)
}

// A treebank is the bytes of a file in CoNLL-U.
type treebank struct {
	path string
	text []byte
}

func readTreebanks(paths []string) (all []treebank, err error) {
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		all = append(all, treebank{path, b})
	}
	return all, nil
}

// twice reads treebanks as parsed and as they are.
func twice(treebanks []treebank, marks mention.HeadMarks, parse func(string, *dragoman.Document) error) (all []mention.Example, err error) {
	for _, t := range treebanks {
		for _, p := range []func(string, *dragoman.Document) error{parse, nil} {
			examples, err := mention.ReadExamples(bytes.NewReader(t.text), marks, p)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.path, err)
			}
			all = append(all, examples...)
		}
	}
	return all, nil
}

// parsers trains two parsers, the first on all texts of the treebanks but the even ones, the second on all but the odd ones, and says by name which parser
// has not seen a text. Both learn from treebanks whose texts have no names.
func (c *trainNamesCmd) parsers(d *door, treebanks []treebank) (parsers []*syntax.Parser, half map[string]int, err error) {
	var sets [2][]*conllu.Sentence
	half = map[string]int{}
	text := -1
	for _, t := range treebanks {
		named := false
		for s, err := range conllu.Read(bytes.NewReader(t.text)) {
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", t.path, err)
			}
			if s.NewDoc != "" {
				named = true
				text++
				half[s.NewDoc] = text % len(sets)
			}
			for i := range sets {
				if !named || i != text%len(sets) {
					sets[i] = append(sets[i], s)
				}
			}
		}
	}
	for i, sentences := range sets {
		p, err := c.parser(d, i, sentences)
		if err != nil {
			return nil, nil, err
		}
		parsers = append(parsers, p)
	}
	return parsers, half, nil
}

// halfConfig trains a parser in a quarter of the time: one net of each kind, fewer rounds. It need only err as often and in the same ways as
// the one that is shipped, which has seen more.
var halfConfig = syntax.Config{Seeds: 1, Folds: 3, TagEpochs: 6, BackEpochs: 5, ParseEpochs: 8}

func (c *trainNamesCmd) parser(d *door, i int, sentences []*conllu.Sentence) (*syntax.Parser, error) {
	kept := ""
	if c.Halves != "" {
		kept = filepath.Join(c.Halves, fmt.Sprintf("half%d.bin", i+1))
		switch b, err := os.ReadFile(kept); {
		case err == nil:
			return readParser(b)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("read parser: %w", err)
		}
	}
	cfg := halfConfig
	if c.Vectors != "" {
		f, err := os.Open(c.Vectors)
		if err != nil {
			return nil, fmt.Errorf("open vectors: %w", err)
		}
		defer f.Close() // read only
		cfg.Vectors = f
	}
	b, err := syntax.Train(d.ctx, cfg, sentences, func(s string) { fmt.Fprintln(d.stderr, s) })
	if err != nil {
		return nil, err
	}
	if kept != "" {
		if err := writeWhole(kept, b); err != nil {
			return nil, err
		}
	}
	return readParser(b)
}

func readParser(b []byte) (*syntax.Parser, error) {
	m, err := syntax.Read(b)
	if err != nil {
		return nil, err
	}
	return syntax.New(m), nil
}

// marked reads the marked sentences, each as either parser reads them.
func (c *trainNamesCmd) marked(parsers []*syntax.Parser) (all []mention.Marked, err error) {
	split := segment.New().Stage().Run
	for _, p := range parsers {
		for _, path := range c.Marked {
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, fmt.Errorf("read marked sentences: %w", err)
			}
			m, err := mention.ReadMarked(string(b), func(doc *dragoman.Document) error {
				if err := split(doc); err != nil {
					return err
				}
				return p.Stage().Run(doc)
			})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			all = append(all, m)
		}
	}
	return all, nil
}
