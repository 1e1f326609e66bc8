package actor

import "dragoman"

// Whether a role is held, was held or is to come, by the words before it.

// statusAmong reads "former", "acting", "-elect" and their like among the tokens [a, b).
func (r *Resolver) statusAmong(a, b int32) dragoman.RoleStatus {
	for j := a; j < b; j++ {
		if s, ok := r.statusAt(j); ok {
			return s
		}
	}
	return dragoman.Incumbent
}

// statusOf reads the status of a title at tokens [a, b) whose phrase begins at left: the words before it, a word behind its hyphen, its own,
// as those of "presidential candidate" and "president-elect".
func (r *Resolver) statusOf(left, a, b int32) dragoman.RoleStatus {
	status := r.statusAmong(left, a)
	if int(b)+1 < len(r.d.Lemmas) && r.d.Lemmas[b] == "-" {
		if s, ok := statusWord(r.d.Lemmas[b+1]); ok {
			status = s
		}
	}
	if status == dragoman.Incumbent {
		return r.statusAmong(a, b)
	}
	return status
}

// statusAt reads a token as a word of status, by its lemma or as it stands: a tagger may take "Acting" for a verb.
func (r *Resolver) statusAt(j int32) (dragoman.RoleStatus, bool) {
	if s, ok := statusWord(r.d.Lemmas[j]); ok {
		return s, true
	}
	switch r.d.Word(j) {
	case "Acting", "acting":
		return dragoman.Acting, true
	case "Ousted", "Deposed", "Toppled", "Former":
		return dragoman.Former, true
	}
	return dragoman.Incumbent, false
}

func statusWord(lemma string) (dragoman.RoleStatus, bool) {
	switch lemma {
	case "former", "ex", "ex-", "then", "late", "ousted", "oust", "deposed", "depose", "toppled", "topple", "overthrown", "overthrow", "fallen", "disgraced", "erstwhile",
		"onetime", "one-time", "Former", "outgoing-former", "exiled", "ex-president", "then-president", "Ex", "Then", "Late", "impeached", "slain", "assassinated":
		return dragoman.Former, true
	case "acting", "interim", "caretaker", "transitional", "temporary", "provisional", "Interim", "Transitional":
		return dragoman.Acting, true
	case "elect", "incoming", "designate", "President-elect", "Incoming", "president-elect":
		return dragoman.Elect, true
	case "candidate", "nominee", "hopeful", "would-be", "aspiring", "prospective":
		return dragoman.Candidate, true
	}
	return dragoman.Incumbent, false
}

// ousted finds who "the ousted Syrian president" is: the last one to hold the office before the report, within three years.
func (r *Resolver) ousted(m *dragoman.Mention, first, of int32, f *finding) {
	const years = 3 * 365
	if of < 0 || m.Number == dragoman.Plural || r.day == 0 {
		return
	}
	for j := m.First; j < first; j++ {
		switch r.d.Lemmas[j] {
		case "ousted", "oust", "deposed", "depose", "toppled", "topple", "overthrown", "overthrow", "fallen":
			best := int32(-1)
			for _, i := range r.dir.offices[of] {
				t := &r.dir.Terms[i]
				if t.Leads && t.Days.End != 0 && t.Days.End <= r.day && t.Days.End > r.day-years && (best < 0 || t.Days.End > r.dir.Terms[best].Days.End) {
					best = i
				}
			}
			if best >= 0 {
				f.kind, f.entry = foundOffice, r.dir.Terms[best].Person
			}
			return
		}
	}
}
