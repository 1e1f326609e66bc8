package code

import (
	"math"
	"slices"
	"sort"

	"dragoman"
)

// where is the place of a reading: one that its own clause or noun names as such; then that of whom or what it is done to, of the office that does
// it, and of a clause under it; then the place of sentences before that "there" or "the town" takes up, or from which the report goes on.
func (r *reader) where(x *reading) *dragoman.Where {
	p := r.bestPlace(x, r.placeRank)
	if site := r.bestPlace(x, r.siteRank); site != nil && (p == nil || p.Country == site.Country && (wide(p) || inTown(site, p))) {
		p = site
	}
	if p == nil {
		if w := r.placeBefore(x); w != nil {
			return w
		}
		if w := r.placeBeside(x); w != nil {
			return w
		}
		return r.placeGoesOn(x)
	}
	return &dragoman.Where{Place: p.Place, Text: r.d.Slice(p.Span), Span: p.Span}
}

// inTown reports whether a place may lie in a town, or is of no known point: "In Monrovia, shells hit a church in Mamba Point".
func inTown(site, town *dragoman.PlaceMention) bool {
	switch site.Feature {
	case "", "quarter", "site", "building", "camp", "airport", "crossing", "base":
	default:
		return false
	}
	const near = 0.4 // degrees
	unknown := site.Near != "" && site.Lat == 0 && site.Lon == 0
	return unknown || math.Abs(site.Lat-town.Lat) < near && math.Abs(site.Lon-town.Lon) < near
}

// bestPlace is the place of a reading's sentence that ranks highest, the first of equals; nil for none.
func (r *reader) bestPlace(x *reading, rank func(*reading, *dragoman.PlaceMention) int) (best *dragoman.PlaceMention) {
	most := 0
	for i := r.firstPlace(x.sent); i < len(r.d.Places) && r.d.Places[i].Sentence == x.sent; i++ {
		p := &r.d.Places[i]
		if got := rank(x, p); got > most {
			best, most = p, got
		}
	}
	return best
}

// firstPlace is the index of the first place of a sentence or of those after it.
func (r *reader) firstPlace(sent int32) int {
	return sort.Search(len(r.d.Places), func(i int) bool { return r.d.Places[i].Sentence >= sent })
}

// placeBeside is the place of what is told right before by the verb that a reading's verb is joined to: "stormed the village of Duékoué and killed nine".
func (r *reader) placeBeside(x *reading) *dragoman.Where {
	v := r.clauseOf(x.trigger)
	if groupOf[x.typ]&(bodily|consult) == 0 || r.tree.rel(v) != dragoman.RelConj || !r.tree.isVerb(r.tree.head(v)) {
		return nil
	}
	if who := r.tree.child(v, dragoman.RelNsubj); who >= 0 && r.tree.upos(who) != dragoman.PRON && r.tree.upos(who) != dragoman.DET {
		return nil // "aircraft struck targets in Gaza, and militants fired rockets"
	}
	before := r.d.Tokens[r.tree.head(v)].Span
	for i := len(r.d.Events) - 1; i >= 0 && r.d.Events[i].Evidence.Sentence == int(x.sent); i-- {
		if e := &r.d.Events[i]; e.Evidence.Trigger == before && e.Where != nil && e.Modality == x.modality {
			w := *e.Where
			return &w
		}
	}
	return nil
}

// placeGoesOn is the place of what one was told to do right before, from which the report goes on: "Rebels attacked Bor. They burned the hospital".
func (r *reader) placeGoesOn(x *reading) (w *dragoman.Where) {
	if groupOf[x.typ]&bodily == 0 || x.modality != dragoman.Done || !r.pastTense(x) || !r.tellsOn(x) {
		return nil
	}
	const back = 2
	from := -1
	for i := len(r.d.Events) - 1; i >= 0; i-- {
		e := &r.d.Events[i]
		s := e.Evidence.Sentence
		if s < int(x.sent)-back || r.d.Sentences[s].Block != r.d.Sentences[x.sent].Block || from >= 0 && s != from {
			break
		}
		if s == int(x.sent) || groupOf[e.Type]&bodily == 0 || e.Modality != dragoman.Done {
			continue
		}
		if e.Where == nil || w != nil && w.Place != e.Where.Place {
			return nil
		}
		w, from = e.Where, s
	}
	if w == nil {
		return nil
	}
	at := *w
	return &at
}

