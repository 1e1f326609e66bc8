package export

import (
	"encoding/json"

	"dragoman"
)

// eventRow is an event as a row of Parquet or CSV. An optional column is null, or empty, where nothing is known. The names of the
// columns do not change; new ones are added at the end.
type eventRow struct {
	ID        string  `parquet:"id"`
	Seq       int64   `parquet:"seq,optional"`
	FirstDay  *int32  `parquet:"first_day,optional,date"` // days since 1970-01-01
	LastDay   *int32  `parquet:"last_day,optional,date"`  // included
	Precision string  `parquet:"precision,optional,dict"`
	Type      string  `parquet:"type,dict"`
	Mode      string  `parquet:"mode,optional,dict"`
	Cameo     string  `parquet:"cameo,optional,dict"`
	Quad      int32   `parquet:"quad"`
	Intensity float64 `parquet:"intensity"`
	Goldstein float64 `parquet:"goldstein"`
	Contexts  string  `parquet:"contexts,optional,dict"` // ";" between
	Modality  string  `parquet:"modality,dict"`
	Score     float64 `parquet:"score"`

	SourceName     string `parquet:"source_name,optional,dict"`
	SourceActor    string `parquet:"source_actor,optional,dict"`
	SourceCode     string `parquet:"source_code,optional,dict"`
	SourceCountry  string `parquet:"source_country,optional,dict"`
	SourceSectors  string `parquet:"source_sectors,optional,dict"` // ";" between
	SourceRole     string `parquet:"source_role,optional,dict"`
	SourceWikidata string `parquet:"source_wikidata,optional,dict"`
	SourceText     string `parquet:"source_text,optional"`
	TargetName     string `parquet:"target_name,optional,dict"`
	TargetActor    string `parquet:"target_actor,optional,dict"`
	TargetCode     string `parquet:"target_code,optional,dict"`
	TargetCountry  string `parquet:"target_country,optional,dict"`
	TargetSectors  string `parquet:"target_sectors,optional,dict"`
	TargetRole     string `parquet:"target_role,optional,dict"`
	TargetWikidata string `parquet:"target_wikidata,optional,dict"`
	TargetText     string `parquet:"target_text,optional"`

	Place        string   `parquet:"place,optional,dict"`
	PlaceCountry string   `parquet:"place_country,optional,dict"`
	PlaceAdmin1  string   `parquet:"place_admin1,optional,dict"`
	Lat          *float64 `parquet:"lat,optional"`
	Lon          *float64 `parquet:"lon,optional"`
	GeoNames     int64    `parquet:"geonames,optional"`
	PlaceFeature string   `parquet:"place_feature,optional,dict"`

	KilledLow     *float64 `parquet:"killed_low,optional"`
	KilledHigh    *float64 `parquet:"killed_high,optional"`
	WoundedLow    *float64 `parquet:"wounded_low,optional"`
	WoundedHigh   *float64 `parquet:"wounded_high,optional"`
	ArrestedLow   *float64 `parquet:"arrested_low,optional"`
	ArrestedHigh  *float64 `parquet:"arrested_high,optional"`
	DisplacedLow  *float64 `parquet:"displaced_low,optional"`
	DisplacedHigh *float64 `parquet:"displaced_high,optional"`
	TakingLow     *float64 `parquet:"taking_part_low,optional"`
	TakingHigh    *float64 `parquet:"taking_part_high,optional"`
	MoneyLow      *float64 `parquet:"money_low,optional"`
	MoneyHigh     *float64 `parquet:"money_high,optional"`
	MoneyUnit     string   `parquet:"money_unit,optional,dict"` // ISO 4217
	Magnitudes    string   `parquet:"magnitudes,optional"`      // all of them, as JSON

	told

	PlaceNear string `parquet:"place_near,optional,dict"` // the known place that lat and lon are of
}

