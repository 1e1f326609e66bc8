package main

import (
	"fmt"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/ledger"
)

// lineColumns are how a record of the ledger is printed.
var lineColumns = []column[ledger.Line]{
	{"seq", func(l *ledger.Line) string { return strconv.FormatInt(l.Seq, 10) }},
	{"from", func(l *ledger.Line) string { return l.Gist().From.String() }},
	{"to", func(l *ledger.Line) string { return l.Gist().To.String() }},
	{"what", lineWhat},
	{"who", func(l *ledger.Line) string { return partyLabel(l.Gist().First) }},
	{"whom", func(l *ledger.Line) string { return partyLabel(l.Gist().Second) }},
	{"modality", func(l *ledger.Line) string { return l.Gist().Modality.String() }},
	{"quote", func(l *ledger.Line) string { return strings.Join(strings.Fields(l.Gist().Evidence.Quote), " ") }},
	{"report", func(l *ledger.Line) string { return l.Report.Ref }},
	{"id", func(l *ledger.Line) string { return l.Gist().ID.String() }},
}

func lineWhat(l *ledger.Line) string {
	switch {
	case l.Event != nil:
		return strings.TrimSpace(l.Event.Type + " " + l.Event.Mode)
	case l.Standing != nil:
		return l.Standing.Relation + " " + l.Standing.Change.String()
	}
	return "retracts"
}

type eventsCmd struct {
	dbFlags
	filterFlags
	pageFlags
	outFlags
}

// Help is printed below the flags.
func (eventsCmd) Help() string {
	return `Examples:
  dragoman events --actor SYR --type CONSULT --from 2025-05
  dragoman events --where 'event.intensity < -5 && "MIL" in source.sectors' --format csv`
}

// Run prints the events that the filter chooses.
func (c *eventsCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Events(d.ctx, f, c.page())
		if err != nil {
			return err
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, lineColumns)
	})
}

type dyadCmd struct {
	A string `arg:"" help:"One actor."`
	B string `arg:"" help:"The other."`
	eventsCmd
}

// Run prints what two actors did to each other.
func (c *dyadCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Dyad(d.ctx, c.A, c.B, f, c.page())
		if err != nil {
			return err
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, lineColumns)
	})
}

type timelineCmd struct {
	Who string `arg:"" help:"An actor: a country, a person, a group."`
	eventsCmd
}

// Run prints what an actor did, underwent, began and ceased to be.
func (c *timelineCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	f.Actor = c.Who
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Timeline(d.ctx, f, c.page())
		if err != nil {
			return err
		}
		columns := []column[ledger.Moment]{{"day", func(m *ledger.Moment) string { return m.Day.String() }}}
		for _, lc := range lineColumns[3:] {
			columns = append(columns, column[ledger.Moment]{lc.head, func(m *ledger.Moment) string { return lc.cell(&m.Line) }})
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, columns)
	})
}

type happeningsCmd struct{ eventsCmd }

// Run prints happenings: events of all reports that tell of one thing done.
func (c *happeningsCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Happenings(d.ctx, f, c.page())
		if err != nil {
			return err
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, []column[ledger.Happening]{
			{"from", func(h *ledger.Happening) string { return h.From.String() }},
			{"to", func(h *ledger.Happening) string { return h.To.String() }},
			{"type", func(h *ledger.Happening) string { return h.Type }},
			{"who", func(h *ledger.Happening) string { return partyLabel(h.Source) }},
			{"whom", func(h *ledger.Happening) string { return partyLabel(h.Target) }},
			{"modality", func(h *ledger.Happening) string { return h.Modality.String() }},
			{"reports", func(h *ledger.Happening) string { return strconv.Itoa(h.Reports) }},
			{"sources", func(h *ledger.Happening) string { return strconv.Itoa(h.Sources) }},
			{"publishers", func(h *ledger.Happening) string { return strconv.Itoa(h.Papers) }},
			{"against", func(h *ledger.Happening) string { return strconv.Itoa(len(h.Against)) }},
		})
	})
}

// factColumns are how a fact is printed.
var factColumns = []column[ledger.Fact]{
	{"relation", func(f *ledger.Fact) string { return f.Relation }},
	{"subject", func(f *ledger.Fact) string { return partyLabel(&f.Subject) }},
	{"object", func(f *ledger.Fact) string { return partyLabel(&f.Object) }},
	{"value", func(f *ledger.Fact) string { return f.Value }},
	{"from", func(f *ledger.Fact) string { return f.From.String() }},
	{"to", func(f *ledger.Fact) string { return f.To.String() }},
	{"status", func(f *ledger.Fact) string { return string(f.Status) }},
	{"reports", func(f *ledger.Fact) string { return strconv.Itoa(f.Reports) }},
	{"against", func(f *ledger.Fact) string { return strconv.Itoa(len(f.Conflicts)) }},
	{"seqs", func(f *ledger.Fact) string { return strings.Trim(fmt.Sprint(f.Seqs), "[]") }},
}

