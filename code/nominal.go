package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// Parties that no name and no entry of the directory tells: "masked men", "shopkeepers in Dhaka", "a mosque". Their words are all that
// is known of them, with the country of the place or the people in those words.

// unnamed appends parties that only their words name, for the side opposite a known party: persons, bodies and places, and, where anything
// may stand there, what is not one of them too.
func (r *reader) unnamed(x *reading, f fillers, anything bool, out []dragoman.Party) []dragoman.Party {
	for _, n := range r.list(f) {
		if r.soughtOffice(n) || hollow[r.tree.lemma(n)] {
			continue
		}
		if p, ok := r.byPronoun(r.core(n)); ok { // "thirty of them"
			out = append(out, p)
			continue
		}
		if k := r.takenUp(n); k >= 0 {
			out = append(out, r.nominal(k))
			continue
		}
		if f == x.target && r.headcount(x, n) && (r.tree.upos(n) == dragoman.NUM || r.countParties(x.source) == 0) {
			out = append(out, r.nominal(n))
			continue
		}
		if p := r.tree.upos(n); p != dragoman.NOUN && p != dragoman.PROPN && !r.folk(n) || n == x.trigger || (f == x.source || x.typ == "ASSAULT") && uninhabited[lower(r.d.Word(n))] {
			continue
		}
		if x.typ == "AID" && f == x.source && classWords[r.tree.lemma(n)]&codebook.Weapon != 0 {
			continue // "commandos backed by helicopters"
		}
		if groupOf[x.typ]&(consult|agree) != 0 && f == x.target && opposed[r.tree.lemma(n)] && r.tree.xpos(n) == dragoman.NNS {
			out = append(out, r.nominal(n))
			continue
		}
		if !anything && r.classOf(n)&^classed&^(things|codebook.NumberClass) == 0 && !r.wielded(n) && !(x.typ == "PROTEST" && r.doers(n)) && !(r.tree.lemma(x.trigger) == "accuse" && r.tree.isVerb(x.trigger) && r.accuses(n)) {
			continue
		}
		out = append(out, r.nominal(n))
	}
	return out
}

// hollow are the nouns that with the prepositions beside them are one: "in spite of the gas".
var hollow = setOf(`spite lieu wake midst favour favor view accordance behalf`)

// accuses reports whether the noun n may be who accuses or is accused, whatever it is: "the network accused the management", but not "the letter accused".
func (r *reader) accuses(n int32) bool {
	return r.tree.upos(n) == dragoman.NOUN && !writings[r.tree.lemma(n)] && !tidings[r.tree.lemma(n)] && r.entries[n] == nil && r.classOf(n)&things == 0
}

// uninhabited are waters and lines, where nobody lives, and what is only meant: "fired two missiles into the Yellow Sea", "fire from across the border",
// "the third attempt to overthrow him", "claimed the bombing in a video". Troops may be sent there all the same.
var uninhabited = setOf(`sea seas ocean oceans gulf strait straits channel mediterranean atlantic pacific baltic waters border borders frontier frontiers
	attempt attempts bid video videos statement statements`)

// sideOf appends the parties of the fillers; where some are known, people beside them are a party by their words.
func (r *reader) sideOf(f fillers, out []dragoman.Party) []dragoman.Party {
	unknown := 0
	for _, n := range r.list(f) {
		had := len(out)
		if r.soughtOffice(n) || hollow[r.tree.lemma(n)] {
			continue
		}
		if t := &r.tree; others[t.lemma(n)] && t.xpos(n) == dragoman.NNS && t.child(n, dragoman.RelNmodPoss) >= 0 && t.child(n, dragoman.RelAppos) < 0 && (r.mentionAt[n] < 0 || r.d.Mentions[r.mentionAt[n]].Kind != dragoman.Name && (len(r.partyOf(r.mentionAt[n]).Sectors) == 0 || r.partyOf(r.mentionAt[n]).Country != "")) {
			out = append(out, r.nominal(n)) // "Eswatini's neighbours" are not Eswatini
			continue
		}
		if out = r.parties(n, out); len(out) == had && r.folk(n) {
			unknown++
		}
	}
	if len(out) == 0 || unknown == 0 {
		return out
	}
	for _, n := range r.list(f) {
		if r.folk(n) && !r.refer(n).ok() {
			out = append(out, r.nominal(n))
		}
	}
	return out
}

// soughtOffice reports whether n is an office that somebody stands for, and so nobody: "promised not to run for president".
func (r *reader) soughtOffice(n int32) bool {
	t := &r.tree
	h := t.head(n)
	return h >= 0 && t.isVerb(h) && (t.lemma(h) == "stand" || t.lemma(h) == "run" || t.lemma(h) == "campaign") && t.child(n, dragoman.RelDet) < 0 && r.hasOneCase(n, []string{"for"}) && classWords[t.lemma(n)]&(codebook.Leader|codebook.Official) != 0
}

