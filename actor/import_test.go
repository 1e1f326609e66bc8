package actor

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman"
)

func TestImport(t *testing.T) {
	for _, c := range []struct {
		format Format
		in     string
		want   []string // id|name|country sectors
		wrong  []string // parts of the error
	}{
		{CSV, "name,country,sectors,aliases,type,from\nNorth Bank Front,GMB,REB,NBF;Front of the North Bank,org,2019-02-01\n,GMB,REB,,,\nBad,XXX,REB,,,\nWorse,GMB,ABC,,,\nLate,GMB,,,,yesterday\n",
			[]string{"org/north-bank-front|North Bank Front|GMB REB"}, []string{"t:3: no name", `country "XXX"`, `sector "ABC"`, "yesterday"}},
		{CSV, "title\nx\n", nil, []string{"must have a column name"}},
		{PETRARCH, "RIVER_PEOPLE'S_FRONT_ [GMBREB] # a comment\n+RPF_\n+FRONT_OF_THE_RIVER\nMINISTER_OF_RAIN [GMBGOV 010101-051231]\n [GMBELI >060101]\n+LONE\n[NGAREB\n",
			[]string{"org/river-peoples-front|River People's Front|GMB REB", "org/minister-of-rain|Minister of Rain|"}, []string{"t:7:"}},
		{PETRARCH, "+ORPHAN_\n", nil, []string{"t:1: a synonym before any name"}},
		{FollowTheMoney, `{"id":"a1","schema":"Person","properties":{"name":["Ama Ceesay"],"alias":["A. Ceesay"],"country":["gm"],"topics":["role.pep"],"position":["Minister of Rain"]}}` + "\n{bad\n" + `{"id":"a2","schema":"Company","properties":{}}` + "\n",
			[]string{"ftm/a1|Ama Ceesay|GMB GOV"}, []string{"t:2:", "t:3: entity \"a2\" has no name"}},
		{Wikidata, "[\n" + `{"id":"Q1","labels":{"en":{"value":"River Party"}},"aliases":{"en":[{"value":"RP"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q7278"}}}}],"P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q115"}}}}],"P571":[{"mainsnak":{"datavalue":{"value":{"time":"+1994-00-00T00:00:00Z"}}}}]}}` + ",\n{\"id\":\"Q2\"}\n]\n",
			[]string{"wikidata/Q1|River Party|ETH PTY"}, []string{"t:3: item Q2 has no English label"}},
	} {
		got, err := Import(strings.NewReader(c.in), "t", c.format)
		var have []string
		for _, e := range got {
			have = append(have, e.ID+"|"+e.Name+"|"+codeOf(e.Country, e.Sectors))
		}
		if strings.Join(have, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got %q, want %q", c.format, have, c.want)
		}
		if len(c.wrong) == 0 != (err == nil) {
			t.Errorf("%s: error %v", c.format, err)
		}
		for _, w := range c.wrong {
			if err == nil || !strings.Contains(err.Error(), w) || !errors.Is(err, dragoman.ErrInvalid) {
				t.Errorf("%s: error %v, want %q in it, and ErrInvalid", c.format, err, w)
			}
		}
	}
}

func TestImportDated(t *testing.T) {
	got, err := Import(strings.NewReader("MINISTER_OF_RAIN [GMBELI]\n [GMBGOV 010101-051231]\n"), "t", PETRARCH)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	n, err := d.With(got)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[dragoman.Date]string{dragoman.NewDate(2003, 5, 1): "GMB GOV", dragoman.NewDate(2013, 5, 1): "GMB ELI"} {
		if c := n.Who("Minister of Rain", day); len(c) == 0 || c[0].Party.Code != want {
			t.Errorf("on %v: %v, want %s", day, c, want)
		}
	}
	if d.ByID("org/minister-of-rain") != nil {
		t.Error("With changed the directory it was called on")
	}
}

func TestImportRealDictionary(t *testing.T) {
	shared := os.Getenv("DRAGOMAN_SHARED")
	if shared == "" {
		t.Skip("DRAGOMAN_SHARED is not set: it names the folder with data/petrarch")
	}
	file := filepath.Join(shared, "data/petrarch/Phoenix.MilNonState.actors.txt")
	f, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	got, problems := ReadPETRARCH(f, file)
	t.Logf("%d actors, %d lines in error: %v", len(got), len(problems), problems)
	if len(got) < 600 || len(problems) > 20 {
		t.Errorf("%d actors and %d lines in error", len(got), len(problems))
	}
}

func TestBaseline(t *testing.T) {
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	president := false
	for s := range d.Baseline() {
		n[s.Relation]++
		president = president || s.Subject.Actor == "person/ahmed-al-sharaa" && s.Object.Country == "SYR" && s.Value == "President" && s.When.From.String() == "2025-01-29"
	}
	if !president || n["member_of"] < 5000 || n["holds_office"] < 4000 || n["leads"] < 1000 {
		t.Errorf("%v, al-Sharaa among them: %v", n, president)
	}
}

func FuzzPETRARCH(f *testing.F) {
	f.Add("A_B_ [SYRREB 000101-020202]\n+C_\n [IMG <030303]\n")
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := ReadPETRARCH(strings.NewReader(s), "t")
		for _, e := range got {
			if e.Name == "" || e.ID == "" {
				t.Errorf("%q gives an actor without a name: %+v", s, e)
			}
		}
	})
}
