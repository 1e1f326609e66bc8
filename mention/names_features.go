package mention

import "dragoman"

// feature hashes a value under the number of its template.
func feature(template uint32, value uint64) uint64 {
	h := (value ^ uint64(template)*0x9E3779B97F4A7C15) * 0xff51afd7ed558ccd
	return h ^ h>>32
}

// commonNoun sets the templates of common nouns apart from those of proper nouns.
const commonNoun = 1 << 8

// nameFeatures fills f.features with what tells whether token i heads a mention, and of which type.
func (f *Finder) nameFeatures(i int32, proper bool) {
	f.features = f.features[:0]
	kind := uint32(0)
	if !proper {
		kind = commonNoun
	}
	f.wordFeatures(i, kind)
	f.treeFeatures(i, kind)
	f.besideFeatures(i, kind)
	f.sourceFeatures(i, kind)
	f.listedFeatures(i, kind)
	if proper {
		f.runFeatures(i)
		f.chunkFeatures(i)
	}
}

func (f *Finder) add(template uint32, value uint64) {
	f.features = append(f.features, feature(template, value))
}

// addVector adds the codes of a word's vector.
func (f *Finder) addVector(template uint32, word uint64) {
	codes := f.model.words.vectors.of(word)
	if codes == nil {
		f.add(template, 0)
	}
	for i, c := range codes {
		f.add(template, uint64(i+1)<<8|uint64(c&15))
		f.add(template, uint64(i+1)<<8|uint64(c>>4)|1<<7)
	}
}

func (f *Finder) wordFeatures(i int32, kind uint32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	f.add(kind|1, t.word)
	f.add(kind|2, uint64(t.prefix3))
	f.add(kind|3, uint64(t.suffix3))
	f.add(kind|4, uint64(t.suffix2))
	f.add(kind|5, uint64(t.shape)<<8|uint64(tag.UPOS))
	f.add(kind|6, uint64(t.fine))
	f.add(kind|7, uint64(t.coarse))
	f.add(kind|8, uint64(t.class))
	for c := t.class; c != 0; c &= c - 1 {
		f.add(kind|9, uint64(c&-c))
	}
	f.add(kind|10, uint64(tag.XPOS)<<8|uint64(tag.Deprel))
	f.add(kind|11, t.lemma)
	f.add(kind|12, uint64(t.kids))
	f.add(kind|13, 0)
	f.add(kind|14, uint64(t.people))
	f.addVector(kind|120, t.word)
}

func (f *Finder) treeFeatures(i int32, kind uint32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	rel := uint64(tag.Deprel)
	var head token
	headTag := dragoman.NoUPOS
	if tag.Head >= 0 {
		head, headTag = f.tokens[tag.Head], f.d.Tokens[tag.Head].UPOS
	}
	f.add(kind|20, rel<<8|uint64(headTag))
	f.add(kind|21, head.lemma^rel)
	f.add(kind|22, uint64(head.fine)<<8|rel)
	f.add(kind|23, uint64(head.coarse)<<16|uint64(t.coarse)<<8|rel)
	f.add(kind|24, uint64(head.class)<<8|rel)
	f.addVector(kind|122, head.lemma)
	f.add(kind|107, uint64(head.shape)<<8|rel)
	f.add(kind|108, uint64(f.step(i, tag.Head))<<8|rel)
	if tag.Head >= 0 {
		above := &f.d.Tokens[tag.Head]
		f.add(kind|109, uint64(above.Deprel)<<8|rel)
		if above.Head >= 0 {
			f.add(kind|110, f.tokens[above.Head].lemma^rel<<8^uint64(above.Deprel))
			f.add(kind|111, uint64(f.tokens[above.Head].coarse)<<16^rel<<8^uint64(above.Deprel))
		}
	}
	kase, det := uint64(0), uint64(0)
	if t.kase >= 0 {
		kase = f.tokens[t.kase].lemma
	}
	if t.det >= 0 {
		det = f.tokens[t.det].lemma
	}
	f.add(kind|25, kase)
	f.add(kind|26, kase^uint64(t.coarse))
	f.add(kind|27, kase^head.lemma)
	f.add(kind|28, det)
	f.add(kind|29, det^uint64(t.coarse)<<8^uint64(tag.XPOS))
	if t.appos >= 0 {
		f.besideNoun(kind|30, t.appos)
	}
	if tag.Deprel == dragoman.RelAppos && tag.Head >= 0 {
		f.besideNoun(kind|32, tag.Head)
	}
	if tag.Deprel == dragoman.RelConj && tag.Head >= 0 {
		f.besideNoun(kind|34, tag.Head)
	}
	if t.conj >= 0 {
		f.besideNoun(kind|36, t.conj)
	}
	if tag.Deprel.Universal() == dragoman.RelNsubj && head.kids&kidCop != 0 {
		f.besideNoun(kind|38, tag.Head)
	}
	if t.poss >= 0 {
		f.besideNoun(kind|40, t.poss)
	}
}

