package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// Of what an office is by the words of its title: its owner, the country of whoever it serves, the town that a mayor is of.

// bodyOf is what the office of a title is of.
func (r *reader) bodyOf(sent *dragoman.Sentence, x *title, holder int32) ref {
	b := x.noun - 1
	switch {
	case r.servesStates(x), r.guest(holder) && (x.owner < 0 || r.tree.is(x.owner, "its") && r.partyType(x.owner) != dragoman.OrganizationEntity):
		return r.bodyOfStates(sent, x)
	case x.leads && b >= x.first && r.tree.upos(b) == dragoman.NOUN && (groups[r.tree.lemma(b)] || bands[r.tree.lemma(b)]):
		return atToken(b) // "an Iraqi militia leader", "the gang leader"
	case x.owner >= 0 && !x.leads && !folded(served, r.d.Word(x.noun)) && r.isPersonal(x.owner):
		for _, p := range r.refParties(atToken(x.owner)) { // "his vice-president", "Trump's defence secretary"
			if c := r.atCountry(p.Country); !c.none() {
				return c
			}
		}
		if home := r.homeOf(sent, holder); !home.none() {
			return home
		}
		return atToken(x.owner)
	case x.owner >= 0 && r.tree.is(x.owner, "its") && r.landRightBefore(x.first) >= 0:
		return atToken(r.landRightBefore(x.first)) // "France sent a minister and Qatar its intelligence chief"
	case x.owner >= 0 && r.tree.is(x.owner, "its") && r.homeNamed(sent, holder):
		return r.atCountry(r.partyOf(holder).Country)
	case x.owner >= 0 && r.tree.is(x.owner, "its") && (len(r.refParties(atToken(x.owner))) == 0 || r.misread(x)):
		of := r.itsOwner(sent, x)
		if who := r.partyOf(holder); of.none() && !x.leads && who.Actor != "" {
			return r.atCountry(who.Country) // whose minister the directory knows him to be
		}
		return of
	case x.owner >= 0 && r.tree.upos(x.owner) == dragoman.NOUN && homelands[r.tree.lemma(x.owner)] && r.stateless(x):
		return r.homeOf(sent, holder) // "the Caribbean nation's prime minister, Ariel Henry"
	case x.owner >= 0:
		return atToken(x.owner)
	case x.leads:
		if x.noun > sent.First && r.classOf(b)&(codebook.Armed|codebook.Org) != 0 {
			return atToken(b)
		}
		return noRef
	}
	if land := r.landBehind(sent, holder); land >= 0 {
		return atToken(land) // "King Abdullah of Saudi Arabia"
	}
	if folded(localOffices, r.d.Word(x.noun)) {
		if town := r.townBefore(sent, x.first); town >= 0 {
			return atToken(town)
		}
	}
	switch lower(r.d.Word(x.noun)) {
	case "adviser", "advisor", "aide":
		if r.partyOf(holder).Actor != "" {
			return noRef // "Tony Blair, now an adviser" is not said to serve his country
		}
	}
	if home := r.homeOf(sent, holder); !home.none() {
		return home
	}
	if b >= x.first && b >= sent.First && r.tree.upos(b) == dragoman.NOUN && r.classOf(b)&(codebook.Armed|codebook.Org) != 0 {
		return atToken(b) // "the army chief", of nobody knows which country
	}
	return noRef
}

// servesStates reports whether an office is one of a body of states, and nothing beside it says of which.
func (r *reader) servesStates(x *title) bool {
	if !r.tree.is(x.noun, "secretary-general") && !(r.tree.is(x.noun, "secretary") && x.end > x.noun+1 && r.tree.is(x.end-1, "general")) {
		return false
	}
	for _, p := range r.ownerParties(x) {
		if p.Type != dragoman.PlaceEntity {
			return false
		}
	}
	return x.owner < 0 || r.tree.xpos(x.owner) == dragoman.PRPS || r.tree.upos(x.owner) == dragoman.NOUN
}

