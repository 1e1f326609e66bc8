package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
	"dragoman/country"
)

// Offices that stand beside a name in plain words, where the Roles of the Document do not have them already: "Tariq Aziz, its deputy prime
// minister", "Hong Kong's chief executive, Carrie Lam", "Sultan Qaboos". They are read from the words, since trees of appositions err.

// officeNouns end a title; those of leaders lead what they belong to.
var (
	officeNouns = setOf(`president vice-president premier minister secretary chancellor king queen sultan emir governor governor-general mayor ambassador envoy
		spokesman spokeswoman spokesperson commander-in-chief prosecutor-general attorney-general pope ex-premier
		ex-president premier-designate president-elect commissioner chairman chairwoman general-secretary secretary-general chargé
		prince viceroy prefect director-general consul-general consul executive director speaker chairperson chair coordinator prosecutor judge justice rapporteur rector provost czar tsar adviser advisor
		vice-chairman vice-chancellor bishop archbishop patriarch ex-minister ex-chief ex-governor ex-mayor ex-secretary president-designate justice-designate`)
	leaderNouns = setOf(`leader ruler chief head boss warlord chieftain commander founder co-founder strongman kingpin ringleader ex-leader figurehead supremo`)
)

// A title is the words of an office, with whose it is.
type title struct {
	first, noun, end int32 // from whose it is, its noun, to after its own words: "its | deputy prime minister |"
	after            int32 // behind the words that say what or where it is of: "of the general staff", "in Nicosia"
	owner            int32 // token of whose it is, -1 for none
	possessed        bool  // the owner has it: "Iran's president", "its leader"
	leads, former    bool
	coming           bool // it is still to be taken up: "will be prime minister"
}

// offices hands on the offices of a sentence: those whose words tell whose they are, or the others.
func (r *reader) offices(sent *dragoman.Sentence, owned bool, emit func(*draft)) {
	for o := sent.First; o < sent.End; o++ {
		switch r.tree.upos(o) {
		case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ:
		default:
			continue
		}
		w := r.d.Word(o)
		if owned {
			r.pluralOffice(sent, o, emit)
		}
		leads := folded(leaderNouns, w)
		if !leads && !folded(officeNouns, w) || r.tree.is(o, "executive") && !r.behind(sent, o, "chief") || r.tree.is(o, "prince") && !r.behind(sent, o, "crown") ||
			leads && o+1 < sent.End && r.tree.upos(o+1) == dragoman.NOUN && folded(officeNouns, r.d.Word(o+1)) { // "chief executive"
			continue
		}
		x := r.titleAt(sent, o, leads)
		if (x.owner >= 0) == owned {
			r.office(sent, &x, emit)
		}
	}
}

// behind reports whether token o stands behind a word.
func (r *reader) behind(sent *dragoman.Sentence, o int32, word string) bool {
	return o > sent.First && r.tree.is(o-1, word)
}

// titled reports whether the Document has a word that ends a title.
func (r *reader) titled() bool {
	for i := range r.d.Tokens {
		if w := r.d.Word(int32(i)); folded(titleWords, w) {
			return true
		}
	}
	return false
}

// office hands on what a title tells of the person beside it.
func (r *reader) office(sent *dragoman.Sentence, x *title, emit func(*draft)) {
	if x.end < sent.End && (r.tree.xpos(x.end) == dragoman.POS || r.tree.upos(x.end) == dragoman.PROPN && folded(classWords, r.d.Word(x.end))&codebook.Org != 0) {
		return // "is the president's son", "the Justice Department"
	}
	if r.appointed(sent, x, emit) {
		return
	}
	holder := r.holderOf(sent, x)
	if holder < 0 || x.owner < 0 && r.hasRole(x.first, x.end) {
		return
	}
	if x.leads && r.functionalHead(sent, x) {
		x.leads = false // "Ukraine's armed forces chief" holds an office
	}
	object := r.bodyOf(sent, x, holder)
	if object.none() || r.foreigner(holder, object) {
		return
	}
	dr := draft{relation: "holds_office", subject: atToken(r.d.Mentions[holder].Head), object: object, value: r.d.Slice(r.d.TokenSpan(r.titleStart(x.first, x.noun), x.end)),
		change: dragoman.Hold, first: x.noun, end: x.end, rule: "construction:office"}
	if x.leads {
		dr.relation, dr.value = "leads", ""
	}
	if x.former || lapsed(r.d, x.after) {
		dr.change = dragoman.Past
	}
	if r.toCome(x) {
		dr.change, dr.modality = dragoman.Begin, dragoman.Planned
	}
	emit(&dr)
}

