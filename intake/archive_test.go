package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman"
)

func TestKinds(t *testing.T) {
	may6, may7 := dragoman.NewDate(2024, 5, 6), dragoman.NewDate(2024, 5, 7)
	one := func(a dragoman.Article) []dragoman.Article { return []dragoman.Article{a} }
	ferry := "Norway and Denmark resumed talks"
	want := map[string][]dragoman.Article{
		"nitf.xml": one(dragoman.Article{Key: "nitf-1", URL: "https://harbour.example/1", Source: "The Harbour Times", Title: "Border reopens", Published: may6,
			Text: "VIENNA, May 6\n\nCafé owners cheered.\n\nThe border was reopened on Monday."}),
		"newsml.xml": {{Key: "urn:newsml:1", Source: "Harbour Times", Title: "Border reopens", Published: may6, Lang: "en", Text: "The border was reopened.\n\nTrade began."},
			{Key: "urn:newsml:3", Published: may7, Text: "Plain text.\n\nSecond."}},
		"petrarch.xml": {{Key: "AFP_1", Source: "AFP", Published: may6, Text: "Kenya expelled two diplomats."}, {Key: "AFP_2", Source: "AFP", Published: may7, Text: "Rwanda protested."}},
		"rss.xml":      one(dragoman.Article{Key: "https://harbour.example/2", URL: "https://harbour.example/2", Title: "Border", Published: may6, Text: "The border was reopened.\n\nTrade & traffic began."}),
		"atom.xml":     one(dragoman.Article{Key: "https://harbour.example/3", URL: "https://harbour.example/3", Title: "Border", Published: may6, Text: "The border was reopened."}),
		"a.eml":        one(dragoman.Article{Key: "1@desk.example", Source: "Müller Desk", Title: "Café talks", Published: may6, Text: "The café talks began."}),
		"a.mbox":       {{Key: "1@x", Source: "A", Title: "One", Text: "The talks began.\nFrom Vienna came no word."}, {Source: "b@desk.example", Title: "Two", Text: "The talks ended."}},
		"a.warc":       {{Key: "https://harbour.example/ferry", Text: ferry}, {Key: "https://harbour.example/ferry", Text: ferry}, {Key: "https://harbour.example/ferry", Text: ferry}, {Key: "https://harbour.example/t", Text: "The border"}},
		"a.zip":        {{Text: "Kenya sent troops."}, {Text: "One."}}, "a.tar": {{Text: "Kenya sent troops."}, {Text: "One."}},
		"a.tgz": one(dragoman.Article{Text: "Kenya sent troops."}), "nested.zip": one(dragoman.Article{Text: "Kenya sent troops."}), "a.zst": one(dragoman.Article{Text: "Kenya sent troops."}),
	}
	want["a.warc.gz"] = want["a.warc"]
	all := samples(t)
	for name, articles := range want {
		// By name and bytes, and by bytes alone.
		for _, as := range []string{name, "unnamed"} {
			got, errs := readOne(New(Options{}), as, all[name])
			if len(errs) > 0 || len(got) != len(articles) {
				t.Errorf("%s as %s: %d articles, errors %v", name, as, len(got), errs)
				continue
			}
			for i, a := range got {
				w := articles[i]
				if w.Lang == "" {
					a.Lang = "" // told by the text
				}
				a.Ref = ""
				if w.Lang == "" {
					a.Lang = ""
				}
				if strings.Contains(name, "warc") {
					if a.Key != w.Key || !strings.HasPrefix(a.Text, w.Text) {
						t.Errorf("%s %d: %+v", name, i, a)
					}
				} else if a != w {
					t.Errorf("%s %d:\n got %+v\nwant %+v", name, i, a, w)
				}
			}
		}
	}
}

