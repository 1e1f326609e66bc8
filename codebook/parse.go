package codebook

import (
	"errors"
	"slices"
	"strings"
)

// ParseFrames reads a file of frames. Names of types, modes, codes and relations are not looked up here.
func ParseFrames(name, text string) ([]*Frame, error) {
	p := parser{all: make([]line, 0, strings.Count(text, "\n")+1)}
	for ln := range lines(name, text) {
		p.line(ln)
	}
	p.close()
	return p.frames, errors.Join(p.errs...)
}

type parser struct {
	frames []*Frame
	open   *Frame
	bad    bool // the open block's head was wrong: skip its fields
	heads  int  // how many lines of predicates the open block has
	notes  []string
	errs   []error
	all    []line // of all frames; each has its part
}

// keep adds a line to the open block.
func (p *parser) keep(ln line) {
	p.all = append(p.all, ln)
	end := len(p.all)
	p.open.lines = p.all[end-len(p.open.lines)-1 : end : end]
}

func (p *parser) fail(err *SyntaxError) bool {
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return err != nil
}

func (p *parser) close() {
	if p.open != nil && !p.bad {
		p.frames = append(p.frames, p.open)
	}
	p.open, p.bad = nil, false
}

func (p *parser) line(ln line) {
	switch {
	case ln.text == "" && ln.comment != "" && !ln.indented:
		p.notes = append(p.notes, ln.comment)
	case ln.text == "" && ln.comment == "":
		if p.open == nil || !ln.indented {
			p.notes = nil
		}
	case ln.text == "": // an indented comment
	case !ln.indented && p.open != nil && !p.bad && len(p.open.lines) == p.heads && strings.HasPrefix(ln.text, p.open.Predicates[0].Kind.String()+" "):
		p.heads++ // a second line of predicates
		p.keep(ln)
		p.bad = p.fail(p.open.head(ln))
	case !ln.indented:
		p.close()
		p.heads = 1
		p.open = &Frame{File: ln.file, Line: ln.number, Notes: p.notes}
		p.keep(ln)
		p.notes = nil
		p.bad = p.fail(p.open.head(ln))
	case p.open == nil:
		p.fail(ln.errorf("", "a field before the first frame: a block begins at column 0 with verb, noun or adj"))
	case !p.bad:
		p.keep(ln)
		p.fail(p.open.field(ln))
	}
}

// head reads "KIND predicate, predicate …".
func (f *Frame) head(ln line) *SyntaxError {
	word, rest := ln.cut()
	kind := slices.Index(kindNames, word)
	if kind < 0 {
		return ln.errorf(word, "%q is not verb, noun or adj", word)
	}
	if rest == "" {
		return ln.errorf(word, "%s of which predicate?", word)
	}
	f.Predicates = slices.Grow(f.Predicates, strings.Count(rest, ",")+1)
	for item := range strings.SplitSeq(rest, ",") {
		item = strings.TrimSpace(item)
		p, why := parsePredicate(Kind(kind), item)
		if why != "" {
			return ln.errorf(item, "%s", why)
		}
		f.Predicates = append(f.Predicates, p)
	}
	return nil
}

// prepositions are those that a path or a predicate may name; a path joins the words of a longer one by "_".
var prepositions = strings.Fields(`about above across after against along alongside amid among around as at because before behind below
	beneath beside besides beyond by concerning despite during except following for from in including inside into like near of off on onto
	opposite out outside over past per regarding round since than through throughout till to toward towards under underneath until unto up
	upon versus via with within without between aboard atop involving owing pending`)

func isPreposition(word string) bool {
	first, _, long := strings.Cut(word, "_")
	if !long {
		return slices.Contains(prepositions, word)
	}
	last := word[strings.LastIndexByte(word, '_')+1:]
	return slices.Contains(prepositions, first) || slices.Contains(prepositions, last)
}

