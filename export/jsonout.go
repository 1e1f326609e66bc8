package export

import (
	"bufio"
	"unicode/utf8"
)

// appendText appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD; the two separators of lines that JavaScript
// minds are escaped, so that a line of JSON stays one for every reader.
func appendText(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[from:i]...), `\ufffd`...)
			from = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i]...), `\u202`...)
			b = append(b, digits[r&15])
			from = i + n
		}
		i += n
	}
	return append(append(b, s[from:]...), '"')
}

// nodes writes things that many records name, each once as far as memory allows: those of the directory once in all, those of a
// report once in each run of its records. A thing written twice is written alike, so readers join the two.
type nodes struct {
	out    *bufio.Writer
	line   []byte
	always map[string]bool // ids of the directory's, as many as there are entries
	report map[string]bool // ids of the report at hand
	doc    string
	err    error
}

func newNodes(out *bufio.Writer) nodes {
	return nodes{out: out, always: map[string]bool{}, report: map[string]bool{}}
}

// in says which report the next records are of.
func (n *nodes) in(doc string) {
	if n.doc != doc {
		n.doc = doc
		clear(n.report)
	}
}

// first reports whether a thing has yet to be written, and notes it.
func (n *nodes) first(id string, lasting bool) bool {
	seen := n.report
	if lasting {
		seen = n.always
	}
	if seen[id] {
		return false
	}
	seen[id] = true
	return true
}
