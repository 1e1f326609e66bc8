package code

import (
	"strings"

	"dragoman"
)

// Verbs with two objects, whom and what: "handed Ukraine two batteries", "was granted asylum". Parsers make of the two an object and a
// phrase, or one compound.

// ditransitive are the verbs that have both a receiver and a thing as objects.
var ditransitive = setOf(`give grant hand offer award deny lend loan pay sell send show teach promise owe refuse allow supply provide guarantee wish extend lease
	bring deliver ship donate bequeath cede wire allot accord fetch feed assure serve issue pledge cost spare forgive`)

// recipient tells the receiver from the thing among the objects of the verb v.
func (t *tree) recipient(v int32) {
	if !ditransitive[t.d.Lemmas[v]] {
		return
	}
	whom, what, to := int32(-1), int32(-1), false
	for k := v + 1; int(k) < len(t.heads) && k <= v+2*reach && t.d.Tokens[k].UPOS != dragoman.VERB; k++ {
		if t.heads[k] != v {
			continue
		}
		if t.leads(k) {
			to = to || t.leadsWith(k, "to")
			continue
		}
		switch t.rels[k].Universal() {
		case dragoman.RelIobj:
			t.secondRecipient(k)
			return
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelDep, dragoman.RelXcomp:
			if p := t.d.Tokens[k].UPOS; p != dragoman.NOUN && p != dragoman.PROPN && p != dragoman.PRON && p != dragoman.SYM || timeWords[t.d.Lemmas[k]] && (whom < 0 || !terms[t.d.Lemmas[k]] || !t.numbered(k)) {
				continue
			}
			if whom < 0 {
				whom = k
			} else if what < 0 {
				what = k
			}
		}
	}
	switch {
	case whom < 0 || to:
	case what >= 0 && t.rels[whom] == dragoman.RelObj:
		t.rels[whom], t.rels[what] = dragoman.RelIobj, dragoman.RelObj
	case what < 0 && t.rels[whom] == dragoman.RelObj:
		t.compounded(v, whom)
	}
}

// secondRecipient joins to the receiver whom the name after "and" that stands before a number or a thing of its own: "gave Kenya two ships and South Sudan
// four drones"; but "sent Morocco firefighters, and Portugal two planes".
func (t *tree) secondRecipient(whom int32) {
	if t.upos(whom) != dragoman.PROPN {
		return
	}
	for m := range t.d.Mentions {
		x := &t.d.Mentions[m]
		if x.Kind != dragoman.Name || x.First < whom+3 || x.First > whom+reach || int(x.End) >= len(t.heads) || !t.is(x.First-1, "and") || t.d.Word(x.First-2) == "," || t.under(whom, x.Head) {
			continue
		}
		if p := t.upos(x.End); p != dragoman.NUM && p != dragoman.SYM && !t.is(x.End, "a") && !t.is(x.End, "an") {
			continue
		}
		for k := whom + 1; k < x.First; k++ {
			if t.isVerb(k) || t.d.Word(k) == "." {
				return
			}
		}
		t.heads[x.Head], t.rels[x.Head] = whom, dragoman.RelConj
		t.heads[x.First-1], t.rels[x.First-1] = x.Head, dragoman.RelCc
		return
	}
}

// terms are the times that are given to somebody to do a thing in.
var terms = setOf(`hour day week month year`)

// numbered reports whether a number or an article stands before k: "48 hours", "a week".
func (t *tree) numbered(k int32) bool {
	return k > 0 && t.heads[k-1] == k && (t.rels[k-1] == dragoman.RelNummod || t.is(k-1, "a") || t.is(k-1, "an"))
}

// compounded makes the name of "gave Kenya credit" the receiver, which the parser made a part of the thing's name: what belongs to a
// country is named by an adjective.
func (t *tree) compounded(v, what int32) {
	if t.upos(what) == dragoman.SYM { // "will pay 1,400 families $12 million"
		if k := what - 1; k > v && t.heads[k] == what && t.rels[k] == dragoman.RelCompound && t.upos(k) != dragoman.NUM {
			t.heads[k], t.rels[k] = v, dragoman.RelIobj
		}
		return
	}
	k := v + 1
	if int(k) >= len(t.heads) || t.heads[k] != what || t.rels[k] != dragoman.RelCompound || t.d.Tokens[k].UPOS != dragoman.PROPN {
		return
	}
	if w := t.d.Word(k); w == strings.ToUpper(w) || what <= k {
		return // "gave US aid"
	}
	t.heads[k], t.rels[k] = v, dragoman.RelIobj
}

// beforeTime gives back to its verb the object that the parser made a part of the time after it: "will visit Pyongyang next month",
// "lifted martial law hours after".
func (t *tree) beforeTime(i int32) {
	h := t.heads[i]
	if h <= i || t.rels[i] != dragoman.RelCompound || !timeWords[t.d.Lemmas[h]] {
		return
	}
	v := t.heads[h]
	if v < 0 || v >= i || t.d.Tokens[v].UPOS != dragoman.VERB || i-v > reach/2 {
		return
	}
	for k := i + 1; k < h; k++ {
		if p := t.d.Tokens[k].UPOS; p == dragoman.NOUN || p == dragoman.PROPN && t.rels[k] != dragoman.RelCompound {
			return
		}
	}
	if t.rels[h] == dragoman.RelObj && (int(h)+1 >= len(t.heads) || !t.is(h+1, "after") && !t.is(h+1, "before") && !t.is(h+1, "later")) {
		return // "the Monday morning meeting"
	}
	for k := v + 1; k < i; k++ {
		if t.heads[k] == h {
			t.heads[k] = i
		}
	}
	t.heads[i], t.rels[i] = v, dragoman.RelObj
	t.rels[h] = dragoman.RelOblUnmarked
}

// leads reports whether k stands under a preposition.
func (t *tree) leads(k int32) bool {
	for c := max(0, k-reach); c < k; c++ {
		if t.heads[c] == k && t.rels[c] == dragoman.RelCase {
			return true
		}
	}
	return false
}

func (t *tree) leadsWith(k int32, word string) bool {
	for c := max(0, k-reach); c < k; c++ {
		if t.heads[c] == k && t.rels[c] == dragoman.RelCase && t.is(c, word) {
			return true
		}
	}
	return false
}

// kept is the thing that a passive keeps as its object, "asylum" in "was granted asylum by Russia", or -1.
func (t *tree) kept(v int32) int32 {
	if !ditransitive[t.lemma(v)] {
		return -1
	}
	for _, rel := range [2]dragoman.Deprel{dragoman.RelObj, dragoman.RelXcomp} {
		if k := t.child(v, rel); k > v && t.isNominal(k) && (rel == dragoman.RelObj || !timeWords[t.lemma(k)]) {
			return k
		}
	}
	return -1
}
