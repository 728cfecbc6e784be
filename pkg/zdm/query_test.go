package zdm_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Every call is sent to its endpoint, with that endpoint's spelling of the parameters.
func TestCallsOnTheWire(t *testing.T) {
	filter := zdm.RecoveryFilter{Server: "web 1", ServerType: "target", Mode: "full", Partition: "/", Drive: "C:", Status: "error",
		RepositoryID: "13", RepositoryType: "nfs", RepositoryPath: "/v", Platform: "kvm", BackupName: "b", Detail: true, Center: "1,서울"}
	const filtered = "backupName=b&center=1%2C%EC%84%9C%EC%9A%B8&detail=true&drive=C%3A&mode=full&partition=%2F&platform=kvm&repositoryID=13" +
		"&repositoryPath=%2Fv&repositoryType=nfs&server=web+1&serverType=target&status=error"
	paging := zdm.Paging{Page: 2, Limit: 50, Sort: "asc"}
	limit := int64(0)
	history := zdm.HistoryQuery{JobID: "9", JobName: "n", Server: "s", ServerType: "source", Partition: "/", Result: "failed", Center: "1", Paging: paging}
	const histories = "center=1&jobId=9&jobName=n&limit=50&page=2&partition=%2F&result=failed&server=s&serverType=source&sort=asc"
	monitor := zdm.MonitorQuery{Mode: "full", Partition: "/", Detail: true}
	const monitored = "detail=true&mode=full&partition=%2F"
	paged := zdm.MonitorServerQuery{MonitorQuery: zdm.MonitorQuery{Mode: "full", Drive: "C:", Detail: true}, ServerType: "source", JobName: "n", Status: "error", Page: 3, Limit: 4}
	const server = "detail=true&drive=C%3A&jobName=n&limit=4&mode=full&page=3&serverType=source&status=error"

	var got, body string
	remember := func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		got, body = r.Method+" "+r.URL.RequestURI(), string(sent)
		_, _ = io.WriteString(w, data(`{"id":1,"summary":{"state":"success"}}`))
	}
	c, free := inProcess(t, remember), unchecked(t, remember)
	ctx := t.Context()
	tests := []struct {
		want, body string
		call       func() error
	}{
		{"GET /api/recoveries", "", list(ctx, c.Recoveries(zdm.RecoveryQuery{}))},
		{"GET /api/recoveries?" + strings.Replace(filtered, "&mode", "&jobId=9&jobName=n&limit=50&mode", 1), "",
			list(ctx, c.Recoveries(zdm.RecoveryQuery{RecoveryFilter: filter, JobID: "9", JobName: "n", Paging: zdm.Paging{Limit: 50}}))},
		{"GET /api/recoveries/n?" + filtered, "", func() error { return errOf(c.Recovery(ctx, "n", filter)) }},
		{"GET /api/recoveries/histories?" + histories, "", list(ctx, c.Histories(history))},
		{"GET /api/recoveries/histories/9?" + histories, "", list(ctx, c.JobHistories("9", history))},
		{"GET /api/recoveries/monitoring/job/n?" + monitored, "", func() error { return errOf(c.MonitorJob(ctx, "n", monitor)) }},
		{"GET /api/recoveries/monitoring/job/n?center=1&drive=C%3A", "", func() error { return errOf(free.MonitorJob(ctx, "n", zdm.MonitorQuery{Drive: "C:", Center: "1"})) }},
		{"GET /api/recoveries/monitoring/system/s?" + server, "",
			func() error { return errOf(c.MonitorServer(ctx, "s", paged)) }},
		{"PUT /api/recoveries/n", `{"center":"1","changeName":"m","platform":"kvm","schedule":42,"mode":"full","afterReboot":"reboot","mailEvent":"a@b.c",` +
			`"networkLimit":0,"scriptPath":"/x","scriptRun":"after","status":"start","jobList":[{"partition":"/","mode":"increment"},{"drive":"C:","mode":"full"}]}`,
			func() error {
				return errOf(c.UpdateRecovery(ctx, "n", &zdm.RecoveryUpdate{Center: "1", ChangeName: "m", Platform: "kvm", Schedule: &zdm.Schedule{ID: 42}, Mode: "full",
					AfterReboot: "reboot", MailEvent: "a@b.c", NetworkLimit: &limit, ScriptPath: "/x", ScriptRun: "after", Status: zdm.StatusStart,
					JobList: []zdm.PartitionUpdate{{Partition: "/", Mode: "increment"}, {Drive: "C:", Mode: "full"}}}))
			}},
		{"PUT /api/recoveries/n", `{"status":"stop"}`, func() error { return errOf(c.UpdateRecovery(ctx, "n", &zdm.RecoveryUpdate{Status: zdm.StatusStop})) }},
		{"DELETE /api/recoveries/n", "", func() error { return errOf(c.DeleteRecovery(ctx, "n", "")) }},
		{"DELETE /api/recoveries/n?center=1", "", func() error { return errOf(c.DeleteRecovery(ctx, "n", "1")) }},
		{"GET /api/servers?center=1&connection=connect&detail=true&disk=true&license=assign&limit=50&mode=source&network=true&os=lin&page=2&partition=true&repository=true&sort=asc", "",
			list(ctx, c.Servers(zdm.ServersQuery{Paging: paging, ServerFilter: zdm.ServerFilter{Mode: "source", OS: "lin", Connection: "connect", License: "assign",
				Disk: true, Network: true, Partition: true, Repository: true, Detail: true, Center: "1"}}))},
		{"GET /api/servers/41?detail=true", "", func() error { return errOf(c.Server(ctx, "41", zdm.ServerFilter{Detail: true})) }},
		{"GET /api/servers/partitions?center=1&device=%2Fdev%2Fsda1&drive=C%3A&fileSystem=xfs&limit=50&page=2&partition=%2F&sort=asc", "",
			list(ctx, c.Partitions(zdm.PartitionQuery{Partition: "/", Drive: "C:", Device: "/dev/sda1", FileSystem: "xfs", Center: "1", Paging: paging}))},
		{"GET /api/servers/web-01/partitions?fileSystem=xfs", "", list(ctx, c.ServerPartitions("web-01", zdm.PartitionQuery{FileSystem: "xfs"}))},
		{"GET /api/zdms?activation=ok&connection=connect&detail=true&disk=true&limit=50&network=true&page=2&partition=true&repository=true&sort=asc&zosRepository=true", "",
			list(ctx, c.Centers(zdm.CenterQuery{Paging: paging, CenterFilter: zdm.CenterFilter{Connection: "connect", Activation: "ok",
				Network: true, Disk: true, Partition: true, Repository: true, ZOSRepository: true, Detail: true}}))},
		{"GET /api/zdms/3", "", func() error { return errOf(c.Center(ctx, "3", zdm.CenterFilter{})) }},
		{"GET /api/zdms/repositories?center=1&os=lin&path=%2Fv&type=nfs", "",
			list(ctx, c.Repositories(zdm.RepositoryQuery{Type: "nfs", Path: "/v", OS: "lin", Center: "1"}))},
		{"GET /api/zdms/3/repositories", "", list(ctx, c.CenterRepositories("3", zdm.RepositoryQuery{}))},
		{"GET /api/backups?jobId=7&jobName=n&repositoryID=13", "",
			list(ctx, c.Backups(zdm.BackupQuery{JobID: "7", JobName: "n", BackupFilter: zdm.BackupFilter{RepositoryID: "13"}}))},
		{"GET /api/backups/n?center=1&detail=true&drive=C%3A&mode=smart&partition=%2F&repositoryPath=%2Fv&repositoryType=smb&server=s&status=complete", "",
			func() error {
				return errOf(c.Backup(ctx, "n", zdm.BackupFilter{Server: "s", Mode: "smart", Partition: "/", Drive: "C:", Status: "complete", RepositoryType: "smb",
					RepositoryPath: "/v", Detail: true, Center: "1"}))
			}},
		{"GET /api/backups/images/server/s%201?center=1&drive=C&jobName=n&limit=5&page=2&partition=%2F&repositoryId=13&repositoryPath=%2Fv", "",
			list(ctx, c.BackupImages("s 1", zdm.ImageQuery{RepositoryID: "13", RepositoryPath: "/v", JobName: "n", Partition: "/", Drive: "C", Center: "1", Page: 2, Limit: 5}))},
		{"GET /api/backups/images?center=1&drive=C%3A&jobName=n&limit=5&page=2&repositoryId=13&repositoryPath=%2Fv&repositoryType=nfs&server=s&sort=desc", "",
			list(ctx, free.Images(zdm.ImagesQuery{ImageQuery: zdm.ImageQuery{RepositoryID: "13", RepositoryPath: "/v", JobName: "n", Drive: "C:", Center: "1", Page: 2, Limit: 5},
				RepositoryType: "nfs", Server: "s", Sort: "desc"}))},
		{"GET /api/schedules?center=1&id=31&jobName=n&state=enabled&type=0", "",
			list(ctx, c.Schedules(zdm.ScheduleQuery{ID: "31", JobName: "n", Type: "0", State: "enabled", Center: "1"}))},
		{"GET /api/schedules/31", "", func() error { return errOf(c.Schedule(ctx, "31")) }},
		{"POST /api/schedules", `{"center":"1","user":"a@b.c","jobName":"n","type":0,"basic":{"year":"2027","month":"6","day":"1","time":"10:00"}}`,
			func() error {
				return errOf(c.CreateSchedule(ctx, &zdm.ScheduleRequest{Center: "1", User: "a@b.c", JobName: "n", Basic: &zdm.ScheduleBasic{Year: "2027", Month: "6", Day: "1", Time: "10:00"}}))
			}},
		{"POST /api/schedules", `{"center":"1","type":7,"basic":{"day":"mon","time":"10:00"},"advanced":{"day":"tue","time":"11:00"}}`,
			func() error {
				return errOf(c.CreateSchedule(ctx, &zdm.ScheduleRequest{Center: "1", Type: zdm.ScheduleSmartWeekly, Basic: &zdm.ScheduleBasic{Day: "mon", Time: "10:00"},
					Advanced: &zdm.ScheduleBasic{Day: "tue", Time: "11:00"}}))
			}},
		{"DELETE /api/schedules/31?center=1", "", func() error { return errOf(c.DeleteSchedule(ctx, "31", "1")) }},
		{"GET /api/users?company=c&country=SE&position=p&userName=u", "", list(ctx, c.Users(zdm.UserQuery{UserName: "u", Position: "p", Company: "c", Country: "SE"}))},
		{"GET /api/users/ops@example.com", "", func() error { return errOf(c.User(ctx, "ops@example.com")) }},
		{"GET /api/cloud-auth/recovery?center=1&cloudType=aws&displayName=d", "",
			list(ctx, c.CloudAuths(zdm.CloudAuthQuery{DisplayName: "d", CloudType: "aws", Center: "1"}))},
		{"GET /api/cloud-auth/regions/aws", "", list(ctx, c.Regions("aws"))},
		{"PATCH /api/x/a%2Fb?p=1&q=a&q=b", `{ "as": "it is" }`, func() error {
			_, err := free.Call(ctx, zdm.PlainCall{Method: "PATCH", Path: "x/a%2Fb?q=a", Query: url.Values{"q": {"b"}, "p": {"1"}}, Body: []byte(`{ "as": "it is" }`)})
			return err
		}},
		{"DELETE /api/x", `[]`, func() error {
			_, err := free.Call(ctx, zdm.PlainCall{Method: "DELETE", Path: "/x", Body: []byte(`[]`)})
			return err
		}},
		{"GET /api/elsewhere.example.com/x", ``, func() error {
			_, err := free.Call(ctx, zdm.PlainCall{Method: "GET", Path: "//elsewhere.example.com/x"})
			return err
		}},
	}
	for _, tt := range tests {
		got, body = "", ""
		if err := tt.call(); err != nil {
			t.Errorf("%s: %v", tt.want, err)
		}
		if got != tt.want || body != tt.body {
			t.Errorf("sent %s %s\nwant %s %s", got, body, tt.want, tt.body)
		}
	}
}

func errOf[T any](_ T, err error) error { return err }

func list[T any](ctx context.Context, l zdm.List[T]) func() error {
	return func() error { return errOf(l.Get(ctx)) }
}
