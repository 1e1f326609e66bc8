package code

import (
	"dragoman"
	"dragoman/codebook"
	"dragoman/country"
)

// Where a title begins and ends, and the names and bodies beside it.

// inPerson reports whether a token belongs to the name of a person.
func (r *reader) inPerson(i int32) bool {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First <= i && i < x.End && x.Kind == dragoman.Name {
			return x.Type == dragoman.PersonEntity
		}
	}
	return false
}

// titleParticiples are participles that belong to titles wherever they stand.
var titleParticiples = setOf(`managing acting outgoing incoming ruling sitting serving governing presiding commanding`)

// describes reports whether a participle or an adverb belongs to a title: "newly elected", "the outgoing".
func (r *reader) describes(sent *dragoman.Sentence, i int32) bool {
	t := &r.tree
	switch {
	case t.upos(i) == dragoman.ADV, folded(titleParticiples, r.d.Word(i)):
		return true
	case t.xpos(i) != dragoman.VBN && t.xpos(i) != dragoman.VBG && t.xpos(i) != dragoman.JJ:
		return false
	case i == sent.First:
		return true
	}
	switch t.upos(i - 1) {
	case dragoman.DET, dragoman.ADV, dragoman.ADJ, dragoman.ADP:
		return true
	}
	return t.xpos(i-1) == dragoman.POS || t.xpos(i-1) == dragoman.PRPS
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
		if _, nation := country.ByDemonym(r.d.Word(i)); nation && r.tree.upos(i) != dragoman.NOUN {
			break
		}
		if r.tree.upos(i) == dragoman.DET || r.tree.xpos(i) == dragoman.POS || r.tree.xpos(i) == dragoman.PRPS || w == "whose" || r.namesParty(i) && r.tree.upos(i) != dragoman.NOUN || w == "former" || w == "next" || singled[w] || w == "-" && i > first && !folded(compounding, r.d.Word(i-1)) {
			break
		}
		at = i
	}
	if at > first && r.tree.is(at, "-") {
		at-- // "Vice-President"
	}
	return at
}

// bodyAhead is what an office is of behind "of": a name, with whose it is or what it is before it: "Iran's armed forces", "the opposition MDC", "the
// Conservative party".
func (r *reader) bodyAhead(sent *dragoman.Sentence, i int32) (head, after int32) {
	if head, after = r.nameAhead(sent, i); head >= 0 && r.tree.upos(head) != dragoman.ADJ && !(after < sent.End && r.tree.xpos(after) == dragoman.POS) {
		if after < sent.End && r.tree.upos(after) == dragoman.NOUN && r.classOf(after)&(codebook.Org|codebook.Armed) != 0 {
			return after, after + 1 // "the Amal movement"
		}
		return head, r.wholeName(sent, after)
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
			if r.namesParty(n) || r.acronym(n) || r.classOf(n)&(codebook.Org|codebook.Armed) != 0 || branches[r.tree.lemma(n)] {
				return n, r.wholeName(sent, n+1)
			}
		}
		break
	}
	return -1, i
}

// wholeName is the token after the rest of a name cut at after: "the Joint Chiefs | of Staff".
func (r *reader) wholeName(sent *dragoman.Sentence, after int32) int32 {
	if after+1 < sent.End && r.tree.is(after, "of") && r.tree.upos(after+1) == dragoman.PROPN && (!r.namesParty(after+1) || r.tree.is(after+1, "staff")) {
		return after + 2
	}
	return after
}

// branches are nouns for a part of a state or a firm that has a head.
var branches = setOf(`service agency bureau department directorate authority office division unit secretariat inspectorate registry`)

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

// hasRole reports whether the Document has the title already, and knows what it is of.
func (r *reader) hasRole(first, end int32) bool {
	for i := range r.d.Roles {
		if x := &r.d.Roles[i]; x.Of >= 0 && x.First < end && x.End > first && (x.Office || x.Leads) {
			return true
		}
	}
	return false
}

// roleTold reports whether the words of a title have told already what a Role says.
func (r *reader) roleTold(role *dragoman.Role) bool {
	words := r.d.TokenSpan(role.First, role.End)
	for i := range r.d.Standings {
		s := &r.d.Standings[i]
		if s.Evidence.Rule == "construction:office" && s.Subject.Chain == r.d.Mentions[role.Holder].Chain && s.Evidence.Trigger.Start < words.End && words.Start < s.Evidence.Trigger.End {
			return true
		}
	}
	return false
}
