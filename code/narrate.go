package code

import "dragoman"

// Times that a report goes on from: of what the sentences before tell.

// narrative carries on the time of the sentences before, where this one speaks of the same by "the meeting", "the attack", or goes on to tell, in the past, what
// happened then: "Police on the bridge fired at them", after "Demonstrators retook the bridge on Sunday".
func (r *reader) narrative(x *reading) *dragoman.When {
	t := &r.tree
	if t.upos(x.trigger) != dragoman.NOUN || !t.hasChild(x.trigger, dragoman.RelDet, "the", "this", "that") {
		return r.goesOn(x)
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

// goesOn is the day of the sentence or two before in the same paragraph, where a reading in the past tense tells on from it, with "then" or by a pronoun for somebody
// of that sentence: a day of the two weeks before the report.
func (r *reader) goesOn(x *reading) *dragoman.When {
	if x.modality != dragoman.Done || r.d.Published == 0 || !r.pastTense(x) || !r.tellsOn(x) {
		return nil
	}
	block, from := r.d.Sentences[x.sent].Block, -1
	var on *dragoman.When
	for i := len(r.d.Events) - 1; i >= 0; i-- {
		e := &r.d.Events[i]
		s := e.Evidence.Sentence
		if s < int(x.sent)-2 || r.d.Sentences[s].Block != block || from >= 0 && s != from {
			break
		}
		if s == int(x.sent) || e.When == nil {
			continue
		}
		if from = s; e.Modality == dragoman.Done && e.When.Basis != "published" && (on == nil || e.When.From > on.From) { // the latest, from which the report goes on
			on = e.When
		}
	}
	if on == nil {
		on = r.dayBefore(x.sent, block)
	}
	if on == nil || on.Precision != dragoman.ByDay || on.From >= r.d.Published || on.From <= r.d.Published-14 {
		return nil
	}
	w := *on
	w.Basis = "narrative"
	return &w
}

// dayBefore is the last time that the sentence before one names in its block, nil for none: what happened then is no event of a type.
func (r *reader) dayBefore(sent int32, block int32) *dragoman.When {
	for i := r.firstTime(sent) - 1; i >= 0; i-- {
		t := &r.d.Times[i]
		switch {
		case t.Duration || t.History || t.Interval.IsZero():
		case t.Sentence < sent-1 || r.d.Sentences[t.Sentence].Block != block:
			return nil
		default:
			return &dragoman.When{Interval: t.Interval, Text: r.d.Slice(t.Span), Span: t.Span}
		}
	}
	return nil
}

// tellsOn reports whether the clause of a reading joins on to the two sentences before: by "then", or by a pronoun for somebody whom they name.
func (r *reader) tellsOn(x *reading) bool {
	s := &r.d.Sentences[x.sent]
	clause := r.clauseOf(x.trigger)
	shared := clause // "They burned a clinic and shot two nurses"
	if r.tree.rel(clause) == dragoman.RelConj && r.tree.child(clause, dragoman.RelNsubj) < 0 {
		shared = r.tree.head(clause)
	}
	for i := s.First; i < s.End; i++ {
		k := r.mentionAt[i]
		sequel := sequels[r.tree.lemma(i)] && r.tree.upos(i) == dragoman.ADV
		if pronoun := k >= 0 && r.d.Mentions[k].Kind == dragoman.Pronoun && r.d.Mentions[k].Person == 3; !sequel && !pronoun || r.clauseOf(i) != clause && r.clauseOf(i) != shared {
			continue
		}
		if sequel || r.toldBefore(k, x.sent) {
			return true
		}
	}
	return r.tree.is(s.First, "within") || r.tree.is(s.First, "hours") || r.tree.is(s.First, "minutes") || r.tree.is(s.First, "at") && r.tree.is(s.First+1, "that")
}

// toldBefore reports whether one of the two sentences before has a mention of the chain of mention k.
func (r *reader) toldBefore(k, sent int32) bool {
	c := r.d.Mentions[k].Chain
	if c < 0 {
		return false
	}
	for i := r.d.Chains[c].First; i >= 0 && r.d.Mentions[i].Sentence < sent; i = r.d.Mentions[i].Next {
		if r.d.Mentions[i].Sentence >= sent-2 {
			return true
		}
	}
	return false
}

var sequels = setOf(`then later meanwhile afterwards afterward subsequently thereupon`)

// pastTense reports whether the clause of a reading is finite and in the simple past.
func (r *reader) pastTense(x *reading) bool {
	t := &r.tree
	v := r.clauseOf(x.trigger)
	if !t.isVerb(v) {
		return false
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if rel := t.rel(k).Universal(); rel == dragoman.RelAux {
			switch r.d.Tokens[k].XPOS {
			case dragoman.VBD:
				return !t.is(k, "had")
			case dragoman.MD, dragoman.VBZ, dragoman.VBP:
				return false
			}
		}
	}
	return r.d.Tokens[v].XPOS == dragoman.VBD
}
