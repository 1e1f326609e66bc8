package intake

import (
	"bytes"
	"compress/bzip2"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dragoman"
)

type layout uint8

const (
	formatText layout = iota
	formatHTML
	formatJSON // JSON Lines, or one array of rows
	formatCSV
	formatTSV
	formatXML // NITF, NewsML-G2, PETRARCH's XML, RSS, Atom: told apart by their elements
	formatMail
	formatMbox
	formatWARC
	formatZip
	formatTar
	formatParquet
)

var endings = map[string]layout{
	".txt": formatText, ".text": formatText, ".md": formatText,
	".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML,
	".jsonl": formatJSON, ".ndjson": formatJSON, ".json": formatJSON,
	".csv": formatCSV, ".tsv": formatTSV, ".tab": formatTSV,
	".xml": formatXML, ".nitf": formatXML, ".newsml": formatXML, ".rss": formatXML, ".atom": formatXML,
	".eml": formatMail, ".mbox": formatMbox, ".mbx": formatMbox,
	".warc": formatWARC, ".wet": formatWARC, ".zip": formatZip, ".tar": formatTar, ".parquet": formatParquet, ".pq": formatParquet,
}

// formatOf decides by the magic bytes of the formats that are no text, else by the ending of a name, else by how the bytes begin.
func formatOf(e *entry, head []byte) (layout, error) {
	f, isBinary := binaryFormat(head)
	if isBinary {
		return f, nil
	}
	if kind := foreign(head); kind != "" {
		return 0, because(NotText, e.ref, 0, "give its text, HTML, or an archive of these", "%s: this is no text", kind)
	}
	named, ok := endings[strings.ToLower(filepath.Ext(e.name))]
	switch {
	case ok && (named == formatZip || named == formatTar || named == formatParquet || named == formatWARC) && len(head) > 0:
		return 0, damaged(e.ref, 0, "", "its name ends in %s, and its bytes are of another kind", filepath.Ext(e.name))
	case ok && named == formatHTML:
		return named, nil
	case ok && named != formatText:
		return named, nil
	}
	if f := textFormat(head); !ok || f == formatMbox {
		return f, nil
	}
	return named, nil
}

// binaryFormat knows formats by bytes that no text begins with, and web archives.
func binaryFormat(head []byte) (layout, bool) {
	const tarMagic, tarMagicAt = "ustar", 257
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formatZip, true
	case bytes.HasPrefix(head, []byte("PAR1")):
		return formatParquet, true
	case bytes.HasPrefix(head, []byte("WARC/1.")), bytes.HasPrefix(head, []byte("WARC/0.")):
		return formatWARC, true
	case len(head) > tarMagicAt+len(tarMagic) && string(head[tarMagicAt:tarMagicAt+len(tarMagic)]) == tarMagic:
		return formatTar, true
	}
	return 0, false
}

// foreign names kinds of file that are often met and are not read.
func foreign(head []byte) string {
	for _, k := range []struct{ magic, kind string }{
		{"%PDF-", "PDF"}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"}, {"\x89PNG", "an image"}, {"\xff\xd8\xff", "an image"},
		{"GIF8", "an image"}, {"7z\xbc\xaf\x27\x1c", "7z"}, {"Rar!\x1a\x07", "RAR"}, {"\xfd7zXZ\x00", "xz"}, {"\x7fELF", "a programme"},
		{"OggS", "sound"}, {"ID3", "sound"}, {"SQLite format 3\x00", "SQLite"}, {"PARE", "encrypted Parquet"},
	} {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return k.kind
		}
	}
	return ""
}

// textFormat tells the formats that are text apart by how they begin.
func textFormat(head []byte) layout {
	if isMbox(head) {
		return formatMbox
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	lower := bytes.ToLower(head[:min(len(head), 256)])
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(lower, []byte(start)) {
			return formatHTML
		}
	}
	switch {
	case bytes.HasPrefix(lower, []byte("<?xml")) && bytes.Contains(lower, []byte("<html")):
		return formatHTML
	case bytes.HasPrefix(lower, []byte("<?xml")), slices.ContainsFunc(xmlRoots, func(root string) bool { return bytes.HasPrefix(lower, []byte("<"+root)) }):
		return formatXML
	case bytes.HasPrefix(head, []byte(`{"`)), bytes.HasPrefix(head, []byte(`[{`)):
		return formatJSON
	case isMail(head):
		return formatMail
	}
	return formatText
}

// read reads an entry in a format.
func (r *Reader) read(f layout, e entry, send sink) bool {
	switch f {
	case formatHTML:
		return r.html(e, send)
	case formatJSON:
		return r.jsonRows(e, send)
	case formatCSV:
		return r.csvRows(e, ',', send)
	case formatTSV:
		return r.csvRows(e, '\t', send)
	case formatXML:
		return r.xml(e, send)
	case formatMail:
		return r.mail(e, send)
	case formatMbox:
		return r.mbox(e, send)
	case formatWARC:
		return r.warc(e, send)
	case formatZip:
		return r.zip(e, send)
	case formatTar:
		return r.tar(e, send)
	case formatParquet:
		return r.parquet(e, send)
	}
	return r.text(e, send)
}

// maxWindow bounds the memory a zstd stream may ask for.
const maxWindow = 64 << 20

type opener func(io.Reader) (io.ReadCloser, error)

// decompressor returns how to look through a compressed stream that begins with head, and the endings such files have, each with
// what it stands for; nil for other streams.
func decompressor(name string, head []byte) (opener, map[string]string) {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }, map[string]string{".gz": "", ".tgz": ".tar", ".gzip": ""}
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), isSkippable(head) && strings.Contains(name, ".zst"):
		return func(r io.Reader) (io.ReadCloser, error) {
			d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
			if err != nil {
				return nil, err
			}
			return d.IOReadCloser(), nil
		}, map[string]string{".zst": "", ".zstd": "", ".tzst": ".tar"}
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 4 && head[4] == 0x31:
		return func(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil }, map[string]string{".bz2": "", ".tbz2": ".tar"}
	}
	return nil, nil
}

// isSkippable reports whether a zstd stream begins with a frame that holds no data, as those with a table of their frames do.
func isSkippable(head []byte) bool {
	return len(head) > 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18})
}

// decompress reads what a compressed stream holds.
func (r *Reader) decompress(e entry, open opener, endings map[string]string, send sink) bool {
	inner, err := open(e.r)
	if err != nil {
		return send(dragoman.Article{}, damaged(e.ref, 0, "", "damaged compressed file: %v", err))
	}
	defer inner.Close() // read only
	if ext := filepath.Ext(e.name); ext != "" {
		if instead, ok := endings[strings.ToLower(ext)]; ok {
			e.name = strings.TrimSuffix(e.name, ext) + instead
		}
	}
	e.r, e.at, e.depth = metered{inner, e.m}, nil, e.depth+1
	return r.entry(e, send)
}
