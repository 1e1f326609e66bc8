package setting

import "unicode/utf8"

// isCapital reports whether a word begins with a capital letter.
func isCapital(w string) bool {
	c := w[0]
	if c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case r < 0xC0:
		return false
	case r <= 0xDE:
		return r != 0xD7
	case r <= 0x17F:
		return r&1 == 0 || r >= 0x139 && r <= 0x148 || r >= 0x179
	case r >= 0x1E00 && r <= 0x1EFF:
		return r&1 == 0
	}
	return r == 'ʻ' || r == 'ʿ'
}

// isGenitive reports whether a word is the mark of a possessor.
func isGenitive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

func isDigits(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return len(w) > 0
}

// allCapitals reports whether a text has letters, and all of them are capitals.
func allCapitals(s string) bool {
	some := false
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', c >= utf8.RuneSelf:
			return false
		case 'A' <= c && c <= 'Z':
			some = true
		}
	}
	return some
}

// isParticle reports whether a word may stand, in lower case, inside a name of a place.
func isParticle(w string) bool {
	switch w {
	case "of", "the", "and", "d'", "l'", "an", "am", "ad", "as", "ar", "at", "bei", "ben", "bin", "e", "en", "es", "et", "ez", "i", "im", "in", "on",
		"sous", "upon", "under", "y", "lo", "a", "&", "no", "na", "nad", "ye", "ul", "ud", "abu", "bani", "to":
		return true
	}
	return isLink(w)
}

// isGenericWord reports whether a word in lower case may end a name of a place: "the Zaporizhzhia nuclear power plant".
func isGenericWord(w string) bool {
	switch w {
	case "plant", "nuclear", "power", "airport", "air", "base", "naval", "camp", "refugee", "crossing", "border", "strait", "straits", "sea",
		"peninsula", "headquarters", "bridge", "dam", "corridor", "prison", "mosque", "hospital", "heights", "valley", "barrier", "checkpoint",
		"facility", "compound", "oilfield", "oil", "field", "port", "building", "steel", "steelworks", "plateau", "states", "region", "state",
		"zone", "line", "borders", "lines", "parallel", "areas", "tribal", "mall", "gate", "market", "cosmodrome", "airbase", "river", "countries":
		return true
	}
	return false
}

// adminWord returns the feature that a word after a name says the place is.
func adminWord(w string) Feature {
	switch w {
	case "province", "Province", "governorate", "Governorate", "oblast", "Oblast", "krai", "Krai", "prefecture", "Prefecture", "region", "Region",
		"state", "State", "voivodeship", "Voivodeship", "canton", "Canton":
		return Admin1
	case "district", "District", "county", "County", "raion", "Raion", "regency", "Regency", "department", "Department",
		"Counties", "counties":
		return Admin2
	case "city", "City", "town", "village", "municipality", "Municipality":
		return City
	}
	return NoFeature
}

// isLocative reports whether a preposition puts something at a place.
func isLocative(w string) bool {
	switch w {
	case "in", "In", "at", "At", "near", "Near", "from", "From", "to", "into", "outside", "Outside", "inside", "Inside", "across", "Across",
		"around", "Around", "through", "throughout", "Throughout", "toward", "towards", "off", "via", "within", "Within", "over", "reach",
		"reached", "visit", "visited", "leave", "left", "entered", "between", "Between", "beyond", "along", "above", "below", "against", "Along", "onto", "neighboring", "neighbouring":
		return true
	}
	return false
}

// isDirection reports whether a word narrows a place: "northern", "downtown".
func isDirection(w string) bool {
	switch w {
	case "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast", "northwest", "southeast",
		"southwest", "northeastern", "northwestern", "southeastern", "southwestern", "north-eastern", "north-western", "south-eastern",
		"south-western", "north-east", "north-west", "south-east", "south-west", "downtown", "upper", "lower", "greater", "rural", "inner",
		"outer", "mainland", "occupied", "coastal", "nearby", "Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East",
		"West", "Greater", "Downtown", "war-torn", "remote", "far", "mid", "neighbouring", "neighboring", "Neighbouring", "Neighboring", "Mainland", "Occupied":
		return true
	}
	return false
}

// isTitle reports whether a word before a name says that a person follows.
func isTitle(w string) bool {
	switch w {
	case "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Prof", "Prof.", "Professor", "Sir", "Lord", "Lady", "Dame", "President",
		"Vice-President", "Minister", "Premier", "Chancellor", "Secretary", "Senator", "Sen", "Sen.", "Rep", "Rep.", "Representative",
		"Congressman", "Congresswoman", "Gov.", "Governor", "General", "Gen.", "Gen", "Colonel", "Col.", "Major", "Maj.", "Captain",
		"Capt.", "Lieutenant", "Lt.", "Sergeant", "Sgt.", "Sgt", "Admiral", "Adm.", "Commander", "Cmdr.", "Judge", "Justice", "Ambassador",
		"King", "Queen", "Prince", "Princess", "Emperor", "Sheikh", "Sheik", "Sultan", "Emir", "Ayatollah", "Imam", "Rabbi", "Pope", "Bishop",
		"Archbishop", "Cardinal", "Reverend", "Rev.", "Father", "Sister", "Brother", "Saint", "Mayor", "Sheriff", "Officer", "Detective",
		"Inspector", "Constable", "Private", "Pvt.", "Spokesman", "Spokeswoman", "spokesman", "spokeswoman", "Chairman", "Director", "Attorney", "MP", "MEP", "Comrade":
		return true
	}
	return false
}

