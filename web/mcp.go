package web

import (
	"context"
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// Tools for language models (Model Context Protocol). Every answer carries the sentence a record was read from, its id, its
// number and its report, so that a model can cite; nothing writes.

// mcpInstructions tell a model how to use the tools.
const mcpInstructions = "Dragoman holds events and standings that were read from news reports. Every record carries the sentence it was read from, verbatim, and its id: " +
	"quote the sentence and cite the id when you rely on a record. modality says whether something was done, planned, possible or denied: never tell what is planned or possible as done. " +
	"A score below 0.5 is doubtful. as_of is the day in the world, known_at what the ledger had been told by then. An empty answer means that no report in this ledger says so, not that it is false."

// A cited record is what a tool answers with.
type citedRecord struct {
	ID       string  `json:"id" jsonschema:"the record's id: cite it"`
	Seq      int64   `json:"seq" jsonschema:"the assertion's number in the ledger"`
	Kind     string  `json:"kind" jsonschema:"event or standing"`
	What     string  `json:"what" jsonschema:"the event type and mode, or the relation and what it does (begin, hold, end, past)"`
	Who      string  `json:"who,omitempty"`
	Whom     string  `json:"whom,omitempty"`
	Value    string  `json:"value,omitempty"`
	From     string  `json:"from,omitempty"`
	To       string  `json:"to,omitempty"`
	Place    string  `json:"place,omitempty"`
	Modality string  `json:"modality" jsonschema:"done, planned, possible or denied"`
	Speaker  string  `json:"speaker,omitempty" jsonschema:"who said so, where it is not the report itself"`
	Score    float64 `json:"score"`
	Sentence string  `json:"sentence" jsonschema:"the evidence, verbatim"`
	Report   string  `json:"report" jsonschema:"the report's id"`
	Source   string  `json:"source,omitempty" jsonschema:"publisher, title, day and address of the report"`
}

// A citedFact is a standing as of two clocks with its evidence.
type citedFact struct {
	Change   string        `json:"change,omitempty" jsonschema:"of a diff: what changed"`
	Relation string        `json:"relation"`
	Subject  string        `json:"subject"`
	Object   string        `json:"object"`
	Value    string        `json:"value,omitempty"`
	From     string        `json:"from,omitempty"`
	To       string        `json:"to,omitempty"`
	Status   string        `json:"status" jsonschema:"holds, doubtful, ended, coming, planned, possible, denied, fulfilled"`
	Reports  int           `json:"reports"`
	Evidence []citedRecord `json:"evidence"`
	Against  []citedRecord `json:"against,omitempty" jsonschema:"records that contradict it"`
}

type (
	citedRecords struct {
		Records []citedRecord `json:"records"`
		Next    string        `json:"next,omitempty" jsonschema:"give it as cursor for more"`
	}
	citedFacts struct {
		Facts []citedFact `json:"facts"`
		Next  string      `json:"next,omitempty"`
	}
	toolText struct {
		Text      string `json:"text" jsonschema:"the text of a news report"`
		Title     string `json:"title,omitempty"`
		Published string `json:"published,omitempty" jsonschema:"YYYY-MM-DD: days such as Monday are read from it"`
	}
	toolEvents struct {
		Actor    string   `json:"actor,omitempty" jsonschema:"a country (name or ISO alpha-3: everything under it), a person, a group, or an id that who gives"`
		With     string   `json:"with,omitempty" jsonschema:"who is on the other side"`
		Types    []string `json:"types,omitempty" jsonschema:"PLOVER event types such as CONSULT, ASSAULT, SANCTION"`
		Modality []string `json:"modality,omitempty" jsonschema:"done, planned, possible, denied"`
		Place    string   `json:"place,omitempty"`
		From     string   `json:"from,omitempty" jsonschema:"YYYY, YYYY-MM or YYYY-MM-DD"`
		To       string   `json:"to,omitempty"`
		Text     string   `json:"text,omitempty" jsonschema:"words that the report holds"`
		KnownAt  string   `json:"known_at,omitempty"`
		Newest   bool     `json:"newest,omitempty"`
		Limit    int      `json:"limit,omitempty" jsonschema:"at most 100; 20 where it is left out"`
		Cursor   string   `json:"cursor,omitempty"`
	}
	toolStanding struct {
		Actor    string `json:"actor"`
		Relation string `json:"relation,omitempty" jsonschema:"member_of, listed_on, holds_office, leads, diplomatic_relations, allied_with, adversary_of, party_to, sanctions, at_war_with, disputes, controls, supports"`
		AsOf     string `json:"as_of,omitempty" jsonschema:"the day in the world; today where it is left out"`
		KnownAt  string `json:"known_at,omitempty" jsonschema:"what the ledger knew by then"`
		All      bool   `json:"all,omitempty" jsonschema:"what has ended or is to come too"`
		Cursor   string `json:"cursor,omitempty"`
	}
	toolTimeline struct {
		Actor   string `json:"actor"`
		From    string `json:"from,omitempty"`
		To      string `json:"to,omitempty"`
		KnownAt string `json:"known_at,omitempty"`
		Newest  bool   `json:"newest,omitempty"`
		Limit   int    `json:"limit,omitempty"`
		Cursor  string `json:"cursor,omitempty"`
	}
	toolDiff struct {
		Actor   string `json:"actor,omitempty"`
		Before  string `json:"before" jsonschema:"the first of two days"`
		After   string `json:"after" jsonschema:"the second"`
		KnownAt string `json:"known_at,omitempty"`
	}
	toolEvidence struct {
		ID  string `json:"id" jsonschema:"a record's id"`
		Doc string `json:"doc,omitempty" jsonschema:"the report's id, where several hold the record"`
	}
	toolWho struct {
		Words string `json:"words" jsonschema:"a name, or words such as the Syrian leader"`
		On    string `json:"on,omitempty" jsonschema:"the day"`
	}
	citedEvidence struct {
		Now      *citedRecord `json:"now,omitempty" jsonschema:"what holds; absent where it was retracted or rejected"`
		Sentence string       `json:"sentence"`
		Trigger  string       `json:"trigger" jsonschema:"the words that fired the rule"`
		Rule     string       `json:"rule,omitempty"`
		Source   string       `json:"source,omitempty"`
		Changes  []string     `json:"changes" jsonschema:"all that was asserted of it, in order"`
	}
	candidates struct {
		Candidates []candidate `json:"candidates"`
	}
)

// mcpHandler serves the tools over HTTP, each request on its own.
func (s *Server) mcpHandler() http.Handler {
	server := s.MCP()
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server },
		&mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true, DisableLocalhostProtection: true}) // guard has checked the host
}

