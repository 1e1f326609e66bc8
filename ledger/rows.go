package ledger

import (
	"context"
	"strings"

	"dragoman"
)

// sideIDs are the numbers of one side of a record: the party as told, who it is, and its country.
type sideIDs struct{ party, actor, country int64 }

func (g *group) side(p *partyKey) sideIDs {
	if p == nil {
		return sideIDs{}
	}
	return sideIDs{g.parties.must(p.body), g.actors.must(p.ident), g.terms.must(p.country)}
}

// placeTerm is the form in which a place is looked for by name.
func placeTerm(name string) string { return strings.ToLower(name) }

func (g *group) addEvent(st *docState, r *record, source, target sideIDs) {
	var place, country int64
	var lat, lon any
	if w := r.where; w != nil {
		place, country = g.terms.must(placeTerm(w.Name)), g.terms.must(w.Country)
		if w.Lat != 0 || w.Lon != 0 {
			lat, lon = w.Lat, w.Lon
		}
	}
	typ := g.terms.must(r.typ)
	g.tEvents.add(g.seq, int64(0), st.id, int64(r.day), int64(r.last), typ, g.terms.must(r.mode), int64(r.quad), int64(r.modality), r.score,
		r.intensity, source.party, target.party, source.country, target.country, st.pub, place, country, lat, lon)
	g.addSides(int64(r.day), typ, source, target)
}

// addSides makes a record findable by each actor and each country on either side.
func (g *group) addSides(day, typ int64, a, b sideIDs) {
	var done [4]int64
	add := func(i int, side int64, other sideIDs) {
		if side == 0 || side == done[0] || side == done[1] || side == done[2] {
			return
		}
		done[i] = side
		g.tSides.add(side, day, g.seq, other.actor, other.country, typ)
	}
	add(0, a.actor, b)
	add(1, -a.country, b)
	add(2, b.actor, a)
	add(3, -b.country, a)
}

// addStanding writes a standing and returns the number of the fact that it tells of.
func (g *group) addStanding(ctx context.Context, st *docState, r *record, subject, object sideIDs) (int64, error) {
	relation := g.terms.must(r.typ)
	fact, err := g.fact(ctx, factKey{relation, subject.actor, object.actor, g.terms.must(r.office)})
	if err != nil {
		return 0, err
	}
	for _, side := range []int64{subject.actor, -subject.country, object.actor, -object.country} {
		if err := g.factSide(ctx, side, relation, fact); err != nil {
			return 0, err
		}
	}
	g.tellings[fact] = append(g.tellings[fact], &told{seq: g.seq, day: r.day, last: r.last, published: dragoman.Date(st.date), change: r.change,
		modality: r.modality, score: r.score, subject: subject.party, object: object.party, value: g.terms.must(r.mode), doc: st.id, root: st.root,
		publisher: st.pub})
	if r.change != dragoman.Hold {
		g.addSides(changeDay(r.change, int64(r.day), int64(r.last), st.date), relation, subject, object)
	}
	return fact, nil
}

// changeDay is the day on which a standing changes, as far as is told: else the day of the report.
func changeDay(c dragoman.Change, day, last, published int64) int64 {
	switch {
	case c == dragoman.Begin && day != 0:
		return day
	case c == dragoman.End && last != 0:
		return last
	}
	return published
}

// fact numbers what a standing says, whoever says it.
func (g *group) fact(ctx context.Context, k factKey) (int64, error) {
	if id, ok := g.l.names.facts[k]; ok {
		return id, nil
	}
	if id, ok := g.facts[k]; ok {
		return id, nil
	}
	var id int64
	found, err := g.s.ask(ctx, g.tx, "SELECT id FROM facts WHERE subject = ? AND relation = ? AND object = ? AND value = ?",
		&id, k.subject, k.relation, k.object, k.value)
	if err == nil && !found {
		g.next.facts++
		id = g.next.facts
		g.tFacts.add(id, k.relation, k.subject, k.object, k.value)
	}
	g.facts[k] = id
	return id, err
}

// factSide makes a fact findable by an actor or a country.
func (g *group) factSide(ctx context.Context, side, relation, fact int64) error {
	k := [2]int64{side, fact}
	if side == 0 || g.l.names.sides[k] || g.sides[k] {
		return nil
	}
	g.sides[k] = true
	if fact > g.oldFacts {
		g.tFactSides.add(side, relation, fact)
		return nil
	}
	var there int64
	found, err := g.s.ask(ctx, g.tx, "SELECT 1 FROM fact_sides WHERE side = ? AND relation = ? AND fact = ?", &there, side, relation, fact)
	if err == nil && !found {
		g.tFactSides.add(side, relation, fact)
	}
	return err
}
