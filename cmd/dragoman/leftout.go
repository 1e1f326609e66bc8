package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"dragoman"
	"dragoman/intake"
)

// leftOut is what was not coded, and why: counts, and a list for who asked for one.
type leftOut struct {
	reports, undated int
	reasons          map[intake.Reason]int
	languages        map[string]int
	list             io.WriteCloser
	err              error
}

// A skippedLine is a line of the list.
type skippedLine struct {
	Ref    string        `json:"ref"`
	Row    int           `json:"row,omitempty"`
	Reason intake.Reason `json:"reason"`
	What   string        `json:"what,omitempty"`
	Hint   string        `json:"hint,omitempty"`
	Lang   string        `json:"lang,omitempty"`
}

func (l *leftOut) add(e *intake.Error) {
	if l.reasons == nil {
		l.reasons = make(map[intake.Reason]int)
	}
	l.reasons[e.Reason]++
	l.line(skippedLine{Ref: e.Ref, Row: e.Row, Reason: e.Reason, What: e.Err.Error(), Hint: e.Hint})
}

func (l *leftOut) foreign(a *dragoman.Article) {
	if l.languages == nil {
		l.languages = make(map[string]int)
	}
	l.languages[a.Lang]++
	l.line(skippedLine{Ref: a.Ref, Reason: intake.OtherLanguage, Lang: a.Lang})
}

func (l *leftOut) line(s skippedLine) {
	if l.list == nil || l.err != nil {
		return
	}
	b, err := json.Marshal(s)
	if err == nil {
		_, err = l.list.Write(append(b, '\n'))
	}
	l.err = err
}

func (l *leftOut) close() error {
	if l.list != nil {
		if err := l.list.Close(); l.err == nil {
			l.err = err
		}
		l.list = nil
	}
	return l.err
}

// String is the report at the end; empty where all was read and coded.
func (l *leftOut) String() string {
	var parts []string
	if counts := ranked(l.reasons); counts != "" {
		parts = append(parts, "left out: "+counts)
	}
	total := 0
	for _, n := range l.languages {
		total += n
	}
	if total > 0 {
		parts = append(parts, fmt.Sprintf("not in English, kept and not coded: %d (%s)", total, ranked(l.languages)))
	}
	if l.undated > 0 && l.reports > 1 {
		parts = append(parts, fmt.Sprintf("without a day: %d of %d (give --published, or leave them out with --need-day)", l.undated, l.reports))
	}
	return strings.Join(parts, "; ")
}

// ranked lists counts, the largest first.
func ranked[K comparable](counts map[K]int) string {
	type count struct {
		name string
		n    int
	}
	var all []count
	for k, n := range counts {
		all = append(all, count{fmt.Sprint(k), n})
	}
	slices.SortFunc(all, func(a, b count) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.name, b.name)
	})
	var b strings.Builder
	for i, c := range all {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d %s", c.n, c.name)
	}
	return b.String()
}
