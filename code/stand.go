package code

import (
	"slices"
	"strings"
	"unicode"

	"dragoman"
	"dragoman/codebook"
	"dragoman/country"
)

// frameStandings adds the standings that a frame tells of. An operator that takes the event away takes them too; what is planned or
// possible makes them so.
func (r *reader) frameStandings(x *reading) {
	for i := range x.frame.Standings {
		rule := &x.frame.Standings[i]
		change, modality, ok := r.changeOf(x, rule.Change)
		if !ok {
			return
		}
		if x.typ == "THREATEN" && modality == dragoman.Planned && change == dragoman.Begin && (rule.Relation == "at_war_with" || rule.Relation == "controls") {
			continue // "will go to war if"
		}
		subjects := r.slotParties(x, rule.Subject, "")
		var objects []dragoman.Party
		relation := rule.Relation
		if relation == "leads" && r.holdGround(x, rule) {
			relation = "controls" // "the province is run by separatists"
		}
		switch relation {
		case "controls", "disputes":
			objects = r.slotGround(x, rule.Object)
		case "party_to": // a pact, a list: the thing itself, not whose it is
			objects = slices.DeleteFunc(r.slotThings(x, rule.Object), func(p dragoman.Party) bool { return unnamedDeal(p) && !(change == dragoman.End && talkedOf(p)) })
		case "listed_on":
			objects = r.slotThings(x, rule.Object)
		default:
			objects = r.slotParties(x, rule.Object, relation)
		}
		if relation == "controls" && len(subjects) == 0 {
			subjects = r.armedBands(x, rule.Subject)
		}
		value := ""
		if rule.Value != nil {
			value = r.slotWords(x, *rule.Value)
		}
		if relation == "holds_office" {
			if r.officeTold(x, subjects, change) {
				continue
			}
			subjects, objects, value = r.officeSides(x, rule, subjects, objects, value)
		}
		s := dragoman.Standing{Relation: relation, Value: value, Change: change, Modality: modality}
		if rule.Authority != nil {
			if by := r.slotParties(x, *rule.Authority, ""); len(by) > 0 {
				s.Authority = &by[0]
			}
		}
		if s.Authority == nil && relation == "listed_on" {
			s.Authority = r.listKeeper(x, rule.Object)
		}
		r.pairUp(x, &s, subjects, objects)
	}
}

// holdGround reports whether an armed band is said to lead or run a land.
func (r *reader) holdGround(x *reading, rule *codebook.StandingRule) bool {
	for _, n := range r.slotNodes(x, rule.Subject) {
		if r.tree.upos(n) != dragoman.NOUN || r.classOf(n)&codebook.Armed == 0 {
			return false
		}
	}
	for _, n := range r.slotNodes(x, rule.Object) {
		if r.placeAt[r.landNamed(n)] < 0 && r.classOf(n)&codebook.PlaceClass == 0 {
			return false
		}
	}
	return true
}

// armedBands are the fillers of a slot that are armed and of nobody known: "the rebels" who control a town.
func (r *reader) armedBands(x *reading, ref codebook.SlotRef) (out []dragoman.Party) {
	for _, n := range r.slotNodes(x, ref) {
		if r.tree.upos(n) == dragoman.NOUN && r.classOf(n)&codebook.Armed != 0 {
			out = append(out, r.nominal(n))
		}
	}
	return out
}

// runnerUp adds the standings of a frame that fits the words of x too, where the frame that won has none: "ratified the climate agreement" is
// read by a frame for ratifying laws, and tells of a party to a treaty all the same.
func (r *reader) runnerUp(x *reading) {
	if len(x.frame.Standings) > 0 || x.frame.Layer > 0 {
		return
	}
	n := x.trigger
	if x.frame.Predicates[0].Kind == codebook.Verb && x.light >= 0 {
		n = x.light
	}
	e := r.entryOf(n)
	if e == nil {
		return
	}
	for _, list := range [3][]candidate{e.light, e.verb, e.noun} {
		for i := range list {
			if r.beside(x, n, &list[i]) {
				return
			}
		}
	}
}

