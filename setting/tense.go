package setting

import "dragoman"

// The tenses that choose between the last Monday and the next.
const (
	unknownTense int8 = iota
	pastTense
	futureTense
	unsureTense // no verb tells: a day is taken for past, but "on 4 November" for the nearest
)

// tense is that of the clause that token i stands in.
func (c *clock) tense(i int32) int8 {
	switch {
	case c.tensed != unknownTense:
	case c.readEnd == c.begin-1 && c.readTense != unknownTense && (c.at(c.readEnd).kind == tAnd || c.word(c.readEnd) == "or"):
		c.tensed = c.readTense // "in April and May"
	default:
		c.tensed = c.tenseOf(i)
	}
	return c.tensed
}

func (c *clock) tenseOf(i int32) int8 {
	v := c.verbOf(i)
	if t := c.ahead(i, v); t != unknownTense {
		return t
	}
	t := unsureTense
	switch {
	case c.hidesVerb(i), c.isToCome(i, v):
		return futureTense
	case v < 0:
		t = c.tenseNear(i)
	default:
		t = c.verbTense(v)
	}
	if p := c.preposition(); t == unsureTense && (p == tUntil || p == tBy) {
		return futureTense // "usually over by October"
	}
	return t
}

// verbOf climbs from token i to the verb it hangs on, -1 where there is none.
func (c *clock) verbOf(i int32) int32 {
	const steps = 8
	for range steps {
		if i < c.first || i >= c.end {
			return -1
		}
		t := &c.d.Tokens[i]
		if t.UPOS == dragoman.VERB || t.UPOS == dragoman.AUX || c.hasCopula(i) {
			return i
		}
		i = t.Head
	}
	return -1
}

// verbTense reads the tense of a verb off its form and its auxiliaries.
func (c *clock) verbTense(v int32) int8 { return c.tenseWithin(v, tenseClimb) }

// tenseClimb bounds the verbs above a verb that are asked for its tense: a tree that is none has no end.
const tenseClimb = 16

func (c *clock) tenseWithin(v int32, steps int) int8 {
	if steps == 0 {
		return pastTense
	}
	if t := c.tenseBefore(v); t != unknownTense {
		return t
	}
	t, present, to := c.auxiliaries(v)
	x := &c.d.Tokens[v]
	switch {
	case t != unknownTense:
		return t
	case to && (x.XPOS == dragoman.VB || x.XPOS == dragoman.VBN || c.hasCopula(v)): // "is to be taken", "promised to be back"
		return c.purpose(v, steps)
	}
	if t = c.formTense(v, present); t != unknownTense {
		return t
	}
	switch x.XPOS {
	case dragoman.VBZ, dragoman.VBP:
		return unsureTense
	case dragoman.VBG, dragoman.VBN, dragoman.VB:
		if h := x.Head; h >= c.first && h < c.end && h != v && x.Deprel != dragoman.RelAclRelcl {
			if up := c.verbOf(h); up >= 0 && up != v {
				return c.tenseWithin(up, steps-1)
			}
		}
	}
	return pastTense
}

// tenseBefore reads the words right before a verb, which tell where the tree is wrong: "will soon be freed", "due to be sworn in".
func (c *clock) tenseBefore(v int32) int8 {
	for j := v - 1; j >= max(c.first, v-4); j-- {
		t := &c.d.Tokens[j]
		switch {
		case t.XPOS == dragoman.MD:
			return c.modal(v)
		case t.UPOS == dragoman.AUX, t.UPOS == dragoman.ADV, t.UPOS == dragoman.PART:
		case isExpected(c.word(j)) && c.word(j+1) == "to":
			return futureTense
		default:
			return unknownTense
		}
	}
	return unknownTense
}

// auxiliaries reads the tense that the auxiliaries of a verb tell, and whether it has one in the present, or "to".
func (c *clock) auxiliaries(v int32) (tense int8, present, to bool) {
	const reach = 10
	perfect := false
	for j := max(c.first, v-reach); j < min(c.end, v+4); j++ {
		t := &c.d.Tokens[j]
		if t.Head != v {
			continue
		}
		isAux := t.UPOS == dragoman.AUX
		switch c.word(j) {
		case "will", "Will", "shall", "wo", "'ll", "’ll", "would", "'d", "may", "might", "could", "can", "should", "must":
			if isAux {
				return c.modal(v), present, to
			}
		case "to":
			to = to || t.UPOS == dragoman.PART
		case "have", "has", "had", "'ve", "’ve":
			perfect = perfect || isAux
		case "is", "are", "'s", "’s", "am":
			if t.Deprel == dragoman.RelCop {
				return futureTense, present, to // "polling day is 18 January"
			}
			present = present || isAux
		case "was", "were", "did":
			if isAux {
				return pastTense, present, to
			}
		}
	}
	if perfect {
		return pastTense, present, to
	}
	return unknownTense, present, to
}

// formTense reads the form of a verb itself, with an auxiliary in the present or without.
func (c *clock) formTense(v int32, present bool) int8 {
	t := &c.d.Tokens[v]
	switch t.XPOS {
	case dragoman.VBD:
		return pastTense
	case dragoman.VBG:
		if present || isStart(c.word(v)) {
			return futureTense
		}
	case dragoman.VBZ, dragoman.VBP:
		if isScheduled(c.lemma(v)) {
			return futureTense
		}
	case dragoman.VB:
		if t.Deprel == dragoman.RelConj && t.Head >= c.first && c.d.Tokens[t.Head].XPOS != dragoman.VB && isScheduled(c.lemma(v)) {
			return futureTense // "rose in July and come back on Monday"
		}
	case dragoman.VBN:
		switch {
		case isExpected(c.word(v)):
			return futureTense
		case t.Deprel == dragoman.RelAcl && !c.hasAux(v):
			return pastTense // "the deal signed on Friday takes effect"
		}
	}
	return unknownTense
}

