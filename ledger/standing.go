package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
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
	facts, err := l.factsAsOf(ctx, q, p.known)
	if err != nil {
		return Answer[Fact]{}, fmt.Errorf("standing: %w", err)
	}
	start := int64(0)
	if p.at != nil {
		start = min(p.at.seq, int64(len(facts)))
	}
	end := min(start+int64(p.limit), int64(len(facts)))
	ans := Answer[Fact]{Items: facts[start:end], Known: p.known}
	if end < int64(len(facts)) {
		ans.Next = cursor{p.known, 0, end}.String()
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

func (l *Ledger) factsAsOf(ctx context.Context, q StandingQuery, known int64) ([]Fact, error) {
	b, err := l.newFactBook(ctx, q.Filter, known)
	if err != nil {
		return nil, err
	}
	return b.asOf(ctx, l.asOf(q), q.All)
}

// A factBook is what is told of the facts that a filter chooses, ready to be folded for any day.
type factBook struct {
	l          *Ledger
	filter     Filter
	known      int64
	actor      sideSet
	other      sideSet
	where      *whereProgram
	keys       map[int64]factKey
	told       map[int64][]*told
	chosen     []int64           // facts that the filter chooses; the rest of told are rivals
	parties    map[int64]*party  // all that told names
	terms      map[int64]string  // relations, offices and values
	rootOf     func(int64) int64 // families of copies as of known
	docs       map[int64]bool    // those whose text matches; nil for all
	publishers []int64           // nil for all
}

func (l *Ledger) newFactBook(ctx context.Context, f Filter, known int64) (*factBook, error) {
	b := &factBook{l: l, filter: f, known: known, keys: map[int64]factKey{}, told: map[int64][]*told{}}
	var err error
	if b.actor, err = l.sidesOf(ctx, f.Actor); err != nil {
		return nil, err
	}
	if b.other, err = l.sidesOf(ctx, f.Other); err != nil {
		return nil, err
	}
	if b.where, err = l.compileWhere(f.Where, whereFacts); err != nil {
		return nil, err
	}
	if b.rootOf, err = l.roots(ctx, known); err != nil {
		return nil, err
	}
	if err := b.load(ctx); err != nil {
		return nil, err
	}
	return b, b.loadNames(ctx)
}

// load fetches what is told of the facts chosen, and of the rivals for the offices among them.
func (b *factBook) load(ctx context.Context) error {
	f, l := b.filter, b.l
	var err error
	if b.publishers, err = l.termsOf(ctx, f.Publishers); err != nil {
		return err
	}
	if f.Text != "" {
		docs, err := l.store.search(ctx, f.Text, mostTextDocs)
		if err != nil {
			return err
		}
		b.docs = map[int64]bool{}
		for _, doc := range docs {
			b.docs[doc] = true
		}
	}
	relations, err := l.termsOf(ctx, f.Types)
	if err != nil {
		return err
	}
	var c clause
	if b.actor != nil {
		var sides clause
		sides.oneOf("side", b.actor)
		c.and("f.id IN (SELECT fact FROM fact_sides WHERE " + sides.String() + ")")
	}
	c.oneOf("f.relation", relations)
	if err := b.fetch(ctx, c); err != nil {
		return err
	}
	// Who a fact is of may depend on what was recorded later: asOf looks again, once the parties are known.
	for fact := range b.told {
		b.chosen = append(b.chosen, fact)
	}
	slices.Sort(b.chosen)
	return b.loadRivals(ctx)
}

// fetch adds what is told of the facts of a clause to the book, as far as the filter believes it.
func (b *factBook) fetch(ctx context.Context, c clause) error {
	f := b.filter
	return b.l.eachTold(ctx, c, b.known, func(fact int64, k factKey, t *told) {
		switch {
		case b.docs != nil && !b.docs[t.doc], b.publishers != nil && !slices.Contains(b.publishers, t.publisher),
			t.score < f.MinScore, len(f.Modalities) > 0 && !slices.Contains(f.Modalities, t.modality):
			return
		}
		b.keys[fact] = k
		b.told[fact] = append(b.told[fact], t)
	})
}

// loadRivals fetches who else is said to hold the offices in the book.
func (b *factBook) loadRivals(ctx context.Context) error {
	offices := map[int64]bool{}
	for _, k := range b.keys {
		offices[k.value] = true
	}
	titles, err := b.l.names.termNames(ctx, offices)
	if err != nil {
		return err
	}
	var objects, relations, values []int64
	held := map[factKey]bool{}
	for _, fact := range b.chosen {
		k := b.keys[fact]
		k.subject = 0
		if held[k] || k.value == 0 || k.object == 0 || !exclusive(titles[k.value]) {
			continue
		}
		held[k] = true
		objects, relations, values = append(objects, k.object), append(relations, k.relation), append(values, k.value)
	}
	if len(held) == 0 {
		return nil
	}
	var c, inner clause
	inner.oneOf("object", sortedUnique(objects))
	inner.oneOf("relation", sortedUnique(relations))
	inner.oneOf("value", sortedUnique(values))
	var rivals []int64
	err = b.l.store.rows(ctx, b.l.store.r, "SELECT id, relation, object, value FROM facts WHERE "+inner.String(), nil, func(r *sql.Rows) error {
		var fact int64
		var k factKey
		err := r.Scan(&fact, &k.relation, &k.object, &k.value)
		if held[k] && b.told[fact] == nil {
			rivals = append(rivals, fact)
		}
		return err
	})
	if err != nil || len(rivals) == 0 {
		return err
	}
	c.oneOf("f.id", rivals)
	return b.fetch(ctx, c)
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
		if b.sided(t, t.subject, t.object) && b.filter.Side != AsTarget || b.sided(t, t.object, t.subject) && b.filter.Side != AsSource {
			return true
		}
	}
	return false
}

