package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
	"dragoman/internal/inflect"
)

// Nouns that name a side of a relation: "Israel, a long-time adversary", "Iran is an ally of Syria", "its ally Russia", "NATO member
// Turkey", "becoming the 90th member of the alliance". Whose the noun is (its owner) and of whom it is said (its holders) are read from
// the words around it first, since trees of appositions err, then from the tree.

// A relational is the relation that a noun states between its holder and its owner.
type relational struct {
	relation string
	swap     bool // the owner is the subject
}

var relationals = map[string]relational{
	"ally": {"allied_with", false}, "affiliate": {"allied_with", false},
	"adversary": {"adversary_of", false}, "enemy": {"adversary_of", false}, "foe": {"adversary_of", false}, "rival": {"adversary_of", false},
	"archenemy": {"adversary_of", false}, "archrival": {"adversary_of", false}, "nemesis": {"adversary_of", false}, "arch-foe": {"adversary_of", false},
	"arch-enemy": {"adversary_of", false}, "arch-rival": {"adversary_of", false}, "opponent": {"adversary_of", false},
	"member": {"member_of", false}, "signatory": {"party_to", false}, "party": {"party_to", false},
	"lawmaker": {"member_of", false}, "senator": {"member_of", false}, "congressman": {"member_of", false}, "congresswoman": {"member_of", false},
	"backer": {"supports", false}, "supporter": {"supports", false}, "follower": {"supports", false}, "loyalist": {"supports", false}, "sponsor": {"supports", false}, "patron": {"supports", false},
	"benefactor": {"supports", false}, "proxy": {"supports", true}, "client": {"supports", true},
}

// seats are the relational nouns that make their holder a member of a party, not of whatever they are of.
var seats = setOf(`lawmaker senator congressman congresswoman`)

// A kinship is a relational noun with what was found around it.
type kinship struct {
	relational
	name       string // in the singular
	noun       int32
	start, end int32 // its words: from its first modifier, to after its of-phrase
	owner      ref
	former     bool
	ended      bool // "no longer enemies"
	plural     bool
}

// relationalForms are the singular and the plural of each noun: taggers take some of them for adverbs and verbs.
var relationalForms = func() map[string]string {
	m := map[string]string{}
	for noun := range relationals {
		m[noun], m[inflect.Plural(noun)] = noun, noun
	}
	return m
}()

// relationalNoun reads the word n, where it is one of these nouns.
func (r *reader) relationalNoun(n int32, emit func(*draft)) {
	name, ok := relationalForms[r.d.Word(n)]
	if !ok {
		name, ok = relationalForms[r.tree.lemma(n)]
	}
	if !ok || r.tree.isVerb(n) && !r.afterOwner(n) {
		return
	}
	rel := relationals[name]
	x := kinship{relational: rel, name: name, noun: n, owner: noRef, plural: !r.tree.is(n, name)}
	r.relationWords(&x)
	if s := x.start - 1; s >= r.d.Sentences[r.tree.sent[n]].First && (r.tree.is(s, "not") || r.tree.is(s, "than") && r.tree.is(max(0, s-1), "rather")) {
		return // "Ireland, not a member of NATO", "a customer rather than its ally"
	}
	if name == "ally" && !x.owner.none() && x.owner.token >= 0 && r.partySector(x.owner.token, "IGO") {
		x.relational = relationals["member"] // "NATO's newest ally"
	}
	if !r.relates(&x) || rel.relation == "adversary_of" && r.ofNation(&x) {
		return
	}
	holders := r.holders(&x)
	if h := r.opens(&x); h >= 0 && len(holders) == 0 {
		holders = append(holders, atToken(h))
	} else if len(holders) == 0 && r.unnamedSide(&x) {
		holders = append(holders, atToken(n))
	}
	if x.owner.none() && len(holders) > 1 && dragoman.Symmetric(rel.relation) {
		for i := range holders { // "Turkey and Armenia, long-time adversaries": each of each
			x.owner = holders[i]
			r.relate(&x, holders[i+1:], emit)
		}
		return
	}
	if x.owner.none() && len(holders) > 0 && rel.relation != "member_of" && rel.relation != "party_to" {
		x.owner = r.tree.clauseParty(holders[0].token, n)
	}
	if x.owner.none() {
		return
	}
	r.relate(&x, holders, emit)
	if o := x.owner.token; o > n { // "a member of the Commonwealth and of the United Nations"
		for k := r.tree.first[o]; k >= 0; k = r.tree.next[k] {
			if r.tree.rel(k) == dragoman.RelConj && r.tree.upos(k) == dragoman.PROPN {
				x.owner = atToken(k)
				r.relate(&x, holders, emit)
			}
		}
	}
}

