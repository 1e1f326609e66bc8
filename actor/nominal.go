package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

const (
	maxRoleLeft  = 3 // words of a role noun before its head: "White House chief of staff"
	maxRoleRight = 7 // and after it: "chairman of the joint chiefs of staff"
)

// role returns the longest role noun whose head is token h, and its tokens.
func (r *Resolver) role(h int32) (n roleNoun, first, end int32, ok bool) {
	s := r.sentenceOf(h)
	right := h + 1
	if h+1 < s.End && r.linksRole(h+1) {
		right = min(h+maxRoleRight, s.End)
	}
	longest := int32(0)
	for a := max(h-maxRoleLeft, s.First); a <= h; a++ {
		if len(r.pieceOf(a)) == 0 {
			continue
		}
		key := r.key[:0]
		for b := a; b < right; b++ {
			if p := r.pieceOf(b); len(p) > 0 {
				if len(key) > 0 {
					key = append(key, ' ')
				}
				key = append(key, p...)
			}
			if b < h || b+1-a <= longest || b > h && len(r.pieceOf(b)) == 0 {
				continue
			}
			if found, hit := r.dir.roles[string(key)]; hit {
				n, first, end, ok, longest = r.ranked(found, a, b+1), a, b+1, true, b+1-a
			}
		}
		r.key = key
	}
	return n, first, end, ok
}

// ranked takes the army out of "captain" in lower case, which is a ship's or a team's: a rank before a name has a capital, and
// "army captain" says so.
func (r *Resolver) ranked(n roleNoun, first, end int32) roleNoun {
	if end == first+1 && r.d.Word(first) == "captain" {
		n.sectors, n.flags = nil, n.flags&^roleOffice
		if first > 0 {
			switch strings.ToLower(r.d.Word(first - 1)) {
			case "army", "navy", "naval", "infantry", "force", "military", "marine":
				n.sectors = milSectors
			case "police":
				n.sectors = []dragoman.Sector{"COP"}
			}
		}
	}
	return n
}

// linksRole reports whether a token may go on a role noun after its head: "of", "for", "in", "-", a second noun.
func (r *Resolver) linksRole(i int32) bool {
	switch r.d.Lemmas[i] {
	case "of", "for", "in", "-", "to", "'s", "general", "at":
		return true
	}
	return false
}

