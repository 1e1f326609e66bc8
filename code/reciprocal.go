package code

import "dragoman"

// Acts that several do to each other.

// reciprocal makes those who act on "each other" act each on each: "Rwanda and Uganda expelled each other's envoys", "fired at one another".
func (r *reader) reciprocal(x *reading, p place) {
	if r.countParties(x.source) < 2 || !r.eachOther(p) {
		return
	}
	x.both, x.turns, x.target = true, true, fillers{}
}

// eachOther reports whether "each other" or "one another" is, or owns, what the predicate is done to.
func (r *reader) eachOther(p place) bool {
	t := &r.tree
	for _, n := range [3]int32{p.node, p.noun, p.light} {
		if n < 0 {
			continue
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl, dragoman.RelNmod:
			default:
				continue
			}
			if owner := t.child(k, dragoman.RelNmodPoss); t.eachOther(k) || owner >= 0 && t.eachOther(owner) {
				return true
			}
		}
	}
	return false
}

// eachOther reports whether "each other" or "one another" begins at token k, or "the other" ends there: "each blamed the other".
func (t *tree) eachOther(k int32) bool {
	return t.is(k, "each") && t.is(k+1, "other") || t.is(k, "one") && t.is(k+1, "another") || t.is(k, "other") && t.hasChild(k, dragoman.RelDet, "the")
}
