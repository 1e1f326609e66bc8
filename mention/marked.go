package mention

import (
	"fmt"
	"strings"

	"dragoman"
)

// A Marked is sentences of our own in which names are marked, and the Document that the stages before this one make of them.
type Marked struct {
	Names []MarkedName
	Doc   *dragoman.Document
}

// A MarkedName is a name in the text of a Marked.
type MarkedName struct {
	Span dragoman.Span
	Kind string // "person", "organization", "place", "other"
}

var markKinds = map[string]string{"P": "person", "O": "organization", "L": "place", "X": "other"}

// ReadMarked reads text with names marked as "[P Kaja Kallas] met officials of [O the Ministry of Defence of [L Kenya]]": P a person, O an
// organisation, L a place, X a name of anything else. Lines that begin with # are left out, every other line is a paragraph. parse
// segments, tags and parses the Document.
func ReadMarked(text string, parse func(*dragoman.Document) error) (Marked, error) {
	var plain strings.Builder
	m := Marked{Doc: new(dragoman.Document)}
	var open []int
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '[':
				kind := markKinds[line[i+1:min(i+2, len(line))]]
				if kind == "" || i+2 >= len(line) || line[i+2] != ' ' {
					return m, fmt.Errorf("line %d: a mark begins with [P, [O, [L or [X and a space: %w", n, dragoman.ErrInvalid)
				}
				open = append(open, len(m.Names))
				m.Names = append(m.Names, MarkedName{Kind: kind, Span: dragoman.Span{Start: int32(plain.Len())}})
				i += 2
			case c == ']' && len(open) > 0:
				m.Names[open[len(open)-1]].Span.End = int32(plain.Len())
				open = open[:len(open)-1]
			default:
				plain.WriteByte(c)
			}
		}
		if len(open) > 0 {
			return m, fmt.Errorf("line %d: a mark is not closed: %w", n, dragoman.ErrInvalid)
		}
		plain.WriteByte('\n')
	}
	m.Doc.Reset(dragoman.Article{Text: plain.String()})
	if err := parse(m.Doc); err != nil {
		return m, fmt.Errorf("parse marked sentences: %w", err)
	}
	return m, nil
}

// markedSamples labels the proper nouns of marked sentences; common nouns are not marked there and say nothing.
func (f *Finder) markedSamples(m Marked) (out []sample) {
	f.d = m.Doc
	f.source = markedText
	f.scan()
	class := map[int32]nameClass{}
	for _, name := range m.Names {
		first, end := tokensIn(m.Doc, name.Span)
		if first == end {
			continue
		}
		head := f.highest(first, end)
		for m.Doc.Tokens[head].Deprel == dragoman.RelFlat && m.Doc.Tokens[head].Head >= 0 {
			head = m.Doc.Tokens[head].Head // its title
		}
		if _, ok := class[head]; !ok {
			class[head] = classOfKind(name.Kind)
		}
	}
	for i := range int32(len(f.tokens)) {
		ok, proper := f.mayName(i)
		if _, named := class[i]; !ok || !proper && !named || f.tokens[i].class&classTitleHead != 0 && !named {
			continue
		}
		f.nameFeatures(i, proper)
		out = append(out, sample{append([]uint64(nil), f.features...), class[i]})
	}
	return out
}

// tokensIn returns the tokens that lie in a span.
func tokensIn(d *dragoman.Document, span dragoman.Span) (first, end int32) {
	for i := range d.Tokens {
		if !span.Contains(d.Tokens[i].Span) {
			continue
		}
		if end == 0 {
			first = int32(i)
		}
		end = int32(i) + 1
	}
	return first, end
}
