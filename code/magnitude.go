package code

import (
	"math"
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
	if hyphened(d, i) || hyphened(d, i-1) || hyphened(d, i+1) {
		return true
	}
	for at, steps := i, 0; at >= 0 && steps < 6; at, steps = d.Tokens[at].Head, steps+1 {
		if at == head {
			return true
		}
		if d.Tokens[at].UPOS == dragoman.VERB && d.Tokens[at].Deprel != dragoman.RelAmod { // "three captured soldiers"
			return false
		}
	}
	return bound(lower(d.Word(i))) != exact
}

// hyphened reports whether token i is the hyphen of "forty-six".
func hyphened(d *dragoman.Document, i int32) bool {
	return i > 0 && int(i)+1 < len(d.Tokens) && d.Word(i) == "-" && numberWord(lower(d.Word(i-1))) > 0 && numberWord(lower(d.Word(i+1))) > 0
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
		if q.low < 1000 && high >= 1e6 && readScale(d, next-1) == 0 && q.low < high/scaleOf(high) {
			q.low *= scaleOf(high) // "$2 to $3 million", "between one and three million people"
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
		if w == "up" && lower(d.Word(i+1)) != "to" || w == "over" && i > sentFirst && wedded["over"][d.Lemmas[i-1]] {
			return // "rounded up hundreds", "handed over 25 captives"
		}
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
	case "least", "over", "above", "exceeding", "minimum", "upwards":
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

// currencyNoun returns the currency of a noun after a number: an ISO 4217 code, or the noun itself where several countries use it, but for
// the dollar, the pound, the lira and the yuan, which in news are those of the largest.
func currencyNoun(w string) string { return currencies[w] }

var currencies = func() map[string]string {
	m := map[string]string{}
	fields := strings.Fields(`dollars USD dollar USD euros EUR euro EUR pounds GBP yen JPY yuan CNY renminbi CNY roubles RUB rubles RUB rupees INR shekels ILS
		naira NGN won KRW ringgit MYR baht THB zloty PLN zlotys PLN rand ZAR hryvnia UAH hryvnias UAH lira TRY liras TRY reais BRL taka BDT rupiah IDR forint HUF
		forints HUF kronor SEK birr ETB cedis GHS dong VND tenge KZT lari GEL drams AMD manat AZN afghanis AFN lei RON leva BGN kyat MMK quetzales GTQ soles PEN
		bolivars VES tugrik MNT`)
	for i := 0; i < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	for _, w := range strings.Fields("kroner krone francs pesos dinars dirhams riyals rials shillings kwacha koruna crowns cents") {
		m[w] = w
	}
	return m
}()

// isCurrency reports whether a unit is one of money.
func isCurrency(unit string) bool {
	return len(unit) == 3 && unit[0] <= 'Z' || currencies[unit] == unit && unit != ""
}

// lower folds case; lower-case words, which most are, come back as they are.
func lower(w string) string { return strings.ToLower(w) }
