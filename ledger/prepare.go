package ledger

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman"
)

// kinds of assertion, as the column assertions.kind holds them.
const (
	kindEvent = iota
	kindStanding
	kindRetract
)

// An Entry is a report and its records made ready for writing: a copy that owes nothing to the Document it was made of, so
// that the Document can be used again at once. Making one is most of the work of recording, and needs no lock.
type Entry struct {
	id      dragoman.ID
	article dragoman.Article
	packed  []byte
	sketch  sketch
	shapes  shapes
	records []record // in the order of the text, no id twice
	ident   int64    // of a report that takes the place of earlier ones with the same key; else 0
}

// ID is the id of the report.
func (e *Entry) ID() dragoman.ID { return e.id }

// A record is one event or standing as the tables hold it.
type record struct {
	id    dragoman.ID
	words dragoman.ID // equal for two readings of the same words as the same thing
	kind  int
	body  []byte // JSON
	pack  []byte // the same, packed

	day, last  dragoman.Date // of the record, both included; 0 not known
	modality   dragoman.Modality
	score      float64
	first, snd *partyKey // source and target, subject and object; nil for none
	typ, mode  string    // type and mode, relation and value
	// Of events alone.
	quad      int
	intensity float64
	where     *dragoman.Where
	// Of standings alone.
	change dragoman.Change
	office string // the value, where it tells facts apart
}

// Prepare makes an Entry of a Document that has its records. A record that cannot be kept is dragoman.ErrInvalid.
func Prepare(d *dragoman.Document) (*Entry, error) {
	if !utf8.ValidString(d.Text) {
		return nil, fmt.Errorf("prepare %s: the text is not UTF-8: read it with intake first: %w", d.Ref, dragoman.ErrInvalid)
	}
	e := &Entry{article: cloneArticle(&d.Article)}
	e.id = e.article.ID()
	var err error
	if e.packed, err = packArticle(&e.article); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", d.Ref, err)
	}
	e.shapes = shapesOf(e.article.Text)
	e.sketch = e.shapes.sketch()
	seen := make(map[dragoman.ID]bool, len(d.Events)+len(d.Standings))
	add := func(r record, err error) error {
		if err != nil {
			return fmt.Errorf("prepare record %s of %s: %w: %w", r.id, d.Ref, err, dragoman.ErrInvalid)
		}
		if !seen[r.id] {
			seen[r.id] = true
			r.pack = theCodec().record.EncodeAll(r.body, nil)
			e.records = append(e.records, r)
		}
		return nil
	}
	for i := range d.Events {
		if err := add(eventRecord(&d.Events[i], &e.article)); err != nil {
			return nil, err
		}
	}
	for i := range d.Standings {
		if err := add(standingRecord(&d.Standings[i], &e.article)); err != nil {
			return nil, err
		}
	}
	// Two editions may list the same records in another order; the ledger does not care.
	slices.SortStableFunc(e.records, func(a, b record) int { return bytes.Compare(a.id[:], b.id[:]) })
	return e, nil
}

func cloneArticle(a *dragoman.Article) dragoman.Article {
	c := *a
	for _, s := range []*string{&c.Ref, &c.Key, &c.URL, &c.Source, &c.Title, &c.Text} {
		*s = strings.Clone(*s)
	}
	return c
}

func eventRecord(e *dragoman.Event, a *dragoman.Article) (record, error) {
	r := record{id: e.ID, kind: kindEvent, modality: e.Modality, score: e.Score, typ: clip(e.Type), mode: clip(e.Mode),
		quad: e.Quad, intensity: e.Intensity, first: keyOf(e.Source, a), snd: keyOf(e.Target, a)}
	var err error
	if r.body, err = eventJSON(e, a); err != nil {
		return r, err
	}
	if e.Where != nil {
		w := *e.Where
		w.Name, w.Country = clip(strings.Clone(w.Name)), clip(strings.Clone(w.Country))
		r.where = &w
	}
	// An event without a time of its own is counted on the day of its report.
	r.day, r.last = a.Published, a.Published
	if e.When != nil && !e.When.IsZero() {
		r.day, r.last = e.When.From, e.When.Last()
	}
	if r.day == 0 {
		r.day = r.last
	}
	if r.last < r.day {
		r.last = r.day
	}
	r.words = wordsOf(kindEvent, e.Evidence, e.Type, r.first, r.snd)
	return r, nil
}

