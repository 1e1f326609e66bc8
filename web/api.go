package web

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// An output is a JSON answer.
type output[T any] struct{ Body T }

type none struct{}

// api registers the JSON API and its description.
func (s *Server) api() {
	mux := http.NewServeMux()
	c := huma.DefaultConfig("Dragoman", pipeline.Version)
	c.Info.Description = "Events and standings read from news, each with the words that say so, as of two clocks. Errors are of RFC 9457. " +
		"GET answers carry an ETag that changes with the ledger. Lists are paged: give the answer's next as cursor."
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil // no page that loads from another host, no links in bodies
	c.OpenAPIPath = "/openapi"
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "dragoman serve token add NAME"}}
	registerShapes(c.Components.Schemas)
	api := humago.New(mux, c)
	s.registerAsking(api)
	s.registerReports(api)
	s.registerWriting(api)
	mux.HandleFunc("GET /api/v1/changes/stream", s.streamChanges)
	mux.HandleFunc("GET /api/v1/export", s.exportTo)
	api.OpenAPI().Paths["/api/v1/changes/stream"] = streamPath
	api.OpenAPI().Paths["/api/v1/export"] = exportPath
	// The names are here so that the log and the metrics know each route.
	handler := s.tagged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refusal, pattern := mux.Handler(r)
		if pattern == "" {
			s.unrouted(w, r, refusal)
			return
		}
		mux.ServeHTTP(w, r)
		r.Pattern = pattern
	}))
	s.mux.Handle("/api/", handler)
	s.mux.Handle("GET /openapi.json", handler)
	s.mux.Handle("GET /openapi.yaml", handler)
}

// unrouted answers a request that no route takes with the status that refusal has for it.
func (s *Server) unrouted(w http.ResponseWriter, r *http.Request, refusal http.Handler) {
	only := &statusOnly{header: w.Header()}
	refusal.ServeHTTP(only, r)
	err := fmt.Errorf("there is no %s: %w", r.URL.Path, dragoman.ErrNotFound)
	if only.status == http.StatusMethodNotAllowed {
		err = fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, errMethod)
	}
	s.fail(w, r, err)
}

// A statusOnly takes the status and the headers of an answer.
type statusOnly struct {
	header http.Header
	status int
}

func (o *statusOnly) Header() http.Header         { return o.header }
func (o *statusOnly) WriteHeader(status int)      { o.status = status }
func (o *statusOnly) Write(b []byte) (int, error) { return len(b), nil }

// get registers a question.
func get[I, O any](s *Server, api huma.API, id, path, summary string, ask func(context.Context, *I) (O, error)) {
	huma.Register(api, huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"Asking"},
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusTooManyRequests, http.StatusServiceUnavailable}},
		func(ctx context.Context, in *I) (*output[O], error) {
			body, err := ask(ctx, in)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &output[O]{body}, nil
		})
}

// Inputs of the questions.
type (
	listInput struct {
		FilterQuery
		PageQuery
	}
	standingInput struct {
		FilterQuery
		PageQuery
		AsOf string `query:"as_of" maxLength:"10" doc:"The day in the world; that of known_at, else today, where it is left out."`
		All  bool   `query:"all" doc:"What has ended, is to come, or was planned and came true too."`
	}
	timelineInput struct {
		FilterQuery
		PageQuery
		Who string `query:"who" required:"true" maxLength:"300" doc:"An actor."`
	}
	dyadInput struct {
		FilterQuery
		PageQuery
		A string `query:"a" required:"true" maxLength:"300" doc:"One actor."`
		B string `query:"b" required:"true" maxLength:"300" doc:"The other."`
	}
	diffInput struct {
		FilterQuery
		Before string `query:"before" required:"true" maxLength:"10" doc:"The first of two days."`
		After  string `query:"after" required:"true" maxLength:"10" doc:"The second."`
	}
	changesInput struct {
		Since int64 `query:"since" minimum:"0" doc:"The number of the last assertion seen."`
		Limit int   `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many at most."`
	}
	countsInput struct {
		FilterQuery
		By    []string `query:"by" doc:"type, dyad, pair (of countries), month; several count by their combinations."`
		Limit int      `query:"limit" minimum:"1" maximum:"10000" default:"1000"`
	}
	actorsInput struct {
		Who string `query:"who" required:"true" maxLength:"300" doc:"A name, or words such as the Syrian leader."`
		On  string `query:"on" maxLength:"10" doc:"The day; any day where it is left out."`
	}
)

