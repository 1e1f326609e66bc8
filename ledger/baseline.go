package ledger

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"

	"dragoman"
)

// BaselineSource is the publisher of the standings that a baseline writes.
const BaselineSource = "factbook"

// Baseline writes standings that are known beforehand (offices and memberships from the directory) as assertions of the
// source "factbook", one report for each Evidence.Ref ("factbook/SYR"); without one, for each country. A standing's Evidence.Quote
// becomes a line of that report; without one the standing is put in words. Ids, documents and spans are set here. published is
// the day up to which the standings are known.
//
// A baseline of the same or a higher edition takes the place of the one before: what it no longer has is retracted.
func (l *Ledger) Baseline(ctx context.Context, ed dragoman.Edition, published dragoman.Date, standings iter.Seq[dragoman.Standing]) (Result, error) {
	sheets := map[string][]dragoman.Standing{}
	for s := range standings {
		ref := s.Evidence.Ref
		if ref == "" {
			ref = "factbook/" + cmp.Or(countryOf(s.Object), countryOf(s.Subject), "world")
		}
		sheets[ref] = append(sheets[ref], s)
	}
	var total Result
	refs := sortedKeys(sheets)
	for part := range slices.Chunk(refs, 64) {
		entries := make([]*Entry, len(part))
		for i, ref := range part {
			var err error
			if entries[i], err = Prepare(sheet(ref, published, sheets[ref])); err != nil {
				return total, fmt.Errorf("baseline: %w", err)
			}
			id := dragoman.NewID("baseline", ref)
			entries[i].ident = int64(binary.BigEndian.Uint64(id[:]) >> 1)
			entries[i].sketch = nil // sheets of two years are no copies of a report
		}
		results, err := l.RecordEntries(ctx, ed, entries...)
		if err != nil {
			return total, fmt.Errorf("baseline: %w", err)
		}
		for _, r := range results {
			total.Written += r.Written
			total.Retracted += r.Retracted
			total.New = total.New || r.New
			total.Outranked = cmp.Or(total.Outranked, r.Outranked)
			if r.First != 0 {
				total.First = cmp.Or(total.First, r.First)
				total.Last = r.Last
			}
		}
	}
	return total, nil
}

func countryOf(p *dragoman.Party) string {
	if p == nil {
		return ""
	}
	return p.Country
}

// sheet makes the report that a baseline's standings are read from: a line for each.
func sheet(ref string, published dragoman.Date, standings []dragoman.Standing) *dragoman.Document {
	lines := make([]string, len(standings))
	for i := range standings {
		if lines[i] = oneLine(standings[i].Evidence.Quote); lines[i] == "" {
			lines[i] = inWords(&standings[i])
		}
	}
	order := make([]int, len(standings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(lines[a], lines[b]) })
	d := &dragoman.Document{Article: dragoman.Article{Ref: ref, Key: ref, Source: BaselineSource, Title: "Standings known beforehand: " + ref, Published: published}}
	var text strings.Builder
	for n, i := range order {
		s := standings[i]
		start := int32(text.Len())
		text.WriteString(lines[i])
		span := dragoman.Span{Start: start, End: int32(text.Len())}
		text.WriteByte('\n')
		rule := cmp.Or(s.Evidence.Rule, "baseline")
		s.Evidence = dragoman.Evidence{Ref: ref, Sentence: n, Span: span, Trigger: span, Quote: lines[i], Rule: rule}
		// A change of text elsewhere in the sheet leaves the id as it is.
		s.ID = dragoman.NewID("baseline", ref, s.Relation, partyID(s.Subject), partyID(s.Object), s.Value, s.Change.String(), whenID(s.When), lines[i])
		d.Standings = append(d.Standings, s)
	}
	d.Text = text.String()
	return d
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func partyID(p *dragoman.Party) string {
	if p == nil {
		return ""
	}
	return p.Actor + "|" + p.Name + "|" + p.Code
}

func whenID(w *dragoman.When) string {
	if w == nil {
		return ""
	}
	return w.From.String() + "/" + w.Last().String()
}

// inWords says a standing in plain words, for those that come without a quotation.
func inWords(s *dragoman.Standing) string {
	name := func(p *dragoman.Party) string {
		if p == nil {
			return "someone"
		}
		return cmp.Or(p.Name, p.Code, p.Actor)
	}
	verb := strings.ReplaceAll(s.Relation, "_", " ")
	words := fmt.Sprintf("%s: %s %s %s", name(s.Subject), s.Change, verb, name(s.Object))
	if s.Value != "" {
		words += ", " + s.Value
	}
	if s.When != nil {
		words += ", " + strings.Trim(s.When.From.String()+" to "+s.When.Last().String(), " ")
	}
	return oneLine(words) + "."
}
