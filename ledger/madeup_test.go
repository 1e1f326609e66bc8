package ledger

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"dragoman"
)

// A world makes up reports: actors, words and days by a law like that of real news (few names fill many reports), always the
// same for the same seed.
type world struct {
	rng    *rand.Rand
	actors []dragoman.Party
	words  []string
	zipf   *rand.Zipf
	names  *rand.Zipf
	often  *rand.Zipf
	known  []knownFact
	first  dragoman.Date
	days   int
}

type knownFact struct {
	relation        string
	subject, object *dragoman.Party
}

var madeUpTypes = []string{"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
	"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

var madeUpPublishers = []string{"Morning Post", "Evening Wire", "The Ledger", "Daily Record", "Gulf Courier", "Harbour Times"}

func newWorld(seed uint64, actors, days int) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 7)), first: dragoman.NewDate(2015, 1, 1), days: days}
	for i := range 120 {
		code := string([]byte{byte('A' + i%26), byte('A' + i/26), 'X'})
		w.actors = append(w.actors, dragoman.Party{Name: "State of " + code, Actor: "country/" + code, Code: code, Country: code})
	}
	sectors := []dragoman.Sector{"GOV", "MIL", "REB", "OPP", "CVL"}
	for i := range actors {
		c := w.actors[w.rng.IntN(120)].Country
		s := sectors[w.rng.IntN(len(sectors))]
		w.actors = append(w.actors, dragoman.Party{Name: fmt.Sprintf("Person %d", i), Actor: fmt.Sprintf("person/p%d", i), Code: c + " " + string(s), Country: c,
			Sectors: []dragoman.Sector{s}})
	}
	syllables := []string{"ba", "ke", "ri", "mo", "tu", "sa", "le", "ni", "dor", "vel", "pan", "gor", "chi", "fus", "ora", "el"}
	for range 20000 {
		var b strings.Builder
		for range 2 + w.rng.IntN(3) {
			b.WriteString(syllables[w.rng.IntN(len(syllables))])
		}
		w.words = append(w.words, b.String())
	}
	w.zipf = rand.NewZipf(w.rng, 1.07, 20, uint64(len(w.words)-1))
	w.names = rand.NewZipf(w.rng, 1.07, 30, uint64(len(w.actors)-1))
	for range 8 * len(w.actors) {
		w.known = append(w.known, knownFact{[...]string{"member_of", "holds_office", "leads", "allied_with"}[w.rng.IntN(4)], w.actor(), w.actor()})
	}
	w.often = rand.NewZipf(w.rng, 1.07, 30, uint64(len(w.known)-1))
	return w
}

func (w *world) actor() *dragoman.Party {
	p := w.actors[w.names.Uint64()]
	return &p
}

func (w *world) sentence(words int) string {
	out := make([]string, words)
	for i := range out {
		out[i] = w.words[w.zipf.Uint64()]
	}
	return strings.ToUpper(out[0][:1]) + out[0][1:] + " " + strings.Join(out[1:], " ") + "."
}

