package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"dragoman"
	"dragoman/code"
	"dragoman/internal/conllu"
	"dragoman/internal/score"
	"dragoman/pipeline"
)

// evalCmd is a verb of verbs: one for each layer.
type evalCmd struct {
	UD        evalUDCmd        `cmd:"" name:"ud" help:"Tags and trees against a treebank in CoNLL-U, on its own tokens."`
	Names     evalNamesCmd     `cmd:"" help:"Names of persons, organisations and places against a treebank with Entity= marks."`
	Coref     evalCorefCmd     `cmd:"" help:"Chains against a treebank with Entity= marks: MUC, B3, CEAFe and their mean."`
	Places    evalPlacesCmd    `cmd:"" help:"Places against GeoVirus XML."`
	Relations evalRelationsCmd `cmd:"" help:"Event classes of marked pairs against a TSV (sentence, marked_sentence, source, target, gold_root, gold_penta)."`
	Records   evalRecordsCmd   `cmd:"" help:"Records against a folder of gold texts."`
	Agreement evalAgreementCmd `cmd:"" help:"Two labellings of the same gold texts: kappa and F1 by layer."`
}

// Help is printed below the flags.
func (evalCmd) Help() string {
	return `Examples:
  dragoman eval ud en_ewt-dev.conllu
  dragoman eval relations plover_train.tsv --format json
  dragoman eval records gold/ --part train --misses`
}

// evalFlags are the flags of each measure.
type evalFlags struct {
	Format string `help:"text for people, json for programs." enum:"text,json" default:"text"`
}

// print writes a result: as JSON, or its parts a line each.
func (f evalFlags) print(d *door, res any) error {
	if f.Format == "json" {
		return writeJSON(d.stdout, res)
	}
	b, err := json.MarshalIndent(res, "", "  ")
	if err != nil {
		return fmt.Errorf("print result: %w", err)
	}
	_, err = fmt.Fprintf(d.stdout, "%s\n", b)
	return err
}

// withFile opens a gold file for measure.
func withFile[T any](path string, measure func(io.Reader) (T, error)) (res T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return res, fmt.Errorf("open gold: %w: %w", err, dragoman.ErrNotFound)
	}
	defer f.Close() // read only
	if res, err = measure(f); err != nil {
		return res, fmt.Errorf("%s: %w", path, err)
	}
	return res, nil
}

type evalUDCmd struct {
	evalFlags
	File string `arg:"" help:"A treebank in CoNLL-U." type:"existingfile"`
}

// Run measures the parser.
func (c *evalUDCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	res, err := withFile(c.File, func(r io.Reader) (score.UDResult, error) { return score.UD(r, models.Parser(), time.Now) })
	if err != nil {
		return err
	}
	return c.print(d, res)
}

type evalNamesCmd struct {
	evalFlags
	Trees string `help:"own: tags and trees of our parser; treebank: those of the file, which tells what the parser costs." enum:"own,treebank" default:"own"`
	File  string `arg:"" help:"A treebank in CoNLL-U with Entity= marks." type:"existingfile"`
}

// Run measures names.
func (c *evalNamesCmd) Run(d *door) error {
	of, way := (*conllu.Text).Plain, (*pipeline.Models).FromTokens
	if c.Trees == "treebank" {
		of, way = (*conllu.Text).Parsed, (*pipeline.Models).FromTrees
	}
	return evalTreebank(d, c.evalFlags, c.File, way, func(r io.Reader, run func(*dragoman.Document) error) (score.Names, error) {
		return score.EvalNames(r, of, run)
	})
}

type evalCorefCmd struct {
	evalFlags
	File string `arg:"" help:"A treebank in CoNLL-U with Entity= marks." type:"existingfile"`
}

// Run measures chains.
func (c *evalCorefCmd) Run(d *door) error {
	return evalTreebank(d, c.evalFlags, c.File, (*pipeline.Models).FromTokens, score.EvalCoref)
}

// evalTreebank measures a layer on a treebank's own tokens, the rest being filled in by a way of the models.
func evalTreebank[T any](d *door, f evalFlags, path string, way func(*pipeline.Models) (*pipeline.Pipeline, error),
	measure func(io.Reader, func(*dragoman.Document) error) (T, error)) error {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	p, err := way(models)
	if err != nil {
		return err
	}
	res, err := withFile(path, func(r io.Reader) (T, error) { return measure(r, p.Code) })
	if err != nil {
		return err
	}
	return f.print(d, res)
}

type evalPlacesCmd struct {
	evalFlags
	File string `arg:"" help:"GeoVirus XML." type:"existingfile"`
}

// Run measures places.
func (c *evalPlacesCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	p, err := models.Pipeline()
	if err != nil {
		return err
	}
	res, err := withFile(c.File, func(r io.Reader) (score.Where, error) { return score.Geovirus(r, p.Code) })
	if err != nil {
		return err
	}
	return c.print(d, res)
}

type evalRelationsCmd struct {
	evalFlags
	File       string `arg:"" help:"Rows, tab-separated, with a header." type:"existingfile"`
	Confusions bool   `help:"List which classes are taken for which, and the rows."`
	Codebook   string `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
}

// Run measures the coder where the two parties are given.
func (c *evalRelationsCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{Codebook: c.Codebook})
	if err != nil {
		return err
	}
	p, err := models.Pipeline()
	if err != nil {
		return err
	}
	trained, err := code.Trained()
	if err != nil {
		return err
	}
	res, err := withFile(c.File, func(r io.Reader) (*score.Relations, error) {
		rows, err := score.ReadRelations(r)
		if err != nil {
			return nil, err
		}
		return score.EvalRelations(rows, code.New(models.Book), trained, p.Code)
	})
	if err != nil {
		return err
	}
	if c.Format == "text" {
		res.Print(d.stdout, c.Confusions)
		return nil
	}
	return c.print(d, res)
}

type evalRecordsCmd struct {
	evalFlags
	Dir      string `arg:"" help:"A folder of .gold files." type:"existingdir"`
	Part     string `help:"test: the third kept for testing; train: the rest; all." enum:"test,train,all" default:"test"`
	Misses   bool   `help:"List what was wrong (of the training part only: the testing part is not to be read)."`
	Codebook string `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
}

// Run measures whole records.
func (c *evalRecordsCmd) Run(d *door) error {
	texts, err := score.ReadGold(os.DirFS(c.Dir), sharedData())
	if err != nil {
		return fmt.Errorf("%s: %w", c.Dir, err)
	}
	models, err := pipeline.Load(pipeline.Options{Codebook: c.Codebook})
	if err != nil {
		return err
	}
	p, err := models.Pipeline()
	if err != nil {
		return err
	}
	var s score.RecordsScorer
	doc := new(dragoman.Document)
	for i := range texts {
		g := &texts[i]
		if c.Part != "all" && g.Testing() != (c.Part == "test") {
			continue
		}
		doc.Reset(dragoman.Article{Ref: g.ID, Key: g.ID, Published: g.Published, Text: g.Text})
		if err := p.Code(doc); err != nil {
			return err
		}
		s.Add(g, doc)
	}
	res := s.Result()
	if !c.Misses || c.Part != "train" {
		res.Misses = nil
	}
	return c.print(d, res)
}

// sharedData is the folder of texts that others wrote, which gold files may name; nil where it is not told.
func sharedData() fs.FS {
	if shared := os.Getenv("DRAGOMAN_SHARED"); shared != "" {
		return os.DirFS(filepath.Join(shared, "data"))
	}
	return nil
}
