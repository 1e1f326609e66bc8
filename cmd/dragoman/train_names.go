package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
	treebank, err := os.ReadFile(c.Treebank)
	if err != nil {
		return fmt.Errorf("read treebank: %w", err)
	}
	parsers, half, err := c.parsers(d, treebank)
	if err != nil {
		return err
	}
	parse := func(name string, doc *dragoman.Document) error { return parsers[half[name]].Stage().Run(doc) }
	examples, err := twice(bytes.NewReader(treebank), nil, parse)
	if err != nil {
		return err
	}
	further, err := c.further(parse)
	if err != nil {
		return err
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

// twice reads a treebank as parsed and as it is.
func twice(treebank io.ReadSeeker, marks mention.HeadMarks, parse func(string, *dragoman.Document) error) ([]mention.Example, error) {
	parsed, err := mention.ReadExamples(treebank, marks, parse)
	if err != nil {
		return nil, err
	}
	if _, err := treebank.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	gold, err := mention.ReadExamples(treebank, marks, nil)
	return append(parsed, gold...), err
}

// further reads the treebanks of With whose texts have names, with the marks of Heads.
func (c *trainNamesCmd) further(parse func(string, *dragoman.Document) error) (all []mention.Example, err error) {
	if c.Heads == "" {
		return nil, nil
	}
	marks, err := withFile(c.Heads, mention.ReadHeadMarks)
	if err != nil {
		return nil, err
	}
	for _, path := range c.With {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		if !bytes.Contains(b, []byte("# newdoc id")) {
			continue
		}
		examples, err := twice(bytes.NewReader(b), marks, parse)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, examples...)
	}
	return all, nil
}

// parsers trains two parsers, the first on all texts but the even ones of the treebank, the second on all but the odd ones, and says by
// name which parser has not seen a text.
func (c *trainNamesCmd) parsers(d *door, treebank []byte) (parsers []*syntax.Parser, half map[string]int, err error) {
	var sets [2][]*conllu.Sentence
	half = map[string]int{}
	text := -1
	read := func(r io.Reader) error {
		named := false // texts of a file without names are no one's to mark: both parsers learn from them
		for s, err := range conllu.Read(r) {
			if err != nil {
				return err
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
		return nil
	}
	for _, path := range c.With {
		if _, err := withFile(path, func(r io.Reader) (struct{}, error) { return struct{}{}, read(r) }); err != nil {
			return nil, nil, err
		}
	}
	if err := read(bytes.NewReader(treebank)); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", c.Treebank, err)
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
