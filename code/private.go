package code

import "dragoman"

// private reports whether words between two parties are nobody's politics: neither is named or has a country or an office.
func private(e *dragoman.Event) bool {
	if groupOf[e.Type]&(request|accuse|reject|concede) == 0 {
		return false
	}
	for _, p := range [2]*dragoman.Party{e.Source, e.Target} {
		if p == nil {
			continue
		}
		if p.Country != "" || p.Actor != "" || p.Name == "" || p.Name[0] >= 'A' && p.Name[0] <= 'Z' {
			return false
		}
		for _, s := range p.Sectors {
			if !privateSectors[s] {
				return false
			}
		}
	}
	return true
}

// privateSectors are those of people who act for themselves.
var privateSectors = map[dragoman.Sector]bool{"CVL": true, "BUS": true, "SOC": true, "MED": true, "AGR": true}

// ancient reports whether an event is of another century than the report: history, not news.
func (r *reader) ancient(e *dragoman.Event) bool {
	return e.When != nil && e.When.From > 0 && r.d.Published > 0 && e.When.From < r.d.Published-centuryDays
}

const centuryDays = 100 * 365
