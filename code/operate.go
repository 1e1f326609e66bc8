package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// operate makes the readings of a frame with operators: one for each inner reading that the paths of an operation find. It returns
// the first of them, or -1 where there is no inner reading.
func (r *reader) operate(outer *reading, p place) int32 {
	first, last := int32(-1), int32(-1)
	for _, o := range outer.frame.Operations {
		at := len(r.scratch)
		for _, path := range o.Paths {
			r.scratch = r.walk(p, path, r.scratch)
			if got := r.readAll(at); got {
				break
			}
			r.scratch = r.scratch[:at]
		}
		for i := at; i < len(r.scratch); i++ {
			for in := r.scratch[i]; in >= 0; in = r.readings[in].next {
				if r.readings[in].typ == "" && o.Op != codebook.Say {
					continue
				}
				if (o.Op == codebook.Consider || o.Op == codebook.Negate) && r.anothers(outer, in) {
					r.readings[in].light = outer.node // "is considering Assange's request", "stopped short of Pretoria's demand": it was made
					continue
				}
				made := r.add(r.compose(o.Op, outer, in))
				if last >= 0 {
					r.readings[last].next = made
				} else {
					first = made
				}
				last = made
			}
		}
		r.scratch = r.scratch[:at]
	}
	if last >= 0 && outer.frame.Code != nil && outer.frame.Code.Type == "REQUEST" && outer.frame.Operations[0].Op == codebook.Cause && !outer.target.empty() {
		x := *outer // who is persuaded was asked, besides what he then did
		x.typ, x.mode, x.cameo = outer.frame.Code.Type, outer.frame.Code.Mode, outer.frame.Code.Cameo
		made := r.add(x)
		r.readings[last].next = made
	}
	if first < 0 && outer.frame.Code == nil {
		if first = r.ought(outer, p); first < 0 {
			first = r.menaces(outer, p)
		}
	}
	return first
}

// menaces makes a threat of what somebody warns that he himself would do, where nothing tells what that is: "warned that it would turn the valley into
// a graveyard". -1 for none.
func (r *reader) menaces(outer *reading, p place) int32 {
	t := &r.tree
	for _, o := range outer.frame.Operations {
		if o.Op != codebook.Warn || outer.source.empty() {
			continue
		}
		for k := t.first[p.node]; k >= 0; k = t.next[k] {
			if t.rel(k) != dragoman.RelCcomp || !t.isVerb(k) || t.passive(k) || still[t.lemma(k)] || !t.hasChild(k, dragoman.RelAux, "will", "would", "'ll") {
				continue
			}
			s := t.child(k, dragoman.RelNsubj)
			if s < 0 || t.upos(s) != dragoman.PRON || !r.meansDoer(s, outer) {
				continue
			}
			x := *outer
			x.typ, x.mode, x.cameo = "THREATEN", "", "130"
			return r.add(x)
		}
	}
	return -1
}

// anothers reports whether a request that is thought about was made by somebody else.
func (r *reader) anothers(outer *reading, in int32) bool {
	x := &r.readings[in]
	if x.typ != "REQUEST" || r.countParties(x.source) == 0 || r.sameFillers(x.source, outer.source) {
		return false
	}
	if x.target.empty() {
		x.target = outer.source
	}
	return true
}

// ought makes a request of what somebody says that another must or should do, where nothing tells what that is: "said Europe should stop
// issuing visas".
func (r *reader) ought(outer *reading, p place) int32 {
	t := &r.tree
	for _, o := range outer.frame.Operations {
		if o.Op != codebook.Say {
			continue
		}
		for _, path := range o.Paths {
			at := len(r.scratch)
			r.scratch = r.walk(p, path, r.scratch)
			clauses := r.scratch[at:]
			r.scratch = r.scratch[:at]
			for _, k := range clauses {
				s := t.child(k, dragoman.RelNsubj)
				if made := r.commanded(outer, p, k); made >= 0 {
					return made
				}
				if s < 0 || t.upos(s) == dragoman.PRON || !t.isVerb(k) || t.passive(k) || still[t.lemma(k)] || !t.hasChild(k, dragoman.RelAux, "must", "should", "ought") || t.hasChild(k, dragoman.RelAux, "have") {
					continue
				}
				x := *outer
				if x.source.empty() {
					x.source = r.fill(p, outer.frame.Speaker, firstSlot)
				}
				if x.target = (fillers{}); !x.source.empty() && r.aim(&x, s) {
					x.typ, x.mode, x.cameo = "REQUEST", "", "100"
					return r.add(x)
				}
			}
		}
	}
	return -1
}

