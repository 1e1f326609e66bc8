package country

import (
	_ "embed" // countries.txt
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"dragoman"
)

//go:embed countries.txt
var text string

type table struct {
	all    []Country
	code   map[Code]int
	gec    map[string]int
	alpha2 map[string]int
	cow    map[int]int
	words  map[string][]Match
}

// load reads the table once. A fault in it is a fault of the build, which the tests would show.
var load = sync.OnceValue(func() *table {
	t, err := parse(text)
	if err != nil {
		panic(err)
	}
	return t
})

func (t *table) find(index map[string]int, key string) *Country {
	if i, ok := index[strings.ToUpper(key)]; ok {
		return &t.all[i]
	}
	return nil
}

// columns of a country's line.
const (
	colCode = iota
	colAlpha2
	colGEC
	colCOW
	colName
	colNames
	colAdjectives
	colPeople
	colCapital
	colMetonyms
	colFrom
	colEnd
	colSuccessors
	numColumns
)

// parse reads the text of the table; see its head for the columns.
func parse(text string) (*table, error) {
	t := &table{code: map[Code]int{}, gec: map[string]int{}, alpha2: map[string]int{}, cow: map[int]int{}, words: make(map[string][]Match, 2400)}
	var parts []string
	for n, line := range strings.Split(text, "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '%':
			parts = append(parts, line[1:])
		default:
			c, err := t.country(line)
			if err != nil {
				return nil, fmt.Errorf("countries.txt:%d: %w", n+1, err)
			}
			t.all = append(t.all, c)
		}
	}
	slices.SortFunc(t.all, func(a, b Country) int { return strings.Compare(string(a.Code), string(b.Code)) })
	for i := range t.all {
		c := &t.all[i]
		t.code[c.Code] = i
		t.index(t.gec, c.GEC, i)
		t.index(t.alpha2, c.Alpha2, i)
		if old, ok := t.cow[c.COW]; !ok || t.all[old].End != 0 {
			t.cow[c.COW] = i
		}
	}
	for _, line := range parts {
		t.part(strings.Split(line, "|"))
	}
	for _, m := range t.words {
		slices.SortStableFunc(m, func(a, b Match) int {
			switch {
			case a.Shared == b.Shared:
				return 0
			case a.Shared:
				return 1
			}
			return -1
		})
	}
	return t, nil
}

// index files country i under a code; of two, the one that is there today.
func (t *table) index(index map[string]int, key string, i int) {
	if old, ok := index[key]; key != "" && (!ok || t.all[old].End != 0) {
		index[key] = i
	}
}

// country reads one line and files its words.
func (t *table) country(line string) (Country, error) {
	f := strings.Split(line, "|")
	if len(f) > numColumns || len(f[0]) != 3 {
		return Country{}, fmt.Errorf("%d columns, want at most %d: %w", len(f), numColumns, dragoman.ErrCorrupt)
	}
	for len(f) < numColumns {
		f = append(f, "")
	}
	c := Country{Code: Code(f[colCode]), Alpha2: f[colAlpha2], GEC: f[colGEC], Name: strings.TrimPrefix(f[colName], "~")}
	var err error
	if f[colCOW] != "" {
		if c.COW, err = strconv.Atoi(f[colCOW]); err != nil {
			return c, fmt.Errorf("number %q: %w", f[colCOW], err)
		}
	}
	if c.From, err = day(f[colFrom]); err != nil {
		return c, err
	}
	if c.End, err = day(f[colEnd]); err != nil {
		return c, err
	}
	for s := range list(f[colSuccessors]) {
		code, when, _ := strings.Cut(s, ":")
		d, err := day(when)
		if err != nil {
			return c, err
		}
		c.Successors = append(c.Successors, Successor{Code(code), d})
	}
	if !strings.Contains(f[colNames], "~"+c.Name) {
		t.file(c.Code, Name, c.Name)
	}
	c.Names = t.fileAll(c.Code, Name, f[colNames])
	c.Adjectives = t.fileAll(c.Code, Adjective, f[colAdjectives])
	c.Singular, c.Plural = t.people(c.Code, f[colPeople], f[colAdjectives], Person, People)
	c.Capitals = t.fileAll(c.Code, Capital, f[colCapital])
	c.Metonyms = t.fileAll(c.Code, Metonym, f[colMetonyms])
	return c, nil
}

// part files the words of a part of a country.
func (t *table) part(f []string) {
	code := Code(f[0])
	c := &t.all[t.code[code]]
	c.Parts = append(c.Parts, t.fileAll(code, Part, f[1])...)
	t.fileAll(code, PartOf, f[2])
	people := ""
	if len(f) > 3 {
		people = f[3]
	}
	t.people(code, people, f[2], PartOf, PartOf)
}

// people files the words for one and for many of the people; where none are given they follow from the adjectives.
func (t *table) people(code Code, people, adjectives string, one, many Kind) (singular, plural []string) {
	if people == "" {
		var b []string
		for a := range list(adjectives) {
			switch {
			case strings.HasSuffix(a, "ese"):
				b = append(b, a+"/"+a)
			case strings.HasSuffix(a, "n") || strings.HasSuffix(a, "i") || strings.HasSuffix(a, "er"):
				b = append(b, a+"/"+a+"s")
			}
		}
		people = strings.Join(b, ";")
	}
	for p := range list(people) {
		s, m, ok := strings.Cut(p, "/")
		if !ok {
			continue // "-": none
		}
		t.file(code, one, s)
		if strings.HasPrefix(s, "~") {
			m = "~" + strings.TrimPrefix(m, "~")
		}
		t.file(code, many, m)
		singular, plural = append(singular, strings.TrimPrefix(s, "~")), append(plural, strings.TrimPrefix(m, "~"))
	}
	return singular, plural
}

// fileAll files each word of a list and returns them without their marks.
func (t *table) fileAll(code Code, kind Kind, words string) (all []string) {
	for w := range list(words) {
		t.file(code, kind, w)
		all = append(all, strings.TrimPrefix(w, "~"))
	}
	return all
}

func (t *table) file(code Code, kind Kind, word string) {
	plain := strings.TrimPrefix(word, "~")
	m := Match{Code: code, Kind: kind, Shared: plain != word, caps: len(plain) <= 6 && isUpper(plain)}
	key := strings.TrimPrefix(Fold(plain), "the ")
	if !slices.Contains(t.words[key], m) {
		t.words[key] = append(t.words[key], m)
	}
}

// list yields the members of a ";" list.
func list(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for s != "" {
			var w string
			if w, s, _ = strings.Cut(s, ";"); w != "" && w != "-" && !yield(w) {
				return
			}
		}
	}
}

func day(s string) (dragoman.Date, error) {
	if s == "" {
		return 0, nil
	}
	return dragoman.ParseDate(s)
}

// isUpper reports whether s has letters and all of them are capitals of ASCII.
func isUpper(s string) bool {
	letters := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || c >= utf8.RuneSelf:
			return false
		case 'A' <= c && c <= 'Z':
			letters = true
		}
	}
	return letters
}
