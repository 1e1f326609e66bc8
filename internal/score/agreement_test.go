package score

import (
	"math"
	"strings"
	"testing"
)

// Two labellings of four texts: they differ in one type, one mode, one modality, one magnitude and one change.
const (
	firstLabels = `= a 2024-05-03
Kenya's minister Alfred Mutua visited Kigali.
> event CONSULT visit | Mutua/KEN -> Rwanda/RWA | done
> standing holds_office | Mutua -- Kenya | hold
= b 2024-05-03
Rebels killed 12 soldiers and may attack again.
> event ASSAULT - | rebels -> soldiers | done | mag killed 12
> event? THREATEN | rebels -> - | possible
= c 2024-05-03
The film was a hit.
> nothing
= d 2024-05-03
Chad and Mali fell out.
> event ACCUSE disapprove | Chad -> Mali | done
> standing adversary_of | Chad -- Mali | begin
= e 2024-05-03
Only the first labelled this.
> nothing
`
	secondLabels = `= a 2024-05-03
Kenya's minister Alfred Mutua visited Kigali.
> event CONSULT multilateral | Alfred Mutua -> RWA | planned
> standing holds_office | mutua -- KEN/kenya | end
= b 2024-05-03
Rebels killed 12 soldiers and may attack again.
> event ASSAULT firearms/- | the rebels -> - | done | mag killed 12..
= c 2024-05-03
The film was a hit.
> nothing
= d 2024-05-03
Chad and Mali fell out.
> event SANCTION - | Chad -> Mali | done
> standing adversary_of | Mali -- Chad | begin
`
)

func TestAgreementOfTwoLabellings(t *testing.T) {
	first, err := parseGold("a.gold", strings.NewReader(firstLabels), nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := parseGold("b.gold", strings.NewReader(secondLabels), nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Agree(first, second)
	if err != nil {
		t.Fatal(err)
	}
	// Five types and "none" on four texts, all judged: "THREATEN or not" takes the second's no. Two of 24 differ:
	// yes is said four times by both, so chance is (4/24)² + (20/24)².
	chance := (16.0 + 400) / 576
	if want := (22.0/24 - chance) / (1 - chance); a.Type.N != 24 || math.Abs(a.Type.Kappa-want) > 1e-9 {
		t.Errorf("types: %+v, want kappa %v of 24", a.Type, want)
	}
	if a.Texts != 4 || a.Same != 1 || a.Relation.Kappa != 1 {
		t.Errorf("texts %d, same %d, relations %+v", a.Texts, a.Same, a.Relation)
	}
	if a.Dyad.Right != 2 || a.Dyad.Missing != 1 || a.Dyad.Wrong != 1 || a.Standing.Right != 2 || a.Standing.F1 != 1 {
		t.Errorf("dyads %+v, standings %+v", a.Dyad, a.Standing)
	}
	if a.Modality.Observed != 0.5 || a.Mode.Observed != 0.5 || a.Change.Observed != 0.5 {
		t.Errorf("modality %+v, mode %+v, change %+v", a.Modality, a.Mode, a.Change)
	}
	if a.Magnitude.Right != 0 || a.Magnitude.Missing != 1 || a.Magnitude.Wrong != 1 {
		t.Errorf("magnitudes %+v", a.Magnitude)
	}
	if len(a.Differences) != 7 {
		t.Errorf("differences:\n%s", strings.Join(a.Differences, "\n"))
	}
	var page strings.Builder
	if err := a.Print(&page, true); err != nil || !strings.Contains(page.String(), "dyad") {
		t.Errorf("printed %q, %v", page.String(), err)
	}
}

func TestAgreementWithItselfIsWhole(t *testing.T) {
	first, err := parseGold("a.gold", strings.NewReader(firstLabels), nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Agree(first, first)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []Kappa{a.Type, a.Relation, a.Modality, a.Mode, a.Change} {
		if k.Kappa != 1 {
			t.Errorf("kappa of a labelling with itself: %+v", k)
		}
	}
	if a.Same != a.Texts || a.Dyad.F1 != 1 || a.Magnitude.F1 != 1 {
		t.Errorf("a labelling with itself: %+v", a)
	}
}

func TestAgreementWantsTheSameTexts(t *testing.T) {
	one := []GoldText{{ID: "a", Text: "One."}}
	for _, other := range [][]GoldText{{{ID: "a", Text: "Two."}}, {{ID: "b", Text: "One."}}} {
		if _, err := Agree(one, other); err == nil {
			t.Errorf("%v against %v: no error", one, other)
		}
	}
}

func TestAlternativesOfAType(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"AGREE/SUPPORT", "SUPPORT", "no"}, // AGREE is open, and the second has not got it
		{"AGREE/SUPPORT", "ACCUSE", "yes"},
		{"AGREE", "ACCUSE", "yes"},
	} {
		f := &GoldText{Records: []GoldRecord{{Type: c.first}}}
		s := &GoldText{Records: []GoldRecord{{Type: c.second}}}
		got := f.has(s, "AGREE", false)
		if got == "open" {
			got = s.has(f, "AGREE", false)
		}
		if got != c.want {
			t.Errorf("%s against %s: AGREE is %s, want %s", c.first, c.second, got, c.want)
		}
	}
}

func TestStrictTakesTheFirstAndTheCertain(t *testing.T) {
	texts := []GoldText{{Records: []GoldRecord{{Type: "AGREE/SUPPORT", Mode: "visit/-"}, {Type: "ACCUSE", Optional: true}}}}
	got := Strict(texts)[0].Records
	if len(got) != 1 || got[0].Type != "AGREE" || got[0].Mode != "visit" {
		t.Errorf("strict: %+v", got)
	}
	if len(texts[0].Records) != 2 || texts[0].Records[0].Type != "AGREE/SUPPORT" {
		t.Errorf("the labelling itself was changed: %+v", texts)
	}
}

func TestPatternsMeet(t *testing.T) {
	for _, c := range []struct {
		one, two string
		want     bool
	}{
		{"al-Qaeda", "qaeda", true}, {"Chechen", "Chechens/RUS", true}, {"US", "RUS", false}, {"KEN", "Rwanda/RWA", false},
		{"-", "Kenya", true}, {"-/KEN", "-/RWA", true}, {"ran", "Iran", false},
	} {
		one, two := parsePattern(c.one), parsePattern(c.two)
		if one.meets(two) != c.want || two.meets(one) != c.want {
			t.Errorf("%s and %s: want %v", c.one, c.two, c.want)
		}
	}
}
