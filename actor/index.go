package actor

import (
	"bytes"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// index builds the look-up tables.
func (d *Directory) index() error {
	d.names = make(map[string][]naming, 2*len(d.Entries))
	d.surnames = make(map[string][]int32, len(d.Entries))
	var f filer
	f.keys.Grow(48 * len(d.Entries))
	f.namings = make([]naming, 0, 3*len(d.Entries))
	f.entries = make([]int32, 0, len(d.Entries))
	d.starts, d.lists = map[string]bool{}, nil
	d.small = map[string]bool{"of": true, "the": true, "and": true, "in": true}
	var buf []byte
	for i := range d.Entries {
		e := &d.Entries[i]
		if strings.HasPrefix(e.ID, "country/") {
			continue // package country knows their names
		}
		if strings.HasPrefix(e.ID, "list/") {
			d.lists = append(d.lists, int32(i))
		}
		for a := -1; a < len(e.Aliases); a++ {
			n := e.Name
			if a >= 0 {
				n = e.Aliases[a]
			}
			plain := strings.TrimPrefix(n, "~")
			buf = country.AppendFold(buf[:0], plain)
			key := nameKey(buf)
			if e.Type == dragoman.PersonEntity && bytes.IndexByte(key, ' ') < 0 && !isCaps(plain) {
				f.surname(d, key, int32(i)) // a single name tells no more than a surname
				continue
			}
			if e.Type != dragoman.PersonEntity {
				d.fileSmall(plain)
			}
			if plain[0] >= 'a' && plain[0] <= 'z' {
				word, _, _ := strings.Cut(strings.TrimPrefix(plain, "the "), " ")
				d.starts[word] = true
			}
			weak := plain != n || slices.Contains(e.Aliases, "~"+n)
			f.name(d, key, naming{int32(i), len(plain) <= 7 && isCaps(plain), weak})
		}
		for _, a := range e.Aliases { // other spellings of the surname
			if last := otherSurname(e, a); last != "" {
				buf = country.AppendFold(buf[:0], last)
				f.surname(d, nameKey(buf), int32(i))
			}
		}
		if e.Surname != "" {
			buf = country.AppendFold(buf[:0], e.Surname)
			f.surname(d, nameKey(buf), int32(i))
		}
	}
	d.classify()
	d.held = byKey(len(d.Entries), d.Terms, func(t *Term) int32 { return t.Person })
	d.offices = byKey(len(d.Entries), d.Terms, func(t *Term) int32 { return t.Of })
	var err error
	d.roles, err = readRoles()
	return err
}

// fileSmall notes the words of a name that start small, so that the scan stops at any other.
func (d *Directory) fileSmall(name string) {
	for i := 0; i < len(name); i++ {
		if c := name[i]; c < 'a' || c > 'z' || i > 0 && name[i-1] != ' ' && name[i-1] != '-' {
			continue
		}
		end := i
		for end < len(name) && name[end] != ' ' && name[end] != '-' {
			end++
		}
		d.small[string(squeeze(nil, country.AppendFold(nil, name[i:end])))] = true
		i = end
	}
}

// otherSurname is the last word of an alias that spells a person's name another way; "" where the surname stands first or the
// alias is a by-name.
func otherSurname(e *Entry, alias string) string {
	i := strings.LastIndexByte(alias, ' ')
	if e.Type != dragoman.PersonEntity || i < 0 || alias[0] != e.Name[0] || len(alias)-i < 5 || !strings.HasSuffix(e.Name, e.Surname) {
		return ""
	}
	return alias[i+1:]
}

// A filer fills the look-up tables with keys and lists cut from three large pieces, not one piece each.
type filer struct {
	keys    strings.Builder
	namings []naming
	entries []int32
}

// key keeps the bytes of a key.
func (f *filer) key(k []byte) string {
	start := f.keys.Len()
	f.keys.Write(k)
	return f.keys.String()[start:]
}

func (f *filer) name(d *Directory, key []byte, n naming) {
	old, ok := d.names[string(key)]
	if !ok {
		f.namings = append(f.namings, n)
		d.names[f.key(key)] = f.namings[len(f.namings)-1 : len(f.namings) : len(f.namings)]
		return
	}
	if i := slices.IndexFunc(old, func(o naming) bool { return o.entry == n.entry }); i >= 0 {
		old[i].caps, old[i].weak = old[i].caps && n.caps, old[i].weak && n.weak
		return
	}
	d.names[string(key)] = append(old, n)
}

func (f *filer) surname(d *Directory, key []byte, i int32) {
	old, ok := d.surnames[string(key)]
	if !ok {
		f.entries = append(f.entries, i)
		d.surnames[f.key(key)] = f.entries[len(f.entries)-1 : len(f.entries) : len(f.entries)]
	} else if !slices.Contains(old, i) {
		d.surnames[string(key)] = append(old, i)
	}
}

// classify gives each term the classes of its words, computed once for each word.
func (d *Directory) classify() {
	classes, lists := map[string]string{}, map[string][]string{}
	class := func(w string) string {
		c, ok := classes[w]
		if !ok {
			c = officeClass(w)
			classes[w] = c
		}
		return c
	}
	for i := range d.Terms {
		t := &d.Terms[i]
		t.class = class(t.Title)
		if t.Other == "" {
			continue
		}
		others, ok := lists[t.Other]
		if !ok {
			for w := range strings.SplitSeq(t.Other, ";") {
				others = append(others, class(w))
			}
			lists[t.Other] = others
		}
		t.others = others
	}
}

// byKey lists the indexes of terms by a key of theirs, n keys in all.
func byKey(n int, terms []Term, key func(*Term) int32) [][]int32 {
	count, all := make([]int32, n), make([][]int32, n)
	for i := range terms {
		count[key(&terms[i])]++
	}
	slab := make([]int32, len(terms))
	for i, c := range count {
		all[i], slab = slab[:0:c], slab[c:]
	}
	for i := range terms {
		k := key(&terms[i])
		all[k] = append(all[k], int32(i))
	}
	return all
}

// isCaps reports whether s has capitals and no small letter.
func isCaps(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }
