// Package actor says who the chains of a report are on the day of the report. It needs Mentions and adds Parties and Roles:
// names go to entries of the Directory or get a country and a sector from the words about them, nominals get a sector from
// their noun and a country from their modifiers, metonyms are told from places by their part in the sentence, and titles
// become Roles. For example, in a report of 2025-11-10
//
//	the Syrian leader     → person/ahmed-al-sharaa, "SYR GOV", President of Syria
//	Damascus said …       → country/SYR, "SYR GOV";   in Damascus: a place, no party
//
// The Directory is compiled from tables/*.txt and from public-domain facts by `go generate ./actor`; see docs/data.md.
package actor

import (
	_ "embed" // directory.tsv.zst
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dragoman"
	"dragoman/country"
	"dragoman/internal/packed"
)

//go:generate go run ./compile -o directory.tsv.zst

//go:embed directory.tsv.zst
var compiled []byte

// An Entry is one actor of the Directory: a person, an organisation, an armed group, a list or a country.
type Entry struct {
	ID       string // "person/ahmed-al-sharaa", "org/nato", "country/SYR", "list/us-fto"
	Name     string
	Aliases  []string
	Surname  string // of a person
	Country  string // ISO 3166 alpha-3 or a PLOVER non-state code
	Sectors  []dragoman.Sector
	Type     dragoman.EntityType
	Days     dragoman.Interval // when it was there, or of note
	Wikidata string
	// Role is what a person of note is where he holds no office: "opposition leader".
	Role string
	// Dated are codes that hold on some days only, as PETRARCH dictionaries have them; they win over Country and Sectors.
	Dated []DatedCode
}

// A DatedCode is a country and sectors that an actor has on some days.
type DatedCode struct {
	Country string
	Sectors []dragoman.Sector
	Days    dragoman.Interval
}

// A Term is the days on which a person held an office.
type Term struct {
	Person int32  // index in Directory.Entries
	Of     int32  // index of the country or organisation
	Title  string // as a person would cite it: "President"
	Other  string // other words for it, ";" between them
	Days   dragoman.Interval
	Leads  bool // its holder heads Of

	class  string   // officeClass of Title
	others []string // and of Other
}

// A Membership is a country's membership of an organisation, as far as The World Factbook has it.
type Membership struct {
	Country     string
	Of          int32 // index of the organisation
	First, Last dragoman.Date
	Status      string // "", "observer", "associate", …
}

// A Directory is the actors known. It is frozen: With returns a new one.
type Directory struct {
	Entries []Entry
	Terms   []Term

	members string // lines of memberships, read when they are asked for

	byID     map[string]int32
	names    map[string][]naming // keys of full names and aliases, see nameKey
	surnames map[string][]int32  // keys of surnames and single names of persons
	held     [][]int32           // person -> terms
	offices  [][]int32           // of -> terms
	lists    []int32             // designation lists
	starts   map[string]bool     // first words of names that start small
	small    map[string]bool     // keys of small words inside names: "of", "soldiers", "refugee"
	roles    map[string]roleNoun
}

// naming is an entry under one of its names.
type naming struct {
	entry int32
	caps  bool // an abbreviation: counts only in capitals
	weak  bool // shared with much else: counts only beside its country
}

var builtin = sync.OnceValues(func() (*Directory, error) {
	text, err := unpack(compiled)
	if err != nil {
		return nil, err
	}
	return Parse(text)
})

// maxDirectory bounds the text of the built-in directory.
const maxDirectory = 64 << 20

func unpack(file []byte) (string, error) {
	text, err := packed.Open(file, maxDirectory)
	if err != nil {
		return "", fmt.Errorf("read built-in directory: %w", err)
	}
	return string(text), nil
}

// Builtin returns the Directory that is compiled into the program, read once.
func Builtin() (*Directory, error) { return builtin() }

// Parse reads the compiled form of a directory, a line for each thing: E entry, T term, and last M membership.
func Parse(text string) (*Directory, error) {
	d := &Directory{byID: make(map[string]int32, 16384)}
	d.addCountries()
	if i := strings.Index(text, "\nM\t"); i >= 0 {
		text, d.members = text[:i+1], text[i+1:]
	}
	entries := strings.Count(text, "\nE\t") + 1
	d.Entries = slices.Grow(d.Entries, entries)
	d.Terms = make([]Term, 0, strings.Count(text, "\nT\t"))
	shared := map[string][]dragoman.Sector{}
	var f [maxColumns]string
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		var err error
		switch c := columns(&f, line); f[0] {
		case "E":
			err = d.readEntry(f[1:c], shared)
		case "T":
			err = d.readTerm(f[1:c])
		default:
			err = fmt.Errorf("kind %q: %w", f[0], dragoman.ErrCorrupt)
		}
		if err != nil {
			return nil, fmt.Errorf("directory line %d: %w", n, err)
		}
	}
	if err := d.index(); err != nil {
		return nil, err
	}
	return d, nil
}

