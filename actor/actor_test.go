package actor

import (
	"runtime"
	"syscall"
	"testing"

	"dragoman"
)

func TestDirectoryCounts(t *testing.T) {
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, e := range d.Entries {
		switch sector := mainSector(e.Sectors); {
		case e.Type == dragoman.PersonEntity:
			n["persons"]++
		case len(e.ID) > 5 && e.ID[:5] == "list/":
			n["lists"]++
		case sector == "REB", sector == "PRM", sector == "CRM":
			n["armed groups"]++
		case sector == "PTY":
			n["parties"]++
		case len(e.ID) > 4 && e.ID[:4] == "org/":
			n["organisations"]++
		}
		if err := checkCode(e.Country, e.Sectors); err != nil {
			t.Errorf("%s: %v", e.ID, err)
		}
	}
	members, err := d.Memberships()
	if err != nil {
		t.Fatal(err)
	}
	n["roles"], n["terms"], n["memberships"] = len(d.roles), len(d.Terms), len(members)
	t.Log(n)
	for what, floor := range map[string]int{"organisations": 400, "armed groups": 500, "lists": 25, "persons": 3000, "roles": 800, "terms": 4000, "memberships": 5000} {
		if n[what] < floor {
			t.Errorf("%d %s, want %d and more", n[what], what, floor)
		}
	}
	for _, term := range d.Terms {
		if term.Days.End != 0 && term.Days.End < term.Days.From {
			t.Errorf("%s was %s from %v to %v", d.Entries[term.Person].ID, term.Title, term.Days.From, term.Days.End)
		}
	}
}

func TestOfficeOn(t *testing.T) {
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, day, want string }{
		{"the Syrian leader", "2025-11-10", "person/ahmed-al-sharaa"},
		{"the Syrian leader", "2015-11-10", "person/bashar-al-assad"},
		{"the Syrian president", "1985-01-10", "person/hafez-al-assad"},
		{"the US president", "1962-10-22", "person/john-f-kennedy"},
		{"the US president", "2024-10-22", "person/joe-biden"},
		{"the Russian president", "2010-10-22", "person/dmitry-medvedev"},
		{"the German chancellor", "1990-10-03", "person/helmut-kohl"},
		{"the German leader", "2022-10-03", "person/olaf-scholz"},
		{"US Defence Secretary", "2025-10-03", "person/pete-hegseth"},
		{"IMF managing director", "2012-10-03", "person/christine-lagarde"},
		{"Iran's supreme leader", "2020-10-03", "person/ali-khamenei"},
		{"NATO chief", "2016-10-03", "person/jens-stoltenberg"},
		{"Israeli prime minister", "1995-01-03", "person/yitzhak-rabin"},
		{"Soviet leader", "1962-10-20", "person/nikita-khrushchev"},
		{"UN secretary-general", "1960-10-20", "person/dag-hammarskjold"},
		{"the Kenyan president", "2023-10-20", "person/william-ruto"},
		{"the president of France", "2013-10-20", "person/francois-hollande"},
		{"Assad", "2012-10-20", "person/bashar-al-assad"},
		{"Qadhafi", "2010-10-20", "person/muammar-gaddafi"},
		{"Ahmad al-Shara'", "2025-10-20", "person/ahmed-al-sharaa"},
		{"the Greek prime minister", "2023-06-10", "person/ioannis-sarmas"},
		{"the Greek prime minister", "2024-03-01", "person/kyriakos-mitsotakis"},
		{"the Slovak president", "2021-03-01", "person/zuzana-caputova"},
		{"the Senegalese prime minister", "2025-01-10", "person/ousmane-sonko"},
		{"the Romanian prime minister", "2024-03-01", "person/marcel-ciolacu"},
		{"the Romanian prime minister", "2025-09-01", "person/ilie-bolojan"},
		{"Rishi Sunak", "2023-03-01", "person/rishi-sunak"},
	} {
		day, _ := dragoman.ParseDate(c.day)
		got := d.Who(c.words, day)
		if len(got) == 0 || got[0].Party.Actor != c.want {
			t.Errorf("%s on %s: %v, want %s", c.words, c.day, got, c.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	var start, end syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &start)
	defer func() {
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &end)
		b.ReportMetric(float64(end.Utime.Nano()-start.Utime.Nano())/float64(b.N)/1e6, "cpu-ms/op") // true on a busy machine
	}()
	for b.Loop() {
		text, err := unpack(compiled)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func TestMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	text, err := unpack(compiled)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	mb := float64(after.HeapAlloc-before.HeapAlloc) / 1e6
	t.Logf("%.1f MB", mb)
	if mb > 40 {
		t.Errorf("the directory takes %.1f MB, want at most 40", mb)
	}
	runtime.KeepAlive(d)
}
