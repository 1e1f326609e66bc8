package ledger

import "fmt"

// A Match is a filter expression over single records, events and standings alike; WhereHelp lists what it may name. It is what
// alerts are made of. It may be used by many goroutines at once.
type Match struct{ where *whereProgram }

// NewMatch compiles an expression; an error shows the place in it.
func NewMatch(source string) (*Match, error) {
	where, err := compileWhere(source, whereRecords)
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	return &Match{where}, nil
}

// Line reports whether a record is meant. conflicts is how many assertions speak against it, as standing.conflicts in the
// expression; a retraction is never meant.
func (m *Match) Line(l *Line, conflicts int) (bool, error) {
	if l.Event == nil && l.Standing == nil {
		return false, nil
	}
	vars := m.where.recordVars(l)
	if v, ok := vars["standing"].(*StandingView); ok {
		v.Conflicts = int64(conflicts)
	}
	return m.where.eval(vars)
}
