package mention

import "dragoman"

// nameClass is what the classifier says of a noun: the head of a name or a nominal of a type, or none of these.
type nameClass uint8

const (
	noName nameClass = iota // heads no mention
	otherName
	personName
	organizationName
	placeName
	timeName    // "Monday", "May": the stage that grounds days reads those
	capitalNoun // a common noun written or tagged as if it were a name: "the Senators"

	nameClasses = iota
	nameWidth   = 8 // row of the model: a power of two, so that no row spans two lines of the cache
)

// entityType of a class.
func (c nameClass) entityType() dragoman.EntityType {
	switch c {
	case personName:
		return dragoman.PersonEntity
	case organizationName:
		return dragoman.OrganizationEntity
	case placeName:
		return dragoman.PlaceEntity
	}
	return dragoman.OtherEntity
}

// labeller keeps what a text says of a word elsewhere.
type labeller struct {
	slots []vote
	mask  uint64
	free  int
}

// vote is the mean scores of a proper noun over a text.
type vote struct {
	word   uint64
	n      float32
	scores [nameClasses]float32
}

// mostVotes bounds the proper nouns of a text that are compared: a text with more is no report.
const mostVotes = 1 << 15

// elsewhereWeight is what the mean of the same word in the whole text counts beside the word's own scores. Tuned on GUM train by cross-validation.
const elsewhereWeight = 3.0

// mayName reports whether token i is classified: a noun, or a word with a capital that the tagger may have got wrong.
func (f *Finder) mayName(i int32) (ok, proper bool) {
	t := &f.d.Tokens[i]
	switch t.UPOS {
	case dragoman.PROPN:
		return true, true
	case dragoman.NOUN:
		return true, f.capital(i) && !f.mayBeginCommon(i) || t.XPOS == dragoman.NNP || t.XPOS == dragoman.NNPS
	case dragoman.ADJ, dragoman.X, dragoman.SYM, dragoman.INTJ, dragoman.VERB, dragoman.ADV:
		return f.capital(i) && !f.mayBeginCommon(i), true
	}
	return f.tokens[i].shape == shapeUpper && t.UPOS != dragoman.PUNCT, true
}

// mayBeginCommon reports whether a word may have its capital only because it begins a sentence.
func (f *Finder) mayBeginCommon(i int32) bool {
	t := &f.tokens[i]
	named := t.class&(classCountry|classTown|classMale|classFemale) != 0 || t.fine == 0 || t.shape == shapeMixed
	return !named && i == f.d.Sentences[t.sentence].First
}

// capital reports whether a word is written with a capital.
func (f *Finder) capital(i int32) bool {
	switch f.tokens[i].shape {
	case shapeTitle, shapeUpper, shapeMixed, shapeDotted:
		return true
	}
	return false
}

// label classifies all nouns.
func (f *Finder) label() {
	f.labels.reset(len(f.tokens))
	if cap(f.scores) < len(f.tokens) {
		f.scores = make([][nameClasses]float32, len(f.tokens)+len(f.tokens)/4)
	}
	f.scores = f.scores[:len(f.tokens)]
	for i := range int32(len(f.tokens)) {
		ok, proper := f.mayName(i)
		if !ok {
			continue
		}
		s := f.classify(i, proper)
		if proper {
			f.labels.add(f.tokens[i].word, s)
			if f.tokens[i].label == personName && f.tokens[i].kids&kidFlat != 0 {
				if last := f.lastFlat(i); last > i {
					f.labels.add(f.tokens[last].word, s) // "Trump" for "Donald Trump"
				}
			}
		}
	}
	f.labelFirst()
	f.relabel()
}

// classify gives token i the class that its own words and tree tell, and returns the scores.
func (f *Finder) classify(i int32, proper bool) *[nameClasses]float32 {
	f.nameFeatures(i, proper)
	s := &f.scores[i]
	f.model.names.scores(f.features, s)
	f.tokens[i].label, f.tokens[i].margin = best(s)
	return s
}

