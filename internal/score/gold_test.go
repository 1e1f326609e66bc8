package score

import (
	"strings"
	"testing"
	"testing/fstest"

	"dragoman"
)

const goldSample = `# a comment
= t1 2024-05-03
Kenya's foreign minister Alfred Mutua visited Kigali on Thursday.
> event CONSULT visit | Mutua/KEN -> Rwanda/RWA | done | when 2024-05-02 | mag killed 12..
> standing holds_office | Mutua -- Kenya | hold | value foreign minister

= t2 2024-05-03
The film was a hit.
> nothing
`

func TestGoldReadsAndScores(t *testing.T) {
	texts, err := parseGold("a.gold", strings.NewReader(goldSample), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 2 || len(texts[0].Records) != 2 || texts[1].Text != "The film was a hit." {
		t.Fatalf("read %+v", texts)
	}
	twelve := 12.0
	day := dragoman.NewDate(2024, 5, 2)
	d := &dragoman.Document{
		Events: []dragoman.Event{{Type: "CONSULT", Mode: "visit", Source: &dragoman.Party{Name: "Alfred Mutua"}, Target: &dragoman.Party{Name: "Rwanda", Country: "RWA"},
			When: &dragoman.When{Interval: dragoman.Day(day)}, Score: 1, Magnitudes: []dragoman.Magnitude{{Kind: "killed", Low: &twelve}}}},
		Standings: []dragoman.Standing{{Relation: "holds_office", Subject: &dragoman.Party{Name: "Alfred Mutua"}, Object: &dragoman.Party{Name: "Kenya"}, Value: "Foreign Minister", Change: dragoman.Hold}},
	}
	var s RecordsScorer
	s.Add(&texts[0], d)
	s.Add(&texts[1], &dragoman.Document{})
	r := s.Result()
	if r.Type.F1 != 1 || r.Dyad.F1 != 1 || r.Standing.F1 != 1 || r.Magnitude.F1 != 1 || r.When != 1 || r.Modality != 1 || len(r.Misses) != 0 {
		t.Errorf("a perfect reading scores %+v", r)
	}
	s.Add(&texts[1], d)
	if r := s.Result(); r.Dyad.Wrong != 1 || r.Standing.Wrong != 1 {
		t.Errorf("false alarms are not counted: %+v", r)
	}
}

func TestJudgedRecords(t *testing.T) {
	texts, err := parseGold("a.gold", strings.NewReader("= j 2024-05-03\nKenya's minister drafted a letter to Chad.\n> not event MOBILIZE | Kenya -> -/-\n> event REQUEST | Kenya -> Chad\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	kenya, chad := &dragoman.Party{Name: "Kenya"}, &dragoman.Party{Name: "Chad"}
	for _, c := range []struct {
		event         dragoman.Event
		judged, right bool
	}{
		{dragoman.Event{Type: "MOBILIZE", Source: kenya}, true, false},
		{dragoman.Event{Type: "MOBILIZE", Source: kenya, Target: chad}, false, false},
		{dragoman.Event{Type: "REQUEST", Source: kenya, Target: chad}, true, true},
	} {
		rec := texts[0].judged(func(rec *GoldRecord) bool { return rec.meets(&c.event) })
		if (rec != nil) != c.judged || rec != nil && rec.Untrue == c.right {
			t.Errorf("%s: %+v", c.event.Type, rec)
		}
	}
	var s RecordsScorer
	s.Add(&texts[0], &dragoman.Document{})
	if r := s.Result(); r.Dyad.Missing != 1 {
		t.Errorf("what the text does not say is expected of it: %+v", r.Dyad)
	}
}

func TestGoldNamesTheLine(t *testing.T) {
	for _, bad := range []string{"= x\ntext\n", "= x 2024-01-01\ntext\n> event CONSULT\n", "= x 2024-01-01\ntext\n> event A | b -> c | soon\n", "= x 2024-01-01\ntext\n"} {
		if _, err := parseGold("a.gold", strings.NewReader(bad), nil); err == nil || !strings.HasPrefix(err.Error(), "a.gold:") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}

func TestPatternMayBeNobody(t *testing.T) {
	kenya, chad := &dragoman.Party{Name: "Kenya"}, &dragoman.Party{Name: "Chad, far-off"}
	for _, c := range []struct {
		pattern             string
		nobody, kenya, chad bool
	}{{"-", true, true, true}, {"Kenya", false, true, false}, {"-/Kenya", true, true, false}, {"Kenya/-", true, true, false}} {
		p := parsePattern(c.pattern)
		if p.fits(nil) != c.nobody || p.fits(kenya) != c.kenya || p.fits(chad) != c.chad {
			t.Errorf("%q fits nobody %v, Kenya %v, Chad %v", c.pattern, p.fits(nil), p.fits(kenya), p.fits(chad))
		}
	}
}

// paragraphs are two of a treebank.
const paragraphs = `# newpar
1	Kenya	_	X	FW	_	0	root	_	_
2	thanked	_	X	FW	_	1	dep	_	_
3	Chad	_	X	FW	_	1	dep	_	SpaceAfter=No
4	.	_	X	FW	_	1	dep	_	_

1	It	_	X	FW	_	0	root	_	_
2	left	_	X	FW	_	1	dep	_	SpaceAfter=No
3	.	_	X	FW	_	1	dep	_	_

# newpar
1	All	_	X	FW	_	0	root	_	_
2	is	_	X	FW	_	1	dep	_	_
3	well	_	X	FW	_	1	dep	_	SpaceAfter=No
4	.	_	X	FW	_	1	dep	_	_

`

func TestGoldElsewhere(t *testing.T) {
	data := fstest.MapFS{
		"rows.tsv":  {Data: []byte("text\tclass\nKenya thanked Chad.\tSUPPORT\n")},
		"a.xml":     {Data: []byte("<text>Smith &amp; Sons sued Kenya.</text>")},
		"ud.conllu": {Data: []byte(paragraphs)},
	}
	for words, want := range map[string]string{
		"rows.tsv 11-30":  "Kenya thanked Chad.",
		"a.xml 6-34":      "Smith & Sons sued Kenya.",
		"ud.conllu 0-336": "Kenya thanked Chad. It left.\n\nAll is well.",
	} {
		texts, err := parseGold("a.gold", strings.NewReader("= i 2024-05-03\n@ "+words+"\n> nothing\n"), data)
		if err != nil || texts[0].Text != want {
			t.Errorf("%s: got %v, %v, want %q", words, texts, err, want)
		}
	}
	for _, words := range []string{"rows.tsv", "rows.tsv 11-300", "rows.tsv 30-11", "none.tsv 0-1", "../rows.tsv 0-1"} {
		if _, err := parseGold("a.gold", strings.NewReader("= i 2024-05-03\n@ "+words+"\n> nothing\n"), data); err == nil || !strings.HasPrefix(err.Error(), "a.gold:2: ") {
			t.Errorf("%s: got %v", words, err)
		}
	}
	if _, err := parseGold("a.gold", strings.NewReader("= i 2024-05-03\n@ rows.tsv 11-30\n> nothing\n"), nil); err == nil || !strings.Contains(err.Error(), "DRAGOMAN_SHARED") {
		t.Errorf("without data: got %v", err)
	}
}
