package actor

import "dragoman"

// navies are the prefixes of warships' names, and whose they are.
var navies = map[string]string{"USS": "USA", "USNS": "USA", "USCGC": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "INS": "IND", "PNS": "PAK",
	"BNS": "BGD", "SLNS": "LKA", "ROKS": "KOR", "JS": "JPN", "BRP": "PHL", "KRI": "IDN", "HTMS": "THA", "TCG": "TUR", "ARA": "ARG", "BAP": "PER", "NNS": "NGA",
	"HNLMS": "NLD", "HDMS": "DNK", "HNoMS": "NOR", "HSwMS": "SWE", "FGS": "DEU", "ORP": "POL", "ESPS": "ESP", "HS": "GRC", "IRIS": "IRN"}

// warships are the nouns for a navy's ships as they stand before a name.
var warships = wordSet(`warship destroyer frigate corvette cruiser battleship submarine gunboat carrier minesweeper cutter`)

// vessel resolves the name of a warship, which acts for its navy: "HMS Diamond", "the Iranian frigate Jamaran".
func (r *Resolver) vessel(m *dragoman.Mention) (finding, bool) {
	f := finding{entry: -1, term: -1, first: m.First, end: m.End, kind: foundName, sectors: milSectors, typ: dragoman.OrganizationEntity}
	s := r.sentenceOf(m.Head)
	noun := false
	for j := max(m.First-1, s.First); j <= m.Head && int(j)+1 < len(r.d.Tokens); j++ {
		next := &r.d.Tokens[j+1]
		if next.UPOS != dragoman.PROPN || next.Flags&dragoman.NoSpaceBefore != 0 {
			continue
		}
		if land, ok := navies[r.d.Word(j)]; ok {
			if land == "IND" && r.seen["IND"] == 0 && r.seen["ISR"] > 0 {
				land = "ISR" // both navies write INS
			}
			f.country = land
			return f, true
		}
		if r.d.Tokens[j].UPOS == dragoman.NOUN && warships[r.d.Lemmas[j]] {
			_, f.country = r.ofWhat(max(j-6, s.First), j, j+1, j)
			noun = true
		}
	}
	return f, noun
}
