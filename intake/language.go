package intake

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	languageSample = 3 << 10 // bytes that decide: more changes nothing
	leastWords     = 8       // below it names decide, and they have no language
	// englishShare is the share of function words that no other language's text reaches; English news lies at .35 to .45.
	englishShare = 0.22
	// maybeEnglish is the share below which a text that looks like another language is believed to be.
	maybeEnglish = 0.10
	// otherShare is the share of function words that tells a language, where English has less than half of them.
	otherShare = 0.18
	// notEnglish is the share that a running text of enoughWords in English is never under.
	notEnglish, enoughWords = 0.05, 20
)

// Undetermined is a language that is none of those known, and is not English (ISO 639-2).
const Undetermined = "und"

// functionWords are the commonest function words of English, and of languages written in Latin letters that a sentence of theirs tells
// sooner than its trigrams do.
var functionWords = sync.OnceValue(func() map[string]uint32 {
	set := make(map[string]uint32)
	for i, l := range latin {
		for _, w := range strings.Fields(l.words) {
			set[w] |= 1 << i
		}
	}
	return set
})

var latin = [...]struct{ code, words string }{
	{"en", `the of and to in a is was for on that with by at from as it he his has had be are were have not this but which they
		said after who will an their been its would she her more than when also or about over into could out up we you i there what all if`},
	{"de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde"},
	{"nl", "de het een en van in te dat die op voor met zijn is niet aan er om ook als dan maar bij uit nog door over naar heeft hebben ze wordt tot werd worden wil deze meer zal geen ook"},
	{"fr", "le la les de des du et à un une en que qui dans pour pas sur au par plus est ce il sont avec se ne son ses aux ont été cette mais sa elle ou leur ces selon après"},
	{"es", "el la los las de del y a un una en que se por con no para su al lo como más o pero sus le ha este entre cuando muy sin sobre también fue han dijo según esta son está desde"},
	{"pt", "o a os as de do da dos das e um uma em que se por com não para no na ao seu sua como mais ou mas foi são pelo pela nos nas disse também entre segundo está após"},
	{"it", "il la lo gli le di del della dei e a un una in che si per con non da al alla è sono come più ma nel nella anche ha dal dalla hanno ai alle sul suo questo dopo stato"},
	{"sv", "och i att det som en på är av för med den till inte har de ett om var han men från vid så kan nu efter ska också sin eller hade när"},
	{"da", "og i at det som en på er af for med den til ikke har de et om var han men fra ved så kan nu efter skal også sin eller havde når der blev"},
	{"pl", "i w na z do się nie to że jest o od za po przez dla jak ale oraz był jego są co ze tym przy będzie tego już także które może"},
	{"tr", "ve bir bu da de için ile olarak daha çok gibi olan sonra kadar ancak ise en her dedi göre olduğunu tarafından oldu var"},
	{"id", "yang dan di dari untuk dengan pada ini dalam itu tidak akan ke oleh adalah telah juga sebagai mereka bahwa atau ada kata bisa saat karena"},
	{"ro", "și de la a în cu pe din că nu o un este care pentru mai au sunt fost se dar după prin ale lui va sau către"},
}

// Language returns the language of a text as ISO 639 names it, in two letters where there are two: "en", "fr", "ckb". It is
// empty where the text is too short or too odd to tell, which is then read as English. English news and the commonest
// other languages are known by their function words alone; only other texts are compared with the trigrams of 84 languages.
func Language(text string) string {
	sample := text
	if len(sample) > languageSample {
		sample = sample[:languageSample]
		for !utf8.ValidString(sample[len(sample)-1:]) && len(sample) > languageSample-utf8.UTFMax {
			sample = sample[:len(sample)-1]
		}
	}
	words, counts := countWords(sample)
	share := float64(counts[0]) / float64(max(words, 1))
	if words >= leastWords && share >= englishShare && counts[0] >= counts[most(counts)] {
		return "en"
	}
	if best := most(counts); words >= leastWords && best != 0 && counts[best] > 2*counts[0] && float64(counts[best])/float64(words) >= otherShare {
		return latin[best].code
	}
	if words < leastWords && ascii(sample) {
		return "" // too short, and the trigrams are slow
	}
	info := whatlanggo.Detect(sample)
	letters := info.Script == unicode.Latin
	switch {
	case info.Script == nil:
		return ""
	case letters && words < leastWords:
		return ""
	case info.Lang == whatlanggo.Eng:
		return "en"
	case letters && share >= maybeEnglish:
		return ""
	case !info.IsReliable() && words >= enoughWords && share < notEnglish:
		return Undetermined
	case letters && !info.IsReliable():
		return ""
	}
	if two := info.Lang.Iso6391(); two != "" {
		return two
	}
	return info.Lang.Iso6393()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// most returns the index of the largest count, the first of equals.
func most(counts [len(latin)]int) int {
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

// countWords counts the words of a text, and for each language those that are its function words.
func countWords(text string) (words int, counts [len(latin)]int) {
	set := functionWords()
	var low [12]byte // no function word is longer
	n := 0
	for i := 0; i <= len(text); i++ {
		var c byte
		if i < len(text) {
			c = text[i]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case 'a' <= c && c <= 'z', c >= utf8.RuneSelf:
			if n < len(low) {
				low[n] = c
			}
			n++
		case n > 0:
			words++
			if n <= len(low) {
				for m := set[string(low[:n])]; m != 0; m &= m - 1 {
					counts[bits.TrailingZeros32(m)]++
				}
			}
			n = 0
		}
	}
	return words, counts
}
