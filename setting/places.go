package setting

import (
	"strings"

	"dragoman"
)

// maxWords bounds the words of a name: "Democratic Republic of the Congo" with its hyphens and particles.
const maxWords = 8

// maxCandidates bounds the places of one name that are weighed; the rest are villages of the same name.
const maxCandidates = 64

// A match is a stretch of tokens that the gazetteer knows.
type match struct {
	first, end int32
	sentence   int32
	entry, to  uint32 // index entries
	from, till int32  // candidates
	key        uint64
	cue        cue
	short      string // an acronym, without its stops
	spoke      uint8  // the country it spoke for, and how loud
	own        float32
	home       uint16  // the first region it spoke for
	only       Feature // an admin word beside it says what it is, NoFeature where none does
	dropped    bool
	silent     bool // is part of another name: a country that tells what the report is about, and is not placed
}

// A candidate is a place that a match may name.
type candidate struct {
	place   uint32
	how     uint8
	country uint8
	feature Feature
	admin1  uint16
	prior   float32
	longer  bool    // its own name begins with these words
	variant bool    // its own name is these words in another spelling: "Odessa", Odesa
	strange bool    // its own name begins otherwise: "Saigon"
	listed  float32 // what its neighbours in a list add
	linked  float32 // what the words beside it add: "Tripoli, Lebanon"
	score   float32
}

// A cue is what the words around a match say of it.
type cue uint16

const (
	located      cue = 1 << iota // after "in", "near", "from", "to"
	acronym                      // counts only in capitals
	plainCountry                 // is a country whose name no person bears
	inside                       // after "in", "near" or the like, which people are seldom after
	articled                     // after "the" or "a", which few places are
	peopleOnly                   // the tagger takes it for no name: "Scottish"
	direction                    // is "North" or the like
	speaks                       // is the subject of a verb
	partOfName                   // stands in a longer name, of an organisation or of what is no place
	opens                        // begins its sentence
	common                       // is a word of English as well
	capitals                     // printed in capitals
	aside                        // only says where another thing is from: "London-based"
	typedPlace                   // a typed mention says it is a place
)

// A finder finds places, and keeps the memory to do so.
type finder struct {
	matches    []match
	candidates []candidate
	people     []uint64     // keys of words that were part of a person's name
	settled    []settlement // what a name was found to mean earlier in the report
	world      [256]float32 // how much of the report is about each country
	sentence   [256]float32 // the same of one sentence
	total      float32      // of world
	regions    []float32    // how much of it is about each first region
	noted      []uint16     // the regions that are not 0
	cover      []uint8      // for each token, what a typed mention says
	body       []int32      // for each token, where the name of an organisation that it is in ends
	site       []int32      // the same of a place
	unknowns   []unknown    // of one sentence
	known      int          // how many places the gazetteer gave
	lands      []uint32     // the places that are countries, once they were asked for
}

type settlement struct {
	key   uint64
	place uint32
}

func (f *finder) find(d *dragoman.Document, g *Gazetteer) {
	f.matches, f.candidates = f.matches[:0], f.candidates[:0]
	f.people, f.settled = f.people[:0], f.settled[:0]
	f.world = [256]float32{}
	f.total = 0
	if f.regions == nil {
		f.regions = make([]float32, len(g.admin1)/4)
	}
	for _, region := range f.noted {
		f.regions[region] = 0
	}
	f.noted = f.noted[:0]
	f.coverMentions(d)
	for s := range d.Sentences {
		f.scan(d, g, int32(s))
	}
	for i := range f.matches {
		m := &f.matches[i]
		m.silent = f.isPartOfOther(d, m)
		m.dropped = m.dropped || m.silent && m.cue&plainCountry == 0 || f.isJoined(d, g, m) || f.isPerson(d, g, m)
	}
	f.gather(d, g)
	f.link(d, g)
	f.dropPeople()
	f.choose(d, g, false)
	f.choose(d, g, true)
	f.placeUnknown(d, g)
}

