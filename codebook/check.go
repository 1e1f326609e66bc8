package codebook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// check looks up the names in all frames, and finds frames that cannot match.
func (b *Book) check() error {
	var errs []error
	good := b.Frames[:0]
	for _, f := range b.Frames {
		before := len(errs)
		for _, check := range []func(*Frame) *SyntaxError{b.checkCode, b.checkStandings, checkMeaning, checkConditions, checkSteps} {
			if err := check(f); err != nil {
				errs = append(errs, err)
			}
		}
		if len(errs) == before {
			good = append(good, f)
		}
	}
	b.Frames = good
	return errors.Join(errs...)
}

// hidden finds frames of a layer that an equal one before them hides.
func (b *Book) hidden(layer int) error {
	var errs []error
	seen := map[string]*Frame{}
	for _, f := range b.Frames {
		if f.Layer != layer {
			continue
		}
		for i := range f.Predicates {
			p := &f.Predicates[i]
			key := f.key(p)
			if g, ok := seen[key]; ok {
				errs = append(errs, f.errorf(p.String(), "%s %s is hidden by the frame at %s, which has the same predicate and conditions", p.Kind, p, g.Rule()))
				continue
			}
			seen[key] = f
		}
	}
	return errors.Join(errs...)
}

// key is equal for frames of which only the first can win.
func (f *Frame) key(p *Predicate) string {
	conds := make([]string, len(f.Conditions))
	for i := range f.Conditions {
		conds[i] = f.Conditions[i].String()
	}
	slices.Sort(conds)
	return fmt.Sprint(p.Kind, " ", p, conds)
}

// errorf makes an error at the block's line in which at occurs.
func (f *Frame) errorf(at, format string, args ...any) *SyntaxError {
	for _, ln := range f.lines {
		if strings.Contains(ln.raw, at) {
			return ln.errorf(at, format, args...)
		}
	}
	return f.lines[0].errorf("", format, args...)
}

func (f *Frame) fieldError(field, at, format string, args ...any) *SyntaxError {
	for _, ln := range f.lines {
		if strings.HasPrefix(ln.text, field+":") && strings.Contains(ln.raw, at) {
			return ln.errorf(at, format, args...)
		}
	}
	return f.errorf(at, format, args...)
}

func (b *Book) checkCode(f *Frame) *SyntaxError {
	for _, c := range f.Contexts {
		if !b.contexts[c] {
			return f.fieldError("contexts", c, "there is no context %q: %s", c, b.contextNames())
		}
	}
	if f.Code == nil {
		return nil
	}
	t, ok := b.Type(f.Code.Type)
	if !ok {
		return f.fieldError("code", f.Code.Type, "there is no event type %q: %s", f.Code.Type, b.typeNames())
	}
	if _, ok := t.modeOrNone(f.Code.Mode); !ok {
		return f.fieldError("code", f.Code.Mode, "mode %q is not one of %s: %s", f.Code.Mode, t.Name, t.modeNames())
	}
	if _, ok := b.codes[f.Code.Cameo]; !ok && f.Code.Cameo != "" {
		return f.fieldError("code", f.Code.Cameo, "there is no CAMEO code %q", f.Code.Cameo)
	}
	return nil
}

func (b *Book) contextNames() string {
	var names []string
	for _, c := range b.Contexts {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

func (b *Book) typeNames() string {
	var names []string
	for _, t := range b.Types {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

func (t *Type) modeNames() string {
	if len(t.Modes) == 0 {
		return "it has none, write -"
	}
	var names []string
	for _, m := range t.Modes {
		names = append(names, m.Name)
	}
	return strings.Join(names, ", ")
}

func (b *Book) checkStandings(f *Frame) *SyntaxError {
	for _, s := range f.Standings {
		if _, ok := b.relations[s.Relation]; !ok {
			return f.fieldError("standing", s.Relation, "there is no relation %q", s.Relation)
		}
		for _, ref := range []SlotRef{s.Subject, s.Object} {
			if f.slot(ref.Slot) == nil && ref.Slot != "" {
				return f.fieldError("standing", ref.Slot, "the frame has no %s", ref.Slot)
			}
		}
	}
	return nil
}

func (f *Frame) slot(name string) []Path {
	switch name {
	case "source":
		return f.Source
	case "target":
		return f.Target
	case "theme":
		return f.Theme
	}
	return nil
}

func checkMeaning(f *Frame) *SyntaxError {
	if f.Harmless {
		if f.Code != nil || len(f.Operations) > 0 || len(f.Standings) > 0 {
			return f.errorf("code", "a frame with code: none means nothing else")
		}
		return nil
	}
	if f.Code == nil && len(f.Operations) == 0 && len(f.Standings) == 0 {
		return f.errorf("", "the frame means nothing: it has no code, op or standing")
	}
	for i, name := range slotNames {
		if f.Require&(1<<i) != 0 && f.slot(name) == nil && f.Both == nil {
			return f.fieldError("require", name, "the frame can never match: it requires a %s and has no path to one", name)
		}
	}
	if f.Code != nil && f.Source == nil && f.Target == nil && f.Both == nil && f.Theme == nil {
		return f.errorf("", "the frame can never match: no slot of it leads to a party")
	}
	return nil
}

// checkConditions finds conditions that contradict each other.
func checkConditions(f *Frame) *SyntaxError {
	for i, c := range f.Conditions {
		for _, d := range f.Conditions[:i] {
			if c.Path.String() != d.Path.String() || len(c.Or)+len(d.Or) > 0 {
				continue
			}
			yes, no := &c, &d
			if yes.Unless {
				yes, no = no, yes
			}
			switch {
			case c.Unless != d.Unless && no.covers(yes):
				return f.errorf(c.String(), "the frame can never match: %s contradicts %s", &c, &d)
			case !c.Unless && !d.Unless && len(c.Lemmas) > 0 && len(d.Lemmas) > 0 && !overlap(c.Lemmas, d.Lemmas):
				return f.errorf(c.String(), "the frame can never match: no lemma is in both %s and %s; write them in one line with |", &c, &d)
			}
		}
	}
	return nil
}

// covers reports whether all that meets d meets c too.
func (c *Condition) covers(d *Condition) bool {
	if c.Class == 0 && len(c.Lemmas) == 0 {
		return true
	}
	if c.Class != 0 {
		return d.Class != 0 && d.Class&^c.Class == 0
	}
	return len(d.Lemmas) > 0 && !slices.ContainsFunc(d.Lemmas, func(l string) bool { return !slices.Contains(c.Lemmas, l) })
}

func overlap(x, y []string) bool {
	return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
}

// checkSteps finds paths that the kind of predicate cannot have.
func checkSteps(f *Frame) *SyntaxError {
	kind := f.Predicates[0].Kind
	for _, paths := range [][]Path{f.Source, f.Target, f.Theme, f.Both} {
		for _, p := range paths {
			if p[0].Step == Head && kind != Adj {
				return f.errorf("head", "the frame can never match: head is a path of adj frames")
			}
			if p[0].Step == Mod && kind == Verb && len(f.Predicates[0].Light) == 0 {
				return f.errorf("mod", "the frame can never match: a verb has no modifier before it; mod is for nouns and for > frames")
			}
		}
	}
	return nil
}
