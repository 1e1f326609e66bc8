package setting

import (
	"strings"
	"sync"

	"dragoman"
)

// A term is what a word can mean in an expression of time.
type term struct {
	kind termKind
	n    int32
	mid  bool // the word begins with "mid-"
}

type termKind uint8

const (
	noTerm     termKind = iota
	tWeekday            // n: 0 Sunday
	tMonth              // n: 1 January
	tUnit               // n: a unit
	tUnits              // the same in the plural
	tDayWord            // n: days from today: "yesterday"
	tNumber             // n: "two", "12"
	tVague              // n: about how many: "several"
	tLast               // "last"
	tPast               // "past"
	tNext               // "next", "coming"
	tThis               // "this", "current"
	tPrevious           // "previous", "preceding": counted from what was told
	tFollowing          // "following"
	tSame               // "same", "that"
	tRecent             // "recent"
	tSeason             // n: first month of it
	tPart               // n: a part: "early"
	tPartDay            // "morning", "night"
	tOrdinal            // n: "third", "3rd"
	tYear               // n: four digits
	tDecade             // n: "1990s", "nineties"
	tClock              // "10:30", "noon"
	tMeridiem           // "p.m."
	tZone               // "GMT"
	tAgo                // "ago"
	tLater              // "later", "afterwards"
	tEarlier            // "earlier", "before"
	tAfter              // "after", "following"
	tBefore             // "before"
	tSince              // "since"
	tUntil              // "until", "till"
	tBy                 // "by"
	tFrom               // "from"
	tBetween            // "between"
	tTo                 // "to", "through"
	tAnd                // "and"
	tIn                 // "in"
	tOn                 // "on"
	tDuring             // "during", "over", "throughout"
	tWithin             // "within"
	tFor                // "for"
	tAt                 // "at", "around", "about"
	tOf                 // "of"
	tThe                // "the"
	tA                  // "a", "an"
	tEdge               // n: -1 beginning, 0 middle, 1 end
	tComma
	tDash
	tQuarterName // n: "Q3"
	tHoliday     // n: a holiday of one word
	tPhrase      // may begin the name of a holiday
	tEvery       // "every", "each": no one time
	tOld         // "old", "aged"
	tNo          // "no", "not": of "no later than"
	tDate        // n: a day, "2025-11-10"
)

// The units of time.
const (
	unitMinute = iota
	unitHour
	unitDay
	unitNight
	unitWeek
	unitFortnight
	unitWeekend
	unitMonth
	unitQuarter
	unitYear
	unitDecade
	unitCentury
)

// The parts of a span of time.
const (
	partEarly = iota
	partMid
	partLate
)

// longestTerm bounds the words that are looked up.
const longestTerm = 12

