package watch

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"time"

	"dragoman"
	"dragoman/ledger"
)

// The headers of what a webhook gets. The signature is HMAC-SHA256, in hexadecimal, over time + "." + body, with the rule's key.
const (
	HeaderID        = "Dragoman-Alert"
	HeaderTime      = "Dragoman-Time"
	HeaderSignature = "Dragoman-Signature"
)

// Sign signs a body as of a time; the other side does the same and compares.
func Sign(key []byte, unix string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(unix))
	mac.Write([]byte{'.'})
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// A Watcher delivers alerts and remembers, for each rule, how far it has come.
type Watcher struct {
	Ledger *ledger.Ledger
	Rules  []Rule
	State  string       // the file that holds each rule's place in the feed
	Since  int64        // where a rule begins that has no place yet
	Lines  io.Writer    // gets every alert as a line of JSON; nil for none
	Client *http.Client // nil is one with a timeout of ten seconds
	Logger *slog.Logger
	Clock  func() time.Time

	places map[string]int64
	waits  map[string]retry
}

// A retry is a rule whose webhook did not answer well, and when it is tried again.
type retry struct {
	tries int
	at    time.Time
}

// Waits between tries double from the first to the longest.
const (
	firstWait   = 2 * time.Second
	longestWait = 5 * time.Minute
)

// Run watches until ctx ends.
func (w *Watcher) Run(ctx context.Context) error {
	tick := time.NewTicker(Every)
	defer tick.Stop()
	for {
		if err := w.Once(ctx); err != nil && ctx.Err() == nil {
			if !errors.Is(err, dragoman.ErrUnavailable) {
				return err
			}
			w.Logger.Warn("watch: try again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Once delivers what is new for each rule. A rule whose webhook does not answer stays where it is and holds up no other.
func (w *Watcher) Once(ctx context.Context) error {
	if err := w.load(); err != nil {
		return err
	}
	for i := range w.Rules {
		r := &w.Rules[i]
		if wait, ok := w.waits[r.Name]; ok && w.Clock().Before(wait.at) {
			continue
		}
		since, ok := w.places[r.Name]
		if !ok {
			since = w.Since
		}
		var refused error
		// found has sent what came before, so that the place can move to right before the alert that failed.
		reached, err := Scan(ctx, w.Ledger, []Rule{*r}, since, func(r *Rule, a Alert) error {
			if refused = w.send(ctx, r, a); refused != nil {
				return refused
			}
			w.places[r.Name] = a.Change.Seq
			return w.save()
		})
		if refused != nil {
			w.put(r, refused)
		} else if err != nil {
			return err
		} else {
			delete(w.waits, r.Name)
		}
		if reached > w.places[r.Name] || !ok {
			w.places[r.Name] = reached
			if err := w.save(); err != nil {
				return err
			}
		}
	}
	return nil
}

// put sets when a rule is tried again.
func (w *Watcher) put(r *Rule, err error) {
	wait := w.waits[r.Name]
	wait.tries++
	wait.at = w.Clock().Add(min(firstWait<<min(wait.tries-1, 20), longestWait))
	w.waits[r.Name] = wait
	w.Logger.Warn("alert not delivered", "rule", r.Name, "tries", wait.tries, "again", wait.at.UTC().Format(time.RFC3339), "error", err)
}

// send gives one alert to the rule's webhook, then to the lines.
func (w *Watcher) send(ctx context.Context, r *Rule, a Alert) error {
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write alert: %w", err)
	}
	if r.Webhook != "" {
		if err := w.post(ctx, r, a, body); err != nil {
			return err
		}
	}
	if w.Lines != nil {
		if _, err := w.Lines.Write(append(body, '\n')); err != nil {
			return fmt.Errorf("write alert: %w", err)
		}
	}
	return nil
}

func (w *Watcher) post(ctx context.Context, r *Rule, a Alert, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.Webhook, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("call webhook: %w", err)
	}
	unix := strconv.FormatInt(w.Clock().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "dragoman")
	req.Header.Set(HeaderID, a.ID.String())
	req.Header.Set(HeaderTime, unix)
	if r.secret != nil {
		req.Header.Set(HeaderSignature, "sha256="+Sign(r.secret, unix, body))
	}
	client := w.Client
	if client == nil {
		client = &http.Client{Timeout: 10 * time.Second}
	}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("call webhook: %w", err)
	}
	_, err = io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)) // so that the connection can be used again
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return fmt.Errorf("call webhook: %w", err)
	}
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("call webhook: it answered %s", res.Status)
	}
	return nil
}

// load reads the places once.
func (w *Watcher) load() error {
	if w.places != nil {
		return nil
	}
	if w.Clock == nil {
		w.Clock = time.Now
	}
	if w.Logger == nil {
		w.Logger = slog.New(slog.DiscardHandler)
	}
	places := map[string]int64{}
	data, err := os.ReadFile(w.State)
	switch {
	case errors.Is(err, fs.ErrNotExist) || w.State == "":
	case err != nil:
		return fmt.Errorf("read places: %w", err)
	default:
		if err := json.Unmarshal(data, &places); err != nil {
			return fmt.Errorf("read places in %s: %w: %w", w.State, err, dragoman.ErrCorrupt)
		}
	}
	w.places, w.waits = places, map[string]retry{}
	return nil
}

// save writes the places beside the file and puts them in its stead, so that a stop leaves the old or the new.
func (w *Watcher) save() error {
	if w.State == "" {
		return nil
	}
	data, err := json.Marshal(w.places)
	if err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	f, err := os.OpenFile(w.State+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	if err := os.Rename(w.State+".new", w.State); err != nil {
		return fmt.Errorf("write places: %w", err)
	}
	return nil
}
