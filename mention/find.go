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
		case ok && proper && named(f.tokens[i].label):
			f.addName(i)
		case ok && (f.d.Tokens[i].UPOS == dragoman.NOUN || f.d.Tokens[i].UPOS == dragoman.PROPN && f.mayHead(i) || f.tokens[i].label == capitalNoun):
			f.addNominal(i)
		default:
			f.addOther(i)
		}
	}
}

// inLastName reports whether a token is part of a person's name already made a mention: "Trump" of "Donald Trump".
func (f *Finder) inLastName(i int32) bool {
	for k := len(f.d.Mentions) - 1; k >= 0 && k >= len(f.d.Mentions)-2; k-- {
		if m := &f.d.Mentions[k]; m.Kind == dragoman.Name && m.Type == dragoman.PersonEntity && i > m.Head && i < m.End {
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

// addName makes the mention of a name: the words around its head, without a person's title. Where all of it is a title
// ("the President"), it is a nominal.
func (f *Finder) addName(i int32) {
	t := &f.tokens[i]
	left, right := f.widen(f.nameSpan(f.nameRoot(i, true)))
	first := left
	switch t.label {
	case personName:
		first = f.afterTitle(left, right)
	case placeName:
		for first < i && f.tokens[first].label == placeName && f.tokens[first].class&(classCountry|classDemonym) != 0 {
			first++ // "US" in "US Middle East policy"
		}
		left = first
		for j := i + 1; j < right; j++ {
			if f.tokens[j].class&classTitleHead != 0 {
				right = j // "US" in "US President Donald Trump"
			}
		}
	default:
		right = f.beforeTitle(i, right)
	}
	if first == right { // nothing but a title
		f.addNominal(i)
		return
	}
	if first == left && t.label != personName {
		right = f.ofName(i, right)
	}
	if t.det >= 0 && t.det == left-1 && left == first {
		first = t.det
	}
	head := i
	if head < first || head >= right {
		head = f.highest(first, right)
	}
	m := dragoman.Mention{First: first, End: right, Head: head, Kind: dragoman.Name, Type: t.label.entityType()}
	f.nameAttributes(&m, left)
	d := f.addMention(m, i)
	d.form = formName
	f.nationOf(d, left, first)
	if m.Type != dragoman.PersonEntity {
		if d.nation = f.model.nations[d.phrase]; d.nation != 0 {
			last := &f.d.Mentions[len(f.d.Mentions)-1]
			last.Type, last.Number, last.Gender = dragoman.PlaceEntity, dragoman.Singular, dragoman.Neuter
			d.label = placeName
		}
	}
	for j := left; j < first; j++ {
		if f.tokens[j].class&classTitleHead != 0 {
			d.title = f.tokens[j].lemma
		}
	}
	d.key, d.acronym = f.nameKey(&m), f.acronym(&m)
}

// widen adds proper nouns that stand right beside a name and head nothing of their own, whatever the tree makes of them.
func (f *Finder) widen(left, right int32) (int32, int32) {
	s := &f.d.Sentences[f.tokens[left].sentence]
	for left > s.First && f.loose(left-1) && f.tokens[left-1].shape != shapeLower && f.tokens[left-1].class&(classTitle|classHonorific|classCountry|classDemonym) == 0 {
		left--
	}
	for right < s.End {
		j := right
		if f.d.Tokens[j].XPOS == dragoman.HYPH && j+1 < s.End {
			j++
		}
		if !f.loose(j) {
			break
		}
		right = j + 1
	}
	return left, right
}

// loose reports whether a token is a proper noun that the classifier gives no mention.
func (f *Finder) loose(i int32) bool {
	t := &f.tokens[i]
	tag := &f.d.Tokens[i]
	joined := tag.Head >= 0 && f.capital(i) && (tag.Deprel == dragoman.RelCompound || tag.Deprel == dragoman.RelFlat) && f.d.Tokens[tag.Head].UPOS == dragoman.PROPN
	return (tag.UPOS == dragoman.PROPN || joined) && t.label == noName && t.shape != shapeDigit && t.shape != shapePunct
}

// beforeTitle cuts the name of an organisation before a title and leaves the rest to the person who bears it: "IMF Managing Director
// Kristalina Georgieva". It returns the end of the name.
func (f *Finder) beforeTitle(head, right int32) int32 {
	title := int32(-1)
	for j := head + 1; j+1 < right; j++ {
		if f.tokens[j].class&classTitleHead != 0 {
			title = j
		}
	}
	if title < 0 || f.tokens[title+1].class&(classMale|classFemale) == 0 {
		return right
	}
	end := title
	for end-1 > head && f.tokens[end-1].class&classTitle != 0 {
		end--
	}
	for j := end; j < right; j++ {
		f.tokens[j].label = noName
	}
	f.tokens[title+1].label = personName
	return end
}

// afterTitle returns the first token after the last word of a title or honour in [left, right).
func (f *Finder) afterTitle(left, right int32) int32 {
	first := left
	for j := left; j < right; j++ {
		t := &f.tokens[j]
		title := t.class&(classTitleHead|classHonorific) != 0 && t.class&(classMale|classFemale) == 0
		if title || t.class&classPerson != 0 && t.class&(classMale|classFemale) == 0 && j+1 < right {
			first = j + 1
		}
	}
	if first < right && first > left && f.tokens[first].shape == shapePunct {
		first++ // "Vice-President", "ex-Prime Minister"
	}
	return min(first, right)
}

// ofName widens the name of an organisation or a place over "of …": "Ministry of Foreign Affairs", "Republic of the Congo".
func (f *Finder) ofName(head, right int32) int32 {
	if f.tokens[head].class&(classOrg|classPlace) == 0 {
		return right
	}
	end := f.d.Sentences[f.tokens[head].sentence].End
	for right+1 < end {
		j := right
		word := f.tokens[j].word
		if word != wordOf && word != wordFor && !(word == wordAnd && right > head+1) {
			break
		}
		for j++; j < end && f.tokens[j].word == wordThe; j++ {
		}
		if j == end || f.d.Tokens[j].UPOS != dragoman.PROPN || !f.under(j, head) {
			break
		}
		for j < end && (f.d.Tokens[j].UPOS == dragoman.PROPN || f.d.Tokens[j].XPOS == dragoman.HYPH) && f.under(j, head) {
			j++
		}
		right = j
	}
	return right
}

var (
	wordFor = foldHash("for")
	wordAnd = foldHash("and")
)

// under reports whether token i hangs below head by a few steps.
func (f *Finder) under(i, head int32) bool {
	for range 6 {
		if i = f.d.Tokens[i].Head; i == head {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// highest is the token of [first, end) nearest to the root: the first whose head is outside.
func (f *Finder) highest(first, end int32) int32 {
	for i := first; i < end; i++ {
		if h := f.d.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// addNominal makes the mention of a noun phrase. A noun within a compound is one only where the classifier says so.
func (f *Finder) addNominal(i int32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	if tag.Deprel.Universal() == dragoman.RelCompound && t.label == noName || f.isTitle(i) {
		return
	}
	// A title before a name that hangs flat on it: "creator Mark Zuckerberg".
	if t.kids&kidFlat != 0 && f.addTitledName(i) {
		return
	}
	left, right := f.trim(i)
	m := dragoman.Mention{First: left, End: right, Head: i, Kind: dragoman.Nominal, Type: t.label.entityType(), Number: dragoman.Singular}
	if t.label == noName || t.label == capitalNoun {
		m.Type = typeOfNoun(t.class)
	}
	f.nominalAttributes(&m)
	d := f.addMention(m, i)
	d.form = f.nominalForm(i)
	f.nationOf(d, left, i)
	if t.class&classTitleHead != 0 && m.Type == dragoman.PersonEntity {
		d.title = t.lemma
	}
}

// isTitle reports whether a noun is the title of the name it hangs on: "President" of "Putin".
func (f *Finder) isTitle(i int32) bool {
	t := &f.d.Tokens[i]
	if t.Head < i || f.tokens[i].class&(classTitle|classTitleHead|classHonorific|classPerson) == 0 {
		return false
	}
	r := t.Deprel
	return (r == dragoman.RelNmodDesc || r == dragoman.RelFlat || r == dragoman.RelCompound) && f.tokens[t.Head].label == personName &&
		f.d.Tokens[t.Head].UPOS == dragoman.PROPN
}

// nationOf finds the nation that the words [left, right) before a head name: "US" in "the US president".
func (f *Finder) nationOf(d *detail, left, right int32) {
	for j := left; j < right && d.nation == 0; j++ {
		if t := &f.tokens[j]; t.class&(classCountry|classDemonym) != 0 && t.shape != shapeLower {
			d.nation = f.model.nations[t.word]
		}
		if a := f.headOf[j]; d.nation == 0 && a >= 0 && &f.mentions[a] != d {
			d.nation = f.mentions[a].nation // "New Zealand's flag"
		}
	}
}

// typeOfNoun is the type of a common noun by the lists.
func typeOfNoun(c wordClass) dragoman.EntityType {
	switch {
	case c&classPerson != 0:
		return dragoman.PersonEntity
	case c&classGroup != 0:
		return dragoman.OrganizationEntity
	case c&classPlaceNoun != 0:
		return dragoman.PlaceEntity
	}
	return dragoman.OtherEntity
}

// addTitledName makes the mention of a name whose title, in lower case, heads it.
func (f *Finder) addTitledName(i int32) bool {
	first := i + 1
	right := first
	for int(right) < len(f.tokens) && f.d.Tokens[right].Deprel == dragoman.RelFlat && f.d.Tokens[right].Head == i && f.d.Tokens[right].UPOS == dragoman.PROPN {
		right++
	}
	if right == first || f.headOf[first] >= 0 {
		return false
	}
	_, right = f.widen(first, right)
	m := dragoman.Mention{First: first, End: right, Head: first, Kind: dragoman.Name, Type: f.tokens[i].label.entityType()}
	if m.Type == dragoman.OtherEntity && f.tokens[i].class&classPerson != 0 {
		m.Type = dragoman.PersonEntity
	}
	f.nameAttributes(&m, i)
	d := f.addMention(m, i)
	d.form = formName
	d.key, d.acronym = f.nameKey(&m), f.acronym(&m)
	return true
}

// trim is the noun phrase of i: the unbroken run of words around it that hang on it, without appositions, relative clauses and a mark at
// its ends.
func (f *Finder) trim(i int32) (left, right int32) {
	left, right = i, i+1
	for left > f.tokens[i].left && f.inside(left-1, i) {
		left--
	}
	for right < f.tokens[i].right && f.inside(right, i) {
		right++
	}
	for left < i && (f.tokens[left].shape == shapePunct || f.d.Tokens[left].UPOS == dragoman.CCONJ) {
		left++
	}
	for right-1 > i && (f.tokens[right-1].shape == shapePunct || f.d.Tokens[right-1].Deprel == dragoman.RelAcl) {
		right--
	}
	return left, right
}

// inside reports whether token j belongs to the noun phrase of i.
func (f *Finder) inside(j, i int32) bool {
	for range climbLimit {
		t := &f.d.Tokens[j]
		if t.Head == i {
			return inPhrase(t.Deprel) || t.Deprel == dragoman.RelPunct
		}
		if t.Head < 0 || t.Deprel == dragoman.RelAppos || t.Deprel == dragoman.RelAclRelcl || t.Deprel == dragoman.RelParataxis {
			return false
		}
		j = t.Head
	}
	return false
}

func (f *Finder) nominalForm(i int32) form {
	t := &f.tokens[i]
	switch {
	case t.poss >= 0:
		return formPossessed
	case t.det >= 0:
		switch f.tokens[t.det].word {
		case wordThe:
			return formDefinite
		case wordThis, wordThat, wordThese, wordThose:
			return formDemonstrative
		case wordA, wordAn:
			return formIndefinite
		}
		return formQuantified
	case t.kids&kidNummod != 0:
		return formQuantified
	case f.d.Tokens[i].XPOS == dragoman.NNS || f.d.Tokens[i].XPOS == dragoman.NNPS:
		return formBarePlural
	}
	return formBare
}

var (
	wordThis, wordThat, wordThese, wordThose = foldHash("this"), foldHash("that"), foldHash("these"), foldHash("those")
	wordA, wordAn                            = foldHash("a"), foldHash("an")
	wordFormer, wordLatter                   = foldHash("former"), foldHash("latter")
)

// addOther makes mentions of what is no noun: pronouns, adjectives of nations, "the former", "the two".
func (f *Finder) addOther(i int32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	switch tag.UPOS {
	case dragoman.PRON:
		f.addPronoun(i)
	case dragoman.ADJ, dragoman.PROPN:
		capital := t.shape != shapeLower && t.shape != shapePunct && t.shape != shapeDigit
		if capital && t.class&(classDemonym|classCountry|classPeople) != 0 {
			m := dragoman.Mention{First: i, End: i + 1, Head: i, Kind: dragoman.Adjective, Type: dragoman.PlaceEntity, Gender: dragoman.Neuter}
			if t.class&classCountry != 0 && tag.UPOS == dragoman.PROPN {
				m.Kind = dragoman.Name
			}
			d := f.addMention(m, i)
			d.form = formAdjective
			d.label, d.key = placeName, d.lemma
			return
		}
		if t.det >= 0 && t.kase != i && tag.Deprel != dragoman.RelAmod && tag.UPOS == dragoman.ADJ {
			f.addBareAdjective(i)
		}
	case dragoman.NUM:
		if t.det >= 0 && tag.Deprel != dragoman.RelNummod && tag.Deprel != dragoman.RelCompound {
			f.addBareAdjective(i)
		}
	}
}

// isOrdered reports whether token i is the noun of "the former" or "the latter": no adjective before a noun.
func (f *Finder) isOrdered(i int32) bool {
	if w := f.tokens[i].word; w != wordFormer && w != wordLatter || i == 0 || f.tokens[i-1].word != wordThe {
		return false
	}
	if int(i)+1 == len(f.tokens) {
		return true
	}
	switch f.d.Tokens[i+1].UPOS {
	case dragoman.NOUN, dragoman.PROPN, dragoman.ADJ, dragoman.NUM, dragoman.VERB:
		return f.tokens[i].word == wordLatter && f.d.Tokens[i+1].UPOS == dragoman.VERB
	}
	return true
}

func (f *Finder) addOrdered(i int32) {
	d := f.addMention(dragoman.Mention{First: i - 1, End: i + 1, Head: i, Kind: dragoman.Nominal}, i)
	d.form = formDefinite
}

// addBareAdjective makes a nominal of "the wounded", "the latter", "the two".
func (f *Finder) addBareAdjective(i int32) {
	t := &f.tokens[i]
	if w := f.tokens[t.det].word; w != wordThe && w != wordThis && w != wordThese && w != wordThose {
		return
	}
	left, right := f.trim(i)
	m := dragoman.Mention{First: left, End: right, Head: i, Kind: dragoman.Nominal, Number: dragoman.Plural}
	if t.word == wordFormer || t.word == wordLatter {
		m.Number = dragoman.AnyNumber
	}
	d := f.addMention(m, i)
	d.form = f.nominalForm(i)
}

// addPronoun makes the mention of a pronoun that stands for something: no "it" of the weather, no "who" that asks.
func (f *Finder) addPronoun(i int32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	p, ok := pronouns[t.word]
	if !ok || tag.Deprel == dragoman.RelExpl {
		return
	}
	if p.form == formThis && (tag.XPOS == dragoman.WDT || tag.XPOS == dragoman.WP) {
		p = pronouns[wordWhich]
	}
	if p.form == formWe && t.word == wordS && tag.XPOS != dragoman.PRP {
		return
	}
	noun := int32(-1)
	if p.form == formRelative {
		if noun = f.relativeNoun(i); noun < 0 || f.headOf[noun] < 0 {
			noun = f.nounBefore(i)
		}
		if noun < 0 {
			return
		}
	}
	m := dragoman.Mention{First: i, End: i + 1, Head: i, Kind: dragoman.Pronoun, Number: p.number, Gender: p.gender, Person: p.person}
	if p.form == formHe || p.form == formShe || p.form == formI {
		m.Type = dragoman.PersonEntity
	}
	d := f.addMention(m, i)
	d.form, d.pronoun, d.reflexive, d.noun = formPronoun, p.form, reflexive[t.word], noun
}

// nounBefore is the head of the mention that ends right before token i, or before a comma, an age or a preposition there; -1 for none. It
// finds the noun of "whose" where the tree has missed the relative clause.
func (f *Finder) nounBefore(i int32) int32 {
	first := f.d.Sentences[f.tokens[i].sentence].First
	j := i - 1
	for j >= first && i-j < 6 && (f.tokens[j].shape == shapePunct || f.tokens[j].shape == shapeDigit || f.d.Tokens[j].UPOS == dragoman.ADP) {
		j--
	}
	for k := len(f.d.Mentions) - 1; j >= first && k >= 0 && f.mentions[k].sentence == f.tokens[i].sentence; k-- {
		if m := &f.d.Mentions[k]; m.First <= j && j < m.End {
			return f.mentions[k].top
		}
	}
	return -1
}

var wordWhich, wordS = foldHash("which"), foldHash("s")

// relativeNoun is the noun that the clause of a relative pronoun hangs on, -1 for none.
func (f *Finder) relativeNoun(i int32) int32 {
	for range climbLimit {
		t := &f.d.Tokens[i]
		if t.Deprel == dragoman.RelAclRelcl {
			return t.Head
		}
		if t.Head < 0 || t.Deprel.Universal() == dragoman.RelCcomp || t.Deprel.Universal() == dragoman.RelAdvcl {
			return -1
		}
		i = t.Head
	}
	return -1
}
