package zdm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// job returns a recovery as in a list.
func job(id, name, source, target string, partitions ...string) string {
	details := make([]string, len(partitions))
	for i, p := range partitions {
		from, to, _ := strings.Cut(p, ">")
		details[i] = fmt.Sprintf(`{"from":%q,"targetDevice":%q,"mode":"full","repository":{"id":"13"},"option":{"overwrite":"Not overwritten"}}`, from, to)
	}
	return fmt.Sprintf(`{"system":{"source":{"id":"41","name":%q},"target":{"id":"42","name":%q}},"job":{"info":{"id":%q,"name":%q,"platform":"kvm","afterReboot":"reboot"},"detail":[%s]}}`,
		source, target, id, name, strings.Join(details, ","))
}

// registry answers registrations with one answer, and lookups with its jobs from the nth lookup on.
type registry struct {
	status     int
	body       string
	retryAfter string
	cut        bool
	jobs       string
	from       int
	looks      int
	lookup     int // status, unless 200
	bad        bool
	posts      int
}

func (r *registry) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method == http.MethodPost {
		r.posts++
		if r.cut {
			return nil, io.ErrUnexpectedEOF
		}
		return (&script{answers: []answer{{status: r.status, body: r.body, retryAfter: r.retryAfter}}}).RoundTrip(request)
	}
	r.looks++
	a := answer{status: 200, body: data("[]")}
	switch {
	case r.lookup != 0:
		a = answer{status: r.lookup, body: "<html>"}
	case r.looks > r.from:
		a.body = data("[" + r.jobs + "]")
	}
	return (&script{answers: []answer{a}}).RoundTrip(request)
}

func (r *registry) use(config *zdm.Config) { config.Transport = r }

// A confirmed registration contains exactly the partitions of the job.
func TestConfirmedInPart(t *testing.T) {
	yes := true
	for _, tt := range []struct {
		name  string
		there string
		want  string
	}{
		{"all of it", job("905", "nightly", "web-01", "web-01-dr", "/>/dev/sda1", "/home>/dev/sdb1"), "2 / /home"},
		{"one is missing", job("905", "nightly", "web-01", "web-01-dr", "/home>/dev/sdb1"), "1 /home"},
		{"partitions are not shown", job("905", "nightly", "web-01", "web-01-dr"), "-"},
	} {
		asked := request()
		asked.ListOnly, asked.JobList = &yes, []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}, {SourcePartition: "/home", TargetPartition: "/dev/sdb1"}}
		server := registry{cut: true, jobs: tt.there}
		result, err := newClient(t, "http://in.process", server.use).CreateRecovery(t.Context(), asked, zdm.Knowing())
		_, registered, failed := result.Data.Counts()
		got := []string{registered.String()}
		for _, p := range result.Data.Partitions {
			got = append(got, string(p.SourcePartition))
		}
		if err != nil || failed.Known || strings.Join(got, " ") != tt.want || result.Found != 1 {
			t.Errorf("%s: %v, want %s (%v)", tt.name, got, tt.want, err)
		}
	}
}

