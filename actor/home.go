package actor

import (
	"slices"

	"dragoman"
	"dragoman/country"
)

// The country that a report is about, and who is of it though nothing says so.

// context counts the countries that the report names, and settles which one it is about: named, itself or by its towns, as often as
// all others together, or the only one. A country that only foreigners are of is not it: "The army detained a French reporter".
func (r *Resolver) context() {
	for _, h := range r.hits {
		if code := r.countryOf(&h); code != "" {
			r.seen[code]++
		}
	}
	clear(r.abroad)
	for _, h := range r.hits {
		if r.outlet(&h) || r.foreigner(&h) || r.patron(&h) || r.refuge(&h) {
			r.abroad[r.countryOf(&h)]++
		}
	}
	clear(r.votes)
	for code, n := range r.seen {
		if n > r.abroad[code] {
			r.votes[code] = n - r.abroad[code]
		}
	}
	for i := range r.d.Places { // a town speaks for its country
		if p := &r.d.Places[i]; r.hitAt[p.End-1] < 0 && p.Feature != "country" && p.Country != "" && !r.goneTo(p.End-1) {
			r.votes[p.Country]++
		}
	}
	r.home = ""
	total, most := 0, 0
	for code, n := range r.votes {
		total += n
		if n > most || n == most && code < r.home {
			most, r.home = n, code
		}
	}
	if most*2 < total || most*2 == total && len(r.votes) > 1 {
		r.home = ""
	}
}

// homeOfLeaders is the one country that the persons lead whom the mentions were found to mean, for a report that names no country.
func (r *Resolver) homeOfLeaders() string {
	var home sole
	for i := range r.found {
		e := r.found[i].entry
		if e < 0 || r.found[i].ambiguous || r.day == 0 || r.dir.Entries[e].Type != dragoman.PersonEntity {
			continue
		}
		t := r.dir.termOn(e, r.day)
		if t < 0 || !r.dir.Terms[t].Leads || !r.dir.isCountry(r.dir.Terms[t].Of) {
			continue
		}
		home.add(r.dir.Entries[r.dir.Terms[t].Of].Country)
	}
	return home.get()
}

// sole keeps the one word that is added to it, once or again.
type sole struct {
	word    string
	several bool
}

func (s *sole) add(word string) {
	s.several = s.several || s.word != "" && s.word != word
	s.word = word
}

// get is the word, "" where others were added too.
func (s *sole) get() string {
	if s.several {
		return ""
	}
	return s.word
}

// foreigner reports whether a country is named only as that of somebody who is not at home: "a French reporter".
func (r *Resolver) foreigner(h *hit) bool {
	return int(h.end) < len(r.d.Lemmas) && foreigners[r.d.Lemmas[h.end]] && r.d.Tokens[h.end-1].Deprel != dragoman.RelNmodPoss
}

// foreigners are those whose nationality is told because they are not at home.
var foreigners = wordSet(`reporter journalist correspondent photographer cameraman tourist embassy ambassador diplomat consulate consul attaché envoy national
		missionary hostage holidaymaker climber expatriate backpacker charity airliner peacekeeper mercenary citizen firm company contractor builder`)

// outlet reports whether a hit is the name of a paper, an agency or a station: "a lawyer told the BBC".
func (r *Resolver) outlet(h *hit) bool {
	return len(h.entries) == 1 && slices.Contains(r.dir.Entries[h.entries[0].entry].Sectors, "JRN")
}

// patron reports whether a country is named only as whose help something has: "rebels backed by Rwanda", "a ceasefire brokered by Qatar", "US-backed".
func (r *Resolver) patron(h *hit) bool {
	if int(h.end)+1 < len(r.d.Tokens) && r.d.Word(h.end) == "-" && helped[r.d.Word(h.end+1)] {
		return true
	}
	j := h.first - 1
	if j > 0 && r.d.Tokens[j].UPOS == dragoman.DET {
		j--
	}
	return j > 0 && r.d.Word(j) == "by" && helped[r.d.Word(j-1)]
}

var helped = wordSet(`backed supported funded financed armed trained brokered mediated sponsored built hosted supplied equipped made`)

// refuge reports whether a country is only where somebody goes: "Soldiers woke the president and flew him to Costa Rica".
// Of several countries it is such only by name, not by its capital, where whoever flees may be at home.
func (r *Resolver) refuge(h *hit) bool {
	return (len(r.seen) == 1 || len(h.countries) > 0 && h.countries[0].Kind == country.Name) && r.goneTo(h.end-1)
}

