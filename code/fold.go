package code

import "dragoman"

// fold makes one event of an attack and of what it did: "attacked the convoy, killing three guards", "the raid left 37 dead", "killed
// three and wounded five".
func (r *reader) fold() {
	for i := range r.readings {
		x := &r.readings[i]
		if !x.consumed && x.typ == "PROTEST" {
			r.oneProtest(x)
		}
		if x.consumed || x.typ != "ASSAULT" {
			continue
		}
		if x.source.empty() {
			r.sharedAgent(x)
		}
		if h := r.endOf(x); h >= 0 {
			y := &r.readings[h]
			if x.consumed = true; y.mode == "" {
				y.mode, y.cameo = x.mode, x.cameo
			}
			continue
		}
		if !r.tolls(x) {
			continue
		}
		if h := r.hostOf(x); h >= 0 && int(h) != i {
			x.consumed, x.host = true, h
			r.lend(&r.readings[h], x)
		} else if h := r.meansOf(x); h >= 0 && int(h) != i {
			r.borrow(x, &r.readings[h])
		} else if h := r.occasionOf(x); h >= 0 && int(h) != i {
			if y := &r.readings[h]; r.countParties(x.target) == 0 && r.countParties(y.target) > 0 {
				x.consumed, x.host = true, h
				r.lend(y, x)
			} else {
				r.borrow(x, y)
			}
		} else {
			r.crushed(x)
		}
	}
}

// crushed gives x, which only counts the dead, those whom the verb above it puts down for its victims: "broke up the sit-in, leaving dozens dead".
func (r *reader) crushed(x *reading) {
	t := &r.tree
	v := r.actOf(x)
	if t.xpos(v) != dragoman.VBG || t.rel(v) != dragoman.RelAdvcl || t.head(v) < 0 || r.memo[t.head(v)] < 0 || !r.barelyCounts(x) {
		return
	}
	if y := &r.readings[r.alive(r.memo[t.head(v)])]; y.typ == "COERCE" && y.modality == dragoman.Done && !y.target.empty() && r.sameFillers(x.source, y.source) {
		x.target = y.target
	}
}

// oneProtest takes "to protest" for the purpose of the protest that is told: "exiles fasted outside the office to protest against the return" are one.
func (r *reader) oneProtest(x *reading) {
	h := r.tree.head(x.node)
	if !x.purpose || !r.tree.isVerb(x.trigger) || h < 0 || r.memo[h] < 0 {
		return
	}
	y := &r.readings[r.memo[h]]
	if y.typ != "PROTEST" || y.consumed || !x.source.empty() && !r.sameFillers(x.source, y.source) {
		return
	}
	if r.countParties(y.target) == 0 && r.countParties(x.target) > 0 {
		y.target = x.target
	}
	x.consumed = true
}

// tolls reports whether a reading tells of dead and wounded.
func (r *reader) tolls(x *reading) bool { return len(x.frame.Magnitudes) > 0 || r.harm(x) != "" }

// sharedAgent gives x the agent of the last of several passives that have one subject: "was abducted, tortured and shot by the IRA".
func (r *reader) sharedAgent(x *reading) {
	t := &r.tree
	v := x.trigger
	if !t.isVerb(v) || !t.passive(v) || t.agent(v) >= 0 {
		return
	}
	first := v
	if t.rel(v) == dragoman.RelConj && t.isVerb(t.head(v)) {
		first = t.head(v)
	}
	for k := t.first[first]; k >= 0; k = t.next[k] {
		if k <= v || t.rel(k) != dragoman.RelConj || !t.isVerb(k) || t.child(k, dragoman.RelNsubjPass) >= 0 || t.child(k, dragoman.RelNsubj) >= 0 || t.child(k, dragoman.RelAuxPass) >= 0 {
			continue
		}
		if a := t.agent(k); a >= 0 && r.memo[k] >= 0 {
			if y := &r.readings[r.memo[k]]; y.typ == "ASSAULT" && y.modality == dragoman.Done && !y.source.empty() && r.nodes[y.source.from] == a {
				x.source = y.source
				return
			}
		}
	}
}

// lend gives the attack h what only its outcome x names: whom it hit, and that it took place.
func (r *reader) lend(h, x *reading) {
	if r.countParties(h.target) == 0 && !r.anyone(h.target) && !x.target.empty() && !r.sameFillers(x.target, h.source) {
		h.target = x.target
	}
	if h.source.empty() && !x.source.empty() && !r.sameFillers(x.source, h.target) && r.nodes[x.source.from] != h.trigger {
		h.source = x.source
	}
	if h.light < 0 && r.tree.isVerb(x.node) && !r.tree.isVerb(h.trigger) {
		h.light = x.node
	}
}