// commanded makes a request of a command that somebody is told in so many words: "Spend less on pensions, the lender told Athens".
func (r *reader) commanded(outer *reading, p place, k int32) int32 {
	t := &r.tree
	v := outer.node
	if t.xpos(k) != dragoman.VB && t.xpos(k) != dragoman.VBP || t.first[k] >= 0 && t.first[k] < k && t.upos(t.first[k]) != dragoman.PART && t.upos(t.first[k]) != dragoman.AUX && t.upos(t.first[k]) != dragoman.PUNCT {
		return -1
	}
	if k > v || t.is(v, "warned") || t.is(v, "warns") || t.child(k, dragoman.RelNsubj) >= 0 || t.child(k, dragoman.RelMark) >= 0 || t.hasChild(k, dragoman.RelAux, "will", "would", "can", "could", "may", "might", "shall", "must", "should", "have") {
		return -1
	}
	if civil[t.lemma(k)] {
		return -1
	}
	x := *outer
	if x.source.empty() {
		x.source = r.fill(p, outer.frame.Speaker, firstSlot)
	}
	if x.source.empty() {
		return -1
	}
	x.target = fillers{}
	for c := t.first[v]; c >= 0; c = t.next[c] {
		if rel := t.rel(c).Universal(); (rel == dragoman.RelObj || rel == dragoman.RelIobj) && t.isNominal(c) && r.aim(&x, c) {
			x.typ, x.mode, x.cameo = "REQUEST", "", "100"
			return r.add(x)
		}
	}
	return -1
}

// civil are the verbs of what one is told to do by way of talk or welcome.
var civil = setOf(`be come go look see sit take watch listen hear let thank think imagine remember forget eat drink read try guess say tell believe trust welcome enjoy do get
	have know feel ask smile cheer pray sing dance dream love bring call meet visit make give cook bake wash wear play`)

// still are the verbs of what one is, not of what one does.
var still = setOf(`be have know feel expect mean need want remember fear face`)

// meansDoer reports whether the pronoun n stands for the source of x.
func (r *reader) meansDoer(n int32, x *reading) bool {
	if ref := r.refer(n); ref.ok() && ref == r.refer(r.nodes[x.source.from]) {
		return true
	}
	from := int32(len(r.nodes))
	r.nodes = append(r.nodes, n)
	same := r.sameFillers(fillers{from, from + 1}, x.source)
	r.nodes = r.nodes[:from]
	return same
}

// readAll replaces the nodes from at on by the first readings of each and of what is joined to it; false where none has one.
func (r *reader) readAll(at int) bool {
	mid := len(r.scratch)
	for i := at; i < mid; i++ {
		end := len(r.scratch)
		r.scratch = r.members(r.scratch[i], r.scratch)
		keep := end
		for j := end; j < len(r.scratch); j++ {
			if list := r.read(r.scratch[j]); list >= 0 {
				r.scratch[keep] = list
				keep++
			}
		}
		r.scratch = r.scratch[:keep]
	}
	n := copy(r.scratch[at:], r.scratch[mid:])
	r.scratch = r.scratch[:at+n]
	return n > 0
}

