package outcome_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// sentences returns messages in English.
func sentences(messages []msg.Message) []string {
	var texts []string
	for _, m := range messages {
		texts = append(texts, m.String())
	}
	return texts
}

// problems returns problems as "partition: message".
func problems(all []exit.Problem) []string {
	var texts []string
	for _, p := range all {
		texts = append(texts, p.Partition+": "+p.Message.String())
	}
	return texts
}

// The message of a failed registration states the failed partitions, or else the missing ones, or
// else why the counts are wrong. The server's reason follows.
func TestWhyARegistrationFailed(t *testing.T) {
	const one = `"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}]`
	for _, tt := range []struct{ data, want string }{
		{`{` + named + `,"summary":{"total":2,"successful":1,"failed":1}}`, "1 of 2 partitions failed"},
		{`{` + named + `,` + one + `,"summary":{"total":2,"successful":1,"failed":1}}`, "1 of 2 partitions failed"},
		{`{` + named + `,` + one + `}`, "partitions that were not registered as requested: 1"},
		{`{` + named + `,` + one + `,"summary":{"total":2,"successful":1,"failed":0}}`, "partitions that were not registered as requested: 1"},
		{`{` + named + `,` + both + `,"summary":{"total":2,"successful":1,"failed":0}}`, "the counts in the response do not add up: total 2, successful 1, failed 0"},
		{`{` + named + `,` + both + `,"summary":{"total":2,"successful":0,"failed":0}}`, "the counts in the response do not add up: total 2, successful 0, failed 0"},
		{`{"common":{"state":"fail","jobName":"nightly"},` + both + `,` + counted + `}`, "the server reports that the registration failed"},
		{`{"common":{"state":"fail","jobName":"nightly","errorMessage":"no space"}}`, "the server reports that the registration failed: no space"},
		{`{"common":{"state":"fail","jobName":"nightly","errorMessage":"no space"},"summary":{"total":2,"successful":0,"failed":2}}`, "2 of 2 partitions failed: no space"},
	} {
		o := outcome.Of(request(), registration(t, tt.data))
		if o.Err == nil || o.Err.Error() != tt.want || !slices.Equal(problems(o.Err.Problems), problems(o.Failed)) {
			t.Errorf("%s: %+v, want %q", tt.data, o.Err, tt.want)
		}
	}
}

// Each partition is reported at most once, with its problem.
func TestProblemsOfPartitions(t *testing.T) {
	listOnly := func(r *zdm.RecoveryRequest) { yes := true; r.ListOnly = &yes }
	noList := func(r *zdm.RecoveryRequest) { r.JobList = nil }
	ontoTwo := func(r *zdm.RecoveryRequest) {
		r.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}, {SourcePartition: "/", TargetPartition: "/dev/sdb1"}}
	}
	rootOnly := func(target string) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) {
			r.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: target}}
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		data   string // answer without its name
		want   []string
	}{
		{"both are missing", nil, `"partitions":[{"sourcePartition":"/home"}]`, []string{"/: missing from the registration", "C: missing from the registration"}},
		{"missing on both targets", ontoTwo, `"partitions":[{"sourcePartition":"/home"}]`, []string{"/: missing from the registration"}},
		{"another target", rootOnly("/dev/sda1"), `"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1"}]`, []string{"/: is restored onto /dev/sdb1, not onto /dev/sda1"}},
		{"two other targets", rootOnly("/dev/sda1"), `"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1"},{"sourcePartition":"/","targetPartition":"/dev/sdc1"}]`,
			[]string{"/: is restored onto /dev/sdb1, not onto /dev/sda1"}},
		{"its target and another", rootOnly("/dev/sda1"), `"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1"},{"sourcePartition":"/","targetPartition":"/dev/sda1"}]`, nil},
		{"a mount point is requested and no target is shown", rootOnly("/srv"), `"partitions":[{"sourcePartition":"/"}]`, nil},
		{"no target is requested", rootOnly(""), `"partitions":[{"sourcePartition":"/","targetPartition":"/srv"}]`, nil},
		{"failed", noList, `"partitions":[{"sourcePartition":"/","state":"fail"},{"sourcePartition":"/home"}]`, []string{"/: failed"}},
		{"failed, with a reason", noList, `"partitions":[{"sourcePartition":"/","state":"fail","errorMessage":"disk is gone"}]`, []string{"/: disk is gone"}},
		{"a reason without a state", noList, `"partitions":[{"sourcePartition":"/","errorMessage":"disk is gone"}]`, []string{"/: disk is gone"}},
		{"an excluded one", func(r *zdm.RecoveryRequest) { noList(r); r.ExcludePartition = "/tmp,/var" }, `"partitions":[{"sourcePartition":"/var"}]`,
			[]string{"/var: is registered although the request excludes it"}},
		{"one beyond the list", listOnly, both[:len(both)-1] + `,{"sourcePartition":"/home"}]`, []string{"/home: is registered although it is not in jobList and listOnly is true"}},
		{"one without a name beyond the list", listOnly, both[:len(both)-1] + `,{"targetPartition":"/dev/sdz1"}]`, nil},
		{"skipped", noList, `"notices":["Partition/drive 'D:' was skipped — no backup available"]`, []string{"D:: Partition/drive 'D:' was skipped — no backup available"}},
		{"skipped, twice", noList, `"notices":["Partition/drive 'D:' was skipped — a","Partition/drive 'D:' was skipped — b"]`, []string{"D:: Partition/drive 'D:' was skipped — a"}},
		{"not skipped", noList, `"notices":["Partition/drive 'D:' was found","E:' was skipped","Partition/drive 'F:"]`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			asked := request()
			if tt.change != nil {
				asked = request(tt.change)
			}
			o := outcome.Of(asked, registration(t, `{`+named+`,`+tt.data+`}`))
			if got := problems(o.Failed); !slices.Equal(got, tt.want) || (o.State == outcome.Registered) != (tt.want == nil) {
				t.Errorf("state %d, %q, want %q", o.State, got, tt.want)
			}
		})
	}
}

