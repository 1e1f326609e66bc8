package syntax

const (
	actTemplates   = 96 + guideTemplates
	guideTemplates = 30
)

// actFeatures writes the features of a state to p.keys: the words, tags and clusters on the top of the stack (s0, s1, s2) and at the
// front of the buffer (b0, b1, b2), their children, and what lies between them, after Zhang and Nivre (2011). Of a preposition in the buffer the
// noun ahead is seen too, since the preposition itself will be that noun's child.
func (p *parse) actFeatures(s *state) {
	n0 := &p.nodes[s.top]
	n1 := &p.nodes[n0.prev]
	n2 := &p.nodes[n1.prev]
	nb := &p.nodes[s.next]
	e := p.empty()
	i1, i2, i3 := min(s.next+1, e), min(s.next+2, e), min(s.next+3, e)
	s0, s1, s2, b0 := &p.cells[n0.word], &p.cells[n1.word], &p.cells[n2.word], &p.cells[nb.word]
	b1, b2, b3 := &p.cells[i1], &p.cells[i2], &p.cells[i3]
	s0l, s0l2, s0r, s0r2 := &p.cells[n0.l1], &p.cells[n0.l2], &p.cells[n0.r1], &p.cells[n0.r2]
	s1l, s1r, s1r2, b0l, b0l2 := &p.cells[n1.l1], &p.cells[n1.r1], &p.cells[n1.r2], &p.cells[nb.l1], &p.cells[nb.l2]
	before, after := &p.cells[e], &p.cells[e]
	if s.next > 0 {
		before = &p.cells[s.next-1]
	}
	if n0.word < p.words {
		after = &p.cells[n0.word+1]
	}
	ahead := &p.cells[b0.ahead]
	prep := b0 // the preposition of the nominal at the front of the buffer
	switch {
	case p.backwards: // it came before the nominal on the stack
		prep = s0r
	case nb.nl > 0:
		prep = b0l
	}
	mark := s0l // what introduces the top of the stack
	if p.backwards {
		mark = s0r
	}
	d0, d1 := distance(nb.word-n0.word), distance(n0.word-n1.word)
	if s.size == 0 {
		d0 = 9
	}
	if s.size < 2 {
		d1 = 9
	}
	gap0, gap1 := p.between(n0.word, nb.word), p.between(n1.word, n0.word)
	s0b0, s1s0, s1b0 := mix(s0.tag^b0.tag*3), mix(s1.tag^s0.tag*5), mix(s1.tag^b0.tag*7)
	u0 := mix(s1.upos + s0.upos*3 + b0.upos*7)
	v0, v1, vb := uint64(n0.nl)<<4|uint64(n0.nr), uint64(n1.nl)<<4|uint64(n1.nr), uint64(nb.nl)
	k := &p.keys
	// single words
	k[0] = join(template(100), s0.both, 0, 0)
	k[1] = join(template(101), s0.tag, 0, 0)
	k[2] = join(template(102), s0.middle, s0.tag, 0)
	k[3] = join(template(103), s1.both, 0, 0)
	k[4] = join(template(104), s1.tag, 0, 0)
	k[5] = join(template(105), s1.middle, s1.tag, 0)
	k[6] = join(template(106), b0.both, 0, 0)
	k[7] = join(template(107), b0.tag, 0, 0)
	k[8] = join(template(108), b0.middle, b0.tag, 0)
	k[9] = join(template(109), b1.both, b0.tag, 0)
	k[10] = join(template(110), b1.tag, b2.tag, 0)
	k[11] = join(template(111), s2.both, s1.tag, 0)
	// s0 and b0
	k[12] = join(template(112), s0.both, b0.both, 0)
	k[13] = join(template(113), s0.both, b0.tag, 0)
	k[14] = join(template(114), s0.tag, b0.both, 0)
	k[15] = join(template(115), s0b0, d0, 0)
	k[16] = join(template(116), s0.lemma, b0.lemma, 0)
	k[17] = join(template(117), s0.middle, b0.middle, 0)
	k[18] = join(template(118), s0.lemma, b0.middle, 0)
	k[19] = join(template(119), s0.middle, b0.lemma, 0)
	k[20] = join(template(120), s0.coarse, b0.coarse, s0b0)
	k[21] = join(template(121), s0b0, gap0, 0)
	k[22] = join(template(122), s0.both, gap0, b0.upos)
	k[23] = join(template(123), b0.both, gap0, s0.upos)
	// s1 and s0
	k[24] = join(template(124), s1.both, s0.both, 0)
	k[25] = join(template(125), s1.both, s0.tag, 0)
	k[26] = join(template(126), s1.tag, s0.both, 0)
	k[27] = join(template(127), s1s0, d1, 0)
	k[28] = join(template(128), s1.lemma, s0.lemma, 0)
	k[29] = join(template(129), s1.middle, s0.middle, 0)
	k[30] = join(template(130), s1.lemma, s0.middle, 0)
	k[31] = join(template(131), s1.middle, s0.lemma, 0)
	k[32] = join(template(132), s1.coarse, s0.coarse, s1s0)
	k[33] = join(template(133), s1s0, gap1, 0)
	// s1 and b0
	k[34] = join(template(134), s1.both, b0.tag, 0)
	k[35] = join(template(135), s1.tag, b0.both, 0)
	k[36] = join(template(136), s1.lemma, b0.lemma, s0.upos)
	k[37] = join(template(137), s1.middle, b0.middle, s0.upos)
	k[38] = join(template(138), s1b0, gap1, gap0)
	// three words
	k[39] = join(template(139), s1s0, b0.tag, 0)
	k[40] = join(template(140), s0b0, b1.tag, 0)
	k[41] = join(template(141), s0b0, b1.tag, b2.tag)
	k[42] = join(template(142), s1s0, b0.tag, b1.tag)
	k[43] = join(template(143), s2.tag, s1s0, 0)
	k[44] = join(template(144), s2.tag, s1s0, b0.tag)
	k[45] = join(template(145), s1s0, b0.lemma, 0)
	k[46] = join(template(146), s0.lemma, s1b0, 0)
	k[47] = join(template(147), s1.lemma, s0b0, 0)
	k[48] = join(template(148), s0b0, b1.lemma, 0)
	k[49] = join(template(149), b0.both, b1.tag, 0)
	k[50] = join(template(150), b0.tag, b1.tag, b2.tag)
	k[51] = join(template(151), u0, b1.upos, b2.upos+b3.upos*3)
	k[52] = join(template(152), s0.coarse, s1.coarse, b0.coarse+u0)
	// neighbours in the text
	k[53] = join(template(153), before.tag, s0b0, 0)
	k[54] = join(template(154), after.tag, s0b0, 0)
	k[55] = join(template(155), before.lemma, b0.tag, s0.tag)
	// children
	k[56] = join(template(156), s0b0, s0l.tag, 0)
	k[57] = join(template(157), s0b0, s0r.tag, 0)
	k[58] = join(template(158), s0b0, b0l.tag, 0)
	k[59] = join(template(159), s1s0, s1r.tag, 0)
	k[60] = join(template(160), s1s0, s0l.tag, 0)
	k[61] = join(template(161), s1s0, s1l.tag, 0)
	k[62] = join(template(162), s1s0, s0r.tag, 0)
	k[63] = join(template(163), s1b0, s1r.tag, b0l.tag)
	k[64] = join(template(164), s0.tag, s0l.tag, s0l2.tag)
	k[65] = join(template(165), s0.tag, s0r.tag, s0r2.tag)
	k[66] = join(template(166), s1.tag, s1r.tag, s1r2.tag)
	k[67] = join(template(167), b0.tag, b0l.tag, b0l2.tag)
	k[68] = join(template(168), s0.both, uint64(n0.rl1)<<8|uint64(n0.rr1), 0)
	k[69] = join(template(169), s0b0, uint64(n0.rl1)<<8|uint64(n0.rr1), 0)
	k[70] = join(template(170), s1s0, uint64(n1.rr1), uint64(n0.rl1)<<8|uint64(n0.rr1))
	k[71] = join(template(171), s0b0, uint64(nb.rl1), uint64(nb.rl2))
	k[72] = join(template(172), s1.both, uint64(n1.rr1)<<8|uint64(n1.rr2), s0.upos)
	k[73] = join(template(173), s0.tag, n0.rels, b0.tag)
	k[74] = join(template(174), s1.tag, n1.rels, s0.tag)
	k[75] = join(template(175), b0.tag, nb.rels, s0.tag)
	k[76] = join(template(176), s0.lemma, n0.rels, b0.upos)
	k[77] = join(template(177), s1.lemma, n1.rels, s0.upos)
	k[78] = join(template(178), s0.tag, v0, b0.tag)
	k[79] = join(template(179), s1.tag, v1, s0.tag)
	k[80] = join(template(180), s0b0, vb, v0)
	// prepositions and the nouns they bring
	k[81] = join(template(181), s0.lemma, prep.lemma, s0.upos)
	k[82] = join(template(182), s1.lemma, prep.lemma, s1.upos)
	k[83] = join(template(183), s1.lemma, prep.lemma, s0.lemma)
	k[84] = join(template(184), s0.middle, prep.lemma, ahead.middle)
	k[85] = join(template(185), s1.middle, prep.lemma, ahead.middle)
	k[86] = join(template(186), s0.lemma, ahead.lemma, prep.lemma)
	k[87] = join(template(187), s1.lemma, ahead.lemma, prep.lemma)
	k[88] = join(template(188), u0, prep.lemma, ahead.coarse)
	k[89] = join(template(189), s1.coarse, s0.coarse, prep.lemma)
	k[90] = join(template(190), mark.lemma, s1.lemma, s0.upos)
	k[91] = join(template(191), mark.lemma, s1.middle, s0.middle)
	k[92] = join(template(192), s0b0, ahead.tag, b1.tag)
	k[93] = join(template(193), s0.tag, s1.tag, prep.lemma^d0)
	k[94] = join(template(194), uint64(s.size), b0.tag, s0.tag)
	k[95] = join(template(195), mark.lemma, s0b0, 0)
	g := (*[guideTemplates]uint32)(k[96:])
	if !p.guided {
		*g = [guideTemplates]uint32{}
		return
	}
	side0, side1, sideB := p.side(n0.word, s.next, n1.word), p.side(n1.word, s.next, n0.word), p.side(nb.word, s.next, n0.word)
	more := uint64(0) // which of s0, s1 and b0 have children to come, by the guide
	if p.far[n0.word] > s.next {
		more = 1
	} else if p.far[n0.word] == s.next {
		more = 2
	}
	if p.far[n1.word] >= s.next {
		more += 3
	}
	if p.far[nb.word] > s.next {
		more += 6
	}
	all := mix(side0 | side1<<4 | sideB<<8 | more<<12)
	h0, hb := &p.cells[p.guideHead(n0.word)], &p.cells[p.guideHead(nb.word)]
	sure := p.sureOf(n0.word) | p.sureOf(nb.word)<<2
	allSure := mix(all + sure + 1)
	twoSure := mix(side0<<8 | more<<12 | sure<<20)
	two := mix(side0<<8 | more<<12)
	*g = [guideTemplates]uint32{
		join(template(300), all, 0, 0),
		join(template(301), all, s0b0, 0),
		join(template(302), all, s1s0, 0),
		join(template(303), all, s0.both, 0),
		join(template(304), all, b0.both, 0),
		join(template(305), all, s0.tag, 0),
		join(template(306), all, b0.tag, 0),
		join(template(307), side0, s0b0, d0),
		join(template(308), side0, s1s0, b0.tag),
		join(template(309), side0, s0.tag, h0.tag),
		join(template(310), side0, s0.lemma, h0.lemma),
		join(template(311), sideB, b0.tag, hb.tag),
		join(template(312), two, s0b0, b1.tag),
		join(template(313), two, s1s0, d1),
		join(template(314), two, s0.upos, b0.lemma),
		join(template(315), two, mark.lemma, s0.tag),
		join(template(316), two, prep.lemma, b0.upos),
		join(template(317), all, u0, 0),
		join(template(318), two, gap0, s0b0),
		join(template(319), sideB, s0b0, b1.tag),
		join(template(320), side1|more<<4, s1s0, b0.upos),
		join(template(321), two, n0.rels, s0.upos),
		join(template(322), allSure, 0, 0),
		join(template(323), allSure, s0b0, 0),
		join(template(324), allSure, s1s0, 0),
		join(template(325), allSure, s0.tag, 0),
		join(template(326), allSure, b0.tag, 0),
		join(template(327), twoSure, s0.both, 0),
		join(template(328), twoSure, b0.both, 0),
		join(template(329), twoSure, s0b0, d0),
	}
}

