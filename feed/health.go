package feed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mmcdole/gofeed"

	"dragoman"
)

// The states of a feed.
const (
	StateNew     = "new"     // not looked at yet
	StateOK      = "ok"      // it answers, and brings news
	StateSilent  = "silent"  // it answers, and has brought nothing new for long
	StateEmpty   = "empty"   // it answers with a feed that holds nothing
	StateFailing = "failing" // it does not answer as a feed
	StateGone    = "gone"    // its server says that it is gone for ever (410): it is not asked again
)

// A Status is how a feed fares.
type Status struct {
	URL      string    `json:"url"`
	Title    string    `json:"title,omitempty"`
	Group    string    `json:"group,omitempty"`
	State    string    `json:"state"`
	Since    time.Time `json:"since"`             // when it was first watched
	Checked  time.Time `json:"checked,omitzero"`  // the last look
	Next     time.Time `json:"next,omitzero"`     // the next
	LastNew  time.Time `json:"last_new,omitzero"` // when something new last came
	Newest   time.Time `json:"newest,omitzero"`   // what the newest item says of itself
	Looks    int       `json:"looks"`
	Same     int       `json:"not_modified"` // looks that the server answered with 304
	Failures int       `json:"failures"`     // in a row
	Failed   int       `json:"failed"`       // in all
	Items    int       `json:"items"`        // in the feed at the last look
	Articles int       `json:"articles"`     // handed on
	Lost     int       `json:"lost"`         // announced, and not to be had
	Error    string    `json:"error,omitempty"`
	LastLoss string    `json:"last_loss,omitempty"`
	Moved    string    `json:"moved,omitempty"` // where it has moved for ever: correct the list
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"modified,omitempty"`
}

// answered notes a look and plans the next.
func (s *Status) answered(o Options, page *Page, err error) {
	now := o.Now()
	s.Checked, s.Looks = now, s.Looks+1
	wait := o.Every
	if err != nil {
		s.Failures++
		s.Failed++
		s.State, s.Error = StateFailing, err.Error()
		wait = backOff(o.Every, s.Failures)
		if page != nil && page.Status == http.StatusGone {
			s.State = StateGone
		}
	} else {
		s.Failures, s.Error = 0, ""
		s.State = s.settled(o, now)
	}
	if page != nil {
		wait = max(wait, retryAfter(page.Header, now))
		if page.Status == http.StatusNotModified {
			s.Same++
		}
		if page.Moved != "" {
			s.Moved = page.Moved
		}
	}
	s.Next = now.Add(spread(wait, s.URL))
}

// brought notes what a look found.
func (s *Status) brought(o Options, parsed *gofeed.Feed, fresh, lost int) {
	s.Items, s.Articles, s.Lost = len(parsed.Items), s.Articles+fresh, s.Lost+lost
	if fresh > 0 {
		s.LastNew = o.Now()
	}
	if s.Title == "" {
		s.Title = strings.TrimSpace(parsed.Title)
	}
	for _, it := range parsed.Items {
		if t := cmp.Or(it.PublishedParsed, it.UpdatedParsed); t != nil && t.After(s.Newest) && !t.After(o.Now().Add(maxWait)) {
			s.Newest = *t
		}
	}
	s.State = s.settled(o, o.Now())
}

// settled is the state of a feed that answers.
func (s *Status) settled(o Options, now time.Time) string {
	last := s.Since
	for _, t := range []time.Time{s.LastNew, s.Newest} {
		if t.After(last) || s.LastNew.IsZero() && !t.IsZero() {
			last = t
		}
	}
	switch {
	case now.Sub(last) > o.Silence:
		return StateSilent
	case s.Items == 0:
		return StateEmpty
	}
	return StateOK
}

// Health returns how each feed fares, those that need a person first.
func (w *Watcher) Health() []Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]Status, len(w.feeds))
	for i, f := range w.feeds {
		all[i] = f.status
	}
	order := []string{StateGone, StateFailing, StateEmpty, StateSilent, StateNew, StateOK}
	slices.SortStableFunc(all, func(a, b Status) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State)), cmp.Compare(a.URL, b.URL))
	})
	return all
}

// WriteHealth writes the health page as a table for people.
func WriteHealth(w io.Writer, all []Status) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "STATE\tFEED\tARTICLES\tLOST\tLAST NEW\tFAILURES\tWHY")
	for _, s := range all {
		last := "never"
		if !s.LastNew.IsZero() {
			last = s.LastNew.UTC().Format("2006-01-02 15:04")
		}
		why := cmp.Or(s.Error, s.LastLoss)
		if s.Moved != "" {
			why = strings.TrimPrefix(why+"; moved to "+s.Moved, "; ")
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\t%d\t%s\n", s.State, s.URL, s.Articles, s.Lost, last, s.Failures, strings.Map(printable, why))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write health: %w", err)
	}
	return nil
}

func printable(c rune) rune {
	if c < ' ' {
		return ' '
	}
	return c
}

// A stateFile is what a Watcher keeps between two runs.
type stateFile struct {
	Version int         `json:"version"`
	Feeds   []feedState `json:"feeds"`
}

type feedState struct {
	Status
	Seen []dragoman.ID `json:"seen,omitempty"`
}

// stateVersion is the form of the file. 1: a status for each feed, and the ids of items that are done with.
const stateVersion = 1

// Save writes what the Watcher knows, for Load.
func (w *Watcher) Save(out io.Writer) error {
	w.mu.Lock()
	file := stateFile{Version: stateVersion}
	for _, f := range w.feeds {
		file.Feeds = append(file.Feeds, feedState{f.status, slices.Clone(f.order)})
	}
	w.mu.Unlock()
	if err := json.NewEncoder(out).Encode(file); err != nil {
		return fmt.Errorf("save state of feeds: %w", err)
	}
	return nil
}

// Load takes over what was saved of the feeds that are still watched. Call it before Run.
func (w *Watcher) Load(in io.Reader) error {
	var file stateFile
	if err := json.NewDecoder(in).Decode(&file); err != nil {
		return fmt.Errorf("load state of feeds: %w: %w", err, dragoman.ErrCorrupt)
	}
	if file.Version != stateVersion {
		return fmt.Errorf("load state of feeds: version %d, want %d: %w", file.Version, stateVersion, dragoman.ErrCorrupt)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	saved := make(map[string]feedState, len(file.Feeds))
	for _, s := range file.Feeds {
		saved[s.URL] = s
	}
	for _, f := range w.feeds {
		s, ok := saved[f.status.URL]
		if !ok {
			continue
		}
		title, group := cmp.Or(f.status.Title, s.Title), f.status.Group
		f.status = s.Status
		f.status.Title, f.status.Group = title, group
		for _, id := range s.Seen {
			f.remember(id)
		}
	}
	return nil
}
