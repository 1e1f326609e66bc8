package mention

import "dragoman"

// Who speaks in a quotation, and who does not.

// speaker is the mention before m that speaks the quotation m is in: that of an "I" of the same quotation, or the subject of a verb
// of saying beside it, in its sentence or the one before in its paragraph.
func (f *Finder) speaker(m int32) int32 {
	d := &f.mentions[m]
	if a := f.last(keyPronoun, uint64(formI), func(a int32) bool { return true }); a >= 0 && f.mentions[a].quote == d.quote {
		return a
	}
	for s := d.sentence; s >= 0 && s > d.sentence-3; s-- {
		sentence := &f.d.Sentences[s]
		if sentence.Block != d.paragraph {
			break
		}
		for i := sentence.First; i < sentence.End; i++ {
			t := &f.tokens[i]
			if t.quote == d.quote || t.class&classSay == 0 || t.subject < 0 || f.tokens[t.subject].quote == d.quote {
				continue
			}
			if a := f.headOf[t.subject]; a >= 0 && a < m && f.d.Mentions[a].Number != dragoman.Plural && f.d.Mentions[a].Gender != dragoman.Neuter {
				return a
			}
		}
	}
	return -1
}

// speakerAhead is whom the subject of the verb of saying behind the quotation stands for, where it has been spoken of: "I am glad," he said.
func (f *Finder) speakerAhead(m int32) int32 {
	b := f.quoter(m)
	if b < 0 || f.d.Mentions[b].Number == dragoman.Plural {
		return -1
	}
	switch f.d.Mentions[b].Kind {
	case dragoman.Name:
		return f.sameName(b)
	case dragoman.Pronoun:
		a, _ := f.ranked(b)
		return a
	}
	return -1
}

// quoter is the mention behind m that is the subject of the verb of saying behind the quotation that m is in, -1 for none.
func (f *Finder) quoter(m int32) int32 {
	d := &f.mentions[m]
	for i, end := f.d.Mentions[m].Head, f.d.Sentences[d.sentence].End; i < end && d.quote > 0; i++ {
		t := &f.tokens[i]
		if t.quote == d.quote || t.class&classSay == 0 || t.subject < 0 || f.tokens[t.subject].quote == d.quote {
			continue
		}
		if b := f.headOf[t.subject]; b > m {
			return b
		}
		return -1
	}
	return -1
}

// quoted reports whether a is who says the quotation that the pronoun m is in, and so not "him", or somebody else than who says it, and so not "I": "I thank
// him," said Museveni.
func (f *Finder) quoted(m, a int32) bool {
	d := &f.mentions[m]
	if d.quote == 0 || d.pronoun == formWe || d.pronoun == formYou {
		return false
	}
	b := f.quoter(m)
	if b < 0 || f.d.Mentions[b].Kind == dragoman.Pronoun {
		return false
	}
	if d.pronoun == formI {
		return f.d.Mentions[a].Kind != dragoman.Pronoun
	}
	s := f.sameName(b)
	return s >= 0 && f.d.Mentions[b].Kind == dragoman.Name && f.d.Mentions[s].Chain == f.d.Mentions[a].Chain && f.tokens[f.d.Sentences[d.sentence].First].quote == d.quote
}
