package syntax

import (
	"math"

	"dragoman"
)

// The tagger gives each word a joint tag, XPOS and UPOS in one, from left to right: an averaged perceptron over hashed features.
// A frequent word may only have the tags that it had in training.

// A jointTag is an XPOS with its UPOS; its number is an index into Model.tags.
type jointTag struct {
	xpos dragoman.XPOS
	upos dragoman.UPOS
}

// maxTags bounds the joint tags: a tagSet has a bit for each.
const maxTags = maxClasses

// A tagSet is a set of joint tags.
type tagSet [2]uint64

func (s *tagSet) add(tag int)      { s[tag>>6] |= 1 << (tag & 63) }
func (s *tagSet) has(tag int) bool { return s[tag>>6]>>(tag&63)&1 != 0 }

// tagTemplates is how many features tagFeatures makes.
const tagTemplates = 48

// Constants of the templates: an odd multiple of the mixer for each, so that equal values in different templates differ.
func template(n uint64) uint64 { return (2*n + 1) * mixer2 }

// join hashes up to three values into a feature.
func join(t, a, b, c uint64) uint32 {
	return uint32((a + b*0xbf58476d1ce4e5b9 + c*0x94d049bb133111eb + t) * mixer >> 32)
}

// noForm stands for the words before the first and after the last.
var noForm = wordForm{word: 0x5bd1e995, shape: 0x1b873593}

// tagFeatures writes the features of word i. prev and prev2 are hashes of the tags of the two words before it.
func tagFeatures(forms []wordForm, i int, prev, prev2, caps uint64, keys *[tagTemplates]uint32) {
	at := func(j int) *wordForm {
		if j < 0 || j >= len(forms) {
			return &noForm
		}
		return &forms[j]
	}
	w, l1, l2, r1, r2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	var (
		amb, ambR1, ambR2 = hash16(w.amb), hash16(r1.amb), hash16(r2.amb)
		fine, coarse      = hash16(w.cluster), hash16(w.cluster >> coarseShift)
		middle            = hash16(w.cluster >> fineShift)
		first             = uint64(0)
	)
	if i == 0 {
		first = 1
	}
	*keys = [tagTemplates]uint32{
		join(template(0), w.word, 0, 0),
		join(template(1), w.word, w.shape, 0),
		join(template(2), w.suffix[0], w.shape, 0),
		join(template(3), w.suffix[1], 0, 0),
		join(template(4), w.suffix[2], 0, 0),
		join(template(5), w.suffix[3], 0, 0),
		join(template(6), w.suffix[4], 0, 0),
		join(template(7), w.prefix[0], w.suffix[1], 0),
		join(template(8), w.prefix[1], 0, 0),
		join(template(9), w.prefix[2], 0, 0),
		join(template(10), w.shape, first, 0),
		join(template(11), w.shape, l1.shape, r1.shape),
		join(template(12), fine, 0, 0),
		join(template(13), middle, w.shape, 0),
		join(template(14), coarse, w.suffix[1], 0),
		join(template(15), prev, 0, 0),
		join(template(16), prev, prev2, 0),
		join(template(17), prev, w.word, 0),
		join(template(18), prev, prev2, amb),
		join(template(19), prev, amb, ambR1),
		join(template(20), prev, prev2, w.word),
		join(template(21), l1.word, 0, 0),
		join(template(22), l2.word, 0, 0),
		join(template(23), r1.word, 0, 0),
		join(template(24), r2.word, 0, 0),
		join(template(25), l1.word, w.word, 0),
		join(template(26), w.word, r1.word, 0),
		join(template(27), ambR1, amb, 0),
		join(template(28), ambR1, ambR2, amb),
		join(template(29), hash16(r1.cluster), amb, 0),
		join(template(30), hash16(l1.cluster), amb, 0),
		join(template(31), coarse, prev, hash16(r1.cluster>>coarseShift)),
		join(template(32), w.suffix[2], prev, 0),
		join(template(33), w.suffix[1], prev, ambR1),
		join(template(34), r1.suffix[2], w.shape, amb),
		join(template(35), l1.suffix[2], amb, 0),
		join(template(36), prev, r1.word, 0),
		join(template(37), ambR1, w.word, 0),
		join(template(38), middle, prev, 0),
		join(template(39), prev, w.shape, r1.shape),
		join(template(40), l1.word, r1.word, 0),
		join(template(41), middle, l1.word, 0),
		join(template(42), caps, w.shape, amb),
		join(template(43), caps, w.shape, prev),
		join(template(44), l1.shape, w.shape, first+caps*2),
		join(template(45), w.suffix[2], w.shape, prev),
		join(template(46), amb, hash16(l1.amb), ambR1),
		join(template(47), middle, hash16(r1.cluster>>fineShift), 0),
	}
}

// capitals says how the sentence is written: 0 as text is, 1 with most words capitalised, as titles are, 2 all in upper case, 3 all in lower.
func capitals(forms []wordForm) uint64 {
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

func hash16(n uint16) uint64 { return mix(uint64(n) + 0x100) }

// tag fills tags with the joint tag of each word.
func (m *Model) tag(forms []wordForm, tags []uint8) {
	var keys [tagTemplates]uint32
	var s sums
	prev, prev2 := uint64(startTag), uint64(startTag)
	caps := capitals(forms)
	for i := range forms {
		best := -1
		f := &forms[i]
		set := &m.sets[f.set]
		if only := m.single[f.set]; only >= 0 {
			best = int(only)
		} else {
			tagFeatures(forms, i, prev, prev2, caps, &keys)
			m.tagRows.score(keys[:], &s)
			top := int32(math.MinInt32)
			for k := range m.tags {
				if f.set != 0 && !set.has(k) {
					continue
				}
				if v := s[k]; v > top {
					top, best = v, k
				}
			}
		}
		tags[i] = uint8(best)
		prev, prev2 = hashTag(best), prev
	}
}

const startTag = 0x2545f4914f6cdd1d

func hashTag(tag int) uint64 { return mix(uint64(tag) + 0x7000) }
