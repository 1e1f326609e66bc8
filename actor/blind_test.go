package actor_test

import (
	"strings"
	"sync"
	"testing"

	"dragoman"
	"dragoman/actor"
	"dragoman/country"
)

// TestBlind reads what writers expect who know neither the directory nor the code, in the form that the files' heads tell. The rules were written with the
// misses of all files but the second in view.
func TestBlind(t *testing.T) {
	run := stages(t)
	for _, c := range []struct {
		file  string
		floor float64
	}{
		{"testdata/blind1.txt", 0.90},
		{"testdata/blind2.txt", 0.80},
		{"testdata/blind3.txt", 0.78},
		{"testdata/blind4.txt", 0.72},
	} {
		share := blind(t, run, c.file)
		if share < c.floor {
			t.Errorf("%s: %.3f right, the floor is %.2f", c.file, share, c.floor)
		}
	}
}

// blind returns the share of the mentions of a file that are right.
func blind(t *testing.T, run []dragoman.Stage, path string) float64 {
	right, all, offices, office := 0, 0, 0, 0
	eachMark(t, run, path, func(when string, d *dragoman.Document, m goldMark) {
		all++
		want := m.actor
		if m.role != "" {
			want += ";" + m.role
		}
		got, ok, sameOffice, asked := checkBlind(d, m, want)
		if !ok {
			t.Logf("%s %q in %q: %s, want %s", when, d.Text[m.first:m.end], d.Text, got, want)
			return
		}
		right++
		if asked {
			offices++
		}
		if sameOffice {
			office++
		}
	})
	t.Logf("%s: %d of %d mentions right: %.1f%%; offices of those %d of %d", path, right, all, 100*float64(right)/float64(all), office, offices)
	return float64(right) / float64(all)
}

// checkBlind compares the party of the mention that a mark is of; asked is true where an office is, and sameOffice where it is the party's role.
func checkBlind(d *dragoman.Document, g goldMark, want string) (got string, ok, sameOffice, asked bool) {
	m := marked(d, g, func(p *dragoman.Party) bool { return want != "-" && fits(p, want) })
	if m == nil {
		return "no mention", want == "-", false, false
	}
	c := d.Chains[m.Chain]
	if a, b, two := strings.Cut(want, " + "); two {
		seen := 0
		for _, x := range d.Members[c.Parts[0]:c.Parts[1]] {
			if p := d.Chains[x].Party; p >= 0 {
				got += d.Parties[p].Name + " (" + d.Parties[p].Code + ") "
				if fits(&d.Parties[p], a) || fits(&d.Parties[p], b) {
					seen++
				}
			}
		}
		return got, seen == 2, false, false
	}
	if c.Party < 0 {
		return "no party", want == "-", false, false
	}
	p := &d.Parties[c.Party]
	got = p.Name + " | " + p.Actor + " | " + p.Code + " | " + p.Role
	switch want {
	case "-":
		return got, p.Code == "", false, false
	case "?":
		return got, p.Ambiguous, false, false
	}
	f := strings.Split(want, ";")
	return got, fits(p, want), len(f) > 2 && sameWords(p.Role, f[2]), len(f) > 2
}

// aliases are the other names of each entry of the Directory.
var aliases = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	dir, err := actor.Builtin()
	if err != nil {
		panic(err) // the file is part of the build
	}
	for i := range dir.Entries {
		all[dir.Entries[i].ID] = dir.Entries[i].Aliases
	}
	return all
})

// fits reports whether a party is what a mark says: country and name, or the code.
func fits(p *dragoman.Party, want string) bool {
	f := strings.Split(want, ";")
	if len(f) == 1 {
		return p.Code == f[0] || strings.HasPrefix(p.Code, f[0]+" ")
	}
	land, sectors, _ := strings.Cut(f[1], " ")
	if p.Country != land {
		return false
	}
	named := sameWords(p.Name, f[0])
	for _, alias := range aliases()[p.Actor] {
		named = named || sameWords(alias, f[0])
	}
	if strings.HasPrefix(p.Actor, "country/") && sectors == "GOV" {
		named = true
	}
	return named
}

// sameWords reports whether the last word of one is in the other, or half of its words.
func sameWords(a, b string) bool {
	x, y := strings.Fields(string(country.AppendFold(nil, strings.ReplaceAll(a, "-", " ")))), strings.Fields(string(country.AppendFold(nil, strings.ReplaceAll(b, "-", " "))))
	n := 0
	for _, w := range x {
		for _, v := range y {
			if w == v && len(w) > 2 {
				n++
				break
			}
		}
	}
	return n > 0 && 2*n >= min(len(x), len(y))
}