func (c *clock) lemma(i int32) string {
	if i >= 0 && int(i) < len(c.d.Lemmas) {
		return c.d.Lemmas[i]
	}
	return ""
}

// modal: "could have met" looks back, "could meet" ahead.
func (c *clock) modal(v int32) int8 {
	for j := max(c.first, v-4); j < v; j++ {
		if w := c.word(j); w == "have" && c.d.Tokens[j].UPOS == dragoman.AUX {
			return pastTense
		}
	}
	return futureTense
}

// purpose: "agreed to meet on Friday" looks ahead; "managed to flee on Friday", "travelled to meet him on Friday" look back.
func (c *clock) purpose(v int32, steps int) int8 {
	h := c.d.Tokens[v].Head
	if h < c.first || h >= c.end {
		return futureTense
	}
	for j := max(c.first, h-3); j < h; j++ {
		if c.word(j) == "had" && c.d.Tokens[j].Head == h { // "had hoped to reopen"
			return pastTense
		}
	}
	switch c.lemma(h) {
	case "manage", "help", "begin", "start", "continue", "seem", "appear", "fail", "refuse", "decline", "try", "use", "force", "come", "go", "travel", "fly",
		"arrive", "return", "rush", "gather", "happen", "be", "get", "turn", "stop":
		if c.d.Tokens[h].XPOS == dragoman.VBG { // "is going to"
			return futureTense
		}
		return c.tenseWithin(h, steps-1)
	case "send", "deploy", "dispatch", "cause", "lead", "allow", "enable", "take", "prompt": // "caused a dam to burst on Tuesday"
		if c.tenseWithin(h, steps-1) == pastTense {
			return pastTense
		}
	default:
		if up := c.verbOf(h); c.isRanked(h) && up >= 0 && up != v {
			return c.tenseWithin(up, steps-1)
		}
	}
	return futureTense
}

// isRanked reports whether a noun is told by its place among others: "the first woman to win the race".
func (c *clock) isRanked(h int32) bool {
	if u := c.d.Tokens[h].UPOS; u != dragoman.NOUN && u != dragoman.PROPN {
		return false
	}
	for j := max(c.first, h-4); j < h; j++ {
		if w := c.word(j); c.d.Tokens[j].Head == h && (c.at(j).kind == tOrdinal || w == "last" || w == "latest" || w == "only" || w == "first") {
			return true
		}
	}
	return false
}

func isStart(w string) bool {
	return w == "starting" || w == "beginning" || w == "Starting" || w == "Beginning" || w == "effective"
}

// isScheduled reports whether a verb in the present tense, with a day, tells of what is to come: "parliament votes on Friday".
func isScheduled(lemma string) bool {
	switch lemma {
	case "meet", "vote", "begin", "start", "open", "expire", "end", "travel", "arrive", "fly", "leave", "host", "convene", "gather", "return", "go", "come",
		"hold", "resume", "visit", "take", "run", "face", "head", "plan", "expect", "hope", "intend", "close", "depart", "elect", "play", "launch",
		"want", "need", "seek", "aim", "sit", "reopen", "lapse", "conclude", "finish", "retire", "kick", "debate", "happen", "be", "fall", "mark", "celebrate", "decide", "choose":
		return true
	}
	return false
}

func isExpected(w string) bool {
	switch w {
	case "expected", "scheduled", "planned", "due", "slated", "set", "supposed", "meant", "poised", "tipped":
		return true
	}
	return false
}

// hidesVerb reports whether token i hangs on a verb in the present tense that was taken for a noun or an adjective: "polls open on
// Sunday", "Fiji votes in April".
func (c *clock) hidesVerb(i int32) bool {
	h := c.phraseHead(i)
	if h <= c.first || h >= c.end || c.d.Tokens[h-1].XPOS == dragoman.DT || c.hasCopula(h) {
		return false
	}
	switch x := c.d.Tokens[h].XPOS; x {
	case dragoman.NNS, dragoman.JJ, dragoman.NN:
		if x != dragoman.NN && c.d.Tokens[h].Deprel == dragoman.RelRoot && isScheduled(c.lemma(h)) {
			return true
		}
		return x != dragoman.JJ && c.announces(c.lemma(h), i) && c.hasSubject(h, x != dragoman.NNS)
	}
	return false
}

// hasSubject reports whether a noun stands before token h as the subject of its verb, in the plural or any.
func (c *clock) hasSubject(h int32, plural bool) bool {
	const reach = 10
	for j := max(c.first, h-reach); j < h; j++ {
		t := &c.d.Tokens[j]
		if t.Head == h && t.Deprel == dragoman.RelNsubj {
			return !plural || t.XPOS == dragoman.NNS || t.XPOS == dragoman.NNPS || t.XPOS == dragoman.PRP
		}
	}
	return false
}

// tenseNear guesses the tense from the words before token i, where there is no tree.
func (c *clock) tenseNear(i int32) int8 {
	const reach = 12
	for j := i - 1; j >= max(c.first, i-reach); j-- {
		switch w := c.word(j); {
		case w == "will", w == "shall", w == "would", w == "upcoming", w == "starting", isExpected(w):
			return futureTense
		case w == "said", w == "was", w == "were", w == "did", w == "had", w == "told", w == "has", w == "have", len(w) > 4 && w[len(w)-2:] == "ed":
			return pastTense
		}
	}
	for j := i + 1; j < min(c.end, i+8); j++ {
		if w := c.word(j); w == "will" || w == "would" {
			return futureTense
		}
	}
	return unsureTense
}
