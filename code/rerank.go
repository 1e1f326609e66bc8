package code

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sync"

	"dragoman"
)

// A Reranker says how likely a record is right that frames and constructions propose, by a log-linear model of what stands around it, and
// abstains from those that are too unlikely. Its probabilities are calibrated on texts that it was not trained on (Platt 1999).
type Reranker struct {
	model *Classifier
	kinds [2]calibration // of events, of standings
}

// A calibration makes a probability of a model's log-odds, and says below which a record is not told.
type calibration struct{ slope, offset, threshold float32 }

// The kinds of record.
const (
	eventKind = iota
	standingKind
)

// probability is how likely a record of the kind is right.
func (k *Reranker) probability(features []uint32, kind int) float64 {
	c := k.kinds[kind]
	return 1 / (1 + math.Exp(-(float64(c.slope)*k.model.logOdds(features) + float64(c.offset))))
}

// logOdds is the difference between the scores of the second class and of the first: of "wrong" and "right".
func (c *Classifier) logOdds(features []uint32) float64 {
	sum := 0
	for _, h := range features {
		if i, ok := slices.BinarySearch(c.hashes, h); ok {
			sum += int(c.weights[2*i]) - int(c.weights[2*i+1])
		}
	}
	return float64(sum) * float64(c.scale)
}

// Calibration describes the calibration of events and of standings.
func (k *Reranker) Calibration() string {
	return fmt.Sprintf("events %+v, standings %+v, %d features", k.kinds[eventKind], k.kinds[standingKind], len(k.model.hashes))
}

// rerankMagic begins the file of a Reranker.
const rerankMagic = "DGRR0001"

// MarshalBinary writes the form that ReadReranker reads: magic, slope, offset and threshold of both kinds, and the model.
func (k *Reranker) MarshalBinary() ([]byte, error) {
	b := []byte(rerankMagic)
	for _, c := range k.kinds {
		for _, v := range []float32{c.slope, c.offset, c.threshold} {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	model, err := k.model.MarshalBinary()
	return append(b, model...), err
}

// ReadReranker reads what MarshalBinary writes.
func ReadReranker(data []byte) (*Reranker, error) {
	r := cursor{data: data}
	if string(r.take(len(rerankMagic))) != rerankMagic {
		return nil, fmt.Errorf("read reranker: not a file of this form: %w", dragoman.ErrCorrupt)
	}
	k := new(Reranker)
	for i := range k.kinds {
		c := &k.kinds[i]
		for _, v := range []*float32{&c.slope, &c.offset, &c.threshold} {
			*v = math.Float32frombits(uint32(r.u32()))
		}
	}
	if r.bad {
		return nil, fmt.Errorf("read reranker: it is cut short: %w", dragoman.ErrCorrupt)
	}
	var err error
	if k.model, err = ReadClassifier(data[r.at:]); err != nil {
		return nil, err
	}
	if len(k.model.classes) != 2 {
		return nil, fmt.Errorf("read reranker: it has %d classes, want 2: %w", len(k.model.classes), dragoman.ErrCorrupt)
	}
	return k, nil
}

//go:embed rerank.bin
var rerank []byte

// shipped is the reranker that Dragoman ships, made by `dragoman train code`. It panics where the embedded file is damaged: the build is
// then wrong.
var shipped = sync.OnceValue(func() *Reranker {
	if len(rerank) == 0 {
		return nil
	}
	k, err := ReadReranker(rerank)
	if err != nil {
		panic(err)
	}
	return k
})

// Candidates are the records that frames and constructions propose for a Document, with what a Reranker sees of each.
type Candidates struct{ Events, Standings [][]uint32 }

// Candidates makes the Document's records anew without the reranker: all that is proposed, parallel to d.Events and d.Standings.
func (c *Coder) Candidates(d *dragoman.Document) Candidates {
	d.Events, d.Standings = d.Events[:0], d.Standings[:0]
	r := &reader{Coder: c, gathered: new(Candidates)}
	r.run(d)
	return *r.gathered
}
