package mention

import (
	"fmt"
	"io"
	"math/rand/v2"

	"dragoman"
	"dragoman/internal/conllu"
)

// An Example is a text with marked entities, and the Document that stages before this one make of it.
type Example struct {
	Text *conllu.Text
	Doc  *dragoman.Document
	// NamesOnly is true where proper nouns alone are marked.
	NamesOnly bool
}

// ReadExamples reads a treebank in CoNLL-U with Entity= marks or, where marks is not nil, its texts that have a name with those. parse tags and parses a Document whose
// tokens are the treebank's; it should not have been trained on the text of that name. Where it is nil, tags and trees are the treebank's own.
func ReadExamples(r io.Reader, marks HeadMarks, parse func(name string, d *dragoman.Document) error) ([]Example, error) {
	var out []Example
	for t, err := range conllu.Texts(r) {
		if err == nil && marks != nil {
			if t.Name == "" {
				continue // marks are of texts by name
			}
			t.Entities, err = marks.entities(t)
		}
		if err != nil {
			return nil, fmt.Errorf("read examples: %w", err)
		}
		if parse == nil {
			out = append(out, Example{t, t.Gold, marks != nil})
			continue
		}
		d := t.Plain()
		if err := parse(t.Name, d); err != nil {
			return nil, fmt.Errorf("parse %s: %w", t.Name, err)
		}
		out = append(out, Example{t, d, marks != nil})
	}
	return out, nil
}

// The settings of TrainNames, found by cross-validation on GUM train.
const (
	nameBits   = 18 // rows of the model, log2: 2 MB
	nameRounds = 20
	nameRate   = 0.08
	nameDecay  = 2e-6
	// nameKeep is the chance of a feature to be seen in a round, in percent: weights must not lean on a single one.
	nameKeep = 50
	// nameSeeds fix the order in which examples are seen.
	nameSeed1, nameSeed2 = 2025, 11
)

// sample is a noun with its features and its class.
type sample struct {
	features []uint64
	class    nameClass
}

// TrainNames learns to classify nouns from treebank texts and marked sentences, and returns the model's file. The same input gives the
// same bytes.
func TrainNames(words Words, examples []Example, marked []Marked) ([]byte, error) {
	f := New(&Model{words: words, classes: classes(), nations: nations()})
	var samples []sample
	for _, e := range examples {
		samples = append(samples, f.treebankSamples(e)...)
	}
	for _, m := range marked {
		samples = append(samples, f.markedSamples(m)...)
	}
	if len(samples) == 0 {
		return nil, fmt.Errorf("train names: no nouns in the examples: %w", dragoman.ErrInvalid)
	}
	t := newTrainer(nameBits, nameWidth, nameRate, nameDecay)
	r := rand.New(rand.NewPCG(nameSeed1, nameSeed2))
	kept := make([]uint64, 0, 256)
	for range nameRounds {
		r.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
		for _, s := range samples {
			kept = kept[:0]
			for _, feature := range s.features {
				if r.IntN(100) < nameKeep {
					kept = append(kept, feature)
				}
			}
			t.stepClasses(kept, s.class)
		}
		t.endRound()
	}
	t.mean()
	return t.freeze(), nil
}

// stepClasses is one step of logistic regression over the classes of a noun.
func (t *trainer) stepClasses(features []uint64, class nameClass) {
	var p [nameClasses]float32
	for c := range p {
		p[c] = t.score(features, c)
	}
	softmax(p[:])
	p[class]--
	for c := range p {
		t.step(features, c, p[c])
	}
}

// treebankSamples labels each noun by the widest entity it heads.
func (f *Finder) treebankSamples(e Example) (out []sample) {
	f.d = e.Doc
	f.source = markedMentions
	if e.NamesOnly {
		f.source = markedHeads
	}
	f.scan()
	widest := map[int32]*conllu.Entity{}
	for i := range e.Text.Entities {
		x := &e.Text.Entities[i]
		if w := widest[x.Head]; w == nil || x.End-x.First > w.End-w.First {
			widest[x.Head] = x
		}
	}
	for i := range int32(len(f.tokens)) {
		ok, proper := f.mayName(i)
		if !ok || e.NamesOnly && e.Text.Gold.Tokens[i].UPOS == dragoman.NOUN {
			continue
		}
		class := noName
		if x := widest[i]; x != nil {
			class = classOfKind(x.Kind)
			if proper && e.Text.Gold.Tokens[i].UPOS == dragoman.NOUN && class != timeName {
				class = capitalNoun
			}
		}
		f.nameFeatures(i, proper)
		out = append(out, sample{append([]uint64(nil), f.features...), class})
	}
	return out
}

func classOfKind(kind string) nameClass {
	switch kind {
	case "person":
		return personName
	case "organization":
		return organizationName
	case "place":
		return placeName
	case "time":
		return timeName
	}
	return otherName
}