// TestNamesAreNoPaths states: whatever an entry is named, it is read where it lies, and nothing is written.
func TestNamesAreNoPaths(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, name := range []string{"../../evil.txt", "/etc/evil.txt", `..\..\evil.txt`, "a/../../../evil.txt", "evil\x1b[31m\n.txt", strings.Repeat("d/", 5000) + "evil.txt", "C:evil.txt"} {
		text := packed{name, []byte("Kenya sent troops.")}
		for kind, b := range map[string][]byte{"zip": zipped(text), "tar": tarred(text)} {
			got, errs := readOne(New(Options{}), "x."+kind, b)
			if len(got) != 1 || len(errs) > 0 || strings.ContainsAny(got[0].Ref, "\x1b\n") || len(got[0].Ref) > 400 {
				t.Errorf("%s %q: %+v, %v", kind, name, got, errs)
			}
		}
	}
	// A zip within a gzip is written to disk to be read, and taken away.
	if got, errs := readOne(New(Options{}), "x.zip.gz", gzipped(zipped(packed{"a.txt", []byte("Kenya sent troops.")}))); len(got) != 1 || len(errs) > 0 {
		t.Errorf("%v, %v", got, errs)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestLimitsOfArchives states: bombs end at each limit, and the error says which.
func TestLimitsOfArchives(t *testing.T) {
	zeros := make([]byte, 1<<20)
	deep := []byte("Kenya sent troops.")
	for range 20 {
		deep = gzipped(deep)
	}
	deepZip := zipped(packed{"a.txt", []byte("Kenya sent troops.")})
	for range 12 {
		deepZip = zipped(packed{"a.zip", deepZip})
	}
	many := make([]packed, 2000)
	for i := range many {
		many[i] = packed{fmt.Sprint(i, ".txt"), []byte("x")}
	}
	rows := bytes.Repeat([]byte(`{"text":"Kenya sent troops."}`+"\n"), 100_000)
	opts := Options{MaxArticle: 1 << 18, MaxBytes: 2 << 20, MaxEntries: 1000, MaxDepth: 6}
	for name, c := range map[string]struct {
		content []byte
		why     Reason
	}{
		"a.txt.gz":   {gzipped(zeros), TooLong},
		"a.jsonl.gz": {gzipped(rows), OverLimit},
		"b.jsonl.gz": {gzipped(bytes.Repeat(zeros, 4)), OverLimit},
		"c.csv.zst":  {zstded(append([]byte("text\n"), bytes.Repeat(zeros, 4)...)), TooLong},
		"deep.gz":    {deep, OverLimit},
		"deep.zip":   {deepZip, OverLimit},
		"many.zip":   {zipped(many...), OverLimit},
		"many.tar":   {tarred(many...), OverLimit},
		"big.zip":    {zipped(packed{"a.txt", zeros}, packed{"b.txt", zeros}, packed{"c.txt", zeros}, packed{"d.jsonl", bytes.Repeat(zeros, 3)}), OverLimit},
		"big.tar.gz": {gzipped(tarred(packed{"a.bin", bytes.Repeat(zeros, 3)})), OverLimit},
		"wide.xml":   {[]byte("<nitf>" + strings.Repeat("<p>", 1000)), OverLimit},
		"many.xml":   {[]byte("<nitf>" + strings.Repeat("<p/>", 300_000) + "</nitf>"), OverLimit},
		"long.xml":   {[]byte("<nitf><p>" + strings.Repeat("x", 1<<20) + "</p></nitf>"), TooLong},
		"ent.xml":    {[]byte(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><nitf><body.content><p>&b;</p></body.content></nitf>`), 255},
		"head.eml":   {[]byte("From: a\nSubject: " + strings.Repeat("x", 1<<20) + "\n\nx"), Damaged},
		"long.eml":   {[]byte("From: a@b\nSubject: x\n\n" + strings.Repeat("x", 1<<20)), TooLong},
		"head.warc":  {[]byte("WARC/1.0\r\nX: " + strings.Repeat("x", 1<<20)), Damaged},
		"nl.warc":    {[]byte("WARC/\n"), Damaged},
	} {
		_, errs := readOne(New(opts), name, c.content)
		var e *Error
		if c.why == 255 {
			continue // the entity is text like any other
		}
		if len(errs) == 0 || !errors.As(errs[len(errs)-1], &e) || e.Reason != c.why && !slices.ContainsFunc(errs, func(err error) bool { return errors.As(err, &e) && e.Reason == c.why }) {
			t.Errorf("%s: want %v, errors %v", name, c.why, errs[:min(len(errs), 3)])
		}
	}
	got, _ := readOne(New(opts), "ent.xml", []byte(`<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]><nitf><body.content><p>Text &b; here.</p></body.content></nitf>`))
	if len(got) != 1 || !strings.Contains(got[0].Text, "&b;") {
		t.Errorf("an entity was resolved: %+v", got)
	}
}

// A dripping reader moves a clock with each byte.
type dripping struct{ now *time.Time }

func (d dripping) Read(p []byte) (int, error) {
	*d.now = d.now.Add(time.Second)
	p[0] = ' '
	return 1, nil
}

func TestTimeLimit(t *testing.T) {
	now := time.Unix(0, 0)
	r := New(Options{MaxWait: time.Minute, Now: func() time.Time { return now }})
	m := r.meter()
	var errs []error
	r.entry(entry{ref: "slow", name: "slow.jsonl", r: source{dripping{&now}, m}, m: m}, func(_ dragoman.Article, err error) bool { errs = append(errs, err); return true })
	var e *Error
	if len(errs) != 1 || !errors.As(errs[0], &e) || e.Reason != OverLimit {
		t.Errorf("errors %v", errs)
	}
}

// TestResume states: from whatever Mark it begins again, reading yields what was still to come, and no more.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	for name, b := range samples(t) {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(from Mark) (refs []string, marks []Mark, last error) {
		for it, err := range New(Options{}).ReadFrom(context.Background(), from, dir) {
			refs, marks, last = append(refs, fmt.Sprint(it.Ref, err)), append(marks, it.Mark), err
		}
		return refs, marks, last
	}
	refs, marks, _ := read(Mark{})
	for i := range marks {
		if rest, _, _ := read(marks[i]); len(rest) < len(refs)-i-1 || !slices.Equal(rest[len(rest)-(len(refs)-i-1):], refs[i+1:]) {
			t.Fatalf("after %d of %d: %d are left", i+1, len(refs), len(rest))
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "a.csv"), []byte("text\nChanged.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := read(marks[len(marks)-1]); !errors.Is(err, dragoman.ErrConflict) {
		t.Errorf("changed inputs: %v", err)
	}
}
