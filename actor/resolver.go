package actor

import (
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// A Resolver fills in the Parties and Roles of Documents. It keeps scratch memory and belongs to one goroutine.
type Resolver struct {
	dir *Directory
	d   *dragoman.Document
	day dragoman.Date

	hits      []hit
	hitAt     []int32 // token -> hit, -1 for none
	placeAt   []int32 // token -> the place whose words it is of, -1 for none
	piece     []int32 // token -> start in arena
	arena     []byte
	key       []byte
	home      string             // the country the report is about, "" where it is about none
	seen      map[string]int     // country -> how often the report names it
	abroad    map[string]int     // country -> how often only a foreigner is of it
	votes     map[string]int     // country -> how often the report names it, or a town of it, as at home
	people    map[string]int32   // key of a surname -> the person whose full name the report has; -1 where two share it
	made      map[partyKey]int32 // parties of the Directory that are made already
	mentionAt []int32            // token -> the mention it heads, -1 for none
	found     []finding          // one for each mention
}

type partyKey struct{ actor, code string }

// New returns a Resolver of a Directory.
func New(d *Directory) *Resolver {
	return &Resolver{dir: d, seen: map[string]int{}, abroad: map[string]int{}, votes: map[string]int{}, people: map[string]int32{}, made: map[partyKey]int32{}}
}

// Stage returns the resolver as a stage of the pipeline.
func (r *Resolver) Stage() dragoman.Stage {
	return dragoman.Stage{Name: "actor", Needs: dragoman.LayerTokens | dragoman.LayerTree | dragoman.LayerMentions | dragoman.LayerSetting, Adds: dragoman.LayerParties, Run: r.Run}
}

// A finding is what a mention says of who is meant.
type finding struct {
	entry     int32 // of the Directory, -1 for none
	term      int32 // the office by which it was found, -1 for none
	country   string
	sectors   []dragoman.Sector
	typ       dragoman.EntityType
	kind      findingKind
	ambiguous bool
	first     int32 // tokens of the name itself, without titles
	end       int32
}

// nothing is the finding of a mention that tells nothing yet.
func nothing(m *dragoman.Mention) finding {
	return finding{entry: -1, term: -1, first: m.First, end: m.End}
}

// findingKind ranks what a mention tells: a chain takes the best of its mentions.
type findingKind uint8

const (
	foundNothing   findingKind = iota
	foundPlace                 // a metonym in the part of a place
	foundRole                  // a noun with a sector
	foundName                  // a name that the Directory lacks
	foundAdjective             // "Israeli" in "Israeli strikes"
	foundOffice                // "the Syrian leader": by the day
	foundEntry                 // a name of the Directory
)

// Run resolves the chains of d.
func (r *Resolver) Run(d *dragoman.Document) error {
	r.d, r.day = d, d.Published
	clear(r.seen)
	clear(r.people)
	clear(r.made)
	d.Parties, d.Roles = d.Parties[:0], d.Roles[:0]
	for i := range d.Chains {
		d.Chains[i].Party = -1
	}
	r.mentionAt = grow(r.mentionAt, len(d.Tokens))
	for i := range r.mentionAt {
		r.mentionAt[i] = -1
	}
	for i := range d.Mentions {
		r.mentionAt[d.Mentions[i].Head] = int32(i)
	}
	r.places()
	r.scan()
	r.dropSurnames()
	r.context()
	r.fullNames()
	r.found = grow(r.found, len(d.Mentions))
	for i := range d.Mentions {
		r.found[i] = r.resolve(int32(i))
	}
	if len(r.votes) == 0 {
		if r.home = r.homeOfLeaders(); r.home != "" { // who is of no country is of theirs
			for i := range d.Mentions {
				if f := &r.found[i]; f.entry < 0 && f.country == "" {
					*f = r.resolve(int32(i))
				}
			}
		}
	}
	r.chains()
	r.possessors()
	r.takenUp()
	r.titles()
	r.offices()
	return nil
}

// places notes which tokens name a place, as the stage before found them.
func (r *Resolver) places() {
	r.placeAt = grow(r.placeAt, len(r.d.Tokens))
	for i := range r.placeAt {
		r.placeAt[i] = -1
	}
	for i := range r.d.Places {
		for j := r.d.Places[i].First; j < r.d.Places[i].End; j++ {
			r.placeAt[j] = int32(i)
		}
	}
}

// dropSurnames takes away the hits of towns and countries that are surnames here: "Paris", where the report has Valeska Paris.
func (r *Resolver) dropSurnames() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		last := m.End - 1
		if m.Kind != dragoman.Name || m.Type != dragoman.PersonEntity || m.End-m.First < 2 {
			continue
		}
		if k := r.hitAt[m.First]; k >= 0 && m.End == m.First+2 && r.hitAt[last] < 0 && r.givenName(&r.hits[k]) {
			r.hits[k].countries, r.hitAt[m.First] = nil, -1 // "Jordan Bardella"
			continue
		}
		if r.hitAt[last] < 0 {
			continue
		}
		h := &r.hits[r.hitAt[last]]
		if len(h.countries) == 0 || h.end-h.first != 1 || r.d.Tokens[m.First].UPOS != dragoman.PROPN || r.hitAt[m.First] >= 0 {
			continue
		}
		word := r.d.Word(last)
		for t := range r.hitAt {
			if k := r.hitAt[t]; k >= 0 && r.hits[k].end-r.hits[k].first == 1 && r.d.Word(int32(t)) == word {
				r.hits[k].countries = nil
				r.hitAt[t] = -1
			}
		}
	}
}

