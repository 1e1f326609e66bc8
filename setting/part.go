package setting

import (
	"time"

	"dragoman"
)

// lastOf reads "last week of August 2021", "last day of Ramadan".
func (c *clock) lastOf(j int32, u int32) reading {
	x := c.core(j)
	if x.end <= j || x.duration || x.v.Precision < dragoman.ByMonth {
		return reading{}
	}
	if x.v.End == 0 {
		return x
	}
	switch u {
	case unitDay:
		x.v = dragoman.Day(x.v.End - 1)
	case unitWeek:
		x.v = dragoman.Interval{From: x.v.End - 7, End: x.v.End, Precision: dragoman.ByWeek}
	default:
		x.v = unitAt(unitMonth, x.v.End-1, 0)
	}
	return x
}

// isOwned reports whether what an amount is part of is one thing: "the last year of [the] war", where "of fighting" leaves it recent.
func (c *clock) isOwned(j int32) bool {
	return c.at(j).kind == tThe || j < c.end && (c.d.Tokens[j].XPOS == dragoman.PRPS || c.d.Tokens[j].UPOS == dragoman.PROPN)
}

// partOfUnits reads some units at the beginning (1) or the end (-1) of a longer time: "first three months of 2025".
func (c *clock) partOfUnits(a amount, side int) reading {
	if c.at(a.end).kind != tOf {
		return reading{}
	}
	x := reading{}
	if y, end := c.yearAfter(a.end); y > 0 {
		x = reading{end: end, v: year(y), relative: c.at(end-1).kind == tUnit}
	} else if x = c.core(a.end + 1); x.end <= a.end+1 || x.duration || x.v.From == 0 || x.v.End == 0 {
		return reading{}
	}
	from, end := x.v.From, shift(x.v.From, a.unit, a.n)
	if side < 0 {
		from, end = shift(x.v.End, a.unit, -a.n), x.v.End
	}
	if from < x.v.From || end > x.v.End || end <= from {
		return reading{}
	}
	x.v = dragoman.Interval{From: from, End: end, Precision: dragoman.ByRange}
	if whole := unitAt(a.unit, from, 0); whole.From == from && whole.End == end {
		x.v = whole
	}
	return x
}

// nthDay reads "first Monday of December", "last Sunday in September", "second weekend of May"; -1 is the last.
func (c *clock) nthDay(j int32, n int) reading {
	if k := c.at(j + 1).kind; k != tOf && k != tIn {
		return reading{}
	}
	x := c.core(j + 2)
	if u := c.at(j + 3); c.at(j+2).kind == tThe && u.kind == tUnit && u.n == unitMonth && c.anchor != 0 {
		x = reading{end: j + 4, v: unitAt(unitMonth, c.anchor, 0), relative: true}
	}
	if x.end <= j+2 || x.duration || x.v.From == 0 || x.v.Precision != dragoman.ByMonth {
		return reading{}
	}
	y, m, _ := ymd(x.v.From)
	w := time.Weekday(c.at(j).n)
	if c.at(j).kind == tUnit { // a weekend
		w = time.Saturday
	}
	day := nthWeekday(y, time.Month(m), w, max(n, 1))
	for n < 0 && day+7 < x.v.End {
		day += 7
	}
	if day >= x.v.End {
		return reading{}
	}
	if x.v = dragoman.Day(day); c.at(j).kind == tUnit {
		x.v = weekend(day)
	}
	return x
}

// part reads "early 2024", "late last year", "mid - May", "late on Monday", "early in June".
func (c *clock) part(i int32) reading {
	j := i + 1
	if u := c.at(j); u.kind == tUnits && u.n == unitHour && c.at(j+1).kind == tOf { // "the early hours of Thursday"
		if r := c.core(j + 2); r.end > j+2 && r.v.Precision <= dragoman.ByDay {
			return r
		}
		return reading{}
	}
	if k := c.at(j).kind; k == tDash || k == tOn || k == tIn {
		j++
	}
	if c.at(j).kind == tThe && c.at(j+1).kind == tUnit && c.at(j-1).kind == tIn { // "late in the year"
		r := reading{end: j + 2, relative: true}
		if c.anchor != 0 {
			r.v = partOf(unitAt(c.at(j+1).n, c.anchor, 0), c.at(i).n)
		}
		return r
	}
	r := c.core(j)
	if r.end <= j || r.duration {
		return reading{}
	}
	r.v = partOf(r.v, c.at(i).n)
	return r
}

// earlier reads "earlier this month", "later in the week", "earlier on Monday".
func (c *clock) earlier(i int32) reading {
	before := c.at(i).kind == tEarlier
	j := i + 1
	if w := c.word(i); w == "beforehand" || w == "afterwards" || w == "afterward" {
		return reading{}
	}
	if k := c.at(j).kind; k == tIn || k == tOn {
		j++
	}
	r := reading{}
	if u := c.at(j + 1); c.at(j).kind == tThe && (u.kind == tUnit) {
		r = reading{end: j + 2, relative: true}
		if c.anchor != 0 {
			r.v = unitAt(u.n, c.anchor, 0)
		}
		if u.n == unitDay && c.base().Precision == dragoman.ByDay {
			r.v = c.base()
		}
	} else if r = c.core(j); r.end <= j || r.duration {
		return reading{}
	}
	if c.anchor == 0 || r.v.Precision <= dragoman.ByDay || !r.v.Holds(c.anchor) {
		return r
	}
	r.v.Precision = dragoman.ByRange
	if before {
		r.v.End = max(c.anchor, r.v.From+1)
	} else {
		r.v.From = min(c.anchor+1, r.v.End-1)
	}
	return r
}