// registerAsking registers the ledger's questions.
func (s *Server) registerAsking(api huma.API) {
	l := s.Ledger
	get(s, api, "server", "/api/v1/server", "What answers: the edition, and the ledger's head", func(ctx context.Context, _ *none) (serverInfo, error) {
		return s.info(ctx)
	})
	get(s, api, "events", "/api/v1/events", "Events, in order of their first day", func(ctx context.Context, in *listInput) (ledger.Answer[ledger.Line], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[ledger.Line], error) { return l.Events(ctx, f, in.page()) })
	})
	get(s, api, "happenings", "/api/v1/happenings", "Happenings: each thing that happened, with all its reports", func(ctx context.Context, in *listInput) (ledger.Answer[ledger.Happening], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[ledger.Happening], error) { return l.Happenings(ctx, f, in.page()) })
	})
	get(s, api, "standings", "/api/v1/standings", "What stands on a day, as the ledger knew it at a moment", func(ctx context.Context, in *standingInput) (ledger.Answer[ledger.Fact], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[ledger.Fact], error) {
			day, err := ledger.ParseDay("as_of", in.AsOf, true)
			if err != nil {
				return ledger.Answer[ledger.Fact]{}, err
			}
			return l.Standing(ctx, ledger.StandingQuery{Filter: f, Page: in.page(), AsOf: s.dayOr(day, f), All: in.All})
		})
	})
	get(s, api, "timeline", "/api/v1/timeline", "What an actor did, underwent, began and ceased to be", func(ctx context.Context, in *timelineInput) (ledger.Answer[ledger.Moment], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[ledger.Moment], error) {
			f.Actor = in.Who
			return l.Timeline(ctx, f, in.page())
		})
	})
	get(s, api, "dyad", "/api/v1/dyad", "What two actors did to each other", func(ctx context.Context, in *dyadInput) (ledger.Answer[ledger.Line], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[ledger.Line], error) {
			return l.Dyad(ctx, in.A, in.B, f, in.page())
		})
	})
	get(s, api, "diff", "/api/v1/diff", "What changed in an actor's standings between two days", func(ctx context.Context, in *diffInput) (ledger.Answer[ledger.FactChange], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (a ledger.Answer[ledger.FactChange], err error) {
			var days [2]dragoman.Date
			for i, day := range []string{in.Before, in.After} {
				if days[i], err = ledger.ParseDay("day", day, i == 1); err != nil {
					return a, err
				}
			}
			return l.Diff(ctx, f, days[0], days[1])
		})
	})
	get(s, api, "changes", "/api/v1/changes", "The ledger's feed: assertions, revisions, retractions, judgements", func(ctx context.Context, in *changesInput) (ledger.Answer[ledger.Change], error) {
		return l.Changes(ctx, in.Since, in.Limit)
	})
	get(s, api, "counts", "/api/v1/counts", "How many events, by type, dyad, pair of countries, month", func(ctx context.Context, in *countsInput) ([]ledger.Count, error) {
		return asked(in.FilterQuery, func(f ledger.Filter) ([]ledger.Count, error) {
			by, err := parseBy(in.By)
			if err != nil {
				return nil, err
			}
			if len(by) == 0 {
				by = []ledger.By{ledger.ByType}
			}
			return l.Counts(ctx, f, by, in.Limit)
		})
	})
	get(s, api, "places", "/api/v1/places", "Where the events that a filter chooses took place", func(ctx context.Context, in *listInput) (ledger.Answer[placeCount], error) {
		return asked(in.FilterQuery, func(f ledger.Filter) (ledger.Answer[placeCount], error) { return s.places(ctx, f, in.Limit) })
	})
	get(s, api, "actors", "/api/v1/actors", "Who words may mean on a day", func(_ context.Context, in *actorsInput) ([]candidate, error) {
		return s.who(in.Who, in.On)
	})
	get(s, api, "agreement", "/api/v1/agreement", "How far persons agree, and how precise types and rules are", func(ctx context.Context, _ *none) (*ledger.Agreement, error) {
		return l.Agreement(ctx)
	})
}

// asked reads a filter and asks with it.
func asked[T any](q FilterQuery, ask func(ledger.Filter) (T, error)) (answer T, err error) {
	f, err := q.filter()
	if err != nil {
		return answer, err
	}
	return ask(f)
}

// dayOr is the day asked for, else that of the second clock, else today.
func (s *Server) dayOr(day dragoman.Date, f ledger.Filter) dragoman.Date {
	switch {
	case day != 0:
		return day
	case !f.KnownAt.IsZero():
		return dragoman.DateOf(f.KnownAt.UTC())
	}
	return dragoman.DateOf(s.Clock().UTC())
}

func (s *Server) info(ctx context.Context) (serverInfo, error) {
	models, err := s.coders.models()
	if err != nil {
		return serverInfo{}, err
	}
	seq, recorded, err := s.Ledger.Ping(ctx)
	return serverInfo{models.Edition().Name, seq, recorded, s.ReadOnly}, err
}
