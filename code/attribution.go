package code

import (
	"dragoman"
	"dragoman/codebook"
)

// A telling is who says what a clause tells: the verb, its speaker, and through what. Tokens; -1 for none.
type telling struct{ verb, speaker, medium int32 }

var noTelling = telling{-1, -1, -1}

// tellingOf finds who is said to tell the reading: the verb of saying that took it in, else the nearest above it, "according to", the
// speaker of the quotation it stands in, or the name before a headline's colon.
func (r *reader) tellingOf(x *reading) telling {
	if x.say >= 0 {
		if t := r.tellingAt(x.say); t.speaker >= 0 {
			return t
		}
	}
	for n, depth := x.node, 0; n >= 0 && depth < maxDepth; depth++ {
		if t := r.accordingTo(n); t.speaker >= 0 {
			return t
		}
		// "X did it, Y said": the verb of saying hangs on the clause
		for k := r.tree.first[n]; k >= 0; k = r.tree.next[k] {
			if r.tree.rel(k) == dragoman.RelParataxis && !r.apartFrom(n, k) {
				if t := r.tellingAt(k); t.speaker >= 0 {
					return t
				}
			}
		}
		h := r.tree.head(n)
		if h >= 0 && h != x.trigger && !r.besides(n, h) {
			switch r.tree.rel(n).Universal() {
			case dragoman.RelCcomp, dragoman.RelParataxis, dragoman.RelXcomp, dragoman.RelAdvcl, dragoman.RelAcl, dragoman.RelObj:
				if t := r.tellingAt(h); t.speaker >= 0 && !r.isSource(x, t.speaker, n) {
					return t
				}
			}
		}
		n = h
	}
	if t := r.quoted(x.trigger); t.speaker >= 0 {
		return t
	}
	return r.headlined(x)
}

// besides reports whether the clause n tells only when h was, which takes nothing that is told: "recalled its envoy after Mali expelled a
// diplomat", where "recalled that Mali expelled a diplomat" tells.
func (r *reader) besides(n, h int32) bool {
	t := &r.tree
	return t.rel(n).Universal() == dragoman.RelAdvcl && t.child(h, dragoman.RelCcomp) < 0 &&
		t.hasChild(n, dragoman.RelMark, "after", "before", "since", "until", "when", "while", "once", "because")
}

// apartFrom reports whether a semicolon stands between two clauses: "A bomb killed 12; Pakistan blamed militants".
func (r *reader) apartFrom(n, k int32) bool {
	for i := max(0, min(n, k)); i < max(n, k); i++ {
		if r.d.Word(i) == ";" {
			return true
		}
	}
	return false
}

// isSource reports whether the speaker does what the reading tells with no clause between: "announced a boycott" is an act.
func (r *reader) isSource(x *reading, speaker, n int32) bool {
	return r.tree.rel(n).Universal() == dragoman.RelObj && !x.source.empty() && r.nodes[x.source.from] == speaker
}

// tellingAt reads n as a verb or noun of saying by its frames.
func (r *reader) tellingAt(n int32) telling {
	e := r.entryOf(n)
	if e == nil || r.withheld(n) {
		return noTelling
	}
	for _, list := range [3][]candidate{e.verb, e.light, e.noun} {
		for i := range list {
			f := list[i].frame
			if len(f.Speaker) == 0 {
				continue
			}
			p, ok := r.fits(n, list[i].pred)
			if !ok || !r.allHold(p, f) {
				continue
			}
			if s := r.fill(p, f.Speaker, firstSlot); !s.empty() {
				t := telling{n, r.nodes[s.from], -1}
				t.medium = r.mediumOf(n, p, f)
				return t
			}
		}
	}
	return noTelling
}

// withheld reports whether the verb of saying n tells of words that were not spoken: "did not confirm reports that", "declined to say whether".
func (r *reader) withheld(n int32) bool {
	t := &r.tree
	if !t.isVerb(n) {
		return false
	}
	return t.hasChild(n, dragoman.RelAdvmod, "not", "never") || t.rel(n) == dragoman.RelXcomp && withholding[t.lemma(t.head(n))]
}

var withholding = setOf(`decline refuse fail omit neglect`)

