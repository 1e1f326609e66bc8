package code

import "dragoman"

// Who holds an office by its title: the person named behind it, before it and a comma, or as the subject of whom it is said.

// holderOf is the mention of the person who holds the office of a title, -1 for none.
func (r *reader) holderOf(sent *dragoman.Sentence, x *title) int32 {
	after, before := r.holderAfter(sent, x), r.holderBefore(sent, x)
	switch {
	case after >= 0 && !r.tree.is(x.after, ","):
		return after // "Pete Hegseth, and the army chief Dan Caine"
	case after < 0 && before < 0:
		return r.holderOfClause(sent, x)
	case after < 0:
		return before
	case before >= 0 && r.compatriot(before, x) && !r.compatriot(after, x):
		return before // "Sergei Lavrov, the Russian foreign minister, Wang Yi, his Chinese counterpart, and …"
	}
	return after
}

// compatriot reports whether a person is known to be of the country whose the office is.
func (r *reader) compatriot(m int32, x *title) bool {
	home := r.partyOf(m).Country
	for _, p := range r.ownerParties(x) {
		return home != "" && p.Country == home
	}
	return false
}

// holderAfter is the person named behind a title, with a comma or none, or by the predicate of "whose": "whose president is Denis Sassou".
func (r *reader) holderAfter(sent *dragoman.Sentence, x *title) int32 {
	after := x.after
	if after >= sent.End {
		return -1
	}
	if m := r.personFrom(r.afterRank(sent, after)); m >= 0 {
		return m
	}
	if r.tree.is(x.first, "whose") && folded(copulas, r.d.Word(after)) {
		return r.personFrom(r.afterRank(sent, after+1))
	}
	if r.tree.is(after, ",") {
		if m := r.personFrom(r.afterRank(sent, after+1)); m >= 0 && r.closed(sent, r.d.Mentions[m].End) {
			return m
		}
	}
	return r.holderOpened(sent, x)
}

// holderOpened is the subject before which a sentence begins with his title: "Head of the navy until 2016, Admiral Fuentes denies that". The title is
// past where it has an end.
func (r *reader) holderOpened(sent *dragoman.Sentence, x *title) int32 {
	if x.first != sent.First {
		return -1
	}
	i := x.after
	if folded(timesOf, r.d.Word(i)) {
		for i++; i < sent.End && i < x.after+maxTitle && !r.tree.is(i, ","); i++ {
			if r.tree.isVerb(i) {
				return -1
			}
		}
	}
	if i+1 >= sent.End || !r.tree.is(i, ",") {
		return -1
	}
	m := r.personFrom(r.afterRank(sent, i+1))
	if m < 0 || r.d.Mentions[m].End >= sent.End || r.tree.upos(r.d.Mentions[m].End) == dragoman.PUNCT && r.tree.is(x.after, ",") {
		return -1
	}
	x.former = x.former || lapsed(r.d, x.after)
	return m
}

// timesOf are the words that say how long an office was held.
var timesOf = setOf(`since until till from between`)

// holderBefore is the person named before a title and a comma, with other titles between or none: "Michelle Bachelet, the UN's commissioner for
// human rights and a former president".
func (r *reader) holderBefore(sent *dragoman.Sentence, x *title) int32 {
	if x.first <= sent.First {
		return -1
	}
	i := x.first - 1
	if x.after < sent.End && r.tree.is(x.after, "to") && r.tree.is(i, ",") && r.ranked(x) {
		return r.personFrom(r.afterRank(sent, sent.First)) // "Junichiro Koizumi flew there, the first Japanese premier to do so"
	}
	if !r.tailed(sent, x.after) {
		return -1
	}
	if k := r.untilBefore(sent, i); k > sent.First {
		x.former, i = true, k-1 // "Yingluck Shinawatra, until Wednesday Thailand's premier"
	}
	if i > sent.First && folded(timely, r.d.Word(i)) {
		x.former = x.former || folded(pastTitle, r.d.Word(i)) || r.tree.is(i, "formerly") || r.tree.is(i, "hitherto") || r.tree.is(i, "previously")
		i-- // "LeBlanc, formerly the finance minister"
	}
	if r.tree.is(i, ",") {
		if i > sent.First+1 && r.tree.upos(i-1) == dragoman.NUM && r.tree.is(i-2, ",") {
			i -= 2 // "Rached Ghannouchi, 81, the leader of Ennahda"
		}
		if m := r.personTo(i); m >= 0 {
			return m
		}
		i--
	}
	if i > sent.First && r.tree.is(i, "and") {
		i--
		return r.namedBefore(sent, i)
	}
	return -1
}

