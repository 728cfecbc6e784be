package zdm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Samples of API 3.0.
const (
	trace = "5f0c1e22a7b94d0d8e6f3a1b2c4d5e6f"

	registered3 = `{"common":{"state":"success","jobName":"ledger-weekly","autoStart":"not use","platform":"kvm","bootMode":"reboot",
"schedule":{"basic":{"id":52,"type":"Weekly","description":"[Basic] Start working at 23:10 Tuesday, Saturday every week."}},"scriptPath":"/srv/zdm/after.sh","scriptRunTiming":"after job"},
"partitions":[{"sourcePartition":"/","targetPartition":"/dev/vda2","jobMode":"full","overwrite":"allow","fileSystem":"xfs",
"backup":{"useLatest":"true","backupFile":"ledger-01_ROOT_0311.ZIA","backupJob":"ledger-01_ROOT"},"repository":{"id":"8","path":"10.44.9.9:/vault","type":"nfs"}}],
"summary":{"total":1,"successful":1,"failed":0},"notices":["The overwrite option is Linux-only and was ignored for this Windows recovery job."]}`

	imagesRegistered3 = `{"common":{"state":"success","jobName":"ledger-image-1","platform":"oci","bootMode":"Reboot"},
"partitions":[{"sourcePartition":"/","targetPartition":"/","jobMode":"Full Recovery","overwrite":"Not overwritten","fileSystem":"xfs",
"backup":{"useLatest":"yes","backupFile":"ledger-01_ROOT_0311.ZIA","backupJob":"ledger-01_ROOT"},"repository":{"id":"8","path":"10.44.9.9:/vault","type":"NFS"}},
{"sourcePartition":"/boot","targetPartition":"/boot","jobMode":"Full Recovery","overwrite":"Not overwritten","fileSystem":"xfs",
"backup":{"useLatest":"yes","backupFile":"ledger-01_boot_0311.ZIA","backupJob":"ledger-01_boot"},"repository":{"id":"8","path":"10.44.9.9:/vault","type":"NFS"}}],
"summary":{"total":1,"successful":1,"failed":0}}`

	image3 = `{"image":{"name":"ledger-01_ROOT_[2026-09-07_01_05].ZIA","jobName":"ledger-01_ROOT","type":"Full",
"size":{"original":{"raw":2147483648,"formatted":"2.00 GB"},"compressed":{"raw":751619277,"formatted":"716.80 MB"}},"createdAt":"2026-09-07 01:05:02",
"compression":{"level":"Default","ratio":{"percent":65.0,"formatted":"65.00%"}},"repository":{"id":8,"path":"/vault"},"comment":""},
"server":{"name":"ledger-01 (10.44.7.12)","os":"Rocky Linux 9.3"},"partition":{"mountPoint":"/","device":"/dev/mapper/rl-root"}}`

	updated3 = `{"jobInfo":{"id":"905","name":"ledger-weekly"},"summary":{"state":"success","commonUpdatedFields":[
{"field":"Schedule(Basic)","previous":null,"new":{"id":52,"type":"Daily","description":"[Basic] Start working at 03:00 every day."}},{"field":"Job Status","previous":"Registered","new":"start"}],
"eachUpdatedFields":[{"partition":"/","summary":{"state":"success","commonUpdatedFields":[{"field":"Recovery Mode","previous":"full","new":"increment"}],"eachUpdatedFields":[]}}]}}`

	monitored3 = `{"job":{"info":{"id":905,"name":"ledger-weekly","source":"ledger-01","target":"ledger-dr"},"progress":{"status":"Processing","percent":"40%",
"message":"[ledger-01_home] 55%, Processed Size: 4.100 MB | Speed: 30.20 MB/s","partitions":[
{"partition":"/","backupFile":"ledger-01_ROOT_0311.ZIA","status":"Complete","percent":"100%","message":"Recovery completed.","timeInfo":{"start":"2026-09-10 01:00:05","elapsed":"00:06:20","end":"2026-09-10 01:06:25"},
"targetDisk":"/dev/vda2","size":51200,"mode":"Full Recovery","overwrite":"Overwritten"},
{"drive":"D:","backupFile":"ledger-01_home_0304.ZIA","status":"Registered","percent":"-","message":"-","timeInfo":{"start":"-","elapsed":"-","end":"-"}}]},
"timeInfo":{"start":"2026-09-10 01:00:00","elapsed":"00:12:30","end":"-"},"log":["[2026-09-10 01:00:00]Recovery job started."]}}`

	systemMonitored3 = `{"server":{"name":"ledger-dr"},"summary":{"total":3,"completed":1,"inProgress":1,"failed":0,"canceled":0,"pending":1,"overallProgress":"40%"},
"job":[{"info":{"id":905,"name":"ledger-weekly","source":"ledger-01","target":"ledger-dr","role":"target"},"progress":{"status":"Processing","percent":"100%","message":"-","partitions":[]},"timeInfo":{}}],
"pagination":{"currentPage":1,"totalPages":3,"totalItems":3,"itemsPerPage":1,"hasNextPage":true,"hasPreviousPage":false}}`
)

