// Package inflect writes the regular forms of English nouns and verbs.
package inflect

import "strings"

// Plural is the plural of a noun: "cities" of "city", "viceroys" of "viceroy", "bosses" of "boss".
func Plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "x"):
		return noun + "es"
	case consonantY(noun):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// A Verb is a lemma, and whether the forms double its last letter: "stopped".
type Verb struct {
	Lemma  string
	Double bool
}

// Read reads a verb from a list, where a plus says that the last letter is doubled: "stop+".
func Read(entry string) Verb {
	lemma, double := strings.CutSuffix(entry, "+")
	return Verb{lemma, double}
}

// stem is what endings are put to.
func (v Verb) stem() string {
	if v.Double {
		return v.Lemma + v.Lemma[len(v.Lemma)-1:]
	}
	return v.Lemma
}

// Past is the past tense and participle: "stopped", "fined", "carried".
func (v Verb) Past() string {
	switch {
	case strings.HasSuffix(v.Lemma, "e"):
		return v.Lemma + "d"
	case consonantY(v.Lemma):
		return v.Lemma[:len(v.Lemma)-1] + "ied"
	}
	return v.stem() + "ed"
}

// Gerund is the form in "ing": "stopping", "fining", "tying", "eyeing", "freeing".
func (v Verb) Gerund() string {
	switch l := v.Lemma; {
	case strings.HasSuffix(l, "ie"):
		return l[:len(l)-2] + "ying"
	case strings.HasSuffix(l, "e") && !strings.HasSuffix(l, "ee") && !strings.HasSuffix(l, "ye"):
		return l[:len(l)-1] + "ing"
	}
	return v.stem() + "ing"
}

// consonantY reports whether a word ends in a consonant and "y".
func consonantY(word string) bool {
	return len(word) > 1 && strings.HasSuffix(word, "y") && !strings.ContainsAny(word[len(word)-2:len(word)-1], "aeiou")
}