// bodily are the types of what is done at a place.
const bodily = assault | coerce | mobilize | protest | retreat

// wide reports whether a place is too wide for something to be done at it.
func wide(p *dragoman.PlaceMention) bool {
	switch p.Feature {
	case "country", "continent", "region", "sea":
		return true
	}
	return false
}

// siteRank ranks places that no clause or noun of a reading names as its own, but those that are acted on or act, or a clause under it: 0 for none.
//
//	shelled Goma · attacked the village of Mbau · bombed the rebels at Saravena · looted the San Salvador offices of the party   3
//	withdrew from Khilani square                                                                                                 3
//	arrested ten people as they broke up a blockade at Tyendinaga                                                                2
//	a Pretoria judge acquitted the men                                                                                           1
func (r *reader) siteRank(x *reading, p *dragoman.PlaceMention) int {
	t := &r.tree
	head := r.lastHighest(p.First, p.End)
	if head < 0 || wide(p) || p.First > 0 && vessels[t.lemma(p.First-1)] { // "the destroyer Sheffield"
		return 0
	}
	if groupOf[x.typ]&(bodily|sanction|accuse) != 0 && t.rel(head) == dragoman.RelCompound {
		for _, n := range r.list(x.source) {
			if r.inPhrase(head, n) && benches[t.lemma(n)] {
				return 1
			}
		}
	}
	if groupOf[x.typ]&bodily == 0 || !t.under(head, x.trigger) {
		return 0
	}
	if r.actsOn(x, func(n int32) bool {
		return n == head || r.inPhrase(head, n) && (r.hasOneCase(head, whereabouts) || (t.rel(head) == dragoman.RelCompound || r.hasCase(head, "of")) && !r.human(n))
	}) {
		return 3
	}
	seat := head // "beside Lumpini park"
	if t.rel(head) == dragoman.RelCompound && t.head(head) >= p.End && !r.human(t.head(head)) {
		seat = t.head(head)
	}
	if groupOf[x.typ]&retreat != 0 && x.mode == "withdraw" && r.hasCase(seat, "from") && t.head(seat) == r.clauseOf(x.trigger) {
		return 3
	}
	if x.say >= 0 && !t.under(x.trigger, x.say) || !r.hasOneCase(seat, whereabouts) {
		return 0
	}
	for n, depth := t.head(seat), 0; n >= 0 && n != x.trigger && depth < maxDepth; n, depth = t.head(n), depth+1 {
		switch rel := t.rel(n).Universal(); {
		case rel == dragoman.RelCcomp, rel == dragoman.RelParataxis, rel == dragoman.RelAppos, rel == dragoman.RelNsubj:
			return 0
		case rel == dragoman.RelConj && t.isVerb(n):
			return 0 // what is told besides happened where it says itself
		}
	}
	return 2
}

// whereabouts are prepositions of where somebody or something is that is acted on.
var whereabouts = []string{"in", "at", "near", "outside", "inside", "on", "around", "along", "off", "across", "beside", "above", "within"}

var vessels = setOf(`ship boat vessel warship destroyer frigate corvette cruiser carrier battleship submarine tanker freighter ferry trawler tug yacht schooner gunboat liner`)

// benches are offices and bodies that act where they sit.
var benches = setOf(`judge court magistrate tribunal prosecutor jury police policeman detective officer sheriff`)

// human reports whether the mention with a head is of people.
func (r *reader) human(n int32) bool {
	i := r.mentionAt[n]
	return i >= 0 && r.d.Mentions[i].Type == dragoman.PersonEntity
}

