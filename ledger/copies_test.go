package ledger

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"dragoman"
)

// TestCopies measures how well copies of one story are found: 2,000 variants (cuts, new headlines, words and paragraphs changed)
// of 20,000 made-up texts, among them texts that share quoted paragraphs without being copies:
//
//	LEDGER_COPIES=20000 go test ./ledger -run TestCopies -v
func TestCopies(t *testing.T) {
	texts := 2000
	if os.Getenv("LEDGER_COPIES") != "" {
		fmt.Sscan(os.Getenv("LEDGER_COPIES"), &texts)
	}
	w := newWorld(21, 100, 100)
	rng := rand.New(rand.NewPCG(9, 9))
	paragraphs := make([][]string, texts)
	for i := range paragraphs {
		for range 4 + rng.IntN(6) {
			paragraphs[i] = append(paragraphs[i], w.sentence(18)+" "+w.sentence(14)+" "+w.sentence(20))
		}
		if i > 0 && rng.IntN(10) == 0 {
			// Two reports that quote the same statement are no copies.
			other := paragraphs[rng.IntN(i)]
			paragraphs[i] = append(paragraphs[i], other[rng.IntN(len(other))])
		}
	}
	l := openTest(t, t.TempDir()+"/copies.db")
	var docs []*dragoman.Document
	family := map[dragoman.ID]int{}
	add := func(text string, of int) {
		d := &dragoman.Document{Article: dragoman.Article{Key: fmt.Sprint(len(docs)), Text: text}}
		d.ID = d.Article.ID()
		family[d.ID] = of
		docs = append(docs, d)
	}
	for i, p := range paragraphs {
		add(strings.Join(p, "\n\n"), i)
	}
	for range texts / 10 {
		i := rng.IntN(texts)
		add(w.variant(rng, paragraphs[i]), i)
	}
	rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	if _, err := l.RecordAll(ctx, docs, edition1); err != nil {
		t.Fatal(err)
	}
	found, err := families(l)
	if err != nil {
		t.Fatal(err)
	}
	// Over pairs of reports: right pairs found, pairs found, right pairs.
	var both, said, right int
	count := func(groups map[int][]dragoman.ID, same func(a, b dragoman.ID) bool) (pairs, agreeing int) {
		for _, ids := range groups {
			for i, a := range ids {
				for _, b := range ids[i+1:] {
					pairs++
					if same(a, b) {
						agreeing++
					}
				}
			}
		}
		return pairs, agreeing
	}
	byFound, byTruth := map[int][]dragoman.ID{}, map[int][]dragoman.ID{}
	for _, d := range docs {
		byFound[found[d.ID]] = append(byFound[found[d.ID]], d.ID)
		byTruth[family[d.ID]] = append(byTruth[family[d.ID]], d.ID)
	}
	said, both = count(byFound, func(a, b dragoman.ID) bool { return family[a] == family[b] })
	right, _ = count(byTruth, func(a, b dragoman.ID) bool { return true })
	recall, precision := float64(both)/float64(right), float64(both)/float64(said)
	t.Logf("%d texts, %d variants: recall %.4f, precision %.4f over %d pairs", texts, texts/10, recall, precision, right)
	if recall < 0.95 || precision < 0.99 {
		t.Errorf("want recall 0.95 at precision 0.99")
	}
}

// variant makes a copy of a story as editors do.
func (w *world) variant(rng *rand.Rand, paragraphs []string) string {
	p := append([]string(nil), paragraphs...)
	change := func(i int) {
		words := strings.Fields(p[i])
		for j := range words {
			if rng.IntN(20) == 0 {
				words[j] = w.words[w.zipf.Uint64()]
			}
		}
		p[i] = strings.Join(words, " ")
	}
	switch rng.IntN(5) {
	case 0: // cut from the end, to half at the least
		p = p[:max((len(p)+1)/2, len(p)-1-rng.IntN(3))]
	case 1: // a new headline and a new first paragraph
		p[0] = w.sentence(9) + "\n" + w.sentence(25)
	case 2: // a word in twenty changed throughout
		for i := range p {
			change(i)
		}
	case 3: // one paragraph rewritten, one cut
		p[rng.IntN(len(p))] = w.sentence(40)
		p = append(p[:1], p[2:]...)
	case 4: // background added, a paragraph edited
		change(rng.IntN(len(p)))
		p = append(p, w.sentence(60))
	}
	return strings.ToUpper(w.sentence(5)) + "\n\n" + strings.Join(p, "\n\n")
}

func families(l *Ledger) (map[dragoman.ID]int, error) {
	top, err := l.roots(ctx, 1<<60)
	if err != nil {
		return nil, err
	}
	out := map[dragoman.ID]int{}
	rows, err := l.store.r.QueryContext(ctx, "SELECT hash, root FROM docs")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var hash []byte
		var root int64
		if err := rows.Scan(&hash, &root); err != nil {
			return nil, err
		}
		out[dragoman.ID(hash)] = int(top(root))
	}
	return out, rows.Err()
}
