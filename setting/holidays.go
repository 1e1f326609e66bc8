package setting

import (
	"time"

	"dragoman"
)

// A holiday is a day of each year, by rule or by table.
type holiday uint8

const (
	christmas holiday = iota + 1
	christmasEve
	boxingDay
	newYearsDay
	newYearsEve
	easter
	goodFriday
	easterMonday
	pentecost
	palmSunday
	ashWednesday
	maundyThursday
	ascensionDay
	whitMonday
	orthodoxEaster
	orthodoxChristmas
	thanksgiving
	halloween
	valentines
	laborDay
	memorialDay
	mayDay
	veteransDay
	armisticeDay
	bastilleDay
	julyFourth
	juneteenth
	kingDay
	womensDay
	nowruz
	lunarNewYear
	ramadan
	eidAlFitr
	eidAlAdha
	diwali
	passover
	yomKippur
	roshHashanah
	victoryDay
	epiphany
	stPatricks
	nineEleven
)

var oneWordHolidays = map[string]holiday{
	"christmas": christmas, "easter": easter, "pentecost": pentecost, "thanksgiving": thanksgiving, "halloween": halloween,
	"ramadan": ramadan, "diwali": diwali, "passover": passover, "juneteenth": juneteenth, "nowruz": nowruz, "epiphany": epiphany, "9/11": nineEleven,
}

// holidayPhrases are those of several words, longest first where one begins another.
var holidayPhrases = []struct {
	words []string
	day   holiday
}{
	{[]string{"Christmas", "Eve"}, christmasEve}, {[]string{"Christmas", "Day"}, christmas}, {[]string{"Boxing", "Day"}, boxingDay},
	{[]string{"New", "Year", "'s", "Day"}, newYearsDay}, {[]string{"New", "Year", "’s", "Day"}, newYearsDay}, {[]string{"New", "Year's", "Day"}, newYearsDay},
	{[]string{"New", "Year", "'s", "Eve"}, newYearsEve}, {[]string{"New", "Year", "’s", "Eve"}, newYearsEve}, {[]string{"New", "Year's", "Eve"}, newYearsEve},
	{[]string{"Lunar", "New", "Year"}, lunarNewYear}, {[]string{"Chinese", "New", "Year"}, lunarNewYear},
	{[]string{"Good", "Friday"}, goodFriday}, {[]string{"Easter", "Monday"}, easterMonday}, {[]string{"Easter", "Sunday"}, easter},
	{[]string{"Ash", "Wednesday"}, ashWednesday}, {[]string{"Maundy", "Thursday"}, maundyThursday}, {[]string{"Holy", "Thursday"}, maundyThursday},
	{[]string{"Ascension", "Day"}, ascensionDay}, {[]string{"Whit", "Monday"}, whitMonday}, {[]string{"Palm", "Sunday"}, palmSunday}, {[]string{"Orthodox", "Easter"}, orthodoxEaster}, {[]string{"Orthodox", "Christmas"}, orthodoxChristmas},
	{[]string{"Thanksgiving", "Day"}, thanksgiving}, {[]string{"Valentine", "'s", "Day"}, valentines}, {[]string{"Valentine", "’s", "Day"}, valentines},
	{[]string{"Labor", "Day"}, laborDay}, {[]string{"Memorial", "Day"}, memorialDay}, {[]string{"May", "Day"}, mayDay},
	{[]string{"Veterans", "Day"}, veteransDay}, {[]string{"Armistice", "Day"}, armisticeDay}, {[]string{"Remembrance", "Day"}, armisticeDay},
	{[]string{"Bastille", "Day"}, bastilleDay}, {[]string{"Fourth", "of", "July"}, julyFourth}, {[]string{"July", "Fourth"}, julyFourth},
	{[]string{"Martin", "Luther", "King", "Day"}, kingDay}, {[]string{"International", "Women", "'s", "Day"}, womensDay},
	{[]string{"International", "Women", "’s", "Day"}, womensDay}, {[]string{"Eid", "al", "-", "Fitr"}, eidAlFitr}, {[]string{"Eid", "al-Fitr"}, eidAlFitr},
	{[]string{"Eid", "ul", "-", "Fitr"}, eidAlFitr}, {[]string{"Eid", "al", "-", "Adha"}, eidAlAdha}, {[]string{"Eid", "al-Adha"}, eidAlAdha},
	{[]string{"Eid", "ul", "-", "Adha"}, eidAlAdha}, {[]string{"Yom", "Kippur"}, yomKippur}, {[]string{"Rosh", "Hashanah"}, roshHashanah}, {[]string{"Rosh", "Hashana"}, roshHashanah},
	{[]string{"Victory", "Day"}, victoryDay}, {[]string{"St.", "Patrick", "'s", "Day"}, stPatricks}, {[]string{"New", "Year"}, newYearsDay},
	{[]string{"9", "/", "11"}, nineEleven},
}