// isOffice reports whether a word after a place's name makes it the name of an office, a building or a part of that place. isBody has the words for
// bodies that are elsewhere as well.
func isOffice(w string) bool {
	switch w {
	case "University", "College", "School", "Hospital", "Airport", "International", "Police", "Ministry", "Foreign", "Defense", "Defence", "Health",
		"Department", "Council", "City", "County", "State", "Province", "District", "Star", "Mayor", "President", "Prime", "Minister", "Governor",
		"Senator", "Army", "Navy", "Air", "Government", "Parliament", "Congress", "Court", "Supreme", "Central", "Stock", "Conference", "Summit",
		"Medical", "General", "Public", "National", "Museum", "Zoo", "Metro", "Metropolitan", "Fire", "Olympics", "Marathon", "Festival", "United",
		"Republican", "Democratic", "Democrats", "Republicans", "Attorney", "Street", "Road", "Avenue", "Square", "Bridge", "Station", "Port", "Harbour",
		"Harbor", "Bay", "Beach", "Island", "River", "Valley", "Lake", "Park", "Center", "Centre", "Office", "Embassy", "Consulate", "Legislature",
		"Assembly", "Senate", "House", "Regional", "Water", "Power", "Electric", "Railway", "Commission", "Committee", "Community", "Children", "Cup",
		"Open", "Time", "Civil", "Red", "Crescent", "Cross", "Human", "Rights", "Country", "Countries", "Cathedral", "Church", "Mosque", "Territory",
		"Veterinary", "Research", "Centers", "Division", "Agriculture", "Security", "Intelligence", "Communist", "Academy", "Chamber", "Board",
		"Administration", "Authority", "Agency", "Service", "Services", "Bureau":
		return true
	}
	return false
}

// isInstitution reports whether a word beside a name makes it that of an office or a body, not of a person.
func isInstitution(w string) bool { return isOffice(w) || isBody(w) }

// isGivenName reports whether a country's name is a person's first name as well.
func isGivenName(w string) bool {
	switch w {
	case "Chad", "Jordan", "Georgia", "Israel", "Kenya", "India", "China", "Cuba", "America", "Jersey", "Guinea", "Holland", "Dominica", "Malta", "Trinidad", "Ireland", "Britain", "Turkey":
		return true
	}
	return false
}

// isInside reports whether a preposition before a name makes it a place rather than a person.
func isInside(w string) bool {
	switch w {
	case "in", "In", "near", "Near", "outside", "Outside", "inside", "Inside", "across", "Across", "around", "throughout", "within", "into", "toward", "towards":
		return true
	}
	return false
}

// sameStart reports whether two names begin with the same letter, their articles and marks aside.
func sameStart(name, text string) bool {
	for _, article := range [...]string{"Al ", "Al-", "El ", "As ", "Ar ", "Ash ", "Az ", "An ", "La ", "Los ", "al-"} {
		if len(name) > len(article)+1 && name[:len(article)] == article && (len(text) < len(article) || text[:len(article)] != article) {
			name = name[len(article):]
			break
		}
	}
	a, b := newFolder(), newFolder()
	ra, na := utf8.DecodeRuneInString(name)
	rb, nb := utf8.DecodeRuneInString(text)
	if ra == rb {
		return true
	}
	a.add(name[:na])
	b.add(text[:nb])
	return a.hash == b.hash
}

// sameStem reports whether two names part only in their last letters, or in marks: "Geneva", Genève.
func sameStem(name, text string) bool {
	same := 0
	for i, j := 0, 0; i < len(name) && j < len(text); same++ {
		ra, na := utf8.DecodeRuneInString(name[i:])
		rb, nb := utf8.DecodeRuneInString(text[j:])
		if ra != rb && !sameStart(name[i:i+na], text[j:j+nb]) {
			break
		}
		i, j = i+na, j+nb
	}
	longer := max(utf8.RuneCountInString(name), utf8.RuneCountInString(text))
	return same >= 4 && longer-same <= 2 && same*3 >= longer*2
}

// variantOf reports whether two names of more than four letters differ only by one letter that is doubled: "Odessa", Odesa.
func variantOf(name, text string) bool {
	if len(name) > len(text) {
		name, text = text, name
	}
	if len(text) != len(name)+1 || len(name) < 5 {
		return false
	}
	for i := range name {
		if name[i] != text[i] {
			return i > 0 && text[i] == text[i-1] && name[i:] == text[i+1:]
		}
	}
	return text[len(name)] == text[len(name)-1]
}

// officeOf returns the feature of what an office before "of" is held in: "the governor of Georgia".
func officeOf(w string) Feature {
	switch w {
	case "governor", "Governor", "governorship", "legislature", "Legislature":
		return Admin1
	case "mayor", "Mayor", "residents", "outskirts", "suburb", "suburbs", "streets", "centre", "center", "port", "siege", "archbishop", "bishop", "Archbishop", "Bishop":
		return City
	}
	return NoFeature
}
