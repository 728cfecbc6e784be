package outcome_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// request returns a request for two partitions.
func request(change ...func(*zdm.RecoveryRequest)) *zdm.RecoveryRequest {
	r := &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "vmware", Repository: zdm.Repository{ID: 13}, Mode: zdm.ModeFull,
		JobName: "nightly", JobList: []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}, {SourcePartition: "C", TargetPartition: "D:"}}}
	for _, f := range change {
		f(r)
	}
	return r
}

func registration(t *testing.T, data string) *zdm.Registration {
	t.Helper()
	var r zdm.Registration
	if err := json.Unmarshal([]byte(data), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

const (
	both    = `"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"},{"sourcePartition":"c:","targetPartition":"d"}]`
	counted = `"summary":{"total":2,"successful":2,"failed":0}`
	named   = `"common":{"state":"success","jobName":"nightly"}`
)

func partitions(o outcome.Outcome) string {
	var names []string
	for _, p := range o.Failed {
		names = append(names, p.Partition)
	}
	return strings.Join(names, " ")
}

func TestWhatAnAnswerLacks(t *testing.T) {
	listOnly := func(r *zdm.RecoveryRequest) { yes := true; r.ListOnly = &yes }
	excluding := func(r *zdm.RecoveryRequest) { r.ExcludePartition = "/var,/tmp"; r.JobList = nil }
	noList := func(r *zdm.RecoveryRequest) { r.JobList = nil }
	ontoTwo := func(r *zdm.RecoveryRequest) {
		r.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}, {SourcePartition: "/", TargetPartition: "/dev/sdb1"}}
	}
	ofImages := func(r *zdm.RecoveryRequest) { r.Source, r.BackupFile, r.JobList = "", "a.ZIA,b.ZIA", nil }
	imageOf := func(partition, file string) string {
		return `{"sourcePartition":"` + partition + `","targetPartition":"` + partition + `","backup":{"backupFile":"` + file + `"}}`
	}
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		data   string
		state  outcome.State
		lacks  string
	}{
		{"all of it, drives in any spelling", nil, `{` + named + `,` + both + `,` + counted + `}`, outcome.Registered, ""},
		{"a partition is missing", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}],"summary":{"total":1,"successful":1,"failed":0}}`, outcome.InPart, "C"},
		{"another target", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1"},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.InPart, "/"},
		{"a device for a mount point", func(r *zdm.RecoveryRequest) { r.JobList = r.JobList[:1]; r.JobList[0].TargetPartition = "/" },
			`{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}]}`, outcome.Registered, ""},
		{"a partition failed by its own state", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","state":"fail"},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.InPart, "/"},
		{"an excluded one came back", excluding, `{` + named + `,"partitions":[{"sourcePartition":"/"},{"sourcePartition":"/var/"}],` + counted + `}`, outcome.InPart, "/var/"},
		{"one that is not listed", listOnly, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"},{"sourcePartition":"C:","targetPartition":"D:"},{"sourcePartition":"/home"}]}`, outcome.InPart, "/home"},
		{"one more without listOnly", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"},{"sourcePartition":"C:","targetPartition":"D:"},{"sourcePartition":"/home"}]}`, outcome.Registered, ""},
		{"skipped, by a notice", noList, `{` + named + `,"partitions":[{"sourcePartition":"C:"}],"notices":["Partition/drive 'D:' was skipped — no backup available: x"]}`, outcome.InPart, "D:"},
		{"missing, and skipped by a notice", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}],"notices":["Partition/drive 'C:' was skipped — no backup available: x"]}`, outcome.InPart, "C"},
		{"skipped, with a quote in its name", noList, `{` + named + `,"partitions":[{"sourcePartition":"/"}],"notices":["Partition/drive '/it's' was skipped — no backup available: Partition '/it's' has no backup job."]}`, outcome.InPart, "/it's"},
		{"skipped, in other words", nil, `{` + named + `,"partitions":[{"sourcePartition":"/"}],"notices":["C drive was left aside"]}`, outcome.InPart, "C"},
		{"registered, although a notice mentions skipping", nil, `{` + named + `,` + both + `,"notices":["C: an older image of C drive was skipped"]}`, outcome.Registered, ""},
		{"a notice about the start", noList, `{` + named + `,"notices":["Recovery job 'x' is in progress — this job was registered but autoStart was skipped."]}`, outcome.Registered, ""},
		{"one partition onto two", ontoTwo, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1"},{"sourcePartition":"/","targetPartition":"/dev/sda1"}],` + counted + `}`, outcome.Registered, ""},
		{"one partition onto two, and one is missing", ontoTwo, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}]}`, outcome.InPart, "/"},
		{"images, which count jobs", ofImages, `{"common":{"state":"success","jobName":"nightly-1"},"partitions":[` + imageOf("/", "a.img") + `,` + imageOf("/boot", "b.ZIA") + `],"summary":{"total":1,"successful":1,"failed":0}}`, outcome.Registered, ""},
		{"images, and one is missing", ofImages, `{` + named + `,"partitions":[` + imageOf("/", "a.ZIA") + `],"summary":{"total":1,"successful":1,"failed":0}}`, outcome.InPart, "b.ZIA"},
		{"images, and one has another target", func(r *zdm.RecoveryRequest) {
			ofImages(r)
			r.JobList = []zdm.RecoveryJob{{BackupFile: "b.ZIA", TargetPartition: "/srv"}}
		},
			`{` + named + `,"partitions":[` + imageOf("/", "a.ZIA") + `,` + imageOf("/boot", "b.ZIA") + `]}`, outcome.InPart, "b.ZIA"},
		{"images without the excluded one", func(r *zdm.RecoveryRequest) { ofImages(r); r.ExcludePartition = "/boot" }, `{` + named + `,"partitions":[` + imageOf("/", "a.ZIA") + `]}`, outcome.Registered, ""},
		{"images of the list only", func(r *zdm.RecoveryRequest) {
			ofImages(r)
			listOnly(r)
			r.JobList = []zdm.RecoveryJob{{BackupFile: "a.ZIA", TargetPartition: "/"}}
		},
			`{` + named + `,"partitions":[` + imageOf("/", "a.ZIA") + `]}`, outcome.Registered, ""},
		{"overwritten, which was not allowed", func(r *zdm.RecoveryRequest) { r.Overwrite = zdm.OverwriteNotAllow }, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","overwrite":"Overwritten"},{"sourcePartition":"C:","targetPartition":"D:","overwrite":"not allow"}],` + counted + `}`, outcome.InPart, "/"},
		{"not overwritten, which was allowed", func(r *zdm.RecoveryRequest) { r.Overwrite = zdm.OverwriteAllow }, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","overwrite":"Not overwritten"},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.Registered, ""},
		{"overwritten, which was left to the server", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","overwrite":"allow"},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.Registered, ""},
		{"another image", func(r *zdm.RecoveryRequest) { r.JobList[0].BackupFile = "a.ZIA" }, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backup":{"backupFile":"b.ZIA"}},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.InPart, "/"},
		{"the image under its other ending", func(r *zdm.RecoveryRequest) { r.JobList[0].BackupFile = "a.ZIA" }, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backup":{"backupFile":"a.img"}},{"sourcePartition":"C:","targetPartition":"D:"}],` + counted + `}`, outcome.Registered, ""},
		{"counts with a gap", nil, `{` + named + `,` + both + `,"summary":{"total":2,"successful":1,"failed":0}}`, outcome.InPart, ""},
		{"fewer in total and none failed", noList, `{` + named + `,"summary":{"total":2,"successful":1}}`, outcome.InPart, ""},
		{"none successful", nil, `{` + named + `,` + both + `,"summary":{"total":2,"successful":0,"failed":0}}`, outcome.Failed, ""},
		{"nothing at all", noList, `{` + named + `,"summary":{"total":0,"successful":0,"failed":0}}`, outcome.Failed, ""},
		{"a negative count", nil, `{` + named + `,` + both + `,"summary":{"total":2,"successful":-2,"failed":0}}`, outcome.InPart, ""},
		{"some failed", nil, `{` + named + `,"summary":{"total":2,"successful":1,"failed":1}}`, outcome.InPart, ""},
		{"all failed", nil, `{` + named + `,"summary":{"total":2,"successful":0,"failed":2}}`, outcome.Failed, ""},
		{"the state alone", nil, `{"common":{"state":"fail","jobName":"nightly"}}`, outcome.Failed, ""},
		{"failed in Korean", nil, `{"common":{"state":"실패","jobName":"nightly"},` + counted + `}`, outcome.InPart, ""},
		{"canceled", nil, `{"common":{"state":"canceled","jobName":"nightly"},` + counted + `}`, outcome.InPart, ""},
		{"an undocumented word", nil, `{"common":{"state":"queued","jobName":"nightly"},` + both + `,` + counted + `}`, outcome.Registered, ""},
		{"registered", nil, `{"common":{"state":"registered","jobName":"nightly"},` + both + `,` + counted + `}`, outcome.Registered, ""},
		{"jobs are counted, not partitions", nil, `{` + named + `,` + both + `,"summary":{"total":1,"successful":1,"failed":0}}`, outcome.Registered, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			asked := request()
			if tt.change != nil {
				asked = request(tt.change)
			}
			o := outcome.Of(asked, registration(t, tt.data))
			if o.State != tt.state || partitions(o) != tt.lacks || (o.Err == nil) != (tt.state == outcome.Registered) {
				t.Errorf("state %d, lacks %q, %v", o.State, partitions(o), o.Err)
			}
			if o.Err != nil && (o.Err.Code != exit.Failed || o.Err.Message.IsZero()) {
				t.Errorf("%+v", o.Err)
			}
		})
	}
}

// Evaluating notices takes time linear in their number.
func TestThousandsOfNotices(t *testing.T) {
	t.Parallel()
	answer := registration(t, `{`+named+`,"partitions":[{"sourcePartition":"/"}]}`)
	const many = 20000
	for i := range many {
		answer.Notices = append(answer.Notices, zdm.Text(fmt.Sprintf("Partition/drive '/d%d' was skipped — no backup available", i)))
	}
	began := time.Now()
	o := outcome.Of(request(func(r *zdm.RecoveryRequest) { r.JobList = nil }), answer)
	if took := time.Since(began); len(o.Failed) != many || len(o.Remarks) != many || took > 20*time.Second {
		t.Errorf("%d partitions, %d remarks, after %v", len(o.Failed), len(o.Remarks), took)
	}
}

// Destroying data or restoring other data is a failure and not only a remark.
func TestHarmfulDifferencesFail(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		data   string
		want   []string
	}{
		{"overwritten by one partition's own word", func(r *zdm.RecoveryRequest) { r.JobList[0].Overwrite = zdm.OverwriteNotAllow },
			`{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","overwrite":"allow"},{"sourcePartition":"C:","targetPartition":"D:"}]}`,
			[]string{`/: overwrite is "allow", not "not allow"`}},
		{"another image", func(r *zdm.RecoveryRequest) { r.JobList[0].BackupFile = "a.ZIA" },
			`{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backup":{"backupFile":"b.ZIA"}},{"sourcePartition":"C:","targetPartition":"D:"}]}`,
			[]string{`/: backupFile is "b.ZIA", not "a.ZIA"`}},
	} {
		o := outcome.Of(request(tt.change), registration(t, tt.data))
		if o.State != outcome.InPart || partitions(o) != "/" || len(o.Remarks) != 1 || !strings.Contains(o.Remarks[0].String(), tt.want[0]) || !strings.Contains(o.Failed[0].Message.String(), strings.TrimPrefix(tt.want[0], "/: ")) {
			t.Errorf("%s: state %d, remarks %v, failed %v", tt.name, o.State, o.Remarks, o.Failed)
		}
	}
}

