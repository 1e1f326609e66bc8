package code

import (
	"math"
	"strconv"
	"strings"

	"dragoman"
)

// quantity reads the count or the amount of money of the noun phrase at head: "at least a dozen people", "between 40 and 50
// soldiers", "hundreds of thousands of refugees", "$95 million". The head may be the counted noun, or the number itself
// ("22 were killed"). Unit is the lemma of what was counted, or an ISO 4217 code. Approximations ("about 50") keep the number as
// both bounds; a bare plural of a number word ("dozens") is at least two of it. It reads words from left to right, not the tree,
// since numbers are where parsers err; the tree gives only the head.
func quantity(d *dragoman.Document, head int32) (dragoman.Magnitude, bool) {
	sent := sentenceOf(d, head)
	first, end, counted := countedPhrase(d, sent, head)
	for i := first; i < end; i++ {
		q, ok := readQuantity(d, sent, i, end)
		if !ok {
			continue
		}
		m := dragoman.Magnitude{Unit: q.unit}
		if m.Unit == "" {
			m.Unit = unitOf(d, counted)
		}
		if !math.IsNaN(q.low) {
			m.Low = &q.low
		}
		if !math.IsNaN(q.high) {
			m.High = &q.high
		}
		last := q.end
		if counted >= last && counted < sent.End {
			last = counted + 1
		}
		m.Span = d.TokenSpan(q.first, last)
		m.Text = d.Slice(m.Span)
		return m, true
	}
	return dragoman.Magnitude{}, false
}

// sentenceOf returns the sentence of a token.
func sentenceOf(d *dragoman.Document, tok int32) *dragoman.Sentence {
	lo, hi := 0, len(d.Sentences)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; d.Sentences[mid].First <= tok {
			lo = mid
		} else {
			hi = mid
		}
	}
	return &d.Sentences[lo]
}

// maxModifiers is how far before its head a noun phrase is searched for a number.
const maxModifiers = 12

// countedPhrase returns the tokens in which to look for a number, and the noun that it counts. For "dozens of people" with
// head "dozens" the noun is "people".
func countedPhrase(d *dragoman.Document, sent *dragoman.Sentence, head int32) (first, end, counted int32) {
	first = head
	for first > sent.First && head-first < maxModifiers && withinPhrase(d, first-1, head) {
		first--
	}
	end, counted = head+1, head
	if w := lower(d.Word(head)); numberNoun(w) || d.Tokens[head].UPOS == dragoman.NUM {
		for j := head + 1; j < min(sent.End, head+maxModifiers); j++ {
			if t := &d.Tokens[j]; t.Head == head && t.Deprel.Universal() == dragoman.RelNmod {
				end, counted = j+1, j
				break
			}
		}
	}
	if currencyBefore(d, head) != "" { // "$500 million": the figures stand after the head
		for end < sent.End && (d.Tokens[end].UPOS == dragoman.NUM || scale(lower(d.Word(end))) > 0) {
			end++
		}
	}
	if counted == head && end < sent.End && scale(lower(d.Word(end))) > 0 {
		end++
	}
	return first, end, counted
}

// withinPhrase reports whether token i, to the left of head, belongs to the noun phrase of head: it hangs on it, directly or through
// others between them, or is a word of the bounds ("at least", "between … and").
func withinPhrase(d *dragoman.Document, i, head int32) bool {
	for at, steps := i, 0; at >= 0 && steps < 6; at, steps = d.Tokens[at].Head, steps+1 {
		if at == head {
			return true
		}
		if d.Tokens[at].UPOS == dragoman.VERB {
			return false
		}
	}
	return bound(lower(d.Word(i))) != exact
}

// unitOf is the lemma of the counted noun; "people" where a bare number stands for them.
func unitOf(d *dragoman.Document, counted int32) string {
	if d.Tokens[counted].UPOS == dragoman.NOUN && !numberNoun(lower(d.Word(counted))) {
		return strings.Clone(d.Lemmas[counted])
	}
	return ""
}

// A span of words read as a quantity; an unknown bound is NaN.
type measured struct {
	low, high  float64
	first, end int32
	unit       string
}

// readQuantity reads the longest quantity that begins at token i, bounds before it included.
func readQuantity(d *dragoman.Document, sent *dragoman.Sentence, i, end int32) (measured, bool) {
	currency := currencyBefore(d, i)
	if currency != "" {
		i++
	}
	n, plural, next, ok := readNumber(d, i, end)
	if !ok {
		return measured{}, false
	}
	first := i
	if currency != "" {
		first--
	}
	q := measured{low: n, high: n, first: first, end: next, unit: currency}
	if plural {
		q.low, q.high = 2*n, math.NaN()
	}
	if currency == "" && next < sent.End {
		if q.unit = currencyNoun(lower(d.Word(next))); q.unit != "" {
			q.end++
		}
	}
	if q.readRange(d, next, sent.End) {
		return q, true
	}
	q.readBound(d, sent.First)
	return q, true
}

