package export

import (
	"strconv"
	"strings"

	"dragoman"
	"dragoman/country"
)

// polecatColumns are the 40 columns of POLECAT.
var polecatColumns = strings.Split("Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,"+
	"Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,"+
	"Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,"+
	"Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,"+
	"Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version", ",")

// quadNames are the four classes by number.
var quadNames = [...]string{"", "Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict"}

// polecat fills a line of POLECAT. The columns for Wikipedia's titles stay empty, for the directory knows Wikidata's numbers only;
// so do Language and, where no edition is known, Version.
func polecat(line []string, r *Record) bool {
	e := r.Event
	line[0], line[1], line[2], line[3] = e.ID.String(), r.publishedOr().String(), e.Type, e.Mode
	line[4] = number(e.Intensity)
	if e.Quad > 0 && e.Quad < len(quadNames) {
		line[5] = quadNames[e.Quad]
	}
	line[6] = joined(e.Contexts)
	polecatParty(line[7:15], known(e.Source))
	polecatParty(line[15:23], known(e.Target))
	if p := e.Where; p != nil {
		line[23] = p.Name
		switch p.Feature {
		case "city", "capital", "town", "village":
			line[24] = p.Name
		}
		line[26], line[27] = p.Admin1, p.Country
		if hasPoint(&p.Place) {
			line[28], line[29] = number(p.Lat), number(p.Lon)
		}
		if p.GeoNames != 0 {
			line[30] = strconv.FormatInt(p.GeoNames, 10)
		}
		line[31], line[32] = p.Text, p.Feature
		line[37] = p.Name
	}
	line[33], line[34] = r.Report.Publisher, r.Report.Published.String()
	line[35] = namesOf(e, isPerson)
	line[36] = namesOf(e, isOrganization)
	line[39] = r.Edition.Name
	return true
}

// polecatParty fills name, country, COW, primary sector, sectors, title and raw name.
func polecatParty(line []string, p *dragoman.Party) {
	line[0], line[1] = p.Name, p.Country
	if c := country.Get(country.Code(p.Country)); c != nil && c.COW != 0 {
		line[2] = strconv.Itoa(c.COW)
	}
	if len(p.Sectors) > 0 {
		line[3], line[4] = string(p.Sectors[0]), joined(p.Sectors)
	}
	line[5], line[6] = p.Role, p.Text
}

// namesOf lists the names of the parties to an event of one kind.
func namesOf(e *dragoman.Event, is func(*dragoman.Party) bool) string {
	var names []string
	for _, p := range []*dragoman.Party{e.Source, e.Target} {
		if p != nil && is(p) {
			names = append(names, p.Name)
		}
	}
	return joined(names)
}

func isPerson(p *dragoman.Party) bool       { return strings.HasPrefix(p.Actor, "person/") }
func isOrganization(p *dragoman.Party) bool { return strings.HasPrefix(p.Actor, "org/") }