// mediumNouns are the things one speaks through.
var mediumNouns = setOf(`statement interview tweet post letter speech address platform television tv radio twitter facebook telegram instagram x
	newspaper broadcast briefing conference communiqué communique message memo op-ed article column video channel site website account
	report release podcast`)

// mediumOf is what a verb of saying names as its medium: by its frame, else a noun of the kind under "in", "on", "via", "through" or "to",
// else the paper that was told.
func (r *reader) mediumOf(n int32, p place, f *codebook.Frame) int32 {
	t := &r.tree
	for _, v := range [2]int32{n, t.head(n)} { // "wrote on his platform", "speaking to Fox News, he acknowledged"
		if v < 0 {
			continue
		}
		for k := t.first[v]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObl, dragoman.RelNmod:
				if mediumNouns[t.lemma(k)] && r.hasOneCase(k, []string{"in", "on", "via", "through", "to", "during", "at"}) || r.isMedia(k) && r.hasOneCase(k, []string{"in", "on", "via", "through", "to"}) {
					return k
				}
			case dragoman.RelObj, dragoman.RelIobj:
				if r.isMedia(k) {
					return k
				}
			case dragoman.RelAdvcl:
				if w := t.lemma(k); w == "speak" || w == "talk" || w == "write" || w == "post" {
					if m := r.mediumOf(k, p, nil); m >= 0 {
						return m
					}
				}
			}
		}
		if v == n && t.rel(n) != dragoman.RelParataxis && t.rel(n) != dragoman.RelConj {
			break
		}
	}
	if f != nil && len(f.Medium) > 0 {
		if m := r.fill(p, f.Medium, firstSlot); !m.empty() {
			if k := r.nodes[m.from]; r.isMedia(k) || mediumNouns[t.lemma(k)] {
				return k
			}
		}
	}
	return -1
}

// isMedia reports whether k names a paper, a broadcaster or a platform.
func (r *reader) isMedia(k int32) bool {
	m := r.mentionAt[k]
	if m < 0 || r.d.Mentions[m].Chain < 0 {
		return false
	}
	if p := r.d.Chains[r.d.Mentions[m].Chain].Party; p >= 0 && r.d.Parties[p].HasSector("JRN") {
		return true
	}
	last := lowerASCII(r.d.Word(r.d.Mentions[m].End - 1))
	return r.d.Mentions[m].Kind == dragoman.Name && mediaWords[last]
}

var mediaWords = setOf(`news tv television radio times post agency twitter facebook telegram instagram social reuters afp bbc cnn x guardian herald tribune
	journal newspaper network media press magazine gazette aljazeera jazeera weibo tiktok youtube`)

// accordingTo reads "according to X" on a clause.
func (r *reader) accordingTo(n int32) telling {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k).Universal() {
		case dragoman.RelObl, dragoman.RelNmod, dragoman.RelAdvcl:
			for c := t.first[k]; c >= 0; c = t.next[c] {
				if t.rel(c) == dragoman.RelCase && t.is(c, "according") {
					return telling{c, k, -1}
				}
			}
			if t.is(k, "according") {
				if o := t.child(k, dragoman.RelObl); o >= 0 {
					return telling{k, o, -1}
				}
			}
		}
	}
	return noTelling
}

// maxQuoteReach is how many sentences before and after a quotation its speaker is looked for.
const maxQuoteReach = 2

// quoted finds the speaker of the quotation that the token stands in: in its own sentence, else in a neighbour of the same block
// that shares the quotation.
func (r *reader) quoted(n int32) telling {
	if r.d.Tokens[n].Flags&dragoman.InQuotes == 0 {
		return noTelling
	}
	own := r.tree.sent[n]
	for reach := int32(0); reach <= maxQuoteReach; reach++ {
		for _, s := range [2]int32{own - reach, own + reach} {
			if s < 0 || int(s) >= len(r.d.Sentences) || r.d.Sentences[s].Block != r.d.Sentences[own].Block {
				continue
			}
			for i := r.d.Sentences[s].First; i < r.d.Sentences[s].End; i++ {
				if r.d.Tokens[i].Flags&dragoman.InQuotes == 0 && r.entries[i] != nil && r.tree.isVerb(i) {
					if t := r.tellingAt(i); t.speaker >= 0 {
						return t
					}
				}
			}
		}
	}
	return noTelling
}

