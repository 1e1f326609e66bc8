package ledger

import (
	"context"
	"database/sql"
	"maps"
	"slices"
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
func (g *group) addStanding(st *docState, r *record, subject, object sideIDs) int64 {
	relation := g.terms.must(r.typ)
	fact := g.fact(g.factKeyOf(r))
	for _, side := range []int64{subject.actor, -subject.country, object.actor, -object.country} {
		g.factSide(side, relation, fact)
	}
	g.tellings[fact] = append(g.tellings[fact], &told{seq: g.seq, day: r.day, last: r.last, published: dragoman.Date(st.date), change: r.change,
		modality: r.modality, score: r.score, subject: subject.party, object: object.party, value: g.terms.must(r.mode), doc: st.id, root: st.root,
		publisher: st.pub})
	if r.change != dragoman.Hold {
		g.addSides(changeDay(r.change, int64(r.day), int64(r.last), st.date), relation, subject, object)
	}
	return fact
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

// fact numbers what a standing says, whoever says it. What was there before, loadFacts has found.
func (g *group) fact(k factKey) int64 {
	if id, ok := g.l.names.facts[k]; ok {
		return id
	}
	id, ok := g.facts[k]
	if !ok {
		g.next.facts++
		id = g.next.facts
		g.tFacts.add(id, k.relation, k.subject, k.object, k.value)
		g.facts[k] = id
	}
	return id
}

// factKeyOf is the fact that a standing tells of.
func (g *group) factKeyOf(r *record) factKey {
	k := factKey{relation: g.terms.must(r.typ), value: g.terms.must(r.office)}
	if r.first != nil {
		k.subject = g.actors.must(r.first.ident)
	}
	if r.snd != nil {
		k.object = g.actors.must(r.snd.ident)
	}
	return k
}

// loadFacts finds the numbers of the facts that entries tell of.
func (g *group) loadFacts(ctx context.Context, entries []*Entry) error {
	asked := map[[4]int64]bool{}
	for _, e := range entries {
		for i := range e.records {
			if r := &e.records[i]; r.kind == kindStanding {
				if k := g.factKeyOf(r); g.l.names.facts[k] == 0 && g.facts[k] == 0 {
					asked[[4]int64{k.subject, k.relation, k.object, k.value}] = true
				}
			}
		}
	}
	return values(ctx, g.s, g.tx, "SELECT subject, relation, object, value, id FROM facts WHERE (subject, relation, object, value) IN (?)",
		slices.Collect(maps.Keys(asked)), func(r *sql.Rows) error {
			var id int64
			var k factKey
			err := r.Scan(&k.subject, &k.relation, &k.object, &k.value, &id)
			g.facts[k] = id
			return err
		})
}

// factSide makes a fact findable by an actor or a country.
func (g *group) factSide(side, relation, fact int64) {
	k := [2]int64{side, fact}
	if side == 0 || g.l.names.sides[k] || g.sides[k] {
		return
	}
	g.sides[k] = true
	if fact > g.oldFacts {
		g.tFactSides.add(side, relation, fact)
	} else {
		g.maySides = append(g.maySides, [3]int64{side, relation, fact})
	}
}

// newSides leaves of what may make a fact findable that which does not yet.
func (g *group) newSides(ctx context.Context) error {
	there := map[[3]int64]bool{}
	err := values(ctx, g.s, g.tx, "SELECT side, relation, fact FROM fact_sides WHERE (side, relation, fact) IN (?)", g.maySides, func(r *sql.Rows) error {
		var k [3]int64
		err := r.Scan(&k[0], &k[1], &k[2])
		there[k] = true
		return err
	})
	for _, k := range g.maySides {
		if !there[k] {
			g.tFactSides.add(k[0], k[1], k[2])
		}
	}
	return err
}
