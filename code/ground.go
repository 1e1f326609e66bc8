package code

import (
	"sort"

	"dragoman"
)

// when is the time of a reading: what its own clause names, else what the sentence does, else the day of the report. A time so far
// back that it is history dates only its own clause.
func (r *reader) when(x *reading) *dragoman.When {
	best, rank, unclear := -1, 0, false
	for i := r.firstTime(x.sent); i < len(r.d.Times) && r.d.Times[i].Sentence == x.sent; i++ {
		t := &r.d.Times[i]
		if t.Duration || t.Interval.IsZero() {
			unclear = unclear || !t.Duration && t.Counted.IsZero() && r.timeRank(x, t) > beforeNoun // "the next day", of which nothing tells the first
			continue
		}
		if got := r.timeRank(x, t); got > rank || got == rank && best >= 0 && got > 0 && nearer(t, &r.d.Times[best], x.trigger) {
			best, rank = i, got
		}
	}
	if rank < beforeNoun || rank < ownNoun && r.tree.upos(x.trigger) == dragoman.NOUN {
		if w := r.countedFrom(x); w != nil {
			return w
		}
	}
	if best >= 0 && rank > 0 {
		t := &r.d.Times[best]
		w := r.whenAt(t)
		w.Basis = "sentence"
		if rank >= beforeNoun {
			w.Basis = "clause"
		}
		switch {
		case w.End == 0 && w.From != 0 && r.whenClause(x, t):
			w.Interval = dragoman.Day(w.From)
		case w.From == 0 && w.End != 0 && w.Precision == dragoman.ByDay && r.underWay(x):
			w.Interval = dragoman.Day(w.Last()) // "By Monday troops were patrolling the town"
		}
		return w
	}
	if w := r.countedOn(x); w != nil {
		return w
	}
	w, told := r.narrative(x)
	if told || unclear || r.background(x) || r.d.Published == 0 {
		return w
	}
	return &dragoman.When{Interval: dragoman.Day(r.d.Published), Basis: "published"}
}

// firstTime is the index of the first time of a sentence or of those after it.
func (r *reader) firstTime(sent int32) int {
	return sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].Sentence >= sent })
}

// whenClause reports whether a reading is told in a clause with "when" on a time, which is its own day even where the time begins a longer one: "the
// fourth since 14 September, when a nurse was abducted".
func (r *reader) whenClause(x *reading, at *dragoman.Time) bool {
	clause := r.clauseOf(x.trigger)
	for i := at.End; i < clause && i < at.End+3; i++ {
		if r.tree.is(i, "when") {
			return r.clauseOf(i) == clause
		}
	}
	return false
}

