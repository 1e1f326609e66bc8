package actor

import "dragoman"

// navies are the prefixes of warships' names, and whose they are.
var navies = map[string]string{"USS": "USA", "USNS": "USA", "USCGC": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "INS": "IND", "PNS": "PAK",
	"SLNS": "LKA", "ROKS": "KOR", "BRP": "PHL", "KRI": "IDN", "HTMS": "THA", "TCG": "TUR", "NNS": "NGA", "HNLMS": "NLD", "HDMS": "DNK", "HNoMS": "NOR", "HSwMS": "SWE",
	"FGS": "DEU", "ESPS": "ESP"}

// warships are the nouns for a navy's ships as they stand before a name.
var warships = wordSet(`warship destroyer frigate corvette cruiser battleship submarine gunboat minesweeper cutter`)

// vessel resolves the name of a warship, which acts for its navy: "HMS Diamond", "the Iranian frigate Jamaran".
func (r *Resolver) vessel(m *dragoman.Mention) (finding, bool) {
	f := nothing(m)
	f.kind, f.sectors, f.typ = foundName, milSectors, dragoman.OrganizationEntity
	if m.Type == dragoman.PersonEntity || r.hitAt[m.Head] >= 0 && len(r.hits[r.hitAt[m.Head]].entries) > 0 {
		return f, false
	}
	s := r.sentenceOf(m.Head)
	noun := false
	for j := max(m.First-1, s.First); j <= m.Head && int(j)+1 < len(r.d.Tokens); j++ {
		next := &r.d.Tokens[j+1]
		if next.UPOS != dragoman.PROPN || next.Flags&dragoman.NoSpaceBefore != 0 {
			continue
		}
		if land, ok := navies[r.d.Word(j)]; ok {
			if land == "IND" && r.seen["IND"] == 0 {
				if r.seen["ISR"] == 0 {
					continue
				}
				land = "ISR" // both navies write INS, and so do others
			}
			f.country = land
			return f, true
		}
		carrier := r.d.Lemmas[j] == "carrier" && j > 0 && r.d.Lemmas[j-1] == "aircraft"
		if r.d.Tokens[j].UPOS == dragoman.NOUN && (carrier || warships[r.d.Lemmas[j]]) {
			if of, home := r.ofWhat(max(j-6, s.First), j, j+1, j); of >= 0 { // not the port where it lies
				f.country = home
			}
			noun = true
		}
	}
	return f, noun
}
