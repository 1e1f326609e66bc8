package code

import (
	"dragoman"
	"dragoman/codebook"
)

// Words behind a noun that state a relation, read as they stand: "rebels led by Tahrir", "Raqqa, held by Islamic State,", "the army, at war
// with the FARC", "towns under rebel control". Parsers hang such phrases on the verb before or after; their order seldom deceives.

// A tail is the relation that a participle or a phrase behind a noun states. swap says that the noun is the subject.
type tail struct {
	relation string
	swap     bool
}

// tails are the participles that stand before "by", "with" or "to".
var tails = map[string]map[string]tail{
	"by": {
		"led": {"leads", false}, "headed": {"leads", false}, "commanded": {"leads", false}, "chaired": {"leads", false},
		"backed": {"supports", false}, "supported": {"supports", false}, "armed": {"supports", false}, "funded": {"supports", false},
		"financed": {"supports", false}, "bankrolled": {"supports", false}, "trained": {"supports", false}, "sponsored": {"supports", false},
		"equipped": {"supports", false}, "aided": {"supports", false},
		"controlled": {"controls", false}, "held": {"controls", false}, "occupied": {"controls", false}, "ruled": {"controls", false},
		"administered": {"controls", false}, "governed": {"controls", false}, "dominated": {"controls", false}, "annexed": {"controls", false}, "seized": {"controls", false},
		"captured": {"controls", false}, "conquered": {"controls", false}, "overrun": {"controls", false}, "recaptured": {"controls", false},
		"claimed": {"disputes", false}, "disputed": {"disputes", false}, "contested": {"disputes", false}, "coveted": {"disputes", false},
	},
	"with": {"allied": {"allied_with", true}, "aligned": {"allied_with", true}, "affiliated": {"allied_with", true}},
	"to":   {"allied": {"allied_with", true}, "affiliated": {"allied_with", true}},
}

// rules are what a place may be under, and whose hands it may be in.
var rules = setOf(`control rule occupation administration sovereignty hands command leadership`)

// postnominal reads the phrase that begins at i, right behind a noun or behind a comma after it.
func (r *reader) postnominal(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	t := &r.tree
	if i+2 >= sent.End || i <= sent.First {
		return
	}
	w := r.d.Word(i)
	switch {
	case w == "at" && t.is(i+1, "war") && t.is(i+2, "with"):
		r.tail(sent, i, i+3, tail{"at_war_with", true}, emit)
	case w == "at" && t.is(i+1, "war"):
		r.warring(sent, i, emit)
	case w == "of":
		r.partyMan(sent, i, emit)
	case w == "(":
		r.partyBehind(sent, i, emit)
	case t.xpos(i) == dragoman.POS:
		r.partyBefore(i, emit)
	case w == "under" || w == "in":
		r.underRule(sent, i, emit)
	case w == "who" && leading[r.d.Word(i+1)]:
		r.whoLeads(sent, i, emit)
	case w == "disputed" && t.is(i+1, "between"):
		r.tail(sent, i, i+2, tail{"disputes", false}, emit)
	default:
		if p, ok := tails[r.d.Word(i+1)][w]; ok {
			r.tail(sent, i, i+2, p, emit)
		}
	}
}

// warring reads "Eritrea and Ethiopia, at war since 1998," at the "at".
func (r *reader) warring(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	land := func(m int32) bool { return r.isParty(m) && r.partyOf(m).Type != dragoman.PersonEntity }
	if !r.tree.is(i-1, ",") {
		return
	}
	b := r.nameTo(i-1, land)
	if b < 0 || r.d.Mentions[b].First <= sent.First+1 || !r.tree.is(r.d.Mentions[b].First-1, "and") {
		return
	}
	a := r.nameTo(r.d.Mentions[b].First-1, land)
	if a < 0 || r.d.Mentions[a].First > sent.First && r.tree.is(r.d.Mentions[a].First-1, ",") { // a list of three does not say who fights whom
		return
	}
	emit(&draft{relation: "at_war_with", subject: atToken(r.d.Mentions[a].Head), object: atToken(r.d.Mentions[b].Head), change: dragoman.Hold, first: i, end: i + 2, rule: "construction:postnominal"})
}

// partyMan reads "Haider al-Abadi of the Dawa party" at the "of".
func (r *reader) partyMan(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	holder := r.personTo(i)
	body, end := r.bodyAhead(sent, i+1)
	if holder < 0 || body < 0 || !r.tree.is(end-1, "party") && !r.tree.is(end-1, "movement") && !r.isFaction(r.mentionAt[body]) {
		return
	}
	emit(r.membership(holder, body, i))
}

// partyBehind reads "Raymond Chan (People Power)" at the bracket.
func (r *reader) partyBehind(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	holder := r.personTo(i)
	if holder < 0 {
		return
	}
	if body, end := r.nameFrom(i + 1); body >= 0 && end < sent.End && r.tree.is(end, ")") && r.isFaction(r.mentionAt[body]) {
		emit(r.membership(holder, body, i))
	}
}

