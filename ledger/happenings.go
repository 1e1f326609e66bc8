package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"

	"dragoman"
)

// A Happening is one thing that happened, with all reports of it: events of the same type and dyad, as done, planned, possible
// or denied alike, on the same day within the precision in which each was told.
type Happening struct {
	ID       dragoman.ID       `json:"id"` // the same for the same type, dyad, modality and days
	Type     string            `json:"type"`
	Source   *dragoman.Party   `json:"source,omitempty"`
	Target   *dragoman.Party   `json:"target,omitempty"`
	From     dragoman.Date     `json:"from"`
	To       dragoman.Date     `json:"to"`
	Modality dragoman.Modality `json:"modality"`
	Seqs     []int64           `json:"seqs"`
	Reports  int               `json:"reports"`
	Sources  int               `json:"sources"`    // reports that are not copies of one another
	Papers   int               `json:"publishers"` // publishers
	Against  []int64           `json:"against,omitempty"`
	Best     *Line             `json:"best"` // the mention of the highest score
}

// happeningKey is what mentions of one happening share, but for the day.
type happeningKey struct{ typ, source, target int64 }

type mention struct {
	seq, doc, root, publisher int64
	day, last                 dragoman.Date
	modality                  dragoman.Modality
	score                     float64
}

func (m *mention) width() dragoman.Date { return m.last - m.day }

// A happened is a happening before its names are looked up.
type happened struct {
	key      happeningKey
	modality dragoman.Modality
	from, to dragoman.Date
	mentions []*mention
	against  []int64
}

// gather folds the mentions of one type and dyad. Those told to the day come first, one happening a day; a mention told more
// coarsely joins the one happening that its days touch, and where they touch none or several stands with its like.
func gather(key happeningKey, ms []*mention) []*happened {
	slices.SortFunc(ms, func(a, b *mention) int {
		return cmp.Or(cmp.Compare(a.modality, b.modality), cmp.Compare(a.width(), b.width()), cmp.Compare(a.day, b.day), cmp.Compare(a.seq, b.seq))
	})
	var all []*happened
	for len(ms) > 0 {
		n := 1
		for n < len(ms) && ms[n].modality == ms[0].modality {
			n++
		}
		all = append(all, gatherAlike(key, ms[:n])...)
		ms = ms[n:]
	}
	for _, h := range all {
		for _, o := range all {
			if (h.modality == dragoman.Denied) != (o.modality == dragoman.Denied) && min(h.modality, o.modality) == dragoman.Done && h.from <= o.to && o.from <= h.to {
				for _, m := range o.mentions {
					h.against = append(h.against, m.seq)
				}
			}
		}
		slices.Sort(h.against)
	}
	return all
}

// gatherAlike folds mentions of one modality, narrowest first.
func gatherAlike(key happeningKey, ms []*mention) []*happened {
	var hs []*happened
	for len(ms) > 0 {
		n := 1
		for n < len(ms) && ms[n].width() == ms[0].width() {
			n++
		}
		narrower := len(hs)
		for _, m := range ms[:n] {
			var touched []*happened
			if m.width() > 0 {
				touched = touching(hs[:narrower], m)
			}
			if len(touched) == 1 {
				touched[0].mentions = append(touched[0].mentions, m)
				continue
			}
			i := slices.IndexFunc(hs[narrower:], func(h *happened) bool { return h.from == m.day && h.to == m.last })
			if i >= 0 {
				hs[narrower+i].mentions = append(hs[narrower+i].mentions, m)
				continue
			}
			hs = append(hs, &happened{key: key, modality: m.modality, from: m.day, to: m.last, mentions: []*mention{m}})
		}
		ms = ms[n:]
	}
	return hs
}

func touching(hs []*happened, m *mention) []*happened {
	var out []*happened
	for _, h := range hs {
		if h.from <= m.last && m.day <= h.to {
			if out = append(out, h); len(out) > 1 {
				break
			}
		}
	}
	return out
}

// Happenings answers what happened, each with all its reports, in order of the first mention that the filter chooses. The
// filter chooses happenings by their mentions; a happening is shown whole.
func (l *Ledger) Happenings(ctx context.Context, f Filter, p Page) (Answer[Happening], error) {
	ans := Answer[Happening]{Items: []Happening{}}
	s, err := l.newEventScan(ctx, f, p)
	if err != nil {
		return ans, fmt.Errorf("happenings: %w", err)
	}
	ans.Known = s.known
	b := &happeningBook{l: l, s: s, groups: map[happeningKey][]*happened{}, given: map[*happened]bool{}}
	visit := func(part []hit) (bool, error) {
		more, next, err := b.take(ctx, part)
		ans.Next = next
		return more, err
	}
	if s.where != nil {
		err = s.each(ctx, s.limit, func(h hit, _ *Line) (bool, error) { return visit([]hit{h}) })
	} else {
		err = s.hits(ctx, s.limit, visit)
	}
	if err == nil {
		ans.Items, err = b.finish(ctx)
	}
	if err != nil {
		return ans, fmt.Errorf("happenings: %w", err)
	}
	return ans, nil
}

// A happeningBook collects the happenings of a page.
type happeningBook struct {
	l      *Ledger
	s      *eventScan
	groups map[happeningKey][]*happened
	given  map[*happened]bool
	out    []*happened
}