func TestLostAnswerIsLookedUp(t *testing.T) {
	mine := job("905", "nightly", "web-01", "web-01-dr", "/>/dev/sda1", "/home>/dev/sdb1")
	elsewhere := job("906", "nightly", "db-01", "db-01-dr", "/>/dev/sda1")
	none := zdm.Knowing()
	known := zdm.Knowing("900", "905")
	jobs := func(items ...zdm.RecoveryJob) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { r.JobList = items }
	}
	tests := []struct {
		name      string
		server    registry
		knowing   zdm.CreateOption
		change    func(*zdm.RecoveryRequest)
		confirmed bool
		kind      zdm.Kind
		unknown   bool
		similar   int
	}{
		{"502, and it is there", registry{status: 502, jobs: mine}, none, nil, true, 0, false, 0},
		{"cut, and it exists", registry{cut: true, jobs: mine}, none, nil, true, 0, false, 0},
		{"unreadable, and it exists", registry{status: 201, body: `{"succ`, jobs: mine}, none, nil, true, 0, false, 0},
		{"500 of ZDM, and it is there", registry{status: 500, body: refusal, jobs: mine}, none, nil, true, 0, false, 0},
		{"it appears later", registry{status: 502, jobs: mine, from: 5}, none, nil, true, 0, false, 0},
		{"the name is all digits", registry{status: 502, jobs: job("905", "12", "web-01", "web-01-dr", "/>/dev/sda1")}, none,
			func(r *zdm.RecoveryRequest) { r.JobName = "12" }, true, 0, false, 0},
		{"it never appears", registry{status: 502}, none, nil, false, zdm.Foreign, true, 0},
		{"cut, and it never appears", registry{cut: true}, none, nil, false, zdm.Lost, true, 0},
		{"500 of ZDM, and it is not there", registry{status: 500, body: refusal}, none, nil, false, zdm.Refused, false, 0},
		{"503 with a time, and it is not there", registry{status: 503, retryAfter: "5"}, none, nil, false, zdm.Foreign, true, 0},
		{"429 with a time, and it is not there", registry{status: 429, retryAfter: "5"}, none, nil, false, zdm.Foreign, true, 0},
		{"503 with a time, and lookups fail", registry{status: 503, retryAfter: "5", lookup: 502}, none, nil, false, zdm.Foreign, true, 0},
		{"503 without a time", registry{status: 503}, none, nil, false, zdm.Foreign, true, 0},
		{"lookups fail", registry{status: 502, lookup: 500}, none, nil, false, zdm.Foreign, true, 0},
		{"only jobs that were there", registry{status: 502, jobs: mine}, known, nil, false, zdm.Foreign, true, 0},
		{"a new one next to it", registry{status: 502, jobs: job("907", "nightly", "web-01", "web-01-dr") + "," + mine}, known, nil, true, 0, false, 0},
		{"a new one of another source", registry{status: 502, jobs: elsewhere}, none, nil, false, zdm.Foreign, true, 1},
		{"a new one without an id", registry{status: 502, jobs: job("", "nightly", "web-01", "web-01-dr")}, none, nil, false, zdm.Foreign, true, 1},
		{"a longer name", registry{status: 502, jobs: job("1", "nightly-2", "web-01", "web-01-dr")}, none, nil, false, zdm.Foreign, true, 0},
		{"nothing known, source and target match", registry{status: 502, jobs: mine}, nil, nil, false, zdm.Foreign, true, 1},
		{"nothing known, another source", registry{status: 502, jobs: elsewhere}, nil, nil, false, zdm.Foreign, true, 1},
		{"an answer about another job, and it exists", registry{status: 201, body: data(`{"common":{"jobName":"weekly","state":"success"}}`), jobs: mine}, none, nil, true, 0, false, 0},
		{"an answer about another job, and it does not exist", registry{status: 201, body: data(`{"common":{"jobName":"weekly","state":"success"}}`)}, none, nil, false, zdm.Foreign, true, 0},
		{"an answer about other partitions", registry{status: 201, body: data(`{"common":{"jobName":"nightly","state":"success"},"partitions":[{"sourcePartition":"/zzz"}]}`)}, none,
			jobs(zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/dev/sda1"}), false, zdm.Foreign, true, 0},
		{"an answer about another platform", registry{status: 201, body: data(`{"common":{"jobName":"nightly","state":"success","platform":"aws"}}`)}, none, nil, false, zdm.Foreign, true, 0},
		{"an answer without a name", registry{status: 201, body: data(`{"common":{"state":"success"},"summary":{"total":1,"successful":1,"failed":0}}`)}, none, nil, false, zdm.Foreign, true, 0},
		{"no data", registry{status: 201, body: `{"success":true}`}, none, nil, false, zdm.Foreign, true, 0},
		{"data {}", registry{status: 201, body: data("{}"), jobs: mine}, none, nil, true, 0, false, 0},
		{"data []", registry{status: 201, body: data("[]")}, none, nil, false, zdm.Foreign, true, 0},
		{"a token", registry{status: 201, body: data(`{"token":"a.b.c","expiresAt":"2030-01-01 00:00:00"}`)}, none, nil, false, zdm.Foreign, true, 0},
		{"success twice", registry{status: 201, body: `{"success":false,"success":true,"data":{"common":{"jobName":"nightly","state":"success"}}}`}, none, nil, false, zdm.Foreign, true, 0},
		{"success in two cases", registry{status: 201, body: `{"success":false,"SUCCESS":true,"data":{"common":{"jobName":"nightly","state":"success"}}}`, jobs: mine}, none, nil, true, 0, false, 0},
		{"401 of ZDM, and it is there", registry{status: 401, body: refusal, jobs: mine}, none, nil, true, 0, false, 0},
		{"409 of ZDM, and it is there", registry{status: 409, body: refusal, jobs: mine}, none, nil, true, 0, false, 0},
		{"408 of ZDM, and it comes later", registry{status: 408, body: refusal, jobs: mine, from: 5}, none, nil, true, 0, false, 0},
		{"401 of a gateway, and it comes later", registry{status: 401, body: "<html>", jobs: mine, from: 5}, none, nil, true, 0, false, 0},
		{"404 of a gateway, and it is not there", registry{status: 404, body: "<html>"}, none, nil, false, zdm.Foreign, false, 0},
		{"404 of a gateway, and lookups fail", registry{status: 404, body: "<html>", lookup: 502}, none, nil, false, zdm.Foreign, true, 0},
		{"302, and it is there", registry{status: 302, jobs: mine}, none, nil, true, 0, false, 0},
		{"302, and it is not there", registry{status: 302}, none, nil, false, zdm.Redirected, false, 0},
		{"not a list", registry{status: 502, jobs: `{"id":"1","name":"nightly"}`, bad: true}, none, nil, false, zdm.Foreign, true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked := request()
			if tt.change != nil {
				tt.change(asked)
			}
			var options []zdm.CreateOption
			if tt.knowing != nil {
				options = append(options, tt.knowing)
			}
			clock := newClock()
			start := clock.Now()
			result, err := newClient(t, "http://in.process", clock.use, tt.server.use).CreateRecovery(t.Context(), asked, options...)
			if tt.server.posts != 1 {
				t.Errorf("%d POSTs", tt.server.posts)
			}
			if took := clock.Now().Sub(start); took > zdm.DefaultSettle {
				t.Errorf("it took %v", took)
			}
			if tt.confirmed {
				if err != nil || result.Lost == nil || result.Status != 200 || !strings.Contains(string(result.Raw), asked.JobName) || string(result.Data.Common.JobName) != asked.JobName || result.Data.Failed() {
					t.Errorf("got %+v, %v", result, err)
				}
				_, registered, failed := result.Data.Counts()
				if registered.N != int64(len(result.Data.Partitions)) || failed.Known {
					t.Errorf("%v registered, %v failed of %+v", registered, failed, result.Data.Partitions)
				}
				for _, p := range result.Data.Partitions {
					if p.Overwrite != zdm.OverwriteNotAllow {
						t.Errorf("%+v", p)
					}
				}
				return
			}
			failed, ok := errors.AsType[*zdm.Error](err)
			if !ok || failed.Kind != tt.kind || failed.OutcomeUnknown() != tt.unknown || failed.Method != http.MethodPost {
				t.Fatalf("got %v, unknown %v", err, ok && failed.OutcomeUnknown())
			}
			if s := failed.LookUp; s == nil || s.JobName != "nightly" || s.Similar != tt.similar || (s.Err != nil) != (tt.server.lookup != 0 || tt.server.bad) || s.For != zdm.DefaultSettle {
				t.Errorf("look-up %+v", s)
			}
			if !strings.Contains(failed.Error(), `"nightly"`) {
				t.Errorf("the error does not describe the lookup: %v", failed)
			}
		})
	}
}