// placeBefore is the place that "there", "the town" or "the capital" takes up, where a reading has it for its place: the last of its kind that the three
// sentences before or the words before it name.
func (r *reader) placeBefore(x *reading) *dragoman.Where {
	s := &r.d.Sentences[x.sent]
	for i := s.First; i < s.End; i++ {
		fits := kinds[r.tree.lemma(i)]
		switch {
		case fits == nil:
			continue
		case r.tree.is(i, "where"):
			if clause := r.clauseOf(i); r.tree.rel(clause) != dragoman.RelAclRelcl || clause != r.clauseOf(x.trigger) {
				continue
			}
		case r.tree.is(i, "there"):
			if r.tree.upos(i) != dragoman.ADV || r.clauseOf(i) != r.clauseOf(x.trigger) || r.tree.rel(i) == dragoman.RelExpl {
				continue
			}
		case !r.tree.hasChild(i, dragoman.RelDet, "the", "this", "that") || r.tree.child(i, dragoman.RelAmod) >= 0 || r.headRank(x, i, "") == 0 && !(groupOf[x.typ]&bodily != 0 && r.actsOn(x, func(n int32) bool { return n == i || r.inPhrase(i, n) && r.hasOneCase(i, whereabouts) })):
			continue
		}
		if p := r.lastPlace(x.sent, i, fits); p != nil {
			span := r.d.Tokens[i].Span
			return &dragoman.Where{Place: p.Place, Text: r.d.Slice(span), Span: span}
		}
	}
	return nil
}

// actsOn reports whether what a reading is done to, its target or the object of its verb, passes a test.
func (r *reader) actsOn(x *reading, test func(n int32) bool) bool {
	if n := r.undergoes(x.trigger); n >= 0 && test(n) {
		return true
	}
	return slices.ContainsFunc(r.list(x.target), test)
}

// undergoes is the object of a verb, or the subject of its passive; -1 for none.
func (r *reader) undergoes(v int32) int32 {
	if n := r.tree.child(v, dragoman.RelObj); n >= 0 {
		return n
	}
	return r.tree.child(v, dragoman.RelNsubjPass)
}

// kinds are the words that take up a place, and what it is then.
var kinds = map[string]func(*dragoman.PlaceMention) bool{
	"there": narrow, "where": narrow,
	"city": town, "town": town, "village": town, "settlement": town, "suburb": town, "port": town, "district": narrow, "area": narrow, "neighbourhood": narrow, "neighborhood": narrow,
	"province": admin, "region": admin, "state": admin,
	"capital": featured("capital"), "bridge": featured("crossing"), "crossing": featured("crossing"), "airport": featured("airport"), "camp": featured("camp"), "island": featured("island"),
}

func featured(as string) func(*dragoman.PlaceMention) bool {
	return func(p *dragoman.PlaceMention) bool { return p.Feature == as }
}

func town(p *dragoman.PlaceMention) bool {
	return p.Feature == "city" || p.Feature == "capital"
}

func admin(p *dragoman.PlaceMention) bool { return p.Feature == "admin1" || p.Feature == "admin2" }

func narrow(p *dragoman.PlaceMention) bool { return !wide(p) }

// lastPlace is the last place before token i of a kind, not more than three sentences back; nil for none. A country named since then has another capital, and a
// capital that acts is a power.
func (r *reader) lastPlace(sent, i int32, fits func(*dragoman.PlaceMention) bool) *dragoman.PlaceMention {
	var last *dragoman.PlaceMention
	for k := r.firstPlace(sent - 3); k < len(r.d.Places) && r.d.Places[k].First < i; k++ {
		switch p := &r.d.Places[k]; {
		case fits(p) && !r.acts(p):
			last = p
		case last != nil && p.Feature == "country" && p.Country != last.Country:
			last = nil
		}
	}
	return last
}

// acts reports whether a place stands for a party, as "Moscow" in "Moscow condemned the coup".
func (r *reader) acts(p *dragoman.PlaceMention) bool {
	m := r.mentionAt[p.End-1]
	return p.Feature == "capital" && m >= 0 && r.d.Mentions[m].Chain >= 0 && r.d.Chains[r.d.Mentions[m].Chain].Party >= 0
}