// beside adds the standings of one candidate at n, if it has some and its words and conditions fit.
func (r *reader) beside(x *reading, n int32, c *candidate) bool {
	f := c.frame
	if len(f.Standings) == 0 || len(f.Operations) > 0 || f.Predicates[0].Kind != x.frame.Predicates[0].Kind {
		return false
	}
	switch relation := f.Standings[0].Relation; {
	case relation == "holds_office" || relation == "leads": // who recalls an ambassador for talks dismisses nobody
		return false
	case f.Code != nil && !enrols[relation]:
		return false
	case relation == "member_of" && x.typ == "SANCTION" && x.mode == "expel" && (x.cameo == "161" || x.cameo == "160"): // envoys, and who is kept out for days
		return false
	}
	p, ok := r.fits(n, c.pred)
	if !ok {
		return false
	}
	if o := r.tree.object(n); o >= 0 && f.Standings[0].Relation == "diplomatic_relations" && (r.tree.lemma(o) == "contact" || r.tree.lemma(o) == "link") {
		return false // military contacts are no relations
	}
	for i := range f.Conditions {
		if !r.holds(p, &f.Conditions[i]) {
			return false
		}
	}
	y := *x
	y.frame, y.trigger, y.light = f, p.nounOf(), p.light
	if p.noun >= 0 {
		y.light = n
	}
	y.source = r.fill(p, f.Source, firstSlot)
	y.target = r.fill(p, f.Target, secondSlot)
	y.theme = r.fill(p, f.Theme, firstSlot)
	y.both = len(f.Both) > 0 && y.target.empty() && r.countParties(y.source) > 1
	r.frameStandings(&y)
	return true
}

// enrols are the relations that one enters and leaves by an act, whatever the act is called: that ground is taken, or a war begun, is told in
// words that mean less, and only a frame without an event of its own says so beside another.
var enrols = setOf(`party_to listed_on member_of allied_with diplomatic_relations sanctions disputes`)

// pairUp adds the standing of each subject with each object; where several stand in a relation to each other, of each with each.
func (r *reader) pairUp(x *reading, s *dragoman.Standing, subjects, objects []dragoman.Party) {
	s.When = r.when(x)
	s.Attribution = r.attribute(r.tellingOf(x))
	s.Evidence, s.Score = r.evidence(x), r.score(x)
	add := func(subject, object dragoman.Party) {
		if !subject.Same(&object) {
			one := *s
			one.Subject, one.Object = &subject, &object
			r.addStanding(one, x)
		}
	}
	if len(subjects) > 1 && (r.symmetric(s.Relation) && (len(objects) == 0 || x.both) || s.Relation == "disputes" && x.both && len(objects) == 0) {
		for a := range subjects {
			for b := a + 1; b < len(subjects); b++ {
				add(subjects[a], subjects[b])
			}
		}
		return
	}
	for a := range subjects {
		for b := range objects {
			add(subjects[a], objects[b])
		}
	}
}

// listKeeper is whose list it is by the words of the list: "the American list".
func (r *reader) listKeeper(x *reading, ref codebook.SlotRef) *dragoman.Party {
	for _, n := range r.slotNodes(x, ref) {
		for k := r.tree.first[n]; k >= 0 && k < n; k = r.tree.next[k] {
			if r.namesParty(k) && r.tree.rel(k).Universal() != dragoman.RelNsubj {
				if by := r.parties(k, nil); len(by) > 0 {
					return &by[0]
				}
			}
		}
	}
	return nil
}

// standings adds what titles, appositions and other constructions state.
func (r *reader) standings() {
	take := func(dr draft) { r.take(&dr) }
	roles(r.d, r.roleTold, take)
	for i := range r.d.Sentences {
		sent := &r.d.Sentences[i]
		r.tree.constructions(sent, take)
		for n := sent.First; n < sent.End; n++ {
			r.relationalNoun(n, r.take)
		}
		for n := sent.First; n < sent.End; n++ {
			r.postnominal(sent, n, r.take)
		}
		r.offices(sent, false, r.take)
	}
	for i := range r.d.Sentences {
		sent := &r.d.Sentences[i]
		for n := sent.First; n < sent.End; n++ {
			r.relay(sent, n, r.take)
		}
	}
}

