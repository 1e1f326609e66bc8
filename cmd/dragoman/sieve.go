package main

import (
	"slices"

	"dragoman"
	"dragoman/country"
	"dragoman/ledger"
)

// A sieve is a ledger's filter for records that are in no ledger, or that the ledger is not asked for one by one. It reads the
// words of a filter as the ledger does, without the text of reports and without expressions.
type sieve struct {
	f            ledger.Filter
	actor, other who
}

// who is an actor that is asked for: a directory id, a country with all that is under it, or a name. The zero who is anybody.
type who struct{ id, country, name string }

func newSieve(f ledger.Filter) *sieve { return &sieve{f, whoOf(f.Actor), whoOf(f.Other)} }

func whoOf(words string) (w who) {
	if words == "" {
		return w
	}
	w.id, w.name = words, country.Fold(words)
	if country.Get(country.Code(words)) != nil {
		w.country = words
	} else if code, ok := country.ByName(words); ok {
		w.country = string(code)
	}
	return w
}

func (w who) is(p *dragoman.Party) bool {
	switch {
	case w == who{}:
		return true
	case p == nil:
		return false
	}
	return p.Actor == w.id || w.country != "" && p.Country == w.country || country.Fold(p.Name) == w.name
}

// between reports whether two parties are those asked for, on the sides asked for.
func (s *sieve) between(a, b *dragoman.Party) bool {
	forth := s.f.Side != ledger.AsTarget && s.actor.is(a) && s.other.is(b)
	back := s.f.Side != ledger.AsSource && s.actor.is(b) && s.other.is(a)
	return forth || back
}

// open reports whether the filter lets everything known pass.
func (s *sieve) open() bool {
	f := s.f
	return !s.eventsOnly() && f.Actor == "" && f.Other == "" && len(f.Types) == 0 && len(f.Modalities) == 0 && f.MinScore == 0 &&
		len(f.Publishers) == 0 && f.From == 0 && f.To == 0
}

// eventsOnly reports whether the filter asks for what standings do not have, or a sieve cannot see.
func (s *sieve) eventsOnly() bool {
	f := s.f
	return len(f.Modes) > 0 || len(f.Quads) > 0 || f.Place != "" || f.Box != nil || f.Text != "" || f.Where != ""
}

// event reports whether an event passes; nil does not.
func (s *sieve) event(e *dragoman.Event, publisher string) bool {
	f := &s.f
	return e != nil && s.record(e.Type, e.Modality, e.Score, publisher, e.When) && s.between(e.Source, e.Target) &&
		among(f.Modes, e.Mode) && among(f.Quads, e.Quad) && s.place(e.Where)
}

// standing reports whether a standing passes; nil does not.
func (s *sieve) standing(st *dragoman.Standing, publisher string) bool {
	return st != nil && !s.eventsOnly() && s.record(st.Relation, st.Modality, st.Score, publisher, st.When) && s.between(st.Subject, st.Object)
}

// record is what both kinds are asked.
func (s *sieve) record(kind string, m dragoman.Modality, score float64, publisher string, w *dragoman.When) bool {
	f := &s.f
	if !among(f.Types, kind) || !among(f.Modalities, m) || score < f.MinScore || !among(f.Publishers, publisher) {
		return false
	}
	if f.From == 0 && f.To == 0 {
		return true
	}
	if w == nil || w.IsZero() {
		return false
	}
	asked := dragoman.Interval{From: f.From}
	if f.To != 0 {
		asked.End = f.To + 1
	}
	return w.Overlaps(asked)
}

func (s *sieve) place(p *dragoman.Where) bool {
	f := &s.f
	if f.Place == "" && f.Box == nil {
		return true
	}
	if p == nil || f.Place != "" && p.Country != f.Place && country.Fold(p.Name) != country.Fold(f.Place) {
		return false
	}
	if b := f.Box; b != nil {
		across := b.West > b.East
		east, west := p.Lon >= b.West, p.Lon <= b.East
		return p.Lat >= b.South && p.Lat <= b.North && (east && west || across && (east || west))
	}
	return true
}

// among reports whether v is one of those asked for; none asked for is all.
func among[T comparable](asked []T, v T) bool { return len(asked) == 0 || slices.Contains(asked, v) }
