package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"dragoman"
)

// A StandingQuery asks what stands. Of its Filter, Actor, Other, Side and Types (relations) choose facts; Modalities, MinScore,
// Publishers and Text choose the reports that are believed; Where chooses among the facts that result.
type StandingQuery struct {
	Filter
	Page
	// AsOf is the day in the world; 0 is the day of Filter.KnownAt, else the clock's.
	AsOf dragoman.Date `json:"as_of"`
	// All gives also what has ended, is to come, or was planned and came true.
	All bool `json:"all,omitempty"`
}

// Standing answers what stands on the day AsOf, as far as the ledger knew at KnownAt: facts in order of relation, subject,
// object and day.
func (l *Ledger) Standing(ctx context.Context, q StandingQuery) (Answer[Fact], error) {
	p, err := l.paging(ctx, q.Page, q.KnownAt)
	if err != nil {
		return Answer[Fact]{}, fmt.Errorf("standing: %w", err)
	}
	start := 0
	if p.at != nil {
		start = int(p.at.seq)
	}
	end := start + p.limit
	facts, err := l.factsAsOf(ctx, q, p.known, end+1)
	if err != nil {
		return Answer[Fact]{}, fmt.Errorf("standing: %w", err)
	}
	ans := Answer[Fact]{Items: facts[min(start, len(facts)):min(end, len(facts))], Known: p.known}
	if end < len(facts) {
		ans.Next = cursor{p.known, 0, int64(end)}.String()
	}
	return ans, nil
}

// asOf is the day a query means.
func (l *Ledger) asOf(q StandingQuery) dragoman.Date {
	switch {
	case q.AsOf != 0:
		return q.AsOf
	case !q.KnownAt.IsZero():
		return dragoman.DateOf(q.KnownAt.UTC())
	}
	return dragoman.DateOf(l.clock().UTC())
}

// factsAsOf folds relation by relation, in the order of the answer, until it has most facts: who is in the news has thousands.
func (l *Ledger) factsAsOf(ctx context.Context, q StandingQuery, known int64, most int) ([]Fact, error) {
	b, err := l.newFactBook(ctx, q.Filter, known)
	if err != nil {
		return nil, err
	}
	chapters, err := b.relations(ctx)
	if err != nil {
		return nil, err
	}
	facts := []Fact{}
	for _, relations := range chapters {
		if err := b.load(ctx, relations); err != nil {
			return nil, err
		}
		part, err := b.asOf(ctx, l.asOf(q), q.All, most-len(facts))
		if facts = append(facts, part...); err != nil || len(facts) >= most {
			return facts, err
		}
	}
	return facts, nil
}

// A factBook is what is told of the facts that a filter chooses, ready to be folded for any day.
type factBook struct {
	l          *Ledger
	filter     Filter
	known      int64
	actor      sideSet
	other      sideSet
	where      *whereProgram
	rootOf     func(int64) int64 // families of copies as of known
	docs       *docSet           // those whose text matches; nil for all
	publishers []int64           // nil for all

	// What load fetched last.
	keys    map[int64]factKey
	told    map[int64][]*told
	chosen  []int64          // facts that the filter chooses; the rest of told are rivals
	parties map[int64]*party // all that is told of those chosen
	terms   map[int64]string // relations, offices and values
}

func (l *Ledger) newFactBook(ctx context.Context, f Filter, known int64) (*factBook, error) {
	b := &factBook{l: l, filter: f, known: known}
	var err error
	if b.actor, b.other, err = l.dyadOf(ctx, f); err != nil {
		return nil, err
	}
	if b.where, err = l.compileWhere(f.Where, whereFacts); err != nil {
		return nil, err
	}
	if b.rootOf, err = l.roots(ctx, known); err != nil {
		return nil, err
	}
	if b.publishers, err = l.termsOf(ctx, f.Publishers); err != nil || f.Text == "" {
		return b, err
	}
	b.docs, err = l.store.search(ctx, f.Text)
	return b, err
}

