// Package feed watches RSS, Atom and JSON Feeds: a list of feeds goes in, the articles they announce come out, fetched and read, each
// once. It is a step before the way: a door hands the Articles to the pipeline. For example:
//
//	feeds, err := feed.ReadList(file) // OPML, or an address a line
//	w := feed.New(feeds, feed.Options{Fetcher: feed.NewFetcher(feed.FetchOptions{})})
//	err = w.Run(ctx, func(a dragoman.Article) error { … })
//
// It is polite: one request at a time to a host, with pauses, within robots.txt (RFC 9309), conditional where the server allows
// (RFC 9110, section 13), later and later after failures. And it trusts nobody: http and https only, every address checked when
// it is connected to, all bodies, headers and times bounded.
package feed

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"

	"dragoman"
)

// A Feed is the address of a feed, and what a person calls it.
type Feed struct {
	URL   string
	Title string // the publisher's name, where the list gives one
	Group string // the outline it lies in
}

const (
	maxList  = 16 << 20 // bytes of a list
	maxFeeds = 100_000
	maxDepth = 64 // of outlines
)

// ReadList reads OPML, or an address a line with "#" before comments and a name after the address. Feeds come once each, in order.
func ReadList(r io.Reader) ([]Feed, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxList+1))
	if err != nil {
		return nil, fmt.Errorf("read list of feeds: %w", err)
	}
	if len(b) > maxList {
		return nil, fmt.Errorf("list of feeds: longer than %d bytes: %w", maxList, dragoman.ErrInvalid)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	var feeds []Feed
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("<")) {
		feeds, err = readOPML(b)
	} else {
		feeds, err = readLines(b)
	}
	if err != nil {
		return nil, err
	}
	seen := make(map[string]bool)
	out := feeds[:0]
	for _, f := range feeds {
		if !seen[f.URL] {
			seen[f.URL] = true
			out = append(out, f)
		}
	}
	switch {
	case len(out) == 0:
		return nil, fmt.Errorf("list of feeds: there is none in it: give OPML, or an address a line: %w", dragoman.ErrInvalid)
	case len(out) > maxFeeds:
		return nil, fmt.Errorf("list of feeds: %d are more than %d: %w", len(out), maxFeeds, dragoman.ErrInvalid)
	}
	return out, nil
}

func readLines(b []byte) (feeds []Feed, err error) {
	lines := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		address, title, _ := strings.Cut(line, " ")
		if err := checkURL(address); err != nil {
			return nil, fmt.Errorf("list of feeds, line %d: %w", n, err)
		}
		feeds = append(feeds, Feed{URL: address, Title: strings.TrimSpace(title)})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("list of feeds: %w: %w", err, dragoman.ErrInvalid)
	}
	return feeds, nil
}

// checkURL refuses an address that is none, or not of http or https.
func checkURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "":
		return fmt.Errorf("%q is no address: write https://…: %w", s, dragoman.ErrInvalid)
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q: only http and https are fetched: %w", s, dragoman.ErrInvalid)
	}
	return nil
}

// readOPML reads the outlines of OPML 2.0 that have an address.
func readOPML(b []byte) (feeds []Feed, err error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	var groups []string
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return feeds, nil
		}
		if err != nil {
			return nil, fmt.Errorf("list of feeds: OPML: %w: %w", err, dragoman.ErrInvalid)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, fmt.Errorf("list of feeds: OPML is nested deeper than %d: %w", maxDepth, dragoman.ErrInvalid)
			}
			if t.Name.Local != "outline" {
				continue
			}
			f := outline(t.Attr)
			groups = append(groups, f.Title)
			if f.URL == "" {
				continue
			}
			if err := checkURL(f.URL); err != nil {
				return nil, fmt.Errorf("list of feeds: OPML: %w", err)
			}
			if len(groups) > 1 {
				f.Group = groups[len(groups)-2]
			}
			feeds = append(feeds, f)
		case xml.EndElement:
			depth--
			if t.Name.Local == "outline" && len(groups) > 0 {
				groups = groups[:len(groups)-1]
			}
		}
	}
}

func outline(attrs []xml.Attr) (f Feed) {
	for _, a := range attrs {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			f.URL = strings.TrimSpace(a.Value)
		case "title":
			f.Title = a.Value
		case "text":
			if f.Title == "" {
				f.Title = a.Value
			}
		}
	}
	return f
}

type opml struct {
	XMLName xml.Name      `xml:"opml"`
	Version string        `xml:"version,attr"`
	Title   string        `xml:"head>title"`
	Body    []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text  string        `xml:"text,attr"`
	Type  string        `xml:"type,attr,omitempty"`
	URL   string        `xml:"xmlUrl,attr,omitempty"`
	Feeds []opmlOutline `xml:"outline"`
}

// WriteOPML writes feeds as OPML 2.0, those of a group together.
func WriteOPML(w io.Writer, title string, feeds []Feed) error {
	doc := opml{Version: "2.0", Title: title}
	groups := make(map[string]int)
	for _, f := range feeds {
		o := opmlOutline{Text: f.Title, Type: "rss", URL: f.URL}
		if o.Text == "" {
			o.Text = f.URL
		}
		if f.Group == "" {
			doc.Body = append(doc.Body, o)
			continue
		}
		i, ok := groups[f.Group]
		if !ok {
			i = len(doc.Body)
			groups[f.Group] = i
			doc.Body = append(doc.Body, opmlOutline{Text: f.Group})
		}
		doc.Body[i].Feeds = append(doc.Body[i].Feeds, o)
	}
	_, err := io.WriteString(w, xml.Header)
	if err == nil {
		e := xml.NewEncoder(w)
		e.Indent("", "  ")
		err = errors.Join(e.Encode(doc), e.Close())
	}
	if err == nil {
		_, err = io.WriteString(w, "\n")
	}
	if err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}
