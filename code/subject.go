package code

import "dragoman"

// Whose act a verb tells, wherever the subject stands.

// subject returns the logical subject of a verb, or of what is predicated by a copula; -1 where nothing in the sentence is.
func (t *tree) subject(v int32) int32 { return t.subjectAt(v, 0) }

func (t *tree) subjectAt(v int32, depth int) int32 {
	if depth > maxControl {
		return -1
	}
	if t.passive(v) {
		return t.agent(v)
	}
	return t.surface(v, depth)
}

// maxControl bounds chains of controlled clauses.
const maxControl = 8

// agent is the by-phrase of a passive.
func (t *tree) agent(v int32) int32 {
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if (t.rel(k) == dragoman.RelOblAgent || t.rel(k) == dragoman.RelObl && k > v && t.hasChild(k, dragoman.RelCase, "by")) && !t.howDone(k) {
			return k
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "was received at the palace by the emir", hung on the palace
		if k < v || t.rel(k) != dragoman.RelObl && t.rel(k) != dragoman.RelObj {
			continue
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if c > k && t.rel(c) == dragoman.RelNmod && t.upos(c) == dragoman.PROPN && t.hasChild(c, dragoman.RelCase, "by") && t.upos(k) != dragoman.VERB {
				return c
			}
			if d := t.child(c, dragoman.RelObl); c > k && d > c && t.rel(k) == dragoman.RelObj && (t.rel(c) == dragoman.RelAcl || t.rel(c) == dragoman.RelXcomp) && t.hasChild(c, dragoman.RelMark, "to") &&
				t.isNominal(d) && t.hasChild(d, dragoman.RelCase, "by") && !t.howDone(d) && !timeWords[t.lemma(d)] {
				return d // "was denied leave to land by the junta"
			}
			if d := t.child(c, dragoman.RelNmod); c > k && d > c && t.rel(k) == dragoman.RelObj && t.rel(c) == dragoman.RelNmod && t.upos(d) == dragoman.PROPN && t.hasChild(d, dragoman.RelCase, "by") {
				return d // "was promised a million tons of oil by Libya"
			}
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "were seized from their homes by gunmen": it hangs on the phrase before it
		if t.rel(k) != dragoman.RelObl && t.rel(k) != dragoman.RelOblUnmarked || k < v || t.is(k, "by") {
			continue
		}
		for c := t.first[k]; c >= 0; c = t.next[c] {
			if t.rel(c) == dragoman.RelNmod && c > k && t.hasChild(c, dragoman.RelCase, "by") {
				return c
			}
		}
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "were let go by guards": it hangs on the second verb
		if t.rel(k) == dragoman.RelXcomp && k > v && t.isVerb(k) {
			for c := t.first[k]; c >= 0; c = t.next[c] {
				if t.rel(c) == dragoman.RelOblAgent || t.rel(c) == dragoman.RelObl && c > k && t.isNominal(c) && t.hasChild(c, dragoman.RelCase, "by") && !t.howDone(c) && !timeWords[t.lemma(c)] {
					return c // "told to go by the junta"
				}
			}
		}
	}
	if h := t.head(v); t.rel(v) == dragoman.RelXcomp && t.undergoes(v) { // "had the editor arrested"
		if t.passive(h) {
			return t.agent(h)
		}
		if o := t.child(h, dragoman.RelObj); o >= 0 && deprivals[t.lemma(v)] && t.child(o, dragoman.RelNmodPoss) >= 0 {
			return -1 // "had his visa revoked": it was done to him
		}
		return t.surface(h, 0)
	}
	if h := t.head(v); h >= 0 && t.rel(v) == dragoman.RelAcl && t.rel(h) == dragoman.RelObj && t.lemma(t.head(h)) == "get" && !t.passive(t.head(h)) {
		return t.surface(t.head(h), 0) // "got the singer extradited", hung on the singer
	}
	if h := t.head(v); t.rel(v) == dragoman.RelConj && h >= 0 && t.isVerb(h) && t.child(v, dragoman.RelAuxPass) < 0 { // "was enslaved and raped by", hung on the first
		for c := t.first[h]; c >= 0; c = t.next[c] {
			if c > v && t.rel(c) == dragoman.RelOblAgent {
				return c
			}
			if c > v && t.child(v, dragoman.RelObl) < 0 && t.rel(c) == dragoman.RelConj && t.xpos(c) == dragoman.VBN && t.child(c, dragoman.RelAuxPass) < 0 && t.child(c, dragoman.RelOblAgent) >= 0 {
				return t.child(c, dragoman.RelOblAgent) // "arrested, tortured or expelled by"
			}
		}
		if t.given(v) {
			return t.child(h, dragoman.RelOblAgent) // "was tried by a court and handed ten years"
		}
	}
	if c := t.bidder(v); c >= 0 {
		return c
	}
	// "was arrested and deported by": the agent stands with the last
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj && t.isVerb(k) && t.passive(k) && t.child(k, dragoman.RelAuxPass) < 0 {
			if a := t.agent(k); a >= 0 {
				return a
			}
		}
	}
	return -1
}

