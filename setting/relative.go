package setting

import (
	"time"

	"dragoman"
)

// afterThe reads what "the" begins.
func (c *clock) afterThe(i int32) reading {
	j := i + 1
	t := c.at(j)
	switch t.kind {
	case tUnit:
		return c.theUnit(i, j)
	case tUnits:
		if k := c.at(j + 1).kind; k == tAfter || k == tBefore {
			return c.units(j)
		}
		return reading{}
	case tPartDay:
		switch k := c.at(j + 1).kind; {
		case k == tOf:
			return c.core(j + 2)
		case k == tBefore && c.at(j+2).kind == tLast, k == tAfter && c.at(j+2).kind == tNext: // "the night before last"
			r := reading{end: j + 3, relative: true}
			if c.anchor != 0 {
				r.v = dragoman.Day(c.anchor + dragoman.Date(2*step(k)))
			}
			return r
		case (k == tBefore || k == tAfter) && c.ends(j+2): // "the night before"
			return c.fromTold(reading{end: j + 2, relative: true}, unitDay, step(k))
		}
		return reading{}
	case tNumber, tVague, tA:
		if a, ok := c.amountAt(j); ok && !a.hyphen && c.at(a.end).kind != tOf {
			return c.amountTail(j, a)
		}
	case tNext, tFollowing, tPrevious, tSame, tLast, tPast, tThis, tRecent:
		return c.pointed(j)
	case tOrdinal:
		return c.ordinal(j, true)
	case tThe, tComma, tDash:
		return reading{}
	}
	return c.plain(j)
}

// theUnit reads "the weekend", "the day before yesterday", "the week of May 5", "the year 2011", "the night of May 3".
func (c *clock) theUnit(i, j int32) reading {
	u := c.at(j).n
	next := c.at(j + 1)
	switch {
	case next.kind == tOf && u != unitQuarter:
		x := c.core(j + 2)
		if x.end <= j+2 || x.duration {
			return reading{}
		}
		if x.v.From != 0 && x.v.Precision == dragoman.ByDay && u != unitDay && u != unitNight {
			x.v = unitAt(u, x.v.From, 0)
		}
		return x
	case u == unitWeekend:
		return c.nearWeekend(i, j+1)
	case u == unitYear && next.kind == tYear:
		return reading{end: j + 2, v: year(int(next.n))}
	case u == unitWeek && (c.word(j+1) == "ending" || c.word(j+1) == "beginning" || c.word(j+1) == "starting"):
		x := c.core(j + 2)
		if x.end <= j+2 || x.v.Precision > dragoman.ByDay {
			return reading{}
		}
		if x.v.From != 0 {
			x.v = week(x.v.From)
		}
		return x
	case next.kind == tBefore || next.kind == tAfter:
		sign := 1
		if next.kind == tBefore {
			sign = -1
		}
		if k := c.at(j + 2).kind; k == tLast && sign < 0 || k == tNext && sign > 0 { // "the week after next"
			if x := c.core(j + 2); x.end <= j+2 {
				r := reading{end: j + 3, relative: true}
				if c.anchor != 0 {
					r.v = unitAt(u, c.anchor, 2*sign)
				}
				return r
			}
		}
		a := amount{n: 1, unit: u, end: j + 1}
		if c.at(j+2).kind == tDayWord { // "the day before yesterday"
			r := c.dayWord(j + 2)
			if r.v.From != 0 {
				r.v = unitAt(u, shift(r.v.From, u, sign), 0)
			}
			return r
		}
		r := c.fromEvent(a, sign, j+2)
		if r.v.IsZero() && !c.opensNoun(j+2) { // not of "the week before the summit"
			return c.sinceTold(a, sign, j+2)
		}
		return r
	}
	return reading{}
}

// opensNoun reports whether token j begins a phrase of a noun.
func (c *clock) opensNoun(j int32) bool {
	if j >= c.end {
		return false
	}
	p := c.d.Tokens[j].UPOS
	return p == dragoman.DET || p == dragoman.NOUN || p == dragoman.PROPN || c.d.Tokens[j].XPOS == dragoman.PRPS
}

// ends reports whether a clause ends before token j: nothing follows there that could be counted from.
func (c *clock) ends(j int32) bool {
	return j >= c.end || c.d.Tokens[j].UPOS == dragoman.PUNCT || c.at(j).kind == tAnd
}