// relations lists the relations to be loaded one after the other; where no actor is asked for, all are loaded at once.
func (b *factBook) relations(ctx context.Context) ([][]int64, error) {
	wanted, err := b.l.termsOf(ctx, b.filter.Types)
	if err != nil || b.actor == nil {
		return [][]int64{wanted}, err
	}
	var c clause
	c.oneOf("side", b.actor)
	c.oneOf("relation", wanted)
	ids := map[int64]bool{}
	err = b.l.store.rows(ctx, b.l.store.r, "SELECT DISTINCT relation FROM fact_sides WHERE "+c.String(), nil, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids[id] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	names, err := b.l.names.termNames(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out [][]int64
	for _, id := range slices.SortedFunc(maps.Keys(names), func(x, y int64) int { return cmp.Compare(names[x], names[y]) }) {
		out = append(out, []int64{id})
	}
	return out, nil
}

// load fetches what is told of the facts of some relations, nil for all.
func (b *factBook) load(ctx context.Context, relations []int64) error {
	b.keys, b.told, b.chosen = map[int64]factKey{}, map[int64][]*told{}, nil
	var c clause
	for _, set := range []sideSet{b.actor, b.other} {
		if set != nil {
			var sides clause
			sides.oneOf("side", set)
			sides.oneOf("relation", relations)
			c.and("f.id IN (SELECT fact FROM fact_sides WHERE " + sides.String() + ")")
		}
	}
	c.oneOf("f.relation", relations)
	if err := b.fetch(ctx, c); err != nil {
		return err
	}
	// Who a fact is of may depend on what was recorded later: asOf looks again, once the parties are known.
	b.chosen = slices.Sorted(maps.Keys(b.told))
	return b.loadNames(ctx)
}

// fetch adds what is told of the facts of a clause to the book, as far as the filter believes it.
func (b *factBook) fetch(ctx context.Context, c clause) error {
	f := b.filter
	return b.l.eachTold(ctx, c, b.known, func(fact int64, k factKey, t *told) {
		switch {
		case b.docs != nil && !b.docs.has(t.doc), b.publishers != nil && !slices.Contains(b.publishers, t.publisher),
			t.score < f.MinScore, len(f.Modalities) > 0 && !slices.Contains(f.Modalities, t.modality):
			return
		}
		b.keys[fact] = k
		b.told[fact] = append(b.told[fact], t)
	})
}

func oneOfSQL(column string, ids []int64) string {
	var c clause
	c.oneOf(column, ids)
	return c.String()
}

func (b *factBook) loadNames(ctx context.Context) error {
	parties, terms := map[int64]bool{}, map[int64]bool{}
	for fact, ts := range b.told {
		k := b.keys[fact]
		terms[k.relation], terms[k.value] = true, true
		for _, t := range ts {
			parties[t.subject], parties[t.object], terms[t.value] = true, true, true
		}
	}
	var err error
	if b.parties, err = b.l.names.partiesOf(ctx, parties); err != nil {
		return err
	}
	b.terms, err = b.l.names.termNames(ctx, terms)
	return err
}

// matches reports whether what is told has the parties asked for, on the sides asked for.
func (b *factBook) matches(ts []*told) bool {
	if b.actor == nil && b.other == nil {
		return true
	}
	for _, t := range ts {
		if b.sided(t.subject, t.object) && b.filter.Side != AsTarget || b.sided(t.object, t.subject) && b.filter.Side != AsSource {
			return true
		}
	}
	return false
}

func (b *factBook) sided(actor, other int64) bool {
	return (b.actor == nil || b.has(b.actor, actor)) && (b.other == nil || b.has(b.other, other))
}

func (b *factBook) has(s sideSet, id int64) bool {
	p := b.parties[id]
	return p != nil && s.has(p.actor, p.country)
}

// asOf folds the book for one day and gives the first of its facts, at most most.
func (b *factBook) asOf(ctx context.Context, v dragoman.Date, all bool, most int) ([]Fact, error) {
	answer, drafts := b.fold(v)
	if !all {
		answer = slices.DeleteFunc(answer, func(d *draft) bool {
			return d.out.Status == Ended || d.out.Status == Coming || d.out.Status == Fulfilled
		})
	}
	for _, d := range answer {
		d.outline()
		b.name(d)
	}
	slices.SortFunc(answer, compareDrafts)
	if b.where == nil {
		answer = answer[:min(len(answer), most)]
	}
	if err := b.contest(ctx, answer, drafts, v); err != nil {
		return nil, err
	}
	var facts []Fact
	for _, d := range answer {
		d.finish(b.rootOf)
		if keep, err := b.where.fact(&d.out); err != nil {
			return nil, err
		} else if keep {
			facts = append(facts, d.out)
		}
		if len(facts) == most {
			break
		}
	}
	return facts, ctx.Err()
}

// fold gives the drafts of the facts chosen as they stand on a day, in a row and by fact.
func (b *factBook) fold(v dragoman.Date) (answer []*draft, drafts map[int64][]*draft) {
	drafts = map[int64][]*draft{}
	for _, fact := range b.chosen {
		if !b.matches(b.told[fact]) {
			continue
		}
		drafts[fact] = draftsOf(fact, b.keys[fact], b.told[fact])
		for _, d := range drafts[fact] {
			d.out.Status = d.statusOn(v)
		}
		answer = append(answer, drafts[fact]...)
	}
	return answer, drafts
}

func compareDrafts(x, y *draft) int {
	a, b := &x.out, &y.out
	ends := func(f *Fact) int {
		if f.EndPlan {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Relation, b.Relation), cmp.Compare(x.subject, y.subject), cmp.Compare(x.object, y.object), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Modality, b.Modality),
		cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.LastSeen, b.LastSeen), ends(a)-ends(b), cmp.Compare(x.fact, y.fact))
}