// data3 returns data in the envelope of 3.0.
func data3(value string) string {
	return `{"success":true,"traceId":"` + trace + `","data":` + value + `,"message":"m","timestamp":"2026-09-10T08:15:42.318+09:00"}`
}

// The request id and the generation come from the envelope, whatever its form.
func TestEnvelopes(t *testing.T) {
	for _, tt := range []struct {
		name, body, header string
		status             int
		id                 string
		generation         zdm.Generation
	}{
		{"1.0.3", data("[]"), "", 200, "r1", zdm.Generation2},
		{"3.0", data3("[]"), trace, 200, trace, zdm.Generation3},
		{"both ids", `{"success":true,"traceId":"a","requestID":"b","data":[]}`, "c", 200, "a", zdm.Generation3},
		{"a late 2.0 with the header", data("[]"), trace, 200, "r1", zdm.Generation2},
		{"the header alone", `{"success":true,"data":[]}`, trace, 200, trace, zdm.GenerationUnknown},
		{"none", `{"success":true,"data":[]}`, "", 200, "", zdm.GenerationUnknown},
		{"a failure of 3.0", `{"success":false,"traceId":"a","error":{"code":"BAD_REQUEST","message":"no"}}`, "", 400, "a", zdm.Generation3},
		{"a failure of 2.0", `{"success":false,"requestID":"b","error":"no"}`, "", 400, "b", zdm.Generation2},
		{"an object of the early build", `{"success":false,"requestID":"b","error":{"code":"X","message":"no"}}`, "", 400, "b", zdm.Generation2},
		{"too many calls", `{"success":false,"error":{"code":"RATE-LIMIT-01","message":"no"}}`, "h", 429, "h", zdm.GenerationUnknown},
		{"a gateway", `<html>`, "h", 502, "h", zdm.GenerationUnknown},
	} {
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Trace-Id", tt.header)
			w.WriteHeader(tt.status)
			_, _ = io.WriteString(w, tt.body)
		}, noLookup, func(c *zdm.Config) { c.Retries = -1 })
		answer, err := c.Call(t.Context(), zdm.PlainCall{Method: "GET", Path: "recoveries"})
		id, generation := answer.RequestID, answer.Generation
		if failed, ok := errors.AsType[*zdm.Error](err); ok {
			id, generation = failed.RequestID, failed.Generation
		}
		if id != tt.id || generation != tt.generation || c.Generation() != tt.generation {
			t.Errorf("%s: id %q, generation %d and %d, %v", tt.name, id, generation, c.Generation(), err)
		}
	}
}

