package actor

import (
	"slices"
	"strings"

	"dragoman"
)

// Bodies that several countries have under one name: whose "Congress", "House of Representatives" or "bloc" is meant.

// otherBloc reports whether "the bloc" is another than the European Union: by the word before it, or because the report names several countries and none of Europe's.
func (r *Resolver) otherBloc(h *hit) bool {
	last := h.end - 1
	if r.d.Word(last) != "bloc" {
		return false
	}
	if last > 0 {
		switch strings.ToLower(r.d.Word(last - 1)) {
		case "regional", "african", "asian", "arab", "american", "gulf", "caribbean", "pacific", "opposition", "political", "parliamentary", "military", "eastern", "soviet",
			"communist", "ruling", "governing", "sunni", "shia", "shiite":
			return true
		}
	}
	other := false
	for i := range r.hits {
		for _, n := range r.hits[i].entries {
			switch id := r.dir.Entries[n.entry].ID; {
			case id == "org/eu" && r.d.Word(r.hits[i].end-1) != "bloc":
				return false
			case id != "org/eu" && !n.weak && slices.Contains(blocs, id):
				other = true // "The bloc imposed sanctions on Mali, the ECOWAS commission said"
			}
		}
	}
	if other {
		return true
	}
	elsewhere := 0
	for code := range r.seen {
		if strings.Contains(europe, code) {
			return false
		}
		if r.dir.countryEntry(code) >= 0 {
			elsewhere++
		}
	}
	return elsewhere > 1
}

// europe is the countries that a report names when it speaks of the European Union: its members, those that wish to be or were, and whom it deals with most.
const europe = "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE GBR NOR CHE ISL UKR MDA SRB MNE MKD ALB BIH XKX KOS GEO ARM TUR RUS BLR"

// congresses are countries whose parliament is called so.
const congresses = "PER CHL BRA MEX ARG COL HND GTM PRY PHL VEN DOM BOL"

// otherCongress reports whether the report names a country with a congress of its own, and not the United States.
func (r *Resolver) otherCongress() bool {
	if r.seen["USA"] > 0 {
		return false
	}
	for code := range r.seen {
		if strings.Contains(congresses, code) {
			return true
		}
	}
	return false
}

// houses are countries with a house of representatives of their own.
const houses = "AUS NZL JPN PHL NGA LBR MAR LBY CYP EGY THA IDN BLR COL MLT JAM BLZ NPL ETH YEM TTO FJI SOL"

// otherHouse reports whether the report names a country with a house of representatives, and nothing by which it would be that of the United States:
// "The House of Representatives rejected the bill, a blow to Liberia's president".
func (r *Resolver) otherHouse() bool {
	other := false
	for i := range r.hits {
		for _, c := range r.hits[i].countries {
			if c.Code == "USA" {
				return false
			}
			other = other || strings.Contains(houses, string(c.Code))
		}
		for _, n := range r.hits[i].entries {
			if e := &r.dir.Entries[n.entry]; e.Country == "USA" && !n.weak && r.d.Word(r.hits[i].first) != "House" {
				return false
			}
		}
	}
	return other
}

// foreign reports whether an article or another country's word stands right before a hit: "Peru's Congress".
func (r *Resolver) foreign(h *hit, code string) bool {
	if j := h.first - 1; j >= 0 && strings.EqualFold(r.d.Word(j), "the") {
		return true
	}
	for j := h.first - 1; j >= 0 && j >= h.first-3; j-- {
		if k := r.hitAt[j]; k >= 0 {
			c, _ := r.chooseCountry(&r.hits[k])
			return c != "" && c != code
		}
		if t := r.d.Tokens[j].UPOS; t != dragoman.PART {
			return false
		}
	}
	return false
}

// The bodies of states that reports take up as "the alliance" and "the bloc".
var (
	alliances = []string{"org/nato", "org/csto"}
	blocs     = []string{"org/eu", "org/ecowas", "org/asean", "org/african-union", "org/gcc", "org/mercosur", "org/caricom", "org/sco", "org/arab-league"}
)
