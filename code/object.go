package code

import "dragoman"

// object returns the logical object of a verb, or -1. Every frame of the verb asks for it.
func (t *tree) object(v int32) int32 {
	if len(t.objects) == 0 {
		return t.findObject(v) // the tree is not set right yet
	}
	if t.objects[v] == unasked {
		t.objects[v] = t.findObject(v)
	}
	return t.objects[v]
}

func (t *tree) findObject(v int32) int32 {
	if o := t.ownObject(v, 0); o >= 0 {
		return o
	}
	if t.passive(v) {
		return -1
	}
	if h := t.head(v); t.rel(v) == dragoman.RelConj && h >= 0 && t.isVerb(h) && !t.hasComplement(v) {
		if o := t.ownObject(h, 0); o > v { // "met and praised the delegation", where it hangs on the first
			return o
		}
	}
	if h := t.head(v); t.rel(v) == dragoman.RelConj && h >= 0 && t.rel(h) == dragoman.RelAclRelcl && (t.child(v, dragoman.RelNsubj) < 0 || !t.hasComplement(v)) {
		if o := t.child(h, dragoman.RelObj); o >= 0 && o < h && !t.passive(h) { // "which it invaded and annexed", "whom Rome pays and Paris arms"
			return t.antecedent(o, h)
		}
	}
	// "captured and burned the town": the object stands with the last of the verbs
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelConj && t.isVerb(k) && t.child(k, dragoman.RelNsubj) < 0 && !t.hasComplement(v) {
			if !t.passive(k) {
				return t.child(k, dragoman.RelObj)
			}
		}
	}
	return -1
}

func (t *tree) hasComplement(v int32) bool {
	for k := t.first[v]; k >= 0; k = t.next[k] {
		switch t.rel(k).Universal() {
		case dragoman.RelObl:
			if !timeWords[t.lemma(k)] && !folded(timeWords, t.d.Word(k)) && t.upos(k) != dragoman.NUM { // "the village that troops shelled on Monday", "in 1996"
				return true
			}
		case dragoman.RelXcomp, dragoman.RelCcomp, dragoman.RelIobj:
			return true
		}
	}
	return false
}

// bareNominal is a noun after an active verb that stands under no preposition and names no time: its object, whatever the parser says.
// Of two the first is whom it is done for: "gave Kyiv four launchers".
func (t *tree) bareNominal(v int32) (object int32) {
	object = -1
	for k := t.first[v]; k >= 0; k = t.next[k] {
		if k < v || !t.isNominal(k) || t.underPreposition(k, v) || object >= 0 && t.rel(object) != dragoman.RelIobj {
			continue
		}
		switch t.rel(k) {
		case dragoman.RelXcomp, dragoman.RelCcomp: // "sentenced Mubarak", "let out six of them", taken for what is said of nobody
			if !copular[t.lemma(v)] && t.child(k, dragoman.RelCop) < 0 && t.child(k, dragoman.RelNsubj) < 0 && t.child(k, dragoman.RelMark) < 0 {
				object = k
			}
		case dragoman.RelIobj, dragoman.RelNmodUnmarked, dragoman.RelOblUnmarked, dragoman.RelNmod, dragoman.RelObl, dragoman.RelDep, dragoman.RelNmodDesc, dragoman.RelCompound:
			if !timeWords[t.lemma(k)] && !folded(timeWords, t.d.Word(k)) && t.upos(k) != dragoman.NUM {
				object = k
			}
		}
	}
	return object
}

// copular holds verbs after which a bare noun says what the subject is.
var copular = setOf("become remain seem be stay turn look feel appear act serve name call elect appoint make declare consider")

// underPreposition reports whether a preposition stands before the noun k after the verb v, other than those of a bound: "killed up to
// 50 villagers", "killed at least 10".
func (t *tree) underPreposition(k, v int32) bool {
	c := t.child(k, dragoman.RelCase)
	switch {
	case c < 0:
		return false
	case t.is(c, "to"):
		return c < 1 || c-1 <= v || !t.is(c-1, "up")
	case t.is(c, "at"):
		return int(c)+1 >= len(t.heads) || !t.is(c+1, "least") && !t.is(c+1, "most")
	}
	return true
}

