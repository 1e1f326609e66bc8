package syntax

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"strconv"

	"dragoman"
)

// Words are clustered by their vectors at training time: 64 clusters, each split into 16, each of those into 8. The model keeps
// the number of the smallest one; the larger ones are its upper bits.
const (
	coarseClusters = 64
	middleSplit    = 16
	fineSplit      = 8
	fineShift      = 3
	coarseShift    = 7
	// clusteredWords is how many of the most frequent words the model knows the cluster of.
	clusteredWords = 150_000
	// fittedWords is how many of them the centres are fitted to.
	fittedWords = 40_000
	kmeansSteps = 8
)

type vector []float32

// readVectors reads the JSON of npm's wink-embeddings: {…,"words":[…],"vectors":{"the":[100 numbers, norm, rank],…}}, the most
// frequent words first.
func readVectors(r io.Reader, limit int) (words []string, vectors []vector, err error) {
	in := bufio.NewReaderSize(r, 1<<20)
	fail := func(err error) ([]string, []vector, error) {
		return nil, nil, fmt.Errorf("read word vectors, word %d: %w", len(words), err)
	}
	if err := skipPast(in, []byte(`"vectors":{`)); err != nil {
		return fail(fmt.Errorf("no \"vectors\" object: %w", dragoman.ErrInvalid))
	}
	for len(words) < limit {
		var key []byte
		var err error
		for err == nil && !bytes.HasSuffix(key, []byte(`":[`)) { // a word may hold a bracket itself
			var part []byte
			part, err = in.ReadSlice('[')
			key = append(key, part...)
		}
		if err == io.EOF && len(words) > 0 {
			break
		}
		if err != nil {
			return fail(err)
		}
		key = bytes.TrimSuffix(bytes.TrimLeft(key, ","), []byte(":["))
		if bytes.HasPrefix(key, []byte("}")) { // the end of the object
			break
		}
		word, err := strconv.Unquote(string(key))
		if err != nil {
			return fail(fmt.Errorf("key %q: %w", key, dragoman.ErrInvalid))
		}
		numbers, err := in.ReadBytes(']')
		if err != nil {
			return fail(err)
		}
		v := make(vector, 0, 102)
		for field := range bytes.SplitSeq(numbers[:len(numbers)-1], []byte(",")) {
			x, err := strconv.ParseFloat(string(field), 32)
			if err != nil {
				return fail(fmt.Errorf("number %q: %w", field, dragoman.ErrInvalid))
			}
			v = append(v, float32(x))
		}
		v = v[:len(v)-2] // the norm and the rank
		unit(v)
		words, vectors = append(words, word), append(vectors, v)
	}
	return words, vectors, nil
}

func skipPast(in *bufio.Reader, mark []byte) error {
	for n := 0; n < len(mark); {
		c, err := in.ReadByte()
		if err != nil {
			return err
		}
		switch c {
		case mark[n]:
			n++
		case mark[0]:
			n = 1
		default:
			n = 0
		}
	}
	return nil
}

func unit(v vector) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum > 0 {
		f := float32(1 / math.Sqrt(sum))
		for i := range v {
			v[i] *= f
		}
	}
}

// kmeans splits vectors into k clusters by the angle between them (Lloyd's algorithm on the unit sphere), fitted to the
// first fit of them. It begins from vectors spread evenly over the list, so that its result is the same each time.
func kmeans(ctx context.Context, vectors []vector, k, fit int) ([]int, error) {
	of := make([]int, len(vectors))
	if len(vectors) <= k {
		for i := range of {
			of[i] = i
		}
		return of, nil
	}
	fit = min(max(fit, k), len(vectors))
	centres := make([]vector, k)
	for i := range centres {
		centres[i] = append(vector(nil), vectors[i*fit/k]...)
	}
	for range kmeansSteps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sums := make([]vector, k)
		for i := range sums {
			sums[i] = make(vector, len(vectors[0]))
		}
		for i, v := range vectors[:fit] {
			of[i] = nearest(centres, v)
			for j, x := range v {
				sums[of[i]][j] += x
			}
		}
		for i, s := range sums {
			unit(s)
			centres[i] = s
		}
	}
	for i, v := range vectors {
		of[i] = nearest(centres, v)
	}
	return of, nil
}

func nearest(centres []vector, v vector) int {
	best, at := float32(-2), 0
	for i, c := range centres {
		var a, b, d, e float32
		c = c[:len(v)]
		j := 0
		for ; j+4 <= len(v); j += 4 {
			a += c[j] * v[j]
			b += c[j+1] * v[j+1]
			d += c[j+2] * v[j+2]
			e += c[j+3] * v[j+3]
		}
		for ; j < len(v); j++ {
			a += c[j] * v[j]
		}
		if s := a + b + d + e; s > best {
			best, at = s, i
		}
	}
	return at
}

// split clusters the members of each cluster again, and returns the joint numbers.
func split(ctx context.Context, vectors []vector, of []int, clusters, k int) ([]int, error) {
	members := make([][]int, clusters)
	for i, c := range of {
		members[c] = append(members[c], i)
	}
	out := make([]int, len(of))
	for c, list := range members {
		part := make([]vector, len(list))
		fit := 0
		for j, i := range list {
			part[j] = vectors[i]
			if i < fittedWords {
				fit++
			}
		}
		sub, err := kmeans(ctx, part, k, fit)
		if err != nil {
			return nil, err
		}
		for j, i := range list {
			out[i] = c*k + sub[j]
		}
	}
	return out, nil
}

// clusterWords reads word vectors and returns the number of each word's smallest cluster by the word's key.
func clusterWords(ctx context.Context, r io.Reader) (map[uint32]uint16, error) {
	words, vectors, err := readVectors(r, clusteredWords)
	if err != nil {
		return nil, err
	}
	of, err := kmeans(ctx, vectors, coarseClusters, fittedWords)
	if err != nil {
		return nil, err
	}
	if of, err = split(ctx, vectors, of, coarseClusters, middleSplit); err != nil {
		return nil, err
	}
	if of, err = split(ctx, vectors, of, coarseClusters*middleSplit, fineSplit); err != nil {
		return nil, err
	}
	clusters := make(map[uint32]uint16, len(words))
	for i, w := range words {
		if key := wordKey(w); clusters[key] == 0 { // folded digits make words equal: the most frequent one counts
			clusters[key] = uint16(of[i] + 1<<coarseShift) // so that a shift gives the larger clusters, and 0 is none
		}
	}
	return clusters, nil
}