// MCP makes the tools, for any transport.
func (s *Server) MCP() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "dragoman", Title: "Dragoman", Version: pipeline.Version}, &mcp.ServerOptions{Instructions: mcpInstructions})
	closed := false
	tool := func(name, title, what string) *mcp.Tool {
		return &mcp.Tool{Name: name, Title: title, Description: what, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
	}
	add(server, tool("code_text", "Code a text", "Read a news text and give the events and standings that it tells, each with its sentence. Nothing is stored."), s.toolCode)
	add(server, tool("find_events", "Find events", "Find events in the ledger: who did what to whom, when, where, with the sentences that say so."), s.toolEvents)
	add(server, tool("standing_as_of", "Standing as of a day", "What holds for an actor on a day, as the ledger knew it at a moment: memberships, offices, lists, alliances, with evidence and contradictions."), s.toolStanding)
	add(server, tool("timeline", "Timeline", "What an actor did, underwent, began and ceased to be, in order of day."), s.toolTimeline)
	add(server, tool("diff", "Diff", "What changed in an actor's standings between two days."), s.toolDiff)
	add(server, tool("evidence", "Evidence", "The sentence a record was read from, the trigger, the rule, the report, and all that was asserted of it."), s.toolEvidence)
	add(server, tool("who", "Who", "Who words may mean on a day, with the id by which the ledger knows them."), func(_ context.Context, in toolWho) (candidates, error) {
		found, err := s.who(in.Words, in.On)
		return candidates{found}, err
	})
	return server
}

// add registers a tool without the protocol's own arguments.
func add[In, Out any](server *mcp.Server, t *mcp.Tool, ask func(context.Context, In) (Out, error)) {
	mcp.AddTool(server, t, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		out, err := ask(ctx, in)
		return nil, out, err
	})
}

// How many records a tool gives: a model's memory is small.
const (
	toolLimit   = 20
	toolMost    = 100
	citedAtMost = 3 // records cited for one fact
)

func toolPage(limit int, cursor string, newest bool) ledger.Page {
	if limit <= 0 {
		limit = toolLimit
	}
	return ledger.Page{Limit: min(limit, toolMost), Cursor: cursor, Newest: newest}
}

func (s *Server) toolCode(ctx context.Context, in toolText) (citedRecords, error) {
	read, err := s.codeText(ctx, textInput{Text: in.Text, Title: in.Title, Published: in.Published})
	out := citedRecords{Records: []citedRecord{}}
	for _, e := range read.Events {
		out.Records = append(out.Records, cite(&ledger.Line{Assertion: dragoman.Assertion{Doc: read.Doc, Event: e}}))
	}
	for _, st := range read.Standings {
		out.Records = append(out.Records, cite(&ledger.Line{Assertion: dragoman.Assertion{Doc: read.Doc, Standing: st}}))
	}
	return out, err
}

func (s *Server) toolEvents(ctx context.Context, in toolEvents) (citedRecords, error) {
	q := FilterQuery{Actor: in.Actor, With: in.With, Type: in.Types, Modality: in.Modality, Place: in.Place, From: in.From, To: in.To, Text: in.Text, KnownAt: in.KnownAt}
	f, err := q.filter()
	if err != nil {
		return citedRecords{}, err
	}
	ans, err := s.Ledger.Events(ctx, f, toolPage(in.Limit, in.Cursor, in.Newest))
	out := citedRecords{Records: []citedRecord{}, Next: ans.Next}
	for i := range ans.Items {
		out.Records = append(out.Records, cite(&ans.Items[i]))
	}
	return out, err
}