// compose applies one operator of outer to the inner reading.
func (r *reader) compose(op codebook.Op, outer *reading, in int32) reading {
	x := r.readings[in]
	r.readings[in].consumed = op != codebook.Refuse && op != codebook.Deny && op != codebook.Violate || !r.stands(outer.source, in)
	inner := x
	x.consumed, x.next, x.purpose = false, -1, false
	x.node, x.sent = outer.node, outer.sent
	if op == codebook.Say {
		x.say = outer.node
		x.push(op)
		if x.typ == "THREATEN" && x.modality == dragoman.Possible && r.ownWord(outer.node, x.source) {
			x.modality = dragoman.Done
		}
		if x.source.empty() && len(outer.frame.Source) > 0 && outer.frame.Code == nil && !r.doneTo(&x, outer) { // who condemns a strike did not strike
			x.source = outer.source
		}
		return x
	}
	ends := x.typ == "SANCTION" && x.mode == "discontinue" && slices.ContainsFunc(r.list(outer.target), func(n int32) bool { return r.classOf(n)&codebook.State != 0 }) // "Rwanda was told to end its aid to the rebels"
	if op == codebook.Order && !outer.target.empty() && (groupOf[x.typ]&(coop|yield) != 0 || ends) && (x.mode == "resign" || !r.commands(outer.source, outer.target)) {
		op = codebook.Demand // a government is told to release somebody: that is asked of it, not yet done
	}
	if (op == codebook.Order || op == codebook.Demand) && r.shownOut(outer, &inner) {
		x.push(op)
		x.mode, x.cameo = "expel", "161"
		x.source, x.target = inner.target, outer.target
		return x
	}
	if op == codebook.Order && outer.target.empty() && inner.source.empty() && outer.frame.Code != nil && groupOf[x.typ]&(coop|yield) != 0 {
		op = codebook.Demand // "ordered that the remains be returned": nobody is told who has them
	}
	if op == codebook.Order && x.modality == dragoman.Denied && groupOf[x.typ]&force != 0 && !outer.target.empty() && !r.commands(outer.source, outer.target) {
		op = codebook.Demand // "ordered Israel to prevent acts of genocide"
	}
	wants := outer.frame.Code != nil && outer.frame.Code.Type == "REQUEST" && outer.frame.Code.Mode == "yield" // what one wants closed
	if (op == codebook.Demand || op == codebook.Urge) && groupOf[x.typ]&force != 0 && (!outer.target.empty() || wants) {
		x.ask(op) // "urged Germany to sanction Russia" is asked of Germany
		x.source, x.target = outer.source, outer.target
		return x
	}
	if (op == codebook.Demand || op == codebook.Urge) && x.typ == "REQUEST" && r.countParties(outer.target) > 0 {
		x.push(op) // "asked Washington to press Israel" is asked of Washington
		x.source, x.target = outer.source, outer.target
		return x
	}
	if op == codebook.Warn && !r.sameFillers(outer.source, inner.source) && !r.oneSide(outer.source, inner.source) && r.countParties(inner.source) > 0 {
		op = codebook.Say
		x.say = outer.node
	}
	if op == codebook.Order && r.commands(outer.source, outer.target) {
		own := *outer
		own.target = fillers{} // those who are told to crush a mutiny are not crushed
		outer = &own
	}
	if op == codebook.Plan && x.typ == "REJECT" && x.top() == codebook.Negate && deciding[r.tree.lemma(outer.trigger)] {
		x.source = orElse(outer.source, x.source) // "its decision not to sign": it has refused
		return x
	}
	who := apply(r.book, op, &x)
	switch {
	case !x.source.empty():
	case op == codebook.Deny:
		x.source = outer.source // who denies an act denies his own
	case op == codebook.Reported && outer.frame.Code != nil:
		x.source = outer.target // who is accused of an act did it, they say
	}
	r.cast(who, &x, &inner, outer)
	if op == codebook.Agree && outer.both && r.touchesNone(x.target) {
		x.target, x.both = fillers{}, true // "Oman and Yemen agreed to reopen the crossing to pilgrims": with each other
	}
	return x
}

// touchesNone reports whether what is agreed concerns no power but those who agree: civilians, or something of their own.
func (r *reader) touchesNone(f fillers) bool {
	for _, n := range r.list(f) {
		if r.classOf(n)&(codebook.State|codebook.Org|codebook.Armed|codebook.Leader|codebook.Official) != 0 && r.tree.child(n, dragoman.RelNmodPoss) < 0 || r.placeAt[n] >= 0 {
			return false
		}
	}
	return true
}

// stands reports whether a demand or an accusation stays an event of its own where somebody answers it with a no: it has been made. Who
// answers is whom it was made to, where it does not say.
func (r *reader) stands(answerer fillers, in int32) bool {
	x := &r.readings[in]
	if groupOf[x.typ]&(request|accuse) == 0 || x.mode == "investigate" || r.sameFillers(x.source, answerer) {
		return false
	}
	if r.countParties(x.source) == 0 && (x.typ != "REQUEST" || !x.source.empty() || r.countParties(answerer) == 0) {
		return false
	}
	if x.target.empty() {
		x.target = answerer
	}
	if x.source.empty() && x.light < 0 {
		x.light = r.tree.head(x.trigger) // "ignored demands that he quit": they are told of as made
	}
	return true
}