// standingRow is a standing as a row.
type standingRow struct {
	ID        string  `parquet:"id"`
	Seq       int64   `parquet:"seq,optional"`
	FirstDay  *int32  `parquet:"first_day,optional,date"` // on which it is said to hold
	LastDay   *int32  `parquet:"last_day,optional,date"`
	TimeFrom  *int32  `parquet:"time_from,optional,date"` // the time that the words name
	TimeTo    *int32  `parquet:"time_to,optional,date"`
	Precision string  `parquet:"precision,optional,dict"`
	Relation  string  `parquet:"relation,dict"`
	Value     string  `parquet:"value,optional,dict"`
	Change    string  `parquet:"change,dict"`
	Modality  string  `parquet:"modality,dict"`
	Score     float64 `parquet:"score"`

	SubjectName     string `parquet:"subject_name,optional,dict"`
	SubjectActor    string `parquet:"subject_actor,optional,dict"`
	SubjectCode     string `parquet:"subject_code,optional,dict"`
	SubjectCountry  string `parquet:"subject_country,optional,dict"`
	SubjectSectors  string `parquet:"subject_sectors,optional,dict"`
	SubjectRole     string `parquet:"subject_role,optional,dict"`
	SubjectWikidata string `parquet:"subject_wikidata,optional,dict"`
	SubjectText     string `parquet:"subject_text,optional"`
	ObjectName      string `parquet:"object_name,optional,dict"`
	ObjectActor     string `parquet:"object_actor,optional,dict"`
	ObjectCode      string `parquet:"object_code,optional,dict"`
	ObjectCountry   string `parquet:"object_country,optional,dict"`
	ObjectSectors   string `parquet:"object_sectors,optional,dict"`
	ObjectRole      string `parquet:"object_role,optional,dict"`
	ObjectWikidata  string `parquet:"object_wikidata,optional,dict"`
	ObjectText      string `parquet:"object_text,optional"`

	AuthorityName    string `parquet:"authority_name,optional,dict"`
	AuthorityActor   string `parquet:"authority_actor,optional,dict"`
	AuthorityCountry string `parquet:"authority_country,optional,dict"`

	told
}

// told is what both kinds of row tell of who says so, and where.
type told struct {
	SpeakerName    string `parquet:"speaker_name,optional,dict"`
	SpeakerActor   string `parquet:"speaker_actor,optional,dict"`
	SpeakerCountry string `parquet:"speaker_country,optional,dict"`
	SpeechVerb     string `parquet:"speech_verb,optional,dict"`
	Medium         string `parquet:"medium,optional,dict"`

	Doc          string `parquet:"doc"`
	Ref          string `parquet:"ref,optional,dict"`
	URL          string `parquet:"url,optional,dict"`
	Publisher    string `parquet:"publisher,optional,dict"`
	Title        string `parquet:"title,optional,dict"`
	Published    *int32 `parquet:"published,optional,date"`
	Sentence     int32  `parquet:"sentence"` // from 0
	SpanStart    int32  `parquet:"span_start"`
	SpanEnd      int32  `parquet:"span_end"`
	TriggerStart int32  `parquet:"trigger_start"`
	TriggerEnd   int32  `parquet:"trigger_end"`
	Quote        string `parquet:"quote,optional"`
	Rule         string `parquet:"rule,optional,dict"`
	Edition      string `parquet:"edition,optional,dict"`
	Recorded     *int64 `parquet:"recorded,optional,timestamp(microsecond)"`
}

// A row is a kind of row that takes a record. It reports false where the record is of the other kind.
type row interface {
	eventRow | standingRow
}

// fill makes a row of a record; false where the record is of the other kind.
func fill[T row](dst *T, r *Record) bool {
	switch row := any(dst).(type) {
	case *eventRow:
		if r.Event == nil {
			return false
		}
		row.fill(r)
	case *standingRow:
		if r.Standing == nil {
			return false
		}
		row.fill(r)
	}
	return true
}

func (w *eventRow) fill(r *Record) {
	e, when := r.Event, r.when()
	*w = eventRow{ID: e.ID.String(), Seq: r.Seq, FirstDay: dayNumber(when.From), LastDay: dayNumber(when.Last()), Precision: when.Precision.String(),
		Type: e.Type, Mode: e.Mode, Cameo: e.Code, Quad: int32(e.Quad), Intensity: e.Intensity, Goldstein: e.Goldstein,
		Contexts: joined(e.Contexts), Modality: e.Modality.String(), Score: e.Score}
	s, t := known(e.Source), known(e.Target)
	w.SourceName, w.SourceActor, w.SourceCode, w.SourceCountry = s.Name, s.Actor, s.Code, s.Country
	w.SourceSectors, w.SourceRole, w.SourceWikidata, w.SourceText = joined(s.Sectors), s.Role, s.Wikidata, s.Text
	w.TargetName, w.TargetActor, w.TargetCode, w.TargetCountry = t.Name, t.Actor, t.Code, t.Country
	w.TargetSectors, w.TargetRole, w.TargetWikidata, w.TargetText = joined(t.Sectors), t.Role, t.Wikidata, t.Text
	if p := e.Where; p != nil {
		w.Place, w.PlaceCountry, w.PlaceAdmin1, w.GeoNames, w.PlaceFeature = p.Name, p.Country, p.Admin1, p.GeoNames, p.Feature
		w.PlaceNear = p.Near
		if hasPoint(&p.Place) {
			w.Lat, w.Lon = &p.Lat, &p.Lon
		}
	}
	w.count(e.Magnitudes)
	w.told.fill(r, e.Attribution)
}

