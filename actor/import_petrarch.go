package actor

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/country"
)

// ReadPETRARCH reads an actor dictionary of PETRARCH or TABARI: an upper-case name with "_" for blanks and a code in
// brackets; "+" lines below are synonyms, indented brackets are codes with days ("000717-110101", "<YYMMDD", ">YYMMDD").
// Text after "#" or ";" is a comment. It returns the actors, and an error for each line that cannot be read.
func ReadPETRARCH(r io.Reader, file string) ([]Entry, []error) {
	var all []Entry
	var bad []error
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	open := false // the last name was read, so that synonyms and codes go to it
	for n := 1; in.Scan(); n++ {
		raw, _, _ := strings.Cut(in.Text(), "#")
		raw, _, _ = strings.Cut(raw, ";")
		line := strings.TrimSpace(strings.ReplaceAll(raw, "\t", " "))
		switch {
		case line == "" || line[0] == '<' || line[0] == '!':
			continue
		case line[0] == '+':
			if !open {
				bad = append(bad, badRow(file, n, "a synonym before any name", "put the name above it, without +"))
				continue
			}
			for name := range strings.SplitSeq(line[1:], "+") {
				if name = petrarchName(name); name != "" {
					e := &all[len(all)-1]
					e.Aliases = append(e.Aliases, name)
				}
			}
		case line[0] == '[':
			if !open {
				bad = append(bad, badRow(file, n, "a code before any name", "put the name above it"))
				continue
			}
			if err := all[len(all)-1].addCodes(line); err != nil {
				bad = append(bad, badRow(file, n, err.Error(), "write codes as [CCCSSS] or [CCCSSS YYMMDD-YYMMDD]"))
			}
		default:
			name, codes := line, ""
			if i := strings.IndexByte(line, '['); i >= 0 {
				name, codes = line[:i], line[i:]
			}
			if name = petrarchName(name); name == "" {
				bad = append(bad, badRow(file, n, "no name before the code", "write NAME_OF_ACTOR [CODE]"))
				open = false
				continue
			}
			e := Entry{Name: name, Type: dragoman.OrganizationEntity}
			if err := e.addCodes(codes); err != nil {
				bad = append(bad, badRow(file, n, err.Error(), "write codes as [CCCSSS] or [CCCSSS YYMMDD-YYMMDD]"))
			}
			all, open = append(all, named(e)), true
		}
	}
	if err := in.Err(); err != nil {
		bad = append(bad, fmt.Errorf("read %s: %w", file, err))
	}
	return all, bad
}

// petrarchName turns "ABU_NIDAL_ORGANIZATION_" into "Abu Nidal Organization".
func petrarchName(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", " "))
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = strings.TrimSpace(s[:i])
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		switch {
		case i > 0 && slices.Contains([]string{"of", "the", "for", "and", "in", "de", "la", "del", "e", "i", "ul"}, w):
		case strings.HasPrefix(w, "al-"):
			words[i] = "al-" + upperFirst(w[3:])
		default:
			words[i] = upperFirst(w)
		}
	}
	return strings.Join(words, " ")
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// addCodes reads "[SYRREB]", "[SYRGOV 000717-110101]", more than one on a line.
func (e *Entry) addCodes(s string) error {
	for s != "" {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			return nil
		}
		end := strings.IndexByte(s, ']')
		if end < open {
			return fmt.Errorf("code %q has no end", s)
		}
		code, when, dated := strings.Cut(strings.TrimSpace(s[open+1:end]), " ")
		s = s[end+1:]
		home, sec, err := petrarchCode(code)
		if err != nil {
			return err
		}
		if !dated {
			e.Country, e.Sectors = home, sec
			continue
		}
		v, err := petrarchDays(strings.TrimSpace(when))
		if err != nil {
			return err
		}
		e.Dated = append(e.Dated, DatedCode{Country: home, Sectors: sec, Days: v})
	}
	return nil
}

// cameoSectors maps the roles of CAMEO codes to PLOVER's sectors.
var cameoSectors = map[string]dragoman.Sector{"INS": "REB", "SEP": "REB", "RAD": "REB", "TOP": "GOV", "MOD": "", "MED": "JRN", "HLH": "MED", "DEV": "",
	"ENV": "SOC", "HRI": "SOC", "NGO": "NGO", "IGO": "IGO", "MNC": "BUS", "UIS": "UAF", "MUS": "REL", "CHR": "REL", "JEW": "REL", "ALQ": "REB", "BIZ": "BUS"}

// petrarchCode splits "IMGMUSALQ" in its country and its sectors.
func petrarchCode(code string) (home string, sec []dragoman.Sector, err error) {
	code = strings.Trim(code, "~")
	if code == "" || code == "---" {
		return "", nil, nil
	}
	for i := 0; i < len(code); i += 3 {
		part := code[i:min(i+3, len(code))]
		switch c := country.Get(country.Code(part)); {
		case len(part) < 3 || strings.ToUpper(part) != part:
			return "", nil, fmt.Errorf("code %q is not made of three capitals each", code)
		case c != nil && home == "":
			home = part
		case slices.Contains(nonStates, part) && home == "":
			home = part
		case slices.Contains(allSectors, dragoman.Sector(part)):
			sec = append(sec, dragoman.Sector(part))
		default:
			if s := cameoSectors[part]; s != "" && !slices.Contains(sec, s) {
				sec = append(sec, s)
			}
		}
	}
	// PLOVER wants the primary sector first.
	slices.SortStableFunc(sec, func(a, b dragoman.Sector) int { return rankSector(a) - rankSector(b) })
	return home, sec, nil
}

func rankSector(s dragoman.Sector) int {
	if i := slices.Index(allSectors, s); i >= 0 && i < 11 {
		return 0
	}
	return 1
}

// petrarchDays reads "000717-110101", "<110101" and ">000717"; years from 40 on are of the last century.
func petrarchDays(s string) (v dragoman.Interval, err error) {
	switch {
	case s == "":
		return v, fmt.Errorf("no days")
	case s[0] == '<':
		v.End, err = shortDay(s[1:])
		return v, err
	case s[0] == '>':
		v.From, err = shortDay(s[1:])
		return v, err
	}
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return v, fmt.Errorf("days %q", s)
	}
	if v.From, err = shortDay(from); err != nil {
		return v, err
	}
	if v.End, err = shortDay(to); err == nil {
		v.End++
	}
	return v, err
}

func shortDay(s string) (dragoman.Date, error) {
	s = strings.TrimSpace(s)
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 6 && len(s) != 8 {
		return 0, fmt.Errorf("day %q is not YYMMDD", s)
	}
	year := n / 10000
	if len(s) == 6 {
		year += 1900
		if n/10000 < 40 {
			year += 100
		}
	}
	return dragoman.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, n/100%100, n%100))
}
