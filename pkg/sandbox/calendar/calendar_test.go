package calendar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var seoul = time.FixedZone("KST", 9*60*60)

func when(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, seoul)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func minutes(n string) *zdm.ScheduleInterval { return &zdm.ScheduleInterval{Minute: n} }
func hours(n string) *zdm.ScheduleInterval   { return &zdm.ScheduleInterval{Hour: n} }

// 2026-03-11 is a Wednesday.
func TestDue(t *testing.T) {
	tests := map[string]struct {
		kind   int
		basic  zdm.ScheduleBasic
		length time.Duration
		until  string
		runs   string // newest first
		next   string
	}{
		"once":                {0, zdm.ScheduleBasic{Year: "2026", Month: "03", Day: "12", Time: "10:00"}, 0, "2026-03-20 00:00", "03-12 10:00", ""},
		"once, later":         {0, zdm.ScheduleBasic{Year: "2026", Month: "3", Day: "12", Time: "10:00"}, 0, "2026-03-11 23:00", "", "03-12 10:00"},
		"once, too early":     {0, zdm.ScheduleBasic{Year: "2026", Month: "3", Day: "11", Time: "11:59"}, 0, "2026-03-20 00:00", "", ""},
		"no such day":         {0, zdm.ScheduleBasic{Year: "2026", Month: "4", Day: "31", Time: "10:00"}, 0, "2026-06-01 00:00", "", ""},
		"minutes":             {1, zdm.ScheduleBasic{Time: "00:00", Interval: minutes("7")}, 0, "2026-03-11 12:20", "03-11 12:15 03-11 12:08 03-11 12:01", "03-11 12:22"},
		"minutes from later":  {1, zdm.ScheduleBasic{Time: "12:10", Interval: minutes("5")}, 0, "2026-03-11 12:20", "03-11 12:20 03-11 12:15 03-11 12:10", "03-11 12:25"},
		"longer minutes":      {1, zdm.ScheduleBasic{Time: "00:00", Interval: minutes("7")}, 8 * time.Minute, "2026-03-11 12:30", "03-11 12:29 03-11 12:15 03-11 12:01", "03-11 12:36"},
		"hours":               {2, zdm.ScheduleBasic{Time: "00:30", Interval: hours("5")}, 0, "2026-03-12 00:00", "03-11 20:30 03-11 15:30", "03-12 01:30"},
		"hours over days":     {2, zdm.ScheduleBasic{Time: "00:30", Interval: hours("48")}, 0, "2026-03-16 00:00", "03-15 00:30 03-13 00:30", "03-17 00:30"},
		"daily":               {3, zdm.ScheduleBasic{Time: "10:00"}, 0, "2026-03-13 10:00", "03-13 10:00 03-12 10:00", "03-14 10:00"},
		"daily, days long":    {3, zdm.ScheduleBasic{Time: "10:00"}, 30 * time.Hour, "2026-03-17 00:00", "03-16 10:00 03-14 10:00 03-12 10:00", "03-17 10:00"},
		"daily, to the next":  {3, zdm.ScheduleBasic{Time: "10:00"}, 24 * time.Hour, "2026-03-14 00:00", "03-13 10:00 03-12 10:00", "03-14 10:00"},
		"weekly":              {4, zdm.ScheduleBasic{Day: "tue, SAT", Time: "23:10"}, 0, "2026-03-18 00:00", "03-17 23:10 03-14 23:10", "03-21 23:10"},
		"sunday":              {4, zdm.ScheduleBasic{Day: "sun", Time: "23:10"}, 0, "2026-03-18 00:00", "03-15 23:10", "03-22 23:10"},
		"by week":             {5, zdm.ScheduleBasic{Week: "1,3", Day: "mon", Time: "10:00"}, 0, "2026-04-07 00:00", "04-06 10:00 03-16 10:00", "04-20 10:00"},
		"last week is fourth": {5, zdm.ScheduleBasic{Week: "5", Day: "wed", Time: "10:00"}, 0, "2026-03-31 00:00", "03-25 10:00", "04-29 10:00"},
		"last week is fifth":  {5, zdm.ScheduleBasic{Week: "5", Day: "mon", Time: "10:00"}, 0, "2026-03-31 00:00", "03-30 10:00", "04-27 10:00"},
		"by date":             {6, zdm.ScheduleBasic{Day: "3, 17", Time: "10:00"}, 0, "2026-04-05 00:00", "04-03 10:00 03-17 10:00", "04-17 10:00"},
		"the 31st":            {6, zdm.ScheduleBasic{Day: "31", Time: "10:00"}, 0, "2026-06-01 00:00", "05-31 10:00 03-31 10:00", "07-31 10:00"},
		"smart":               {7, zdm.ScheduleBasic{Day: "mon", Time: "10:00"}, 0, "2026-06-01 00:00", "", ""},
	}
	attached := when(t, "2026-03-11 12:00")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			schedule := calendar.Schedule{Type: test.kind, Basic: test.basic}
			if fault := schedule.Check(); fault != nil {
				t.Fatal(fault)
			}
			plan, until := schedule.Attach(attached), when(t, test.until)
			var runs []string
			for start := range plan.Runs(attached, until, test.length) {
				runs = append(runs, start.Format("01-02 15:04"))
			}
			if got := strings.Join(runs, " "); got != test.runs {
				t.Errorf("runs %q, want %q", got, test.runs)
			}
			next, ok := plan.Next(until)
			if got := next.Format("01-02 15:04"); ok != (test.next != "") || ok && got != test.next {
				t.Errorf("next %v %v, want %q", next, ok, test.next)
			}
		})
	}
}

