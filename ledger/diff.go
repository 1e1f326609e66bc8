package ledger

import (
	"context"
	"fmt"
	"slices"

	"dragoman"
)

// A FactChange is a change of a fact between two days.
type FactChange struct {
	What string `json:"what"` // "began", "ended", "began and ended", "doubtful", "planned", "possible", "denied", "came true"
	Fact Fact   `json:"fact"` // as of the second day where it stands then, else as of the first
}

// Diff answers what changed in an actor's standings between two days, as the ledger knows it at KnownAt.
func (l *Ledger) Diff(ctx context.Context, f Filter, from, to dragoman.Date) (Answer[FactChange], error) {
	if from == 0 || to == 0 || from > to {
		return Answer[FactChange]{}, fmt.Errorf("diff: want two days, the earlier first: %w", dragoman.ErrInvalid)
	}
	known, err := l.knownAt(ctx, f.KnownAt)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	b, err := l.newFactBook(ctx, f, known)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	changed, err := b.changed(ctx, from, to)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	return Answer[FactChange]{Items: changed, Known: known}, nil
}

// changed folds the book for two days: the same facts in the same order, but for their status.
func (b *factBook) changed(ctx context.Context, from, to dragoman.Date) ([]FactChange, error) {
	relations, err := b.l.termsOf(ctx, b.filter.Types)
	if err != nil {
		return nil, err
	}
	if err := b.load(ctx, relations); err != nil {
		return nil, err
	}
	before, was := b.fold(from)
	if err := b.contest(ctx, before, was, from); err != nil {
		return nil, err
	}
	after, is := b.fold(to)
	if err := b.contest(ctx, after, is, to); err != nil {
		return nil, err
	}
	var differ []*draft
	what := map[*draft]string{}
	for i, d := range after {
		if w := changeOf(before[i].out.Status, d.out.Status); w != "" {
			d.outline()
			b.name(d)
			differ, what[d] = append(differ, d), w
		}
	}
	slices.SortFunc(differ, compareDrafts)
	out := []FactChange{}
	for _, d := range differ {
		d.finish(b.rootOf)
		keep, err := b.where.fact(&d.out)
		if err != nil {
			return nil, err
		}
		if keep {
			out = append(out, FactChange{what[d], d.out})
		}
	}
	return out, nil
}

func changeOf(was, now Status) string {
	if was == now {
		return ""
	}
	stood := was == Holds || was == Doubtful
	switch now {
	case Holds:
		if was == Doubtful {
			return "no longer doubtful"
		}
		return "began"
	case Doubtful:
		if !stood {
			return "began, doubtful"
		}
		return "doubtful"
	case Ended:
		if stood {
			return "ended"
		}
		return "began and ended"
	case Fulfilled:
		return "came true"
	case Coming:
		return ""
	}
	return string(now)
}
