package mention

import "dragoman"

// strangers makes persons of runs of names that the classifier gave no class, where a title or a comma with one stands beside them: "the governor
// of Kaduna, Nasir el-Rufai, said", "an economist, Salam Fayyad". It reports whether there were any.
func (f *Finder) strangers() bool {
	found := false
	for i := int32(0); int(i) < len(f.tokens); i++ {
		end := f.runOfNames(i)
		if end == i {
			continue
		}
		if f.nameless(i, end) && (f.titleEnds(i) || f.apposed(i, end) || f.describedAfter(end)) {
			f.onePerson(i, end)
			found = true
		}
		i = end - 1
	}
	return found
}

// runOfNames is the end of the longest run of proper nouns, joined by hyphens or not, that begins at token i.
func (f *Finder) runOfNames(i int32) int32 {
	s := &f.d.Sentences[f.tokens[i].sentence]
	end := i
	for j := i; j < s.End; j++ {
		tight := j > i && f.d.Tokens[j].Span.Start == f.d.Tokens[j-1].Span.End
		switch {
		case f.d.Tokens[j].UPOS == dragoman.PROPN && (f.capital(j) || j > i && f.tokens[j].shape == shapeLower && tight || particle(f.d.Word(j))):
			end = j + 1
		case j > i && f.d.Tokens[j].XPOS == dragoman.HYPH && tight:
		default:
			return end
		}
	}
	return end
}

// particle reports whether a word in lower case may stand within the name of a person.
func particle(w string) bool {
	switch w {
	case "al", "el", "bin", "ibn", "bint", "abu", "ould", "van", "von", "der", "de", "da", "dos", "del", "di", "ben", "ul", "ur", "ag", "ap":
		return true
	}
	return false
}

// nameless reports whether a run of two words or more has no class of name, and none of its words is one for anything but a person.
func (f *Finder) nameless(first, end int32) bool {
	words, father := 0, f.fatherOf(first, end)
	for j := first; j < end; j++ {
		t := &f.tokens[j]
		if !father && named(t.label) && t.label != otherName || t.label == timeName || t.class&(classTitleHead|classTitle|classHonorific|classOrg|classCountry|classDemonym|classPeople|classAddress) != 0 && !particle(f.d.Word(j)) {
			return false
		}
		if t.shape != shapePunct && !particle(f.d.Word(j)) {
			words++
		}
	}
	return words >= 2
}

// fatherOf reports whether a run is a man's name by his child: "Abu Hamza al-Masri", no town as "Abu Dhabi" is.
func (f *Finder) fatherOf(first, end int32) bool {
	if first+1 >= end || f.d.Word(first) != "Abu" {
		return false
	}
	switch f.d.Word(first + 1) {
	case "Dhabi", "Ghraib", "Simbel", "Kamal", "Sayyaf", "Musa", "Dis", "Gosh":
		return false
	}
	return true
}

// titleEnds reports whether a noun for a person ends right before token i.
func (f *Finder) titleEnds(i int32) bool {
	return i > 0 && f.tokens[i-1].sentence == f.tokens[i].sentence && f.tokens[i-1].class&(classTitleHead|classPerson|classAddress) != 0 && f.d.Tokens[i-1].UPOS != dragoman.VERB
}

// apposed reports whether [first, end) stands between a description with a noun for a person, a comma, and the end of an apposition.
func (f *Finder) apposed(first, end int32) bool {
	s := &f.d.Sentences[f.tokens[first].sentence]
	if first-1 <= s.First || f.d.Word(first-1) != "," {
		return false
	}
	if end < s.End && f.d.Tokens[end].UPOS != dragoman.PUNCT && f.d.Tokens[end].UPOS != dragoman.CCONJ {
		return false
	}
	for j := first - 2; j >= s.First && j > first-2-describing; j-- {
		switch f.d.Tokens[j].UPOS {
		case dragoman.PUNCT, dragoman.VERB, dragoman.AUX, dragoman.CCONJ, dragoman.SCONJ:
			if f.d.Tokens[j].XPOS != dragoman.HYPH {
				return false
			}
		}
		if f.tokens[j].class&(classTitleHead|classPerson) != 0 {
			return true
		}
	}
	return false
}