// underWay reports whether a reading is told in the past as going on.
func (r *reader) underWay(x *reading) bool {
	v := r.clauseOf(x.trigger)
	return r.tree.xpos(v) == dragoman.VBG && r.tree.hasChild(v, dragoman.RelAux, "was", "were")
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
		if event < after || event != x.trigger && event != x.light && event != r.clauseOf(x.trigger) && !r.listed(event, x) {
			continue
		}
		w := &dragoman.When{Interval: at.Counted, Text: r.d.Slice(at.Span), Span: at.Span, Basis: "sentence"}
		for j := range r.d.Times {
			own := &r.d.Times[j]
			if own.Sentence != x.sent || own.Duration || own.Interval.IsZero() {
				continue
			}
			if outer := r.clauseOf(max(r.governor(own.First, own.End), 0)); outer == r.clauseOf(event) || !t.under(event, outer) {
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

// countedOn is the time of a reading that is counted from what the report has told before: "recalled its envoy the day after the bombing".
func (r *reader) countedOn(x *reading) *dragoman.When {
	t := &r.tree
	for i := r.firstTime(x.sent); i < len(r.d.Times) && r.d.Times[i].Sentence == x.sent; i++ {
		at := &r.d.Times[i]
		if at.Counted.Precision != dragoman.ByDay || at.Counted.IsZero() || !at.Interval.IsZero() {
			continue
		}
		event := t.head(at.End - 1)
		if event < at.End || r.memo[event] < 0 || r.clauseOf(event) != r.clauseOf(x.trigger) || event == x.trigger {
			continue
		}
		if w := r.toldBefore(&r.readings[r.alive(r.memo[event])]); w != nil && w.Precision == dragoman.ByDay {
			w.Interval = dragoman.Day(w.From + r.d.Published - at.Counted.From)
			w.Text, w.Span, w.Basis = r.d.Slice(at.Span), at.Span, "clause"
			return w
		}
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
	if s := &r.d.Sentences[x.sent]; t.First == s.First && t.End < s.End && r.tree.is(t.End, ":") {
		return sentenceTime // "14 March: Some 100,000 red shirts rally"
	}
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
	if r.listed(g, x) {
		return sentenceTime
	}
	if r.standsNow(x, t) {
		return 0
	}
	// between trigger and outermost operator
	for n, depth := x.trigger, 0; n >= 0 && depth < maxDepth; n, depth = r.tree.head(n), depth+1 {
		if n == g {
			if t.History {
				return 0
			}
			return sentenceTime
		}
	}
	if !t.History && (r.sameTime(g, x) || r.besideMain(g, x, t)) {
		return sentenceTime
	}
	return 0
}

// listed reports whether the clause of g and that of a reading tell what one subject did, one after the other, so that the time of one is that of the other: "expelled
// the envoy, recalled its own and froze new trade on Monday".
func (r *reader) listed(g int32, x *reading) bool {
	t := &r.tree
	v := r.clauseOf(x.trigger)
	first, last := min(v, g), max(v, g)
	if v == g || !r.gone(first) || !r.gone(last) || t.rel(last) != dragoman.RelConj || t.child(last, dragoman.RelAux) >= 0 && t.child(first, dragoman.RelAux) < 0 {
		return false
	}
	if h := t.head(last); h != first && (t.rel(first) != dragoman.RelConj || t.head(first) != h) {
		return false
	}
	for k := t.first[last]; k >= 0; k = t.next[k] {
		if rel := t.rel(k).Universal(); rel == dragoman.RelNsubj || rel == dragoman.RelAdvmod && sequels[t.lemma(k)] {
			return false
		}
	}
	return true
}

// standsNow reports whether a reading's clause, joined to one before, tells of its own subject how things are, and not what they were at a time past: "The station lost
// its licence in February 2023, and 60 of its members are behind bars".
func (r *reader) standsNow(x *reading, at *dragoman.Time) bool {
	t := &r.tree
	v := r.clauseOf(x.trigger)
	if t.rel(v) != dragoman.RelConj || t.child(v, dragoman.RelNsubj) < 0 && t.child(v, dragoman.RelNsubjPass) < 0 || r.d.Published == 0 || at.Interval.Last() >= r.d.Published {
		return false
	}
	xpos := r.d.Tokens[r.tensed(v)].XPOS
	return xpos == dragoman.VBZ || xpos == dragoman.VBP
}

// gone reports whether token n is a verb in the past tense or its participle, which taggers confuse.
func (r *reader) gone(n int32) bool {
	return r.tree.xpos(n) == dragoman.VBD || r.tree.xpos(n) == dragoman.VBN
}

// besideMain reports whether the clause of g stands within what happened in the clause of a reading, and its time is that of both: "in a statement issued on Monday", "asked
// the court, sitting in Durban yesterday", "let him go on Thursday", "seized a bomb hidden in a printer on Friday".
func (r *reader) besideMain(g int32, x *reading, at *dragoman.Time) bool {
	t := &r.tree
	h := t.head(g)
	if h < 0 || at.Interval.From > r.d.Published || r.clauseOf(h) != r.clauseOf(x.trigger) {
		return false
	}
	switch t.rel(g) {
	case dragoman.RelXcomp, dragoman.RelCcomp:
		return x.modality == dragoman.Done && t.xpos(g) == dragoman.VB && implicative[t.lemma(h)]
	case dragoman.RelAcl:
		switch t.xpos(g) {
		case dragoman.VBG:
			return true
		case dragoman.VBN:
			return h < r.clauseOf(h) && r.hasOneCase(h, attending) || r.setApart(g, at)
		}
	}
	return false
}

// implicative are verbs of which what they were done to do was done.
var implicative = setOf(`let make help force compel have see watch manage cause get`)

// attending are prepositions of that in which something is done.
var attending = []string{"in", "at", "during", "following", "after"}

// setApart reports whether a time stands apart from a participle before it, after a comma or the participle's own place or agent.
func (r *reader) setApart(g int32, at *dragoman.Time) bool {
	t := &r.tree
	for k := t.first[g]; k >= 0; k = t.next[k] {
		if k > g && k < at.First && (t.rel(k).Universal() == dragoman.RelObl || t.rel(k) == dragoman.RelPunct) {
			return true
		}
	}
	return t.is(at.First-1, ",")
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
