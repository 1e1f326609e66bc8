package main

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// One person under several spellings of a name.

// known returns a person of a country that the tables have under another spelling.
func (b *builder) known(home, full, surname string) *entry {
	if p := b.people[home+" "+country.Fold(full)]; p != nil {
		return p
	}
	for _, e := range b.entries {
		if e.kind == dragoman.PersonEntity && e.country == home && sameName(e, full, surname) {
			return e
		}
	}
	return nil
}

// sameName reports whether a name is that of an entry: one surname, and first names that begin alike.
func sameName(e *entry, full, surname string) bool {
	a, c := country.Fold(full), country.Fold(e.name)
	if a == c {
		return true
	}
	if plainSurname(e.surname) != plainSurname(surname) {
		return false
	}
	x, y := givenNames(a, surname), givenNames(c, e.surname)
	return x == "" || y == "" || x[:1] == y[:1] && alike(strings.Fields(x)[0], strings.Fields(y)[0]) || strings.Contains(" "+x+" ", " "+strings.Fields(y)[0]+" ")
}

// alike reports whether two given names may be one: by two letters or by the consonants of the shorter, "joe" and "joseph", "m" and "mohammed".
func alike(x, y string) bool {
	a, b := consonants(x), consonants(y)
	return len(x) > 1 && len(y) > 1 && x[:2] == y[:2] || strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || x == "tom" && y == "thomas" || x == "thomas" && y == "tom"
}

// givenNames is a folded name without its surname, which may stand first: "kim min seok" is "min seok".
func givenNames(name, surname string) string {
	return strings.TrimSpace(strings.Replace(" "+name+" ", " "+country.Fold(surname)+" ", " ", 1))
}

// shareWord reports whether a word of b stands in a, but for small differences of spelling: "Muhammad bin Zayid" and "Mohamed bin Zayed",
// "Abdelfattah Elsisi" and "Abdel Fattah el-Sisi".
func shareWord(a, b string) bool {
	a = country.Fold(a)
	whole := consonants(strings.ReplaceAll(a, " ", ""))
	for _, w := range strings.Fields(country.Fold(b)) {
		if c := consonants(w); len(c) > 2 && strings.Contains(whole, c) || len(w) > 3 && strings.Contains(" "+a+" ", " "+w+" ") {
			return true
		}
	}
	return false
}

// consonants is a folded word without vowels and without the second of two equal letters, which transcriptions differ in, as in "v" and "w".
func consonants(s string) string {
	out := []byte{}
	s = strings.ReplaceAll(s, "w", "v")
	for i := range len(s) {
		if strings.IndexByte("aeiouy", s[i]) < 0 && (len(out) == 0 || out[len(out)-1] != s[i]) {
			out = append(out, s[i])
		}
	}
	return string(out)
}

func plainSurname(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(country.Fold(s), "al "), "el ")
	return strings.TrimSuffix(strings.ReplaceAll(s, "aa", "a"), "h")
}

// spellings are a Factbook name in full, and without the names between the first and the surname.
func spellings(name string) []string {
	full, surname := title(name)
	words := strings.Fields(full)
	all := []string{full}
	if first := words[0]; len(words) > 2 && !strings.HasPrefix(surname, first) {
		short := first + " " + surname
		if short != full {
			all = append(all, short)
		}
	}
	return all
}
