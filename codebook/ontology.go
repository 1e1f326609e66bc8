package codebook

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// A Type is an event type of PLOVER, or of a user's own ontology.
type Type struct {
	Name  string
	Quad  int     // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Score float64 // intensity, -10 to 10
	// Recipient says that an event of this type has a target.
	Recipient bool
	Modes     []Mode
	Means     string
	Rule      string // file:line
}

// A Mode narrows a type.
type Mode struct {
	Name  string
	Score float64 // the type's own where the manual gives none
	Means string
}

// Mode returns the mode of that name.
func (t *Type) Mode(name string) (*Mode, bool) {
	i := slices.IndexFunc(t.Modes, func(m Mode) bool { return m.Name == name })
	if i < 0 {
		return nil, false
	}
	return &t.Modes[i], true
}

// Intensity is the score of a mode, or of the type where the mode is "" or not known.
func (t *Type) Intensity(mode string) float64 {
	if m, ok := t.Mode(mode); ok {
		return m.Score
	}
	return t.Score
}

// A Term is a context or a sector.
type Term struct{ Name, Means, Rule string }

// A Relation is what a standing says.
type Relation struct {
	Name      string
	Symmetric bool
	Means     string
	Rule      string
}

// A Code is a CAMEO event code with its Goldstein score and the PLOVER type that it crosses to; Type is "-" where PLOVER
// dropped it.
type Code struct {
	Digits    string
	Goldstein float64 // -10 to 10
	Type      string
	Mode      string
	Means     string
	Rule      string
}

// Root is the code's first two digits.
func (c *Code) Root() string { return c.Digits[:2] }

// readOntology reads a file of the form that docs/codebook.md describes under "An ontology of your own":
// its codes, or all else.
func (b *Book) readOntology(name, text string, codes bool) error {
	var errs []error
	var open *Type // the type whose fields are being read
	for ln := range lines(name, text) {
		if ln.text == "" {
			continue
		}
		word, rest := ln.cut()
		if codes != (word == "cameo" && !ln.indented) {
			continue
		}
		var err error
		if ln.indented {
			err = open.field(ln, word, rest)
		} else if open = nil; word == "type" {
			open, err = b.addType(ln, rest)
		} else {
			err = b.addTerm(ln, word, rest)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// addType reads "type NAME QUAD SCORE [recipient]: meaning".
func (b *Book) addType(ln line, rest string) (*Type, error) {
	head, means, _ := strings.Cut(rest, ":")
	f := strings.Fields(head)
	if len(f) < 3 || len(f) == 4 && f[3] != "recipient" || len(f) > 4 {
		return nil, ln.errorf(rest, "want: type NAME QUAD SCORE [recipient]: meaning")
	}
	quad, err := strconv.Atoi(f[1])
	if err != nil || quad < 1 || quad > 4 {
		return nil, ln.errorf(f[1], "quad %q is not 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict) or 4 (material conflict)", f[1])
	}
	score, e := ln.score(f[2])
	if e != nil {
		return nil, e
	}
	t := Type{Name: f[0], Quad: quad, Score: score, Recipient: len(f) == 4, Means: strings.TrimSpace(means), Rule: ln.rule()}
	if i, ok := b.types[t.Name]; ok {
		b.Types[i] = t
		return &b.Types[i], nil
	}
	b.types[t.Name] = len(b.Types)
	b.Types = append(b.Types, t)
	return &b.Types[len(b.Types)-1], nil
}

// field reads "mode NAME SCORE: meaning" under a type.
func (t *Type) field(ln line, word, rest string) error {
	if t == nil || word != "mode" {
		return ln.errorf(word, "%q: only modes, indented, come under a type", word)
	}
	head, means, _ := strings.Cut(rest, ":")
	f := strings.Fields(head)
	if len(f) == 0 || len(f) > 2 {
		return ln.errorf(rest, "want: mode NAME [SCORE]: meaning")
	}
	m := Mode{Name: f[0], Score: t.Score, Means: strings.TrimSpace(means)}
	if len(f) == 2 {
		score, err := ln.score(f[1])
		if err != nil {
			return err
		}
		m.Score = score
	}
	t.Modes = append(t.Modes, m)
	return nil
}

// addTerm reads a line that defines a context, a sector, a relation or a code.
func (b *Book) addTerm(ln line, word, rest string) error {
	head, means, _ := strings.Cut(rest, ":")
	means = strings.TrimSpace(means)
	f := strings.Fields(head)
	switch {
	case word == "context" && len(f) == 1:
		b.contexts[f[0]] = true
		b.Contexts = append(b.Contexts, Term{f[0], means, ln.rule()})
	case word == "sector" && len(f) == 1:
		b.Sectors = append(b.Sectors, Term{f[0], means, ln.rule()})
	case word == "relation" && (len(f) == 1 || len(f) == 2 && f[1] == "symmetric"):
		r := Relation{Name: f[0], Symmetric: len(f) == 2, Means: means, Rule: ln.rule()}
		if i, ok := b.relations[r.Name]; ok {
			b.Relations[i] = r
			return nil
		}
		b.relations[r.Name] = len(b.Relations)
		b.Relations = append(b.Relations, r)
	case word == "cameo" && (len(f) == 3 || len(f) == 4):
		return b.addCode(ln, f, means)
	case slices.Contains([]string{"context", "sector", "relation", "cameo"}, word):
		return ln.errorf(rest, "want: context NAME: meaning, sector NAME: meaning, relation NAME [symmetric]: meaning, or cameo DIGITS SCORE TYPE [MODE]: meaning")
	default:
		return ln.errorf(word, "%q is not type, context, sector, relation or cameo", word)
	}
	return nil
}

func (b *Book) addCode(ln line, f []string, means string) error {
	c := Code{Digits: f[0], Type: f[2], Means: means, Rule: ln.rule()}
	if len(f) == 4 {
		c.Mode = f[3]
	}
	score, err := ln.score(f[1])
	if err != nil {
		return err
	}
	c.Goldstein = score
	if len(c.Digits) < 2 || len(c.Digits) > 4 || strings.Trim(c.Digits, "0123456789") != "" {
		return ln.errorf(f[0], "code %q is not two to four digits", f[0])
	}
	if t, ok := b.Type(c.Type); !ok && c.Type != "-" {
		return ln.errorf(c.Type, "there is no type %q", c.Type)
	} else if _, ok := t.modeOrNone(c.Mode); !ok {
		return ln.errorf(c.Mode, "%s has no mode %q", c.Type, c.Mode)
	}
	if i, ok := b.codes[c.Digits]; ok {
		b.Codes[i] = c
		return nil
	}
	b.codes[c.Digits] = len(b.Codes)
	b.Codes = append(b.Codes, c)
	return nil
}

func (t *Type) modeOrNone(name string) (*Mode, bool) {
	if name == "" || name == "-" {
		return nil, true
	}
	if t == nil {
		return nil, false
	}
	return t.Mode(name)
}
