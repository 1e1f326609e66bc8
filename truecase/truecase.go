// Package truecase is the third stage of the way, which reads sentences in capitals, as old wires and headlines have them, as they are usually
// written: tokens and sentences in, Document.Cased out.
//
//	THE UNITED STATES EXPELLED 60 RUSSIAN DIPLOMATS ON MONDAY.
//	The United States expelled 60 Russian diplomats on Monday.
//
// Truecasing (Lita et al. 2003) is done here by a tagger, which knows names from their neighbours, and by lists of names. Text stays as it is,
// and spans are of both: a word whose lower case has another length keeps its capitals.
package truecase

import (
	"unicode"
	"unicode/utf8"

	"dragoman"
)

// A Kind says what lists know of a name.
type Kind uint8

// The kinds.
const (
	Unknown Kind = iota
	Name         // "al-Qaeda", "London"
	Nation       // "the United States", "Russian"
	Acronym      // "NATO"
)

// Words is what is known of words, whatever their case.
type Words interface {
	// Tag fills in the parts of speech of the tokens [first, end) of a sentence.
	Tag(d *dragoman.Document, first, end int32)
	// Knows reports whether the tagger was trained with a word.
	Knows(word string) bool
	// Named says what the tokens [first, end) are as one name.
	Named(d *dragoman.Document, first, end int32) Kind
}

// A Caser cases Documents. It keeps its memory, and belongs to one goroutine.
type Caser struct {
	words Words
	d     *dragoman.Document
	text  []byte  // Cased as it is made
	upper []int32 // sentences in capitals

	doubts []int32 // tokens that are asked for again
}

// New returns a Caser.
func New(words Words) *Caser { return &Caser{words: words} }

// Stage returns the Caser as a step of the way.
func (c *Caser) Stage() dragoman.Stage {
	return dragoman.Stage{Name: "truecase", Needs: dragoman.LayerText | dragoman.LayerTokens, Adds: dragoman.LayerCase, Run: c.run}
}

// run makes a Cased of its own where a sentence is in capitals.
func (c *Caser) run(d *dragoman.Document) error {
	d.Cased, c.upper = d.Text, c.upper[:0]
	for i := range d.Sentences {
		after := len(c.upper) > 0 && int(c.upper[len(c.upper)-1]) == i-1
		if inCapitals(d, &d.Sentences[i], after) {
			c.upper = append(c.upper, int32(i))
		}
	}
	if len(c.upper) == 0 {
		return nil
	}
	c.d, c.text = d, append(c.text[:0], d.Text...)
	c.doubts = c.doubts[:0]
	for _, i := range c.upper {
		c.first(&d.Sentences[i])
	}
	d.Cased = string(c.text)
	for _, i := range c.upper {
		c.again(&d.Sentences[i])
	}
	d.Cased, c.d = string(c.text), nil
	return nil
}

const (
	// fewest is how many words in capitals make a sentence of them: fewer may be a list of abbreviations.
	fewest = 3
	// strays is how many such words there are at least for each that is not: "SEN. McCAIN SAID"
	strays = 7
)

// inCapitals reports whether a sentence is written in capitals. After one that is, a shorter one is too.
func inCapitals(d *dragoman.Document, s *dragoman.Sentence, after bool) bool {
	if k := d.Blocks[s.Block].Kind; k == dragoman.Dateline || k == dragoman.Byline {
		return false
	}
	upper, lower, most := 0, 0, int(s.End-s.First)/(strays+1)
	for i := s.First; i < s.End; i++ {
		switch caseOf(d.Word(i)) {
		case lowerCase:
			if lower++; lower > most {
				return false
			}
		case upperCase:
			upper++
		}
	}
	return upper >= strays*lower && (upper >= fewest || after && upper > 0)
}

// How a word is written.
const (
	noCase    = iota // "60", "."
	lowerCase        // has a small letter: "Syria"
	oneLetter        // "A", "U."
	upperCase        // "SYRIA"
)

// caseOf says how a word is written.
func caseOf(word string) int {
	capitals := 0
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			return lowerCase
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			capitals++
		}
	}
	switch capitals {
	case 0:
		return noCase
	case 1:
		return oneLetter
	}
	return upperCase
}
