package actor

import (
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// officeClass reduces the words for an office to one that all its names share, so that "defence secretary", "Defense
// Minister" and "Secretary of Defense" meet.
func officeClass(s string) string {
	f := country.Fold(s)
	switch f {
	case "leader", "ruler", "strongman", "dictator", "head of state", "autocrat", "top leader", "national leader", "de facto leader", "paramount leader", "chief", "head", "boss",
		"head of government", "military ruler", "junta leader", "junta chief", "coup leader", "military leader", "de facto ruler", "tyrant", "despot":
		return "leader"
	case "prime minister", "premier", "taoiseach":
		return "prime minister"
	case "foreign minister", "minister of foreign affairs", "minister for foreign affairs", "foreign secretary", "foreign affairs minister", "external affairs minister",
		"secretary of state", "top diplomat", "chief diplomat", "international relations minister":
		return "foreign minister"
	case "defence minister", "defense minister", "defence secretary", "defense secretary", "secretary of defense", "secretary of defence", "minister of defence",
		"minister of defense", "defence chief", "defense chief", "secretary of war", "armed forces minister", "pentagon chief":
		return "defence minister"
	case "finance minister", "finance secretary", "treasury secretary", "chancellor of the exchequer", "minister of finance", "secretary of the treasury":
		return "finance minister"
	case "interior minister", "home secretary", "home minister", "minister of the interior", "minister of interior", "secretary of homeland security", "homeland security secretary":
		return "interior minister"
	case "king", "queen", "monarch", "sovereign":
		return "king"
	case "emir", "amir":
		return "emir"
	case "pope", "pontiff":
		return "pope"
	case "vice president", "deputy president":
		return "vice president"
	case "army chief", "military chief", "chief of staff", "chief of army staff", "chief of the general staff", "commander in chief", "army commander", "chief of the army staff",
		"top general", "chief of general staff":
		return "army chief"
	case "secretary general", "un chief", "nato chief":
		return "secretary general"
	case "director general", "who chief":
		return "director general"
	case "managing director", "imf chief":
		return "managing director"
	case "chief prosecutor", "prosecutor":
		return "prosecutor"
	case "speaker", "parliament speaker", "parliamentary speaker", "speaker of parliament", "house speaker", "speaker of the house", "speaker of the parliament":
		return "speaker"
	case "spokesman", "spokeswoman", "spokesperson", "press secretary", "white house press secretary", "kremlin spokesman", "foreign ministry spokesman", "foreign ministry spokeswoman":
		return ""
	}
	return f
}

// governed are the states whose head of government is who leads, beside a president or a monarch.
const governed = "GBR DEU ITA ISR IND JPN CAN AUS NZL ESP NLD BEL SWE NOR DNK FIN IRL GRC HUN CZE SVK AUT EST LVA LTU POL PRT BGR HRV SVN IRQ PAK BGD NPL MYS SGP THA KHM " +
	"ETH ALB KOS GEO ARM LUX ISL MLT JAM BRB TTO BHS FJI PNG MNE MKD LBY LSO TLS MUS DDR"

// officeOn finds who held an office on a day by words for it. Where more than one did and nothing tells which is meant, it
// reports that it is ambiguous.
func (d *Directory) officeOn(of int32, words string, day dragoman.Date) (term int32, ambiguous bool) {
	class := officeClass(words)
	if class == "" || day == 0 {
		return -1, false
	}
	term = -1
	best := 0
	for _, i := range d.offices[of] {
		t := &d.Terms[i]
		if !t.Days.Holds(day) {
			continue
		}
		s := d.fits(t, class, of)
		switch {
		case s == 0 || s < best:
		case s > best:
			term, best, ambiguous = i, s, false
		case t.Person != d.Terms[term].Person:
			if d.isCountry(of) && t.Days.From != d.Terms[term].Days.From {
				if t.Days.From > d.Terms[term].Days.From { // a term whose end is not known gives way to the next
					term = i
				}
				continue
			}
			ambiguous = true
		}
	}
	if ambiguous {
		return -1, true
	}
	return term, false
}

// fits scores how well a class of words names the office of a term, 0 for not at all.
func (d *Directory) fits(t *Term, class string, of int32) int {
	title := t.class
	if class == "leader" && t.Leads { // a commander is none of a state or an alliance: "Ukraine's top commander"
		return d.leading(title, of)
	}
	if title == class {
		return 10
	}
	if class != "" && slices.Contains(t.others, class) {
		return 6
	}
	return 0
}

// leading ranks the heads of a state by who leads it.
func (d *Directory) leading(title string, of int32) int {
	if !d.isCountry(of) {
		return 9
	}
	governed := strings.Contains(governed, d.Entries[of].Country)
	switch title {
	case "supreme leader", "leader":
		return 10
	case "general secretary", "first secretary", "emir", "pope", "sultan", "shah", "emperor", "state counsellor":
		if title == "emperor" && d.Entries[of].Country == "JPN" {
			return 2
		}
		return 9
	case "president":
		if governed {
			return 4
		}
		return 8
	case "prime minister", "chancellor":
		if governed {
			return 8
		}
		return 5
	case "king":
		return 6
	}
	return 3
}
