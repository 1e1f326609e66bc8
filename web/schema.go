package web

import (
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"dragoman"
)

// The shapes of the root's types that write their own JSON, for the OpenAPI document. Each has the keys that the type's
// MarshalJSON writes; TestSchemasSayWhatIsWritten holds them to it.
type (
	dayShape  string
	spanShape [2]int

	whenShape struct {
		From      *dayShape  `json:"from" doc:"First day."`
		To        *dayShape  `json:"to" doc:"Last day, included."`
		Precision string     `json:"precision,omitempty" enum:"day,weekend,week,month,quarter,season,year,decade,century,range"`
		Text      string     `json:"text,omitempty" doc:"The words."`
		Span      *spanShape `json:"span,omitempty"`
		Basis     string     `json:"basis,omitempty" doc:"Where the time was read: clause, sentence, narrative, published."`
	}
	eventShape struct {
		Kind        string                `json:"kind" enum:"event"`
		ID          string                `json:"id"`
		Type        string                `json:"type" doc:"PLOVER event type."`
		Mode        string                `json:"mode,omitempty" doc:"PLOVER mode."`
		Code        string                `json:"cameo,omitempty" doc:"CAMEO code."`
		Quad        int                   `json:"quad" doc:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."`
		Intensity   float64               `json:"intensity" doc:"-10 to 10."`
		Goldstein   float64               `json:"goldstein" doc:"-10 to 10."`
		Contexts    []string              `json:"contexts,omitempty"`
		Source      *dragoman.Party       `json:"source,omitempty"`
		Target      *dragoman.Party       `json:"target,omitempty"`
		When        *whenShape            `json:"when,omitempty"`
		Where       *dragoman.Where       `json:"where,omitempty"`
		Magnitudes  []dragoman.Magnitude  `json:"magnitudes,omitempty"`
		Modality    string                `json:"modality" enum:"done,planned,possible,denied"`
		Attribution *dragoman.Attribution `json:"attribution,omitempty"`
		Score       float64               `json:"score" doc:"0 to 1."`
		Evidence    dragoman.Evidence     `json:"evidence"`
	}
	standingShape struct {
		Kind        string                `json:"kind" enum:"standing"`
		ID          string                `json:"id"`
		Relation    string                `json:"relation"`
		Subject     *dragoman.Party       `json:"subject,omitempty"`
		Object      *dragoman.Party       `json:"object,omitempty"`
		Value       string                `json:"value,omitempty"`
		Authority   *dragoman.Party       `json:"authority,omitempty" doc:"Whose list it is."`
		Change      string                `json:"change" enum:"begin,hold,end,past"`
		Modality    string                `json:"modality" enum:"done,planned,possible,denied"`
		Attribution *dragoman.Attribution `json:"attribution,omitempty"`
		Score       float64               `json:"score" doc:"0 to 1."`
		Evidence    dragoman.Evidence     `json:"evidence"`
		From        *dayShape             `json:"from"`
		To          *dayShape             `json:"to"`
		When        *whenShape            `json:"when,omitempty"`
	}
)

// Schema says that a day is a string of the form date.
func (dayShape) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true}
}

// Schema says that a span is two numbers.
func (spanShape) Schema(huma.Registry) *huma.Schema {
	two := 2
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeInteger}, MinItems: &two, MaxItems: &two, Description: "Bytes [start, end) of the report's text."}
}

func registerShapes(r huma.Registry) {
	for _, pair := range [][2]reflect.Type{
		{reflect.TypeFor[dragoman.Date](), reflect.TypeFor[dayShape]()},
		{reflect.TypeFor[dragoman.Span](), reflect.TypeFor[spanShape]()},
		{reflect.TypeFor[dragoman.When](), reflect.TypeFor[whenShape]()},
		{reflect.TypeFor[dragoman.Event](), reflect.TypeFor[eventShape]()},
		{reflect.TypeFor[dragoman.Standing](), reflect.TypeFor[standingShape]()},
	} {
		r.RegisterTypeAlias(pair[0], pair[1])
	}
}

// A textInput is a report as a program sends it.
type textInput struct {
	Text      string `json:"text" minLength:"1" doc:"The report's text, UTF-8."`
	Title     string `json:"title,omitempty" maxLength:"2000"`
	Source    string `json:"source,omitempty" maxLength:"500" doc:"The publisher."`
	URL       string `json:"url,omitempty" maxLength:"4000"`
	Key       string `json:"key,omitempty" maxLength:"500" doc:"The report's own identity; its URL where it is left out."`
	Published string `json:"published,omitempty" maxLength:"10" doc:"YYYY-MM-DD; days such as Monday are read from it." example:"2025-11-12"`
}

func (t *textInput) article() (dragoman.Article, error) {
	a := dragoman.Article{Ref: t.URL, Key: t.Key, URL: t.URL, Source: t.Source, Title: t.Title, Text: t.Text}
	if a.Key == "" {
		a.Key = t.URL
	}
	if a.Ref == "" {
		a.Ref = a.Key
	}
	var err error
	if t.Published != "" {
		a.Published, err = dragoman.ParseDate(t.Published)
	}
	return a, err
}

// coded is what reading a text gave.
type coded struct {
	Doc       dragoman.ID          `json:"doc" doc:"The report's id."`
	Edition   string               `json:"edition" doc:"Who read it: build, models, codebook."`
	Events    []*dragoman.Event    `json:"events"`
	Standings []*dragoman.Standing `json:"standings"`
}

// articleView is a report with its text.
type articleView struct {
	ID        dragoman.ID   `json:"id"`
	Ref       string        `json:"ref,omitempty"`
	URL       string        `json:"url,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	Title     string        `json:"title,omitempty"`
	Published dragoman.Date `json:"published"`
	Text      string        `json:"text"`
}

func viewArticle(id dragoman.ID, a dragoman.Article) articleView {
	return articleView{id, a.Ref, a.URL, a.Source, a.Title, a.Published, a.Text}
}

// A candidate is who words may mean.
type candidate struct {
	Name     string   `json:"name"`
	Actor    string   `json:"actor,omitempty"`
	Code     string   `json:"code,omitempty"`
	Country  string   `json:"country,omitempty"`
	Role     string   `json:"role,omitempty"`
	Wikidata string   `json:"wikidata,omitempty"`
	Score    float64  `json:"score" doc:"1 is certain; candidates of one score are ambiguous."`
	Why      []string `json:"why"`
}

// judgementInput is a person's verdict; who it is comes from the token.
type judgementInput struct {
	Record  string          `json:"record" doc:"The record's id."`
	Doc     string          `json:"doc,omitempty" doc:"The report's id, where several reports hold the record."`
	Verdict string          `json:"verdict" enum:"accept,reject,amend"`
	Reason  string          `json:"reason,omitempty" maxLength:"2000"`
	Amended json.RawMessage `json:"amended,omitempty" doc:"With amend: what the record should be, an event or a standing as this API gives them."`
}

// A serverInfo says what answers.
type serverInfo struct {
	Edition  string    `json:"edition"`
	Seq      int64     `json:"seq" doc:"Number of the ledger's last assertion."`
	Recorded time.Time `json:"recorded"`
	ReadOnly bool      `json:"read_only"`
}
