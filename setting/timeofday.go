package setting

import (
	"time"

	"dragoman"
)

// isClockAt reports whether a number is of a clock: "5 p.m.".
func (c *clock) isClockAt(i int32) bool { return c.at(i+1).kind == tMeridiem }

// clockEnd returns the token after a time of day that begins at i, or i where none does: "at 10:30 GMT", "5 p.m. local time",
// "around noon", "0900 GMT".
func (c *clock) clockEnd(i int32) int32 {
	j := i
	for c.at(j).kind == tAt {
		j++
	}
	switch t := c.at(j); t.kind {
	case tClock:
		j++
	case tNumber, tYear:
		switch c.at(j + 1).kind {
		case tMeridiem:
			j++
		case tZone:
			if t.n < 100 && t.kind == tNumber && len(c.word(j)) < 4 {
				return i
			}
		default:
			return i
		}
		j++
	case noTerm:
		if c.at(j+1).kind != tMeridiem || !isDigit(c.word(j)) { // "7.45 a.m."
			return i
		}
		j++
	default:
		return i
	}
	if c.at(j).kind == tMeridiem {
		j++
	}
	return c.zoneEnd(j)
}

// zoneEnd skips a zone: "GMT", "local time", "Moscow time", "Eastern Standard Time", "(0900 GMT)".
func (c *clock) zoneEnd(j int32) int32 {
	switch {
	case c.at(j).kind == tZone:
		j++
	case c.word(j+1) == "time" || c.word(j+1) == "Time":
		j += 2
	case c.word(j+2) == "Time":
		j += 3
	}
	if c.word(j) == "(" {
		if k := c.at(j + 1).kind; (k == tNumber || k == tYear || k == tClock) && c.at(j+2).kind == tZone && c.word(j+3) == ")" {
			j += 4
		}
	}
	return j
}

// clockTime reads a time of day and the day it is of: "at 5 p.m. on Sunday", "10:30 GMT". Alone, it is of the day told in its
// sentence or the last told of the days before the report, else of the report's.
func (c *clock) clockTime(i int32) reading {
	end := c.clockEnd(i)
	if end <= i {
		return reading{}
	}
	if !c.isTimeOfDay(i, end) {
		return reading{}
	}
	j := end
	if k := c.at(j).kind; k == tOn || k == tComma {
		j++
	}
	switch c.at(j).kind {
	case tWeekday, tMonth, tDayWord, tNumber, tDate, tThis, tLast, tNext, tPart, tThe:
		if r := c.core(j); r.end > j && !r.duration && r.v.Precision <= dragoman.ByDay {
			return r
		}
	}
	r := reading{end: end, relative: true}
	switch {
	case c.toldIn == c.now && c.told.Precision == dragoman.ByDay:
		r.v = c.told
	case c.day < c.anchor && c.day >= c.anchor-newsDays && c.toldIn != c.now:
		r.v = dragoman.Day(c.day)
	case c.anchor != 0:
		r.v = dragoman.Day(c.anchor)
	}
	return r
}

// newsDays is how many days before the report its news may have happened.
const newsDays = 4

// clockRange reads two times of one day: "2 and 5 p.m. on Sunday", "9 to 11 a.m."
func (c *clock) clockRange(i int32) reading {
	j := i + 1
	if c.at(j).kind == tMeridiem {
		j++
	}
	if k := c.at(i).kind; k != tNumber && k != tClock {
		return reading{}
	}
	if k := c.at(j).kind; k != tAnd && k != tTo && k != tDash || c.clockEnd(j+1) <= j+1 {
		return reading{}
	}
	return c.clockTime(j + 1)
}

// isTimeOfDay tells "at 10:30", "10:30 GMT" and "noon" from a score or a verse, "9:25".
func (c *clock) isTimeOfDay(i, end int32) bool {
	if !isDigit(c.word(end-1)) || c.at(i).kind == tAt {
		return true
	}
	switch c.at(i - 1).kind {
	case tAt, tBy, tFrom, tUntil, tSince, tBetween, tBefore, tAfter, tOn, tPartDay, tWeekday, tDayWord:
		return true
	}
	return c.at(end).kind == tOn || c.at(end).kind == tComma && c.at(end+1).kind == tWeekday
}

// partOfDay reads "dawn on Saturday", "nightfall on May 3".
func (c *clock) partOfDay(i int32) reading {
	if k := c.at(i + 1).kind; k != tOn && k != tOf {
		return reading{}
	}
	if r := c.core(i + 2); r.end > i+2 && !r.duration && r.v.Precision <= dragoman.ByDay {
		return r
	}
	return reading{}
}

// holiday returns the feast whose name begins at token i, and how many tokens it has.
func (c *clock) holiday(i int32) (holiday, int32) {
	t := c.at(i)
	switch t.kind {
	case tHoliday, tPhrase, tMonth, tOrdinal, tNumber:
	default:
		return 0, 0
	}
	w := c.word(i)
	for k := range holidayPhrases {
		p := &holidayPhrases[k]
		if p.words[0] != w {
			continue
		}
		n := int32(1)
		for int(n) < len(p.words) && c.word(i+n) == p.words[n] {
			n++
		}
		if int(n) == len(p.words) {
			return p.day, n
		}
	}
	if t.kind == tHoliday {
		if before := i - 1; before > c.first && c.at(before).kind == noTerm && isCapital(c.word(before)) && c.d.Tokens[before].UPOS == dragoman.PROPN {
			return 0, 0 // "Johnnie Christmas"
		}
		if next := c.word(i + 1); next == "Island" || next == "Islands" {
			return 0, 0
		}
		return holiday(t.n), 1
	}
	return 0, 0
}

// feast reads a holiday: of a year that follows, else the nearest.
func (c *clock) feast(i int32, h holiday, n int32) reading {
	j := i + n
	switch w := c.word(j); {
	case h == goodFriday && (w == "agreement" || w == "accord" || w == "accords" || w == "deal"):
		return reading{}
	case h == nineEleven:
		return reading{end: j, v: dragoman.Day(dragoman.NewDate(2001, 9, 11))}
	case c.at(j).kind == tYear:
		return reading{end: j + 1, v: h.in(int(c.at(j).n))}
	case (c.at(j).kind == tComma || c.at(j).kind == tOf || c.at(j).kind == tIn) && c.at(j+1).kind == tYear:
		return reading{end: j + 2, v: h.in(int(c.at(j + 1).n))}
	}
	k := tPast
	if c.tense(i) == futureTense {
		k = tThis
	}
	r := c.pointedFeast(j, h, k)
	if u := c.at(j); u.kind == tUnit && u.n == unitWeekend { // "the Easter weekend", "Labor Day weekend"
		r.end++
		switch day := r.v.From; {
		case r.v.IsZero():
		case day.Weekday() == time.Monday:
			r.v = weekend(day - 1)
		default:
			r.v = weekend(day)
		}
	}
	return r
}

// pointedFeast is the last feast that has begun, or the next one.
func (c *clock) pointedFeast(end int32, h holiday, k termKind) reading {
	r := reading{end: end, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, _, _ := ymd(c.anchor)
	switch k {
	case tNext, tFollowing, tThis:
		r.v = h.in(y)
		if r.v.End != 0 && r.v.End <= c.anchor && (k != tThis || c.tensed == futureTense) {
			r.v = h.in(y + 1)
		}
	default:
		r.v = h.in(y)
		if r.v.From > c.anchor || r.v.IsZero() || k == tLast && r.v.End > c.anchor {
			r.v = h.in(y - 1)
		}
	}
	return r
}