// labelFirst classifies as proper nouns the first words of sentences that the tagger took for common words, where the text has the same word as a name within
// a sentence: "Marbles appeared …", "Galois returned …".
func (f *Finder) labelFirst() {
	for s := range f.d.Sentences {
		i := f.d.Sentences[s].First
		if i == f.d.Sentences[s].End || !f.capital(i) {
			continue
		}
		switch f.d.Tokens[i].UPOS {
		case dragoman.NOUN, dragoman.ADJ, dragoman.VERB, dragoman.ADV, dragoman.INTJ, dragoman.X:
		default:
			continue
		}
		v := f.labels.find(f.tokens[i].word)
		if v == nil {
			continue
		}
		if c, _ := best(&v.scores); c != personName && c != organizationName && c != placeName {
			continue
		}
		if f.classify(i, true); named(f.tokens[i].label) {
			f.properNoun(i)
		}
	}
}

// lastFlat is the last word of a person's name that hangs flat on its first, -1 for none.
func (f *Finder) lastFlat(i int32) int32 {
	last := int32(-1)
	for j := i + 1; int(j) < len(f.tokens) && f.tokens[j].sentence == f.tokens[i].sentence; j++ {
		if f.d.Tokens[j].Deprel.Universal() != dragoman.RelFlat || f.d.Tokens[j].Head != i {
			break
		}
		if f.d.Tokens[j].UPOS == dragoman.PROPN {
			last = j
		}
	}
	return last
}

// relabel lets proper nouns that occur more than once agree.
func (f *Finder) relabel() {
	for i := range int32(len(f.tokens)) {
		t := &f.tokens[i]
		ok, proper := f.mayName(i)
		if !ok || !proper {
			continue
		}
		v := f.labels.find(t.word)
		if v == nil || v.n < 2 {
			continue
		}
		s := &f.scores[i]
		for c := otherName; c < nameClasses; c++ { // whether it heads a name is up to its own sentence
			s[c] += elsewhereWeight * (v.scores[c] - v.scores[noName]) / v.n
		}
		t.label, t.margin = best(s)
	}
	for i := range int32(len(f.tokens)) {
		f.overrule(i)
		f.retag(i)
	}
	for i := int32(0); int(i) < len(f.tokens); i++ {
		if end := f.landAt(i); end > i+1 {
			f.oneLand(i, end)
			i = end - 1
		}
	}
}

// landAt returns the end of the longest name of a country that begins with token i, i where none does.
func (f *Finder) landAt(i int32) int32 {
	if !f.capital(i) {
		return i
	}
	end, h := i, uint64(0)
	for j, limit := i, f.d.Sentences[f.tokens[i].sentence].End; j < limit && j < i+longestLand; j++ {
		if h = phraseHash(h, f.tokens[j].word); f.capital(j) && f.model.nations[h] != 0 {
			end = j + 1
		}
	}
	return end
}

const longestLand = 4 // words

// oneLand makes the words [first, end) of a country's name one name, whatever single words of it were taken for, where one of them was taken for a name.
func (f *Finder) oneLand(first, end int32) {
	head := f.highest(first, end)
	found := false
	for j := first; j < end; j++ {
		found = found || f.tokens[j].label == placeName
	}
	if !found || f.d.Tokens[head].UPOS != dragoman.PROPN {
		return
	}
	for j := first; j < end; j++ {
		if j != head && named(f.tokens[j].label) {
			f.tokens[head].margin = max(f.tokens[head].margin, f.tokens[j].margin)
			f.tokens[j].label = noName
		}
	}
	f.tokens[head].label = placeName
}

// retag makes a proper noun of what the tagger took for a common one and the classifier for a name: "this President", "our Founders".
func (f *Finder) retag(i int32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	if tag.UPOS != dragoman.NOUN || !named(t.label) || !f.capital(i) || i == f.d.Sentences[t.sentence].First {
		return
	}
	f.properNoun(i)
}