// step is how far and on which side the head of token i stands.
func (f *Finder) step(i, head int32) int32 {
	if head < 0 {
		return 9
	}
	return max(-4, min(4, head-i)) + 4
}

// besideNoun adds what a noun that stands beside is like, in two templates.
func (f *Finder) besideNoun(template uint32, i int32) {
	f.add(template, uint64(f.tokens[i].class))
	f.add(template+1, uint64(f.tokens[i].coarse))
}

func (f *Finder) besideFeatures(i int32, kind uint32) {
	for k, off := range [...]int32{-2, -1, 1, 2} {
		j := i + off
		template := kind | 50 + 4*uint32(k)
		if j < 0 || int(j) >= len(f.tokens) || f.tokens[j].sentence != f.tokens[i].sentence {
			f.add(template, 0)
			continue
		}
		n := &f.tokens[j]
		f.add(template, n.word)
		f.add(template+1, uint64(f.d.Tokens[j].XPOS)<<8|uint64(n.shape))
		if off == -1 || off == 1 {
			f.add(template+2, uint64(n.coarse)<<8|uint64(f.tokens[i].coarse))
			f.add(template+3, uint64(n.class))
			f.add(kind|100+uint32(k), uint64(n.people)<<8|uint64(f.tokens[i].people))
		}
	}
}

// A source is where the marks of a text come from. Each has its own customs, of what within a longer name is a name, say: features of the source take them
// up in training, and the finder asks for those of the treebank.
type source uint8

const (
	markedMentions source = iota // a treebank's mentions
	markedHeads                  // our marks of a treebank's proper nouns
	markedText                   // our marks in text
)

// sourceFeatures set a little of what tells a name apart by the source of its marks (a small part of the features doubled, after Daumé 2007).
func (f *Finder) sourceFeatures(i int32, kind uint32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	from := uint64(f.source) << 40
	f.add(kind|130, from)
	f.add(kind|131, from|uint64(tag.XPOS)<<8|uint64(tag.Deprel))
	f.add(kind|132, from|uint64(t.kids))
	f.add(kind|133, from|uint64(t.class))
}

// listedFeatures say what the lists know of the name that a token is in, and of those beside it.
func (f *Finder) listedFeatures(i int32, kind uint32) {
	t, tag := &f.tokens[i], &f.d.Tokens[i]
	f.add(kind|140, uint64(t.listed))
	f.add(kind|141, uint64(t.listed)<<8|uint64(t.listedAt))
	for c := t.listed; c != 0; c &= c - 1 {
		f.add(kind|142, uint64(c&-c)<<8|uint64(t.listedAt))
		f.add(kind|143, uint64(c&-c)<<16|uint64(t.listedAt)<<8|uint64(tag.Deprel))
	}
	for k, off := range [...]int32{-1, 1} {
		if j := i + off; j >= 0 && int(j) < len(f.tokens) && f.tokens[j].sentence == t.sentence {
			f.add(kind|144+uint32(k), uint64(f.tokens[j].listed)<<8|uint64(f.tokens[j].listedAt))
		}
	}
	if h := tag.Head; h >= 0 {
		f.add(kind|146, uint64(f.tokens[h].listed)<<16|uint64(f.tokens[h].listedAt)<<8|uint64(tag.Deprel))
	}
	if t.conj >= 0 {
		f.add(kind|147, uint64(f.tokens[t.conj].listed))
	}
	if t.appos >= 0 {
		f.add(kind|148, uint64(f.tokens[t.appos].listed))
	}
	f.add(kind|149, uint64(f.model.words.listed.of(t.word)))
}

