package syntax

import (
	"bytes"
	"context"
	"fmt"
)

// trainTags trains the tagger, tags each part of the examples by one that was trained on the others, and returns the net's section.
func (m *Model) trainTags(ctx context.Context, cfg Config, examples []*example, progress func(string)) (section []byte, err error) {
	var whole *Model
	err = eachFold(cfg.jobs(), func(job int) error {
		own := &Model{tags: m.tags, clusters: m.clusters}
		learn, read := cfg.split(examples, job)
		net, err := own.fitTags(ctx, cfg, learn, uint64(job))
		if err != nil {
			return err
		}
		file, _ := net.freeze(cfg.TagRows)
		if own.tagNet, err = thaw(bytes.Clone(file), net.layout, len(m.tags)); err != nil {
			return err
		}
		if right, words := own.guess(read); words > 0 {
			progress(fmt.Sprintf("tagger without part %d of %d: UPOS %.2f on it", job+1, cfg.Folds, 100*float64(right)/float64(words)))
		}
		if job == cfg.jobs()-1 {
			whole, section = own, file
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	*m = *whole
	return section, nil
}

// guess tags examples, and tells how many words got the right UPOS.
func (m *Model) guess(examples []*example) (right, words int) {
	var b brain
	for _, e := range examples {
		forms := m.formsOf(e)
		m.tag(&b, forms, e.guess)
		for j, t := range e.guess {
			words++
			if m.tags[t].upos == m.tags[e.tags[j]].upos {
				right++
			}
		}
	}
	return right, words
}

// formsOf looks up the words of an example.
func (m *Model) formsOf(e *example) []wordForm {
	forms := make([]wordForm, len(e.rows))
	for i, r := range e.rows {
		forms[i] = m.form(r.Form)
	}
	return forms
}

// fitTags learns the words of the examples and trains the tagger's nets, which are merged.
func (m *Model) fitTags(ctx context.Context, cfg Config, examples []*example, seed uint64) (*net, error) {
	m.learnWords(examples)
	forms := make([][]wordForm, len(examples))
	for i, e := range examples {
		forms[i] = m.formsOf(e)
	}
	nets := make([]*net, cfg.Seeds)
	for i := range nets {
		nets[i] = newNet(m.layouts()[0], cfg.TagUnits, len(m.tags), seed+uint64(100*i))
		if err := m.fitTagNet(ctx, cfg.TagEpochs, nets[i], forms, examples); err != nil {
			return nil, err
		}
	}
	return merge(nets), nil
}

// tagDrop is the share of the tagger's units that is left out in each step of training.
const tagDrop = 0.4

func (m *Model) fitTagNet(ctx context.Context, epochs int, net *net, forms [][]wordForm, examples []*example) error {
	var x inputs
	net.drop = tagDrop
	list := make([]int, len(examples))
	for i := range list {
		list[i] = i
	}
	for epoch := range epochs {
		net.rate = rate(epoch, epochs)
		net.random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, at := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			m.learnTags(net, &x, forms[at], examples[at].tags)
		}
	}
	return nil
}

// learnTags tags a sentence from left to right, going on from what the net says, and learns from each word that may have several tags.
func (m *Model) learnTags(net *net, x *inputs, forms []wordForm, tags []uint8) {
	prev, prev2 := int32(noTag), int32(noTag)
	caps := capitals(forms)
	for i := range forms {
		f := &forms[i]
		best, gold := int(m.single[f.set]), int(tags[i])
		if best < 0 {
			m.tagInputs(x, forms, i, prev, prev2, caps)
			net.forward(x)
			legal := func(k int) bool { return f.set == 0 || m.sets[f.set].has(k) }
			best = net.best(legal)
			if legal(gold) {
				net.learn(legal, func(k int) bool { return k == gold })
			}
		}
		prev, prev2 = int32(best)+firstTag, prev
	}
}
