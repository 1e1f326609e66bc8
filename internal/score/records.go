package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dragoman"
)

// A PRF is counts of right, wrong and missing, and the precision, recall and F1 they give.
type PRF struct {
	Right     int     `json:"right"`
	Wrong     int     `json:"wrong"`
	Missing   int     `json:"missing"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func (p *PRF) finish() {
	if p.Right > 0 {
		p.Precision = float64(p.Right) / float64(p.Right+p.Wrong)
		p.Recall = float64(p.Right) / float64(p.Right+p.Missing)
		p.F1 = 2 * p.Precision * p.Recall / (p.Precision + p.Recall)
	}
}

// RecordsResult is what `dragoman eval records` prints.
type RecordsResult struct {
	Texts     int             `json:"texts"`
	Type      PRF             `json:"type"`     // event types, a text at a time
	Dyad      PRF             `json:"dyad"`     // type, source and target
	Standing  PRF             `json:"standing"` // relation, subject and object
	Change    float64         `json:"change_accuracy"`
	Modality  float64         `json:"modality_accuracy"` // among the events found
	Mode      float64         `json:"mode_accuracy"`
	Magnitude PRF             `json:"magnitude"`
	When      float64         `json:"when_accuracy"`
	Calibrate float64         `json:"calibration_error"` // expected calibration error of the score of events, ten bins
	ByType    map[string]*PRF `json:"by_type"`
	Misses    []string        `json:"misses,omitempty"` // what was wrong, a line each
}

// A share counts how often something was right.
type share struct{ right, all int }

func (r *share) add(ok bool) {
	r.all++
	if ok {
		r.right++
	}
}

func (r share) value() float64 {
	if r.all == 0 {
		return 0
	}
	return float64(r.right) / float64(r.all)
}

// A RecordsScorer compares coded documents with the gold, one text at a time.
type RecordsScorer struct {
	res                          RecordsResult
	change, modality, mode, when share
	bins                         [10]struct {
		score, right float64
		n            int
	}
}

// Add compares one coded document with its gold.
func (s *RecordsScorer) Add(g *GoldText, d *dragoman.Document) {
	s.res.Texts++
	s.events(g, d)
	s.types(g, d)
	s.standings(g, d)
}

// of returns the counts of a type.
func (s *RecordsScorer) of(name string) *PRF {
	if s.res.ByType == nil {
		s.res.ByType = map[string]*PRF{}
	}
	p := s.res.ByType[name]
	if p == nil {
		p = new(PRF)
		s.res.ByType[name] = p
	}
	return p
}

// events matches dyads, and scores what hangs on an event that was found. It returns the gold record of each event, or -1.
func (s *RecordsScorer) events(g *GoldText, d *dragoman.Document) []int {
	matched := make([]int, len(d.Events))
	for i := range matched {
		matched[i] = -1
	}
	for gi := range g.Records {
		want := &g.Records[gi]
		if want.Standing || want.Untrue {
			continue
		}
		best, bestScore := -1, -1
		for i := range d.Events {
			if e := &d.Events[i]; matched[i] < 0 && want.meets(e) {
				if n := want.details(e); n > bestScore {
					best, bestScore = i, n
				}
			}
		}
		if best < 0 {
			if !want.Optional {
				s.res.Dyad.Missing++
				s.miss(g, "missing", want.String())
			}
			continue
		}
		matched[best] = gi
		if !want.Optional {
			s.found(g, want, &d.Events[best])
		}
	}
	for i := range d.Events {
		e := &d.Events[i]
		b := &s.bins[min(9, int(e.Score*10))]
		b.n++
		b.score += e.Score
		if matched[i] >= 0 {
			b.right++
			continue
		}
		s.res.Dyad.Wrong++
		s.miss(g, "wrong", eventLine(e))
	}
	return matched
}

// found scores the parts of an event whose dyad was right.
func (s *RecordsScorer) found(g *GoldText, want *GoldRecord, e *dragoman.Event) {
	s.res.Dyad.Right++
	if want.Modality != "" {
		ok := want.Modality == e.Modality.String()
		if s.modality.add(ok); !ok {
			s.miss(g, "modality", want.String()+" is "+e.Modality.String())
		}
	}
	if want.Mode != "" {
		ok := slices.Contains(strings.Split(want.Mode, "/"), cmp.Or(e.Mode, "-"))
		if s.mode.add(ok); !ok {
			s.miss(g, "mode", want.String()+" is "+e.Mode)
		}
	}
	if want.From != "" {
		ok := e.When != nil && strings.HasPrefix(e.When.From.String(), want.From)
		if s.when.add(ok); !ok {
			s.miss(g, "when", want.String())
		}
	}
	s.magnitudes(g, want, e)
}

// magnitudes are scored where the gold gives some.
func (s *RecordsScorer) magnitudes(g *GoldText, want *GoldRecord, e *dragoman.Event) {
	if len(want.Mags) == 0 {
		return
	}
	used := make([]bool, len(e.Magnitudes))
	for _, w := range want.Mags {
		i := slices.IndexFunc(e.Magnitudes, func(m dragoman.Magnitude) bool { return m.Kind == w.Kind && w.fits(m) })
		if i < 0 || used[i] {
			s.res.Magnitude.Missing++
			s.miss(g, "magnitude", fmt.Sprintf("missing %s %s..%s of %s", w.Kind, w.Low, w.High, want))
			continue
		}
		used[i] = true
		s.res.Magnitude.Right++
	}
	for i, m := range e.Magnitudes {
		if !used[i] {
			s.res.Magnitude.Wrong++
			s.miss(g, "magnitude", "wrong "+m.Kind+" "+m.Text)
		}
	}
}

// fits reports whether both bounds agree.
func (w GoldMagnitude) fits(m dragoman.Magnitude) bool {
	return sameBound(w.Low, m.Low) && sameBound(w.High, m.High)
}

func sameBound(want string, got *float64) bool {
	if want == "" || got == nil {
		return want == "" && got == nil
	}
	v, err := strconv.ParseFloat(want, 64)
	return err == nil && math.Abs(v-*got) <= 1e-6*math.Max(1, math.Abs(v))
}

// types scores event types as sets, a text at a time: a dyad that is wrong on one side still names the right type.
func (s *RecordsScorer) types(g *GoldText, d *dragoman.Document) {
	want, optional := g.types()
	got := map[string]bool{}
	for i := range d.Events {
		got[d.Events[i].Type] = true
	}
	for _, w := range want {
		hit := false
		for t := range strings.SplitSeq(w, "/") {
			hit = hit || got[t]
		}
		first, _, _ := strings.Cut(w, "/")
		if hit {
			s.res.Type.Right++
			s.of(first).Right++
		} else {
			s.res.Type.Missing++
			s.of(first).Missing++
		}
	}
	for t := range got {
		if !optional[t] {
			s.res.Type.Wrong++
			s.of(t).Wrong++
		}
	}
}

// types are the types of events that are wanted of a text, with their alternatives, each once, and all that may be told.
func (g *GoldText) types() (wanted []string, allowed map[string]bool) {
	allowed = map[string]bool{}
	for i := range g.Records {
		r := &g.Records[i]
		if r.Standing || r.Untrue {
			continue
		}
		for t := range strings.SplitSeq(r.Type, "/") {
			allowed[t] = true
		}
		if !r.Optional && !slices.Contains(wanted, r.Type) {
			wanted = append(wanted, r.Type)
		}
	}
	return wanted, allowed
}

// standings matches standings, and returns the gold record of each, or -1.
func (s *RecordsScorer) standings(g *GoldText, d *dragoman.Document) (matched []int) {
	matched = make([]int, len(d.Standings))
	for i := range matched {
		matched[i] = -1
	}
	for gi := range g.Records {
		want := &g.Records[gi]
		if !want.Standing || want.Untrue {
			continue
		}
		found := slices.IndexFunc(d.Standings, func(st dragoman.Standing) bool { return want.stands(&st) })
		for i := range d.Standings {
			if st := &d.Standings[i]; want.stands(st) {
				if matched[i] < 0 || g.Records[matched[i]].Optional {
					matched[i] = gi
				}
				if want.Change == st.Change.String() {
					found = i
				}
			}
		}
		switch {
		case found < 0 && !want.Optional:
			s.res.Standing.Missing++
			s.of(want.Type).Missing++
			s.miss(g, "missing", want.String())
		case found >= 0 && !want.Optional:
			s.res.Standing.Right++
			s.of(want.Type).Right++
			if want.Change != "" {
				ok := want.Change == d.Standings[found].Change.String()
				if s.change.add(ok); !ok {
					s.miss(g, "change", want.String()+" is "+d.Standings[found].Change.String())
				}
			}
		}
	}
	for i := range d.Standings {
		if st := &d.Standings[i]; matched[i] < 0 {
			s.res.Standing.Wrong++
			s.of(st.Relation).Wrong++
			s.miss(g, "wrong", fmt.Sprintf("standing %s | %s -- %s | %s", st.Relation, partyLine(st.Subject), partyLine(st.Object), st.Change))
		}
	}
	return matched
}

func (s *RecordsScorer) miss(g *GoldText, what, line string) {
	s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s %s: %s %s", g.Place, g.ID, what, line))
}

// Result returns the figures so far.
func (s *RecordsScorer) Result() RecordsResult {
	res := s.res
	res.Type.finish()
	res.Dyad.finish()
	res.Standing.finish()
	res.Magnitude.finish()
	for _, p := range res.ByType {
		p.finish()
	}
	res.Change, res.Modality, res.Mode, res.When = s.change.value(), s.modality.value(), s.mode.value(), s.when.value()
	total := 0
	for _, b := range s.bins {
		total += b.n
		res.Calibrate += math.Abs(b.score - b.right)
	}
	if total > 0 {
		res.Calibrate /= float64(total)
	}
	return res
}

// meets reports whether an event has the type and the dyad that are wanted.
func (rec *GoldRecord) meets(e *dragoman.Event) bool {
	return slices.Contains(strings.Split(rec.Type, "/"), e.Type) && rec.Source.fits(e.Source) && rec.Target.fits(e.Target)
}

// details counts the further fields that an event has right, to choose among several of one dyad.
func (rec *GoldRecord) details(e *dragoman.Event) (n int) {
	for _, ok := range []bool{rec.Modality == e.Modality.String(), rec.Mode == e.Mode, e.When != nil && strings.HasPrefix(e.When.From.String(), rec.From), len(rec.Mags) == len(e.Magnitudes)} {
		if ok {
			n++
		}
	}
	return n
}

// stands reports whether a standing has the relation and the parties that are wanted; symmetric relations hold both ways.
func (rec *GoldRecord) stands(st *dragoman.Standing) bool {
	if rec.Type != st.Relation || rec.Value != "" && !strings.Contains(strings.ToLower(st.Value), strings.ToLower(rec.Value)) {
		return false
	}
	return rec.Source.fits(st.Subject) && rec.Target.fits(st.Object) ||
		dragoman.Symmetric(rec.Type) && rec.Source.fits(st.Object) && rec.Target.fits(st.Subject)
}

// fits reports whether one of the alternatives occurs in a party.
func (p Pattern) fits(party *dragoman.Party) bool {
	if len(p) == 0 || party == nil {
		return len(p) == 0 || slices.Contains(p, "-")
	}
	line := strings.ToLower(strings.Join([]string{party.Name, party.Code, party.Country, party.Text, party.Role}, " / "))
	return slices.ContainsFunc(p, func(alt string) bool { return alt != "-" && strings.Contains(line, alt) })
}

func (rec *GoldRecord) String() string {
	kind, between := "event", "->"
	if rec.Standing {
		kind, between = "standing", "--"
	}
	return strings.Join([]string{kind, rec.Type, rec.Mode, "|", strings.Join(rec.Source, "/"), between, strings.Join(rec.Target, "/"), "|", rec.Modality + rec.Change}, " ")
}

func eventLine(e *dragoman.Event) string {
	return fmt.Sprintf("event %s %s | %s -> %s | %s | by %s", e.Type, e.Mode, partyLine(e.Source), partyLine(e.Target), e.Modality, e.Evidence.Rule)
}

func partyLine(p *dragoman.Party) string {
	if p == nil {
		return "-"
	}
	return p.Name + " [" + p.Code + "]"
}
