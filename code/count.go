package code

import (
	"dragoman"
	"dragoman/codebook"
)

// magnitudes reads the numbers that the frame counts; where it counts none, those that its meaning does.
func (r *reader) magnitudes(x *reading) []dragoman.Magnitude {
	var out []dragoman.Magnitude
	p := place{x.trigger, -1, -1}
	if x.light >= 0 {
		p.light = x.light
		if len(x.frame.Predicates) > 0 && x.frame.Predicates[0].Kind == codebook.Verb {
			p = place{x.light, x.trigger, -1}
		}
	}
	for _, m := range x.frame.Magnitudes {
		r.found = r.walk(p, m.Path, r.found[:0])
		out = r.count(out, m.Kind, r.found)
	}
	if len(out) == 0 {
		out = r.meant(out, x)
	}
	return out
}

// count appends the first number of these nouns.
func (r *reader) count(out []dragoman.Magnitude, kind string, nouns []int32) []dragoman.Magnitude {
	for _, n := range nouns {
		if kind == "money" {
			if q, ok := r.money(n, 0); ok {
				return append(out, q)
			}
			continue
		}
		q, ok := quantity(r.d, n)
		if !ok && r.takenUp(n) < 0 {
			q, ok = quantity(r.d, r.core(n)) // "upwards of 2,000 women", but not the nine of whom "all but two" were released
		}
		if ok && (kind != "troops" || r.fighters(n)) {
			q.Kind = kind
			return append(out, q)
		}
	}
	return out
}

// meant appends the number that an event of this kind has by its meaning: of those arrested, set free, sent away, taking part, or the sum that
// is given or kept back.
func (r *reader) meant(out []dragoman.Magnitude, x *reading) []dragoman.Magnitude {
	switch x.typ {
	case "ASSAULT":
		if x.light >= 0 && r.fledFrom(x.trigger) == x.light {
			r.found = append(r.found[:0], r.tree.surface(x.light, 0))
			return r.count(out, "displaced", r.found)
		}
		if kind := r.harm(x); kind != "" {
			return r.count(out, kind, r.list(x.target))
		}
		return r.deaths(out, x)
	case "MOBILIZE":
		return r.forces(out, x)
	case "PROTEST":
		return r.marchers(out, x)
	case "AID", "COOPERATE", "AGREE", "SANCTION", "REQUEST":
		if kind := losses[x.typ][x.mode]; kind != "" {
			return r.count(out, kind, r.list(x.target))
		}
		return r.sum(out, x)
	}
	if kind := losses[x.typ][x.mode]; kind != "" {
		if out = r.count(out, kind, r.list(x.target)); len(out) == 0 {
			out = r.count(out, kind, r.list(x.theme))
		}
	}
	return out
}

// marchers appends how many take part: those who protest, or whom they bring along: "the unions brought 80,000 marchers on to the streets".
func (r *reader) marchers(out []dragoman.Magnitude, x *reading) []dragoman.Magnitude {
	if out = r.count(out, "taking_part", r.list(x.source)); len(out) > 0 || !r.tree.isVerb(x.trigger) {
		return out
	}
	if o := r.tree.child(x.trigger, dragoman.RelObj); o >= 0 && r.folk(o) && rallying[r.tree.lemma(x.trigger)] {
		r.found = append(r.found[:0], o)
		out = r.count(out, "taking_part", r.found)
	}
	return out
}

// rallying are the verbs whose object comes to a protest.
var rallying = setOf("bring draw attract gather mobilise mobilize rally muster turn lead call get assemble")

// losses are what is counted of the targets of a mode.
var losses = map[string]map[string]string{
	"COERCE":   {"arrest": "arrested", "deport": "expelled"},
	"RETREAT":  {"release": "released"},
	"SANCTION": {"expel": "expelled"},
}

// harm is what the verb of an attack does to those it hits: killed, wounded, abducted, or nothing that is counted.
func (r *reader) harm(x *reading) string {
	if x.mode == "abduct" {
		return "abducted"
	}
	for _, n := range [...]int32{x.trigger, x.light, x.node} {
		if n < 0 {
			continue
		}
		switch l := r.tree.lemma(n); {
		case killing[l], r.deadly(n):
			return "killed"
		case wounding[l]:
			return "wounded"
		}
	}
	return ""
}

