package main

import (
	"fmt"

	"dragoman"
	"dragoman/intake"
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

// Run records the reports in batches, each written while the next is coded.
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

func (t *addTally) add(results []ledger.Result) {
	for _, r := range results {
		t.reports++
		if r.New {
			t.fresh++
		}
		t.written += r.Written
		t.retracted += r.Retracted
	}
}

// A written is a batch on its way to the ledger, with how far the reading had come.
type written struct {
	entries []*ledger.Entry
	mark    intake.Mark
}

func (c *addCmd) record(d *door, l *ledger.Ledger, docs documents, ed dragoman.Edition) (t addTally, err error) {
	todo, failed, ended := make(chan written), make(chan error, 1), make(chan struct{})
	go func() {
		defer close(ended)
		for w := range todo {
			results, err := l.RecordEntries(d.ctx, ed, w.entries...)
			t.add(results)
			if err == nil {
				err = c.progress.save(w.mark)
			}
			if err != nil {
				failed <- err
				return
			}
		}
	}()
	problems, err := c.batches(d, docs, todo, failed)
	close(todo)
	<-ended
	t.problems = problems
	if err == nil && len(failed) > 0 {
		err = <-failed
	}
	return t, err
}

// batches prepares reports and hands on each batch that is full, and at the end what there is.
func (c *addCmd) batches(d *door, docs documents, todo chan<- written, failed <-chan error) (problems int, err error) {
	var entries []*ledger.Entry
	flush := func() error {
		select {
		case todo <- written{entries, c.progress.here()}:
			entries = make([]*ledger.Entry, 0, batch)
			return nil
		case err := <-failed:
			return err
		}
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
				return problems, err
			}
			d.complain(err)
			problems++
		}
		if len(entries) >= batch {
			if err := flush(); err != nil {
				return problems, err
			}
		}
	}
	return problems, flush()
}
