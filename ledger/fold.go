package ledger

import (
	"cmp"
	"slices"

	"dragoman"
)

// A told is one standing assertion as the fold sees it.
type told struct {
	seq, until int64
	day, last  dragoman.Date // of the words, 0 where they tell none
	published  dragoman.Date
	change     dragoman.Change
	modality   dragoman.Modality
	score      float64
	subject    int64 // parties
	object     int64
	value      int64
	doc, root  int64
	publisher  int64
}

// from is the first day at which the assertion speaks of the standing, to the last one.
func (t *told) from() dragoman.Date {
	switch {
	case t.day != 0:
		return t.day
	case t.last != 0:
		return t.last
	}
	return t.published
}

func (t *told) to() dragoman.Date { return max(t.last, t.from()) }

// A span is a stretch of days over which a fact holds, as far as is told.
type span struct {
	from     dragoman.Date // first day known
	begun    bool          // from is the day it began, not only the first on which it was seen to hold
	to       dragoman.Date // last day, 0 where open or not known
	closed   bool          // it ended
	by       dragoman.Date // it ended on this day at the latest, where to is not known
	lastSeen dragoman.Date
	tells    []*told
	against  []conflict
	prev     *span // the span that ended, where this one holds after it without having begun
}

type conflict struct {
	t   *told
	why string
}

// holds reports whether the span holds on v: from the first day known until its end; one that ended on a day not told, until
// the last day on which it was seen to hold.
func (s *span) holds(v dragoman.Date) bool {
	switch {
	case v < s.from:
		return false
	case !s.closed:
		return true
	case s.to != 0:
		return v <= s.to
	}
	return s.from != 0 && v <= s.lastSeen
}

// order in which what is told of one day is taken: an end of yesterday's, then a beginning, then that it holds.
var changeOrder = [...]int{dragoman.Begin: 1, dragoman.Hold: 2, dragoman.End: 3, dragoman.Past: 0}

// sortTold orders by day, then change; what is left is settled by content, so that the order of recording does not matter.
func sortTold(ts []*told) {
	slices.SortFunc(ts, func(a, b *told) int {
		return cmp.Or(cmp.Compare(a.key(), b.key()), cmp.Compare(changeOrder[a.change], changeOrder[b.change]),
			cmp.Compare(a.to(), b.to()), cmp.Compare(a.published, b.published), cmp.Compare(a.seq, b.seq))
	})
}

// key is the day on which an assertion takes effect in the fold.
func (t *told) key() dragoman.Date {
	switch t.change {
	case dragoman.End:
		return t.to()
	case dragoman.Past:
		return t.over()
	}
	return t.from()
}

// over is the day by which what is past was over: the report's, or earlier where its words tell.
func (t *told) over() dragoman.Date {
	if t.last != 0 && (t.published == 0 || t.last < t.published) {
		return t.last
	}
	return t.published
}

// join folds what is told of one fact as done into spans:
//
//	begin   opens a span, or confirms the open one
//	hold    opens a span seen from that day on, or extends the open one
//	end     closes it on its day
//	past    closes it on a day not known
//
// What holds after an end, with no beginning between, opens a span of its own; both are shown with the other against them.
func join(ts []*told) []*span {
	sortTold(ts)
	var spans []*span
	var cur *span
	open := func(t *told, begun bool) {
		cur = &span{from: t.from(), begun: begun, lastSeen: t.from(), tells: []*told{t}}
		spans = append(spans, cur)
	}
	for _, t := range ts {
		switch t.change {
		case dragoman.Begin:
			switch {
			case cur == nil:
				open(t, true)
			case cur.closed && sameBegin(cur, t):
				cur.tells = append(cur.tells, t)
			case cur.closed:
				open(t, true)
			case !cur.begun && t.from() > cur.lastSeen:
				// It was seen to hold before it began: then it had ended in between, on a day that nobody told.
				cur.closed, cur.by = true, t.from()
				open(t, true)
			case !cur.begun:
				cur.from, cur.begun = min(cur.from, t.from()), true
				cur.extend(t)
			case t.from() > cur.tells[0].to():
				cur.extend(t)
				cur.against = append(cur.against, conflict{t, "another first day"})
			default:
				cur.extend(t)
			}
		case dragoman.Hold:
			switch {
			case cur == nil:
				open(t, false)
				cur.lastSeen = max(cur.lastSeen, t.from())
			case cur.closed && cur.covers(t):
				cur.tells = append(cur.tells, t)
			case cur.closed:
				prev := cur
				open(t, false)
				cur.prev = prev
				for _, e := range prev.tells {
					if e.change == dragoman.End || e.change == dragoman.Past {
						cur.against = append(cur.against, conflict{e, "said to have ended"})
					}
				}
				prev.against = append(prev.against, conflict{t, "said to hold after its end"})
			default:
				if cur.prev != nil && t.from() == cur.from {
					// All that is told of that day speaks against the end, whichever was recorded first.
					cur.prev.against = append(cur.prev.against, conflict{t, "said to hold after its end"})
				}
				cur.extend(t)
			}
		case dragoman.End, dragoman.Past:
			spans, cur = closeSpan(spans, cur, t)
		}
	}
	return spans
}

// closeSpan applies an end to the open span, or confirms the end of a closed one.
func closeSpan(spans []*span, cur *span, t *told) ([]*span, *span) {
	exact := t.change == dragoman.End && (t.day != 0 || t.last != 0)
	if cur == nil {
		cur = &span{}
		spans = append(spans, cur)
	}
	cur.tells = append(cur.tells, t)
	switch {
	case !cur.closed:
		cur.closed = true
		if exact {
			cur.to = t.to()
		} else {
			cur.by = t.over()
		}
	case exact && cur.to == 0:
		// "Former" was read before the day was told; the day is no later than that.
		cur.to, cur.by = t.to(), 0
	case exact && t.from() > cur.to:
		cur.against = append(cur.against, conflict{t, "another last day"})
	}
	return spans, cur
}

// sameBegin reports whether a beginning that comes after the end in the order of days belongs to the closed span after all:
// days told to the week or month overlap.
func sameBegin(s *span, t *told) bool {
	return s.begun && t.from() <= s.tells[0].to()
}

// covers reports whether a closed span was seen to hold on t's day, within its precision.
func (s *span) covers(t *told) bool {
	switch {
	case s.to != 0:
		return t.from() <= s.to
	case s.by != 0:
		return t.from() < s.by
	}
	return false
}

func (s *span) extend(t *told) {
	s.tells = append(s.tells, t)
	s.lastSeen = max(s.lastSeen, t.from())
}
