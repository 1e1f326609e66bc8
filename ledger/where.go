package ledger

import (
	"fmt"
	"reflect"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"

	"dragoman"
)

// WhereHelp lists what a filter expression may name, for messages and docs.
const WhereHelp = `event: id type mode cameo quad intensity goldstein contexts modality from to place place_country lat lon magnitudes speaker verb medium score quote rule
source, target, subject, object: name actor code country sectors role wikidata
standing: relation value change modality from to status reports sources publishers score conflicts
report: publisher published title url ref`

// The views are what an expression sees: flat, all fields always there, days as YYYY-MM-DD or "".
type (
	// EventView is an event in a filter expression.
	EventView struct {
		ID           string             `cel:"id"`
		Type         string             `cel:"type"`
		Mode         string             `cel:"mode"`
		Cameo        string             `cel:"cameo"`
		Quad         int64              `cel:"quad"`
		Intensity    float64            `cel:"intensity"`
		Goldstein    float64            `cel:"goldstein"`
		Contexts     []string           `cel:"contexts"`
		Modality     string             `cel:"modality"`
		From         string             `cel:"from"`
		To           string             `cel:"to"`
		Place        string             `cel:"place"`
		PlaceCountry string             `cel:"place_country"`
		Lat          float64            `cel:"lat"`
		Lon          float64            `cel:"lon"`
		Magnitudes   map[string]float64 `cel:"magnitudes"` // kind to the least number told
		Speaker      string             `cel:"speaker"`
		Verb         string             `cel:"verb"`
		Medium       string             `cel:"medium"`
		Score        float64            `cel:"score"`
		Quote        string             `cel:"quote"`
		Rule         string             `cel:"rule"`
	}
	// PartyView is a party in a filter expression; one that is not told has empty fields.
	PartyView struct {
		Name     string   `cel:"name"`
		Actor    string   `cel:"actor"`
		Code     string   `cel:"code"`
		Country  string   `cel:"country"`
		Sectors  []string `cel:"sectors"`
		Role     string   `cel:"role"`
		Wikidata string   `cel:"wikidata"`
	}
	// StandingView is a standing or a fact in a filter expression.
	StandingView struct {
		Relation   string  `cel:"relation"`
		Value      string  `cel:"value"`
		Change     string  `cel:"change"` // of a standing
		Modality   string  `cel:"modality"`
		From       string  `cel:"from"`
		To         string  `cel:"to"`
		Status     string  `cel:"status"`  // of a fact
		Reports    int64   `cel:"reports"` // of a fact, as are the rest but score
		Sources    int64   `cel:"sources"`
		Publishers int64   `cel:"publishers"`
		Conflicts  int64   `cel:"conflicts"`
		Score      float64 `cel:"score"`
	}
	// ReportView is a report in a filter expression.
	ReportView struct {
		Publisher string `cel:"publisher"`
		Published string `cel:"published"`
		Title     string `cel:"title"`
		URL       string `cel:"url"`
		Ref       string `cel:"ref"`
	}
)

// A whereKind says over what an expression runs.
type whereKind uint8

const (
	whereEvents whereKind = iota
	whereFacts
	whereRecords // events and standings alike
)

// A whereProgram is a compiled filter expression; nil keeps everything.
type whereProgram struct {
	source  string
	program cel.Program
	columns clause // what of it the table of events can decide itself
	sides   []*sideTest
	report  bool // it looks at the report or its text
}

// mostCost bounds what the evaluation over one record may cost, in CEL's own measure.
const mostCost = 100_000

// mostWheres bounds how many compiled expressions are kept.
const mostWheres = 500

// compileWhere compiles an expression; an error shows the place in it.
func (l *Ledger) compileWhere(source string, kind whereKind) (*whereProgram, error) {
	if source == "" {
		return nil, nil
	}
	key := fmt.Sprint(kind, source)
	if w, ok := l.where.Load(key); ok {
		return w.(*whereProgram), nil
	}
	w, err := compileWhere(source, kind)
	if err != nil {
		return nil, err
	}
	if l.wheres.Add(1) > mostWheres {
		l.where.Clear()
		l.wheres.Store(1)
	}
	l.where.Store(key, w)
	return w, nil
}

