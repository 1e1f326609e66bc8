package mention

import (
	"encoding/binary"
	"fmt"
	"io"

	"dragoman"
)

// wordVectors are word vectors in short: each is cut into parts, and of a part is kept which of some codes it is nearest to (product
// quantisation, Jégou et al. 2011). A linear model with a weight for each code of each part is nearly one over the vectors themselves, and knows what
// kind of thing a word is like that no training text has.
//
// File: "DRMV" 2, log2 of the slots, two zeros; then, packed by zstd, slots of a fingerprint of a word (2 bytes, little endian, 0 for an empty slot) and its
// codes (4 bits each).
type wordVectors struct {
	slots []byte
	mask  uint64
}

const (
	vectorMagic  = "DRMV\x02"
	vectorBits   = 18      // slots, log2
	vectorWords  = 200_000 // the words kept, the most frequent first
	vectorParts  = 20
	vectorCodes  = 16
	vectorSlot   = 2 + vectorParts/2
	vectorRounds = 12     // of k-means
	vectorLearns = 40_000 // the words that codes are made from
)

func openVectors(b []byte) (wordVectors, error) {
	slots, mask, ok := openSlots(b, vectorMagic, vectorSlot)
	if !ok {
		return wordVectors{}, fmt.Errorf("word vectors: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	return wordVectors{slots, mask}, nil
}

// of returns the codes of the word with a foldHash, two in a byte; nil for an unknown word.
func (v *wordVectors) of(h uint64) []byte {
	if v.mask == 0 {
		return nil
	}
	mark := uint16(h>>48) | 1
	for i := h & v.mask; ; i = (i + 1) & v.mask {
		s := v.slots[vectorSlot*i : vectorSlot*(i+1)]
		switch binary.LittleEndian.Uint16(s) {
		case 0:
			return nil
		case mark:
			return s[2:]
		}
	}
}

// TrainVectors reads word vectors as TrainClusters does and writes the codes of the most frequent words. The same bytes each time.
func TrainVectors(w io.Writer, vectors io.Reader) error {
	words, vecs, err := readVectors(vectors, vectorWords)
	if err != nil {
		return fmt.Errorf("read word vectors: %w", err)
	}
	centre(vecs)
	v := wordVectors{make([]byte, vectorSlot<<vectorBits), 1<<vectorBits - 1}
	codes := make([][]int, vectorParts)
	for part := range codes {
		codes[part] = partCodes(vecs, part)
	}
	for i, word := range words {
		h := foldHash(word)
		if v.of(h) != nil {
			continue
		}
		at := h & v.mask
		for binary.LittleEndian.Uint16(v.slots[vectorSlot*at:]) != 0 {
			at = (at + 1) & v.mask
		}
		s := v.slots[vectorSlot*at:]
		binary.LittleEndian.PutUint16(s, uint16(h>>48)|1)
		for part := range codes {
			s[2+part/2] |= byte(codes[part][i] << (4 * (part % 2)))
		}
	}
	return writeSlots(w, vectorMagic, vectorBits, v.slots)
}

// partCodes finds the codes of one part of all vectors by k-means, and returns each vector's.
func partCodes(vecs [][]float32, part int) []int {
	const size = vectorSize / vectorParts
	from := part * size
	centres := make([][]float32, vectorCodes)
	for k := range centres {
		centres[k] = append([]float32(nil), vecs[min(len(vecs)-1, 37*k+5)][from:from+size]...)
	}
	for range vectorRounds {
		sums, n := make([][size]float32, vectorCodes), make([]float32, vectorCodes)
		for _, v := range vecs[:min(len(vecs), vectorLearns)] {
			k := closest(v[from:from+size], centres)
			n[k]++
			for j, x := range v[from : from+size] {
				sums[k][j] += x
			}
		}
		for k := range centres {
			for j := range centres[k] {
				if n[k] > 0 {
					centres[k][j] = sums[k][j] / n[k]
				}
			}
		}
	}
	codes := make([]int, len(vecs))
	for i, v := range vecs {
		codes[i] = closest(v[from:from+size], centres)
	}
	return codes
}

// closest is the number of the centre at the least distance.
func closest(v []float32, centres [][]float32) (at int) {
	least := float32(-1)
	for k, c := range centres {
		d := float32(0)
		for j, x := range v {
			d += (x - c[j]) * (x - c[j])
		}
		if least < 0 || d < least {
			least, at = d, k
		}
	}
	return at
}
