package setting

import (
	"slices"

	"dragoman"
)

// ahead says what the words around a date tell of its side of the report, whatever the tense of its verb v: "suspended flights until
// Friday", "ahead of Sunday's vote", "called protests for Monday" look forward, "comes after clashes on Saturday" looks back.
func (c *clock) ahead(i, v int32) int8 {
	p := c.preposition()
	if k := c.at(c.begin - 2).kind; p == tSince || (k == tUnit || k == tUnits) && c.word(c.begin-1) == "to" {
		return pastTense // "the 12 months to February"
	}
	if t := c.aheadOfNoun(i, v); t != unknownTense {
		return t
	}
	if v >= 0 && c.isCalledOff(i, v) {
		return futureTense
	}
	if w := c.word(c.begin - 1); p == tUntil && (w == "has" || w == "have" || w == "had") { // "had until Friday to answer"
		return futureTense
	}
	switch p {
	case tUntil, tBy, tBefore, tFrom, tTo:
		if v < 0 {
			return unknownTense
		}
		if p == tFrom && (c.at(i+1).kind == tTo || c.at(i+2).kind == tTo) && c.phraseHead(i) != v {
			return unknownTense // "covers the period from May to July"
		}
		if c.setsTime(v, p) || p != tTo && !isOrigin(c.lemma(v)) && c.isPresent(v) {
			return futureTense
		}
	case tFor:
		if c.isModifier(i) || isFigure(c.lemma(c.phraseHead(i))) {
			break
		}
		if c.namesDay(i) || v >= 0 && (c.setsTime(v, p) || c.phraseHead(i) == v && c.isPresent(v)) {
			return futureTense // "due for Monday", where "data for May" look back
		}
	case tIn, tDuring:
		if v >= 0 && c.at(i).kind == tMonth && c.phraseHead(i) == v && c.isPresent(v) && !isEvidence(c.lemma(v)) && !c.isHeadline(c.now) {
			return unsureTense // "farmers need more hands in May"
		}
	}
	return unknownTense
}

// preposition is that of the expression being read, within it or before it.
func (c *clock) preposition() termKind {
	switch k := c.at(c.begin).kind; k {
	case tBefore:
		if c.at(c.begin+1).kind == tPartDay || c.clockEnd(c.begin+1) > c.begin+1 {
			return tOn // "before dawn on Monday"
		}
		return k
	case tIn, tOn, tUntil, tBy, tFrom, tSince, tAfter:
		return k
	case tTo:
		return tUntil // "through Friday"
	}
	return c.at(c.begin - 1).kind
}

// aheadOfNoun looks before the expression for what puts its noun in time: "ahead of talks on Friday", "the planned vote on Monday".
func (c *clock) aheadOfNoun(i, v int32) int8 {
	const reach = 5
	for j := c.begin - 1; j >= max(c.first, c.begin-reach); j-- {
		switch w := c.word(j); {
		case w == "ahead" && c.at(j+1).kind == tOf:
			if c.isYesterday(i) {
				return unknownTense // of yesterday's vote as well
			}
			return futureTense
		case w == "upcoming" || w == "forthcoming", (w == "deadline" || w == "date") && c.at(j+1).kind == tOf, w == "for" && isReady(c.lemma(j-1)) && c.isModifier(i):
			return futureTense
		case isExpected(w):
			if x := c.d.Tokens[j].XPOS; x != dragoman.VBN && x != dragoman.JJ { // "they set up a post on Monday"
				return unknownTense
			}
			switch c.word(j - 1) {
			case "was", "were", "been", "than", "as", "had": // "rose more than expected in May"
				return unknownTense
			case "has", "have": // "has set a record on Sunday"
				if w == "set" || w == "meant" {
					return unknownTense
				}
			}
			if w == "due" && c.word(j+1) == "to" {
				return unknownTense // "due to a storm on Monday"
			}
			return futureTense
		case c.at(j).kind == tUntil && v >= 0 && (c.setsTime(v, tUntil) || c.isPresent(v)):
			return futureTense // "asked for patience until the budget in October"
		case w == "after" || w == "following" || w == "follows" || w == "over" && c.d.Tokens[j].XPOS != dragoman.RP: // but "hands over on Friday"
			if v >= 0 && c.isPresent(v) {
				return pastTense
			}
			return unknownTense
		}
		if p := c.d.Tokens[j].UPOS; p == dragoman.VERB || p == dragoman.AUX || p == dragoman.PUNCT {
			break
		}
	}
	return unknownTense
}