// guest reports whether a holder is said to be of a country, which is then not the one that his office is of: "its chairman, Kenya's William Ruto".
func (r *reader) guest(holder int32) bool {
	i := r.d.Mentions[holder].First - 1
	for i > 0 && (folded(ranks, r.d.Word(i)) || folded(honorifics, r.d.Word(i))) {
		i--
	}
	return i >= 0 && r.tree.xpos(i) == dragoman.POS
}

// bodyOfStates is the body of states that is named last before a title, in its sentence or the one before: "NATO's jets will fly unless the killing in
// Kosovo stops, its secretary-general said".
func (r *reader) bodyOfStates(sent *dragoman.Sentence, x *title) ref {
	body := noRef
	for m := range r.d.Mentions {
		y := &r.d.Mentions[m]
		if y.Kind != dragoman.Name || y.End > x.first || int(y.Sentence) < int(r.tree.sent[sent.First])-1 || !r.isParty(int32(m)) {
			continue
		}
		if p := r.partyOf(int32(m)); p.Type == dragoman.OrganizationEntity && (p.HasSector("IGO") || p.Country == "IGO" || p.Country == "EUR" || p.Country == "UNO") {
			body = atToken(y.Head)
		}
	}
	return body
}

// landRightBefore is the head of the place whose name ends right before token i; -1 for none.
func (r *reader) landRightBefore(i int32) int32 {
	m := r.nameTo(i, func(m int32) bool { return r.d.Mentions[m].Type == dragoman.PlaceEntity && r.isParty(m) })
	if m < 0 {
		return -1
	}
	return r.d.Mentions[m].Head
}

// stateless reports whether nothing tells which country the owner of a title is.
func (r *reader) stateless(x *title) bool {
	for _, p := range r.ownerParties(x) {
		if p.Country != "" {
			return false
		}
	}
	return true
}

// homeNamed reports whether a person whom the directory knows is of a country that the sentence names before him: whose ruler he is, "froze the
// assets of Belarus and of Alexander Lukashenko, its president", is that one's.
func (r *reader) homeNamed(sent *dragoman.Sentence, holder int32) bool {
	who := r.partyOf(holder)
	if who.Actor == "" || !isLand(who.Country) {
		return false
	}
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.Kind == dragoman.Name && x.Type == dragoman.PlaceEntity && x.First >= sent.First && x.End <= r.d.Mentions[holder].First && r.isParty(int32(m)) && r.partyOf(int32(m)).Country == who.Country {
			return true
		}
	}
	return false
}

// landBehind is the head of the country that "of" puts behind the name of a person; -1 for none.
func (r *reader) landBehind(sent *dragoman.Sentence, holder int32) int32 {
	i := r.d.Mentions[holder].End
	if i+1 >= sent.End || !r.tree.is(i, "of") {
		return -1
	}
	if head, _ := r.nameAhead(sent, i+1); head >= 0 && r.partyType(head) == dragoman.PlaceEntity {
		return head
	}
	return -1
}

// localOffices are those of towns and provinces.
var localOffices = setOf(`mayor governor prefect bishop archbishop ex-mayor ex-governor`)

// townBefore is the head of the place, no country, that is named last in the sentence before token i; -1 for none.
func (r *reader) townBefore(sent *dragoman.Sentence, i int32) int32 {
	town := int32(-1)
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.Kind != dragoman.Name || x.Type != dragoman.PlaceEntity || x.First < sent.First || x.End > i || x.Chain < 0 {
			continue
		}
		if p := r.d.Chains[x.Chain].Party; p < 0 || !strings.HasPrefix(r.d.Parties[p].Actor, "country/") {
			town = x.Head
		}
	}
	return town
}

// misread reports whether chains take a body of states for whose the ruler is: "the Commonwealth suspended Fiji after its military ruler".
func (r *reader) misread(x *title) bool {
	switch lower(r.d.Word(x.noun)) {
	case "ruler", "premier", "minister", "king", "queen", "emir", "sultan", "chancellor", "dictator", "strongman":
	default:
		return false
	}
	for _, p := range r.ownerParties(x) {
		return p.Type == dragoman.OrganizationEntity && (p.Country == "IGO" || p.HasSector("IGO"))
	}
	return false
}