// describing is how many words a description beside a name may have.
const describing = 9

// describedAfter reports whether a description with a noun for a person follows a comma at end: ", the governor of".
func (f *Finder) describedAfter(end int32) bool {
	if int(end)+1 >= len(f.tokens) || f.d.Word(end) != "," {
		return false
	}
	s := &f.d.Sentences[f.tokens[end].sentence]
	for j := end + 1; j < s.End && j <= end+describing/2; j++ {
		switch f.d.Tokens[j].UPOS {
		case dragoman.DET, dragoman.ADJ, dragoman.PART, dragoman.PRON:
			continue
		case dragoman.NOUN, dragoman.PROPN:
			if f.tokens[j].class&(classTitleHead|classPerson) != 0 {
				return int(j)+1 >= len(f.tokens) || f.d.Tokens[j+1].UPOS != dragoman.PROPN // not the next one's title
			}
			continue
		}
		return false
	}
	return false
}

// onePerson makes one flat name of a person of the tokens [first, end).
func (f *Finder) onePerson(first, end int32) {
	tokens := f.d.Tokens
	top := f.highest(first, end)
	head, rel := tokens[top].Head, tokens[top].Deprel
	s := &f.d.Sentences[f.tokens[first].sentence]
	for k := s.First; k < s.End; k++ {
		if (k < first || k >= end) && tokens[k].Head >= first && tokens[k].Head < end {
			tokens[k].Head = first
		}
	}
	for k := first + 1; k < end; k++ {
		tokens[k].Head, tokens[k].Deprel = first, dragoman.RelFlat
		f.tokens[k].label = noName
	}
	tokens[first].Head, tokens[first].Deprel = head, rel
	f.tokens[first].label, f.tokens[first].margin = personName, 1
}

// hyphened gives a person's name the part in lower case behind its hyphen, which taggers take for a noun: "Ban Ki-moon". It reports whether there
// was one.
func (f *Finder) hyphened() bool {
	found := false
	for i := int32(2); int(i)+1 < len(f.tokens); i++ {
		tokens := f.d.Tokens
		if tokens[i].XPOS != dragoman.HYPH || tokens[i+1].UPOS == dragoman.PROPN || f.tokens[i+1].shape != shapeLower || tokens[i].Span.Start != tokens[i-1].Span.End ||
			tokens[i+1].Span.Start != tokens[i].Span.End || tokens[i-1].UPOS != dragoman.PROPN || tokens[i-2].UPOS != dragoman.PROPN {
			continue
		}
		first := i - 1
		for first > 0 && tokens[first-1].UPOS == dragoman.PROPN && f.tokens[first-1].sentence == f.tokens[i].sentence && f.tokens[first-1].class&(classTitleHead|classTitle|classHonorific) == 0 {
			first--
		}
		if first == i-1 || !f.given(i+1) || f.personIn(first, i) < 0 {
			continue
		}
		if h := tokens[i+1].Head; h < first || h > i { // what it seemed to head, or to hang on, is the name's
			f.onePerson(first, i)
		}
		for k := first + 1; k <= i+1; k++ {
			tokens[k].Head, tokens[k].Deprel = first, dragoman.RelFlat
		}
		tokens[i+1].UPOS, tokens[i+1].XPOS = dragoman.PROPN, dragoman.NNP
		for k := range tokens {
			if tokens[k].Head == i+1 {
				tokens[k].Head = first
			}
		}
		f.tokens[i+1].label = noName
		found = true
	}
	return found
}

// given reports whether a word in lower case may end a given name: short, and no participle or word by which compounds describe.
func (f *Finder) given(i int32) bool {
	w := f.d.Word(i)
	if len(w) > 5 || len(w) > 2 && w[len(w)-2:] == "ed" {
		return false
	}
	switch w {
	case "led", "run", "born", "era", "style", "type", "held", "like", "wide", "based", "bound", "made", "owned", "free", "only", "pro", "anti", "in", "on", "up", "out", "off":
		return false
	}
	return true
}

// personIn is the token of [first, end) that heads the name of a person, -1 for none.
func (f *Finder) personIn(first, end int32) int32 {
	for j := first; j < end; j++ {
		if f.tokens[j].label == personName {
			return j
		}
	}
	return -1
}