func (p *parse) guideHead(word int32) int32 {
	if word >= p.words {
		return p.empty()
	}
	return p.guide[word]
}

func (p *parse) sureOf(word int32) uint64 {
	if word >= p.words {
		return 3
	}
	return uint64(p.sure[word])
}

// side says where the guide has the head of a word: at the front of the buffer, the other word, further right, the root, further left.
func (p *parse) side(word, next, other int32) uint64 {
	switch h := p.guideHead(word); {
	case h == p.empty():
		return 1
	case h == other:
		return 2
	case h == p.words:
		return 3
	case h == next:
		return 4
	case h > next:
		return 5
	case h > word:
		return 6
	}
	return 7
}

const (
	relTemplates = 40 + 12
)

// relFeatures writes the features of an arc to p.relKeys.
func (p *parse) relFeatures(head, child *node) {
	h, c := &p.cells[head.word], &p.cells[child.word]
	e := p.empty()
	dir := uint64(1)
	if child.word > head.word {
		dir = 2
	}
	lo, hi := min(head.word, child.word), max(head.word, child.word)
	d := distance(hi-lo)<<2 | dir
	gap := p.between(lo, hi)
	left, right := &p.cells[e], &p.cells[e]
	if child.word > 0 {
		left = &p.cells[child.word-1]
	}
	if child.word+1 < p.words {
		right = &p.cells[child.word+1]
	}
	hright := &p.cells[min(head.word+1, e)]
	cl, cl2, cr, hl, hr := &p.cells[child.l1], &p.cells[child.l2], &p.cells[child.r1], &p.cells[head.l1], &p.cells[head.r1]
	tags := mix(h.tag + c.tag*3 + dir)
	upos := mix(h.upos + c.upos*3 + dir)
	crel := uint64(child.rl1)<<16 | uint64(child.rr1)<<8 | uint64(child.rl2)
	hrel := uint64(head.rl1)<<8 | uint64(head.rr1)
	p.relKeys = [relTemplates]uint32{
		join(template(200), tags, 0, 0),
		join(template(201), tags, d, 0),
		join(template(202), h.both, c.both, dir),
		join(template(203), h.both, c.tag, dir),
		join(template(204), h.tag, c.both, dir),
		join(template(205), h.lemma, c.lemma, dir),
		join(template(206), c.both, dir, 0),
		join(template(207), h.both, dir, 0),
		join(template(208), c.middle, h.tag, dir),
		join(template(209), h.middle, c.tag, dir),
		join(template(210), h.middle, c.middle, upos),
		join(template(211), h.coarse, c.coarse, tags),
		join(template(212), h.lemma, c.middle, upos),
		join(template(213), h.middle, c.lemma, upos),
		join(template(214), tags, gap, 0),
		join(template(215), tags, cl.tag, 0),
		join(template(216), tags, cl.lemma, 0),
		join(template(217), tags, cr.tag, 0),
		join(template(218), tags, crel, 0),
		join(template(219), tags, hrel, 0),
		join(template(220), upos, child.rels, 0),
		join(template(221), upos, head.rels, 0),
		join(template(222), tags, child.rels, head.rels),
		join(template(223), h.lemma, cl.lemma, upos),
		join(template(224), h.lemma, head.rels, c.upos+dir),
		join(template(225), c.lemma, child.rels, h.upos+dir),
		join(template(226), tags, left.tag, 0),
		join(template(227), tags, right.tag, 0),
		join(template(228), tags, left.lemma, 0),
		join(template(229), tags, right.lemma, 0),
		join(template(230), c.both, cl.lemma, dir),
		join(template(231), tags, hl.tag, hr.tag),
		join(template(232), upos, d, gap),
		join(template(233), c.lemma, cl.tag, upos),
		join(template(234), tags, hright.tag, 0),
		join(template(235), c.middle, cl.lemma, upos),
		join(template(236), h.middle, cl.lemma, upos),
		join(template(237), tags, cl.upos, cl2.tag),
		join(template(238), cl2.lemma, tags, 0),
		join(template(239), hl.lemma, tags, hrel),
	}
	if !p.guided {
		return
	}
	gc, gh := &p.cells[p.guideHead(child.word)], &p.cells[p.guideHead(head.word)]
	same := uint64(1)
	if p.guideHead(child.word) == head.word {
		same = 2
	}
	// the head's and the child's last children, and the head's first child after the child
	hf, cf, sib := e, e, e
	if f := p.far[head.word]; f >= 0 {
		hf = f
	}
	if f := p.far[child.word]; f >= 0 {
		cf = f
	}
	for w := child.word + 1; w < p.words; w++ {
		if w != head.word && p.guide[w] == head.word {
			sib = w
			break
		}
	}
	hfc, cfc, sc := &p.cells[hf], &p.cells[cf], &p.cells[sib]
	r := (*[12]uint32)(p.relKeys[40:])
	*r = [12]uint32{
		join(template(340), tags, same, gc.tag),
		join(template(341), tags, gh.tag, same),
		join(template(342), tags, hfc.tag, 0),
		join(template(343), tags, cfc.tag, 0),
		join(template(344), tags, sc.tag, 0),
		join(template(345), upos, sc.lemma, 0),
		join(template(346), h.lemma, sc.tag, c.upos+dir),
		join(template(347), h.lemma, hfc.tag, c.upos+dir),
		join(template(348), tags, sc.tag, hrel),
		join(template(349), c.both, gh.tag, dir),
		join(template(350), tags, gh.lemma, 0),
		join(template(351), h.both, gh.tag, c.upos+dir),
	}
}
