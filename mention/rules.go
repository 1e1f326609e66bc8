package mention

import (
	"slices"
	"strings"

	"dragoman"
)

// ruled links a mention by rules that rarely err; -1 where none applies.
func (f *Finder) ruled(m int32) (int32, dragoman.Link) {
	x := &f.d.Mentions[m]
	switch x.Kind {
	case dragoman.Pronoun:
		return f.ruledPronoun(m)
	case dragoman.Name:
		return f.ruledName(m)
	case dragoman.Nominal:
		return f.ruledNominal(m)
	}
	return -1, 0
}

func (f *Finder) ruledPronoun(m int32) (int32, dragoman.Link) {
	d := &f.mentions[m]
	switch {
	case d.pronoun == formRelative:
		if a := f.headOf[d.noun]; a >= 0 && a < m {
			return a, dragoman.LinkRelative
		}
	case d.reflexive:
		if s := f.subjectOver(d.top); s >= 0 && s < m && f.agree(m, s) {
			return s, dragoman.LinkPronoun
		}
	case f.d.Tokens[d.top].XPOS == dragoman.PRPS && d.pronoun >= formHe && d.pronoun <= formThey:
		if s := f.ownSubject(m); s >= 0 {
			return s, dragoman.LinkPronoun
		}
		if s := f.centre(m); s >= 0 && d.quote == 0 {
			return s, dragoman.LinkPronoun
		}
	case d.pronoun >= formHe && d.pronoun <= formIt && d.quote == 0:
		if s := f.centre(m); s >= 0 {
			return s, dragoman.LinkPronoun
		}
		if s := f.placed(m); s >= 0 {
			return s, dragoman.LinkPronoun
		}
	case d.pronoun == formI && d.quote > 0:
		if s := f.speaker(m); s >= 0 {
			return s, dragoman.LinkSpeaker
		}
		if s := f.speakerAhead(m); s >= 0 {
			return s, dragoman.LinkSpeaker
		}
	}
	return -1, 0
}

// ownSubject is the subject of the verb whose object or adjunct a possessive stands with: "the UN withdrew its staff".
func (f *Finder) ownSubject(m int32) int32 {
	noun := f.d.Tokens[f.mentions[m].top].Head
	if noun < 0 || !argument(f.d.Tokens[noun].Deprel) || f.isSubject(noun) {
		return -1
	}
	verb := f.d.Tokens[noun].Head
	if verb < 0 || f.tokens[verb].subject < 0 {
		return -1
	}
	s := f.headOf[f.tokens[verb].subject]
	if s < 0 || s >= m || f.tokens[f.tokens[verb].subject].conj >= 0 || f.d.Mentions[s].Kind == dragoman.Adjective || !f.pronounMay(m, s) {
		return -1
	}
	return s
}

// centre is the party named as the subject of the sentence before, for "he", "it" or "its" that begins the next: "Ruto thanked the Cuban leader. He
// flew home."
func (f *Finder) centre(m int32) int32 {
	d := &f.mentions[m]
	s := &f.d.Sentences[d.sentence]
	own := f.d.Tokens[d.top].XPOS == dragoman.PRPS && d.top == s.First
	if !own && (!f.isSubject(d.top) || d.top > s.First+1) || d.sentence == 0 || d.pronoun > formIt {
		return -1
	}
	before := &f.d.Sentences[d.sentence-1]
	for i := before.First; i < before.End; i++ {
		if f.d.Tokens[i].Head >= 0 || f.tokens[i].subject < 0 {
			continue
		}
		a := f.headOf[f.tokens[i].subject]
		if o := f.tokens[f.tokens[i].subject].poss; own && o >= 0 && a >= 0 && f.headOf[o] >= 0 && f.d.Mentions[a].Number == dragoman.Plural && d.pronoun == formIt {
			a = f.headOf[o] // "NATO's jets bombed them. Its chief met the press"
		}
		if a < 0 || f.d.Mentions[a].Kind != dragoman.Name && f.tokens[f.tokens[i].subject].appos < 0 {
			continue
		}
		c := &f.ranker.chains[f.d.Mentions[a].Chain]
		if c.named && (c.typ == dragoman.PersonEntity) == (d.pronoun != formIt) && c.typ != dragoman.OtherEntity && f.pronounMay(m, a) {
			return a
		}
	}
	return -1
}