// howDone reports whether the bare noun k after "by" tells how a thing is done, not who does it: "moved by force", "sent by air".
func (t *tree) howDone(k int32) bool {
	return manners[t.lemma(k)] && t.xpos(k) == dragoman.NN && t.first[k] >= 0 && t.next[t.first[k]] < 0
}

// bidder is on whose word the passive v was done, or -1: "were arrested on the army's orders", "at the behest of the king".
func (t *tree) bidder(v int32) int32 {
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelObl && behests[t.lemma(k)] && t.hasChild(k, dragoman.RelCase, "on", "at", "under") {
			if c := max(t.child(k, dragoman.RelNmodPoss), t.child(k, dragoman.RelNmod)); c >= 0 && (c < k || t.hasChild(c, dragoman.RelCase, "of", "from")) {
				return c
			}
		}
	}
	return -1
}

// behests are nouns for the word of who has a thing done.
var behests = setOf(`order instruction behest command bidding`)

// manners are the bare nouns behind "by" that tell how.
var manners = setOf(`force air road rail sea land river boat ship ferry train bus lorry truck plane car helicopter parachute post mail letter email telephone phone
	radio video videolink hand mistake accident error chance decree law vote ballot acclamation consensus default stealth night day ambush surprise name lot
	strangulation hanging stoning shooting drowning injection suffocation electrocution`)

// surface is the grammatical subject, found through conjunction, control, relative and participial clauses.
func (t *tree) surface(v int32, depth int) int32 {
	if depth > maxControl {
		return -1
	}
	near := int32(-1) // of several, the one nearest before the verb
	for k := t.first[v]; k >= 0 && (k < v || near < 0); k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelNsubj, dragoman.RelNsubjPass, dragoman.RelNsubjOuter:
			if near < 0 || !t.is(k, "all") && !t.is(k, "both") && !t.is(k, "each") { // "Obama and Merkel have both declared"
				near = k
			}
		}
	}
	if near >= 0 {
		return t.antecedent(near, v)
	}
	if p := t.pronounBefore(v, depth); p >= 0 {
		return p
	}
	if s := t.afterTime(v); s >= 0 {
		return s
	}
	if k := max(t.child(v, dragoman.RelCcomp), t.child(v, dragoman.RelAdvcl)); k >= 0 && k < v && t.head(v) < 0 && t.tensed(v) && !sayers[t.lemma(v)] &&
		(t.tensed(k) || t.child(k, dragoman.RelAuxPass) >= 0) && !t.hasMark(k) && !t.hasChild(k, dragoman.RelAdvmod, "when", "where") {
		return t.surface(k, depth+1) // "flew to Quito, met the president and praised the army"
	}
	h := t.head(v)
	if h < 0 {
		return -1
	}
	switch rel := t.rel(v); rel {
	case dragoman.RelConj:
		if t.isNominal(h) && t.isVerb(v) && t.child(h, dragoman.RelCop) < 0 {
			return -1
		}
		return t.surface(h, depth+1)
	case dragoman.RelXcomp, dragoman.RelCcomp:
		return t.controller(v, h, depth)
	case dragoman.RelAdvcl, dragoman.RelParataxis:
		if rel == dragoman.RelParataxis && t.xpos(v) != dragoman.VBG {
			return -1
		}
		if (t.hasChild(v, dragoman.RelMark, "of", "from", "into", "for") || t.hasChild(v, dragoman.RelCase, "of", "from")) && !t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth) // "accused Russia of sending"
		}
		if t.hasChild(v, dragoman.RelMark, "with") && t.xpos(v) == dragoman.VBG && imputing[t.lemma(h)] {
			return t.controller(v, h, depth) // "charged four people with supplying"
		}
		if t.isNominal(h) && t.child(h, dragoman.RelCop) < 0 {
			return h
		}
		if moves[t.lemma(h)] && v > h && t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth)
		}
		if k := t.outcome(v, h); k >= 0 {
			return t.surface(k, depth+1)
		}
		if t.xpos(v) == dragoman.VBG && v > h && !t.hasMark(v) && outcomes[t.lemma(v)] && t.isVerb(h) && t.passive(h) {
			return t.agent(h) // "a helicopter was downed by a drone, killing 13": not by the helicopter
		}
		return t.surface(h, depth+1)
	case dragoman.RelAclRelcl:
		return t.relative(v, h)
	case dragoman.RelAcl:
		return t.aclSubject(v, h, depth)
	case dragoman.RelObl, dragoman.RelNmod, dragoman.RelObj: // a gerund under a preposition, an infinitive
		if t.isVerb(h) && t.hasChild(v, dragoman.RelMark, "to") {
			return t.controller(v, h, depth)
		}
		if t.isVerb(h) {
			return t.subjectAt(h, depth+1)
		}
	}
	return -1
}

