package export

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"dragoman"
)

// A File is a file that appears whole or not at all: it is written beside its place, brought to disk, and renamed.
type File struct {
	*os.File
	path string // none for a pipe or a device
}

// Create begins a file at path. A file that is there stays until Commit, which replaces it; a link to one stays a link. A pipe or a
// device is written to as it is.
func Create(path string) (*File, error) {
	switch info, err := os.Stat(path); {
	case err != nil: // nothing is there, or CreateTemp says what is wrong
	case info.IsDir():
		return nil, fmt.Errorf("create %s: it is a folder: name a file: %w", path, dragoman.ErrConflict)
	case !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("create: %w", err)
		}
		return &File{f, ""}, nil
	default:
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, fmt.Errorf("create: %w", err)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return &File{f, path}, nil
}

// Commit puts the file in its place.
func (f *File) Commit() error {
	if f.path == "" {
		return f.Close()
	}
	err := f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), f.path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return syncPath(filepath.Dir(f.path))
}

// Abort removes what was written.
func (f *File) Abort() {
	_ = f.Close()
	if f.path != "" {
		_ = os.Remove(f.Name())
	}
}

// A folder is a folder that appears whole or not at all.
type folder struct{ path, beside string }

func newFolder(path string) (*folder, error) {
	path = filepath.Clean(path)
	switch empty, err := isEmpty(path); {
	case err != nil:
		return nil, fmt.Errorf("create %s: %w", path, err)
	case !empty:
		return nil, fmt.Errorf("create %s: it is there already; remove it or name another: %w", path, dragoman.ErrConflict)
	}
	beside, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	if err := os.Chmod(beside, 0o755); err != nil {
		_ = os.Remove(beside)
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return &folder{path, beside}, nil
}

// isEmpty reports whether path is not there, or is a folder that holds nothing.
func isEmpty(path string) (bool, error) {
	d, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer d.Close()
	if _, err = d.ReadDir(1); errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, nil // it holds something, or is no folder
}

// commit puts the folder in its place.
func (d *folder) commit() error {
	err := filepath.WalkDir(d.beside, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return syncPath(path)
	})
	if err == nil {
		_ = os.Remove(d.path) // an empty folder there gives way
		err = os.Rename(d.beside, d.path)
	}
	if err != nil {
		d.abort()
		return fmt.Errorf("write %s: %w", d.path, err)
	}
	return syncPath(filepath.Dir(d.path))
}

func (d *folder) abort() { _ = os.RemoveAll(d.beside) }

// syncPath brings a file, or the names in a folder, to disk.
func syncPath(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
