package setting

import (
	"time"

	"dragoman"
)

func year(y int) dragoman.Interval { return years(y, 1, dragoman.ByYear) }

// years are n years from one.
func years(y, n int, p dragoman.Precision) dragoman.Interval {
	return dragoman.Interval{From: dragoman.NewDate(y, 1, 1), End: dragoman.NewDate(y+n, 1, 1), Precision: p}
}

// months are n months from one that may be out of range of its year.
func months(y, m, n int, p dragoman.Precision) dragoman.Interval {
	return dragoman.Interval{From: dragoman.NewDate(y, time.Month(m), 1), End: dragoman.NewDate(y, time.Month(m+n), 1), Precision: p}
}

// monday is the first day of d's week (ISO 8601).
func monday(d dragoman.Date) dragoman.Date { return d - dragoman.Date((int(d.Weekday())+6)%7) }

func week(d dragoman.Date) dragoman.Interval {
	return dragoman.Interval{From: monday(d), End: monday(d) + 7, Precision: dragoman.ByWeek}
}

// weekend is the Saturday and Sunday of d's week.
func weekend(d dragoman.Date) dragoman.Interval {
	return dragoman.Interval{From: monday(d) + 5, End: monday(d) + 7, Precision: dragoman.ByWeekend}
}

// ymd splits a day.
func ymd(d dragoman.Date) (y, m, day int) {
	t := d.Time()
	return t.Year(), int(t.Month()), t.Day()
}

// validDay returns the day, or 0 where the month has no such day.
func validDay(y, m, d int) dragoman.Date {
	day := dragoman.NewDate(y, time.Month(m), d)
	if y, got, _ := ymd(day); d < 1 || got != m || y < 1 {
		return 0
	}
	return day
}

// unitAt is the unit of time, n of them from the one that holds d.
func unitAt(unit int32, d dragoman.Date, n int) dragoman.Interval {
	y, m, _ := ymd(d)
	switch unit {
	case unitMinute, unitHour:
		return dragoman.Day(d)
	case unitDay, unitNight:
		return dragoman.Day(d + dragoman.Date(n))
	case unitWeek:
		return week(d + dragoman.Date(7*n))
	case unitFortnight:
		return week(d + dragoman.Date(14*n))
	case unitWeekend:
		return weekend(d + dragoman.Date(7*n))
	case unitMonth:
		return months(y, m+n, 1, dragoman.ByMonth)
	case unitQuarter:
		return months(y, (m-1)/3*3+1+3*n, 3, dragoman.ByQuarter)
	case unitYear:
		return year(y + n)
	case unitDecade:
		return years(y/10*10+10*n, 10, dragoman.ByDecade)
	case unitCentury:
		return years((y-1)/100*100+1+100*n, 100, dragoman.ByCentury)
	}
	return dragoman.Interval{}
}

// shift moves a day by n units.
func shift(d dragoman.Date, unit int32, n int) dragoman.Date {
	t := d.Time()
	switch unit {
	case unitHour:
		return d + dragoman.Date(n/24)
	case unitDay, unitNight:
		return d + dragoman.Date(n)
	case unitWeek, unitWeekend:
		return d + dragoman.Date(7*n)
	case unitFortnight:
		return d + dragoman.Date(14*n)
	case unitMonth:
		return addMonths(t, n)
	case unitQuarter:
		return addMonths(t, 3*n)
	case unitYear:
		return addMonths(t, 12*n)
	case unitDecade:
		return addMonths(t, 120*n)
	case unitCentury:
		return addMonths(t, 1200*n)
	}
	return d
}

// addMonths moves by months and stays in the month it comes to: a month after 31 January is 28 February.
func addMonths(t time.Time, n int) dragoman.Date {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dragoman.DateOf(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// partOf is the early, middle or late third of an interval.
func partOf(v dragoman.Interval, part int32) dragoman.Interval {
	if v.From == 0 || v.End == 0 {
		return v
	}
	y, m, _ := ymd(v.From)
	switch v.Precision {
	case dragoman.ByDay, dragoman.ByWeekend, dragoman.ByRange:
		return v
	case dragoman.ByWeek:
		cut := [3][2]dragoman.Date{{0, 2}, {2, 4}, {4, 7}}[part]
		return dragoman.Interval{From: v.From + cut[0], End: v.From + cut[1], Precision: dragoman.ByRange}
	case dragoman.ByMonth:
		cut := [4]dragoman.Date{v.From, v.From + 10, v.From + 20, v.End}
		return dragoman.Interval{From: cut[part], End: cut[part+1], Precision: dragoman.ByRange}
	case dragoman.ByQuarter, dragoman.BySeason:
		return months(y, m+int(part), 1, dragoman.ByRange)
	case dragoman.ByYear:
		return months(y, 4*int(part)+1, 4, dragoman.ByRange)
	case dragoman.ByDecade:
		cut := [4]int{0, 4, 7, 10}
		return years(y+cut[part], cut[part+1]-cut[part], dragoman.ByRange)
	case dragoman.ByCentury:
		cut := [4]int{0, 33, 66, 100}
		return years(y+cut[part], cut[part+1]-cut[part], dragoman.ByRange)
	}
	return v
}

// edgeOf is the beginning (-1), middle (0) or end (1) of an interval.
func edgeOf(v dragoman.Interval, edge int32) dragoman.Interval {
	if edge == 0 {
		return partOf(v, partMid)
	}
	if v.From == 0 || v.End == 0 {
		return v
	}
	y, m, _ := ymd(v.From)
	switch begins := edge < 0; {
	case v.Precision == dragoman.ByYear && begins:
		return months(y, m, 1, dragoman.ByMonth)
	case v.Precision == dragoman.ByYear:
		return months(y, 12, 1, dragoman.ByMonth)
	case v.Precision == dragoman.ByDecade && begins:
		return year(y)
	case v.Precision == dragoman.ByDecade:
		return year(y + 9)
	case begins:
		return partOf(v, partEarly)
	}
	return partOf(v, partLate)
}
