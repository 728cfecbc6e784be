package zdm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// show requests one object from a server that returns this data, and formats a part of it.
func show[T any](t *testing.T, value string, ask func(*zdm.Client, context.Context) (zdm.Result[T], error), part func(T) any) string {
	t.Helper()
	result, err := ask(inProcess(t, replying(200, data(value))), t.Context())
	if err != nil {
		return "error: " + err.Error()
	}
	return fmt.Sprint(part(result.Data))
}

func aRecovery(c *zdm.Client, ctx context.Context) (zdm.Result[zdm.Recovery], error) {
	return c.Recovery(ctx, "n", zdm.RecoveryFilter{})
}

func TestRecoveryAcceptsEveryForm(t *testing.T) {
	info := func(r zdm.Recovery) any {
		i := r.Job.Info
		schedule := "none"
		if i.Schedule != nil {
			schedule = string(i.Schedule.Description)
		}
		return fmt.Sprintln(i.ID, i.Name, schedule, zdm.Status(i.Status.Current), i.Kernel)
	}
	partitions := func(r zdm.Recovery) any {
		var all []string
		for _, p := range r.Job.Detail {
			all = append(all, fmt.Sprintf("%s>%s %s", p.From, p.TargetDevice, p.Repository.ID))
		}
		return strings.Join(all, "; ")
	}
	tests := []struct {
		data string
		part func(zdm.Recovery) any
		want string
	}{
		{`{"job":{"info":{"id":"905","name":"n","schedule":{"basic":{"type":"weekly","description":"d"}},"status":{"current":"Processing"},"kernal":"5"}}}`, info, "905 n d Processing 5"},
		{`{"job":{"info":{"id":905,"name":7,"schedule":{"basic":"-"},"status":{"current":"running"},"kernel":"5"}}}`, info, "905 7 - Processing 5"},
		{`{"job":{"info":{"id":null,"name":null,"schedule":null,"status":null,"kernal":null}}}`, info, "none"},
		{`{"job":{"info":{"id":9007199254740993,"status":{"current":"odd","time":{"start":null,"end":"-"}},"script":"-","notification":[]}}}`, info, "9007199254740993 none"},
		{`{"job":{"info":"-"}}`, info, "none"},
		{`{"job":null,"system":null}`, info, "none"},
		{`[{"job":{"info":{"id":1,"name":"n"}}}]`, info, "1 n none"},
		{`[null,{"job":{"info":{"id":1,"name":"n"}}}]`, info, "1 n none"},
		{`{"job":{"detail":[{"from":"/","targetDevice":"/dev/a","repository":{"id":8}},{"partition":"C:","device":"x","repository":{"id":"9"}}]}}`, partitions, "/>/dev/a 8; C:>x 9"},
		{`{"job":{"details":{"drive":"C:"}}}`, partitions, "C:> "},
		{`{"job":{"detail":null,"details":"-"}}`, partitions, ""},
		{`{"job":{"detail":[null,"odd",{"from":"/","repository":8,"backup":"-"}]}}`, partitions, "/> "},
		{`{"system":{"source":{"id":41,"name":"s","ip":{"private":"10.0.0.1"}},"target":"-"}}`,
			func(r zdm.Recovery) any {
				return fmt.Sprintln(r.System.Source.ID, r.System.Source.IP.Private, r.System.Target.Name)
			}, "41 [10.0.0.1]"},
	}
	for _, tt := range tests {
		if got := strings.Join(strings.Fields(show(t, tt.data, aRecovery, tt.part)), " "); got != strings.Join(strings.Fields(tt.want), " ") {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.data, got, tt.want)
		}
	}
}

// A success without the requested object is an error.
func TestOneThingOrAnError(t *testing.T) {
	for _, value := range []string{`null`, `[]`, `"text"`, `7`, `[null]`, `["x"]`, `[{"id":1},{"id":2}]`, `true`} {
		_, err := aRecovery(inProcess(t, replying(200, data(value))), t.Context())
		var failed *zdm.Error
		if !errors.As(err, &failed) || failed.Kind != zdm.Foreign || failed.Status != 200 || failed.RequestID != "r1" {
			t.Errorf("%s: got %v", value, err)
		}
	}
	_, err := aRecovery(inProcess(t, replying(200, `{"success":true}`)), t.Context())
	if err == nil || !strings.Contains(err.Error(), "holds no data") {
		t.Errorf("no data: got %v", err)
	}
}

