package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"dragoman"
	"dragoman/ledger"
)

// reportView is a report with its text marked.
type reportView struct {
	articleView
	Records []lineView `json:"records"`
	Blocks  []block    `json:"-"`
	Part    int        `json:"part"`
	Parts   int        `json:"parts"`
}

// NextPart is the part after this one, 0 where there is none.
func (v reportView) NextPart() int {
	if v.Part < v.Parts {
		return v.Part + 1
	}
	return 0
}

// partSize is how much of a text one page shows: few reports are longer, but a browser must survive those that are.
const partSize = 100_000

func recordViews(lines []ledger.Line) []*recordView {
	var out []*recordView
	for i := range lines {
		v := &recordView{lineView: newLineView(&lines[i]), Number: i + 1}
		if data, err := json.MarshalIndent(v.Raw, "", "  "); err == nil {
			v.JSON = string(data)
		}
		out = append(out, v)
	}
	return out
}

func (s *Server) reportPage(r *http.Request) (string, any, error) {
	id, err := dragoman.ParseID(strings.TrimSuffix(r.PathValue("id"), ".json"))
	if err != nil {
		return "", nil, err
	}
	ans, err := s.report(r.Context(), id)
	if err != nil {
		return "", nil, err
	}
	v := reportView{articleView: ans.Report, Parts: (len(ans.Report.Text)-1)/partSize + 1}
	if v.Part, err = partOf(r, v.Parts); err != nil {
		return "", nil, err
	}
	records := recordViews(ans.Records)
	for _, rec := range records {
		v.Records = append(v.Records, rec.lineView)
	}
	v.Blocks = blocksOf(v.Text, records)
	if v.Parts > 1 {
		v.Blocks = partBlocks(v.Blocks, v.Part)
	}
	title := v.Title
	if title == "" {
		title = firstOf(80, strings.Join(strings.Fields(firstOf(200, v.Text)), " "))
	}
	return title, v, nil
}

func partOf(r *http.Request, parts int) (int, error) {
	q := r.URL.Query().Get("part")
	if q == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(q)
	if err != nil || n < 1 || n > parts {
		return 0, fmt.Errorf("part %q: there are %d: %w", q, parts, dragoman.ErrNotFound)
	}
	return n, nil
}

// partBlocks cuts a long report where a part's bytes end, within a paragraph if need be.
func partBlocks(blocks []block, part int) []block {
	from, to := (part-1)*partSize, part*partSize
	at := 0
	var out []block
	for _, b := range blocks {
		kept := block{Goes: b.Goes}
		for _, p := range b.Pieces {
			start, end := max(from-at, 0), min(to-at, len(p.Text))
			at += len(p.Text)
			if start < end {
				p.Text = strings.ToValidUTF8(p.Text[start:end], "")
				kept.Pieces = append(kept.Pieces, p)
			}
		}
		if len(kept.Pieces) > 0 {
			if len(kept.Pieces) == len(b.Pieces) || at <= to {
				kept.Records = b.Records
			}
			out = append(out, kept)
		}
	}
	return out
}
