package codebook

import (
	"fmt"
	"strings"
)

// String writes the frame as a file has it; ParseFrames reads it back to the same frame.
func (f *Frame) String() string {
	var b strings.Builder
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "# %s\n", n)
	}
	for i := range f.Predicates {
		if i == 0 {
			fmt.Fprintf(&b, "%s ", f.Predicates[i].Kind)
		} else {
			b.WriteString(", ")
		}
		b.WriteString(f.Predicates[i].String())
	}
	b.WriteByte('\n')
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s: %s\n", name, value)
		}
	}
	field("source", joinPaths(f.Source))
	field("target", joinPaths(f.Target))
	field("theme", joinPaths(f.Theme))
	field("both", joinPaths(f.Both))
	for i := range f.Conditions {
		fmt.Fprintf(&b, "  %s\n", &f.Conditions[i])
	}
	for _, o := range f.Operations {
		field("op", o.Op.String()+" "+joinPaths(o.Paths))
	}
	field("speaker", joinPaths(f.Speaker))
	field("medium", joinPaths(f.Medium))
	if f.Harmless {
		field("code", "none")
	}
	if f.Code != nil {
		field("code", f.Code.String())
	}
	field("contexts", strings.Join(f.Contexts, ", "))
	for i := range f.Standings {
		field("standing", f.Standings[i].String())
	}
	for _, m := range f.Magnitudes {
		field("magnitude", m.Kind+" "+m.Path.String())
	}
	var req []string
	for i, name := range slotNames {
		if f.Require&(1<<i) != 0 {
			req = append(req, name)
		}
	}
	field("require", strings.Join(req, ", "))
	for _, eg := range f.Examples {
		field("eg", eg)
	}
	return b.String()
}

func (p *Predicate) String() string {
	words := append(append(append(append([]string{}, p.Before...), p.Lemma), p.After...), p.Particle...)
	s := strings.Join(words, " ")
	for i, l := range p.Light {
		if i == 0 {
			s += " > "
		} else {
			s += " | "
		}
		if l.Prep != "" {
			s += l.Prep + " "
		}
		s += l.Noun
	}
	return s
}

func (p Path) String() string {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			b.WriteByte('.')
		}
		if s.Step == Prep {
			b.WriteString(strings.ReplaceAll(s.Prep, " ", "_"))
		} else {
			b.WriteString(stepNames[s.Step])
		}
	}
	return b.String()
}

func joinPaths(paths []Path) string {
	s := make([]string, len(paths))
	for i, p := range paths {
		s[i] = p.String()
	}
	return strings.Join(s, " | ")
}

func (c *Condition) String() string {
	word := "if: "
	if c.Unless {
		word = "unless: "
	}
	s := word + joinPaths(append([]Path{c.Path}, c.Or...))
	switch {
	case c.Class != 0:
		s += " is " + c.Class.String()
	case len(c.Lemmas) > 0:
		s += " = " + strings.Join(c.Lemmas, " | ")
	}
	return s
}

func (c Class) String() string {
	var names []string
	for i, n := range classNames {
		if c&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, " | ")
}

func (c *Coding) String() string {
	return orDash(c.Type) + " " + orDash(c.Mode) + " " + orDash(c.Cameo)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func (s *StandingRule) String() string {
	t := s.Relation + " " + s.Change + " subject=" + s.Subject.String() + " object=" + s.Object.String()
	if s.Value != nil {
		t += " value=" + s.Value.String()
	}
	if s.Authority != nil {
		t += " authority=" + s.Authority.String()
	}
	return t
}

func (r SlotRef) String() string {
	if r.Slot != "" {
		return r.Slot
	}
	return r.Path.String()
}
