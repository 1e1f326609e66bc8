package actor

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dragoman"
)

// wikidataEntity is what is read of an item in Wikidata's JSON
// (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html).
type wikidataEntity struct {
	ID     string `json:"id"`
	Labels map[string]struct {
		Value string `json:"value"`
	} `json:"labels"`
	Aliases map[string][]struct {
		Value string `json:"value"`
	} `json:"aliases"`
	Claims map[string][]struct {
		Mainsnak struct {
			Datavalue struct {
				Value json.RawMessage `json:"value"`
			} `json:"datavalue"`
		} `json:"mainsnak"`
	} `json:"claims"`
}

// The properties and items of Wikidata that tell kind and sector.
const (
	instanceOf  = "P31"
	citizenship = "P27"
	ofCountry   = "P17"
	inception   = "P571"
	dissolved   = "P576"
	human       = "Q5"
)

var wikidataSectors = map[string]dragoman.Sector{"Q7278": "PTY", "Q43229": "", "Q4830453": "BUS", "Q783794": "BUS", "Q891723": "BUS", "Q11033": "JRN",
	"Q11032": "JRN", "Q192283": "JRN", "Q327333": "GOV", "Q192350": "GOV", "Q11204": "LEG", "Q11201": "JUD", "Q47913": "SPY", "Q17149090": "REB", "Q17127659": "REB",
	"Q484652": "IGO", "Q79913": "NGO", "Q163740": "NGO", "Q772547": "MIL", "Q178790": "LAB", "Q3918": "EDU", "Q16917": "MED"}

func readWikidata(r io.Reader, file string) ([]Entry, error) {
	in := bufio.NewReader(r)
	if head, _ := in.Peek(512); strings.Contains(string(head), `"entities"`) {
		return readEntityData(in, file)
	}
	var all []Entry
	var bad []error
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		text := strings.TrimSuffix(strings.TrimSpace(line), ",")
		if text != "" && text != "[" && text != "]" {
			var w wikidataEntity
			if jerr := json.Unmarshal([]byte(text), &w); jerr != nil {
				bad = append(bad, badRow(file, n, jerr.Error(), "want one JSON item a line, as in Wikidata's dumps"))
			} else if e, ok := w.entry(); ok {
				all = append(all, e)
			} else {
				bad = append(bad, badRow(file, n, fmt.Sprintf("item %s has no English label", w.ID), "give it one, or leave it out"))
			}
		}
		if err == io.EOF {
			return all, errors.Join(bad...)
		}
		if err != nil {
			return all, errors.Join(append(bad, fmt.Errorf("read %s: %w", file, err))...)
		}
	}
}

// readEntityData reads {"entities": {"Q42": {…}}}, as Special:EntityData gives it.
func readEntityData(r io.Reader, file string) ([]Entry, error) {
	var doc struct {
		Entities map[string]wikidataEntity `json:"entities"`
	}
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return nil, badRow(file, 1, err.Error(), "want the JSON of Special:EntityData")
	}
	var all []Entry
	for _, w := range doc.Entities {
		if e, ok := w.entry(); ok {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

func (w *wikidataEntity) entry() (Entry, bool) {
	e := Entry{ID: "wikidata/" + w.ID, Wikidata: w.ID, Name: w.Labels["en"].Value, Type: dragoman.OrganizationEntity}
	if e.Name == "" {
		e.Name = w.Labels["mul"].Value
	}
	for _, a := range w.Aliases["en"] {
		e.Aliases = append(e.Aliases, a.Value)
	}
	for _, q := range w.items(instanceOf) {
		if q == human {
			e.Type = dragoman.PersonEntity
		}
		if s := wikidataSectors[q]; s != "" && !slices.Contains(e.Sectors, s) {
			e.Sectors = append(e.Sectors, s)
		}
	}
	for _, q := range append(w.items(citizenship), w.items(ofCountry)...) {
		if c := wikidataCountries[q]; c != "" {
			e.Country = c
			break
		}
	}
	e.Days.From = w.day(inception)
	e.Days.End = w.day(dissolved)
	return named(e), e.Name != ""
}

// items returns the items that a property of w points to.
func (w *wikidataEntity) items(property string) (all []string) {
	for _, c := range w.Claims[property] {
		var v struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(c.Mainsnak.Datavalue.Value, &v) == nil && v.ID != "" {
			all = append(all, v.ID)
		}
	}
	return all
}

// day returns the first day that a property of w tells, 0 where none; "+1966-00-00T00:00:00Z" is a year.
func (w *wikidataEntity) day(property string) dragoman.Date {
	for _, c := range w.Claims[property] {
		var v struct {
			Time string `json:"time"`
		}
		if json.Unmarshal(c.Mainsnak.Datavalue.Value, &v) != nil || len(v.Time) < 11 {
			continue
		}
		s := strings.ReplaceAll(v.Time[1:11], "-00", "-01")
		if d, err := dragoman.ParseDate(s); err == nil {
			return d
		}
	}
	return 0
}

// wikidataCountries are the items of states whose number is certain; an item's own P298 is not at hand in a dump's line.
var wikidataCountries = map[string]string{
	"Q30": "USA", "Q145": "GBR", "Q142": "FRA", "Q183": "DEU", "Q159": "RUS", "Q148": "CHN", "Q17": "JPN", "Q668": "IND", "Q843": "PAK",
	"Q801": "ISR", "Q858": "SYR", "Q796": "IRQ", "Q794": "IRN", "Q43": "TUR", "Q212": "UKR", "Q79": "EGY", "Q851": "SAU", "Q805": "YEM", "Q822": "LBN", "Q810": "JOR",
	"Q889": "AFG", "Q38": "ITA", "Q29": "ESP", "Q36": "POL", "Q16": "CAN", "Q408": "AUS", "Q96": "MEX", "Q155": "BRA", "Q414": "ARG", "Q717": "VEN", "Q739": "COL",
	"Q241": "CUB", "Q258": "ZAF", "Q1033": "NGA", "Q114": "KEN", "Q115": "ETH", "Q1049": "SDN", "Q884": "KOR", "Q423": "PRK", "Q252": "IDN", "Q833": "MYS",
	"Q869": "THA", "Q928": "PHL", "Q881": "VNM", "Q836": "MMR", "Q902": "BGD", "Q41": "GRC", "Q28": "HUN", "Q218": "ROU", "Q403": "SRB", "Q184": "BLR",
	"Q230": "GEO", "Q399": "ARM", "Q227": "AZE", "Q232": "KAZ", "Q34": "SWE", "Q20": "NOR", "Q33": "FIN", "Q35": "DNK", "Q55": "NLD", "Q31": "BEL", "Q39": "CHE",
	"Q40": "AUT", "Q27": "IRL", "Q45": "PRT", "Q262": "DZA", "Q1028": "MAR", "Q948": "TUN", "Q1016": "LBY", "Q1045": "SOM", "Q298": "CHL", "Q419": "PER",
}
