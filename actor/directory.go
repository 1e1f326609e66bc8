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
	"bytes"
	"compress/gzip"
	_ "embed" // directory.tsv.gz
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dragoman"
	"dragoman/country"
)

//go:generate go run ./compile -o directory.tsv.gz

//go:embed directory.tsv.gz
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
}

// A Membership is a country's membership of an organisation, as far as The World Factbook has it.
type Membership struct {
	Country     string
	Of          int32 // index of the organisation
	First, Last dragoman.Date
	Status      string // "", "observer", "associate", …
}

// A Directory is the actors known. It is frozen: Import returns a new one.
type Directory struct {
	Entries     []Entry
	Terms       []Term
	Memberships []Membership

	byID     map[string]int32
	names    map[string][]naming // keys of full names and aliases, see nameKey
	surnames map[string][]int32  // keys of surnames and single names of persons
	held     map[int32][]int32   // person -> terms
	offices  map[int32][]int32   // of -> terms
	roles    map[string]roleNoun
	maxWords int // of a role noun
}

// naming is an entry under one of its names.
type naming struct {
	entry int32
	caps  bool // an abbreviation: counts only in capitals
	weak  bool // shared with much else: counts only beside its country
}

// Builtin returns the Directory that is compiled into the program.
var builtin = sync.OnceValues(func() (*Directory, error) {
	z, err := gzip.NewReader(bytes.NewReader(compiled))
	if err != nil {
		return nil, fmt.Errorf("open built-in directory: %w: %w", err, dragoman.ErrCorrupt)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read built-in directory: %w: %w", err, dragoman.ErrCorrupt)
	}
	return Parse(string(text))
})

// Builtin returns the Directory that is compiled into the program, read once.
func Builtin() (*Directory, error) { return builtin() }

// Parse reads the compiled form of a directory, a line for each thing: E entry, T term, M membership.
func Parse(text string) (*Directory, error) {
	d := &Directory{byID: make(map[string]int32, 8192)}
	d.addCountries()
	var err error
	for n, line := range strings.Split(text, "\n") {
		if line == "" {
			continue
		}
		f := strings.Split(line[2:], "\t")
		switch line[0] {
		case 'E':
			err = d.readEntry(f)
		case 'T':
			err = d.readTerm(f)
		case 'M':
			err = d.readMembership(f)
		default:
			err = fmt.Errorf("kind %q: %w", line[:1], dragoman.ErrCorrupt)
		}
		if err != nil {
			return nil, fmt.Errorf("directory line %d: %w", n+1, err)
		}
	}
	if err := d.index(); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Directory) addCountries() {
	for _, c := range country.All() {
		d.add(Entry{ID: "country/" + string(c.Code), Name: c.Name, Country: string(c.Code), Type: dragoman.PlaceEntity,
			Days: dragoman.Interval{From: c.From, End: c.End}})
	}
}

func (d *Directory) add(e Entry) int32 {
	i := int32(len(d.Entries))
	d.Entries = append(d.Entries, e)
	d.byID[e.ID] = i
	return i
}

func (d *Directory) readEntry(f []string) error {
	if len(f) != 11 {
		return fmt.Errorf("%d columns, want 11: %w", len(f), dragoman.ErrCorrupt)
	}
	e := Entry{ID: f[0], Name: f[1], Surname: f[3], Country: f[4], Wikidata: f[9], Role: f[10]}
	if f[2] != "" {
		e.Aliases = strings.Split(f[2], ";")
	}
	e.Sectors = sectors(f[5])
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

func (d *Directory) readMembership(f []string) error {
	if len(f) != 5 {
		return fmt.Errorf("%d columns, want 5: %w", len(f), dragoman.ErrCorrupt)
	}
	of, ok := d.byID[f[1]]
	v, err := days(f[2], f[3])
	if err != nil || !ok {
		return fmt.Errorf("membership of %s: %w", f[1], dragoman.ErrCorrupt)
	}
	d.Memberships = append(d.Memberships, Membership{Country: f[0], Of: of, First: v.From, Last: v.Last(), Status: f[4]})
	return nil
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

// sectors splits "GOV MIL". Most entries share one of a few lists, so they are kept once.
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

// index builds the look-up tables.
func (d *Directory) index() error {
	d.names = make(map[string][]naming, 3*len(d.Entries))
	d.surnames = make(map[string][]int32, len(d.Entries))
	d.held, d.offices = map[int32][]int32{}, map[int32][]int32{}
	var buf []byte
	for i := range d.Entries {
		e := &d.Entries[i]
		if strings.HasPrefix(e.ID, "country/") {
			continue // package country knows their names
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			plain := strings.TrimPrefix(n, "~")
			buf = country.AppendFold(buf[:0], plain)
			key := nameKey(buf)
			if e.Type == dragoman.PersonEntity && bytes.IndexByte(key, ' ') < 0 && !isCaps(plain) {
				d.fileSurname(key, int32(i)) // a single name tells no more than a surname
				continue
			}
			d.fileName(key, naming{int32(i), len(plain) <= 7 && isCaps(plain), plain != n})
		}
		if e.Surname != "" {
			buf = country.AppendFold(buf[:0], e.Surname)
			d.fileSurname(nameKey(buf), int32(i))
		}
	}
	for i, t := range d.Terms {
		d.held[t.Person] = append(d.held[t.Person], int32(i))
		d.offices[t.Of] = append(d.offices[t.Of], int32(i))
	}
	var err error
	d.roles, d.maxWords, err = readRoles()
	return err
}

func (d *Directory) fileName(key []byte, n naming) {
	old := d.names[string(key)]
	if i := slices.IndexFunc(old, func(o naming) bool { return o.entry == n.entry }); i >= 0 {
		old[i].caps, old[i].weak = old[i].caps && n.caps, old[i].weak && n.weak
		return
	}
	d.names[string(key)] = append(old, n)
}

func (d *Directory) fileSurname(key []byte, i int32) {
	if old := d.surnames[string(key)]; !slices.Contains(old, i) {
		d.surnames[string(key)] = append(old, i)
	}
}

// isCaps reports whether s has capitals and no small letter.
func isCaps(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// ByID returns the entry with an id, nil where there is none.
func (d *Directory) ByID(id string) *Entry {
	if i, ok := d.byID[id]; ok {
		return &d.Entries[i]
	}
	return nil
}
