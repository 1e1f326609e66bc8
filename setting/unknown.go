package setting

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"dragoman"
)

// A name that the gazetteer lacks is placed by the place that the text puts it in or by: "Papiri, a remote village of Niger State",
// "the Somali town of Dolow", "in Neergabby, north of Perth". The point is then that of the other place, and Place.Near names it;
// a country alone gives no point, unless it is so small that it is near all of itself.

// maxGap bounds the words from a name to the place that it lies in.
const maxGap = 14

// shareGap bounds the words between two names that one apposition speaks of: "Foo and their neighbours in Bar, two districts of".
const shareGap = 8

// nearScore is what the choice of a name's holder leaves of the holder's own score.
const nearScore = 0.5

// A report is of one country where it speaks so often of countries at all, and for this share of that one.
const (
	mainLeast = 3
	mainShare = 0.75
)

// An unknown is a name that the gazetteer lacks.
type unknown struct {
	first, end int32
	holder     holder
	noun       string // "village": what the words say it is
	located    bool   // after "in", "to", "on" or the like
	shared     bool   // its apposition speaks of several: "two districts of Tripoli"
	placed     bool   // it is a place, by its own words or a mention's type
}

// placeUnknown adds the names that the gazetteer lacks to the places of d.
func (f *finder) placeUnknown(d *dragoman.Document, g *Gazetteer) {
	f.known = len(d.Places)
	for s := range d.Sentences {
		f.unknownIn(d, g, &d.Sentences[s])
		f.share(d)
		f.fallBack(d, g, int32(s))
		for i := range f.unknowns {
			if u := &f.unknowns[i]; u.holder.ok() && u.placed {
				d.Places = append(d.Places, f.nearby(d, g, u, int32(s)))
			}
		}
	}
	if len(d.Places) > f.known {
		slices.SortFunc(d.Places, func(a, b dragoman.PlaceMention) int { return cmp.Compare(a.First, b.First) })
	}
}

// unknownIn lists the unknown names of a sentence, with what each lies in.
func (f *finder) unknownIn(d *dragoman.Document, g *Gazetteer, s *dragoman.Sentence) {
	f.unknowns = f.unknowns[:0]
	for i := s.First; i < s.End; {
		end := nameRun(d, i, s.End)
		if end == i {
			i++
			continue
		}
		if f.mayBePlace(d, i, end, s) {
			u := unknown{first: i, end: end, holder: noHolder}
			f.holderAfter(d, g, &u, s)
			f.holderBefore(d, g, &u, s)
			u.placed = f.isPlaced(d, &u, s)
			f.unknowns = append(f.unknowns, u)
		}
		i = end
	}
}

// nameRun returns where the name that begins at token i ends, i where none does: "Ain al-Rummaneh", "Plaza de las Tres Culturas".
func nameRun(d *dragoman.Document, i, end int32) int32 {
	j := i
	switch {
	case isNameWord(d, i), isCapital(d.Word(i)) && i > 0 && (d.Tokens[i-1].UPOS == dragoman.ADP || d.Tokens[i-1].UPOS == dragoman.DET && d.Tokens[i].UPOS == dragoman.NOUN),
		isCapital(d.Word(i)) && i+1 < end && isNameWord(d, i+1) && d.Tokens[i].UPOS == dragoman.ADJ: // "the Old Bailey"
		j++
	case isHyphen(d, i+1, end) && isArticle(d.Word(i)) && isCapital(d.Word(i+2)):
		j += 3
	default:
		return i
	}
	for j < end {
		switch w := d.Word(j); {
		case isHyphen(d, j, end):
			if !isCapital(d.Word(j+1)) && !isHyphen(d, j+2, end) && !strings.Contains(d.Word(j+1), "-") { // "Dasht-e-Barchi"
				return i // "Riyadh-based"
			}
			j += 2
		case d.Tokens[j].Flags&dragoman.NoSpaceBefore != 0:
			return j
		case isCapital(d.Word(j)):
			j++
		case isArticle(w) && isHyphen(d, j+1, end) && isCapital(d.Word(j+2)):
			j += 3
		case isLink(w) && j+1 < end && isNameWord(d, j+1):
			j += 2
		case isLink(w) && j+2 < end && isLink(d.Word(j+1)) && isNameWord(d, j+2):
			j += 3
		default:
			return j
		}
	}
	return j
}