func (b *factBook) sided(_ *told, actor, other int64) bool {
	return (b.actor == nil || b.has(b.actor, actor)) && (b.other == nil || b.has(b.other, other))
}

func (b *factBook) has(s sideSet, id int64) bool {
	p := b.parties[id]
	return p != nil && s.has(p.actor, p.country)
}

// asOf folds the book for one day.
func (b *factBook) asOf(ctx context.Context, v dragoman.Date, all bool) ([]Fact, error) {
	var drafts, answer []*draft
	offices := map[factKey][]*draft{}
	chosen := map[int64]bool{}
	for _, fact := range b.chosen {
		chosen[fact] = b.matches(b.told[fact])
	}
	for fact, ts := range b.told {
		k := b.keys[fact]
		for _, d := range draftsOf(fact, k, ts) {
			d.out.Status = d.statusOn(v)
			drafts = append(drafts, d)
			if d.mod == dragoman.Done && k.value != 0 && k.object != 0 && exclusive(b.terms[k.value]) {
				o := k
				o.subject = 0
				offices[o] = append(offices[o], d)
			}
		}
	}
	for _, ds := range offices {
		rivals(ds, v)
	}
	for _, d := range drafts {
		if !chosen[d.fact] {
			continue
		}
		switch d.out.Status {
		case Ended, Coming, Fulfilled:
			if !all {
				continue
			}
		}
		d.finish(b.rootOf)
		b.name(d)
		if keep, err := b.where.fact(&d.out); err != nil {
			return nil, err
		} else if keep {
			answer = append(answer, d)
		}
	}
	facts := make([]Fact, len(answer))
	for i, d := range answer {
		facts[i] = d.out
	}
	sortFacts(facts)
	return facts, ctx.Err()
}

func sortFacts(facts []Fact) {
	slices.SortFunc(facts, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Relation, b.Relation), cmp.Compare(partyName(a.Subject), partyName(b.Subject)),
			cmp.Compare(partyName(a.Object), partyName(b.Object)), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Modality, b.Modality),
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.LastSeen, b.LastSeen))
	})
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

// A FactChange is a change of a fact between two days.
type FactChange struct {
	What string `json:"what"` // "began", "ended", "began and ended", "doubtful", "planned", "possible", "denied", "came true"
	Fact Fact   `json:"fact"` // as of the second day where it stands then, else as of the first
}

// Diff answers what changed in an actor's standings between two days, as the ledger knows it at KnownAt.
func (l *Ledger) Diff(ctx context.Context, f Filter, from, to dragoman.Date) (Answer[FactChange], error) {
	if from == 0 || to == 0 || from > to {
		return Answer[FactChange]{}, fmt.Errorf("diff: want two days, the earlier first: %w", dragoman.ErrInvalid)
	}
	known, err := l.knownAt(ctx, f.KnownAt)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	b, err := l.newFactBook(ctx, f, known)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	before, err := b.asOf(ctx, from, true)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	after, err := b.asOf(ctx, to, true)
	if err != nil {
		return Answer[FactChange]{}, fmt.Errorf("diff: %w", err)
	}
	ans := Answer[FactChange]{Items: []FactChange{}, Known: known}
	// Both are folds of the same book: the same facts in the same order but for their status.
	old := map[string]Fact{}
	for _, a := range before {
		old[factIdent(a)] = a
	}
	for _, a := range after {
		was, now := old[factIdent(a)], a
		if what := changeOf(was, now); what != "" {
			ans.Items = append(ans.Items, FactChange{what, now})
		}
	}
	return ans, nil
}

func factIdent(f Fact) string { return fmt.Sprint(f.Modality, f.EndPlan, f.Seqs) }

func changeOf(was, now Fact) string {
	if was.Status == now.Status {
		return ""
	}
	stood := was.Status == Holds || was.Status == Doubtful
	switch now.Status {
	case Holds:
		if was.Status == Doubtful {
			return "no longer doubtful"
		}
		return "began"
	case Doubtful:
		if !stood {
			return "began, doubtful"
		}
		return "doubtful"
	case Ended:
		if stood {
			return "ended"
		}
		return "began and ended"
	case Fulfilled:
		return "came true"
	case Coming:
		return ""
	}
	return string(now.Status)
}
