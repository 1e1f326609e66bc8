package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dragoman"
)

// jsonLD writes one JSON-LD document, a node a line: events as schema.org Actions, standings as nodes of our own terms, parties by
// their Wikidata ids where the directory knows them, reports as what each was derived from (PROV).
type jsonLD struct {
	nodes
	begun bool
}

func newJSONLD(w io.Writer) *jsonLD {
	return &jsonLD{nodes: newNodes(bufio.NewWriterSize(w, 1<<16))}
}

// terms is the context: it names the terms; it needs no look-up on the web.
const terms = `{"@context":{` +
	`"schema":"https://schema.org/","prov":"http://www.w3.org/ns/prov#","xsd":"http://www.w3.org/2001/XMLSchema#",` +
	`"wd":"http://www.wikidata.org/entity/","d":"urn:dragoman:term:",` +
	`"name":"schema:name","url":{"@id":"schema:url","@type":"@id"},"publisher":"schema:publisher","headline":"schema:headline",` +
	`"datePublished":{"@id":"schema:datePublished","@type":"xsd:date"},"startDate":{"@id":"schema:startTime","@type":"xsd:date"},` +
	`"endDate":{"@id":"schema:endTime","@type":"xsd:date"},"location":"schema:location","geo":"schema:geo","latitude":"schema:latitude",` +
	`"longitude":"schema:longitude","country":"schema:addressCountry","region":"schema:addressRegion","sameAs":{"@id":"schema:sameAs","@type":"@id"},` +
	`"agent":{"@id":"schema:agent","@type":"@id"},"object":{"@id":"schema:object","@type":"@id"},"subject":{"@id":"d:subject","@type":"@id"},` +
	`"authority":{"@id":"d:authority","@type":"@id"},"speaker":{"@id":"d:speaker","@type":"@id"},"derivedFrom":{"@id":"prov:wasDerivedFrom","@type":"@id"},` +
	`"eventType":"d:eventType","eventMode":"d:eventMode","cameo":"d:cameo","quad":"d:quad","intensity":"d:intensity","goldstein":"d:goldstein",` +
	`"contexts":"d:context","relation":"d:relation","value":"d:value","change":"d:change","modality":"d:modality","score":"d:score",` +
	`"quote":"d:quote","rule":"d:rule","sentence":"d:sentence","magnitudes":"d:magnitude","kind":"d:kind","low":"d:low","high":"d:high","unit":"d:unit","near":"d:near"` +
	`},"@graph":[`

// Write writes the nodes of a record.
func (j *jsonLD) Write(r *Record) error {
	if !j.begun {
		j.begun = true
		j.out.WriteString(terms) // the buffer keeps its first error
		j.out.WriteByte('\n')
	} else {
		j.out.WriteString(",\n")
	}
	j.in(r.doc().String())
	report := j.article(r)
	ids := [4]string{}
	e, s := r.Event, r.Standing
	if e != nil {
		ids = [4]string{j.party(e.Source), j.party(e.Target), "", j.speaker(e.Attribution)}
	} else {
		ids = [4]string{j.party(s.Subject), j.party(s.Object), j.party(s.Authority), j.speaker(s.Attribution)}
	}
	if e != nil {
		j.event(r, ids)
	} else {
		j.standing(r, ids)
	}
	j.text("speaker", ids[3])
	j.text("derivedFrom", report)
	ev := r.evidence()
	j.text("quote", ev.Quote)
	j.raw("sentence", strconv.Itoa(ev.Sentence))
	j.text("rule", ev.Rule)
	j.line = append(j.line, '}')
	if _, err := j.out.Write(j.line); err != nil {
		j.err = err
	}
	return j.err
}

// Close ends the document.
func (j *jsonLD) Close() error {
	if !j.begun {
		j.out.WriteString(terms)
	}
	j.out.WriteString("\n]}\n")
	if err := j.out.Flush(); err != nil {
		return fmt.Errorf("write JSON-LD: %w", err)
	}
	return nil
}

// node begins a node of a kind.
func (j *jsonLD) node(id, kind string) {
	j.line = append(j.line[:0], `{"@id":`...)
	j.line = appendText(j.line, id)
	j.text("@type", kind)
}

// flush ends a node that another follows.
func (j *jsonLD) flush() {
	j.line = append(j.line, "},\n"...)
	j.out.Write(j.line)
}

// text gives the node a property; "" is none.
func (j *jsonLD) text(key, value string) {
	if value == "" {
		return
	}
	j.key(key)
	j.line = appendText(j.line, value)
}

// raw gives the node a property that is JSON already.
func (j *jsonLD) raw(key, value string) {
	j.key(key)
	j.line = append(j.line, value...)
}

func (j *jsonLD) key(key string) {
	j.line = append(append(append(j.line, `,"`...), key...), `":`...)
}

// list gives the node a property of several values.
func list[S ~string](j *jsonLD, key string, values []S) {
	if len(values) == 0 {
		return
	}
	j.key(key)
	for i, v := range values {
		if i == 0 {
			j.line = append(j.line, '[')
		} else {
			j.line = append(j.line, ',')
		}
		j.line = appendText(j.line, string(v))
	}
	j.line = append(j.line, ']')
}