type standingCmd struct {
	Who string `arg:"" optional:"" help:"An actor: a country, a person, a group; all where none is named."`
	dbFlags
	filterFlags
	pageFlags
	outFlags
	AsOf string `help:"The day in the world; default today." placeholder:"DAY"`
	All  bool   `help:"What has ended, is to come, or was planned and came true too."`
}

// Help is printed below the flags.
func (standingCmd) Help() string {
	return `Examples:
  dragoman standing Syria --as-of 2025-12-01
  dragoman standing Syria --as-of 2025-12-01 --known-at 2025-11-12
  dragoman standing "Ahmed al-Sharaa" --type holds_office --all`
}

// Run prints what holds for an actor as of two clocks.
func (c *standingCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Who != "" {
		f.Actor = c.Who
	}
	asOf, err := ledger.ParseDay("--as-of", c.AsOf, true)
	if err != nil {
		return ofCall(err)
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Standing(d.ctx, ledger.StandingQuery{Filter: f, Page: c.page(), AsOf: asOf, All: c.All})
		if err != nil {
			return err
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, factColumns)
	})
}

type diffCmd struct {
	Who     string   `arg:"" optional:"" help:"An actor; all where none is named."`
	Between []string `help:"Two days." required:"" placeholder:"D1,D2"`
	dbFlags
	filterFlags
	outFlags
}

// Help is printed below the flags.
func (diffCmd) Help() string {
	return `Example:
  dragoman diff Syria --between 2024-12-01,2025-12-01`
}

// Run prints what changed in an actor's standings between two days.
func (c *diffCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Who != "" {
		f.Actor = c.Who
	}
	if len(c.Between) != 2 {
		return ofCall(fmt.Errorf("--between wants two days, such as 2024-12-01,2025-12-01: %w", dragoman.ErrInvalid))
	}
	var days [2]dragoman.Date
	for i, s := range c.Between {
		if days[i], err = ledger.ParseDay("--between", s, i == 1); err != nil {
			return ofCall(err)
		}
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Diff(d.ctx, f, days[0], days[1])
		if err != nil {
			return err
		}
		columns := []column[ledger.FactChange]{{"what", func(x *ledger.FactChange) string { return x.What }}}
		for _, fc := range factColumns {
			columns = append(columns, column[ledger.FactChange]{fc.head, func(x *ledger.FactChange) string { return fc.cell(&x.Fact) }})
		}
		return printItems(d, c.outFlags, ans.Items, ans.Next, columns)
	})
}

type changesCmd struct {
	dbFlags
	outFlags
	Since int64 `help:"The number of the last assertion seen."`
	Limit int   `help:"How many at most." default:"1000"`
}

// Run prints the ledger's feed.
func (c *changesCmd) Run(d *door) error {
	return c.ask(d, func(l *ledger.Ledger) error {
		ans, err := l.Changes(d.ctx, c.Since, c.Limit)
		if err != nil {
			return err
		}
		columns := []column[ledger.Change]{{"change", func(x *ledger.Change) string { return x.What }}}
		for _, lc := range lineColumns {
			columns = append(columns, column[ledger.Change]{lc.head, func(x *ledger.Change) string { return lc.cell(&x.Line) }})
		}
		return printItems(d, c.outFlags, ans.Items, "", columns)
	})
}

type countsCmd struct {
	dbFlags
	filterFlags
	outFlags
	By    []string `help:"type, dyad, pair (of countries), month; several count by their combinations." enum:"type,dyad,pair,month" default:"type"`
	Limit int      `help:"How many rows at most." default:"1000"`
}

// Run counts events.
func (c *countsCmd) Run(d *door) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	var by []ledger.By
	for _, b := range c.By {
		by = append(by, ledger.By(b))
	}
	return c.ask(d, func(l *ledger.Ledger) error {
		rows, err := l.Counts(d.ctx, f, by, c.Limit)
		if err != nil {
			return err
		}
		return printItems(d, c.outFlags, rows, "", []column[ledger.Count]{
			{"type", func(x *ledger.Count) string { return x.Type }},
			{"source", func(x *ledger.Count) string { return x.Source }},
			{"target", func(x *ledger.Count) string { return x.Target }},
			{"month", func(x *ledger.Count) string { return x.Month }},
			{"events", func(x *ledger.Count) string { return strconv.FormatInt(x.Events, 10) }},
			{"reports", func(x *ledger.Count) string { return strconv.FormatInt(x.Reports, 10) }},
			{"intensity", func(x *ledger.Count) string { return strconv.FormatFloat(x.Intensity, 'f', 2, 64) }},
		})
	})
}