// aggrieve makes the target of a protest those who did what it is against, not those to whom it was done: "in protest at the shooting of a watchman by
// guards" is against the guards, and "demanding the release of students" against nobody named.
func (r *reader) aggrieve(x *reading) {
	t := &r.tree
	for _, n := range r.list(x.target) {
		k := n
		if h := t.head(n); h >= 0 && t.rel(n) == dragoman.RelNmod && t.upos(h) == dragoman.NOUN && r.hasOneCase(n, []string{"of"}) {
			k = h
		}
		if t.upos(k) != dragoman.NOUN || k == x.trigger || !frees[t.lemma(k)] && (!deeds[t.lemma(k)] || t.head(k) >= 0 && claims[t.lemma(t.head(k))]) {
			continue
		}
		x.target = fillers{}
		if i := r.memo[k]; i >= 0 {
			x.target = r.readings[r.alive(i)].source
		}
		return
	}
}

// deeds are nouns for what is done to somebody, whom "of" names; claims are verbs by which it is asked to be done, and frees what is asked for one's own.
var (
	deeds = setOf(`arrest detention jailing imprisonment killing shooting murder death assassination execution abduction kidnapping expulsion deportation
		conviction sentencing trial prosecution dismissal sacking removal eviction ouster overthrow beating torture rape disappearance poisoning lynching hanging
		disqualification exclusion closure demolition`)
	claims = setOf(`demand seek urge call want`)
	frees  = setOf(`release freeing freedom return`)
)

// apart gives the target its own words where a chain makes it one with the source, though another noun names it: who expels reporters is
// not among them, and "its neighbour" is another country.
func (r *reader) apart(x *reading) {
	e := &r.records
	if len(e.sources) != 1 || len(e.targets) != 1 || !e.sources[0].Same(&e.targets[0]) {
		return
	}
	if s, t := r.nodes[x.source.from], &r.tree; t.upos(s) == dragoman.NOUN && t.child(s, dragoman.RelNmodPoss) >= 0 && t.upos(t.child(s, dragoman.RelNmodPoss)) == dragoman.PRON && r.folk(s) && e.sources[0].Actor+e.sources[0].Wikidata != "" {
		e.sources[0] = r.nominal(s) // "was deposed by his own guard"
		e.sources[0].Chain = -1
		return
	}
	n := r.nodes[x.target.from]
	if others[r.tree.lemma(n)] && r.tree.child(n, dragoman.RelNmodPoss) >= 0 {
		e.targets[0] = r.nominal(n)
		return
	}
	if e.sources[0].Actor != "" {
		return
	}
	if r.tree.upos(n) == dragoman.NOUN && r.tree.lemma(n) != r.tree.lemma(r.nodes[x.source.from]) {
		e.targets[0] = r.nominal(n)
		e.targets[0].Chain = -1
	}
}

// others are nouns for one who is never who owns him: "its neighbour", "Iran's ally".
var others = setOf(`neighbour neighbor ally rival enemy foe adversary archrival arch-rival arch-enemy arch-foe backer patron sponsor partner trainer instructor captor
	kidnapper abductor hijacker attacker assailant killer jailer jailor tormentor torturer persecutor accuser critic detractor opponent challenger host guest
	victim rescuer liberator occupier oppressor besieger pursuer interlocutor predecessor successor`)

// disjoint gives the target of "Blinken telephoned Ruto; Ruto assured him" to the other party named last, where a chain makes one of the pronoun and
// the subject of its own verb.
func (r *reader) disjoint(x *reading) {
	e := &r.records
	list := r.list(x.target)
	if len(e.sources) != 1 || len(e.targets) != 1 || len(list) != 1 || !e.sources[0].Same(&e.targets[0]) && e.sources[0].Name != e.targets[0].Name || r.tree.upos(list[0]) != dragoman.PRON {
		return
	}
	want := dragoman.PersonEntity
	switch lower(r.d.Word(list[0])) {
	case "him", "her":
	case "them":
		want = dragoman.OtherEntity
	default:
		return
	}
	e.targets = e.targets[:0]
	for m := len(r.d.Mentions) - 1; m >= 0; m-- {
		y := &r.d.Mentions[m]
		if y.Head >= list[0] || y.Kind != dragoman.Name || (y.Type == dragoman.PersonEntity) != (want == dragoman.PersonEntity) || !r.isParty(int32(m)) {
			continue
		}
		if r.tree.sent[y.Head] < x.sent-1 {
			return
		}
		if p := r.parties(y.Head, nil); len(p) == 1 && !p[0].Same(&e.sources[0]) && p[0].Name != e.sources[0].Name {
			e.targets = append(e.targets, p[0])
			return
		}
	}
}

