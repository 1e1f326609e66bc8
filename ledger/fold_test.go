package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dragoman"
)

// A story is told in lines: "PUBLISHED PUBLISHER SUBJECT RELATION OBJECT [VALUE] CHANGE [DAY] [MODALITY]", one report each.
func tell(t testing.TB, l *Ledger, story string) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSpace(story), "\n") {
		f := strings.Fields(line)
		published, err := dragoman.ParseDate(f[0])
		if err != nil {
			t.Fatal(err)
		}
		d := &dragoman.Document{Article: dragoman.Article{Key: fmt.Sprint(i, line), Source: f[1], Published: published, Text: line}}
		s := dragoman.Standing{Relation: f[3], Subject: someone(f[2]), Object: someone(f[4]), Score: 0.9,
			Evidence: dragoman.Evidence{Span: dragoman.Span{End: int32(len(line))}, Quote: line, Rule: "r:1"}}
		for _, w := range f[5:] {
			if day, err := dragoman.ParseDate(w); err == nil {
				s.When = &dragoman.When{Interval: dragoman.Day(day)}
			} else if s.Change.UnmarshalText([]byte(w)) == nil || s.Modality.UnmarshalText([]byte(w)) == nil {
				continue
			} else {
				s.Value = w
			}
		}
		for _, w := range f[5:] {
			var c dragoman.Change
			if c.UnmarshalText([]byte(w)) == nil {
				s.Change = c
			}
			var m dragoman.Modality
			if m.UnmarshalText([]byte(w)) == nil {
				s.Modality = m
			}
		}
		s.ID = dragoman.NewID("s", d.Key)
		d.Standings = append(d.Standings, s)
		mustRecord(t, l, d, edition1)
	}
}

func someone(name string) *dragoman.Party {
	if len(name) == 3 && strings.ToUpper(name) == name {
		return &dragoman.Party{Name: name, Actor: "country/" + name, Country: name, Code: name}
	}
	return &dragoman.Party{Name: name, Actor: "x/" + name}
}

// A fact as a line that can be read: SUBJECT RELATION OBJECT VALUE MODALITY STATUS FROM..TO seqs [against]
func factLine(f Fact) string {
	s := fmt.Sprintf("%s %s %s %s %s %s..%s %v", f.Subject.Name, f.Relation, f.Object.Name, f.Value, f.Status, f.From, f.To, f.Seqs)
	if f.Closed && f.To == 0 {
		s += " over by " + f.EndedBy.String()
	}
	if len(f.Against) > 0 {
		s += fmt.Sprint(" against ", f.Against, " ", f.Conflicts[0].Why)
	}
	if len(f.MadeTrue) > 0 {
		s += fmt.Sprint(" came true ", f.MadeTrue)
	}
	if len(f.Foretold) > 0 {
		s += fmt.Sprint(" foretold ", f.Foretold)
	}
	return strings.Join(strings.Fields(s), " ")
}

