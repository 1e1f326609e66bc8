package ledger

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dragoman"
)

// filled makes a closed ledger file with a few reports.
func filled(t *testing.T, path string) {
	t.Helper()
	l, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(41, 20, 30)
	for i := range 10 {
		mustRecord(t, l, w.report(i, 5), edition1)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestBadFiles opens what is no sound ledger: a clear error of the right kind, and the file untouched.
func TestBadFiles(t *testing.T) {
	exec := func(t *testing.T, path, query string) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		name string
		make func(t *testing.T, path string)
		kind error
		says string
	}{
		{"text", func(t *testing.T, path string) { os.WriteFile(path, []byte("Dear diary"), 0o644) }, dragoman.ErrInvalid, "not a ledger"},
		{"binary", func(t *testing.T, path string) { os.WriteFile(path, bytes.Repeat([]byte{0, 255, 3}, 5000), 0o644) }, dragoman.ErrInvalid, "not a ledger"},
		{"another program's", func(t *testing.T, path string) { exec(t, path, "CREATE TABLE x (y)") }, dragoman.ErrInvalid, "another program"},
		{"truncated", func(t *testing.T, path string) {
			filled(t, path)
			info, _ := os.Stat(path)
			os.Truncate(path, info.Size()/2)
		}, dragoman.ErrCorrupt, "cut short"},
		{"newer", func(t *testing.T, path string) {
			filled(t, path)
			exec(t, path, "INSERT INTO format VALUES (99, 'of the future')")
		}, dragoman.ErrInvalid, "newer dragoman"},
		{"a folder", func(t *testing.T, path string) { os.Mkdir(path, 0o755) }, dragoman.ErrInvalid, "not a file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			l, err := Open(ctx, path, Options{Wait: 100 * time.Millisecond})
			if err == nil {
				l.Close()
				t.Fatal("it was opened")
			}
			if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v: want %v saying %q", err, c.kind, c.says)
			}
			after, _ := os.ReadFile(path)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
	t.Run("no folder", func(t *testing.T) {
		_, err := Open(ctx, filepath.Join(t.TempDir(), "no", "x.db"), Options{})
		if !errors.Is(err, dragoman.ErrInvalid) {
			t.Error(err)
		}
	})
	t.Run("missing", func(t *testing.T) {
		_, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"), Options{MustExist: true})
		if !errors.Is(err, dragoman.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestLockedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	filled(t, path)
	db, err := sql.Open("sqlite", path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	l, err := Open(ctx, path, Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal("a ledger that another writes to can be read:", err)
	}
	defer l.Close()
	w := newWorld(42, 20, 30)
	d := w.report(1, 5)
	if _, err := l.Record(ctx, d, edition1); !errors.Is(err, dragoman.ErrUnavailable) || !strings.Contains(err.Error(), "another process") {
		t.Error(err)
	}
	tx.Rollback()
	if res := mustRecord(t, l, d, edition1); res.Written != 5 {
		t.Errorf("%+v", res)
	}
}

// TestReadOnlyDisk and TestFullDisk use a small tmpfs, which takes root to mount.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("needs leave to mount a tmpfs: run as root: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

func TestReadOnlyDisk(t *testing.T) {
	dir := smallDisk(t, "16m")
	path := filepath.Join(dir, "x.db")
	filled(t, path)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, dragoman.ErrUnavailable) || !strings.Contains(err.Error(), "read-only") {
		t.Error(err)
	}
	l, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if ans, err := l.Events(ctx, Filter{}, Page{}); err != nil || len(ans.Items) == 0 {
		t.Errorf("%d events, %v", len(ans.Items), err)
	}
	if _, err := l.Record(ctx, newWorld(1, 5, 5).report(1, 1), edition1); !errors.Is(err, dragoman.ErrInvalid) {
		t.Error(err)
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT, "size=16m"); err != nil {
		t.Fatal(err)
	}
}

func TestFullDisk(t *testing.T) {
	path := filepath.Join(smallDisk(t, "1500k"), "x.db")
	l, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	w := newWorld(43, 20, 30)
	kept := int64(0)
	for i := range 2000 {
		res, err := l.Record(ctx, w.report(i, 5), edition1)
		if err != nil {
			if !errors.Is(err, dragoman.ErrUnavailable) || !strings.Contains(err.Error(), "full") && !strings.Contains(err.Error(), "disk") {
				t.Error(err)
			}
			break
		}
		kept = res.Last
	}
	if kept == 0 || kept == 10000 {
		t.Fatalf("the disk was never full, or always: %d", kept)
	}
	seq, _, err := l.Ping(ctx)
	if err != nil || seq != kept {
		t.Errorf("head %d, want %d: %v", seq, kept, err)
	}
	mustBeSound(t, l)
}

// TestBackcompat opens the files that earlier formats left, copied so that they stay as they are.
func TestBackcompat(t *testing.T) {
	files, err := filepath.Glob("testdata/backcompat/*.db")
	if err != nil || len(files) != Format {
		t.Fatalf("%d files for %d formats, %v", len(files), Format, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "old.db")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		l := openTest(t, path)
		mustBeSound(t, l)
		seq, _, err := l.Ping(ctx)
		if err != nil || seq < 10 {
			t.Errorf("%s: head %d, %v", file, seq, err)
		}
		if res := mustRecord(t, l, backcompatReport(), edition1); res.New || res.Written > 0 {
			t.Errorf("%s: a report is not known again: %+v", file, res)
		}
		if ans, err := l.Standing(ctx, StandingQuery{All: true}); err != nil || len(ans.Items) == 0 {
			t.Errorf("%s: %d facts, %v", file, len(ans.Items), err)
		}
	}
}

// backcompatReport must never change: a file of each format holds it.
func backcompatReport() *dragoman.Document {
	text := "Norland joined the Harbour League on Monday. Ines Varga, the president of Norland, met envoys of Sutland."
	d := &dragoman.Document{Article: dragoman.Article{Ref: "old/1.txt", Key: "old-1", Source: "Harbour Times", Title: "Norland joins", Published: dragoman.NewDate(2024, 3, 5), Text: text}}
	d.ID = d.Article.ID()
	at := func(s string) dragoman.Span {
		i := strings.Index(text, s)
		return dragoman.Span{Start: int32(i), End: int32(i + len(s))}
	}
	party := func(name, actor, code string) *dragoman.Party {
		return &dragoman.Party{Name: name, Actor: actor, Code: code, Country: code[:3], Text: name, Span: at(name)}
	}
	first, second := at("Norland joined the Harbour League on Monday."), at("Ines Varga, the president of Norland, met envoys of Sutland.")
	when := &dragoman.When{Interval: dragoman.Day(dragoman.NewDate(2024, 3, 4)), Text: "on Monday", Span: at("on Monday"), Basis: "clause"}
	d.Standings = []dragoman.Standing{
		{Relation: "member_of", Subject: party("Norland", "country/NRL", "NRL"), Object: party("Harbour League", "organization/harbour-league", "IGO"), When: when, Score: 0.9,
			Evidence: dragoman.Evidence{Doc: d.ID, Ref: d.Ref, Span: first, Trigger: at("joined"), Quote: d.Quote(first), Rule: "standings/member.frames:3"}},
		{Relation: "holds_office", Subject: party("Ines Varga", "person/ines-varga", "NRL GOV"), Object: party("Norland", "country/NRL", "NRL"), Value: "President", Change: dragoman.Hold, Score: 0.8,
			Evidence: dragoman.Evidence{Doc: d.ID, Ref: d.Ref, Sentence: 1, Span: second, Trigger: at("president"), Quote: d.Quote(second), Rule: "standings/office.frames:1"}},
	}
	d.Events = []dragoman.Event{{Type: "CONSULT", Mode: "visit", Code: "040", Quad: 1, Intensity: 3, Goldstein: 1, Source: party("Ines Varga", "person/ines-varga", "NRL GOV"),
		Target: party("Sutland", "country/SUT", "SUT"), Score: 0.7,
		Evidence: dragoman.Evidence{Doc: d.ID, Ref: d.Ref, Sentence: 1, Span: second, Trigger: at("met"), Quote: d.Quote(second), Rule: "plover/consult.frames:9"}}}
	for i := range d.Standings {
		d.Standings[i].ID = dragoman.NewID("old", d.Standings[i].Relation)
	}
	d.Events[0].ID = dragoman.NewID("old", "event")
	return d
}

// TestWriteBackcompat writes the file of the present format; do it once, when a format is released:
//
//	LEDGER_BACKCOMPAT=1 go test ./ledger -run TestWriteBackcompat
func TestWriteBackcompat(t *testing.T) {
	if os.Getenv("LEDGER_BACKCOMPAT") == "" {
		t.Skip("writes testdata; set LEDGER_BACKCOMPAT when a format is released")
	}
	l := openTest(t, filepath.Join(t.TempDir(), "x.db"))
	mustRecord(t, l, backcompatReport(), edition1)
	w := newWorld(51, 5, 20)
	d := w.report(1, 4)
	mustRecord(t, l, d, edition1)
	d.Events, d.Standings = nil, d.Standings[:0]
	mustRecord(t, l, d, edition2)
	if _, err := l.Judge(ctx, Judgement{Record: dragoman.NewID("old", "event"), Person: "ada", Verdict: Accept, Reason: "as it says"}); err != nil {
		t.Fatal(err)
	}
	os.MkdirAll("testdata/backcompat", 0o755)
	if err := l.Backup(ctx, fmt.Sprintf("testdata/backcompat/format%d.db", Format)); err != nil {
		t.Fatal(err)
	}
}
