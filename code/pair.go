package code

import "dragoman"

// A Pair is two spans of a sentence between which a relation is asked for: who is said to act on whom. A side that stands twice in
// the sentence has all its spans.
type Pair struct{ Sources, Targets []dragoman.Span }

// A PairReader says what the frames read between two marked spans, and which features a classifier sees there. It belongs to one
// goroutine.
type PairReader struct {
	r        *reader
	features features
}

// Pairs returns a PairReader.
func (c *Coder) Pairs() *PairReader { return &PairReader{r: &reader{Coder: c}} }

// A Link is a reading that joins the two sides of a Pair.
type Link struct {
	Type, Mode, Cameo string
	Trigger           string // lemma
	Rule              string
	Operators         string
	Source, Target    int  // how well each side is met: 0 not, 1 in its phrase, 2 seen through, 3 itself
	Outer             bool // no operator made another of it
	weight            int
	file              string
	sentence, trigger int32
}

// Read returns the readings of d that meet a side of the pair, the best first. d has its tree, and its mentions where they are known;
// the spans are made mentions of parties in it.
func (p *PairReader) Read(d *dragoman.Document, pair Pair) []Link {
	mark(d, pair.Sources)
	mark(d, pair.Targets)
	r := p.r
	if !r.reset(d) {
		r.tree.reset(d)
		return nil
	}
	for i := range r.entries {
		if r.entries[i] != nil {
			r.read(int32(i))
		}
	}
	var links []Link
	for i := range r.readings {
		x := &r.readings[i]
		if x.typ == "" {
			continue
		}
		if !x.consumed {
			r.finish(x)
		}
		l := Link{Type: x.typ, Mode: x.mode, Cameo: x.cameo, Trigger: d.Lemmas[x.trigger], Rule: x.frame.Rule(), Outer: !x.consumed,
			file: x.frame.File, trigger: x.trigger, sentence: x.sent}
		for _, o := range x.ops[:x.numOps] {
			l.Operators += o.String() + " "
		}
		l.Source, l.Target = r.meets(x.source, pair.Sources), r.meets(x.target, pair.Targets)
		if x.both {
			l.Target = max(l.Target, r.meets(x.source, pair.Targets))
		}
		if l.Target == 0 && r.meets(x.theme, pair.Targets) > 0 {
			l.Target = 1
		}
		if x.typ == "CONSULT" || x.typ == "COOPERATE" || x.typ == "AGREE" {
			if back := min(r.meets(x.source, pair.Targets), r.meets(x.target, pair.Sources)); back > min(l.Source, l.Target) {
				l.Source, l.Target = back, back
			}
		}
		l.weight = 4*(l.Source+l.Target) + 3*min(l.Source, l.Target, 1)
		if l.Outer {
			l.weight += 6
		}
		if x.purpose {
			l.weight -= 5
		}
		l.weight += min(4, len(x.frame.Conditions)+x.frame.Predicates[0].Words()-1)
		links = append(links, l)
	}
	sortLinks(links)
	return links
}

func sortLinks(links []Link) {
	for i := 1; i < len(links); i++ {
		for j := i; j > 0 && links[j].weight > links[j-1].weight; j-- {
			links[j], links[j-1] = links[j-1], links[j]
		}
	}
}

// mark adds each span as a mention of a party to the Document, unless one has its head already.
func mark(d *dragoman.Document, spans []dragoman.Span) {
	for _, s := range spans {
		first, end := tokensOf(d, s)
		if first >= end {
			continue
		}
		head := headOf(d, first, end)
		typ := dragoman.OrganizationEntity
		for i := range d.Mentions {
			if m := &d.Mentions[i]; m.Head == head && m.Kind == dragoman.Name {
				typ = m.Type
			}
		}
		if known(d, head) {
			continue
		}
		party := int32(len(d.Parties))
		chain := int32(len(d.Chains))
		d.Parties = append(d.Parties, dragoman.Party{Name: d.Slice(s), Text: d.Slice(s), Span: s, Type: typ, Chain: chain})
		m := int32(len(d.Mentions))
		d.Mentions = append(d.Mentions, dragoman.Mention{First: first, End: end, Head: head, Chain: chain, Next: -1, Kind: dragoman.Name, Type: typ})
		d.Chains = append(d.Chains, dragoman.Chain{First: m, Best: m, Party: party, Type: typ})
	}
}

func known(d *dragoman.Document, head int32) bool {
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Head == head && m.Chain >= 0 && d.Chains[m.Chain].Party >= 0 {
			return true
		}
	}
	return false
}

// tokensOf returns the tokens within a span.
func tokensOf(d *dragoman.Document, s dragoman.Span) (first, end int32) {
	first = -1
	for i := range d.Tokens {
		if t := d.Tokens[i].Span; t.End > s.Start && t.Start < s.End {
			if first < 0 {
				first = int32(i)
			}
			end = int32(i) + 1
		}
	}
	return max(first, 0), end
}

// headOf returns the token of a range whose head lies outside.
func headOf(d *dragoman.Document, first, end int32) int32 {
	for i := first; i < end; i++ {
		if h := d.Tokens[i].Head; (h < first || h >= end) && d.Tokens[i].UPOS != dragoman.DET && d.Tokens[i].UPOS != dragoman.ADP && d.Tokens[i].UPOS != dragoman.PUNCT {
			return i
		}
	}
	return end - 1
}

// meets says how well fillers meet one of the spans.
func (r *reader) meets(f fillers, spans []dragoman.Span) (best int) {
	for _, n := range r.list(f) {
		for _, s := range spans {
			if s.Contains(r.d.Tokens[n].Span) {
				return 3
			}
			if ref := r.refer(n); ref.mention >= 0 {
				if m := r.d.Mentions[ref.mention]; s.Contains(r.d.Tokens[m.Head].Span) {
					best = max(best, 2)
				}
				if m := r.d.Mentions[ref.mention]; m.Chain >= 0 && r.chainMeets(m.Chain, s) {
					best = max(best, 2)
				}
			}
			first, end := tokensOf(r.d, s)
			if first < end && r.tree.under(headOf(r.d, first, end), n) {
				best = max(best, 1)
			}
		}
	}
	return best
}

// chainMeets reports whether another mention of the chain, a pronoun's antecedent, is in the span.
func (r *reader) chainMeets(chain int32, s dragoman.Span) bool {
	for m := r.d.Chains[chain].First; m >= 0; m = r.d.Mentions[m].Next {
		if s.Contains(r.d.Tokens[r.d.Mentions[m].Head].Span) {
			return true
		}
	}
	return false
}

// Root maps a PLOVER type to the fifteen classes of the relation benchmark, which joins CONCEDE and RETREAT.
func Root(typ string) string {
	switch typ {
	case "CONCEDE", "RETREAT":
		return "YIELD"
	}
	return typ
}
