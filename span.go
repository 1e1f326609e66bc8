package dragoman

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// A Span is the bytes [Start, End) of one Document's text. Its JSON form is [start, end].
type Span struct{ Start, End int32 }

// Len is the length of the span in bytes.
func (s Span) Len() int { return int(s.End - s.Start) }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// IsZero reports whether s is the empty span at 0, which stands for "no words of the text".
func (s Span) IsZero() bool { return s == Span{} }

// MarshalJSON writes [start, end].
func (s Span) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil }

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair [2]int32
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("read span: %w", err)
	}
	*s = Span{pair[0], pair[1]}
	return nil
}

// An ID is the first 16 bytes of the SHA-256 of length-prefixed parts: equal content has an equal ID on any machine.
type ID [16]byte

// NewID hashes parts, each preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
func NewID(parts ...string) ID {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	var id ID
	copy(id[:], h.Sum(nil))
	return id
}

// ParseID reads the 32 hexadecimal digits that String writes.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != hex.EncodedLen(len(id)) {
		return id, fmt.Errorf("id %q: want %d hexadecimal digits: %w", s, hex.EncodedLen(len(id)), ErrInvalid)
	}
	if _, err := hex.Decode(id[:], []byte(s)); err != nil {
		return id, fmt.Errorf("id %q: %w: %w", s, err, ErrInvalid)
	}
	return id, nil
}

func (id ID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the ID was never set.
func (id ID) IsZero() bool { return id == ID{} }

// MarshalText writes 32 hexadecimal digits.
func (id ID) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, id[:]), nil }

// UnmarshalText reads 32 hexadecimal digits.
func (id *ID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseID(string(b))
	return err
}

// An Article is a report as it came in. Nothing edits its text; all else is an index into it.
type Article struct {
	Ref       string // names the input for a person: a path, a URL, or the row's own id
	Key       string // the report's own identity where it has one: its URL, or the id of its row
	URL       string // where it was published
	Source    string // the publisher
	Title     string // the headline, where the format keeps it apart from the text
	Published Date   // 0 where the input does not say
	Lang      string // ISO 639 code of its language, two letters or three; empty where it is not known. Not part of the ID
	Text      string // valid UTF-8
}

// ID hashes what makes the article the report it is. The path it was read from is not among that: a moved folder is
// the same reports.
func (a Article) ID() ID {
	return NewID("article", a.Key, a.Source, a.Title, a.Published.String(), a.Text)
}