// itsOwner is whom "its" stands for where no chain tells: the body or the place that the sentence begins with, or that is named right before; for a
// ruler the country named last.
func (r *reader) itsOwner(sent *dragoman.Sentence, x *title) ref {
	rules, land := r.misread(x), noRef
	for m := range r.d.Mentions {
		y := &r.d.Mentions[m]
		if y.Kind != dragoman.Name || y.First < sent.First || y.End >= x.first {
			continue
		}
		switch {
		case rules && y.Type == dragoman.PlaceEntity && r.isParty(int32(m)):
			land = atToken(y.Head)
		case !rules && (y.First <= sent.First+1 || y.End == x.first-1) && (y.Type == dragoman.PlaceEntity || y.Type == dragoman.OrganizationEntity):
			return atToken(y.Head)
		}
	}
	return land
}

// ownerParties are whose the office of a title is by its words.
func (r *reader) ownerParties(x *title) []dragoman.Party {
	if x.owner < 0 {
		return nil
	}
	return r.refParties(atToken(x.owner))
}

// isPersonal reports whether the token stands for a person.
func (r *reader) isPersonal(i int32) bool {
	if r.tree.upos(i) == dragoman.NOUN || r.classOf(i)&codebook.Org != 0 {
		return false
	}
	for _, p := range r.refParties(atToken(i)) {
		return p.Type == dragoman.PersonEntity
	}
	return false
}

// homeOf is the country that an office without an owner is of: the holder's, else the only one that the sentence names, by a place or by any
// party, else the one that the report names most. One named only behind him gives way to what the report had named before: "Workers in Bissau's port
// walked out. The prime minister, Carlos Gomes, hopes for a loan from Portugal".
func (r *reader) homeOf(sent *dragoman.Sentence, holder int32) ref {
	if c := r.atCountry(r.partyOf(holder).Country); !c.none() {
		return c
	}
	var places, parties [2]string // the first country, and another
	named := map[string]int{}
	all, behind := 0, true // whether the sentence names all lands behind the holder
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if int32(m) == holder || x.Chain < 0 || r.d.Chains[x.Chain].Party < 0 {
			continue
		}
		code := r.d.Parties[r.d.Chains[x.Chain].Party].Country
		if !isLand(code) {
			continue
		}
		inside := x.First >= sent.First && x.End <= sent.End
		if inside && !r.whereOf(x.Head, r.d.Mentions[holder].Head) && (r.dealtWith(x.Head, r.d.Mentions[holder].Head) || r.d.Parties[r.d.Chains[x.Chain].Party].HasSector("MED")) { // "told the BBC"
			continue
		}
		if x.Type == dragoman.PlaceEntity {
			named[code]++
			all++
		}
		if inside && r.d.Parties[r.d.Chains[x.Chain].Party].Type != dragoman.PersonEntity { // others' nationality is not his
			keepTwo(&parties, code)
			behind = behind && x.First > r.d.Mentions[holder].First
			if x.Type == dragoman.PlaceEntity {
				keepTwo(&places, code)
			}
		}
	}
	from := int32(0)
	if parties[0] == "" {
		from = sent.First // a town at most
	}
	if land := r.landBefore(from, r.d.Mentions[holder].First); behind && land != "" {
		return r.atCountry(land)
	}
	for _, seen := range [][2]string{places, parties} {
		if seen[0] != "" && seen[1] == "" {
			return r.atCountry(seen[0])
		}
	}
	if land := r.sayingFor(sent, holder); land != "" {
		return r.atCountry(land)
	}
	for code, n := range named {
		if 2*n > all {
			return r.atCountry(code)
		}
	}
	return noRef
}

// landBefore is the country of which the report names most places between two tokens, not in others' words, of as many the first; "" for none.
func (r *reader) landBefore(from, i int32) (land string) {
	named := map[string]int{}
	for p := range r.d.Places {
		if x := &r.d.Places[p]; x.First >= from && x.First < i && isLand(x.Country) && r.d.Tokens[x.First].Flags&dragoman.InQuotes == 0 {
			named[x.Country]++
		}
	}
	for p := range r.d.Places {
		if x := &r.d.Places[p]; x.First >= from && x.First < i && named[x.Country] > named[land] {
			land = x.Country
		}
	}
	return land
}

