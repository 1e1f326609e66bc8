package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dragoman"
	"dragoman/country"
)

type row struct {
	GEC   string        `json:"gec"`
	Field string        `json:"field"`
	Text  string        `json:"text"`
	First dragoman.Date `json:"first_seen"`
	Last  dragoman.Date `json:"last_seen"`
}

// factbook reads the runs of The World Factbook's fields, oldest first.
func (b *builder) factbook(path string) error {
	var rows []row
	err := lines(path, func(line string) error {
		var r row
		err := json.Unmarshal([]byte(line), &r)
		rows = append(rows, r)
		return err
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if c := strings.Compare(a.GEC+a.Field, b.GEC+b.Field); c != 0 {
			return c
		}
		return int(a.First - b.First)
	})
	for _, r := range rows {
		home := ""
		if c := country.ByGEC(r.GEC); c != nil {
			home = string(c.Code)
		}
		if home == "" {
			continue
		}
		switch r.Field {
		case "chief_of_state", "head_of_government":
			b.heldOffices(home, r)
		case "diplomatic_representation_in_us":
			b.ambassador(home, "USA", r)
		case "diplomatic_representation_from_us":
			b.ambassador("USA", home, r)
		case "igo_participation":
			b.memberships(home, r)
		case "political_parties":
			b.parties(home, r)
		case "military_branches":
			b.military(home, r)
		case "legislature":
			b.legislature(home, r)
		}
	}
	b.recall()
	return nil
}

var (
	officeRE = regexp.MustCompile(`^(?:represented by )?((?:[A-Z][a-z]+ )?(?:President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Sultan|Amir|Emir|Grand Duke|Prince|Pope|Taoiseach|Supreme Leader|Vice President|Deputy Prime Minister|Governor-General|Governor General|Governor|Chief Executive|State Counsellor)) (?:\([^)]*\) )?(.+?) \((?:head of government |chief of state )?since (?:(\d{1,2}) ?)?([A-Z][a-z]+),? (\d{4})`)
	// governmentRE is what makes a president or a prime minister the head of the government.
	governmentRE = regexp.MustCompile(`^(?:of (?:the )?(?:Government of [A-Z][a-z]+|Council of Ministers|Government)|and (?:[A-Z][a-z]+ )*Minister) `)
	envoyRE      = regexp.MustCompile(`Ambassador ([^;(]+?) \(since (?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})`)
	rankRE       = regexp.MustCompile(`\b(?:Gen\.|Brig\.|Maj\.|Lt\.|Col\.|Capt\.|Sr\.|General|Colonel|Captain|Dr\.|Sir|Dame|Lord|Sheikh|Shaykh|Mr\.|Mrs\.|\(Ret\.\)|Marshal|Admiral|Ratu|Hon\.|Dame)\s+`)
	parensRE     = regexp.MustCompile(`\s*[("“][^)"”]*[)"”]`)
)

// heldOffices files who holds an office by a row.
func (b *builder) heldOffices(home string, r row) {
	for _, o := range officesIn(home, r.Text) {
		b.hold(home, o.title, o.name, o.since, r, "GOV")
	}
}

// officeSaid is that somebody has held an office since a day.
type officeSaid struct {
	title, name string
	since       dragoman.Date
}

// officesIn reads "President Ahmad SURNAME (since 2 May 2015); Vice President …".
func officesIn(home, text string) (all []officeSaid) {
	text, _, _ = strings.Cut(text, "note")
	foreign := strings.Contains(text, "represented by")
	for _, part := range strings.Split(text, ";") {
		m := officeRE.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			continue
		}
		titleOf := m[1]
		if c := country.Get(country.Code(home)); c.COW == 0 && home != "HKG" && (strings.Contains(titleOf, "President") || titleOf == "King" || titleOf == "Queen") {
			continue // the president of the state that a territory belongs to
		}
		for _, w := range []string{"Interim ", "Acting ", "Transitional ", "Transition ", "Caretaker ", "First ", "Executive ", "Federal ", "Crown "} {
			titleOf = strings.TrimPrefix(titleOf, w)
		}
		day, ok := sinceDay(m[3:])
		if !ok || foreign && (strings.HasSuffix(titleOf, "King") || strings.HasSuffix(titleOf, "Queen")) {
			continue
		}
		name := m[2]
		if titleOf == "Taoiseach" {
			titleOf = "Prime Minister"
		}
		if rest := governmentRE.FindString(name); rest != "" { // "President of the Government of Spain", "Prime Minister and Foreign Minister"
			titleOf, name = "Prime Minister", name[len(rest):]
		}
		if strings.HasPrefix(name, "of ") || strings.HasPrefix(name, "for ") {
			continue // "President of the Pontifical Commission", "Prime Minister for Infrastructure": another office
		}
		all = append(all, officeSaid{titleOf, plainHolder(name), day})
	}
	return all
}

// plainHolder is a name without ranks and what stands in brackets.
func plainHolder(raw string) string {
	name := strings.TrimSpace(parensRE.ReplaceAllString(rankRE.ReplaceAllString(raw+" ", ""), ""))
	return strings.TrimSpace(strings.ReplaceAll(name, "  ", " "))
}

