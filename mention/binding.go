package mention

import "dragoman"

// Whom a pronoun can and cannot mean by where it stands in its sentence.

// actor is the mention of whoever does what the verb v says: its subject, or that of the verb it is joined to or hangs on; -1 for none.
func (f *Finder) actor(v int32) int32 {
	for range climbLimit {
		if v < 0 {
			break
		}
		if s := f.tokens[v].subject; s >= 0 {
			return f.headOf[s]
		}
		t := &f.d.Tokens[v]
		beside := t.Deprel.Universal() == dragoman.RelAdvcl && t.Head < v && toParties[f.tokens[v].lemma] && v > 0 && f.d.Word(v-1) == "," // "filed a petition, asking it to rule"
		if t.Deprel != dragoman.RelConj && !beside && (t.Deprel.Universal() != dragoman.RelXcomp || f.object(t.Head) >= 0) {
			break
		}
		v = t.Head
	}
	return -1
}

// object is the first direct object of the verb v, -1 for none.
func (f *Finder) object(v int32) int32 {
	if v < 0 {
		return -1
	}
	s := &f.d.Sentences[f.tokens[v].sentence]
	for k := s.First; k < s.End; k++ {
		if f.d.Tokens[k].Head == v && f.d.Tokens[k].Deprel.Universal() == dragoman.RelObj {
			return k
		}
	}
	return -1
}

// ofItsOwnDoer reports whether a is who does what is done to the pronoun m, by whatever word he is named there: "the president, who had arrested
// her" is not she, nor is who "met the king and thanked him" himself thanked.
func (f *Finder) ofItsOwnDoer(m, a int32) bool {
	t := &f.d.Tokens[f.mentions[m].top]
	switch t.Deprel.Universal() {
	case dragoman.RelObj, dragoman.RelIobj:
	case dragoman.RelObl:
		k := f.tokens[f.mentions[m].top].kase
		if k < 0 || !upon[f.tokens[k].word] {
			return false // "brought his men with him"
		}
	default:
		return false
	}
	s := f.actor(t.Head)
	return s >= 0 && s < m && f.d.Mentions[s].Chain >= 0 && f.d.Mentions[s].Chain == f.d.Mentions[a].Chain
}

// oneOfSubjects reports whether a is one of several who do what the singular possessive m stands in the object or an adjunct of, and so is not it: "France and
// Britain froze its assets".
func (f *Finder) oneOfSubjects(m, a int32) bool {
	d := &f.mentions[m]
	if d.pronoun < formHe || d.pronoun > formIt || d.sentence != f.mentions[a].sentence || f.d.Tokens[d.top].XPOS != dragoman.PRPS {
		return false
	}
	i, under := d.top, int32(-1)
	for range climbLimit {
		if i, under = f.d.Tokens[i].Head, i; i < 0 {
			return false
		}
		s := f.tokens[i].subject
		if s < 0 {
			continue
		}
		at := f.mentions[a].top
		return f.tokens[s].conj >= 0 && s != under && (at == s || f.d.Tokens[at].Deprel == dragoman.RelConj && f.d.Tokens[at].Head == s)
	}
	return false
}

var upon = hashSet(`on upon against to at`)

// spokenTo reports whether the pronoun m is whom somebody accuses, thanks or begs, and so no thing: in "to save a life, defying America, which begged
// it to stay" it is no life.
func (f *Finder) spokenTo(m int32) bool {
	t := &f.d.Tokens[f.mentions[m].top]
	return t.Head >= 0 && (t.Deprel.Universal() == dragoman.RelObj || t.Deprel.Universal() == dragoman.RelIobj) && toParties[f.tokens[t.Head].lemma]
}

// toParties are verbs whose object can be told something or answer for something.
var toParties = hashSet(`accuse thank congratulate urge beg implore ask tell warn inform assure remind persuade convince invite advise instruct order forbid notify
	reassure arrest detain jail interrogate sue pardon`)

// amounts are nouns for how many there are, of people as of things.
var amounts = hashSet(`hundred hundreds thousand thousands dozen dozens score scores million millions number majority minority handful group most many half third remainder rest total`)

