package setting

import "dragoman"

// A name may stand in a longer one that names no place: "Bank of England", "Qatar Airways", "Vienna Convention", "Ain" in
// "Ain al-Rummaneh". What is built at a place or governs it still tells where it is: "Tripoli airport", "California Department of
// Health".

// maxRun bounds the words after a name that are read with it.
const maxRun = 6

// isPartOfOther reports whether a match is part of a longer name that names no place.
func (f *finder) isPartOfOther(d *dragoman.Document, m *match) bool {
	s := &d.Sentences[m.sentence]
	if m.cue&plainCountry != 0 && m.end == m.first+1 && d.Tokens[m.first].UPOS == dragoman.ADJ { // "the Argentine north-west"
		return true
	}
	return m.cue&acronym == 0 && (f.bodyAfter(d, m, s) || f.bodyBefore(d, m, s) || f.isInBody(d, m))
}

// isJoined reports whether a match is part of a longer name of a place that is not known.
func (f *finder) isJoined(d *dragoman.Document, g *Gazetteer, m *match) bool {
	s := &d.Sentences[m.sentence]
	return m.cue&(acronym|plainCountry) == 0 && (joinedAfter(d, g, m, s) || joinedBefore(d, g, m, s) || f.isInPlace(d, g, m))
}

// isInPlace reports whether a match begins a longer name that a mention says is a place's: "Bulo Xawo", "Rothschild Boulevard". What is
// named for a capital is most often in it, and so is an office or a building for any town: "Kabul Airport".
func (f *finder) isInPlace(d *dragoman.Document, g *Gazetteer, m *match) bool {
	if int(m.end) >= len(f.cover) || f.cover[m.first] != coverPlace || f.site[m.first] <= m.end {
		return false
	}
	for e := m.entry; e < m.to; e++ {
		if at, _ := g.entry(e); g.feature(at) == Capital {
			return false
		}
	}
	for i := m.end; i < f.site[m.first]; i++ {
		if w := d.Word(i); isInstitution(w) || isDirection(w) || isGenericWord(w) || adminWord(w) != NoFeature || f.matched(i) {
			return false
		}
	}
	return isNameWord(d, m.end)
}

// bodyAfter reads "Qatar Airways", "Sudan Doctors Network", "West Midlands Police", "the Oslo accords".
func (f *finder) bodyAfter(d *dragoman.Document, m *match, s *dragoman.Sentence) bool {
	land := m.cue&plainCountry != 0
	if m.end < s.End && !land && isPact(d.Word(m.end)) {
		return true
	}
	for i := m.end; i < min(s.End, m.end+maxRun); i++ {
		w := d.Word(i)
		switch {
		case isSite(w) && !f.isBodyAt(d, m, s, i):
		case isBody(w), w == "Air" && !(i+1 < s.End && isCapital(d.Word(i+1))), !land && isForce(w) && !(i+1 < s.End && isCapital(d.Word(i+1)) && !isForceEnd(d.Word(i+1))):
			return true
		case isCapital(w), i > m.end && isGenitive(w):
		default:
			return false
		}
	}
	return false
}

// isBodyAt reports whether a word that may end the name of a body, or of what stands in a town, or of nothing, is of a body that a match
// begins: "wrote in the Bangkok Post", but "in Paris Today", "in Kabul Bank Attack", "outside the Karachi Press Club", "Peshawar Police Post".
func (f *finder) isBodyAt(d *dragoman.Document, m *match, s *dragoman.Sentence, i int32) bool {
	if d.Word(i) == "Post" && i > m.end && isGuard(d.Word(i-1)) {
		return false
	}
	switch wordBefore(d, m, s) {
	case "in", "In":
		return (m.cue&articled != 0 || f.body[m.first] > i) && !(i+1 < s.End && isCapital(d.Word(i+1)))
	case "inside", "outside", "near", "Inside", "Outside", "Near":
		return false
	}
	return true
}

// wordBefore is the word before a match, or before its article.
func wordBefore(d *dragoman.Document, m *match, s *dragoman.Sentence) string {
	i := m.first - 1
	if i >= s.First && (d.Word(i) == "the" || d.Word(i) == "The") {
		i--
	}
	if i < s.First {
		return ""
	}
	return d.Word(i)
}

