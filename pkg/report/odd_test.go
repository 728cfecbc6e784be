package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// The image with which a recovery was registered is not that of a restart, unless a later record
// names it again.
func TestImageOfARestart(t *testing.T) {
	t.Parallel()
	again := func(images ...string) *report.Document {
		tape := newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "+09:00", journal.ZoneTimestamp).
			image("db-01", "old.ZIA", "2026-03-11 01:00:00", journal.BasisRegistered).
			runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Failed).end("09:21:00", journal.Failed).begin("09:40:00").
			add("09:40:01", journal.Record{Event: journal.Decision, What: journal.Restarted, Job: "db-01", Detail: "to be started again"}).
			add("09:40:01", journal.Record{Event: journal.ImageUsed, Job: "db-01", Image: &journal.Image{Source: "/", Name: "new.ZIA", Created: "2026-03-11 09:30:00", Basis: journal.BasisPlanned}})
		for _, name := range images {
			tape.image("db-01", name, "2026-03-11 09:30:00", journal.BasisReported)
		}
		return tape.add("09:40:02", journal.Record{Event: journal.Start, Job: "db-01", State: &journal.State{}}).
			over("db-01", "09:58:40", "09:58:44", journal.Complete).end("09:59:00", journal.Complete).build(t)
	}
	if d := again(); d.Waves[0].Recoveries[0].Partitions[0].Image != nil || d.Objectives[1].Verdict != report.Undetermined {
		t.Errorf("%+v, %s", d.Waves[0].Recoveries[0].Partitions[0].Image, d.Objectives[1].Verdict)
	}
	if d := again("new.ZIA"); d.Waves[0].Recoveries[0].Partitions[0].Image.Name != "new.ZIA" {
		t.Errorf("%+v", d.Waves[0].Recoveries[0].Partitions[0].Image)
	}
}

// There is no gap while nothing runs: after a run that has ended well, or while it waits for an
// approval.
func TestNoGapWhileNothingRuns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		result, outcome string
		gaps            int
	}{{journal.Complete, journal.Complete, 0}, {journal.Complete, journal.Interrupted, 1}, {"", journal.Complete, 1}} {
		tape := newTape([]string{"db-01"}, []string{"app-01"}).begin("09:02:00")
		if tt.result == "" {
			tape.add("09:02:01", journal.Record{Event: journal.Send, Job: "db-01"})
		} else {
			tape.runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", tt.result)
		}
		d := tape.end("09:21:00", tt.outcome).add("09:40:00", journal.Record{Event: journal.Gap, What: journal.NotRunning, From: at("09:21:00")}).begin("09:40:00").build(t)
		n := 0
		for _, code := range codes(d) {
			if code == "gap" {
				n++
			}
		}
		if n != tt.gaps {
			t.Errorf("%s, %s: %q", tt.result, tt.outcome, codes(d))
		}
	}
}

// If a clock was set, every time is less certain by the same amount.
func TestClockSet(t *testing.T) {
	t.Parallel()
	read := func(offset float64) journal.Record {
		return journal.Record{Event: journal.ClockRead, Clock: &journal.Clock{Offset: offset, PlusMinus: 1, Zone: "+09:00", ZoneBasis: journal.ZoneTimestamp}}
	}
	for _, tt := range []struct {
		name           string
		from, to       float64
		resumed        string
		rto, rpo, took string
		codes          []string
	}{
		{"drift", 1, 20, "", "1241 1251 met", "28800 28800 met", "00:18:42", nil},
		{"skew that stays", 93600, 93601, "", "1241 1251 met", "28800 28800 met", "00:18:42", nil},
		{"an hour ahead", 0, 3602, "", "0 4851 met", "25200 32400 met", "00:00:00 – 01:18:42", []string{"clock"}},
		{"two hours back", 0, -7202, "", "0 8451 undetermined", "21600 36000 met", "00:00:00 – 02:18:42", []string{"clock"}},
		{"before its own past", 0, 0, "08:21:00", "0 3651 met", "26400 31200 met", "00:00:00 – 00:58:42", []string{"clock"}},
	} {
		tape := newTape([]string{"db-01"}).begin("09:01:00").add("09:01:00", read(tt.from)).image("db-01", "a.ZIA", "2026-03-11 01:00:00", journal.BasisRegistered).
			runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete).add("09:20:55", read(tt.to)).end("09:21:00", journal.Complete)
		if tt.resumed != "" {
			tape.begin(tt.resumed).end(tt.resumed, journal.Complete)
		}
		d := tape.build(t)
		rto, rpo := figures(d)
		if got := d.Waves[0].Recoveries[0].TookText(); rto != tt.rto || rpo != tt.rpo || got != tt.took || !slices.Equal(codes(d), tt.codes) {
			t.Errorf("%s: %s, %s, %s, %q", tt.name, rto, rpo, got, codes(d))
		}
	}
}

// A banner is green only if no objective was missed.
func TestBanner(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		image, class string
		code         exit.Code
	}{{"2026-03-11 01:00:00", "complete", exit.OK}, {"2026-02-11 01:00:00", "care", exit.Missed}} {
		d := newTape([]string{"db-01"}).begin("09:02:00").clock("09:02:00", "+09:00", journal.ZoneTimestamp).image("db-01", "a.ZIA", tt.image, journal.BasisRegistered).
			runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete).end("09:21:00", journal.Complete).build(t)
		if d.Report.ExitCode != tt.code || !strings.Contains(string(d.HTML("en")), `<header class="`+tt.class+`">`) {
			t.Errorf("%s: %d", tt.image, d.Report.ExitCode)
		}
	}
}

// Markdown keeps an apostrophe.
func TestMarkdownApostrophe(t *testing.T) {
	t.Parallel()
	tape := newTape([]string{`it's "a" <b> & c`}).begin("09:02:00")
	text := string(tape.build(t).Markdown("en"))
	if !strings.Contains(text, `| it's "a" &lt;b&gt; &amp; c |`) || strings.Contains(text, `&\#`) {
		t.Error(text)
	}
}

// A chart has a limited number of lines, however long the run or its objective is.
func TestLongChart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rto int64 // seconds
		end time.Time
	}{{7200, at("10:00:00")}, {365 * 24 * 3600, at("10:00:00")}, {292 * 365 * 24 * 3600, at("10:00:00")}, {7200, time.Date(9999, 12, 31, 0, 0, 0, 0, seoul)}} {
		tape := newTape([]string{"db-01"})
		tape.run.RTO = tt.rto
		tape.begin("09:02:00").end("10:00:00", journal.Complete)
		tape.records[len(tape.records)-1].At = tt.end
		if n := strings.Count(string(tape.build(t).HTML("en")), "<line "); n < 3 || n > 400 {
			t.Errorf("%d s, %s: %d lines", tt.rto, tt.end, n)
		}
	}
}

// Every result of a recovery has a word in both languages.
func TestWords(t *testing.T) {
	t.Parallel()
	for _, result := range []string{journal.Complete, journal.Failed, journal.Canceled, journal.Unknown, journal.Interrupted, journal.Skipped, report.Skipped} {
		if word := report.Word(result); word.In(msg.Korean) == result || word.In(msg.English) == "skip" {
			t.Errorf("%q: %q", result, word)
		}
	}
}

// A decision to leave out a recovery that is not in the run is no deviation.
func TestSkipOfAnUnknownRecovery(t *testing.T) {
	t.Parallel()
	tape := newTape([]string{"db-01"}).begin("09:02:00").add("09:02:00", journal.Record{Event: journal.Decision, What: journal.Skipped})
	if got := codes(tape.build(t)); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