// ranked reports whether a title is that of the first, the only or the last one.
func (r *reader) ranked(x *title) bool {
	for i := x.first; i < x.noun; i++ {
		if folded(singled, r.d.Word(i)) {
			return true
		}
	}
	return false
}

// subjectBefore is the person named before the comma at i as the subject of what follows: not one within an apposition, "X, a minister purged by Y,".
func (r *reader) subjectBefore(sent *dragoman.Sentence, i int32) int32 {
	for n := i; n > sent.First && n > i-3*maxTitle; n-- {
		switch {
		case r.tree.is(n, ";") || r.tree.is(n, ":"):
			return -1
		case !r.tree.is(n, ","):
			continue
		}
		m := r.personTo(r.withoutOrigin(sent, n))
		if m < 0 {
			continue
		}
		if f := r.d.Mentions[m].First; f == sent.First || r.tree.upos(f-1) != dragoman.ADP && !r.tree.isVerb(f-1) {
			return m
		}
	}
	return -1
}

// untilBefore is "until" with a time that ends at token i, or -1.
func (r *reader) untilBefore(sent *dragoman.Sentence, i int32) int32 {
	for k := i; k > sent.First && k > i-4; k-- {
		switch {
		case r.tree.is(k, "until") || r.tree.is(k, "till"):
			return k
		case r.tree.upos(k) == dragoman.PUNCT || r.tree.isVerb(k):
			return -1
		}
	}
	return -1
}

// withoutOrigin is where the name ends that is followed up to end by whose or whence its bearer is: "Ismail Haniyeh | of Hamas".
func (r *reader) withoutOrigin(sent *dragoman.Sentence, end int32) int32 {
	m := r.nameEnding(end)
	if m < 0 {
		return end
	}
	i := r.d.Mentions[m].First - 1
	if i > sent.First && r.tree.upos(i) == dragoman.DET {
		i--
	}
	if i > sent.First && (r.tree.is(i, "of") || r.tree.is(i, "from")) {
		return i
	}
	return end
}

// timely are adverbs before an apposition.
var timely = setOf(`hitherto formerly once now then currently also still later previously`)

// namedBefore is the person whose apposition token i is in: the one before the comma that begins it.
func (r *reader) namedBefore(sent *dragoman.Sentence, i int32) int32 {
	for n := i; n > sent.First && n > i-2*maxTitle; n-- {
		if r.inPerson(n) {
			break // "President Lula, President Petro and the emir of Qatar": no apposition
		}
		switch r.tree.upos(n) {
		case dragoman.DET, dragoman.ADJ, dragoman.NOUN, dragoman.PROPN, dragoman.ADP, dragoman.NUM, dragoman.PART, dragoman.PRON:
			continue
		case dragoman.PUNCT:
			if r.tree.is(n, ",") {
				if m := r.personTo(n); m >= 0 {
					return m
				}
				continue
			}
			if r.tree.is(n, "-") {
				continue
			}
		}
		break
	}
	return -1
}

// holderOfClause is the subject of a copula before the title: "Turchynov, acting president since Saturday, is also the speaker". The title is past
// or to come where the copula is.
func (r *reader) holderOfClause(sent *dragoman.Sentence, x *title) int32 {
	i, copula := x.first-1, false
scan:
	for ; i > sent.First; i-- {
		switch w := lower(r.d.Word(i)); {
		case w == "was" || w == "were" || w == "had":
			x.former, copula = true, true
		case w == "will" && copula, w == "to" && copula:
			x.coming = true // "will be prime minister", "is to be chief justice"
		case copulas[w]:
			copula = true
		case w == "has" || w == "have", w == "also" || w == "now" || w == "still" || w == "currently" || w == "both" || w == "once":
		default:
			break scan
		}
	}
	switch {
	case !copula:
		return -1
	case r.tree.is(i, "who") && i > sent.First:
		i--
		if r.tree.is(i, ",") {
			i--
		}
		return r.personTo(i + 1)
	case r.tree.is(i, ","):
		return r.subjectBefore(sent, i)
	}
	return r.personTo(i + 1)
}

