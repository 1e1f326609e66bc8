package web

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman"
)

// Tokens are who may write: a file of lines "NAME SHA256 DAY", hashes alone. A token has 256 random bits, so that a plain hash of
// it cannot be searched for. The file is read again when it changes. The zero Tokens lets nobody write.
type Tokens struct {
	path string

	mu    sync.Mutex
	read  time.Time // the file's time of change when it was read
	size  int64
	names map[string]string // hash to name
}

// isTokenName reports whether a name is of 1 to 64 letters, digits and, after the first, dots, dashes and underscores.
func isTokenName(name string) bool {
	for i, c := range name {
		if !unicode.In(c, unicode.L, unicode.N) && (i == 0 || !strings.ContainsRune("._-", c)) {
			return false
		}
	}
	return name != "" && utf8.RuneCountInString(name) <= 64
}

// OpenTokens uses the file at path; where there is none, nobody may write until Add makes it.
func OpenTokens(path string) *Tokens { return &Tokens{path: path} }

// Add makes a token for a person and returns it; it is shown this once. A second token of one name works beside the first.
func (t *Tokens) Add(name string, now time.Time) (string, error) {
	if !isTokenName(name) {
		return "", fmt.Errorf("name %q: want letters, digits, dots and dashes, at most 64: %w", name, dragoman.ErrInvalid)
	}
	token := "drg_" + rand.Text() + rand.Text()
	if err := os.MkdirAll(filepath.Dir(t.path), 0o700); err != nil {
		return "", fmt.Errorf("add token: %w", err)
	}
	f, err := os.OpenFile(t.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("add token: %w", err)
	}
	_, err = fmt.Fprintf(f, "%s %s %s\n", name, hashOf(token), now.UTC().Format(time.DateOnly))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", fmt.Errorf("add token: %w", err)
	}
	return token, nil
}

// Remove takes all tokens of a name away.
func (t *Tokens) Remove(name string) error {
	data, err := os.ReadFile(t.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove token: %w", err)
	}
	var kept strings.Builder
	removed := false
	for line := range strings.Lines(string(data)) {
		if n, _, _ := strings.Cut(line, " "); n == name {
			removed = true
			continue
		}
		kept.WriteString(line)
	}
	if !removed {
		return fmt.Errorf("token of %q: %w", name, dragoman.ErrNotFound)
	}
	next := t.path + ".new"
	if err := os.WriteFile(next, []byte(kept.String()), 0o600); err != nil {
		return fmt.Errorf("remove token: %w", err)
	}
	if err := os.Rename(next, t.path); err != nil {
		return fmt.Errorf("remove token: %w", err)
	}
	return nil
}

// Names lists who has a token and since when, a line each.
func (t *Tokens) Names() ([]string, error) {
	data, err := os.ReadFile(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) == 3 {
			out = append(out, f[0]+" since "+f[2])
		}
	}
	return out, nil
}

// Person says whose token it is; "" is nobody's.
func (t *Tokens) Person(token string) string {
	if token == "" || t.path == "" {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.refresh()
	hash := hashOf(token)
	name := ""
	for h, n := range t.names {
		if subtle.ConstantTimeCompare([]byte(h), []byte(hash)) == 1 {
			name = n
		}
	}
	return name
}

// refresh reads the file where it changed; one that cannot be read lets nobody write.
func (t *Tokens) refresh() {
	info, err := os.Stat(t.path)
	if err != nil {
		t.names, t.read = nil, time.Time{}
		return
	}
	if info.ModTime().Equal(t.read) && info.Size() == t.size {
		return
	}
	f, err := os.Open(t.path)
	if err != nil {
		t.names = nil
		return
	}
	defer f.Close() // read only
	t.names = map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); len(fields) == 3 {
			t.names[fields[1]] = fields[0]
		}
	}
	t.read, t.size = info.ModTime(), info.Size()
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// cookieName holds a person's token in the browser: not readable by scripts, sent to no other site.
const cookieName = "dragoman_token"

// person says who asks, by header or by cookie; "" is a reader.
func (s *Server) person(r *http.Request) string {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.Tokens.Person(strings.TrimSpace(token))
	}
	if c, err := r.Cookie(cookieName); err == nil {
		return s.Tokens.Person(c.Value)
	}
	return ""
}

// writer says who writes, or why nobody may.
func (s *Server) writer(r *http.Request) (string, error) {
	if s.ReadOnly {
		return "", errReadOnly
	}
	if name := s.person(r); name != "" {
		return name, nil
	}
	return "", errNoToken
}
