package mention

import "dragoman"

// nearer is the head of the name that ends right before the comma, and the preposition, in front of the relative pronoun i, where the parser hung
// the clause on a noun further back: in "cut all links with Qatar, which they accuse" Qatar is accused, not the links. It is noun where the
// clause may well say of the noun what it says: "the attack on Kabul, which killed nine".
func (f *Finder) nearer(i, noun int32) int32 {
	comma := i - 1
	if comma > 0 && f.d.Tokens[comma].UPOS == dragoman.ADP {
		comma--
	}
	if comma <= noun || f.d.Word(comma) != "," {
		return noun
	}
	for k := len(f.d.Mentions) - 1; k >= 0 && f.d.Mentions[k].End >= comma; k-- {
		x := &f.d.Mentions[k]
		if x.End != comma || x.Kind != dragoman.Name || x.First <= noun || !f.below(x.Head, noun) || !f.mayMean(i, x) || f.tellsOf(i, noun, x) {
			continue
		}
		return f.mentions[k].top
	}
	return noun
}

// below reports whether token i hangs under the noun, by a preposition and not by "and" or as its apposition.
func (f *Finder) below(i, noun int32) bool {
	for range climbLimit {
		t := &f.d.Tokens[i]
		switch t.Deprel.Universal() {
		case dragoman.RelConj, dragoman.RelAppos, dragoman.RelAcl:
			return false
		}
		if i = t.Head; i < 0 || i == noun {
			return i == noun
		}
	}
	return false
}

// mayMean reports whether the relative pronoun i may stand for the name: "which" for no person, "who" for no place.
func (f *Finder) mayMean(i int32, x *dragoman.Mention) bool {
	switch f.tokens[i].word {
	case wordWhich:
		return x.Type == dragoman.PlaceEntity || x.Type == dragoman.OrganizationEntity
	case wordWhose:
		return x.Type != dragoman.OtherEntity
	}
	return x.Type == dragoman.PersonEntity
}

// tellsOf reports whether the clause of the relative pronoun i tells of the noun rather than of the name x after it: the noun is a person, the
// verb agrees with the noun alone, or the noun is an act or a text and the verb says what only countries and bodies do or suffer.
func (f *Finder) tellsOf(i, noun int32, x *dragoman.Mention) bool {
	if f.tokens[noun].class&classPerson != 0 || f.d.Tokens[noun].UPOS == dragoman.PROPN {
		return true
	}
	if f.tokens[i].word == wordWhose {
		return false
	}
	verb := f.d.Tokens[i].Head
	if f.d.Tokens[i].Deprel.Universal() == dragoman.RelNsubj {
		switch plural := f.pluralVerb(verb); {
		case plural == dragoman.AnyNumber:
		case f.d.Tokens[noun].XPOS == dragoman.NNS && x.Number != dragoman.Plural:
			return plural == dragoman.Plural
		case plural == dragoman.Plural:
			return true
		}
	}
	return events[f.tokens[noun].lemma] && (verb < 0 || !ofStates[f.tokens[verb].lemma])
}

// pluralVerb is the number of the finite verb, by its own form or that of its auxiliary; AnyNumber where the form does not tell.
func (f *Finder) pluralVerb(verb int32) dragoman.Number {
	if verb < 0 {
		return dragoman.AnyNumber
	}
	for k := max(0, verb-6); k <= verb; k++ {
		if k != verb && f.d.Tokens[k].Head != verb {
			continue
		}
		switch f.d.Word(k) {
		case "is", "was", "has":
			return dragoman.Singular
		case "are", "were", "have":
			return dragoman.Plural
		}
	}
	switch f.d.Tokens[verb].XPOS {
	case dragoman.VBZ:
		return dragoman.Singular
	case dragoman.VBP:
		return dragoman.Plural
	}
	return dragoman.AnyNumber
}

// events are nouns of acts and texts, of which a clause may tell as much as of the place or body named after them.
var events = hashSet(`attack strike airstrike bombing raid explosion blast offensive operation assault war conflict fighting crisis deal agreement accord treaty
	pact truce ceasefire resolution law bill ban embargo sanction blockade talk talks negotiation meeting summit visit trip conference election vote referendum
	decision statement report letter programme program plan proposal project drill exercise protest demonstration strike march rally coup invasion
	occupation siege crash earthquake flood dispute row claim aid loan campaign mission shelling fire unrest violence riot revolt
	uprising rebellion massacre killing murder arrest withdrawal expulsion announcement appeal call demand threat warning speech call decree order
	ruling verdict trial case investigation inquiry`)

// ofStates are verbs of what countries, bodies and their people do or suffer, and no act or text.
var ofStates = hashSet(`accuse blame deny reject regard consider border invade occupy annex rule govern host rely depend own want fear suspect describe denounce condemn
	criticise criticize arm fund finance fight bomb shell sanction recognise recognize deny mediate broker join quit back`)

var wordWhose = foldHash("whose")
