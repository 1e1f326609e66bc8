package export

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/country"
)

// The columns of GDELT 2.0 events.
const (
	gdeltActor1    = 5 // ten columns each
	gdeltActor2    = 15
	gdeltRoot      = 25
	gdeltGeo1      = 35 // eight columns each
	gdeltGeo2      = 43
	gdeltActionGeo = 51
	gdeltAdded     = 59
	gdeltWidth     = 61
)

// GDELT's types of place.
const (
	geoNone       = "0"
	geoCountry    = "1"
	geoUSState    = "2"
	geoUSCity     = "3"
	geoWorldCity  = "4"
	geoWorldState = "5"
)

func newGDELT(w io.Writer) (Writer, error) {
	codes, err := loadCameo()
	if err != nil {
		return nil, err
	}
	return newBareTable(w, gdeltWidth, codes.gdelt), nil
}

// gdelt fills a line of GDELT 2.0. AvgTone is a measure that we do not take and stays empty, as do ethnic and religious codes,
// the places of the actors and ADM2. An event of no CAMEO code is left out.
func (c *cameoCodes) gdelt(line []string, r *Record) bool {
	e := r.Event
	code := c.of(e)
	if code == "" {
		return false
	}
	line[0] = strconv.FormatUint(number53(e.ID), 10)
	if d := r.publishedOr(); d != 0 {
		day := d.String() // YYYY-MM-DD
		line[1], line[2], line[3] = day[:4]+day[5:7]+day[8:], day[:4]+day[5:7], day[:4]
		line[4] = fractionDate(d)
	}
	gdeltActor(line[gdeltActor1:], known(e.Source))
	gdeltActor(line[gdeltActor2:], known(e.Target))
	line[gdeltRoot] = "0"
	if e.Evidence.Sentence == 0 { // GDELT: in the lead
		line[gdeltRoot] = "1"
	}
	at := line[gdeltRoot+1:]
	at[0], at[1], at[2] = code, code[:3], code[:2]
	at[3], at[4] = gdeltQuad(at[2]), number(c.goldstein(e, code))
	at[5], at[6], at[7] = "1", "1", "1" // a record is one mention, in one report
	line[gdeltGeo1], line[gdeltGeo2] = geoNone, geoNone
	gdeltPlace(line[gdeltActionGeo:], e.Where)
	line[gdeltAdded] = added(r)
	line[gdeltAdded+1] = r.Report.URL
	if line[gdeltAdded+1] == "" {
		line[gdeltAdded+1] = r.ref()
	}
	return true
}

// number53 makes a number of an id that any reader holds exactly, a float64 among them. Of a million ids two share one with a
// chance of 1 in 18,000.
func number53(id dragoman.ID) uint64 { return binary.BigEndian.Uint64(id[:8]) >> 11 }

// fractionDate is the year and the part of it gone by: months of 30 days in a year of 365, cut to four digits.
func fractionDate(d dragoman.Date) string {
	y, m, day := d.Time().Date()
	return fmt.Sprintf("%d.%04d", y, ((int(m)-1)*30+day)*10000/365)
}

// added is the time of recording, else of publishing, as YYYYMMDDHHMMSS.
func added(r *Record) string {
	const layout = "20060102150405"
	switch {
	case !r.Recorded.IsZero():
		return r.Recorded.UTC().Format(layout)
	case r.Report.Published != 0:
		return r.Report.Published.Time().Format(layout)
	}
	return ""
}

// gdeltActor fills code, name, country, known group, and the three roles.
func gdeltActor(line []string, p *dragoman.Party) {
	a := actorOf(p)
	line[0], line[1], line[2], line[3] = a.code(), strings.ToUpper(p.Name), a.country, a.group
	copy(line[7:], a.roles[:])
}

// gdeltPlace fills the eight columns of a place. Countries are named by their FIPS 10-4 codes.
func gdeltPlace(line []string, p *dragoman.Where) {
	line[0] = geoNone
	if p == nil {
		return
	}
	fips, name := "", p.Country
	if c := country.Get(country.Code(p.Country)); c != nil {
		fips, name = c.GEC, c.Name
	}
	us := p.Country == "USA"
	switch p.Feature {
	case "country":
		line[0], line[1], line[7] = geoCountry, name, fips
	case "admin1", "region":
		line[0], line[1] = geoWorldState, p.Name+", "+name
		if us {
			line[0] = geoUSState
		}
	default:
		line[0], line[1] = geoWorldCity, placeLine(&p.Place)
		if us {
			line[0] = geoUSCity
		}
	}
	line[2], line[3] = fips, fips
	if hasPoint(&p.Place) {
		line[5], line[6] = number(p.Lat), number(p.Lon)
	}
}

// filled leaves out empty words.
func filled(words ...string) []string {
	out := words[:0]
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
