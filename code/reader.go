package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// A reader reads one Document at a time with the frames of a Coder. It keeps its memory, and belongs to one goroutine.
type reader struct {
	*Coder
	d    *dragoman.Document
	tree tree

	entries   []*entry // of each token, nil for most
	memo      []int32  // of each token the first reading, or unread, inProgress, -1
	mentionAt []int32  // of each token the mention whose head it is, -1 for none
	placeAt   []int32  // of each token the place that it is the head of, -1 for none
	classes   []codebook.Class
	readings  []reading
	nodes     []int32 // fillers' tokens
	scratch   []int32
	found     []int32
	lenient   bool // a noun of no known class may be of any
	betweened bool // the slot filled last took a party of "between A and B"
	records   emitter
	features  features
	gathered  *Candidates // nil but for Candidates
	trace     *trace      // nil but for Explain
}

// reset begins a Document: everything of the last is forgotten. It reports whether there is anything to read: a word that may fire a frame, or a tree to explain.
func (r *reader) reset(d *dragoman.Document) bool {
	n := len(d.Tokens)
	r.d = d
	r.entries = grow(r.entries, n)
	r.readings, r.nodes, r.scratch, r.found = r.readings[:0], r.nodes[:0], r.scratch[:0], r.found[:0]
	any := false
	for i := range d.Sentences {
		s := &d.Sentences[i]
		headline := len(d.Blocks) > 0 && d.Blocks[s.Block].Kind == dragoman.Headline
		for i := s.First; i < s.End; i++ {
			r.entries[i] = nil
			switch d.Tokens[i].UPOS {
			case dragoman.VERB, dragoman.NOUN, dragoman.ADJ, dragoman.PROPN, dragoman.AUX:
			default:
				any = any || r.finite[d.Word(i)] != nil // "overran", taken for a preposition
				continue
			}
			if c := d.Word(i)[0]; c >= 'A' && c <= 'Z' && i > s.First && !headline && d.Tokens[i-1].UPOS != dragoman.PUNCT {
				if r.predicated[d.Word(i)] {
					r.entries[i], any = noEntry, true // "is in NATO"
				}
				continue // "March" is no march, "the Coalition to Defeat ISIS" no defeat
			}
			if r.entries[i] = r.lookUp(d, i); r.entries[i] != nil {
				any = true
			} else if d.Tokens[i].UPOS == dragoman.NOUN && (r.predicated[d.Lemmas[i]] || r.predicated[d.Word(i)]) {
				r.entries[i] = noEntry
			}
		}
	}
	if !any && len(d.Roles) == 0 && !r.related() && !r.titled() && r.trace == nil {
		return false
	}
	r.tree.past, r.tree.finite, r.tree.phrasal, r.tree.hyphens = r.past, r.finite, r.phrasal, r.hyphens
	r.tree.present, r.tree.nouns, r.tree.words = r.present, r.nouns, r.frames
	r.tree.reset(d)
	for _, u := range r.tree.united {
		r.entries[u.head], r.entries[u.other] = r.frames[u.noun], nil
		if r.entries[u.head] == nil {
			r.entries[u.head] = noEntry
		}
	}
	for i, tag := range r.tree.tags {
		if e := r.entries[i]; tag == dragoman.VERB && tag != d.Tokens[i].UPOS && (e == nil || len(e.verb) == 0) {
			w := lowerASCII(d.Word(int32(i)))
			if f := r.finite[w]; f != nil {
				r.entries[i] = f
			} else if f := r.forms[w]; f != nil {
				r.entries[i] = f
			}
		}
	}
	r.memo = grow(r.memo, n)
	r.mentionAt = grow(r.mentionAt, n)
	r.placeAt = grow(r.placeAt, n)
	r.classes = grow(r.classes, n)
	for i := range n {
		r.memo[i], r.mentionAt[i], r.placeAt[i], r.classes[i] = unread, -1, -1, 0
	}
	for m := range d.Mentions {
		h := d.Mentions[m].Head
		if old := r.mentionAt[h]; old < 0 || d.Mentions[old].Kind != dragoman.Name {
			r.mentionAt[h] = int32(m)
		}
		if x := &d.Mentions[m]; x.Kind == dragoman.Name && x.End > x.First+1 {
			clear(r.entries[x.First:x.End]) // "the Coalition to Defeat ISIS" defeats nobody
			if r.predicated[d.Word(h)] && r.tree.child(h, dragoman.RelCop) >= 0 {
				r.entries[h] = noEntry // "is back in the African Union"
			}
		}
	}
	for m := range d.Mentions { // where the tree heads a name elsewhere than its mention says
		x := &d.Mentions[m]
		if x.Kind != dragoman.Name {
			continue
		}
		for i := x.First; i < x.End; i++ {
			if h := r.tree.heads[i]; (h < x.First || h >= x.End) && r.mentionAt[i] < 0 {
				r.mentionAt[i] = int32(m)
			}
		}
	}
	for m := range d.Mentions { // the first name taken for a title: "Sheikh Hasina"
		x := &d.Mentions[m]
		g := r.tree.heads[x.Head]
		if x.Kind == dragoman.Name && x.First > 0 && g == x.First-1 && r.tree.rels[x.Head] == dragoman.RelFlat && r.mentionAt[g] < 0 && folded(namesOrTitles, d.Word(g)) {
			r.mentionAt[g] = int32(m)
		}
	}
	for p := range d.Places {
		for i := d.Places[p].First; i < d.Places[p].End; i++ {
			if h := d.Tokens[i].Head; h < d.Places[p].First || h >= d.Places[p].End {
				r.placeAt[i] = int32(p)
				if r.entries[i] == nil && r.tree.child(i, dragoman.RelCop) >= 0 {
					r.entries[i] = noEntry
				}
			}
		}
	}
	return true
}

