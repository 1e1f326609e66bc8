package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"dragoman"
)

// Limits of a web archive's record (WARC 1.1, section 4).
const (
	maxHeader   = 64 << 10 // of a record's own header, and of the HTTP header in it
	maxResync   = 64 << 20 // bytes passed over after damage, in search of the next record
	warcVersion = "WARC/"
)

var errHeader = errors.New("the header is longer than 64 KiB")

// warc reads a web archive: pages (response, resource) and texts (conversion, as in WET files). It streams: nothing of a record but
// the page that is being read is kept, and nothing is written to disk. After a damaged record it looks for the next.
func (r *Reader) warc(e entry, send sink) bool {
	in := bufio.NewReaderSize(e.r, maxHeader)
	for row := 1; ; row++ {
		err := nextRecord(in)
		if err == io.EOF && e.m.over == nil {
			return true
		}
		var h textproto.MIMEHeader
		var length int64
		if err == nil {
			h, length, err = recordHeader(in)
		}
		if err != nil {
			if e.m.over != nil || !isDamage(err) {
				return send(dragoman.Article{}, e.cut(row, err))
			}
			if !send(dragoman.Article{}, damaged(e.ref, row, "", "web archive: %v", err)) {
				return false
			}
			continue // from where it stands, for the next record
		}
		if err := e.m.entry(); err != nil {
			return send(dragoman.Article{}, e.failed(err))
		}
		block := &io.LimitedReader{R: in, N: length}
		if !r.record(e, row, h, block, send) {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err == nil && block.N > 0 {
			err = io.ErrUnexpectedEOF
			return send(dragoman.Article{}, e.cut(row, err))
		} else if err != nil {
			return send(dragoman.Article{}, e.cut(row, err))
		}
	}
}

// cut is the error of a web archive that ends within a record.
func (e *entry) cut(row int, err error) *Error {
	if e.m.over != nil {
		return e.failed(err)
	}
	return damaged(e.ref, row, "fetch the file again", "web archive: it ends within a record: %v", err)
}

// isDamage reports whether a record's header was wrong, and the stream goes on.
func isDamage(err error) bool {
	return errors.As(err, new(textproto.ProtocolError)) || errors.Is(err, errHeader) || errors.As(err, new(*problem))
}

// nextRecord reads up to the next "WARC/": over the two line ends that close a record and, after damage, over more.
func nextRecord(in *bufio.Reader) error {
	for passed := 0; passed < maxResync; {
		head, err := in.Peek(len(warcVersion))
		if string(head) == warcVersion {
			return nil
		}
		if err != nil {
			return err
		}
		skip := 1
		if i := bytes.IndexByte(head[1:], warcVersion[0]); i > 0 {
			skip = i + 1
		} else if i < 0 {
			skip = len(head)
		}
		_, _ = in.Discard(skip) // peeked: it is there
		passed += skip
	}
	return &problem{"no record for 64 MiB"}
}

// recordHeader reads a record's version and named fields, and the length of its block.
func recordHeader(in *bufio.Reader) (textproto.MIMEHeader, int64, error) {
	h, err := fields(in, true)
	if err != nil {
		return nil, 0, err
	}
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, 0, &problem{"no Content-Length in the header of a record"}
	}
	return h, length, nil
}

// fields reads header lines up to the empty one; first is whether a line that is no field comes before them.
func fields(in *bufio.Reader, first bool) (textproto.MIMEHeader, error) {
	var text []byte
	for n := 0; ; n++ {
		line, err := in.ReadSlice('\n')
		if err == bufio.ErrBufferFull || len(text)+len(line) > maxHeader {
			return nil, errHeader
		}
		if err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		if n == 0 && first {
			continue
		}
		text = append(text, bytes.TrimRight(line, "\r\n")...)
		text = append(text, '\n')
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
	}
	return textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
}

// record reads the page or text of one record.
func (r *Reader) record(e entry, row int, h textproto.MIMEHeader, block io.Reader, send sink) bool {
	uri := strings.Trim(h.Get("WARC-Target-URI"), "<> ")
	ref := e.ref + "!" + entryName(uri)
	send = skipping(send)
	skip := func(why Reason, format string, args ...any) bool {
		e := because(why, ref, 0, "", format, args...)
		e.Skip = true
		return send(dragoman.Article{}, e)
	}
	in := entry{ref: ref, r: block, depth: e.depth, inner: true, m: e.m}
	mime := h.Get("Content-Type")
	switch h.Get("WARC-Type") {
	case "response":
		if !strings.HasPrefix(uri, "http") {
			return skip(NotText, "not a web page: %s", quote(uri))
		}
		page, status, header, err := httpResponse(block)
		if err != nil {
			return send(dragoman.Article{}, damaged(ref, 0, "", "HTTP: %v", err))
		}
		if status != http.StatusOK {
			return skip(NotArticle, "the answer was %d", status)
		}
		in.r, mime = page, header.Get("Content-Type")
	case "resource", "conversion":
	case "revisit":
		return skip(Duplicate, "the page is the same as at an earlier visit")
	default: // warcinfo, request, metadata: about pages, and none
		return true
	}
	finish := func(a dragoman.Article, err error) bool {
		if err == nil {
			r.addressed(&a, uri, h.Get("WARC-Date"))
		}
		return send(a, err)
	}
	switch kind, _, _ := strings.Cut(mime, ";"); strings.ToLower(strings.TrimSpace(kind)) {
	case "text/html", "application/xhtml+xml", "":
		return r.page(in, mime, finish)
	case "text/plain":
		return r.plain(in, mime, finish)
	default:
		return skip(NotText, "it is %s", quote(mime))
	}
}