// foreigner reports whether a person whom the directory knows is of another country than the one that the office is of.
func (r *reader) foreigner(holder int32, object ref) bool {
	who := r.partyOf(holder)
	if who.Actor == "" || who.Type != dragoman.PersonEntity || !isLand(who.Country) {
		return false
	}
	for _, p := range r.refParties(object) {
		return p.Type == dragoman.PlaceEntity && otherLand(p.Country, who.Country)
	}
	return false
}

// otherLand reports whether two codes are of different countries, both of today: the Soviet leader is in the directory as a Russian.
func otherLand(a, b string) bool {
	x, y := country.Get(country.Code(a)), country.Get(country.Code(b))
	const today = dragoman.Date(20_000) // in 2024
	return a != b && x != nil && y != nil && x.Existed(today) && y.Existed(today)
}

// toCome reports whether a title is not yet held: "president-elect", "prime minister-designate".
func (r *reader) toCome(x *title) bool {
	if x.coming {
		return true
	}
	for i := x.first; i < x.end; i++ {
		switch w := lower(r.d.Word(i)); w {
		case "elect", "designate":
			return true
		default:
			if strings.HasSuffix(w, "-elect") || strings.HasSuffix(w, "-designate") {
				return true
			}
		}
	}
	return false
}

// functionalHead reports whether a chief, a head or a commander is one of a service, a field or a state, which makes it an office.
func (r *reader) functionalHead(sent *dragoman.Sentence, x *title) bool {
	switch lower(r.d.Word(x.noun)) {
	case "commander":
		for _, p := range r.ownerParties(x) {
			if p.Type == dragoman.PlaceEntity || p.HasSector("IGO") || p.Country == "IGO" {
				return true // "NATO's commander"
			}
		}
		return x.end > x.noun+1
	case "chief", "head":
	default:
		return false
	}
	if x.end > x.noun+1 {
		return true // "chief of staff"
	}
	b := x.noun - 1
	return b >= x.first && b >= sent.First && r.tree.upos(b) == dragoman.NOUN && !groups[r.tree.lemma(b)] && !bands[r.tree.lemma(b)]
}

// titleAt reads the title that ends at o.
func (r *reader) titleAt(sent *dragoman.Sentence, o int32, leads bool) title {
	x := title{noun: o, end: r.titleEnd(sent, o), leads: leads}
	r.titleBefore(sent, &x)
	x.after = r.fieldEnd(sent, &x)
	if x.after+1 < sent.End && r.tree.is(x.after, "of") {
		if body, after := r.bodyAhead(sent, x.after+1); body >= 0 {
			if x.after = after; x.owner < 0 || !x.possessed {
				x.owner = body
			}
		}
	}
	x.owner, x.after = r.postedTo(sent, &x)
	return x
}

// titleEnd is the token after a title's own words: "governor-general", "secretary of state", "chief of army staff", "chargé d'affaires".
func (r *reader) titleEnd(sent *dragoman.Sentence, o int32) int32 {
	end := o + 1
	for end+1 < sent.End && r.tree.is(end, "-") && folded(titleTails, r.d.Word(end+1)) {
		end += 2
	}
	if end < sent.End && (r.tree.is(end, "general") && folded(generals, r.d.Word(o)) || r.tree.is(end, "d'affaires")) {
		end++
	}
	if end+1 >= sent.End || !r.tree.is(end, "of") {
		return end
	}
	fields := folded(titleFields, r.d.Word(o))
	for i := end + 1; i < sent.End && i < end+5; i++ {
		if folded(fields, r.d.Word(i)) {
			return i + 1
		}
		switch r.tree.upos(i) {
		case dragoman.DET, dragoman.ADJ, dragoman.NOUN, dragoman.PROPN:
			continue
		}
		break
	}
	return end
}

var (
	titleTails = setOf(`general elect designate in chief`)
	generals   = setOf(`attorney secretary governor prosecutor director consul solicitor auditor commissioner inspector`)
	// titleFields are what some titles go on with after "of".
	titleFields = map[string]map[string]bool{
		"secretary": setOf(`state defense defence treasury war`), "minister": setOf(`state`), "head": setOf(`state government`),
		"chief": setOf(`staff`), "chancellor": setOf(`exchequer`), "commander": setOf(`operations`),
	}
)

