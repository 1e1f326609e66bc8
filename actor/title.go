package actor

import "dragoman"

// titles finds the Roles that words give persons: titles before names, appositions beside them, and nouns said of them.
func (r *Resolver) titles() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind == dragoman.Pronoun || m.Kind == dragoman.Adjective {
			continue
		}
		f := &r.found[i]
		if (f.kind == foundEntry || f.kind == foundName) && f.typ == dragoman.PersonEntity && r.d.Tokens[m.Head].UPOS == dragoman.PROPN || m.Kind == dragoman.Name && m.Type == dragoman.PersonEntity {
			r.before(int32(i), f.first)
			r.beside(int32(i), f)
		} else if next := m.Head + 1; f.kind == foundOffice && next < m.End && r.d.Tokens[next].UPOS == dragoman.PROPN {
			r.before(int32(i), next) // "IMF Managing Director Kristalina Georgieva", known by her office
		}
	}
}

// before reads the titles in front of a name, the nearest first: "Chairman of the Joint Chiefs of Staff General Dan Caine".
func (r *Resolver) before(holder, first int32) {
	for range 3 {
		a, b, n, ok := r.titleBefore(first)
		if !ok || r.d.Lemmas[b-1] == "counterpart" {
			r.counterpart(holder, first)
			return
		}
		r.addRole(holder, a, b, n, max(a-8, r.sentenceOf(a).First))
		first = a
	}
}

// addRole files a role with what it is of.
func (r *Resolver) addRole(holder, a, b int32, n roleNoun, left int32) {
	left = r.titleStart(a, left)
	status, entry := r.statusOf(left, a, b), r.found[holder].entry
	role := dragoman.Role{Holder: holder, First: a, End: b, Title: r.roleText(a, b), Of: r.titleParty(holder, left, a, b, status), Status: status,
		Leads: n.flags&roleLeads != 0, Office: n.flags&roleOffice != 0}
	if role.Of >= 0 && r.d.Parties[role.Of].Type == dragoman.PlaceEntity {
		role.Leads = officeLeads(role.Title) // a general leads no country
	}
	if entry >= 0 && status == dragoman.Incumbent && r.day != 0 && r.dir.termOn(entry, r.day) < 0 && r.dir.lastTerm(entry, r.day) >= 0 && (role.Office || role.Leads) {
		role.Status = dragoman.Former // "longtime strongman Bashar al-Assad", after his fall
	}
	for i := len(r.d.Roles) - 1; i >= 0 && r.d.Roles[i].Holder == holder; i-- {
		if r.d.Roles[i].First == role.First {
			return
		}
	}
	r.d.Roles = append(r.d.Roles, role)
	if p := r.partyOf(holder); p != nil && p.Role == "" && p.Actor == "" && role.Title != "" {
		p.Role = role.Title
		if role.Of >= 0 {
			p.Role += " of " + r.d.Parties[role.Of].Name
		}
		if status == dragoman.Former {
			p.Role = "former " + p.Role
		}
	}
}

// titleStart goes back from token a, not before left, to where the phrase of a title begins: a verb or a mark ends it.
func (r *Resolver) titleStart(a, left int32) int32 {
	for j := a - 1; j >= left; j-- {
		t := &r.d.Tokens[j]
		if t.UPOS == dragoman.VERB && j > left && isNominal(r.d.Tokens[j-1].UPOS) { // "rebels toppled President X": the rebels are not what he presides over
			return j + 1
		}
		if _, ok := r.statusAt(j); ok {
			continue
		}
		if t.UPOS == dragoman.VERB && t.XPOS != dragoman.VBN || t.UPOS == dragoman.ADP || t.UPOS == dragoman.CCONJ || t.UPOS == dragoman.PUNCT && r.d.Word(j) != "-" && r.d.Word(j) != "'" {
			return j + 1
		}
	}
	return left
}

