package main

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dragoman"
	"dragoman/country"
)

// The kinds of office whose holder heads what it is of.
var leads = map[string]bool{"President": true, "Prime Minister": true, "Chancellor": true, "King": true, "Queen": true, "Emperor": true, "Emir": true,
	"Supreme Leader": true, "General Secretary": true, "First Secretary": true, "Leader": true, "Paramount leader": true, "Head of State": true, "Shah": true,
	"Premier": true, "Pope": true, "De facto leader": true, "State Counsellor": true, "Secretary-General": true, "Secretary General": true, "Director": true,
	"Director-General": true, "Director General": true, "Executive Director": true, "Managing Director": true, "Chairman": true, "Chair": true,
	"Commander": true, "Commissioner-General": true, "High Commissioner for Refugees": true, "Under-Secretary-General": true, "Prosecutor": true,
	"Chairperson of the Commission": true, "Sultan": true, "Amir": true, "Grand Duke": true, "Chief Executive": true, "Crown Prince": false}

type entry struct {
	id, name   string
	aliases    []string
	surname    string
	country    string
	sectors    string
	kind       dragoman.EntityType
	from, end  dragoman.Date
	role, wiki string
}

type term struct {
	person, of, title, other string
	from, end                dragoman.Date
	leads                    bool
	envoy                    bool
	own                      bool          // of our own tables
	guessed                  bool          // its first day is that of the issue that first had it
	seen                     dragoman.Date // when The Factbook last showed an envoy
}

type member struct {
	country, of, status string
	first, last         dragoman.Date
}

type builder struct {
	entries []*entry
	byID    map[string]*entry
	byName  map[string]*entry // folded name or alias of organisations and groups
	people  map[string]*entry // country + folded name
	terms   []*term
	members []member
	heads   map[string]dragoman.Date // country -> first day of our own line of heads
}

func newBuilder() *builder {
	return &builder{byID: map[string]*entry{}, byName: map[string]*entry{}, people: map[string]*entry{}, heads: map[string]dragoman.Date{}}
}

// lines calls f with each line of a file that is not blank or a comment.
func lines(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<22)
	for n := 1; in.Scan(); n++ {
		if line := strings.TrimRight(in.Text(), " \r"); line != "" && line[0] != '#' {
			if err := f(line); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	return in.Err()
}

// bodies reads "id = name;names | country | sectors | first | last".
func (b *builder) bodies(path string) error {
	return lines(path, func(line string) error {
		id, rest, _ := strings.Cut(line, " = ")
		f := strings.Split(rest, " | ")
		if len(f) == 4 {
			f[3] = strings.TrimSuffix(f[3], " |")
			f = append(f, "")
		}
		if len(f) != 5 {
			return fmt.Errorf("%d columns, want 5: %q", len(f), line)
		}
		names := strings.Split(f[0], ";")
		e := &entry{id: "org/" + id, name: strings.TrimPrefix(names[0], "~"), aliases: names[1:], country: f[1], sectors: f[2], kind: dragoman.OrganizationEntity}
		if f[2] == "LIST" {
			e.id, e.sectors = "list/"+id, ""
		}
		var err error
		if e.from, err = firstDay(f[3]); err != nil {
			return err
		}
		if e.end, err = dayAfter(f[4]); err != nil {
			return err
		}
		if names[0][0] == '~' {
			e.aliases = append(e.aliases, names[0])
		}
		return b.body(e)
	})
}

func (b *builder) body(e *entry) error {
	if b.byID[e.id] != nil {
		return fmt.Errorf("%s stands twice", e.id)
	}
	b.byID[e.id] = e
	b.entries = append(b.entries, e)
	for _, n := range append([]string{e.name}, e.aliases...) {
		k := country.Fold(n)
		if b.byName[k] == nil {
			b.byName[k] = e
		}
	}
	return nil
}

// firstDay reads a year or a day.
func firstDay(s string) (dragoman.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, nil
	}
	if len(s) == 4 {
		y, err := strconv.Atoi(s)
		return dragoman.NewDate(y, 1, 1), err
	}
	return dragoman.ParseDate(s)
}

// dayAfter reads the last year or the last day of something, and returns the day after it.
func dayAfter(s string) (dragoman.Date, error) {
	s = strings.TrimSpace(s)
	if len(s) == 4 {
		y, err := strconv.Atoi(s)
		return dragoman.NewDate(y+1, 1, 1), err
	}
	d, err := firstDay(s)
	if d != 0 {
		d++
	}
	return d, err
}

// person returns the entry of a person of a country, made where there is none yet. names[0] is as a table writes it, with the
// surname in capitals where it is not the last word.
func (b *builder) person(home string, names []string, sectors string, from dragoman.Date) *entry {
	name, surname := title(names[0])
	if len(names[0]) > 4 && strings.HasPrefix(names[0], "The ") {
		return nil
	}
	key := home + " " + country.Fold(name)
	if e := b.people[key]; e != nil {
		b.alias(e, home, names[1:])
		return e
	}
	e := &entry{id: "person/" + slug(name), name: name, surname: surname, country: home, sectors: sectors, kind: dragoman.PersonEntity, from: from}
	if b.byID[e.id] != nil {
		e.id += "-" + strings.ToLower(home)
	}
	for i := 2; b.byID[e.id] != nil; i++ {
		e.id = fmt.Sprintf("person/%s-%s-%d", slug(name), strings.ToLower(home), i)
	}
	b.byID[e.id], b.people[key] = e, e
	b.entries = append(b.entries, e)
	b.alias(e, home, names[1:])
	return e
}

