package packed

import (
	"bytes"
	"errors"
	"testing"

	"dragoman"
)

func TestOpen(t *testing.T) {
	data := bytes.Repeat([]byte("Kenya Uganda "), 1000)
	file := Append([]byte("HEAD"), data)
	if !bytes.HasPrefix(file, []byte("HEAD")) || len(file) > len(data)/10 {
		t.Fatalf("%d bytes of %d, want far fewer behind the head", len(file), len(data))
	}
	got, err := Open(file[4:], len(data))
	if err != nil || !bytes.Equal(got, data) {
		t.Fatalf("%d bytes, %v, want what was packed", len(got), err)
	}
	for _, damaged := range [][]byte{file, file[4 : len(file)-1], nil} {
		if got, err := Open(damaged, len(data)); len(got) > 0 || err != nil && !errors.Is(err, dragoman.ErrCorrupt) {
			t.Errorf("%d bytes of a damaged file, %v", len(got), err)
		}
	}
	if _, err := Open(file[4:], 100); !errors.Is(err, dragoman.ErrCorrupt) {
		t.Errorf("a file that asks for more than the limit: %v", err)
	}
}
