package main

import (
	"os"
	"regexp"
	"slices"
	"strings"

	"dragoman"
	"dragoman/actor"
	"dragoman/country"
)

// memberships reads "ABEDA, FAO, …, WTO (observer)"; a run that goes on is one membership.
func (b *builder) memberships(home string, r row) {
	for _, w := range strings.Split(r.Text, ",") {
		name, status, _ := strings.Cut(strings.TrimSpace(w), " (")
		status = strings.TrimSuffix(status, ")")
		e := b.byName[country.Fold(name)]
		if e == nil || len(status) > 30 {
			continue
		}
		i := slices.IndexFunc(b.members, func(m member) bool { return m.country == home && m.of == e.id && m.status == status })
		if i >= 0 {
			b.members[i].last = max(b.members[i].last, r.Last)
			continue
		}
		b.members = append(b.members, member{home, e.id, status, r.First, r.Last})
	}
}

var partyRE = regexp.MustCompile(`^(.+?)(?:,? or ([A-Z][A-Za-z-]{1,7}))?(?: \(([A-Z][A-Za-z-]{1,9})\))?(?: \[([^\]]*)\]?)?$`)

// parties reads "Democratic Party or DP [First LAST] ++ …", the form of the years in which each was set apart.
func (b *builder) parties(home string, r row) {
	parts := strings.Split(r.Text, " ++ ")
	if len(parts) < 2 {
		parts = strings.SplitAfter(r.Text, "]")
	}
	for _, p := range parts {
		m := partyRE.FindStringSubmatch(strings.TrimSpace(p))
		if m == nil || len(m[1]) < 5 || len(m[1]) > 60 || strings.ContainsAny(m[1], ":;[]()\"") || m[1][0] < 'A' || m[1][0] > 'Z' || len(strings.Fields(m[1])) > 7 {
			continue
		}
		key := country.Fold(m[1])
		if e := b.byName[key]; e != nil && (e.country == home || !strings.HasPrefix(e.sectors, "PTY")) {
			continue // another country's "Labour Party" is another
		}
		id := "org/" + strings.ToLower(home) + "-" + slug(m[1])
		if b.byID[id] != nil || strings.Contains(m[1], "note") || len(strings.Fields(m[1])) < 2 && m[4] == "" {
			continue
		}
		e := &entry{id: id, name: m[1], country: home, sectors: "PTY", kind: dragoman.OrganizationEntity}
		if len(strings.Fields(strings.TrimPrefix(m[1], "The "))) < 2 {
			e.aliases = append(e.aliases, "~"+m[1]) // one word, shared with much else
		}
		if british := strings.NewReplacer("Labor", "Labour", "Defense", "Defence", "Center", "Centre").Replace(m[1]); british != m[1] {
			if len(e.aliases) > 0 {
				british = "~" + british
			}
			e.aliases = append(e.aliases, british)
		}
		for _, a := range m[2:4] {
			if len(a) > 2 {
				e.aliases = append(e.aliases, "~"+a)
			}
		}
		b.byID[id] = e
		b.entries = append(b.entries, e)
	}
}

var forceRE = regexp.MustCompile(`\b(Forces?|Army|Guards?|Military|Armed|Navy|Gendarmerie)\b`)

// military names the armed forces of a country as The Factbook does: "Rwanda Defense Force (RDF): …".
func (b *builder) military(home string, r row) {
	head, _, _ := strings.Cut(r.Text, ":")
	name, rest, _ := strings.Cut(head, " (")
	if len(name) > 55 || !forceRE.MatchString(name) || strings.Contains(name, " no ") || name == strings.ToLower(name) || len(strings.Fields(name)) < 3 ||
		strings.Contains(name, "regular") || strings.Contains(name, "note") || strings.Contains(name, ",") {
		return
	}
	id := "org/" + slug(name)
	if b.byName[country.Fold(name)] != nil || b.byID[id] != nil {
		return
	}
	e := &entry{id: id, name: name, country: home, sectors: "MIL", kind: dragoman.OrganizationEntity}
	for _, a := range strings.Split(strings.TrimSuffix(rest, ")"), ", ") {
		if a = strings.TrimSuffix(a, ")"); len(a) > 2 && len(a) < 40 && !strings.ContainsAny(a, ";)") && a != strings.ToLower(a) {
			if len(a) < 6 {
				a = "~" + a
			}
			e.aliases = append(e.aliases, a)
		}
	}
	_ = b.body(e)
}

var legislatureRE = regexp.MustCompile(`^(?:unicameral |bicameral )?([A-Z][A-Za-z' -]+?)(?: or (?:the )?([^()]+?))?(?: consists| \(|$|;)`)

// legislature names a parliament in its own language; its English name is shared by many.
func (b *builder) legislature(home string, r row) {
	m := legislatureRE.FindStringSubmatch(r.Text)
	if m == nil || len(m[1]) > 50 || len(m[2]) > 50 || len(m[1]) < 4 {
		return
	}
	id := "org/" + strings.ToLower(home) + "-legislature"
	e := b.byID[id]
	if e == nil {
		if b.byName[country.Fold(m[1])] != nil {
			return
		}
		e = &entry{id: id, name: m[1], country: home, sectors: "LEG", kind: dragoman.OrganizationEntity}
		b.byID[id] = e
		b.entries = append(b.entries, e)
	}
	for _, a := range m[1:] {
		if a = strings.Trim(a, "\" "); len(a) > 3 && a != e.name && !slices.Contains(e.aliases, a) && b.byName[country.Fold(a)] == nil && !strings.Contains(a, ",") {
			e.aliases = append(e.aliases, a)
		}
	}
}

// armed takes over the groups of a PETRARCH dictionary that our own table lacks.
func (b *builder) armed(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	found, problems := actor.ReadPETRARCH(file, path)
	if len(found) == 0 && len(problems) > 0 {
		return problems[0]
	}
	spelt := map[string]bool{}
	for _, e := range b.entries {
		for _, n := range append([]string{e.name}, e.aliases...) {
			spelt[actor.NameKey(strings.TrimPrefix(n, "~"))] = true
		}
	}
	for _, e := range found {
		names := append([]string{e.Name}, e.Aliases...)
		if slices.ContainsFunc(names, func(n string) bool { return spelt[actor.NameKey(n)] }) || len(e.Name) < 6 || len(strings.Fields(e.Name)) < 2 {
			continue
		}
		id := "org/" + slug(e.Name)
		if b.byID[id] != nil || b.byID["person/"+slug(e.Name)] != nil {
			continue
		}
		sec := make([]string, len(e.Sectors))
		for i, s := range e.Sectors {
			sec[i] = string(s)
		}
		var aliases []string
		for _, a := range e.Aliases {
			if len(strings.Fields(strings.TrimPrefix(a, "The "))) > 1 { // "The Foundation" is many things before it is a gang of Chicago
				aliases = append(aliases, a)
			}
		}
		if err := b.body(&entry{id: id, name: e.Name, aliases: aliases, country: e.Country, sectors: strings.Join(sec, " "), kind: dragoman.OrganizationEntity}); err != nil {
			return err
		}
	}
	return nil
}
