package mention

import "dragoman"

// mend rehangs the names of persons that the parser hung on their last word: Universal Dependencies hangs all of a person's name flat on
// its first. Whoever looks for the argument of a verb then finds the word that the mention has as its head.
func (f *Finder) mend() {
	mended := false
	for i := range int32(len(f.tokens)) {
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
	if r := tag.Deprel; r != dragoman.RelCompound && r.Universal() != dragoman.RelFlat {
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