func (j *jsonLD) article(r *Record) string {
	id := "urn:dragoman:report:" + r.doc().String()
	if j.first(id, false) {
		j.node(id, "schema:NewsArticle")
		j.text("headline", r.Report.Title)
		j.text("name", r.ref())
		j.text("publisher", r.Report.Publisher)
		j.text("datePublished", r.Report.Published.String())
		j.text("url", webAddress(r.Report.URL))
		j.flush()
	}
	return id
}

func (j *jsonLD) speaker(a *dragoman.Attribution) string {
	if a == nil {
		return ""
	}
	return j.party(a.Speaker)
}

// party writes a party and returns its id: Wikidata's where there is one.
func (j *jsonLD) party(p *dragoman.Party) string {
	if p == nil || p.Name == "" {
		return ""
	}
	id, lasting := "", true
	switch {
	case isItem(p.Wikidata):
		id = "wd:" + p.Wikidata
	case p.Actor != "":
		id = "urn:dragoman:actor:" + p.Actor
	default:
		lasting = false
		id = "urn:dragoman:party:" + dragoman.NewID("jsonld", j.doc, p.Name, p.Country).String()
	}
	if j.first(id, lasting) {
		j.node(id, thingOf(p))
		j.text("name", p.Name)
		if countryName(p.Country) != "" { // not IGO, NGO and the like
			j.text("country", p.Country)
		}
		if lasting && p.Actor != "" && isItem(p.Wikidata) {
			j.text("sameAs", "urn:dragoman:actor:"+p.Actor)
		}
		j.flush()
	}
	return id
}

// isItem reports whether s is the id of an item of Wikidata.
func isItem(s string) bool {
	return len(s) > 1 && s[0] == 'Q' && strings.Trim(s[1:], "0123456789") == ""
}

// thingOf is the class of schema.org that a party is of.
func thingOf(p *dragoman.Party) string {
	kind, _, _ := strings.Cut(p.Actor, "/")
	switch kind {
	case "person":
		return "schema:Person"
	case "country":
		return "schema:Country"
	case "org":
		return "schema:Organization"
	}
	return "schema:Thing"
}

// event begins the node of an event.
func (j *jsonLD) event(r *Record, ids [4]string) {
	e, when := r.Event, r.when()
	j.node("urn:dragoman:event:"+e.ID.String(), "schema:Action")
	j.text("name", eventName(e))
	j.text("eventType", e.Type)
	j.text("eventMode", e.Mode)
	j.text("cameo", e.Code)
	j.raw("quad", strconv.Itoa(e.Quad))
	j.raw("intensity", number(e.Intensity))
	j.raw("goldstein", number(e.Goldstein))
	list(j, "contexts", e.Contexts)
	j.text("agent", ids[0])
	j.text("object", ids[1])
	j.text("startDate", when.From.String())
	j.text("endDate", when.Last().String())
	j.place(e.Where)
	for i := range e.Magnitudes {
		m := &e.Magnitudes[i]
		if i == 0 {
			j.raw("magnitudes", "[")
		} else {
			j.line = append(j.line, ',')
		}
		j.line = append(j.line, `{"kind":`...)
		j.line = appendText(j.line, m.Kind)
		if m.Low != nil {
			j.raw("low", number(*m.Low))
		}
		if m.High != nil {
			j.raw("high", number(*m.High))
		}
		j.text("unit", m.Unit)
		j.line = append(j.line, '}')
		if i == len(e.Magnitudes)-1 {
			j.line = append(j.line, ']')
		}
	}
	j.text("modality", e.Modality.String())
	j.raw("score", number(e.Score))
}

// place gives the node its place.
func (j *jsonLD) place(p *dragoman.Where) {
	if p == nil {
		return
	}
	j.raw("location", `{"@type":"schema:Place"`)
	if p.GeoNames != 0 {
		j.text("@id", "https://sws.geonames.org/"+strconv.FormatInt(p.GeoNames, 10)+"/")
	}
	j.text("name", p.Name)
	j.text("region", p.Admin1)
	j.text("country", p.Country)
	j.text("near", p.Near)
	if hasPoint(&p.Place) {
		j.raw("geo", `{"@type":"schema:GeoCoordinates"`)
		j.raw("latitude", number(p.Lat))
		j.raw("longitude", number(p.Lon))
		j.line = append(j.line, '}')
	}
	j.line = append(j.line, '}')
}

// standing begins the node of a standing.
func (j *jsonLD) standing(r *Record, ids [4]string) {
	s := r.Standing
	from, to := s.Bounds()
	j.node("urn:dragoman:standing:"+s.ID.String(), "d:Standing")
	j.text("relation", s.Relation)
	j.text("subject", ids[0])
	j.text("object", ids[1])
	j.text("value", s.Value)
	j.text("authority", ids[2])
	j.text("startDate", from.String())
	j.text("endDate", to.String())
	j.text("change", s.Change.String())
	j.text("modality", s.Modality.String())
	j.raw("score", number(s.Score))
}
