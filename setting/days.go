package setting

import "dragoman"

// daySpan reads "3-5 May", "3 to 5 May 2024".
func (c *clock) daySpan(i int32) reading {
	if k := c.at(i + 1).kind; k != tDash && k != tTo && (k != tAnd || c.at(i-1).kind != tBetween) || c.at(i+2).kind != tNumber || c.at(i).n >= c.at(i+2).n || !isDigit(c.word(i)) {
		return reading{}
	}
	r := c.dayMonth(i + 2)
	if r.end <= i+2 || r.v.From == 0 {
		return reading{}
	}
	y, m, _ := ymd(r.v.From)
	first := validDay(y, m, int(c.at(i).n))
	if first == 0 {
		return reading{}
	}
	r.v = dragoman.Interval{From: first, End: r.v.End, Precision: dragoman.ByRange}
	return r
}

// dayBefore reads a day whose month a later one says: "[19] and 23 August", "[5], 7 and 9 May".
func (c *clock) dayBefore(i int32) reading {
	j := i
	for isDigit(c.word(j)) && c.at(j).kind == tNumber && (c.at(j+1).kind == tAnd || c.at(j+1).kind == tComma) {
		j += 2
	}
	if j == i || c.at(j-1).kind != tAnd || !isDigit(c.word(j)) || c.at(j).n <= c.at(i).n {
		return reading{}
	}
	r := c.dayMonth(j)
	if r.end <= j {
		return reading{}
	}
	r.end = i + 1
	if r.v.From != 0 {
		y, m, _ := ymd(r.v.From)
		r.v = dragoman.Interval{}
		if d := validDay(y, m, int(c.at(i).n)); d != 0 {
			r.v = dragoman.Day(d)
		}
	}
	return r
}

// dayAfter reads a day whose month an earlier one said: "May 3 and [5]", "May 3, [5] and [9]".
func (c *clock) dayAfter(i int32) reading {
	day, before := c.at(i), c.at(i-1).kind
	if before != tAnd && (before != tComma || c.at(i+1).kind != tAnd) || c.toldIn != c.now || c.told.Precision != dragoman.ByDay || c.readEnd != i-1 {
		return reading{}
	}
	if k := c.at(i - 3).kind; k != tMonth && k != tComma || c.at(i-2).kind != tNumber || isNounAt(c.d, i+1, c.end) || !isDigit(c.word(i)) {
		return reading{}
	}
	y, m, last := ymd(c.told.From)
	if d := validDay(y, m, int(day.n)); d != 0 && int(c.at(i-2).n) == last && int(day.n) > last && c.d.Tokens[i].Deprel != dragoman.RelNsubj {
		return reading{end: i + 1, v: dragoman.Day(d), relative: true}
	}
	return reading{}
}

// someDay reads a day that is not told which: "a Sunday in autumn", "one Monday". Before a noun it is the last: "a Monday statement".
func (c *clock) someDay(i int32) reading {
	j := i + 1
	if c.at(j).kind == tPartDay {
		j++
	}
	if c.isModifier(i) || c.at(j).kind == tDash || c.at(j).kind == tNumber || isNounAt(c.d, j, c.end) && c.at(j).kind == noTerm {
		return reading{}
	}
	r := reading{end: j, relative: true}
	if k := c.at(j).kind; k == tIn || k == tOf || k == tLast || k == tEarlier || k == tPart {
		if k == tIn || k == tOf {
			j++
		}
		if x := c.core(j); x.end > j && !x.duration && x.v.Precision > dragoman.ByWeekend {
			r.end = x.end
			if !x.relative || k == tLast || c.at(j).kind == tLast {
				r.v = x.v
			}
		}
	}
	return r
}
