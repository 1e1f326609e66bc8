package main

import (
	"bufio"
	"fmt"
	"time"

	"dragoman"
	"dragoman/ledger"
)

type showCmd struct {
	ID string `arg:"" help:"A record's id, as code and events print it."`
	dbFlags
	Doc    string `help:"The report, where several hold the record." placeholder:"ID"`
	Format string `help:"text for people, json for programs, auto: text on a terminal." enum:"auto,text,json" default:"auto"`
}

// Help is printed below the flags.
func (showCmd) Help() string {
	return `Example:
  dragoman show 0f3c6d5b8a7e4c21a5f60b1d9e8c7a64`
}

// Run prints a record, the sentence it was read from, and all that was asserted of it.
func (c *showCmd) Run(d *door) error {
	id, err := dragoman.ParseID(c.ID)
	if err != nil {
		return ofCall(err)
	}
	var doc dragoman.ID
	if c.Doc != "" {
		if doc, err = dragoman.ParseID(c.Doc); err != nil {
			return ofCall(fmt.Errorf("--doc: %w", err))
		}
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		h, err := l.Show(d.ctx, id, doc)
		if err != nil {
			return err
		}
		if c.Format == "json" || c.Format == "auto" && !isTerminal(d.stdout) {
			return writeJSON(d.stdout, h)
		}
		out := bufio.NewWriter(d.stdout)
		newReadable(d.stdout).history(out, h)
		return out.Flush()
	})
}

type judgeCmd struct {
	ID      string `arg:"" help:"A record's id."`
	Verdict string `arg:"" help:"accept, reject or amend." enum:"accept,reject,amend"`
	dbFlags
	As     string `help:"Who judges." required:"" env:"DRAGOMAN_PERSON" placeholder:"NAME"`
	Reason string `help:"Why."`
	Record string `help:"With amend: what the record should be, as JSON; - reads it from standard input." placeholder:"JSON"`
	Doc    string `help:"The report, where several hold the record." placeholder:"ID"`
}

// Help is printed below the flags.
func (judgeCmd) Help() string {
	return `A person's verdict outranks all editions and survives re-coding.
Examples:
  dragoman judge 0f3c6d5b8a7e4c21a5f60b1d9e8c7a64 reject --as ana --reason "a film review"
  dragoman show ID --format json | jq .now.event | jq '.target.name="Israel"' | dragoman judge ID amend --as ana --record -`
}

// Run writes the verdict.
func (c *judgeCmd) Run(d *door) error {
	id, err := dragoman.ParseID(c.ID)
	if err != nil {
		return ofCall(err)
	}
	j := ledger.Judgement{Record: id, Person: c.As, Verdict: ledger.Verdict(c.Verdict), Reason: c.Reason}
	if c.Doc != "" {
		if j.Doc, err = dragoman.ParseID(c.Doc); err != nil {
			return ofCall(fmt.Errorf("--doc: %w", err))
		}
	}
	if err := c.amended(d, &j); err != nil {
		return err
	}
	l, err := c.open(d, ledger.Options{MustExist: true})
	if err != nil {
		return err
	}
	j, err = l.Judge(d.ctx, j)
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return writeJSON(d.stdout, j)
}

type agreementCmd struct{ dbFlags }

// Run prints how far persons agree, and how precise types and rules are.
func (c *agreementCmd) Run(d *door) error {
	return c.ask(d, func(l *ledger.Ledger) error {
		a, err := l.Agreement(d.ctx)
		if err != nil {
			return err
		}
		return writeJSON(d.stdout, a)
	})
}

type checkCmd struct{ dbFlags }

// Run walks a ledger and lists what is wrong.
func (c *checkCmd) Run(d *door) error {
	return c.ask(d, func(l *ledger.Ledger) error {
		problems, err := l.Check(d.ctx)
		if err != nil {
			return err
		}
		for _, p := range problems {
			if _, err := fmt.Fprintln(d.stdout, p); err != nil {
				return err
			}
		}
		if len(problems) > 0 {
			return fmt.Errorf("%d problems: %w", len(problems), dragoman.ErrCorrupt)
		}
		seq, recorded, err := l.Ping(d.ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(d.stdout, "sound: %d assertions, the last at %s\n", seq, recorded.Format(time.RFC3339))
		return err
	})
}

type backupCmd struct {
	To string `arg:"" help:"The new file."`
	dbFlags
}

// Run copies a ledger while others read and write it.
func (c *backupCmd) Run(d *door) error {
	return c.ask(d, func(l *ledger.Ledger) error { return l.Backup(d.ctx, c.To) })
}