func TestRemarks(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		data   string
		want   []string
	}{
		{"none", nil, `{"common":{"state":"success","jobName":"nightly","autoStart":"not use","bootMode":"uefi"},` + both + `}`, nil},
		{"another name", nil, `{"common":{"jobName":"nightly_ROOT"},` + both + `}`, []string{`registered it as "nightly_ROOT", not as "nightly"`}},
		{"not started", func(r *zdm.RecoveryRequest) { r.AutoStart = zdm.Use }, `{"common":{"jobName":"nightly","autoStart":"not use"},` + both + `}`, []string{`autoStart is "not use", not "use"`}},
		{"started", func(r *zdm.RecoveryRequest) { r.AutoStart = zdm.NotUse }, `{"common":{"jobName":"nightly","autoStart":true},` + both + `}`, []string{`autoStart is "true", not "not use"`}},
		{"not overwritten", func(r *zdm.RecoveryRequest) { r.Overwrite = zdm.OverwriteAllow },
			`{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","overwrite":"Not overwritten"},{"sourcePartition":"C:","targetPartition":"D:","overwrite":true}]}`,
			[]string{`/: overwrite is "Not overwritten", not "allow"`}},
		{"another mode", nil, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"Incremental Recovery"},{"sourcePartition":"C:","targetPartition":"D:","jobMode":"Full Recovery"}]}`,
			[]string{`/: mode is "Incremental Recovery", not "full"`}},
		{"the image under its other ending", func(r *zdm.RecoveryRequest) { r.JobList[0].BackupFile = "a.ZIA" },
			`{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backup":{"backupFile":"a.img"}},{"sourcePartition":"C:","targetPartition":"D:"}]}`, nil},
		{"no schedule", func(r *zdm.RecoveryRequest) { r.Schedule = &zdm.Schedule{ID: 31} }, `{"common":{"jobName":"nightly","schedule":{"basic":"-"}},` + both + `}`, []string{"a schedule was requested"}},
		{"a schedule", func(r *zdm.RecoveryRequest) { r.Schedule = &zdm.Schedule{ID: 31} }, `{"common":{"jobName":"nightly","schedule":{"basic":{"id":52}}},` + both + `}`, nil},
		{"another end", func(r *zdm.RecoveryRequest) { r.AfterReboot = "shutdown" }, `{"common":{"jobName":"nightly","bootMode":"Reboot"},` + both + `}`, []string{`afterReboot is "Reboot", not "shutdown"`}},
		{"another spelling of a platform", nil, `{"common":{"jobName":"nightly","platform":"VMware ESXi"},` + both + `}`, []string{`platform is "VMware ESXi", not "vmware"`}},
		{"an undocumented word", nil, `{"common":{"state":"queued","jobName":"nightly"},` + both + `}`, []string{`"queued"`}},
		{"the words of 3.0", func(r *zdm.RecoveryRequest) {
			r.Overwrite, r.AfterReboot, r.AutoStart = zdm.OverwriteNotAllow, "reboot", zdm.NotUse
		},
			`{"common":{"jobName":"nightly","bootMode":"Reboot","autoStart":"not use"},"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"Full Recovery","overwrite":"Not overwritten","backup":{"useLatest":"yes"},"repository":{"type":"NFS"}},` +
				`{"sourcePartition":"C:","targetPartition":"D:","jobMode":"full","overwrite":"not allow","backup":{"useLatest":"true"},"repository":{"type":"nfs"}}]}`, nil},
		{"a value of one of two targets", func(r *zdm.RecoveryRequest) {
			r.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1", Mode: zdm.ModeFull}, {SourcePartition: "/", TargetPartition: "/dev/sdb1", Mode: zdm.ModeIncrement}}
		}, `{` + named + `,"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sdb1","jobMode":"increment"},{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"increment"}]}`,
			[]string{`/: mode is "increment", not "full"`}},
		{"notices, each once", nil, `{` + named + `,` + both + `,"notices":["busy","busy","other"]}`, []string{"notice from the server: busy", "notice from the server: other"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			asked := request()
			if tt.change != nil {
				asked = request(tt.change)
			}
			o := outcome.Of(asked, registration(t, tt.data))
			if o.State != outcome.Registered || len(o.Remarks) != len(tt.want) {
				t.Fatalf("state %d, remarks %v", o.State, o.Remarks)
			}
			for i, want := range tt.want {
				if !strings.Contains(o.Remarks[i].String(), want) {
					t.Errorf("%q does not contain %q", o.Remarks[i], want)
				}
			}
		})
	}
}

