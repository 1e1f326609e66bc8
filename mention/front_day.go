package mention

import "dragoman"

// frontDays gives the verb its subject and its day in "On Tuesday Serbs blocked the road" and "Since 4 July the two parties have met", where the parser made
// one phrase, or one name, of the two. It reports whether there was any.
func (f *Finder) frontDays() bool {
	found := false
	for i := range int32(len(f.tokens)) {
		if f.d.Tokens[i].UPOS == dragoman.PROPN && days[f.tokens[i].word] && f.unglue(i) {
			found = true
		}
	}
	return found
}

// unglue hangs the day or month i, with the numbers beside it, on the verb, and what the parser hung on it, or it on, as the verb's subject.
func (f *Finder) unglue(i int32) bool {
	tokens, s := f.d.Tokens, &f.d.Sentences[f.tokens[i].sentence]
	first, n := i, i+1
	if i > s.First && tokens[i-1].UPOS == dragoman.NUM {
		first--
	}
	if n < s.End && tokens[n].UPOS == dragoman.NUM && len(f.d.Word(n)) == len("1994") {
		n++
	}
	if first == s.First || n >= s.End || !opensTime[f.tokens[first-1].word] {
		return false
	}
	h := tokens[i].Head
	switch {
	case h >= n && h < n+longestGlued && (days[f.tokens[h].word] || dayParts[f.tokens[h].word]):
		return false
	case h >= n && h < n+longestGlued && tokens[first-1].Head == h && nominal(tokens[h].UPOS):
		v := tokens[h].Head
		if !f.verb(v, n) || !f.maySubject(h) {
			return false
		}
		f.subject(h, v)
		f.frontDay(i, first, n, v)
	case f.verb(h, n) && f.maySubject(i) && tokens[n].Head == i && nominal(tokens[n].UPOS) && !days[f.tokens[n].word] && !dayParts[f.tokens[n].word]:
		for k := n + 1; k < h; k++ {
			if tokens[k].Head == i {
				tokens[k].Head = n
			}
		}
		f.subject(n, h)
		f.frontDay(i, first, n, h)
	default:
		return false
	}
	return true
}

const longestGlued = 6 // tokens from a day to the noun that it is glued to

// subject makes token n the subject of the verb v, and asks anew what it names.
func (f *Finder) subject(n, v int32) {
	t := &f.d.Tokens[n]
	t.Head, t.Deprel = v, dragoman.RelNsubj
	for k := n + 1; k < v; k++ {
		if f.d.Tokens[k].Head == v && f.d.Tokens[k].Deprel == dragoman.RelAuxPass {
			t.Deprel = dragoman.RelNsubjPass
		}
	}
	if ok, proper := f.mayName(n); ok {
		f.classify(n, proper)
	}
}

// frontDay hangs the day i, whose words are [first, n), with the word before them on the verb v.
func (f *Finder) frontDay(i, first, n, v int32) {
	tokens := f.d.Tokens
	tokens[i].Head, tokens[i].Deprel, f.tokens[i].label = v, dragoman.RelObl, timeName
	tokens[first-1].Head = i
	for k := first; k < n; k++ {
		if k != i {
			tokens[k].Head, tokens[k].Deprel = i, dragoman.RelNummod
		}
	}
}

// verb reports whether token v is a verb behind token n.
func (f *Finder) verb(v, n int32) bool { return v > n && f.d.Tokens[v].UPOS == dragoman.VERB }

// maySubject reports whether token n is the subject of its verb, or stands beside it where there is none.
func (f *Finder) maySubject(n int32) bool {
	v := f.d.Tokens[n].Head
	if isSubject(f.d.Tokens[n].Deprel) {
		return true
	}
	if f.d.Tokens[n].Deprel != dragoman.RelObl {
		return false
	}
	for k := f.d.Sentences[f.tokens[v].sentence].First; k < v; k++ {
		if f.d.Tokens[k].Head == v && isSubject(f.d.Tokens[k].Deprel) {
			return false
		}
	}
	return true
}

func isSubject(r dragoman.Deprel) bool { return r == dragoman.RelNsubj || r == dragoman.RelNsubjPass }

func nominal(p dragoman.UPOS) bool {
	return p == dragoman.NOUN || p == dragoman.PROPN || p == dragoman.PRON || p == dragoman.NUM
}

var (
	days = hashSet(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
		jan feb mar apr jun jul aug sept sep oct nov dec`)
	dayParts = hashSet(`morning noon midday afternoon evening night midnight dawn dusk day week weekend month year`)
	// opensTime are the words before a day that a sentence opens with.
	opensTime = hashSet("in on by since until before after from last")
)