// headlined reads "Macron: Russia attacked our embassy", and "Russia attacked our embassy: Macron".
func (r *reader) headlined(x *reading) telling {
	s := &r.d.Sentences[x.sent]
	if r.d.Blocks[s.Block].Kind != dragoman.Headline {
		return noTelling
	}
	for i := s.First + 1; i < s.End-1; i++ {
		if !r.tree.is(i, ":") {
			continue
		}
		for k := s.First; k < s.End; k++ {
			if m := r.mentionAt[k]; m >= 0 && r.isParty(m) && (k < i) != (x.trigger < i) {
				if a := &r.d.Mentions[m]; a.First == s.First && a.End == i || a.First == i+1 && a.End >= s.End-1 {
					return telling{i, k, -1}
				}
			}
		}
	}
	return noTelling
}

// speakerAbove is the speaker of the verb of saying whose clause n stands in, or -1.
func (r *reader) speakerAbove(n int32) int32 {
	t := &r.tree
	for depth := 0; n >= 0 && depth < maxControl; depth++ {
		h := t.head(n)
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelParataxis {
				if s := r.tellingAt(k); s.speaker >= 0 {
					return s.speaker
				}
			}
		}
		if h < 0 {
			return -1
		}
		switch t.rel(n) {
		case dragoman.RelCcomp, dragoman.RelParataxis:
			if s := r.tellingAt(h); s.speaker >= 0 {
				return s.speaker
			}
		case dragoman.RelConj:
		case dragoman.RelXcomp:
			if !t.is(h, "ought") {
				return -1
			}
		case dragoman.RelNsubj: // "there will be no amnesty, the spokesman said"
			if t.lemma(h) != "be" {
				return -1
			}
		default:
			return -1
		}
		n = h
	}
	return -1
}

// attribute makes the Attribution of a telling, or nil.
func (r *reader) attribute(t telling) *dragoman.Attribution {
	if t.speaker < 0 {
		return nil
	}
	a := &dragoman.Attribution{}
	r.records.parties = r.parties(t.speaker, r.records.parties[:0])
	if len(r.records.parties) > 0 {
		p := r.records.parties[0]
		a.Speaker = &p
	} else {
		p := r.worded(t.speaker)
		a.Speaker = &p
	}
	if r.tree.is(t.verb, "according") {
		a.Verb = "according to"
	} else if r.tree.isVerb(t.verb) {
		a.Verb = r.d.Word(t.verb)
	}
	if t.medium >= 0 {
		a.Medium = r.mediumName(t.medium)
	}
	return a
}

// mediumName is the name in the noun phrase ("Truth Social" in "his Truth Social platform"), else its noun.
func (r *reader) mediumName(k int32) string {
	t := &r.tree
	if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Kind == dragoman.Name {
		return r.d.Slice(r.d.TokenSpan(r.d.Mentions[m].First, r.d.Mentions[m].End))
	}
	for c := t.first[k]; c >= 0 && c < k; c = t.next[c] {
		if t.upos(c) == dragoman.PROPN && t.rel(c) != dragoman.RelNmodPoss {
			first := c
			for first > 0 && t.upos(first-1) == dragoman.PROPN && t.under(first-1, k) {
				first--
			}
			return r.d.Slice(r.d.TokenSpan(first, c+1))
		}
	}
	return t.lemma(k)
}

// phraseSpan is the noun phrase of n without the clauses that hang on it.
func (r *reader) phraseSpan(n int32) dragoman.Span {
	t := &r.tree
	first, end := n, n+1
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelDet, dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmodPoss, dragoman.RelNummod, dragoman.RelNmodDesc:
			for first > k || first > 0 && t.under(first-1, k) {
				first--
			}
		case dragoman.RelFlat:
			end = max(end, k+1)
		}
	}
	if c := r.core(n); c > n { // "tens of thousands of people"
		end = max(end, c+1)
	}
	return r.d.TokenSpan(r.trimmed(first, end, n))
}