// pointed reads "last week", "next Tuesday", "the past two months", "this summer", "the following day", "that year", "recent weeks".
func (c *clock) pointed(i int32) reading {
	k := c.at(i).kind
	j := i + 1
	if k == tThis && (c.at(j).kind == tPast || c.at(j).kind == tNext) { // "this past weekend", "this coming Friday"
		k = c.at(j).kind
		if k == tPast {
			k = tLast
		}
		j++
	}
	switch t := c.at(j); t.kind {
	case tWeekday, tMonth:
		if k == tFollowing && c.at(i-1).kind != tThe { // "following [Sunday]'s killing"
			return reading{}
		}
	}
	switch t := c.at(j); t.kind {
	case tNumber, tVague:
		if a, ok := c.amountAt(j); ok && !a.hyphen {
			if k == tLast && c.at(a.end).kind == tOf {
				if r := c.partOfUnits(a, -1); r.end > a.end || c.isOwned(a.end+1) {
					return r
				}
			}
			return c.stretch(k, a)
		}
	case tUnits:
		if k == tLast && c.at(j+1).kind == tOf && c.isOwned(j+2) { // "the last days of the regime"
			return c.partOfUnits(amount{n: vagueCount, unit: t.n, end: j + 1}, -1)
		}
		if k == tRecent || k == tPast || k == tLast || k == tNext && c.word(i) != "next" {
			return c.stretch(k, amount{n: vagueCount, unit: t.n, end: j + 1})
		}
	case tUnit:
		return c.pointedUnit(i, j, k)
	case tPartDay:
		return c.pointedPart(i, j, k)
	case tWeekday:
		return c.pointedWeekday(i, j, k)
	case tMonth:
		return c.pointedMonth(i, j, k)
	case tSeason:
		return c.pointedSeason(i, j, k)
	default:
		if h, n := c.holiday(j); n > 0 && k != tSame && k != tRecent {
			return c.pointedFeast(j+n, h, k)
		}
	}
	return reading{}
}

// stretch is some units up to the report, or from it on: "the past two weeks", "the next 10 days", "recent months".
func (c *clock) stretch(k termKind, a amount) reading {
	r := reading{end: a.end, relative: true}
	if c.anchor == 0 {
		return r
	}
	switch k {
	case tLast, tPast, tRecent:
		r.v = dragoman.Interval{From: shift(c.anchor, a.unit, -a.n), End: c.anchor + 1, Precision: dragoman.ByRange}
	case tNext:
		r.v = dragoman.Interval{From: c.anchor, End: shift(c.anchor, a.unit, a.n) + 1, Precision: dragoman.ByRange}
	case tPrevious, tFollowing:
		base := c.base()
		if base.From == 0 {
			base = dragoman.Day(c.anchor)
		}
		if k == tPrevious {
			r.v = dragoman.Interval{From: shift(base.From, a.unit, -a.n), End: base.From, Precision: dragoman.ByRange}
		} else {
			r.v = dragoman.Interval{From: base.End, End: shift(base.End, a.unit, a.n), Precision: dragoman.ByRange}
		}
	default:
		return reading{}
	}
	return r
}

func (c *clock) pointedUnit(i, j int32, k termKind) reading {
	u := c.at(j).n
	r := reading{end: j + 1, relative: true}
	day := u == unitDay || u == unitNight
	switch {
	case k == tRecent, u <= unitHour, day && (k == tLast && u == unitDay && c.at(j+1).kind != tOf || k == tThis || k == tPast):
		return reading{}
	case u == unitQuarter && k == tSame, c.at(j+1).kind == tDash:
		return reading{}
	}
	if k == tLast && c.at(j+1).kind == tOf {
		switch {
		case u == unitDay || u == unitWeek || u == unitMonth:
			return c.lastOf(j+2, u)
		case u == unitQuarter:
			return c.quarter(j+1, -1)
		case u == unitWeekend:
			return c.nthDay(j, -1)
		case u >= unitYear && c.isOwned(j+2): // "the last year of the war"
			return c.partOfUnits(amount{n: 1, unit: u, end: j + 1}, -1)
		}
	}
	if c.anchor == 0 && k != tSame && k != tFollowing && k != tPrevious {
		return r
	}
	switch k {
	case tLast:
		r.v = unitAt(u, c.anchor, -1)
		if u == unitWeekend {
			r.v = weekend(c.anchor)
			for r.v.End > c.anchor {
				r.v = weekend(r.v.From - 7)
			}
		}
	case tPast:
		if u == unitWeekend {
			return c.pointedUnit(i, j, tLast)
		}
		r.v = dragoman.Interval{From: shift(c.anchor, u, -1), End: c.anchor + 1, Precision: dragoman.ByRange}
	case tThis:
		r.v = unitAt(u, c.anchor, 0)
	case tNext:
		if day || (c.word(i) == "next" && c.at(i-1).kind == tThe && u != unitWeekend) { // "the next day" is told
			return c.fromTold(r, u, 1)
		}
		r.v = unitAt(u, c.anchor, 1)
		if u == unitWeekend && c.word(i) != "next" {
			r.v = weekend(c.anchor)
		}
	case tPrevious:
		return c.fromTold(r, u, -1)
	case tFollowing:
		return c.fromTold(r, u, 1)
	case tSame:
		base := c.base()
		if base.From == 0 || c.word(i) == "that" && c.d.Tokens[i].UPOS != dragoman.DET && c.d.Tokens[i].UPOS != dragoman.NoUPOS {
			return reading{}
		}
		if day && base.Precision != dragoman.ByDay || u < unitYear && base.Precision >= dragoman.ByYear {
			return r
		}
		r.v = unitAt(u, base.From, 0)
	default:
		return reading{}
	}
	return r
}