// runFeatures describe the run of words with capitals that token i is in, whatever the tree makes of it.
func (f *Finder) runFeatures(i int32) {
	left, right := f.run(i)
	s := &f.d.Sentences[f.tokens[i].sentence]
	before, after := uint64(min(i-left, 3)), uint64(min(right-1-i, 3))
	at := before<<4 | after
	first, last := &f.tokens[left], &f.tokens[right-1]
	f.add(150, at)
	f.add(151, at<<8|uint64(f.d.Tokens[i].Deprel))
	f.add(152, at<<32|uint64(last.class))
	f.add(153, at<<16|uint64(first.people)<<8|uint64(last.people))
	f.add(154, last.word^after)
	f.add(155, first.word^before)
	f.add(156, at<<16|uint64(first.coarse)<<8|uint64(last.coarse))
	f.add(157, at<<16|uint64(last.listed)<<8|uint64(last.listedAt))
	f.add(158, at<<32|uint64(first.class))
	if left > s.First {
		f.add(159, f.tokens[left-1].word)
		f.add(160, f.tokens[left-1].lemma^at)
	}
	if right < s.End {
		f.add(161, f.tokens[right].word)
		f.add(162, uint64(f.tokens[right].coarse)<<8|at)
	}
}

// longestRun bounds a run on either side of a token.
const longestRun = 6

// run is the words with capitals around token i, joined by hyphens or by nothing: [left, right).
func (f *Finder) run(i int32) (left, right int32) {
	s := &f.d.Sentences[f.tokens[i].sentence]
	left, right = i, i+1
	for left > s.First && i-left < longestRun && f.inRun(left-1) {
		left--
	}
	for right < s.End && right-i <= longestRun && f.inRun(right) {
		right++
	}
	return f.withoutJoins(left, right, i)
}

// withoutJoins cuts marks and prepositions that join from the ends of the words [left, right) around token i: no name begins or ends with one.
func (f *Finder) withoutJoins(left, right, i int32) (int32, int32) {
	for left < i && f.tokens[left].shape == shapePunct {
		left++
	}
	for right-1 > i && (f.tokens[right-1].shape == shapePunct || f.d.Tokens[right-1].UPOS == dragoman.ADP) {
		right--
	}
	return left, right
}

// inRun reports whether token i may lie within a run: a noun or adjective with a capital, or a hyphen.
func (f *Finder) inRun(i int32) bool {
	if f.capital(i) {
		u := f.d.Tokens[i].UPOS
		return u == dragoman.PROPN || u == dragoman.NOUN || u == dragoman.ADJ
	}
	return f.d.Tokens[i].XPOS == dragoman.HYPH
}

