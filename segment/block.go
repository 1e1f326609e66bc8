package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman"
)

// A line is the bytes [start, end) of a line of text without the white space around it.
type line struct{ start, end int }

func (l line) blank() bool { return l.start >= l.end }

// nextLine returns the line that begins at i and where the next one does.
func nextLine(text string, i int) (l line, next int) {
	end := strings.IndexByte(text[i:], '\n')
	if next = len(text); end >= 0 {
		end += i
		next = end + 1
	} else {
		end = next
	}
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if !isSpace(r) {
			break
		}
		i += size
	}
	for i < end {
		r, size := utf8.DecodeLastRuneInString(text[i:end])
		if !isSpace(r) {
			break
		}
		end -= size
	}
	return line{i, end}, next
}

// isSpace reports whether r only parts words: white space, and marks that show nothing.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// Text that is wrapped by hand has lines of up to maxWrap characters, none of which had room for the next line's first word.
const (
	minWrap = 30
	maxWrap = 132
)

// blocks fills Document.Blocks: a block is a line, or a run of lines that was wrapped by hand.
func (s *Segmenter) blocks() {
	for i := 0; i < len(s.text); {
		l, next := nextLine(s.text, i)
		if l.blank() {
			i = next
			continue
		}
		i = s.group(i)
	}
	s.headlines()
}

// group cuts the lines from the one at start up to the next blank one into blocks, and returns where it stopped.
func (s *Segmenter) group(start int) int {
	width, lines, runsOn := 0, 0, 0
	end := start
	for i := start; i < len(s.text); {
		l, next := nextLine(s.text, i)
		if l.blank() {
			break
		}
		if lines > 0 {
			if r, _ := utf8.DecodeRuneInString(s.text[l.start:]); unicode.IsLower(r) {
				runsOn++
			}
		}
		if n := l.end - l.start; n <= 4*maxWrap {
			n = utf8.RuneCountInString(s.text[l.start:l.end])
			width = max(width, n)
		} else {
			width = n
		}
		lines++
		i, end = next, next
	}
	// A fifth of the lines of running text begins in lower case at least.
	wrapped := lines > 1 && width >= minWrap && width <= maxWrap && (runsOn*5 >= lines-1 || s.wrappedCapitals(start, end, width))
	first, last := -1, -1
	for i := start; i < end; {
		l, next := nextLine(s.text, i)
		if first < 0 {
			first = l.start
		} else if !wrapped || isListItem(s.text[l.start:l.end]) || !full(s.text, last, l, width) {
			s.addBlock(first, last)
			first = l.start
		}
		last, i = l.end, next
	}
	s.addBlock(first, last)
	return end
}

// wrappedCapitals reports whether the lines in [start, end) are sentences in capitals: none that a stop does not end has room for the next word.
func (s *Segmenter) wrappedCapitals(start, end, width int) bool {
	if strings.ContainsFunc(s.text[start:end], unicode.IsLower) {
		return false
	}
	last := -1
	for i := start; i < end; {
		l, next := nextLine(s.text, i)
		if last >= 0 && !stops(s.text[:last]) && !full(s.text, last, l, width) {
			return false
		}
		last, i = l.end, next
	}
	return stops(s.text[:last])
}

// stops reports whether text ends as a sentence does.
func stops(text string) bool {
	text = strings.TrimRight(text, "\"'”’)")
	return text != "" && strings.IndexByte(".!?", text[len(text)-1]) >= 0
}

// full reports whether the line that ends at last had no room for the first word of l.
func full(text string, last int, l line, width int) bool {
	start := strings.LastIndexByte(text[:last], '\n') + 1
	word := strings.IndexAny(text[l.start:l.end], " \t")
	if word < 0 {
		word = l.end - l.start
	}
	have := utf8.RuneCountInString(text[start:last]) + 1 + utf8.RuneCountInString(text[l.start:l.start+word])
	return have > width-2
}

func isListItem(line string) bool {
	for _, mark := range []string{"- ", "* ", "• ", "– ", "> "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// addBlock adds the block [start, end), or a byline or dateline and the block that it opens.
func (s *Segmenter) addBlock(start, end int) {
	opening := s.text[start:min(end, start+160)]
	if n := byline(opening, end-start); n > 0 {
		start = s.put(start, start+n, end, dragoman.Byline)
		if opening = s.text[start:min(end, start+160)]; start >= end {
			return
		}
	}
	if n := dateline(opening); n > 0 {
		start = s.put(start, start+n, end, dragoman.Dateline)
	}
	if start < end {
		s.put(start, end, end, dragoman.Paragraph)
	}
}

// put adds the block [start, end) and returns where the next word before limit begins.
func (s *Segmenter) put(start, end, limit int, kind dragoman.BlockKind) int {
	s.d.Blocks = append(s.d.Blocks, dragoman.Block{Span: dragoman.Span{Start: int32(start), End: int32(end)}, Kind: kind})
	for end < limit {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if !isSpace(r) {
			break
		}
		end += size
	}
	return end
}

const (
	maxHeadline      = 140 // bytes
	maxHeadlineWords = 18
)

// headlines marks the lines that head others: short, without a full stop, before a paragraph.
func (s *Segmenter) headlines() {
	blocks := s.d.Blocks
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != dragoman.Paragraph || i+1 == len(blocks) || b.Span.Len() > maxHeadline {
			continue
		}
		if i > 0 && (blocks[i-1].Kind == dragoman.Dateline || blocks[i-1].Kind == dragoman.Byline) && sameLine(s.text, blocks[i-1].Span, b.Span) {
			continue
		}
		text := s.d.Slice(b.Span)
		if isHeading(text) && !startsLower(s.d.Slice(blocks[i+1].Span)) {
			b.Kind = dragoman.Headline
		}
	}
}

func sameLine(text string, a, b dragoman.Span) bool {
	return strings.IndexByte(text[a.End:b.Start], '\n') < 0
}

func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

func isHeading(text string) bool {
	if startsLower(text) || isListItem(text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"'”’)]» "))
	if strings.ContainsRune(".!;:,…", last) {
		return false
	}
	if strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(text, `"`)%2 != 0 || hasStop(text) {
		return false
	}
	words, letters := 1, 0
	for _, r := range text {
		if r == ' ' {
			words++
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	// A question may head a part, but a longer one, or one with a comma, is speech.
	if last == '?' && (words > 8 || strings.ContainsAny(text, ",.\"“")) {
		return false
	}
	return words <= maxHeadlineWords && letters*2 > len(text)
}

// hasStop reports whether a sentence ends within text.
func hasStop(text string) bool {
	for i := 1; i+2 < len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' && text[i-1] >= 'a' && text[i-1] <= 'z' && isUpperASCII(text[i+2]) &&
			!isAbbreviation(text[strings.LastIndexByte(text[:i], ' ')+1:i]) {
			return true
		}
	}
	return false
}
