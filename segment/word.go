package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters returns the end of the run of letters, digits, marks and underscores at i (WB5, WB9, WB10, WB13, WB4).
func letters(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !isNameByte(c) {
				break
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isLetter(r) && r != '\u00ad' && r != '\u200d' && r != '\u200c' || isIdeograph(r) {
			break
		}
		i += size
	}
	return i
}

// word adds the word at i, cut into the words of the treebanks, and returns its end.
func (s *Segmenter) word(text string, i int, gap bool) int {
	return s.rest(text, i, letters(text, i), gap)
}

// rest adds the word at i, whose beginning is read up to end.
func (s *Segmenter) rest(text string, i, end int, gap bool) int {
	for end < len(text) {
		n := s.inner(text, i, end)
		if n == end {
			break
		}
		end = n
	}
	return s.clitics(text, i, end, gap)
}

// inner returns how far the word [i, end) goes on behind a mark within it, or end.
func (s *Segmenter) inner(text string, i, end int) int {
	r, size := utf8.DecodeRuneInString(text[end:])
	next := end + size
	var after rune
	if next < len(text) {
		after, _ = utf8.DecodeRuneInString(text[next:])
	}
	switch {
	case r == '\'' || r == '’': // WB6, WB7
		if isLetter(after) && !isIdeograph(after) {
			return letters(text, next)
		}
	case r == '.':
		return dot(text, i, end)
	case r == '-' && (isLetter(after) || isDigit(after)):
		if keepsHyphen(text[i:end]) {
			return letters(text, next)
		}
	case r == '&' && isUpperASCII(text[end-1]) && after < utf8.RuneSelf && isUpperASCII(byte(after)): // AT&T
		return letters(text, next)
	case r == '/' && end-i == 1 && isLetter(after): // w/o, s/he
		return letters(text, next)
	case r == '$' && end-i <= 2 && upperASCII(text[i:end]): // US$
		return next
	case r == '@' && isLetter(after) && strings.IndexByte(text[i:end], '@') < 0 && end-i < 64: // a mail address without a dot
		return letters(text, next)
	}
	return end
}

// dot decides on a full stop at end, behind the word [i, end): it is inside an abbreviation, a name like example.com, or ends an
// abbreviation; or it ends the sentence.
func dot(text string, i, end int) int {
	word := text[i:end]
	if end+1 < len(text) {
		if after, _ := utf8.DecodeRuneInString(text[end+1:]); isLetter(after) || isDigit(after) {
			n := letters(text, end+1)
			tail := text[end+1 : n]
			single := len(word) == 1 || len(word) > 2 && word[len(word)-2] == '.'
			if single && len(tail) == 1 || len(tail) <= 2 && n < len(text) && text[n] == '.' && len(word) <= 4 { // U.S, Ph.D.
				return n
			}
			if isDomain(tail) && len(word) > 1 {
				return n
			}
			if n := domainEnd(text, end); n > 0 && len(word) > 1 {
				return n
			}
			return end
		}
	}
	if strings.HasPrefix(text[end:], "..") {
		return end
	}
	if len(word) >= 3 && word[len(word)-2] == '.' || isAbbreviation(word) || len(word) == 1 && isUpperASCII(word[0]) && word != "I" {
		return end + 1
	}
	return end
}

// domainEnd returns the end of the rest of a name on the net of more than two parts, whose first dot is at i, or 0. A part has at most 63
// bytes (RFC 1035, 2.3.4), and no more than six are looked at.
func domainEnd(text string, i int) int {
	for range 6 {
		if i+1 >= len(text) || text[i] != '.' {
			return 0
		}
		end := i + 1
		for end < len(text) && end-i <= 64 && (isNameByte(text[end]) || text[end] == '-') {
			end++
		}
		if end == i+1 {
			return 0
		}
		if isDomain(text[i+1:end]) && (end == len(text) || text[end] != '.' || end+1 == len(text) || !isNameByte(text[end+1])) {
			return end
		}
		i = end
	}
	return 0
}

func isUpperASCII(c byte) bool { return c >= 'A' && c <= 'Z' }

func upperASCII(word string) bool {
	for i := range len(word) {
		if !isUpperASCII(word[i]) {
			return false
		}
	}
	return true
}

// isDomain reports whether text is the last part of a name on the net or of a file.
func isDomain(text string) bool {
	f := fold(text)
	switch string(f.bytes()) {
	case "com", "org", "net", "gov", "edu", "uk", "eu", "info", "biz", "tv", "co", "io", "fm", "us", "ru", "cn", "de", "fr", "il", "ir", "sy", "mil", "int",
		"doc", "xls", "pdf", "txt", "htm", "html", "php", "jpg", "gif", "exe", "zip", "ppt", "asp", "docx", "xlsx", "png":
		return true
	}
	return false
}

// clitics adds the word [i, end), cut before what English joins to it.
func (s *Segmenter) clitics(text string, i, end int, gap bool) int {
	word := text[i:end]
	cut := cliticStart(word)
	if cut <= 0 {
		if cut = contraction(word); cut <= 0 {
			return s.add(i, end, gap)
		}
	}
	if again := cliticStart(word[:cut]); again > 0 { // shouldn't've
		s.add(i, i+again, gap)
		s.add(i+again, i+cut, false)
	} else {
		s.add(i, i+cut, gap)
	}
	return s.add(i+cut, end, false)
}

