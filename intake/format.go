package intake

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

type format uint8

const (
	formatText format = iota
	formatHTML
	formatJSON // JSON Lines, or one array of rows
	formatCSV
	formatTSV
)

var endings = map[string]format{
	".txt": formatText, ".text": formatText, ".md": formatText,
	".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML,
	".jsonl": formatJSON, ".ndjson": formatJSON, ".json": formatJSON,
	".csv": formatCSV, ".tsv": formatTSV, ".tab": formatTSV,
}

// formatOf decides by the ending of a name, else by how the bytes begin.
func formatOf(name string, head []byte) format {
	if f, ok := endings[strings.ToLower(filepath.Ext(name))]; ok {
		return f
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	lower := bytes.ToLower(head[:min(len(head), 256)])
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<head")), bytes.HasPrefix(lower, []byte("<body")):
		return formatHTML
	case bytes.HasPrefix(head, []byte(`{"`)), bytes.HasPrefix(head, []byte(`[{`)):
		return formatJSON
	}
	return formatText
}

// maxWindow bounds the memory a zstd stream may ask for.
const maxWindow = 64 << 20

// decompressor returns how to look through a compressed stream that begins with head, and the ending such files have; nil for
// other streams.
func decompressor(head []byte) (func(io.Reader) (io.ReadCloser, error), string) {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }, ".gz"
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return func(r io.Reader) (io.ReadCloser, error) {
			d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
			if err != nil {
				return nil, err
			}
			return d.IOReadCloser(), nil
		}, ".zst"
	}
	return nil, ""
}
