package intake

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// ToUTF8 returns a page, a feed or a text in UTF-8. Bytes that are valid UTF-8 are left as they are, whatever is said of them: texts in
// other charsets are not by chance. Else the charset is that of contentType, of a meta element or an XML declaration, and at last
// Windows-1252. A wrong name makes wrong letters and never an error.
func ToUTF8(b []byte, contentType string) []byte {
	b = bytes.TrimPrefix(b, utf8BOM)
	if utf8.Valid(b) && !bytes.HasPrefix(b, []byte{0xfe, 0xff}) && !wide(b) {
		return b
	}
	enc, _, _ := charset.DetermineEncoding(b[:min(len(b), 1024)], contentType)
	if name := xmlCharset(b); name != "" && !strings.Contains(contentType, "charset=") {
		if declared, _ := charset.Lookup(name); declared != nil {
			enc = declared
		}
	}
	out, err := io.ReadAll(enc.NewDecoder().Reader(bytes.NewReader(b)))
	if err != nil {
		out = b
	}
	return bytes.TrimPrefix(bytes.ToValidUTF8(out, []byte("\uFFFD")), utf8BOM)
}

// wide reports whether ASCII is written in two bytes a letter: UTF-16 without a mark, which is valid UTF-8 with NULs.
func wide(b []byte) bool { return len(b) > 1 && (b[0] == 0) != (b[1] == 0) }

// xmlCharset returns the encoding that an XML declaration names, or "".
func xmlCharset(b []byte) string {
	decl, ok := bytes.CutPrefix(bytes.TrimSpace(b[:min(len(b), 256)]), []byte("<?xml"))
	if !ok {
		return ""
	}
	decl, _, _ = bytes.Cut(decl, []byte("?>"))
	_, name, ok := bytes.Cut(decl, []byte("encoding="))
	if !ok || len(name) < 2 {
		return ""
	}
	name, _, _ = bytes.Cut(name[1:], name[:1])
	return string(name)
}