// partyBefore reads "Labour's Yvette Cooper" at the "'s".
func (r *reader) partyBefore(i int32, emit func(*draft)) {
	body, holder := r.nameTo(i, r.isFaction), r.personFrom(i+1)
	if body >= 0 && holder >= 0 {
		emit(r.membership(holder, r.d.Mentions[body].Head, i))
	}
}

// membership says, at token i, that a mention's person is of a body.
func (r *reader) membership(holder, body, i int32) *draft {
	return &draft{relation: "member_of", subject: atToken(r.d.Mentions[holder].Head), object: atToken(body), change: dragoman.Hold, first: i, end: i + 1, rule: "construction:postnominal"}
}

// isFaction reports whether a mention is by name of a political party or an armed group.
func (r *reader) isFaction(m int32) bool {
	if m < 0 || r.d.Mentions[m].Kind != dragoman.Name || !r.isParty(m) {
		return false
	}
	p := r.partyOf(m)
	return p.Type == dragoman.OrganizationEntity && (p.HasSector("PTY") || p.HasSector("REB"))
}

// leading are verbs in the present by which one leads a body.
var leading = setOf(`heads leads commands chairs rules runs governs helms`)

// whoLeads reads "X, who heads the agency" and "X, the Australian who heads it" at the "who".
func (r *reader) whoLeads(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	holder := int32(-1)
	if r.tree.is(i-1, ",") {
		holder = r.personTo(r.withoutOrigin(sent, i-1))
	} else if i-1 > sent.First {
		holder = r.namedBefore(sent, i-1)
	}
	body, _ := r.bodyAhead(sent, i+2)
	if holder < 0 || body < 0 {
		return
	}
	emit(&draft{relation: "leads", subject: atToken(r.d.Mentions[holder].Head), object: atToken(body), change: dragoman.Hold, first: i + 1, end: i + 2, rule: "construction:postnominal"})
}

// tail emits the relation between the noun before i and the names that begin at from.
func (r *reader) tail(sent *dragoman.Sentence, i, from int32, p tail, emit func(*draft)) {
	t := &r.tree
	noun := r.nounBefore(sent, i, p.relation)
	if noun < 0 {
		return
	}
	names := r.namesFrom(&kinship{owner: noRef, plural: true}, sent, from)
	if len(names) == 1 && t.rel(names[0].token) == dragoman.RelNmodPoss && names[0].token > from-1 {
		names[0] = atToken(t.head(names[0].token)) // "at war with Somalia's Islamic Courts": not with Somalia
	}
	if len(names) == 0 {
		if head, _ := r.partyAhead(sent, from); head >= 0 {
			names = append(names, atToken(head))
		}
	}
	if p.relation == "controls" && r.personFrom(from) >= 0 && (r.tree.is(i, "ruled") || r.tree.is(i, "governed")) {
		p.relation = "leads"
	}
	for _, name := range names {
		if n := name.token; n >= 0 && p.relation == "supports" && r.tree.upos(n) == dragoman.NOUN && classWords[r.tree.lemma(n)]&codebook.Weapon != 0 {
			continue // "commandos backed by helicopters"
		}
		r.tailDraft(noun, name, p, i, from, emit)
	}
}

func (r *reader) tailDraft(noun int32, name ref, p tail, first, end int32, emit func(*draft)) {
	dr := draft{relation: p.relation, subject: name, object: atToken(noun), change: dragoman.Hold, first: first, end: end, rule: "construction:postnominal"}
	if p.swap {
		dr.subject, dr.object = dr.object, dr.subject
	}
	if folded(takings, r.d.Word(first)) {
		dr.change = dragoman.Begin
	}
	for j := max(0, first-2); j < first; j++ {
		if folded(formerWord, r.d.Word(j)) || folded(bygones, r.d.Word(j)) {
			dr.change = dragoman.Past // "the town, once held by the rebels"
		}
	}
	emit(&dr)
}

// takings are participles by which a hold began.
var takings = setOf(`annexed seized captured conquered overrun recaptured`)

// nounBefore is the noun or name that ends before i, with a comma and an adverb between or none; a noun in apposition gives way to the
// name before it. -1 where what stands there cannot be a side of the relation.
func (r *reader) nounBefore(sent *dragoman.Sentence, i int32, relation string) int32 {
	t := &r.tree
	n := i - 1
	if end := r.beforeCopula(i, sent); end > sent.First { // "Colombia's government is again at war with the ELN"
		n = end - 1
		if t.is(n, ",") {
			return -1 // "Sechin, the head of Rosneft, is under American sanctions": of Sechin, whom frames read
		}
	} else if n > sent.First && (t.upos(n) == dragoman.ADV || folded(formerWord, r.d.Word(n))) {
		n--
	}
	if n > sent.First && t.is(n, ",") {
		n--
	}
	switch t.upos(n) {
	case dragoman.NOUN, dragoman.PROPN:
	default:
		return -1
	}
	if m := r.nameEnding(n + 1); m >= 0 && r.d.Mentions[m].Kind == dragoman.Name {
		n = r.d.Mentions[m].Head
	} else if a := r.describedBy(sent, n); a >= 0 {
		n = a
	} else {
		n = t.said(n) // "Goma, one of the cities held by rebels"
	}
	want := codebook.Armed | codebook.Org | codebook.State | codebook.Person
	if relation == "controls" || relation == "disputes" {
		want = codebook.PlaceClass | codebook.State
	}
	if r.classOf(n)&want == 0 && !(relation == "controls" && sides[t.lemma(n)]) {
		return -1
	}
	return n
}

