package ledger

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dragoman"
)

// The doors take days, moments and areas as a person writes them; they are read here, for all doors alike.

// ParseBox reads "south,west,north,east" in degrees; what names it in errors.
func ParseBox(what, s string) (*Box, error) {
	parts := strings.Split(s, ",")
	var v [4]float64
	for i, p := range parts {
		n, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || len(parts) != len(v) {
			return nil, fmt.Errorf("%s %q: want south,west,north,east in degrees, such as 29,34,33,36: %w", what, s, dragoman.ErrInvalid)
		}
		v[i] = n
	}
	if len(parts) != len(v) {
		return nil, fmt.Errorf("%s %q: want four numbers: south,west,north,east: %w", what, s, dragoman.ErrInvalid)
	}
	return &Box{South: v[0], West: v[1], North: v[2], East: v[3]}, nil
}

// ParseDay reads a day, or a month or a year as its first or last day: YYYY-MM-DD, YYYY-MM, YYYY. "" is 0; what
// names it in errors.
func ParseDay(what, s string, last bool) (dragoman.Date, error) {
	if s == "" {
		return 0, nil
	}
	for _, form := range []struct {
		layout        string
		months, years int
	}{{time.DateOnly, 0, 0}, {"2006-01", 1, 0}, {"2006", 0, 1}} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		if last && form.months+form.years > 0 {
			t = t.AddDate(form.years, form.months, -1)
		}
		return dragoman.DateOf(t), nil
	}
	return 0, fmt.Errorf("%s %q: want YYYY, YYYY-MM or YYYY-MM-DD: %w", what, s, dragoman.ErrInvalid)
}

// ParseMoment reads a time; a day stands for its end in UTC. "" is the zero time; what names it in errors.
func ParseMoment(what, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
	}
	return time.Time{}, fmt.Errorf("%s %q: want YYYY-MM-DD or a time such as 2025-11-12T08:00:00Z: %w", what, s, dragoman.ErrInvalid)
}