// scan finds the longest names of one sentence that the gazetteer knows.
func (f *finder) scan(d *dragoman.Document, g *Gazetteer, sentence int32) {
	s := &d.Sentences[sentence]
	for i := s.First; i < s.End; {
		if !startsName(d, i, s.End) {
			i++
			continue
		}
		m := match{first: i, sentence: sentence}
		fold, joined := newFolder(), false
		for j, words := i, 0; j < s.End && words < maxWords; j, words = j+1, words+1 {
			w := d.Word(j)
			switch {
			case isCapital(w), w == "-", w == "–", len(w) > 3 && (w[:2] == "d'" || w[:2] == "l'") && isCapital(w[2:]):
			case j > i && (isParticle(w) || isGenericWord(w) || isGenitive(w) || isDigits(w)):
			case j == i: // "al-Tanf"
			case joined: // "Deir ez-Zor", "Ain al-Hilweh"
			default:
				words = maxWords
				continue
			}
			if d.Tokens[j].Flags&dragoman.NoSpaceBefore == 0 {
				fold.pending = true
			}
			fold.add(w)
			joined = w == "-"
			if isParticle(w) || w == "-" || w == "'s" || w == "’s" {
				continue
			}
			key := mixed(fold.hash)
			if first, end := g.entries(key); first < end {
				m.end, m.entry, m.to, m.key = j+1, first, end, key
			}
		}
		if m.end == 0 {
			i++
			continue
		}
		if f.accept(d, g, &m) {
			f.matches = append(f.matches, m)
		}
		i = m.end
	}
}

func startsName(d *dragoman.Document, i, end int32) bool {
	w := d.Word(i)
	if isCapital(w) {
		return true
	}
	return len(w) == 2 && (w == "al" || w == "el") && i+2 < end && d.Word(i+1) == "-" && isCapital(d.Word(i+2))
}

// accept fills in what the words around a match say, and reports whether it can be a place at all.
func (f *finder) accept(d *dragoman.Document, g *Gazetteer, m *match) bool {
	s := &d.Sentences[m.sentence]
	_, how := g.entry(m.entry)
	text := d.Slice(d.TokenSpan(m.first, m.end))
	if how&Common != 0 && m.end == m.first+1 {
		m.cue |= common
	}
	switch upper := allCapitals(text); {
	case how&Acronym != 0 && !upper:
		return false
	case upper && how&Acronym == 0:
		m.cue |= capitals
		// A short word in capitals is an acronym, unless the line is all in capitals, as a dateline is.
		if len(text) <= 5 && !neighboursInCapitals(d, m, s) && !(m.first == s.First && opensDateline(d, m, s)) {
			return false
		}
	}
	if m.first == s.First {
		m.cue |= opens
	}
	if how&Acronym != 0 {
		m.cue |= acronym
		m.short = text
	}
	if m.end == m.first+1 {
		if isOfCalendar(text) {
			return false
		}
		if m.end < s.End && d.Word(m.end) == "of" && m.cue&common != 0 { // "University of Texas"
			return false
		}
		if m.end < s.End && m.cue&(common|opens) == common|opens && d.Tokens[m.end].UPOS == dragoman.DET { // "Reading the report"
			return false
		}
		if m.end < s.End && d.Word(m.end) == "-" && isParticle(strings.ToLower(text)) { // "Al-Shabaab" is not in Ål
			return false
		}
	}
	if m.end == m.first+1 && isDirection(text) {
		m.cue |= direction
	}
	if f.isPlainCountry(g, m) && !isGivenName(text) {
		m.cue |= plainCountry
	}
	switch {
	case f.hasDemonym(g, m):
		m.cue |= peopleOnly // "Canadian" is no town of Texas
	case !f.tagged(d, m):
		return false
	}
	f.context(d, m, s)
	return true
}

// isOfCalendar reports whether a word names a day, a month, a holiday or a season.
func isOfCalendar(w string) bool {
	switch lookUp(w).kind {
	case tWeekday, tMonth, tHoliday, tSeason:
		return true
	}
	return false
}

func (f *finder) hasDemonym(g *Gazetteer, m *match) bool {
	for e := m.entry; e < m.to; e++ {
		if _, how := g.entry(e); how&howMask == Demonym {
			return true
		}
	}
	return false
}

// isPlainCountry reports whether a match names a country.
func (f *finder) isPlainCountry(g *Gazetteer, m *match) bool {
	for e := m.entry; e < m.to; e++ {
		at, how := g.entry(e)
		if how&howMask != Demonym && g.feature(at) == Country {
			return true
		}
	}
	return false
}

