package setting

import "dragoman"

// units reads a bare plural: "weeks ago", "days after the May 3 attack", "decades of war".
func (c *clock) units(i int32) reading {
	t := c.at(i)
	if k := c.at(i - 1).kind; k == tNumber || k == tEvery || k == tVague {
		return reading{}
	}
	a := amount{n: vagueCount, unit: t.n, vague: true, end: i + 1}
	switch k := c.at(i + 1).kind; k {
	case tAgo:
		return c.ago(a, i+2)
	case tLater, tEarlier:
		return c.sinceTold(a, 1, i+2)
	case tAfter, tBefore:
		if c.isLength(i) {
			return reading{end: i + 1, duration: true}
		}
		if c.ends(i + 2) { // "Hours before, jets had bombed the town"
			return c.sinceTold(a, 1, i+2)
		}
		return c.fromEvent(a, step(k), i+2)
	case tOf:
		if x := c.core(i + 2); x.end > i+2 && !x.duration && x.v.Precision == dragoman.ByDay { // "on the nights of 8 and 9 March"
			return reading{}
		}
		if t.n >= unitDay {
			return reading{end: i + 1, duration: true}
		}
	case tDash:
		if c.word(i+2) == "long" {
			return reading{end: i + 3, duration: true}
		}
	}
	if k := c.at(i - 1).kind; (k == tFor || k == tIn) && t.n >= unitHour {
		return reading{end: i + 1, duration: true}
	}
	return reading{}
}

// unit reads a bare singular: "weekend talks", "a week-long siege", "day after the vote on May 3".
func (c *clock) unit(i int32) reading {
	t := c.at(i)
	if c.at(i+1).kind == tDash && c.word(i+2) == "long" {
		return reading{end: i + 3, duration: true}
	}
	if end := c.unitsEnd(i); end > i {
		return c.nearEdge(t.n, end)
	}
	if t.n == unitWeekend && c.at(i-1).kind != tEvery {
		return c.nearWeekend(i, i+1)
	}
	return reading{}
}

// unitsEnd returns the token after "year-end", "year's end", "month end", or i where none begins there.
func (c *clock) unitsEnd(i int32) int32 {
	j := i + 1
	if w := c.word(j); c.at(j).kind == tDash || w == "'s" || w == "’s" || w == "'S" {
		j++
	}
	if e := c.at(j); e.kind != tEdge || e.n != 1 || c.at(i).n <= unitNight || c.at(j+1).kind == tOf {
		return i
	}
	switch c.word(j) {
	case "end", "END", "End":
		return j + 1
	}
	return i
}

// nearEdge is the end of the unit that the report is of, or of the one before where that is told of as past.
func (c *clock) nearEdge(unit, end int32) reading {
	r := reading{end: end, relative: true}
	if c.anchor == 0 {
		return r
	}
	r.v = edgeOf(unitAt(unit, c.anchor, 0), 1)
	if r.v.From > c.anchor && c.preposition() == tAt && c.tense(end-1) != futureTense {
		r.v = edgeOf(unitAt(unit, c.anchor, -1), 1)
	}
	return r
}

// nearWeekend is the last weekend that has begun, or the next one.
func (c *clock) nearWeekend(i, end int32) reading {
	r := reading{end: end, relative: true}
	if c.anchor == 0 {
		return r
	}
	r.v = weekend(c.anchor)
	if c.tense(i) != futureTense && r.v.From > c.anchor {
		r.v = weekend(c.anchor - 7)
	}
	return r
}
