// Package country is one frozen table of the states and territories since 1945: words go in, countries come out.
//
//	country.ByName("Cote d'Ivoire")  // "CIV", true
//	country.ByDemonym("Britons")     // "GBR", true
//	country.ByName("Congo")          // "", false: there are two; Lookup gives both
//	country.Lookup("Damascus")       // SYR, Capital
//
// Look-ups fold case, diacritics and marks (see Fold), but an abbreviation has to be in capitals: "US" is a country, "us" is
// not. The table is countries.txt, facts from general knowledge; its head describes the columns.
package country

import (
	"slices"
	"strings"

	"dragoman"
)

// A Code is an ISO 3166 alpha-3 code, of today or of the state's last day ("SUN", "YUG", "CSK", "DDR"); Kosovo is KOS. Four
// that ISO lacks: RVN (South Vietnam), SOL (Somaliland), CTN (Northern Cyprus), EAZ (Zanzibar).
type Code string

// A Country is a state or a territory.
type Country struct {
	Code       Code
	Alpha2     string // ISO 3166 alpha-2; XK for Kosovo
	GEC        string // the code of The World Factbook, once FIPS 10-4, upper case
	COW        int    // Correlates of War number, 0 for what is no state there
	Name       string // "Syria"
	Names      []string
	Adjectives []string // "Syrian"; the first is the usual one
	Singular   []string // one of the people: "Briton"
	Plural     []string // the people: "Britons"
	Capitals   []string // of today first
	Metonyms   []string // words that stand for the government: "Kremlin"
	Parts      []string // parts that stand for no state of their own: "Scotland"
	// From is the first day of a state that became one after 1944, End the first day on which it was none. 0 is open.
	From, End  dragoman.Date
	Successors []Successor
}

// A Successor is a state that came out of another, and its first day.
type Successor struct {
	Code Code
	Day  dragoman.Date
}

// Existed reports whether the state or territory was there on day d; on an unknown day everything was.
func (c *Country) Existed(d dragoman.Date) bool {
	return d == 0 || (c.From == 0 || c.From <= d) && (c.End == 0 || d < c.End)
}

// A Kind says how a word stands for a country.
type Kind uint8

// The kinds of word.
const (
	Name      Kind = iota // "Syria", "Burma", "UAE"
	Adjective             // "Syrian"
	Person                // "a Syrian", "a Briton"
	People                // "Syrians", "Britons"
	Capital               // "Damascus": the place, or the government
	Metonym               // "the Kremlin": the government
	Part                  // "Scotland": in the country
	PartOf                // "Scottish": of a part of the country
)

func (k Kind) String() string {
	return [...]string{"name", "adjective", "person", "people", "capital", "metonym", "part", "adjective of a part"}[k]
}

// A Match is a reading of a word as a country.
type Match struct {
	Code Code
	Kind Kind
	// Shared says that the word is also much else: Georgia the US state, Jordan the first name.
	Shared bool
	// caps says that the word is an abbreviation and counts only in capitals.
	caps bool
}

// All returns every country, ordered by code. The slice is the table: do not change it.
func All() []Country { return load().all }

// Get returns the country of a code, nil where there is none.
func Get(code Code) *Country {
	t := load()
	if i, ok := t.code[code]; ok {
		return &t.all[i]
	}
	return nil
}

// ByGEC returns the country of a Factbook code ("SY", any case), nil where there is none.
func ByGEC(gec string) *Country { return load().find(load().gec, gec) }

// ByAlpha2 returns the country of an ISO 3166 alpha-2 code, of two with one code that of today; nil where there is none.
func ByAlpha2(a2 string) *Country { return load().find(load().alpha2, a2) }

// ByCOW returns the country of a Correlates of War number, of two with one number that of today; nil where there is none.
func ByCOW(n int) *Country {
	t := load()
	if i, ok := t.cow[n]; ok && n != 0 {
		return &t.all[i]
	}
	return nil
}

// Lookup returns all readings of a word or words as a country, those that are not Shared first. It does not allocate where
// there are none of an abbreviation. The slice is the table: do not change it.
func Lookup(s string) []Match {
	var buf [64]byte
	key := AppendFold(buf[:0], s)
	if len(key) > 4 && string(key[:4]) == "the " {
		key = key[4:]
	}
	m := load().words[string(key)]
	if len(m) == 0 || isUpper(s) || !slices.ContainsFunc(m, func(m Match) bool { return m.caps }) {
		return m
	}
	return slices.DeleteFunc(slices.Clone(m), func(m Match) bool { return m.caps })
}

// Known reports whether s is a word for a country or its people, whatever its case, and whether it is an abbreviation.
func Known(s string) (known, abbreviation bool) {
	m := Lookup(strings.ToUpper(s))
	return len(m) > 0, len(m) > 0 && m[0].caps
}

// ByName returns the country of a name; false where there is none or more than one.
func ByName(s string) (Code, bool) { return one(s, Name, Name) }

// ByDemonym returns the country of an adjective or a word for its people; false where there is none or more than one.
func ByDemonym(s string) (Code, bool) { return one(s, Adjective, People) }

// ByCapital returns the country of a capital; false where there is none or more than one.
func ByCapital(s string) (Code, bool) { return one(s, Capital, Capital) }

// ByMetonym returns the country whose government a word stands for ("Kremlin"); false where there is none or more than one.
func ByMetonym(s string) (Code, bool) { return one(s, Metonym, Metonym) }

// one returns the only country that s names by a kind from lo to hi. What is not shared wins over what is.
func one(s string, lo, hi Kind) (Code, bool) {
	var found Match
	for _, m := range Lookup(s) {
		switch {
		case m.Kind < lo || m.Kind > hi || m.Code == found.Code:
		case found.Code == "":
			found = m
		case found.Shared == m.Shared:
			return "", false
		}
	}
	return found.Code, found.Code != ""
}

// Adjective returns the usual adjective of a country: "Syrian"; the code itself where there is none.
func (c Code) Adjective() string {
	if k := Get(c); k != nil && len(k.Adjectives) > 0 {
		return k.Adjectives[0]
	}
	return string(c)
}

// Name returns the short name of a country: "Syria"; the code itself where there is none.
func (c Code) Name() string {
	if k := Get(c); k != nil {
		return k.Name
	}
	return string(c)
}
