package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dragoman"
	"dragoman/ledger"
)

type (
	idInput struct {
		ID string `path:"id" maxLength:"32" doc:"32 hexadecimal digits."`
	}
	recordInput struct {
		ID  string `path:"id" maxLength:"32" doc:"The record's id."`
		Doc string `query:"doc" maxLength:"32" doc:"The report's id, where several reports hold the record."`
	}
	reportAnswer struct {
		Report  articleView   `json:"report"`
		Records []ledger.Line `json:"records"`
	}
	codeInput   struct{ Body textInput }
	explanation struct {
		Text string `json:"text" doc:"For each sentence: the tree, the frames that fired and why readings won or lost."`
	}
	reportsInput struct {
		Body struct {
			Reports []textInput `json:"reports" minItems:"1" maxItems:"1000"`
		}
	}
	reportsAnswer struct {
		Edition string          `json:"edition"`
		Results []ledger.Result `json:"results"`
	}
	judgeInput struct{ Body judgementInput }
)

// registerReports registers what is asked of one report or one text.
func (s *Server) registerReports(api huma.API) {
	get(s, api, "report", "/api/v1/reports/{id}", "A report with its text and its records", func(ctx context.Context, in *idInput) (reportAnswer, error) {
		id, err := dragoman.ParseID(in.ID)
		if err != nil {
			return reportAnswer{}, err
		}
		return s.report(ctx, id)
	})
	get(s, api, "record", "/api/v1/records/{id}", "A record: its sentence, and all that was asserted of it", func(ctx context.Context, in *recordInput) (*ledger.History, error) {
		return s.record(ctx, in.ID, in.Doc)
	})
	huma.Register(api, huma.Operation{OperationID: "code", Method: http.MethodPost, Path: "/api/v1/code", Summary: "Read a text; nothing is stored", Tags: []string{"Reading texts"},
		MaxBodyBytes: mostBody, BodyReadTimeout: 30 * time.Second}, func(ctx context.Context, in *codeInput) (*output[coded], error) {
		out, err := s.codeText(ctx, in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &output[coded]{out}, nil
	})
	huma.Register(api, huma.Operation{OperationID: "explain", Method: http.MethodPost, Path: "/api/v1/explain", Summary: "Say why a text is read as it is", Tags: []string{"Reading texts"},
		MaxBodyBytes: mostBody, BodyReadTimeout: 30 * time.Second}, func(ctx context.Context, in *codeInput) (*output[explanation], error) {
		text, err := s.explain(ctx, in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &output[explanation]{explanation{text}}, nil
	})
}

// registerWriting registers what needs a token.
func (s *Server) registerWriting(api huma.API) {
	token := []map[string][]string{{"token": {}}}
	leave := huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		r, _ := humago.Unwrap(ctx)
		person, err := s.writer(r)
		if err != nil {
			status := statusOf(err)
			if status == http.StatusUnauthorized {
				ctx.SetHeader("WWW-Authenticate", "Bearer")
			}
			_ = huma.WriteErr(api, ctx, status, detailOf(err, status)) // the client may be gone
			return
		}
		next(huma.WithValue(ctx, personKey{}, person))
	}}
	refusals := []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge}
	huma.Register(api, huma.Operation{OperationID: "add-reports", Method: http.MethodPost, Path: "/api/v1/reports", Summary: "Read reports into the ledger; a report that is there writes nothing",
		Tags: []string{"Writing"}, Security: token, Middlewares: leave, Errors: refusals, MaxBodyBytes: mostReports, BodyReadTimeout: time.Minute},
		func(ctx context.Context, in *reportsInput) (*output[reportsAnswer], error) {
			out, err := s.addReports(ctx, in.Body.Reports)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &output[reportsAnswer]{out}, nil
		})
	huma.Register(api, huma.Operation{OperationID: "judge", Method: http.MethodPost, Path: "/api/v1/judgements", Summary: "Accept, reject or amend a record",
		Tags: []string{"Writing"}, Security: token, Middlewares: leave, Errors: refusals, MaxBodyBytes: mostBody},
		func(ctx context.Context, in *judgeInput) (*output[ledger.Judgement], error) {
			person, _ := ctx.Value(personKey{}).(string)
			j, err := s.judge(ctx, person, in.Body)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &output[ledger.Judgement]{j}, nil
		})
}

type personKey struct{}

func (s *Server) report(ctx context.Context, id dragoman.ID) (reportAnswer, error) {
	a, err := s.Ledger.Article(ctx, id)
	if err != nil {
		return reportAnswer{}, err
	}
	records, err := s.Ledger.Records(ctx, id)
	return reportAnswer{viewArticle(id, a), records}, err
}

