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

// A Directory is the actors known. It is frozen: Import returns a new one.
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

// index builds the look-up tables.
func (d *Directory) index() error {
	d.names = make(map[string][]naming, 2*len(d.Entries))
	d.surnames = make(map[string][]int32, len(d.Entries))
	var f filer
	f.keys.Grow(48 * len(d.Entries))
	f.namings = make([]naming, 0, 3*len(d.Entries))
	f.entries = make([]int32, 0, len(d.Entries))
	d.starts, d.lists = map[string]bool{}, nil
	d.small = map[string]bool{"of": true, "the": true, "and": true, "in": true}
	var buf []byte
	for i := range d.Entries {
		e := &d.Entries[i]
		if strings.HasPrefix(e.ID, "country/") {
			continue // package country knows their names
		}
		if strings.HasPrefix(e.ID, "list/") {
			d.lists = append(d.lists, int32(i))
		}
		for a := -1; a < len(e.Aliases); a++ {
			n := e.Name
			if a >= 0 {
				n = e.Aliases[a]
			}
			plain := strings.TrimPrefix(n, "~")
			buf = country.AppendFold(buf[:0], plain)
			key := nameKey(buf)
			if e.Type == dragoman.PersonEntity && bytes.IndexByte(key, ' ') < 0 && !isCaps(plain) {
				f.surname(d, key, int32(i)) // a single name tells no more than a surname
				continue
			}
			if e.Type != dragoman.PersonEntity {
				d.fileSmall(plain)
			}
			if plain[0] >= 'a' && plain[0] <= 'z' {
				word, _, _ := strings.Cut(strings.TrimPrefix(plain, "the "), " ")
				d.starts[word] = true
			}
			weak := plain != n || slices.Contains(e.Aliases, "~"+n)
			f.name(d, key, naming{int32(i), len(plain) <= 7 && isCaps(plain), weak})
		}
		for _, a := range e.Aliases { // other spellings of the surname
			if last := otherSurname(e, a); last != "" {
				buf = country.AppendFold(buf[:0], last)
				f.surname(d, nameKey(buf), int32(i))
			}
		}
		if e.Surname != "" {
			buf = country.AppendFold(buf[:0], e.Surname)
			f.surname(d, nameKey(buf), int32(i))
		}
	}
	d.classify()
	d.held = byKey(len(d.Entries), d.Terms, func(t *Term) int32 { return t.Person })
	d.offices = byKey(len(d.Entries), d.Terms, func(t *Term) int32 { return t.Of })
	var err error
	d.roles, d.maxWords, err = readRoles()
	return err
}

// fileSmall notes the words of a name that start small, so that the scan stops at any other.
func (d *Directory) fileSmall(name string) {
	for i := 0; i < len(name); i++ {
		if c := name[i]; c < 'a' || c > 'z' || i > 0 && name[i-1] != ' ' && name[i-1] != '-' {
			continue
		}
		end := i
		for end < len(name) && name[end] != ' ' && name[end] != '-' {
			end++
		}
		d.small[string(squeeze(nil, country.AppendFold(nil, name[i:end])))] = true
		i = end
	}
}

// otherSurname is the last word of an alias that spells a person's name another way; "" where the surname stands first or the
// alias is a by-name.
func otherSurname(e *Entry, alias string) string {
	i := strings.LastIndexByte(alias, ' ')
	if e.Type != dragoman.PersonEntity || i < 0 || alias[0] != e.Name[0] || len(alias)-i < 5 || !strings.HasSuffix(e.Name, e.Surname) {
		return ""
	}
	return alias[i+1:]
}

// A filer fills the look-up tables with keys and lists cut from three large pieces, not one piece each.
type filer struct {
	keys    strings.Builder
	namings []naming
	entries []int32
}

// key keeps the bytes of a key.
func (f *filer) key(k []byte) string {
	start := f.keys.Len()
	f.keys.Write(k)
	return f.keys.String()[start:]
}

func (f *filer) name(d *Directory, key []byte, n naming) {
	old, ok := d.names[string(key)]
	if !ok {
		f.namings = append(f.namings, n)
		d.names[f.key(key)] = f.namings[len(f.namings)-1 : len(f.namings) : len(f.namings)]
		return
	}
	if i := slices.IndexFunc(old, func(o naming) bool { return o.entry == n.entry }); i >= 0 {
		old[i].caps, old[i].weak = old[i].caps && n.caps, old[i].weak && n.weak
		return
	}
	d.names[string(key)] = append(old, n)
}

func (f *filer) surname(d *Directory, key []byte, i int32) {
	old, ok := d.surnames[string(key)]
	if !ok {
		f.entries = append(f.entries, i)
		d.surnames[f.key(key)] = f.entries[len(f.entries)-1 : len(f.entries) : len(f.entries)]
	} else if !slices.Contains(old, i) {
		d.surnames[string(key)] = append(old, i)
	}
}

// classify gives each term the classes of its words, computed once for each word.
func (d *Directory) classify() {
	classes, lists := map[string]string{}, map[string][]string{}
	class := func(w string) string {
		c, ok := classes[w]
		if !ok {
			c = officeClass(w)
			classes[w] = c
		}
		return c
	}
	for i := range d.Terms {
		t := &d.Terms[i]
		t.class = class(t.Title)
		if t.Other == "" {
			continue
		}
		others, ok := lists[t.Other]
		if !ok {
			for w := range strings.SplitSeq(t.Other, ";") {
				others = append(others, class(w))
			}
			lists[t.Other] = others
		}
		t.others = others
	}
}

// byKey lists the indexes of terms by a key of theirs, n keys in all.
func byKey(n int, terms []Term, key func(*Term) int32) [][]int32 {
	count, all := make([]int32, n), make([][]int32, n)
	for i := range terms {
		count[key(&terms[i])]++
	}
	slab := make([]int32, len(terms))
	for i, c := range count {
		all[i], slab = slab[:0:c], slab[c:]
	}
	for i := range terms {
		k := key(&terms[i])
		all[k] = append(all[k], int32(i))
	}
	return all
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