// take makes a standing of a draft.
func (r *reader) take(dr *draft) {
	if n := dr.object.token; n >= 0 && (dr.relation == "controls" || dr.relation == "disputes") && r.tree.upos(n) == dragoman.NOUN {
		dr.object.token = r.landNamed(n) // "Ceuta, a Spanish-held city"
	}
	subjects, objects := r.refParties(dr.subject), r.refParties(dr.object)
	if n := dr.object.token; dr.relation == "party_to" && n >= 0 {
		if m := r.mentionAt[n]; len(objects) == 0 || m < 0 || r.d.Mentions[m].Kind != dragoman.Name || objects[0].Type == dragoman.PlaceEntity {
			objects = []dragoman.Party{r.nominal(n)} // the pact, not the town it is called after
		}
	}
	if n := dr.object.token; len(objects) == 0 && n >= 0 && dr.rule == "construction:office" && r.tree.upos(n) == dragoman.PROPN {
		objects = []dragoman.Party{r.nominal(n)} // "the governor of Kaduna state"
	}
	if len(subjects) == 0 || len(objects) == 0 || dr.first >= dr.end {
		return
	}
	x := reading{trigger: dr.end - 1, node: dr.end - 1, light: -1, say: -1, sent: r.tree.sent[dr.first], frame: noFrame}
	s := dragoman.Standing{Relation: dr.relation, Value: dr.value, Change: dr.change, Modality: dr.modality, Score: constructionScore}
	s.When = r.when(&x)
	if s.When != nil && s.When.Basis == "sentence" {
		s.When = &dragoman.When{Interval: dragoman.Day(r.d.Published), Basis: "published"}
		if r.d.Published == 0 {
			s.When = nil
		}
	}
	s.Attribution = r.attribute(r.quoted(x.trigger))
	s.Evidence = r.evidence(&x)
	s.Evidence.Trigger = r.d.TokenSpan(dr.first, dr.end)
	s.Evidence.Rule = dr.rule
	for a := range subjects {
		for b := range objects {
			if dr.rule == "construction:compound" && subjects[a].Name == objects[b].Name {
				continue
			}
			if subjects[a].Same(&objects[b]) && (!r.ownName(&subjects[a], dr.subject) && !r.ownName(&objects[b], dr.object)) {
				continue
			}
			s.Subject, s.Object = &subjects[a], &objects[b]
			r.addStanding(s, &x)
		}
	}
}

// ownName makes the party of a side that a noun only leads to the noun's own: the coalition of "the Saudi-led coalition" is not Saudi Arabia.
func (r *reader) ownName(p *dragoman.Party, f ref) bool {
	if f.token < 0 || r.tree.upos(f.token) != dragoman.NOUN || !r.refer(f.token).through {
		return false
	}
	*p = r.nominal(f.token)
	return true
}

// constructionScore is how likely a title or an apposition is right.
const constructionScore = 0.85

var noFrame = &codebook.Frame{Predicates: make([]codebook.Predicate, 1)}

// worded is the party that the words of n's phrase are, of nobody known.
func (r *reader) worded(n int32) dragoman.Party {
	span := r.phraseSpan(n)
	text := r.d.Slice(span)
	return dragoman.Party{Name: withoutArticle(text), Text: text, Span: span, Chain: -1}
}

// halved reports whether n is the first half of a compound such as "Saudi-led".
func (r *reader) halved(n int32) bool {
	return int(n)+2 < len(r.d.Tokens) && r.tree.is(n+1, "-") && folded(participles, r.d.Word(n+2)).relation != ""
}

// firstHalf is the state that the first half of a compound names: "Saudi" of "Saudi-led", whatever the whole is taken for.
func (r *reader) firstHalf(n int32) (dragoman.Party, bool) {
	if !r.halved(n) {
		return dragoman.Party{}, false
	}
	word := r.d.Word(n)
	code, ok := country.ByDemonym(word)
	if !ok {
		if code, ok = country.ByName(word); !ok {
			return dragoman.Party{}, false
		}
	}
	c := country.Get(code)
	return dragoman.Party{Name: c.Name, Country: string(code), Code: string(code), Text: word, Span: r.d.TokenSpan(n, n+1), Type: dragoman.PlaceEntity, Chain: -1}, true
}

