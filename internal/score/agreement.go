package score

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman"
)

// A Kappa is how often two labellings say the same (Observed), how often they would by chance, given how often each says
// what (Expected), and Cohen's measure of what is above chance.
type Kappa struct {
	N        int     `json:"n"`
	Observed float64 `json:"observed"`
	Expected float64 `json:"expected"`
	Kappa    float64 `json:"kappa"`

	pairs map[[2]string]int
}

// add counts one thing that both have judged.
func (k *Kappa) add(first, second string) {
	if k.pairs == nil {
		k.pairs = map[[2]string]int{}
	}
	k.pairs[[2]string{first, second}]++
	k.N++
}

func (k *Kappa) finish() {
	if k.N == 0 {
		return
	}
	first, second, same := map[string]int{}, map[string]int{}, 0
	for pair, n := range k.pairs {
		first[pair[0]] += n
		second[pair[1]] += n
		if pair[0] == pair[1] {
			same += n
		}
	}
	n := float64(k.N)
	k.Observed = float64(same) / n
	k.Expected = 0
	for _, what := range slices.Sorted(maps.Keys(first)) { // in order, that the sum be the same each time
		k.Expected += float64(first[what]) / n * float64(second[what]) / n
	}
	if k.Expected < 1 {
		k.Kappa = (k.Observed - k.Expected) / (1 - k.Expected)
	} else {
		k.Kappa = 1
	}
}

// Agreement is what `dragoman eval agreement` prints: how far two labellings of the same texts say the same, by layer.
// A record that either marks as one that may be there or not counts neither way.
type Agreement struct {
	Texts     int   `json:"texts"`
	Same      int   `json:"same"`     // texts without a difference in any layer
	Type      Kappa `json:"type"`     // is there an event of this type? each text and type, and "none"
	Relation  Kappa `json:"relation"` // likewise for standings
	Modality  Kappa `json:"modality"` // of events that both have
	Mode      Kappa `json:"mode"`
	Change    Kappa `json:"change"`    // of standings that both have
	Dyad      PRF   `json:"dyad"`      // type, source and target: the second against the first
	Standing  PRF   `json:"standing"`  // relation, subject and object
	Magnitude PRF   `json:"magnitude"` // of events that both have

	ByType      map[string]*Kappa `json:"by_type"`
	Differences []string          `json:"differences,omitempty"` // a line each
}

// Agree compares two labellings on the texts that both have. It is an error if such a text is not the same in both.
func Agree(first, second []GoldText) (*Agreement, error) {
	a := &Agreement{ByType: map[string]*Kappa{}}
	types, relations := namesOf(first, second, false), namesOf(first, second, true)
	for _, name := range append(slices.Clone(types), relations...) {
		a.ByType[name] = new(Kappa)
	}
	byID := map[string]*GoldText{}
	for i := range first {
		byID[first[i].ID] = &first[i]
	}
	for i := range second {
		s := &second[i]
		f := byID[s.ID]
		if f == nil {
			continue
		}
		if f.Text != s.Text || f.Published != s.Published {
			return nil, fmt.Errorf("%s: %s is not the text of %s: %w", s.Place, s.ID, f.Place, dragoman.ErrInvalid)
		}
		a.text(f, s, types, relations)
	}
	if a.Texts == 0 {
		return nil, fmt.Errorf("the two labellings have no text in common: %w", dragoman.ErrNotFound)
	}
	for _, k := range []*Kappa{&a.Type, &a.Relation, &a.Modality, &a.Mode, &a.Change} {
		k.finish()
	}
	for _, k := range a.ByType {
		k.finish()
	}
	for _, p := range []*PRF{&a.Dyad, &a.Standing, &a.Magnitude} {
		p.finish()
	}
	return a, nil
}