// givenName reports whether a hit is a country's name of one word that people bear: "Jordan", "Chad".
func (r *Resolver) givenName(h *hit) bool {
	return h.end == h.first+1 && len(h.countries) > 0 && h.countries[0].Kind == country.Name && r.d.Tokens[h.first].UPOS == dragoman.PROPN
}

// countryOf is the country that a hit names or belongs to, "" where that is open.
func (r *Resolver) countryOf(h *hit) string {
	if len(h.countries) > 0 {
		code, _ := r.chooseCountry(h)
		return code
	}
	home := ""
	for _, n := range h.entries { // of the same name, as a party that was a rebel army once
		e := &r.dir.Entries[n.entry]
		switch {
		case n.weak, e.Type != dragoman.OrganizationEntity, len(e.Country) != 3, country.Get(country.Code(e.Country)) == nil, home != "" && home != e.Country:
			return ""
		case e.Country == "USA" && r.d.Slice(r.d.TokenSpan(h.first, h.end)) == "House of Representatives" && r.otherHouse():
			return ""
		}
		home = e.Country
	}
	return home
}

// chooseCountry picks among the countries of a word: those that existed on the day, those that are not also much else, then
// one that the report names otherwise. ok is false where more than one is left.
func (r *Resolver) chooseCountry(h *hit) (code string, ok bool) {
	var found []string
	shared := false
	for pass := range 2 {
		for _, m := range h.countries {
			c := country.Get(m.Code)
			if pass == 0 && !c.Existed(r.day) || m.Shared && len(found) > 0 && !shared {
				continue
			}
			shared = m.Shared
			if !slices.Contains(found, string(m.Code)) {
				found = append(found, string(m.Code))
			}
		}
		if len(found) > 0 {
			break
		}
	}
	switch len(found) {
	case 0:
		return "", false
	case 1:
		return found[0], true
	}
	best := ""
	for _, f := range found {
		if r.seen[f] > 0 {
			if best != "" {
				return "", false
			}
			best = f
		}
	}
	for _, large := range larger {
		if best == "" && slices.Contains(found, large) {
			best = large
		}
	}
	return best, best != ""
}

// larger are the countries that a shared word means where the report names neither: "Congolese", "Dominican", "Guinean".
var larger = []string{"COD", "DOM", "GIN"}

// fullNames notes the persons whose full names the report has, so that their surnames alone mean them.
func (r *Resolver) fullNames() {
	for i := range r.hits {
		h := &r.hits[i]
		if len(h.entries) == 0 || h.end-h.first < 2 {
			continue
		}
		e, amb := r.chooseEntry(h)
		if e < 0 || amb || r.dir.Entries[e].Type != dragoman.PersonEntity {
			continue
		}
		key := string(nameKey(country.AppendFold(r.key[:0], r.dir.Entries[e].Surname)))
		if old, ok := r.people[key]; ok && old != e {
			r.people[key] = -1
			continue
		}
		r.people[key] = e
	}
}

