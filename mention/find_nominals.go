package mention

import "dragoman"

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
		if capital && (t.class&(classDemonym|classCountry|classPeople) != 0 || f.endsDemonym(i)) {
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
	case dragoman.DET:
		if f.isPair(i) {
			f.addMention(dragoman.Mention{First: i, End: i + 1, Head: i, Kind: dragoman.Nominal, Number: dragoman.Plural}, i).form = formDefinite
		}
	case dragoman.NUM:
		if t.det >= 0 && tag.Deprel != dragoman.RelNummod && tag.Deprel != dragoman.RelCompound {
			f.addBareAdjective(i)
		}
	}
}

// endsDemonym reports whether token i is the last word of the adjective of a nation that is none alone: "South African", "Sri Lankan".
func (f *Finder) endsDemonym(i int32) bool {
	if i == 0 {
		return false
	}
	before := f.d.Word(i - 1)
	switch f.d.Word(i) {
	case "African":
		return before == "South" || before == "Central"
	case "Lankan":
		return before == "Sri"
	case "Guinean":
		return before == "New" || before == "Equatorial"
	}
	return false
}

// isPair reports whether token i is a "both" or "each" that is no word of a noun: "thanked both", but not "both leaders", "both of them", "both A and B".
func (f *Finder) isPair(i int32) bool {
	t := &f.d.Tokens[i]
	if w := f.tokens[i].word; w != wordBoth && w != wordEach || int(i)+1 < len(f.tokens) && f.tokens[i+1].word == wordOf {
		return false
	}
	switch t.Deprel.Universal() {
	case dragoman.RelNsubj:
		return f.tokens[i].word == wordBoth || t.Head >= 0 && f.tokens[t.Head].subject == i // "India and Pakistan each blamed the other"
	case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl, dragoman.RelNmod:
		return f.tokens[i].word == wordBoth
	}
	return false
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
