package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dragoman"
	"dragoman/export"
	"dragoman/internal/golden"
)

// TestGolden exports the records of testdata/records.jsonl in each format of text. The cases show tables on their side, a cell a
// line, without those that are empty.
func TestGolden(t *testing.T) {
	in := readFile(t, "testdata/records.jsonl")
	for _, f := range export.Formats() {
		t.Run(string(f), func(t *testing.T) {
			path := filepath.Join("testdata", string(f)+".txtar")
			got := &txtar.Archive{
				Comment: []byte("What " + string(f) + " makes of records.jsonl; in tables a cell a line, without the empty ones.\n"),
				Files:   []txtar.File{{Name: string(f), Data: []byte(readable(t, f, write(t, f, in)))}},
			}
			golden.Same(t, path, txtar.Format(got))
		})
	}
}

// write exports JSON Lines to a string.
func write(t *testing.T, f export.Format, lines string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := export.New(f, &out)
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range export.Read(strings.NewReader(lines)) {
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// rows reads a table back by encoding/csv: nobody's code but the standard library's.
func rows(t *testing.T, f export.Format, out string) (header []string, lines [][]string) {
	t.Helper()
	in := csv.NewReader(strings.NewReader(out))
	switch f {
	case export.POLECAT, export.GDELT, export.ICEWS:
		in.Comma = '\t'
	}
	all, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if f == export.GDELT {
		return gdeltNames(), all
	}
	return all[0], all[1:]
}

func readable(t *testing.T, f export.Format, out string) string {
	if f == export.FollowTheMoney || f == export.JSONLD {
		return out
	}
	var b strings.Builder
	header, lines := rows(t, f, out)
	for _, line := range lines {
		for i, c := range line {
			if c != "" {
				fmt.Fprintf(&b, "%s: %s\n", header[i], c)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// gdeltNames are the 61 columns.
func gdeltNames() []string {
	names := strings.Fields("GLOBALEVENTID SQLDATE MonthYear Year FractionDate")
	for _, a := range []string{"Actor1", "Actor2"} {
		for _, c := range strings.Fields("Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code") {
			names = append(names, a+c)
		}
	}
	names = append(names, strings.Fields("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone")...)
	for _, a := range []string{"Actor1Geo", "Actor2Geo", "ActionGeo"} {
		for _, c := range strings.Fields("_Type _FullName _CountryCode _ADM1Code _ADM2Code _Lat _Long _FeatureID") {
			names = append(names, a+c)
		}
	}
	return append(names, "DATEADDED", "SOURCEURL")
}

// TestWidths counts columns where the formats fix them, and finds no record lost.
func TestWidths(t *testing.T) {
	in := readFile(t, "testdata/records.jsonl")
	for f, width := range map[export.Format]int{export.POLECAT: 40, export.GDELT: 61, export.ICEWS: 20} {
		header, lines := rows(t, f, write(t, f, in))
		if len(header) != width {
			t.Errorf("%s: %d columns, want %d", f, len(header), width)
		}
		if want := strings.Count(in, `"type":`); len(lines) != want {
			t.Errorf("%s: %d rows, want one for each of %d events", f, len(lines), want)
		}
		for _, line := range lines {
			if len(line) != width {
				t.Errorf("%s: a row of %d cells, want %d", f, len(line), width)
			}
		}
	}
}

// TestHostileCells puts what would break a table into every word of a record.
func TestHostileCells(t *testing.T) {
	r := &export.Record{
		Event: &dragoman.Event{ID: dragoman.NewID("x"), Type: "CONSULT", Code: "042",
			Source:   &dragoman.Party{Name: "A\t\"B\"\r\nC", Country: "SYR", Sectors: []dragoman.Sector{"GOV"}},
			Target:   &dragoman.Party{Name: "\u2028\x00\xff</script>", Country: "nowhere"},
			Where:    &dragoman.Where{Place: dragoman.Place{Name: "x\ny", Country: "??"}},
			Evidence: dragoman.Evidence{Quote: "one\ntwo,\"three\"\t\x1f"}},
		Report: export.Report{Publisher: "a\tb", URL: "http://example.org/\n"},
	}
	for _, f := range export.Formats() {
		var out bytes.Buffer
		w, err := export.New(f, &out)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.Write(r), w.Close()); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		switch f {
		case export.FollowTheMoney:
			for line := range strings.Lines(out.String()) {
				if !json.Valid([]byte(line)) {
					t.Errorf("ftm: no JSON: %q", line)
				}
			}
		case export.JSONLD:
			if !json.Valid(out.Bytes()) {
				t.Errorf("jsonld: no JSON: %q", out.String())
			}
		default:
			if header, lines := rows(t, f, out.String()); f != export.CSVStandings && (len(lines) != 1 || len(lines[0]) != len(header)) {
				t.Errorf("%s: %d lines read back, want one of %d cells", f, len(lines), len(header))
			}
		}
	}
}

// TestSameBytes exports twice and compares, Parquet file by file.
func TestSameBytes(t *testing.T) {
	in := readFile(t, "testdata/records.jsonl")
	for _, f := range export.Formats() {
		if first, again := write(t, f, in), write(t, f, in); first != again {
			t.Errorf("%s: two exports differ", f)
		}
	}
	a, b := parquetFiles(t, in), parquetFiles(t, in)
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("parquet: %d files, then %d", len(a), len(b))
	}
	for name, data := range a {
		if b[name] != data {
			t.Errorf("parquet: %s differs", name)
		}
	}
}

func parquetFiles(t *testing.T, lines string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	w, err := export.NewParquet(dir)
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range export.Read(strings.NewReader(lines)) {
		if err := errors.Join(err, w.Write(r)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files[rel] = readFile(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestWholeOrNothing leaves the place as it was until an export is complete.
func TestWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csv")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := export.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, "half")
	f.Abort()
	if got := readFile(t, path); got != "old" {
		t.Errorf("after Abort the file holds %q", got)
	}
	if f, err = export.Create(path); err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, "new")
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, path); got != "new" {
		t.Errorf("after Commit the file holds %q", got)
	}
	if _, err := export.NewParquet(dir); !errors.Is(err, dragoman.ErrConflict) {
		t.Errorf("a folder that holds something: %v, want a conflict", err)
	}
	p, err := export.NewParquet(filepath.Join(dir, "p"))
	if err != nil {
		t.Fatal(err)
	}
	p.Abort()
	if _, err := export.Create(dir); !errors.Is(err, dragoman.ErrConflict) {
		t.Errorf("a file where a folder is: %v, want a conflict", err)
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 1 {
		t.Errorf("%d names are left, want the one file: %v", len(left), left)
	}
}

// TestPlaces writes to what is no file of its own: a device and a link stay what they are, an empty folder gives way.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(file, []byte("old"), 0o644), os.Symlink(file, link)); err != nil {
		t.Fatal(err)
	}
	device := filepath.Join(dir, "device")
	if err := os.Symlink(os.DevNull, device); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link, device} {
		f, err := export.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, "new")
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is a link no more", path)
		}
	}
	if got := readFile(t, file); got != "new" {
		t.Errorf("behind the link is %q", got)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	w, err := export.NewParquet(empty)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Errorf("an empty folder does not give way: %v", err)
	}
}

// TestRead reads both forms of line and says which lines are none.
func TestRead(t *testing.T) {
	const id = `"id":"85b65aeaa334d67775c617fbb9d2ef70"`
	in := `{"kind":"event",` + id + `,"type":"AID"}
{` + id + `,"kind":"standing","relation":"leads","change":"hold"}

{"seq":7,"recorded":"2026-01-02T03:04:05Z","edition":{"name":"e","rank":1},"event":{"kind":"event",` + id + `,"type":"AID"},"report":{"publisher":"P","published":"2026-01-01"}}
{"seq":8,"retract":"85b65aeaa334d67775c617fbb9d2ef70"}
{"kind":"event"}
nonsense
`
	var got []string
	for r, err := range export.Read(strings.NewReader(in)) {
		switch {
		case err != nil:
			if !errors.Is(err, dragoman.ErrInvalid) {
				t.Errorf("%v is not of the input", err)
			}
			got = append(got, err.Error()[:len("line 5")])
		case r.Event != nil:
			got = append(got, fmt.Sprint(r.Event.Type, r.Seq, r.Report.Publisher, r.Edition.Name))
		default:
			got = append(got, r.Standing.Relation)
		}
	}
	if want := "AID0 leads AID7Pe line 6 line 7"; strings.Join(got, " ") != want {
		t.Errorf("read %q, want %q", strings.Join(got, " "), want)
	}
}

// FuzzRead reads anything without a panic, and what is read can be written in every format.
func FuzzRead(f *testing.F) {
	if b, err := os.ReadFile("testdata/records.jsonl"); err == nil {
		for line := range strings.Lines(string(b)) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		for r, err := range export.Read(strings.NewReader(line)) {
			if err != nil {
				continue
			}
			for _, name := range export.Formats() {
				var out bytes.Buffer
				w, err := export.New(name, &out)
				if err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(w.Write(r), w.Close()); err != nil {
					t.Fatal(err)
				}
				if name == export.JSONLD && !json.Valid(out.Bytes()) {
					t.Fatalf("no JSON: %q", out.String())
				}
			}
		}
	})
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
