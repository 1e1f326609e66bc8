package dragoman

import (
	"encoding/json"
	"fmt"
	"time"
)

// A Date is a day of the proleptic Gregorian calendar, counted from 0001-01-01 as 1. Zero is "not known"; it never
// stands for today.
type Date int32

// NewDate returns the day; months and days out of range carry over as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day of t in its own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/secondsADay + unixEpoch)
}

const (
	secondsADay = 24 * 60 * 60
	unixEpoch   = 719163 // 1970-01-01 as a Date
)

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date %q: want a day of the calendar as YYYY-MM-DD: %w", s, ErrInvalid)
	}
	return DateOf(t), nil
}

// Time returns the first instant of the day in UTC.
func (d Date) Time() time.Time { return time.Unix((int64(d)-unixEpoch)*secondsADay, 0).UTC() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d) % 7) + 7) % 7) }

// String returns YYYY-MM-DD, or "" where the day is not known.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalJSON writes "YYYY-MM-DD", or null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads "YYYY-MM-DD", "" or null.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("read date: %w", err)
	}
	*d = 0
	if s == nil || *s == "" {
		return nil
	}
	var err error
	*d, err = ParseDate(*s)
	return err
}

// A Precision says how exactly words name a time.
type Precision uint8

// The precisions, finest first.
const (
	NoPrecision Precision = iota
	ByDay
	ByWeekend
	ByWeek
	ByMonth
	ByQuarter
	BySeason
	ByYear
	ByDecade
	ByCentury
	ByRange // given by its ends: "from May to July"
)

var precisionNames = []string{"", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century", "range"}

func (p Precision) String() string { return precisionNames[p] }

// MarshalText writes the name.
func (p Precision) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a name.
func (p *Precision) UnmarshalText(b []byte) error {
	i, err := indexOf(precisionNames, string(b), "precision")
	*p = Precision(i)
	return err
}

// An Interval is the days [From, End), with the precision in which it was said. A zero From has no known beginning,
// a zero End no known end.
type Interval struct {
	From, End Date
	Precision Precision
}

// Day returns the interval of one day.
func Day(d Date) Interval { return Interval{d, d + 1, ByDay} }

// Last is the last day of the interval, or 0 where it has no known end.
func (v Interval) Last() Date {
	if v.End == 0 {
		return 0
	}
	return v.End - 1
}

// IsZero reports whether nothing is known.
func (v Interval) IsZero() bool { return v.From == 0 && v.End == 0 }

// Holds reports whether d lies within v; unknown ends hold everything.
func (v Interval) Holds(d Date) bool {
	return (v.From == 0 || v.From <= d) && (v.End == 0 || d < v.End)
}

// Overlaps reports whether v and w share a day; unknown ends reach everywhere.
func (v Interval) Overlaps(w Interval) bool {
	return (v.From == 0 || w.End == 0 || v.From < w.End) && (w.From == 0 || v.End == 0 || w.From < v.End)
}
