package codebook

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"dragoman"
)

// A SyntaxError is a line of a codebook file that is wrong. Its text shows the line and a caret.
type SyntaxError struct {
	File    string
	Line    int // from 1
	Column  int // from 1, in characters
	Text    string
	Message string
}

func (e *SyntaxError) Error() string {
	if e.File == "" {
		return e.Message
	}
	indent := strings.Repeat(" ", max(0, e.Column-1))
	return fmt.Sprintf("%s:%d:%d: %s\n    %s\n    %s^", e.File, e.Line, e.Column, e.Message, e.Text, indent)
}

// Unwrap makes the error one of invalid input.
func (e *SyntaxError) Unwrap() error { return dragoman.ErrInvalid }

// A line is one of a file, without its comment.
type line struct {
	file     string
	number   int
	raw      string // as it stands
	text     string // without comment and outer space
	comment  string
	indented bool
}

// lines yields the lines of a file, those that are empty or only a comment too.
func lines(file, text string) iter.Seq[line] {
	return func(yield func(line) bool) {
		n := 0
		for raw := range strings.Lines(text) {
			n++
			raw = strings.TrimRight(raw, "\r\n")
			body, comment := cutComment(raw)
			ln := line{file: file, number: n, raw: strings.ReplaceAll(raw, "\t", " "), text: strings.TrimSpace(body),
				comment: strings.TrimSpace(comment), indented: strings.HasPrefix(raw, " ") || strings.HasPrefix(raw, "\t")}
			if !yield(ln) {
				return
			}
		}
	}
}

// cutComment splits off what follows a "#" at the line's start or after a space.
func cutComment(s string) (body, comment string) {
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && (i == 0 || s[i-1] == ' ' || s[i-1] == '\t') {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// cut splits the line after its first word.
func (ln line) cut() (word, rest string) {
	word, rest, _ = strings.Cut(ln.text, " ")
	return word, strings.TrimSpace(rest)
}

func (ln line) rule() string { return ln.file + ":" + strconv.Itoa(ln.number) }

// errorf makes an error whose caret stands under the first occurrence of at.
func (ln line) errorf(at, format string, args ...any) *SyntaxError {
	col := max(0, strings.Index(ln.raw, at))
	if at == "" {
		col = max(0, strings.Index(ln.raw, ln.text))
	}
	return &SyntaxError{File: ln.file, Line: ln.number, Column: utf8.RuneCountInString(ln.raw[:col]) + 1, Text: ln.raw,
		Message: fmt.Sprintf(format, args...)}
}

// score reads a number from -10 to 10.
func (ln line) score(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v < -10 || v > 10 {
		return 0, ln.errorf(s, "score %q is not a number from -10 to 10", s)
	}
	return v, nil
}