// sayingFor is the country with which a sentence begins that the holder of an office ends by saying: "Belgium will recognise Palestine once the last
// hostage has left Gaza, the foreign minister, Maxime Prévot, said".
func (r *reader) sayingFor(sent *dragoman.Sentence, holder int32) string {
	i := r.d.Mentions[holder].End
	if i < sent.End && r.tree.is(i, ",") {
		i++
	}
	if i >= sent.End || !folded(sayings, r.d.Word(i)) || r.d.Mentions[holder].First < sent.First+maxTitle {
		return ""
	}
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.First == sent.First && x.Kind == dragoman.Name && x.Type == dragoman.PlaceEntity && r.isParty(int32(m)) && r.tree.rel(x.Head) == dragoman.RelNsubj {
			return r.partyOf(int32(m)).Country
		}
	}
	return ""
}

// sayings are the verbs behind the name of who says what stands before.
var sayings = setOf(`said says announced confirmed added told tells warned argued insisted declared stated wrote reported explained`)

// dealtWith reports whether the country at n is one that the holder of an office deals with rather than his own: what he or others act on, go to or
// deal with: "the army spokesman accused Rwanda", "resume exports through Turkey, the oil minister said".
func (r *reader) dealtWith(n, holder int32) bool {
	t := &r.tree
	for depth := 0; n >= 0 && depth < 2*maxThrough && !t.isVerb(n); n, depth = t.head(n), depth+1 {
		switch t.rel(n).Universal() {
		case dragoman.RelNmod, dragoman.RelObl:
			if r.hasOneCase(n, []string{"to", "with", "against", "through", "into", "between", "towards", "toward", "via", "by"}) ||
				t.head(n) >= 0 && sojourns[t.lemma(t.head(n))] {
				return true
			}
		case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodPoss:
			if h := t.head(n); h >= 0 && h != holder && foreigners[t.lemma(h)] {
				return true // "summoned the Togolese ambassador", "and his Czech counterpart"
			}
		case dragoman.RelObj, dragoman.RelIobj:
			if v := t.head(n); v >= 0 && t.isVerb(v) && depth == 0 && !ruling[t.lemma(v)] { // not "signed the treaty in Lima"
				for s, up := holder, 0; s >= 0 && s != v && up < maxDepth && !t.isVerb(s) && t.rel(s).Universal() != dragoman.RelAcl; s, up = t.head(s), up+1 {
					if t.head(s) == v && t.rel(s).Universal() == dragoman.RelNsubj {
						return true
					}
				}
			}
		}
	}
	return false
}

// whereOf reports whether the holder of an office is told of in a clause with "where" about the place at n: "fled to Lima, where the minister, Ana Ruiz".
func (r *reader) whereOf(n, holder int32) bool {
	for k := r.tree.first[n]; k >= 0; k = r.tree.next[k] {
		if r.tree.rel(k).Universal() == dragoman.RelAcl && r.tree.under(holder, k) && r.tree.hasChild(k, dragoman.RelAdvmod, "where") {
			return true
		}
	}
	return false
}

// foreigners are nouns for those of another country, by what one calls them.
var foreigners = setOf(`counterpart ambassador envoy consul chargé diplomat dissident`)

// ruling are verbs whose object is one's own country.
var ruling = setOf(`rule lead govern run head represent serve leave flee`)

// sojourns are verbs by which one is where he is no officer.
var sojourns = setOf(`die arrive land`)

// keepTwo keeps the first of the countries seen, and one other.
func keepTwo(seen *[2]string, code string) {
	switch {
	case seen[0] == "":
		seen[0] = code
	case seen[0] != code:
		seen[1] = code
	}
}

// atCountry is the party of a country: that of the Document, or one made for it.
func (r *reader) atCountry(code string) ref {
	if !isLand(code) {
		return noRef
	}
	for p := range r.d.Parties {
		if q := &r.d.Parties[p]; q.Country == code && q.Type == dragoman.PlaceEntity && q.Actor == "country/"+code {
			return atParty(int32(p))
		}
	}
	r.d.Parties = append(r.d.Parties, r.nationOf(dragoman.Party{Country: code, Chain: -1}))
	return atParty(int32(len(r.d.Parties)) - 1)
}
