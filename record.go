package dragoman

import (
	"encoding/json"
	"fmt"
)

// Modality says whether a record tells of something done.
type Modality uint8

// The modalities.
const (
	Done     Modality = iota
	Planned           // announced, agreed, expected, promised
	Possible          // may, might, reports of, unconfirmed
	Denied            // said not to be so
)

var modalityNames = []string{"done", "planned", "possible", "denied"}

func (m Modality) String() string { return modalityNames[m] }

// MarshalText writes the name.
func (m Modality) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a name.
func (m *Modality) UnmarshalText(b []byte) error {
	i, err := indexOf(modalityNames, string(b), "modality")
	*m = Modality(i)
	return err
}

// A Change says what a standing does in the record.
type Change uint8

// The changes.
const (
	Begin Change = iota // it begins
	Hold                // it holds at the time of the report
	End                 // it ends
	Past                // it held once, and ended at a time not said
)

var changeNames = []string{"begin", "hold", "end", "past"}

func (c Change) String() string { return changeNames[c] }

// MarshalText writes the name.
func (c Change) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a name.
func (c *Change) UnmarshalText(b []byte) error {
	i, err := indexOf(changeNames, string(b), "change")
	*c = Change(i)
	return err
}

// Symmetric reports whether a relation holds both ways; such a standing is stored once, in the order in which the text names
// its parties.
func Symmetric(relation string) bool {
	switch relation {
	case "diplomatic_relations", "allied_with", "adversary_of", "at_war_with":
		return true
	}
	return false
}

// An Event is who did what to whom, when and where: one for each dyad.
type Event struct {
	ID          ID           `json:"id"`
	Type        string       `json:"type"`            // PLOVER event type, "CONSULT"
	Mode        string       `json:"mode,omitempty"`  // PLOVER mode, "visit"
	Code        string       `json:"cameo,omitempty"` // CAMEO code, "042"
	Quad        int          `json:"quad"`            // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Intensity   float64      `json:"intensity"`       // PLOVER score of the mode, else of the type; -10 to 10
	Goldstein   float64      `json:"goldstein"`       // of the CAMEO code; -10 to 10
	Contexts    []string     `json:"contexts,omitempty"`
	Source      *Party       `json:"source,omitempty"`
	Target      *Party       `json:"target,omitempty"`
	When        *When        `json:"when,omitempty"`
	Where       *Where       `json:"where,omitempty"`
	Magnitudes  []Magnitude  `json:"magnitudes,omitempty"`
	Modality    Modality     `json:"modality"`
	Attribution *Attribution `json:"attribution,omitempty"`
	Score       float64      `json:"score"` // 0 to 1: how likely the record is right
	Evidence    Evidence     `json:"evidence"`
}

// A Standing is what holds between two parties over a span of time. Begin and end days are in When; where a standing
// begins, When.From is its first day; where it ends, When.Last() is its last.
type Standing struct {
	ID          ID           `json:"id"`
	Relation    string       `json:"relation"`
	Subject     *Party       `json:"subject,omitempty"`
	Object      *Party       `json:"object,omitempty"`
	Value       string       `json:"value,omitempty"`     // "90th", "President"
	Authority   *Party       `json:"authority,omitempty"` // whose list it is
	When        *When        `json:"-"`                   // printed as "from" and "to"
	Change      Change       `json:"change"`
	Modality    Modality     `json:"modality"`
	Attribution *Attribution `json:"attribution,omitempty"`
	Score       float64      `json:"score"`
	Evidence    Evidence     `json:"evidence"`
}

// When is the time of a record. A zero Span means that no words of the text were used.
type When struct {
	Interval
	Text  string // the words
	Span  Span
	Basis string // where the time was read: "clause", "sentence", "narrative", "published"
}

// Where is the place of a record, and the words that name it.
type Where struct {
	Place
	Text string `json:"text,omitempty"`
	Span Span   `json:"span"`
}