func TestFolds(t *testing.T) {
	cases := []struct {
		name, story, asOf string
		all               bool
		want              []string
	}{
		{"begin, hold and end make one span", `
2024-05-01 A Ann member_of Club begin 2024-04-30
2024-06-01 B Ann member_of Club hold
2024-08-02 C Ann member_of Club end 2024-08-01`, "2024-07-01", false,
			[]string{"Ann member_of Club holds 2024-04-30..2024-08-01 [1 2 3]"}},
		{"after the end it is over", `
2024-05-01 A Ann member_of Club begin 2024-04-30
2024-08-02 C Ann member_of Club end 2024-08-01`, "2024-08-02", false, nil},
		{"former closes without a day", `
2024-05-01 A Ann holds_office SYR President hold
2024-09-01 B Ann holds_office SYR President past`, "2024-09-01", true,
			[]string{"Ann holds_office SYR President ended 2024-05-01.. [1 2] over by 2024-09-01"}},
		{"what is past was, on no day known", `
2024-09-01 B Ann holds_office SYR President past`, "2024-01-01", false, nil},
		{"two presidents", `
2024-05-01 A Ann holds_office SYR President hold
2024-05-03 B Bob holds_office SYR President hold
2024-05-09 C Ann holds_office SYR President hold`, "2024-06-01", false,
			[]string{"Ann holds_office SYR President holds 2024-05-01.. [1 3] against [2] another holds it too",
				"Bob holds_office SYR President holds 2024-05-03.. [2] against [1 3] another holds it too"}},
		{"who was followed is doubtful", `
2024-05-01 A Ann holds_office SYR President hold
2024-06-03 B Bob holds_office SYR President begin 2024-06-02`, "2024-07-01", false,
			[]string{"Ann holds_office SYR President doubtful 2024-05-01.. [1] against [2] another holds it since",
				"Bob holds_office SYR President holds 2024-06-02.. [2]"}},
		{"two ministers are no contradiction", `
2024-05-01 A Ann holds_office SYR Minister hold
2024-05-03 B Bob holds_office SYR Minister hold`, "2024-06-01", false,
			[]string{"Ann holds_office SYR Minister holds 2024-05-01.. [1]", "Bob holds_office SYR Minister holds 2024-05-03.. [2]"}},
		{"dropped from a list, and still on it", `
2024-05-01 A Ann listed_on List hold
2024-06-01 B Ann listed_on List end 2024-06-01
2024-07-01 C Ann listed_on List hold`, "2024-08-01", true,
			[]string{"Ann listed_on List ended 2024-05-01..2024-06-01 [1 2] against [3] said to hold after its end",
				"Ann listed_on List holds 2024-07-01.. [3] against [2] said to have ended"}},
		{"denied", `
2024-05-01 A Ann member_of Club hold
2024-05-02 B Ann member_of Club hold denied`, "2024-06-01", false,
			[]string{"Ann member_of Club holds 2024-05-01.. [1] against [2] denied", "Ann member_of Club denied 2024-05-02.. [2] against [1] said to be so"}},
		{"a plan is no membership", `
2024-05-01 A Ann member_of Club begin 2024-07-01 planned`, "2024-08-01", false,
			[]string{"Ann member_of Club planned 2024-07-01.. [1]"}},
		{"a plan that came true", `
2024-05-01 A Ann member_of Club begin 2024-07-01 planned
2024-07-02 B Ann member_of Club begin 2024-07-02`, "2024-08-01", true,
			[]string{"Ann member_of Club holds 2024-07-02.. [2] foretold [1]", "Ann member_of Club fulfilled 2024-07-01.. [1] came true [2]"}},
		{"before it came true it was a plan", `
2024-05-01 A Ann member_of Club begin 2024-07-01 planned
2024-07-02 B Ann member_of Club begin 2024-07-02`, "2024-06-01", false,
			[]string{"Ann member_of Club planned 2024-07-01.. [1] came true [2]"}},
		{"either order of a symmetric standing", `
2024-05-01 A SYR allied_with TUR hold
2024-06-01 B TUR allied_with SYR end 2024-06-01`, "2024-05-15", false,
			[]string{"SYR allied_with TUR holds 2024-05-01..2024-06-01 [1 2]"}},
		{"again a member", `
2024-05-01 A SYR member_of League begin 2024-05-01
2024-06-01 A SYR member_of League end 2024-06-01
2025-06-01 A SYR member_of League begin 2025-06-01`, "2025-07-01", true,
			[]string{"SYR member_of League ended 2024-05-01..2024-06-01 [1 2]", "SYR member_of League holds 2025-06-01.. [3]"}},
	}
	eachStore(t, func(t *testing.T, l *Ledger) {
		for i, c := range cases {
			// Each case has names of its own in the one ledger: SYR becomes SAA, SAB …
			suffix := string([]byte{'A' + byte(i/26), 'A' + byte(i%26)})
			rename := func(s string) string {
				return strings.NewReplacer("Ann", "Ann"+suffix, "Bob", "Bob"+suffix, "Club", "Club"+suffix, "List", "List"+suffix, "SYR", "S"+suffix, "TUR", "T"+suffix).Replace(s)
			}
			base, _, err := l.Ping(ctx)
			if err != nil {
				t.Fatal(err)
			}
			tell(t, l, rename(c.story))
			day, _ := dragoman.ParseDate(c.asOf)
			var got []string
			for _, who := range []string{"Ann", "Bob", "SYR"} {
				q := StandingQuery{Filter: Filter{Actor: rename(who)}, AsOf: day, All: c.all}
				if who != "SYR" {
					q.Side = AsSource
				} else if strings.Contains(c.story, "Ann") {
					continue
				}
				ans, err := l.Standing(ctx, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range ans.Items {
					shift(&f, base)
					got = append(got, factLine(f))
				}
			}
			want := []string{}
			for _, w := range c.want {
				want = append(want, rename(w))
			}
			if !slices.Equal(got, want) && len(got)+len(want) > 0 {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		}
		mustBeSound(t, l)
	})
}

// shift counts a fact's assertions from the story's first.
func shift(f *Fact, base int64) {
	for _, seqs := range [][]int64{f.Seqs, f.Against, f.MadeTrue, f.Foretold} {
		for i := range seqs {
			seqs[i] -= base
		}
	}
}