// words returns Words with simple texts.
func words() outcome.Words {
	return outcome.Words{
		Explain:  func(err error) *exit.Error { return exit.New(exit.Refused, msg.Verbatim.With(err.Error())) },
		Happened: func(*zdm.Error) msg.Message { return msg.CauseCut.With() },
		Next:     func(words ...string) string { return strings.Join(words, " ") },
		Show:     func(name string) string { return "get " + name },
	}
}

func TestCallsThatFailed(t *testing.T) {
	lost := &zdm.Error{Kind: zdm.Lost, Method: "POST", Status: 0, RequestID: "r", Err: errors.New("cut"), LookUp: &zdm.LookUp{JobName: "nightly"}}
	refused := &zdm.Error{Kind: zdm.Refused, Method: "POST", Status: 400, Text: "no"}
	other := &zdm.Error{Kind: zdm.Foreign, Method: "POST", Status: 201, Err: zdm.ErrAnotherRequest, LookUp: &zdm.LookUp{JobName: "nightly", Similar: 1}}
	for _, tt := range []struct {
		err   error
		state outcome.State
		code  exit.Code
		next  []string
		text  string
	}{
		{lost, outcome.Unknown, exit.Unknown, []string{"get nightly", "recovery list --source web-01"}, "outcome unknown: nightly was sent, and then: " + msg.CauseCut.With().String()},
		{other, outcome.Unknown, exit.Unknown, []string{"get nightly", "recovery list --source web-01"}, "not about this request"},
		{refused, outcome.Refused, exit.Refused, nil, "no"},
		{errors.New("no token"), outcome.Refused, exit.Refused, nil, "no token"},
	} {
		o := words().OfRegistration(request(), &zdm.Result[zdm.Registration]{}, tt.err)
		if o.State != tt.state || o.Err.Code != tt.code || !slices.Equal(o.Err.Next, tt.next) || !strings.Contains(o.Err.Error(), tt.text) {
			t.Errorf("%v: %d, %+v", tt.err, o.State, o.Err)
		}
	}
	o := words().OfRegistration(request(func(r *zdm.RecoveryRequest) { r.JobName = "" }), &zdm.Result[zdm.Registration]{}, lost)
	if !slices.Equal(o.Err.Next, []string{"recovery list --source web-01"}) || !strings.Contains(o.Err.Error(), "the recovery was sent") {
		t.Errorf("without a name: %+v", o.Err)
	}
}