// cast gives the parts of a reading that an operator made.
func (r *reader) cast(who dyad, x, inner, outer *reading) {
	switch who {
	case kept:
		return
	case answered:
		x.source = orElse(outer.source, inner.target)
		x.target = inner.source
		if r.sameFillers(x.target, x.source) || r.countParties(x.target) == 0 {
			x.target = r.party(outer.target, inner.target)
		}
		if r.sameFillers(x.target, x.source) {
			x.target = fillers{} // "shrugged off calls to resign": whose they were is not told
		}
	case asked:
		x.source = outer.source
		x.target = r.party(outer.target, inner.source)
		switch { // who is to be freed or handed over is not asked to do it
		case r.hears(outer.target):
			x.target = outer.target
		case inner.mode != "release" && !handovers[r.tree.lemma(inner.trigger)]:
			x.target = r.party(x.target, inner.target)
		case r.sameFillers(x.target, inner.target):
			x.target = fillers{}
		}
		if r.sameFillers(x.target, x.source) {
			x.target = inner.target
		}
	case doer:
		x.source = orElse(outer.source, inner.source)
		x.target = inner.target
		if r.countParties(x.target) == 0 || r.sameFillers(x.target, x.source) {
			x.target = r.party(outer.target, inner.target)
		}
		if r.countParties(x.target) == 0 && !r.sameFillers(inner.source, x.source) && r.countParties(inner.source) > 0 && !r.oneSide(inner.source, x.source) {
			x.target = inner.source // "ended the occupation by Israel"
		}
	}
	if !x.source.empty() && !r.sameFillers(x.source, inner.source) {
		x.both = x.both && x.target.empty()
	}
}

// hears reports whether somebody is asked who is a body or people by his own word, known or not: "asked the committee to pardon them".
func (r *reader) hears(f fillers) bool {
	return !f.empty() && r.tree.upos(r.nodes[f.from]) == dragoman.NOUN && r.classOf(r.nodes[f.from])&(people|codebook.Armed|codebook.State) != 0
}

// handovers are nouns for what is done with one who is held.
var handovers = setOf(`extradition release freeing handover surrender repatriation return transfer`)

func orElse(f, g fillers) fillers {
	if f.empty() {
		return g
	}
	return f
}

// party returns the first that names a party, or f.
func (r *reader) party(f, g fillers) fillers {
	if r.countParties(f) == 0 && r.countParties(g) > 0 {
		return g
	}
	return orElse(f, g)
}

// sameFillers reports whether the first of both is the same token or mention chain.
func (r *reader) sameFillers(f, g fillers) bool {
	if f.empty() || g.empty() {
		return false
	}
	a, b := r.nodes[f.from], r.nodes[g.from]
	if a == b {
		return true
	}
	ma, mb := r.mentionAt[a], r.mentionAt[b]
	return ma >= 0 && mb >= 0 && r.d.Mentions[ma].Chain == r.d.Mentions[mb].Chain && r.d.Mentions[ma].Chain >= 0
}

// oneSide reports whether the first speaks for the second: both are of one country's state or forces, as are the Kremlin and Russia's army.
func (r *reader) oneSide(f, g fillers) bool {
	a, b := r.sideOf(f, nil), r.sideOf(g, nil)
	return len(a) > 0 && len(b) > 0 && a[0].Country != "" && a[0].Country == b[0].Country && official(&a[0]) && official(&b[0])
}

// official reports whether a party is a country, its government or its forces.
func official(p *dragoman.Party) bool {
	for _, s := range p.Sectors {
		if s != "GOV" && s != "MIL" && s != "ELI" {
			return false
		}
	}
	return true
}

// abroad reports whether two sides are of different countries.
func (r *reader) abroad(f, g fillers) bool {
	a, b := r.sideOf(f, nil), r.sideOf(g, nil)
	return len(a) > 0 && len(b) > 0 && a[0].Country != "" && b[0].Country != "" && a[0].Country != b[0].Country
}

