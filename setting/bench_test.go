package setting_test

import (
	"testing"

	"dragoman"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
)

// A report of our own, for speed and for allocations.
const report = `TRIPOLI, Lebanon, Nov 12 - Gunmen attacked a checkpoint near Tripoli on Monday, killing at least four soldiers, the Lebanese army said.
Prime Minister Nawaf Salam, who met the French envoy in Beirut last week, said the government would send more troops to the north by the end of the month.
Fighting has eased since May, when the two sides agreed to a truce in Doha, but armed groups still hold several villages along the border with Syria.
Residents of the Bekaa Valley told reporters that the clashes began at about 5 p.m. on Sunday and lasted for three days in some places.
The United Nations refugee agency has registered more than 20,000 families from Homs, Hama and Idlib in recent weeks, a spokeswoman in Geneva said.
The country went through 15 years of civil war between 1975 and 1990, and analysts in Paris and Washington fear a new round early next year.`

func prepared(t testing.TB, extra ...dragoman.Stage) *dragoman.Document {
	t.Helper()
	m, err := syntax.English()
	if err != nil {
		t.Skip(err)
	}
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: report, Published: dragoman.NewDate(2025, 11, 12)})
	for _, s := range append([]dragoman.Stage{segment.New().Stage(), syntax.New(m).Stage()}, extra...) {
		if err := s.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func BenchmarkSetting(b *testing.B) {
	d := prepared(b)
	g, err := setting.Standard()
	if err != nil {
		b.Fatal(err)
	}
	s := setting.New(g).Stage()
	b.SetBytes(int64(len(report)))
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Run(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}

// TestAllocations holds that a warm Document is grounded without allocation.
func TestAllocations(t *testing.T) {
	d := prepared(t, mention.New(mention.English()).Stage())
	g, err := setting.Standard()
	if err != nil {
		t.Fatal(err)
	}
	s := setting.New(g).Stage()
	run := func() {
		if err := s.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	run()
	if n := testing.AllocsPerRun(20, run); n > 0 {
		t.Errorf("%.0f allocations on a warm Document, want none", n)
	}
	if len(d.Places) < 10 || len(d.Times) < 8 {
		t.Errorf("%d places and %d times in the report, want 10 and 8", len(d.Places), len(d.Times))
	}
}
