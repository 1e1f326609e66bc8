package main

import (
	"errors"
	"fmt"

	"dragoman"
	"dragoman/ledger"
)

type addCmd struct {
	readFlags
	dbFlags
	Quiet bool `help:"Say nothing but problems."`
}

// Help is printed below the flags.
func (addCmd) Help() string {
	return `A report that the ledger holds already, read by the same edition, writes nothing: run the same command again after a stop.
Examples:
  dragoman add report.txt --published 2025-11-11
  dragoman add reports/ rows.jsonl.zst --db world.db`
}

// batch is how many reports share a transaction.
const batch = 256

// Run records the reports in batches: what a batch wrote is on disk before the next begins.
func (c *addCmd) Run(d *door) error {
	c.toLedger = true
	docs, models, err := c.documents(d)
	if err != nil {
		return err
	}
	l, err := c.open(d, ledger.Options{})
	if err != nil {
		return err
	}
	tally, err := c.record(d, l, docs, models.Edition())
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	if !c.Quiet {
		fmt.Fprintf(d.stderr, "%d reports (%d new), %d records written, %d retracted, %d problems\n", tally.reports, tally.fresh, tally.written, tally.retracted, tally.problems)
	}
	if err == nil && tally.problems > 0 {
		return errSome
	}
	return err
}

type addTally struct{ reports, fresh, written, retracted, problems int }

func (c *addCmd) record(d *door, l *ledger.Ledger, docs documents, ed dragoman.Edition) (t addTally, err error) {
	var entries []*ledger.Entry
	flush := func() error {
		results, err := l.RecordEntries(d.ctx, ed, entries...)
		entries = entries[:0]
		for _, r := range results {
			t.reports++
			if r.New {
				t.fresh++
			}
			t.written += r.Written
			t.retracted += r.Retracted
		}
		if err == nil {
			err = c.progress.save()
		}
		return err
	}
	for doc, err := range docs {
		if err == nil {
			var e *ledger.Entry
			if e, err = ledger.Prepare(doc); err == nil {
				entries = append(entries, e)
			}
		}
		if err != nil {
			if d.ctx.Err() != nil {
				return t, errors.Join(err, flush())
			}
			d.complain(err)
			t.problems++
		}
		if len(entries) >= batch {
			if err := flush(); err != nil {
				return t, err
			}
		}
	}
	return t, flush()
}
