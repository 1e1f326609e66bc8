package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"dragoman"
	"dragoman/country"
)

// sectorsOf are the sectors of an office's holder.
func sectorsOf(title string) string {
	t := strings.ToLower(title)
	switch {
	case strings.Contains(t, "army chief"), strings.Contains(t, "chief of staff"), strings.Contains(t, "general staff"), strings.Contains(t, "joint chiefs"),
		strings.HasPrefix(t, "commander"):
		return "MIL"
	case strings.Contains(t, "speaker"):
		return "LEG"
	case t == "pope":
		return "REL GOV"
	}
	return "GOV"
}

// offices reads the lines of office-holders; see the head of offices.txt.
func (b *builder) offices(path string) error {
	var of, home, titleOf, other string
	var last *term
	return lines(path, func(line string) error {
		if strings.HasPrefix(line, "= ") {
			f := strings.Split(line[2:], " | ")
			var err error
			if of, home, err = b.of(f[0]); err != nil {
				return err
			}
			titleOf, other, last = f[1], "", nil
			if len(f) > 2 {
				other = f[2]
			}
			return nil
		}
		when, names, _ := strings.Cut(line, " ")
		day, err := dragoman.ParseDate(when)
		if err != nil {
			return err
		}
		if last != nil {
			if day <= last.from {
				return fmt.Errorf("%s is not after %s", when, last.from)
			}
			last.end = day
			last = nil
		}
		if names == "-" {
			return nil
		}
		sec := sectorsOf(titleOf)
		if e := b.byID[of]; e != nil {
			sec = e.sectors
		}
		p := b.holder(home, strings.Split(names, ";"), sec)
		last = &term{person: p.id, of: of, title: titleOf, other: other, from: day, leads: leads[titleOf], own: true}
		b.terms = append(b.terms, last)
		if last.leads && strings.HasPrefix(of, "country/") && (b.heads[home] == 0 || day < b.heads[home]) {
			b.heads[home] = day
		}
		return nil
	})
}

// holder finds the person an office of a country or an organisation is held by: one of the same name anywhere is the same,
// for an organisation's heads come from states.
func (b *builder) holder(home string, names []string, sectors string) *entry {
	name, _ := title(names[0])
	if len(home) == 3 && country.Get(country.Code(home)) == nil || home == "SUN" || home == "RUS" || home == "YUG" || home == "SRB" || home == "CSK" || home == "CZE" || home == "GEO" {
		for _, e := range b.entries {
			if e.kind == dragoman.PersonEntity && country.Fold(e.name) == country.Fold(name) {
				b.alias(e, e.country, names[1:])
				return e
			}
		}
	}
	return b.person(home, names, sectors, 0)
}

// persons reads people of note: "name;names | country | sectors | role | from | to".
func (b *builder) persons(path string) error {
	return lines(path, func(line string) error {
		f := strings.Split(line+" ", " | ")
		if len(f) == 5 {
			f[4] = strings.TrimSuffix(strings.TrimSpace(f[4]), "|")
			f = append(f, "")
		}
		if len(f) != 6 {
			return fmt.Errorf("%d columns, want 6", len(f))
		}
		p := b.person(f[1], strings.Split(f[0], ";"), f[2], 0)
		if p.role == "" && f[3] != "-" {
			p.role, p.sectors = f[3], f[2]
		}
		var err error
		if p.from, err = firstDay(f[4]); err != nil {
			return err
		}
		p.end, err = dayAfter(f[5])
		return err
	})
}

// bynames reads what news calls people of other sources: "country | name | names".
func (b *builder) bynames(path string) error {
	return lines(path, func(line string) error {
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			return fmt.Errorf("%d columns, want 3", len(f))
		}
		e := b.people[f[0]+" "+country.Fold(f[1])]
		if e == nil {
			return fmt.Errorf("%s has no %s", f[0], f[1])
		}
		b.alias(e, f[0], strings.Split(f[2], ";"))
		return nil
	})
}

// numbers reads Wikidata's numbers: "id number".
func (b *builder) numbers(path string) error {
	return lines(path, func(line string) error {
		id, q, _ := strings.Cut(line, " ")
		e := b.byID[id]
		if e == nil {
			return fmt.Errorf("there is no %s", id)
		}
		e.wiki = q
		return nil
	})
}

// leaders reads the list of heads of government for the countries and days that our own table does not cover.
func (b *builder) leaders(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	var last *term
	for _, r := range rows[1:] {
		t, p, err := b.leader(r)
		if err != nil {
			return fmt.Errorf("%v: %w", r, err)
		}
		if t == nil {
			last = nil
			continue
		}
		if last != nil && last.of == t.of && (last.end == 0 || last.end > t.from) {
			last.end = t.from
		}
		if p.from == 0 || t.from < p.from {
			p.from = t.from
		}
		b.terms = append(b.terms, t)
		last = t
	}
	return nil
}

// leader makes a term of a row, nil where a better source has it.
func (b *builder) leader(r []string) (*term, *entry, error) {
	cow, err := strconv.Atoi(r[1])
	if err != nil {
		return nil, nil, err
	}
	c := country.ByCOW(cow)
	var n [5]int
	for i := range n {
		if s := r[4+i]; s != "" {
			if n[i], err = strconv.Atoi(s); err != nil {
				return nil, nil, err
			}
		}
	}
	if c == nil || n[2] == 0 {
		return nil, nil, nil
	}
	from := dragoman.NewDate(n[2], monthOf(n[1]), max(n[0], 1))
	end := dragoman.NewDate(2021, 4, 1)
	if n[4] != 0 {
		end = dragoman.NewDate(n[4], monthOf(n[3])+1, 1)
	}
	home := string(c.Code)
	if home == "RUS" && from < dragoman.NewDate(1991, 12, 26) {
		home = "SUN"
	}
	if from > dragoman.NewDate(2017, 1, 1) {
		return nil, nil, nil // The Factbook has them in full
	}
	own := b.heads[home]
	if own != 0 && from >= own-40 || end < dragoman.NewDate(1945, 1, 1) {
		return nil, nil, nil
	}
	if own != 0 && end > own {
		end = own
	}
	name := cleanLeader(r[3])
	_, surname := title(name)
	for _, t := range b.terms { // The Factbook's names are fuller
		if t.of == "country/"+home && t.leads && country.Fold(b.byID[t.person].surname) == country.Fold(surname) && t.from < end && (t.end == 0 || t.end > from) {
			if t.from > from {
				t.from = from
			}
			return nil, nil, nil
		}
	}
	p := b.person(home, []string{name}, "GOV", from)
	return &term{person: p.id, of: "country/" + home, title: "Leader", other: "president;prime minister;ruler", from: from, end: end, leads: true}, p, nil
}

// cleanLeader turns "Atassi, H." into "H. Atassi", and drops what stands in brackets.
func cleanLeader(s string) string {
	s, _, _ = strings.Cut(s, "(")
	s, _, _ = strings.Cut(s, "[")
	s = strings.TrimSpace(s)
	if last, first, ok := strings.Cut(s, ", "); ok {
		s = first + " " + last
	}
	return strings.TrimSpace(s)
}

func monthOf(n int) time.Month { return time.Month(max(n, 1)) }
