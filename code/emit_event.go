package code

import (
	"slices"

	"dragoman"
)

// Events as they are told: their parts, their ids, their scores.

// event makes what all events of a reading share.
func (r *reader) event(i int32) dragoman.Event {
	x := &r.readings[i]
	ev := dragoman.Event{Type: x.typ, Mode: x.mode, Code: x.cameo, Modality: x.modality, Contexts: x.frame.Contexts}
	if t, ok := r.book.Type(x.typ); ok {
		ev.Quad, ev.Intensity = t.Quad, t.Intensity(x.mode)
	}
	if c, ok := r.book.Code(x.cameo); ok {
		ev.Goldstein = c.Goldstein
	}
	ev.When, ev.Where = r.when(x), r.where(x)
	ev.Attribution = r.attribute(r.tellingOf(x))
	ev.Magnitudes = r.magnitudes(x)
	for k := range r.readings {
		if r.readings[k].host == i {
			for _, m := range r.magnitudes(&r.readings[k]) {
				if !slices.ContainsFunc(ev.Magnitudes, func(o dragoman.Magnitude) bool { return o.Kind == m.Kind && o.Span == m.Span }) {
					ev.Magnitudes = append(ev.Magnitudes, m)
				}
			}
		}
	}
	ev.Evidence = r.evidence(x)
	ev.Score = r.score(x)
	return ev
}

// evidence is the words of the reading and its rule.
func (r *reader) evidence(x *reading) dragoman.Evidence {
	s := &r.d.Sentences[x.sent]
	return dragoman.Evidence{Doc: r.d.ID, Ref: r.d.Ref, Sentence: int(x.sent), Span: s.Span, Trigger: r.d.Tokens[x.trigger].Span,
		Quote: r.d.Quote(s.Span), Rule: x.frame.Rule()}
}

// addEvent adds one dyad, unless the sentence has told it already; of two the likelier stays.
func (r *reader) addEvent(e dragoman.Event, source, target *dragoman.Party, i int32) {
	if source != nil {
		p := *source
		e.Source = &p
	}
	if target != nil {
		p := *target
		e.Target = &p
	}
	features, tell := r.judgeEvent(&e, &r.readings[i])
	if !tell || r.retold(&e, &r.readings[i]) {
		return
	}
	for _, m := range r.records.made {
		old := &r.d.Events[m.event]
		if old.Evidence.Sentence != e.Evidence.Sentence || old.Type != e.Type || r.twoActs(m.x, i) {
			continue
		}
		if within(&e, old) && !r.ownObject(i, m.x) {
			return
		}
		if within(old, &e) {
			e.ID = eventID(&e)
			*old = e
			if r.gathered != nil {
				r.gathered.Events[m.event] = features
			}
			return
		}
		same := equalParty(old.Source, e.Source) && equalParty(old.Target, e.Target)
		crossed := e.Type == "CONSULT" && equalParty(old.Source, e.Target) && equalParty(old.Target, e.Source)
		if !same && !crossed {
			continue
		}
		if e.Score > old.Score {
			e.ID = eventID(&e)
			*old = e
			if r.gathered != nil {
				r.gathered.Events[m.event] = features
			}
		}
		return
	}
	e.ID = eventID(&e)
	r.records.made = append(r.records.made, made{len(r.d.Events), i})
	r.d.Events = append(r.d.Events, e)
	if r.gathered != nil {
		r.gathered.Events = append(r.gathered.Events, features)
	}
}

// within reports whether e tells less of the same than old: a side of it is not named.
func within(e, old *dragoman.Event) bool {
	return old.Modality == e.Modality && (e.Target == nil && old.Target != nil && e.Source != nil && equalParty(e.Source, old.Source) ||
		e.Source == nil && old.Source != nil && e.Target != nil && equalParty(e.Target, old.Target))
}

// ownObject reports whether the reading i, of whom nothing tells whom it hit, has an object of its own: "closed the borders, dissolved the
// parliament".
func (r *reader) ownObject(i, old int32) bool {
	v := r.actOf(&r.readings[i])
	if v == r.actOf(&r.readings[old]) || !r.tree.isVerb(v) || groupOf[r.readings[i].typ]&coerce == 0 {
		return false
	}
	o := r.tree.object(v)
	return o > v && r.tree.upos(o) == dragoman.NOUN
}

func equalParty(p, q *dragoman.Party) bool {
	if p == nil || q == nil {
		return p == q
	}
	return p.Same(q) || p.Name == q.Name && p.Code == q.Code
}

// eventID hashes what an event says and where it says so.
func eventID(e *dragoman.Event) dragoman.ID {
	return dragoman.NewID("event", e.Evidence.Doc.String(), e.Type, e.Mode, e.Code, partyKey(e.Source), partyKey(e.Target), whenKey(e.When),
		e.Modality.String(), spanKey(e.Evidence.Trigger))
}

func standingID(s *dragoman.Standing) dragoman.ID {
	return dragoman.NewID("standing", s.Evidence.Doc.String(), s.Relation, partyKey(s.Subject), partyKey(s.Object), s.Value, partyKey(s.Authority),
		whenKey(s.When), s.Change.String(), s.Modality.String(), spanKey(s.Evidence.Trigger))
}

func partyKey(p *dragoman.Party) string {
	if p == nil {
		return ""
	}
	return p.Actor + "\x00" + p.Name + "\x00" + p.Code
}

func whenKey(w *dragoman.When) string {
	if w == nil {
		return ""
	}
	return w.From.String() + " " + w.End.String()
}

func spanKey(s dragoman.Span) string {
	b, _ := s.MarshalJSON() // it has no error to give
	return string(b)
}

// score is how likely the reading is right, by how specific its frame is and how well its slots are filled.
func (r *reader) score(x *reading) float64 {
	s := 0.55
	if x.source.empty() {
		s -= 0.15
	}
	for _, f := range [2]fillers{x.source, x.target} {
		if list := r.list(f); len(list) > 0 {
			if ref := r.refer(list[0]); ref.ok() && !ref.through {
				s += 0.12
			}
		}
	}
	s += 0.03 * float64(min(5, len(x.frame.Conditions)+x.frame.Predicates[0].Words()-1))
	if r.tree.isVerb(x.trigger) || x.light >= 0 {
		s += 0.05
	}
	s -= 0.03 * float64(x.numOps)
	return max(0.05, min(0.97, s))
}
