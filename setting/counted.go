package setting

import (
	"time"

	"dragoman"
)

// vagueLow and vagueHigh bound what "a few" or "several" units may be.
const (
	vagueCount = 3
	vagueLow   = 2
	vagueHigh  = 6
	mostUnits  = 20_000 // more of any unit is no news
)

// An amount is "two weeks", "a few days", "a decade": how many of which unit, and the token that follows.
type amount struct {
	n      int
	unit   int32
	vague  bool
	hyphen bool // "two-week"
	end    int32
}

// amountAt reads an amount at token i.
func (c *clock) amountAt(i int32) (a amount, ok bool) {
	j := i
	switch t := c.at(j); t.kind {
	case tNumber:
		a.n, j = int(t.n), j+1
		if c.word(i) == "couple" && c.at(j).kind == tOf {
			j++
		}
		if c.at(j).kind == tDash && c.at(j+1).kind == tNumber && !isDigit(c.word(i)) { // "twenty-five"
			a.n, j = a.n+int(c.at(j+1).n), j+2
		}
		if c.at(j).kind == tAnd && c.at(j+1).kind == tA && c.word(j+2) == "half" {
			j += 3
		}
	case tYear: // "1000 days"
		a.n, j = int(t.n), j+1
	case tVague:
		if w := c.word(j - 1); w == "as" { // "the third in as many months"
			return a, false
		}
		if c.at(j+1).kind == tNumber { // "some 20 years"
			return c.amountAt(j + 1)
		}
		a.n, a.vague, j = vagueCount, true, j+1
	case tA:
		switch n := c.at(j + 1); {
		case n.kind == tVague, n.kind == tNumber && (c.word(j+1) == "couple" || c.word(j+1) == "dozen" || c.word(j+1) == "hundred"):
			return c.amountAt(j + 1)
		case n.kind == tUnit:
			a.n, j = 1, j+1
		default:
			return a, false
		}
	default:
		return a, false
	}
	if c.at(j).kind == tDash {
		a.hyphen = true
		j++
	}
	for c.word(j) == "full" || c.word(j) == "straight" || c.word(j) == "consecutive" || c.word(j) == "whole" || c.word(j) == "long" || c.word(j) == "more" {
		j++
	}
	u := c.at(j)
	if a.n > mostUnits {
		return a, false
	}
	if u.kind != tUnits && u.kind != tUnit || u.kind == tUnit && a.n > 1 && !a.hyphen {
		return a, false
	}
	a.unit, a.end = u.n, j+1
	return a, true
}

// counted reads from a number: "two weeks ago", "13 years of civil war", "3 May", "3-5 May", "5 p.m.", "twenty-first century".
func (c *clock) counted(i int32) reading {
	if c.at(i).kind == tNumber && c.at(i).n == 1 && c.at(i+1).kind == tWeekday && !isDigit(c.word(i)) {
		return c.someDay(i + 1)
	}
	if c.at(i).kind == tNumber {
		if r := c.dayMonth(i); r.end > i {
			if c.isBodyDate(i, r.end) {
				return reading{}
			}
			return r
		}
		if r := c.daySpan(i); r.end > i {
			return r
		}
		if r := c.dayBefore(i); r.end > i {
			return r
		}
		if r := c.dayAfter(i); r.end > i {
			return r
		}
		if end := c.clockEnd(i); end > i {
			return c.clockTime(i)
		}
		if c.at(i+1).kind == tDash && c.at(i+2).kind == tOrdinal {
			return c.ordinalCentury(i+3, int(c.at(i).n+c.at(i+2).n))
		}
	}
	if c.at(i).kind == tVague && c.at(i+1).kind == tWeekday { // "some Sunday"
		return c.someDay(i + 1)
	}
	a, ok := c.amountAt(i)
	if !ok {
		return reading{}
	}
	return c.amountTail(i, a)
}