// afterTime is the subject of the finite verb v that the parser put under the preposition of the time before it: "in 1979 students stormed the
// embassy", "on Monday soldiers shot a monk". -1 for none.
func (t *tree) afterTime(v int32) int32 {
	if x := t.xpos(v); x != dragoman.VBD && x != dragoman.VBZ && x != dragoman.VBP {
		return -1
	}
	for k := t.first[v]; k >= 0 && k < v; k = t.next[k] {
		c := t.child(k, dragoman.RelCase)
		if t.rel(k) != dragoman.RelObl || !t.isNominal(k) || c < 0 || c+1 >= k || !t.is(c, "in") && !t.is(c, "on") {
			continue
		}
		if w := t.d.Word(c + 1); (len(w) == 4 && (w[0] == '1' || w[0] == '2') && t.upos(c+1) == dragoman.NUM || folded(timeWords, w) && t.upos(c+1) == dragoman.PROPN) && !timeWords[t.lemma(k)] {
			return k
		}
	}
	return -1
}

// antecedent sees through the relative pronoun k of clause v to the noun that the clause hangs on.
func (t *tree) antecedent(k, v int32) int32 {
	switch t.xpos(k) {
	case dragoman.WDT, dragoman.WP:
	default:
		if !t.is(k, "that") || t.upos(k) != dragoman.PRON || t.rel(v) != dragoman.RelAclRelcl {
			return k
		}
	}
	for c := v; c >= 0; c = t.head(c) {
		switch t.rel(c) {
		case dragoman.RelAclRelcl:
			return t.relative(c, t.head(c))
		case dragoman.RelConj:
			continue
		}
		break
	}
	return k
}

// aclSubject is who does what a clause on a noun tells: the noun of "forces fighting", the owner of "its decision to close".
func (t *tree) aclSubject(v, h int32, depth int) int32 {
	if g := t.head(h); g >= 0 && t.hasChild(v, dragoman.RelMark, "for", "over") && t.judged(v, g) == h {
		return h
	}
	if s := t.firstTo(v, h, depth); s >= 0 {
		return s
	}
	if g := t.head(h); g >= 0 && t.rel(h) == dragoman.RelObj && imputing[t.lemma(g)] && t.xpos(v) == dragoman.VBG && t.hasChild(v, dragoman.RelMark, "of", "with") {
		return h // "accused the police of killing two men", hung on the police
	}
	if t.xpos(v) == dragoman.VBG && !t.hasMark(v) {
		if writings[t.lemma(h)] {
			if a := t.author(h, depth); a >= 0 {
				return a // "signed a letter urging the president to resign"
			}
		}
		return h
	}
	if t.xpos(v) == dragoman.VBN && !t.hasMark(v) {
		return t.said(h)
	}
	if t.xpos(v) == dragoman.VBD { // a finite verb: its subject begins the phrase that it hangs in
		for a, steps := t.head(h), 0; a >= 0 && steps < maxControl; a, steps = t.head(a), steps+1 {
			if g := t.head(a); t.rel(a) == dragoman.RelAcl && t.isVerb(a) && g >= 0 && t.isNominal(g) {
				return g
			}
		}
		return h
	}
	if p := t.child(h, dragoman.RelNmodPoss); p >= 0 {
		return p
	}
	for k := t.first[h]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && t.hasChild(k, dragoman.RelCase, "by", "of") && k < v {
			return k
		}
	}
	if g := t.head(h); g >= 0 && t.isVerb(g) {
		switch t.rel(h) {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelXcomp:
			if o := t.child(g, dragoman.RelIobj); o >= 0 {
				return o
			}
			if t.rel(h) == dragoman.RelObl && imputations[t.lemma(h)] && judging[t.lemma(g)] {
				if o := t.object(g); o >= 0 {
					return o // "arrested six men on suspicion of plotting"
				}
			}
			if schemes[t.lemma(h)] && spurning[t.lemma(g)] {
				return h // "struck down a plan to deploy soldiers": another's
			}
			return t.subjectAt(g, depth+1)
		}
	}
	return h
}