// ofNation reports whether what stands before a rival says whence he is, not whose: "bids for German rival", "rival Libyan armies".
func (r *reader) ofNation(x *kinship) bool {
	t := &r.tree
	if h := t.head(x.noun); !x.plural && h > x.noun && (t.rel(x.noun) == dragoman.RelAmod || t.rel(x.noun) == dragoman.RelCompound) {
		return true
	}
	o := x.owner.token
	if o < 0 || o >= x.noun || t.upos(o) == dragoman.PRON {
		return false
	}
	for i := o; i < x.noun; i++ {
		if t.xpos(i) == dragoman.POS {
			return false
		}
	}
	return t.upos(o) == dragoman.ADJ
}

// opens is the subject that the noun is said of where a sentence begins with what it was: "Once an ally of the shah, General Rahimi ended his days"; -1
// for none.
func (r *reader) opens(x *kinship) int32 {
	s := &r.d.Sentences[r.tree.sent[x.noun]]
	if x.start != s.First || x.plural || !x.former || x.end+1 >= s.End || !r.tree.is(x.end, ",") {
		return -1
	}
	for k := x.end + 1; k < s.End; k++ {
		switch r.tree.rel(k) {
		case dragoman.RelNsubj, dragoman.RelNsubjPass:
			return k
		}
	}
	return -1
}

// unnamedSide reports whether the noun itself is a side, as nobody is named that it is said of: "asked Beijing to rein in its ally", "a member of the
// militia came to lecture them".
func (r *reader) unnamedSide(x *kinship) bool {
	if x.owner.none() || r.predicateOf(x.noun) >= 0 || r.beforeCopula(x.start, &r.d.Sentences[r.tree.sent[x.noun]]) >= 0 {
		return false
	}
	switch x.name {
	case "supporter", "follower", "loyalist", "backer":
		return true
	case "member":
		return x.owner.token > x.noun && !seated[r.tree.lemma(x.owner.token)]
	case "ally", "rival", "foe", "enemy", "adversary", "affiliate":
		return !x.plural
	}
	return false
}

// seated are the bodies whose members hold seats, which are told by their titles.
var seated = setOf(`parliament congress senate assembly legislature cabinet council committee commission government family public`)

// related reports whether the Document has one of these nouns.
func (r *reader) related() bool {
	for _, lemma := range r.d.Lemmas {
		if relationalForms[lemma] != "" {
			return true
		}
	}
	return false
}

// afterOwner reports whether a word tagged a verb stands where only a noun can: "Fatah's rival Hamas", "a rival of Hamas".
func (r *reader) afterOwner(n int32) bool {
	t := &r.tree
	if n == 0 || t.sent[n-1] != t.sent[n] {
		return false
	}
	return t.xpos(n-1) == dragoman.POS || t.xpos(n-1) == dragoman.PRPS || t.upos(n-1) == dragoman.DET || t.upos(n-1) == dragoman.ADJ
}