// take adds the happenings of hits; when the page is full it returns the cursor of the next.
func (b *happeningBook) take(ctx context.Context, part []hit) (more bool, next string, err error) {
	keys, err := b.keys(ctx, part)
	if err != nil {
		return false, "", err
	}
	for _, h := range part {
		group, err := b.group(ctx, keys[h.seq])
		if err != nil {
			return false, "", err
		}
		i := slices.IndexFunc(group, func(g *happened) bool {
			return slices.ContainsFunc(g.mentions, func(m *mention) bool { return m.seq == h.seq })
		})
		if i < 0 || b.given[group[i]] {
			continue
		}
		b.given[group[i]] = true
		if shown, err := b.onEarlierPage(ctx, group[i]); err != nil {
			return false, "", err
		} else if shown {
			continue
		}
		if len(b.out) == b.s.limit {
			return false, b.s.last.String(), nil
		}
		b.out = append(b.out, group[i])
		b.s.last = cursor{b.s.known, h.day, h.seq}
	}
	return true, "", nil
}

// onEarlierPage reports whether a mention before the cursor is chosen by the filter: then the page before has the happening.
func (b *happeningBook) onEarlierPage(ctx context.Context, h *happened) (bool, error) {
	at := b.s.at
	if at == nil {
		return false, nil
	}
	var before []int64
	for _, m := range h.mentions {
		c := cmp.Or(cmp.Compare(int64(m.day), at.day), cmp.Compare(m.seq, at.seq))
		if b.s.newest {
			c = -c
		}
		if c <= 0 {
			before = append(before, m.seq)
		}
	}
	if before == nil {
		return false, nil
	}
	probe := *b.s
	probe.at = nil
	probe.c = clause{slices.Clone(b.s.c.sql), slices.Clone(b.s.c.args)}
	probe.c.oneOf("e.seq", before)
	found := false
	err := probe.each(ctx, 16, func(hit, *Line) (bool, error) { found = true; return false, nil })
	return found, err
}

func (b *happeningBook) keys(ctx context.Context, part []hit) (map[int64]happeningKey, error) {
	keys := make(map[int64]happeningKey, len(part))
	seqs := make([]int64, len(part))
	for i, h := range part {
		seqs[i] = h.seq
	}
	err := in(ctx, b.l.store, b.l.store.r, `SELECT e.seq, e.type, coalesce(s.actor, 0), coalesce(t.actor, 0) FROM events e
		LEFT JOIN parties s ON s.id = e.source LEFT JOIN parties t ON t.id = e.target WHERE e.seq IN (?)`, seqs, func(r *sql.Rows) error {
		var seq int64
		var k happeningKey
		err := r.Scan(&seq, &k.typ, &k.source, &k.target)
		keys[seq] = k
		return err
	})
	return keys, err
}

// group folds all known mentions of one type and dyad.
func (b *happeningBook) group(ctx context.Context, k happeningKey) ([]*happened, error) {
	if g, ok := b.groups[k]; ok {
		return g, nil
	}
	side := func(column string, actor int64) string {
		if actor == 0 {
			return column + " = 0"
		}
		return column + " IN (SELECT id FROM parties WHERE actor = " + strconv.FormatInt(actor, 10) + ")"
	}
	var ms []*mention
	err := b.l.store.rows(ctx, b.l.store.r, `SELECT e.seq, e.doc, d.root, e.publisher, e.day, e.last, e.modality, e.score FROM events e JOIN docs d ON d.id = e.doc
		WHERE e.type = ? AND `+side("e.source", k.source)+" AND "+side("e.target", k.target)+" AND e.seq <= ? AND (e.until = 0 OR e.until > ?)",
		[]any{k.typ, b.s.known, b.s.known}, func(r *sql.Rows) error {
			m := new(mention)
			err := r.Scan(&m.seq, &m.doc, &m.root, &m.publisher, &m.day, &m.last, &m.modality, &m.score)
			ms = append(ms, m)
			return err
		})
	if err != nil {
		return nil, err
	}
	b.groups[k] = gather(k, ms)
	return b.groups[k], nil
}

// finish looks up the names of the page's happenings.
func (b *happeningBook) finish(ctx context.Context) ([]Happening, error) {
	roots, err := b.l.roots(ctx, b.s.known)
	if err != nil {
		return nil, err
	}
	var seqs, actors []int64
	for _, h := range b.out {
		slices.SortFunc(h.mentions, func(x, y *mention) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.seq, y.seq)) })
		seqs = append(seqs, h.mentions[0].seq)
		actors = append(actors, h.key.source, h.key.target)
	}
	best, err := b.l.lines(ctx, seqs)
	if err != nil {
		return nil, err
	}
	idents := map[int64]string{}
	err = in(ctx, b.l.store, b.l.store.r, "SELECT id, ident FROM actors WHERE id IN (?)", sortedUnique(actors), func(r *sql.Rows) error {
		var id int64
		var ident string
		err := r.Scan(&id, &ident)
		idents[id] = ident
		return err
	})
	out := make([]Happening, len(b.out))
	for i, h := range b.out {
		e := best[i].Event
		x := Happening{Type: e.Type, Source: e.Source, Target: e.Target, From: h.from, To: h.to, Modality: h.modality, Against: h.against, Best: &best[i]}
		x.ID = dragoman.NewID("happening", e.Type, idents[h.key.source], idents[h.key.target], h.modality.String(), h.from.String(), h.to.String())
		docs, sources, papers := map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
		for _, m := range h.mentions {
			x.Seqs = append(x.Seqs, m.seq)
			docs[m.doc], sources[roots(m.root)], papers[m.publisher] = true, true, true
		}
		slices.Sort(x.Seqs)
		x.Reports, x.Sources, x.Papers = len(docs), len(sources), len(papers)
		out[i] = x
	}
	return out, err
}