// imputations are what is laid to the charge of him who is arrested or tried.
var imputations = setOf(`suspicion suspicions charge charges accusation allegation count counts ground grounds conviction`)

// schemes are what others mean to do, spurning are the verbs of those who will have none of it.
var (
	schemes  = setOf(`plan proposal bill attempt bid scheme plot law motion initiative decree order`)
	spurning = setOf(`declare reject block oppose criticise criticize condemn denounce halt freeze overturn quash strike suspend challenge foil thwart nullify annul void throw`)
)

// firstTo is who "was the first state to recognise" another: the subject of the noun h, of which the infinitive v tells a rank. -1 where it tells none.
func (t *tree) firstTo(v, h int32, depth int) int32 {
	if !t.hasChild(v, dragoman.RelMark, "to") || !t.hasChild(h, dragoman.RelAmod, "first", "second", "third", "fourth", "fifth", "only", "last", "latest", "next") {
		return -1
	}
	if t.child(h, dragoman.RelCop) >= 0 {
		if s := t.surface(h, depth+1); s < 0 || !t.is(s, "it") {
			return s // but "it was the third attempt to overthrow him" names nobody
		}
	}
	switch g := t.head(h); {
	case g < 0:
	case t.rel(h) == dragoman.RelAppos && t.isNominal(g):
		return g
	case t.isVerb(g) && (t.lemma(g) == "become" || t.lemma(g) == "remain"):
		return t.surface(g, depth+1)
	}
	return -1
}

func (t *tree) hasMark(v int32) bool {
	return t.child(v, dragoman.RelMark) >= 0
}

// controller is the subject of the clause v below the verb h: the object of h where there is one, else its subject.
func (t *tree) controller(v, h int32, depth int) int32 {
	if t.hasChild(v, dragoman.RelMark, "for") {
		return t.judged(v, h)
	}
	if !subjectControl[t.lemma(h)] {
		for k := t.first[h]; k >= 0; k = t.next[k] {
			switch t.rel(k) {
			case dragoman.RelObj, dragoman.RelIobj:
				if k != v {
					return t.antecedent(k, h)
				}
			}
		}
		if t.rel(h) == dragoman.RelAclRelcl && t.xpos(v) == dragoman.VBG && imputing[t.lemma(h)] {
			if o := t.ownObject(h, depth+1); o >= 0 {
				return o // "companies it accuses of supplying Iran"
			}
		}
	}
	return t.surface(h, depth+1)
}

// imputing are verbs that say of their object what it did.
var imputing = setOf(`charge accuse suspect convict acquit credit tax`)

// judged is the object of the verb g, where that praises, blames or punishes him for what the gerund v tells: "praised the court for having jailed
// a warlord", "wanted for killing a nun". -1 for none.
func (t *tree) judged(v, g int32) int32 {
	if !judging[t.lemma(g)] && !(t.lemma(g) == "want" && t.passive(g)) || t.hasChild(v, dragoman.RelMark, "to") || t.xpos(v) != dragoman.VBG && !t.hasChild(v, dragoman.RelAux, "having") {
		return -1
	}
	return t.object(g)
}

var judging = setOf(`accuse blame condemn criticise criticize praise thank laud hail commend applaud salute fault chide rebuke reprimand scold upbraid
	attack slam denounce castigate berate lambast censure deplore jail imprison arrest detain fine sentence convict sanction punish expel indict charge prosecute sue
	forgive pardon reward honour honor decorate congratulate admire curse mock ridicule deride flog hang execute shoot try suspend sack dismiss
	ostracise shun excoriate admonish reproach pillory credit rap reprove lash chastise decry penalise penalize blacklist ban bar demote fire
	strip deport shame lambaste roast carpet bless toast lionise cheer knight court-martial excommunicate beat flay tear-gas club cane whip expose`)

// subjectControl holds verbs whose subject does what the clause tells, although they have an object.
var subjectControl = setOf(`promise threaten vow agree pledge use offer telephone phone ring visit meet block storm seize attack cross enter leave`)

// deprivals are verbs of what is done to somebody who "has" it done to what is his.
var deprivals = setOf(`revoke confiscate steal seize burn destroy cut freeze suspend cancel withdraw take remove reject refuse strip loot damage extend rob break impound`)