// Strict leaves only what a labelling says without reserve: records that may be there or not are left out, and of several
// types and modes the first named stays.
func Strict(texts []GoldText) []GoldText {
	out := slices.Clone(texts)
	for i := range out {
		var kept []GoldRecord
		for _, rec := range out[i].Records {
			if !rec.Optional {
				rec.Type, _, _ = strings.Cut(rec.Type, "/")
				rec.Mode, _, _ = strings.Cut(rec.Mode, "/")
				kept = append(kept, rec)
			}
		}
		out[i].Records = kept
	}
	return out
}

// namesOf lists the types, or the relations, that either labelling uses.
func namesOf(first, second []GoldText, standing bool) []string {
	seen := map[string]bool{}
	for _, texts := range [][]GoldText{first, second} {
		for i := range texts {
			for j := range texts[i].Records {
				if rec := &texts[i].Records[j]; rec.Standing == standing {
					for name := range strings.SplitSeq(rec.Type, "/") {
						seen[name] = true
					}
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// text compares the records of one text.
func (a *Agreement) text(f, s *GoldText, types, relations []string) {
	a.Texts++
	before := len(a.Differences)
	a.presence(&a.Type, f, s, false, types)
	a.presence(&a.Relation, f, s, true, relations)
	for _, pair := range a.pair(f, s, false, &a.Dyad) {
		a.details(f.ID, pair[0], pair[1])
	}
	for _, pair := range a.pair(f, s, true, &a.Standing) {
		a.both(&a.Change, f.ID, "change", pair[0].Change, pair[1].Change, pair[0])
	}
	if len(a.Differences) == before {
		a.Same++
	}
}

// presence judges for each name, and for "none", whether the text has it.
func (a *Agreement) presence(k *Kappa, f, s *GoldText, standing bool, names []string) {
	for _, name := range append(slices.Clone(names), "none") {
		one, two := f.has(s, name, standing), s.has(f, name, standing)
		switch {
		case one == "open" && two == "open":
			continue
		case one == "open":
			one = two
		case two == "open":
			two = one
		}
		k.add(one, two)
		if by := a.ByType[name]; by != nil {
			by.add(one, two)
		}
	}
}

// has answers yes, no or open: open where the record may be there or not, and where the type is one of several, unless the
// other labelling has none of them: then the first named counts.
func (g *GoldText) has(other *GoldText, name string, standing bool) string {
	answer := "no"
	none := "yes"
	for i := range g.Records {
		rec := &g.Records[i]
		if rec.Standing != standing {
			continue
		}
		if !rec.Optional {
			none = "no"
		} else if none == "yes" {
			none = "open"
		}
		alts := strings.Split(rec.Type, "/")
		switch at := slices.Index(alts, name); {
		case at < 0:
		case !rec.Optional && (len(alts) == 1 || at == 0 && !other.hasAny(alts)):
			answer = "yes"
		case answer == "no":
			answer = "open"
		}
	}
	if name == "none" {
		return none
	}
	return answer
}

func (g *GoldText) hasAny(alts []string) bool {
	return slices.ContainsFunc(g.Records, func(rec GoldRecord) bool { return shared(rec.Type, strings.Join(alts, "/")) != "" })
}

// shared returns the first alternative of a that b has too.
func shared(a, b string) string {
	others := strings.Split(b, "/")
	for alt := range strings.SplitSeq(a, "/") {
		if slices.Contains(others, alt) {
			return alt
		}
	}
	return ""
}

// pair finds for each record of the first the one of the second that says the same of the same parties, and counts. A pair
// or a record left alone counts only where it is not optional.
func (a *Agreement) pair(f, s *GoldText, standing bool, count *PRF) (pairs [][2]*GoldRecord) {
	used := make([]bool, len(s.Records))
	for _, optional := range []bool{false, true} { // what is expected has the first choice
		for i := range f.Records {
			one := &f.Records[i]
			if one.Standing != standing || one.Optional != optional {
				continue
			}
			best, bestScore := -1, -1
			for j := range s.Records {
				if two := &s.Records[j]; !used[j] && one.same(two) {
					if n := one.alike(two); n > bestScore {
						best, bestScore = j, n
					}
				}
			}
			switch {
			case best >= 0:
				used[best] = true
				if two := &s.Records[best]; !optional && !two.Optional {
					count.Right++
					pairs = append(pairs, [2]*GoldRecord{one, two})
				}
			case !optional:
				count.Missing++
				a.differ(f.ID, "first only", one.String())
			}
		}
	}
	for j := range s.Records {
		if two := &s.Records[j]; two.Standing == standing && !two.Optional && !used[j] {
			count.Wrong++
			a.differ(f.ID, "second only", two.String())
		}
	}
	return pairs
}

// same reports whether two records have a type and their parties in common; symmetric relations hold both ways.
func (rec *GoldRecord) same(other *GoldRecord) bool {
	if rec.Standing != other.Standing || shared(rec.Type, other.Type) == "" {
		return false
	}
	return rec.Source.meets(other.Source) && rec.Target.meets(other.Target) ||
		rec.Standing && dragoman.Symmetric(shared(rec.Type, other.Type)) && rec.Source.meets(other.Target) && rec.Target.meets(other.Source)
}

// alike counts what speaks for one of several pairs: that the other is expected, so that it is not left over where rec itself
// may be there or not, and that further fields are the same.
func (rec *GoldRecord) alike(other *GoldRecord) (n int) {
	if !other.Optional {
		n += 4
	}
	for _, same := range []bool{rec.Modality == other.Modality, shared(rec.Mode, other.Mode) != "", len(rec.Mags) == len(other.Mags), rec.Value == other.Value,
		rec.Change == other.Change} {
		if same {
			n++
		}
	}
	return n
}

// meets reports whether two patterns may mean one party: they share an alternative, or one of an alternative's words begins
// one of the other's. A pattern that fits any party meets any.
func (p Pattern) meets(other Pattern) bool {
	if len(p) == 0 || len(other) == 0 {
		return true
	}
	for _, x := range p {
		for _, y := range other {
			if x == y || within(x, y) || within(y, x) {
				return true
			}
		}
	}
	return false
}

// within reports whether one stands in the other, from the start of a word; two letters are too few to tell.
func within(part, whole string) bool {
	if len(part) <= 2 {
		return false
	}
	for from := 0; ; {
		at := strings.Index(whole[from:], part)
		if at < 0 {
			return false
		}
		if at += from; at == 0 || strings.ContainsRune(" -'’", lastRune(whole[:at])) {
			return true
		}
		from = at + 1
	}
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// details compares what hangs on an event that both have.
func (a *Agreement) details(id string, one, two *GoldRecord) {
	a.both(&a.Modality, id, "modality", one.Modality, two.Modality, one)
	a.both(&a.Mode, id, "mode", one.Mode, two.Mode, one)
	used := make([]bool, len(two.Mags))
	for _, m := range one.Mags {
		j := slices.IndexFunc(two.Mags, func(o GoldMagnitude) bool { return o == m })
		if j >= 0 && !used[j] {
			used[j] = true
			a.Magnitude.Right++
			continue
		}
		a.Magnitude.Missing++
		a.differ(id, "magnitude of the first only", m.String()+" of "+one.String())
	}
	for j, m := range two.Mags {
		if !used[j] {
			a.Magnitude.Wrong++
			a.differ(id, "magnitude of the second only", m.String()+" of "+two.String())
		}
	}
}

// both counts a field that both labellings fill; alternatives that they share agree.
func (a *Agreement) both(k *Kappa, id, field, one, two string, rec *GoldRecord) {
	if one == "" || two == "" {
		return
	}
	if same := shared(one, two); same != "" {
		k.add(same, same)
		return
	}
	first, _, _ := strings.Cut(one, "/")
	second, _, _ := strings.Cut(two, "/")
	k.add(first, second)
	a.differ(id, field, rec.String()+": the second has "+two)
}

func (a *Agreement) differ(id, what, line string) {
	a.Differences = append(a.Differences, id+": "+what+": "+line)
}

func (w GoldMagnitude) String() string {
	if w.Low == w.High {
		return w.Kind + " " + w.Low
	}
	return w.Kind + " " + w.Low + ".." + w.High
}
