package sandbox_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// clock is a settable clock.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at
}

// shown returns a job's state, followed by the state and percentage of each partition.
func shown(t *testing.T, s *sandbox.Server, job string) string {
	t.Helper()
	text := fmt.Sprint(get(t, s, "/api/recoveries/"+job).at(t, "data.job.info.status.current"))
	for _, item := range get(t, s, "/api/recoveries/monitoring/job/"+job).at(t, "data.job.details").([]any) {
		one := answered{json: item.(map[string]any)}
		text += fmt.Sprintf(" %v:%v", one.at(t, "progressInfo.status"), one.at(t, "progressInfo.percent"))
	}
	return text
}

func put(t *testing.T, s *sandbox.Server, target, body string) answered {
	t.Helper()
	return send(t, s, http.MethodPut, target, body, bearer(t, s))
}

// At speed 1 a run of source-server prepares for 30 s, copies / (9 GB) in 77.3 s and /home (40 GB)
// in 343.6 s.
func TestJobLife(t *testing.T) {
	t.Parallel()
	type checkpoint struct {
		after time.Duration
		want  string
	}
	const done = "Complete:100%"
	tests := map[string]struct {
		speed       float64
		request     string
		put         map[time.Duration]string
		checkpoints []checkpoint
	}{
		"waits": {1, with(), nil, []checkpoint{{0, "Registered Registered:0% Registered:0%"}, {time.Hour, "Registered Registered:0% Registered:0%"}}},
		"runs at once": {1, with("autoStart", `"use"`), nil, []checkpoint{
			{0, "Preparing Registered:0% Registered:0%"},
			{29 * time.Second, "Preparing Registered:0% Registered:0%"},
			{30 * time.Second, "Processing Processing:0% Registered:0%"},
			{69 * time.Second, "Processing Processing:50% Registered:0%"},
			{107 * time.Second, "Processing Processing:99% Registered:0%"},
			{108 * time.Second, "Processing " + done + " Processing:0%"},
			{280 * time.Second, "Processing " + done + " Processing:50%"},
			{451 * time.Second, "Complete " + done + " " + done},
			{1000 * time.Hour, "Complete " + done + " " + done},
		}},
		"runs faster": {60, with("autoStart", `"use"`), nil, []checkpoint{
			{0, "Preparing Registered:0% Registered:0%"}, {time.Second, "Processing Processing:38% Registered:0%"}, {8 * time.Second, "Complete " + done + " " + done}}},
		// 100 Mbit/s is a tenth of the line rate.
		"is limited": {1, with("autoStart", `"use"`, "networkLimit", "100"), nil, []checkpoint{
			{30*time.Second + 387*time.Second, "Processing Processing:50% Registered:0%"}, {4500 * time.Second, "Complete " + done + " " + done}}},
		"a limit above the line": {1, with("autoStart", `"use"`, "networkLimit", "9000000000000"), nil, []checkpoint{{451 * time.Second, "Complete " + done + " " + done}}},
		"is started": {1, with(), map[time.Duration]string{time.Minute: `{"status":"start"}`}, []checkpoint{
			{60 * time.Second, "Preparing Registered:0% Registered:0%"}, {129 * time.Second, "Processing Processing:50% Registered:0%"}}},
		"is stopped": {1, with("autoStart", `"use"`), map[time.Duration]string{280 * time.Second: `{"status":"STOP"}`}, []checkpoint{
			{280 * time.Second, "Canceling " + done + " Canceling:50%"}, {289 * time.Second, "Canceling " + done + " Canceling:50%"},
			{290 * time.Second, "Canceled " + done + " Canceled:50%"}, {time.Hour, "Canceled " + done + " Canceled:50%"}}},
		"is stopped while it prepares": {1, with("autoStart", `"use"`), map[time.Duration]string{time.Second: `{"status":"stop"}`}, []checkpoint{
			{2 * time.Second, "Canceling Canceling:0% Canceling:0%"}, {time.Minute, "Canceled Canceled:0% Canceled:0%"}}},
		"runs again": {1, with("autoStart", `"use"`), map[time.Duration]string{time.Second: `{"status":"stop"}`, time.Minute: `{"status":"start"}`}, []checkpoint{
			{129 * time.Second, "Processing Processing:50% Registered:0%"}, {time.Hour, "Complete " + done + " " + done}}},
		"is renamed after a run": {1, with("autoStart", `"use"`), map[time.Duration]string{time.Hour: `{"mode":"increment"}`}, []checkpoint{
			{2 * time.Hour, "Complete " + done + " " + done}}},
		"keeps the pace of its run": {1, with("autoStart", `"use"`), map[time.Duration]string{time.Second: `{"networkLimit":1}`}, []checkpoint{
			{69 * time.Second, "Processing Processing:50% Registered:0%"}}},
		// 500 of 640 GB fit, which is 78 percent.
		"fills the target": {1, with("center", `"3"`, "source", `"31"`, "target", `"32"`, "repository", `{"id":21}`, "autoStart", `"use"`), nil, []checkpoint{
			{160 * time.Second, "Processing " + done + " Processing:0%"}, {3 * time.Hour, "Error " + done + " Error:78%"}}},
		"cannot reach the target": {1, with("target", `"18"`, "autoStart", `"use"`), nil, []checkpoint{
			{29 * time.Second, "Preparing Registered:0% Registered:0%"}, {30 * time.Second, "Error Error:0% Canceled:0%"}}},
		"waits for its schedule": {1, with("schedule", `{"type":3,"basic":{"time":"12:01"}}`), nil, []checkpoint{
			{59 * time.Second, "Scheduled Registered:0% Registered:0%"}, {60 * time.Second, "Preparing Registered:0% Registered:0%"},
			{130 * time.Second, "Processing Processing:51% Registered:0%"}, {time.Hour, "Scheduled " + done + " " + done}}},
		"runs once": {1, with("schedule", `{"type":0,"basic":{"year":"2026","month":"3","day":"11","time":"12:01"}}`), nil, []checkpoint{
			{0, "Scheduled Registered:0% Registered:0%"}, {time.Hour, "Complete " + done + " " + done}}},
		"was due too early": {1, with("schedule", `{"type":0,"basic":{"year":"2026","month":"3","day":"11","time":"11:59"}}`), nil, []checkpoint{
			{time.Hour, "Registered Registered:0% Registered:0%"}}},
		"is stopped until it is due again": {1, with("schedule", `{"type":3,"basic":{"time":"12:01"}}`), map[time.Duration]string{2 * time.Minute: `{"status":"stop"}`}, []checkpoint{
			{time.Hour, "Canceled Canceled:38% Canceled:0%"}, {24*time.Hour + 61*time.Second, "Preparing Registered:0% Registered:0%"}}},
		"before it was registered": {1, with("autoStart", `"use"`), nil, []checkpoint{{-time.Hour, "Preparing Registered:0% Registered:0%"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			now := &clock{now: noon}
			s := open(t, sandbox.Config{Now: now.read, Speed: test.speed})
			if got := post(t, s, test.request); got.status != http.StatusCreated {
				t.Fatal(got.text)
			}
			for _, after := range []time.Duration{time.Second, time.Minute, 2 * time.Minute, 280 * time.Second, time.Hour} {
				if body := test.put[after]; body != "" {
					now.set(noon.Add(after))
					same(t, put(t, s, "/api/recoveries/a-job", body), "data.summary.state", "success")
				}
			}
			for _, m := range test.checkpoints {
				now.set(noon.Add(m.after))
				if got := shown(t, s, "a-job"); got != m.want {
					t.Errorf("after %v: got %q, want %q", m.after, got, m.want)
				}
			}
		})
	}
}

func TestTimesOfARun(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read, Speed: 1})
	post(t, s, with("autoStart", `"use"`))
	now.set(noon.Add(90 * time.Minute))
	got := get(t, s, "/api/recoveries/a-job")
	same(t, got, "data.job.info.status.time.start", "2026-03-11 12:00:00")
	same(t, got, "data.job.info.status.time.elapsed", "00:07:30")
	same(t, got, "data.job.info.status.time.end", "2026-03-11 12:07:30")
	same(t, got, "data.job.info.lastUpdated", "2026-03-11 12:07:30")
	now.set(noon.Add(time.Minute))
	got = get(t, s, "/api/recoveries/a-job")
	same(t, got, "data.job.info.status.time.elapsed", "00:01:00")
	same(t, got, "data.job.info.status.time.end", "-")
	same(t, got, "data.job.info.lastUpdated", "2026-03-11 12:01:00")
}