// A server may be upgraded between two calls. The generation is that of the last answer that shows
// one.
func TestGenerationChanges(t *testing.T) {
	bodies := []string{data("[]"), data3("[]"), `{"success":true,"data":[]}`, data("[]")}
	c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, bodies[0])
		bodies = bodies[1:]
	})
	for i, want := range []zdm.Generation{zdm.Generation2, zdm.Generation3, zdm.Generation3, zdm.Generation2} {
		if _, err := c.Centers(zdm.CenterQuery{}).Get(t.Context()); err != nil || c.Generation() != want {
			t.Errorf("call %d: %d, %v", i, c.Generation(), err)
		}
	}
}

// spaced returns values separated by spaces.
func spaced(values ...any) string { return strings.TrimSuffix(fmt.Sprintln(values...), "\n") }

// Each row is a breaking change, or a difference between the builds of 3.0: a call, what it sends
// to servers of either generation, and what it reads from either answer.
func TestBreakingChanges(t *testing.T) {
	const before, since = "before", "since"
	job := func(file string) string {
		return `{"job":{"info":{"id":"905","name":"n"},"detail":[{"from":"/","to":"/","targetDevice":"/dev/vda2","backup":{"fileName":"` + file + `"}}]},"jobInfo":{"id":"905"},"summary":{"state":"success"}}`
	}
	for _, tt := range []struct {
		name    string
		answers map[string]string // by generation and call
		call    func(context.Context, *zdm.Client) string
		sent    map[string]string // last request, by generation
		want    map[string]string
	}{
		{"id of the call", map[string]string{before: data("[]"), since: data3("[]")}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.Servers(zdm.ServersQuery{}).Get(ctx)
			return spaced(r.RequestID, err)
		}, map[string]string{before: "GET /servers", since: "GET /servers"}, map[string]string{before: "r1 <nil>", since: trace + " <nil>"}},
		{"error as an object", map[string]string{
			before: `{"success":false,"requestID":"r1","error":"Request body validation failed.","detail":{"validationErrors":{"center":["center is required"]}}}`,
			since:  `{"success":false,"traceId":"r1","error":{"code":"DTO-VALIDATION-01","message":"Request body validation failed.","details":{"center":["center is required"]}}}`,
		}, func(ctx context.Context, c *zdm.Client) string {
			_, err := c.UpdateRecovery(ctx, "905", &zdm.RecoveryUpdate{Mode: "full"})
			failed, _ := errors.AsType[*zdm.Error](err)
			return spaced(failed.Code, "|", failed.Text, failed.Details)
		}, map[string]string{before: `PUT /recoveries/905 {"mode":"full"}`, since: `PUT /recoveries/905 {"mode":"full"}`},
			map[string]string{before: " | Request body validation failed. [center: center is required]", since: "DTO-VALIDATION-01 | Request body validation failed. [center: center is required]"}},
		{"strict queries", map[string]string{before: data(`{"job":{}}`), since: data3(monitored3)}, func(ctx context.Context, c *zdm.Client) string {
			_, err := c.MonitorJob(ctx, "905", zdm.MonitorQuery{Partition: "/"})
			return spaced(err)
		}, map[string]string{before: "GET /recoveries/monitoring/job/905?partition=%2F", since: "GET /recoveries/monitoring/job/905?partition=%2F"}, map[string]string{before: "<nil>", since: "<nil>"}},
		{"monitoring of a job", map[string]string{
			before: data(`{"system":{"source":{"name":"ledger-01"}},"job":{"info":{"name":"n"},"details":[{"partition":"/","progressInfo":{"status":"Complete","percent":"100%"}}]}}`), since: data3(monitored3),
		}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.MonitorJob(ctx, "905", zdm.MonitorQuery{})
			j := r.Data.Jobs[0]
			return spaced(j.Overall.Status, j.Overall.Percent, len(j.Details), j.Details[0].Name(), j.Details[0].BackupFile, j.Details[0].Info, err)
		}, map[string]string{before: "GET /recoveries/monitoring/job/905", since: "GET /recoveries/monitoring/job/905"},
			map[string]string{before: "  1 /  {Complete 100%    } <nil>", since: "Processing 40% 2 / ledger-01_ROOT_0311.ZIA {Complete 100% Recovery completed. 2026-09-10 01:00:05 00:06:20 2026-09-10 01:06:25} <nil>"}},
		{"monitoring of a server", map[string]string{
			before: data(`{"job":{"info":{"name":"n"},"details":[]},"summary":{"total":"1","completed":1}}`), since: data3(systemMonitored3),
		}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.MonitorServer(ctx, "42", zdm.MonitorServerQuery{ServerType: "target"})
			return spaced(r.Data.Summary.Total, r.Data.Summary.Completed, len(r.Data.Jobs), r.Data.Jobs[0].Info.Role, r.Pagination != nil, err)
		}, map[string]string{before: "GET /recoveries/monitoring/system/42?serverType=target", since: "GET /recoveries/monitoring/system/42?serverType=target"},
			map[string]string{before: "1 1 1  false <nil>", since: "3 1 1 target true <nil>"}},
		{"items of PUT", map[string]string{before: data(job("a.ZIA")), since: data3(job("a.ZIA"))}, func(ctx context.Context, c *zdm.Client) string {
			_, err := c.UpdateRecovery(ctx, "905", &zdm.RecoveryUpdate{Center: "1", JobList: []zdm.PartitionUpdate{{Partition: "/", Mode: "full"}}})
			return spaced(err)
		}, map[string]string{before: `PUT /recoveries/905 {"center":"1","jobList":[{"partition":"/","mode":"full"}]}`, since: `PUT /recoveries/905 {"center":"1","jobList":[{"backupFile":"a.ZIA","mode":"full"}]}`},
			map[string]string{before: "<nil>", since: "<nil>"}},
		{"values of PUT", map[string]string{before: data(`{"jobInfo":{"id":905},"summary":{"state":"success","commonUpdatedFields":[{"field":"Job Status","previous":1,"new":"start"}]}}`), since: data3(updated3)},
			func(ctx context.Context, c *zdm.Client) string {
				r, err := c.UpdateRecovery(ctx, "905", &zdm.RecoveryUpdate{Status: "start"})
				return spaced(r.Data.Failed(), r.Data.Summary.Common[0], err)
			}, map[string]string{before: `PUT /recoveries/905 {"status":"start"}`, since: `PUT /recoveries/905 {"status":"start"}`},
			map[string]string{before: "false {Job Status 1 start} <nil>", since: `false {Schedule(Basic)  {"id":52,"type":"Daily","description":"[Basic] Start working at 03:00 every day."}} <nil>`}},
		{"DELETE by id", map[string]string{before: data(`{"summary":{"state":"success"}}`), since: data3(`{"summary":{"state":"not_found"}}`)}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.DeleteRecovery(ctx, "905", "1")
			return spaced(r.Data.Failed(), err)
		}, map[string]string{before: "DELETE /recoveries/905?center=1", since: "DELETE /recoveries/905?center=1"}, map[string]string{before: "false <nil>", since: "true <nil>"}},
		{"answer to POST", map[string]string{before: data(strings.Replace(registered3, `,"notices"`, `,"x"`, 1)), since: data3(registered3)}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.CreateRecovery(ctx, &zdm.RecoveryRequest{JobName: "ledger-weekly", Source: "a", Target: "b", Platform: "kvm"})
			return spaced(r.Data.Common.AutoStart, r.Data.Common.Schedule.ID, r.Data.Partitions[0].Overwrite, len(r.Data.Notices), err)
		}, map[string]string{before: "POST /recoveries", since: "POST /recoveries"}, map[string]string{before: "not use 52 allow 0 <nil>", since: "not use 52 allow 1 <nil>"}},
		{"images", map[string]string{
			before: data(`[{"image":{"name":"a","size":{"raw":"9","formatted":"9 B"},"type":"300"},"partition":{"mountPoint":"/"}}]`),
			since: `{"success":true,"traceId":"a","data":[` + image3 + `],"scan":{"total":3,"succeeded":2,"failed":1,
"failures":[{"centerName":"core-seoul","repositoryId":9,"code":"JOB-ERROR-68","reason":"timed out","retryable":true}]}}`,
		}, func(ctx context.Context, c *zdm.Client) string {
			r, err := c.BackupImages("ledger-01", zdm.ImageQuery{RepositoryID: "8"}).Get(ctx)
			return spaced(r.Data[0].Image.Size, r.Data[0].Image.Type, r.Data[0].Volume(), r.Scan.Incomplete(), err)
		}, map[string]string{before: "GET /backups/images/server/ledger-01?repositoryId=8", since: "GET /backups/images/server/ledger-01?repositoryId=8"},
			map[string]string{before: "9 B 300 / false <nil>", since: "2.00 GB Full / true <nil>"}},
	} {
		for generation, body := range tt.answers {
			var sent string
			c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
				sent = r.Method + " " + strings.TrimPrefix(r.URL.RequestURI(), "/api")
				if content, _ := io.ReadAll(r.Body); len(content) > 0 && r.Method == http.MethodPut {
					sent += " " + string(content)
				}
				if strings.Contains(body, `"success":false`) {
					w.WriteHeader(http.StatusUnprocessableEntity)
				}
				_, _ = io.WriteString(w, body)
			}, noLookup)
			got := tt.call(t.Context(), c)
			if got != tt.want[generation] || sent != tt.sent[generation] {
				t.Errorf("%s, %s: %q\nwant %q\nsent %q\nwant %q", tt.name, generation, got, tt.want[generation], sent, tt.sent[generation])
			}
		}
	}
}