func (b *builder) alias(e *entry, home string, names []string) {
	for _, n := range names {
		n, _ = title(n)
		if n != e.name && !slices.Contains(e.aliases, n) {
			e.aliases = append(e.aliases, n)
		}
		if k := home + " " + country.Fold(n); b.people[k] == nil {
			b.people[k] = e
		}
	}
}

// title turns "KIM Jong-un" into "Kim Jong-un" and "Kim": capitals mark the surname, else it is the last word.
func title(s string) (name, surname string) {
	words := strings.Fields(s)
	var caps []string
	for i, w := range words {
		letters := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, strings.TrimPrefix(strings.TrimPrefix(w, "al-"), "el-"))
		if len([]rune(letters)) > 1 && strings.ToUpper(letters) == letters && !isRoman(letters) && !initials(w) && len(words)+len(letters) > 4 {
			words[i] = lowerCaps(w)
			caps = append(caps, words[i])
		}
	}
	name = strings.Join(words, " ")
	if len(caps) > 0 {
		return name, strings.Join(caps, " ")
	}
	last := len(words) - 1
	for last > 0 && (words[last] == "Jr." || words[last] == "Sr." || isRoman(words[last])) {
		last--
	}
	surname = words[last]
	for last > 0 && slices.Contains([]string{"de", "la", "del", "van", "von", "der", "den", "bin", "ibn", "Le", "Di", "Ben", "Van", "De", "da", "dos", "St."}, words[last-1]) {
		last--
		surname = words[last] + " " + surname
	}
	return name, surname
}

func isRoman(s string) bool { return strings.Trim(s, "IVX") == "" }

func initials(s string) bool {
	return strings.Contains(s, ".") || s == "JD" || s == "CQ" || s == "MBS" || s == "MBZ" || s == "AMLO" || s == "JFK" || s == "LBJ" || s == "RFK"
}

// lowerCaps turns "AL-ASAD" into "Al-Asad", "YAR'ADUA" into "Yar'adua".
func lowerCaps(s string) string {
	out, start := []rune(strings.ToLower(s)), true
	orig := []rune(s)
	for i, r := range out {
		if start && unicode.IsUpper(orig[i]) {
			out[i] = unicode.ToUpper(r)
		}
		start = r == '-' || r == '"' || r == '('
	}
	return string(out)
}

func slug(s string) string { return strings.ReplaceAll(country.Fold(s), " ", "-") }

// of returns the id and the country of what an office is of.
func (b *builder) of(s string) (id, home string, err error) {
	if e := b.byID[s]; e != nil {
		return s, e.country, nil
	}
	if country.Get(country.Code(s)) != nil {
		return "country/" + s, s, nil
	}
	return "", "", fmt.Errorf("%q is no country and no organisation", s)
}

// write prints the directory in its compiled form, ordered.
func (b *builder) write() []byte {
	var w bytes.Buffer
	slices.SortFunc(b.entries, func(x, y *entry) int { return strings.Compare(x.id, y.id) })
	for _, e := range b.entries {
		fmt.Fprintf(&w, "E\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", e.id, e.name, strings.Join(e.aliases, ";"), e.surname, e.country, e.sectors, e.kind,
			number(e.from), number(e.end), e.wiki, e.role)
	}
	slices.SortStableFunc(b.terms, func(x, y *term) int {
		if c := strings.Compare(x.of, y.of); c != 0 {
			return c
		}
		return int(x.from - y.from)
	})
	b.terms = slices.DeleteFunc(b.terms, func(t *term) bool { return t.end != 0 && t.end <= t.from })
	for _, t := range b.terms {
		flag := ""
		if t.leads {
			flag = "L"
		}
		fmt.Fprintf(&w, "T\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.person, t.of, t.title, t.other, number(t.from), number(t.end), flag)
	}
	slices.SortStableFunc(b.members, func(x, y member) int {
		return strings.Compare(x.country+x.of+x.first.String(), y.country+y.of+y.first.String())
	})
	for _, m := range b.members {
		fmt.Fprintf(&w, "M\t%s\t%s\t%s\t%s\t%s\n", m.country, m.of, number(m.first), number(m.last+1), m.status)
	}
	return w.Bytes()
}

func number(d dragoman.Date) string {
	if d <= 1 {
		return ""
	}
	return strconv.Itoa(int(d))
}

// counts tells what the directory holds, for docs/data.md.
func (b *builder) counts() string {
	n := map[string]int{}
	for _, e := range b.entries {
		kind, _, _ := strings.Cut(e.id, "/")
		if kind == "org" && (strings.Contains(e.sectors, "REB") || strings.Contains(e.sectors, "PRM") || strings.Contains(e.sectors, "CRM")) {
			kind = "armed group"
		} else if kind == "org" && strings.HasPrefix(e.sectors, "PTY") {
			kind = "party"
		}
		n[kind]++
	}
	var all []string
	for _, k := range slices.Sorted(maps.Keys(n)) {
		all = append(all, fmt.Sprintf("%s %d", k, n[k]))
	}
	return strings.Join(all, ", ")
}
