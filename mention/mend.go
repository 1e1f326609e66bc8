package mention

import "dragoman"

// mend rehangs the names of persons that the parser hung on their last word: Universal Dependencies hangs all of a person's name flat on
// its first. Whoever looks for the argument of a verb then finds the word that the mention has as its head.
func (f *Finder) mend() {
	mended := f.frontDays()
	mended = f.strangers() || mended
	mended = f.unapposed() || mended
	mended = f.hyphened() || mended
	mended = f.unflatten() || mended
	mended = f.tornNames() || mended
	mended = f.pairsAct() || mended
	mended = f.contained() || mended
	mended = f.halved() || mended
	for i := range int32(len(f.tokens)) {
		if f.generalBefore(i) {
			f.untitle(i)
			mended = true
		}
		if f.tokens[i].label != personName || f.d.Tokens[i].UPOS != dragoman.PROPN {
			continue
		}
		if j := f.firstOfPerson(i); j < i {
			f.rehang(j, i)
			mended = true
		}
	}
	if mended {
		f.rescan()
	}
}

// halved makes one name of two words of a known place that the parser hung on the noun after them one by one: "New" and "Zealand" in "the New Zealand government". It
// reports whether there was any.
func (f *Finder) halved() bool {
	found := false
	tokens := f.d.Tokens
	for i := range int32(len(tokens)) - 1 {
		t, next := &tokens[i], &tokens[i+1]
		if t.Head != next.Head || t.Head <= i+1 || !f.capital(i) || !f.capital(i+1) || t.Deprel != dragoman.RelAmod && t.Deprel != dragoman.RelCompound ||
			next.Deprel != dragoman.RelCompound || next.UPOS != dragoman.PROPN || f.d.Tokens[t.Head].UPOS != dragoman.NOUN {
			continue
		}
		h := phraseHash(f.tokens[i].word, f.tokens[i+1].word)
		w := &f.model.words
		if f.model.nations[h] == 0 && !w.places.has(h) && w.listed.of(h)&listedPlace == 0 {
			continue
		}
		t.Deprel = dragoman.RelCompound
		f.properNoun(i)
		next.Head, next.Deprel = i, dragoman.RelFlat
		f.tokens[i].label, f.tokens[i].margin, f.tokens[i+1].label = placeName, f.tokens[i+1].margin, noName
		found = true
	}
	return found
}

// contained makes what a place lies in a modifier of its name where the parser took it for another of a list or for an apposition: "in Paris, France",
// "Fort Worth, Texas". It reports whether there was any.
func (f *Finder) contained() bool {
	found := false
	tokens := f.d.Tokens
	for i := range int32(len(tokens)) {
		h := tokens[i].Head
		if h < 0 || h >= i || f.tokens[i].label != placeName || f.tokens[h].label != placeName || f.tokens[h].class&classCountry != 0 || f.land(h) != 0 {
			continue // "US, Iran hold talks", "Moscow, Minsk sign pact": powers side by side
		}
		left, _ := f.nameSpan(i)
		if left <= h || f.d.Word(left-1) != "," {
			continue
		}
		switch tokens[i].Deprel.Universal() {
		case dragoman.RelAppos:
		case dragoman.RelConj:
			if f.land(i) == 0 || f.conjunction(i) {
				continue
			}
		default:
			continue
		}
		tokens[i].Deprel = dragoman.RelNmodUnmarked
		found = true
	}
	return found
}

// land is the country that the name with a head names, 0 for none.
func (f *Finder) land(head int32) uint16 {
	left, right := f.nameSpan(head)
	h := uint64(0)
	for i := left; i < right; i++ {
		if w := f.tokens[i].word; h != 0 || w != wordThe {
			h = phraseHash(h, w)
		}
	}
	return f.model.nations[h]
}

// conjunction reports whether a conjunction hangs on token i.
func (f *Finder) conjunction(i int32) bool {
	s := &f.d.Sentences[f.tokens[i].sentence]
	for j := s.First; j < s.End; j++ {
		if f.d.Tokens[j].Head == i && f.d.Tokens[j].Deprel.Universal() == dragoman.RelCc {
			return true
		}
	}
	return false
}

// pairsAct makes "both" or "each" at the head of a sentence the subject of a finite verb that has none: "Both accused the other". It reports whether there
// was one.
func (f *Finder) pairsAct() bool {
	found := false
	for _, s := range f.d.Sentences {
		if s.First == s.End {
			continue
		}
		t := &f.d.Tokens[s.First]
		if w := f.tokens[s.First].word; w != wordBoth && w != wordEach || t.UPOS != dragoman.DET || t.Head < 0 || f.tokens[t.Head].subject >= 0 {
			continue
		}
		switch v := &f.d.Tokens[t.Head]; v.XPOS {
		case dragoman.VBD, dragoman.VBZ, dragoman.VBP, dragoman.VBN:
			if v.UPOS == dragoman.VERB && (t.Deprel.Universal() == dragoman.RelAdvmod || t.Deprel.Universal() == dragoman.RelDet) {
				t.Deprel = dragoman.RelNsubj
				found = true
			}
		}
	}
	return found
}

// unflatten hangs what parsers hang on a later word of a flat name on its first: the clause of "Ban Ki-moon, who heads the body". It reports whether
// there was any.
func (f *Finder) unflatten() bool {
	found := false
	tokens := f.d.Tokens
	for i := range tokens {
		h := tokens[i].Head
		if h < 0 || tokens[h].Deprel != dragoman.RelFlat || tokens[h].UPOS != dragoman.PROPN {
			continue
		}
		switch tokens[i].Deprel.Universal() {
		case dragoman.RelAppos, dragoman.RelAcl, dragoman.RelNmod, dragoman.RelParataxis:
		default:
			continue
		}
		for range climbLimit {
			if tokens[h].Deprel != dragoman.RelFlat || tokens[h].Head < 0 {
				break
			}
			h = tokens[h].Head
		}
		if h < int32(i) {
			tokens[i].Head = h
			found = true
		}
	}
	return found
}

