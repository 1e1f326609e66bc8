package inflect

import "testing"

func TestVerb(t *testing.T) {
	for _, c := range []struct{ entry, past, gerund string }{
		{"stop+", "stopped", "stopping"},
		{"fine", "fined", "fining"},
		{"free", "freed", "freeing"},
		{"eye", "eyed", "eyeing"},
		{"tie", "tied", "tying"},
		{"carry", "carried", "carrying"},
		{"deploy", "deployed", "deploying"},
		{"boycott", "boycotted", "boycotting"},
	} {
		if v := Read(c.entry); v.Past() != c.past || v.Gerund() != c.gerund {
			t.Errorf("%s: %s, %s, want %s, %s", c.entry, v.Past(), v.Gerund(), c.past, c.gerund)
		}
	}
}

func TestPlural(t *testing.T) {
	for noun, want := range map[string]string{"city": "cities", "viceroy": "viceroys", "boss": "bosses", "march": "marches", "ally": "allies", "rebel": "rebels", "y": "ys"} {
		if got := Plural(noun); got != want {
			t.Errorf("plural of %s: %s, want %s", noun, got, want)
		}
	}
}
