package apply_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

const window = 2 * time.Minute

// newRequest returns a request for one partition.
func newRequest(name string) *zdm.RecoveryRequest {
	only := true
	return &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "kvm", Repository: zdm.Repository{ID: 13}, Mode: "full",
		JobName: name, Overwrite: "allow", ListOnly: &only, JobList: []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/vda1"}}}
}

func requestOf(t testing.TB, r *zdm.RecoveryRequest) apply.Request {
	t.Helper()
	body, err := r.Body()
	if err != nil {
		t.Fatal(err)
	}
	return apply.Request{Name: r.JobName, Target: r.Target, Body: body}
}

// requests returns requests with these names.
func requests(t testing.TB, names ...string) (all []apply.Request) {
	t.Helper()
	for _, name := range names {
		all = append(all, requestOf(t, newRequest(name)))
	}
	return all
}

// numbered returns names for many requests.
func numbered(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("wave-%02d", i))
	}
	return names
}

// backend is a server that registers what is posted and lists what is registered, unless a test
// overrides the response.
type backend struct {
	*zdmtest.Server

	mu     sync.Mutex
	jobs   []string                  // JSON, in order of registration
	names  []string                  // names of the jobs
	onPost map[string]zdmtest.Answer // by request name: response sent instead of registering
}

func newBackend(t testing.TB) *backend {
	t.Helper()
	b := &backend{Server: zdmtest.Start(nil), onPost: map[string]zdmtest.Answer{}}
	t.Cleanup(b.Close)
	b.On("POST "+zdmtest.Recoveries, b.post)
	b.On("GET "+zdmtest.Recoveries, b.list)
	return b
}

// jobFor returns a recovery that does what a request asks for, in the form of GET /recoveries with
// details.
func jobFor(id string, r *zdm.RecoveryRequest) string {
	var parts []string
	for _, p := range r.JobList {
		parts = append(parts, fmt.Sprintf(`{"from": %q, "to": "/", "targetDevice": %q, "mode": %q, "backup": {"jobName": "root", "fileName": "root.ZIA", "latest": "use"},
"repository": {"id": "%d", "path": "/vault", "type": "nfs"}, "option": {"overwrite": "Overwritten", "fileSystem": "xfs"}}`, p.SourcePartition, p.TargetPartition, r.Mode, r.Repository.ID))
	}
	return fmt.Sprintf(`{"system": {"source": {"id": "41", "name": %q}, "target": {"id": "42", "name": %q}}, "job": {"info": {"id": %q, "name": %q,
"schedule": {"basic": "-"}, "status": {"current": "Registered", "time": {"start": "-", "elapsed": "-", "end": "-"}}, "platform": %q, "kernal": "5.14", "networkSpeed": "0",
"script": {"path": "", "run": ""}, "afterReboot": "reboot", "notification": {"mail": ""}}, "detail": [%s]}}`,
		r.Source, r.Target, id, r.JobName, r.Platform, strings.Join(parts, ","))
}

