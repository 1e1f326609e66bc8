package setting

import (
	"math"

	"dragoman"
)

// link lets neighbours speak for each other: "Tripoli, Lebanon", "London (Ontario)", "Lebanon's Tripoli", "Palma, on the Spanish island of
// Mallorca". A little place that lies nowhere in what the text puts it in is another, which no list has.
func (f *finder) link(d *dragoman.Document, g *Gazetteer) {
	for i := 0; i+1 < len(f.matches); i++ {
		j := i + 1
		for j+1 < len(f.matches) && f.matches[j].cue&peopleOnly != 0 && f.matches[j].from == f.matches[j].till {
			j++
		}
		a, b := &f.matches[i], &f.matches[j]
		if a.sentence != b.sentence || a.from == a.till || b.from == b.till {
			continue
		}
		switch f.between(d, a.end, b) {
		case joinComma:
			f.linkPair(g, a, b, linkBonus)
			f.linkList(a, b)
		case joinAnd:
			f.linkList(a, b)
		case joinIn:
			if !f.linkPair(g, a, b, nearLinkBonus) && f.isElsewhere(a, b, false) {
				a.dropped = true
			}
		case joinPart:
			if !f.linkPair(g, a, b, partLinkBonus) && f.isElsewhere(a, b, true) {
				a.dropped = true
			}
		case joinNothing:
			if isSite(d.Word(b.first)) {
				b.dropped = true // "Kabul Bank"
				continue
			}
			if !f.linkLand(g, b, a) && !f.linkLand(g, a, b) && a.end == a.first+1 && (b.end == b.first+1 || a.cue&common != 0 || isOneWord(d, b)) && a.cue&plainCountry == 0 {
				a.dropped, b.dropped = true, true // "Washington Irving"
				f.people = append(f.people, a.key, b.key)
			}
		case joinOf: // "Lebanon's Tripoli", "the Lebanese city of Tripoli"
			f.linkPair(g, b, a, nearLinkBonus)
		}
	}
}

// isOneWord reports whether no space parts the words of a match: "Saint-Germain".
func isOneWord(d *dragoman.Document, m *match) bool {
	for i := m.first + 1; i < m.end; i++ {
		if d.Tokens[i].Flags&dragoman.NoSpaceBefore == 0 {
			return false
		}
	}
	return true
}

type join uint8

const (
	joinNone join = iota
	joinComma
	joinIn
	joinPart // "a suburb of"
	joinOf
	joinAnd
	joinNothing
)

// between says how the words from a's end to the name b tie the two.
func (f *finder) between(d *dragoman.Document, end int32, b *match) join {
	first := b.first
	switch first - end {
	case 0:
		return joinNothing
	case 1:
		switch d.Word(end) {
		case ",", "(", "/":
			return joinComma
		case "in":
			return joinIn
		case "and", "or", "&":
			return joinAnd
		case "'s", "’s", "'", "’":
			return joinOf
		}
	}
	if first-end > maxBetween {
		return joinNone
	}
	// "Tripoli, in northern Lebanon", "Goma, capital of North Kivu", "Syria's northern city of Aleppo", "Moura, a village in the Mopti region"
	possessive, in, part, on, shore := false, false, false, false, int(b.end) < len(d.Tokens) && isShore(d.Word(b.end))
	for i := end; i < first; i++ {
		switch w := d.Word(i); w {
		case "'s", "’s":
			possessive = i == end
		case "in", "of":
			in = true
		case "on": // "Portland, on the Dorset coast", but "met in Davos on Ukraine"
			on = true
		case ",", "largest", "second", "main":
		default:
			part, shore = part || featureOf(w) == "quarter", shore || isShore(w)
			if isPlaceNoun(w) || isDirection(w) || d.Tokens[i].UPOS == dragoman.DET || d.Tokens[i].UPOS == dragoman.NUM || d.Tokens[i].UPOS == dragoman.ADJ {
				continue
			}
			if m := f.matchAt(i); m == nil || m.cue&peopleOnly == 0 {
				return joinNone
			}
		}
	}
	switch {
	case on && !shore:
		return joinNone
	case possessive:
		return joinOf
	case (in || on) && part:
		return joinPart
	case in || on:
		return joinIn
	}
	return joinNone
}

