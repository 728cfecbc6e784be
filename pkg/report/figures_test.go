package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// number formats a figure, "null" if it is unknown.
func number(n *int64) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}

// figures returns the objectives of a report as "min max verdict".
func figures(d *report.Document) (rto, rpo string) {
	text := func(o report.Objective) string {
		return number(o.MinSeconds) + " " + number(o.MaxSeconds) + " " + o.Verdict
	}
	return text(d.Objectives[0]), text(d.Objectives[1])
}

func codes(d *report.Document) (all []string) {
	for _, one := range d.Deviations {
		all = append(all, one.Code)
	}
	return all
}

// Every figure is correct or unknown.
func TestFigures(t *testing.T) {
	t.Parallel()
	const night = "2026-03-11 01:03:00" // in the server's zone
	complete := func(tape *tape) *tape {
		return tape.runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete).end("09:21:00", journal.Complete)
	}
	zoned := func() *tape {
		return newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "+09:00", journal.ZoneTimestamp)
	}
	for _, tt := range []struct {
		name     string
		tape     *tape
		rto, rpo string
		result   string
		code     exit.Code
		codes    []string
	}{
		{"all is well", complete(zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered)), "1241 1251 met", "28620 28620 met", report.Complete, exit.OK, nil},
		{"another zone", complete(newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "-05:00", journal.ZoneDate).image("db-01", "a.ZIA", "2026-03-10 11:03:00", journal.BasisRegistered)),
			"1241 1251 met", "28620 28620 met", report.Complete, exit.OK, nil},
		{"the better zone", complete(newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "+01:00", journal.ZoneJobStart).clock("09:03:00", "+09:00", journal.ZoneTimestamp).image("db-01", "a.ZIA", night, journal.BasisRegistered)),
			"1241 1251 met", "28620 28620 met", report.Complete, exit.OK, nil},
		{"no zone", complete(newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "", "").image("db-01", "a.ZIA", night, journal.BasisRegistered)),
			"1241 1251 met", fmt.Sprintf("%d %d met", 28620-9*3600-12*3600+0, 28620+5*3600), report.Complete, exit.OK, nil},
		{"no zone, and close", complete(newTape([]string{"db-01"}).begin("09:02:00").image("db-01", "a.ZIA", "2026-03-10 11:00:00", journal.BasisRegistered)),
			"1241 1251 met", fmt.Sprintf("%d %d undetermined", (22-21)*3600, 27*3600), report.Complete, exit.Missed, nil},
		{"an image with a zone of its own", complete(newTape([]string{"db-01"}).begin("09:02:00").image("db-01", "a.ZIA", "2026-03-10T16:03:00Z", journal.BasisRegistered)),
			"1241 1251 met", "28620 28620 met", report.Complete, exit.OK, nil},
		{"an old image", complete(zoned().image("db-01", "a.ZIA", "2026-03-09 01:03:00", journal.BasisRegistered)), "1241 1251 met", "201420 201420 missed", report.Complete, exit.Missed, nil},
		{"an image that is gone", complete(zoned().image("db-01", "a.ZIA", "", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"an image that no answer names", complete(zoned().image("db-01", "a.ZIA", night, journal.BasisPlanned)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"planned, then named", complete(zoned().image("db-01", "b.ZIA", night, journal.BasisPlanned).image("db-01", "a.ZIA", "2026-03-11 02:03:00", journal.BasisRegistered)),
			"1241 1251 met", "25020 25020 met", report.Complete, exit.OK, nil},
		{"a time that is none", complete(zoned().image("db-01", "a.ZIA", "Invalid Date", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"an image of the future", complete(zoned().image("db-01", "a.ZIA", "2030-01-01 00:00:00", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"an image of the future by its zone", complete(zoned().image("db-01", "a.ZIA", "2026-03-11T12:00:00-05:00", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"an image of the future in any zone", complete(newTape([]string{"db-01"}).begin("09:02:00").image("db-01", "a.ZIA", "2026-03-12 12:00:00", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"the zero time", complete(zoned().image("db-01", "a.ZIA", "0001-01-01 00:00:00", journal.BasisRegistered)), "1241 1251 met", "null null undetermined", report.Complete, exit.Missed, nil},
		{"an end before T0", zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered).runs("db-01", "09:02:09", "08:02:11", "08:20:41", "08:20:51", journal.Complete).end("08:21:00", journal.Complete),
			"null null undetermined", "28620 28620 met", report.Deviating, exit.Missed, []string{"elapsed"}},
		{"an outage over the end", zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered).runs("db-01", "09:02:09", "09:02:11", "09:10:00", "10:59:00", journal.Complete).
			add("10:59:00", journal.Record{Event: journal.Gap, What: journal.NoAnswer, From: at("09:10:00")}).end("11:00:00", journal.Complete),
			"600 7140 met", "28620 28620 met", report.Deviating, exit.OK, []string{"gap"}},
		{"an outage over the objective", zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered).runs("db-01", "09:02:09", "09:02:11", "09:10:00", "11:59:00", journal.Complete).
			add("11:59:00", journal.Record{Event: journal.Gap, What: journal.NoAnswer, From: at("09:10:00")}).end("11:59:01", journal.Complete),
			"600 10740 undetermined", "28620 28620 met", report.Deviating, exit.Missed, []string{"gap"}},
		{"too late", zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered).runs("db-01", "09:02:09", "09:02:11", "11:00:01", "11:00:05", journal.Complete).end("11:59:01", journal.Complete),
			"7201 7205 missed", "28620 28620 met", report.Deviating, exit.Missed, []string{"elapsed"}},
		{"killed", zoned().runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete), "1241 1251 met", "null null undetermined", report.Interrupted, exit.Unknown, nil},
		{"interrupted", zoned().end("09:21:00", journal.Interrupted), "null null undetermined", "null null undetermined", report.Interrupted, 130, nil},
		{"failed", zoned().image("db-01", "a.ZIA", night, journal.BasisRegistered).runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Failed).end("09:21:00", journal.Failed),
			"null null undetermined", "28620 null undetermined", report.Failed, exit.Failed, nil},
	} {
		d := tt.tape.build(t)
		rto, rpo := figures(d)
		if rto != tt.rto || rpo != tt.rpo || d.Report.Result != tt.result || d.Report.ExitCode != tt.code || !slices.Equal(codes(d), tt.codes) {
			t.Errorf("%s: %s (%s), %s (%s), %s, %d, %q", tt.name, rto, tt.rto, rpo, tt.rpo, d.Report.Result, d.Report.ExitCode, codes(d))
		}
	}
}

// The start of a joined recovery is unknown: it has no lower bound, and the duration has no upper
// one.
func TestJoined(t *testing.T) {
	t.Parallel()
	d := newTape([]string{"db-01"}).begin("09:02:00").
		add("09:02:00", journal.Record{Event: journal.Observed, Job: "db-01", State: &journal.State{Status: "Processing", Running: true, Origin: journal.Found}}).
		add("09:02:00", journal.Record{Event: journal.Decision, What: journal.Joined, Job: "db-01", Detail: "was running already"}).
		over("db-01", "09:20:41", "09:20:51", journal.Complete).end("09:21:00", journal.Complete).build(t)
	r := &d.Waves[0].Recoveries[0]
	least, most := r.Took()
	if r.Start.After != nil || !r.Start.By.Equal(at("09:02:00")) || most != nil || least.Seconds() != 1121 || r.TookText() != "≥ 00:18:41" {
		t.Errorf("%+v, %v, %v, %s", r.Start, least, most, r.TookText())
	}
	if text := r.Start.Text("15:04:05", seoul, "en"); text != "before 09:02:00" {
		t.Error(text)
	}
	if d.Report.Result != report.Deviating {
		t.Error(d.Report.Result)
	}
}

// The duration of a restarted recovery counts from its new start, and the report shows the restart.
func TestRestarted(t *testing.T) {
	t.Parallel()
	d := newTape([]string{"db-01"}).begin("09:02:00").runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Failed).end("09:21:00", journal.Failed).
		begin("09:40:00").
		add("09:40:00", journal.Record{Event: journal.Gap, What: journal.NotRunning, From: at("09:21:00")}).
		add("09:40:01", journal.Record{Event: journal.Decision, What: journal.Restarted, Job: "db-01", Detail: "to be started again"}).
		add("09:40:02", journal.Record{Event: journal.Start, Job: "db-01", State: &journal.State{}}).
		add("09:40:03", journal.Record{Event: journal.Start, Job: "db-01", Outcome: "accepted", RequestID: "r-2"}).
		add("09:40:05", journal.Record{Event: journal.Observed, Job: "db-01", State: &journal.State{Status: "Preparing", Running: true, Origin: journal.Started, After: at("09:40:02")}}).
		over("db-01", "09:58:40", "09:58:44", journal.Complete).end("09:59:00", journal.Complete).build(t)
	r := &d.Waves[0].Recoveries[0]
	if rto, _ := figures(d); rto != "3520 3524 met" || d.Report.Result != report.Deviating || !slices.Equal(codes(d), []string{"gap", "restart"}) {
		t.Errorf("%s, %s, %q", rto, d.Report.Result, codes(d))
	}
	if !r.Start.By.Equal(at("09:40:05")) || !slices.Equal(r.RequestIDs, []string{"r-db-01", "r-2"}) || r.Error != nil {
		t.Errorf("%+v", r)
	}
}

// A wave that was not reached is not started, and a recovery that was left out is not a failure.
func TestPartOfARun(t *testing.T) {
	t.Parallel()
	tape := newTape([]string{"db-01", "db-02"}, []string{"app-01"}).begin("09:02:00").
		add("09:02:01", journal.Record{Event: journal.Decision, What: journal.Skipped, Job: "db-02", Detail: "left out"}).
		runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete)
	tape.run.Through = "1-db"
	tape.records[0].Run.Through = "1-db"
	d := tape.end("09:21:00", journal.Complete).build(t)
	if d.Report.Result != report.Incomplete || d.Report.ExitCode != exit.OK || d.Waves[0].Result != report.Complete || d.Waves[1].Result != report.NotStarted {
		t.Errorf("%+v, %s, %s", d.Report, d.Waves[0].Result, d.Waves[1].Result)
	}
	if got := d.Waves[0].Recoveries[1].Result + ", " + d.Waves[1].Recoveries[0].Result; got != "skipped, not started" {
		t.Error(got)
	}
	if rto, _ := figures(d); rto != "null null undetermined" || !slices.Equal(d.Objectives[0].Unknown, []string{"app-01"}) {
		t.Errorf("%s, %q", rto, d.Objectives[0].Unknown)
	}
}

// A recovery that was started but never seen may be running.
func TestNeverSeen(t *testing.T) {
	t.Parallel()
	record := func(event journal.Event, outcome string) journal.Record {
		return journal.Record{Event: event, Job: "db-01", Outcome: outcome}
	}
	put := journal.Record{Event: journal.Start, Job: "db-01", State: &journal.State{ID: "905"}}
	held := record(journal.End, "created")
	held.Held = true
	restarted := journal.Record{Event: journal.Decision, What: journal.Restarted, Job: "db-01"}
	skipped := journal.Record{Event: journal.Decision, What: journal.Skipped, Job: "db-01"}
	for _, tt := range []struct {
		name    string
		records []journal.Record
		want    string
	}{
		{"nothing was sent", nil, report.NotStarted},
		{"registered", []journal.Record{record(journal.Send, ""), record(journal.End, "created")}, report.Unknown},
		{"registered in part", []journal.Record{record(journal.Send, ""), record(journal.End, "partial")}, report.Unknown},
		{"the outcome is unknown", []journal.Record{record(journal.Send, ""), record(journal.End, "unknown")}, report.Unknown},
		{"killed before the answer", []journal.Record{record(journal.Send, "")}, report.Unknown},
		{"not registered", []journal.Record{record(journal.Send, ""), record(journal.End, "failed")}, report.NotStarted},
		{"registered, but not started", []journal.Record{record(journal.Send, ""), held}, report.NotStarted},
		{"started later", []journal.Record{record(journal.Send, ""), held, put, record(journal.Start, "accepted")}, report.Unknown},
		{"the outcome of the start is unknown", []journal.Record{put, record(journal.Start, "unknown")}, report.Unknown},
		{"killed before the answer to the start", []journal.Record{put}, report.Unknown},
		{"the start was refused", []journal.Record{put, record(journal.Start, "refused")}, report.NotStarted},
		{"the target was busy", []journal.Record{put, record(journal.Start, "busy")}, report.NotStarted},
		{"the start was not sent", []journal.Record{put, record(journal.Start, "not-sent")}, report.NotStarted},
		{"to be restarted", []journal.Record{record(journal.Send, ""), record(journal.End, "created"), restarted}, report.NotStarted},
		{"left out", []journal.Record{record(journal.Send, ""), record(journal.End, "created"), skipped}, report.Skipped},
	} {
		tape := newTape([]string{"db-01"}).begin("09:02:00")
		for _, r := range tt.records {
			tape.add("09:02:09", r)
		}
		tape.add("09:10:00", journal.Record{Event: journal.End, Outcome: journal.Failed, Code: exit.Deadline})
		d := tape.build(t)
		r := d.Waves[0].Recoveries[0]
		if r.Result != tt.want || (r.Error != nil) != (tt.want == report.Unknown) {
			t.Errorf("%s: %s, error %v, want %s", tt.name, r.Result, r.Error, tt.want)
		}
		if tt.want != report.Skipped && (d.Report.Result != report.Interrupted || d.Report.ExitCode != exit.Deadline || d.Waves[0].Result != report.Incomplete) {
			t.Errorf("%s: %s, %d, wave %s", tt.name, d.Report.Result, d.Report.ExitCode, d.Waves[0].Result)
		}
	}
}

// The spread requires no zone if all times are in the same one.
func TestSpread(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ a, b, want string }{
		{"2026-03-11 01:00:00", "2026-03-10 23:00:00", "7200"},
		{"2026-03-11T01:00:00Z", "2026-03-11T01:00:00+09:00", "32400"},
		{"2026-03-11 01:00:00", "2026-03-11T01:00:00Z", "null"},
		{"2026-03-11 01:00:00", "yesterday", "null"},
		{"2026-03-11 01:00:00", "", "null"},
	} {
		d := newTape([]string{"db-01", "db-02"}).begin("09:02:00").image("db-01", "a", tt.a, journal.BasisRegistered).image("db-02", "b", tt.b, journal.BasisReported).build(t)
		if got := number(d.Objectives[1].SpreadSeconds); got != tt.want {
			t.Errorf("%s, %s: %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

// Records that do not form a valid run, in any order, still produce a report.
func TestOddRecords(t *testing.T) {
	t.Parallel()
	whole := newTape([]string{"db-01"}, []string{"app-01"}).begin("09:02:00").clock("09:02:00", "+99:99", "timestamp").image("db-01", "a", "2026-03-11 01:00:00", "other").
		runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete).end("09:21:00", journal.Complete)
	for n := range whole.records {
		part := &tape{run: whole.run, records: slices.Concat(whole.records[n:], whole.records[:n])}
		d := part.build(t)
		for _, form := range []string{"a.html", "a.md", "a.csv", "a.json"} {
			if text, err := d.Form(form, "ko"); err != nil || len(text) == 0 {
				t.Errorf("from %d, %s: %v", n, form, err)
			}
		}
	}
	empty := report.Build(report.Source{}, report.Options{})
	if text, err := empty.Form("a.html", "en"); err != nil || !strings.Contains(string(text), "</html>") {
		t.Error(err)
	}
}
