package report_test

import (
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/report"
)

var seoul = time.FixedZone("", 9*3600)

// at returns a time on the day of the drill, given as "09:02:11" in Seoul.
func at(clock string) time.Time {
	t, err := time.ParseInLocation(time.DateTime, "2026-03-11 "+clock, seoul)
	if err != nil {
		panic(err) // only a mistyped constant of a test gets here; callers build records in expressions, without a testing.T
	}
	return t
}

// tape creates records.
type tape struct {
	run     journal.Run
	records []journal.Record
}

// newTape starts a run with waves, each of which is a list of jobs.
func newTape(waves ...[]string) *tape {
	t := &tape{run: journal.Run{
		ID: "q1", Kind: journal.KindDrill, Since: at("09:00:00"), SinceBasis: journal.SinceStated, RTO: 7200, RPO: 86400, Server: "https://zdm.test/api",
		Tool: journal.Tool{Version: "1.0.0", Host: "ops", User: "kim"},
	}}
	for i, jobs := range waves {
		wave := journal.Wave{Name: []string{"1-db", "2-app", "3-web"}[i]}
		for _, job := range jobs {
			wave.Recoveries = append(wave.Recoveries, journal.Recovery{Job: job, Source: job + "-src", Target: job + "-dr", Request: "44136fa3"})
		}
		t.run.Waves = append(t.run.Waves, wave)
	}
	return t
}

func (t *tape) add(clock string, r journal.Record) *tape {
	r.At = at(clock)
	t.records = append(t.records, r)
	return t
}

func (t *tape) begin(clock string) *tape {
	run := t.run
	run.Resumed = len(t.records) > 0
	t.add(clock, journal.Record{Event: journal.RunBegins, Run: &run})
	return t.add(clock, journal.Record{Event: journal.WaveEvent, Wave: run.Waves[0].Name})
}

func (t *tape) clock(clock, zone, basis string) *tape {
	return t.add(clock, journal.Record{Event: journal.ClockRead, Clock: &journal.Clock{Offset: 0.4, PlusMinus: 1.1, Zone: zone, ZoneBasis: basis, API: "3.0"}})
}

func (t *tape) image(job, name, created, basis string) *tape {
	return t.add("09:00:01", journal.Record{Event: journal.ImageUsed, Job: job, Image: &journal.Image{Source: "/", Target: "/dev/vda2", Name: name, Created: created, Basis: basis}})
}

// runs adds a recovery that was started at sent, was first seen running at seen, and ended between
// the polls after and by.
func (t *tape) runs(job, sent, seen, after, by, result string) *tape {
	t.add(sent, journal.Record{Event: journal.Send, Job: job})
	t.add(sent, journal.Record{Event: journal.End, Job: job, Outcome: "created", RequestID: "r-" + job})
	t.add(seen, journal.Record{Event: journal.Observed, Job: job, State: &journal.State{Status: "Processing", Running: true, Origin: journal.Started, After: at(sent)}})
	return t.over(job, after, by, result)
}

func (t *tape) over(job, after, by, result string) *tape {
	r := journal.Record{Event: journal.Observed, Job: job, State: &journal.State{
		Status: "Complete", Running: true, Result: result, After: at(after), Start: "2026-03-11 09:02:11", Ended: "2026-03-11 09:20:51", Elapsed: "00:18:40", History: "3301",
	}}
	if result != journal.Complete {
		r.Code, r.Detail = 3, "disk full"
	}
	return t.add(by, r)
}

func (t *tape) end(clock, outcome string) *tape {
	return t.add(clock, journal.Record{Event: journal.End, Outcome: outcome})
}

func (t *tape) build(tb testing.TB) *report.Document {
	tb.Helper()
	return report.Build(report.Source{Records: t.records, Path: "q1.journal", Sum: "abc"}, report.Options{Now: at("12:00:00"), Lang: msg.English})
}