// lookUp returns what a word can mean. Names of days and months count only with a capital.
func lookUp(w string) term {
	c := w[0]
	switch {
	case '0' <= c && c <= '9':
		return number(w)
	case len(w) == 1:
		switch c {
		case ',':
			return term{kind: tComma}
		case '-':
			return term{kind: tDash}
		case 'a', 'A':
			return term{kind: tA, n: 1}
		}
		return term{}
	case len(w) > 5 && (w[:4] == "mid-" || w[:4] == "Mid-"):
		t := lookUp(w[4:])
		t.mid = true
		return t
	case w == "'" || w == "’":
		return term{}
	case c == '\'' || len(w) > 5 && w[:3] == "’":
		if t := number(strings.TrimLeft(w, "'’")); t.kind == tDecade { // "the '90s"
			return t
		}
		return term{}
	case w == "–" || w == "—":
		return term{kind: tDash}
	case len(w) > longestTerm || c > 'z' && w[0] != 0xE2:
		return term{}
	}
	var b [longestTerm]byte
	for i := range len(w) {
		b[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	t := vocabulary()[string(b[:len(w)])]
	if (t.kind == tMonth || t.kind == tWeekday || t.kind == tHoliday || t.kind == tPhrase) && (c < 'A' || c > 'Z') {
		return term{}
	}
	return t
}

// number reads a word that begins with a digit.
func number(w string) term {
	n, i := int32(0), 0
	for ; i < len(w) && w[i] >= '0' && w[i] <= '9'; i++ {
		if i > 6 {
			return term{}
		}
		n = n*10 + int32(w[i]-'0')
	}
	switch rest := w[i:]; rest {
	case "":
		if i == 4 && n >= 1000 && n <= 2199 {
			return term{kind: tYear, n: n}
		}
		return term{kind: tNumber, n: n}
	case "st", "nd", "rd", "th":
		return term{kind: tOrdinal, n: n}
	case "s", "'s", "’s":
		if i == 4 && n%10 == 0 {
			return term{kind: tDecade, n: n}
		}
		if i == 2 && n%10 == 0 && n >= 20 {
			return term{kind: tDecade, n: 1900 + n}
		}
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "AM", "PM":
		if n <= 12 {
			return term{kind: tClock, n: n}
		}
	default:
		if t := numericDate(w); t.kind != noTerm {
			return t
		}
		if (rest[0] == ':' || rest[0] == '.' && len(rest) > 3 || rest[0] == 'h') && len(rest) >= 3 && n < 25 && i <= 2 && rest[1] >= '0' && rest[1] <= '5' && isClockTail(rest[1:]) {
			return term{kind: tClock, n: n}
		}
	}
	return term{}
}

// numericDate reads "2025-11-10", "10.11.2025" (the day first), and "31/12/2025" or "12/31/2025" where only one order gives a day.
func numericDate(w string) term {
	var n [3]int
	part, digits := 0, 0
	separator := byte(0)
	for i := range len(w) {
		switch c := w[i]; {
		case '0' <= c && c <= '9':
			n[part] = n[part]*10 + int(c-'0')
			if digits++; digits > 4 {
				return term{}
			}
		case part < 2 && digits > 0 && (c == '-' || c == '/' || c == '.') && (separator == 0 || c == separator):
			separator, digits = c, 0
			part++
		default:
			return term{}
		}
	}
	if w == "9/11" {
		return term{kind: tHoliday, n: int32(nineEleven)}
	}
	if part != 2 || digits == 0 {
		return term{}
	}
	var day dragoman.Date
	switch {
	case n[0] > 999:
		day = validDay(n[0], n[1], n[2])
	case n[2] < 1000:
	case separator == '.' || n[0] > 12:
		day = validDay(n[2], n[1], n[0])
	case n[1] > 12 || n[0] == n[1]:
		day = validDay(n[2], n[0], n[1])
	}
	if day == 0 {
		return term{}
	}
	return term{kind: tDate, n: int32(day)}
}

// isClockTail reports whether the rest of "10:30", "10:30:05", "10:30pm" is one.
func isClockTail(s string) bool {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits != 2 {
		return false
	}
	switch s[digits:] {
	case "", "am", "pm", "a.m.", "p.m.", "AM", "PM":
		return true
	}
	return s[digits] == ':' && isDigits(s[digits+1:])
}

var vocabulary = sync.OnceValue(func() map[string]term {
	m := make(map[string]term, 400)
	lists := func(kind termKind, first int32, words ...[]string) {
		for i, list := range words {
			for _, w := range list {
				m[w] = term{kind: kind, n: first + int32(i)}
			}
		}
	}
	all := func(kind termKind, n int32, words ...string) { lists(kind, n, words) }
	lists(tWeekday, 0, []string{"sunday", "sun."}, []string{"monday", "mon."}, []string{"tuesday", "tue.", "tues.", "tues"}, []string{"wednesday", "wed."},
		[]string{"thursday", "thu.", "thurs.", "thur.", "thurs"}, []string{"friday", "fri."}, []string{"saturday", "sat."})
	lists(tMonth, 1, []string{"january", "jan.", "jan"}, []string{"february", "feb.", "feb"}, []string{"march", "mar."}, []string{"april", "apr.", "apr"},
		[]string{"may"}, []string{"june", "jun."}, []string{"july", "jul."}, []string{"august", "aug.", "aug"}, []string{"september", "sept.", "sep.", "sept"},
		[]string{"october", "oct.", "oct"}, []string{"november", "nov.", "nov"}, []string{"december", "dec.", "dec"})
	units := [][2]string{{"minute", "minutes"}, {"hour", "hours"}, {"day", "days"}, {"night", "nights"}, {"week", "weeks"}, {"fortnight", "fortnights"},
		{"weekend", "weekends"}, {"month", "months"}, {"quarter", "quarters"}, {"year", "years"}, {"decade", "decades"}, {"century", "centuries"}}
	for i, u := range units {
		m[u[0]], m[u[1]] = term{kind: tUnit, n: int32(i)}, term{kind: tUnits, n: int32(i)}
	}
	all(tDayWord, 0, "today", "tonight")
	all(tDayWord, -1, "yesterday", "overnight")
	all(tDayWord, 1, "tomorrow")
	lists(tNumber, 0, nil, []string{"one"}, []string{"two"}, []string{"three"}, []string{"four"}, []string{"five"}, []string{"six"}, []string{"seven"}, []string{"eight"},
		[]string{"nine"}, []string{"ten"}, []string{"eleven"}, []string{"twelve", "dozen"}, []string{"thirteen"}, []string{"fourteen"}, []string{"fifteen"}, []string{"sixteen"},
		[]string{"seventeen"}, []string{"eighteen"}, []string{"nineteen"}, []string{"twenty"})
	for n, w := range map[int32]string{30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred"} {
		all(tNumber, n, w)
	}
	all(tNumber, 2, "couple")
	all(tVague, 3, "few", "several", "some", "many")
	all(tA, 1, "an")
	all(tThe, 0, "the")
	all(tLast, 0, "last")
	all(tPast, 0, "past")
	all(tNext, 0, "next", "coming", "upcoming")
	all(tThis, 0, "this", "current", "these")
	all(tPrevious, 0, "previous", "preceding", "prior")
	all(tFollowing, 0, "following")
	all(tSame, 0, "same", "that")
	all(tRecent, 0, "recent")
	lists(tSeason, 0, nil, nil, nil, []string{"spring", "springtime"}, nil, nil, []string{"summer", "summertime"}, nil, nil, []string{"autumn", "fall"}, nil, nil,
		[]string{"winter", "wintertime"})
	lists(tPart, 0, []string{"early"}, []string{"mid"}, []string{"late"})
	all(tPartDay, 0, "morning", "afternoon", "evening", "night", "lunchtime", "daybreak", "dawn", "dusk", "nightfall", "sunrise", "sunset", "mornings")
	lists(tOrdinal, 1, []string{"first"}, []string{"second"}, []string{"third"}, []string{"fourth"}, []string{"fifth"}, []string{"sixth"}, []string{"seventh"},
		[]string{"eighth"}, []string{"ninth"}, []string{"tenth"}, []string{"eleventh"}, []string{"twelfth"}, []string{"thirteenth"}, []string{"fourteenth"},
		[]string{"fifteenth"}, []string{"sixteenth"}, []string{"seventeenth"}, []string{"eighteenth"}, []string{"nineteenth"}, []string{"twentieth"})
	all(tOrdinal, -1, "final")
	for i, w := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		all(tDecade, 1920+10*int32(i), w)
	}
	all(tClock, 12, "noon", "midday")
	all(tClock, 0, "midnight")
	all(tMeridiem, 0, "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o’clock")
	all(tZone, 0, "gmt", "utc", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "ist", "jst", "kst", "msk", "et", "pt", "cst", "cdt", "mst", "eet", "eest", "aest", "aedt",
		"hkt", "sgt", "pkt", "wib", "cat", "eat", "wat", "sast")
	all(tAgo, 0, "ago", "back")
	all(tLater, 0, "later", "afterward", "afterwards")
	all(tEarlier, 0, "earlier", "beforehand")
	all(tAfter, 0, "after")
	all(tBefore, 0, "before")
	all(tSince, 0, "since")
	all(tUntil, 0, "until", "till", "til")
	all(tBy, 0, "by")
	all(tFrom, 0, "from")
	all(tBetween, 0, "between")
	all(tTo, 0, "to", "through", "thru")
	all(tAnd, 0, "and")
	all(tIn, 0, "in")
	all(tOn, 0, "on")
	all(tDuring, 0, "during", "over", "throughout", "across")
	all(tWithin, 0, "within")
	all(tFor, 0, "for")
	all(tAt, 0, "at", "around", "about", "shortly", "just")
	all(tOf, 0, "of")
	all(tEdge, -1, "beginning", "start", "outset")
	all(tEdge, 0, "middle", "midpoint")
	all(tEdge, 1, "end", "close")
	lists(tQuarterName, 1, []string{"q1"}, []string{"q2"}, []string{"q3"}, []string{"q4"})
	all(tEvery, 0, "every", "each", "per")
	all(tOld, 0, "old", "aged")
	all(tNo, 0, "no", "not")
	for _, p := range holidayPhrases {
		if first := strings.ToLower(p.words[0]); m[first].kind == noTerm {
			m[first] = term{kind: tPhrase}
		}
	}
	for name, h := range oneWordHolidays {
		all(tHoliday, int32(h), name)
	}
	return m
})
