package dragoman

import "time"

// An Edition is who reads reports into a ledger: a build of Dragoman with its models, codebook and directory. Of two
// editions that read the same report, the one of higher Rank is believed; a person outranks all.
type Edition struct {
	Name string `json:"name"` // "dragoman/0.1.0+codebook.1a2b3c"; a person's is "person/NAME"
	Rank int    `json:"rank"`
}

// PersonRank is the rank of a person's judgement, above that of any build.
const PersonRank = 1 << 30

// An Assertion is one line of the ledger: immutable, numbered without gaps from 1, never deleted.
type Assertion struct {
	Seq      int64     `json:"seq"`
	Recorded time.Time `json:"recorded"` // transaction time, UTC
	Edition  Edition   `json:"edition"`
	Doc      ID        `json:"doc"`
	// Exactly one of these three is set.
	Event    *Event    `json:"event,omitempty"`
	Standing *Standing `json:"standing,omitempty"`
	Retract  ID        `json:"retract,omitzero"` // the id of a record that the edition no longer reads in Doc
}

// A Gist is what an assertion says, be it of an event or of a standing.
type Gist struct {
	ID            ID // of the record; of a retraction, the id of what is retracted
	Type          string
	First, Second *Party // source and target, subject and object
	From, To      Date   // the first and the last day that it tells itself; 0 is not known
	Modality      Modality
	Score         float64
	Attribution   *Attribution
	Evidence      Evidence
}

// Gist returns what an assertion says; of a retraction there is only the ID.
func (a *Assertion) Gist() Gist {
	switch {
	case a.Event != nil:
		e := a.Event
		g := Gist{e.ID, e.Type, e.Source, e.Target, 0, 0, e.Modality, e.Score, e.Attribution, e.Evidence}
		if e.When != nil {
			g.From, g.To = e.When.From, e.When.Last()
		}
		return g
	case a.Standing != nil:
		s := a.Standing
		from, to := s.Bounds()
		return Gist{s.ID, s.Relation, s.Subject, s.Object, from, to, s.Modality, s.Score, s.Attribution, s.Evidence}
	}
	return Gist{ID: a.Retract}
}

// A Fact is what the ledger holds of one standing, as of two clocks: all assertions that say the same thing, joined, with
// those that contradict them beside them.
type Fact struct {
	Relation string   `json:"relation"`
	Subject  Party    `json:"subject"`
	Object   Party    `json:"object"`
	Value    string   `json:"value,omitempty"`
	Modality Modality `json:"modality"`
	From     Date     `json:"from"` // the first day known, null where open
	To       Date     `json:"to"`   // the last day known, null where open
	// Seqs are the assertions joined here; Against are those that contradict them.
	Seqs    []int64 `json:"seqs"`
	Against []int64 `json:"against,omitempty"`
}
