package code

import "dragoman"

// Acts told twice, once with their day.

// retellings gives events that name no day of their own the day, and the place, of the same act told elsewhere: a headline's that of the report under it,
// others that of what the report tells of the same two parties. What was done before, on a day that is not known, is another act.
func (r *reader) retellings() {
	for i := range r.d.Events {
		e := &r.d.Events[i]
		if e.Modality != dragoman.Done || e.When == nil || e.When.Basis != "published" {
			continue
		}
		o := r.fullStory(i)
		if o == nil {
			o = r.sameAct(i)
		}
		if o == nil {
			continue
		}
		e.When = goneOn(o.When)
		if e.ID = eventID(e); e.Where == nil && o.Where != nil {
			at := *o.Where
			e.Where = &at
		}
	}
}

// memory is how many events or times away a report is still taken to speak of the same: more than any but a book has.
const memory = 200

// fullStory is the first event of the text with a day that a headline's is, nil for none: of its type, with a side of the same country and none of another.
func (r *reader) fullStory(k int) *dragoman.Event {
	e := &r.d.Events[k]
	s := e.Evidence.Sentence
	if !r.headed(s) {
		return nil
	}
	const lead = 4 // sentences
	for i := k + 1; i < len(r.d.Events); i++ {
		o := &r.d.Events[i]
		if o.Evidence.Sentence > s+lead {
			break
		}
		if o.Evidence.Sentence <= s || r.headed(o.Evidence.Sentence) || o.Type != e.Type || o.Modality != e.Modality || o.When == nil || !alike(o.Source, e.Source) || !alike(o.Target, e.Target) || !ofOneLand(o.Source, e.Source) && !ofOneLand(o.Target, e.Target) {
			continue
		}
		if o.When.Basis == "published" {
			return nil
		}
		if r.ofLate(o.When) {
			return o
		}
	}
	return nil
}

// headed reports whether a sentence is a headline.
func (r *reader) headed(sent int) bool {
	return r.d.Blocks[r.d.Sentences[sent].Block].Kind == dragoman.Headline
}

// ofOneLand reports whether two sides are one, or of one country, as are Kenya and its president.
func ofOneLand(p, q *dragoman.Party) bool {
	return p != nil && q != nil && (equalParty(p, q) || p.Country != "" && p.Country == q.Country)
}

// alike reports whether nothing tells two sides apart.
func alike(p, q *dragoman.Party) bool {
	return p == nil || q == nil || equalParty(p, q) || p.Country == q.Country || p.Country == "" || q.Country == ""
}

// sameAct is what a report tells of the same two parties with a day of late, nil where there is none or the days differ.
func (r *reader) sameAct(k int) (act *dragoman.Event) {
	e := &r.d.Events[k]
	if e.Source == nil || e.Target == nil {
		return nil
	}
	for i := max(0, k-memory); i < min(len(r.d.Events), k+memory); i++ {
		o := &r.d.Events[i]
		if i == k || o.Type != e.Type || o.Mode != e.Mode || o.Modality != e.Modality || o.When == nil || o.When.Span.IsZero() || o.When.Basis == "narrative" || !equalParty(o.Source, e.Source) || !equalParty(o.Target, e.Target) {
			continue
		}
		if act != nil && act.When.Interval != o.When.Interval {
			return nil
		}
		act = o
	}
	if act == nil || !r.ofLate(act.When) {
		return nil
	}
	return act
}

// ofLate reports whether a time begins in the two weeks before the report.
func (r *reader) ofLate(w *dragoman.When) bool {
	return w.From > r.d.Published-lately && w.From <= r.d.Published
}