func TestRunsStopEarly(t *testing.T) {
	attached := when(t, "2026-03-11 12:00")
	for _, schedule := range []calendar.Schedule{
		{Type: 1, Basic: zdm.ScheduleBasic{Time: "00:00", Interval: minutes("1")}},
		{Type: 3, Basic: zdm.ScheduleBasic{Time: "10:00"}},
	} {
		for _, length := range []time.Duration{0, 100 * time.Hour} {
			seen := 0
			for range schedule.Attach(attached).Runs(attached, attached.AddDate(20, 0, 0), length) {
				if seen++; seen == 3 {
					break
				}
			}
			if seen != 3 {
				t.Errorf("type %d: %d runs", schedule.Type, seen)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	good := zdm.ScheduleBasic{Year: "2027", Month: "6", Week: "1", Day: "1", Time: "10:00", Interval: &zdm.ScheduleInterval{Minute: "5", Hour: "2"}}
	weekday := good
	weekday.Day = "mon"
	with := func(b zdm.ScheduleBasic, change func(*zdm.ScheduleBasic)) zdm.ScheduleBasic {
		change(&b)
		return b
	}
	tests := map[string]struct {
		schedule calendar.Schedule
		want     string // part, field and reason
	}{
		"all good":         {calendar.Schedule{Type: 0, Basic: good}, ""},
		"unknown type":     {calendar.Schedule{Type: 12}, ""},
		"no advanced":      {calendar.Schedule{Type: 7, Basic: weekday}, ""},
		"smart":            {calendar.Schedule{Type: 10, Basic: weekday, Advanced: new(with(weekday, func(b *zdm.ScheduleBasic) { b.Month = "1, 12" }))}, ""},
		"two months once":  {calendar.Schedule{Type: 0, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Month = "1,2" })}, "basic month 4"},
		"year":             {calendar.Schedule{Type: 0, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Year = "99" })}, "basic year 4"},
		"signed":           {calendar.Schedule{Type: 0, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Day = "+1" })}, "basic day 4"},
		"huge":             {calendar.Schedule{Type: 6, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Day = "99999999999999999999" })}, "basic day 4"},
		"smart, two days":  {calendar.Schedule{Type: 7, Basic: with(weekday, func(b *zdm.ScheduleBasic) { b.Day = "mon,tue" })}, "basic day 5"},
		"smart, two weeks": {calendar.Schedule{Type: 8, Basic: with(weekday, func(b *zdm.ScheduleBasic) { b.Week = "1,2" })}, "basic week 5"},
		"smart, advanced":  {calendar.Schedule{Type: 9, Basic: good, Advanced: &zdm.ScheduleBasic{Day: "0", Time: "10:00"}}, "advanced day 4"},
		"smart, no month":  {calendar.Schedule{Type: 11, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Month = "" })}, "basic month 1"},
		"no interval":      {calendar.Schedule{Type: 1, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Interval = nil })}, "basic interval.minute 1"},
		"clock":            {calendar.Schedule{Type: 3, Basic: with(good, func(b *zdm.ScheduleBasic) { b.Time = "10:60" })}, "basic time 2"},
		"weekday":          {calendar.Schedule{Type: 4, Basic: good}, "basic day 3"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			if fault := test.schedule.Check(); fault != nil {
				got = fmt.Sprint(fault.Part, " ", fault.Field, " ", int(fault.Reason))
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Runs ends for every schedule that Check accepts, and its times are ordered and in range.
func FuzzDue(f *testing.F) {
	f.Add(5, "2026", "3", "5", "mon", "10:00", "5", int64(1_800_000_000), int64(3600))
	f.Add(0, "2024", "2", "", "29", "10:00", "", int64(-1), int64(1<<40))
	f.Add(1, "", "", "", "", "23:59", "1048576", int64(4_000_000_000), int64(1))
	f.Fuzz(func(t *testing.T, kind int, year, month, week, day, clock, every string, until, length int64) {
		schedule := calendar.Schedule{Type: kind, Basic: zdm.ScheduleBasic{Year: year, Month: month, Week: week, Day: day, Time: clock,
			Interval: &zdm.ScheduleInterval{Minute: every, Hour: every}}}
		if kind < 0 || schedule.Check() != nil {
			return
		}
		attached := time.Date(2026, time.March, 11, 12, 0, 0, 0, seoul)
		end := attached.Add(time.Duration(until%(1<<33)) * time.Second)
		var runs []time.Time
		for start := range schedule.Attach(attached).Runs(attached, end, time.Duration(length&(1<<55-1))) {
			if runs = append(runs, start); len(runs) == 50 {
				break
			}
		}
		if !slices.IsSortedFunc(runs, func(a, b time.Time) int { return b.Compare(a) }) {
			t.Errorf("not in order: %v", runs)
		}
		for _, start := range runs {
			if !start.After(attached) || start.After(end) {
				t.Errorf("%v is not between %v and %v", start, attached, end)
			}
		}
	})
}