// tagged reports whether the tagger agrees that the words are a name.
func (f *finder) tagged(d *dragoman.Document, m *match) bool {
	names, content := 0, 0
	for i := m.first; i < m.end; i++ {
		t := &d.Tokens[i]
		if !isCapital(d.Word(i)) {
			continue
		}
		content++
		switch t.UPOS {
		case dragoman.PROPN, dragoman.X, dragoman.NoUPOS:
			names++
		case dragoman.NOUN, dragoman.ADJ:
			// Taggers take a rare name for a noun; a common word is what it looks like.
			if m.cue&common == 0 {
				names++
			}
		}
	}
	return content > 0 && (names*2 > content || m.end-m.first > 1 && names*2 >= content)
}

// context reads the words before and after a match.
func (f *finder) context(d *dragoman.Document, m *match, s *dragoman.Sentence) {
	at := m.first - 1
	for at >= s.First && isDirection(d.Word(at)) {
		at--
	}
	if at >= s.First {
		switch d.Word(at) {
		case "the", "The", "a", "an", "A":
			m.cue |= articled
			at--
		}
	}
	for at >= s.First && isDirection(d.Word(at)) {
		at--
	}
	if at-1 >= s.First && d.Word(at) == "of" { // "the state of Washington"
		if m.only = adminWord(d.Word(at - 1)); m.only == NoFeature {
			m.only = officeOf(d.Word(at - 1))
		}
	}
	if at >= s.First && isLocative(d.Word(at)) {
		m.cue |= located
		if isInside(d.Word(at)) {
			m.cue |= inside
		}
	}
	if d.Tokens[m.first].Flags&dragoman.NoSpaceBefore == 0 || at < s.First {
		head := &d.Tokens[m.end-1]
		if head.Deprel == dragoman.RelNsubj && head.Head >= 0 && d.Tokens[head.Head].UPOS == dragoman.VERB {
			m.cue |= speaks
		}
	}
	if isHyphen(d, m.end, s.End) && d.Word(m.end+1) == "based" {
		m.cue |= aside
	}
	if m.cue&capitals != 0 && m.only == NoFeature { // a dateline names a town: "NEW YORK, March 2"
		m.only = City
	}
	if m.end < s.End {
		if only := adminWord(d.Word(m.end)); only != NoFeature {
			m.only = only
			if isCapital(d.Word(m.end)) && m.end+1 <= s.End {
				m.end++ // "Aleppo Province" is the name; "Aleppo province" names Aleppo
			}
		}
	}
	switch f.cover[m.first] {
	case coverPlace:
		m.cue |= typedPlace
	case coverOrganization:
		m.cue |= partOfName
	default:
		last := &d.Tokens[m.end-1]
		if last.Deprel == dragoman.RelCompound && last.Head == m.end && d.Tokens[m.end].UPOS == dragoman.PROPN && isCapital(d.Word(m.end)) {
			m.cue |= partOfName // "the Pacific Standard"
		}
	}
}

// gather lists the places each match may name.
func (f *finder) gather(d *dragoman.Document, g *Gazetteer) {
	for i := range f.matches {
		m := &f.matches[i]
		m.from = int32(len(f.candidates))
		text := d.Slice(d.TokenSpan(m.first, m.end))
		for e := m.entry; e < m.to; e++ {
			c := g.candidate(e, text)
			if c.how == Demonym {
				f.world[c.country] += demonymWeight
				f.total += demonymWeight
				continue
			}
			if m.cue&peopleOnly != 0 && c.feature != Country {
				continue
			}
			c.prior = g.prior(&c, m)
			f.keep(m, c)
		}
		m.till = int32(len(f.candidates))
		if m.from == m.till {
			m.dropped = true
			continue
		}
		if !m.dropped {
			f.firstEvidence(m)
		}
	}
}

// keep adds a candidate, in place of the least where there are too many.
func (f *finder) keep(m *match, c candidate) {
	if len(f.candidates)-int(m.from) < maxCandidates {
		f.candidates = append(f.candidates, c)
		return
	}
	least := int(m.from)
	for i := least; i < len(f.candidates); i++ {
		if f.candidates[i].prior < f.candidates[least].prior {
			least = i
		}
	}
	if f.candidates[least].prior < c.prior {
		f.candidates[least] = c
	}
}
