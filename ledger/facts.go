package ledger

import (
	"cmp"
	"slices"
	"strings"

	"dragoman"
)

// A Status says how a fact stands on the day asked for.
type Status string

// The statuses.
const (
	Holds     Status = "holds"
	Doubtful  Status = "doubtful"  // nothing says it ended, but another holds the office since, and nothing later says this one does
	Ended     Status = "ended"     // it held before
	Coming    Status = "coming"    // it holds later, or is announced or denied later
	Planned   Status = "planned"   // announced, not yet so
	Possible  Status = "possible"  // may be so
	Denied    Status = "denied"    // said not to be so
	Fulfilled Status = "fulfilled" // was planned or possible, and a later report says that it came true
)

// A Fact is one standing as of two clocks: a stretch of days, with all that says so and all that speaks against it.
type Fact struct {
	dragoman.Fact
	Status    Status        `json:"status"`
	Begun     bool          `json:"begun"`                // From is the day on which it began; else the first on which it was seen to hold
	Closed    bool          `json:"closed"`               // it ended, though To may not be known
	EndedBy   dragoman.Date `json:"ended_by"`             // where it ended on a day not told: the day by which it had
	LastSeen  dragoman.Date `json:"last_seen"`            // the last day on which a report says that it holds
	Score     float64       `json:"score"`                // of the best record
	Reports   int           `json:"reports"`              // how many reports say so
	Sources   int           `json:"sources"`              // how many of them are not copies of one another
	Papers    int           `json:"publishers"`           // how many publishers
	Foretold  []int64       `json:"foretold,omitempty"`   // planned or possible assertions that this fact made true
	MadeTrue  []int64       `json:"made_true,omitempty"`  // of a planned or possible fact: what made it true
	Conflicts []Conflict    `json:"conflicts,omitempty"`  // the assertions of Fact.Against, with why
	EndPlan   bool          `json:"end_planned,omitzero"` // of a planned, possible or denied fact: its end is what is planned or denied
}

// A Conflict is an assertion that speaks against a fact.
type Conflict struct {
	Seq int64  `json:"seq"`
	Why string `json:"why"`
}

// A draft is a fact before its numbers are looked up.
type draft struct {
	fact  int64
	key   factKey
	mod   dragoman.Modality
	span  *span
	ends  bool // planned, possible, denied: its end
	out   Fact
	found []*told // what made a plan true
	fore  []*told

	subject, object string // by which answers are ordered
}

// draftsOf folds all that is told of one fact.
func draftsOf(fact int64, key factKey, ts []*told) []*draft {
	var by [4][]*told
	for _, t := range ts {
		by[t.modality] = append(by[t.modality], t)
	}
	var drafts []*draft
	done := []*draft{}
	for _, sp := range join(by[dragoman.Done]) {
		done = append(done, &draft{fact: fact, key: key, mod: dragoman.Done, span: sp})
	}
	drafts = append(drafts, done...)
	for _, m := range []dragoman.Modality{dragoman.Planned, dragoman.Possible} {
		drafts = append(drafts, plans(fact, key, m, by[m], done)...)
	}
	return append(drafts, denials(fact, key, by[dragoman.Denied], done)...)
}

func ends(c dragoman.Change) bool { return c == dragoman.End || c == dragoman.Past }

// plans groups what is planned or possible by what made it true; what is still open is one fact.
func plans(fact int64, key factKey, m dragoman.Modality, ts []*told, done []*draft) []*draft {
	sortTold(ts)
	type group struct {
		true dragoman.Date // the day on which it came true, 0 for none
		ends bool
	}
	at := map[group]*draft{}
	var out []*draft
	for _, t := range ts {
		by, in := cameTrue(t, done)
		k := group{ends: ends(t.change)}
		if by != nil {
			k.true = by.key()
		}
		d := at[k]
		if d == nil {
			d = &draft{fact: fact, key: key, mod: m, ends: k.ends, span: &span{from: t.from(), lastSeen: t.published}}
			if by != nil {
				// All that is told of that day made it true, whichever was recorded first.
				for _, o := range in.span.tells {
					if ends(o.change) == ends(by.change) && o.key() == by.key() && o.published >= t.published {
						d.found = append(d.found, o)
					}
				}
			}
			at[k] = d
			out = append(out, d)
		}
		d.span.tells = append(d.span.tells, t)
		d.span.lastSeen = max(d.span.lastSeen, t.published)
		if in != nil {
			in.fore = append(in.fore, t)
		}
	}
	return out
}

// cameTrue finds the first report of a plan's coming true that is no earlier than the plan's own.
func cameTrue(plan *told, done []*draft) (*told, *draft) {
	var best *told
	var in *draft
	for _, d := range done {
		seen := false // it held already when the plan was told: that it holds is no news
		for _, t := range d.span.tells {
			if !ends(t.change) && t.from() < plan.published {
				seen = true
			}
			made := t.published >= plan.published && t.key() >= plan.published
			if ends(plan.change) != ends(t.change) || !made || t.change == dragoman.Hold && (seen || t.published == plan.published) {
				continue
			}
			if best == nil || t.key() < best.key() {
				best, in = t, d
			}
		}
	}
	return best, in
}

