package code_test

import (
	"dragoman/internal/standard"
	"testing"

	"dragoman"
)

// TestUnknownDay reads events of which the report says that they were not of its own day, and not which day they were of.
func TestUnknownDay(t *testing.T) {
	_, p := standard.Pipeline(t)
	for _, c := range []struct {
		trigger, text string
		basis         string // "" where there is no time
	}{
		{"expelled", "Kenya signed a treaty with Uganda in 2009. The next day Kenya expelled a Ugandan diplomat.", ""},
		{"handed", "Mali took the rebel leader to the border in March 2006. It handed him to the court.", ""},
		{"arrested", "Police had arrested the rebel leader.", ""},
		{"arrested", "Police arrested the rebel leader.", "published"},
		{"accused", "In 2009 Kenya accused Uganda of spying.\n\nKenya accused Uganda of spying.", "published"},
	} {
		d := new(dragoman.Document)
		d.Reset(dragoman.Article{Text: c.text, Published: dragoman.NewDate(2015, 6, 10)})
		if err := p.Code(d); err != nil {
			t.Fatal(err)
		}
		basis, found := "", false // of the last
		for i := range d.Events {
			e := &d.Events[i]
			if d.Slice(e.Evidence.Trigger) != c.trigger {
				continue
			}
			if basis, found = "", true; e.When != nil {
				basis = e.When.Basis
			}
		}
		if !found || basis != c.basis {
			t.Errorf("%q: %s is told (%v) by %q, want %q", c.text, c.trigger, found, basis, c.basis)
		}
	}
}
