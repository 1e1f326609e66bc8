package mention

import "dragoman"

// wording is the form of a mention as features see it: of a pronoun also which and in which case.
func (f *Finder) wording(m int32) uint64 {
	d := &f.mentions[m]
	if d.form != formPronoun {
		return uint64(d.form)
	}
	w := 16 + uint64(d.pronoun)
	if f.d.Tokens[d.top].XPOS == dragoman.PRPS {
		w |= 32
	}
	if d.reflexive {
		w |= 64
	}
	return w
}

// typed adds the label.
func (f *Finder) typed(m int32) uint64 { return f.wording(m)<<4 | uint64(f.mentions[m].label) }

// governor is the token that a mention hangs on, by lemma; 0 at a root.
func (f *Finder) governor(m int32) uint64 {
	if h := f.d.Tokens[f.mentions[m].top].Head; h >= 0 {
		return f.tokens[h].lemma
	}
	return 0
}

// aloneFeatures fills f.features with what tells that m begins a chain.
func (f *Finder) aloneFeatures(m int32) {
	f.features = f.features[:0]
	x, d := &f.d.Mentions[m], &f.mentions[m]
	t, tag := &f.tokens[d.top], &f.d.Tokens[d.top]
	w, typed := f.wording(m), f.typed(m)
	before := uint64(0) // is there one with the same head before?
	if x.Kind != dragoman.Pronoun && len(f.ranker.cands) > 0 && f.mentions[f.ranker.cands[0]].lemma == d.lemma {
		before = 1
	}
	f.add(1, typed)
	f.add(2, w^d.lemma)
	f.add(3, w<<16|uint64(t.fine))
	f.add(4, w<<8|uint64(t.coarse))
	f.add(5, w<<32|uint64(t.class))
	f.add(6, w<<8|uint64(tag.Deprel))
	f.add(7, w^f.governor(m))
	f.add(8, typed<<1|before)
	f.add(9, w^f.tokens[x.First].word)
	f.add(10, w<<4|uint64(min(x.End-x.First, 8)))
	f.add(11, w<<16|uint64(t.kids))
	f.add(12, w<<4|bucket(d.sentence))
	f.add(13, w<<4|bucket(int32(len(f.ranker.cands)))<<1|before)
	f.add(14, before<<1|w<<2|uint64(x.Number)<<16)
	f.add(15, w^f.wordAt(x.First-1))
	f.add(16, w^f.wordAt(x.End))
	f.add(17, before^uint64(t.fine)<<1)
	f.add(18, before^d.lemma)
	quoted := uint64(0)
	if d.quote > 0 {
		quoted = 1
	}
	f.add(19, w<<1|quoted)
}

func (f *Finder) wordAt(i int32) uint64 {
	if i < 0 || int(i) >= len(f.tokens) {
		return 0
	}
	return f.tokens[i].word
}

// bucket maps 0, 1, 2, 3, 4–5, 6–9, 10–17, … to small numbers.
func bucket(n int32) uint64 {
	switch {
	case n < 4:
		return uint64(max(n, 0))
	case n < 6:
		return 4
	case n < 10:
		return 5
	case n < 18:
		return 6
	case n < 34:
		return 7
	case n < 66:
		return 8
	}
	return 9
}

