package code

import (
	"slices"

	"dragoman"
	"dragoman/codebook"
)

// Who stands opposite whom in an event: those who act on each other, those of whom a report tells nothing else, hosts and mediators.

// strangers appends those of whom a report tells nothing else where the act is theirs and nobody is named: "she has resigned", "the two sides
// agreed on an exchange", "the two countries have exchanged captives".
func (r *reader) strangers(x *reading, f fillers, out []dragoman.Party) []dragoman.Party {
	if groupOf[x.typ]&(agree|retreat|support|cooperate|consult) == 0 {
		return out
	}
	t := &r.tree
	list := r.list(f)
	for _, n := range list {
		if n == x.trigger || r.core(n) != n || r.refer(n).ok() {
			continue
		}
		switch lemma := t.lemma(n); {
		case t.upos(n) == dragoman.PRON:
			willing := x.numOps == 0 || x.did(codebook.Agree) || x.did(codebook.Promise) || x.did(codebook.Offer)
			public := x.typ == "AGREE" && x.cameo != "030" || x.mode == "resign" || x.mode == "release" || x.mode == "disarm" // "she committed herself to a diet"
			if !public || x.modality > dragoman.Planned || !willing || t.rel(r.actOf(x)) == dragoman.RelAclRelcl || !folded(persons, r.d.Word(n)) {
				continue
			}
		case t.xpos(n) == dragoman.NNS && (opposed[lemma] || together[lemma]):
		case x.mode == "release" && (kin[lemma] || t.upos(n) == dragoman.NUM && t.child(n, dragoman.RelNmod) < 0 && !t.hasChild(n, dragoman.RelCompound, "$")):
		case x.typ == "RETREAT" && r.classOf(n)&(codebook.Leader|codebook.Official|codebook.PlaceClass) != 0 && t.upos(n) == dragoman.NOUN:
		case len(list) > 1 && t.upos(n) == dragoman.NOUN && r.classOf(n)&(codebook.Org|codebook.Armed|codebook.Official|codebook.Leader|codebook.Civilian) != 0:
		default:
			continue
		}
		out = append(out, r.nominal(n))
	}
	return out
}

// kin are those who are told of as somebody's.
var kin = setOf(`brother sister son daughter wife husband father mother cousin nephew niece uncle aunt widow comrade parent child relative`)

// together are bodies in whose plural those are taken together who agree.
var together = setOf(`country nation state government neighbour neighbor house chamber leader premier president minister rival union`)

// reconciled appends the parties to what a third one brokered, where it is told of them beside: "under a truce brokered by Oman, the rebels agreed".
func (r *reader) reconciled(x *reading, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	v := r.actOf(x)
	h := t.head(v)
	if !t.isVerb(v) { // "changed his mind after a call from Pretoria"
		h = v
	} else if t.rel(v) != dragoman.RelAcl {
		return out
	}
	if h < 0 || t.rel(h) != dragoman.RelObl || !t.hasChild(h, dragoman.RelCase, "under", "after", "in", "at", "following", "during") {
		return out
	}
	g := t.head(h)
	if g < 0 || !t.isVerb(g) || t.passive(g) { // "hostages will be freed under the deal"
		return out
	}
	if s := t.surface(g, 0); s >= 0 {
		had := len(out)
		if out = r.parties(s, out); len(out) == had && r.folk(s) {
			out = append(out, r.nominal(s))
		}
	}
	return out
}

// atHome reports whether the target is the land of the source: who goes about his own country visits nobody.
func atHome(source, target *dragoman.Party) bool {
	return source.Actor != "" && source.Country != "" && source.Country == target.Country && target.Type == dragoman.PlaceEntity && len(target.Sectors) == 0 && len(source.Sectors) > 0 && source.Sectors[0] == "GOV"
}

// inPassing reports whether x is told in a clause on a noun: "a ceasefire brokered by Qatar collapsed".
func (r *reader) inPassing(x *reading) bool {
	switch v := r.actOf(x); r.tree.rel(v) {
	case dragoman.RelAcl, dragoman.RelAclRelcl, dragoman.RelAmod:
		return true
	default:
		return !r.tree.isVerb(v)
	}
}

