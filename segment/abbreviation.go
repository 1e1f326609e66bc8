package segment

// The kinds of abbreviation, by what may follow them.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	neverEnds                   // a title or the like: a name or number follows
	mayEndSentence              // ends one only where the next word is one that opens sentences
	endsBeforeName              // ends one where the next word is capitalised: "at 5 p.m. Protesters"
)

func isAbbreviation(stem string) bool { return abbreviationKind(stem) != noAbbreviation }

// abbreviationKind returns the kind of a word before a full stop.
func abbreviationKind(stem string) abbreviation {
	if len(stem) > 6 {
		return noAbbreviation
	}
	f := fold(stem)
	lower := f.bytes()
	switch string(lower) {
	case "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "gen", "col", "maj", "capt", "cpt", "cmdr", "lt", "sgt", "cpl", "pvt", "adm", "sen", "rep", "gov", "pres", "amb",
		"st", "ste", "mt", "ft", "fr", "sr", "jr", "messrs", "mme", "supt", "insp", "det", "atty", "brig", "sec", "vs", "cf", "eds", "ed", "pp", "vol", "fig", "dept", "univ":
		if isCapitalised(stem) || stem == "vs" || stem == "cf" || stem == "pp" {
			if stem == "Jr" || stem == "Sr" {
				return mayEndSentence
			}
			return neverEnds
		}
	case "no", "nos", "art":
		// "No. 5"; "no." ends sentences. The scanner sees no further, so that "No." alone is rarely wrong.
		if stem == "No" || stem == "Nos" || stem == "Art" {
			return neverEnds
		}
	case "inc", "corp", "ltd", "co", "llc", "bros", "plc", "etc", "est", "ave", "blvd", "rd", "bldg", "ext", "approx", "dist":
		if isCapitalised(stem) || string(lower) == "etc" || string(lower) == "approx" {
			return mayEndSentence
		}
	case "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri":
		if isCapitalised(stem) && string(lower) != "mar" && string(lower) != "sep" {
			return mayEndSentence
		}
	case "a.m", "p.m", "a.d", "b.c", "b.c.e", "c.e":
		return endsBeforeName
	case "i.e", "e.g", "viz":
		return neverEnds
	case "calif", "fla", "tex", "mass", "conn", "ind", "wash", "ore", "okla", "ariz", "colo", "minn", "wis", "tenn", "ill", "va", "ga", "pa", "md", "mich", "nev":
		if isCapitalised(stem) && string(lower) != "wash" && string(lower) != "ore" && string(lower) != "mass" && string(lower) != "ill" {
			return mayEndSentence
		}
	}
	if len(stem) >= 3 && stem[len(stem)-2] == '.' { // U.S
		return mayEndSentence
	}
	return noAbbreviation
}

// isOpener reports whether a word, capitalised or in capitals, opens sentences far more often than it follows an abbreviation.
func isOpener(word string) bool {
	var buf [9]byte
	if len(word) > len(buf) || !isCapitalised(word) {
		return false
	}
	opener := buf[:copy(buf[:], word)]
	if len(word) > 1 && upperASCII(word) {
		for i := range opener[1:] {
			opener[1+i] |= 0x20
		}
	}
	switch string(opener) {
	case "The", "A", "An", "He", "She", "It", "They", "We", "You", "I", "In", "On", "At", "But", "And", "This", "That", "These", "Those", "There", "His", "Her", "Its",
		"Their", "Our", "My", "If", "When", "While", "As", "After", "Before", "For", "By", "With", "However", "Since", "Although", "Though", "So", "Some", "Many",
		"Most", "What", "Why", "How", "Who", "Where", "According", "Meanwhile", "Under", "Both", "All", "One", "Two", "Then", "Now", "Yet", "Earlier", "Last", "From", "During", "Despite",
		"Asked", "Such", "Not", "No", "Or", "Also", "Here", "Instead", "Because", "To", "Several", "Officials", "Police", "Until", "Even", "Like", "Every", "Another", "Other", "Only":
		return true
	}
	return false
}
