package code

import "dragoman"

// Offices that a verb before the title gives or takes: "named Sergei Aksyonov premier", "has been chosen as managing director of the fund",
// "resigned as mayor". They are read from the words, since trees of such complements err; frames read what is left.

// A tenure is what a verb before a title says of it, and of whom.
type tenure struct {
	change dragoman.Change
	object bool // of its object, and in the passive of its subject; else of its subject
	bare   bool // the title may follow without "as"
	after  bool // its subject takes the office and its object loses it: "succeeded Soleimani as commander"
}

// tenures are the verbs, by their lemmas.
var tenures = func() map[string]tenure {
	m := map[string]tenure{}
	for words, t := range map[string]tenure{
		"appoint name elect choose select install instal swear inaugurate reappoint re-elect reelect designate confirm pick proclaim declare crown reinstate make vote": {change: dragoman.Begin, object: true, bare: true},
		"become":                         {change: dragoman.Begin, bare: true},
		"take return start begin emerge": {change: dragoman.Begin},
		"serve act continue stay":        {change: dragoman.Hold},
		"resign quit retire step stand":  {change: dragoman.End},
		"dismiss sack fire remove oust depose suspend axe dump": {change: dragoman.End, object: true},
		"succeed replace follow supplant":                       {change: dragoman.End, object: true, after: true},
	} {
		for w := range setOf(words) {
			m[w] = t
		}
	}
	return m
}()

// maxAside is how many words may stand between the verb and "as": "sworn in on Friday as".
const maxAside = 6

// appointed hands on what a verb before a title says of it. It reports whether there was one.
func (r *reader) appointed(sent *dragoman.Sentence, x *title, emit func(*draft)) bool {
	v, t, named := r.tenureVerb(sent, x)
	if v < 0 {
		return false
	}
	if t.after {
		return r.succession(sent, x, v, named, emit)
	}
	holder, modality, ok := named, dragoman.Done, true
	if named < 0 && t.object && !r.passiveAt(sent, v) {
		return false
	}
	if named < 0 {
		holder, modality, ok = r.holderBeforeVerb(sent, v)
	} else if r.hypothetical(sent, v) {
		return false
	}
	if !ok || holder < 0 {
		return false
	}
	if x.owner < 0 && r.tenureTold(sent, holder, t.change) {
		return true
	}
	object := r.bodyOf(sent, x, holder)
	if object.none() {
		return false
	}
	relation, value := "holds_office", r.d.Slice(r.d.TokenSpan(r.titleStart(x.first, x.noun), x.end))
	if x.leads && !r.functionalHead(sent, x) {
		relation, value = "leads", ""
	}
	emit(&draft{relation: relation, subject: atToken(r.d.Mentions[holder].Head), object: object, value: value, change: t.change, modality: modality,
		first: x.noun, end: x.end, rule: "construction:office"})
	return true
}

// succession hands on who takes an office and who loses it: "Esmail Qaani succeeded Qassem Soleimani as commander of the Quds Force".
func (r *reader) succession(sent *dragoman.Sentence, x *title, v, old int32, emit func(*draft)) bool {
	holder, modality, ok := r.holderBeforeVerb(sent, v)
	if old < 0 || holder < 0 || !ok {
		return false
	}
	object := r.bodyOf(sent, x, holder)
	if object.none() {
		return false
	}
	dr := draft{relation: "holds_office", subject: atToken(r.d.Mentions[holder].Head), object: object, value: r.d.Slice(r.d.TokenSpan(r.titleStart(x.first, x.noun), x.end)),
		change: dragoman.Begin, modality: modality, first: x.noun, end: x.end, rule: "construction:office"}
	emit(&dr)
	dr.subject, dr.change = atToken(r.d.Mentions[old].Head), dragoman.End
	emit(&dr)
	return true
}

// tenureVerb is the verb before a title, and the mention of the person between the two: "named Sergei Aksyonov premier". -1 for none.
func (r *reader) tenureVerb(sent *dragoman.Sentence, x *title) (verb int32, t tenure, named int32) {
	i := x.first - 1
	as := i > sent.First && r.tree.is(i, "as")
	if as {
		i--
	}
	named = -1
	if as && i > sent.First && r.tree.is(i, ",") {
		i-- // "swore in its speaker, Roberto Micheletti, as president"
	}
	if !as && i > sent.First && r.tree.is(i, ",") {
		if m := r.personTo(i); m >= 0 && r.d.Mentions[m].First > sent.First+1 && r.tree.is(r.d.Mentions[m].First-1, ",") && r.tree.upos(r.d.Mentions[m].First-2) == dragoman.NOUN {
			i-- // "named his former rival, Succès Masra, prime minister"
		}
	}
	if m := r.personTo(i + 1); m >= 0 {
		named = m
		i = r.d.Mentions[m].First - 1
		for i > sent.First && r.leadsToName(i) {
			i--
		}
	}
	for aside := 0; i > sent.First && aside < maxAside; i, aside = i-1, aside+1 {
		switch {
		case r.tree.upos(i) == dragoman.PUNCT:
			return -1, t, -1
		case r.tree.isVerb(i) || tenures[r.d.Lemmas[i]].change != 0 && r.tree.upos(i) != dragoman.NOUN:
			t, ok := tenures[r.d.Lemmas[i]]
			if !ok || !as && !t.bare || named >= 0 && !t.object {
				return -1, t, -1
			}
			return i, t, named
		case named >= 0, !as:
			return -1, t, -1
		}
	}
	return -1, t, -1
}

