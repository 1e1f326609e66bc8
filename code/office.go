package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// Offices that stand beside a name in plain words, where the Roles of the Document do not have them already: "Tariq Aziz, its deputy prime
// minister", "Hong Kong's chief executive, Carrie Lam", "Sultan Qaboos". They are read from the words, since trees of appositions err.

// officeNouns end a title; those of leaders lead what they belong to.
var (
	officeNouns = setOf(`president vice-president premier minister secretary chancellor king queen sultan emir governor governor-general mayor ambassador envoy
		marshal spokesman spokeswoman spokesperson commander commander-in-chief prosecutor-general attorney-general pope ex-premier
		ex-president premier-designate president-elect commissioner chairman chairwoman general-secretary secretary-general chargé
		viceroy prefect director-general consul-general consul executive director speaker chairperson chair coordinator prosecutor judge justice rapporteur czar tsar adviser advisor
		vice-chairman vice-chancellor ex-minister ex-chief ex-governor ex-mayor ex-secretary president-designate justice-designate`)
	leaderNouns = setOf(`leader chief head boss warlord chieftain commander founder co-founder strongman kingpin ringleader ex-leader figurehead supremo`)
)

// offices hands on the offices of a sentence.
func (r *reader) offices(sent *dragoman.Sentence, emit func(*draft)) {
	for o := sent.First; o < sent.End; o++ {
		switch r.tree.upos(o) {
		case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ:
		default:
			continue
		}
		w := r.d.Word(o)
		leads := folded(leaderNouns, w)
		if !leads && !folded(officeNouns, w) || r.tree.is(o, "executive") && (o == sent.First || !r.tree.is(o-1, "chief")) {
			continue
		}
		r.office(sent, o, leads, emit)
	}
}

// office reads the title that ends at o.
func (r *reader) office(sent *dragoman.Sentence, o int32, leads bool, emit func(*draft)) {
	first, owner, former := r.titleBefore(sent, o)
	end := o + 1
	if int(end)+1 < int(sent.End) && r.tree.is(end, "of") && lower(r.d.Word(o)) == "secretary" && r.tree.is(end+1, "state") {
		end += 2
	}
	if int(end)+1 < int(sent.End) && r.tree.is(end, "of") && r.tree.is(o, "chief") && r.tree.is(end+1, "staff") {
		end, leads = end+2, false
	}
	after := end
	if owner < 0 && after+1 < sent.End && r.tree.is(after, "of") {
		owner, after = r.bodyAhead(sent, after+1)
	}
	owner, after = r.postedTo(sent, owner, after)
	holder := r.holderOf(sent, first, after)
	if holder < 0 || r.hasRole(holder, first, end) {
		return
	}
	subject := r.d.Mentions[holder].Head
	object := atToken(owner)
	switch {
	case owner >= 0:
	case leads: // "the gang leader", "the rebel leader"
		if o == sent.First || r.classOf(o-1)&(codebook.Armed|codebook.Org) == 0 {
			return
		}
		object = atToken(o - 1)
	default:
		if object = r.homeOf(sent, holder); object.none() {
			return
		}
	}
	if w := lower(r.d.Word(o)); leads && (w == "chief" || w == "head") && owner >= 0 && o > sent.First && r.tree.upos(o-1) == dragoman.NOUN &&
		!groups[r.tree.lemma(o-1)] && !bands[r.tree.lemma(o-1)] {
		leads = false // "Ukraine's armed forces chief" holds an office
	}
	dr := draft{relation: "holds_office", subject: atToken(subject), object: object, value: r.d.Slice(r.d.TokenSpan(r.titleStart(first, o), end)),
		change: dragoman.Hold, first: o, end: end, rule: "construction:office"}
	if leads {
		dr.relation, dr.value = "leads", ""
	}
	if former || lapsed(r.d, end) {
		dr.change = dragoman.Past
	}
	if strings.HasSuffix(lower(r.d.Word(o)), "-elect") || strings.HasSuffix(lower(r.d.Word(o)), "-designate") {
		dr.change, dr.modality = dragoman.Begin, dragoman.Planned
	}
	emit(&dr)
}

