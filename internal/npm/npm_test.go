package npm

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func pack(t *testing.T, name, file, text string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: file, Mode: 0o644, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	for _, c := range []io.Closer{w, z, f} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	pack(t, filepath.Join(dir, "towns-1.0.0.tgz"), "package/towns.txt", "Old")
	pack(t, filepath.Join(dir, "towns-1.0.1.tgz"), "package/towns.txt", "Minsk")
	pattern := filepath.Join(dir, "towns-*.tgz")
	var got string
	read := func(r io.Reader) error {
		b, err := io.ReadAll(r)
		got = string(b)
		return err
	}
	if err := Read(pattern, "package/towns.txt", read); err != nil || got != "Minsk" {
		t.Errorf("read %q, %v, want Minsk, the later version's", got, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "broken-1.tgz"), []byte("no gzip"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ pattern, file, want string }{
		{pattern, "package/rivers.txt", "holds no package/rivers.txt"},
		{filepath.Join(dir, "rivers-*.tgz"), "package/rivers.txt", "no such package"},
		{filepath.Join(dir, "broken-*.tgz"), "package/rivers.txt", "broken-1.tgz"},
	} {
		if err := Read(c.pattern, c.file, read); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %s: %v, want an error with %q", c.file, c.pattern, err, c.want)
		}
	}
}
