package intake

import (
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// damage makes one of the things that happen to files, and that people do to readers.
func damage(rng *rand.Rand, b []byte, others [][]byte) []byte {
	b = slices.Clone(b)
	other := others[rng.IntN(len(others))]
	switch rng.IntN(8) {
	case 0: // cut off
		return b[:rng.IntN(len(b))]
	case 1, 2: // bits flipped
		for range 1 + rng.IntN(8) {
			b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
		}
	case 3: // a stretch overwritten, as by a bad disk
		at := rng.IntN(len(b))
		for i := at; i < min(at+rng.IntN(64), len(b)); i++ {
			b[i] = byte(rng.Uint32())
		}
	case 4: // a length or an offset made extreme
		at := rng.IntN(len(b))
		copy(b[at:], []byte{0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f}[:1+rng.IntN(8)])
	case 5: // two files run together
		return append(b[:rng.IntN(len(b))], other[rng.IntN(len(other)):]...)
	case 6: // a stretch lost or doubled
		i, j := rng.IntN(len(b)), rng.IntN(len(b))
		return append(b[:i:i], b[j:]...)
	case 7: // nested
		for range 1 + rng.IntN(4) {
			switch rng.IntN(4) {
			case 0:
				b = gzipped(b, b[:len(b)/2])
			case 1:
				b = zstded(b)
			case 2:
				b = zipped(packed{"x", b}, packed{"y.txt", other})
			case 3:
				b = tarred(packed{"x", b}, packed{"y.warc", other})
			}
		}
		b[rng.IntN(len(b))] ^= 1
	}
	return b
}

// TestDamage reads 10,000 damaged inputs, through all readers, with good ones between: no panic, memory bounded, each reported, the good
// ones read.
func TestDamage(t *testing.T) {
	const (
		inputs     = 10_000
		mostAlloc  = 200 << 20 // bytes that reading one input may allocate in all
		mostMemory = 400 << 20
		goodEvery  = 10
	)
	all := samples(t)
	names := slices.Sorted(maps.Keys(all))
	var bodies [][]byte
	good := make(map[string]int)
	r := New(Options{MaxArticle: 1 << 16, MaxBytes: 16 << 20, MaxEntries: 500, MaxDepth: 5})
	for _, name := range names {
		bodies = append(bodies, all[name])
		articles, _ := readOne(r, name, all[name])
		good[name] = len(articles)
	}
	skips := 0
	r.opts.OnSkip = func(*Error) { skips++ }
	rng := rand.New(rand.NewPCG(7, 11))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range inputs {
		name := names[i%len(names)]
		content := damage(rng, all[name], bodies)
		as := name
		if rng.IntN(3) == 0 {
			as = names[rng.IntN(len(names))] // named as another kind
		}
		skips = 0
		articles, errs := readOne(r, as, content)
		if len(articles)+len(errs)+skips == 0 {
			t.Errorf("input %d, %s as %s: nothing is said of it", i, name, as)
		}
		for _, a := range articles {
			if len(a.Text) > 4*r.opts.MaxArticle || a.Text == "" {
				t.Errorf("input %d, %s: a text of %d bytes", i, name, len(a.Text))
			}
		}
		if i%64 == 0 {
			runtime.ReadMemStats(&after)
			if after.TotalAlloc-before.TotalAlloc > 64*mostAlloc || after.HeapInuse > mostMemory {
				t.Fatalf("input %d, %s: %d MB allocated, %d MB in use", i, name, (after.TotalAlloc-before.TotalAlloc)>>20, after.HeapInuse>>20)
			}
			before = after
		}
		if i%goodEvery == 0 {
			if articles, _ := readOne(r, name, all[name]); len(articles) != good[name] {
				t.Fatalf("after input %d, the good %s yields %d of %d reports", i, name, len(articles), good[name])
			}
		}
	}
}

// fuzz states of a reader: whatever the bytes, reading ends, does not panic, says something, and yields no text over the limit.
func fuzz(f *testing.F, seeds ...string) {
	all := samples(f)
	for _, s := range seeds {
		f.Add(all[s])
	}
	name := seeds[0]
	f.Fuzz(func(t *testing.T, content []byte) {
		said := 0
		r := New(Options{MaxArticle: 1 << 14, MaxBytes: 4 << 20, MaxEntries: 200, MaxDepth: 4, OnSkip: func(*Error) { said++ }})
		articles, errs := readOne(r, name, content)
		if said+len(articles)+len(errs) == 0 {
			t.Error("nothing is said of it")
		}
		for _, a := range articles {
			if len(a.Text) > 4*r.opts.MaxArticle {
				t.Errorf("text of %d bytes", len(a.Text))
			}
		}
	})
}

func FuzzXML(f *testing.F) {
	fuzz(f, "nitf.xml", "newsml.xml", "petrarch.xml", "rss.xml", "atom.xml")
}
func FuzzMail(f *testing.F)    { fuzz(f, "a.eml") }
func FuzzMbox(f *testing.F)    { fuzz(f, "a.mbox") }
func FuzzWARC(f *testing.F)    { fuzz(f, "a.warc", "a.warc.gz") }
func FuzzZip(f *testing.F)     { fuzz(f, "a.zip", "nested.zip") }
func FuzzTar(f *testing.F)     { fuzz(f, "a.tar", "a.tgz") }
func FuzzParquet(f *testing.F) { fuzz(f, "a.parquet") }
func FuzzRows(f *testing.F)    { fuzz(f, "a.jsonl", "a.json") }
func FuzzCSV(f *testing.F)     { fuzz(f, "a.csv", "a.tsv") }
func FuzzHTML(f *testing.F)    { fuzz(f, "a.html") }
