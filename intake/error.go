package intake

import (
	"fmt"
	"strings"

	"dragoman"
)

// A Reason is why a report, an entry or a file was not read, or not coded.
type Reason uint8

// The reasons.
const (
	Unreadable    Reason = iota // it cannot be opened, or reading it failed
	Damaged                     // truncated, or against the rules of its format
	Empty                       // there is no text in it
	NotText                     // an image, a programme, a document of another kind
	NotArticle                  // a page or a mail without a report: a menu, an error, a redirect
	TooLong                     // longer than one report may be
	OverLimit                   // an archive that is nested too deep, holds or expands to too much, or takes too long
	Duplicate                   // the same report came before
	NoDate                      // the day it was published is not known
	OtherLanguage               // not in English
)

var reasonNames = []string{"unreadable", "damaged", "empty", "not text", "not news", "too long", "over a limit", "duplicate", "no date", "not English"}

func (r Reason) String() string { return reasonNames[r] }

// MarshalText writes the reason's words.
func (r Reason) MarshalText() ([]byte, error) { return []byte(reasonNames[r]), nil }

// An Error is why a report, a row or a file could not be read. It names the place and what to do.
type Error struct {
	Ref    string // the path or URL; an entry of an archive follows its archive and a "!"
	Row    int    // from 1; 0 where it is the whole file
	Hint   string // what to do about it
	Err    error
	Reason Reason
	// Skip is true where an archive holds what was never a report, or one that came before: it is counted, and no failure.
	Skip bool
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Ref)
	if e.Row > 0 {
		fmt.Fprintf(&b, " row %d", e.Row)
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	if e.Hint != "" {
		fmt.Fprintf(&b, " (%s)", e.Hint)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// damaged is an Error about input that breaks the rules of its format.
func damaged(ref string, row int, hint, format string, args ...any) *Error {
	return &Error{Ref: ref, Row: row, Hint: hint, Err: &problem{fmt.Sprintf(format, args...)}, Reason: Damaged}
}

// because is damaged with another reason.
func because(why Reason, ref string, row int, hint, format string, args ...any) *Error {
	e := damaged(ref, row, hint, format, args...)
	e.Reason = why
	return e
}

// A problem is an ErrInvalid that says only what is wrong.
type problem struct{ what string }

func (p *problem) Error() string        { return p.what }
func (p *problem) Is(target error) bool { return target == dragoman.ErrInvalid }
