package code

import (
	"slices"

	"dragoman"
)

// when is the time of a reading: what its own clause names, else what the sentence does, else the day of the report. A time so far
// back that it is history dates only its own clause.
func (r *reader) when(x *reading) *dragoman.When {
	best, rank := -1, 0
	for i := range r.d.Times {
		t := &r.d.Times[i]
		if t.Sentence < x.sent {
			continue
		}
		if t.Sentence > x.sent {
			break
		}
		if t.Duration || t.Interval.IsZero() {
			continue
		}
		if got := r.timeRank(x, t); got > rank || got == rank && best >= 0 && got > 0 && nearer(t, &r.d.Times[best], x.trigger) {
			best, rank = i, got
		}
	}
	if rank < beforeNoun {
		if w := r.countedFrom(x); w != nil {
			return w
		}
	}
	if best >= 0 && rank > 0 {
		t := &r.d.Times[best]
		w := &dragoman.When{Interval: t.Interval, Text: r.d.Slice(t.Span), Span: t.Span, Basis: "sentence"}
		if rank >= beforeNoun {
			w.Basis = "clause"
		}
		return w
	}
	if r.background(x) {
		return nil
	}
	if w := r.narrative(x); w != nil {
		return w
	}
	if r.d.Published == 0 {
		return nil
	}
	return &dragoman.When{Interval: dragoman.Day(r.d.Published), Basis: "published"}
}

// countedFrom is the time of a reading from which another is counted: "left two days after the army bombed the airport".
func (r *reader) countedFrom(x *reading) *dragoman.When {
	if r.d.Published == 0 {
		return nil
	}
	t := &r.tree
	for i := range r.d.Times {
		at := &r.d.Times[i]
		if at.Sentence != x.sent || at.Counted.IsZero() {
			continue
		}
		after := at.End - 1
		event := t.head(after)
		if event < after || event != x.trigger && event != x.light && event != r.clauseOf(x.trigger) {
			continue
		}
		w := &dragoman.When{Interval: at.Counted, Text: r.d.Slice(at.Span), Span: at.Span, Basis: "sentence"}
		outer := r.clauseOf(max(t.head(event), 0))
		for j := range r.d.Times {
			own := &r.d.Times[j]
			if own.Sentence != x.sent || own.Duration || own.Interval.IsZero() || r.clauseOf(max(r.governor(own.First, own.End), 0)) != outer {
				continue
			}
			if own.Interval.Precision != dragoman.ByDay {
				return nil
			}
			if by := own.Interval.From - r.d.Published; by != 0 {
				w.From, w.End = w.From+by, w.End+by
				if w.Precision != dragoman.ByDay {
					w.Precision = dragoman.ByRange
				}
			}
			break
		}
		return w
	}
	return nil
}

// How near a time stands to a reading.
const (
	sentenceTime = 1 + iota // on a clause above, or on the root
	beforeNoun              // in its clause, before a noun: "May's interview", "the Sunday rally"
	ownClause               // in the clause of one of its own predicates
	ownPredicate            // on the predicate: "met him for May's interview on May 18"
	ownNoun                 // in the phrase of the trigger itself
)

func nearer(a, b *dragoman.Time, trigger int32) bool {
	return abs(a.First-trigger) < abs(b.First-trigger)
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}

// timeRank says how a time stands to a reading, 0 for not at all.
func (r *reader) timeRank(x *reading, t *dragoman.Time) int {
	g := r.governor(t.First, t.End)
	if g < 0 {
		return 0
	}
	own := r.inPhrase(g, x.trigger)
	if k := &r.tree; (k.is(t.First, "since") || k.is(t.First-1, "since")) && !(own && k.isNominal(x.trigger)) && !k.isVerb(g) && k.child(g, dragoman.RelCop) < 0 && k.head(g) >= 0 && k.isNominal(k.head(g)) {
		return 0 // "Chad and Niger, at war since 1998, signed a truce"
	}
	if own && !r.tree.isVerb(x.trigger) {
		return ownNoun
	}
	clause := r.clauseOf(g)
	if clause == x.node || clause == x.trigger || clause == x.light || clause == r.clauseOf(x.trigger) {
		switch head := r.highest(t.First, t.End); {
		case g == clause:
			return ownPredicate
		case r.tree.rel(head) == dragoman.RelNmodPoss || r.tree.rel(head) == dragoman.RelCompound || r.tree.rel(head) == dragoman.RelAmod:
			return beforeNoun
		}
		return ownClause
	}
	g = clause
	// between trigger and outermost operator
	for n, depth := x.trigger, 0; n >= 0 && depth < maxDepth; n, depth = r.tree.head(n), depth+1 {
		if n == g {
			if t.History {
				return 0
			}
			return sentenceTime
		}
	}
	if !t.History && r.sameTime(g, x) {
		return sentenceTime
	}
	return 0
}

