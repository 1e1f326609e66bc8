package setting

import (
	"dragoman"
)

// pointedSeason reads "this summer", "last winter", "next spring".
func (c *clock) pointedSeason(i, j int32, k termKind) reading {
	m := int(c.at(j).n)
	r := reading{end: j + 1, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, now, _ := ymd(c.anchor)
	switch k {
	case tThis:
		if m == 12 && now <= 2 {
			y--
		}
		r.v = months(y, m, 3, dragoman.BySeason)
	case tLast, tPast, tPrevious:
		r.v = months(y, m, 3, dragoman.BySeason)
		for r.v.End > c.anchor {
			y--
			r.v = months(y, m, 3, dragoman.BySeason)
		}
	case tNext, tFollowing:
		y--
		for r.v = months(y, m, 3, dragoman.BySeason); r.v.From <= c.anchor; {
			y++
			r.v = months(y, m, 3, dragoman.BySeason)
		}
	default:
		return reading{}
	}
	return r
}

// season reads "summer 2015", "the summer of 2015", "in the summer".
func (c *clock) season(i int32) reading {
	m := int(c.at(i).n)
	j := i + 1
	if c.at(j).kind == tOf {
		j++
	}
	if y := c.at(j); y.kind == tYear {
		return reading{end: j + 1, v: months(int(y.n), m, 3, dragoman.BySeason)}
	}
	if y, end := c.yearSaid(i + 1); end > 0 {
		r := reading{end: end, relative: true}
		if y > 0 {
			r.v = months(y, m, 3, dragoman.BySeason)
		}
		return r
	}
	before := c.at(i - 1).kind
	if isCapital(c.word(i)) && i+1 < c.end && isCapital(c.word(i+1)) { // "the Winter Olympics"
		return reading{}
	}
	if before != tIn && before != tThe && before != tDuring && before != tBy && before != tUntil && before != tSince && before != tPart {
		return reading{}
	}
	if p := c.d.Tokens[i].UPOS; p != dragoman.NOUN && p != dragoman.PROPN && p != dragoman.NoUPOS || c.at(i+1).kind == tOf || c.word(i+1) == "in" {
		return reading{}
	}
	r := reading{end: i + 1, relative: true}
	if c.anchor == 0 {
		return r
	}
	y, _, _ := ymd(c.anchor)
	r.v = months(y, m, 3, dragoman.BySeason)
	if c.tense(i) == futureTense {
		if r.v.End <= c.anchor {
			r.v = months(y+1, m, 3, dragoman.BySeason)
		}
	} else if r.v.From > c.anchor {
		r.v = months(y-1, m, 3, dragoman.BySeason)
	}
	return r
}
