package setting

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"dragoman"
)

//go:generate go run ./compile -o gazetteer.bin

//go:embed gazetteer.bin
var embedded string

// A Feature is what kind of place a place is.
type Feature uint8

// The features. The order is part of the format of gazetteer.bin.
const (
	NoFeature Feature = iota
	City
	Capital
	Quarter // a part of a city, or a small settlement without a council
	Country
	Admin1
	Admin2
	Region // "the Middle East", "Donbas", "the Sahel"
	Continent
	Sea // seas, straits, gulfs, canals, lakes, rivers
	Mountain
	Island
	Building
	Base  // military bases, prisons
	Plant // power stations, dams, mines, pipelines
	Camp
	Crossing
	Line // borders, lines of control, demilitarised zones
	Airport
	Site // squares, holy sites, parks
	numFeatures
)

var featureNames = [numFeatures]string{"", "city", "capital", "quarter", "country", "admin1", "admin2", "region", "continent", "sea",
	"mountain", "island", "building", "base", "plant", "camp", "crossing", "line", "airport", "site"}

func (f Feature) String() string { return featureNames[f] }

// ParseFeature reads a feature's name.
func ParseFeature(s string) (Feature, error) {
	for f, name := range featureNames {
		if name == s && f > 0 {
			return Feature(f), nil
		}
	}
	return 0, fmt.Errorf("feature %q: not one of %q: %w", s, featureNames[1:], dragoman.ErrInvalid)
}

// A Gazetteer is the places of the world and the names they go by, read in place from a compiled file. It is safe for
// concurrent use.
//
// The file, all little-endian: the Magic, five counts, then
//
//	countries  3 bytes each, an ISO 3166 alpha-3 code; the first is "---", of no country
//	admin1     4 bytes each, the place that is the region; the first is none
//	places     20 bytes each, see place
//	buckets    4 bytes each, the first index entry of each value of a key's high 16 bits, and one past the last
//	index      7 bytes each: the next 24 bits of the key, the place (3 bytes), how the name names it
//	names      a length byte and the name, for each place
type Gazetteer struct {
	countries, admin1, places, buckets, index, names string
}

// What the compiler and the reader agree on.
const (
	Magic   = "DGZ1" // the format's number
	Buckets = 1 << 16
	// DegreeSteps is how many steps of the stored coordinates a degree has: 24 bits over 360 degrees.
	DegreeSteps = 46603.0
)

const (
	placeSize   = 20
	entrySize   = 7
	headerSize  = len(Magic) + 4*4
	numSections = 4
)

// How a name names its place: the low bits of the last byte of an index entry.
const (
	OwnName   = iota // its name, or that in ASCII
	AltName          // another name it is known by
	ShortName        // a region's name without the word "Province"
	Demonym          // "Syrian": names no place, but tells of the country
	howMask   = 3
)

// The marks of a name: the high bits of that byte.
const (
	Acronym = 0x40 // counts only in capitals: "UAE"
	Common  = 0x80 // is a word of English too: "Reading", "Nice"
)

// Open returns the Gazetteer in b, a compiled file, which it goes on reading from.
func Open(b string) (*Gazetteer, error) {
	if len(b) < headerSize || b[:len(Magic)] != Magic {
		return nil, fmt.Errorf("gazetteer: not a file of format %s; compile it anew with go generate ./setting: %w", Magic, dragoman.ErrCorrupt)
	}
	var counts [numSections]int
	for i := range counts {
		counts[i] = int(le32(b, len(Magic)+4*i))
	}
	g, rest := &Gazetteer{}, b[headerSize:]
	sizes := [5]int{3 * counts[0], 4 * counts[1], placeSize * counts[2], 4 * (Buckets + 1), entrySize * counts[3]}
	for i, section := range []*string{&g.countries, &g.admin1, &g.places, &g.buckets, &g.index} {
		if sizes[i] > len(rest) {
			return nil, fmt.Errorf("gazetteer: cut off in section %d: %w", i, dragoman.ErrCorrupt)
		}
		*section, rest = rest[:sizes[i]], rest[sizes[i]:]
	}
	g.names = rest
	return g, nil
}

// Standard returns the built-in Gazetteer: GeoNames' populated places, all countries and their first regions, and places of
// politics of our own.
func Standard() (*Gazetteer, error) { return standard() }

var standard = sync.OnceValues(func() (*Gazetteer, error) { return Open(embedded) })

func le16(s string, at int) uint32 { return uint32(s[at]) | uint32(s[at+1])<<8 }
func le24(s string, at int) uint32 { return le16(s, at) | uint32(s[at+2])<<16 }
func le32(s string, at int) uint32 { return le24(s, at) | uint32(s[at+3])<<24 }

// place is a row of the table of places, unpacked.
type place struct {
	lat, lon float32
	country  uint8
	feature  Feature
	level    uint8 // of the seat of government: 4 a capital, 3 of a first region, 2, 1, or 0
	admin1   uint16
	geonames uint32
	name     uint32 // offset in names
}

