package setting

import (
	"dragoman"
)

// historyDays is how far back, from the report, a time is background and not news.
const historyDays = 730

// A clock reads expressions of time, and keeps the memory to do so.
type clock struct {
	d      *dragoman.Document
	anchor dragoman.Date // the day of the report, 0 where nothing tells
	named  []bool        // the tokens of dates within names
	terms  []term        // of the tokens of one sentence
	first  int32         // its first token
	end    int32
	told   dragoman.Interval // the last time told, for "two days later"
	toldIn int32             // its sentence
	day    dragoman.Date     // the last day told, 0 before one
	dayIn  int32             // its sentence
	now    int32             // the sentence being read
	dated  bool              // a date before a colon tells when all of it happened: "3 May: She offers an election on 14 November"
	tensed int8              // the tense of the clause being read, see tense
	begin  int32             // the first token of the expression being read
	// Of the expression before it: the token that follows, and the tense.
	readEnd   int32
	readTense int8
}

// A reading is what an expression of time means, and the token that follows it.
type reading struct {
	end      int32
	v        dragoman.Interval
	duration bool
	relative bool // counted from the report: has no meaning without its day
	counted  dragoman.Interval
}

// read appends the times of a Document to it.
func (c *clock) read(d *dragoman.Document) {
	c.d, c.told, c.toldIn, c.readEnd = d, dragoman.Interval{}, -1, -1
	c.day, c.dayIn = 0, -1
	c.coverNames()
	c.anchor = d.Published
	if c.anchor == 0 {
		c.anchor = c.ownDate()
	}
	for s := range d.Sentences {
		c.load(int32(s))
		for i := c.first; i < c.end; {
			end := i + 1
			if c.at(i).kind != noTerm {
				c.begin, c.tensed = i, unknownTense
				if r := c.expression(i); r.end > i {
					c.emit(i, r)
					end, c.readEnd, c.readTense = r.end, r.end, c.tensed
				}
			}
			i = end
		}
	}
	c.d = nil
}

// ownDate is the full date that a report gives of itself in its first lines, "Friday, August 21, 2015".
func (c *clock) ownDate() dragoman.Date {
	const lines = 6
	for s := range min(lines, len(c.d.Sentences)) {
		c.load(int32(s))
		block := c.d.Blocks[c.d.Sentences[s].Block].Kind
		for i := c.first; i < c.end; i++ {
			if k := c.at(i).kind; k != tWeekday && k != tMonth && k != tNumber && k != tDate {
				continue
			}
			c.begin, c.tensed = i, unknownTense
			r := c.date(i)
			if r.end <= i || r.relative || r.v.Precision != dragoman.ByDay {
				continue
			}
			// A line of its own, or a dateline; a date in a sentence may be of anything.
			if block == dragoman.Dateline || i-c.first <= 1 && c.end-r.end <= 1 {
				return r.v.From
			}
		}
	}
	return 0
}

func (c *clock) load(sentence int32) {
	s := &c.d.Sentences[sentence]
	c.now, c.first, c.end = sentence, s.First, s.End
	c.terms, c.dated = c.terms[:0], false
	for i := s.First; i < s.End; i++ {
		if c.named[i] {
			c.terms = append(c.terms, term{})
			continue
		}
		c.terms = append(c.terms, lookUp(c.d.Word(i)))
	}
}

// at returns the term of token i, none outside the sentence.
func (c *clock) at(i int32) term {
	if i < c.first || i >= c.end {
		return term{}
	}
	return c.terms[i-c.first]
}

func (c *clock) word(i int32) string {
	if i < c.first || i >= c.end {
		return ""
	}
	return c.d.Word(i)
}

// lastDay bounds the days that are told: the end of the year 9999.
const lastDay = 3652060

// sound reports whether an interval is one, of years that have four digits: "ten thousand years ago" is none.
func sound(v dragoman.Interval) bool {
	return v.From >= 0 && v.End >= 0 && v.From <= lastDay && v.End <= lastDay && (v.From == 0 || v.End == 0 || v.End > v.From)
}

func (c *clock) emit(i int32, r reading) {
	if !sound(r.v) {
		r.v = dragoman.Interval{}
	}
	t := dragoman.Time{
		Span: c.d.TokenSpan(i, r.end), First: i, End: r.end, Sentence: c.now, Interval: r.v, Duration: r.duration,
	}
	if sound(r.counted) {
		t.Counted = r.counted
	}
	if last := r.v.End; c.anchor != 0 && !r.duration {
		if last == 0 {
			last = r.v.From // "since 1946"
		}
		t.History = last != 0 && last < c.anchor-historyDays
	}
	switch {
	case r.v.IsZero(), r.duration, c.dated:
	case r.v.From != 0:
		c.tell(r.v)
	case r.v.Precision == dragoman.ByDay && r.v.Last() < c.anchor: // "by noon yesterday"
		c.tell(dragoman.Day(r.v.Last()))
	}
	c.dated = c.dated || i == c.first && c.word(r.end) == ":"
	c.d.Times = append(c.d.Times, t)
}

// tell notes a time from which others may be counted.
func (c *clock) tell(v dragoman.Interval) {
	c.told, c.toldIn = v, c.now
	if v.Precision == dragoman.ByDay {
		c.day, c.dayIn = v.From, c.now
	}
}