// readRange reads the second number of "40 to 50", "40-50" and "between 40 and 50".
func (q *measured) readRange(d *dragoman.Document, next, end int32) bool {
	if next+1 >= end {
		return false
	}
	between := q.first > 0 && strings.EqualFold(d.Word(q.first-1), "between")
	switch w := d.Word(next); {
	case w == "to" || w == "-" || w == "–" || w == "—" || between && w == "and" || w == "or" && next > 0:
		at := next + 1
		if currencyBefore(d, at) != "" {
			at++
		}
		high, plural, after, ok := readNumber(d, at, end)
		if !ok || plural || high <= q.low {
			return false
		}
		if q.low < 1000 && high >= 1e6 && readScale(d, next-1) == 0 && q.unit != "" {
			q.low *= scaleOf(high) // "$2 to $3 million"
		}
		q.high, q.end = high, after
		if between {
			q.first--
		}
		return true
	}
	return false
}

// scaleOf is the largest scale word that a number holds.
func scaleOf(n float64) float64 {
	for _, s := range []float64{1e12, 1e9, 1e6} {
		if n >= s {
			return s
		}
	}
	return 1
}

// readBound applies the words before a number that bound it: "at least", "more than", "up to", "fewer than".
func (q *measured) readBound(d *dragoman.Document, sentFirst int32) {
	for i := q.first - 1; i >= max(sentFirst, q.first-4); i-- {
		w := lower(d.Word(i))
		switch bound(w) {
		case atLeast:
			q.high = math.NaN()
		case atMost:
			if i > 0 && w != "up" && lower(d.Word(i-1)) == "no" { // "no fewer than"
				q.high = math.NaN()
				i--
			} else {
				q.low = math.NaN()
			}
		case atMostIfNegated: // "more than", "less than" with "no" turns round
			if i > 0 && lower(d.Word(i-1)) == "no" {
				q.low = math.NaN()
				i--
			} else {
				q.high = math.NaN()
			}
		case about, glue:
		default:
			return
		}
		if bound(w) != glue {
			q.first = i
			if i > sentFirst && glueBefore(lower(d.Word(i-1)), w) {
				q.first = i - 1
			}
		}
	}
}

// glueBefore reports whether w belongs before the bound word: "at" before "least", "as" before "many".
func glueBefore(w, boundWord string) bool {
	switch boundWord {
	case "least", "most":
		return w == "at"
	case "many", "much":
		return w == "as"
	case "estimated":
		return w == "an"
	}
	return false
}

type boundKind uint8

const (
	exact           boundKind = iota
	atLeast                   // "at least", "over"
	atMost                    // "up to", "under", "as many as"
	atMostIfNegated           // "more than", unless "no more than"
	about                     // "about", "some": the number stands for both bounds
	glue                      // words between a bound and its number
)

func bound(w string) boundKind {
	switch w {
	case "least", "over", "above", "exceeding", "minimum":
		return atLeast
	case "up", "under", "below", "fewer", "less", "most", "many", "maximum":
		return atMost
	case "more":
		return atMostIfNegated
	case "about", "around", "some", "roughly", "approximately", "nearly", "almost", "estimated", "circa":
		return about
	case "at", "than", "to", "as", "an", "a", "the", "another", "of":
		return glue
	}
	return exact
}

// readNumber reads a number in figures or words from token i: "2,500", "1.2 million", "two hundred", "a dozen", "hundreds of
// thousands". plural says it was a bare plural, which names no exact number.
func readNumber(d *dragoman.Document, i, end int32) (n float64, plural bool, next int32, ok bool) {
	w := lower(d.Word(i))
	switch {
	case (w == "a" || w == "an" || w == "half") && i+1 < end:
		return readArticleNumber(d, i, end)
	case w == "several":
		return 1.5, true, i + 1, true // at least three
	case w == "scores":
		return 20, true, i + 1, true
	case w == "both":
		return 2, false, i + 1, true
	}
	if s := pluralScale(w); s > 0 { // "dozens", "tens of thousands"
		i++
		for i+1 < end && d.Word(i) == "of" && pluralScale(lower(d.Word(i+1))) > 0 {
			s *= pluralScale(lower(d.Word(i + 1)))
			i += 2
		}
		return s, true, i, true
	}
	return readPlainNumber(d, i, end)
}

// readArticleNumber reads "a dozen", "a hundred", "half a million", "a couple", "a third" is a share and no count.
func readArticleNumber(d *dragoman.Document, i, end int32) (n float64, plural bool, next int32, ok bool) {
	share := 1.0
	if lower(d.Word(i)) == "half" {
		share = 0.5
		i++
	}
	if i < end && (d.Word(i) == "a" || d.Word(i) == "A" || d.Word(i) == "an") {
		i++
	}
	if i >= end {
		return 0, false, 0, false
	}
	w := lower(d.Word(i))
	if s := scale(w); s > 0 {
		return share * s, false, i + 1, true
	}
	switch w {
	case "couple":
		return 2, false, i + 1, true
	case "few":
		return 1.5, true, i + 1, true // at least three
	case "handful":
		return 1.5, true, i + 1, true
	}
	return 0, false, 0, false
}

