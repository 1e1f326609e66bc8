package mention

import "dragoman"

// detail is what linking knows of a mention beside what Document.Mentions says.
type detail struct {
	top        int32  // the token that heads it in the tree: the title in "President Putin"
	phrase     uint64 // hash of its words, without determiner, honours and "'s"
	lemma      uint64 // of its head
	key        uint64 // the word by which a name is taken up again: a surname
	acronym    uint64 // hash of its initials, or of itself where it may be such; 0 for none
	class      wordClass
	form       form
	pronoun    pronounForm
	label      nameClass
	reflexive  bool
	antecedent int32 // the mention it is linked to, -1 for none
	chain      int32
	sentence   int32
	paragraph  int32
	quote      int32
	words      int32  // words of the phrase
	noun       int32  // of a relative pronoun: the token it hangs on
	nation     uint16 // number of the nation its words name, 0 for none
	title      uint64 // lemma of the office its words name, 0 for none
}

// form is how a mention is worded, as far as it tells what the mention may stand for.
type form uint8

const (
	formName form = iota
	formDefinite
	formDemonstrative
	formPossessed
	formIndefinite
	formQuantified
	formBare
	formBarePlural
	formAdjective
	formPronoun
)

// collect makes the mentions, in the order of the tokens that head them.
func (f *Finder) collect() {
	n := len(f.tokens)
	if cap(f.headOf) < n {
		f.headOf = make([]int32, n+n/4)
	}
	f.headOf = f.headOf[:n]
	f.mentions = f.mentions[:0]
	for i := range f.headOf {
		f.headOf[i] = -1
	}
	for i := range int32(n) {
		if f.headOf[i] >= 0 || f.inLastName(i) {
			continue
		}
		switch ok, proper := f.mayName(i); {
		case f.isOrdered(i):
			f.addOrdered(i)
		case ok && proper && (named(f.tokens[i].label) || f.unclassed(i)):
			f.addName(i)
		case ok && (f.d.Tokens[i].UPOS == dragoman.NOUN || f.d.Tokens[i].UPOS == dragoman.PROPN && f.mayHead(i) || f.tokens[i].label == capitalNoun):
			f.addNominal(i)
		default:
			f.addOther(i)
		}
	}
}

// unclassed reports whether token i heads a name of two proper nouns or more that the classifier gives no class: "Hayat Tahrir al-Sham".
func (f *Finder) unclassed(i int32) bool {
	if f.tokens[i].label != noName || f.d.Tokens[i].UPOS != dragoman.PROPN || !f.mayHead(i) {
		return false
	}
	left, right := f.nameSpan(i)
	words := 0
	for j := left; j < right; j++ {
		t := &f.tokens[j]
		switch {
		case t.label != noName || t.class&(classTitleHead|classTitle|classHonorific) != 0:
			return false
		case f.capital(j) && f.d.Tokens[j].UPOS == dragoman.PROPN:
			words++
		}
	}
	return words > 1
}

// inLastName reports whether a token is part of a name already made a mention: "Trump" of "Donald Trump", "Washington" of the ship "George Washington".
func (f *Finder) inLastName(i int32) bool {
	for k := len(f.d.Mentions) - 1; k >= 0 && k >= len(f.d.Mentions)-2; k-- {
		if m := &f.d.Mentions[k]; m.Kind == dragoman.Name && i > m.Head && i < m.End &&
			(m.Type == dragoman.PersonEntity || f.tokens[i].label == noName && f.d.Tokens[i].Deprel == dragoman.RelFlat) {
			return true
		}
	}
	return false
}

// named reports whether a class is one of names.
func named(c nameClass) bool {
	return c == personName || c == organizationName || c == placeName || c == otherName
}

// mayHead reports whether a proper noun that the classifier does not take for the head of a name may head a noun phrase at all.
func (f *Finder) mayHead(i int32) bool {
	switch f.d.Tokens[i].Deprel.Universal() {
	case dragoman.RelCompound, dragoman.RelFlat, dragoman.RelAmod, dragoman.RelNummod, dragoman.RelGoeswith, dragoman.RelPunct:
		return false
	}
	return f.d.Tokens[i].Deprel != dragoman.RelNmodUnmarked && f.d.Tokens[i].Deprel != dragoman.RelNmodDesc
}

// addMention appends a mention over [first, end) whose head in the tree is top.
func (f *Finder) addMention(m dragoman.Mention, top int32) *detail {
	t := &f.tokens[top]
	m.Sentence, m.Chain, m.Next = t.sentence, -1, -1
	f.headOf[top], f.headOf[m.Head] = int32(len(f.d.Mentions)), int32(len(f.d.Mentions))
	f.d.Mentions = append(f.d.Mentions, m)
	f.mentions = append(f.mentions, detail{top: top, lemma: f.tokens[m.Head].lemma, class: t.class, label: t.label, antecedent: -1, chain: -1,
		sentence: t.sentence, paragraph: f.d.Sentences[t.sentence].Block, quote: t.quote})
	d := &f.mentions[len(f.mentions)-1]
	f.describe(d, &m)
	return d
}

// describe hashes the words of the mention.
func (f *Finder) describe(d *detail, m *dragoman.Mention) {
	all := wordClass(0)
	for j := m.First; j < m.End; j++ {
		t := &f.tokens[j]
		if t.shape == shapePunct || f.d.Tokens[j].UPOS == dragoman.DET || f.d.Tokens[j].XPOS == dragoman.POS || f.d.Tokens[j].XPOS == dragoman.PRPS {
			continue
		}
		d.phrase = phraseHash(d.phrase, t.word)
		all |= t.class
		d.words++
	}
	if m.Kind == dragoman.Name {
		d.class |= all | f.model.classes[d.phrase]
	}
}
