package setting

import (
	"slices"

	"dragoman"
)

// coverNames notes the tokens of names that hold a day or a month and mean none: "the July 26 Movement", "the Sunday Times", "Sunday
// Mba". A name holds its day where the tree hangs the day on the name: "on Monday Russia said" is no name, whatever a mention says.
func (c *clock) coverNames() {
	c.named = slices.Grow(c.named[:0], len(c.d.Tokens))[:len(c.d.Tokens)]
	clear(c.named)
	for i := range c.d.Mentions {
		m := &c.d.Mentions[i]
		if m.Kind != dragoman.Name || m.Type == dragoman.OtherEntity && c.isHeadline(m.Sentence) {
			continue // the capitals of a headline make no name
		}
		first := m.First
		if m.Type == dragoman.OrganizationEntity { // "the April 6 [Youth Movement]"
			first = max(first-2, c.d.Sentences[m.Sentence].First)
		}
		for t := first; t < m.End; t++ {
			if allCapitals(c.d.Word(t)) {
				break
			}
			k := lookUp(c.d.Word(t)).kind
			if k != tWeekday && k != tMonth && k != tHoliday || c.opensOn(t) {
				continue
			}
			if c.isOfName(t, m) && c.hasOtherWord(m) {
				c.coverDate(min(t, m.First), m.End)
				break
			}
		}
	}
}

// opensOn reports whether the date at token t follows "on": "On Tuesday Zaire closed the border", "On 11 October Poland's troops left".
func (c *clock) opensOn(t int32) bool {
	for t > 0 && lookUp(c.d.Word(t-1)).kind == tNumber {
		t--
	}
	return t > 0 && lookUp(c.d.Word(t-1)).kind == tOn
}

// isOfName reports whether the weekday or month at token t belongs to a name.
func (c *clock) isOfName(t int32, m *dragoman.Mention) bool {
	if t == m.Head {
		return true
	}
	for k := max(t-1, 0); k <= t+1 && k < int32(len(c.d.Tokens)); k++ {
		if h := c.d.Tokens[k].Head; h >= m.First && h < m.End && (k == t || lookUp(c.d.Word(k)).kind == tNumber) {
			return true
		}
	}
	// "The April 6 [Youth Movement] called", where the tree takes the day for the verb's.
	return t == m.First-2 && t > 0 && lookUp(c.d.Word(t-1)).kind == tThe && !isNounAt(c.d, m.End, c.d.Sentences[m.Sentence].End)
}

// hasOtherWord reports whether a name has a word with a capital that is of no date, as that of "Christmas Eve" is.
func (c *clock) hasOtherWord(m *dragoman.Mention) bool {
	for t := m.First; t < m.End; t++ {
		if w := c.d.Word(t); isCapital(w) && w != "Eve" && lookUp(w).kind == noTerm {
			return true
		}
	}
	return false
}

// coverDate covers the words of a date within tokens [first, end), years aside: "the 2024 Sunday Times list".
func (c *clock) coverDate(first, end int32) {
	for t := first; t < end; t++ {
		switch lookUp(c.d.Word(t)).kind {
		case tWeekday, tMonth, tHoliday, tPhrase, tNumber, tOrdinal:
			c.named[t] = true
		}
	}
}

// isBodyDate reports whether the day at tokens [i, end) is the name of a body, "the November 17 group", or of a day that all know,
// "Bloody Sunday", "the Mail on Sunday".
func (c *clock) isBodyDate(i, end int32) bool {
	switch c.word(i - 1) {
	case "Black", "Bloody", "Super", "Cyber", "Fat", "White":
		return c.at(i).kind == tWeekday || c.word(i) == "September"
	}
	if w := c.word(end); w == "mosque" || w == "mosques" {
		return true
	}
	if c.at(i).kind == tWeekday {
		if next := i + 1; next < c.end && c.d.Tokens[next].Head == i && c.d.Tokens[next].Deprel == dragoman.RelFlat && c.at(next).kind == noTerm {
			switch c.d.Tokens[i].Deprel {
			case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelObj, dragoman.RelIobj:
				return isCapital(c.word(next)) && !isTitle(c.word(next)) // "Friday Kahindo was freed"
			}
		}
		return c.word(i) == "Sunday" && c.word(i-1) == "on" && (c.word(i-2) == "Mail" || c.word(i-2) == "Independent")
	}
	if c.at(i).kind == tMonth && c.at(i-1).kind == tNumber { // "17 [November] group"
		i--
	}
	return end == i+2 && isDatedBody(c.word(end)) && !(end+1 < c.end && c.d.Tokens[end+1].UPOS == dragoman.NOUN) && isArticled(c, i)
}

// isArticled reports whether a date stands within a phrase, not after a preposition: "the disbanded November 17 group".
func isArticled(c *clock, i int32) bool {
	if c.at(i-1).kind == tThe {
		return true
	}
	if i-1 < c.first {
		return false
	}
	switch c.d.Tokens[i-1].XPOS {
	case dragoman.JJ, dragoman.VBN, dragoman.NN, dragoman.NNP, dragoman.DT, dragoman.PRPS, dragoman.POS:
		return true
	}
	return false
}

// isDatedBody reports whether a noun after a day and month makes them the name of a body.
func isDatedBody(w string) bool {
	switch w {
	case "group", "movement", "alliance", "coalition", "bloc", "brigade", "brigades", "battalion", "faction", "front", "organisation", "organization", "network",
		"party", "column", "cell", "committee", "commission", "panel", "club", "militia", "guerrillas", "rebels",
		"Group", "Movement", "Alliance", "Coalition", "Bloc", "Brigade", "Brigades", "Battalion", "Front", "Organisation", "Organization", "Party", "Committee",
		"Commission":
		return true
	}
	return false
}
