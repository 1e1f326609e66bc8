package score

import (
	"strings"
	"testing"
)

func TestReadRelations(t *testing.T) {
	rows, err := ReadRelations(strings.NewReader("sentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_penta\n" +
		"x\t<s>Peru</s> told \"<t> Chile </t>\" so; <s>Peru</s> left.\tPeru\tChile\tACCUSE\t3\n"))
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	r := rows[0]
	if r.Text != `Peru told " Chile " so; Peru left.` || len(r.Pair.Sources) != 2 || len(r.Pair.Targets) != 1 {
		t.Fatalf("%+v", r)
	}
	if s := r.Pair.Targets[0]; r.Text[s.Start:s.End] != "Chile" {
		t.Errorf("target %q", r.Text[s.Start:s.End])
	}
	if s := r.Pair.Sources[1]; r.Text[s.Start:s.End] != "Peru" || s.Start == 0 {
		t.Errorf("second source %v", s)
	}
	for _, bad := range []string{"", "a\tb\n", "marked_sentence\tgold_root\tgold_penta\nno marks\tAID\t2\n", "marked_sentence\tgold_root\tgold_penta\nx\n"} {
		if _, err := ReadRelations(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestMacroF1(t *testing.T) {
	classes, mean := macroF1([]string{"A", "A", "B"}, []string{"A", "B", "B"})
	if len(classes) != 2 || classes[0].Precision != 1 || classes[0].Recall != 0.5 || mean != (2.0/3+2.0/3)/2 {
		t.Errorf("%+v %v", classes, mean)
	}
}