// mutual reports whether several who do it, with nobody named opposite, do it with each other: "Israel and Hamas agreed to stop firing".
func (r *reader) mutual(x *reading) bool {
	if x.typ == "AGREE" && r.jointly(x.target) {
		return true
	}
	if r.countParties(x.target) > 0 && !r.venues(x) {
		return false
	}
	switch {
	case x.mode == "visit", x.mode == "third-party": // who arrive or mediate together do so at another's
		return false
	case groupOf[x.typ]&agree != 0 && !x.did(codebook.Agree) && (x.did(codebook.Offer) || x.did(codebook.Promise)): // to another
		return false
	}
	return groupOf[x.typ]&(agree|consult|cooperate) != 0 || x.mode == "ceasefire" && x.numOps == 0 || x.cameo == "057" && len(x.frame.Both) > 0
}

// jointly reports whether what is agreed on is to be done together, whomever it is against: "pledged joint action against smugglers", "promised common patrols".
func (r *reader) jointly(f fillers) bool {
	t := &r.tree
	for _, n := range r.list(f) {
		if t.rel(n) == dragoman.RelNmod && r.hasOneCase(n, []string{"against", "along", "on", "off"}) {
			n = t.head(n)
		}
		if t.rel(n) == dragoman.RelObj && t.hasChild(n, dragoman.RelAmod, "joint", "common", "mutual", "bilateral", "coordinated") {
			return true
		}
	}
	return false
}

// did reports whether an operator made the reading.
func (x *reading) did(op codebook.Op) bool { return slices.Contains(x.ops[:x.numOps], op) }

// mediated takes "the two sides" between whom several mediate for others than these, where a chain makes one of them.
func (r *reader) mediated(x *reading) {
	e := &r.records
	list := r.list(x.target)
	if len(e.sources) < 2 || len(e.targets) == 0 || len(list) != 1 || !opposed[r.tree.lemma(list[0])] {
		return
	}
	for i := range e.targets {
		if !slices.ContainsFunc(e.sources, func(p dragoman.Party) bool { return p.Same(&e.targets[i]) }) {
			return
		}
	}
	p := r.nominal(list[0])
	p.Chain = -1
	e.targets = append(e.targets[:0], p)
}

// opposed are nouns in whose plural those are taken together who face each other.
var opposed = setOf(`side party faction camp`)

// purposeOf appends the parties for whose good help is given: "sent engineers to rebuild Iraq's power stations".
func (r *reader) purposeOf(x *reading, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	for k := t.first[x.trigger]; k >= 0; k = t.next[k] {
		if k < x.trigger || t.rel(k) != dragoman.RelAdvcl && t.rel(k) != dragoman.RelXcomp || !t.hasChild(k, dragoman.RelMark, "to") {
			continue
		}
		if o := t.child(k, dragoman.RelObj); o >= 0 && len(out) == 0 {
			out = r.parties(o, out)
		}
	}
	return out
}

// venues reports whether all that stands opposite is where it takes place: "resumed negotiations at Wye Plantation".
func (r *reader) venues(x *reading) bool {
	for _, n := range r.list(x.target) {
		if r.placeAt[n] < 0 && r.classOf(n)&codebook.PlaceClass == 0 || !r.hasOneCase(n, []string{"in", "at", "near", "outside", "on"}) {
			return false
		}
	}
	return true
}

// crowd reports whether the target is common people.
func (r *reader) crowd(x *reading) bool {
	for _, n := range r.list(x.target) {
		if r.classOf(n)&(codebook.State|codebook.Org|codebook.Leader|codebook.Official|codebook.Armed) != 0 {
			return false
		}
	}
	return !x.target.empty()
}

// land reports whether a party is a place that stands for nobody: the Golan Heights hold no talks, as Damascus does.
func land(p dragoman.Party) bool {
	return p.Actor == "" && p.Type == dragoman.PlaceEntity && p.Text == p.Name
}

// named reports whether a party is somebody, not a place alone.
func named(p dragoman.Party) bool { return !land(p) && p.Type != dragoman.PlaceEntity }

// assembled reports whether several leaders or bodies, told of by one plural, confer among themselves: "European foreign ministers met in Brussels".
func (r *reader) assembled(x *reading) bool {
	list := r.list(x.source)
	if len(list) != 1 || len(x.frame.Both) == 0 || r.bare(x) || r.infinitive(x.trigger) && x.numOps == 0 {
		return false
	}
	for _, n := range r.list(x.target) {
		if !r.hasOneCase(n, []string{"in", "at"}) {
			return false
		}
	}
	n := r.core(list[0])
	return r.tree.xpos(n) == dragoman.NNS && classWords[r.tree.lemma(n)]&(codebook.Leader|codebook.Official|codebook.Armed|codebook.Org) != 0
}