// goneTo reports whether the place whose last word is token i is where somebody goes: "on his way to Peking", "flees to South Africa".
func (r *Resolver) goneTo(i int32) bool {
	top := r.topOf(i)
	head := r.d.Tokens[top].Head
	if head < 0 || r.caseOf(top) != "to" {
		return false
	}
	switch r.d.Lemmas[head] {
	case "fly", "flee", "escape", "travel", "go", "sail", "defect", "deport", "extradite", "exile", "banish", "run", "way", "trip", "tour", "journey", "flight", "visit":
		return true
	}
	return false
}

// atHome reports whether a role that says no country may be of the one that the report is about.
func (r *Resolver) atHome(m *dragoman.Mention, n roleNoun) bool {
	switch {
	case r.home == "", mainSector(n.sectors) == "IGO", r.seen[r.home] == 0 && machines[r.d.Lemmas[m.Head]]:
		return false
	}
	return n.flags&(roleContext|roleLeads) != 0 || r.local(m, n)
}

// machines are what comes from abroad as often as not: that a town was bombed does not tell whose jets did it.
var machines = wordSet(`jet warplane plane aircraft drone bomber missile rocket helicopter gunship warship gunboat submarine destroyer frigate ship fleet artillery tank`)

// local reports whether people are of a trade or a standing that is of the country a report is about unless it says otherwise: "nurses walked out". Who comes to
// help or to watch may be of any, and who is in a town that no list knows is of that town's.
func (r *Resolver) local(m *dragoman.Mention, n roleNoun) bool {
	sector := mainSector(n.sectors)
	switch sector {
	case "LAB", "MED", "EDU", "REL", "AGR", "JUD", "LEG", "SOC", "OPP":
	case "GOV", "MIL", "COP":
		if n.flags&roleOffice == 0 || m.Number == dragoman.Plural { // "the interior minister"; foreign ministers who meet are of several countries
			return false
		}
	default:
		return false
	}
	if w := r.d.Lemmas[m.Head]; strangers[w] || sector != "LAB" && w == "worker" {
		return false
	}
	for j := m.Head + 1; j < r.sentenceOf(m.Head).End && j < m.Head+6; j++ {
		if t := &r.d.Tokens[j]; t.Head == m.Head && t.UPOS == dragoman.PROPN && t.Deprel.Universal() == dragoman.RelNmod && r.caseOf(j) != "of" {
			return false
		}
	}
	return true
}

// strangers are those who come to help, to watch or to speak for others, and may be of any country.
var strangers = wordSet(`envoy ambassador diplomat emissary consul attaché attache mediator negotiator representative delegate adviser advisor aide commissioner
	monitor observer volunteer medic charity agency organisation organization group tourist`)

// addresses reports whether a bare title or body speaks to, of or against the country that the report is about, and so is another's: "The army accused
// Rwanda", "the president thanked France", "Defence Minister Oduya blamed Sudan".
func (r *Resolver) addresses(head int32) bool {
	t := &r.d.Tokens[head]
	for steps := 0; t.Head >= 0 && steps < 2; steps++ { // a title before a name, a name's apposition
		switch t.Deprel {
		case dragoman.RelNmodDesc, dragoman.RelCompound, dragoman.RelAppos, dragoman.RelFlat:
			head = t.Head
			t = &r.d.Tokens[head]
		}
	}
	if t.Deprel != dragoman.RelNsubj || t.Head < 0 || r.home == "" || !addressed[r.d.Lemmas[t.Head]] {
		return false
	}
	for j := t.Head + 1; j < r.sentenceOf(head).End && j < t.Head+6; j++ {
		if o := &r.d.Tokens[j]; o.Head == t.Head && o.Deprel == dragoman.RelObj {
			k := r.hitAt[j]
			return k >= 0 && r.countryOf(&r.hits[k]) == r.home
		}
	}
	return false
}

var addressed = wordSet(`accuse blame condemn denounce criticise criticize urge warn thank threaten invade attack bomb praise assure tell ask visit
		sue lambast chide rebuke reproach implore beg petition hail welcome congratulate applaud commend laud support back recognise recognize help assist
		shell raid sanction mock insult deride slam denounce castigate scold pressure pressurise press urge call oppose defy provoke shun snub boycott
		join leave quit outbid befriend court woo notify inform caution remind address`)
