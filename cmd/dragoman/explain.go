package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"

	"dragoman/code"
	"dragoman/codebook"
	"dragoman/pipeline"
)

type explainCmd struct{ readFlags }

// Help is printed below the flags.
func (explainCmd) Help() string {
	return `Example:
  echo "Kenya refused to allow the release of two activists." | dragoman explain -`
}

// Run explains each report in turn.
func (c *explainCmd) Run(d *door) error {
	c.Workers = 1
	docs, models, err := c.documents(d)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(d.stdout)
	coder := code.New(models.Book)
	failed := false
	for doc, err := range docs {
		if err != nil {
			d.complain(err)
			failed = true
			continue
		}
		if err := coder.Explain(doc, out); err != nil {
			return fmt.Errorf("explain %s: %w", doc.Ref, err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	if failed {
		return errSome
	}
	return nil
}

type codebookCmd struct {
	Check codebookCheckCmd `cmd:"" help:"Check the frames of a folder over the built-in codebook."`
	List  codebookListCmd  `cmd:"" help:"List the frames, a line each: where, predicates, meaning."`
}

type codebookCheckCmd struct {
	Dir string `arg:"" help:"A folder of .frames and .ontology files." type:"existingdir"`
}

// Run shows each line that is wrong, with a caret.
func (c *codebookCheckCmd) Run(d *door) error {
	problems := codebook.Check(os.DirFS(c.Dir))
	for _, p := range problems {
		fmt.Fprintln(d.stderr, p)
	}
	if len(problems) > 0 {
		fmt.Fprintf(d.stderr, "dragoman: %d problems in %s; docs/codebook.md has the form of a frame\n", len(problems), c.Dir)
		return errSome
	}
	_, err := fmt.Fprintln(d.stdout, "good")
	return err
}

type codebookListCmd struct {
	Codebook string `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
}

// Run lists the frames as they were read.
func (c *codebookListCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{Codebook: c.Codebook})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(d.stdout)
	var errs error
	for _, f := range models.Book.Frames {
		_, err := fmt.Fprintf(out, "# %s\n%s\n", f.Rule(), f)
		errs = cmp.Or(errs, err)
	}
	return errors.Join(errs, out.Flush())
}
