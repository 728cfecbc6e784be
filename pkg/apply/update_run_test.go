package apply_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// The outcome of an update follows from the server's response.
func TestOutcomeOfAPut(t *testing.T) {
	t.Parallel()
	const failedPart = `{"jobInfo": {"id": "900"}, "summary": {"state": "success", "eachUpdatedFields": [{"partition": "/", "summary": {"state": "fail"}, "errorMessage": "busy"}]}}`
	for _, tt := range []struct {
		name   string
		put    zdmtest.Answer
		want   string
		detail string
	}{
		{"changed", zdmtest.Data(`{"jobInfo": {"id": "900"}, "summary": {"state": "success"}}`), "a updated 0", ""},
		{"no data", zdmtest.Data(`null`), "a unknown 7", "not about this request"},
		{"an empty list", zdmtest.Data(`[]`), "a unknown 7", "not about this request"},
		{"another value", zdmtest.Data(`{"jobInfo": {"id": "900"}, "summary": {"state": "success", "commonUpdatedFields": [{"field": "platform", "previous": "kvm", "new": "kvm"}]}}`), "a unknown 7", "not about this request"},
		{"failed", zdmtest.Data(`{"jobInfo": {"id": "900", "errorMessage": "locked"}, "summary": {"state": "fail"}}`), "a failed 3", "locked"},
		{"failed, without a reason", zdmtest.Data(`{"jobInfo": {"id": "900"}, "summary": {"state": "fail"}}`), "a failed 3", msg.UpdateFailed.With().String()},
		{"failed for a partition", zdmtest.Data(failedPart), "a failed 3", "busy"},
		{"refused", zdmtest.Refusal(400, "center is required"), "a failed 5", "center is required"},
		{"gone", zdmtest.Refusal(404, "no"), "a failed 5", "no"},
		{"a bug of the server's", zdmtest.Refusal(500, "null"), "a failed 5", "null"},
		{"a gateway's page", zdmtest.Gateway(502), "a unknown 7", "502"},
		{"cut", zdmtest.Raw(nil), "a unknown 7", "EOF"},
	} {
		b := newBackend(t)
		b.register(newRequest("a"))
		b.On("PUT "+zdmtest.Recoveries+"/900", tt.put)
		asked := newRequest("a")
		asked.Platform, asked.Repository.ID = "aws", 8
		a := b.run(t, []apply.Request{requestOf(t, asked)}, updating)
		r := a.results["a"]
		if a.err != nil || a.outcomes() != tt.want || !strings.Contains(r.Detail.String(), tt.detail) || len(r.Differs) != 1 || len(b.puts()) != 1 {
			t.Errorf("%s: %s, %q, %+v, %v", tt.name, a.outcomes(), r.Detail.String(), r.Differs, a.err)
		}
		if (len(r.Changes) > 0) != (r.Outcome == apply.Updated) {
			t.Errorf("%s: %+v", tt.name, r.Changes)
		}
	}
}

// An update whose response has no data is made if the job has the requested values afterwards.
func TestPutWithoutData(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("a"))
	asked := newRequest("a")
	asked.Platform = "aws"
	b.On("PUT "+zdmtest.Recoveries+"/900", func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		b.On("GET "+zdmtest.Recoveries+"/900", zdmtest.Data(jobFor("900", asked)))
		zdmtest.Data(`{}`)(w, r, closed)
	})
	a := b.run(t, []apply.Request{requestOf(t, asked)}, updating)
	if r := a.results["a"]; a.err != nil || a.outcomes() != "a updated 0" || !strings.Contains(r.Detail.String(), "not about this request") || len(b.puts()) != 1 {
		t.Errorf("%s, %q, %v", a.outcomes(), r.Detail.String(), a.err)
	}
}

