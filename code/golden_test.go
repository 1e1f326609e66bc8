package code_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"dragoman"
	"dragoman/code"
	"dragoman/codebook"
	"dragoman/internal/golden"
	"dragoman/internal/standard"
	"dragoman/pipeline"
)

// TestGolden reads the cases of testdata: a text, then the records in a form a person can read. Each line of the text is an article of
// its own, published on the day that the file's first line says.
func TestGolden(t *testing.T) {
	_, p := standard.Pipeline(t)
	golden.Cases(t, func(t *testing.T, path string) { readCase(t, p, path) })
}

func readCase(t *testing.T, p *pipeline.Pipeline, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(data, []byte("-- text --\n"))
	var day dragoman.Date
	for line := range strings.Lines(string(head)) {
		if s, ok := strings.CutPrefix(line, "published: "); ok {
			if day, err = dragoman.ParseDate(strings.TrimSpace(s)); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, body, _ := bytes.Cut(data, []byte("-- text --\n"))
	var out bytes.Buffer
	out.Write(head)
	out.WriteString("-- text --\n")
	d := new(dragoman.Document)
	for line := range strings.Lines(string(body)) {
		if strings.HasPrefix(line, "    ") || strings.TrimSpace(line) == "" {
			continue
		}
		line = strings.TrimSpace(line)
		title, text, ok := strings.Cut(line, " || ")
		if !ok {
			title, text = "", line
		}
		d.Reset(dragoman.Article{Ref: file, Title: title, Text: strings.ReplaceAll(text, " | ", "\n"), Published: day})
		if err := p.Code(d); err != nil {
			t.Fatal(err)
		}
		out.WriteString(line + "\n")
		writeRecords(&out, d)
	}
	golden.Same(t, file, out.Bytes())
}

func writeRecords(out *bytes.Buffer, d *dragoman.Document) {
	for i := range d.Events {
		e := &d.Events[i]
		fmt.Fprintf(out, "    %s | %s -> %s | %s%s%s%s%s\n", strings.Join(strings.Fields(e.Type+" "+e.Mode+" "+e.Code), " "), name(e.Source), name(e.Target),
			e.Modality, when(e.When), where(e.Where), by(e.Attribution), magnitudes(e.Magnitudes))
	}
	for i := range d.Standings {
		s := &d.Standings[i]
		value := ""
		if s.Value != "" {
			value = " | " + s.Value
		}
		if s.Authority != nil {
			value += " | of " + s.Authority.Name
		}
		fmt.Fprintf(out, "    %s %s | %s -- %s%s | %s%s%s\n", s.Relation, s.Change, name(s.Subject), name(s.Object), value, s.Modality, when(s.When), by(s.Attribution))
	}
}

func name(p *dragoman.Party) string {
	if p == nil {
		return "-"
	}
	if p.Code != "" && p.Actor == "" {
		return p.Name + " (" + p.Code + ")"
	}
	return p.Name
}

func when(w *dragoman.When) string {
	if w == nil || w.Basis == "published" {
		return ""
	}
	if w.From == w.Last() {
		return " | " + w.From.String()
	}
	return " | " + w.From.String() + " to " + w.Last().String()
}

func where(w *dragoman.Where) string {
	if w == nil {
		return ""
	}
	return " | in " + w.Name
}

func by(a *dragoman.Attribution) string {
	if a == nil {
		return ""
	}
	return " | by " + strings.Join(strings.Fields(name(a.Speaker)+" "+a.Verb+" "+a.Medium), " ")
}

func magnitudes(list []dragoman.Magnitude) (s string) {
	for _, m := range list {
		low, high := "", ""
		if m.Low != nil {
			low = fmt.Sprint(*m.Low)
		}
		if m.High != nil {
			high = fmt.Sprint(*m.High)
		}
		s += fmt.Sprintf(" | %s %s..%s %s", m.Kind, low, high, m.Unit)
	}
	return s
}

// exampleFloor is the share of the frames' own examples that the pipeline reads as the frame says, below which something has broken.
const exampleFloor = 0.85

// TestExamples codes the example of each frame: the frame fires, or the example is read as its type by another; that of a harmless
// sense gives no event.
func TestExamples(t *testing.T) {
	models, p := standard.Pipeline(t)
	coder := code.New(models.Book)
	d := new(dragoman.Document)
	right, all := 0, 0
	for _, f := range models.Book.Frames {
		for _, eg := range f.Examples {
			d.Reset(dragoman.Article{Ref: f.Rule(), Text: eg, Published: dragoman.NewDate(2025, 6, 18)})
			if err := p.Code(d); err != nil {
				t.Fatal(err)
			}
			all++
			if reads(coder, d, f) {
				right++
			} else if testing.Verbose() {
				t.Logf("%s: %s", f.Rule(), eg)
			}
		}
	}
	t.Logf("%d of %d examples", right, all)
	if float64(right) < exampleFloor*float64(all) {
		t.Errorf("%d of %d examples are read as their frames say; go test -v lists the others", right, all)
	}
}

func reads(coder *code.Coder, d *dragoman.Document, f *codebook.Frame) bool {
	if f.Harmless {
		return len(d.Events) == 0
	}
	for i := range d.Events {
		if f.Code != nil && d.Events[i].Type == f.Code.Type {
			return true
		}
	}
	return coder.Fires(d, f)
}

// TestQuietText allocates nothing for a text in which no frame fires, once the stage is warm.
func TestQuietText(t *testing.T) {
	models, p := standard.Pipeline(t)
	d := new(dragoman.Document)
	d.Reset(dragoman.Article{Text: "The blue sky is over the green hill. It is very warm."})
	if err := p.Code(d); err != nil {
		t.Fatal(err)
	}
	run := code.New(models.Book).Stage().Run
	if n := testing.AllocsPerRun(20, func() { _ = run(d) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkStage(b *testing.B) {
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	p, err := models.Pipeline()
	if err != nil {
		b.Fatal(err)
	}
	d := new(dragoman.Document)
	text := strings.Repeat("Kenya refused to allow the release of two Ugandan soldiers on Monday. The talks between Juba and Khartoum were held in Addis Ababa.\n", 20)
	d.Reset(dragoman.Article{Text: text, Published: dragoman.NewDate(2025, 6, 18)})
	if err := p.Code(d); err != nil {
		b.Fatal(err)
	}
	run := code.New(models.Book).Stage().Run
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Events, d.Standings = d.Events[:0], d.Standings[:0]
		_ = run(d)
	}
}
