package mention

import "dragoman"

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
	if first >= right { // nothing but a title
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