// chunkFeatures describe the words of the name around its head.
func (f *Finder) chunkFeatures(i int32) {
	left, right := f.nameSpan(f.nameRoot(i, false))
	first, last := &f.tokens[left], &f.tokens[right-1]
	f.add(70, uint64(min(i-left, 4))<<8|uint64(min(right-1-i, 4)))
	f.add(71, uint64(min(i-left, 4))<<16|uint64(min(right-1-i, 4))<<8|uint64(f.tokens[i].coarse))
	f.add(72, uint64(min(right-1-i, 4))<<8|uint64(f.d.Tokens[i].Deprel))
	f.add(73, uint64(min(right-1-i, 4))<<32|uint64(f.tokens[i].class))
	f.add(74, uint64(min(i-left, 4))<<32|uint64(last.class))
	phrase, all := uint64(0), wordClass(0)
	for j := left; j < right; j++ {
		phrase = phraseHash(phrase, f.tokens[j].word)
		all |= f.tokens[j].class
		if j != i {
			f.add(80, f.tokens[j].word)
		}
	}
	f.add(81, phrase)
	f.add(82, uint64(f.model.classes[phrase])<<1|bit(f.model.words.places.has(phrase)))
	f.add(83, uint64(all))
	for c := all; c != 0; c &= c - 1 {
		f.add(84, uint64(c&-c))
	}
	f.add(85, uint64(min(right-left, 5)))
	f.add(86, first.word)
	f.add(87, last.word)
	f.add(88, uint64(first.coarse)<<8|uint64(last.coarse))
	f.add(89, uint64(first.fine))
	f.add(90, uint64(last.fine))
	f.add(91, uint64(first.class)<<32|uint64(last.class))
	f.add(92, uint64(last.suffix3))
	if last != &f.tokens[i] {
		f.addVector(121, last.word)
	}
	f.add(104, uint64(first.people)<<8|uint64(last.people))
	f.add(105, uint64(first.people)<<16|uint64(last.people)<<8|uint64(min(right-left, 5)))
	f.add(106, uint64(last.people)<<8|uint64(f.d.Tokens[i].Deprel))
	f.add(98, uint64(first.listed)<<24|uint64(first.listedAt)<<16|uint64(last.listed)<<8|uint64(last.listedAt))
	f.add(93, uint64(first.shape)<<8|uint64(last.shape))
	if left > 0 && f.tokens[left-1].sentence == first.sentence {
		f.add(94, f.tokens[left-1].word)
		f.add(95, uint64(f.tokens[left-1].class))
	}
	if int(right) < len(f.tokens) && f.tokens[right].sentence == first.sentence {
		f.add(96, f.tokens[right].word)
		f.add(97, uint64(f.tokens[right].coarse))
	}
}

// nameRoot climbs from a word of a name to the one that heads all of it. Where labelled is true it stops below a word that heads a
// mention of its own.
func (f *Finder) nameRoot(i int32, labelled bool) int32 {
	for range 8 {
		t := &f.d.Tokens[i]
		if t.Head < 0 || !f.capital(t.Head) || labelled && f.tokens[t.Head].label != noName {
			break
		}
		switch t.Deprel {
		case dragoman.RelFlat, dragoman.RelCompound, dragoman.RelAmod, dragoman.RelNmodDesc, dragoman.RelNmodUnmarked, dragoman.RelGoeswith:
			i = t.Head
			continue
		}
		break
	}
	return i
}

// nameSpan is the run of words around a proper noun that belong to one name: what hangs on it, flat or as a compound, and has a capital, a
// digit or joins such ("al-", "&", "of the").
func (f *Finder) nameSpan(head int32) (left, right int32) {
	s := &f.d.Sentences[f.tokens[head].sentence]
	left, right = head, head+1
	for left > s.First && f.inName(left-1, head) {
		left--
	}
	for right < s.End && f.inName(right, head) {
		right++
	}
	return f.withoutJoins(left, right, head)
}

// inName reports whether token i belongs to the name with a head: each step up the tree is one within a name.
func (f *Finder) inName(i, head int32) bool {
	t := &f.d.Tokens[i]
	switch f.tokens[i].shape {
	case shapeLower:
		if t.UPOS != dragoman.PROPN && t.Deprel != dragoman.RelFlat {
			return false
		}
	case shapePunct:
		if t.XPOS != dragoman.HYPH && f.d.Word(i) != "&" && f.d.Word(i) != "/" {
			return false
		}
		if t.Head < 0 {
			return false
		}
	}
	at := i
	for range 8 {
		t := &f.d.Tokens[at]
		if at == head {
			return true
		}
		switch t.Deprel.Universal() {
		case dragoman.RelFlat, dragoman.RelCompound, dragoman.RelGoeswith, dragoman.RelAmod, dragoman.RelNummod, dragoman.RelPunct:
		case dragoman.RelNmod:
			if t.Deprel != dragoman.RelNmodDesc && t.Deprel != dragoman.RelNmodUnmarked {
				return false
			}
		default:
			return false
		}
		if at = t.Head; at < 0 {
			return false
		}
	}
	return false
}
