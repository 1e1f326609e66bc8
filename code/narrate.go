package code

import "dragoman"

// Times that a report goes on from: of what the sentences before tell.

// narrative carries on the time of the sentences before, where this one speaks of the same by "the meeting", "the attack", or goes on to tell, in the past, what
// happened then: "Police on the bridge fired at them", after "Demonstrators retook the bridge on Sunday". Of what goes on from a time that is no day of late, it tells only
// that its day is not known.
func (r *reader) narrative(x *reading) (w *dragoman.When, told bool) {
	if w := r.toldBefore(x); w != nil {
		return w, true
	}
	return r.goesOn(x)
}

// toldBefore is the time of what a noun takes up, "the attack": the last event of its type of the three sentences before, else the only day of those of its type and mode
// that the report has told.
func (r *reader) toldBefore(x *reading) *dragoman.When {
	t := &r.tree
	if t.upos(x.trigger) != dragoman.NOUN || !t.hasChild(x.trigger, dragoman.RelDet, "the", "this", "that") {
		return nil
	}
	const near = 3
	var of *dragoman.When
	for i := len(r.d.Events) - 1; i >= max(0, len(r.d.Events)-memory); i-- {
		e := &r.d.Events[i]
		if e.Type != x.typ || e.When == nil || e.When.Span.IsZero() {
			continue
		}
		switch {
		case e.Evidence.Sentence >= int(x.sent)-near:
			return goneOn(e.When)
		case e.Mode == "" || e.Mode != x.mode:
		case of != nil && of.Interval != e.When.Interval:
			return nil
		default:
			of = e.When
		}
	}
	if of == nil {
		return nil
	}
	return goneOn(of)
}

// goneOn is a time as another event takes it over.
func goneOn(on *dragoman.When) *dragoman.When {
	w := *on
	w.Basis = "narrative"
	return &w
}

// lately is how many days before the report a day is that the report goes on from.
const lately = 14

// goesOn is the day that a reading in the past tense tells on from: that of the sentences before in the same paragraph, with "then", by a pronoun for somebody of them or of
// what is done in the same place; or, where the words name but a part of a day, the last day of late that the report has told.
func (r *reader) goesOn(x *reading) (w *dragoman.When, told bool) {
	if x.modality != dragoman.Done || r.d.Published == 0 {
		return nil, false
	}
	if r.partOfDay(x) {
		w := r.newsDay(x.sent)
		return w, w != nil
	}
	if !r.pastTense(x) {
		return nil, false
	}
	joined := r.tellsOn(x)
	if !joined && groupOf[x.typ]&bodily == 0 {
		return nil, false
	}
	on, of := r.lastDay(x.sent)
	switch {
	case on == nil, !joined && of != 0 && of&bodily == 0:
		return nil, false
	case on.Precision != dragoman.ByDay || on.From <= r.d.Published-lately:
		return nil, true
	case on.From >= r.d.Published:
		return nil, false
	}
	return goneOn(on), true
}

// newsDay is the last day before a sentence that a report names within the few days before it was published, nil for none.
func (r *reader) newsDay(sent int32) *dragoman.When {
	const few = 4
	last := r.firstTime(sent) - 1
	for i := last; i >= max(0, last-memory); i-- {
		if t := &r.d.Times[i]; !t.Duration && t.Interval.Precision == dragoman.ByDay && t.Interval.From < r.d.Published && t.Interval.From >= r.d.Published-few {
			return goneOn(r.whenAt(t))
		}
	}
	return nil
}