// chooseEntry picks among the entries of a name: those of note on the day, then those of a country that the report names.
func (r *Resolver) chooseEntry(h *hit) (best int32, ambiguous bool) {
	best, rank, tie := int32(-1), -1, false
	text := r.d.Slice(r.d.TokenSpan(h.first, h.end))
	upper := r.abbreviated(h.first, h.end)
	congress := text == "Congress" && !r.foreign(h, "USA") && !r.otherCongress() // "the Congress", "Peru's Congress" are another country's
	if e := r.shortFor(h); e >= 0 {
		return e, false
	}
	land := r.landBehind(h.end)
	if land < 0 && royal(r.d.Word(h.first)) {
		land = r.landBefore(h.first)
	}
	for _, n := range h.entries {
		e := &r.dir.Entries[n.entry]
		if land >= 0 && e.Type == dragoman.PersonEntity && (h.end == h.first+1 || royal(r.d.Word(h.first))) && !r.heldOf(n.entry, land) {
			continue // "King Abdullah of Saudi Arabia" and "Saudi Arabia's King Abdullah" are not Jordan's
		}
		if n.caps && !upper || n.weak && r.seen[e.Country] == 0 && !r.besides(h, e.Country) && !(congress && e.ID == "org/us-congress") {
			continue
		}
		if e.ID == "org/eu" && r.otherBloc(h) || text == "House of Representatives" && e.Country == "USA" && r.otherHouse() {
			continue
		}
		s := 0
		switch {
		case r.dir.termOn(n.entry, r.day) >= 0 && e.Type == dragoman.PersonEntity:
			s += 8
		case e.Type != dragoman.PersonEntity && (r.day == 0 || e.Days.Holds(r.day)):
			s += 8
		case e.Type == dragoman.PersonEntity && r.day != 0 && r.dir.lastTerm(n.entry, r.day) >= 0:
			s += 6
		}
		if r.besides(h, e.Country) {
			s += 16
		} else if r.home == e.Country && r.home != "" {
			s += 2
		} else if r.seen[e.Country] > 0 {
			s++
		}
		if !n.weak {
			s++
		}
		if e.Type == dragoman.OrganizationEntity && mainSector(e.Sectors) == "PTY" && strings.Contains(e.ID, strings.ToLower(e.Country)+"-") {
			s-- // the long tail of The Factbook's parties
		}
		switch {
		case s > rank:
			best, rank, tie = n.entry, s, false
		case s == rank:
			tie = true
		}
	}
	return best, tie
}

// royal reports whether a word is a monarch's title, as some names begin.
func royal(w string) bool {
	switch w {
	case "King", "Queen", "Emir", "Sultan", "Prince", "Crown", "Emperor":
		return true
	}
	return false
}

// heldOf reports whether a person ever held an office of a country.
func (r *Resolver) heldOf(person, of int32) bool {
	for _, i := range r.dir.held[person] {
		if r.dir.Terms[i].Of == of {
			return true
		}
	}
	return false
}

// besides reports whether a country's word stands right before a hit: "Turkish MIT", "Spain's Cortes".
func (r *Resolver) besides(h *hit, code string) bool {
	for j := h.first - 1; j >= 0 && j >= h.first-3; j-- {
		if k := r.hitAt[j]; k >= 0 {
			c, _ := r.chooseCountry(&r.hits[k])
			return c != "" && c == code
		}
		if t := r.d.Tokens[j].UPOS; t == dragoman.VERB || t == dragoman.PUNCT && r.d.Word(j) != "-" {
			return false
		}
	}
	return false
}

// party returns the index of the party of an entry in a capacity, made once.
func (r *Resolver) party(p dragoman.Party) int32 {
	k := partyKey{p.Actor, p.Code}
	if p.Actor != "" {
		if i, ok := r.made[k]; ok {
			return i
		}
		r.made[k] = int32(len(r.d.Parties))
	}
	r.d.Parties = append(r.d.Parties, p)
	return int32(len(r.d.Parties)) - 1
}

// mainSector is the first of sectors, "" for none.
func mainSector(s []dragoman.Sector) dragoman.Sector {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// codeOf joins a country and sectors: "SYR GOV".
func codeOf(c string, s []dragoman.Sector) string {
	switch len(s) {
	case 0:
		return c
	case 1:
		if c == "" {
			return string(s[0])
		}
		return c + " " + string(s[0])
	}
	var b strings.Builder
	b.WriteString(c)
	for _, x := range s {
		if string(x) == c {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(x))
	}
	return b.String()
}