// located reports whether a locative preposition stands in the phrase before its head, on whatever word.
func (r *reader) located(n int32) bool {
	if r.hasOneCase(n, locatives) {
		return true
	}
	for i := max(0, n-reach/2); i < n; i++ {
		if r.tree.rel(i) == dragoman.RelCase && i < r.tree.head(i) && r.tree.under(i, n) && slices.Contains(locatives, r.d.Lemmas[i]) {
			return true
		}
	}
	return false
}

var locatives = []string{"in", "at", "on", "near", "outside", "inside", "around", "within", "across", "throughout", "off", "along", "over", "under", "to", "into", "during"}

// companies are prepositions of those with or against whom something is done.
var companies = []string{"with", "against", "for", "by", "between"}

// lastHighest is the last of the tokens [first, end) that hangs on none of the others, -1 for none: "Middle" and "East" may both hang on "tour".
func (r *reader) lastHighest(first, end int32) int32 {
	head := int32(-1)
	for i := first; i < end; i++ {
		if h := r.tree.head(i); h < first || h >= end {
			head = i
		}
	}
	return head
}

// placeRank says how a place stands to a reading, 0 for not as its place.
func (r *reader) placeRank(x *reading, p *dragoman.PlaceMention) int {
	if head := r.lastHighest(p.First, p.End); head >= 0 {
		return r.headRank(x, head, p.Feature)
	}
	return 0
}

// headRank is the placeRank of a place with a head, of a feature.
func (r *reader) headRank(x *reading, head int32, feature string) int {
	if r.tree.rel(head) == dragoman.RelAmod || r.tree.rel(head) == dragoman.RelNmodPoss || r.tree.rel(head) == dragoman.RelCompound && (feature == "country" || r.partNamed(r.tree.head(head))) {
		return 0
	}
	inside := false
	for i, f := range [2]fillers{x.source, x.target} {
		for _, n := range r.list(f) {
			if n == head && i == 1 && x.typ == "CONSULT" && x.mode == "visit" {
				return 4 // a visit is where it goes
			}
			if n == head && r.mentionAt[n] >= 0 {
				return 0 // a party to it
			}
			inside = inside || r.inPhrase(head, n) && r.hasOneCase(head, []string{"in", "at", "near", "outside"})
			if !inside && n != head && r.inPhrase(head, n) {
				return 0 // "condemned the attack on Israel" happened elsewhere
			}
		}
	}
	if r.hasOneCase(head, companies) {
		return 0 // "in solidarity with Britain" is nowhere
	}
	// "during the latter's Middle East tour": a place within the phrase that the clause is under
	phrase := head
	for depth := 0; depth < maxThrough && !r.located(phrase); depth++ {
		if h := r.tree.head(phrase); h >= 0 && !r.tree.isVerb(h) {
			phrase = h
			continue
		}
		return 0
	}
	switch r.tree.lemma(r.tree.first[phrase]) {
	case "to", "into":
		if x.typ != "CONSULT" || x.mode != "visit" {
			return 0
		}
	}
	if inside {
		return 1
	}
	g := r.tree.head(phrase)
	switch {
	case g < 0:
		return 0
	case g == x.trigger, !r.tree.isVerb(x.trigger) && r.inPhrase(g, x.trigger):
		return 4
	case r.tree.isVerb(g) && r.clauseOf(g) == r.clauseOf(x.trigger):
		return 3
	case g == x.node || r.tree.isVerb(g) && r.clauseOf(g) == x.node:
		return 2
	case phrase > x.trigger && r.hasOneCase(phrase, []string{"in", "at"}) && !r.verbBetween(x.trigger, phrase):
		return 1 // it hangs on a party after the trigger
	}
	return 0
}

// partNamed reports whether a noun is of a part of a place that has a name of its own: "the Bujumbura district of Kamenge".
func (r *reader) partNamed(n int32) bool {
	t := &r.tree
	if kinds[t.lemma(n)] == nil {
		return false
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && r.placeAt[k] >= 0 && t.hasChild(k, dragoman.RelCase, "of") {
			return true
		}
	}
	return false
}

// verbBetween reports whether a verb stands between two tokens.
func (r *reader) verbBetween(a, b int32) bool {
	for i := a + 1; i < b; i++ {
		if r.tree.upos(i) == dragoman.VERB {
			return true
		}
	}
	return false
}