// relate emits the relation of each holder.
func (r *reader) relate(x *kinship, holders []ref, emit func(*draft)) {
	c, m, ok := r.relationChange(x)
	if !ok {
		return
	}
	for _, h := range holders {
		if h == x.owner || h.token >= 0 && r.tree.upos(h.token) == dragoman.ADJ && !r.namesParty(h.token) {
			continue
		}
		dr := draft{relation: x.relation, subject: h, object: x.owner, change: c, modality: m, value: r.tree.ordinal(x.noun), first: x.noun, end: x.noun + 1, rule: "construction:noun"}
		if x.swap {
			dr.subject, dr.object = x.owner, h
		}
		emit(&dr)
	}
}

// relates reports whether the noun has the sense of its relation: a member is one of a body, a party one to a treaty.
func (r *reader) relates(x *kinship) bool {
	t := &r.tree
	switch {
	case seats[x.name]:
		return !x.owner.none() && r.partySector(x.owner.token, "PTY")
	case x.relation == "party_to":
		return !x.owner.none() && x.owner.token > x.noun && pactNouns[strings.ToLower(t.lemma(r.core(x.owner.token)))] &&
			r.hasOneCase(x.owner.token, []string{"to", "of"})
	case x.relation == "member_of":
		if x.owner.none() {
			return false
		}
		return t.upos(x.owner.token) != dragoman.PRON && (r.classOf(x.owner.token)&(codebook.Org|codebook.Armed) != 0 || r.acronym(x.owner.token) || r.partySector(x.owner.token, "IGO"))
	case x.name == "loyalist" && x.owner.token >= 0 && x.owner.token < x.noun && r.partyType(x.owner.token) == dragoman.PlaceEntity:
		return false // "Ulster loyalists" are loyalists of Ulster, not to it
	case x.name == "opponent" || x.name == "client" || x.name == "sponsor":
		return !x.owner.none() && r.refer(x.owner.token).ok()
	}
	return true
}

// pactNouns are what one is a party to.
var pactNouns = setOf(`treaty convention protocol pact accord accords agreement charter statute deal conventions declaration covenant armistice ceasefire truce`)

func (r *reader) partySector(n int32, sector dragoman.Sector) bool {
	m := r.mentionAt[n]
	return m >= 0 && r.partyOf(m).HasSector(sector)
}

// maxEpithets is how many words may stand between a relational noun and its owner or its comma.
const maxEpithets = 7

// relationWords finds the words of the noun's phrase and its owner.
func (r *reader) relationWords(x *kinship) {
	t := &r.tree
	n := x.noun
	x.start, x.end = n, n+1
	first := r.d.Sentences[t.sent[n]].First
scan:
	for i := n - 1; i >= first && i >= n-maxEpithets; i-- {
		w := lower(r.d.Word(i))
		switch {
		case i > first && (t.xpos(i) == dragoman.POS || w == "'s" || w == "’s" || w == "'" && t.upos(i-1) == dragoman.PROPN):
			x.owner = atToken(r.headOfName(i - 1))
			x.start = r.nameStart(i - 1)
			break scan
		case t.xpos(i) == dragoman.PRPS:
			x.owner, x.start = atToken(i), i
			break scan
		case formerWord[w] || strings.HasPrefix(w, "ex-"):
			x.former = true
		case w == "longer" && i > first && r.tree.is(i-1, "no"):
			x.ended = true
			break scan
		case t.upos(i) == dragoman.DET:
			x.start = i
			if i > first && folded(formerWord, r.d.Word(i-1)) { // "once a member"
				x.former, x.start = true, i-1
			}
			break scan
		case x.owner.none() && r.namesParty(i) && (r.partyType(i) != dragoman.PersonEntity || !seats[x.name]):
			x.owner = atToken(r.headOfName(i))
			if s := r.nameStart(i); s < i {
				i = s
			}
		case t.upos(i) == dragoman.ADJ, t.upos(i) == dragoman.NOUN, t.upos(i) == dragoman.PROPN, t.upos(i) == dragoman.ADV, t.upos(i) == dragoman.NUM, w == "-",
			t.rel(i) == dragoman.RelAmod && i > first && t.upos(i-1) != dragoman.PUNCT, vows[w]:
		default:
			break scan
		}
		x.start = i
	}
	r.untilNow(x, first)
	if i := n - 1; x.owner.none() && i >= first && r.acronym(i) {
		x.owner = atToken(i) // "EU members", where nothing knows the body
	}
	if s := x.start; s-2 >= first && t.is(s-1, "of") && (t.is(s-2, "one") || t.upos(s-2) == dragoman.NUM) {
		x.start = s - 2 // "one of the founding members"
	}
	if o := r.ownerAfter(n); o >= 0 && (x.owner.none() || r.hasOneCase(o, []string{"of", "to"})) {
		if x.relation == "party_to" && o+1 < int32(len(t.heads)) && folded(pactNouns, r.d.Word(o+1)) {
			o++ // "parties to the Rome Statute", where only Rome is a name
		}
		x.owner = atToken(o)
		x.end = max(x.end, r.endOfPhrase(o))
	}
}