// folk reports whether n is people by its own word: "gunmen", "thousands of farmers", "the wounded", "those displaced".
func (r *reader) folk(n int32) bool {
	k := r.core(n)
	return classWords[r.d.Lemmas[k]]&folkClasses != 0 || r.tree.is(k, "those") && (r.tree.child(k, dragoman.RelAcl) >= 0 || r.tree.child(k, dragoman.RelAclRelcl) >= 0)
}

const folkClasses = codebook.Armed | codebook.Civilian | codebook.Leader | codebook.Official

// someOf is the people of whom "some" or "several" alone are part: the last that were named in this sentence or the one before, or -1.
func (r *reader) someOf(n int32) int32 {
	t := &r.tree
	if t.upos(n) == dragoman.NOUN || t.upos(n) == dragoman.PROPN || !folded(severals, r.d.Word(n)) || t.rel(n) == dragoman.RelDet || t.rel(n) == dragoman.RelAmod {
		return -1
	}
	for k := n - 1; k >= 0 && t.sent[k] >= t.sent[n]-1; k-- {
		if t.sent[k] == t.sent[n] && t.rel(k) == dragoman.RelNsubj && t.object(t.head(k)) >= 0 {
			continue // "police arrested forty of them, and some threw stones"
		}
		if t.xpos(k) == dragoman.NNS && classWords[t.lemma(k)]&folkClasses != 0 {
			return k
		}
	}
	return -1
}

var severals = setOf(`all some several many most both dozens hundreds`)

// anyFolk reports whether armed men or a crowd are on a side of x, though nobody is named.
func (r *reader) anyFolk(x *reading) bool {
	for _, f := range [2]fillers{x.source, x.target} {
		for _, n := range r.list(f) {
			if classWords[r.d.Lemmas[r.core(n)]]&(codebook.Armed|codebook.Civilian) != 0 || f == x.target && r.tree.is(r.core(n), "those") && r.folk(n) && r.tree.head(x.trigger) != r.core(n) || x.typ == "PROTEST" && r.doers(n) {
				return true
			}
		}
	}
	if !r.punishes(x) {
		return false
	}
	for _, n := range r.list(x.target) { // "the envoy was expelled", "the bank was sanctioned", "two jailed for life"
		if r.tree.upos(r.core(n)) == dragoman.NOUN && classWords[r.d.Lemmas[r.core(n)]]&(codebook.Official|codebook.Leader|codebook.Org) != 0 || r.headcount(x, n) {
			return true
		}
	}
	return false
}

// punishes reports whether x is a verb of what a power does to persons and bodies: it jails, expels, bars or charges them.
func (r *reader) punishes(x *reading) bool {
	return (groupOf[x.typ]&(sanction|coerce) != 0 || x.cameo == "115") && r.tree.isVerb(x.trigger)
}

// headcount reports whether the number alone, or the pronoun that nothing explains, at n is of people that were jailed, expelled or barred.
func (r *reader) headcount(x *reading, n int32) bool {
	if !r.punishes(x) || r.core(n) != n {
		return false
	}
	switch r.tree.upos(n) {
	case dragoman.NUM:
		for k := r.tree.first[n]; k >= 0; k = r.tree.next[k] {
			if u := r.tree.upos(k); u == dragoman.SYM || u == dragoman.NOUN {
				return false // "$90 million", "30 per cent"
			}
		}
		return x.mode == "convict" || x.mode == "arrest" || x.mode == "expel" || x.mode == "deport" || x.cameo == "115"
	case dragoman.PRON:
		return (x.mode == "convict" || x.mode == "arrest" || x.mode == "deport") && folded(persons, r.d.Word(n))
	}
	return false
}

var persons = setOf(`he she him her they them`)

// byPronoun is the party that a pronoun stands for by the words of its antecedent: "two channels … their cameras".
func (r *reader) byPronoun(n int32) (dragoman.Party, bool) {
	if o := r.undergone(n); o >= 0 {
		p := r.nominal(o)
		p.Text, p.Span = r.owned(n)
		return p, true
	}
	m := r.mentionAt[n]
	if r.tree.upos(n) != dragoman.PRON || m < 0 || r.d.Mentions[m].Chain < 0 {
		return dragoman.Party{}, false
	}
	best := r.d.Chains[r.d.Mentions[m].Chain].Best
	if best < 0 || r.d.Mentions[best].Kind == dragoman.Pronoun {
		return dragoman.Party{}, false
	}
	p := r.nominal(r.d.Mentions[best].Head)
	p.Text, p.Span = r.owned(n)
	return p, true
}