// A job that cannot be read, or has no ID, is not updated.
func TestJobCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		on   zdmtest.Answer
		want string
	}{
		{"a bad row", zdmtest.Refusal(500, "row 7 is bad"), "a failed 5"},
		{"gone", zdmtest.Refusal(404, "no"), "a failed 5"},
		{"token refused", zdmtest.Refusal(401, "no"), "a failed 4"},
	} {
		b := newBackend(t)
		b.register(newRequest("a"))
		b.On("GET "+zdmtest.Recoveries+"/900", tt.on)
		if a := b.run(t, requests(t, "a"), updating); a.outcomes() != tt.want || len(b.puts()) != 0 {
			t.Errorf("%s: %s", tt.name, a.outcomes())
		}
	}
	b := newBackend(t)
	b.holds("a", jobFor("-", newRequest("a")))
	if a := b.run(t, requests(t, "a"), updating); a.outcomes() != "a failed 5" || a.results["a"].Detail.String() != msg.JobWithoutID.With().String() {
		t.Errorf("%s", a.outcomes())
	}
	ctx, cancel := context.WithCancel(t.Context())
	b = newBackend(t)
	b.register(newRequest("a"))
	b.On("GET "+zdmtest.Recoveries+"/900", func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		cancel()
		zdmtest.Hang()(w, r, closed)
	})
	if a := b.runAt(t, ctx, noon, requests(t, "a"), updating); a.outcomes() != "a skipped 0" {
		t.Errorf("interrupted: %s", a.outcomes())
	}
}

// The job is read with its details, by the ID from the list.
func TestJobIsReadInDetail(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("a"))
	_ = b.run(t, requests(t, "a"), updating)
	all := b.Requests()
	if last := all[len(all)-1]; last.Path != zdmtest.Recoveries+"/900" || last.Query != "detail=true" {
		t.Errorf("%s?%s", last.Path, last.Query)
	}
}

// An update is written to the journal before it is sent. If it was interrupted, the next run
// compares the job again.
func TestUpdateWithAJournal(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path := journalPath(t)
	if a := b.again(t, path, noon, requests(t, "a")); a.outcomes() != "a created 0" {
		t.Fatal(a.outcomes())
	}
	asked := newRequest("a")
	asked.Platform = "aws"
	all := []apply.Request{requestOf(t, asked)}
	var announced string
	b.On("PUT "+zdmtest.Recoveries+"/900", func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		announced = string(content)
		zdmtest.Raw(nil)(w, r, closed)
	})
	update := func() applied {
		j, err := apply.OpenJournal(path, b.URL+"/api", all, true)
		if err != nil {
			t.Fatal(err)
		}
		a := b.run(t, all, updating, func(c *apply.Config) { c.Journal = j })
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := update(); a.outcomes() != "a unknown 7" || !strings.Contains(announced, `"event":"update","job":"a"`) {
		t.Errorf("%s; announced: %s", a.outcomes(), announced)
	}
	b.On("PUT "+zdmtest.Recoveries+"/900", zdmtest.Data(`{"jobInfo": {"id": "900"}, "summary": {"state": "success"}}`))
	if a := update(); a.outcomes() != "a updated 0" || len(b.puts()) != 2 || len(b.Posts()) != 1 || len(a.clock.Slept()) != 0 {
		t.Errorf("%s, %d updates, %d registrations", a.outcomes(), len(b.puts()), len(b.Posts()))
	}
}

// An update is not sent after the run has ended.
func TestUpdateIsWithdrawn(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("a"))
	asked := newRequest("a")
	asked.Platform = "aws"
	ctx, cancel := context.WithCancel(t.Context())
	path, all := journalPath(t), []apply.Request{requestOf(t, asked)}
	j, err := apply.OpenJournal(path, b.URL+"/api", all, true)
	if err != nil {
		t.Fatal(err)
	}
	a := b.runAt(t, ctx, noon, all, updating, func(c *apply.Config) {
		c.Journal = j
		now := c.Now
		c.Now = func() time.Time {
			if last := b.Requests(); len(last) > 0 && last[len(last)-1].Path == zdmtest.Recoveries+"/900" {
				cancel() // the announcement follows
			}
			return now()
		}
	})
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if a.outcomes() != "a skipped 0" || len(b.puts()) != 0 || !strings.Contains(string(content), `"event":"update","job":"a"`) || !strings.Contains(string(content), `"outcome":"failed"`) {
		t.Errorf("%s, %d updates, %v; the journal holds %s", a.outcomes(), len(b.puts()), err, content)
	}
	a = b.run(t, all, updating, func(c *apply.Config) { c.Journal = j }) // its file is closed
	if a.err == nil || a.outcomes() != "a skipped 0" || len(b.puts()) != 0 {
		t.Errorf("without a journal to write to: %s, %d updates, %v", a.outcomes(), len(b.puts()), a.err)
	}
}