// anyone reports whether people are among the fillers, though nobody is named.
func (r *reader) anyone(f fillers) bool {
	for _, n := range r.list(f) {
		if r.folk(n) {
			return true
		}
	}
	return false
}

// hostOf is the reading whose losses x counts, or -1.
func (r *reader) hostOf(x *reading) int32 {
	t := &r.tree
	v := r.actOf(x)
	if !t.isVerb(v) || x.modality != dragoman.Done {
		return -1
	}
	if s := t.surface(v, 0); s >= 0 && !t.passive(v) && t.upos(s) == dragoman.NOUN {
		for up, steps := s, 0; up >= 0 && steps < maxThrough; up, steps = t.head(up), steps+1 { // "strikes in Khost province that killed nine"
			if h := r.attackAt(up, x); h >= 0 && !t.isVerb(up) {
				return h
			}
			if t.rel(v) != dragoman.RelAclRelcl || t.rel(up) != dragoman.RelNmod {
				break
			}
		}
	}
	if h := r.blowOf(x, v); h >= 0 {
		return h
	}
	at := v
	for steps := 0; t.rel(at) == dragoman.RelConj && t.isVerb(t.head(at)) && steps < maxThrough; steps++ {
		at = t.head(at)
		if h := r.attackAt(at, x); h >= 0 && (r.tolls(&r.readings[h]) || r.tolls(&r.readings[r.memo[at]])) && r.barelyCounts(x) {
			return h
		}
	}
	if t.xpos(at) == dragoman.VBG && (t.rel(at) == dragoman.RelAdvcl || t.rel(at) == dragoman.RelXcomp || t.rel(at) == dragoman.RelParataxis) && t.head(at) >= 0 {
		return r.attackAt(t.head(at), x)
	}
	return -1
}

// endOf is the reading of the attack that x only tells the means of: "killed a minister by detonating a mine". -1 for none.
func (r *reader) endOf(x *reading) int32 {
	t := &r.tree
	v := r.actOf(x)
	if t.xpos(v) != dragoman.VBG || t.rel(v) != dragoman.RelAdvcl || !t.hasChild(v, dragoman.RelMark, "by") || !t.isVerb(t.head(v)) {
		return -1
	}
	return r.attackAt(t.head(v), x)
}

// blowOf is the reading of the blow that x, joined to it by "and", only tells the outcome of: "shot and killed a teenager" is one act. -1 for none.
func (r *reader) blowOf(x *reading, v int32) int32 {
	t := &r.tree
	h := t.head(v)
	if t.rel(v) != dragoman.RelConj || !t.isVerb(h) || !outcomes[t.lemma(v)] || !blows[t.lemma(h)] || t.child(v, dragoman.RelNsubj) >= 0 || t.child(v, dragoman.RelNsubjPass) >= 0 {
		return -1
	}
	y := r.attackAt(h, x)
	if y < 0 || !r.sameFillers(x.target, r.readings[y].target) {
		return -1
	}
	return y
}

var (
	outcomes = setOf(`kill wound injure hurt maim`)
	blows    = setOf(`shoot stab knife bomb shell hack beat ambush attack strafe gun run`)
)

// meansOf is the reading of the attack by or in which those of a passive were hit, or -1: "were killed by shelling", "died in a Russian strike".
func (r *reader) meansOf(x *reading) int32 {
	t := &r.tree
	v := r.actOf(x)
	if !t.isVerb(v) || x.modality != dragoman.Done {
		return -1
	}
	cases := []string{"by", "in", "during", "from"}
	if !t.passive(v) {
		if h := r.throwing(x, v); h >= 0 {
			return h
		}
		cases = cases[1:3] // "killed nine soldiers in an attack on a base"
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if rel := t.rel(k); k < v || rel != dragoman.RelObl && rel != dragoman.RelOblAgent || !r.hasOneCase(k, cases) {
			continue
		}
		if t.passive(v) && r.countParties(x.source) > 0 && !t.under(r.nodes[x.source.from], k) {
			continue // somebody else did it
		}
		if h := r.memo[k]; h >= 0 {
			if y := &r.readings[h]; !t.passive(v) && !y.source.empty() && !r.sameFillers(x.source, y.source) {
				continue
			}
			if y := &r.readings[h]; y.typ == "ASSAULT" && !y.consumed && y.host < 0 && y.modality == dragoman.Done && y.trigger == k {
				return h
			}
		}
	}
	return -1
}

