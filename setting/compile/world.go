package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dragoman/setting"
)

// A spot is a place as it is gathered.
type spot struct {
	lat, lon   float64
	country    uint8
	feature    setting.Feature
	level      uint8 // of the seat of government: 4 a capital, 3 of a first region, 2, 1
	population float64
	admin1     uint16
	geonames   uint32
	name       string
	cells      map[[2]int16]bool // of a region: the cells of half a degree that hold a town of it
	fixed      bool              // its point was given
}

// A naming is one name of one place.
type naming struct {
	key   uint64
	place int
	how   uint8
}

type world struct {
	places    []spot
	names     []naming
	codes     []string         // ISO 3166 alpha-3, by country number
	byISO2    map[string]uint8 // country number
	byISO3    map[string]uint8
	country   []int             // place of each country number
	admin1    []int             // place of each first region number
	byAdmin1  map[string]uint16 // "US.TX"
	byAdmin2  map[string]int    // "US.TX.201": place
	ourRegion map[string]int    // "USA texas": place
}

func newWorld() *world {
	return &world{
		codes: []string{"---"}, country: []int{-1}, admin1: []int{-1},
		byISO2: map[string]uint8{}, byISO3: map[string]uint8{},
		byAdmin1: map[string]uint16{}, byAdmin2: map[string]int{}, ourRegion: map[string]int{},
	}
}

func (w *world) add(s spot, aliases ...string) int {
	at := len(w.places)
	w.places = append(w.places, s)
	w.call(at, s.name, setting.OwnName)
	for _, a := range aliases {
		if people, ok := strings.CutPrefix(a, "~"); ok {
			w.call(at, people, setting.Demonym)
		} else {
			w.call(at, a, setting.AltName)
		}
	}
	return at
}

// call gives a place a name, and the same with "Saint" spelt out or cut.
func (w *world) call(place int, name string, how uint8) {
	name, _, _ = strings.Cut(strings.TrimSpace(name), " (")
	for _, article := range []string{"the ", "The "} {
		name = strings.TrimPrefix(name, article)
	}
	if utf8.RuneCountInString(name) < 2 {
		return
	}
	how |= acronym(name)
	w.names = append(w.names, naming{setting.Key(name), place, how})
	for _, saint := range [][2]string{{"Saint ", "St "}, {"St. ", "Saint "}, {"Fort ", "Ft "}, {"Mount ", "Mt "}} {
		if rest, ok := strings.CutPrefix(name, saint[0]); ok {
			w.names = append(w.names, naming{setting.Key(saint[1] + rest), place, how})
		}
	}
}

func point(lat, lon string) (y, x float64, err error) {
	if y, err = strconv.ParseFloat(lat, 64); err == nil {
		x, err = strconv.ParseFloat(lon, 64)
	}
	if err == nil && (math.Abs(y) > 90 || math.Abs(x) > 180) {
		err = fmt.Errorf("no point of the earth: %s, %s", lat, lon)
	}
	return y, x, err
}

func aliases(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '|' })
}

// The populations that rank our own places among towns of the same name.
var weight = map[string]float64{
	"continent": 5e8, "region": 2e6, "sea": 1e6, "island": 2e5, "mountain": 2e5, "building": 1e6, "base": 2e5, "plant": 2e5,
	"camp": 3e5, "city": 1e5, "crossing": 1e5, "line": 3e5, "airport": 2e5, "site": 2e5,
}

func (w *world) readTables(dir string) error {
	err := rows(filepath.Join(dir, "countries.tsv"), 7, func(f []string) error {
		lat, lon, err := point(f[2], f[3])
		if err != nil {
			return err
		}
		n := uint8(len(w.codes))
		w.codes = append(w.codes, f[1])
		w.byISO2[f[0]], w.byISO3[f[1]] = n, n
		w.country = append(w.country, w.add(spot{
			lat: lat, lon: lon, country: n, feature: setting.Country, level: 4, name: f[5], fixed: true,
		}, aliases(f[6])...))
		return nil
	})
	if err != nil {
		return err
	}
	err = rows(filepath.Join(dir, "political.tsv"), 6, func(f []string) error {
		feature, err := setting.ParseFeature(f[0])
		if err != nil {
			return err
		}
		lat, lon, err := point(f[2], f[3])
		if err != nil {
			return err
		}
		country, ok := w.byISO3[f[1]]
		if !ok && f[1] != "-" {
			return fmt.Errorf("country %q is not in countries.tsv", f[1])
		}
		name, _, _ := strings.Cut(f[4], " (")
		at := w.add(spot{lat: lat, lon: lon, country: country, feature: feature, population: weight[f[0]], name: name, fixed: true},
			aliases(f[5])...)
		if feature == setting.Region && country != 0 {
			w.ourRegion[f[1]+" "+name] = at // where it is a first region too, the two are one
		}
		return nil
	})
	if err != nil {
		return err
	}
	return rows(filepath.Join(dir, "regions.tsv"), 5, func(f []string) error {
		lat, lon, err := point(f[1], f[2])
		if err != nil {
			return err
		}
		at := w.add(spot{lat: lat, lon: lon, country: w.byISO3[f[0]], feature: setting.Admin1, name: f[3], fixed: true}, aliases(f[4])...)
		w.ourRegion[f[0]+" "+f[3]] = at
		return nil
	})
}

// readRegions calls each with the code and the name of every region of a file that lies in one of our countries.
func (w *world) readRegions(r io.Reader, each func(code, name string, country uint8)) error {
	var all []struct{ Code, Name string }
	if err := json.NewDecoder(r).Decode(&all); err != nil {
		return err
	}
	for _, a := range all {
		if n, ok := w.byISO2[a.Code[:2]]; ok {
			each(a.Code, a.Name, n)
		}
	}
	return nil
}

