package conllu

import "testing"

func TestEntityMarks(t *testing.T) {
	got := entityMarks("X=1|Entity=(1-person-new(2-place-new)3)1)|Y=2")
	want := []string{"(1-person-new", "(2-place-new)", "3)", "1)"}
	if len(got) != len(want) {
		t.Fatalf("marks %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("mark %d is %q, want %q", i, got[i], want[i])
		}
	}
}