func compileWhere(source string, kind whereKind) (*whereProgram, error) {
	opts := []cel.EnvOption{
		ext.NativeTypes(reflect.TypeFor[EventView](), reflect.TypeFor[PartyView](), reflect.TypeFor[StandingView](), reflect.TypeFor[ReportView](),
			ext.ParseStructTags(true)),
		ext.Strings(), cel.CrossTypeNumericComparisons(true), cel.EnableMacroCallTracking(),
	}
	variable := func(name, view string) { opts = append(opts, cel.Variable(name, cel.ObjectType("ledger."+view))) }
	if kind != whereFacts {
		variable("event", "EventView")
		variable("source", "PartyView")
		variable("target", "PartyView")
		variable("report", "ReportView")
	}
	if kind != whereEvents {
		variable("standing", "StandingView")
		variable("subject", "PartyView")
		variable("object", "PartyView")
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, fmt.Errorf("filter expressions: %w", err)
	}
	ast, issues := env.Compile(source)
	if issues.Err() != nil {
		return nil, fmt.Errorf("filter expression: %s\n%s: %w", issues.Err(), WhereHelp, dragoman.ErrInvalid)
	}
	if ast.OutputType() != cel.BoolType && ast.OutputType() != cel.DynType {
		return nil, fmt.Errorf("filter expression %q: it gives a %s, want true or false: %w", source, ast.OutputType(), dragoman.ErrInvalid)
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(mostCost))
	if err != nil {
		return nil, fmt.Errorf("filter expression %q: %w: %w", source, err, dragoman.ErrInvalid)
	}
	w := &whereProgram{source: source, program: program, report: strings.Contains(source, "report") || strings.Contains(source, "quote")}
	if kind == whereEvents {
		err = w.push(env, ast.NativeRep().Expr(), ast.NativeRep().SourceInfo())
	}
	return w, err
}

func (w *whereProgram) eval(vars map[string]any) (bool, error) {
	out, _, err := w.program.Eval(vars)
	if err != nil {
		return false, fmt.Errorf("filter expression %q: %w: %w", w.source, err, dragoman.ErrInvalid)
	}
	keep, ok := out.Value().(bool)
	if !ok {
		return false, fmt.Errorf("filter expression %q: it gives %v, want true or false: %w", w.source, out.Value(), dragoman.ErrInvalid)
	}
	return keep, nil
}

func (w *whereProgram) fact(f *Fact) (bool, error) {
	if w == nil {
		return true, nil
	}
	return w.eval(map[string]any{"subject": viewParty(&f.Subject), "object": viewParty(&f.Object), "standing": &StandingView{
		Relation: f.Relation, Value: f.Value, Modality: f.Modality.String(), From: f.From.String(), To: f.To.String(), Status: string(f.Status),
		Reports: int64(f.Reports), Sources: int64(f.Sources), Publishers: int64(f.Papers), Conflicts: int64(len(f.Conflicts)), Score: f.Score}})
}

// entry evaluates an expression over an event, or over an event or standing where it was compiled for both.
func (w *whereProgram) entry(e *Line) (bool, error) {
	if w == nil {
		return true, nil
	}
	return w.eval(w.recordVars(e))
}

// recordVars are what an expression may name of a record; what the record is not has empty fields.
func (*whereProgram) recordVars(e *Line) map[string]any {
	vars := map[string]any{"event": &EventView{}, "source": &PartyView{}, "target": &PartyView{}, "standing": &StandingView{},
		"subject": &PartyView{}, "object": &PartyView{},
		"report": &ReportView{e.Report.Publisher, e.Report.Published.String(), e.Report.Title, e.Report.URL, e.Report.Ref}}
	if e.Event != nil {
		vars["event"], vars["source"], vars["target"] = viewEvent(e.Event), viewParty(e.Event.Source), viewParty(e.Event.Target)
	}
	if s := e.Standing; s != nil {
		from, to := s.Bounds()
		vars["standing"] = &StandingView{Relation: s.Relation, Value: s.Value, Change: s.Change.String(), Modality: s.Modality.String(),
			From: from.String(), To: to.String(), Score: s.Score}
		vars["subject"], vars["object"] = viewParty(s.Subject), viewParty(s.Object)
	}
	return vars
}

func viewParty(p *dragoman.Party) *PartyView {
	if p == nil {
		return &PartyView{}
	}
	v := &PartyView{Name: p.Name, Actor: p.Actor, Code: p.Code, Country: p.Country, Role: p.Role, Wikidata: p.Wikidata}
	for _, s := range p.Sectors {
		v.Sectors = append(v.Sectors, string(s))
	}
	return v
}

func viewEvent(e *dragoman.Event) *EventView {
	v := &EventView{ID: e.ID.String(), Type: e.Type, Mode: e.Mode, Cameo: e.Code, Quad: int64(e.Quad), Intensity: e.Intensity, Goldstein: e.Goldstein,
		Contexts: e.Contexts, Modality: e.Modality.String(), Score: e.Score, Quote: e.Evidence.Quote, Rule: e.Evidence.Rule,
		Magnitudes: map[string]float64{}}
	if e.When != nil {
		v.From, v.To = e.When.From.String(), e.When.Last().String()
	}
	if e.Where != nil {
		v.Place, v.PlaceCountry, v.Lat, v.Lon = e.Where.Name, e.Where.Country, e.Where.Lat, e.Where.Lon
	}
	for _, m := range e.Magnitudes {
		if m.Low != nil {
			v.Magnitudes[m.Kind] = max(v.Magnitudes[m.Kind], *m.Low)
		}
	}
	if a := e.Attribution; a != nil {
		v.Verb, v.Medium = a.Verb, a.Medium
		if a.Speaker != nil {
			v.Speaker = a.Speaker.Name
		}
	}
	return v
}