// lastDay is the time that a report has come to before a sentence, and the types of what was done then: the latest of the last sentence of the paragraph that names one, or
// goes on from one, not more than three back.
func (r *reader) lastDay(sent int32) (on *dragoman.When, of group) {
	const back = 3
	block := r.d.Sentences[sent].Block
	i, k := r.firstTime(sent)-1, len(r.d.Events)-1
	for s := sent - 1; s >= max(0, sent-back) && r.d.Sentences[s].Block == block && on == nil; s-- {
		var any, main *dragoman.Time
		for ; i >= 0 && r.d.Times[i].Sentence >= s; i-- {
			if t := &r.d.Times[i]; !t.Duration && !t.Interval.IsZero() {
				if r.ofMain(t) {
					main = t
				}
				if any == nil {
					any = t
				}
			}
		}
		if main != nil {
			on = r.whenAt(main) // what happened then may be no event of a type
		}
		for ; k >= 0 && r.d.Events[k].Evidence.Sentence >= int(s); k-- {
			e := &r.d.Events[k]
			if e.Evidence.Sentence != int(s) || e.Modality != dragoman.Done || e.When == nil || e.When.Basis == "published" {
				continue
			}
			of |= groupOf[e.Type]
			if on == nil || e.When.From > on.From {
				on = e.When // the latest, from which the report goes on
			}
		}
		switch {
		case on != nil || any == nil:
		case any.History:
			return nil, 0
		default:
			on = r.whenAt(any)
		}
	}
	return on, of
}

func (r *reader) whenAt(t *dragoman.Time) *dragoman.When {
	return &dragoman.When{Interval: t.Interval, Text: r.d.Slice(t.Span), Span: t.Span}
}

// ofMain reports whether a time is of what the main clause of its sentence tells, and not of who says so.
func (r *reader) ofMain(at *dragoman.Time) bool {
	if at.Duration || at.Interval.IsZero() {
		return false
	}
	v := r.clauseOf(max(r.governor(at.First, at.End), 0))
	if h := r.tree.head(v); h >= 0 && r.tree.rel(v) == dragoman.RelConj {
		v = h
	}
	return r.tree.head(v) < 0 && r.tellingAt(v).speaker < 0
}

// partOfDay reports whether the clause of a reading names a part of a day that the words give no day to: "in the evening", "before dawn",
// "within hours".
func (r *reader) partOfDay(x *reading) bool {
	t := &r.tree
	if first := r.d.Sentences[x.sent].First; t.is(first, "within") && (t.lemma(first+1) == "hour" || t.lemma(first+1) == "minute") {
		return true
	}
	for i, s := r.d.Sentences[x.sent].First, &r.d.Sentences[x.sent]; i < s.End; i++ {
		if partsOfDay[t.lemma(i)] && t.rel(i).Universal() == dragoman.RelObl && !r.dated(x.sent, i) {
			if clause := r.clauseOf(i); clause == r.clauseOf(x.trigger) || r.listed(clause, x) {
				return true
			}
		}
	}
	return false
}

// dated reports whether token n of a sentence is of a time.
func (r *reader) dated(sent, n int32) bool {
	for i := r.firstTime(sent); i < len(r.d.Times) && r.d.Times[i].First <= n; i++ {
		if n < r.d.Times[i].End {
			return true
		}
	}
	return false
}

var partsOfDay = setOf(`dawn daybreak sunrise morning noon midday afternoon breakfast lunchtime dusk sunset nightfall evening midnight`)

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
		if sequel || r.spokenOf(k, x.sent) {
			return true
		}
	}
	return r.tree.is(s.First, "hours") || r.tree.is(s.First, "minutes") || r.tree.is(s.First, "at") && r.tree.is(s.First+1, "that")
}

// spokenOf reports whether one of the two sentences before has a mention of the chain of mention k.
func (r *reader) spokenOf(k, sent int32) bool {
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
	v := r.clauseOf(x.trigger)
	n := r.tensed(v)
	return r.tree.isVerb(v) && r.d.Tokens[n].XPOS == dragoman.VBD && (n == v || !r.tree.is(n, "had"))
}

// tensed is the word that has the tense of the clause of v: its first finite auxiliary or copula, else v itself.
func (r *reader) tensed(v int32) int32 {
	t := &r.tree
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if rel := t.rel(k).Universal(); rel == dragoman.RelAux || rel == dragoman.RelCop {
			switch r.d.Tokens[k].XPOS {
			case dragoman.VBD, dragoman.MD, dragoman.VBZ, dragoman.VBP:
				return k
			}
		}
	}
	return v
}
