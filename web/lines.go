package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
	"dragoman/ledger"
)

// A lineView is a record as pages show it.
type lineView struct {
	Seq       int64                `json:"seq"`
	ID        string               `json:"id"`
	Kind      string               `json:"kind"`
	Type      string               `json:"type"` // the event type, or the relation
	Mode      string               `json:"mode,omitempty"`
	Change    string               `json:"change,omitempty"`
	What      string               `json:"what"`
	Who       *dragoman.Party      `json:"who,omitempty"`
	Whom      *dragoman.Party      `json:"whom,omitempty"`
	Value     string               `json:"value,omitempty"`
	From      string               `json:"from,omitempty"`
	To        string               `json:"to,omitempty"`
	Place     string               `json:"place,omitempty"`
	Near      string               `json:"near,omitempty"` // the known place whose point an unknown one has
	Lat       float64              `json:"lat,omitempty"`
	Lon       float64              `json:"lon,omitempty"`
	Modality  string               `json:"modality"`
	Speaker   string               `json:"speaker,omitempty"`
	Verb      string               `json:"verb,omitempty"`
	Medium    string               `json:"medium,omitempty"`
	Numbers   []dragoman.Magnitude `json:"magnitudes,omitempty"`
	Score     float64              `json:"score"`
	Quad      int                  `json:"quad,omitempty"`
	Intensity float64              `json:"intensity"`
	Quote     string               `json:"quote"`
	Rule      string               `json:"rule,omitempty"`
	Sentence  int                  `json:"sentence"`
	Report    ledger.Report        `json:"report"`
	JudgedBy  string               `json:"judged_by,omitempty"`
	Raw       any                  `json:"-"` // the event or standing itself
}

func newLineView(l *ledger.Line) lineView {
	g := l.Gist()
	v := lineView{Seq: l.Seq, Report: l.Report, What: "retracts", ID: g.ID.String(), Type: g.Type, Who: g.First, Whom: g.Second,
		From: g.From.String(), To: g.To.String(), Modality: g.Modality.String(), Score: g.Score,
		Quote: strings.Join(strings.Fields(g.Evidence.Quote), " "), Rule: g.Evidence.Rule, Sentence: g.Evidence.Sentence}
	if v.Report.ID.IsZero() {
		v.Report.ID = l.Doc
	}
	if name, ok := strings.CutPrefix(l.Edition.Name, "person/"); ok {
		v.JudgedBy = name
	}
	if a := g.Attribution; a != nil {
		v.Speaker, v.Verb, v.Medium = nameOf(a.Speaker), a.Verb, a.Medium
	}
	switch {
	case l.Event != nil:
		v.event(l.Event)
	case l.Standing != nil:
		v.standing(l.Standing)
	}
	return v
}

// event adds what events alone have.
func (v *lineView) event(e *dragoman.Event) {
	v.Kind, v.Mode, v.Raw = "event", e.Mode, e
	v.What = strings.TrimSpace(strings.ToLower(e.Type) + " " + e.Mode)
	v.Quad, v.Intensity, v.Numbers = e.Quad, e.Intensity, e.Magnitudes
	if e.Where != nil {
		v.Place, v.Near, v.Lat, v.Lon = e.Where.Name, e.Where.Near, e.Where.Lat, e.Where.Lon
	}
}

// standing adds what standings alone have.
func (v *lineView) standing(s *dragoman.Standing) {
	v.Kind, v.Change, v.Value, v.Raw = "standing", s.Change.String(), s.Value, s
	v.What = changeWords[s.Change] + relationWords(s.Relation)
}

// changeWords say what a standing does, before its relation.
var changeWords = [...]string{dragoman.Begin: "begins: ", dragoman.Hold: "", dragoman.End: "ends: ", dragoman.Past: "was once: "}

// relationWords reads a relation as a person would: "member_of" is "member of".
func relationWords(relation string) string { return strings.ReplaceAll(relation, "_", " ") }

// verbs are how a headline says what an event of a type does, with and without a target. Types of a user's own codebook are
// written as they are named.
var verbs = map[string][2]string{
	"AGREE": {"agrees with", "agrees"}, "CONSULT": {"consults", "consults"}, "SUPPORT": {"supports", "gives support"},
	"COOPERATE": {"cooperates with", "cooperates"}, "AID": {"aids", "gives aid"}, "CONCEDE": {"concedes to", "concedes"},
	"RETREAT": {"eases off", "eases off"}, "REQUEST": {"asks of", "asks"}, "ACCUSE": {"accuses", "accuses"},
	"REJECT": {"rejects", "rejects"}, "THREATEN": {"threatens", "threatens"}, "PROTEST": {"protests against", "protests"},
	"SANCTION": {"sanctions", "imposes sanctions"}, "MOBILIZE": {"mobilizes against", "mobilizes"}, "COERCE": {"coerces", "coerces"},
	"ASSAULT": {"assaults", "assaults"},
}

// Does is the record's verb in a headline.
func (v lineView) Does() string {
	if v.Kind == "event" {
		if forms, ok := verbs[v.Type]; ok {
			if v.Whom == nil {
				return forms[1]
			}
			return forms[0]
		}
		return strings.ToLower(v.Type)
	}
	return v.What
}

// Headline says a record in one line: "Syria begins: member of Global Coalition".
func (v lineView) Headline() string {
	parts := []string{nameOf(v.Who), v.Does(), nameOf(v.Whom)}
	if v.Value != "" {
		parts = append(parts, v.Value)
	}
	if v.Modality != dragoman.Done.String() {
		parts = append(parts, "("+v.Modality+")")
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " ")
}

