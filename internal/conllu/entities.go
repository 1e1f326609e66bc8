package conllu

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"dragoman"
)

// An Entity is a mention that a treebank marks in the MISC column as Entity=: tokens [First, End) of its document.
type Entity struct {
	First, End, Head int32
	Kind             string // the treebank's own type: "person", "abstract", "time", …
	Chain            int    // equal for mentions of one thing within a document
}

// Type is the entity's type in Dragoman's terms.
func (e *Entity) Type() dragoman.EntityType {
	switch e.Kind {
	case "person":
		return dragoman.PersonEntity
	case "organization":
		return dragoman.OrganizationEntity
	case "place":
		return dragoman.PlaceEntity
	}
	return dragoman.OtherEntity
}

// A Text is one document of a treebank with the mentions it marks.
type Text struct {
	Name      string
	Sentences []*Sentence
	Gold      *dragoman.Document // with the treebank's tags and tree
	Entities  []Entity           // in order of their last token
}

// Plain returns the text as segment would leave it: tokens, sentences and paragraphs, no tags and no tree.
func (t *Text) Plain() *dragoman.Document { return t.document(true) }

// Parsed returns the text as a parser would leave it that makes no mistakes: with the treebank's tags and tree.
func (t *Text) Parsed() *dragoman.Document { return t.document(false) }

func (t *Text) document(plain bool) *dragoman.Document {
	d := new(dragoman.Document)
	for i, s := range t.Sentences {
		s.Append(d, plain)
		if i == 0 || s.NewPar {
			continue
		}
		// Sentences of a paragraph share a block.
		last := len(d.Blocks) - 1
		d.Blocks[last-1].Span.End = d.Blocks[last].Span.End
		d.Blocks = d.Blocks[:last]
		d.Sentences[i].Block = int32(last - 1)
	}
	return d
}

// Texts yields the documents of a treebank in CoNLL-U. After an error it stops.
func Texts(r io.Reader) iter.Seq2[*Text, error] {
	return func(yield func(*Text, error) bool) {
		var t *Text
		for s, err := range Read(r) {
			if err != nil {
				yield(nil, err)
				return
			}
			if t == nil || s.NewDoc != "" {
				if t != nil && !t.yield(yield) {
					return
				}
				t = &Text{Name: s.NewDoc}
			}
			t.Sentences = append(t.Sentences, s)
		}
		if t != nil {
			t.yield(yield)
		}
	}
}

func (t *Text) yield(yield func(*Text, error) bool) bool {
	t.Gold = t.document(false)
	if err := t.read(); err != nil {
		yield(nil, fmt.Errorf("document %s: %w", t.Name, err))
		return false
	}
	return yield(t, nil)
}

// read fills Entities from the MISC column: "(1-person-…" opens the mention of entity 1, "1)" closes it, "(2-place-…)" does both.
func (t *Text) read() error {
	open := map[string][]Entity{}
	chains := map[string]int{}
	base := int32(0)
	for i, s := range t.Sentences {
		for j, row := range s.Rows {
			at := base + int32(j)
			for _, mark := range entityMarks(row.Misc) {
				id, rest, _ := strings.Cut(strings.Trim(mark, "()"), "-")
				if mark[0] == '(' {
					kind, _, _ := strings.Cut(rest, "-")
					if _, ok := chains[id]; !ok {
						chains[id] = len(chains)
					}
					open[id] = append(open[id], Entity{First: at, Kind: kind, Chain: chains[id]})
				}
				if mark[len(mark)-1] != ')' {
					continue
				}
				stack := open[id]
				if len(stack) == 0 {
					return fmt.Errorf("sentence %d, word %d: entity %q closes and was not open: %w", i+1, j+1, id, dragoman.ErrInvalid)
				}
				e := stack[len(stack)-1]
				open[id] = stack[:len(stack)-1]
				e.End = at + 1
				e.Head = headOf(t.Gold, e.First, e.End)
				t.Entities = append(t.Entities, e)
			}
		}
		base += int32(len(s.Rows))
	}
	return nil
}

// entityMarks splits "(1-person-x(2-place-y)3)" into "(1-person-x", "(2-place-y)", "3)".
func entityMarks(misc string) (marks []string) {
	for _, field := range strings.Split(misc, "|") {
		value, ok := strings.CutPrefix(field, "Entity=")
		if !ok {
			continue
		}
		for start := 0; start < len(value); {
			end := start + 1
			for end < len(value) && value[end] != '(' && value[end-1] != ')' {
				end++
			}
			marks = append(marks, value[start:end])
			start = end
		}
	}
	return marks
}

// headOf is the first token of [first, end) whose head lies outside.
func headOf(d *dragoman.Document, first, end int32) int32 {
	for i := first; i < end; i++ {
		if h := d.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// Matches returns for each mention of d the index of the entity that it is, -1 for none: one with its head token, of several the
// one whose words differ least; no entity is matched twice.
func (t *Text) Matches(d *dragoman.Document) []int {
	byHead := map[int32][]int{}
	for i, e := range t.Entities {
		byHead[e.Head] = append(byHead[e.Head], i)
	}
	out := make([]int, len(d.Mentions))
	for i := range d.Mentions {
		out[i] = takeEntity(t.Entities, byHead, &d.Mentions[i])
	}
	return out
}

// takeEntity finds the entity with a mention's head, of several the one whose words differ least, and takes it out.
func takeEntity(entities []Entity, byHead map[int32][]int, m *dragoman.Mention) int {
	head := m.Head
	best, least := -1, int32(0)
	for k, i := range byHead[head] {
		e := &entities[i]
		if off := distance(e.First, m.First) + distance(e.End, m.End); best < 0 || off < least {
			best, least = k, off
		}
	}
	if best < 0 {
		return -1
	}
	id := byHead[head][best]
	byHead[head] = slices.Delete(byHead[head], best, best+1)
	return id
}

func distance(a, b int32) int32 { return max(a-b, b-a) }