// postedTo goes past where an office is held or whom it serves: "Ukraine's ambassador to London, Valerii Zaluzhnyi", "an adviser to Trump". Whose it
// is is told by that where nothing else does.
func (r *reader) postedTo(sent *dragoman.Sentence, owner, after int32) (int32, int32) {
	if after+1 >= sent.End || !r.tree.is(after, "to") && !r.tree.is(after, "in") && !r.tree.is(after, "at") && !r.tree.is(after, "for") {
		return owner, after
	}
	head, end := r.partyAhead(sent, after+1)
	switch {
	case head < 0:
		return owner, after
	case owner < 0:
		return head, end
	}
	return owner, end
}

// maxTitle is how many words before its noun a title may have, with whose it is.
const maxTitle = 6

// titleBefore goes back over the words of a title to its first, and finds whose it is: an owner, a pronoun, a nationality, a name.
func (r *reader) titleBefore(sent *dragoman.Sentence, o int32) (first, owner int32, former bool) {
	first, owner = o, -1
	former = strings.HasPrefix(lower(r.d.Word(o)), "ex-")
	for i := o - 1; i >= sent.First && i >= o-maxTitle; i-- {
		w := lower(r.d.Word(i))
		switch {
		case w == "former" || w == "once" || w == "ex" || w == "fallen" || w == "late" || w == "deposed" || w == "ousted":
			former = true
		case w == "'s" || w == "’s" || r.tree.xpos(i) == dragoman.POS:
			return i, r.headOfName(i - 1), former
		case r.tree.xpos(i) == dragoman.PRPS:
			return i, i, former
		case r.tree.upos(i) == dragoman.DET:
			return i, owner, former
		case r.namesParty(i) && owner < 0 && (r.partyType(i) != dragoman.PersonEntity || served[lower(r.d.Word(o))]):
			owner = i
		case r.tree.upos(i) == dragoman.ADJ, r.tree.upos(i) == dragoman.NOUN, w == "-", r.tree.upos(i) == dragoman.PROPN && officeNouns[w]:
		default:
			return first, owner, former
		}
		first = i
	}
	return first, owner, former
}

// served are offices in the service of a person: "a Trump envoy".
var served = setOf(`envoy adviser advisor aide spokesman spokeswoman`)

// headOfName is the head of the name that token i is in, else i.
func (r *reader) headOfName(i int32) int32 {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First <= i && i < x.End && x.Kind == dragoman.Name {
			return x.Head
		}
	}
	return i
}

func (r *reader) partyType(i int32) dragoman.EntityType {
	if m := r.mentionAt[i]; m >= 0 {
		return r.d.Mentions[m].Type
	}
	return dragoman.PlaceEntity
}

// titleStart is where the title itself begins: after whose it is and after "the".
func (r *reader) titleStart(first, o int32) int32 {
	at := o
	for i := o - 1; i >= first; i-- {
		w := lower(r.d.Word(i))
		if r.tree.upos(i) == dragoman.DET || r.tree.xpos(i) == dragoman.POS || r.tree.xpos(i) == dragoman.PRPS || r.namesParty(i) || w == "former" || w == "-" && i > first && !compounding[lower(r.d.Word(i-1))] {
			break
		}
		at = i
	}
	return at
}

// bodyAhead is what an office is of behind "of": a name, with whose it is or what it is before it: "Iran's armed forces", "the opposition MDC", "the
// Conservative party".
func (r *reader) bodyAhead(sent *dragoman.Sentence, i int32) (head, after int32) {
	if head, after = r.nameAhead(sent, i); head >= 0 && !(after < sent.End && r.tree.xpos(after) == dragoman.POS) {
		if after < sent.End && r.tree.upos(after) == dragoman.NOUN && r.classOf(after)&(codebook.Org|codebook.Armed) != 0 {
			return after, after + 1 // "the Amal movement"
		}
		return head, after
	}
	for n := i; n < sent.End && n < i+maxEpithets; n++ {
		switch r.tree.upos(n) {
		case dragoman.DET, dragoman.ADJ, dragoman.PART:
			continue
		case dragoman.NOUN, dragoman.PROPN:
			if n+1 < sent.End && (r.tree.upos(n+1) == dragoman.NOUN || r.tree.upos(n+1) == dragoman.PROPN || r.tree.xpos(n+1) == dragoman.POS) {
				if h, end := r.nameAhead(sent, n); h >= 0 && n > i && !(end < sent.End && r.tree.xpos(end) == dragoman.POS) {
					return h, end
				}
				continue
			}
			if r.namesParty(n) || r.acronym(n) || r.classOf(n)&(codebook.Org|codebook.Armed) != 0 {
				return n, n + 1
			}
		}
		break
	}
	return -1, i
}