func TestConfirmedByLookup(t *testing.T) {
	result := zdm.Result[zdm.Registration]{Data: *registration(t, `{`+named+`,`+both+`}`)}
	result.Lost, result.Found = &zdm.Error{Kind: zdm.Lost}, 2
	o := words().OfRegistration(request(), &result, nil)
	if o.State != outcome.Registered || len(o.Remarks) != 2 || !strings.Contains(o.Remarks[0].String(), "confirmed by lookup") || !strings.Contains(o.Remarks[1].String(), "2 recoveries") {
		t.Errorf("%d, %v", o.State, o.Remarks)
	}
}

// An answer that lists no partitions is judged by a lookup, or else by its counts and its name.
func TestUnlistedPartitions(t *testing.T) {
	lost := &zdm.Error{Kind: zdm.Lost}
	for _, tt := range []struct {
		partitions string
		lookedUp   bool
		lost       *zdm.Error
		change     func(*zdm.RecoveryRequest)
		state      outcome.State
		lacks      string
		remarks    []string
	}{
		{both, false, nil, nil, outcome.Registered, "", nil},
		{both, true, nil, nil, outcome.Registered, "", []string{"a lookup showed them"}},
		{`"partitions":[{"sourcePartition":"/"}]`, true, nil, nil, outcome.InPart, "C", []string{"a lookup showed them"}},
		{`"partitions":[]`, false, nil, nil, outcome.Registered, "", []string{"could not be confirmed; check them with: get nightly"}},
		{`"partitions":[]`, false, lost, nil, outcome.Registered, "", []string{"confirmed by lookup", "could not be confirmed"}},
		{`"partitions":[]`, false, nil, func(r *zdm.RecoveryRequest) { r.JobList = nil }, outcome.Registered, "", nil},
		{`"partitions":[]`, false, nil, func(r *zdm.RecoveryRequest) { r.JobList, r.Source, r.BackupFile = nil, "", "a.ZIA" }, outcome.Registered, "", []string{"could not be confirmed"}},
	} {
		result := zdm.Result[zdm.Registration]{Data: *registration(t, `{`+named+`,`+tt.partitions+`,`+counted+`}`)}
		result.Data.LookedUp, result.Lost = tt.lookedUp, tt.lost
		asked := request()
		if tt.change != nil {
			asked = request(tt.change)
		}
		o := words().OfRegistration(asked, &result, nil)
		said := len(o.Remarks) == len(tt.remarks)
		for i, text := range tt.remarks {
			said = said && strings.Contains(o.Remarks[i].String(), text)
		}
		if o.State != tt.state || partitions(o) != tt.lacks || !said {
			t.Errorf("%s, %t: %d, lacks %q, %q; want %d, %q, %q", tt.partitions, tt.lookedUp, o.State, partitions(o), sentences(o.Remarks), tt.state, tt.lacks, tt.remarks)
		}
	}
}