// leadsToName reports whether token i may stand between a verb and the name of its object: "appointed his own son, | swore in the economist |".
func (r *reader) leadsToName(i int32) bool {
	switch r.tree.upos(i) {
	case dragoman.DET, dragoman.ADJ, dragoman.NOUN, dragoman.PRON:
		return true
	}
	w := lower(r.d.Word(i))
	return ranks[w] || honorifics[w] || w == "in" || w == "," && r.tree.upos(i-1) == dragoman.NOUN ||
		r.tree.xpos(i) == dragoman.VBN && r.tree.upos(i-1) == dragoman.DET // "the slain"
}

// passiveAt reports whether the participle v has no object: it stands behind a form of "be", a name and a comma, or nothing.
func (r *reader) passiveAt(sent *dragoman.Sentence, v int32) bool {
	return r.tree.passive(v) || r.tree.xpos(v) == dragoman.VBN || v > sent.First && r.tree.is(v-1, ",")
}

// hypothetical reports whether a verb is only wished for, denied or to come: "wants to name", "did not appoint".
func (r *reader) hypothetical(sent *dragoman.Sentence, v int32) bool {
	for i := v - 1; i >= sent.First && i > v-4; i-- {
		switch w := lower(r.d.Word(i)); {
		case unreal[w], w == "will":
			return true
		case r.tree.upos(i) == dragoman.AUX, r.tree.upos(i) == dragoman.ADV, r.tree.upos(i) == dragoman.PART:
		default:
			return false
		}
	}
	return false
}

var unreal = setOf(`to not n't never would could may might should cannot nearly almost`)

// holderBeforeVerb is the mention of the person who stands before a verb and its auxiliaries, with an apposition between or none. ok is false where
// they say that it may not be so.
func (r *reader) holderBeforeVerb(sent *dragoman.Sentence, v int32) (holder int32, m dragoman.Modality, ok bool) {
	i := v - 1
scan:
	for ; i > sent.First; i-- {
		switch w := lower(r.d.Word(i)); {
		case unreal[w]:
			return -1, m, false
		case w == "will" || w == "'ll":
			m = dragoman.Planned
		case r.tree.upos(i) == dragoman.AUX, r.tree.upos(i) == dragoman.ADV, w == "was", w == "were", w == "has", w == "been", w == "is":
		default:
			break scan
		}
	}
	if r.tree.is(i, "who") && i > sent.First {
		i--
		if r.tree.is(i, ",") {
			i--
		}
		return r.personTo(i + 1), m, true
	}
	if r.tree.is(i, ",") {
		return r.subjectBefore(sent, i), m, true
	}
	if k := r.mentionAt[i]; k >= 0 && r.d.Mentions[k].Kind == dragoman.Pronoun && r.isParty(k) && r.partyOf(k).Type == dragoman.PersonEntity {
		return k, m, true
	}
	return r.personTo(i + 1), m, true
}

// tenureTold reports whether the sentence has told already that the office of a person changed so.
func (r *reader) tenureTold(sent *dragoman.Sentence, holder int32, change dragoman.Change) bool {
	for i := range r.d.Standings {
		s := &r.d.Standings[i]
		if s.Change == change && (s.Relation == "holds_office" || s.Relation == "leads") && s.Subject.Chain == r.d.Mentions[holder].Chain && s.Evidence.Sentence == int(r.d.Mentions[holder].Sentence) {
			return true
		}
	}
	return false
}

// officeTold reports whether the words of a title have told already that somebody's office changed so, in the sentence of a reading.
func (r *reader) officeTold(x *reading, subjects []dragoman.Party, change dragoman.Change) bool {
	for i := range r.d.Standings {
		s := &r.d.Standings[i]
		if s.Evidence.Sentence != int(x.sent) || s.Evidence.Rule != "construction:office" || s.Change != change {
			continue
		}
		for a := range subjects {
			if s.Subject.Same(&subjects[a]) {
				return true
			}
		}
	}
	return false
}
