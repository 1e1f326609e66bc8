package dragoman

import "slices"

// A Sector is a PLOVER actor sector ("GOV", "MIL", "REB", …), primary or secondary.
type Sector string

// A Party is one side of a record, or who a Chain is on the day of the report: what is known of it, and the words that
// name it here.
type Party struct {
	Name     string   `json:"name,omitempty"`     // the best name: from the directory, else from the text
	Actor    string   `json:"actor,omitempty"`    // the directory's id, "person/ahmed-al-sharaa"; empty for unknown names
	Code     string   `json:"code,omitempty"`     // country and sectors, "SYR GOV"
	Country  string   `json:"country,omitempty"`  // ISO 3166 alpha-3, or a PLOVER non-state code (IGO, NGO, …)
	Sectors  []Sector `json:"sectors,omitempty"`  // primary sector first
	Role     string   `json:"role,omitempty"`     // the office held on the day, "President of Syria"
	Wikidata string   `json:"wikidata,omitempty"` // Q number
	Text     string   `json:"text,omitempty"`     // the words of this mention, as the report has them
	Span     Span     `json:"span"`
	// Ambiguous says that other parties fit the words as well and none was chosen: Name is the words, Actor is empty.
	Ambiguous bool       `json:"ambiguous,omitempty"`
	Type      EntityType `json:"-"`
	Chain     int32      `json:"-"` // index in Document.Chains, -1 for none
}

// Same reports whether p and q are the same party as far as is known: the same directory entry or chain, else the same name.
func (p *Party) Same(q *Party) bool {
	switch {
	case p.Actor != "" || q.Actor != "":
		return p.Actor == q.Actor
	case p.Chain >= 0 && p.Chain == q.Chain:
		return true
	}
	return p.Name == q.Name && p.Code == q.Code && p.Span == q.Span
}

// HasSector reports whether s is among the party's sectors.
func (p *Party) HasSector(s Sector) bool { return slices.Contains(p.Sectors, s) }

// A RoleStatus says how a person stands to an office.
type RoleStatus uint8

// The ways to stand to an office.
const (
	Incumbent RoleStatus = iota
	Former               // "former", "ex-", "late", "ousted", "then-"
	Acting               // "acting", "interim", "caretaker"
	Elect                // "-elect", "incoming", "designate"
	Candidate            // "presidential candidate", "nominee"
)

var roleStatusNames = []string{"incumbent", "former", "acting", "elect", "candidate"}

func (s RoleStatus) String() string { return roleStatusNames[s] }

// A Role is words that give a person an office or a part: "Defence Secretary" before "Pete Hegseth", "the US programme
// director at the International Crisis Group" beside "Michael Hanna".
type Role struct {
	Holder     int32  // Mention of the person
	First, End int32  // tokens of the title, without the institution: "Defence Secretary"
	Title      string // the title as a person would cite it: "Defence Secretary", "President"
	Of         int32  // Party of the country or institution it is a role of; -1 where nothing tells
	Status     RoleStatus
	Leads      bool // the title makes its holder the head of Of: "leader of", "Secretary-General of"
	Office     bool // a public or corporate office ("president", "minister"), not a trade ("analyst", "resident")
}

// A Time is words that name a time, and the days they mean.
type Time struct {
	Span       Span
	First, End int32 // tokens
	Sentence   int32
	Interval   Interval
	// Duration says the words give a length ("13 years of civil war"), not a place on the calendar.
	Duration bool
	// History says the time lies so far back that what happened then is background, not news.
	History bool
	// Counted is where the words count from an event with no day of its own ("two days after the rebels left"): when that happened, were the
	// thing that is dated of the day of the report.
	Counted Interval
}

// A Place is a point or an area of the earth.
type Place struct {
	Name     string  `json:"name,omitempty"`
	Country  string  `json:"country,omitempty"` // ISO 3166 alpha-3
	Admin1   string  `json:"admin1,omitempty"`
	Lat      float64 `json:"lat,omitempty"` // degrees, WGS 84; both 0 where the place has no point
	Lon      float64 `json:"lon,omitempty"`
	GeoNames int64   `json:"geonames,omitempty"`
	Feature  string  `json:"feature,omitempty"` // "city", "country", "admin1", "building", "sea", …
	// Near is the known place in or by which the text puts one that no gazetteer knows: Country, Admin1, Lat and Lon are then its, and
	// Name is the words. A country gives no point, unless it is tiny.
	Near string `json:"near,omitempty"`
}

// A PlaceMention is words that name a place.
type PlaceMention struct {
	Place
	Span       Span
	First, End int32 // tokens
	Sentence   int32
	Score      float32 // how sure the choice among candidates is, 0 to 1
}
