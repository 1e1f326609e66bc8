package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"dragoman"
	"dragoman/ledger"
)

// history prints a record of a ledger for people.
func (r readable) history(w io.Writer, h *ledger.History) {
	fmt.Fprintf(w, "%s\n", r.paint(bold, h.Record.String()))
	fmt.Fprintf(w, "%s  %s  %s\n\n", printable(h.Report.Ref), h.Report.Published, printable(h.Report.Publisher))
	s, t := h.Sentence, h.Trigger
	if int(t.End) <= len(s) && t.Start < t.End {
		s = printable(s[:t.Start]) + "[" + printable(s[t.Start:t.End]) + "]" + printable(s[t.End:])
	} else {
		s = printable(s)
	}
	for _, line := range wrap(s, r.width-2) {
		fmt.Fprintln(w, "  "+line)
	}
	if h.Now != nil {
		row := standingOrEvent(h.Now)
		fmt.Fprintf(w, "\n    %s  %s  %s\n    %s\n", r.paint(row.look, row.cells[0]), row.cells[1], r.paint(dim, row.cells[2]), r.paint(dim, "rule "+row.evidence.Rule))
	}
	fmt.Fprintln(w)
	for i := range h.Changes {
		c := &h.Changes[i]
		by := c.Edition.Name
		if c.Judged != nil {
			by = c.Judged.Person + " " + string(c.Judged.Verdict) + "s: " + c.Judged.Reason
		}
		fmt.Fprintf(w, "  %6d  %s  %-9s  %s\n", c.Seq, c.Recorded.Format(time.DateTime), c.What, printable(by))
	}
}

func standingOrEvent(l *ledger.Line) row {
	if l.Event != nil {
		return eventRow(l.Event)
	}
	return standingRow(l.Standing)
}

// maxRecord bounds an amended record.
const maxRecord = 1 << 20

// amended reads the record that an amendment gives.
func (c *judgeCmd) amended(d *door, j *ledger.Judgement) error {
	if j.Verdict != ledger.Amend {
		if c.Record != "" {
			return ofCall(fmt.Errorf("--record goes with amend: %w", dragoman.ErrInvalid))
		}
		return nil
	}
	text := c.Record
	if text == "-" {
		b, err := io.ReadAll(io.LimitReader(d.stdin, maxRecord))
		if err != nil {
			return fmt.Errorf("read record: %w", err)
		}
		text = string(b)
	}
	var kind struct{ Kind string }
	if err := json.Unmarshal([]byte(text), &kind); err != nil {
		return fmt.Errorf("--record: want a record as code prints it: %w: %w", err, dragoman.ErrInvalid)
	}
	var err error
	if strings.EqualFold(kind.Kind, "standing") {
		j.Standing = new(dragoman.Standing)
		err = json.Unmarshal([]byte(text), j.Standing)
	} else {
		j.Event = new(dragoman.Event)
		err = json.Unmarshal([]byte(text), j.Event)
	}
	if err != nil {
		return fmt.Errorf("--record: %w: %w", err, dragoman.ErrInvalid)
	}
	return nil
}