// count spreads the first magnitude of each kind that has columns.
func (w *eventRow) count(ms []dragoman.Magnitude) {
	if len(ms) == 0 {
		return
	}
	for i := len(ms) - 1; i >= 0; i-- { // backwards: the first of a kind stays
		m := &ms[i]
		switch m.Kind {
		case "killed":
			w.KilledLow, w.KilledHigh = m.Low, m.High
		case "wounded":
			w.WoundedLow, w.WoundedHigh = m.Low, m.High
		case "arrested":
			w.ArrestedLow, w.ArrestedHigh = m.Low, m.High
		case "displaced":
			w.DisplacedLow, w.DisplacedHigh = m.Low, m.High
		case "taking_part":
			w.TakingLow, w.TakingHigh = m.Low, m.High
		case "money":
			w.MoneyLow, w.MoneyHigh, w.MoneyUnit = m.Low, m.High, m.Unit
		}
	}
	if b, err := json.Marshal(ms); err == nil { // numbers that JSON has no word for (NaN) cannot be in a record
		w.Magnitudes = string(b)
	}
}

func (w *standingRow) fill(r *Record) {
	s, when := r.Standing, r.when()
	from, to := s.Bounds()
	*w = standingRow{ID: s.ID.String(), Seq: r.Seq, FirstDay: dayNumber(from), LastDay: dayNumber(to), TimeFrom: dayNumber(when.From), TimeTo: dayNumber(when.Last()),
		Precision: when.Precision.String(), Relation: s.Relation, Value: s.Value, Change: s.Change.String(), Modality: s.Modality.String(), Score: s.Score}
	a, b, by := known(s.Subject), known(s.Object), known(s.Authority)
	w.SubjectName, w.SubjectActor, w.SubjectCode, w.SubjectCountry = a.Name, a.Actor, a.Code, a.Country
	w.SubjectSectors, w.SubjectRole, w.SubjectWikidata, w.SubjectText = joined(a.Sectors), a.Role, a.Wikidata, a.Text
	w.ObjectName, w.ObjectActor, w.ObjectCode, w.ObjectCountry = b.Name, b.Actor, b.Code, b.Country
	w.ObjectSectors, w.ObjectRole, w.ObjectWikidata, w.ObjectText = joined(b.Sectors), b.Role, b.Wikidata, b.Text
	w.AuthorityName, w.AuthorityActor, w.AuthorityCountry = by.Name, by.Actor, by.Country
	w.told.fill(r, s.Attribution)
}

func (t *told) fill(r *Record, a *dragoman.Attribution) {
	ev := r.evidence()
	*t = told{Doc: r.doc().String(), Ref: r.ref(), URL: r.Report.URL, Publisher: r.Report.Publisher, Title: r.Report.Title, Published: dayNumber(r.Report.Published),
		Sentence: int32(ev.Sentence), SpanStart: ev.Span.Start, SpanEnd: ev.Span.End, TriggerStart: ev.Trigger.Start, TriggerEnd: ev.Trigger.End,
		Quote: ev.Quote, Rule: ev.Rule, Edition: r.Edition.Name}
	if !r.Recorded.IsZero() {
		us := r.Recorded.UnixMicro()
		t.Recorded = &us
	}
	if a != nil {
		p := known(a.Speaker)
		t.SpeakerName, t.SpeakerActor, t.SpeakerCountry = p.Name, p.Actor, p.Country
		t.SpeechVerb, t.Medium = a.Verb, a.Medium
	}
}

// dayNumber counts days from 1970-01-01, the first day of Parquet; nil where the day is not known.
func dayNumber(d dragoman.Date) *int32 {
	if d == 0 {
		return nil
	}
	n := int32(d - epoch)
	return &n
}

// epoch is 1970-01-01.
const epoch dragoman.Date = 719163

func hasPoint(p *dragoman.Place) bool { return p.Lat != 0 || p.Lon != 0 }