// compounding are the first words of titles with a hyphen.
var compounding = setOf(`vice co deputy secretary attorney prosecutor director lieutenant governor under`)

// nameAhead is the head of the name or the people that begin at i, with an article before them, and the token after them.
func (r *reader) nameAhead(sent *dragoman.Sentence, i int32) (head, after int32) {
	if i < sent.End && r.tree.upos(i) == dragoman.DET {
		i++
	}
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First <= i && i < x.End && (x.First == i || x.First == i-1) && x.Kind == dragoman.Name {
			return x.Head, x.End
		}
	}
	return -1, i
}

// holderOf is the mention of a person beside the title: after it, with a comma or none, or before it and a comma.
func (r *reader) holderOf(sent *dragoman.Sentence, first, after int32) int32 {
	if after < sent.End {
		if m := r.personFrom(r.afterRank(sent, after)); m >= 0 {
			return m
		}
		if r.tree.is(after, ",") {
			if m := r.personFrom(r.afterRank(sent, after+1)); m >= 0 && r.closed(sent, r.d.Mentions[m].End) {
				return m
			}
		}
	}
	if first > sent.First && r.tree.is(first-1, ",") && r.closed(sent, after) {
		return r.personTo(first - 1)
	}
	return -1
}

// afterRank skips a rank or an honorific before a name: "the defence minister, General Salifou Mody".
func (r *reader) afterRank(sent *dragoman.Sentence, i int32) int32 {
	for i+1 < sent.End && (ranks[lower(r.d.Word(i))] || honorifics[lower(r.d.Word(i))]) {
		i++
	}
	return i
}

var honorifics = setOf(`gen gen. lt lt. col col. maj maj. capt capt. adm adm. sheikh sheik dr dr. mr mr. mrs mrs. ms ms. sir dame lord lady prof professor ayatollah mullah cardinal
	archbishop hajj haji mohd`)

// closed reports whether an apposition ends at i.
func (r *reader) closed(sent *dragoman.Sentence, i int32) bool {
	return i >= sent.End || r.tree.upos(i) == dragoman.PUNCT || r.tree.is(i, "and") || r.tree.is(i, "who")
}

func (r *reader) personFrom(i int32) int32 {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First <= i && i < x.End && x.Kind == dragoman.Name && x.Type == dragoman.PersonEntity && i-x.First <= 1 {
			return int32(m)
		}
	}
	return -1
}

func (r *reader) personTo(end int32) int32 {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.End == end && x.Kind == dragoman.Name && x.Type == dragoman.PersonEntity {
			return int32(m)
		}
	}
	return -1
}

// hasRole reports whether the Document has the title of the holder already.
func (r *reader) hasRole(holder, first, end int32) bool {
	for i := range r.d.Roles {
		if x := &r.d.Roles[i]; x.Of >= 0 && x.First < end && x.End > first && (x.Office || x.Leads) {
			return true
		}
	}
	return false
}

// homeOf is the country that an office without an owner is of: the holder's, else the only one that the sentence names.
func (r *reader) homeOf(sent *dragoman.Sentence, holder int32) ref {
	home := r.partyOf(holder).Country
	found := noRef
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.Chain < 0 || r.d.Chains[x.Chain].Party < 0 || x.Type != dragoman.PlaceEntity {
			continue
		}
		p := r.d.Chains[x.Chain].Party
		switch c := r.d.Parties[p].Country; {
		case c == "":
		case c == home:
			return atParty(p)
		case home == "" && x.First >= sent.First && x.End <= sent.End:
			if !found.none() && found.party != p {
				return noRef
			}
			found = atParty(p)
		}
	}
	return found
}
