package actor

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// With returns a directory that also has entries. One with the id of an entry that is there takes its place.
func (d *Directory) With(entries []Entry) (*Directory, error) {
	n := &Directory{Entries: slices.Clone(d.Entries), Terms: slices.Clone(d.Terms), members: d.members, byID: make(map[string]int32, len(d.byID)+len(entries))}
	for id, i := range d.byID {
		n.byID[id] = i
	}
	for _, e := range entries {
		if e.ID == "" || e.Name == "" {
			return nil, fmt.Errorf("entry %q: an actor needs an id and a name: %w", e.ID+e.Name, dragoman.ErrInvalid)
		}
		if i, ok := n.byID[e.ID]; ok {
			n.Entries[i] = e
			continue
		}
		n.add(e)
	}
	return n, n.index()
}

// A Format is a form in which users keep their own actors.
type Format string

// The formats that Import reads.
const (
	CSV            Format = "csv"      // a header line: id, name, aliases (";" between), country, sectors, from, to, wikidata
	PETRARCH       Format = "petrarch" // an actor dictionary
	FollowTheMoney Format = "ftm"      // JSON Lines of entities
	Wikidata       Format = "wikidata" // JSON of entities: a dump, a line each or one array, or Special:EntityData
)

// Import reads actors. Rows in error are left out; the error joins what is wrong with each, by line, and what to do.
func Import(r io.Reader, name string, f Format) ([]Entry, error) {
	switch f {
	case CSV:
		return readCSV(r, name)
	case PETRARCH:
		found, problems := ReadPETRARCH(r, name)
		return found, errors.Join(problems...)
	case FollowTheMoney:
		return readFollowTheMoney(r, name)
	case Wikidata:
		return readWikidata(r, name)
	}
	return nil, fmt.Errorf("format %q: want csv, petrarch, ftm or wikidata: %w", f, dragoman.ErrInvalid)
}

// badRow is an error of one line of an import.
func badRow(file string, line int, what, do string) error {
	return fmt.Errorf("%s:%d: %s; %s: %w", file, line, what, do, dragoman.ErrInvalid)
}