func TestMonitoringAcceptsEveryForm(t *testing.T) {
	ask := func(c *zdm.Client, ctx context.Context) (zdm.Result[zdm.Monitoring], error) {
		return c.MonitorServer(ctx, "s", zdm.MonitorServerQuery{})
	}
	part := func(m zdm.Monitoring) any {
		var b strings.Builder
		for _, job := range m.Jobs {
			fmt.Fprintf(&b, "%s:", job.Info.Name)
			for _, d := range job.Details {
				percent, known := d.Info.Percent.Percent()
				fmt.Fprintf(&b, " %s %s %v %v", d.Name(), zdm.Status(d.Info.Status), percent, known)
			}
			fmt.Fprintf(&b, " log %v; ", job.Log)
		}
		if m.Summary != nil {
			fmt.Fprintf(&b, " %s of %s", m.Summary.Completed, m.Summary.Total)
		}
		return b.String()
	}
	for data, want := range map[string]string{
		`{"job":{"info":{"name":"n"},"log":["a","b"],"details":[{"partition":"/","progressInfo":{"status":"Processing","percent":"62%"}}]}}`: "n: / Processing 62 true log [a b];",
		`{"job":[{"info":{"name":"n"},"detail":{"drive":"C:","progressInfo":{"status":"completed","percent":100}}},{"info":{"name":"m"}}],
			"summary":{"total":"5","completed":2}}`: "n: C: Complete 100 true log []; m: log []; 2 of 5",
		`{"job":{"info":{"name":"n"},"log":"one","details":[{"partition":"/","drive":null,"progressInfo":{"status":null,"percent":"NaN%"}}]}}`: "n: /  0 false log [one];",
		`{"job":null,"summary":null}`: "",
		`{"job":{"info":{"name":"n"},"log":null,"details":[{"progressInfo":"-"}]},"summary":{"total":null}}`: "n: 0 false log []; - of -",
	} {
		if got := strings.Join(strings.Fields(show(t, data, ask, part)), " "); got != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%s:\ngot  %s\nwant %s", data, got, want)
		}
	}
}

func TestHistoriesAreAlwaysAList(t *testing.T) {
	for value, want := range map[string]int{
		`{"id":3301,"job":{"id":905,"recoverDrive":["/","/home"]},"result":{"status":"COMPLETE"}}`: 1,
		`[{"id":"1","job":{"recoverDrive":"/"}},{"id":2,"job":{"recoverDrive":null}}]`:             2,
		`[]`: 0, `[null]`: 1,
	} {
		result, err := inProcess(t, replying(200, data(value))).JobHistories("905", zdm.HistoryQuery{}).Get(t.Context())
		if err != nil || len(result.Data) != want {
			t.Errorf("%s: got %+v, %v", value, result.Data, err)
		}
	}
	result, err := inProcess(t, replying(200, data(`{"id":1,"job":{"recoverDrive":["/","-"],"recoverySystemName":"dr"},"result":{"status":"FAIL"}}`))).
		Histories(zdm.HistoryQuery{}).Get(t.Context())
	if err != nil || zdm.Status(result.Data[0].Result.Status) != zdm.PhaseError || len(result.Data[0].Job.Partitions) != 1 || result.Data[0].Job.Target != "dr" {
		t.Errorf("got %+v, %v", result.Data, err)
	}
}

func TestNoListIsAnError(t *testing.T) {
	for _, value := range []string{`"text"`, `7`, `true`, `null`, `{}`} {
		_, err := inProcess(t, replying(200, data(value))).Users(zdm.UserQuery{}).Get(t.Context())
		if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Foreign {
			t.Errorf("%s: got %v", value, err)
		}
	}
}