// readPlainNumber reads figures, words and their scales: "1.2 million", "two hundred and fifty thousand", "22".
func readPlainNumber(d *dragoman.Document, i, end int32) (n float64, plural bool, next int32, ok bool) {
	total, part, any := 0.0, 0.0, false
	for i < end {
		w := lower(d.Word(i))
		if v, ok := figures(w); ok {
			if any {
				break
			}
			part, any = v, true
		} else if v := numberWord(w); v > 0 || w == "zero" {
			part, any = part+v, true
		} else if s := scale(w); s > 0 && any {
			if part *= s; s > 100 {
				total, part = total+part, 0
			}
		} else if any && (w == "and" || w == "-") && i+1 < end && numberWord(lower(d.Word(i+1))) > 0 && figuresFree(d, i-1) {
			// "two hundred and fifty", "twenty-two"
		} else {
			break
		}
		i++
	}
	return total + part, false, i, any
}

// figuresFree reports whether token i is a number in words, which "and" may join to the next.
func figuresFree(d *dragoman.Document, i int32) bool {
	_, ok := figures(lower(d.Word(i)))
	return !ok
}

// readScale returns the scale word at token i, 0 where it is none.
func readScale(d *dragoman.Document, i int32) float64 { return scale(lower(d.Word(i))) }

// figures reads "2,500", "1.2", "50m", "3bn", "22nd" is none.
func figures(w string) (float64, bool) {
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, false
	}
	mul := 1.0
	for _, s := range []struct {
		ending string
		mul    float64
	}{{"bn", 1e9}, {"tn", 1e12}, {"m", 1e6}, {"k", 1e3}} {
		if rest, ok := strings.CutSuffix(w, s.ending); ok {
			w, mul = rest, s.mul
			break
		}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return v * mul, err == nil && !math.IsInf(v, 0)
}

func numberWord(w string) float64 {
	switch w {
	case "one":
		return 1
	case "two":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "eight":
		return 8
	case "nine":
		return 9
	case "ten":
		return 10
	case "eleven":
		return 11
	case "twelve":
		return 12
	case "thirteen":
		return 13
	case "fourteen":
		return 14
	case "fifteen":
		return 15
	case "sixteen":
		return 16
	case "seventeen":
		return 17
	case "eighteen":
		return 18
	case "nineteen":
		return 19
	case "twenty":
		return 20
	case "thirty":
		return 30
	case "forty":
		return 40
	case "fifty":
		return 50
	case "sixty":
		return 60
	case "seventy":
		return 70
	case "eighty":
		return 80
	case "ninety":
		return 90
	}
	return 0
}

func scale(w string) float64 {
	switch w {
	case "dozen":
		return 12
	case "hundred":
		return 100
	case "thousand":
		return 1e3
	case "million":
		return 1e6
	case "billion":
		return 1e9
	case "trillion":
		return 1e12
	}
	return 0
}

// pluralScale is the scale of a bare plural: "dozens", "thousands".
func pluralScale(w string) float64 {
	if w == "tens" {
		return 10
	}
	if singular, ok := strings.CutSuffix(w, "s"); ok {
		return scale(singular)
	}
	return 0
}

// numberNoun reports whether w is a noun that itself is a number.
func numberNoun(w string) bool {
	return pluralScale(w) > 0 || scale(w) > 0 || w == "scores" || w == "couple" || w == "handful" || w == "number"
}

// currencyBefore returns the currency of a sign at token i: "$", "US$", "€".
func currencyBefore(d *dragoman.Document, i int32) string {
	if int(i) >= len(d.Tokens) {
		return ""
	}
	switch d.Word(i) {
	case "$", "US$", "USD":
		return "USD"
	case "€", "EUR":
		return "EUR"
	case "£", "GBP":
		return "GBP"
	case "¥", "JPY":
		return "JPY"
	case "C$":
		return "CAD"
	case "A$":
		return "AUD"
	case "₹", "INR":
		return "INR"
	case "₪":
		return "ILS"
	}
	return ""
}

// currencyNoun returns the currency of a noun after a number. Names that several countries use are left out, but for the
// dollar, the pound and the yuan, which in news are those of the largest.
func currencyNoun(w string) string {
	switch w {
	case "dollars", "dollar":
		return "USD"
	case "euros", "euro":
		return "EUR"
	case "pounds":
		return "GBP"
	case "yen":
		return "JPY"
	case "yuan":
		return "CNY"
	case "roubles", "rubles":
		return "RUB"
	case "rupees":
		return "INR"
	case "shekels":
		return "ILS"
	case "naira":
		return "NGN"
	case "won":
		return "KRW"
	}
	return ""
}

// lower folds case; lower-case words, which most are, come back as they are.
func lower(w string) string { return strings.ToLower(w) }