// describedBy is the name before the comma of the apposition that ends at n: "Raqqa, the Syrian city". -1 for none.
func (r *reader) describedBy(sent *dragoman.Sentence, n int32) int32 {
	t := &r.tree
	for i := n - 1; i > sent.First && i > n-maxEpithets; i-- {
		switch t.upos(i) {
		case dragoman.ADJ, dragoman.NOUN, dragoman.PROPN, dragoman.ADV, dragoman.NUM:
			continue
		case dragoman.PUNCT, dragoman.VERB:
			if t.is(i, "-") || t.is(i-1, "-") { // "Ceuta, a Spanish-held city"
				continue
			}
		case dragoman.DET:
			if t.is(i-1, ",") {
				if m := r.nameEnding(i - 1); m >= 0 && r.d.Mentions[m].Kind == dragoman.Name {
					return r.d.Mentions[m].Head
				}
			}
		}
		return -1
	}
	return -1
}

// underRule reads "under Houthi control", "under the control of gunmen", "in Russian hands" behind a place, or behind a copula.
func (r *reader) underRule(sent *dragoman.Sentence, i int32, emit func(*draft)) {
	t := &r.tree
	for n := i + 1; n < sent.End && n <= i+maxEpithets; n++ {
		switch t.upos(n) {
		case dragoman.DET, dragoman.ADJ, dragoman.PROPN, dragoman.ADV, dragoman.PART:
			continue
		case dragoman.NOUN:
		default:
			return
		}
		w := lower(r.d.Word(n))
		if penalties[w] && t.is(i, "under") {
			r.underParty(sent, i, n, tail{"sanctions", false}, emit)
			return
		}
		if !rules[w] || (w == "hands") != t.is(i, "in") {
			continue
		}
		p := tail{"controls", false}
		if w == "command" || w == "leadership" {
			p.relation = "leads"
		}
		r.underParty(sent, i, n, p, emit)
		return
	}
}

// penalties are what a person or a state may be under by another's decision.
var penalties = setOf(`sanction sanctions embargo`)

// underParty emits the relation of the noun before i to whose the control or the sanctions n are: by a phrase behind, or a word before.
func (r *reader) underParty(sent *dragoman.Sentence, i, n int32, p tail, emit func(*draft)) {
	t := &r.tree
	noun := r.nounBefore(sent, i, p.relation)
	if noun < 0 {
		return
	}
	if n+1 < sent.End && t.is(n+1, "of") {
		if head, _ := r.partyAhead(sent, n+2); head >= 0 {
			r.tailDraft(noun, atToken(head), p, i, n+1, emit)
		}
		return
	}
	for k := i + 1; k < n; k++ {
		if r.namesParty(k) || t.upos(k) == dragoman.NOUN && r.classOf(k)&(codebook.Armed|codebook.Org) != 0 {
			r.tailDraft(noun, atToken(r.headOfName(k)), p, i, n+1, emit)
			return
		}
	}
}

// partyAhead is the head of the name, or of the noun for people or a body, that begins at i with what stands before it: "detained First Vice
// President Riek Machar", "spiritual leader Hikmat al-Hijri", "rival gunmen". It gives the token after it too; -1 for none.
func (r *reader) partyAhead(sent *dragoman.Sentence, i int32) (head, after int32) {
	t := &r.tree
	for n := i; n < sent.End && n <= i+maxEpithets; n++ {
		switch t.upos(n) {
		case dragoman.DET, dragoman.ADJ, dragoman.NUM, dragoman.PART, dragoman.PUNCT:
			if t.upos(n) == dragoman.PUNCT && !t.is(n, "-") {
				return -1, i
			}
		case dragoman.VERB:
			if t.xpos(n) != dragoman.VBN {
				return -1, i
			}
		case dragoman.NOUN, dragoman.PROPN:
			if h, end := r.nameFrom(n); h >= 0 && (end >= sent.End || t.upos(end) != dragoman.NOUN && t.upos(end) != dragoman.PROPN && t.xpos(end) != dragoman.POS) {
				return h, end
			}
			if n+1 < sent.End && (t.upos(n+1) == dragoman.NOUN || t.upos(n+1) == dragoman.PROPN || t.xpos(n+1) == dragoman.POS) {
				continue
			}
			if t.upos(n) == dragoman.NOUN && r.classOf(n)&(codebook.Armed|codebook.Org|codebook.State) != 0 {
				return n, n + 1
			}
			return -1, i
		default:
			return -1, i
		}
	}
	return -1, i
}

// nameFrom is the head of the name that begins at token i, and the token after it; -1 for none.
func (r *reader) nameFrom(i int32) (head, after int32) {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First == i && x.Kind == dragoman.Name {
			return x.Head, x.End
		}
	}
	return -1, i
}