// namesDay reports whether a date that begins at token i is of a day: "Monday", "3 May", "May 3".
func (c *clock) namesDay(i int32) bool {
	k, next := c.at(i).kind, c.at(i+1).kind
	return k == tWeekday || k == tNumber || k == tMonth && (next == tNumber || next == tOrdinal)
}

// isYesterday reports whether the day of the week at token i was that of the day before the report.
func (c *clock) isYesterday(i int32) bool {
	return c.at(i).kind == tWeekday && (int(c.anchor.Weekday())-int(c.at(i).n)+7)%7 == 1
}

func (c *clock) isHeadline(sentence int32) bool {
	return c.d.Blocks[c.d.Sentences[sentence].Block].Kind == dragoman.Headline
}

// announces reports whether a verb in the present tense, of the day that begins at token i, tells of what is to be: "the bank publishes its forecast on
// Wednesday". In a headline, and of an act that nobody fixes beforehand, it tells of what was: "rebels attack".
func (c *clock) announces(verb string, i int32) bool {
	return (isScheduled(verb) || isAnnounced(verb)) && c.namesDay(i) && !c.isYesterday(i) && !c.isHeadline(c.now)
}

// isToCome reports whether the verb v in the present tense that a day hangs on announces it.
func (c *clock) isToCome(i, v int32) bool {
	if v < 0 || !c.announces(c.lemma(v), i) {
		return false
	}
	if h := c.phraseHead(i); h != v && !(h >= c.first && c.d.Tokens[h].Head == v && c.d.Tokens[h].Deprel == dragoman.RelConj) {
		return false // but "receives rebels on Thursday and bishops on Friday"
	}
	if c.lemma(v) == "strike" && c.hasObject(v) {
		return false // "drones strike the port"
	}
	x := c.d.Tokens[v].XPOS
	return x == dragoman.VBZ || x == dragoman.VBP
}

func (c *clock) hasObject(v int32) bool {
	for j := v + 1; j < min(c.end, v+8); j++ {
		if t := &c.d.Tokens[j]; t.Head == v && t.Deprel == dragoman.RelObj {
			return true
		}
	}
	return false
}

// isCalledOff reports whether a day is that of the thing that verb v calls off or forbids: "has called off Sunday's matches".
func (c *clock) isCalledOff(i, v int32) bool {
	const steps = 4
	switch c.lemma(v) {
	case "cancel", "scrap", "ban", "forbid", "prohibit", "outlaw", "postpone":
	case "call":
		if !c.hasChild(v, "off") {
			return false
		}
	default:
		return false
	}
	if x := c.d.Tokens[v].XPOS; !c.namesDay(i) || c.isYesterday(i) || x == dragoman.VBD || x == dragoman.VBN && !c.hasChild(v, "has", "have", "'ve", "’ve", "is", "are") {
		return false // "cancelled Saturday's match because of snow"
	}
	h := c.phraseHead(i)
	for range steps {
		if h < c.first || h >= c.end || h == v {
			break
		}
		t := &c.d.Tokens[h]
		if t.Head == v {
			return t.Deprel == dragoman.RelObj || t.Deprel == dragoman.RelNsubjPass || t.Deprel == dragoman.RelOblUnmarked
		}
		h = t.Head
	}
	return false
}

// isModifier reports whether a date stands before a noun, "Sunday's vote", "the Friday prayers".
func (c *clock) isModifier(i int32) bool {
	t := &c.d.Tokens[i]
	return t.Head > i && (t.Deprel == dragoman.RelNmodPoss || t.Deprel == dragoman.RelCompound)
}

