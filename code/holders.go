package code

import (
	"strings"

	"dragoman"
)

// holders are those of whom the noun is said.
func (r *reader) holders(x *kinship) (hs []ref) {
	t := &r.tree
	sent := &r.d.Sentences[t.sent[x.noun]]
	if x.end == x.noun+1 {
		if hs = r.namesFrom(x, sent, x.end); len(hs) > 0 { // "its ally Russia", "NATO members Mali and Togo"
			return hs
		}
	}
	if s := x.start; s > sent.First && t.is(s-1, ",") && (r.closed(sent, x.end) || t.upos(x.end) == dragoman.ADP || t.is(x.end, "since")) {
		if hs = r.namesTo(x, sent, s-1); len(hs) > 0 { // "Israel, Iran's sworn enemy,"
			return hs
		}
	}
	if end := r.afterWhere(x.end, sent); end > x.end && t.is(end, ",") { // "America's enemies in the region, Iran and Syria,"
		if hs = r.namesFrom(x, sent, end+1); len(hs) > 0 && r.closed(sent, r.endOfPhrase(hs[len(hs)-1].token)) {
			return hs
		}
	}
	if x.end < sent.End && (t.is(x.end, ",") || t.is(x.end, "—") || t.is(x.end, "–") || t.is(x.end, ":")) {
		if hs = r.namesFrom(x, sent, x.end+1); len(hs) > 0 { // "its closest ally, the United States,"
			last := hs[len(hs)-1].token
			if r.closed(sent, r.endOfPhrase(last)) {
				return hs
			}
		}
	}
	if hs = r.holdersInTree(x.noun); len(hs) == 0 {
		if end := r.beforeCopula(x.start, sent); end >= 0 {
			return r.namesTo(x, sent, end)
		}
	}
	return hs
}

// afterWhere is the token after the phrase that begins at i and says where the noun before it is: "in the region". i where none does.
func (r *reader) afterWhere(i int32, sent *dragoman.Sentence) int32 {
	t := &r.tree
	if i >= sent.End || !t.is(i, "in") && !t.is(i, "on") && !t.is(i, "at") && !t.is(i, "within") {
		return i
	}
	for k := i + 1; k < sent.End && k < i+maxEpithets; k++ {
		switch t.upos(k) {
		case dragoman.DET, dragoman.ADJ, dragoman.NOUN, dragoman.PROPN:
		default:
			return k
		}
	}
	return i
}

// beforeCopula is where the words before a copula end that stands before i: "China and Pakistan have been allies". -1 where none does.
func (r *reader) beforeCopula(i int32, sent *dragoman.Sentence) int32 {
	t := &r.tree
	copula := false
	for i--; i > sent.First; i-- {
		switch w := lower(r.d.Word(i)); {
		case copulas[w]:
			copula = true
		case t.upos(i) == dragoman.ADV, w == "has", w == "have", w == "had":
		default:
			if copula {
				return i + 1
			}
			return -1
		}
	}
	if copula && i == sent.First {
		return i + 1
	}
	return -1
}

var copulas = setOf(`is are was were be been being remain remains remained`)

// namesFrom are the names that begin at i, with an article or none, and after a plural those joined to them.
func (r *reader) namesFrom(x *kinship, sent *dragoman.Sentence, i int32) (hs []ref) {
	head, after := r.nameAhead(sent, i)
	if head < 0 || x.owner.token == head {
		return nil
	}
	hs = append(hs, atToken(head))
	for after < sent.End && x.plural {
		if !r.tree.is(after, "and") && !r.tree.is(after, ",") {
			break
		}
		if head, after = r.nameAhead(sent, after+1); head < 0 {
			break
		}
		hs = append(hs, atToken(head))
	}
	return hs
}

// namesTo are the names that end at end, and before a plural those joined to them.
func (r *reader) namesTo(x *kinship, sent *dragoman.Sentence, end int32) (hs []ref) {
	for end > sent.First {
		m := r.nameEnding(end)
		if m < 0 {
			return hs
		}
		hs = append(hs, atToken(r.d.Mentions[m].Head))
		at := r.d.Mentions[m].First - 1
		if at > sent.First && r.tree.upos(at) == dragoman.DET {
			at--
		}
		if !x.plural || at <= sent.First || !r.tree.is(at, "and") && !r.tree.is(at, ",") {
			break
		}
		end = at
		if r.tree.is(end-1, ",") {
			end--
		}
	}
	return hs
}

// nameEnding is the mention by name that ends at end, or the party that a noun there is ("the Amal movement").
func (r *reader) nameEnding(end int32) int32 {
	found := int32(-1)
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.End == end && (x.Kind == dragoman.Name || r.isParty(int32(m)) && x.Kind == dragoman.Nominal) && (found < 0 || x.First < r.d.Mentions[found].First) {
			found = int32(m)
		}
	}
	return found
}

// holdersInTree are the subject of a copula or of "become", the noun it is in apposition with, the object it is said of by "as", the name
// it stands before.
func (r *reader) holdersInTree(n int32) (hs []ref) {
	t := &r.tree
	add := func(tok int32) {
		if tok < 0 {
			return
		}
		hs = append(hs, atToken(tok))
		for k := t.first[tok]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelConj && t.isNominal(k) && relationalForms[r.d.Word(k)] == "" { // not "foes" of "Ethiopia and Eritrea, once foes, are allies"
				hs = append(hs, atToken(k))
			}
		}
	}
	if at := r.predicateOf(n); at >= 0 {
		add(t.surface(at, 0))
		return hs
	}
	h := t.head(n)
	if h >= 0 && t.rel(n) == dragoman.RelNsubj && t.upos(h) == dragoman.PROPN && t.child(h, dragoman.RelCop) >= 0 { // "his main rival is Lissu"
		add(h)
		return hs
	}
	switch t.rel(n) {
	case dragoman.RelAppos: // "Israel, an adversary"
		add(h)
	case dragoman.RelXcomp, dragoman.RelObj, dragoman.RelObl, dragoman.RelAdvcl:
		switch as := t.hasChild(n, dragoman.RelCase, "as") || t.hasChild(n, dragoman.RelMark, "as"); {
		case h < 0 || !t.isVerb(h):
		case becoming[t.lemma(h)]:
			add(t.surface(h, 0))
		case deeming[t.lemma(h)] && (as || t.rel(n) == dragoman.RelXcomp): // "regards China as its enemy"
			add(t.object(h))
		case as: // "as a member of the bloc, Togo …"
			add(t.surface(h, 0))
		}
	case dragoman.RelCompound, dragoman.RelNmodDesc: // "NATO member Turkey"
		if h > n && t.upos(h) == dragoman.PROPN {
			add(h)
		}
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAppos: // "its ally, Russia", "ECOWAS members Mali and Togo"
			add(k)
		case dragoman.RelFlat, dragoman.RelNmodDesc:
			if k > n && t.upos(k) == dragoman.PROPN {
				add(k)
			}
		}
	}
	return hs
}

// ordinal is "90th" in "the 90th member".
func (t *tree) ordinal(n int32) string {
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		if w := t.d.Word(k); w[0] >= '0' && w[0] <= '9' && len(w) > 2 {
			switch w[len(w)-2:] {
			case "st", "nd", "rd", "th":
				return strings.Clone(w)
			}
		}
	}
	return ""
}