func parsePredicate(kind Kind, item string) (p Predicate, why string) {
	left, right, light := strings.Cut(item, ">")
	words := strings.Fields(left)
	if len(words) == 0 || light && len(strings.Fields(right)) == 0 {
		return p, "a predicate needs a word on each side of >"
	}
	if left != strings.ToLower(left) {
		return p, "lemmas are lower case"
	}
	p = Predicate{Kind: kind, Lemma: words[0]}
	switch {
	case kind == Noun:
		p.nounWords(words)
	default:
		p.Particle = nilIfEmpty(words[1:])
	}
	if !light {
		return p, ""
	}
	if kind != Verb {
		return p, "only a verb has nouns after >"
	}
	prep := "" // an alternative without a preposition has that of the one before
	for alt := range strings.SplitSeq(right, "|") {
		w := strings.Fields(alt)
		if len(w) > 1 && isPreposition(w[0]) {
			prep, w = w[0], w[1:]
		}
		if len(w) == 0 {
			return p, "a noun is missing beside |"
		}
		p.Light = append(p.Light, Light{prep, strings.Join(w, " ")})
	}
	return p, ""
}

// nounWords finds the head among the words of a noun: the last before "of" or another preposition, else the last.
func (p *Predicate) nounWords(words []string) {
	head := len(words) - 1
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(prepositions, w) }); i > 0 {
		head = i - 1
	}
	p.Lemma = words[head]
	p.Before, p.After = nilIfEmpty(words[:head]), nilIfEmpty(words[head+1:])
}

func nilIfEmpty(s []string) []string {
	if len(s) == 0 {
		return nil
	}
	return s
}

// field reads "name: value" into the frame.
func (f *Frame) field(ln line) (err *SyntaxError) {
	name, value, ok := strings.Cut(ln.text, ":")
	value = strings.TrimSpace(value)
	if !ok || value == "" {
		return ln.errorf("", "want: field: value")
	}
	switch name {
	case "source":
		err = setPaths(ln, value, &f.Source)
	case "target":
		err = setPaths(ln, value, &f.Target)
	case "theme":
		err = setPaths(ln, value, &f.Theme)
	case "both":
		err = setPaths(ln, value, &f.Both)
	case "speaker":
		err = setPaths(ln, value, &f.Speaker)
	case "medium":
		err = setPaths(ln, value, &f.Medium)
	case "if", "unless":
		err = f.condition(ln, value, name == "unless")
	case "code":
		err = f.coding(ln, value)
	case "contexts":
		for c := range strings.SplitSeq(value, ",") {
			f.Contexts = append(f.Contexts, strings.TrimSpace(c))
		}
	case "standing":
		err = f.standing(ln, value)
	case "op":
		err = f.operation(ln, value)
	case "magnitude":
		err = f.magnitude(ln, value)
	case "require":
		err = f.require(ln, value)
	case "eg":
		f.Examples = append(f.Examples, value)
	default:
		err = ln.errorf(name, "%q is no field: source, target, theme, if, unless, code, contexts, both, standing, op, magnitude, require, speaker, medium, eg", name)
	}
	return err
}

func setPaths(ln line, value string, to *[]Path) *SyntaxError {
	if *to != nil {
		return ln.errorf("", "this field stands twice in the frame")
	}
	paths, err := parsePaths(ln, value)
	*to = paths
	return err
}

func parsePaths(ln line, value string) (paths []Path, err *SyntaxError) {
	for alt := range strings.SplitSeq(value, "|") {
		p, err := parsePath(ln, strings.TrimSpace(alt))
		if err != nil {
			return nil, err
		}
		paths = append(paths, p)
	}
	return paths, nil
}

func parsePath(ln line, text string) (Path, *SyntaxError) {
	if text == "" {
		return nil, ln.errorf("", "a path is missing")
	}
	var path Path
	for step := range strings.SplitSeq(text, ".") {
		if i := slices.Index(stepNames, step); i > 0 {
			path = append(path, PathStep{Step: Step(i)})
		} else if isPreposition(step) {
			path = append(path, PathStep{Prep, strings.ReplaceAll(step, "_", " ")})
		} else {
			return nil, ln.errorf(step, "%q is no path: %s, or a preposition", step, strings.Join(stepNames[1:], ", "))
		}
	}
	return path, nil
}