// isLink reports whether a word in lower case links the words of a Romance or Germanic name.
func isLink(w string) bool {
	switch w {
	case "de", "la", "las", "los", "le", "les", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "el", "al", "sur", "van", "von", "der", "den":
		return true
	}
	return false
}

// mayBePlace reports whether a name is neither known nor plainly that of something else.
func (f *finder) mayBePlace(d *dragoman.Document, first, end int32, s *dragoman.Sentence) bool {
	if first > s.First {
		switch d.Word(first - 1) {
		case "a", "an": // "a Baptist church in"
			return false
		case "'s", "’s", "'", "’": // "Children's Village in", but "Rome's Gemelli hospital"
			if first-2 < s.First || f.placeAt(d, first-2) < 0 {
				return false
			}
		}
	}
	if end < s.End && isDigits(d.Word(end)) { // "Highway 11"
		return false
	}
	if f.cover[first] == coverOrganization || isTitle(d.Word(first)) || first > s.First && isTitle(d.Word(first-1)) {
		return false
	}
	offices := true
	for i := first; i < end; i++ {
		w := d.Word(i)
		if f.placeAt(d, i) >= 0 || isBody(w) || allCapitals(w) && len(w) > 1 || isCapital(w) && isOfCalendar(w) {
			return false
		}
		if m := f.matchAt(i); m != nil && (m.silent || m.cue&(peopleOnly|plainCountry) != 0) {
			return false
		}
		offices = offices && isOffice(w)
	}
	return !offices && !isForce(d.Word(end-1))
}

// isPlaced reports whether an unknown name is of a place: as its words or a mention say, or "in" before it.
func (f *finder) isPlaced(d *dragoman.Document, u *unknown, s *dragoman.Sentence) bool {
	at := u.first - 1
	if at >= s.First && d.Word(at) == "the" {
		at--
	}
	u.located = at >= s.First && (isLocative(d.Word(at)) || isTaking(d.Word(at))) ||
		at-1 >= s.First && (d.Word(at) == "and" || d.Word(at) == "or" || d.Word(at) == ",") && f.placeAt(d, at-1) >= 0 ||
		at-1 >= s.First && d.Word(at) == "of" && (officeOf(d.Word(at-1)) != NoFeature || isPlaceNoun(d.Word(at-1)) || d.Word(at-1) == "sight")
	if f.cover[u.first] == coverPlace {
		return true
	}
	if f.cover[u.first] == coverPerson || slices.Contains(f.people, Key(d.Word(u.first))) {
		return u.noun != "" && u.located
	}
	before := u.first - 1
	return u.noun != "" || before >= s.First && (isInside(d.Word(before)) || d.Word(before) == "at")
}

// share lets one holder be that of all names of a list: "in Foo and Bar, two villages of Niger State".
func (f *finder) share(d *dragoman.Document) {
	for i := len(f.unknowns) - 2; i >= 0; i-- {
		a, b := &f.unknowns[i], &f.unknowns[i+1]
		if a.holder.ok() || !b.holder.ok() || !b.placed || f.cover[a.first] == coverPerson {
			continue
		}
		list, verbs := true, false
		for t := a.end; t < b.first; t++ {
			w := d.Word(t)
			list = list && (w == "," || w == "and" || w == "or")
			verbs = verbs || d.Tokens[t].UPOS == dragoman.VERB || d.Tokens[t].UPOS == dragoman.AUX
		}
		if list || b.shared && !verbs && b.first-a.end <= shareGap && a.first > 0 && d.Tokens[a.first-1].UPOS == dragoman.ADP {
			a.holder, a.noun, a.placed, a.shared = b.holder, b.noun, true, b.shared
		}
	}
}

