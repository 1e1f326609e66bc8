// Package setting is the stage after mention: it finds when and where. A Document with its tree goes in; words that name times
// come out with the days they mean, and words that name places with their point on the earth.
//
//	g, err := setting.Standard()
//	grounder := setting.New(g) // one for each worker
//	err = grounder.Stage().Run(d)
//	d.Times[0].Interval  // 2025-11-10, ByDay: "on Monday", of a report published on 2025-11-12
//	d.Places[0].Country  // "LBN": "Tripoli", of "in Tripoli, Lebanon"
//
// Days are counted from the report's own day of publication, never from today's clock. Without one, only words that name
// a day by themselves get an interval. A name that may be many places, or none, is placed by what the report says around
// it; what stays unclear is not placed.
package setting

import "dragoman"

// A Grounder finds times and places, and keeps the memory to do so. It belongs to one goroutine.
type Grounder struct {
	gazetteer *Gazetteer
	finder    finder
	clock     clock
}

// New returns a Grounder that looks places up in g.
func New(g *Gazetteer) *Grounder { return &Grounder{gazetteer: g} }

// Stage returns the grounder as a step of the way.
func (g *Grounder) Stage() dragoman.Stage {
	return dragoman.Stage{
		Name:  "setting",
		Needs: dragoman.LayerText | dragoman.LayerTokens | dragoman.LayerTree | dragoman.LayerMentions,
		Adds:  dragoman.LayerSetting,
		Run:   g.run,
	}
}

func (g *Grounder) run(d *dragoman.Document) error {
	d.Times, d.Places = d.Times[:0], d.Places[:0]
	g.clock.read(d)
	g.finder.find(d, g.gazetteer)
	return nil
}
