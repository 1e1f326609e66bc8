package mention

import "dragoman"

// ranker is the scratch memory of linking.
type ranker struct {
	posts   []post
	buckets []int32 // the last post of each bucket, -1 for none
	chains  []chainState
	cands   []int32
	// learn, where set, sees each ranking before it is followed; see TrainChains.
	learn func(m int32)
}

// post files a mention under a key: its head, its words, its surname, its given name, its initials.
type post struct {
	key     uint64
	mention int32
	before  int32 // the post before it in its bucket
}

// chainState is what is known of a chain so far.
type chainState struct {
	number dragoman.Number
	gender dragoman.Gender
	typ    dragoman.EntityType
	named  bool
	count  int32
	first  int32
	last   int32
	best   int32
	parts  [2]int32
	nation uint16
	titles [3]uint64 // the first offices named
}

const (
	bucketBits = 12
	// walkLimit bounds the posts looked at for one key, so that a text of one word over and over stays linear.
	walkLimit = 24
)

// link puts every mention into a chain.
func (f *Finder) link() {
	r := &f.ranker
	if r.buckets == nil {
		r.buckets = make([]int32, 1<<bucketBits)
	}
	for i := range r.buckets {
		r.buckets[i] = -1
	}
	r.posts, r.chains = r.posts[:0], r.chains[:0]
	for m := range int32(len(f.mentions)) {
		a, why := f.ruled(m)
		if a < 0 {
			switch a, why = f.ranked(m); {
			case a >= 0 && (f.meansAll(m, a) || f.isBareNumber(m) && !f.isCounted(m, a)):
				a = -1
			case a < 0 && f.d.Mentions[m].Kind == dragoman.Pronoun:
				var chains [mostJoined]int32
				if f.joined(m, &chains) < 2 {
					a, why = f.resumed(m), dragoman.LinkPronoun
				}
			}
		}
		f.join(m, a, why)
		if a < 0 {
			f.together(m)
		}
		f.file(m)
	}
	f.finish()
}

// join puts m into the chain of a, or begins one where a is -1.
func (f *Finder) join(m, a int32, why dragoman.Link) {
	r, x, detail := &f.ranker, &f.d.Mentions[m], &f.mentions[m]
	if a < 0 {
		x.Chain, x.Link = int32(len(r.chains)), dragoman.LinkFirst
		r.chains = append(r.chains, chainState{first: m, last: -1, best: m, number: x.Number, gender: x.Gender, typ: x.Type})
	} else {
		x.Chain, x.Link = f.d.Mentions[a].Chain, why
	}
	detail.antecedent, detail.chain = a, x.Chain
	c := &r.chains[x.Chain]
	if c.last >= 0 {
		f.d.Mentions[c.last].Next = m
	}
	c.last = m
	c.count++
	f.learnOf(c, m)
}

// learnOf adds what mention m tells of its chain.
func (f *Finder) learnOf(c *chainState, m int32) {
	x := &f.d.Mentions[m]
	if c.number == dragoman.AnyNumber {
		c.number = x.Number
	}
	if c.gender == dragoman.AnyGender || c.gender == dragoman.Neuter && x.Kind == dragoman.Name && x.Gender != dragoman.AnyGender {
		c.gender = x.Gender
	}
	if c.typ == dragoman.OtherEntity || x.Kind == dragoman.Name && !c.named && x.Type != dragoman.OtherEntity {
		c.typ = x.Type
	}
	if x.Kind == dragoman.Name {
		c.named = true
	}
	d := &f.mentions[m]
	if c.nation == 0 {
		c.nation = d.nation
	}
	if d.title != 0 {
		for i := range c.titles {
			if c.titles[i] == 0 || c.titles[i] == d.title {
				c.titles[i] = d.title
				break
			}
		}
	}
	if f.better(m, c.best) {
		c.best = m
	}
}

// better reports whether mention m names its thing better than b: a name before a nominal before a pronoun, a longer name before a
// shorter, the earlier of equals.
func (f *Finder) better(m, b int32) bool {
	x, y := &f.d.Mentions[m], &f.d.Mentions[b]
	if x.Kind != y.Kind {
		return naming(x.Kind) > naming(y.Kind)
	}
	return x.Kind == dragoman.Name && f.mentions[m].words > f.mentions[b].words
}

func naming(k dragoman.MentionKind) int {
	switch k {
	case dragoman.Name:
		return 3
	case dragoman.Adjective:
		return 2
	case dragoman.Nominal:
		return 1
	}
	return 0
}

// file makes m findable by its words.
func (f *Finder) file(m int32) {
	x, d := &f.d.Mentions[m], &f.mentions[m]
	switch x.Kind {
	case dragoman.Pronoun:
		f.post(keyPronoun, uint64(d.pronoun), m)
		return
	case dragoman.Name:
		f.post(keyPhrase, d.phrase, m)
		f.post(keySurname, d.key, m)
		if x.Type == dragoman.PersonEntity && d.words > 1 {
			f.post(keyGiven, f.tokens[x.First].word, m)
		}
		if d.acronym != 0 {
			f.post(keyAcronym, d.acronym, m)
		}
	}
	f.post(keyHead, d.lemma, m)
}

// keyKind keeps keys of one hash apart.
type keyKind uint64

const (
	keyHead keyKind = iota + 1
	keyPhrase
	keySurname
	keyGiven // the first word of a person's full name
	keyAcronym
	keyPronoun
)

func (k keyKind) of(h uint64) uint64 { return mix(h + uint64(k)*0x9E3779B97F4A7C15) }

func (f *Finder) post(kind keyKind, h uint64, m int32) {
	r, key := &f.ranker, kind.of(h)
	b := key & (1<<bucketBits - 1)
	r.posts = append(r.posts, post{key, m, r.buckets[b]})
	r.buckets[b] = int32(len(r.posts)) - 1
}

// last returns the latest mention filed under a key that fits, -1 for none.
func (f *Finder) last(kind keyKind, h uint64, fits func(a int32) bool) int32 {
	r, key := &f.ranker, kind.of(h)
	at := r.buckets[key&(1<<bucketBits-1)]
	for steps := 0; at >= 0 && steps < walkLimit; steps++ {
		if p := &r.posts[at]; p.key == key && fits(p.mention) {
			return p.mention
		}
		at = r.posts[at].before
	}
	return -1
}

// each adds the latest n mentions filed under a key to the candidates.
func (f *Finder) each(kind keyKind, h uint64, n int) {
	r, key := &f.ranker, kind.of(h)
	at := r.buckets[key&(1<<bucketBits-1)]
	for steps := 0; at >= 0 && n > 0 && steps < walkLimit; steps++ {
		if p := &r.posts[at]; p.key == key {
			f.candidate(p.mention)
			n--
		}
		at = r.posts[at].before
	}
}

// finish writes the chains.
func (f *Finder) finish() {
	for i := range f.ranker.chains {
		c := &f.ranker.chains[i]
		f.d.Chains = append(f.d.Chains, dragoman.Chain{First: c.first, Best: c.best, Party: -1, Parts: c.parts, Type: c.typ})
	}
}
