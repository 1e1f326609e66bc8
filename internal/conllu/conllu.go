// Package conllu reads CoNLL-U (https://universaldependencies.org/format.html): bytes in, sentences of rows out, and from
// those a Document whose tokens are the treebank's own. Training and measuring read treebanks through it; the way of a
// report does not.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"dragoman"
)

// maxLine bounds a line: the longest of the treebanks is under 10 kB.
const maxLine = 1 << 20

// A Row is a word of a sentence. Enhanced dependencies are not read.
type Row struct {
	Form, Lemma string
	UPOS        dragoman.UPOS
	XPOS        dragoman.XPOS
	Head        int32 // index of the head row in the sentence, -1 for the root
	Deprel      dragoman.Deprel
	Misc        string
	// SpaceAfter is false where the next row's form is joined to this one, within a multiword token too.
	SpaceAfter bool
}

// A Sentence is the rows of one sentence and what its comments say.
type Sentence struct {
	ID     string // "# sent_id"
	NewDoc string // "# newdoc id", where a document begins here
	NewPar bool   // "# newpar"
	Rows   []Row
}

// Read yields the sentences of r. After an error it stops; errors name the line.
func Read(r io.Reader) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 1<<16), maxLine)
		s := new(Sentence)
		joinedUntil, line := 0, 0 // the last word of the multiword token being read
		rangeSpace := true
		for lines.Scan() {
			line++
			text := lines.Text()
			switch {
			case text == "":
				if len(s.Rows) > 0 && !yield(s, nil) {
					return
				}
				s, joinedUntil = new(Sentence), 0
				continue
			case text[0] == '#':
				s.comment(text)
				continue
			}
			f := strings.Split(text, "\t")
			if len(f) != 10 {
				yield(nil, fmt.Errorf("line %d: %d columns, want 10: %w", line, len(f), dragoman.ErrInvalid))
				return
			}
			if strings.Contains(f[0], ".") { // an empty node of the enhanced graph
				continue
			}
			if _, last, ok := strings.Cut(f[0], "-"); ok {
				joinedUntil, _ = strconv.Atoi(last)
				rangeSpace = !strings.Contains(f[9], "SpaceAfter=No")
				continue
			}
			row, err := parseRow(f)
			if err != nil {
				yield(nil, fmt.Errorf("line %d: %w", line, err))
				return
			}
			s.Rows = append(s.Rows, row)
			if n := len(s.Rows); n < joinedUntil {
				s.Rows[n-1].SpaceAfter = false
			} else if n == joinedUntil {
				s.Rows[n-1].SpaceAfter = rangeSpace
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, fmt.Errorf("line %d: %w", line+1, err))
			return
		}
		if len(s.Rows) > 0 {
			yield(s, nil)
		}
	}
}

func (s *Sentence) comment(text string) {
	key, value, _ := strings.Cut(strings.TrimSpace(text[1:]), "=")
	switch value = strings.TrimSpace(value); strings.TrimSpace(key) {
	case "sent_id":
		s.ID = value
	case "newdoc id":
		s.NewDoc = value
	case "newpar", "newpar id", "newpar_block":
		s.NewPar = true
	}
}

func parseRow(f []string) (row Row, err error) {
	row = Row{Form: f[1], Lemma: f[2], Misc: f[9], SpaceAfter: !strings.Contains(f[9], "SpaceAfter=No")}
	if row.UPOS, err = dragoman.ParseUPOS(f[3]); err != nil {
		return row, err
	}
	if row.XPOS, err = dragoman.ParseXPOS(f[4]); err != nil {
		return row, err
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return row, fmt.Errorf("head %q is no number: %w", f[6], dragoman.ErrInvalid)
	}
	row.Head = int32(head) - 1
	row.Deprel, err = dragoman.ParseDeprel(f[7])
	return row, err
}

// Append adds the sentence to d as a block of its own: words and spaces to the text, a token for each row with its tags, lemma and
// tree. Where plain is true, only what segment would know is set, for a parser to fill in the rest.
func (s *Sentence) Append(d *dragoman.Document, plain bool) {
	var text strings.Builder
	text.WriteString(d.Text)
	if d.Text != "" {
		text.WriteByte('\n')
	}
	first, start := int32(len(d.Tokens)), int32(text.Len())
	for i, row := range s.Rows {
		t := dragoman.Token{Head: -1}
		if i > 0 && !s.Rows[i-1].SpaceAfter {
			t.Flags |= dragoman.NoSpaceBefore
		} else if i > 0 {
			text.WriteByte(' ')
		}
		t.Span.Start = int32(text.Len())
		text.WriteString(row.Form)
		t.Span.End = int32(text.Len())
		lemma := ""
		if !plain {
			lemma, t.UPOS, t.XPOS, t.Deprel = row.Lemma, row.UPOS, row.XPOS, row.Deprel
			if row.Head >= 0 {
				t.Head = first + row.Head
			}
		}
		d.Tokens = append(d.Tokens, t)
		d.Lemmas = append(d.Lemmas, lemma)
	}
	d.Text = text.String()
	d.Cased = d.Text
	span := dragoman.Span{Start: start, End: int32(len(d.Text))}
	d.Sentences = append(d.Sentences, dragoman.Sentence{Span: span, First: first, End: int32(len(d.Tokens)), Block: int32(len(d.Blocks))})
	d.Blocks = append(d.Blocks, dragoman.Block{Span: span})
}