// Days are the record's days in short.
func (v lineView) Days() string { return daysOf(v.From, v.To) }

func daysOf(from, to string) string {
	switch {
	case from == to:
		return from
	case from == "":
		return "until " + to
	case to == "":
		return "since " + from
	}
	return from + " – " + to
}

func viewLines(lines []ledger.Line) []lineView {
	out := make([]lineView, len(lines))
	for i := range lines {
		out[i] = newLineView(&lines[i])
	}
	return out
}

func nameOf(p *dragoman.Party) string {
	switch {
	case p == nil:
		return ""
	case p.Name != "":
		return p.Name
	case p.Text != "":
		return p.Text
	}
	return p.Code
}

// askOf is how a party is asked for again: by its id, else by its name.
func askOf(p *dragoman.Party) string {
	if p == nil {
		return ""
	}
	if p.Actor != "" {
		return p.Actor
	}
	return p.Name
}

// sourceOf names a report: "Morning Post, Syria enters the coalition, 2025-11-12".
func sourceOf(r ledger.Report) string {
	parts := []string{r.Publisher, r.Title, r.Published.String(), r.URL}
	if r.Title == "" && r.URL == "" {
		parts = append(parts, r.Ref)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// cut is the text of a span, as far as the text reaches.
func cut(text string, s dragoman.Span) string {
	start, end := max(0, int(s.Start)), min(len(text), int(s.End))
	if start >= end {
		return ""
	}
	return strings.ToValidUTF8(text[start:end], "")
}

// line returns an assertion by its number.
func (s *Server) line(ctx context.Context, seq int64) (*ledger.Line, error) {
	if seq < 1 {
		return nil, fmt.Errorf("assertion %d: %w", seq, dragoman.ErrNotFound)
	}
	ans, err := s.Ledger.Changes(ctx, seq-1, 1)
	if err != nil {
		return nil, err
	}
	if len(ans.Items) == 0 || ans.Items[0].Seq != seq {
		return nil, fmt.Errorf("assertion %d: %w", seq, dragoman.ErrNotFound)
	}
	return &ans.Items[0].Line, nil
}

// who looks words up in the directory.
func (s *Server) who(words, on string) ([]candidate, error) {
	day, err := ledger.ParseDay("on", on, false)
	if err != nil {
		return nil, err
	}
	models, err := s.coders.models()
	if err != nil {
		return nil, err
	}
	out := []candidate{}
	for _, c := range models.Directory.Who(words, day) {
		out = append(out, candidate{c.Party.Name, c.Party.Actor, c.Party.Code, c.Party.Country, c.Party.Role, c.Party.Wikidata, c.Score, c.Why})
	}
	return out, nil
}

// known finds who a page is about: by id, by alpha-3 code, else by what the words most likely mean.
func (s *Server) known(who string, day dragoman.Date) (candidate, error) {
	models, err := s.coders.models()
	if err != nil {
		return candidate{}, err
	}
	id := who
	if len(who) == 3 && who == strings.ToUpper(who) {
		if name := country.Code(who).Name(); name != who {
			return candidate{Name: name, Actor: "country/" + who, Country: who}, nil
		}
	}
	if e := models.Directory.ByID(id); e != nil {
		c := candidate{Name: e.Name, Actor: e.ID, Country: e.Country, Role: e.Role, Wikidata: e.Wikidata}
		for _, f := range models.Directory.Who(e.Name, day) {
			if f.Party.Actor == e.ID {
				c.Code, c.Role = f.Party.Code, f.Party.Role
			}
		}
		return c, nil
	}
	found := models.Directory.Who(who, day)
	if len(found) > 0 && (len(found) == 1 || found[0].Score > found[1].Score) {
		p := found[0].Party
		return candidate{Name: p.Name, Actor: p.Actor, Code: p.Code, Country: p.Country, Role: p.Role, Wikidata: p.Wikidata, Score: found[0].Score}, nil
	}
	return candidate{Name: who}, nil
}

// placeCount is a place with what took place there.
type placeCount struct {
	dragoman.Place
	Events    int     `json:"events"`
	Intensity float64 `json:"intensity" doc:"Mean of the events' intensities."`
	Seq       int64   `json:"seq" doc:"One of them."`
}

// mostPlaced is how many events a count of places looks at.
const mostPlaced = 2000

// places counts the newest events that a filter chooses by place, most first.
func (s *Server) places(ctx context.Context, f ledger.Filter, limit int) (ledger.Answer[placeCount], error) {
	ans, err := s.Ledger.Events(ctx, f, ledger.Page{Limit: mostPlaced, Newest: true})
	out := ledger.Answer[placeCount]{Items: countPlaces(ans.Items), Known: ans.Known}
	if limit > 0 && len(out.Items) > limit {
		out.Items = out.Items[:limit]
	}
	return out, err
}

func countPlaces(lines []ledger.Line) []placeCount {
	at := map[dragoman.Place]int{}
	out := []placeCount{}
	for i := range lines {
		e := lines[i].Event
		if e == nil || e.Where == nil || e.Where.Name == "" {
			continue
		}
		n, ok := at[e.Where.Place]
		if !ok {
			n = len(out)
			at[e.Where.Place] = n
			out = append(out, placeCount{Place: e.Where.Place, Seq: lines[i].Seq})
		}
		p := &out[n]
		p.Intensity = (p.Intensity*float64(p.Events) + e.Intensity) / float64(p.Events+1)
		p.Events++
	}
	slices.SortStableFunc(out, func(a, b placeCount) int { return b.Events - a.Events })
	return out
}
