package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"dragoman"
)

// longestLine bounds one line of input: a record quotes one sentence, not a book.
const longestLine = 16 << 20

// Read yields the records of JSON Lines, as `dragoman code` prints them ({"kind":"event",…}) or as the ledger's questions do
// ({"seq":1,"event":{…},"report":{…}}). Lines that are blank, or of a retraction, are passed over; a line that is no record
// is an error that names it, and the reading goes on. A record yielded is the caller's.
func Read(r io.Reader) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 1<<16), longestLine)
		n := 0
		for lines.Scan() {
			n++
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			rec, err := parse(line)
			if err != nil {
				err = fmt.Errorf("line %d: %w", n, err)
			}
			if rec == nil && err == nil {
				continue
			}
			if !yield(rec, err) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			if errors.Is(err, bufio.ErrTooLong) {
				err = fmt.Errorf("longer than %d bytes: %w", longestLine, dragoman.ErrInvalid)
			}
			yield(nil, fmt.Errorf("line %d: %w", n+1, err))
		}
	}
}

// The beginnings of the lines that dragoman prints: what follows is read once.
var (
	eventLine    = []byte(`{"kind":"event",`)
	standingLine = []byte(`{"kind":"standing",`)
)

// parse reads one line; nil without an error is a line that holds no record.
func parse(line []byte) (*Record, error) {
	rec := new(Record)
	kind := ""
	switch {
	case bytes.HasPrefix(line, eventLine):
		kind = "event"
	case bytes.HasPrefix(line, standingLine):
		kind = "standing"
	default:
		var in struct {
			Kind    string `json:"kind"`
			Retract string `json:"retract"`
			*Record
		}
		in.Record = rec
		if err := json.Unmarshal(line, &in); err != nil {
			return nil, fmt.Errorf("%w: %w", err, dragoman.ErrInvalid)
		}
		if in.Kind == "" {
			return whole(rec, in.Retract != "")
		}
		kind = in.Kind
	}
	var err error
	switch kind {
	case "event":
		rec.Event = new(dragoman.Event)
		err = json.Unmarshal(line, rec.Event)
	case "standing":
		rec.Standing = new(dragoman.Standing)
		err = json.Unmarshal(line, rec.Standing)
	default:
		err = fmt.Errorf("kind %q: not event or standing", kind)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, dragoman.ErrInvalid)
	}
	return whole(rec, false)
}

// whole checks that a line of the ledger holds one record.
func whole(rec *Record, retracts bool) (*Record, error) {
	switch {
	case rec.Event != nil && rec.Standing == nil && !rec.Event.ID.IsZero() && rec.Event.Type != "",
		rec.Standing != nil && rec.Event == nil && !rec.Standing.ID.IsZero() && rec.Standing.Relation != "":
		return rec, nil
	case rec.Event == nil && rec.Standing == nil && retracts:
		return nil, nil
	}
	return nil, fmt.Errorf("no event or standing with its id: want lines of dragoman code or dragoman events: %w", dragoman.ErrInvalid)
}