// subjectOver is the mention that is the subject of the clause of token i, -1 for none.
func (f *Finder) subjectOver(i int32) int32 {
	for range climbLimit {
		i = f.d.Tokens[i].Head
		if i < 0 {
			return -1
		}
		if s := f.tokens[i].subject; s >= 0 {
			return f.headOf[s]
		}
	}
	return -1
}

func (f *Finder) ruledName(m int32) (int32, dragoman.Link) {
	d := &f.mentions[m]
	if a := f.sameName(m); a >= 0 {
		return a, dragoman.LinkSameName
	}
	if a := f.bracketed(m); a >= 0 {
		return a, dragoman.LinkAcronym
	}
	if d.acronym != 0 {
		short := d.words == 1
		other := func(a int32) bool {
			return f.d.Mentions[a].Type != dragoman.PersonEntity && (f.mentions[a].words == 1) != short
		}
		if a := f.last(keyAcronym, d.acronym, other); a >= 0 {
			return a, dragoman.LinkAcronym
		}
	}
	return f.besideOrBefore(m)
}

// crowned reports whether a title stands before a name that goes with given names: King Hussein is not Saddam Hussein.
func (f *Finder) crowned(x *dragoman.Mention) bool {
	if x.First == 0 {
		return false
	}
	switch f.d.Word(x.First - 1) {
	case "King", "Queen", "Pope", "Emperor", "Empress", "Emir", "Sultan", "Prince", "Princess":
		return true
	}
	return false
}

// sameName is the last mention by the same name, or of the person whose surname it is, else of the one whose given name it is: "Minister Retno", of
// Retno Marsudi.
func (f *Finder) sameName(m int32) int32 {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	same := func(a int32) bool { return f.sameType(m, a) }
	if a := f.last(keyPhrase, d.phrase, same); a >= 0 {
		return a
	}
	if x.Type != dragoman.PersonEntity || d.words != 1 || f.crowned(x) {
		return -1
	}
	person := func(a int32) bool {
		return f.d.Mentions[a].Type == dragoman.PersonEntity && f.d.Mentions[a].Number != dragoman.Plural && genderFits(x.Gender, f.ranker.chains[f.d.Mentions[a].Chain].gender)
	}
	if a := f.last(keySurname, d.key, person); a >= 0 {
		return a
	}
	return f.last(keyGiven, d.key, person)
}

// sameType reports whether two names may be of one thing: of one type, or one of them of none.
func (f *Finder) sameType(m, a int32) bool {
	x, y := f.d.Mentions[m].Type, f.ranker.chains[f.d.Mentions[a].Chain].typ
	return x == y || x == dragoman.OtherEntity || y == dragoman.OtherEntity || x != dragoman.PersonEntity && y != dragoman.PersonEntity
}

func (f *Finder) ruledNominal(m int32) (int32, dragoman.Link) {
	if a := f.bareSurname(m); a >= 0 {
		return a, dragoman.LinkSameName
	}
	if a, why := f.ordered(m); a >= 0 {
		return a, why
	}
	if a, why := f.counterpart(m); a >= 0 {
		return a, why
	}
	if a := f.nameBeside(m); a >= 0 {
		return a, dragoman.LinkAppos
	}
	if a := f.incumbent(m); a >= 0 {
		return a, dragoman.LinkSameHead
	}
	return f.besideOrBefore(m)
}

// besideOrBefore links a noun to what it stands in apposition to, or to the pronoun before it that tells of it.
func (f *Finder) besideOrBefore(m int32) (int32, dragoman.Link) {
	if a, why := f.apposition(m); a >= 0 {
		return a, why
	}
	if a := f.foreshadowed(m); a >= 0 {
		return a, dragoman.LinkCataphor
	}
	return -1, 0
}

// incumbent is the last person named with the office of a bare "the president", however far back.
func (f *Finder) incumbent(m int32) int32 {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	t := &f.tokens[d.top]
	if d.form != formDefinite || d.title == 0 || d.title == wordLeader || d.nation != 0 || d.words > 1 || t.appos >= 0 || x.Number == dragoman.Plural {
		return -1
	}
	for a := m - 1; a >= 0 && a > m-counterpartMentions; a-- {
		c := &f.ranker.chains[f.d.Mentions[a].Chain]
		if c.named && c.typ == dragoman.PersonEntity && slices.Contains(c.titles[:], d.title) && !f.coArguments(m, a) {
			return a
		}
	}
	return -1
}