// unapposed hangs the name of a person on the title that it goes with where the parser hung it on what the title is of: "a spokesman for the
// movement, Zabihullah Mujahid". It reports whether there was any.
func (f *Finder) unapposed() bool {
	found := false
	tokens := f.d.Tokens
	for i := range int32(len(tokens)) {
		if tokens[i].Deprel != dragoman.RelAppos || i == 0 || f.d.Word(i-1) != "," || tokens[i].UPOS != dragoman.PROPN ||
			f.tokens[i].label != personName && f.tokens[i].label != noName {
			continue
		}
		h := tokens[i].Head
		for steps := 0; h >= 0 && steps < climbLimit && tokens[h].Deprel.Universal() == dragoman.RelNmod && f.tokens[h].label != personName && !f.someone(h); steps++ {
			h = tokens[h].Head
		}
		if h >= 0 && h != tokens[i].Head && h < i && f.someone(h) && f.tokens[h].appos < 0 {
			tokens[i].Head = h
			found = true
		}
	}
	return found
}

// someone reports whether token i is a noun for one person.
func (f *Finder) someone(i int32) bool {
	return f.tokens[i].class&(classPerson|classTitle|classTitleHead) != 0 && f.d.Tokens[i].XPOS == dragoman.NN
}

// firstOfPerson is the first word of the name whose last word the tree has as its head: given names right before it that head nothing.
func (f *Finder) firstOfPerson(i int32) int32 {
	s := &f.d.Sentences[f.tokens[i].sentence]
	first := i
	for j := i - 1; j >= s.First && f.givenName(j, i); j-- {
		first = j
	}
	return first
}

const notGiven = classTitle | classTitleHead | classHonorific | classPerson | classCountry | classDemonym | classPeople | classOrg | classPlace | classAddress

// givenName reports whether token j, which hangs on the head i of a person's name, is one of its given names.
func (f *Finder) givenName(j, i int32) bool {
	t, tag := &f.tokens[j], &f.d.Tokens[j]
	if tag.UPOS != dragoman.PROPN || tag.Head != i || named(t.label) && t.label != personName {
		return false
	}
	switch tag.Deprel {
	case dragoman.RelCompound, dragoman.RelFlat:
	case dragoman.RelNmodDesc:
		if t.class&(classMale|classFemale) == 0 {
			return false
		}
	default:
		return false
	}
	switch t.shape {
	case shapeTitle, shapeMixed, shapeLetter, shapeDotted:
	default:
		return false
	}
	return t.class&(classMale|classFemale) != 0 || t.class&notGiven == 0 && (t.people>>3 != 0 || t.fine == 0 || t.shape == shapeLetter)
}

// rehang makes token j the head of the name [j, i] that i headed.
func (f *Finder) rehang(j, i int32) {
	tokens := f.d.Tokens
	tokens[j].Head, tokens[j].Deprel = tokens[i].Head, tokens[i].Deprel
	s := &f.d.Sentences[f.tokens[i].sentence]
	for k := s.First; k < s.End; k++ {
		switch {
		case k > j && k <= i:
			tokens[k].Head, tokens[k].Deprel = j, dragoman.RelFlat
			f.tokens[k].label = noName
		case k != j && tokens[k].Head == i:
			tokens[k].Head = j
		}
	}
	f.tokens[j].label, f.tokens[j].margin = personName, f.tokens[i].margin
}

// generalBefore reports whether token i begins the name of a person that the parser hung flat on a title with a hyphen before it, or on what that
// is of: "UN Secretary-General Antonio Guterres".
func (f *Finder) generalBefore(i int32) bool {
	tokens := f.d.Tokens
	if i < 3 || tokens[i].UPOS != dragoman.PROPN || tokens[i].Deprel != dragoman.RelFlat && tokens[i].Deprel != dragoman.RelAppos || f.tokens[i].sentence != f.tokens[i-3].sentence || !f.capital(i) ||
		f.d.Word(i-1) != "General" || f.d.Word(i-2) != "-" || tokens[i].Head > i-3 {
		return false
	}
	switch f.d.Word(i - 3) {
	case "Secretary", "Director", "Attorney", "Governor", "Prosecutor", "Consul":
		return tokens[i].Head >= i-5
	}
	return false
}

// untitle makes token i the head of its name, with the title before it a description and what the title is of on that.
func (f *Finder) untitle(i int32) {
	tokens := f.d.Tokens
	h := tokens[i].Head
	tokens[i].Head, tokens[i].Deprel = tokens[h].Head, tokens[h].Deprel
	s := &f.d.Sentences[f.tokens[i].sentence]
	for k := s.First; k < s.End; k++ {
		switch {
		case k == i-1:
			tokens[k].Head, tokens[k].Deprel = i, dragoman.RelNmodDesc
		case k == i-2:
			tokens[k].Head, tokens[k].Deprel = i-1, dragoman.RelPunct
		case k == h || k > h && k < i:
			tokens[k].Head, tokens[k].Deprel = i-1, dragoman.RelCompound
		case k > i && tokens[k].Head == h && tokens[k].Deprel == dragoman.RelFlat:
			tokens[k].Head = i
			f.tokens[k].label = noName
		case k != i && tokens[k].Head == h:
			tokens[k].Head = i
		}
	}
	f.tokens[i-3].label, f.tokens[i-1].label = noName, noName
	f.tokens[i].label, f.tokens[i].margin = personName, f.tokens[h].margin
}