// sameTime reports whether the clause of g says when the reading happened: "joined the alliance following talks on Monday", "fled as troops
// entered the city on Tuesday".
func (r *reader) sameTime(g int32, x *reading) bool {
	t := &r.tree
	h := t.head(g)
	if h < 0 || t.rel(g).Universal() != dragoman.RelAdvcl {
		return false
	}
	if own := r.clauseOf(h); own != x.node && own != x.light && own != r.clauseOf(x.trigger) {
		return false
	}
	return t.is(g, "following") || t.hasChild(g, dragoman.RelMark, "after", "as", "when", "while", "once")
}

// governor is the word that the phrase of tokens [first, end) hangs on.
func (r *reader) governor(first, end int32) int32 {
	if i := r.highest(first, end); i >= 0 {
		return r.tree.head(i)
	}
	return -1
}

// highest is the first of the tokens [first, end) that hangs on none of the others, or -1.
func (r *reader) highest(first, end int32) int32 {
	for i := first; i < end; i++ {
		if h := r.tree.head(i); h < first || h >= end {
			return i
		}
	}
	return -1
}

// inPhrase reports whether g is the noun n or stands in its phrase, with no verb between.
func (r *reader) inPhrase(g, n int32) bool {
	for depth := 0; g >= 0 && depth < maxDepth; depth++ {
		if g == n {
			return true
		}
		if r.tree.isVerb(g) || r.tree.rel(g) == dragoman.RelAclRelcl {
			return false
		}
		g = r.tree.head(g)
	}
	return false
}

// clauseOf is the predicate whose clause n stands in: n or the nearest verb, or copular predicate, above.
func (r *reader) clauseOf(n int32) int32 {
	t := &r.tree
	for depth := 0; depth < maxDepth; depth++ {
		if t.isVerb(n) && t.rel(n) != dragoman.RelAux && t.rel(n) != dragoman.RelCop && t.rel(n) != dragoman.RelAmod || t.child(n, dragoman.RelCop) >= 0 {
			return n
		}
		h := t.head(n)
		if h < 0 {
			return n
		}
		n = h
	}
	return n
}

// background reports whether the words put the reading before the day of the report without naming a day: "had once attacked".
func (r *reader) background(x *reading) bool {
	t := &r.tree
	for _, n := range [3]int32{x.trigger, x.light, x.node} {
		if n < 0 {
			continue
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k) {
			case dragoman.RelAdvmod:
				if pastAdverbs[t.lemma(k)] {
					return true
				}
			case dragoman.RelAux, dragoman.RelAuxPass:
				if t.is(k, "had") && r.speakerAbove(n) < 0 && x.say < 0 {
					return true
				}
			}
		}
	}
	return false
}

var pastAdverbs = setOf(`once formerly previously historically originally long ago traditionally`)

// narrative carries on the time of the sentence before, where this one speaks of the same by "the meeting", "the attack".
func (r *reader) narrative(x *reading) *dragoman.When {
	t := &r.tree
	if t.upos(x.trigger) != dragoman.NOUN || !t.hasChild(x.trigger, dragoman.RelDet, "the", "this", "that") {
		return nil
	}
	for i := len(r.d.Events) - 1; i >= 0; i-- {
		e := &r.d.Events[i]
		if e.Evidence.Sentence < int(x.sent)-3 {
			break
		}
		if e.Type == x.typ && e.When != nil && !e.When.Span.IsZero() {
			w := *e.When
			w.Basis = "narrative"
			return &w
		}
	}
	return nil
}

