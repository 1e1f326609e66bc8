package main

import (
	"fmt"
	"runtime"

	"dragoman/pipeline"
)

type versionCmd struct {
	Format string `help:"text for people, json for programs." enum:"text,json" default:"text"`
}

// Run prints the edition that this binary reads as.
func (c *versionCmd) Run(d *door) error {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	ed := models.Edition()
	if c.Format == "json" {
		return writeJSON(d.stdout, ed)
	}
	_, err = fmt.Fprintf(d.stdout, "%s rank %d (%s, %s/%s)\n", ed.Name, ed.Rank, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
