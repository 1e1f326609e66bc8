package mention

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"dragoman"
)

func TestReadHeadMarks(t *testing.T) {
	marks, err := ReadHeadMarks(strings.NewReader("# ours\nweblog-a\n 0003 1O 12-\n 0004 2L\n"))
	if err != nil {
		t.Fatal(err)
	}
	if ids := slices.Sorted(maps.Keys(marks)); !slices.Equal(ids, []string{"weblog-a-0003", "weblog-a-0004"}) {
		t.Fatalf("sentences %q", ids)
	}
	want := []HeadMark{{1, "organization"}, {12, ""}}
	if got := marks["weblog-a-0003"]; !slices.Equal(got, want) {
		t.Errorf("marks %v, want %v", got, want)
	}
	for _, text := range []string{" 0001 1O\n", "a\n 0001\n", "a\n 0001 1Q\n", "a\n 0001 O\n", "a\n 0001 0O\n"} {
		if _, err := ReadHeadMarks(strings.NewReader(text)); !errors.Is(err, dragoman.ErrInvalid) || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%q: error %v, want one that names the line", text, err)
		}
	}
}