// report makes up a report of n records, a third of them standings.
func (w *world) report(number, n int) *dragoman.Document {
	day := w.first + dragoman.Date(w.rng.IntN(w.days))
	d := &dragoman.Document{Article: dragoman.Article{Ref: fmt.Sprintf("reports/%d.txt", number), Key: fmt.Sprint(number), Published: day,
		Source: madeUpPublishers[w.rng.IntN(len(madeUpPublishers))], Title: w.sentence(6)}}
	var text strings.Builder
	for i := range n {
		source, target := w.actor(), w.actor()
		start := int32(text.Len())
		fmt.Fprintf(&text, "%s and %s: %s", source.Name, target.Name, w.sentence(22))
		span := dragoman.Span{Start: start, End: int32(text.Len())}
		source.Text, target.Text = source.Name, target.Name
		source.Span = dragoman.Span{Start: start, End: start + int32(len(source.Name))}
		v := dragoman.Evidence{Ref: d.Ref, Sentence: i, Span: span, Trigger: dragoman.Span{Start: span.End - 8, End: span.End - 1}, Rule: fmt.Sprintf("plover/made.frames:%d", w.rng.IntN(300)),
			Quote: text.String()[span.Start:span.End]}
		text.WriteByte(' ')
		score := math.Round(w.rng.Float64()*1000) / 1000
		modality := dragoman.Modality(max(0, w.rng.IntN(10)-6))
		if w.rng.IntN(3) == 0 {
			d.Standings = append(d.Standings, w.standing(source, target, modality, score, v, day))
			continue
		}
		t := w.rng.IntN(len(madeUpTypes))
		e := dragoman.Event{Type: madeUpTypes[t], Code: fmt.Sprintf("%02d0", t+1), Quad: t/4 + 1, Intensity: float64(7 - t), Goldstein: float64(6 - t), Source: source, Target: target,
			Modality: modality, Score: score, Evidence: v, When: w.when(day)}
		if w.rng.IntN(3) == 0 {
			k := w.rng.IntN(2000)
			e.Where = &dragoman.Where{Place: dragoman.Place{Name: fmt.Sprintf("Town %d", k), Country: w.actors[k%120].Country, Lat: float64(k%120) - 60.5, Lon: float64(k%300) - 150.25}}
		}
		d.Events = append(d.Events, e)
	}
	text.WriteString(w.sentence(30))
	d.Text = text.String()
	w.identify(d)
	return d
}

func (w *world) when(day dragoman.Date) *dragoman.When {
	switch w.rng.IntN(8) {
	case 0:
		return nil
	case 1:
		return &dragoman.When{Interval: dragoman.Interval{From: day - 10, End: day + 20, Precision: dragoman.ByMonth}, Text: "this month", Basis: "sentence"}
	}
	return &dragoman.When{Interval: dragoman.Day(day - dragoman.Date(w.rng.IntN(3))), Text: "on the day", Basis: "clause"}
}

func (w *world) standing(subject, object *dragoman.Party, m dragoman.Modality, score float64, v dragoman.Evidence, day dragoman.Date) dragoman.Standing {
	relations := []string{"member_of", "holds_office", "leads", "diplomatic_relations", "allied_with", "supports", "listed_on"}
	relation := relations[w.rng.IntN(len(relations))]
	if f := w.known[w.often.Uint64()]; w.rng.IntN(3) > 0 {
		// Two in three tell again what is told often.
		s, o := *f.subject, *f.object
		s.Text, s.Span, o.Text, o.Span = subject.Text, subject.Span, object.Text, object.Span
		subject, object, relation = &s, &o, f.relation
	}
	s := dragoman.Standing{Relation: relation, Subject: subject, Object: object, Modality: m, Score: score, Evidence: v, When: w.when(day)}
	s.Change = [...]dragoman.Change{dragoman.Hold, dragoman.Hold, dragoman.Hold, dragoman.Hold, dragoman.Hold, dragoman.Begin, dragoman.Begin, dragoman.End, dragoman.Past}[w.rng.IntN(9)]
	if s.Relation == "holds_office" {
		s.Value = [...]string{"President", "Prime Minister", "Minister", "Envoy"}[w.rng.IntN(4)]
	}
	return s
}

// identify gives records their ids: what they say in which words.
func (w *world) identify(d *dragoman.Document) {
	d.ID = d.Article.ID()
	for i := range d.Events {
		e := &d.Events[i]
		e.ID = dragoman.NewID("event", d.ID.String(), e.Type, fmt.Sprint(e.Evidence.Span, e.Modality, e.Source.Name, e.Target.Name))
		e.Evidence.Doc = d.ID
	}
	for i := range d.Standings {
		s := &d.Standings[i]
		s.ID = dragoman.NewID("standing", d.ID.String(), s.Relation, fmt.Sprint(s.Evidence.Span, s.Modality, s.Change, s.Subject.Name, s.Object.Name))
		s.Evidence.Doc = d.ID
	}
}
