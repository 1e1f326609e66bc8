package code

import (
	"dragoman"
	"dragoman/internal/inflect"
)

// Offices of several, told by one plural: "two former defence ministers, Li Shangfu and Wei Fenghe", "presidents Prado and Costa", "the foreign
// ministers of Kenya and Uganda, Tom Ouma and Grace Akello". And those who held an office before or after another: "his predecessor, Alma Cortés".

// pluralTitles tell the plurals of the nouns that end titles back to them.
var pluralTitles = func() map[string]string {
	m := map[string]string{}
	for _, nouns := range []map[string]bool{officeNouns, leaderNouns} {
		for noun := range nouns {
			m[inflect.Plural(noun)] = noun
		}
	}
	return m
}()

// titleWords are all words that end titles.
var titleWords = func() map[string]bool {
	m := map[string]bool{}
	for plural, noun := range pluralTitles {
		m[plural], m[noun] = true, true
	}
	return m
}()

// pluralOffice hands on the offices of those whom a plural title names. Where as many bodies are named as persons, they go by their order.
func (r *reader) pluralOffice(sent *dragoman.Sentence, o int32, emit func(*draft)) {
	one := folded(pluralTitles, r.d.Word(o))
	if one == "" {
		return
	}
	x := r.titleAt(sent, o, leaderNouns[one])
	owners := r.titleOwners(sent, &x)
	holders := r.holdersOfPlural(sent, &x)
	if len(holders) < 2 || len(owners) > 1 && len(owners) != len(holders) {
		return
	}
	start := r.titleStart(x.first, x.noun)
	value := one
	if start < x.noun {
		value = r.d.Slice(r.d.TokenSpan(start, x.noun)) + " " + one
	}
	for i, h := range holders {
		object := r.bodyOf(sent, &x, h)
		land := r.landBehind(sent, h)
		switch {
		case land >= 0:
			object = atToken(land) // "the ministers, Prak Sokhonn of Cambodia and …"
		case len(owners) > 1:
			object = atToken(owners[i])
		case len(owners) == 1 && !r.stateless(&x):
			object = r.oneOf(owners[0], h, i, len(holders))
		}
		if object.none() {
			continue
		}
		dr := draft{relation: "holds_office", subject: atToken(r.d.Mentions[h].Head), object: object, value: value, change: dragoman.Hold, first: x.noun, end: x.end, rule: "construction:office"}
		if x.leads {
			dr.relation, dr.value = "leads", ""
		}
		if x.former {
			dr.change = dragoman.Past
		}
		emit(&dr)
	}
}

// oneOf is the body at owner, or that of several for which it stands that the i-th of the holders is of: "Riyadh and Tehran made peace. Their foreign
// ministers, Faisal bin Farhan and Hossein Amirabdollahian, embraced".
func (r *reader) oneOf(owner, holder int32, i, holders int) ref {
	several := r.refParties(atToken(owner))
	if len(several) < 2 {
		return atToken(owner)
	}
	for p := range several {
		if c := several[p].Country; c != "" && c == r.partyOf(holder).Country {
			return r.atCountry(c)
		}
	}
	if len(several) == holders {
		return r.atCountry(several[i].Country)
	}
	return atToken(owner)
}

// titleOwners are those whose a plural title is: behind "of", or by adjectives before it ("the Thai and Cambodian premiers").
func (r *reader) titleOwners(sent *dragoman.Sentence, x *title) (out []int32) {
	if x.owner < 0 {
		return nil
	}
	out = append(out, x.owner)
	if x.owner > x.noun {
		for x.after+1 < sent.End && (r.tree.is(x.after, "and") || r.tree.is(x.after, ",")) {
			head, end := r.nameAhead(sent, x.after+1)
			if head < 0 || r.partyType(head) == dragoman.PersonEntity {
				break
			}
			out, x.after = append(out, head), end
		}
		return out
	}
	for i := x.owner - 1; i > sent.First && (r.tree.is(i, "and") || r.tree.is(i, ",")) && r.namesParty(i-1) && r.partyType(i-1) != dragoman.PersonEntity; i -= 2 {
		out = append([]int32{i - 1}, out...)
		x.first = i - 1
	}
	return out
}

// holdersOfPlural are the persons listed right behind a plural title, or before it and a comma.
func (r *reader) holdersOfPlural(sent *dragoman.Sentence, x *title) (out []int32) {
	i := x.after
	apposed := i < sent.End && (r.tree.is(i, ",") || r.tree.is(i, ":"))
	if apposed {
		i++
	}
	for i < sent.End {
		m := r.personFrom(r.afterRank(sent, i))
		if m < 0 {
			break
		}
		out = append(out, m)
		if i = r.d.Mentions[m].End; i+1 < sent.End && r.tree.is(i, "of") && r.landBehind(sent, m) >= 0 {
			_, i = r.nameAhead(sent, i+1)
		}
		if i < sent.End && r.tree.is(i, ",") {
			i++
		}
		if i < sent.End && r.tree.is(i, "and") {
			i++
		} else if i > 0 && !r.tree.is(i-1, ",") {
			break
		}
	}
	if len(out) > 1 {
		return out
	}
	out = out[:0]
	if i = x.first - 1; i > sent.First && r.tree.is(i, "both") {
		i--
	}
	if i <= sent.First || !r.tree.is(i, ",") || !r.closed(sent, x.after) {
		return nil
	}
	for i > sent.First {
		m := r.personTo(i)
		if m < 0 {
			break
		}
		out = append([]int32{m}, out...)
		if i = r.d.Mentions[m].First - 1; i > sent.First && r.tree.is(i, "and") {
			continue
		}
		if i <= sent.First || !r.tree.is(i, ",") {
			break
		}
	}
	return out
}

// relay hands on the office of whoever held it before or holds it after another of whom the report has told it: "The mayor of Tixtla was shot. His
// predecessor, Alma Cortés, had been murdered".
func (r *reader) relay(sent *dragoman.Sentence, n int32, emit func(*draft)) {
	change := dragoman.Past
	switch {
	case r.tree.is(n, "successor"):
		change = dragoman.Hold
	case !r.tree.is(n, "predecessor"):
		return
	}
	x := title{noun: n, end: n + 1, after: n + 1}
	r.titleBefore(sent, &x)
	if x.owner < 0 || !x.possessed {
		return
	}
	holder := r.holderOf(sent, &x)
	of := r.officeHeld(r.refParties(atToken(x.owner)), r.tree.sent[n])
	if holder < 0 || of == nil {
		return
	}
	r.d.Parties = append(r.d.Parties, *of.Object)
	emit(&draft{relation: "holds_office", subject: atToken(r.d.Mentions[holder].Head), object: atParty(int32(len(r.d.Parties)) - 1), value: of.Value,
		change: change, first: n, end: n + 1, rule: "construction:office"})
}

// officeHeld is the last office told of one of these parties, or of the one who was told of last in the sentence or the one before; nil for none.
func (r *reader) officeHeld(who []dragoman.Party, sentence int32) *dragoman.Standing {
	var near *dragoman.Standing
	for i := len(r.d.Standings) - 1; i >= 0; i-- {
		s := &r.d.Standings[i]
		if s.Relation != "holds_office" {
			continue
		}
		for p := range who {
			if s.Subject.Chain >= 0 && s.Subject.Chain == who[p].Chain {
				return s
			}
		}
		if at := int32(s.Evidence.Sentence); near == nil && at <= sentence && at >= sentence-1 {
			near = s
		}
	}
	return near
}
