package mention

import "dragoman"

// tornNames gives a person's name the place of the common noun right before it where the parser hung the two apart, so that whoever looks for
// the argument finds the name: "the poisoning of former spy Sergei Skripal". It reports whether there was any.
func (f *Finder) tornNames() bool {
	found := false
	for i := range int32(len(f.tokens)) {
		if f.tornFromNoun(i) {
			f.takePlace(i)
			found = true
		}
	}
	return found
}

// tornFromNoun reports whether a person's name begins at token i right behind a noun for one person that neither hangs on it nor heads the
// clause or the name that it is in.
func (f *Finder) tornFromNoun(i int32) bool {
	if i == 0 || f.tokens[i-1].sentence != f.tokens[i].sentence {
		return false
	}
	name, noun := &f.d.Tokens[i], &f.d.Tokens[i-1]
	if name.UPOS != dragoman.PROPN || f.tokens[i].label != personName || noun.UPOS != dragoman.NOUN || f.tokens[i-1].shape != shapeLower || !f.someone(i-1) {
		return false
	}
	switch name.Deprel.Universal() {
	case dragoman.RelAppos:
		if name.Head == i-1 {
			return false // one hangs on the other as it should
		}
	case dragoman.RelNsubj:
		if f.tokens[i-1].det >= 0 {
			return false // "the spy Moscow sent"
		}
	default:
		return false
	}
	switch noun.Deprel.Universal() {
	case dragoman.RelNmod, dragoman.RelObl, dragoman.RelObj, dragoman.RelConj, dragoman.RelNsubj:
	default:
		return false
	}
	return !f.hangsUnder(i-1, i) && (name.Deprel == dragoman.RelAppos || !f.hangsUnder(i, i-1))
}

// hangsUnder reports whether token j hangs, by however many words, under token i.
func (f *Finder) hangsUnder(j, i int32) bool {
	for range climbLimit {
		if j = f.d.Tokens[j].Head; j < 0 || j == i {
			break
		}
	}
	return j == i
}

// takePlace hangs the name at token i where the noun before it hung, with that noun and all that hung on it under the name.
func (f *Finder) takePlace(i int32) {
	tokens := f.d.Tokens
	noun := i - 1
	tokens[i].Head, tokens[i].Deprel = tokens[noun].Head, tokens[noun].Deprel
	tokens[noun].Head, tokens[noun].Deprel = i, dragoman.RelNmodDesc
	s := &f.d.Sentences[f.tokens[i].sentence]
	for k := s.First; k < s.End; k++ {
		if tokens[k].Head == noun && tokens[k].Deprel.Universal() != dragoman.RelCompound && tokens[k].Deprel != dragoman.RelAmod {
			tokens[k].Head = i
		}
	}
}