func (c *clock) afterA(i int32) reading {
	if c.at(i+1).kind == tWeekday {
		return c.someDay(i + 1)
	}
	if a, ok := c.amountAt(i); ok {
		r := c.amountTail(i, a)
		if r.duration && a.n == 1 && !a.hyphen && c.isRate(i) {
			return reading{}
		}
		return r
	}
	if c.at(i+1).kind == tYear && c.isYear(i+1) { // "in a 1999 coup"
		return c.date(i + 1)
	}
	return reading{}
}

// isRate reports whether "a year" is said of how often: "twice a year", "$10 a day".
func (c *clock) isRate(i int32) bool {
	if i-1 < c.first {
		return false
	}
	switch t := &c.d.Tokens[i-1]; t.UPOS {
	case dragoman.NOUN, dragoman.NUM, dragoman.SYM:
		return true
	default:
		w := c.word(i - 1)
		return w == "twice" || w == "once" || w == "times" || t.XPOS == dragoman.NNS
	}
}

// amountTail reads what follows an amount and says from where it counts; what counts from nowhere is a length.
func (c *clock) amountTail(i int32, a amount) reading {
	next := c.at(a.end).kind
	switch {
	case next == tDash && c.word(a.end+1) == "long":
		return reading{end: a.end + 2, duration: true}
	case next == tOld, a.hyphen && next == tDash: // "13-year-old"
		return reading{}
	case a.hyphen:
		return reading{end: a.end, duration: true}
	}
	if r, ok := c.countedFrom(i, a); ok {
		return r
	}
	if a.unit == unitQuarter { // "a quarter of voters"
		return reading{}
	}
	if k := c.at(a.end + 1).kind; a.n == 1 && a.unit <= unitNight && next == tIn && (k == tMonth || k == tSeason || k == tYear) {
		return reading{} // "one day in March"
	}
	return reading{end: a.end, duration: true}
}

// countedFrom reads from where the words after an amount count it: "ago", "later", "before the vote", "from Friday", "a week today".
func (c *clock) countedFrom(i int32, a amount) (r reading, ok bool) {
	j := a.end + 1
	switch next := c.at(a.end); next.kind {
	case tAgo:
		return c.ago(a, j), true
	case tLater, tEarlier:
		return c.sinceTold(a, step(next.kind), j), true
	case tAfter, tBefore, tFollowing:
		if c.isLength(i) {
			return r, false
		}
		if w := c.word(j); (w == "that" || w == "this") && c.ends(j+1) { // "two days before that"
			return c.sinceTold(a, step(next.kind), j+1), true
		}
		return c.fromEvent(a, step(next.kind), j), true
	case tDayWord:
		if a.unit != unitWeek || next.n < 0 && c.at(i-1).kind == tFor {
			return r, false
		}
		if next.n < 0 {
			a.n = -a.n
		}
		return shifted(c.dayWord(a.end), a), true // "a week today"
	case tOn:
		if a.unit == unitWeek && c.at(j).kind == tWeekday && !c.isLength(i) && c.anchor != 0 && c.tense(j) == futureTense { // "will meet a week on Monday"
			day := c.nearestWeekday(time.Weekday(c.at(j).n), futureTense)
			return shifted(reading{end: j + 1, v: dragoman.Day(day), relative: true}, a), true
		}
	case tFrom:
		if w := c.word(j); w == "now" || w == "today" {
			return c.fromNow(a, j+1), true
		}
		if k := c.at(j).kind; (k == tWeekday || k == tDayWord) && !c.isLength(i) { // "a week from Friday"
			c.tensed = futureTense
			if r = c.core(j); r.end > j && c.at(r.end).kind != tTo && c.at(r.end).kind != tUntil {
				return shifted(r, a), true
			}
			c.tensed = unknownTense
		}
	}
	if c.isTime(a.end) && c.at(i-1).kind == tIn {
		return c.fromNow(a, j+1), true
	}
	return r, false
}

// shifted moves the day of a reading on by an amount.
func shifted(r reading, a amount) reading {
	if r.v.From != 0 {
		r.v = dragoman.Day(shift(r.v.From, a.unit, a.n))
	}
	return r
}

