package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/ledger"
)

// routes registers the pages.
func (s *Server) routes() {
	s.mux.Handle("GET /static/", s.assets())
	s.page("/{$}", "today", s.today)
	s.page("/today", "today", s.today)
	s.page("/report/{id}", "report", s.reportPage)
	s.page("/actor", "actor", s.actorPage)
	s.page("/dyad", "dyad", s.dyadPage)
	s.page("/happening/{seq}", "happening", s.happeningPage)
	s.page("/place", "place", s.placePage)
	s.page("/compare", "compare", s.comparePage)
	s.page("/search", "search", s.searchPage)
	s.page("/codebook", "codebook", s.codebookPage)
	s.page("/codebook/{type}", "type", s.typePage)
	s.page("/alerts", "alerts", s.alertsPage)
	s.page("/try", "try", func(*http.Request) (string, any, error) { return "Try it", tryView{}, nil })
	s.mux.HandleFunc("POST /try", s.try)
	s.mux.HandleFunc("GET /at/{seq}", s.at)
	s.mux.HandleFunc("GET /record/{id}", s.recordPage)
	s.mux.HandleFunc("GET /why/{seq}", s.why)
	s.mux.HandleFunc("POST /judge", s.judgeForm)
	s.mux.HandleFunc("GET /signin", func(w http.ResponseWriter, r *http.Request) {
		s.pages.render(w, http.StatusOK, "signin", view{Title: "Sign in", Person: s.person(r), ReadOnly: s.ReadOnly, Data: safeReturn(r.URL.Query().Get("to"))})
	})
	s.mux.HandleFunc("POST /signin", s.signIn)
	s.mux.HandleFunc("POST /signout", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, fmt.Errorf("there is no page %s: %w", r.URL.Path, dragoman.ErrNotFound))
	})
}

// at leads from an assertion's number to its sentence.
func (s *Server) at(w http.ResponseWriter, r *http.Request) {
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	if err != nil {
		s.fail(w, r, fmt.Errorf("assertion %q: want a number: %w", r.PathValue("seq"), dragoman.ErrInvalid))
		return
	}
	l, err := s.line(r.Context(), seq)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	v := newLineView(l)
	http.Redirect(w, r, "/report/"+l.Doc.String()+"#r-"+v.ID, http.StatusFound)
}

// recordPage leads from a record's id to its sentence.
func (s *Server) recordPage(w http.ResponseWriter, r *http.Request) {
	h, err := s.record(r.Context(), r.PathValue("id"), r.URL.Query().Get("doc"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/report/"+h.Report.ID.String()+"#r-"+h.Record.String(), http.StatusFound)
}

// why explains the sentence of a record: its report is read anew, and what is told of that sentence is given as text.
func (s *Server) why(w http.ResponseWriter, r *http.Request) {
	text, err := s.explainLine(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := s.pages.pages["why"].ExecuteTemplate(w, "explanation", text); err != nil {
			s.Logger.Warn("write explanation", "error", err)
		}
		return
	}
	s.pages.render(w, http.StatusOK, "why", view{Title: "Why", Person: s.person(r), ReadOnly: s.ReadOnly, Data: text})
}

func (s *Server) explainLine(r *http.Request) (string, error) {
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	if err != nil {
		return "", fmt.Errorf("assertion %q: want a number: %w", r.PathValue("seq"), dragoman.ErrInvalid)
	}
	l, err := s.line(r.Context(), seq)
	if err != nil {
		return "", err
	}
	a, err := s.Ledger.Article(r.Context(), l.Doc)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = s.coders.code(r.Context(), a, func(c *coder) error { return c.explain.Explain(&c.doc, &b) })
	if err != nil {
		return "", err
	}
	head := fmt.Sprintf("sentence %d: ", l.Gist().Evidence.Sentence)
	_, rest, found := strings.Cut("\n"+b.String(), "\n"+head)
	if !found {
		return "The codebook of this build reads nothing in that sentence.", nil
	}
	rest, _, _ = strings.Cut(rest, "\n\nsentence ")
	return rest, nil
}

// judgeForm is the judgement of a person at the desk.
func (s *Server) judgeForm(w http.ResponseWriter, r *http.Request) {
	person, err := s.writer(r)
	if errors.Is(err, errNoToken) && wantsPage(r) && r.Header.Get("HX-Request") == "" {
		http.Redirect(w, r, "/signin?to="+url.QueryEscape(safeReturn(r.FormValue("to"))), http.StatusSeeOther)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	in := judgementInput{Record: r.FormValue("record"), Doc: r.FormValue("doc"), Verdict: r.FormValue("verdict"), Reason: r.FormValue("reason")}
	if in.Verdict == string(ledger.Amend) {
		in.Amended = json.RawMessage(r.FormValue("amended"))
	}
	j, err := s.judge(r.Context(), person, in)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := s.pages.pages["why"].ExecuteTemplate(w, "verdict", j); err != nil {
			s.Logger.Warn("write verdict", "error", err)
		}
		return
	}
	http.Redirect(w, r, safeReturn(r.FormValue("to")), http.StatusSeeOther)
}

// safeReturn keeps a way back within the desk.
func safeReturn(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return "/"
	}
	return to
}

// signIn keeps a token in the browser, where it is somebody's.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimSpace(r.FormValue("token"))
	if s.ReadOnly {
		s.fail(w, r, errReadOnly)
		return
	}
	if s.Tokens.Person(token) == "" {
		s.fail(w, r, errNoToken)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
		SameSite: http.SameSiteStrictMode, MaxAge: 30 * 24 * 60 * 60})
	http.Redirect(w, r, safeReturn(r.FormValue("to")), http.StatusSeeOther)
}

// tryView is a text and what was read in it.
type tryView struct {
	Input   textInput   `json:"input"`
	Blocks  []block     `json:"-"`
	Records []lineView  `json:"records"`
	Done    bool        `json:"-"`
	Doc     dragoman.ID `json:"doc"`
	Problem string      `json:"problem,omitempty"`
}

// try codes a pasted report and shows it as the report page does; nothing is stored.
func (s *Server) try(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.fail(w, r, fmt.Errorf("read form: %w: %w", err, dragoman.ErrInvalid))
		return
	}
	t := tryView{Input: textInput{Text: strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n"), Title: r.PostFormValue("title"), Published: r.PostFormValue("published")}}
	read, err := s.codeText(r.Context(), t.Input)
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
		t.Problem = detailOf(err, status)
	} else {
		t.Done, t.Doc = true, read.Doc
		t.show(read)
	}
	s.pages.render(w, status, "try", view{Title: "Try it", Path: "/try", Person: s.person(r), ReadOnly: s.ReadOnly, Data: t})
}

func (t *tryView) show(read coded) {
	var lines []ledger.Line
	for _, e := range read.Events {
		lines = append(lines, ledger.Line{Assertion: dragoman.Assertion{Doc: read.Doc, Event: e}})
	}
	for _, st := range read.Standings {
		lines = append(lines, ledger.Line{Assertion: dragoman.Assertion{Doc: read.Doc, Standing: st}})
	}
	records := recordViews(lines)
	t.Blocks = blocksOf(t.Input.Text, records)
	for _, rec := range records {
		t.Records = append(t.Records, rec.lineView)
	}
}
