package mention

import "dragoman"

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
		} else {
			noun = f.nearer(i, noun)
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