func readCSV(r io.Reader, file string) ([]Entry, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: read the header: %w: %w", file, err, dragoman.ErrInvalid)
	}
	at := map[string]int{}
	for i, h := range head {
		at[strings.ToLower(strings.Trim(h, "\ufeff "))] = i
	}
	if _, ok := at["name"]; !ok {
		return nil, badRow(file, 1, fmt.Sprintf("columns %q", head), "the header must have a column name; others are id, aliases, country, sectors, from, to, wikidata, type, role")
	}
	var all []Entry
	var bad []error
	for {
		row, err := in.Read()
		if err == io.EOF {
			return all, errors.Join(bad...)
		}
		line, _ := in.FieldPos(0)
		if err != nil {
			bad = append(bad, fmt.Errorf("%s: %w: %w", file, err, dragoman.ErrInvalid))
			continue
		}
		col := func(name string) string {
			if i, ok := at[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		e := Entry{ID: col("id"), Name: col("name"), Country: strings.ToUpper(col("country")), Sectors: sectors(strings.ToUpper(strings.ReplaceAll(col("sectors"), ",", " "))),
			Wikidata: col("wikidata"), Role: col("role"), Type: typeOf(col("type"))}
		if a := col("aliases"); a != "" {
			e.Aliases = strings.Split(a, ";")
		}
		if e.Name == "" {
			bad = append(bad, badRow(file, line, "no name", "fill in the column name"))
			continue
		}
		if e.Days.From, err = optionalDay(col("from")); err == nil {
			e.Days.End, err = optionalDay(col("to"))
		}
		if err == nil {
			err = checkCode(e.Country, e.Sectors)
		}
		if err != nil {
			bad = append(bad, fmt.Errorf("%s:%d: %w", file, line, err))
			continue
		}
		if e.Days.End != 0 {
			e.Days.End++
		}
		all = append(all, named(e))
	}
}

func optionalDay(s string) (dragoman.Date, error) {
	if s == "" {
		return 0, nil
	}
	return dragoman.ParseDate(s)
}

// named fills in the id and the surname that an import leaves out.
func named(e Entry) Entry {
	if e.ID == "" {
		kind := "org/"
		if e.Type == dragoman.PersonEntity {
			kind = "person/"
		}
		e.ID = kind + strings.ReplaceAll(country.Fold(e.Name), " ", "-")
	}
	if e.Type == dragoman.PersonEntity && e.Surname == "" {
		if w := strings.Fields(e.Name); len(w) > 1 {
			e.Surname = w[len(w)-1]
		}
	}
	return e
}

func typeOf(s string) dragoman.EntityType {
	switch strings.ToLower(s) {
	case "person", "human", "politician":
		return dragoman.PersonEntity
	case "place", "country":
		return dragoman.PlaceEntity
	}
	return dragoman.OrganizationEntity
}

var allSectors = []dragoman.Sector{"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
	"JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO", "MNC"}

var nonStates = []string{"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}

// checkCode says what is wrong with a country or sectors.
func checkCode(code string, s []dragoman.Sector) error {
	if code != "" && country.Get(country.Code(code)) == nil && !slices.Contains(nonStates, code) {
		return fmt.Errorf("country %q: want an ISO 3166 alpha-3 code or one of %v: %w", code, nonStates, dragoman.ErrInvalid)
	}
	for _, x := range s {
		if !slices.Contains(allSectors, x) {
			return fmt.Errorf("sector %q: want one of %v: %w", x, allSectors, dragoman.ErrInvalid)
		}
	}
	return nil
}

// ftmEntity is what is read of a FollowTheMoney entity (https://followthemoney.tech).
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func readFollowTheMoney(r io.Reader, file string) ([]Entry, error) {
	var all []Entry
	var bad []error
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<24)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" {
			continue
		}
		var f ftmEntity
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			bad = append(bad, badRow(file, n, err.Error(), "want one JSON entity a line"))
			continue
		}
		names := f.Properties["name"]
		if len(names) == 0 {
			bad = append(bad, badRow(file, n, fmt.Sprintf("entity %q has no name", f.ID), "give it a property name"))
			continue
		}
		e := Entry{ID: "ftm/" + f.ID, Name: names[0], Aliases: append(slices.Clone(names[1:]), append(f.Properties["alias"], f.Properties["weakAlias"]...)...)}
		e.Type, e.Sectors = ftmKind(f.Schema, f.Properties["topics"])
		for _, c := range append(append(f.Properties["country"], f.Properties["nationality"]...), f.Properties["jurisdiction"]...) {
			if k := country.ByAlpha2(c); k != nil {
				e.Country = string(k.Code)
				break
			}
		}
		if q := f.Properties["wikidataId"]; len(q) > 0 {
			e.Wikidata = q[0]
		}
		if p := f.Properties["position"]; len(p) > 0 {
			e.Role = p[0]
		}
		all = append(all, named(e))
	}
	if err := in.Err(); err != nil {
		bad = append(bad, fmt.Errorf("read %s: %w", file, err))
	}
	return all, errors.Join(bad...)
}

// ftmSectors are the sectors of FollowTheMoney's topics.
var ftmSectors = map[string]dragoman.Sector{"role.pep": "GOV", "gov": "GOV", "pol.party": "PTY", "crime.terror": "REB", "crime": "CRM", "role.judge": "JUD",
	"role.journo": "JRN", "role.act": "SOC", "mil": "MIL", "rel": "REL", "pol.union": "LAB"}

// ftmKind maps a FollowTheMoney schema and its topics.
func ftmKind(schema string, topics []string) (t dragoman.EntityType, s []dragoman.Sector) {
	t = dragoman.OrganizationEntity
	switch schema {
	case "Person":
		t = dragoman.PersonEntity
	case "Company":
		s = []dragoman.Sector{"BUS"}
	case "PublicBody":
		s = []dragoman.Sector{"GOV"}
	}
	for _, topic := range topics {
		if sec, ok := ftmSectors[topic]; ok && !slices.Contains(s, sec) {
			s = append(s, sec)
		}
	}
	slices.Sort(s)
	return t, s
}
