package code

import (
	"fmt"
	"io"
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// A trace notes what frames did at each token, for Explain.
type trace struct{ notes []note }

// A note is that a candidate matched at a token, or why it did not.
type note struct {
	token int32
	frame *codebook.Frame
	pred  string
	won   bool
	why   string
}

func (r *reader) traceLost(c *candidate, p place, cond *codebook.Condition) {
	if r.trace == nil {
		return
	}
	why := "a required slot is empty"
	if cond != nil {
		why = cond.String() + " does not hold"
	}
	r.trace.notes = append(r.trace.notes, note{p.node, c.frame, c.pred.String(), false, why})
}

func (r *reader) traceWon(c *candidate, p place, list int32) {
	if r.trace == nil {
		return
	}
	n := note{p.node, c.frame, c.pred.String(), list >= 0, ""}
	if list < 0 {
		n.why = "its operator finds no inner reading, and it has no code"
	}
	r.trace.notes = append(r.trace.notes, n)
}

// Explain writes, for each sentence of a Document that has its tree and parties: the tree as frames see it, the frames that fired or did not and why,
// and the readings with their operators and scores. The Document's records are made anew.
func (c *Coder) Explain(d *dragoman.Document, w io.Writer) error {
	d.Events, d.Standings = d.Events[:0], d.Standings[:0]
	r := &reader{Coder: c, trace: new(trace)}
	r.run(d)
	var b strings.Builder
	for s := range d.Sentences {
		r.explainSentence(&b, s)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *reader) explainSentence(b *strings.Builder, s int) {
	d := r.d
	sent := &d.Sentences[s]
	fmt.Fprintf(b, "sentence %d: %s\n", s, d.Quote(sent.Span))
	for i := sent.First; i < sent.End; i++ {
		head := "root"
		if h := r.tree.heads[i]; h >= 0 {
			head = d.Word(h)
		}
		fmt.Fprintf(b, "  %3d %-16s %-16s %-6s %-12s < %s\n", i-sent.First, d.Word(i), d.Lemmas[i], r.tree.tags[i], r.tree.rels[i], head)
	}
	for _, n := range r.trace.notes {
		if n.token < sent.First || n.token >= sent.End {
			continue
		}
		verdict := "fires"
		if !n.won {
			verdict = "loses: " + n.why
		}
		fmt.Fprintf(b, "  at %q: %s %s (%s) %s\n", d.Word(n.token), n.frame.Predicates[0].Kind, n.pred, n.frame.Rule(), verdict)
	}
	for i := range r.readings {
		if x := &r.readings[i]; int(x.sent) == s {
			r.explainReading(b, x)
		}
	}
	b.WriteByte('\n')
}

func (r *reader) explainReading(b *strings.Builder, x *reading) {
	fmt.Fprintf(b, "  reading %s at %q: %s -> %s, %s, score %.2f", strings.TrimSpace(x.typ+" "+x.mode+" "+x.cameo), r.d.Word(x.trigger),
		r.words(x.source), r.words(x.target), x.modality, r.score(x))
	if x.numOps > 0 {
		var ops []string
		for _, o := range x.ops[:x.numOps] {
			ops = append(ops, o.String())
		}
		fmt.Fprintf(b, "; operators %s", strings.Join(ops, ", "))
	}
	switch {
	case x.consumed:
		b.WriteString("; taken up by an operator")
	case r.offTopic(x):
		b.WriteString("; left alone: sport or show")
	case r.countParties(x.source)+r.countParties(x.target) == 0:
		b.WriteString("; left alone: no party")
	}
	b.WriteByte('\n')
}

func (r *reader) words(f fillers) string {
	var s []string
	for _, n := range r.list(f) {
		s = append(s, r.d.Word(n))
	}
	return "[" + strings.Join(s, ", ") + "]"
}

// Fires reports whether the frame gives a reading somewhere in the Document, with whatever operators then worked on it.
func (c *Coder) Fires(d *dragoman.Document, f *codebook.Frame) bool {
	r := &reader{Coder: c, trace: new(trace)}
	if !r.reset(d) {
		return false
	}
	for i := range r.entries {
		if r.entries[i] != nil {
			r.read(int32(i))
		}
	}
	for _, n := range r.trace.notes {
		if n.won && n.frame == f {
			return true
		}
	}
	return false
}
