package code

import (
	"strings"

	"dragoman"
)

// Crowds and those who provoke: parties of protests and threats that no name tells.

// doers reports whether n is a plural whose ending tells that people are meant, or a number of them: "baggage handlers", "secularists",
// "hundreds of thousands".
func (r *reader) doers(n int32) bool {
	n = r.core(n)
	if r.tree.xpos(n) != dragoman.NNS || r.classOf(n)&things != 0 {
		return false
	}
	if crowds[r.tree.lemma(n)] {
		return true
	}
	w := lowerASCII(r.d.Word(n))
	for _, ending := range doing {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// crowds are numbers that stand for people where nothing else is counted.
var crowds = setOf(`ten dozen score hundred thousand million`)

// doing are endings of words for people in the plural, by what they do or believe.
var doing = []string{"ers", "ors", "ists", "ians", "men", "women", "eers", "folk", "tives", "tants", "dents"}

// provoker is the subject of the condition under which a threat is to be carried out, or -1: "said it would recall its envoy if Israel
// harmed the flotilla".
func (r *reader) provoker(x *reading) int32 {
	if x.typ != "THREATEN" {
		return -1
	}
	t := &r.tree
	for n, depth := x.trigger, 0; n >= 0 && depth < maxThrough; n, depth = t.head(n), depth+1 {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if t.rel(k) == dragoman.RelAdvcl && t.hasChild(k, dragoman.RelMark, "if", "unless") {
				if s := t.child(k, dragoman.RelNsubj); s >= 0 && t.upos(s) != dragoman.PRON {
					return s
				}
			}
		}
	}
	return -1
}

// active makes the subject of "Relatives held a vigil" and "Students gathered" one that acts, where the parser took the past for a
// participle: there is no auxiliary and no agent, and the verb has an object of its own or never one.
func (t *tree) active(v int32) {
	s, object := int32(-1), false
	for k := max(0, v-3*reach); int(k) < len(t.heads) && k < v+reach; k++ {
		if t.heads[k] != v {
			continue
		}
		switch t.rels[k] {
		case dragoman.RelNsubjPass:
			s = k
		case dragoman.RelAux, dragoman.RelAuxPass, dragoman.RelOblAgent, dragoman.RelCop:
			return
		case dragoman.RelObj:
			object = object || k > v && !timeWords[t.d.Lemmas[k]]
		}
	}
	if s >= 0 && s < v && (folded(goers, t.d.Word(v)) || object && !ditransitive[t.d.Lemmas[v]]) {
		t.rels[s] = dragoman.RelNsubj
	}
}