// structural applies what stands around n without a frame of its own: auxiliaries, negation, adverbs, adjectives with an operator.
func (r *reader) structural(n, list int32) {
	var ops [maxOps]codebook.Op
	k := 0
	for _, op := range r.around(n, ops[:0]) {
		if k < maxOps {
			ops[k] = op
			k++
		}
	}
	purpose := r.isPurpose(n)
	never := r.neverDone(n)
	asked := r.wondered(n)
	with := r.comingWith(n)
	for x := list; x >= 0; x = r.readings[x].next {
		if asked {
			r.readings[x].typ, r.readings[x].mode, r.readings[x].cameo = "", "", ""
			continue
		}
		if rd := &r.readings[x]; never && groupOf[rd.typ]&(coop|yield) != 0 && rd.modality == dragoman.Done && rd.numOps == 0 {
			rd.typ, rd.mode, rd.cameo = "", "", ""
			continue
		}
		if k > 0 && ops[0] == codebook.Demand && groupOf[r.readings[x].typ]&force != 0 && r.bound(&r.readings[x], n) {
			r.readings[x].ask(codebook.Demand) // "Russia must punish them, Aliyev said" is asked of Russia
			r.obliged(x, n)
			continue
		}
		if rd := &r.readings[x]; with != codebook.NoOp && groupOf[rd.typ]&material != 0 && rd.modality == dragoman.Done {
			apply(r.book, with, rd)
		}
		for _, op := range ops[:k] {
			if (op == codebook.Negate || op == codebook.Refuse) && r.readings[x].node == n && saysNot(r.readings[x].frame) {
				continue // "has not ruled out force", "would not carry out the warrant": that it is not done is what the frame means
			}
			apply(r.book, op, &r.readings[x])
		}
		if rd := &r.readings[x]; k > 0 && rd.typ == "REJECT" && rd.source.empty() && r.tree.upos(n) == dragoman.NOUN {
			if s := r.speakerAbove(n); s >= 0 { // "there will be no amnesty, the junta's spokesman said"
				from := int32(len(r.nodes))
				r.nodes = append(r.nodes, s)
				rd.source = fillers{from, from + 1}
			}
		}
		r.readings[x].purpose = purpose
		if k > 0 && ops[0] == codebook.Demand {
			r.obliged(x, n)
			if rd := &r.readings[x]; (rd.typ == "REQUEST" || rd.typ == "THREATEN") && rd.node == n && r.speakerAbove(n) < 0 && rd.modality == dragoman.Done && r.tree.isVerb(n) {
				rd.typ, rd.mode, rd.cameo = "", "", "" // "parliament must approve it": nobody asks
			}
		}
	}
}

// saysNot reports whether a frame asks for a negation, which then is part of what it means.
func saysNot(f *codebook.Frame) bool {
	for i := range f.Conditions {
		c := &f.Conditions[i]
		if !c.Unless && len(c.Path) == 1 && c.Path[0].Step == codebook.Adv && (slices.Contains(c.Lemmas, "not") || slices.Contains(c.Lemmas, "never")) {
			return true
		}
	}
	return false
}

// ask makes a request of a reading: that somebody change what he does.
func (x *reading) ask(op codebook.Op) {
	x.push(op)
	x.typ, x.mode, x.cameo, x.modality = "REQUEST", "change", "1042", dragoman.Done
}

// bound reports whether somebody else than the speaker is told that he must do what the reading says.
func (r *reader) bound(x *reading, n int32) bool {
	s := r.speakerAbove(n)
	if s < 0 || r.countParties(x.source) == 0 || r.tree.upos(r.nodes[x.source.from]) == dragoman.PRON {
		return false
	}
	return r.refer(s) != r.refer(r.nodes[x.source.from])
}

// obliged recasts "Israel must end its attacks": whoever says so asks it of the subject.
func (r *reader) obliged(x, n int32) {
	rd := &r.readings[x]
	if s := r.speakerAbove(n); s >= 0 && rd.typ == "REQUEST" {
		from := int32(len(r.nodes))
		r.nodes = append(r.nodes, s)
		inner := rd.source
		rd.source = fillers{from, from + 1}
		if !inner.empty() {
			rd.target = inner
		}
	}
}
