package codebook

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// TestBuiltin is the check that whoever writes frames runs: every line that is wrong is shown.
func TestBuiltin(t *testing.T) {
	b, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.hidden(0); err != nil {
		t.Fatal(err)
	}
	predicates := 0
	for _, f := range b.Frames {
		predicates += len(f.Predicates)
	}
	t.Logf("%d types, %d codes, %d frames, %d predicates", len(b.Types), len(b.Codes), len(b.Frames), predicates)
	if len(b.Types) != 16 || len(b.Contexts) != 37 || len(b.Sectors) != 25 || len(b.Relations) != 13 || len(b.Codes) != 20+296 {
		t.Errorf("%d types, %d contexts, %d sectors, %d relations, %d codes", len(b.Types), len(b.Contexts), len(b.Sectors), len(b.Relations), len(b.Codes))
	}
}

func plain(frames []*Frame) []Frame {
	var list []Frame
	for _, f := range frames {
		g := *f
		g.lines, g.Line, g.Layer = nil, 0, 0
		list = append(list, g)
	}
	return list
}

func printed(frames []*Frame) string {
	var s []string
	for _, f := range frames {
		s = append(s, f.String())
	}
	return strings.Join(s, "\n")
}

func TestPrintReadsBack(t *testing.T) {
	b, err := Builtin()
	if err != nil {
		t.Skip("the built-in codebook does not load: TestBuiltin says why")
	}
	for _, f := range b.Frames {
		again, err := ParseFrames(f.File, f.String())
		if err != nil || len(again) != 1 {
			t.Fatalf("%s: %v", f.Rule(), err)
		}
		if !reflect.DeepEqual(plain([]*Frame{f}), plain(again)) {
			t.Fatalf("%s: read\n%s\nback as\n%s", f.Rule(), f, again[0])
		}
	}
}

func FuzzParseFrames(f *testing.F) {
	f.Add("# why\nverb visit\n  source: subj\n  target: obj.of | on_behalf_of\n  if: obj is party | place\n  code: CONSULT visit 042\n")
	f.Add("noun state of emergency, air strike\n  source: between\n  op: refuse xcomp | obj\n  standing: leads begin subject=source object=obj.of value=as\n")
	f.Fuzz(func(t *testing.T, text string) {
		frames, err := ParseFrames("x.frames", text)
		if err != nil || !strings.Contains(text, "verb") {
			return
		}
		again, err := ParseFrames("x.frames", printed(frames))
		if err != nil || !reflect.DeepEqual(plain(frames), plain(again)) {
			t.Fatalf("%q printed as %q: %v", text, printed(frames), err)
		}
	})
}

// TestErrors reads the cases of testdata/errors.txt: a frame, and after "!" lines what its error must say.
func TestErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split(string(data), "\n----\n") {
		body, want, _ := strings.Cut(c, "\n! ")
		errs := Check(fstest.MapFS{"x.frames": {Data: []byte(body)}})
		var got []string
		for _, e := range errs {
			got = append(got, e.Error())
		}
		if all := strings.Join(got, "\n"); !strings.Contains(all, strings.TrimSpace(want)) || strings.TrimSpace(want) == "" {
			t.Errorf("%s\nwant %s\ngot  %s", body, want, all)
		}
	}
}

func TestOverlay(t *testing.T) {
	b, err := Load(fstest.MapFS{
		"labour.ontology": {Data: []byte("type STOPPAGE 4 -5: work is stopped\n  mode wildcat -6: without the union\n  mode lockout: by the employer\nrelation bargains_with symmetric: keep a wage contract\n")},
		"labour.frames":   {Data: []byte("verb lock out\n  source: subj\n  target: obj\n  code: STOPPAGE lockout -\n  standing: bargains_with end subject=source object=target\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if ty, ok := b.Type("STOPPAGE"); !ok || ty.Intensity("wildcat") != -6 || ty.Intensity("lockout") != -5 {
		t.Errorf("type %+v", ty)
	}
	if b.Frames[0].Rule() != "labour.frames:1" {
		t.Errorf("an overlay's frames come first, not %s", b.Frames[0].Rule())
	}
}
