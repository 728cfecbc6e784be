package sandbox_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func TestSchedules(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ schedule, kind, description string }{
		"once":                      {`{"type":0,"basic":{"year":"2027","month":"06","day":"1","time":"10:00"}}`, "once", "Once on 2027-06-01 at 10:00"},
		"minutes":                   {`{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`, "every minute", "Every 5 minutes from 00:00"},
		"hours":                     {`{"type":2,"basic":{"time":"00:30","interval":{"hour":"2"}}}`, "hourly", "Every 2 hours from 00:30"},
		"daily":                     {`{"type":3,"basic":{"time":"10:00"}}`, "daily", "Every day at 10:00"},
		"weekly":                    {`{"type":4,"basic":{"day":"tue, SAT","time":"23:10"}}`, "weekly", "Every week on Tuesday, Saturday at 23:10"},
		"by week":                   {`{"type":5,"basic":{"week":"1,3","day":"mon","time":"10:00"}}`, "monthly (specific week and day of the week)", "Every month on Monday of week 1, 3 at 10:00"},
		"by date":                   {`{"type":6,"basic":{"day":"3, 17","time":"10:00"}}`, "monthly on specific date", "Every month on 3, 17 at 10:00"},
		"stored":                    {`2`, "weekly", "Every week on Tuesday, Saturday at 23:10"},
		"copied":                    {`{"type":3,"basic":1}`, "daily", "Every day at 01:00"},
		"ignores the advanced part": {`{"type":3,"basic":{"time":"10:00"},"advanced":7}`, "daily", "Every day at 10:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := open(t, sandbox.Config{})
			got := post(t, s, with("schedule", test.schedule))
			same(t, got, "data.common.schedule.basic.type", test.kind)
			same(t, got, "data.common.schedule.basic.description", test.description)
			same(t, got, "data.common.schedule.basic.id", nil)
			same(t, get(t, s, "/api/recoveries/a-job"), "data.job.info.status.current", "Scheduled")
		})
	}
}

func TestScheduleIDs(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{})
	for i, schedule := range []string{`1`, `{"type":3,"basic":1}`, `{"type":3,"basic":{"time":"10:00"}}`, `3`} {
		name := fmt.Sprintf("job-%d", i)
		post(t, s, with("jobName", `"`+name+`"`, "schedule", schedule))
		// An id attaches the schedule itself. The other forms create a new one.
		want := []string{"1", "3", "4", "3"}[i]
		same(t, get(t, s, "/api/recoveries/"+name), "data.job.info.schedule.basic.id", want)
	}
}

func TestScheduleRefusals(t *testing.T) {
	t.Parallel()
	const (
		badType = "유효한 스케줄 타입이 아닙니다. (0 ~ 11 만 가능)"
		noBasic = "Request body validation failed: schedule.basic: basic/advanced must be a schedule object or an existing schedule ID (number)"
		missing = "Request body validation failed: schedule.basic: basic schedule validation failed (type: %d): %[2]s: %[2]s is required"
		badTime = "time은 'HH:mm' (00:00 ~ 23:59)이어야 합니다."
		badDay  = "Invalid day value. (day must be one of: mon, tue, wed, thu, fri, sat, sun)"
	)
	s := open(t, sandbox.Config{})
	tests := map[string]struct {
		schedule string
		status   int
		text     string
	}{
		"text":             {`"daily"`, 400, "schedule은 object이어야 합니다"},
		"no type":          {`{"basic":{"time":"10:00"}}`, 400, badType},
		"type too large":   {`{"type":12,"basic":{"time":"10:00"}}`, 400, badType},
		"type below zero":  {`{"type":-1,"basic":1}`, 400, badType},
		"type as text":     {`{"type":"daily","basic":{"time":"10:00"}}`, 400, "schedule.type은 number이어야 합니다"},
		"smart type":       {`{"type":7,"basic":{"day":"mon","time":"10:00"}}`, 400, "For full/increment job types, schedule must contain only basic."},
		"no basic":         {`{"type":3}`, 400, noBasic},
		"basic as text":    {`{"type":3,"basic":"1"}`, 400, noBasic},
		"no time":          {`{"type":3,"basic":{}}`, 400, fmt.Sprintf(missing, 3, "time")},
		"no year":          {`{"type":0,"basic":{"month":"1","day":"1","time":"10:00"}}`, 400, fmt.Sprintf(missing, 0, "year")},
		"no interval":      {`{"type":1,"basic":{"time":"10:00"}}`, 400, fmt.Sprintf(missing, 1, "interval.minute")},
		"other interval":   {`{"type":2,"basic":{"time":"10:00","interval":{"minute":"5"}}}`, 400, fmt.Sprintf(missing, 2, "interval.hour")},
		"no day":           {`{"type":4,"basic":{"time":"10:00"}}`, 400, fmt.Sprintf(missing, 4, "day")},
		"no week":          {`{"type":5,"basic":{"day":"mon","time":"10:00"}}`, 400, fmt.Sprintf(missing, 5, "week")},
		"copy misses day":  {`{"type":6,"basic":1}`, 400, fmt.Sprintf(missing, 6, "day")},
		"time":             {`{"type":3,"basic":{"time":"24:00"}}`, 400, badTime},
		"short time":       {`{"type":3,"basic":{"time":"9:00"}}`, 400, badTime},
		"number for time":  {`{"type":3,"basic":{"time":1000}}`, 400, "schedule.basic.time은 string이어야 합니다"},
		"number for every": {`{"type":1,"basic":{"time":"10:00","interval":{"minute":5}}}`, 400, "schedule.basic.interval.minute은 string이어야 합니다"},
		"weekday":          {`{"type":4,"basic":{"day":"monday","time":"10:00"}}`, 400, badDay},
		"empty weekday":    {`{"type":4,"basic":{"day":"mon,","time":"10:00"}}`, 400, badDay},
		"date":             {`{"type":6,"basic":{"day":"32","time":"10:00"}}`, 400, "day must be between 1 and 31."},
		"two dates once":   {`{"type":0,"basic":{"year":"2027","month":"1","day":"1,2","time":"10:00"}}`, 400, "day must be between 1 and 31."},
		"month":            {`{"type":0,"basic":{"year":"2027","month":"13","day":"1","time":"10:00"}}`, 400, "month must be between 1 and 12."},
		"week":             {`{"type":5,"basic":{"week":"0","day":"mon","time":"10:00"}}`, 400, "week must be between 1 and 5."},
		"zero minutes":     {`{"type":1,"basic":{"time":"10:00","interval":{"minute":"0"}}}`, 400, "interval.minute must be between 1 and 1048576."},
		"unknown":          {`77`, 404, "Schedule ID '77' not found"},
		"zero":             {`0`, 404, "Schedule ID '0' not found"},
		"unknown basic":    {`{"type":3,"basic":77}`, 404, "Schedule ID '77' not found."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			refused(t, post(t, s, with("schedule", test.schedule)), test.status, test.text)
		})
	}
	t.Run("center first", func(t *testing.T) {
		refused(t, post(t, s, with("center", `"9"`, "schedule", `77`)), http.StatusNotFound, "Zdm with ID '9' not found")
	})
	noJobs(t, s)
}
