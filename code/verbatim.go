package code

import "dragoman"

// verbatim gives the words that records quote as the report has them, where they were read in another case.
func (r *reader) verbatim() {
	if r.d.Cased == "" {
		return
	}
	for i := range r.d.Events {
		e := &r.d.Events[i]
		r.quoteParty(e.Source)
		r.quoteParty(e.Target)
		r.quoteWhen(e.When)
		if e.Where != nil {
			r.quote(&e.Where.Text, e.Where.Span)
		}
		for k := range e.Magnitudes {
			m := &e.Magnitudes[k]
			r.quote(&m.Text, m.Span)
			r.quoteParty(m.By)
		}
		r.quoteAttribution(e.Attribution)
	}
	for i := range r.d.Standings {
		s := &r.d.Standings[i]
		r.quoteParty(s.Subject)
		r.quoteParty(s.Object)
		r.quoteParty(s.Authority)
		r.quoteWhen(s.When)
		r.quoteAttribution(s.Attribution)
	}
}

// quote makes text that was read of a span that of the report.
func (r *reader) quote(text *string, span dragoman.Span) {
	if *text == r.d.Slice(span) {
		*text = r.d.Quote(span)
	}
}

func (r *reader) quoteParty(p *dragoman.Party) {
	if p != nil {
		r.quote(&p.Text, p.Span)
	}
}

func (r *reader) quoteWhen(w *dragoman.When) {
	if w != nil {
		r.quote(&w.Text, w.Span)
	}
}

func (r *reader) quoteAttribution(a *dragoman.Attribution) {
	if a != nil {
		r.quoteParty(a.Speaker)
	}
}
