package mention

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"dragoman"
)

func TestListed(t *testing.T) {
	var b bytes.Buffer
	lists := "# ours\n## O\nBank of Ghana\nGhana Airways\n## L\nBank\n## G\nKwame\n"
	if err := TrainListed(&b, strings.NewReader(lists), strings.Fields); err != nil {
		t.Fatal(err)
	}
	l, err := openListed(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]listedClass{
		"Bank of Ghana": listedOrganization, "Bank": listedPlace | listedPrefix, "Bank of": listedPrefix, "KWAME": listedGiven, "Accra": 0,
	} {
		if got := l.of(hashPhrase(name)); got != want {
			t.Errorf("%s: classes %b, want %b", name, got, want)
		}
	}
	if err := TrainListed(&b, strings.NewReader("## Q\n"), strings.Fields); !errors.Is(err, dragoman.ErrInvalid) {
		t.Errorf("a section of no kind: error %v", err)
	}
	if _, err := openListed(b.Bytes()[:b.Len()-3]); !errors.Is(err, dragoman.ErrCorrupt) {
		t.Errorf("a file cut off: error %v", err)
	}
}