// denials sets what is denied against what is told as done on that day.
func denials(fact int64, key factKey, ts []*told, done []*draft) []*draft {
	sortTold(ts)
	var out [2]*draft
	for _, t := range ts {
		i := 0
		if ends(t.change) {
			i = 1
		}
		if out[i] == nil {
			out[i] = &draft{fact: fact, key: key, mod: dragoman.Denied, ends: i == 1, span: &span{from: t.from()}}
		}
		d := out[i]
		d.span.tells = append(d.span.tells, t)
		d.span.lastSeen = max(d.span.lastSeen, t.published)
		for _, o := range done {
			if i == 1 && !o.span.closed || i == 0 && !o.span.holds(t.to()) {
				continue
			}
			o.span.against = append(o.span.against, conflict{t, "denied"})
			for _, y := range o.span.tells {
				if ends(y.change) == (i == 1) {
					d.span.against = append(d.span.against, conflict{y, "said to be so"})
				}
			}
		}
	}
	var drafts []*draft
	for _, d := range out {
		if d != nil {
			drafts = append(drafts, d)
		}
	}
	return drafts
}

// statusOn is how a draft stands on day v.
func (d *draft) statusOn(v dragoman.Date) Status {
	sp := d.span
	switch d.mod {
	case dragoman.Done:
		switch {
		case sp.holds(v):
			return Holds
		case v < sp.from:
			return Coming
		}
		return Ended
	case dragoman.Denied:
		if !d.toldBy(v) {
			return Coming
		}
		return Denied
	}
	if !d.toldBy(v) {
		return Coming
	}
	if len(d.found) > 0 && d.found[0].key() <= v {
		return Fulfilled
	}
	if d.mod == dragoman.Planned {
		return Planned
	}
	return Possible
}

// toldBy reports whether anyone had told of it by day v: a plan or a denial is none before its first report.
func (d *draft) toldBy(v dragoman.Date) bool {
	for _, t := range d.span.tells {
		if t.published <= v {
			return true
		}
	}
	return false
}

// outline fills what a fact tells of itself without its evidence.
func (d *draft) outline() {
	sp, f := d.span, &d.out
	f.Modality = d.mod
	f.Begun, f.Closed, f.EndedBy, f.LastSeen, f.EndPlan = sp.begun, sp.closed, sp.by, sp.lastSeen, d.ends
	f.From, f.To = sp.from, sp.to
	if d.ends {
		f.From, f.To = 0, sp.tells[0].to()
	}
}

// finish fills in the evidence for a fact and against it; roots joins the families of copies.
func (d *draft) finish(roots func(int64) int64) {
	sp, f := d.span, &d.out
	docs, sources, papers := map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	for _, t := range sp.tells {
		f.Seqs = append(f.Seqs, t.seq)
		f.Score = max(f.Score, t.score)
		docs[t.doc], sources[roots(t.root)], papers[t.publisher] = true, true, true
	}
	f.Reports, f.Sources, f.Papers = len(docs), len(sources), len(papers)
	f.Seqs = sortedUnique(f.Seqs)
	f.Foretold, f.MadeTrue = seqsOf(d.fore), seqsOf(d.found)
	seen := map[int64]bool{}
	for _, c := range sp.against {
		if !seen[c.t.seq] {
			seen[c.t.seq] = true
			f.Conflicts = append(f.Conflicts, Conflict{c.t.seq, c.why})
			f.Against = append(f.Against, c.t.seq)
		}
	}
	slices.SortFunc(f.Conflicts, func(a, b Conflict) int { return cmp.Compare(a.Seq, b.Seq) })
	slices.Sort(f.Against)
}

func seqsOf(ts []*told) []int64 {
	var out []int64
	for _, t := range ts {
		out = append(out, t.seq)
	}
	return sortedUnique(out)
}

func sortedUnique(s []int64) []int64 {
	slices.Sort(s)
	return slices.Compact(s)
}

// rivals sets the holders of an office that only one can hold against each other, as of v.
func rivals(drafts []*draft, v dragoman.Date) {
	for i, a := range drafts {
		for _, b := range drafts[i+1:] {
			if a.key.subject == b.key.subject || !a.span.holds(v) || !b.span.holds(v) {
				continue
			}
			older, newer := a, b
			if older.span.from > newer.span.from {
				older, newer = newer, older
			}
			set := func(d, o *draft, why string) {
				for _, t := range o.span.tells {
					d.span.against = append(d.span.against, conflict{t, why})
				}
			}
			if older.span.lastSeen <= newer.span.from && older.span.from < newer.span.from {
				older.out.Status = Doubtful
				set(older, newer, "another holds it since")
				continue
			}
			set(older, newer, "another holds it too")
			set(newer, older, "another holds it too")
		}
	}
}

// exclusive reports whether only one can hold an office at a time. The title is in the form of officeOf.
func exclusive(title string) bool {
	for _, w := range []string{"vice", "deputy", "assistant", "under", "member", "former", "adviser", "advisor", "envoy", "ambassador", "spokes", "junior", "co-"} {
		if strings.Contains(title, w) {
			return false
		}
	}
	switch title {
	case "president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "sultan", "emir", "amir", "pope", "monarch",
		"head of state", "head of government", "secretary-general", "secretary general", "secretary of state", "secretary of defense",
		"supreme leader", "speaker", "attorney general", "governor", "mayor", "taoiseach":
		return true
	}
	return strings.HasSuffix(title, " minister") || strings.HasPrefix(title, "minister of ") ||
		strings.HasSuffix(title, " secretary") && strings.Contains(title, " ")
}