// fieldEnd is the token after the field of a minister and his like: "of foreign affairs", "for trade and industry".
func (r *reader) fieldEnd(sent *dragoman.Sentence, x *title) int32 {
	if !folded(fielded, r.d.Word(x.noun)) || x.end+1 >= sent.End || !r.tree.is(x.end, "of") && !r.tree.is(x.end, "for") || r.behind(sent, x.noun, "general") {
		return x.end
	}
	i := x.end + 1
	for ; i < sent.End && i < x.end+maxTitle && r.personFrom(i) < 0; i++ {
		switch r.tree.upos(i) {
		case dragoman.DET, dragoman.ADJ, dragoman.NOUN, dragoman.CCONJ:
			continue
		case dragoman.PROPN:
			if !r.namesParty(i) {
				continue
			}
		}
		break
	}
	if r.tree.upos(i-1) != dragoman.NOUN && r.tree.upos(i-1) != dragoman.PROPN {
		return x.end
	}
	return i
}

// fielded are titles that a field follows.
var fielded = setOf(`minister secretary commissioner rapporteur coordinator undersecretary ex-minister under-secretary`)

// mandated are those who are sent to, or stand for, what is not theirs.
var mandated = setOf(`envoy ambassador representative chargé rapporteur negotiator mediator consul attache attaché coordinator`)

// postedTo goes past where an office is held or whom it serves: "Ukraine's ambassador to London, Valerii Zaluzhnyi", "an adviser to Trump". Whose it
// is is told by that where nothing else does.
func (r *reader) postedTo(sent *dragoman.Sentence, x *title) (owner, after int32) {
	at := x.after
	if at+1 >= sent.End || !r.tree.is(at, "to") && !r.tree.is(at, "in") && !r.tree.is(at, "at") && !r.tree.is(at, "for") {
		return x.owner, at
	}
	head, end := r.nameAhead(sent, at+1)
	if head < 0 || !r.namesParty(head) {
		head, end = r.partyAhead(sent, at+1)
	}
	switch {
	case head < 0:
		return x.owner, at
	case r.tree.is(at, "at") && !x.possessed && r.classOf(head)&codebook.Org != 0 && !folded(mandated, r.d.Word(x.noun)):
		return head, end // "the US programme director at the Crisis Group"
	case x.owner < 0 && !folded(mandated, r.d.Word(x.noun)):
		return head, end
	}
	return x.owner, end
}

// maxTitle is how many words before its noun a title may have, with whose it is.
const maxTitle = 8

// titleBefore goes back over the words of a title to its first, and finds whose it is: an owner, a pronoun, a nationality, a name.
func (r *reader) titleBefore(sent *dragoman.Sentence, x *title) {
	t := &r.tree
	x.first, x.owner = x.noun, -1
	x.former = strings.HasPrefix(lower(r.d.Word(x.noun)), "ex-")
	for i := x.noun - 1; i >= sent.First && i >= x.noun-maxTitle; i-- {
		w := lower(r.d.Word(i))
		switch {
		case pastTitle[w]:
			x.former = true
		case i > sent.First && (w == "'s" || w == "’s" || t.xpos(i) == dragoman.POS):
			x.first, x.owner, x.possessed = r.ownerStart(sent, i-1), r.headOfName(i-1), true
			return
		case t.xpos(i) == dragoman.PRPS || w == "whose":
			x.first, x.owner, x.possessed = i, i, true
			return
		case t.upos(i) == dragoman.DET:
			x.first = i
			return
		case r.namesParty(i) && (r.partyType(i) != dragoman.PersonEntity || folded(served, r.d.Word(x.noun))):
			if x.owner < 0 {
				x.owner = i
			}
		case r.inPerson(i):
			return
		case t.upos(i) == dragoman.ADJ, t.upos(i) == dragoman.NOUN, t.upos(i) == dragoman.PROPN, w == "-", r.describes(sent, i):
		default:
			return
		}
		x.first = i
	}
}

// ownerStart is where the owner that ends at i begins: a name, or a noun with what describes it ("the world body's chief").
func (r *reader) ownerStart(sent *dragoman.Sentence, i int32) int32 {
	if s := r.nameStart(i); s < i || r.tree.upos(i) != dragoman.NOUN {
		return s
	}
	for i > sent.First {
		switch r.tree.upos(i - 1) {
		case dragoman.ADJ, dragoman.NOUN, dragoman.PROPN:
			i--
			continue
		case dragoman.DET:
			return i - 1
		}
		break
	}
	return i
}

// pastTitle are words that put a title into the past.
var pastTitle = setOf(`former once twice thrice ex fallen late deposed ousted then onetime one-time erstwhile toppled overthrown`)