// nameBeside is the earlier mention of the person whose name stands beside a description: "the rebels' leader, Joseph Kony" is Kony of the
// paragraph before.
func (f *Finder) nameBeside(m int32) int32 {
	if b := f.nameOf(m); b >= 0 {
		return f.sameName(b)
	}
	return -1
}

// nameOf is the person's name in apposition to a description before it, -1 for none.
func (f *Finder) nameOf(m int32) int32 {
	d := &f.mentions[m]
	k := f.tokens[d.top].appos
	if f.d.Mentions[m].Type != dragoman.PersonEntity || k < 0 {
		return -1
	}
	b := f.headOf[k]
	if b <= m || f.d.Mentions[b].Kind != dragoman.Name || f.d.Mentions[b].Type != dragoman.PersonEntity {
		return -1
	}
	return b
}

// bareSurname finds the person whose surname a proper noun is that the classifier took for no name, and makes it one.
func (f *Finder) bareSurname(m int32) int32 {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	t := &f.tokens[d.top]
	if f.d.Tokens[d.top].UPOS != dragoman.PROPN || d.words != 1 || t.det >= 0 || t.label == timeName || f.crowned(x) {
		return -1
	}
	a := f.last(keySurname, f.wordKey(d.top), func(a int32) bool {
		return f.d.Mentions[a].Type == dragoman.PersonEntity && f.mentions[a].words > 1
	})
	if a >= 0 {
		x.Kind, x.Type, x.Number, x.Gender = dragoman.Name, dragoman.PersonEntity, dragoman.Singular, dragoman.AnyGender
		d.form, d.label, d.key = formName, personName, f.wordKey(d.top)
	}
	return a
}

// bracketed finds the name that "(HTS)" stands right behind.
func (f *Finder) bracketed(m int32) int32 {
	x := &f.d.Mentions[m]
	if m == 0 || x.First == 0 || x.End-x.First != 1 || f.tokens[x.Head].shape != shapeUpper || f.d.Tokens[x.First-1].XPOS != dragoman.LRB ||
		f.d.Blocks[f.mentions[m].paragraph].Kind == dragoman.Dateline {
		return -1 // "KHARTOUM (AP)" is no agency
	}
	for a := m - 1; a >= 0 && a >= m-3; a-- {
		y := &f.d.Mentions[a]
		if y.End != x.First-1 || y.Kind != dragoman.Name {
			continue
		}
		place := y.Type == dragoman.PlaceEntity && f.mentions[a].nation == 0 && f.mentions[a].words > 2
		if y.Type != dragoman.PersonEntity && !place {
			return a
		}
		if f.mentions[a].acronym == f.mentions[m].acronym && f.mentions[m].acronym != 0 { // no person goes by initials so, and few places but countries
			y.Type, y.Gender, f.mentions[a].label = dragoman.OrganizationEntity, dragoman.Neuter, organizationName
			c := &f.ranker.chains[y.Chain]
			c.typ, c.gender, c.number = y.Type, y.Gender, dragoman.AnyNumber
			return a
		}
		if place {
			return a
		}
	}
	return -1
}

// apposition links what stands beside a noun to it, where one of them is a name and both are of one type: "Russian President, Vladimir
// Putin".
func (f *Finder) apposition(m int32) (int32, dragoman.Link) {
	d := &f.mentions[m]
	t := &f.d.Tokens[d.top]
	if t.Deprel != dragoman.RelAppos || t.Head < 0 {
		return -1, 0
	}
	a := f.headOf[t.Head]
	if a < 0 || a >= m {
		return -1, 0
	}
	x, y := &f.d.Mentions[m], &f.d.Mentions[a]
	if x.First > 0 && f.d.Tokens[x.First-1].UPOS == dragoman.CCONJ {
		return -1, 0 // the last of a list: "Sisi, Erdogan and Qatar's emir"
	}
	if x.Type != y.Type || x.Type == dragoman.OtherEntity || !f.agree(m, a) || !f.congruent(m, a) {
		return -1, 0
	}
	if x.Kind == dragoman.Name && y.Kind == dragoman.Name && x.Type != dragoman.OrganizationEntity {
		return -1, 0 // a list, or "Paris, France"
	}
	return a, dragoman.LinkAppos
}