// Errors of every form: the code, the text and the reasons.
func TestErrorShapes(t *testing.T) {
	long := strings.Repeat("a", 100)
	for data, want := range map[string]string{
		`"traceId":"r","error":"text"`: "r|||text|[]",
		`"traceId":"r","error":{"code":{"code":"JOB-ERROR-67","httpCode":400,"message":"inner"}}`:                 "r|JOB-ERROR-67||inner|[]",
		`"traceId":"r","error":{"code":{"code":"JOB-ERROR-67","message":"inner"},"message":"outer"}`:              "r|JOB-ERROR-67||outer|[]",
		`"traceId":"r","error":{"code":{"httpCode":400},"message":"outer"}`:                                       "r|||outer|[]",
		`"traceId":"r","error":{"code":"X","message":"m","details":["one","two"]}`:                                "r|X||m|[one two]",
		`"traceId":"r","error":{"code":"X","message":"m","details":"one||two"}`:                                   "r|X||m|[one two]",
		`"traceId":"r","error":{"code":"X","message":"m","details":{"a":["x"],"b":"y"}}`:                          "r|X||m|[a: x b: y]",
		`"traceId":"r","error":{"code":"X","message":"m","details":null}`:                                         "r|X||m|[]",
		`"traceId":"` + long + long + `","error":{"code":"` + long + long + `","message":"m","details":{"a":[]}}`: long + "|" + long + "||m|[]",
	} {
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"success":false,`+data+`}`)
		})
		_, err := c.Recovery(t.Context(), "905", zdm.RecoveryFilter{})
		failed, ok := errors.AsType[*zdm.Error](err)
		if got := fmt.Sprintf("%s|%s||%s|%s", failed.RequestID, failed.Code, failed.Text, failed.Details); !ok || got != want {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
	}
}

// The progress and the state of another recovery are not accepted.
func TestReadsOfAnotherRecovery(t *testing.T) {
	monitored := func(id string) string {
		return `{"info":{"id":` + id + `,"name":"n"},"progress":{"status":"Complete"}}`
	}
	for _, tt := range []struct {
		asked, data string
		jobs        int // 0 means an error
	}{
		{"905", `{"job":` + monitored("905") + `}`, 1},
		{"0905", `{"job":` + monitored(`"905"`) + `}`, 1},
		{"905", `{"job":` + monitored("906") + `}`, 0},
		{"905", `{"job":` + monitored(`"9050"`) + `}`, 0},
		{"905", `{"job":[` + monitored("906") + `,` + monitored("905") + `]}`, 1},
		{"905", `{"job":[` + monitored("906") + `,` + monitored("907") + `]}`, 0},
		{"905", `{"job":` + monitored(`"-"`) + `}`, 1},
		{"n", `{"job":` + monitored("906") + `}`, 1},
	} {
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, data3(tt.data)) })
		r, err := c.MonitorJob(t.Context(), tt.asked, zdm.MonitorQuery{})
		if len(r.Data.Jobs) != tt.jobs || (err == nil) != (tt.jobs > 0) {
			t.Errorf("progress of %s, %s: %d jobs, %v", tt.asked, tt.data, len(r.Data.Jobs), err)
		}
	}
	for shown, want := range map[string]bool{`905`: true, `"905"`: true, `"906"`: false, `"-"`: true, `null`: true} {
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, data3(`{"job":{"info":{"id":`+shown+`,"name":"n"}}}`))
		})
		if _, err := c.Recovery(t.Context(), "905", zdm.RecoveryFilter{}); (err == nil) != want {
			t.Errorf("recovery %s for 905: %v", shown, err)
		}
	}
}

// Builds of 3.0 whose PUT still expects partitions refuse images, and are then sent partitions.
func TestUpdateOfEarly3(t *testing.T) {
	var bodies []string
	c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch {
		case r.Method == http.MethodGet:
			_, _ = io.WriteString(w, data3(`{"job":{"info":{"id":"905"},"detail":[{"from":"C:","backup":{"fileName":"c.ZIA"}}]}}`))
			return
		case strings.Contains(string(body), "backupFile"):
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = io.WriteString(w, `{"success":false,"traceId":"a","error":{"code":"DTO-VALIDATION-01","message":"Request body validation failed."}}`)
		default:
			_, _ = io.WriteString(w, data3(strings.NewReplacer(`"partition":"/"`, `"drive":"C:"`, `"new":"increment"`, `"new":"full"`).Replace(updated3)))
		}
		bodies = append(bodies, string(body))
	})
	update := &zdm.RecoveryUpdate{JobList: []zdm.PartitionUpdate{{Drive: "C:", Mode: "full"}}}
	if _, err := c.UpdateRecovery(t.Context(), "905", update); err != nil || !slices.Equal(bodies, []string{`{"jobList":[{"backupFile":"c.ZIA","mode":"full"}]}`, `{"jobList":[{"drive":"C:","mode":"full"}]}`}) {
		t.Errorf("%q, %v", bodies, err)
	}
	bodies = nil
	update.JobList[0].Drive = "D:"
	_, err := c.UpdateRecovery(t.Context(), "905", update)
	if none, ok := errors.AsType[*zdm.NoPartitionError](err); !ok || none.Partition != "D:" || !slices.Equal(none.Has, []string{"C:"}) || len(bodies) > 0 {
		t.Errorf("%v, sent %q", err, bodies)
	}
}

// A restore from images is sent once to its own path, and not at all to a server without it.
func TestRestoreFromImages(t *testing.T) {
	request := func() *zdm.RecoveryRequest {
		return &zdm.RecoveryRequest{Center: "6", BackupFile: "ledger-01_ROOT_0311.ZIA,ledger-01_boot_0311.ZIA", Target: "ledger-dr", Platform: "oci", Mode: "full", JobName: "ledger-image",
			Repository: zdm.Repository{ID: 8}, JobList: []zdm.RecoveryJob{{BackupFile: "ledger-01_boot_0311.ZIA", TargetPartition: "/boot"}}}
	}
	for name, list := range map[string]string{"3.0": data3("[]"), "2.0": data("[]")} {
		var posts []string
		c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				_, _ = io.WriteString(w, list)
				return
			}
			body, _ := io.ReadAll(r.Body)
			posts = append(posts, r.URL.Path+" "+string(body))
			_, _ = io.WriteString(w, data3(imagesRegistered3))
		}, noLookup)
		result, err := c.CreateRecovery(t.Context(), request())
		if name == "2.0" {
			if !errors.Is(err, zdm.ErrNoImageRestore) || len(posts) > 0 {
				t.Errorf("%v, sent %q", err, posts)
			}
			continue
		}
		want := `/api/recoveries/image {"center":"6","backupFile":"ledger-01_ROOT_0311.ZIA,ledger-01_boot_0311.ZIA","target":"ledger-dr","platform":"oci","repository":{"id":8},"mode":"full",` +
			`"jobName":"ledger-image","jobList":[{"targetPartition":"/boot","backupFile":"ledger-01_boot_0311.ZIA"}]}`
		if err != nil || !slices.Equal(posts, []string{want}) || result.Data.Common.JobName != "ledger-image-1" || len(result.Data.Partitions) != 2 {
			t.Errorf("%v, sent %q", err, posts)
		}
	}
}

// The answer to a restore from images may have its name with a number, but no other answer may.
func TestNumberedNames(t *testing.T) {
	of := func(change func(*zdm.RecoveryRequest)) *zdm.RecoveryRequest {
		r := &zdm.RecoveryRequest{JobName: "ledger-image", BackupFile: "a.ZIA", Target: "t", Platform: "oci"}
		change(r)
		return r
	}
	for _, tt := range []struct {
		name    string
		request *zdm.RecoveryRequest
		want    bool
	}{
		{"ledger-image-1", of(func(*zdm.RecoveryRequest) {}), true},
		{"ledger-image-12", of(func(*zdm.RecoveryRequest) {}), true},
		{"ledger-image-x", of(func(*zdm.RecoveryRequest) {}), false},
		{"ledger-image-1", of(func(r *zdm.RecoveryRequest) { r.Source = "s" }), false},
	} {
		answers := []string{data3("[]"), data3(strings.Replace(imagesRegistered3, "ledger-image-1", tt.name, 1))}
		c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
			body := answers[0]
			if r.Method == http.MethodPost {
				body = answers[1]
			}
			_, _ = io.WriteString(w, body)
		}, noLookup)
		if _, err := c.CreateRecovery(t.Context(), tt.request); (err == nil) != tt.want || err != nil && !errors.Is(err, zdm.ErrAnotherRequest) {
			t.Errorf("%s of %+v: %v", tt.name, tt.request, err)
		}
		if zdm.MadeFrom(tt.name, tt.request) {
			t.Errorf("%s exists for a request of %s that was not sent", tt.name, tt.request.JobName)
		}
	}
}

// Queries have no empty values, and a list inside another object is read.
func TestImagesOfAllServers(t *testing.T) {
	var asked url.Values
	c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Query()
		_, _ = io.WriteString(w, data3(`{"data":[`+image3+`],"pagination":{"currentPage":1,"totalPages":1,"totalItems":1,"hasNextPage":false},"scan":{"failed":0}}`))
	})
	r, err := c.Images(zdm.ImagesQuery{ImageQuery: zdm.ImageQuery{Page: 1, Limit: 20}}).Get(t.Context())
	if err != nil || len(r.Data) != 1 || r.Pagination == nil || r.Scan == nil || r.Scan.Incomplete() || asked.Encode() != "limit=20&page=1" {
		t.Errorf("%+v, asked %q, %v", r, asked, err)
	}
}
