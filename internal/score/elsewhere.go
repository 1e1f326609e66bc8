package score

import (
	"fmt"
	"html"
	"io/fs"
	"path"
	"strings"

	"dragoman"
)

// A gold file may name a text that others wrote in place of giving it: "@ FILE FIRST-LAST", the bytes of a file in a folder of data.

// maxElsewhere bounds the file that a gold text is read from.
const maxElsewhere = 64 << 20

// elsewhere reads the text that the words after "@" name. Of a treebank it takes the sentences that these bytes hold, of XML what the entities stand for.
func elsewhere(data fs.FS, words string) (string, error) {
	var file string
	var first, last int
	if _, err := fmt.Sscanf(words, "%s %d-%d", &file, &first, &last); err != nil {
		return "", fmt.Errorf("want @ FILE FIRST-LAST: %w", dragoman.ErrInvalid)
	}
	if data == nil {
		return "", fmt.Errorf("its text is in %s, which is not here: set DRAGOMAN_SHARED to the folder that holds data/: %w", file, dragoman.ErrNotFound)
	}
	info, err := fs.Stat(data, file)
	if err != nil {
		return "", err
	}
	if info.Size() > maxElsewhere || first < 0 || last < first || int64(last) > info.Size() {
		return "", fmt.Errorf("%s has no bytes %d-%d: %w", file, first, last, dragoman.ErrInvalid)
	}
	b, err := fs.ReadFile(data, file)
	if err != nil {
		return "", err
	}
	text := string(b[first:last])
	switch path.Ext(file) {
	case ".xml":
		text = html.UnescapeString(text)
	case ".conllu":
		text = ofTreebank(text)
	}
	return text, nil
}

// ofTreebank is the running text of a treebank's sentences, a block for each paragraph.
func ofTreebank(conllu string) string {
	var b strings.Builder
	gap := ""
	for line := range strings.Lines(conllu) {
		if strings.HasPrefix(line, "# newpar") && b.Len() > 0 {
			gap = "\n\n"
		}
		if s, ok := strings.CutPrefix(line, "# text = "); ok {
			b.WriteString(gap)
			b.WriteString(strings.TrimSpace(s))
			gap = " "
		}
	}
	return b.String()
}
