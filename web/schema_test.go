package web

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dragoman"
)

// TestSchemasSayWhatIsWritten holds the shapes of the OpenAPI document to the keys that the root's types write.
func TestSchemasSayWhatIsWritten(t *testing.T) {
	one := 1.0
	party := &dragoman.Party{Name: "Syria"}
	when := &dragoman.When{Interval: dragoman.Day(1000), Text: "on Monday", Span: dragoman.Span{Start: 1, End: 2}, Basis: "clause"}
	said := &dragoman.Attribution{Verb: "said"}
	for _, c := range []struct {
		written any
		shape   reflect.Type
	}{
		{when, reflect.TypeFor[whenShape]()},
		{&dragoman.Event{Mode: "visit", Code: "042", Contexts: []string{"diplomatic"}, Source: party, Target: party, When: when, Where: &dragoman.Where{}, Attribution: said,
			Magnitudes: []dragoman.Magnitude{{Kind: "killed", Low: &one}}}, reflect.TypeFor[eventShape]()},
		{&dragoman.Standing{Subject: party, Object: party, Value: "President", Authority: party, When: when, Attribution: said}, reflect.TypeFor[standingShape]()},
	} {
		data, err := json.Marshal(c.written)
		if err != nil {
			t.Fatal(err)
		}
		var keys map[string]any
		if err := json.Unmarshal(data, &keys); err != nil {
			t.Fatal(err)
		}
		var want []string
		for i := range c.shape.NumField() {
			name, _, _ := strings.Cut(c.shape.Field(i).Tag.Get("json"), ",")
			want = append(want, name)
		}
		var got []string
		for k := range keys {
			got = append(got, k)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s describes %q, written are %q", c.shape, want, got)
		}
	}
}