func standingRecord(s *dragoman.Standing, a *dragoman.Article) (record, error) {
	r := record{id: s.ID, kind: kindStanding, modality: s.Modality, score: s.Score, typ: clip(s.Relation), mode: clip(s.Value),
		change: s.Change, first: keyOf(s.Subject, a), snd: keyOf(s.Object, a)}
	var err error
	if r.body, err = standingJSON(s, a); err != nil {
		return r, err
	}
	if s.When != nil {
		r.day, r.last = s.When.From, s.When.Last()
	}
	if dragoman.Symmetric(s.Relation) && r.snd.compare(r.first) < 0 {
		r.first, r.snd = r.snd, r.first
	}
	if s.Relation == "holds_office" {
		r.office = officeOf(s.Value)
	}
	r.words = wordsOf(kindStanding, s.Evidence, s.Relation+"\x00"+s.Value, r.first, r.snd)
	return r, nil
}

// officeOf brings the titles of one office to one form: "the President of Syria" and "President" of Syria are the same.
func officeOf(value string) string {
	v := strings.TrimPrefix(strings.ToLower(strings.Join(strings.Fields(value), " ")), "the ")
	v, _, _ = strings.Cut(v, " of the ")
	if before, after, ok := strings.Cut(v, " of "); ok && !strings.Contains("state defence defense justice finance health trade energy war", after) {
		v = before
	}
	for _, p := range []string{"acting ", "interim ", "caretaker ", "transitional "} {
		v = strings.TrimPrefix(v, p)
	}
	return clip(v)
}

// wordsOf identifies what a rule read in which words, whatever it made of time, place and score.
func wordsOf(kind int, v dragoman.Evidence, typ string, first, snd *partyKey) dragoman.ID {
	return dragoman.NewID("words", fmt.Sprint(kind, v.Span, v.Trigger), typ, first.identity(), snd.identity())
}

// A partyKey is a party as the dictionaries hold it.
type partyKey struct {
	ident   string // who it is: equal for all mentions of the same actor
	name    string // lower case, for questions by name
	country string
	state   bool   // the country itself, not someone in it
	body    string // JSON of the party, less the words of this mention
}

func (k *partyKey) identity() string {
	if k == nil {
		return ""
	}
	return k.ident
}

func (k *partyKey) compare(o *partyKey) int { return cmp.Compare(k.identity(), o.identity()) }

// keyOf tells who p is: the directory's entry, else the name within its country. Words that fit several parties are
// someone only within their own report.
func keyOf(p *dragoman.Party, a *dragoman.Article) *partyKey {
	if p == nil {
		return nil
	}
	c := *p
	c.Text, c.Span, c.Role = "", dragoman.Span{}, ""
	c.Name, c.Actor, c.Code, c.Country = clip(c.Name), clip(c.Actor), clip(c.Code), clip(c.Country)
	c.Sectors = c.Sectors[:min(len(c.Sectors), mostSectors)]
	k := &partyKey{name: strings.ToLower(c.Name), country: strings.Clone(c.Country)}
	k.state = c.Country != "" && (c.Code == c.Country || c.Code == "" && len(c.Sectors) == 0 && strings.HasSuffix(c.Actor, "/"+c.Country))
	body, err := json.Marshal(&c)
	if err != nil {
		panic(err) // strings and integers alone
	}
	k.body = string(body)
	switch {
	case c.Actor != "":
		k.ident = strings.Clone(c.Actor)
	case c.Ambiguous:
		k.ident = "?" + a.ID().String() + "/" + k.name
	case k.name != "":
		k.ident = "~" + k.name + "|" + c.Country
	default:
		k.ident = "~|" + c.Code
	}
	return k
}

// What goes into an index is bounded; the record itself keeps the whole.
const (
	mostIndexed = 400 // bytes
	mostSectors = 12
)

// clip bounds a text for an index. PostgreSQL's text takes no NUL.
func clip(s string) string {
	if len(s) > mostIndexed {
		n := mostIndexed
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}