// halfName reports whether n is the first half of a compound such as "Kurdish-led", with a capital.
func (r *reader) halfName(n int32) bool {
	if !r.halved(n) {
		return false
	}
	c := r.d.Word(n)[0]
	return c >= 'A' && c <= 'Z'
}

func (r *reader) refParties(f ref) []dragoman.Party {
	if f.token >= 0 && r.mentionAt[f.token] < 0 && r.tree.upos(f.token) == dragoman.PROPN {
		f.token = r.headOfName(f.token) // "the Algerian-backed Polisario Front"
	}
	if f.token >= 0 {
		if p, ok := r.firstHalf(f.token); ok {
			return []dragoman.Party{p}
		}
	}
	switch {
	case f.token >= 0:
		out := r.parties(f.token, nil)
		if len(out) == 0 && r.halfName(f.token) {
			out = append(out, r.nominal(f.token)) // "Kurdish-led": of no state
		}
		if len(out) == 0 && (r.acronym(f.token) || r.tree.upos(f.token) == dragoman.NOUN && r.classOf(f.token)&(codebook.Armed|codebook.Org|codebook.PlaceClass) != 0) {
			out = append(out, r.nominal(f.token))
		}
		return out
	case f.party >= 0:
		p := r.d.Parties[f.party]
		return []dragoman.Party{p}
	}
	return nil
}

// addStanding adds a standing unless the sentence has told it already.
func (r *reader) addStanding(s dragoman.Standing, x *reading) {
	features, tell := r.judgeStanding(&s, x)
	if !tell || r.numbered(&s) {
		return
	}
	for i := range r.d.Standings {
		old := &r.d.Standings[i]
		if old.Evidence.Sentence != s.Evidence.Sentence || old.Relation != s.Relation || old.Change != s.Change ||
			old.Value != s.Value && old.Value != "" && s.Value != "" {
			continue
		}
		if equalParty(old.Subject, s.Subject) && equalParty(old.Object, s.Object) ||
			r.symmetric(s.Relation) && equalParty(old.Subject, s.Object) && equalParty(old.Object, s.Subject) {
			if old.Value == "" && s.Value != "" {
				old.Value = s.Value
				old.ID = standingID(old)
			}
			return
		}
	}
	s.ID = standingID(&s)
	r.d.Standings = append(r.d.Standings, s)
	if r.gathered != nil {
		r.gathered.Standings = append(r.gathered.Standings, features)
	}
}

// numbered takes what trees give to whoever told of it, "an official said Syria had joined the coalition, becoming its 90th member", for what
// the report has told of the state, with the ordinal. It reports whether there was such a standing.
func (r *reader) numbered(s *dragoman.Standing) bool {
	if s.Relation != "member_of" || s.Change != dragoman.Begin || s.Subject.Type == dragoman.PlaceEntity || s.Subject.Type == dragoman.OrganizationEntity {
		return false
	}
	for i := range r.d.Standings {
		old := &r.d.Standings[i]
		if old.Relation != s.Relation || old.Change != s.Change || old.Subject.Type == dragoman.PersonEntity ||
			!(s.Value != "" && old.Evidence.Sentence == s.Evidence.Sentence || s.Object.Country == "IGO" && old.Object.Same(s.Object)) {
			continue
		}
		if old.Value == "" && s.Value != "" {
			old.Value = s.Value
			old.ID = standingID(old)
		}
		return true
	}
	return false
}

func (r *reader) symmetric(relation string) bool {
	rel, ok := r.book.Relation(relation)
	return ok && rel.Symmetric
}

// deals are what is signed every day: who signs "a deal" is party to a treaty only where it has a name.
var deals = setOf(`deal deals contract contracts declaration declarations agreement agreements memorandum understanding statement arrangement document`)

// talkedOf reports whether a deal is one that readers know: who leaves "the nuclear deal" was party to it.
func talkedOf(p dragoman.Party) bool {
	return strings.HasPrefix(p.Text, "the ") && strings.Count(p.Text, " ") > 1
}

func unnamedDeal(p dragoman.Party) bool {
	return deals[p.Text[strings.LastIndexByte(p.Text, ' ')+1:]] && !strings.ContainsFunc(p.Text[1:], unicode.IsUpper)
}
