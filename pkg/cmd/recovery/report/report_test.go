package report_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// write creates a journal with records.
func write(t *testing.T, path string, records ...journal.Record) {
	t.Helper()
	j, err := journal.Open(path, "https://zdm.test/api", func(journal.Record) {}, func() error { return nil })
	if err == nil {
		err = j.Add(true, records...)
	}
	if err == nil {
		err = j.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// runOf returns the records of a complete run of one recovery by a shard.
func runOf(shard string) []journal.Record {
	at := clitest.Now().Add(-time.Hour)
	waves := []journal.Wave{{Name: "1-db", Recoveries: []journal.Recovery{{Job: "db-01", Source: "a", Target: "b", Request: "44136fa3"}}}}
	return []journal.Record{
		{Event: journal.RunBegins, At: at, Run: &journal.Run{ID: "q1", Kind: journal.KindDrill, Since: at, SinceBasis: journal.SinceStated, Shard: shard, Waves: waves}},
		{Event: journal.Observed, Job: "db-01", At: at.Add(time.Minute), State: &journal.State{Status: "Complete", Running: true, Result: journal.Complete, Origin: journal.Started}},
		{Event: journal.End, At: at.Add(time.Minute), Outcome: journal.Complete},
	}
}

// A report needs the journal of one run, or those of its shards. Nothing is written otherwise.
func TestJournals(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	in := func(name string) string { return filepath.Join(w.Dir, name) }
	write(t, in("run"), runOf("")...)
	write(t, in("shard"), runOf("0/2")...)
	write(t, in("applied"), journal.Record{Event: journal.Send, Job: "db-01", At: clitest.Now()})
	w.File("text", "hello\n")
	for _, tt := range []struct {
		name string
		args []string
		code exit.Code
		said string // on either stream
	}{
		{"a run", []string{in("run")}, exit.OK, "result: complete"},
		{"a shard", []string{in("shard")}, exit.OK, "no journal for shards: 1/2"},
		{"two runs", []string{in("run"), in("shard")}, exit.Usage, "run"},
		{"a shard twice", []string{in("shard"), in("shard")}, exit.Usage, "shard 0/2"},
		{"of apply", []string{in("applied")}, exit.Usage, "applied"},
		{"no journal", []string{in("text")}, exit.Usage, "text"},
		{"no file", []string{in("none")}, exit.Usage, "none"},
		{"nothing", nil, exit.Usage, "JOURNAL"},
		{"an empty name", []string{in("run"), ""}, exit.Usage, "JOURNAL"},
		{"over the journal", []string{in("run"), "--report", in("run") + ".html", "--report", in("run")}, exit.Usage, "not a report format"},
		{"an unknown format", []string{in("run"), "-o", "prometheus"}, exit.Usage, "prometheus"},
	} {
		r := w.Run(append([]string{"recovery", "report"}, tt.args...)...)
		if r.Code != tt.code || !strings.Contains(r.Stdout+r.Stderr, tt.said) {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
}

// Each line of -o jsonl is one document, as in other commands.
func TestLines(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	path := filepath.Join(w.Dir, "q1.journal")
	write(t, path, runOf("")...)
	r := w.Run("recovery", "report", path, "-o", "jsonl")
	var got struct {
		Report struct{ Result string }
	}
	if err := json.Unmarshal([]byte(r.Stdout), &got); err != nil || got.Report.Result != "complete" || strings.Count(r.Stdout, "\n") != 1 {
		t.Errorf("%v, %+v", err, r)
	}
}
