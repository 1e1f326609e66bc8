package actor_test

import (
	"bufio"
	"os"
	"strings"
	"syscall"
	"testing"

	"dragoman"
	"dragoman/actor"
	"dragoman/mention"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
)

// goldFloor is the least share of the marked mentions of testdata/gold.txt that have to be right, actor and role.
const goldFloor = 0.92

type goldMark struct {
	first, end  int // bytes of the sentence
	actor, role string
}

// parseGold takes the marks out of a line.
func parseGold(line string) (text string, marks []goldMark) {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(line, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), marks
		}
		inside, rest, _ := strings.Cut(after, "]")
		words, want, _ := strings.Cut(inside, "=")
		who, role, _ := strings.Cut(want, ";")
		m := goldMark{first: b.Len(), actor: who, role: role}
		b.WriteString(words)
		m.end = b.Len()
		marks = append(marks, m)
		line = rest
	}
}

func stages(t testing.TB) []dragoman.Stage {
	model, err := syntax.English()
	if err != nil {
		t.Skipf("no syntax model: %v; train it with `dragoman train syntax`", err)
	}
	dir, err := actor.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	gazetteer, err := setting.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return []dragoman.Stage{segment.New().Stage(), syntax.New(model).Stage(), mention.New(mention.English()).Stage(), setting.New(gazetteer).Stage(), actor.New(dir).Stage()}
}

// eachMark reads a file of sentences, "day | sentence", and hands on each of their marks with the Document that the stages make of its sentence.
func eachMark(t *testing.T, run []dragoman.Stage, path string, with func(when string, d *dragoman.Document, m goldMark)) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var d dragoman.Document
	in := bufio.NewScanner(file)
	for in.Scan() {
		line := in.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		when, sentence, _ := strings.Cut(line, " | ")
		day, err := dragoman.ParseDate(when)
		if err != nil {
			t.Fatal(err)
		}
		text, marks := parseGold(sentence)
		d.Reset(dragoman.Article{Text: text, Published: day})
		for _, s := range run {
			if err := s.Run(&d); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range marks {
			with(when, &d, m)
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestGold(t *testing.T) {
	right, all := 0, 0
	eachMark(t, stages(t), "testdata/gold.txt", func(when string, d *dragoman.Document, m goldMark) {
		all++
		if got, ok := check(d, m); ok {
			right++
		} else {
			t.Logf("%s %q in %q: %s, want %s %s", when, d.Text[m.first:m.end], d.Text, got, m.actor, m.role)
		}
	})
	share := float64(right) / float64(all)
	t.Logf("%d of %d mentions right: %.1f%%", right, all, 100*share)
	if share < goldFloor {
		t.Errorf("%.3f right, the floor is %.2f", share, goldFloor)
	}
}

// marked is the mention that a mark is of, the one that shares most of it, nil for none. A title and its name may be two mentions: one whose party is the right
// one goes first.
func marked(d *dragoman.Document, g goldMark, isRight func(*dragoman.Party) bool) (best *dragoman.Mention) {
	most := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		h := d.Tokens[m.Head].Span
		if m.Kind == dragoman.Pronoun || int(h.Start) < g.first || int(h.End) > g.end {
			continue
		}
		s := d.TokenSpan(m.First, m.End)
		n := min(int(s.End), g.end) - max(int(s.Start), g.first)
		if c := d.Chains[m.Chain].Party; c >= 0 && isRight(&d.Parties[c]) {
			n += 1000
		}
		if n > most {
			best, most = m, n
		}
	}
	return best
}

// check compares the party of the mention that a mark is of.
func check(d *dragoman.Document, g goldMark) (string, bool) {
	m := marked(d, g, func(p *dragoman.Party) bool { return p.Actor == g.actor })
	if m == nil || d.Chains[m.Chain].Party < 0 {
		return "no party", g.actor == "-"
	}
	p := &d.Parties[d.Chains[m.Chain].Party]
	got := p.Actor + " " + p.Code + " " + p.Role
	switch {
	case g.actor == "?":
		return got, p.Ambiguous
	case g.actor == "-":
		return got, p.Code == ""
	case strings.Contains(g.actor, "/"):
		return got, p.Actor == g.actor && (g.role == "" || p.Role == g.role)
	}
	return got, p.Code == g.actor || strings.HasPrefix(p.Code, g.actor+" ")
}

func BenchmarkResolve(b *testing.B) {
	run := stages(b)
	text, err := os.ReadFile("testdata/gold.txt")
	if err != nil {
		b.Fatal(err)
	}
	var d dragoman.Document
	plain, _ := parseGold(strings.ReplaceAll(string(text), " | ", ". "))
	d.Reset(dragoman.Article{Text: plain, Published: dragoman.NewDate(2020, 1, 1)})
	before, resolve := run[:len(run)-1], run[len(run)-1]
	for _, s := range before {
		if err := s.Run(&d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	var start, end syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &start)
	for b.Loop() {
		if err := resolve.Run(&d); err != nil {
			b.Fatal(err)
		}
	}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &end)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
	b.ReportMetric(float64(end.Utime.Nano()-start.Utime.Nano())/float64(b.N)/float64(len(d.Tokens)), "cpu-ns/token") // true on a busy machine
}
