package intake

import (
	"bytes"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dragoman"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// text reads a plain text, with or without front matter.
func (r *Reader) text(e entry, send sink) bool {
	b, err := r.readAll(e)
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	a, err := parseText(e.ref, string(b))
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.send(a, send)
}

// readAll reads one report's bytes and refuses what is no UTF-8 text.
func (r *Reader) readAll(e entry) ([]byte, error) {
	b, err := r.readBytes(e)
	if err != nil {
		return nil, err
	}
	b = bytes.TrimPrefix(b, utf8BOM)
	return b, checkText(e.ref, 0, b)
}

// readBytes reads all of an entry, up to the limit of one report.
func (r *Reader) readBytes(e entry) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(e.r, int64(r.opts.MaxArticle)+1))
	switch {
	case err != nil:
		return nil, e.failed(err)
	case len(b) > r.opts.MaxArticle:
		return nil, tooLong(e.ref, 0, r.opts.MaxArticle)
	}
	return b, nil
}

func tooLong(ref string, row, limit int) error {
	return because(TooLong, ref, row, "raise --max-article, or split it into reports, one a row of JSON Lines",
		"longer than the limit of %d bytes for one report", limit)
}

// checkText refuses bytes that are no text in UTF-8.
func checkText(ref string, row int, b []byte) error {
	if len(bytes.TrimSpace(b)) == 0 {
		return because(Empty, ref, row, "give it text, or leave it out", "empty: there is no text to code")
	}
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return because(NotText, ref, row, "convert it with: iconv -f UTF-16 -t UTF-8", "the text is UTF-16")
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return because(NotText, ref, row, "give text, HTML, JSON Lines or CSV in UTF-8", "NUL byte at offset %d: this is a binary, or text in UTF-16 or UTF-32", i)
	}
	for i := 0; i < len(b); {
		c, size := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && size == 1 {
			return because(NotText, ref, row, "convert it with: iconv -f WINDOWS-1252 -t UTF-8", "byte %#02x at offset %d is not UTF-8", b[i], i)
		}
		i += size
	}
	return nil
}

// parseText splits front matter (lines "key: value" between two lines "---") from the text.
func parseText(ref, text string) (dragoman.Article, error) {
	a := dragoman.Article{Ref: ref, Text: text}
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return a, nil
	}
	front, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return a, nil // a rule at the top of a text is no front matter
	}
	n := 1
	for line := range strings.Lines(front) {
		n++
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return a, damaged(ref, 0, "write key: value", "front matter, line %d: %q has no colon", n, strings.TrimSpace(line))
		}
		if err := setField(&a, strings.ToLower(strings.TrimSpace(key)), strings.Trim(strings.TrimSpace(value), `"`)); err != nil {
			return a, damaged(ref, 0, "write it as YYYY-MM-DD", "front matter, line %d: %v", n, err)
		}
	}
	a.Text = strings.TrimLeft(body, "\n")
	if strings.TrimSpace(a.Text) == "" {
		return a, because(Empty, ref, 0, "give it text, or leave it out", "empty: there is only front matter")
	}
	return a, nil
}

// setField sets the part of an article that a column, a JSON key or a line of front matter names; unknown names are let be.
func setField(a *dragoman.Article, key, value string) (err error) {
	switch key {
	case "id":
		a.Key = value
	case "text", "body":
		a.Text = value
	case "title", "headline":
		a.Title = value
	case "url", "link":
		a.URL = value
	case "source", "publisher":
		a.Source = value
	case "lang", "language":
		a.Lang = primary(value)
	case "published", "date":
		a.Published, err = parsePublished(value)
	}
	return err
}

var publishedLayouts = []string{time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
	"20060102", "20060102150405", "20060102T150405Z", time.RFC1123, time.RFC1123Z, "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006"}

// parsePublished reads a day in the forms that archives use. The day is the one of the time's own zone.
func parsePublished(s string) (dragoman.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, nil
	}
	for _, layout := range publishedLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return dragoman.DateOf(t), nil
		}
	}
	return 0, &problem{"published " + quote(s) + " is no date"}
}
