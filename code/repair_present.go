package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// Headlines and the present tense: verbs that the tagger took for nouns, as "Turkey thanks Taiwan", "rebels free six captives".

// A number is of whom a present form is said.
type number uint8

const (
	singular number = 1 + iota // "frees"
	plural                     // "free"
)

// presentForms are the forms of the present of the verbs that fire frames.
func presentForms(words, forms map[string]*entry) map[string]number {
	present := make(map[string]number, 2*len(words))
	for w, e := range words {
		if len(e.verb)+len(e.light) > 0 {
			present[w] = plural
		}
	}
	for w, e := range forms {
		if strings.HasSuffix(w, "s") && words[w] != e && present[w] == 0 {
			present[w] = singular
		}
	}
	return present
}

// eventNouns are the words that as nouns tell of something done, "talks", "strikes": they are verbs only between a name and what is a noun
// phrase for certain.
func eventNouns(words map[string]*entry) map[string]bool {
	nouns := make(map[string]bool)
	for w, e := range words {
		if len(e.noun) > 0 {
			nouns[w], nouns[w+"s"], nouns[w+"es"] = true, true, true
		}
	}
	return nouns
}

// intransitives need no object, nor "to": "workers march on parliament".
var intransitives = setOf(`clash fire march rally protest flee vote meet resume walk gather strike riot advance withdraw retreat pull demonstrate converge mass surrender`)

// mayBePresent reports whether v, no verb to the tagger, may be the verb in the present of a sentence that has none: a subject of its number stands
// before it, and a noun phrase after it.
func (t *tree) mayBePresent(v, first, end int32) bool {
	w := t.d.Word(v)
	number := t.present[w]
	if number == 0 || v == first || v+1 >= end || t.tags[v] != dragoman.NOUN && t.tags[v] != dragoman.ADJ || t.named[v] || classWords[t.d.Lemmas[v]]&(folkClasses|codebook.Org) != 0 {
		return false
	}
	s := t.skipAdverbs(v-1, first, -1)
	if !t.agrees(s, first, number) {
		return false
	}
	n := t.skipAdverbs(v+1, end-1, 1)
	next := t.upos(n)
	if t.nouns[w] || t.nouns[t.d.Lemmas[v]] {
		who := t.tags[s] == dragoman.PROPN || classWords[t.d.Lemmas[s]]&(folkClasses|codebook.Org) != 0 || number == plural
		return who && (next == dragoman.PROPN || next == dragoman.DET || next == dragoman.NUM || next == dragoman.PRON || t.xpos(n) == dragoman.NNS ||
			number == plural && (next == dragoman.NOUN || next == dragoman.ADP && intransitives[w]))
	}
	switch next {
	case dragoman.PROPN, dragoman.DET, dragoman.NUM, dragoman.PRON, dragoman.NOUN, dragoman.ADJ:
		return !folded(timeWords, t.d.Word(n))
	case dragoman.PART:
		return t.is(n, "to")
	case dragoman.ADP:
		return number == plural && intransitives[w]
	}
	return false
}

// agrees reports whether s may end the subject of a verb in the present of the number: a name or a noun in the singular, a plural, two that "and"
// joins.
func (t *tree) agrees(s, first int32, n number) bool {
	switch t.tags[s] {
	case dragoman.NOUN, dragoman.PROPN:
	case dragoman.ADJ:
		if !heading[t.d.Lemmas[s]] { // "Army chief warns", "Serbia pledges"
			return false
		}
	default:
		return false
	}
	many := t.xpos(s) == dragoman.NNS || t.xpos(s) == dragoman.NNPS || t.is(s, "police") || t.is(s, "troops")
	for k := s; k > first && k > s-reach/2 && !many; k-- {
		many = t.is(k, "and") || t.is(k, ",") && n == plural
	}
	return many == (n == plural)
}
