package code

import (
	"slices"

	"dragoman"
)

// bothLands appends the countries that "both countries", "the two governments" or "the two armies" stand for where no chain tells: those that the sentence
// has spoken of before, by whatever word, or the one before it with it ("Djiboutian soldiers were killed by Eritrean fire at a headland that both
// countries claim").
func (r *reader) bothLands(n int32, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	many := r.howMany(n)
	if many == 0 || !pairedLands[t.lemma(n)] || many > 2 && r.folk(n) {
		return out
	}
	if m := r.mentionAt[n]; m >= 0 && r.d.Mentions[m].Link != dragoman.LinkFirst {
		return out
	}
	if t.lemma(n) == "side" && t.child(n, dragoman.RelNmod) >= 0 {
		return out // "both sides in Sudan" are not Sudan and another
	}
	var codes []string
	for back := range min(2, t.sent[n]+1) {
		if doer := r.doerOver(n); back == 1 && len(codes) == 1 && doer >= 0 && doer != n {
			if p := r.parties(doer, nil); len(p) == 1 && p[0].Country == codes[0] {
				codes = codes[:0] // "Mali sent its condolences to both capitals"
			}
		}
		for m, to := r.mentionsIn(t.sent[n]-back, t.sent[n]-back); m < to; m++ {
			x := &r.d.Mentions[m]
			if x.First >= n || x.Chain < 0 || r.d.Chains[x.Chain].Party < 0 {
				continue
			}
			if code := r.partyOf(m).Country; isLand(code) && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		if len(codes) >= many {
			break
		}
	}
	if len(codes) != many {
		return out
	}
	span := r.phraseSpan(n)
	for _, code := range codes {
		out = append(out, r.nationOf(dragoman.Party{Country: code, Text: r.d.Slice(span), Span: span, Chain: -1}))
	}
	return out
}

// doerOver is the subject of what n hangs on, or -1: "Mali" of "Mali sent its condolences to both capitals". Who is himself of n, as in "was held by
// envoys of both countries", tells nothing of it.
func (r *reader) doerOver(n int32) int32 {
	h := r.tree.head(n)
	if h < 0 {
		return -1
	}
	if s := r.tree.surface(h, 0); s != h {
		return s
	}
	return -1
}

// howMany is how many a noun says that it means of those spoken of: 2 of "both capitals" and "each side", 3 of "the three governments"; 0 where it says none.
func (r *reader) howMany(n int32) int {
	t := &r.tree
	switch {
	case t.upos(n) == dragoman.NOUN && pairedLands[t.lemma(n)] && t.hasChild(n, dragoman.RelDet, "each", "either", "neither"):
		return 2
	case t.upos(n) != dragoman.NOUN || t.xpos(n) != dragoman.NNS && !collectives[t.lemma(n)]:
		return 0
	case t.hasChild(n, dragoman.RelDet, "both"), t.hasChild(n, dragoman.RelNmodPoss, "their") && !r.refer(t.child(n, dragoman.RelNmodPoss)).ok(): // "their countries"
		return 2
	case !t.hasChild(n, dragoman.RelDet, "the"):
		return 0
	case t.hasChild(n, dragoman.RelNummod, "two"):
		return 2
	case t.hasChild(n, dragoman.RelNummod, "three"):
		return 3
	}
	return 0
}

// bothOf appends the parties of a plural that means several that were spoken of, or people of theirs.
func (r *reader) bothOf(n int32, out []dragoman.Party) []dragoman.Party {
	if k := r.ofSeveral(n); k >= 0 {
		had, span := len(out), r.phraseSpan(n)
		out = r.parties(k, out)
		for i := range out[had:] {
			out[had+i].Text, out[had+i].Span = r.d.Slice(span), span
		}
		return out
	}
	if k := r.theirs(n); k >= 0 && r.mentionAt[k] >= 0 {
		if c := r.d.Mentions[r.mentionAt[k]].Chain; c >= 0 && r.d.Chains[c].Best >= 0 {
			had := len(out)
			for _, land := range r.nations(r.d.Mentions[r.d.Chains[c].Best].Head, nil) {
				out = r.parties(land, out)
			}
			if len(out) > had {
				return out
			}
		}
	}
	if r.hasParts(n) {
		return out
	}
	return r.bothLands(n, out)
}

// theirs is the pronoun of "their countries", or "they" itself, which may mean the countries of a plural before it: "the chiefs of Mali and Niger said that
// their countries would", "the governments of Mali and Niger said that they would"; -1 for none.
func (r *reader) theirs(n int32) int32 {
	switch {
	case r.tree.is(n, "they"):
		return n
	case r.tree.xpos(n) == dragoman.NNS:
		return r.ownLand(n)
	}
	return -1
}

// hasParts reports whether the chain of n stands for several others.
func (r *reader) hasParts(n int32) bool {
	m := r.mentionAt[n]
	if m < 0 || r.d.Mentions[m].Chain < 0 {
		return false
	}
	c := &r.d.Chains[r.d.Mentions[m].Chain]
	return c.Parts[0] < c.Parts[1]
}

// ofSeveral is the noun for several countries whose people the plural n is, or -1: "officials of both countries", "the two governments' envoys".
func (r *reader) ofSeveral(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || t.xpos(n) != dragoman.NNS || !r.folk(n) {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if (t.rel(k) == dragoman.RelNmodPoss || t.rel(k) == dragoman.RelNmod && r.hasOneCase(k, []string{"of", "from"})) && (pairedLands[t.lemma(k)] || opposed[t.lemma(k)]) && (r.hasParts(k) || len(r.bothLands(k, nil)) > 0) {
			return k
		}
	}
	return -1
}

// pairedLands are nouns for a country in a pair, and for what a country has one of.
var pairedLands = setOf(`country nation state side neighbour neighbor government junta regime embassy capital republic kingdom rival foe army navy military police coastguard parliament
	ministry minister president premier leader`)

// ofThose is whose "those" or "that" are, or -1: "clan leaders from Mogadishu met those of Kismayo".
func (r *reader) ofThose(n int32) int32 {
	t := &r.tree
	if !t.is(n, "those") && !t.is(n, "that") {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && r.hasOneCase(k, []string{"of", "from"}) {
			return k
		}
	}
	return -1
}

// oneOfMany is who is said to be one of those that a clause tells of, or -1: "Tuvalu is one of 23 states that have ties with Taiwan".
func (r *reader) oneOfMany(n int32) int32 {
	t := &r.tree
	h := t.head(n)
	if h < 0 || t.xpos(n) != dragoman.NNS || t.rel(n) != dragoman.RelNmod || t.child(n, dragoman.RelAclRelcl) < 0 && t.child(n, dragoman.RelAcl) < 0 || !t.is(h, "one") || !t.hasChild(n, dragoman.RelCase, "of") || t.child(h, dragoman.RelCop) < 0 {
		return -1
	}
	return t.child(h, dragoman.RelNsubj)
}

// sameTown is the place that the sentence or the one before it named last, which "the city" alone takes up; -1 for none.
func (r *reader) sameTown(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || !towns[t.lemma(n)] || n == 0 || !t.is(n-1, "the") || t.xpos(n) == dragoman.NNS || t.rel(n) == dragoman.RelCompound {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if k > n && t.upos(k) != dragoman.PUNCT {
			return -1
		}
	}
	for k := n - 1; k >= 0 && t.sent[k] >= t.sent[n]-1; k-- {
		if p := r.placeAt[k]; p >= 0 && r.d.Places[p].Country != "" && r.d.Places[p].Feature != "country" {
			if m := r.mentionAt[k]; m >= 0 && r.isParty(m) {
				return -1 // "Moscow said its troops had taken the village"
			}
			return p
		}
	}
	return -1
}

// towns are nouns by which a named town is taken up again.
var towns = setOf(`city town village port`)