// untilNow takes in the words before the noun's phrase that say how long it has held: "until now America's main ally", "long a member".
func (r *reader) untilNow(x *kinship, first int32) {
	t := &r.tree
	for s := x.start - 1; s >= first && s >= x.start-3; s-- {
		switch w := lower(r.d.Word(s)); {
		case w == "until" || w == "till":
			x.former, x.start = true, s
			return
		case s == x.start-1 && (w == "long" || w == "still" || w == "now" && !t.is(s-1, "until") || w == "already"):
			x.start = s
			return
		case t.upos(s) != dragoman.ADV && t.upos(s) != dragoman.ADJ && t.upos(s) != dragoman.PROPN && t.upos(s) != dragoman.NOUN && t.upos(s) != dragoman.NUM:
			return
		}
	}
}

// vows are participles that say how firm a tie is: "sworn enemies", "avowed foe".
var vows = setOf(`sworn avowed declared trusted valued presumed perceived acknowledged longstanding long-standing`)

// acronym reports whether a token is a name in capitals.
func (r *reader) acronym(i int32) bool {
	w := r.d.Word(i)
	return r.tree.upos(i) == dragoman.PROPN && len(w) > 1 && len(w) < 8 && strings.ToUpper(w) == w
}

// formerWord holds words that put a noun into the past.
var formerWord = setOf(`former formerly once onetime one-time ex erstwhile then previously past`)

// nameStart is where the name that token i ends begins.
func (r *reader) nameStart(i int32) int32 {
	for m := range r.d.Mentions {
		if x := &r.d.Mentions[m]; x.First <= i && i < x.End && x.Kind == dragoman.Name {
			if x.First > 0 && r.tree.upos(x.First-1) == dragoman.DET && r.tree.sent[x.First-1] == r.tree.sent[i] {
				return x.First - 1
			}
			return x.First
		}
	}
	first := r.d.Sentences[r.tree.sent[i]].First
	at := i
	for at > first && (r.tree.upos(at-1) == dragoman.ADJ || r.tree.upos(at-1) == dragoman.NOUN) {
		at--
	}
	if at > first && r.tree.upos(at-1) == dragoman.DET {
		return at - 1 // "China, the junta's closest ally,"
	}
	return i
}

// ownerAfter is whose the noun is by the phrase after it: "of the alliance", "to the treaty", "in ECOWAS".
func (r *reader) ownerAfter(n int32) int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0 && k < n; k = t.next[k] {
		if t.xpos(k) == dragoman.WDT && r.hasOneCase(k, []string{"of", "to"}) { // "the bloc, of which it is a member"
			return r.nounAhead(k)
		}
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && k > n && (r.hasOneCase(k, []string{"of", "to"}) || r.hasOneCase(k, []string{"in", "for", "with"}) && r.namesParty(k)) {
			return k
		}
	}
	if int(n)+2 < len(t.heads) && t.sent[n+2] == t.sent[n] && (t.is(n+1, "of") || t.is(n+1, "to")) {
		if h, _ := r.nameAhead(&r.d.Sentences[t.sent[n]], n+2); h >= 0 {
			return h
		}
	}
	return -1
}

