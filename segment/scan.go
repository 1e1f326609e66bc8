package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman"
)

// tokens adds the tokens of a block. Each step reads one token and goes on behind it; what it looks ahead at is bounded.
func (s *Segmenter) tokens(block dragoman.Span) {
	s.quoted = false
	text := s.text[:block.End]
	gap := true
	for i := int(block.Start); i < len(text); {
		c := text[i]
		if c == ' ' {
			i, gap = i+1, true
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if isSpace(r) {
			i, gap = i+size, true
			continue
		}
		start := i
		i = s.token(text, i, r, size, gap)
		s.quote(text, start, i, gap)
		gap = false
	}
}

// token adds the token or tokens of the word at i and returns where they end.
func (s *Segmenter) token(text string, i int, r rune, size int, gap bool) int {
	if end := address(text, i); end > 0 {
		return s.add(i, end, gap)
	}
	switch {
	case isDigit(r):
		return s.number(text, i, gap)
	case isIdeograph(r): // WB999: each is a word
		return s.add(i, i+size, gap)
	case isLetter(r):
		return s.word(text, i, gap)
	case (r == '@' || r == '#') && i+1 < len(text) && isNameByte(text[i+1]) && !(r == '#' && isDigit(rune(text[i+1]))):
		end := i + 1
		for end < len(text) && isNameByte(text[end]) {
			end++
		}
		return s.add(i, end, gap)
	case r == '\'' || r == '’' || r == '‘':
		return s.apostrophe(text, i, size, gap)
	case r == '-' && gap && i+1 < len(text) && isDigit(rune(text[i+1])):
		return s.number(text, i, gap)
	}
	if end := emoticon(text, i, gap); end > 0 {
		return s.add(i, end, gap)
	}
	return s.add(i, i+markRun(text[i:], r, size), gap)
}

// markRun returns the length of the punctuation or symbol that text opens with: dots, dashes and the like repeated are one token.
func markRun(text string, r rune, size int) int {
	n := size
	switch r {
	case '!', '?':
		for n < len(text) && (text[n] == '!' || text[n] == '?') {
			n++
		}
	case '.', '-', '*', '=', '_', '~', '#', '+', '`', '<', '>', '^':
		for n < len(text) && text[n] == text[0] {
			n++
		}
	}
	for n < len(text) && text[n] >= utf8.RuneSelf { // WB4: marks and joiners stay with what they are put on
		m, width := utf8.DecodeRuneInString(text[n:])
		if !unicode.Is(unicode.M, m) && m != '\u200d' {
			break
		}
		n += width
		if m == '\u200d' && n < len(text) { // WB3c: a joiner binds the next symbol
			if next, width := utf8.DecodeRuneInString(text[n:]); unicode.Is(unicode.So, next) {
				n += width
			}
		}
	}
	return n
}

// add appends a token and returns its end.
func (s *Segmenter) add(start, end int, gap bool) int {
	t := dragoman.Token{Span: dragoman.Span{Start: int32(start), End: int32(end)}, Head: -1}
	if !gap {
		t.Flags |= dragoman.NoSpaceBefore
	}
	if s.quoted {
		t.Flags |= dragoman.InQuotes
	}
	s.d.Tokens = append(s.d.Tokens, t)
	return end
}

// quote follows the quotation marks: the token [start, end) opens or closes a quotation, or does neither. Single ones are not followed, as an
// apostrophe looks the same.
func (s *Segmenter) quote(text string, start, end int, gap bool) {
	opens, closes := false, false
	switch text[start:end] {
	case "“", "«", "„", "``":
		opens = true
	case "”", "»", "''":
		closes = s.quoted
	case `"`:
		closes = s.quoted
		opens = !closes && (gap || start == 0 || !isDigit(rune(text[start-1]))) // else inches
	}
	if opens || closes {
		s.quoted = opens // a quotation that opens within one adds nothing
		s.d.Tokens[len(s.d.Tokens)-1].Flags &^= dragoman.InQuotes
	}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(rune(c)) || c == '_'
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.IsDigit(r)
}

func isIdeograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana)
}

// address returns the end of the URL, mail address or file path at i, or 0.
func address(text string, i int) int {
	c := text[i] | 0x20
	if c == 'h' && hasPrefixFold(text[i:], "http://", "https://") || c == 'w' && hasPrefixFold(text[i:], "www.") || c == 'f' && hasPrefixFold(text[i:], "ftp://") {
		end := i
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if isSpace(r) || strings.ContainsRune("<>\"“”«»", r) {
				break
			}
			end += size
		}
		for end > i && strings.IndexByte(".,;:!?)]}'*", text[end-1]) >= 0 {
			end--
		}
		return end
	}
	if c >= 'a' && c <= 'z' || isDigit(rune(c)) {
		return mailEnd(text, i)
	}
	return 0
}

func hasPrefixFold(text string, prefixes ...string) bool {
	for _, p := range prefixes {
		if len(text) > len(p) && strings.EqualFold(text[:len(p)], p) {
			return true
		}
	}
	return false
}

// mailEnd returns the end of the mail address at i, or 0. A local part has at most 64 bytes (RFC 5321, 4.5.3.1.1).
func mailEnd(text string, i int) int {
	at := i
	for at < len(text) && at-i <= 64 && (isNameByte(text[at]) || strings.IndexByte(".-+%", text[at]) >= 0) {
		at++
	}
	if at == i || at+1 >= len(text) || text[at] != '@' || !isNameByte(text[at+1]) {
		return 0
	}
	end, dots := at+1, 0
	for end < len(text) && end-at <= 255 && (isNameByte(text[end]) || text[end] == '-' || text[end] == '.') {
		if text[end] == '.' {
			dots++
		}
		end++
	}
	for text[end-1] == '.' || text[end-1] == '-' {
		if text[end-1] == '.' {
			dots--
		}
		end--
	}
	if dots < 1 {
		return 0
	}
	return end
}

// emoticon returns the end of a face like :-) at i, or 0.
func emoticon(text string, i int, gap bool) int {
	if !gap || i+1 >= len(text) || text[i] != ':' && text[i] != ';' && text[i] != '=' {
		return 0
	}
	end := i + 1
	if text[end] == '-' && end+1 < len(text) {
		end++
	}
	if strings.IndexByte("()DPp|", text[end]) < 0 {
		return 0
	}
	for end++; end < len(text) && text[end] == text[end-1]; end++ {
	}
	if end < len(text) && isNameByte(text[end]) {
		return 0
	}
	return end
}
