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
// nouns by their folded form.
func readRoles() (map[string]roleNoun, error) {
	all := make(map[string]roleNoun, 4096)
	put := func(words string, r roleNoun) {
		key := roleKey(words)
		if _, ok := all[key]; !ok {
			all[key] = r
		}
	}
	for n, line := range strings.Split(roleText, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			return nil, fmt.Errorf("tables/roles.txt:%d: %d columns, want 3: %w", n+1, len(f), dragoman.ErrCorrupt)
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
				return nil, fmt.Errorf("tables/roles.txt:%d: flag %q: want one of o, l, c, d, p, -: %w", n+1, c, dragoman.ErrCorrupt)
			}
		}
		for w := range strings.SplitSeq(f[2], ";") {
			one, many, irregular := strings.Cut(strings.TrimSpace(w), "/")
			if !irregular {
				many = plural(one)
			}
			put(one, r)
			put(many, roleNoun{r.sectors, r.flags | rolePlural})
		}
	}
	return all, nil
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

const (
	maxRoleLeft  = 3 // words of a role noun before its head: "White House chief of staff"
	maxRoleRight = 7 // and after it: "chairman of the joint chiefs of staff"
)

// role returns the longest role noun whose head is token h, and its tokens.
func (r *Resolver) role(h int32) (n roleNoun, first, end int32, ok bool) {
	s := r.sentenceOf(h)
	right := h + 1
	if h+1 < s.End && r.linksRole(h+1) {
		right = min(h+maxRoleRight, s.End)
	}
	longest := int32(0)
	for a := max(h-maxRoleLeft, s.First); a <= h; a++ {
		if len(r.pieceOf(a)) == 0 {
			continue
		}
		key := r.key[:0]
		for b := a; b < right; b++ {
			key = addWord(key, r.pieceOf(b))
			if b < h || b+1-a <= longest || b > h && len(r.pieceOf(b)) == 0 {
				continue
			}
			if found, hit := r.dir.roles[string(key)]; hit {
				n, first, end, ok, longest = r.ranked(found, a, b+1), a, b+1, true, b+1-a
			}
		}
		r.key = key
	}
	return n, first, end, ok
}

// ranked takes the army out of "captain" in lower case, which is a ship's or a team's: a rank before a name has a capital, and
// "army captain" says so.
func (r *Resolver) ranked(n roleNoun, first, end int32) roleNoun {
	if end == first+1 && r.d.Word(first) == "captain" {
		n.sectors, n.flags = nil, n.flags&^roleOffice
		if first > 0 {
			switch strings.ToLower(r.d.Word(first - 1)) {
			case "army", "navy", "naval", "infantry", "force", "military", "marine":
				n.sectors = milSectors
			case "police":
				n.sectors = []dragoman.Sector{"COP"}
			}
		}
	}
	return n
}

// linksRole reports whether a token may go on a role noun after its head: "of", "for", "in", "-", a second noun.
func (r *Resolver) linksRole(i int32) bool {
	switch r.d.Lemmas[i] {
	case "of", "for", "in", "-", "to", "'s", "general", "at":
		return true
	}
	return false
}