func (s *Server) toolTimeline(ctx context.Context, in toolTimeline) (citedRecords, error) {
	f, err := FilterQuery{Actor: in.Actor, From: in.From, To: in.To, KnownAt: in.KnownAt}.filter()
	if err != nil {
		return citedRecords{}, err
	}
	ans, err := s.Ledger.Timeline(ctx, f, toolPage(in.Limit, in.Cursor, in.Newest))
	out := citedRecords{Records: []citedRecord{}, Next: ans.Next}
	for i := range ans.Items {
		out.Records = append(out.Records, cite(&ans.Items[i].Line))
	}
	return out, err
}

func (s *Server) toolStanding(ctx context.Context, in toolStanding) (citedFacts, error) {
	q := FilterQuery{Actor: in.Actor, KnownAt: in.KnownAt}
	if in.Relation != "" {
		q.Type = []string{in.Relation}
	}
	f, err := q.filter()
	if err != nil {
		return citedFacts{}, err
	}
	day, err := ledger.ParseDay("as_of", in.AsOf, true)
	if err != nil {
		return citedFacts{}, err
	}
	ans, err := s.Ledger.Standing(ctx, ledger.StandingQuery{Filter: f, Page: toolPage(0, in.Cursor, false), AsOf: s.dayOr(day, f), All: in.All})
	if err != nil {
		return citedFacts{}, err
	}
	out := citedFacts{Facts: []citedFact{}, Next: ans.Next}
	for i := range ans.Items {
		fact, err := s.citeFact(ctx, &ans.Items[i])
		if err != nil {
			return out, err
		}
		out.Facts = append(out.Facts, fact)
	}
	return out, nil
}

func (s *Server) toolDiff(ctx context.Context, in toolDiff) (citedFacts, error) {
	f, err := FilterQuery{Actor: in.Actor, KnownAt: in.KnownAt}.filter()
	if err != nil {
		return citedFacts{}, err
	}
	before, err := ledger.ParseDay("before", in.Before, false)
	if err != nil {
		return citedFacts{}, err
	}
	after, err := ledger.ParseDay("after", in.After, true)
	if err != nil {
		return citedFacts{}, err
	}
	ans, err := s.Ledger.Diff(ctx, f, before, after)
	if err != nil {
		return citedFacts{}, err
	}
	out := citedFacts{Facts: []citedFact{}}
	for i := range ans.Items[:min(len(ans.Items), toolMost)] {
		fact, err := s.citeFact(ctx, &ans.Items[i].Fact)
		if err != nil {
			return out, err
		}
		fact.Change = ans.Items[i].What
		out.Facts = append(out.Facts, fact)
	}
	return out, nil
}

func (s *Server) toolEvidence(ctx context.Context, in toolEvidence) (citedEvidence, error) {
	h, err := s.record(ctx, in.ID, in.Doc)
	if err != nil {
		return citedEvidence{}, err
	}
	out := citedEvidence{Sentence: h.Sentence, Trigger: cut(h.Sentence, h.Trigger), Source: sourceOf(h.Report), Changes: []string{}}
	if h.Now != nil {
		c := cite(h.Now)
		out.Now, out.Rule = &c, h.Now.Gist().Evidence.Rule
	}
	for _, c := range h.Changes {
		line := c.Recorded.UTC().Format("2006-01-02 15:04") + " " + c.What + " by " + c.Edition.Name
		if c.Judged != nil {
			line += ": " + string(c.Judged.Verdict) + " " + c.Judged.Reason
		}
		out.Changes = append(out.Changes, line)
	}
	return out, nil
}

// citeFact gives a fact its evidence: the first records that say so, and those against it.
func (s *Server) citeFact(ctx context.Context, f *ledger.Fact) (citedFact, error) {
	out := citedFact{Relation: f.Relation, Subject: nameOf(&f.Subject), Object: nameOf(&f.Object), Value: f.Value, From: f.From.String(), To: f.To.String(),
		Status: string(f.Status), Reports: f.Reports, Evidence: []citedRecord{}}
	for _, seq := range f.Seqs[:min(len(f.Seqs), citedAtMost)] {
		l, err := s.line(ctx, seq)
		if err != nil {
			return out, err
		}
		out.Evidence = append(out.Evidence, cite(l))
	}
	for _, c := range f.Conflicts[:min(len(f.Conflicts), citedAtMost)] {
		l, err := s.line(ctx, c.Seq)
		if err != nil {
			return out, err
		}
		out.Against = append(out.Against, cite(l))
	}
	return out, nil
}

// cite makes a record one that can be cited.
func cite(l *ledger.Line) citedRecord {
	v := newLineView(l)
	return citedRecord{ID: v.ID, Seq: l.Seq, Kind: v.Kind, What: v.What, Who: nameOf(v.Who), Whom: nameOf(v.Whom), Value: v.Value, From: v.From, To: v.To, Place: v.Place,
		Modality: v.Modality, Speaker: v.Speaker, Score: v.Score, Sentence: v.Quote, Report: l.Doc.String(), Source: sourceOf(l.Report)}
}