func partyName(p dragoman.Party) string { return p.Name + "\x00" + p.Actor + "\x00" + p.Code }

// name says who and what a fact is of, in the words of its latest report.
func (b *factBook) name(d *draft) {
	f := &d.out
	f.Relation = b.terms[d.key.relation]
	var best *told
	for _, t := range d.span.tells {
		if best == nil || b.later(t, best) {
			best = t
		}
	}
	f.Value = b.terms[best.value]
	subject, object := b.parties[best.subject], b.parties[best.object]
	// A symmetric standing is told from the side of who is asked about.
	if dragoman.Symmetric(f.Relation) && b.actor != nil && !b.has(b.actor, best.subject) && b.has(b.actor, best.object) {
		subject, object = object, subject
	}
	if subject != nil {
		f.Subject = subject.body
	}
	if object != nil {
		f.Object = object.body
	}
	d.subject, d.object = partyName(f.Subject), partyName(f.Object)
}

// later orders what is told by day of report; between equals content decides, so that the order of recording does not.
func (b *factBook) later(t, o *told) bool {
	text := func(t *told) string {
		s := b.terms[t.value]
		for _, id := range []int64{t.subject, t.object} {
			if p := b.parties[id]; p != nil {
				s += "\x00" + partyName(p.body) + p.body.Country + p.body.Wikidata
			}
		}
		return s
	}
	if c := cmp.Or(cmp.Compare(t.published, o.published), cmp.Compare(t.from(), o.from())); c != 0 {
		return c > 0
	}
	return text(t) > text(o)
}

// roots returns what joins a report's root to that of its family, as far as was known.
func (l *Ledger) roots(ctx context.Context, known int64) (func(int64) int64, error) {
	into := map[int64]int64{}
	err := l.store.rows(ctx, l.store.r, "SELECT c.root, c.into_root FROM copies c JOIN docs d ON d.id = c.doc WHERE d.at < ?", []any{known}, func(r *sql.Rows) error {
		var from, to int64
		err := r.Scan(&from, &to)
		into[from] = to
		return err
	})
	return func(root int64) int64 {
		for {
			to, ok := into[root]
			if !ok {
				return root
			}
			root = to
		}
	}, err
}
