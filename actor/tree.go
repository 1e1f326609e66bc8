package actor

import "dragoman"

// Looks into the tree.

// sentenceOf is the sentence of token t.
func (r *Resolver) sentenceOf(t int32) *dragoman.Sentence {
	lo, hi := 0, len(r.d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.d.Sentences[mid].End <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return &r.d.Sentences[lo]
}

// topOf climbs from a token of a name to the one that heads it.
func (r *Resolver) topOf(j int32) int32 {
	for range 4 {
		h := r.d.Tokens[j].Head
		if h < 0 || !modifies(r.d.Tokens[j].Deprel) {
			break
		}
		j = h
	}
	return j
}

// attached reports whether token j hangs below head within a few steps.
func (r *Resolver) attached(j, head int32) bool {
	for range 5 {
		if j < 0 {
			return false
		}
		if j == head {
			return true
		}
		j = r.d.Tokens[j].Head
	}
	return false
}

// caseOf returns the preposition of a token's phrase, "" for none.
func (r *Resolver) caseOf(t int32) string {
	for j := t - 1; j >= 0 && j >= t-8; j-- {
		if r.d.Tokens[j].Head == t && r.d.Tokens[j].Deprel == dragoman.RelCase {
			return r.d.Lemmas[j]
		}
	}
	return ""
}

// modifies reports whether a relation makes a word part of the noun phrase of another.
func modifies(d dragoman.Deprel) bool {
	switch d {
	case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelFlat, dragoman.RelNmodDesc:
		return true
	}
	return false
}
