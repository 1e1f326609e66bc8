package mention

import (
	"unicode/utf8"

	"dragoman"
)

// token is what the features of a token are made of: hashes, classes, and how it stands in the tree.
type token struct {
	word, lemma      uint64 // foldHash
	suffix2, suffix3 uint32
	prefix3          uint32
	fine             uint16 // class by its vector, 0 for none
	coarse           uint8
	listed           listedClass // of the listed name it is in
	listedAt         uint8       // where in it
	people           peopleClass // as a name of people
	shape            shape
	class            wordClass
	kids             kids
	sentence         int32
	det, kase, poss  int32 // its determiner, preposition and possessor, -1 for none
	appos, conj      int32 // its apposition and the first thing joined to it, -1 for none
	subject          int32 // its nsubj, -1 for none
	left, right      int32 // the noun phrase it heads: [left, right)
	label            nameClass
	margin           float32 // by how much the label beats "none"
	quote            int32   // the quotation it is in, from 1; 0 outside
}

// kids says what a token has below it.
type kids uint16

const (
	kidCop kids = 1 << iota
	kidRelcl
	kidFlat
	kidNummod
	kidAmod
	kidNmod
	kidCompound
	kidClitic // "'s"
	kidNeg
	kidExpl
	kidCase
	kidAcl
)

const (
	// climbLimit bounds the way up a tree: deeper trees are of no language.
	climbLimit = 48
	fnv32Prime = 16777619
)

var (
	wordThe = foldHash("the")
	wordOf  = foldHash("of")
)

// scan fills f.tokens.
func (f *Finder) scan() {
	d := f.d
	n := len(d.Tokens)
	if cap(f.tokens) < n {
		f.tokens = make([]token, n+n/4)
	}
	f.tokens = f.tokens[:n]
	for s := range d.Sentences {
		for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
			f.scanWord(i)
			f.tokens[i].sentence = int32(s)
		}
	}
	f.findListed()
	for i := range int32(n) {
		f.scanTree(i)
	}
	f.scanPhrases()
	f.scanQuotes()
}

// rescan reads the tree again where it was mended, and keeps what is known of words.
func (f *Finder) rescan() {
	for i := range int32(len(f.tokens)) {
		t := &f.tokens[i]
		t.kids, t.det, t.kase, t.poss, t.appos, t.conj, t.subject, t.left, t.right = 0, -1, -1, -1, -1, -1, -1, i, i+1
	}
	for i := range int32(len(f.tokens)) {
		f.scanTree(i)
	}
	f.scanPhrases()
}

var wordAmerican, wordAmericans = foldHash("american"), foldHash("americans")

// continentals are the words that make a continent of "American".
var continentals = map[uint64]bool{foldHash("south"): true, foldHash("latin"): true, foldHash("north"): true, foldHash("central"): true}

func (f *Finder) scanWord(i int32) {
	word := f.d.Word(i)
	t := &f.tokens[i]
	*t = token{word: foldHash(word), shape: shapeOf(word), det: -1, kase: -1, poss: -1, appos: -1, conj: -1, subject: -1, left: i, right: i + 1}
	t.lemma = t.word
	if lemma := f.d.Lemmas[i]; lemma != "" && lemma != word {
		t.lemma = foldHash(lemma)
	}
	t.prefix3, t.suffix2, t.suffix3 = edges(word)
	t.fine, t.coarse = f.model.words.clusters.of(t.word)
	if t.shape != shapeLower {
		t.people = f.model.words.people.of(t.word)
	}
	t.class = f.model.classes[t.word]
	if t.lemma != t.word {
		t.class |= f.model.classes[t.lemma] &^ (classMale | classFemale)
	}
	if t.class&classDemonym != 0 && i > 0 && (t.word == wordAmerican || t.word == wordAmericans) && continentals[f.tokens[i-1].word] {
		t.class &^= classDemonym | classPeople | classCountry // "South American leaders" are of no one country
	}
	switch t.shape {
	case shapeTitle, shapeUpper, shapeMixed:
		if f.model.words.places.has(t.word) {
			t.class |= classTown
		}
	case shapeLower:
		t.class &^= classMale | classFemale | classCountry
	}
}