// linkPair gives candidates of inner that lie in a candidate of outer, and those, what the tie is worth.
func (f *finder) linkPair(g *Gazetteer, inner, outer *match, bonus float32) (linked bool) {
	for o := outer.from; o < outer.till; o++ {
		co := &f.candidates[o]
		if co.feature != Country && co.feature != Admin1 && co.feature != Region && co.feature != Admin2 && co.feature != Island && (bonus != partLinkBonus || co.feature > Capital) {
			continue
		}
		for i := inner.from; i < inner.till; i++ {
			ci := &f.candidates[i]
			if ci.place == co.place || ci.feature == Country || !g.within(ci, co) {
				continue
			}
			linked = true
			ci.linked = max(ci.linked, bonus)
			// The outer place is as sure as the inner one is likely.
			co.linked = max(co.linked, min(bonus, max(0, ci.prior-6)))
		}
	}
	return linked
}

// linkLand ties two names with nothing between: "Aleppo Syria". Only a country or a first region follows so, not "Paris Saint-Germain".
func (f *finder) linkLand(g *Gazetteer, inner, outer *match) bool {
	for _, c := range f.candidates[outer.from:outer.till] {
		if c.feature == Country || c.feature == Admin1 && c.how != AltName {
			return f.linkPair(g, inner, outer, nearLinkBonus)
		}
	}
	return false
}

// linkList lets the names of a list be of one kind: "Oregon, Washington and Utah" are states.
func (f *finder) linkList(a, b *match) {
	for i := a.from; i < a.till; i++ {
		for j := b.from; j < b.till; j++ {
			x, y := &f.candidates[i], &f.candidates[j]
			if x.feature == Admin1 && y.feature == Admin1 && x.country == y.country && x.how != AltName && y.how != AltName {
				x.listed, y.listed = max(x.listed, min(listBonus, max(0, y.prior-listLeast))), max(y.listed, min(listBonus, max(0, x.prior-listLeast)))
			}
		}
	}
}

// isElsewhere reports whether no place of the name a is known enough to be it against the word of the text, and b is a land, or a town
// that a is said to be a part of.
func (f *finder) isElsewhere(a, b *match, part bool) bool {
	best, _ := f.two(a, func(c *candidate) float32 { return c.prior })
	outer, _ := f.two(b, func(c *candidate) float32 { return c.prior })
	land := f.candidates[outer].feature
	return f.candidates[best].feature <= Quarter && f.candidates[best].prior < knownPrior && (part || land == Country || land == Admin1 || b.only == Admin1 || b.only == Admin2) && a.cue&plainCountry == 0
}

// within reports whether one candidate lies in another; a region and an island have no bounds, only a reach.
func (g *Gazetteer) within(inner, outer *candidate) bool {
	switch outer.feature {
	case Country:
		return inner.country == outer.country
	case Admin1:
		return inner.admin1 == outer.admin1 && outer.admin1 != 0
	case Admin2:
		return inner.admin1 == outer.admin1 && inner.admin1 != 0 && inner.country == outer.country
	case Region, Island, City, Capital:
		a, b := g.place(inner.place), g.place(outer.place)
		lat, lon := float64(a.lat-b.lat), float64(a.lon-b.lon)*math.Cos(float64(a.lat)*math.Pi/180)
		reach := regionReach
		if outer.feature <= Capital {
			reach = townReach
		}
		return inner.feature <= Quarter && (outer.country == 0 || inner.country == outer.country) && lat*lat+lon*lon < reach*reach
	}
	return false
}
