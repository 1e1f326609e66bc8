package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dragoman"
)

// readAll reads the inputs, articles and errors apart.
func readAll(t *testing.T, opts Options, inputs ...string) (articles []dragoman.Article, errs []error) {
	t.Helper()
	for a, err := range New(opts).Read(context.Background(), inputs...) {
		if err != nil {
			errs = append(errs, err)
		} else {
			articles = append(articles, a)
		}
	}
	return articles, errs
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const page = `<!doctype html><html><head><title>Ferry talks resume | Harbour Times</title>
<link rel="canonical" href="https://harbour.example/ferry">
<meta property="article:published_time" content="2024-04-03T22:30:00+02:00"><meta property="og:site_name" content="Harbour Times">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Ferry talks resume</h1>
<p>Norway and Denmark resumed talks about the ferry line on Wednesday, the Norwegian transport ministry said in Oslo, after a pause of three weeks.</p>
<p>The two governments had broken off the negotiations in March, when Denmark rejected a proposal for a common tariff and recalled its delegation.</p>
</article><footer>All rights reserved</footer></body></html>`

func TestFormats(t *testing.T) {
	cases := []struct {
		name, file, content string
		want                []dragoman.Article // Ref is not compared
	}{
		{"text", "a.txt", "Kenya sent troops.\n", []dragoman.Article{{Text: "Kenya sent troops.\n"}}},
		{"byte order mark", "a.txt", "\xef\xbb\xbfKenya sent troops.", []dragoman.Article{{Text: "Kenya sent troops."}}},
		{"front matter", "a.txt", "---\npublished: 2024-05-06\ntitle: Troops\nsource: S\n---\nKenya sent troops.",
			[]dragoman.Article{{Title: "Troops", Source: "S", Published: dragoman.NewDate(2024, 5, 6), Text: "Kenya sent troops."}}},
		{"JSON Lines", "a.jsonl", `{"id":"7","text":"One.","date":"2024-05-06T10:00:00Z","source":"S"}` + "\n\n" + `{"body":"Two.","url":"https://x.example/2","title":"T"}`,
			[]dragoman.Article{{Key: "7", Text: "One.", Source: "S", Published: dragoman.NewDate(2024, 5, 6)},
				{Key: "https://x.example/2", URL: "https://x.example/2", Title: "T", Text: "Two."}}},
		{"JSON array", "a.json", `[{"text":"One."},{"text":"Two."}]`, []dragoman.Article{{Text: "One."}, {Text: "Two."}}},
		{"CSV", "a.csv", "ID,Body,Published\n7,\"One,\nand more.\",20240506\n", []dragoman.Article{{Key: "7", Text: "One,\nand more.", Published: dragoman.NewDate(2024, 5, 6)}}},
		{"TSV", "a.tsv", "id\ttext\n7\tOne.\n", []dragoman.Article{{Key: "7", Text: "One."}}},
		{"sniffed rows", "rows", `{"text":"One."}`, []dragoman.Article{{Text: "One."}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, errs := readAll(t, Options{}, write(t, c.file, c.content))
			if len(errs) > 0 || len(got) != len(c.want) {
				t.Fatalf("got %d articles, errors %v", len(got), errs)
			}
			for i := range got {
				got[i].Ref = ""
				if got[i] != c.want[i] {
					t.Errorf("article %d is %+v, want %+v", i, got[i], c.want[i])
				}
			}
		})
	}
}

func TestHTML(t *testing.T) {
	got, errs := readAll(t, Options{}, write(t, "page.html", page))
	if len(errs) > 0 || len(got) != 1 {
		t.Fatalf("articles %v, errors %v", got, errs)
	}
	a := got[0]
	if !strings.HasPrefix(a.Text, "Norway and Denmark") || strings.Contains(a.Text, "Home") || strings.Contains(a.Text, "rights reserved") {
		t.Errorf("text %q", a.Text)
	}
	if a.Published != dragoman.NewDate(2024, 4, 3) || a.URL != "https://harbour.example/ferry" || a.Source != "Harbour Times" {
		t.Errorf("published %v, url %q, source %q", a.Published, a.URL, a.Source)
	}
}

func TestCompressed(t *testing.T) {
	var gz, zs bytes.Buffer
	g := gzip.NewWriter(&gz)
	z, err := zstd.NewWriter(&zs)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{g, z} {
		if _, err := io.WriteString(w, "id,text\n1,One.\n"); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{"a.csv.gz": gz.String(), "a.csv.zst": zs.String()} {
		got, errs := readAll(t, Options{}, write(t, name, content))
		if len(errs) > 0 || len(got) != 1 || got[0].Text != "One." {
			t.Errorf("%s: articles %v, errors %v", name, got, errs)
		}
	}
}

func TestFolderAndStdin(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b.txt": "B.", "a.txt": "A.", ".hidden": "H.", "sub/c.txt": "C."} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	day := dragoman.NewDate(2024, 1, 2)
	got, errs := readAll(t, Options{Stdin: strings.NewReader("S."), Published: day}, dir, "-", link, filepath.Join(dir, "gone.txt"))
	var texts []string
	for _, a := range got {
		texts = append(texts, a.Text)
		if a.Published != day {
			t.Errorf("%s: published %v", a.Ref, a.Published)
		}
	}
	if strings.Join(texts, " ") != "A. B. C. S. A. B. C." {
		t.Errorf("texts %q", texts)
	}
	if len(errs) != 1 || !errors.Is(errs[0], dragoman.ErrNotFound) {
		t.Errorf("errors %v", errs)
	}
}

// TestBadInput shows that each bad input gives one error that names the place and what to do, and that the rest goes on.
func TestBadInput(t *testing.T) {
	cases := []struct{ name, file, content, want string }{
		{"empty", "a.txt", " \n", "empty"},
		{"NUL", "a.txt", "ab\x00cd", "NUL byte at offset 2"},
		{"broken UTF-8", "a.txt", "caf\xe9 riots", "iconv -f WINDOWS-1252"},
		{"UTF-16", "a.txt", "\xff\xfeT\x00", "iconv -f UTF-16"},
		{"binary", "a", "\x7fELF\x00\x00", "a programme: this is no text"},
		{"no article", "a.html", "<html><body><nav><a href=/>Home</a></nav></body></html>", "no article found"},
		{"no JSON", "a.jsonl", "{\"text\":\"ok\"}\n{\"text\":", "row 2: not a JSON object"},
		{"no column", "a.csv", "id,title\n1,x\n", `no text or body among the columns ["id" "title"]`},
		{"no key", "a.jsonl", "{\"id\":\"x\"}\n{\"id\":\"y\"}\n", "row 1: no text"},
		{"no date", "a.csv", "text,published\nok,soon\n", `row 1: published "soon" is no date`},
		{"front matter", "a.txt", "---\npublished: soon\n---\nText.", `front matter, line 2: published "soon" is no date`},
		{"short row", "a.csv", "id,text\n1\n", "row 1: line 2: wrong number of fields"},
		{"truncated gzip", "a.txt.gz", "\x1f\x8b\x08\x00\x00", "damaged compressed file"},
	}
	good := write(t, "good.txt", "Good.")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, c.file, c.content)
			got, errs := readAll(t, Options{}, path, good)
			if len(errs) != 1 || !strings.Contains(errs[0].Error(), c.want) || !strings.Contains(errs[0].Error(), path) {
				t.Errorf("errors %v, want one that names %s and says %q", errs, path, c.want)
			}
			if len(got) == 0 || got[len(got)-1].Text != "Good." {
				t.Errorf("the file after it was not read: %v", got)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 1000)
	opts := Options{MaxArticle: 100}
	for file, content := range map[string]string{
		"a.txt": long, "a.html": long, "a.json": `[{"text":"` + long + `"}]`,
		"a.jsonl": `{"text":"` + long + "\"}\n", "a.csv": "text\n" + long + "\n",
	} {
		if got, errs := readAll(t, opts, write(t, file, content)); len(errs) != 1 || len(got) != 0 {
			t.Errorf("%s: articles %v, errors %v", file, got, errs)
		}
	}
	// A row over the limit is lost alone.
	got, errs := readAll(t, opts, write(t, "a.jsonl", `{"text":"`+long+"\"}\n{\"text\":\"Short.\"}\n"))
	if len(got) != 1 || len(errs) != 1 {
		t.Errorf("articles %v, errors %v", got, errs)
	}
}

// FuzzRead states: whatever the bytes and the name, reading ends, does not panic, and yields only text within the limit.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"a.txt", "a.html", "a.jsonl", "a.csv", "a"} {
		f.Add(name, []byte("id,text\n1,One.\n"))
		f.Add(name, []byte(`[{"text":"One."}]`))
		f.Add(name, []byte(page))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		const limit = 1 << 12
		r := New(Options{MaxArticle: limit})
		r.entry(entry{ref: name, name: name, r: bytes.NewReader(content), m: r.meter()}, func(a dragoman.Article, err error) bool {
			if err == nil && (len(a.Text) > 4*limit || strings.TrimSpace(a.Text) == "") {
				t.Errorf("text of %d bytes", len(a.Text))
			}
			return true
		})
	})
}