// occasionOf is the reading of the attack in whose course those of a passive were hit, or -1: "12 people were killed when aircraft bombed a house".
func (r *reader) occasionOf(x *reading) int32 {
	t := &r.tree
	v := r.actOf(x)
	if !t.isVerb(v) || x.modality != dragoman.Done || !t.passive(v) || t.agent(v) >= 0 {
		return -1
	}
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if k < v || t.rel(k) != dragoman.RelAdvcl || !t.isVerb(k) || r.memo[k] < 0 || !r.begun(k, v) {
			continue
		}
		h := r.alive(r.memo[k])
		y := &r.readings[h]
		if y.typ != "ASSAULT" || y.consumed || y.host >= 0 || y.modality != dragoman.Done || y.trigger != k {
			continue
		}
		if r.countParties(x.source) > 0 && !t.under(r.nodes[x.source.from], k) {
			continue
		}
		return h
	}
	return -1
}

// begun reports whether the clause k after the verb v begins with "when", "as", "after" or "while".
func (r *reader) begun(k, v int32) bool {
	for i := v + 1; i < k; i++ {
		if r.tree.is(i, "when") || r.tree.is(i, "as") || r.tree.is(i, "after") || r.tree.is(i, "while") {
			return r.tree.under(i, k)
		}
	}
	return false
}

// throwing is the reading of the participle behind the subject of v: "bombs thrown at the camp killed three". -1 for none.
func (r *reader) throwing(x *reading, v int32) int32 {
	t := &r.tree
	s := t.surface(v, 0)
	if s < 0 || t.upos(s) != dragoman.NOUN || r.folk(s) {
		return -1
	}
	for k := t.first[s]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelAcl && k < v && launchings[t.lemma(k)] {
			if h := r.attackAt(k, x); h >= 0 && r.readings[h].host < 0 {
				return h
			}
		}
	}
	return -1
}

// borrow gives x what only the attack h tells, by whom and how, and leaves h untold.
func (r *reader) borrow(x, h *reading) {
	if x.source.empty() || r.countParties(x.source) == 0 {
		x.source = h.source
	}
	if x.mode == "" && h.mode != "" {
		x.mode, x.cameo = h.mode, h.cameo
	}
	h.consumed = true
}

// attackAt is the reading of an attack at n by whoever x is by, with the host it has itself.
func (r *reader) attackAt(n int32, x *reading) int32 {
	if r.memo[n] < 0 {
		return -1
	}
	h := r.memo[n]
	y := &r.readings[h]
	if y.consumed { // an operator made another of it
		h = r.alive(h)
		y = &r.readings[h]
	}
	if y.host >= 0 {
		h = y.host
		y = &r.readings[h]
	}
	if y.typ != "ASSAULT" || y.consumed || y.modality != dragoman.Done {
		return -1
	}
	if r.tree.isVerb(n) && !x.source.empty() && !r.sameFillers(x.source, y.source) && (!y.source.empty() || r.countParties(x.source) > 0) {
		return -1
	}
	return h
}

// alive is the reading of the same trigger as h that no operator made another of, or h.
func (r *reader) alive(h int32) int32 {
	sent, trigger := r.readings[h].sent, r.readings[h].trigger
	from := h
	for from > 0 && r.readings[from-1].sent == sent {
		from--
	}
	for i := from; int(i) < len(r.readings) && r.readings[i].sent == sent; i++ {
		if z := &r.readings[i]; !z.consumed && z.trigger == trigger {
			return i
		}
	}
	return h
}

// barelyCounts reports whether x tells nothing of whom it hit but how many.
func (r *reader) barelyCounts(x *reading) bool {
	for _, n := range r.list(x.target) {
		if c := r.core(n); r.tree.upos(c) != dragoman.NUM && !quantities[r.tree.lemma(c)] && !r.tree.is(c, "more") && !r.tree.is(c, "others") {
			return false
		}
	}
	return true
}

// twoActs reports whether two readings of one dyad tell of acts that "and" joins: "gassed and clubbed the marchers".
func (r *reader) twoActs(a, b int32) bool {
	x, y := &r.readings[a], &r.readings[b]
	i, j := r.actOf(x), r.actOf(y)
	if x.mode == y.mode || !r.tree.isVerb(i) || !r.tree.isVerb(j) {
		return false
	}
	for _, pair := range [2][2]int32{{i, j}, {j, i}} {
		v := pair[0]
		for steps := 0; r.tree.rel(v) == dragoman.RelConj && steps < maxThrough; steps++ {
			if v = r.tree.head(v); v == pair[1] {
				return true
			}
		}
	}
	return false
}

// actOf is the verb of what x tells, below whatever says so.
func (r *reader) actOf(x *reading) int32 {
	if r.tree.isVerb(x.trigger) {
		return x.trigger
	}
	return x.node
}
