package setting

import (
	"time"

	"dragoman"
)

// weekday reads from a day of the week: "Monday", "Monday, May 5", "Monday last week".
func (c *clock) weekday(i int32) reading {
	t := c.at(i)
	if w := c.at(i - 1); w.kind == tOrdinal && !isDigit(c.word(i-1)) && (c.at(i+1).kind == tOf || c.at(i+1).kind == tIn) {
		return reading{} // "the first Friday of every month"
	}
	j := i + 1
	if c.at(j).kind == tPartDay {
		j++
	}
	if c.at(j).kind == tComma {
		j++
	}
	if c.at(j).kind == tThe {
		j++
	}
	if k := c.at(j).kind; k == tMonth || k == tNumber || k == tOrdinal {
		if r := c.date(j); r.end > j && r.v.Precision == dragoman.ByDay {
			return c.onWeekday(r, time.Weekday(t.n))
		}
	}
	if c.word(j) == "(" { // "on Monday (November 10)"
		if r := c.date(j + 1); r.end > j+1 && r.v.Precision == dragoman.ByDay && c.word(r.end) == ")" {
			r.end++
			return r
		}
	}
	r := reading{end: i + 1, relative: true}
	if k := c.at(i + 1).kind; (k == tLast || c.word(i+1) == "next") && c.at(i+2).kind == noTerm { // "on Monday last"
		r = c.pointedWeekday(i, i, k)
		r.end = i + 2
		return r
	}
	if u := c.at(i + 1); u.kind == tUnit && u.n == unitWeek && c.at(i+2).kind != tDash { // "on Tuesday week"
		if r.end = i + 2; c.anchor != 0 {
			by := dragoman.Date(-7)
			if c.tense(i) == futureTense {
				by = 7
			}
			r.v = dragoman.Day(c.nearestWeekday(time.Weekday(t.n), c.tensed) + by)
		}
		return r
	}
	if k := c.at(i + 2).kind; k == tLast && c.at(i+1).kind == tBefore || k == tNext && c.at(i+1).kind == tAfter { // "the Monday before last"
		r = c.pointedWeekday(i+2, i, k)
		if r.end = i + 3; r.v.From != 0 {
			r.v = dragoman.Day(r.v.From + dragoman.Date(7*step(k)))
		}
		return r
	}
	j = i + 1
	if c.at(j).kind == tOf {
		j++
	}
	// "Monday last week", "Monday of this week"
	if k := c.at(j).kind; (k == tLast || k == tNext || k == tThis) && c.at(j+1).kind == tUnit && c.at(j+1).n == unitWeek {
		if c.anchor != 0 {
			w := unitAt(unitWeek, c.anchor, step(k))
			r.v = dragoman.Day(w.From + dragoman.Date((t.n+6)%7))
		}
		r.end = j + 2
		return r
	}
	if c.anchor != 0 {
		r.v = dragoman.Day(c.nearestWeekday(time.Weekday(t.n), c.tense(i)))
	}
	return r
}

// onWeekday moves a day whose year is not said by a year, where it falls on the weekday that is said with it only then.
func (c *clock) onWeekday(r reading, w time.Weekday) reading {
	if !r.relative || r.v.From == 0 || r.v.From.Weekday() == w {
		return r
	}
	y, m, day := ymd(r.v.From)
	for _, by := range [...]int{1, -1} {
		if d := validDay(y+by, m, day); d != 0 && d.Weekday() == w {
			r.v = dragoman.Day(d)
		}
	}
	return r
}

func (c *clock) nearestWeekday(w time.Weekday, tense int8) dragoman.Date {
	if tense == futureTense {
		return c.anchor + dragoman.Date((int(w)-int(c.anchor.Weekday())+7)%7)
	}
	return c.anchor - dragoman.Date((int(c.anchor.Weekday())-int(w)+7)%7)
}
