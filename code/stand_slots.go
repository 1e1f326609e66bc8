package code

import (
	"unicode"

	"dragoman"
	"dragoman/codebook"
)

// What fills the slots of a standing: parties, ground, things, words.

// placeOf is the place at which the reading's frame fired.
func (x *reading) placeOf() place {
	if x.light >= 0 && x.frame.Predicates[0].Kind == codebook.Verb {
		return place{x.light, x.trigger, -1}
	}
	return place{x.trigger, -1, x.light}
}

// slotNodes are the tokens that a slot or a path leads to.
func (r *reader) slotNodes(x *reading, ref codebook.SlotRef) []int32 {
	switch ref.Slot {
	case "source":
		return r.list(x.source)
	case "target":
		return r.list(x.target)
	case "theme":
		return r.list(x.theme)
	}
	return r.list(r.fill(x.placeOf(), []codebook.Path{ref.Path}, firstSlot))
}

func (r *reader) slotParties(x *reading, ref codebook.SlotRef, relation string) (out []dragoman.Party) {
	for _, n := range r.slotNodes(x, ref) {
		if r.inTitle(n) || relation == "member_of" && ref.Slot != "source" && !r.mayBeBody(n) {
			continue
		}
		if relation == "leads" && r.tree.upos(n) == dragoman.NOUN && (branches[r.tree.lemma(n)] || r.tree.is(n, "wing")) && r.refer(n).through {
			out = append(out, r.nominal(n)) // "the party's propaganda department" is not the party
			continue
		}
		had := len(out)
		if ref.Slot == "source" && r.tree.upos(n) == dragoman.PROPN && r.refer(n).through {
			out = append(out, r.nominal(n)) // "France's Total": the firm, not its country
			continue
		}
		out = r.parties(n, out)
		if len(out) == had && (ref.Slot != "source" || relation != "") && r.tree.isNominal(n) && r.tree.upos(n) != dragoman.PRON && r.mayBeSide(n) {
			out = append(out, r.worded(n))
		}
	}
	return out
}

// mayBeSide reports whether n, which names nobody, may be a side of a relation: no drafting is led, no plague fought in a war.
func (r *reader) mayBeSide(n int32) bool {
	return r.tree.upos(n) == dragoman.PROPN || r.tree.upos(n) == dragoman.ADJ && unicode.IsUpper(rune(r.d.Word(n)[0])) || r.classOf(n)&(folkClasses|codebook.Person|codebook.Org|codebook.State|codebook.PlaceClass) != 0
}

// mayBeBody reports whether one can be a member of n: a name, or a noun for a body.
func (r *reader) mayBeBody(n int32) bool {
	at := r.refer(n) // "pulled out its soldiers", "left its ventures with Gazprom": what belongs to a body is none
	return r.tree.upos(n) == dragoman.PROPN || at.ok() && !(at.through && r.tree.upos(n) == dragoman.NOUN) || r.classOf(n)&(codebook.Org|codebook.Armed|codebook.State|codebook.PlaceClass) != 0
}

// slotGround are the fillers that are land: "the north of the country" is itself, not the country; a flag is none.
func (r *reader) slotGround(x *reading, ref codebook.SlotRef) (out []dragoman.Party) {
	for _, n := range r.slotNodes(x, ref) {
		town := n
		if r.tree.upos(n) == dragoman.NOUN {
			n = r.landNamed(n)
		}
		land := r.classOf(n)&(codebook.PlaceClass|codebook.State) != 0 || quantities[r.tree.lemma(n)]
		switch at := r.refer(n); {
		case town != n && r.placeAt[n] < 0: // "the town of Radaa", whoever bears that name
			out = append(out, r.nominal(n))
		case r.classOf(n)&groundless != 0 && !land && (r.tree.upos(n) != dragoman.PROPN || r.tree.xpos(n) == dragoman.NNPS || r.knownPerson(n)), !land && at.through && r.tree.upos(n) == dragoman.NOUN && !sides[r.tree.lemma(n)]:
		case land && r.tree.upos(n) == dragoman.NOUN && (at.through || !at.ok()):
			out = append(out, r.nominal(n))
		case at.through && r.tree.upos(n) == dragoman.PROPN:
			out = append(out, r.nominal(n)) // "Isla Portillos" is not Isla
		case land || at.place >= 0 || r.tree.upos(n) == dragoman.PROPN || r.tree.upos(n) == dragoman.PRON:
			had := len(out)
			if out = r.parties(n, out); len(out) == had && (r.tree.upos(n) == dragoman.PROPN || r.landOf(n) >= 0) {
				out = append(out, r.nominal(n))
			}
		case sides[r.tree.lemma(n)]:
			out = append(out, r.nominal(n))
		case r.tree.is(n, "whole"):
			if k := r.landOf(n); k >= 0 {
				out = append(out, r.nominal(k))
			}
		}
	}
	return out
}