// congruent reports whether what the words say of a mention fits its antecedent's chain: a name takes up no other name, "the Syrian
// leader" no US president, "the minister" nobody who is known as something else. Who holds an office on the day is for the actor
// stage to say, not for the nearness of words.
func (f *Finder) congruent(m, a int32) bool {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	c := &f.ranker.chains[f.d.Mentions[a].Chain]
	if x.Kind == dragoman.Pronoun {
		return true
	}
	if x.Kind == dragoman.Name && c.named && f.namesClash(m, c.best) {
		return false
	}
	beside := f.d.Tokens[d.top].Deprel == dragoman.RelAppos || f.copular(m, a)
	if !beside && f.otherPeople(m, a) {
		return false
	}
	switch {
	case x.Type != dragoman.PersonEntity && c.typ != dragoman.PersonEntity:
		if x.Kind == dragoman.Nominal && c.named && !beside && d.lemma != f.mentions[a].lemma && d.words > 1 && d.sentence == f.mentions[a].sentence {
			return false // "the rebel alliance" is not the United Nations; "the group" may be
		}
		return d.nation == 0 || c.nation == 0 || d.nation == c.nation || d.lemma != f.mentions[a].lemma
	case d.nation != 0 && c.nation != 0:
		if d.nation != c.nation {
			return false
		}
	case d.nation != 0 && x.Kind == dragoman.Nominal && c.named && !beside:
		return false
	}
	if x.Kind != dragoman.Nominal || d.title == 0 || !c.named && f.d.Mentions[a].Kind != dragoman.Nominal || beside || d.lemma == f.mentions[a].lemma {
		return true // "the governor" is no "elderly couple"
	}
	for _, t := range c.titles {
		if t == d.title || t != 0 && d.title == wordLeader {
			return true
		}
	}
	return false
}

// otherPeople reports whether two plurals say different things of people: "the reporters" are not "officials", though "the people" may be.
func (f *Finder) otherPeople(m, a int32) bool {
	x, y, d, e := &f.d.Mentions[m], &f.d.Mentions[a], &f.mentions[m], &f.mentions[a]
	if x.Kind != dragoman.Nominal || y.Kind != dragoman.Nominal || x.Number != dragoman.Plural || y.Number != dragoman.Plural || d.lemma == e.lemma {
		return false
	}
	return d.class&classPerson != 0 && e.class&classPerson != 0 && !anybody[d.lemma] && !anybody[e.lemma]
}

// anybody are the nouns for people that say nothing of them, or what has just happened to them, and so take up any others.
var anybody = hashSet("people person man woman child human individual member resident citizen civilian victim survivor suspect casualty dead attacker assailant leader opponent " +
	"enemy friend colleague partner pair couple guest participant other one kid boy girl guy")

func hashSet(words string) map[uint64]bool {
	out := map[uint64]bool{}
	for word := range strings.FieldsSeq(words) {
		out[foldHash(word)] = true
	}
	return out
}

var wordLeader = foldHash("leader")

// namesClash reports whether two names cannot be of one thing: no word of the shorter is a word of the longer, nor are they initials.
func (f *Finder) namesClash(m, b int32) bool {
	d, e := &f.mentions[m], &f.mentions[b]
	if f.d.Mentions[b].Kind != dragoman.Name || d.phrase == e.phrase || d.acronym != 0 && d.acronym == e.acronym && (d.words == 1 || e.words == 1) || d.key == e.key {
		return false
	}
	x, y := &f.d.Mentions[m], &f.d.Mentions[b]
	if d.words < e.words {
		return !f.within(x, y)
	}
	return !f.within(y, x)
}

// agree reports whether mention m may stand for the thing of mention a by number, gender and type.
func (f *Finder) agree(m, a int32) bool {
	x, c := &f.d.Mentions[m], &f.ranker.chains[f.d.Mentions[a].Chain]
	if x.Number != dragoman.AnyNumber && c.number != dragoman.AnyNumber && x.Number != c.number {
		return false
	}
	return genderFits(x.Gender, c.gender)
}

func genderFits(x, y dragoman.Gender) bool {
	return x == y || x == dragoman.AnyGender || y == dragoman.AnyGender
}
