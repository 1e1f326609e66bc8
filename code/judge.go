package code

import (
	"strconv"

	"dragoman"
	"dragoman/codebook"
)

// judgeEvent fills in how likely an event is right, and reports whether to tell it. A user's own frames always are.
func (r *reader) judgeEvent(e *dragoman.Event, x *reading) (features []uint32, tell bool) {
	if x.frame.Layer == 0 && (private(e) || r.ancient(e)) {
		return nil, false
	}
	if r.gathered == nil && r.reranker == nil {
		return nil, true
	}
	f := &r.features
	f.list = f.list[:0]
	f.prefix = "event " + x.typ
	r.readingFeatures(x)
	f.both("mode", e.Mode)
	f.both("modality", e.Modality.String())
	s, t := r.quality(e.Source), r.quality(e.Target)
	f.both("source", s)
	f.both("target", t)
	f.both("sides", s, t)
	r.fillerFeatures("source", x.source)
	r.fillerFeatures("target", x.target)
	if e.When != nil {
		f.both("when", e.When.Basis)
		if r.d.Published > 0 && e.When.From > 0 && e.When.From < r.d.Published-historyDays {
			f.both("history")
		}
	} else {
		f.both("when none")
	}
	f.both("so far", strconv.Itoa(min(4, len(r.records.made))))
	r.sentenceFeatures(x.sent)
	return r.judge(&e.Score, eventKind, x.frame.Layer)
}

// historyDays is how far back an event is no news.
const historyDays = 3 * 365

// judgeStanding does the same for a standing that frame or construction states at x.
func (r *reader) judgeStanding(s *dragoman.Standing, x *reading) (features []uint32, tell bool) {
	if r.gathered == nil && r.reranker == nil {
		return nil, true
	}
	f := &r.features
	f.list = f.list[:0]
	f.prefix = "standing " + s.Relation
	if x.frame == noFrame {
		f.both("rule", s.Evidence.Rule)
	}
	r.readingFeatures(x)
	f.both("change", s.Change.String())
	f.both("modality", s.Modality.String())
	a, b := r.quality(s.Subject), r.quality(s.Object)
	f.both("subject", a)
	f.both("object", b)
	f.both("sides", a, b)
	if s.Value != "" {
		f.both("value")
		f.both("value", lower(s.Value))
	}
	r.sentenceFeatures(x.sent)
	return r.judge(&s.Score, standingKind, x.frame.Layer)
}

func (r *reader) judge(score *float64, kind, layer int) (features []uint32, tell bool) {
	if r.gathered != nil {
		return append([]uint32(nil), r.features.list...), true
	}
	*score = r.reranker.probability(r.features.list, kind)
	return nil, layer > 0 || *score >= float64(r.reranker.kinds[kind].threshold)
}

// readingFeatures are the frame, the operators, and how the words that fired it stand in the tree.
func (r *reader) readingFeatures(x *reading) {
	f := &r.features
	t := &r.tree
	f.both("bias")
	if len(x.frame.Predicates) > 0 && x.frame != noFrame {
		f.both("frame", x.frame.Predicates[0].String())
		f.both("conditions", strconv.Itoa(min(4, len(x.frame.Conditions))))
		f.both("words", strconv.Itoa(min(3, x.frame.Predicates[0].Words())))
	}
	f.both("trigger", t.lemma(x.trigger))
	f.both("node", t.lemma(x.node))
	f.both("tag", t.upos(x.trigger).String(), t.rel(x.trigger).String())
	f.both("clause", t.upos(x.node).String(), t.rel(x.node).String())
	ops := ""
	for _, o := range x.ops[:x.numOps] {
		f.both("operator", o.String())
		ops += o.String() + " "
	}
	f.both("operators", ops)
	if h := t.head(x.node); h >= 0 {
		f.both("above", t.lemma(h), t.rel(x.node).String())
	}
	if t.isVerb(x.trigger) {
		if o := t.object(x.trigger); o >= 0 {
			f.both("object", t.lemma(o))
		}
	}
	for _, is := range []struct {
		name string
		so   bool
	}{{"light", x.light >= 0}, {"purpose", x.purpose}, {"lenient", x.lenient}, {"both", x.both}, {"bare", r.bare(x)}, {"said", x.say >= 0},
		{"quoted", r.d.Tokens[x.trigger].Flags&dragoman.InQuotes != 0}, {"asked", r.asked(x)}} {
		if is.so {
			f.both(is.name)
		}
	}
}

// fillerFeatures are the words of a side, their classes, and how they stand to the trigger.
func (r *reader) fillerFeatures(side string, s fillers) {
	f := &r.features
	list := r.list(s)
	f.both(side+" number", strconv.Itoa(min(3, len(list))))
	if len(list) == 0 {
		return
	}
	n := list[0]
	f.both(side+" word", r.d.Lemmas[r.core(n)])
	f.both(side+" relation", r.tree.rel(n).String())
	ref := r.refer(n)
	f.both(side+" through", strconv.FormatBool(ref.through), strconv.FormatBool(ref.place >= 0))
	for _, c := range []codebook.Class{codebook.Person, codebook.Org, codebook.State, codebook.Armed, codebook.Civilian, codebook.Leader, codebook.Official, codebook.PlaceClass} {
		if r.classOf(n)&c != 0 {
			f.both(side+" class", strconv.Itoa(int(c)))
		}
	}
}

// quality says how well a party is known.
func (r *reader) quality(p *dragoman.Party) string {
	switch {
	case p == nil:
		return "none"
	case p.Actor != "":
		return "actor"
	case len(p.Sectors) > 0 && p.Country != "":
		return "coded"
	case p.Country != "":
		return "country"
	case len(p.Sectors) > 0:
		return "sector"
	case p.Chain >= 0 && r.d.Mentions[r.d.Chains[p.Chain].First].Kind == dragoman.Name:
		return "name"
	}
	return "words"
}

// sentenceFeatures are what the sentence speaks of.
func (r *reader) sentenceFeatures(s int32) {
	f := &r.features
	sent := &r.d.Sentences[s]
	civic, play, talk := 0, 0, false
	for i := sent.First; i < sent.End; i++ {
		if playWords[r.d.Lemmas[i]] {
			play++
		}
		if r.tree.upos(i) == dragoman.PRON {
			switch lower(r.d.Word(i)) {
			case "i", "you", "my", "your", "we", "our", "me", "us":
				talk = true
			}
		}
		if m := r.mentionAt[i]; m >= 0 && r.partyOf(m).Code != "" {
			civic++
		}
	}
	f.both("civic", strconv.Itoa(min(4, civic)))
	f.both("play", strconv.Itoa(min(2, play)))
	f.both("length", strconv.Itoa(min(6, int(sent.End-sent.First)/8)))
	if talk {
		f.both("talk")
	}
	f.both("block", r.d.Blocks[sent.Block].Kind.String())
}
