package setting

import (
	"dragoman"
)

// ordinal reads "third quarter of 2024", "19th century", "first half of the year", "second week of May", "the 15th".
func (c *clock) ordinal(i int32, the bool) reading {
	n := int(c.at(i).n)
	if r := c.dayMonth(i); r.end > i {
		return r
	}
	j := i + 1
	if c.at(j).kind == tDash {
		j++
	}
	u := c.at(j)
	switch {
	case u.kind == tUnit && u.n == unitQuarter:
		return c.quarter(j+1, int32(n))
	case u.kind == tWeekday, u.kind == tUnit && u.n == unitWeekend:
		return c.nthDay(j, n)
	case u.kind == tNumber || u.kind == tVague || u.kind == tUnits:
		a, ok := c.amountAt(j)
		if u.kind == tUnits {
			a, ok = amount{n: vagueCount, unit: u.n, end: j + 1}, true
		}
		if !ok || a.hyphen || n > 1 {
			return reading{}
		}
		return c.partOfUnits(a, n)
	case u.kind == tUnit && u.n == unitCentury:
		return c.ordinalCentury(j, n)
	case c.word(j) == "half" && c.at(j+1).kind == tOf && n <= 2:
		return c.half(j+2, n)
	case u.kind == tUnit && (u.n == unitWeek || u.n == unitDay) && c.at(j+1).kind == tOf:
		x := c.core(j + 2)
		if x.end <= j+2 || x.duration || x.v.From == 0 || x.v.Precision <= dragoman.ByDay {
			return reading{}
		}
		if n < 0 {
			n = 4
		}
		if u.n == unitDay {
			x.v = dragoman.Day(x.v.From + dragoman.Date(n-1))
		} else {
			x.v = dragoman.Interval{From: x.v.From + dragoman.Date(7*(n-1)), End: x.v.From + dragoman.Date(7*n), Precision: dragoman.ByWeek}
		}
		return x
	}
	if the && isDigit(c.word(i)) && n <= 31 && !isNounAt(c.d, i+1, c.end) {
		return c.theNth(i, n)
	}
	return reading{}
}

// theNth reads "the 15th" after a preposition, or after a day whose month it shares: "on the 14th and the 20th".
func (c *clock) theNth(i int32, n int) reading {
	also := false
	switch c.at(i - 2).kind {
	case tOn, tBy, tUntil, tSince, tFrom:
	case tAnd:
		if also = c.readEnd == i-2 && c.told.Precision == dragoman.ByDay; !also {
			return reading{}
		}
	default:
		return reading{}
	}
	r := reading{end: i + 1, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, m, day := ymd(c.anchor)
	if also {
		y, m, day = ymd(c.told.From)
	}
	if forward := c.tense(i) == futureTense || also; forward && n < day {
		m++
	} else if !forward && n > day {
		m--
	}
	first := months(y, m, 1, dragoman.ByMonth).From
	if first+dragoman.Date(n-1) < shift(first, unitMonth, 1) {
		r.v = dragoman.Day(first + dragoman.Date(n-1))
	}
	return r
}

// isNounAt reports whether token i goes on a noun phrase.
func isNounAt(d *dragoman.Document, i, end int32) bool {
	return i < end && (d.Tokens[i].UPOS == dragoman.NOUN || d.Tokens[i].UPOS == dragoman.PROPN || d.Tokens[i].UPOS == dragoman.ADJ)
}

func (c *clock) ordinalCentury(j int32, n int) reading {
	if c.at(j).kind == tDash {
		j++
	}
	u := c.at(j)
	if u.kind != tUnit || u.n != unitCentury || n < 1 || n > 30 {
		return reading{}
	}
	return reading{end: j + 1, v: years((n-1)*100+1, 100, dragoman.ByCentury)}
}

// yearAfter reads the year that a quarter, a half or an edge is of: "2024", "of 2024", "of last year", "of the year".
func (c *clock) yearAfter(j int32) (y int, end int32) {
	if c.at(j).kind == tOf {
		j++
	}
	switch t := c.at(j); {
	case t.kind == tYear:
		return int(t.n), j + 1
	case (t.kind == tLast || t.kind == tThis || t.kind == tNext || t.kind == tThe) && c.at(j+1).kind == tUnit && c.at(j+1).n == unitYear && c.anchor != 0:
		now, _, _ := ymd(c.anchor)
		return now + step(t.kind), j + 2
	}
	return 0, 0
}

// quarter is the n-th of a year that follows, else the nearest; -1 is the last of the year.
func (c *clock) quarter(j int32, n int32) reading {
	if n < 0 {
		n = 4
	}
	if n > 4 {
		return reading{}
	}
	m := int(n)*3 - 2
	if y, end := c.yearAfter(j); y > 0 {
		return reading{end: end, v: months(y, m, 3, dragoman.ByQuarter)}
	}
	r := reading{end: j, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, now, _ := ymd(c.anchor)
	if c.tense(j-1) == futureTense {
		if m+2 < now {
			y++
		}
	} else if m > now {
		y--
	}
	r.v = months(y, m, 3, dragoman.ByQuarter)
	return r
}

func (c *clock) half(j int32, n int) reading {
	if y, end := c.yearAfter(j); y > 0 {
		return reading{end: end, v: months(y, 6*n-5, 6, dragoman.ByRange)}
	}
	x := c.core(j)
	if x.end <= j || x.duration || x.v.From == 0 {
		return reading{}
	}
	middle := x.v.From + (x.v.End-x.v.From)/2
	if x.v.Precision == dragoman.ByCentury || x.v.Precision == dragoman.ByDecade {
		y, _, _ := ymd(x.v.From)
		z, _, _ := ymd(x.v.End)
		middle = dragoman.NewDate(y+(z-y)/2, 1, 1)
	}
	if n == 1 {
		x.v = dragoman.Interval{From: x.v.From, End: middle, Precision: dragoman.ByRange}
	} else {
		x.v = dragoman.Interval{From: middle, End: x.v.End, Precision: dragoman.ByRange}
	}
	return x
}

// edge reads "end of May", "beginning of the year", "start of 2024".
func (c *clock) edge(i int32) reading {
	j, edge := i+2, c.at(i).n
	switch k := c.at(i + 1).kind; {
	case k == tOf, edge > 0 && k == tDash && c.at(j).kind != tThe: // "end-June"
	case edge > 0 && (k == tMonth || k == tYear): // "by end June"
		j--
	default:
		return reading{}
	}
	if u := c.at(j + 1); (c.at(j).kind == tThe) && u.kind == tUnit && u.n > unitNight {
		if x := c.theUnit(j, j+1); x.end > j+2 && u.n != unitWeekend { // "the end of the week of May 5"
			x.v = edgeOf(x.v, edge)
			return x
		}
		r := reading{end: j + 2, relative: true}
		if c.anchor != 0 {
			r.v = edgeOf(unitAt(u.n, c.anchor, 0), edge)
		}
		return r
	}
	x := c.core(j)
	if x.end <= j || x.duration {
		return reading{}
	}
	x.v = edgeOf(x.v, edge)
	return x
}