func TestUpdateVerdict(t *testing.T) {
	ask := func(c *zdm.Client, ctx context.Context) (zdm.Result[zdm.UpdatedRecovery], error) {
		return c.UpdateRecovery(ctx, "n", &zdm.RecoveryUpdate{Mode: "full"})
	}
	part := func(u zdm.UpdatedRecovery) any {
		var b strings.Builder
		for _, change := range u.Summary.Common {
			fmt.Fprintf(&b, "%s %s>%s ", change.Field, change.Previous, change.New)
		}
		for _, p := range u.Summary.Each {
			fmt.Fprintf(&b, "%s %d ", p.Name(), len(p.Summary.Common))
		}
		return fmt.Sprint(b.String(), u.Failed())
	}
	for data, want := range map[string]string{
		`{"jobInfo":{"id":905},"summary":{"state":"success","commonUpdatedFields":[{"field":"Mode","previous":"increment","new":"full"}],"eachUpdatedFields":[]}}`: "Mode increment>full false",
		`{"summary":{"state":"success","commonUpdatedFields":[{"field":"Schedule","previous":null,"new":{"a": 1}},{"field":"Limit","previous":0,"new":50}],
			"eachUpdatedFields":[{"drive":"D:","summary":{"state":"success","commonUpdatedFields":[{}]}}]}}`: `Schedule >{"a":1} Limit 0>50 D: 1 false`,
		`{"summary":{"state":"fail"}}`:                                                                     "true",
		`{"jobInfo":{"errorMessage":"no"},"summary":{"state":"success"}}`:                                  "true",
		`{"summary":{"state":"updated","eachUpdatedFields":{"partition":"/","summary":{"state":"FAIL"}}}}`: "/ 0 true",
		`{"summary":{"state":"success","eachUpdatedFields":[{"partition":"/","errorMessage":"no"}]}}`:      "/ 0 true",
		`null`: "error: PUT /recoveries/n: HTTP 200 with an answer that is not ZDM's: the answer is not about this request (request r1)",
	} {
		if got := show(t, data, ask, part); got != want {
			t.Errorf("%s: got %s, want %s", data, got, want)
		}
	}
}

// A start without data is confirmed by a recovery that runs, or that has run since it was read.
func TestStartWithoutData(t *testing.T) {
	const no = `"-"`
	info := func(status, start string) string {
		return `{"job":{"info":{"id":"905","name":"n","status":{"current":"` + status + `","time":{"start":` + start + `}}}}}`
	}
	const earlier, later = `"2026-03-10 09:00:00"`, `"2026-03-11 09:00:00"`
	for _, tt := range []struct {
		before, beforeStart, after, afterStart string
		confirmed                              bool
	}{
		{"Registered", no, "Registered", no, false},
		{"Registered", no, "Processing", no, true},
		{"Registered", no, "Complete", no, true},
		{"Registered", no, "Error", later, true},
		{"Scheduled", no, "Complete", later, true},
		{"Complete", earlier, "Complete", earlier, false},
		{"Complete", earlier, "Complete", later, true},
		{"Complete", earlier, "Preparing", earlier, true},
		{"Complete", earlier, "Registered", later, false},
		{"Complete", no, "Complete", later, false},
		{"Complete", earlier, "Complete", no, false},
		{"Processing", earlier, "Complete", earlier, false},
		{"Vollendet", no, "Complete", later, false},
		{"", no, "Complete", later, false}, // not known before
	} {
		c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
			body := `{"success":true}`
			if r.Method == http.MethodGet {
				body = data(info(tt.after, tt.afterStart))
			}
			_, _ = io.WriteString(w, body)
		})
		update := &zdm.RecoveryUpdate{Status: zdm.StatusStart}
		if tt.before != "" {
			update.Job = &zdm.Recovery{}
			if err := json.Unmarshal([]byte(info(tt.before, tt.beforeStart)), update.Job); err != nil {
				t.Fatal(err)
			}
		}
		result, err := c.UpdateRecovery(t.Context(), "905", update)
		failed, _ := errors.AsType[*zdm.Error](err)
		if (err == nil) != tt.confirmed || (result.Lost != nil) != tt.confirmed || err != nil && !failed.OutcomeUnknown() {
			t.Errorf("%+v: %v, %v", tt, result.Lost, err)
		}
	}
}

