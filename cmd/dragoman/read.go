package main

import (
	"fmt"
	"iter"

	"dragoman"
	"dragoman/intake"
	"dragoman/pipeline"
)

// readFlags are the flags of each verb that reads reports.
type readFlags struct {
	Inputs     []string `arg:"" name:"input" help:"Files, folders and - for standard input: text, HTML, JSON Lines, CSV, Parquet (columns id, text or body, title, published, url, source), WARC, NITF, NewsML-G2, PETRARCH XML, RSS, mail; plain, in zip or tar, with gzip, zstd or bzip2."`
	Published  string   `help:"The day of reports that do not give their own, YYYY-MM-DD." placeholder:"DAY"`
	CrawlDay   bool     `help:"Pages of a web archive without a day take that of their crawl."`
	NeedDay    bool     `help:"Leave out reports whose day is not known."`
	Language   string   `help:"auto: told by the text, and only English is coded; en: take every report for English." enum:"auto,en" default:"auto"`
	Duplicates string   `help:"keep or skip a report that came before; auto: skip them for a ledger." enum:"auto,keep,skip" default:"auto"`
	MaxArticle int      `help:"Refuse reports longer than this many bytes." default:"${max_article}"`
	Codebook   string   `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
	Workers    int      `help:"Documents coded at once; 0 is one for each core." default:"0"`
	Resume     string   `help:"Keep in this file how far the reading has come, and go on from there." placeholder:"FILE"`
	Skipped    string   `help:"List in this file, as JSON Lines, what was left out and why." placeholder:"FILE"`

	toLedger bool // the verb writes nothing to standard output, and copies of a report change nothing
	progress *reading
}

// documents is coded Documents in order; an error stands in the place of the report it lost.
type documents = iter.Seq2[*dragoman.Document, error]

// documents codes the inputs and yields Documents in order; an error stands in the place of the report it lost. At their end
// it says on standard error what was left out.
func (f *readFlags) documents(d *door) (documents, *pipeline.Models, error) {
	opts := intake.Options{MaxArticle: f.MaxArticle, CrawlDay: f.CrawlDay, Stdin: d.stdin}
	if f.Published != "" {
		var err error
		if opts.Published, err = dragoman.ParseDate(f.Published); err != nil {
			return nil, nil, ofCall(fmt.Errorf("--published: %w", err))
		}
	}
	if f.Language == "en" {
		opts.Language = intake.AnyEnglish
	}
	opts.Dedupe = f.Duplicates == "skip" || f.Duplicates == "auto" && f.toLedger
	reading, err := f.begin(d, &opts)
	if err != nil {
		return nil, nil, err
	}
	models, err := pipeline.Load(pipeline.Options{Codebook: f.Codebook})
	if err != nil {
		return nil, nil, err
	}
	f.progress = reading
	articles := reading.articles(intake.New(opts).ReadFrom(d.ctx, reading.mark, f.Inputs...))
	docs := pipeline.Run(d.ctx, models.Pipeline, articles, f.Workers)
	return reading.documents(docs), models, nil
}

// complain prints one problem of the input and counts it.
func (d *door) complain(err error) {
	fmt.Fprintln(d.stderr, "dragoman:", err)
}
