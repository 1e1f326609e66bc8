// Command compile makes actor/directory.tsv.zst from the tables of package actor (tables/*.txt) and from the facts in
// $DRAGOMAN_SHARED/data: The World Factbook's history, a list of heads of government, and a dictionary of armed groups.
// Of two sources that tell of the same office, our own table is believed, then The Factbook, then the list.
//
//	DRAGOMAN_SHARED=/path/to/shared go run ./actor/compile -o actor/directory.tsv.zst
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"dragoman/internal/packed"
)

func main() {
	out := flag.String("o", "directory.tsv.zst", "the file to write")
	tables := flag.String("tables", "tables", "the folder of our own tables")
	flag.Parse()
	if err := run(*out, *tables, os.Getenv("DRAGOMAN_SHARED")); err != nil {
		log.Fatal(err)
	}
}

func run(out, tables, shared string) error {
	if shared == "" {
		return fmt.Errorf("DRAGOMAN_SHARED is not set: it names the folder that holds data/factbook, data/leaders and data/petrarch")
	}
	b := newBuilder()
	for _, step := range []struct {
		read func(string) error
		path string
	}{
		{b.bodies, filepath.Join(tables, "organisations.txt")},
		{b.bodies, filepath.Join(tables, "groups.txt")},
		{b.offices, filepath.Join(tables, "offices.txt")},
		{b.persons, filepath.Join(tables, "persons.txt")},
		{b.factbook, filepath.Join(shared, "data/factbook/history.jsonl")},
		{b.leaders, filepath.Join(shared, "data/leaders/reign_leaders_2021-03.csv")},
		{b.bynames, filepath.Join(tables, "bynames.txt")},
		{b.armed, filepath.Join(shared, "data/petrarch/Phoenix.MilNonState.actors.txt")},
		{b.numbers, filepath.Join(tables, "wikidata.txt")},
	} {
		if err := step.read(step.path); err != nil {
			return fmt.Errorf("read %s: %w", step.path, err)
		}
	}
	text := b.write()
	z := packed.Append(nil, text)
	fmt.Fprintf(os.Stderr, "%d entries, %d terms, %d memberships; %d bytes, %d compressed\n", len(b.entries), len(b.terms), len(b.members), len(text), len(z))
	fmt.Fprintln(os.Stderr, b.counts())
	return os.WriteFile(out, z, 0o644)
}
