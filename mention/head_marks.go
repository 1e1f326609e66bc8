package mention

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/internal/conllu"
)

// HeadMarks are the names of a treebank that has no marks of its own: for the id of a sentence, its proper nouns and what each heads.
type HeadMarks map[string][]HeadMark

// A HeadMark is a word of a sentence, from 1, and the kind of what it heads, "" where it heads nothing of its own.
type HeadMark struct {
	Word int
	Kind string
}

// headKind is the kind that the letter of a mark stands for: those of ReadMarked, T for a time and - for nothing.
func headKind(letter string) (kind string, ok bool) {
	switch letter {
	case "T":
		return "time", true
	case "-":
		return "", true
	}
	kind, ok = markKinds[letter]
	return kind, ok
}

// ReadHeadMarks reads lines with the id of a text, each followed by lines that begin with a space: the number of a sentence within the text, then
// marks like "11O". Lines that begin with # are left out. Errors name the line.
func ReadHeadMarks(r io.Reader) (HeadMarks, error) {
	out := HeadMarks{}
	text, n := "", 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		n++
		line := lines.Text()
		if !strings.HasPrefix(line, " ") {
			if !strings.HasPrefix(line, "#") {
				text = line
			}
			continue
		}
		fields := strings.Fields(line)
		if text == "" || len(fields) < 2 {
			return nil, fmt.Errorf("line %d: want the id of a text before it, and a sentence's number with marks: %w", n, dragoman.ErrInvalid)
		}
		marks := make([]HeadMark, 0, len(fields)-1)
		for _, f := range fields[1:] {
			word, err := strconv.Atoi(f[:len(f)-1])
			kind, ok := headKind(f[len(f)-1:])
			if err != nil || !ok || word < 1 {
				return nil, fmt.Errorf("line %d: %q is no mark, want one like 11O: %w", n, f, dragoman.ErrInvalid)
			}
			marks = append(marks, HeadMark{word, kind})
		}
		out[text+"-"+fields[0]] = marks
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read marks: %w", err)
	}
	return out, nil
}

// entities are the marks of a text as entities of one word.
func (m HeadMarks) entities(t *conllu.Text) (out []conllu.Entity, err error) {
	base := int32(0)
	for _, s := range t.Sentences {
		for _, mark := range m[s.ID] {
			if mark.Word > len(s.Rows) {
				return nil, fmt.Errorf("sentence %s has %d words, and a mark on word %d: %w", s.ID, len(s.Rows), mark.Word, dragoman.ErrInvalid)
			}
			if mark.Kind != "" {
				at := base + int32(mark.Word-1)
				out = append(out, conllu.Entity{First: at, End: at + 1, Head: at, Kind: mark.Kind})
			}
		}
		base += int32(len(s.Rows))
	}
	return out, nil
}
