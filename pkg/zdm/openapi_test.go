package zdm_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// checked validates what a client sends against the API's document.
func checked(t *testing.T, options ...openapitest.Option) func(*zdm.Config) {
	return func(c *zdm.Config) { c.Transport = openapitest.Transport(t, http.DefaultTransport, options...) }
}

func TestRecoveryRequestsFitTheDocument(t *testing.T) {
	const registered = `{"success":true,"requestID":"r1","data":{
		"common":{"state":"success","jobName":"nightly","autoStart":"not use","platform":"kvm","bootMode":"reboot"},
		"partitions":[],"summary":{"total":0,"successful":0,"failed":0}},
		"message":"Recovery jobs registered","timestamp":"2026-04-02 09:00:00"}`
	basic := func(kind int, basic zdm.ScheduleBasic) *zdm.Schedule { return &zdm.Schedule{Type: kind, Basic: &basic} }
	schedules := map[string]*zdm.Schedule{
		"none":         nil,
		"id":           {ID: 31},
		"copy":         {Type: zdm.ScheduleOnce, BasicID: 31},
		"once":         basic(zdm.ScheduleOnce, zdm.ScheduleBasic{Year: "2027", Month: "6", Day: "1", Time: "10:00"}),
		"every minute": basic(zdm.ScheduleEveryMinute, zdm.ScheduleBasic{Time: "10:00", Interval: &zdm.ScheduleInterval{Minute: "5"}}),
		"hourly":       basic(zdm.ScheduleHourly, zdm.ScheduleBasic{Time: "10:00", Interval: &zdm.ScheduleInterval{Hour: "2"}}),
		"daily":        basic(zdm.ScheduleDaily, zdm.ScheduleBasic{Time: "10:00"}),
		"weekly":       basic(zdm.ScheduleWeekly, zdm.ScheduleBasic{Day: "mon,fri", Time: "10:00"}),
		"by week":      basic(zdm.ScheduleMonthlyByWeek, zdm.ScheduleBasic{Week: "1,5", Day: "mon", Time: "10:00"}),
		"by date":      basic(zdm.ScheduleMonthlyByDate, zdm.ScheduleBasic{Day: "1,15", Time: "10:00"}),
	}
	for name, schedule := range schedules {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, answering(t, http.StatusCreated, "application/json", registered), checked(t, openapitest.Strict()))
			for _, request := range []*zdm.RecoveryRequest{request(), fullRequest()} {
				request.Schedule = schedule
				if _, err := c.CreateRecovery(t.Context(), request); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func fullRequest() *zdm.RecoveryRequest {
	full := request()
	full.Repository = zdm.Repository{ID: 13, Type: zdm.RepositorySMB, Path: "//192.0.2.9/vault"}
	full.Overwrite, full.User, full.AfterReboot = zdm.OverwriteNotAllow, "ops@example.com", "shutdown"
	full.NetworkLimit, full.ExcludePartition, full.MailEvent = new(int64), "/tmp,/srv", "ops@example.com"
	full.AutoStart, full.ScriptPath, full.ScriptRun = zdm.NotUse, "/opt/a.sh", "before"
	full.CloudAuth, full.ListOnly = "5", new(bool)
	full.JobList = []zdm.RecoveryJob{
		{SourcePartition: "/", TargetPartition: "/dev/sda1"},
		{SourcePartition: "/home", TargetPartition: "/home", Overwrite: zdm.OverwriteAllow, BackupJob: "b",
			BackupFile: "b.ZIA", Mode: "increment", Repository: &zdm.Repository{ID: 8}},
	}
	return full
}

func TestRefusalFitsTheDocument(t *testing.T) {
	const refused = `{"success":false,"requestID":"r1","error":"platform은 a, b중 하나여야 합니다","timestamp":"2026-04-02 09:00:00"}`
	c := newClient(t, answering(t, http.StatusBadRequest, "application/json", refused), checked(t, openapitest.Strict()))
	if _, failed := create(t, c); failed == nil || failed.Status != http.StatusBadRequest {
		t.Errorf("got %v", failed)
	}
}

func TestLoginsFitTheDocument(t *testing.T) {
	const issued = `{"success":true,"requestID":"r1","data":{"token":"a.b.c","expiresAt":"2026-04-02 10:00:00"},
		"message":"Token issued successfully.","timestamp":"2026-04-02 09:00:00"}`
	// The server has one of the two paths, and the 404 of the other has no envelope.
	for _, path := range []string{"/api/auth/issue", "/api/token/issue"} {
		mux := http.NewServeMux()
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(issued))
		})
		server := httptest.NewServer(mux)
		c := newClient(t, server.URL, checked(t, openapitest.RequestsOnly()))
		if got, err := c.IssueToken(t.Context(), "ops@example.com", "pw", ""); err != nil || got.Token != "a.b.c" {
			t.Errorf("%s: %v, %v", path, got, err)
		}
		server.Close()
	}
}