// coordinated is the object of the verb that the clause of "him" or "her" is joined to, with one subject: "Smith released Nkomo, under pressure from
// Vorster, and began talks with him".
func (f *Finder) coordinated(m int32) int32 {
	d := &f.mentions[m]
	t := &f.d.Tokens[d.top]
	if t.Head >= 0 && t.Deprel == dragoman.RelNmod && f.d.Tokens[t.Head].Deprel.Universal() == dragoman.RelObj {
		t = &f.d.Tokens[t.Head]
	}
	switch t.Deprel.Universal() {
	case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl:
	default:
		return -1
	}
	v := t.Head
	if v < 0 || f.tokens[v].subject >= 0 || f.d.Tokens[v].Deprel != dragoman.RelConj || f.d.Tokens[v].Head > v {
		return -1
	}
	o := f.object(f.d.Tokens[v].Head)
	if o < 0 || o > v || f.headOf[o] < 0 || f.headOf[o] >= m {
		return -1
	}
	a := f.headOf[o]
	if f.ranker.chains[f.d.Mentions[a].Chain].typ != dragoman.PersonEntity || !f.pronounMay(m, a) {
		return -1
	}
	return a
}

// reporter is the subject of the verb of saying whose clause the pronoun m is the subject of: "in a note delivered by the Swiss embassy, Tehran denied
// that it had mined the tankers".
func (f *Finder) reporter(m int32) int32 {
	d := &f.mentions[m]
	t := &f.d.Tokens[d.top]
	if t.Head < 0 || !f.isSubject(d.top) || f.d.Tokens[t.Head].Deprel != dragoman.RelCcomp {
		return -1
	}
	say := f.d.Tokens[t.Head].Head
	if say < 0 || say > d.top || !reports[f.tokens[say].lemma] || f.tokens[say].subject < 0 {
		return -1
	}
	a := f.headOf[f.tokens[say].subject]
	if a < 0 || a >= m || f.d.Mentions[a].Kind == dragoman.Adjective {
		return -1
	}
	c := &f.ranker.chains[f.d.Mentions[a].Chain]
	if c.typ != dragoman.OrganizationEntity && c.typ != dragoman.PlaceEntity || !f.pronounMay(m, a) {
		return -1
	}
	return a
}

// reports are verbs of saying of what one does oneself more often than not.
var reports = hashSet(`say deny claim announce admit confirm declare insist promise pledge vow agree acknowledge add state maintain hope`)

// foreshadowed is the pronoun in the words before the subject m of a clause that tells of m and of nobody before: "Following the arrest of its leader, the
// group threatened to blow up pipelines".
func (f *Finder) foreshadowed(m int32) int32 {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	v := f.d.Tokens[d.top].Head
	if v < 0 || !f.isSubject(d.top) || x.Type == dragoman.OtherEntity || d.quote > 0 {
		return -1
	}
	for a := m - 1; a >= 0 && f.mentions[a].sentence == d.sentence; a-- {
		y, e := &f.d.Mentions[a], &f.mentions[a]
		if y.Kind != dragoman.Pronoun || f.d.Mentions[f.ranker.chains[y.Chain].best].Kind != dragoman.Pronoun || !f.fronted(e.top, v) || f.undergoes(e.top) {
			continue
		}
		switch e.pronoun {
		case formHe, formShe:
			if x.Type != dragoman.PersonEntity {
				continue
			}
		case formIt:
			if x.Type == dragoman.PersonEntity || x.Number == dragoman.Plural {
				continue
			}
		case formThey:
			if x.Number != dragoman.Plural {
				continue
			}
		default:
			continue
		}
		if f.agree(m, a) && f.ranker.chains[y.Chain].count < 3 {
			return a
		}
	}
	return -1
}

// undergoes reports whether what is done to the pronoun at token i is done by whom the main clause has as its subject, and so to somebody else: "two
// years after banning it, Sri Lanka let the party in again".
func (f *Finder) undergoes(i int32) bool {
	t := &f.d.Tokens[i]
	return t.Head >= 0 && f.tokens[t.Head].subject < 0 && (t.Deprel.Universal() == dragoman.RelObj || t.Deprel.Universal() == dragoman.RelIobj)
}

// fronted reports whether token i stands in an adjunct of the verb v.
func (f *Finder) fronted(i, v int32) bool {
	for range climbLimit {
		t := &f.d.Tokens[i]
		if t.Head == v {
			return t.Deprel.Universal() == dragoman.RelObl || t.Deprel.Universal() == dragoman.RelAdvcl
		}
		if i = t.Head; i < 0 {
			break
		}
	}
	return false
}