// properNoun makes token i a proper noun, of the number that its tag has; a surname is one person's, whatever it ends in.
func (f *Finder) properNoun(i int32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	surname := t.people&7 != 0 || f.model.words.listed.of(t.word)&listedSurname != 0
	switch {
	case tag.XPOS != dragoman.NNS, t.label == personName && surname && t.class&(classPeople|classPerson) == 0:
		tag.XPOS = dragoman.NNP
	default:
		tag.XPOS = dragoman.NNPS
	}
	tag.UPOS = dragoman.PROPN
}

// overrule mends what lists know better than weights: who has a title is a person; a word in lower case is no name.
func (f *Finder) overrule(i int32) {
	t := &f.tokens[i]
	next := i + 1
	switch {
	case f.d.Tokens[i].UPOS == dragoman.PROPN && (t.label == noName || t.label == capitalNoun) && int(next) < len(f.tokens) &&
		f.d.Tokens[next].Deprel == dragoman.RelFlat && f.d.Tokens[next].Head == i && named(f.tokens[next].label) &&
		t.class&(classTitle|classTitleHead|classHonorific|classPerson) == 0:
		t.label, f.tokens[next].label = f.tokens[next].label, noName // the tree knows better which word heads a name
	case t.label == noName && f.d.Tokens[i].UPOS != dragoman.PROPN, t.label == timeName:
	case t.label != personName && f.addressed(i):
		t.label = personName
	case named(t.label) && t.shape == shapeLower && f.d.Tokens[i].UPOS == dragoman.PROPN && f.d.Tokens[i].Deprel != dragoman.RelFlat:
		t.label = capitalNoun
	case t.label == otherName && f.d.Tokens[i].Deprel == dragoman.RelCompound && f.d.Tokens[i].Head == i+1 && named(f.tokens[i+1].label):
		t.label = noName // "Golan" in "Golan Heights"
	case named(t.label) && t.class&classTitleHead != 0 && t.word != t.lemma && t.kids&kidFlat == 0:
		t.label = capitalNoun // "Senators"
	}
}

// addressed reports whether a proper noun stands after "Mr", "Dr" or the like, and heads that name.
func (f *Finder) addressed(i int32) bool {
	t := &f.d.Tokens[i]
	if i == 0 || t.UPOS != dragoman.PROPN || !f.capital(i) {
		return false
	}
	p, tag := &f.tokens[i-1], &f.d.Tokens[i-1]
	if p.class&classAddress == 0 || p.sentence != f.tokens[i].sentence {
		return false
	}
	return tag.Head == i || t.Head == i-1 && t.Deprel.Universal() == dragoman.RelFlat
}

func best(s *[nameClasses]float32) (nameClass, float32) {
	at := 1
	for c := 2; c < len(s); c++ {
		if s[c] > s[at] {
			at = c
		}
	}
	if s[0] >= s[at] {
		return noName, 0
	}
	return nameClass(at), s[at] - s[0]
}

func (l *labeller) reset(tokens int) {
	size := 64
	for size < tokens && size < mostVotes {
		size *= 2
	}
	l.free = size / 2
	if cap(l.slots) < size {
		l.slots = make([]vote, size)
	} else {
		l.slots = l.slots[:size]
		clear(l.slots)
	}
	l.mask = uint64(size - 1)
}

// find returns the vote of a word, nil where there is none.
func (l *labeller) find(word uint64) *vote {
	for i := word & l.mask; l.slots[i].n > 0; i = (i + 1) & l.mask {
		if l.slots[i].word == word {
			return &l.slots[i]
		}
	}
	return nil
}

func (l *labeller) add(word uint64, s *[nameClasses]float32) {
	i := word & l.mask
	for l.slots[i].n > 0 && l.slots[i].word != word {
		i = (i + 1) & l.mask
	}
	v := &l.slots[i]
	if v.n == 0 {
		if l.free == 0 {
			return
		}
		l.free--
	}
	v.word = word
	v.n++
	for c := range s {
		v.scores[c] += s[c]
	}
}
