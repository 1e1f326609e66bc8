package code

import "dragoman"

// verbatim gives the words that records quote as the report has them, where they were read in another case.
func (r *reader) verbatim() {
	if r.d.Cased == r.d.Text {
		return
	}
	for i := range r.d.Events {
		e := &r.d.Events[i]
		r.quote(e.When, e.Attribution, e.Source, e.Target)
		if e.Where != nil {
			e.Where.Text = r.d.Quote(e.Where.Span)
		}
		for k := range e.Magnitudes {
			m := &e.Magnitudes[k]
			m.Text = r.d.Quote(m.Span)
			r.quote(nil, nil, m.By)
		}
	}
	for i := range r.d.Standings {
		s := &r.d.Standings[i]
		r.quote(s.When, s.Attribution, s.Subject, s.Object, s.Authority)
	}
}

// quote does so for a time, for who said so, and for parties; each may be nil.
func (r *reader) quote(w *dragoman.When, a *dragoman.Attribution, parties ...*dragoman.Party) {
	if w != nil && !w.Span.IsZero() {
		w.Text = r.d.Quote(w.Span)
	}
	if a != nil {
		parties = append(parties, a.Speaker)
	}
	for _, p := range parties {
		if p != nil && !p.Span.IsZero() {
			p.Text = r.d.Quote(p.Span)
		}
	}
}