func TestConfirmedRegistrationHoldsWhatTheJobShows(t *testing.T) {
	server := registry{status: 502, jobs: job("905", "nightly", "web-01", "web-01-dr", "/>/dev/sda1", "/home>/dev/sdb1")}
	result, err := newClient(t, "http://in.process", server.use).CreateRecovery(t.Context(), request(), zdm.Knowing())
	if err != nil {
		t.Fatal(err)
	}
	r := result.Data
	if r.Common.Platform != "kvm" || r.Common.AfterReboot != "reboot" || len(r.Partitions) != 2 || r.Partitions[1].SourcePartition != "/home" ||
		r.Partitions[1].TargetPartition != "/dev/sdb1" || r.Partitions[1].JobMode != "full" || r.Partitions[1].Repository.ID != "13" || r.Summary.Total.Known {
		t.Errorf("got %+v", r)
	}
	if result.Lost.Status != 502 || result.Lost.Method != http.MethodPost {
		t.Errorf("lost %+v", result.Lost)
	}
}

// Nothing is looked up if the name proves nothing or the result is certain.
func TestNoLookup(t *testing.T) {
	tests := []struct {
		name   string
		server registry
		job    string
		settle time.Duration
	}{
		{"no name", registry{status: 502}, "", 0},
		{"not wanted", registry{status: 502}, "nightly", -1},
		{"not found", registry{status: 404, body: refusal}, "nightly", 0},
		{"not valid", registry{status: 422, body: refusal}, "nightly", 0},
		{"taken", registry{status: 201, body: data(`{"common":{"state":"fail"}}`)}, "nightly", 0},
	}
	for _, tt := range tests {
		asked := request()
		asked.JobName = tt.job
		c := newClient(t, "http://in.process", tt.server.use, func(c *zdm.Config) { c.Settle = tt.settle })
		_, err := c.CreateRecovery(t.Context(), asked)
		failed, ok := errors.AsType[*zdm.Error](err)
		if tt.server.looks != 0 || tt.server.posts != 1 || ok && failed.LookUp != nil {
			t.Errorf("%s: %d looks, %d POSTs, %v", tt.name, tt.server.looks, tt.server.posts, err)
		}
	}
}

