package intake

import (
	"os"
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	cases := []struct{ want, text string }{
		{"en", "The foreign ministers of both countries met in Vienna on Monday and said that talks will go on."},
		{"en", "KYIV (Reuters) - A drone hit the port of Odesa at night, the governor said, and two people were killed."},
		{"", "Kenya expels two Rwandan diplomats"}, // a headline alone is read as English
		{"fr", "Les ministres des affaires étrangères des deux pays se sont rencontrés lundi à Vienne et poursuivront les discussions."},
		{"de", "Die Außenminister beider Länder trafen sich am Montag in Wien und wollen die Gespräche in der nächsten Woche fortsetzen."},
		{"es", "Los ministros de Exteriores de los dos países se reunieron el lunes en Viena y dijeron que las conversaciones seguirán."},
		{"nl", "De ministers van Buitenlandse Zaken van beide landen hebben elkaar maandag in Wenen ontmoet en praten volgende week verder."},
		{"ru", "Министры иностранных дел двух стран встретились в понедельник в Вене и договорились продолжить переговоры."},
		{"ar", "التقى وزيرا خارجية البلدين يوم الاثنين في فيينا واتفقا على مواصلة المحادثات الأسبوع المقبل."},
		{"zh", "两国外交部长星期一在维也纳会晤，并同意下周继续会谈。"},
		{"", "12 345 67"}, {"", ""},
	}
	for _, c := range cases {
		if got := Language(c.text); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestLanguageOfTreebank states: of passages of ten English sentences, hardly one is lost to another language.
func TestLanguageOfTreebank(t *testing.T) {
	shared := os.Getenv("DRAGOMAN_SHARED")
	if shared == "" {
		t.Skip("DRAGOMAN_SHARED is not set: no treebank to measure on")
	}
	for _, name := range []string{"en_ewt-dev", "en_gum-dev"} {
		b, err := os.ReadFile(shared + "/data/ud/" + name + ".conllu")
		if err != nil {
			t.Fatal(err)
		}
		var passage []string
		all, lost := 0, 0
		for line := range strings.Lines(string(b)) {
			if text, ok := strings.CutPrefix(line, "# text = "); ok {
				passage = append(passage, strings.TrimSpace(text))
			}
			if len(passage) == 10 {
				all++
				if l := Language(strings.Join(passage, " ")); l != "en" && l != "" {
					lost++
				}
				passage = passage[:0]
			}
		}
		if lost*200 > all {
			t.Errorf("%s: %d of %d passages lost", name, lost, all)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	text := strings.Repeat("The ministers met in Vienna on Monday and said that the talks will go on, a spokesman told reporters. ", 40)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Language(text)
	}
}