const maxColumns = 13 // of a line, and one more

// columns cuts a line at its tabs into f and returns how many columns there are.
func columns(f *[maxColumns]string, line string) int {
	for i := range f {
		var more bool
		if f[i], line, more = strings.Cut(line, "\t"); !more {
			return i + 1
		}
	}
	return maxColumns
}

func (d *Directory) addCountries() {
	items := make(map[string]string, len(wikidataCountries))
	for q, code := range wikidataCountries {
		items[code] = q
	}
	for _, c := range country.All() {
		d.add(Entry{ID: "country/" + string(c.Code), Name: c.Name, Country: string(c.Code), Type: dragoman.PlaceEntity,
			Days: dragoman.Interval{From: c.From, End: c.End}, Wikidata: items[string(c.Code)]})
	}
}

func (d *Directory) add(e Entry) int32 {
	i := int32(len(d.Entries))
	d.Entries = append(d.Entries, e)
	d.byID[e.ID] = i
	return i
}

func (d *Directory) readEntry(f []string, shared map[string][]dragoman.Sector) error {
	if len(f) != 11 {
		return fmt.Errorf("%d columns, want 11: %w", len(f), dragoman.ErrCorrupt)
	}
	e := Entry{ID: f[0], Name: f[1], Surname: f[3], Country: f[4], Wikidata: f[9], Role: f[10]}
	if f[2] != "" {
		e.Aliases = strings.Split(f[2], ";")
	}
	var ok bool
	if e.Sectors, ok = shared[f[5]]; !ok {
		e.Sectors = sectors(f[5])
		shared[f[5]] = e.Sectors
	}
	t, err := strconv.Atoi(f[6])
	if err != nil {
		return fmt.Errorf("type %q: %w", f[6], dragoman.ErrCorrupt)
	}
	e.Type = dragoman.EntityType(t)
	if e.Days, err = days(f[7], f[8]); err != nil {
		return err
	}
	d.add(e)
	return nil
}

func (d *Directory) readTerm(f []string) error {
	if len(f) != 7 {
		return fmt.Errorf("%d columns, want 7: %w", len(f), dragoman.ErrCorrupt)
	}
	person, ok1 := d.byID[f[0]]
	of, ok2 := d.byID[f[1]]
	if !ok1 || !ok2 {
		return fmt.Errorf("%s of %s: no such entry: %w", f[0], f[1], dragoman.ErrCorrupt)
	}
	v, err := days(f[4], f[5])
	if err != nil {
		return err
	}
	d.Terms = append(d.Terms, Term{Person: person, Of: of, Title: f[2], Other: f[3], Days: v, Leads: f[6] == "L"})
	return nil
}

// Memberships reads which countries are members of which organisations.
func (d *Directory) Memberships() ([]Membership, error) {
	all := make([]Membership, 0, strings.Count(d.members, "\n"))
	var f [maxColumns]string
	for line := range strings.Lines(d.members) {
		if n := columns(&f, strings.TrimSuffix(line, "\n")); n != 6 || f[0] != "M" {
			return nil, fmt.Errorf("membership %q: %d columns, want 6: %w", line, n, dragoman.ErrCorrupt)
		}
		of, ok := d.byID[f[2]]
		v, err := days(f[3], f[4])
		if err != nil || !ok {
			return nil, fmt.Errorf("membership of %s: %w", f[2], dragoman.ErrCorrupt)
		}
		all = append(all, Membership{Country: f[1], Of: of, First: v.From, Last: v.Last(), Status: f[5]})
	}
	return all, nil
}

// days reads the number of the first day and of the day after the last, both "" where open.
func days(from, end string) (v dragoman.Interval, err error) {
	for _, p := range []struct {
		s string
		d *dragoman.Date
	}{{from, &v.From}, {end, &v.End}} {
		if p.s == "" {
			continue
		}
		n, err := strconv.Atoi(p.s)
		if err != nil {
			return v, fmt.Errorf("day %q: %w", p.s, dragoman.ErrCorrupt)
		}
		*p.d = dragoman.Date(n)
	}
	return v, nil
}

// sectors splits "GOV MIL".
func sectors(s string) []dragoman.Sector {
	if s == "" {
		return nil
	}
	var all []dragoman.Sector
	for w := range strings.FieldsSeq(s) {
		all = append(all, dragoman.Sector(w))
	}
	return all
}

// ByID returns the entry with an id, nil where there is none.
func (d *Directory) ByID(id string) *Entry {
	if i, ok := d.byID[id]; ok {
		return &d.Entries[i]
	}
	return nil
}