// backward reports whether the noun m would give its name to the pronoun a before it in its sentence, which nothing before tells of, from elsewhere than
// the subject: in "she has been married to the oligarch" and "the arrest of its leader led to sanctions on Turkey" it does not.
func (f *Finder) backward(m, a int32) bool {
	y := &f.d.Mentions[a]
	if y.Kind != dragoman.Pronoun || f.mentions[m].sentence != f.mentions[a].sentence || f.d.Mentions[f.ranker.chains[y.Chain].best].Kind != dragoman.Pronoun {
		return false
	}
	t := &f.tokens[f.mentions[m].top]
	if t.kase >= 0 && f.tokens[t.kase].word == wordAs || f.undergoes(f.mentions[a].top) {
		return false // "as a prisoner, she refused to eat"
	}
	return !f.isSubject(f.mentions[m].top) && !f.copular(m, a) && f.d.Tokens[f.mentions[m].top].Deprel != dragoman.RelAppos
}

// tells reports whether words after the pronoun at token i say whom it means: "those killed", "those who fled", "that of the army".
func (f *Finder) tells(i int32) bool {
	s := &f.d.Sentences[f.tokens[i].sentence]
	for k := i + 1; k < s.End; k++ {
		if f.d.Tokens[k].Head != i {
			continue
		}
		switch f.d.Tokens[k].Deprel.Universal() {
		case dragoman.RelAcl, dragoman.RelNmod:
			return true
		}
	}
	return false
}

// bystander is the subject of the clause that another hangs on or is joined to, for whom somebody else does something to there, where no object of the
// first may be meant: "Obama exchanged five Taliban for Bergdahl, whereupon Republicans accused him".
func (f *Finder) bystander(m int32) int32 {
	t := &f.d.Tokens[f.mentions[m].top]
	if a := f.traveller(m); a >= 0 {
		return a
	}
	if r := t.Deprel.Universal(); r != dragoman.RelObj && r != dragoman.RelIobj || t.Head < 0 || f.tokens[t.Head].subject < 0 {
		return -1
	}
	v := &f.d.Tokens[t.Head]
	if r := v.Deprel.Universal(); r != dragoman.RelConj && r != dragoman.RelAdvcl || v.Head < 0 || v.Head > t.Head || f.tokens[v.Head].subject < 0 {
		return -1
	}
	if o := f.object(v.Head); o >= 0 && f.headOf[o] >= 0 && f.headOf[o] < m && f.pronounMay(m, f.headOf[o]) {
		return -1
	}
	a := f.headOf[f.tokens[v.Head].subject]
	if a < 0 || a >= m || f.d.Mentions[a].Kind == dragoman.Adjective || !f.pronounMay(m, a) {
		return -1
	}
	c := &f.ranker.chains[f.d.Mentions[a].Chain]
	if c.typ == dragoman.OtherEntity || (c.typ == dragoman.PersonEntity) != (f.mentions[m].pronoun != formIt) {
		return -1
	}
	return a
}

// owns reports whether the noun m belongs to a, and so is something else: "deposed by his own guard".
func (f *Finder) owns(m, a int32) bool {
	k := f.tokens[f.mentions[m].top].poss
	if k < 0 || f.headOf[k] < 0 || f.headOf[k] >= m {
		return false
	}
	return f.d.Mentions[f.headOf[k]].Chain == f.d.Mentions[a].Chain
}

// toldOf reports whether the pronoun m stands beside the verb of the clause that says which a is meant, and so is somebody else: "the man he had jailed".
func (f *Finder) toldOf(m, a int32) bool {
	t := &f.d.Tokens[f.mentions[m].top]
	if !argument(t.Deprel) || t.Head < 0 {
		return false
	}
	v := &f.d.Tokens[t.Head]
	return v.Deprel == dragoman.RelAclRelcl && v.Head == f.mentions[a].top && f.mentions[m].pronoun != formRelative
}

// bodyOfOne reports whether the noun m is one for a body, whatever the classifier takes it for, and a is somebody named: "Kammenos, whose small party".
func (f *Finder) bodyOfOne(m, a int32) bool {
	c := &f.ranker.chains[f.d.Mentions[a].Chain]
	return f.d.Mentions[m].Kind == dragoman.Nominal && c.named && c.typ == dragoman.PersonEntity && f.mentions[m].class&classGroup != 0 && f.mentions[m].class&classPerson == 0
}