// condition reads "PATH | PATH is CLASS | CLASS", "PATH = lemma | lemma" or "PATH".
func (f *Frame) condition(ln line, value string, unless bool) *SyntaxError {
	c := Condition{Unless: unless}
	left, right, isLemma := strings.Cut(value, "=")
	isClass := false
	if !isLemma {
		left, right, isClass = strings.Cut(value, " is ")
	}
	var err *SyntaxError
	for i, text := range strings.Split(left, "|") {
		var path Path
		if path, err = parsePath(ln, strings.TrimSpace(text)); err != nil {
			return err
		}
		if i == 0 {
			c.Path = path
		} else {
			c.Or = append(c.Or, path)
		}
	}
	for alt := range strings.SplitSeq(right, "|") {
		alt = strings.TrimSpace(alt)
		switch {
		case isLemma && alt != "":
			c.Lemmas = append(c.Lemmas, alt)
		case isClass:
			i := slices.Index(classNames, alt)
			if i < 0 {
				return ln.errorf(alt, "%q is no class: %s", alt, strings.Join(classNames, ", "))
			}
			c.Class |= 1 << i
		case isLemma:
			return ln.errorf("=", "a lemma is missing")
		}
	}
	f.Conditions = append(f.Conditions, c)
	return nil
}

func (f *Frame) coding(ln line, value string) *SyntaxError {
	if value == "none" {
		f.Harmless = true
		return nil
	}
	w := strings.Fields(value)
	if len(w) != 3 {
		return ln.errorf(value, "want: code: TYPE MODE CAMEO, with - for what there is not")
	}
	if f.Code != nil {
		return ln.errorf("code", "a frame has one code")
	}
	f.Code = &Coding{Type: w[0], Mode: dash(w[1]), Cameo: dash(w[2])}
	return nil
}

func dash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

func (f *Frame) operation(ln line, value string) *SyntaxError {
	name, rest, _ := strings.Cut(value, " ")
	i := slices.Index(opNames, name)
	if i <= 0 {
		return ln.errorf(name, "%q is no operator: %s", name, strings.Join(opNames[1:], ", "))
	}
	paths, err := parsePaths(ln, strings.TrimSpace(rest))
	f.Operations = append(f.Operations, Operation{Op(i), paths})
	return err
}

func (f *Frame) magnitude(ln line, value string) *SyntaxError {
	w := strings.Fields(value)
	if len(w) != 2 {
		return ln.errorf(value, "want: magnitude: KIND PATH")
	}
	path, err := parsePath(ln, w[1])
	f.Magnitudes = append(f.Magnitudes, MagnitudeRule{w[0], path})
	return err
}

var slotNames = []string{"source", "target", "theme"}

func (f *Frame) require(ln line, value string) *SyntaxError {
	for s := range strings.SplitSeq(value, ",") {
		i := slices.Index(slotNames, strings.TrimSpace(s))
		if i < 0 {
			return ln.errorf(s, "%q is no slot: source, target, theme", strings.TrimSpace(s))
		}
		f.Require |= 1 << i
	}
	return nil
}

var changeNames = []string{"begin", "hold", "end", "past"}

func (f *Frame) standing(ln line, value string) *SyntaxError {
	w := strings.Fields(value)
	if len(w) < 4 {
		return ln.errorf(value, "want: standing: RELATION CHANGE subject=SLOT object=SLOT [value=PATH] [authority=SLOT]")
	}
	s := StandingRule{Relation: w[0], Change: w[1]}
	if !slices.Contains(changeNames, s.Change) {
		return ln.errorf(s.Change, "change %q is not begin, hold, end or past", s.Change)
	}
	for _, part := range w[2:] {
		key, at, ok := strings.Cut(part, "=")
		ref, err := parseSlot(ln, at)
		if err != nil {
			return err
		}
		switch {
		case ok && key == "subject":
			s.Subject = ref
		case ok && key == "object":
			s.Object = ref
		case ok && key == "value":
			s.Value = &ref
		case ok && key == "authority":
			s.Authority = &ref
		default:
			return ln.errorf(part, "%q is not subject=, object=, value= or authority=", part)
		}
	}
	if s.Subject.none() || s.Object.none() {
		return ln.errorf(value, "a standing has a subject and an object")
	}
	f.Standings = append(f.Standings, s)
	return nil
}

func (r SlotRef) none() bool { return r.Slot == "" && r.Path == nil }

func parseSlot(ln line, text string) (SlotRef, *SyntaxError) {
	if slices.Contains(slotNames, text) {
		return SlotRef{Slot: text}, nil
	}
	path, err := parsePath(ln, text)
	return SlotRef{Path: path}, err
}
