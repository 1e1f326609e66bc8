package ledger

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dragoman"
)

// A record is kept once, as the JSON that `dragoman code` prints, less what its report has already (quote, reference, ids),
// packed by zstd with the dictionary record.dict. That file is part of the format: it must never change.
//
//go:embed record.dict
var recordDict []byte

const recordDictID = 1

// A codec packs and unpacks; zstd's coders may be used by many goroutines at once.
type codec struct {
	record, text *zstd.Encoder
	reader       *zstd.Decoder
}

var theCodec = sync.OnceValue(func() *codec {
	record, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(recordDictID, recordDict), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		panic(err) // the dictionary is embedded
	}
	text, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err != nil {
		panic(err)
	}
	reader, err := zstd.NewReader(nil, zstd.WithDecoderDictRaw(recordDictID, recordDict), zstd.WithDecoderConcurrency(0))
	if err != nil {
		panic(err)
	}
	return &codec{record, text, reader}
})

func unpack(packed []byte) ([]byte, error) {
	b, err := theCodec().reader.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", err, dragoman.ErrCorrupt)
	}
	return b, nil
}

// stripEvidence leaves out what can be read from the report.
func stripEvidence(v dragoman.Evidence, a *dragoman.Article) dragoman.Evidence {
	v.Doc, v.Ref = dragoman.ID{}, ""
	if inText(v.Span, a.Text) && v.Quote == a.Text[v.Span.Start:v.Span.End] {
		v.Quote = ""
	}
	return v
}

func inText(s dragoman.Span, text string) bool {
	return 0 <= s.Start && s.Start <= s.End && int(s.End) <= len(text)
}

// fillEvidence puts back what stripEvidence left out.
func fillEvidence(v *dragoman.Evidence, r *report) {
	v.Doc, v.Ref = r.id, r.article.Ref
	if v.Quote == "" && inText(v.Span, r.article.Text) {
		v.Quote = r.article.Text[v.Span.Start:v.Span.End]
	}
}

func eventJSON(e *dragoman.Event, a *dragoman.Article) ([]byte, error) {
	c := *e
	c.ID = dragoman.ID{}
	c.Evidence = stripEvidence(e.Evidence, a)
	return json.Marshal(&c)
}

func standingJSON(s *dragoman.Standing, a *dragoman.Article) ([]byte, error) {
	c := *s
	c.ID = dragoman.ID{}
	c.Evidence = stripEvidence(s.Evidence, a)
	return json.Marshal(&c)
}

func decodeEvent(body []byte, id dragoman.ID, r *report) (*dragoman.Event, error) {
	e := new(dragoman.Event)
	if err := json.Unmarshal(body, e); err != nil {
		return nil, fmt.Errorf("read record %s: %w: %w", id, err, dragoman.ErrCorrupt)
	}
	e.ID = id
	fillEvidence(&e.Evidence, r)
	unchain(e.Source, e.Target)
	return e, nil
}

func decodeStanding(body []byte, id dragoman.ID, r *report) (*dragoman.Standing, error) {
	s := new(dragoman.Standing)
	if err := json.Unmarshal(body, s); err != nil {
		return nil, fmt.Errorf("read record %s: %w: %w", id, err, dragoman.ErrCorrupt)
	}
	s.ID = id
	fillEvidence(&s.Evidence, r)
	unchain(s.Subject, s.Object, s.Authority)
	return s, nil
}

// unchain says that parties read from a ledger are in no chain of a document.
func unchain(ps ...*dragoman.Party) {
	for _, p := range ps {
		if p != nil {
			p.Chain = -1
		}
	}
}

// A report is an article read back from the ledger.
type report struct {
	id      dragoman.ID
	article dragoman.Article
}

// headJSON is all of an article but its text.
type headJSON struct {
	Ref       string        `json:"ref,omitempty"`
	Key       string        `json:"key,omitempty"`
	URL       string        `json:"url,omitempty"`
	Source    string        `json:"source,omitempty"`
	Title     string        `json:"title,omitempty"`
	Published dragoman.Date `json:"published"`
}

func packArticle(a *dragoman.Article) ([]byte, error) {
	head, err := json.Marshal(headJSON{a.Ref, a.Key, a.URL, a.Source, a.Title, a.Published})
	if err != nil {
		return nil, err
	}
	return theCodec().text.EncodeAll(append(append(head, '\n'), a.Text...), nil), nil
}

func unpackArticle(packed []byte) (dragoman.Article, error) {
	var h headJSON
	b, err := unpack(packed)
	if err != nil {
		return dragoman.Article{}, err
	}
	head, text, ok := bytes.Cut(b, []byte{'\n'})
	if !ok {
		return dragoman.Article{}, fmt.Errorf("a report without its text: %w", dragoman.ErrCorrupt)
	}
	if err := json.Unmarshal(head, &h); err != nil {
		return dragoman.Article{}, fmt.Errorf("read report: %w: %w", err, dragoman.ErrCorrupt)
	}
	return dragoman.Article{Ref: h.Ref, Key: h.Key, URL: h.URL, Source: h.Source, Title: h.Title, Published: h.Published, Text: string(text)}, nil
}
