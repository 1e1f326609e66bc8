package setting

import "dragoman"

// A holder is what a name lies in or by: a place of the Document or, where only a nationality tells, a country of the gazetteer.
type holder struct {
	place  int32 // index in Document.Places, -1 for none
	nation uint32
}

var noHolder = holder{-1, noPlace}

func (h holder) ok() bool { return h.place >= 0 || h.nation != noPlace }

// holderAfter reads what follows a name: "…, a remote village of Niger State", "… in Niger State", "…, Niger State", "… roundabout in
// Beirut", "…, the San Francisco district", "…, 30 km north of Perth", "…, on the Ethiopian bank".
func (f *finder) holderAfter(d *dragoman.Document, g *Gazetteer, u *unknown, s *dragoman.Sentence) {
	i, end := u.end, min(s.End, u.end+maxGap)
	if i < end && isPlaceNoun(d.Word(i)) {
		// A camp, a palace or a bridge may be named for a man, a district seldom is: "the Wagner camp".
		w := d.Word(i)
		if k := featureOf(w); f.cover[u.first] == coverPlace || f.cover[u.first] == coverNone && (k == "city" || k == "quarter") {
			u.noun = w
		}
		i++
	}
	start, comma, tied, on, noun, nation, owner := i, false, false, false, "", uint32(noPlace), int32(-1)
walk:
	for ; i < end; i++ {
		if p := f.placeAt(d, i); p >= 0 {
			c, next := &d.Places[p], ""
			if c.End < s.End {
				next = d.Word(c.End)
			}
			switch {
			case c.Feature == "continent" || c.Country == "", (tied || on) && (next == "'s" || next == "’s"):
				i = c.End - 1 // "by Lake Titicaca in Peru", "of Angola's capital Luanda"
				continue
			case tied, on && (isShore(noun) || isShore(next)):
			case comma && i == start+1 && (next == "'s" || next == "’s"): // ", Tunisia's northern tip"
				owner, i = p, c.End-1
				continue
			case comma && i == start+1 && isLand(c.Feature) && (next == "" || next == "," || next == "." || next == ")" || next == ";"):
			case comma && i > start+1 && isPlaceNoun(next):
				noun = next
			default:
				return
			}
			if noun != "" {
				u.noun, u.shared = noun, noun[len(noun)-1] == 's'
			}
			u.holder.place = p
			return
		}
		if n := f.nationAt(g, d, i); n != noPlace {
			nation = n
			continue
		}
		w, t := d.Word(i), &d.Tokens[i]
		switch {
		case w == "," || w == "(":
			if i != start {
				break walk
			}
			comma = true
		case w == "on":
			on = true
		case isTie(w):
			tied = true
		case isUnit(w):
			if noun == "" {
				noun = "site" // what is so far from a place is one
			}
		case isPlaceNoun(w):
			if noun = w; owner >= 0 {
				u.noun, u.holder.place = noun, owner
				return
			}
		case w == "'s", w == "’s", t.UPOS == dragoman.DET, t.UPOS == dragoman.NUM, t.UPOS == dragoman.ADJ, t.UPOS == dragoman.ADV, isDirection(w), w == "-", w == "located", w == "situated",
			t.Deprel == dragoman.RelAmod, t.Deprel == dragoman.RelCompound:
		default:
			break walk
		}
	}
	if nation != noPlace && noun != "" && (comma || tied || on && isShore(noun)) {
		u.noun, u.holder.nation = noun, nation
	}
}

// holderBefore reads what stands before a name: "the Somali town of …", "the Niger State village of …", "Kabul's …", "a village called".
func (f *finder) holderBefore(d *dragoman.Document, g *Gazetteer, u *unknown, s *dragoman.Sentence) {
	i, tied := u.first-1, false
	if i-1 >= s.First && isPlaceNoun(d.Word(i-1)) {
		switch d.Word(i) {
		case "of", "called", "named":
			if u.noun == "" {
				u.noun = d.Word(i - 1)
			}
			i, tied = i-2, true
		}
	}
	if u.holder.place >= 0 {
		return
	}
	for ; i >= max(s.First, u.first-shareGap); i-- {
		if p := f.placeAt(d, i); p >= 0 {
			if tied {
				u.holder.place = p
			}
			return
		}
		if n := f.nationAt(g, d, i); n != noPlace {
			if tied {
				u.holder.nation = n
			}
			return
		}
		w, t := d.Word(i), &d.Tokens[i]
		switch {
		case w == "'s" || w == "’s":
			tied = true
		case t.UPOS == dragoman.ADJ, isDirection(w), w == "-", t.Deprel == dragoman.RelAmod, t.Deprel == dragoman.RelCompound:
		default:
			return
		}
	}
}

