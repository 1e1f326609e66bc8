package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// byline returns the length of the byline that a block opens with: the whole of "By Jane Doe", or "TLE DESK:" up to its colon. size is the
// length of the block.
func byline(opening string, size int) int {
	const longest = 70
	if (strings.HasPrefix(opening, "By ") || strings.HasPrefix(opening, "BY ")) && size <= longest {
		if isNameList(opening[3:]) {
			return size
		}
	}
	colon := strings.IndexByte(opening, ':')
	if colon < 3 || colon > 50 || !upperWords(opening[:colon]) {
		return 0
	}
	for _, desk := range []string{"DESK", "BUREAU", "STAFF", "REPORTER", "CORRESPONDENT", "MONITOR", "NEWSROOM", "SERVICE", "REPORT", "AGENCIES", "TEAM"} {
		if strings.HasSuffix(opening[:colon], desk) || strings.HasSuffix(opening[:colon], desk+"S") {
			return colon + 1
		}
	}
	return 0
}

// isNameList reports whether all words are capitalised but those that join names.
func isNameList(text string) bool {
	for word := range strings.FieldsSeq(text) {
		switch word {
		case "and", "in", "of", "for", "the", "de", "la", "van", "von", "der", "bin", "al", "|":
			continue
		}
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return !strings.ContainsAny(text[len(text)-1:], ".!?:;")
}

// upperWords reports whether text has letters, and none in lower case.
func upperWords(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}

// dateline returns the length of the dateline that a block opens with: a place in capitals, or one before an agency in brackets, with
// region, day and agency, up to and with the dash or colon that ends it.
func dateline(opening string) int {
	end, mark := datelineEnd(opening)
	if end < 0 {
		return 0
	}
	head := strings.TrimRight(opening[:end], " ")
	agency := strings.HasSuffix(head, ")")
	if agency {
		at := strings.LastIndexByte(head, '(')
		if at < 0 || len(head)-at > 30 {
			return 0
		}
		head = strings.TrimRight(head[:at], " ")
	}
	place, rest, _ := strings.Cut(head, ",")
	if !isPlaceName(place, !agency) || len(rest) > 50 {
		return 0
	}
	for word := range strings.FieldsSeq(rest) {
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && word != "of" {
			return 0
		}
	}
	if mark == ":" && (agency || rest != "" || isLabel(place)) {
		return 0
	}
	return end + len(mark)
}

// datelineEnd finds the dash with white space after it, or the colon, that may end a dateline.
func datelineEnd(opening string) (end int, mark string) {
	const longest = 90
	for i, r := range opening {
		if i > longest || r == '\n' || r == '.' && strings.HasPrefix(opening[i:], ". ") && i > 60 {
			break
		}
		for _, m := range []string{"--", "—", "–", "-", ":"} {
			if !strings.HasPrefix(opening[i:], m) {
				continue
			}
			after, before := opening[i+len(m):], opening[:i]
			if strings.HasPrefix(after, " ") && (m == ":" || strings.HasSuffix(before, " ") || m != "-") ||
				m == "—" && after != "" && (strings.HasSuffix(before, " ") || strings.HasSuffix(before, ")")) {
				return i, m
			}
		}
	}
	return -1, ""
}

// isPlaceName reports whether text may name the place of a dateline: at most five words, each in capitals, or capitalised where an agency
// follows.
func isPlaceName(text string, capitals bool) bool {
	words := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '/' }) {
		words++
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) && word != "of" && word != "de" && word != "el" {
			return false
		}
	}
	return words > 0 && words <= 5 && (!capitals || upperWords(text))
}

// isLabel reports whether a word in capitals before a colon says what kind of report follows, and names no place.
func isLabel(text string) bool {
	if strings.Contains(text, " ") && len(text) > 20 {
		return true
	}
	switch text {
	case "UPDATE", "BREAKING", "WATCH", "READ", "NOTE", "EDITOR", "CORRECTION", "LIVE", "ANALYSIS", "OPINION", "VIDEO", "PHOTOS", "EXCLUSIVE", "FACTBOX", "EXPLAINER",
		"INTERVIEW", "PROFILE", "TIMELINE", "QUESTION", "ANSWER", "SOURCE", "SUMMARY", "WARNING", "ALERT", "READ MORE", "ADVERTISEMENT", "MORE", "ALSO", "NEWS", "FEATURE", "REVIEW", "SPORT",
		"FILE PHOTO", "TOP STORY", "THE", "FAQ", "URGENT", "DEVELOPING", "TRANSCRIPT", "CONTEXT", "BACKGROUND", "UNITED STATES", "DISCLAIMER", "ALSO READ", "RECAP", "BRIEF":
		return true
	}
	return false
}