// A deletion reports whether something was deleted, nothing was deleted, or the answer does not
// show it.
func TestDeleteVerdict(t *testing.T) {
	ask := func(c *zdm.Client, ctx context.Context) (zdm.Result[zdm.DeletedRecovery], error) {
		return c.DeleteRecovery(ctx, "n", "1")
	}
	part := func(d zdm.DeletedRecovery) any {
		yes, known := d.Deleted()
		return fmt.Sprint(len(d.Partitions), d.Failed(), yes, known)
	}
	for data, want := range map[string]string{
		`{"jobInfo":[{"name":"n","partition":"/","deletedComponents":{"basicInfo":true}}],"summary":{"state":"success","affectedComponents":{"basicInfoDeleted":1}}}`: "1 false true true",
		`{"summary":{"state":"deleted","affectedComponents":{"basicInfoDeleted":true}}}`:                                                                              "0 false true true",
		`{"jobInfo":[],"summary":{"state":"success","affectedComponents":{"basicInfoDeleted":0,"logDataDeleted":0}}}`:                                                 "0 false false true",
		`{"jobInfo":{"deletedComponents":{"basicInfo":false}},"summary":{"state":"success","affectedComponents":{"basicInfoDeleted":false}}}`:                         "1 false false true",
		`{"jobInfo":[{"deletedComponents":{"basicInfo":"false"},"errorMessage":"locked"}],"summary":{"state":"fail"}}`:                                                "1 true false true",
		`{"jobInfo":[{"deletedComponents":{"basicInfo":false}}],"summary":{"state":"success","affectedComponents":{"basicInfoDeleted":1}}}`:                           "1 false false false",
		`{"jobInfo":[{"deletedComponents":{"basicInfo":true}},{"deletedComponents":{"basicInfo":false}}],"summary":{"state":"success"}}`:                              "2 false false false",
		`{"summary":{"state":"not_found","affectedComponents":{"basicInfoDeleted":1}}}`:                                                                               "0 true true true",
		`{"summary":{"state":"success"}}`: "0 false false false",
		`null`:                            "0 false false false",
	} {
		if got := show(t, data, ask, part); got != want {
			t.Errorf("%s: got %s, want %s", data, got, want)
		}
	}
}

// Only a 404 that mentions images means that there are none.
func TestNoImages(t *testing.T) {
	refused := func(text string) string { return `{"success":false,"error":"` + text + `"}` }
	tests := []struct {
		status int
		body   string
		none   bool
	}{
		{200, data(`[]`), true},
		{200, `{"success":true}`, false},
		{404, refused("백업 이미지가 존재하지 않음 (Center: core, Repository ID: 8)"), true},
		{404, refused("No backup images found"), true},
		{404, refused("서버 'image-01'을(를) 찾을 수 없습니다"), false},
		{404, refused("요청한 Center 'X'을(를) 찾을 수 없습니다"), false},
		{404, refused("등록된 Repository가 없습니다"), false},
		{404, `<html>no images here</html>`, false},
		{500, refused("백업 이미지 조회 작업 시간 초과 (10초 경과)"), false},
	}
	for _, tt := range tests {
		c := inProcess(t, replying(tt.status, tt.body))
		result, err := c.BackupImages("image-01", zdm.ImageQuery{}).Get(t.Context())
		if (err == nil) != tt.none || len(result.Data) != 0 || err == nil && (result.Status != tt.status || string(result.Raw) != tt.body) {
			t.Errorf("%d %s: got %+v, %v", tt.status, tt.body, result, err)
		}
		for range c.BackupImages("image-01", zdm.ImageQuery{}).Raw(t.Context()) {
			if tt.none {
				t.Errorf("%d %s: an item came", tt.status, tt.body)
			}
		}
	}
}

// Cloud keys are masked in any document.
func TestCloudKeysAreMasked(t *testing.T) {
	const body = `{"success":true, "data":[{"id":5,"displayName":"secretKey","accessKey" : "AKIA/\"X","secretKey":"s3\\","region":"eu"},
		{"id":6,"AccessKey":null,"secretKey":"","project":"accessKey","zones":["secretKey","keep"]}]}`
	const want = `{"success":true, "data":[{"id":5,"displayName":"secretKey","accessKey" : "***","secretKey":"***","region":"eu"},
		{"id":6,"AccessKey":null,"secretKey":"***","project":"accessKey","zones":["secretKey","keep"]}]}`
	c := inProcess(t, replying(200, body))
	result, err := c.CloudAuths(zdm.CloudAuthQuery{}).Get(t.Context())
	if err != nil || string(result.Raw) != want {
		t.Errorf("got %s, %v", result.Raw, err)
	}
	if keys := result.Data[0]; keys.AccessKey != "***" || keys.SecretKey != "***" || keys.Region != "eu" {
		t.Errorf("got %+v", keys)
	}
	answer, err := c.Call(t.Context(), zdm.PlainCall{Method: http.MethodGet, Path: "/cloud-auth/recovery?limit=5"})
	if err != nil || string(answer.Raw) != want {
		t.Errorf("plain call: got %s, %v", answer.Raw, err)
	}
}

