package main

import (
	"fmt"
	"iter"
	"runtime"

	"dragoman"
	"dragoman/intake"
	"dragoman/pipeline"
)

// readFlags are the flags of each verb that reads reports.
type readFlags struct {
	Inputs     []string `arg:"" name:"input" help:"Files, folders and - for standard input: text, HTML, JSON Lines or CSV (columns id, text or body, title, published, url, source), plain, gzip or zstd."`
	Published  string   `help:"The day of reports that do not give their own, YYYY-MM-DD." placeholder:"DAY"`
	MaxArticle int      `help:"Refuse reports longer than this many bytes." default:"${max_article}"`
	Codebook   string   `help:"Lay the frames of this folder over the built-in codebook." type:"existingdir" placeholder:"DIR"`
	Workers    int      `help:"Documents coded at once; 0 is one for each core." default:"0"`
}

// documents is coded Documents in order; an error stands in the place of the report it lost.
type documents = iter.Seq2[*dragoman.Document, error]

// documents codes the inputs and yields Documents in order; an error stands in the place of the report it lost.
func (f *readFlags) documents(d *door) (documents, *pipeline.Models, error) {
	var published dragoman.Date
	if f.Published != "" {
		var err error
		if published, err = dragoman.ParseDate(f.Published); err != nil {
			return nil, nil, fmt.Errorf("--published: %w", err)
		}
	}
	models, err := pipeline.Load(pipeline.Options{Codebook: f.Codebook})
	if err != nil {
		return nil, nil, err
	}
	workers := f.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	reader := intake.New(intake.Options{Published: published, MaxArticle: f.MaxArticle, Stdin: d.stdin})
	articles := reader.Read(d.ctx, f.Inputs...)
	return pipeline.Run(d.ctx, models.Pipeline, articles, workers), models, nil
}

// complain prints one problem of the input and counts it.
func (d *door) complain(err error) {
	fmt.Fprintln(d.stderr, "dragoman:", err)
}