// fromTold is the unit before or after the one that was told last, else that of the report.
func (c *clock) fromTold(r reading, u int32, n int) reading {
	base := c.baseOf(u)
	switch {
	case base.From != 0 && (u >= unitYear || base.Precision < dragoman.ByYear) && (u > unitNight || base.Precision == dragoman.ByDay):
		r.v = unitAt(u, base.From, n)
	case c.anchor != 0 && (base.From == 0 || u > unitNight):
		r.v = unitAt(u, c.anchor, n)
	}
	return r
}

// pointedPart reads "this morning", "last night", "that evening", "the next morning".
func (c *clock) pointedPart(i, j int32, k termKind) reading {
	r := reading{end: j + 1, relative: true}
	switch k {
	case tThis, tLast, tPast:
		if c.anchor != 0 {
			r.v = dragoman.Day(c.anchor)
			if k != tThis {
				r.v = dragoman.Day(c.anchor - 1)
			}
		}
	case tSame:
		if base := c.base(); base.Precision == dragoman.ByDay {
			r.v = base
		}
		if r.v.IsZero() && c.word(i) == "that" {
			return reading{}
		}
	case tNext, tFollowing:
		return c.fromTold(r, unitDay, 1)
	case tPrevious:
		return c.fromTold(r, unitDay, -1)
	default:
		return reading{}
	}
	return r
}

func (c *clock) pointedWeekday(i, j int32, k termKind) reading {
	if k == tLast {
		if r := c.nthDay(j, -1); r.end > j {
			return r
		}
	}
	r := reading{end: j + 1, relative: true}
	w := time.Weekday(c.at(j).n)
	a := c.anchor
	if k == tPrevious || k == tFollowing || k == tSame {
		if base := c.base(); base.Precision == dragoman.ByDay && base.From != 0 {
			a = base.From
		}
	}
	if k == tRecent {
		return reading{}
	}
	if a == 0 {
		return r
	}
	if c.at(j+1).kind == tComma { // "next Thursday, March 24"
		if k := c.at(j + 2).kind; k == tMonth || k == tNumber {
			if day := c.date(j + 2); day.end > j+2 && day.v.Precision == dragoman.ByDay {
				return day
			}
		}
	}
	back := dragoman.Date((int(a.Weekday())-int(w)+6)%7 + 1) // 1 to 7
	ahead := dragoman.Date((int(w)-int(a.Weekday())+6)%7 + 1)
	inWeek := dragoman.Date((int(w) + 6) % 7)
	switch k {
	case tLast, tPast, tPrevious:
		r.v = dragoman.Day(a - back)
	case tThis:
		r.v = dragoman.Day(monday(a) + inWeek)
	case tNext:
		r.v = dragoman.Day(monday(a) + 7 + inWeek)
		if c.word(i) != "next" && c.word(i) != "Next" { // "the coming Friday"
			r.v = dragoman.Day(a + ahead)
		}
	case tFollowing:
		r.v = dragoman.Day(a + ahead)
	default:
		return reading{}
	}
	return r
}

func (c *clock) pointedMonth(i, j int32, k termKind) reading {
	if !c.isMonth(j) && k == tSame {
		return reading{}
	}
	m := int(c.at(j).n)
	if r := c.month(j); r.end > j+1 { // "this May 3", "last May 2024"
		return r
	}
	r := reading{end: j + 1, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, now, _ := ymd(c.anchor)
	switch k {
	case tLast, tPast:
		if m >= now {
			y--
		}
	case tNext:
		if m <= now {
			y++
		}
	case tThis:
	case tFollowing, tPrevious:
		if base := c.base(); base.From != 0 {
			y, now, _ = ymd(base.From)
		}
		if k == tFollowing && m <= now {
			y++
		} else if k == tPrevious && m >= now {
			y--
		}
	default:
		return reading{}
	}
	r.v = months(y, m, 1, dragoman.ByMonth)
	return r
}
