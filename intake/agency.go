package intake

import (
	"strings"

	"dragoman"
)

// errWithdrawn says that an agency took a report back.
var errWithdrawn = &problem{"the agency withdrew it"}

// nitf reads a report in NITF 3: head for what is known of it, body.head for the headline, body.content for the text.
func nitf(n *node, a *dragoman.Article) (err error) {
	pub := n.find("pubdata")
	a.Title = or(n.find("hl1", "hedline").line(), n.find("title").line())
	a.Key = n.find("doc-id").get("id-string")
	a.URL = pub.get("ex-ref")
	a.Source = or(pub.get("name"), n.find("distributor").line(), n.find("doc.copyright").get("holder"))
	a.Text = body(n)
	if line := n.find("dateline").line(); line != "" {
		a.Text = line + "\n\n" + a.Text
	}
	a.Published, err = parsePublished(or(n.find("date.issue").get("norm"), pub.get("date.publication"), n.find("story.date").get("norm"), n.find("date.release").get("norm")))
	return err
}

// newsML reads a report in NewsML-G2: an item of news with its metadata; the text is NITF, XHTML or plain.
func newsML(n *node, a *dragoman.Article) (err error) {
	if status := n.find("pubStatus").get("qcode"); strings.HasSuffix(status, ":canceled") || strings.HasSuffix(status, ":withheld") {
		return errWithdrawn
	}
	meta, content := n.find("contentMeta"), n.find("contentSet")
	if inner := content.first("nitf"); inner != nil {
		if err = nitf(inner, a); err != nil {
			return err
		}
	} else {
		a.Text = body(content)
	}
	provider := n.find("provider")
	a.Title = or(meta.find("headline").line(), a.Title, n.find("itemMeta").find("title").line())
	a.Key = or(n.get("guid"), a.Key)
	a.Source = or(a.Source, meta.find("creditline").line(), provider.find("name").line(), provider.get("literal"), provider.get("qcode"))
	a.Lang = primary(meta.find("language").get("tag"))
	if day := or(n.find("versionCreated").line(), n.find("firstCreated").line()); a.Published == 0 {
		a.Published, err = parsePublished(day)
	}
	return err
}

// newsML1 reads what came before NewsML-G2: NewsML 1 and the Reuters corpora.
func newsML1(n *node, a *dragoman.Article) (err error) {
	a.Title = or(n.find("HeadLine", "headline", "title").line())
	a.Key = or(n.find("PublicIdentifier").line(), n.get("itemid"))
	a.Source = n.find("CreditLine", "ProviderId").line()
	a.Text = body(n)
	a.Published, err = parsePublished(or(n.get("date"), n.find("DateId", "ThisRevisionCreated", "FirstCreated").line()))
	return err
}

// petrarch reads a sentence or a whole report in the input format of PETRARCH. What a parser added to it is not read.
func petrarch(n *node, a *dragoman.Article) (err error) {
	a.Key, a.Source, a.URL, a.Title = n.get("id"), n.get("source"), n.get("url"), or(n.get("headline"), n.get("title"))
	var texts []string
	n.each("Text", func(t *node) {
		if p := paragraphs(t); p != "" {
			texts = append(texts, p)
		}
	})
	a.Text = strings.Join(texts, "\n\n")
	a.Published, err = parsePublished(n.get("date"))
	return err
}

// rssItem reads an item of RSS: its whole text where the feed gives it, else its summary.
func rssItem(n *node, a *dragoman.Article) (err error) {
	a.Title, a.URL = n.find("title").line(), n.find("link").line()
	a.Key = or(a.URL, n.find("guid").line())
	a.Source = n.find("source", "publisher").line()
	a.Text = HTMLText(or(n.find("encoded").raw(), n.find("description").raw()))
	a.Published, err = parsePublished(n.find("pubDate", "date").line())
	return err
}

// atomEntry reads an entry of Atom (RFC 4287).
func atomEntry(n *node, a *dragoman.Article) (err error) {
	a.Title = n.find("title").line()
	for _, k := range n.kids {
		if rel := k.get("rel"); k.name == "link" && (rel == "" || rel == "alternate") && a.URL == "" {
			a.URL = k.get("href")
		}
	}
	a.Key = or(a.URL, n.find("id").line())
	content := n.find("content", "summary")
	if content.get("type") == "xhtml" {
		a.Text = paragraphs(content)
	} else {
		a.Text = HTMLText(content.raw())
	}
	a.Published, err = parsePublished(n.find("published", "updated").line())
	return err
}

// raw is the text of an element as it is written.
func (n *node) raw() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) each(name string, f func(*node)) {
	for _, k := range n.kids {
		if k.name == name {
			f(k)
		} else {
			k.each(name, f)
		}
	}
}

// primary is the language of a tag: "en" of "en-GB".
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	if len(tag) != 2 && len(tag) != 3 {
		return ""
	}
	return tag
}

// body returns the text of a report. Where one of its blocks is marked as the full text, the others repeat parts of it.
func body(n *node) string {
	content := n.find("body.content", "DataContent", "text", "inlineXML", "inlineData")
	if content.name == "inlineXML" {
		if b := content.first("body"); b != nil {
			content = b
		}
	}
	var full *node
	content.each("block", func(b *node) {
		if b.get("class") == "full_text" {
			full = b
		}
	})
	if full != nil {
		content = full
	}
	return paragraphs(content)
}

// blockElements begin a paragraph of their own; silentElements hold no running text.
var (
	blockElements = map[string]bool{"p": true, "hl2": true, "h1": true, "h2": true, "h3": true, "h4": true, "li": true, "blockquote": true,
		"div": true, "br": true, "block": true, "dd": true, "dt": true, "pre": true, "section": true}
	silentElements = map[string]bool{"media": true, "script": true, "style": true, "table": true, "head": true, "figure": true,
		"note": true, "body.end": true, "tagline": true}
)

// paragraphs returns the text of an element, a blank line between its paragraphs.
func paragraphs(n *node) string {
	var p paragraphWriter
	p.node(n)
	p.end()
	return p.all.String()
}

// A paragraphWriter gathers words into paragraphs.
type paragraphWriter struct {
	all, now strings.Builder
}

func (p *paragraphWriter) node(n *node) {
	for i, part := range strings.Split(strings.ReplaceAll(n.text, "\r\n", "\n"), "\n\n") {
		if i > 0 {
			p.end()
		}
		p.now.WriteString(part)
	}
	for _, k := range n.kids {
		if silentElements[k.name] {
			continue
		}
		if blockElements[k.name] {
			p.end()
		}
		p.node(k)
		if blockElements[k.name] {
			p.end()
		}
	}
}

// end ends the paragraph.
func (p *paragraphWriter) end() {
	if words := strings.Fields(p.now.String()); len(words) > 0 {
		if p.all.Len() > 0 {
			p.all.WriteString("\n\n")
		}
		p.all.WriteString(strings.Join(words, " "))
	}
	p.now.Reset()
}