// isTime reports whether "time" follows what an amount owns at token j: "in three days' time".
func (c *clock) isTime(j int32) bool { return isGenitive(c.word(j)) && c.word(j+1) == "time" }

// isLength reports whether an amount stands after "for": "for 60 days before the vote", "for at least a year after".
func (c *clock) isLength(i int32) bool {
	if c.at(i-1).kind == tThe {
		return false
	}
	for c.at(i-1).kind == tAt || c.word(i-1) == "least" || c.word(i-1) == "to" || c.word(i-1) == "up" || c.word(i-1) == "nearly" || c.word(i-1) == "almost" {
		i--
	}
	return c.at(i-1).kind == tFor
}

// ago is an amount back from the report; a negative amount is ahead of it.
func (c *clock) ago(a amount, end int32) reading {
	r := reading{end: end, relative: true}
	if c.anchor == 0 {
		return r
	}
	if a.vague && a.unit > unitHour {
		low, high := vagueLow, vagueHigh
		if a.n < 0 {
			r.v = dragoman.Interval{From: shift(c.anchor, a.unit, low), End: shift(c.anchor, a.unit, high) + 1, Precision: dragoman.ByRange}
			return r
		}
		r.v = dragoman.Interval{From: shift(c.anchor, a.unit, -high), End: shift(c.anchor, a.unit, -low) + 1, Precision: dragoman.ByRange}
		return r
	}
	then := shift(c.anchor, a.unit, -a.n)
	r.v = unitAt(a.unit, then, 0)
	switch u := c.at(end + 1); {
	case a.unit < unitWeek || a.n < 0:
	case c.isDay(end): // "a year ago today", "30 years ago last Thursday"
		j := end
		if c.at(j).kind == tOn {
			j++
		}
		x := c.core(j)
		if r.end, r.v = x.end, x.v; x.v.From != 0 {
			r.v = dragoman.Day(shift(x.v.From, a.unit, -a.n))
		}
	case (c.at(end).kind == tThis || c.at(end).kind == tLast || c.at(end).kind == tNext) && u.kind == tUnit && u.n < a.unit && u.n >= unitWeek:
		r.end, r.v = end+2, unitAt(u.n, then, step(c.at(end).kind)) // "ten years ago this week"
	}
	return r
}

// fromNow is an amount on from the report.
func (c *clock) fromNow(a amount, end int32) reading {
	a.n = -a.n
	return c.ago(a, end)
}

// isDay reports whether a day of the week or "today" begins at token j: "last Thursday", "on Monday".
func (c *clock) isDay(j int32) bool {
	switch c.at(j).kind {
	case tDayWord:
		return true
	case tOn, tLast, tNext, tThis:
		return c.at(j+1).kind == tWeekday
	}
	return false
}

// base is the time that was told last, where it still stands: in this paragraph or a few sentences before.
func (c *clock) base() dragoman.Interval {
	if c.stands(c.toldIn) {
		return c.told
	}
	return dragoman.Interval{}
}

// baseOf is the base from which a unit is counted: of days and less, the last day told.
func (c *clock) baseOf(unit int32) dragoman.Interval {
	if base := c.base(); unit > unitNight || base.Precision == dragoman.ByDay || c.day == 0 || !c.stands(c.dayIn) {
		return base
	}
	return dragoman.Day(c.day)
}

// stands reports whether what a sentence told is still what the report goes on from.
func (c *clock) stands(sentence int32) bool {
	const few = 3
	return sentence >= c.now-few || sentence >= 0 && c.d.Sentences[sentence].Block == c.d.Sentences[c.now].Block
}

