package setting

import "dragoman"

// core reads one expression without its preposition.
func (c *clock) core(i int32) reading {
	r := c.plain(i)
	if r.end <= i {
		return reading{}
	}
	if !sound(r.v) {
		r.v = dragoman.Interval{}
	}
	return c.tail(r)
}

// tail takes in what may follow a day: "Monday night", "Tuesday at 5 p.m.", "local time", "(0900 GMT)".
func (c *clock) tail(r reading) reading {
	if r.duration {
		return r
	}
	if c.at(r.end).kind == tPartDay && r.v.Precision <= dragoman.ByDay {
		r.end++
	}
	if c.at(r.end).kind == tAt || c.at(r.end).kind == tClock || c.at(r.end).kind == tNumber {
		if end := c.clockEnd(r.end); end > r.end {
			r.end = end
		}
	}
	return r
}

// plain reads one expression without what may follow it.
func (c *clock) plain(i int32) reading {
	t := c.at(i)
	if c.at(i-1).kind == tEvery {
		return reading{} // "every Monday" is no one day
	}
	if h, n := c.holiday(i); n > 0 {
		return c.feast(i, h, n)
	}
	if t.mid {
		return c.midWord(i)
	}
	switch t.kind {
	case tWeekday, tMonth, tDate, tYear:
		r := c.date(i)
		if c.isBodyDate(i, r.end) {
			return reading{}
		}
		return r
	case tDayWord:
		return c.dayWord(i)
	case tNumber, tVague:
		return c.counted(i)
	case tA:
		return c.afterA(i)
	case tThe:
		return c.afterThe(i)
	case tLast, tPast, tNext, tThis, tPrevious, tFollowing, tSame, tRecent:
		if t.kind == tLast && c.isLasting(i) {
			return reading{}
		}
		return c.pointed(i)
	case tPart:
		return c.part(i)
	case tEarlier, tLater:
		return c.earlier(i)
	case tDecade:
		if !isDigit(c.word(i)) && c.word(i)[0] != '\'' && c.at(i-1).kind != tThe && c.at(i-1).kind != tPart { // "in my twenties"
			return reading{}
		}
		if t.n%100 == 0 && t.n < 2000 { // "the 1800s"
			return reading{end: i + 1, v: years(int(t.n), 100, dragoman.ByCentury)}
		}
		return reading{end: i + 1, v: years(int(t.n), 10, dragoman.ByDecade)}
	case tOrdinal:
		return c.ordinal(i, false)
	case tQuarterName:
		return c.quarter(i+1, t.n)
	case tSeason:
		return c.season(i)
	case tEdge:
		return c.edge(i)
	case tUnits:
		return c.units(i)
	case tUnit:
		return c.unit(i)
	case tClock:
		return c.clockTime(i)
	case tPartDay:
		return c.partOfDay(i)
	}
	return reading{}
}

// isLasting reports whether "last" is the verb: "may last 20 days".
func (c *clock) isLasting(i int32) bool {
	if i == c.first || c.at(i-1).kind == tThe || c.at(i+1).kind == tWeekday {
		return false
	}
	return c.d.Tokens[i].UPOS == dragoman.VERB || c.d.Tokens[i-1].XPOS == dragoman.MD
}

// midWord reads "mid-May", "mid-2024", "the mid-1990s".
func (c *clock) midWord(i int32) reading {
	j := i - c.first
	c.terms[j].mid = false
	r := c.plain(i)
	c.terms[j].mid = true
	if t := c.at(i); r.end <= i && t.kind == tUnit && t.n > unitNight { // "by mid-year"
		r = reading{end: i + 1, relative: true}
		if c.anchor != 0 {
			r.v = unitAt(t.n, c.anchor, 0)
		}
	}
	if r.end > i {
		r.v = partOf(r.v, partMid)
	}
	return r
}

// date reads the forms of a date: "Monday, May 5, 2025", "5 May", "May 2025", "2011".
func (c *clock) date(i int32) reading {
	t := c.at(i)
	switch t.kind {
	case tDate:
		return reading{end: i + 1, v: dragoman.Day(dragoman.Date(t.n))}
	case tYear:
		if w := c.word(i + 1); t.n%10 == 0 && (w == "'s" || w == "’s") && c.at(i-1).kind == tThe { // "the 1930's"
			return reading{end: i + 2, v: years(int(t.n), 10, dragoman.ByDecade)}
		}
		if c.isYear(i) {
			return reading{end: i + 1, v: year(int(t.n))}
		}
		return reading{}
	case tWeekday:
		return c.weekday(i)
	case tNumber, tOrdinal:
		return c.dayMonth(i)
	case tMonth:
		if c.isMonth(i) {
			return c.month(i)
		}
	}
	return reading{}
}

