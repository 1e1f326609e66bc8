package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
	"dragoman/watch"
	"dragoman/web"
)

type serveCmd struct {
	Open  serveRunCmd   `cmd:"" name:"open" default:"withargs" help:"Open the desk."`
	Token serveTokenCmd `cmd:"" help:"Say who may write."`
}

// Help is printed below the commands.
func (serveCmd) Help() string {
	return `dragoman serve is dragoman serve open; its flags: dragoman serve open --help.
Example:
  dragoman serve --db world.db --listen 127.0.0.1:8081`
}

type serveRunCmd struct {
	dbFlags
	tokenFlags
	Listen   string        `help:"Address and port; loopback unless you say otherwise." default:"127.0.0.1:8080" env:"DRAGOMAN_LISTEN" placeholder:"HOST:PORT"`
	ReadOnly bool          `help:"Nobody may write, whatever the tokens." env:"DRAGOMAN_READ_ONLY"`
	Host     []string      `help:"Names under which the desk may be called besides addresses and localhost." placeholder:"NAME" env:"DRAGOMAN_HOST"`
	Rules    string        `help:"A file of alert rules: shown, given as feeds, and delivered to their webhooks." type:"existingfile" placeholder:"FILE"`
	Rate     float64       `help:"Requests a second of one address." default:"100"`
	Timeout  time.Duration `help:"The longest that one request may take." default:"30s"`
	Codebook string        `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
}

// tokenFlags say where the hashes of tokens are kept.
type tokenFlags struct {
	Tokens string `help:"The file of hashed tokens; default beside the user's other settings." env:"DRAGOMAN_TOKENS" placeholder:"FILE"`
}

func (f tokenFlags) file() (*web.Tokens, error) {
	if f.Tokens != "" {
		return web.OpenTokens(f.Tokens), nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil, fmt.Errorf("find the file of tokens: name one with --tokens: %w: %w", err, dragoman.ErrInvalid)
	}
	return web.OpenTokens(filepath.Join(dir, "dragoman", "tokens")), nil
}

// Help is printed below the flags.
func (serveRunCmd) Help() string {
	return `Reading is free to whoever reaches the address; writing needs a token.
Examples:
  dragoman serve --db world.db
  dragoman serve token add ana
  dragoman serve --listen :8080 --host desk.example --read-only`
}

// Run opens the desk until it is stopped; requests under way are finished.
func (c *serveRunCmd) Run(d *door) error {
	log := slog.New(slog.NewJSONHandler(d.stderr, nil))
	tokens, err := c.file()
	if err != nil {
		return err
	}
	rules, err := readRules(c.Rules)
	if err != nil {
		return err
	}
	l, err := c.open(d, ledger.Options{ReadOnly: c.ReadOnly, MustExist: c.ReadOnly, Readers: 2 * runtime.GOMAXPROCS(0)})
	if err != nil {
		return err
	}
	err = c.serve(d, l, log, tokens, rules)
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	return err
}

// warmAfter is how long the desk is open before it warms up unasked.
const warmAfter = 2 * time.Second

func (c *serveRunCmd) serve(d *door, l *ledger.Ledger, log *slog.Logger, tokens *web.Tokens, rules []watch.Rule) error {
	s, err := web.New(web.Options{Ledger: l, Load: c.load, Logger: log, Tokens: tokens, ReadOnly: c.ReadOnly, Rules: rules,
		Hosts: c.Host, Rate: c.Rate, Workers: runtime.GOMAXPROCS(0), Timeout: c.Timeout})
	if err != nil {
		return err
	}
	ln, err := new(net.ListenConfig).Listen(d.ctx, "tcp", c.Listen)
	if err != nil {
		return ofCall(fmt.Errorf("listen on %s: %w: %w", c.Listen, err, dragoman.ErrInvalid))
	}
	fmt.Fprintf(d.stderr, "dragoman: the desk is open at http://%s\n", ln.Addr())
	ctx, stop := context.WithCancel(d.ctx)
	defer stop()
	go func() {
		// The first pages need none of this, and should not wait beside it.
		select {
		case <-time.After(warmAfter):
		case <-ctx.Done():
			return
		}
		if err := s.Warm(ctx); err != nil && ctx.Err() == nil {
			log.Error("warm up", "error", err)
		}
	}()
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		c.watch(ctx, l, log, rules)
	}()
	err = s.Serve(ctx, ln)
	stop()
	<-watched
	return err
}

func (c *serveRunCmd) load() (*pipeline.Models, error) {
	return pipeline.Load(pipeline.Options{Codebook: c.Codebook})
}

// watch delivers alerts to the webhooks of the rules that have one.
func (c *serveRunCmd) watch(ctx context.Context, l *ledger.Ledger, log *slog.Logger, rules []watch.Rule) {
	var called []watch.Rule
	for _, r := range rules {
		if r.Webhook != "" {
			called = append(called, r)
		}
	}
	if len(called) == 0 {
		return
	}
	seq, _, err := l.Ping(ctx)
	if err == nil {
		w := watch.Watcher{Ledger: l, Rules: called, State: c.Rules + ".places", Since: seq, Logger: log}
		err = w.Run(ctx)
	}
	if err != nil && ctx.Err() == nil {
		log.Error("watching stopped", "error", err)
	}
}

func readRules(path string) ([]watch.Rule, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	defer f.Close() // read only
	rules, err := watch.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rules, nil
}

type serveTokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a token for a person; it is printed once."`
	Remove tokenRemoveCmd `cmd:"" help:"Take a person's tokens away."`
	List   tokenListCmd   `cmd:"" help:"List who has a token."`
}

type tokenAddCmd struct {
	tokenFlags
	Name string `arg:"" help:"Who writes with it; judgements carry this name."`
}

// Run prints a new token on standard output, and nothing else there.
func (c *tokenAddCmd) Run(d *door) error {
	t, err := c.file()
	if err != nil {
		return err
	}
	token, err := t.Add(c.Name, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintln(d.stderr, "Keep it: only its hash is stored.")
	_, err = fmt.Fprintln(d.stdout, token)
	return err
}

type tokenRemoveCmd struct {
	tokenFlags
	Name string `arg:"" help:"Whose."`
}

// Run takes tokens away.
func (c *tokenRemoveCmd) Run(*door) error {
	t, err := c.file()
	if err != nil {
		return err
	}
	return t.Remove(c.Name)
}

type tokenListCmd struct{ tokenFlags }

// Run lists names.
func (c *tokenListCmd) Run(d *door) error {
	t, err := c.file()
	if err != nil {
		return err
	}
	names, err := t.Names()
	if err != nil || len(names) == 0 {
		return err
	}
	_, err = fmt.Fprintln(d.stdout, strings.Join(names, "\n"))
	return err
}
