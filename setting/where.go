package setting

import (
	"iter"

	"dragoman"
)

// A Found is a place of a report as `dragoman where` prints it.
type Found struct {
	Ref      string        `json:"ref"`
	Name     string        `json:"name"` // as the report has it
	Span     dragoman.Span `json:"span"`
	Lat      float64       `json:"lat"`
	Lon      float64       `json:"lon"`
	Country  string        `json:"country,omitempty"`
	Admin1   string        `json:"admin1,omitempty"`
	GeoNames int64         `json:"geonames,omitempty"`
	Feature  string        `json:"feature"`
	Place    string        `json:"place"` // the place's own name
	Score    float32       `json:"score"`
}

// Where yields the places of a Document that a Grounder has run on, in the order of the text.
func Where(d *dragoman.Document) iter.Seq[Found] {
	return func(yield func(Found) bool) {
		for i := range d.Places {
			p := &d.Places[i]
			line := Found{
				Ref: d.Ref, Name: d.Slice(p.Span), Span: p.Span, Lat: p.Lat, Lon: p.Lon, Country: p.Country, Admin1: p.Admin1,
				GeoNames: p.GeoNames, Feature: p.Feature, Place: p.Name, Score: p.Score,
			}
			if !yield(line) {
				return
			}
		}
	}
}
