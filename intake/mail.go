package intake

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"dragoman"
)

// maxParts is how many parts of a mail are looked at.
const maxParts = 200

// isMail reports whether a text begins with a mail's header (RFC 5322, section 2.2): two fields, one of which says so.
func isMail(head []byte) bool {
	known := false
	for n := 0; n < 6; n++ {
		line, rest, ok := bytes.Cut(head, []byte("\n"))
		if !ok {
			return false
		}
		head = rest
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			return known && n > 1 && len(bytes.TrimSpace(line)) == 0
		}
		switch strings.ToLower(string(name)) {
		case "return-path", "received", "message-id", "mime-version", "delivered-to", "dkim-signature", "from", "x-mozilla-status":
			known = true
		}
	}
	return known
}

// isMbox reports whether a text begins with the line that parts the mails of an mbox (RFC 4155) and a header.
func isMbox(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	if !ok || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	name, _, ok := bytes.Cut(rest, []byte(":"))
	return ok && len(name) > 0 && len(name) < 40 && !bytes.ContainsAny(name, " \t\r\n")
}

// mail reads one mail.
func (r *Reader) mail(e entry, send sink) bool {
	a, err := r.message(e, 0, e.r)
	return r.sendRow(a, err, send)
}

// mbox reads the mails of an mbox one by one.
func (r *Reader) mbox(e entry, send sink) bool {
	box := &mboxReader{in: bufio.NewReaderSize(e.r, maxHeader), start: true}
	for row := 1; ; row++ {
		if !box.next() {
			if row == 1 {
				return send(dragoman.Article{}, damaged(e.ref, 0, "", "mbox: it does not begin with a line \"From \""))
			}
			return true
		}
		if err := e.m.entry(); err != nil {
			return send(dragoman.Article{}, e.failed(err))
		}
		a, err := r.message(e, row, box)
		if !r.sendRow(a, err, skipping(send)) {
			return false
		}
		if _, err := io.Copy(io.Discard, box); err != nil {
			return send(dragoman.Article{}, e.failed(err))
		}
	}
}

// An mboxReader reads one mail of an mbox after the other: next goes to the next.
type mboxReader struct {
	in    *bufio.Reader
	rest  []byte // of the line, not yet given
	start bool   // of a line
	done  bool   // the mail has ended
	blank bool   // the line before was empty
}

var fromLine = []byte("From ")

func (b *mboxReader) next() bool {
	b.rest, b.done, b.blank = nil, false, false
	head, _ := b.in.Peek(len(fromLine))
	if !bytes.Equal(head, fromLine) {
		return false
	}
	for { // pass over the line, however long
		_, err := b.in.ReadSlice('\n')
		if err == nil {
			return true
		}
		if err != bufio.ErrBufferFull {
			return false
		}
	}
}

// Read gives the mail's bytes, with ">From " as the "From " it stands for.
func (b *mboxReader) Read(p []byte) (int, error) {
	for len(b.rest) == 0 {
		if b.done {
			return 0, io.EOF
		}
		if head, _ := b.in.Peek(len(fromLine)); b.start && b.blank && bytes.Equal(head, fromLine) {
			b.done = true
			continue
		}
		line, err := b.in.ReadSlice('\n')
		if b.start {
			b.blank = len(bytes.TrimRight(line, "\r\n")) == 0
			if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, fromLine) {
				line = line[1:]
			}
		}
		b.start = err == nil
		b.rest = line
		switch {
		case err == io.EOF:
			b.done = true
		case err != nil && err != bufio.ErrBufferFull:
			return 0, err
		}
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// message reads the article of a mail: its text part, else the text of its HTML part.
func (r *Reader) message(e entry, row int, in io.Reader) (dragoman.Article, error) {
	a := dragoman.Article{Ref: e.ref}
	head := &budgetReader{r: in, limit: 4 * maxHeader}
	head.renew()
	m, err := mail.ReadMessage(bufio.NewReaderSize(head, sniffLen))
	if err != nil {
		if e.m.over != nil {
			return a, e.failed(err)
		}
		return a, damaged(e.ref, row, "", "mail: %v", err)
	}
	head.limit, head.left = 1<<62, 1<<62 // the header is read; parts have their own limits
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	decoded := func(key string) string {
		s, err := words.DecodeHeader(m.Header.Get(key))
		if err != nil {
			s = m.Header.Get(key)
		}
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	a.Title = decoded("Subject")
	a.Key = strings.Trim(decoded("Message-ID"), "<> ")
	a.Source = sender(decoded("From"))
	if t, err := m.Header.Date(); err == nil {
		a.Published = dragoman.DateOf(t)
	}
	if a.Key != "" {
		a.Ref = a.Key
	}
	parts := mailParts{most: r.opts.MaxArticle, left: maxParts}
	if err := parts.read(m.Header.Get, m.Body, 0); err != nil {
		switch {
		case errors.Is(err, errBudget):
			return a, tooLong(e.ref, row, r.opts.MaxArticle)
		case e.m.over != nil:
			return a, e.failed(err)
		}
		return a, damaged(e.ref, row, "", "mail: %v", err)
	}
	a.Text = strings.TrimSpace(or(parts.plain, HTMLText(parts.html)))
	if a.Text == "" {
		return a, because(NotArticle, e.ref, row, "", "the mail has no text")
	}
	return a, checkText(e.ref, row, []byte(a.Text))
}

// sender is the name of who sent a mail, or the address.
func sender(from string) string {
	a, err := mail.ParseAddress(from)
	switch {
	case err != nil:
		return strings.TrimSpace(from)
	case a.Name != "":
		return a.Name
	}
	return a.Address
}

// mailParts are the first text and the first HTML of a mail; attachments are passed over unread.
type mailParts struct {
	plain, html string
	most, left  int
}

func (p *mailParts) read(get func(string) string, body io.Reader, depth int) error {
	if p.left--; p.left < 0 || depth > DefaultMaxDepth {
		return nil
	}
	kind, params, err := mime.ParseMediaType(get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(strings.ToLower(get("Content-Disposition")), "attachment") {
		return nil
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		return p.multipart(multipart.NewReader(body, params["boundary"]), depth)
	case kind == "text/plain" && p.plain == "":
		p.plain, err = p.text(get, params["charset"], body)
		return err
	case kind == "text/html" && p.html == "":
		p.html, err = p.text(get, params["charset"], body)
		return err
	}
	return nil
}

func (p *mailParts) multipart(parts *multipart.Reader, depth int) error {
	for p.left > 0 && p.plain == "" {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = p.read(part.Header.Get, part, depth+1)
		}
		if errors.Is(err, io.ErrUnexpectedEOF) && (p.plain != "" || p.html != "") {
			return nil // many mails lack the last boundary
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// text undoes the transfer encoding of a part, and its charset.
func (p *mailParts) text(get func(string) string, name string, body io.Reader) (string, error) {
	switch strings.ToLower(strings.TrimSpace(get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	b, err := io.ReadAll(io.LimitReader(body, int64(p.most)+1))
	if len(b) > p.most {
		return "", errBudget
	}
	if err != nil && len(b) == 0 {
		return "", err
	}
	if name == "" {
		name = "utf-8"
	}
	text := string(ToUTF8(b, "text/plain; charset="+name))
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}