// The name of an outcome is the server's, or else the request's.
func TestNameOfAnOutcome(t *testing.T) {
	for _, tt := range []struct{ asked, shown, want string }{
		{"nightly", "nightly_ROOT", "nightly_ROOT"}, {"nightly", "", "nightly"}, {"nightly", "-", "nightly"}, {"", "web-01", "web-01"}, {"", "", ""},
	} {
		o := outcome.Of(request(func(r *zdm.RecoveryRequest) { r.JobName = tt.asked }), registration(t, `{"common":{"state":"success","jobName":"`+tt.shown+`"},`+both+`}`))
		if o.Name != tt.want || tt.asked == "" && len(o.Remarks) > 0 {
			t.Errorf("%+v: %q, %v", tt, o.Name, o.Remarks)
		}
	}
}

// The values of a partition are compared with those of its own item of the list.
func TestRemarksOfItems(t *testing.T) {
	ontoTwo := func(r *zdm.RecoveryRequest) {
		r.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1", Mode: zdm.ModeFull}, {SourcePartition: "/", TargetPartition: "/dev/sdb1", Mode: zdm.ModeIncrement}}
	}
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		data   string
		want   []string
	}{
		{"the second item", func(r *zdm.RecoveryRequest) { r.JobList[1].Mode = zdm.ModeIncrement },
			`"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"full"},{"sourcePartition":"C:","targetPartition":"D:","jobMode":"full"}]`,
			[]string{`C:: mode is "full", not "increment" as requested`}},
		{"the modes of two targets are exchanged", ontoTwo,
			`"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1","jobMode":"full"},{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"increment"}]`,
			[]string{`/: mode is "full", not "increment" as requested`, `/: mode is "increment", not "full" as requested`}},
		{"a third target, as on the first", func(r *zdm.RecoveryRequest) { ontoTwo(r); slices.Reverse(r.JobList) },
			`"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdc1","jobMode":"full"},{"sourcePartition":"/","targetPartition":"/dev/sda1"},{"sourcePartition":"/","targetPartition":"/dev/sdb1"}]`,
			[]string{`/: mode is "full", not "increment" as requested`}},
		{"an image that is not shown", func(r *zdm.RecoveryRequest) { r.JobList[0].BackupFile = "a.ZIA" }, both, nil},
		{"an image that is not requested", nil,
			`"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backup":{"backupFile":"a.ZIA"}},{"sourcePartition":"C:","targetPartition":"D:"}]`, nil},
		{"the end under its other name", func(r *zdm.RecoveryRequest) { r.AfterReboot = "shutdown" }, both + `,"common":{"jobName":"nightly","afterReboot":"Reboot"}`,
			[]string{`afterReboot is "Reboot", not "shutdown" as requested`}},
	} {
		asked := request()
		if tt.change != nil {
			asked = request(tt.change)
		}
		if got := sentences(outcome.Of(asked, registration(t, `{`+tt.data+`}`)).Remarks); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// An unknown outcome reports the lookup and what came in place of the answer, and warns against
// sending the request again.
func TestNotesOfAnUnknownOutcome(t *testing.T) {
	const again = "do not send it again before you check:"
	for _, tt := range []struct {
		name  string
		err   zdm.Error
		notes []string
	}{
		{"not looked for", zdm.Error{Kind: zdm.Lost, Err: errors.New("cut")}, []string{"it may be registered, now or later", again}},
		{"not found", zdm.Error{Kind: zdm.Lost, LookUp: &zdm.LookUp{JobName: "nightly", For: 29_600 * time.Millisecond}}, []string{"looked for the recovery for 30s and did not find it; it may still appear", again}},
		{"the lookup failed", zdm.Error{Kind: zdm.Lost, LookUp: &zdm.LookUp{JobName: "nightly", For: 29_600 * time.Millisecond, Err: errors.New("cut")}},
			[]string{"looked for the recovery for 30s, and the lookup failed too", again}},
		{"one of the name", zdm.Error{Kind: zdm.Lost, LookUp: &zdm.LookUp{JobName: "nightly", Similar: 1, Err: errors.New("cut")}},
			[]string{"a recovery named nightly exists, and nothing shows that it is this one", again}},
		{"a page of a gateway", zdm.Error{Kind: zdm.Foreign, ContentType: "text/html", Body: "<h1>bad\n\tgateway</h1> "}, []string{"it returned text/html: <h1>bad gateway</h1>", "it may be registered, now or later", again}},
		{"an answer of ZDM's with other data", zdm.Error{Kind: zdm.Foreign, ContentType: "application/json", Body: "{}", Err: errors.New("no data")}, []string{"it may be registered, now or later", again}},
	} {
		tt.err.Method, tt.err.Status, tt.err.RequestID, tt.err.Code = "POST", 502, "r-7", "JOB-ERROR-64"
		o := words().OfRegistration(request(), &zdm.Result[zdm.Registration]{}, &tt.err)
		if got := sentences(o.Err.Notes); o.State != outcome.Unknown || !slices.Equal(got, tt.notes) {
			t.Errorf("%s: state %d, %q", tt.name, o.State, got)
		}
		if o.Err.Status != 502 || o.Err.RequestID != "r-7" || o.Err.ServerCode != "JOB-ERROR-64" || !errors.Is(o.Err, &tt.err) {
			t.Errorf("%s: %+v", tt.name, o.Err)
		}
	}
}

func TestForeignBody(t *testing.T) {
	for _, tt := range []struct {
		kind, body, want string
	}{
		{"text/html", " <p>\nno  ", "it returned text/html: <p> no"}, {"", "no", "it returned -: no"}, {"text/html", " \n", "it returned text/html, without a body"}, {"", "", "it returned -, without a body"},
	} {
		if got := outcome.ForeignBody(&zdm.Error{ContentType: tt.kind, Body: tt.body}).String(); got != tt.want {
			t.Errorf("%q, %q: %q", tt.kind, tt.body, got)
		}
	}
}

func TestServerProblems(t *testing.T) {
	got := problems(outcome.ServerProblems(&zdm.Error{Text: "invalid", Details: []string{"mode is wrong", "%d is no name"}, More: 7}))
	if want := []string{": mode is wrong", ": %d is no name", ": and 7 more"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := outcome.ServerProblems(&zdm.Error{Text: "invalid"}); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

// The answer of a failed registration identifies the call, and finding one recovery of the name is
// not a remark.
func TestAnswerOfARegistration(t *testing.T) {
	result := zdm.Result[zdm.Registration]{Data: *registration(t, `{"common":{"state":"fail"}}`)}
	result.Status, result.RequestID, result.Found = 201, "r-7", 1
	o := words().OfRegistration(request(), &result, nil)
	if o.State != outcome.Failed || o.Err.Status != 201 || o.Err.RequestID != "r-7" || len(o.Remarks) > 0 {
		t.Errorf("%d, %+v, %v", o.State, o.Err, o.Remarks)
	}
}

func TestJobThatLacksPartitions(t *testing.T) {
	var job zdm.Recovery
	job.Job.Info.Name, job.Job.Detail = "nightly", []zdm.RecoveryPartition{{From: "/home"}}
	o := outcome.OfJob(request(), &job)
	if o.Err == nil || o.Err.Error() != "partitions that were not registered as requested: 2" || !slices.Equal(problems(o.Err.Problems), problems(o.Failed)) || len(o.Failed) != 2 {
		t.Errorf("%+v, %q", o.Err, problems(o.Failed))
	}
}

// Without a source, the recoveries of the target are listed.
func TestListed(t *testing.T) {
	images := request(func(r *zdm.RecoveryRequest) { r.Source, r.BackupFile, r.JobList = "", "a.ZIA", nil })
	for request, want := range map[*zdm.RecoveryRequest][]string{request(): {"recovery", "list", "--source", "web-01"}, images: {"recovery", "list", "--target", "web-01-dr"}} {
		if got := outcome.Listed(request); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Errors of changes have notes and problems besides their message.
func TestErrorsOfChanges(t *testing.T) {
	const happened, again = "it may have happened, or may still happen", "do not send it again before you check:"
	another := &zdm.Error{Kind: zdm.Foreign, Method: "PUT", Status: 201, RequestID: "r-7", Err: zdm.ErrAnotherRequest}
	none := &zdm.NoPartitionError{Partition: "D:", Has: []string{"C:", "E:"}}
	for _, tt := range []struct {
		name  string
		data  string
		err   error
		show  []string
		code  exit.Code
		text  string
		notes []string
		next  []string
	}{
		{"no such partition", `{}`, none, []string{"version"}, exit.Usage, `the recovery has no partition "D:"; it has: C:, E:`, []string{"nothing was sent"}, nil},
		{"another recovery", `{}`, another, []string{"version"}, exit.Unknown, "outcome unknown: start of x was sent, and then: the response is not about this request", []string{happened, again}, []string{"version"}},
		{"no command", `{}`, another, nil, exit.Unknown, "outcome unknown: start of x was sent, and then: the response is not about this request", []string{happened, again}, nil},
		{"lost", `{}`, &zdm.Error{Kind: zdm.Lost, Method: "PUT", Status: 201, RequestID: "r-7"}, nil, exit.Unknown, "", []string{happened, again}, nil},
		{"failed", `{"summary":{"state":"fail"}}`, nil, nil, exit.Failed, msg.UpdateFailed.With().String(), nil, nil},
		{"several reasons", `{"jobInfo":{"errorMessage":"busy"},"summary":{"state":"fail","eachUpdatedFields":[{"partition":"/","errorMessage":"-"},{"partition":"/home","errorMessage":"gone"},{"partition":"/var","errorMessage":"full"}]}}`,
			nil, nil, exit.Failed, "busy", []string{"/home: gone", "/var: full"}, nil},
	} {
		result := zdm.Result[zdm.UpdatedRecovery]{}
		result.Status, result.RequestID = 201, "r-7"
		if err := json.Unmarshal([]byte(tt.data), &result.Data); err != nil {
			t.Fatal(err)
		}
		e := words().OfUpdate(msg.Verbatim.With("start of x"), &result, tt.err, tt.show...)
		if e == nil || e.Code != tt.code || tt.text != "" && e.Error() != tt.text || !slices.Equal(sentences(e.Notes), tt.notes) || !slices.Equal(e.Next, tt.next) {
			t.Errorf("%s: %+v", tt.name, e)
			continue
		}
		if sent := e.Code != exit.Usage; sent != (e.Status == 201) || sent != (e.RequestID == "r-7") || tt.err != nil && !errors.Is(e, tt.err) {
			t.Errorf("%s: %+v", tt.name, e)
		}
	}
}