func (g *Gazetteer) place(i uint32) place {
	row := g.places[i*placeSize : (i+1)*placeSize]
	return place{
		lat: float32(float64(le24(row, 0))/DegreeSteps - 90), lon: float32(float64(le24(row, 3))/DegreeSteps - 180),
		country: row[6], feature: Feature(row[7]), level: row[9], admin1: uint16(le16(row, 10)),
		geonames: le32(row, 12), name: le32(row, 16),
	}
}

// Columns of a place, read alone. The size is the binary logarithm of the population.
func (g *Gazetteer) country(i uint32) uint8   { return g.places[i*placeSize+6] }
func (g *Gazetteer) feature(i uint32) Feature { return Feature(g.places[i*placeSize+7]) }
func (g *Gazetteer) size(i uint32) float32    { return float32(g.places[i*placeSize+8]) / 8 }
func (g *Gazetteer) level(i uint32) uint8     { return g.places[i*placeSize+9] }

func (g *Gazetteer) name(p *place) string {
	n := uint32(g.names[p.name])
	return g.names[p.name+1 : p.name+1+n]
}

func (g *Gazetteer) code(country uint8) string {
	if country == 0 {
		return ""
	}
	return g.countries[3*int(country) : 3*int(country)+3]
}

// Len returns how many places there are.
func (g *Gazetteer) Len() int { return len(g.places) / placeSize }

// lands returns the places that are countries.
func (g *Gazetteer) lands() (lands []uint32) {
	for i := range uint32(g.Len()) {
		if g.feature(i) == Country {
			lands = append(lands, i)
		}
	}
	return lands
}

// entries returns the index entries of a key: the first and one past the last.
func (g *Gazetteer) entries(key uint64) (first, end uint32) {
	bucket := int(key >> 48)
	want := uint32(key>>24) & 0xffffff
	lo, hi := le32(g.buckets, 4*bucket), le32(g.buckets, 4*bucket+4)
	for lo < hi && le24(g.index, int(lo)*entrySize) < want {
		lo++
	}
	first, end = lo, lo
	for end < hi && le24(g.index, int(end)*entrySize) == want {
		end++
	}
	return first, end
}

func (g *Gazetteer) entry(i uint32) (place uint32, how uint8) {
	at := int(i) * entrySize
	return le24(g.index, at+3), g.index[at+6]
}

// Find returns the places that go by a name, first the one that the bare name most likely means, at most limit.
func (g *Gazetteer) Find(name string, limit int) []dragoman.Place {
	var found []candidate
	var bare match
	first, end := g.entries(Key(name))
	for e := first; e < end; e++ {
		c := g.candidate(e, name)
		if c.how == Demonym {
			continue
		}
		c.prior = g.prior(&c, &bare)
		found = append(found, c)
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.prior, a.prior) })
	out := make([]dragoman.Place, 0, min(limit, len(found)))
	for _, c := range found[:min(limit, len(found))] {
		out = append(out, g.public(c.place))
	}
	return out
}

// Known reports whether a name is that of a place or its people, whatever its case, and no word of English too, and whether it is an
// abbreviation.
func (g *Gazetteer) Known(name string) (known, abbreviation bool) {
	first, end := g.entries(Key(name))
	for e := first; e < end; e++ {
		_, how := g.entry(e)
		known = known || how&Common == 0
		abbreviation = abbreviation || how&Acronym != 0
	}
	return known, abbreviation
}

// candidate is the place that an index entry says a name may mean.
func (g *Gazetteer) candidate(e uint32, text string) candidate {
	at, how := g.entry(e)
	row := g.places[at*placeSize:]
	c := candidate{place: at, how: how & howMask, country: row[6], feature: Feature(row[7]), admin1: uint16(le16(row, 10))}
	if c.how == AltName && c.feature <= Capital {
		p := g.place(at)
		name := g.name(&p)
		c.longer = len(name) > len(text) && name[:len(text)] == text && name[len(text)] == ' '
		c.strange = !sameStart(name, text)
		c.variant = variantOf(name, text) || p.level >= 3 && sameStem(name, text) // "Geneva", a canton's seat
	}
	return c
}

func (g *Gazetteer) public(i uint32) dragoman.Place {
	p := g.place(i)
	out := dragoman.Place{
		Name: g.name(&p), Country: g.code(p.country), Feature: p.feature.String(), GeoNames: int64(p.geonames),
		Lat: round5(p.lat), Lon: round5(p.lon),
	}
	if out.Lat == 0 && out.Lon != 0 {
		out.Lat = beside // "the Pacific"
	} else if out.Lon == 0 && out.Lat != 0 {
		out.Lon = beside
	}
	if p.admin1 != 0 {
		region := g.place(le32(g.admin1, 4*int(p.admin1)))
		out.Admin1 = g.name(&region)
	}
	return out
}

// beside is what is told of a place right on the equator or on the meridian of Greenwich: JSON leaves out what is 0.
const beside = 1e-4

// round5 drops what the stored form is too coarse to mean: about ten metres.
func round5(x float32) float64 { return math.Round(float64(x)*1e4) / 1e4 }