// expression reads the longest expression that begins at token i, preposition and all.
func (c *clock) expression(i int32) reading {
	switch t := c.at(i); t.kind {
	case tIn, tOn, tDuring, tAt, tWithin, tFor:
		return c.after(i, t.kind)
	case tSince, tUntil, tBy, tFrom, tBetween, tBefore, tAfter:
		return c.bounded(i, t.kind)
	case tTo:
		if w := c.word(i); (w == "through" || w == "Through" || w == "thru") && i+1 < c.end && !c.isModifier(i+1) {
			return c.bounded(i, tUntil)
		}
		return reading{}
	case tAgo, tAnd, tOf, tComma, tDash, tMeridiem, tZone, tOld, tEvery:
		return reading{}
	case tNo:
		return c.limit(i)
	case tPrevious:
		if c.at(i+1).kind == tTo && c.word(i) != "previous" { // "prior to 2011"
			return c.bounded(i+1, tBefore)
		}
	}
	return c.ranged(i)
}

// after reads "on Monday", "in May", "over the weekend", "for three days", "in two weeks".
func (c *clock) after(i int32, preposition termKind) reading {
	next := i + 1
	if preposition == tAt && c.at(next).kind == tAt { // "at around 5 p.m."
		next++
	}
	if r := c.clockTime(i); r.end > i {
		return r
	}
	if preposition == tAt {
		switch k := c.at(next).kind; k {
		case tPartDay:
			return c.partOfDay(next)
		case tAfter, tBefore: // "shortly after 3 a.m. today"
			return c.bounded(next, k)
		}
	}
	if preposition == tFor || preposition == tWithin {
		return c.length(i, next, preposition)
	}
	if preposition == tIn {
		if r := c.length(i, next, preposition); r.end > next {
			return r
		}
	}
	r := c.ranged(next)
	if r.end <= next || r.duration && preposition != tDuring { // "over three days"
		return reading{}
	}
	return r
}

func dayOf(d dragoman.Date) int { _, _, day := ymd(d); return day }

// limit reads "no later than Friday", "no earlier than May".
func (c *clock) limit(i int32) reading {
	k := c.at(i + 1).kind
	if k != tLater && k != tEarlier || c.word(i+2) != "than" && c.word(i+2) != "THAN" {
		return reading{}
	}
	c.tensed = futureTense
	r := c.core(i + 3)
	switch {
	case r.end <= i+3 || r.duration:
		return reading{}
	case r.v.IsZero():
	case k == tLater:
		r.v.From = 0
	default:
		r.v.End = 0
	}
	return r
}

// bounded reads "since 2011", "until Friday", "by the end of May", "from May to July", "between 2011 and 2014", "after May 3".
func (c *clock) bounded(i int32, preposition termKind) reading {
	next := i + 1
	if preposition == tBy && c.at(next).kind == tAt {
		next++
	}
	switch {
	case c.at(next).kind == tAt && c.word(next+1) == "least": // "until at least Friday"
		next += 2
	case preposition == tUntil && c.at(next).kind == tAfter, preposition == tSince && c.at(next).kind == tBefore: // "until after Christmas"
		next++
	case (preposition == tBefore || preposition == tAfter) && c.at(next).kind == tPartDay: // "before dawn on Monday"
		return c.partOfDay(next)
	case preposition == tBetween || preposition == tFrom:
		if r := c.clockRange(next); r.end > next {
			return r
		}
	}
	if base := c.base(); preposition == tSince && c.word(next) == "then" && base.From != 0 {
		return reading{end: next + 1, v: dragoman.Interval{From: base.From, Precision: base.Precision}}
	}
	r := c.core(next)
	if r.end <= next || r.duration {
		return reading{}
	}
	if unit := c.at(i - 1).kind; preposition == tUntil && (unit == tUnit || unit == tUnits) && c.at(i-3).kind != tFor {
		return reading{end: r.end, duration: true} // "110 days until May 3" counts down to a day on which nothing is said to be
	}
	known, ofDay := !r.v.IsZero(), c.clockEnd(next) > next // "after 3 a.m. today" is of today
	switch preposition {
	case tFrom:
		if k := c.at(r.end).kind; k == tTo || k == tUntil || k == tDash {
			if b := c.rangeEnd(next, r, r.end+1); b.end > r.end {
				return b
			}
		}
		if w := c.word(r.end); (w == "on" && c.ends(r.end+1) || w == "onwards" || w == "onward") && !r.v.IsZero() { // "from 1984 onwards"
			r.end, r.v.End = r.end+1, 0
		}
		return r
	case tBetween:
		if c.at(r.end).kind == tAnd || c.at(r.end).kind == tDash {
			if b := c.rangeEnd(next, r, r.end+1); b.end > r.end {
				return b
			}
		}
		return r
	case tSince:
		if known {
			r.v.End = 0
		}
	case tUntil, tBy:
		if known {
			r.v.From = 0
		}
	case tBefore:
		if known && !ofDay {
			r.v = dragoman.Interval{End: r.v.From, Precision: r.v.Precision}
		}
	case tAfter:
		if w := c.word(r.end); known && !ofDay && w != "prayers" && w != "prayer" && w != "Mass" { // "after Friday prayers" is on Friday
			r.v = dragoman.Interval{From: r.v.End, Precision: r.v.Precision}
		}
	}
	return r
}