// Feasts by the moon, from 2010: the days on which they were kept in most of the world, as month × 100 + day. What is not in
// the tables is not known.
const firstTabled = 2010

var tabled = map[holiday][]int{
	ramadan:      {811, 801, 720, 709, 628, 618, 606, 527, 517, 506, 424, 413, 402, 323, 311, 301, 218, 208},
	eidAlFitr:    {910, 830, 819, 808, 728, 717, 706, 625, 615, 604, 524, 513, 502, 421, 410, 330, 320, 309},
	eidAlAdha:    {1116, 1106, 1026, 1015, 1004, 924, 912, 901, 821, 811, 731, 720, 709, 628, 616, 606, 527, 516},
	diwali:       {1105, 1026, 1113, 1103, 1023, 1111, 1030, 1019, 1107, 1027, 1114, 1104, 1024, 1112, 1031, 1020, 1108},
	lunarNewYear: {214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217, 206},
	passover:     {330, 419, 407, 326, 415, 404, 423, 411, 331, 420, 409, 328, 416, 406, 423, 413, 402},
	yomKippur:    {918, 1008, 926, 914, 1004, 923, 1012, 930, 919, 1009, 928, 916, 1005, 925, 1012, 1002, 921},
}

var fixedDays = map[holiday][2]int{
	christmas: {12, 25}, christmasEve: {12, 24}, boxingDay: {12, 26}, newYearsDay: {1, 1}, newYearsEve: {12, 31}, orthodoxChristmas: {1, 7},
	halloween: {10, 31}, valentines: {2, 14}, mayDay: {5, 1}, veteransDay: {11, 11}, armisticeDay: {11, 11}, bastilleDay: {7, 14},
	julyFourth: {7, 4}, juneteenth: {6, 19}, womensDay: {3, 8}, nowruz: {3, 20}, victoryDay: {5, 9}, epiphany: {1, 6}, stPatricks: {3, 17},
}

// in returns the days of a holiday in a year, or nothing where they are not known.
func (h holiday) in(year int) dragoman.Interval {
	if md, ok := fixedDays[h]; ok {
		return dragoman.Day(dragoman.NewDate(year, time.Month(md[0]), md[1]))
	}
	if days, ok := tabled[h]; ok {
		i := year - firstTabled
		if i < 0 || i >= len(days) {
			return dragoman.Interval{}
		}
		first := dragoman.NewDate(year, time.Month(days[i]/100), days[i]%100)
		if h == ramadan {
			if fast := tabled[eidAlFitr]; i < len(fast) {
				return dragoman.Interval{From: first, End: dragoman.NewDate(year, time.Month(fast[i]/100), fast[i]%100), Precision: dragoman.ByMonth}
			}
		}
		return dragoman.Day(first)
	}
	switch h {
	case easter:
		return dragoman.Day(easterOf(year))
	case goodFriday:
		return dragoman.Day(easterOf(year) - 2)
	case easterMonday:
		return dragoman.Day(easterOf(year) + 1)
	case palmSunday:
		return dragoman.Day(easterOf(year) - 7)
	case ashWednesday:
		return dragoman.Day(easterOf(year) - 46)
	case maundyThursday:
		return dragoman.Day(easterOf(year) - 3)
	case ascensionDay:
		return dragoman.Day(easterOf(year) + 39)
	case whitMonday:
		return dragoman.Day(easterOf(year) + 50)
	case pentecost:
		return dragoman.Day(easterOf(year) + 49)
	case orthodoxEaster:
		return dragoman.Day(orthodoxEasterOf(year))
	case thanksgiving:
		return dragoman.Day(nthWeekday(year, time.November, time.Thursday, 4))
	case laborDay:
		return dragoman.Day(nthWeekday(year, time.September, time.Monday, 1))
	case kingDay:
		return dragoman.Day(nthWeekday(year, time.January, time.Monday, 3))
	case memorialDay:
		return dragoman.Day(nthWeekday(year, time.June, time.Monday, 1) - 7)
	case roshHashanah:
		if kippur := yomKippur.in(year); !kippur.IsZero() {
			return dragoman.Day(kippur.From - 9)
		}
	}
	return dragoman.Interval{}
}

// easterOf is Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
func easterOf(y int) dragoman.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dragoman.NewDate(y, time.Month(n/31), n%31+1)
}

// orthodoxEasterOf is Easter by the Julian computus (Meeus), as a Gregorian day of 1900 to 2099.
func orthodoxEasterOf(y int) dragoman.Date {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	const julianLag = 13
	return dragoman.NewDate(y, time.Month(n/31), n%31+1) + julianLag
}

func nthWeekday(year int, month time.Month, day time.Weekday, n int) dragoman.Date {
	first := dragoman.NewDate(year, month, 1)
	return first + dragoman.Date((int(day)-int(first.Weekday())+7)%7+7*(n-1))
}