func TestLookupsAcceptEveryForm(t *testing.T) {
	ctx := t.Context()
	c := func(value string) *zdm.Client { return inProcess(t, replying(200, data(value))) }
	server, err := c(`[{"id":41,"os":{"version":"x"},"license":{"id":"Unassigned"},"status":{"connect":"connected"},
		"partition":{"letter":"/","size":{"raw":"64424509440","formatted":"60.0 GB"},"used":{"raw":6.442450944e10},"free":{"raw":null},"usage":"NaN%"},
		"disk":null,"repository":[{"id":8,"ipAddress":"10.0.0.9","port":20049}]}]`).Server(ctx, "41", zdm.ServerFilter{})
	if s := server.Data; err != nil || s.ID != "41" || s.License.ID != "Unassigned" || len(s.Partitions) != 1 || s.Partitions[0].Used.Bytes != 64424509440 ||
		s.Partitions[0].Free.Known || s.Repositories[0].IPAddress[0] != "10.0.0.9" || s.Repositories[0].Port != "20049" {
		t.Errorf("server %+v, %v", server.Data, err)
	}
	center, err := c(`{"id":{"center":3,"machine":null},"name":{"center":"핵심"},"disk":[{"diskCaption":"a","diskSize":"300 GB"}],"zosRepository":[]}`).Center(ctx, "3", zdm.CenterFilter{})
	if err != nil || center.Data.ID.Center != "3" || center.Data.Disks[0].CenterCaption != "a" || center.Data.Disks[0].Size.String() != "300 GB" {
		t.Errorf("center %+v, %v", center.Data, err)
	}
	backup, err := c(`[{"job":{"info":{"id":77,"drive":"C:","schedule":{"basic":{"type":3},"advanced":"-"},"options":null},"lastUpdated":null},"repository":{"type":"cifs"}}]`).
		Backup(ctx, "77", zdm.BackupFilter{})
	if b := backup.Data; err != nil || b.Job.Info.Volume() != "C:" || b.Job.Info.Schedule.Basic.Type != "3" || !b.Job.Info.Schedule.Advanced.Description.None() ||
		zdm.RepositoryType(b.Repository.Type) != zdm.RepositorySMB {
		t.Errorf("backup %+v, %v", backup.Data, err)
	}
	images, err := c(`{"image":{"name":"a_[2026-03-11_01_05].ZIA","size":{"raw":91750400},"compression":{"enabled":true},"repository":{"id":8}},"drive":{"letter":"C:","filesystem":""}}`).
		BackupImages("s", zdm.ImageQuery{}).Get(ctx)
	if err != nil || len(images.Data) != 1 || images.Data[0].Volume() != "C:" || images.Data[0].Image.Size.String() != "91750400" || !images.Data[0].Image.Compression.Enabled.True() {
		t.Errorf("images %+v, %v", images.Data, err)
	}
	made, err := c(`{"basic":{"id":"31","type":3,"state":1},"advanced":null}`).CreateSchedule(ctx, &zdm.ScheduleRequest{Center: "1", Type: zdm.ScheduleDaily, Basic: &zdm.ScheduleBasic{Time: "10:00"}})
	if err != nil || made.Data.Basic == nil || made.Data.Basic.Type != "3" || made.Data.Basic.State != "1" || made.Data.Advanced != nil {
		t.Errorf("new schedule %+v, %v", made.Data, err)
	}
	schedule, err := c(`[{"id":31,"center":"-","state":"Unknown"}]`).Schedule(ctx, "31")
	if err != nil || schedule.Data.ID != "31" || !schedule.Data.Center.ID.None() {
		t.Errorf("schedule %+v, %v", schedule.Data, err)
	}
	gone, err := c(`{"id":31,"name":"Schedule-31"}`).DeleteSchedule(ctx, "31", "")
	if err != nil || gone.Data.ID != "31" {
		t.Errorf("deleted schedule %+v, %v", gone.Data, err)
	}
	user, err := c(`[{"id":12,"email":"ops@example.com","company":null}]`).User(ctx, "12")
	if err != nil || user.Data.ID != "12" || !user.Data.Company.None() {
		t.Errorf("user %+v, %v", user.Data, err)
	}
	regions, err := c(`[{"code":"europe-west3","zones":["a","b"]},{"code":"eu","zones":null}]`).Regions("gcp").Get(ctx)
	if err != nil || len(regions.Data) != 2 || len(regions.Data[0].Zones) != 2 || len(regions.Data[1].Zones) != 0 {
		t.Errorf("regions %+v, %v", regions.Data, err)
	}
}
