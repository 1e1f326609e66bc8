package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"time"

	"dragoman"
	"dragoman/export"
	"dragoman/ledger"
)

type exportCmd struct {
	Records string `arg:"" optional:"" help:"JSON Lines of records: a file, or - for standard input; without it the ledger is exported." placeholder:"FILE"`
	dbFlags
	filterFlags
	Format string `help:"parquet: a folder by year and month; csv, csv-standings; polecat, gdelt, icews: their tables; ftm: FollowTheMoney entities; jsonld." enum:"parquet,csv,csv-standings,polecat,gdelt,icews,ftm,jsonld" required:"" placeholder:"FORMAT"`
	Out    string `help:"Where to: a file, or for parquet a new folder; it appears when it is complete. - is standard output." default:"-" placeholder:"PATH"`
}

// Help is printed below the flags.
func (exportCmd) Help() string {
	return `Formats that have no place for a modality (polecat, gdelt, icews, ftm) get what is done, and the agreements and threats that are announced; --modality chooses otherwise.
Examples:
  dragoman export --format parquet --out world
  dragoman export --format gdelt --from 2025 --actor SYR > syria.tsv
  dragoman code reports/ --format jsonl | dragoman export --format polecat -`
}

// Run writes records in the form asked for.
func (c *exportCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	out, err := c.open(d)
	if err != nil {
		return err
	}
	x := &exporting{cmd: c, filter: f, out: out}
	if c.Records != "" {
		err = x.lines(d)
	} else {
		err = c.ask(d, func(l *ledger.Ledger) error { return x.ledger(d, l) })
	}
	if err != nil && !errors.Is(err, errSome) {
		out.abort()
		return err
	}
	if cerr := out.close(); cerr != nil {
		return cerr
	}
	x.say(d)
	return err
}

// An output is a writer and the file it writes to.
type output struct {
	export.Writer
	commit func() error
	abort  func()
}

func (o *output) close() error {
	if err := o.Close(); err != nil {
		o.abort()
		return err
	}
	return o.commit()
}

// open begins the output.
func (c *exportCmd) open(d *door) (*output, error) {
	nothing := func() error { return nil }
	if c.Format == "parquet" {
		if c.Out == "-" {
			return nil, ofCall(fmt.Errorf("parquet is a folder: name it with --out: %w", dragoman.ErrInvalid))
		}
		w, err := export.NewParquet(c.Out)
		if err != nil {
			return nil, err
		}
		return &output{w, nothing, w.Abort}, nil
	}
	if c.Out == "-" {
		w, err := export.New(export.Format(c.Format), d.stdout)
		return &output{w, nothing, func() {}}, err
	}
	file, err := export.Create(c.Out)
	if err != nil {
		return nil, err
	}
	w, err := export.New(export.Format(c.Format), file)
	if err != nil {
		file.Abort()
		return nil, err
	}
	return &output{w, file.Commit, file.Abort}, nil
}

// An exporting is an export on its way.
type exporting struct {
	cmd     *exportCmd
	filter  ledger.Filter
	out     *output
	written int
	unsaid  int // records left out because the format cannot say that they are not done
	skipped bool
}

// write takes one record that the filter has chosen.
func (x *exporting) write(r *export.Record) error {
	if r.Event != nil && !x.takesEvents() || r.Standing != nil && !x.takesStandings() {
		return nil
	}
	format := export.Format(x.cmd.Format)
	if x.cmd.Format != "parquet" && !format.TellsModality() && len(x.filter.Modalities) == 0 && !export.Stated(r) {
		x.unsaid++
		return nil
	}
	x.written++
	return x.out.Write(r)
}

// lines exports JSON Lines. What only a ledger can answer is no filter for them.
func (x *exporting) lines(d *door) error {
	if f := x.filter; f.Text != "" || f.Where != "" || !f.KnownAt.IsZero() {
		return ofCall(fmt.Errorf("--text, --where and --known-at ask a ledger; records that are read have none: %w", dragoman.ErrInvalid))
	}
	in := d.stdin
	if x.cmd.Records != "-" {
		file, err := os.Open(x.cmd.Records)
		if err != nil {
			return fmt.Errorf("read records: %w", err)
		}
		defer file.Close()
		in = file
	}
	keep := newSieve(x.filter)
	failed := false
	for r, err := range export.Read(bufio.NewReaderSize(in, 1<<16)) {
		if d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		if err != nil {
			if !errors.Is(err, dragoman.ErrInvalid) {
				return fmt.Errorf("read records: %w", err)
			}
			d.complain(err)
			failed = true
			continue
		}
		if keep.event(r.Event, r.Report.Publisher) || keep.standing(r.Standing, r.Report.Publisher) {
			if err := x.write(r); err != nil {
				return err
			}
		}
	}
	if failed {
		return errSome
	}
	return nil
}

// ledger exports what a ledger holds. Without a filter that is one walk in the order of recording. With one, events come as the
// question for events gives them, in the order of days, and then the standings.
func (x *exporting) ledger(d *door, l *ledger.Ledger) error {
	known := ledger.Filter{KnownAt: x.filter.KnownAt}
	if known.KnownAt.IsZero() { // both walks are to know the same
		_, recorded, err := l.Ping(d.ctx)
		if err != nil {
			return err
		}
		known.KnownAt = recorded
	}
	x.filter.KnownAt = known.KnownAt
	keep := newSieve(x.filter)
	events := keep.open()
	if !events {
		if err := x.events(d, l); err != nil {
			return err
		}
	}
	if !events && !x.takesStandings() {
		return nil
	}
	if !events && keep.eventsOnly() {
		x.skipped = true
		return nil
	}
	return l.Each(d.ctx, known, func(line *ledger.Line) error {
		if line.Event != nil && events || keep.standing(line.Standing, line.Report.Publisher) {
			return x.write(recordOf(line))
		}
		return nil
	})
}

// events asks for the events, page by page.
func (x *exporting) events(d *door, l *ledger.Ledger) error {
	page := ledger.Page{Limit: 10_000}
	for {
		ans, err := l.Events(d.ctx, x.filter, page)
		if err != nil {
			return err
		}
		for i := range ans.Items {
			if err := x.write(recordOf(&ans.Items[i])); err != nil {
				return err
			}
		}
		if ans.Next == "" {
			return nil
		}
		page.Cursor = ans.Next
	}
}

// takesEvents reports whether the format has room for events.
func (x *exporting) takesEvents() bool { return x.cmd.Format != "csv-standings" }

// takesStandings reports whether the format has room for standings.
func (x *exporting) takesStandings() bool {
	switch x.cmd.Format {
	case "parquet", "csv-standings", "ftm", "jsonld":
		return true
	}
	return false
}

// say tells what was left out, and what was written where that does not show.
func (x *exporting) say(d *door) {
	if x.unsaid > 0 {
		fmt.Fprintf(d.stderr, "left out: %d records of what is planned, possible or denied, which %s cannot tell; --modality takes them in\n", x.unsaid, x.cmd.Format)
	}
	if x.skipped {
		fmt.Fprintln(d.stderr, "left out: standings, for the filter asks what only events have")
	}
	if x.cmd.Out != "-" {
		fmt.Fprintf(d.stderr, "%d records: %s\n", x.written, x.cmd.Out)
	}
}

// recordOf is a line of the ledger as an export takes it.
func recordOf(l *ledger.Line) *export.Record {
	return &export.Record{Seq: l.Seq, Recorded: l.Recorded.In(time.UTC), Edition: l.Edition, Event: l.Event, Standing: l.Standing,
		Report: export.Report(l.Report)}
}