// isLand reports whether a feature may follow a name and a comma, as what it lies in: "Papiri, Niger State".
func isLand(feature string) bool {
	return feature == "country" || feature == "admin1" || feature == "admin2"
}

// isTie reports whether a word ties a name to what it lies in or by.
func isTie(w string) bool {
	switch w {
	case "in", "of", "near", "outside", "inside", "within", "from", "at", "around":
		return true
	}
	return false
}

// isShore reports whether what is said to be on something of this name lies in or by it: "on the Dorset coast".
func isShore(w string) bool {
	switch w {
	case "coast", "coastline", "shore", "shores", "bank", "banks", "side", "border", "frontier", "island", "islands", "isle", "peninsula", "archipelago", "river", "lake",
		"plateau", "plain", "outskirts", "edge", "cape", "atoll", "mainland", "tip", "hill", "mountain":
		return true
	}
	return false
}

// isTaking reports whether a word before a name says that something happens there, besides the locative prepositions.
func isTaking(w string) bool {
	switch w {
	case "on", "hit", "struck", "shelled", "bombed", "captured", "retook", "recaptured", "stormed", "raided", "besieged", "fled", "pounded", "overran",
		"liberated", "flooded", "shook", "devastated":
		return true
	}
	return false
}

// isUnit reports whether a word measures a way.
func isUnit(w string) bool {
	switch w {
	case "km", "kilometres", "kilometers", "miles", "mile", "kilometre", "kilometer", "metres", "meters", "hours", "hour", "minutes", "drive", "outskirts", "edge", "foot":
		return true
	}
	return false
}

// isPlaceNoun reports whether a noun says of a name beside it that it is a place.
func isPlaceNoun(w string) bool {
	switch w {
	case "roundabout", "street", "road", "bridge", "market", "mosque", "church", "hospital", "prison", "base", "airport", "mine", "river", "lake",
		"mountain", "hill", "hills", "valley", "forest", "dam", "crossing", "checkpoint", "square", "hotel", "palace", "park", "junction", "coast",
		"bank", "side", "shore", "stronghold", "enclave", "oasis", "island", "islands", "peninsula", "area", "areas", "region", "province",
		"capital", "port", "county", "bastion", "outpost", "territory", "plain", "plateau", "centre", "center", "site", "resort", "tip", "cape", "headland", "summit",
		"department", "canton", "governorate", "prefecture", "oblast", "state", "republic":
		return true
	}
	return featureOf(w) != ""
}

// featureOf returns the feature that a noun says a place has, "" where it says none of ours.
func featureOf(noun string) string {
	switch noun {
	case "village", "villages", "town", "towns", "city", "cities", "hamlet", "hamlets", "township", "townships", "municipality", "settlement",
		"settlements", "community", "communities", "commune":
		return "city"
	case "district", "districts", "neighbourhood", "neighbourhoods", "neighborhood", "neighborhoods", "suburb", "suburbs", "quarter", "quarters",
		"slum", "slums", "borough", "boroughs":
		return "quarter"
	case "camp", "camps":
		return "camp"
	}
	return ""
}

// isTiny reports whether a country is so small, under 3,000 square kilometres, that its point is near all of it.
func isTiny(country string) bool {
	switch country {
	case "AND", "ATG", "BHR", "BRB", "DMA", "GIB", "GRD", "HKG", "KNA", "LCA", "LIE", "LUX", "MAC", "MCO", "MLT", "MUS", "NRU", "SGP", "SMR", "VAT", "VCT":
		return true
	}
	return false
}
