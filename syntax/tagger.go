package syntax

import (
	"math"

	"dragoman"
)

// The tagger gives each word a joint tag, XPOS and UPOS in one, from left to right: a net over the pieces, clusters and
// ambiguity classes of the words around it.
// A frequent word may only have the tags that it had in training.

// A jointTag is an XPOS with its UPOS; its number is an index into Model.tags.
type jointTag struct {
	xpos dragoman.XPOS
	upos dragoman.UPOS
}

// maxTags bounds the joint tags: a tagSet has a bit for each.
const maxTags = 96

// A tagSet is a set of joint tags.
type tagSet [2]uint64

func (s *tagSet) add(tag int)      { s[tag>>6] |= 1 << (tag & 63) }
func (s *tagSet) has(tag int) bool { return s[tag>>6]>>(tag&63)&1 != 0 }

// template makes an odd multiple of the mixer for each kind of key, so that equal values of different kinds differ.
func template(n uint64) uint64 { return (2*n + 1) * mixer2 }

// join hashes up to three values into a key.
func join(t, a, b, c uint64) uint32 {
	return uint32((a + b*0xbf58476d1ce4e5b9 + c*0x94d049bb133111eb + t) * mixer >> 32)
}

// noForm stands for the words before the first and after the last.
var noForm wordForm

// formAt returns the form of a word, or of none.
func formAt(forms []wordForm, i int) *wordForm {
	if i < 0 || i >= len(forms) {
		return &noForm
	}
	return &forms[i]
}

// Tags as inputs: none before the first word.
const (
	noTag    = 0
	firstTag = 1
)

// tagInputs puts what the tagger sees of word i. prev and prev2 are the tags of the two words before it, as inputs.
func (m *Model) tagInputs(x *inputs, forms []wordForm, i int, prev, prev2, caps int32) {
	x.n = 0
	w, l1, l2, r1, r2, r3 := formAt(forms, i), formAt(forms, i-1), formAt(forms, i-2), formAt(forms, i+1), formAt(forms, i+2), formAt(forms, i+3)
	z := &m.sizes
	for k, piece := range w.pieces {
		x.put(int32(piece), z.pieces[k])
	}
	x.put(int32(w.amb), z.ambs)
	x.put(int32(w.fine), fineSize)
	x.put(int32(w.middle), middleSize)
	x.put(int32(w.coarse), coarseSize)
	for _, o := range [...]*wordForm{l1, r1} {
		for _, k := range [...]int{pieceWord, pieceShape, pieceEnding, pieceEnding + 1} {
			x.put(int32(o.pieces[k]), z.pieces[k])
		}
		x.put(int32(o.amb), z.ambs)
		x.put(int32(o.middle), middleSize)
		x.put(int32(o.coarse), coarseSize)
	}
	for _, o := range [...]*wordForm{l2, r2} {
		x.put(int32(o.pieces[pieceWord]), z.pieces[pieceWord])
		x.put(int32(o.pieces[pieceShape]), z.pieces[pieceShape])
		x.put(int32(o.amb), z.ambs)
		x.put(int32(o.coarse), coarseSize)
	}
	x.put(int32(r3.amb), z.ambs)
	x.put(int32(r3.coarse), coarseSize)
	x.put(prev, z.tags)
	x.put(prev2, z.tags)
	x.put(prev*z.tags+prev2, z.tags*z.tags)
	x.put(int32(w.amb)*z.tags+prev, z.ambs*z.tags)
	first := int32(0)
	if i == 0 {
		first = 1
	}
	x.put(first*5+caps, 10)
}

// capitals says how the sentence is written: 0 as text is, 1 with most words capitalised, as titles are, 2 all in upper case, 3 all in lower.
func capitals(forms []wordForm) int32 {
	words, capital, upper := 0, 0, 0
	for i := range forms {
		switch forms[i].letters {
		case lowerKind:
			words++
		case upperKind:
			capital++
			words++
		case upperKind * 7:
			upper++
			capital++
			words++
		}
	}
	switch {
	case words < 2:
		return 4
	case upper*4 > words*3:
		return 2
	case capital*4 > words*3:
		return 1
	case capital == 0:
		return 3
	}
	return 0
}

// tag fills tags with the joint tag of each word.
func (m *Model) tag(b *brain, forms []wordForm, tags []uint8) {
	prev, prev2 := int32(noTag), int32(noTag)
	caps := capitals(forms)
	for i := range forms {
		f := &forms[i]
		best := int(m.single[f.set])
		if best < 0 {
			m.tagInputs(&b.in, forms, i, prev, prev2, caps)
			set := &m.sets[f.set]
			top := int32(math.MinInt32)
			for k, v := range m.tagNet.think(b) {
				if v > top && (f.set == 0 || set.has(k)) {
					best, top = k, v
				}
			}
		}
		tags[i] = uint8(best)
		prev, prev2 = int32(best)+firstTag, prev
	}
}
