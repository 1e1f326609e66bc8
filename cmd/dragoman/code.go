package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"dragoman"
)

type codeCmd struct {
	readFlags
	Format string `help:"text for people, jsonl for programs, auto: text on a terminal." enum:"auto,text,jsonl" default:"auto"`
}

// Help is printed below the flags.
func (codeCmd) Help() string {
	return `Examples:
  dragoman code report.txt --published 2025-11-11
  dragoman code reports/ rows.jsonl.gz --format jsonl > records.jsonl
  cat page.html | dragoman code -`
}

// Run prints the records of each report, in the order of the input.
func (c *codeCmd) Run(d *door) error {
	docs, _, err := c.documents(d)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(d.stdout, 1<<16)
	write := writeRecords
	if c.Format == "text" || c.Format == "auto" && isTerminal(d.stdout) {
		write = newReadable(d.stdout).document
	}
	failed := false
	for doc, err := range docs {
		if err != nil {
			if d.ctx.Err() != nil {
				return errors.Join(c.keep(out), err)
			}
			d.complain(err)
			failed = true
			continue
		}
		if err := write(out, doc); err != nil {
			return fmt.Errorf("write records: %w", err)
		}
		if isTerminal(d.stdout) || c.progress.due() {
			if err := c.keep(out); err != nil {
				return err
			}
		}
	}
	if err := c.keep(out); err != nil {
		return err
	}
	if failed {
		return errSome
	}
	return nil
}

// keep hands on what was written, and notes that so much is done.
func (c *codeCmd) keep(out *bufio.Writer) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	return c.progress.save(c.progress.here())
}

// writeRecords writes the records of a document as JSON Lines: events, then standings, each in the order of the text.
func writeRecords(w io.Writer, doc *dragoman.Document) error {
	for i := range doc.Events {
		if err := writeJSON(w, &doc.Events[i]); err != nil {
			return err
		}
	}
	for i := range doc.Standings {
		if err := writeJSON(w, &doc.Standings[i]); err != nil {
			return err
		}
	}
	return nil
}
