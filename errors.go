package dragoman

import (
	"errors"
	"fmt"
	"slices"
)

// The kinds of error that doors tell apart. Any other error is a failure of the machine or a defect.
var (
	ErrInvalid     = errors.New("invalid input") // what was given is wrong; the same call fails again
	ErrNotFound    = errors.New("not found")     // there is no such thing
	ErrConflict    = errors.New("conflict")      // it contradicts what is there
	ErrCorrupt     = errors.New("corrupt file")  // a file of ours is damaged
	ErrUnavailable = errors.New("not available") // try later: locked, unreachable, out of space
)

// indexOf finds name in the list of names of a kind of constant.
func indexOf(names []string, name, kind string) (int, error) {
	if i := slices.Index(names, name); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("%s %q: not one of %q: %w", kind, name, names, ErrInvalid)
}