// isMonth tells the month from the verb "May" or "March" that opens a sentence, and from a first name.
func (c *clock) isMonth(i int32) bool {
	w := c.word(i)
	if k := c.at(i + 1).kind; isTitle(c.word(i-1)) && k != tNumber && k != tYear {
		return false
	}
	if w != "May" && w != "March" && w != "August" && w != "April" && w != "June" && w != "Jan" {
		return true
	}
	next, before := c.at(i+1).kind, c.at(i-1).kind
	if next == tNumber || next == tOrdinal || next == tYear || before == tNumber || before == tOrdinal {
		return true
	}
	switch c.d.Tokens[i].UPOS {
	case dragoman.AUX, dragoman.VERB:
		return false
	}
	if i+1 < c.end && isCapital(c.word(i+1)) && next == noTerm && before == noTerm && c.d.Tokens[i+1].UPOS == dragoman.PROPN {
		return false // "April Glaspie"
	}
	if i-1 >= c.first && before == noTerm && isCapital(c.word(i-1)) && c.d.Tokens[i-1].UPOS == dragoman.PROPN && i-1 != c.first {
		return false // "Theresa May"
	}
	switch w {
	case "May", "April", "June", "August", "Jan":
		// Without a preposition or the like, a bare name may be a person's: "May said".
		return before != noTerm || i == c.first || next != noTerm || w == "August"
	}
	return true
}

// isYear reports whether four digits are a year, by the words around them.
func (c *clock) isYear(i int32) bool {
	t := c.at(i)
	if w := c.word(i + 1); w == "%" || w == "percent" || w == "people" || c.at(i+1).kind == tUnits || c.at(i+1).kind == tUnit || w == "GMT" || w == "UTC" || w == "hours" {
		return false
	}
	if k := c.at(i + 1).kind; (k == tTo || k == tDash) && c.at(i+2).kind == tYear && c.at(i+2).n > t.n && t.n >= 1800 {
		return c.at(i+2).n < 2100 // "the report covers 1994 to 1998"
	}
	switch c.at(i - 1).kind {
	case tIn, tSince, tUntil, tBy, tFrom, tBetween, tDuring, tPart, tEdge, tSeason, tMonth, tBefore, tAfter, tThis, tLast:
		return t.n >= 1000 && t.n < 2200 && !c.countsNoun(i)
	case tOf, tThe, tTo, tAnd, tComma, tDash, tUnits, tOrdinal, tNumber, tYear, tA:
		return t.n >= 1700 && t.n < 2100 && !c.countsNoun(i)
	}
	switch c.word(i - 1) {
	case "(", "’s", "'s", "'", "’", "its", "their", "his", "her", "Its", "Their", "His", "Her", "election", "late", "circa", "year", "/", "to", "as":
		return t.n >= 1800 && t.n < 2100
	}
	return i == c.first && t.n >= 1900 && t.n < 2100 && i+1 < c.end && !c.countsNoun(i)
}

// countsNoun reports whether the number counts a plural noun: "about 2000 soldiers", where "the 2000 elections" are of a year.
func (c *clock) countsNoun(i int32) bool {
	if c.at(i-1).kind == tThe || i+1 >= c.end {
		return false
	}
	head := c.d.Tokens[i].Head
	return c.d.Tokens[i].Deprel == dragoman.RelNummod && head > i && head < c.end && c.d.Tokens[head].XPOS == dragoman.NNS && c.at(i-1).kind != tIn
}

// step is where a term points: 1 ahead, -1 back, 0 to neither.
func step(k termKind) int {
	switch k {
	case tLast, tPast, tPrevious, tEarlier, tBefore:
		return -1
	case tNext, tFollowing, tLater, tAfter:
		return 1
	}
	return 0
}

// month reads from a month: "May 3, 2025", "May 3rd", "May 2025", "May".
func (c *clock) month(i int32) reading {
	m := int(c.at(i).n)
	j := i + 1
	if c.at(j).kind == tThe { // "May the 3rd"
		j++
	}
	day := c.at(j)
	if (day.kind == tNumber || day.kind == tOrdinal) && day.n >= 1 && day.n <= 31 && !c.isClockAt(j) && isDigit(c.word(j)) {
		y := c.at(j + 1)
		switch {
		case y.kind == tComma && c.at(j+2).kind == tYear:
			return c.fullDate(int(c.at(j+2).n), m, int(day.n), j+3)
		case y.kind == tYear:
			return c.fullDate(int(y.n), m, int(day.n), j+2)
		case y.kind == tDash && c.at(j+2).kind == tNumber && c.at(j+3).kind == tComma && c.at(j+4).kind == tYear:
			return c.fullDate(int(c.at(j+4).n), m, int(day.n), j+1) // "May 3-5, 2024": the year is read again with the range
		}
		return c.dayOfMonth(i, m, int(day.n), j+1)
	}
	j = i + 1
	if k := c.at(j).kind; k == tOf || k == tComma {
		j++
	}
	if y := c.at(j); y.kind == tYear && (j == i+1 || y.n > 1700) && y.n < 2200 {
		return reading{end: j + 1, v: months(int(y.n), m, 1, dragoman.ByMonth)}
	}
	if y, end := c.yearSaid(i + 1); end > 0 { // "May of last year"
		r := reading{end: end, relative: true}
		if y > 0 {
			r.v = months(y, m, 1, dragoman.ByMonth)
		}
		return r
	}
	r := reading{end: i + 1, relative: true}
	if c.anchor != 0 {
		y, now, _ := ymd(c.anchor)
		switch forward := c.tense(i) == futureTense; {
		case !forward && c.isNearest(i):
			by := nearest(m - now)
			if y += by; c.tensed == unsureTense && (by > 0 || by == 0 && m > now) {
				c.tensed = futureTense // and so for the "May" of "in April and May"
			}
		case forward && m < now:
			y++
		case !forward && m > now:
			y--
		}
		r.v = months(y, m, 1, dragoman.ByMonth)
	}
	return r
}