// isInBody reports whether a match begins the name of an organisation, as the mentions have it, whose other words are not those of
// an office: "the Vienna Symphony", but "the Texas Department of Health".
func (f *finder) isInBody(d *dragoman.Document, m *match) bool {
	end := f.body[m.first]
	if end <= m.end || m.only != NoFeature || m.cue&plainCountry != 0 {
		return false
	}
	for i := m.end; i < end; i++ {
		if w := d.Word(i); isOffice(w) || !isCapital(w) || isTitle(w) || f.matched(i) || isSite(w) && !f.isBodyAt(d, m, &d.Sentences[m.sentence], i) {
			return false
		}
	}
	return true
}

// bodyBefore reads "Bank of England", "Duke of York", "Air France", "the destroyer Sheffield".
func (f *finder) bodyBefore(d *dragoman.Document, m *match, s *dragoman.Sentence) bool {
	i := m.first - 1
	if i >= s.First && d.Word(i) == "the" {
		i--
	}
	if i-1 >= s.First && d.Word(i) == "of" {
		return isBodyOf(d.Word(i - 1))
	}
	if m.first > s.First && isShip(d.Word(m.first-1)) {
		return true
	}
	for i = m.first - 1; i >= max(s.First, m.first-3) && isCapital(d.Word(i)); i-- { // "Radio Free Europe"
		if isBodyFirst(d.Word(i)) && (i == m.first-1 || f.body[i] >= m.end) { // but "Air Raid Hits Raqqa"
			return true
		}
	}
	return false
}

// joinedAfter reports whether a hyphen ties a match to a word that no place bears: "Ain al-Rummaneh". Two known names are two:
// "the London-Paris train"; so is a country's before any other: "Israel-Hamas".
func joinedAfter(d *dragoman.Document, g *Gazetteer, m *match, s *dragoman.Sentence) bool {
	i := m.end
	if isHyphen(d, i+1, s.End) && isArticle(d.Word(i)) {
		return isCapital(d.Word(i + 2))
	}
	if !isHyphen(d, i, s.End) {
		return false
	}
	if isHyphen(d, i+2, s.End) && isParticle(d.Word(i+1)) { // "Dasht-e-Barchi"
		return isCapital(d.Word(i + 3))
	}
	return isCapital(d.Word(i+1)) && !knows(g, d.Word(i+1))
}

// joinedBefore is the same of the word before.
func joinedBefore(d *dragoman.Document, g *Gazetteer, m *match, s *dragoman.Sentence) bool {
	i := m.first - 1
	if i-1 < s.First || !isHyphen(d, i, s.End) {
		return false
	}
	if w := d.Word(i - 1); !isArticle(w) {
		return isCapital(w) && !knows(g, w) && !isPrefix(w)
	}
	return i-2 >= s.First && isNameWord(d, i-2)
}

// isHyphen reports whether token i is a hyphen that joins its neighbours.
func isHyphen(d *dragoman.Document, i, end int32) bool {
	return i+1 < end && (d.Word(i) == "-" || d.Word(i) == "–") && d.Tokens[i].Flags&d.Tokens[i+1].Flags&dragoman.NoSpaceBefore != 0
}

// knows reports whether a word alone is a name of the gazetteer.
func knows(g *Gazetteer, w string) bool {
	first, end := g.entries(Key(w))
	return first < end
}

// isArticle reports whether a word is an article of Arabic or a particle like it, which a hyphen ties to its noun.
func isArticle(w string) bool {
	switch w {
	case "al", "el", "ul", "il", "as", "ar", "az", "an", "at", "ad", "ash", "esh", "es", "er", "ez", "en", "et", "ed", "ech", "eth", "ud", "ur", "us":
		return true
	}
	return false
}

// isPrefix reports whether a capitalised word before a hyphen is no part of the name after it.
func isPrefix(w string) bool {
	switch w {
	case "Pro", "Anti", "Ex", "Non", "Post", "Pre", "Trans", "Cross", "Mid", "Then", "Al", "El":
		return true
	}
	return false
}