// modifies reports whether the name a only tells whose the plural noun after it is, which "they" then means: "UN officials were shut out of their camps".
func (f *Finder) modifies(a int32) bool {
	t := &f.d.Tokens[f.mentions[a].top]
	return t.Deprel.Universal() == dragoman.RelCompound && t.Head >= 0 && f.headOf[t.Head] > a && f.d.Mentions[f.headOf[t.Head]].Number == dragoman.Plural
}

// commanded reports whether the name m stands within what the clause says of the noun a, and is something else (principle C of binding theory): "called on
// the government to let UN investigators in", "the president said that Ruto had fled".
func (f *Finder) commanded(m, a int32) bool {
	t := &f.d.Tokens[f.mentions[a].top]
	if f.mentions[m].sentence != f.mentions[a].sentence || !argument(t.Deprel) || t.Head < 0 || f.copular(m, a) {
		return false
	}
	i := f.mentions[m].top
	if f.d.Tokens[i].Deprel == dragoman.RelAppos {
		return false
	}
	for range climbLimit {
		k := &f.d.Tokens[i]
		if k.Head == t.Head {
			switch k.Deprel.Universal() {
			case dragoman.RelCcomp, dragoman.RelXcomp, dragoman.RelObj, dragoman.RelObl:
				return true
			}
			return k.Deprel.Universal() == dragoman.RelAdvcl && f.isSubject(f.mentions[a].top)
		}
		if i = k.Head; i < 0 {
			break
		}
	}
	return false
}

// resumed is whom "they", "he" or "she" at the head of a sentence takes up where nothing else tells: whom the sentence before has as its object, where
// something is done to both, or else its subject: "Police arrested two students. They were freed on Monday".
func (f *Finder) resumed(m int32) int32 {
	d := &f.mentions[m]
	if d.pronoun != formHe && d.pronoun != formShe && d.pronoun != formThey || d.quote > 0 || d.sentence == 0 || !f.isSubject(d.top) || d.top > f.d.Sentences[d.sentence].First+1 {
		return -1
	}
	before := &f.d.Sentences[d.sentence-1]
	for i := before.First; i < before.End; i++ {
		if f.d.Tokens[i].Head >= 0 || f.d.Tokens[i].UPOS != dragoman.VERB {
			continue
		}
		whom := f.tokens[i].subject
		if o := f.object(i); o >= 0 && f.d.Tokens[d.top].Deprel == dragoman.RelNsubjPass {
			whom = o
		}
		if whom < 0 || f.headOf[whom] < 0 || f.headOf[whom] >= m {
			return -1
		}
		a := f.headOf[whom]
		c := &f.ranker.chains[f.d.Mentions[a].Chain]
		if c.typ != dragoman.PersonEntity || f.d.Mentions[a].Kind == dragoman.Adjective || d.pronoun == formThey && c.number != dragoman.Plural || !f.pronounMay(m, a) {
			return -1
		}
		return a
	}
	return -1
}

// traveller is the subject of the clause that names the place "where" or the time "when" he or she does something: "Barrack, a friend of the president, flew to
// Beirut, where he met Aoun".
func (f *Finder) traveller(m int32) int32 {
	d := &f.mentions[m]
	if d.pronoun != formHe && d.pronoun != formShe || !f.isSubject(d.top) || d.top == 0 || f.tokens[d.top-1].word != wordWhere && f.tokens[d.top-1].word != wordWhen {
		return -1
	}
	i := f.d.Tokens[d.top].Head
	for range climbLimit {
		if i < 0 {
			break
		}
		if i = f.d.Tokens[i].Head; i < 0 || f.tokens[i].subject < 0 {
			continue
		}
		a := f.headOf[f.tokens[i].subject]
		if o := f.object(i); o >= 0 && f.headOf[o] >= 0 && f.headOf[o] < m && f.pronounMay(m, f.headOf[o]) || a < 0 || a >= m || !f.pronounMay(m, a) {
			break
		}
		if c := &f.ranker.chains[f.d.Mentions[a].Chain]; c.named && c.typ == dragoman.PersonEntity {
			return a
		}
		break
	}
	return -1
}

// placed is whom a pronoun means by its place in the sentence, -1 where that does not tell.
func (f *Finder) placed(m int32) int32 {
	it := f.mentions[m].pronoun == formIt
	if it {
		if a := f.reporter(m); a >= 0 {
			return a
		}
	} else if a := f.coordinated(m); a >= 0 {
		return a
	}
	if it && !f.spokenTo(m) {
		return -1
	}
	return f.bystander(m)
}

var wordAs, wordWhere, wordWhen = foldHash("as"), foldHash("where"), foldHash("when")
