package code

import (
	"slices"

	"dragoman"
)

// Repairs of noun phrases: lists, compounds, and phrases that the parser ran together.

// unclosed joins "Paris" to "Washington" in "Washington, Paris and London", where the parser took it for an apposition: no comma closes it.
func (t *tree) unclosed(i int32) {
	h := t.heads[i]
	if t.rels[i] != dragoman.RelAppos || h < 0 || h >= i || t.upos(h) != dragoman.PROPN || t.upos(i) != dragoman.PROPN {
		return
	}
	end := i + 1
	for int(end) < len(t.heads) && t.rels[end] == dragoman.RelFlat && t.heads[end] >= i {
		end++
	}
	if int(end)+1 >= len(t.heads) || !t.is(end, "and") {
		return
	}
	for k := end + 1; int(k) < len(t.heads) && k < end+reach; k++ {
		if t.heads[k] == h && t.rels[k] == dragoman.RelConj {
			t.rels[i] = dragoman.RelConj
			return
		}
	}
}

// nounOfNoun makes "inspectors" the head of "weapons inspectors", where the parser took it for an object of the noun before it.
func (t *tree) nounOfNoun(i int32) {
	h := t.heads[i]
	if h != i-1 || h < 0 || t.rels[i] != dragoman.RelObj || t.upos(i) != dragoman.NOUN || t.upos(h) != dragoman.NOUN || t.heads[h] < 0 {
		return
	}
	t.heads[i], t.rels[i] = t.heads[h], t.rels[h]
	for k := max(0, h-reach); k < h; k++ {
		if t.heads[k] == h {
			t.heads[k] = i
		}
	}
	t.heads[h], t.rels[h] = i, dragoman.RelCompound
}

// theWounded makes a noun of "wounded" in "flew the wounded to hospital", where the parser took it for a word of the phrase after the preposition.
func (t *tree) theWounded(i int32) {
	n := t.heads[i]
	if t.rels[i] != dragoman.RelAmod || n <= i+1 || i == 0 || t.upos(i-1) != dragoman.DET || t.heads[i-1] != n || t.rels[i+1] != dragoman.RelCase || t.heads[i+1] != n {
		return
	}
	v := t.heads[n]
	if v < 0 || v >= i || !t.isVerb(v) {
		return
	}
	t.tags[i] = dragoman.NOUN
	t.heads[i], t.rels[i] = v, dragoman.RelObj
	t.heads[i-1] = i
	if t.rels[n] == dragoman.RelObj {
		t.rels[n] = dragoman.RelObl
	}
}

// opening parts the phrase that opens a sentence from the subject after it, which the parser made a part of it: "By evening Hamas had freed two",
// "In Gaza Israel killed nine people".
func (t *tree) opening(i int32) {
	first := t.d.Sentences[t.sentence(i)].First
	if i != first+1 || t.upos(first) != dragoman.ADP && t.upos(first) != dragoman.SCONJ {
		return
	}
	s := i + 1
	if int(s) >= len(t.heads) || t.upos(s) != dragoman.PROPN && t.upos(s) != dragoman.NOUN {
		return
	}
	switch {
	case t.rels[s] == dragoman.RelFlat && t.heads[s] == i && t.heads[first] == i && timeWords[lowerASCII(t.d.Word(i))]: // "On Tuesday Zelenskyy visited"
		v := t.heads[i]
		if v <= s || !t.isVerb(v) || t.hasSubject(v, s) {
			return
		}
		t.heads[s], t.rels[s] = v, dragoman.RelNsubj
		t.rels[i] = dragoman.RelObl
		t.moveFlats(i, s)
	case t.rels[s] == dragoman.RelNsubj && t.heads[first] == s && t.heads[i] == s && t.placeName(i): // "In Gaza Israel killed"
		t.heads[i], t.rels[i] = t.heads[s], dragoman.RelObl
		t.heads[first] = i
	}
}

// moveFlats hangs the further words of a name on the word s that begins it.
func (t *tree) moveFlats(from, s int32) {
	for k := s + 1; int(k) < len(t.heads) && k < s+reach/2; k++ {
		if t.heads[k] == from && t.rels[k] == dragoman.RelFlat {
			t.heads[k] = s
		}
	}
}

// hasSubject reports whether the verb v has a subject from token i on.
func (t *tree) hasSubject(v, i int32) bool {
	for k := i; k < v; k++ {
		if t.heads[k] == v && t.rels[k].Universal() == dragoman.RelNsubj {
			return true
		}
	}
	return false
}

// placeName reports whether token i is by itself the name of a place.
func (t *tree) placeName(i int32) bool {
	for p := range t.d.Places {
		if x := &t.d.Places[p]; x.First == i && x.End == i+1 {
			return true
		}
	}
	return false
}

// sentence is the sentence of token i, before the tree is built.
func (t *tree) sentence(i int32) int {
	s, _ := slices.BinarySearchFunc(t.d.Sentences, i, func(s dragoman.Sentence, i int32) int {
		if i < s.First {
			return 1
		} else if i >= s.End {
			return -1
		}
		return 0
	})
	return min(s, len(t.d.Sentences)-1)
}

// regroup hangs on the noun k what the parser hung on the participle i of "rebel-held Idlib" or on the word before its hyphen, and that
// belongs to the whole: the preposition and the article before it, the phrases and clauses after it.
func (t *tree) regroup(first, i, k int32) {
	head := t.heads[k]
	for c := max(0, first-reach); int(c) < len(t.heads) && c < k+reach; c++ {
		if c == k || c == first || t.heads[c] != i && t.heads[c] != first {
			continue
		}
		switch {
		case c < first && (t.rels[c] == dragoman.RelCase || t.rels[c] == dragoman.RelDet):
			t.heads[c] = k
		case c > k && head >= 0 && t.isVerb(head):
			t.heads[c] = head
		}
	}
}

// shotDead gives the verb before "dead" what the parser hung on that: "snipers shot dead some 60 villagers".
func (t *tree) shotDead(i int32) {
	v := i - 1
	if v < 0 || !t.is(i, "dead") || t.heads[v] != i && t.heads[i] != v || t.finite[t.d.Word(v)] == nil {
		return
	}
	t.tags[v] = dragoman.VERB
	if t.heads[v] == i {
		t.heads[v], t.rels[v] = t.heads[i], t.rels[i]
	}
	t.heads[i], t.rels[i] = v, dragoman.RelXcomp
	for k := max(0, i-3*reach); int(k) < len(t.heads) && k < i+3*reach; k++ {
		if t.heads[k] == i {
			t.heads[k] = v
		}
	}
}

// homeward makes an adverb of "home" in "called home its envoys", where the parser took it for the object.
func (t *tree) homeward(i int32) {
	v := i - 1
	if v < 0 || !t.is(i, "home") || t.heads[i] != v || !t.isVerb(v) || t.rels[i] != dragoman.RelObj && t.rels[i] != dragoman.RelIobj {
		return
	}
	for k := i + 1; int(k) < len(t.heads) && k < i+reach; k++ {
		if t.heads[k] == v && t.rels[k] == dragoman.RelObj {
			t.tags[i], t.rels[i] = dragoman.ADV, dragoman.RelAdvmod
			return
		}
	}
}
