package intake

import (
	"bytes"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"dragoman"
)

// minArticle is the shortest text, in bytes, that a page must yield: below it there is a menu or a notice, no report.
const minArticle = 80

// html finds the article in a page.
func (r *Reader) html(e entry, send sink) bool {
	b, err := r.readBytes(e)
	if err == nil && len(bytes.TrimSpace(b)) == 0 {
		err = because(Empty, e.ref, 0, "give it text, or leave it out", "empty: there is no text to code")
	}
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	a, err := ParseHTML(e.ref, b, "")
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.send(a, send)
}

// ParseHTML finds the article in a page: text, title, publisher, published day (of the page's metadata) and URL. The charset is as
// ToUTF8 tells it. ref names the page in errors.
func ParseHTML(ref string, page []byte, contentType string) (dragoman.Article, error) {
	a := dragoman.Article{Ref: ref}
	root, err := html.Parse(bytes.NewReader(ToUTF8(page, contentType)))
	if err != nil {
		return a, damaged(ref, 0, "", "not readable as HTML: %v", err)
	}
	a.URL = canonical(root)
	pageURL, _ := url.Parse(a.URL) // for relative links, which a text has none of
	article, err := readability.FromDocument(root, pageURL)
	var text strings.Builder
	if err == nil && article.Node != nil {
		err = article.RenderText(&text)
	}
	a.Text = strings.TrimSpace(strings.ToValidUTF8(text.String(), "\uFFFD"))
	if err != nil || len(a.Text) < minArticle {
		return a, because(NotArticle, ref, 0, "save the report's own page, or give its text", "no article found in the page")
	}
	a.Key, a.Title, a.Source = a.URL, article.Title(), article.SiteName()
	if t, err := article.PublishedTime(); err == nil {
		a.Published = dragoman.DateOf(t)
	}
	return a, nil
}

// canonical returns the address a page gives as its own, or "".
func canonical(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch {
		case d.Data == "link" && attr(d, "rel") == "canonical":
			return webAddress(attr(d, "href"))
		case d.Data == "meta" && attr(d, "property") == "og:url":
			return webAddress(attr(d, "content"))
		case d.Data == "body":
			return ""
		}
	}
	return ""
}

// webAddress returns s where it is an absolute http or https address, else "".
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// HTMLText returns the text of a piece of HTML, such as a feed's summary, a blank line between paragraphs. Unlike ParseHTML it keeps all.
func HTMLText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return paragraphs(&node{text: s})
	}
	root, err := html.Parse(strings.NewReader(s))
	if err != nil { // nested too deep: no text is better than its tags
		return ""
	}
	var p paragraphWriter
	p.html(root)
	p.end()
	return p.all.String()
}

func (p *paragraphWriter) html(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		p.node(&node{text: n.Data})
		return
	case n.Type == html.ElementNode && silentElements[n.Data] && n.Data != "table":
		return
	}
	block := n.Type == html.ElementNode && (blockElements[n.Data] || n.Data == "tr" || n.Data == "td" || n.Data == "article")
	if block {
		p.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.html(c)
	}
	if block {
		p.end()
	}
}