// cliticStart returns where n't, 's, 'm, 're, 've, 'll or 'd begins in a word, or 0.
func cliticStart(word string) int {
	const longest = 6 // n’t and ’ll in bytes, and one more
	for j := len(word) - 1; j > 0 && len(word)-j <= longest; j-- {
		n := 0
		if word[j] == '\'' {
			n = 1
		} else if strings.HasPrefix(word[j:], "’") {
			n = len("’")
		}
		if n == 0 {
			continue
		}
		f := fold(word[j+n:])
		switch string(f.bytes()) {
		case "t":
			if j > 1 && word[j-1]|0x20 == 'n' {
				return j - 1
			}
		case "s", "m", "re", "ve", "ll", "d":
			return j
		}
		return 0
	}
	return 0
}

// contraction returns where to cut a word that English writes as one and the treebanks as two, or 0.
func contraction(word string) int {
	if len(word) > 8 {
		return 0
	}
	f := fold(word)
	switch string(f.bytes()) {
	case "cannot", "gonna", "gotta", "wanna":
		return 3
	case "dont", "wont", "aint", "arnt":
		return 2
	case "isnt", "cant", "didnt", "doesnt", "wasnt", "wouldnt", "couldnt", "shouldnt", "havent", "hasnt", "hadnt", "werent", "arent", "youre", "theyre":
		return len(word) - 2
	case "im":
		if word == "im" || word == "Im" {
			return 1
		}
	case "ive":
		return 1
	case "thats", "whats", "hes", "shes":
		return len(word) - 1
	}
	return 0
}

// apostrophe adds the apostrophe or single quotation mark at i, with the word it stands before where it shortens it.
func (s *Segmenter) apostrophe(text string, i, size int, gap bool) int {
	j := i + size
	if text[i] == '\'' && strings.HasPrefix(text[j:], "'") { // '' closes what `` opened
		return s.add(i, j+1, gap)
	}
	if j < len(text) {
		if gap && isDigit(rune(text[j])) { // '90s
			end := letters(text, j)
			if end-j <= 3 && end-j >= 2 {
				return s.add(i, end, gap)
			}
		}
		end := letters(text, j)
		f := fold(text[j:end])
		switch string(f.bytes()) {
		case "em", "til", "cause", "bout", "tis", "twas", "ll", "re", "ve":
			return s.add(i, end, gap)
		case "s", "m", "d":
			if !gap {
				return s.add(i, end, gap)
			}
		}
	}
	return s.add(i, j, gap)
}

// number adds the number at i: digits with the marks that numbers, times, dates and telephone numbers have between digits (WB11, WB12), and
// what is written onto it.
func (s *Segmenter) number(text string, i int, gap bool) int {
	end := i + 1
	for end < len(text) && isDigit(rune(text[end])) {
		end++
	}
	first := end - i
	for end+1 < len(text) && isDigit(rune(text[end+1])) && strings.IndexByte(".,:/", text[end]) >= 0 {
		for end++; end < len(text) && isDigit(rune(text[end])); end++ {
		}
	}
	if n := dashed(text, end, first); n > 0 && end-i == first {
		return s.add(i, n, gap)
	}
	tail := letters(text, end)
	if tail == end {
		return s.add(i, end, gap)
	}
	f := fold(text[end:tail])
	switch string(f.bytes()) {
	case "am", "pm", "a", "p", "km", "kg", "mm", "cm", "kms", "lbs", "min", "mins", "hr", "hrs", "mph", "kph", "bn", "mn", "ml", "mg", "mb", "gb", "ft", "sq", "yr", "yrs", "yo", "usd", "years", "hours", "days":
		s.add(i, end, gap)
		return s.word(text, end, false)
	}
	return s.rest(text, i, tail, gap)
}

// dashed returns the end of a telephone number, code or date with dashes that goes on at end behind a group of some digits, or 0. It has two
// groups more, or one of four behind three. A range of two numbers is not one.
func dashed(text string, end, digits int) int {
	groups, last := 0, 0
	for end+1 < len(text) && text[end] == '-' && isDigit(rune(text[end+1])) {
		start := end + 1
		for end = start; end < len(text) && isDigit(rune(text[end])); end++ {
		}
		groups++
		last = end - start
	}
	if groups >= 2 || groups == 1 && digits == 3 && last == 4 {
		return end
	}
	return 0
}

// A folded word is a short ASCII word in lower case, and nothing for any other: the lists here hold no others. It is kept by value, so that
// comparing it does not allocate.
type folded struct {
	letters [12]byte
	n       uint8
}

func fold(word string) (f folded) {
	if len(word) > len(f.letters) {
		return f
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return folded{}
		}
		if isUpperASCII(c) {
			c |= 0x20
		}
		f.letters[i] = c
	}
	f.n = uint8(len(word))
	return f
}

func (f *folded) bytes() []byte { return f.letters[:f.n] }

// isCapitalised reports whether a word begins with an upper-case letter.
func isCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// keepsHyphen reports whether a hyphen behind the word is a part of it: the treebanks cut compounds at their hyphens, but not words with a
// prefix ("co-founder", "anti-government") and not what is already joined by one.
func keepsHyphen(word string) bool {
	if len(word) > 8 {
		return strings.IndexByte(word, '-') > 0 && keepsHyphen(word[:strings.IndexByte(word, '-')])
	}
	f := fold(word)
	switch string(f.bytes()) {
	case "e", "re", "co", "non", "pre", "post", "anti", "pro", "mid", "ex", "sub", "semi", "multi", "cross", "neo", "counter", "inter", "intra", "mini",
		"pan", "socio", "psycho", "geo", "bi", "tri", "un", "de", "micro", "macro", "super", "ultra", "trans", "extra", "quasi", "pseudo", "proto", "hyper", "arch", "meta", "over", "under", "infra", "para", "electro":
		return true
	}
	return false
}