// owned is the words of a pronoun, with what it owns: "their cameras".
func (r *reader) owned(n int32) (string, dragoman.Span) {
	span := r.d.Tokens[n].Span
	if h := r.tree.head(n); h > n && r.tree.rel(n) == dragoman.RelNmodPoss && h-n < reach/2 {
		span.End = r.d.Tokens[h].Span.End
	}
	return r.d.Slice(span), span
}

// nominal is a party by the words of the noun phrase of n.
func (r *reader) nominal(n int32) dragoman.Party {
	span := r.phraseSpan(n)
	p := dragoman.Party{Text: r.d.Slice(span), Span: span, Chain: -1}
	p.Name = withoutArticle(p.Text)
	if m := r.mentionAt[n]; m >= 0 {
		p.Chain, p.Type = r.d.Mentions[m].Chain, r.d.Mentions[m].Type
	}
	r.settle(&p, n)
	return p
}

// privateBody reports whether n is a body that is no part of its country's state: "Rotary clubs across Ghana", "shops in Minneapolis".
func (r *reader) privateBody(n int32) bool { return privateBodies[r.d.Lemmas[r.core(n)]] }

var privateBodies = setOf(`club shop company firm bank newspaper factory union charity church mosque school university hospital theatre bar restaurant market
	broadcaster station publisher airline business retailer supermarket manufacturer sect congregation foundation association society newsroom website magazine`)

func withoutArticle(s string) string {
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return rest
		}
	}
	return s
}

// people is the party of a noun for people whose words lead to another party only by place or people: "steelworkers in Egypt" are not
// Egypt.
func (r *reader) people(n int32, ref partyRef) (dragoman.Party, bool) {
	if !ref.through || r.tree.upos(n) != dragoman.NOUN || !r.folk(n) && !r.privateBody(n) {
		return dragoman.Party{}, false
	}
	if ref.mention >= 0 && r.d.Mentions[ref.mention].Head == r.core(n) {
		return dragoman.Party{}, false // "hundreds of miners" are the miners
	}
	p := r.nominal(n)
	if p.Country == "" {
		switch {
		case ref.place >= 0:
			p.Country = r.d.Places[ref.place].Country
		case ref.mention >= 0:
			p.Country = r.partyOf(ref.mention).Country
		}
		p.Code = p.Country
	}
	return p, true
}

// trimmed is the tokens of a noun phrase without what does not name it: a bound cut in two before it ("least 20 soldiers"), and times and
// places after it ("officers before the march").
func (r *reader) trimmed(first, end, head int32) (int32, int32) {
	if first+1 < head && len(r.d.Word(first)) == 4 && r.tree.upos(first) == dragoman.NUM && r.isTime(first) {
		first++ // "in [1979 Iranian students] stormed"
	}
	for k := first; k < head && r.isTime(k); k++ {
		if r.tree.upos(k) == dragoman.PROPN && r.tree.head(k) > head {
			first = k + 1 // "on [9 May Kenyan soldiers] crossed"
		}
	}
	for first < head && bound(lower(r.d.Word(first))) != exact && r.tree.upos(first) != dragoman.DET {
		first++
	}
	for i := head + 1; i < end; i++ {
		if r.isTime(i) {
			end = i
			break
		}
		if r.tree.upos(i) == dragoman.ADP && folded(adverbial, r.d.Word(i)) {
			end = i
			break
		}
	}
	for end > head+1 && (r.tree.upos(end-1) == dragoman.ADP || r.tree.upos(end-1) == dragoman.PUNCT || r.tree.upos(end-1) == dragoman.DET) {
		end--
	}
	return first, end
}

// adverbial holds prepositions that begin what a phrase is not named by.
var adverbial = setOf(`in at on near before after during over since until outside inside around across amid within by from with under through along against despite`)

// settleIn gives people of no known country that of the place where they are hit, held or protest, and where police act: "46 people were
// arrested in Nairobi".
func (r *reader) settleIn(w *dragoman.Where, x *reading) {
	if w == nil || w.Country == "" || groupOf[x.typ]&(force|coerce|protest) == 0 {
		return
	}
	for side, parties := range [2][]dragoman.Party{r.records.sources, r.records.targets} {
		for i := range parties {
			p := &parties[i]
			local := p.HasSector("CVL") || side == 1 || groupOf[x.typ]&protest != 0 || p.HasSector("COP")
			if p.Country == "" && p.Actor == "" && len(p.Sectors) > 0 && local && !p.HasSector("UAF") && !p.HasSector("REB") {
				p.Country, p.Code = w.Country, strings.TrimSpace(w.Country+" "+p.Code)
			}
		}
	}
}
