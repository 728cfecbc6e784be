package report_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// shardTape returns a tape of shard I/N. It has planned all jobs and runs only its own.
func shardTape(shard string, own []string, waves ...[]string) *tape {
	t := newTape(waves...)
	t.run.Shard = shard
	for w := range t.run.Waves {
		for i := range t.run.Waves[w].Recoveries {
			one := &t.run.Waves[w].Recoveries[i]
			one.Elsewhere = !slices.Contains(own, one.Job)
		}
	}
	return t
}

func (t *tape) source(path string) report.Source {
	return report.Source{Records: t.records, Path: path, Sum: "sum of " + path}
}

func join(sources ...report.Source) (*report.Document, error) {
	return report.Join(sources, report.Options{Now: at("12:00:00"), Lang: msg.English})
}

// shards returns the two shards of a run of three recoveries in two waves.
func shards() (first, second *tape) {
	waves := [][]string{{"db-01", "db-02"}, {"app-01"}}
	first = shardTape("0/2", []string{"db-01"}, waves...).begin("09:01:00").clock("09:01:00", "+09:00", journal.ZoneTimestamp).
		image("db-01", "a.ZIA", "2026-03-11 01:00:00", journal.BasisRegistered).
		runs("db-01", "09:02:00", "09:02:05", "09:20:00", "09:20:10", journal.Complete).end("09:20:11", journal.Complete)
	second = shardTape("1/2", []string{"db-02", "app-01"}, waves...).begin("09:01:30").
		image("db-02", "b.ZIA", "2026-03-11 02:00:00", journal.BasisRegistered).
		image("app-01", "c.ZIA", "2026-03-11 03:00:00", journal.BasisRegistered).
		runs("db-02", "09:02:00", "09:02:05", "09:10:00", "09:10:10", journal.Complete).
		add("09:30:00", journal.Record{Event: journal.WaveEvent, Wave: "2-app"}).
		runs("app-01", "09:30:00", "09:30:05", "09:40:00", "09:40:10", journal.Complete).end("09:40:11", journal.Complete)
	return first, second
}

// The joined report is the same as that of a single run.
func TestJoin(t *testing.T) {
	t.Parallel()
	first, second := shards()
	d, err := join(second.source("b"), first.source("a"))
	if err != nil {
		t.Fatal(err)
	}
	rto, rpo := figures(d)
	if rto != "2400 2410 met" || rpo != "28800 28800 met" || d.Report.ExitCode != exit.OK {
		t.Errorf("%s, %s, %d", rto, rpo, d.Report.ExitCode)
	}
	var all []string
	for _, wave := range d.Waves {
		for _, one := range wave.Recoveries {
			all = append(all, wave.Name+" "+one.Job+" "+one.Result)
		}
	}
	if want := []string{"1-db db-01 complete", "1-db db-02 complete", "2-app app-01 complete"}; !slices.Equal(all, want) {
		t.Errorf("%q", all)
	}
	if !d.Times.Begin.Equal(at("09:01:00")) || d.Times.End == nil || !d.Times.End.Equal(at("09:40:11")) || !d.Waves[0].Begin.Equal(at("09:01:00")) {
		t.Errorf("%+v", d.Times)
	}
	if len(d.Shards) != 2 || *d.Shards[0].Shard != "0/2" || *d.Shards[1].SHA256 != "sum of b" || d.Journal.Path != "a, b" {
		t.Errorf("%+v, %+v", d.Journal, d.Shards)
	}
	for i := 1; i < len(d.Events); i++ {
		if d.Events[i].At.Before(d.Events[i-1].At) {
			t.Errorf("event %d is out of order", i)
		}
	}
	if page := string(d.HTML(msg.English)); !strings.Contains(page, "sum of b") || strings.Count(page, "shard 1/2") == 0 {
		t.Error("the evidence does not name the shards")
	}
	if text, err := d.JSON(); err != nil || !bytes.Contains(text, []byte(`"shard": "1/2"`)) {
		t.Errorf("%v", err)
	}
}

// The report of a single shard covers only its own recoveries.
func TestOneShard(t *testing.T) {
	t.Parallel()
	first, _ := shards()
	d := first.build(t)
	if len(d.Waves) != 2 || len(d.Waves[0].Recoveries) != 1 || len(d.Waves[1].Recoveries) != 0 || *d.Journal.Shard != "0/2" {
		t.Errorf("%+v", d.Waves)
	}
	for form, text := range map[string]string{"HTML": string(d.HTML(msg.English)), "Markdown": string(d.Markdown(msg.English))} {
		if !strings.Contains(text, "shard 0/2") {
			t.Errorf("%s does not show that it is of one shard", form)
		}
	}
	if source := first.source("a"); !source.IsShard() {
		t.Error("the journal is not of a shard")
	}
}