// fallBack gives the names that a mention says are places, and the text puts nowhere, the country of all other places of the sentence:
// "in Beirut, within sight of Ain al-Rummaneh". Some place within it must be named, for a country alone may act elsewhere, or else the
// whole report must be of one country.
func (f *finder) fallBack(d *dragoman.Document, g *Gazetteer, sentence int32) {
	land := uint32(noPlace)
	for i := range f.unknowns {
		u := &f.unknowns[i]
		if u.holder.ok() || f.cover[u.first] != coverPlace || u.noun == "" && !u.located {
			continue
		}
		if land == noPlace {
			if land = f.only(d, g, sentence); land == noPlace {
				return
			}
		}
		u.holder.nation = land
	}
}

// only returns the country that all places of a sentence lie in, or that the report is of, if it is one.
func (f *finder) only(d *dragoman.Document, g *Gazetteer, sentence int32) uint32 {
	code, inside := "", false
	for i := range d.Places[:f.known] {
		switch p := &d.Places[i]; {
		case p.Sentence != sentence || p.Country == "":
		case code == "":
			code = p.Country
		case code != p.Country:
			return noPlace
		}
		inside = inside || d.Places[i].Sentence == sentence && d.Places[i].Feature != "country" && d.Places[i].Country != ""
	}
	if f.lands == nil {
		f.lands = g.lands()
	}
	for _, at := range f.lands {
		land := g.country(at)
		if inside && g.code(land) == code || !inside && (code == "" || g.code(land) == code) && f.total >= mainLeast && f.world[land] > mainShare*f.total {
			return at
		}
	}
	return noPlace
}

// nearby is the mention of an unknown name.
func (f *finder) nearby(d *dragoman.Document, g *Gazetteer, u *unknown, sentence int32) dragoman.PlaceMention {
	by, score := dragoman.Place{}, float32(1)
	if u.holder.place >= 0 {
		by, score = d.Places[u.holder.place].Place, d.Places[u.holder.place].Score
	} else {
		by = g.public(u.holder.nation)
	}
	span := d.TokenSpan(u.first, u.end)
	p := dragoman.Place{Name: d.Slice(span), Country: by.Country, Admin1: by.Admin1, Feature: featureOf(u.noun), Near: by.Name}
	if by.Feature != "country" || isTiny(by.Country) {
		p.Lat, p.Lon = by.Lat, by.Lon
	}
	return dragoman.PlaceMention{Place: p, Span: span, First: u.first, End: u.end, Sentence: sentence, Score: score * nearScore}
}

// placeAt returns the known place that token t is in, -1 for none.
func (f *finder) placeAt(d *dragoman.Document, t int32) int32 {
	i := sort.Search(f.known, func(i int) bool { return d.Places[i].First > t }) - 1
	if i < 0 || t >= d.Places[i].End {
		return -1
	}
	return int32(i)
}

// matchAt returns the match that token t is in, nil for none.
func (f *finder) matchAt(t int32) *match {
	i := sort.Search(len(f.matches), func(i int) bool { return f.matches[i].first > t }) - 1
	if i < 0 || t >= f.matches[i].end {
		return nil
	}
	return &f.matches[i]
}

// nationAt returns the country whose people token t names, of several the one that the report is most about: "Congolese".
func (f *finder) nationAt(g *Gazetteer, d *dragoman.Document, t int32) uint32 {
	m := f.matchAt(t)
	if m == nil || m.cue&peopleOnly == 0 && (!m.silent || d.Tokens[t].UPOS != dragoman.ADJ) {
		return noPlace
	}
	best, most := uint32(noPlace), float32(-1)
	for e := m.entry; e < m.to; e++ {
		at, _ := g.entry(e)
		if world := f.world[g.country(at)]; g.feature(at) == Country && world > most {
			best, most = at, world
		}
	}
	return best
}
