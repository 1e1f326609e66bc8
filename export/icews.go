package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/codebook"
	"dragoman/country"
)

// icewsColumns are the 20 columns of ICEWS.
var icewsColumns = strings.Split("Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"+
	"Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude", ",")

// icews fills lines of ICEWS, which tells sectors and countries in words.
type icews struct {
	codes   *cameoCodes
	sectors map[string]string
}

func newICEWS(w io.Writer) (Writer, error) {
	codes, err := loadCameo()
	if err != nil {
		return nil, err
	}
	book, err := codebook.Builtin()
	if err != nil {
		return nil, err
	}
	f := icews{codes, map[string]string{}}
	for _, s := range book.Sectors {
		f.sectors[s.Name] = s.Means
	}
	return newTable(w, icewsColumns, f.fill), nil
}

// fill leaves out an event of no CAMEO code.
func (f icews) fill(line []string, r *Record) bool {
	e := r.Event
	code := f.codes.of(e)
	if code == "" {
		return false
	}
	line[0], line[1] = strconv.FormatUint(number53(e.ID), 10), r.publishedOr().String()
	f.party(line[2:5], known(e.Source))
	line[5], line[6], line[7] = f.codes.label(code), code, fmt.Sprintf("%.1f", f.codes.goldstein(e, code))
	f.party(line[8:11], known(e.Target))
	line[11], line[12] = strconv.FormatUint(number53(r.doc()), 10), strconv.Itoa(e.Evidence.Sentence+1)
	line[13] = r.Report.Publisher
	if p := e.Where; p != nil {
		switch p.Feature {
		case "country", "admin1", "region":
		default:
			line[14] = p.Name
		}
		line[16], line[17] = p.Admin1, countryName(p.Country)
		if hasPoint(&p.Place) {
			line[18], line[19] = number(p.Lat), number(p.Lon)
		}
	}
	return true
}

// party fills name, sectors and country.
func (f icews) party(line []string, p *dragoman.Party) {
	line[0], line[2] = p.Name, countryName(p.Country)
	words := make([]string, 0, len(p.Sectors))
	for _, s := range p.Sectors {
		if m := f.sectors[string(s)]; m != "" {
			words = append(words, m)
		} else {
			words = append(words, string(s))
		}
	}
	line[1] = strings.Join(words, ",")
}

// countryName is the name of a country; "" of a code that is none.
func countryName(code string) string {
	if c := country.Get(country.Code(code)); c != nil {
		return c.Name
	}
	return ""
}