// titleParty is the party that a title is of, by the words around it or by the offices that its holder has or had; -1 for none.
func (r *Resolver) titleParty(holder, left, a, b int32, status dragoman.RoleStatus) int32 {
	if r.strangeBody(b) {
		return -1
	}
	head := b - 1
	for j := a; j < b; j++ {
		if h := r.d.Tokens[j].Head; h < a || h >= b {
			head = j
			break
		}
	}
	of, home := r.ofWhat(left, a, b, head)
	if of < 0 {
		of, home = r.ofList(holder)
	}
	if entry := r.found[holder].entry; of < 0 && entry >= 0 {
		of = r.ofOffice(entry, r.roleText(a, b), status)
	}
	if of < 0 && home != "" {
		of = r.dir.countryEntry(home)
	}
	return r.ofParty(of)
}

func isNominal(p dragoman.UPOS) bool {
	return p == dragoman.NOUN || p == dragoman.PROPN || p == dragoman.PRON
}

// partyOf returns the party of a mention, nil where it has none.
func (r *Resolver) partyOf(m int32) *dragoman.Party {
	c := r.d.Mentions[m].Chain
	if c < 0 || r.d.Chains[c].Party < 0 {
		return nil
	}
	return &r.d.Parties[r.d.Chains[c].Party]
}

// ofParty is the party of a country or an organisation, made where the report has no chain of it.
func (r *Resolver) ofParty(entry int32) int32 {
	if entry < 0 {
		return -1
	}
	e := &r.dir.Entries[entry]
	p := dragoman.Party{Name: e.Name, Actor: e.ID, Country: e.Country, Wikidata: e.Wikidata, Type: e.Type, Chain: -1}
	if e.Type != dragoman.PlaceEntity {
		p.Sectors = e.Sectors
	}
	p.Code = codeOf(p.Country, p.Sectors)
	return r.party(p)
}

// ofList finds the country of a title in a list from the noun that heads it: "US officials including Vice President JD Vance,
// Defence Secretary Pete Hegseth, and …".
func (r *Resolver) ofList(holder int32) (int32, string) {
	t := r.d.Mentions[holder].Head
	s := r.d.Sentences[r.d.Mentions[holder].Sentence]
	for j := t - 1; j >= s.First; j-- {
		switch r.d.Lemmas[j] {
		case "include", "including", "like", "such", "namely", "alongside":
		default:
			continue
		}
		for h := j - 1; h >= s.First && h >= j-4; h-- {
			if _, a, b, ok := r.role(h); ok {
				return r.ofWhat(max(a-6, s.First), a, b, h)
			}
		}
		return -1, ""
	}
	return -1, ""
}