func (w *world) readAdmin1(r io.Reader) error {
	return w.readRegions(r, func(code, name string, country uint8) {
		at, ours := w.ourRegion[w.codes[country]+" "+name]
		if !ours {
			at = w.add(spot{country: country, feature: setting.Admin1, name: name, cells: map[[2]int16]bool{}})
			if short := withoutKind(name); short != name {
				w.call(at, short, setting.ShortName)
			}
		}
		w.byAdmin1[code] = uint16(len(w.admin1))
		if ours && w.places[at].feature == setting.Region {
			w.places[at].feature, w.places[at].population = setting.Admin1, 0
		}
		w.places[at].admin1 = uint16(len(w.admin1))
		w.admin1 = append(w.admin1, at)
	})
}

func (w *world) readAdmin2(r io.Reader) error {
	return w.readRegions(r, func(code, name string, country uint8) {
		first, _, _ := strings.Cut(code[3:], ".")
		at := w.add(spot{country: country, feature: setting.Admin2, admin1: w.byAdmin1[code[:3]+first], name: name, cells: map[[2]int16]bool{}})
		w.byAdmin2[code] = at
		if short := withoutKind(name); short != name && !strings.HasSuffix(name, "County") {
			w.call(at, short, setting.ShortName)
		}
	})
}

var levels = map[string]uint8{"PPLC": 4, "PPLA": 3, "PPLA2": 2, "PPLA3": 1, "PPLA4": 1, "PPLG": 2}

func (w *world) readCities(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 15 {
			continue
		}
		n, ok := w.byISO2[f[8]]
		if !ok {
			return fmt.Errorf("country %q of %s is not in countries.tsv", f[8], f[1])
		}
		lat, lon, err := point(f[4], f[5])
		if err != nil {
			return err
		}
		id, err := strconv.ParseUint(f[0], 10, 32)
		if err != nil {
			return err
		}
		population, _ := strconv.ParseFloat(f[14], 64) // none is 0
		s := spot{lat: lat, lon: lon, country: n, feature: setting.City, level: levels[f[7]], population: population,
			admin1: w.byAdmin1[f[8]+"."+f[10]], geonames: uint32(id), name: f[1]}
		switch f[7] {
		case "PPLC":
			s.feature = setting.Capital
		case "PPLX", "PPLL", "PPLQ", "PPLH", "PPLW":
			s.feature = setting.Quarter
		}
		at := w.add(s)
		w.call(at, f[2], setting.OwnName)
		for alias := range strings.SplitSeq(f[3], ",") {
			if printed(alias) {
				w.call(at, alias, setting.AltName)
			}
		}
		cell := [2]int16{int16(math.Floor(lat * 2)), int16(math.Floor(lon * 2))}
		w.places[w.country[n]].population += population
		for _, of := range []int{w.admin1[s.admin1], w.second(f)} {
			if of >= 0 {
				w.places[of].population += population
				if w.places[of].cells != nil {
					w.places[of].cells[cell] = true
				}
				// Of a small region the towns are the better guide to its centre.
				w.places[of].lat += lat * boolFloat(!w.places[of].fixed)
				w.places[of].lon += lon * boolFloat(!w.places[of].fixed)
				w.places[of].geonames++
			}
		}
	}
	return lines.Err()
}

func boolFloat(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (w *world) second(f []string) int {
	if at, ok := w.byAdmin2[f[8]+"."+f[10]+"."+f[11]]; ok {
		return at
	}
	return -1
}

// finish gives regions their points, drops those without any town, and orders names by key.
func (w *world) finish() {
	keep, moved := w.places[:0:0], make([]int, len(w.places))
	for i := range w.places {
		s := &w.places[i]
		moved[i] = -1
		if s.cells != nil {
			if len(s.cells) == 0 {
				continue
			}
			s.centre()
		}
		if s.feature == setting.Admin1 || s.feature == setting.Admin2 {
			s.geonames = 0
		}
		moved[i] = len(keep)
		keep = append(keep, *s)
	}
	w.places = keep
	for _, table := range [][]int{w.country, w.admin1} {
		for i, at := range table {
			if at >= 0 {
				table[i] = moved[at]
			}
		}
	}
	for i, at := range w.admin1 {
		if at < 0 {
			w.admin1[i] = 0 // a region without towns: no place refers to it
		}
	}
	names := w.names[:0]
	for _, n := range w.names {
		if n.place = moved[n.place]; n.place >= 0 {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b naming) int {
		switch {
		case a.key>>24 != b.key>>24:
			if a.key < b.key {
				return -1
			}
			return 1
		case a.place != b.place:
			return a.place - b.place
		}
		return int(a.how) - int(b.how)
	})
	w.names = slices.CompactFunc(names, func(a, b naming) bool { return a.key>>24 == b.key>>24 && a.place == b.place })
}

// centre sets a region's point: the mean of its inhabited cells where it is wide, else the mean of its towns.
func (s *spot) centre() {
	if len(s.cells) <= 4 {
		s.lat, s.lon = s.lat/float64(s.geonames), s.lon/float64(s.geonames)
		return
	}
	var lat, lon float64
	for c := range s.cells {
		lat += float64(c[0])/2 + .25
		lon += float64(c[1])/2 + .25
	}
	s.lat, s.lon = lat/float64(len(s.cells)), lon/float64(len(s.cells))
}
