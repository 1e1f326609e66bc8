package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
	"dragoman/watch"
	"dragoman/web"
)

type mcpCmd struct {
	dbFlags
	Codebook string `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
}

// Help is printed below the flags.
func (mcpCmd) Help() string {
	return `Speaks the Model Context Protocol on standard input and output: tools code_text, find_events, standing_as_of, timeline, diff,
evidence, who. Nothing writes. A running desk has the same at /mcp.
Example, as a client's setting:
  {"mcpServers": {"dragoman": {"command": "dragoman", "args": ["mcp", "--db", "/data/world.db"]}}}`
}

// Run answers a language model until its side closes.
func (c *mcpCmd) Run(d *door) error {
	return c.ask(d, func(l *ledger.Ledger) error {
		s, err := web.New(web.Options{Ledger: l, ReadOnly: true, Load: func() (*pipeline.Models, error) { return pipeline.Load(pipeline.Options{Codebook: c.Codebook}) }})
		if err != nil {
			return err
		}
		talk := &talk{in: d.stdin, out: d.stdout}
		err = s.MCP().Run(d.ctx, &mcp.IOTransport{Reader: io.NopCloser(talk), Writer: talk})
		if errors.Is(err, io.EOF) || d.ctx.Err() != nil {
			return nil
		}
		return err
	})
}

// A talk is both ends of standard input and output. The server drops what it has not answered when its input ends, so the end
// is held back until as many lines were answered as had an id, or for patience.
type talk struct {
	in              io.Reader
	out             io.Writer
	asked, answered atomic.Int64
}

// patience is how long the last questions may take once the input has ended.
const patience = 10 * time.Second

func (t *talk) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	t.asked.Add(int64(bytes.Count(p[:n], []byte(`"id":`))))
	if err == io.EOF {
		for waited := time.Duration(0); t.answered.Load() < t.asked.Load() && waited < patience; waited += 10 * time.Millisecond {
			time.Sleep(10 * time.Millisecond)
		}
	}
	return n, err
}

func (t *talk) Write(p []byte) (int, error) {
	n, err := t.out.Write(p)
	t.answered.Add(int64(bytes.Count(p[:n], []byte("\n"))))
	return n, err
}

// Close does nothing: standard output belongs to the process.
func (t *talk) Close() error { return nil }

type watchCmd struct {
	dbFlags
	Rules string `help:"A file of rules." type:"existingfile" placeholder:"FILE"`
	Where string `help:"One rule, given here: an expression in CEL." placeholder:"CEL"`
	Since int64  `help:"Try the rules on what came after this assertion, print what they would have said, and stop; 0 tries all. Nothing is delivered." default:"-1" placeholder:"SEQ"`
	State string `help:"Where the places in the feed are kept; default beside the rules." placeholder:"FILE"`
}

// Help is printed below the flags.
func (watchCmd) Help() string {
	return `A rule is a name and an expression over one record: docs/desk.md has the form. Alerts are printed as JSON Lines, and sent to the rule's webhook: signed, tried
again until it answers, at least once each with an id that stays the same.
Examples:
  dragoman watch --rules rules.json
  dragoman watch --since 0 --where 'event.intensity < -7 && event.place_country == "SYR"'`
}

// Run watches, or tries rules on the past.
func (c *watchCmd) Run(d *door) error {
	rules, err := readRules(c.Rules)
	if err != nil {
		return err
	}
	if c.Where != "" {
		r, err := watch.NewRule("given", c.Where)
		if err != nil {
			return ofCall(err)
		}
		rules = append(rules, r)
	}
	if len(rules) == 0 {
		return ofCall(fmt.Errorf("give --rules or --where: %w", dragoman.ErrInvalid))
	}
	state := c.State
	if state == "" && c.Rules != "" {
		state = c.Rules + ".watch"
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		if c.Since >= 0 {
			_, err := watch.Scan(d.ctx, l, rules, c.Since, func(_ *watch.Rule, a watch.Alert) error { return writeJSON(d.stdout, a) })
			return err
		}
		seq, _, err := l.Ping(d.ctx)
		if err != nil {
			return err
		}
		w := watch.Watcher{Ledger: l, Rules: rules, State: state, Since: seq, Lines: d.stdout, Logger: slog.New(slog.NewJSONHandler(d.stderr, nil))}
		return w.Run(d.ctx)
	})
}
