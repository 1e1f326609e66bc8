package setting

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"dragoman"
	"dragoman/country"
)

func TestGazetteer(t *testing.T) {
	g, err := Standard()
	if err != nil {
		t.Fatal(err)
	}
	if g.Len() < 190_000 {
		t.Errorf("%d places, want 190,000", g.Len())
	}
	b, err := os.ReadFile("data/political.tsv")
	if err != nil {
		t.Fatal(err)
	}
	ours := 0
	for line := range strings.Lines(string(b)) {
		if line[0] != '#' {
			ours++
		}
	}
	if ours < 500 {
		t.Errorf("%d places of our own, want 500", ours)
	}
	for _, c := range []struct{ name, country, feature string }{
		{"Kyiv", "UKR", "capital"}, {"Kiev", "UKR", "capital"}, {"São Paulo", "BRA", "city"}, {"Sao Paulo", "BRA", "city"},
		{"Sana'a", "YEM", "capital"}, {"Sanaa", "YEM", "capital"}, {"Port-au-Prince", "HTI", "capital"}, {"Saigon", "VNM", "city"},
		{"White House", "USA", "building"}, {"Golan Heights", "SYR", "region"}, {"Line of Control", "", "line"}, {"Bavaria", "DEU", "admin1"},
		{"Texas", "USA", "admin1"}, {"Syria", "SYR", "country"}, {"UAE", "ARE", "country"}, {"Strait of Hormuz", "", "sea"}, {"St Petersburg", "RUS", "city"},
	} {
		p := g.Find(c.name, 1)
		if len(p) == 0 || p[0].Country != c.country || p[0].Feature != c.feature {
			t.Errorf("%s: %+v, want a %s of %s", c.name, p, c.feature, c.country)
		}
	}
	for _, c := range country.All() {
		if c.End == 0 && len(c.Name) > 0 && !hasCountry(g, c.Name, string(c.Code)) {
			t.Logf("no country %s %s", c.Code, c.Name)
		}
	}
}

func hasCountry(g *Gazetteer, name, code string) bool {
	for _, p := range g.Find(name, 50) {
		if p.Feature == "country" && p.Country == code {
			return true
		}
	}
	return false
}

func TestOpen(t *testing.T) {
	for _, b := range []string{"", "DGZ1", "XXXX" + strings.Repeat("\x00", 64), embedded[:1<<20]} {
		if _, err := Open(b); !errors.Is(err, dragoman.ErrCorrupt) {
			t.Errorf("open %d bytes: %v, want ErrCorrupt", len(b), err)
		}
	}
	start := time.Now()
	if _, err := Open(embedded); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 50*time.Millisecond {
		t.Errorf("open took %v, want at most 50 ms", took)
	}
	t.Logf("gazetteer.bin has %d bytes", len(embedded))
}

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Port-au-Prince", "Port au Prince", "port–au prince"}, {"Sana'a", "Sanaa", "Sana’a"}, {"San José", "San Jose"}, {"U.S.", "US"},
		{"Đà Nẵng", "Da Nang"}, {"Łódź", "Lodz"}, {"Tromsø", "Tromso"}, {"Straße", "Strasse"}, {"Ærø", "Aero"},
	} {
		for _, s := range same[1:] {
			if Key(s) != Key(same[0]) {
				t.Errorf("%s and %s have other keys", same[0], s)
			}
		}
	}
	if Key("Newark") == Key("New Ark") {
		t.Error("a space makes no difference")
	}
}

func TestHolidays(t *testing.T) {
	for _, c := range []struct {
		day  holiday
		year int
		want string
	}{
		{easter, 2024, "2024-03-31"}, {easter, 1961, "1961-04-02"}, {orthodoxEaster, 2024, "2024-05-05"}, {goodFriday, 2025, "2025-04-18"},
		{pentecost, 2025, "2025-06-08"}, {thanksgiving, 2023, "2023-11-23"}, {memorialDay, 2024, "2024-05-27"}, {laborDay, 2024, "2024-09-02"},
		{kingDay, 2025, "2025-01-20"}, {eidAlFitr, 2025, "2025-03-30"}, {diwali, 2023, "2023-11-12"}, {roshHashanah, 2023, "2023-09-16"},
		{lunarNewYear, 2023, "2023-01-22"}, {ramadan, 2009, ""}, {diwali, 2050, ""},
	} {
		if got := c.day.in(c.year).From.String(); got != c.want {
			t.Errorf("holiday %d of %d is %q, want %q", c.day, c.year, got, c.want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g, err := Standard()
	if err != nil {
		b.Fatal(err)
	}
	key := Key("Aleppo")
	b.ReportAllocs()
	for b.Loop() {
		if first, end := g.entries(key); first == end {
			b.Fatal("no Aleppo")
		}
	}
}