// isNearest reports whether no tense tells the year of a month, so that it is the nearest one: "united for September's elections".
func (c *clock) isNearest(i int32) bool {
	if c.tensed == unsureTense {
		return true
	}
	switch c.at(c.begin - 1).kind {
	case tFor, tTo:
		return c.isModifier(i)
	}
	return c.at(c.begin).kind == tBefore && c.isModifier(i)
}

// nearest is how many years to move a month, so many months after that of the report, to be nearest to it.
func nearest(months int) int {
	const half = 6
	switch {
	case months >= half:
		return -1
	case months < -half:
		return 1
	}
	return 0
}

func isDigit(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

func (c *clock) fullDate(y, m, d int, end int32) reading {
	day := validDay(y, m, d)
	if day == 0 {
		return reading{}
	}
	return reading{end: end, v: dragoman.Day(day)}
}

// yearSaid reads the year after a day, a month or a season, "last year", "of the same year": 0 where it is not known which.
func (c *clock) yearSaid(j int32) (y int, end int32) {
	if c.at(j).kind == tOf {
		j++
	}
	k := j
	if c.at(k).kind == tThe {
		k++
	}
	switch c.at(k).kind {
	case tLast, tThis, tNext, tSame, tFollowing, tPrevious:
	default:
		return 0, 0
	}
	if u := c.at(k + 1); u.kind != tUnit || u.n != unitYear {
		return 0, 0
	}
	x := c.core(j)
	if x.v.Precision == dragoman.ByYear {
		y, _, _ = ymd(x.v.From)
	}
	return y, max(x.end, k+2)
}

// A day that the tense puts far ahead, but that was just there, was meant as that.
const (
	justPast = 60
	farAhead = 270
)

// dayOfMonth is a day whose year is not said: the last one before the report, or the next after it.
func (c *clock) dayOfMonth(i int32, m, d int, end int32) reading {
	if validDay(2024, m, d) == 0 {
		return reading{}
	}
	r := reading{end: end, relative: true}
	if y, after := c.yearSaid(end); after > 0 { // "1 January next year"
		r.end = after
		if day := validDay(max(y, 1), m, d); y > 0 && day != 0 {
			r.v = dragoman.Day(day)
		}
		return r
	}
	if c.anchor == 0 {
		return r
	}
	y, _, _ := ymd(c.anchor)
	forward := c.tense(i) == futureTense
	if c.tensed == unsureTense || !forward && c.isOfOrder(i) {
		day := validDay(y, m, d)
		forward = day > c.anchor && day-c.anchor < justPast
	}
	for _, dy := range [...]int{0, -1, 1} {
		day := validDay(y+dy, m, d)
		if day == 0 || dy != 0 && forward != (dy > 0) {
			continue
		}
		if dy == 0 && (forward && day < c.anchor || !forward && day > c.anchor+1) {
			continue
		}
		r.v = dragoman.Day(day)
		break
	}
	if last := validDay(y, m, d); forward && last < c.anchor && c.anchor-last < justPast && r.v.From-c.anchor > farAhead {
		r.v = dragoman.Day(last) // "they chose to leave on 23 June", said on the 30th
	}
	return r
}

// dayMonth reads "3 May", "3rd of May 2025", "5 May 2025".
func (c *clock) dayMonth(i int32) reading {
	t := c.at(i)
	j := i + 1
	if c.at(j).kind == tOf && t.kind == tOrdinal {
		j++
	}
	if !isDigit(c.word(i)) && t.kind == tNumber || t.n < 1 || t.n > 31 || c.at(j).kind != tMonth {
		return reading{}
	}
	m := int(c.at(j).n)
	switch {
	case c.at(j+1).kind == tYear:
		return c.fullDate(int(c.at(j+1).n), m, int(t.n), j+2)
	case c.at(j+1).kind == tComma && c.at(j+2).kind == tYear:
		return c.fullDate(int(c.at(j+2).n), m, int(t.n), j+3)
	}
	return c.dayOfMonth(i, m, int(t.n), j+1)
}

func (c *clock) dayWord(i int32) reading {
	if w := c.word(i); w == "overnight" || w == "Overnight" {
		j := i + 1
		if c.at(j).kind == tOn || c.word(j) == "into" {
			j++
		}
		if k := c.at(j).kind; k == tWeekday || k == tMonth || k == tNumber {
			if r := c.date(j); r.end > j && r.v.Precision <= dragoman.ByDay {
				return r
			}
		}
	}
	r := reading{end: i + 1, relative: true}
	if c.anchor != 0 {
		r.v = dragoman.Day(c.anchor + dragoman.Date(c.at(i).n))
	}
	return r
}
