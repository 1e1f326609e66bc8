package pipeline

import (
	"dragoman"
	"dragoman/country"
	"dragoman/syntax"
	"dragoman/truecase"
)

// words is what the models know of words, whatever their case.
type words struct {
	parser *syntax.Parser
	models *Models
}

func (w *words) Tag(d *dragoman.Document, first, end int32) { w.parser.Tag(d, first, end) }

func (w *words) Knows(word string) bool { return w.models.Syntax.Knows(word) }

// Named asks the lists of countries, of actors, of places and of mentions in turn.
func (w *words) Named(d *dragoman.Document, first, end int32) truecase.Kind {
	name := d.Slice(d.TokenSpan(first, end))
	nation, short := country.Known(name)
	actor, shortActor := w.models.Directory.Known(name)
	place, shortPlace := w.models.Gazetteer.Known(name)
	switch {
	case short || shortActor || shortPlace:
		return truecase.Acronym
	case nation:
		return truecase.Nation
	case actor || place || w.models.Mention.Known(d, first, end):
		return truecase.Name
	}
	return truecase.Unknown
}