// deadly reports whether the words after the verb n say that it killed: "shot dead nine farmers", "were hacked to death", "gunned down".
func (r *reader) deadly(n int32) bool {
	t := &r.tree
	if !t.isVerb(n) {
		return false
	}
	for i := n + 1; int(i)+1 < len(t.heads) && i < n+reach && t.upos(i) != dragoman.PUNCT; i++ {
		if t.is(i, "dead") && (i == n+1 || t.head(i) == n) || t.is(i, "to") && t.is(i+1, "death") {
			return true
		}
	}
	return downing[t.lemma(n)] && t.is(n+1, "down")
}

// downing are the verbs that kill with "down".
var downing = setOf("gun mow cut strike")

var (
	killing  = setOf("kill slay murder massacre behead lynch execute slaughter assassinate decapitate butcher exterminate electrocute strangle")
	wounding = setOf("wound injure maim hurt")
)

// deaths appends how many died of an attack, where a clause beside it tells: "opened fire; at least 17 died", "three died when the bombs hit".
func (r *reader) deaths(out []dragoman.Magnitude, x *reading) []dragoman.Magnitude {
	t := &r.tree
	if x.modality != dragoman.Done {
		return out
	}
	if v := t.head(x.node); v >= 0 && (t.rel(x.node) == dragoman.RelAdvcl || t.rel(x.node) == dragoman.RelObl) {
		out = r.died(out, v)
	} else if v >= 0 && t.is(v, "toll") && t.head(v) >= 0 { // "the toll of the strike rose to 70"
		for k := t.first[t.head(v)]; k >= 0; k = t.next[k] {
			if k > v && t.rel(k) == dragoman.RelObl {
				r.found = append(r.found[:0], k)
				return r.count(out, "killed", r.found)
			}
		}
	}
	for k := t.first[x.node]; k >= 0 && len(out) == 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelParataxis, dragoman.RelConj, dragoman.RelAdvcl:
			out = r.died(out, k)
		}
	}
	return out
}

func (r *reader) died(out []dragoman.Magnitude, v int32) []dragoman.Magnitude {
	if s := r.tree.surface(v, 0); s >= 0 && (r.tree.is(v, "died") || r.tree.is(v, "perished") || r.tree.is(v, "dead")) {
		r.found = append(r.found[:0], s)
		return r.count(out, "killed", r.found)
	}
	return out
}

// forces appends how many soldiers or police are moved: the first number of such beside the predicate.
func (r *reader) forces(out []dragoman.Magnitude, x *reading) []dragoman.Magnitude {
	t := &r.tree
	for _, n := range [...]int32{x.node, x.trigger} {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObj, dragoman.RelObl, dragoman.RelNsubj, dragoman.RelNmod, dragoman.RelNummod:
				r.found = append(r.found[:0], r.core(k))
				if out = r.count(out, "troops", r.found); len(out) > 0 {
					return out
				}
			}
		}
	}
	return out
}

// fighters reports whether a noun is of persons under arms: "3,000 troops", not "five destroyers".
func (r *reader) fighters(n int32) bool {
	n = r.core(n)
	return manned[r.tree.lemma(n)] || r.tree.upos(n) == dragoman.NUM
}

var manned = setOf(`troop troops soldier police policeman policemen officer reservist conscript paratrooper sailor marine man men fighter guard guardsman airman
	gendarme personnel commando peacekeeper recruit infantryman ranger militiaman agent cadet`)

// sum appends the first amount of money under the predicate, but for its subject.
func (r *reader) sum(out []dragoman.Magnitude, x *reading) []dragoman.Magnitude {
	t := &r.tree
	for i, n := range [...]int32{x.trigger, x.light, x.node} {
		if n < 0 || i == 2 && n == x.trigger {
			continue
		}
		for k := t.first[n]; k >= 0; k = t.next[k] {
			switch t.rel(k).Universal() {
			case dragoman.RelObj, dragoman.RelIobj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelXcomp, dragoman.RelAdvcl:
				if m, ok := r.money(k, 0); ok {
					return append(out, m)
				}
			}
		}
	}
	return out
}

// deepest is how far below the predicate's arguments an amount is looked for: "a loan of $12 million", "tea worth more than $500 million".
const deepest = 3

func (r *reader) money(n int32, depth int) (dragoman.Magnitude, bool) {
	t := &r.tree
	if m, ok := quantity(r.d, n); ok && isCurrency(m.Unit) {
		m.Kind = "money"
		return m, true
	}
	if depth == deepest {
		return dragoman.Magnitude{}, false
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k).Universal() {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelNmod, dragoman.RelAmod, dragoman.RelAppos, dragoman.RelAcl, dragoman.RelCompound, dragoman.RelXcomp, dragoman.RelConj:
			if m, ok := r.money(k, depth+1); ok {
				return m, true
			}
		}
	}
	return dragoman.Magnitude{}, false
}