// where is the place of a reading: one that its own clause or noun names as such; then that of the filler of a slot.
func (r *reader) where(x *reading) *dragoman.Where {
	best, rank := -1, 0
	for i := range r.d.Places {
		p := &r.d.Places[i]
		if p.Sentence < x.sent {
			continue
		}
		if p.Sentence > x.sent {
			break
		}
		if got := r.placeRank(x, p); got > rank {
			best, rank = i, got
		}
	}
	if best < 0 {
		return nil
	}
	p := &r.d.Places[best]
	return &dragoman.Where{Place: p.Place, Text: r.d.Slice(p.Span), Span: p.Span}
}

// located reports whether a locative preposition stands in the phrase before its head, on whatever word.
func (r *reader) located(n int32) bool {
	if r.hasOneCase(n, locatives) {
		return true
	}
	for i := max(0, n-reach/2); i < n; i++ {
		if r.tree.rel(i) == dragoman.RelCase && i < r.tree.head(i) && r.tree.under(i, n) && slices.Contains(locatives, r.d.Lemmas[i]) {
			return true
		}
	}
	return false
}

var locatives = []string{"in", "at", "on", "near", "outside", "inside", "around", "within", "across", "throughout", "off", "along", "over", "under", "to", "into", "during"}

// companies are prepositions of those with or against whom something is done.
var companies = []string{"with", "against", "for", "by", "between"}

func (r *reader) placeRank(x *reading, p *dragoman.PlaceMention) int {
	head := int32(-1)
	for i := p.First; i < p.End; i++ {
		if h := r.tree.head(i); h < p.First || h >= p.End {
			head = i // of several, the last: "Middle" and "East" may both hang on "tour"
		}
	}
	if head < 0 || r.tree.rel(head) == dragoman.RelAmod || r.tree.rel(head) == dragoman.RelNmodPoss || r.tree.rel(head) == dragoman.RelCompound && p.Feature == "country" {
		return 0
	}
	inside := false
	for i, f := range [2]fillers{x.source, x.target} {
		for _, n := range r.list(f) {
			if n == head && i == 1 && x.typ == "CONSULT" && x.mode == "visit" {
				return 4 // a visit is where it goes
			}
			if n == head && r.mentionAt[n] >= 0 {
				return 0 // a party to it
			}
			inside = inside || r.inPhrase(head, n) && r.hasOneCase(head, []string{"in", "at", "near", "outside"})
			if !inside && n != head && r.inPhrase(head, n) {
				return 0 // "condemned the attack on Israel" happened elsewhere
			}
		}
	}
	if r.hasOneCase(head, companies) {
		return 0 // "in solidarity with Britain" is nowhere
	}
	// "during the latter's Middle East tour": a place within the phrase that the clause is under
	phrase := head
	for depth := 0; depth < maxThrough && !r.located(phrase); depth++ {
		if h := r.tree.head(phrase); h >= 0 && !r.tree.isVerb(h) {
			phrase = h
			continue
		}
		return 0
	}
	switch r.tree.lemma(r.tree.first[phrase]) {
	case "to", "into":
		if x.typ != "CONSULT" || x.mode != "visit" {
			return 0
		}
	}
	if inside {
		return 1
	}
	g := r.tree.head(phrase)
	switch {
	case g < 0:
		return 0
	case g == x.trigger, !r.tree.isVerb(x.trigger) && r.inPhrase(g, x.trigger):
		return 4
	case r.tree.isVerb(g) && r.clauseOf(g) == r.clauseOf(x.trigger):
		return 3
	case g == x.node || r.tree.isVerb(g) && r.clauseOf(g) == x.node:
		return 2
	case phrase > x.trigger && r.hasOneCase(phrase, []string{"in", "at"}) && !r.verbBetween(x.trigger, phrase):
		return 1 // it hangs on a party after the trigger
	}
	return 0
}

// verbBetween reports whether a verb stands between two tokens.
func (r *reader) verbBetween(a, b int32) bool {
	for i := a + 1; i < b; i++ {
		if r.tree.upos(i) == dragoman.VERB {
			return true
		}
	}
	return false
}