// pairFeatures fills f.features with what tells whether m and a are of one thing; a is the nth candidate.
func (f *Finder) pairFeatures(m, a int32, nth int) {
	f.features = f.features[:0]
	x, y, d, e := &f.d.Mentions[m], &f.d.Mentions[a], &f.mentions[m], &f.mentions[a]
	mtag, atag := &f.d.Tokens[d.top], &f.d.Tokens[e.top]
	w, v := f.wording(m), f.wording(a)
	both := w<<8 | v
	typed := f.typed(m)<<16 | f.typed(a)
	away := bucket(d.sentence - e.sentence)
	c := &f.ranker.chains[y.Chain]
	role, roleA := uint64(mtag.Deprel.Universal()), uint64(atag.Deprel.Universal())
	f.add(30, typed)
	f.add(31, typed<<4|away)
	f.add(32, both<<4|bucket(m-a))
	f.add(33, both<<16|role<<8|roleA)
	f.add(34, w<<16|roleA<<8|away)
	f.add(35, w<<8|uint64(x.Number)<<4|uint64(c.number))
	f.add(36, w<<8|uint64(x.Gender)<<4|uint64(c.gender))
	f.add(37, w<<16|uint64(d.label)<<8|uint64(c.typ)<<4|uint64(e.label))
	f.add(38, w<<8|uint64(nth))
	f.add(39, both<<8|f.beside(m, a))
	f.add(40, both<<8|bucket(c.count)<<1|bit(c.named))
	f.add(41, w<<8|away<<1|bit(f.isSubject(e.top)))
	f.add(42, w<<8|bit(d.quote > 0)<<3|bit(e.quote > 0)<<2|bit(d.quote == e.quote)<<1|bit(d.paragraph == e.paragraph))
	f.add(43, both<<8|away<<1|bit(c.last == a))
	main := bit(f.isSubject(e.top) && f.mainClause(e.top))
	f.add(46, w<<8|away<<2|main<<1|bit(a == 0 || f.mentions[a-1].sentence != e.sentence))
	f.add(47, w<<8|away<<4|main<<3|min(bucket(c.count), 7))
	if away == 0 {
		f.add(44, both<<4|bucket(d.top-e.top))
	}
	if f.governor(m) == f.governor(a) {
		f.add(45, both<<8|role)
	}
	if x.Kind == dragoman.Pronoun {
		f.pronounFeatures(m, a, w)
	} else {
		f.nounFeatures(m, a, both, away)
	}
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// mainClause reports whether a token hangs on the root of its sentence.
func (f *Finder) mainClause(i int32) bool {
	h := f.d.Tokens[i].Head
	return h >= 0 && f.d.Tokens[h].Head < 0
}

func (f *Finder) isSubject(i int32) bool {
	return f.d.Tokens[i].Deprel.Universal() == dragoman.RelNsubj
}

// beside tells how two mentions stand to each other in the tree.
func (f *Finder) beside(m, a int32) (how uint64) {
	d, e := &f.mentions[m], &f.mentions[a]
	x, y := &f.d.Mentions[m], &f.d.Mentions[a]
	mtag, atag := &f.d.Tokens[d.top], &f.d.Tokens[e.top]
	switch {
	case d.sentence != e.sentence:
		return 0
	case mtag.Head == e.top:
		return 1 + uint64(mtag.Deprel)
	case atag.Head == d.top:
		return 64 + uint64(atag.Deprel)
	case f.copular(m, a):
		return 130
	case x.First <= y.Head && y.Head < x.End:
		return 131
	case y.First <= x.Head && x.Head < y.End:
		return 132
	case mtag.Head == atag.Head && mtag.Head >= 0:
		return 133
	}
	if s := f.subjectOver(d.top); s == a {
		return 134
	}
	return 135
}

func (f *Finder) pronounFeatures(m, a int32, w uint64) {
	d, e := &f.mentions[m], &f.mentions[a]
	best := f.ranker.chains[f.d.Mentions[a].Chain].best
	b := &f.tokens[f.mentions[best].top]
	f.add(60, w<<16|uint64(b.fine))
	f.add(61, w<<8|uint64(b.coarse))
	f.add(62, w^f.mentions[best].lemma)
	f.add(63, w^f.governor(m)^uint64(b.coarse))
	f.add(64, w<<32|uint64(b.class))
	f.add(65, w^f.governor(a))
	f.add(66, w<<8|bit(e.label == noName)<<1|bit(f.d.Tokens[d.top].Deprel.Universal() == f.d.Tokens[e.top].Deprel.Universal()))
}

func (f *Finder) nounFeatures(m, a int32, both, away uint64) {
	x, y, d, e := &f.d.Mentions[m], &f.d.Mentions[a], &f.mentions[m], &f.mentions[a]
	if y.Kind == dragoman.Pronoun {
		f.add(70, both^d.lemma)
		return
	}
	match := bit(d.lemma == e.lemma) | bit(d.phrase == e.phrase)<<1 | bit(d.key == e.key && d.key != 0)<<2 |
		bit(d.acronym == e.acronym && d.acronym != 0)<<3 | bit(f.within(x, y))<<4 | bit(f.within(y, x))<<5 | bit(x.Number == y.Number)<<6
	t, u := &f.tokens[d.top], &f.tokens[e.top]
	f.add(80, both<<8|match)
	f.add(81, both<<12|match<<4|away)
	f.add(82, f.typed(m)<<24|uint64(e.label)<<16|match)
	f.add(83, match<<8|bucket(d.words)<<4|bucket(e.words))
	if match&1 != 0 {
		f.add(84, match^d.lemma)
		f.add(85, both<<16|uint64(t.fine))
		f.add(86, both<<8|uint64(t.coarse))
		f.add(87, match<<16|uint64(t.kids&(kidAmod|kidNmod|kidNummod|kidCompound|kidRelcl))|both<<40)
		f.add(88, match<<32|uint64(u.kids&(kidAmod|kidNmod|kidNummod|kidCompound|kidRelcl))<<8|uint64(t.kids&(kidAmod|kidNmod|kidNummod|kidCompound|kidRelcl)))
		return
	}
	f.add(90, uint64(t.fine)<<16|uint64(u.fine))
	f.add(91, both<<16|uint64(t.coarse)<<8|uint64(u.coarse))
	f.add(92, d.lemma^e.lemma*3)
	f.add(93, both^d.lemma)
	f.add(94, d.lemma^uint64(u.coarse))
	f.add(95, both<<16|bit(t.fine == u.fine)<<1|bit(t.coarse == u.coarse))
	f.add(96, both<<32|uint64(t.class&u.class))
}

// within reports whether every word of x is one of y.
func (f *Finder) within(x, y *dragoman.Mention) bool {
	const longest = 8
	if x.End-x.First > longest || y.End-y.First > longest {
		return false
	}
	for i := x.First; i < x.End; i++ {
		if f.d.Tokens[i].UPOS == dragoman.DET || f.tokens[i].shape == shapePunct || f.d.Tokens[i].XPOS == dragoman.PRPS {
			continue
		}
		found := false
		for j := y.First; j < y.End && !found; j++ {
			found = f.tokens[i].lemma == f.tokens[j].lemma
		}
		if !found {
			return false
		}
	}
	return true
}
