package code

import (
	"dragoman"
	"dragoman/codebook"
)

// changeOf is what a frame's standing comes to under the operators, the adverbs and the time of its reading; ok is false where nothing
// is left of it.
func (r *reader) changeOf(x *reading, stated string) (c dragoman.Change, m dragoman.Modality, ok bool) {
	c, m, ok = standingUnder(x.ops[:x.numOps], changes[stated], x.modality)
	if c == dragoman.Begin && r.tree.lemma(x.trigger) == "occupy" && r.since(x) {
		c = dragoman.Hold // "which it has occupied since 1993"
	}
	if o := r.tree.object(x.trigger); o >= 0 && c == dragoman.Hold && m == dragoman.Done && r.tree.hasChild(o, dragoman.RelDet, "no") {
		m = dragoman.Denied // "has no relations with Israel"
	}
	if h := r.tree.head(x.trigger); h >= 0 && m == dragoman.Done && r.tree.lemma(h) == "deny" && (r.tree.rel(x.trigger).Universal() == dragoman.RelXcomp || r.tree.rel(x.trigger) == dragoman.RelCcomp) && !r.tree.hasChild(h, dragoman.RelAdvmod, "not", "n't", "never") {
		m = dragoman.Denied // "denied running the group", "denied that its soldiers fight alongside the rebels"
	}
	if m == dragoman.Denied && c == dragoman.Hold && x.modality != dragoman.Denied && r.since(x) {
		return dragoman.End, x.modality, true // "has not controlled Kosovo since 1999"
	}
	if c == dragoman.Hold && m == dragoman.Done && r.bygone(x) {
		c = dragoman.Past
	}
	if h := r.tree.head(x.trigger); c == dragoman.Hold && h >= 0 && r.tree.rel(x.trigger) == dragoman.RelXcomp {
		if t := tenures[r.tree.lemma(h)]; t.object && t.change == dragoman.Begin {
			c = dragoman.Begin // "has been chosen to lead the group"
		}
	}
	return c, m, ok
}

var changes = map[string]dragoman.Change{"begin": dragoman.Begin, "hold": dragoman.Hold, "end": dragoman.End, "past": dragoman.Past}

// standingUnder is what operators leave of a standing.
func standingUnder(ops []codebook.Op, c dragoman.Change, m dragoman.Modality) (dragoman.Change, dragoman.Modality, bool) {
	for i, op := range ops {
		if i > 0 && ofWords(ops[i-1], op) {
			m = max(m, dragoman.Possible) // "declined to confirm reports that"
			continue
		}
		switch op {
		case codebook.Negate:
			switch c {
			case dragoman.Hold:
				m = dragoman.Denied // "is not a member", "there is no dispute"
			case dragoman.End:
				c = dragoman.Hold // "has never dropped its claim"
			default:
				return c, m, false
			}
		case codebook.Refuse, codebook.Fail:
			if c != dragoman.End {
				return c, m, false
			}
			c = dragoman.Hold // "refuses to lift the sanctions"
		case codebook.Ban, codebook.Cancel, codebook.Demand, codebook.Urge, codebook.Violate, codebook.Threaten:
			return c, m, false
		case codebook.Stop, codebook.Reverse, codebook.Suspend:
			if c == dragoman.End {
				return c, m, false
			}
			c = dragoman.End
		case codebook.Plan, codebook.Promise, codebook.Agree, codebook.Prepare, codebook.Offer, codebook.Expect, codebook.Attempt:
			m = max(m, dragoman.Planned)
		case codebook.May, codebook.Consider, codebook.Reported:
			m = max(m, dragoman.Possible)
		}
	}
	return c, m, true
}

// since reports whether the clause of a reading says from when on, in the perfect: "has not held the town since March".
func (r *reader) since(x *reading) bool {
	for _, n := range [3]int32{x.trigger, x.light, x.node} {
		if n >= 0 && r.tree.hasChild(n, dragoman.RelAux, "has", "have", "had", "'ve") {
			return r.sinceWhen(n)
		}
	}
	return false
}

// sinceWhen reports whether a phrase or clause with "since" stands below n.
func (r *reader) sinceWhen(n int32) bool {
	t := &r.tree
	s := &r.d.Sentences[t.sent[n]]
	for i := n + 1; i < s.End; i++ {
		if t.is(i, "since") {
			return t.under(i, n)
		}
	}
	return false
}

// bygone reports whether what held does no more: "once", "briefly", "until", a past tense with a time long gone.
func (r *reader) bygone(x *reading) bool {
	t := &r.tree
	perfect, past := false, false
	for _, n := range [3]int32{x.trigger, x.light, x.node} {
		if n < 0 {
			continue
		}
		if h := t.head(n); h >= 0 && t.rel(n) == dragoman.RelXcomp && t.is(h, "used") {
			return true // "used to head the commission"
		}
		past = past || t.xpos(n) == dragoman.VBD || t.xpos(n) == dragoman.VBN && t.passive(n) || t.hasChild(n, dragoman.RelCop, "was", "were")
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch rel := t.rel(k).Universal(); {
			case rel == dragoman.RelAdvmod && bygones[t.lemma(k)]:
				return true
			case k > 0 && t.is(k, "recently") && t.is(k-1, "until"):
				return past
			case rel == dragoman.RelAux && t.is(k, "had") && r.speakerAbove(n) < 0 && x.say < 0:
				return true
			case rel == dragoman.RelAux:
				perfect = perfect || t.lemma(k) == "have"
			case rel == dragoman.RelObl && r.hasOneCase(k, []string{"until", "till"}), rel == dragoman.RelAdvcl && t.hasChild(k, dragoman.RelMark, "until", "till"):
				return past
			}
		}
	}
	return past && !perfect && r.longGone(x)
}

// bygones are the adverbs of what is over.
var bygones = setOf(`once formerly previously historically originally briefly ago`)

// longGone reports whether the clause gives a time, not one since when, that ended well before the report.
func (r *reader) longGone(x *reading) bool {
	w := r.when(x)
	if w == nil || w.Basis != "clause" || r.d.Published == 0 || w.End == 0 || w.End > r.d.Published-bygoneDays {
		return false
	}
	for i := range r.d.Times {
		if t := &r.d.Times[i]; t.Span == w.Span {
			return t.First == 0 || !r.tree.is(t.First, "since") && !r.tree.is(t.First-1, "since")
		}
	}
	return false
}

// bygoneDays is how long ago a time must have ended for what held then to be over.
const bygoneDays = 365