// Only missing partitions make an existing recovery fail, since it may be older than the request.
func TestOfJob(t *testing.T) {
	job := func(partitions ...zdm.RecoveryPartition) *zdm.Recovery {
		var r zdm.Recovery
		r.Job.Info.Name = "nightly"
		r.Job.Detail = partitions
		return &r
	}
	root, elsewhere := zdm.RecoveryPartition{From: "/", To: "/", TargetDevice: "/dev/sda1"}, zdm.RecoveryPartition{From: "/", TargetDevice: "/dev/sdz1"}
	drive := zdm.RecoveryPartition{From: "C:", To: "D:"}
	for _, tt := range []struct {
		job   *zdm.Recovery
		lacks string
	}{{job(root, drive), ""}, {job(elsewhere, drive), ""}, {job(root), "C"}, {job(drive), "/"}, {job(), ""}} {
		o := outcome.OfJob(request(), tt.job)
		if partitions(o) != tt.lacks || (o.Err != nil) != (tt.lacks != "") || (o.State == outcome.InPart) != (tt.lacks != "") {
			t.Errorf("%+v: %q, %v", tt.job.Job.Detail, partitions(o), o.Err)
		}
	}
}

func TestUpdates(t *testing.T) {
	for _, tt := range []struct {
		data string
		err  error
		code exit.Code
		text string
	}{
		{`{"jobInfo":{"id":"905"},"summary":{"state":"success"}}`, nil, exit.OK, ""},
		{`{}`, nil, exit.OK, ""},
		{`{}`, &zdm.Error{Kind: zdm.Foreign, Method: "PUT", Status: 200, Err: zdm.ErrAnotherRequest}, exit.Unknown, "not about this request"},
		{`{"summary":{"state":"fail"}}`, nil, exit.Failed, ""},
		{`{"jobInfo":{"id":"905"},"summary":{"state":"not_found"}}`, nil, exit.Failed, ""},
		{`{"summary":{"state":"success","eachUpdatedFields":[{"partition":"/home","summary":{"state":"not_found"}}]}}`, nil, exit.Failed, ""},
		{`{"jobInfo":{"errorMessage":"busy"},"summary":{"state":"success"}}`, nil, exit.Failed, "busy"},
		{`{"summary":{"state":"success","eachUpdatedFields":[{"partition":"/home","errorMessage":"gone"}]}}`, nil, exit.Failed, "/home: gone"},
		{`{}`, &zdm.Error{Kind: zdm.Lost, Method: "PUT", Err: errors.New("cut")}, exit.Unknown, "start of x was sent"},
		{`{}`, &zdm.Error{Kind: zdm.Refused, Method: "PUT", Status: 404, Text: "no"}, exit.Refused, "no"},
	} {
		var result zdm.Result[zdm.UpdatedRecovery]
		if err := json.Unmarshal([]byte(tt.data), &result.Data); err != nil {
			t.Fatal(err)
		}
		e := words().OfUpdate(msg.Verbatim.With("start of x"), &result, tt.err, "recovery", "get", "x")
		switch {
		case tt.code == exit.OK && e != nil, tt.code != exit.OK && (e == nil || e.Code != tt.code || !strings.Contains(e.Error(), tt.text)):
			t.Errorf("%s, %v: %+v", tt.data, tt.err, e)
		case tt.code == exit.Unknown && !slices.Equal(e.Next, []string{"recovery get x"}):
			t.Errorf("next %v", e.Next)
		}
	}
}

// Servers that the list does not name are shown by their id.
func TestTaken(t *testing.T) {
	for want, by := range map[string]zdm.RecoverySystems{
		"web-01 -> web-01-dr": {Source: zdm.System{ID: "3", Name: "web-01"}, Target: zdm.System{Name: "web-01-dr"}},
		"3 -> -":              {Source: zdm.System{ID: "3", Name: "-"}},
	} {
		if text := outcome.Taken(by).String(); !strings.HasSuffix(text, ": "+want) {
			t.Errorf("%q, want %q", text, want)
		}
	}
}

func TestWorse(t *testing.T) {
	order := []exit.Code{exit.Unknown, exit.Failed, exit.Internal, exit.Credentials, exit.Unreachable, exit.Refused, exit.Deadline, exit.OK}
	for i := range order {
		for j := range order {
			if outcome.Worse(order[i], order[j]) != (i < j) {
				t.Errorf("Worse(%d, %d)", order[i], order[j])
			}
		}
	}
}
