package code

import (
	"math"
	"strconv"
	"strings"

	"dragoman"
)

// readNumber reads a number in figures or words from token i: "2,500", "1.2 million", "two hundred", "a dozen", "hundreds of
// thousands". plural says it was a bare plural, which names no exact number.
func readNumber(d *dragoman.Document, i, end int32) (n float64, plural bool, next int32, ok bool) {
	if i >= end {
		return 0, false, 0, false
	}
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
	if w == "quarter" && i+3 < end && d.Word(i+1) == "of" && d.Word(i+2) == "a" { // "a quarter of a million"
		share, i = share/4, i+3
		w = lower(d.Word(i))
	}
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
		} else if any && (w == "and" && total+part >= 100 || w == "-") && i+1 < end && numberWord(lower(d.Word(i+1))) > 0 && figuresFree(d, i-1) {
			// "two hundred and fifty", "twenty-two"; not "between one and three"
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
	case "billion", "bn":
		return 1e9
	case "trillion", "tn":
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