// sinceTold is an amount from the time that was told last: "two days later".
func (c *clock) sinceTold(a amount, sign int, end int32) reading {
	r := reading{end: end, relative: true}
	base := c.baseOf(a.unit)
	// A day counted from a whole year is no day.
	if base.From == 0 || a.vague && a.unit > unitHour || a.unit < unitYear && base.Precision >= dragoman.ByYear || a.unit <= unitNight && base.Precision > dragoman.ByDay {
		return r
	}
	r.v = unitAt(a.unit, shift(base.From, a.unit, sign*a.n), 0)
	return r
}

// fromEvent is an amount from a time said next: "two days after the May 3 attack", "a week before Christmas".
func (c *clock) fromEvent(a amount, sign int, j int32) reading {
	r := reading{end: j, relative: true}
	if sign > 0 {
		r.counted = c.ago(a, j).v
	}
	const reach = 6
	for k := j; k < min(c.end, j+reach); k++ {
		if c.at(k).kind == noTerm || c.at(k).kind == tOn || c.at(k).kind == tIn {
			switch t := &c.d.Tokens[k]; {
			case t.UPOS == dragoman.VERB, t.UPOS == dragoman.AUX, t.UPOS == dragoman.PUNCT, t.XPOS == dragoman.WDT, t.XPOS == dragoman.WP:
				return r
			}
			if isExpected(c.word(k)) { // "weeks before an election due by April"
				return r
			}
			continue
		}
		x := c.core(k)
		if x.end <= k || x.duration {
			continue
		}
		if x.v.From == 0 {
			return r
		}
		r.end, r.counted = x.end, dragoman.Interval{}
		if a.vague {
			if sign > 0 {
				r.v = dragoman.Interval{From: x.v.End, End: shift(x.v.End, a.unit, vagueHigh), Precision: dragoman.ByRange}
			} else {
				r.v = dragoman.Interval{From: shift(x.v.From, a.unit, -vagueHigh), End: x.v.From, Precision: dragoman.ByRange}
			}
			return r
		}
		r.v = unitAt(a.unit, shift(x.v.From, a.unit, sign*a.n), 0)
		return r
	}
	return r
}

// isRecord reports whether the amount after "in" at token i is how long there was none such: "the first election in 29 years", "its
// highest in a month". A first may be held in two weeks, but hardly in two years.
func (c *clock) isRecord(i, unit int32) bool {
	const reach = 12
	for j := i - 1; j >= max(c.first, i-reach); j-- {
		t := &c.d.Tokens[j]
		switch {
		case t.XPOS == dragoman.JJS || t.XPOS == dragoman.RBS:
			return c.word(j-1) != "at" // "at least"
		case c.at(j).kind == tOrdinal, c.word(j) == "only":
			return unit >= unitYear
		case t.UPOS == dragoman.AUX, t.UPOS == dragoman.PUNCT && t.XPOS != dragoman.HYPH, t.XPOS == dragoman.VBD, t.XPOS == dragoman.VBZ, t.XPOS == dragoman.VBP:
			return false
		}
	}
	return false
}

// length reads an amount after "in" or "within": ahead of the report in the future tense, else a length.
func (c *clock) length(i, next int32, preposition termKind) reading {
	if preposition == tFor {
		return reading{}
	}
	if c.at(next).kind == tThe || c.at(next).kind == tLast {
		return reading{}
	}
	a, ok := c.amountAt(next)
	if !ok || a.hyphen {
		return reading{}
	}
	if k := c.at(a.end).kind; k == tAgo || k == tLater || k == tEarlier || k == tAfter || k == tBefore {
		return reading{}
	}
	if c.tense(i) != futureTense || preposition == tIn && c.isRecord(i, a.unit) {
		if r := c.amountTail(next, a); !r.duration {
			return r
		}
		return reading{}
	}
	r := reading{end: a.end, relative: true}
	if c.isTime(a.end) {
		r.end += 2
	}
	if c.anchor == 0 {
		return r
	}
	if preposition == tWithin {
		r.v = dragoman.Interval{From: c.anchor, End: shift(c.anchor, a.unit, a.n) + 1, Precision: dragoman.ByRange}
		return r
	}
	return c.fromNow(a, r.end)
}
