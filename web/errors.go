package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"dragoman"
)

// Refusals of the desk itself.
var (
	errNoToken   = errors.New("writing needs a token: dragoman serve token add NAME")
	errReadOnly  = errors.New("this desk is read-only")
	errTooMany   = errors.New("too many requests: slow down")
	errForeign   = errors.New("the request comes from another site")
	errMethod    = errors.New("the address does not take this method: /openapi.json says which it takes")
	errWrongHost = errors.New("this desk is not called so: start it with --host NAME")
)

// statuses is the one table from kinds of error to HTTP statuses; what is not in it is 500.
var statuses = []struct {
	kind   error
	status int
}{
	{dragoman.ErrInvalid, http.StatusBadRequest},
	{dragoman.ErrNotFound, http.StatusNotFound},
	{dragoman.ErrConflict, http.StatusConflict},
	{dragoman.ErrUnavailable, http.StatusServiceUnavailable},
	{dragoman.ErrCorrupt, http.StatusInternalServerError},
	{errNoToken, http.StatusUnauthorized},
	{errReadOnly, http.StatusForbidden},
	{errForeign, http.StatusForbidden},
	{errMethod, http.StatusMethodNotAllowed},
	{errWrongHost, http.StatusMisdirectedRequest},
	{errTooMany, http.StatusTooManyRequests},
	{context.DeadlineExceeded, http.StatusServiceUnavailable},
	{context.Canceled, 499}, // the client went away; nobody reads it
}

func statusOf(err error) int {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
	}
	for _, s := range statuses {
		if errors.Is(err, s.kind) {
			return s.status
		}
	}
	return http.StatusInternalServerError
}

// detailOf is what a stranger may read of an error: all of it where the input is to blame, nothing of our files otherwise.
func detailOf(err error, status int) string {
	if status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable {
		return "The desk could not do this; its log says why."
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "This took too long: ask for less."
	}
	return strings.TrimSpace(err.Error())
}

// problem makes an error one of RFC 9457 for huma, and logs what is ours to mend.
func (s *Server) problem(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	status := statusOf(err)
	if status >= http.StatusInternalServerError {
		s.Logger.ErrorContext(ctx, "request failed", "error", err)
	}
	return huma.NewError(status, detailOf(err, status))
}

// fail answers an error outside huma: as a page where a person reads, else as a problem.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOf(err)
	if status >= http.StatusInternalServerError {
		s.Logger.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	}
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	detail := detailOf(err, status)
	if wantsPage(r) && s.pages != nil {
		s.pages.render(w, status, "error", view{Title: http.StatusText(status), Person: s.person(r), ReadOnly: s.ReadOnly, Data: detail})
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(huma.ErrorModel{Status: status, Title: http.StatusText(status), Detail: detail}) // the client may be gone
}

// wantsPage reports whether a person's browser asks, not a program.
func wantsPage(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/api/") && !strings.HasSuffix(r.URL.Path, ".json")
}