// Reading a job never changes it.
func TestReadingChangesNothing(t *testing.T) {
	request := with("schedule", `{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`)
	polled, unread := &clock{now: noon}, &clock{now: noon}
	first := open(t, sandbox.Config{Now: polled.read, Speed: 1})
	second := open(t, sandbox.Config{Now: unread.read, Speed: 1})
	post(t, first, request)
	post(t, second, request)
	history := func(s *sandbox.Server) string {
		text := get(t, s, "/api/recoveries/histories/a-job").text
		return text[strings.Index(text, `"data"`):]
	}
	for after := time.Duration(0); after < 3*time.Hour; after += 7 * time.Minute {
		polled.set(noon.Add(after))
		shown(t, first, "a-job")
		put(t, first, "/api/recoveries/a-job", `{"mailEvent":"a@example.com"}`)
	}
	end := noon.Add(3 * time.Hour)
	polled.set(end)
	unread.set(end)
	if a, b := history(first), history(second); a != b {
		t.Errorf("looked at\n%s\nnot looked at\n%s", a, b)
	}
	if a, b := shown(t, first, "a-job"), shown(t, second, "a-job"); a != b {
		t.Errorf("looked at %q, not looked at %q", a, b)
	}
}

// A run of 7:31 with a schedule of every five minutes skips every second due time.
func TestRunsDoNotOverlap(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read, Speed: 1})
	post(t, s, with("schedule", `{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`))
	now.set(noon.Add(40 * time.Minute))
	var starts []string
	for i := range get(t, s, "/api/recoveries/histories/a-job").at(t, "data").([]any) {
		starts = append(starts, get(t, s, "/api/recoveries/histories/a-job").at(t, fmt.Sprintf("data.%d.time.start", i)).(string)[11:])
	}
	if got := strings.Join(starts, " "); got != "12:25:00 12:15:00 12:05:00" {
		t.Errorf("got %q", got)
	}
	if got := shown(t, s, "a-job"); !strings.HasPrefix(got, "Processing ") {
		t.Errorf("got %q", got)
	}
}

// Years of runs every minute take no longer to evaluate than a few runs.
func TestManyDueRuns(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read})
	for _, schedule := range []string{`{"type":1,"basic":{"time":"00:00","interval":{"minute":"1"}}}`, `{"type":3,"basic":{"time":"10:00"}}`,
		`{"type":6,"basic":{"day":"31","time":"10:00"}}`} {
		post(t, s, with("schedule", schedule))
	}
	now.set(noon.AddDate(50, 0, 0))
	began := time.Now()
	got := get(t, s, "/api/recoveries/histories?limit=1000")
	same(t, got, "pagination.totalItems", 300.0)
	same(t, got, "data.0.time.start", "2076-01-31 10:00:00")
	put(t, s, "/api/recoveries/1", `{"status":"start"}`)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
