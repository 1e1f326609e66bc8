package main

import (
	"strings"
	"unicode"

	"dragoman/country"
	"dragoman/setting"
)

// kinds are the words by which regions say what they are, before or after the name proper.
var kinds = []string{" Province", " Governorate", " Region", " State", " District", " Oblast", " Krai", " Prefecture", " Department",
	" County", " Division", " Municipality", " Oblast'", " Voivodeship", " Canton", " Regency", " Raion", " Rayon", " Parish", "’s Oblast"}

var kindsBefore = []string{"Provincia de ", "Province of ", "State of ", "Departamento de ", "Département de ", "Provincia di ", "Région de ",
	"Región de ", "Wilaya de ", "Governorate of ", "Muḩāfaz̧at ", "Municipality of ", "Distrito de ", "Municipio de ", "Municipi de ",
	"Powiat ", "Kreis ", "Landkreis ", "Opština ", "City and County of ", "Nei ", "Shahrestān-e ", "Partido de ", "Cantón ", "Amphoe "}

func withoutKind(name string) string {
	for _, k := range kinds {
		name = strings.TrimSuffix(name, k)
	}
	for _, k := range kindsBefore {
		name = strings.TrimPrefix(name, k)
	}
	return name
}

// printed reports whether a newspaper in English would print the name: in Latin letters, not an airport's code.
func printed(name string) bool {
	letters, upper := 0, 0
	for i, r := range name {
		switch {
		case r >= 0x250 && r < 0x1E00 && (r < 0x2B0 || r > 0x36F), r > 0x1EFF && r != '’' && r != '‘' && r != '–', unicode.IsDigit(r), r == '(', r == '/':
			return false
		case unicode.IsLetter(r):
			if letters == 0 && !unicode.IsUpper(r) {
				return false
			}
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		case i == 0 && r != '\'' && r != '‘' && r != '’':
			return false
		}
	}
	return letters >= 3 && (upper < letters || letters > 5)
}

// acronym marks names that count only in capitals: "UAE", "U.S.".
func acronym(name string) uint8 {
	letters := 0
	for _, r := range name {
		if unicode.IsLower(r) || r == ' ' {
			return 0
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	if letters > 5 {
		return 0
	}
	return setting.Acronym
}

// callCountries gives countries the names and demonyms of package country.
func (w *world) callCountries() {
	for _, c := range country.All() {
		n, ok := w.byISO3[string(c.Code)]
		if !ok {
			continue
		}
		for _, name := range c.Names {
			w.call(w.country[n], name, setting.AltName)
		}
		for _, list := range [][]string{c.Adjectives, c.Singular, c.Plural} {
			for _, word := range list {
				if word != c.Name && word != "-" {
					w.call(w.country[n], word, setting.Demonym)
				}
			}
		}
	}
}

// markCommon marks names that are words of English, or of a person's name, as well: such a name needs more to be a place.
func (w *world) markCommon(path string) error {
	common := map[uint64]bool{}
	err := rows(path, 1, func(f []string) error {
		common[setting.Key(f[0])>>24] = true
		return nil
	})
	for i := range w.names {
		n := &w.names[i]
		if common[n.key>>24] && w.places[n.place].feature != setting.Country {
			n.how |= setting.Common
		}
	}
	return err
}
