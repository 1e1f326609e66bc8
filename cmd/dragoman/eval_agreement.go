package main

import (
	"fmt"
	"os"

	"dragoman/internal/score"
)

type evalAgreementCmd struct {
	evalFlags
	First       string `arg:"" help:"A folder of .gold files." type:"existingdir"`
	Second      string `arg:"" help:"The same texts, or some of them, labelled by another." type:"existingdir"`
	Strict      bool   `help:"Leave out what may be there or not, and take the first of several types and modes."`
	Differences bool   `help:"List where the two differ."`
}

// Run measures how far two labellings say the same. No model is loaded.
func (c *evalAgreementCmd) Run(d *door) error {
	var sets [2][]score.GoldText
	for i, dir := range []string{c.First, c.Second} {
		texts, err := score.ReadGold(os.DirFS(dir), sharedData())
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		if c.Strict {
			texts = score.Strict(texts)
		}
		sets[i] = texts
	}
	res, err := score.Agree(sets[0], sets[1])
	if err != nil {
		return err
	}
	if c.Format == "text" {
		return res.Print(d.stdout, c.Differences)
	}
	if !c.Differences {
		res.Differences = nil
	}
	return c.print(d, res)
}