// endOfPhrase is the token after the name or the noun at n, with what is joined to it.
func (r *reader) endOfPhrase(n int32) int32 {
	end := n + 1
	if m := r.mentionAt[n]; m >= 0 && r.d.Mentions[m].End > end {
		end = r.d.Mentions[m].End
	}
	return end
}

var (
	becoming = setOf(`become remain stay be cease stop join seem appear`)
	deeming  = setOf(`regard see consider view deem call label name declare treat describe brand make`)
)

// predicateOf is the predicate that the noun belongs to: itself under a copula, one it is joined to, "one" of "one of the members"; or -1.
func (r *reader) predicateOf(n int32) int32 {
	t := &r.tree
	for at, steps := n, 0; at >= 0 && steps < 3; steps++ {
		if t.child(at, dragoman.RelCop) >= 0 {
			return at
		}
		if t.rel(at) != dragoman.RelConj && (t.rel(at) != dragoman.RelNmod || t.upos(t.head(at)) != dragoman.NUM) {
			break
		}
		at = t.head(at)
	}
	return -1
}

// relationChange is what the words around the noun make of it: "a former ally", "is no longer a member", "may become a signatory".
func (r *reader) relationChange(x *kinship) (c dragoman.Change, m dragoman.Modality, ok bool) {
	t := &r.tree
	c = dragoman.Hold
	at := r.predicateOf(x.noun)
	if h := t.head(x.noun); at < 0 && h >= 0 && (becoming[t.lemma(h)] || seating[t.lemma(h)] && t.hasChild(x.noun, dragoman.RelCase, "as")) {
		at = h
		if t.is(h, "took") || t.is(h, "takes") || t.is(h, "take") || t.is(h, "taking") {
			c = dragoman.Begin // "took its seat as the 193rd member"
		}
	}
	if at < 0 {
		if x.former || t.formerly(x.noun, x.noun) {
			c = dragoman.Past
		}
		return c, m, true
	}
	switch t.lemma(at) {
	case "become", "join", "enter", "admit", "readmit":
		c = dragoman.Begin
	case "cease", "stop":
		c = dragoman.End
	}
	if h := t.head(at); h >= 0 && t.isVerb(h) && t.rel(at) == dragoman.RelXcomp {
		switch {
		case thinking[t.lemma(h)]:
			m = dragoman.Possible
		case t.lemma(h) == "cease" || t.lemma(h) == "stop":
			c = dragoman.End
		}
	}
	if x.ended {
		return dragoman.End, m, true
	}
	var ops [maxOps]codebook.Op
	list := r.around(at, ops[:0])
	if c, m, ok = standingUnder(list, c, m); !ok {
		return c, m, false
	}
	if c == dragoman.Hold && m == dragoman.Done && (x.former || t.formerly(x.noun, x.noun) || r.bygone(&reading{trigger: x.noun, node: at, light: -1, say: -1, sent: t.sent[at]})) {
		c = dragoman.Past
	}
	return c, m, true
}

// seating are verbs by which one comes in as a member.
var seating = setOf(`join enter admit readmit take`)

// thinking are verbs in whose passive one is only held to be something.
var thinking = setOf(`believe think suspect allege presume say rumour consider report`)

// clauseParty is the subject of the clause in which host stands: who an unnamed side of a relation is ("Syria might sign a pact
// with Israel, a long-time adversary").
func (t *tree) clauseParty(host, noun int32) ref {
	for at, steps := t.head(host), 0; at >= 0 && steps < maxControl; at, steps = t.head(at), steps+1 {
		if at == noun || !t.isVerb(at) {
			continue
		}
		if s := t.surface(at, 0); s >= 0 && s != host && s != noun {
			return atToken(s)
		}
	}
	return noRef
}
