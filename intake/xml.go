package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"

	"dragoman"
)

// xmlRoots are the elements that files of reports begin with, in lower case.
var xmlRoots = []string{"nitf", "newsmessage", "newsitem", "newsml", "sentences", "articles", "rss", "feed", "rdf:rdf"}

// Limits of one report in XML.
const (
	maxXMLDepth = 256
	maxXMLNodes = 200_000
	xmlOwn      = 64 << 10 // bytes of what is not its text
)

var (
	errXMLDepth = &problem{"XML is nested deeper than " + strconv.Itoa(maxXMLDepth)}
	errXMLNodes = &problem{"one report has more than " + strconv.Itoa(maxXMLNodes) + " elements"}
)

// reportElements are the elements that hold one report, and how it is read from them. One within another is a part of it.
var reportElements = map[string]func(*node, *dragoman.Article) error{
	"nitf": nitf, "newsItem": newsML, "NewsItem": newsML1, "newsitem": newsML1,
	"Sentence": petrarch, "Article": petrarch, "item": rssItem, "entry": atomEntry,
}

// A node is an element of one report. Text between elements is a node without a name.
type node struct {
	name string
	attr []xml.Attr
	text string
	kids []*node
}

// xml reads a file of reports in XML, one report at a time. Go's decoder resolves the five entities of XML and those of HTML, none
// that a file defines, and fetches nothing.
func (r *Reader) xml(e entry, send sink) bool {
	budget := &budgetReader{r: e.r, limit: 2*r.opts.MaxArticle + xmlOwn}
	budget.renew()
	d := xml.NewDecoder(budget)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	depth := 0
	for row := 1; ; {
		budget.renew()
		t, err := d.Token()
		if err == io.EOF && row == 1 {
			return send(dragoman.Article{}, because(NotArticle, e.ref, 0, "give NITF, NewsML-G2, PETRARCH's XML, RSS or Atom", "no report in the XML"))
		}
		if err == io.EOF {
			return true
		}
		var root *node
		if start, ok := t.(xml.StartElement); ok && err == nil {
			depth++
			if reportElements[start.Name.Local] != nil {
				budget.renew()
				nodes := 0
				root, err = readNode(d, start, depth, &nodes)
				depth--
			} else if depth > maxXMLDepth {
				err = errXMLDepth
			}
		} else if _, ok := t.(xml.EndElement); ok {
			depth--
		}
		if err != nil {
			return send(dragoman.Article{}, r.xmlError(e, row, err))
		}
		if root == nil {
			continue
		}
		a, err := r.xmlArticle(e.ref, row, root)
		if !r.sendRow(a, err, send) {
			return false
		}
		row++
	}
}

func (r *Reader) xmlError(e entry, row int, err error) error {
	switch {
	case errors.Is(err, errBudget):
		return tooLong(e.ref, row, r.opts.MaxArticle)
	case e.m.over != nil:
		return e.failed(err)
	case errors.Is(err, errXMLDepth), errors.Is(err, errXMLNodes):
		return because(OverLimit, e.ref, row, "", "%v", err)
	}
	return damaged(e.ref, row, "", "XML: %v", err)
}

// readNode reads an element to its end.
func readNode(d *xml.Decoder, start xml.StartElement, depth int, nodes *int) (*node, error) {
	if depth > maxXMLDepth {
		return nil, errXMLDepth
	}
	n := &node{name: start.Name.Local, attr: start.Copy().Attr}
	for {
		if *nodes++; *nodes > maxXMLNodes {
			return nil, errXMLNodes
		}
		t, err := d.Token()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			kid, err := readNode(d, t, depth+1, nodes)
			if err != nil {
				return nil, err
			}
			n.kids = append(n.kids, kid)
		case xml.EndElement:
			return n, nil
		case xml.CharData:
			n.kids = append(n.kids, &node{text: string(t)})
		}
	}
}

// xmlArticle reads a report from its element.
func (r *Reader) xmlArticle(ref string, row int, root *node) (dragoman.Article, error) {
	a := dragoman.Article{Ref: ref + "#" + strconv.Itoa(row)}
	if err := reportElements[root.name](root, &a); err != nil {
		if errors.Is(err, errWithdrawn) {
			e := because(NotArticle, ref, row, "", "%v", err)
			e.Skip = true
			return a, e
		}
		return a, damaged(ref, row, "write it as YYYY-MM-DD", "%v", err)
	}
	for _, s := range []*string{&a.Key, &a.URL, &a.Source, &a.Title, &a.Lang} {
		*s = strings.ToValidUTF8(strings.TrimSpace(*s), "\uFFFD")
	}
	if len(a.Text) > r.opts.MaxArticle {
		return a, tooLong(ref, row, r.opts.MaxArticle)
	}
	if err := checkText(ref, row, []byte(a.Text)); err != nil {
		return a, err
	}
	a.URL = webAddress(a.URL)
	if a.Key == "" {
		a.Key = a.URL
	}
	if a.Key != "" {
		a.Ref = a.Key
	}
	return a, nil
}

// find returns the first element of one of the names, in the order of the names; an empty node where there is none.
func (n *node) find(names ...string) *node {
	for _, name := range names {
		if k := n.first(name); k != nil {
			return k
		}
	}
	return new(node)
}

func (n *node) first(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if found := k.first(name); found != nil {
			return found
		}
	}
	return nil
}

// get returns an attribute, or "".
func (n *node) get(name string) string {
	for _, a := range n.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// line returns all text of an element on one line.
func (n *node) line() string {
	var b strings.Builder
	n.write(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *node) write(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		k.write(b)
	}
}

// or returns the first of the texts that is not empty.
func or(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