// hold files that a person has held an office since a day, and ends the term of who held it before.
func (b *builder) hold(home, titleOf, raw string, day dragoman.Date, r row, sec string) {
	name := plainHolder(raw)
	if name == "" || len(strings.Fields(name)) > 7 || strings.ContainsAny(name, ",;:") || strings.Contains(strings.ToLower(name), "vacant") {
		return
	}
	of := "country/" + home
	full, surname := title(name)
	single := titleOf != "Vice President" && titleOf != "Deputy Prime Minister"
	known := b.known(home, full, surname)
	guessed := single && leads[titleOf] && b.taken(of, titleOf, full, surname, day, r.First, known == nil)
	if guessed {
		day = r.First
	}
	var before *term
	for _, t := range b.terms {
		if t.of != of || t.title != titleOf {
			continue
		}
		p := b.byID[t.person]
		same := sameName(p, full, surname)
		// "Mitsotakis", back after a month of Sarmas, is no spelling of his name
		respelt := !same && single && leads[titleOf] && abs(t.from-day) <= 60 && b.heads[home] != 0 && (known == nil && shareWord(p.name, full) || known == p)
		if same && t.guessed && day < t.from {
			b.alias(p, home, spellings(name))
			b.mendDay(t, day)
			return
		}
		if same && (t.end == 0 || t.end >= day) && t.from <= day+800 || respelt {
			b.alias(p, home, spellings(name))
			return
		}
		if t.end == 0 && t.from < day && !same && (before == nil || t.from > before.from) {
			before = t
		}
	}
	ownFirst, ownLast := b.ownLine(of, titleOf)
	if leads[titleOf] && ownFirst != 0 && day >= ownFirst && day <= ownLast {
		return // our own line of that office is believed as far as it goes
	}
	p := known
	if p != nil && ownFirst != 0 && b.otherSince(p, of, titleOf, day) {
		return // an issue that has the president under both offices
	}
	if r.Field == "head_of_government" && titleOf == "President" && before != nil {
		return // presidents are read from the chiefs of state, which come first: this one heads a cabinet
	}
	if single && before != nil {
		before.end = day
	}
	if p == nil {
		p = b.person(home, []string{name}, sec, 0)
	}
	b.alias(p, home, spellings(name)[1:])
	t := &term{person: p.id, of: of, title: titleOf, from: day, leads: leads[titleOf], guessed: guessed}
	switch {
	case single && day < ownFirst:
		t.end = ownFirst
	case !single && r.Last < lastIssue: // these fields were cut in 2024; a holder not seen since is not known to hold it still
		t.end = r.Last + 1
	}
	b.terms = append(b.terms, t)
}

// lastIssue is when The Factbook's last issues begin: who is in none of them is gone.
var lastIssue = dragoman.NewDate(2026, 1, 1)

// mendDay gives a term its right beginning once an issue has it, and the term before its end.
func (b *builder) mendDay(t *term, day dragoman.Date) {
	for _, before := range b.terms {
		if before.of == t.of && before.title == t.title && before.end == t.from && before.from < day {
			before.end = day
		}
	}
	t.from, t.guessed = day, false
}

// slip is how long after a change of holder an issue may be that has a slip in the year of the next one.
const slip = 120

// taken reports whether an issue gives a new holder of an office the very day of the one before, or, with a slip in the year, an earlier one.
func (b *builder) taken(of, titleOf, full, surname string, day, issue dragoman.Date, stranger bool) bool {
	return slices.ContainsFunc(b.terms, func(t *term) bool {
		p := b.byID[t.person]
		return t.of == of && t.title == titleOf && t.end == 0 && !sameName(p, full, surname) && !shareWord(p.name, full) &&
			(t.from == day && day < issue || stranger && day < t.from && t.from < issue && issue-t.from <= slip)
	})
}

// otherSince reports whether a person has held another office of a state since the same day.
func (b *builder) otherSince(p *entry, of, titleOf string, day dragoman.Date) bool {
	return slices.ContainsFunc(b.terms, func(t *term) bool {
		return t.person == p.id && t.of == of && t.title != titleOf && t.from == day && leads[t.title]
	})
}

// ownLine is the first and the last day of which our own line of an office tells, 0 where there is none.
func (b *builder) ownLine(of, titleOf string) (first, last dragoman.Date) {
	for _, t := range b.terms {
		if !t.own || t.of != of || t.title != titleOf {
			continue
		}
		if first == 0 || t.from < first {
			first = t.from
		}
		last = max(last, t.from, t.end)
	}
	return first, last
}

func sinceDay(m []string) (dragoman.Date, bool) {
	day := 1
	if m[0] != "" {
		day, _ = strconv.Atoi(m[0])
	}
	year, err := strconv.Atoi(m[2])
	if err != nil || len(m[1]) < 3 {
		return 0, false
	}
	t, err := time.Parse("Jan", m[1][:3])
	if err != nil {
		return 0, false
	}
	return dragoman.NewDate(year, t.Month(), day), true
}

func abs(d dragoman.Date) dragoman.Date { return max(d, -d) }

// ambassador files home's ambassador to a country.
func (b *builder) ambassador(home, to string, r row) {
	m := envoyRE.FindStringSubmatch(r.Text)
	if m == nil || home == to {
		return
	}
	day, ok := sinceDay(m[2:])
	if !ok || strings.Contains(m[1], "vacant") {
		return
	}
	host := country.Code(to).Name()
	if to == "USA" {
		host = "the United States"
	}
	titleOf, n := "Ambassador to "+host, len(b.terms)
	b.hold(home, titleOf, strings.TrimSuffix(strings.TrimSpace(m[1]), "-designate"), day, r, "GOV")
	if len(b.terms) > n {
		b.terms[n].envoy = true
	}
	for _, t := range b.terms {
		if t.envoy && t.of == "country/"+home && t.title == titleOf && t.end == 0 {
			t.seen = r.Last
		}
	}
}

// recall ends the terms of envoys whom The Factbook's last issues do not show.
func (b *builder) recall() {
	for _, t := range b.terms {
		if t.envoy && t.end == 0 && t.seen < lastIssue {
			t.end = t.seen + 1
		}
	}
}
