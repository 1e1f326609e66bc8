// Command dragoman reads news reports and keeps the record: events and standings, each tied to the words that say so. A file
// for each verb turns flags into values and calls one of the doors.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"dragoman"
	"dragoman/intake"
)

// cli is all verbs. The help of each ends with examples.
type cli struct {
	Code     codeCmd     `cmd:"" help:"Read reports and print what they say as records; nothing is stored."`
	Explain  explainCmd  `cmd:"" help:"Show for each sentence the tree, the frames that fired and why readings won or lost."`
	Who      whoCmd      `cmd:"" help:"Look words up in the directory of actors, on a day."`
	Find     whereCmd    `cmd:"" name:"where" help:"Print the places that a text names."`
	Codebook codebookCmd `cmd:"" help:"Check and list codebooks."`

	Add        addCmd        `cmd:"" group:"The ledger" help:"Read reports into a ledger."`
	WatchFeeds watchFeedsCmd `cmd:"" group:"The ledger" help:"Watch RSS, Atom and JSON Feeds, and read what they announce into a ledger."`
	Events     eventsCmd     `cmd:"" group:"The ledger" help:"Ask for events."`
	Standing   standingCmd   `cmd:"" group:"The ledger" help:"Ask what holds for an actor, as of two clocks."`
	Show       showCmd       `cmd:"" group:"The ledger" help:"Show a record with its sentence and its history."`
	Happenings happeningsCmd `cmd:"" group:"The ledger" help:"Ask what happened, each with all its reports."`
	Timeline   timelineCmd   `cmd:"" group:"The ledger" help:"What an actor did, underwent, began and ceased to be."`
	Dyad       dyadCmd       `cmd:"" group:"The ledger" help:"What two actors did to each other."`
	Diff       diffCmd       `cmd:"" group:"The ledger" help:"What changed in an actor's standings between two days."`
	Changes    changesCmd    `cmd:"" group:"The ledger" help:"The ledger's feed: assertions, revisions, retractions."`
	Counts     countsCmd     `cmd:"" group:"The ledger" help:"Count events by type, dyad, pair of countries, month."`
	Export     exportCmd     `cmd:"" group:"The ledger" help:"Write records for other tools: Parquet, CSV, POLECAT, GDELT, ICEWS, FollowTheMoney, JSON-LD."`
	Baseline   baselineCmd   `cmd:"" group:"The ledger" help:"Write the directory's offices and memberships into a ledger."`
	Judge      judgeCmd      `cmd:"" group:"The ledger" help:"Accept, reject or amend a record."`
	Agreement  agreementCmd  `cmd:"" group:"The ledger" help:"How far persons agree, and how precise types and rules are."`
	Check      checkCmd      `cmd:"" group:"The ledger" help:"Walk a ledger and list what is wrong."`
	Backup     backupCmd     `cmd:"" group:"The ledger" help:"Copy a live ledger."`

	Serve serveCmd `cmd:"" group:"The desk" help:"Open the desk: pages, JSON API, tools for language models."`
	MCP   mcpCmd   `cmd:"" name:"mcp" group:"The desk" help:"Answer a language model on standard input and output."`
	Watch watchCmd `cmd:"" group:"The desk" help:"Tell what is new by rules: to webhooks and as lines."`

	Submit submitCmd `cmd:"" group:"Many machines" help:"Put reports into the stream of a JetStream cluster."`
	Worker workerCmd `cmd:"" group:"Many machines" help:"Take reports from the stream, code them, record them."`

	Eval    evalCmd    `cmd:"" group:"The workshop" help:"Measure a layer against gold."`
	Train   trainCmd   `cmd:"" group:"The workshop" help:"Train a model from treebanks or rows."`
	Version versionCmd `cmd:"" group:"The workshop" help:"Print the edition: release and fingerprint of models, directory and codebook."`
}

// A door is what a verb gets: the streams, and a context that ends with Ctrl-C.
type door struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

// Exit codes.
const (
	exitOK          = 0
	exitInput       = 1 // some input was wrong; the rest was done
	exitUsage       = 2 // the call is wrong; nothing was done
	exitFailure     = 3 // a file of ours is damaged, a disk is full, a defect
	exitInterrupted = 130
)

// defaultDB is the ledger where neither --db nor DRAGOMAN_DB names one.
const defaultDB = "dragoman.db"

// A wrongCall is what is wrong with the words or flags of a call: nothing was done.
type wrongCall struct{ error }

func (w wrongCall) Unwrap() error { return w.error }

// ofCall says of an error of the input that the call is what gave it.
func ofCall(err error) error {
	if errors.Is(err, dragoman.ErrInvalid) {
		return wrongCall{err}
	}
	return err
}

// errSome says that problems were reported one by one, and the rest was done.
var errSome = errors.New("some input could not be read")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is main without its globals.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	exited := -1
	var c cli
	parser, err := newParser(&c, []io.Writer{stdout, stderr}, func(code int) { exited = code })
	if err != nil {
		fmt.Fprintln(stderr, "dragoman:", err)
		return exitFailure
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help was printed
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "dragoman: %v\nRun dragoman --help, or dragoman VERB --help, for what there is.\n", err)
		return exitUsage
	}
	return report(ctx, stderr, parsed.Run(&door{ctx, stdin, stdout, stderr}))
}

// newParser lays out the verbs and their flags.
func newParser(c *cli, streams []io.Writer, exit func(int)) (*kong.Kong, error) {
	options := []kong.Option{
		kong.Name("dragoman"),
		kong.Description("Dragoman reads news reports and keeps the record: events (who did what to whom, when, where) and standings (what holds between two parties), each tied to the words that say so."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"db": defaultDB, "max_article": strconv.Itoa(intake.DefaultMaxArticle)},
	}
	if len(streams) == 2 {
		options = append(options, kong.Writers(streams[0], streams[1]), kong.Exit(exit))
	}
	return kong.New(c, options...)
}

// report prints an error once, with what to do next, and returns the exit code of its kind.
func report(ctx context.Context, stderr io.Writer, err error) int {
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "dragoman: stopped; what was finished is kept")
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitOK // whoever read the output has had enough
	case errors.Is(err, errSome):
		return exitInput
	}
	fmt.Fprintln(stderr, "dragoman:", strings.TrimSpace(err.Error()))
	if hint := hintOf(err); hint != "" {
		fmt.Fprintln(stderr, hint)
	}
	if _, wrong := errors.AsType[wrongCall](err); wrong {
		return exitUsage
	}
	for _, kind := range []error{dragoman.ErrInvalid, dragoman.ErrNotFound, dragoman.ErrConflict, fs.ErrNotExist, fs.ErrPermission} {
		if errors.Is(err, kind) {
			return exitInput
		}
	}
	return exitFailure
}

// hintOf says what to do about an error of a kind, where the error itself does not.
func hintOf(err error) string {
	switch {
	case errors.Is(err, dragoman.ErrCorrupt):
		return "The file is left as it is. Look with: dragoman check; restore it from a backup."
	case errors.Is(err, syscall.ENOSPC):
		return "The disk is full. Free some space and run the same command again: what was recorded is kept."
	}
	return ""
}
