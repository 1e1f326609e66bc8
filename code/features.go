package code

import (
	"strconv"

	"dragoman"
)

// features gathers hashes of what a classifier sees.
type features struct {
	list   []uint32
	prefix string // of both
}

// both adds a feature as it is and with the prefix.
func (f *features) both(name string, parts ...string) {
	f.list = append(f.list, f.hash("", name, parts), f.hash(f.prefix, name, parts))
}

func (f *features) hash(prefix, name string, parts []string) uint32 {
	h := hashPart(hashPart(fnvOffset, prefix), name)
	for _, p := range parts {
		h = hashPart(h, p)
	}
	return h
}

const fnvOffset = 2166136261

// hashPart goes on with a hash (FNV-1a).
func hashPart(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return (h ^ 0xff) * 16777619
}

// add hashes the parts into one feature.
func (f *features) add(parts ...string) {
	h := uint32(fnvOffset)
	for _, p := range parts {
		h = hashPart(h, p)
	}
	f.list = append(f.list, h)
}

// Features returns the features of a pair: what the frames read, the path through the tree between the sides, and the words around
// them. Read is called first.
func (p *PairReader) Features(d *dragoman.Document, pair Pair, links []Link) []uint32 {
	f := &p.features
	f.list = f.list[:0]
	f.add("bias")
	p.linkFeatures(links)
	p.pathFeatures(d, pair)
	p.wordFeatures(d, pair)
	return append([]uint32(nil), f.list...)
}

func met(n int) string { return strconv.Itoa(n) }

func (p *PairReader) linkFeatures(links []Link) {
	f := &p.features
	if len(links) == 0 {
		f.add("no link")
	}
	seen := map[string]bool{}
	for i, l := range links {
		root := Root(l.Type)
		q := met(min(l.Source, 1)) + met(min(l.Target, 1))
		if i == 0 {
			f.add("best", root)
			f.add("best", root, l.Mode)
			f.add("best met", root, q)
			f.add("best exactly", root, met(l.Source)+met(l.Target))
			f.add("best trigger", l.Trigger, root)
			f.add("best trigger alone", l.Trigger)
			f.add("best ops", root, l.Operators)
			f.add("best ops alone", l.Operators)
			f.add("best code", l.Cameo)
			f.add("best frame", l.Rule)
		}
		if i == 1 {
			f.add("second", root, q)
			f.add("first two", Root(links[0].Type), root)
		}
		if key := root + q; !seen[key] {
			seen[key] = true
			f.add("link", root, q)
		}
		if key := root; !seen[key] {
			seen[key] = true
			f.add("any", root)
		}
		if l.Outer && l.Source > 0 && l.Target > 0 {
			f.add("both", root)
			f.add("both", root, l.Operators)
		}
	}
}

// pathFeatures are the path from the head of the source to that of the target: its words, its relations, its top.
func (p *PairReader) pathFeatures(d *dragoman.Document, pair Pair) {
	f := &p.features
	s, t := spanHead(d, pair.Sources), spanHead(d, pair.Targets)
	if s < 0 || t < 0 {
		return
	}
	up, down, top := treePath(d, s, t)
	path := ""
	for _, n := range up {
		path += "<" + d.Tokens[n].Deprel.Universal().String()
	}
	for i := len(down) - 1; i >= 0; i-- {
		path += ">" + d.Tokens[down[i]].Deprel.Universal().String()
	}
	f.add("path", path)
	f.add("path length", met(min(6, len(up)+len(down))))
	for _, n := range append(append([]int32{}, up...), down...) {
		if n != s && n != t {
			f.add("on path", d.Lemmas[n])
			p.typeFeatures("on path", n)
			f.add("on path", d.Lemmas[n], d.Tokens[n].Deprel.Universal().String())
		}
	}
	if top >= 0 && top != s && top != t {
		f.add("top", d.Lemmas[top])
		p.typeFeatures("top", top)
		f.add("top and path", d.Lemmas[top], path)
		p.topFeatures(d, top)
	}
	p.sideFeatures(d, "source", s)
	p.sideFeatures(d, "target", t)
}

// topFeatures are the words that hang on the word where the paths meet.
func (p *PairReader) topFeatures(d *dragoman.Document, top int32) {
	f := &p.features
	tr := &p.r.tree
	for k := tr.first[top]; k >= 0; k = tr.next[k] {
		rel := d.Tokens[k].Deprel.Universal()
		switch rel {
		case dragoman.RelObj, dragoman.RelObl, dragoman.RelXcomp, dragoman.RelCcomp, dragoman.RelCompound, dragoman.RelAux, dragoman.RelAdvmod, dragoman.RelAdvcl, dragoman.RelNsubj:
			f.add("of top", rel.String(), d.Lemmas[k])
			p.typeFeatures("of top "+rel.String(), k)
			f.add("top and", d.Lemmas[top], d.Lemmas[k])
			if rel == dragoman.RelXcomp || rel == dragoman.RelObj || rel == dragoman.RelCcomp {
				for j := tr.first[k]; j >= 0; j = tr.next[j] {
					switch d.Tokens[j].Deprel.Universal() {
					case dragoman.RelObj, dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmod, dragoman.RelAcl, dragoman.RelAux:
						f.add("below top", rel.String(), d.Lemmas[j])
					}
				}
			}
		}
	}
}