// ofOffice is what a title is of by the offices that its holder has or had.
func (r *Resolver) ofOffice(person int32, title string, status dragoman.RoleStatus) int32 {
	class := officeClass(title)
	best := int32(-1)
	for _, i := range r.dir.held[person] {
		t := &r.dir.Terms[i]
		if r.dir.fits(t, class, t.Of) == 0 || r.day != 0 && status == dragoman.Incumbent && t.Days.From > r.day {
			continue
		}
		if best < 0 || t.Days.From > r.dir.Terms[best].Days.From {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	return r.dir.Terms[best].Of
}

// counterpart gives "Donald Trump" in "his US counterpart Donald Trump" the office that "his" antecedent has.
func (r *Resolver) counterpart(holder, first int32) {
	j := first - 1
	if j > 0 && r.d.Word(j) == "," {
		j-- // "his Turkish counterpart, Hakan Fidan,"
	}
	if j < 0 || r.d.Lemmas[j] != "counterpart" && r.d.Lemmas[j] != "opposite" {
		return
	}
	s := r.sentenceOf(j)
	title := ""
	for k := j - 1; k >= s.First && k >= j-6; k-- {
		if r.d.Tokens[k].XPOS == dragoman.PRPS {
			title = r.titleOfPronoun(k)
			break
		}
	}
	of, _ := r.ofWhat(max(j-6, s.First), j, j+1, j)
	entry := r.found[holder].entry
	if title == "" && entry >= 0 {
		if t := r.dir.termOn(entry, r.day); t >= 0 && r.day != 0 {
			title = r.dir.Terms[t].Title
		}
	}
	if title == "" {
		return
	}
	role := dragoman.Role{Holder: holder, First: j, End: j + 1, Title: title, Of: -1, Office: true, Leads: officeLeads(title)}
	if of >= 0 {
		role.Of = r.ofParty(of)
	} else if entry >= 0 {
		role.Of = r.ofParty(r.ofOffice(entry, title, dragoman.Incumbent))
	}
	r.d.Roles = append(r.d.Roles, role)
}

func officeLeads(title string) bool {
	switch officeClass(title) {
	case "president", "prime minister", "leader", "chancellor", "king", "emir", "supreme leader", "pope", "emperor", "sultan", "shah", "monarch", "general secretary":
		return true
	}
	return false
}

// titleOfPronoun is the office that the antecedent of a possessive pronoun has: by its chain's party, else by the titles the
// chain was given.
func (r *Resolver) titleOfPronoun(token int32) string {
	i := r.mentionAt[token]
	if i < 0 || r.d.Mentions[i].Kind != dragoman.Pronoun || r.d.Mentions[i].Chain < 0 {
		return ""
	}
	for j := range r.d.Roles {
		if r.d.Mentions[r.d.Roles[j].Holder].Chain == r.d.Mentions[i].Chain {
			return r.d.Roles[j].Title
		}
	}
	p := r.partyOf(i)
	if p == nil || p.Actor == "" || r.day == 0 {
		return ""
	}
	if e, ok := r.dir.byID[p.Actor]; ok {
		if t := r.dir.termOn(e, r.day); t >= 0 {
			return r.dir.Terms[t].Title
		}
	}
	return ""
}

// beside reads appositions of a name, nouns it is in apposition to, and predicates: "Michael Hanna, the US programme director at
// the International Crisis Group", "Syria's new president, Ahmed al-Sharaa", "X is the president of Y", "X, who leads Y".
func (r *Resolver) beside(holder int32, f *finding) {
	m := &r.d.Mentions[holder]
	top := r.topOf(m.Head)
	s := r.d.Sentences[m.Sentence]
	if t := &r.d.Tokens[top]; (t.Deprel == dragoman.RelAppos || t.Deprel == dragoman.RelNmodDesc) && t.Head >= 0 {
		r.roleAt(holder, t.Head, s)
	}
	for j := s.First; j < s.End; j++ {
		t := &r.d.Tokens[j]
		if t.Head != top && t.Head != m.Head {
			if t.Deprel == dragoman.RelCop && r.subjectOf(t.Head, top) {
				r.roleAt(holder, t.Head, s)
			}
			continue
		}
		switch {
		case t.Deprel == dragoman.RelAppos || t.Deprel == dragoman.RelParataxis && r.d.Tokens[j].UPOS == dragoman.NOUN:
			r.roleAt(holder, j, s)
		case t.Deprel == dragoman.RelAclRelcl && leadVerb(r.d.Lemmas[j]):
			r.leader(holder, j, s)
		}
	}
	// The parser may miss an apposition that two commas show: "NAME, the … director at …,".
	if int(f.end)+1 < len(r.d.Tokens) && f.end < s.End && r.d.Word(f.end) == "," {
		for j := f.end + 1; j < s.End && j < f.end+9; j++ {
			t := &r.d.Tokens[j]
			if t.UPOS == dragoman.NOUN && t.Deprel != dragoman.RelCompound && t.Deprel != dragoman.RelNmodPoss {
				if d := r.d.Word(f.end + 1); d == "the" || d == "a" || d == "an" || r.hitAt[f.end+1] >= 0 || t.Deprel == dragoman.RelAppos {
					r.roleAt(holder, j, s)
				}
				break
			}
			if t.UPOS == dragoman.VERB || t.UPOS == dragoman.PUNCT && r.d.Word(j) != "-" || t.UPOS == dragoman.PRON {
				break
			}
		}
	}
}

// subjectOf reports whether top is the subject of a predicate.
func (r *Resolver) subjectOf(pred, top int32) bool {
	t := &r.d.Tokens[top]
	return pred >= 0 && t.Head == pred && t.Deprel.Universal() == dragoman.RelNsubj
}

// titleOfNext reports whether a title that ends before token b is that of the name after it: "JD Vance, Defence Secretary Pete Hegseth".
func (r *Resolver) titleOfNext(b, end int32) bool {
	if b >= end || r.d.Tokens[b].UPOS != dragoman.PROPN {
		return false
	}
	for j := b; j < end && r.d.Tokens[j].UPOS == dragoman.PROPN; j++ {
		if k := r.mentionAt[j]; k >= 0 && r.d.Mentions[k].Kind == dragoman.Name && r.d.Mentions[k].Type == dragoman.PersonEntity {
			return true
		}
	}
	return false
}

// roleAt files the role that noun h gives.
func (r *Resolver) roleAt(holder, h int32, s dragoman.Sentence) {
	n, a, b, ok := r.role(h)
	if !ok || n.flags&(roleBody|rolePlural) != 0 || modifies(r.d.Tokens[h].Deprel) || r.titleOfNext(b, s.End) {
		return
	}
	if b < s.End && r.d.Tokens[b].UPOS == dragoman.NOUN && r.d.Tokens[b].Flags&dragoman.NoSpaceBefore == 0 {
		return // "the rebel alliance"
	}
	if b < s.End && r.d.Tokens[b].UPOS == dragoman.PROPN && b > r.d.Mentions[holder].End && h > r.d.Mentions[holder].Head {
		return // "Vice President JD Vance, Defence Secretary Pete Hegseth": the next one's title
	}
	r.addRole(holder, a, b, n, max(a-8, s.First))
	// What a title beside an unknown name tells of him.
	if p := r.partyOf(holder); p != nil && p.Actor == "" && !p.Ambiguous {
		role := &r.d.Roles[len(r.d.Roles)-1]
		if len(p.Sectors) == 0 {
			p.Sectors = n.sectors
		}
		if p.Country == "" && role.Holder == holder && role.Of >= 0 {
			of := &r.d.Parties[role.Of]
			p.Country = of.Country
			if len(p.Sectors) == 0 || of.Type == dragoman.OrganizationEntity && !role.Office {
				p.Sectors = of.Sectors
			}
		}
		p.Code = codeOf(p.Country, p.Sectors)
	}
}

func leadVerb(lemma string) bool {
	switch lemma {
	case "lead", "head", "command", "chair", "run", "rule", "govern":
		return true
	}
	return false
}

// leader files the role of "X, who leads Y".
func (r *Resolver) leader(holder, verb int32, s dragoman.Sentence) {
	for j := verb + 1; j < s.End; j++ {
		t := &r.d.Tokens[j]
		if t.Head == verb && t.Deprel == dragoman.RelObj {
			k := r.hitAt[j]
			if k < 0 {
				return
			}
			of, _ := r.ofHit(&r.hits[k])
			role := dragoman.Role{Holder: holder, First: verb, End: verb + 1, Title: "leader", Of: r.ofParty(of), Leads: true}
			if r.d.Tokens[verb].XPOS == dragoman.VBD {
				role.Status = dragoman.Former
			}
			r.d.Roles = append(r.d.Roles, role)
			return
		}
	}
}

// offices resolves "his US counterpart" without a name, by the office that his antecedent has.
func (r *Resolver) offices() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != dragoman.Nominal || r.d.Lemmas[m.Head] != "counterpart" || m.Number == dragoman.Plural || m.Chain < 0 {
			continue
		}
		c := &r.d.Chains[m.Chain]
		if c.Party >= 0 && r.d.Parties[c.Party].Actor != "" {
			continue
		}
		title := ""
		for k := m.First; k < m.Head; k++ {
			if r.d.Tokens[k].XPOS == dragoman.PRPS {
				title = r.titleOfPronoun(k)
			}
		}
		of, _ := r.ofWhat(m.First, m.Head, m.Head+1, m.Head)
		if title == "" || of < 0 {
			continue
		}
		if term, _ := r.dir.officeOn(of, title, r.day); term >= 0 {
			f := finding{kind: foundOffice, entry: r.dir.Terms[term].Person, term: term, first: m.First, end: m.End}
			r.found[i] = f
			c.Party = r.makeParty(m.Chain, int32(i), &f)
			m.Link = dragoman.LinkCounterpart
		}
	}
}
