package main

import (
	"fmt"
	"log/slog"
	"runtime"

	"dragoman/intake"
	"dragoman/ledger"
	"dragoman/pipeline"
	"dragoman/worker"
)

// natsFlags say where the stream of reports is.
type natsFlags struct {
	NATS     string `name:"nats" help:"The cluster: nats://host:4222, several joined by commas." default:"nats://127.0.0.1:4222" env:"NATS_URL" placeholder:"URL"`
	Replicas int    `help:"Copies of each message in the cluster: 3 for a cluster of three." default:"1"`
}

func (f natsFlags) connect(d *door) (*worker.Stream, error) {
	return worker.Connect(d.ctx, f.NATS, worker.Settings{Replicas: f.Replicas})
}

type submitCmd struct {
	Inputs     []string `arg:"" name:"input" help:"Files, folders and - for standard input, as for code."`
	Published  string   `help:"The day of reports that do not give their own, YYYY-MM-DD." placeholder:"DAY"`
	MaxArticle int      `help:"Refuse reports longer than this many bytes." default:"${max_article}"`
	natsFlags
}

// Help is printed below the flags.
func (submitCmd) Help() string {
	return `A report submitted again within the hour is known as the same.
Example:
  dragoman submit archive.warc.gz --nats nats://a:4222,nats://b:4222,nats://c:4222 --replicas 3`
}

// Run puts reports into the stream.
func (c *submitCmd) Run(d *door) error {
	published, err := ledger.ParseDay("--published", c.Published, false)
	if err != nil {
		return ofCall(err)
	}
	s, err := c.connect(d)
	if err != nil {
		return err
	}
	defer s.Close()
	reader := intake.New(intake.Options{Published: published, MaxArticle: c.MaxArticle, Stdin: d.stdin})
	problems := 0
	n, err := s.Submit(d.ctx, reader.Read(d.ctx, c.Inputs...), func(err error) {
		d.complain(err)
		problems++
	})
	fmt.Fprintf(d.stderr, "%d reports submitted, %d problems\n", n, problems)
	if err == nil && problems > 0 {
		return errSome
	}
	return err
}

type workerCmd struct {
	natsFlags
	dbFlags
	Cores    int    `help:"Reports coded at once; 0 is one for each core." default:"0"`
	Batch    int    `help:"Reports a transaction." default:"64"`
	Embedded string `help:"Run the server in this process, at nats://127.0.0.1:4222 whatever --nats says, with its streams in this folder: for one machine." type:"path" placeholder:"DIR"`
}

// Help is printed below the flags.
func (workerCmd) Help() string {
	return `Takes reports from the stream, codes them, records them, then acknowledges. Start more of them to go faster; with several, the ledger is PostgreSQL.
Examples:
  dragoman worker --nats nats://a:4222,nats://b:4222,nats://c:4222 --replicas 3 --db postgres://dragoman@db/dragoman
  dragoman worker --embedded queue/ --db world.db`
}

// embeddedPort is where an embedded server listens, on loopback.
const embeddedPort = 4222

// Run works until it is stopped.
func (c *workerCmd) Run(d *door) error {
	if c.Embedded != "" {
		srv, err := worker.Start(c.Embedded, embeddedPort)
		if err != nil {
			return err
		}
		defer srv.Stop()
		c.NATS = srv.URL()
	}
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	s, err := c.connect(d)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := c.open(d, ledger.Options{})
	if err != nil {
		return err
	}
	cores := c.Cores
	if cores <= 0 {
		cores = runtime.GOMAXPROCS(0)
	}
	w := &worker.Worker{Stream: s, Ledger: l, Build: models.Pipeline, Edition: models.Edition(), Cores: cores, Batch: c.Batch,
		Log: slog.New(slog.NewJSONHandler(d.stderr, nil))}
	err = w.Run(d.ctx)
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	return err
}
