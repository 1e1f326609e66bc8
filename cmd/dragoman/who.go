package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/actor"
	"dragoman/ledger"
	"dragoman/pipeline"
)

type whoCmd struct {
	Ask    whoAskCmd    `cmd:"" default:"withargs" help:"Print who words may mean on a day, with reasons."`
	Import whoImportCmd `cmd:"" help:"Read actors of your own (CSV, PETRARCH, FollowTheMoney, Wikidata) and print them as entries of the directory, a line of JSON each."`
}

// Help is printed below the commands.
func (whoCmd) Help() string {
	return `dragoman who WORDS is dragoman who ask WORDS; its flags: dragoman who ask --help.
Example:
  dragoman who "the Syrian leader" --on 2025-11-10`
}

type whoAskCmd struct {
	Words []string `arg:"" help:"A name, or words such as \"the Syrian leader\"."`
	On    string   `help:"The day; any day where it is left out." placeholder:"DAY"`
	outFlags
}

// Help is printed below the flags.
func (whoAskCmd) Help() string {
	return `Examples:
  dragoman who "the Syrian leader" --on 2025-11-10
  dragoman who HTS`
}

// Run prints the candidates, the likeliest first.
func (c *whoAskCmd) Run(d *door) error {
	day, err := ledger.ParseDay("--on", c.On, false)
	if err != nil {
		return ofCall(err)
	}
	dir, err := actor.Builtin()
	if err != nil {
		return err
	}
	words := strings.Join(c.Words, " ")
	found := dir.Who(words, day)
	if len(found) == 0 {
		return fmt.Errorf("%q is not in the directory: %w", words, dragoman.ErrNotFound)
	}
	type row struct {
		dragoman.Party
		Span  *int     `json:"span,omitempty"` // a candidate has no place in a text
		Score float64  `json:"score"`
		Why   []string `json:"why"`
	}
	rows := make([]row, len(found))
	for i, f := range found {
		rows[i] = row{Party: f.Party, Score: f.Score, Why: f.Why}
	}
	return printItems(d, c.outFlags, rows, "", []column[row]{
		{"score", func(r *row) string { return strconv.FormatFloat(r.Score, 'f', 2, 64) }},
		{"name", func(r *row) string { return r.Name }},
		{"code", func(r *row) string { return r.Code }},
		{"role", func(r *row) string { return r.Role }},
		{"actor", func(r *row) string { return r.Actor }},
		{"why", func(r *row) string { return strings.Join(r.Why, "; ") }},
	})
}

type whoImportCmd struct {
	File string `arg:"" help:"A file of actors." type:"existingfile"`
	From string `help:"Its form." enum:"csv,petrarch,ftm,wikidata" required:""`
}

// Help is printed below the flags.
func (whoImportCmd) Help() string {
	return `Example:
  dragoman who import Phoenix.MilNonState.actors.txt --from petrarch`
}

// Run prints the actors that the file holds, a line of JSON each; lines in error are named and left out.
func (c *whoImportCmd) Run(d *door) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("open actors: %w", err)
	}
	defer f.Close() // read only
	entries, problems := actor.Import(f, c.File, actor.Format(c.From))
	for i := range entries {
		if err := writeJSON(d.stdout, &entries[i]); err != nil {
			return err
		}
	}
	if problems != nil {
		d.complain(problems)
		return errSome
	}
	return nil
}

type whereCmd struct{ readFlags }

// Help is printed below the flags.
func (whereCmd) Help() string {
	return `Prints JSON Lines: ref, name, span, lat, lon, country, geonames; near, where the point is that of the place that the text puts an unknown name in
or by.
Example:
  dragoman where report.txt`
}

// A placeLine is a place that a text names.
type placeLine struct {
	Ref string `json:"ref"`
	dragoman.Place
	Text  string        `json:"text"`
	Span  dragoman.Span `json:"span"`
	Score float32       `json:"score"`
}

// Run prints the places of each report.
func (c *whereCmd) Run(d *door) error {
	docs, _, err := c.documents(d)
	if err != nil {
		return err
	}
	failed := false
	for doc, err := range docs {
		if err != nil {
			d.complain(err)
			failed = true
			continue
		}
		for i := range doc.Places {
			p := &doc.Places[i]
			if err := writeJSON(d.stdout, placeLine{doc.Ref, p.Place, doc.Quote(p.Span), p.Span, p.Score}); err != nil {
				return err
			}
		}
	}
	if failed {
		return errSome
	}
	return nil
}

type baselineCmd struct {
	dbFlags
	Until string `help:"The day up to which the directory's standings are known." default:"2026-05-17" placeholder:"DAY"`
}

// Help is printed below the flags.
func (baselineCmd) Help() string {
	return `Writes who holds which office and which country is a member of what, as assertions of the source "factbook".
Example:
  dragoman baseline && dragoman standing Syria --as-of 2020-01-01`
}

// Run writes the baseline.
func (c *baselineCmd) Run(d *door) error {
	until, err := ledger.ParseDay("--until", c.Until, true)
	if err != nil {
		return ofCall(err)
	}
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	l, err := c.open(d, ledger.Options{})
	if err != nil {
		return err
	}
	res, err := l.Baseline(d.ctx, models.Edition(), until, func(yield func(dragoman.Standing) bool) {
		for s := range models.Directory.Baseline() {
			one := *s
			if !yield(one) {
				return
			}
		}
	})
	if cerr := l.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stderr, "%d standings written, %d retracted\n", res.Written, res.Retracted)
	return nil
}
