package setting

import (
	"math"

	"dragoman"
)

// The weights of choosing, in doublings of population: a city that is twice as large is one better. They were set by hand on
// sentences of our own and checked on reports; none is exact.
const (
	countryBonus   = 6
	capitalBonus   = 3
	seatBonus      = 1.5 // of a first region's seat
	admin1Penalty  = 2   // a bare name is the city rather than the region around it
	admin2Penalty  = 3
	quarterPenalty = 4
	altPenalty     = 4
	strangePenalty = 2 // "Saigon", but also "Google"
	shortPenalty   = 2
	adminWordBonus = 8  // "Aleppo province"
	linkBonus      = 14 // "Tripoli, Lebanon"
	nearLinkBonus  = 8  // "Lebanon's Tripoli", "Tripoli in Lebanon"
	partLinkBonus  = 9  // "Avdiivka, a suburb of Donetsk"
	listBonus      = 6  // its neighbour in a list is of the same kind
	listLeast      = 14 // what the neighbour must be worth
	sameBonus      = 8  // the same name earlier in the report
	sentenceBonus  = 6  // its country is named in the sentence
	documentBonus  = 7  // the whole report is about its country
	regionBonus    = 4  // the report names its region, or other towns of it
	locatedBonus   = 3
	typedBonus     = 3
	speaksPenalty  = 6
	commonPenalty  = 7
	partPenalty    = 4
	acronymPenalty = 12 // "SC" is a state only after a town
	demonymWeight  = 0.7
	aloneSize      = 19  // half a million: papers name such a town without its state
	knownPrior     = 20  // a town of half a million after "in"
	maxBetween     = 9   // words between two names that are tied
	regionReach    = 1.5 // degrees of latitude
	townReach      = 0.4
	threshold      = 14.5 // a town of 23,000 with nothing around it that speaks for it
)

// prior is what a candidate is worth before the report is looked at.
func (g *Gazetteer) prior(c *candidate, m *match) float32 {
	p := g.size(c.place)
	switch c.feature {
	case Country:
		p = max(p, 16) + countryBonus
	case Capital:
		p += capitalBonus
	case Admin1:
		p -= admin1Penalty
	case Admin2:
		p -= admin2Penalty
	case Quarter:
		p -= quarterPenalty
	case City:
		switch g.level(c.place) {
		case 3:
			p += seatBonus
		case 2:
			p += seatBonus / 2
		}
	}
	switch c.how {
	case AltName:
		if c.longer || c.variant { // "New York" for New York City
			break
		}
		if c.strange {
			p -= strangePenalty
		}
		if c.feature != Country && c.feature < Region && c.feature != Admin1 {
			p -= altPenalty
		}
	case ShortName:
		p -= shortPenalty
	}
	if m.only != NoFeature {
		switch {
		case m.only == Admin1 && (c.feature == Admin1 || c.feature == Region), m.only == Admin2 && c.feature == Admin2,
			m.only == City && (c.feature == City || c.feature == Capital):
			p += adminWordBonus
		case m.only == Admin2 && c.feature == Admin1, m.only == City && c.feature == Admin2:
			p += adminWordBonus / 2
		}
	}
	if m.cue&located != 0 {
		p += locatedBonus
	}
	if m.cue&typedPlace != 0 {
		p += typedBonus
	}
	if m.cue&direction != 0 && m.only == NoFeature {
		return 0
	}
	sure := c.feature == Country || c.feature == Continent || c.feature == Region || c.feature == Admin1 && c.how == OwnName && m.cue&common == 0
	if m.cue&common != 0 && !sure {
		p -= commonPenalty
		switch {
		case m.cue&articled != 0, m.cue&(located|typedPlace) == 0 && m.only == NoFeature:
			p -= commonPenalty
		case m.cue&(inside|typedPlace) == 0 && m.only == NoFeature:
			p -= commonPenalty / 2
		}
	}
	if m.cue&partOfName != 0 && !sure && c.feature != Capital && m.cue&located == 0 && m.only == NoFeature {
		p -= partPenalty
	}
	if m.cue&acronym != 0 && c.feature == Admin1 && len(m.short) == 2 && m.short != "DC" {
		p -= acronymPenalty
	}
	if m.cue&speaks != 0 && !sure && c.feature != Capital && m.cue&located == 0 {
		p -= speaksPenalty
	}
	return p
}

// noPlace is the number of no place.
const noPlace = 1<<32 - 1

// before returns what a name was found to mean earlier in the report.
func (f *finder) before(key uint64) uint32 {
	for _, s := range f.settled {
		if s.key == key {
			return s.place
		}
	}
	return noPlace
}

func (f *finder) noteRegion(region uint16, weight float32) {
	if f.regions[region] == 0 {
		f.noted = append(f.noted, region)
	}
	f.regions[region] += weight
}