// If the clocks of the machines differ, the figures are less certain, and the report shows the
// difference.
func TestJoinClocksApart(t *testing.T) {
	t.Parallel()
	first, second := shards()
	second.add("09:01:31", journal.Record{Event: journal.ClockRead, Clock: &journal.Clock{Offset: 302.6, PlusMinus: 1.1}})
	d, err := join(first.source("a"), second.source("b"))
	if err != nil {
		t.Fatal(err)
	}
	if rto, _ := figures(d); rto != "2100 2710 met" || codes(d)[0] != "clock" || !strings.Contains(d.Deviations[0].Message, "00:05:00") {
		t.Errorf("%s, %+v", rto, d.Deviations)
	}
}

// A shard without a journal is named, and its recoveries are unknown, so the report is not green.
func TestJoinWithoutAShard(t *testing.T) {
	t.Parallel()
	first, _ := shards()
	d, err := join(first.source("a"))
	if err != nil {
		t.Fatal(err)
	}
	if d.Report.Result != report.Unknown || d.Report.ExitCode != exit.Unknown || d.Objectives[0].Verdict != report.Undetermined {
		t.Errorf("%+v, %+v", d.Report, d.Objectives[0])
	}
	if len(d.Deviations) != 1 || d.Deviations[0].Code != "shard" || !strings.Contains(d.Deviations[0].Message, "1/2") || !strings.Contains(d.Deviations[0].Message, "db-02, app-01") {
		t.Errorf("%+v", d.Deviations)
	}
}

// If one shard was killed, the joined report is incomplete. If one failed, it has failed.
func TestJoinTakesTheWorst(t *testing.T) {
	t.Parallel()
	waves := [][]string{{"db-01", "db-02"}}
	good := shardTape("0/2", []string{"db-01"}, waves...).begin("09:01:00").
		runs("db-01", "09:02:00", "09:02:05", "09:20:00", "09:20:10", journal.Complete).end("09:20:11", journal.Complete)
	for want, other := range map[string]*tape{
		report.Interrupted: shardTape("1/2", []string{"db-02"}, waves...).begin("09:01:00"),
		report.Failed: shardTape("1/2", []string{"db-02"}, waves...).begin("09:01:00").
			runs("db-02", "09:02:00", "09:02:05", "09:20:00", "09:20:10", journal.Failed).end("09:20:11", journal.Failed),
		report.Complete: shardTape("1/2", []string{"db-02"}, waves...).begin("09:01:00").
			runs("db-02", "09:02:00", "09:02:05", "09:20:00", "09:20:10", journal.Complete).end("09:21:11", journal.Complete),
	} {
		d, err := join(good.source("a"), other.source("b"))
		if err != nil || d.Report.Result != want || (d.Report.ExitCode == exit.OK) != (want == report.Complete) && d.Report.ExitCode != exit.Missed {
			t.Errorf("%s: %+v, %v", want, d.Report, err)
		}
	}
}

// Journals that do not belong to one run are refused, with the reason.
func TestJoinRefuses(t *testing.T) {
	t.Parallel()
	for reason, change := range map[string]func(*journal.Run){
		"not belong to a shard":       func(r *journal.Run) { r.Shard = "" },
		"an unknown shard":            func(r *journal.Run) { r.Shard = "x/2" },
		"different numbers of shards": func(r *journal.Run) { r.Shard = "1/3" },
		"so does a":                   func(r *journal.Run) { r.Shard = "0/2" },
		"server":                      func(r *journal.Run) { r.Server = "https://other.test/api" },
		"kind":                        func(r *journal.Run) { r.Kind = journal.KindRecovery },
		"--since":                     func(r *journal.Run) { r.Since = at("08:00:00") },
		"objectives":                  func(r *journal.Run) { r.RPO = 3600 },
		"requests for db-02":          func(r *journal.Run) { r.Waves[0].Recoveries[1].Request = "other" },
		"requests for db-03": func(r *journal.Run) {
			r.Waves[0].Recoveries = append(r.Waves[0].Recoveries, journal.Recovery{Job: "db-03", Request: "x"})
		},
		"requests for db-01": func(r *journal.Run) { r.Waves[0].Recoveries = r.Waves[0].Recoveries[1:] },
		"requests for app":   func(r *journal.Run) { r.Waves[1].Name = "9-app" },
		"run q2":             func(r *journal.Run) { r.ID = "q2" },
	} {
		waves := [][]string{{"db-01", "db-02"}, {"app-01"}}
		other := shardTape("1/2", []string{"db-02", "app-01"}, waves...)
		change(&other.run)
		first, _ := shards()
		_, err := join(first.source("a"), other.begin("09:01:00").source("b"))
		e, ok := errors.AsType[*exit.Error](err)
		if !ok || e.Code != exit.Usage || !strings.Contains(e.Message.In(msg.English), reason) {
			t.Errorf("%s: %v", reason, err)
		}
	}
}