func (s *Server) record(ctx context.Context, id, doc string) (*ledger.History, error) {
	record, err := dragoman.ParseID(id)
	if err != nil {
		return nil, err
	}
	var report dragoman.ID
	if doc != "" {
		if report, err = dragoman.ParseID(doc); err != nil {
			return nil, err
		}
	}
	return s.Ledger.Show(ctx, record, report)
}

// codeText reads a text; its records owe nothing to the Document they were read in.
func (s *Server) codeText(ctx context.Context, t textInput) (coded, error) {
	out := coded{Events: []*dragoman.Event{}, Standings: []*dragoman.Standing{}}
	err := s.withDocument(ctx, t, func(c *coder) error {
		out.Doc = c.doc.ID
		data, err := json.Marshal(struct {
			Events    []dragoman.Event    `json:",omitempty"` // none is an empty list of the answer, never null
			Standings []dragoman.Standing `json:",omitempty"`
		}{c.doc.Events, c.doc.Standings})
		if err != nil {
			return fmt.Errorf("copy records: %w", err)
		}
		return json.Unmarshal(data, &out)
	})
	if err != nil {
		return out, err
	}
	models, err := s.coders.models()
	if err != nil {
		return out, err
	}
	out.Edition = models.Edition().Name
	return out, nil
}

func (s *Server) explain(ctx context.Context, t textInput) (string, error) {
	var b strings.Builder
	err := s.withDocument(ctx, t, func(c *coder) error { return c.explain.Explain(&c.doc, &b) })
	return b.String(), err
}

// withDocument codes a text and counts it.
func (s *Server) withDocument(ctx context.Context, t textInput, use func(*coder) error) error {
	a, err := t.article()
	if err != nil {
		return err
	}
	began := s.Clock()
	err = s.coders.code(ctx, a, use)
	if err == nil {
		s.metrics.coded.Inc()
		s.metrics.coding.Observe(s.Clock().Sub(began).Seconds())
	}
	return err
}

// addReports codes reports and records them in one transaction: all of them or none.
func (s *Server) addReports(ctx context.Context, reports []textInput) (reportsAnswer, error) {
	models, err := s.coders.models()
	if err != nil {
		return reportsAnswer{}, err
	}
	var entries []*ledger.Entry
	for i, t := range reports {
		err := s.withDocument(ctx, t, func(c *coder) error {
			e, err := ledger.Prepare(&c.doc)
			entries = append(entries, e)
			return err
		})
		if err != nil {
			return reportsAnswer{}, fmt.Errorf("report %d: %w", i, err)
		}
	}
	results, err := s.Ledger.RecordEntries(ctx, models.Edition(), entries...)
	for _, r := range results {
		s.metrics.written.Add(float64(r.Written))
	}
	return reportsAnswer{models.Edition().Name, results}, err
}

// judge writes a person's verdict.
func (s *Server) judge(ctx context.Context, person string, in judgementInput) (ledger.Judgement, error) {
	j := ledger.Judgement{Person: person, Verdict: ledger.Verdict(in.Verdict), Reason: in.Reason}
	var err error
	if j.Record, err = dragoman.ParseID(in.Record); err != nil {
		return j, err
	}
	if in.Doc != "" {
		if j.Doc, err = dragoman.ParseID(in.Doc); err != nil {
			return j, err
		}
	}
	if j.Verdict == ledger.Amend {
		if err := readAmended(in.Amended, &j); err != nil {
			return j, err
		}
	}
	j, err = s.Ledger.Judge(ctx, j)
	if err == nil {
		s.metrics.judged.WithLabelValues(in.Verdict).Inc()
	}
	return j, err
}

// readAmended reads what a record should be.
func readAmended(data []byte, j *ledger.Judgement) error {
	var kind struct{ Kind string }
	if err := json.Unmarshal(data, &kind); err != nil {
		return fmt.Errorf("amended record: %w: %w", err, dragoman.ErrInvalid)
	}
	var err error
	switch kind.Kind {
	case "event":
		j.Event = new(dragoman.Event)
		err = json.Unmarshal(data, j.Event)
	case "standing":
		j.Standing = new(dragoman.Standing)
		err = json.Unmarshal(data, j.Standing)
	default:
		return fmt.Errorf("amended record: its kind is %q, want event or standing: %w", kind.Kind, dragoman.ErrInvalid)
	}
	if err != nil {
		return fmt.Errorf("amended record: %w: %w", err, dragoman.ErrInvalid)
	}
	return nil
}
