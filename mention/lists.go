package mention

import (
	"embed"
	"strings"
	"sync"

	"dragoman/country"
)

//go:embed lists/*.txt
var listFiles embed.FS

// wordClass is the classes a word is in, a bit for each.
type wordClass uint32

const (
	classMale      wordClass = 1 << iota // a man's given name
	classFemale                          // a woman's given name
	classHonorific                       // "Mr", "Sheikh"
	classTitle                           // "Defence", "Secretary": may stand before a name
	classTitleHead                       // "Secretary": a title by itself
	classOrg                             // "Ministry", "Front": in names of organisations
	classPlace                           // "River", "Heights": in names of places
	classPerson                          // nouns for one person
	classMan                             // nouns for a man
	classWoman                           // nouns for a woman
	classGroup                           // nouns for a body of people
	classPlaceNoun                       // nouns for a place
	classSay                             // verbs of saying
	classCountry                         // a country's name (of several words: their phraseHash), or the seat of its power
	classDemonym                         // "Syrian"
	classPeople                          // "Syrians", "a Briton"
	classTown                            // a town's name
	classAddress                         // "Mr", "Dr": what follows is a person
)

var classNames = map[string]wordClass{"honorific": classHonorific, "title": classTitle, "titlehead": classTitleHead,
	"org": classOrg, "place": classPlace, "person": classPerson, "man": classMan, "woman": classWoman, "group": classGroup,
	"placenoun": classPlaceNoun, "address": classAddress, "say": classSay}

// classes maps the foldHash of a word to its classes: the lists of this package.
var classes = sync.OnceValue(func() map[uint64]wordClass {
	out := make(map[uint64]wordClass, 4096)
	for file, class := range map[string]wordClass{"male.txt": classMale, "female.txt": classFemale, "words.txt": 0} {
		text, err := listFiles.ReadFile("lists/" + file)
		if err != nil {
			panic(err) // the file is part of the build
		}
		for line := range strings.Lines(string(text)) {
			words := line
			if strings.HasPrefix(line, "#") {
				continue
			}
			if class == 0 || strings.Contains(line, ":") {
				name, rest, ok := strings.Cut(line, ":")
				if !ok {
					continue
				}
				class, words = classNames[name], rest
			}
			for word := range strings.FieldsSeq(words) {
				out[foldHash(word)] |= class
			}
			if file == "words.txt" {
				class = 0
			}
		}
	}
	for _, c := range country.All() {
		addPhrases(out, classCountry, c.Name)
		addPhrases(out, classCountry, c.Names...)
		addPhrases(out, classCountry, c.Capitals...)
		addPhrases(out, classCountry, c.Metonyms...)
		addPhrases(out, classDemonym, c.Adjectives...)
		addPhrases(out, classPeople, c.Singular...)
		addPhrases(out, classPeople, c.Plural...)
	}
	return out
})

// nations maps the phraseHash of a country's name or adjective to its number, from 1.
var nations = sync.OnceValue(func() map[uint64]uint16 {
	out := make(map[uint64]uint16, 2048)
	for i, c := range country.All() {
		for _, list := range [][]string{{c.Name}, c.Names, c.Adjectives} {
			for _, phrase := range list {
				if h := hashPhrase(phrase); out[h] == 0 {
					out[h] = uint16(i + 1)
				}
			}
		}
	}
	return out
})

// hashPhrase is the phraseHash of words, a leading "the" left out.
func hashPhrase(phrase string) (h uint64) {
	for word := range strings.FieldsSeq(phrase) {
		if w := foldHash(word); h != 0 || w != wordThe {
			h = phraseHash(h, w)
		}
	}
	return h
}

// addPhrases files each phrase under the phraseHash of its words.
func addPhrases(out map[uint64]wordClass, class wordClass, phrases ...string) {
	for _, phrase := range phrases {
		out[hashPhrase(phrase)] |= class
	}
}

// phraseHash adds a word to the hash of the words before it; that of one word is the word's own.
func phraseHash(before, word uint64) uint64 {
	if before == 0 {
		return word
	}
	return mix(before*3 + word)
}