// A Magnitude is a count or an amount that a record tells: at least Low, at most High, either nil where it has no bound.
type Magnitude struct {
	Kind string   `json:"kind"` // killed, wounded, arrested, abducted, displaced, taking_part, released, missing, money, …
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	Unit string   `json:"unit,omitempty"` // ISO 4217 for money, else what was counted: "people", "soldiers"
	Text string   `json:"text"`           // the words
	Span Span     `json:"span"`
	// By is whose count it is, where another than the report's speaker gave it.
	By *Party `json:"by,omitempty"`
}

// An Attribution is who said what a record tells, by which verb, and through which medium. A record without one is told by
// the paper itself.
type Attribution struct {
	Speaker *Party `json:"speaker,omitempty"`
	Verb    string `json:"verb,omitempty"`   // as it stands: "wrote"
	Medium  string `json:"medium,omitempty"` // "Truth Social", "Fox News", "statement"
}

// Evidence is the words a record was read from, and the rule that read it.
type Evidence struct {
	Doc      ID     `json:"doc"`
	Ref      string `json:"ref"`      // the input: a path, a URL, or the row's id
	Sentence int    `json:"sentence"` // from 0
	Span     Span   `json:"span"`     // of the sentence
	Trigger  Span   `json:"trigger"`  // of the words that fired the rule
	Quote    string `json:"quote"`    // the text of Span, verbatim
	Rule     string `json:"rule"`     // file:line in the codebook
}

type whenJSON struct {
	From      Date      `json:"from"`
	To        Date      `json:"to"` // the last day, included
	Precision Precision `json:"precision,omitempty"`
	Text      string    `json:"text,omitempty"`
	Span      *Span     `json:"span,omitempty"`
	Basis     string    `json:"basis,omitempty"`
}

func (w *When) json() whenJSON {
	j := whenJSON{From: w.From, To: w.Last(), Precision: w.Precision, Text: w.Text, Basis: w.Basis}
	if !w.Span.IsZero() {
		j.Span = &w.Span
	}
	return j
}

func (j whenJSON) when() *When {
	w := &When{Interval: Interval{From: j.From, Precision: j.Precision}, Text: j.Text, Basis: j.Basis}
	if j.To != 0 {
		w.End = j.To + 1
	}
	if j.Span != nil {
		w.Span = *j.Span
	}
	return w
}

// MarshalJSON writes the days, both included, and the words.
func (w *When) MarshalJSON() ([]byte, error) { return json.Marshal(w.json()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (w *When) UnmarshalJSON(b []byte) error {
	var j whenJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return fmt.Errorf("read when: %w", err)
	}
	*w = *j.when()
	return nil
}

// plainEvent and plainStanding are the types without their JSON methods.
type (
	plainEvent    Event
	plainStanding Standing
)

// MarshalJSON writes the record as `dragoman code` prints it, "kind" first.
func (e *Event) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind string `json:"kind"`
		*plainEvent
	}{"event", (*plainEvent)(e)})
}

// standingJSON lays the days between the parties and the change.
type standingJSON struct {
	Kind string `json:"kind"`
	*plainStanding
	From Date      `json:"from"`
	To   Date      `json:"to"`
	When *whenJSON `json:"when,omitempty"`
}

// MarshalJSON writes the record as `dragoman code` prints it, "kind" first. "from" is the first day on which the standing is said to
// hold, "to" the last; "when" is the time the words name.
func (s *Standing) MarshalJSON() ([]byte, error) {
	j := standingJSON{Kind: "standing", plainStanding: (*plainStanding)(s)}
	if s.When != nil {
		w := s.When.json()
		j.When = &w
		from, to := s.Bounds()
		j.From, j.To = from, to
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Standing) UnmarshalJSON(b []byte) error {
	j := standingJSON{plainStanding: (*plainStanding)(s)}
	if err := json.Unmarshal(b, &j); err != nil {
		return fmt.Errorf("read standing: %w", err)
	}
	s.When = nil
	if j.When != nil {
		s.When = j.When.when()
	}
	return nil
}

// Bounds returns the first and the last day on which the standing is said to hold, 0 where not known: a time said of a
// beginning is the first, a time said of an end the last, and a time at which it holds bounds neither side but the first.
func (s *Standing) Bounds() (from, to Date) {
	if s.When == nil {
		return 0, 0
	}
	switch s.Change {
	case End, Past:
		return 0, s.When.Last()
	}
	return s.When.From, 0
}