// registrationOf returns the documented response to POST /recoveries: everything is registered
// except some partitions.
func registrationOf(r *zdm.RecoveryRequest, failed int, reason string) zdmtest.Answer {
	var parts []string
	for _, p := range r.JobList {
		parts = append(parts, fmt.Sprintf(`{"sourcePartition": %q, "targetPartition": %q, "jobMode": %q, "overwrite": %q, "fileSystem": "xfs",
"backup": {"useLatest": "true", "backupFile": "root.ZIA", "backupJob": "root"}, "repository": {"id": "%d", "path": "/vault", "type": "nfs"}}`,
			p.SourcePartition, p.TargetPartition, r.Mode, r.Overwrite, r.Repository.ID))
	}
	state := "success"
	if failed > 0 {
		state = "fail"
	}
	return zdmtest.Reply(http.StatusCreated, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-post", "data": {"common": {"state": %q, "jobName": %q, "autoStart": "not use",
"platform": %q, "bootMode": "reboot", "errorMessage": %q}, "partitions": [%s], "summary": {"total": %d, "successful": %d, "failed": %d}}, "message": "Recovery jobs registered"}`,
		state, r.JobName, r.Platform, reason, strings.Join(parts, ","), len(r.JobList), len(r.JobList)-failed, failed))
}

// register adds a job for a request, as another client would.
func (b *backend) register(r *zdm.RecoveryRequest) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(r.JobName, jobFor(fmt.Sprint(900+len(b.jobs)), r))
}

// holds adds a job in the form that the server reports.
func (b *backend) holds(name, job string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(name, job)
}

// add adds a job. The caller holds mu.
func (b *backend) add(name, job string) {
	path := fmt.Sprintf("%s/%d", zdmtest.Recoveries, 900+len(b.jobs))
	b.names, b.jobs = append(b.names, name), append(b.jobs, job)
	b.On("GET "+path, zdmtest.Data(job))
	b.On("PUT "+path, zdmtest.Data(fmt.Sprintf(`{"jobInfo": {"id": "%d", "name": "a"}, "summary": {"state": "success", "commonUpdatedFields": [], "eachUpdatedFields": []}}`, 900+len(b.jobs)-1)))
}

func (b *backend) post(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
	var asked zdm.RecoveryRequest
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		zdmtest.Refusal(http.StatusBadRequest, err.Error())(w, r, closed)
		return
	}
	b.mu.Lock()
	answer := b.onPost[asked.JobName]
	b.mu.Unlock()
	if answer == nil {
		b.register(&asked)
		answer = registrationOf(&asked, 0, "")
	}
	answer(w, r, closed)
}

// registers registers a request, after which its response may be lost or changed.
func (b *backend) registers(r *zdm.RecoveryRequest, then zdmtest.Answer) zdmtest.Answer {
	return func(w http.ResponseWriter, request *http.Request, closed <-chan struct{}) {
		b.register(r)
		then(w, request, closed)
	}
}

func (b *backend) list(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
	b.mu.Lock()
	var items []string
	for i, name := range b.names {
		if wanted := r.URL.Query().Get("jobName"); wanted == "" || wanted == name {
			items = append(items, b.jobs[i])
		}
	}
	b.mu.Unlock()
	zdmtest.List(items...)(w, r, closed)
}

// posted returns the names of all requests that were posted, sorted.
func (b *backend) posted() (names []string) {
	for _, r := range b.Posts() {
		var asked zdm.RecoveryRequest
		if json.Unmarshal(r.Body, &asked) == nil {
			names = append(names, asked.JobName)
		}
	}
	slices.Sort(names)
	return names
}

// reads counts the GET requests: lists of all jobs, and lookups of a name.
func (b *backend) reads() (lists, lookups int) {
	for _, r := range b.Requests() {
		switch {
		case r.Method != http.MethodGet || r.Path != zdmtest.Recoveries:
		case strings.Contains(r.Query, "jobName="):
			lookups++
		default:
			lists++
		}
	}
	return lists, lookups
}

// applied is the result of a run.
type applied struct {
	err     error
	results map[string]apply.Result // by request name
	order   []string                // names in the order they were reported
	waited  []string                // announced waits
	clock   *zdmtest.Clock
}

// outcomes returns the outcomes of all requests as "name outcome code", sorted.
func (a applied) outcomes() string {
	var all []string
	for name, r := range a.results {
		code := exit.OK
		if r.Err != nil {
			code = r.Err.Code
		}
		all = append(all, fmt.Sprintf("%s %s %d", name, r.Outcome, code))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// registrar returns a Registrar without turns, whose clock advances instead of waiting.
func registrar(client *zdm.Client, clock *zdmtest.Clock) *register.Registrar {
	return &register.Registrar{Client: client, Window: window, Settle: 10 * time.Second, Now: clock.Now, Sleep: clock.Sleep, Words: outcome.Words{
		Explain: zdmtest.Explain, Happened: func(failed *zdm.Error) msg.Message { return msg.Verbatim.With(failed.Error()) },
		Next: func(words ...string) string { return strings.Join(words, " ") }, Show: func(name string) string { return "recovery get " + name },
	}}
}

// setting changes the Config of a run.
type setting func(*apply.Config)

func updating(c *apply.Config)         { c.Update = true }
func dry(c *apply.Config)              { c.DryRun = true }
func failingFast(c *apply.Config)      { c.FailFast = true }
func parallel(n int) setting           { return func(c *apply.Config) { c.Parallel = n } }
func withClient(c *zdm.Client) setting { return func(config *apply.Config) { config.Client = c } }

// settling looks up unconfirmed registrations for ten seconds.
func settling(c *zdm.Config) { c.Settle = 10 * time.Second }

// run applies requests one at a time, on a clock that advances instead of waiting.
func (b *backend) run(t testing.TB, all []apply.Request, settings ...setting) applied {
	t.Helper()
	return b.runAt(t, t.Context(), noon, all, settings...)
}

func (b *backend) runAt(t testing.TB, ctx context.Context, now time.Time, all []apply.Request, settings ...setting) applied {
	t.Helper()
	clock := zdmtest.NewClock(now)
	a := applied{results: map[string]apply.Result{}, clock: clock}
	config := apply.Config{
		Registrar: registrar(zdmtest.Client(t, b.URL, clock, settling), clock), Parallel: 1, Say: msg.Message.String,
		Report: func(r apply.Result) error {
			name := all[r.Index].Name
			if _, twice := a.results[name]; twice {
				t.Errorf("%s is reported twice", name)
			}
			a.results[name] = r
			a.order = append(a.order, name)
			return nil
		},
		Pending: func(n int, longest time.Duration) { a.waited = append(a.waited, fmt.Sprintf("%d for %v", n, longest)) },
	}
	for _, set := range settings {
		set(&config)
	}
	a.err = apply.Run(ctx, all, config)
	return a
}

func journalPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "wave.journal")
}