// edges hashes the first three and the last two and three bytes of a word.
func edges(word string) (prefix3, suffix2, suffix3 uint32) {
	h := uint32(2166136261)
	for i := 0; i < len(word) && i < 3; i++ {
		h = (h ^ uint32(lowerASCII(word[i]))) * fnv32Prime
	}
	prefix3, h = h, 2166136261
	for i := 1; i <= 3 && i <= len(word); i++ {
		h = (h ^ uint32(lowerASCII(word[len(word)-i]))) * fnv32Prime
		if i == 2 {
			suffix2 = h
		}
	}
	return prefix3, suffix2, h
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// scanTree tells the head of token i what it has below it.
func (f *Finder) scanTree(i int32) {
	t := &f.d.Tokens[i]
	if t.Head < 0 {
		return
	}
	h := &f.tokens[t.Head]
	switch t.Deprel.Universal() {
	case dragoman.RelDet:
		if h.det < 0 {
			h.det = i
		}
	case dragoman.RelCase:
		h.kids |= kidCase
		switch {
		case i > t.Head:
			h.kids |= kidClitic
		case h.kase < 0:
			h.kase = i
		}
	case dragoman.RelCop:
		h.kids |= kidCop
	case dragoman.RelNsubj:
		h.subject = i
	case dragoman.RelAppos:
		if h.appos < 0 {
			h.appos = i
		}
	case dragoman.RelConj:
		if h.conj < 0 {
			h.conj = i
		}
	case dragoman.RelFlat:
		h.kids |= kidFlat
	case dragoman.RelCompound:
		h.kids |= kidCompound
	case dragoman.RelNummod:
		h.kids |= kidNummod
	case dragoman.RelAmod:
		h.kids |= kidAmod
	case dragoman.RelNmod:
		h.kids |= kidNmod
		if t.Deprel == dragoman.RelNmodPoss {
			h.poss = i
		}
	case dragoman.RelAcl:
		h.kids |= kidAcl
		if t.Deprel == dragoman.RelAclRelcl {
			h.kids |= kidRelcl
		}
	case dragoman.RelExpl:
		h.kids |= kidExpl
	case dragoman.RelAdvmod:
		if t.XPOS == dragoman.RB && t.UPOS == dragoman.PART {
			h.kids |= kidNeg
		}
	}
}

// scanPhrases finds the noun phrase of each token: all that hangs on it but appositions, relative clauses, what is joined to it, and
// its own preposition, verb "to be" and subject.
func (f *Finder) scanPhrases() {
	for i := range f.tokens {
		at := int32(i)
		for range climbLimit {
			t := &f.d.Tokens[at]
			if t.Head < 0 || !inPhrase(t.Deprel) || t.Deprel == dragoman.RelAmod && at > t.Head && f.tokens[at].shape == shapeLower {
				break // "loyal" in "soldiers loyal to the junta" describes them
			}
			at = t.Head
			h := &f.tokens[at]
			h.left, h.right = min(h.left, int32(i)), max(h.right, int32(i)+1)
		}
	}
}

// inPhrase reports whether a dependent belongs to the noun phrase of its head.
func inPhrase(r dragoman.Deprel) bool {
	switch r.Universal() {
	case dragoman.RelDet, dragoman.RelAmod, dragoman.RelNummod, dragoman.RelCompound, dragoman.RelFlat, dragoman.RelNmod,
		dragoman.RelFixed, dragoman.RelGoeswith:
		return true
	}
	return r == dragoman.RelAcl
}

// scanQuotes numbers the quotations. One ends with its block at the latest.
func (f *Finder) scanQuotes() {
	quote, open := int32(0), false
	block := int32(-1)
	for i := range f.tokens {
		if b := f.d.Sentences[f.tokens[i].sentence].Block; b != block {
			block, open = b, false
		}
		word := f.d.Word(int32(i))
		switch r, _ := utf8.DecodeRuneInString(word); {
		case r == '“' || word == "``":
			open = true
			quote++
		case r == '”' || word == "''":
			open = false
		case r == '"' && len(word) == 1:
			if open = !open; open {
				quote++
			}
		case open:
			f.tokens[i].quote = quote
		}
	}
}