// speak lets a match speak, once, for the country and the region of a candidate.
func (f *finder) speak(m *match, c *candidate, weight float32) {
	if m.cue&aside != 0 || m.spoke != 0 || c.country == 0 {
		return
	}
	m.spoke, m.own = c.country, weight
	f.world[c.country] += weight
	f.total += weight
	if c.admin1 != 0 && c.feature != Country {
		m.home = c.admin1
		f.noteRegion(c.admin1, .5)
	}
}

// firstEvidence lets a match whose meaning is plain speak for its country.
func (f *finder) firstEvidence(m *match) {
	best, second := f.two(m, func(c *candidate) float32 { return c.prior })
	c := &f.candidates[best]
	gap := float32(math.MaxFloat32)
	if second >= 0 {
		gap = c.prior - f.candidates[second].prior
	}
	switch {
	case c.feature == Country && gap > 6:
		f.speak(m, c, 1)
	case c.prior > threshold && gap > 4:
		f.speak(m, c, .5)
	}
}

// two returns the best candidate of a match and the best that is another place; -1 for none.
func (f *finder) two(m *match, by func(*candidate) float32) (best, second int32) {
	best, second = -1, -1
	for i := m.from; i < m.till; i++ {
		switch s := by(&f.candidates[i]); {
		case best < 0 || s > by(&f.candidates[best]):
			best, second = i, best
		case second < 0 || s > by(&f.candidates[second]):
			second = i
		}
	}
	return best, second
}

// choose settles each match by all that speaks for its candidates: once to hear what each speaks for, and for good.
func (f *finder) choose(d *dragoman.Document, g *Gazetteer, last bool) {
	f.settled = f.settled[:0]
	for i := 0; i < len(f.matches); {
		end := i
		f.sentence = [256]float32{}
		for ; end < len(f.matches) && f.matches[end].sentence == f.matches[i].sentence; end++ {
			f.sentenceEvidence(g, &f.matches[end])
		}
		for ; i < end; i++ {
			if m := &f.matches[i]; !m.dropped {
				f.settle(d, g, m, last)
			}
		}
	}
}

func (f *finder) sentenceEvidence(g *Gazetteer, m *match) {
	for e := m.entry; e < m.to; e++ {
		at, how := g.entry(e)
		if m.own == .5 && !m.dropped {
			f.sentence[m.spoke] = min(.9, f.sentence[m.spoke]+.5)
			return
		}
		if how&howMask == Demonym || g.feature(at) == Country && !m.dropped && m.to-m.entry < 8 {
			f.sentence[g.country(at)] = 1
		}
	}
}

// countryWeight is how much the naming of its country says for a candidate. Towns of the new world bear the names of more famous
// ones, and papers add the state to them; an American in Geneva is in Switzerland unless the report names Illinois.
func (f *finder) countryWeight(g *Gazetteer, c *candidate) float32 {
	if c.feature != City && c.feature != Quarter && c.feature != Admin2 || c.linked > 0 || f.regions[c.admin1] > .5 || g.size(c.place) > aloneSize {
		return 1
	}
	if c.how == AltName && !c.longer && !c.variant {
		return .7 // a town by another name
	}
	switch g.code(c.country) {
	case "USA":
		return .35
	case "CAN", "AUS", "NZL":
		return .7
	}
	return 1
}

func (f *finder) settle(d *dragoman.Document, g *Gazetteer, m *match, last bool) {
	total := f.total + 1
	before := f.before(m.key)
	for i := m.from; i < m.till; i++ {
		c := &f.candidates[i]
		c.score = c.prior + c.linked + c.listed
		if c.country != 0 {
			said, weight := f.world[c.country], f.countryWeight(g, c)
			if m.spoke == c.country {
				said -= m.own // a name does not speak for itself
			}
			c.score += weight * documentBonus * max(0, said) / total
			if c.feature != Country {
				here := f.sentence[c.country]
				if m.spoke == c.country && here < 1 {
					here -= m.own
				}
				c.score += weight * sentenceBonus * max(0, here)
			}
		}
		if c.admin1 != 0 {
			r := f.regions[c.admin1]
			if m.home == c.admin1 {
				r -= .5
			}
			c.score += regionBonus * r / (r + 1)
		}
		if before == c.place {
			c.score += sameBonus
		}
	}
	best, second := f.two(m, func(c *candidate) float32 { return c.score })
	c := &f.candidates[best]
	if c.score < threshold {
		return
	}
	margin := c.score - threshold
	if second >= 0 {
		margin = min(margin, c.score-f.candidates[second].score+1)
	}
	if c.linked >= nearLinkBonus || len(f.settled) < 256 {
		f.settled = append(f.settled, settlement{m.key, c.place})
	}
	if !last {
		f.speak(m, c, .25)
		return
	}
	if m.silent {
		return
	}
	d.Places = append(d.Places, dragoman.PlaceMention{
		Place: g.public(c.place), Span: d.TokenSpan(m.first, m.end), First: m.first, End: m.end, Sentence: m.sentence,
		Score: float32(1 / (1 + math.Exp(-float64(margin)/2))),
	})
}