// After a refusal by ZDM itself, one lookup by name and one on the target show its effect.
func TestRefusalsAreLookedUpOnce(t *testing.T) {
	for _, status := range []int{200, 400, 401, 403, 409} {
		server := registry{status: status, body: refusal}
		clock := newClock()
		_, failed := create(t, newClient(t, "http://in.process", clock.use, server.use))
		if failed == nil || failed.OutcomeUnknown() || failed.LookUp == nil || server.looks != 2 || server.posts != 1 || len(clock.slept) > 0 {
			t.Errorf("%d: %d looks, %d POSTs, %v", status, server.looks, server.posts, failed)
		}
	}
}

// An unsent registration is retried, and the error shows that nothing was sent.
func TestUnsentRegistrationIsRetried(t *testing.T) {
	clock := newClock()
	_, failed := create(t, newClient(t, "http://"+zdmtest.RefusedAddress(t), clock.use))
	if failed == nil || failed.Kind != zdm.Unreachable || failed.OutcomeUnknown() || failed.LookUp != nil || len(clock.slept) != zdm.DefaultRetries {
		t.Errorf("slept %v, %v", clock.slept, failed)
	}
}

func TestInterruptedRegistrationIsNotLookedUp(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	looks := 0
	c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			looks++
		}
		interrupt()
		w.WriteHeader(http.StatusBadGateway)
	})
	_, err := c.CreateRecovery(ctx, request())
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() || looks != 0 {
		t.Errorf("%d looks, %v", looks, err)
	}
}

func TestInterruptEndsTheLookup(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	looks := 0
	c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		if looks++; looks == 2 {
			interrupt()
		}
		_, _ = io.WriteString(w, data("[]"))
	})
	_, err := c.CreateRecovery(ctx, request())
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() || failed.LookUp == nil || looks != 2 {
		t.Errorf("%d looks, %v", looks, err)
	}
}

func TestFindRecovery(t *testing.T) {
	others := make([]string, zdm.PageSize)
	for i := range others {
		others[i] = job(fmt.Sprint(1000+i), fmt.Sprint("other-", i), "a", "b")
	}
	tests := []struct {
		name   string
		answer func(w http.ResponseWriter, r *http.Request)
		ids    string
		calls  int
	}{
		{"filtered by the server", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("jobName") != "nightly" {
				t.Errorf("requested %s", r.URL.RawQuery)
			}
			_, _ = io.WriteString(w, `{"success":true,"data":[`+job("7", "nightly", "a", "b")+`],"pagination":{"totalPages":1}}`)
		}, "7", 1},
		{"not filtered", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, data("["+job("1", "nightly-2", "a", "b")+","+job("2", "nightly", "a", "b")+","+job("3", "NIGHTLY", "a", "b")+","+job("4", "nightly", "c", "d")+"]"))
		}, "2 4", 2},
		{"not filtered, on the second page", func(w http.ResponseWriter, r *http.Request) {
			jobs := strings.Join(others, ",")
			if r.URL.Query().Get("page") == "2" {
				jobs = job("9", "nightly", "a", "b")
			}
			_, _ = io.WriteString(w, `{"success":true,"data":[`+jobs+`],"pagination":{"totalPages":2}}`)
		}, "9", 2},
		{"none", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"success":true,"data":[],"pagination":{"totalPages":0}}`)
		}, "", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			calls := 0
			c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
				calls++
				tt.answer(w, r)
			})
			found, err := c.FindRecovery(t.Context(), "nightly")
			var ids []string
			for _, job := range found.Data {
				ids = append(ids, string(job.Job.Info.ID))
			}
			if err != nil || strings.Join(ids, " ") != tt.ids || calls != tt.calls {
				t.Errorf("got %v in %d calls, %v", ids, calls, err)
			}
			if len(ids) > 0 && !strings.Contains(string(found.Raw), `"nightly"`) {
				t.Errorf("the answer is not that of the job's page: %.100s", found.Raw)
			}
		})
	}
	if _, err := inProcess(t, replying(500, refusal)).FindRecovery(t.Context(), "nightly"); err == nil {
		t.Error("a failed lookup counts as an empty one")
	}
}
