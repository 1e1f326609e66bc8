package score

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"unicode/utf8"

	"dragoman"
)

// A Where is how well places are found and put on the map.
type Where struct {
	Reports  int     `json:"reports"`
	Toponyms int     `json:"toponyms"`
	Found    int     `json:"found"`   // overlapped by a place that was found
	Within   int     `json:"within"`  // found, and at most NearKilometres away
	Share    float64 `json:"share"`   // Within of all Toponyms
	Placed   int     `json:"placed"`  // places found in all, right or not
	Misses   []Miss  `json:"-"`       // in the order of the reports
	Accuracy float64 `json:"correct"` // Within of Found
}

// A Miss is a toponym that was not found, or put too far away.
type Miss struct {
	Name, Before string         // the name and the words before it
	Page         string         // what the gold links it to
	Lat, Lon     float64        // of the gold
	Got          dragoman.Place // a zero Place where nothing was found
	Kilometres   float64
}

// NearKilometres is how far a place may be off and still be counted right: 100 miles, as is usual for geocoders of text.
const NearKilometres = 161

type geovirus struct {
	Articles []struct {
		Source    string `xml:"source"`
		Text      string `xml:"text"`
		Locations []struct {
			Name  string  `xml:"name"`
			Start int     `xml:"start"` // in characters, from 1
			End   int     `xml:"end"`
			Lat   float64 `xml:"lat"`
			Lon   float64 `xml:"lon"`
			Page  string  `xml:"page"`
		} `xml:"locations>location"`
	} `xml:"article"`
}

// Geovirus scores the places that run finds in the reports of GeoVirus (Gritta, Pilehvar and Collier 2018).
func Geovirus(r io.Reader, run func(*dragoman.Document) error) (Where, error) {
	var in geovirus
	if err := xml.NewDecoder(r).Decode(&in); err != nil {
		return Where{}, fmt.Errorf("read geovirus: %w: %w", err, dragoman.ErrInvalid)
	}
	var w Where
	var d dragoman.Document
	for n, a := range in.Articles {
		d.Reset(dragoman.Article{Ref: fmt.Sprintf("geovirus/%d", n), Text: a.Text})
		if err := run(&d); err != nil {
			return Where{}, fmt.Errorf("report %d: %w", n, err)
		}
		w.Reports++
		w.Placed += len(d.Places)
		for _, l := range a.Locations {
			span := dragoman.Span{Start: byteOffset(a.Text, l.Start-1), End: byteOffset(a.Text, l.End-1)}
			w.Toponyms++
			miss := Miss{Name: l.Name, Before: a.Text[max(0, span.Start-40):span.Start], Page: l.Page, Lat: l.Lat, Lon: l.Lon}
			p := placeAt(&d, span)
			if p == nil || p.Near != "" && p.Lat == 0 && p.Lon == 0 { // a country alone is no point
				if p != nil {
					miss.Got = p.Place
				}
				w.Misses = append(w.Misses, miss)
				continue
			}
			w.Found++
			miss.Got, miss.Kilometres = p.Place, Kilometres(l.Lat, l.Lon, p.Lat, p.Lon)
			if miss.Kilometres <= NearKilometres {
				w.Within++
			} else {
				w.Misses = append(w.Misses, miss)
			}
		}
	}
	w.Share = safeDivide(float64(w.Within), float64(w.Toponyms))
	w.Accuracy = safeDivide(float64(w.Within), float64(w.Found))
	return w, nil
}

// byteOffset is where the n-th character begins.
func byteOffset(s string, n int) int32 {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return int32(at)
}

func placeAt(d *dragoman.Document, span dragoman.Span) *dragoman.PlaceMention {
	for i := range d.Places {
		if p := &d.Places[i]; p.Span.Start < span.End && span.Start < p.Span.End {
			return p
		}
	}
	return nil
}

// Kilometres is the great-circle distance between two points in degrees, on a sphere.
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	s, t := math.Sin((lat2-lat1)*degree/2), math.Sin((lon2-lon1)*degree/2)
	h := s*s + math.Cos(lat1*degree)*math.Cos(lat2*degree)*t*t
	return 2 * radius * math.Asin(min(1, math.Sqrt(h)))
}
