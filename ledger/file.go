package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"dragoman"
)

// applicationID is "DRGM", at bytes 68 to 71 of each SQLite ledger (SQLite file format, section 1.3.6).
const applicationID = 0x4452474D

type fileState int

const (
	fileMissing fileState = iota
	fileEmpty             // no bytes: nothing is lost by making a ledger of it
	fileOurs
)

// inspect reads the header of a file before SQLite sees it, so that what is not ours, or is cut short, stays untouched.
func inspect(path string) (fileState, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return 0, fmt.Errorf("no folder %s: make it, or name another place: %w", filepath.Dir(path), dragoman.ErrInvalid)
		}
		return fileMissing, nil
	case errors.Is(err, fs.ErrPermission):
		return 0, fmt.Errorf("no permission to read it: %w", dragoman.ErrUnavailable)
	case err != nil:
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("not a file: name the file of a ledger: %w", dragoman.ErrInvalid)
	}
	if info.Size() == 0 {
		if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
			return 0, fmt.Errorf("the file is empty but its log %s-wal is not: the file was cut; restore it from a backup: %w", path, dragoman.ErrCorrupt)
		}
		return fileEmpty, nil
	}
	var head [100]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return 0, fmt.Errorf("not a ledger (no SQLite file): name another file with --db: %w", dragoman.ErrInvalid)
	}
	if id := binary.BigEndian.Uint32(head[68:]); id != applicationID {
		return 0, fmt.Errorf("an SQLite file of another program (application id %#x): name another file with --db: %w", id, dragoman.ErrInvalid)
	}
	return fileOurs, checkLength(path, head[:], info.Size())
}

// checkLength compares the pages that the header counts with those that are there. While a log lies beside the file it may
// rightly be shorter.
func checkLength(path string, head []byte, size int64) error {
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	want := page * int64(binary.BigEndian.Uint32(head[28:]))
	if size < want {
		return fmt.Errorf("the file is cut short: %d of %d bytes are there; restore it from a backup: %w", size, want, dragoman.ErrCorrupt)
	}
	return nil
}

// writable finds out whether the file and its folder take writes, without writing.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return unwritable(path, err)
	}
	f.Close()
	// SQLite keeps its log beside the file.
	if err := syscall.Access(filepath.Dir(path), 2); err != nil {
		return unwritable(filepath.Dir(path), err)
	}
	return nil
}

// frozen reports whether a file lies in a folder that takes no writes, with no log beside it.
func frozen(path string) bool {
	if syscall.Access(filepath.Dir(path), 2) == nil {
		return false
	}
	wal, err := os.Stat(path + "-wal")
	return err != nil || wal.Size() == 0
}

func unwritable(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s is read-only: make it writable, or name another file with --db: %w", path, dragoman.ErrUnavailable)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("the disk of %s is full: free some space and run the same again: %w", path, dragoman.ErrUnavailable)
	}
	return err
}
