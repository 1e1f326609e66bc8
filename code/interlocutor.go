package code

import "dragoman"

// Whom an act of words is meant for, where its own clause does not say: who is spoken to by the same subject.

// interlocutor appends the parties spoken to: "met Putin and promised a ceasefire", "in a call with Macron, Starmer asked for help", "telephoned
// Putin to ask for a ceasefire".
func (r *reader) interlocutor(x *reading, out []dragoman.Party) []dragoman.Party {
	t := &r.tree
	v := x.node
	if x.light >= 0 {
		v = x.light
	}
	if !t.isVerb(v) || r.countParties(x.source) == 0 {
		return out
	}
	if x.say >= 0 {
		v = x.say
	}
	for steps := 0; v >= 0 && steps < maxThrough; steps++ {
		for k := t.first[v]; k >= 0; k = t.next[k] {
			if rel := t.rel(k).Universal(); (rel == dragoman.RelObl || rel == dragoman.RelAdvcl) && k != x.trigger {
				if out = r.spokenTo(k, x, out); len(out) > 0 {
					return out
				}
			}
		}
		h := t.head(v)
		joined := t.rel(v) == dragoman.RelConj && t.child(v, dragoman.RelNsubj) < 0 || t.rel(v) == dragoman.RelAdvcl && t.xpos(v) == dragoman.VBG || r.infinitive(v)
		if !joined || h < 0 || !t.isVerb(h) {
			return out
		}
		v = h
		if out = r.spokenTo(v, x, out); len(out) > 0 {
			return out
		}
	}
	return out
}

// spokenTo appends whom the talk at n is with, where the source of x holds it.
func (r *reader) spokenTo(n int32, x *reading, out []dragoman.Party) []dragoman.Party {
	if r.memo[n] < 0 {
		return out
	}
	y := &r.readings[r.memo[n]]
	if y.typ != "CONSULT" || y.modality != dragoman.Done || y.both || y.source.empty() || !r.sameFillers(x.source, y.source) && r.refer(r.nodes[x.source.from]) != r.refer(r.nodes[y.source.from]) {
		return out
	}
	return r.sideOf(y.target, out)
}