func (r *Resolver) sentenceOf(t int32) *dragoman.Sentence {
	lo, hi := 0, len(r.d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.d.Sentences[mid].End <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return &r.d.Sentences[lo]
}

// A description is a mention with a role noun: what it calls somebody, and what it says that he is of.
type description struct {
	roleNoun
	m          *dragoman.Mention
	first, end int32 // tokens of the role noun
	of         int32 // entry of what it is of, -1 for none
	home       string
	status     dragoman.RoleStatus
}

// nominal resolves a description by its role noun, and a person by the office and the day where it is an office's.
func (r *Resolver) nominal(m *dragoman.Mention) (finding, bool) {
	if f, ok := r.list(m); ok {
		return f, true
	}
	f := nothing(m)
	n, first, end, ok := r.role(m.Head)
	if !ok || r.notRole(m.Head) || r.isSide(first, end) || r.unionOf(m, m.Head) || r.isSettlement(m.Head) {
		return f, false
	}
	if e := r.bodyNamed(m, first, end); e >= 0 {
		f.kind, f.entry, f.typ = foundEntry, e, dragoman.OrganizationEntity
		return f, true
	}
	f.kind, f.sectors, f.typ = foundRole, n.sectors, dragoman.PersonEntity
	if n.flags&roleBody != 0 {
		f.typ = dragoman.OrganizationEntity
	}
	x := description{roleNoun: n, m: m, first: first, end: end, status: r.statusBefore(m.First, first)}
	x.of, x.home = r.ofWhat(m.First, first, end, m.Head)
	switch {
	case x.of < 0 && x.home == "" && end == first+1 && r.vague(m.Head):
		return f, false
	case r.ofUnknown(&x, &f):
		return f, true
	case r.isLand(m.Head):
		return r.land(m, f, x.home)
	}
	if x.of < 0 && x.home == "" && r.definite(m) && !r.possessed(m.First, first) && !r.ofSome(m, first, end) && !r.addresses(m.Head) && r.atHome(m, n) {
		x.home = r.home
		x.of = r.dir.countryEntry(x.home)
	}
	if x.status == dragoman.Former {
		return f, r.former(&x, &f)
	}
	if r.holder(&x, &f) {
		return f, true
	}
	f.country = x.home
	r.sectorsOfWhole(&x, &f)
	if x.flags&roleBody != 0 && x.of >= 0 && r.dir.isCountry(x.of) && end == first+1 {
		r.bodyOfState(&x, &f)
	}
	return f, true
}

// ofUnknown tells of a description what the words for a body without a name here say: "Scientology officials" are no government's, "the head of the
// main opposition party" heads no state. It reports whether there are such words.
func (r *Resolver) ofUnknown(x *description, f *finding) bool {
	if x.of < 0 && mainSector(x.sectors) == "GOV" && x.flags&roleBody != 0 && x.end == x.first+1 {
		if body, its := r.bodyBefore(x.m, x.first); body {
			f.country, f.sectors = its.country, its.sectors
			return true
		}
	}
	if len(x.sectors) > 0 || x.flags&roleLeads == 0 || x.flags&roleBody != 0 {
		return false
	}
	sectors, ok := r.leadsBody(x.end, x.m.Head)
	if !ok {
		return false
	}
	f.sectors, f.country = sectors, x.home
	if x.home == "" && r.definite(x.m) && !r.addresses(x.m.Head) {
		f.country = r.home
	}
	return true
}

// former tells what somebody was. "The former French colony" is another country than France.
func (r *Resolver) former(x *description, f *finding) bool {
	if r.d.Lemmas[x.m.Head] == "colony" {
		return false
	}
	f.country = x.home
	if x.flags&roleOffice != 0 && x.flags&roleBody == 0 {
		f.sectors = eliSectors
		r.ousted(x.m, x.first, x.of, f)
	}
	return true
}

// holder finds who holds the office that a description is, and notes where that is open between several.
func (r *Resolver) holder(x *description, f *finding) bool {
	if x.of < 0 || !r.isOffice(x) {
		return false
	}
	title := x.first // without the words of the institution: "European Commission | president"
	if k := r.hitAt[title]; k >= 0 && r.hits[k].end <= x.m.Head && r.hits[k].end > title {
		title = r.hits[k].end
	}
	term, ambiguous := r.dir.officeOn(x.of, r.roleText(title, x.end), r.day)
	if term < 0 || r.besideOther(x.m, r.dir.Terms[term].Person) {
		f.ambiguous = ambiguous
		return false
	}
	f.kind, f.term, f.entry = foundOffice, term, r.dir.Terms[term].Person
	return true
}

// isOffice reports whether a description is that of the one who holds an office, not of a candidate, of several or of who heads a part.
func (r *Resolver) isOffice(x *description) bool {
	switch {
	case x.status == dragoman.Candidate, x.flags&(roleBody|rolePlural) != 0, x.flags&(roleOffice|roleLeads) == 0, x.m.Number == dragoman.Plural, !r.definite(x.m):
		return false
	case r.d.Lemmas[x.first] == "military" && !r.dir.isCountry(x.of):
		return false
	}
	return !r.ofField(x.m, x.first, x.end) && !r.becomes(x.m.Head) && !r.ofPart(x.m.First, x.first)
}

// sectorsOfWhole gives a description the sectors of what it is of, where its own noun has none or less: "a Hamas official", "the UN envoy", "Syrian leader".
func (r *Resolver) sectorsOfWhole(x *description, f *finding) {
	lemma := r.d.Lemmas[x.m.Head]
	switch own := mainSector(x.sectors); {
	case x.of >= 0 && !r.dir.isCountry(x.of):
		e := &r.dir.Entries[x.of]
		f.country = e.Country
		if own == "" || own == "PTY" || own == "IGO" || mainSector(e.Sectors) == "REB" {
			f.sectors = e.Sectors
		}
	case own != "":
	case x.of >= 0 && x.flags&roleLeads != 0 && x.flags&roleBody == 0 && lemma != "ringleader" && !r.ofPeople(x.m.First, x.first), x.home != "" && lemma == "official":
		f.sectors = govSectors
	}
}

// bodyOfState finds the entry of a country's government or armed forces: "the Syrian government", "Syria's regime", "Myanmar's military".
func (r *Resolver) bodyOfState(x *description, f *finding) {
	if mainSector(f.sectors) == "GOV" && r.isGovernment(x.m.Head) {
		f.kind, f.entry = foundEntry, x.of
		return
	}
	if len(x.sectors) == 1 && x.sectors[0] == "MIL" {
		if e := r.dir.armyOf(x.home, r.d.Lemmas[x.m.Head], r.day); e >= 0 {
			f.kind, f.entry = foundEntry, e
		}
	}
}

// besideOther reports whether a description stands beside the name of somebody else than the person who held the office on the day, by the tree or
// by a comma: it is he who holds it. "The prime minister, Ismail Haniyeh of Hamas,".
func (r *Resolver) besideOther(m *dragoman.Mention, person int32) bool {
	if t := &r.d.Tokens[m.Head]; t.Deprel == dragoman.RelAppos && t.Head >= 0 && r.nameOther(t.Head, person) {
		return true
	}
	end := m.End
	if int(end)+1 >= len(r.d.Tokens) || r.d.Word(end) != "," || end+1 >= r.sentenceOf(m.Head).End || r.d.Tokens[end+1].UPOS != dragoman.PROPN {
		return false
	}
	for j := end + 1; j < end+4 && int(j) < len(r.d.Tokens) && r.d.Tokens[j].UPOS == dragoman.PROPN; j++ {
		if r.mentionAt[j] >= 0 && r.d.Mentions[r.mentionAt[j]].First <= end+3 {
			x := &r.d.Mentions[r.mentionAt[j]]
			return r.endsApposition(x.End) && r.nameOther(j, person)
		}
	}
	return false
}

// endsApposition reports whether an apposition may end at token i.
func (r *Resolver) endsApposition(i int32) bool {
	if int(i) >= len(r.d.Tokens) {
		return true
	}
	switch r.d.Word(i) {
	case ",", ".", ";", "and", "of", ")", "—", "-", ":":
		return true
	}
	return false
}

// nameOther reports whether token j heads the name of a person who is not the one given.
func (r *Resolver) nameOther(j, person int32) bool {
	i := r.mentionAt[j]
	if i < 0 || r.d.Mentions[i].Kind != dragoman.Name || r.d.Mentions[i].Type != dragoman.PersonEntity {
		return false
	}
	m := &r.d.Mentions[i]
	for k := m.First; k < m.End; k++ {
		if h := r.hitAt[k]; h >= 0 {
			if len(r.hits[h].entries) == 0 {
				continue // "Its leader, Jordan Bardella"
			}
			e, _ := r.chooseEntry(&r.hits[h])
			return e >= 0 && e != person && r.dir.Entries[e].Type == dragoman.PersonEntity
		}
	}
	return m.End-m.First > 1 || r.dir.Entries[person].Surname == "" || !r.sameSurname(m, person)
}

// sameSurname reports whether a name of one word is the surname of a person.
func (r *Resolver) sameSurname(m *dragoman.Mention, person int32) bool {
	return strings.EqualFold(r.d.Word(m.Head), r.dir.Entries[person].Surname)
}

// ofField reports whether a leader's title has a field before it: Algeria's "intelligence boss" does not lead Algeria.
func (r *Resolver) ofField(m *dragoman.Mention, first, end int32) bool {
	return first > m.First && r.d.Tokens[first-1].UPOS == dragoman.NOUN && r.hitAt[first-1] < 0 && officeClass(r.roleText(first, end)) == "leader"
}

// ofSome reports whether a leader is said to be of some people or cause that is no country: the "Sikh leader" in a report on India, Thailand's
// "reformist leader". How he rules does not tell it: "the authoritarian leader".
func (r *Resolver) ofSome(m *dragoman.Mention, first, end int32) bool {
	if officeClass(r.roleText(first, end)) != "leader" && (end != first+1 || officeClass(r.d.Lemmas[m.Head]) != "leader") {
		return false
	}
	for j := m.First; j < first; j++ {
		if t := &r.d.Tokens[j]; (t.UPOS == dragoman.ADJ || t.UPOS == dragoman.PROPN) && r.hitAt[j] < 0 && modifies(t.Deprel) && !rules[strings.ToLower(r.d.Lemmas[j])] {
			return true
		}
	}
	return false
}

// addresses reports whether a bare title or body speaks to, of or against the country that the report is about, and so is another's: "The army accused
// Rwanda", "the president thanked France".
func (r *Resolver) addresses(head int32) bool {
	t := &r.d.Tokens[head]
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
		sue lambast chide rebuke reproach implore beg petition`)

// rules are adjectives of how, since when and by what right a leader rules.
var rules = wordSet(`former ex ousted deposed outgoing incoming new old longtime long-time veteran current present then young ageing aging ailing elderly late top supreme paramount authoritarian autocratic
		despotic strong powerful embattled beleaguered unpopular popular populist elected unelected democratic interim acting transitional provisional military civilian
		national facto ruthless brutal reclusive charismatic first next last long-serving longest-serving wartime hereditary hard-line hardline female eccentric mercurial`)

// ofPart reports whether a part of a country stands before an office: "the Chechen leader" is not Russia's, nor "the Tibetan leader" China's.
func (r *Resolver) ofPart(first, roleFirst int32) bool {
	for j := roleFirst - 1; j >= first; j-- {
		if k := r.hitAt[j]; k >= 0 {
			h := &r.hits[k]
			if len(h.countries) == 0 {
				return false
			}
			if c := h.countries[0].Kind; c == country.PartOf || c == country.Part {
				return true
			}
			if i := h.first - 1; i >= first && r.hitAt[i] >= 0 && len(r.hits[r.hitAt[i]].countries) > 0 {
				return true // "the Kosovo Serb leader"
			}
			return officeClass(r.d.Lemmas[roleFirst]) == "leader" && r.ofPeople(h.end, roleFirst)
		}
	}
	return false
}

// ofPeople reports whether between a country and its leader stands a people or a faction whom he leads: "the Iraqi Kurdish leader".
func (r *Resolver) ofPeople(first, end int32) bool {
	for j := first; j < end; j++ {
		switch w := r.d.Word(j); w {
		case "paramilitary", "tribal", "spiritual", "separatist", "secessionist", "rebel", "religious":
			return true
		default:
			if p := r.d.Tokens[j].UPOS; (p == dragoman.ADJ || p == dragoman.PROPN) && w[0] >= 'A' && w[0] <= 'Z' && r.hitAt[j] < 0 && w != "Communist" && !rules[strings.ToLower(w)] {
				return true
			}
		}
	}
	return false
}

// becomes reports whether a noun is what somebody is to be or is made: who "will become Mexico's first female president" is not who holds the office.
func (r *Resolver) becomes(head int32) bool {
	t := &r.d.Tokens[head]
	if t.Deprel != dragoman.RelXcomp || t.Head < 0 {
		return false
	}
	switch r.d.Lemmas[t.Head] {
	case "become", "elect", "make", "name", "appoint", "choose", "proclaim", "declare", "crown", "swear", "nominate":
		return true
	}
	return false
}

// leadsBody reports whether a leader is said to be of a body that is no state and has no name here, and the sectors of that body:
// "of the gang", "of the main opposition party".
func (r *Resolver) leadsBody(end, head int32) ([]dragoman.Sector, bool) {
	s := r.sentenceOf(head)
	if end >= s.End || r.d.Word(end) != "of" {
		return nil, false
	}
	for j := end + 1; j < s.End && j < end+8; j++ {
		t := &r.d.Tokens[j]
		if r.hitAt[j] >= 0 && (t.UPOS == dragoman.ADJ || t.Deprel == dragoman.RelNmodPoss) || t.XPOS == dragoman.POS {
			continue // "the head of Egyptian intelligence", "leaders of Thailand's protesters"
		}
		if r.hitAt[j] >= 0 || t.UPOS == dragoman.VERB || t.UPOS == dragoman.PUNCT {
			return nil, false
		}
		if t.UPOS == dragoman.PROPN {
			if modifies(t.Deprel) && t.Head > j && r.d.Tokens[t.Head].UPOS == dragoman.NOUN {
				continue // "the leader of the Shia bloc"
			}
			return nil, false
		}
		if t.UPOS != dragoman.NOUN || !r.attached(j, head) || t.Deprel == dragoman.RelCompound || t.Deprel == dragoman.RelNmodPoss {
			continue // "the head of the enclave's rescue service"
		}
		if r.isLand(j) || r.isGovernment(j) {
			return nil, false
		}
		n, _, _, ok := r.role(j)
		if ok && n.flags&roleBody == 0 { // of people: "leaders of the strikers"
			return n.sectors, t.XPOS == dragoman.NNS && len(n.sectors) > 0 && n.sectors[0] != "GOV"
		}
		return n.sectors, ok && mainSector(n.sectors) != "GOV"
	}
	return nil, false
}

// possessed reports whether a pronoun that stands for somebody who is no country owns a role: "its commander", after a militia.
func (r *Resolver) possessed(first, roleFirst int32) bool {
	for j := first; j < roleFirst; j++ {
		if r.d.Tokens[j].Deprel != dragoman.RelNmodPoss || r.d.Tokens[j].UPOS != dragoman.PRON || r.mentionAt[j] < 0 {
			continue
		}
		c := r.d.Mentions[r.mentionAt[j]].Chain
		its := strings.EqualFold(r.d.Word(j), "its")
		if c < 0 {
			return its // "After the arrest of its leader, the group …"
		}
		owned := its
		for m := r.d.Chains[c].First; m >= 0; m = r.d.Mentions[m].Next {
			switch x := &r.d.Mentions[m]; x.Kind {
			case dragoman.Name:
				k := r.hitAt[x.First]
				return k < 0 || len(r.hits[k].countries) == 0
			case dragoman.Nominal:
				owned = !r.isLand(x.Head) && !r.isGovernment(x.Head)
			}
		}
		return owned
	}
	return false
}

// isGovernment reports whether a word stands for all of a country's government.
func (r *Resolver) isGovernment(t int32) bool {
	switch r.d.Lemmas[t] {
	case "government", "regime", "administration", "authority", "leadership", "presidency", "authorities":
		return true
	}
	return false
}

// isLand reports whether a word stands for a country itself.
func (r *Resolver) isLand(t int32) bool {
	switch strings.ToLower(r.d.Lemmas[t]) {
	case "country", "nation", "homeland", "kingdom", "republic", "emirate", "sultanate", "superpower", "neighbour", "neighbor":
		return true
	}
	return false
}

// land resolves "the country": the one the report is about, where it is not another's.
func (r *Resolver) land(m *dragoman.Mention, f finding, home string) (finding, bool) {
	f.sectors, f.typ = nil, dragoman.PlaceEntity
	if m.Number == dragoman.Plural || !r.definite(m) || r.d.Lemmas[m.Head] == "neighbour" || r.d.Lemmas[m.Head] == "neighbor" {
		return f, m.Number == dragoman.Plural
	}
	if home == "" {
		home = r.home
	}
	if home != "" {
		f.kind, f.country, f.entry = foundEntry, home, r.dir.countryEntry(home)
	}
	return f, f.entry >= 0
}

// definite reports whether a mention is of one that is known: "the", a possessor, or a bare title.
func (r *Resolver) definite(m *dragoman.Mention) bool {
	for j := m.First; j <= m.Head; j++ {
		switch r.d.Lemmas[j] {
		case "a", "an", "another", "some", "any", "no", "every", "each", "one", "several", "many", "other":
			return false
		}
	}
	return true
}

// The bodies of states that reports take up as "the alliance" and "the bloc".
var (
	alliances = []string{"org/nato", "org/csto"}
	blocs     = []string{"org/eu", "org/ecowas", "org/asean", "org/african-union", "org/gcc", "org/mercosur", "org/caricom", "org/sco", "org/arab-league"}
)

// roleText is the words of a role noun.
func (r *Resolver) roleText(first, end int32) string { return r.d.Slice(r.d.TokenSpan(first, end)) }

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

// isSettlement reports whether a noun only says what a place is that stands beside it: "the town of Rafah", "Adamawa state".
func (r *Resolver) isSettlement(head int32) bool {
	switch r.d.Lemmas[head] {
	case "town", "village", "city", "state", "neighbourhood", "neighborhood", "district", "province", "municipality", "camp":
	default:
		return false
	}
	if head > 0 && r.placeAt[head-1] >= 0 && r.hitAt[head-1] < 0 && r.d.Tokens[head-1].Head == head {
		return true
	}
	of := head + 1
	return int(of)+1 < len(r.d.Tokens) && r.d.Lemmas[of] == "of" && r.placeAt[of+1] >= 0 && r.hitAt[of+1] < 0
}

// strangers are those who come to help, to watch or to speak for others, and may be of any country.
var strangers = wordSet(`envoy ambassador diplomat emissary consul attaché attache mediator negotiator representative delegate adviser advisor aide commissioner
	monitor observer volunteer medic charity agency organisation organization group tourist`)

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