// typeFeatures are what the lexicon says of a word, whatever its arguments.
func (p *PairReader) typeFeatures(kind string, n int32) {
	e := p.r.entryOf(n)
	if e == nil {
		return
	}
	if len(e.types) <= maxTypes {
		for _, t := range e.types {
			p.features.add(kind+" may be", t)
			if len(e.types) == 1 {
				p.features.add(kind+" is", t)
			}
		}
	}
	for _, o := range e.ops {
		p.features.add(kind+" operates", o)
	}
}

// maxTypes bounds the types of a word that say anything: one that may be all things is none.
const maxTypes = 4

func (p *PairReader) sideFeatures(d *dragoman.Document, side string, n int32) {
	f := &p.features
	tr := &p.r.tree
	f.add(side, d.Lemmas[n])
	f.add(side+" relation", d.Tokens[n].Deprel.String())
	if h := d.Tokens[n].Head; h >= 0 {
		f.add(side+" head", d.Lemmas[h], d.Tokens[n].Deprel.Universal().String())
	}
	for k := tr.first[n]; k >= 0; k = tr.next[k] {
		if tr.rel(k) == dragoman.RelCase {
			f.add(side+" case", d.Lemmas[k])
			if h := d.Tokens[n].Head; h >= 0 {
				f.add(side+" head and case", d.Lemmas[h], d.Lemmas[k])
			}
		}
	}
}

// wordFeatures are the words between the sides, beside them and in the sentence.
func (p *PairReader) wordFeatures(d *dragoman.Document, pair Pair) {
	f := &p.features
	s0, s1 := firstTokens(d, pair.Sources)
	t0, t1 := firstTokens(d, pair.Targets)
	from, to, order := s1, t0, "st"
	if t0 < s0 {
		from, to, order = t1, s0, "ts"
	}
	f.add("order", order)
	last := ""
	for i := from; i < to; i++ {
		w := d.Lemmas[i]
		if d.Tokens[i].UPOS == dragoman.PUNCT {
			continue
		}
		f.add("between", w)
		p.typeFeatures("between", i)
		if d.Tokens[i].UPOS == dragoman.VERB || d.Tokens[i].UPOS == dragoman.NOUN {
			f.add("between", order, w)
		}
		f.add("between two", last, w)
		last = w
	}
	for k := int32(0); k < 3; k++ {
		if i := t1 + k; int(i) < len(d.Lemmas) {
			f.add("after target", d.Lemmas[i])
		}
		if i := t0 - 1 - k; i >= 0 {
			f.add("before target", d.Lemmas[i])
		}
		if i := s1 + k; int(i) < len(d.Lemmas) {
			f.add("after source", d.Lemmas[i])
		}
	}
	for i := range d.Lemmas {
		if n := int32(i); (n < s0 || n >= s1) && (n < t0 || n >= t1) {
			switch d.Tokens[i].UPOS {
			case dragoman.VERB, dragoman.NOUN, dragoman.ADJ:
				f.add("word", d.Lemmas[i])
			}
		}
	}
}

// firstTokens are the tokens of the first span; where there is none, the side stands at the end of the text.
func firstTokens(d *dragoman.Document, spans []dragoman.Span) (first, end int32) {
	if len(spans) == 0 {
		return int32(len(d.Tokens)), int32(len(d.Tokens))
	}
	return tokensOf(d, spans[0])
}

func spanHead(d *dragoman.Document, spans []dragoman.Span) int32 {
	for _, s := range spans {
		if first, end := tokensOf(d, s); first < end {
			return headOf(d, first, end)
		}
	}
	return -1
}

// treePath returns the nodes from s up to where the paths meet, those from t, and the meeting node, -1 where they do not meet.
func treePath(d *dragoman.Document, s, t int32) (up, down []int32, top int32) {
	above := map[int32]int{}
	var chain []int32
	for n := s; n >= 0 && len(chain) < maxDepth; n = d.Tokens[n].Head {
		above[n] = len(chain)
		chain = append(chain, n)
	}
	for n := t; n >= 0 && len(down) < maxDepth; n = d.Tokens[n].Head {
		if i, ok := above[n]; ok {
			return chain[:i], down, n
		}
		down = append(down, n)
	}
	return chain, down, -1
}
