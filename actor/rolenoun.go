package actor

import (
	_ "embed" // tables/roles.txt
	"fmt"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

//go:embed tables/roles.txt
var roleText string

// A roleNoun is a noun that gives its holder a sector: "spokesman", "insurgents", "supreme court".
type roleNoun struct {
	sectors []dragoman.Sector
	flags   roleFlags
}

type roleFlags uint8

const (
	roleOffice  roleFlags = 1 << iota // an office
	roleLeads                         // its holder heads what it is of
	roleBody                          // a body, not a person
	roleContext                       // belongs to the country of the report where nothing else tells
	rolePlural                        // this form is a plural
)

// readRoles reads tables/roles.txt: "sectors | flags | words". Of a word that stands twice the first counts. It returns the
// nouns by their folded form and the most words that one has.
func readRoles() (map[string]roleNoun, int, error) {
	all, most := make(map[string]roleNoun, 4096), 1
	for n, line := range strings.Split(roleText, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			return nil, 0, fmt.Errorf("tables/roles.txt:%d: %d columns, want 3: %w", n+1, len(f), dragoman.ErrCorrupt)
		}
		r := roleNoun{sectors: sectors(f[0])}
		if f[0] == "UNK" {
			r.sectors = nil
		}
		for _, c := range f[1] {
			i := strings.IndexRune("olcdp", c) // as roleOffice and the others stand
			switch {
			case i >= 0:
				r.flags |= 1 << i
			case c != '-':
				return nil, 0, fmt.Errorf("tables/roles.txt:%d: flag %q: want one of o, l, c, d, p, -: %w", n+1, c, dragoman.ErrCorrupt)
			}
		}
		for w := range strings.SplitSeq(f[2], ";") {
			one, many, irregular := strings.Cut(strings.TrimSpace(w), "/")
			if !irregular {
				many = plural(one)
			}
			put := func(w string, r roleNoun) {
				if _, ok := all[w]; !ok {
					all[w] = r
				}
				most = max(most, strings.Count(w, " ")+1)
			}
			one, many = roleKey(one), roleKey(many)
			put(one, r)
			several := r
			several.flags |= rolePlural
			put(many, several)
		}
	}
	return all, most, nil
}

// roleKey folds a role noun as Resolver.pieces folds the words of a report: lower case, hyphens apart, letters squeezed.
func roleKey(s string) string {
	var out []byte
	for w := range strings.FieldsFuncSeq(strings.ReplaceAll(s, "'s", " s"), func(r rune) bool { return r == ' ' || r == '-' }) {
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = squeeze(out, country.AppendFold(nil, w))
	}
	return string(out)
}

// plural returns the regular plural of the head of a role noun: the word before "of" or "for", else the last.
func plural(s string) string {
	words := strings.Fields(s)
	i := slices.IndexFunc(words, func(w string) bool {
		return w == "of" || w == "for" || w == "in" || w == "to" || w == "at" || w == "on"
	})
	if i < 1 {
		i = len(words)
	}
	w := words[i-1]
	switch {
	case strings.HasSuffix(w, "general") && i > 1:
		words[0] += "s"
		return strings.Join(words, " ")
	case strings.HasSuffix(w, "s") || strings.HasSuffix(w, "forces") || strings.HasSuffix(w, "x"):
		if strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "x") {
			w += "es"
		}
	case strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		w += "es"
	case strings.HasSuffix(w, "y") && len(w) > 2 && !strings.ContainsAny(w[len(w)-2:len(w)-1], "aeiou"):
		w = w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "man") && w != "human" && w != "german" && w != "roman" && w != "shaman" && w != "ottoman":
		w = w[:len(w)-3] + "men"
	default:
		w += "s"
	}
	words[i-1] = w
	return strings.Join(words, " ")
}