// noEntry is of a word that has no frames of its own.
var noEntry = new(entry)

// lookUp finds the frames of a word: by its lemma, and for a noun also as it stands ("talks").
func (r *reader) lookUp(d *dragoman.Document, i int32) *entry {
	e := r.frames[d.Lemmas[i]]
	switch d.Tokens[i].XPOS {
	case dragoman.NN:
		if e == nil && d.Lemmas[i] == d.Word(i) {
			return r.past[d.Lemmas[i]]
		}
		return e
	case dragoman.NNS, dragoman.NNPS, dragoman.NNP, dragoman.JJ, dragoman.VBN, dragoman.VBG, dragoman.VBD, dragoman.VBZ, dragoman.VBP, dragoman.VB:
	default:
		return e
	}
	w := lowerASCII(d.Word(i))
	if e == nil {
		if f := r.forms[w]; f != nil && d.Tokens[i].UPOS != dragoman.PROPN && (d.Tokens[i].UPOS != dragoman.NOUN || r.past[w] != nil) {
			return f
		}
	}
	if w == d.Lemmas[i] {
		return e
	}
	f := r.frames[w]
	switch {
	case f == nil:
		return e
	case e == nil:
		return f
	case len(f.noun) == 0 && len(f.adj) == 0:
		return e
	}
	return r.both(d.Lemmas[i], w, e, f)
}

// both joins the entries of a lemma and of its form. What it makes is kept for the next time.
func (r *reader) both(lemma, word string, e, f *entry) *entry {
	key := lemma + " " + word
	if j, ok := r.joined.Load(key); ok {
		return j.(*entry)
	}
	j := &entry{verb: e.verb, light: e.light, selfish: e.selfish, noun: merge(f.noun, e.noun), adj: merge(f.adj, e.adj)}
	j.classify()
	r.joined.Store(strings.Clone(key), j)
	return j
}

func merge(a, b []candidate) []candidate {
	out := make([]candidate, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].weight >= b[0].weight {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return out
}

func (r *reader) entryOf(n int32) *entry { return r.entries[n] }

// run reads a Document and adds what it finds to it.
func (r *reader) run(d *dragoman.Document) {
	if !r.reset(d) {
		return
	}
	for i := range r.entries {
		if r.entries[i] != nil {
			r.read(int32(i))
		}
	}
	r.emit()
	r.verbatim()
}

// namesOrTitles are titles that some bear for a first name.
var namesOrTitles = setOf(`sheikh mullah maulana haji imam sayyid prince king lord`)