// isOfOrder reports whether a date stands with a verb that may be of that day or of what it asks for: "announced a strike on 3 October".
func (c *clock) isOfOrder(i int32) bool {
	v := c.verbOf(i)
	return v >= 0 && isOrdered(c.lemma(v))
}

// phraseHead is the word that the phrase of a date hangs on, the other words of the date aside.
func (c *clock) phraseHead(i int32) int32 {
	const steps = 4
	h := c.d.Tokens[i].Head
	for range steps {
		if c.at(h).kind == noTerm {
			break
		}
		h = c.d.Tokens[h].Head
	}
	return h
}

// isPresent reports whether a verb, or the one above it where it has no tense of its own, is in the present tense.
func (c *clock) isPresent(v int32) bool {
	for range tenseClimb {
		switch c.d.Tokens[v].XPOS {
		case dragoman.VBZ, dragoman.VBP:
			return true
		case dragoman.VBN, dragoman.VBG, dragoman.VB:
		default:
			return c.hasPresentCopula(v)
		}
		if c.hasAux(v) || c.d.Tokens[v].Deprel == dragoman.RelAclRelcl {
			return false
		}
		up := c.verbOf(c.d.Tokens[v].Head)
		if up < 0 || up == v {
			return false
		}
		v = up
	}
	return false
}

// childBefore returns the first of the words right before token i that hangs on it and passes a test, -1 for none.
func (c *clock) childBefore(i int32, test func(*dragoman.Token) bool) int32 {
	const reach = 6
	for j := max(c.first, i-reach); j < i; j++ {
		if t := &c.d.Tokens[j]; t.Head == i && test(t) {
			return j
		}
	}
	return -1
}

func isAux(t *dragoman.Token) bool        { return t.UPOS == dragoman.AUX }
func isCopula(t *dragoman.Token) bool     { return t.Deprel == dragoman.RelCop }
func isPassiveAux(t *dragoman.Token) bool { return t.Deprel == dragoman.RelAuxPass }

func (c *clock) hasAux(v int32) bool    { return c.childBefore(v, isAux) >= 0 }
func (c *clock) hasCopula(v int32) bool { return c.childBefore(v, isCopula) >= 0 }
func (c *clock) isPassive(v int32) bool { return c.childBefore(v, isPassiveAux) >= 0 }

func (c *clock) hasPresentCopula(v int32) bool {
	j := c.childBefore(v, isCopula)
	return j >= 0 && (c.d.Tokens[j].XPOS == dragoman.VBZ || c.d.Tokens[j].XPOS == dragoman.VBP)
}

// setsTime reports whether a verb, or one above it that has no tense of its own, sets what lasts until, begins from or is moved to a
// time: "ordered him held until Friday".
func (c *clock) setsTime(v int32, p termKind) bool {
	for range tenseClimb {
		lemma := c.lemma(v)
		switch {
		case isPostponed(lemma):
			return true
		case p == tTo:
			return isMoved(lemma)
		case (p == tBy || p == tBefore) && c.hasChild(v, "had"): // "by Friday they had declared"
			return false
		case isOrdered(lemma):
			return true
		case p == tUntil && (isStopped(lemma) || lemma == "give" || isMoved(lemma) && c.hasChild(v, "off", "back")):
			return true
		case p == tFrom && (isStopped(lemma) && !c.isPassive(v) || isMoved(lemma) && c.hasChild(v, "off", "back", "forward")):
			return true
		}
		switch c.d.Tokens[v].XPOS {
		case dragoman.VBN, dragoman.VB, dragoman.JJ:
		default:
			return false
		}
		up := c.verbOf(c.d.Tokens[v].Head)
		if up < 0 || up == v || c.hasAux(v) {
			return false
		}
		v = up
	}
	return false
}

