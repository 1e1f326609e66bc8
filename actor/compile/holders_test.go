package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman"
	"dragoman/actor"
	"dragoman/country"
)

// lastIssues is the first day whose issues of The Factbook count as its last ones.
var lastIssues = dragoman.NewDate(2026, 1, 1)

// TestHoldersOfTheLastIssues holds the directory against what The World Factbook's last issues say of heads of state and of government: who
// is said to hold an office since a day holds it in the directory on the day of the issue, under that name.
func TestHoldersOfTheLastIssues(t *testing.T) {
	shared := os.Getenv("DRAGOMAN_SHARED")
	if shared == "" {
		t.Skip("DRAGOMAN_SHARED is not set: it names the folder that holds data/factbook")
	}
	d, err := actor.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	said, newer := 0, map[string]bool{}
	for _, r := range rowsOf(t, filepath.Join(shared, "data/factbook/history.jsonl")) {
		c := country.ByGEC(r.GEC)
		if c == nil || c.COW == 0 || r.Last < lastIssues || r.Field != "chief_of_state" && r.Field != "head_of_government" {
			continue
		}
		for _, o := range officesIn(string(c.Code), r.Text) {
			if !leads[o.title] {
				continue
			}
			said++
			if holds(d, string(c.Code), o, r.Last) {
				continue
			}
			if strings.Contains(ownNewer, string(c.Code)) {
				newer[string(c.Code)] = true
				continue
			}
			t.Errorf("%s: %s %s since %s, seen %s to %s; the directory has %s", c.Code, o.title, o.name, o.since, r.First, r.Last, holders(d, string(c.Code), r.Last))
		}
	}
	t.Logf("%d offices are said; of %d states our own table tells of later days or in another spelling", said, len(newer))
}

// ownNewer are the states of which our own table tells what The Factbook's last issues do not: a change of 2026, an office abolished, and
// Saudi Arabia's crown prince under the name that reports give him.
const ownNewer = "BGD BGR CHL HND IRN MDA NLD PER PRT SYR SAU"

func rowsOf(t *testing.T, path string) (rows []row) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		var r row
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

// holds reports whether a term of the directory says the same.
func holds(d *actor.Directory, home string, o officeSaid, day dragoman.Date) bool {
	full, surname := title(o.name)
	for i := range d.Terms {
		term := &d.Terms[i]
		if d.Entries[term.Of].ID != "country/"+home || !term.Leads || !term.Days.Holds(day) {
			continue
		}
		p := &d.Entries[term.Person]
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if sameName(&entry{name: name, surname: p.Surname}, full, surname) {
				return true
			}
		}
	}
	return false
}

func holders(d *actor.Directory, home string, day dragoman.Date) string {
	var out []string
	for i := range d.Terms {
		term := &d.Terms[i]
		if d.Entries[term.Of].ID == "country/"+home && term.Leads && term.Days.Holds(day) {
			out = append(out, term.Title+" "+d.Entries[term.Person].Name+" since "+term.Days.From.String())
		}
	}
	return strings.Join(out, "; ")
}
