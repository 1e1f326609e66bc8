package code

import (
	"slices"

	"dragoman"
)

// bothLands appends the two countries that "both countries" or "the two states" stand for where no chain tells: those that the sentence has spoken
// of before, by whatever word ("Djiboutian soldiers were killed by Eritrean fire at a headland that both countries claim").
func (r *reader) bothLands(n int32, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	if t.xpos(n) != dragoman.NNS || !pairedLands[t.lemma(n)] || !t.hasChild(n, dragoman.RelDet, "both") && !t.hasChild(n, dragoman.RelNummod, "two") {
		return out
	}
	var codes []string
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.First >= n || t.sent[x.First] != t.sent[n] || x.Chain < 0 || r.d.Chains[x.Chain].Party < 0 {
			continue
		}
		if code := r.partyOf(int32(m)).Country; isLand(code) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) != 2 {
		return out
	}
	for _, code := range codes {
		out = append(out, r.nationOf(dragoman.Party{Country: code, Chain: -1}))
	}
	return out
}

// pairedLands are nouns for a country in a pair.
var pairedLands = setOf(`country nation state neighbour neighbor government capital republic kingdom rival foe`)