// hasChild reports whether one of some words hangs on a verb near it.
func (c *clock) hasChild(v int32, words ...string) bool {
	for j := max(c.first, v-4); j < min(c.end, v+6); j++ {
		if c.d.Tokens[j].Head == v && slices.Contains(words, c.word(j)) {
			return true
		}
	}
	return false
}

// isPostponed reports whether a verb puts something to another time.
func isPostponed(lemma string) bool {
	switch lemma {
	case "postpone", "delay", "defer", "adjourn", "reschedule", "extend", "prolong", "renew":
		return true
	}
	return false
}

// isMoved reports whether a verb may do so with "to": "moved the vote to May", "put off to Friday".
func isMoved(lemma string) bool {
	switch lemma {
	case "move", "shift", "push", "put", "bring":
		return true
	}
	return false
}

// isReady reports whether "for" after a word leads to what is to come: "prepared for Sunday's vote".
func isReady(lemma string) bool {
	switch lemma {
	case "prepare", "preparation", "ready", "plan", "brace", "call", "appeal", "candidate", "campaign":
		return true
	}
	return false
}

// isOrdered reports whether a verb asks for, promises or fixes what is to be.
func isOrdered(lemma string) bool {
	switch lemma {
	case "ask", "call", "demand", "order", "request", "require", "seek", "want", "need", "promise", "pledge", "vow", "offer", "propose", "agree", "expect",
		"hope", "plan", "intend", "aim", "target", "schedule", "set", "fix", "book", "announce", "declare", "impose", "approve", "authorise", "authorize",
		"grant", "allow", "summon", "invite", "warn", "commit", "urge":
		return true
	}
	return false
}

// isStopped reports whether a verb stops something, for which "until" gives the end.
func isStopped(lemma string) bool {
	switch lemma {
	case "suspend", "close", "closed", "shut", "ban", "bar", "halt", "stop", "cancel", "freeze", "pause", "ground", "recess", "restrict", "prohibit", "forbid", "outlaw", "scrap", "remand",
		"jail", "reserve", "appoint", "ration", "blockade":
		return true
	}
	return false
}

// isOrigin reports whether what a verb tells of began at a time: "the wall dates from 1961".
func isOrigin(lemma string) bool {
	switch lemma {
	case "date", "stem", "derive", "originate", "survive", "cover", "span", "come", "be":
		return true
	}
	return isEvidence(lemma)
}

// isEvidence reports whether a verb in the present tense tells of what was.
func isEvidence(lemma string) bool {
	switch lemma {
	case "say", "tell", "show", "see", "suggest", "indicate", "reveal", "depict", "claim", "allege", "recall", "remember", "know", "think", "believe", "deny",
		"report", "write", "note", "cite", "follow", "accuse", "link", "blame", "concern", "describe", "condemn", "mourn", "fear", "insist", "praise", "confirm":
		return true
	}
	return false
}

// isAnnounced reports whether a verb is of an act whose day is made known before, besides those of isScheduled.
func isAnnounced(lemma string) bool {
	switch lemma {
	case "publish", "release", "announce", "present", "unveil", "issue", "submit", "introduce", "deliver", "premiere", "broadcast", // what is made public
		"appear", "testify", "address", "speak", "answer", "plead", "rule", "hear", "consider", "review", "discuss", "weigh", // courts and parliaments
		"receive", "welcome", "join", "attend", "assemble", "ask", "invite", "swear", "inaugurate", "install", "crown", "bury", "honour", "honor", "commemorate",
		"march", "rally", "protest", "demonstrate", "picket", "strike", "observe", "stage", "hand", "sign", "ratify", "cease", "switch", "sail", "tour", "compete", "race", "defend": // rites and offices
		return true
	}
	return false
}

// isFigure reports whether a noun is of what was counted or read for a time: "the toll for Monday".
func isFigure(lemma string) bool {
	switch lemma {
	case "figure", "data", "toll", "number", "result", "total", "estimate", "report", "count", "reading", "tally", "statistics":
		return true
	}
	return false
}