var timeWords = setOf(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
	december today yesterday tomorrow tonight day week month year night morning afternoon evening hour minute time decade weekend age spring
	summer autumn fall winter midnight noon moment second century jan feb mar apr jun jul aug sept sep oct nov dec`)

func (t *tree) ownObject(v int32, depth int) int32 {
	if depth > maxControl {
		return -1
	}
	if t.passive(v) {
		if k := t.kept(v); k >= 0 {
			return k
		}
		return t.undergoer(v, depth)
	}
	if k := t.child(v, dragoman.RelObj); k >= 0 {
		return t.antecedent(k, v)
	}
	if k := t.bareNominal(v); k >= 0 {
		return k
	}
	for k := t.first[v]; k >= 0; k = t.next[k] { // "arrested a Serb suspected of the attack"
		if t.xpos(k) != dragoman.VBN || t.rel(k) != dragoman.RelXcomp && t.rel(k) != dragoman.RelCcomp {
			continue
		}
		if s := t.child(k, dragoman.RelNsubj); s > v && s < k && !t.hasMark(k) && t.child(k, dragoman.RelAux) < 0 {
			return s
		}
	}
	// "the town that troops captured", "the town troops captured"
	if t.rel(v) == dragoman.RelAclRelcl {
		if s := t.child(v, dragoman.RelNsubj); s >= 0 && t.antecedent(s, v) == s && !t.hasComplement(v) {
			return t.head(v)
		}
	}
	return -1
}

// suffers reports whether the subject of a verb with the auxiliary of the passive stands as if it acted: "those hiding there were shot by
// soldiers", and of one that shares it, "the driver was beheaded, two passengers beaten".
func (t *tree) suffers(v int32) bool {
	return t.child(v, dragoman.RelNsubj) >= 0 && (t.child(v, dragoman.RelAuxPass) >= 0 || t.bidTo(v) || t.sharesPassive(v)) && t.child(v, dragoman.RelObj) < 0
}

// sharesPassive reports whether the participle v, which has no auxiliary, is joined to a passive.
func (t *tree) sharesPassive(v int32) bool {
	h := t.head(v)
	return t.xpos(v) == dragoman.VBN && h >= 0 && (t.rel(v) == dragoman.RelConj || t.rel(v) == dragoman.RelParataxis) && t.child(v, dragoman.RelAux) < 0 && t.child(h, dragoman.RelAuxPass) >= 0 && !goers[t.d.Word(v)]
}

// undergoer is the logical object of a passive verb by its form: its subject, or the noun it hangs on.
func (t *tree) undergoer(v int32, depth int) int32 {
	if k := t.child(v, dragoman.RelNsubjPass); k >= 0 {
		return t.antecedent(k, v)
	}
	if t.suffers(v) {
		return t.antecedent(t.child(v, dragoman.RelNsubj), v)
	}
	switch h := t.head(v); t.rel(v) {
	case dragoman.RelAcl, dragoman.RelAclRelcl:
		return t.said(h)
	case dragoman.RelAmod:
		return h
	case dragoman.RelConj:
		if t.isVerb(h) {
			return t.surface(h, depth+1)
		}
	case dragoman.RelXcomp, dragoman.RelAdvcl:
		if o := t.justBefore(v, h); o >= 0 {
			return o
		}
		return t.surface(v, depth+1)
	}
	return -1
}

// justBefore is the object of the verb h that ends right before the passive participle v with its by-phrase, which the parser hung on the verb: "took in
// Africans deported by America". -1 for none.
func (t *tree) justBefore(v, h int32) int32 {
	if h < 0 || v == 0 || t.rel(v) != dragoman.RelAdvcl || t.xpos(v) != dragoman.VBN || t.hasMark(v) || t.child(v, dragoman.RelAuxPass) >= 0 || t.child(v, dragoman.RelOblAgent) < 0 {
		return -1
	}
	if o := t.child(h, dragoman.RelObj); o == v-1 && h < o && t.upos(o) != dragoman.PRON {
		return o
	}
	return -1
}
