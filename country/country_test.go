package country

import (
	"testing"

	"dragoman"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		by   func(string) (Code, bool)
		word string
		want Code
	}{
		{ByName, "Syria", "SYR"}, {ByName, "cote d’ivoire", "CIV"}, {ByName, "CÔTE D'IVOIRE", "CIV"}, {ByName, "U.S.", "USA"},
		{ByName, "US", "USA"}, {ByName, "us", ""}, {ByName, "the Netherlands", "NLD"}, {ByName, "The Gambia", "GMB"},
		{ByName, "DRC", "COD"}, {ByName, "UAE", "ARE"}, {ByName, "DPRK", "PRK"}, {ByName, "Kosovo", "KOS"},
		{ByName, "USSR", "SUN"}, {ByName, "Soviet Union", "SUN"}, {ByName, "East Germany", "DDR"}, {ByName, "Burma", "MMR"},
		{ByName, "Türkiye", "TUR"}, {ByName, "Congo", ""}, {ByName, "Korea", ""}, {ByName, "Georgia", "GEO"},
		{ByName, "Guinea", "GIN"}, {ByName, "Atlantis", ""}, {ByName, "Bosnia & Herzegovina", "BIH"}, {ByName, "St. Lucia", "LCA"},
		{ByDemonym, "Syrian", "SYR"}, {ByDemonym, "Syrians", "SYR"}, {ByDemonym, "Britons", "GBR"}, {ByDemonym, "Dutch", "NLD"},
		{ByDemonym, "Emirati", "ARE"}, {ByDemonym, "Emiratis", "ARE"}, {ByDemonym, "Congolese", ""}, {ByDemonym, "Korean", ""},
		{ByDemonym, "Dominican", "DOM"}, {ByDemonym, "Soviet", "SUN"}, {ByDemonym, "Nigeriens", "NER"}, {ByDemonym, "Swiss", "CHE"},
		{ByDemonym, "Iraqis", "IRQ"}, {ByDemonym, "Chinese", "CHN"}, {ByDemonym, "Saudis", "SAU"}, {ByDemonym, "American", "USA"},
		{ByCapital, "Damascus", "SYR"}, {ByCapital, "Kiev", "UKR"}, {ByCapital, "Kyiv", "UKR"}, {ByCapital, "Moscow", "RUS"},
		{ByMetonym, "the Kremlin", "RUS"}, {ByMetonym, "Downing Street", "GBR"}, {ByMetonym, "Elysee", "FRA"}, {ByMetonym, "Foggy Bottom", "USA"},
	} {
		if got, ok := c.by(c.word); got != c.want || ok != (c.want != "") {
			t.Errorf("%q = %q, %v; want %q", c.word, got, ok, c.want)
		}
	}
	for word, codes := range map[string][]Code{"Congo": {"COD", "COG"}, "Korean": {"KOR", "PRK"}} {
		for _, code := range codes {
			if !has(word, code) {
				t.Errorf("Lookup(%q) lacks %s", word, code)
			}
		}
	}
	if m := Lookup("Jordan"); len(m) != 1 || !m[0].Shared {
		t.Errorf("Lookup(Jordan) = %v, want one that is shared", m)
	}
	if m := Lookup("Chechen"); len(m) == 0 || m[0].Kind != PartOf || m[0].Code != "RUS" {
		t.Errorf("Lookup(Chechen) = %v", m)
	}
}

func has(word string, code Code) bool {
	for _, m := range Lookup(word) {
		if m.Code == code {
			return true
		}
	}
	return false
}

func TestCodes(t *testing.T) {
	if n := len(All()); n < 250 {
		t.Errorf("%d countries, want 250 and more", n)
	}
	if c := ByGEC("sy"); c == nil || c.Code != "SYR" {
		t.Errorf("ByGEC(sy) = %v", c)
	}
	if c := ByAlpha2("RU"); c == nil || c.Code != "RUS" {
		t.Errorf("ByAlpha2(RU) = %v", c)
	}
	if c := ByCOW(365); c == nil || c.Code != "RUS" {
		t.Errorf("ByCOW(365) = %v", c)
	}
	seen := map[Code]bool{}
	for _, c := range All() {
		if seen[c.Code] {
			t.Errorf("%s stands twice", c.Code)
		}
		seen[c.Code] = true
		for _, s := range c.Successors {
			if Get(s.Code) == nil {
				t.Errorf("%s has an unknown successor %s", c.Code, s.Code)
			}
		}
	}
	sun := Get("SUN")
	if d := dragoman.NewDate(1980, 1, 1); !sun.Existed(d) || Get("KAZ").Existed(d) || sun.Existed(dragoman.NewDate(1992, 1, 1)) {
		t.Error("the Soviet Union was there in 1980, not in 1992")
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Al-Shar’a": "al shara", "São Tomé": "sao tome", "U.S.": "us", "N'Djamena": "ndjamena", "Straße": "strasse", " a  b ": "a b",
		"Đilas": "dilas", "Łódź": "lodz", "T&T": "t and t", "Erdoğan": "erdogan", "Əliyev": "aliyev", "İstanbul": "istanbul",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldTables(t *testing.T) {
	if len(latin) != 0x250-0xC0 || len(vietnamese) != 0x100 {
		t.Errorf("tables of %d and %d letters", len(latin), len(vietnamese))
	}
}

func TestLookupAllocates(t *testing.T) {
	Lookup("Syria")
	if n := testing.AllocsPerRun(100, func() { Lookup("Syrian"); Lookup("nothing at all") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Côte d’Ivoire")
	f.Fuzz(func(t *testing.T, s string) {
		if once := Fold(s); Fold(once) != once {
			t.Errorf("Fold(%q) = %q, which folds to %q", s, once, Fold(once))
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	Lookup("x")
	for b.Loop() {
		Lookup("Syrian")
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := parse(text); err != nil {
			b.Fatal(err)
		}
	}
}