// isBody reports whether a word in a name after that of a place makes it one of a company, a paper, a pact, a party or the like.
func isBody(w string) bool {
	switch w {
	case "Airways", "Airlines", "Airline", "Agreement", "Agreements", "Accord", "Accords", "Treaty", "Protocol", "Protocols", "Convention",
		"Conventions", "Memorandum", "Declaration", "Charter", "Pact", "Post", "Times", "Herald", "Tribune", "Journal", "Gazette", "Chronicle",
		"Telegraph", "Standard", "Observer", "Examiner", "Inquirer", "Daily", "Today", "Mirror", "News", "Channel", "Network", "Observatory",
		"Independent", "Globe", "Philharmonic", "Orchestra", "Institute", "Liberation", "Bank", "Holdings", "Group", "Inc", "Inc.", "Corp", "Corp.", "Corporation", "Ltd", "Ltd.", "Company", "Co.", "PLC", "Petroleum", "Motors",
		"Industries", "Club", "FC", "F.C.", "Rovers", "Wanderers", "Albion", "Hotspur", "Athletic", "Cartel", "Foundation", "Association",
		"Alliance", "Coalition", "Movement", "Party", "League", "Federation", "Union", "Brigade", "Brigades", "Front", "Press", "Radio",
		"Television", "TV", "Broadcasting", "Insider", "Review", "Monitor", "Initiative", "Project", "Society", "Trust", "Exchange", "Medal",
		"Prize", "Award", "Policy", "Doctrine", "Principles", "Consensus", "Communique", "Communiqué", "Statute", "Manifesto", "Format":
		return true
	}
	return false
}

// isSite reports whether a word of isBody may as well be of a building in a town, or of the day.
func isSite(w string) bool {
	switch w {
	case "Today", "Post", "Club", "Bank", "Press":
		return true
	}
	return false
}

// isGuard reports whether a word before "Post" makes it one where men keep watch.
func isGuard(w string) bool {
	switch w {
	case "Police", "Army", "Military", "Border", "Security", "Guard", "Check":
		return true
	}
	return false
}

// isPact reports whether a word in lower case after a town's name makes it that of a pact.
func isPact(w string) bool {
	switch w {
	case "accord", "accords", "agreements", "protocol", "protocols", "treaty", "convention", "conventions", "cartel":
		return true
	}
	return false
}

// isForce reports whether a word that ends a name after a town's makes it that of a force or a team.
func isForce(w string) bool {
	return w == "Police" || w == "Constabulary" || w == "Army" || w == "United"
}

// isForceEnd reports whether a word goes on with the name of a force.
func isForceEnd(w string) bool { return w == "Department" || w == "Service" || w == "Force" }

// isBodyOf reports whether a word before "of" and a place's name makes the whole a title or a body: "Duke of York".
func isBodyOf(w string) bool {
	switch w {
	case "Bank", "Church", "Duke", "Duchess", "Earl", "Count", "Countess", "Marquess", "Viscount", "Baron", "Prince", "Princess", "Treaty", "Peace",
		"Convention", "Voice", "Times", "Party", "Front", "Movement", "League", "Confederation", "Federation", "Association", "Alliance",
		"Declaration", "Edict", "Society", "Order", "Knights":
		return true
	}
	return false
}

// isShip reports whether a word right before a name makes it a ship's.
func isShip(w string) bool {
	switch w {
	case "HMS", "USS", "USNS", "HMAS", "HMCS", "INS", "MV", "M/V", "MT", "MS", "RMS", "RRS", "destroyer", "frigate", "corvette", "cruiser", "submarine",
		"battleship", "warship", "carrier", "gunboat", "vessel", "ship", "tanker", "freighter", "trawler", "ferry", "yacht", "schooner", "liner":
		return true
	}
	return false
}

// isBodyFirst reports whether a word right before a place's name makes the whole a company's or a team's: "Air France".
func isBodyFirst(w string) bool {
	switch w {
	case "Air", "Radio", "Miss", "Team", "Real", "Bayern", "Inter", "Borussia", "Olympique", "Dynamo", "Dinamo", "Spartak", "Statistics":
		return true
	}
	return false
}
