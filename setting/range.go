package setting

import "dragoman"

// ranged reads an expression and, where another follows, the span of both: "May 3-5", "Monday to Wednesday", "2011-2014".
func (c *clock) ranged(i int32) reading {
	a := c.core(i)
	if a.end <= i || a.duration {
		return a
	}
	k := c.at(a.end).kind
	joined := k == tDash || k == tTo || k == tUntil
	if k == tDash && c.d.Tokens[a.end].Flags&dragoman.NoSpaceBefore == 0 && !c.sameSort(i, a.end+1) { // "May 3 - this year"
		return a
	}
	of := i
	if c.at(i).kind == tThe && c.at(i+2).kind == tOf { // "the night of Monday to Tuesday"
		of = i + 3
	}
	if !joined || k == tTo && c.word(a.end) == "to" && c.at(i-1).kind != tFrom && !c.sameSort(of, a.end+1) {
		return a
	}
	if r := c.rangeEnd(i, a, a.end+1); r.end > a.end {
		return r
	}
	return a
}

// sameSort reports whether two expressions begin alike, so that "May 3 to 5" is a range and "on Monday to May" none.
func (c *clock) sameSort(i, j int32) bool {
	a, b := c.at(i).kind, c.at(j).kind
	return a == b || a == tMonth && b == tNumber || a == tNumber && b == tMonth
}

// rangeEnd reads the second end of a range that began with a.
func (c *clock) rangeEnd(i int32, a reading, j int32) reading {
	y, m, _ := ymd(a.v.From)
	n := c.at(j)
	b := reading{}
	switch {
	case c.clockEnd(j) > j:
		if b = c.core(j); b.end > j && !b.duration { // "from 6 a.m. to midnight"
			return reading{end: b.end, v: a.v, relative: a.relative}
		}
		return reading{}
	case a.v.From == 0:
		if b = c.core(j); b.end > j && !b.duration {
			b.v = dragoman.Interval{}
			return b
		}
		return reading{}
	case a.v.Precision == dragoman.ByDay && n.kind == tNumber && n.n <= 31 && c.at(j+1).kind != tMonth && c.at(j+1).kind != tUnits: // "May 3-5"
		last := validDay(y, m, int(n.n))
		if last <= a.v.From {
			return reading{}
		}
		b = reading{end: j + 1, v: dragoman.Day(last)}
		if c.at(j+1).kind == tComma && c.at(j+2).kind == tYear { // "May 3-5, 2024"
			by := int(c.at(j + 2).n)
			a.v = dragoman.Day(validDay(by, m, dayOf(a.v.From)))
			b = reading{end: j + 3, v: dragoman.Day(validDay(by, m, int(n.n)))}
		}
	case a.v.Precision == dragoman.ByYear && n.kind == tNumber && n.n < 100 && c.at(j-1).kind == tDash: // "1939-45"
		if int(n.n) <= y%100 {
			return reading{}
		}
		b = reading{end: j + 1, v: year(y/100*100 + int(n.n))}
	default:
		b = c.core(j)
		if b.end <= j || b.duration || b.v.From == 0 {
			return reading{}
		}
		if b.v.From <= a.v.From && a.relative && b.relative {
			b.v = c.following(a.v, b.v)
		}
		a.v = c.yearFrom(i, a, b)
	}
	if b.v.End <= a.v.From {
		return reading{}
	}
	return reading{end: b.end, relative: a.relative && b.relative, v: dragoman.Interval{From: a.v.From, End: b.v.End, Precision: dragoman.ByRange}}
}

// following moves b, read without a year or a week, to where it first follows a.
func (c *clock) following(a, b dragoman.Interval) dragoman.Interval {
	y, m, day := ymd(b.From)
	switch {
	case b.Precision == dragoman.ByMonth:
		for b.From <= a.From {
			y++
			b = months(y, m, 1, dragoman.ByMonth)
		}
	case a.End-a.From == 1 && b.Precision == dragoman.ByDay && a.From-b.From < 7:
		return dragoman.Day(b.From + 7) // weekdays
	case b.Precision == dragoman.ByDay:
		if next := validDay(y+1, m, day); next != 0 {
			return dragoman.Day(next)
		}
	}
	return b
}

// yearFrom gives the first end of a range the year that only the second says: "from May to July 2020".
func (c *clock) yearFrom(i int32, a, b reading) dragoman.Interval {
	if !a.relative || b.relative {
		return a.v
	}
	y, bm, _ := ymd(b.v.From)
	_, m, day := ymd(a.v.From)
	if m > bm {
		y--
	}
	switch {
	case c.at(i).kind == tMonth && a.v.Precision == dragoman.ByMonth:
		return months(y, m, 1, dragoman.ByMonth)
	case a.v.Precision == dragoman.ByDay && c.at(i).kind != tWeekday:
		if d := validDay(y, m, day); d != 0 {
			return dragoman.Day(d)
		}
	}
	return a.v
}
