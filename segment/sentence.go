package segment

import (
	"strings"

	"dragoman"
)

// maxSentence bounds a sentence, in tokens: text that never ends one (a table, a list of names) is cut there.
const maxSentence = 1000

// sentences cuts the tokens from first on, those of the block, into sentences.
func (s *Segmenter) sentences(first int32, kind dragoman.BlockKind) {
	n := int32(len(s.d.Tokens))
	start := first
	for i := first; i < n; i++ {
		if i-start+1 < maxSentence && (kind != dragoman.Paragraph || !s.mayEnd(i)) {
			continue
		}
		end := i
		if kind == dragoman.Paragraph && s.mayEnd(i) {
			end = s.closing(i)
			if end+1 < n && !s.ends(i, end, start) {
				continue
			}
		}
		s.sentence(start, end+1)
		start, i = end+1, end
	}
	if start < n {
		s.sentence(start, n)
	}
}

func (s *Segmenter) sentence(first, end int32) {
	span := s.d.TokenSpan(first, end)
	s.d.Sentences = append(s.d.Sentences, dragoman.Sentence{Span: span, First: first, End: end, Block: s.block})
}

// mayEnd reports whether a sentence may end at token i.
func (s *Segmenter) mayEnd(i int32) bool {
	span := s.d.Tokens[i].Span
	switch s.text[span.End-1] {
	case '.', '!', '?':
		return true
	}
	word := s.text[span.Start:span.End]
	return word == "…" || word == "。" || word == "؟" || word == "।"
}

// closing returns the last of the quotation marks and brackets that close behind token i, or i.
func (s *Segmenter) closing(i int32) int32 {
	for int(i)+1 < len(s.d.Tokens) {
		t := s.d.Tokens[i+1]
		if int(i)+3 < len(s.d.Tokens) && s.d.Word(i+1) == "[" && isNumber(s.d.Word(i+2)) && s.d.Word(i+3) == "]" { // a reference to a note
			i += 3
			continue
		}
		if t.Flags&dragoman.NoSpaceBefore == 0 {
			return i
		}
		switch s.d.Word(i + 1) {
		case `"`, "”", "''", "'", "’", ")", "]", "»", "}", "*", "**", "_":
			i++
		default:
			return i
		}
	}
	return i
}

// ends decides whether the sentence that began at token start ends at token end, where i is the mark before closing quotation marks and
// brackets.
func (s *Segmenter) ends(i, end, start int32) bool {
	next := s.d.Tokens[end+1]
	mark, word := s.d.Word(i), s.d.Word(end+1)
	if next.Flags&dragoman.NoSpaceBefore != 0 {
		return false
	}
	opener := word
	for k := end + 1; isOpening(opener) && int(k)+1 < len(s.d.Tokens); {
		k++
		opener = s.d.Word(k)
	}
	if startsLower(opener) && !isMixedName(opener) {
		// Who begins one sentence in lower case begins all so.
		return i == end && startsLower(s.d.Word(start)) && (mark == "." || mark[0] == '?' || mark[0] == '!')
	}
	switch {
	case len(mark) > 1 && mark[len(mark)-1] == '.' && mark[0] != '.': // an abbreviation
		return i != end || s.endsAbbreviated(mark, opener, i, end)
	case mark == "." && i == start+1 && isLabelNumber(s.d.Word(start)): // "1. Wash the pan"
		return false
	case end > i && (mark == "?" || mark == "!" || mark[0] == '?' || mark[0] == '!'):
		return !s.speaks(end + 1)
	case mark == "…" || mark[0] == '.' && len(mark) > 1:
		return isCapitalised(opener) || isOpening(word) || isNumber(opener)
	case isCapitalised(opener) || isNumber(opener) || isOpening(word):
		return true
	}
	// What follows has no case: a symbol or another script. A closing mark or a dash goes on.
	return !strings.ContainsAny(word[:1], ",;:)]}-.!?%/") && word != "–" && word != "—"
}

// endsAbbreviated reports whether a sentence ends at an abbreviation, with opener the next word.
func (s *Segmenter) endsAbbreviated(mark, opener string, i, end int32) bool {
	stem := mark[:len(mark)-1]
	if len(stem) == 1 && isUpperASCII(stem[0]) { // an initial, but "Plan B. The"
		return isOpener(opener) && i > 0 && !isCapitalised(s.d.Word(i-1))
	}
	switch abbreviationKind(stem) {
	case neverEnds:
		return false
	case endsBeforeName:
		return isCapitalised(opener) && !isNumber(opener)
	}
	return isOpener(opener) || isOpening(s.d.Word(end+1)) && isCapitalised(opener)
}

// speaks reports whether the words from token i on say who spoke: "Trump asked", "the official said".
func (s *Segmenter) speaks(i int32) bool {
	const reach = 4
	for k := i; k < i+reach && int(k) < len(s.d.Tokens); k++ {
		switch w := s.d.Word(k); w {
		case "said", "asked", "added", "told", "wrote", "says", "asks", "replied", "answered", "shouted", "tweeted", "wondered":
			return k > i
		default:
			if w == "." || w == "," || w == "and" {
				return false
			}
		}
	}
	return false
}

func isOpening(word string) bool {
	switch word {
	case `"`, "“", "``", "‘", "'", "(", "[", "«", "„", "*", "**", "•", "-", "–", "—", "--":
		return true
	}
	return false
}

func isNumber(word string) bool { return word != "" && (isDigit(rune(word[0])) || word[0] == '$') }

// isLabelNumber reports whether a word numbers the item of a list.
func isLabelNumber(word string) bool {
	return len(word) <= 3 && isNumber(word) || len(word) == 1
}

// isMixedName reports whether a word in lower case is a name that keeps it at the head of a sentence: "iPhone", "al-Qaeda".
func isMixedName(word string) bool {
	return len(word) > 1 && isUpperASCII(word[1]) || word == "al" || word == "el"
}