// landOf is the land without a name that n is so much of: "most of the north", "the whole of the sea"; -1 for none.
func (r *reader) landOf(n int32) int32 {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.upos(k) == dragoman.NOUN && t.hasChild(k, dragoman.RelCase, "of") && (sides[t.lemma(k)] || lands[t.lemma(k)] || seas[t.lemma(k)]) {
			return k
		}
	}
	return -1
}

var seas = setOf(`sea route strait lagoon coastline archipelago continent interior`)

// knownPerson reports whether n names somebody of whom more is known than the name, which may be a town's.
func (r *reader) knownPerson(n int32) bool {
	m := r.mentionAt[n]
	return m >= 0 && (len(r.partyOf(m).Sectors) > 0 || r.partyOf(m).Actor != "")
}

// groundless are the classes of what is no land, though it is called after one: "took in 8,000 Kosovo Albanians".
const groundless = codebook.Person | codebook.Civilian | codebook.Armed | codebook.Leader | codebook.Official

// landNamed is the name of the land that the noun n is said of or leads to: "the island of Mbanie", "Doumeira, a headland that both claim". n
// itself where there is none.
func (r *reader) landNamed(n int32) int32 {
	t := &r.tree
	if named := lands[t.lemma(n)]; named {
		for k := t.first[n]; k >= 0; k = t.next[k] {
			if k < n && t.rel(k) == dragoman.RelCompound && t.upos(k) == dragoman.PROPN && r.placeAt[k] >= 0 && r.d.Places[r.placeAt[k]].Feature != "country" {
				return k // "Russian-held Kherson province"
			}
			if t.upos(k) == dragoman.PROPN && k > n && r.hasOneCase(k, []string{"of"}) && (r.placeAt[k] < 0 || r.d.Places[r.placeAt[k]].Feature != "country") {
				return k
			}
		}
	}
	h := t.head(n)
	if h >= 0 && h < n && t.rel(n) == dragoman.RelAppos && t.upos(h) == dragoman.PROPN && !r.isTime(h) {
		return h
	}
	if a := r.describedBy(&r.d.Sentences[t.sent[n]], n); a >= 0 {
		return a
	}
	return n
}

// lands are nouns for a land that take its name after "of".
var lands = setOf(`city town village port island islet peninsula region province district valley strait archipelago enclave territory plateau reef shoal atoll rock rocks
	county canton state emirate oasis airbase base airport airfield camp oilfield mine suburb township capital area isle settlement prefecture governorate department gulf`)

// sides are words for a part of a land.
var sides = setOf(`north south east west centre center bulk remainder swath swathe chunk stretch corner side countryside ground land coast mountains wilderness
	ridge seabed shelf waters basin corridor border frontier triangle headland outcrop cape hill mountain lake river airspace rock rocks sandbank cay cays desert delta
	gorge pass heartland hinterland
	headquarters palace plant position positions building airfield airbase airport base barracks checkpoint field road bridge oilfield refinery dam mine heights hills parliament station`)

// slotThings are the fillers by their own names or words.
func (r *reader) slotThings(x *reading, ref codebook.SlotRef) (out []dragoman.Party) {
	for _, n := range r.slotNodes(x, ref) {
		if m := r.mentionAt[n]; m >= 0 && r.isParty(m) && (r.d.Mentions[m].Kind == dragoman.Name || r.partyOf(m).Actor != "") {
			had := len(out)
			if out = r.parties(n, out); len(out) == had || !registers[r.tree.lemma(n)] || out[had].Type != dragoman.PersonEntity {
				continue
			}
			out = out[:had] // "its sanctions list, its foreign minister, Winston Peters, said": a list is nobody
		}
		if r.tree.isNominal(n) && r.tree.upos(n) != dragoman.PRON {
			out = append(out, r.worded(n))
		}
	}
	return out
}

// registers are the nouns for a list that one is put on.
var registers = setOf(`list blacklist watchlist register roster notice designation`)

func (r *reader) slotWords(x *reading, ref codebook.SlotRef) string {
	for _, n := range r.slotNodes(x, ref) {
		return r.d.Slice(r.phraseSpan(n))
	}
	return ""
}
