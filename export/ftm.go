package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"dragoman"
	"dragoman/country"
)

// ftm writes entities of FollowTheMoney, one JSON object a line: the parties and reports that records name, then the record as an
// Event, or as the kind of interval that its relation is. Ids are made of the directory's ids and of the records', so that the
// same actor has the same id in every export. Each record has its report as proof.
type ftm struct {
	nodes
	props int // of the entity at hand
}

func newFTM(w io.Writer) *ftm {
	return &ftm{nodes: newNodes(bufio.NewWriterSize(w, 1<<16))}
}

// ftmPrefix marks the ids as ours.
const ftmPrefix = "dragoman-"

// Write writes the entities of a record.
func (f *ftm) Write(r *Record) error {
	f.in(r.doc().String())
	if r.Event != nil {
		f.event(r)
	} else {
		f.standing(r)
	}
	return f.err
}

// Close writes what is buffered.
func (f *ftm) Close() error {
	if f.err == nil {
		f.err = f.out.Flush()
	}
	if f.err != nil {
		return fmt.Errorf("write entities: %w", f.err)
	}
	return nil
}

// begin begins an entity; set and end are its rest.
func (f *ftm) begin(schema, id string) {
	f.line = append(f.line[:0], `{"id":`...)
	f.line = appendText(f.line, id)
	f.line = append(append(append(f.line, `,"schema":"`...), schema...), `","properties":{`...)
	f.props = 0
}

// set gives the entity a property; empty values are none.
func (f *ftm) set(name string, values ...string) {
	n := 0
	for _, v := range values {
		if v == "" {
			continue
		}
		if n == 0 {
			if f.props > 0 {
				f.line = append(f.line, ',')
			}
			f.line = append(append(append(f.line, '"'), name...), `":[`...)
			f.props++
		} else {
			f.line = append(f.line, ',')
		}
		f.line = appendText(f.line, v)
		n++
	}
	if n > 0 {
		f.line = append(f.line, ']')
	}
}

func (f *ftm) end() {
	f.line = append(f.line, "}}\n"...)
	if _, err := f.out.Write(f.line); err != nil && f.err == nil {
		f.err = err
	}
}

// article writes the report of a record and returns its id.
func (f *ftm) article(r *Record) string {
	id := ftmPrefix + "report-" + r.doc().String()
	if !f.first(id, false) {
		return id
	}
	f.begin("Article", id)
	title := r.Report.Title
	if title == "" {
		title = r.ref()
	}
	f.set("name", title)
	f.set("title", r.Report.Title)
	f.set("fileName", r.ref())
	f.set("publishedAt", r.Report.Published.String())
	f.set("publisher", r.Report.Publisher)
	f.set("sourceUrl", webAddress(r.Report.URL))
	f.end()
	return id
}

// party writes a party and returns its id; "" where nothing is known. Its schema is that of its place in the directory; of a
// party that is not there, otherwise.
func (f *ftm) party(p *dragoman.Party, otherwise, proof string) string {
	if p == nil || p.Name == "" {
		return ""
	}
	if p.Actor != "" {
		id := ftmPrefix + strings.ReplaceAll(p.Actor, "/", "-")
		if f.first(id, true) {
			f.begin(schemaOf(p), id)
			f.set("name", p.Name)
			f.set("country", alpha2(p.Country))
			f.set("wikidataId", p.Wikidata)
			f.end()
		}
		return id
	}
	// Words of one report alone: "the police" of two reports are not known to be one.
	id := ftmPrefix + "party-" + dragoman.NewID("ftm", f.doc, otherwise, p.Name, p.Country).String()
	if f.first(id, false) {
		f.begin(otherwise, id)
		f.set("name", p.Name)
		f.set("country", alpha2(p.Country))
		f.set("proof", proof)
		f.end()
	}
	return id
}

// schemaOf is the schema of an actor of the directory.
func schemaOf(p *dragoman.Party) string {
	switch kind, _, _ := strings.Cut(p.Actor, "/"); kind {
	case "person":
		return "Person"
	case "country":
		return "PublicBody"
	}
	if len(p.Sectors) > 0 {
		switch p.Sectors[0] {
		case "GOV", "MIL", "COP", "JUD", "LEG", "SPY":
			return "PublicBody"
		}
	}
	return "Organization"
}

func (f *ftm) event(r *Record) {
	e := r.Event
	proof := f.article(r)
	source := f.party(e.Source, "LegalEntity", proof)
	target := f.party(e.Target, "LegalEntity", proof)
	f.begin("Event", ftmPrefix+e.ID.String())
	f.set("name", eventName(e))
	when := r.when()
	if last := ftmDay(when.Last(), when.Precision); last != ftmDay(when.From, when.Precision) {
		f.set("startDate", ftmDay(when.From, when.Precision))
		f.set("endDate", last)
	} else {
		f.set("date", last)
	}
	f.set("involved", source, target)
	if p := e.Where; p != nil {
		f.set("location", placeLine(&p.Place))
		f.set("country", alpha2(p.Country))
	}
	f.set("keywords", append([]string{e.Type, e.Mode, status(e.Modality)}, e.Contexts...)...)
	f.record(r, proof)
	f.end()
}

// record sets what every record has.
func (f *ftm) record(r *Record, proof string) {
	ev := r.evidence()
	f.set("summary", ev.Quote)
	id := dragoman.ID{}
	if r.Event != nil {
		id = r.Event.ID
	} else {
		id = r.Standing.ID
	}
	f.set("recordId", id.String())
	f.set("publisher", r.Report.Publisher)
	f.set("sourceUrl", webAddress(r.Report.URL))
	f.set("proof", proof)
}

// placeLine names a place as an address does: "Geneina, West Darfur, Sudan".
func placeLine(p *dragoman.Place) string {
	words := make([]string, 0, 3)
	for _, w := range []string{p.Name, p.Admin1, countryName(p.Country)} {
		if w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, ", ")
}

// eventName puts an event in words: "CONSULT visit: Ahmed al-Sharaa – Donald Trump".
func eventName(e *dragoman.Event) string {
	return strings.Join(filled(strings.Join(filled(e.Type, e.Mode), " "), strings.Join(filled(known(e.Source).Name, known(e.Target).Name), " – ")), ": ")
}

// status is a modality other than done.
func status(m dragoman.Modality) string {
	if m == dragoman.Done {
		return ""
	}
	return m.String()
}

// ftmDay writes a day as exactly as it was told: FollowTheMoney knows days, months and years.
func ftmDay(d dragoman.Date, p dragoman.Precision) string {
	s := d.String()
	switch {
	case s == "":
	case p == dragoman.ByMonth:
		return s[:len("2006-01")]
	case p == dragoman.ByYear:
		return s[:len("2006")]
	}
	return s
}

// alpha2 is the code of a country in lower case; "" of what is none.
func alpha2(code string) string {
	switch c := country.Get(country.Code(code)); {
	case c != nil:
		return strings.ToLower(c.Alpha2)
	case code == "EUR":
		return "eu"
	}
	return ""
}

// webAddress is an address that a browser opens; "" of a path.
func webAddress(url string) string {
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return url
	}
	return ""
}