// afterRank skips a rank or an honorific before a name, and whence he is: "the defence minister, General Salifou Mody", "its chairman, Kenya's William Ruto".
func (r *reader) afterRank(sent *dragoman.Sentence, i int32) int32 {
	if head, end := r.nameAhead(sent, i); head >= 0 && end+1 < sent.End && r.tree.xpos(end) == dragoman.POS && r.partyType(head) == dragoman.PlaceEntity {
		i = end + 1
	}
	for i+1 < sent.End && (folded(ranks, r.d.Word(i)) || folded(honorifics, r.d.Word(i)) || folded(partRanks, r.d.Word(i))) {
		i++
		if i+2 < sent.End && r.tree.is(i, "-") && folded(ranks, r.d.Word(i+1)) {
			i++ // "Major-General"
		}
	}
	return i
}

// partRanks are words that stand before a rank.
var partRanks = setOf(`brig brig. vice rear`)

var honorifics = setOf(`gen gen. lt lt. col col. maj maj. capt capt. adm adm. sheikh sheik dr dr. mr mr. mrs mrs. ms ms. sir dame lord lady prof professor ayatollah mullah cardinal
	archbishop hajj haji mohd prince princess baroness baron count senator congressman`)

// closed reports whether an apposition ends at i.
func (r *reader) closed(sent *dragoman.Sentence, i int32) bool {
	if r.tree.is(i, "of") || r.tree.is(i, "from") { // "the prime minister, Ismail Haniyeh of Hamas, "
		if head, end := r.nameAhead(sent, i+1); head >= 0 {
			i = end
		}
	}
	return i >= sent.End || r.tree.upos(i) == dragoman.PUNCT || r.tree.is(i, "and") || r.tree.is(i, "who")
}

// tailed reports whether a title behind a name ends at i, or goes on with a phrase: "since March", "accused of", "who".
func (r *reader) tailed(sent *dragoman.Sentence, i int32) bool {
	if r.closed(sent, i) {
		return true
	}
	switch r.tree.upos(i) {
	case dragoman.ADP, dragoman.CCONJ, dragoman.SCONJ:
		return true
	}
	return r.tree.xpos(i) == dragoman.VBN || r.tree.is(i, "until") || r.tree.is(i, "whose") || r.tree.is(i, "that") || r.tree.is(i, "which")
}

// personFrom is the person named from token i on, -1 for none. Of a name that the tagger cut, the end is enough: "Zine | al-Abidine Ben Ali".
func (r *reader) personFrom(i int32) int32 {
	best := int32(-1)
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.Kind != dragoman.Name || !r.isPerson(int32(m)) || x.First > i+1 || i >= x.End || i-x.First > 1 ||
			x.First > i && (r.tree.upos(i) != dragoman.PROPN || r.mentionAt[i] >= 0) {
			continue
		}
		if best < 0 || x.End > r.d.Mentions[best].End {
			best = int32(m)
		}
	}
	return best
}

// personTo is the person whose name ends before token end, -1 for none.
func (r *reader) personTo(end int32) int32 {
	return r.nameTo(end, r.isPerson)
}

// nameTo is the first name that ends before token end and is what is asked for, or -1.
func (r *reader) nameTo(end int32, is func(m int32) bool) int32 {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.End == end && x.Kind == dragoman.Name && is(int32(m)) {
			return int32(m)
		}
	}
	return -1
}

// isPerson reports whether a mention by name is of a person, by the name or by who is meant.
func (r *reader) isPerson(m int32) bool {
	x := &r.d.Mentions[m]
	return x.Type == dragoman.PersonEntity || x.Type == dragoman.OtherEntity && r.isParty(m) && r.partyOf(m).Type == dragoman.PersonEntity
}
