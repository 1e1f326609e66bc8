package score

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"dragoman"
)

// A GoldText is a sentence or a report of the gold set with the records expected of it. gold/README.md defines the form.
type GoldText struct {
	ID        string
	Place     string // file:line
	Published dragoman.Date
	Text      string
	Records   []GoldRecord
}

// Testing reports whether the text belongs to the third that is for testing only: it is decided by a hash of its id.
func (g *GoldText) Testing() bool {
	id := dragoman.NewID("gold", g.ID)
	return id[0]%3 == 0
}

// A GoldRecord is an expected event or standing. A party pattern is alternatives; it fits a party where one occurs, without
// regard to case, among its name, code, country, role and words. An empty pattern fits no party as well as any.
type GoldRecord struct {
	Standing bool
	Optional bool // may be there or not: it counts neither way
	Untrue   bool // the text does not say so: what has been told of it wrongly
	Type     string
	Mode     string // empty: any
	Source   Pattern
	Target   Pattern
	Modality string // empty: any
	Change   string // of standings; empty: any
	Value    string
	From, To string // of events: prefixes of days
	Where    string
	Speaker  Pattern
	Code     string
	Mags     []GoldMagnitude
}

// A Pattern is alternatives of which one must occur. "-" among others is no party: "-/KEN" is Kenya or nobody.
type Pattern []string

// GoldMagnitude is an expected magnitude; NaN is no bound.
type GoldMagnitude struct {
	Kind      string
	Low, High string // as written; empty is no bound
}

// ReadGold reads the *.gold files of a folder. data is the folder of texts that others wrote, which gold files may name; nil where it is not at hand.
func ReadGold(dir, data fs.FS) ([]GoldText, error) {
	names, err := fs.Glob(dir, "*.gold")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no .gold files there: %w", dragoman.ErrNotFound)
	}
	var all []GoldText
	ids := map[string]string{}
	for _, name := range names {
		f, err := dir.Open(name)
		if err != nil {
			return nil, err
		}
		texts, err := parseGold(path.Base(name), f, data)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
		for _, g := range texts {
			if where, twice := ids[g.ID]; twice {
				return nil, fmt.Errorf("%s: id %s is at %s already: %w", g.Place, g.ID, where, dragoman.ErrInvalid)
			}
			ids[g.ID] = g.Place
		}
		all = append(all, texts...)
	}
	return all, nil
}

// parseGold reads one file: "= ID DAY", the text or "@ …" for it, and a line "> …" for each record.
func parseGold(name string, r io.Reader, data fs.FS) (texts []GoldText, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var text []string
	finish := func() error {
		if len(texts) == 0 {
			return nil
		}
		g := &texts[len(texts)-1]
		g.Text = strings.TrimSpace(strings.Join(text, "\n"))
		text = nil
		if g.Text == "" || len(g.Records) == 0 && !strings.HasSuffix(g.Place, "!") {
			return fmt.Errorf("%s: %s has no text or no record line (write > nothing): %w", g.Place, g.ID, dragoman.ErrInvalid)
		}
		g.Place = strings.TrimSuffix(g.Place, "!")
		return nil
	}
	for n := 1; lines.Scan(); n++ {
		line, place := lines.Text(), name+":"+strconv.Itoa(n)
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			if err := finish(); err != nil {
				return nil, err
			}
			f := strings.Fields(line)
			if len(f) != 3 {
				return nil, fmt.Errorf("%s: want = ID YYYY-MM-DD: %w", place, dragoman.ErrInvalid)
			}
			day, err := dragoman.ParseDate(f[2])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", place, err)
			}
			texts = append(texts, GoldText{ID: f[1], Place: place, Published: day})
		case strings.HasPrefix(line, ">") && len(texts) > 0:
			g := &texts[len(texts)-1]
			body, _, _ := strings.Cut(line[1:], " #")
			if body = strings.TrimSpace(body); body == "nothing" {
				g.Place += "!"
				continue
			}
			rec, err := parseGoldRecord(body)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", place, err)
			}
			g.Records = append(g.Records, rec)
		case strings.HasPrefix(line, "@ ") && len(texts) > 0:
			s, err := elsewhere(data, line[2:])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", place, err)
			}
			text = append(text, s)
		default:
			text = append(text, line)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return texts, finish()
}

// parseGoldRecord reads "event TYPE [mode] | SOURCE -> TARGET | …" or "standing RELATION | SUBJECT -- OBJECT | …", or one of these after "not".
func parseGoldRecord(s string) (rec GoldRecord, err error) {
	s, rec.Untrue = strings.CutPrefix(s, "not ")
	parts := strings.Split(s, "|")
	head := strings.Fields(parts[0])
	if len(head) < 2 || len(parts) < 2 {
		return rec, fmt.Errorf("%q: want KIND TYPE | PARTIES | …: %w", s, dragoman.ErrInvalid)
	}
	kind, optional := strings.CutSuffix(head[0], "?")
	rec.Optional, rec.Type = optional, head[1]
	if len(head) > 2 {
		rec.Mode = head[2]
	}
	between := " -> "
	switch kind {
	case "event":
	case "standing":
		rec.Standing, between = true, " -- "
	default:
		return rec, fmt.Errorf("%q is neither event nor standing: %w", kind, dragoman.ErrInvalid)
	}
	source, target, ok := strings.Cut(" "+strings.TrimSpace(parts[1])+" ", between)
	if !ok {
		return rec, fmt.Errorf("%q: want two parties with%sbetween them: %w", parts[1], between, dragoman.ErrInvalid)
	}
	rec.Source, rec.Target = parsePattern(source), parsePattern(target)
	for _, p := range parts[2:] {
		if err := rec.field(strings.TrimSpace(p)); err != nil {
			return rec, err
		}
	}
	return rec, nil
}

func parsePattern(s string) (p Pattern) {
	for alt := range strings.SplitSeq(s, "/") {
		if alt = strings.TrimSpace(alt); alt != "" && alt != "-" {
			p = append(p, strings.ToLower(alt))
		} else if alt == "-" && strings.Contains(s, "/") {
			p = append(p, alt)
		}
	}
	return p
}

func (rec *GoldRecord) field(s string) error {
	key, value, _ := strings.Cut(s, " ")
	value = strings.TrimSpace(value)
	switch key {
	case "done", "planned", "possible", "denied":
		rec.Modality = key
	case "begin", "hold", "end", "past":
		rec.Change = key
	case "when":
		rec.From, rec.To, _ = strings.Cut(value, "..")
	case "where":
		rec.Where = value
	case "by":
		rec.Speaker = parsePattern(value)
	case "value":
		rec.Value = value
	case "cameo":
		rec.Code = value
	case "mag":
		kind, bounds, _ := strings.Cut(value, " ")
		low, high, ranged := strings.Cut(bounds, "..")
		if !ranged {
			high = low
		}
		rec.Mags = append(rec.Mags, GoldMagnitude{kind, strings.TrimSpace(low), strings.TrimSpace(high)})
	default:
		return fmt.Errorf("%q is no field of a record: want a modality, a change, when, where, by, value, cameo or mag: %w", s, dragoman.ErrInvalid)
	}
	return nil
}
