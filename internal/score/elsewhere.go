package score

import (
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"strings"

	"dragoman"
	"dragoman/internal/conllu"
)

// A gold file may name a text that others wrote in place of giving it: "@ FILE FIRST-LAST", the bytes of a file in a folder of data.

// maxElsewhere bounds the file that a gold text is read from.
const maxElsewhere = 64 << 20

// elsewhere reads the text that the words after "@" name. Of a treebank it takes the sentences that these bytes hold, of XML what the entities stand for.
func elsewhere(data fs.FS, words string) (string, error) {
	var file string
	var first, last int64
	if _, err := fmt.Sscanf(words, "%s %d-%d", &file, &first, &last); err != nil {
		return "", fmt.Errorf("want @ FILE FIRST-LAST: %w", dragoman.ErrInvalid)
	}
	if data == nil {
		return "", fmt.Errorf("its text is in %s, which is not here: set DRAGOMAN_SHARED to the folder that holds data/: %w", file, dragoman.ErrNotFound)
	}
	text, err := bytesOf(data, file, first, last)
	if err != nil {
		return "", err
	}
	switch path.Ext(file) {
	case ".xml":
		return html.UnescapeString(text), nil
	case ".conllu":
		return ofTreebank(text)
	}
	return text, nil
}

// bytesOf reads the bytes of a file from first to before last.
func bytesOf(data fs.FS, file string, first, last int64) (string, error) {
	f, err := data.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	at, ok := f.(io.ReaderAt)
	if !ok || info.Size() > maxElsewhere || first < 0 || last < first || last > info.Size() {
		return "", fmt.Errorf("%s has no bytes %d-%d: %w", file, first, last, dragoman.ErrInvalid)
	}
	b := make([]byte, last-first)
	if _, err := at.ReadAt(b, first); err != nil && err != io.EOF {
		return "", fmt.Errorf("read %s: %w", file, err)
	}
	return string(b), nil
}

// ofTreebank is the running text of a treebank's sentences, a block for each paragraph.
func ofTreebank(treebank string) (string, error) {
	var b strings.Builder
	for s, err := range conllu.Read(strings.NewReader(treebank)) {
		if err != nil {
			return "", err
		}
		switch {
		case b.Len() == 0:
		case s.NewPar:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		for i, row := range s.Rows {
			b.WriteString(row.Form)
			if row.SpaceAfter && i+1 < len(s.Rows) {
				b.WriteByte(' ')
			}
		}
	}
	return b.String(), nil
}