// addressed completes an article by where and when it was fetched.
func (r *Reader) addressed(a *dragoman.Article, uri, date string) {
	if a.URL == "" {
		a.URL = webAddress(uri)
	}
	if a.Key == "" {
		a.Key = uri
	}
	if t, err := time.Parse(time.RFC3339, date); err == nil && r.opts.CrawlDay && a.Published == 0 {
		a.Published = dragoman.DateOf(t)
	}
}

// httpResponse reads the header of a response as it was sent, and undoes its transfer and content codings.
func httpResponse(block io.Reader) (body io.Reader, status int, h textproto.MIMEHeader, err error) {
	in := bufio.NewReaderSize(block, maxHeader)
	line, err := in.ReadSlice('\n')
	if err != nil {
		return nil, 0, nil, &problem{"no status line"}
	}
	_, rest, _ := strings.Cut(string(line), " ")
	number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if status, err = strconv.Atoi(number); err != nil {
		return nil, 0, nil, &problem{"no status line"}
	}
	if h, err = fields(in, false); err != nil {
		return nil, 0, nil, err
	}
	body = in
	// Some crawlers store the body as sent, others decoded and with the old header: the bytes decide.
	if strings.EqualFold(h.Get("Transfer-Encoding"), "chunked") && isChunked(in) {
		body = httputil.NewChunkedReader(in)
	}
	if strings.EqualFold(h.Get("Content-Encoding"), "br") {
		if plain := bufio.NewReaderSize(body, sniffLen); !looksPlain(plain) {
			body = brotli.NewReader(plain)
		} else {
			body = plain
		}
	}
	return body, status, h, nil
}

// isChunked reports whether a body begins with the length of a chunk (RFC 9112, section 7.1).
func isChunked(in *bufio.Reader) bool {
	const longest = 18 // 16 digits and the line end
	head, _ := in.Peek(longest)
	size, _, ok := bytes.Cut(head, []byte("\n"))
	if !ok {
		return false
	}
	size, _, _ = bytes.Cut(size, []byte(";"))
	_, err := strconv.ParseUint(strings.TrimSpace(string(size)), 16, 63)
	return err == nil
}

// looksPlain reports whether a body begins as a page does.
func looksPlain(in *bufio.Reader) bool {
	head, _ := in.Peek(64)
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, utf8BOM)), []byte("<"))
}

// page reads a page of a known type, which may be compressed.
func (r *Reader) page(e entry, mime string, send sink) bool {
	e, done, err := r.plainBytes(e)
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	defer done()
	b, err := r.readBytes(e)
	if err == nil && len(bytes.TrimSpace(b)) == 0 {
		err = because(Empty, e.ref, 0, "", "empty: there is no text to code")
	}
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	a, err := ParseHTML(e.ref, b, mime)
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.send(a, send)
}

// plain reads a plain text in the charset of its type.
func (r *Reader) plain(e entry, mime string, send sink) bool {
	e, done, err := r.plainBytes(e)
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	defer done()
	b, err := r.readBytes(e)
	if err == nil {
		b = ToUTF8(b, mime)
		err = checkText(e.ref, 0, b)
	}
	if err != nil {
		return send(dragoman.Article{}, err)
	}
	return r.send(dragoman.Article{Ref: e.ref, Text: strings.TrimSpace(string(b))}, send)
}

// plainBytes looks through one compression of an entry.
func (r *Reader) plainBytes(e entry) (entry, func(), error) {
	in := bufio.NewReaderSize(e.r, sniffLen)
	head, _ := in.Peek(sniffLen) // an error comes again at the next read
	e.r = metered{in, e.m}
	if open, _ := decompressor("", head); open != nil {
		z, err := open(in)
		if err != nil {
			return e, nil, damaged(e.ref, 0, "", "damaged compressed page: %v", err)
		}
		e.r, e.depth = metered{z, e.m}, e.depth+1
		return e, func() { _ = z.Close() }, nil
	}
	return e, func() {}, nil
}
